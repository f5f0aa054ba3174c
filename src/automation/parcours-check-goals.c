/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Goals that can never be met. Most of what goals ask comes from people, so it
 * can always happen; but some conditions contradict themselves, and tags, scores
 * and audiences change by steps and forms alone.
 */

typedef enum
{
  NEVER,
  PERHAPS,
  ALWAYS,
} Chance;

/* What only steps and forms change. */
typedef struct
{
  ParcoursConditionKind kind;
  const char *operation;
  const char *entity;
} Maker;

static const Maker makers[] = {
  { PARCOURS_CONDITION_TAG, "tag.add", "tag" },
  { PARCOURS_CONDITION_AUDIENCE, "audience.add", "audience" },
  { PARCOURS_CONDITION_SCORE, "score.adjust", "score" },
};

static Chance weigh (Checker                  *self,
                     const ParcoursCondition  *condition,
                     char                    **reason);

/* Whether @asked holds for nobody now, and nothing makes it hold. */
static gboolean
is_out_of_reach (Checker     *self,
                 const Maker *maker,
                 const char  *slug,
                 JsonNode    *asked)
{
  const ParcoursCheckContext *context = self->context;
  guint64 n;

  if (context->library == NULL || context->automations == NULL || context->count == NULL)
    {
      parcours_checker_leave_out (self, "goal-unreachable");
      return FALSE;
    }
  /* What does not exist is another check's. */
  if (parcours_checker_entity (self, maker->entity, slug) == NULL ||
      parcours_checker_is_done (self, maker->operation, slug))
    return FALSE;

  return context->count (asked, NULL, &n, context->count_data) && n == 0;
}

/* One name of a set by itself. */
static gboolean
is_member_out_of_reach (Checker     *self,
                        const Maker *maker,
                        const char  *slug)
{
  g_autoptr (JsonNode) asked = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, maker->entity, slug);
  json_node_take_object (asked, object);

  return is_out_of_reach (self, maker, slug, asked);
}

static const Maker *
find_maker (ParcoursConditionKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      if (makers[i].kind == kind)
        return &makers[i];
    }

  return NULL;
}

static char *
describe (Checker     *self,
          const Maker *maker,
          const char  *slug)
{
  const char *label = parcours_library_label (self->context->library, maker->entity, slug);

  switch (maker->kind)
    {
    case PARCOURS_CONDITION_SCORE:
      return parcours_phrase_fill (_("No step changes the score “{name}”."), "name", label, NULL);
    case PARCOURS_CONDITION_AUDIENCE:
      return parcours_phrase_fill (_("No step adds to the audience “{name}”, and nobody is in it."),
                                   "name", label, NULL);
    default:
      return parcours_phrase_fill (_("No step or form adds the tag “{name}”, and nobody has it."),
                                   "name", label, NULL);
    }
}

/* One name of a set must hold, or each of them. */
static Chance
weigh_set (Checker                  *self,
           const ParcoursCondition  *leaf,
           const Maker              *maker,
           char                    **reason)
{
  guint n_names = leaf->slugs != NULL ? g_strv_length (leaf->slugs) : 0;
  guint n_out = 0;

  if (leaf->mode == PARCOURS_SET_ANY || leaf->mode == PARCOURS_SET_NONE_OF)
    return PERHAPS;
  if (n_names == 0)
    return leaf->mode == PARCOURS_SET_ANY_OF ? NEVER : ALWAYS;
  for (guint i = 0; i < n_names; i++)
    {
      if (!is_member_out_of_reach (self, maker, leaf->slugs[i]))
        continue;
      n_out++;
      if (*reason == NULL)
        *reason = describe (self, maker, leaf->slugs[i]);
    }

  return n_out == 0 || (leaf->mode == PARCOURS_SET_ANY_OF && n_out < n_names) ? PERHAPS : NEVER;
}

static gboolean
is_empty_range (const ParcoursComparison *comparison)
{
  return comparison->has_number && comparison->op == PARCOURS_OP_BETWEEN && comparison->low > comparison->high;
}

/* Numbers of times are not negative. */
static gboolean
is_impossible_count (const ParcoursComparison *comparison)
{
  if (!comparison->has_number)
    return FALSE;

  return (comparison->op == PARCOURS_OP_LT && comparison->low <= 0.) ||
         (comparison->op == PARCOURS_OP_LE && comparison->low < 0.) ||
         (comparison->op == PARCOURS_OP_EQ && comparison->low < 0.) ||
         (comparison->op == PARCOURS_OP_BETWEEN && comparison->high < 0.);
}

static gboolean
is_empty_field_range (const ParcoursCondition *leaf)
{
  JsonArray *range = leaf->value != NULL && JSON_NODE_HOLDS_ARRAY (leaf->value) ? json_node_get_array (leaf->value) : NULL;
  double low, high;

  return leaf->op == PARCOURS_OP_BETWEEN && range != NULL && json_array_get_length (range) == 2 &&
         parcours_json_number (json_array_get_element (range, 0), &low) &&
         parcours_json_number (json_array_get_element (range, 1), &high) && low > high;
}

static Chance
weigh_leaf (Checker                  *self,
            const ParcoursCondition  *leaf,
            char                    **reason)
{
  const Maker *maker = find_maker (leaf->kind);

  switch (leaf->kind)
    {
    case PARCOURS_CONDITION_TAG:
    case PARCOURS_CONDITION_AUDIENCE:
      return weigh_set (self, leaf, maker, reason);
    case PARCOURS_CONDITION_SCORE:
      if (is_empty_range (&leaf->comparison))
        return NEVER;
      if (!is_out_of_reach (self, maker, leaf->name, leaf->node))
        return PERHAPS;
      if (*reason == NULL)
        *reason = describe (self, maker, leaf->name);
      return NEVER;
    case PARCOURS_CONDITION_FIELD:
      return is_empty_field_range (leaf) ? NEVER : PERHAPS;
    case PARCOURS_CONDITION_EVENT:
    case PARCOURS_CONDITION_RECORD:
      return is_impossible_count (&leaf->comparison) || is_empty_range (&leaf->comparison) ? NEVER : PERHAPS;
    default:
      return PERHAPS;
    }
}

/* Of several: what their worst and best are. */
static void
weigh_children (Checker                  *self,
                const ParcoursCondition  *group,
                Chance                   *worst,
                Chance                   *best,
                char                    **reason)
{
  *worst = ALWAYS;
  *best = NEVER;
  for (guint i = 0; i < group->children->len; i++)
    {
      Chance chance = weigh (self, g_ptr_array_index (group->children, i), reason);

      *worst = MIN (*worst, chance);
      *best = MAX (*best, chance);
    }
}

static Chance
weigh (Checker                  *self,
       const ParcoursCondition  *condition,
       char                    **reason)
{
  Chance worst, best;

  if (!parcours_condition_is_group (condition))
    return weigh_leaf (self, condition, reason);
  weigh_children (self, condition, &worst, &best, reason);
  switch (condition->kind)
    {
    case PARCOURS_CONDITION_ALL:
      return worst;
    case PARCOURS_CONDITION_ANY:
      return best;
    case PARCOURS_CONDITION_NONE:
    default:
      return best == ALWAYS ? NEVER : best == NEVER ? ALWAYS : PERHAPS;
    }
}

/* What most goals are: that something is bought. */
static void
fix_goal (Checker       *self,
          ParcoursCheck *check,
          guint          step)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), "order.created");
  JsonObject *asked = json_object_new ();
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *label = parcours_phrase_fill (_("Use “{name}”"), "name", _(topic->label), NULL);

  json_object_set_string_member (asked, "event", topic->name);
  json_object_set_string_member (asked, "since", "entry");
  json_node_take_object (value, asked);
  parcours_fix_param (self, check, step, "if", value, label, FALSE);
}

static void
check_goal (Checker *self,
            guint    step)
{
  g_autofree char *reason = NULL;
  ParcoursCheck *check;

  if (self->steps[step].asked == NULL || weigh (self, self->steps[step].asked, &reason) != NEVER)
    return;
  if (reason == NULL)
    reason = parcours_phrase_fill (_("The conditions of “{step}” contradict themselves."),
                                   "step", parcours_checker_step_name (self, step), NULL);
  check = parcours_checker_report (self, "goal-unreachable", step, NULL, NULL, g_steal_pointer (&reason));
  fix_goal (self, check, step);
}

/**
 * parcours_check_goals:
 * @self: the checker
 *
 * Reports `goal-unreachable`.
 */
void
parcours_check_goals (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      if (parcours_checker_has_operation (self, i, "goal"))
        check_goal (self, i);
    }
}
