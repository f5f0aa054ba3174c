/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of the workspace: where its automations are meant to run, and what else belongs to the client.
 * In the history of the project a setting stands as an entity whose one column is `value`. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-store-settings.h"

/* What people call the settings that they can change. */
static const struct
{
  const char *name;
  const char *label;
} labels[] = {
  { "name", NC_("setting of the workspace", "Name of the workspace") },
  { "currency", NC_("setting of the workspace", "Currency") },
  { "timezone", NC_("setting of the workspace", "Time zone") },
  { "platform", NC_("setting of the workspace", "Platform") },
  { "plan", NC_("setting of the workspace", "Plan") },
  { "features", NC_("setting of the workspace", "What the account has") },
  { "tracked-domains", NC_("setting of the workspace", "Tracked domains") },
  { "frequency-cap", NC_("setting of the workspace", "Frequency cap") },
  { "quiet-hours", NC_("setting of the workspace", "Quiet hours") },
  { "behaviour", NC_("setting of the workspace", "Usual behaviour") },
};

/**
 * parcours_project_setting_label:
 * @name: the name of a setting
 *
 * Returns: (transfer none): what people call it
 */
const char *
parcours_project_setting_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i].name, name))
        return g_dpgettext2 (GETTEXT_PACKAGE, "setting of the workspace", labels[i].label);
    }

  return name;
}

static void
state_init (ParcoursEntityState *state,
            const char          *name,
            JsonNode            *value)
{
  state->label = g_strdup (parcours_project_setting_label (name));
  state->attributes = json_object_new ();
  if (value != NULL)
    json_object_set_member (state->attributes, "value", json_node_ref (value));
}

static JsonNode *
value_of (const ParcoursEntityState *state)
{
  return json_object_get_member (state->attributes, "value");
}

gboolean
parcours_project_look_at_setting (ParcoursStore        *store,
                                  const char           *name,
                                  ParcoursEntityState  *state,
                                  GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) value = parcours_store_get_setting (store, name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  state_init (state, name, value);

  return TRUE;
}

gboolean
parcours_project_write_setting (ParcoursStore              *store,
                                const char                 *name,
                                const ParcoursEntityState  *state,
                                GError                    **error)
{
  return parcours_store_set_setting (store, name, value_of (state), error);
}

/* Runs keep the settings that they began with, so these are replaced and never changed. */
void
parcours_project_follow_setting (ParcoursProject           *self,
                                 const char                *name,
                                 const ParcoursEntityState *state)
{
  JsonNode *value = value_of (state);
  g_autoptr (JsonObject) settings = parcours_json_copy_object (json_node_get_object (self->settings));

  if (value != NULL)
    json_object_set_member (settings, name, json_node_ref (value));
  else
    json_object_remove_member (settings, name);
  json_node_unref (self->settings);
  self->settings = parcours_json_take_object (g_steal_pointer (&settings));
  if (g_str_equal (name, "name"))
    parcours_project_name_changed (self);
}

/**
 * parcours_project_set_setting_async:
 * @self: a project
 * @name: the name of a setting, see `store/parcours-store-settings.h`
 * @value: (nullable): its value, %NULL to take it back
 * @callback: (nullable) (scope async): called when that is on the disk
 * @user_data: for @callback
 *
 * Changes the setting; what was is in parcours_project_history(). As a setting may decide what contacts and
 * checks say, `notify::library` follows. Changes to the same setting, one after the other, are undone together.
 */
void
parcours_project_set_setting_async (ParcoursProject     *self,
                                    const char          *name,
                                    JsonNode            *value,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  ParcoursEntityState state;

  state_init (&state, name, value);
  parcours_project_run_setting (self, name, &state, parcours_project_set_setting_async, callback, user_data);
  g_free (state.label);
  json_object_unref (state.attributes);
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
  g_autofree char *name = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, parcours_project_set_setting_async), FALSE);

  name = g_task_propagate_pointer (G_TASK (result), error);

  return name != NULL;
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
