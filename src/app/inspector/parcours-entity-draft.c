/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviour.h"
#include "parcours-entity-draft.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

struct _ParcoursEntityDraft
{
  GtkWidget parent_instance;

  ParcoursProject *project;   /* (owned) */
  const ParcoursKind *kind;   /* (unowned) */
  ParcoursForm *form;         /* (owned) */
  JsonObject *columns;        /* (owned) */
  GPtrArray *params;          /* (owned) (element-type ParcoursParam) */
  GPtrArray *narrowed;        /* (owned) the choices of those that offer some alone */
  GtkWidget *title;           /* (unowned) */
  GtkWidget *entry;           /* (unowned) */
  GtkWidget *error;           /* (unowned) */
  GtkWidget *buttons;         /* (unowned) */
  GtkWidget *create;          /* (unowned) */
};

typedef enum
{
  SIGNAL_MADE,
  SIGNAL_CANCELLED,
} ParcoursEntityDraftSignal;

static guint signals[SIGNAL_CANCELLED + 1];

G_DEFINE_FINAL_TYPE (ParcoursEntityDraft, parcours_entity_draft, GTK_TYPE_WIDGET)

/* Whether all is there that must be. */
static void
update (ParcoursEntityDraft *self)
{
  gboolean is_whole = !parcours_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  for (guint i = 0; i < self->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (self->params, i);

      is_whole &= !param->required || !parcours_param_is_shown (param, self->columns) ||
                  json_object_has_member (self->columns, param->name);
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
    g_signal_emit (self, signals[SIGNAL_MADE], 0, slug);
}

/* What belongs to another choice than the last is not written. */
static void
drop_hidden (ParcoursEntityDraft *self)
{
  for (guint i = 0; i < self->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (self->params, i);

      if (!parcours_param_is_shown (param, self->columns))
        json_object_remove_member (self->columns, param->name);
    }
}

static void
create_cb (ParcoursEntityDraft *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!gtk_widget_get_sensitive (self->create))
    return;
  gtk_widget_set_sensitive (self->create, FALSE);
  show_error (self, NULL);
  drop_hidden (self);
  parcours_project_add_entity_async (self->project, self->kind->name, label, self->columns, added_cb, g_object_ref (self));
}

static void
cancel_cb (ParcoursEntityDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
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

      if (field == NULL)
        continue;
      gtk_widget_set_visible (child, parcours_param_is_shown (parcours_value_field_param (field), self->columns));
      if (field != changed)
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

/* What is to be made is needed at a place that takes some choices alone. */
static void
narrow (ParcoursEntityDraft *self,
        ParcoursParam       *param,
        JsonArray           *wanted)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; param->choices[i] != NULL; i++)
    {
      if (!parcours_json_array_has (wanted, param->choices[i]))
        continue;
      g_ptr_array_add (choices, param->choices[i]);
      g_ptr_array_add (labels, param->choice_labels[i]);
    }
  g_ptr_array_add (choices, NULL);
  g_ptr_array_add (labels, NULL);
  param->choices = (char **) g_ptr_array_steal (choices, NULL);
  param->choice_labels = (char **) g_ptr_array_steal (labels, NULL);
  g_ptr_array_add (self->narrowed, param->choices);
  g_ptr_array_add (self->narrowed, param->choice_labels);
}

static void
add_field (ParcoursEntityDraft      *self,
           const ParcoursKindColumn *column,
           JsonArray                *choices)
{
  ParcoursParam *param = parcours_kind_column_param (column);
  GtkWidget *field;
  g_autoptr (JsonNode) first = param->fallback != NULL ? json_node_ref (param->fallback) : NULL;

  g_ptr_array_add (self->params, param);
  if (choices != NULL)
    narrow (self, param, choices);
  if (choices != NULL && (first == NULL || !parcours_json_array_has (choices, parcours_json_string (first))))
    {
      g_clear_pointer (&first, json_node_unref);
      first = parcours_json_new_string (param->choices[0]);
    }
  field = parcours_value_field_new (self->form, param);
  if (first != NULL)
    json_object_set_member (self->columns, param->name, json_node_ref (first));
  parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), first, self->columns);
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
  g_clear_pointer (&self->narrowed, g_ptr_array_unref);
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
  signals[SIGNAL_MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "inspector");
}

static GtkWidget *
new_buttons (ParcoursEntityDraft *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->create = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), self->create);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create_cb), self);

  return box;
}

static void
parcours_entity_draft_init (ParcoursEntityDraft *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->params = g_ptr_array_new_with_free_func (g_free);
  self->narrowed = g_ptr_array_new_with_free_func (g_free);
  self->columns = json_object_new ();
  self->title = gtk_label_new (NULL);
  self->entry = gtk_entry_new ();
  self->error = gtk_label_new (NULL);
  self->buttons = new_buttons (self);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  gtk_widget_add_css_class (self->error, "error");
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->error), 32);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 260, -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (create_cb), self);
}

/**
 * parcours_kind_column_param:
 * @column: a column
 *
 * Returns: (transfer full): a parameter that the editors of the inspector show as the column wants it, to be freed
 *   with g_free(): it shares what the column's holds
 */
ParcoursParam *
parcours_kind_column_param (const ParcoursKindColumn *column)
{
  ParcoursParam *param = g_new (ParcoursParam, 1);

  *param = *column->param;
  if (column->is_array)
    param->type = PARCOURS_FORM_TYPE (PARCOURS_FORM_TEXTS);
  else if (g_strcmp0 (column->editor, "keys") == 0)
    param->type = PARCOURS_FORM_TYPE (PARCOURS_FORM_KEYS);
  else if (g_strcmp0 (column->editor, "actions") == 0)
    param->type = PARCOURS_FORM_TYPE (PARCOURS_FORM_ACTIONS);

  return param;
}

static void
add_column (ParcoursEntityDraft      *self,
            const ParcoursKindColumn *column,
            JsonNode                 *given)
{
  /* What follows from a choice is asked with it. */
  gboolean is_asked = column->is_fixed || column->param->required || column->param->condition != NULL;

  if (given != NULL && parcours_json_string (given) != NULL)
    json_object_set_member (self->columns, column->param->name, json_node_ref (given));
  else if (is_asked)
    add_field (self, column, given != NULL ? json_node_get_array (given) : NULL);
}

/**
 * parcours_entity_draft_new:
 * @project: a project that can be written
 * @kind: what is to be made
 * @given: (nullable): columns that are known and not asked, and arrays of the choices of those that are
 * @label: a name to begin with
 *
 * Returns: (transfer floating): a form for it
 */
GtkWidget *
parcours_entity_draft_new (ParcoursProject    *project,
                           const ParcoursKind *kind,
                           JsonObject         *given,
                           const char         *label)
{
  ParcoursEntityDraft *self = g_object_new (PARCOURS_TYPE_ENTITY_DRAFT, NULL);

  self->project = g_object_ref (project);
  self->kind = kind;
  begin_document (self);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  gtk_label_set_label (GTK_LABEL (self->title), _(kind->new_label));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), label);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  for (guint i = 0; i < kind->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (kind->columns, i);

      add_column (self, column, given != NULL ? json_object_get_member (given, column->param->name) : NULL);
    }
  gtk_widget_set_parent (self->error, GTK_WIDGET (self));
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  show_beside (self, NULL);
  update (self);

  return GTK_WIDGET (self);
}
