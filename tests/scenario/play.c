/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scenario that passes, of which tests change some keys. */

#include "config.h"

#include "parcours-json.h"
#include "play.h"

static const char base[] =
  "{'format': 'parcours-scenario/1', 'name': 'Base', 'from': '2026-03-02T09:00', 'for': 'P5D', 'timezone': 'Europe/Paris',"
  " 'contacts': [{'email': 'ada@example.org', 'fields': {'city': 'Paris'}, 'lists': {'news': 'active'}},"
  "              {'email': 'bo@example.org', 'lists': {'news': 'active'}}],"
  " 'automations': [{'format': 'parcours-automation/1', 'id': 'flow', 'slug': 'flow', 'name': 'Flow',"
  "   'platform': 'any', 'settings': {},"
  "   'steps': {'start': {'type': 'trigger.tag-added', 'params': {'tag': 'vip'}},"
  "             'mail': {'type': 'action.send-email', 'params': {'email': 'hello'}},"
  "             'hold': {'type': 'wait.duration', 'params': {'for': 'P1D'}},"
  "             'fork': {'type': 'split.if-else',"
  "                      'params': {'if': {'event': 'email.opened', 'subject': 'hello', 'since': 'entry'}}},"
  "             'open': {'type': 'action.add-tag', 'params': {'tag': 'reader'}}},"
  "   'links': [{'from': 'start', 'port': 'next', 'to': 'mail'}, {'from': 'mail', 'port': 'next', 'to': 'hold'},"
  "             {'from': 'hold', 'port': 'next', 'to': 'fork'}, {'from': 'fork', 'port': 'yes', 'to': 'open'}]}],"
  " 'timeline': [{'at': 'PT1H', 'contact': 'ada@example.org', 'event': 'tag.added', 'subject': 'vip'},"
  "              {'at': 'PT2H', 'contact': 'ada@example.org', 'event': 'email.opened', 'subject': 'hello'}],"
  " 'expect': [{'contact': 'ada@example.org', 'path': ['start', 'mail', 'hold', 'fork', 'open']},"
  "            {'contact': 'bo@example.org', 'not-entered': 'not-triggered'}]}";

/* JSON with single quotes, which are easier to write in C. */
static JsonNode *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (quoted, -1, &error);

  g_assert_no_error (error);

  return node;
}

/* The base with other values for some of its keys; null takes a key away. */
JsonNode *
scenario_json (const char *changes)
{
  JsonNode *node = parse (base);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonNode) changed = changes != NULL ? parse (changes) : NULL;
  g_autoptr (GList) members = changed != NULL ? json_object_get_members (json_node_get_object (changed)) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (changed), l->data);

      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (object, l->data);
      else
        json_object_set_member (object, l->data, json_node_copy (value));
    }

  return node;
}

ParcoursScenarioResult *
scenario_run (const char  *changes,
              GError     **error)
{
  g_autoptr (JsonNode) node = scenario_json (changes);
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_new_from_json (node, NULL, error);

  return scenario != NULL ? parcours_scenario_run (scenario) : NULL;
}

/* Why the scenario cannot be read or run, or %NULL if it can. */
char *
scenario_fail (const char *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenarioResult) result = scenario_run (changes, &error);

  if (error != NULL)
    return g_strdup (error->message);
  for (guint i = 0; i < result->cases->len; i++)
    {
      const ParcoursCaseResult *played = g_ptr_array_index (result->cases, i);

      if (played->error != NULL)
        return g_strdup (played->error->message);
    }

  return NULL;
}

ParcoursCase *
scenario_case (const char *changes)
{
  g_autoptr (JsonNode) node = scenario_json (changes);
  g_autoptr (GError) error = NULL;
  ParcoursCase *played;

  json_object_remove_member (json_node_get_object (node), "format");
  played = parcours_case_new (node, NULL, &error);
  g_assert_no_error (error);

  return played;
}
