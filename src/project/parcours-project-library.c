/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-project-private.h"
#include "parcours-store-library.h"

typedef struct
{
  char *kind;
  char *label;
  JsonObject *attributes; /* (owned) (nullable) */
} NewEntity;

static void
new_entity_free (gpointer data)
{
  NewEntity *entity = data;

  g_free (entity->kind);
  g_free (entity->label);
  g_clear_pointer (&entity->attributes, json_object_unref);
  g_free (entity);
}

static gpointer
add_entity (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  const NewEntity *entity = data;

  return parcours_store_add_entity (store, entity->kind, NULL, entity->label, entity->attributes, error);
}

static void
on_entity_added (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *slug = parcours_worker_run_finish (result, &error);

  if (slug == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_people_changed (PARCOURS_PROJECT (source));
  g_task_return_pointer (task, slug, g_free);
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
  GTask *task = g_task_new (self, NULL, callback, user_data);
  NewEntity *entity = g_new0 (NewEntity, 1);

  entity->kind = g_strdup (kind);
  entity->label = g_strdup (label);
  entity->attributes = attributes != NULL ? json_object_ref (attributes) : NULL;
  g_task_set_source_tag (task, parcours_project_add_entity_async);
  parcours_worker_run_async (self->writer, add_entity, entity, new_entity_free, g_free, self, NULL, on_entity_added, task);
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
