/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-geometry.h"
#include "parcours-graph-edits-private.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-nearest.h"
#include "parcours-phrase.h"

/*
 * How to build nearly the same where a platform does not offer a step: the
 * recipes of the catalogue, said in words and carried out as edits.
 */

typedef struct
{
  const ParcoursRecipe *recipe;
  const ParcoursWays *ways;
  guint number;              /* of the step */
  const ParcoursStep *step;
  ParcoursPlatform platform;
  JsonObject *params;        /* (owned) all of the step, presets included */
  GHashTable *ids;           /* (owned) (element-type utf8 utf8) ids of the steps of the recipe by their names */
} Kitchen;

static const ParcoursRow *
row_of (ParcoursPlatform  platform,
        const char       *type,
        JsonObject       *params)
{
  return parcours_catalog_counterpart (parcours_catalog_get (), platform, type, params);
}

static const char *
label_of (const ParcoursRecipe *recipe,
          ParcoursPlatform      platform,
          guint                 n)
{
  return recipe->needs[n] != NULL ? parcours_row_label (row_of (platform, recipe->needs[n], NULL)) : "";
}

/**
 * parcours_nearest_recipe:
 * @step: a step of a type that is known
 * @platform: a platform that does not offer it
 *
 * Returns: (transfer none) (nullable): the recipe for it there
 */
const ParcoursRecipe *
parcours_nearest_recipe (const ParcoursStep *step,
                         ParcoursPlatform    platform)
{
  g_autoptr (JsonObject) params = parcours_row_effective_params (parcours_step_origin (step), step->params);

  return parcours_catalog_recipe (parcours_catalog_get (), platform, step->type_name, params);
}

/**
 * parcours_nearest_words:
 * @recipe: a recipe
 * @platform: the platform that it is used on
 *
 * Returns: (transfer full): a sentence about how to build nearly the same there, or why that cannot be
 */
char *
parcours_nearest_words (const ParcoursRecipe *recipe,
                        ParcoursPlatform      platform)
{
  return parcours_phrase_fill (_(recipe->sentence), "a", label_of (recipe, platform, 0), "b",
                               label_of (recipe, platform, 1), "c", label_of (recipe, platform, 2), "platform",
                               parcours_platform_label (platform), NULL);
}

static JsonNode *fill (const Kitchen *self,
                       JsonNode      *node);

/* The step from which alone contacts come to this one: what happens since they left it, happens since they came. */
static JsonNode *
since_before (const Kitchen *self)
{
  const ParcoursWay *way;
  g_autofree char *since = NULL;

  if (parcours_ways_n_in (self->ways, self->number) != 1)
    return NULL;
  way = parcours_ways_nth_in (self->ways, self->number, 0);
  if (way->port == NULL)
    return NULL;
  since = g_strconcat ("step:", parcours_ways_step (self->ways, way->from)->id, NULL);

  return parcours_json_new_string (since);
}

static JsonNode *
join (const Kitchen *self,
      JsonArray     *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      g_autoptr (JsonNode) part = fill (self, json_array_get_element (parts, i));

      if (part != NULL && parcours_json_string (part) != NULL)
        g_string_append (text, parcours_json_string (part));
    }

  return parcours_json_new_string (text->str);
}

/* `{"$param": path, "$or": value}`, `{"$step": name}`, `{"$join": [parts]}`, `{"$before": true}`. */
static JsonNode *
fill_hole (const Kitchen *self,
           JsonObject    *hole)
{
  const char *param = parcours_json_member_string (hole, "$param");
  const char *step = parcours_json_member_string (hole, "$step");
  JsonNode *value;

  if (step != NULL)
    return parcours_json_new_string (g_hash_table_lookup (self->ids, step));
  if (json_object_has_member (hole, "$before"))
    return since_before (self);
  if (json_object_has_member (hole, "$join"))
    return join (self, json_object_get_array_member (hole, "$join"));
  value = parcours_params_value (self->params, param);
  if (value == NULL && json_object_has_member (hole, "$or"))
    value = json_object_get_member (hole, "$or");

  return value != NULL ? json_node_ref (value) : NULL;
}

static gboolean
is_hole (JsonObject *object)
{
  return json_object_has_member (object, "$param") || json_object_has_member (object, "$step") ||
         json_object_has_member (object, "$join") || json_object_has_member (object, "$before");
}

/* A member whose hole stays empty is left out. */
static JsonNode *
fill_object (const Kitchen *self,
             JsonObject    *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) names = json_object_get_members (object);

  json_node_take_object (node, json_object_new ());
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = fill (self, json_object_get_member (object, l->data));

      if (value != NULL)
        json_object_set_member (json_node_get_object (node), l->data, value);
    }

  return node;
}

static JsonNode *
fill (const Kitchen *self,
      JsonNode      *node)
{
  JsonNode *copy;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return is_hole (json_node_get_object (node)) ? fill_hole (self, json_node_get_object (node))
                                                 : fill_object (self, json_node_get_object (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_ref (node);
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, json_array_new ());
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *value = fill (self, json_array_get_element (array, i));

      if (value != NULL)
        json_array_add_element (json_node_get_array (copy), value);
    }

  return copy;
}

/* Parameters that the step says and the other type has too, by the same name and of the same type. */
static void
add_shared (const Kitchen          *self,
            const ParcoursStepType *type,
            JsonObject             *params)
{
  g_autoptr (GList) names = json_object_get_members (self->step->params);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursParam *old = parcours_step_type_param (self->step->type, l->data);
      const ParcoursParam *new = parcours_step_type_param (type, l->data);

      if (old != NULL && new != NULL && old->type == new->type && g_strcmp0 (old->kind, new->kind) == 0 &&
          !json_object_has_member (params, l->data))
        json_object_set_member (params, l->data, parcours_json_ref_member (self->step->params, l->data));
    }
}

static JsonObject *
make_params (const Kitchen *self,
             JsonObject    *step)
{
  const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), parcours_json_member_string (step, "type"));
  JsonNode *said = json_object_get_member (step, "params");
  g_autoptr (JsonNode) filled = said != NULL ? fill (self, said) : NULL;
  JsonObject *params = filled != NULL ? parcours_json_copy_object (json_node_get_object (filled)) : json_object_new ();

  if (parcours_json_member_boolean (step, "shared", FALSE))
    add_shared (self, type, params);

  return params;
}

static double
offset (JsonObject *step,
        guint       axis)
{
  JsonArray *at = parcours_json_member_array (step, "at");

  return at != NULL && json_array_get_length (at) > axis ? json_array_get_double_element (at, axis) : 0;
}

static ParcoursPoint
place_of (const Kitchen *self,
          JsonObject    *step)
{
  return (ParcoursPoint) { self->step->x + offset (step, 0) * PARCOURS_COLUMN_PITCH,
                           self->step->y + offset (step, 1) * PARCOURS_ROW_PITCH };
}

/* Below the step what follows makes room, see make_room(); what is built beside it stands where nothing is. */
static ParcoursPoint
find_place (const Kitchen *self,
            JsonObject    *step)
{
  ParcoursPoint place = place_of (self, step);

  return offset (step, 0) == 0 ? place : parcours_graph_find_room (self->ways->automation, place.x, place.y);
}

/* Returns: @row, with nothing left in @params that the platform does not show */
static const ParcoursRow *
only_shown (const ParcoursRow *row,
            JsonObject        *params)
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);

      if (!parcours_row_shows_param (row, param))
        json_object_remove_member (params, param->name);
    }

  return row;
}

/* The step itself keeps its id, its name and what else it says; the others are new. */
static JsonNode *
make_step (const Kitchen *self,
           const char    *name,
           JsonObject    *step)
{
  gboolean is_self = g_str_equal (name, "self");
  const char *type = parcours_json_member_string (step, "type");
  JsonObject *params = make_params (self, step);
  const ParcoursRow *row = only_shown (row_of (self->platform, type, params), params);
  JsonObject *object = is_self ? parcours_json_copy_object (json_node_get_object (self->step->node)) : json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *at = json_array_new ();
  ParcoursPoint place = find_place (self, step);

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", params);
  json_array_add_double_element (at, place.x);
  json_array_add_double_element (at, place.y);
  json_object_set_array_member (object, "at", at);
  json_node_take_object (node, object);

  return node;
}

static void
name_steps (const Kitchen *self,
            JsonObject    *steps)
{
  g_autoptr (GList) names = json_object_get_members (steps);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *step = json_object_get_object_member (steps, l->data);
      char *id = g_str_equal (l->data, "self")
                   ? g_strdup (self->step->id)
                   : parcours_graph_new_id (self->ways->automation, taken, parcours_json_member_string (step, "type"));

      g_hash_table_add (taken, id);
      g_hash_table_insert (self->ids, g_strdup (l->data), id);
    }
}

/* How far down @to has to stand so as to hang below the step of the recipe that leads to it, with room for the names of
 * its exits, and for those that lead nowhere. */
static double
top_below (const Kitchen      *self,
           JsonObject         *step,
           const ParcoursStep *to)
{
  const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), parcours_json_member_string (step, "type"));
  ParcoursPoint place = place_of (self, step);
  gboolean has_names = g_strv_length (type->ports) > 1 && fabs (to->x - place.x) < PARCOURS_SHORT_RUN;

  return place.y + (has_names ? PARCOURS_NAMED_ROW_PITCH : PARCOURS_ROW_PITCH);
}

/* What follows makes room for what is built. */
static void
make_room (const Kitchen *self,
           ParcoursEdit  *edit,
           JsonObject    *steps)
{
  g_autoptr (GList) names = json_object_get_members (steps);
  g_autoptr (GPtrArray) links = parcours_automation_links_out_of (self->ways->automation, self->step->id);
  JsonObject *out = parcours_json_member_object (self->recipe->build, "out");
  double rows = 0;

  for (GList *l = names; l != NULL; l = l->next)
    rows = MAX (rows, offset (json_object_get_object_member (steps, l->data), 1));
  for (guint i = 0; i < links->len; i++)
    {
      const ParcoursLink *link = g_ptr_array_index (links, i);
      const ParcoursStep *to = parcours_automation_step (self->ways->automation, link->to);
      JsonObject *exit = out != NULL ? parcours_json_member_object (out, link->port) : NULL;
      JsonObject *last = exit != NULL ? parcours_json_member_object (steps, parcours_json_member_string (exit, "from")) : NULL;
      double by = rows * PARCOURS_ROW_PITCH;

      if (to != NULL && last != NULL && to->y > self->step->y)
        by = MAX (by, top_below (self, last, to) - to->y);
      if (to != NULL && by > 0)
        parcours_graph_open_gap (edit, self->ways->automation, link->to, by);
    }
}

static void
add_steps (const Kitchen *self,
           ParcoursEdit  *edit,
           JsonObject    *steps)
{
  g_autoptr (GList) names = json_object_get_members (steps);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (JsonNode) node = make_step (self, l->data, json_object_get_object_member (steps, l->data));

      parcours_edit_set_step (edit, self->ways->automation, g_hash_table_lookup (self->ids, l->data), node);
    }
}

static void
set_link (const Kitchen *self,
          ParcoursEdit  *edit,
          JsonObject    *exit,
          const char    *to)
{
  parcours_edit_set_link (edit, self->ways->automation,
                          g_hash_table_lookup (self->ids, parcours_json_member_string (exit, "from")),
                          parcours_json_member_string (exit, "port"), to);
}

/* What followed the step follows what is built, by the ports that the recipe says, by the same one else. */
static void
lead_on (const Kitchen *self,
         ParcoursEdit  *edit)
{
  ParcoursAutomation *automation = self->ways->automation;
  JsonObject *out = parcours_json_member_object (self->recipe->build, "out");
  g_autoptr (GPtrArray) links = parcours_automation_links_out_of (automation, self->step->id);

  if (out == NULL)
    return;
  for (guint i = 0; i < links->len; i++)
    parcours_edit_set_link (edit, automation, self->step->id, ((ParcoursLink *) g_ptr_array_index (links, i))->port, NULL);
  for (guint i = 0; i < links->len; i++)
    {
      const ParcoursLink *link = g_ptr_array_index (links, i);
      JsonObject *exit = parcours_json_member_object (out, link->port);

      if (exit != NULL)
        set_link (self, edit, exit, link->to);
    }
}

static gboolean
is_limited_wait (JsonObject *step)
{
  const char *name = parcours_json_member_string (step, "type");
  const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), name);

  return type != NULL && g_strv_contains ((const char *const *) type->ports, "timeout");
}

/* Where a limit had no exit of its own, contacts go on as if the wait were over; where it has one now, they still do. */
static void
lead_on_at_limit (const Kitchen *self,
                  ParcoursEdit  *edit,
                  JsonObject    *steps)
{
  ParcoursAutomation *automation = self->ways->automation;
  const ParcoursRow *row = parcours_step_origin (self->step);
  const ParcoursLink *next = parcours_automation_link (automation, self->step->id, "next");
  JsonObject *out = parcours_json_member_object (self->recipe->build, "out");
  JsonObject *exit = parcours_json_member_object (out, "timeout");

  if (row == NULL || parcours_row_offers_port (row, "timeout") || next == NULL ||
      !json_object_has_member (self->params, "limit") ||
      parcours_automation_link (automation, self->step->id, "timeout") != NULL)
    return;
  if (exit != NULL)
    set_link (self, edit, exit, next->to);
  else if (out == NULL && is_limited_wait (parcours_json_member_object (steps, "self")))
    parcours_edit_set_link (edit, automation, self->step->id, "timeout", next->to);
}

static void
add_links (const Kitchen *self,
           ParcoursEdit  *edit)
{
  JsonArray *links = parcours_json_member_array (self->recipe->build, "links");

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      set_link (self, edit, link, g_hash_table_lookup (self->ids, parcours_json_member_string (link, "to")));
    }
}

/* Whether what leads to the step can lead to @to instead: not to a trigger, and not in a circle. */
static gboolean
can_lead_to (const Kitchen *self,
             guint          to)
{
  const ParcoursStep *target = to != PARCOURS_NO_STEP ? parcours_ways_step (self->ways, to) : NULL;

  if (target != NULL && target->type != NULL && target->type->kind == PARCOURS_STEP_TRIGGER)
    return FALSE;
  for (guint i = 0; i < parcours_ways_n_in (self->ways, self->number); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, self->number, i);

      if (way->port == NULL ||
          (target != NULL && parcours_automation_reaches (self->ways->automation, target->id,
                                                          parcours_ways_step (self->ways, way->from)->id)))
        return FALSE;
    }

  return TRUE;
}

/* Takes the step out; what led to it leads where `in` says, or nowhere. */
static gboolean
take_out (const Kitchen *self,
          ParcoursEdit  *edit)
{
  g_autoptr (JsonNode) in = fill (self, json_object_get_member (self->recipe->build, "in"));
  const char *id = in != NULL ? parcours_json_string (in) : NULL;
  guint to = id != NULL ? parcours_ways_find (self->ways, id) : PARCOURS_NO_STEP;

  if ((id != NULL && to == PARCOURS_NO_STEP) || parcours_ways_n_out (self->ways, self->number) > (id != NULL) ||
      !can_lead_to (self, to))
    return FALSE;
  for (guint i = 0; i < parcours_ways_n_in (self->ways, self->number); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, self->number, i);

      parcours_edit_set_link (edit, self->ways->automation, parcours_ways_step (self->ways, way->from)->id, way->port, id);
    }
  parcours_edit_set_step (edit, self->ways->automation, self->step->id, NULL);

  return TRUE;
}

/* A step that asks what happened since another one needs to know which. */
static gboolean
can_say_since (const Kitchen *self)
{
  g_autoptr (JsonNode) build = parcours_json_take_object (parcours_json_copy_object (self->recipe->build));
  g_autofree char *line = parcours_json_to_line (build);
  g_autoptr (JsonNode) since = since_before (self);

  return since != NULL || strstr (line, "\"$before\"") == NULL;
}

static ParcoursEdit *
new_edit (const Kitchen *self)
{
  g_autofree char *label = NULL;

  if (self->recipe->needs[0] == NULL)
    return parcours_edit_new (_("Take the Step Out"));
  label = parcours_phrase_fill (_("Use “{step}”"), "step", label_of (self->recipe, self->platform, 0), NULL);

  return parcours_edit_new (label);
}

static ParcoursEdit *
build (const Kitchen *self)
{
  JsonObject *steps = parcours_json_member_object (self->recipe->build, "steps");
  g_autoptr (ParcoursEdit) edit = new_edit (self);
  g_autoptr (ParcoursAutomation) built = NULL;

  if (!can_say_since (self))
    return NULL;
  if (steps != NULL)
    {
      name_steps (self, steps);
      make_room (self, edit, steps);
      add_steps (self, edit, steps);
      lead_on (self, edit);
      lead_on_at_limit (self, edit, steps);
      add_links (self, edit);
    }
  else if (!take_out (self, edit))
    return NULL;
  built = parcours_edit_apply (edit, self->ways->automation, NULL);

  return built != NULL ? g_steal_pointer (&edit) : NULL;
}

/**
 * parcours_nearest_edit:
 * @recipe: the recipe for the step
 * @ways: the ways of an automation
 * @step: the number of a step of it
 * @platform: the platform that it is used on
 *
 * Returns: (transfer full) (nullable): what builds nearly the same, %NULL where a person has to do it
 */
ParcoursEdit *
parcours_nearest_edit (const ParcoursRecipe *recipe,
                       const ParcoursWays   *ways,
                       guint                 step,
                       ParcoursPlatform      platform)
{
  Kitchen self = { .recipe = recipe, .ways = ways, .number = step, .platform = platform };
  ParcoursEdit *edit;

  if (recipe->build == NULL)
    return NULL;
  self.step = parcours_ways_step (ways, step);
  self.params = parcours_row_effective_params (parcours_step_origin (self.step), self.step->params);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  edit = build (&self);
  g_hash_table_unref (self.ids);
  json_object_unref (self.params);

  return edit;
}
