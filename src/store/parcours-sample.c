/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-sample-private.h"
#include "parcours-sample-resources.h"
#include "parcours-store-automations-private.h"
#include "parcours-store-bundle.h"
#include "parcours-store-entity.h"
#include "parcours-store-library.h"
#include "parcours-store-numbers.h"
#include "parcours-store-settings.h"

#define RESOURCE_PATH "/org/parcours/Parcours/sample/"
#define DAYS 730

static const char *const tags[N_TAGS] = { "vip", "fidele", "gift-guide", "soap-lover", "wholesale", "welcome-cold", "dormant",
                                          "cart-cold" };
static const char *const lists[N_LISTS] = { "newsletter", "club-lavande", "wholesale", "spring-offers" };
static const char *const topics[N_TOPICS] = {
  "form.submitted", "list.opt-in-requested", "list.opt-in-confirmed", "list.subscribed", "list.unsubscribed", "tag.added",
  "email.sent", "email.delivered", "email.bounced", "email.opened", "email.clicked", "email.unsubscribed",
  "email.complained", "page.visited", "cart.product-added", "checkout.started", "order.created", "event.recorded",
  "survey.responded", "conversion.recorded", "deal.created", "loyalty.joined",
};

static JsonNode *
load_resource (const char  *name,
               GError     **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (parcours_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     error);

  return bytes != NULL ? parcours_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error) : NULL;
}

static gboolean
add_settings (Sample  *sample,
              GError **error)
{
  JsonObject *settings = parcours_json_member_object (sample->shop, "settings");
  g_autoptr (GList) names = json_object_get_members (settings);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!parcours_store_set_setting (sample->store, l->data, json_object_get_member (settings, l->data), error))
        return FALSE;
    }
  sample->zone = parcours_store_zone (sample->store);

  return TRUE;
}

/* The month has a mail every other month: "Spring 2026". */
static gboolean
add_campaign (Sample      *sample,
              JsonObject  *object,
              int          year,
              gint64       at,
              GError     **error)
{
  g_autofree char *slug = g_strdup_printf ("%s-%d", parcours_json_member_string (object, "slug"), year);
  g_autofree char *name = g_strdup_printf ("%s %d", parcours_json_member_string (object, "name"), year);
  g_autoptr (JsonObject) attributes = json_object_new ();
  g_autoptr (JsonArray) newsletter = json_array_new ();
  g_autofree char *added = NULL;
  SampleCampaign campaign = { 0, parcours_json_member_string (object, "link"), at };

  json_array_add_string_element (newsletter, "newsletter");
  json_object_set_string_member (attributes, "kind", "campaign");
  json_object_set_string_member (attributes, "sender", "maison-lavande");
  json_object_set_string_member (attributes, "subject", parcours_json_member_string (object, "subject"));
  json_object_set_string_member (attributes, "body", parcours_json_member_string (object, "body"));
  json_object_set_array_member (attributes, "lists", g_steal_pointer (&newsletter));
  added = parcours_store_add_entity (sample->store, "email", slug, name, attributes, error);
  campaign.email = added != NULL ? parcours_store_text_number (sample->store, slug, error) : 0;
  g_array_append_val (sample->campaigns, campaign);

  return campaign.email != 0;
}

/* A campaign leaves on the second Tuesday of its month, at nine. */
static gint64
campaign_instant (Sample *sample,
                  int     year,
                  int     month)
{
  gint32 day = parcours_day_from_civil (year, month, 8);

  while (parcours_day_weekday (day) != 2)
    day++;

  return parcours_zone_to_utc (sample->zone, (gint64) day * PARCOURS_DAY + 9 * PARCOURS_HOUR);
}

static gboolean
add_campaigns (Sample  *sample,
               GError **error)
{
  JsonArray *campaigns = parcours_json_member_array (sample->shop, "campaigns");
  int year, month, day;

  parcours_day_to_civil (parcours_local_day (sample->from), &year, &month, &day);
  sample->campaigns = g_array_new (FALSE, FALSE, sizeof (SampleCampaign));
  for (guint m = 0; m <= 24; m++, month++)
    {
      if (month > 12)
        {
          month = 1;
          year++;
        }
      for (guint i = 0; i < json_array_get_length (campaigns); i++)
        {
          JsonObject *object = json_array_get_object_element (campaigns, i);
          gint64 at = campaign_instant (sample, year, month);

          if ((int) parcours_json_member_number (object, "month", 0) == month && at > sample->from && at < sample->until &&
              !add_campaign (sample, object, year, at, error))
            return FALSE;
        }
    }

  return TRUE;
}

static void
product_clear (gpointer data)
{
  SampleProduct *product = data;

  g_free (product->slug);
  g_free (product->name);
  g_free (product->category);
}

static void
read_products (Sample *sample)
{
  JsonObject *entities = parcours_json_member_object (sample->shop, "entities");
  JsonObject *products = parcours_json_member_object (entities, "products");
  g_autoptr (GList) slugs = json_object_get_members (products);

  sample->products = g_array_new (FALSE, FALSE, sizeof (SampleProduct));
  g_array_set_clear_func (sample->products, product_clear);
  for (GList *l = slugs; l != NULL; l = l->next)
    {
      JsonObject *object = parcours_json_member_object (products, l->data);
      SampleProduct product = {
        .slug = g_strdup (l->data),
        .name = g_strdup (parcours_json_member_string (object, "name")),
        .category = g_strdup (json_array_get_string_element (parcours_json_member_array (object, "categories"), 0)),
      };

      product.price = g_ascii_strtod (parcours_json_member_string (object, "price"), NULL);
      g_array_append_val (sample->products, product);
    }
}

static gboolean
find_numbers (Sample  *sample,
              GError **error)
{
  for (guint i = 0; i < N_TAGS; i++)
    {
      if (!parcours_store_entity_id (sample->store, "tag", tags[i], &sample->tags[i], error))
        return FALSE;
    }
  for (guint i = 0; i < N_LISTS; i++)
    {
      if (!parcours_store_entity_id (sample->store, "list", lists[i], &sample->lists[i], error))
        return FALSE;
    }
  for (guint i = 0; i < N_TOPICS; i++)
    {
      sample->topics[i] = parcours_store_topic_number (sample->store, topics[i], error);
      if (sample->topics[i] == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_automation (Sample      *sample,
                const char  *name,
                GError     **error)
{
  g_autofree char *path = g_strconcat ("automations/", name, NULL);
  g_autoptr (JsonNode) node = load_resource (path, error);
  g_autoptr (ParcoursAutomation) automation = NULL;
  gint64 since = sample->until - DAYS / 2 * PARCOURS_DAY;

  if (node == NULL)
    return FALSE;
  sample_translate_automation (json_node_get_object (node));
  automation = parcours_automation_from_json (node, error);

  return automation != NULL && parcours_store_insert_automation (sample->store, automation, since, error) &&
         parcours_store_set_ready (sample->store, parcours_automation_slug (automation), TRUE, error) &&
         parcours_store_set_active (sample->store, parcours_automation_slug (automation), since, error);
}

static gboolean
add_automations (Sample  *sample,
                 GError **error)
{
  g_auto (GStrv) names = g_resource_enumerate_children (parcours_sample_get_resource (), RESOURCE_PATH "automations",
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!add_automation (sample, names[i], error))
        return FALSE;
    }

  return names != NULL;
}

static gboolean
add_tests (Sample  *sample,
           GError **error)
{
  g_autoptr (JsonNode) node = load_resource ("tests.json", error);
  JsonObject *tests = node != NULL ? json_node_get_object (node) : NULL;
  g_autoptr (GList) slugs = tests != NULL ? parcours_json_sorted_members (tests) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      JsonObject *test = parcours_json_member_object (tests, l->data);
      g_autofree char *slug = NULL;

      sample_translate_test (test);
      slug = parcours_store_add_entity (sample->store, "scenario", l->data, parcours_json_member_string (test, "name"), test,
                                        error);
      if (slug == NULL)
        return FALSE;
    }

  return node != NULL;
}

static gboolean
add_behaviour (Sample  *sample,
               GError **error)
{
  g_autoptr (JsonNode) node = load_resource ("behaviour.json", error);
  g_autofree char *slug = NULL;

  if (node == NULL)
    return FALSE;
  slug = parcours_store_add_entity (sample->store, "behaviour", "online-shop",
                                    _(parcours_json_member_string (json_node_get_object (node), "name")),
                                    json_node_get_object (node), error);

  return slug != NULL;
}

static gboolean
add_library (Sample  *sample,
             GError **error)
{
  return add_settings (sample, error) &&
         parcours_store_add_bundle (sample->store, parcours_json_member_object (sample->shop, "entities"), NULL, NULL,
                                    error) &&
         add_campaigns (sample, error) && add_automations (sample, error) && add_tests (sample, error) &&
         add_behaviour (sample, error) && find_numbers (sample, error);
}

static gboolean
add_people (Sample                 *sample,
            guint                   n_contacts,
            ParcoursStoreProgress   progress,
            gpointer                user_data,
            GCancellable           *cancellable,
            GError                **error)
{
  for (guint i = 0; i < n_contacts; i++)
    {
      SamplePerson person;

      sample_person_init (&person, sample, i);
      person.id = parcours_store_bulk_next_contact (sample->bulk);
      sample_live (sample, &person);
      sample_write_person (sample, &person);
      sample_person_clear (&person);
      if (i % 1024 == 0 && progress != NULL)
        progress (i, n_contacts, user_data);
      if (i % 1024 == 0 && !parcours_store_watch (sample->store, cancellable, error))
        return FALSE;
      if (sample->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&sample->error));
          return FALSE;
        }
    }

  return parcours_store_bulk_finish (sample->bulk, error);
}

static void
sample_clear (Sample *sample)
{
  g_clear_pointer (&sample->bulk, parcours_store_bulk_free);
  g_clear_pointer (&sample->campaigns, g_array_unref);
  g_clear_pointer (&sample->products, g_array_unref);
  g_clear_pointer (&sample->subjects, g_hash_table_unref);
  g_clear_error (&sample->error);
  sample_clear_people (sample);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static gboolean
fill (Sample                 *sample,
      guint                   n_contacts,
      ParcoursStoreProgress   progress,
      gpointer                user_data,
      GCancellable           *cancellable,
      GError                **error)
{
  if (!add_library (sample, error) || !sample_read_people (sample, error))
    return FALSE;
  read_products (sample);
  sample->bulk = sample_new_bulk (sample, error);

  return sample->bulk != NULL && add_people (sample, n_contacts, progress, user_data, cancellable, error);
}

/**
 * parcours_sample_fill:
 * @store: a new workspace
 * @seed: what chance hangs on
 * @n_contacts: how many contacts, see %PARCOURS_SAMPLE_CONTACTS
 * @until: the day on which the sample ends, in seconds since 1970; it goes back two years
 * @progress: (nullable) (scope call): told how many contacts are written
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Fills the workspace with a small shop, Maison Lavande: its library, five automations with tests, a behaviour, and people with
 * two years of mails, visits and orders. The same arguments give the same content, in the language of the user.
 *
 * Returns: whether it went well; if not, the workspace is as it was before
 */
gboolean
parcours_sample_fill (ParcoursStore          *store,
                      guint64                 seed,
                      guint                   n_contacts,
                      gint64                  until,
                      ParcoursStoreProgress   progress,
                      gpointer                user_data,
                      GCancellable           *cancellable,
                      GError                **error)
{
  g_auto (Sample) sample = { .store = store, .salt = parcours_draw_salt (seed, "sample", "person", "life"),
                             .from = until - DAYS * (gint64) PARCOURS_DAY, .until = until };
  g_autoptr (JsonNode) shop = load_resource ("shop.json", error);
  gboolean ok;

  if (shop == NULL || !parcours_store_begin (store, error))
    return FALSE;
  sample.shop = json_node_get_object (shop);
  sample_translate_shop (sample.shop);
  sample.subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ok = fill (&sample, n_contacts, progress, user_data, cancellable, error);
  /* The statements have to be over before the transaction is. */
  g_clear_pointer (&sample.bulk, parcours_store_bulk_free);
  parcours_store_watch (store, NULL, NULL);

  return parcours_store_end (store, ok, error);
}
