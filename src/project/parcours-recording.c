/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of the past as a timeline: what people and the shop did, told by when
 * it was after the beginning of the period, so that it can happen again. What
 * automations did, and what people did about their messages, is left out: in a
 * run the automations do it, and the behaviour. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-recording.h"
#include "parcours-store-log.h"

/* What comes of an event is written down within so many seconds. */
#define AT_ONCE (5 * PARCOURS_MINUTE)

typedef struct
{
  const ParcoursRecordingOptions *options;
  gint64 local_from;
  GPtrArray *entries; /* (element-type RecordedEntry) */
  guint n_without_address;
} Recording;

typedef struct
{
  gint64 at;
  JsonObject *object; /* (owned) */
} RecordedEntry;

static void
entry_free (gpointer data)
{
  RecordedEntry *entry = data;

  json_object_unref (entry->object);
  g_free (entry);
}

static gboolean
is_about_message (const ParcoursTopic *topic)
{
  static const char *const kinds[] = { "email", "sms", "push", "site-message", "wallet-notification", NULL };

  return g_strv_contains (kinds, topic->subject);
}

/* Whether the message was sent by an automation: its sends would happen twice. */
static gboolean
is_automated (const Recording        *recording,
              const ParcoursLogEvent *event,
              JsonObject             *payload)
{
  const char *kind = parcours_json_member_string (payload, "kind");
  const ParcoursEntity *entity;

  if (parcours_json_member_string (payload, "automation") != NULL)
    return TRUE;
  if (kind != NULL)
    return g_str_equal (kind, "automation");
  entity = event->subject != NULL ? parcours_library_lookup (recording->options->library, event->topic->subject,
                                                             event->subject) : NULL;
  kind = entity != NULL ? parcours_json_member_string (entity->attributes, "kind") : NULL;

  return g_str_equal (event->topic->subject, "email") && (kind == NULL || g_str_equal (kind, "automation"));
}

static JsonNode *
parse_payload (const ParcoursLogEvent *event)
{
  return event->payload != NULL ? parcours_json_parse (event->payload, -1, NULL) : NULL;
}

static JsonObject *
payload_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
leads_away (const Recording        *recording,
            const ParcoursLogEvent *event)
{
  g_autoptr (JsonNode) node = NULL;

  if (event->topic->apply != PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED && event->topic->apply != PARCOURS_APPLY_COMPLAINED &&
      event->topic->apply != PARCOURS_APPLY_BOUNCED)
    return FALSE;
  node = parse_payload (event);

  return is_automated (recording, event, payload_of (node));
}

/* Leaving a list because of a message of an automation is an event of its own, at the same time or soon after. */
static gboolean
is_left_behind (const Recording *recording,
                const GArray    *events,
                guint            place)
{
  static const char *const topics[] = { "list.unsubscribed", "channel.unsubscribed", "channel.blocked", NULL };
  const ParcoursLogEvent *event = &g_array_index (events, ParcoursLogEvent, place);

  if (!g_strv_contains (topics, event->topic->name))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const ParcoursLogEvent *other = &g_array_index (events, ParcoursLogEvent, i);

      if (other->at > event->at)
        break;
      if (other->at >= event->at - AT_ONCE && leads_away (recording, other))
        return TRUE;
    }

  return FALSE;
}

/* Whether a program did it, which would do it again. */
static gboolean
is_effect (JsonObject *payload)
{
  static const char *const origins[] = { "effect", "clock", "derived", NULL };
  const char *origin = parcours_json_member_string (payload, "origin");

  return origin != NULL && g_strv_contains (origins, origin);
}

static gboolean
has_id (const ParcoursTopic *topic)
{
  static const char *const kinds[] = { "cart", "order", "deal", "task", "note", "meeting", "conversation", "call",
                                       "voucher", NULL };

  return g_strv_contains (kinds, topic->subject);
}

static gboolean
makes_record (const ParcoursTopic *topic)
{
  return has_id (topic) && (topic->apply == PARCOURS_APPLY_CART_ADD || topic->apply == PARCOURS_APPLY_ORDER_CREATED ||
                            topic->apply == PARCOURS_APPLY_RECORD_CREATED);
}

/* What was made in the period is made anew: there is one of that id already. */
static char *
new_id (GHashTable *made,
        const char *id)
{
  return g_hash_table_contains (made, id) ? g_strconcat ("replay:", id, NULL) : g_strdup (id);
}

static JsonObject *
copy_payload (JsonObject *payload,
              GHashTable *made)
{
  static const char *const references[] = { "cart", "deal", NULL };
  JsonObject *copy = parcours_json_copy_object (payload);

  json_object_remove_member (copy, "id");
  for (const char *const *key = references; *key != NULL; key++)
    {
      const char *id = parcours_json_member_string (copy, *key);
      g_autofree char *other = id != NULL ? new_id (made, id) : NULL;

      if (other != NULL)
        json_object_set_string_member (copy, *key, other);
    }

  return copy;
}

static char *
offset_of (const Recording *recording,
           gint64           at)
{
  gint64 seconds = parcours_zone_to_local (recording->options->zone, at) - recording->local_from;
  ParcoursDuration offset = { 0, (gint32) (seconds / PARCOURS_DAY), seconds % PARCOURS_DAY };

  return parcours_duration_format (&offset);
}

static void
record (Recording              *recording,
        const char             *address,
        const ParcoursLogEvent *event,
        JsonObject             *payload,
        GHashTable             *made)
{
  RecordedEntry *entry = g_new0 (RecordedEntry, 1);
  g_autofree char *at = offset_of (recording, event->at);
  g_autofree char *subject =
    event->subject != NULL ? (has_id (event->topic) ? new_id (made, event->subject) : g_strdup (event->subject)) : NULL;

  entry->at = event->at;
  entry->object = json_object_new ();
  json_object_set_string_member (entry->object, "at", at);
  json_object_set_string_member (entry->object, "contact", address);
  json_object_set_string_member (entry->object, "event", event->topic->name);
  if (subject != NULL)
    json_object_set_string_member (entry->object, "subject", subject);
  if (payload != NULL)
    json_object_set_object_member (entry->object, "payload", copy_payload (payload, made));
  g_ptr_array_add (recording->entries, entry);
}

/* The contacts of the past are all there: nobody has to come. A message that a timeline sends is delivered at once. */
static gboolean
can_happen (const ParcoursTopic *topic)
{
  return topic->outside && topic->apply != PARCOURS_APPLY_CONTACT_CREATED && !g_str_has_suffix (topic->name, ".delivered") &&
         !g_str_has_prefix (topic->name, "automation.");
}

static gboolean
is_wanted (const Recording          *recording,
           const ParcoursLogContact *contact)
{
  const ParcoursMatching *who = recording->options->who;

  return who == NULL || (contact->id < who->n_bits && (who->bits[contact->id >> 6] >> (contact->id & 63) & 1));
}

static void
record_contact (const ParcoursLogContact *contact,
                gpointer                  user_data)
{
  Recording *recording = user_data;
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *address = contact->email != NULL ? g_strdup (contact->email)
                             : contact->phone != NULL ? g_strconcat ("phone:", contact->phone, NULL) : NULL;

  if (contact->events->len == 0 || !is_wanted (recording, contact))
    return;
  if (address == NULL)
    {
      recording->n_without_address++;
      return;
    }
  for (guint i = 0; i < contact->events->len; i++)
    {
      const ParcoursLogEvent *event = &g_array_index (contact->events, ParcoursLogEvent, i);
      g_autoptr (JsonNode) node = parse_payload (event);
      JsonObject *payload = payload_of (node);

      if (!can_happen (event->topic) || is_effect (payload) || is_left_behind (recording, contact->events, i) ||
          (is_about_message (event->topic) && is_automated (recording, event, payload)))
        continue;
      if (makes_record (event->topic) && event->subject != NULL)
        g_hash_table_add (made, event->subject);
      record (recording, address, event, payload, made);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const RecordedEntry *one = *(const RecordedEntry *const *) a;
  const RecordedEntry *other = *(const RecordedEntry *const *) b;

  return one->at < other->at ? -1 : one->at > other->at;
}

/* Topics of which the log knows anything are told by it alone, whether or not they happened in the period. */
static JsonArray *
find_replaced (ParcoursStore  *store,
               GError        **error)
{
  g_autoptr (GPtrArray) topics = parcours_store_log_topics (store, error);
  JsonArray *array = topics != NULL ? json_array_new () : NULL;

  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const ParcoursTopic *topic = g_ptr_array_index (topics, i);

      if (topic->behaviour && can_happen (topic) && !is_about_message (topic))
        json_array_add_string_element (array, topic->name);
    }

  return array;
}

static JsonNode *
make_timeline (const Recording *recording,
               JsonArray       *replaced)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *events = json_array_sized_new (recording->entries->len);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "format", PARCOURS_TIMELINE_FORMAT);
  json_object_set_string_member (object, "timezone", parcours_zone_name (recording->options->zone));
  if (recording->options->who == NULL)
    json_object_set_array_member (object, "replaces", parcours_json_copy_array (replaced));
  g_ptr_array_sort (recording->entries, compare_entries);
  for (guint i = 0; i < recording->entries->len; i++)
    json_array_add_object_element (events, parcours_json_copy_object (((RecordedEntry *) recording->entries->pdata[i])->object));
  json_object_set_array_member (object, "events", events);

  return node;
}

/**
 * parcours_recording_make:
 * @options: what is to be recorded
 * @store: a connection to the workspace, in its thread
 * @progress: (nullable) (scope call): called now and then
 * @progress_data: for @progress
 * @n_without_address: (out) (optional): how many contacts cannot be named, so that what happened to them is not told
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Makes a timeline of what happened, by when it was after the beginning of the period. If it is about everybody it
 * replaces what a behaviour says of the topics that are in the log.
 *
 * Returns: (transfer full) (nullable): a timeline, as a file holds it
 */
JsonNode *
parcours_recording_make (const ParcoursRecordingOptions  *options,
                         ParcoursStore                   *store,
                         ParcoursStoreProgress            progress,
                         gpointer                         progress_data,
                         guint                           *n_without_address,
                         GCancellable                    *cancellable,
                         GError                         **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (JsonArray) replaced = find_replaced (store, error);
  Recording recording = { options, parcours_zone_to_local (options->zone, options->from), entries, 0 };

  if (replaced == NULL ||
      !parcours_store_read_log (store, options->from, options->to, record_contact, &recording, progress, progress_data,
                                cancellable, error))
    return NULL;
  if (entries->len == 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("Nothing has happened in this period that could happen again."));
      return NULL;
    }
  if (n_without_address != NULL)
    *n_without_address = recording.n_without_address;

  return make_timeline (&recording, replaced);
}
