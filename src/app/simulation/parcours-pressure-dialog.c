/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-pressure-dialog.h"
#include "parcours-run-study.h"
#include "parcours-text-table.h"
#include "parcours-time.h"

struct _ParcoursPressureDialog
{
  ParcoursStudyDialog parent_instance;

  ParcoursProject *project;    /* (owned) */
  char *slug;                  /* (owned) (nullable) */
  ParcoursRunOptions *options; /* (owned) */
  ParcoursRunStudy *study;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursPressureDialog, parcours_pressure_dialog, PARCOURS_TYPE_STUDY_DIALOG)

static const char *
name_automation (ParcoursPressureDialog *self,
                 int                     automation)
{
  return parcours_automation_name (parcours_run_automation (parcours_run_study_run (self->study), (guint) automation));
}

static char *
name_instant (ParcoursPressureDialog *self,
              gint64                  at)
{
  gint64 local = parcours_zone_to_local (parcours_project_zone (self->project), at);
  gint32 day = parcours_local_day (local);
  g_autofree char *date = parcours_day_to_words (day);
  g_autofree char *time = parcours_time_of_day_to_words ((int) (local - day * (gint64) PARCOURS_DAY));

  return parcours_phrase_fill (_("{day}, {time}"), "day", date, "time", time, NULL);
}

static void
add_cells (ParcoursTextTable *table,
           char              *first,
           char              *second,
           char              *third,
           char              *fourth)
{
  char *cells[] = { first, second, third, fourth, NULL };

  parcours_text_table_add (table, g_strdupv (cells));
  for (guint i = 0; cells[i] != NULL; i++)
    g_free (cells[i]);
}

static void
show_shares (ParcoursPressureDialog *self)
{
  const ParcoursPressure *pressure = parcours_run_study_pressure (self->study);
  const char *titles[] = { _("Messages at most"), _("In 24 hours"), _("In 7 days"), NULL };
  GtkWidget *table = parcours_text_table_new (titles, _("How many contacts get how many messages"));
  guint most = PARCOURS_PRESSURE_MOST;

  while (most > 0 && parcours_pressure_n_in_week (pressure, most) == 0)
    most--;
  for (guint i = 0; i <= most; i++)
    {
      g_autofree char *n = parcours_count_to_words (i);

      add_cells (PARCOURS_TEXT_TABLE (table),
                 i < PARCOURS_PRESSURE_MOST ? g_strdup (n) : parcours_phrase_fill (_("{n} and more"), "n", n, NULL),
                 parcours_count_to_words (parcours_pressure_n_in_day (pressure, i)),
                 parcours_count_to_words (parcours_pressure_n_in_week (pressure, i)), NULL);
    }
  parcours_study_dialog_add_heading (PARCOURS_STUDY_DIALOG (self), _("How Many Contacts Get How Many Messages"));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), table);
}

static void
explain (ParcoursPressureDialog *self,
         guint64                 key)
{
  parcours_study_dialog_explain (PARCOURS_STUDY_DIALOG (self), self->project, key, NULL, parcours_run_study_run (self->study));
}

static void
most_activated_cb (ParcoursTextTable      *table,
                   guint                   row,
                   ParcoursPressureDialog *self)
{
  const GArray *most = parcours_pressure_most (parcours_run_study_pressure (self->study));

  explain (self, g_array_index (most, ParcoursPressed, row).key);
}

static void
show_most (ParcoursPressureDialog *self)
{
  const GArray *most = parcours_pressure_most (parcours_run_study_pressure (self->study));
  const char *titles[] = { _("Contact"), _("In 24 hours"), _("In 7 days"), _("In all"), NULL };
  GtkWidget *table;

  if (most->len == 0)
    return;
  table = parcours_text_table_new (titles, _("Who Gets Most"));
  for (guint i = 0; i < most->len; i++)
    {
      const ParcoursPressed *pressed = &g_array_index (most, ParcoursPressed, i);

      add_cells (PARCOURS_TEXT_TABLE (table), parcours_run_study_name (self->study, pressed->key),
                 parcours_count_to_words (pressed->day), parcours_count_to_words (pressed->week),
                 parcours_count_to_words (pressed->total));
    }
  g_signal_connect_object (table, "row-activated", G_CALLBACK (most_activated_cb), self, 0);
  parcours_study_dialog_add_heading (PARCOURS_STUDY_DIALOG (self), _("Who Gets Most"));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), table);
}

static void
contact_activated_cb (AdwActionRow           *row,
                      ParcoursPressureDialog *self)
{
  explain (self, *(const guint64 *) g_object_get_data (G_OBJECT (row), "key"));
}

static GtkWidget *
new_contact_row (ParcoursPressureDialog *self,
                 guint64                 key,
                 const char             *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = parcours_run_study_name (self->study, key);
  g_autofree char *title = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "key", g_memdup2 (&key, sizeof key), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (contact_activated_cb), self, 0);

  return row;
}

static GtkWidget *
new_expander (const char *title,
              guint       n_contacts)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *n = parcours_count_to_words (n_contacts);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%s contact", "%s contacts", n_contacts), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);

  return row;
}

static GtkWidget *
new_collision (ParcoursPressureDialog  *self,
               const ParcoursCollision *collision)
{
  const char *kind = collision->is_list ? "list" : "field";
  const char *label = parcours_library_label (parcours_run_library (parcours_run_study_run (self->study)), kind, collision->slug);
  g_autofree char *title =
    parcours_phrase_fill (collision->is_list ? _("“{one}” and “{other}” both change the list “{name}”")
                                             : _("“{one}” and “{other}” both write the field “{name}”"),
                          "one", name_automation (self, collision->one), "other", name_automation (self, collision->other),
                          "name", label != NULL ? label : collision->slug, NULL);
  GtkWidget *row = new_expander (title, collision->n_contacts);

  for (guint i = 0; i < collision->named->len; i++)
    {
      const ParcoursCollided *collided = &g_array_index (collision->named, ParcoursCollided, i);
      g_autofree char *first = name_instant (self, collided->first_at);
      g_autofree char *then = name_instant (self, collided->at);
      g_autofree char *subtitle = parcours_phrase_fill (_("{first}, and then {next}"), "first", first, "next", then, NULL);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_contact_row (self, collided->key, subtitle));
    }

  return row;
}

static void
show_collisions (ParcoursPressureDialog *self)
{
  const GPtrArray *collisions = parcours_pressure_collisions (parcours_run_study_pressure (self->study));
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Written by Two Automations"));
  if (collisions->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("No two automations write the same field or list of a contact."));
  for (guint i = 0; i < collisions->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_collision (self, g_ptr_array_index (collisions, i)));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), group);
}

static GtkWidget *
new_circle (ParcoursPressureDialog *self,
            const ParcoursCircle   *circle)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *laps = parcours_count_to_words (circle->n_laps);
  g_autofree char *title = NULL;
  GtkWidget *row;

  for (guint i = 0; i < circle->automations->len; i++)
    g_string_append_printf (names, "%s → ", name_automation (self, g_array_index (circle->automations, int, i)));
  g_string_append (names, name_automation (self, g_array_index (circle->automations, int, 0)));
  title = parcours_phrase_fill (ngettext ("{names}, {n} lap", "{names}, {n} laps", circle->n_laps), "names", names->str,
                                "n", laps, NULL);
  row = new_expander (title, circle->n_contacts);
  for (guint i = 0; i < circle->named->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              new_contact_row (self, g_array_index (circle->named, guint64, i), NULL));

  return row;
}

static void
show_circles (ParcoursPressureDialog *self)
{
  const GPtrArray *circles = parcours_pressure_circles (parcours_run_study_pressure (self->study));
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Round in Circles"));
  if (circles->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("No automations let people into each other in circles."));
  for (guint i = 0; i < circles->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_circle (self, g_ptr_array_index (circles, i)));
  parcours_study_dialog_add_result (PARCOURS_STUDY_DIALOG (self), group);
}

static void
study_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursPressureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursRunStudy *study = parcours_run_study_finish (result, &error);

  g_clear_pointer (&self->study, parcours_run_study_free);
  self->study = study;
  if (!parcours_study_dialog_finish (PARCOURS_STUDY_DIALOG (self), error))
    return;
  show_shares (self);
  show_most (self);
  show_collisions (self);
  show_circles (self);
}

static void
parcours_pressure_dialog_start (ParcoursStudyDialog *dialog)
{
  ParcoursPressureDialog *self = PARCOURS_PRESSURE_DIALOG (dialog);

  parcours_run_study_async (parcours_run_plan_new (self->project, self->slug, self->options), TRUE,
                            parcours_study_dialog_begin (dialog), study_cb, g_object_ref (self));
}

static void
parcours_pressure_dialog_finalize (GObject *object)
{
  ParcoursPressureDialog *self = PARCOURS_PRESSURE_DIALOG (object);

  g_clear_object (&self->project);
  g_free (self->slug);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_pointer (&self->study, parcours_run_study_free);
  G_OBJECT_CLASS (parcours_pressure_dialog_parent_class)->finalize (object);
}

static void
parcours_pressure_dialog_class_init (ParcoursPressureDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_pressure_dialog_finalize;
  PARCOURS_STUDY_DIALOG_CLASS (class)->start = parcours_pressure_dialog_start;
}

static void
parcours_pressure_dialog_init (ParcoursPressureDialog *self)
{
}

/**
 * parcours_pressure_dialog_new:
 * @parent: (nullable): the window
 * @project: a project
 * @slug: (nullable): an automation that takes part whether it is active or not
 * @options: (transfer none): what is simulated
 *
 * Returns: (transfer floating): a dialog that simulates at once
 */
GtkWidget *
parcours_pressure_dialog_new (GtkWindow                *parent,
                              ParcoursProject          *project,
                              const char               *slug,
                              const ParcoursRunOptions *options)
{
  ParcoursPressureDialog *self = g_object_new (PARCOURS_TYPE_PRESSURE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->project = g_object_ref (project);
  self->slug = g_strdup (slug);
  self->options = parcours_run_options_copy (options);
  parcours_study_dialog_set_title (PARCOURS_STUDY_DIALOG (self), _("Pressure and Collisions"), NULL);
  parcours_study_dialog_set_start (PARCOURS_STUDY_DIALOG (self), _("_Try Again"), TRUE);
  parcours_study_dialog_start (PARCOURS_STUDY_DIALOG (self));

  return GTK_WIDGET (self);
}
