/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-check-fixes.h"
#include "parcours-geometry.h"
#include "parcours-json.h"

/* An edit in the making: what steps will be, each told to the edit once. */
typedef struct
{
  Checker *checker;
  ParcoursEdit *edit;  /* (owned) */
  GHashTable *nodes;   /* (owned) (element-type utf8 JsonNode) by id */
} Sketch;

static Sketch
sketch_new (Checker    *self,
            const char *label)
{
  Sketch sketch = {
    self, parcours_edit_new (label),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref),
  };

  return sketch;
}

static JsonNode *
sketch_node (Sketch *sketch,
             guint   step)
{
  ParcoursStep *known = sketch->checker->steps[step].step;
  JsonNode *node = g_hash_table_lookup (sketch->nodes, known->id);

  return node != NULL ? node : known->node;
}

static void
sketch_set (Sketch     *sketch,
            const char *id,
            JsonNode   *node)
{
  g_hash_table_insert (sketch->nodes, g_strdup (id), node);
}

static void
sketch_change (Sketch     *sketch,
               guint       step,
               const char *param,
               JsonNode   *value)
{
  const char *id = sketch->checker->steps[step].step->id;
  g_autoptr (ParcoursStep) now = parcours_step_new (id, sketch_node (sketch, step), NULL);

  sketch_set (sketch, id, parcours_step_with_param (now, param, value));
}

static void
sketch_move (Sketch *sketch,
             guint   step,
             double  by)
{
  const char *id = sketch->checker->steps[step].step->id;
  g_autoptr (ParcoursStep) now = parcours_step_new (id, sketch_node (sketch, step), NULL);

  sketch_set (sketch, id, parcours_step_at (now, now->x, now->y + by));
}

static void
sketch_link (Sketch     *sketch,
             const char *from,
             const char *port,
             const char *to)
{
  parcours_edit_set_link (sketch->edit, sketch->checker->automation, from, port, to);
}

static void
sketch_finish (Sketch        *sketch,
               ParcoursCheck *check,
               gboolean       only_answer)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (sketch->nodes), (GCompareFunc) strcmp);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new (parcours_edit_label (sketch->edit));

  /* Steps first, so that the links find them. */
  for (GList *l = ids; l != NULL; l = l->next)
    parcours_edit_set_step (edit, sketch->checker->automation, l->data, g_hash_table_lookup (sketch->nodes, l->data));
  parcours_check_add_fix (check, parcours_edit_label (edit), parcours_edit_combine (edit, sketch->edit), only_answer);
  g_hash_table_unref (sketch->nodes);
  parcours_edit_unref (sketch->edit);
}

/* Whether a row excludes steps that are there. */
static gboolean
excludes (const Checker     *self,
          const ParcoursRow *row)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonArray *rows = parcours_json_member_array (json_array_get_object_element (row->constraints, i), "rows");

      for (guint r = 0; rows != NULL && r < json_array_get_length (rows); r++)
        {
          if (g_hash_table_contains (self->steps_of_row, json_array_get_string_element (rows, r)))
            return TRUE;
        }
    }

  return FALSE;
}

static const ParcoursRow *
row_of (const Checker *self,
        const char    *type)
{
  const ParcoursRow *row = parcours_catalog_counterpart (parcours_catalog_get (), self->platform, type, NULL);

  return row != NULL && !excludes (self, row) ? row : NULL;
}

/**
 * parcours_fix_offers:
 * @self: the checker
 * @type: the name of a step type
 *
 * Returns: whether the platform offers such a step, so that a fix may add one
 */
gboolean
parcours_fix_offers (const Checker *self,
                     const char    *type)
{
  return row_of (self, type) != NULL;
}

/* An id from the type: `send-email`, `send-email-2`. No two fixes give the same,
 * so that they can be applied together. */
static char *
new_id (Checker    *self,
        const char *type)
{
  const char *dot = strrchr (type, '.');
  const char *name = dot != NULL ? dot + 1 : type;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_numbers, name)) + 1;
  char *id = number > 1 ? g_strdup_printf ("%s-%u", name, number) : g_strdup (name);

  while (parcours_ways_find (self->ways, id) != PARCOURS_NO_STEP)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", name, ++number);
    }
  g_hash_table_insert (self->next_numbers, g_strdup (name), GUINT_TO_POINTER (number));

  return id;
}

static JsonNode *
place (double x,
       double y)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *at = json_array_new ();

  json_array_add_double_element (at, x);
  json_array_add_double_element (at, y);
  json_node_take_array (node, at);

  return node;
}

/* Returns: (transfer full): the id of the new step; @params is taken */
static char *
sketch_add (Sketch     *sketch,
            const char *type,
            JsonObject *params,
            double      x,
            double      y)
{
  const ParcoursRow *row = row_of (sketch->checker, type);
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  char *id = new_id (sketch->checker, type);

  json_object_set_string_member (object, "type", type);
  if (row != NULL)
    json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", params);
  json_object_set_member (object, "at", place (x, y));
  json_node_take_object (node, object);
  sketch_set (sketch, id, node);

  return id;
}

static void
follow_links (const ParcoursWays *ways,
              guint               step,
              GHashTable         *seen,
              GArray             *waiting)
{
  for (guint i = 0; i < parcours_ways_n_out (ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_out (ways, step, i);

      if (way->port != NULL && g_hash_table_add (seen, GUINT_TO_POINTER (way->to)))
        g_array_append_val (waiting, way->to);
    }
}

/* Moves a step and all that follows it and stands no higher one row down. In an automation
 * so large that this would take long, tidying up is left to the person. */
static void
open_gap (Sketch *sketch,
          guint   step)
{
  Checker *self = sketch->checker;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (guint));
  guint done = 0;

  g_hash_table_add (seen, GUINT_TO_POINTER (step));
  g_array_append_val (below, step);
  while (done < below->len && below->len <= self->moves_left)
    follow_links (self->ways, g_array_index (below, guint, done++), seen, below);
  if (below->len > self->moves_left)
    {
      self->moves_left -= MIN (self->moves_left, done);
      return;
    }
  self->moves_left -= below->len;
  for (guint i = 0; i < below->len; i++)
    {
      guint other = g_array_index (below, guint, i);

      if (self->steps[other].step->y >= self->steps[step].step->y)
        sketch_move (sketch, other, PARCOURS_ROW_PITCH);
    }
}

/* A setting of the automation, or of one of the groups among them, such as `entry`. */
static JsonNode *
settings_with (const Checker *self,
               const char    *group,
               const char    *name,
               JsonNode      *value)
{
  JsonObject *old = parcours_automation_settings (self->automation);
  g_autoptr (JsonNode) changed = NULL;

  if (group == NULL)
    return parcours_json_with_member (old, name, value);
  changed = parcours_json_with_member (parcours_json_member_object (old, group), name, value);

  return parcours_json_with_member (old, group, changed);
}

/* Leads everything that enters @step to @id instead, jumps and entries without a trigger included. */
static void
lead_to (Sketch     *sketch,
         guint       step,
         const char *id)
{
  Checker *self = sketch->checker;
  const char *start = parcours_json_member_string (parcours_automation_settings (self->automation), "start");

  if (g_strcmp0 (start, self->steps[step].step->id) == 0)
    {
      g_autoptr (JsonNode) value = parcours_json_new_string (id);
      g_autoptr (JsonNode) settings = settings_with (self, NULL, "start", value);

      parcours_edit_set_head (sketch->edit, self->automation, "settings", settings);
    }
  for (guint i = 0; i < parcours_ways_n_in (self->ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, step, i);

      if (way->port != NULL)
        sketch_link (sketch, self->steps[way->from].step->id, way->port, id);
      else
        {
          g_autoptr (JsonNode) target = parcours_json_new_string (id);

          sketch_change (sketch, way->from, "step", target);
        }
    }
}

/**
 * parcours_fix_param:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a step
 * @param: a parameter of it
 * @value: (nullable): what it becomes, %NULL to leave it out
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_param (Checker       *self,
                    ParcoursCheck *check,
                    guint          step,
                    const char    *param,
                    JsonNode      *value,
                    const char    *label,
                    gboolean       only_answer)
{
  Sketch sketch;

  if (check == NULL)
    return;
  sketch = sketch_new (self, label);
  sketch_change (&sketch, step, param, value);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_text:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a step
 * @param: a parameter of it
 * @text: the text that it becomes
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_text (Checker       *self,
                   ParcoursCheck *check,
                   guint          step,
                   const char    *param,
                   const char    *text,
                   const char    *label,
                   gboolean       only_answer)
{
  g_autoptr (JsonNode) value = parcours_json_new_string (text);

  parcours_fix_param (self, check, step, param, value, label, only_answer);
}

static JsonObject *
params_with (const CheckedStep *step,
             const char        *param,
             JsonNode          *value)
{
  g_autoptr (JsonNode) node = parcours_step_with_param (step->step, param, value);

  return parcours_json_copy_object (json_object_get_object_member (json_node_get_object (node), "params"));
}

/**
 * parcours_checker_target:
 * @self: the checker
 * @step: the number of a step
 * @port: a port of it
 *
 * Returns: the number of the step to which contacts come by that port, or %PARCOURS_NO_STEP
 */
guint
parcours_checker_target (const Checker *self,
                         guint          step,
                         const char    *port)
{
  const ParcoursLink *link = parcours_automation_link (self->automation, self->steps[step].step->id, port);
  guint to = link != NULL ? parcours_ways_find (self->ways, link->to) : PARCOURS_NO_STEP;

  return to != PARCOURS_NO_STEP && !parcours_checker_is_trigger (self, to) ? to : PARCOURS_NO_STEP;
}

static const char *
next_of (const Checker *self,
         guint          step)
{
  guint to = parcours_checker_target (self, step, "next");

  return to != PARCOURS_NO_STEP ? self->steps[to].step->id : NULL;
}

static gboolean
is_behind_itself (const Checker *self,
                  guint          step)
{
  guint next = parcours_checker_target (self, step, "next");
  g_autofree gboolean *reached = next != PARCOURS_NO_STEP ? parcours_ways_reach (self->ways, &next, 1) : NULL;

  return reached != NULL && reached[step];
}

/**
 * parcours_fix_each_value:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a trigger or an action
 * @param: a parameter of it that holds several values and may hold one
 * @values: the values
 * @label: what the button says
 *
 * Makes one step of each value: triggers side by side, actions one after the other.
 */
void
parcours_fix_each_value (Checker       *self,
                         ParcoursCheck *check,
                         guint          step,
                         const char    *param,
                         JsonArray     *values,
                         const char    *label)
{
  const CheckedStep *first = &self->steps[step];
  gboolean is_trigger = parcours_checker_is_trigger (self, step);
  const char *next = next_of (self, step);
  g_autofree char *last = g_strdup (first->step->id);
  Sketch sketch;

  if (check == NULL || !parcours_fix_offers (self, first->step->type_name))
    return;
  sketch = sketch_new (self, label);
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *value = json_array_get_element (values, i);
      g_autofree char *id = NULL;

      if (i == 0)
        {
          sketch_change (&sketch, step, param, value);
          continue;
        }
      id = sketch_add (&sketch, first->step->type_name, params_with (first, param, value),
                       first->step->x + (is_trigger ? PARCOURS_COLUMN_PITCH * i : 0.), first->step->y + (is_trigger ? 0. : PARCOURS_ROW_PITCH * i));
      if (is_trigger)
        sketch_link (&sketch, id, "next", next);
      else
        {
          sketch_link (&sketch, last, "next", id);
          g_free (last);
          last = g_steal_pointer (&id);
        }
    }
  if (!is_trigger)
    sketch_link (&sketch, last, "next", next);
  sketch_finish (&sketch, check, TRUE);
}

/**
 * parcours_fix_setting:
 * @self: the checker
 * @check: (nullable): the finding
 * @group: (nullable): a group of settings of the automation, such as `entry`
 * @name: the setting
 * @value: (nullable): what it becomes, %NULL to leave it out
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_setting (Checker       *self,
                      ParcoursCheck *check,
                      const char    *group,
                      const char    *name,
                      JsonNode      *value,
                      const char    *label,
                      gboolean       only_answer)
{
  ParcoursEdit *edit;
  g_autoptr (JsonNode) settings = NULL;

  if (check == NULL)
    return;
  edit = parcours_edit_new (label);
  settings = settings_with (self, group, name, value);
  parcours_edit_set_head (edit, self->automation, "settings", settings);
  parcours_check_add_fix (check, label, edit, only_answer);
}

/**
 * parcours_fix_link:
 * @self: the checker
 * @check: (nullable): the finding
 * @from: the id of a step
 * @port: a port of it
 * @to: (nullable): the id of the step that it shall lead to, %NULL to take the link away
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_link (Checker       *self,
                   ParcoursCheck *check,
                   const char    *from,
                   const char    *port,
                   const char    *to,
                   const char    *label,
                   gboolean       only_answer)
{
  ParcoursEdit *edit;

  if (check == NULL)
    return;
  edit = parcours_edit_new (label);
  parcours_edit_set_link (edit, self->automation, from, port, to);
  parcours_check_add_fix (check, label, edit, only_answer);
}

/**
 * parcours_fix_insert_before:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a step that is no trigger
 * @type: the name of the type of a new step before it
 * @params: (transfer full): the parameters of the new step
 * @leave_out: (nullable): a parameter that @step loses, because the new step carries it
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 *
 * What leads to @step leads to the new step, whose ports all lead to @step.
 */
void
parcours_fix_insert_before (Checker       *self,
                            ParcoursCheck *check,
                            guint          step,
                            const char    *type,
                            JsonObject    *params,
                            const char    *leave_out,
                            const char    *label,
                            gboolean       only_answer)
{
  g_autoptr (JsonObject) owned = params;
  const ParcoursStep *known = self->steps[step].step;
  const ParcoursRow *row = row_of (self, type);
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || row == NULL)
    return;
  sketch = sketch_new (self, label);
  open_gap (&sketch, step);
  if (leave_out != NULL)
    sketch_change (&sketch, step, leave_out, NULL);
  id = sketch_add (&sketch, type, g_steal_pointer (&owned), known->x, known->y);
  lead_to (&sketch, step, id);
  for (guint i = 0; row->ports[i] != NULL; i++)
    sketch_link (&sketch, id, row->ports[i], known->id);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_insert_after:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a step that contacts leave by `next`
 * @type: the name of the type of a new step after it
 * @params: (transfer full): the parameters of the new step
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_insert_after (Checker       *self,
                           ParcoursCheck *check,
                           guint          step,
                           const char    *type,
                           JsonObject    *params,
                           const char    *label,
                           gboolean       only_answer)
{
  g_autoptr (JsonObject) owned = params;
  const ParcoursStep *known = self->steps[step].step;
  const char *next = next_of (self, step);
  guint below = next != NULL ? parcours_ways_find (self->ways, next) : PARCOURS_NO_STEP;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || !parcours_fix_offers (self, type))
    return;
  sketch = sketch_new (self, label);
  if (below != PARCOURS_NO_STEP)
    open_gap (&sketch, below);
  id = sketch_add (&sketch, type, g_steal_pointer (&owned), known->x, known->y + PARCOURS_ROW_PITCH);
  sketch_link (&sketch, known->id, "next", id);
  sketch_link (&sketch, id, "next", next);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_gate:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of an action
 * @condition: what contacts must meet to come to it
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 *
 * Who does not meet @condition goes on behind @step. Inside a loop they would pass
 * by what may be the only wait of it, so nothing is offered there.
 */
void
parcours_fix_gate (Checker       *self,
                   ParcoursCheck *check,
                   guint          step,
                   JsonNode      *condition,
                   const char    *label,
                   gboolean       only_answer)
{
  const ParcoursStep *known = self->steps[step].step;
  JsonObject *params;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || !parcours_fix_offers (self, "split.if-else") || is_behind_itself (self, step))
    return;
  sketch = sketch_new (self, label);
  open_gap (&sketch, step);
  params = json_object_new ();
  json_object_set_member (params, "if", json_node_ref (condition));
  id = sketch_add (&sketch, "split.if-else", params, known->x, known->y);
  lead_to (&sketch, step, id);
  sketch_link (&sketch, id, "yes", known->id);
  sketch_link (&sketch, id, "no", next_of (self, step));
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_append:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a step
 * @port: a port of it that leads nowhere
 * @type: the name of the type of a new step there, which needs no parameters
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_append (Checker       *self,
                     ParcoursCheck *check,
                     guint          step,
                     const char    *port,
                     const char    *type,
                     const char    *label,
                     gboolean       only_answer)
{
  const ParcoursStep *known = self->steps[step].step;
  double middle = ((double) parcours_step_n_ports (known) - 1.) / 2.;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || !parcours_fix_offers (self, type))
    return;
  sketch = sketch_new (self, label);
  id = sketch_add (&sketch, type, json_object_new (),
                   known->x + (parcours_step_port (known, port) - middle) * PARCOURS_COLUMN_PITCH, known->y + PARCOURS_ROW_PITCH);
  sketch_link (&sketch, known->id, port, id);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_add_trigger:
 * @self: the checker
 * @check: (nullable): the finding
 * @first: the number of the step that it shall lead to, or %PARCOURS_NO_STEP
 * @type: the name of the type of the trigger, which needs no parameters
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 */
void
parcours_fix_add_trigger (Checker       *self,
                          ParcoursCheck *check,
                          guint          first,
                          const char    *type,
                          const char    *label,
                          gboolean       only_answer)
{
  const ParcoursStep *below = first != PARCOURS_NO_STEP ? self->steps[first].step : NULL;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || !parcours_fix_offers (self, type))
    return;
  sketch = sketch_new (self, label);
  id = sketch_add (&sketch, type, json_object_new (), below != NULL ? below->x : 0.,
                   below != NULL ? below->y - PARCOURS_ROW_PITCH : 0.);
  if (below != NULL)
    sketch_link (&sketch, id, "next", below->id);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_jump:
 * @self: the checker
 * @check: (nullable): the finding
 * @way: a link that closes a circle
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 *
 * Leads the link to a new go-to step, which names the step that the link led to.
 */
void
parcours_fix_jump (Checker                *self,
                   ParcoursCheck          *check,
                   const ParcoursWay *way,
                   const char             *label,
                   gboolean                only_answer)
{
  const ParcoursStep *from = self->steps[way->from].step;
  JsonObject *params;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || !way->taken || !parcours_fix_offers (self, "flow.go-to") ||
      parcours_step_port (from, way->port) < 0)
    return;
  sketch = sketch_new (self, label);
  params = json_object_new ();
  json_object_set_string_member (params, "step", self->steps[way->to].step->id);
  id = sketch_add (&sketch, "flow.go-to", params, from->x, from->y + PARCOURS_ROW_PITCH);
  sketch_link (&sketch, from->id, way->port, id);
  sketch_finish (&sketch, check, only_answer);
}

/* Where a step that is taken out lets those go who came to it: where its only link leads. */
static const char *
way_through (const Checker *self,
             const guint   *steps,
             guint          n_steps)
{
  const ParcoursWay *way;

  if (n_steps != 1 || parcours_ways_n_out (self->ways, steps[0]) != 1 ||
      parcours_checker_is_trigger (self, steps[0]))
    return NULL;
  way = parcours_ways_nth_out (self->ways, steps[0], 0);

  return way->port != NULL && way->taken && way->to != steps[0] && !parcours_checker_is_trigger (self, way->to)
           ? self->steps[way->to].step->id : NULL;
}

static gboolean
is_named (const Checker *self,
          const guint   *steps,
          guint          n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      if (g_hash_table_contains (self->named_steps, self->steps[steps[i]].step->id))
        return TRUE;
    }

  return FALSE;
}

static void
delete_step (Sketch     *sketch,
             guint       step,
             const char *heal_to)
{
  Checker *self = sketch->checker;
  const char *id = self->steps[step].step->id;
  g_autoptr (GPtrArray) links = parcours_automation_links_out_of (self->automation, id);

  for (guint i = 0; i < links->len; i++)
    sketch_link (sketch, id, ((ParcoursLink *) g_ptr_array_index (links, i))->port, NULL);
  for (guint i = 0; i < parcours_ways_n_in (self->ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, step, i);

      if (way->port != NULL && way->from != step)
        sketch_link (sketch, self->steps[way->from].step->id, way->port, heal_to);
    }
  parcours_edit_set_step (sketch->edit, self->automation, id, NULL);
}

/**
 * parcours_fix_delete:
 * @self: the checker
 * @check: (nullable): the finding
 * @steps: (array length=n_steps): the numbers of steps
 * @n_steps: how many
 * @label: what the button says
 * @only_answer: whether nobody would want another answer
 *
 * Takes the steps out. Links that led to one alone lead on to where it led, if
 * that is one place. Steps that another one names are not offered for deletion.
 */
void
parcours_fix_delete (Checker       *self,
                     ParcoursCheck *check,
                     const guint   *steps,
                     guint          n_steps,
                     const char    *label,
                     gboolean       only_answer)
{
  const char *heal_to;
  Sketch sketch;

  if (check == NULL || n_steps == 0 || is_named (self, steps, n_steps))
    return;
  heal_to = way_through (self, steps, n_steps);
  sketch = sketch_new (self, label);
  for (guint i = 0; i < n_steps; i++)
    delete_step (&sketch, steps[i], heal_to);
  sketch_finish (&sketch, check, only_answer);
}

/**
 * parcours_fix_decide_after:
 * @self: the checker
 * @check: (nullable): the finding
 * @step: the number of a wait for a condition, both of whose exits are linked
 * @label: what the button says
 *
 * Leads the wait on by `next` alone, and asks its question again behind it: who
 * meets it goes where `next` led, who does not where `timeout` led.
 */
void
parcours_fix_decide_after (Checker       *self,
                           ParcoursCheck *check,
                           guint          step,
                           const char    *label)
{
  const ParcoursStep *known = self->steps[step].step;
  const ParcoursLink *timeout = parcours_automation_link (self->automation, known->id, "timeout");
  const char *next = next_of (self, step);
  JsonNode *asked = json_object_get_member (self->steps[step].params, "if");
  JsonObject *params;
  g_autofree char *id = NULL;
  Sketch sketch;

  if (check == NULL || timeout == NULL || self->steps[step].asked == NULL ||
      !parcours_fix_offers (self, "split.if-else"))
    return;
  sketch = sketch_new (self, label);
  params = json_object_new ();
  json_object_set_member (params, "if", json_node_ref (asked));
  id = sketch_add (&sketch, "split.if-else", params, known->x, known->y + PARCOURS_ROW_PITCH);
  sketch_link (&sketch, known->id, "next", id);
  sketch_link (&sketch, known->id, "timeout", NULL);
  sketch_link (&sketch, id, "yes", next);
  sketch_link (&sketch, id, "no", timeout->to);
  sketch_finish (&sketch, check, TRUE);
}
