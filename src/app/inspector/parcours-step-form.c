/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-kept-rows.h"
#include "parcours-message-button.h"
#include "parcours-step-edits.h"
#include "parcours-step-form.h"
#include "parcours-use-links.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

struct _ParcoursStepForm
{
  GtkWidget parent_instance;

  ParcoursForm *form;       /* (owned) */
  char *step;               /* (owned) */
  const ParcoursRow *row;   /* (unowned) (nullable) */
  GPtrArray *fields;        /* (element-type ParcoursValueField) (owned) the array */
  GPtrArray *lists;         /* (element-type GtkWidget) (owned) the array: groups of fields */
  GPtrArray *messages;      /* (element-type GtkWidget) (owned) the array: buttons that edit a message */
  GtkWidget *kinds;         /* (unowned) (nullable) other types that the row can be */
  GtkWidget *kept;          /* (unowned) what the step holds beside its parameters */
  GtkWidget *title;         /* (unowned) (nullable) */
  GtkWidget *note;          /* (unowned) (nullable) */
  GtkWidget *words;         /* (unowned) what name and note stand behind */
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (ParcoursStepForm, parcours_step_form, GTK_TYPE_WIDGET)

/* What every step has. */
static const ParcoursParam title_param = { (char *) "title", PARCOURS_PARAM_TEXT, .label = (char *) N_("Name"),
                                           .help = (char *) N_("Left empty, the step has the platform’s name.") };
static const ParcoursParam note_param = { (char *) "note", PARCOURS_PARAM_TEXT, .label = (char *) N_("Note") };

static void
parcours_step_form_dispose (GObject *object)
{
  ParcoursStepForm *self = PARCOURS_STEP_FORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_object (&self->form);
  g_clear_pointer (&self->step, g_free);

  G_OBJECT_CLASS (parcours_step_form_parent_class)->dispose (object);
}

static void
parcours_step_form_class_init (ParcoursStepFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = parcours_step_form_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
parcours_step_form_init (ParcoursStepForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->fields = g_ptr_array_new ();
  self->lists = g_ptr_array_new ();
  self->messages = g_ptr_array_new ();
}

static const ParcoursStep *
find_step (ParcoursStepForm *self)
{
  ParcoursDocument *document = parcours_form_document (self->form);

  return document != NULL ? parcours_automation_step (parcours_document_automation (document), self->step) : NULL;
}

static void
apply (ParcoursStepForm    *self,
       ParcoursValueEditor *editor,
       ParcoursEdit        *edit)
{
  g_autoptr (ParcoursEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  if (!parcours_document_apply (parcours_form_document (self->form), owned, &error))
    parcours_value_editor_complain (editor, error->message);
}

static void
changed_cb (ParcoursValueField *field,
            ParcoursStepForm   *self)
{
  const ParcoursParam *param = parcours_value_field_param (field);
  ParcoursValueEditor *editor = parcours_value_field_editor (field);
  JsonNode *value = parcours_value_editor_value (editor);
  ParcoursAutomation *automation = parcours_document_automation (parcours_form_document (self->form));

  if (param == &title_param)
    apply (self, editor, parcours_step_edit_rename (automation, self->step, value != NULL ? parcours_json_string (value) : NULL));
  else if (param == &note_param)
    apply (self, editor, parcours_step_edit_note (automation, self->step, value != NULL ? parcours_json_string (value) : NULL));
  else
    apply (self, editor, parcours_step_edit_param (automation, self->step, param->name, value));
  /* The document may have said nothing before either; what holds instead is seen all the same. */
  if (value == NULL)
    parcours_step_form_refresh (self);
}

/* Whoever goes to another field begins another edit. */
static void
left_cb (ParcoursStepForm *self)
{
  ParcoursDocument *document = self->form != NULL ? parcours_form_document (self->form) : NULL;

  if (document != NULL)
    parcours_document_end_burst (document);
}

static GtkWidget *
new_field (ParcoursStepForm    *self,
           const ParcoursParam *param)
{
  GtkWidget *field = parcours_value_field_new (self->form, param);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (field, focus);

  return field;
}

static GtkWidget *
new_list (ParcoursStepForm *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "fields");
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  g_ptr_array_add (self->lists, list);

  return list;
}

static void
append_row (GtkWidget *list,
            GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* Conditions need the whole width, and are cards of their own. */
static gboolean
is_wide (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_CONDITION || param->type == PARCOURS_PARAM_WHERE;
}

/* What most steps leave out stands behind its name, so that a new step is seen as a whole. */
static gboolean
is_folded (ParcoursStepForm    *self,
           const ParcoursParam *param)
{
  return is_wide (param) && !param->required && !parcours_row_requires_param (self->row, param);
}

static GtkWidget *
new_expander (const char *label,
              GtkWidget  *child)
{
  GtkWidget *expander = parcours_new_expander (label);

  gtk_widget_add_css_class (expander, "folded");
  gtk_expander_set_child (GTK_EXPANDER (expander), child);

  return expander;
}

static void
add_folded (ParcoursStepForm *self,
            GtkWidget        *field)
{
  const ParcoursParam *param = parcours_value_field_param (PARCOURS_VALUE_FIELD (field));
  GtkWidget *expander = new_expander (parcours_label_of (param), field);

  parcours_value_field_hide_title (PARCOURS_VALUE_FIELD (field));
  gtk_widget_set_parent (expander, GTK_WIDGET (self));
  g_object_set_data (G_OBJECT (field), "holder", expander);
}

static void
add_message (ParcoursStepForm    *self,
             GtkWidget           *list,
             const ParcoursParam *param)
{
  GtkWidget *button = parcours_message_button_new (param);

  append_row (list, button);
  g_object_bind_property (button, "visible", gtk_widget_get_parent (button), "visible", G_BINDING_SYNC_CREATE);
  g_ptr_array_add (self->messages, button);
}

static void
add_params (ParcoursStepForm *self)
{
  GtkWidget *list = NULL;

  for (guint i = 0; i < self->row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (self->row->type->params, i);
      GtkWidget *field;

      if (!parcours_row_shows_param (self->row, param))
        continue;
      field = new_field (self, param);
      g_ptr_array_add (self->fields, field);
      if (is_wide (param))
        {
          if (is_folded (self, param))
            add_folded (self, field);
          else
            gtk_widget_set_parent (field, GTK_WIDGET (self));
          list = NULL;
          continue;
        }
      if (list == NULL)
        list = new_list (self);
      append_row (list, field);
      if (parcours_param_is_message (param))
        add_message (self, list, param);
    }
}

static void
kind_selected_cb (ParcoursStepForm *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kinds));
  ParcoursDocument *document = parcours_form_document (self->form);
  const ParcoursRow *row = position > 0 && position <= self->row->variants->len
                             ? g_ptr_array_index (self->row->variants, position - 1) : NULL;
  g_autoptr (ParcoursEdit) edit = NULL;

  if (row == NULL || self->refreshing)
    return;
  parcours_document_end_burst (document);
  edit = parcours_step_edit_replace (parcours_document_automation (document), self->step, row, NULL);
  if (edit != NULL)
    parcours_document_apply (document, edit, NULL);
}

/* A wait may be another kind of wait, under the same name of the platform. */
static void
add_kinds (ParcoursStepForm *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("Kind"));

  g_ptr_array_add (labels, _(self->row->type->title));
  for (guint i = 0; i < self->row->variants->len; i++)
    g_ptr_array_add (labels, _(((const ParcoursRow *) g_ptr_array_index (self->row->variants, i))->type->title));
  g_ptr_array_add (labels, NULL);
  self->kinds = parcours_new_drop_down ((const char *const *) labels->pdata, _("Kind"));
  gtk_label_set_xalign (GTK_LABEL (title), 0.);
  gtk_widget_add_css_class (title, "field-title");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->kinds);
  append_row (new_list (self), box);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (kind_selected_cb), self);
}

/* What was decided where the platform leaves something open: for those who wonder, so it stands folded. */
static void
add_notes (ParcoursStepForm *self)
{
  g_autofree char *notes = self->row != NULL ? parcours_row_dup_notes (self->row) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *label;

  if (notes == NULL)
    return;
  /* Translators: the name of a platform, such as Brevo */
  title = g_strdup_printf (_("What %s Leaves Open"), parcours_platform_label (self->row->platform));
  label = gtk_label_new (notes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (new_expander (title, label), GTK_WIDGET (self));
}

static void
build (ParcoursStepForm *self)
{
  GtkWidget *list;

  if (self->row != NULL && self->row->variants != NULL && self->row->variants->len > 0)
    add_kinds (self);
  if (self->row != NULL)
    add_params (self);
  self->kept = parcours_kept_rows_new (self->form);
  gtk_widget_set_parent (self->kept, GTK_WIDGET (self));
  list = new_list (self);
  self->title = new_field (self, &title_param);
  self->note = new_field (self, &note_param);
  append_row (list, self->title);
  append_row (list, self->note);
  g_object_ref (list);
  gtk_widget_unparent (list);
  self->words = new_expander (_("Name and Note"), list);
  g_object_unref (list);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  add_notes (self);
}

/* A list whose fields all do not apply is not there. */
static void
update_lists (ParcoursStepForm *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      GtkWidget *list = g_ptr_array_index (self->lists, i);
      gboolean is_visible = FALSE;

      for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
        is_visible |= gtk_widget_get_visible (row);
      gtk_widget_set_visible (list, is_visible);
    }
}

static void
set_text (GtkWidget  *field,
          const char *text)
{
  g_autoptr (JsonNode) value = text != NULL ? parcours_json_new_string (text) : NULL;

  parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), value, NULL);
}

/* What comes and goes with a field. What is folded has no parent at the moment. */
static GtkWidget *
holder_of (GtkWidget *field)
{
  GtkWidget *expander = g_object_get_data (G_OBJECT (field), "holder");
  GtkWidget *parent = gtk_widget_get_parent (field);

  if (expander != NULL)
    return expander;

  return GTK_IS_LIST_BOX_ROW (parent) ? parent : field;
}

static void
refresh_params (ParcoursStepForm   *self,
                const ParcoursStep *step)
{
  g_autoptr (JsonObject) effective = self->row != NULL ? parcours_row_effective_params (self->row, step->params) : NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (self->fields, i);
      GtkWidget *holder = holder_of (field);
      const ParcoursParam *param = parcours_value_field_param (PARCOURS_VALUE_FIELD (field));
      JsonNode *value = json_object_get_member (step->params, param->name);

      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        value = parcours_row_default (self->row, param);
      gtk_widget_set_visible (holder, parcours_param_is_shown (param, effective));
      if (GTK_IS_EXPANDER (holder) && value != NULL && !JSON_NODE_HOLDS_NULL (value))
        gtk_expander_set_expanded (GTK_EXPANDER (holder), TRUE);
      parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), value, effective);
    }
  for (guint i = 0; i < self->messages->len; i++)
    parcours_message_button_refresh (g_ptr_array_index (self->messages, i), self->form, effective);
}

/**
 * parcours_step_form_refresh:
 * @self: a form
 *
 * Shows the step as it is now.
 */
void
parcours_step_form_refresh (ParcoursStepForm *self)
{
  const ParcoursStep *step = find_step (self);

  if (step == NULL)
    return;
  self->refreshing = TRUE;
  refresh_params (self, step);
  parcours_kept_rows_refresh (self->kept, step, self->row);
  set_text (self->title, step->title);
  set_text (self->note, step->note);
  if (step->title != NULL || step->note != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (self->words), TRUE);
  if (self->kinds != NULL)
    parcours_select_quietly (GTK_DROP_DOWN (self->kinds), 0);
  update_lists (self);
  self->refreshing = FALSE;
}

/**
 * parcours_step_form_new:
 * @form: what the editors share; it says which step
 *
 * Returns: (transfer full): the form of that step
 */
GtkWidget *
parcours_step_form_new (ParcoursForm *form)
{
  ParcoursStepForm *self = g_object_new (PARCOURS_TYPE_STEP_FORM, NULL);
  GtkWidget *links;

  self->form = g_object_ref (form);
  self->step = g_strdup (parcours_form_step (form));
  self->row = parcours_form_row (form);
  build (self);
  links = self->row != NULL ? parcours_use_links_new (self->row) : NULL;
  if (links != NULL)
    gtk_widget_set_parent (links, GTK_WIDGET (self));
  parcours_step_form_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_step_form_clear_problems:
 * @self: a form
 *
 * Takes away what parcours_step_form_add_problem() has added.
 */
void
parcours_step_form_clear_problems (ParcoursStepForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    parcours_value_field_clear_problems (g_ptr_array_index (self->fields, i));
}

/**
 * parcours_step_form_add_problem:
 * @self: a form
 * @check: what a check found about the step
 * @fix_func: who applies a fix
 * @user_data: for @fix_func
 *
 * Says it at the field that it is about.
 *
 * Returns: whether there is such a field to be seen
 */
gboolean
parcours_step_form_add_problem (ParcoursStepForm *self,
                                ParcoursCheck    *check,
                                ParcoursFixFunc   fix_func,
                                gpointer          user_data)
{
  GtkWidget *field = check->param != NULL ? parcours_step_form_field (self, check->param) : NULL;
  GtkWidget *holder = field != NULL ? holder_of (field) : NULL;

  if (holder == NULL || !gtk_widget_get_visible (holder))
    return FALSE;
  if (GTK_IS_EXPANDER (holder))
    gtk_expander_set_expanded (GTK_EXPANDER (holder), TRUE);
  parcours_value_field_add_problem (PARCOURS_VALUE_FIELD (field), parcours_problem_line_new (check, fix_func, user_data),
                                    check->message);

  return TRUE;
}

/**
 * parcours_step_form_is_for:
 * @self: a form
 * @step: the id of a step
 * @row: (nullable): the row that decides what its form looks like
 *
 * Returns: whether the form can show that step, so that it need not be made anew
 */
gboolean
parcours_step_form_is_for (ParcoursStepForm  *self,
                           const char        *step,
                           const ParcoursRow *row)
{
  return g_strcmp0 (self->step, step) == 0 && self->row == row;
}

/**
 * parcours_step_form_field:
 * @self: a form
 * @param: the name of a parameter, or `title` or `note`
 *
 * Returns: (transfer none) (nullable): the #ParcoursValueField for it
 */
GtkWidget *
parcours_step_form_field (ParcoursStepForm *self,
                          const char       *param)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (parcours_value_field_param (PARCOURS_VALUE_FIELD (field))->name, param))
        return field;
    }

  return g_str_equal (param, "title") ? self->title : g_str_equal (param, "note") ? self->note : NULL;
}
