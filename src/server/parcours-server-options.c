/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-server-error.h"
#include "parcours-server-options.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT 8787
#define DEFAULT_MAX_BODY 16
#define DEFAULT_MAX_CONNECTIONS 512
#define DEFAULT_TIMEOUT 30

static GOptionGroup *
listening_group (ParcoursServerOptions *options)
{
  const GOptionEntry entries[] = {
    { "listen", 'l', 0, G_OPTION_ARG_STRING, &options->listen,
      N_("Listen on this address (127.0.0.1: this machine alone)"), N_("ADDRESS") },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port,
      N_("Listen on this port (8787); 0 takes any that is free and says which"), N_("PORT") },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate,
      N_("Speak HTTPS with the certificate in this PEM file"), N_("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->key,
      N_("The certificate’s key, if it stands in a PEM file of its own"), N_("FILE") },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options->plain,
      N_("Speak plain HTTP beyond this machine too; only behind a proxy that speaks HTTPS"), NULL },
    { NULL },
  };
  GOptionGroup *group =
    g_option_group_new ("listening", _("Listening:"), _("Show how to choose where to listen"), NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static GOptionGroup *
tokens_group (ParcoursServerOptions *options)
{
  const GOptionEntry entries[] = {
    { "new-token", 0, 0, G_OPTION_ARG_STRING, &options->new_token,
      N_("Make a token for somebody, print it, and end; it is shown this once only"), N_("NAME") },
    { "read-only", 0, 0, G_OPTION_ARG_NONE, &options->read_only,
      N_("With --new-token: the token may read, but change nothing"), NULL },
    { "revoke-token", 0, 0, G_OPTION_ARG_STRING, &options->revoke_token,
      N_("Admit somebody’s token no longer, and end"), N_("NAME") },
    { "list-tokens", 0, 0, G_OPTION_ARG_NONE, &options->list_tokens,
      N_("List for whom there are tokens, and end"), NULL },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &options->token_file,
      N_("Admit also the tokens in this file, a line each: NAME TOKEN [read-only]"), N_("FILE") },
    { NULL },
  };
  GOptionGroup *group =
    g_option_group_new ("tokens", _("Who may use the server:"), _("Show how to choose who may use the server"), NULL,
                        NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static GOptionGroup *
limits_group (ParcoursServerOptions *options)
{
  const GOptionEntry entries[] = {
    { "max-body", 0, 0, G_OPTION_ARG_INT, &options->max_body,
      N_("Take documents of up to so many megabytes (16)"), N_("N") },
    { "max-connections", 0, 0, G_OPTION_ARG_INT, &options->max_connections,
      N_("Serve so many connections at a time (512)"), N_("N") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &options->timeout,
      N_("Wait so long for somebody to say what is wanted (30)"), N_("SECONDS") },
    { "rate", 0, 0, G_OPTION_ARG_INT, &options->rate,
      N_("Answer each token so many times a second on average (0: any number)"), N_("N") },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("limits", _("Limits:"), _("Show how to set limits"), NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static GOptionContext *
make_context (ParcoursServerOptions *options)
{
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options->database,
      N_("Keep everything in this SQLite file (parcours/server.db in your data folder)"), N_("FILE") },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, N_("Log each request to standard error"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_("Tell the version, and end"), NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (_("– keep the automations of Parcours"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_group (context, listening_group (options));
  g_option_context_add_group (context, tokens_group (options));
  g_option_context_add_group (context, limits_group (options));
  g_option_context_set_summary (
    context,
    _("Keeps finished automations and all their revisions for those who draw them in Parcours. It speaks the open "
      "protocol that is described in parcours.yaml (OpenAPI), keeps everything in one SQLite file, and acknowledges "
      "nothing before it is on the disk. It ends in good order on SIGTERM."));
  g_option_context_set_description (
    context,
    _("Examples:\n"
      "  parcours-server --new-token Marie\n"
      "      makes the token that Marie enters in Parcours\n"
      "  parcours-server\n"
      "      serves this machine at http://127.0.0.1:8787/\n"
      "  parcours-server --listen 0.0.0.0 --port 443 --tls-certificate cert.pem --tls-key key.pem\n"
      "      serves everybody who can reach this machine\n"
      "\n"
      "Exit status: 0 done, 1 it could not be done, 2 the command line makes no sense.\n"
      "Tokens are kept as hashes; neither they nor documents are ever logged."));

  return context;
}

static gboolean
check_range (const char  *name,
             int          value,
             int          minimum,
             int          maximum,
             GError     **error)
{
  if (value >= minimum && value <= maximum)
    return TRUE;
  g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE, _("--%s is a number from %d to %d"), name,
               minimum, maximum);

  return FALSE;
}

static gboolean
is_loopback (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  return address == NULL || g_inet_address_get_is_loopback (address);
}

static gboolean
check (const ParcoursServerOptions  *options,
       GError                      **error)
{
  if (!check_range ("port", options->port, 0, 65535, error) ||
      !check_range ("max-body", options->max_body, 1, 64, error) ||
      !check_range ("max-connections", options->max_connections, 1, 100000, error) ||
      !check_range ("timeout", options->timeout, 1, 3600, error) ||
      !check_range ("rate", options->rate, 0, 1000000, error))
    return FALSE;
  if (options->read_only && options->new_token == NULL)
    g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE, _("--read-only belongs to --new-token"));
  else if (options->key != NULL && options->certificate == NULL)
    g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE, _("--tls-key belongs to --tls-certificate"));
  else if (options->certificate == NULL && !options->plain && !is_loopback (options->listen))
    g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                 _("Beyond this machine tokens would be readable on the way; give --tls-certificate, or --plain "
                   "behind a proxy that speaks HTTPS"));
  else
    return TRUE;

  return FALSE;
}

/**
 * parcours_server_options_parse:
 * @options: (out): what the command line says, to be cleared in any case
 * @arguments: (inout): the command line, of which nothing is left
 * @error: return location for an error
 *
 * Shows the help and ends the program if that is what was asked for.
 *
 * Returns: whether the command line makes sense
 */
gboolean
parcours_server_options_parse (ParcoursServerOptions   *options,
                               char                  ***arguments,
                               GError                 **error)
{
  g_autoptr (GOptionContext) context = NULL;

  *options = (ParcoursServerOptions) {
    .port = DEFAULT_PORT,
    .max_body = DEFAULT_MAX_BODY,
    .max_connections = DEFAULT_MAX_CONNECTIONS,
    .timeout = DEFAULT_TIMEOUT,
  };
  context = make_context (options);
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;
  if (g_strv_length (*arguments) > 1)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                   _("“%s” is no option; --help names them"), (*arguments)[1]);
      return FALSE;
    }
  /* Not before: what is there when an option is parsed is not freed. */
  if (options->listen == NULL)
    options->listen = g_strdup (DEFAULT_ADDRESS);
  if (options->database == NULL)
    options->database = g_build_filename (g_get_user_data_dir (), "parcours", "server.db", NULL);

  return check (options, error);
}

/**
 * parcours_server_options_clear:
 * @options: what the command line said
 */
void
parcours_server_options_clear (ParcoursServerOptions *options)
{
  g_clear_pointer (&options->listen, g_free);
  g_clear_pointer (&options->database, g_free);
  g_clear_pointer (&options->token_file, g_free);
  g_clear_pointer (&options->certificate, g_free);
  g_clear_pointer (&options->key, g_free);
  g_clear_pointer (&options->new_token, g_free);
  g_clear_pointer (&options->revoke_token, g_free);
}
