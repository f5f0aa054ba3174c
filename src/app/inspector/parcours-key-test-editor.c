/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-comparison.h"
#include "parcours-json.h"
#include "parcours-leaf-params.h"
#include "parcours-picker.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* ParcoursKeyTestEditor: one key of a filter and what it must pass, {KEY: TEST}. */
struct _ParcoursKeyTestEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursParam test_param;
  ParcoursParam where_param;
  GtkWidget *picker;          /* (unowned) which key */
  ParcoursValueEditor *test;  /* (unowned) */
  ParcoursValueEditor *where; /* (unowned) for what is inside an object or an element of a list */
  char *key;                  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursKeyTestEditor, parcours_key_test_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_key_test_editor_finalize (GObject *object)
{
  g_free (PARCOURS_KEY_TEST_EDITOR (object)->key);

  G_OBJECT_CLASS (parcours_key_test_editor_parent_class)->finalize (object);
}

static const char *
owner_of (ParcoursKeyTestEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  /* Inside the products of an order the keys are those of a product. */
  return g_strcmp0 (parcours_value_editor_param (editor)->kind, "items") == 0
           ? "items" : parcours_where_owner (parcours_value_editor_form (editor), parcours_value_editor_scope (editor));
}

static gboolean
is_literal_op (ParcoursOp op)
{
  return op >= PARCOURS_OP_EQ && op <= PARCOURS_OP_BETWEEN;
}

static JsonNode *
literal (const ParcoursTestSubject *subject,
         const char                *text)
{
  double number;

  return (subject->type == PARCOURS_FIELD_NUMBER || subject->type == PARCOURS_FIELD_MONEY) &&
         parcours_number_parse (text, &number) ? parcours_json_new_number (number) : parcours_json_new_string (text);
}

/* ">=10" and "1..5" are an operator and what stands behind it. */
static JsonNode *
split_comparison (const ParcoursTestSubject *subject,
                  const char                *text,
                  ParcoursOp                *op)
{
  ParcoursComparison comparison;
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  JsonNode *node;

  if (!parcours_comparison_parse (text, &comparison))
    return NULL;
  *op = comparison.op;
  if (*op != PARCOURS_OP_BETWEEN)
    return literal (subject, text + strspn (text, "<>=!"));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, json_array_new ());
  json_array_add_element (json_node_get_array (node), literal (subject, ends[0]));
  json_array_add_element (json_node_get_array (node), literal (subject, ends[1]));

  return node;
}

static gboolean
is_ordered (const ParcoursTestSubject *subject)
{
  return subject->type == PARCOURS_FIELD_NUMBER || subject->type == PARCOURS_FIELD_MONEY ||
         subject->type == PARCOURS_FIELD_DATE || subject->type == PARCOURS_FIELD_DATETIME;
}

/* TEST as {"op", "value"}, whichever of its forms it has. */
static JsonNode *
from_test (const ParcoursTestSubject *subject,
           JsonNode                  *test)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const char *text = parcours_json_string (test);
  ParcoursOp op = is_ordered (subject) ? PARCOURS_OP_EQ : PARCOURS_OP_IS;
  JsonNode *value = NULL;

  if (JSON_NODE_HOLDS_OBJECT (test))
    {
      json_object_unref (object);
      json_node_unref (node);
      return json_node_ref (test);
    }
  if (JSON_NODE_HOLDS_NULL (test))
    op = PARCOURS_OP_EMPTY;
  else if (JSON_NODE_HOLDS_ARRAY (test))
    op = PARCOURS_OP_ONE_OF;
  else if (text != NULL && is_ordered (subject))
    value = split_comparison (subject, text, &op);
  if (value == NULL && op != PARCOURS_OP_EMPTY)
    value = json_node_ref (test);
  json_object_set_string_member (object, "op", parcours_op_name (op));
  if (value != NULL)
    json_object_set_member (object, "value", value);
  json_node_take_object (node, object);

  return node;
}

static char *
literal_text (JsonNode *node)
{
  const char *text = parcours_json_string (node);

  return text != NULL ? g_strdup (text) : parcours_json_to_line (node);
}

/* The shortest form that says the same. */
static JsonNode *
to_test (JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  JsonNode *value = json_object_get_member (object, "value");
  JsonArray *range = parcours_json_member_array (object, "value");
  ParcoursOp op = PARCOURS_OP_IS;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *text = NULL;

  parcours_op_parse (parcours_json_member_string (object, "op"), &op);
  if ((op == PARCOURS_OP_IS || op == PARCOURS_OP_ONE_OF) && value != NULL)
    return json_node_ref (value);
  if (!is_literal_op (op) || value == NULL || (op == PARCOURS_OP_BETWEEN) != (range != NULL))
    return json_node_ref (node);
  low = literal_text (range != NULL ? json_array_get_element (range, 0) : value);
  high = range != NULL ? literal_text (json_array_get_element (range, 1)) : NULL;
  text = range != NULL ? g_strconcat (low, "..", high, NULL) : g_strconcat (parcours_op_name (op), low, NULL);

  return parcours_json_new_string (text);
}

static void
take (ParcoursKeyTestEditor *self,
      const char            *key,
      JsonNode              *test)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  json_object_set_member (json_node_get_object (node), key, test);
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), node);
}

static void
test_changed_cb (ParcoursKeyTestEditor *self)
{
  JsonNode *value = parcours_value_editor_value (self->test);

  if (self->key != NULL && value != NULL)
    take (self, self->key, to_test (value));
}

static void
where_changed_cb (ParcoursKeyTestEditor *self)
{
  JsonNode *value = parcours_value_editor_value (self->where);
  JsonNode *empty = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (empty, json_object_new ());
  if (self->key != NULL)
    take (self, self->key, value != NULL ? json_node_ref (value) : json_node_ref (empty));
  json_node_unref (empty);
}

static void
fill_cb (ParcoursKeyTestEditor *self,
         GListStore            *list)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  const char *owner = owner_of (self);
  g_auto (GStrv) keys = owner != NULL ? parcours_keys_of (owner, parcours_form_library (form)) : NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *label = parcours_key_label (owner, keys[i], parcours_form_library (form));

      parcours_pick_list_add (list, keys[i], label, NULL);
    }
}

static JsonNode *
initial_test (ParcoursKeyTestEditor *self,
              const char            *key)
{
  return parcours_key_test_initial (parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self)), owner_of (self), key);
}

static void
picked_cb (ParcoursKeyTestEditor *self,
           const char            *key)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  if (g_strcmp0 (key, self->key) == 0)
    return;
  take (self, key, initial_test (self, key));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
parcours_key_test_editor_build (ParcoursValueEditor *editor)
{
  ParcoursKeyTestEditor *self = PARCOURS_KEY_TEST_EDITOR (editor);
  ParcoursForm *form = parcours_value_editor_form (editor);

  self->test_param = (ParcoursParam){ (char *) "test", PARCOURS_FORM_TYPE (PARCOURS_FORM_TEST), .required = TRUE };
  self->where_param = (ParcoursParam){ (char *) "where", PARCOURS_PARAM_WHERE, .kind = (char *) "items" };
  self->picker = parcours_picker_new (form);
  self->test = parcours_value_editor_new (form, &self->test_param);
  g_signal_connect_swapped (self->picker, "fill", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (self->test, "changed", G_CALLBACK (test_changed_cb), self);
  parcours_value_editor_append (editor, self->picker);
  parcours_value_editor_append (editor, GTK_WIDGET (self->test));
  parcours_value_editor_set_target (editor, parcours_picker_button (PARCOURS_PICKER (self->picker)));
}

static void
show_test (ParcoursKeyTestEditor *self,
           JsonNode              *test,
           JsonObject            *scope)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  const char *owner = owner_of (self);
  ParcoursTestSubject subject;
  g_autoptr (JsonNode) operation = NULL;
  gboolean is_where = JSON_NODE_HOLDS_OBJECT (test) && !json_object_has_member (json_node_get_object (test), "op");

  if (is_where && self->where == NULL)
    {
      self->where = parcours_value_editor_new (form, &self->where_param);
      g_signal_connect_swapped (self->where, "changed", G_CALLBACK (where_changed_cb), self);
      parcours_value_editor_append (PARCOURS_VALUE_EDITOR (self), GTK_WIDGET (self->where));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->test), !is_where);
  if (self->where != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->where), is_where);
  if (is_where)
    {
      parcours_value_editor_set_value (self->where, test, scope);
      return;
    }
  parcours_test_subject_init_key (&subject, form, owner, self->key);
  operation = from_test (&subject, test);
  parcours_test_editor_set_subject (PARCOURS_TEST_EDITOR (self->test), &subject);
  parcours_test_subject_clear (&subject);
  parcours_value_editor_set_value (self->test, operation, scope);
}

static gboolean
parcours_key_test_editor_show (ParcoursValueEditor *editor,
                               JsonNode            *value,
                               JsonObject          *scope)
{
  ParcoursKeyTestEditor *self = PARCOURS_KEY_TEST_EDITOR (editor);
  JsonObject *object = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  g_autofree char *label = NULL;

  g_free (self->key);
  self->key = members != NULL ? g_strdup (members->data) : NULL;
  label = self->key != NULL ? parcours_key_label (owner_of (self), self->key, parcours_form_library (parcours_value_editor_form (editor)))
                            : g_strdup (C_("setting", "Choose…"));
  parcours_picker_set_label (PARCOURS_PICKER (self->picker), label, self->key != NULL);
  if (self->key != NULL)
    show_test (self, json_object_get_member (object, self->key), scope);

  return value == NULL || self->key != NULL;
}

static void
parcours_key_test_editor_class_init (ParcoursKeyTestEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_key_test_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_key_test_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_key_test_editor_show;
}

static void
parcours_key_test_editor_init (ParcoursKeyTestEditor *self)
{
}

/**
 * parcours_key_test_initial:
 * @form: what the editors share
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys
 *
 * Returns: (transfer full): what the key is tested for before anybody says otherwise
 */
JsonNode *
parcours_key_test_initial (ParcoursForm *form,
                           const char   *owner,
                           const char   *key)
{
  ParcoursTestSubject subject;
  guint n_ops;
  ParcoursOp op;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonNode *value;

  json_node_take_object (node, json_object_new ());
  if (g_strcmp0 (parcours_key_type (owner, key), "items") == 0)
    return g_steal_pointer (&node);
  parcours_test_subject_init_key (&subject, form, owner, key);
  op = parcours_test_subject_ops (&subject, &n_ops)[0];
  value = parcours_test_subject_initial (&subject, form, op);
  parcours_test_subject_clear (&subject);
  json_object_set_string_member (json_node_get_object (node), "op", parcours_op_name (op));
  json_object_set_member (json_node_get_object (node), "value", value);

  return to_test (node);
}
