/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One rule applies a topic to the data, whoever publishes it: the timeline, the
 * behaviour or a step (vocabulary, section 1, column "apply"). */

#include "config.h"

#include <math.h>

#include "parcours-runner-private.h"

static void
touch (ParcoursRunner *self,
       guint8          bit)
{
  self->state->dirty |= parcours_bit (bit);
}

static gboolean
apply_set (ParcoursRunner      *self,
           const ParcoursEvent *event,
           gboolean             add)
{
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), event->topic);
  ParcoursState *state = self->state;

  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      int set;

      if (!g_str_equal (topic->subject, parcours_set_kind_name ((ParcoursSetKind) kind)))
        continue;
      set = parcours_frame_find_set (self->program->frame, (ParcoursSetKind) kind, event->subject);
      /* Nobody asks about a set that is not in the frame, so nobody can tell. */
      if (set < 0)
        return TRUE;
      if (parcours_state_has (state, (guint) set) == add)
        return FALSE;
      state->sets[set >> 6] ^= G_GUINT64_CONSTANT (1) << (set & 63);
      state->set_sizes[kind] += add ? 1u : -1u;
      touch (self, parcours_frame_set (self->program->frame, (guint) set)->bit);
      touch (self, self->program->frame->any_set_bits[kind]);
      return TRUE;
    }

  return TRUE;
}

static gboolean
set_list (ParcoursRunner     *self,
          guint32             list_text,
          ParcoursListStatus  status)
{
  ParcoursState *state = self->state;
  int list = parcours_frame_find_list (self->program->frame, list_text);
  ParcoursListState *membership;

  if (list < 0)
    return TRUE;
  membership = &state->lists[list];
  if (membership->status == status)
    return FALSE;
  if (membership->status == PARCOURS_LIST_ACTIVE)
    state->n_active_lists--;
  if (status == PARCOURS_LIST_ACTIVE)
    state->n_active_lists++;
  *membership = (ParcoursListState){ status, state->now };
  touch (self, parcours_frame_list (self->program->frame, (guint) list)->bit);
  touch (self, self->program->frame->any_list_bit);

  return TRUE;
}

static ParcoursListStatus
list_status (ParcoursRunner *self,
             guint32         list_text)
{
  int list = parcours_frame_find_list (self->program->frame, list_text);

  return list >= 0 ? self->state->lists[list].status : PARCOURS_LIST_NONE;
}

static gboolean
set_channel (ParcoursRunner  *self,
             ParcoursChannel  channel,
             ParcoursConsent  consent)
{
  if (self->state->channels[channel] == consent)
    return FALSE;
  self->state->channels[channel] = (guint8) consent;
  touch (self, self->program->frame->channel_bits[channel]);

  return TRUE;
}

static gboolean
event_channel (ParcoursRunner      *self,
               const ParcoursEvent *event,
               ParcoursChannel     *channel)
{
  return event->subject < PARCOURS_TEXT_SERIAL &&
         parcours_channel_parse (parcours_texts_get (self->program->texts, event->subject), channel);
}

static gboolean
apply_channel (ParcoursRunner      *self,
               const ParcoursEvent *event,
               ParcoursConsent      consent)
{
  ParcoursChannel channel;

  return event_channel (self, event, &channel) && set_channel (self, channel, consent);
}

/* A value of a payload as one of a field; fields of files come as text. */
static gboolean
slot_from_value (ParcoursRunner           *self,
                 const ParcoursFrameField *field,
                 ParcoursValue             value,
                 ParcoursSlot             *slot)
{
  g_autofree char *text = NULL;

  *slot = parcours_slot_missing (field->type);
  if (value.type == PARCOURS_VALUE_MISSING)
    return TRUE;
  if (parcours_slot_from_value (field->type, value, slot))
    return TRUE;
  if (value.type != PARCOURS_VALUE_TEXT)
    return FALSE;
  text = parcours_texts_format (self->program->texts, value.text);

  return parcours_slot_parse (field->type, (const char *const *) field->options, text, self->program->texts, slot);
}

static int
find_field (const ParcoursFrame *frame,
            guint32              text,
            gboolean             is_score,
            ParcoursTexts       *texts)
{
  const char *slug = text < PARCOURS_TEXT_SERIAL ? parcours_texts_get (texts, text) : "";

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (field->is_score == is_score && g_str_equal (field->slug, slug))
        return (int) i;
    }

  return -1;
}

/* Sets a field or score; the payload gets `from`, where it did not have it. */
static gboolean
apply_field (ParcoursRunner *self,
             ParcoursEvent  *event,
             gboolean        is_score)
{
  const ParcoursFrame *frame = self->program->frame;
  int i = find_field (frame, event->subject, is_score, self->program->texts);
  const ParcoursFrameField *field;
  ParcoursSlot slot;
  ParcoursValue before;
  ParcoursObject *payload;

  if (i < 0)
    return TRUE;
  field = parcours_frame_field (frame, (guint) i);
  if (!slot_from_value (self, field, parcours_event_get (event, g_quark_from_static_string ("to")), &slot))
    return FALSE;
  before = parcours_slot_to_value (field->type, self->state->slots[i]);
  if (parcours_value_equal (before, parcours_slot_to_value (field->type, slot)))
    return FALSE;
  self->state->slots[i] = slot;
  touch (self, field->bit);
  if (parcours_runner_is_heard (self, event->topic))
    {
      payload = parcours_object_copy (event->payload, self->state->arena);
      parcours_object_set (payload, g_quark_from_static_string ("from"), before, self->state->arena);
      parcours_object_set (payload, g_quark_from_static_string ("to"), parcours_slot_to_value (field->type, slot),
                           self->state->arena);
      event->payload = payload;
    }

  return TRUE;
}

static gboolean
apply_opt_in_requested (ParcoursRunner      *self,
                        const ParcoursEvent *event)
{
  int list = parcours_frame_find_list (self->program->frame, event->subject);
  ParcoursListStatus status = list_status (self, event->subject);

  if (status == PARCOURS_LIST_ACTIVE || status == PARCOURS_LIST_UNCONFIRMED)
    return FALSE;
  if (list >= 0 && parcours_frame_list (self->program->frame, (guint) list)->double_opt_in)
    {
      set_list (self, event->subject, PARCOURS_LIST_UNCONFIRMED);
      if (self->state->channels[PARCOURS_CHANNEL_EMAIL] == PARCOURS_CONSENT_NONE)
        set_channel (self, PARCOURS_CHANNEL_EMAIL, PARCOURS_CONSENT_UNCONFIRMED);
    }

  return TRUE;
}

static gboolean
apply_bounced (ParcoursRunner      *self,
               const ParcoursEvent *event)
{
  ParcoursValue hard = parcours_event_get (event, g_quark_from_static_string ("hard"));

  if (hard.type != PARCOURS_VALUE_BOOL || !hard.boolean)
    return TRUE;
  set_channel (self, PARCOURS_CHANNEL_EMAIL, PARCOURS_CONSENT_BOUNCED);
  for (guint i = 0; i < self->program->frame->lists->len; i++)
    {
      const ParcoursFrameList *list = parcours_frame_list (self->program->frame, i);

      if (self->state->lists[i].status != PARCOURS_LIST_NONE)
        set_list (self, list->text, PARCOURS_LIST_BOUNCED);
    }
  self->state->n_active_lists = 0;
  touch (self, self->program->frame->any_list_bit);

  return TRUE;
}

static gboolean
apply_unsubscribed (ParcoursRunner      *self,
                    const ParcoursEvent *event)
{
  ParcoursListStatus status = list_status (self, event->subject);

  if (parcours_frame_find_list (self->program->frame, event->subject) >= 0 &&
      status != PARCOURS_LIST_ACTIVE && status != PARCOURS_LIST_UNCONFIRMED)
    return FALSE;

  return set_list (self, event->subject, PARCOURS_LIST_UNSUBSCRIBED);
}

static gboolean
apply_deleted (ParcoursRunner *self)
{
  for (guint32 i = 0; i < self->n_enrolments; i++)
    {
      Enrolment *enrolment = runner_enrolment (self, i);

      if (enrolment->status == ENROLMENT_ENDED)
        continue;
      if (self->counts != NULL)
        self->counts->left[(guint) enrolment->step * self->counts->n_buckets + self->bucket]++;
      self->deleted = TRUE;
      parcours_runner_end (self, i, PARCOURS_ENDING_DELETED);
    }
  self->deleted = TRUE;

  return TRUE;
}

/* Changes the contact as the event says. Returns whether the event is to be
 * published: a state topic that changes nothing is not. */
gboolean
parcours_runner_apply (ParcoursRunner *self,
                       ParcoursEvent  *event)
{
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), event->topic);

  switch (topic->apply)
    {
    case PARCOURS_APPLY_SET_ADD:
      return apply_set (self, event, TRUE);
    case PARCOURS_APPLY_SET_REMOVE:
      return apply_set (self, event, FALSE);
    case PARCOURS_APPLY_FIELD:
      return apply_field (self, event, FALSE);
    case PARCOURS_APPLY_SCORE:
      return apply_field (self, event, TRUE);
    case PARCOURS_APPLY_LIST_SUBSCRIBED:
      return set_list (self, event->subject, PARCOURS_LIST_ACTIVE);
    case PARCOURS_APPLY_LIST_UNSUBSCRIBED:
      return apply_unsubscribed (self, event);
    case PARCOURS_APPLY_LIST_REMOVED:
      return set_list (self, event->subject, PARCOURS_LIST_NONE);
    case PARCOURS_APPLY_OPT_IN_REQUESTED:
      return apply_opt_in_requested (self, event);
    case PARCOURS_APPLY_BOUNCED:
      return apply_bounced (self, event);
    case PARCOURS_APPLY_CHANNEL_SUBSCRIBED:
      return apply_channel (self, event, PARCOURS_CONSENT_SUBSCRIBED);
    case PARCOURS_APPLY_CHANNEL_UNSUBSCRIBED:
      return apply_channel (self, event, PARCOURS_CONSENT_UNSUBSCRIBED);
    case PARCOURS_APPLY_CHANNEL_BLOCKED:
      return apply_channel (self, event, PARCOURS_CONSENT_BLOCKED);
    case PARCOURS_APPLY_CONTACT_DELETED:
      return apply_deleted (self);
    default:
      return TRUE;
    }
}

static void
publish_channel (ParcoursRunner  *self,
                 ParcoursChannel  channel,
                 guint16          topic)
{
  guint32 subject = parcours_texts_intern (self->program->texts, parcours_channel_name (channel));

  parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_DERIVED, subject, NULL);
}

static void
derive_subscribed (ParcoursRunner *self)
{
  ParcoursConsent consent = self->state->channels[PARCOURS_CHANNEL_EMAIL];

  if (consent != PARCOURS_CONSENT_SUBSCRIBED && consent != PARCOURS_CONSENT_BOUNCED &&
      consent != PARCOURS_CONSENT_BLOCKED)
    publish_channel (self, PARCOURS_CHANNEL_EMAIL, self->program->ids.channel_subscribed);
}

static void
derive_opt_in (ParcoursRunner      *self,
               const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursListStatus status = list_status (self, event->subject);

  if (event->topic == ids->list_opt_in_requested && status != PARCOURS_LIST_UNCONFIRMED)
    parcours_runner_publish_topic (self, ids->list_subscribed, PARCOURS_ORIGIN_DERIVED, event->subject, NULL);
  else if (event->topic == ids->list_opt_in_confirmed && status == PARCOURS_LIST_UNCONFIRMED)
    parcours_runner_publish_topic (self, ids->list_subscribed, PARCOURS_ORIGIN_DERIVED, event->subject, NULL);
}

/* Unsubscribes from the lists of the message, or from all and the channel. */
static void
derive_message_unsubscribed (ParcoursRunner      *self,
                             const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursValue list = parcours_event_get (event, g_quark_from_static_string ("list"));

  if (list.type == PARCOURS_VALUE_TEXT)
    {
      parcours_runner_publish_topic (self, ids->list_unsubscribed, PARCOURS_ORIGIN_DERIVED, list.text, NULL);
      return;
    }
  for (guint i = 0; i < self->program->frame->lists->len; i++)
    {
      if (self->state->lists[i].status == PARCOURS_LIST_ACTIVE)
        parcours_runner_publish_topic (self, ids->list_unsubscribed, PARCOURS_ORIGIN_DERIVED,
                                       parcours_frame_list (self->program->frame, i)->text, NULL);
    }
  publish_channel (self, PARCOURS_CHANNEL_EMAIL, ids->channel_unsubscribed);
}

/* Publishes what follows from an event by itself. */
void
parcours_runner_derive (ParcoursRunner      *self,
                        const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), event->topic);
  ParcoursRefusal refusal;
  int automation;

  switch (topic->apply)
    {
    case PARCOURS_APPLY_LIST_SUBSCRIBED:
      derive_subscribed (self);
      break;
    case PARCOURS_APPLY_LIST_UNSUBSCRIBED:
      if (self->state->n_active_lists == 0 &&
          self->state->channels[PARCOURS_CHANNEL_EMAIL] == PARCOURS_CONSENT_SUBSCRIBED)
        publish_channel (self, PARCOURS_CHANNEL_EMAIL, ids->channel_unsubscribed);
      break;
    case PARCOURS_APPLY_OPT_IN_REQUESTED:
    case PARCOURS_APPLY_OPT_IN_CONFIRMED:
      derive_opt_in (self, event);
      break;
    case PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED:
      derive_message_unsubscribed (self, event);
      break;
    case PARCOURS_APPLY_COMPLAINED:
      publish_channel (self, PARCOURS_CHANNEL_EMAIL, ids->channel_blocked);
      break;
    case PARCOURS_APPLY_ENROL:
      automation = event->subject < PARCOURS_TEXT_SERIAL
                     ? parcours_program_find_automation (self->program,
                                                         parcours_texts_get (self->program->texts, event->subject))
                     : -1;
      if (automation >= 0)
        parcours_runner_enrol (self, (guint16) automation,
                               parcours_runner_direct_trigger (self, (guint16) automation, event), event, &refusal);
      break;
    default:
      break;
    }
}
