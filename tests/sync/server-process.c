/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>

#include "parcours-json.h"
#include "server-process.h"

static const char *
program (void)
{
  const char *path = g_getenv ("PARCOURS_SERVER");

  g_assert_nonnull (path);

  return path;
}

/* A test that crashes leaves no server behind. It goes with the thread that started it, too. */
static void
child_setup (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (GSubprocessFlags flags,
       GPtrArray       *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (arguments, NULL);
  g_subprocess_launcher_set_child_setup (launcher, child_setup, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);

  return process;
}

/* Runs the program on the database until it ends; returns what it printed, on both streams. */
char *
server_process_run (ServerProcess *server,
                    int            expected_status,
                    const char    *first_argument,
                    ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list rest;

  g_ptr_array_add (arguments, (gpointer) program ());
  g_ptr_array_add (arguments, (gpointer) "--database");
  g_ptr_array_add (arguments, server->database);
  va_start (rest, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  process = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, arguments);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, expected_status);

  return output;
}

/* The first start takes any port, the next ones the same. */
void
server_process_start (ServerProcess *server)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *line = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (server->process);
  g_ptr_array_add (arguments, (gpointer) program ());
  g_ptr_array_add (arguments, (gpointer) "--database");
  g_ptr_array_add (arguments, server->database);
  g_ptr_array_add (arguments, (gpointer) "--port");
  g_ptr_array_add (arguments, port);
  for (guint i = 0; i < server->options->len; i++)
    g_ptr_array_add (arguments, g_ptr_array_index (server->options, i));
  server->process = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  server->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (server->lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "Listening on "));
  g_free (server->url);
  server->url = g_strdup (line + strlen ("Listening on "));
  uri = g_uri_parse (server->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  server->port = (guint16) g_uri_get_port (uri);
}

static void
wait_for_end (ServerProcess *server)
{
  g_assert_true (g_subprocess_wait (server->process, NULL, NULL));
  g_clear_object (&server->lines);
  g_clear_object (&server->process);
}

/* As a power cut does. */
void
server_process_kill (ServerProcess *server)
{
  g_subprocess_send_signal (server->process, SIGKILL);
  wait_for_end (server);
}

void
server_process_terminate (ServerProcess *server)
{
  g_autoptr (GSubprocess) process = g_object_ref (server->process);

  g_subprocess_send_signal (process, SIGTERM);
  wait_for_end (server);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* Starts a server with a token; @options, which may be NULL, stand on its command line. */
ServerProcess *
server_process_new (const char *const *options)
{
  ServerProcess *server = g_new0 (ServerProcess, 1);
  g_autoptr (GError) error = NULL;

  server->folder = g_dir_make_tmp ("parcours-server-XXXXXX", &error);
  g_assert_no_error (error);
  server->database = g_build_filename (server->folder, "server.db", NULL);
  server->options = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (server->options, g_strdup (options[i]));
  server->token = server_process_run (server, 0, "--new-token", "Marie", NULL);
  g_strchomp (server->token);
  server_process_start (server);

  return server;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
server_process_free (ServerProcess *server)
{
  if (server->process != NULL)
    server_process_terminate (server);
  remove_folder (server->folder);
  g_ptr_array_unref (server->options);
  g_free (server->folder);
  g_free (server->database);
  g_free (server->url);
  g_free (server->token);
  g_free (server);
}

ParcoursRemoteClient *
server_process_new_client (ServerProcess *server)
{
  g_autoptr (GError) error = NULL;
  ParcoursRemoteClient *client = parcours_remote_client_new (server->url, NULL, &error);

  g_assert_no_error (error);
  parcours_remote_client_set_token (client, server->token);

  return client;
}

/* A small automation; another name makes another document. */
ParcoursAutomation *
make_automation (const char *id,
                 const char *name)
{
  static const char text[] =
    "{\"format\": \"parcours-automation/1\", \"id\": \"\", \"slug\": \"welcome\", \"name\": \"\", \"platform\": \"brevo\","
    " \"settings\": {},"
    " \"steps\": {\"joined\": {\"type\": \"trigger.list-subscribed\", \"params\": {\"list\": \"newsletter\"}, \"at\": [0, 0]},"
    " \"hello\": {\"type\": \"action.send-email\", \"params\": {\"email\": \"welcome\"}, \"at\": [0, 84]}},"
    " \"links\": [{\"from\": \"joined\", \"port\": \"next\", \"to\": \"hello\"}]}";
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation;
  JsonObject *object;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  automation = parcours_automation_from_json (json_parser_get_root (parser), &error);
  g_assert_no_error (error);

  return automation;
}
