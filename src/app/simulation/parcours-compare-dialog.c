/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "parcours-compare-dialog.h"
#include "parcours-dialogs.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-project-behaviours.h"
#include "parcours-project-runs.h"
#include "parcours-run-pair.h"
#include "parcours-step-edits.h"
#include "parcours-step-words.h"
#include "parcours-text-table.h"
#include "parcours-timeline.h"
#include "parcours-version-row.h"
#include "parcours-zone-names.h"

/* So many contacts that go another way are listed. */
#define MAX_LISTED PARCOURS_RUN_PAIR_NAMED
#define DEFAULT_RUNS 5
/* From so many futures on something can be said of chance. */
#define MIN_RUNS 3
#define MAX_SEED 9999

/* What is different. */
typedef enum
{
  COMPARE_VERSION,
  COMPARE_BEHAVIOUR,
  COMPARE_SEED,
  COMPARE_CAP,
  COMPARE_TIMELINE,
  COMPARE_RUN,
  COMPARE_START,
  COMPARE_QUIET,
  COMPARE_LIMIT,
  COMPARE_ZONE,
} CompareWhat;

struct _ParcoursCompareDialog
{
  ParcoursStudyDialog parent_instance;

  ParcoursProject *project;    /* (owned) */
  char *slug;                  /* (owned) (nullable) */
  ParcoursRunOptions *options; /* (owned) */
  ParcoursAutomation *simulated; /* (owned) (nullable) as it was in the run that is looked at */
  GPtrArray *versions;         /* (owned) (nullable) (element-type ParcoursVersion) */
  GPtrArray *behaviours;       /* (owned) (element-type utf8) slugs, an empty one for none */
  char *timeline;              /* (owned) (nullable) the path of a file */
  ParcoursRunPair *pair;       /* (owned) (nullable) */
  ParcoursRunRecord *record;   /* (owned) (nullable) the run that is looked at */
  GPtrArray *others;           /* (owned) (element-type ParcoursRunRecord) other runs */
  GPtrArray *rows;             /* (element-type GtkWidget) each says by "what" when it is asked for */

  AdwComboRow *what;
  AdwComboRow *version;
  AdwComboRow *behaviour;
  GtkSpinButton *seed;
  GtkSpinButton *cap;
  AdwComboRow *run;
  GtkSpinButton *later;
  GtkSpinButton *quiet_from;
  GtkSpinButton *quiet_to;
  GtkSpinButton *limit;
  GtkDropDown *zone;
  GtkWidget *timeline_row;
  GtkSpinButton *runs;
};

G_DEFINE_FINAL_TYPE (ParcoursCompareDialog, parcours_compare_dialog, PARCOURS_TYPE_STUDY_DIALOG)

static CompareWhat
what_of (ParcoursCompareDialog *self)
{
  return (CompareWhat) adw_combo_row_get_selected (self->what);
}

static gboolean
can_start (ParcoursCompareDialog *self)
{
  switch (what_of (self))
    {
    case COMPARE_VERSION:
      return self->versions != NULL && self->versions->len > 0;
    case COMPARE_TIMELINE:
      return self->timeline != NULL;
    case COMPARE_RUN:
      return self->others->len > 0;
    default:
      return TRUE;
    }
}

static void
what_cb (ParcoursCompareDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (row, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "what")) == what_of (self));
    }
  parcours_study_dialog_set_start (PARCOURS_STUDY_DIALOG (self), _("_Compare"), can_start (self));
}

static GtkWidget *
new_combo (const char         *title,
           const char *const  *texts)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (texts);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));

  return row;
}

static GtkWidget *
new_spin (const char     *title,
          const char     *subtitle,
          double          least,
          double          most,
          double          value,
          GtkSpinButton **spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_spin_button_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (button), value);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  *spin = GTK_SPIN_BUTTON (button);

  return row;
}

static void
add_behaviours (ParcoursCompareDialog *self)
{
  g_auto (GStrv) slugs = parcours_project_list_behaviours (self->project);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_add (self->behaviours, g_strdup (""));
  gtk_string_list_append (names, _("None"));
  for (guint i = 0; slugs[i] != NULL; i++)
    {
      g_autofree char *name = parcours_project_behaviour_name (self->project, slugs[i]);

      g_ptr_array_add (self->behaviours, g_strdup (slugs[i]));
      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->behaviour, G_LIST_MODEL (names));
}

static void
timeline_cb (const char *path,
             gpointer    user_data)
{
  ParcoursCompareDialog *self = user_data;
  g_autofree char *name = g_filename_display_basename (path);

  g_free (self->timeline);
  self->timeline = g_strdup (path);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->timeline_row), name);
  what_cb (self);
}

static void
choose_timeline_cb (ParcoursCompareDialog *self)
{
  parcours_dialogs_choose_timeline (GTK_WINDOW (self), timeline_cb, self);
}

static GtkWidget *
new_timeline_row (ParcoursCompareDialog *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Choose a _File…"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Timeline"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("What happens besides, as a file"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_timeline_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static GtkWidget *
new_zone_row (ParcoursCompareDialog *self)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) names = parcours_zone_names ();
  GtkWidget *choice = gtk_drop_down_new_from_strings ((const char *const *) names);
  const char *now = parcours_zone_name (parcours_project_zone (self->project));

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_strcmp0 (names[i], now) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
    }
  gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time zone"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Time zone"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Of the workspace, for contacts who have none of their own"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  self->zone = GTK_DROP_DOWN (choice);

  return row;
}

/* Those that the workspace keeps, but the one that is looked at. */
static void
add_runs (ParcoursCompareDialog *self)
{
  GListModel *runs = parcours_project_runs (self->project);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (ParcoursRunRecord) record = g_list_model_get_item (runs, i);
      const ParcoursZone *zone = parcours_project_zone (self->project);
      g_autofree char *at = parcours_local_to_words (parcours_zone_to_local (zone, parcours_run_record_at (record)));
      g_autofree char *name = NULL;

      if (record == self->record)
        continue;
      name = parcours_phrase_fill (_("{name} · {time}"), "name", parcours_run_record_name (record), "time", at, NULL);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->others, g_steal_pointer (&record));
    }
  if (self->others->len == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->run), _("There is no other run yet."));
  adw_combo_row_set_model (self->run, G_LIST_MODEL (names));
}

/* A row that is asked for where @what is compared. */
static void
add_row_for (ParcoursCompareDialog *self,
             GtkWidget             *group,
             CompareWhat            what,
             GtkWidget             *row)
{
  g_object_set_data (G_OBJECT (row), "what", GUINT_TO_POINTER (what));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_settings (ParcoursCompareDialog *self,
              GtkWidget             *group)
{
  add_row_for (self, group, COMPARE_START,
               new_spin (_("Days later"), _("Below 0: so many days earlier"), -366, 366, 7, &self->later));
  add_row_for (self, group, COMPARE_QUIET,
               new_spin (_("Nothing is sent from"), _("O’clock, where the contact is"), 0, 23, 21, &self->quiet_from));
  add_row_for (self, group, COMPARE_QUIET,
               new_spin (_("until"), _("What is due in that time is sent then"), 0, 23, 8, &self->quiet_to));
  add_row_for (self, group, COMPARE_LIMIT,
               new_spin (_("Messages a day"), _("Of each sending step of this automation; more wait for the next day"), 1, 100000, 100,
                         &self->limit));
  add_row_for (self, group, COMPARE_ZONE, new_zone_row (self));
}

static void
build_form (ParcoursCompareDialog *self)
{
  const char *whats[] = { _("An earlier version"), _("Another behaviour"), _("Another future"), _("A frequency cap"),
                          _("Another timeline"), _("Another run"), _("Another beginning"), _("Quiet hours"), _("A send limit"),
                          _("Another time zone"), NULL };
  GtkWidget *group = adw_preferences_group_new ();

  self->what = ADW_COMBO_ROW (new_combo (_("Compare with"), whats));
  self->version = ADW_COMBO_ROW (new_combo (_("Version"), NULL));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->version), _("Before; after is the one on the canvas"));
  self->behaviour = ADW_COMBO_ROW (new_combo (_("Behaviour"), NULL));
  self->run = ADW_COMBO_ROW (new_combo (_("Run"), NULL));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->run), _("Before; after is the one that is looked at"));
  self->timeline_row = new_timeline_row (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The same people, with the same luck, are simulated twice."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->what));
  add_row_for (self, group, COMPARE_VERSION, GTK_WIDGET (self->version));
  add_row_for (self, group, COMPARE_RUN, GTK_WIDGET (self->run));
  add_row_for (self, group, COMPARE_BEHAVIOUR, GTK_WIDGET (self->behaviour));
  add_row_for (self, group, COMPARE_SEED,
               new_spin (_("Seed"), _("Which of the possible futures"), 1, MAX_SEED, (double) self->options->seed + 1, &self->seed));
  add_row_for (self, group, COMPARE_CAP,
               new_spin (_("Messages in 7 days"), _("More are delayed, over all automations"), 1, 100, 2, &self->cap));
  add_settings (self, group);
  add_row_for (self, group, COMPARE_TIMELINE, self->timeline_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             new_spin (_("Futures"), _("More of them say better what is chance"), 1, 100, DEFAULT_RUNS,
                                       &self->runs));
  parcours_study_dialog_add_form (PARCOURS_STUDY_DIALOG (self), group);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (what_cb), self);
}

static void
versions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursCompareDialog) self = user_data;

  self->versions = parcours_version_row_fill (self->version, self->project, result, self->simulated);
  what_cb (self);
}

static void
change_version (ParcoursCompareDialog *self,
                ParcoursRunPlan       *before)
{
  const ParcoursVersion *version = g_ptr_array_index (self->versions, adw_combo_row_get_selected (self->version));

  parcours_run_plan_add (before, version->automation);
}

static void
change_cap (ParcoursCompareDialog *self,
            ParcoursRunPlan       *after)
{
  g_autoptr (JsonObject) settings = json_object_new ();
  JsonObject *cap = json_object_new ();

  json_object_set_int_member (cap, "messages", gtk_spin_button_get_value_as_int (self->cap));
  json_object_set_string_member (cap, "within", "P7D");
  json_object_set_string_member (cap, "over", "delay");
  json_object_set_object_member (settings, "frequency-cap", cap);
  parcours_run_plan_set_settings (after, settings);
}

static gboolean
change_timeline (ParcoursCompareDialog  *self,
                 ParcoursRunPlan        *after,
                 GError                **error)
{
  g_autoptr (ParcoursTimeline) timeline = parcours_timeline_load (self->timeline, error);

  if (timeline != NULL)
    parcours_run_plan_set_timeline (after, timeline);

  return timeline != NULL;
}

/* What holds for the whole workspace stands over what automations leave open. */
static void
change_quiet_hours (ParcoursCompareDialog *self,
                    ParcoursRunPlan       *after)
{
  g_autoptr (JsonObject) settings = json_object_new ();
  g_autofree char *from = g_strdup_printf ("%02d:00", gtk_spin_button_get_value_as_int (self->quiet_from));
  g_autofree char *to = g_strdup_printf ("%02d:00", gtk_spin_button_get_value_as_int (self->quiet_to));
  JsonObject *quiet = json_object_new ();

  json_object_set_string_member (quiet, "from", from);
  json_object_set_string_member (quiet, "to", to);
  json_object_set_string_member (quiet, "over", "delay");
  json_object_set_object_member (settings, "quiet-hours", quiet);
  parcours_run_plan_set_settings (after, settings);
}

static JsonNode *
new_limit (ParcoursCompareDialog *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *limit = json_object_new ();

  json_object_set_int_member (limit, "messages", gtk_spin_button_get_value_as_int (self->limit));
  json_object_set_string_member (limit, "within", "P1D");
  json_object_set_string_member (limit, "over", "delay");
  json_node_take_object (node, limit);

  return node;
}

/* Each step that sends something, and can be limited, is. */
static gboolean
change_limit (ParcoursCompareDialog  *self,
              ParcoursRunPlan        *after,
              GError                **error)
{
  g_autoptr (JsonNode) limit = new_limit (self);
  g_autoptr (ParcoursAutomation) automation = NULL;

  for (guint i = 0; i < parcours_run_plan_n_automations (after); i++)
    {
      if (g_strcmp0 (parcours_automation_slug (parcours_run_plan_nth_automation (after, i)), self->slug) == 0)
        automation = parcours_automation_ref (parcours_run_plan_nth_automation (after, i));
    }
  for (guint i = 0; automation != NULL && i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      g_autoptr (ParcoursEdit) edit = NULL;
      ParcoursAutomation *limited;

      if (step->type == NULL || parcours_step_type_param (step->type, "send-limit") == NULL)
        continue;
      edit = parcours_step_edit_param (automation, step->id, "send-limit", limit);
      limited = parcours_edit_apply (edit, automation, error);
      if (limited == NULL)
        return FALSE;
      parcours_automation_unref (automation);
      automation = limited;
    }
  if (automation != NULL)
    parcours_run_plan_add (after, automation);

  return TRUE;
}

static void
change_zone (ParcoursCompareDialog *self,
             ParcoursRunPlan       *after)
{
  const char *name = gtk_string_object_get_string (gtk_drop_down_get_selected_item (self->zone));
  const ParcoursZone *zone = parcours_zone_lookup (name);

  if (zone != NULL)
    parcours_run_plan_set_zone (after, zone);
}

/* Both as they were, on the people of today. */
static void
change_run (ParcoursCompareDialog *self,
            ParcoursRunPlan       *before,
            ParcoursRunPlan       *after)
{
  parcours_run_plan_set_automations (before, parcours_run_record_automations (g_ptr_array_index (
                                               self->others, adw_combo_row_get_selected (self->run))));
  if (self->record != NULL)
    parcours_run_plan_set_automations (after, parcours_run_record_automations (self->record));
}

static gboolean
change (ParcoursCompareDialog  *self,
        ParcoursRunPlan        *before,
        ParcoursRunPlan        *after,
        GError                **error)
{
  switch (what_of (self))
    {
    case COMPARE_VERSION:
      change_version (self, before);
      return TRUE;
    case COMPARE_SEED:
      parcours_run_plan_set_seed (after, (guint64) gtk_spin_button_get_value_as_int (self->seed));
      return TRUE;
    case COMPARE_CAP:
      change_cap (self, after);
      return TRUE;
    case COMPARE_TIMELINE:
      return change_timeline (self, after, error);
    case COMPARE_RUN:
      change_run (self, before, after);
      return TRUE;
    case COMPARE_QUIET:
      change_quiet_hours (self, after);
      return TRUE;
    case COMPARE_LIMIT:
      return change_limit (self, after, error);
    case COMPARE_ZONE:
      change_zone (self, after);
      return TRUE;
    case COMPARE_BEHAVIOUR:
    case COMPARE_START:
    default:
      return TRUE;
    }
}

static char *
figure (const ParcoursPairing *pairing,
        double                 number)
{
  return parcours_number_to_words (parcours_pairing_n_runs (pairing) == 1 ? number : round (number * 10) / 10);
}

static char *
difference_of (const ParcoursPairing *pairing,
               const ParcoursPaired  *paired)
{
  g_autofree char *text = figure (pairing, fabs (paired->difference));

  return g_strconcat (paired->difference < 0 ? "−" : paired->difference > 0 ? "+" : "", text, NULL);
}

/* Filled where the interval leaves zero out; two futures say nothing. */
static const char *
mark_of (const ParcoursPairing *pairing,
         const ParcoursPaired  *paired)
{
  if (parcours_pairing_n_runs (pairing) < MIN_RUNS || paired->difference == 0)
    return "";

  return fabs (paired->difference) > paired->margin ? "●" : "○";
}

static void
add_row (ParcoursCompareDialog *self,
         ParcoursTextTable     *table,
         const char            *name,
         const char            *path)
{
  const ParcoursPairing *pairing = parcours_run_pair_pairing (self->pair);
  ParcoursPaired paired;
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autofree char *before = NULL, *after = NULL, *difference = NULL, *margin = NULL;

  parcours_pairing_lookup (pairing, path, &paired);
  before = figure (pairing, paired.before);
  after = figure (pairing, paired.after);
  difference = difference_of (pairing, &paired);
  margin = isnan (paired.margin) ? g_strdup ("") : figure (pairing, paired.margin);
  g_strv_builder_add_many (cells, name, before, after, difference, margin, mark_of (pairing, &paired), NULL);
  parcours_text_table_add (table, g_strv_builder_end (cells));
}

static void
add_steps (ParcoursCompareDialog *self,
           ParcoursTextTable     *table,
           ParcoursRun           *run,
           const char            *slug,
           ParcoursRun           *without)
{
  int number = parcours_run_find_automation (run, slug);
  int other = without != NULL ? parcours_run_find_automation (without, slug) : -1;
  g_autoptr (GArray) order = number >= 0 ? parcours_run_steps_in_order (run, (guint) number) : NULL;

  for (guint i = 0; order != NULL && i < order->len; i++)
    {
      ParcoursStep *step = parcours_program_nth_step (parcours_run_counts (run)->program, g_array_index (order, guint, i), NULL);
      g_autofree char *path = g_strconcat (slug, "/steps/", step->id, "/in", NULL);
      g_autofree char *name = NULL;

      if (other >= 0 && parcours_automation_step (parcours_run_automation (without, (guint) other), step->id) != NULL)
        continue;
      name = parcours_step_to_words (step, parcours_run_automation (run, (guint) number), parcours_run_library (run));
      add_row (self, table, name, path);
    }
}

/* Whether anything of the automation is another one. */
static gboolean
differs (ParcoursCompareDialog *self,
         ParcoursRun           *run,
         guint                  automation)
{
  const char *slug = parcours_automation_slug (parcours_run_automation (run, automation));
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, automation);

  for (guint i = 0; i < order->len; i++)
    {
      ParcoursStep *step = parcours_program_nth_step (parcours_run_counts (run)->program, g_array_index (order, guint, i), NULL);
      g_autofree char *path = g_strconcat (slug, "/steps/", step->id, "/in", NULL);
      ParcoursPaired paired;

      parcours_pairing_lookup (parcours_run_pair_pairing (self->pair), path, &paired);
      if (paired.difference != 0)
        return TRUE;
    }

  return FALSE;
}

static void
show_automation (ParcoursCompareDialog *self,
                 guint                  automation)
{
  const char *titles[] = { _("Step"), _("Before"), _("After"), _("Difference"), _("± (95 %)"), _("Sure"), NULL };
  ParcoursRun *after = parcours_run_pair_after (self->pair);
  ParcoursAutomation *of = parcours_run_automation (after, automation);
  const char *slug = parcours_automation_slug (of);
  GtkWidget *table = parcours_text_table_new (titles, parcours_automation_name (of));
  g_autofree char *entered = g_strconcat (slug, "/entered", NULL);
  g_autofree char *inside = g_strconcat (slug, "/inside", NULL);

  add_steps (self, PARCOURS_TEXT_TABLE (table), after, slug, NULL);
  add_steps (self, PARCOURS_TEXT_TABLE (table), parcours_run_pair_before (self->pair), slug, after);
  add_row (self, PARCOURS_TEXT_TABLE (table), _("Whole automation"), entered);
  add_row (self, PARCOURS_TEXT_TABLE (table), _("Still inside"), inside);
  parcours_study_dialog_add_heading (PARCOURS_STUDY_DIALOG (self), parcours_automation_name (of));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), table);
}

static void
contact_activated_cb (GtkListBoxRow         *row,
                      ParcoursCompareDialog *self)
{
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));

  parcours_study_dialog_explain (PARCOURS_STUDY_DIALOG (self), self->project,
                                 g_array_index (parcours_run_pair_other_ways (self->pair), guint64, n),
                                 parcours_run_pair_before (self->pair), parcours_run_pair_after (self->pair));
}

static void
show_other_ways (ParcoursCompareDialog *self)
{
  GArray *keys = parcours_run_pair_other_ways (self->pair);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *n = parcours_count_to_words (keys->len);
  g_autofree char *all = parcours_count_to_words (parcours_run_n_contacts (parcours_run_pair_before (self->pair)));
  g_autofree char *title =
    keys->len == 0 ? g_strdup_printf (_("All %s contacts go the same way."), all)
                   : g_strdup_printf (ngettext ("%1$s of %2$s contacts goes another way", "%1$s of %2$s contacts go another way",
                                                keys->len), n, all);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < MIN (keys->len, MAX_LISTED); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *name = parcours_run_pair_name (self->pair, i);
      g_autofree char *escaped = g_markup_escape_text (name, -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "activated", G_CALLBACK (contact_activated_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), group);
}

static void
show_pair (ParcoursCompareDialog *self)
{
  ParcoursRun *after = parcours_run_pair_after (self->pair);
  int own = self->slug != NULL ? parcours_run_find_automation (after, self->slug) : -1;
  guint n_runs = parcours_pairing_n_runs (parcours_run_pair_pairing (self->pair));
  g_autofree char *n = parcours_count_to_words (n_runs);
  g_autofree char *contacts = parcours_count_to_words (parcours_run_n_contacts (after));
  g_autofree char *text =
    parcours_phrase_fill (ngettext ("{contacts} contacts, the same luck in {n} future.",
                                    "{contacts} contacts, the same luck in each of {n} futures.", n_runs),
                          "contacts", contacts, "n", n, NULL);

  parcours_study_dialog_add_text (PARCOURS_STUDY_DIALOG (self), text);
  if (n_runs >= MIN_RUNS)
    parcours_study_dialog_add_text (PARCOURS_STUDY_DIALOG (self),
                                    _("● is sure by 95 %, ○ could be chance. Differences are means of all futures."));
  if (own >= 0)
    show_automation (self, (guint) own);
  for (guint i = 0; i < parcours_run_n_automations (after); i++)
    {
      if ((int) i != own && differs (self, after, i))
        show_automation (self, i);
    }
  show_other_ways (self);
}

static void
pair_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursCompareDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursRunPair *pair = parcours_run_pair_finish (result, &error);

  g_clear_pointer (&self->pair, parcours_run_pair_unref);
  self->pair = pair;
  if (parcours_study_dialog_finish (PARCOURS_STUDY_DIALOG (self), error))
    show_pair (self);
}

/* What is not in the plans themselves. */
static void
change_options (ParcoursCompareDialog  *self,
                ParcoursRunOptions    **before,
                ParcoursRunOptions     *after)
{
  const ParcoursZone *zone = parcours_project_zone (self->project);
  ParcoursDuration later = { 0 };

  switch (what_of (self))
    {
    case COMPARE_BEHAVIOUR:
      g_free (after->behaviour);
      after->behaviour = g_strdup (g_ptr_array_index (self->behaviours, adw_combo_row_get_selected (self->behaviour)));
      break;
    case COMPARE_START:
      later.days = gtk_spin_button_get_value_as_int (self->later);
      after->from = parcours_duration_add (&later, after->from, zone);
      break;
    case COMPARE_RUN:
      parcours_run_options_free (*before);
      *before = parcours_run_options_copy (parcours_run_record_options (g_ptr_array_index (
                                             self->others, adw_combo_row_get_selected (self->run))));
      break;
    default:
      break;
    }
}

static void
parcours_compare_dialog_start (ParcoursStudyDialog *dialog)
{
  ParcoursCompareDialog *self = PARCOURS_COMPARE_DIALOG (dialog);
  g_autoptr (ParcoursRunOptions) options_before = parcours_run_options_copy (self->options);
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_copy (self->options);
  g_autoptr (ParcoursRunPlan) before = NULL;
  g_autoptr (ParcoursRunPlan) after = NULL;
  g_autoptr (GError) error = NULL;

  change_options (self, &options_before, options);
  before = parcours_run_plan_new (self->project, self->slug, options_before);
  after = parcours_run_plan_new (self->project, self->slug, options);
  if (!change (self, before, after, &error))
    {
      parcours_study_dialog_finish (dialog, error);
      return;
    }
  parcours_run_pair_async (g_steal_pointer (&before), g_steal_pointer (&after),
                           (guint) gtk_spin_button_get_value_as_int (self->runs), parcours_study_dialog_begin (dialog), pair_cb,
                           g_object_ref (self));
}

static void
parcours_compare_dialog_finalize (GObject *object)
{
  ParcoursCompareDialog *self = PARCOURS_COMPARE_DIALOG (object);

  g_clear_object (&self->project);
  g_free (self->slug);
  g_free (self->timeline);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_pointer (&self->simulated, parcours_automation_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_ptr_array_unref (self->behaviours);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->rows);
  g_clear_object (&self->record);
  g_clear_pointer (&self->pair, parcours_run_pair_unref);
  G_OBJECT_CLASS (parcours_compare_dialog_parent_class)->finalize (object);
}

static void
parcours_compare_dialog_class_init (ParcoursCompareDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_compare_dialog_finalize;
  PARCOURS_STUDY_DIALOG_CLASS (class)->start = parcours_compare_dialog_start;
}

static void
parcours_compare_dialog_init (ParcoursCompareDialog *self)
{
  self->behaviours = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
}

/**
 * parcours_compare_dialog_new:
 * @parent: (nullable): the window
 * @project: a project
 * @slug: (nullable): the automation in question, which takes part whether it is active or not
 * @options: (transfer none): what is simulated
 * @simulated: (nullable) (transfer none): the automation as it was in the run that is looked at
 * @record: (nullable): that run, to be compared with others that are kept
 *
 * Returns: (transfer floating): a dialog that asks what to compare with
 */
GtkWidget *
parcours_compare_dialog_new (GtkWindow                *parent,
                             ParcoursProject          *project,
                             const char               *slug,
                             const ParcoursRunOptions *options,
                             ParcoursAutomation       *simulated,
                             ParcoursRunRecord        *record)
{
  ParcoursCompareDialog *self = g_object_new (PARCOURS_TYPE_COMPARE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  ParcoursAutomationItem *item = slug != NULL ? parcours_project_find_automation (project, slug) : NULL;

  self->project = g_object_ref (project);
  self->slug = g_strdup (slug);
  self->options = parcours_run_options_copy (options);
  self->simulated = simulated != NULL ? parcours_automation_ref (simulated) : NULL;
  self->record = record != NULL ? g_object_ref (record) : NULL;
  build_form (self);
  add_behaviours (self);
  add_runs (self);
  what_cb (self);
  parcours_study_dialog_set_title (PARCOURS_STUDY_DIALOG (self), _("Compare"),
                                   item != NULL ? parcours_automation_item_name (item) : NULL);
  if (slug != NULL)
    parcours_project_load_versions_async (project, slug, versions_cb, g_object_ref (self));
  else
    adw_combo_row_set_selected (self->what, COMPARE_BEHAVIOUR);

  return GTK_WIDGET (self);
}
