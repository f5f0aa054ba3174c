/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog.h"
#include "parcours-json.h"

/* Which row of a platform carries a step made elsewhere, and that it is never by
 * chance which one. */

static const ParcoursCatalog *catalog;

static const ParcoursRow *
get_row (const char *id)
{
  const ParcoursRow *row = parcours_catalog_row (catalog, id);

  if (row == NULL)
    g_error ("there is no row %s", id);

  return row;
}

/* The parameters of a step that says all that its row asks for. */
static JsonObject *
typical_params (const ParcoursRow *row)
{
  JsonObject *params = parcours_row_effective_params (row, NULL);

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      JsonObject *change = g_hash_table_lookup (row->params, param->name);

      if (json_object_has_member (params, param->name) || !parcours_row_requires_param (row, param))
        continue;
      if (change != NULL && json_object_has_member (change, "like"))
        json_object_set_member (params, param->name, json_object_dup_member (change, "like"));
      else
        json_object_set_string_member (params, param->name, "something");
    }

  return params;
}

static guint
count_best (const ParcoursRow  *source,
            JsonObject         *params,
            ParcoursPlatform    platform)
{
  int best = G_MININT;
  guint count = 0;

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_row_for_type (parcours_catalog_nth_row (catalog, platform, i),
                                                      source->type->name);
      int score = row != NULL ? parcours_row_agreement (row, params) : G_MININT;

      if (score > best)
        {
          best = score;
          count = 1;
        }
      else if (score == best && score > G_MININT)
        count++;
    }

  return count;
}

static void
assert_no_tie (const ParcoursRow *row,
               JsonObject        *params)
{
  for (guint platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      if (count_best (row, params, platform) > 1)
        g_error ("%s: two rows of %s agree alike", row->id, parcours_platform_name (platform));
    }
}

/* Every row, as it comes from the palette and as somebody filled it in, has one
 * counterpart at most on each platform, and is its own on its own. */
static void
test_ties (void)
{
  for (guint platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
          g_autoptr (JsonObject) presets = parcours_row_effective_params (row, NULL);
          g_autoptr (JsonObject) typical = typical_params (row);
          const ParcoursRow *own = parcours_catalog_counterpart (catalog, platform, row->type->name, typical);

          assert_no_tie (row, presets);
          assert_no_tie (row, typical);
          assert_no_tie (row, NULL);
          if (own != row)
            g_error ("%s: the counterpart on its own platform is %s", row->id, own->id);
        }
    }
}

static void
test_counterparts (void)
{
  static const struct
  {
    const char *platform, *type, *params, *row;
  } cases[] = {
    { "activecampaign", "trigger.form-submitted", "{}", "ac.submits-form" },
    { "activecampaign", "trigger.form-submitted", "{\"source\": \"unbounce\"}", "ac.unbounce-page-received" },
    { "activecampaign", "action.adjust-score", "{\"of\": \"deal\"}", "ac.adjust-deal-score" },
    { "activecampaign", "action.adjust-score", "{}", "ac.adjust-contact-score" },
    { "activecampaign", "action.update-deal", "{\"property\": \"owner\"}", "ac.update-deal-owner" },
    { "activecampaign", "trigger.email-clicked", "{}", NULL },
    { "activecampaign", "wait.moment", "{}", "ac.wait-timed" },
    { "mailchimp", "wait.moment", "{}", NULL },
    { "mailchimp", "trigger.email-clicked", "{\"email\": \"hello\"}", "mc.clicks-any-email-link" },
    { "mailchimp", "trigger.email-clicked", "{\"link\": \"shop.example/*\"}", "mc.clicks-specific-email-link" },
    { "mailchimp", "trigger.order-created", "{}", "mc.buys-any-product" },
    { "mailchimp", "trigger.order-created", "{\"product\": \"soap\", \"status\": [\"pending\", \"paid\", \"failed\"]}",
      "mc.buys-specific-product" },
    { "mailchimp", "trigger.cart-abandoned", "{}", "mc.abandons-cart" },
    { "mailchimp", "trigger.cart-abandoned", "{\"products\": [\"soap\"]}", "mc.abandons-cart-specific-products" },
    { "mailchimp", "trigger.cart-product-added", "{}", "mc.shopify-adds-to-cart" },
    { "mailchimp", "trigger.cart-product-added", "{\"low-stock\": true}", "mc.shopify-low-inventory-in-cart" },
    { "mailchimp", "trigger.date", "{\"date\": {\"of\": \"contact\", \"field\": \"birthday\"}, \"repeat\": \"yearly\"}",
      "mc.birthday" },
    { "mailchimp", "trigger.date", "{\"date\": {\"of\": \"contact\", \"field\": \"renewal\"}, \"repeat\": \"yearly\"}",
      "mc.recurring-date" },
    { "mailchimp", "trigger.date", "{\"date\": {\"of\": \"contact\", \"field\": \"renewal\"}}", "mc.specific-date" },
    { "mailchimp", "trigger.date", "{\"date\": {\"of\": \"contact\", \"field\": \"created-at\"}}", "mc.signup-date" },
    { "mailchimp", "trigger.event-recorded", "{\"event\": \"sign-up\"}", "mc.event-api" },
    { "mailchimp", "trigger.event-recorded", "{}", "mc.event-api" },
    { "mailchimp", "trigger.event-recorded", "{\"source\": \"==zapier\"}", "mc.zapier-custom-event" },
    { "mailchimp", "trigger.ticket-purchased", "{\"live-event\": \"fair\"}", "mc.eventbrite-specific-purchase" },
    { "mailchimp", "trigger.channel-subscribed", "{\"channel\": \"sms\"}", "mc.signs-up-for-sms" },
    { "mailchimp", "trigger.channel-subscribed", "{\"channel\": \"push\"}", NULL },
    { "mailchimp", "trigger.field-changed", "{\"of\": \"deal\", \"field\": \"size\"}", NULL },
    { "mailchimp", "trigger.field-changed", "{\"field\": \"city\"}", "mc.audience-field-changes" },
    { "mailchimp", "trigger.conversation-ended", "{\"channel\": \"email\"}", NULL },
    { "mailchimp", "trigger.conversation-ended", "{\"channel\": \"any\"}", "mc.chat-finished" },
    { "brevo", "trigger.channel-subscribed", "{\"channel\": \"email\"}", NULL },
    { "brevo", "trigger.list-unsubscribed", "{\"include-removed\": true}", "brevo.unsubscribed-from-mailing-list" },
    { "brevo", "trigger.date", "{\"date\": {\"of\": \"contact\", \"field\": \"birthday\"}}", "brevo.anniversary" },
    { "brevo", "trigger.date", "{\"date\": {\"of\": \"loyalty\", \"field\": \"joined-on\"}, \"repeat\": \"yearly\"}",
      "brevo.membership-anniversary" },
    { "brevo", "action.set-wallet-campaign", "{\"campaign\": \"gold\"}", "brevo.move-to-wallet-campaign" },
    { "brevo", "action.set-wallet-campaign", "{\"campaign\": \"gold\", \"notification\": \"hello\"}",
      "brevo.move-to-wallet-campaign-and-notify" },
    { "any", "trigger.date", "{}", "trigger.date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) params = parcours_json_parse (cases[i].params, -1, NULL);
      const ParcoursRow *row;
      ParcoursPlatform platform;

      g_assert_true (parcours_platform_from_name (cases[i].platform, &platform));
      row = parcours_catalog_counterpart (catalog, platform, cases[i].type, json_node_get_object (params));
      g_assert_cmpstr (row != NULL ? row->id : NULL, ==, cases[i].row);
    }
}

/* A whole flow of one platform on another, row by row. */
static void
test_across (void)
{
  static const struct
  {
    const char *row, *platform, *counterpart;
  } cases[] = {
    { "brevo.form-submitted", "activecampaign", "ac.submits-form" },
    { "brevo.meeting-booked", "activecampaign", "ac.calendly-meeting-received" },
    { "brevo.deal-stage-updated", "activecampaign", "ac.deal-stage-changes" },
    { "ac.unsubscribes-from-list", "brevo", "brevo.unsubscribed-from-mailing-list" },
    { "ac.makes-purchase", "brevo", "brevo.order-created" },
    { "ac.makes-purchase", "mailchimp", "mc.buys-any-product" },
    { "mc.buys-specific-product", "activecampaign", "ac.makes-purchase" },
    { "mc.birthday", "brevo", "brevo.anniversary" },
    { "mc.birthday", "activecampaign", "ac.date-based" },
    { "brevo.anniversary", "mailchimp", "mc.birthday" },
    { "ac.web-page-visited", "brevo", "brevo.page-visited" },
    { "ac.wait-timed", "brevo", "brevo.time-delay" },
    { "brevo.push-subscribed", "mailchimp", NULL },
    { "brevo.voucher-created", "activecampaign", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParcoursRow *source = get_row (cases[i].row);
      g_autoptr (JsonObject) params = parcours_row_effective_params (source, NULL);
      const ParcoursRow *row;
      ParcoursPlatform platform;

      g_assert_true (parcours_platform_from_name (cases[i].platform, &platform));
      if (g_str_equal (cases[i].row, "brevo.anniversary"))
        json_object_set_member (params, "date", parcours_json_parse ("{\"of\":\"contact\",\"field\":\"birthday\"}", -1, NULL));
      row = parcours_catalog_counterpart (catalog, platform, source->type->name, params);
      g_assert_cmpstr (row != NULL ? row->id : NULL, ==, cases[i].counterpart);
    }
}

/* What a step publishes and listens to follows what it says. */
static void
assert_topics (char      **topics,
               const char *wanted)
{
  g_autofree char *line = g_strjoinv (",", topics);

  g_assert_cmpstr (line, ==, wanted);
  g_strfreev (topics);
}

static void
test_topics_of_steps (void)
{
  g_autoptr (JsonNode) stage = parcours_json_parse ("{\"property\":\"stage\"}", -1, NULL);
  g_autoptr (JsonNode) title = parcours_json_parse ("{\"property\":\"title\"}", -1, NULL);
  g_autoptr (JsonNode) deal = parcours_json_parse ("{\"of\":\"deal\"}", -1, NULL);
  g_autoptr (JsonNode) task = parcours_json_parse ("{\"task\":{\"type\":\"call\"}}", -1, NULL);
  g_autoptr (JsonNode) none = parcours_json_parse ("{}", -1, NULL);
  const ParcoursRow *update = get_row ("brevo.update-deal-attribute");

  assert_topics (parcours_row_publishes (update, json_node_get_object (stage)),
                 "deal.stage-changed,deal.pipeline-changed");
  assert_topics (parcours_row_publishes (update, json_node_get_object (title)), "deal.field-changed");
  assert_topics (parcours_row_publishes (get_row ("brevo.create-deal"), json_node_get_object (task)),
                 "deal.created,task.created");
  assert_topics (parcours_row_publishes (get_row ("brevo.create-deal"), json_node_get_object (none)), "deal.created");
  assert_topics (parcours_row_listens (get_row ("ac.field-changes"), json_node_get_object (deal)), "deal.field-changed");
  assert_topics (parcours_row_listens (get_row ("ac.field-changes"), NULL), "field.changed,deal.field-changed");
  assert_topics (parcours_row_listens (get_row ("ac.send-email"), NULL), "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalog = parcours_catalog_get ();

  g_test_add_func ("/counterparts/ties", test_ties);
  g_test_add_func ("/counterparts/by-params", test_counterparts);
  g_test_add_func ("/counterparts/across", test_across);
  g_test_add_func ("/counterparts/topics-of-steps", test_topics_of_steps);

  return g_test_run ();
}
