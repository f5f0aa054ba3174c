/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-error.h"
#include "parcours-json.h"

/* Somebody adds a row or a step by hand and gets it wrong: a small catalogue, one
 * mistake at a time, and the words by which it is found. */

enum { TOPICS, STEPS, PLATFORM, CAPABILITIES, RECIPES, N_FILES };

static const char *const files[N_FILES] = {
  [TOPICS] =
    "{'format': 'parcours-topics/1', 'topics': {"
    "  'tag.added': {'subject': 'tag', 'apply': 'set-add', 'state': true, 'payload': {'mood': 'text'}, 'label': 'Tag added'},"
    "  'email.sent': {'subject': 'email', 'apply': 'send', 'label': 'Email sent'}}}",
  [STEPS] =
    "{'format': 'parcours-steps/1',"
    " 'common': {'trigger': {'runs': {'type': 'choice', 'label': 'Runs', 'choices': {'once': 'Once', 'multiple': 'Always'}}}},"
    " 'steps': {"
    "  'trigger.tag': {'kind': 'trigger', 'family': 'event', 'icon': 'x', 'category': 'Contacts', 'title': 'Tag', 'sentence': '{tag}', 'help': 'Help.',"
    "   'params': {'tag': {'type': 'ref', 'kind': 'tag', 'label': 'Tag', 'any': true},"
    "              'mood': {'type': 'choice', 'label': 'Mood', 'choices': {'good': 'Good', 'bad': 'Bad'}, 'default': 'good', 'shown-if': {'tag': 'vip'}}},"
    "   'events': [{'topic': 'tag.added', 'if': {'mood': 'good'}, 'where': {'none': [{'mood': 'bad'}]},"
    "               'match': [{'key': ['subject', 'mood'], 'op': '>=', 'param': 'tag'}], 'refuse': 'unconfirmed'}],"
    "   'ports': ['next']},"
    "  'trigger.quiet': {'kind': 'trigger', 'family': 'absence', 'icon': 'x', 'category': 'Contacts', 'title': 'Quiet', 'sentence': '', 'help': 'Help.',"
    "   'params': {'after': {'type': 'duration', 'label': 'After', 'default': 'P1D'}, 'store': {'type': 'text', 'label': 'Store'}},"
    "   'arm': [{'topic': 'tag.added'}], 'disarm': [], 'key': 'cart', 'fires': [{'match': [{'key': 'total', 'param': 'store'}]}],"
    "   'ports': ['next']},"
    "  'action.send': {'kind': 'action', 'family': 'effect', 'operation': 'message.send', 'icon': 'x', 'category': 'Send', 'title': 'Send', 'sentence': '', 'help': 'Help.',"
    "   'params': {'email': {'type': 'ref', 'kind': 'email', 'label': 'Email', 'required': true}},"
    "   'publishes': ['email.sent'], 'publishes-if': {'email.sent': 'email'}, 'ports': ['next']},"
    "  'wait.x': {'kind': 'wait', 'family': 'wait', 'operation': 'wait.condition', 'icon': 'x', 'category': 'Flow', 'title': 'Wait', 'sentence': '', 'help': 'Help.',"
    "   'params': {}, 'also': ['action.send'], 'ports': ['next', 'timeout'], 'port-labels': {'next': 'Met', 'timeout': 'Limit'}}}}",
  [PLATFORM] =
    "{'format': 'parcours-platform/1', 'platform': 'brevo', 'runs': 'multiple', 'notes': {'tags': 'Any tag.'}, 'features': {'sms': {}}, 'plans': {'plus': 'Plus'}, 'rows': ["
    "  {'id': 'x.tag', 'type': 'trigger.tag', 'label': {'en': 'Tag', 'fr': 'Balise'}, 'category': {'en': 'Contacts', 'fr': 'Contacts'},"
    "   'params': {'tag': {'fixed': null}, 'mood': {'default': 'bad', 'choices': ['good', 'bad']}},"
    "   'constraints': [{'rule': 'single-target', 'code': 'several-targets', 'param': 'tag'},"
    "                   {'rule': 'excludes', 'code': 'steps-incompatible', 'rows': ['x.wait']}],"
    "   'requires': ['sms'], 'plans': ['plus'], 'uses': ['tag-series'], 'notes': ['tags']},"
    "  {'id': 'x.wait', 'type': 'wait.x', 'label': {'en': 'Wait', 'fr': 'Attendre'}, 'category': {'en': 'Flow', 'fr': 'Flux'}, 'ports': ['next'], 'also': ['action.send']}]}",
  [CAPABILITIES] =
    "{'format': 'parcours-capabilities/1', 'notes': {'x': 'Decided.'}, 'capabilities': ["
    "  {'id': 'x.cap', 'platform': 'brevo', 'label': {'en': 'A', 'fr': 'B'}, 'category': {'en': 'C', 'fr': 'D'}, 'where': 'Here.', 'carried-by': 'steps', 'notes': ['x']}]}",
  [RECIPES] =
    "{'format': 'parcours-recipes/1', 'recipes': ["
    "  {'for': 'trigger.quiet', 'on': ['brevo'], 'needs': ['trigger.tag'], 'says': 'Begin with {a}.',"
    "   'build': {'steps': {'self': {'type': 'trigger.tag', 'params': {'tag': {'$param': 'after'}, 'mood': 'bad'}},"
    "                       'wait': {'type': 'wait.x'}},"
    "             'links': [{'from': 'self', 'port': 'next', 'to': 'wait'}], 'out': {'next': {'from': 'wait', 'port': 'timeout'}}}},"
    "  {'for': 'action.*', 'why': 'Nothing comes near.'}]}",
};

static JsonNode *
parse (const char *text)
{
  g_autoptr (GString) json = g_string_new (text);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_string_replace (json, "'", "\"", 0);
  node = parcours_json_parse (json->str, (gssize) json->len, &error);
  g_assert_no_error (error);

  return node;
}

/* A catalogue whose file number @file has @from replaced by @to. */
static ParcoursCatalog *
build (guint        file,
       const char  *from,
       const char  *to,
       GError     **error)
{
  JsonNode *nodes[N_FILES] = { NULL };
  JsonNode *platforms[2] = { NULL };
  ParcoursCatalog *catalog;

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autoptr (GString) text = g_string_new (files[i]);

      if (i == file && from != NULL)
        g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
      nodes[i] = parse (text->str);
    }
  platforms[0] = nodes[PLATFORM];

  catalog = parcours_catalog_new (nodes[TOPICS], nodes[STEPS], platforms, nodes[CAPABILITIES], nodes[RECIPES], error);
  for (guint i = 0; i < N_FILES; i++)
    json_node_unref (nodes[i]);

  return catalog;
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  ParcoursCatalog *catalog = build (TOPICS, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (parcours_catalog_n_types (catalog), ==, 4);
  g_assert_cmpuint (parcours_catalog_n_rows (catalog, PARCOURS_PLATFORM_BREVO), ==, 2);
  g_assert_cmpuint (parcours_catalog_n_rows (catalog, PARCOURS_PLATFORM_ANY), ==, 4);
  g_assert_cmpuint (parcours_catalog_n_capabilities (catalog), ==, 1);
  g_assert_cmpuint (parcours_catalog_n_recipes (catalog), ==, 2);
  parcours_catalog_free (catalog);
}

typedef struct
{
  const char *name;
  guint file;
  const char *from;
  const char *to;
  const char *message; /* a part of what is said */
} Mistake;

static const Mistake mistakes[] = {
  { "topics-format", TOPICS, "parcours-topics/1", "parcours-topics/2", "parcours-topics/1" },
  { "no-topics", TOPICS, "'topics'", "'tropics'", "no topics" },
  { "topic-no-object", TOPICS, "{'subject': 'email', 'apply': 'send', 'label': 'Email sent'}", "3", "email.sent" },
  { "topic-apply", TOPICS, "'set-add'", "'set-up'", "set-up" },
  { "steps-format", STEPS, "parcours-steps/1", "parcours-topics/1", "parcours-steps/1" },
  { "no-steps", STEPS, " 'steps'", " 'stops'", "no step types" },
  { "type-no-object", STEPS, "'steps': {", "'steps': {'trigger.x': [],", "trigger.x" },
  { "type-kind", STEPS, "'kind': 'action'", "'kind': 'deed'", "deed" },
  { "type-family", STEPS, "'family': 'effect'", "'family': 'smith'", "smith" },
  { "type-operation", STEPS, "'message.send'", "'message.sing'", "message.sing" },
  { "type-title", STEPS, "'title': 'Send', ", "", "action.send: title" },
  { "type-hole", STEPS, "'{tag}'", "'{tug}'", "tug" },
  { "type-headline", STEPS, "'sentence': '{tag}'", "'sentence': '{tag}', 'headline': 'Tag {tug}'", "tug" },
  { "type-sentences", STEPS, "'sentence': '{tag}'", "'sentence': [{'if': {'tag': 'vip'}, 'text': 'VIP'}]", "each but the last" },
  { "type-sentences-if", STEPS, "'sentence': '{tag}'", "'sentence': [{'text': 'VIP'}, {'text': '{tag}'}]", "each but the last" },
  { "type-sentences-param", STEPS, "'sentence': '{tag}'", "'sentence': [{'if': {'tug': 'vip'}, 'text': 'VIP'}, {'text': '{tag}'}]", "tug" },
  { "type-sentences-text", STEPS, "'sentence': '{tag}'", "'sentence': [{'tag': 'VIP'}]", "each but the last" },
  { "type-port", STEPS, "'ports': ['next', 'timeout']", "'ports': ['next', 'never']", "never" },
  { "type-port-twice", STEPS, "'ports': ['next', 'timeout']", "'ports': ['next', 'next']", "next" },
  { "type-port-label", STEPS, ", 'timeout': 'Limit'", "", "no label" },
  { "type-also", STEPS, "'also': ['action.send']", "'also': ['action.sand']", "action.sand" },
  { "param-no-object", STEPS, "{'type': 'text', 'label': 'Store'}", "'text'", "store" },
  { "param-type", STEPS, "'type': 'text'", "'type': 'test'", "test" },
  { "param-label", STEPS, ", 'label': 'Store'", "", "no label" },
  { "param-kind", STEPS, "'kind': 'email'", "'kind': 'e-mail'", "e-mail" },
  { "param-no-kind", STEPS, "'kind': 'email', ", "", "no kind" },
  { "param-kind-of", STEPS, "'kind': 'email'", "'kind': '*of'", "of" },
  { "param-choices", STEPS, ", 'choices': {'good': 'Good', 'bad': 'Bad'}", "", "choice" },
  { "param-choice-label", STEPS, "'good': 'Good'", "'good': 7", "good" },
  { "param-default", STEPS, "'default': 'good'", "'default': 'fine'", "Mood" },
  { "param-shown-if", STEPS, "'shown-if': {'tag'", "'shown-if': {'tug'", "tug" },
  { "common-param", STEPS, "'choices': {'once': 'Once', 'multiple': 'Always'}", "'any': true", "runs" },
  { "no-events", STEPS, "'events': [{'topic'", "'event': [{'topic'", "events: there is none" },
  { "event-topic", STEPS, "{'topic': 'tag.added', 'if'", "{'topic': 'tag.lost', 'if'", "tag.lost" },
  { "event-if", STEPS, "'if': {'mood'", "'if': {'mud'", "mud" },
  { "event-where", STEPS, "{'none': [{'mood'", "{'none': [{'mud'", "mud" },
  { "event-where-group", STEPS, "{'none': [{'mood': 'bad'}]}", "{'none': {'mood': 'bad'}}", "group" },
  { "event-where-shape", STEPS, "'where': {'none': [{'mood': 'bad'}]}", "'where': 'mood'", "filter" },
  { "event-key", STEPS, "'key': ['subject', 'mood']", "'key': ['subject', 'mud.deep']", "mud.deep" },
  { "event-param", STEPS, "'op': '>=', 'param': 'tag'", "'op': '>=', 'param': 'tug'", "tug" },
  { "event-op", STEPS, "'op': '>='", "'op': '=>'", "=>" },
  { "event-refuse", STEPS, "'refuse': 'unconfirmed'", "'refuse': 'bored'", "bored" },
  { "event-no-object", STEPS, "'arm': [{'topic': 'tag.added'}]", "'arm': ['tag.added']", "arm: an entry" },
  { "absence-no-arm", STEPS, "'arm': [{'topic': 'tag.added'}]", "'arm': []", "arm: there is none" },
  { "absence-key", STEPS, "'key': 'cart'", "'key': 'card'", "card" },
  { "absence-after", STEPS, "'after': {", "'later': {", "after" },
  { "absence-fires", STEPS, "'key': 'total'", "'key': 'sum'", "sum" },
  { "publishes", STEPS, "'publishes': ['email.sent']", "'publishes': ['email.gone']", "email.gone" },
  { "publishes-if", STEPS, "'publishes-if': {'email.sent': 'email'}", "'publishes-if': {'email.sent': 'sms'}", "sms" },
  { "publishes-if-topic", STEPS, "'publishes-if': {'email.sent'", "'publishes-if': {'tag.added'", "tag.added" },
  { "platform-format", PLATFORM, "parcours-platform/1", "parcours-platform", "parcours-platform/1" },
  { "platform-name", PLATFORM, "'platform': 'brevo'", "'platform': 'bravo'", "no platform" },
  { "platform-notice", PLATFORM, "'runs': 'multiple'", "'runs': 'multiple', 'notices': ['trigger.tug']", "trigger.tug" },
  { "row-no-object", PLATFORM, "'rows': [", "'rows': [7,", "an object with an id" },
  { "row-type", PLATFORM, "'type': 'trigger.tag'", "'type': 'trigger.tug'", "x.tag: there is no step type" },
  { "row-id", PLATFORM, "'id': 'x.wait', ", "", "an object with an id" },
  { "row-id-twice", PLATFORM, "'id': 'x.wait'", "'id': 'x.tag'", "two rows" },
  { "row-label", PLATFORM, ", 'fr': 'Balise'", "", "x.tag: label" },
  { "row-category", PLATFORM, "'category': {'en': 'Flow', 'fr': 'Flux'}, ", "", "x.wait: label or category" },
  { "row-port", PLATFORM, "'ports': ['next']", "'ports': ['yes']", "yes" },
  { "row-also", PLATFORM, "'also': ['action.send']", "'also': ['action.sand']", "action.sand" },
  { "row-feature", PLATFORM, "'requires': ['sms']", "'requires': ['fax']", "fax" },
  { "row-plan", PLATFORM, "'plans': ['plus']", "'plans': ['minus']", "minus" },
  { "row-use", PLATFORM, "'tag-series'", "'Tag series'", "Tag series" },
  { "row-param", PLATFORM, "'tag': {'fixed': null}", "'tug': {'fixed': null}", "tug" },
  { "row-param-shape", PLATFORM, "'tag': {'fixed': null}", "'tag': 'vip'", "tag" },
  { "row-change", PLATFORM, "'tag': {'fixed': null}", "'tag': {'fixd': null}", "fixd" },
  { "row-fixed", PLATFORM, "'tag': {'fixed': null}", "'tag': {'fixed': ['a', 'b']}", "Tag" },
  { "row-default", PLATFORM, "'default': 'bad'", "'default': 'ugly'", "ugly" },
  { "row-default-null", PLATFORM, "'default': 'bad'", "'default': null", "mood: default" },
  { "row-choices", PLATFORM, "'choices': ['good', 'bad']", "'choices': ['good', 'ugly']", "ugly" },
  { "constraint-shape", PLATFORM, "'constraints': [", "'constraints': ['alone', ", "constraint is an object" },
  { "constraint-rule", PLATFORM, "'rule': 'single-target'", "'rule': 'one-target'", "one-target" },
  { "constraint-code", PLATFORM, "'code': 'several-targets'", "'code': 'many-targets'", "many-targets" },
  { "constraint-no-code", PLATFORM, "'code': 'several-targets', ", "", "single-target" },
  { "constraint-key", PLATFORM, "'rows': ['x.wait']", "'steps': ['x.wait']", "rows" },
  { "constraint-extra", PLATFORM, "'rows': ['x.wait']", "'rows': ['x.wait'], 'min': 1", "min" },
  { "constraint-param", PLATFORM, "'code': 'several-targets', 'param': 'tag'", "'code': 'several-targets', 'param': 'tug'", "tug" },
  { "constraint-row", PLATFORM, "'rows': ['x.wait']", "'rows': ['x.pause']", "x.pause" },
  { "capabilities-format", CAPABILITIES, "parcours-capabilities/1", "parcours-steps/1", "parcours-capabilities/1" },
  { "capability-platform", CAPABILITIES, "'platform': 'brevo'", "'platform': 'bravo'", "x.cap" },
  { "recipes-format", RECIPES, "parcours-recipes/1", "parcours-recipes/9", "parcours-recipes/1" },
  { "recipe-for", RECIPES, "'for': 'trigger.quiet'", "'for': 'trigger.loud'", "trigger.loud" },
  { "recipe-words", RECIPES, "'why': ", "'because': ", "why" },
  { "recipe-platform", RECIPES, "'on': ['brevo']", "'on': ['bravo']", "bravo" },
  { "recipe-needs", RECIPES, "'needs': ['trigger.tag']", "'needs': ['trigger.tug']", "trigger.tug" },
  { "recipe-needs-many", RECIPES, "'needs': ['trigger.tag']", "'needs': ['wait.x', 'wait.x', 'wait.x', 'wait.x']", "at most" },
  { "recipe-self", RECIPES, "'self': {", "'selves': {", "self" },
  { "recipe-type", RECIPES, "'wait': {'type': 'wait.x'}", "'wait': {'type': 'wait.y'}", "wait" },
  { "recipe-param", RECIPES, "'mood': 'bad'}", "'mode': 'bad'}", "mode" },
  { "recipe-value", RECIPES, "'mood': 'bad'}", "'mood': 'ugly'}", "ugly" },
  { "recipe-link", RECIPES, "'port': 'next', 'to': 'wait'", "'port': 'next', 'to': 'weight'", "link leads" },
  { "recipe-port", RECIPES, "'port': 'timeout'", "'port': 'no'", "ports" },
  { "row-note", PLATFORM, "'notes': ['tags']", "'notes': ['tugs']", "x.tag: there is no note “tugs”" },
  { "capability-note", CAPABILITIES, "'notes': ['x']", "'notes': ['y']", "x.cap: there is no note “y”" },
  { "capability-where", CAPABILITIES, ", 'where': 'Here.'", "", "where" },
  { "capability-carried-by", CAPABILITIES, ", 'carried-by': 'steps'", "", "carried-by" },
};

static void
test_mistake (gconstpointer data)
{
  const Mistake *mistake = data;
  g_autoptr (GError) error = NULL;
  ParcoursCatalog *catalog = build (mistake->file, mistake->from, mistake->to, &error);

  g_assert_null (catalog);
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
  if (strstr (error->message, mistake->message) == NULL)
    g_error ("%s: “%s” does not name %s", mistake->name, error->message, mistake->message);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/broken/whole", test_whole);
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/broken/", mistakes[i].name, NULL);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }

  return g_test_run ();
}
