/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "parcours-i18n.h"
#include "parcours-server-error.h"
#include "parcours-server-listener.h"
#include "parcours-server-options.h"
#include "parcours-server-service.h"
#include "parcours-time.h"

/* How long a stopping server waits for those whom it is serving. */
#define STOP_SECONDS 5

/* Files beside the sockets: the database, its journal, the standard streams, certificates being read ... */
#define OTHER_FILES 64

typedef struct
{
  GMainLoop *loop;                  /* (owned) */
  ParcoursServerListener *listener; /* (owned) */
  ParcoursServerService *service;   /* (owned) */
  gint64 stop_at;                   /* microseconds; 0 while it serves */
} Program;

static gboolean
still_busy_cb (gpointer user_data)
{
  Program *program = user_data;

  if (parcours_server_listener_is_busy (program->listener) && g_get_monotonic_time () < program->stop_at)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (program->loop);

  return G_SOURCE_REMOVE;
}

/* The second signal does not wait. */
static gboolean
signal_cb (gpointer user_data)
{
  Program *program = user_data;

  if (program->stop_at > 0)
    {
      g_main_loop_quit (program->loop);
      return G_SOURCE_CONTINUE;
    }
  program->stop_at = g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC;
  parcours_server_service_set_stopping (program->service);
  parcours_server_listener_hang_up (program->listener);
  g_timeout_add (20, still_busy_cb, program);

  return G_SOURCE_CONTINUE;
}

static int
fail (const GError *error)
{
  g_printerr ("parcours-server: %s\n", error->message);

  return error->domain == G_OPTION_ERROR ||
             g_error_matches (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE)
           ? 2
           : 1;
}

static ParcoursServerDatabase *
open_database (const ParcoursServerOptions  *options,
               GError                      **error)
{
  g_autofree char *folder = g_path_get_dirname (options->database);
  ParcoursServerDatabase *database;
  mode_t mask;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FAILED,
                   _("Cannot make the folder “%s”: %s"), folder, g_strerror (errno));
      return NULL;
    }
  /* What others draw is nobody else's business on this machine. */
  mask = umask (0077);
  database = parcours_server_database_open (options->database, error);
  umask (mask);

  return database;
}

static gboolean
list_tokens (ParcoursServerTokens  *tokens,
             GError               **error)
{
  g_autoptr (GPtrArray) list = parcours_server_tokens_list (tokens, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ParcoursServerToken *token = g_ptr_array_index (list, i);
      g_autofree char *created = parcours_instant_format (token->created);

      g_print ("%s  %-10s  %s\n", created, token->read_only ? "read-only" : "read-write", token->name);
    }

  return list != NULL;
}

static gboolean
manage_tokens (const ParcoursServerOptions  *options,
               ParcoursServerTokens         *tokens,
               GError                      **error)
{
  g_autofree char *secret = NULL;

  if (options->list_tokens)
    return list_tokens (tokens, error);
  if (options->revoke_token != NULL)
    return parcours_server_tokens_revoke (tokens, options->revoke_token, error);
  secret = parcours_server_tokens_create (tokens, options->new_token, options->read_only, error);
  if (secret != NULL)
    g_print ("%s\n", secret);

  return secret != NULL;
}

static GTlsCertificate *
load_certificate (const ParcoursServerOptions  *options,
                  GError                      **error)
{
  GTlsCertificate *certificate;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FAILED,
                   _("HTTPS needs glib-networking, which is not installed"));
      return NULL;
    }
  certificate = options->key != NULL
                  ? g_tls_certificate_new_from_files (options->certificate, options->key, error)
                  : g_tls_certificate_new_from_file (options->certificate, error);
  if (certificate == NULL)
    g_prefix_error (error, _("Cannot use the certificate “%s”: "), options->certificate);

  return certificate;
}

/* Out of sockets, accepting would fail; the limit is kept below what the system gives. */
static guint
affordable_connections (int wanted)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = MIN (limit.rlim_max, (rlim_t) wanted + OTHER_FILES);
      setrlimit (RLIMIT_NOFILE, &limit);
    }
  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= (rlim_t) wanted + OTHER_FILES)
    return (guint) wanted;

  return limit.rlim_cur > 2 * OTHER_FILES ? (guint) limit.rlim_cur - OTHER_FILES : OTHER_FILES;
}

static void
warn_without_tokens (const ParcoursServerOptions *options,
                     ParcoursServerTokens        *tokens)
{
  g_autoptr (GPtrArray) list = parcours_server_tokens_list (tokens, NULL);

  if (options->token_file == NULL && list != NULL && list->len == 0)
    g_printerr (_("parcours-server: Nobody can use it yet; “parcours-server --database %s --new-token NAME” "
                  "makes a token\n"),
                options->database);
}

static gboolean
serve (const ParcoursServerOptions  *options,
       ParcoursServerDatabase       *database,
       ParcoursServerTokens         *tokens,
       GError                      **error)
{
  g_autoptr (GTlsCertificate) certificate = options->certificate != NULL ? load_certificate (options, error) : NULL;
  const ParcoursServerLimits limits = { (gsize) options->max_body << 20, (guint) options->rate };
  g_autoptr (ParcoursServerService) service = parcours_server_service_new (database, tokens, &limits);
  g_autoptr (SoupServer) server = soup_server_new ("raw-paths", TRUE, "server-header", "parcours-server", NULL);
  const ParcoursServerListenerOptions listening = {
    options->listen, (guint16) options->port, certificate,
    affordable_connections (options->max_connections), (guint) options->timeout,
  };
  g_autoptr (ParcoursServerListener) listener = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *url = NULL;
  Program program = { loop, NULL, service, 0 };

  if (options->certificate != NULL && certificate == NULL)
    return FALSE;
  if (options->token_file != NULL && !parcours_server_tokens_load (tokens, options->token_file, error))
    return FALSE;
  parcours_server_service_attach (service, server, options->verbose);
  listener = parcours_server_listener_new (server, &listening, error);
  if (listener == NULL)
    return FALSE;
  program.listener = listener;
  warn_without_tokens (options, tokens);
  g_unix_signal_add (SIGTERM, signal_cb, &program);
  g_unix_signal_add (SIGINT, signal_cb, &program);
  url = parcours_server_listener_url (listener);
  /* Whoever started it with --port 0 reads the port here. */
  g_print (_("Listening on %s\n"), url);
  fflush (stdout);
  g_main_loop_run (loop);

  return TRUE;
}

static int
run (char ***arguments)
{
  g_auto (ParcoursServerOptions) options = { NULL };
  g_autoptr (ParcoursServerDatabase) database = NULL;
  g_autoptr (ParcoursServerTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!parcours_server_options_parse (&options, arguments, &error))
    return fail (error);
  if (options.version)
    {
      g_print ("parcours-server %s\n", PARCOURS_VERSION);
      return 0;
    }
  database = open_database (&options, &error);
  if (database == NULL)
    return fail (error);
  tokens = parcours_server_tokens_new (database);
  if (options.new_token != NULL || options.revoke_token != NULL || options.list_tokens)
    done = manage_tokens (&options, tokens, &error);
  else
    done = serve (&options, database, tokens, &error);

  return done ? 0 : fail (error);
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) arguments = g_strdupv (argv);

  parcours_i18n_init ();
  g_set_prgname ("parcours-server");

  return run (&arguments);
}
