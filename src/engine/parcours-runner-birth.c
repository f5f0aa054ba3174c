/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts who come to be during the run. Until the event that creates them
 * nothing can happen to them; then each part of what the event says becomes an
 * event of its own (vocabulary, section 1). */

#include "config.h"

#include "parcours-runner-private.h"

#define KEY(name) g_quark_from_static_string (name)

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

/* What the event says of the new contact happens, then the clock begins to run for it. */
void
parcours_runner_derive_created (ParcoursRunner      *self,
                                const ParcoursEvent *event)
{
  derive_fields (self, event);
  derive_tags (self, event);
  derive_lists (self, event);
  parcours_runner_begin_life (self);
}
