/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "table.h"

/*
 * The rows of the three platforms against the tables of the design: catalog.tsv
 * (what each platform calls it), types.tsv and topics.tsv (what carries it, from
 * the vocabulary) and checks.tsv (what can be wrong with it, from the capabilities).
 */

enum { PLATFORM, KIND, ID, NAME_EN, NAME_FR, CATEGORY };
enum { CODE, RULE, SEVERITY, DETAIL, ROWS };

static const ParcoursCatalog *catalog;

typedef void (*RowFunc) (const ParcoursRow *row,
                         gpointer           user_data);

static void
for_each_row (RowFunc  func,
              gpointer user_data)
{
  for (guint platform = PARCOURS_PLATFORM_ACTIVECAMPAIGN; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        func (parcours_catalog_nth_row (catalog, platform, i), user_data);
    }
}

static const ParcoursRow *
get_row (const char *id)
{
  const ParcoursRow *row = parcours_catalog_row (catalog, id);

  if (row == NULL)
    g_error ("there is no row %s", id);

  return row;
}

static const ParcoursParam *
get_param (const ParcoursRow *row,
           const char        *name)
{
  const ParcoursParam *param = parcours_step_type_param (row->type, name);

  if (param == NULL)
    g_error ("%s has no parameter %s", row->id, name);

  return param;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return json_node_dup_object (node);
}

/* The same rows, in the same order, in the platforms' own words. */
static void
test_table (void)
{
  g_autoptr (GPtrArray) table = table_read ("catalog.tsv");
  guint n_rows[PARCOURS_MAX_PLATFORMS] = { 0 };
  guint n_capabilities = 0;

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      ParcoursPlatform platform;
      const ParcoursRow *row;

      g_assert_true (parcours_platform_from_name (cells[PLATFORM], &platform));
      if (g_str_equal (cells[KIND], "capability"))
        {
          const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, n_capabilities++);

          g_assert_cmpstr (capability->id, ==, cells[ID]);
          g_assert_cmpint (capability->platform, ==, platform);
          g_assert_cmpstr (capability->label, ==, cells[NAME_EN]);
          g_assert_cmpstr (capability->label_fr, ==, cells[NAME_FR]);
          g_assert_cmpstr (capability->category, ==, cells[CATEGORY]);
          continue;
        }
      row = parcours_catalog_nth_row (catalog, platform, n_rows[platform]++);
      g_assert_cmpstr (row->id, ==, cells[ID]);
      g_assert_true (parcours_catalog_row (catalog, cells[ID]) == row);
      g_assert_cmpstr (parcours_step_kind_name (row->type->kind), ==, cells[KIND]);
      g_assert_cmpstr (row->label, ==, cells[NAME_EN]);
      g_assert_cmpstr (row->label_fr, ==, cells[NAME_FR]);
      g_assert_cmpstr (row->category, ==, cells[CATEGORY]);
      g_assert_cmpint (row->uses[0] != NULL, ==, TRUE);
    }
  g_assert_cmpuint (parcours_catalog_n_capabilities (catalog), ==, n_capabilities);
  g_assert_cmpuint (n_capabilities, ==, 48);
  for (guint i = PARCOURS_PLATFORM_ACTIVECAMPAIGN; i < PARCOURS_N_PLATFORMS; i++)
    g_assert_cmpuint (parcours_catalog_n_rows (catalog, i), ==, n_rows[i]);
  g_assert_cmpuint (n_rows[1] + n_rows[2] + n_rows[3], ==, 181);
}

static void
count_family (const ParcoursRow *row,
              gpointer           counts)
{
  ((guint *) counts)[row->type->family]++;
}

static void
test_types (void)
{
  g_autoptr (GPtrArray) table = table_read ("types.tsv");
  guint counts[PARCOURS_FAMILY_END + 1] = { 0 };

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_auto (GStrv) types = table_split (cells[0]);
      g_auto (GStrv) rows = table_split (cells[3]);

      for (guint j = 0; rows[j] != NULL; j++)
        {
          if (!g_strv_contains ((const char *const *) types, get_row (rows[j])->type->name))
            g_error ("%s is carried by %s", rows[j], get_row (rows[j])->type->name);
        }
    }
  for_each_row (count_family, counts);
  g_assert_cmpuint (counts[PARCOURS_FAMILY_EVENT], ==, 95);
  g_assert_cmpuint (counts[PARCOURS_FAMILY_DATE], ==, 7);
  g_assert_cmpuint (counts[PARCOURS_FAMILY_POLL], ==, 3);
  g_assert_cmpuint (counts[PARCOURS_FAMILY_ABSENCE], ==, 6);
  g_assert_cmpuint (counts[PARCOURS_FAMILY_DIRECT], ==, 3);
}

static void
collect_topics (const ParcoursRow *row,
                gpointer           user_data)
{
  GHashTable **found = user_data;
  g_auto (GStrv) listens = parcours_row_listens (row, NULL);
  g_auto (GStrv) publishes = parcours_row_publishes (row, NULL);

  for (guint i = 0; listens[i] != NULL; i++)
    g_hash_table_add (found[0], g_strconcat (listens[i], " ", row->id, NULL));
  for (guint i = 0; publishes[i] != NULL; i++)
    g_hash_table_add (found[1], g_strconcat (publishes[i], " ", row->id, NULL));
}

static char *
join_pairs (GPtrArray *table,
            guint      column)
{
  g_autoptr (GString) pairs = g_string_new (NULL);

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_auto (GStrv) rows = table_split (cells[column]);

      for (guint j = 0; rows[j] != NULL; j++)
        g_string_append_printf (pairs, "%s%s %s", pairs->len > 0 ? "," : "", cells[0], rows[j]);
    }

  return g_string_free (g_steal_pointer (&pairs), FALSE);
}

/* Which rows each topic lets in, and which rows publish it. The feed is a
 * workspace topic, which the table lists apart. */
static void
test_topics (void)
{
  g_autoptr (GPtrArray) table = table_read ("topics.tsv");
  g_autoptr (GHashTable) listens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) publishes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *found[] = { listens, publishes };
  g_autofree char *listens_pairs = join_pairs (table, 1);
  g_autofree char *publishes_pairs = join_pairs (table, 2);

  g_assert_cmpuint (parcours_catalog_n_topics (catalog), ==, table->len);
  for (guint i = 0; i < table->len; i++)
    g_assert_nonnull (parcours_catalog_topic (catalog, ((char **) g_ptr_array_index (table, i))[0]));
  for_each_row (collect_topics, found);
  g_assert_true (g_hash_table_remove (listens, "feed.item-published ac.rss-based"));
  table_assert_same (listens, listens_pairs, "listens");
  table_assert_same (publishes, publishes_pairs, "publishes");
}

typedef struct
{
  const char *code;
  const char *rule;
  GHashTable *found; /* (element-type utf8) */
} Wanted;

static void
collect_constraints (const ParcoursRow *row,
                     gpointer           user_data)
{
  Wanted *wanted = user_data;

  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);

      if (g_str_equal (parcours_json_member_string (constraint, "code"), wanted->code) &&
          g_str_equal (parcours_json_member_string (constraint, "rule"), wanted->rule))
        g_hash_table_add (wanted->found, row->id);
    }
}

/* The rules that stand in `constraints`, row by row. */
static void
test_constraints (void)
{
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");
  static const char *const elsewhere[] = { "param", "row", "requires", "plans", NULL };

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
      Wanted wanted = { cells[CODE], cells[RULE], found };

      if (g_strv_contains (elsewhere, cells[RULE]))
        continue;
      for_each_row (collect_constraints, &wanted);
      table_assert_same (found, cells[ROWS], cells[CODE]);
    }
}

/* A constraint with a condition: what only the deal side of a row needs. */
static gboolean
has_side (const ParcoursRow *row,
          const char        *code,
          const char        *key,
          const char        *value)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);
      JsonArray *values = parcours_json_member_array (constraint, key);

      if (g_str_equal (parcours_json_member_string (constraint, "code"), code) &&
          g_str_equal (json_array_get_string_element (values, 0), value))
        return TRUE;
    }

  return FALSE;
}

static void
collect_required (const ParcoursRow *row,
                  gpointer           user_data)
{
  GHashTable *found = user_data;

  for (guint i = 0; row->requires[i] != NULL; i++)
    g_hash_table_add (found, g_strconcat (row->requires[i], " ", row->id, NULL));
  if (row->plans[0] != NULL)
    g_hash_table_add (found, g_strconcat (row->plans[0], " ", row->id, NULL));
  if (has_side (row, "feature-required", "features", "deals"))
    g_hash_table_add (found, g_strconcat ("deals/deal ", row->id, NULL));
  if (has_side (row, "feature-required", "features", "mailbox"))
    g_hash_table_add (found, g_strconcat ("mailbox ", row->id, NULL));
  if (has_side (row, "plan-required", "plans", "plus"))
    g_hash_table_add (found, g_strconcat ("plus/deal ", row->id, NULL));
}

/* Features, and the lowest plan, that each row needs. */
static void
test_required (void)
{
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");
  g_autoptr (GPtrArray) part = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *pairs = NULL;

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);

      if (g_str_equal (cells[RULE], "requires") || g_str_equal (cells[RULE], "plans"))
        g_ptr_array_add (part, g_strdupv ((char *[]) { cells[DETAIL], cells[ROWS], NULL }));
    }
  pairs = join_pairs (part, 1);
  for_each_row (collect_required, found);
  table_assert_same (found, pairs, "required");
}

/* The features that a workspace may have are a closed list, each of one platform. */
static void
test_features (void)
{
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");
  g_autoptr (GHashTable) features = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_features = 0;

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);

      if (g_str_equal (cells[RULE], "requires") && !g_str_has_suffix (cells[DETAIL], "/deal"))
        g_hash_table_add (features, cells[DETAIL]);
    }
  g_assert_cmpuint (g_hash_table_size (features), ==, 30);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    {
      JsonObject *object = parcours_json_member_object (parcours_catalog_platform (catalog, i), "features");
      g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        {
          g_assert_true (g_hash_table_contains (features, l->data));
          g_assert_nonnull (parcours_json_member_string (parcours_json_member_object (object, l->data), "fr"));
        }
      n_features += g_list_length (members);
    }
  g_assert_cmpuint (n_features, ==, 30);
}

static gboolean
is_reference (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_REFS ||
         param->type == PARCOURS_PARAM_STEP;
}

static gboolean
requires_something (const ParcoursRow   *row,
                    const ParcoursParam *param)
{
  return parcours_row_shows_param (row, param) && parcours_row_requires_param (row, param);
}

static gboolean
limits_choice (const ParcoursRow   *row,
               const ParcoursParam *param)
{
  g_auto (GStrv) choices = parcours_row_choices (row, param);
  JsonObject *change = g_hash_table_lookup (row->params, param->name);

  return parcours_row_shows_param (row, param) &&
         (choices != NULL || parcours_json_member_array (change, "modes") != NULL);
}

static gboolean
is_filter (const ParcoursRow   *row,
           const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_WHERE && parcours_row_shows_param (row, param);
}

static gboolean
refers (const ParcoursRow   *row,
        const ParcoursParam *param)
{
  return is_reference (param) && parcours_row_shows_param (row, param);
}

static gboolean
has_param (const ParcoursRow *row,
           gboolean (*test) (const ParcoursRow *, const ParcoursParam *))
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      if (test (row, g_ptr_array_index (row->type->params, i)))
        return TRUE;
    }

  return FALSE;
}

/* The checks that follow from the parameters of a row: each row that the table
 * names has a parameter that can fail it. */
static void
test_param_checks (void)
{
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");
  static const struct
  {
    const char *code;
    gboolean (*test) (const ParcoursRow *, const ParcoursParam *);
  } tests[] = {
    { "reference-unknown", refers },
    { "parameter-missing", requires_something },
    { "value-not-offered", limits_choice },
    { "filter-key-unknown", is_filter },
  };

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_auto (GStrv) rows = table_split (cells[ROWS]);

      for (gsize j = 0; j < G_N_ELEMENTS (tests); j++)
        {
          for (guint k = 0; g_str_equal (tests[j].code, cells[CODE]) && rows[k] != NULL; k++)
            {
              if (!has_param (get_row (rows[k]), tests[j].test))
                g_error ("%s: %s cannot fail", cells[CODE], rows[k]);
            }
        }
    }
}

/* The presets of the vocabulary, section 1 and 2: NULL is a parameter always left out. */
static void
test_fixed (void)
{
  static const struct
  {
    const char *row, *param, *value;
  } fixed[] = {
    { "ac.unsubscribes-from-list", "include-removed", "true" },
    { "brevo.unsubscribed-from-mailing-list", "include-removed", "false" },
    { "brevo.unsubscribed-from-mailing-list", "list", "null" },
    { "ac.submits-form", "await-opt-in", "true" },
    { "ac.typeform-form-received", "source", "\"typeform\"" },
    { "ac.typeform-form-received", "runs", "\"once\"" },
    { "ac.unbounce-page-received", "source", "\"unbounce\"" },
    { "ac.unbounce-page-received", "runs", "\"once\"" },
    { "mc.clicks-any-email-link", "link", "null" },
    { "mc.signs-up-for-email", "channel", "\"email\"" },
    { "mc.signs-up-for-sms", "channel", "\"sms\"" },
    { "brevo.push-subscribed", "channel", "\"push\"" },
    { "brevo.push-unsubscribed", "channel", "\"push\"" },
    { "mc.audience-field-changes", "of", "\"contact\"" },
    { "mc.specific-date", "repeat", "\"once\"" },
    { "mc.signup-date", "date", "{\"of\": \"contact\", \"field\": \"created-at\"}" },
    { "mc.signup-date", "repeat", "\"once\"" },
    { "mc.birthday", "repeat", "\"yearly\"" },
    { "mc.recurring-date", "repeat", "\"yearly\"" },
    { "brevo.membership-anniversary", "date", "{\"of\": \"loyalty\", \"field\": \"joined-on\"}" },
    { "brevo.membership-anniversary", "repeat", "\"yearly\"" },
    { "mc.viewed-page", "source", "\"mailchimp\"" },
    { "mc.shopify-views-pages", "source", "\"shopify\"" },
    { "mc.clicked-link", "source", "\"mailchimp\"" },
    { "mc.zapier-custom-event", "event", "null" },
    { "mc.zapier-custom-event", "source", "\"==zapier\"" },
    { "ac.makes-purchase", "status", "[\"pending\", \"paid\", \"failed\"]" },
    { "mc.buys-any-product", "product", "null" },
    { "mc.buys-any-product", "status", "[\"pending\", \"paid\"]" },
    { "mc.buys-any-product", "entry-segment", "{\"consent\": \"email\"}" },
    { "mc.buys-specific-product", "status", "[\"pending\", \"paid\"]" },
    { "mc.buys-specific-product", "entry-segment", "{\"consent\": \"email\"}" },
    { "mc.time-since-last-purchase", "entry-segment", "{\"consent\": \"email\"}" },
    { "mc.abandons-cart", "products", "null" },
    { "mc.shopify-views-products", "source", "\"shopify\"" },
    { "mc.shopify-searches", "source", "\"shopify\"" },
    { "mc.shopify-back-in-stock", "source", "\"shopify\"" },
    { "mc.shopify-adds-to-cart", "source", "\"shopify\"" },
    { "mc.shopify-low-inventory-in-cart", "source", "\"shopify\"" },
    { "mc.shopify-low-inventory-in-cart", "low-stock", "true" },
    { "mc.shopify-checkout-action", "source", "\"shopify\"" },
    { "brevo.deal-stage-updated", "from", "null" },
    { "ac.deal-stage-changes", "same-pipeline", "true" },
    { "ac.calendly-meeting-received", "source", "\"calendly\"" },
    { "ac.calendly-meeting-received", "runs", "\"once\"" },
    { "mc.chat-finished", "channel", "\"chat\"" },
    { "mc.chat-finished", "source", "\"livechat\"" },
    { "mc.eventbrite-any-ticket", "live-event", "null" },
    { "mc.eventbrite-any-check-in", "live-event", "null" },
    { "mc.eventbrite-any-ticket", "source", "\"eventbrite\"" },
    { "mc.eventbrite-any-check-in", "source", "\"eventbrite\"" },
    { "mc.eventbrite-specific-purchase", "source", "\"eventbrite\"" },
    { "mc.eventbrite-specific-check-in", "source", "\"eventbrite\"" },
    { "brevo.move-to-wallet-campaign", "notification", "null" },
    { "ac.adjust-contact-score", "of", "\"contact\"" },
    { "ac.adjust-deal-score", "of", "\"deal\"" },
    { "ac.add-contact-note", "on", "\"contact\"" },
    { "ac.add-deal-note", "on", "\"deal\"" },
    { "ac.update-deal-title", "property", "\"title\"" },
    { "ac.update-deal-status", "property", "\"status\"" },
    { "ac.update-deal-owner", "property", "\"owner\"" },
    { "ac.update-deal-value", "property", "\"value\"" },
    { "ac.update-deal-stage", "property", "\"stage\"" },
    { "ac.update-deal-custom-field", "property", "\"field\"" },
    { "ac.create-salesforce-contact", "kind", "\"contact\"" },
    { "ac.create-salesforce-lead", "kind", "\"lead\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      const ParcoursRow *row = get_row (fixed[i].row);
      JsonNode *value = parcours_row_fixed (row, fixed[i].param);
      g_autoptr (JsonNode) wanted = parcours_json_parse (fixed[i].value, -1, NULL);

      if (!parcours_json_equal (value, wanted))
        g_error ("%s: %s is not fixed to %s", fixed[i].row, fixed[i].param, fixed[i].value);
      g_assert_false (parcours_row_shows_param (row, get_param (row, fixed[i].param)));
    }
}

static void
test_required_params (void)
{
  static const struct
  {
    const char *row, *param;
    gboolean required;
  } cases[] = {
    { "mc.clicks-specific-email-link", "link", TRUE },
    { "brevo.email-link-clicked", "link", FALSE },
    { "mc.audience-field-changes", "to", TRUE },
    { "ac.field-changes", "to", FALSE },
    { "mc.viewed-page", "page", TRUE },
    { "brevo.page-visited", "page", FALSE },
    { "ac.event-is-recorded", "event", TRUE },
    { "mc.event-api", "event", TRUE },
    { "brevo.custom-event", "event", TRUE },
    { "mc.buys-specific-product", "product", TRUE },
    { "ac.makes-purchase", "product", FALSE },
    { "mc.abandons-cart-specific-products", "products", TRUE },
    { "ac.deal-stage-changes", "pipeline", TRUE },
    { "brevo.deal-stage-updated", "pipeline", FALSE },
    { "mc.eventbrite-specific-purchase", "live-event", TRUE },
    { "mc.eventbrite-specific-check-in", "live-event", TRUE },
    { "brevo.move-to-wallet-campaign-and-notify", "notification", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParcoursRow *row = get_row (cases[i].row);
      const ParcoursParam *param = get_param (row, cases[i].param);

      if (parcours_row_requires_param (row, param) != cases[i].required)
        g_error ("%s: %s", cases[i].row, cases[i].param);
      g_assert_true (parcours_row_shows_param (row, param));
    }
}

/* What holds where a step leaves a parameter out, and a person may change. */
static void
test_defaults (void)
{
  static const struct
  {
    const char *row, *param, *value;
  } defaults[] = {
    { "ac.date-based", "repeat", "\"once\"" },
    { "brevo.anniversary", "repeat", "\"yearly\"" },
    { "brevo.order-created", "status", "[\"pending\", \"paid\"]" },
    { "brevo.create-deal", "title", "\"{{ contact.first-name }} {{ contact.last-name }}\"" },
    { "ac.split-even", "weights", "[50, 50]" },
    { "mc.signs-up-for-email", "include-imported", "false" },
    { "mc.unopened-campaign", "after", "\"P7D\"" },
    { "mc.does-not-click-email-link", "after", "\"P7D\"" },
    { "mc.time-since-last-purchase", "after", "\"P30D\"" },
    { "ac.abandons-cart", "after", "\"PT1H\"" },
    { "mc.abandons-cart", "after", "\"PT1H\"" },
    { "brevo.contact-in-segment", "at", "\"09:00\"" },
    { "ac.rss-based", "every", "\"daily\"" },
    { "ac.rss-based", "min-items", "1" },
    { "brevo.message-received", "from", "\"contact\"" },
    { "ac.goal", "reach", "\"anywhere\"" },
    { "ac.goal", "unmet", "\"wait\"" },
    { "brevo.send-sms", "kind", "\"promotional\"" },
    { "brevo.send-push", "platforms", "[\"ios\", \"android\", \"web\"]" },
    { "ac.tag-added", "runs", "\"once\"" },
    { "mc.tag-added", "runs", "\"multiple\"" },
    { "brevo.email-opened", "runs", "\"multiple\"" },
    { "trigger.tag-added", "runs", "\"multiple\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      const ParcoursRow *row = get_row (defaults[i].row);
      JsonNode *value = parcours_row_default (row, get_param (row, defaults[i].param));
      g_autoptr (JsonNode) wanted = parcours_json_parse (defaults[i].value, -1, NULL);

      if (!parcours_json_equal (value, wanted))
        g_error ("%s: the default of %s is not %s", defaults[i].row, defaults[i].param, defaults[i].value);
    }
}

static void
test_shown (void)
{
  static const struct
  {
    const char *row, *param;
    gboolean shown;
  } cases[] = {
    { "ac.tag-added", "runs", TRUE },
    { "mc.tag-added", "runs", FALSE },
    { "brevo.email-opened", "runs", FALSE },
    { "trigger.tag-added", "runs", FALSE },
    { "ac.opens-email", "where", FALSE },
    { "mc.opens-email", "where", FALSE },
    { "brevo.email-opened", "where", TRUE },
    { "trigger.email-opened", "where", TRUE },
    { "brevo.membership-anniversary", "where", TRUE },
    { "brevo.unsubscribed-from-mailing-list", "message", TRUE },
    { "brevo.unsubscribed-from-mailing-list", "kind", TRUE },
    { "brevo.form-submitted", "kind", TRUE },
    { "ac.submits-form", "kind", FALSE },
    { "brevo.push-subscribed", "subtype", TRUE },
    { "brevo.tier-updated", "from", FALSE },
    { "brevo.tier-updated", "to", FALSE },
    { "mc.audience-field-changes", "from", FALSE },
    { "mc.signs-up-for-email", "include-imported", TRUE },
    { "mc.manual-add", "entry-segment", FALSE },
    { "mc.opens-email", "entry-segment", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParcoursRow *row = get_row (cases[i].row);

      if (parcours_row_shows_param (row, get_param (row, cases[i].param)) != cases[i].shown)
        g_error ("%s: %s", cases[i].row, cases[i].param);
    }
}

static void
test_choices (void)
{
  static const struct
  {
    const char *row, *param, *value;
    gboolean offered;
  } cases[] = {
    { "ac.replies-to-email", "kind", "\"one-to-one\"", TRUE },
    { "ac.forwards-email", "kind", "\"one-to-one\"", FALSE },
    { "ac.date-based", "date", "{\"of\": \"deal\", \"field\": \"renewal\"}", TRUE },
    { "mc.birthday", "date", "{\"of\": \"deal\", \"field\": \"renewal\"}", FALSE },
    { "mc.birthday", "date", "{\"of\": \"contact\", \"field\": \"birthday\"}", TRUE },
    { "ac.update-deal-status", "value", "{\"value\": \"won\"}", TRUE },
    { "ac.update-deal-status", "value", "{\"value\": \"paused\"}", FALSE },
    { "ac.update-deal-status", "value", "{\"clear\": true}", FALSE },
    { "ac.update-deal-title", "value", "{\"value\": \"paused\"}", TRUE },
    { "ac.update-deal-custom-field", "value", "{\"clear\": true}", TRUE },
    { "ac.update-deal-custom-field", "value", "{\"copy\": \"city\"}", TRUE },
    { "brevo.assign-user", "owner", "{\"rotate\": [\"lea\", \"max\"]}", TRUE },
    { "brevo.assign-user", "owner", "{\"team\": \"sales\"}", FALSE },
    { "brevo.send-push", "platforms", "[\"ios\", \"web\"]", TRUE },
    { "brevo.send-push", "platforms", "[\"ios\", \"fridge\"]", FALSE },
    { "brevo.push-subscribed", "subtype", "\"new\"", TRUE },
    { "brevo.push-subscribed", "subtype", "\"invalidated\"", FALSE },
    { "ac.tag-added", "tag", "\"vip\"", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParcoursRow *row = get_row (cases[i].row);
      g_autoptr (JsonNode) value = parcours_json_parse (cases[i].value, -1, NULL);

      if (parcours_row_offers_value (row, get_param (row, cases[i].param), value) != cases[i].offered)
        g_error ("%s: %s %s", cases[i].row, cases[i].param, cases[i].value);
    }
}

static void
test_ports (void)
{
  g_assert_true (parcours_row_offers_port (get_row ("wait.condition"), "timeout"));
  g_assert_false (parcours_row_offers_port (get_row ("ac.wait-conditional"), "timeout"));
  g_assert_true (parcours_row_offers_port (get_row ("ac.wait-conditional"), "next"));
  g_assert_true (parcours_row_offers_port (get_row ("brevo.wait-until-event"), "timeout"));
  g_assert_null (get_row ("brevo.delete-contact")->ports[0]);
  g_assert_null (get_row ("brevo.redirect-to-step")->ports[0]);
  g_assert_null (get_row ("ac.end-this-automation")->ports[0]);
}

static void
assert_effective (const char *id,
                  const char *params,
                  const char *wanted)
{
  g_autoptr (JsonObject) said = params != NULL ? parse (params) : NULL;
  g_autoptr (JsonObject) effective = parcours_row_effective_params (get_row (id), said);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), effective);
  g_autofree char *line = parcours_json_to_line (node);

  g_assert_cmpstr (line, ==, wanted);
}

static void
test_effective_params (void)
{
  assert_effective ("ac.tag-added", "{\"tag\": \"vip\"}", "{\"runs\":\"once\",\"tag\":\"vip\"}");
  assert_effective ("ac.tag-added", "{\"tag\": \"vip\", \"runs\": \"multiple\"}", "{\"runs\":\"multiple\",\"tag\":\"vip\"}");
  assert_effective ("ac.tag-added", "{\"tag\": null}", "{\"runs\":\"once\"}");
  assert_effective ("mc.tag-added", NULL, "{\"runs\":\"multiple\"}");
  assert_effective ("ac.typeform-form-received", "{\"runs\": \"multiple\", \"source\": \"calendly\", \"x\": 1}",
                    "{\"await-opt-in\":false,\"runs\":\"once\",\"source\":\"typeform\",\"x\":1}");
  assert_effective ("brevo.anniversary", NULL,
                    "{\"at\":\"09:00\",\"offset\":\"P0D\",\"repeat\":\"yearly\",\"runs\":\"multiple\"}");
  assert_effective ("mc.clicks-any-email-link", "{\"email\": \"hello\", \"link\": \"shop.example/*\"}",
                    "{\"email\":\"hello\",\"runs\":\"multiple\"}");
  assert_effective ("ac.send-email", "{\"email\": \"hello\"}", "{\"channel\":\"email\",\"email\":\"hello\"}");
  assert_effective ("action.send-sms", "{\"sms\": \"hello\", \"channel\": \"email\"}",
                    "{\"channel\":\"sms\",\"kind\":\"promotional\",\"sms\":\"hello\"}");
}

/* A row is never changed by what is made of it. */
static void
test_effective_params_are_copies (void)
{
  g_autoptr (JsonObject) first = parcours_row_effective_params (get_row ("brevo.send-push"), NULL);
  g_autoptr (JsonObject) second = NULL;

  json_object_set_string_member (first, "push", "hello");
  json_object_remove_member (first, "platforms");
  second = parcours_row_effective_params (get_row ("brevo.send-push"), NULL);
  g_assert_true (json_object_has_member (second, "platforms"));
  g_assert_false (json_object_has_member (second, "push"));
}

static void
test_variants (void)
{
  const ParcoursRow *row = get_row ("ac.wait-timed");
  const ParcoursRow *moment = parcours_row_for_type (row, "wait.moment");
  g_auto (GStrv) also = parcours_catalog_alternatives (catalog, row);
  g_auto (GStrv) back = parcours_catalog_alternatives (catalog, moment);
  g_auto (GStrv) date = parcours_catalog_alternatives (catalog, get_row ("mc.wait-rule"));
  g_auto (GStrv) none = parcours_catalog_alternatives (catalog, get_row ("brevo.time-delay"));
  g_auto (GStrv) any = parcours_catalog_alternatives (catalog, get_row ("wait.date"));

  g_assert_true (parcours_row_for_type (row, "wait.duration") == row);
  g_assert_cmpstr (moment->id, ==, "ac.wait-timed");
  g_assert_cmpstr (parcours_row_label (moment), ==, parcours_row_label (row));
  g_assert_null (parcours_row_for_type (row, "wait.condition"));
  g_assert_true (g_strv_equal ((const char *const *) also, (const char *[]) { "wait.moment", "wait.date", NULL }));
  g_assert_true (g_strv_equal ((const char *const *) back, (const char *[]) { "wait.duration", "wait.date", NULL }));
  g_assert_true (g_strv_equal ((const char *const *) date, (const char *[]) { "wait.date", NULL }));
  g_assert_null (none[0]);
  g_assert_true (g_strv_equal ((const char *const *) any, (const char *[]) { "wait.duration", "wait.moment", NULL }));
}

static JsonObject *
find_by_name (JsonArray  *params,
              const char *name)
{
  for (guint i = 0; i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);

      if (g_str_equal (json_object_get_string_member (param, "name"), name))
        return param;
    }
  g_error ("no parameter %s", name);
}

static void
test_json (void)
{
  g_autoptr (JsonNode) node = parcours_row_to_json (get_row ("mc.buys-any-product"));
  JsonObject *object = json_node_get_object (node);
  JsonArray *params = json_object_get_array_member (object, "params");
  JsonObject *product = find_by_name (params, "product");
  JsonObject *status = find_by_name (params, "status");
  g_autoptr (JsonNode) any = parcours_row_to_json (get_row ("trigger.order-created"));

  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "mc.buys-any-product");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "trigger");
  g_assert_cmpstr (json_object_get_string_member (object, "type"), ==, "trigger.order-created");
  g_assert_cmpstr (json_object_get_string_member (object, "label"), ==, "Buys any product");
  g_assert_cmpstr (json_object_get_string_member (object, "label_fr"), ==, "Achat d'un produit quelconque");
  g_assert_cmpstr (json_object_get_string_member (object, "category"), ==, "Purchase activity");
  g_assert_true (json_object_get_null_member (product, "fixed"));
  g_assert_false (json_object_get_boolean_member (product, "shown"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "choices")), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "fixed")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "constraints")), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "requires"), 0), ==, "store");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "plans")), ==, 0);
  g_assert_true (json_object_get_null_member (json_node_get_object (any), "label_fr"));
}

static void
test_capability_json (void)
{
  const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, 0);
  g_autoptr (JsonNode) node = parcours_capability_to_json (capability);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "ac.cap-multiple-triggers");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "capability");
  g_assert_cmpstr (parcours_capability_label (capability), ==, "Multiple start triggers");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalog = parcours_catalog_get ();

  g_test_add_func ("/rows/table", test_table);
  g_test_add_func ("/rows/types", test_types);
  g_test_add_func ("/rows/topics", test_topics);
  g_test_add_func ("/rows/constraints", test_constraints);
  g_test_add_func ("/rows/required", test_required);
  g_test_add_func ("/rows/features", test_features);
  g_test_add_func ("/rows/param-checks", test_param_checks);
  g_test_add_func ("/rows/fixed", test_fixed);
  g_test_add_func ("/rows/required-params", test_required_params);
  g_test_add_func ("/rows/defaults", test_defaults);
  g_test_add_func ("/rows/shown", test_shown);
  g_test_add_func ("/rows/choices", test_choices);
  g_test_add_func ("/rows/ports", test_ports);
  g_test_add_func ("/rows/effective-params", test_effective_params);
  g_test_add_func ("/rows/effective-params-are-copies", test_effective_params_are_copies);
  g_test_add_func ("/rows/variants", test_variants);
  g_test_add_func ("/rows/json", test_json);
  g_test_add_func ("/rows/capability-json", test_capability_json);

  return g_test_run ();
}
