/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-references.h"
#include "parcours-value-editors.h"

/* ParcoursRefEditor: one thing that is named: a list, an email, a step, an event ... */

struct _ParcoursRefEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *picker; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursRefEditor, parcours_ref_editor, PARCOURS_TYPE_VALUE_EDITOR)

/* Stands for nothing, or anything; no slug looks like it. */
#define NONE "\x01"

static const char *
kind_of (ParcoursRefEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  return parcours_reference_kind (parcours_value_editor_form (editor), parcours_value_editor_param (editor),
                                  parcours_value_editor_scope (editor));
}

static void
fill_cb (ParcoursRefEditor *self,
         GListStore        *list)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  g_autofree char *none = parcours_none_label (parcours_value_editor_form (editor), param, kind_of (self));

  if (!parcours_must_choose (parcours_value_editor_form (editor), param))
    parcours_pick_list_add (list, NONE, none, NULL);
  parcours_references_fill (parcours_value_editor_form (editor), param, kind_of (self),
                            parcours_value_editor_scope (editor), list);
}

static void
picked_cb (ParcoursRefEditor *self,
           const char        *slug)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  JsonNode *value = g_str_equal (slug, NONE) ? NULL : parcours_json_new_string (slug);

  parcours_value_editor_take (editor, value);
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
parcours_ref_editor_build (ParcoursValueEditor *editor)
{
  ParcoursRefEditor *self = PARCOURS_REF_EDITOR (editor);

  self->picker = parcours_picker_new (parcours_value_editor_form (editor));
  g_signal_connect_swapped (self->picker, "fill", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  parcours_value_editor_append (editor, self->picker);
  parcours_value_editor_set_target (editor, parcours_picker_button (PARCOURS_PICKER (self->picker)));
}

static gboolean
parcours_ref_editor_show (ParcoursValueEditor *editor,
                          JsonNode            *value,
                          JsonObject          *scope)
{
  ParcoursRefEditor *self = PARCOURS_REF_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const char *kind = kind_of (self);
  const char *slug = parcours_json_string (value);
  gboolean is_chosen = slug != NULL && !(param->any && g_str_equal (slug, "any"));
  gboolean is_missing = FALSE;
  g_autofree char *label = is_chosen ? parcours_reference_label (parcours_value_editor_form (editor), param, kind, slug,
                                                                 &is_missing)
                                     : parcours_none_label (parcours_value_editor_form (editor), param, kind);

  parcours_references_set_new (PARCOURS_PICKER (self->picker), parcours_value_editor_form (editor), param, kind, scope);
  parcours_picker_set_label (PARCOURS_PICKER (self->picker), label, is_chosen);
  parcours_picker_set_missing (PARCOURS_PICKER (self->picker), is_missing);

  return value == NULL || slug != NULL;
}

static void
parcours_ref_editor_class_init (ParcoursRefEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_ref_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_ref_editor_show;
}

static void
parcours_ref_editor_init (ParcoursRefEditor *self)
{
}
