/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rehearsal of an edit (DESIGN rule 15): the version that takes the place of
 * another one is compiled as an automation of its own, next after it, of the same
 * slug and id, so that luck stays the same. Steps of one id are twins; what is
 * counted of a step to come, and what people share there, goes on from twin to twin. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-program-private.h"

static gboolean
fail (guint        place,
      const char  *message,
      GError     **error)
{
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Timeline, entry %u: %s"), place, message);

  return FALSE;
}

/* The place of the last version of the automation of that slug, or -1. */
static int
find_last (GPtrArray  *automations,
           const char *slug)
{
  int found = -1;

  for (guint i = 0; i < automations->len; i++)
    {
      if (g_str_equal (parcours_automation_slug (g_ptr_array_index (automations, i)), slug))
        found = (int) i;
    }

  return found;
}

/* The document, under the name and the id of what it replaces. */
static ParcoursAutomation *
read_version (JsonNode            *node,
              ParcoursAutomation  *replaced,
              GError             **error)
{
  g_autoptr (JsonObject) object = parcours_json_copy_object (json_node_get_object (node));
  g_autoptr (JsonNode) renamed = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", parcours_automation_id (replaced));
  json_object_set_string_member (object, "slug", parcours_automation_slug (replaced));
  json_node_take_object (renamed, g_steal_pointer (&object));

  return parcours_automation_from_json (renamed, error);
}

static gboolean
add_swap (ParcoursProgram              *program,
          GPtrArray                    *automations,
          const ParcoursTimeline       *timeline,
          guint                         number,
          GError                      **error)
{
  const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, number);
  const ParcoursZone *zone = parcours_timeline_zone (timeline);
  int last = find_last (automations, entry->automation);
  ProgramSwap swap = { .number = number };

  if (last < 0)
    {
      g_autofree char *message = g_strdup_printf (_("there is no automation “%s”"), entry->automation);

      return fail (number + 1, message, error);
    }
  if (!JSON_NODE_HOLDS_OBJECT (entry->swap))
    return fail (number + 1, _("the version to swap in has not been read"), error);
  swap.automation = read_version (entry->swap, g_ptr_array_index (automations, last), error);
  if (swap.automation == NULL)
    {
      g_prefix_error (error, _("Timeline, entry %u: "), number + 1);
      return FALSE;
    }
  parcours_timeline_instant (entry->at, program->from, zone != NULL ? zone : program->settings.zone, &swap.at);
  swap.at = MAX (swap.at, program->from);
  swap.moves = entry->moves != NULL ? parcours_json_copy_object (entry->moves) : NULL;
  g_array_append_val (program->swaps, swap);

  return TRUE;
}

static int
compare_swaps (gconstpointer a,
               gconstpointer b)
{
  const ProgramSwap *one = a;
  const ProgramSwap *other = b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

/* Puts the versions of the timeline among @automations, which are in the order of their slugs, each after the one
 * that it replaces. */
gboolean
parcours_compile_versions (ParcoursProgram         *program,
                           GPtrArray               *automations,
                           const ParcoursTimeline  *timeline,
                           GError                 **error)
{
  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);

      if (entry->kind == PARCOURS_TIMELINE_CHANGE && entry->swap != NULL &&
          !add_swap (program, automations, timeline, i, error))
        return FALSE;
    }
  g_array_sort (program->swaps, compare_swaps);
  for (guint i = 0; i < program->swaps->len; i++)
    {
      ParcoursAutomation *version = program_swap (program, i)->automation;

      g_ptr_array_insert (automations, find_last (automations, parcours_automation_slug (version)) + 1, version);
    }
  for (guint i = 0; i < program->swaps->len; i++)
    {
      ProgramSwap *swap = &g_array_index (program->swaps, ProgramSwap, i);
      guint place = 0;

      g_ptr_array_find (automations, swap->automation, &place);
      swap->to = (guint16) place;
      swap->from = (guint16) (place - 1);
    }

  return TRUE;
}

static gboolean
equal_objects (JsonObject *a,
               JsonObject *b)
{
  g_autoptr (JsonNode) one = parcours_json_take_object (parcours_json_copy_object (a));
  g_autoptr (JsonNode) other = parcours_json_take_object (parcours_json_copy_object (b));

  return parcours_json_equal (one, other);
}

/* Whether the step does the same in both versions, whatever follows it. */
static gboolean
does_the_same (const ParcoursProgram *program,
               guint                  before,
               guint                  after)
{
  const ProgramAutomation *old = &program->automations[program->steps[before].automation];
  const ProgramAutomation *new = &program->automations[program->steps[after].automation];
  const ParcoursStep *one = program->steps[before].step;
  const ParcoursStep *other = program->steps[after].step;

  return g_str_equal (one->type_name, other->type_name) && g_strcmp0 (one->row_id, other->row_id) == 0 &&
         old->platform == new->platform && old->zone == new->zone && equal_objects (one->params, other->params);
}

static void
join (ParcoursProgram *program,
      guint            before,
      guint            after)
{
  ProgramTwin *twin = &program->twins[after];
  const StepData *old = program->steps[before].data;
  StepData *data = program->steps[after].data;

  program->twins[before].after = (gint32) after;
  twin->before = (gint32) before;
  twin->first = program->twins[before].first;
  twin->same = does_the_same (program, before, after);
  if (!program_is_of_a_kind (program, before, after) || program->steps[before].op != program->steps[after].op)
    return;
  data->visit = data->visit != 0 ? old->visit : 0;
  data->attempt = data->attempt != 0 && old->attempt != 0 ? old->attempt : data->attempt;
  if (twin->same)
    data->threshold = old->threshold;
}

/* The first step after @step in the order of ports that the next version has, by ways along which nothing is left. */
static gint32
find_refuge (const ParcoursProgram *program,
             guint                  step,
             GHashTable            *seen)
{
  const ProgramStep *at = &program->steps[step];
  gint32 found = NO_STEP;

  if (program_has_place (program, program->twins[step].after))
    return program->twins[step].after;
  if (!g_hash_table_add (seen, GUINT_TO_POINTER (step + 1)))
    return NO_STEP;
  for (guint i = 0; i < at->n_ports && found == NO_STEP; i++)
    {
      gint32 target = program->targets[at->first_port + i];

      if (target != NO_STEP)
        found = find_refuge (program, (guint) target, seen);
    }
  if (found == NO_STEP && at->op == OP_GO_TO && at->data->target_step != NO_STEP)
    found = find_refuge (program, (guint) at->data->target_step, seen);

  return found;
}

/* What a person says of a step that is gone comes before what the links say. */
static gboolean
read_move (const ParcoursProgram  *program,
           const ProgramSwap      *swap,
           const char             *id,
           GError                **error)
{
  const char *to = parcours_json_member_string (swap->moves, id);
  gint32 step = parcours_compile_find_step (program, swap->from, id);
  gint32 target = to != NULL ? parcours_compile_find_step (program, swap->to, to) : NO_STEP;
  g_autofree char *message = NULL;

  if (step == NO_STEP || program_has_place (program, program->twins[step].after))
    message = g_strdup_printf (_("“move”: “%s” is no step that the other version lacks"), id);
  else if ((to == NULL && !JSON_NODE_HOLDS_NULL (json_object_get_member (swap->moves, id))) ||
           (to != NULL && !program_has_place (program, target)))
    message = g_strdup_printf (_("“move”: “%s” leads to no step of the other version"), id);
  if (message != NULL)
    return fail (swap->number + 1, message, error);
  program->twins[step].refuge = target;

  return TRUE;
}

static gboolean
find_refuges (const ParcoursProgram  *program,
              const ProgramSwap      *swap,
              GError                **error)
{
  const ProgramAutomation *old = &program->automations[swap->from];
  g_autoptr (GList) moved = swap->moves != NULL ? parcours_json_sorted_members (swap->moves) : NULL;

  for (guint i = old->first_step; i < old->first_step + old->n_steps; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      if (!program_has_place (program, program->twins[i].after))
        program->twins[i].refuge = find_refuge (program, i, seen);
    }
  for (GList *l = moved; l != NULL; l = l->next)
    {
      if (!read_move (program, swap, l->data, error))
        return FALSE;
    }

  return TRUE;
}

static void
mark_reached (const ParcoursProgram   *program,
              const ProgramAutomation *automation,
              guint                    step,
              guint64                 *row)
{
  guint place = step - automation->first_step;
  const ProgramStep *at = &program->steps[step];

  if (row[place / 64] >> (place % 64) & 1)
    return;
  row[place / 64] |= G_GUINT64_CONSTANT (1) << (place % 64);
  for (guint i = 0; i < at->n_ports; i++)
    {
      if (program->targets[at->first_port + i] != NO_STEP)
        mark_reached (program, automation, (guint) program->targets[at->first_port + i], row);
    }
  if (at->op == OP_GO_TO && at->data->target_step != NO_STEP)
    mark_reached (program, automation, (guint) at->data->target_step, row);
}

/* From where one comes where, in the version that is replaced; from a step to itself only in a circle or by waiting there. */
static void
find_reaches (ParcoursProgram   *program,
              ProgramAutomation *old)
{
  gsize width = old->n_steps / 64 + 1;

  old->reaches = g_new0 (guint64, old->n_steps * width + 1);
  for (guint i = 0; i < old->n_steps; i++)
    mark_reached (program, old, old->first_step + i, old->reaches + i * width);
}

static gboolean
watches_the_same (const ParcoursProgram *program,
                  const ProgramSwap     *swap)
{
  const ProgramAutomation *old = &program->automations[swap->from];
  const ProgramAutomation *new = &program->automations[swap->to];
  JsonObject *one = parcours_automation_settings (old->automation);
  JsonObject *other = parcours_automation_settings (new->automation);
  JsonNode *exit = one != NULL ? json_object_get_member (one, "exit") : NULL;
  JsonNode *new_exit = other != NULL ? json_object_get_member (other, "exit") : NULL;

  if (old->zone != new->zone || old->goals->len != new->goals->len || (exit != NULL) != (new_exit != NULL) ||
      (exit != NULL && !parcours_json_equal (exit, new_exit)))
    return FALSE;
  for (guint i = 0; i < new->goals->len; i++)
    {
      const ProgramTwin *twin = &program->twins[g_array_index (new->goals, guint32, i)];

      if (!twin->same || (guint32) twin->before != g_array_index (old->goals, guint32, i))
        return FALSE;
    }

  return TRUE;
}

/* Whether the automation lets in as before, so that a refusal for good stays one. */
static gboolean
enters_the_same (const ParcoursProgram *program,
                 const ProgramSwap     *swap)
{
  JsonObject *one = parcours_automation_settings (program->automations[swap->from].automation);
  JsonObject *other = parcours_automation_settings (program->automations[swap->to].automation);
  JsonNode *entry = one != NULL ? json_object_get_member (one, "entry") : NULL;
  JsonNode *new_entry = other != NULL ? json_object_get_member (other, "entry") : NULL;

  return entry != NULL && new_entry != NULL ? parcours_json_equal (entry, new_entry) : entry == new_entry;
}

/* After all steps are compiled. */
gboolean
parcours_compile_swaps (ParcoursProgram  *program,
                        GError          **error)
{
  if (program->swaps->len == 0)
    return TRUE;
  program->twins = g_new (ProgramTwin, MAX (program->n_steps, 1));
  for (guint i = 0; i < program->n_steps; i++)
    program->twins[i] = (ProgramTwin){ NO_STEP, NO_STEP, i, NO_STEP, FALSE };
  for (guint i = 0; i < program->swaps->len; i++)
    {
      const ProgramSwap *swap = program_swap (program, i);
      const ProgramAutomation *new = &program->automations[swap->to];

      for (guint j = new->first_step; j < new->first_step + new->n_steps; j++)
        {
          gint32 before = parcours_compile_find_step (program, swap->from, program->steps[j].step->id);

          if (before != NO_STEP)
            join (program, (guint) before, j);
        }
      find_reaches (program, &program->automations[swap->from]);
      program->automations[swap->to].same_watch = watches_the_same (program, swap);
      program->automations[swap->to].same_entry = enters_the_same (program, swap);
      if (!find_refuges (program, swap, error))
        return FALSE;
    }

  return TRUE;
}
