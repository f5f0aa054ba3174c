/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../catalog/table.h"
#include "flows.h"
#include "lint.h"
#include "parcours-json.h"
#include "samples.h"

/* Every row of the three platforms: filled in well nothing is said of it, and each
 * check that the table of checks.tsv names for it is reported when its rule is
 * broken, and only then. */

static const char *const everything[] = {
  "site-tracking", "event-tracking", "mailbox", "site-messages", "attribution", "deep-data", "scoring", "deals", "sentiment",
  "calendly", "typeform", "unbounce", "facebook-audiences", "salesforce", "sms", "mailchimp-site", "store", "shopify", "api",
  "events-api", "eventbrite", "livechat", "zapier", "meetings", "loyalty", "phone", "payment-links", "track-api", "wonderpush",
  "wallet", NULL,
};

typedef struct
{
  const char *code;
  const char *detail;
  const ParcoursRow *row;
  LintWorkspace *workspace;
  JsonObject *params;          /* (owned) of the step, changed to break the rule */
  ParcoursAutomation *more;    /* (owned) (nullable) the automation, where more than the step is changed */
} Attempt;

static void
set_json (JsonObject *params,
          const char *name,
          const char *json)
{
  json_object_set_member (params, name, test_json (json));
}

static const char *
constraint_param (const Attempt *attempt)
{
  for (guint i = 0; attempt->row->constraints != NULL && i < json_array_get_length (attempt->row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (attempt->row->constraints, i);

      if (g_strcmp0 (parcours_json_member_string (constraint, "code"), attempt->code) == 0)
        return parcours_json_member_string (constraint, "param");
    }

  return NULL;
}

/* The sample with one step or link more. */
static void
add (Attempt    *attempt,
     const char *id,
     const char *json,
     const char *from,
     const char *port,
     const char *to)
{
  g_autoptr (ParcoursAutomation) automation = attempt->more != NULL ? g_steal_pointer (&attempt->more)
                                                                    : sample_automation (attempt->row, attempt->params);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Break");
  g_autoptr (JsonNode) node = json != NULL ? test_json (json) : NULL;

  if (id != NULL)
    parcours_edit_set_step (edit, automation, id, node);
  if (from != NULL)
    parcours_edit_set_link (edit, automation, from, port, to);
  attempt->more = parcours_edit_apply (edit, automation, NULL);
  g_assert_nonnull (attempt->more);
}

static void
break_alone (Attempt *attempt)
{
  add (attempt, "u", "{'type': 'trigger.manual'}", "u", "next", "mail");
}

static void
break_excludes (Attempt *attempt)
{
  if (g_str_equal (attempt->row->id, "mc.specific-date"))
    add (attempt, "u", "{'type': 'trigger.date', 'row': 'mc.birthday', 'params': {'date': {'of': 'contact', 'field': "
         "'the-birthday'}}}", "u", "next", "mail");
  else
    add (attempt, "u", "{'type': 'trigger.date', 'row': 'mc.specific-date', 'params': {'date': {'of': 'contact', 'field': "
         "'the-date'}}}", "u", "next", "mail");
}

static void
break_targets (Attempt *attempt)
{
  const char *param = constraint_param (attempt);
  JsonNode *value = json_object_get_member (attempt->params, param);
  g_autofree char *json = g_strdup_printf ("['%s', 'other-list']", json_node_get_string (value));

  set_json (attempt->params, param, json);
}

static void
break_runs (Attempt *attempt)
{
  set_json (attempt->params, "runs", "'multiple'");
}

static void
break_yearly (Attempt *attempt)
{
  set_json (attempt->params, "repeat", "'yearly'");
  set_json (attempt->params, "runs", "'once'");
}

static void
break_port (Attempt *attempt)
{
  const char *id = attempt->row->id;
  const char *port = g_str_equal (id, "ac.wait-conditional") ? "timeout" : g_str_equal (id, "ac.if-else") ? "maybe" : "next";

  add (attempt, "mail", "{'type': 'action.send-email', 'params': {'email': 'the-email'}}", "it", port, "mail");
}

static void
break_timeout (Attempt *attempt)
{
  add (attempt, NULL, NULL, "it", "timeout", NULL);
}

static void
break_winner (Attempt *attempt)
{
  json_object_remove_member (attempt->params, "winner");
}

static void
break_wait (Attempt *attempt)
{
  set_json (attempt->params, "for", "'PT30S'");
}

static void
break_keyword (Attempt *attempt)
{
  set_json (attempt->params, "keyword", "'no way'");
}

static void
break_wildcard (Attempt *attempt)
{
  set_json (attempt->params, "page", "'https://*.shop.example/a'");
}

static void
break_recipient (Attempt *attempt)
{
  set_json (attempt->params, "to", "'{{contact.email }}'");
}

static void
break_number (Attempt *attempt)
{
  if (json_object_has_member (attempt->params, "min-items"))
    set_json (attempt->params, "min-items", "0");
  else
    set_json (attempt->params, "weights", "[60, 60]");
}

static void
break_field (Attempt *attempt)
{
  const char *id = attempt->row->id;

  if (json_object_has_member (attempt->params, "date"))
    set_json (attempt->params, "date", "{'of': 'contact', 'field': 'the-field'}");
  else if (g_str_equal (id, "ac.field-changes"))
    set_json (attempt->params, "field", "'email'");
  else if (g_str_equal (id, "ac.update-deal-custom-field"))
    set_json (attempt->params, "field", "'title'");
  else
    set_json (attempt->params, "field", "'the-field'");
}

static void
break_tracking (Attempt *attempt)
{
  set_json (attempt->params, "email", "'untracked'");
}

static void
break_self (Attempt *attempt)
{
  set_json (attempt->params, "automation", "'sample'");
}

static void
break_source (Attempt *attempt)
{
  static const struct
  {
    const char *param, *wrong, *other;
  } sources[] = {
    { "form", "typeform", "unbounce" }, { "store", "shopify", "magento" }, { "type", "calendly", "zoom" },
    { "live-event", "eventbrite", "meetup" }, { "page", NULL, NULL }, { "link", NULL, NULL },
  };
  const char *param = constraint_param (attempt);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (JsonObject) attributes = NULL;
      g_autofree char *json = NULL;

      if (!g_str_equal (sources[i].param, param))
        continue;
      if (sources[i].wrong == NULL)
        {
          set_json (attempt->params, param, "'elsewhere.example/*'");
          return;
        }
      attributes = json_object_new ();
      json_object_set_string_member (attributes, "provider", "somebody-else");
      parcours_library_add (attempt->workspace->context.library,
                            g_str_equal (param, "type") ? "meeting-type" : param, "stranger", NULL, attributes);
      set_json (attempt->params, param, "'stranger'");
      return;
    }
}

static void
break_consent (Attempt *attempt)
{
  attempt->workspace->n_none = 1204;
}

static void
break_address (Attempt *attempt)
{
  attempt->workspace->n_without = 1;
}

static void
break_moves (Attempt *attempt)
{
  attempt->workspace->n_event = 3;
}

static const ParcoursParam *
find_param (const ParcoursRow *row,
            gboolean (*wanted) (const ParcoursRow *, const ParcoursParam *))
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);

      if (parcours_row_shows_param (row, param) && wanted (row, param))
        return param;
    }
  g_error ("%s: there is nothing to break", row->id);
}

static gboolean
is_reference (const ParcoursRow   *row,
              const ParcoursParam *param)
{
  return (param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_STEP) && (param->required || param->any);
}

static void
break_reference (Attempt *attempt)
{
  set_json (attempt->params, find_param (attempt->row, is_reference)->name, "'nobody-knows'");
}

static gboolean
is_required (const ParcoursRow   *row,
             const ParcoursParam *param)
{
  return parcours_row_requires_param (row, param) && parcours_row_default (row, param) == NULL;
}

static void
break_missing (Attempt *attempt)
{
  json_object_remove_member (attempt->params, find_param (attempt->row, is_required)->name);
}

static gboolean
has_choices (const ParcoursRow   *row,
             const ParcoursParam *param)
{
  JsonObject *change = g_hash_table_lookup (row->params, param->name);

  return (change != NULL && (json_object_has_member (change, "choices") || json_object_has_member (change, "modes"))) ||
         (param->choices != NULL && !g_str_equal (param->name, "runs") && param->type != PARCOURS_PARAM_TARGET);
}

static void
break_choice (Attempt *attempt)
{
  const ParcoursParam *param = find_param (attempt->row, has_choices);

  if (g_str_equal (attempt->row->id, "ac.update-deal-status"))
    set_json (attempt->params, param->name, "{'clear': true}");
  else if (g_str_equal (attempt->row->id, "ac.update-deal-custom-field"))
    set_json (attempt->params, param->name, "{'add': 3}");
  else if (param->type == PARCOURS_PARAM_OWNER_RULE)
    set_json (attempt->params, param->name, "{'draw': ['the-user']}");
  else
    set_json (attempt->params, param->name, param->type == PARCOURS_PARAM_CHOICES ? "['fridge']" : "'nonsense'");
}

static void
break_hidden (Attempt *attempt)
{
  static const struct
  {
    const char *row, *param, *value;
  } settings[] = {
    { "ac.send-email", "at", "{'hour': 9}" },
    { "ac.split-conditional", "winner", "{'if': {'tag': 'the-tag'}, 'after': {'passed': 3}}" },
    { "ac.makes-purchase", "status", "['paid']" },
    { "mc.audience-field-changes", "from", "'silver'" },
    { "mc.zapier-custom-event", "event", "'the-event-name'" },
    { "brevo.duplicate-deal", "target", "'latest-open'" },
    { "brevo.tier-updated", "from", "'the-program/gold'" },
    { "brevo.blocklist-contact", "senders", "['the-sender']" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (g_str_equal (settings[i].row, attempt->row->id))
        set_json (attempt->params, settings[i].param, settings[i].value);
    }
}

static void
break_key (Attempt *attempt)
{
  if (attempt->row->type->family == PARCOURS_FAMILY_DATE)
    set_json (attempt->params, "where", "{'nonsense': 1}");
  else
    set_json (attempt->params, "where", "{'all': [{'nonsense': 1}]}");
}

static void
break_offer (Attempt *attempt)
{
  add (attempt, "tagged", "{'type': 'action.add-tag', 'params': {'tag': 'the-tag'}}", "mail", "next", "tagged");
}

static void
break_features (Attempt *attempt)
{
  static const char *const nothing[] = { NULL };

  attempt->workspace->context.features = nothing;
  if (g_str_has_suffix (attempt->detail, "/deal"))
    {
      if (json_object_has_member (attempt->params, "of"))
        set_json (attempt->params, "of", "'deal'");
      else
        set_json (attempt->params, "date", "{'of': 'deal', 'field': 'the-deal-date'}");
    }
  if (g_str_equal (attempt->detail, "mailbox"))
    set_json (attempt->params, "kind", "'one-to-one'");
}

/* The plan below the one that is needed; below the lowest there is none, and the check keeps quiet. */
static void
break_plan (Attempt *attempt)
{
  static const char *const plans[] = { "starter", "plus", "professional", "enterprise" };
  g_autofree char *needed = g_strndup (attempt->detail, strcspn (attempt->detail, "/"));

  for (guint i = 1; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_str_equal (plans[i], needed))
        attempt->workspace->context.plan = plans[i - 1];
    }
  if (g_str_has_suffix (attempt->detail, "/deal"))
    {
      if (json_object_has_member (attempt->params, "of"))
        set_json (attempt->params, "of", "'deal'");
      else
        set_json (attempt->params, "date", "{'of': 'deal', 'field': 'the-deal-date'}");
    }
}

static const struct
{
  const char *code;
  void (*break_it) (Attempt *attempt);
  const char *step;      /* (nullable) where it is reported, the step itself unless said */
} breaks[] = {
  { "trigger-not-alone", break_alone },
  { "steps-incompatible", break_excludes },
  { "several-targets", break_targets },
  { "runs-fixed", break_runs },
  { "yearly-runs-once", break_yearly },
  { "tag-never-removed", break_runs },
  { "port-not-offered", break_port },
  { "timeout-open", break_timeout },
  { "winner-rule-missing", break_winner },
  { "wait-too-short", break_wait },
  { "keyword-invalid", break_keyword },
  { "pattern-wildcard", break_wildcard },
  { "recipient-is-contact", break_recipient },
  { "number-out-of-range", break_number },
  { "field-not-allowed", break_field },
  { "link-tracking-off", break_tracking },
  { "ends-itself", break_self },
  { "source-mismatch", break_source },
  { "recipient-without-consent", break_consent },
  { "entry-subscribed-only", NULL },
  { "recipient-without-address", break_address },
  { "contact-lacks-field", break_consent },
  { "moves-not-counted", break_moves },
  { "reference-unknown", break_reference },
  { "parameter-missing", break_missing },
  { "value-not-offered", break_choice },
  { "parameter-not-offered", break_hidden },
  { "filter-key-unknown", break_key },
  { "step-not-offered", break_offer, "tagged" },
  { "feature-required", break_features },
  { "plan-required", break_plan },
};

static LintWorkspace *
new_workspace (void)
{
  static const char *const domains[] = { "shop.example", NULL };
  LintWorkspace *workspace = lint_workspace_new ();

  workspace->context.features = everything;
  workspace->context.plan = "enterprise";
  workspace->context.tracked_domains = domains;

  return workspace;
}

static void
assert_said (const Attempt *attempt,
             const char    *step,
             gboolean       reported)
{
  g_autoptr (ParcoursAutomation) automation = attempt->more != NULL ? parcours_automation_ref (attempt->more)
                                                                    : sample_automation (attempt->row, attempt->params);

  g_test_message ("%s %s", attempt->row->id, reported ? "broken" : "met");
  lint_assert (automation, &attempt->workspace->context, attempt->code, step, reported);
}

static void
try_row (const char *code,
         const char *detail,
         const char *id,
         guint       way)
{
  g_autoptr (LintWorkspace) workspace = new_workspace ();
  const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), id);
  Attempt attempt = { code, detail, row, workspace, sample_params (row, TRUE), NULL };
  const char *step = breaks[way].step != NULL ? breaks[way].step : "it";
  gboolean lowest = g_str_equal (code, "plan-required") && g_str_has_prefix (detail, "starter");

  /* What is transactional asks for no consent. */
  if (g_str_equal (row->type->name, "action.send-sms") && json_object_has_member (attempt.params, "kind"))
    set_json (attempt.params, "kind", "'promotional'");
  if (breaks[way].break_it == NULL)
    assert_said (&attempt, step, TRUE);
  else
    {
      assert_said (&attempt, step, FALSE);
      breaks[way].break_it (&attempt);
      assert_said (&attempt, step, !lowest);
    }
  json_object_unref (attempt.params);
  g_clear_pointer (&attempt.more, parcours_automation_unref);
}

static void
test_code (gconstpointer data)
{
  const char *code = data;
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");
  guint way = 0;

  while (!g_str_equal (breaks[way].code, code))
    way++;
  for (guint i = 0; i < table->len; i++)
    {
      char **line = g_ptr_array_index (table, i);
      g_auto (GStrv) rows = table_split (line[4]);

      for (guint r = 0; g_str_equal (line[0], code) && rows[r] != NULL; r++)
        try_row (code, line[3], rows[r], way);
    }
}

/* Every code of the table is tried. */
static void
test_all_codes (void)
{
  g_autoptr (GPtrArray) table = table_read ("checks.tsv");

  for (guint i = 0; i < table->len; i++)
    {
      char **line = g_ptr_array_index (table, i);
      gboolean found = FALSE;

      for (guint b = 0; b < G_N_ELEMENTS (breaks); b++)
        found |= g_str_equal (breaks[b].code, line[0]);
      if (!found)
        g_error ("%s is not tried", line[0]);
    }
}

/* A step of each row that says all it can, or only what it must, has no error; what
 * says all has no warning either. */
static void
test_samples (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n_rows = 0;

  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++, n_rows++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);

          for (gboolean all = FALSE; all <= TRUE; all++)
            {
              g_autoptr (LintWorkspace) workspace = new_workspace ();
              g_autoptr (JsonObject) params = sample_params (row, all);
              g_autoptr (ParcoursAutomation) automation = sample_automation (row, params);
              g_autoptr (GPtrArray) checks = lint_check (automation, &workspace->context);

              if (lint_count (checks, PARCOURS_SEVERITY_ERROR) == 0 &&
                  (!all || lint_count (checks, PARCOURS_SEVERITY_WARNING) == 0))
                continue;
              lint_print (checks);
              g_error ("%s: something is said of a step without mistakes", row->id);
            }
        }
    }
  g_assert_cmpuint (n_rows, >=, 181);
}

static GHashTable *
rows_of (const char *name,
         guint       column)
{
  g_autoptr (GPtrArray) table = table_read (name);
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->len; i++)
    {
      g_auto (GStrv) ids = table_split (((char **) g_ptr_array_index (table, i))[column]);

      for (guint r = 0; ids[r] != NULL; r++)
        g_hash_table_add (rows, g_strdup (ids[r]));
    }

  return rows;
}

/* What the table of the platforms says of a row is either a check, or nothing that a design can break. */
static void
test_every_constraint (void)
{
  g_autoptr (GPtrArray) table = table_read ("catalog.tsv");
  g_autoptr (GHashTable) checked = rows_of ("checks.tsv", 4);
  g_autoptr (GHashTable) unbreakable = rows_of ("unbreakable.tsv", 0);

  for (guint i = 0; i < table->len; i++)
    {
      char **line = g_ptr_array_index (table, i);
      gboolean is_listed = g_hash_table_remove (unbreakable, line[2]);

      if (!g_str_equal (line[1], "capability") && line[8][0] != '\0' && !is_listed && !g_hash_table_contains (checked, line[2]))
        g_error ("%s: nothing checks “%s”", line[2], line[8]);
    }
  g_assert_cmpuint (g_hash_table_size (unbreakable), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check-rows/samples", test_samples);
  g_test_add_func ("/check-rows/all-codes", test_all_codes);
  g_test_add_func ("/check-rows/every-constraint", test_every_constraint);
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strconcat ("/check-rows/", breaks[i].code, NULL);

      g_test_add_data_func (path, breaks[i].code, test_code);
    }

  return g_test_run ();
}
