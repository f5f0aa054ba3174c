/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-test.h"
#include "parcours-figure.h"
#include "parcours-happening-row.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"
#include "parcours-why-window.h"

/* More of what happened to one contact nobody reads. */
#define MAX_ROWS 400

struct _ParcoursWhyWindow
{
  AdwWindow parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursRun *run;         /* (owned) */
  ParcoursRun *before;      /* (owned) (nullable) another run, of which is told as well what happens in it */
  ParcoursWhy *why_before;  /* (owned) (nullable) and what that is */
  ParcoursJob *job;         /* (owned) (nullable) what is being asked */
  char *step_name;          /* (owned) (nullable) what was asked about first, if not a contact */
  guint contact;            /* who is asked about */

  AdwWindowTitle *title;
  GtkWidget *back;
  GtkWidget *save;
  GtkStack *stack;
  GtkProgressBar *progress;
  AdwStatusPage *failed;
  GtkBox *reasons;
  GtkScrolledWindow *happened_scrolled;
  GtkBox *happened;
};

G_DEFINE_FINAL_TYPE (ParcoursWhyWindow, parcours_why_window, ADW_TYPE_WINDOW)

static void
stop (ParcoursWhyWindow *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  parcours_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
new_group (const char *title,
           const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
  if (description != NULL)
    {
      g_autofree char *text = g_markup_escape_text (description, -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
    }

  return group;
}

static GtkWidget *
new_row (GType       type,
         const char *title)
{
  GtkWidget *row = g_object_new (type, "use-markup", FALSE, "title", title, NULL);

  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

/* One contact. */

static void
show_happened (ParcoursWhyWindow         *self,
               const char                *title,
               const ParcoursExplanation *explanation)
{
  GtkWidget *group = new_group (title, NULL);
  guint n = 0;

  for (guint i = 0; i < parcours_explanation_n (explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (explanation, i);

      if (!parcours_happening_is_news (happening))
        continue;
      if (n < MAX_ROWS)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), parcours_happening_row_new (explanation, happening));
      n++;
    }
  if (n > MAX_ROWS)
    {
      g_autofree char *rest = parcours_count_to_words (n - MAX_ROWS);
      g_autofree char *words = parcours_phrase_fill (ngettext ("And {n} more thing", "And {n} more things", n - MAX_ROWS),
                                                     "n", rest, NULL);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (ADW_TYPE_ACTION_ROW, words));
    }
  if (n == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               new_row (ADW_TYPE_ACTION_ROW, _("Nothing happens to this contact in the time that is simulated")));
  gtk_box_append (self->happened, group);
}

static void
show_never_entered (ParcoursWhyWindow         *self,
                    const char                *title,
                    ParcoursRun               *run,
                    const ParcoursExplanation *explanation)
{
  GtkWidget *group = new_group (title, NULL);
  guint n = 0;

  for (guint i = 0; i < parcours_run_n_automations (run); i++)
    {
      g_autofree char *words = NULL;
      GtkWidget *row;

      if (parcours_explanation_has_entered (explanation, i))
        continue;
      words = parcours_explanation_entry_words (explanation, i);
      row = new_row (ADW_TYPE_ACTION_ROW, parcours_automation_name (parcours_run_automation (run, i)));
      g_object_set (row, "subtitle", words, "subtitle-lines", 0, NULL);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      n++;
    }
  if (n > 0)
    gtk_box_append (self->happened, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

static gboolean
has_answer (ParcoursWhyWindow *self,
            ParcoursWhy       *why,
            const GError      *error)
{
  if (why == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_object (&self->job);
  if (why == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }

  return why != NULL;
}

static void
show_contact (ParcoursWhyWindow *self,
              const ParcoursWhy *why)
{
  empty (self->happened);
  if (self->why_before != NULL)
    {
      show_happened (self, _("Before: What Happens"), parcours_why_explanation (self->why_before));
      show_happened (self, _("After: What Happens"), parcours_why_explanation (why));
      show_never_entered (self, _("Before: Never Entered"), self->before, parcours_why_explanation (self->why_before));
      show_never_entered (self, _("After: Never Entered"), self->run, parcours_why_explanation (why));
      return;
    }
  show_happened (self, _("What Happens"), parcours_why_explanation (why));
  show_never_entered (self, _("Never Entered"), self->run, parcours_why_explanation (why));
}

static void
contact_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursWhyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursWhy) why = parcours_why_finish (result, &error);
  g_autofree char *period = NULL;
  g_autofree char *days = NULL;

  if (!has_answer (self, why, error))
    return;
  days = parcours_count_to_words (parcours_run_options (self->run)->days);
  period = parcours_phrase_fill (ngettext ("In {n} simulated day", "In {n} simulated days", parcours_run_options (self->run)->days),
                                 "n", days, NULL);
  show_contact (self, why);
  adw_window_title_set_title (self->title, parcours_why_name (why, self->contact));
  adw_window_title_set_subtitle (self->title, period);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->happened_scrolled), 0.);
  gtk_stack_set_visible_child_name (self->stack, "contact");
  gtk_widget_set_visible (self->save, !parcours_project_is_read_only (self->project));
}

static void
progress_cb (ParcoursWhyWindow *self)
{
  gtk_progress_bar_set_fraction (self->progress, parcours_job_fraction (self->job));
}

/* A new question takes the place of the one before. */
static ParcoursJob *
start (ParcoursWhyWindow *self)
{
  stop (self);
  self->job = parcours_job_new (_("Asking Each Contact…"));
  g_signal_connect_swapped (self->job, "notify::done", G_CALLBACK (progress_cb), self);

  return self->job;
}

static void
before_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursWhyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursWhy *why = parcours_why_finish (result, &error);

  if (!has_answer (self, why, error))
    return;
  g_clear_pointer (&self->why_before, parcours_why_free);
  self->why_before = why;
  parcours_why_contact_async (self->run, parcours_project_path (self->project), self->contact, start (self), contact_cb,
                              g_object_ref (self));
}

static void
ask_contact (ParcoursWhyWindow *self,
             guint              contact)
{
  self->contact = contact;
  gtk_widget_set_visible (self->back, self->step_name != NULL);
  parcours_why_contact_async (self->run, parcours_project_path (self->project), contact, start (self), contact_cb,
                              g_object_ref (self));
}

/* A step. */

static void
example_cb (ParcoursWhyWindow *self,
            GtkWidget         *row)
{
  ask_contact (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "contact")));
}

static GtkWidget *
new_example_row (ParcoursWhyWindow *self,
                 const ParcoursWhy *why,
                 guint              contact)
{
  GtkWidget *row = new_row (ADW_TYPE_ACTION_ROW, parcours_why_name (why, contact));

  g_object_set_data (G_OBJECT (row), "contact", GUINT_TO_POINTER (contact));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (example_cb), self);

  return row;
}

static GtkWidget *
new_reason_row (ParcoursWhyWindow     *self,
                const ParcoursWhy     *why,
                const ParcoursAbsence *absence)
{
  GtkWidget *row = new_row (ADW_TYPE_EXPANDER_ROW, absence->why);
  g_autofree char *n = parcours_count_to_words (absence->n);
  GtkWidget *label = gtk_label_new (n);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_width_chars (GTK_LABEL (label), 5);
  gtk_label_set_xalign (GTK_LABEL (label), 1.);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), label);
  for (guint i = 0; i < MIN (absence->n, PARCOURS_N_EXAMPLES); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_example_row (self, why, absence->examples[i]));

  return row;
}

static void
show_reasons (ParcoursWhyWindow *self,
              const ParcoursWhy *why,
              gboolean           have_entered)
{
  const ParcoursAbsences *absences = parcours_why_absences (why);
  GtkWidget *group = new_group (have_entered ? _("Entered and Did Not Come Here") : _("Never Entered"), NULL);
  guint n = 0;

  for (guint i = 0; i < parcours_absences_n (absences); i++)
    {
      const ParcoursAbsence *absence = parcours_absences_nth (absences, i);

      if (absence->has_entered != have_entered)
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_reason_row (self, why, absence));
      n++;
    }
  if (n > 0)
    gtk_box_append (self->reasons, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

static void
show_step_title (ParcoursWhyWindow *self)
{
  adw_window_title_set_title (self->title, _("Why Not Others?"));
  adw_window_title_set_subtitle (self->title, self->step_name);
}

static void
step_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursWhyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursWhy) why = parcours_why_finish (result, &error);
  g_autofree char *reached = NULL;
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (!has_answer (self, why, error))
    return;
  reached = parcours_count_to_words (parcours_absences_n_reached (parcours_why_absences (why)));
  all = parcours_count_to_words (parcours_absences_n_contacts (parcours_why_absences (why)));
  words = parcours_phrase_fill (ngettext ("{n} of {all} contacts came to this step.", "{n} of {all} contacts came to this step.",
                                          parcours_absences_n_reached (parcours_why_absences (why))),
                                "n", reached, "all", all, NULL);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (self->reasons, label);
  show_reasons (self, why, TRUE);
  show_reasons (self, why, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "step");
}

static void
back (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursWhyWindow *self = PARCOURS_WHY_WINDOW (widget);

  if (self->step_name == NULL)
    return;
  stop (self);
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_set_visible (self->save, FALSE);
  show_step_title (self);
  gtk_stack_set_visible_child_name (self->stack, "step");
}

/* The window of the workspace, over which this one and perhaps others stand, shows the test. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursWhyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_contact_test_finish (PARCOURS_PROJECT (source), result, &error);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (slug == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  while (parent != NULL && !gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-test", "s", slug))
    parent = gtk_window_get_transient_for (parent);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_test (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursWhyWindow *self = PARCOURS_WHY_WINDOW (widget);

  if (!gtk_widget_get_visible (self->save))
    return;
  gtk_widget_set_visible (self->save, FALSE);
  parcours_project_add_contact_test_async (self->project, self->run, self->contact, saved_cb, g_object_ref (self));
}

static void
parcours_why_window_dispose (GObject *object)
{
  ParcoursWhyWindow *self = PARCOURS_WHY_WINDOW (object);

  stop (self);
  g_clear_object (&self->project);
  g_clear_pointer (&self->run, parcours_run_unref);
  g_clear_pointer (&self->before, parcours_run_unref);
  g_clear_pointer (&self->why_before, parcours_why_free);
  g_clear_pointer (&self->step_name, g_free);

  G_OBJECT_CLASS (parcours_why_window_parent_class)->dispose (object);
}

static void
parcours_why_window_class_init (ParcoursWhyWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_why_window_dispose;

  gtk_widget_class_install_action (widget_class, "why.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "why.save-test", NULL, save_test);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "why.back", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/why-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, back);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, save);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, reasons);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, happened_scrolled);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWhyWindow, happened);
}

static void
parcours_why_window_init (ParcoursWhyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static ParcoursWhyWindow *
new_window (GtkWindow       *parent,
            ParcoursProject *project,
            ParcoursRun     *run)
{
  ParcoursWhyWindow *self = g_object_new (PARCOURS_TYPE_WHY_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  self->project = g_object_ref (project);
  self->run = parcours_run_ref (run);

  return self;
}

static void
fail (ParcoursWhyWindow *self,
      const char        *words)
{
  adw_window_title_set_title (self->title, _("Why?"));
  adw_status_page_set_description (self->failed, words);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/**
 * parcours_why_window_new_for_step:
 * @parent: the window
 * @project: the workspace
 * @run: a run of it
 * @automation: the slug of an automation
 * @step: the id of a step of it
 *
 * Returns: (transfer floating): a window that says why others did not come to the step
 */
GtkWidget *
parcours_why_window_new_for_step (GtkWindow       *parent,
                                  ParcoursProject *project,
                                  ParcoursRun     *run,
                                  const char      *automation,
                                  const char      *step)
{
  ParcoursWhyWindow *self = new_window (parent, project, run);
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (run));
  int number = parcours_program_find_step (program, automation, step);
  guint of;
  ParcoursStep *asked;

  if (number < 0)
    {
      fail (self, _("The step was not there when this was simulated. Wait until the counts are up to date, and ask again."));
      return GTK_WIDGET (self);
    }
  asked = parcours_program_nth_step (program, (guint) number, &of);
  self->step_name = parcours_step_to_words (asked, parcours_program_nth_automation (program, of), parcours_run_library (run));
  show_step_title (self);
  parcours_why_step_async (run, parcours_project_path (project), (guint) number, start (self), step_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * parcours_why_window_new_for_contact:
 * @parent: the window
 * @project: the workspace
 * @run: a run of it
 * @id: the number of a contact in the workspace
 *
 * Returns: (transfer floating): a window that says what happens to the contact, and why
 */
GtkWidget *
parcours_why_window_new_for_contact (GtkWindow       *parent,
                                     ParcoursProject *project,
                                     ParcoursRun     *run,
                                     gint64           id)
{
  ParcoursWhyWindow *self = new_window (parent, project, run);
  guint contact;

  if (parcours_run_find_contact (run, id, &contact))
    ask_contact (self, contact);
  else
    fail (self, _("The contact was not there when this was simulated. Wait until the counts are up to date, and ask again."));

  return GTK_WIDGET (self);
}

/**
 * parcours_why_window_new_for_key:
 * @parent: the window
 * @project: the workspace
 * @before: (nullable): another run, with the same contacts
 * @run: a run of it
 * @key: the key of a contact
 *
 * Returns: (transfer floating): a window that says what happens to the contact, and why; in both runs, where there
 *   are two
 */
GtkWidget *
parcours_why_window_new_for_key (GtkWindow       *parent,
                                 ParcoursProject *project,
                                 ParcoursRun     *before,
                                 ParcoursRun     *run,
                                 guint64          key)
{
  ParcoursWhyWindow *self = new_window (parent, project, run);
  guint contact, contact_before;

  if (!parcours_simulation_find (parcours_run_simulation (run), key, &contact) ||
      (before != NULL && !parcours_simulation_find (parcours_run_simulation (before), key, &contact_before)))
    {
      fail (self, _("The contact was not there when this was simulated. Wait until the counts are up to date, and ask again."));
      return GTK_WIDGET (self);
    }
  if (before == NULL)
    {
      ask_contact (self, contact);
      return GTK_WIDGET (self);
    }
  self->before = parcours_run_ref (before);
  self->contact = contact;
  gtk_widget_set_visible (self->back, FALSE);
  parcours_why_contact_async (before, parcours_project_path (project), contact_before, start (self), before_cb,
                              g_object_ref (self));

  return GTK_WIDGET (self);
}
