/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-project-private.h"
#include "parcours-store-automations.h"
#include "parcours-time.h"
#include "parcours-version-list.h"

/**
 * parcours_version_free:
 * @version: (transfer full): a version
 */
void
parcours_version_free (ParcoursVersion *version)
{
  g_free (version->name);
  g_free (version->reason);
  g_clear_pointer (&version->automation, parcours_automation_unref);
  g_free (version);
}

/**
 * parcours_version_new_unnumbered:
 * @automation: (transfer none): an automation as it is kept elsewhere
 * @name: what a person tells it by
 *
 * Returns: (transfer full): a version to be listed beside those of the workspace
 */
ParcoursVersion *
parcours_version_new_unnumbered (ParcoursAutomation *automation,
                                 const char         *name)
{
  ParcoursVersion *version = g_new0 (ParcoursVersion, 1);

  version->name = g_strdup (name);
  version->automation = parcours_automation_ref (automation);

  return version;
}

/**
 * parcours_version_to_words:
 * @version: a version
 * @zone: the workspace's zone
 *
 * Returns: (transfer full): what a person tells it by
 */
char *
parcours_version_to_words (const ParcoursVersion *version,
                           const ParcoursZone    *zone)
{
  g_autofree char *n = g_strdup_printf ("%d", version->n);
  g_autofree char *day = parcours_day_to_words (parcours_local_day (parcours_zone_to_local (zone, version->at)));

  if (version->n == 0)
    return g_strdup (version->name);
  if (version->name != NULL)
    return parcours_phrase_fill (_("Version {n}, “{name}” · {day}"), "n", n, "name", version->name, "day", day, NULL);
  if (g_str_equal (version->reason, "publish"))
    return parcours_phrase_fill (_("Version {n}, published · {day}"), "n", n, "day", day, NULL);

  return parcours_phrase_fill (_("Version {n} · {day}"), "n", n, "day", day, NULL);
}

static gboolean
add_version (ParcoursStore              *store,
             const char                 *slug,
             const ParcoursVersionInfo  *info,
             GPtrArray                  *versions,
             GError                    **error)
{
  ParcoursVersion *version = g_new0 (ParcoursVersion, 1);

  g_ptr_array_add (versions, version);
  version->n = info->n;
  version->name = g_strdup (info->name);
  version->reason = g_strdup (info->reason);
  version->at = info->at;
  version->automation = parcours_store_load_version (store, slug, info->n, error);

  return version->automation != NULL;
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  const ParcoursVersionInfo *one = *(ParcoursVersionInfo *const *) a;
  const ParcoursVersionInfo *other = *(ParcoursVersionInfo *const *) b;

  return other->n - one->n;
}

static gpointer
load_in_thread (ParcoursStore  *store,
                gpointer        data,
                GCancellable   *cancellable,
                GError        **error)
{
  const char *slug = data;
  g_autoptr (GPtrArray) infos = parcours_store_list_versions (store, slug, error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_version_free);

  if (infos == NULL)
    return NULL;
  g_ptr_array_sort (infos, compare_infos);
  for (guint i = 0; i < MIN (infos->len, PARCOURS_VERSIONS_MOST); i++)
    {
      if (!add_version (store, slug, g_ptr_array_index (infos, i), versions, error))
        return NULL;
    }

  return g_steal_pointer (&versions);
}

/**
 * parcours_project_load_versions_async:
 * @self: a project
 * @slug: the slug of an automation
 * @callback: (scope async): called when they are read
 * @user_data: for @callback
 *
 * Reads the last %PARCOURS_VERSIONS_MOST versions of an automation.
 */
void
parcours_project_load_versions_async (ParcoursProject     *self,
                                      const char          *slug,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, parcours_project_load_versions_async);
  if (!parcours_project_check_open (self, task))
    return;
  parcours_worker_run_task (self->reader, load_in_thread, g_strdup (slug), g_free, (GDestroyNotify) g_ptr_array_unref,
                            g_steal_pointer (&task));
}

/**
 * parcours_project_load_versions_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursVersion) (nullable): the versions, the newest first
 */
GPtrArray *
parcours_project_load_versions_finish (ParcoursProject  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
