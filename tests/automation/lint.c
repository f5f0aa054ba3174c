/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "flows.h"
#include "lint.h"
#include "parcours-json.h"

/* One of each kind, by the slug `the-KIND`; fields have a type each. */
static const struct
{
  const char *kind, *slug, *attributes;
} things[] = {
  { "list", "the-list", NULL }, { "list", "other-list", NULL }, { "tag", "the-tag", NULL }, { "tag", "other-tag", NULL },
  { "group", "the-group", NULL }, { "audience", "the-audience", NULL }, { "segment", "the-segment", NULL },
  { "form", "the-form", NULL }, { "form", "tagging-form", "{'actions': [{'type': 'action.add-tag', 'params': {'tag': 'the-tag'}}]}" },
  { "form", "typeform", "{'provider': 'typeform'}" }, { "form", "unbounce", "{'provider': 'unbounce'}" },
  { "survey", "the-survey", NULL },
  { "field", "the-field", "{'type': 'text'}" }, { "field", "the-date", "{'type': 'date'}" },
  { "field", "the-birthday", "{'type': 'birthday'}" }, { "field", "the-number", "{'type': 'number'}" },
  { "field", "the-choice", "{'type': 'choice', 'options': ['silver', 'gold']}" },
  { "deal-field", "the-deal-field", "{'type': 'text'}" }, { "deal-field", "the-deal-number", "{'type': 'number'}" },
  { "deal-field", "the-deal-date", "{'type': 'date'}" }, { "account-field", "the-account-field", "{'type': 'text'}" },
  { "email", "the-email", NULL }, { "email", "untracked", "{'track-links': false}" },
  { "sms", "the-sms", NULL }, { "push", "the-push", NULL }, { "site-message", "the-site-message", NULL },
  { "wallet-notification", "the-wallet-notification", NULL }, { "wallet-campaign", "the-wallet-campaign", NULL },
  { "sender", "the-sender", NULL }, { "event-name", "the-event-name", "{'keys': {'plan': 'text'}}" },
  { "conversion", "the-conversion", NULL }, { "score", "the-score", NULL },
  { "pipeline", "the-pipeline", "{'stages': ['new', 'talks']}" }, { "task-type", "the-task-type", NULL },
  { "user", "the-user", NULL }, { "account", "the-account", NULL }, { "store", "the-store", NULL },
  { "store", "shopify", "{'provider': 'shopify'}" }, { "product", "the-product", NULL },
  { "category", "the-category", NULL }, { "collection", "the-collection", NULL },
  { "program", "the-program", "{'balances': ['points'], 'tiers': ['gold']}" },
  { "meeting-type", "the-meeting-type", NULL }, { "meeting-type", "calendly", "{'provider': 'calendly'}" },
  { "phone-line", "the-phone-line", NULL }, { "payment-link", "the-payment-link", NULL },
  { "live-event", "the-live-event", NULL }, { "live-event", "eventbrite", "{'provider': 'eventbrite'}" },
  { "feed", "the-feed", NULL }, { "automation", "the-automation", NULL }, { "goal", "the-automation/the-goal", NULL },
};

static gboolean
mentions (JsonNode   *condition,
          const char *what)
{
  g_autofree char *line = condition != NULL ? parcours_json_to_line (condition) : g_strdup ("");

  return strstr (line, what) != NULL;
}

static gboolean
count (JsonNode   *condition,
       const char *without,
       guint64    *n,
       gpointer    user_data)
{
  LintWorkspace *workspace = user_data;

  workspace->n_asked++;
  if (without != NULL)
    *n = workspace->n_without;
  else if (mentions (condition, "\"none\""))
    *n = workspace->n_none;
  else if (mentions (condition, "{\"event\""))
    *n = workspace->n_event;
  else if (mentions (condition, "{\"tag\"") || mentions (condition, "{\"score\""))
    *n = workspace->n_tag;
  else
    *n = workspace->n_all;

  return TRUE;
}

LintWorkspace *
lint_workspace_new (void)
{
  LintWorkspace *workspace = g_new0 (LintWorkspace, 1);

  workspace->context.library = parcours_library_new ();
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (JsonNode) attributes = things[i].attributes != NULL ? test_json (things[i].attributes) : NULL;

      parcours_library_add (workspace->context.library, things[i].kind, things[i].slug, NULL,
                            attributes != NULL ? json_node_get_object (attributes) : NULL);
    }
  workspace->context.automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  workspace->context.count = count;
  workspace->context.count_data = workspace;
  workspace->n_all = 5000;

  return workspace;
}

void
lint_workspace_free (LintWorkspace *workspace)
{
  parcours_library_unref (workspace->context.library);
  g_ptr_array_unref (workspace->context.automations);
  g_free (workspace);
}

void
lint_add_automation (LintWorkspace      *workspace,
                     ParcoursAutomation *automation)
{
  g_ptr_array_add (workspace->context.automations, parcours_automation_ref (automation));
}

static void
add_link (GString    *json,
          const char *word)
{
  g_auto (GStrv) ends = g_strsplit (word, ">", 2);
  char *dot = strchr (ends[0], '.');

  if (dot != NULL)
    *dot = '\0';
  g_string_append_printf (json, "%s{'from': '%s', 'port': '%s', 'to': '%s'}", json->len > 0 ? ", " : "", ends[0],
                          dot != NULL ? dot + 1 : "next", ends[1]);
}

/*
 * @settings: (nullable): the settings, without braces
 * @steps: the steps, without braces
 * @links: "t>m m.yes>e": without a port it is next
 */
ParcoursAutomation *
lint_automation (const char *platform,
                 const char *settings,
                 const char *steps,
                 const char *links)
{
  g_auto (GStrv) words = g_strsplit (links, " ", -1);
  g_autoptr (GString) array = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0')
        add_link (array, words[i]);
    }
  json = g_strdup_printf ("{'format': 'parcours-automation/1', 'slug': 'lint', 'name': 'Lint', 'platform': '%s', "
                          "'settings': {%s}, 'steps': {%s}, 'links': [%s]}",
                          platform, settings != NULL ? settings : "", steps, array->str);
  node = test_json (json);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);

  return automation;
}

ParcoursCheck *
lint_find (GPtrArray  *checks,
           const char *code,
           const char *step)
{
  for (guint i = 0; i < checks->len; i++)
    {
      ParcoursCheck *check = g_ptr_array_index (checks, i);

      if (g_str_equal (check->code, code) && (step == NULL || g_strcmp0 (check->step, step) == 0))
        return check;
    }

  return NULL;
}

GPtrArray *
lint_check (ParcoursAutomation         *automation,
            const ParcoursCheckContext *context)
{
  return parcours_check_automation (automation, parcours_automation_platform (automation), context, NULL);
}

void
lint_print (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (checks, i);

      g_test_message ("%s %s %s %s: %s", parcours_severity_name (check->severity), check->code,
                      check->step != NULL ? check->step : "-", check->param != NULL ? check->param : "", check->message);
    }
}

guint
lint_count (GPtrArray        *checks,
            ParcoursSeverity  severity)
{
  return parcours_checks_count (checks, severity);
}

/* Whether the finding is there again: at the same place, and as bad. */
static gboolean
is_still_there (GPtrArray           *checks,
                const ParcoursCheck *check)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *other = g_ptr_array_index (checks, i);

      if (g_str_equal (other->code, check->code) && g_strcmp0 (other->step, check->step) == 0 &&
          g_strcmp0 (other->port, check->port) == 0 && g_strcmp0 (other->param, check->param) == 0 &&
          g_str_equal (other->message, check->message) && other->severity <= check->severity)
        return TRUE;
    }

  return FALSE;
}

/* Findings about the whole graph, of which there is one for each way back or each
 * loose end: how many there are depends on where one begins to count. What is said
 * of contacts is said only of steps to which they come. */
static gboolean
is_of_graph (const char *code)
{
  static const char *const codes[] = { "link-cycle", "loop-without-wait", "recipient-without-address",
                                       "recipient-without-consent", NULL };

  return g_strv_contains (codes, code);
}

/* How many of @severity there are, apart from those about the whole graph. */
guint
lint_count_apart (GPtrArray        *checks,
                  ParcoursSeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (checks, i);

      n += check->severity == severity && !is_of_graph (check->code);
    }

  return n;
}

/* Fewer errors, or as many and fewer warnings, or as many of both and fewer notes. */
static int
compare_counts (GPtrArray        *a,
                GPtrArray        *b,
                ParcoursSeverity  last)
{
  for (ParcoursSeverity severity = PARCOURS_SEVERITY_ERROR; severity <= last; severity++)
    {
      guint in_a = lint_count_apart (a, severity), in_b = lint_count_apart (b, severity);

      if (in_a != in_b)
        return in_a < in_b ? -1 : 1;
    }

  return 0;
}

static gboolean
has_new (GPtrArray  *before,
         GPtrArray  *after,
         const char *code)
{
  return lint_find (before, code, NULL) == NULL && lint_find (after, code, NULL) != NULL;
}

/* What stands in the place of what is not offered is looked at for the first time, and has other ways out and
 * lets others in: only the errors that are found elsewhere tell. */
static gboolean
uncovers (const char *code)
{
  static const char *const uncovering[] = { "step-not-offered", "parameter-not-offered", "several-targets", NULL };

  return g_strv_contains (uncovering, code);
}

/* The findings about other steps than @check is about, those that a fix adds left out. */
static GPtrArray *
elsewhere (GPtrArray                *checks,
           const ParcoursCheck      *check,
           const ParcoursAutomation *automation)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *other = g_ptr_array_index (checks, i);

      if (other->step != NULL && g_strcmp0 (other->step, check->step) != 0 &&
          parcours_automation_step (automation, other->step) != NULL)
        g_ptr_array_add (others, (gpointer) other);
    }

  return others;
}

static gboolean
is_better (GPtrArray                *before,
           GPtrArray                *after,
           const ParcoursCheck      *check,
           const ParcoursAutomation *automation)
{
  g_autoptr (GPtrArray) others_before = elsewhere (before, check, automation);
  g_autoptr (GPtrArray) others_after = elsewhere (after, check, automation);
  gboolean of_graph = is_of_graph (check->code);
  int order = uncovers (check->code)
                ? compare_counts (others_after, others_before, PARCOURS_SEVERITY_ERROR)
                : compare_counts (after, before, of_graph ? check->severity : PARCOURS_SEVERITY_NOTE);

  return !is_still_there (after, check) && !has_new (before, after, "link-cycle") &&
         (!has_new (before, after, "loop-without-wait") || lint_find (before, "link-cycle", NULL) != NULL) &&
         (of_graph || uncovers (check->code) ? order <= 0 : order < 0);
}

/* Each fix can be applied, mends what it is for, and leaves less to mend. */
void
lint_assert_fixes (ParcoursAutomation         *automation,
                   const ParcoursCheckContext *context,
                   const ParcoursCheck        *check)
{
  g_autoptr (GPtrArray) before = lint_check (automation, context);

  for (guint i = 0; i < check->fixes->len; i++)
    {
      const ParcoursFix *fix = g_ptr_array_index (check->fixes, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursAutomation) fixed = parcours_edit_apply (fix->edit, automation, &error);
      g_autoptr (GPtrArray) after = NULL;
      g_autoptr (ParcoursEdit) inverse = NULL;
      g_autoptr (ParcoursAutomation) undone = NULL;
      g_autofree char *digest = parcours_automation_digest (automation);
      g_autofree char *digest_undone = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (fix->label, !=, "");
      g_assert_false (parcours_edit_is_empty (fix->edit));
      after = lint_check (fixed, context);
      if (!is_better (before, after, check, automation))
        {
          g_autoptr (JsonNode) old = parcours_automation_to_json (automation);
          g_autoptr (JsonNode) new = parcours_automation_to_json (fixed);
          g_autofree char *old_text = parcours_json_to_text (old);
          g_autofree char *new_text = parcours_json_to_text (new);

          lint_print (before);
          g_test_message ("--- after ---");
          lint_print (after);
          g_error ("%s at %s is not mended by “%s”:\n%s\n%s", check->code, check->step, fix->label, old_text, new_text);
        }
      inverse = parcours_edit_invert (fix->edit);
      undone = parcours_edit_apply (inverse, fixed, &error);
      g_assert_no_error (error);
      digest_undone = parcours_automation_digest (undone);
      g_assert_cmpstr (digest_undone, ==, digest);
    }
}

/* @step: (nullable): any */
void
lint_assert (ParcoursAutomation         *automation,
             const ParcoursCheckContext *context,
             const char                 *code,
             const char                 *step,
             gboolean                    reported)
{
  g_autoptr (GPtrArray) checks = lint_check (automation, context);
  const ParcoursCheck *check = lint_find (checks, code, step);

  if ((check != NULL) != reported)
    {
      lint_print (checks);
      g_error ("%s at %s is %s", code, step != NULL ? step : "-", reported ? "not reported" : "reported");
    }
  if (check != NULL)
    {
      g_assert_true (parcours_check_code_is_known (check->code));
      g_assert_cmpstr (check->title, !=, "");
      g_assert_cmpstr (check->message, !=, "");
      g_assert_false (g_regex_match_simple ("\\{[a-z]", check->message, 0, 0));
      g_assert_null (strstr (check->message, "(null)"));
      lint_assert_fixes (automation, context, check);
    }
}
