/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-private.h"
#include "parcours-json.h"

/*
 * The closed list of what a row can demand of a design. A constraint is an object
 * with a rule, the code of the check that reports it, and the keys of the rule;
 * src/README.md says what each of them means.
 */
static const struct
{
  const char *rule;
  const char *code;
  const char *keys[4];  /* must be there */
  const char *extra[6]; /* may be there */
} rules[] = {
  { "alone", "trigger-not-alone", { NULL }, { NULL } },
  { "excludes", "steps-incompatible", { "rows" }, { NULL } },
  { "single-target", "several-targets", { "param" }, { NULL } },
  { "once", "runs-fixed", { "param" }, { NULL } },
  { "once", "yearly-runs-once", { "if" }, { NULL } },
  { "once", "tag-never-removed", { "param", "if" }, { NULL } },
  { "no-port", "port-not-offered", { NULL }, { NULL } },
  { "expects", "timeout-open", { "param", "port" }, { NULL } },
  { "expects", "winner-rule-missing", { "param" }, { NULL } },
  { "duration", "wait-too-short", { "param", "min" }, { NULL } },
  { "duration", "value-not-offered", { "param", "min" }, { NULL } },
  { "text", "keyword-invalid", { "param", "test" }, { NULL } },
  { "text", "pattern-wildcard", { "param", "test" }, { NULL } },
  { "text", "recipient-is-contact", { "param", "test" }, { NULL } },
  { "number", "number-out-of-range", { "param" }, 
    { "min", "max", "min-length", "max-length", "sum" } },
  { "number", "value-not-offered", { "param", "equal" }, { NULL } },
  { "entity", "field-not-allowed", { "param" }, { "not", "types", "of", "custom" } },
  { "entity", "link-tracking-off", { "param", "column", "value" }, { NULL } },
  { "not-self", "ends-itself", { "param" }, { NULL } },
  { "source", "source-mismatch", { "param" }, { "provider", "domains" } },
  { "channel", "recipient-without-consent", { "channel" }, { NULL } },
  { "channel", "entry-subscribed-only", { "channel", "status" }, { NULL } },
  { "contact-has", "recipient-without-address", { "has" }, { NULL } },
  { "contact-has", "contact-lacks-field", { "param" }, { "future" } },
  { "moved-ignored", "moves-not-counted", { "param" }, { NULL } },
  { "requires", "feature-required", { "if", "features" }, { NULL } },
  { "plans", "plan-required", { "if", "plans" }, { NULL } },
};

static gboolean
has_key (const char *const *keys,
         gsize              n_keys,
         const char        *key)
{
  for (gsize i = 0; i < n_keys && keys[i] != NULL; i++)
    {
      if (g_str_equal (keys[i], key))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_keys (JsonObject  *constraint,
            gsize        rule,
            GError     **error)
{
  g_autoptr (GList) members = json_object_get_members (constraint);

  for (gsize i = 0; i < G_N_ELEMENTS (rules[rule].keys) && rules[rule].keys[i] != NULL; i++)
    {
      if (!json_object_has_member (constraint, rules[rule].keys[i]))
        return parcours_catalog_fail (error, "the constraint “%s” lacks “%s”", rules[rule].rule,
                                      rules[rule].keys[i]);
    }
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, "rule") && !g_str_equal (l->data, "code") &&
          !has_key (rules[rule].keys, G_N_ELEMENTS (rules[rule].keys), l->data) &&
          !has_key (rules[rule].extra, G_N_ELEMENTS (rules[rule].extra), l->data))
        return parcours_catalog_fail (error, "the constraint “%s” has no key “%s”", rules[rule].rule,
                                      (const char *) l->data);
    }

  return TRUE;
}

static gsize
find_rule (JsonObject *constraint)
{
  const char *rule = parcours_json_member_string (constraint, "rule");
  const char *code = parcours_json_member_string (constraint, "code");
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_strcmp0 (rules[i].rule, rule) == 0 && g_strcmp0 (rules[i].code, code) == 0)
        break;
    }

  return i;
}

/**
 * parcours_constraint_check:
 * @constraint: a constraint of @row
 * @row: a row
 * @error: return location for an error
 *
 * Returns: whether @constraint is of the closed list and names what exists
 */
gboolean
parcours_constraint_check (JsonObject        *constraint,
                           const ParcoursRow *row,
                           GError           **error)
{
  gsize rule = find_rule (constraint);
  const char *param = parcours_json_member_string (constraint, "param");
  const char *port = parcours_json_member_string (constraint, "port");

  if (rule == G_N_ELEMENTS (rules))
    return parcours_catalog_fail (error, "unknown constraint “%s” with the check “%s”",
                                  parcours_json_member_string (constraint, "rule"),
                                  parcours_json_member_string (constraint, "code"));
  if (param != NULL && parcours_step_type_param (row->type, param) == NULL)
    return parcours_catalog_fail (error, "%s has no parameter “%s”", row->type->name, param);
  if (port != NULL && !parcours_row_offers_port (row, port))
    return parcours_catalog_fail (error, "there is no port “%s”", port);

  return check_keys (constraint, rule, error);
}
