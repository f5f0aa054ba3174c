/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-project-remotes.h"
#include "parcours-time.h"

/* What a command works with. */
typedef struct
{
  char *workspace;          /* (owned) (nullable) */
  char *remote_name;        /* (owned) (nullable) */
  char *token_file;         /* (owned) (nullable) */
  char *keep;               /* (owned) (nullable) */
  gboolean json;
  char **words;             /* (unowned) what follows the options */
  ParcoursProject *project; /* (owned) (nullable) */
  ParcoursRemote *remote;   /* (unowned) (nullable) */
} Sync;

static void
sync_clear (Sync *sync)
{
  g_free (sync->workspace);
  g_free (sync->remote_name);
  g_free (sync->token_file);
  g_free (sync->keep);
  g_clear_pointer (&sync->project, parcours_cli_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sync, sync_clear)

/* What a person can put right stands in the line; what passes, or waits for a decision, is no wrong usage. */
static int
fail (GError *error)
{
  gboolean remote = error->domain == PARCOURS_REMOTE_ERROR;

  if (g_error_matches (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_KEYRING))
    return parcours_cli_fail (_("%s; or give the token with --token-file, or in PARCOURS_TOKEN"), error->message);
  parcours_cli_fail_with (error);
  if (remote && parcours_remote_error_get_verdict (error) != PARCOURS_REMOTE_VERDICT_SERVER)
    return PARCOURS_EXIT_NO;

  return PARCOURS_EXIT_USAGE;
}

/* The token from where a program finds it; a person's is in the keyring. */
static gboolean
read_token (const Sync  *sync,
            char       **token,
            GError     **error)
{
  const char *variable = g_getenv ("PARCOURS_TOKEN");

  if (sync->token_file != NULL)
    {
      if (!g_file_get_contents (sync->token_file, token, NULL, error))
        return FALSE;
      g_strstrip (*token);
    }
  else if (variable != NULL && *variable != '\0')
    *token = g_strdup (variable);

  return TRUE;
}

static ParcoursRemote *
choose_remote (Sync    *sync,
               GError **error)
{
  GListModel *remotes = parcours_project_remotes (sync->project);
  g_autoptr (ParcoursRemote) only = NULL;

  if (sync->remote_name != NULL)
    {
      ParcoursRemote *remote = parcours_project_find_remote (sync->project, sync->remote_name);

      if (remote == NULL)
        g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no server “%s” in this workspace"),
                     sync->remote_name);
      return remote;
    }
  if (g_list_model_get_n_items (remotes) == 0)
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND,
                         _("This workspace has no server; add one with “parcours-cli sync add”"));
  else if (g_list_model_get_n_items (remotes) > 1)
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND,
                         _("This workspace has several servers; name one with --remote"));
  else
    only = g_list_model_get_item (remotes, 0);

  return only;
}

/* Opens the workspace, and finds the server that is meant. */
static gboolean
open_remote (Sync               *sync,
             ParcoursStoreMode   mode,
             GError            **error)
{
  g_autofree char *token = NULL;

  sync->project = parcours_cli_open_workspace (sync->workspace, mode, error);
  if (sync->project == NULL)
    return FALSE;
  sync->remote = choose_remote (sync, error);
  if (sync->remote == NULL || !read_token (sync, &token, error))
    return FALSE;
  if (token != NULL)
    parcours_remote_set_token (sync->remote, token);

  return TRUE;
}

static int
add (Sync *sync)
{
  g_autofree char *token = NULL;
  g_autoptr (GError) keyring_error = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (sync->words) != 2)
    return parcours_cli_fail (_("Give the name and the address of the server: parcours-cli sync add NAME URL"));
  if (!read_token (sync, &token, &error))
    return fail (error);
  if (token == NULL)
    return parcours_cli_fail (_("Give the token with --token-file, or in PARCOURS_TOKEN"));
  sync->project = parcours_cli_open_workspace (sync->workspace, PARCOURS_STORE_WRITE, &error);
  if (sync->project == NULL ||
      parcours_project_add_remote (sync->project, sync->words[0], sync->words[1], token, &keyring_error, &error) == NULL)
    return fail (error);
  if (keyring_error != NULL)
    parcours_cli_fail (_("The server was added, but its token is not kept: %s"), keyring_error->message);

  return PARCOURS_EXIT_DONE;
}

static int
remove_remote (Sync *sync)
{
  g_autoptr (GError) error = NULL;

  if (g_strv_length (sync->words) != 1)
    return parcours_cli_fail (_("Name the server: parcours-cli sync remove NAME"));
  sync->project = parcours_cli_open_workspace (sync->workspace, PARCOURS_STORE_WRITE, &error);
  if (sync->project == NULL || !parcours_project_remove_remote (sync->project, sync->words[0], &error))
    return fail (error);

  return PARCOURS_EXIT_DONE;
}

/* What can be said of an automation and a server, the first that holds. */
typedef enum
{
  STATE_CONFLICT,
  STATE_REFUSED,
  STATE_WAITING,
  STATE_CHANGED,
  STATE_PUBLISHED,
  STATE_NEW,
} State;

static const struct
{
  const char *code;
  const char *words;
} states[] = {
  { "conflict", N_("changed on both sides") },
  { "refused", N_("refused by the server") },
  { "waiting", N_("waits to be sent") },
  { "changed", N_("changed since it was published") },
  { "published", N_("published") },
  { "new", N_("not published") },
};

static const ParcoursOutboxRow *
find_row (ParcoursRemote *remote,
          const char     *slug)
{
  GListModel *waiting = parcours_remote_waiting (remote);

  for (guint i = 0; i < g_list_model_get_n_items (waiting); i++)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (waiting, i);

      if (g_str_equal (parcours_outbox_item_row (item)->automation, slug))
        return parcours_outbox_item_row (item);
    }

  return NULL;
}

static State
state_of (ParcoursRemote         *remote,
          ParcoursAutomationItem *item)
{
  const char *slug = parcours_automation_item_slug (item);
  const char *published = parcours_remote_published (remote, slug);
  const ParcoursOutboxRow *row = find_row (remote, slug);
  g_autofree char *digest = NULL;

  if (parcours_remote_find_conflict (remote, slug) != NULL)
    return STATE_CONFLICT;
  if (row != NULL)
    return row->state == PARCOURS_OUTBOX_REFUSED ? STATE_REFUSED : STATE_WAITING;
  if (published == NULL)
    return STATE_NEW;
  digest = parcours_automation_digest (parcours_automation_item_automation (item));

  return g_str_equal (digest, published) ? STATE_PUBLISHED : STATE_CHANGED;
}

static JsonNode *
automation_to_json (ParcoursRemote         *remote,
                    ParcoursAutomationItem *item)
{
  const char *slug = parcours_automation_item_slug (item);
  const ParcoursOutboxRow *row = find_row (remote, slug);
  ParcoursConflict *conflict = parcours_remote_find_conflict (remote, slug);
  int revision = parcours_remote_published_revision (remote, slug);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "automation", slug);
  json_object_set_string_member (object, "state", states[state_of (remote, item)].code);
  if (revision != 0)
    json_object_set_int_member (object, "revision", revision);
  if (conflict != NULL)
    json_object_set_int_member (object, "their-revision", parcours_conflict_revision (conflict));
  if (row != NULL)
    {
      json_object_set_string_member (object, "operation", row->operation);
      json_object_set_int_member (object, "tries", row->tries);
      if (row->error != NULL)
        json_object_set_string_member (object, "error", row->error);
    }

  return parcours_json_take_object (object);
}

static void
print_status_json (Sync *sync)
{
  GListModel *items = parcours_project_automations (sync->project);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);

      json_array_add_element (array, automation_to_json (sync->remote, item));
    }
  json_object_set_string_member (object, "name", parcours_remote_name (sync->remote));
  json_object_set_string_member (object, "url", parcours_remote_url (sync->remote));
  json_object_set_int_member (object, "waiting", parcours_remote_n_waiting (sync->remote));
  json_object_set_int_member (object, "to-decide", parcours_remote_n_conflicts (sync->remote));
  json_object_set_array_member (object, "automations", array);
  json_node_take_object (node, object);
  parcours_cli_print_json (node);
}

static void
print_status (Sync *sync)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, TRUE };
  GListModel *items = parcours_project_automations (sync->project);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  printf ("%s  %s\n", parcours_remote_name (sync->remote), parcours_remote_url (sync->remote));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);
      const char *slug = parcours_automation_item_slug (item);
      int revision = parcours_remote_published_revision (sync->remote, slug);
      char **cells = g_new0 (char *, 4);

      cells[0] = g_strdup (slug);
      cells[1] = g_strdup (_(states[state_of (sync->remote, item)].words));
      /* Translators: a revision on a server. */
      cells[2] = revision != 0 ? g_strdup_printf (_("revision %d"), revision) : g_strdup ("");
      g_ptr_array_add (rows, cells);
    }
  parcours_cli_print_table (rows, to_the_right);
}

static int
status (Sync *sync)
{
  g_autoptr (GError) error = NULL;

  if (sync->words[0] != NULL)
    return parcours_cli_fail (_("“%s” is too much: parcours-cli sync status"), sync->words[0]);
  if (!open_remote (sync, PARCOURS_STORE_READ, &error))
    return fail (error);
  if (sync->json)
    print_status_json (sync);
  else
    print_status (sync);

  return PARCOURS_EXIT_DONE;
}

static gboolean
publish (Sync        *sync,
         const char  *slug,
         int         *result)
{
  g_autoptr (GError) error = NULL;

  ParcoursAutomationItem *item = parcours_project_find_automation (sync->project, slug);

  if ((item != NULL && state_of (sync->remote, item) == STATE_PUBLISHED) ||
      parcours_remote_publish (sync->remote, slug, &error))
    return TRUE;
  *result = fail (error);
  /* What the checks say is an answer. */
  if (g_error_matches (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID))
    *result = PARCOURS_EXIT_NO;

  return FALSE;
}

/* Without names, what a person has called ready and the server does not have. */
static int
publish_ready (Sync *sync)
{
  GListModel *items = parcours_project_automations (sync->project);
  int result = PARCOURS_EXIT_DONE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);
      State state = state_of (sync->remote, item);

      if (parcours_automation_item_is_ready (item) && (state == STATE_NEW || state == STATE_CHANGED))
        publish (sync, parcours_automation_item_slug (item), &result);
    }

  return result;
}

/* What the server has not taken, a line each. */
static int
report (Sync *sync)
{
  GListModel *items = parcours_project_automations (sync->project);
  int result = PARCOURS_EXIT_DONE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);
      const char *slug = parcours_automation_item_slug (item);
      const ParcoursOutboxRow *row = find_row (sync->remote, slug);
      State state = state_of (sync->remote, item);

      if (state == STATE_CONFLICT)
        parcours_cli_fail (_("“%s” has been changed on “%s” too; see “parcours-cli sync resolve”"), slug,
                           parcours_remote_name (sync->remote));
      else if (state == STATE_REFUSED)
        parcours_cli_fail ("%s: %s", slug, row->error);
      else
        continue;
      result = PARCOURS_EXIT_NO;
    }

  return result;
}

static int
send_all (Sync *sync,
          int   result)
{
  g_autoptr (GError) error = NULL;
  int reported;

  if (!parcours_remote_send (sync->remote, &error))
    return fail (error);
  reported = report (sync);

  return result != PARCOURS_EXIT_DONE ? result : reported;
}

/* What a push is about to send. */
static GPtrArray *
list_waiting (Sync *sync)
{
  GListModel *waiting = parcours_remote_waiting (sync->remote);
  GPtrArray *slugs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (waiting); i++)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (waiting, i);
      const char *slug = parcours_outbox_item_row (item)->automation;

      if (!g_ptr_array_find_with_equal_func (slugs, slug, g_str_equal, NULL))
        g_ptr_array_add (slugs, g_strdup (slug));
    }

  return slugs;
}

static void
print_pushed_json (Sync            *sync,
                   const GPtrArray *slugs)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *pushed = json_array_new ();

  for (guint i = 0; i < slugs->len; i++)
    {
      const char *slug = g_ptr_array_index (slugs, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "automation", slug);
      json_object_set_int_member (one, "revision", parcours_remote_published_revision (sync->remote, slug));
      json_array_add_object_element (pushed, one);
    }
  json_object_set_array_member (object, "pushed", pushed);
  json_node_take_object (node, object);
  parcours_cli_print_json (node);
}

static void
print_pushed (Sync            *sync,
              const GPtrArray *slugs)
{
  if (slugs->len == 0)
    printf (_("Nothing to push: “%s” has every automation that is ready\n"), parcours_remote_name (sync->remote));
  for (guint i = 0; i < slugs->len; i++)
    {
      const char *slug = g_ptr_array_index (slugs, i);
      int revision = parcours_remote_published_revision (sync->remote, slug);

      if (revision != 0)
        printf (_("Pushed “%1$s” to “%2$s”, revision %3$d\n"), slug, parcours_remote_name (sync->remote), revision);
      else
        printf (_("Pushed “%1$s” to “%2$s”\n"), slug, parcours_remote_name (sync->remote));
    }
}

/* Of those that were to be sent, the ones that nobody waits for any more. */
static void
tell_pushed (Sync      *sync,
             GPtrArray *slugs,
             int        status)
{
  for (guint i = slugs->len; i > 0; i--)
    {
      const char *slug = g_ptr_array_index (slugs, i - 1);

      if (find_row (sync->remote, slug) != NULL || parcours_remote_find_conflict (sync->remote, slug) != NULL)
        g_ptr_array_remove_index (slugs, i - 1);
    }
  if (sync->json)
    print_pushed_json (sync, slugs);
  else if (slugs->len > 0 || status == PARCOURS_EXIT_DONE)
    print_pushed (sync, slugs);
}

static int
push (Sync *sync)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slugs = NULL;
  int result = PARCOURS_EXIT_DONE;

  if (!open_remote (sync, PARCOURS_STORE_WRITE, &error))
    return fail (error);
  for (guint i = 0; sync->words[i] != NULL; i++)
    publish (sync, sync->words[i], &result);
  if (sync->words[0] == NULL)
    result = publish_ready (sync);
  slugs = list_waiting (sync);
  result = send_all (sync, result);
  tell_pushed (sync, slugs, result);

  return result;
}

static void
print_news (const Sync               *sync,
            const ParcoursRemoteNews *news)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!sync->json)
    {
      if (news->n_added > 0)
        printf (ngettext ("%u automation is new\n", "%u automations are new\n", news->n_added), news->n_added);
      if (news->n_updated > 0)
        printf (ngettext ("%u automation was updated\n", "%u automations were updated\n", news->n_updated), news->n_updated);
      if (news->n_entities > 0)
        printf (ngettext ("%u thing that they refer to was missing and came with them\n",
                          "%u things that they refer to were missing and came with them\n", news->n_entities), news->n_entities);
      if (news->n_differences > 0)
        printf (ngettext ("%u thing that they refer to is different here and was left as it is\n",
                          "%u things that they refer to are different here and were left as they are\n", news->n_differences),
                news->n_differences);
      if (news->n_deleted > 0)
        printf (ngettext ("%u automation was deleted on the server and stays here\n",
                          "%u automations were deleted on the server and stay here\n", news->n_deleted), news->n_deleted);
      if (news->n_added + news->n_updated + news->n_deleted + news->n_conflicts == 0)
        printf (_("Nothing is new on the server\n"));
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "added", news->n_added);
  json_object_set_int_member (object, "updated", news->n_updated);
  json_object_set_int_member (object, "deleted", news->n_deleted);
  json_object_set_int_member (object, "conflicts", news->n_conflicts);
  json_object_set_int_member (object, "entities", news->n_entities);
  json_object_set_int_member (object, "differences", news->n_differences);
  node = parcours_json_take_object (object);
  parcours_cli_print_json (node);
}

static int
pull (Sync *sync)
{
  g_autoptr (GError) error = NULL;
  ParcoursRemoteNews news;

  if (sync->words[0] != NULL)
    return parcours_cli_fail (_("“%s” is too much: parcours-cli sync pull"), sync->words[0]);
  if (!open_remote (sync, PARCOURS_STORE_WRITE, &error) || !parcours_remote_check (sync->remote, &news, &error))
    return fail (error);
  print_news (sync, &news);

  return report (sync);
}

static int
resolve (Sync *sync)
{
  gboolean mine = g_strcmp0 (sync->keep, "mine") == 0;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (sync->words) != 1 || (!mine && g_strcmp0 (sync->keep, "theirs") != 0))
    return parcours_cli_fail (_("Say which version to keep: parcours-cli sync resolve AUTOMATION --keep mine|theirs"));
  if (!open_remote (sync, PARCOURS_STORE_WRITE, &error) ||
      !parcours_remote_resolve (sync->remote, sync->words[0],
                                mine ? PARCOURS_RESOLUTION_KEEP_MINE : PARCOURS_RESOLUTION_TAKE_THEIRS, &error))
    return fail (error);

  return mine ? send_all (sync, PARCOURS_EXIT_DONE) : PARCOURS_EXIT_DONE;
}

static JsonNode *
log_to_json (GListModel *log)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (ParcoursSyncItem) item = g_list_model_get_item (log, i);
      const ParcoursSyncEntry *entry = parcours_sync_item_entry (item);
      g_autofree char *at = parcours_instant_format (entry->at);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "at", at);
      json_object_set_string_member (object, "what", entry->what);
      if (entry->automation != NULL)
        json_object_set_string_member (object, "automation", entry->automation);
      if (entry->details != NULL)
        json_object_set_string_member (object, "details", entry->details);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);

  return node;
}

static int
show_log (Sync *sync)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  GListModel *log;

  if (sync->words[0] != NULL)
    return parcours_cli_fail (_("“%s” is too much: parcours-cli sync log"), sync->words[0]);
  if (!open_remote (sync, PARCOURS_STORE_READ, &error))
    return fail (error);
  log = parcours_remote_log (sync->remote);
  if (sync->json)
    {
      node = log_to_json (log);
      parcours_cli_print_json (node);
      return PARCOURS_EXIT_DONE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (ParcoursSyncItem) item = g_list_model_get_item (log, i);
      g_autofree char *at = parcours_instant_format (parcours_sync_item_entry (item)->at);
      g_autofree char *words = parcours_sync_item_words (item, NULL);

      printf ("%s  %s\n", at, words);
    }

  return PARCOURS_EXIT_DONE;
}

static const struct
{
  const char *name;
  int (*run) (Sync *sync);
} commands[] = {
  { "add", add }, { "remove", remove_remote }, { "status", status }, { "push", push },
  { "pull", pull }, { "resolve", resolve }, { "log", show_log },
};

int
parcours_cli_sync (int    argc,
                   char **argv)
{
  g_auto (Sync) sync = { NULL };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &sync.workspace, N_("The workspace; left out, the one that the window opens"),
      N_("FILE") },
    { "remote", 'r', 0, G_OPTION_ARG_STRING, &sync.remote_name, N_("The server, where the workspace has several"), N_("NAME") },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &sync.token_file, N_("A file with the token, instead of the keyring"),
      N_("FILE") },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &sync.keep, N_("Which version to keep: mine or theirs"), N_("VERSION") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &sync.json, N_("Print JSON"), NULL },
    { NULL }
  };
  int result;

  if (!parcours_cli_parse (&argc, &argv, _("add NAME URL|remove NAME|status|push [AUTOMATION…]|pull|resolve AUTOMATION|log"),
                           _("Keeps the automations of a workspace and those of a server the same. To push without names "
                             "publishes what is ready and has changed, and sends whatever waits. The token comes from the "
                             "keyring, from --token-file or from PARCOURS_TOKEN."),
                           entries, &result))
    return result;
  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, argv[1]))
        {
          sync.words = argv + 2;
          return commands[i].run (&sync);
        }
    }
  if (argc >= 2)
    return parcours_cli_fail (_("There is no command “sync %s”; parcours-cli sync --help lists them"), argv[1]);

  return parcours_cli_fail (_("Say what to do; parcours-cli sync --help lists the commands"));
}
