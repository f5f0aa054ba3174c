/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-columns.h"

#define SPACING 12

struct _ParcoursColumns
{
  GtkWidget parent_instance;

  GtkWidget *start; /* (nullable) */
  GtkWidget *end;   /* (nullable) */
  int end_width;
  int width;
};

G_DEFINE_FINAL_TYPE (ParcoursColumns, parcours_columns, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_START,
  PROP_END,
  PROP_END_WIDTH,
  PROP_WIDTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_wide (ParcoursColumns *self,
         int              width)
{
  return width >= self->width;
}

static int
measure_one (GtkWidget *child,
             int        width,
             int       *natural)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, natural, NULL, NULL);

  return minimum;
}

static void
measure_height (ParcoursColumns *self,
                int              width,
                int             *minimum,
                int             *natural)
{
  gboolean wide = width < 0 || is_wide (self, width);
  int beside = width < 0 ? -1 : width - self->end_width - SPACING;
  int natural_start, natural_end;
  int start = measure_one (self->start, wide ? beside : width, &natural_start);
  int end = measure_one (self->end, wide ? self->end_width : width, &natural_end);

  *minimum = wide ? MAX (start, end) : start + SPACING + end;
  *natural = wide ? MAX (natural_start, natural_end) : natural_start + SPACING + natural_end;
}

static GtkSizeRequestMode
parcours_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
parcours_columns_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  ParcoursColumns *self = PARCOURS_COLUMNS (widget);
  int start, end, natural_start, natural_end;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, for_size, minimum, natural);
      return;
    }
  gtk_widget_measure (self->start, orientation, -1, &start, &natural_start, NULL, NULL);
  gtk_widget_measure (self->end, orientation, -1, &end, &natural_end, NULL, NULL);
  *minimum = MAX (start, end);
  *natural = MAX (natural_start + SPACING + self->end_width, *minimum);
}

static void
parcours_columns_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  ParcoursColumns *self = PARCOURS_COLUMNS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int beside = width - self->end_width - SPACING, natural, first;

  if (is_wide (self, width))
    {
      gtk_widget_size_allocate (self->start, &(GtkAllocation){ rtl ? self->end_width + SPACING : 0, 0, beside, height }, -1);
      gtk_widget_size_allocate (self->end, &(GtkAllocation){ rtl ? 0 : beside + SPACING, 0, self->end_width, height }, -1);
      return;
    }
  first = measure_one (self->start, width, &natural);
  first = MIN (MAX (first, natural), height - SPACING - measure_one (self->end, width, &natural));
  gtk_widget_size_allocate (self->start, &(GtkAllocation){ 0, 0, width, first }, -1);
  gtk_widget_size_allocate (self->end, &(GtkAllocation){ 0, first + SPACING, width, height - first - SPACING }, -1);
}

static void
set_child (ParcoursColumns  *self,
           GtkWidget       **place,
           GtkWidget        *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
parcours_columns_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ParcoursColumns *self = PARCOURS_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_END_WIDTH:
      g_value_set_int (value, self->end_width);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
parcours_columns_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  ParcoursColumns *self = PARCOURS_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value));
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value));
      break;
    case PROP_END_WIDTH:
      self->end_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
parcours_columns_dispose (GObject *object)
{
  ParcoursColumns *self = PARCOURS_COLUMNS (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (parcours_columns_parent_class)->dispose (object);
}

static void
parcours_columns_class_init (ParcoursColumnsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = parcours_columns_get_property;
  object_class->set_property = parcours_columns_set_property;
  object_class->dispose = parcours_columns_dispose;
  widget_class->get_request_mode = parcours_columns_get_request_mode;
  widget_class->measure = parcours_columns_measure;
  widget_class->size_allocate = parcours_columns_size_allocate;

  props[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_END_WIDTH] = g_param_spec_int ("end-width", NULL, NULL, 0, G_MAXINT, 320, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 760, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
parcours_columns_init (ParcoursColumns *self)
{
  self->end_width = 320;
  self->width = 760;
}
