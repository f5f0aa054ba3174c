/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviour.h"
#include "parcours-entity-draft.h"
#include "parcours-entity-editor.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-field.h"

struct _ParcoursEntityDraft
{
  GtkWidget parent_instance;

  ParcoursProject *project;   /* (owned) */
  const ParcoursKind *kind;   /* (unowned) */
  ParcoursForm *form;         /* (owned) */
  JsonObject *columns;        /* (owned) */
  GPtrArray *params;          /* (owned) (element-type ParcoursParam) */
  GtkWidget *entry;
  GtkWidget *error;
  GtkWidget *create;
};

static guint made_signal;

G_DEFINE_FINAL_TYPE (ParcoursEntityDraft, parcours_entity_draft, GTK_TYPE_WIDGET)

/* Whether all is there that must be. */
static void
update (ParcoursEntityDraft *self)
{
  gboolean is_whole = !parcours_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  for (guint i = 0; i < self->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (self->params, i);

      is_whole &= !param->required || json_object_has_member (self->columns, param->name);
    }
  gtk_widget_set_sensitive (self->create, is_whole);
}

static void
show_error (ParcoursEntityDraft *self,
            const char          *message)
{
  gtk_label_set_label (GTK_LABEL (self->error), message != NULL ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursEntityDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project == NULL)
    return;
  update (self);
  if (slug == NULL)
    show_error (self, error->message);
  else
    g_signal_emit (self, made_signal, 0, slug);
}

static void
create_cb (ParcoursEntityDraft *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!gtk_widget_get_sensitive (self->create))
    return;
  gtk_widget_set_sensitive (self->create, FALSE);
  show_error (self, NULL);
  parcours_project_add_entity_async (self->project, self->kind->name, label, self->columns, added_cb, g_object_ref (self));
}

/* What is edited elsewhere begins as an empty document of its format. */
static void
begin_document (ParcoursEntityDraft *self)
{
  if (self->kind->editor == PARCOURS_KIND_BEHAVIOUR)
    json_object_set_string_member (self->columns, "format", PARCOURS_BEHAVIOUR_FORMAT);
}

/* What the others offer may follow from it, as the stages from the pipeline. */
static void
show_beside (ParcoursEntityDraft *self,
             ParcoursValueField  *changed)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      ParcoursValueField *field = PARCOURS_IS_VALUE_FIELD (child) ? PARCOURS_VALUE_FIELD (child) : NULL;

      if (field != NULL && field != changed && parcours_value_editor_complaint (parcours_value_field_editor (field)) == NULL)
        parcours_value_field_set_value (field, parcours_value_editor_value (parcours_value_field_editor (field)),
                                        self->columns);
    }
}

static void
field_changed_cb (ParcoursValueField  *field,
                  ParcoursEntityDraft *self)
{
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));
  const char *name = parcours_value_field_param (field)->name;

  if (value != NULL)
    json_object_set_member (self->columns, name, json_node_ref (value));
  else
    json_object_remove_member (self->columns, name);
  show_beside (self, field);
  update (self);
}

static void
add_field (ParcoursEntityDraft      *self,
           const ParcoursKindColumn *column)
{
  ParcoursParam *param = parcours_kind_column_param (column);
  GtkWidget *field = parcours_value_field_new (self->form, param);

  g_ptr_array_add (self->params, param);
  if (param->fallback != NULL)
    json_object_set_member (self->columns, param->name, json_node_ref (param->fallback));
  parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), param->fallback, self->columns);
  gtk_widget_set_parent (field, GTK_WIDGET (self));
  g_signal_connect (field, "changed", G_CALLBACK (field_changed_cb), self);
}

static void
parcours_entity_draft_dispose (GObject *object)
{
  ParcoursEntityDraft *self = PARCOURS_ENTITY_DRAFT (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  g_clear_pointer (&self->columns, json_object_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_entity_draft_parent_class)->dispose (object);
}

static gboolean
parcours_entity_draft_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PARCOURS_ENTITY_DRAFT (widget)->entry);
}

static void
parcours_entity_draft_class_init (ParcoursEntityDraftClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_entity_draft_dispose;
  widget_class->grab_focus = parcours_entity_draft_grab_focus;
  made_signal = g_signal_new ("made", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "inspector");
}

static void
parcours_entity_draft_init (ParcoursEntityDraft *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->params = g_ptr_array_new_with_free_func (g_free);
  self->columns = json_object_new ();
  self->entry = gtk_entry_new ();
  self->error = gtk_label_new (NULL);
  self->create = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_add_css_class (self->create, "suggested-action");
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->error), 32);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 260, -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (create_cb), self);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create_cb), self);
}

/**
 * parcours_entity_draft_new:
 * @project: a project that can be written
 * @kind: what is to be made
 *
 * Returns: (transfer floating): a form for it
 */
GtkWidget *
parcours_entity_draft_new (ParcoursProject    *project,
                           const ParcoursKind *kind)
{
  ParcoursEntityDraft *self = g_object_new (PARCOURS_TYPE_ENTITY_DRAFT, NULL);

  self->project = g_object_ref (project);
  self->kind = kind;
  begin_document (self);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  for (guint i = 0; i < kind->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (kind->columns, i);

      if (column->is_fixed)
        add_field (self, column);
    }
  gtk_widget_set_parent (self->error, GTK_WIDGET (self));
  gtk_widget_set_parent (self->create, GTK_WIDGET (self));
  update (self);

  return GTK_WIDGET (self);
}
