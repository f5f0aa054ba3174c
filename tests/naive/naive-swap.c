/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another version takes the place of an automation while people are inside: who stays, is released, moved or stranded,
 * and who does something twice because of it. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"

/* Versions */

static NaiveAutomation *
last_version (NaiveEngine *self,
              const char  *slug)
{
  NaiveAutomation *last = NULL;

  for (guint i = 0; i < self->automations->len; i++)
    {
      NaiveAutomation *automation = g_ptr_array_index (self->automations, i);

      if (g_strcmp0 (automation->slug, slug) == 0)
        last = automation;
    }
  while (last != NULL && last->after != NULL)
    last = last->after;

  return last;
}

/* The version runs under the name and the id of what it replaces. */
static ParcoursAutomation *
read_version (JsonNode              *node,
              const NaiveAutomation *replaced)
{
  g_autoptr (JsonObject) object = parcours_json_copy_object (json_node_get_object (node));
  g_autoptr (JsonNode) renamed = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", parcours_automation_id (replaced->document));
  json_object_set_string_member (object, "slug", replaced->slug);
  json_node_set_object (renamed, object);

  return naive_keep (parcours_automation_from_json (renamed, NULL), (GDestroyNotify) parcours_automation_unref);
}

/* Whether the step does the same in both versions, whatever follows it. */
static gboolean
is_same (const NaiveStep *one,
         const NaiveStep *other)
{
  g_autoptr (JsonNode) params = json_node_init_object (json_node_alloc (), one->document->params);
  g_autoptr (JsonNode) other_params = json_node_init_object (json_node_alloc (), other->document->params);

  return g_str_equal (one->document->type_name, other->document->type_name) &&
         g_strcmp0 (one->document->row_id, other->document->row_id) == 0 &&
         parcours_automation_platform (one->automation->document) ==
           parcours_automation_platform (other->automation->document) &&
         one->automation->zone == other->automation->zone && parcours_json_equal (params, other_params);
}

static gboolean
is_of_a_kind (const NaiveStep *one,
              const NaiveStep *other)
{
  return g_str_equal (one->document->type_name, other->document->type_name);
}

static gboolean
is_same_setting (const NaiveAutomation *one,
                 const NaiveAutomation *other,
                 const char            *name)
{
  JsonObject *settings = parcours_automation_settings (one->document);
  JsonObject *other_settings = parcours_automation_settings (other->document);
  JsonNode *setting = settings != NULL ? json_object_get_member (settings, name) : NULL;
  JsonNode *other_setting = other_settings != NULL ? json_object_get_member (other_settings, name) : NULL;

  return setting != NULL && other_setting != NULL ? parcours_json_equal (setting, other_setting)
                                                  : setting == other_setting;
}

static gboolean
is_trigger (const NaiveStep *step)
{
  return step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER;
}

static int
compare_swaps (gconstpointer a,
               gconstpointer b)
{
  const NaiveSwap *one = *(NaiveSwap *const *) a, *other = *(NaiveSwap *const *) b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;

  return one->place < other->place ? -1 : one->place > other->place;
}

static void
find_swaps (NaiveEngine *self)
{
  ParcoursTimeline *timeline = self->the_case->timeline;
  const ParcoursZone *zone = parcours_timeline_zone (timeline);

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);
      NaiveSwap *swap;

      if (entry->kind != PARCOURS_TIMELINE_CHANGE || entry->swap == NULL)
        continue;
      swap = naive_new (NaiveSwap);
      swap->place = i;
      swap->moves = entry->moves;
      parcours_timeline_instant (entry->at, self->from, zone != NULL ? zone : self->the_case->settings.zone, &swap->at);
      swap->at = MAX (swap->at, self->from);
      g_ptr_array_add (self->swaps, swap);
    }
  g_ptr_array_sort (self->swaps, compare_swaps);
}

static void
read_swap (NaiveEngine *self,
           NaiveSwap   *swap)
{
  const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (self->the_case->timeline, swap->place);

  swap->from = last_version (self, entry->automation);
  swap->to = naive_read_automation (self, read_version (entry->swap, swap->from));
  swap->from->after = swap->to;
  swap->to->before = swap->from;
  for (guint i = 0; i < swap->to->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (swap->to->steps, i);
      NaiveStep *before = naive_find_step (swap->from, step->id);

      if (before != NULL && is_same (before, step))
        step->shared = before->shared;
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const NaiveStep *one = *(NaiveStep *const *) a, *other = *(NaiveStep *const *) b;
  int order = strcmp (one->automation->slug, other->automation->slug);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/* The places of steps and automations, by name: they are the same in all versions. */
static void
number_all (NaiveEngine *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint index = 0;

  for (guint i = 0; i < self->versions->len; i++)
    {
      NaiveAutomation *version = g_ptr_array_index (self->versions, i);

      g_ptr_array_extend (all, version->steps, NULL, NULL);
      for (guint j = 0; j < self->automations->len; j++)
        {
          if (g_str_equal (version->slug, ((NaiveAutomation *) g_ptr_array_index (self->automations, j))->slug))
            version->index = j;
        }
    }
  g_ptr_array_sort (all, compare_names);
  for (guint i = 0; i < all->len; i++)
    {
      if (i > 0 && compare_names (&all->pdata[i - 1], &all->pdata[i]) != 0)
        index++;
      ((NaiveStep *) g_ptr_array_index (all, i))->index = index;
    }
}

/* These versions run from now on. */
static void
run_versions (NaiveEngine *self,
              guint        n_swaps)
{
  for (guint i = 0; i < self->automations->len; i++)
    {
      NaiveAutomation *version = g_ptr_array_index (self->automations, i);

      while (version->before != NULL)
        version = version->before;
      for (guint j = 0; j < n_swaps; j++)
        {
          const NaiveSwap *swap = g_ptr_array_index (self->swaps, j);

          if (swap->from == version)
            version = swap->to;
        }
      self->automations->pdata[i] = version;
    }
  g_ptr_array_set_size (self->steps, 0);
  for (guint i = 0; i < self->automations->len; i++)
    g_ptr_array_extend (self->steps, ((NaiveAutomation *) g_ptr_array_index (self->automations, i))->steps, NULL, NULL);
}

/**
 * naive_read_swaps:
 * @self: an engine that has read the automations of its case
 *
 * Reads the versions that replace them.
 */
void
naive_read_swaps (NaiveEngine *self)
{
  find_swaps (self);
  for (guint i = 0; i < self->swaps->len; i++)
    read_swap (self, g_ptr_array_index (self->swaps, i));
  number_all (self);
  run_versions (self, 0);
}

/**
 * naive_first_version:
 * @step: a step
 *
 * Returns: the step as it was in the first of the versions that have it one after the other
 */
const NaiveStep *
naive_first_version (const NaiveStep *step)
{
  while (step->automation->before != NULL && naive_find_step (step->automation->before, step->id) != NULL)
    step = naive_find_step (step->automation->before, step->id);

  return step;
}

/* Whether what is planned for the trigger stays so; a poll may have been refused for good. */
static gboolean
stays_planned (const NaiveStep *before,
               const NaiveStep *after)
{
  return is_same (before, after) &&
         (after->type->family != PARCOURS_FAMILY_POLL ||
          g_strcmp0 (parcours_json_member_string (after->type->rule, "poll"), "feed") == 0 ||
          is_same_setting (before->automation, after->automation, "entry"));
}

/**
 * naive_running:
 * @contact: a contact
 * @trigger: a trigger for which something was planned
 *
 * Returns: (nullable): the same trigger in the version that runs, or %NULL if it is another one now, or gone
 */
NaiveStep *
naive_running (NaiveContact *contact,
               NaiveStep    *trigger)
{
  const NaiveAutomation *runs = g_ptr_array_index (contact->engine->automations, trigger->automation->index);

  while (trigger->automation != runs)
    {
      NaiveStep *next = naive_find_step (trigger->automation->after, trigger->id);

      if (next == NULL || !stays_planned (trigger, next))
        return NULL;
      trigger = next;
    }

  return trigger;
}

/* What is done twice */

static char *
name_of (const NaiveStep *step)
{
  return g_strconcat (step->automation->slug, "/", step->id, NULL);
}

/* What an end of the way leads to, a jump included. */
static NaiveStep *
jump_of (NaiveStep *step)
{
  return step->type != NULL && step->type->family == PARCOURS_FAMILY_JUMP
           ? naive_find_step (step->automation, parcours_json_member_string (step->params, "step")) : NULL;
}

static gboolean
leads_to (NaiveStep       *from,
          const NaiveStep *to,
          GHashTable      *seen)
{
  NaiveStep *target = jump_of (from);

  if (from == to)
    return TRUE;
  if (!g_hash_table_add (seen, from))
    return FALSE;
  for (guint i = 0; from->type != NULL && from->type->ports[i] != NULL; i++)
    {
      NaiveStep *next = naive_next_step (from, from->type->ports[i]);

      if (next != NULL && leads_to (next, to, seen))
        return TRUE;
    }

  return target != NULL && leads_to (target, to, seen);
}

/* Whether the passage would have come to the step in the version before too. */
static gboolean
would_have_come (const NaivePassage *passage,
                 const NaiveStep    *before)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (passage->stood == NULL)
    return passage->trigger == NULL || naive_find_step (before->automation, passage->trigger) != NULL;

  return leads_to (passage->stood, before, seen);
}

/**
 * naive_note_done:
 * @contact: a contact
 * @passage: a passage of it
 * @step: the step that it leaves
 *
 * An action that was done in a version before is told when it is done again because of the swap, once.
 */
void
naive_note_done (NaiveContact *contact,
                 NaivePassage *passage,
                 NaiveStep    *step)
{
  g_autofree char *name = name_of (step);
  NaiveStep *before = step->automation->before != NULL ? naive_find_step (step->automation->before, step->id) : NULL;

  if (step->type == NULL || step->type->kind != PARCOURS_STEP_ACTION)
    return;
  if (before != NULL && g_hash_table_contains (contact->done_before, name) && !would_have_come (passage, before))
    {
      g_hash_table_remove (contact->done_before, name);
      naive_tell_fate (contact, passage, step->id, PARCOURS_FATE_DOUBLED);
    }
  g_hash_table_add (contact->done, g_steal_pointer (&name));
}

/* The swap */

static void
carry_done (NaiveContact    *contact,
            const NaiveSwap *swap)
{
  for (guint i = 0; i < swap->from->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (swap->from->steps, i);
      g_autofree char *name = name_of (step);
      gboolean done = g_hash_table_remove (contact->done, name) | g_hash_table_remove (contact->done_before, name);

      if (done && naive_find_step (swap->to, step->id) != NULL)
        g_hash_table_add (contact->done_before, g_steal_pointer (&name));
    }
}

/* Who comes to another kind of step, or to one that is new, has never passed it. */
static void
carry_visits (NaiveContact    *contact,
              const NaiveSwap *swap)
{
  for (guint i = 0; i < swap->to->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (swap->to->steps, i);
      NaiveStep *before = naive_find_step (swap->from, step->id);
      g_autofree char *name = name_of (step);

      if (before == NULL || !is_of_a_kind (before, step))
        naive_set (contact->visits, name, NULL);
    }
}

static gboolean
is_place (const NaiveStep *step)
{
  return step != NULL && !is_trigger (step);
}

/* The first step that is left behind one that is gone, in the order of ports. */
static NaiveStep *
find_refuge (NaiveStep             *gone,
             const NaiveAutomation *version,
             GHashTable            *seen)
{
  NaiveStep *refuge = naive_find_step ((NaiveAutomation *) version, gone->id);

  if (is_place (refuge))
    return refuge;
  if (!g_hash_table_add (seen, gone))
    return NULL;
  refuge = NULL;
  for (guint i = 0; gone->type != NULL && gone->type->ports[i] != NULL && refuge == NULL; i++)
    {
      NaiveStep *next = naive_next_step (gone, gone->type->ports[i]);

      if (next != NULL)
        refuge = find_refuge (next, version, seen);
    }
  if (refuge == NULL && jump_of (gone) != NULL)
    refuge = find_refuge (jump_of (gone), version, seen);

  return refuge;
}

static void
move (NaiveContact *contact,
      NaivePassage *passage,
      NaiveStep    *step)
{
  naive_tell_fate (contact, passage, passage->at->id, PARCOURS_FATE_MOVED);
  naive_move (contact, passage, step);
  if (passage->state == NAIVE_WAITING)
    naive_queue (contact, passage);
}

static void
relocate (NaiveContact    *contact,
          NaivePassage    *passage,
          const NaiveSwap *swap)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  NaiveStep *gone = passage->at;
  NaiveStep *refuge = swap->moves != NULL && json_object_has_member (swap->moves, gone->id)
                        ? naive_find_step (swap->to, parcours_json_member_string (swap->moves, gone->id))
                        : find_refuge (gone, swap->to, seen);

  if (refuge != NULL)
    {
      move (contact, passage, refuge);
      return;
    }
  naive_tell_fate (contact, passage, gone->id, PARCOURS_FATE_STRANDED);
  naive_end_passage (contact, passage, PARCOURS_ENDING_COMPLETED);
}

/* Goals that were reached stay so, where they are still goals. */
static void
carry_goals (NaivePassage    *passage,
             const NaiveSwap *swap)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, passage->goals);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      NaiveStep *goal = naive_find_step (swap->to, id);

      if (goal == NULL || !naive_is_goal (goal))
        g_hash_table_iter_remove (&iter);
    }
}

static void
carry_passage (NaiveContact    *contact,
               NaivePassage    *passage,
               const NaiveSwap *swap)
{
  NaiveStep *stood = passage->at;
  NaiveStep *step = naive_find_step (swap->to, stood->id);

  passage->automation = swap->to;
  passage->stood = stood;
  carry_goals (passage, swap);
  if (!is_place (step))
    {
      relocate (contact, passage, swap);
      return;
    }
  if (!is_of_a_kind (stood, step))
    {
      move (contact, passage, step);
      return;
    }
  passage->at = step;
  if (passage->state == NAIVE_WAITING && !passage->held && !is_same (stood, step))
    naive_wait_anew (contact, passage);
  else
    naive_tell_fate (contact, passage, step->id, PARCOURS_FATE_STAYED);
}

/* Whether exit and goals are those of the version before. */
static gboolean
watches_the_same (const NaiveSwap *swap)
{
  g_autoptr (GPtrArray) goals = g_ptr_array_new ();
  guint n = 0;

  if (swap->from->zone != swap->to->zone || !is_same_setting (swap->from, swap->to, "exit"))
    return FALSE;
  for (guint i = 0; i < swap->from->steps->len; i++)
    n += naive_is_goal (g_ptr_array_index (swap->from->steps, i)) ? 1 : 0;
  for (guint i = 0; i < swap->to->steps->len; i++)
    {
      NaiveStep *goal = g_ptr_array_index (swap->to->steps, i);
      NaiveStep *before = naive_find_step (swap->from, goal->id);

      if (!naive_is_goal (goal))
        continue;
      if (before == NULL || !is_same (before, goal))
        return FALSE;
      n--;
    }

  return n == 0;
}

static void
carry_passages (NaiveContact    *contact,
                const NaiveSwap *swap)
{
  g_autoptr (GPtrArray) inside = g_ptr_array_new ();
  gboolean same_watch = watches_the_same (swap);

  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (passage->automation != swap->from || passage->recorded || passage->state == NAIVE_ENDED)
        continue;
      g_ptr_array_add (inside, passage);
      passage->begun &= same_watch;
    }
  for (guint i = 0; i < inside->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (inside, i);

      if (passage->state != NAIVE_ENDED && !contact->deleted)
        carry_passage (contact, passage, swap);
    }
  for (guint i = 0; i < inside->len && !same_watch; i++)
    {
      NaivePassage *passage = g_ptr_array_index (inside, i);

      if (passage->state == NAIVE_ENDED || contact->deleted)
        continue;
      passage->begun = TRUE;
      naive_begin_watch (contact, passage);
    }
}

static void
plan_new_triggers (NaiveContact    *contact,
                   const NaiveSwap *swap)
{
  for (guint i = 0; i < swap->to->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (swap->to->steps, i);
      NaiveStep *before = naive_find_step (swap->from, step->id);

      if (is_trigger (step) && (before == NULL || !stays_planned (before, step)))
        naive_plan_trigger (contact, step);
    }
}

static void
on_swap (NaiveContact *contact,
         NaiveItem    *item)
{
  const NaiveSwap *swap = item->data;

  run_versions (contact->engine, (guint) item->rank[0] + 1);
  carry_done (contact, swap);
  carry_visits (contact, swap);
  naive_rearm (contact, swap->to);
  carry_passages (contact, swap);
  if (!contact->unborn && !contact->deleted)
    plan_new_triggers (contact, swap);
}

/**
 * naive_plan_swaps:
 * @contact: a contact
 *
 * Before anything else of their instants other versions take over.
 */
void
naive_plan_swaps (NaiveContact *contact)
{
  for (guint i = 0; i < contact->engine->swaps->len; i++)
    {
      NaiveSwap *swap = g_ptr_array_index (contact->engine->swaps, i);
      NaiveItem *item = naive_schedule (contact, swap->at, NAIVE_SWAP, on_swap, swap);

      item->rank[0] = i;
      naive_insert (item);
    }
}
