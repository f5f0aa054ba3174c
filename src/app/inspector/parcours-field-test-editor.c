/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-value-editors.h"

/* ParcoursFieldTestEditor: `op` and `value` of a leaf about a field or a score; the leaf's other members stay. */
struct _ParcoursFieldTestEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursParam param;
  ParcoursValueEditor *test; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursFieldTestEditor, parcours_field_test_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
changed_cb (ParcoursFieldTestEditor *self)
{
  JsonNode *leaf = parcours_value_editor_value (PARCOURS_VALUE_EDITOR (self));
  JsonObject *test = json_node_get_object (parcours_value_editor_value (self->test));
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) members = leaf != NULL ? json_object_get_members (json_node_get_object (leaf)) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, "op") && !g_str_equal (l->data, "value"))
        json_object_set_member (object, l->data, parcours_json_ref_member (json_node_get_object (leaf), l->data));
    }
  json_object_set_string_member (object, "op", json_object_get_string_member (test, "op"));
  if (json_object_has_member (test, "value"))
    json_object_set_member (object, "value", parcours_json_ref_member (test, "value"));
  json_node_take_object (node, object);
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), node);
}

static void
complaint_cb (ParcoursFieldTestEditor *self)
{
  parcours_value_editor_complain (PARCOURS_VALUE_EDITOR (self), parcours_value_editor_complaint (self->test));
}

static void
parcours_field_test_editor_build (ParcoursValueEditor *editor)
{
  ParcoursFieldTestEditor *self = PARCOURS_FIELD_TEST_EDITOR (editor);

  self->param = (ParcoursParam){ (char *) "test", PARCOURS_FORM_TYPE (PARCOURS_FORM_TEST), .required = TRUE };
  self->test = parcours_value_editor_new (parcours_value_editor_form (editor), &self->param);
  parcours_value_editor_append (editor, GTK_WIDGET (self->test));
  parcours_value_editor_set_target (editor, parcours_value_editor_target (self->test));
  g_signal_connect_swapped (self->test, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->test, "notify::complaint", G_CALLBACK (complaint_cb), self);
}

static JsonNode *
test_of (JsonObject *leaf)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *test = json_object_new ();

  if (json_object_has_member (leaf, "op"))
    json_object_set_member (test, "op", parcours_json_ref_member (leaf, "op"));
  if (json_object_has_member (leaf, "value"))
    json_object_set_member (test, "value", parcours_json_ref_member (leaf, "value"));
  json_node_take_object (node, test);

  return node;
}

static gboolean
parcours_field_test_editor_show (ParcoursValueEditor *editor,
                                 JsonNode            *value,
                                 JsonObject          *scope)
{
  ParcoursFieldTestEditor *self = PARCOURS_FIELD_TEST_EDITOR (editor);
  JsonObject *leaf = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  ParcoursTestSubject subject = { PARCOURS_FIELD_NUMBER };
  g_autoptr (JsonNode) test = leaf != NULL ? test_of (leaf) : NULL;

  if ((guint) parcours_value_editor_param (editor)->type == PARCOURS_FORM_FIELD_TEST)
    parcours_test_subject_init_field (&subject, parcours_value_editor_form (editor),
                                      parcours_field_kind_of (parcours_json_member_string (leaf, "of")),
                                      parcours_json_member_string (leaf, "field"));
  parcours_test_editor_set_subject (PARCOURS_TEST_EDITOR (self->test), &subject);
  parcours_test_subject_clear (&subject);
  parcours_value_editor_set_value (self->test, test, scope);

  return value == NULL || parcours_value_editor_fits (self->test);
}

static void
parcours_field_test_editor_class_init (ParcoursFieldTestEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_field_test_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_field_test_editor_show;
}

static void
parcours_field_test_editor_init (ParcoursFieldTestEditor *self)
{
}
