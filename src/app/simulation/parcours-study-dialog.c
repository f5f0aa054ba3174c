/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-study-dialog.h"
#include "parcours-why-window.h"

typedef struct
{
  ParcoursJob *job;   /* (owned) (nullable) while something runs */
  gboolean has_form;

  AdwWindowTitle *title;
  GtkWidget *back;
  GtkButton *start;
  GtkStack *stack;    /* (nullable) once the dialog is closed */
  GtkBox *form;
  GtkProgressBar *progress;
  AdwStatusPage *failure;
  GtkBox *results;
} ParcoursStudyDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (ParcoursStudyDialog, parcours_study_dialog, ADW_TYPE_WINDOW)

static ParcoursStudyDialogPrivate *
private_of (ParcoursStudyDialog *self)
{
  return parcours_study_dialog_get_instance_private (self);
}

static void
show_page (ParcoursStudyDialog *self,
           const char          *name)
{
  ParcoursStudyDialogPrivate *priv = private_of (self);
  gboolean is_form = g_str_equal (name, "form");
  gboolean is_failure = g_str_equal (name, "failure");

  gtk_stack_set_visible_child_name (priv->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (priv->start), is_form || is_failure);
  gtk_widget_set_visible (priv->back, (is_failure || g_str_equal (name, "results")) && priv->has_form);
}

static void
back_cb (ParcoursStudyDialog *self)
{
  show_page (self, "form");
}

static void
start (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  parcours_study_dialog_start (PARCOURS_STUDY_DIALOG (widget));
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  ParcoursStudyDialogPrivate *priv = private_of (PARCOURS_STUDY_DIALOG (widget));

  if (priv->job != NULL)
    parcours_job_cancel (priv->job);
}

static void
progress_cb (ParcoursJob         *job,
             GParamSpec          *pspec,
             ParcoursStudyDialog *self)
{
  gtk_progress_bar_set_fraction (private_of (self)->progress, parcours_job_fraction (job));
}

static void
parcours_study_dialog_dispose (GObject *object)
{
  ParcoursStudyDialogPrivate *priv = private_of (PARCOURS_STUDY_DIALOG (object));

  if (priv->job != NULL)
    parcours_job_cancel (priv->job);
  /* GTK 4.8 disposes of no template in a derived class: what it holds goes with the content. */
  priv->stack = NULL;
  G_OBJECT_CLASS (parcours_study_dialog_parent_class)->dispose (object);
}

static void
parcours_study_dialog_finalize (GObject *object)
{
  g_clear_object (&private_of (PARCOURS_STUDY_DIALOG (object))->job);
  G_OBJECT_CLASS (parcours_study_dialog_parent_class)->finalize (object);
}

static void
parcours_study_dialog_class_init (ParcoursStudyDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_study_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = parcours_study_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "study.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "study.cancel", NULL, cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/study-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, title);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, back);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, start);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, stack);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, form);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, progress);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, failure);
  gtk_widget_class_bind_template_child_private (widget_class, ParcoursStudyDialog, results);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
parcours_study_dialog_init (ParcoursStudyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_page (self, "form");
}

/**
 * parcours_study_dialog_set_title:
 * @self: a dialog
 * @title: what it is
 * @subtitle: (nullable): about what
 */
void
parcours_study_dialog_set_title (ParcoursStudyDialog *self,
                                 const char          *title,
                                 const char          *subtitle)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (private_of (self)->title, title);
  adw_window_title_set_subtitle (private_of (self)->title, subtitle != NULL ? subtitle : "");
}

/**
 * parcours_study_dialog_set_start:
 * @self: a dialog
 * @label: what the button says that begins, with a mnemonic
 * @sensitive: whether it can begin
 */
void
parcours_study_dialog_set_start (ParcoursStudyDialog *self,
                                 const char          *label,
                                 gboolean             sensitive)
{
  gtk_button_set_label (private_of (self)->start, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "study.start", sensitive);
}

/**
 * parcours_study_dialog_add_form:
 * @self: a dialog
 * @widget: (transfer floating): a part of its form
 */
void
parcours_study_dialog_add_form (ParcoursStudyDialog *self,
                                GtkWidget           *widget)
{
  private_of (self)->has_form = TRUE;
  gtk_box_append (private_of (self)->form, widget);
}

/**
 * parcours_study_dialog_start:
 * @self: a dialog
 *
 * Does what the button does.
 */
void
parcours_study_dialog_start (ParcoursStudyDialog *self)
{
  if (private_of (self)->job == NULL)
    PARCOURS_STUDY_DIALOG_GET_CLASS (self)->start (self);
}

/**
 * parcours_study_dialog_begin:
 * @self: a dialog in which nothing runs
 *
 * Returns: (transfer none): a job, which the dialog shows
 */
ParcoursJob *
parcours_study_dialog_begin (ParcoursStudyDialog *self)
{
  ParcoursStudyDialogPrivate *priv = private_of (self);

  priv->job = parcours_job_new (_("Simulating"));
  gtk_progress_bar_set_fraction (priv->progress, 0);
  g_signal_connect_object (priv->job, "notify::done", G_CALLBACK (progress_cb), self, 0);
  show_page (self, "running");

  return priv->job;
}

/* Who cancels what has no form has nothing to go back to. */
static void
give_up (ParcoursStudyDialog *self)
{
  if (private_of (self)->has_form)
    show_page (self, "form");
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * parcours_study_dialog_finish:
 * @self: a dialog
 * @error: (nullable): why nothing was found
 *
 * The job is over. Results of a run before are taken away.
 *
 * Returns: whether there is something to show and somebody to see it
 */
gboolean
parcours_study_dialog_finish (ParcoursStudyDialog *self,
                              const GError        *error)
{
  ParcoursStudyDialogPrivate *priv = private_of (self);
  GtkWidget *child;

  if (priv->job != NULL)
    parcours_job_finish (priv->job);
  g_clear_object (&priv->job);
  if (priv->stack == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      give_up (self);
      return FALSE;
    }
  if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (priv->failure, description);
      show_page (self, "failure");
      return FALSE;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->results))) != NULL)
    gtk_box_remove (priv->results, child);
  show_page (self, "results");

  return TRUE;
}

/**
 * parcours_study_dialog_add_result:
 * @self: a dialog
 * @widget: (transfer floating): a part of what was found
 */
void
parcours_study_dialog_add_result (ParcoursStudyDialog *self,
                                  GtkWidget           *widget)
{
  gtk_box_append (private_of (self)->results, widget);
}

static GtkWidget *
new_text (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * parcours_study_dialog_add_heading:
 * @self: a dialog
 * @text: what follows
 */
void
parcours_study_dialog_add_heading (ParcoursStudyDialog *self,
                                   const char          *text)
{
  parcours_study_dialog_add_result (self, new_text (text, "heading"));
}

/**
 * parcours_study_dialog_add_text:
 * @self: a dialog
 * @text: a sentence on what was found
 */
void
parcours_study_dialog_add_text (ParcoursStudyDialog *self,
                                const char          *text)
{
  parcours_study_dialog_add_result (self, new_text (text, NULL));
}

/**
 * parcours_study_dialog_explain:
 * @self: a dialog that shows what was found
 * @project: the workspace
 * @key: the key of a contact
 * @before: (nullable): a run
 * @after: another one
 *
 * Says in a window of its own why the contact went its way; in both runs, where there are two.
 */
void
parcours_study_dialog_explain (ParcoursStudyDialog *self,
                               ParcoursProject     *project,
                               guint64              key,
                               ParcoursRun         *before,
                               ParcoursRun         *after)
{
  gtk_window_present (GTK_WINDOW (parcours_why_window_new_for_key (GTK_WINDOW (self), project, before, after, key)));
}
