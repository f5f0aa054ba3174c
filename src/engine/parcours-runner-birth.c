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

static void
set_zone (ParcoursRunner *self,
          ParcoursValue   name)
{
  const ParcoursZone *zone = name.type == PARCOURS_VALUE_TEXT
                               ? parcours_zone_lookup (parcours_texts_get (self->program->texts, name.text)) : NULL;

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
      guint32 slug = parcours_texts_intern (self->program->texts, g_quark_to_string (fields->members[i].key));
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
      guint32 slug = parcours_texts_intern (self->program->texts, g_quark_to_string (lists->members[i].key));

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
                                   parcours_texts_intern (self->program->texts,
                                                          g_quark_to_string (consent->members[i].key)), NULL);
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

static void
set_text (ParcoursRunner *self,
          ParcoursObject *object,
          const char     *key,
          const char     *text)
{
  parcours_object_set (object, g_quark_from_string (key),
                       parcours_value_text (parcours_texts_intern (self->program->texts, text)), self->state->arena);
}

/* The fields are those of the model, but for the address and for what a life has left behind. */
static ParcoursObject *
copy_fields (ParcoursRunner *self)
{
  static const char *const left_out[] = { "created-at", "last-activity-at", "last-order-at", "order-count",
                                          "total-spent", NULL };
  const ParcoursFrame *frame = self->program->frame;
  ParcoursObject *fields = parcours_object_new (frame->fields->len + 3, self->state->arena);
  g_autofree char *address = parcours_newcomer_address (self->newcomer->number);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (!field->is_score && !g_strv_contains (left_out, field->slug) &&
          !parcours_slot_is_missing (field->type, self->model->slots[i]))
        parcours_object_set (fields, g_quark_from_string (field->slug),
                             parcours_slot_to_value (field->type, self->model->slots[i]), self->state->arena);
    }
  set_text (self, fields, "timezone", parcours_zone_name (self->model->zone));
  if (self->model->addresses & PARCOURS_ADDRESS_PHONE)
    set_text (self, fields, "phone", NEW_PHONE);
  if (self->model->addresses & PARCOURS_ADDRESS_EMAIL)
    set_text (self, fields, "email", address);

  return fields;
}

/* Whoever is on a list, or was, has joined it once; tags and groups come later in a life. */
static ParcoursObject *
copy_lists (ParcoursRunner *self)
{
  const ParcoursFrame *frame = self->program->frame;
  ParcoursObject *lists = parcours_object_new (frame->lists->len, self->state->arena);

  for (guint i = 0; i < frame->lists->len; i++)
    {
      ParcoursListStatus status = (ParcoursListStatus) self->model->lists[i].status;

      if (status == PARCOURS_LIST_UNSUBSCRIBED)
        status = PARCOURS_LIST_ACTIVE;
      if (status == PARCOURS_LIST_ACTIVE || status == PARCOURS_LIST_UNCONFIRMED)
        set_text (self, lists, parcours_frame_list (frame, i)->slug, parcours_list_status_name (status));
    }

  return lists;
}

static ParcoursObject *
copy_consent (ParcoursRunner *self)
{
  ParcoursObject *consent = parcours_object_new (PARCOURS_N_CHANNELS, self->state->arena);

  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      if (self->model->channels[i] == PARCOURS_CONSENT_SUBSCRIBED ||
          self->model->channels[i] == PARCOURS_CONSENT_UNSUBSCRIBED)
        set_text (self, consent, parcours_channel_name ((ParcoursChannel) i), "subscribed");
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
    self->model = parcours_state_new (self->state->binding);
  parcours_state_load (self->model, self->newcomer->model, self->from);
  set_part (self, payload, KEY ("fields"), copy_fields (self));
  set_part (self, payload, KEY ("lists"), copy_lists (self));
  set_part (self, payload, KEY ("consent"), copy_consent (self));
  parcours_runner_publish_topic (self, self->program->ids.contact_created, PARCOURS_ORIGIN_BEHAVIOUR,
                                 PARCOURS_TEXT_MISSING, payload);
}
