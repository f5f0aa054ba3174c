/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-time.h"
#include "parcours-weight-bars.h"

/* Three times as often as usual is as much as a bar can show. */
#define MAX_WEIGHT 3.
#define BAR_HEIGHT 64
#define N_HOURS 24

struct _ParcoursWeightBars
{
  AdwBin parent_instance;

  GPtrArray *scales; /* (owned) the array (element-type GtkScale) */
  gboolean is_updating;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursWeightBars, parcours_weight_bars, ADW_TYPE_BIN)

static void
value_cb (ParcoursWeightBars *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
parcours_weight_bars_finalize (GObject *object)
{
  g_ptr_array_unref (PARCOURS_WEIGHT_BARS (object)->scales);
  G_OBJECT_CLASS (parcours_weight_bars_parent_class)->finalize (object);
}

static void
parcours_weight_bars_class_init (ParcoursWeightBarsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_weight_bars_finalize;

  signals[CHANGED] = g_signal_new ("changed", PARCOURS_TYPE_WEIGHT_BARS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
parcours_weight_bars_init (ParcoursWeightBars *self)
{
  self->scales = g_ptr_array_new ();
}

static char *
name_of (guint n,
         guint i)
{
  return n == N_HOURS ? parcours_time_of_day_to_words ((int) i * PARCOURS_HOUR) : g_strdup (parcours_weekday_name ((int) i + 1));
}

/* Of hours every sixth one is named, or there is no room. */
static GtkWidget *
new_caption (guint       n,
             guint       i,
             const char *name)
{
  g_autofree char *text = n == N_HOURS ? g_strdup_printf ("%u", i) : g_utf8_substring (name, 0, 2);
  GtkWidget *label = gtk_label_new (n == N_HOURS && i % 6 != 0 ? "" : text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* Who scrolls past does not want to change anything. */
static void
ignore_wheel (GtkWidget *scale)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scale);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_widget_remove_controller (scale, controller);
    }
}

static void
add_bar (ParcoursWeightBars *self,
         GtkWidget          *grid,
         guint               n,
         guint               i)
{
  g_autofree char *name = name_of (n, i);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_VERTICAL, 0., MAX_WEIGHT, 0.1);

  gtk_range_set_inverted (GTK_RANGE (scale), TRUE);
  gtk_range_set_value (GTK_RANGE (scale), 1.);
  gtk_widget_set_size_request (scale, -1, BAR_HEIGHT);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_tooltip_text (scale, name);
  ignore_wheel (scale);
  gtk_widget_add_css_class (scale, "weight");
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (GTK_GRID (grid), scale, (int) i, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_caption (n, i, name), (int) i, 2, 1, 1);
  g_ptr_array_add (self->scales, scale);
  g_signal_connect_swapped (scale, "value-changed", G_CALLBACK (value_cb), self);
}

/**
 * parcours_weight_bars_new:
 * @title: what they are about
 * @n: 24 for the hours of a day, 7 for the days of a week
 *
 * Returns: (transfer floating): the bars, all as usual
 */
GtkWidget *
parcours_weight_bars_new (const char *title,
                          guint       n)
{
  ParcoursWeightBars *self = g_object_new (PARCOURS_TYPE_WEIGHT_BARS, NULL);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "field-title");
  gtk_grid_attach (GTK_GRID (grid), label, 0, 0, (int) n, 1);
  for (guint i = 0; i < n; i++)
    add_bar (self, grid, n, i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_bin_set_child (ADW_BIN (self), grid);

  return GTK_WIDGET (self);
}

/**
 * parcours_weight_bars_set_values:
 * @self: some bars
 * @values: (nullable): the weights, of which 1 is as usual, %NULL for all as usual
 */
void
parcours_weight_bars_set_values (ParcoursWeightBars *self,
                                 JsonArray          *values)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < self->scales->len; i++)
    {
      double value = values != NULL && i < json_array_get_length (values) ? json_array_get_double_element (values, i) : 1.;

      gtk_range_set_value (GTK_RANGE (g_ptr_array_index (self->scales, i)), value);
    }
  self->is_updating = FALSE;
}

/**
 * parcours_weight_bars_values:
 * @self: some bars
 *
 * Returns: (transfer full) (nullable): the weights, of which 1 is as usual, or %NULL if all are as usual, or nothing
 */
JsonArray *
parcours_weight_bars_values (ParcoursWeightBars *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean is_usual = TRUE;
  double sum = 0.;

  for (guint i = 0; i < self->scales->len; i++)
    {
      double value = (int) (gtk_range_get_value (GTK_RANGE (g_ptr_array_index (self->scales, i))) * 100. + 0.5) / 100.;

      is_usual &= value == 1.;
      sum += value;
      json_array_add_double_element (array, value);
    }

  return is_usual || sum <= 0. ? NULL : g_steal_pointer (&array);
}
