/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-automation-form.h"
#include "parcours-inspector.h"
#include "parcours-phrase.h"
#include "parcours-problem-cards.h"
#include "parcours-step-form.h"
#include "parcours-step-tally.h"
#include "parcours-style.h"
#include "parcours-tile.h"

/* Who pauses so long begins another edit. */
#define PAUSE_MS 3000

struct _ParcoursInspector
{
  GtkWidget parent_instance;

  ParcoursForm *form;     /* (owned) */
  GtkWidget *scrolled;    /* (owned) */
  GtkWidget *column;      /* (unowned) */
  GtkWidget *tile;        /* (unowned) */
  GtkWidget *icon;        /* (unowned) instead of the tile, for the automation */
  GtkWidget *title;       /* (unowned) */
  GtkWidget *subtitle;    /* (unowned) */
  GtkWidget *notice;      /* (unowned) that the platform does not offer the step */
  GtkWidget *problems;    /* (unowned) */
  GtkWidget *tally;       /* (unowned) */
  GtkWidget *step_form;   /* (unowned) (nullable) */
  GtkWidget *automation_form; /* (unowned) (nullable) */
  GPtrArray *checks;      /* (owned) (nullable) (element-type ParcoursCheck) */
  ParcoursStepCounts *counts; /* (owned) (nullable) */
  guint pause;            /* the source that ends a burst of typing */
};

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_STEP,
} ParcoursInspectorProperty;

static GParamSpec *properties[PROP_STEP + 1];
static guint message_signal;

G_DEFINE_FINAL_TYPE (ParcoursInspector, parcours_inspector, GTK_TYPE_WIDGET)

static void update (ParcoursInspector *self);

static gboolean
pause_cb (gpointer user_data)
{
  ParcoursInspector *self = user_data;

  self->pause = 0;
  if (parcours_form_document (self->form) != NULL)
    parcours_document_end_burst (parcours_form_document (self->form));

  return G_SOURCE_REMOVE;
}

static void
changed_cb (ParcoursInspector *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
  update (self);
}

static void
set_document (ParcoursInspector *self,
              ParcoursDocument  *document)
{
  ParcoursDocument *old = parcours_form_document (self->form);

  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, self);
  parcours_form_set_document (self->form, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "changed", G_CALLBACK (changed_cb), self);
}

static void
parcours_inspector_dispose (GObject *object)
{
  ParcoursInspector *self = PARCOURS_INSPECTOR (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->form != NULL)
    {
      set_document (self, NULL);
      g_signal_handlers_disconnect_by_data (self->form, self);
    }
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->form);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->counts, parcours_step_counts_unref);

  G_OBJECT_CLASS (parcours_inspector_parent_class)->dispose (object);
}

static void
parcours_inspector_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  ParcoursInspector *self = PARCOURS_INSPECTOR (object);

  switch ((ParcoursInspectorProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, parcours_form_document (self->form));
      break;
    case PROP_STEP:
      g_value_set_string (value, parcours_form_step (self->form));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_inspector_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  ParcoursInspector *self = PARCOURS_INSPECTOR (object);

  switch ((ParcoursInspectorProperty) prop_id)
    {
    case PROP_DOCUMENT:
      parcours_inspector_set_document (self, g_value_get_object (value));
      break;
    case PROP_STEP:
      parcours_inspector_set_step (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_inspector_class_init (ParcoursInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = parcours_inspector_dispose;
  object_class->get_property = parcours_inspector_get_property;
  object_class->set_property = parcours_inspector_set_property;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, PARCOURS_TYPE_DOCUMENT, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  message_signal = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "inspector");
  g_type_ensure (PARCOURS_TYPE_TILE);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
new_header (ParcoursInspector *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->tile = parcours_tile_new (PARCOURS_STEP_ACTION, "parcours-flow-symbolic");
  self->icon = gtk_image_new_from_icon_name ("parcours-flow-symbolic");
  self->title = new_label ("title-3");
  self->subtitle = new_label ("caption");
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 24);
  gtk_widget_set_valign (self->tile, GTK_ALIGN_START);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->subtitle);
  gtk_box_append (GTK_BOX (header), self->tile);
  gtk_box_append (GTK_BOX (header), self->icon);
  gtk_box_append (GTK_BOX (header), words);

  return header;
}

static void
parcours_inspector_init (ParcoursInspector *self)
{
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  self->form = parcours_form_new ();
  g_signal_connect_swapped (self->form, "library-changed", G_CALLBACK (update), self);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->column, "inspector-column");
  gtk_box_append (GTK_BOX (self->column), new_header (self));
  self->notice = new_label ("warning");
  gtk_box_append (GTK_BOX (self->column), self->notice);
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->column), self->problems);
  self->tally = parcours_step_tally_new ();
  gtk_box_append (GTK_BOX (self->column), self->tally);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->column);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  update (self);
}

/* Shows one form and drops the other. */
static void
drop_form (ParcoursInspector  *self,
           GtkWidget         **form)
{
  if (*form != NULL)
    gtk_box_remove (GTK_BOX (self->column), *form);
  *form = NULL;
}

static void
update_step (ParcoursInspector  *self,
             const ParcoursStep *step)
{
  const ParcoursRow *row = parcours_form_row (self->form);

  gtk_widget_set_visible (self->tile, step->type != NULL);
  gtk_widget_set_visible (self->icon, step->type == NULL);
  gtk_label_set_label (GTK_LABEL (self->title), parcours_step_name (step, row));
  gtk_label_set_label (GTK_LABEL (self->subtitle),
                       step->type == NULL ? step->type_name : row != NULL ? parcours_row_help (row) : _(step->type->help));
  if (step->type != NULL)
    parcours_tile_set_type (PARCOURS_TILE (self->tile), step->type);
  drop_form (self, &self->automation_form);
  if (self->step_form != NULL && !parcours_step_form_is_for (PARCOURS_STEP_FORM (self->step_form), step->id, row))
    drop_form (self, &self->step_form);
  if (self->step_form != NULL)
    {
      parcours_step_form_refresh (PARCOURS_STEP_FORM (self->step_form));
      return;
    }
  self->step_form = parcours_step_form_new (self->form);
  gtk_box_append (GTK_BOX (self->column), self->step_form);
}

static void
update_automation (ParcoursInspector *self)
{
  ParcoursDocument *document = parcours_form_document (self->form);

  drop_form (self, &self->step_form);
  gtk_widget_set_visible (self->tile, FALSE);
  gtk_widget_set_visible (self->icon, TRUE);
  gtk_label_set_label (GTK_LABEL (self->title), document != NULL
                         ? parcours_automation_name (parcours_document_automation (document)) : _("No automation"));
  gtk_label_set_label (GTK_LABEL (self->subtitle), document != NULL ? _("Settings of the whole automation")
                                                                    : _("Choose one to see its settings"));
  if (document == NULL)
    drop_form (self, &self->automation_form);
  else if (self->automation_form != NULL)
    parcours_automation_form_refresh (PARCOURS_AUTOMATION_FORM (self->automation_form));
  else
    {
      self->automation_form = parcours_automation_form_new (self->form);
      gtk_box_append (GTK_BOX (self->column), self->automation_form);
    }
}

static void
update_notice (ParcoursInspector  *self,
               const ParcoursStep *step)
{
  g_autofree char *words = NULL;

  if (step != NULL && step->type == NULL)
    words = g_strdup (_("This version of Parcours does not know this kind of step. It is kept as it is."));
  else if (step != NULL && !parcours_form_is_offered (self->form))
    words = parcours_phrase_fill (_("{platform} does not offer this step."), "platform",
                                  parcours_platform_label (parcours_form_platform (self->form)), NULL);
  gtk_label_set_label (GTK_LABEL (self->notice), words != NULL ? words : "");
  gtk_widget_set_visible (self->notice, words != NULL);
}

static const ParcoursStep *
find_step (ParcoursInspector *self)
{
  ParcoursDocument *document = parcours_form_document (self->form);
  const char *id = parcours_form_step (self->form);

  return document != NULL && id != NULL ? parcours_automation_step (parcours_document_automation (document), id) : NULL;
}

static void
update_tally (ParcoursInspector *self)
{
  const ParcoursStep *step = find_step (self);
  ParcoursAutomation *automation = step != NULL ? parcours_document_automation (parcours_form_document (self->form)) : NULL;

  parcours_step_tally_set (PARCOURS_STEP_TALLY (self->tally), automation, step, self->counts);
}

static void
update (ParcoursInspector *self)
{
  const ParcoursStep *step = find_step (self);

  update_notice (self, step);
  update_tally (self);
  if (step != NULL)
    update_step (self, step);
  else
    update_automation (self);
}

/* A fix fits the automation that was checked; after other edits it may not fit any more. */
static void
fix_func (const ParcoursFix *fix,
          gpointer           user_data)
{
  ParcoursInspector *self = user_data;
  ParcoursDocument *document = parcours_form_document (self->form);
  g_autoptr (GError) error = NULL;

  parcours_document_end_burst (document);
  if (parcours_document_apply (document, fix->edit, &error))
    g_signal_emit (self, message_signal, 0, parcours_edit_label (fix->edit), TRUE);
  else
    g_signal_emit (self, message_signal, 0, error->message, FALSE);
}

static void
update_problems (ParcoursInspector *self)
{
  const char *step = parcours_form_step (self->form);
  ParcoursStepForm *form = self->step_form != NULL ? PARCOURS_STEP_FORM (self->step_form) : NULL;
  GtkWidget *child;

  if (form != NULL)
    parcours_step_form_clear_problems (form);
  while ((child = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), child);
  for (guint i = 0; self->checks != NULL && i < self->checks->len; i++)
    {
      ParcoursCheck *check = g_ptr_array_index (self->checks, i);

      if (g_strcmp0 (check->step, step) == 0 &&
          (form == NULL || !parcours_step_form_add_problem (form, check, fix_func, self)))
        gtk_box_append (GTK_BOX (self->problems), parcours_problem_card_new (check, fix_func, self));
    }
  gtk_widget_set_visible (self->problems, gtk_widget_get_first_child (self->problems) != NULL);
}

/**
 * parcours_inspector_new:
 *
 * Returns: (transfer full): an inspector of nothing yet
 */
GtkWidget *
parcours_inspector_new (void)
{
  return g_object_new (PARCOURS_TYPE_INSPECTOR, NULL);
}

/**
 * parcours_inspector_get_document:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): the automation that it shows
 */
ParcoursDocument *
parcours_inspector_get_document (ParcoursInspector *self)
{
  g_return_val_if_fail (PARCOURS_IS_INSPECTOR (self), NULL);

  return parcours_form_document (self->form);
}

/**
 * parcours_inspector_set_document:
 * @self: an inspector
 * @document: (nullable): the automation to show; no step of it is chosen then
 */
void
parcours_inspector_set_document (ParcoursInspector *self,
                                 ParcoursDocument  *document)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  if (parcours_form_document (self->form) == document)
    return;
  /* Forms belong to the document that they were made for. */
  drop_form (self, &self->step_form);
  drop_form (self, &self->automation_form);
  set_document (self, document);
  if (document != NULL)
    parcours_form_set_platform (self->form, parcours_automation_platform (parcours_document_automation (document)));
  parcours_form_set_step (self->form, NULL);
  parcours_inspector_set_problems (self, NULL);
  parcours_inspector_set_counts (self, NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

/**
 * parcours_inspector_get_step:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): the id of the step that it shows, %NULL for the automation itself
 */
const char *
parcours_inspector_get_step (ParcoursInspector *self)
{
  g_return_val_if_fail (PARCOURS_IS_INSPECTOR (self), NULL);

  return parcours_form_step (self->form);
}

/**
 * parcours_inspector_set_step:
 * @self: an inspector
 * @step: (nullable): the id of a step, %NULL for the automation itself
 */
void
parcours_inspector_set_step (ParcoursInspector *self,
                             const char        *step)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  if (g_strcmp0 (parcours_form_step (self->form), step) == 0)
    return;
  parcours_form_set_step (self->form, step);
  update (self);
  update_problems (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0.);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

/**
 * parcours_inspector_set_platform:
 * @self: an inspector
 * @platform: the platform on which the automation is looked at; that of the document until another is set
 */
void
parcours_inspector_set_platform (ParcoursInspector *self,
                                 ParcoursPlatform   platform)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  if (parcours_form_platform (self->form) == platform)
    return;
  parcours_form_set_platform (self->form, platform);
  update (self);
}

/**
 * parcours_inspector_set_library:
 * @self: an inspector
 * @library: (nullable): what references resolve to
 */
void
parcours_inspector_set_library (ParcoursInspector *self,
                                ParcoursLibrary   *library)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  parcours_form_set_library (self->form, library);
}

/**
 * parcours_inspector_set_project:
 * @self: an inspector
 * @project: (nullable): the workspace; its library is used from now on, and new things are made in it
 */
void
parcours_inspector_set_project (ParcoursInspector *self,
                                ParcoursProject   *project)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  parcours_form_set_project (self->form, project);
}

/**
 * parcours_inspector_set_live:
 * @self: an inspector
 * @live: (nullable): who counts the contacts that meet a condition
 */
void
parcours_inspector_set_live (ParcoursInspector *self,
                             ParcoursLive      *live)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  parcours_form_set_live (self->form, live);
  update (self);
}

/**
 * parcours_inspector_set_counts:
 * @self: an inspector
 * @counts: (nullable) (transfer none): how many contacts stand where in the automation, %NULL where nothing has run
 */
void
parcours_inspector_set_counts (ParcoursInspector  *self,
                               ParcoursStepCounts *counts)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  if (counts == self->counts)
    return;
  g_clear_pointer (&self->counts, parcours_step_counts_unref);
  self->counts = counts != NULL ? parcours_step_counts_ref (counts) : NULL;
  update_tally (self);
}

/**
 * parcours_inspector_set_editable:
 * @self: an inspector
 * @editable: whether a person may change what it shows
 */
void
parcours_inspector_set_editable (ParcoursInspector *self,
                                 gboolean           editable)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  gtk_widget_set_sensitive (self->column, editable);
}

/**
 * parcours_inspector_set_problems:
 * @self: an inspector
 * @checks: (nullable) (element-type ParcoursCheck): all that the checks found; those of the shown step are shown
 */
void
parcours_inspector_set_problems (ParcoursInspector *self,
                                 GPtrArray         *checks)
{
  g_return_if_fail (PARCOURS_IS_INSPECTOR (self));

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = checks != NULL ? g_ptr_array_ref (checks) : NULL;
  update_problems (self);
}

/**
 * parcours_inspector_get_form:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): the #ParcoursStepForm or #ParcoursAutomationForm that it shows
 */
GtkWidget *
parcours_inspector_get_form (ParcoursInspector *self)
{
  g_return_val_if_fail (PARCOURS_IS_INSPECTOR (self), NULL);

  return self->step_form != NULL ? self->step_form : self->automation_form;
}

/**
 * parcours_inspector_focus_param:
 * @self: an inspector
 * @param: (nullable): a parameter of the step or a setting, %NULL for the first
 *
 * Returns: whether it has the focus now
 */
gboolean
parcours_inspector_focus_param (ParcoursInspector *self,
                                const char        *param)
{
  GtkWidget *form = self->step_form != NULL ? self->step_form : self->automation_form;
  GtkWidget *field = NULL;

  g_return_val_if_fail (PARCOURS_IS_INSPECTOR (self), FALSE);

  if (param != NULL && self->step_form != NULL)
    field = parcours_step_form_field (PARCOURS_STEP_FORM (self->step_form), param);
  else if (param != NULL && self->automation_form != NULL)
    field = parcours_automation_form_field (PARCOURS_AUTOMATION_FORM (self->automation_form), param);
  if (field != NULL)
    {
      GtkWidget *expander = gtk_widget_get_ancestor (field, GTK_TYPE_EXPANDER);

      if (expander != NULL)
        gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
      return gtk_widget_grab_focus (field);
    }

  return gtk_widget_child_focus (form != NULL ? form : self->column, GTK_DIR_TAB_FORWARD);
}
