/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to the library and to the settings of the workspace. Each is one transaction of the thread that
 * writes, which also looks at what was there, so that it can be undone. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-store-changes.h"
#include "parcours-store-library.h"

typedef struct
{
  char *kind;
  char *slug;                /* (nullable) %NULL to make one */
  ParcoursEntityState state; /* what is to be; of an entity that is there, what is %NULL stays */
  gboolean is_deletion;
  GBytes *changes;           /* (nullable) of contacts, to be taken back or made again */
  gboolean backwards;
} Write;

static Write *
write_new (const char *kind,
           const char *slug,
           const char *label,
           JsonObject *attributes)
{
  Write *write = g_new0 (Write, 1);

  write->kind = g_strdup (kind);
  write->slug = g_strdup (slug);
  write->state.label = g_strdup (label);
  write->state.attributes = attributes != NULL ? parcours_json_copy_object (attributes) : NULL;

  return write;
}

static void
write_free (gpointer data)
{
  Write *write = data;

  g_free (write->kind);
  g_free (write->slug);
  g_free (write->state.label);
  g_clear_pointer (&write->state.attributes, json_object_unref);
  g_clear_pointer (&write->changes, g_bytes_unref);
  g_free (write);
}

/* What is there now; nothing at all is an answer too. */
static gboolean
look (ParcoursStore         *store,
      ParcoursLibraryChange *change,
      ParcoursEntityState   *state,
      GError               **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_str_equal (change->kind, PARCOURS_SETTING))
    return parcours_project_look_at_setting (store, change->slug, state, error);
  state->attributes = change->slug != NULL
                        ? parcours_store_load_entity (store, change->kind, change->slug, &state->label, &local_error) : NULL;
  if (local_error == NULL || g_error_matches (local_error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
apply (ParcoursStore         *store,
       const Write           *write,
       ParcoursLibraryChange *change,
       GError               **error)
{
  if (g_str_equal (write->kind, PARCOURS_SETTING))
    return parcours_project_write_setting (store, write->slug, &write->state, error);
  if (write->is_deletion)
    return parcours_store_delete_entity (store, write->kind, write->slug, error);
  if (change->before.label != NULL || (write->slug != NULL && write->state.label == NULL))
    return parcours_store_set_entity (store, write->kind, write->slug, write->state.label, write->state.attributes, error);
  g_free (change->slug);
  change->slug = parcours_store_add_entity (store, write->kind, write->slug, write->state.label, write->state.attributes,
                                            error);

  return change->slug != NULL;
}

static gpointer
write_in_thread (ParcoursStore  *store,
                 gpointer        data,
                 GCancellable   *cancellable,
                 GError        **error)
{
  const Write *write = data;
  g_autoptr (ParcoursLibraryChange) change = g_new0 (ParcoursLibraryChange, 1);

  change->kind = g_strdup (write->kind);
  change->slug = g_strdup (write->slug);
  if (write->changes != NULL)
    return parcours_store_apply_changes (store, write->changes, write->backwards, error) ? g_steal_pointer (&change) : NULL;
  if (!look (store, change, &change->before, error) || !apply (store, write, change, error) ||
      !look (store, change, &change->after, error))
    return NULL;

  return g_steal_pointer (&change);
}

static void
follow (ParcoursProject             *self,
        const ParcoursLibraryChange *change)
{
  if (g_str_equal (change->kind, PARCOURS_SETTING))
    parcours_project_follow_setting (self, change->slug, &change->after);
  parcours_project_people_changed (self);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursProject *self = PARCOURS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ParcoursLibraryChange *change = parcours_worker_run_finish (result, &error);

  if (change == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  follow (self, change);
  g_task_return_pointer (task, g_strdup (change->slug), g_free);
  parcours_library_history_push (self->history, change);
}

static void
run_write (ParcoursProject     *self,
           Write               *write,
           gpointer             tag,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->writer, write_in_thread, write, write_free,
                               (GDestroyNotify) parcours_library_change_free, self, NULL, on_written,
                               g_steal_pointer (&task));
  else
    write_free (write);
}

/* Sets a setting, as a change that can be undone; @tag is that of the task. */
void
parcours_project_run_setting (ParcoursProject           *self,
                              const char                *name,
                              const ParcoursEntityState *state,
                              gpointer                   tag,
                              GAsyncReadyCallback        callback,
                              gpointer                   user_data)
{
  run_write (self, write_new (PARCOURS_SETTING, name, state->label, state->attributes), tag, callback, user_data);
}

/**
 * parcours_project_add_entity_async:
 * @self: a project
 * @kind: such as `tag`
 * @label: its name for people
 * @attributes: (nullable): its columns
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 *
 * Adds something that references can name. `notify::library` follows.
 */
void
parcours_project_add_entity_async (ParcoursProject     *self,
                                   const char          *kind,
                                   const char          *label,
                                   JsonObject          *attributes,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  run_write (self, write_new (kind, NULL, label, attributes), parcours_project_add_entity_async, callback, user_data);
}

/**
 * parcours_project_add_entity_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the slug of what was added
 */
char *
parcours_project_add_entity_finish (ParcoursProject  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_project_set_entity_async:
 * @self: a project
 * @kind: such as `tag`
 * @slug: the slug of an entity
 * @label: (nullable): its new name, or %NULL to keep it
 * @attributes: (nullable): its new columns, or %NULL to keep them
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 *
 * Changes something that references can name. Changes to the columns of the same entity, one after the other, are
 * undone together, until parcours_library_history_end_burst() is called.
 */
void
parcours_project_set_entity_async (ParcoursProject     *self,
                                   const char          *kind,
                                   const char          *slug,
                                   const char          *label,
                                   JsonObject          *attributes,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  if (label != NULL)
    parcours_library_history_end_burst (self->history);
  run_write (self, write_new (kind, slug, label, attributes), parcours_project_entity_finish, callback, user_data);
}

/**
 * parcours_project_delete_entity_async:
 * @self: a project
 * @kind: such as `tag`
 * @slug: the slug of an entity
 * @callback: (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Deletes the entity; its members come back with it when that is undone.
 */
void
parcours_project_delete_entity_async (ParcoursProject     *self,
                                      const char          *kind,
                                      const char          *slug,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  Write *write = write_new (kind, slug, NULL, NULL);

  write->is_deletion = TRUE;
  run_write (self, write, parcours_project_entity_finish, callback, user_data);
}

/* A change that is being undone, or done again. */
typedef struct
{
  ParcoursLibraryChange *change; /* (owned) (nullable) */
  gboolean undoes;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->change, parcours_library_change_free);
  g_free (step);
}

static void
on_stepped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursProject *self = PARCOURS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ParcoursLibraryChange) written = parcours_worker_run_finish (result, &error);

  parcours_library_history_give (self->history, g_steal_pointer (&step->change), (written != NULL) == step->undoes);
  if (written == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  follow (self, written);
  g_task_return_pointer (task, g_strdup (written->slug), g_free);
}

static void
step_library (ParcoursProject     *self,
              gboolean             undoes,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Step *step = g_new0 (Step, 1);
  const ParcoursEntityState *state;
  Write *write;

  g_task_set_source_tag (task, parcours_project_entity_finish);
  g_task_set_task_data (task, step, step_free);
  if (!parcours_project_check_open (self, task))
    return;
  step->undoes = undoes;
  step->change = parcours_library_history_take (self->history, !undoes);
  if (step->change == NULL)
    {
      g_task_return_pointer (task, g_strdup (""), g_free);
      return;
    }
  state = undoes ? &step->change->before : &step->change->after;
  write = write_new (step->change->kind, step->change->slug, state->label, state->attributes);
  write->is_deletion = state->label == NULL;
  write->changes = step->change->changes != NULL ? g_bytes_ref (step->change->changes) : NULL;
  write->backwards = undoes;
  parcours_worker_run_async (self->writer, write_in_thread, write, write_free,
                             (GDestroyNotify) parcours_library_change_free, self, NULL, on_stepped, g_steal_pointer (&task));
}

/**
 * parcours_project_undo_library_async:
 * @self: a project
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 *
 * Undoes what was last done to the library, if anything was.
 */
void
parcours_project_undo_library_async (ParcoursProject     *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  step_library (self, TRUE, callback, user_data);
}

/**
 * parcours_project_redo_library_async:
 * @self: a project
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 *
 * Does again what was last undone in the library, if anything was.
 */
void
parcours_project_redo_library_async (ParcoursProject     *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  step_library (self, FALSE, callback, user_data);
}

/**
 * parcours_project_entity_finish:
 * @self: a project
 * @result: what the callback of a change to an entity was given
 * @error: return location for an error
 *
 * Returns: whether it was written
 */
gboolean
parcours_project_entity_finish (ParcoursProject  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_autofree char *slug = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  slug = g_task_propagate_pointer (G_TASK (result), error);

  return slug != NULL;
}

/**
 * parcours_project_history:
 * @self: a project
 *
 * Returns: (transfer none): what was done to its library
 */
ParcoursLibraryHistory *
parcours_project_history (ParcoursProject *self)
{
  return self->history;
}
