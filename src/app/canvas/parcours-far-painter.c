/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-far-painter.h"

/* From here on cards have an edge and a tile; below they are coloured shapes. */
#define TILE_SCALE 0.25
/* Of a card: its tile, and the icon on it. */
#define TILE_SIZE 38
#define ICON_SIZE 22
/* No line is thinner, in pixels. */
#define LEAST_LINE 0.75

struct _ParcoursFarPainter
{
  GtkWidget *widget;
  ParcoursColors colors;
  GHashTable *icons; /* (owned) (element-type utf8 cairo_surface_t): by name and size */
};

/**
 * parcours_far_painter_new:
 * @widget: (transfer none): the widget whose style holds; it must outlive the painter
 *
 * Returns: (transfer full): a painter
 */
ParcoursFarPainter *
parcours_far_painter_new (GtkWidget *widget)
{
  ParcoursFarPainter *painter = g_new0 (ParcoursFarPainter, 1);

  painter->widget = widget;
  painter->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_surface_destroy);
  parcours_colors_read (&painter->colors, widget);

  return painter;
}

/**
 * parcours_far_painter_free:
 * @painter: (transfer full): a painter
 */
void
parcours_far_painter_free (ParcoursFarPainter *painter)
{
  g_hash_table_unref (painter->icons);
  g_free (painter);
}

/**
 * parcours_far_painter_restyle:
 * @painter: a painter
 *
 * Reads the colours anew, because the style of the widget has changed.
 */
void
parcours_far_painter_restyle (ParcoursFarPainter *painter)
{
  parcours_colors_read (&painter->colors, painter->widget);
  g_hash_table_remove_all (painter->icons);
}

/**
 * parcours_far_painter_colors:
 * @painter: a painter
 *
 * Returns: (transfer none): the colours it paints with
 */
const ParcoursColors *
parcours_far_painter_colors (ParcoursFarPainter *painter)
{
  return &painter->colors;
}

static void
rounded_path (cairo_t *cr,
              double   x,
              double   y,
              double   width,
              double   height,
              double   top,
              double   bottom)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - top, y + top, top, -G_PI / 2, 0);
  cairo_arc (cr, x + width - bottom, y + height - bottom, bottom, 0, G_PI / 2);
  cairo_arc (cr, x + bottom, y + height - bottom, bottom, G_PI / 2, G_PI);
  cairo_arc (cr, x + top, y + top, top, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* The outline of a card of that kind, as the style sheet has it near by. */
static void
card_path (cairo_t           *cr,
           ParcoursStepKind   kind,
           const ParcoursBox *box)
{
  static const struct
  {
    double top;
    double bottom;
  } corners[] = { { 24, 24 }, { 12, 12 }, { 8, 20 }, { 6, 6 }, { 12, 12 }, { 18, 18 } };
  double most = box->height / 2;

  rounded_path (cr, box->x, box->y, box->width, box->height, MIN (corners[kind].top, most),
                MIN (corners[kind].bottom, most));
}

static void
tile_path (cairo_t          *cr,
           ParcoursStepKind  kind,
           double            x,
           double            y)
{
  double half = TILE_SIZE / 2.;
  double side = TILE_SIZE * .76;

  switch (kind)
    {
    case PARCOURS_STEP_ACTION:
      rounded_path (cr, x - half, y - half, TILE_SIZE, TILE_SIZE, TILE_SIZE / 4., TILE_SIZE / 4.);
      break;
    case PARCOURS_STEP_WAIT:
      rounded_path (cr, x - half, y - half, TILE_SIZE, TILE_SIZE, TILE_SIZE / 8., TILE_SIZE * .44);
      break;
    case PARCOURS_STEP_SPLIT:
      cairo_save (cr);
      cairo_translate (cr, x, y);
      cairo_rotate (cr, G_PI / 4);
      rounded_path (cr, -side / 2, -side / 2, side, side, side / 5, side / 5);
      cairo_restore (cr);
      break;
    case PARCOURS_STEP_TRIGGER:
    case PARCOURS_STEP_GOAL:
    case PARCOURS_STEP_FLOW:
    default:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, half, 0, 2 * G_PI);
    }
}

/* The icon as a mask, @size pixels wide. */
static cairo_surface_t *
icon_mask (ParcoursFarPainter *painter,
           const char         *icon,
           int                 size)
{
  g_autofree char *key = g_strdup_printf ("%s %d", icon, size);
  cairo_surface_t *mask = g_hash_table_lookup (painter->icons, key);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (painter->widget));
  g_autofree char *name = g_strconcat (icon, "-symbolic", NULL);
  g_autoptr (GtkIconPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  const GdkRGBA black[4] = { { 0, 0, 0, 1 }, { 0, 0, 0, 1 }, { 0, 0, 0, 1 }, { 0, 0, 0, 1 } };
  cairo_t *cr;

  if (mask != NULL)
    return mask;
  mask = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  snapshot = gtk_snapshot_new ();
  paintable = gtk_icon_theme_lookup_icon (theme, name, NULL, size, 1, gtk_widget_get_direction (painter->widget),
                                          GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, size, size, black,
                                            G_N_ELEMENTS (black));
  node = gtk_snapshot_free_to_node (snapshot);
  cr = cairo_create (mask);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  g_hash_table_insert (painter->icons, g_steal_pointer (&key), mask);

  return mask;
}

static void
paint_tile (ParcoursFarPainter *painter,
            cairo_t            *cr,
            const ParcoursStep *step,
            ParcoursStepKind    kind,
            const ParcoursBox  *box,
            double              scale)
{
  ParcoursPoint middle = parcours_box_centre (box);
  int size = MAX (1, (int) round (ICON_SIZE * scale));
  cairo_surface_t *mask = icon_mask (painter, step->type != NULL ? step->type->icon : "dialog-warning", size);

  gdk_cairo_set_source_rgba (cr, &painter->colors.kind[kind]);
  tile_path (cr, kind, middle.x, middle.y);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, middle.x, middle.y);
  cairo_scale (cr, ICON_SIZE / (double) size, ICON_SIZE / (double) size);
  gdk_cairo_set_source_rgba (cr, &painter->colors.tile_icon);
  cairo_mask_surface (cr, mask, -size / 2., -size / 2.);
  cairo_restore (cr);
}

/**
 * parcours_far_painter_step:
 * @painter: a painter
 * @cr: where to paint, in canvas units
 * @step: a step
 * @box: its card
 * @scale: how many pixels a canvas unit has: the fewer, the fewer details
 */
void
parcours_far_painter_step (ParcoursFarPainter *painter,
                           cairo_t            *cr,
                           const ParcoursStep *step,
                           const ParcoursBox  *box,
                           double              scale)
{
  ParcoursStepKind kind = step->type != NULL ? step->type->kind : PARCOURS_STEP_FLOW;

  if (scale < TILE_SCALE)
    {
      gdk_cairo_set_source_rgba (cr, &painter->colors.kind[kind]);
      card_path (cr, kind, box);
      cairo_fill (cr);
      return;
    }
  card_path (cr, kind, box);
  gdk_cairo_set_source_rgba (cr, &painter->colors.body[kind]);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &painter->colors.border[kind]);
  cairo_set_line_width (cr, 1 / scale);
  cairo_stroke (cr);
  paint_tile (painter, cr, step, kind, box, scale);
}

/**
 * parcours_far_painter_link:
 * @painter: a painter
 * @cr: where to paint, in canvas units
 * @route: its way
 * @width: how wide it is
 * @is_dashed: whether it is dashed
 * @scale: how many pixels a canvas unit has
 */
void
parcours_far_painter_link (ParcoursFarPainter  *painter,
                           cairo_t             *cr,
                           const ParcoursRoute *route,
                           double               width,
                           gboolean             is_dashed,
                           double               scale)
{
  double dash = 4 / scale;

  if (route->n < 2)
    return;
  for (guint i = 0; i < route->n; i++)
    cairo_line_to (cr, route->points[i].x, route->points[i].y);
  gdk_cairo_set_source_rgba (cr, &painter->colors.link);
  cairo_set_line_width (cr, MAX (width, LEAST_LINE / scale));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, &dash, is_dashed ? 1 : 0, 0);
  cairo_stroke (cr);
}
