/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-share-chart.h"
#include "parcours-style.h"

#define HEIGHT 180
/* What stands above a bar and below it. */
#define LABEL_HEIGHT 20
/* Between the bars, as a part of one. */
#define GAP 0.22
/* Stripes of a bar beyond the limit. */
#define STRIPE 4.f

struct _ParcoursShareChart
{
  GtkWidget parent_instance;

  GArray *shares; /* (owned) (element-type guint) of one message, of two ... */
  guint limit;    /* 0 for none */
};

G_DEFINE_FINAL_TYPE (ParcoursShareChart, parcours_share_chart, GTK_TYPE_WIDGET)

static void
parcours_share_chart_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : HEIGHT;
}

/* Centred around @x. */
static void
draw_text (ParcoursShareChart *self,
           GtkSnapshot        *snapshot,
           const char         *text,
           float               x,
           float               y,
           const GdkRGBA      *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) width / 2, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bar (ParcoursShareChart    *self,
          GtkSnapshot           *snapshot,
          const graphene_rect_t *bounds,
          gboolean               is_over)
{
  GdkRGBA color = parcours_style_look_up (GTK_WIDGET (self), is_over ? "parcours_error" : "parcours_series_1");
  GdkRGBA gap = parcours_style_look_up (GTK_WIDGET (self), "parcours_card");
  GskColorStop stops[] = { { 0, color }, { 0.7f, color }, { 0.7f, gap }, { 1, gap } };
  GskRoundedRect rounded;

  gap.alpha = 0.5f;
  stops[2].color = stops[3].color = gap;
  gsk_rounded_rect_init_from_rect (&rounded, bounds, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, bounds);
  if (is_over)
    gtk_snapshot_append_repeating_linear_gradient (snapshot, bounds, &bounds->origin,
                                                   &GRAPHENE_POINT_INIT (bounds->origin.x + STRIPE, bounds->origin.y + STRIPE),
                                                   stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static char *
name_share (ParcoursShareChart *self,
            guint               n)
{
  g_autofree char *figure = parcours_count_to_words (n + 1);

  if (n + 1 < self->shares->len)
    return g_steal_pointer (&figure);

  /* Translators: so many messages, or more. */
  return parcours_phrase_fill (_("{n}+"), "n", figure, NULL);
}

static void
parcours_share_chart_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  ParcoursShareChart *self = PARCOURS_SHARE_CHART (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float slot = width / (float) MAX (self->shares->len, 1), room = height - 2 * LABEL_HEIGHT;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA text = parcours_style_look_up (GTK_WIDGET (self), "window_fg_color");
  GdkRGBA dim = parcours_style_look_up (GTK_WIDGET (self), "parcours_dim");
  guint most = 1;

  for (guint i = 0; i < self->shares->len; i++)
    most = MAX (most, g_array_index (self->shares, guint, i));
  for (guint i = 0; i < self->shares->len; i++)
    {
      guint n = g_array_index (self->shares, guint, i);
      g_autofree char *figure = parcours_count_to_words (n);
      g_autofree char *name = name_share (self, i);
      float bar = n > 0 ? MAX (room * (float) n / (float) most, 2) : 0;
      float x = slot * (float) (rtl ? self->shares->len - 1 - i : i);

      if (n > 0)
        draw_bar (self, snapshot, &GRAPHENE_RECT_INIT (x + slot * (float) GAP / 2, LABEL_HEIGHT + room - bar,
                                                       slot * (1 - (float) GAP), bar),
                  self->limit > 0 && i >= self->limit);
      draw_text (self, snapshot, figure, x + slot / 2, LABEL_HEIGHT + room - bar - LABEL_HEIGHT, &dim);
      draw_text (self, snapshot, name, x + slot / 2, height - LABEL_HEIGHT + 3, &text);
    }
}

static void
parcours_share_chart_finalize (GObject *object)
{
  g_array_unref (PARCOURS_SHARE_CHART (object)->shares);
  G_OBJECT_CLASS (parcours_share_chart_parent_class)->finalize (object);
}

static void
parcours_share_chart_class_init (ParcoursShareChartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = parcours_share_chart_finalize;
  widget_class->measure = parcours_share_chart_measure;
  widget_class->snapshot = parcours_share_chart_snapshot;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
parcours_share_chart_init (ParcoursShareChart *self)
{
  self->shares = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* All figures in words, for those who do not see the bars. */
static void
describe (ParcoursShareChart *self)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->shares->len; i++)
    {
      g_autofree char *contacts = parcours_count_to_words (g_array_index (self->shares, guint, i));
      g_autofree char *name = name_share (self, i);

      /* Translators: {n} is how many messages, or "5+" for five and more. */
      g_autofree char *part = parcours_phrase_fill (_("{n}: {contacts} contacts"), "n", name, "contacts", contacts, NULL);

      g_strv_builder_add (parts, part);
    }
  list = g_strv_builder_end (parts);
  text = g_strjoinv ("; ", list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How many contacts get how many messages"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * parcours_share_chart_set:
 * @self: a chart
 * @shares: (array length=n_shares): how many contacts get one message, two, and so on; the last gets more too
 * @n_shares: how many bars there are
 * @limit: more messages are too many, 0 for no limit
 */
void
parcours_share_chart_set (ParcoursShareChart *self,
                          const guint        *shares,
                          guint               n_shares,
                          guint               limit)
{
  g_array_set_size (self->shares, 0);
  g_array_append_vals (self->shares, shares, n_shares);
  self->limit = limit;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
