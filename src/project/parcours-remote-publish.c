/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person has a server told, and what he decides where both sides have
 * changed an automation. All of it is written down first; the sender follows. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-blueprint.h"
#include "parcours-check-plan.h"
#include "parcours-error.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"
#include "parcours-store-library.h"

/* Something that is done in the thread that writes. */
typedef struct
{
  char *remote;
  char *slug;
  const char *operation; /* (nullable) a static word */
  gint64 row;
  char *label;           /* (nullable) of a version */
  ParcoursWork work;
  gboolean queues;       /* @work returns what waits of the automation then (element-type OutboxRow), and nothing else is new */
} Deed;

static void
deed_clear (gpointer data)
{
  Deed *deed = data;

  g_free (deed->remote);
  g_free (deed->slug);
  g_free (deed->label);
}

static void
deed_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, deed_clear);
}

/* A task about a deed, which is its data. */
static GTask *
new_task (ParcoursRemote      *self,
          const char          *slug,
          ParcoursWork         work,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Deed *deed = g_atomic_rc_box_new0 (Deed);

  deed->remote = g_strdup (self->name);
  deed->slug = g_strdup (slug);
  deed->work = work;
  g_task_set_source_tag (task, new_task);
  g_task_set_task_data (task, deed, deed_unref);

  return task;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  GError *error = NULL;

  if (!parcours_remote_read_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_remote_queue_changed (PARCOURS_REMOTE_QUEUE (self));
  g_task_return_boolean (task, TRUE);
}

/* What is published is ready. */
static void
call_ready (ParcoursRemote *self,
            const Deed     *deed)
{
  ParcoursAutomationItem *item =
    self->project != NULL && deed->slug != NULL ? parcours_project_find_automation (self->project, deed->slug) : NULL;

  if (item != NULL && g_strcmp0 (deed->operation, "publish") == 0)
    parcours_automation_item_set_ready (item, TRUE);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  const Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer done = g_task_propagate_pointer (G_TASK (result), &error);

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call_ready (self, deed);
  if (!deed->queues)
    {
      parcours_remote_read_async (self, on_read, g_steal_pointer (&task));
      return;
    }
  parcours_remote_take_rows (self, deed->slug, done);
  g_ptr_array_unref (done);
  parcours_remote_queue_changed (PARCOURS_REMOTE_QUEUE (self));
  g_task_return_boolean (task, TRUE);
}

static void
do_deed (GTask *task)
{
  Deed *deed = g_task_get_task_data (task);

  parcours_remote_work_async (g_task_get_source_object (task), deed->work, g_atomic_rc_box_acquire (deed), deed_unref,
                              deed->queues ? (GDestroyNotify) g_ptr_array_unref : NULL, on_done, task);
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (parcours_project_settle_finish (PARCOURS_PROJECT (source), result, &error))
    do_deed (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Does the deed of @task once all that was done to documents is on the disk. */
static void
settle_and_do (ParcoursRemote *self,
               GTask          *task)
{
  parcours_project_settle_async (self->project, on_settled, task);
}

/* The item of an automation of a project that is open. */
static ParcoursAutomationItem *
find_item (ParcoursRemote  *self,
           const char      *slug,
           GError         **error)
{
  ParcoursAutomationItem *item;

  if (self->project == NULL || self->project->writer == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace has been closed"));
      return NULL;
    }
  if (self->project->read_only)
    {
      g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY,
                           _("Nothing can be published from a workspace that is open for reading only"));
      return NULL;
    }
  item = parcours_project_find_automation (self->project, slug);
  if (item == NULL)
    g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no automation “%s” in this workspace."), slug);

  return item;
}

/* What has errors is not published. */
static gboolean
check (ParcoursRemote          *self,
       ParcoursAutomationItem  *item,
       GError                 **error)
{
  ParcoursAutomation *automation = parcours_automation_item_automation (item);
  g_autoptr (ParcoursCheckPlan) plan =
    parcours_check_plan_new (self->project, automation, parcours_automation_platform (automation));
  g_autoptr (GPtrArray) checks = parcours_check_plan_run (plan, NULL, NULL, NULL, NULL);
  guint n = parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR);
  const char *message = NULL;

  for (guint i = 0; i < checks->len && message == NULL; i++)
    {
      const ParcoursCheck *found = g_ptr_array_index (checks, i);

      if (found->severity == PARCOURS_SEVERITY_ERROR)
        message = found->message;
    }
  if (n > 0)
    g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                 /* Translators: the name of an automation, and the first of its errors. */
                 ngettext ("“%s” has an error and was not published: %s",
                           "“%s” has errors and was not published. The first: %s", n),
                 parcours_automation_name (automation), message);

  return n == 0;
}

/* The automation goes with all that it refers to, for whoever has nothing of it. */
static gboolean
write_row (ParcoursStore  *store,
           const Deed     *deed,
           GError        **error)
{
  g_autoptr (ParcoursLibrary) library = parcours_store_load_entities (store, error);
  g_autoptr (ParcoursAutomation) automation = library != NULL ? parcours_store_load_automation (store, deed->slug, error) : NULL;
  g_autoptr (JsonObject) bundle = automation != NULL ? parcours_blueprint_collect (automation, library) : NULL;

  return bundle != NULL && parcours_store_publish (store, deed->remote, deed->slug, bundle, error) != 0;
}

static gpointer
publish (ParcoursStore  *store,
         gpointer        data,
         GCancellable   *cancellable,
         GError        **error)
{
  const Deed *deed = data;
  g_autoptr (GPtrArray) rows = NULL;

  if (!parcours_store_begin (store, error))
    return NULL;
  if (parcours_store_drop_refused (store, deed->remote, deed->slug, error) &&
      parcours_store_set_ready (store, deed->slug, TRUE, error) && write_row (store, deed, error))
    rows = parcours_store_list_outbox_of (store, deed->remote, deed->slug, error);

  return parcours_store_end (store, rows != NULL, error) ? g_steal_pointer (&rows) : NULL;
}

static gboolean
may_publish (ParcoursRemote  *self,
             const char      *slug,
             GError         **error)
{
  ParcoursAutomationItem *item = find_item (self, slug, error);

  if (item == NULL)
    return FALSE;
  if (parcours_remote_find_conflict (self, slug) != NULL)
    {
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_CONFLICT, NULL, 0,
                                 _("“%s” has been changed on “%s” too; decide first which version to keep"),
                                 parcours_automation_item_name (item), self->name);
      return FALSE;
    }

  return check (self, item, error);
}

/**
 * parcours_remote_publish_async:
 * @self: a server
 * @slug: the slug of an automation
 * @callback: (scope async): called when it is written down, sent or not
 * @user_data: for @callback
 *
 * Freezes a version of the automation as it is now, calls it ready and has it sent. What has errors is refused.
 */
void
parcours_remote_publish_async (ParcoursRemote      *self,
                               const char          *slug,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (self, slug, publish, callback, user_data);
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  deed->operation = "publish";
  deed->queues = TRUE;
  if (may_publish (self, slug, &error))
    settle_and_do (self, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * parcours_remote_change_finish:
 * @self: a server
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether what was asked for is written down
 */
gboolean
parcours_remote_change_finish (ParcoursRemote  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, new_task), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * parcours_remote_publish:
 * @self: a server
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * As parcours_remote_publish_async(), for a program without a window.
 *
 * Returns: whether it is written down; parcours_remote_send() sends it
 */
gboolean
parcours_remote_publish (ParcoursRemote  *self,
                         const char      *slug,
                         GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_remote_publish_async (self, slug, parcours_remote_keep_result, &result);

  return parcours_remote_change_finish (self, parcours_remote_wait (&result), error);
}

static gpointer
ask (ParcoursStore  *store,
     gpointer        data,
     GCancellable   *cancellable,
     GError        **error)
{
  const Deed *deed = data;

  if (parcours_store_queue (store, deed->remote, deed->slug, deed->operation, error) == 0)
    return NULL;

  return parcours_store_list_outbox_of (store, deed->remote, deed->slug, error);
}

/**
 * parcours_remote_ask_async:
 * @self: a server
 * @slug: the slug of an automation that the server has
 * @operation: to activate, to pause or to delete it there
 * @callback: (scope async): called when it is written down, sent or not
 * @user_data: for @callback
 *
 * What is deleted on the server stays here.
 */
void
parcours_remote_ask_async (ParcoursRemote          *self,
                           const char              *slug,
                           ParcoursRemoteOperation  operation,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr (GTask) task = new_task (self, slug, ask, callback, user_data);
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  deed->operation = parcours_remote_operation_name (operation);
  deed->queues = TRUE;
  if (find_item (self, slug, &error) != NULL && parcours_remote_published (self, slug) == NULL)
    parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_NOT_FOUND, NULL, 0,
                               _("“%s” does not have the automation “%s”; publish it first"), self->name, slug);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    do_deed (g_steal_pointer (&task));
}

/**
 * parcours_remote_ask:
 * @self: a server
 * @slug: the slug of an automation that the server has
 * @operation: to activate, to pause or to delete it there
 * @error: return location for an error
 *
 * As parcours_remote_ask_async(), for a program without a window.
 *
 * Returns: whether it is written down; parcours_remote_send() sends it
 */
gboolean
parcours_remote_ask (ParcoursRemote           *self,
                     const char               *slug,
                     ParcoursRemoteOperation   operation,
                     GError                  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_remote_ask_async (self, slug, operation, parcours_remote_keep_result, &result);

  return parcours_remote_change_finish (self, parcours_remote_wait (&result), error);
}

static gpointer
drop (ParcoursStore  *store,
      gpointer        data,
      GCancellable   *cancellable,
      GError        **error)
{
  return GINT_TO_POINTER (parcours_store_drop_outbox (store, ((const Deed *) data)->row, error));
}

/**
 * parcours_remote_drop_async:
 * @self: a server
 * @row: the number of something that waits or was refused
 * @callback: (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Does not tell the server. If it was on its way, it may have arrived all the same.
 */
void
parcours_remote_drop_async (ParcoursRemote      *self,
                            gint64               row,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = new_task (self, NULL, drop, callback, user_data);

  ((Deed *) g_task_get_task_data (task))->row = row;
  do_deed (task);
}

/* From now on ours is based on theirs, and goes on top of it. */
static gpointer
keep_ours (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  const Deed *deed = data;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return NULL;
  ok = parcours_store_resolve_conflict (store, deed->remote, deed->slug, error) &&
       parcours_store_set_ready (store, deed->slug, TRUE, error) &&
       write_row (store, deed, error) &&
       parcours_store_log_sync (store, deed->remote, deed->slug, "kept-ours", NULL, error);

  return GINT_TO_POINTER (parcours_store_end (store, ok, error));
}

static gpointer
took_theirs (ParcoursStore  *store,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  const Deed *deed = data;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return NULL;
  ok = parcours_store_resolve_conflict (store, deed->remote, deed->slug, error) &&
       parcours_store_log_sync (store, deed->remote, deed->slug, "took-theirs", NULL, error);

  return GINT_TO_POINTER (parcours_store_end (store, ok, error));
}

static gpointer
keep_version (ParcoursStore  *store,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  const Deed *deed = data;

  return GINT_TO_POINTER (parcours_store_cut_version (store, deed->slug, "merge", deed->label, error));
}

/* The document becomes what the server has, as an edit that can be undone. */
static void
on_document (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = g_task_get_source_object (task);
  const Deed *deed = g_task_get_task_data (task);
  ParcoursConflict *conflict = parcours_remote_find_conflict (self, deed->slug);
  GError *error = NULL;
  g_autoptr (ParcoursDocument) document =
    parcours_project_open_document_finish (PARCOURS_PROJECT (source), result, &error);
  g_autoptr (ParcoursEdit) edit = NULL;

  if (document != NULL && conflict != NULL && parcours_conflict_theirs (conflict) != NULL)
    {
      edit = parcours_edit_between (parcours_document_automation (document), parcours_conflict_theirs (conflict),
                                    /* Translators: what Undo takes back. */
                                    _("Take the Server’s Version"));
      if (!parcours_edit_is_empty (edit))
        parcours_document_apply (document, edit, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    settle_and_do (self, g_steal_pointer (&task));
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (parcours_project_change_finish (PARCOURS_PROJECT (source), result, &error))
    do_deed (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_version_kept (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  const Deed *deed = g_task_get_task_data (task);
  ParcoursConflict *conflict = parcours_remote_find_conflict (self, deed->slug);
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    g_task_return_error (task, error);
  else if (conflict != NULL && parcours_conflict_is_deleted (conflict))
    parcours_project_delete_automation_async (self->project, deed->slug, on_deleted, g_steal_pointer (&task));
  else
    parcours_project_open_document_async (self->project, deed->slug, NULL, on_document, g_steal_pointer (&task));
}

static void
on_settled_before (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  if (!parcours_project_settle_finish (PARCOURS_PROJECT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_remote_work_async (g_task_get_source_object (task), keep_version, g_atomic_rc_box_acquire (deed), deed_unref, NULL,
                              on_version_kept, task);
  g_steal_pointer (&task);
}

static gboolean
may_resolve (ParcoursRemote      *self,
             const char          *slug,
             ParcoursResolution   resolution,
             GError             **error)
{
  ParcoursAutomationItem *item = find_item (self, slug, error);
  ParcoursConflict *conflict = parcours_remote_find_conflict (self, slug);

  if (item == NULL)
    return FALSE;
  if (conflict == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is nothing to decide about “%s” on “%s”"), slug,
                   self->name);
      return FALSE;
    }
  if (!parcours_conflict_is_fetched (conflict))
    {
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_OFFLINE, NULL, 0,
                                 _("The version on “%s” has not been fetched yet; look for changes first"), self->name);
      return FALSE;
    }

  return resolution == PARCOURS_RESOLUTION_TAKE_THEIRS || check (self, item, error);
}

/**
 * parcours_remote_resolve_async:
 * @self: a server
 * @slug: the slug of an automation that was changed on both sides
 * @resolution: what a person has decided
 * @callback: (scope async): called when that is written down
 * @user_data: for @callback
 *
 * Where the server has deleted the automation, to keep ours publishes it anew, and to take theirs deletes it here.
 */
void
parcours_remote_resolve_async (ParcoursRemote      *self,
                               const char          *slug,
                               ParcoursResolution   resolution,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  gboolean keep = resolution == PARCOURS_RESOLUTION_KEEP_MINE;
  g_autoptr (GTask) task = new_task (self, slug, keep ? keep_ours : took_theirs, callback, user_data);
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  if (!may_resolve (self, slug, resolution, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (keep)
    {
      deed->operation = "publish";
      settle_and_do (self, g_steal_pointer (&task));
      return;
    }
  /* Translators: the name of a version; the hole is the name of a server. */
  deed->label = g_strdup_printf (_("Before taking the version of “%s”"), self->name);
  parcours_project_settle_async (self->project, on_settled_before, g_steal_pointer (&task));
}

/**
 * parcours_remote_resolve:
 * @self: a server
 * @slug: the slug of an automation that was changed on both sides
 * @resolution: what a person has decided
 * @error: return location for an error
 *
 * As parcours_remote_resolve_async(), for a program without a window.
 *
 * Returns: whether it is written down; parcours_remote_send() sends what was kept
 */
gboolean
parcours_remote_resolve (ParcoursRemote      *self,
                         const char          *slug,
                         ParcoursResolution   resolution,
                         GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_remote_resolve_async (self, slug, resolution, parcours_remote_keep_result, &result);

  return parcours_remote_change_finish (self, parcours_remote_wait (&result), error);
}
