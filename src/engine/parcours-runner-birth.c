/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts who come to be during the run. Until the event that creates them
 * nothing can happen to them; then each part of what the event says becomes an
 * event of its own (vocabulary, section 1). */

#include "config.h"

#include "parcours-runner-private.h"

#define NEW_PHONE "+15550100000"

#define KEY PARCOURS_KEY

static const ParcoursObject *
part_of (const ParcoursEvent *event,
         GQuark               key)
{
  ParcoursValue value = parcours_event_get (event, key);

  return value.type == PARCOURS_VALUE_OBJECT ? value.object : NULL;
}

/* The number of the text that a key is. */
static guint32
number_of_key (ParcoursRunner *self,
               GQuark          key)
{
  guint32 *number;

  if (key >= self->key_numbers->len)
    g_array_set_size (self->key_numbers, key + 1);
  number = &g_array_index (self->key_numbers, guint32, key);
  if (*number == 0)
    *number = parcours_texts_intern (self->program->texts, g_quark_to_string (key));

  return *number;
}

static const ParcoursZone *
find_zone (ParcoursRunner *self,
           guint32         name)
{
  const BirthWords *words = self->birth_words;

  return words != NULL && words->zone_name == name && words->zone != NULL
           ? words->zone
           : parcours_zone_lookup (parcours_texts_get (self->program->texts, name));
}

static void
set_zone (ParcoursRunner *self,
          ParcoursValue   name)
{
  const ParcoursZone *zone = name.type == PARCOURS_VALUE_TEXT ? find_zone (self, name.text) : NULL;

  if (zone != NULL)
    self->state->zone = zone;
}

/* Whether somebody comes to be: who is there already does not. */
gboolean
parcours_runner_apply_created (ParcoursRunner      *self,
                               const ParcoursEvent *event)
{
  const ParcoursObject *fields = part_of (event, KEY ("fields"));
  int slot = self->program->slots.created_at;

  if (!self->unborn)
    return FALSE;
  self->unborn = FALSE;
  set_zone (self, parcours_object_get (fields, KEY ("timezone")));
  if (slot >= 0)
    {
      self->state->slots[slot].at = self->state->now;
      self->state->dirty |= parcours_bit (parcours_frame_field (self->program->frame, (guint) slot)->bit);
    }

  return TRUE;
}

static void
derive_fields (ParcoursRunner      *self,
               const ParcoursEvent *event)
{
  const ParcoursObject *fields = part_of (event, KEY ("fields"));

  for (guint i = 0; fields != NULL && i < fields->n_members; i++)
    {
      guint32 slug = number_of_key (self, fields->members[i].key);
      ParcoursObject *payload = parcours_object_new (2, self->state->arena);

      parcours_object_set (payload, KEY ("to"), fields->members[i].value, self->state->arena);
      parcours_runner_publish_topic (self, self->program->ids.field_changed, (ParcoursOrigin) event->origin, slug,
                                     payload);
    }
}

static void
derive_tags (ParcoursRunner      *self,
             const ParcoursEvent *event)
{
  ParcoursValue tags = parcours_event_get (event, KEY ("tags"));

  for (guint i = 0; tags.type == PARCOURS_VALUE_ARRAY && i < tags.array->n_values; i++)
    {
      if (tags.array->values[i].type == PARCOURS_VALUE_TEXT)
        parcours_runner_publish_topic (self, self->program->ids.tag_added, (ParcoursOrigin) event->origin,
                                       tags.array->values[i].text, NULL);
    }
}

/* Who is on a list is subscribed to it, or asks to be; nobody begins by leaving one. */
static void
derive_lists (ParcoursRunner      *self,
              const ParcoursEvent *event)
{
  const ParcoursObject *lists = part_of (event, KEY ("lists"));
  ParcoursListStatus status;

  for (guint i = 0; lists != NULL && i < lists->n_members; i++)
    {
      ParcoursValue value = lists->members[i].value;
      guint32 slug = number_of_key (self, lists->members[i].key);

      if (value.type != PARCOURS_VALUE_TEXT ||
          !parcours_list_status_parse (parcours_texts_get (self->program->texts, value.text), &status))
        continue;
      if (status == PARCOURS_LIST_ACTIVE)
        parcours_runner_publish_topic (self, self->program->ids.list_subscribed, (ParcoursOrigin) event->origin, slug,
                                       NULL);
      else if (status == PARCOURS_LIST_UNCONFIRMED)
        parcours_runner_publish_topic (self, self->program->ids.list_opt_in_requested,
                                       (ParcoursOrigin) event->origin, slug, NULL);
    }
}

/* Who may be written to by a channel has said so. */
static void
derive_consent (ParcoursRunner      *self,
                const ParcoursEvent *event)
{
  const ParcoursObject *consent = part_of (event, KEY ("consent"));

  for (guint i = 0; consent != NULL && i < consent->n_members; i++)
    parcours_runner_publish_topic (self, self->program->ids.channel_subscribed, (ParcoursOrigin) event->origin,
                                   number_of_key (self, consent->members[i].key), NULL);
}

/* What the event says of the new contact happens, then the clock begins to run for it. */
void
parcours_runner_derive_created (ParcoursRunner      *self,
                                const ParcoursEvent *event)
{
  derive_fields (self, event);
  derive_tags (self, event);
  derive_lists (self, event);
  derive_consent (self, event);
  parcours_runner_begin_life (self);
}

/* The address of the new contact of that number: one that nobody can have. */
char *
parcours_newcomer_address (guint number)
{
  return g_strdup_printf ("new-%u@new.invalid", number);
}

/* Whom the timeline creates comes by a script, others at a time that chance has chosen. */
void
parcours_runner_plan_birth (ParcoursRunner *self)
{
  Pending pending = { .at = self->newcomer->at, .kind = PENDING_BIRTH, .rank = PENDING_RANK (PENDING_BIRTH, 0, 0) };

  if (self->newcomer->model != G_MAXUINT)
    parcours_runner_schedule (self, &pending);
}

/* What a life has left behind is not taken from the model. */
static BirthWords *
birth_words_new (const ParcoursProgram *program)
{
  static const char *const left_out[] = { "created-at", "last-activity-at", "last-order-at", "order-count",
                                          "total-spent", NULL };
  const ParcoursFrame *frame = program->frame;
  BirthWords *words = g_new0 (BirthWords, 1);

  words->fields = g_new0 (GQuark, frame->fields->len + 1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (!field->is_score && !g_strv_contains (left_out, field->slug))
        words->fields[i] = g_quark_from_string (field->slug);
    }
  words->lists = g_new0 (GQuark, frame->lists->len + 1);
  for (guint i = 0; i < frame->lists->len; i++)
    words->lists[i] = g_quark_from_string (parcours_frame_list (frame, i)->slug);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    words->channels[i] = g_quark_from_string (parcours_channel_name ((ParcoursChannel) i));
  words->active = parcours_texts_intern (program->texts, parcours_list_status_name (PARCOURS_LIST_ACTIVE));
  words->unconfirmed = parcours_texts_intern (program->texts, parcours_list_status_name (PARCOURS_LIST_UNCONFIRMED));
  words->subscribed = parcours_texts_intern (program->texts, "subscribed");
  words->phone = parcours_texts_intern (program->texts, NEW_PHONE);

  return words;
}

void
parcours_birth_words_free (BirthWords *words)
{
  g_free (words->fields);
  g_free (words->lists);
  g_free (words);
}

static void
set_text (ParcoursRunner *self,
          ParcoursObject *object,
          GQuark          key,
          guint32         text)
{
  parcours_object_set (object, key, parcours_value_text (text), self->state->arena);
}

/* The fields are those of the model, but for the address. */
static ParcoursObject *
copy_fields (ParcoursRunner *self,
             BirthWords     *words)
{
  const ParcoursFrame *frame = self->program->frame;
  ParcoursObject *fields = parcours_object_new (frame->fields->len + 3, self->state->arena);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      ParcoursFieldType type = parcours_frame_field (frame, i)->type;

      if (words->fields[i] != 0 && !parcours_slot_is_missing (type, self->model->slots[i]))
        parcours_object_set (fields, words->fields[i], parcours_slot_to_value (type, self->model->slots[i]),
                             self->state->arena);
    }
  if (self->model->zone != words->zone)
    {
      words->zone = self->model->zone;
      words->zone_name = parcours_texts_intern (self->program->texts, parcours_zone_name (words->zone));
    }
  set_text (self, fields, KEY ("timezone"), words->zone_name);
  if (self->model->addresses & PARCOURS_ADDRESS_PHONE)
    set_text (self, fields, KEY ("phone"), words->phone);
  if (self->model->addresses & PARCOURS_ADDRESS_EMAIL)
    set_text (self, fields, KEY ("email"), self->newcomer->address);

  return fields;
}

/* Whoever is on a list, or was, has joined it once; tags and groups come later in a life. */
static ParcoursObject *
copy_lists (ParcoursRunner   *self,
            const BirthWords *words)
{
  const ParcoursFrame *frame = self->program->frame;
  ParcoursObject *lists = parcours_object_new (frame->lists->len, self->state->arena);

  for (guint i = 0; i < frame->lists->len; i++)
    {
      ParcoursListStatus status = (ParcoursListStatus) self->model->lists[i].status;

      if (status == PARCOURS_LIST_ACTIVE || status == PARCOURS_LIST_UNSUBSCRIBED)
        set_text (self, lists, words->lists[i], words->active);
      else if (status == PARCOURS_LIST_UNCONFIRMED)
        set_text (self, lists, words->lists[i], words->unconfirmed);
    }

  return lists;
}

static ParcoursObject *
copy_consent (ParcoursRunner   *self,
              const BirthWords *words)
{
  ParcoursObject *consent = parcours_object_new (PARCOURS_N_CHANNELS, self->state->arena);

  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      if (self->model->channels[i] == PARCOURS_CONSENT_SUBSCRIBED ||
          self->model->channels[i] == PARCOURS_CONSENT_UNSUBSCRIBED)
        set_text (self, consent, words->channels[i], words->subscribed);
    }

  return consent;
}

static void
set_part (ParcoursRunner *self,
          ParcoursObject *payload,
          GQuark          key,
          ParcoursObject *part)
{
  ParcoursValue value = { PARCOURS_VALUE_OBJECT, { .object = part } };

  parcours_object_set (payload, key, value, self->state->arena);
}

/* A new contact comes who is like its model when that one came. */
void
parcours_runner_be_born (ParcoursRunner *self)
{
  ParcoursObject *payload = parcours_object_new (3, self->state->arena);

  if (self->model == NULL)
    {
      self->model = parcours_state_new (self->state->binding);
      self->birth_words = birth_words_new (self->program);
    }
  parcours_state_load (self->model, self->newcomer->model, self->from);
  set_part (self, payload, KEY ("fields"), copy_fields (self, self->birth_words));
  set_part (self, payload, KEY ("lists"), copy_lists (self, self->birth_words));
  set_part (self, payload, KEY ("consent"), copy_consent (self, self->birth_words));
  parcours_runner_publish_topic (self, self->program->ids.contact_created, PARCOURS_ORIGIN_BEHAVIOUR,
                                 PARCOURS_TEXT_MISSING, payload);
}
