/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "play.h"

#define ADA "'contact': 'ada@example.org'"
#define BO "'contact': 'bo@example.org'"

typedef struct
{
  const char *expectation;
  const char *path;     /* (nullable) where it fails, NULL if it holds */
  const char *expected;
  const char *actual;
  const char *reason;   /* (nullable) part of one of the reasons */
} Judged;

static const Judged judged[] = {
  { "{" ADA ", 'path': ['start', 'mail', 'hold', 'fork', 'open'], 'entered': 1, 'by': 'start'}", NULL },
  { "{" ADA ", 'passes': ['mail', 'open'], 'not-passed': ['start'], 'ended': 'completed'}", "expect[0].not-passed" },
  { "{" ADA ", 'passes': ['open', 'mail']}", "expect[0].passes" },
  { "{" ADA ", 'tags': {'vip': true, 'reader': true}, 'sent': {'hello': 1}, 'lists': {'news': 'active'}}", NULL },
  { "{" ADA ", 'tags': {'reader': false}}", "expect[0].tags.reader", "false", "true" },
  { "{" ADA ", 'fields': {'city': 'Paris'}, 'meets': {'tag': 'reader'}, 'deleted': false}", NULL },
  { "{" ADA ", 'fields': {'city': 'Lyon'}}", "expect[0].fields.city", "\"Lyon\"", "\"Paris\"" },
  { "{" ADA ", 'lists': {'news': null}}", "expect[0].lists.news", "null", "\"active\"" },
  { "{" ADA ", 'sent': {'hello': '>=2'}}", "expect[0].sent.hello", "\">=2\"", "1" },
  { "{" ADA ", 'not-sent': ['hello']}", "expect[0].not-sent" },
  { "{" ADA ", 'at': 'PT2H', 'waiting-at': 'hold', 'ended': null}", NULL },
  { "{" ADA ", 'at': 'PT2H', 'waiting-at': 'fork'}", "expect[0].waiting-at", "\"fork\"", "\"hold\"" },
  { "{" ADA ", 'at': 'PT2H', 'ended': 'completed'}", "expect[0].ended", "\"completed\"", "null" },
  { "{" ADA ", 'ended': 'end-step'}", "expect[0].ended", "\"end-step\"", "\"completed\"" },
  { "{" ADA ", 'events': [{'event': 'email.opened', 'subject': 'hello'}]}", NULL },
  { "{" ADA ", 'events': [{'event': 'email.clicked'}]}", "expect[0].events" },
  { "{" ADA ", 'at-most': {'sent': 0, 'within': 'P7D'}}", "expect[0].at-most" },
  { "{" ADA ", 'at-least': {'sent': 1, 'within': 'P7D'}}", NULL },
  { "{" ADA ", 'meets': {'tag': 'press'}}", "expect[0].meets" },
  { "{" BO ", 'entered': 1}", "expect[0].entered", "1", "0", "Nothing triggered “Tag is added: vip”" },
  { "{" BO ", 'path': ['start', 'mail']}", "expect[0].path", "[\"start\",\"mail\"]", "[]", "Nothing triggered “Tag is added: vip”" },
  { "{" BO ", 'not-entered': 'filter'}", "expect[0].not-entered", "\"filter\"", "\"not-triggered\"" },
  { "{" ADA ", 'not-entered': true}", "expect[0].not-entered", "true", "entered" },
  { "{'contact': '*', 'entered': 1}", "expect[0].entered", "1", "0", "Nothing triggered" },
  { "{'contact': {'tag': 'reader'}, 'sent': {'hello': 1}}", NULL },
  { "{'step': 'fork', 'entered': 1, 'passed': {'yes': 1, 'no': 0}}", NULL },
  { "{'step': 'fork', 'passed': {'no': 1}}", "expect[0].passed.no", "1", "0" },
  { "{'step': 'hold', 'at': 'PT3H', 'inside': 1}", NULL },
  { "{'step': 'hold', 'inside': 1}", "expect[0].inside", "1", "0" },
  { "{'total': {'sent': 1, 'email.opened': 1, 'contacts': 2}}", NULL },
  { "{'total': {'contacts': 3}}", "expect[0].total.contacts", "3", "2" },
  { "{'outbox': {'channel': 'email', 'contact': 'ada@example.org'}, 'count': 1}", NULL },
  { "{'outbox': {'channel': 'sms'}, 'count': 1}", "expect[0].outbox" },
  { "{'errors': 0}", NULL },
  { "{'check': 'no-trigger', 'reported': false}", NULL },
  { "{'check': 'no-trigger'}", "expect[0].check", "\"no-trigger\"", "not reported" },
  { "{'check': 'step-not-offered', 'step': 'mail', 'platform': 'mailchimp', 'reported': false}", NULL },
};

static void
check_failure (const Judged          *judgement,
               const ParcoursFailure *failure)
{
  gboolean found = judgement->reason == NULL;

  g_assert_nonnull (judgement->path);
  g_assert_true (g_str_has_prefix (failure->path, judgement->path));
  if (judgement->expected != NULL)
    g_assert_cmpstr (failure->expected, ==, judgement->expected);
  if (judgement->actual != NULL)
    g_assert_cmpstr (failure->actual, ==, judgement->actual);
  for (guint i = 0; failure->reasons[i] != NULL; i++)
    found |= judgement->reason != NULL && strstr (failure->reasons[i], judgement->reason) != NULL;
  g_assert_true (found);
}

/* Each expectation alone: it holds, or it fails where it should and says what was the case. */
static void
test_judgements (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (judged); i++)
    {
      g_autofree char *changes = g_strdup_printf ("{'expect': [%s]}", judged[i].expectation);
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursScenarioResult) result = scenario_run (changes, &error);
      const ParcoursCaseResult *played;

      g_assert_no_error (error);
      played = g_ptr_array_index (result->cases, 0);
      g_assert_no_error (played->error);
      g_test_message ("%s", changes);
      g_assert_cmpuint (played->n_expectations, ==, 1);
      g_assert_cmpint (played->failures->len > 0, ==, judged[i].path != NULL);
      if (judged[i].path != NULL)
        check_failure (&judged[i], g_ptr_array_index (played->failures, 0));
    }
}

/* Who took the other path is told which condition decided. */
static void
test_why_no (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) result =
    scenario_run ("{'timeline': [{'at': 'PT1H', " ADA ", 'event': 'tag.added', 'subject': 'vip'}],"
                  " 'expect': [{" ADA ", 'tags': {'reader': true}, 'passes': ['open']}]}", &error);
  const ParcoursCaseResult *played;
  g_autoptr (GString) reasons = g_string_new (NULL);

  g_assert_no_error (error);
  played = g_ptr_array_index (result->cases, 0);
  for (guint i = 0; i < played->failures->len; i++)
    {
      const ParcoursFailure *failure = g_ptr_array_index (played->failures, i);

      for (guint j = 0; failure->reasons[j] != NULL; j++)
        g_string_append_printf (reasons, "%s\n", failure->reasons[j]);
    }
  g_assert_nonnull (strstr (reasons->str, "If/Else"));
  g_assert_nonnull (strstr (reasons->str, "opened"));
}

static void
test_coverage (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) one = scenario_run (NULL, &error);
  g_autoptr (ParcoursScenarioResult) two =
    scenario_run ("{'cases': [{'name': 'No', 'timeline': [{'at': 'PT1H', " ADA ", 'event': 'tag.added',"
                  " 'subject': 'vip'}], 'expect': [{" ADA ", 'entered': 1}]}]}", &error);
  g_auto (GStrv) never = parcours_coverage_never (one->coverage);
  g_auto (GStrv) none = parcours_coverage_never (two->coverage);

  g_assert_no_error (error);
  g_assert_cmpuint (parcours_coverage_n_ports (one->coverage), ==, 6);
  g_assert_cmpuint (parcours_coverage_n_taken (one->coverage), ==, 5);
  g_assert_cmpuint (g_strv_length (never), ==, 1);
  g_assert_cmpstr (never[0], ==, "flow/fork no");
  g_assert_cmpuint (parcours_coverage_n_taken (two->coverage), ==, 6);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) result = scenario_run ("{'expect': [{" BO ", 'entered': 1}]}", &error);
  g_autoptr (JsonNode) node = parcours_scenario_result_to_json (result);
  g_autofree char *line = parcours_json_to_line (node);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (line, "\"never\":[\"flow/fork no\"]"));
  g_assert_nonnull (strstr (line, "expect[0].entered"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scenario/expectations/judgements", test_judgements);
  g_test_add_func ("/scenario/expectations/why-no", test_why_no);
  g_test_add_func ("/scenario/expectations/coverage", test_coverage);
  g_test_add_func ("/scenario/expectations/json", test_json);

  return g_test_run ();
}
