/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a scenario as a population: each in one go, with all that the
 * scenario says of them and nothing else. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-cast-private.h"
#include "parcours-cast-records.h"
#include "parcours-draw.h"
#include "parcours-error.h"
#include "parcours-event.h"
#include "parcours-json.h"
#include "parcours-population-builder.h"
#include "parcours-text.h"

typedef struct
{
  const ParcoursCast *cast;
  const ParcoursLibrary *library;
  const ParcoursTimeline *timeline; /* (nullable) */
  ParcoursTexts *texts;
  const ParcoursZone *zone;
  gint64 from;
  ParcoursPopulationBuilder *builder; /* (owned) */
  GHashTable *columns;       /* (owned) (element-type utf8 guint) of fields, lists, scores and sets, by kind and slug */
  GHashTable *topics;        /* (owned) (element-type utf8 guint) */
  RecordWriter records;
} Build;

static const char *const set_members[PARCOURS_N_SET_KINDS] = { "tags", "groups", "audiences" };

static void
remember (Build      *build,
          const char *kind,
          const char *slug,
          guint       column)
{
  g_hash_table_insert (build->columns, g_strconcat (kind, " ", slug, NULL), GUINT_TO_POINTER (column + 1));
}

static gboolean
recall (Build      *build,
        const char *kind,
        const char *slug,
        guint      *column)
{
  g_autofree char *key = g_strconcat (kind, " ", slug, NULL);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (build->columns, key));

  *column = found - 1;

  return found != 0;
}

static char **
options_of (const ParcoursEntity *entity)
{
  JsonArray *array = parcours_json_member_array (entity->attributes, "options");
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (options, json_array_get_string_element (array, i));

  return g_strv_builder_end (options);
}

static guint
add_column (Build                *build,
            const char           *kind,
            const ParcoursEntity *entity)
{
  ParcoursFieldType type = parcours_field_type_parse (parcours_json_member_string (entity->attributes, "type"));
  g_auto (GStrv) options = options_of (entity);

  if (g_str_equal (kind, "list"))
    return parcours_population_builder_add_list (build->builder, entity->slug);
  if (g_str_equal (kind, "score"))
    return parcours_population_builder_add_score (build->builder, entity->slug);
  if (g_str_equal (kind, "field"))
    return parcours_population_builder_add_field (build->builder, entity->slug,
                                                  type != PARCOURS_FIELD_UNKNOWN ? type : PARCOURS_FIELD_TEXT,
                                                  (const char *const *) options);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    {
      if (g_str_equal (kind, parcours_set_kind_name ((ParcoursSetKind) i)))
        return parcours_population_builder_add_set (build->builder, (ParcoursSetKind) i, entity->slug);
    }
  g_assert_not_reached ();
}

static void
add_columns (Build *build)
{
  static const char *const kinds[] = { "field", "score", "list", "tag", "group", "audience" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) entities = parcours_library_list (build->library, kinds[i]);

      for (guint j = 0; j < entities->len; j++)
        {
          const ParcoursEntity *entity = g_ptr_array_index (entities, j);

          remember (build, kinds[i], entity->slug, add_column (build, kinds[i], entity));
        }
    }
}

/* A value as files spell it; several options are listed with commas. */
static char *
value_text (JsonNode *node)
{
  g_autoptr (GPtrArray) parts = NULL;
  double number;

  if (parcours_json_string (node) != NULL)
    return g_strdup (parcours_json_string (node));
  if (parcours_json_number (node, &number))
    return parcours_number_format (number);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return parcours_json_to_line (node);
  parts = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      const char *part = parcours_json_string (json_array_get_element (json_node_get_array (node), i));

      g_ptr_array_add (parts, (gpointer) (part != NULL ? part : ""));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (",", (char **) parts->pdata);
}

static gboolean
set_field (Build                *build,
           const char           *slug,
           const ParcoursPlace  *place,
           GError              **error)
{
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  guint column;

  if (!parcours_place_is_there (place) || !recall (build, "field", slug, &column))
    return TRUE;
  text = value_text (place->node);
  if (parcours_population_builder_set_text (build->builder, column, text))
    return TRUE;
  message = g_strdup_printf (_("“%1$s” is no value of a field of the type %2$s"), text,
                             parcours_field_type_name (parcours_library_field_type (build->library, "field", slug)));

  return parcours_place_fail (place, error, message);
}

static gboolean
set_custom_field (const ParcoursPlace  *place,
                  gpointer              user_data,
                  GError              **error)
{
  return set_field (user_data, place->key, place, error);
}

static gboolean
set_score (const ParcoursPlace  *place,
           gpointer              user_data,
           GError              **error)
{
  Build *build = user_data;
  double number;
  guint column;

  if (!parcours_json_number (place->node, &number))
    return parcours_place_fail (place, error, _("this has to be a number"));
  if (recall (build, "score", place->key, &column))
    parcours_population_builder_set_number (build->builder, column, number);

  return TRUE;
}

static gboolean
read_instant (Build                *build,
              const ParcoursPlace  *place,
              gint64               *at,
              GError              **error)
{
  const char *text;

  return parcours_place_string (place, &text, error) &&
         (parcours_timeline_instant (text, build->from, build->zone, at) ||
          parcours_place_fail (place, error, _("this is neither a time nor a duration from the start")));
}

/* A status, or {"status", "since"}. */
static gboolean
set_list (const ParcoursPlace  *place,
          gpointer              user_data,
          GError              **error)
{
  Build *build = user_data;
  gboolean is_object = place->node != NULL && JSON_NODE_HOLDS_OBJECT (place->node);
  ParcoursPlace status = is_object ? parcours_place_member (place, "status") : *place;
  ParcoursPlace since = parcours_place_member (place, "since");
  ParcoursListStatus value = PARCOURS_LIST_NONE;
  gint64 at = build->from;
  const char *text;
  guint column;

  if (!parcours_place_is_there (&status))
    return TRUE;
  if (!parcours_place_string (&status, &text, error) ||
      (parcours_place_is_there (&since) && !read_instant (build, &since, &at, error)))
    return FALSE;
  if (!parcours_list_status_parse (text, &value) || value == PARCOURS_LIST_ANY)
    return parcours_place_fail (&status, error, _("a status on a list is active, unconfirmed, unsubscribed or bounced"));
  if (value != PARCOURS_LIST_NONE && recall (build, "list", place->key, &column))
    parcours_population_builder_set_list (build->builder, column, value, at);

  return TRUE;
}

static gboolean
has_active_list (const ParcoursPlace *contact)
{
  ParcoursPlace lists = parcours_place_member (contact, "lists");
  g_autoptr (GList) values = NULL;

  if (lists.node == NULL || !JSON_NODE_HOLDS_OBJECT (lists.node))
    return FALSE;
  values = json_object_get_values (json_node_get_object (lists.node));
  for (GList *l = values; l != NULL; l = l->next)
    {
      const char *status = JSON_NODE_HOLDS_OBJECT (l->data)
                             ? parcours_json_member_string (json_node_get_object (l->data), "status")
                             : parcours_json_string (l->data);

      if (g_strcmp0 (status, "active") == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_elements (const ParcoursPlace *contact,
              const char          *member)
{
  ParcoursPlace place = parcours_place_member (contact, member);

  return place.node != NULL && JSON_NODE_HOLDS_ARRAY (place.node) &&
         json_array_get_length (json_node_get_array (place.node)) > 0;
}

static gboolean
set_consent (const ParcoursPlace  *place,
             gpointer              user_data,
             GError              **error)
{
  Build *build = user_data;
  ParcoursChannel channel;
  ParcoursConsent consent;
  const char *text;

  if (!parcours_channel_parse (place->key, &channel))
    return parcours_place_fail (place, error, _("there is no such channel"));
  if (!parcours_place_string (place, &text, error))
    return FALSE;
  if (!parcours_consent_parse (text, &consent))
    return parcours_place_fail (place, error,
                                _("consent is none, unconfirmed, subscribed, unsubscribed, bounced or blocked"));
  parcours_population_builder_set_channel (build->builder, channel, consent);

  return TRUE;
}

/* Who is active on a list has agreed to emails, who has a device or a pass to what comes there, unless said otherwise. */
static gboolean
set_channels (Build                *build,
              const ParcoursPlace  *contact,
              GError              **error)
{
  ParcoursPlace consent = parcours_place_member (contact, "consent");

  if (has_active_list (contact))
    parcours_population_builder_set_channel (build->builder, PARCOURS_CHANNEL_EMAIL, PARCOURS_CONSENT_SUBSCRIBED);
  if (has_elements (contact, "devices"))
    parcours_population_builder_set_channel (build->builder, PARCOURS_CHANNEL_PUSH, PARCOURS_CONSENT_SUBSCRIBED);
  if (has_elements (contact, "passes"))
    parcours_population_builder_set_channel (build->builder, PARCOURS_CHANNEL_WALLET, PARCOURS_CONSENT_SUBSCRIBED);

  return !parcours_place_is_there (&consent) || parcours_place_foreach (&consent, set_consent, build, error);
}

static gboolean
add_device (const ParcoursPlace  *place,
            gpointer              user_data,
            GError              **error)
{
  ParcoursPlace platform = parcours_place_member (place, "platform");
  const char *name = parcours_json_string (platform.node);
  int *addresses = user_data;

  if (g_strcmp0 (name, "ios") == 0)
    *addresses |= PARCOURS_ADDRESS_IOS;
  else if (g_strcmp0 (name, "android") == 0)
    *addresses |= PARCOURS_ADDRESS_ANDROID;
  else if (g_strcmp0 (name, "web") == 0)
    *addresses |= PARCOURS_ADDRESS_WEB;
  else
    return parcours_place_fail (&platform, error, _("a device is ios, android or web"));

  return TRUE;
}

static gboolean
set_addresses (Build                *build,
               const ParcoursPlace  *contact,
               GError              **error)
{
  ParcoursPlace email = parcours_place_member (contact, "email");
  ParcoursPlace phone = parcours_place_member (contact, "phone");
  ParcoursPlace devices = parcours_place_member (contact, "devices");
  int addresses = 0;

  if (parcours_place_is_there (&email))
    addresses |= PARCOURS_ADDRESS_EMAIL;
  if (parcours_place_is_there (&phone))
    addresses |= PARCOURS_ADDRESS_PHONE;
  if (has_elements (contact, "passes"))
    addresses |= PARCOURS_ADDRESS_PASS;
  if (parcours_place_is_there (&devices) && !parcours_place_foreach (&devices, add_device, &addresses, error))
    return FALSE;
  parcours_population_builder_set_address (build->builder, (ParcoursAddress) addresses);

  return TRUE;
}

static gboolean
set_zone (Build                *build,
          const ParcoursPlace  *contact,
          GError              **error)
{
  ParcoursPlace zone = parcours_place_member (contact, "timezone");
  const char *name;

  if (!parcours_place_is_there (&zone))
    return TRUE;

  return parcours_place_string (&zone, &name, error) &&
         (parcours_population_builder_set_zone (build->builder, name) ||
          parcours_place_fail (&zone, error, _("there is no such time zone")));
}

static gboolean
set_fields (Build                *build,
            const ParcoursPlace  *contact,
            GError              **error)
{
  static const char *const builtin[] = { "email", "phone", "timezone", "language", "owner" };
  ParcoursPlace fields = parcours_place_member (contact, "fields");
  ParcoursPlace created = parcours_place_member (contact, "created-at");
  gint64 at;
  guint column;

  for (guint i = 0; i < G_N_ELEMENTS (builtin); i++)
    {
      ParcoursPlace member = parcours_place_member (contact, builtin[i]);

      if (!set_field (build, builtin[i], &member, error))
        return FALSE;
    }
  if (parcours_place_is_there (&created))
    {
      if (!read_instant (build, &created, &at, error))
        return FALSE;
      if (recall (build, "field", "created-at", &column))
        parcours_population_builder_set_number (build->builder, column, (double) at);
    }

  return !parcours_place_is_there (&fields) || parcours_place_foreach (&fields, set_custom_field, build, error);
}

/* Orders that did not fail are counted in the contact's own columns, unless these are given. */
static void
count_orders (Build               *build,
              const ParcoursPlace *contact)
{
  ParcoursPlace orders = parcours_place_member (contact, "orders");
  ParcoursPlace fields = parcours_place_member (contact, "fields");
  guint count_column, total_column;
  double total = 0.;
  guint n = 0;

  if (!parcours_place_is_there (&orders) || !JSON_NODE_HOLDS_ARRAY (orders.node) ||
      !recall (build, "field", "order-count", &count_column) || !recall (build, "field", "total-spent", &total_column))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (orders.node)); i++)
    {
      ParcoursPlace order = parcours_place_element (&orders, i);
      ParcoursPlace amount = parcours_place_member (&order, "total");
      ParcoursPlace status = parcours_place_member (&order, "status");
      const char *text = parcours_json_string (amount.node);
      double number = 0.;

      if (g_strcmp0 (parcours_json_string (status.node), "failed") == 0)
        continue;
      n++;
      if (text != NULL ? parcours_number_parse (text, &number) : parcours_json_number (amount.node, &number))
        total += number;
    }
  if (fields.node == NULL || !json_object_has_member (json_node_get_object (fields.node), "order-count"))
    parcours_population_builder_set_number (build->builder, count_column, n);
  if (fields.node == NULL || !json_object_has_member (json_node_get_object (fields.node), "total-spent"))
    parcours_population_builder_set_number (build->builder, total_column, parcours_money_round (total));
}

static void
add_members (Build               *build,
             const ParcoursPlace *contact)
{
  ParcoursPlace senders = parcours_place_member (contact, "blocked-senders");
  guint column;

  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      ParcoursPlace member = parcours_place_member (contact, set_members[kind]);

      for (guint i = 0; parcours_place_is_there (&member) && i < json_array_get_length (json_node_get_array (member.node));
           i++)
        {
          const char *slug = json_array_get_string_element (json_node_get_array (member.node), i);

          if (recall (build, parcours_set_kind_name ((ParcoursSetKind) kind), slug, &column))
            parcours_population_builder_add_member (build->builder, column);
        }
    }
  for (guint i = 0; parcours_place_is_there (&senders) && i < json_array_get_length (json_node_get_array (senders.node)); i++)
    parcours_population_builder_block_sender (build->builder,
                                              json_array_get_string_element (json_node_get_array (senders.node), i));
}

static guint
topic_column (Build               *build,
              const ParcoursTopic *topic)
{
  gpointer found = g_hash_table_lookup (build->topics, topic->name);
  guint column;

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  column = parcours_population_builder_add_topic (build->builder, topic->name);
  g_hash_table_insert (build->topics, (gpointer) topic->name, GUINT_TO_POINTER (column + 1));

  return column;
}

static void
add_past_event (Build               *build,
                const ParcoursTopic *topic,
                gint64               at,
                const char          *subject,
                JsonObject          *payload)
{
  ParcoursArena *arena = parcours_population_builder_arena (build->builder);

  parcours_population_builder_add_event (build->builder, topic_column (build, topic), at,
                                         parcours_event_intern_subject (topic, subject, build->texts),
                                         parcours_event_read_payload (topic, payload, build->texts, arena));
}

static const char *const event_keys[] = { "at", "event", "subject", "payload", NULL };

static gboolean
add_history (const ParcoursPlace  *place,
             gpointer              user_data,
             GError              **error)
{
  Build *build = user_data;
  ParcoursPlace at_place = parcours_place_member (place, "at");
  ParcoursPlace topic_place = parcours_place_member (place, "event");
  JsonObject *event;
  const ParcoursTopic *topic;
  const char *name;
  gint64 at;

  if (!parcours_place_check_keys (place, event_keys, error) || !read_instant (build, &at_place, &at, error) ||
      !parcours_place_string (&topic_place, &name, error))
    return FALSE;
  topic = parcours_catalog_topic (parcours_catalog_get (), name);
  if (topic == NULL)
    return parcours_place_fail (&topic_place, error, _("there is no such event"));
  if (at >= build->from)
    return parcours_place_fail (&at_place, error, _("history lies before the start; what comes later stands in the timeline"));
  event = json_node_get_object (place->node);
  add_past_event (build, topic, at, parcours_json_member_string (event, "subject"),
                  parcours_json_member_object (event, "payload"));

  return TRUE;
}

/* What the timeline says of the time before the start is history too. */
static void
add_past_of_timeline (Build       *build,
                      const Actor *actor)
{
  for (guint i = 0; build->timeline != NULL && i < parcours_timeline_n_entries (build->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (build->timeline, i);
      const ParcoursTopic *topic;
      ParcoursDuration every = { 0 };
      gint64 at, until = build->from - 1;

      if (entry->kind != PARCOURS_TIMELINE_EVENT || entry->contact == NULL ||
          (!g_str_equal (entry->contact, "*") && parcours_contact_key (entry->contact) != actor->key))
        continue;
      topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
      parcours_timeline_instant (entry->at, build->from, build->zone, &at);
      if (entry->every != NULL)
        parcours_duration_parse (entry->every, &every);
      if (entry->until != NULL)
        parcours_timeline_instant (entry->until, build->from, build->zone, &until);
      while (at < build->from)
        {
          add_past_event (build, topic, at, entry->subject, entry->payload);
          if (entry->every == NULL)
            break;
          at = parcours_duration_add (&every, at, build->zone);
          if (entry->until != NULL && at > until)
            break;
        }
    }
}

static const char *const inside_keys[] = { "step", "since", "trigger", "entered", "ended", "completed", NULL };

/* A passage that had begun, or one that is over. */
static gboolean
add_passage (const ParcoursPlace  *place,
             gpointer              user_data,
             GError              **error)
{
  Build *build = user_data;
  ParcoursPlace since = parcours_place_member (place, "since");
  ParcoursPlace entered = parcours_place_member (place, "entered");
  ParcoursPlace ended = parcours_place_member (place, "ended");
  ParcoursPlace step = parcours_place_member (place, "step");
  ParcoursPassage passage = { .automation = parcours_texts_intern (build->texts, place->key),
                              .since = build->from, .ended = PARCOURS_INSTANT_NEVER };
  JsonObject *object;
  const char *text;

  if (!parcours_place_check_keys (place, inside_keys, error) || !parcours_place_string (&step, &text, error))
    return FALSE;
  object = json_node_get_object (place->node);
  passage.step = parcours_texts_intern (build->texts, text);
  passage.trigger = parcours_texts_intern (build->texts, parcours_json_member_string (object, "trigger"));
  passage.completed = parcours_json_member_boolean (object, "completed", TRUE);
  if (parcours_place_is_there (&since) && !read_instant (build, &since, &passage.since, error))
    return FALSE;
  passage.entered = passage.since;
  if ((parcours_place_is_there (&entered) && !read_instant (build, &entered, &passage.entered, error)) ||
      (parcours_place_is_there (&ended) && !read_instant (build, &ended, &passage.ended, error)))
    return FALSE;
  parcours_population_builder_add_passage (build->builder, &passage);

  return TRUE;
}

static gboolean
foreach_of (Build                *build,
            const ParcoursPlace  *contact,
            const char           *member,
            ParcoursPlaceFunc     func,
            GError              **error)
{
  ParcoursPlace place = parcours_place_member (contact, member);

  return !parcours_place_is_there (&place) || parcours_place_foreach (&place, func, build, error);
}

static gboolean
build_contact (Build                *build,
               const Actor          *actor,
               const ParcoursPlace  *contact,
               GError              **error)
{
  parcours_population_builder_begin (build->builder, actor->key, (gint64) actor->place + 1);
  if (!set_addresses (build, contact, error) || !set_zone (build, contact, error) ||
      !set_channels (build, contact, error) || !set_fields (build, contact, error) ||
      !foreach_of (build, contact, "scores", set_score, error) ||
      !foreach_of (build, contact, "lists", set_list, error) ||
      !foreach_of (build, contact, "history", add_history, error) ||
      !foreach_of (build, contact, "inside", add_passage, error) ||
      !parcours_cast_add_records (&build->records, actor, contact, error))
    return FALSE;
  count_orders (build, contact);
  add_members (build, contact);
  add_past_of_timeline (build, actor);

  return TRUE;
}

static gboolean
check_past (const Build  *build,
            GError      **error)
{
  for (guint i = 0; build->timeline != NULL && i < parcours_timeline_n_entries (build->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (build->timeline, i);
      gint64 at;

      if (entry->kind != PARCOURS_TIMELINE_EVENT || entry->who == NULL ||
          !parcours_timeline_instant (entry->at, build->from, build->zone, &at) || at >= build->from)
        continue;
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                   _("timeline[%u]: before the start an event has a contact, and not a condition"), i);
      return FALSE;
    }

  return TRUE;
}

/**
 * parcours_cast_build:
 * @self: a cast
 * @library: what slugs mean
 * @timeline: (nullable): a timeline, whose events before @from are history
 * @texts: the pool for the texts of the population
 * @zone: the workspace's zone
 * @from: the start
 * @kept: (nullable) (array): for each of the people whether it is wanted, %NULL for all
 * @error: return location for an error, which names the key that is wrong
 *
 * Returns: (transfer full): the people as a population that holds all that is known of them, or %NULL
 */
ParcoursPopulation *
parcours_cast_build (const ParcoursCast      *self,
                     const ParcoursLibrary   *library,
                     const ParcoursTimeline  *timeline,
                     ParcoursTexts           *texts,
                     const ParcoursZone      *zone,
                     gint64                   from,
                     const gboolean          *kept,
                     GError                 **error)
{
  ParcoursPlace root = { 0 };
  ParcoursPlace people = { &root, "contacts", 0, self->people };
  Build build = { self, library, timeline, texts, zone, from };
  gboolean built;

  build.builder = parcours_population_builder_new (texts, zone);
  build.columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  build.topics = g_hash_table_new (g_str_hash, g_str_equal);
  parcours_cast_init_records (&build.records, self, library, build.builder, zone, from);
  add_columns (&build);
  built = check_past (&build, error);
  for (guint i = 0; built && i < self->actors->len; i++)
    {
      ParcoursPlace contact = parcours_place_element (&people, i);

      if (kept == NULL || kept[i])
        built = build_contact (&build, g_ptr_array_index (self->actors, i), &contact, error);
    }
  parcours_cast_clear_records (&build.records);
  g_hash_table_unref (build.columns);
  g_hash_table_unref (build.topics);
  if (!built)
    {
      parcours_population_builder_free (build.builder);
      return NULL;
    }

  return parcours_population_builder_finish (build.builder);
}
