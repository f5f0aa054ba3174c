/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-day-chart.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-time.h"

#define HEIGHT 110
/* Above the highest bar stands what it counts. */
#define LABEL_HEIGHT 18
/* Between the bars, as a part of one. */
#define GAP 0.18

typedef struct
{
  guint64 entered;
  guint64 inside;
} Figures;

struct _ParcoursDayChart
{
  GtkWidget parent_instance;

  GArray *days;     /* (owned) (element-type Figures) */
  gint32 first_day;
  guint64 most;
};

G_DEFINE_FINAL_TYPE (ParcoursDayChart, parcours_day_chart, GTK_TYPE_WIDGET)

static gboolean
is_rtl (ParcoursDayChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static char *
day_to_words (ParcoursDayChart *self,
              guint             n)
{
  const Figures *figures = &g_array_index (self->days, Figures, n);
  g_autofree char *day = parcours_day_to_words (self->first_day + (gint32) n);
  g_autofree char *entered = parcours_count_to_words (figures->entered);
  g_autofree char *inside = parcours_count_to_words (figures->inside);

  return parcours_phrase_fill (_("{day}: {entered} entered, {inside} inside"), "day", day, "entered", entered, "inside",
                               inside, NULL);
}

static gboolean
parcours_day_chart_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    by_keyboard,
                                  GtkTooltip *tooltip)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int n = width > 0 ? x * (int) self->days->len / width : -1;
  g_autofree char *text = NULL;

  if (by_keyboard || n < 0 || n >= (int) self->days->len)
    return FALSE;
  text = day_to_words (self, is_rtl (self) ? self->days->len - 1 - (guint) n : (guint) n);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
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
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : HEIGHT;
}

static GdkRGBA
look_up (ParcoursDayChart *self,
         const char       *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}

/* Draws from the start side; the days before and after are as wide as each other. */
static void
draw_days (ParcoursDayChart *self,
           cairo_t          *cr,
           double            width,
           double            height)
{
  double slot = width / self->days->len, unit = height / (double) MAX (self->most, 1);
  GdkRGBA bars = look_up (self, "accent_bg_color"), line = look_up (self, "parcours_wait");

  if (is_rtl (self))
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  gdk_cairo_set_source_rgba (cr, &bars);
  for (guint i = 0; i < self->days->len; i++)
    {
      double bar = (double) g_array_index (self->days, Figures, i).entered * unit;

      cairo_rectangle (cr, slot * (i + GAP / 2), height - bar, slot * (1 - GAP), bar);
    }
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->days->len; i++)
    cairo_line_to (cr, slot * (i + 0.5), height - (double) g_array_index (self->days, Figures, i).inside * unit);
  cairo_stroke (cr);
}

/* A line across at the highest figure, which stands above it. */
static void
draw_scale (ParcoursDayChart *self,
            GtkSnapshot      *snapshot,
            float             width)
{
  g_autofree char *most = parcours_count_to_words (self->most);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), most);
  GdkRGBA color = look_up (self, "window_fg_color");
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  color.alpha *= 0.15f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, LABEL_HEIGHT, width, 1));
  color.alpha = 0.7f;
  gtk_snapshot_save (snapshot);
  if (!is_rtl (self))
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width - (float) text_width, 0));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
parcours_day_chart_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  ParcoursDayChart *self = PARCOURS_DAY_CHART (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->days->len == 0)
    return;
  draw_scale (self, snapshot, width);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, 0, LABEL_HEIGHT);
  draw_days (self, cr, width, height - LABEL_HEIGHT);
  cairo_destroy (cr);
}

static void
parcours_day_chart_finalize (GObject *object)
{
  g_array_unref (PARCOURS_DAY_CHART (object)->days);
  G_OBJECT_CLASS (parcours_day_chart_parent_class)->finalize (object);
}

static void
parcours_day_chart_class_init (ParcoursDayChartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = parcours_day_chart_finalize;
  widget_class->measure = parcours_day_chart_measure;
  widget_class->snapshot = parcours_day_chart_snapshot;
  widget_class->query_tooltip = parcours_day_chart_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
parcours_day_chart_init (ParcoursDayChart *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (Figures));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* What a screen reader says in place of the picture: the day on which most entered. */
static void
describe (ParcoursDayChart *self)
{
  guint best = 0;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  for (guint i = 1; i < self->days->len; i++)
    {
      if (g_array_index (self->days, Figures, i).entered > g_array_index (self->days, Figures, best).entered)
        best = i;
    }
  words = self->days->len > 0 ? day_to_words (self, best) : g_strdup ("");
  /* Translators: {day} is a sentence such as "9 April: 31 entered, 12 inside". */
  text = parcours_phrase_fill (_("Day by day. The most on {day}"), "day", words, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * parcours_day_chart_set_run:
 * @self: a chart
 * @run: (transfer none): a run
 * @automation: the number of one of its automations
 * @zone: in which its first day begins
 */
void
parcours_day_chart_set_run (ParcoursDayChart   *self,
                            ParcoursRun        *run,
                            guint               automation,
                            const ParcoursZone *zone)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  const ParcoursRunOptions *options = parcours_run_options (run);
  guint64 before = 0;

  g_array_set_size (self->days, 0);
  self->most = 0;
  self->first_day = parcours_local_day (parcours_zone_to_local (zone, options->from));
  for (guint i = 0; i < options->days; i++)
    {
      guint until = (guint) MIN ((gint64) (i + 1) * PARCOURS_DAY / counts->bucket, (gint64) counts->n_buckets);
      guint64 entered = parcours_counts_entered (counts, automation, until);
      Figures figures = { entered - before, parcours_counts_inside (counts, automation, until) };

      before = entered;
      self->most = MAX (self->most, MAX (figures.entered, figures.inside));
      g_array_append_val (self->days, figures);
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
