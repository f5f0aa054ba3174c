/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-value-editors.h"

/*
 * ParcoursTestEditor: an operator and what something is compared with, as
 * {"op": …, "value": …}. What it is about, and so which operators there are and
 * how values look, is set beside.
 */
struct _ParcoursTestEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursTestSubject subject;
  GtkWidget *ops;               /* (unowned) */
  ParcoursOp offered[16];
  guint n_offered;
  ParcoursOp op;                /* the one whose editors are shown */
  gboolean has_children;
  ParcoursParam param;
  ParcoursValueEditor *low;     /* (unowned) (nullable) */
  ParcoursValueEditor *high;    /* (unowned) (nullable) of a range, its upper end */
};

G_DEFINE_FINAL_TYPE (ParcoursTestEditor, parcours_test_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_test_editor_finalize (GObject *object)
{
  parcours_test_subject_clear (&PARCOURS_TEST_EDITOR (object)->subject);

  G_OBJECT_CLASS (parcours_test_editor_parent_class)->finalize (object);
}

static void
take (ParcoursTestEditor *self,
      ParcoursOp          op,
      JsonNode           *operand)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "op", parcours_op_name (op));
  if (operand != NULL)
    json_object_set_member (object, "value", operand);
  json_node_take_object (node, object);
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), node);
}

static void
child_changed_cb (ParcoursTestEditor *self)
{
  JsonNode *low = self->low != NULL ? parcours_value_editor_value (self->low) : NULL;
  JsonNode *high = self->high != NULL ? parcours_value_editor_value (self->high) : NULL;
  JsonNode *range;

  if (self->high == NULL)
    {
      take (self, self->op, low != NULL ? json_node_ref (low) : parcours_json_new_string (""));
      return;
    }
  if (low == NULL || high == NULL)
    return;
  range = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (range, json_array_new ());
  json_array_add_element (json_node_get_array (range), json_node_ref (low));
  json_array_add_element (json_node_get_array (range), json_node_ref (high));
  take (self, self->op, range);
}

static void
complaint_cb (ParcoursValueEditor *child,
              GParamSpec          *pspec,
              ParcoursTestEditor  *self)
{
  parcours_value_editor_complain (PARCOURS_VALUE_EDITOR (self), parcours_value_editor_complaint (child));
}

static ParcoursValueEditor *
new_child (ParcoursTestEditor *self,
           const char         *title)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  ParcoursValueEditor *child = parcours_value_editor_new (parcours_value_editor_form (editor), &self->param);

  parcours_value_editor_set_title (child, title);
  parcours_value_editor_append (editor, GTK_WIDGET (child));
  g_signal_connect_swapped (child, "changed", G_CALLBACK (child_changed_cb), self);
  g_signal_connect (child, "notify::complaint", G_CALLBACK (complaint_cb), self);

  return child;
}

static void
drop_children (ParcoursTestEditor *self)
{
  if (self->low != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->low));
  if (self->high != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->high));
  self->low = self->high = NULL;
  self->has_children = FALSE;
}

/* Editors for what @op compares with. */
static void
set_op (ParcoursTestEditor *self,
        ParcoursOp          op)
{
  ParcoursParam param;

  parcours_subject_param (&self->subject, op, &param);
  if (self->has_children && self->op != PARCOURS_OP_EMPTY && self->op != PARCOURS_OP_NOT_EMPTY &&
      op != PARCOURS_OP_EMPTY && op != PARCOURS_OP_NOT_EMPTY && self->param.type == param.type &&
      (self->high != NULL) == (op == PARCOURS_OP_BETWEEN))
    {
      self->op = op;
      return;
    }
  drop_children (self);
  self->op = op;
  self->param = param;
  self->has_children = TRUE;
  if (op == PARCOURS_OP_EMPTY || op == PARCOURS_OP_NOT_EMPTY)
    return;
  self->low = new_child (self, op == PARCOURS_OP_BETWEEN ? _("From") : _("Value"));
  if (op == PARCOURS_OP_BETWEEN)
    self->high = new_child (self, _("To"));
}

static gboolean
same_shape (const ParcoursTestSubject *subject,
            ParcoursOp                 a,
            ParcoursOp                 b)
{
  ParcoursParam one, other;

  parcours_subject_param (subject, a, &one);
  parcours_subject_param (subject, b, &other);

  return one.type == other.type && (a == PARCOURS_OP_BETWEEN) == (b == PARCOURS_OP_BETWEEN) &&
         a != PARCOURS_OP_EMPTY && a != PARCOURS_OP_NOT_EMPTY && b != PARCOURS_OP_EMPTY && b != PARCOURS_OP_NOT_EMPTY;
}

static void
op_selected_cb (ParcoursTestEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops));
  JsonNode *value = parcours_value_editor_value (editor);
  JsonNode *old = value != NULL && JSON_NODE_HOLDS_OBJECT (value)
                    ? json_object_get_member (json_node_get_object (value), "value") : NULL;
  ParcoursOp op;

  if (position >= self->n_offered || self->offered[position] == self->op)
    return;
  op = self->offered[position];
  /* "More than 5" may become "less than 5"; what "between" needs is another thing. */
  if (old != NULL && same_shape (&self->subject, self->op, op))
    take (self, op, json_node_ref (old));
  else
    take (self, op, parcours_test_subject_initial (&self->subject, parcours_value_editor_form (editor), op));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
fill_ops (ParcoursTestEditor *self,
          ParcoursOp          op)
{
  guint n_ops, position = G_MAXUINT;
  const ParcoursOp *ops = parcours_test_subject_ops (&self->subject, &n_ops);
  GtkStringList *labels = gtk_string_list_new (NULL);

  self->n_offered = 0;
  for (guint i = 0; i < n_ops; i++)
    {
      position = ops[i] == op ? i : position;
      self->offered[self->n_offered++] = ops[i];
      gtk_string_list_append (labels, parcours_test_op_label (&self->subject, ops[i]));
    }
  /* One that does not suit what is tested is shown, and kept. */
  if (position == G_MAXUINT)
    {
      position = self->n_offered;
      self->offered[self->n_offered++] = op;
      gtk_string_list_append (labels, parcours_test_op_label (&self->subject, op));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->ops), G_LIST_MODEL (labels));
  g_object_unref (labels);
  parcours_select_quietly (GTK_DROP_DOWN (self->ops), position);
}

static void
parcours_test_editor_build (ParcoursValueEditor *editor)
{
  ParcoursTestEditor *self = PARCOURS_TEST_EDITOR (editor);

  self->ops = parcours_new_drop_down (NULL, _("Comparison"));
  parcours_value_editor_append (editor, self->ops);
  parcours_value_editor_set_target (editor, self->ops);
  g_signal_connect_swapped (self->ops, "notify::selected", G_CALLBACK (op_selected_cb), self);
}

static gboolean
parcours_test_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursTestEditor *self = PARCOURS_TEST_EDITOR (editor);
  JsonObject *object = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  JsonNode *operand = object != NULL ? json_object_get_member (object, "value") : NULL;
  JsonArray *range = parcours_json_member_array (object, "value");
  guint n_ops;
  ParcoursOp op = parcours_test_subject_ops (&self->subject, &n_ops)[0];
  gboolean is_op = object != NULL && parcours_op_parse (parcours_json_member_string (object, "op"), &op);

  if (self->n_offered == 0 || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops)) >= self->n_offered ||
      self->offered[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops))] != op)
    fill_ops (self, op);
  set_op (self, op);
  if (self->high != NULL)
    {
      gboolean is_range = range != NULL && json_array_get_length (range) == 2;

      parcours_value_editor_set_value (self->low, is_range ? json_array_get_element (range, 0) : NULL, scope);
      parcours_value_editor_set_value (self->high, is_range ? json_array_get_element (range, 1) : NULL, scope);
      return value == NULL || (is_op && is_range);
    }
  if (self->low != NULL)
    parcours_value_editor_set_value (self->low, operand, scope);

  return value == NULL || (is_op && (self->low == NULL || parcours_value_editor_fits (self->low)));
}

static void
parcours_test_editor_class_init (ParcoursTestEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_test_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_test_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_test_editor_show;
}

static void
parcours_test_editor_init (ParcoursTestEditor *self)
{
  self->subject.type = PARCOURS_FIELD_TEXT;
}

/**
 * parcours_test_editor_set_subject:
 * @self: an editor
 * @subject: what is tested
 *
 * The value is to be set anew afterwards.
 */
void
parcours_test_editor_set_subject (ParcoursTestEditor        *self,
                                  const ParcoursTestSubject *subject)
{
  if (parcours_test_subject_equal (&self->subject, subject))
    return;
  drop_children (self);
  parcours_test_subject_clear (&self->subject);
  self->subject = *subject;
  self->subject.options = g_strdupv (subject->options);
  self->subject.option_labels = g_strdupv (subject->option_labels);
  self->n_offered = 0;
}
