/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-checker.h"
#include "parcours-checks.h"

/* Fixes that only mend what others left come to an end; this is for what was not foreseen. */
#define MAX_ROUNDS 20

static guint
rank_of (const ParcoursWays *ways,
         const char         *step)
{
  guint number = step != NULL ? parcours_ways_find (ways, step) : PARCOURS_NO_STEP;

  /* What concerns the whole automation comes first. */
  return number != PARCOURS_NO_STEP ? parcours_ways_place (ways, number) + 1 : 0;
}

static int
compare_checks (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const ParcoursWays *ways = user_data;
  const ParcoursCheck *one = *(const ParcoursCheck *const *) a;
  const ParcoursCheck *other = *(const ParcoursCheck *const *) b;
  guint rank = rank_of (ways, one->step);
  guint other_rank = rank_of (ways, other->step);
  int order;

  if (one->severity != other->severity)
    return one->severity < other->severity ? -1 : 1;
  if (rank != other_rank)
    return rank < other_rank ? -1 : 1;
  order = strcmp (one->code, other->code);
  if (order == 0)
    order = g_strcmp0 (one->param, other->param);

  return order != 0 ? order : g_strcmp0 (one->port, other->port);
}

static char **
sorted_keys (GHashTable *table)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = keys; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);

  return g_strv_builder_end (builder);
}

/**
 * parcours_check_automation:
 * @automation: an automation
 * @platform: the platform on which it shall run, its own or another
 * @context: (nullable): what is known around it
 * @left_out: (out) (transfer full) (optional): the codes of the checks that would have had something to look
 *   at, but not what they need for it in @context
 *
 * Looks for everything in an automation that is wrong or that hardly can be
 * meant, in about linear time.
 *
 * Returns: (transfer full) (element-type ParcoursCheck): what was found, errors first, then in the order of the flow
 */
GPtrArray *
parcours_check_automation (ParcoursAutomation          *automation,
                           ParcoursPlatform             platform,
                           const ParcoursCheckContext  *context,
                           char                      ***left_out)
{
  static const ParcoursCheckContext nothing_known = { NULL };
  Checker *self = parcours_checker_new (automation, platform, context != NULL ? context : &nothing_known);
  GPtrArray *checks;

  parcours_check_params (self);
  parcours_check_references (self);
  parcours_check_structure (self);
  parcours_check_loops (self);
  parcours_check_questions (self);
  parcours_check_goals (self);
  parcours_check_rules (self);
  parcours_check_shares (self);
  parcours_check_entities (self);
  parcours_check_entries (self);
  parcours_check_circles (self);
  parcours_check_people (self);
  parcours_check_targets (self);
  g_ptr_array_sort_with_data (self->checks, compare_checks, self->ways);
  checks = g_ptr_array_ref (self->checks);
  if (left_out != NULL)
    *left_out = sorted_keys (self->left_out);
  parcours_checker_free (self);

  return checks;
}

/**
 * parcours_checks_count:
 * @checks: (element-type ParcoursCheck): findings
 * @severity: a severity
 *
 * Returns: how many findings are of that severity
 */
guint
parcours_checks_count (GPtrArray        *checks,
                       ParcoursSeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += ((ParcoursCheck *) g_ptr_array_index (checks, i))->severity == severity;

  return n;
}

static const ParcoursFix *
only_answer (const ParcoursCheck *check)
{
  const ParcoursFix *fix = check->fixes->len > 0 ? g_ptr_array_index (check->fixes, 0) : NULL;

  return fix != NULL && fix->only_answer ? fix : NULL;
}

/* Whether @edit changes nothing that an edit before it changed; if so, it is noted. */
static gboolean
is_apart (GHashTable         *changed,
          const ParcoursEdit *edit)
{
  for (guint i = 0; i < parcours_edit_n_changes (edit); i++)
    {
      if (g_hash_table_contains (changed, parcours_edit_nth_change (edit, i)->name))
        return FALSE;
    }
  for (guint i = 0; i < parcours_edit_n_changes (edit); i++)
    g_hash_table_add (changed, g_strdup (parcours_edit_nth_change (edit, i)->name));

  return TRUE;
}

/* Edits that touch nothing in common, as one: always two of like size, so that
 * many take little more time than few. */
static ParcoursEdit *
combine_all (GQueue *edits)
{
  while (g_queue_get_length (edits) > 1)
    {
      g_autoptr (ParcoursEdit) one = g_queue_pop_head (edits);
      g_autoptr (ParcoursEdit) other = g_queue_pop_head (edits);

      g_queue_push_tail (edits, parcours_edit_combine (one, other));
    }

  return g_queue_is_empty (edits) ? parcours_edit_new (_("Fix at Once")) : g_queue_pop_head (edits);
}

/* All fixes with one possible answer that do not touch the same steps, as one edit. */
static ParcoursEdit *
collect_fixes (GPtrArray *checks,
               guint     *n_fixed)
{
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GQueue edits = G_QUEUE_INIT;

  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursFix *fix = only_answer (g_ptr_array_index (checks, i));

      if (fix != NULL && is_apart (changed, fix->edit))
        g_queue_push_tail (&edits, parcours_edit_ref (fix->edit));
    }
  *n_fixed += g_queue_get_length (&edits);

  return combine_all (&edits);
}

/**
 * parcours_checks_fix_at_once:
 * @automation: an automation
 * @platform: the platform on which it shall run
 * @context: (nullable): what is known around it
 * @n_fixed: (out) (optional): how many findings it mends
 *
 * Mends all that has one possible answer, and what that brings to light, as one edit.
 *
 * Returns: (transfer full): the edit; it is empty if there is nothing of the kind
 */
ParcoursEdit *
parcours_checks_fix_at_once (ParcoursAutomation         *automation,
                             ParcoursPlatform            platform,
                             const ParcoursCheckContext *context,
                             guint                      *n_fixed)
{
  g_autoptr (ParcoursAutomation) now = parcours_automation_ref (automation);
  guint n = 0;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) checks = parcours_check_automation (now, platform, context, NULL);
      g_autoptr (ParcoursEdit) edit = collect_fixes (checks, &n);
      ParcoursAutomation *next = parcours_edit_is_empty (edit) ? NULL : parcours_edit_apply (edit, now, NULL);

      if (next == NULL)
        break;
      parcours_automation_unref (now);
      now = next;
    }
  if (n_fixed != NULL)
    *n_fixed = n;

  return parcours_edit_between (automation, now, _("Fix at Once"));
}
