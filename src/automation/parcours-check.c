/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-private.h"

#define E PARCOURS_SEVERITY_ERROR
#define W PARCOURS_SEVERITY_WARNING
#define N PARCOURS_SEVERITY_NOTE

/* The closed list of checks, by code. */
static const struct
{
  const char *code;
  ParcoursSeverity severity;
  const char *title;
} kinds[] = {
  { "automations-loop", W, N_("Automations start each other in a circle") },
  { "contact-lacks-field", N, N_("Some contacts have nothing in this field") },
  { "double-entry", W, N_("One contact can enter twice at once") },
  { "ends-itself", E, N_("This would end its own automation") },
  { "entry-subscribed-only", N, N_("Only subscribers can enter here") },
  { "exit-open", N, N_("This exit leads nowhere") },
  { "feature-required", W, N_("This needs a feature that is not there") },
  { "field-not-allowed", E, N_("This field cannot be used here") },
  { "filter-key-unknown", W, N_("The filter asks for something that is not there") },
  { "goal-unreachable", W, N_("This goal can never be met") },
  { "keyword-invalid", E, N_("This is no keyword") },
  { "link-cycle", E, N_("This link closes a circle") },
  { "link-dangling", E, N_("This link leads to no step") },
  { "link-tracking-off", E, N_("The links of this message are not tracked") },
  { "loop-without-wait", E, N_("This loop never pauses") },
  { "moves-not-counted", N, N_("Moves between lists do not count") },
  { "no-trigger", E, N_("Nothing lets contacts in") },
  { "nothing-after-delete", E, N_("Nothing can follow a deletion") },
  { "number-out-of-range", E, N_("This number is out of range") },
  { "parameter-invalid", E, N_("This setting cannot be read") },
  { "parameter-missing", E, N_("A setting is missing") },
  { "parameter-not-offered", W, N_("This setting is not offered here") },
  { "pattern-wildcard", W, N_("The * stands in the name of the website") },
  { "plan-required", W, N_("This needs a higher plan") },
  { "port-not-offered", E, N_("No link can leave here") },
  { "recipient-is-contact", W, N_("The notification would go to the contact") },
  { "recipient-without-address", W, N_("Sent to people who cannot be reached") },
  { "recipient-without-consent", W, N_("Sent to people who did not agree") },
  { "reentry-refused", N, N_("Nobody can enter again") },
  { "reference-unknown", E, N_("Something named here does not exist") },
  { "runs-fixed", E, N_("This trigger always runs once") },
  { "several-targets", E, N_("Only one can be named here") },
  { "source-mismatch", E, N_("This comes from somewhere else") },
  { "step-not-offered", E, N_("The platform does not offer this step") },
  { "step-type-unknown", E, N_("This kind of step is not known") },
  { "step-unreachable", W, N_("No contact comes here") },
  { "steps-incompatible", E, N_("These steps exclude each other") },
  { "tag-never-removed", N, N_("The tag is never removed") },
  { "test-before-wait", W, N_("Asked right after the message") },
  { "timeout-open", W, N_("The time limit leads nowhere") },
  { "trigger-leads-nowhere", W, N_("This trigger leads nowhere") },
  { "trigger-not-alone", E, N_("This trigger must be the only one") },
  { "value-not-offered", E, N_("This value cannot be chosen here") },
  { "wait-too-short", E, N_("This wait is too short") },
  { "winner-rule-missing", W, N_("No rule says which way wins") },
  { "yearly-runs-once", W, N_("Only the first year counts") },
};

static const char *severity_names[] = { "error", "warning", "note" };

static void
fix_free (gpointer data)
{
  ParcoursFix *fix = data;

  g_free (fix->label);
  parcours_edit_unref (fix->edit);
  g_free (fix);
}

static guint
find_kind (const char *code)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[i].code, code))
    i++;

  return i;
}

/**
 * parcours_check_new:
 * @code: a code of the list
 * @message: (transfer full): what was found, in the user's language
 *
 * Returns: (transfer full): a finding that its maker still fills
 */
ParcoursCheck *
parcours_check_new (const char *code,
                    char       *message)
{
  ParcoursCheck *check = g_new0 (ParcoursCheck, 1);
  guint kind = find_kind (code);

  g_assert (kind < G_N_ELEMENTS (kinds));
  g_atomic_ref_count_init (&check->ref_count);
  check->code = kinds[kind].code;
  check->severity = kinds[kind].severity;
  check->title = _(kinds[kind].title);
  check->message = message;
  check->n_contacts = -1;
  check->n_all = -1;
  check->fixes = g_ptr_array_new_with_free_func (fix_free);

  return check;
}

/**
 * parcours_check_add_fix:
 * @check: a finding that its maker still fills
 * @label: what the button says, in the user's language
 * @edit: (transfer full): what it does
 * @only_answer: whether nobody would want another answer
 */
void
parcours_check_add_fix (ParcoursCheck *check,
                        const char    *label,
                        ParcoursEdit  *edit,
                        gboolean       only_answer)
{
  ParcoursFix *fix = g_new (ParcoursFix, 1);

  fix->label = g_strdup (label);
  fix->edit = edit;
  fix->only_answer = only_answer;
  g_ptr_array_add (check->fixes, fix);
}

/**
 * parcours_check_ref:
 * @check: a finding
 *
 * Returns: (transfer full): @check
 */
ParcoursCheck *
parcours_check_ref (ParcoursCheck *check)
{
  g_atomic_ref_count_inc (&check->ref_count);

  return check;
}

/**
 * parcours_check_unref:
 * @check: (transfer full): a finding
 */
void
parcours_check_unref (ParcoursCheck *check)
{
  if (!g_atomic_ref_count_dec (&check->ref_count))
    return;
  g_free (check->message);
  g_free (check->step);
  g_free (check->other);
  g_free (check->port);
  g_free (check->param);
  g_clear_pointer (&check->contacts, json_node_unref);
  g_ptr_array_unref (check->fixes);
  g_free (check);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonArray *
fixes_to_json (const ParcoursCheck *check)
{
  JsonArray *fixes = json_array_new ();

  for (guint i = 0; i < check->fixes->len; i++)
    {
      const ParcoursFix *fix = g_ptr_array_index (check->fixes, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "label", fix->label);
      json_object_set_boolean_member (object, "only-answer", fix->only_answer);
      json_object_set_member (object, "edit", parcours_edit_to_json (fix->edit));
      json_array_add_object_element (fixes, object);
    }

  return fixes;
}

/**
 * parcours_check_to_json:
 * @check: a finding
 *
 * Returns: (transfer full): the finding for other programs: codes and values beside the words
 */
JsonNode *
parcours_check_to_json (const ParcoursCheck *check)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "code", check->code);
  json_object_set_string_member (object, "severity", parcours_severity_name (check->severity));
  json_object_set_string_member (object, "title", check->title);
  json_object_set_string_member (object, "message", check->message);
  set_text (object, "step", check->step);
  set_text (object, "other", check->other);
  set_text (object, "port", check->port);
  set_text (object, "param", check->param);
  if (check->n_contacts >= 0)
    json_object_set_int_member (object, "contacts", check->n_contacts);
  if (check->n_all >= 0)
    json_object_set_int_member (object, "of", check->n_all);
  if (check->contacts != NULL)
    json_object_set_member (object, "where", json_node_ref (check->contacts));
  json_object_set_array_member (object, "fixes", fixes_to_json (check));
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_severity_name:
 * @severity: a severity
 *
 * Returns: (transfer none): its name for programs
 */
const char *
parcours_severity_name (ParcoursSeverity severity)
{
  return severity_names[severity];
}

/**
 * parcours_check_code_is_known:
 * @code: (nullable): a text
 *
 * Returns: whether there is a check of that code
 */
gboolean
parcours_check_code_is_known (const char *code)
{
  return code != NULL && find_kind (code) < G_N_ELEMENTS (kinds);
}

/**
 * parcours_check_codes:
 *
 * Returns: (transfer container) (array zero-terminated=1): the codes of all checks, in the order of the alphabet
 */
const char **
parcours_check_codes (void)
{
  const char **codes = g_new0 (const char *, G_N_ELEMENTS (kinds) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    codes[i] = kinds[i].code;

  return codes;
}
