/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-check-fixes.h"
#include "parcours-check-names.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-nearest.h"
#include "parcours-phrase.h"
#include "parcours-text.h"

/*
 * The rules of the rows: what each platform demands of a design (src/README.md,
 * "Constraint rules"), as far as it can be told from the automation alone or from
 * the features and the plan that are there.
 */

/* A rule of a step: a constraint of its row. */
typedef struct
{
  Checker *checker;
  guint step;
  JsonObject *constraint;
} Rule;

typedef void (*RuleFunc) (const Rule *rule);

static const CheckedStep *
checked (const Rule *rule)
{
  return &rule->checker->steps[rule->step];
}

static const char *
rule_param (const Rule *rule)
{
  return parcours_json_member_string (rule->constraint, "param");
}

static JsonNode *
rule_value (const Rule *rule)
{
  return json_object_get_member (checked (rule)->params, rule_param (rule));
}

static const char *
step_name (const Rule *rule)
{
  return parcours_checker_step_name (rule->checker, rule->step);
}

static ParcoursCheck *
report (const Rule *rule,
        const char *param,
        char       *message)
{
  return parcours_checker_report (rule->checker, parcours_json_member_string (rule->constraint, "code"), rule->step, NULL,
                                  param, message);
}

static void
check_alone (const Rule *rule)
{
  Checker *self = rule->checker;
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));
  ParcoursCheck *check;

  if (self->triggers->len < 2)
    return;
  for (guint i = 0; i < self->triggers->len; i++)
    {
      guint other = g_array_index (self->triggers, guint, i);

      if (other != rule->step)
        g_array_append_val (others, other);
    }
  check = report (rule, NULL, parcours_phrase_fill (_("On {platform} “{step}” cannot be combined with "
                                                       "another trigger."),
                                                    "platform", parcours_platform_label (self->platform),
                                                    "step", step_name (rule), NULL));
  parcours_check_set_other (check, self, g_array_index (others, guint, 0));
  parcours_fix_delete (self, check, (guint *) (gpointer) others->data, others->len, _("Keep Only This Trigger"), FALSE);
  parcours_fix_delete (self, check, &rule->step, 1, _("Delete This Trigger"), FALSE);
}

/* The first step that was made of one of the rows, and how many such steps there are. */
static guint
find_excluded (const Rule *rule,
               guint      *n_excluded)
{
  JsonArray *rows = parcours_json_member_array (rule->constraint, "rows");
  guint first = PARCOURS_NO_STEP;

  *n_excluded = 0;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      GArray *steps = g_hash_table_lookup (rule->checker->steps_of_row, json_array_get_string_element (rows, i));

      if (steps == NULL)
        continue;
      first = MIN (first, g_array_index (steps, guint, 0));
      *n_excluded += steps->len;
    }

  return first;
}

static void
check_excludes (const Rule *rule)
{
  guint n_excluded;
  guint other = find_excluded (rule, &n_excluded);
  g_autofree char *label = NULL;
  g_autofree char *other_label = NULL;
  ParcoursCheck *check;

  if (other == PARCOURS_NO_STEP)
    return;
  check = report (rule, NULL, parcours_phrase_fill (_("On {platform} “{step}” and “{other}” cannot stand in "
                                                       "one automation."),
                                                    "platform", parcours_platform_label (rule->checker->platform),
                                                    "step", step_name (rule),
                                                    "other", parcours_checker_step_name (rule->checker, other),
                                                    NULL));
  parcours_check_set_other (check, rule->checker, other);
  label = parcours_phrase_fill (_("Delete “{step}”"), "step", step_name (rule), NULL);
  other_label = parcours_phrase_fill (_("Delete “{step}”"),
                                      "step", parcours_checker_step_name (rule->checker, other), NULL);
  parcours_fix_delete (rule->checker, check, &rule->step, 1, label, FALSE);
  if (n_excluded == 1)
    parcours_fix_delete (rule->checker, check, &other, 1, other_label, FALSE);
}

static void
check_runs_fixed (const Rule *rule)
{
  JsonNode *said = json_object_get_member (checked (rule)->step->params, rule_param (rule));
  JsonNode *fixed = parcours_row_fixed (checked (rule)->row, rule_param (rule));
  ParcoursCheck *check;

  if (parcours_value_is_nothing (said) || parcours_json_equal (said, fixed))
    return;
  check = report (rule, rule_param (rule),
                  parcours_phrase_fill (_("On {platform} “{step}” runs once for each contact, whatever is "
                                           "set."),
                                        "platform", parcours_platform_label (rule->checker->platform),
                                        "step", step_name (rule), NULL));
  parcours_fix_param (rule->checker, check, rule->step, rule_param (rule), NULL, _("Run Once"), TRUE);
}

static void
check_yearly (const Rule *rule)
{
  ParcoursCheck *check;

  if (!parcours_params_hold (checked (rule)->params, parcours_json_member_object (rule->constraint, "if")))
    return;
  check = report (rule, NULL,
                  parcours_phrase_fill (_("“{step}” comes back every year and runs once for each contact: "
                                           "nobody enters in the second year."),
                                        "step", step_name (rule), NULL));
  parcours_fix_text (rule->checker, check, rule->step, "runs", "multiple", _("Run Every Year"), TRUE);
}

static void
check_tag_removed (const Rule *rule)
{
  Checker *self = rule->checker;
  const char *tag = parcours_json_string (rule_value (rule));
  JsonObject *params;
  ParcoursCheck *check;

  if (tag == NULL || !parcours_params_hold (checked (rule)->params, parcours_json_member_object (rule->constraint, "if")) ||
      parcours_checker_is_done (self, "tag.remove", tag))
    return;
  if (self->context->automations == NULL)
    {
      parcours_checker_leave_out (self, "tag-never-removed");
      return;
    }
  check = report (rule, rule_param (rule),
                  parcours_phrase_fill (_("No automation removes the tag “{name}”. It can be added again, "
                                           "and let contacts in again, only once somebody removes it."),
                                        "name", parcours_library_label (self->context->library, "tag", tag),
                                        NULL));
  if (check == NULL)
    return;
  params = json_object_new ();
  json_object_set_string_member (params, "tag", tag);
  parcours_fix_insert_after (self, check, rule->step, "action.remove-tag", params, _("Remove the Tag on Entry"), FALSE);
}

/* A limit whose exit leads nowhere, or a setting without which a step says too little. */
static void
check_timeout (const Rule *rule)
{
  Checker *self = rule->checker;
  const char *port = parcours_json_member_string (rule->constraint, "port");
  const char *id = checked (rule)->step->id;
  guint to = parcours_checker_target (self, rule->step, "next");
  ParcoursCheck *check;

  if (parcours_value_is_nothing (rule_value (rule)) || parcours_automation_link (self->automation, id, port) != NULL)
    return;
  check = parcours_checker_report (self, "timeout-open", rule->step, port, NULL,
                                   parcours_phrase_fill (_("Who has not met “{step}” within its limit stops "
                                                            "there, without an end."),
                                                         "step", step_name (rule), NULL));
  parcours_fix_append (self, check, rule->step, port, "flow.end", _("Add End"), FALSE);
  if (to != PARCOURS_NO_STEP)
    {
      g_autofree char *label = parcours_phrase_fill (_("Go On With “{step}”"),
                                                     "step", parcours_checker_step_name (self, to), NULL);

      parcours_fix_link (self, check, id, port, self->steps[to].step->id, label, FALSE);
    }
  parcours_fix_param (self, check, rule->step, rule_param (rule), NULL, _("Remove the Limit"), FALSE);
}

static JsonNode *
winner_rule (const char *step)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *rule = json_object_new ();
  JsonObject *asked = json_object_new ();
  JsonObject *after = json_object_new ();
  g_autofree char *since = g_strconcat ("step:", step, NULL);

  json_object_set_string_member (asked, "event", "email.opened");
  json_object_set_string_member (asked, "since", since);
  json_object_set_int_member (after, "passed", 1000);
  json_object_set_object_member (rule, "if", asked);
  json_object_set_string_member (rule, "within", "P7D");
  json_object_set_object_member (rule, "after", after);
  json_node_take_object (node, rule);

  return node;
}

static void
check_winner (const Rule *rule)
{
  g_autoptr (JsonNode) value = winner_rule (checked (rule)->step->id);
  ParcoursCheck *check;

  if (!parcours_value_is_nothing (rule_value (rule)))
    return;
  check = report (rule, rule_param (rule),
                  parcours_phrase_fill (_("“{step}” shares contacts out for ever, because no rule says when "
                                           "one way has won."),
                                        "step", step_name (rule), NULL));
  parcours_fix_param (rule->checker, check, rule->step, rule_param (rule), value,
                      _("Let Opened Emails Decide After 1,000 Contacts"), FALSE);
}

static gboolean
is_shorter (const char *text,
            const char *min)
{
  ParcoursDuration duration, least;

  return text != NULL && parcours_offset_parse (text, &duration) && parcours_offset_parse (min, &least) &&
         parcours_duration_approximate (&duration) < parcours_duration_approximate (&least);
}

static void
check_duration (const Rule *rule)
{
  const char *min = parcours_json_member_string (rule->constraint, "min");
  const char *text = parcours_json_string (rule_value (rule));
  gboolean is_wait = g_strcmp0 (parcours_json_member_string (rule->constraint, "code"), "wait-too-short") == 0;
  ParcoursDuration least;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  ParcoursCheck *check;

  if (!is_shorter (text, min))
    return;
  parcours_offset_parse (min, &least);
  words = parcours_duration_to_words (&least);
  check = report (rule, rule_param (rule),
                  is_wait ? parcours_phrase_fill (_("On {platform} a wait lasts at least {time}."),
                                                  "platform", parcours_platform_label (rule->checker->platform),
                                                  "time", words, NULL)
                          : parcours_phrase_fill (_("On {platform} “{step}” lets in contacts on the day or "
                                                     "later, not before."),
                                                  "platform", parcours_platform_label (rule->checker->platform),
                                                  "step", step_name (rule), NULL));
  label = is_wait ? parcours_phrase_fill (_("Wait {time}"), "time", words, NULL) : g_strdup (_("On the Day"));
  parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), min, label, is_wait);
}

static void
check_wildcard (const Rule *rule)
{
  const char *value = parcours_json_string (rule_value (rule));
  g_autofree char *text = value != NULL ? parcours_url_normalize (value) : NULL;
  const char *const *domains = rule->checker->context->tracked_domains;
  const char *slash;
  ParcoursCheck *check;

  if (text == NULL || memchr (text, '*', strcspn (text, "/")) == NULL)
    return;
  check = report (rule, rule_param (rule),
                  parcours_phrase_fill (_("On {platform} a * stands for a part of the path. It cannot stand "
                                           "before the first /."),
                                        "platform", parcours_platform_label (rule->checker->platform), NULL));
  slash = strchr (value, '/') != NULL ? strchr (text, '/') : "/*";
  if (domains != NULL && domains[0] != NULL && domains[1] == NULL)
    {
      g_autofree char *pattern = g_strconcat (domains[0], slash, NULL);
      g_autofree char *label = parcours_phrase_fill (_("Use “{name}”"), "name", pattern, NULL);

      parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), pattern, label, FALSE);
    }
}

/* {{ contact.email }}, however it is spaced. */
static gboolean
is_contact_address (const char *text)
{
  g_autofree char *bare = g_strdup (text);
  char *to = bare;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isspace (*at))
        *to++ = *at;
    }
  *to = '\0';

  return g_str_equal (bare, "{{contact.email}}");
}

static void
check_recipient (const Rule *rule)
{
  const char *text = parcours_json_string (rule_value (rule));
  const ParcoursEntity *user;
  g_autofree char *label = NULL;
  ParcoursCheck *check;

  if (text == NULL || !is_contact_address (text))
    return;
  check = report (rule, rule_param (rule),
                  parcours_phrase_fill (_("“{step}” is for somebody of the team. To write to the contact, "
                                           "send an email."),
                                        "step", step_name (rule), NULL));
  user = parcours_name_only (rule->checker, "user");
  if (user == NULL)
    return;
  label = parcours_phrase_fill (_("Send It to “{name}”"), "name", user->label, NULL);
  parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), user->slug, label, TRUE);
}

static void
check_minimum (const Rule *rule)
{
  double min = parcours_json_member_number (rule->constraint, "min", -HUGE_VAL);
  double max = parcours_json_member_number (rule->constraint, "max", HUGE_VAL);
  g_autoptr (JsonNode) nearest = NULL;
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;
  ParcoursCheck *check;
  double value;

  if (rule_value (rule) == NULL || !parcours_json_number (rule_value (rule), &value) || (value >= min && value <= max))
    return;
  nearest = json_node_init_double (json_node_alloc (), value < min ? min : max);
  number = parcours_number_format (value < min ? min : max);
  label = parcours_phrase_fill (_("Use {number}"), "number", number, NULL);
  check = report (rule, rule_param (rule),
                  g_strdup_printf (value < min ? _("“%s” of “%s” is at least %s.") : _("“%s” of “%s” is at most %s."),
                                   parcours_checker_param_name (rule->checker, rule->step, rule_param (rule)),
                                   step_name (rule), number));
  parcours_fix_param (rule->checker, check, rule->step, rule_param (rule), nearest, label, TRUE);
}

/* The features and the plan. */

static const char *
platform_word (const Checker *self,
               const char    *group,
               const char    *name)
{
  JsonObject *words = parcours_json_member_object (parcours_checker_platform (self), group);
  JsonObject *both = parcours_json_member_object (words, name);
  const char *one = parcours_json_member_string (words, name);

  if (both != NULL)
    one = parcours_catalog_quote (both);

  return one != NULL ? one : name;
}

/* What has to be connected before an integration brings anything. */
static const struct
{
  const char *feature;
  const char *kind;
} integrations[] = {
  { "calendly", "meeting-type" },
  { "typeform", "form" },
  { "unbounce", "form" },
  { "eventbrite", "live-event" },
  { "shopify", "store" },
  { "store", "store" },
};

static gboolean
is_connected (Checker    *self,
              const char *feature,
              const char *kind)
{
  g_autoptr (GPtrArray) list = parcours_library_list (self->context->library, kind);

  for (guint i = 0; i < list->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (list, i);
      const char *provider = parcours_json_member_string (entity->attributes, "provider");

      if (g_str_equal (feature, "store") || g_strcmp0 (provider, feature) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A feature is there, and of an integration something is connected. */
static gboolean
has_feature (Checker    *self,
             const char *feature)
{
  if (!g_strv_contains (self->context->features, feature))
    return FALSE;
  for (guint i = 0; self->context->library != NULL && i < G_N_ELEMENTS (integrations); i++)
    {
      if (g_str_equal (integrations[i].feature, feature))
        return is_connected (self, feature, integrations[i].kind);
    }

  return TRUE;
}

static void
need_feature (Checker    *self,
              guint       step,
              const char *feature)
{
  gboolean there;

  if (self->context->features == NULL)
    return;
  there = GPOINTER_TO_INT (g_hash_table_lookup (self->features, feature)) > 0;
  if (!there && !g_hash_table_contains (self->features, feature))
    {
      there = has_feature (self, feature);
      g_hash_table_insert (self->features, g_strdup (feature), GINT_TO_POINTER (there));
    }
  if (there)
    return;
  parcours_checker_report (self, "feature-required", step, NULL, NULL,
                           g_strv_contains (self->context->features, feature)
                             ? parcours_phrase_fill (_("“{step}” needs {feature}, of which nothing is "
                                                        "connected yet. Add what is connected to the library."),
                                                     "step", parcours_checker_step_name (self, step),
                                                     "feature", platform_word (self, "features", feature), NULL)
                             : parcours_phrase_fill (_("“{step}” needs {feature}, which the workspace does "
                                                        "not have. If the account has it, say so in the workspace "
                                                        "settings."),
                                                     "step", parcours_checker_step_name (self, step),
                                                     "feature", platform_word (self, "features", feature),
                                                     NULL));
}

/* The place of a plan among those of the platform, from the lowest, or -1. */
static int
plan_level (const Checker *self,
            const char    *plan)
{
  JsonObject *plans = parcours_json_member_object (parcours_checker_platform (self), "plans");
  g_autoptr (GList) names = plans != NULL ? json_object_get_members (plans) : NULL;
  int level = 0;

  for (GList *l = names; l != NULL; l = l->next, level++)
    {
      if (g_strcmp0 (l->data, plan) == 0)
        return level;
    }

  return -1;
}

static void
need_plan (Checker    *self,
           guint       step,
           const char *lowest)
{
  int have = plan_level (self, self->context->plan);

  if (lowest == NULL || have < 0 || have >= plan_level (self, lowest))
    return;
  parcours_checker_report (self, "plan-required", step, NULL, NULL,
                           parcours_phrase_fill (_("“{step}” needs the plan {feature}. By its settings the "
                                                    "workspace has {plan}."),
                                                 "step", parcours_checker_step_name (self, step),
                                                 "feature", platform_word (self, "plans", lowest),
                                                 "plan", platform_word (self, "plans", self->context->plan),
                                                 NULL));
}

static void
check_features (const Rule *rule)
{
  JsonArray *features = parcours_json_member_array (rule->constraint, "features");

  if (!parcours_params_hold (checked (rule)->params, parcours_json_member_object (rule->constraint, "if")))
    return;
  for (guint i = 0; i < json_array_get_length (features); i++)
    need_feature (rule->checker, rule->step, json_array_get_string_element (features, i));
}

static void
check_plans (const Rule *rule)
{
  JsonArray *plans = parcours_json_member_array (rule->constraint, "plans");

  if (parcours_params_hold (checked (rule)->params, parcours_json_member_object (rule->constraint, "if")) &&
      json_array_get_length (plans) > 0)
    need_plan (rule->checker, rule->step, json_array_get_string_element (plans, 0));
}

static const struct
{
  const char *code;
  RuleFunc check;
} rules[] = {
  { "trigger-not-alone", check_alone },
  { "steps-incompatible", check_excludes },
  { "runs-fixed", check_runs_fixed },
  { "yearly-runs-once", check_yearly },
  { "tag-never-removed", check_tag_removed },
  { "timeout-open", check_timeout },
  { "winner-rule-missing", check_winner },
  { "wait-too-short", check_duration },
  { "pattern-wildcard", check_wildcard },
  { "recipient-is-contact", check_recipient },
  { "number-out-of-range", check_minimum },
  { "feature-required", check_features },
  { "plan-required", check_plans },
};

static void
check_constraint (const Rule *rule)
{
  const char *code = parcours_json_member_string (rule->constraint, "code");

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_strcmp0 (rules[i].code, code) == 0)
        rules[i].check (rule);
    }
  if (g_strcmp0 (code, "value-not-offered") == 0 && json_object_has_member (rule->constraint, "min"))
    check_duration (rule);
}

static void
check_row (Checker *self,
           guint    step)
{
  const ParcoursRow *row = self->steps[step].row;

  for (guint i = 0; row->requires[i] != NULL; i++)
    need_feature (self, step, row->requires[i]);
  need_plan (self, step, row->plans[0]);
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      Rule rule = { self, step, json_array_get_object_element (row->constraints, i) };

      check_constraint (&rule);
    }
}

static void
report_not_offered (Checker *self,
                    guint    step)
{
  const ParcoursRecipe *recipe = parcours_nearest_recipe (self->steps[step].step, self->platform);
  g_autoptr (ParcoursEdit) edit = recipe != NULL ? parcours_nearest_edit (recipe, self->ways, step, self->platform) : NULL;
  g_autofree char *nearest = recipe != NULL ? parcours_nearest_words (recipe, self->platform) : NULL;
  ParcoursCheck *check;

  check = parcours_checker_report (self, "step-not-offered", step, NULL, NULL,
                                   /* Translators: {nearest} is a sentence about what to do instead, or nothing. */
                                   parcours_phrase_fill (_("{platform} does not offer “{step}”. {nearest}"),
                                                         "platform", parcours_platform_label (self->platform),
                                                         "step", parcours_checker_step_name (self, step),
                                                         "nearest", nearest != NULL ? nearest : "", NULL));
  if (check != NULL && edit != NULL)
    parcours_check_add_fix (check, parcours_edit_label (edit), parcours_edit_ref (edit), FALSE);
}

/**
 * parcours_check_rules:
 * @self: the checker
 *
 * Reports `step-not-offered`, `feature-required`, `plan-required` and the rules of the rows that ask about
 * nothing but the automation.
 */
void
parcours_check_rules (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      if (self->steps[i].row != NULL)
        check_row (self, i);
      else if (self->steps[i].step->type != NULL)
        report_not_offered (self, i);
    }
}
