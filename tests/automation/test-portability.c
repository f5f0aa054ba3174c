/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "flows.h"
#include "lint.h"
#include "parcours-geometry.h"
#include "parcours-json.h"
#include "parcours-layout.h"
#include "parcours-platform-edits.h"
#include "parcours-portability.h"
#include "samples.h"

/* How automations of one platform do on another: every row has a verdict
 * everywhere, what is built in place of a step has no mistakes there, and what is
 * converted means the same as far as it is said to. */

static const ParcoursFit *
find_fit (const ParcoursPortability *portability,
          const char                *step)
{
  for (guint i = 1; i < portability->fits->len; i++)
    {
      const ParcoursFit *fit = g_ptr_array_index (portability->fits, i);

      if (g_str_equal (fit->step, step))
        return fit;
    }

  g_error ("%s is not compared", step);
}

/* The trigger before the step may have no counterpart; that is not what is asked here. */
static void
assert_no_errors (const ParcoursPortability  *portability,
                  const ParcoursCheckContext *context,
                  const char                 *row)
{
  g_autoptr (GPtrArray) checks = parcours_check_automation (portability->converted, portability->platform, context, NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (checks, i);

      if (check->severity == PARCOURS_SEVERITY_ERROR && g_strcmp0 (check->step, "in") != 0)
        g_error ("%s on %s: %s: %s", row, parcours_platform_name (portability->platform), check->code, check->message);
    }
}

static ParcoursAutomation *
tidy (ParcoursAutomation *automation)
{
  g_autoptr (ParcoursEdit) edit = parcours_layout_tidy (automation);

  return parcours_edit_apply (edit, automation, NULL);
}

/* No card lies on another one, and what was there before leaves room for the names of exits above it. */
static void
assert_room (ParcoursAutomation *automation,
             ParcoursAutomation *before)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      ParcoursBox box = parcours_step_box (step, step->x, step->y);

      for (guint j = 0; j < i; j++)
        {
          const ParcoursStep *other = parcours_automation_nth_step (automation, j);
          ParcoursBox other_box = parcours_step_box (other, other->x, other->y);

          g_assert_false (parcours_box_intersects (&box, &other_box));
        }
    }
  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (automation, i);
      const ParcoursStep *from = parcours_automation_step (automation, link->from);
      const ParcoursStep *to = parcours_automation_step (automation, link->to);

      if (parcours_automation_step (before, to->id) != NULL && to->y > from->y && parcours_step_n_ports (from) > 1 &&
          fabs (to->x - from->x) < PARCOURS_SHORT_RUN)
        g_assert_cmpfloat (to->y - from->y, >=, PARCOURS_NAMED_ROW_PITCH);
    }
}

/* One step alone can be replaced where its fit says so, and nowhere else; the platform stays. */
static void
try_one_step (ParcoursAutomation         *automation,
              ParcoursPlatform            platform,
              const ParcoursCheckContext *context,
              const ParcoursPortability  *before)
{
  gboolean is_replaced = find_fit (before, "it")->verdict == PARCOURS_VERDICT_REPLACED;
  g_autoptr (ParcoursAutomation) tidied = tidy (automation);
  g_autoptr (ParcoursAutomation) built = parcours_platform_build_step (tidied, platform, "it");
  g_autoptr (ParcoursPortability) after = NULL;

  g_assert_true ((built != NULL) == is_replaced);
  if (built == NULL)
    return;
  g_assert_cmpint (parcours_automation_platform (built), ==, parcours_automation_platform (automation));
  assert_room (built, tidied);
  after = parcours_portability_new (built, platform, context);
  g_assert_cmpuint (after->n[PARCOURS_VERDICT_REPLACED], <, before->n[PARCOURS_VERDICT_REPLACED]);
}

static void
try_row (const ParcoursRow *row,
         ParcoursPlatform   platform,
         gboolean           all)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (JsonObject) params = sample_params (row, all);
  g_autoptr (ParcoursAutomation) automation = sample_automation (row, params);
  g_autoptr (ParcoursPortability) portability = parcours_portability_new (automation, platform, &workspace->context);
  const ParcoursFit *fit = find_fit (portability, "it");

  g_assert_true (fit->here == row);
  if (fit->verdict > PARCOURS_VERDICT_DIFFERENT && fit->way == NULL)
    g_error ("%s on %s: nothing is said", row->id, parcours_platform_name (platform));
  g_assert_true ((fit->there != NULL) == (fit->verdict <= PARCOURS_VERDICT_DIFFERENT));
  try_one_step (automation, platform, &workspace->context, portability);
  if (fit->verdict == PARCOURS_VERDICT_REPLACED)
    assert_no_errors (portability, &workspace->context, row->id);
}

/* 181 rows, filled in as far as they must be or as far as they can be, on the two other platforms. */
static void
test_every_row (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n_rows = 0;

  for (ParcoursPlatform here = PARCOURS_PLATFORM_ACTIVECAMPAIGN; here < PARCOURS_N_PLATFORMS; here++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, here); i++, n_rows++)
        {
          for (ParcoursPlatform there = PARCOURS_PLATFORM_ACTIVECAMPAIGN; there < PARCOURS_N_PLATFORMS; there++)
            {
              for (gboolean all = FALSE; there != here && all <= TRUE; all++)
                try_row (parcours_catalog_nth_row (catalog, here, i), there, all);
            }
        }
    }
  g_assert_cmpuint (n_rows, ==, 181);
}

static ParcoursAutomation *
switch_to (ParcoursAutomation *automation,
           ParcoursPlatform    platform)
{
  g_autoptr (ParcoursEdit) edit = parcours_platform_edit_switch (automation, platform);
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *switched = parcours_edit_apply (edit, automation, &error);

  g_assert_no_error (error);
  g_assert_true (parcours_automation_platform (switched) == platform);

  return switched;
}

static void
assert_undone (ParcoursAutomation *automation,
               ParcoursPlatform    platform)
{
  g_autoptr (ParcoursEdit) edit = parcours_platform_edit_switch (automation, platform);
  g_autoptr (ParcoursEdit) inverse = parcours_edit_invert (edit);
  g_autoptr (ParcoursAutomation) switched = parcours_edit_apply (edit, automation, NULL);
  g_autoptr (ParcoursAutomation) undone = parcours_edit_apply (inverse, switched, NULL);
  g_autofree char *before = parcours_automation_digest (automation);
  g_autofree char *after = parcours_automation_digest (undone);

  g_assert_cmpstr (before, ==, after);
}

static void
try_there_and_back (const ParcoursRow *row,
                    ParcoursPlatform   platform)
{
  g_autoptr (JsonObject) params = sample_params (row, TRUE);
  g_autoptr (ParcoursAutomation) automation = sample_automation (row, params);
  g_autoptr (ParcoursAutomation) there = switch_to (automation, platform);
  g_autoptr (ParcoursAutomation) back = switch_to (there, row->platform);
  const ParcoursStep *before = parcours_automation_step (automation, "it");
  const ParcoursStep *after = parcours_automation_step (back, "it");
  g_autoptr (JsonNode) held = json_node_init_object (json_node_alloc (), params);
  g_autoptr (JsonNode) holds = json_node_new (JSON_NODE_OBJECT);

  assert_undone (automation, platform);
  if (g_strcmp0 (after->row_id, row->id) != 0)
    g_error ("%s is %s after it was on %s", row->id, after->row_id, parcours_platform_name (platform));
  json_node_take_object (held, parcours_row_effective_params (row, before->params));
  json_node_take_object (holds, parcours_row_effective_params (row, after->params));
  if (!parcours_json_equal (held, holds))
    g_error ("%s means something else after it was on %s: %s", row->id, parcours_platform_name (platform),
             parcours_json_to_line (holds));
}

/* Whoever looks at another platform and comes back finds what was there. */
static void
test_there_and_back (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (ParcoursPlatform here = PARCOURS_PLATFORM_ACTIVECAMPAIGN; here < PARCOURS_N_PLATFORMS; here++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, here); i++)
        {
          for (ParcoursPlatform there = PARCOURS_PLATFORM_ANY; there < PARCOURS_N_PLATFORMS; there++)
            {
              if (there != here)
                try_there_and_back (parcours_catalog_nth_row (catalog, here, i), there);
            }
        }
    }
}

/* ActiveCampaign's wait has no exit for its limit: contacts go on. What is built in its place says so. */
static void
test_limit (void)
{
  static const struct
  {
    const char *condition;
    const char *from, *port;   /* where contacts leave at the limit */
  } waits[] = {
    { "{'event': 'order.created', 'since': 'entry'}", "it", "timeout" },
    { "{'field': 'city', 'op': 'is', 'value': 'Paris'}", "if-else", "no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
      g_autofree char *steps = g_strdup_printf ("'in': {'type': 'trigger.list-subscribed', 'row': 'ac.subscribes-to-list', "
                                                "'params': {'list': 'the-list'}}, 'it': {'type': 'wait.condition', 'row': "
                                                "'ac.wait-conditional', 'params': {'if': %s, 'limit': 'P3D'}}, "
                                                "'mail': {'type': 'action.send-email', 'params': {'email': 'the-email'}}",
                                                waits[i].condition);
      g_autoptr (ParcoursAutomation) automation = lint_automation ("activecampaign", "", steps, "in>it it>mail");
      g_autoptr (ParcoursPortability) portability = parcours_portability_new (automation, PARCOURS_PLATFORM_BREVO,
                                                                              &workspace->context);
      const ParcoursLink *link = parcours_automation_link (portability->converted, waits[i].from, waits[i].port);

      g_assert_cmpint (find_fit (portability, "it")->verdict, ==, PARCOURS_VERDICT_REPLACED);
      g_assert_nonnull (link);
      g_assert_cmpstr (link->to, ==, "mail");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portability/every-row", test_every_row);
  g_test_add_func ("/portability/there-and-back", test_there_and_back);
  g_test_add_func ("/portability/limit", test_limit);

  return g_test_run ();
}
