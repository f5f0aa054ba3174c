/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of the workspace: where its automations are meant to run, and what else belongs to the client. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-store-settings.h"

typedef struct
{
  char *name;
  JsonNode *value; /* (nullable) */
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->name);
  g_clear_pointer (&setting->value, json_node_unref);
  g_free (setting);
}

static Setting *
setting_new (const char *name,
             JsonNode   *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->name = g_strdup (name);
  setting->value = value != NULL ? json_node_copy (value) : NULL;

  return setting;
}

static gpointer
set_setting (ParcoursStore  *store,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  const Setting *setting = data;

  return parcours_store_set_setting (store, setting->name, setting->value, error)
           ? setting_new (setting->name, setting->value) : NULL;
}

/* Runs keep the settings that they began with, so these are replaced and never changed. */
static void
follow (ParcoursProject *self,
        const Setting   *setting)
{
  g_autoptr (JsonObject) settings = parcours_json_copy_object (json_node_get_object (self->settings));

  if (setting->value != NULL)
    json_object_set_member (settings, setting->name, json_node_copy (setting->value));
  else
    json_object_remove_member (settings, setting->name);
  json_node_unref (self->settings);
  self->settings = json_node_init_object (json_node_alloc (), settings);
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Setting *setting = parcours_worker_run_finish (result, &error);

  if (setting == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  follow (PARCOURS_PROJECT (source), setting);
  setting_free (setting);
  g_task_return_boolean (task, TRUE);
}

/**
 * parcours_project_set_setting_async:
 * @self: a project
 * @name: the name of a setting, see `store/parcours-store-settings.h`
 * @value: (nullable): its value, %NULL to take it back
 * @callback: (nullable) (scope async): called when that is on the disk
 * @user_data: for @callback
 */
void
parcours_project_set_setting_async (ParcoursProject     *self,
                                    const char          *name,
                                    JsonNode            *value,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, parcours_project_set_setting_async);
  parcours_worker_run_async (self->writer, set_setting, setting_new (name, value), setting_free, setting_free, self, NULL,
                             set_cb, task);
}

/**
 * parcours_project_set_setting_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the setting was changed
 */
gboolean
parcours_project_set_setting_finish (ParcoursProject  *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, parcours_project_set_setting_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * parcours_project_platform:
 * @self: a project
 *
 * Returns: the platform for which new automations of the workspace are drawn
 */
ParcoursPlatform
parcours_project_platform (ParcoursProject *self)
{
  const char *name = parcours_json_member_string (parcours_project_settings (self), "platform");
  ParcoursPlatform platform;

  return name != NULL && parcours_platform_from_name (name, &platform) ? platform : PARCOURS_PLATFORM_ANY;
}
