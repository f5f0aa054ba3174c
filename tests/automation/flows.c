/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "parcours-json.h"

/* JSON is easier to read in C with ' than with ". */
JsonNode *
test_json (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return node;
}

static void
add_step (GString    *json,
          const char *id,
          const char *type,
          int         x,
          int         y)
{
  static const struct
  {
    const char *letter;
    const char *type;
    const char *params;
  } types[] = {
    { "t", "trigger.list-subscribed", "'list': 'newsletter'" },
    { "m", "action.send-email", "'email': 'welcome'" },
    { "w", "wait.duration", "'for': 'P2D'" },
    { "u", "wait.condition", "'if': {'event': 'email.clicked'}, 'limit': 'P3D'" },
    { "s", "split.if-else", "'if': {'event': 'email.opened'}" },
    { "r", "split.random", "'weights': [40, 30, 30]" },
    { "g", "goal.condition", "'name': 'Goal', 'if': {'event': 'order.created'}, 'unmet': 'continue'" },
    { "j", "flow.go-to", "'step': 'm1'" },
    { "e", "flow.end", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].letter, type))
        g_string_append_printf (json, "%s'%s': {'type': '%s', 'params': {%s}, 'at': [%d, %d]}", json->len > 0 ? ", " : "",
                                id, types[i].type, types[i].params, x, y);
    }
}

/*
 * @steps: "t1 m1 s1@204,84": the letter is the kind (see above), the whole word is the id, a place may follow
 * @links: "t1>m1 s1.yes>m2": a port may follow the step; without one it is next
 */
ParcoursAutomation *
test_automation (const char *steps,
                 const char *links)
{
  g_auto (GStrv) step_words = g_strsplit (steps, " ", -1);
  g_auto (GStrv) link_words = g_strsplit (links, " ", -1);
  g_autoptr (GString) step_json = g_string_new (NULL);
  g_autoptr (GString) link_json = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation;

  for (guint i = 0; step_words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (step_words[i], "@,", 3);
      char letter[2] = { step_words[i][0], '\0' };

      if (*letter != '\0')
        add_step (step_json, parts[0], letter, parts[1] != NULL ? atoi (parts[1]) : 0, parts[1] != NULL ? atoi (parts[2]) : 0);
    }
  for (guint i = 0; link_words[i] != NULL && *link_words[i] != '\0'; i++)
    {
      g_auto (GStrv) ends = g_strsplit (link_words[i], ">", 2);
      g_auto (GStrv) from = g_strsplit (ends[0], ".", 2);

      g_string_append_printf (link_json, "%s{'from': '%s', 'port': '%s', 'to': '%s'}", i > 0 ? ", " : "", from[0],
                              from[1] != NULL ? from[1] : "next", ends[1]);
    }
  text = g_strdup_printf ("{'format': 'parcours-automation/1', 'slug': 'test', 'name': 'Test', 'platform': 'any',"
                          " 'settings': {}, 'steps': {%s}, 'links': [%s]}", step_json->str, link_json->str);
  node = test_json (text);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);

  return automation;
}

/* A flow that grows from its open ports; every so often a port leads to a step that is there already, further down. */
ParcoursAutomation *
test_random_flow (GRand  *rand,
                  guint   n_steps,
                  double  n_joins)
{
  static const char letters[] = "mmmwwwusrge";
  g_autoptr (GString) steps = g_string_new ("t0");
  g_autoptr (GString) links = g_string_new (NULL);
  g_autoptr (GPtrArray) open_ports = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (open_ports, g_strdup ("t0"));
  for (guint i = 1; i < n_steps && open_ports->len > 0; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, (gint32) open_ports->len);
      g_autofree char *port = g_ptr_array_steal_index (open_ports, n);
      char letter = open_ports->len == 0 ? 's' : letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      g_autofree char *id = g_strdup_printf ("%c%u", letter, i);

      g_string_append_printf (steps, " %s", id);
      g_string_append_printf (links, "%s%s>%s", links->len > 0 ? " " : "", port, id);
      if (letter == 's')
        {
          g_ptr_array_insert (open_ports, (int) n, g_strdup_printf ("%s.no", id));
          g_ptr_array_insert (open_ports, (int) n, g_strdup_printf ("%s.yes", id));
        }
      else if (letter == 'r')
        {
          for (char c = 'c'; c >= 'a'; c--)
            g_ptr_array_insert (open_ports, (int) n, g_strdup_printf ("%s.%c", id, c));
        }
      else if (letter != 'e')
        g_ptr_array_insert (open_ports, (int) n, g_strdup (id));
      if (g_rand_double (rand) < n_joins && open_ports->len > 1 && letter != 'e')
        {
          /* The port left open longest joins here: this step is newer than its step, so no circle closes. */
          g_autofree char *joining = g_ptr_array_steal_index (open_ports, n == 0 ? open_ports->len - 1 : 0);
          g_auto (GStrv) from = g_strsplit (joining, ".", 2);

          if (!g_str_equal (from[0], id))
            g_string_append_printf (links, " %s>%s", joining, id);
        }
    }

  return test_automation (steps->str, links->str);
}

/* One link leaves a port, none enters a trigger, none leads into a circle, both ends exist. */
void
test_assert_rules (ParcoursAutomation *automation)
{
  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (automation, i);
      const ParcoursStep *from = parcours_automation_step (automation, link->from);
      const ParcoursStep *to = parcours_automation_step (automation, link->to);

      g_assert_nonnull (from);
      g_assert_nonnull (to);
      g_assert_cmpint (to->type->kind, !=, PARCOURS_STEP_TRIGGER);
      g_assert_cmpint (parcours_step_type_port (from->type, link->port), >=, 0);
      g_assert_false (parcours_automation_reaches (automation, link->to, link->from));
      if (i > 0)
        {
          const ParcoursLink *last = parcours_automation_nth_link (automation, i - 1);

          g_assert_true (!g_str_equal (last->from, link->from) || !g_str_equal (last->port, link->port));
        }
    }
}

const ParcoursRow *
test_row (const char *id)
{
  const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), id);

  g_assert_nonnull (row);

  return row;
}
