/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-clock-bar.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-run-form.h"
#include "parcours-scrubber.h"
#include "parcours-time.h"

/* Below these widths the settings fold into one button, the buttons beside Play go, and then the scrubber. */
#define NEEDS_SETTINGS 1160
#define NEEDS_STEPS 860
#define NEEDS_SCRUBBER 560
#define MIN_WIDTH 340
/* Without a run a key moves by so much. */
#define USUAL_STEP PARCOURS_DAY

struct _ParcoursClockBar
{
  AdwBin parent_instance;

  ParcoursProject *project; /* (owned) (nullable) */
  ParcoursLive *live;       /* (owned) (nullable) */
  double at;                /* the instant; parts of seconds add up while it plays */
  gboolean is_at_end;       /* it stays at the end when the period changes */
  guint tick_id;            /* while it plays */
  gint64 last_frame;
  guint fit_id;

  GtkWidget *rewind;
  GtkWidget *step_back;
  GtkWidget *play;
  GtkLabel *date;
  GtkLabel *state;
  GtkStack *state_sign;
  ParcoursScrubber *scrubber;
  ParcoursRunForm *form;
};

enum
{
  PROP_0,
  PROP_AT,
  PROP_PLAYING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ParcoursClockBar, parcours_clock_bar, ADW_TYPE_BIN)

static const ParcoursRunOptions *
get_options (ParcoursClockBar *self)
{
  return parcours_live_options (self->live);
}

static gint64
get_end (ParcoursClockBar *self)
{
  return get_options (self)->from + (gint64) get_options (self)->days * PARCOURS_DAY;
}

static gint64
get_bucket (ParcoursClockBar *self)
{
  ParcoursRun *run = parcours_live_run (self->live);

  return run != NULL ? parcours_run_counts (run)->bucket : USUAL_STEP;
}

static char *
describe_state (ParcoursClockBar *self)
{
  ParcoursRun *run = parcours_live_run (self->live);

  if (parcours_live_error (self->live) != NULL)
    return g_strdup (_("not simulated"));
  if (parcours_live_is_busy (self->live) && run != NULL && parcours_run_is_sample (run))
    return g_strdup (_("counting all contacts"));
  if (parcours_live_is_busy (self->live))
    return g_strdup (_("counting"));
  if (run == NULL)
    return g_strdup (_("nothing simulated yet"));

  return g_strdup (_("counts up to date"));
}

static void
show_state (ParcoursClockBar *self)
{
  guint days = get_options (self)->days;
  guint day = (guint) MIN ((gint64) days, ((gint64) self->at - get_options (self)->from) / PARCOURS_DAY);
  g_autofree char *n = parcours_count_to_words (day);
  g_autofree char *of = parcours_count_to_words (days);
  g_autofree char *state = describe_state (self);
  /* Translators: {state} is "counting" or "counts up to date". */
  g_autofree char *text = parcours_phrase_fill (_("Day {day} of {days} · {state}"), "day", n, "days", of, "state", state,
                                                NULL);
  const GError *error = parcours_live_error (self->live);

  gtk_label_set_label (self->state, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), error != NULL ? error->message : NULL);
  if (error != NULL)
    gtk_stack_set_visible_child_name (self->state_sign, "error");
  else
    gtk_stack_set_visible_child_name (self->state_sign, parcours_live_is_busy (self->live) ? "busy" : "done");
}

static void
show_at (ParcoursClockBar *self)
{
  gint64 local = parcours_zone_to_local (parcours_project_zone (self->project), (gint64) self->at);
  g_autofree char *moment = parcours_local_to_words (local);
  /* Translators: an instant, such as "Tuesday 28 April 2026, 09:00". */
  g_autofree char *text = parcours_phrase_fill (_("{weekday} {moment}"), "weekday",
                                                parcours_weekday_name (parcours_day_weekday (parcours_local_day (local))),
                                                "moment", moment, NULL);

  gtk_label_set_label (self->date, text);
  parcours_scrubber_set_at (self->scrubber, (gint64) self->at, text);
  show_state (self);
}

static void
set_at (ParcoursClockBar *self,
        double            at)
{
  gint64 before = (gint64) self->at;

  self->at = CLAMP (at, (double) get_options (self)->from, (double) get_end (self));
  self->is_at_end = self->at >= (double) get_end (self);
  show_at (self);
  if (before != (gint64) self->at)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT]);
}

/* What would have been sent on each day. */
static void
show_bars (ParcoursClockBar *self)
{
  ParcoursRun *run = parcours_live_run (self->live);
  const ParcoursCounts *counts = run != NULL ? parcours_run_counts (run) : NULL;
  guint n_days = get_options (self)->days;
  g_autofree double *bars = g_new0 (double, n_days);

  for (guint i = 0; counts != NULL && i < counts->n_buckets; i++)
    {
      guint day = (guint) ((gint64) i * counts->bucket / PARCOURS_DAY);

      if (day < n_days)
        bars[day] += (double) parcours_counts_sent (counts, i);
    }
  parcours_scrubber_set_bars (self->scrubber, bars, n_days);
}

static void
follow_options (ParcoursClockBar *self)
{
  parcours_scrubber_set_period (self->scrubber, get_options (self)->from, get_end (self), PARCOURS_DAY,
                                parcours_project_zone (self->project));
  set_at (self, self->is_at_end ? (double) get_end (self) : self->at);
  show_bars (self);
}

static void
follow_run (ParcoursClockBar *self)
{
  show_bars (self);
  show_state (self);
}

static void
moved_cb (ParcoursClockBar *self)
{
  set_at (self, (double) parcours_scrubber_get_at (self->scrubber));
}

static void
stop (ParcoursClockBar *self)
{
  if (self->tick_id == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  gtk_button_set_icon_name (GTK_BUTTON (self->play), "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, _("Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Play"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (widget);
  gint64 now = gdk_frame_clock_get_frame_time (frame_clock);
  double seconds = (double) (now - self->last_frame) / G_USEC_PER_SEC;

  self->last_frame = now;
  set_at (self, self->at + seconds * parcours_run_form_get_speed (self->form));
  if (!self->is_at_end)
    return G_SOURCE_CONTINUE;
  stop (self);

  return G_SOURCE_REMOVE;
}

/* From the end it begins again. */
static void
start (ParcoursClockBar *self)
{
  if (self->tick_id != 0 || self->live == NULL)
    return;
  if (self->is_at_end)
    set_at (self, (double) get_options (self)->from);
  self->last_frame = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  gtk_button_set_icon_name (GTK_BUTTON (self->play), "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (self->play, _("Pause"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pause"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (widget);

  parcours_clock_bar_set_playing (self, !parcours_clock_bar_is_playing (self));
}

static void
rewind_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  set_at (PARCOURS_CLOCK_BAR (widget), 0);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (widget);

  set_at (self, self->at + g_variant_get_int32 (parameter) * (double) PARCOURS_DAY);
}

static void
form_changed_cb (ParcoursClockBar *self)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_form_dup_options (self->form);

  parcours_live_set_options (self->live, options);
}

static void
parcours_clock_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
}

static gboolean
fit_cb (gpointer user_data)
{
  ParcoursClockBar *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->fit_id = 0;
  gtk_widget_set_visible (self->rewind, width >= NEEDS_STEPS);
  gtk_widget_set_visible (self->step_back, width >= NEEDS_STEPS);
  gtk_widget_set_visible (GTK_WIDGET (self->scrubber), width >= NEEDS_SCRUBBER);

  return G_SOURCE_REMOVE;
}

/* Long words and large letters may need more than is usual. */
static gboolean
settings_fit (ParcoursClockBar *self,
              int               width)
{
  int needed, form;

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (self)), GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->form), GTK_ORIENTATION_HORIZONTAL, -1, &form, NULL, NULL, NULL);

  return width >= MAX (NEEDS_SETTINGS, needed - form + parcours_run_form_get_full_width (self->form));
}

/* What has no room is hidden, which must wait until all sizes are given. */
static void
parcours_clock_bar_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (widget);
  gboolean fits = gtk_widget_get_visible (self->rewind) == (width >= NEEDS_STEPS) &&
                  gtk_widget_get_visible (GTK_WIDGET (self->scrubber)) == (width >= NEEDS_SCRUBBER);

  if (!fits && self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
  parcours_run_form_set_folded (self->form, !settings_fit (self, width));
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
parcours_clock_bar_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (object);

  switch (id)
    {
    case PROP_AT:
      g_value_set_int64 (value, (gint64) self->at);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->tick_id != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_clock_bar_dispose (GObject *object)
{
  ParcoursClockBar *self = PARCOURS_CLOCK_BAR (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_CLOCK_BAR);
  g_clear_object (&self->live);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_clock_bar_parent_class)->dispose (object);
}

static void
parcours_clock_bar_class_init (ParcoursClockBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = parcours_clock_bar_get_property;
  object_class->dispose = parcours_clock_bar_dispose;
  widget_class->measure = parcours_clock_bar_measure;
  widget_class->size_allocate = parcours_clock_bar_size_allocate;

  properties[PROP_AT] = g_param_spec_int64 ("at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (PARCOURS_TYPE_SCRUBBER);
  g_type_ensure (PARCOURS_TYPE_RUN_FORM);
  gtk_widget_class_install_action (widget_class, "clock.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "clock.rewind", NULL, rewind_action);
  gtk_widget_class_install_action (widget_class, "clock.step", "i", step_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/clock-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, play);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, rewind);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, step_back);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, date);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, state);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, state_sign);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, scrubber);
  gtk_widget_class_bind_template_child (widget_class, ParcoursClockBar, form);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

static void
parcours_clock_bar_init (ParcoursClockBar *self)
{
  self->is_at_end = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

/**
 * parcours_clock_bar_set_live:
 * @self: a bar that has none yet
 * @project: the workspace
 * @live: what simulates
 */
void
parcours_clock_bar_set_live (ParcoursClockBar *self,
                             ParcoursProject  *project,
                             ParcoursLive     *live)
{
  g_return_if_fail (PARCOURS_IS_CLOCK_BAR (self));
  g_return_if_fail (self->live == NULL);

  self->project = g_object_ref (project);
  self->live = g_object_ref (live);
  parcours_run_form_set_project (self->form, project, parcours_live_options (live));
  g_signal_connect_object (live, "notify::options", G_CALLBACK (follow_options), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "notify::run", G_CALLBACK (follow_run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "notify::busy", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  follow_options (self);
}

/**
 * parcours_clock_bar_get_at:
 * @self: a bar
 *
 * Returns: the instant that is looked at
 */
gint64
parcours_clock_bar_get_at (ParcoursClockBar *self)
{
  return (gint64) self->at;
}

/**
 * parcours_clock_bar_set_at:
 * @self: a bar that has its live counts
 * @at: the instant to be looked at; what lies outside the period is moved to its beginning or its end
 */
void
parcours_clock_bar_set_at (ParcoursClockBar *self,
                           gint64            at)
{
  stop (self);
  set_at (self, (double) at);
}

/**
 * parcours_clock_bar_is_playing:
 * @self: a bar
 *
 * Returns: whether the clock runs
 */
gboolean
parcours_clock_bar_is_playing (ParcoursClockBar *self)
{
  return self->tick_id != 0;
}

/**
 * parcours_clock_bar_set_playing:
 * @self: a bar
 * @playing: whether the clock runs
 */
void
parcours_clock_bar_set_playing (ParcoursClockBar *self,
                                gboolean          playing)
{
  if (playing)
    start (self);
  else
    stop (self);
}

/**
 * parcours_clock_bar_step:
 * @self: a bar that has its live counts
 * @buckets: by how many of the smallest steps that are counted the clock goes forwards, or backwards where negative
 */
void
parcours_clock_bar_step (ParcoursClockBar *self,
                         int               buckets)
{
  set_at (self, self->at + buckets * (double) get_bucket (self));
}
