/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-day-chart.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-style.h"
#include "parcours-time.h"

#define HEIGHT 210
/* Below the bars stand the months, beside them the scale. */
#define MONTHS_HEIGHT 22
#define SCALE_WIDTH 48
#define TOP 8
/* Between the bars, as a part of one. */
#define GAP 0.18f
#define N_LINES 5
/* The box that says what a bar stands for. */
#define PADDING 9
#define DISTANCE 10

typedef struct
{
  char *name;
  char *color;
  GArray *figures; /* (owned) (element-type guint64) a bar each */
} Series;

struct _ParcoursDayChart
{
  GtkWidget parent_instance;

  char *name;       /* (owned) (nullable) */
  GArray *series;   /* (owned) (element-type Series) stacked from below */
  Series line;
  gint32 first_day;
  guint n_days;
  guint days_a_bar;
  guint64 most;
  int active;       /* the bar that says its figures, or -1 */
  guint chosen;     /* by key */
};

enum
{
  DAY_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursDayChart, parcours_day_chart, GTK_TYPE_WIDGET)

static void
clear_series (gpointer data)
{
  Series *series = data;

  g_clear_pointer (&series->name, g_free);
  g_clear_pointer (&series->color, g_free);
  g_clear_pointer (&series->figures, g_array_unref);
}

static gboolean
is_rtl (ParcoursDayChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static guint64
figure_of (const Series *series,
           guint         bar)
{
  return bar < series->figures->len ? g_array_index (series->figures, guint64, bar) : 0;
}

static guint64
sum_of (ParcoursDayChart *self,
        guint             bar)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->series->len; i++)
    sum += figure_of (&g_array_index (self->series, Series, i), bar);

  return sum;
}

static gint32
last_day_of (ParcoursDayChart *self,
             guint             bar)
{
  return self->first_day + (gint32) MIN ((bar + 1) * self->days_a_bar, self->n_days) - 1;
}

static char *
name_bar (ParcoursDayChart *self,
          guint             bar)
{
  gint32 first = self->first_day + (gint32) (bar * self->days_a_bar);
  gint32 last = last_day_of (self, bar);
  g_autofree char *from = parcours_day_to_words (first);
  g_autofree char *to = parcours_day_to_words (last);

  if (first == last)
    return g_steal_pointer (&from);

  return parcours_phrase_fill (_("{first} to {last}"), "first", from, "last", to, NULL);
}

static char *
name_figure (const Series *series,
             guint         bar)
{
  g_autofree char *figure = parcours_count_to_words (figure_of (series, bar));

  return parcours_phrase_fill (_("{name}: {figure}"), "name", series->name, "figure", figure, NULL);
}

/* The day, what it comes to, and of what; @separator between them. */
static char *
describe_bar (ParcoursDayChart *self,
              guint             bar,
              const char       *separator)
{
  g_autofree char *day = name_bar (self, bar);
  g_autofree char *sum = parcours_count_to_words (sum_of (self, bar));
  g_autoptr (GString) text = g_string_new (day);

  if (self->series->len > 1)
    {
      g_autofree char *all = parcours_phrase_fill (_("{n} in all"), "n", sum, NULL);

      g_string_append_printf (text, "%s%s", separator, all);
    }
  for (guint i = 0; i < self->series->len; i++)
    {
      const Series *series = &g_array_index (self->series, Series, i);
      g_autofree char *part = name_figure (series, bar);

      if (figure_of (series, bar) > 0 || self->series->len == 1)
        g_string_append_printf (text, "%s%s", separator, part);
    }
  if (self->line.figures != NULL)
    {
      g_autofree char *part = name_figure (&self->line, bar);

      g_string_append_printf (text, "%s%s", separator, part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a screen reader says as the arrow keys go from day to day. */
static void
tell_value (ParcoursDayChart *self)
{
  g_autofree char *words = NULL;

  if (self->chosen >= parcours_day_chart_n_bars (self))
    return;
  words = describe_bar (self, self->chosen, ", ");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->chosen,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
activate_bar (ParcoursDayChart *self,
              int               bar)
{
  if (bar == self->active)
    return;
  self->active = bar;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   unused)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (widget);
  int by = g_variant_get_int32 (args), last = (int) parcours_day_chart_n_bars (self) - 1;
  int from = self->active >= 0 ? self->active : (int) self->chosen;

  if (last < 0)
    return FALSE;
  if (is_rtl (self) && ABS (by) == 1)
    by = -by;
  self->chosen = (guint) (by == G_MININT ? 0 : by == G_MAXINT ? last : CLAMP (from + by, 0, last));
  activate_bar (self, (int) self->chosen);
  tell_value (self);

  return TRUE;
}

static float
room_of (ParcoursDayChart *self)
{
  return MAX ((float) gtk_widget_get_width (GTK_WIDGET (self)) - SCALE_WIDTH, 1);
}

static void
motion_cb (ParcoursDayChart *self,
           double            x,
           double            y)
{
  float at = is_rtl (self) ? (float) gtk_widget_get_width (GTK_WIDGET (self)) - (float) x : (float) x;
  guint n = parcours_day_chart_n_bars (self);
  int bar = (int) (at / room_of (self) * (float) n);

  activate_bar (self, at >= 0 && bar < (int) n ? bar : -1);
}

static void
pressed_cb (ParcoursDayChart *self,
            int               n_press,
            double            x,
            double            y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  motion_cb (self, x, y);
  if (self->active >= 0)
    self->chosen = (guint) self->active;
  tell_value (self);
}

static void
released_cb (ParcoursDayChart *self,
             int               n_press,
             double            x,
             double            y)
{
  motion_cb (self, x, y);
  if (n_press == 1 && self->active >= 0)
    g_signal_emit (self, signals[DAY_ACTIVATED], 0, last_day_of (self, (guint) self->active));
}

static gboolean
enter_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   unused)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (widget);

  if (self->active < 0 || self->chosen >= parcours_day_chart_n_bars (self))
    return FALSE;
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, last_day_of (self, self->chosen));

  return TRUE;
}

static void
leave_cb (ParcoursDayChart *self)
{
  activate_bar (self, -1);
}

static void
parcours_day_chart_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : HEIGHT;
}

/* Where a bar begins, from the left. */
static float
x_of (ParcoursDayChart *self,
      float             bar,
      float             width)
{
  float slot = room_of (self) / (float) parcours_day_chart_n_bars (self);

  return is_rtl (self) ? (float) gtk_widget_get_width (GTK_WIDGET (self)) - bar * slot - width : bar * slot;
}

static void
draw_text (ParcoursDayChart *self,
           GtkSnapshot      *snapshot,
           const char       *text,
           float             x,
           float             y,
           const GdkRGBA    *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A round figure of which some make the height: 1, 2 or 5 times a power of ten. */
static guint64
find_step (guint64 most)
{
  guint64 unit = 1;

  while (TRUE)
    {
      if (unit * N_LINES >= most)
        return unit;
      if (unit * 2 * N_LINES >= most)
        return unit * 2;
      if (unit * 5 * N_LINES >= most)
        return unit * 5;
      unit *= 10;
    }
}

static void
draw_scale (ParcoursDayChart *self,
            GtkSnapshot      *snapshot,
            float             bottom,
            float             unit)
{
  guint64 step = find_step (MAX (self->most, 1));
  GdkRGBA line = parcours_style_look_up (GTK_WIDGET (self), "window_fg_color");
  GdkRGBA text = parcours_style_look_up (GTK_WIDGET (self), "parcours_dim");
  float left = is_rtl (self) ? SCALE_WIDTH : 0;

  line.alpha *= 0.12f;
  for (guint64 at = 0; at <= MAX (self->most, 1); at += step)
    {
      g_autofree char *figure = parcours_count_to_words (at);
      float y = bottom - (float) at * unit;

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (left, y, room_of (self), 1));
      if (at > 0)
        draw_text (self, snapshot, figure, is_rtl (self) ? 0 : room_of (self) + 6, y - 8, &text);
    }
}

/* The first day, and each month where it begins, as far as there is room. */
static void
draw_months (ParcoursDayChart *self,
             GtkSnapshot      *snapshot,
             float             bottom)
{
  GdkRGBA color = parcours_style_look_up (GTK_WIDGET (self), "parcours_dim");
  float slot = room_of (self) / (float) self->n_days, free_from = 0;

  for (guint i = 0; i < self->n_days; i++)
    {
      int year, month, day_of_month, text_width;
      g_autofree char *text = NULL;
      g_autoptr (PangoLayout) layout = NULL;

      parcours_day_to_civil (self->first_day + (gint32) i, &year, &month, &day_of_month);
      if ((i > 0 && day_of_month != 1) || slot * (float) i < free_from)
        continue;
      text = parcours_birthday_to_words (month, day_of_month);
      layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
      pango_layout_get_pixel_size (layout, &text_width, NULL);
      if (slot * (float) i + (float) text_width > room_of (self))
        continue;
      free_from = slot * (float) i + (float) text_width + 16;
      draw_text (self, snapshot, text,
                 is_rtl (self) ? (float) gtk_widget_get_width (GTK_WIDGET (self)) - slot * (float) i - (float) text_width
                               : slot * (float) i, bottom + 4, &color);
    }
}

static void
draw_bars (ParcoursDayChart *self,
           GtkSnapshot      *snapshot,
           float             bottom,
           float             unit)
{
  guint n_bars = parcours_day_chart_n_bars (self);
  float width = room_of (self) / (float) n_bars * (1 - GAP);
  g_autofree float *tops = g_new (float, n_bars + 1);

  for (guint i = 0; i < n_bars; i++)
    tops[i] = bottom;
  for (guint s = 0; s < self->series->len; s++)
    {
      const Series *series = &g_array_index (self->series, Series, s);
      GdkRGBA color = parcours_style_look_up (GTK_WIDGET (self), series->color);

      for (guint i = 0; i < n_bars; i++)
        {
          float height = (float) figure_of (series, i) * unit;

          if (height <= 0)
            continue;
          tops[i] -= height;
          gtk_snapshot_append_color (snapshot, &color,
                                     &GRAPHENE_RECT_INIT (x_of (self, (float) i + GAP / 2, width), tops[i], width, height));
        }
    }
}

static void
draw_line (ParcoursDayChart *self,
           GtkSnapshot      *snapshot,
           float             bottom,
           float             unit)
{
  guint n_bars = parcours_day_chart_n_bars (self);
  GdkRGBA color = parcours_style_look_up (GTK_WIDGET (self), self->line.color);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                                          bottom + 2));

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n_bars; i++)
    cairo_line_to (cr, (double) x_of (self, (float) i + 0.5f, 0), (double) (bottom - (float) figure_of (&self->line, i) * unit));
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Beside the bar, on the side where there is room. */
static void
draw_callout (ParcoursDayChart *self,
              GtkSnapshot      *snapshot,
              float             bottom)
{
  g_autofree char *text = describe_bar (self, (guint) self->active, "\n");
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA back = parcours_style_look_up (GTK_WIDGET (self), "parcours_tag");
  GdkRGBA color = parcours_style_look_up (GTK_WIDGET (self), "parcours_tag_text");
  GdkRGBA dim = parcours_style_look_up (GTK_WIDGET (self), "parcours_dim");
  float at = x_of (self, (float) self->active + 0.5f, 0), left;
  int width, height;
  GskRoundedRect box;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * PADDING;
  height += 2 * PADDING;
  left = at + DISTANCE + (float) width <= (float) gtk_widget_get_width (GTK_WIDGET (self)) ? at + DISTANCE
                                                                                        : at - DISTANCE - (float) width;
  gtk_snapshot_append_color (snapshot, &dim, &GRAPHENE_RECT_INIT (at - 0.5f, 0, 1, bottom));
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (MAX (left, 0), 0, (float) width, (float) height), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &back, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MAX (left, 0) + PADDING, PADDING));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
parcours_day_chart_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (widget);
  float bottom = (float) gtk_widget_get_height (widget) - MONTHS_HEIGHT;
  float unit = (bottom - TOP) / (float) MAX (self->most, 1);

  if (parcours_day_chart_n_bars (self) == 0)
    return;
  draw_scale (self, snapshot, bottom, unit);
  draw_months (self, snapshot, bottom);
  draw_bars (self, snapshot, bottom, unit);
  if (self->line.figures != NULL)
    draw_line (self, snapshot, bottom, unit);
  if (self->active >= 0 && self->active < (int) parcours_day_chart_n_bars (self))
    draw_callout (self, snapshot, bottom);
}

static void
parcours_day_chart_finalize (GObject *object)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (object);

  g_free (self->name);
  g_array_unref (self->series);
  clear_series (&self->line);
  G_OBJECT_CLASS (parcours_day_chart_parent_class)->finalize (object);
}

static void
parcours_day_chart_class_init (ParcoursDayChartClass *class)
{
  static const struct
  {
    guint keyval;
    int by;
  } keys[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_Page_Up, -7 }, { GDK_KEY_Page_Down, 7 },
    { GDK_KEY_Home, G_MININT }, { GDK_KEY_End, G_MAXINT },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = parcours_day_chart_finalize;
  widget_class->measure = parcours_day_chart_measure;
  widget_class->snapshot = parcours_day_chart_snapshot;

  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", PARCOURS_TYPE_DAY_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, key_cb, "i", keys[i].by);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
parcours_day_chart_init (ParcoursDayChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->series = g_array_new (FALSE, FALSE, sizeof (Series));
  g_array_set_clear_func (self->series, clear_series);
  self->active = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * parcours_day_chart_clear:
 * @self: a chart
 * @name: what it shows, for those who do not see it
 * @first_day: its first day, in days since 1970
 * @n_days: how many days there are
 *
 * Begins anew: series are to follow, and parcours_day_chart_finish().
 */
void
parcours_day_chart_clear (ParcoursDayChart *self,
                          const char       *name,
                          gint32            first_day,
                          guint             n_days)
{
  g_free (self->name);
  self->name = g_strdup (name);
  g_array_set_size (self->series, 0);
  clear_series (&self->line);
  self->first_day = first_day;
  self->n_days = n_days;
  self->days_a_bar = MAX ((n_days + PARCOURS_DAY_CHART_BARS - 1) / PARCOURS_DAY_CHART_BARS, 1);
  self->most = 0;
  self->active = -1;
  self->chosen = 0;
}

/**
 * parcours_day_chart_add_series:
 * @self: a chart
 * @name: what it counts
 * @color: the name of its colour in the style
 * @figures: (array): how many on each day
 *
 * Stacks figures on those that are there.
 */
void
parcours_day_chart_add_series (ParcoursDayChart *self,
                               const char       *name,
                               const char       *color,
                               const guint64    *figures)
{
  Series series = { g_strdup (name), g_strdup (color), g_array_new (FALSE, TRUE, sizeof (guint64)) };

  g_array_set_size (series.figures, parcours_day_chart_n_bars (self));
  for (guint i = 0; i < self->n_days; i++)
    g_array_index (series.figures, guint64, i / self->days_a_bar) += figures[i];
  g_array_append_val (self->series, series);
}

/**
 * parcours_day_chart_set_line:
 * @self: a chart
 * @name: what it counts
 * @figures: (array): how many at the end of each day
 *
 * Draws a line over the bars. Where days are drawn together it is what holds at the end of the last one.
 */
void
parcours_day_chart_set_line (ParcoursDayChart *self,
                             const char       *name,
                             const guint64    *figures)
{
  clear_series (&self->line);
  self->line = (Series){ g_strdup (name), g_strdup ("parcours_wait"), g_array_new (FALSE, TRUE, sizeof (guint64)) };
  g_array_set_size (self->line.figures, parcours_day_chart_n_bars (self));
  for (guint i = 0; i < self->n_days; i++)
    g_array_index (self->line.figures, guint64, i / self->days_a_bar) = figures[i];
}

/**
 * parcours_day_chart_finish:
 * @self: a chart that has its series
 */
void
parcours_day_chart_finish (ParcoursDayChart *self)
{
  guint n_bars = parcours_day_chart_n_bars (self);

  for (guint i = 0; i < n_bars; i++)
    {
      self->most = MAX (self->most, sum_of (self, i));
      if (self->line.figures != NULL)
        self->most = MAX (self->most, figure_of (&self->line, i));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0., GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  n_bars > 0 ? (double) n_bars - 1 : 0., -1);
  tell_value (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * parcours_day_chart_n_bars:
 * @self: a chart
 *
 * Returns: how many bars it has: one a day, unless there are too many
 */
guint
parcours_day_chart_n_bars (ParcoursDayChart *self)
{
  return self->n_days == 0 ? 0 : (self->n_days + self->days_a_bar - 1) / self->days_a_bar;
}

/**
 * parcours_day_chart_n_series:
 * @self: a chart
 *
 * Returns: how many series are stacked
 */
guint
parcours_day_chart_n_series (ParcoursDayChart *self)
{
  return self->series->len;
}

/**
 * parcours_day_chart_bar_to_words:
 * @self: a chart
 * @bar: less than parcours_day_chart_n_bars()
 *
 * Returns: (transfer full): the day, or the days, of a bar
 */
char *
parcours_day_chart_bar_to_words (ParcoursDayChart *self,
                                 guint             bar)
{
  return name_bar (self, bar);
}

/**
 * parcours_day_chart_figure:
 * @self: a chart
 * @series: less than parcours_day_chart_n_series(), or that for the line
 * @bar: less than parcours_day_chart_n_bars()
 *
 * Returns: its figure
 */
guint64
parcours_day_chart_figure (ParcoursDayChart *self,
                           guint             series,
                           guint             bar)
{
  return figure_of (series < self->series->len ? &g_array_index (self->series, Series, series) : &self->line, bar);
}
