/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a passage goes from step to step: waits, branches, jumps, goals, exits, ends. */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-moment.h"

#define MAX_STEPS 1000 /* in one instant */

static gboolean
is_type (const NaiveStep *step,
         const char      *name)
{
  return step->type != NULL && g_str_equal (step->type->name, name);
}

/* Whether the step says all that its form asks for. */
static gboolean
is_complete (const NaiveStep *step)
{
  for (guint i = 0; i < step->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (step->type->params, i);

      if (param->required && parcours_param_is_shown (param, step->params) &&
          !json_object_has_member (step->params, param->name))
        return FALSE;
    }

  return TRUE;
}

/**
 * naive_is_goal:
 * @step: a step
 *
 * Returns: whether it is a goal
 */
gboolean
naive_is_goal (const NaiveStep *step)
{
  return is_type (step, "goal.condition") && is_complete (step);
}

/**
 * naive_find_step:
 * @automation: an automation
 * @id: (nullable): the id of a step
 *
 * Returns: (nullable): the step
 */
NaiveStep *
naive_find_step (NaiveAutomation *automation,
                 const char      *id)
{
  for (guint i = 0; i < automation->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (automation->steps, i);

      if (g_strcmp0 (step->id, id) == 0)
        return step;
    }

  return NULL;
}

/**
 * naive_next_step:
 * @step: a step
 * @port: a port
 *
 * Returns: (nullable): the step to which the port leads
 */
NaiveStep *
naive_next_step (NaiveStep  *step,
                 const char *port)
{
  const ParcoursLink *link = parcours_automation_link (step->automation->document, step->id, port);

  return link != NULL ? naive_find_step (step->automation, link->to) : NULL;
}

static void
set_member (GHashTable      *table,
            const NaiveStep *step,
            double           number)
{
  g_autofree char *name = g_strconcat (step->automation->slug, "/", step->id, NULL);

  naive_set (table, name, naive_number (number));
}

/**
 * naive_visits:
 * @contact: a contact
 * @step: a step
 *
 * Returns: how often the contact has passed the step, over all passages
 */
guint
naive_visits (NaiveContact    *contact,
              const NaiveStep *step)
{
  g_autofree char *name = g_strconcat (step->automation->slug, "/", step->id, NULL);

  return (guint) naive_value_number (naive_get (contact->visits, name), 0.);
}

/**
 * naive_leave:
 * @contact: a contact
 * @step: the step that it leaves, by a port or otherwise; a trigger when it lets the contact in
 */
void
naive_leave (NaiveContact *contact,
             NaiveStep    *step)
{
  set_member (contact->visits, step, naive_visits (contact, step) + 1.);
  set_member (contact->marks, step, contact->next_order);
}

/**
 * naive_count_arrival:
 * @contact: a contact
 * @step: the step to which it comes; a trigger when it lets the contact in
 */
void
naive_count_arrival (NaiveContact    *contact,
                     const NaiveStep *step)
{
  GHashTable *arrivals = contact->engine->arrivals;
  g_autofree char *name = g_strconcat (step->automation->slug, "/", step->id, NULL);

  naive_set (arrivals, name, naive_number (naive_value_number (naive_get (arrivals, name), 0.) + 1.));
}

/**
 * naive_move:
 * @contact: a contact
 * @passage: a passage of it that is open
 * @step: (nullable): where it stands from now on
 */
void
naive_move (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  passage->at = step;
  passage->held = FALSE;
  passage->watched = FALSE;
  passage->arrived = FALSE;
  passage->granted = FALSE;
  passage->serial = ++contact->n_serials;
  if (step == NULL)
    return;
  passage->step = step->id;
  passage->since = contact->engine->now;
  naive_count_arrival (contact, step);
}

/* Leaves the present step by a port; where no link begins there the passage is complete. */
static void
pass (NaiveContact    *contact,
      NaivePassage    *passage,
      const char      *port,
      ParcoursOutcome  outcome)
{
  NaiveStep *step = passage->at;
  /* Who looks on sees the ports of the first version. */
  gboolean is_told = port != NULL && parcours_step_port (naive_first_version (step)->document, port) >= 0;

  naive_leave (contact, step);
  if (parcours_outcome_is_skip (outcome))
    naive_log (contact, "skipped %s#%u %s %s", passage->slug, passage->enrolment, step->id,
               parcours_outcome_name (outcome));
  naive_log (contact, "passed %s#%u %s%s%s %s", passage->slug, passage->enrolment, step->id, is_told ? " by " : "",
             is_told ? port : "", parcours_outcome_name (outcome));
  naive_note_done (contact, passage, step);
  naive_move (contact, passage, port != NULL ? naive_next_step (step, port) : NULL);
}

/**
 * naive_end_passage:
 * @contact: a contact
 * @passage: a passage of it that is open
 * @why: why it ends
 */
void
naive_end_passage (NaiveContact   *contact,
                   NaivePassage   *passage,
                   ParcoursEnding  why)
{
  GHashTable *payload = naive_members_new ();

  passage->state = NAIVE_ENDED;
  passage->ended = contact->engine->now;
  passage->completed = why == PARCOURS_ENDING_COMPLETED || why == PARCOURS_ENDING_END_STEP;
  passage->serial = ++contact->n_serials;
  g_queue_remove (contact->queue, passage);
  if (why == PARCOURS_ENDING_STEP_LIMIT)
    naive_log (contact, "failed %s#%u %s", passage->slug, passage->enrolment, passage->step);
  else
    naive_log (contact, "ended %s#%u %s %s", passage->slug, passage->enrolment, passage->step,
               parcours_ending_name (why));
  naive_set (payload, "reason", naive_text (parcours_ending_name (why)));
  naive_set (payload, "enrolment", naive_number (passage->enrolment));
  naive_publish (contact, "automation.ended", passage->slug, payload, "derived", NULL, NULL);
}

static void
enqueue (NaiveContact *contact,
         NaivePassage *passage)
{
  passage->state = NAIVE_QUEUED;
  g_queue_push_tail (contact->queue, passage);
}

static gboolean
is_released_by (NaiveStep  *step,
                const char *port)
{
  return step->row == NULL || parcours_row_offers_port (step->row, port);
}

/* A wait is over; the passage goes on when its turn comes. */
static void
release (NaiveContact *contact,
         NaivePassage *passage,
         const char   *port)
{
  if (!is_released_by (passage->at, port))
    port = "next";
  pass (contact, passage, port, PARCOURS_OUTCOME_DONE);
  /* Where no link leads on it ends there and then. */
  if (passage->at == NULL)
    naive_end_passage (contact, passage, PARCOURS_ENDING_COMPLETED);
  else
    enqueue (contact, passage);
}

/* Exits and goals */

/**
 * naive_test_exit:
 * @contact: a contact
 * @passage: a passage of it that is open
 *
 * Ends the passage if the exit of its automation is met; one that runs before its next step.
 */
void
naive_test_exit (NaiveContact *contact,
                 NaivePassage *passage)
{
  NaiveAsker asker = naive_asker_for (contact, passage);

  if (passage->state == NAIVE_ENDED || passage->automation->exit == NULL ||
      !naive_condition_test (passage->automation->exit, &asker))
    return;
  if (passage->state == NAIVE_RUNNING)
    passage->exits = TRUE;
  else
    naive_end_passage (contact, passage, PARCOURS_ENDING_EXIT_CONDITION);
}

static void
publish_goal (NaiveContact *contact,
              NaiveStep    *goal,
              const char   *topic,
              const char   *from)
{
  GHashTable *payload = naive_members_new ();

  naive_set (payload, "from", naive_text (from));
  naive_publish (contact, topic, naive_keep_text (g_strconcat (goal->automation->slug, "/", goal->id, NULL)), payload,
                 "derived", NULL, NULL);
}

/* Takes the passage to the goal; it goes past it when its turn comes. */
static void
jump_to_goal (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *goal)
{
  passage->from = passage->step;
  naive_move (contact, passage, goal);
  passage->arrived = TRUE;
  if (passage->state == NAIVE_WAITING)
    enqueue (contact, passage);
}

/* Has the goal. */
static void
achieve (NaiveContact *contact,
         NaivePassage *passage,
         NaiveStep    *goal)
{
  const char *from;

  g_hash_table_add (passage->goals, g_strdup (goal->id));
  from = passage->arrived ? passage->from : goal->id;
  passage->arrived = FALSE;
  publish_goal (contact, goal, "goal.achieved", from);
  if (!contact->deleted)
    pass (contact, passage, "next", PARCOURS_OUTCOME_DONE);
}

static gboolean
is_in_reach (const NaivePassage *passage,
             const NaiveStep    *goal)
{
  if (g_strcmp0 (parcours_json_member_string (goal->params, "reach"), "above") != 0)
    return TRUE;

  return passage->at != NULL && (passage->at == goal ||
                                 parcours_automation_reaches (passage->automation->document, passage->at->id, goal->id));
}

/**
 * naive_test_goal:
 * @contact: a contact
 * @passage: a passage of it that is open
 * @goal: a goal of its automation
 *
 * Takes the passage to the goal if that is met; one that runs before its next step.
 *
 * Returns: whether it is met
 */
gboolean
naive_test_goal (NaiveContact *contact,
                 NaivePassage *passage,
                 NaiveStep    *goal)
{
  NaiveAsker asker = naive_asker_for (contact, passage);

  if (passage->state == NAIVE_ENDED || passage->exits || passage->jump != NULL || passage->arrived ||
      g_hash_table_contains (passage->goals, goal->id) || !is_in_reach (passage, goal) ||
      !naive_condition_test (json_object_get_member (goal->params, "if"), &asker))
    return FALSE;
  if (passage->state == NAIVE_RUNNING)
    passage->jump = goal;
  else
    jump_to_goal (contact, passage, goal);

  return TRUE;
}

/**
 * naive_test_goals:
 * @contact: a contact
 * @passage: a passage of it that is open
 *
 * Tests all goals of its automation, by step id.
 */
void
naive_test_goals (NaiveContact *contact,
                  NaivePassage *passage)
{
  for (guint i = 0; i < passage->automation->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (passage->automation->steps, i);

      if (naive_is_goal (step) && naive_test_goal (contact, passage, step))
        return;
    }
}

/* Waits */

/**
 * naive_test_wait:
 * @contact: a contact
 * @passage: a passage that waits for a condition or an event
 * @event: (nullable): what has just happened
 *
 * Releases the passage if what it waits for is there.
 */
void
naive_test_wait (NaiveContact *contact,
                 NaivePassage *passage,
                 NaiveEvent   *event)
{
  NaiveStep *step = passage->at;
  NaiveAsker asker = naive_asker_for (contact, passage);
  JsonNode *where = json_object_get_member (step->params, "where");
  gboolean met;

  if (is_type (step, "wait.condition"))
    met = naive_condition_test (json_object_get_member (step->params, "if"), &asker);
  else
    met = event != NULL && g_strcmp0 (event->topic->name, parcours_json_member_string (step->params, "event")) == 0 &&
          naive_subject_matches (event->topic, parcours_json_member_string (step->params, "subject"), event->subject) &&
          (where == NULL || naive_where_test (where, event, naive_event_lookup, asker.now, asker.zone));
  if (met)
    release (contact, passage, "next");
}

typedef struct
{
  NaivePassage *passage;
  guint serial;
} Timer;

/* The time of a wait is over: it ends, or its limit is reached, or a held step acts. */
static void
on_timer (NaiveContact *contact,
          NaiveItem    *item)
{
  Timer *timer = item->data;
  NaivePassage *passage = timer->passage;

  if (passage->state != NAIVE_WAITING || passage->serial != timer->serial)
    return;
  if (passage->held)
    enqueue (contact, passage);
  else
    release (contact, passage, passage->watched ? "timeout" : "next");
}

static void
wait_until (NaiveContact *contact,
            NaivePassage *passage,
            gint64        until)
{
  g_autofree char *text = until != PARCOURS_INSTANT_NEVER ? parcours_instant_format (until) : NULL;
  NaiveItem *item;

  passage->state = NAIVE_WAITING;
  passage->limit = until;
  naive_log (contact, "waiting %s#%u %s%s%s", passage->slug, passage->enrolment, passage->step,
             text != NULL ? " until " : "", text != NULL ? text : "");
  if (until == PARCOURS_INSTANT_NEVER)
    return;
  item = naive_schedule (contact, until, NAIVE_WAIT, on_timer, naive_new (Timer));
  *(Timer *) item->data = (Timer){ passage, passage->serial };
  item->rank[0] = passage->automation->index;
  item->rank[1] = passage->number;
  naive_insert (item);
}

static gint64
end_of_date (NaiveContact *contact,
             NaivePassage *passage,
             JsonObject   *params)
{
  const ParcoursZone *zone = naive_zone_of (passage->automation, contact);
  gint64 at = naive_date_instant (contact, passage->event, params, zone);

  return at != PARCOURS_INSTANT_MISSING && at > contact->engine->now ? at : contact->engine->now;
}

static gint64
add_text (NaiveContact *contact,
          NaivePassage *passage,
          const char   *text,
          gint64        since)
{
  ParcoursDuration duration;

  if (text == NULL || !parcours_duration_parse (text, &duration))
    return PARCOURS_INSTANT_NEVER;

  return parcours_duration_add (&duration, since, naive_zone_of (passage->automation, contact));
}

static gint64
next_moment (NaiveContact *contact,
             NaivePassage *passage,
             JsonNode     *node,
             gint64        since)
{
  ParcoursMoment moment;

  if (node == NULL || !parcours_moment_parse (node, &moment, NULL))
    return since;

  return parcours_moment_next (&moment, since, naive_zone_of (passage->automation, contact));
}

/* When the wait ends, or its limit is reached, that began at @since. */
static gint64
end_of_wait (NaiveContact *contact,
             NaivePassage *passage,
             gint64        since)
{
  NaiveStep *step = passage->at;

  if (is_type (step, "wait.duration"))
    return add_text (contact, passage, parcours_json_member_string (step->params, "for"), since);
  if (is_type (step, "wait.moment"))
    return next_moment (contact, passage, json_object_get_member (step->params, "moment"), since);
  if (is_type (step, "wait.date"))
    return end_of_date (contact, passage, step->params);

  return add_text (contact, passage, parcours_json_member_string (step->params, "limit"), since);
}

static void
wait_for_time (NaiveContact *contact,
               NaivePassage *passage)
{
  gint64 until = end_of_wait (contact, passage, contact->engine->now);

  if (until > contact->engine->now)
    wait_until (contact, passage, until);
  else
    pass (contact, passage, "next", PARCOURS_OUTCOME_DONE);
}

static void
wait_for_more (NaiveContact *contact,
               NaivePassage *passage)
{
  NaiveStep *step = passage->at;
  NaiveAsker asker = naive_asker_for (contact, passage);

  if (is_type (step, "wait.condition") &&
      naive_condition_test (json_object_get_member (step->params, "if"), &asker))
    {
      pass (contact, passage, "next", PARCOURS_OUTCOME_DONE);
      return;
    }
  passage->watched = TRUE;
  wait_until (contact, passage, end_of_wait (contact, passage, contact->engine->now));
}

/* A goal met on the way. */
static void
arrive_at_goal (NaiveContact *contact,
                NaivePassage *passage)
{
  NaiveStep *goal = passage->at;
  NaiveAsker asker = naive_asker_for (contact, passage);
  const char *unmet = parcours_json_member_string (goal->params, "unmet");

  if (!naive_is_goal (goal))
    pass (contact, passage, "next", PARCOURS_OUTCOME_MISSING_REFERENCE);
  else if (g_hash_table_contains (passage->goals, goal->id))
    pass (contact, passage, "next", PARCOURS_OUTCOME_DONE);
  else if (passage->arrived || naive_condition_test (json_object_get_member (goal->params, "if"), &asker))
    achieve (contact, passage, goal);
  else if (g_strcmp0 (unmet, "continue") == 0)
    {
      publish_goal (contact, goal, "goal.skipped", goal->id);
      pass (contact, passage, "next", PARCOURS_OUTCOME_UNCHANGED);
    }
  else if (g_strcmp0 (unmet, "end") == 0)
    {
      publish_goal (contact, goal, "goal.skipped", goal->id);
      naive_end_passage (contact, passage, PARCOURS_ENDING_GOAL_UNMET);
    }
  else
    wait_until (contact, passage, PARCOURS_INSTANT_NEVER);
}

/* Actions */

static void
act (NaiveContact *contact,
     NaivePassage *passage)
{
  NaiveStep *step = passage->at;
  ParcoursOutcome outcome;
  gint64 later = contact->engine->now;

  if (!passage->held)
    later = next_moment (contact, passage, json_object_get_member (step->params, "at"), later);
  if (later <= contact->engine->now)
    later = naive_send_later (contact, passage, step);
  if (later > contact->engine->now)
    {
      passage->held = TRUE;
      wait_until (contact, passage, later);
      return;
    }
  outcome = naive_act (contact, passage, step);
  if (contact->deleted)
    return;
  if (step->type->ports[0] != NULL)
    pass (contact, passage, "next", outcome);
}

static void
jump (NaiveContact *contact,
      NaivePassage *passage)
{
  NaiveStep *step = passage->at;
  NaiveStep *target = naive_find_step (passage->automation, parcours_json_member_string (step->params, "step"));

  if (target == NULL)
    {
      naive_end_passage (contact, passage, PARCOURS_ENDING_COMPLETED);
      return;
    }
  naive_leave (contact, step);
  naive_log (contact, "passed %s#%u %s done", passage->slug, passage->enrolment, step->id);
  naive_move (contact, passage, target);
  /* What is above a goal from there may not have been so far. */
  naive_test_goals (contact, passage);
}

static void
start_other (NaiveContact *contact,
             NaivePassage *passage)
{
  const char *slug = parcours_json_member_string (passage->at->params, "automation");
  GHashTable *payload = naive_members_new ();
  guint before = contact->passages->len;

  naive_set (payload, "via", naive_text ("automation"));
  naive_publish (contact, "automation.enrol-requested", slug, payload, "effect", NULL, NULL);
  if (!contact->deleted)
    pass (contact, passage, "next",
          contact->passages->len > before ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
end_others (NaiveContact *contact,
            NaivePassage *passage)
{
  const char *slug = parcours_json_member_string (passage->at->params, "automation");
  gboolean all = slug == NULL || g_str_equal (slug, "any");
  gboolean any = FALSE;

  for (guint i = 0; i < contact->engine->automations->len; i++)
    {
      for (guint j = 0; j < contact->passages->len; j++)
        {
          NaivePassage *other = g_ptr_array_index (contact->passages, j);

          if (other->automation == NULL || other->automation->index != i || passage->automation->index == i ||
              other->recorded || other->state == NAIVE_ENDED || (!all && !g_str_equal (slug, other->slug)))
            continue;
          naive_end_passage (contact, other, PARCOURS_ENDING_ENDED_BY);
          any = TRUE;
        }
    }
  pass (contact, passage, "next", any ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
branch (NaiveContact *contact,
        NaivePassage *passage)
{
  NaiveAsker asker = naive_asker_for (contact, passage);
  JsonNode *condition = json_object_get_member (passage->at->params, "if");

  if (condition == NULL)
    pass (contact, passage, "yes", PARCOURS_OUTCOME_MISSING_REFERENCE);
  else
    pass (contact, passage, naive_condition_test (condition, &asker) ? "yes" : "no", PARCOURS_OUTCOME_DONE);
}

static void
run_step (NaiveContact *contact,
          NaivePassage *passage)
{
  NaiveStep *step = passage->at;

  if (!is_complete (step))
    {
      pass (contact, passage, step->type->ports[0], PARCOURS_OUTCOME_MISSING_REFERENCE);
      return;
    }
  switch (step->type->family)
    {
    case PARCOURS_FAMILY_EFFECT:
      act (contact, passage);
      return;
    case PARCOURS_FAMILY_WAIT:
      if (is_type (step, "wait.condition") || is_type (step, "wait.event"))
        wait_for_more (contact, passage);
      else
        wait_for_time (contact, passage);
      return;
    case PARCOURS_FAMILY_BRANCH:
      branch (contact, passage);
      return;
    case PARCOURS_FAMILY_ROUTER:
      pass (contact, passage, is_type (step, "split.random") ? naive_route_random (contact, passage, step)
                                                             : naive_route_latch (contact, passage, step),
            is_type (step, "split.latch") && !json_object_has_member (step->params, "until")
              ? PARCOURS_OUTCOME_MISSING_REFERENCE : PARCOURS_OUTCOME_DONE);
      return;
    case PARCOURS_FAMILY_GOAL:
      arrive_at_goal (contact, passage);
      return;
    case PARCOURS_FAMILY_JUMP:
      jump (contact, passage);
      return;
    case PARCOURS_FAMILY_ENROL:
      start_other (contact, passage);
      return;
    case PARCOURS_FAMILY_END:
      if (is_type (step, "flow.end"))
        naive_end_passage (contact, passage, PARCOURS_ENDING_END_STEP);
      else
        end_others (contact, passage);
      return;
    default:
      pass (contact, passage, "next", PARCOURS_OUTCOME_DONE);
      return;
    }
}

/**
 * naive_is_over_limit:
 * @contact: a contact about to do something that takes no time
 *
 * Counts it.
 *
 * Returns: whether it would be more in this instant than is allowed
 */
gboolean
naive_is_over_limit (NaiveContact *contact)
{
  if (contact->done_at != contact->engine->now)
    contact->n_done = 0;
  contact->done_at = contact->engine->now;

  return ++contact->n_done > MAX_STEPS;
}

/* What was met while the passage ran acts before its next step. */
static void
run_passage (NaiveContact *contact,
             NaivePassage *passage)
{
  passage->state = NAIVE_RUNNING;
  while (passage->state == NAIVE_RUNNING && !contact->deleted)
    {
      NaiveStep *goal = passage->jump;

      passage->jump = NULL;
      if (passage->at == NULL)
        naive_end_passage (contact, passage, PARCOURS_ENDING_COMPLETED);
      else if (passage->exits)
        naive_end_passage (contact, passage, PARCOURS_ENDING_EXIT_CONDITION);
      else if (goal != NULL)
        jump_to_goal (contact, passage, goal);
      else if (naive_is_over_limit (contact))
        naive_end_passage (contact, passage, PARCOURS_ENDING_STEP_LIMIT);
      else
        run_step (contact, passage);
    }
  if (passage->state == NAIVE_WAITING && !contact->deleted)
    naive_offer_place (contact);
}

/**
 * naive_queue:
 * @contact: a contact
 * @passage: a passage that has just been admitted
 *
 * It runs later in the same instant.
 */
void
naive_queue (NaiveContact *contact,
             NaivePassage *passage)
{
  enqueue (contact, passage);
}

/**
 * naive_begin:
 * @contact: a contact
 * @passage: a passage that has just been admitted
 *
 * Its exit and its goals are tested at once; a trigger that leads nowhere ends it.
 */
void
naive_begin (NaiveContact *contact,
             NaivePassage *passage)
{
  if (passage->at == NULL)
    {
      naive_end_passage (contact, passage, PARCOURS_ENDING_COMPLETED);
      return;
    }
  passage->begun = TRUE;
  naive_test_exit (contact, passage);
  naive_test_goals (contact, passage);
}

/**
 * naive_begin_watch:
 * @contact: a contact
 * @passage: a passage of it that goes on under other conditions
 *
 * Its exit, its goals and what it waits for are tested at once.
 */
void
naive_begin_watch (NaiveContact *contact,
                   NaivePassage *passage)
{
  naive_test_exit (contact, passage);
  naive_test_goals (contact, passage);
  if (passage->state == NAIVE_WAITING && is_type (passage->at, "wait.condition") && is_complete (passage->at))
    naive_test_wait (contact, passage, NULL);
}

/**
 * naive_tell_fate:
 * @contact: a contact
 * @passage: a passage of it
 * @step: the id of a step
 * @fate: what becomes of the passage there because its automation was replaced
 */
void
naive_tell_fate (NaiveContact *contact,
                 NaivePassage *passage,
                 const char   *step,
                 ParcoursFate  fate)
{
  naive_log (contact, "swapped %s#%u %s %s", passage->slug, passage->enrolment, step, parcours_fate_name (fate));
}

/**
 * naive_wait_anew:
 * @contact: a contact
 * @passage: a passage of it that waits at a step which does something else from now on
 *
 * The time already waited counts; one that is over ends in its turn.
 */
void
naive_wait_anew (NaiveContact *contact,
                 NaivePassage *passage)
{
  NaiveStep *step = passage->at;
  NaiveAsker asker = naive_asker_for (contact, passage);
  gint64 now = contact->engine->now, until;
  gboolean met;

  passage->serial = ++contact->n_serials;
  if (step->type->family != PARCOURS_FAMILY_WAIT || !is_complete (step))
    {
      naive_tell_fate (contact, passage, step->id, PARCOURS_FATE_STAYED);
      enqueue (contact, passage);
      return;
    }
  until = end_of_wait (contact, passage, passage->since);
  met = is_type (step, "wait.condition") && naive_condition_test (json_object_get_member (step->params, "if"), &asker);
  naive_tell_fate (contact, passage, step->id, met || until <= now ? PARCOURS_FATE_RELEASED : PARCOURS_FATE_STAYED);
  wait_until (contact, passage, MAX (until, now));
  if (is_type (step, "wait.condition"))
    naive_begin_watch (contact, passage);
}

static void
on_resumed (NaiveContact *contact,
            NaiveItem    *item)
{
  enqueue (contact, item->data);
}

/* The time already waited counts. */
static void
go_on_waiting (NaiveContact *contact,
               NaivePassage *passage,
               const char   *param)
{
  const char *text = parcours_json_member_string (passage->at->params, param);
  gint64 until = PARCOURS_INSTANT_NEVER;
  ParcoursDuration duration;

  if (text != NULL && parcours_duration_parse (text, &duration))
    until = MAX (parcours_duration_add (&duration, passage->since, naive_zone_of (passage->automation, contact)),
                 contact->engine->now);
  wait_until (contact, passage, until);
}

/**
 * naive_resume:
 * @contact: a contact
 * @passage: a passage that was open when the run began
 *
 * Puts it where it was.
 */
void
naive_resume (NaiveContact *contact,
              NaivePassage *passage)
{
  passage->at = naive_find_step (passage->automation, passage->step);
  if (passage->at == NULL || passage->at->type == NULL || passage->at->type->kind == PARCOURS_STEP_TRIGGER)
    return;
  passage->recorded = FALSE;
  naive_count_arrival (contact, passage->at);
  passage->notice = naive_is_notice (naive_find_step (passage->automation, passage->trigger));
  passage->begun = TRUE;
  if (is_type (passage->at, "wait.duration"))
    go_on_waiting (contact, passage, "for");
  else if (is_type (passage->at, "wait.condition") || is_type (passage->at, "wait.event"))
    {
      passage->watched = TRUE;
      go_on_waiting (contact, passage, "limit");
      naive_test_exit (contact, passage);
      naive_test_goals (contact, passage);
      if (passage->state == NAIVE_WAITING)
        naive_test_wait (contact, passage, NULL);
    }
  else
    naive_insert (naive_schedule (contact, contact->engine->now, NAIVE_WAIT, on_resumed, passage));
}

/**
 * naive_run_queue:
 * @contact: a contact
 *
 * Runs the passages that were admitted or released, first in first out.
 */
void
naive_run_queue (NaiveContact *contact)
{
  NaivePassage *passage;

  while (!contact->deleted && (passage = g_queue_pop_head (contact->queue)) != NULL)
    run_passage (contact, passage);
}
