/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-graph-edits-private.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-step-edits.h"
#include "parcours-text.h"

static ParcoursEdit *
edit_for_step (const char         *format,
               ParcoursAutomation *automation,
               const char         *id)
{
  g_autofree char *name = parcours_graph_step_name (automation, id);

  return parcours_graph_edit_for_name (format, name);
}

/**
 * parcours_step_edit_move:
 * @automation: an automation
 * @ids: (array zero-terminated=1): the ids of steps
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 *
 * Returns: (transfer full): the edit that moves the steps
 */
ParcoursEdit *
parcours_step_edit_move (ParcoursAutomation *automation,
                         const char * const *ids,
                         double              dx,
                         double              dy)
{
  ParcoursEdit *edit = parcours_graph_edit_for_steps (automation, ids, _("Move “{step}”"),
                                                      ngettext ("Move {n} step", "Move {n} steps",
                                                                g_strv_length ((char **) ids)));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const ParcoursStep *step = parcours_automation_step (automation, ids[i]);
      g_autoptr (JsonNode) moved = step != NULL ? parcours_step_at (step, step->x + dx, step->y + dy) : NULL;

      if (moved != NULL)
        parcours_edit_set_step (edit, automation, ids[i], moved);
    }

  return edit;
}

/* Text that a person types comes letter by letter, and is one edit. */
static void
set_text (ParcoursEdit       *edit,
          ParcoursAutomation *automation,
          const char         *id,
          const char         *member,
          const char         *text)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);
  g_autoptr (JsonNode) value = text != NULL && !parcours_text_is_blank (text) ? parcours_json_new_string (text) : NULL;
  g_autofree char *key = g_strdup_printf ("%s:%s", member, id);
  g_autoptr (JsonNode) node = NULL;

  parcours_edit_set_merge_key (edit, key);
  if (step == NULL)
    return;
  node = parcours_step_with_member (step, member, value);
  parcours_edit_set_step (edit, automation, id, node);
}

/**
 * parcours_step_edit_rename:
 * @automation: an automation
 * @id: the id of a step
 * @title: (nullable): what to call it; blank or %NULL for the platform's name
 *
 * Returns: (transfer full): the edit that names the step
 */
ParcoursEdit *
parcours_step_edit_rename (ParcoursAutomation *automation,
                           const char         *id,
                           const char         *title)
{
  ParcoursEdit *edit = edit_for_step (_("Rename “{step}”"), automation, id);

  set_text (edit, automation, id, "title", title);

  return edit;
}

/**
 * parcours_step_edit_note:
 * @automation: an automation
 * @id: the id of a step
 * @note: (nullable): what to note on it; blank or %NULL for nothing
 *
 * Returns: (transfer full): the edit that writes the note
 */
ParcoursEdit *
parcours_step_edit_note (ParcoursAutomation *automation,
                         const char         *id,
                         const char         *note)
{
  ParcoursEdit *edit = edit_for_step (_("Change the note of “{step}”"), automation, id);

  set_text (edit, automation, id, "note", note);

  return edit;
}

/**
 * parcours_step_edit_param:
 * @automation: an automation
 * @id: the id of a step
 * @name: a parameter
 * @value: (nullable): its new value, %NULL to leave it out
 *
 * Edits of the same parameter that follow each other are one.
 *
 * Returns: (transfer full): the edit that changes the parameter
 */
ParcoursEdit *
parcours_step_edit_param (ParcoursAutomation *automation,
                          const char         *id,
                          const char         *name,
                          JsonNode           *value)
{
  ParcoursEdit *edit = edit_for_step (_("Change “{step}”"), automation, id);
  const ParcoursStep *step = parcours_automation_step (automation, id);
  g_autofree char *key = g_strdup_printf ("param:%s:%s", id, name);
  g_autoptr (JsonNode) node = NULL;

  parcours_edit_set_merge_key (edit, key);
  if (step == NULL)
    return edit;
  node = parcours_step_with_param (step, name, value);
  parcours_edit_set_step (edit, automation, id, node);

  return edit;
}

/* What the step says that the new row can say too, and what the row says else. */
static JsonObject *
carry_params (const ParcoursStep *step,
              const ParcoursRow  *row)
{
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      JsonNode *value = json_object_get_member (step->params, param->name);

      if (!parcours_row_shows_param (row, param))
        continue;
      if (value == NULL || JSON_NODE_HOLDS_NULL (value) || !parcours_param_check (param, value, NULL) ||
          !parcours_row_offers_value (row, param, value))
        value = parcours_row_default (row, param);
      if (value != NULL && parcours_param_is_shown (param, params))
        json_object_set_member (params, param->name, json_node_ref (value));
    }

  return params;
}

static JsonNode *
with_row (const ParcoursStep *step,
          const ParcoursRow  *row)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, json_node_get_object (step->node));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (object, name, json_node_ref (value));
  json_object_set_string_member (object, "type", row->type->name);
  json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", carry_params (step, row));
  json_node_take_object (node, object);

  return node;
}

/* Links keep their ports; one whose port is gone takes the first that is free. */
static void
carry_links (ParcoursEdit       *edit,
             ParcoursAutomation *automation,
             const char         *id,
             const ParcoursRow  *row)
{
  g_autoptr (GPtrArray) links = parcours_automation_links_out_of (automation, id);
  guint free_port = 0;

  for (guint i = 0; i < links->len; i++)
    {
      const ParcoursLink *link = g_ptr_array_index (links, i);

      if (parcours_row_offers_port (row, link->port))
        continue;
      while (row->type->ports[free_port] != NULL &&
             (!parcours_row_offers_port (row, row->type->ports[free_port]) ||
              parcours_automation_link (automation, id, row->type->ports[free_port]) != NULL))
        free_port++;
      parcours_edit_set_link (edit, automation, id, link->port, NULL);
      if (row->type->ports[free_port] != NULL)
        parcours_edit_set_link (edit, automation, id, row->type->ports[free_port++], link->to);
    }
}

/**
 * parcours_step_edit_replace:
 * @automation: an automation
 * @id: the id of a step
 * @row: what it shall be instead
 * @error: return location for the reason why it cannot be that
 *
 * Parameters and links that the new kind of step has too are kept, and so are id, place, name and note.
 *
 * Returns: (transfer full): the edit, or %NULL
 */
ParcoursEdit *
parcours_step_edit_replace (ParcoursAutomation  *automation,
                            const char          *id,
                            const ParcoursRow   *row,
                            GError             **error)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);
  g_autoptr (GPtrArray) entering = parcours_automation_links_into (automation, id);
  g_autoptr (JsonNode) node = NULL;
  ParcoursEdit *edit;

  if (step == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no step “%s”"), id);
      return NULL;
    }
  if (row->type->kind == PARCOURS_STEP_TRIGGER && entering->len > 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("A trigger stands at the beginning: nothing leads to it"));
      return NULL;
    }
  node = with_row (step, row);
  edit = edit_for_step (_("Replace “{step}”"), automation, id);
  parcours_edit_set_step (edit, automation, id, node);
  carry_links (edit, automation, id, row);

  return edit;
}
