/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-flow.h"
#include "parcours-json.h"
#include "parcours-layout.h"
#include "sample.h"

/* The automation of the design's pictures: the welcome series of a small shop. */
static const char welcome[] =
  "{'format': 'parcours-automation/1', 'id': 'w', 'slug': 'welcome-series', 'name': 'Welcome series',"
  " 'platform': 'activecampaign', 'settings': {}, 'steps': {"
  "  'joined': {'type': 'trigger.list-subscribed', 'row': 'ac.subscribes-to-list',"
  "             'params': {'list': 'newsletter', 'runs': 'once'}, 'at': [-108, 0]},"
  "  'form': {'type': 'trigger.form-submitted', 'row': 'ac.submits-form',"
  "           'params': {'form': 'gift-guide', 'runs': 'once'}, 'at': [108, 0]},"
  "  'hello': {'type': 'action.send-email', 'params': {'email': 'welcome'}, 'at': [0, 84], 'note': 'Marie signs this one'},"
  "  'pause': {'type': 'wait.duration', 'params': {'for': 'P2D'}, 'at': [0, 168]},"
  "  'opened': {'type': 'split.if-else', 'params': {'if': {'all': [{'event': 'email.opened', 'subject': 'welcome', 'since': 'entry'},"
  "             {'tag': {'none-of': ['wholesale']}},"
  "             {'any': [{'field': 'country', 'op': 'is', 'value': 'France'}, {'score': 'engagement', 'op': '>', 'value': 20}]}]}},"
  "             'at': [0, 252]},"
  "  'score': {'type': 'action.adjust-score', 'params': {'score': 'engagement', 'points': 10}, 'at': [-204, 336]},"
  "  'clicks': {'type': 'wait.condition', 'params': {'if': {'event': 'email.clicked', 'subject': 'welcome'}, 'limit': 'P3D'},"
  "             'at': [-204, 420]},"
  "  'code': {'type': 'action.send-email', 'params': {'email': 'your-code'}, 'at': [-306, 528]},"
  "  'cold': {'type': 'action.add-tag', 'params': {'tag': 'welcome-cold'}, 'at': [-102, 528]},"
  "  'split': {'type': 'split.random', 'params': {'weights': [50, 50]}, 'at': [204, 336]},"
  "  'short': {'type': 'action.send-email', 'params': {'email': 'reminder-short'}, 'at': [102, 444]},"
  "  'photo': {'type': 'action.send-email', 'params': {'email': 'reminder-photo'}, 'at': [306, 444]},"
  "  'goal': {'type': 'goal.condition', 'params': {'name': 'first order', 'if': {'event': 'order.created'}, 'unmet': 'continue'},"
  "           'at': [0, 624]},"
  "  'end': {'type': 'flow.end', 'params': {}, 'at': [204, 630]}},"
  " 'links': ["
  "  {'from': 'joined', 'port': 'next', 'to': 'hello'}, {'from': 'form', 'port': 'next', 'to': 'hello'},"
  "  {'from': 'hello', 'port': 'next', 'to': 'pause'}, {'from': 'pause', 'port': 'next', 'to': 'opened'},"
  "  {'from': 'opened', 'port': 'yes', 'to': 'score'}, {'from': 'opened', 'port': 'no', 'to': 'split'},"
  "  {'from': 'score', 'port': 'next', 'to': 'clicks'}, {'from': 'clicks', 'port': 'next', 'to': 'code'},"
  "  {'from': 'clicks', 'port': 'timeout', 'to': 'cold'}, {'from': 'split', 'port': 'a', 'to': 'short'},"
  "  {'from': 'split', 'port': 'b', 'to': 'photo'}, {'from': 'code', 'port': 'next', 'to': 'goal'},"
  "  {'from': 'cold', 'port': 'next', 'to': 'goal'}, {'from': 'short', 'port': 'next', 'to': 'goal'},"
  "  {'from': 'photo', 'port': 'next', 'to': 'goal'}, {'from': 'goal', 'port': 'next', 'to': 'end'}]}";

ParcoursAutomation *
sample_automation (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (welcome), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, &error);
  ParcoursAutomation *automation;

  g_assert_no_error (error);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);

  return automation;
}

ParcoursLibrary *
sample_library (void)
{
  static const char *labels[][3] = {
    { "list", "newsletter", "Newsletter" },
    { "form", "gift-guide", "Gift guide" },
    { "email", "welcome", "Welcome" },
    { "email", "your-code", "Your 10 % code" },
    { "email", "reminder-short", "Reminder, short" },
    { "email", "reminder-photo", "Reminder, photo" },
    { "tag", "wholesale", "wholesale" },
    { "tag", "welcome-cold", "welcome-cold" },
    { "field", "country", "Country" },
    { "score", "engagement", "Engagement" },
  };
  ParcoursLibrary *library = parcours_library_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    parcours_library_add (library, labels[i][0], labels[i][1], labels[i][2], NULL);

  return library;
}

ParcoursStepCounts *
sample_counts (void)
{
  static const struct
  {
    const char *id;
    ParcoursStepCount count;
  } counts[] = {
    { "joined", { 6204, 0, { 6204 } } },
    { "form", { 2436, 0, { 2436 } } },
    { "hello", { 8640, 0, { 8640 } } },
    { "pause", { 8640, 228, { 8412 } } },
    { "opened", { 8412, 0, { 5310, 3102 } } },
    { "score", { 5310, 0, { 5310 } } },
    { "clicks", { 5310, 164, { 2933, 2213 } } },
    { "code", { 2933, 0, { 2933 } } },
    { "cold", { 2213, 0, { 2213 } } },
    { "split", { 3102, 0, { 1548, 1554 } } },
    { "short", { 1548, 0, { 1548 } } },
    { "photo", { 1554, 0, { 1554 } } },
    { "goal", { 8248, 0, { 1412 } } },
    { "end", { 1412, 0, { 0 } } },
  };
  ParcoursStepCounts *self = parcours_step_counts_new (8640, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    parcours_step_counts_set (self, counts[i].id, &counts[i].count);

  return self;
}

/* A flow of that many steps, as a person might have built it, tidied up. */
ParcoursAutomation *
sample_large (guint n_steps)
{
  static const char *types[] = { "action.send-email", "wait.duration", "action.add-tag", "wait.duration", "split.if-else",
                                 "action.send-sms", "action.adjust-score", "goal.condition", "split.random" };
  g_autoptr (GString) steps = g_string_new ("'s0': {'type': 'trigger.list-subscribed', 'params': {}, 'at': [0, 0]}");
  g_autoptr (GString) links = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_steps);
  g_autoptr (GPtrArray) ports = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autoptr (ParcoursEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (ports, g_strdup ("'from': 's0', 'port': 'next'"));
  for (guint i = 1; i < n_steps; i++)
    {
      guint chosen = ports->len > 60 ? 0 : (guint) g_rand_int_range (rand, 0, (gint32) ports->len);
      g_autofree char *port = g_ptr_array_steal_index (ports, chosen);
      const char *type = types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))];

      g_string_append_printf (steps, ", 's%u': {'type': '%s', 'params': {}, 'at': [0, 0]}", i, type);
      g_string_append_printf (links, "%s{%s, 'to': 's%u'}", i > 1 ? ", " : "", port, i);
      if (g_str_has_suffix (type, "if-else"))
        {
          g_ptr_array_add (ports, g_strdup_printf ("'from': 's%u', 'port': 'yes'", i));
          g_ptr_array_add (ports, g_strdup_printf ("'from': 's%u', 'port': 'no'", i));
        }
      else if (g_str_has_suffix (type, "random"))
        {
          g_ptr_array_add (ports, g_strdup_printf ("'from': 's%u', 'port': 'a'", i));
          g_ptr_array_add (ports, g_strdup_printf ("'from': 's%u', 'port': 'b'", i));
        }
      else
        g_ptr_array_add (ports, g_strdup_printf ("'from': 's%u', 'port': 'next'", i));
      if (ports->len > 6 && i % 7 == 0)
        {
          /* Some branches come together again. */
          g_autofree char *joining = g_ptr_array_steal_index (ports, 0);

          if (strstr (joining, g_strdup_printf ("'s%u'", i)) == NULL)
            g_string_append_printf (links, ", {%s, 'to': 's%u'}", joining, i);
        }
    }
  text = g_strdup_printf ("{'format': 'parcours-automation/1', 'slug': 'large', 'name': 'Large', 'platform': 'any',"
                          " 'settings': {}, 'steps': {%s}, 'links': [%s]}", steps->str, links->str);
  g_strdelimit (text, "'", '"');
  node = parcours_json_parse (text, -1, &error);
  g_assert_no_error (error);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);
  edit = parcours_layout_tidy (automation);

  return parcours_edit_apply (edit, automation, NULL);
}

/* Counts that add up: who arrives leaves, by equal shares. */
ParcoursStepCounts *
sample_flow (ParcoursAutomation *automation,
             guint64             entered)
{
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);
  guint n_steps = parcours_flow_n_steps (flow);
  g_autofree ParcoursStepCount *counts = g_new0 (ParcoursStepCount, n_steps);
  ParcoursStepCounts *self = parcours_step_counts_new (entered, FALSE);

  for (guint i = 0; i < n_steps; i++)
    {
      guint step = parcours_flow_nth (flow, i);
      guint n_out = parcours_flow_n_out (flow, step);

      if (parcours_flow_n_in (flow, step) == 0)
        counts[step].in = entered;
      for (guint k = 0; k < n_out; k++)
        {
          const ParcoursFlowEdge *edge = parcours_flow_edge (flow, parcours_flow_out (flow, step, k));

          counts[step].out[edge->port] = counts[step].in / n_out;
          counts[edge->to].in += counts[step].in / n_out;
        }
      parcours_step_counts_set (self, parcours_automation_nth_step (automation, step)->id, &counts[step]);
    }

  return self;
}
