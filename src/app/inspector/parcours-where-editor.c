/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-value-editors.h"

/*
 * ParcoursWhereEditor: a filter over the keys of an event or the columns of a
 * record. {KEY: TEST, KEY: TEST} and groups of such objects mean the same;
 * what somebody wrote in one form stays in that form as long as it can say what
 * is meant.
 */
struct _ParcoursWhereEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursParam param;
  ParcoursValueEditor *group; /* (unowned) */
  gboolean is_plain;          /* whether the filter is one object of keys */
};

G_DEFINE_FINAL_TYPE (ParcoursWhereEditor, parcours_where_editor, PARCOURS_TYPE_VALUE_EDITOR)

static gboolean
is_group_name (const char *name)
{
  return g_str_equal (name, "all") || g_str_equal (name, "any") || g_str_equal (name, "none");
}

static gboolean
is_group_member (JsonObject *object,
                 const char *name)
{
  return is_group_name (name) && parcours_json_member_array (object, name) != NULL;
}

static JsonNode *
new_object (const char *name,
            JsonNode   *value)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  if (name != NULL)
    json_object_set_member (json_node_get_object (node), name, json_node_ref (value));

  return node;
}

/* Splits objects of several keys, so that each key is a line of its own. */
static JsonNode *
split (JsonObject *object)
{
  g_autoptr (GList) members = object != NULL ? parcours_json_sorted_members (object) : NULL;
  JsonArray *array = json_array_new ();
  JsonNode *node;

  for (GList *l = members; l != NULL; l = l->next)
    json_array_add_element (array, new_object (l->data, json_object_get_member (object, l->data)));
  node = new_object (NULL, NULL);
  json_object_set_array_member (json_node_get_object (node), "all", array);

  return node;
}

static JsonNode *
normalize (JsonObject *object)
{
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  JsonArray *array = json_array_new ();
  JsonArray *old;
  JsonNode *node;

  if (members == NULL || members->next != NULL || !is_group_member (object, members->data))
    {
      json_array_unref (array);
      return split (object);
    }
  old = json_object_get_array_member (object, members->data);
  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      JsonNode *element = json_array_get_element (old, i);
      JsonObject *child = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autoptr (GList) names = child != NULL ? json_object_get_members (child) : NULL;

      if (names != NULL && names->next == NULL && !is_group_member (child, names->data))
        json_array_add_element (array, json_node_ref (element));
      else
        json_array_add_element (array, normalize (child));
    }
  node = new_object (NULL, NULL);
  json_object_set_array_member (json_node_get_object (node), members->data, array);

  return node;
}

/* The members of an "all" as one object, unless two of them test the same key. */
static JsonNode *
merge (JsonNode *group)
{
  JsonArray *all = parcours_json_member_array (json_node_get_object (group), "all");
  g_autoptr (JsonNode) node = new_object (NULL, NULL);
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      JsonObject *member = json_array_get_object_element (all, i);
      g_autoptr (GList) names = json_object_get_members (member);

      if (names == NULL || json_object_has_member (object, names->data))
        return json_node_ref (group);
      json_object_set_member (object, names->data, parcours_json_ref_member (member, names->data));
    }

  return all != NULL ? g_steal_pointer (&node) : json_node_ref (group);
}

static void
changed_cb (ParcoursWhereEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  g_autoptr (JsonNode) value = self->is_plain ? merge (parcours_value_editor_value (self->group))
                                              : json_node_ref (parcours_value_editor_value (self->group));

  if (json_object_get_size (json_node_get_object (value)) == 0 && !parcours_value_editor_param (editor)->required)
    g_clear_pointer (&value, json_node_unref);
  parcours_value_editor_take (editor, g_steal_pointer (&value));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
parcours_where_editor_build (ParcoursValueEditor *editor)
{
  ParcoursWhereEditor *self = PARCOURS_WHERE_EDITOR (editor);
  gboolean is_items = g_strcmp0 (parcours_value_editor_param (editor)->kind, "items") == 0;
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->param = (ParcoursParam){ (char *) "group", PARCOURS_FORM_TYPE (PARCOURS_FORM_GROUP),
                                 (char *) (is_items ? "items" : "where"), .required = TRUE };
  self->group = parcours_value_editor_new (parcours_value_editor_form (editor), &self->param);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "condition");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->group));
  g_signal_connect_swapped (self->group, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_append (editor, card);
  parcours_value_editor_set_target (editor, GTK_WIDGET (self->group));
}

static gboolean
parcours_where_editor_show (ParcoursValueEditor *editor,
                            JsonNode            *value,
                            JsonObject          *scope)
{
  ParcoursWhereEditor *self = PARCOURS_WHERE_EDITOR (editor);
  JsonObject *object = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  g_autoptr (JsonNode) group = normalize (object);
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  self->is_plain = members == NULL || members->next != NULL || !is_group_member (object, members->data);
  parcours_value_editor_set_value (self->group, group, scope);

  return value == NULL || object != NULL;
}

static void
parcours_where_editor_class_init (ParcoursWhereEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_where_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_where_editor_show;
}

static void
parcours_where_editor_init (ParcoursWhereEditor *self)
{
}
