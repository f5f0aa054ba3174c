/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-check-reach.h"
#include "parcours-json.h"

/* What more is known is left out: it narrows little, and each join would have to go through it. */
#define MAX_DEPTH 16

static void
guard_free (gpointer data)
{
  Guard *guard = data;

  g_clear_pointer (&guard->condition, json_node_unref);
  g_clear_pointer (&guard->node, json_node_unref);
  g_free (guard->line);
  g_free (guard);
}

/* The same asked twice in the same place is one guard, so that ways that meet find it common. */
static Guard *
guard_add (GuardMap *map,
           Guard    *parent,
           JsonNode *condition,
           gboolean  agreed)
{
  g_autofree char *line = condition != NULL ? parcours_json_to_line (condition) : NULL;
  g_autofree char *key = g_strdup_printf ("%p %d %s", (gpointer) parent, agreed, line != NULL ? line : "");
  Guard *guard = g_hash_table_lookup (map->by_key, key);

  if (parent != NULL && parent->depth >= MAX_DEPTH)
    return parent;
  if (guard != NULL)
    return guard;
  guard = g_new0 (Guard, 1);
  guard->parent = parent;
  guard->condition = condition != NULL ? json_node_ref (condition) : NULL;
  guard->line = g_steal_pointer (&line);
  guard->agreed = agreed;
  guard->depth = parent != NULL ? parent->depth + 1 : 1;
  g_ptr_array_add (map->guards, guard);
  g_hash_table_insert (map->by_key, g_steal_pointer (&key), guard);

  return guard;
}

/* What two ways have in common. */
static Guard *
guard_common (Guard *a,
              Guard *b)
{
  while (a != b)
    {
      guint depth_a = a != NULL ? a->depth : 0, depth_b = b != NULL ? b->depth : 0;

      if (depth_a >= depth_b)
        a = a->parent;
      if (depth_b >= depth_a)
        b = b->parent;
    }

  return a;
}

/* Whether the leaf asks about what a contact is, and not about what happens to it on the way. */
static void
find_passing (const ParcoursCondition *leaf,
              gpointer                 user_data)
{
  gboolean *lasting = user_data;
  static const char *const passing[] = { "email.", "sms.", "push.", "site-message.", "wallet.", "automation.", "goal.",
                                         "notification.", "webhook." };

  if (parcours_condition_is_of_way (leaf) || leaf->kind == PARCOURS_CONDITION_NOW)
    *lasting = FALSE;
  for (guint i = 0; leaf->kind == PARCOURS_CONDITION_EVENT && i < G_N_ELEMENTS (passing); i++)
    *lasting = *lasting && !g_str_has_prefix (leaf->topic, passing[i]);
}

static gboolean
is_lasting (const ParcoursCondition *condition)
{
  gboolean lasting = TRUE;

  parcours_condition_foreach (condition, find_passing, &lasting);

  return lasting;
}

static Guard *
guard_asked (GuardMap                *map,
             Guard                   *parent,
             const ParcoursCondition *asked,
             gboolean                 met)
{
  g_autoptr (JsonNode) none = NULL;
  JsonObject *object;
  JsonArray *array;

  if (asked == NULL || !is_lasting (asked))
    return parent;
  if (met)
    return guard_add (map, parent, asked->node, FALSE);
  none = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  array = json_array_new ();
  json_array_add_element (array, json_node_ref (asked->node));
  json_object_set_array_member (object, "none", array);
  json_node_take_object (none, object);

  return guard_add (map, parent, none, FALSE);
}

static Guard *
guard_param (GuardMap   *map,
             Guard      *parent,
             JsonObject *params,
             const char *name)
{
  JsonNode *node = json_object_get_member (params, name);
  g_autoptr (ParcoursCondition) condition = node != NULL ? parcours_condition_parse (node, NULL) : NULL;

  return guard_asked (map, parent, condition, TRUE);
}

static Guard *
guard_text (GuardMap   *map,
            Guard      *parent,
            const char *key,
            const char *text,
            const char *of)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, key, text);
  if (of != NULL)
    {
      json_object_set_string_member (object, "op", "not-empty");
      json_object_set_string_member (object, "of", of);
    }
  json_node_take_object (node, object);

  return guard_add (map, parent, node, FALSE);
}

/* Who comes in by a trigger: who meets its conditions, has its date, or has just joined its list. */
static Guard *
guard_trigger (GuardMap          *map,
               const CheckedStep *step)
{
  JsonObject *date = parcours_json_member_object (step->params, "date");
  const char *of = parcours_json_member_string (date, "of");
  const char *field = parcours_json_member_string (date, "field");
  const char *segment = parcours_json_member_string (step->params, "segment");
  Guard *guard = guard_param (map, NULL, step->params, "entry-segment");

  guard = guard_param (map, guard, step->params, "if");
  guard = guard_param (map, guard, step->params, "audience");
  if (segment != NULL)
    guard = guard_text (map, guard, "segment", segment, NULL);
  if (field != NULL && (g_strcmp0 (of, "contact") == 0 || g_strcmp0 (of, "deal") == 0))
    guard = guard_text (map, guard, "field", field, of);
  if (g_str_equal (step->step->type_name, "trigger.list-subscribed") ||
      g_str_equal (step->step->type_name, "trigger.channel-subscribed"))
    guard = guard_add (map, guard, NULL, g_strcmp0 (parcours_json_member_string (step->params, "channel"), "sms") != 0);

  return guard;
}

static gboolean
is_notice (const CheckedStep *step)
{
  return step->row != NULL &&
         parcours_catalog_is_notice (parcours_catalog_get (), step->row->platform, step->step->type_name);
}

/* What is known of who leaves a step by a port. */
static Guard *
guard_behind (GuardMap               *map,
              const Checker          *self,
              const ParcoursWay *way)
{
  const CheckedStep *step = &self->steps[way->from];
  Guard *guard = map->at[way->from];

  if (step->step->type == NULL || way->port == NULL)
    return guard;
  if (parcours_checker_is_trigger (self, way->from))
    return guard_trigger (map, step);
  if (parcours_checker_has_operation (self, way->from, "branch.if"))
    return guard_asked (map, guard, step->asked, g_str_equal (way->port, "yes"));
  if (parcours_checker_has_operation (self, way->from, "wait.condition") && g_str_equal (way->port, "next") &&
      !json_object_has_member (step->params, "limit"))
    return guard_asked (map, guard, step->asked, TRUE);
  if (parcours_checker_has_operation (self, way->from, "goal") &&
      g_strcmp0 (parcours_checker_string (self, way->from, "unmet"), "wait") == 0)
    return guard_asked (map, guard, step->asked, TRUE);
  if (parcours_checker_has_operation (self, way->from, "list.subscribe") &&
      !parcours_json_member_boolean (step->params, "opt-in", FALSE))
    return guard_add (map, guard, NULL, TRUE);

  return guard;
}

/* Steps to which contacts also come from elsewhere than by the links and jumps before them. */
static gboolean
is_entered_anyhow (const Checker *self,
                   guint          step)
{
  const char *start = parcours_json_member_string (parcours_automation_settings (self->automation), "start");

  return (start != NULL && g_str_equal (start, self->steps[step].step->id)) ||
         (parcours_checker_has_operation (self, step, "goal") &&
          g_strcmp0 (parcours_checker_string (self, step, "reach"), "above") != 0);
}

/* Jumps back are left aside: who takes one has been here before. */
static void
arrive (GuardMap      *map,
        const Checker *self,
        guint          step)
{
  gboolean first = TRUE;

  map->notices[step] = is_notice (&self->steps[step]);
  for (guint i = 0; i < parcours_ways_n_in (self->ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, step, i);
      Guard *guard;

      if (!way->taken || !self->live[way->from] || parcours_ways_place (self->ways, way->from) >= parcours_ways_place (self->ways, step))
        continue;
      guard = guard_behind (map, self, way);
      map->at[step] = first ? guard : guard_common (map->at[step], guard);
      map->notices[step] = (first || map->notices[step]) && map->notices[way->from];
      first = FALSE;
    }
  if (is_entered_anyhow (self, step))
    map->at[step] = NULL;
}

/**
 * parcours_guard_map_new:
 * @self: the checker
 *
 * Returns: (transfer full): what is known of the contacts at each step
 */
GuardMap *
parcours_guard_map_new (const Checker *self)
{
  GuardMap *map = g_new0 (GuardMap, 1);

  map->guards = g_ptr_array_new_with_free_func (guard_free);
  map->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->at = g_new0 (Guard *, MAX (self->ways->n_steps, 1));
  map->notices = g_new0 (gboolean, MAX (self->ways->n_steps, 1));
  for (guint i = 0; i < self->ways->n_steps; i++)
    arrive (map, self, parcours_ways_nth (self->ways, i));

  return map;
}

/**
 * parcours_guard_map_free:
 * @map: (transfer full): what is known
 */
void
parcours_guard_map_free (GuardMap *map)
{
  g_hash_table_unref (map->by_key);
  g_ptr_array_unref (map->guards);
  g_free (map->at);
  g_free (map->notices);
  g_free (map);
}

/**
 * parcours_guard_condition:
 * @guard: (nullable): what is known of some contacts
 *
 * Returns: (transfer none) (nullable): it as one condition, or %NULL if it may be anybody
 */
JsonNode *
parcours_guard_condition (Guard *guard)
{
  JsonObject *object;
  JsonArray *array;

  if (guard == NULL || guard->node != NULL)
    return guard != NULL && json_array_get_length (parcours_json_member_array (json_node_get_object (guard->node),
                                                                               "all")) > 0
             ? guard->node : NULL;
  object = json_object_new ();
  array = json_array_new ();
  for (const Guard *g = guard; g != NULL; g = g->parent)
    {
      if (g->condition != NULL)
        json_array_add_element (array, json_node_ref (g->condition));
    }
  json_object_set_array_member (object, "all", array);
  guard->node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (guard->node, object);

  return json_array_get_length (array) > 0 ? guard->node : NULL;
}

/**
 * parcours_guard_has_agreed:
 * @guard: (nullable): what is known of some contacts
 *
 * Returns: whether they all agreed to emails on the way
 */
gboolean
parcours_guard_has_agreed (const Guard *guard)
{
  for (; guard != NULL; guard = guard->parent)
    {
      if (guard->agreed)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_guard_says:
 * @guard: (nullable): what is known of some contacts
 * @condition: a condition
 *
 * Returns: whether they were asked just that on the way
 */
gboolean
parcours_guard_says (const Guard *guard,
                     JsonNode    *condition)
{
  g_autofree char *line = parcours_json_to_line (condition);

  for (; guard != NULL; guard = guard->parent)
    {
      if (g_strcmp0 (guard->line, line) == 0)
        return TRUE;
    }

  return FALSE;
}
