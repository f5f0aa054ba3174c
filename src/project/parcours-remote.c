/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-credentials.h"
#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"
#include "parcours-remote-url.h"

/* What changes quickly is read again so many milliseconds later at most. */
#define READ_PAUSE 100
/* How much of what happened is shown. */
#define LOG_LENGTH 200

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_RETRY_AT,
  PROP_N_WAITING,
  PROP_N_CONFLICTS,
  PROP_CHECKING,
} ParcoursRemoteProperty;

static GParamSpec *properties[PROP_CHECKING + 1];

G_DEFINE_FINAL_TYPE_WITH_CODE (ParcoursRemote, parcours_remote, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PARCOURS_TYPE_REMOTE_QUEUE, parcours_remote_rows_iface_init))

void
remote_state_free (RemoteState *state)
{
  g_clear_pointer (&state->info, parcours_remote_info_free);
  g_clear_pointer (&state->publications, g_ptr_array_unref);
  g_clear_pointer (&state->rows, g_ptr_array_unref);
  g_clear_pointer (&state->conflicts, g_ptr_array_unref);
  g_clear_pointer (&state->log, g_ptr_array_unref);
  g_free (state);
}

static GPtrArray *
load_rows (ParcoursStore  *store,
           const char     *remote,
           GError        **error)
{
  g_autoptr (GPtrArray) rows = parcours_store_list_outbox (store, error);
  GPtrArray *items;

  if (rows == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      const ParcoursOutboxRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->remote, remote))
        g_ptr_array_add (items, parcours_outbox_item_new (g_steal_pointer (&g_ptr_array_index (rows, i))));
      else
        parcours_outbox_row_free (g_steal_pointer (&g_ptr_array_index (rows, i)));
    }
  g_ptr_array_set_free_func (rows, NULL);

  return items;
}

static GPtrArray *
load_conflicts (ParcoursStore  *store,
                const char     *remote,
                GError        **error)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_conflicts (store, remote, error);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const ParcoursConflictInfo *info = g_ptr_array_index (infos, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (ParcoursPublicationInfo) base =
        parcours_store_find_publication (store, remote, info->automation, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_ptr_array_add (conflicts, parcours_conflict_new (info, base != NULL ? base->document : NULL));
    }

  return infos != NULL ? g_steal_pointer (&conflicts) : NULL;
}

static GPtrArray *
load_log (ParcoursStore  *store,
          const char     *remote,
          GError        **error)
{
  g_autoptr (GPtrArray) entries = parcours_store_list_sync_log (store, remote, LOG_LENGTH, error);
  GPtrArray *items;

  if (entries == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (items, parcours_sync_item_new (g_ptr_array_index (entries, i)));

  return items;
}

/* Takes @info. */
RemoteState *
parcours_remote_state_load (ParcoursStore       *store,
                            ParcoursRemoteInfo  *info,
                            GError             **error)
{
  g_autoptr (RemoteState) state = g_new0 (RemoteState, 1);

  state->info = info;
  state->publications = parcours_store_list_publications (store, info->name, error);
  if (state->publications != NULL)
    state->rows = load_rows (store, info->name, error);
  if (state->rows != NULL)
    state->conflicts = load_conflicts (store, info->name, error);
  if (state->conflicts != NULL)
    state->log = load_log (store, info->name, error);

  return state->log != NULL ? g_steal_pointer (&state) : NULL;
}

static void
parcours_remote_dispose (GObject *object)
{
  parcours_remote_close (PARCOURS_REMOTE (object));
  G_OBJECT_CLASS (parcours_remote_parent_class)->dispose (object);
}

static void
parcours_remote_finalize (GObject *object)
{
  ParcoursRemote *self = PARCOURS_REMOTE (object);

  g_free (self->name);
  g_free (self->url);
  json_object_unref (self->attributes);
  g_clear_object (&self->client);
  g_clear_error (&self->error);
  g_hash_table_unref (self->publications);
  g_object_unref (self->waiting);
  g_object_unref (self->conflicts);
  g_object_unref (self->log);
  G_OBJECT_CLASS (parcours_remote_parent_class)->finalize (object);
}

static void
parcours_remote_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ParcoursRemote *self = PARCOURS_REMOTE (object);

  switch ((ParcoursRemoteProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, parcours_remote_state (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, parcours_remote_error (self));
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, parcours_remote_retry_at (self));
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case PROP_N_CONFLICTS:
      g_value_set_uint (value, self->n_conflicts);
      break;
    case PROP_CHECKING:
      g_value_set_boolean (value, self->checking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_remote_class_init (ParcoursRemoteClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = parcours_remote_dispose;
  object_class->finalize = parcours_remote_finalize;
  object_class->get_property = parcours_remote_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, PARCOURS_TYPE_SENDER_STATE, PARCOURS_SENDER_STOPPED, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_CONFLICTS] = g_param_spec_uint ("n-conflicts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
parcours_remote_init (ParcoursRemote *self)
{
  self->publications = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify) parcours_publication_info_free);
  self->waiting = g_list_store_new (PARCOURS_TYPE_OUTBOX_ITEM);
  self->conflicts = g_list_store_new (PARCOURS_TYPE_CONFLICT);
  self->log = g_list_store_new (PARCOURS_TYPE_SYNC_ITEM);
}

static void
notify (ParcoursRemote         *self,
        ParcoursRemoteProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
on_sender_state (ParcoursRemote *self)
{
  notify (self, PROP_STATE);
}

static void
on_sender_error (ParcoursRemote *self)
{
  notify (self, PROP_ERROR);
}

static void
on_sender_retry_at (ParcoursRemote *self)
{
  notify (self, PROP_RETRY_AT);
}

/* A server on this machine is there without a network. */
static void
make_sender (ParcoursRemote *self)
{
  GNetworkMonitor *monitor = parcours_remote_url_is_local (self->url) ? NULL : g_network_monitor_get_default ();

  self->sender = parcours_sender_new (self->client, PARCOURS_REMOTE_QUEUE (self), monitor);
  g_signal_connect_object (self->sender, "notify::state", G_CALLBACK (on_sender_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "notify::error", G_CALLBACK (on_sender_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "notify::retry-at", G_CALLBACK (on_sender_retry_at), self, G_CONNECT_SWAPPED);
}

typedef gboolean (*SameFunc) (gpointer one,
                              gpointer other);

static gboolean
same_entry (gpointer one,
            gpointer other)
{
  const ParcoursSyncEntry *a = parcours_sync_item_entry (one);
  const ParcoursSyncEntry *b = parcours_sync_item_entry (other);

  return a->at == b->at && g_str_equal (a->what, b->what) && g_strcmp0 (a->automation, b->automation) == 0;
}

/* A list that says the same stays as it is, with whatever is selected in it. */
static void
replace (GListStore *list,
         GPtrArray  *items,
         SameFunc    same)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint n_same = 0;

  while (n_same < n && n_same < items->len)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), n_same);

      if (!same (item, g_ptr_array_index (items, n_same)))
        break;
      n_same++;
    }
  if (n_same < n || n_same < items->len)
    g_list_store_splice (list, n_same, n - n_same, items->pdata + n_same, items->len - n_same);
}

static void
count (ParcoursRemote *self)
{
  GListModel *waiting = G_LIST_MODEL (self->waiting);
  guint n_refused = 0;
  guint n_waiting = 0;
  guint n_conflicts;

  for (guint i = 0; i < g_list_model_get_n_items (waiting); i++)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (waiting, i);
      const ParcoursOutboxRow *row = parcours_outbox_item_row (item);

      n_refused += row->state == PARCOURS_OUTBOX_REFUSED;
      n_waiting += row->state == PARCOURS_OUTBOX_WAITING || row->state == PARCOURS_OUTBOX_SENDING;
    }
  n_conflicts = n_refused + g_list_model_get_n_items (G_LIST_MODEL (self->conflicts));
  if (n_waiting != self->n_waiting)
    {
      self->n_waiting = n_waiting;
      notify (self, PROP_N_WAITING);
    }
  if (n_conflicts != self->n_conflicts)
    {
      self->n_conflicts = n_conflicts;
      notify (self, PROP_N_CONFLICTS);
    }
}

static void
take_state (ParcoursRemote *self,
            RemoteState    *state)
{
  json_object_unref (self->attributes);
  self->attributes = parcours_json_copy_object (state->info->attributes);
  g_hash_table_remove_all (self->publications);
  g_ptr_array_set_free_func (state->publications, NULL);
  for (guint i = 0; i < state->publications->len; i++)
    {
      ParcoursPublicationInfo *info = g_ptr_array_index (state->publications, i);

      g_hash_table_replace (self->publications, info->automation, info);
    }
  replace (self->waiting, state->rows, (SameFunc) parcours_outbox_item_same);
  replace (self->conflicts, state->conflicts, (SameFunc) parcours_conflict_same);
  replace (self->log, state->log, same_entry);
  count (self);
  if (self->project != NULL)
    parcours_project_follow_remotes (self->project);
}

static int
compare_items (gconstpointer one,
               gconstpointer other,
               gpointer      user_data)
{
  gint64 a = parcours_outbox_item_row ((gpointer) one)->id;
  gint64 b = parcours_outbox_item_row ((gpointer) other)->id;

  return (a > b) - (a < b);
}

/* Takes what waits of one automation, without reading what waits of others. Takes the rows in @rows. */
void
parcours_remote_take_rows (ParcoursRemote *self,
                           const char     *automation,
                           GPtrArray      *rows)
{
  GListModel *waiting = G_LIST_MODEL (self->waiting);

  for (guint i = g_list_model_get_n_items (waiting); i > 0; i--)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (waiting, i - 1);

      if (g_str_equal (parcours_outbox_item_row (item)->automation, automation))
        g_list_store_remove (self->waiting, i - 1);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (ParcoursOutboxItem) item = parcours_outbox_item_new (g_steal_pointer (&g_ptr_array_index (rows, i)));

      g_list_store_insert_sorted (self->waiting, item, compare_items, NULL);
    }
  g_ptr_array_set_free_func (rows, NULL);
  count (self);
}

/* Takes what is in @state. */
ParcoursRemote *
parcours_remote_new (ParcoursProject *project,
                     RemoteState     *state)
{
  ParcoursRemote *self = g_object_new (PARCOURS_TYPE_REMOTE, NULL);

  self->name = g_strdup (state->info->name);
  self->url = g_strdup (state->info->url);
  self->attributes = parcours_json_copy_object (state->info->attributes);
  self->client = parcours_remote_client_new (self->url, NULL, &self->error);
  take_state (self, state);
  self->project = project;

  return self;
}

/* Sends nothing more, and holds on to nothing. */
void
parcours_remote_close (ParcoursRemote *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->project = NULL;
  if (self->sender != NULL)
    parcours_sender_stop (self->sender);
  g_clear_object (&self->sender);
}

/* Takes @error. */
void
parcours_remote_set_error (ParcoursRemote *self,
                           GError         *error)
{
  ParcoursSenderState before = parcours_remote_state (self);

  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
  if (parcours_remote_state (self) != before)
    notify (self, PROP_STATE);
}

void
parcours_remote_set_checking (ParcoursRemote *self,
                              gboolean        checking)
{
  if (checking == self->checking)
    return;
  self->checking = checking;
  notify (self, PROP_CHECKING);
}

/* Does something in the thread that writes, as parcours_worker_run_async(); %NULL without an error
 * comes through as it is. */
void
parcours_remote_work_async (ParcoursRemote      *self,
                            ParcoursWork         work,
                            gpointer             data,
                            GDestroyNotify       free_data,
                            GDestroyNotify       free_result,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  if (self->project != NULL && self->project->writer != NULL)
    {
      parcours_worker_run_async (self->project->writer, work, data, free_data, free_result, self, NULL, callback, user_data);
      return;
    }
  g_task_report_new_error (self, callback, user_data, parcours_worker_run_async, G_IO_ERROR, G_IO_ERROR_CLOSED,
                           _("The workspace has been closed"));
  if (free_data != NULL)
    free_data (data);
}

void
parcours_remote_keep_result (GObject      *source,
                             GAsyncResult *result,
                             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Lets the main loop run until there is a result. */
GAsyncResult *
parcours_remote_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  return *result;
}

static gpointer
read_state (ParcoursStore  *store,
            gpointer        name,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_remotes (store, error);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      ParcoursRemoteInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->name, name))
        {
          g_ptr_array_set_free_func (infos, NULL);
          for (guint j = 0; j < infos->len; j++)
            {
              if (j != i)
                parcours_remote_info_free (g_ptr_array_index (infos, j));
            }
          return parcours_remote_state_load (store, info, error);
        }
    }
  if (infos != NULL)
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("There is no server “%s” in this workspace"),
                 (const char *) name);

  return NULL;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  GError *error = NULL;
  g_autoptr (RemoteState) state = g_task_propagate_pointer (G_TASK (result), &error);

  if (state == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_state (self, state);
  g_task_return_boolean (task, TRUE);
}

/* Reads what the workspace says of the server by now. */
void
parcours_remote_read_async (ParcoursRemote      *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  parcours_remote_work_async (self, read_state, g_strdup (self->name), g_free, (GDestroyNotify) remote_state_free, on_read,
                              task);
}

gboolean
parcours_remote_read_finish (ParcoursRemote  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_read_soon (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  g_autoptr (GError) error = NULL;

  self->reading = FALSE;
  if (!parcours_remote_read_finish (self, result, &error))
    g_debug ("%s", error->message);
  else if (self->stale)
    parcours_remote_read_soon (self);
}

static gboolean
read_cb (gpointer user_data)
{
  ParcoursRemote *self = user_data;

  self->read_id = 0;
  self->reading = TRUE;
  self->stale = FALSE;
  parcours_remote_read_async (self, on_read_soon, NULL);

  return G_SOURCE_REMOVE;
}

/* Says that the workspace has something new about the server. */
void
parcours_remote_read_soon (ParcoursRemote *self)
{
  self->stale = TRUE;
  if (self->project == NULL || self->reading || self->read_id != 0)
    return;
  self->read_id = g_timeout_add (READ_PAUSE, read_cb, self);
}

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = g_task_get_source_object (task);
  g_autofree char *token = NULL;
  GError *error = NULL;

  if (parcours_credentials_lookup_finish (result, &token, &error) && token == NULL)
    parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_KEYRING, NULL, 0,
                               _("There is no token for “%s” in the keyring; enter it again"), self->name);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_remote_set_token (self, token);
  g_task_return_boolean (task, TRUE);
}

/* Has a token for the client: the one that it was told, or that of the keyring. */
void
parcours_remote_load_token_async (ParcoursRemote      *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->client == NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (self->has_token)
    g_task_return_boolean (task, TRUE);
  else
    parcours_credentials_lookup_async (parcours_remote_client_url (self->client), NULL, on_token, g_steal_pointer (&task));
}

gboolean
parcours_remote_load_token_finish (ParcoursRemote  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * parcours_remote_name:
 * @self: a server
 *
 * Returns: (transfer none): what people call it
 */
const char *
parcours_remote_name (ParcoursRemote *self)
{
  return self->name;
}

/**
 * parcours_remote_url:
 * @self: a server
 *
 * Returns: (transfer none): its address
 */
const char *
parcours_remote_url (ParcoursRemote *self)
{
  return self->url;
}

/**
 * parcours_remote_state:
 * @self: a server
 *
 * Returns: what the sending is at; %PARCOURS_SENDER_BLOCKED also if there is no token
 */
ParcoursSenderState
parcours_remote_state (ParcoursRemote *self)
{
  if (self->started && self->error != NULL &&
      parcours_remote_error_get_verdict (self->error) == PARCOURS_REMOTE_VERDICT_SERVER)
    return PARCOURS_SENDER_BLOCKED;

  return self->sender != NULL ? parcours_sender_state (self->sender) : PARCOURS_SENDER_STOPPED;
}

/**
 * parcours_remote_error:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): why nothing is sent, or could be looked for
 */
const GError *
parcours_remote_error (ParcoursRemote *self)
{
  if (self->error != NULL)
    return self->error;

  return self->sender != NULL ? parcours_sender_error (self->sender) : NULL;
}

/**
 * parcours_remote_retry_at:
 * @self: a server
 *
 * Returns: when it is tried again, in microseconds since 1970, or 0
 */
gint64
parcours_remote_retry_at (ParcoursRemote *self)
{
  return self->sender != NULL ? parcours_sender_retry_at (self->sender) : 0;
}

/**
 * parcours_remote_n_waiting:
 * @self: a server
 *
 * Returns: how much is still to be sent
 */
guint
parcours_remote_n_waiting (ParcoursRemote *self)
{
  return self->n_waiting;
}

/**
 * parcours_remote_n_conflicts:
 * @self: a server
 *
 * Returns: about how much a person has to decide
 */
guint
parcours_remote_n_conflicts (ParcoursRemote *self)
{
  return self->n_conflicts;
}

/**
 * parcours_remote_is_checking:
 * @self: a server
 *
 * Returns: whether it is being asked for changes
 */
gboolean
parcours_remote_is_checking (ParcoursRemote *self)
{
  return self->checking;
}

/**
 * parcours_remote_waiting:
 * @self: a server
 *
 * Returns: (transfer none): what it has yet to be told and what it has refused, the oldest first; a list of
 *   #ParcoursOutboxItem
 */
GListModel *
parcours_remote_waiting (ParcoursRemote *self)
{
  return G_LIST_MODEL (self->waiting);
}

/**
 * parcours_remote_conflicts:
 * @self: a server
 *
 * Returns: (transfer none): what was changed on both sides, a list of #ParcoursConflict
 */
GListModel *
parcours_remote_conflicts (ParcoursRemote *self)
{
  return G_LIST_MODEL (self->conflicts);
}

/**
 * parcours_remote_log:
 * @self: a server
 *
 * Returns: (transfer none): what happened, the newest first, a list of #ParcoursSyncItem
 */
GListModel *
parcours_remote_log (ParcoursRemote *self)
{
  return G_LIST_MODEL (self->log);
}

/**
 * parcours_remote_find_conflict:
 * @self: a server
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable): what has to be decided about it
 */
ParcoursConflict *
parcours_remote_find_conflict (ParcoursRemote *self,
                               const char     *slug)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursConflict) conflict = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      if (g_str_equal (parcours_conflict_slug (conflict), slug))
        return conflict;
    }

  return NULL;
}

/**
 * parcours_remote_published:
 * @self: a server
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable): the digest of what the server is known to have of it, %NULL for nothing
 */
const char *
parcours_remote_published (ParcoursRemote *self,
                           const char     *slug)
{
  const ParcoursPublicationInfo *info = g_hash_table_lookup (self->publications, slug);

  return info != NULL ? info->digest : NULL;
}

/**
 * parcours_remote_published_revision:
 * @self: a server
 * @slug: the slug of an automation
 *
 * Returns: the number of the revision that the server is known to have, 0 for none
 */
int
parcours_remote_published_revision (ParcoursRemote *self,
                                    const char     *slug)
{
  const ParcoursPublicationInfo *info = g_hash_table_lookup (self->publications, slug);

  return info != NULL ? info->revision : 0;
}

/**
 * parcours_remote_set_token:
 * @self: a server
 * @token: the token for it
 *
 * Uses the token as long as the project is open, and asks no keyring for one.
 */
void
parcours_remote_set_token (ParcoursRemote *self,
                           const char     *token)
{
  if (self->client == NULL)
    return;
  parcours_remote_client_set_token (self->client, token);
  self->has_token = TRUE;
}

static void
on_token_stored (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (parcours_credentials_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_remote_enter_token_async:
 * @self: a server
 * @token: another token for it
 * @callback: (scope async): called when it is in the keyring
 * @user_data: for @callback
 *
 * Puts the token into the keyring, and tries at once with it.
 */
void
parcours_remote_enter_token_async (ParcoursRemote      *self,
                                   const char          *token,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *plain = g_strstrip (g_strdup (token));

  if (self->client == NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  parcours_remote_set_token (self, plain);
  parcours_remote_retry (self);
  parcours_credentials_store_async (parcours_remote_client_url (self->client), plain, NULL, on_token_stored,
                                    g_steal_pointer (&task));
}

/**
 * parcours_remote_enter_token_finish:
 * @self: a server
 * @result: what the callback was given
 * @error: return location for why the token is known only until the project is closed
 *
 * Returns: whether it is in the keyring
 */
gboolean
parcours_remote_enter_token_finish (ParcoursRemote  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * parcours_remote_set_pause:
 * @self: a server that was not started
 * @first_ms: how long the pause after a first failure is about, in milliseconds
 */
void
parcours_remote_set_pause (ParcoursRemote *self,
                           guint           first_ms)
{
  if (self->sender == NULL && self->client != NULL)
    make_sender (self);
  if (self->sender != NULL)
    parcours_sender_set_pause (self->sender, first_ms);
}

static gpointer
resume (ParcoursStore  *store,
        gpointer        name,
        GCancellable   *cancellable,
        GError        **error)
{
  return GINT_TO_POINTER (parcours_store_resume_outbox (store, name, error));
}

/* Nobody knows of what was on its way before whether it has arrived. */
static void
on_resumed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      parcours_remote_set_error (self, error);
      return;
    }
  if (self->sender == NULL)
    return;
  parcours_sender_start (self->sender);
  parcours_sender_retry (self->sender);
  parcours_remote_read_soon (self);
}

static void
on_start_token (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  GError *error = NULL;

  if (!parcours_remote_load_token_finish (self, result, &error))
    {
      parcours_remote_set_error (self, error);
      return;
    }
  parcours_remote_set_error (self, NULL);
  if (self->project == NULL)
    return;
  if (self->sender == NULL)
    make_sender (self);
  parcours_remote_work_async (self, resume, g_strdup (self->name), g_free, NULL, on_resumed, NULL);
  parcours_remote_fetch_conflicts (self);
}

/**
 * parcours_remote_start:
 * @self: a server
 *
 * Sends what waits, from now on, if there is a token for the server and the workspace can be written.
 */
void
parcours_remote_start (ParcoursRemote *self)
{
  if (self->started || self->client == NULL || self->project == NULL || self->project->read_only)
    return;
  self->started = TRUE;
  parcours_remote_load_token_async (self, on_start_token, NULL);
}

/**
 * parcours_remote_retry:
 * @self: a server
 *
 * Tries at once, because somebody wants it or has seen to what was wrong.
 */
void
parcours_remote_retry (ParcoursRemote *self)
{
  self->started = FALSE;
  parcours_remote_start (self);
}

/* Whether something may still be sent that is the first of its automation. */
static gboolean
may_be_sent (ParcoursRemote *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);
      const ParcoursOutboxRow *row = parcours_outbox_item_row (item);

      if (g_hash_table_add (seen, g_strdup (row->automation)) &&
          (row->state == PARCOURS_OUTBOX_WAITING || row->state == PARCOURS_OUTBOX_SENDING))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_remote_send:
 * @self: a server
 * @error: return location for an error
 *
 * Waits until all is sent that can be, or until the server cannot be reached; what was not sent waits on.
 *
 * Returns: whether all was sent that can be
 */
gboolean
parcours_remote_send (ParcoursRemote  *self,
                      GError         **error)
{
  if (self->client == NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  parcours_remote_start (self);
  for (;;)
    {
      ParcoursSenderState state = parcours_remote_state (self);
      gboolean is_known = !self->stale && !self->reading && self->read_id == 0;

      if (state == PARCOURS_SENDER_IDLE && is_known && !may_be_sent (self))
        return TRUE;
      if (self->error != NULL || state == PARCOURS_SENDER_BLOCKED || state == PARCOURS_SENDER_WAITING ||
          state == PARCOURS_SENDER_OFFLINE)
        break;
      g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
    }
  if (parcours_remote_error (self) != NULL)
    g_propagate_error (error, g_error_copy (parcours_remote_error (self)));
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_OFFLINE, NULL, 0, _("There is no network; “%s” waits for it"),
                               self->name);

  return FALSE;
}
