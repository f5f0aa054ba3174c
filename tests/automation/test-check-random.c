/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "lint.h"
#include "parcours-json.h"
#include "samples.h"

/* Automations made at random, with every mistake that a file can hold: checks
 * never stumble over them, and each fix mends what it is for and leaves less to
 * mend than there was. */

#define N_AUTOMATIONS 400
#define MAX_STEPS 9

static const char *const platforms[] = { "any", "activecampaign", "mailchimp", "brevo" };

static const char *const wrong[] = {
  "null", "''", "'nobody-knows'", "'the-tagg'", "['the-list', 'other-list']", "['the-list']", "[]", "{}", "3", "-1", "true",
  "'P1D'", "'any'", "{'tag': 'the-tag'}", "{'tag': 3}", "{'any': []}", "{'nonsense': 1}", "[60, 60]", "[20, 20, 20, 20, 20]",
  "'{{ contact.email }}'", "'{{ weather }}'", "'*.example/x'", "'elsewhere.example/a'", "'untracked'", "'random'",
  "{'event': 'email.opened'}", "{'event': 'email.clicked', 'subject': 'the-email'}", "'step0'", "'multiple'", "'once'",
  "{'of': 'deal', 'field': 'the-deal-date'}", "{'user': 'gone'}", "{'clear': true}", "'PT0S'", "'-P1D'", "{'hour': 9}",
};

static const char *
pick (GRand             *rand,
      const char *const *words,
      guint              n)
{
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

static const ParcoursRow *
random_row (GRand            *rand,
            ParcoursPlatform  platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  ParcoursPlatform from = g_rand_int_range (rand, 0, 5) == 0 ? (ParcoursPlatform) g_rand_int_range (rand, 0, 4) : platform;

  for (;;)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, from, (guint) g_rand_int_range (
                                 rand, 0, (gint32) parcours_catalog_n_rows (catalog, from)));

      /* Most rows are triggers; a flow has more of the rest. */
      if (row->type->kind != PARCOURS_STEP_TRIGGER || g_rand_int_range (rand, 0, 3) == 0)
        return row;
    }
}

static void
spoil (GRand             *rand,
       const ParcoursRow *row,
       JsonObject        *params)
{
  guint n = row->type->params->len;
  const ParcoursParam *param = n > 0 ? g_ptr_array_index (row->type->params, (guint) g_rand_int_range (rand, 0, (gint32) n))
                                     : NULL;
  const char *name = param != NULL && g_rand_int_range (rand, 0, 10) > 0 ? param->name : "at";

  if (g_rand_int_range (rand, 0, 5) == 0)
    json_object_remove_member (params, name);
  else
    json_object_set_member (params, name, test_json (pick (rand, wrong, G_N_ELEMENTS (wrong))));
}

static char *
random_step (GRand            *rand,
             ParcoursPlatform  platform,
             guint             number,
             guint             n_steps)
{
  const ParcoursRow *row = random_row (rand, platform);
  g_autoptr (JsonObject) params = sample_params (row, g_rand_boolean (rand));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;

  if (json_object_has_member (params, "step"))
    {
      g_autofree char *target = g_strdup_printf ("step%d", g_rand_int_range (rand, 0, (gint32) n_steps));

      json_object_set_string_member (params, "step", target);
    }
  if (g_rand_int_range (rand, 0, 3) == 0)
    spoil (rand, row, params);
  json_node_set_object (node, params);
  line = parcours_json_to_line (node);
  g_strdelimit (line, "\"", '\'');

  return g_strdup_printf ("'step%u': {'type': '%s', 'row': '%s', 'params': %s, 'at': [0, %u]}", number,
                          g_rand_int_range (rand, 0, 40) == 0 ? "action.fly" : row->type->name,
                          g_rand_boolean (rand) ? row->id : "gone", line, number * 84);
}

static void
add_links (GRand      *rand,
           GString    *links,
           GHashTable *taken,
           guint       from,
           guint       n_steps)
{
  static const char *const ports[] = { "next", "next", "next", "yes", "no", "timeout", "a", "b", "maybe" };
  guint n = (guint) g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n; i++)
    {
      const char *port = pick (rand, ports, G_N_ELEMENTS (ports));
      gboolean forward = g_rand_int_range (rand, 0, 6) > 0;
      guint to = forward ? from + 1 + (guint) g_rand_int_range (rand, 0, 3) : (guint) g_rand_int_range (rand, 0, (gint32) n_steps + 1);

      if (g_hash_table_add (taken, g_strdup_printf ("%u.%s", from, port)))
        g_string_append_printf (links, " step%u.%s>step%u", from, port, to);
    }
}

static ParcoursAutomation *
random_automation (GRand *rand)
{
  static const char *const settings[] = { "", "", "", "'start': 'step1'", "'start': 'gone'",
                                          "'entry': {'reentry': 'always', 'parallel': 'yes'}", "'exit': {'tag': 'gone'}",
                                          "'entry': {'reentry': 3}" };
  ParcoursPlatform platform = (ParcoursPlatform) g_rand_int_range (rand, 0, PARCOURS_N_PLATFORMS);
  guint n_steps = (guint) g_rand_int_range (rand, 0, MAX_STEPS);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GString) links = g_string_new (NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *step = random_step (rand, platform, i, n_steps);

      g_string_append_printf (steps, "%s%s", i > 0 ? ", " : "", step);
      add_links (rand, links, taken, i, n_steps);
    }

  return lint_automation (platforms[platform], pick (rand, settings, G_N_ELEMENTS (settings)), steps->str, links->str);
}

static LintWorkspace *
random_workspace (GRand *rand)
{
  static const char *const nothing[] = { NULL };
  static const char *const domains[] = { "shop.example", NULL };
  LintWorkspace *workspace = lint_workspace_new ();

  workspace->n_without = (guint64) g_rand_int_range (rand, 0, 2);
  workspace->n_none = (guint64) g_rand_int_range (rand, 0, 2);
  workspace->n_event = (guint64) g_rand_int_range (rand, 0, 2);
  workspace->n_tag = (guint64) g_rand_int_range (rand, 0, 2);
  if (g_rand_boolean (rand))
    workspace->context.features = nothing;
  if (g_rand_boolean (rand))
    workspace->context.plan = "starter";
  if (g_rand_boolean (rand))
    workspace->context.tracked_domains = domains;
  if (g_rand_int_range (rand, 0, 4) == 0)
    workspace->context.count = NULL;

  return workspace;
}

static void
test_fixes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT32));
  guint n_fixes = 0;

  for (guint i = 0; i < N_AUTOMATIONS; i++)
    {
      g_autoptr (LintWorkspace) workspace = random_workspace (rand);
      g_autoptr (ParcoursAutomation) automation = random_automation (rand);
      g_autoptr (GPtrArray) checks = lint_check (automation, &workspace->context);

      for (guint c = 0; c < checks->len; c++)
        {
          const ParcoursCheck *check = g_ptr_array_index (checks, c);

          n_fixes += check->fixes->len;
          lint_assert_fixes (automation, &workspace->context, check);
        }
    }
  g_assert_cmpuint (n_fixes, >, N_AUTOMATIONS);
}

/* All at once: what has one possible answer is gone, and nothing worse has come. */
static void
test_at_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT32));

  for (guint i = 0; i < N_AUTOMATIONS; i++)
    {
      g_autoptr (LintWorkspace) workspace = random_workspace (rand);
      g_autoptr (ParcoursAutomation) automation = random_automation (rand);
      ParcoursPlatform platform = parcours_automation_platform (automation);
      g_autoptr (GPtrArray) before = lint_check (automation, &workspace->context);
      g_autoptr (ParcoursEdit) edit = parcours_checks_fix_at_once (automation, platform, &workspace->context, NULL);
      g_autoptr (ParcoursAutomation) fixed = parcours_edit_apply (edit, automation, NULL);
      g_autoptr (GPtrArray) after = NULL;

      g_assert_nonnull (fixed);
      after = lint_check (fixed, &workspace->context);
      if (lint_count_apart (after, PARCOURS_SEVERITY_ERROR) > lint_count_apart (before, PARCOURS_SEVERITY_ERROR))
        {
          lint_print (before);
          g_test_message ("--- after ---");
          lint_print (after);
          g_error ("Fixing at once brings mistakes");
        }
      for (guint c = 0; c < after->len; c++)
        {
          const ParcoursCheck *check = g_ptr_array_index (after, c);

          g_assert_false (check->fixes->len > 0 && ((ParcoursFix *) check->fixes->pdata[0])->only_answer);
        }
    }
}

/* The same automation says the same twice, and on every platform something or nothing, but never fails. */
static void
test_repeatable (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT32));

  for (guint i = 0; i < N_AUTOMATIONS; i++)
    {
      g_autoptr (LintWorkspace) workspace = random_workspace (rand);
      g_autoptr (ParcoursAutomation) automation = random_automation (rand);

      for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
        {
          g_autoptr (GPtrArray) once = parcours_check_automation (automation, platform, &workspace->context, NULL);
          g_autoptr (GPtrArray) again = parcours_check_automation (automation, platform, &workspace->context, NULL);

          g_assert_cmpuint (once->len, ==, again->len);
          for (guint c = 0; c < once->len; c++)
            {
              g_autoptr (JsonNode) a = parcours_check_to_json (g_ptr_array_index (once, c));
              g_autoptr (JsonNode) b = parcours_check_to_json (g_ptr_array_index (again, c));

              g_assert_true (parcours_json_equal (a, b));
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check-random/fixes", test_fixes);
  g_test_add_func ("/check-random/at-once", test_at_once);
  g_test_add_func ("/check-random/repeatable", test_repeatable);

  return g_test_run ();
}
