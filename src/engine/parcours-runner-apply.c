/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One rule applies a topic to the data, whoever publishes it: the timeline, the
 * behaviour or a step (vocabulary, section 1, column "apply"). */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-runner-private.h"
#include "parcours-text.h"

static const ParcoursTopic *
catalog_topic (const ParcoursEvent *event)
{
  return parcours_catalog_nth_topic (parcours_catalog_get (), event->topic);
}

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
  ParcoursState *state = self->state;
  ParcoursSetKind kind = (ParcoursSetKind) self->program->topics[event->topic].set_kind;
  int set = parcours_frame_find_set (self->program->frame, kind, event->subject);

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

/* The same, and the payload gets the status that the contact had before. */
static gboolean
change_list (ParcoursRunner     *self,
             ParcoursEvent      *event,
             ParcoursListStatus  status)
{
  int list = parcours_frame_find_list (self->program->frame, event->subject);
  ParcoursListStatus before = list_status (self, event->subject);
  ParcoursObject *payload;

  if (!set_list (self, event->subject, status))
    return FALSE;
  if (list < 0 || !parcours_runner_is_heard (self, event->topic))
    return TRUE;
  payload = parcours_object_copy (event->payload, self->state->arena);
  parcours_object_set (payload, program_keys.from,
                       parcours_value_text (parcours_texts_intern (self->program->texts,
                                                                   parcours_list_status_name (before))),
                       self->state->arena);
  event->payload = payload;

  return TRUE;
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

static char *
join_choices (ParcoursRunner      *self,
              const ParcoursArray *array)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < array->n_values; i++)
    {
      g_autofree char *choice = NULL;

      if (array->values[i].type != PARCOURS_VALUE_TEXT)
        continue;
      choice = parcours_texts_format (self->program->texts, array->values[i].text);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", choice);
    }

  return g_string_free (text, FALSE);
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
  if (value.type == PARCOURS_VALUE_ARRAY && field->type == PARCOURS_FIELD_CHOICES)
    text = join_choices (self, value.array);
  else if (value.type == PARCOURS_VALUE_TEXT)
    text = parcours_texts_format (self->program->texts, value.text);
  else
    return FALSE;

  return parcours_slot_parse (field->type, (const char *const *) field->options, text, self->program->texts, slot);
}

static int
find_field (const ParcoursFrame *frame,
            guint32              text,
            gboolean             is_score)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (field->text == text && field->is_score == is_score)
        return (int) i;
    }

  return -1;
}

/* Who gets an email address or a phone number can be reached by it from then on. */
static void
set_address (ParcoursRunner      *self,
             const ParcoursEvent *event)
{
  ParcoursValue to = parcours_event_get (event, program_keys.to);
  guint8 address = 0;

  if (event->subject == self->program->slots.email)
    address = PARCOURS_ADDRESS_EMAIL;
  else if (event->subject == self->program->slots.phone)
    address = PARCOURS_ADDRESS_PHONE;
  if (to.type == PARCOURS_VALUE_TEXT && to.text != PARCOURS_TEXT_MISSING)
    self->state->addresses |= address;
  else
    self->state->addresses &= (guint8) ~address;
}

/* Sets a field or score; the payload gets `from`, where it did not have it. */
static gboolean
apply_field (ParcoursRunner *self,
             ParcoursEvent  *event,
             gboolean        is_score)
{
  const ParcoursFrame *frame = self->program->frame;
  int i = find_field (frame, event->subject, is_score);
  const ParcoursFrameField *field;
  ParcoursSlot slot;
  ParcoursValue before;
  ParcoursObject *payload;

  if (!is_score)
    set_address (self, event);
  if (i < 0)
    return TRUE;
  field = parcours_frame_field (frame, (guint) i);
  if (!slot_from_value (self, field, parcours_event_get (event, program_keys.to), &slot))
    return FALSE;
  before = parcours_slot_to_value (field->type, self->state->slots[i]);
  if (parcours_value_equal (before, parcours_slot_to_value (field->type, slot)))
    return FALSE;
  self->state->slots[i] = slot;
  touch (self, field->bit);
  if (parcours_runner_is_heard (self, event->topic))
    {
      payload = parcours_object_copy (event->payload, self->state->arena);
      parcours_object_set (payload, program_keys.from, before, self->state->arena);
      parcours_object_set (payload, program_keys.to, parcours_slot_to_value (field->type, slot),
                           self->state->arena);
      event->payload = payload;
    }

  return TRUE;
}

/* The score of a deal is a column of the deal. */
static gboolean
apply_score (ParcoursRunner *self,
             ParcoursEvent  *event)
{
  ParcoursValue of = parcours_event_get (event, program_keys.deal);
  int kind = self->program->kinds.deal;
  ParcoursRecord *deal;

  if (of.type != PARCOURS_VALUE_TEXT)
    return apply_field (self, event, TRUE);
  if (kind < 0)
    return TRUE;
  deal = parcours_state_find_record (self->state, (guint) kind, of.text);

  return deal != NULL && parcours_runner_apply_deal_score (self, event, (guint) kind, deal);
}

static gboolean
apply_opt_in_requested (ParcoursRunner      *self,
                        const ParcoursEvent *event)
{
  int list = parcours_frame_find_list (self->program->frame, event->subject);
  ParcoursListStatus status = list_status (self, event->subject);
  ParcoursValue form = parcours_event_get (event, program_keys.form);

  if (status == PARCOURS_LIST_ACTIVE || status == PARCOURS_LIST_UNCONFIRMED)
    return FALSE;
  if (list >= 0)
    self->asked_forms[list] = form.type == PARCOURS_VALUE_TEXT ? form.text : PARCOURS_TEXT_MISSING;
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
  ParcoursValue hard = parcours_event_get (event, program_keys.hard);

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
apply_unsubscribed (ParcoursRunner *self,
                    ParcoursEvent  *event)
{
  ParcoursListStatus status = list_status (self, event->subject);

  if (parcours_frame_find_list (self->program->frame, event->subject) >= 0 &&
      status != PARCOURS_LIST_ACTIVE && status != PARCOURS_LIST_UNCONFIRMED)
    return FALSE;
  event->was_active = status == PARCOURS_LIST_ACTIVE;

  return change_list (self, event, PARCOURS_LIST_UNSUBSCRIBED);
}

/* A move takes the contact from one list to another, publishing neither. */
static gboolean
apply_moved (ParcoursRunner      *self,
             const ParcoursEvent *event)
{
  ParcoursValue from = parcours_event_get (event, program_keys.from);
  gboolean left = from.type == PARCOURS_VALUE_TEXT && from.text != event->subject &&
                  list_status (self, from.text) != PARCOURS_LIST_NONE &&
                  set_list (self, from.text, PARCOURS_LIST_NONE);
  gboolean joined = set_list (self, event->subject, PARCOURS_LIST_ACTIVE);

  return left || joined;
}

/* The bits of the sender, or of all of them where none is named. */
static guint64
sender_mask (ParcoursRunner      *self,
             const ParcoursEvent *event)
{
  ParcoursValue sender = parcours_event_get (event, program_keys.sender);
  const GPtrArray *senders = self->program->frame->senders;
  guint64 mask = 0;

  if (sender.type != PARCOURS_VALUE_TEXT)
    return G_MAXUINT64;
  for (guint i = 0; i < senders->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (senders, i), parcours_texts_get (self->program->texts, sender.text)))
        mask |= G_GUINT64_CONSTANT (1) << i;
    }

  return mask;
}

/* A transactional block is about senders; without one, about all of them. */
static gboolean
apply_blocked (ParcoursRunner      *self,
               const ParcoursEvent *event,
               gboolean             blocks)
{
  ParcoursValue scope = parcours_event_get (event, program_keys.scope);
  gboolean transactional = scope.type == PARCOURS_VALUE_TEXT &&
                           g_str_equal (parcours_texts_get (self->program->texts, scope.text), "transactional");
  guint64 before = self->state->blocked_senders;
  guint64 mask;
  ParcoursChannel channel;

  if (!transactional && blocks)
    return apply_channel (self, event, PARCOURS_CONSENT_BLOCKED);
  if (!transactional)
    return event_channel (self, event, &channel) && self->state->channels[channel] == PARCOURS_CONSENT_BLOCKED &&
           set_channel (self, channel, PARCOURS_CONSENT_SUBSCRIBED);
  mask = sender_mask (self, event);
  self->state->blocked_senders = blocks ? before | mask : before & ~mask;
  touch (self, self->program->frame->channel_bits[PARCOURS_CHANNEL_EMAIL]);

  return self->state->blocked_senders != before;
}

/* A form does what its owner set up: tag, subscribe, fill in fields. It is
 * confirmed unless one of its lists still waits. */
static gboolean
apply_form (ParcoursRunner *self,
            ParcoursEvent  *event)
{
  const GArray *actions = g_hash_table_lookup (self->program->forms, GUINT_TO_POINTER (event->subject));
  ParcoursObject *payload = parcours_object_copy (event->payload, self->state->arena);
  gboolean confirmed = TRUE;

  for (guint i = 0; actions != NULL && i < actions->len && !self->deleted; i++)
    {
      const ProgramFormAction *action = &g_array_index (actions, ProgramFormAction, i);

      parcours_runner_publish_topic (self, action->topic, PARCOURS_ORIGIN_EFFECT, action->subject, action->payload);
      if (action->asks && list_status (self, action->subject) == PARCOURS_LIST_UNCONFIRMED)
        confirmed = FALSE;
    }
  if (parcours_object_get (payload, program_keys.confirmed).type == PARCOURS_VALUE_MISSING)
    parcours_object_set (payload, program_keys.confirmed, parcours_value_bool (confirmed),
                         self->state->arena);
  event->payload = payload;
  event->order = self->state->next_order;

  return !self->deleted;
}

/* A message that no step here has sent is a send like any other. */
static void
apply_send (ParcoursRunner *self,
            ParcoursEvent  *event)
{
  if (event->origin == PARCOURS_ORIGIN_EFFECT)
    return;
  event->send = ++self->n_sends;
  g_array_append_val (self->sends, *event);
}

gboolean
parcours_runner_is_queued (const ParcoursRunner *self,
                           guint32               site_message)
{
  for (guint i = 0; i < self->queued->len; i++)
    {
      if (g_array_index (self->queued, ParcoursEvent, i).subject == site_message)
        return TRUE;
    }

  return FALSE;
}

/* A site message waits for a visit of a page; the same one does not wait twice. */
static gboolean
apply_queued (ParcoursRunner      *self,
              const ParcoursEvent *event)
{
  if (parcours_runner_is_queued (self, event->subject))
    return FALSE;
  g_array_append_val (self->queued, *event);

  return TRUE;
}

static gboolean
apply_sms_received (ParcoursRunner *self,
                    ParcoursEvent  *event)
{
  ParcoursValue text = parcours_event_get (event, program_keys.text);
  g_autofree char *word = NULL;

  if (event->subject != PARCOURS_TEXT_MISSING || text.type != PARCOURS_VALUE_TEXT)
    return TRUE;
  /* The keyword is the first word of what was texted. */
  word = g_ascii_strup (parcours_texts_get (self->program->texts, text.text), -1);
  word[strcspn (word, " \t\n")] = '\0';
  event->subject = parcours_texts_intern (self->program->texts, word);

  return TRUE;
}

static gboolean
apply_pass (ParcoursRunner *self,
            gboolean        installed)
{
  if (installed == ((self->state->addresses & PARCOURS_ADDRESS_PASS) != 0))
    return FALSE;
  self->state->addresses ^= PARCOURS_ADDRESS_PASS;
  set_channel (self, PARCOURS_CHANNEL_WALLET, installed ? PARCOURS_CONSENT_SUBSCRIBED : PARCOURS_CONSENT_UNSUBSCRIBED);

  return TRUE;
}

static gboolean
apply_wallet_campaign (ParcoursRunner *self,
                       ParcoursEvent  *event)
{
  ParcoursObject *payload;

  if (self->wallet_campaign == event->subject)
    return FALSE;
  if (self->wallet_campaign != PARCOURS_TEXT_MISSING)
    {
      payload = parcours_object_copy (event->payload, self->state->arena);
      parcours_object_set (payload, program_keys.from, parcours_value_text (self->wallet_campaign), self->state->arena);
      event->payload = payload;
    }
  self->wallet_campaign = event->subject;

  return TRUE;
}

/* A contact is created in Salesforce once as a contact and once as a lead. */
static gboolean
apply_salesforce (ParcoursRunner      *self,
                  const ParcoursEvent *event)
{
  for (guint i = 0; i < self->n_salesforce; i++)
    {
      if (self->salesforce[i] == event->subject)
        return FALSE;
    }
  if (self->n_salesforce < G_N_ELEMENTS (self->salesforce))
    self->salesforce[self->n_salesforce++] = event->subject;

  return TRUE;
}

static gboolean
apply_deleted (ParcoursRunner *self)
{
  for (guint32 i = 0; i < self->n_enrolments; i++)
    {
      Enrolment *enrolment = runner_enrolment (self, i);

      if (enrolment->status == ENROLMENT_ENDED)
        continue;
      runner_count_out (self, enrolment->step);
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
  switch (self->program->topics[event->topic].apply)
    {
    case PARCOURS_APPLY_NOTHING:
    case PARCOURS_APPLY_OPENED:
    case PARCOURS_APPLY_CLICKED:
      return TRUE;
    case PARCOURS_APPLY_SEND:
      apply_send (self, event);
      return TRUE;
    case PARCOURS_APPLY_SET_ADD:
      return apply_set (self, event, TRUE);
    case PARCOURS_APPLY_SET_REMOVE:
      return apply_set (self, event, FALSE);
    case PARCOURS_APPLY_FIELD:
      return apply_field (self, event, FALSE);
    case PARCOURS_APPLY_SCORE:
      return apply_score (self, event);
    case PARCOURS_APPLY_LIST_SUBSCRIBED:
      return change_list (self, event, PARCOURS_LIST_ACTIVE);
    case PARCOURS_APPLY_LIST_UNSUBSCRIBED:
      return apply_unsubscribed (self, event);
    case PARCOURS_APPLY_LIST_REMOVED:
      return change_list (self, event, PARCOURS_LIST_NONE);
    case PARCOURS_APPLY_OPT_IN_REQUESTED:
      return apply_opt_in_requested (self, event);
    case PARCOURS_APPLY_BOUNCED:
      return apply_bounced (self, event);
    case PARCOURS_APPLY_CHANNEL_SUBSCRIBED:
      return apply_channel (self, event, PARCOURS_CONSENT_SUBSCRIBED);
    case PARCOURS_APPLY_CHANNEL_UNSUBSCRIBED:
      return apply_channel (self, event, PARCOURS_CONSENT_UNSUBSCRIBED);
    case PARCOURS_APPLY_CHANNEL_BLOCKED:
      return apply_blocked (self, event, TRUE);
    case PARCOURS_APPLY_CHANNEL_UNBLOCKED:
      return apply_blocked (self, event, FALSE);
    case PARCOURS_APPLY_LIST_MOVED:
      return apply_moved (self, event);
    case PARCOURS_APPLY_FORM_SUBMITTED:
      return apply_form (self, event);
    case PARCOURS_APPLY_SITE_MESSAGE_QUEUED:
      return apply_queued (self, event);
    case PARCOURS_APPLY_SMS_RECEIVED:
      return apply_sms_received (self, event);
    case PARCOURS_APPLY_PASS:
      return apply_pass (self, g_strcmp0 (catalog_topic (event)->status, "installed") == 0);
    case PARCOURS_APPLY_WALLET_CAMPAIGN:
      return apply_wallet_campaign (self, event);
    case PARCOURS_APPLY_SALESFORCE:
      return apply_salesforce (self, event);
    case PARCOURS_APPLY_ACTIVITY:
      parcours_runner_touch_activity (self);
      if (event->topic == self->program->ids.product_viewed)
        parcours_runner_complete_product (self, event);
      return TRUE;
    case PARCOURS_APPLY_CART_ADD:
    case PARCOURS_APPLY_CART_REMOVE:
    case PARCOURS_APPLY_CHECKOUT:
    case PARCOURS_APPLY_ORDER_CREATED:
    case PARCOURS_APPLY_ORDER_STATUS:
    case PARCOURS_APPLY_RECORD_CREATED:
    case PARCOURS_APPLY_RECORD_SET:
    case PARCOURS_APPLY_DEAL_MOVED:
    case PARCOURS_APPLY_ACCOUNT_LINKED:
    case PARCOURS_APPLY_ACCOUNT_UNLINKED:
    case PARCOURS_APPLY_ACCOUNT_FIELD:
    case PARCOURS_APPLY_LOYALTY_JOINED:
    case PARCOURS_APPLY_LOYALTY_LEFT:
    case PARCOURS_APPLY_LOYALTY_TIER:
    case PARCOURS_APPLY_LOYALTY_BALANCE:
    case PARCOURS_APPLY_LOYALTY_EXPIRED:
      return parcours_runner_apply_record (self, event, catalog_topic (event));
    case PARCOURS_APPLY_CONTACT_CREATED:
      return parcours_runner_apply_created (self, event);
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

/* Who has left the last list wants no more emails; who cannot get any keeps that status. */
static void
leave_channel (ParcoursRunner *self)
{
  ParcoursConsent consent = self->state->channels[PARCOURS_CHANNEL_EMAIL];

  if (consent != PARCOURS_CONSENT_BOUNCED && consent != PARCOURS_CONSENT_BLOCKED)
    publish_channel (self, PARCOURS_CHANNEL_EMAIL, self->program->ids.channel_unsubscribed);
}

/* A list without double opt-in subscribes at once, one with it at the
 * confirmation, which also confirms the form that asked. */
static void
derive_opt_in (ParcoursRunner      *self,
               const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  gboolean confirms = event->topic == ids->list_opt_in_confirmed;
  int list = parcours_frame_find_list (self->program->frame, event->subject);
  guint32 form = list >= 0 && confirms ? self->asked_forms[list] : PARCOURS_TEXT_MISSING;

  if (confirms != (list_status (self, event->subject) == PARCOURS_LIST_UNCONFIRMED))
    return;
  parcours_runner_publish_topic (self, ids->list_subscribed, PARCOURS_ORIGIN_DERIVED, event->subject, NULL);
  if (form != PARCOURS_TEXT_MISSING && !self->deleted)
    {
      self->asked_forms[list] = PARCOURS_TEXT_MISSING;
      parcours_runner_publish_topic (self, ids->form_confirmed, PARCOURS_ORIGIN_DERIVED, form, NULL);
    }
}

/* A push opens the app, unless it came to a browser. */
static const char *
channel_of (const ParcoursRunner *self,
            const ParcoursEvent  *event)
{
  ParcoursValue platform = parcours_event_get (event, g_quark_from_static_string ("platform"));
  guint32 web = parcours_texts_intern (self->program->texts, "web");

  return event->topic != self->program->ids.push_clicked ||
         (platform.type == PARCOURS_VALUE_TEXT && platform.text == web) ? "web" : "app";
}

/* A session starts with the first activity ever, or after a pause. */
static void
derive_session (ParcoursRunner      *self,
                const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  gint64 before = self->last_active;
  static const char *const kept[] = { "attribution", "campaign" };
  ParcoursObject *payload;

  self->last_active = self->state->now;
  if (!parcours_runner_is_heard (self, ids->session_started) ||
      (before != PARCOURS_INSTANT_MISSING && self->state->now - before <= self->program->settings.session_gap))
    return;
  payload = parcours_object_new (4, self->state->arena);
  parcours_object_set (payload, program_keys.channel,
                       parcours_value_text (parcours_texts_intern (self->program->texts, channel_of (self, event))),
                       self->state->arena);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      GQuark key = g_quark_from_static_string (kept[i]);
      ParcoursValue value = parcours_event_get (event, key);

      if (value.type != PARCOURS_VALUE_MISSING)
        parcours_object_set (payload, key, value, self->state->arena);
    }
  if (event->topic == ids->push_clicked)
    parcours_object_set (payload, g_quark_from_static_string ("notification"), parcours_value_text (event->subject),
                         self->state->arena);
  parcours_runner_publish_topic (self, ids->session_started, PARCOURS_ORIGIN_DERIVED, PARCOURS_TEXT_MISSING, payload);
}

/* A visit shows the site messages that wait for such a page. */
static void
derive_shown (ParcoursRunner      *self,
              const ParcoursEvent *event)
{
  for (guint i = 0; i < self->queued->len && !self->deleted; i++)
    {
      ParcoursEvent shown = g_array_index (self->queued, ParcoursEvent, i);
      ParcoursValue page = parcours_event_get (&shown, program_keys.page);
      ParcoursObject *payload;

      if (page.type == PARCOURS_VALUE_TEXT && event->subject < PARCOURS_TEXT_SERIAL &&
          !parcours_url_match (parcours_texts_get (self->program->texts, page.text),
                               parcours_texts_get (self->program->texts, event->subject)))
        continue;
      g_array_remove_index (self->queued, i--);
      payload = parcours_object_copy (shown.payload, self->state->arena);
      parcours_object_set (payload, program_keys.view, parcours_value_number (1.), self->state->arena);
      shown.topic = self->program->ids.site_message_shown;
      shown.origin = PARCOURS_ORIGIN_DERIVED;
      shown.payload = payload;
      parcours_runner_publish (self, &shown);
    }
}

/* Unsubscribes from the list that the event names, else from those of the message, else from all. */
static void
derive_message_unsubscribed (ParcoursRunner      *self,
                             const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursValue list = parcours_object_get (event->payload, program_keys.list);
  g_autofree char *slug = parcours_texts_format (self->program->texts, event->subject);
  const ParcoursEntity *message = slug != NULL ? parcours_library_lookup (self->program->library, "email", slug) : NULL;
  JsonArray *lists = message != NULL ? parcours_json_member_array (message->attributes, "lists") : NULL;
  guint n = lists != NULL ? json_array_get_length (lists) : 0;

  if (list.type == PARCOURS_VALUE_TEXT)
    {
      parcours_runner_publish_topic (self, ids->list_unsubscribed, PARCOURS_ORIGIN_DERIVED, list.text, NULL);
      return;
    }
  for (guint i = 0; i < n && !self->deleted; i++)
    {
      guint32 text = parcours_texts_intern (self->program->texts, json_array_get_string_element (lists, i));

      parcours_runner_publish_topic (self, ids->list_unsubscribed, PARCOURS_ORIGIN_DERIVED, text, NULL);
    }
  if (n > 0)
    return;
  for (guint i = 0; i < self->program->lists_by_slug->len; i++)
    {
      guint place = g_array_index (self->program->lists_by_slug, guint, i);

      if (self->state->lists[place].status == PARCOURS_LIST_ACTIVE)
        parcours_runner_publish_topic (self, ids->list_unsubscribed, PARCOURS_ORIGIN_DERIVED,
                                       parcours_frame_list (self->program->frame, place)->text, NULL);
    }
  /* Also of those that nobody asks about. */
  self->state->n_active_lists = 0;
  touch (self, self->program->frame->any_list_bit);
  publish_channel (self, PARCOURS_CHANNEL_EMAIL, ids->channel_unsubscribed);
}

/* What somebody else has sent arrives, unless the timeline says what becomes of it. */
static void
derive_delivered (ParcoursRunner      *self,
                  const ParcoursEvent *sent)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursEvent delivered = *sent;

  if (sent->origin == PARCOURS_ORIGIN_EFFECT || !parcours_runner_delivers (self, sent))
    return;
  delivered.topic = sent->topic == ids->email_sent ? ids->email_delivered
                  : sent->topic == ids->sms_sent   ? ids->sms_delivered
                  : sent->topic == ids->push_sent  ? ids->push_delivered : G_MAXUINT16;
  delivered.origin = PARCOURS_ORIGIN_DERIVED;
  if (delivered.topic != G_MAXUINT16)
    parcours_runner_publish (self, &delivered);
}

/* STOP and START are words that everybody knows. */
static void
derive_keyword (ParcoursRunner      *self,
                const ParcoursEvent *event)
{
  const char *word = event->subject < PARCOURS_TEXT_SERIAL ? parcours_texts_get (self->program->texts, event->subject) : "";

  if (g_ascii_strcasecmp (word, "STOP") == 0)
    publish_channel (self, PARCOURS_CHANNEL_SMS, self->program->ids.channel_unsubscribed);
  else if (g_ascii_strcasecmp (word, "START") == 0)
    publish_channel (self, PARCOURS_CHANNEL_SMS, self->program->ids.channel_subscribed);
}

/* Publishes what follows from an event by itself. */
void
parcours_runner_derive (ParcoursRunner      *self,
                        const ParcoursEvent *event)
{
  const ProgramTopicIds *ids = &self->program->ids;

  switch (self->program->topics[event->topic].apply)
    {
    case PARCOURS_APPLY_CONTACT_CREATED:
      parcours_runner_derive_created (self, event);
      break;
    case PARCOURS_APPLY_SEND:
      derive_delivered (self, event);
      break;
    case PARCOURS_APPLY_LIST_SUBSCRIBED:
      derive_subscribed (self);
      break;
    case PARCOURS_APPLY_LIST_UNSUBSCRIBED:
      if (event->was_active && self->state->n_active_lists == 0)
        leave_channel (self);
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
    case PARCOURS_APPLY_ACTIVITY:
      derive_session (self, event);
      if (event->topic == ids->page_visited && !self->deleted)
        derive_shown (self, event);
      break;
    case PARCOURS_APPLY_SMS_RECEIVED:
      derive_keyword (self, event);
      break;
    case PARCOURS_APPLY_LOYALTY_BALANCE:
    case PARCOURS_APPLY_LOYALTY_EXPIRED:
      parcours_runner_derive_limits (self, event);
      break;
    case PARCOURS_APPLY_ENROL:
      parcours_runner_answer_request (self, event);
      break;
    default:
      break;
    }
}
