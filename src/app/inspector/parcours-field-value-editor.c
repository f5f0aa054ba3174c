/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-value-editors.h"

/* ParcoursFieldValueEditor: a value for the field that is chosen beside it, as its type wants it. */
struct _ParcoursFieldValueEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursTestSubject subject;
  ParcoursParam param;
  ParcoursValueEditor *child; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursFieldValueEditor, parcours_field_value_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_field_value_editor_finalize (GObject *object)
{
  parcours_test_subject_clear (&PARCOURS_FIELD_VALUE_EDITOR (object)->subject);

  G_OBJECT_CLASS (parcours_field_value_editor_parent_class)->finalize (object);
}

static void
changed_cb (ParcoursFieldValueEditor *self)
{
  JsonNode *value = parcours_value_editor_value (self->child);

  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), value != NULL ? json_node_ref (value) : NULL);
}

static void
complaint_cb (ParcoursFieldValueEditor *self)
{
  parcours_value_editor_complain (PARCOURS_VALUE_EDITOR (self), parcours_value_editor_complaint (self->child));
}

static void
replace_child (ParcoursFieldValueEditor *self,
               ParcoursTestSubject      *subject)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);

  if (self->child != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->child));
  parcours_test_subject_clear (&self->subject);
  self->subject = *subject;
  parcours_subject_param (&self->subject, PARCOURS_OP_NOT_EMPTY, &self->param);
  self->param.any = param->any;
  self->param.required = param->required && !param->any;
  self->child = parcours_value_editor_new (parcours_value_editor_form (editor), &self->param);
  parcours_value_editor_set_title (self->child, param->label != NULL ? parcours_label_of (param) : _("Value"));
  parcours_value_editor_append (editor, GTK_WIDGET (self->child));
  parcours_value_editor_set_target (editor, GTK_WIDGET (self->child));
  g_signal_connect_swapped (self->child, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->child, "notify::complaint", G_CALLBACK (complaint_cb), self);
}

static void
parcours_field_value_editor_build (ParcoursValueEditor *editor)
{
  ParcoursTestSubject subject = { PARCOURS_FIELD_TEXT };

  replace_child (PARCOURS_FIELD_VALUE_EDITOR (editor), &subject);
}

static gboolean
parcours_field_value_editor_show (ParcoursValueEditor *editor,
                                  JsonNode            *value,
                                  JsonObject          *scope)
{
  ParcoursFieldValueEditor *self = PARCOURS_FIELD_VALUE_EDITOR (editor);
  ParcoursTestSubject subject;

  parcours_test_subject_of_scope (&subject, parcours_value_editor_form (editor), scope);
  if (parcours_test_subject_equal (&subject, &self->subject))
    parcours_test_subject_clear (&subject);
  else
    replace_child (self, &subject);
  parcours_value_editor_set_value (self->child, value, scope);

  return parcours_value_editor_fits (self->child);
}

static void
parcours_field_value_editor_class_init (ParcoursFieldValueEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_field_value_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_field_value_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_field_value_editor_show;
}

static void
parcours_field_value_editor_init (ParcoursFieldValueEditor *self)
{
}
