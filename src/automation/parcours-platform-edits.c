/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-nearest.h"
#include "parcours-phrase.h"
#include "parcours-platform-edits.h"

/* How one step is said on another platform. */
typedef struct
{
  const ParcoursStep *step;
  const ParcoursRow *from;
  const ParcoursRow *to;
  JsonObject *held;   /* (owned) all parameters as they hold where it was made */
  JsonObject *params; /* (owned) what it will say */
} Move;

static gboolean
move_begin (Move               *move,
            const ParcoursStep *step,
            const ParcoursRow  *from,
            ParcoursPlatform    platform)
{
  *move = (Move) { .step = step, .from = from };
  if (step->type == NULL)
    return FALSE;
  move->to = parcours_step_row (step, platform);
  if (move->to == NULL)
    return FALSE;
  move->held = parcours_row_effective_params (move->from, step->params);
  move->params = parcours_json_copy_object (step->params);

  return TRUE;
}

/* Ends with a change of the step, if that changes anything. */
static void
move_end (Move               *move,
          ParcoursEdit       *edit,
          ParcoursAutomation *automation,
          const ParcoursRow  *row)
{
  JsonObject *object = parcours_json_copy_object (json_node_get_object (move->step->node));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (g_strcmp0 (move->step->row_id, row->id) != 0 && (move->step->row_id != NULL || row != move->from))
    json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", g_steal_pointer (&move->params));
  json_node_take_object (node, object);
  if (!parcours_json_equal (node, move->step->node))
    parcours_edit_set_step (edit, automation, move->step->id, node);
  json_object_unref (move->held);
}

/* Whether the parameter has another value in @params there than it held here. */
static gboolean
differs (const Move          *move,
         const ParcoursParam *param)
{
  g_autoptr (JsonObject) there = parcours_row_effective_params (move->to, move->params);
  JsonNode *here_value = json_object_get_member (move->held, param->name);
  JsonNode *there_value = json_object_get_member (there, param->name);

  return here_value == NULL || there_value == NULL ? here_value != there_value : !parcours_json_equal (here_value, there_value);
}

static void
say (const Move          *move,
     const ParcoursParam *param)
{
  json_object_set_member (move->params, param->name, parcours_json_ref_member (move->held, param->name));
}

/* Back where it was made, a step need not say what its row says; where it says something else by now, it is
 * another row's. */
static const ParcoursRow *
come_back (const Move *move)
{
  for (guint i = 0; i < move->from->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (move->from->type->params, i);
      JsonNode *fixed = parcours_row_fixed (move->from, param->name);
      JsonNode *said = json_object_get_member (move->params, param->name);

      if (fixed == NULL || said == NULL || JSON_NODE_HOLDS_NULL (fixed))
        continue;
      if (!parcours_json_equal (fixed, said))
        return parcours_catalog_counterpart (parcours_catalog_get (), move->from->platform, move->step->type_name,
                                             move->params);
      json_object_remove_member (move->params, param->name);
    }

  return move->from;
}

/* What the row it was made from says of a step, the step itself has to say elsewhere. */
static void
carry_presets (const Move *move)
{
  for (guint i = 0; i < move->from->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (move->from->type->params, i);
      JsonNode *fixed = parcours_row_fixed (move->from, param->name);

      if (fixed != NULL && !JSON_NODE_HOLDS_NULL (fixed) && parcours_row_fixed (move->to, param->name) == NULL &&
          differs (move, param))
        say (move, param);
    }
}

/* Says all that held, and nothing that cannot be said there. What is not among the choices stays, so that one sees it. */
static void
carry_all (const Move *move)
{
  for (guint i = 0; i < move->to->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (move->to->type->params, i);

      if (!parcours_row_shows_param (move->to, param))
        json_object_remove_member (move->params, param->name);
      else if (json_object_has_member (move->held, param->name) && differs (move, param))
        say (move, param);
    }
}

/* Where a limit has no exit of its own, contacts go on as if the wait were over. */
static void
carry_limit (const Move         *move,
             ParcoursEdit       *edit,
             ParcoursAutomation *automation)
{
  const ParcoursLink *next = parcours_automation_link (automation, move->step->id, "next");

  if (next != NULL && move->from != NULL && !parcours_row_offers_port (move->from, "timeout") &&
      parcours_row_offers_port (move->to, "timeout") && json_object_has_member (move->params, "limit") &&
      parcours_automation_link (automation, move->step->id, "timeout") == NULL)
    parcours_edit_set_link (edit, automation, move->step->id, "timeout", next->to);
}

static void
set_platform (ParcoursEdit       *edit,
              ParcoursAutomation *automation,
              ParcoursPlatform    platform)
{
  g_autoptr (JsonNode) name = parcours_json_new_string (parcours_platform_name (platform));

  parcours_edit_set_head (edit, automation, "platform", name);
}

/**
 * parcours_platform_edit_switch:
 * @automation: an automation
 * @platform: another platform
 *
 * Steps keep the row they were made from, and those that @platform does not offer stay as they are, so whoever
 * switches back has what was there.
 *
 * Returns: (transfer full): the edit that draws it for @platform
 */
ParcoursEdit *
parcours_platform_edit_switch (ParcoursAutomation *automation,
                               ParcoursPlatform    platform)
{
  /* Translators: {platform} is "Mailchimp", for example. */
  g_autofree char *label = parcours_phrase_fill (_("Draw for {platform}"), "platform", parcours_platform_label (platform), NULL);
  ParcoursEdit *edit = parcours_edit_new (label);

  set_platform (edit, automation, platform);
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      const ParcoursRow *row;
      Move move;

      if (!move_begin (&move, step, parcours_step_origin (step), platform))
        continue;
      row = move.from;
      if (move.to == move.from)
        row = come_back (&move);
      else
        carry_presets (&move);
      move_end (&move, edit, automation, row);
    }

  return edit;
}

/* The row by which a step holds in its automation, its own where the platform does not offer it. */
static const ParcoursRow *
row_here (const ParcoursStep       *step,
          const ParcoursAutomation *automation)
{
  const ParcoursRow *row = step->type != NULL ? parcours_step_row (step, parcours_automation_platform (automation)) : NULL;

  return row != NULL ? row : parcours_step_origin (step);
}

/* In place of the first step for which something can be built, or of the step @id. */
static ParcoursAutomation *
build_next (ParcoursAutomation *automation,
            ParcoursPlatform    platform,
            const char         *id)
{
  g_autoptr (ParcoursWays) ways = parcours_ways_new (automation);

  for (guint i = 0; i < ways->n_steps; i++)
    {
      const ParcoursStep *step = parcours_ways_step (ways, i);
      const ParcoursRecipe *recipe = NULL;
      g_autoptr (ParcoursEdit) edit = NULL;

      if (id != NULL && !g_str_equal (step->id, id))
        continue;
      if (step->type != NULL && parcours_step_row (step, platform) == NULL)
        recipe = parcours_nearest_recipe (step, platform);
      if (recipe != NULL)
        edit = parcours_nearest_edit (recipe, ways, i, platform);
      if (edit != NULL)
        return parcours_edit_apply (edit, automation, NULL);
    }

  return NULL;
}

/**
 * parcours_platform_build_step:
 * @automation: an automation
 * @platform: a platform
 * @step: the id of a step that @platform does not offer
 *
 * Returns: (transfer full) (nullable): the automation, still on its own platform, with nearly the same in place of the
 *   step; %NULL where that cannot be done without asking anybody
 */
ParcoursAutomation *
parcours_platform_build_step (ParcoursAutomation *automation,
                              ParcoursPlatform    platform,
                              const char         *step)
{
  return build_next (automation, platform, step);
}

/**
 * parcours_platform_build:
 * @automation: an automation
 * @platform: a platform
 *
 * Returns: (transfer full): the automation with nearly the same in place of steps that @platform does not offer,
 *   wherever that can be done without asking anybody; else it is as before, also its platform
 */
ParcoursAutomation *
parcours_platform_build (ParcoursAutomation *automation,
                         ParcoursPlatform    platform)
{
  ParcoursAutomation *built = parcours_automation_ref (automation), *next;

  /* Each of them takes a step away that is not offered, and adds none. */
  while ((next = build_next (built, platform, NULL)) != NULL)
    {
      parcours_automation_unref (built);
      built = next;
    }

  return built;
}

/**
 * parcours_platform_entry:
 * @platform: a platform
 * @name: `reentry` or `parallel`
 *
 * Returns: (transfer none) (nullable): what holds there where an automation does not say it
 */
JsonNode *
parcours_platform_entry (ParcoursPlatform  platform,
                         const char       *name)
{
  JsonObject *preset = parcours_json_member_object (parcours_catalog_platform (parcours_catalog_get (), platform), "entry");

  return preset != NULL ? json_object_get_member (preset, name) : NULL;
}

/**
 * parcours_platform_shows_runs:
 * @platform: a platform
 *
 * Returns: whether each trigger there says how often a contact may enter by it
 */
gboolean
parcours_platform_shows_runs (ParcoursPlatform platform)
{
  JsonObject *head = parcours_catalog_platform (parcours_catalog_get (), platform);
  JsonObject *triggers = parcours_json_member_object (head, "triggers");

  return !parcours_json_member_boolean (parcours_json_member_object (triggers, "runs"), "hidden", FALSE);
}

/**
 * parcours_platform_runs_once:
 * @automation: an automation
 * @same: (out) (optional): whether one trigger's `once` is the same as that of the whole automation
 *
 * Returns: whether every trigger lets a contact in once; %FALSE without triggers
 */
gboolean
parcours_platform_runs_once (ParcoursAutomation *automation,
                             gboolean           *same)
{
  guint n_triggers = 0, n_once = 0;

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      g_autoptr (JsonObject) params = NULL;

      if (step->type == NULL || step->type->kind != PARCOURS_STEP_TRIGGER)
        continue;
      params = parcours_row_effective_params (row_here (step, automation), step->params);
      n_triggers++;
      n_once += g_strcmp0 (parcours_json_member_string (params, "runs"), "once") == 0;
    }
  if (same != NULL)
    *same = n_triggers <= 1;

  return n_triggers > 0 && n_once == n_triggers;
}

/* The entry rules that held are said, unless they hold there by themselves. */
static void
carry_entry (ParcoursEdit       *edit,
             ParcoursAutomation *automation,
             ParcoursPlatform    platform)
{
  static const char *const names[] = { "reentry", "parallel" };
  ParcoursPlatform here = parcours_automation_platform (automation);
  g_autoptr (JsonObject) settings = parcours_json_copy_object (parcours_automation_settings (automation));
  g_autoptr (JsonObject) entry = parcours_json_copy_object (parcours_json_member_object (settings, "entry"));
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *held = parcours_platform_entry (here, names[i]);
      JsonNode *there = parcours_platform_entry (platform, names[i]);

      if (!json_object_has_member (entry, names[i]) && held != NULL && there != NULL && !parcours_json_equal (held, there))
        json_object_set_member (entry, names[i], json_node_ref (held));
    }
  /* Where triggers cannot say "once", the automation says it. */
  if (parcours_platform_shows_runs (here) && !parcours_platform_shows_runs (platform) &&
      parcours_platform_runs_once (automation, NULL))
    json_object_set_string_member (entry, "reentry", "never");
  if (json_object_get_size (entry) == 0)
    return;
  json_object_set_object_member (settings, "entry", g_steal_pointer (&entry));
  node = parcours_json_take_object (g_steal_pointer (&settings));
  parcours_edit_set_head (edit, automation, "settings", node);
}

/**
 * parcours_platform_convert:
 * @automation: an automation
 * @platform: another platform
 *
 * What @platform cannot say is left out; steps for which nothing can be built stay as they are.
 *
 * Returns: (transfer full): the automation on @platform, under the same id
 */
ParcoursAutomation *
parcours_platform_convert (ParcoursAutomation *automation,
                           ParcoursPlatform    platform)
{
  g_autoptr (ParcoursAutomation) built = parcours_platform_build (automation, platform);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new (_("Convert"));
  ParcoursAutomation *converted;

  set_platform (edit, built, platform);
  carry_entry (edit, automation, platform);
  for (guint i = 0; i < parcours_automation_n_steps (built); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (built, i);
      const ParcoursRow *row = row_here (step, automation);
      Move move;

      if (!move_begin (&move, step, row, platform))
        continue;
      if (move.to != move.from)
        carry_all (&move);
      carry_limit (&move, edit, built);
      move_end (&move, edit, built, move.to);
    }
  converted = parcours_edit_apply (edit, built, NULL);

  return converted != NULL ? converted : g_steal_pointer (&built);
}

/**
 * parcours_platform_copy:
 * @automation: an automation
 * @converted: what parcours_platform_convert() made of it
 *
 * Returns: (transfer full): @converted as an automation of its own: with another id, and named after its platform
 */
ParcoursAutomation *
parcours_platform_copy (ParcoursAutomation *automation,
                        ParcoursAutomation *converted)
{
  ParcoursPlatform platform = parcours_automation_platform (converted);
  /* Translators: what the copy of an automation for another platform is called: “Welcome (Brevo)”. */
  g_autofree char *name = parcours_phrase_fill (_("{name} ({platform})"), "name", parcours_automation_name (automation),
                                                "platform", parcours_platform_label (platform), NULL);
  g_autofree char *slug = g_strdup_printf ("%s-%s", parcours_automation_slug (automation), parcours_platform_name (platform));
  g_autoptr (ParcoursAutomation) fresh = parcours_automation_new (name, slug, platform);
  g_autoptr (JsonNode) node = parcours_automation_to_json (converted);
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "id", parcours_automation_id (fresh));
  json_object_set_string_member (object, "slug", slug);
  json_object_set_string_member (object, "name", name);

  return parcours_automation_from_json (node, NULL);
}
