/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an automation refers to, as it leaves a workspace and comes into one. */

#include "config.h"

#include "parcours-blueprint.h"
#include "parcours-bundle.h"
#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-library-maker.h"
#include "parcours-project-private.h"
#include "parcours-store-bundle.h"

/* Kinds that a person keeps in the library, and no others: nobody's scenarios or behaviours come that way. */
static JsonObject *
known_part (JsonObject *bundle)
{
  JsonObject *known = json_object_new ();
  g_autoptr (GList) plurals = json_object_get_members (bundle);

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      const char *kind = parcours_library_singular (l->data);

      if (kind != NULL && parcours_kind_find (kind) != NULL && !g_str_equal (kind, "behaviour"))
        json_object_set_member (known, l->data, parcours_json_ref_member (bundle, l->data));
    }

  return known;
}

/* Adds what is missing to the workspace, and tells kind and slug of what is there in another form and of what was
 * added. A bundle that cannot be written as a whole is left out: the checks say what is missing then. */
gboolean
parcours_project_write_bundle (ParcoursStore *store,
                               JsonObject    *bundle,
                               GPtrArray     *differences,
                               GPtrArray     *news)
{
  g_autoptr (JsonObject) known = known_part (bundle);

  return parcours_store_add_bundle (store, known, differences, news, NULL);
}

/**
 * parcours_project_bundle_automation:
 * @self: a project
 * @automation: an automation of it
 *
 * Returns: (transfer full): its document with all that it refers to, for a file that is read elsewhere
 */
JsonNode *
parcours_project_bundle_automation (ParcoursProject          *self,
                                    const ParcoursAutomation *automation)
{
  g_autoptr (JsonObject) bundle = parcours_blueprint_collect (automation, parcours_project_library (self));
  JsonNode *node = parcours_automation_to_json (automation);

  parcours_bundle_put (node, bundle);

  return node;
}
