/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-clipboard.h"
#include "parcours-error.h"
#include "parcours-geometry.h"
#include "parcours-graph-edits-private.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"

/* How many columns to the right are tried for copies. */
#define MAX_COLUMNS 200

static GHashTable *
set_of (const char * const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);

  return set;
}

static void
add_link (JsonArray          *links,
          const ParcoursLink *link)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "from", link->from);
  json_object_set_string_member (entry, "port", link->port);
  json_object_set_string_member (entry, "to", link->to);
  json_array_add_object_element (links, entry);
}

/**
 * parcours_clipboard_copy:
 * @automation: an automation
 * @ids: (array zero-terminated=1): the ids of steps
 *
 * Returns: (transfer full): the steps and the links between them as text
 */
char *
parcours_clipboard_copy (ParcoursAutomation *automation,
                         const char * const *ids)
{
  g_autoptr (GHashTable) copied = set_of (ids);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *steps = json_object_new ();
  JsonArray *links = json_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const ParcoursStep *step = parcours_automation_step (automation, ids[i]);

      if (step != NULL)
        json_object_set_member (steps, ids[i], json_node_ref (step->node));
    }
  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (automation, i);

      if (g_hash_table_contains (copied, link->from) && g_hash_table_contains (copied, link->to))
        add_link (links, link);
    }
  json_object_set_string_member (object, "format", PARCOURS_CLIPBOARD_FORMAT);
  json_object_set_object_member (object, "steps", steps);
  json_object_set_array_member (object, "links", links);
  json_node_take_object (node, object);

  return parcours_json_to_text (node);
}

/* Clothes the text as a document, so that one reader holds both to the same rules. */
static ParcoursAutomation *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, error);
  JsonObject *object;
  const char *format;

  if (node == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  format = object != NULL ? parcours_json_member_string (object, "format") : NULL;
  if (g_strcmp0 (format, PARCOURS_CLIPBOARD_FORMAT) == 0)
    {
      json_object_set_string_member (object, "format", PARCOURS_AUTOMATION_FORMAT);
      json_object_set_string_member (object, "slug", "clipboard");
    }
  else if (g_strcmp0 (format, PARCOURS_AUTOMATION_FORMAT) != 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("What was copied are no steps of Parcours"));
      return NULL;
    }

  return parcours_automation_from_json (node, error);
}

/* What was copied may come from anywhere, so each link has to pass the rules of the graph. */
static gboolean
check_links (ParcoursAutomation  *pasted,
             GError             **error)
{
  for (guint i = 0; i < parcours_automation_n_links (pasted); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (pasted, i);
      const ParcoursStep *from = parcours_automation_step (pasted, link->from);
      const ParcoursStep *to = parcours_automation_step (pasted, link->to);

      if (from == NULL || to == NULL)
        continue;
      if ((to->type != NULL && to->type->kind == PARCOURS_STEP_TRIGGER) ||
          parcours_automation_reaches (pasted, link->to, link->from))
        {
          g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                       _("In what was copied, “%s” leads back to “%s”"), link->from, link->to);
          return FALSE;
        }
    }

  return TRUE;
}

/* Names the copies: @names leads from each old id to its new one. */
static GHashTable *
name_copies (ParcoursAutomation *automation,
             ParcoursAutomation *pasted)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parcours_automation_n_steps (pasted); i++)
    {
      const char *id = parcours_automation_nth_step (pasted, i)->id;
      char *copy = parcours_graph_new_id (automation, taken, id);

      g_hash_table_insert (names, g_strdup (id), copy);
      g_hash_table_add (taken, copy);
    }

  return names;
}

/* Jumps and conditions name steps; those that were copied along are meant now. */
static JsonNode *
follow_name (const char *member,
             const char *text,
             GHashTable *names)
{
  const char *copy = NULL;
  g_autofree char *since = NULL;

  if (g_str_equal (member, "step"))
    copy = g_hash_table_lookup (names, text);
  else if (g_str_equal (member, "since") && g_str_has_prefix (text, "step:"))
    {
      copy = g_hash_table_lookup (names, text + strlen ("step:"));
      since = copy != NULL ? g_strconcat ("step:", copy, NULL) : NULL;
    }

  return parcours_json_new_string (since != NULL ? since : copy != NULL ? copy : text);
}

static JsonNode *
follow_names (const char *member,
              JsonNode   *node,
              GHashTable *names)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (object, name, follow_names (name, value, names));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, object);
      return copy;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array, follow_names (member, json_array_get_element (json_node_get_array (node), i), names));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
      return copy;
    }
  if (parcours_json_string (node) != NULL)
    return follow_name (member, parcours_json_string (node), names);

  return json_node_ref (node);
}

static JsonNode *
copy_step (const ParcoursStep *step,
           double              dx,
           double              dy,
           GHashTable         *names)
{
  JsonNode *node = parcours_step_at (step, step->x + dx, step->y + dy);
  JsonObject *object = json_node_get_object (node);

  if (json_object_has_member (object, "params"))
    json_object_set_member (object, "params", follow_names ("params", json_object_get_member (object, "params"), names));

  return node;
}

static ParcoursBox
bounds_of (ParcoursAutomation *automation)
{
  ParcoursBox bounds = { 0 };

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      ParcoursBox box = parcours_step_box (step, step->x, step->y);

      bounds = i == 0 ? box : parcours_box_union (&bounds, &box);
    }

  return bounds;
}

/* Adds @pasted to @automation, moved by @dx and @dy. */
static void
add_copies (ParcoursEdit         *edit,
            ParcoursAutomation   *automation,
            ParcoursAutomation   *pasted,
            double                dx,
            double                dy,
            char               ***ids)
{
  g_autoptr (GHashTable) names = name_copies (automation, pasted);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parcours_automation_n_steps (pasted); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (pasted, i);
      const char *id = g_hash_table_lookup (names, step->id);
      g_autoptr (JsonNode) node = copy_step (step, dx, dy, names);

      parcours_edit_set_step (edit, automation, id, node);
      g_ptr_array_add (copies, g_strdup (id));
    }
  for (guint i = 0; i < parcours_automation_n_links (pasted); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (pasted, i);
      const char *from = g_hash_table_lookup (names, link->from);
      const char *to = g_hash_table_lookup (names, link->to);

      if (from != NULL && to != NULL)
        parcours_edit_set_link (edit, automation, from, link->port, to);
    }
  g_ptr_array_add (copies, NULL);
  if (ids != NULL)
    *ids = (char **) g_ptr_array_free (g_steal_pointer (&copies), FALSE);
}

/**
 * parcours_clipboard_paste:
 * @automation: an automation
 * @text: what parcours_clipboard_copy() wrote, or a whole document
 * @x: the middle of what is pasted
 * @y: its upper edge
 * @ids: (out) (optional) (array zero-terminated=1): the ids of the new steps
 * @error: return location for the reason why it cannot be pasted
 *
 * Returns: (transfer full): the edit that adds the steps under ids of their own, or %NULL
 */
ParcoursEdit *
parcours_clipboard_paste (ParcoursAutomation   *automation,
                          const char           *text,
                          double                x,
                          double                y,
                          char               ***ids,
                          GError              **error)
{
  g_autoptr (ParcoursAutomation) pasted = read_text (text, error);
  ParcoursBox bounds;
  ParcoursEdit *edit;
  guint n;

  if (pasted == NULL || !check_links (pasted, error))
    return NULL;
  bounds = bounds_of (pasted);
  n = parcours_automation_n_steps (pasted);
  if (n == 1)
    {
      g_autofree char *name = parcours_graph_step_name (pasted, parcours_automation_nth_step (pasted, 0)->id);

      edit = parcours_graph_edit_for_name (_("Paste “{step}”"), name);
    }
  else
    {
      g_autofree char *number = g_strdup_printf ("%u", n);
      g_autoptr (GString) label = g_string_new (ngettext ("Paste {n} step", "Paste {n} steps", n));

      g_string_replace (label, "{n}", number, 1);
      edit = parcours_edit_new (label->str);
    }
  add_copies (edit, automation, pasted, parcours_snap (x - parcours_box_centre (&bounds).x),
              parcours_snap (y - bounds.y), ids);

  return edit;
}

/* How far to the right there is room for @bounds; the last place tried where there is none. */
static double
find_room (ParcoursAutomation *automation,
           const ParcoursBox  *bounds)
{
  double pitch = PARCOURS_COLUMN_PITCH;
  double shift = ceil (bounds->width / pitch) * pitch;

  for (guint i = 0; i < MAX_COLUMNS; i++)
    {
      ParcoursBox place = { bounds->x + shift, bounds->y, bounds->width, bounds->height };

      if (parcours_graph_is_free (automation, &place))
        break;
      shift += pitch;
    }

  return shift;
}

/**
 * parcours_clipboard_duplicate:
 * @automation: an automation
 * @ids: (array zero-terminated=1): the ids of steps
 * @copies: (out) (optional) (array zero-terminated=1): the ids of the new steps
 *
 * Returns: (transfer full): the edit that adds copies of the steps and of the links between them, to the right
 *   where there is room
 */
ParcoursEdit *
parcours_clipboard_duplicate (ParcoursAutomation   *automation,
                              const char * const   *ids,
                              char               ***copies)
{
  g_autofree char *text = parcours_clipboard_copy (automation, ids);
  g_autoptr (ParcoursAutomation) pasted = read_text (text, NULL);
  ParcoursBox bounds = bounds_of (pasted);
  ParcoursEdit *edit;

  edit = parcours_graph_edit_for_steps (automation, ids, _("Duplicate “{step}”"),
                                        ngettext ("Duplicate {n} step", "Duplicate {n} steps",
                                                  g_strv_length ((char **) ids)));
  add_copies (edit, automation, pasted, find_room (automation, &bounds), 0, copies);

  return edit;
}
