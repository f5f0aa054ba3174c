/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline, as one contact meets it. */

#include "config.h"

#include "parcours-runner-private.h"

static const ProgramScript *
script_at (const ParcoursRunner *self,
           guint                 i)
{
  return &g_array_index (self->program->scripts, ProgramScript, i);
}

static const ProgramScript *
record_script_at (const ParcoursRunner *self,
                  guint                 i)
{
  return script_at (self, g_array_index (self->record_scripts, RecordScript, i).script);
}

/* The first script of the contact's own. */
static guint
find_own (const ParcoursRunner *self)
{
  guint low = 0, high = self->program->first_for_everybody;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (script_at (self, middle)->key < self->state->key)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static guint
find_record_script (const ParcoursRunner *self)
{
  guint low = 0, high = self->record_scripts->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->record_scripts, RecordScript, middle).key < self->state->key)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
own_is_left (const ParcoursRunner *self)
{
  return self->next_script < self->program->first_for_everybody &&
         script_at (self, self->next_script)->key == self->state->key;
}

static gboolean
record_is_left (const ParcoursRunner *self)
{
  return self->record_scripts != NULL && self->next_record_script < self->record_scripts->len &&
         g_array_index (self->record_scripts, RecordScript, self->next_record_script).key == self->state->key;
}

/* What lies before the start is history, which the population holds. */
void
parcours_runner_plan_scripts (ParcoursRunner *self)
{
  self->next_script = find_own (self);
  while (own_is_left (self) && script_at (self, self->next_script)->at < self->from)
    self->next_script++;
  self->next_for_everybody = self->program->first_for_everybody;
  while (self->next_for_everybody < self->program->scripts->len &&
         script_at (self, self->next_for_everybody)->at < self->from)
    self->next_for_everybody++;
  if (self->record_scripts != NULL)
    {
      self->next_record_script = find_record_script (self);
      while (record_is_left (self) && record_script_at (self, self->next_record_script)->at < self->from)
        self->next_record_script++;
    }
}

gint64
parcours_runner_next_script (const ParcoursRunner *self)
{
  gint64 next = PARCOURS_INSTANT_NEVER;

  if (own_is_left (self))
    next = script_at (self, self->next_script)->at;
  if (self->next_for_everybody < self->program->scripts->len)
    next = MIN (next, script_at (self, self->next_for_everybody)->at);
  if (record_is_left (self))
    next = MIN (next, record_script_at (self, self->next_record_script)->at);
  if (G_UNLIKELY (self->swapping != NULL))
    next = MIN (next, parcours_runner_next_swap (self));

  return next;
}

/* Of the up to three that are due, the one that was written first. */
static const ProgramScript *
take_script (ParcoursRunner *self)
{
  const ProgramScript *first = NULL;
  guint *cursor = NULL;

  if (own_is_left (self))
    {
      first = script_at (self, self->next_script);
      cursor = &self->next_script;
    }
  if (self->next_for_everybody < self->program->scripts->len)
    {
      const ProgramScript *script = script_at (self, self->next_for_everybody);

      if (first == NULL || script->at < first->at || (script->at == first->at && script->number < first->number))
        {
          first = script;
          cursor = &self->next_for_everybody;
        }
    }
  if (record_is_left (self))
    {
      const ProgramScript *script = record_script_at (self, self->next_record_script);

      if (first == NULL || script->at < first->at || (script->at == first->at && script->number < first->number))
        {
          first = script;
          cursor = &self->next_record_script;
        }
    }
  (*cursor)++;

  return first;
}

/* Whether the contact belongs to the account that the event is about. */
gboolean
parcours_runner_is_linked (ParcoursRunner      *self,
                           const ParcoursEvent *event)
{
  int kind = self->program->kinds.account;
  const ParcoursRecord *account = kind >= 0 ? parcours_state_find_record (self->state, (guint) kind, event->subject) : NULL;
  ParcoursValue linked;

  if (account == NULL)
    return FALSE;
  linked = parcours_object_get (account->columns, program_keys.linked);

  return linked.type != PARCOURS_VALUE_BOOL || linked.boolean;
}

/* Whether what the one query found is later than what the other one did. */
static gboolean
still_wants (const ParcoursRunner *self,
             const ProgramScript  *script)
{
  const ParcoursHits *wanted = &self->state->hits[script->wanted];
  const ParcoursHits *bought = &self->state->hits[script->bought];
  const ParcoursHit *first, *second;

  if (wanted->n == 0 || bought->n == 0)
    return wanted->n > 0;
  first = &wanted->hits[wanted->n - 1];
  second = &bought->hits[bought->n - 1];

  return first->at != second->at ? first->at > second->at : first->order > second->order;
}

/* Whether something that is not about one contact concerns this one, now. */
static gboolean
concerns (ParcoursRunner      *self,
          const ProgramScript *script)
{
  if (script->wanted >= 0 && !still_wants (self, script))
    return FALSE;
  if (script->by_record && script->everybody && !parcours_runner_is_linked (self, &script->event))
    return FALSE;
  if (script->who == NULL)
    return TRUE;
  self->state->trigger = NULL;
  self->state->entry_order = self->state->next_order;

  return parcours_predicate_test (script->who, self->state);
}

/* Publishes all that is written for this instant; what changes the automations comes before. */
void
parcours_runner_run_scripts (ParcoursRunner *self)
{
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_run_swaps (self);
  while (!self->deleted && parcours_runner_next_script (self) == self->state->now)
    {
      const ProgramScript *script = take_script (self);
      ParcoursEvent event = script->event;

      if (concerns (self, script))
        parcours_runner_publish (self, &event);
    }
}

static gboolean
is_about (const ParcoursRunner          *self,
          const ProgramScriptedResponse *response,
          const ParcoursEvent           *event)
{
  return response->on_topic == event->topic && (response->key == 0 || response->key == self->state->key) &&
         (response->on_subject == 0 || response->on_subject == event->subject);
}

/* Plans what the timeline says follows an event. */
void
parcours_runner_respond (ParcoursRunner      *self,
                         const ParcoursEvent *event)
{
  for (guint32 i = 0; i < self->program->scripted_responses->len; i++)
    {
      const ProgramScriptedResponse *response = &g_array_index (self->program->scripted_responses,
                                                                ProgramScriptedResponse, i);
      Pending pending = { .kind = PENDING_SCRIPTED, .who = i };
      ParcoursEvent *planned;

      if (!is_about (self, response, event))
        continue;
      self->response_counts[i]++;
      if (response->nth != 0 && response->nth != self->response_counts[i])
        continue;
      planned = parcours_arena_new0 (self->state->arena, ParcoursEvent, 1);
      *planned = response->event;
      if (!response->has_subject)
        planned->subject = event->subject;
      if (planned->subject == event->subject)
        {
          planned->send = event->send;
          planned->base = event->base;
        }
      pending.event = planned;
      pending.at = parcours_duration_add (&response->after, self->state->now, self->state->zone);
      pending.rank = PENDING_RANK (PENDING_SCRIPTED, i, self->response_counts[i]);
      parcours_runner_schedule (self, &pending);
    }
}

void
parcours_runner_follow_script (ParcoursRunner *self,
                               const Pending  *pending)
{
  ParcoursEvent event = *pending->event;

  /* What the timeline answers to itself without delay would never end: it counts among the steps of the instant. */
  if (runner_may_do_more (self))
    parcours_runner_publish (self, &event);
}

static gboolean
settles_delivery (const ParcoursRunner          *self,
                  const ProgramScriptedResponse *response)
{
  const ProgramTopicIds *ids = &self->program->ids;
  guint16 topic = response->event.topic;

  return topic == ids->email_delivered || topic == ids->email_bounced || topic == ids->sms_delivered ||
         topic == ids->sms_failed || topic == ids->push_delivered;
}

/* Whether a message is delivered by itself: not if the timeline says what becomes of it. */
gboolean
parcours_runner_delivers (const ParcoursRunner *self,
                          const ParcoursEvent  *sent)
{

  for (guint i = 0; i < self->program->scripted_responses->len; i++)
    {
      const ProgramScriptedResponse *response = &g_array_index (self->program->scripted_responses,
                                                                ProgramScriptedResponse, i);

      if (is_about (self, response, sent) && settles_delivery (self, response))
        return FALSE;
    }

  return TRUE;
}

gboolean
parcours_runner_has_answer (const ParcoursRunner *self,
                            gint32                step,
                            guint                 visit,
                            guint                *port)
{
  for (guint i = 0; i < self->program->answers->len; i++)
    {
      const ProgramAnswer *answer = &g_array_index (self->program->answers, ProgramAnswer, i);

      if (answer->step == (gint32) program_known_step (self->program, (guint) step) && answer->visit == visit + 1 && (answer->key == 0 || answer->key == self->state->key))
        {
          *port = answer->port;
          return TRUE;
        }
    }

  return FALSE;
}

/* Whether an automation lets contacts in now. One without a step has nowhere to let them. */
gboolean
parcours_runner_is_active (const ParcoursRunner *self,
                           guint16               automation)
{
  guint16 base = self->program->automations[automation].base;
  gboolean active = self->program->automations[base].active;

  for (guint i = 0; i < self->program->changes->len; i++)
    {
      const ProgramChange *change = &g_array_index (self->program->changes, ProgramChange, i);

      if (change->at > self->state->now)
        break;
      if (change->automation == base)
        active = change->active;
    }

  return active && self->program->automations[automation].n_steps > 0;
}
