/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-rehearse-dialog.h"
#include "parcours-run-study.h"
#include "parcours-step-words.h"
#include "parcours-text-table.h"
#include "parcours-version-row.h"

/* So many contacts are listed of each fate. */
#define MAX_LISTED 50

struct _ParcoursRehearseDialog
{
  ParcoursStudyDialog parent_instance;

  ParcoursProject *project;    /* (owned) */
  char *slug;                  /* (owned) */
  ParcoursRunOptions *options; /* (owned) */
  ParcoursAutomation *simulated; /* (owned) (nullable) as it was in the run that is looked at */
  GPtrArray *versions;         /* (owned) (nullable) (element-type ParcoursVersion) */
  ParcoursRunStudy *study;     /* (owned) (nullable) */

  AdwComboRow *version;
  GtkSwitch *back;
  GtkSpinButton *day;
  AdwPreferencesGroup *moves;  /* where people go whose step is gone */
  GPtrArray *rows;             /* (owned) (element-type AdwComboRow) of it */
  GPtrArray *places;           /* (owned) (element-type utf8) the ids of the steps that the rows offer */
};

G_DEFINE_FINAL_TYPE (ParcoursRehearseDialog, parcours_rehearse_dialog, PARCOURS_TYPE_STUDY_DIALOG)

/* What a row offers before the steps. */
enum
{
  MOVE_NEXT,
  MOVE_OUT,
  FIRST_PLACE,
};

static const char *const titles[PARCOURS_N_FATES] = {
  [PARCOURS_FATE_STAYED] = NC_("people inside", "Stayed"),
  [PARCOURS_FATE_RELEASED] = NC_("people inside", "Released"),
  [PARCOURS_FATE_MOVED] = NC_("people inside", "Moved"),
  [PARCOURS_FATE_STRANDED] = NC_("people inside", "Stranded"),
  [PARCOURS_FATE_DOUBLED] = NC_("people inside", "Doubled"),
};

static const char *const meanings[PARCOURS_N_FATES] = {
  [PARCOURS_FATE_STAYED] = N_("They go on where they are. The time already waited counts."),
  [PARCOURS_FATE_RELEASED] = N_("They have waited long enough for the wait as it is now, and go on at once."),
  [PARCOURS_FATE_MOVED] = N_("Their step is gone; they go to the next one that is left, or where you say."),
  [PARCOURS_FATE_STRANDED] = N_("Their step is gone, and nothing is left for them: they are out."),
  [PARCOURS_FATE_DOUBLED] = N_("They do, or get, something a second time because of the edit."),
};

static ParcoursAutomation *
canvas_of (ParcoursRehearseDialog *self)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self->project, self->slug);

  return item != NULL ? parcours_automation_item_automation (item) : NULL;
}

static ParcoursAutomation *
earlier_of (ParcoursRehearseDialog *self)
{
  const ParcoursVersion *version = g_ptr_array_index (self->versions, adw_combo_row_get_selected (self->version));

  return version->automation;
}

static gboolean
has_versions (ParcoursRehearseDialog *self)
{
  return self->versions != NULL && self->versions->len > 0 &&
         adw_combo_row_get_selected (self->version) < self->versions->len && canvas_of (self) != NULL;
}

/* In which people are inside, and which takes its place. */
static void
find_sides (ParcoursRehearseDialog  *self,
            ParcoursAutomation     **from,
            ParcoursAutomation     **to)
{
  gboolean back = gtk_switch_get_active (self->back);

  *from = back ? canvas_of (self) : earlier_of (self);
  *to = back ? earlier_of (self) : canvas_of (self);
}

static gboolean
can_hold (const ParcoursStep *step)
{
  return step->type != NULL && (step->type->kind == PARCOURS_STEP_WAIT || step->type->kind == PARCOURS_STEP_GOAL);
}

static void
add_move (ParcoursRehearseDialog *self,
          ParcoursAutomation     *from,
          ParcoursStep           *gone,
          GListModel             *places)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *words = parcours_step_to_words (gone, from, parcours_project_library (self->project));
  g_autofree char *title = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), places);
  g_object_set_data_full (G_OBJECT (row), "step", g_strdup (gone->id), g_free);
  adw_preferences_group_add (self->moves, row);
  g_ptr_array_add (self->rows, row);
}

/* The steps of @to at which people may be put. */
static GListModel *
list_places (ParcoursRehearseDialog *self,
             ParcoursAutomation     *to)
{
  GtkStringList *places = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->places, 0);
  gtk_string_list_append (places, _("The next step that is left"));
  gtk_string_list_append (places, _("Out of the automation"));
  for (guint i = 0; i < parcours_automation_n_steps (to); i++)
    {
      ParcoursStep *step = parcours_automation_nth_step (to, i);
      g_autofree char *words = parcours_step_to_words (step, to, parcours_project_library (self->project));

      if (step->type == NULL || step->type->kind == PARCOURS_STEP_TRIGGER)
        continue;
      g_ptr_array_add (self->places, g_strdup (step->id));
      gtk_string_list_append (places, words);
    }

  return G_LIST_MODEL (places);
}

/* Asks where people go whose step the other version has not. */
static void
ask_moves (ParcoursRehearseDialog *self)
{
  ParcoursAutomation *from, *to;
  g_autoptr (GListModel) places = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->moves, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (has_versions (self))
    {
      find_sides (self, &from, &to);
      places = list_places (self, to);
      for (guint i = 0; i < parcours_automation_n_steps (from); i++)
        {
          ParcoursStep *step = parcours_automation_nth_step (from, i);

          if (can_hold (step) && parcours_automation_step (to, step->id) == NULL)
            add_move (self, from, step, places);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->moves), self->rows->len > 0);
  parcours_study_dialog_set_start (PARCOURS_STUDY_DIALOG (self), _("_Rehearse"), has_versions (self));
}

static GtkWidget *
new_day_row (ParcoursRehearseDialog *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX (self->options->days - 1, 1), 1);

  self->day = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (self->day, MIN (self->options->days / 3, 30));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("On day"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("So many days after the simulation begins"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("On day"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);

  return row;
}

static GtkWidget *
new_back_row (ParcoursRehearseDialog *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->back = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->back), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Roll back"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("People are inside the one on the canvas, and the earlier one takes its place"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->back));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->back));
  g_signal_connect_swapped (self->back, "notify::active", G_CALLBACK (ask_moves), self);

  return row;
}

static void
build_form (ParcoursRehearseDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->version = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->version), _("People are inside"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->version), _("Until then this version runs"));
  g_signal_connect_swapped (self->version, "notify::selected", G_CALLBACK (ask_moves), self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("An earlier version runs for a while. Then the one on the canvas takes its place, "
                                           "and you see what becomes of who is inside."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->version));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_day_row (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_back_row (self));
  self->moves = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->moves, _("Steps That Are Gone"));
  adw_preferences_group_set_description (self->moves, _("Where shall people go who wait there?"));
  parcours_study_dialog_add_form (PARCOURS_STUDY_DIALOG (self), group);
  parcours_study_dialog_add_form (PARCOURS_STUDY_DIALOG (self), GTK_WIDGET (self->moves));
}

static void
versions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursRehearseDialog) self = user_data;

  self->versions = parcours_version_row_fill (self->version, self->project, result, self->simulated);
  ask_moves (self);
}

static JsonObject *
read_moves (ParcoursRehearseDialog *self)
{
  JsonObject *moves = json_object_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->rows, i);
      const char *step = g_object_get_data (G_OBJECT (row), "step");
      guint chosen = adw_combo_row_get_selected (row);

      if (chosen == MOVE_OUT)
        json_object_set_null_member (moves, step);
      else if (chosen >= FIRST_PLACE && chosen - FIRST_PLACE < self->places->len)
        json_object_set_string_member (moves, step, g_ptr_array_index (self->places, chosen - FIRST_PLACE));
    }

  return moves;
}

static char *
name_step (ParcoursRehearseDialog *self,
           int                     step)
{
  ParcoursRun *run = parcours_run_study_run (self->study);
  guint automation;
  ParcoursStep *of = parcours_program_nth_step (parcours_run_counts (run)->program, (guint) step, &automation);

  return parcours_step_to_words (of, parcours_run_automation (run, automation), parcours_run_library (run));
}

static void
add_row (ParcoursRehearseDialog *self,
         ParcoursTextTable      *table,
         const char             *name,
         int                     step)
{
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (self->study);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  g_strv_builder_add (cells, name);
  for (guint fate = 0; fate < PARCOURS_N_FATES; fate++)
    {
      g_autofree char *n = parcours_count_to_words (parcours_rehearsal_count (rehearsal, step, (ParcoursFate) fate));

      g_strv_builder_add (cells, n);
    }
  parcours_text_table_add (table, g_strv_builder_end (cells));
}

static void
show_table (ParcoursRehearseDialog *self)
{
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (self->study);
  const char *heads[PARCOURS_N_FATES + 2] = { _("Step") };
  int automation = parcours_run_find_automation (parcours_run_study_run (self->study), self->slug);
  g_autoptr (GArray) steps = parcours_rehearsal_steps (rehearsal, automation);
  GtkWidget *table;

  for (guint fate = 0; fate < PARCOURS_N_FATES; fate++)
    heads[fate + 1] = g_dpgettext2 (NULL, "people inside", titles[fate]);
  table = parcours_text_table_new (heads, _("Who Was Inside"));
  for (guint i = 0; i < steps->len; i++)
    {
      int step = g_array_index (steps, int, i);
      g_autofree char *name = name_step (self, step);

      add_row (self, PARCOURS_TEXT_TABLE (table), name, step);
    }
  add_row (self, PARCOURS_TEXT_TABLE (table), _("Whole automation"), -1);
  parcours_study_dialog_add_heading (PARCOURS_STUDY_DIALOG (self), _("Who Was Inside"));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), table);
}

static void
contact_activated_cb (AdwActionRow           *row,
                      ParcoursRehearseDialog *self)
{
  guint64 key = *(const guint64 *) g_object_get_data (G_OBJECT (row), "key");

  parcours_study_dialog_explain (PARCOURS_STUDY_DIALOG (self), self->project, key, NULL, parcours_run_study_run (self->study));
}

static void
add_contact (ParcoursRehearseDialog  *self,
             GtkWidget               *group,
             const ParcoursRehearsed *rehearsed)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = parcours_run_study_name (self->study, rehearsed->key);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *step = name_step (self, rehearsed->step);
  g_autofree char *subtitle = g_markup_escape_text (step, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "key", g_memdup2 (&rehearsed->key, sizeof rehearsed->key), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (contact_activated_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
show_fate (ParcoursRehearseDialog *self,
           ParcoursFate            fate)
{
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (self->study);
  const GArray *rows = parcours_rehearsal_rows (rehearsal);
  guint n = parcours_rehearsal_count (rehearsal, -1, fate);
  GtkWidget *group;
  g_autofree char *figure = parcours_count_to_words (n);
  g_autofree char *title = parcours_phrase_fill (_("{fate}: {n}"), "fate", g_dpgettext2 (NULL, "people inside", titles[fate]),
                                                 "n", figure, NULL);

  if (n == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(meanings[fate]));
  n = 0;
  for (guint i = 0; i < rows->len && n < MAX_LISTED; i++)
    {
      const ParcoursRehearsed *rehearsed = &g_array_index (rows, ParcoursRehearsed, i);

      /* Who stays is no news. */
      if (rehearsed->fate != fate || fate == PARCOURS_FATE_STAYED)
        continue;
      add_contact (self, group, rehearsed);
      n++;
    }
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), group);
}

static void
study_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursRehearseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursRunStudy *study = parcours_run_study_finish (result, &error);
  static const ParcoursFate order[PARCOURS_N_FATES] = { PARCOURS_FATE_STRANDED, PARCOURS_FATE_DOUBLED, PARCOURS_FATE_MOVED,
                                                        PARCOURS_FATE_RELEASED, PARCOURS_FATE_STAYED };

  g_clear_pointer (&self->study, parcours_run_study_free);
  self->study = study;
  if (!parcours_study_dialog_finish (PARCOURS_STUDY_DIALOG (self), error))
    return;
  if (parcours_rehearsal_rows (parcours_run_study_rehearsal (study))->len == 0)
    {
      parcours_study_dialog_add_text (PARCOURS_STUDY_DIALOG (self), _("Nobody was inside on that day."));
      return;
    }
  show_table (self);
  for (guint i = 0; i < PARCOURS_N_FATES; i++)
    show_fate (self, order[i]);
}

static void
parcours_rehearse_dialog_start (ParcoursStudyDialog *dialog)
{
  ParcoursRehearseDialog *self = PARCOURS_REHEARSE_DIALOG (dialog);
  ParcoursRunPlan *plan = parcours_run_plan_new (self->project, self->slug, self->options);
  g_autofree char *at = g_strdup_printf ("P%dD", gtk_spin_button_get_value_as_int (self->day));
  g_autoptr (JsonObject) moves = read_moves (self);
  ParcoursAutomation *from, *to;

  find_sides (self, &from, &to);
  parcours_run_plan_add (plan, from);
  parcours_run_plan_swap (plan, self->slug, at, to, moves);
  parcours_run_study_async (plan, FALSE, parcours_study_dialog_begin (dialog), study_cb, g_object_ref (self));
}

static void
parcours_rehearse_dialog_finalize (GObject *object)
{
  ParcoursRehearseDialog *self = PARCOURS_REHEARSE_DIALOG (object);

  g_clear_object (&self->project);
  g_free (self->slug);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_pointer (&self->simulated, parcours_automation_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->study, parcours_run_study_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->places);
  G_OBJECT_CLASS (parcours_rehearse_dialog_parent_class)->finalize (object);
}

static void
parcours_rehearse_dialog_class_init (ParcoursRehearseDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_rehearse_dialog_finalize;
  PARCOURS_STUDY_DIALOG_CLASS (class)->start = parcours_rehearse_dialog_start;
}

static void
parcours_rehearse_dialog_init (ParcoursRehearseDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->places = g_ptr_array_new_with_free_func (g_free);
}

/**
 * parcours_rehearse_dialog_new:
 * @parent: (nullable): the window
 * @project: a project
 * @slug: the automation on the canvas
 * @options: (transfer none): what is simulated
 * @simulated: (nullable) (transfer none): the automation as it was in the run that is looked at
 *
 * Returns: (transfer floating): a dialog that asks which version people are inside
 */
GtkWidget *
parcours_rehearse_dialog_new (GtkWindow                *parent,
                              ParcoursProject          *project,
                              const char               *slug,
                              const ParcoursRunOptions *options,
                              ParcoursAutomation       *simulated)
{
  ParcoursRehearseDialog *self = g_object_new (PARCOURS_TYPE_REHEARSE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  ParcoursAutomationItem *item = parcours_project_find_automation (project, slug);

  self->project = g_object_ref (project);
  self->slug = g_strdup (slug);
  self->options = parcours_run_options_copy (options);
  self->simulated = simulated != NULL ? parcours_automation_ref (simulated) : NULL;
  build_form (self);
  parcours_study_dialog_set_title (PARCOURS_STUDY_DIALOG (self), _("Rehearse an Edit"),
                                   item != NULL ? parcours_automation_item_name (item) : NULL);
  parcours_study_dialog_set_start (PARCOURS_STUDY_DIALOG (self), _("_Rehearse"), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), FALSE);
  parcours_project_load_versions_async (project, slug, versions_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
