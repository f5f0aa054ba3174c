/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-checker.h"
#include "parcours-json.h"

/*
 * What the automations and forms of the workspace do, to answer "does anything
 * add this tag?". Gathered once, when somebody asks.
 */

/* Which parameter says what an operation is done to. */
static const struct
{
  const char *operation;
  const char *param;
  const char *form_action; /* (nullable) the action of forms that does it too */
} deeds[] = {
  { "tag.add", "tag", "action.add-tag" },
  { "tag.remove", "tag", NULL },
  { "audience.add", "audience", NULL },
  { "score.adjust", "score", NULL },
};

static void
note_deed (Checker    *self,
           const char *operation,
           JsonObject *params,
           gboolean    by_form)
{
  for (guint i = 0; operation != NULL && i < G_N_ELEMENTS (deeds); i++)
    {
      const char *slug = parcours_json_member_string (params, deeds[i].param);

      if (slug != NULL && g_strcmp0 (by_form ? deeds[i].form_action : deeds[i].operation, operation) == 0)
        g_hash_table_add (self->deeds, g_strconcat (deeds[i].operation, " ", slug, NULL));
    }
}

static void
note_steps (Checker                  *self,
            const ParcoursAutomation *automation)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (step->type != NULL)
        note_deed (self, step->type->operation, step->params, FALSE);
    }
}

static void
note_forms (Checker *self)
{
  g_autoptr (GPtrArray) forms = parcours_library_list (self->context->library, "form");

  for (guint i = 0; i < forms->len; i++)
    {
      const ParcoursEntity *form = g_ptr_array_index (forms, i);
      JsonArray *actions = parcours_json_member_array (form->attributes, "actions");

      for (guint a = 0; actions != NULL && a < json_array_get_length (actions); a++)
        {
          JsonNode *node = json_array_get_element (actions, a);
          JsonObject *action = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

          note_deed (self, parcours_json_member_string (action, "type"),
                     parcours_json_member_object (action, "params"), TRUE);
        }
    }
}

static void
gather (Checker *self)
{
  GPtrArray *automations = self->context->automations;
  const char *slug = parcours_automation_slug (self->automation);

  self->deeds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_steps (self, self->automation);
  note_forms (self);
  for (guint i = 0; automations != NULL && i < automations->len; i++)
    {
      const ParcoursAutomation *automation = g_ptr_array_index (automations, i);

      if (g_strcmp0 (parcours_automation_slug (automation), slug) != 0)
        note_steps (self, automation);
    }
}

/**
 * parcours_checker_is_done:
 * @self: the checker
 * @operation: an operation: tag.add, tag.remove, audience.add or score.adjust
 * @slug: what it is done to
 *
 * Returns: whether some step or form of the workspace, as far as we know it, does it
 */
gboolean
parcours_checker_is_done (Checker    *self,
                          const char *operation,
                          const char *slug)
{
  g_autofree char *key = g_strconcat (operation, " ", slug, NULL);

  if (self->deeds == NULL)
    gather (self);

  return g_hash_table_contains (self->deeds, key);
}
