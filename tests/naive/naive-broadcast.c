/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What concerns nobody in particular: feeds, which are looked at in regular turns, and stocks (vocabulary, section 5). */

#include "config.h"

#include <math.h>

#include "naive-private.h"
#include "parcours-json.h"

#define LOW_STOCK 5

static gint64
instant_of (NaiveEngine                 *engine,
            const ParcoursTimelineEntry *entry)
{
  gint64 at = 0;

  parcours_timeline_instant (entry->at, engine->from, engine->the_case->settings.zone, &at);

  return at;
}

/* All instants at which a workspace event happens, each repetition apart. */
static GArray *
instants_of (NaiveEngine *engine,
             const char  *topic,
             const char  *subject)
{
  ParcoursTimeline *timeline = engine->the_case->timeline;
  GArray *instants = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);
      gint64 at, until = engine->to;
      ParcoursDuration every;

      if (entry->kind != PARCOURS_TIMELINE_EVENT || g_strcmp0 (entry->topic, topic) != 0 ||
          g_strcmp0 (entry->subject, subject) != 0)
        continue;
      at = instant_of (engine, entry);
      if (entry->until != NULL)
        parcours_timeline_instant (entry->until, engine->from, engine->the_case->settings.zone, &until);
      g_array_append_val (instants, at);
      while (entry->every != NULL && parcours_duration_parse (entry->every, &every))
        {
          at = parcours_duration_add (&every, at, engine->the_case->settings.zone);
          if (at > until || at >= engine->to)
            break;
          g_array_append_val (instants, at);
        }
    }

  return instants;
}

/* Items that stand in the library with the instant at which they were published count like those of the timeline. */
static void
add_library_items (NaiveEngine *engine,
                   const char  *feed,
                   GArray      *instants)
{
  const ParcoursEntity *entity = parcours_library_lookup (engine->the_case->library, "feed", feed);
  JsonArray *items = entity != NULL ? parcours_json_member_array (entity->attributes, "items") : NULL;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      const char *text = parcours_json_member_string (json_array_get_object_element (items, i), "published");
      gint64 at;

      if (text != NULL && parcours_timeline_instant (text, engine->from, engine->the_case->settings.zone, &at))
        g_array_append_val (instants, at);
    }
}

/* Where the last look is kept. */
static char *
feed_name (const NaiveStep *trigger)
{
  return g_strdup_printf ("feed %u", trigger->index);
}

static void
on_look (NaiveContact *contact,
         NaiveItem    *item)
{
  NaiveStep *trigger = naive_running (contact, item->data);
  JsonObject *params = trigger != NULL ? trigger->params : NULL;
  const char *feed = parcours_json_member_string (params, "feed");
  double wanted = parcours_json_member_number (params, "min-items", 1.);
  g_autofree char *name = trigger != NULL ? feed_name (trigger) : NULL;
  NaiveAsker asker = naive_asker_for (contact, NULL);
  g_autoptr (GArray) items = NULL;
  JsonNode *audience;
  gint64 since;
  guint n = 0;

  if (trigger == NULL)
    return;
  audience = json_object_get_member (params, "audience");
  since = (gint64) naive_value_number (naive_get (contact->scripted, name), 0.);
  items = instants_of (contact->engine, "feed.item-published", feed);
  add_library_items (contact->engine, feed, items);
  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, gint64, i) > since && g_array_index (items, gint64, i) <= contact->engine->now;
  if (n < wanted || n == 0)
    return;
  naive_set (contact->scripted, name, naive_number (contact->engine->now));
  asker.automation = trigger->automation;
  asker.zone = naive_zone_of (trigger->automation, contact);
  if (audience == NULL || naive_condition_test (audience, &asker))
    naive_fire (contact, trigger, NULL, FALSE);
}

static gboolean
is_turn (const char *every,
         gint64      local,
         int         seconds)
{
  gint32 day = parcours_local_day (local);
  int month_day;

  if (g_str_equal (every, "hourly"))
    return local % PARCOURS_HOUR == 0;
  parcours_day_to_civil (day, NULL, NULL, &month_day);
  if (parcours_local_seconds (local) != seconds)
    return FALSE;
  if (g_str_equal (every, "weekly"))
    return parcours_day_weekday (day) == 1;

  return !g_str_equal (every, "monthly") || month_day == 1;
}

/**
 * naive_plan_feed:
 * @contact: a contact
 * @trigger: a trigger that looks at a feed
 *
 * Plans each look: every hour, or at its time each day, on Mondays, or on the first of a month. Only what is published
 * from now on is new.
 */
void
naive_plan_feed (NaiveContact *contact,
                 NaiveStep    *trigger)
{
  NaiveEngine *engine = contact->engine;
  const ParcoursZone *zone = naive_zone_of (trigger->automation, contact);
  const char *every = parcours_json_member_string (trigger->params, "every");
  const char *at = parcours_json_member_string (trigger->params, "at");
  int seconds = 9 * PARCOURS_HOUR;
  gint64 quarter = 900;
  g_autofree char *name = feed_name (trigger);

  naive_set (contact->scripted, name, naive_number (engine->now - 1));
  if (at != NULL)
    parcours_time_of_day_parse (at, &seconds);
  if (seconds % quarter != 0)
    quarter = 60;
  for (gint64 now = engine->now + (quarter - engine->now % quarter) % quarter; now < engine->to; now += quarter)
    {
      NaiveItem *item;

      if (!is_turn (every != NULL ? every : "daily", parcours_zone_to_local (zone, now), seconds))
        continue;
      item = naive_schedule (contact, now, NAIVE_POLL, on_look, trigger);
      item->rank[0] = trigger->index;
      naive_insert (item);
    }
}

/* How many there are of a product by what the timeline says, or of which nothing is said. */
static double
stock_at (NaiveEngine *engine,
          const char  *product,
          gint64       now,
          guint        before_place)
{
  ParcoursTimeline *timeline = engine->the_case->timeline;
  gint64 latest = G_MININT64;
  double stock = NAN;

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);
      gint64 at;

      if (entry->kind != PARCOURS_TIMELINE_EVENT || g_strcmp0 (entry->topic, "product.stock-changed") != 0 ||
          g_strcmp0 (entry->subject, product) != 0)
        continue;
      at = instant_of (engine, entry);
      if (at > now || (at == now && i >= before_place) || at < latest)
        continue;
      latest = at;
      stock = parcours_json_member_number (entry->payload, "to", NAN);
    }

  return stock;
}

/**
 * naive_is_low:
 * @contact: a contact
 * @product: (nullable): a product
 *
 * Returns: whether there are few of it now: by the timeline, else by the library
 */
gboolean
naive_is_low (NaiveContact         *contact,
              const ParcoursEntity *product)
{
  double stock, low;

  if (product == NULL)
    return FALSE;
  low = parcours_json_member_number (product->attributes, "low-stock-at", LOW_STOCK);
  stock = stock_at (contact->engine, product->slug, contact->engine->now, G_MAXUINT);
  if (isnan (stock))
    stock = parcours_json_member_number (product->attributes, "stock", NAN);

  return stock <= low;
}

static gboolean
has_item (const NaiveEvent *order,
          const char       *product)
{
  const NaiveValue *items = naive_get (order->payload, "items");

  for (guint i = 0; items != NULL && items->type == NAIVE_LIST && i < items->items->len; i++)
    {
      const NaiveValue *item = g_ptr_array_index (items->items, i);

      if (item->type == NAIVE_OBJECT && naive_value_is_text (naive_get (item->members, "product"), product))
        return TRUE;
    }

  return FALSE;
}

/* Who put the product into a cart while there were few of it, and has not ordered it since. */
static gboolean
wants (NaiveContact *contact,
       const char   *product)
{
  gboolean wanted = FALSE;

  for (guint i = 0; i < contact->events->len; i++)
    {
      const NaiveEvent *event = g_ptr_array_index (contact->events, i);

      if (g_str_equal (event->topic->name, "cart.product-added") &&
          naive_value_is_text (naive_get (event->payload, "product"), product))
        {
          const NaiveValue *low = naive_get (event->payload, "low-stock");

          wanted |= low != NULL && low->number != 0.;
        }
      else if (g_str_equal (event->topic->name, "order.created") && has_item (event, product))
        wanted = FALSE;
    }

  return wanted;
}

/**
 * naive_on_stock:
 * @contact: a contact
 * @item: a change of a stock
 *
 * A stock that rises from nothing is news for those who want the product.
 */
void
naive_on_stock (NaiveContact *contact,
                NaiveItem    *item)
{
  const ParcoursTimelineEntry *entry = item->data;
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
  const ParcoursEntity *product = entry->subject != NULL ? parcours_library_lookup (contact->engine->the_case->library,
                                                                                    "product", entry->subject)
                                                         : NULL;
  double from = parcours_json_member_number (entry->payload, "from", NAN);

  if (isnan (from))
    from = stock_at (contact->engine, entry->subject, contact->engine->now, (guint) item->rank[0]);
  if (isnan (from) && product != NULL)
    from = parcours_json_member_number (product->attributes, "stock", NAN);
  if (from == 0. && parcours_json_member_number (entry->payload, "to", NAN) > 0. && wants (contact, entry->subject))
    naive_publish (contact, "product.back-in-stock", entry->subject,
                   naive_members_from_json (entry->payload, naive_payload_type, (gpointer) topic), "derived", NULL, NULL);
}
