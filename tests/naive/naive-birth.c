/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts whom the timeline creates: nothing happens to them before; then each part of what is said of them is an
 * event of its own. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-draw.h"
#include "parcours-json.h"

#define NEW_PHONE "+15550100000"

/**
 * naive_be_born:
 * @contact: a contact
 * @event: that it was created
 *
 * Returns: whether it comes to be now: who is there already does not
 */
gboolean
naive_be_born (NaiveContact *contact,
               NaiveEvent   *event)
{
  const NaiveValue *fields = naive_get (event->payload, "fields");
  const char *zone = fields != NULL ? naive_value_text (naive_get (fields->members, "timezone")) : NULL;

  if (!contact->unborn)
    return FALSE;
  contact->unborn = FALSE;
  contact->born = contact->engine->now;
  if (zone != NULL)
    contact->zone = parcours_zone_lookup (zone);
  naive_set (contact->fields, "created-at", naive_instant (contact->engine->now));

  return TRUE;
}

static GPtrArray *
keys_of (const NaiveValue *object)
{
  return object != NULL && object->type == NAIVE_OBJECT ? naive_keys (object->members) : g_ptr_array_new ();
}

static void
publish_part (NaiveContact     *contact,
              const NaiveEvent *event,
              const char       *topic,
              const char       *subject,
              GHashTable       *payload)
{
  naive_publish (contact, topic, subject, payload, event->origin, NULL, NULL);
}

static void
publish_fields (NaiveContact     *contact,
                const NaiveEvent *event)
{
  const NaiveValue *fields = naive_get (event->payload, "fields");
  g_autoptr (GPtrArray) slugs = keys_of (fields);

  for (guint i = 0; i < slugs->len; i++)
    {
      GHashTable *payload = naive_members_new ();

      naive_set (payload, "to", naive_get (fields->members, g_ptr_array_index (slugs, i)));
      publish_part (contact, event, "field.changed", g_ptr_array_index (slugs, i), payload);
    }
}

static void
publish_lists (NaiveContact     *contact,
               const NaiveEvent *event)
{
  const NaiveValue *lists = naive_get (event->payload, "lists");
  g_autoptr (GPtrArray) slugs = keys_of (lists);

  for (guint i = 0; i < slugs->len; i++)
    {
      const char *slug = g_ptr_array_index (slugs, i);
      const NaiveValue *status = naive_get (lists->members, slug);

      if (naive_value_is_text (status, "active"))
        publish_part (contact, event, "list.subscribed", slug, NULL);
      else if (naive_value_is_text (status, "unconfirmed"))
        publish_part (contact, event, "list.opt-in-requested", slug, NULL);
    }
}

static void
publish_consent (NaiveContact     *contact,
                 const NaiveEvent *event)
{
  g_autoptr (GPtrArray) channels = keys_of (naive_get (event->payload, "consent"));

  for (guint i = 0; i < channels->len; i++)
    publish_part (contact, event, "channel.subscribed", g_ptr_array_index (channels, i), NULL);
}

/**
 * naive_grow_up:
 * @contact: a contact
 * @event: that it was created
 *
 * Publishes what the event says of the contact; then the clock begins to run for it.
 */
void
naive_grow_up (NaiveContact     *contact,
               const NaiveEvent *event)
{
  const NaiveValue *tags = naive_get (event->payload, "tags");

  publish_fields (contact, event);
  for (guint i = 0; tags != NULL && tags->type == NAIVE_LIST && i < tags->items->len; i++)
    publish_part (contact, event, "tag.added", naive_value_text (g_ptr_array_index (tags->items, i)), NULL);
  publish_lists (contact, event);
  publish_consent (contact, event);
  naive_plan_arrivals (contact);
  naive_plan_triggers (contact);
}

/**
 * naive_created_payload:
 * @entry: that a contact is created
 *
 * Returns: (transfer full): what it says; the contact has the address by which the timeline calls it
 */
JsonObject *
naive_created_payload (const ParcoursTimelineEntry *entry)
{
  JsonObject *payload = parcours_json_copy_object (entry->payload);
  JsonObject *fields = parcours_json_copy_object (parcours_json_member_object (entry->payload, "fields"));
  gboolean is_phone = g_str_has_prefix (entry->contact, "phone:");

  json_object_set_string_member (fields, is_phone ? "phone" : "email",
                                 is_phone ? entry->contact + strlen ("phone:") : entry->contact);
  json_object_set_object_member (payload, "fields", fields);

  return payload;
}

/* The fields are those of the model at the start, but for the address and for what a life has left behind. */
static const NaiveValue *
fields_like (NaiveContact *contact,
             NaiveContact *model)
{
  static const char *left_out[] = { "created-at", "last-activity-at", "last-order-at", "order-count", "total-spent" };
  GHashTable *fields = naive_members_copy (model->first_fields);

  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    naive_set (fields, left_out[i], NULL);
  naive_set (fields, "timezone", naive_text (parcours_zone_name (model->zone)));
  if (naive_get (model->first_fields, "phone") != NULL)
    naive_set (fields, "phone", naive_text (NEW_PHONE));
  if (naive_get (model->first_fields, "email") != NULL)
    naive_set (fields, "email", naive_text (contact->address));

  return naive_object (fields);
}

/* Whoever is on a list, or was, has joined it once. */
static const NaiveValue *
lists_like (NaiveContact *model)
{
  GHashTable *lists = naive_members_new ();
  g_autoptr (GPtrArray) slugs = naive_keys (model->first_lists);

  for (guint i = 0; i < slugs->len; i++)
    {
      const char *slug = g_ptr_array_index (slugs, i);
      const NaiveValue *status = naive_get (model->first_lists, slug);

      if (naive_value_is_text (status, "unsubscribed"))
        naive_set (lists, slug, naive_text ("active"));
      else if (!naive_value_is_text (status, "bounced"))
        naive_set (lists, slug, status);
    }

  return naive_object (lists);
}

static const NaiveValue *
consent_like (NaiveContact *model)
{
  GHashTable *consent = naive_members_new ();

  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      if (g_str_equal (model->first_channels[i], "subscribed") || g_str_equal (model->first_channels[i], "unsubscribed"))
        naive_set (consent, parcours_channel_name ((ParcoursChannel) i), naive_text ("subscribed"));
    }

  return naive_object (consent);
}

static void
on_birth (NaiveContact *contact,
          NaiveItem    *item)
{
  GHashTable *payload = naive_members_new ();

  naive_set (payload, "fields", fields_like (contact, contact->model));
  naive_set (payload, "lists", lists_like (contact->model));
  naive_set (payload, "consent", consent_like (contact->model));
  naive_publish (contact, "contact.created", NULL, payload, "behaviour", NULL, NULL);
}

/**
 * naive_plan_birth:
 * @contact: a contact that is not there yet
 *
 * Whom the timeline creates comes by what it says; others at a time that chance has chosen.
 */
void
naive_plan_birth (NaiveContact *contact)
{
  if (contact->model != NULL)
    naive_insert (naive_schedule (contact, contact->born, NAIVE_ARRIVAL, on_birth, NULL));
}
