/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random events, records, timelines and behaviours. */

#include "config.h"

#include "naive-generate-private.h"
#include "parcours-json.h"

/**
 * naive_keep_string:
 * @self: a generator
 * @text: (transfer full): a text
 *
 * Returns: (transfer none): @text, which lives as long as the generator
 */
const char *
naive_keep_string (NaiveGenerator *self,
                   char           *text)
{
  g_ptr_array_add (self->kept, text);

  return text;
}

/**
 * naive_load_universe:
 *
 * Returns: (transfer full): what the cases can name
 */
JsonNode *
naive_load_universe (void)
{
  static JsonNode *universe;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "naive", "naive-universe.json", NULL);
  g_autoptr (GError) error = NULL;

  if (universe == NULL)
    universe = parcours_json_load (path, &error);
  g_assert_no_error (error);

  return json_node_ref (universe);
}

/* Topics that matter much are drawn more often. */
const ParcoursTopic *
naive_topic (NaiveGenerator *self)
{
  static const char *common[] = { "email.opened", "email.clicked", "list.subscribed", "tag.added", "tag.removed",
                                  "page.visited", "event.recorded", "order.created", "field.changed",
                                  "cart.product-added", "deal.created", "score.changed" };
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (;;)
    {
      const ParcoursTopic *topic = naive_chance (self, 45)
        ? parcours_catalog_topic (catalog, common[naive_pick (self, G_N_ELEMENTS (common))])
        : parcours_catalog_nth_topic (catalog, naive_pick (self, parcours_catalog_n_topics (catalog)));

      if (!g_str_equal (topic->name, "feed.item-published") && !g_str_equal (topic->name, "product.stock-changed") &&
          !g_str_equal (topic->name, "contact.created"))
        return topic;
    }
}

/* What events may make a new one of. */
static const char *const records[] = { "deal", "order", "cart", "task", "note", "meeting", "conversation", "call",
                                       "voucher", NULL };

const char *
naive_subject (NaiveGenerator      *self,
               const ParcoursTopic *topic)
{
  static const char *urls[] = { "https://Shop.example", "shop.example/a", "shop.example/a?x=1", "blog.example/Post#top" };
  static const char *words[] = { "JOIN", "STOP", "START", "summer" };
  static const char *channels[] = { "email", "sms", "push", "site-message", "wallet" };
  const char *slug = NULL;

  if (*topic->subject == '\0' || g_str_equal (topic->subject, "contact"))
    return NULL;
  if (g_str_equal (topic->subject, "url"))
    return urls[naive_pick (self, G_N_ELEMENTS (urls))];
  if (g_str_equal (topic->subject, "text"))
    return words[naive_pick (self, G_N_ELEMENTS (words))];
  if (g_str_equal (topic->subject, "channel"))
    return channels[naive_pick (self, G_N_ELEMENTS (channels))];
  if (g_str_equal (topic->subject, "address"))
    return "team@example.org";
  if (g_str_equal (topic->subject, "choice"))
    return "lead";
  if (g_str_equal (topic->subject, "goal"))
    return naive_keep_string (self, g_strdup_printf ("%s/s%u", naive_slug (self, "automation"), naive_pick (self, 6)));
  if (g_strv_contains (records, topic->subject))
    return naive_keep_string (self, g_strdup_printf ("%c%u", *topic->subject, naive_pick (self, 3)));

  for (guint i = 0; i < 9 && (slug == NULL || g_str_equal (slug, "unheard-of")); i++)
    slug = naive_slug (self, topic->subject);

  return slug;
}

static JsonNode *
choice_value (NaiveGenerator *self,
              const char     *key)
{
  static const struct
  {
    const char *key;
    const char *values[6];
  } choices[] = {
    { "status", { "open", "won", "lost", "pending", "paid", "failed" } },
    { "from", { "open", "won", "active", "unconfirmed", "positive", "none" } },
    { "to", { "open", "won", "lost", "positive", "negative", "mixed" } },
    { "kind", { "campaign", "automation", "transactional", "sign-up", "campaign", "one-to-one" } },
    { "channel", { "email", "chat", "web", "app", "chat", "email" } },
    { "type", { "inbound", "outbound", "missed", "inbound", "inbound", "missed" } },
    { "subtype", { "new", "soft", "invalidated", "soft", "new", "new" } },
    { "transaction", { "earned", "redeemed", "earned", "redeemed", "earned", "earned" } },
    { "platform", { "ios", "android", "web", "ios", "web", "web" } },
    { "wallet", { "apple", "google", "apple", "apple", "google", "google" } },
    { "scope", { "marketing", "transactional", "marketing", "transactional", "marketing", "marketing" } },
    { "of", { "contact", "contact", "contact", "contact", "contact", "contact" } },
    { "via", { "manual", "api", "automation", "manual", "api", "manual" } },
    { "reason", { "own", "revoked", "completed", "exit-condition", "own", "own" } },
    { "on", { "contact", "deal", "contact", "contact", "contact", "contact" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (g_str_equal (choices[i].key, key))
        return parcours_json_new_string (choices[i].values[naive_pick (self, G_N_ELEMENTS (choices[i].values))]);
    }

  return parcours_json_new_string ("x");
}

static JsonNode *
texts_value (NaiveGenerator *self,
             const char     *text)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, text);

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
items_value (NaiveGenerator *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 1 + naive_pick (self, 2); i > 0; i--)
    {
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "product", naive_slug (self, "product"));
      if (naive_chance (self, 60))
        json_object_set_string_member (item, "price", naive_chance (self, 50) ? "5.00" : "12.50");
      if (naive_chance (self, 50))
        json_object_set_int_member (item, "quantity", 1 + naive_pick (self, 3));
      json_array_add_object_element (array, item);
    }

  return json_node_init_array (json_node_alloc (), array);
}

/* A value of a payload, by its declared type. */
JsonNode *
naive_payload_value (NaiveGenerator *self,
                     const char     *key,
                     const char     *type)
{
  if (g_str_equal (type, "choice"))
    return choice_value (self, key);
  if (g_str_equal (type, "number") || g_str_equal (type, "integer"))
    return json_node_init_double (json_node_alloc (), naive_pick (self, 30));
  if (g_str_equal (type, "money"))
    return naive_chance (self, 50) ? parcours_json_new_string ("12.50")
                                   : json_node_init_double (json_node_alloc (), naive_pick (self, 200));
  if (g_str_equal (type, "bool"))
    return json_node_init_boolean (json_node_alloc (), naive_chance (self, 50));
  if (g_str_equal (type, "date"))
    return parcours_json_new_string (naive_keep_string (self, naive_random_date (self)));
  if (g_str_equal (type, "instant"))
    return parcours_json_new_string (naive_keep_string (self, naive_random_instant (self)));
  if (g_str_equal (type, "url"))
    return parcours_json_new_string (naive_chance (self, 50) ? "https://shop.example/a" : "blog.example");
  if (g_str_equal (type, "categories"))
    return texts_value (self, "bath");
  if (g_str_equal (type, "collections"))
    return texts_value (self, "summer");
  if (g_str_equal (type, "texts"))
    return texts_value (self, "sale");
  if (g_str_equal (type, "items"))
    return items_value (self);
  if (g_str_equal (type, "deal") || g_str_equal (type, "cart"))
    return parcours_json_new_string (naive_keep_string (self, g_strdup_printf ("%c%u", *type, naive_pick (self, 3))));
  if (g_str_equal (type, "text"))
    return parcours_json_new_string (naive_chance (self, 50) ? "summer" : "Call back");
  if (g_str_equal (type, "object"))
    return json_node_init_object (json_node_alloc (), json_object_new ());
  if (g_str_equal (type, "value"))
    return json_node_init_double (json_node_alloc (), naive_pick (self, 10));

  return parcours_json_new_string (naive_slug (self, type));
}

static JsonObject *
make_payload (NaiveGenerator      *self,
              const ParcoursTopic *topic,
              const char          *subject)
{
  static const char *origins[] = { "outside", "import", "import", "behaviour" };
  static const char *sources[] = { "shopify", "mailchimp", "zapier", "typeform", "calendly" };
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (topic->payload), (GCompareFunc) g_strcmp0);
  JsonObject *payload = json_object_new ();

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *type = g_hash_table_lookup (topic->payload, l->data);
      gboolean important = g_str_equal (l->data, "to") || g_str_equal (l->data, "product") || g_str_equal (l->data, "via") ||
                           g_str_equal (l->data, "stage") || g_str_equal (l->data, "field");

      if (g_str_equal (l->data, "send") || g_str_equal (l->data, "automation") || g_str_equal (l->data, "step") ||
          (g_str_equal (l->data, "from") && !g_str_equal (topic->name, "list.moved") &&
           !g_str_equal (topic->name, "conversation.message-received")) ||
          !naive_chance (self, important ? 100 : 35))
        continue;
      json_object_set_member (payload, l->data, naive_payload_value (self, l->data, type));
    }
  if (g_str_has_prefix (topic->name, "deal.") && json_object_has_member (payload, "status"))
    json_object_set_string_member (payload, "status", naive_chance (self, 70) ? "open" : "won");
  if (g_str_equal (topic->name, "field.changed") && json_object_has_member (payload, "to"))
    json_object_set_member (payload, "to", naive_field_node (self, "field", subject));
  if (g_str_equal (topic->name, "deal.field-changed") && json_object_has_member (payload, "field"))
    json_object_set_member (payload, "to", naive_field_node (self, "deal-field", parcours_json_member_string (payload, "field")));
  if (naive_chance (self, 12))
    json_object_set_string_member (payload, "origin", origins[naive_pick (self, G_N_ELEMENTS (origins))]);
  if (naive_chance (self, 12))
    json_object_set_string_member (payload, "source", sources[naive_pick (self, G_N_ELEMENTS (sources))]);

  return payload;
}

static void
fill_event (NaiveGenerator      *self,
            JsonObject          *event,
            const ParcoursTopic *topic)
{
  const char *subject = naive_subject (self, topic);

  json_object_set_string_member (event, "event", topic->name);
  if (subject != NULL)
    json_object_set_string_member (event, "subject", subject);
  json_object_set_object_member (event, "payload", make_payload (self, topic, subject));
}

/* An event of any topic; one of the past may be any, also what only a step does. */
JsonObject *
naive_event (NaiveGenerator *self)
{
  JsonObject *event = json_object_new ();

  fill_event (self, event, naive_topic (self));

  return event;
}

static const ParcoursTopic *
outside_topic (NaiveGenerator *self)
{
  for (;;)
    {
      const ParcoursTopic *topic = naive_topic (self);

      if (topic->outside && (!g_str_equal (topic->name, "contact.deleted") || naive_chance (self, 30)))
        return topic;
    }
}

/* Records */

static void
add_record (NaiveGenerator *self,
            JsonObject     *contact,
            const char     *plural,
            const char     *id,
            const char     *columns)
{
  JsonArray *array = parcours_json_member_array (contact, plural);
  g_autoptr (JsonNode) node = json_from_string (columns, NULL);
  JsonObject *record = json_node_get_object (node);

  if (array == NULL)
    {
      array = json_array_new ();
      json_object_set_array_member (contact, plural, array);
    }
  json_object_set_string_member (record, "id", id);
  if (!json_object_has_member (record, "created-at"))
    json_object_set_string_member (record, "created-at",
                                   naive_keep_string (self, parcours_instant_format ((gint64) (self->start_day - 1 - (gint32) naive_pick (self, 20)) * PARCOURS_DAY)));
  json_array_add_object_element (array, json_object_ref (record));
}

static void
add_loyalty (NaiveGenerator *self,
             JsonObject     *contact)
{
  g_autofree char *joined = naive_random_date (self);
  g_autofree char *membership = g_strdup_printf ("{\"program\": \"plus\", \"member\": true, \"joined-on\": \"%s\"}", joined);
  g_autofree char *balance = g_strdup_printf ("{\"program\": \"plus\", \"member\": true, \"joined-on\": \"%s\","
                                              " \"balance\": [\"plus/points\", \"points\"], \"value\": %u}",
                                              joined, naive_pick (self, 150));

  add_record (self, contact, "loyalty", "plus", membership);
  if (naive_chance (self, 60))
    add_record (self, contact, "loyalty", "plus/points", balance);
}

void
naive_add_records (NaiveGenerator *self,
                   JsonObject     *contact,
                   guint           number)
{
  static const char *deals[] = {
    "{\"title\": \"Spa\", \"pipeline\": \"sales\", \"stage\": \"sales/new\", \"status\": \"open\", \"value\": \"1000\", \"size\": 3}",
    "{\"title\": \"Old\", \"pipeline\": \"care\", \"stage\": \"care/open\", \"status\": \"won\", \"value\": \"50\"}",
  };
  g_autofree char *expires = naive_random_date (self);
  g_autofree char *starts = naive_random_instant (self);
  g_autofree char *due = naive_random_instant (self);
  g_autofree char *voucher = g_strdup_printf ("{\"program\": \"plus\", \"code\": \"SUMMER\", \"status\": \"valid\", \"expires\": \"%s\"}", expires);
  g_autofree char *meeting = g_strdup_printf ("{\"type\": \"demo\", \"status\": \"booked\", \"starts\": \"%s\"}", starts);
  g_autofree char *task = g_strdup_printf ("{\"type\": \"call\", \"title\": \"Call back\", \"status\": \"open\", \"due\": \"%s\"}", due);

  if (naive_chance (self, 35))
    add_record (self, contact, "deals", "d0", deals[naive_pick (self, 2)]);
  if (naive_chance (self, 20))
    add_record (self, contact, "deals", "d1", deals[naive_pick (self, 2)]);
  if (naive_chance (self, 20))
    add_record (self, contact, "orders", "o0", "{\"total\": \"19.00\", \"status\": \"paid\", \"store\": \"main\"}");
  if (naive_chance (self, 20))
    add_record (self, contact, "carts", "c0", "{\"total\": \"6.50\", \"status\": \"open\", \"items\": [{\"product\": \"soap\", \"price\": 6.5, \"quantity\": 1}]}");
  if (naive_chance (self, 25))
    add_record (self, contact, "tasks", "t0", task);
  if (naive_chance (self, 30))
    add_record (self, contact, "accounts", naive_chance (self, 50) ? "acme" : "globex",
                "{\"primary\": true, \"linked\": true, \"region\": \"north\"}");
  if (naive_chance (self, 30))
    add_record (self, contact, "vouchers", "v0", voucher);
  if (naive_chance (self, 20))
    add_record (self, contact, "meetings", "m0", meeting);
  if (naive_chance (self, 30))
    add_loyalty (self, contact);
}

/* Timelines */

static void
set_contact (NaiveGenerator *self,
             JsonObject     *entry)
{
  guint number = naive_pick (self, self->n_contacts);

  if (naive_chance (self, 35))
    json_object_set_string_member (entry, "contact", "*");
  else if (naive_chance (self, 15))
    json_object_set_member (entry, "contact", naive_condition (self, 1));
  else
    json_object_set_string_member (entry, "contact",
                                   naive_keep_string (self, g_strdup_printf ("c%u@example.org", number)));
}

/* Whether a response may leave out what it is about. */
static gboolean
is_about_the_same (JsonObject *entry,
                   JsonObject *on)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const ParcoursTopic *topic = parcours_catalog_topic (catalog, parcours_json_member_string (entry, "event"));
  const ParcoursTopic *cause = parcours_catalog_topic (catalog, parcours_json_member_string (on, "event"));

  return g_str_equal (topic->subject, cause->subject);
}

/* Responses may answer each other, and two of them double what is to come: within a day only one of each is made,
 * or a budget holds. */
static gboolean
grows (const char *after)
{
  return !g_str_equal (after, "PT0S") && g_str_has_prefix (after, "PT");
}

static void
fill_response (NaiveGenerator *self,
               JsonObject     *entry)
{
  const ParcoursTopic *cause = naive_topic (self);
  const char *after = naive_chance (self, 30) ? "PT0S" : naive_duration (self);
  JsonObject *on = json_object_new ();

  json_object_set_string_member (entry, "contact", "*");
  json_object_set_string_member (on, "event", naive_chance (self, 50) ? "email.sent" : cause->name);
  if (grows (after) || naive_chance (self, 30))
    json_object_set_int_member (on, "nth", 1 + naive_pick (self, 2));
  json_object_set_object_member (entry, "on", on);
  json_object_set_string_member (entry, "after", after);
  fill_event (self, entry, naive_chance (self, 60) ? parcours_catalog_topic (parcours_catalog_get (), "email.opened")
                                                   : outside_topic (self));
  if (naive_chance (self, 60) && is_about_the_same (entry, on))
    json_object_remove_member (entry, "subject");
}

/* What concerns nobody in particular. */
static void
fill_broadcast (NaiveGenerator *self,
                JsonObject     *entry)
{
  JsonObject *payload = json_object_new ();

  if (naive_chance (self, 50))
    {
      json_object_set_string_member (entry, "event", "feed.item-published");
      json_object_set_string_member (entry, "subject", naive_chance (self, 60) ? "blog" : "podcast");
      json_object_set_string_member (payload, "title", "summer");
    }
  else
    {
      /* One after the other: what repeats would be two tales of one stock. */
      if (json_object_has_member (entry, "every"))
        json_object_remove_member (entry, "every");
      json_object_set_string_member (entry, "event", "product.stock-changed");
      json_object_set_string_member (entry, "subject", naive_chance (self, 60) ? "soap" : "lamp");
      json_object_set_int_member (payload, "to", naive_chance (self, 45) ? 0 : naive_pick (self, 12));
      if (naive_chance (self, 30))
        json_object_set_string_member (payload, "store", naive_chance (self, 70) ? "main" : "outlet");
    }
  json_object_set_object_member (entry, "payload", payload);
}

static JsonObject *
make_entry (NaiveGenerator *self)
{
  static const char *ports[] = { "a", "b" };
  JsonObject *entry = json_object_new ();
  guint kind = naive_pick (self, 100);

  if (kind < 12)
    fill_response (self, entry);
  else if (kind < 19 && self->splits->len > 0)
    {
      json_object_set_string_member (entry, "contact", "*");
      json_object_set_string_member (entry, "step", g_ptr_array_index (self->splits, naive_pick (self, self->splits->len)));
      json_object_set_string_member (entry, "port", ports[naive_pick (self, 2)]);
      if (naive_chance (self, 50))
        json_object_set_int_member (entry, "visit", 1 + naive_pick (self, 2));
    }
  else if (kind < 23)
    {
      json_object_set_string_member (entry, "at", naive_keep_string (self, naive_after (self)));
      json_object_set_string_member (entry, "for", naive_slug (self, "automation"));
      json_object_set_boolean_member (entry, "active", naive_chance (self, 60));
    }
  else
    {
      json_object_set_string_member (entry, "at", naive_keep_string (self, naive_after (self)));
      if (naive_chance (self, 8))
        {
          json_object_set_string_member (entry, "every", naive_chance (self, 50) ? "P1D" : "PT36H");
          json_object_set_string_member (entry, "until", "P8D");
        }
      if (naive_chance (self, 10))
        {
          fill_broadcast (self, entry);
          return entry;
        }
      set_contact (self, entry);
      fill_event (self, entry, outside_topic (self));
    }

  return entry;
}

JsonArray *
naive_timeline (NaiveGenerator *self)
{
  JsonArray *timeline = json_array_new ();

  for (guint i = 3 + naive_pick (self, 22); i > 0; i--)
    json_array_add_object_element (timeline, make_entry (self));

  return timeline;
}

/* Behaviours */

static JsonObject *
make_delay (NaiveGenerator *self)
{
  JsonObject *delay = json_object_new ();

  json_object_set_string_member (delay, "median", naive_chance (self, 50) ? "PT3H" : "PT10M");
  if (naive_chance (self, 60))
    json_object_set_string_member (delay, "p90", "P1D");

  return delay;
}

static JsonArray *
make_factors (NaiveGenerator *self,
              guint           n)
{
  JsonArray *factors = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_double_element (factors, naive_pick (self, 4) * 0.5);

  return factors;
}

static JsonObject *
make_response (NaiveGenerator *self)
{
  static const char *reactions[] = { "bounced", "delivered", "opened", "clicked", "replied", "forwarded", "shared",
                                     "unsubscribed", "complained", "bought" };
  JsonObject *response = json_object_new ();

  json_object_set_string_member (response, "message", naive_chance (self, 60) ? "*" : naive_slug (self, "email"));
  if (naive_chance (self, 30))
    json_object_set_member (response, "segment", naive_condition (self, 1));
  if (naive_chance (self, 20))
    json_object_set_string_member (response, "channel", naive_chance (self, 60) ? "email" : "sms");
  if (naive_chance (self, 25))
    json_object_set_array_member (response, "hours", make_factors (self, 24));
  if (naive_chance (self, 25))
    json_object_set_array_member (response, "weekdays", make_factors (self, 7));
  for (guint i = 0; i < G_N_ELEMENTS (reactions); i++)
    {
      JsonObject *reaction = json_object_new ();

      json_object_set_double_member (reaction, "chance", i == 1 ? 0.9 : i == 2 || i == 3 ? 0.6 : 0.2);
      if (naive_chance (self, 70))
        json_object_set_object_member (reaction, "delay", make_delay (self));
      if (g_str_equal (reactions[i], "clicked") && naive_chance (self, 50))
        {
          JsonObject *links = json_object_new ();

          json_object_set_int_member (links, "shop.example/a", 2);
          json_object_set_int_member (links, "Offer", 1);
          json_object_set_object_member (reaction, "links", links);
        }
      if (g_str_equal (reactions[i], "bought"))
        {
          JsonObject *products = json_object_new ();

          json_object_set_int_member (products, "soap", 1);
          json_object_set_int_member (products, "towel", 1);
          json_object_set_object_member (reaction, "products", products);
          if (naive_chance (self, 30))
            json_object_set_double_member (reaction, "total", 19.5);
        }
      if (naive_chance (self, 60))
        json_object_set_object_member (response, reactions[i], reaction);
      else
        json_object_unref (reaction);
    }

  return response;
}

static JsonObject *
make_arrival (NaiveGenerator *self,
              guint           depth)
{
  JsonObject *arrival = json_object_new ();
  JsonArray *follows = json_array_new ();
  const ParcoursTopic *topic;

  do
    topic = naive_topic (self);
  while (!topic->behaviour);
  json_object_set_string_member (arrival, "topic", topic->name);
  /* Without a subject it is about a new record. */
  if (naive_subject (self, topic) != NULL && (!g_strv_contains (records, topic->subject) || naive_chance (self, 60)))
    {
      JsonObject *subjects = json_object_new ();

      for (guint i = 0; i < 3; i++)
        json_object_set_int_member (subjects, naive_subject (self, topic), 1 + naive_pick (self, 3));
      json_object_set_object_member (arrival, "subject", subjects);
    }
  json_object_set_object_member (arrival, "payload", make_payload (self, topic, "city"));
  json_object_remove_member (parcours_json_member_object (arrival, "payload"), "answers");
  json_object_remove_member (parcours_json_member_object (arrival, "payload"), "items");
  json_object_remove_member (parcours_json_member_object (arrival, "payload"), "categories");
  json_object_remove_member (parcours_json_member_object (arrival, "payload"), "collections");
  json_object_remove_member (parcours_json_member_object (arrival, "payload"), "tags");
  if (naive_chance (self, 40))
    json_object_set_member (arrival, "segment", naive_condition (self, 1));
  if (depth == 0)
    json_object_set_double_member (arrival, "per-day", naive_chance (self, 50) ? 0.3 : 0.05);
  else
    {
      json_object_set_double_member (arrival, "chance", 0.6);
      if (naive_chance (self, 70))
        json_object_set_object_member (arrival, "delay", make_delay (self));
    }
  for (guint i = depth < 2 ? naive_pick (self, 3) : 0; i > 0; i--)
    json_array_add_object_element (follows, make_arrival (self, depth + 1));
  json_object_set_array_member (arrival, "follows", follows);

  return arrival;
}

JsonObject *
naive_behaviour (NaiveGenerator *self)
{
  JsonObject *behaviour = json_object_new ();
  JsonArray *responses = json_array_new ();
  JsonArray *arrivals = json_array_new ();

  json_object_set_string_member (behaviour, "format", "parcours-behaviour/1");
  for (guint i = naive_pick (self, 3); i > 0; i--)
    json_array_add_object_element (responses, make_response (self));
  for (guint i = naive_pick (self, 3); i > 0; i--)
    json_array_add_object_element (arrivals, make_arrival (self, 0));
  json_object_set_array_member (behaviour, "responses", responses);
  json_object_set_array_member (behaviour, "arrivals", arrivals);

  return behaviour;
}
