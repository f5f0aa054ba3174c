/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "parcours-json.h"
#include "play.h"

#define ADA "'contact': 'ada@example.org'"

typedef struct
{
  const char *changes;
  const char *message; /* part of it */
} BadInput;

static const BadInput bad_heads[] = {
  { "{'format': 'parcours-scenario/2'}", "newer Parcours" },
  { "{'format': 'parcours-automation/1'}", "an automation, and not a test" },
  { "{'format': 'parcours-workspace/1'}", "not a scenario" },
  { "{'format': null}", "not a scenario" },
  { "{'from': null}", "from: this has to be a text" },
  { "{'from': 'yesterday'}", "from: this has to be a local time" },
  { "{'for': 'a week'}", "for: this has to be a duration" },
  { "{'for': 'PT0S'}", "for: a scenario lasts at least a second" },
  { "{'for': 'P200Y'}", "at most a hundred years" },
  { "{'timezone': 'Europe/Nowhere'}", "timezone" },
  { "{'seed': 'one'}", "seed: this has to be a whole number" },
  { "{'strict': 1}", "strict: this has to be true or false" },
  { "{'platform': 'hubspot'}", "platform: there is no such platform" },
  { "{'features': 'deals'}", "features: this has to be an array" },
  { "{'tracked-domains': [7]}", "tracked-domains[0]: this has to be a text" },
  { "{'quiet-hours': {'from': 'night', 'to': '08:00'}}", "quiet-hours.from: this has to be a time of day" },
  { "{'frequency-cap': {'messages': 0, 'within': 'P7D'}}", "frequency-cap.messages: this has to be a whole number" },
  { "{'frequency-cap': {'messages': 2, 'within': 'often'}}", "frequency-cap.within: this has to be a duration" },
  { "{'frequency-cap': {'messages': 2, 'within': 'P7D', 'over': 'drop'}}", "frequency-cap.over" },
  { "{'frequency-cap': {'messages': 2, 'within': 'P7D', 'channels': ['fax']}}", "there is no such channel" },
  { "{'expected': []}", "there is no key “expected” here" },
  { "{'cases': {}}", "cases: this has to be an array" },
  { "{'cases': [{'name': 'Second', 'format': 'parcours-scenario/1'}]}", "only the scenario itself says its format" },
  { "{'cases': [{'name': 'Second', 'from': 'never'}]}", "case “Second”, from" },
};

static const BadInput bad_contacts[] = {
  { "{'contacts': 'everybody'}", "contacts: this has to be an array" },
  { "{'contacts': [{'fields': {}}]}", "contacts[0]: a contact has an email address or a phone number" },
  { "{'contacts': [{'email': 'ada@example.org'}, {'email': 'Ada@example.org'}]}", "there is another contact" },
  { "{'contacts': [{'email': 'ada@example.org', 'age': 7}, {'email': 'bo@example.org'}]}", "there is no key “age” here" },
  { "{'contacts': [{'email': 'ada@example.org', 'lists': {'news': 'maybe'}}, {'email': 'bo@example.org'}]}",
    "contacts[0].lists.news: a status on a list is" },
  { "{'contacts': [{'email': 'ada@example.org', 'consent': {'fax': 'subscribed'}}, {'email': 'bo@example.org'}]}",
    "there is no such channel" },
  { "{'contacts': [{'email': 'ada@example.org', 'consent': {'sms': 'yes'}}, {'email': 'bo@example.org'}]}",
    "consent is none" },
  { "{'contacts': [{'email': 'ada@example.org', 'timezone': 'Mars'}, {'email': 'bo@example.org'}]}",
    "there is no such time zone" },
  { "{'entities': {'fields': {'age': {'type': 'number'}}}, 'contacts': [{'email': 'ada@example.org',"
    " 'fields': {'age': 'old'}}, {'email': 'bo@example.org'}]}", "“old” is no value of a field of the type number" },
  { "{'contacts': [{'email': 'ada@example.org', 'history': [{'at': 'P1D', 'event': 'email.opened'}]},"
    " {'email': 'bo@example.org'}]}", "history lies before the start" },
  { "{'contacts': [{'email': 'ada@example.org', 'history': [{'at': '-P1D', 'event': 'email.eaten'}]},"
    " {'email': 'bo@example.org'}]}", "there is no such event" },
  { "{'contacts': {'generate': 100000000}, 'timeline': []}", "contacts.generate: these are too many contacts" },
  { "{'contacts': {'generate': -1}, 'timeline': []}", "contacts.generate: this has to be a whole number" },
  { "{'contacts': {'generate': 5, 'age': 7}, 'timeline': []}", "there is no key “age” here" },
};

static const BadInput bad_worlds[] = {
  { "{'entities': {'planets': {}}}", "entities.planets: there is no such kind of things" },
  { "{'entities': {'fields': {'age': {'type': 'float'}}}}", "there is no such type of fields" },
  { "{'entities': {'tags': {'Not A Slug': {}}}}", "a slug has only small letters" },
  { "{'entities': {'deals': {'d1': {'contacts': ['eve@example.org']}}}}", "there is no contact “eve@example.org”" },
  { "{'entities': {'deals': {'d1': {}}}}", "it belongs to no contact" },
  { "{'automations': {}}", "automations: this has to be an array" },
  { "{'automations': ['not-there.json']}", "automations[0]" },
  { "{'automations': [7]}", "automations[0]: this has to be the name of a file, or an automation" },
  { "{'automations': [{'format': 'parcours-automation/9'}]}", "automations[0]" },
  { "{'behaviour': 'no-such-preset'}", "behaviour" },
  { "{'behaviour': {'format': 'parcours-behaviour/1', 'responses': 7}}", "behaviour" },
  { "{'strict': true}", "there is no email “hello”; a strict scenario declares all that it names" },
  { "{'timeline': {}}", "timeline: this has to be an array" },
  { "{'timeline': [7]}", "it is no object" },
  { "{'timeline': [{'at': 'soon', " ADA ", 'event': 'tag.added', 'subject': 'vip'}]}", "“at” is neither" },
  { "{'timeline': [{'at': 'PT1H', " ADA ", 'event': 'tag.eaten', 'subject': 'vip'}]}", "there is no event “tag.eaten”" },
  { "{'timeline': [{'at': 'PT1H', 'contact': 7, 'event': 'tag.added', 'subject': 'vip'}]}", "the contact is neither" },
  { "{'timeline': [{'at': 'PT1H', 'every': 'PT1S', " ADA ", 'event': 'tag.added', 'subject': 'vip'}]}", "“every”" },
  { "{'timeline': [{'at': 'PT1H', 'contact': 'eve@example.org', 'event': 'tag.added', 'subject': 'vip'}]}",
    "timeline[0]: there is no contact “eve@example.org”" },
  { "{'timeline': [{" ADA ", 'on': {'event': 'email.eaten'}, 'after': 'PT1H', 'event': 'email.opened'}]}", "“on” names no event" },
  { "{'timeline': [{" ADA ", 'on': {'event': 'email.sent'}, 'after': 'later', 'event': 'email.opened'}]}",
    "“after” is no duration" },
  { "{'timeline': [{" ADA ", 'step': 'fork'}]}", "an answer names a step and a port" },
  { "{'timeline': [{" ADA ", 'step': 'fork', 'port': 'maybe'}]}", "there is no port “maybe” of a step “fork”" },
  { "{'timeline': [{'at': 'PT1H', 'for': 'flow'}]}", "a change says whether the automation is active" },
  { "{'timeline': [{'at': 'PT1H', " ADA ", 'event': 'tag.added', 'subjet': 'vip'}]}", "there is no key “subjet” here" },
  { "{'timeline': [{'at': 'PT1H', 'for': 'other', 'active': true}]}", "there is no automation “other”" },
};

static const BadInput bad_expectations[] = {
  { "{'expect': {}}", "expect: this has to be an array" },
  { "{'expect': [7]}", "expect[0]: this has to be an object" },
  { "{'expect': [{" ADA "}]}", "expect[0]: it expects nothing" },
  { "{'expect': [{" ADA ", 'walks': 1}]}", "walks" },
  { "{'expect': [{'contact': 'eve@example.org', 'entered': 1}]}", "there is no contact “eve@example.org”" },
  { "{'expect': [{'contact': 7, 'entered': 1}]}", "this has to be an address, * or a condition" },
  { "{'expect': [{" ADA ", 'at': 'P9D', 'entered': 1}]}", "this lies outside the time of the scenario" },
  { "{'expect': [{" ADA ", 'at': 'once', 'entered': 1}]}", "this is neither a time nor a duration" },
  { "{'expect': [{" ADA ", 'automation': 'other', 'entered': 1}]}", "there is no automation “other”" },
  { "{'expect': [{" ADA ", 'path': ['nowhere']}]}", "there is no step “nowhere”" },
  { "{'expect': [{" ADA ", 'path': 'start'}]}", "path: this has to be an array" },
  { "{'expect': [{" ADA ", 'entered': 'often'}]}", "entered: this has to be a number, or a comparison" },
  { "{'expect': [{" ADA ", 'not-entered': 'tired'}]}", "there is no such reason not to enter" },
  { "{'expect': [{" ADA ", 'not-entered': false}]}", "this has to be true or a reason" },
  { "{'expect': [{" ADA ", 'ended': 'bored'}]}", "there is no such reason to end" },
  { "{'expect': [{" ADA ", 'skipped': {'mail': 'lost'}}]}", "there is no such outcome of a step" },
  { "{'expect': [{" ADA ", 'lists': {'news': 'maybe'}}]}", "a status on a list is" },
  { "{'expect': [{" ADA ", 'events': [{'tag': 'vip'}]}]}", "this has to be a condition about an event" },
  { "{'expect': [{" ADA ", 'at-most': {'sent': 1, 'within': 'a while'}}]}", "this has to be a duration" },
  { "{'expect': [{" ADA ", 'at-most': {'email.eaten': 1, 'within': 'P7D'}}]}", "there is no such event" },
  { "{'expect': [{" ADA ", 'meets': {'tagged': 'vip'}}]}", "meets" },
  { "{'expect': [{'step': 'nowhere', 'entered': 1}]}", "there is no step “nowhere”" },
  { "{'expect': [{'step': 'fork', 'passed': {'maybe': 1}}]}", "the step has no such port" },
  { "{'expect': [{'total': {'email.eaten': 1}}]}", "there is no such event" },
  { "{'expect': [{'errors': 'none'}]}", "errors" },
  { "{'expect': [{'check': 7}]}", "check: this has to be a text" },
  { "{'expect': [{'check': 'no-trigger', 'step': 'nowhere'}]}", "there is no step “nowhere”" },
  { "{'expect': [{'check': 'no-trigger', 'platform': 'hubspot'}]}", "there is no such platform" },
  { "{'expect': [{'check': 'no-trigger', 'automation': 'other'}]}", "there is no such automation" },
};

static void
check_all (const BadInput *inputs,
           guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *message = scenario_fail (inputs[i].changes);

      if (message == NULL)
        g_test_message ("%s is accepted", inputs[i].changes);
      else if (strstr (message, inputs[i].message) == NULL)
        g_test_message ("%s: “%s” does not say “%s”", inputs[i].changes, message, inputs[i].message);
      else
        continue;
      g_test_fail ();
    }
}

static void
test_heads (void)
{
  check_all (bad_heads, G_N_ELEMENTS (bad_heads));
}

static void
test_contacts (void)
{
  check_all (bad_contacts, G_N_ELEMENTS (bad_contacts));
}

static void
test_worlds (void)
{
  check_all (bad_worlds, G_N_ELEMENTS (bad_worlds));
}

static void
test_expectations (void)
{
  check_all (bad_expectations, G_N_ELEMENTS (bad_expectations));
}

static void
test_base (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) result = scenario_run (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->cases->len, ==, 1);
  g_assert_true (parcours_case_result_passed (g_ptr_array_index (result->cases, 0)));
}

/* What a case does not say is what the first one says. */
static void
test_cases (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) result =
    scenario_run ("{'cases': [{'name': 'Nobody', 'timeline': [], 'expect': [{'contact': '*', 'entered': 0}]},"
                  "           {'name': 'As before'}]}", &error);
  const ParcoursCaseResult *played;

  g_assert_no_error (error);
  g_assert_cmpuint (result->cases->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (parcours_case_result_passed (g_ptr_array_index (result->cases, i)));
  played = g_ptr_array_index (result->cases, 1);
  g_assert_cmpstr (played->name, ==, "Nobody");
  g_assert_cmpuint (played->n_expectations, ==, 1);
}

static void
test_broken_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("scenario-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.json", NULL);
  static const char *const texts[] = { "", "{", "[]", "null", "{\"format\": \"parcours-scenario/1\", \"from\": 1e999}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (parcours_scenario_load (path, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "broken.json"));
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (parcours_scenario_load (path, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scenario/parser/base", test_base);
  g_test_add_func ("/scenario/parser/cases", test_cases);
  g_test_add_func ("/scenario/parser/heads", test_heads);
  g_test_add_func ("/scenario/parser/contacts", test_contacts);
  g_test_add_func ("/scenario/parser/worlds", test_worlds);
  g_test_add_func ("/scenario/parser/expectations", test_expectations);
  g_test_add_func ("/scenario/parser/files", test_broken_files);

  return g_test_run ();
}
