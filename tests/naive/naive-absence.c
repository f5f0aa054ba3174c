/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Triggers that are armed by one event, disarmed by another, and fire at a delay. */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"

static const char *
absence_key (NaiveStep        *trigger,
             const NaiveEvent *event)
{
  const char *key = parcours_json_member_string (trigger->type->rule, "key");

  if (g_str_equal (key, "send"))
    return event->send != NULL ? naive_keep_text (g_strdup_printf ("%u", event->send->number)) : event->subject;
  if (g_str_equal (key, "cart"))
    return g_str_equal (event->topic->name, "order.created") ? naive_value_text (naive_event_lookup (event, "cart"))
                                                             : event->subject;

  return "";
}

static NaiveAbsence *
find_absence (NaiveContact *contact,
              NaiveStep    *trigger,
              const char   *key)
{
  for (guint i = 0; i < contact->absences->len; i++)
    {
      NaiveAbsence *absence = g_ptr_array_index (contact->absences, i);

      if (absence->trigger == trigger && g_strcmp0 (absence->key, key) == 0)
        return absence;
    }

  return NULL;
}

typedef struct
{
  NaiveAbsence *absence;
  guint serial;
} Alarm;

static const NaiveValue *
lookup_column (gconstpointer columns,
               const char   *key)
{
  return naive_get ((GHashTable *) columns, key);
}

static gboolean
absence_fires (NaiveContact *contact,
               NaiveAbsence *absence)
{
  JsonArray *entries = parcours_json_member_array (absence->trigger->type->rule, "fires");
  NaiveRecord *cart = entries != NULL ? naive_find_record (contact, "cart", absence->key) : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (cart != NULL && parcours_params_hold (absence->trigger->params, parcours_json_member_object (entry, "if")) &&
          naive_entry_fits (contact, absence->trigger, entry, cart->columns, lookup_column))
        return TRUE;
    }

  return entries == NULL;
}

/* Why an abandoned cart is none: it is not what is asked for, or no cart any more. */
static ParcoursRefusal
reason_against (NaiveContact       *contact,
                const NaiveAbsence *absence)
{
  NaiveRecord *cart = naive_find_record (contact, "cart", absence->key);

  return cart != NULL && naive_record_is_open (cart, contact->engine->now) ? PARCOURS_REFUSAL_FILTER
                                                                           : PARCOURS_REFUSAL_DISARMED;
}

static void
on_alarm (NaiveContact *contact,
          NaiveItem    *item)
{
  Alarm *alarm = item->data;
  NaiveAbsence *absence = alarm->absence;

  if (absence->serial != alarm->serial)
    return;
  absence->serial = 0;
  if (absence_fires (contact, absence))
    naive_fire (contact, absence->trigger, absence->event, FALSE);
  else
    naive_refuse (contact, absence->trigger->automation, absence->trigger, reason_against (contact, absence));
}

static void
set_alarm (NaiveContact *contact,
           NaiveAbsence *absence,
           gint64        at)
{
  NaiveItem *item = naive_schedule (contact, at, NAIVE_ABSENCE, on_alarm, naive_new (Alarm));

  absence->serial = ++contact->n_serials;
  *(Alarm *) item->data = (Alarm){ absence, absence->serial };
  item->rank[0] = absence->trigger->index;
  item->rank[1] = absence->event->order;
  naive_insert (item);
}

/* When the trigger fires that is armed by the event. */
static gint64
end_of_absence (NaiveContact     *contact,
                NaiveStep        *trigger,
                const NaiveEvent *event)
{
  const char *after = parcours_json_member_string (trigger->params, "after");
  ParcoursDuration duration;

  if (!parcours_duration_parse (after, &duration))
    return PARCOURS_INSTANT_NEVER;

  return parcours_duration_add (&duration, event->at, naive_zone_of (trigger->automation, contact));
}

static void
arm (NaiveContact *contact,
     NaiveStep    *trigger,
     NaiveEvent   *event)
{
  const char *key = absence_key (trigger, event);
  NaiveAbsence *absence = key != NULL ? find_absence (contact, trigger, key) : NULL;
  gint64 at = end_of_absence (contact, trigger, event);

  if (key == NULL || at == PARCOURS_INSTANT_NEVER)
    return;
  if (absence != NULL && absence->serial != 0 && !parcours_json_member_boolean (trigger->type->rule, "rearm", FALSE))
    return;
  if (absence == NULL)
    {
      absence = naive_new (NaiveAbsence);
      absence->trigger = trigger;
      absence->key = key;
      g_ptr_array_add (contact->absences, absence);
    }
  absence->event = event;
  set_alarm (contact, absence, at);
}

static gboolean
has_same_key (NaiveStep *one,
              NaiveStep *other)
{
  return other->type != NULL && other->type->family == PARCOURS_FAMILY_ABSENCE &&
         g_strcmp0 (parcours_json_member_string (one->type->rule, "key"),
                    parcours_json_member_string (other->type->rule, "key")) == 0;
}

/**
 * naive_rearm:
 * @contact: a contact
 * @automation: a version that now takes the place of another one
 *
 * What waits in vain goes on with the triggers of the new version, and the time that has passed counts.
 */
void
naive_rearm (NaiveContact    *contact,
             NaiveAutomation *automation)
{
  for (guint i = 0; i < contact->absences->len; i++)
    {
      NaiveAbsence *absence = g_ptr_array_index (contact->absences, i);
      NaiveStep *trigger = absence->trigger->automation == automation->before
                             ? naive_find_step (automation, absence->trigger->id) : NULL;

      if (absence->trigger->automation != automation->before || absence->serial == 0)
        continue;
      if (trigger == NULL || !has_same_key (absence->trigger, trigger) ||
          end_of_absence (contact, trigger, absence->event) == PARCOURS_INSTANT_NEVER)
        {
          absence->serial = 0;
          continue;
        }
      absence->trigger = trigger;
      set_alarm (contact, absence, MAX (end_of_absence (contact, trigger, absence->event), contact->engine->now));
    }
}

/**
 * naive_offer_to_absence:
 * @contact: a contact
 * @trigger: a trigger that waits for what does not happen
 * @event: an event that was just published
 *
 * Disarms or arms the trigger.
 */
void
naive_offer_to_absence (NaiveContact *contact,
                        NaiveStep    *trigger,
                        NaiveEvent   *event)
{
  gboolean happened = FALSE;
  const char *key;
  NaiveAbsence *absence;

  if (naive_find_entry (contact, trigger, "disarm", event, &happened) != NULL)
    {
      key = absence_key (trigger, event);
      absence = key != NULL ? find_absence (contact, trigger, key) : NULL;
      if (absence != NULL && absence->serial != 0)
        {
          absence->serial = 0;
          naive_refuse (contact, trigger->automation, trigger, PARCOURS_REFUSAL_DISARMED);
        }
    }
  if (!g_hash_table_contains (contact->paused, trigger->automation->slug) &&
      naive_find_entry (contact, trigger, "arm", event, &happened) != NULL)
    arm (contact, trigger, event);
}
