/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An event: completed, applied, kept, offered, and what it derives. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"

static const char *
message_kind (const ParcoursTopic *topic)
{
  static const char *kinds[] = { "email", "sms", "push", "site-message", "wallet-notification" };

  if (g_str_has_prefix (topic->name, "wallet.notification"))
    return "wallet-notification";
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (topic->subject, kinds[i]) && g_str_has_prefix (topic->name, kinds[i]))
        return kinds[i];
    }

  return NULL;
}

static NaiveSend *
latest_send (NaiveContact *contact,
             const char   *kind,
             const char   *message)
{
  for (guint i = contact->sends->len; i > 0; i--)
    {
      NaiveSend *send = g_ptr_array_index (contact->sends, i - 1);

      if (g_str_equal (send->kind, kind) && g_strcmp0 (send->message, message) == 0)
        return send;
    }

  return NULL;
}

/* Whether an open of the send is known, or of the message where no send is. */
static gboolean
is_opened (NaiveContact     *contact,
           const NaiveEvent *click)
{
  if (click->send != NULL)
    return click->send->opened;
  for (guint i = 0; i < contact->events->len; i++)
    {
      const NaiveEvent *event = g_ptr_array_index (contact->events, i);

      if (g_str_equal (event->topic->name, "email.opened") && event->send == NULL && event->order > 0 &&
          g_strcmp0 (event->subject, click->subject) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A message event without a send is about the latest one; a click with no open known publishes the open first. */
static void
complete (NaiveContact *contact,
          NaiveEvent   *event)
{
  const char *kind = message_kind (event->topic);

  if (kind != NULL && event->send == NULL && !g_str_has_suffix (event->topic->name, ".sent") &&
      !g_str_has_suffix (event->topic->name, ".queued"))
    event->send = latest_send (contact, kind, event->subject);
  if (kind != NULL && event->send == NULL && event->subject != NULL)
    event->base = naive_message_base (contact, kind, event->subject);
  if (g_str_equal (event->topic->name, "email.clicked") && !is_opened (contact, event))
    naive_publish (contact, "email.opened", event->subject, NULL, "derived", event->send, NULL);
}

static NaiveEvent *
event_new (NaiveContact *contact,
           const char   *name,
           const char   *subject,
           GHashTable   *payload,
           const char   *origin,
           NaiveSend    *send)
{
  NaiveEvent *event = naive_new (NaiveEvent);

  event->topic = parcours_catalog_topic (parcours_catalog_get (), name);
  event->subject = subject;
  event->payload = naive_members_copy (payload);
  event->origin = origin;
  event->send = send;
  event->at = contact->engine->now;

  return event;
}

static void
log_event (NaiveContact     *contact,
           const NaiveEvent *event)
{
  GHashTable *base = event->send != NULL ? event->send->base : event->base;
  GHashTable *all = naive_members_copy (base);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, event->payload);
  while (g_hash_table_iter_next (&iter, &key, &value))
    naive_set (all, key, value);
  node = naive_value_to_json (naive_object (all));
  text = parcours_json_to_line (node);
  naive_log (contact, "event %s %s %s %s", event->topic->name, event->subject != NULL ? event->subject : "-",
             event->origin, text);
}

/* What time alone makes true */

typedef struct
{
  NaivePassage *passage;
  NaiveStep *step; /* (nullable) of a goal or a split */
  guint generation;
  void (*act) (NaiveContact *, NaivePassage *, NaiveStep *);
} Flip;

static void
run_flip (NaiveContact *contact,
          NaiveItem    *item)
{
  Flip *flip = item->data;

  if (flip->generation == contact->generation)
    flip->act (contact, flip->passage, flip->step);
}

static void
flip_exit (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  naive_test_exit (contact, passage);
}

static void
flip_goal (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  naive_test_goal (contact, passage, step);
}

static void
flip_wait (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  if (passage->state == NAIVE_WAITING && passage->watched)
    naive_test_wait (contact, passage, NULL);
}

/* Whether time alone makes a watched condition true at this instant: it is tested in its turn, and not by an event. */
static gboolean
is_due (NaiveContact       *contact,
        const NaivePassage *passage,
        const NaiveStep    *step,
        void              (*act) (NaiveContact *, NaivePassage *, NaiveStep *))
{
  GSequenceIter *iter = g_sequence_get_begin_iter (contact->engine->items);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      const NaiveItem *item = g_sequence_get (iter);
      const Flip *flip = item->func == run_flip ? item->data : NULL;

      if (item->at > contact->engine->now)
        return FALSE;
      if (item->contact == contact && flip != NULL && flip->generation == contact->generation &&
          flip->passage == passage && flip->step == step && flip->act == act)
        return TRUE;
    }

  return FALSE;
}

/* Wins, then exits, then goals, each by automation and passage; then waits, by step and passage. Without an event a
 * passage has come to hold somewhere. */

static gboolean
is_concerned (NaiveContact     *contact,
              const NaiveEvent *event,
              JsonNode         *condition)
{
  return event != NULL || naive_asks_about_passages (condition, contact->engine->the_case->library);
}

static void
offer_to_trials (NaiveContact     *contact,
                 const NaiveEvent *event)
{
  NaiveEngine *engine = contact->engine;

  for (guint i = 0; i < engine->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (engine->steps, i);

      if (step->shared->trials->len > 0 && is_concerned (contact, event, naive_win_condition (step)))
        naive_try_wins (contact, step);
    }
}

static gboolean
is_in_run (const NaivePassage *passage)
{
  return !passage->recorded && passage->state != NAIVE_ENDED;
}

static void
offer_exit (NaiveContact     *contact,
            NaivePassage     *passage,
            const NaiveEvent *event)
{
  if (is_concerned (contact, event, passage->automation->exit) && !is_due (contact, passage, NULL, flip_exit))
    naive_test_exit (contact, passage);
}

static void
offer_goals (NaiveContact     *contact,
             NaivePassage     *passage,
             const NaiveEvent *event)
{
  GPtrArray *steps = passage->automation->steps;

  for (guint i = 0; i < steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (steps, i);

      if (naive_is_goal (step) && is_concerned (contact, event, json_object_get_member (step->params, "if")) &&
          !is_due (contact, passage, step, flip_goal) && naive_test_goal (contact, passage, step))
        return;
    }
}

static void
offer_to_watches (NaiveContact     *contact,
                  const NaiveEvent *event,
                  void            (*func) (NaiveContact *, NaivePassage *, const NaiveEvent *))
{
  NaiveEngine *engine = contact->engine;

  for (guint i = 0; i < engine->automations->len; i++)
    {
      for (guint j = 0; j < contact->passages->len; j++)
        {
          NaivePassage *passage = g_ptr_array_index (contact->passages, j);

          if (passage->automation != NULL && passage->automation->index == i && passage->begun && is_in_run (passage))
            func (contact, passage, event);
        }
    }
}

static gboolean
is_watching (const NaivePassage *passage)
{
  return passage->state == NAIVE_WAITING && passage->watched;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const NaivePassage *one = *(NaivePassage *const *) a, *other = *(NaivePassage *const *) b;

  if (one->at != other->at)
    return one->at->index < other->at->index ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

static void
offer_to_waits (NaiveContact *contact,
                NaiveEvent   *event)
{
  g_autoptr (GPtrArray) watching = g_ptr_array_new ();

  for (guint i = 0; i < contact->passages->len; i++)
    {
      if (is_watching (g_ptr_array_index (contact->passages, i)))
        g_ptr_array_add (watching, g_ptr_array_index (contact->passages, i));
    }
  g_ptr_array_sort (watching, compare_places);
  for (guint i = 0; i < watching->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (watching, i);

      if (is_watching (passage) && is_concerned (contact, event, json_object_get_member (passage->at->params, "if")) &&
          !is_due (contact, passage, NULL, flip_wait))
        naive_test_wait (contact, passage, event);
    }
}

static void
offer (NaiveContact *contact,
       NaiveEvent   *event)
{
  offer_to_trials (contact, event);
  offer_to_watches (contact, event, offer_exit);
  offer_to_watches (contact, event, offer_goals);
  offer_to_waits (contact, event);
  if (event != NULL)
    naive_offer_to_triggers (contact, event);
}

/**
 * naive_offer_place:
 * @contact: a contact of whom a passage has just come to hold
 *
 * No event says at which step it is, so what asks about passages is tested now.
 */
void
naive_offer_place (NaiveContact *contact)
{
  offer (contact, NULL);
}

static void
delete_contact (NaiveContact *contact)
{
  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (is_in_run (passage))
        naive_end_passage (contact, passage, PARCOURS_ENDING_DELETED);
    }
}

/* Nobody gets to know of clicks in an email whose links are not followed. */
static gboolean
is_untracked (NaiveContact *contact,
              const char   *topic,
              const char   *subject)
{
  const ParcoursEntity *email = subject != NULL ? parcours_library_lookup (contact->engine->the_case->library, "email",
                                                                           subject)
                                                : NULL;

  return email != NULL && (g_str_equal (topic, "email.clicked") || g_str_equal (topic, "email.shared")) &&
         !parcours_json_member_boolean (email->attributes, "track-links", TRUE);
}

/**
 * naive_publish:
 * @contact: a contact
 * @name: a topic
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @origin: by whom
 * @send: (nullable): the send it is about
 * @result: (out) (optional): the event, published or not
 *
 * Returns: whether it was published, and not dropped because nothing changed
 */
gboolean
naive_publish (NaiveContact  *contact,
               const char    *name,
               const char    *subject,
               GHashTable    *payload,
               const char    *origin,
               NaiveSend     *send,
               NaiveEvent   **result)
{
  NaiveEvent *event = event_new (contact, name, subject, payload, origin, send);

  if (contact->deleted || (contact->unborn && event->topic->apply != PARCOURS_APPLY_CONTACT_CREATED) ||
      is_untracked (contact, name, subject))
    return FALSE;
  if (result != NULL)
    *result = event;
  complete (contact, event);
  if (contact->deleted)
    return FALSE;
  if (!naive_apply (contact, event) && event->topic->state)
    return FALSE;
  event->order = contact->next_order++;
  g_ptr_array_add (contact->events, event);
  if (event->topic->apply == PARCOURS_APPLY_CONTACT_DELETED)
    {
      contact->deleted = TRUE;
      delete_contact (contact);
    }
  log_event (contact, event);
  if (contact->deleted)
    return TRUE;
  naive_plan_responses (contact, event);
  offer (contact, event);
  naive_derive (contact, event);
  if (event->topic->apply == PARCOURS_APPLY_CONTACT_CREATED)
    naive_grow_up (contact, event);

  return TRUE;
}

/* When something else is due for the contact, after which all is planned anew. */
static gint64
next_due (NaiveContact *contact)
{
  NaiveEngine *engine = contact->engine;
  GSequenceIter *iter = g_sequence_get_begin_iter (engine->items);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      const NaiveItem *item = g_sequence_get (iter);

      if (item->contact == contact)
        return item->at;
    }

  return engine->to;
}

/* Plans the first instant at which the condition is true although nothing else happens. */
static void
plan_flip (NaiveContact *contact,
           NaivePassage *passage,
           JsonNode     *condition,
           NaiveTurn     turn,
           guint         place,
           NaiveStep    *step,
           void        (*act) (NaiveContact *, NaivePassage *, NaiveStep *))
{
  NaiveEngine *engine = contact->engine;
  NaiveAsker asker = naive_asker_for (contact, passage);
  g_autoptr (GArray) candidates = naive_candidates (condition, &asker, next_due (contact));
  gint64 now = engine->now;
  gboolean holds = FALSE;

  for (guint i = 0; i < candidates->len && !holds && !naive_is_tired (engine); i++)
    {
      gint64 at = g_array_index (candidates, gint64, i);

      if (i > 0 && at == g_array_index (candidates, gint64, i - 1))
        continue;
      engine->now = asker.now = at;
      holds = naive_condition_test (condition, &asker);
      engine->now = now;
    }
  if (holds)
    {
      NaiveItem *item = naive_schedule (contact, asker.now, turn, run_flip, naive_new (Flip));

      *(Flip *) item->data = (Flip){ passage, step, contact->generation, act };
      item->rank[0] = passage->automation->index;
      item->rank[1] = passage->number;
      item->rank[2] = place;
      naive_insert (item);
    }
}

static void
flip_trial (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  naive_try_wins (contact, step);
}

static void
plan_passage (NaiveContact *contact,
              NaivePassage *passage)
{
  GPtrArray *steps = passage->automation->steps;

  if (passage->automation->exit != NULL)
    plan_flip (contact, passage, passage->automation->exit, NAIVE_FLIP, 0, NULL, flip_exit);
  for (guint i = 0; i < steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (steps, i);

      if (naive_is_goal (step) && !g_hash_table_contains (passage->goals, step->id))
        plan_flip (contact, passage, json_object_get_member (step->params, "if"), NAIVE_FLIP, 1 + i, step, flip_goal);
    }
  if (passage->state == NAIVE_WAITING && passage->watched &&
      g_str_equal (passage->at->type->name, "wait.condition"))
    plan_flip (contact, passage, json_object_get_member (passage->at->params, "if"), NAIVE_FLIP, 1000, NULL, flip_wait);
}

/**
 * naive_watch_flips:
 * @contact: a contact for whom an instant is over
 *
 * Plans anew what time alone will make true of all that is watched.
 */
void
naive_watch_flips (NaiveContact *contact)
{
  NaiveEngine *engine = contact->engine;

  contact->generation++;
  if (contact->deleted)
    return;
  for (guint i = 0; i < contact->passages->len; i++)
    {
      NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      if (is_in_run (passage))
        plan_passage (contact, passage);
    }
  for (guint i = 0; i < engine->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (engine->steps, i);

      for (guint j = 0; j < step->shared->trials->len; j++)
        {
          NaiveTrial *trial = g_ptr_array_index (step->shared->trials, j);

          if (trial->contact == contact && !trial->won && trial->until > engine->now)
            plan_flip (contact, trial->passage, naive_win_condition (step), NAIVE_WIN, step->index, step, flip_trial);
        }
    }
}
