/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-diary.h"

/* An event, without its payload. */
typedef struct
{
  gint64 at;
  guint16 topic;
  guint32 subject;
} Entry;

typedef struct
{
  int automation;
  int refusal;
} Refused;

/* What a swap of versions made of a passage. */
typedef struct
{
  int automation;
  ParcoursFate fate;
} Swapped;

struct _ParcoursDiary
{
  ParcoursProgram *program; /* (owned) */
  GPtrArray *stays;         /* (owned) (element-type ParcoursStay) */
  GArray *refused;          /* (owned) (element-type Refused) */
  GArray *events;           /* (owned) (element-type Entry) */
  GArray *swapped;          /* (owned) (element-type Swapped) */
  gboolean deleted;
  guint n_errors;
};

/* What counts as sending something to the contact. */
static const char *const sending_topics[] = { "email.sent", "sms.sent", "push.sent", "site-message.queued",
                                              "wallet.notification-sent", NULL };

static void
stay_free (gpointer data)
{
  ParcoursStay *stay = data;

  g_array_unref (stay->visits);
  g_free (stay);
}

/**
 * parcours_diary_new:
 * @program: (transfer none): what runs
 *
 * Returns: (transfer full): an empty diary
 */
ParcoursDiary *
parcours_diary_new (ParcoursProgram *program)
{
  ParcoursDiary *self = g_new0 (ParcoursDiary, 1);

  self->program = parcours_program_ref (program);
  self->stays = g_ptr_array_new_with_free_func (stay_free);
  self->refused = g_array_new (FALSE, FALSE, sizeof (Refused));
  self->events = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->swapped = g_array_new (FALSE, FALSE, sizeof (Swapped));

  return self;
}

/**
 * parcours_diary_free:
 * @self: (transfer full): a diary
 */
void
parcours_diary_free (ParcoursDiary *self)
{
  g_ptr_array_unref (self->stays);
  g_array_unref (self->refused);
  g_array_unref (self->events);
  g_array_unref (self->swapped);
  parcours_program_unref (self->program);
  g_free (self);
}

/**
 * parcours_diary_clear:
 * @self: a diary
 *
 * Makes it ready for another contact.
 */
void
parcours_diary_clear (ParcoursDiary *self)
{
  g_ptr_array_set_size (self->stays, 0);
  g_array_set_size (self->refused, 0);
  g_array_set_size (self->events, 0);
  g_array_set_size (self->swapped, 0);
  self->deleted = FALSE;
  self->n_errors = 0;
}

static ParcoursStay *
find_stay (ParcoursDiary             *self,
           const ParcoursObservation *observation)
{
  ParcoursStay *stay;

  for (guint i = 0; i < self->stays->len; i++)
    {
      stay = g_ptr_array_index (self->stays, i);
      if (stay->automation == observation->automation && stay->enrolment == observation->enrolment)
        return stay;
    }
  stay = g_new0 (ParcoursStay, 1);
  *stay = (ParcoursStay){ observation->automation, observation->enrolment, -1, FALSE, NULL, -1, -1 };
  stay->visits = g_array_new (FALSE, FALSE, sizeof (ParcoursVisit));
  g_ptr_array_add (self->stays, stay);

  return stay;
}

/* The visit at which the contact is, begun if it has only just come there. */
static ParcoursVisit *
visit (ParcoursStay *stay,
       int           step)
{
  ParcoursVisit begun = { step, FALSE, 0 };
  ParcoursVisit *last = stay->visits->len > 0 ? &g_array_index (stay->visits, ParcoursVisit, stay->visits->len - 1) : NULL;

  if (last == NULL || last->over || last->step != step)
    g_array_append_val (stay->visits, begun);

  return &g_array_index (stay->visits, ParcoursVisit, stay->visits->len - 1);
}

/* Whether the passage ended by what the step does, and not before it could act. */
static gboolean
acted_last (ParcoursDiary             *self,
            const ParcoursObservation *observation)
{
  const ParcoursStep *step = parcours_program_nth_step (self->program, (guint) observation->step, NULL);

  switch ((ParcoursEnding) observation->why)
    {
    case PARCOURS_ENDING_END_STEP:
    case PARCOURS_ENDING_GOAL_UNMET:
      return TRUE;
    case PARCOURS_ENDING_COMPLETED:
      return g_str_equal (step->type_name, "flow.go-to");
    case PARCOURS_ENDING_DELETED:
      return g_str_equal (step->type_name, "action.delete-contact");
    default:
      return FALSE;
    }
}

static void
end_stay (ParcoursDiary             *self,
          ParcoursStay              *stay,
          const ParcoursObservation *observation)
{
  const ParcoursVisit *last = stay->visits->len > 0
                                ? &g_array_index (stay->visits, ParcoursVisit, stay->visits->len - 1) : NULL;

  if (observation->step >= 0 && acted_last (self, observation) &&
      (last == NULL || last->over || last->step != observation->step))
    visit (stay, observation->step);
  stay->waiting = -1;
  stay->ending = observation->why;
  if (observation->why == PARCOURS_ENDING_DELETED)
    self->deleted = TRUE;
}

/* Who is moved has left the step without passing it. */
static void
follow_swap (ParcoursDiary             *self,
             ParcoursStay              *stay,
             const ParcoursObservation *observation)
{
  Swapped swapped = { observation->automation, (ParcoursFate) observation->why };

  g_array_append_val (self->swapped, swapped);
  if (swapped.fate != PARCOURS_FATE_MOVED && swapped.fate != PARCOURS_FATE_STRANDED)
    return;
  if (stay->visits->len > 0)
    g_array_index (stay->visits, ParcoursVisit, stay->visits->len - 1).over = TRUE;
  stay->waiting = -1;
}

static void
follow (ParcoursDiary             *self,
        const ParcoursObservation *observation)
{
  ParcoursStay *stay = find_stay (self, observation);
  ParcoursVisit *at;

  switch (observation->what)
    {
    case PARCOURS_WHAT_ENTERED:
      stay->entered = TRUE;
      stay->trigger = observation->step;
      if (observation->step >= 0)
        visit (stay, observation->step)->over = TRUE;
      break;
    case PARCOURS_WHAT_WAITING:
      at = visit (stay, observation->step);
      stay->waiting = observation->step;
      if (parcours_program_nth_step (self->program, (guint) observation->step, NULL)->type->kind == PARCOURS_STEP_ACTION)
        at->outcomes |= 1u << PARCOURS_OUTCOME_DELAYED;
      break;
    case PARCOURS_WHAT_PASSED:
      at = visit (stay, observation->step);
      at->outcomes |= 1u << observation->why;
      at->over = TRUE;
      stay->waiting = -1;
      self->n_errors += observation->why == PARCOURS_OUTCOME_OUT_OF_RANGE;
      break;
    case PARCOURS_WHAT_SWAPPED:
      follow_swap (self, stay, observation);
      break;
    case PARCOURS_WHAT_ENDED:
      end_stay (self, stay, observation);
      break;
    case PARCOURS_WHAT_FAILED:
      end_stay (self, stay, observation);
      self->n_errors++;
      break;
    default:
      break;
    }
}

/**
 * parcours_diary_observe:
 * @observation: what happened
 * @state: the contact to which it happened
 * @self: (type ParcoursDiary): a diary
 *
 * A #ParcoursObserver that writes it down.
 */
void
parcours_diary_observe (const ParcoursObservation *observation,
                        const ParcoursState       *state,
                        gpointer                   self)
{
  ParcoursDiary *diary = self;
  const char *topic;

  if (observation->what == PARCOURS_WHAT_REFUSED)
    {
      Refused refused = { observation->automation, observation->why };

      g_array_append_val (diary->refused, refused);
    }
  else if (observation->what == PARCOURS_WHAT_EVENT)
    {
      Entry entry = { state->now, observation->event->topic, observation->event->subject };

      g_array_append_val (diary->events, entry);
      topic = parcours_catalog_nth_topic (parcours_catalog_get (), entry.topic)->name;
      diary->deleted |= g_str_equal (topic, "contact.deleted");
    }
  else if (observation->enrolment > 0)
    follow (diary, observation);
}

/**
 * parcours_diary_n_entered:
 * @self: a diary
 * @automation: an automation of the program
 *
 * Returns: how often the contact entered it during the run
 */
guint
parcours_diary_n_entered (const ParcoursDiary *self,
                          int                  automation)
{
  guint n = 0;

  for (guint i = 0; i < self->stays->len; i++)
    {
      const ParcoursStay *stay = g_ptr_array_index (self->stays, i);

      n += stay->automation == automation && stay->entered;
    }

  return n;
}

/**
 * parcours_diary_stay:
 * @self: a diary
 * @automation: an automation of the program
 * @n: which passage through it, from 1
 *
 * Returns: (transfer none) (nullable): the n-th passage that was seen, or %NULL
 */
const ParcoursStay *
parcours_diary_stay (const ParcoursDiary *self,
                     int                  automation,
                     guint                n)
{
  for (guint i = 0; i < self->stays->len; i++)
    {
      const ParcoursStay *stay = g_ptr_array_index (self->stays, i);

      if (stay->automation == automation && --n == 0)
        return stay;
    }

  return NULL;
}

/**
 * parcours_diary_refusal:
 * @self: a diary
 * @automation: an automation of the program
 *
 * Returns: the #ParcoursRefusal that was given last, %PARCOURS_REFUSAL_NOT_TRIGGERED if there was none, or
 *   %PARCOURS_REFUSAL_DELETED if there was none because the contact was deleted
 */
int
parcours_diary_refusal (const ParcoursDiary *self,
                        int                  automation)
{
  for (guint i = self->refused->len; i > 0; i--)
    {
      const Refused *refused = &g_array_index (self->refused, Refused, i - 1);

      if (refused->automation == automation)
        return refused->refusal;
    }

  return self->deleted ? PARCOURS_REFUSAL_DELETED : PARCOURS_REFUSAL_NOT_TRIGGERED;
}

/**
 * parcours_diary_n_fates:
 * @self: a diary
 * @automation: an automation of the program, or -1 for all
 * @fate: what may become of a passage
 *
 * Returns: of how many passages swaps of versions made that
 */
guint
parcours_diary_n_fates (const ParcoursDiary *self,
                        int                  automation,
                        ParcoursFate         fate)
{
  guint n = 0;

  for (guint i = 0; i < self->swapped->len; i++)
    {
      const Swapped *swapped = &g_array_index (self->swapped, Swapped, i);

      n += swapped->fate == fate && (automation < 0 || swapped->automation == automation);
    }

  return n;
}

static gboolean
is_sending (const Entry *entry)
{
  return g_strv_contains (sending_topics, parcours_catalog_nth_topic (parcours_catalog_get (), entry->topic)->name);
}

/* The topic of one entry; `sent` stands for all that send something. */
static gboolean
is_of_topic (const Entry *entry,
             const char  *topic)
{
  if (g_str_equal (topic, "sent"))
    return is_sending (entry);

  return g_str_equal (parcours_catalog_nth_topic (parcours_catalog_get (), entry->topic)->name, topic);
}

/**
 * parcours_diary_n_events:
 * @self: a diary
 * @topic: a topic, or `sent` for whatever was sent
 * @subject: (nullable): of what, %NULL for anything
 *
 * Returns: how often it happened during the run
 */
guint
parcours_diary_n_events (const ParcoursDiary *self,
                         const char          *topic,
                         const char          *subject)
{
  ParcoursTexts *texts = parcours_program_frame (self->program)->texts;
  guint32 number = subject != NULL ? parcours_texts_find (texts, subject) : 0;
  guint n = 0;

  if (subject != NULL && number == PARCOURS_TEXT_MISSING)
    return 0;
  for (guint i = 0; i < self->events->len; i++)
    {
      const Entry *entry = &g_array_index (self->events, Entry, i);

      n += is_of_topic (entry, topic) && (subject == NULL || entry->subject == number);
    }

  return n;
}

/**
 * parcours_diary_n_sent:
 * @self: a diary
 * @message: the slug of a message
 *
 * Returns: how often it was sent during the run, on whatever channel
 */
guint
parcours_diary_n_sent (const ParcoursDiary *self,
                       const char          *message)
{
  return parcours_diary_n_events (self, "sent", message);
}

/**
 * parcours_diary_most:
 * @self: a diary
 * @topic: a topic, or `sent`
 * @within: a length of time in seconds, or 0 for the whole run
 *
 * Returns: how often it happened at most in any window of that length
 */
guint
parcours_diary_most (const ParcoursDiary *self,
                     const char          *topic,
                     gint64               within)
{
  guint most = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      const Entry *last = &g_array_index (self->events, Entry, i);
      guint n = 0;

      if (!is_of_topic (last, topic))
        continue;
      for (guint j = 0; j <= i; j++)
        {
          const Entry *entry = &g_array_index (self->events, Entry, j);

          n += is_of_topic (entry, topic) && (within == 0 || entry->at > last->at - within);
        }
      most = MAX (most, n);
    }

  return most;
}

/**
 * parcours_diary_least:
 * @self: a diary
 * @topic: a topic, or `sent`
 * @within: a length of time in seconds, or 0 for the whole run
 * @from: the first instant of the run
 * @to: its end
 *
 * Returns: how often it happened at least in any window of that length that lies wholly in the run
 */
guint
parcours_diary_least (const ParcoursDiary *self,
                      const char          *topic,
                      gint64               within,
                      gint64               from,
                      gint64               to)
{
  guint least = parcours_diary_n_events (self, topic, NULL);

  if (within == 0 || within >= to - from)
    return least;
  /* A window holds fewest where it begins just after something, or at the start. */
  for (int i = -1; i < (int) self->events->len; i++)
    {
      gint64 begin = i < 0 ? from : g_array_index (self->events, Entry, i).at + 1;
      guint n = 0;

      if (begin + within > to || (i >= 0 && !is_of_topic (&g_array_index (self->events, Entry, i), topic)))
        continue;
      for (guint j = 0; j < self->events->len; j++)
        {
          const Entry *entry = &g_array_index (self->events, Entry, j);

          n += is_of_topic (entry, topic) && entry->at >= begin && entry->at < begin + within;
        }
      least = MIN (least, n);
    }

  return least;
}

/**
 * parcours_diary_deleted:
 * @self: a diary
 *
 * Returns: whether the contact was deleted
 */
gboolean
parcours_diary_deleted (const ParcoursDiary *self)
{
  return self->deleted;
}

/**
 * parcours_diary_n_errors:
 * @self: a diary
 *
 * Returns: how often something went wrong: a circle without a wait, a value that does not fit
 */
guint
parcours_diary_n_errors (const ParcoursDiary *self)
{
  return self->n_errors;
}
