/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a contact went in one automation. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-expectation-private.h"
#include "parcours-json.h"

static const char *
step_id (const Checking *checking,
         int             step)
{
  return parcours_program_nth_step (parcours_play_program (checking->play), (guint) step, NULL)->id;
}

static const ParcoursStay *
stay_of (const Checking *checking)
{
  const ParcoursExpectation *expectation = checking->expectation;

  return parcours_diary_stay (checking->view.diary, expectation->automation, expectation->enrolment);
}

/* The path as it could have been written. */
static char *
path_text (const Checking     *checking,
           const ParcoursStay *stay)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; stay != NULL && i < stay->visits->len; i++)
    json_array_add_string_element (array, step_id (checking, g_array_index (stay->visits, ParcoursVisit, i).step));
  json_node_take_array (node, array);

  return parcours_json_to_line (node);
}

static gboolean
read_steps (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  JsonArray *array;

  if (!parcours_place_array (place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (place, i);
      const char *id;
      Part *part;

      if (!parcours_place_string (&element, &id, error))
        return FALSE;
      part = parcours_item_add_part (item, NULL, element.node);
      part->number = parcours_expectation_find_step (self, &element, id, error);
      if (part->number < 0)
        return FALSE;
    }

  return TRUE;
}

static void
check_path (const Item *item,
            Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);
  guint n = stay != NULL ? stay->visits->len : 0;
  guint same = 0;
  g_autofree char *actual = NULL;

  while (same < n && same < item->parts->len &&
         g_array_index (stay->visits, ParcoursVisit, same).step == parcours_item_part (item, same)->number)
    same++;
  if (same == n && same == item->parts->len && stay != NULL)
    return;
  actual = path_text (checking, stay);
  /* It went wrong at the last step that both have. */
  parcours_checking_fail (checking, item, NULL, actual,
                          same > 0 ? g_array_index (stay->visits, ParcoursVisit, same - 1).step : -1);
}

static void
check_passes (const Item *item,
              Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);
  g_autofree char *actual = NULL;
  guint found = 0;

  for (guint i = 0; stay != NULL && i < stay->visits->len && found < item->parts->len; i++)
    found += g_array_index (stay->visits, ParcoursVisit, i).step == parcours_item_part (item, found)->number;
  if (found == item->parts->len && stay != NULL)
    return;
  actual = path_text (checking, stay);
  parcours_checking_fail (checking, item, NULL, actual, -1);
}

static void
check_not_passed (const Item *item,
                  Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);
  g_autofree char *actual = NULL;

  for (guint i = 0; stay != NULL && i < stay->visits->len; i++)
    {
      for (guint j = 0; j < item->parts->len; j++)
        {
          if (g_array_index (stay->visits, ParcoursVisit, i).step != parcours_item_part (item, j)->number)
            continue;
          actual = path_text (checking, stay);
          parcours_checking_fail (checking, item, NULL, actual, -1);
          return;
        }
    }
}

static void
check_entered (const Item *item,
               Checking   *checking)
{
  parcours_checking_compare (checking, item, parcours_item_part (item, 0),
                             parcours_diary_n_entered (checking->view.diary, checking->expectation->automation));
}

/* The id of a step, or null for none. */
static gboolean
read_step (ParcoursExpectation  *self,
           Item                 *item,
           const ParcoursPlace  *place,
           GError              **error)
{
  Part *part = parcours_item_add_part (item, NULL, place->node);
  const char *id;

  if (JSON_NODE_HOLDS_NULL (place->node))
    return TRUE;
  if (!parcours_place_string (place, &id, error))
    return FALSE;
  part->number = parcours_expectation_find_step (self, place, id, error);

  return part->number >= 0;
}

static void
check_step (const Item *item,
            Checking   *checking,
            int         actual)
{
  g_autofree char *text = NULL;

  if (actual == parcours_item_part (item, 0)->number)
    return;
  text = actual >= 0 ? g_strdup_printf ("\"%s\"", step_id (checking, actual)) : g_strdup ("null");
  parcours_checking_fail (checking, item, NULL, text, -1);
}

static void
check_by (const Item *item,
          Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);

  if (stay == NULL)
    parcours_checking_fail (checking, item, NULL, _("not entered"), -1);
  else
    check_step (item, checking, stay->trigger);
}

static void
check_waiting_at (const Item *item,
                  Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);

  check_step (item, checking, stay != NULL ? stay->waiting : -1);
}

/* true, or a reason. */
static gboolean
read_refusal (ParcoursExpectation  *self,
              Item                 *item,
              const ParcoursPlace  *place,
              GError              **error)
{
  Part *part = parcours_item_add_part (item, NULL, place->node);
  const char *name = parcours_json_string (place->node);
  guint8 refusal;
  gboolean yes;

  if (name == NULL)
    return parcours_place_boolean (place, &yes, error) &&
           (yes || parcours_place_fail (place, error, _("this has to be true or a reason")));
  if (!parcours_refusal_parse (name, &refusal) || refusal == PARCOURS_REFUSAL_NONE)
    return parcours_place_fail (place, error, _("there is no such reason not to enter"));
  part->number = refusal;

  return TRUE;
}

static void
check_not_entered (const Item *item,
                   Checking   *checking)
{
  int automation = checking->expectation->automation;
  int refusal = parcours_diary_refusal (checking->view.diary, automation);
  const Part *part = parcours_item_part (item, 0);
  g_autofree char *actual = NULL;

  if (parcours_diary_n_entered (checking->view.diary, automation) > 0)
    {
      parcours_checking_fail (checking, item, NULL, _("entered"), -1);
      return;
    }
  if (part->number < 0 || part->number == refusal)
    return;
  actual = g_strdup_printf ("\"%s\"", parcours_refusal_name ((ParcoursRefusal) refusal));
  parcours_checking_fail (checking, item, NULL, actual, -1);
}

static gboolean
parse_ending (const char *name,
              int        *ending)
{
  for (int i = 0; i < PARCOURS_N_ENDINGS; i++)
    {
      if (g_str_equal (parcours_ending_name ((ParcoursEnding) i), name))
        {
          *ending = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_ending (ParcoursExpectation  *self,
             Item                 *item,
             const ParcoursPlace  *place,
             GError              **error)
{
  Part *part = parcours_item_add_part (item, NULL, place->node);
  const char *name;

  if (JSON_NODE_HOLDS_NULL (place->node))
    return TRUE;

  return parcours_place_string (place, &name, error) &&
         (parse_ending (name, &part->number) ||
          parcours_place_fail (place, error, _("there is no such reason to end")));
}

static void
check_ended (const Item *item,
             Checking   *checking)
{
  const ParcoursStay *stay = stay_of (checking);
  g_autofree char *actual = NULL;

  if (stay != NULL && stay->ending == parcours_item_part (item, 0)->number)
    return;
  if (stay == NULL)
    actual = g_strdup (_("not entered"));
  else if (stay->ending < 0)
    actual = g_strdup ("null");
  else
    actual = g_strdup_printf ("\"%s\"", parcours_ending_name ((ParcoursEnding) stay->ending));
  parcours_checking_fail (checking, item, NULL, actual, -1);
}

static gboolean
parse_outcome (const char *name,
               int        *outcome)
{
  for (int i = 0; i < PARCOURS_N_OUTCOMES; i++)
    {
      if (g_str_equal (parcours_outcome_name ((ParcoursOutcome) i), name))
        {
          *outcome = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* {step: outcome or null} */
static gboolean
read_outcomes (ParcoursExpectation  *self,
               Item                 *item,
               const ParcoursPlace  *place,
               GError              **error)
{
  JsonObject *object;
  g_autoptr (GList) ids = NULL;

  if (!parcours_place_object (place, &object, error))
    return FALSE;
  ids = parcours_json_sorted_members (object);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      ParcoursPlace member = parcours_place_member (place, l->data);
      Part *part = parcours_item_add_part (item, l->data, member.node);
      int step = parcours_expectation_find_step (self, &member, l->data, error);
      const char *name;
      int outcome = -1;

      if (step < 0)
        return FALSE;
      if (!JSON_NODE_HOLDS_NULL (member.node) &&
          (!parcours_place_string (&member, &name, error) ||
           (!parse_outcome (name, &outcome) &&
            !parcours_place_fail (&member, error, _("there is no such outcome of a step")))))
        return FALSE;
      /* The step, and the outcome that it shall have had, if any. */
      part->number = step;
      part->comparison.low = outcome;
    }

  return TRUE;
}

/* Which outcomes a step has had in the passage: a bit each. */
static guint32
outcomes_of (const ParcoursStay *stay,
             int                 step)
{
  guint32 outcomes = 0;

  for (guint i = 0; stay != NULL && i < stay->visits->len; i++)
    {
      const ParcoursVisit *visit = &g_array_index (stay->visits, ParcoursVisit, i);

      if (visit->step == step)
        outcomes |= visit->outcomes;
    }

  return outcomes;
}

static char *
outcome_text (guint32 outcomes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
    {
      if (outcomes >> i & 1)
        g_string_append_printf (text, "%s\"%s\"", text->len > 0 ? ", " : "", parcours_outcome_name ((ParcoursOutcome) i));
    }
  if (text->len == 0)
    g_string_append (text, "null");

  return g_string_free (text, FALSE);
}

static void
check_outcomes_among (const Item *item,
                      Checking   *checking,
                      guint32     which)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      guint32 outcomes = outcomes_of (stay_of (checking), part->number) & which;
      int wanted = (int) part->comparison.low;
      g_autofree char *actual = NULL;

      if (wanted < 0 ? outcomes == 0 : outcomes >> wanted & 1)
        continue;
      actual = outcome_text (outcomes);
      parcours_checking_fail (checking, item, part, actual, part->number);
    }
}

static void
check_skipped (const Item *item,
               Checking   *checking)
{
  guint32 skips = 0;

  for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
    skips |= parcours_outcome_is_skip ((ParcoursOutcome) i) ? 1u << i : 0;
  check_outcomes_among (item, checking, skips);
}

static void
check_outcomes (const Item *item,
                Checking   *checking)
{
  check_outcomes_among (item, checking, G_MAXUINT32);
}

static void
check_swapped (const Item *item,
               Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);

      parcours_checking_compare (checking, item, part,
                                 parcours_diary_n_fates (checking->view.diary, checking->expectation->automation,
                                                         (ParcoursFate) part->number));
    }
}

const ItemKind parcours_path_items[] = {
  { "entered", NULL, parcours_item_read_comparison, check_entered, TRUE },
  { "by", NULL, read_step, check_by, TRUE },
  { "not-entered", NULL, read_refusal, check_not_entered, TRUE },
  { "path", NULL, read_steps, check_path, TRUE },
  { "passes", NULL, read_steps, check_passes, TRUE },
  { "not-passed", NULL, read_steps, check_not_passed, TRUE },
  { "waiting-at", NULL, read_step, check_waiting_at, TRUE },
  { "ended", NULL, read_ending, check_ended, TRUE },
  { "skipped", NULL, read_outcomes, check_skipped, TRUE },
  { "outcomes", NULL, read_outcomes, check_outcomes, TRUE },
  { "swapped", NULL, parcours_item_read_fates, check_swapped, TRUE },
  { NULL },
};
