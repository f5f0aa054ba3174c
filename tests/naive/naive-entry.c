/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who enters: the entry policy (vocabulary, section 6), and what asks it. */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"

static gboolean
is_trigger (const NaiveStep *step)
{
  return step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER;
}

static gboolean
has_entered_by (NaiveContact    *contact,
                NaiveAutomation *automation,
                const char      *trigger)
{
  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (g_str_equal (passage->slug, automation->slug) && g_strcmp0 (passage->trigger, trigger) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
runs_once (NaiveStep *trigger)
{
  JsonObject *preset = parcours_catalog_platform (parcours_catalog_get (),
                                                  parcours_automation_platform (trigger->automation->document));
  const char *runs = parcours_json_member_string (trigger->params, "runs");

  return g_strcmp0 (runs != NULL ? runs : parcours_json_member_string (preset, "runs"), "once") == 0;
}

static int
year_of (gint64              at,
         const ParcoursZone *zone)
{
  int year;

  parcours_day_to_civil (parcours_local_day (parcours_zone_to_local (zone, at)), &year, NULL, NULL);

  return year;
}

/* A yearly date lets in again who may never enter twice, once a year. */
static gboolean
reentry_forbids (NaiveContact    *contact,
                 NaiveAutomation *automation,
                 gboolean         yearly)
{
  const ParcoursZone *zone = naive_zone_of (automation, contact);
  gint64 last = PARCOURS_INSTANT_MISSING;

  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (!g_str_equal (passage->slug, automation->slug))
        continue;
      last = MAX (last, passage->entered);
      if (automation->never_again &&
          (!yearly || year_of (passage->entered, zone) == year_of (contact->engine->now, zone)))
        return TRUE;
    }

  return automation->has_gap && last != PARCOURS_INSTANT_MISSING &&
         contact->engine->now < parcours_duration_add (&automation->gap, last, zone);
}

static gboolean
parallel_forbids (NaiveContact    *contact,
                  NaiveAutomation *automation,
                  const char      *trigger)
{
  for (guint i = 0; i < contact->passages->len && !g_str_equal (automation->parallel, "yes"); i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (g_str_equal (passage->slug, automation->slug) && passage->ended == PARCOURS_INSTANT_NEVER &&
          (g_str_equal (automation->parallel, "no") || g_strcmp0 (passage->trigger, trigger) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
cap_forbids (NaiveContact    *contact,
             NaiveAutomation *automation,
             const char      *trigger)
{
  gint64 since = parcours_duration_subtract (&automation->cap_within, contact->engine->now,
                                             naive_zone_of (automation, contact));
  guint n = 0;

  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (g_str_equal (passage->slug, automation->slug) && g_strcmp0 (passage->trigger, trigger) == 0 &&
          passage->entered > since)
        n++;
    }

  return automation->cap > 0 && n >= automation->cap;
}

static gboolean
segment_forbids (NaiveContact *contact,
                 NaiveStep    *trigger,
                 NaiveEvent   *event)
{
  NaiveAsker asker = naive_asker_for (contact, NULL);

  asker.automation = trigger->automation;
  asker.zone = naive_zone_of (trigger->automation, contact);
  asker.trigger = event;
  if (event != NULL)
    asker.entry_order = asker.order_limit = event->order;

  return !naive_condition_test (json_object_get_member (trigger->params, "entry-segment"), &asker);
}

/* The first rule that fails; @trigger is NULL for entries that come through none. */
static ParcoursRefusal
ask_policy (NaiveContact    *contact,
            NaiveAutomation *automation,
            NaiveStep       *trigger,
            NaiveEvent      *event,
            gboolean         yearly)
{
  gboolean by_trigger = trigger != NULL && trigger->type->family != PARCOURS_FAMILY_DIRECT;
  const char *id = trigger != NULL ? trigger->id : NULL;

  if (g_hash_table_contains (contact->paused, automation->slug) || automation->steps->len == 0)
    return PARCOURS_REFUSAL_INACTIVE;
  if (by_trigger && segment_forbids (contact, trigger, event))
    return PARCOURS_REFUSAL_ENTRY_SEGMENT;
  if (by_trigger && runs_once (trigger) && has_entered_by (contact, automation, id))
    return PARCOURS_REFUSAL_RUNS_ONCE;
  if (reentry_forbids (contact, automation, yearly))
    return PARCOURS_REFUSAL_REENTRY;
  if (parallel_forbids (contact, automation, id))
    return PARCOURS_REFUSAL_PARALLEL;
  if (by_trigger && cap_forbids (contact, automation, id))
    return PARCOURS_REFUSAL_ENTRY_CAP;

  return PARCOURS_REFUSAL_NONE;
}

/* Where an entry begins: behind its trigger, else at `settings.start`, else behind the first trigger. */
static NaiveStep *
first_step (NaiveAutomation *automation,
            NaiveStep       *trigger)
{
  const char *start = parcours_json_member_string (parcours_automation_settings (automation->document), "start");

  if (trigger != NULL)
    return naive_next_step (trigger, "next");
  if (start != NULL)
    return naive_find_step (automation, start);
  for (guint i = 0; i < automation->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (automation->steps, i);

      if (is_trigger (step) && naive_next_step (step, "next") != NULL)
        return naive_next_step (step, "next");
    }

  return NULL;
}

static guint
count_enrolments (NaiveContact    *contact,
                  NaiveAutomation *automation)
{
  guint n = 0;

  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      n += g_strcmp0 (passage->slug, automation->slug) == 0 ? 1 : 0;
    }

  return n;
}

static void
admit (NaiveContact    *contact,
       NaiveAutomation *automation,
       NaiveStep       *trigger,
       NaiveEvent      *event)
{
  NaivePassage *passage = naive_new (NaivePassage);
  GHashTable *payload = naive_members_new ();

  passage->automation = automation;
  passage->slug = automation->slug;
  passage->trigger = trigger != NULL ? trigger->id : NULL;
  passage->enrolment = count_enrolments (contact, automation) + 1;
  passage->entered = passage->since = contact->engine->now;
  passage->ended = PARCOURS_INSTANT_NEVER;
  passage->event = event;
  passage->notice = naive_is_notice (trigger);
  passage->entry_order = event != NULL ? event->order : contact->next_order;
  passage->goals = naive_keep (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                               (GDestroyNotify) g_hash_table_unref);
  passage->at = first_step (automation, trigger);
  passage->step = passage->at != NULL ? passage->at->id
                  : trigger != NULL   ? trigger->id
                                      : ((NaiveStep *) g_ptr_array_index (automation->steps, 0))->id;
  g_ptr_array_add (contact->passages, passage);
  passage->number = contact->passages->len;
  if (trigger != NULL)
    {
      naive_leave (contact, trigger);
      naive_count_arrival (contact, trigger);
    }
  if (passage->at != NULL)
    naive_count_arrival (contact, passage->at);
  naive_log (contact, "entered %s#%u%s%s", passage->slug, passage->enrolment, trigger != NULL ? " " : "",
             trigger != NULL ? trigger->id : "");
  naive_set (payload, "trigger", naive_text (passage->trigger));
  naive_set (payload, "enrolment", naive_number (passage->enrolment));
  naive_queue (contact, passage);
  naive_publish (contact, "automation.entered", automation->slug, payload, "derived", NULL, NULL);
  if (passage->state != NAIVE_ENDED && !contact->deleted)
    naive_begin (contact, passage);
}

/**
 * naive_refuse:
 * @contact: a contact
 * @automation: an automation
 * @trigger: (nullable): the trigger that fired
 * @refusal: why it does not let the contact in
 */
void
naive_refuse (NaiveContact    *contact,
              NaiveAutomation *automation,
              NaiveStep       *trigger,
              ParcoursRefusal  refusal)
{
  naive_log (contact, "refused %s%s%s %s", automation->slug, trigger != NULL ? " " : "",
             trigger != NULL ? trigger->id : "", parcours_refusal_name (refusal));
}

/**
 * naive_fire:
 * @contact: a contact
 * @trigger: a trigger that fires
 * @event: (nullable): what made it fire
 * @yearly: whether it is one occurrence of a date that comes every year
 *
 * Lets the contact in or refuses it.
 *
 * Returns: whether a trigger that tests a level has to ask again
 */
gboolean
naive_fire (NaiveContact *contact,
            NaiveStep    *trigger,
            NaiveEvent   *event,
            gboolean      yearly)
{
  ParcoursRefusal refusal = ask_policy (contact, trigger->automation, trigger, event, yearly);

  if (refusal == PARCOURS_REFUSAL_NONE)
    admit (contact, trigger->automation, trigger, event);
  else
    naive_refuse (contact, trigger->automation, trigger, refusal);

  return refusal != PARCOURS_REFUSAL_RUNS_ONCE &&
         !(refusal == PARCOURS_REFUSAL_REENTRY && trigger->automation->never_again);
}

static void
offer_to_event_trigger (NaiveContact *contact,
                        NaiveStep    *trigger,
                        NaiveEvent   *event)
{
  JsonNode *where = json_object_get_member (trigger->params, "where");
  gboolean happened = FALSE;
  JsonObject *entry = naive_find_entry (contact, trigger, "events", event, &happened);
  const char *reason = entry != NULL ? parcours_json_member_string (entry, "refuse") : NULL;
  guint8 refusal = PARCOURS_REFUSAL_FILTER;

  if (!happened)
    return;
  if (g_hash_table_contains (contact->paused, trigger->automation->slug))
    naive_refuse (contact, trigger->automation, trigger, PARCOURS_REFUSAL_INACTIVE);
  else if (entry == NULL ||
           (where != NULL && !naive_where_test (where, event, naive_event_lookup, contact->engine->now,
                                                naive_zone_of (trigger->automation, contact))))
    naive_refuse (contact, trigger->automation, trigger, PARCOURS_REFUSAL_FILTER);
  else if (reason != NULL)
    {
      parcours_refusal_parse (reason, &refusal);
      naive_refuse (contact, trigger->automation, trigger, (ParcoursRefusal) refusal);
    }
  else
    naive_fire (contact, trigger, event, FALSE);
}

/**
 * naive_offer_to_triggers:
 * @contact: a contact
 * @event: an event that was just published
 *
 * Offers the event to all triggers, by step.
 */
void
naive_offer_to_triggers (NaiveContact *contact,
                         NaiveEvent   *event)
{
  NaiveEngine *engine = contact->engine;

  for (guint i = 0; i < engine->steps->len && !contact->deleted; i++)
    {
      NaiveStep *step = g_ptr_array_index (engine->steps, i);

      if (!is_trigger (step))
        continue;
      if (step->type->family == PARCOURS_FAMILY_EVENT)
        offer_to_event_trigger (contact, step, event);
      else if (step->type->family == PARCOURS_FAMILY_ABSENCE)
        naive_offer_to_absence (contact, step, event);
    }
}

/**
 * naive_enrol:
 * @contact: a contact
 * @request: that somebody asked for an entry
 *
 * Lets the contact in, by the trigger of that way or through none, or refuses it.
 */
void
naive_enrol (NaiveContact *contact,
             NaiveEvent   *request)
{
  const char *via = naive_value_text (naive_get (request->payload, "via"));
  NaiveEngine *engine = contact->engine;

  for (guint i = 0; i < engine->automations->len; i++)
    {
      NaiveAutomation *automation = g_ptr_array_index (engine->automations, i);
      NaiveStep *trigger = NULL;
      ParcoursRefusal refusal;

      if (g_strcmp0 (automation->slug, request->subject) != 0)
        continue;
      for (guint j = 0; j < automation->steps->len && trigger == NULL; j++)
        {
          NaiveStep *step = g_ptr_array_index (automation->steps, j);

          if (!is_trigger (step) || step->type->family != PARCOURS_FAMILY_DIRECT || g_strcmp0 (via, "automation") == 0)
            continue;
          if (g_strcmp0 (parcours_json_member_string (step->type->rule, "via"), via) == 0)
            trigger = step;
          else
            naive_refuse (contact, automation, step, PARCOURS_REFUSAL_FILTER);
        }
      if (trigger == NULL && g_strcmp0 (via, "automation") != 0)
        continue;
      refusal = ask_policy (contact, automation, trigger, request, FALSE);
      if (refusal == PARCOURS_REFUSAL_NONE)
        admit (contact, automation, trigger, request);
      else
        naive_refuse (contact, automation, trigger, refusal);
    }
}
