/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "lint.h"
#include "parcours-json.h"
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

  if (g_getenv ("SHOW"))
    {
      g_print ("# %s\t%s\t%d\t%s\t%s\n", row->id, parcours_platform_name (platform), all, parcours_verdict_name (fit->verdict), fit->way ? fit->way : fit->there->id);
      for (guint i = 0; i < fit->differences->len; i++)
        g_print ("#      %s%s\n", ((ParcoursDifference *) g_ptr_array_index (fit->differences, i))->is_kept ? "(kept) ":"", ((ParcoursDifference *) g_ptr_array_index (fit->differences, i))->message);
    }
  g_assert_true (fit->here == row);
  if (fit->verdict > PARCOURS_VERDICT_DIFFERENT && fit->way == NULL)
    g_error ("%s on %s: nothing is said", row->id, parcours_platform_name (platform));
  g_assert_true ((fit->there != NULL) == (fit->verdict <= PARCOURS_VERDICT_DIFFERENT));
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portability/every-row", test_every_row);

  return g_test_run ();
}
