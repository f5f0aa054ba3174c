/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person wrote down to happen (vocabulary, section 7): events, responses, answers, changes. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static gboolean
is_meant (NaiveContact                *contact,
          const ParcoursTimelineEntry *entry)
{
  return entry->contact != NULL &&
         (g_str_equal (entry->contact, "*") || g_ascii_strcasecmp (entry->contact, contact->address) == 0);
}

/**
 * naive_normal_subject:
 * @topic: a topic
 * @subject: (nullable): a subject as somebody has written it
 *
 * Returns: (transfer none) (nullable): the subject as events carry it
 */
const char *
naive_normal_subject (const ParcoursTopic *topic,
               const char          *subject)
{
  if (subject == NULL || !g_str_equal (topic->subject, "url"))
    return subject;

  return naive_keep_text (parcours_url_normalize (subject));
}

static void
publish_entry (NaiveContact                *contact,
               const ParcoursTimelineEntry *entry,
               const char                  *subject,
               NaiveSend                   *send)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
  const char *origin = parcours_json_member_string (entry->payload, "origin");
  gboolean creates = topic->apply == PARCOURS_APPLY_CONTACT_CREATED && entry->contact != NULL;
  g_autoptr (JsonObject) created = creates ? naive_created_payload (entry) : NULL;

  /* What is sent is a send of its own, also where it answers another one of the same message. */
  if (topic->apply == PARCOURS_APPLY_SEND)
    send = NULL;
  naive_publish (contact, entry->topic, naive_normal_subject (topic, subject),
                 naive_members_from_json (creates ? created : entry->payload, naive_payload_type, (gpointer) topic),
                 origin != NULL ? origin : "outside", send, NULL);
}

static gboolean
meets (NaiveContact            *contact,
       const ParcoursCondition *condition)
{
  NaiveAsker asker = naive_asker_for (contact, NULL);

  return condition == NULL || naive_condition_test (condition->node, &asker);
}

/* What came already under the same id is the same event, delivered again. */
static gboolean
is_first_delivery (NaiveContact                *contact,
                   const ParcoursTimelineEntry *entry)
{
  const char *id = parcours_json_member_string (entry->payload, "id");

  return id == NULL || g_hash_table_add (contact->delivered, g_strdup (id));
}

static void
on_script (NaiveContact *contact,
           NaiveItem    *item)
{
  const ParcoursTimelineEntry *entry = item->data;

  if (meets (contact, entry->who) && is_first_delivery (contact, entry))
    publish_entry (contact, entry, entry->subject, NULL);
}

/* An event about a record belongs to the contact that has the record. */
static void
on_record_script (NaiveContact *contact,
                  NaiveItem    *item)
{
  const ParcoursTimelineEntry *entry = item->data;
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);

  if (naive_find_record (contact, topic->subject, entry->subject) != NULL)
    publish_entry (contact, entry, entry->subject, NULL);
}

static void
on_change (NaiveContact *contact,
           NaiveItem    *item)
{
  const ParcoursTimelineEntry *entry = item->data;

  if (entry->active)
    g_hash_table_remove (contact->paused, entry->automation);
  else
    g_hash_table_add (contact->paused, g_strdup (entry->automation));
}

static void
plan_at (NaiveContact                *contact,
         const ParcoursTimelineEntry *entry,
         guint                        place,
         NaiveFunc                    func)
{
  NaiveEngine *engine = contact->engine;
  const ParcoursZone *zone = engine->the_case->settings.zone;
  gint64 at = 0, until = PARCOURS_INSTANT_NEVER;
  ParcoursDuration every = { 0 };

  parcours_timeline_instant (entry->at, engine->from, zone, &at);
  if (entry->until != NULL && entry->every != NULL)
    parcours_timeline_instant (entry->until, engine->from, zone, &until);
  if (entry->every != NULL)
    parcours_duration_parse (entry->every, &every);
  for (guint n = 0; at < engine->to && (n == 0 || at <= until); n++)
    {
      gboolean is_change = entry->kind == PARCOURS_TIMELINE_CHANGE;
      NaiveItem *item = naive_schedule (contact, at, is_change ? NAIVE_CHANGE : NAIVE_SCRIPT, func, (gpointer) entry);

      item->rank[0] = place;
      item->rank[1] = n;
      if (at >= engine->from)
        naive_insert (item);
      if (entry->every == NULL)
        break;
      at = parcours_duration_add (&every, at, zone);
    }
}

static gboolean
is_workspace_topic (const ParcoursTimelineEntry *entry)
{
  return g_str_equal (entry->topic, "feed.item-published") || g_str_equal (entry->topic, "product.stock-changed");
}

/**
 * naive_plan_scripts:
 * @contact: a contact
 *
 * Plans what the timeline says of it.
 */
void
naive_plan_scripts (NaiveContact *contact)
{
  ParcoursTimeline *timeline = contact->engine->the_case->timeline;

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);

      if (entry->kind == PARCOURS_TIMELINE_CHANGE && entry->swap == NULL)
        plan_at (contact, entry, i, on_change);
      if (entry->kind != PARCOURS_TIMELINE_EVENT)
        continue;
      if (entry->who != NULL || is_meant (contact, entry))
        plan_at (contact, entry, i, on_script);
      else if (g_str_equal (entry->topic, "product.stock-changed"))
        plan_at (contact, entry, i, naive_on_stock);
      else if (entry->contact == NULL && !is_workspace_topic (entry))
        plan_at (contact, entry, i, on_record_script);
    }
}

/* Responses */

typedef struct
{
  const ParcoursTimelineEntry *entry;
  NaiveEvent *cause;
} Response;

/* Whether the response is about such a thing as its cause is about. */
static gboolean
is_of_kind (const ParcoursTimelineEntry *entry,
            const NaiveEvent            *cause)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);

  return g_str_equal (topic->subject, cause->topic->subject);
}

static void
on_response (NaiveContact *contact,
             NaiveItem    *item)
{
  Response *response = item->data;
  const ParcoursTimelineEntry *entry = response->entry;

  if (naive_is_over_limit (contact))
    return;
  if (entry->subject == NULL && is_of_kind (entry, response->cause))
    publish_entry (contact, entry, response->cause->subject, response->cause->send);
  else
    publish_entry (contact, entry, entry->subject,
                   g_strcmp0 (entry->subject, response->cause->subject) == 0 ? response->cause->send : NULL);
}

static void
plan_response (NaiveContact                *contact,
               const ParcoursTimelineEntry *entry,
               guint                        place,
               NaiveEvent                  *event)
{
  g_autofree char *name = g_strdup_printf ("%u", place);
  double count = naive_value_number (naive_get (contact->scripted, name), 0.) + 1.;
  NaiveItem *item;

  naive_set (contact->scripted, name, naive_number (count));
  if (entry->nth != 0 && entry->nth != count)
    return;
  item = naive_schedule (contact, parcours_duration_add (&entry->after, event->at, contact->zone),
                         NAIVE_SCRIPTED_RESPONSE, on_response, naive_new (Response));
  *(Response *) item->data = (Response){ entry, event };
  item->rank[0] = place;
  item->rank[1] = (gint64) count;
  naive_insert (item);
}

static gboolean
follows (NaiveContact                *contact,
         const ParcoursTimelineEntry *entry,
         const NaiveEvent            *event)
{
  return entry->kind == PARCOURS_TIMELINE_RESPONSE && (entry->contact == NULL || is_meant (contact, entry)) &&
         g_str_equal (entry->on_topic, event->topic->name) &&
         (entry->on_subject == NULL || g_strcmp0 (naive_normal_subject (event->topic, entry->on_subject), event->subject) == 0);
}

/**
 * naive_settles_delivery:
 * @contact: a contact
 * @event: that a message was sent
 *
 * Returns: whether the timeline says what becomes of it, so that it is not delivered by itself
 */
gboolean
naive_settles_delivery (NaiveContact     *contact,
                        const NaiveEvent *event)
{
  ParcoursTimeline *timeline = contact->engine->the_case->timeline;

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);

      if (follows (contact, entry, event) &&
          (g_str_has_suffix (entry->topic, ".delivered") || g_str_equal (entry->topic, "email.bounced") ||
           g_str_equal (entry->topic, "sms.failed")))
        return TRUE;
    }

  return FALSE;
}

/**
 * naive_plan_responses:
 * @contact: a contact
 * @event: an event that was just published
 *
 * Plans what the timeline says follows from it.
 */
void
naive_plan_responses (NaiveContact *contact,
                      NaiveEvent   *event)
{
  ParcoursTimeline *timeline = contact->engine->the_case->timeline;

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);

      if (follows (contact, entry, event))
        plan_response (contact, entry, i, event);
    }
}

/**
 * naive_answer:
 * @contact: a contact
 * @step: a random split
 * @visit: which passing of the contact, from 1
 *
 * Returns: (nullable): the port that the timeline settles
 */
const char *
naive_answer (NaiveContact *contact,
              NaiveStep    *step,
              guint         visit)
{
  ParcoursTimeline *timeline = contact->engine->the_case->timeline;
  g_autofree char *full = g_strconcat (step->automation->slug, "/", step->id, NULL);

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);

      if (entry->kind == PARCOURS_TIMELINE_ANSWER && (entry->contact == NULL || is_meant (contact, entry)) &&
          entry->visit == visit &&
          g_str_equal (entry->step, strchr (entry->step, '/') != NULL ? full : step->id))
        return entry->port;
    }

  return NULL;
}
