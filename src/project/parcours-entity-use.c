/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-entity-use.h"
#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"
#include "parcours-uses.h"

/**
 * parcours_entity_use_free:
 * @use: (transfer full): who names an entity
 */
void
parcours_entity_use_free (ParcoursEntityUse *use)
{
  g_free (use->automation);
  g_free (use->step);
  g_free (use->kind);
  g_free (use->slug);
  g_free (use->name);
  g_free (use->detail);
  g_free (use);
}

static char *
name_steps (ParcoursProject          *self,
            const ParcoursAutomation *automation,
            GPtrArray                *steps)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (words, parcours_step_headline (g_ptr_array_index (steps, i), automation, parcours_project_library (self)));

  return words->len > 0 ? parcours_phrase_join (words, PARCOURS_JOIN_AND) : NULL;
}

static void
add_automations (ParcoursProject *self,
                 GPtrArray       *uses,
                 const char      *kind,
                 const char      *slug)
{
  GListModel *automations = parcours_project_automations (self);

  for (guint i = 0; i < g_list_model_get_n_items (automations); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (automations, i);
      ParcoursAutomation *automation = parcours_automation_item_automation (item);
      g_autoptr (GPtrArray) steps = parcours_automation_uses (automation, kind, slug);
      ParcoursEntityUse *use;

      if (steps == NULL)
        continue;
      use = g_new0 (ParcoursEntityUse, 1);
      use->automation = g_strdup (parcours_automation_item_slug (item));
      use->name = g_strdup (parcours_automation_item_name (item));
      use->step = steps->len > 0 ? g_strdup (((const ParcoursStep *) g_ptr_array_index (steps, 0))->id) : NULL;
      use->detail = name_steps (self, automation, steps);
      g_ptr_array_add (uses, use);
    }
}

static void
add_entities (ParcoursProject *self,
              GPtrArray       *uses,
              const char      *of,
              const char      *kind,
              const char      *slug)
{
  g_autoptr (GPtrArray) entities = parcours_library_list (parcours_project_library (self), of);

  for (guint i = 0; i < entities->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (entities, i);
      ParcoursEntityUse *use;

      if (!parcours_columns_use (entity->attributes, kind, slug))
        continue;
      use = g_new0 (ParcoursEntityUse, 1);
      use->kind = g_strdup (of);
      use->slug = g_strdup (entity->slug);
      use->name = g_strdup (entity->label);
      g_ptr_array_add (uses, use);
    }
}

/* Simulations behave as the workspace says, where nobody chooses otherwise. */
static void
add_settings (ParcoursProject *self,
              GPtrArray       *uses,
              const char      *kind,
              const char      *slug)
{
  const char *usual = parcours_json_member_string (parcours_project_settings (self), "behaviour");
  ParcoursEntityUse *use;

  if (!g_str_equal (kind, "behaviour") || g_strcmp0 (usual, slug) != 0)
    return;
  use = g_new0 (ParcoursEntityUse, 1);
  use->name = g_strdup (_("Simulations"));
  use->detail = g_strdup (_("It is the usual behaviour of the workspace."));
  g_ptr_array_add (uses, use);
}

/**
 * parcours_project_find_uses:
 * @self: a project
 * @kind: the kind of an entity
 * @slug: its slug
 *
 * Returns: (transfer full) (element-type ParcoursEntityUse): who names it: automations, the settings, then other entities
 */
GPtrArray *
parcours_project_find_uses (ParcoursProject *self,
                            const char      *kind,
                            const char      *slug)
{
  GPtrArray *uses = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_entity_use_free);
  GPtrArray *kinds = parcours_kinds_get ();

  add_automations (self, uses, kind, slug);
  add_settings (self, uses, kind, slug);
  for (guint i = 0; i < kinds->len; i++)
    add_entities (self, uses, ((const ParcoursKind *) g_ptr_array_index (kinds, i))->name, kind, slug);

  return uses;
}
