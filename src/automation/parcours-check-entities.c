/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-check-fixes.h"
#include "parcours-check-names.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Whether what the parameters name is of the sort that the step or the platform
 * takes, and whether values fit the fields for which they are.
 */

#define MAX_SUGGESTIONS 3

typedef struct
{
  Checker *checker;
  guint step;
  JsonObject *constraint;
} Rule;

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

static const char *
rule_text (const Rule *rule)
{
  const char *text = parcours_checker_string (rule->checker, rule->step, rule_param (rule));

  return g_strcmp0 (text, "any") != 0 ? text : NULL;
}

static const char *
rule_kind (const Rule *rule)
{
  return parcours_param_kind (parcours_step_type_param (checked (rule)->step->type, rule_param (rule)),
                              checked (rule)->params);
}

static const char *
step_name (const Rule *rule)
{
  return parcours_checker_step_name (rule->checker, rule->step);
}

static ParcoursCheck *
report (const Rule *rule,
        char       *message)
{
  return parcours_checker_report (rule->checker, parcours_json_member_string (rule->constraint, "code"), rule->step, NULL,
                                  rule_param (rule), message);
}

/* Fields. */

/* The field that a rule is about: a parameter, or the field of a date. */
static const char *
rule_field (const Rule  *rule,
            const char **kind)
{
  JsonObject *date = parcours_json_member_object (checked (rule)->params, rule_param (rule));
  const char *of = parcours_json_member_string (date, "of");

  if (date == NULL)
    {
      *kind = rule_kind (rule);
      return rule_text (rule);
    }
  *kind = g_strcmp0 (of, "contact") == 0 ? "field" : g_strcmp0 (of, "deal") == 0 ? "deal-field" : NULL;

  return *kind != NULL ? parcours_json_member_string (date, "field") : NULL;
}

static gboolean
is_allowed (const Rule           *rule,
            const ParcoursEntity *field)
{
  return parcours_row_takes_field (checked (rule)->row, rule_param (rule), field);
}

/* Columns that every deal has are no fields of the workspace's own; two of them are times. */
static gboolean
is_allowed_column (const Rule *rule,
                   const char *column)
{
  JsonArray *types = parcours_json_member_array (rule->constraint, "types");

  if (parcours_json_member_boolean (rule->constraint, "custom", FALSE))
    return FALSE;

  return types == NULL || (parcours_json_array_has (types, "datetime") && g_str_has_suffix (column, "-at"));
}

static void
use_field (const Rule           *rule,
           ParcoursCheck        *check,
           const ParcoursEntity *field,
           gboolean              only_answer)
{
  JsonNode *value = json_object_get_member (checked (rule)->params, rule_param (rule));
  g_autofree char *label = parcours_phrase_fill (_("Use “{name}”"), "name", field->label, NULL);
  g_autoptr (JsonNode) date = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), field->slug, label, only_answer);
      return;
    }
  date = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (date, json_object_new ());
  json_object_set_string_member (json_node_get_object (date), "of",
                                 parcours_json_member_string (json_node_get_object (value), "of"));
  json_object_set_string_member (json_node_get_object (date), "field", field->slug);
  parcours_fix_param (rule->checker, check, rule->step, rule_param (rule), date, label, only_answer);
}

/* Values beside the field were meant for that field. */
static gboolean
has_values (const Rule *rule)
{
  const ParcoursStepType *type = checked (rule)->step->type;

  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);

      if ((param->type == PARCOURS_PARAM_FIELD_VALUE || param->type == PARCOURS_PARAM_VALUE_SOURCE) &&
          json_object_has_member (checked (rule)->params, param->name))
        return TRUE;
    }

  return FALSE;
}

/* Where few fields would do, each is a way out. */
static void
suggest_fields (const Rule    *rule,
                ParcoursCheck *check,
                const char    *kind)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (rule->checker->context->library, kind);
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      if (is_allowed (rule, g_ptr_array_index (fields, i)))
        g_ptr_array_add (allowed, g_ptr_array_index (fields, i));
    }
  for (guint i = 0; allowed->len <= MAX_SUGGESTIONS && !has_values (rule) && i < allowed->len; i++)
    use_field (rule, check, g_ptr_array_index (allowed, i), allowed->len == 1);
}

static void
report_field (const Rule *rule,
              const char *kind,
              const char *slug)
{
  ParcoursLibrary *library = rule->checker->context->library;
  ParcoursCheck *check;

  check = report (rule, parcours_phrase_fill (_("“{step}” does not take the field “{name}”."),
                                              "step", step_name (rule),
                                              "name", parcours_library_label (library, kind, slug), NULL));
  if (check != NULL && library != NULL)
    suggest_fields (rule, check, kind);
}

static void
check_field (const Rule *rule)
{
  const char *kind;
  const char *slug = rule_field (rule, &kind);
  const ParcoursEntity *field;

  if (slug == NULL || kind == NULL)
    return;
  field = parcours_checker_entity (rule->checker, kind, slug);
  if (parcours_json_array_has (parcours_json_member_array (rule->constraint, "not"), slug))
    report_field (rule, kind, slug);
  else if (rule->checker->context->library == NULL)
    {
      if (json_object_has_member (rule->constraint, "types") || json_object_has_member (rule->constraint, "custom") ||
          json_object_has_member (rule->constraint, "of"))
        parcours_checker_leave_out (rule->checker, "field-not-allowed");
    }
  else if (field != NULL ? !is_allowed (rule, field)
                         : parcours_name_look_up (rule->checker, kind, slug) == NAME_KNOWN
                             ? !is_allowed_column (rule, slug)
                             : parcours_name_is_of_other (rule->checker, checked (rule)->row, rule_param (rule), kind, slug))
    report_field (rule, kind, slug);
}

/* Messages whose links are not tracked. */

static gboolean
has_column (const Rule           *rule,
            const ParcoursEntity *entity)
{
  const char *column = parcours_json_member_string (rule->constraint, "column");
  JsonNode *value = json_object_get_member (entity->attributes, column);

  return value == NULL || parcours_json_equal (value, json_object_get_member (rule->constraint, "value"));
}

static gboolean
some_has_column (const Rule *rule)
{
  g_autoptr (GPtrArray) list = parcours_library_list (rule->checker->context->library, rule_kind (rule));

  for (guint i = 0; i < list->len; i++)
    {
      if (has_column (rule, g_ptr_array_index (list, i)))
        return TRUE;
    }

  return list->len == 0;
}

static void
check_tracking (const Rule *rule)
{
  const char *slug = rule_text (rule);
  const ParcoursEntity *entity;

  if (rule->checker->context->library == NULL)
    {
      parcours_checker_leave_out (rule->checker, "link-tracking-off");
      return;
    }
  entity = parcours_checker_entity (rule->checker, rule_kind (rule), slug);
  if (slug == NULL && !some_has_column (rule))
    report (rule, g_strdup (_("No message has its links tracked, so nobody is ever known to have shared one.")));
  else if (entity != NULL && !has_column (rule, entity))
    report (rule, parcours_phrase_fill (_("The links of “{name}” are not tracked, so nobody is ever known to "
                                           "have shared it."),
                                        "name", entity->label, NULL));
}

static void
check_not_self (const Rule *rule)
{
  const char *slug = rule_text (rule);
  ParcoursCheck *check;

  if (slug == NULL || g_strcmp0 (slug, parcours_automation_slug (rule->checker->automation)) != 0)
    return;
  check = report (rule, parcours_phrase_fill (_("“{step}” ends other automations. This one ends by an end of "
                                                 "its own."),
                                              "step", step_name (rule), NULL));
  parcours_fix_param (rule->checker, check, rule->step, rule_param (rule), NULL, _("End All Others"), FALSE);
}

/* Where things come from. */

static void
suggest_source (const Rule    *rule,
                ParcoursCheck *check,
                const char    *kind,
                const char    *provider)
{
  g_autoptr (GPtrArray) list = parcours_library_list (rule->checker->context->library, kind);
  const ParcoursEntity *only = NULL;
  guint n = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (list, i);

      if (g_strcmp0 (parcours_json_member_string (entity->attributes, "provider"), provider) != 0)
        continue;
      only = entity;
      n++;
    }
  if (n != 1)
    return;
  label = parcours_phrase_fill (_("Use “{name}”"), "name", only->label, NULL);
  parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), only->slug, label, TRUE);
}

static void
check_provider (const Rule *rule,
                const char *kind,
                const char *slug)
{
  const char *wanted = parcours_json_member_string (rule->constraint, "provider");
  const ParcoursEntity *entity = parcours_checker_entity (rule->checker, kind, slug);
  const char *provider = entity != NULL ? parcours_json_member_string (entity->attributes, "provider") : NULL;
  ParcoursCheck *check;

  if (wanted == NULL)
    return;
  if (rule->checker->context->library == NULL)
    parcours_checker_leave_out (rule->checker, "source-mismatch");
  if (provider == NULL || g_str_equal (provider, wanted))
    return;
  check = report (rule, parcours_phrase_fill (_("“{name}” comes from {provider}. “{step}” takes only what "
                                                 "comes from {wanted}."),
                                              "name", entity->label, "provider", provider,
                                              "step", step_name (rule), "wanted", wanted, NULL));
  if (check != NULL)
    suggest_source (rule, check, kind, wanted);
}

/* The host of a URL pattern, or %NULL for the name of a page or a host with a `*`. */
static char *
pattern_host (const char *pattern)
{
  const char *scheme = strstr (pattern, "://");
  const char *start = scheme != NULL ? scheme + 3 : pattern;
  g_autofree char *host = g_ascii_strdown (start, (gssize) strcspn (start, "/?#:"));

  if (strchr (host, '.') == NULL || strchr (host, '*') != NULL || strchr (host, ' ') != NULL)
    return NULL;

  return g_steal_pointer (&host);
}

static gboolean
is_of_domain (const char *host,
              const char *domain)
{
  g_autofree char *lower = g_ascii_strdown (domain, -1);
  g_autofree char *suffix = g_strconcat (".", lower, NULL);

  return g_str_equal (host, lower) || g_str_has_suffix (host, suffix);
}

static void
check_domain (const Rule *rule,
              const char *pattern)
{
  const char *const *domains = rule->checker->context->tracked_domains;
  g_autofree char *host = pattern_host (pattern);
  ParcoursCheck *check;

  if (host == NULL || domains == NULL || domains[0] == NULL ||
      !json_object_has_member (rule->constraint, "domains"))
    return;
  for (guint i = 0; domains[i] != NULL; i++)
    {
      if (is_of_domain (host, domains[i]))
        return;
    }
  check = report (rule, parcours_phrase_fill (_("Visits to {host} are not tracked."), "host", host, NULL));
  if (domains[1] == NULL)
    {
      const char *path = strchr (pattern, '/');
      g_autofree char *moved = g_strconcat (domains[0], path != NULL && strstr (pattern, "://") == NULL ? path : "/*", NULL);
      g_autofree char *label = parcours_phrase_fill (_("Use “{name}”"), "name", moved, NULL);

      parcours_fix_text (rule->checker, check, rule->step, rule_param (rule), moved, label, FALSE);
    }
}

static void
check_source (const Rule *rule)
{
  const char *text = rule_text (rule);
  const char *kind = rule_kind (rule);

  if (text == NULL)
    return;
  if (kind == NULL)
    check_domain (rule, text);
  check_provider (rule, kind != NULL ? kind : "page", text);
}

static void
check_constraint (const Rule *rule)
{
  const char *code = parcours_json_member_string (rule->constraint, "code");

  if (g_strcmp0 (code, "field-not-allowed") == 0)
    check_field (rule);
  else if (g_strcmp0 (code, "link-tracking-off") == 0)
    check_tracking (rule);
  else if (g_strcmp0 (code, "ends-itself") == 0)
    check_not_self (rule);
  else if (g_strcmp0 (code, "source-mismatch") == 0)
    check_source (rule);
}

/* Values that a field cannot hold. */

static const ParcoursEntity *
find_field (const Checker *self,
            guint          step)
{
  const ParcoursParam *param = parcours_step_type_param (self->steps[step].step->type, "field");

  return param != NULL && parcours_param_is_shown (param, self->steps[step].params)
           ? parcours_checker_entity (self, parcours_param_kind (param, self->steps[step].params),
                                      parcours_checker_string (self, step, "field"))
           : NULL;
}

static void
check_field_value (Checker             *self,
                   guint                step,
                   const ParcoursParam *param,
                   JsonNode            *value)
{
  const ParcoursEntity *field = find_field (self, step);
  g_autofree char *line = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value) || field == NULL || parcours_value_fits_field (field, value))
    return;
  line = parcours_json_to_line (value);
  parcours_checker_report (self, "parameter-invalid", step, NULL, param->name,
                           parcours_phrase_fill (_("The field “{name}” cannot hold {value}."),
                                                 "name", field->label, "value", line, NULL));
}

static void
check_values (Checker *self,
              guint    step)
{
  const ParcoursStep *known = self->steps[step].step;

  for (guint i = 0; i < known->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (known->type->params, i);
      JsonNode *value = json_object_get_member (known->params, param->name);
      JsonObject *source = parcours_json_member_object (known->params, param->name);

      if (param->type == PARCOURS_PARAM_FIELD_VALUE)
        check_field_value (self, step, param, value);
      else if (param->type == PARCOURS_PARAM_VALUE_SOURCE && source != NULL)
        check_field_value (self, step, param, json_object_get_member (source, "value"));
    }
}

/* Questions that cannot be asked of a field. */

typedef struct
{
  Checker *checker;
  guint step;
  const char *param;
} Asked;

static gboolean
is_between (ParcoursOp op,
            ParcoursOp first,
            ParcoursOp last)
{
  return op >= first && op <= last;
}

static gboolean
can_be_asked (ParcoursFieldType type,
              ParcoursOp        op)
{
  gboolean compares = is_between (op, PARCOURS_OP_EQ, PARCOURS_OP_BETWEEN);

  if (op == PARCOURS_OP_EMPTY || op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return compares || op == PARCOURS_OP_IS || op == PARCOURS_OP_IS_NOT;
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_BIRTHDAY:
      return compares || op == PARCOURS_OP_IS || op == PARCOURS_OP_IS_NOT || op == PARCOURS_OP_ANNIVERSARY;
    case PARCOURS_FIELD_BOOL:
      return op == PARCOURS_OP_IS || op == PARCOURS_OP_IS_NOT;
    case PARCOURS_FIELD_CHOICES:
      return op == PARCOURS_OP_ALL_OF || op == PARCOURS_OP_ANY_OF || op == PARCOURS_OP_NONE_OF;
    case PARCOURS_FIELD_UNKNOWN:
      return TRUE;
    default:
      return is_between (op, PARCOURS_OP_IS, PARCOURS_OP_NONE_OF) || op == PARCOURS_OP_EQ || op == PARCOURS_OP_NE;
    }
}

static void
check_question (const ParcoursCondition *leaf,
                gpointer                 user_data)
{
  const Asked *asked = user_data;
  const ParcoursEntity *field;

  if (leaf->kind != PARCOURS_CONDITION_FIELD || leaf->holder != PARCOURS_OF_CONTACT)
    return;
  field = parcours_checker_entity (asked->checker, "field", leaf->name);
  if (field == NULL ||
      can_be_asked (parcours_field_type_parse (parcours_json_member_string (field->attributes, "type")), leaf->op))
    return;
  parcours_checker_report (asked->checker, "parameter-invalid", asked->step, NULL, asked->param,
                           /* Translators: a field, and an operator of the language of conditions, such as "starts". */
                           parcours_phrase_fill (_("The field “{name}” cannot be asked whether it "
                                                    "“{operator}” something."),
                                                 "name", field->label,
                                                 "operator", parcours_op_name (leaf->op), NULL));
}

static void
check_questions (Checker *self,
                 guint    step)
{
  Asked asked = { self, step, "if" };

  if (self->steps[step].asked != NULL)
    parcours_condition_foreach (self->steps[step].asked, check_question, &asked);
}

/**
 * parcours_check_entities:
 * @self: the checker
 *
 * Reports `field-not-allowed`, `link-tracking-off`, `ends-itself`, `source-mismatch`, and of values and
 * questions that do not fit a field `parameter-invalid`.
 */
void
parcours_check_entities (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      const ParcoursRow *row = self->steps[i].row;

      for (guint c = 0; row != NULL && row->constraints != NULL && c < json_array_get_length (row->constraints); c++)
        {
          Rule rule = { self, i, json_array_get_object_element (row->constraints, c) };

          check_constraint (&rule);
        }
      if (self->steps[i].step->type != NULL && self->context->library != NULL)
        {
          check_values (self, i);
          check_questions (self, i);
        }
    }
}
