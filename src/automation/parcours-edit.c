/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-automation-private.h"
#include "parcours-edit.h"
#include "parcours-error.h"
#include "parcours-json.h"

struct _ParcoursEdit
{
  gatomicrefcount ref_count;
  char *label;        /* (owned) */
  char *merge_key;    /* (owned) (nullable) */
  GPtrArray *changes; /* (owned) (element-type ParcoursChange) */
  GHashTable *places; /* (owned) (element-type ParcoursChange): @changes, by what they change */
};

static const char *target_names[] = { "step", "link", "head" };

static void
change_free (gpointer data)
{
  ParcoursChange *change = data;

  g_free (change->name);
  g_free (change->port);
  g_clear_pointer (&change->before, json_node_unref);
  g_clear_pointer (&change->after, json_node_unref);
  g_free (change);
}

static guint
change_hash (gconstpointer data)
{
  const ParcoursChange *change = data;

  return g_str_hash (change->name) * 31 + (change->port != NULL ? g_str_hash (change->port) : 0) + change->target;
}

static gboolean
change_equal (gconstpointer a,
              gconstpointer b)
{
  const ParcoursChange *change_a = a;
  const ParcoursChange *change_b = b;

  return change_a->target == change_b->target && g_str_equal (change_a->name, change_b->name) &&
         g_strcmp0 (change_a->port, change_b->port) == 0;
}

/**
 * parcours_edit_new:
 * @label: what Undo says that it undoes, in the user's language: "Add “Wait”"
 *
 * Returns: (transfer full): an edit without changes
 */
ParcoursEdit *
parcours_edit_new (const char *label)
{
  ParcoursEdit *edit = g_new0 (ParcoursEdit, 1);

  g_atomic_ref_count_init (&edit->ref_count);
  edit->label = g_strdup (label);
  edit->changes = g_ptr_array_new_with_free_func (change_free);
  edit->places = g_hash_table_new (change_hash, change_equal);

  return edit;
}

/**
 * parcours_edit_ref:
 * @edit: an edit
 *
 * Returns: (transfer full): @edit
 */
ParcoursEdit *
parcours_edit_ref (ParcoursEdit *edit)
{
  g_atomic_ref_count_inc (&edit->ref_count);

  return edit;
}

/**
 * parcours_edit_unref:
 * @edit: (transfer full): an edit
 */
void
parcours_edit_unref (ParcoursEdit *edit)
{
  if (!g_atomic_ref_count_dec (&edit->ref_count))
    return;
  g_free (edit->label);
  g_free (edit->merge_key);
  g_hash_table_unref (edit->places);
  g_ptr_array_unref (edit->changes);
  g_free (edit);
}

/**
 * parcours_edit_label:
 * @edit: an edit
 *
 * Returns: (transfer none): what Undo says that it undoes
 */
const char *
parcours_edit_label (const ParcoursEdit *edit)
{
  return edit->label;
}

/**
 * parcours_edit_set_merge_key:
 * @edit: an edit
 * @key: (nullable): edits that follow each other with the same key are one, as the letters of a word are
 */
void
parcours_edit_set_merge_key (ParcoursEdit *edit,
                             const char   *key)
{
  g_free (edit->merge_key);
  edit->merge_key = g_strdup (key);
}

/**
 * parcours_edit_merge_key:
 * @edit: an edit
 *
 * Returns: (transfer none) (nullable): the key, or %NULL for an edit that stands alone
 */
const char *
parcours_edit_merge_key (const ParcoursEdit *edit)
{
  return edit->merge_key;
}

/**
 * parcours_edit_n_changes:
 * @edit: an edit
 *
 * Returns: how many changes it makes
 */
guint
parcours_edit_n_changes (const ParcoursEdit *edit)
{
  return edit->changes->len;
}

/**
 * parcours_edit_nth_change:
 * @edit: an edit
 * @n: a number below parcours_edit_n_changes()
 *
 * Returns: (transfer none): the change
 */
const ParcoursChange *
parcours_edit_nth_change (const ParcoursEdit *edit,
                          guint               n)
{
  return g_ptr_array_index (edit->changes, n);
}

/**
 * parcours_edit_is_empty:
 * @edit: an edit
 *
 * Returns: whether it changes nothing
 */
gboolean
parcours_edit_is_empty (const ParcoursEdit *edit)
{
  return edit->changes->len == 0;
}

static gboolean
is_move (const ParcoursChange *change)
{
  g_autoptr (ParcoursStep) before = NULL;
  g_autoptr (ParcoursStep) after = NULL;
  g_autoptr (JsonNode) moved = NULL;

  if (change->target != PARCOURS_CHANGE_STEP || change->before == NULL || change->after == NULL)
    return FALSE;
  before = parcours_step_new (change->name, change->before, NULL);
  after = parcours_step_new (change->name, change->after, NULL);
  if (before == NULL || after == NULL)
    return FALSE;
  moved = parcours_step_at (before, after->x, after->y);

  return parcours_json_equal (moved, change->after);
}

/**
 * parcours_edit_only_moves:
 * @edit: an edit
 *
 * Returns: whether it changes only where steps stand, so that no run can tell the difference
 */
gboolean
parcours_edit_only_moves (const ParcoursEdit *edit)
{
  for (guint i = 0; i < edit->changes->len; i++)
    {
      if (!is_move (g_ptr_array_index (edit->changes, i)))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
ref_node (JsonNode *node)
{
  return node != NULL ? json_node_ref (node) : NULL;
}

static ParcoursChange *
find_change (const ParcoursEdit   *edit,
             ParcoursChangeTarget  target,
             const char           *name,
             const char           *port)
{
  ParcoursChange key = { .target = target, .name = (char *) name, .port = (char *) port };

  return g_hash_table_lookup (edit->places, &key);
}

/* Changes of the same thing become one; what ends as it began is no change. */
static void
add_change (ParcoursEdit         *edit,
            ParcoursChangeTarget  target,
            const char           *name,
            const char           *port,
            JsonNode             *before,
            JsonNode             *after)
{
  ParcoursChange *change = find_change (edit, target, name, port);

  if (change == NULL)
    {
      change = g_new0 (ParcoursChange, 1);
      change->target = target;
      change->name = g_strdup (name);
      change->port = g_strdup (port);
      change->before = ref_node (before);
      g_ptr_array_add (edit->changes, change);
      g_hash_table_add (edit->places, change);
    }
  g_clear_pointer (&change->after, json_node_unref);
  change->after = ref_node (after);
  if (parcours_json_equal (change->before, change->after))
    {
      g_hash_table_remove (edit->places, change);
      g_ptr_array_remove (edit->changes, change);
    }
}

static JsonNode *
current_value (const ParcoursAutomation *automation,
               ParcoursChangeTarget      target,
               const char               *name,
               const char               *port)
{
  ParcoursStep *step;

  switch (target)
    {
    case PARCOURS_CHANGE_STEP:
      step = parcours_automation_step (automation, name);
      return step != NULL ? json_node_ref (step->node) : NULL;
    case PARCOURS_CHANGE_LINK:
      return parcours_automation_link_value (automation, name, port);
    case PARCOURS_CHANGE_HEAD:
    default:
      return ref_node (json_object_get_member (automation->head, name));
    }
}

static void
add_change_from (ParcoursEdit             *edit,
                 const ParcoursAutomation *automation,
                 ParcoursChangeTarget      target,
                 const char               *name,
                 const char               *port,
                 JsonNode                 *after)
{
  g_autoptr (JsonNode) before = current_value (automation, target, name, port);

  add_change (edit, target, name, port, before, after);
}

/**
 * parcours_edit_set_step:
 * @edit: an edit
 * @automation: what it will be applied to
 * @id: the id of a step, new or not
 * @node: (nullable): the step's new JSON, or %NULL to remove it
 */
void
parcours_edit_set_step (ParcoursEdit             *edit,
                        const ParcoursAutomation *automation,
                        const char               *id,
                        JsonNode                 *node)
{
  add_change_from (edit, automation, PARCOURS_CHANGE_STEP, id, NULL, node);
}

/**
 * parcours_edit_set_link:
 * @edit: an edit
 * @automation: what it will be applied to
 * @from: the id of a step
 * @port: a port of it
 * @to: (nullable): the id of the step it shall lead to, or %NULL for none
 *
 * Keys of the link that nobody knows stay with the link of the port.
 */
void
parcours_edit_set_link (ParcoursEdit             *edit,
                        const ParcoursAutomation *automation,
                        const char               *from,
                        const char               *port,
                        const char               *to)
{
  g_autoptr (JsonNode) before = parcours_automation_link_value (automation, from, port);
  g_autoptr (JsonNode) after = NULL;

  if (to != NULL && before != NULL && JSON_NODE_HOLDS_OBJECT (before))
    {
      g_autoptr (JsonNode) target = parcours_json_new_string (to);

      after = parcours_json_with_member (json_node_get_object (before), "to", target);
    }
  else if (to != NULL)
    after = parcours_json_new_string (to);
  add_change (edit, PARCOURS_CHANGE_LINK, from, port, before, after);
}

/**
 * parcours_edit_set_head:
 * @edit: an edit
 * @automation: what it will be applied to
 * @name: a key of the document
 * @value: (nullable): its new value, or %NULL to leave it out
 */
void
parcours_edit_set_head (ParcoursEdit             *edit,
                        const ParcoursAutomation *automation,
                        const char               *name,
                        JsonNode                 *value)
{
  add_change_from (edit, automation, PARCOURS_CHANGE_HEAD, name, NULL, value);
}

/**
 * parcours_edit_invert:
 * @edit: an edit
 *
 * Returns: (transfer full): the edit that undoes it
 */
ParcoursEdit *
parcours_edit_invert (const ParcoursEdit *edit)
{
  ParcoursEdit *inverse = parcours_edit_new (edit->label);

  for (guint i = edit->changes->len; i > 0; i--)
    {
      const ParcoursChange *change = g_ptr_array_index (edit->changes, i - 1);

      add_change (inverse, change->target, change->name, change->port, change->after, change->before);
    }

  return inverse;
}

/**
 * parcours_edit_combine:
 * @first: an edit
 * @second: the edit that followed it
 *
 * Returns: (transfer full): both as one, named after the first
 */
ParcoursEdit *
parcours_edit_combine (const ParcoursEdit *first,
                       const ParcoursEdit *second)
{
  ParcoursEdit *both = parcours_edit_new (first->label);
  const ParcoursEdit *edits[] = { first, second };

  parcours_edit_set_merge_key (both, first->merge_key);
  for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
    {
      for (guint i = 0; i < edits[e]->changes->len; i++)
        {
          const ParcoursChange *change = g_ptr_array_index (edits[e]->changes, i);

          add_change (both, change->target, change->name, change->port, change->before, change->after);
        }
    }

  return both;
}

static gboolean
apply_change (ParcoursAutomation    *automation,
              const ParcoursChange  *change,
              GError               **error)
{
  g_autoptr (JsonNode) now = current_value (automation, change->target, change->name, change->port);

  if (!parcours_json_equal (now, change->before))
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                   _("“%s” has been changed in the meantime"), change->name);
      return FALSE;
    }
  switch (change->target)
    {
    case PARCOURS_CHANGE_STEP:
      return parcours_automation_set_step (automation, change->name, change->after, error);
    case PARCOURS_CHANGE_LINK:
      parcours_automation_set_link (automation, change->name, change->port, change->after);
      return TRUE;
    case PARCOURS_CHANGE_HEAD:
    default:
      parcours_automation_set_head (automation, change->name, change->after);
      return TRUE;
    }
}

/**
 * parcours_edit_apply:
 * @edit: an edit
 * @automation: an automation
 * @error: return location for an error: something else stands there than the edit expects
 *
 * Returns: (transfer full): the automation so changed, or %NULL
 */
ParcoursAutomation *
parcours_edit_apply (const ParcoursEdit        *edit,
                     const ParcoursAutomation  *automation,
                     GError                   **error)
{
  g_autoptr (ParcoursAutomation) copy = parcours_automation_copy (automation);

  for (guint i = 0; i < edit->changes->len; i++)
    {
      if (!apply_change (copy, g_ptr_array_index (edit->changes, i), error))
        return NULL;
    }

  return g_steal_pointer (&copy);
}

static void
add_head_differences (ParcoursEdit             *edit,
                      const ParcoursAutomation *from,
                      const ParcoursAutomation *to,
                      const ParcoursAutomation *names)
{
  g_autoptr (GList) members = parcours_json_sorted_members (names->head);

  for (GList *l = members; l != NULL; l = l->next)
    add_change (edit, PARCOURS_CHANGE_HEAD, l->data, NULL, json_object_get_member (from->head, l->data),
                json_object_get_member (to->head, l->data));
}

static void
add_step_differences (ParcoursEdit             *edit,
                      const ParcoursAutomation *from,
                      const ParcoursAutomation *to,
                      const ParcoursAutomation *names)
{
  for (guint i = 0; i < names->steps->len; i++)
    {
      const char *id = ((ParcoursStep *) g_ptr_array_index (names->steps, i))->id;
      ParcoursStep *before = parcours_automation_step (from, id);
      ParcoursStep *after = parcours_automation_step (to, id);

      if (before != after)
        add_change (edit, PARCOURS_CHANGE_STEP, id, NULL, before != NULL ? before->node : NULL,
                    after != NULL ? after->node : NULL);
    }
}

static void
add_link_differences (ParcoursEdit             *edit,
                      const ParcoursAutomation *from,
                      const ParcoursAutomation *to,
                      const ParcoursAutomation *names)
{
  for (guint i = 0; i < names->links->len; i++)
    {
      const ParcoursLink *link = g_ptr_array_index (names->links, i);
      g_autoptr (JsonNode) before = parcours_automation_link_value (from, link->from, link->port);
      g_autoptr (JsonNode) after = parcours_automation_link_value (to, link->from, link->port);

      add_change (edit, PARCOURS_CHANGE_LINK, link->from, link->port, before, after);
    }
}

/**
 * parcours_edit_between:
 * @from: an automation
 * @to: another
 * @label: what Undo says that it undoes
 *
 * Returns: (transfer full): the edit that makes @to of @from
 */
ParcoursEdit *
parcours_edit_between (const ParcoursAutomation *from,
                       const ParcoursAutomation *to,
                       const char               *label)
{
  ParcoursEdit *edit = parcours_edit_new (label);

  add_head_differences (edit, from, to, from);
  add_head_differences (edit, from, to, to);
  add_step_differences (edit, from, to, from);
  add_step_differences (edit, from, to, to);
  add_link_differences (edit, from, to, from);
  add_link_differences (edit, from, to, to);

  return edit;
}

static JsonNode *
change_to_json (const ParcoursChange *change)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, target_names[change->target], change->name);
  if (change->port != NULL)
    json_object_set_string_member (object, "port", change->port);
  if (change->before != NULL)
    json_object_set_member (object, "before", json_node_ref (change->before));
  if (change->after != NULL)
    json_object_set_member (object, "after", json_node_ref (change->after));
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_edit_to_json:
 * @edit: an edit
 *
 * Returns: (transfer full): the edit for the workspace's log
 */
JsonNode *
parcours_edit_to_json (const ParcoursEdit *edit)
{
  JsonObject *object = json_object_new ();
  JsonArray *changes = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < edit->changes->len; i++)
    json_array_add_element (changes, change_to_json (g_ptr_array_index (edit->changes, i)));
  json_object_set_string_member (object, "label", edit->label);
  json_object_set_array_member (object, "changes", changes);
  json_node_take_object (node, object);

  return node;
}

static gboolean
read_change (ParcoursEdit *edit,
             JsonObject   *object)
{
  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (target_names); i++)
    {
      const char *name = parcours_json_member_string (object, target_names[i]);

      if (name == NULL)
        continue;
      add_change (edit, (ParcoursChangeTarget) i, name, parcours_json_member_string (object, "port"),
                  json_object_get_member (object, "before"), json_object_get_member (object, "after"));
      return TRUE;
    }

  return FALSE;
}

/**
 * parcours_edit_from_json:
 * @node: what parcours_edit_to_json() made
 * @error: return location for an error
 *
 * Returns: (transfer full): the edit, or %NULL
 */
ParcoursEdit *
parcours_edit_from_json (JsonNode  *node,
                         GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *label = parcours_json_member_string (object, "label");
  JsonArray *changes = parcours_json_member_array (object, "changes");
  g_autoptr (ParcoursEdit) edit = parcours_edit_new (label != NULL ? label : "");

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      JsonNode *change = json_array_get_element (changes, i);

      if (!JSON_NODE_HOLDS_OBJECT (change) || !read_change (edit, json_node_get_object (change)))
        changes = NULL;
    }
  if (changes == NULL)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("An edit of the log cannot be read"));
      return NULL;
    }

  return g_steal_pointer (&edit);
}
