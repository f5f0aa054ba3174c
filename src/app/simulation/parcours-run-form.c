/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-app-settings.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-project-behaviours.h"
#include "parcours-run-form.h"
#include "parcours-time.h"

/* Seeds that people read, note down and type again. */
#define MAX_SEED 9999
/* The last choice of what happens again. */
#define REPLAY_CHOSEN 4

struct _ParcoursRunForm
{
  AdwBin parent_instance;

  ParcoursProject *project;    /* (owned) (nullable) */
  ParcoursRunOptions *options; /* (owned) (nullable) */
  guint speed;                 /* place in the table */
  gboolean is_updating;
  gboolean is_folded;
  guint fold_id;

  GtkWidget *buttons;
  GtkStack *stack;
  GtkMenuButton *fold;
  GtkLabel *period;
  GtkLabel *behaviour;
  GtkLabel *speed_label;
  GtkLabel *seed;
  GtkCalendar *calendar;
  GtkSpinButton *days;
  GtkSpinButton *seed_spin;
  GtkBox *behaviours;
  GtkBox *speeds;
  GtkDropDown *replay;
  GtkWidget *replay_period;
  GtkCalendar *replay_calendar;
  GtkSpinButton *replay_days;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursRunForm, parcours_run_form, ADW_TYPE_BIN)

/* How fast the clock runs: simulated seconds in one. */
static const struct
{
  const char *name;
  double seconds;
} speeds[] = {
  { N_("1 hour / s"), PARCOURS_HOUR },
  { N_("6 hours / s"), 6 * PARCOURS_HOUR },
  { N_("1 day / s"), PARCOURS_DAY },
  { N_("3 days / s"), 3 * PARCOURS_DAY },
  { N_("1 week / s"), 7 * PARCOURS_DAY },
  { N_("1 month / s"), 30 * PARCOURS_DAY },
};

/* The behaviour that counts: that of the workspace where none is chosen. */
static const char *
effective_behaviour (ParcoursRunForm *self)
{
  if (self->options->behaviour != NULL)
    return self->options->behaviour;

  return parcours_json_member_string (parcours_project_settings (self->project), "behaviour");
}

static char *
name_behaviour (ParcoursRunForm *self,
                const char      *slug)
{
  if (slug == NULL || *slug == '\0')
    return g_strdup (_("None"));

  return parcours_project_behaviour_name (self->project, slug);
}

static gint32
first_day (ParcoursRunForm *self)
{
  return parcours_local_day (parcours_zone_to_local (parcours_project_zone (self->project), self->options->from));
}

/* Without the year, which the date beside it says. */
static char *
name_first_day (ParcoursRunForm *self)
{
  int year, month, day_of_month;

  parcours_day_to_civil (first_day (self), &year, &month, &day_of_month);

  return parcours_birthday_to_words (month, day_of_month);
}

static void
show_options (ParcoursRunForm *self)
{
  g_autofree char *day = name_first_day (self);
  g_autofree char *days = parcours_count_to_words (self->options->days);
  g_autofree char *behaviour = name_behaviour (self, effective_behaviour (self));
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->options->seed);
  /* Translators: a period, such as "90 days from 2 March". */
  g_autofree char *period = parcours_phrase_fill (ngettext ("{n} day from {day}", "{n} days from {day}", self->options->days),
                                                  "n", days, "day", day, NULL);

  gtk_label_set_label (self->period, period);
  gtk_label_set_label (self->behaviour, behaviour);
  gtk_label_set_label (self->speed_label, _(speeds[self->speed].name));
  gtk_label_set_label (self->seed, seed);
}

static gint32
day_of (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  return parcours_day_from_civil (g_date_time_get_year (date), g_date_time_get_month (date),
                                  g_date_time_get_day_of_month (date));
}

/* What happens again: a period that somebody has chosen, or one as long as the simulation, so many months before it, or up to it. */
static void
set_replay (ParcoursRunForm *self)
{
  static const gint32 months[] = { 0, 0, 6, 12 };
  const ParcoursZone *zone = parcours_project_zone (self->project);
  guint choice = gtk_drop_down_get_selected (self->replay);
  ParcoursDuration before = { months[MIN (choice, 3)], months[MIN (choice, 3)] == 0 ? (gint32) self->options->days : 0, 0 };
  ParcoursDuration length = { 0, (gint32) self->options->days, 0 };

  gtk_widget_set_visible (self->replay_period, choice == REPLAY_CHOSEN);
  self->options->replay_from = 0;
  self->options->replay_to = 0;
  if (choice == 0 || choice == GTK_INVALID_LIST_POSITION)
    return;
  self->options->replay_from = parcours_duration_subtract (&before, self->options->from, zone);
  if (choice == REPLAY_CHOSEN)
    {
      self->options->replay_from = parcours_zone_to_utc (zone, (gint64) day_of (self->replay_calendar) * PARCOURS_DAY);
      length.days = gtk_spin_button_get_value_as_int (self->replay_days);
    }
  self->options->replay_to = parcours_duration_add (&length, self->options->replay_from, zone);
}

static void
changed (ParcoursRunForm *self)
{
  set_replay (self);
  show_options (self);
  g_settings_set_uint (parcours_app_settings_get (), "run-days", self->options->days);
  g_settings_set_uint (parcours_app_settings_get (), "run-seed", (guint) self->options->seed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
days_cb (ParcoursRunForm *self)
{
  guint days = (guint) gtk_spin_button_get_value_as_int (self->days);

  if (self->is_updating || days == self->options->days)
    return;
  self->options->days = days;
  changed (self);
}

static void
day_cb (ParcoursRunForm *self)
{
  gint32 day = day_of (self->calendar);

  if (self->is_updating || day == first_day (self))
    return;
  self->options->from = parcours_zone_to_utc (parcours_project_zone (self->project), (gint64) day * PARCOURS_DAY);
  changed (self);
}

static void
seed_cb (ParcoursRunForm *self)
{
  guint64 seed = (guint64) gtk_spin_button_get_value (self->seed_spin);

  if (self->is_updating || seed == self->options->seed)
    return;
  self->options->seed = seed;
  changed (self);
}

static void
draw_seed (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursRunForm *self = PARCOURS_RUN_FORM (widget);

  gtk_spin_button_set_value (self->seed_spin, g_random_int_range (1, MAX_SEED));
}

static void
behaviour_cb (GtkCheckButton  *button,
              ParcoursRunForm *self)
{
  const char *slug = g_object_get_data (G_OBJECT (button), "slug");

  if (self->is_updating || !gtk_check_button_get_active (button) || g_strcmp0 (slug, effective_behaviour (self)) == 0)
    return;
  g_free (self->options->behaviour);
  self->options->behaviour = g_strdup (slug);
  changed (self);
}

static void
replay_cb (ParcoursRunForm *self)
{
  if (!self->is_updating)
    changed (self);
}

static void
edit_behaviours (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ParcoursRunForm *self = PARCOURS_RUN_FORM (widget);
  const char *slug = effective_behaviour (self);

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (self->behaviours), GTK_TYPE_POPOVER)));
  gtk_menu_button_popdown (self->fold);
  gtk_widget_activate_action (widget, "win.edit-behaviours", "s", slug != NULL ? slug : "");
}

static void
speed_cb (GtkCheckButton  *button,
          ParcoursRunForm *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->speed = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "speed"));
  g_settings_set_uint (parcours_app_settings_get (), "speed", self->speed);
  show_options (self);
}

static GtkWidget *
add_choice (GtkBox     *box,
            const char *label,
            gboolean    is_active)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (box));

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_active);
  gtk_box_append (box, button);

  return button;
}

static void
add_behaviour (ParcoursRunForm *self,
               const char      *slug)
{
  g_autofree char *name = name_behaviour (self, slug);
  const char *now = effective_behaviour (self);
  GtkWidget *button = add_choice (self->behaviours, name, g_strcmp0 (slug, now != NULL ? now : "") == 0);

  g_object_set_data_full (G_OBJECT (button), "slug", g_strdup (slug), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (behaviour_cb), self);
}

static void
add_behaviours (ParcoursRunForm *self,
                char           **slugs)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->behaviours))) != NULL)
    gtk_box_remove (self->behaviours, child);
  for (guint i = 0; slugs[i] != NULL; i++)
    add_behaviour (self, slugs[i]);
  add_behaviour (self, "");
}

/* A behaviour may have come, gone, or got another name. The place of the chosen one is taken by the usual one. */
static void
library_cb (ParcoursRunForm *self)
{
  g_auto (GStrv) slugs = parcours_project_list_behaviours (self->project);
  const char *chosen = self->options->behaviour;
  gboolean is_gone = chosen != NULL && *chosen != '\0' && !g_strv_contains ((const char * const *) slugs, chosen);

  if (is_gone)
    g_clear_pointer (&self->options->behaviour, g_free);
  self->is_updating = TRUE;
  add_behaviours (self, slugs);
  self->is_updating = FALSE;
  if (is_gone)
    changed (self);
  else
    show_options (self);
}

static void
add_speeds (ParcoursRunForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      GtkWidget *button = add_choice (self->speeds, _(speeds[i].name), i == self->speed);

      g_object_set_data (G_OBJECT (button), "speed", GUINT_TO_POINTER (i));
      g_signal_connect (button, "toggled", G_CALLBACK (speed_cb), self);
    }
}

/* The settings move into the popover of the one button, or back beside the scrubber. */
static gboolean
fold_cb (gpointer user_data)
{
  ParcoursRunForm *self = user_data;
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (self->fold));

  self->fold_id = 0;
  g_object_ref (self->buttons);
  if (self->is_folded)
    {
      gtk_stack_remove (self->stack, self->buttons);
      gtk_popover_set_child (GTK_POPOVER (popover), self->buttons);
    }
  else
    {
      gtk_popover_set_child (GTK_POPOVER (popover), NULL);
      gtk_stack_add_named (self->stack, self->buttons, "buttons");
    }
  g_object_unref (self->buttons);
  gtk_stack_set_visible_child_name (self->stack, self->is_folded ? "fold" : "buttons");

  return G_SOURCE_REMOVE;
}

static void
parcours_run_form_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  ParcoursRunForm *self = PARCOURS_RUN_FORM (widget);

  gtk_widget_measure (GTK_WIDGET (self->stack), orientation, -1, minimum, natural, NULL, NULL);
}

static void
parcours_run_form_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  gtk_widget_allocate (GTK_WIDGET (PARCOURS_RUN_FORM (widget)->stack), width, height, baseline, NULL);
}

static void
parcours_run_form_dispose (GObject *object)
{
  ParcoursRunForm *self = PARCOURS_RUN_FORM (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_RUN_FORM);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_run_form_parent_class)->dispose (object);
}

static void
parcours_run_form_class_init (ParcoursRunFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_run_form_dispose;
  widget_class->measure = parcours_run_form_measure;
  widget_class->size_allocate = parcours_run_form_size_allocate;

  signals[CHANGED] = g_signal_new ("changed", PARCOURS_TYPE_RUN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "run-form.draw-seed", NULL, draw_seed);
  gtk_widget_class_install_action (widget_class, "run-form.edit-behaviours", NULL, edit_behaviours);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/run-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, buttons);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, fold);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, period);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, behaviour);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, speed_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, seed);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, calendar);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, days);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, seed_spin);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, behaviours);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, speeds);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, replay);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, replay_period);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, replay_calendar);
  gtk_widget_class_bind_template_child (widget_class, ParcoursRunForm, replay_days);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, seed_cb);
}

static void
parcours_run_form_init (ParcoursRunForm *self)
{
  self->speed = MIN (g_settings_get_uint (parcours_app_settings_get (), "speed"), G_N_ELEMENTS (speeds) - 1);
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  add_speeds (self);
}

/* At first, the same days a year before. */
static void
choose_period (ParcoursRunForm *self)
{
  const ParcoursDuration year = { 12, 0, 0 };
  const ParcoursZone *zone = parcours_project_zone (self->project);
  gint64 from = parcours_zone_to_local (zone, parcours_duration_subtract (&year, self->options->from, zone));
  int number, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  parcours_day_to_civil (parcours_local_day (from), &number, &month, &day_of_month);
  date = g_date_time_new_utc (number, month, day_of_month, 0, 0, 0);
  gtk_calendar_select_day (self->replay_calendar, date);
  gtk_spin_button_set_value (self->replay_days, self->options->days);
}

/**
 * parcours_run_form_set_project:
 * @self: a form
 * @project: the workspace
 * @options: (transfer none): what it shows at first
 */
void
parcours_run_form_set_project (ParcoursRunForm          *self,
                               ParcoursProject          *project,
                               const ParcoursRunOptions *options)
{
  g_auto (GStrv) slugs = parcours_project_list_behaviours (project);
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  self->project = g_object_ref (project);
  self->options = parcours_run_options_copy (options);
  self->is_updating = TRUE;
  parcours_day_to_civil (first_day (self), &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  gtk_spin_button_set_value (self->days, self->options->days);
  choose_period (self);
  gtk_spin_button_set_value (self->seed_spin, (double) self->options->seed);
  add_behaviours (self, slugs);
  self->is_updating = FALSE;
  g_signal_connect_object (project, "notify::library", G_CALLBACK (library_cb), self, G_CONNECT_SWAPPED);
  show_options (self);
}

/**
 * parcours_run_form_dup_options:
 * @self: a form that has its workspace
 *
 * Returns: (transfer full): what it says
 */
ParcoursRunOptions *
parcours_run_form_dup_options (ParcoursRunForm *self)
{
  return parcours_run_options_copy (self->options);
}

/**
 * parcours_run_form_get_speed:
 * @self: a form
 *
 * Returns: how many seconds are simulated in one
 */
double
parcours_run_form_get_speed (ParcoursRunForm *self)
{
  return speeds[self->speed].seconds;
}

/**
 * parcours_run_form_get_full_width:
 * @self: a form
 *
 * Returns: how wide it is at least while it is not folded, in pixels
 */
int
parcours_run_form_get_full_width (ParcoursRunForm *self)
{
  int width;

  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

/**
 * parcours_run_form_set_folded:
 * @self: a form
 * @folded: whether it is one button
 *
 * May be called while sizes are given: it is done afterwards.
 */
void
parcours_run_form_set_folded (ParcoursRunForm *self,
                              gboolean         folded)
{
  if (self->is_folded == folded)
    return;
  self->is_folded = folded;
  if (self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}
