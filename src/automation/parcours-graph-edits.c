/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-graph-edits-private.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-text.h"

/* Triggers are wider than a column. */
#define TRIGGER_PITCH 216
/* How many columns to either side are tried before the next row is, and how many rows. */
#define N_COLUMNS 6
#define N_ROWS 200

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return FALSE;
}

static gboolean
is_trigger (const ParcoursStep *step)
{
  return step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER;
}

/**
 * parcours_graph_offers_port:
 * @automation: an automation
 * @id: the id of a step
 * @port: a port
 *
 * Returns: whether contacts can leave the step by the port, on the platform of the automation
 */
gboolean
parcours_graph_offers_port (ParcoursAutomation *automation,
                            const char         *id,
                            const char         *port)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);
  const ParcoursRow *row;

  if (step == NULL || parcours_step_port (step, port) < 0)
    return FALSE;
  row = parcours_step_row (step, parcours_automation_platform (automation));

  return row == NULL || parcours_row_offers_port (row, port);
}

/**
 * parcours_graph_step_name:
 * @automation: an automation
 * @id: the id of a step
 *
 * Returns: (transfer full): what a person calls the step: its title, else what the platform calls it
 */
char *
parcours_graph_step_name (ParcoursAutomation *automation,
                          const char         *id)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);
  const ParcoursRow *row;

  if (step == NULL)
    return g_strdup (id);
  if (step->title != NULL && !parcours_text_is_blank (step->title))
    return g_strdup (step->title);
  row = parcours_step_row (step, parcours_automation_platform (automation));
  if (row != NULL)
    return g_strdup (parcours_row_label (row));

  return g_strdup (step->type != NULL ? _(step->type->title) : step->type_name);
}

typedef struct
{
  ParcoursAutomation *automation;
  GHashTable *taken;
} Names;

static gboolean
is_taken (const char *name,
          gpointer    user_data)
{
  const Names *names = user_data;

  return parcours_automation_step (names->automation, name) != NULL ||
         (names->taken != NULL && g_hash_table_contains (names->taken, name));
}

/**
 * parcours_graph_new_id:
 * @automation: an automation
 * @taken: (nullable) (element-type utf8): further ids that are taken
 * @wish: the id or the name of the type of a step
 *
 * Returns: (transfer full): an id like it that no step has: `send-email`, then `send-email-2`
 */
char *
parcours_graph_new_id (ParcoursAutomation *automation,
                       GHashTable         *taken,
                       const char         *wish)
{
  const char *dot = strrchr (wish, '.');
  const char *name = dot != NULL ? dot + 1 : wish;
  gsize length = strlen (name);
  gsize digits = length;
  g_autofree char *base = NULL;
  Names names = { automation, taken };

  /* A copy of `send-email-2` is `send-email-3`. */
  while (digits > 0 && g_ascii_isdigit (name[digits - 1]))
    digits--;
  if (digits > 1 && digits < length && name[digits - 1] == '-')
    length = digits - 1;
  base = g_strndup (name, length);

  return parcours_slug_make_unique (base, is_taken, &names);
}

static void
set_place (JsonObject *object,
           double      x,
           double      y)
{
  JsonArray *at = json_array_sized_new (2);

  json_array_add_double_element (at, x);
  json_array_add_double_element (at, y);
  json_object_set_array_member (object, "at", at);
}

/* What the row says where a person says nothing, as far as the form shows it. */
static JsonObject *
default_params (const ParcoursRow *row)
{
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      JsonNode *value = parcours_row_default (row, param);

      if (value != NULL && parcours_row_shows_param (row, param) && parcours_param_is_shown (param, params))
        json_object_set_member (params, param->name, json_node_ref (value));
    }

  return params;
}

static JsonNode *
new_step (const ParcoursRow *row,
          double             x,
          double             y)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", row->type->name);
  json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", default_params (row));
  set_place (object, x, y);
  json_node_take_object (node, object);

  return node;
}

/* An edit whose label is @format with @name in the hole `{step}`. */
ParcoursEdit *
parcours_graph_edit_for_name (const char *format,
                              const char *name)
{
  g_autoptr (GString) label = g_string_new (format);

  g_string_replace (label, "{step}", name, 1);

  return parcours_edit_new (label->str);
}

/* An edit of one step, by its name, or of several, by their number in the hole `{n}`. */
ParcoursEdit *
parcours_graph_edit_for_steps (ParcoursAutomation *automation,
                               const char * const *ids,
                               const char         *one,
                               const char         *several)
{
  guint n = g_strv_length ((char **) ids);
  g_autofree char *text = n == 1 ? parcours_graph_step_name (automation, ids[0]) : g_strdup_printf ("%u", n);
  g_autoptr (GString) label = g_string_new (n == 1 ? one : several);

  g_string_replace (label, n == 1 ? "{step}" : "{n}", text, 1);

  return parcours_edit_new (label->str);
}

static ParcoursEdit *
edit_for_row (const char        *format,
              const ParcoursRow *row)
{
  return parcours_graph_edit_for_name (format, parcours_row_label (row));
}

/* Adds the step to @edit and returns its id. */
static char *
add_step (ParcoursEdit       *edit,
          ParcoursAutomation *automation,
          const ParcoursRow  *row,
          double              x,
          double              y)
{
  g_autofree char *id = parcours_graph_new_id (automation, NULL, row->type->name);
  g_autoptr (JsonNode) node = new_step (row, x, y);

  parcours_edit_set_step (edit, automation, id, node);

  return g_steal_pointer (&id);
}

static void
give_id (char **id,
         char  *value)
{
  if (id != NULL)
    *id = value;
  else
    g_free (value);
}

/**
 * parcours_graph_add:
 * @automation: an automation
 * @row: what to add
 * @x: the middle of its card, in canvas units
 * @y: the upper edge of its card
 * @id: (out) (optional): the id of the new step
 *
 * Returns: (transfer full): the edit that adds a step that is linked with nothing
 */
ParcoursEdit *
parcours_graph_add (ParcoursAutomation  *automation,
                    const ParcoursRow   *row,
                    double               x,
                    double               y,
                    char               **id)
{
  /* Translators: what Undo undoes; {step} is the name of a step. */
  ParcoursEdit *edit = edit_for_row (_("Add “{step}”"), row);

  give_id (id, add_step (edit, automation, row, x, y));

  return edit;
}

static const ParcoursStep *
find_last_trigger (ParcoursAutomation *automation)
{
  const ParcoursStep *last = NULL;

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (is_trigger (step) && (last == NULL || step->x > last->x))
        last = step;
    }

  return last;
}

/* The link of the last trigger that leads anywhere. */
static const ParcoursLink *
find_entrance (ParcoursAutomation *automation)
{
  const ParcoursLink *entrance = NULL;
  double x = 0;

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      const ParcoursLink *link = is_trigger (step) ? parcours_automation_link (automation, step->id, "next") : NULL;

      if (link == NULL || (entrance != NULL && step->x <= x))
        continue;
      entrance = link;
      x = step->x;
    }

  return entrance;
}

/* The uppermost step that nothing leads to. */
static const ParcoursStep *
find_head (ParcoursAutomation *automation)
{
  g_autoptr (GHashTable) entered = g_hash_table_new (g_str_hash, g_str_equal);
  const ParcoursStep *head = NULL;

  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    g_hash_table_add (entered, parcours_automation_nth_link (automation, i)->to);
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (!g_hash_table_contains (entered, step->id) && (head == NULL || step->y < head->y))
        head = step;
    }

  return head;
}

/**
 * parcours_graph_add_trigger:
 * @automation: an automation
 * @row: the row of a trigger
 * @id: (out) (optional): the id of the new step
 *
 * A further trigger stands to the right of the others and leads where the last of them leads that leads anywhere,
 * the first one stands above the first step.
 *
 * Returns: (transfer full): the edit that adds the trigger
 */
ParcoursEdit *
parcours_graph_add_trigger (ParcoursAutomation  *automation,
                            const ParcoursRow   *row,
                            char               **id)
{
  const ParcoursStep *last = find_last_trigger (automation);
  const ParcoursStep *head = last == NULL ? find_head (automation) : NULL;
  const ParcoursLink *link = find_entrance (automation);
  ParcoursEdit *edit = edit_for_row (_("Add “{step}”"), row);
  const char *to = link != NULL ? link->to : head != NULL ? head->id : NULL;
  char *new_id;

  if (last != NULL)
    new_id = add_step (edit, automation, row, last->x + TRIGGER_PITCH, last->y);
  else if (head != NULL)
    new_id = add_step (edit, automation, row, head->x, head->y - PARCOURS_ROW_PITCH);
  else
    new_id = add_step (edit, automation, row, 0, 0);
  if (to != NULL)
    parcours_edit_set_link (edit, automation, new_id, "next", to);
  give_id (id, new_id);

  return edit;
}

/* The first port by which contacts leave a step of this row. */
static const char *
first_port (const ParcoursRow *row)
{
  for (guint i = 0; row->type->ports[i] != NULL; i++)
    {
      if (parcours_row_offers_port (row, row->type->ports[i]))
        return row->type->ports[i];
    }

  return NULL;
}

static gboolean
check_port (ParcoursAutomation  *automation,
            const char          *from,
            const char          *port,
            GError             **error)
{
  if (parcours_automation_step (automation, from) == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no step “%s”"), from);
      return FALSE;
    }
  if (parcours_graph_offers_port (automation, from, port))
    return TRUE;

  return refuse (error, _("Nothing can follow this step there"));
}

/**
 * parcours_graph_can_insert:
 * @automation: an automation
 * @row: what to insert
 * @from: the id of a step
 * @port: a port of it
 * @error: return location for the reason
 *
 * Returns: whether a step of @row can stand behind the port, before what follows there now
 */
gboolean
parcours_graph_can_insert (ParcoursAutomation  *automation,
                           const ParcoursRow   *row,
                           const char          *from,
                           const char          *port,
                           GError             **error)
{
  if (!check_port (automation, from, port, error))
    return FALSE;
  if (row->type->kind == PARCOURS_STEP_TRIGGER)
    return refuse (error, _("A trigger stands at the beginning: nothing leads to it"));
  if (first_port (row) == NULL && parcours_automation_link (automation, from, port) != NULL)
    return refuse (error, _("Nothing can follow this step, so it cannot stand between two others"));

  return TRUE;
}

static double
row_pitch (const ParcoursStep *step,
           double              x)
{
  return parcours_step_n_ports (step) > 1 && fabs (x - step->x) < PARCOURS_SHORT_RUN ? PARCOURS_NAMED_ROW_PITCH : PARCOURS_ROW_PITCH;
}

/* Whether no card lies in @box. */
gboolean
parcours_graph_is_free (ParcoursAutomation *automation,
                        const ParcoursBox  *box)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      ParcoursBox other = parcours_step_box (step, step->x, step->y);

      if (parcours_box_intersects (&other, box))
        return FALSE;
    }

  return TRUE;
}

/* The nearest place for a card, at that height or below; on which side it is looked for first. */
static ParcoursPoint
find_free (ParcoursAutomation *automation,
           double              x,
           double              y,
           double              side)
{
  for (guint row = 0; row < N_ROWS; row++)
    {
      for (guint i = 0; i <= 2 * N_COLUMNS; i++)
        {
          double column = (i % 2 == 1 ? side : -side) * ((i + 1) / 2) * PARCOURS_COLUMN_PITCH;
          ParcoursBox box = { x + column - PARCOURS_CARD_WIDTH / 2., y, PARCOURS_CARD_WIDTH, PARCOURS_CARD_HEIGHT };

          if (parcours_graph_is_free (automation, &box))
            return (ParcoursPoint) { x + column, y };
        }
      y += PARCOURS_ROW_PITCH;
    }

  return (ParcoursPoint) { x, y };
}

/* Below the step, its ports side by side; where that is taken, the nearest free place. */
static ParcoursPoint
find_place_below (ParcoursAutomation *automation,
                  const ParcoursStep *step,
                  const char         *port)
{
  guint n_ports = MAX (parcours_step_n_ports (step), 1);
  double lean = parcours_step_port (step, port) - (n_ports - 1) / 2.;
  double x = step->x + lean * PARCOURS_COLUMN_PITCH;

  return find_free (automation, x, step->y + row_pitch (step, x), lean < 0 ? -1 : 1);
}

/**
 * parcours_graph_find_room:
 * @automation: an automation
 * @x: the middle of a card, in canvas units
 * @y: its upper edge
 *
 * Returns: the place nearest to that, at its height or below, where a card lies on no other
 */
ParcoursPoint
parcours_graph_find_room (ParcoursAutomation *automation,
                          double              x,
                          double              y)
{
  return find_free (automation, x, y, 1);
}

static void
collect_below (ParcoursAutomation *automation,
               const char         *id,
               GHashTable         *steps)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_ptr_array_add (pending, (gpointer) id);
  while (pending->len > 0)
    {
      const char *next = g_ptr_array_steal_index_fast (pending, pending->len - 1);
      g_autoptr (GPtrArray) links = NULL;

      if (!g_hash_table_add (steps, (gpointer) next))
        continue;
      links = parcours_automation_links_out_of (automation, next);
      for (guint i = 0; i < links->len; i++)
        g_ptr_array_add (pending, ((ParcoursLink *) g_ptr_array_index (links, i))->to);
    }
}

/* Moves @id and all that follows it and stands no higher down by @by. */
void
parcours_graph_open_gap (ParcoursEdit       *edit,
                         ParcoursAutomation *automation,
                         const char         *id,
                         double              by)
{
  g_autoptr (GHashTable) below = g_hash_table_new (g_str_hash, g_str_equal);
  double top = parcours_automation_step (automation, id)->y;

  collect_below (automation, id, below);
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      g_autoptr (JsonNode) moved = NULL;

      if (step->y < top || !g_hash_table_contains (below, step->id))
        continue;
      moved = parcours_step_at (step, step->x, step->y + by);
      parcours_edit_set_step (edit, automation, step->id, moved);
    }
}

static char *
insert_before (ParcoursEdit       *edit,
               ParcoursAutomation *automation,
               const ParcoursRow  *row,
               const ParcoursStep *from,
               const ParcoursStep *to)
{
  double y = from->y + row_pitch (from, to->x);

  if (to->y < y + PARCOURS_ROW_PITCH)
    parcours_graph_open_gap (edit, automation, to->id, y + PARCOURS_ROW_PITCH - to->y);

  return add_step (edit, automation, row, to->x, y);
}

/* The first step is that of all triggers: none of them leads anywhere yet. */
static void
link_triggers (ParcoursEdit       *edit,
               ParcoursAutomation *automation,
               const char         *to)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (is_trigger (step))
        parcours_edit_set_link (edit, automation, step->id, "next", to);
    }
}

/**
 * parcours_graph_insert:
 * @automation: an automation
 * @row: what to insert
 * @from: the id of a step
 * @port: a port of it, linked or not
 * @id: (out) (optional): the id of the new step
 * @error: return location for the reason why it cannot stand there
 *
 * What followed the port follows the first port of the new step, and moves down a row where there is no room.
 *
 * Returns: (transfer full): the edit, or %NULL
 */
ParcoursEdit *
parcours_graph_insert (ParcoursAutomation  *automation,
                       const ParcoursRow   *row,
                       const char          *from,
                       const char          *port,
                       char               **id,
                       GError             **error)
{
  const ParcoursStep *source = parcours_automation_step (automation, from);
  const ParcoursLink *link;
  const ParcoursStep *target;
  ParcoursEdit *edit;
  char *new_id;

  if (!parcours_graph_can_insert (automation, row, from, port, error))
    return NULL;
  link = parcours_automation_link (automation, from, port);
  target = link != NULL ? parcours_automation_step (automation, link->to) : NULL;
  edit = edit_for_row (_("Add “{step}”"), row);
  if (target != NULL)
    new_id = insert_before (edit, automation, row, source, target);
  else
    {
      ParcoursPoint place = find_place_below (automation, source, port);

      new_id = add_step (edit, automation, row, place.x, place.y);
    }
  if (is_trigger (source) && find_entrance (automation) == NULL)
    link_triggers (edit, automation, new_id);
  else
    parcours_edit_set_link (edit, automation, from, port, new_id);
  if (target != NULL)
    parcours_edit_set_link (edit, automation, new_id, first_port (row), target->id);
  give_id (id, new_id);

  return edit;
}

/**
 * parcours_graph_can_link:
 * @automation: an automation
 * @from: the id of a step
 * @port: a port of it
 * @to: the id of the step to enter
 * @error: return location for the reason
 *
 * Returns: whether contacts who leave by the port may enter that step; a link that leaves there already would
 *   be replaced
 */
gboolean
parcours_graph_can_link (ParcoursAutomation  *automation,
                         const char          *from,
                         const char          *port,
                         const char          *to,
                         GError             **error)
{
  const ParcoursStep *target = parcours_automation_step (automation, to);

  if (!check_port (automation, from, port, error))
    return FALSE;
  if (target == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no step “%s”"), to);
      return FALSE;
    }
  if (is_trigger (target))
    return refuse (error, _("A trigger stands at the beginning: nothing leads to it"));
  if (parcours_automation_reaches (automation, to, from))
    return refuse (error, _("Contacts would go round in a circle: to lead them back, use “Go to”"));

  return TRUE;
}

/**
 * parcours_graph_link:
 * @automation: an automation
 * @from: the id of a step
 * @port: a port of it
 * @to: the id of the step to enter
 * @error: return location for the reason why not
 *
 * Returns: (transfer full): the edit that links them, or %NULL
 */
ParcoursEdit *
parcours_graph_link (ParcoursAutomation  *automation,
                     const char          *from,
                     const char          *port,
                     const char          *to,
                     GError             **error)
{
  g_autofree char *name = NULL;
  ParcoursEdit *edit;

  if (!parcours_graph_can_link (automation, from, port, to, error))
    return NULL;
  name = parcours_graph_step_name (automation, to);
  edit = parcours_graph_edit_for_name (_("Link to “{step}”"), name);
  parcours_edit_set_link (edit, automation, from, port, to);

  return edit;
}

static const ParcoursRow *
find_jump_row (ParcoursPlatform platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);

      if (row->type->family == PARCOURS_FAMILY_JUMP)
        return row;
    }

  return NULL;
}

/**
 * parcours_graph_jump:
 * @automation: an automation
 * @from: the id of a step
 * @port: a port of it that leads nowhere
 * @to: the id of the step to go to
 * @id: (out) (optional): the id of the new step
 * @error: return location for the reason why not
 *
 * Links never lead back; a jump does.
 *
 * Returns: (transfer full): the edit that adds a jump behind the port, or %NULL
 */
ParcoursEdit *
parcours_graph_jump (ParcoursAutomation  *automation,
                     const char          *from,
                     const char          *port,
                     const char          *to,
                     char               **id,
                     GError             **error)
{
  const ParcoursRow *row = find_jump_row (parcours_automation_platform (automation));
  const ParcoursStep *target = parcours_automation_step (automation, to);
  g_autoptr (JsonNode) node = NULL;
  ParcoursPoint place;
  ParcoursEdit *edit;
  char *new_id;

  if (row == NULL)
    {
      refuse (error, _("This platform has no step that leads back"));
      return NULL;
    }
  if (target == NULL || is_trigger (target))
    {
      refuse (error, _("A trigger stands at the beginning: nothing leads to it"));
      return NULL;
    }
  if (!parcours_graph_can_insert (automation, row, from, port, error))
    return NULL;
  place = find_place_below (automation, parcours_automation_step (automation, from), port);
  node = new_step (row, place.x, place.y);
  json_object_set_string_member (json_object_get_object_member (json_node_get_object (node), "params"), "step", to);
  edit = edit_for_row (_("Add “{step}”"), row);
  new_id = parcours_graph_new_id (automation, NULL, row->type->name);
  parcours_edit_set_step (edit, automation, new_id, node);
  parcours_edit_set_link (edit, automation, from, port, new_id);
  give_id (id, new_id);

  return edit;
}

/**
 * parcours_graph_unlink:
 * @automation: an automation
 * @from: the id of a step
 * @port: a port of it
 *
 * Returns: (transfer full): the edit that takes the link away, if there is one
 */
ParcoursEdit *
parcours_graph_unlink (ParcoursAutomation *automation,
                       const char         *from,
                       const char         *port)
{
  ParcoursEdit *edit = parcours_edit_new (_("Remove link"));

  parcours_edit_set_link (edit, automation, from, port, NULL);

  return edit;
}

/* Where the only way through the steps of @removed leads that begins at @id; %NULL where there is none. */
static const char *
way_through (ParcoursAutomation *automation,
             GHashTable         *removed,
             const char         *id)
{
  for (guint i = 0; i <= g_hash_table_size (removed); i++)
    {
      g_autoptr (GPtrArray) links = NULL;
      const char *next = NULL;

      if (!g_hash_table_contains (removed, id))
        return id;
      links = parcours_automation_links_out_of (automation, id);
      for (guint k = 0; k < links->len; k++)
        {
          const char *to = ((ParcoursLink *) g_ptr_array_index (links, k))->to;

          if (next != NULL && !g_str_equal (next, to))
            return NULL;
          next = to;
        }
      if (next == NULL)
        return NULL;
      id = next;
    }

  return NULL;
}

static void
heal_link (ParcoursEdit       *edit,
           ParcoursAutomation *automation,
           GHashTable         *removed,
           const ParcoursLink *link)
{
  const char *to;

  if (g_hash_table_contains (removed, link->from))
    {
      parcours_edit_set_link (edit, automation, link->from, link->port, NULL);
      return;
    }
  if (!g_hash_table_contains (removed, link->to))
    return;
  to = way_through (automation, removed, link->to);
  if (to != NULL && parcours_automation_reaches (automation, to, link->from))
    to = NULL;
  parcours_edit_set_link (edit, automation, link->from, link->port, to);
}

/**
 * parcours_graph_remove:
 * @automation: an automation
 * @ids: (array zero-terminated=1): the ids of steps
 *
 * What led to the steps leads to what followed them, where there was only one way through.
 *
 * Returns: (transfer full): the edit that removes the steps
 */
ParcoursEdit *
parcours_graph_remove (ParcoursAutomation *automation,
                       const char * const *ids)
{
  g_autoptr (GHashTable) removed = g_hash_table_new (g_str_hash, g_str_equal);
  ParcoursEdit *edit = parcours_graph_edit_for_steps (automation, ids, _("Delete “{step}”"),
                                                      ngettext ("Delete {n} step", "Delete {n} steps",
                                                                g_strv_length ((char **) ids)));

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (removed, (gpointer) ids[i]);
  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    heal_link (edit, automation, removed, parcours_automation_nth_link (automation, i));
  for (guint i = 0; ids[i] != NULL; i++)
    parcours_edit_set_step (edit, automation, ids[i], NULL);

  return edit;
}
