/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The automations of a project: the list, their documents, and what is done to
 * them as a whole. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-bundle.h"
#include "parcours-error.h"
#include "parcours-project-private.h"

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  g_autofree char *one = g_utf8_collate_key (parcours_automation_item_name ((ParcoursAutomationItem *) a), -1);
  g_autofree char *other = g_utf8_collate_key (parcours_automation_item_name ((ParcoursAutomationItem *) b), -1);

  return strcmp (one, other);
}

static void
add_item (ParcoursProject              *self,
          const ParcoursAutomationInfo *info,
          ParcoursAutomation           *automation)
{
  g_autoptr (ParcoursAutomationItem) item = parcours_automation_item_new (info, automation);

  g_signal_connect_object (item, "notify::automation", G_CALLBACK (parcours_project_automation_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::active-since", G_CALLBACK (parcours_project_automation_changed), self,
                           G_CONNECT_SWAPPED);
  g_list_store_insert_sorted (self->automations, item, compare_items, NULL);
}

void
parcours_project_add_items (ParcoursProject *self,
                            const Opened    *opened)
{
  for (guint i = 0; i < opened->infos->len; i++)
    add_item (self, g_ptr_array_index (opened->infos, i), g_ptr_array_index (opened->automations, i));
}

/* Puts an automation that the workspace has into the list. */
void
parcours_project_insert_automation (ParcoursProject              *self,
                                    const ParcoursAutomationInfo *info,
                                    ParcoursAutomation           *automation)
{
  add_item (self, info, automation);
}

/**
 * parcours_project_automations:
 * @self: a project
 *
 * Returns: (transfer none): its automations by name, a list of #ParcoursAutomationItem
 */
GListModel *
parcours_project_automations (ParcoursProject *self)
{
  return G_LIST_MODEL (self->automations);
}

static guint
find (ParcoursProject *self,
      const char      *slug)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->automations));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (G_LIST_MODEL (self->automations), i);

      if (g_str_equal (parcours_automation_item_slug (item), slug))
        return i;
    }

  return G_MAXUINT;
}

/**
 * parcours_project_find_automation:
 * @self: a project
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable): its item in the list
 */
ParcoursAutomationItem *
parcours_project_find_automation (ParcoursProject *self,
                                  const char      *slug)
{
  guint i = find (self, slug);
  g_autoptr (ParcoursAutomationItem) item = NULL;

  if (i == G_MAXUINT)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->automations), i);

  return item;
}

/**
 * parcours_project_running:
 * @self: a project
 * @slug: (nullable): an automation that runs whether it is active or not
 *
 * Returns: (transfer full) (element-type ParcoursAutomation): the automations that take part in a run, as they are now
 */
GPtrArray *
parcours_project_running (ParcoursProject *self,
                          const char      *slug)
{
  GPtrArray *running = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->automations));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (G_LIST_MODEL (self->automations), i);

      if (parcours_automation_item_active_since (item) != 0 ||
          g_strcmp0 (parcours_automation_item_slug (item), slug) == 0)
        g_ptr_array_add (running, parcours_automation_ref (parcours_automation_item_automation (item)));
    }

  return running;
}

static void
fail_missing (const char  *slug,
              GError     **error)
{
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no automation “%s” in this workspace."), slug);
}

static gpointer
load_document (ParcoursStore  *store,
               gpointer        slug,
               GCancellable   *cancellable,
               GError        **error)
{
  return parcours_store_load_document (store, slug, error);
}

/* Somebody else may have opened it in the meantime. */
static ParcoursDocument *
keep_document (ParcoursProject  *self,
               const char       *slug,
               ParcoursDocument *loaded)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, slug);

  if (item == NULL)
    return loaded;
  if (parcours_automation_item_document (item) == NULL)
    {
      parcours_automation_item_set_document (item, loaded);
      parcours_project_follow (self, slug, loaded);
    }
  g_object_unref (loaded);

  return g_object_ref (parcours_automation_item_document (item));
}

static void
on_document_loaded (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  GError *error = NULL;
  ParcoursDocument *loaded = parcours_worker_run_finish (result, &error);

  if (loaded == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, keep_document (self, g_task_get_task_data (task), loaded), g_object_unref);
}

/**
 * parcours_project_open_document_async:
 * @self: a project
 * @slug: the slug of an automation
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is open
 * @user_data: for @callback
 *
 * Opens the document of an automation, with what can be undone and redone. All who open it share one.
 */
void
parcours_project_open_document_async (ParcoursProject     *self,
                                      const char          *slug,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, slug);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, parcours_project_open_document_async);
  g_task_set_task_data (task, g_strdup (slug), g_free);
  if (item == NULL)
    {
      fail_missing (slug, &error);
      g_task_return_error (task, error);
    }
  else if (parcours_automation_item_document (item) != NULL)
    g_task_return_pointer (task, g_object_ref (parcours_automation_item_document (item)), g_object_unref);
  else
    parcours_worker_run_async (self->writer, load_document, g_strdup (slug), g_free, g_object_unref, self, cancellable,
                               on_document_loaded, g_steal_pointer (&task));
}

/**
 * parcours_project_open_document_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the document
 */
ParcoursDocument *
parcours_project_open_document_finish (ParcoursProject  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_project_open_document:
 * @self: a project
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * The same for a thread that may wait.
 *
 * Returns: (transfer full) (nullable): the document
 */
ParcoursDocument *
parcours_project_open_document (ParcoursProject  *self,
                                const char       *slug,
                                GError          **error)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, slug);
  ParcoursDocument *loaded;

  if (item == NULL)
    {
      fail_missing (slug, error);
      return NULL;
    }
  if (parcours_automation_item_document (item) != NULL)
    return g_object_ref (parcours_automation_item_document (item));
  loaded = parcours_worker_run (self->writer, load_document, (gpointer) slug, NULL, error);

  return loaded != NULL ? keep_document (self, slug, loaded) : NULL;
}

/* What a task remembers of differences. */
#define DIFFERENCES "differences"

/* An automation as a whole, as the thread that writes sees and leaves it. */
typedef struct
{
  char *slug;
  gboolean flag;
  gint64 at;
  ParcoursAutomation *automation; /* (owned) (nullable) */
  ParcoursAutomationInfo *info;   /* (owned) (nullable) what the list says of it then */
  GPtrArray *differences;         /* (owned) (nullable) (element-type utf8) kind and slug of what it means something else by */
  guint n_brought;                /* entities that it brought along */
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_free (change->slug);
  g_clear_pointer (&change->automation, parcours_automation_unref);
  g_clear_pointer (&change->info, parcours_automation_info_free);
  g_clear_pointer (&change->differences, g_ptr_array_unref);
}

static void
change_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, change_clear);
}

static Change *
change_new (const char *slug,
            gboolean    flag)
{
  Change *change = g_atomic_rc_box_new0 (Change);

  change->slug = g_strdup (slug);
  change->flag = flag;

  return change;
}

/* What the list says of an automation. */
ParcoursAutomationInfo *
parcours_project_load_info (ParcoursStore  *store,
                            const char     *slug,
                            GError        **error)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_automations (store, error);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const ParcoursAutomationInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->slug, slug))
        return g_ptr_array_steal_index_fast (infos, i);
    }
  if (infos != NULL)
    fail_missing (slug, error);

  return NULL;
}

static gboolean
read_info (ParcoursStore  *store,
           Change         *change,
           GError        **error)
{
  change->info = parcours_project_load_info (store, change->slug, error);

  return change->info != NULL;
}

/* A document of a file may bring along what it refers to. */
static void
take_bundle (ParcoursStore *store,
             Change        *change)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (change->automation);
  g_autoptr (JsonObject) bundle = parcours_bundle_take (node);
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);

  if (bundle == NULL)
    return;
  parcours_automation_unref (change->automation);
  change->automation = parcours_automation_from_json (node, NULL);
  change->differences = g_ptr_array_new_with_free_func (g_free);
  if (parcours_project_write_bundle (store, bundle, change->differences, news))
    change->n_brought = news->len;
}

static gboolean
write_added (ParcoursStore  *store,
             Change         *change,
             GError        **error)
{
  ParcoursAutomation *fitting;

  take_bundle (store, change);
  fitting = parcours_store_fit_automation (store, change->automation);
  parcours_automation_unref (change->automation);
  change->automation = fitting;
  g_free (change->slug);
  change->slug = g_strdup (parcours_automation_slug (fitting));

  return parcours_store_add_automation (store, fitting, error) && read_info (store, change, error);
}

static gpointer
add (ParcoursStore  *store,
     gpointer        data,
     GCancellable   *cancellable,
     GError        **error)
{
  if (!parcours_store_begin (store, error))
    return NULL;

  return parcours_store_end (store, write_added (store, data, error), error) ? g_atomic_rc_box_acquire (data) : NULL;
}

static gpointer
set_ready (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  Change *change = data;

  return parcours_store_set_ready (store, change->slug, change->flag, error) ? g_atomic_rc_box_acquire (change) : NULL;
}

static gpointer
set_active (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  Change *change = data;

  return parcours_store_set_active (store, change->slug, change->at, error) ? g_atomic_rc_box_acquire (change) : NULL;
}

static gpointer
delete (ParcoursStore  *store,
        gpointer        data,
        GCancellable   *cancellable,
        GError        **error)
{
  Change *change = data;

  return parcours_store_delete_automation (store, change->slug, error) ? g_atomic_rc_box_acquire (change) : NULL;
}

static gpointer
undelete (ParcoursStore  *store,
          gpointer        data,
          GCancellable   *cancellable,
          GError        **error)
{
  Change *change = data;

  if (!parcours_store_undelete_automation (store, change->slug, error) || !read_info (store, change, error))
    return NULL;
  change->automation = parcours_store_load_automation (store, change->slug, error);

  return change->automation != NULL ? g_atomic_rc_box_acquire (change) : NULL;
}

typedef void (*ChangeDone) (ParcoursProject *self,
                            const Change    *change);

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  ChangeDone done = (ChangeDone) g_task_get_task_data (task);
  GError *error = NULL;
  Change *change = parcours_worker_run_finish (result, &error);

  if (change == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  done (self, change);
  if (change->differences != NULL)
    g_object_set_data_full (G_OBJECT (task), DIFFERENCES, g_ptr_array_ref (change->differences),
                            (GDestroyNotify) g_ptr_array_unref);
  g_task_return_pointer (task, change, change_unref);
}

static void
run_change (ParcoursProject     *self,
            ParcoursWork         work,
            Change              *change,
            ChangeDone           done,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, run_change);
  g_task_set_task_data (task, (gpointer) done, NULL);
  parcours_worker_run_async (self->writer, work, change, change_unref, change_unref, self, NULL, on_changed, task);
}

/**
 * parcours_project_change_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the automation was changed
 */
gboolean
parcours_project_change_finish (ParcoursProject  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  Change *change;

  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, run_change), FALSE);

  change = g_task_propagate_pointer (G_TASK (result), error);
  if (change == NULL)
    return FALSE;
  change_unref (change);

  return TRUE;
}

static void
insert_item (ParcoursProject *self,
             const Change    *change)
{
  parcours_project_insert_automation (self, change->info, change->automation);
  if (change->n_brought > 0)
    parcours_project_people_changed (self);
}

/**
 * parcours_project_add_automation_async:
 * @self: a project
 * @automation: (transfer none): an automation
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 *
 * Where another has its slug or its id, it gets one of its own. What it brings along in a `bundle` and the workspace
 * has not, by its slug, is added.
 */
void
parcours_project_add_automation_async (ParcoursProject     *self,
                                       ParcoursAutomation  *automation,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  Change *change = change_new (parcours_automation_slug (automation), FALSE);

  change->automation = parcours_automation_ref (automation);
  run_change (self, add, change, insert_item, callback, user_data);
}

/**
 * parcours_project_added_differences:
 * @result: what the callback of parcours_project_add_automation_async() was given
 *
 * Returns: (transfer full) (array zero-terminated=1): kind and slug of each thing that the automation brought along
 *   and that the workspace has in another form, which was left as it is
 */
char **
parcours_project_added_differences (GAsyncResult *result)
{
  GPtrArray *differences = g_object_get_data (G_OBJECT (result), DIFFERENCES);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; differences != NULL && i < differences->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (differences, i));

  return g_strv_builder_end (builder);
}

/**
 * parcours_project_add_automation_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): its item in the list
 */
ParcoursAutomationItem *
parcours_project_add_automation_finish (ParcoursProject  *self,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  Change *change = g_task_propagate_pointer (G_TASK (result), error);
  ParcoursAutomationItem *item;

  if (change == NULL)
    return NULL;
  item = parcours_project_find_automation (self, change->slug);
  change_unref (change);

  return item;
}

static void
follow_ready (ParcoursProject *self,
              const Change    *change)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, change->slug);

  if (item != NULL)
    parcours_automation_item_set_ready (item, change->flag);
}

/**
 * parcours_project_set_ready_async:
 * @self: a project
 * @slug: the slug of an automation
 * @ready: whether a person calls it ready
 * @callback: (nullable) (scope async): called when that is on the disk
 * @user_data: for @callback
 */
void
parcours_project_set_ready_async (ParcoursProject     *self,
                                  const char          *slug,
                                  gboolean             ready,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  run_change (self, set_ready, change_new (slug, ready), follow_ready, callback, user_data);
}

static void
follow_active (ParcoursProject *self,
               const Change    *change)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, change->slug);

  if (item != NULL)
    parcours_automation_item_set_active_since (item, change->at);
}

/**
 * parcours_project_set_active_async:
 * @self: a project
 * @slug: the slug of an automation
 * @active: whether it takes part in runs, from now on
 * @callback: (nullable) (scope async): called when that is on the disk
 * @user_data: for @callback
 */
void
parcours_project_set_active_async (ParcoursProject     *self,
                                   const char          *slug,
                                   gboolean             active,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Change *change = change_new (slug, active);

  change->at = active ? g_get_real_time () / G_USEC_PER_SEC : 0;
  run_change (self, set_active, change, follow_active, callback, user_data);
}

/* Takes an automation that the workspace has no longer out of the list. */
void
parcours_project_drop_automation (ParcoursProject *self,
                                  const char      *slug)
{
  guint i = find (self, slug);

  if (i == G_MAXUINT)
    return;
  g_signal_handlers_disconnect_by_data (parcours_project_find_automation (self, slug), self);
  g_list_store_remove (self->automations, i);
}

static void
remove_item (ParcoursProject *self,
             const Change    *change)
{
  parcours_project_drop_automation (self, change->slug);
}

/**
 * parcours_project_delete_automation_async:
 * @self: a project
 * @slug: the slug of an automation
 * @callback: (nullable) (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Deletes an automation; parcours_project_undelete_automation_async() brings it back.
 */
void
parcours_project_delete_automation_async (ParcoursProject     *self,
                                          const char          *slug,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  run_change (self, delete, change_new (slug, FALSE), remove_item, callback, user_data);
}

/**
 * parcours_project_undelete_automation_async:
 * @self: a project
 * @slug: the slug of an automation that was deleted
 * @callback: (nullable) (scope async): called when it is back
 * @user_data: for @callback
 */
void
parcours_project_undelete_automation_async (ParcoursProject     *self,
                                            const char          *slug,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  run_change (self, undelete, change_new (slug, FALSE), insert_item, callback, user_data);
}
