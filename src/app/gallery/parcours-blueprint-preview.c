/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-blueprint-preview.h"
#include "parcours-drawing.h"
#include "parcours-far-painter.h"

/* Between the picture and the edge, and the room it asks for, in pixels. */
#define MARGIN 10
#define WIDTH 200
#define HEIGHT 152
/* A flow of two steps is not blown up to fill the room. */
#define MAX_SCALE 0.36
#define LINE_WIDTH 4

struct _ParcoursBlueprintPreview
{
  GtkWidget parent_instance;

  ParcoursDrawing *drawing;    /* (owned) (nullable) of nothing: what is to be drawn by hand */
  ParcoursFarPainter *painter; /* (owned) (nullable) once it has a style */
};

G_DEFINE_FINAL_TYPE (ParcoursBlueprintPreview, parcours_blueprint_preview, GTK_TYPE_WIDGET)

static void
paint (ParcoursBlueprintPreview *self,
       cairo_t                  *cr,
       double                    scale)
{
  for (guint i = 0; i < parcours_drawing_n_links (self->drawing); i++)
    {
      const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, i);

      parcours_far_painter_link (self->painter, cr, &link->route, LINE_WIDTH, link->is_jump, scale);
    }
  for (guint i = 0; i < parcours_drawing_n_steps (self->drawing); i++)
    parcours_far_painter_step (self->painter, cr, parcours_drawing_step (self->drawing, i),
                               parcours_drawing_box (self->drawing, i), scale);
}

static void
parcours_blueprint_preview_snapshot (GtkWidget   *widget,
                                     GtkSnapshot *snapshot)
{
  ParcoursBlueprintPreview *self = PARCOURS_BLUEPRINT_PREVIEW (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  ParcoursBox box;
  double scale;
  cairo_t *cr;

  if (self->drawing == NULL)
    return;
  if (self->painter == NULL)
    self->painter = parcours_far_painter_new (widget);
  box = parcours_drawing_bounds (self->drawing);
  scale = MIN ((width - 2 * MARGIN) / MAX (box.width, 1), (height - 2 * MARGIN) / MAX (box.height, 1));
  scale = CLAMP (scale, 0.01, MAX_SCALE);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (width - box.width * scale) / 2 - box.x * scale, (height - box.height * scale) / 2 - box.y * scale);
  cairo_scale (cr, scale, scale);
  paint (self, cr, scale);
  cairo_destroy (cr);
}

static void
parcours_blueprint_preview_measure (GtkWidget      *widget,
                                    GtkOrientation  orientation,
                                    int             for_size,
                                    int            *minimum,
                                    int            *natural,
                                    int            *minimum_baseline,
                                    int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
parcours_blueprint_preview_css_changed (GtkWidget         *widget,
                                        GtkCssStyleChange *change)
{
  ParcoursBlueprintPreview *self = PARCOURS_BLUEPRINT_PREVIEW (widget);

  GTK_WIDGET_CLASS (parcours_blueprint_preview_parent_class)->css_changed (widget, change);
  if (self->painter != NULL)
    parcours_far_painter_restyle (self->painter);
  gtk_widget_queue_draw (widget);
}

static void
parcours_blueprint_preview_finalize (GObject *object)
{
  ParcoursBlueprintPreview *self = PARCOURS_BLUEPRINT_PREVIEW (object);

  g_clear_pointer (&self->painter, parcours_far_painter_free);
  g_clear_pointer (&self->drawing, parcours_drawing_free);

  G_OBJECT_CLASS (parcours_blueprint_preview_parent_class)->finalize (object);
}

static void
parcours_blueprint_preview_class_init (ParcoursBlueprintPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = parcours_blueprint_preview_finalize;
  widget_class->snapshot = parcours_blueprint_preview_snapshot;
  widget_class->measure = parcours_blueprint_preview_measure;
  widget_class->css_changed = parcours_blueprint_preview_css_changed;

  gtk_widget_class_set_css_name (widget_class, "preview");
  /* The words beside it say what it shows. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
parcours_blueprint_preview_init (ParcoursBlueprintPreview *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * parcours_blueprint_preview_new:
 * @automation: (nullable): what it shows
 *
 * Returns: (transfer floating): a picture
 */
GtkWidget *
parcours_blueprint_preview_new (ParcoursAutomation *automation)
{
  ParcoursBlueprintPreview *self = g_object_new (PARCOURS_TYPE_BLUEPRINT_PREVIEW, NULL);

  if (automation != NULL)
    self->drawing = parcours_drawing_new (automation);

  return GTK_WIDGET (self);
}
