/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-figure.h"
#include "parcours-scrubber.h"
#include "parcours-time.h"

#define TRACK_HEIGHT 6.f
#define KNOB_SIZE 20.f
#define LABEL_HEIGHT 20.f
/* Between the bars, as a part of one. */
#define GAP 0.18f
/* Up to how many days each month is named, and how much room each name gets beyond. */
#define DAYS_BY_MONTH 400
#define MONTH_WIDTH 70

struct _ParcoursScrubber
{
  GtkWidget parent_instance;

  gint64 from;
  gint64 to;
  gint64 step;
  gint64 at;
  const ParcoursZone *zone;
  double *bars;  /* (owned) (nullable) */
  guint n_bars;
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursScrubber, parcours_scrubber, GTK_TYPE_WIDGET)

/* The track is as long as the knob can go. */
static double
track_length (ParcoursScrubber *self)
{
  return MAX (1., gtk_widget_get_width (GTK_WIDGET (self)) - KNOB_SIZE);
}

static double
fraction_of (ParcoursScrubber *self,
             gint64            at)
{
  return self->to > self->from ? CLAMP ((double) (at - self->from) / (double) (self->to - self->from), 0., 1.) : 0.;
}

static gboolean
is_rtl (ParcoursScrubber *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
x_of (ParcoursScrubber *self,
      double            fraction)
{
  return KNOB_SIZE / 2 + track_length (self) * (is_rtl (self) ? 1 - fraction : fraction);
}

static void
move_to (ParcoursScrubber *self,
         gint64            at)
{
  at = CLAMP (at, self->from, self->to);
  if (at == self->at)
    return;
  self->at = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOVED], 0);
}

static void
move_to_x (ParcoursScrubber *self,
           double            x)
{
  double fraction = (x - KNOB_SIZE / 2) / track_length (self);
  gint64 seconds;

  fraction = CLAMP (is_rtl (self) ? 1 - fraction : fraction, 0., 1.);
  seconds = (gint64) (fraction * (double) (self->to - self->from) + 0.5);
  if (self->step > 0)
    seconds = (seconds + self->step / 2) / self->step * self->step;
  move_to (self, self->from + seconds);
}

static void
drag_begin_cb (GtkGestureDrag   *gesture,
               double            x,
               double            y,
               ParcoursScrubber *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  move_to_x (self, x);
}

static void
drag_update_cb (GtkGestureDrag   *gesture,
                double            dx,
                double            dy,
                ParcoursScrubber *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  move_to_x (self, x + dx);
}

/* By steps, by weeks, or to an end. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  ParcoursScrubber *self = PARCOURS_SCRUBBER (widget);
  int by = 0;
  gboolean is_sideways = FALSE;

  g_variant_get (arguments, "(ib)", &by, &is_sideways);
  if (by == G_MININT)
    move_to (self, self->from);
  else if (by == G_MAXINT)
    move_to (self, self->to);
  else
    move_to (self, self->at + (is_sideways && is_rtl (self) ? -by : by) * self->step);

  return TRUE;
}

static void
parcours_scrubber_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : 56;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 72;
}

static void
append_rounded (GtkSnapshot   *snapshot,
                float          x,
                float          y,
                float          width,
                float          height,
                float          radius,
                const GdkRGBA *color)
{
  GskRoundedRect rect;

  if (width <= 0 || height <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (x, y, width, height), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

/* What has passed at the instant has the accent, the rest is grey. */
static void
draw_bars (ParcoursScrubber *self,
           GtkSnapshot      *snapshot,
           float             bottom,
           const GdkRGBA    *passed,
           const GdkRGBA    *ahead)
{
  double most = 0;
  float slot = (float) (track_length (self) / MAX (self->n_bars, 1));

  for (guint i = 0; i < self->n_bars; i++)
    most = MAX (most, self->bars[i]);
  for (guint i = 0; i < self->n_bars && most > 0; i++)
    {
      float height = (float) (self->bars[i] / most) * (bottom - 4);
      float x = (float) x_of (self, (i + (is_rtl (self) ? 1. : 0.)) / self->n_bars);
      gboolean is_passed = fraction_of (self, self->at) * self->n_bars > i + 0.5;

      if (self->bars[i] <= 0)
        continue;
      append_rounded (snapshot, x + slot * GAP / 2, bottom - MAX (height, 1), slot * (1 - GAP), MAX (height, 1), 0,
                      is_passed ? passed : ahead);
    }
}

static void
draw_text (ParcoursScrubber *self,
           GtkSnapshot      *snapshot,
           const char       *text,
           double            x,
           float             y,
           const GdkRGBA    *color,
           double           *free_from)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  double length = gtk_widget_get_width (GTK_WIDGET (self));
  double along;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - width / 2., 0., length - width);
  along = is_rtl (self) ? length - width - x : x;
  if (along < *free_from)
    return;
  *free_from = along + width + 12;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* How many months on the next one is named: each, or in several years as many as there is room for, January always among them. */
static int
month_pitch (ParcoursScrubber *self,
             int               n_days)
{
  static const int pitches[] = { 3, 6 };

  if (n_days <= DAYS_BY_MONTH)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (pitches); i++)
    {
      if (track_length (self) * pitches[i] * 30 / n_days >= MONTH_WIDTH)
        return pitches[i];
    }

  return 12;
}

/* The first day, and each month where it begins; of several years each where it begins, and months between. */
static void
draw_months (ParcoursScrubber *self,
             GtkSnapshot      *snapshot,
             float             y,
             const GdkRGBA    *color)
{
  gint32 first = parcours_local_day (parcours_zone_to_local (self->zone, self->from));
  gint32 last = parcours_local_day (parcours_zone_to_local (self->zone, self->to));
  int pitch = month_pitch (self, last - first);
  double free_from = 0;

  for (gint32 day = first; day < last; day++)
    {
      g_autofree char *name = NULL;
      int year, month, day_of_month;

      parcours_day_to_civil (day, &year, &month, &day_of_month);
      if ((day_of_month != 1 || (month - 1) % pitch != 0) && (day != first || pitch > 1))
        continue;
      name = pitch > 1 && month == 1 ? g_strdup_printf ("%d", year) : g_strdup (parcours_month_name (month));
      draw_text (self, snapshot, name, x_of (self, (double) (day - first) / (double) (last - first)), y, color, &free_from);
    }
}

static void
parcours_scrubber_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  ParcoursScrubber *self = PARCOURS_SCRUBBER (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  float height = (float) gtk_widget_get_height (widget);
  float bottom = height - LABEL_HEIGHT - KNOB_SIZE / 2;
  float left = (float) x_of (self, is_rtl (self) ? 1 : 0);
  float start = (float) x_of (self, 0);
  float knob = (float) x_of (self, fraction_of (self, self->at));
  GdkRGBA accent, text, ahead, dim, knob_color;

  gtk_style_context_get_color (context, &text);
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &accent))
    accent = text;
  ahead = dim = text;
  ahead.alpha *= 0.3f;
  dim.alpha *= 0.7f;
  knob_color = (GdkRGBA) { 1, 1, 1, 1 };
  draw_bars (self, snapshot, bottom - TRACK_HEIGHT / 2 - 2, &accent, &ahead);
  ahead.alpha *= 0.5f;
  append_rounded (snapshot, left, bottom - TRACK_HEIGHT / 2, (float) track_length (self), TRACK_HEIGHT, TRACK_HEIGHT / 2,
                  &ahead);
  append_rounded (snapshot, MIN (start, knob), bottom - TRACK_HEIGHT / 2, ABS (knob - start), TRACK_HEIGHT,
                  TRACK_HEIGHT / 2, &accent);
  append_rounded (snapshot, knob - KNOB_SIZE / 2, bottom - KNOB_SIZE / 2, KNOB_SIZE, KNOB_SIZE, KNOB_SIZE / 2,
                  gtk_widget_has_visible_focus (widget) ? &accent : &dim);
  append_rounded (snapshot, knob - KNOB_SIZE / 2 + 1, bottom - KNOB_SIZE / 2 + 1, KNOB_SIZE - 2, KNOB_SIZE - 2,
                  KNOB_SIZE / 2 - 1, &knob_color);
  draw_months (self, snapshot, height - LABEL_HEIGHT + 3, &dim);
}

static void
parcours_scrubber_finalize (GObject *object)
{
  g_free (PARCOURS_SCRUBBER (object)->bars);
  G_OBJECT_CLASS (parcours_scrubber_parent_class)->finalize (object);
}

static void
parcours_scrubber_class_init (ParcoursScrubberClass *class)
{
  static const struct
  {
    guint keyval;
    int by;
    gboolean is_sideways;
  } keys[] = {
    { GDK_KEY_Left, -1, TRUE }, { GDK_KEY_Right, 1, TRUE }, { GDK_KEY_Down, -1 }, { GDK_KEY_Up, 1 },
    { GDK_KEY_Page_Down, -7 }, { GDK_KEY_Page_Up, 7 }, { GDK_KEY_Home, G_MININT }, { GDK_KEY_End, G_MAXINT },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = parcours_scrubber_finalize;
  widget_class->measure = parcours_scrubber_measure;
  widget_class->snapshot = parcours_scrubber_snapshot;

  signals[MOVED] = g_signal_new ("moved", PARCOURS_TYPE_SCRUBBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, key_cb, "(ib)", keys[i].by, keys[i].is_sideways);
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
parcours_scrubber_init (ParcoursScrubber *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->zone = parcours_zone_utc ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * parcours_scrubber_set_period:
 * @self: a scrubber
 * @from: the first instant
 * @to: the last one
 * @step: how many seconds a key moves the playhead
 * @zone: whose months it names
 */
void
parcours_scrubber_set_period (ParcoursScrubber   *self,
                              gint64              from,
                              gint64              to,
                              gint64              step,
                              const ParcoursZone *zone)
{
  self->from = from;
  self->to = to;
  self->step = step;
  self->zone = zone;
  self->at = CLAMP (self->at, from, to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) (to - from) / MAX (step, 1), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * parcours_scrubber_set_bars:
 * @self: a scrubber
 * @bars: (array length=n_bars): how much happened in each part of the period
 * @n_bars: in how many equal parts
 */
void
parcours_scrubber_set_bars (ParcoursScrubber *self,
                            const double     *bars,
                            guint             n_bars)
{
  g_free (self->bars);
  self->bars = g_memdup2 (bars, n_bars * sizeof *bars);
  self->n_bars = n_bars;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * parcours_scrubber_set_at:
 * @self: a scrubber
 * @at: where its playhead stands
 * @words: the instant in words
 */
void
parcours_scrubber_set_at (ParcoursScrubber *self,
                          gint64            at,
                          const char       *words)
{
  self->at = CLAMP (at, self->from, self->to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) (self->at - self->from) / MAX (self->step, 1),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * parcours_scrubber_get_at:
 * @self: a scrubber
 *
 * Returns: the instant where its playhead stands
 */
gint64
parcours_scrubber_get_at (ParcoursScrubber *self)
{
  return self->at;
}
