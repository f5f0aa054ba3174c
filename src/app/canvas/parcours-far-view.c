/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-far-painter.h"
#include "parcours-far-view.h"

/*
 * A whole automation is one picture per scale, cut into tiles of this many
 * pixels. A tile takes a few milliseconds to paint and next to none to show: it
 * is kept as a render node around an image, which both renderers of GTK are quick
 * with (a texture would be copied by one, a drawing repeated by the other).
 */
#define TILE 512
/* What a frame may spend on painting. */
#define BUDGET_US 7000
/* The overview is painted in slices of so many steps or links. */
#define SLICE 1200
#define OVERVIEW_SIZE 1024
/* Tiles that are out of view are dropped beyond this number. */
#define MAX_TILES 96

typedef struct
{
  int column;
  int row;
  GskRenderNode *node; /* (owned) (nullable) */
  gboolean is_stale;
} Tile;

typedef struct
{
  double scale;
  GHashTable *tiles; /* (owned) (element-type gint64 Tile) */
} TileSet;

struct _ParcoursFarView
{
  GtkWidget *widget;
  ParcoursFarPainter *painter;  /* (owned) */
  ParcoursDrawing *drawing;     /* (nullable): it belongs to who set it */
  ParcoursStepCounts *counts;   /* (owned) (nullable) */
  GHashTable *hidden;           /* (owned) (nullable) (element-type guint): steps that are drawn elsewhere */
  double *widths;               /* (owned) (nullable): by link */
  TileSet sets[2];              /* the present one, and the one of the scale before */
  double last_scale;
  guint n_painted;
  GArray *found;                /* (owned) (element-type guint) */

  cairo_surface_t *overview;    /* (owned) (nullable): all of it, in shapes */
  ParcoursBox overview_box;
  cairo_surface_t *next_overview; /* (owned) (nullable): that is being painted */
  ParcoursBox next_box;
  guint n_overview_done;        /* links, then steps */
  gboolean is_overview_stale;
};

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_free (tile);
}

static void
clear_set (TileSet *set)
{
  g_hash_table_remove_all (set->tiles);
  set->scale = 0;
}

/**
 * parcours_far_view_new:
 * @widget: (transfer none): the widget that shows it; it must outlive the view
 *
 * Returns: (transfer full): a view of nothing yet
 */
ParcoursFarView *
parcours_far_view_new (GtkWidget *widget)
{
  ParcoursFarView *view = g_new0 (ParcoursFarView, 1);

  view->widget = widget;
  view->painter = parcours_far_painter_new (widget);
  view->found = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < G_N_ELEMENTS (view->sets); i++)
    view->sets[i].tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, tile_free);

  return view;
}

static void
drop_overview (ParcoursFarView *view)
{
  g_clear_pointer (&view->next_overview, cairo_surface_destroy);
  view->is_overview_stale = TRUE;
}

/**
 * parcours_far_view_free:
 * @view: (transfer full): a view
 */
void
parcours_far_view_free (ParcoursFarView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (view->sets); i++)
    g_hash_table_unref (view->sets[i].tiles);
  drop_overview (view);
  g_clear_pointer (&view->overview, cairo_surface_destroy);
  g_clear_pointer (&view->counts, parcours_step_counts_unref);
  g_clear_pointer (&view->hidden, g_hash_table_unref);
  g_array_unref (view->found);
  g_free (view->widths);
  parcours_far_painter_free (view->painter);
  g_free (view);
}

/**
 * parcours_far_view_invalidate:
 * @view: a view
 *
 * All of it has to be painted anew; until then the old pictures are shown.
 */
void
parcours_far_view_invalidate (ParcoursFarView *view)
{
  GHashTableIter iter;
  gpointer tile;

  g_hash_table_iter_init (&iter, view->sets[0].tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    ((Tile *) tile)->is_stale = TRUE;
  drop_overview (view);
}

/**
 * parcours_far_view_restyle:
 * @view: a view
 *
 * Reads the colours anew, because the style of the widget has changed.
 */
void
parcours_far_view_restyle (ParcoursFarView *view)
{
  parcours_far_painter_restyle (view->painter);
  for (guint i = 0; i < G_N_ELEMENTS (view->sets); i++)
    clear_set (&view->sets[i]);
  g_clear_pointer (&view->overview, cairo_surface_destroy);
  drop_overview (view);
}

static double
width_of (ParcoursFarView *view,
          guint            link)
{
  const ParcoursDrawnLink *drawn = parcours_drawing_link (view->drawing, link);
  const ParcoursStepCount *count;
  guint64 entered = view->counts != NULL ? parcours_step_counts_entered (view->counts) : 0;

  if (entered == 0 || drawn->is_jump)
    return 2;
  count = parcours_step_counts_get (view->counts, parcours_drawing_step (view->drawing, drawn->from)->id);
  if (count == NULL || drawn->port >= PARCOURS_MAX_PORTS)
    return 1.5;

  return MAX (1.5, .6 + 3.4 * sqrt (MIN (1, (double) count->out[drawn->port] / (double) entered)));
}

static void
find_widths (ParcoursFarView *view)
{
  g_clear_pointer (&view->widths, g_free);
  if (view->drawing == NULL)
    return;
  view->widths = g_new (double, parcours_drawing_n_links (view->drawing));
  for (guint i = 0; i < parcours_drawing_n_links (view->drawing); i++)
    view->widths[i] = width_of (view, i);
}

/**
 * parcours_far_view_set_drawing:
 * @view: a view
 * @drawing: (nullable) (transfer none): what to show; it must live until another one is set
 */
void
parcours_far_view_set_drawing (ParcoursFarView *view,
                               ParcoursDrawing *drawing)
{
  view->drawing = drawing;
  g_clear_pointer (&view->hidden, g_hash_table_unref);
  find_widths (view);
  parcours_far_view_invalidate (view);
}

/**
 * parcours_far_view_set_counts:
 * @view: a view
 * @counts: (nullable) (transfer none): how many have passed each link
 */
void
parcours_far_view_set_counts (ParcoursFarView    *view,
                              ParcoursStepCounts *counts)
{
  g_clear_pointer (&view->counts, parcours_step_counts_unref);
  view->counts = counts != NULL ? parcours_step_counts_ref (counts) : NULL;
  find_widths (view);
  parcours_far_view_invalidate (view);
}

/**
 * parcours_far_view_set_hidden:
 * @view: a view
 * @hidden: (nullable) (transfer none) (element-type guint): steps that are left out with their links, because they
 *   are being dragged
 */
void
parcours_far_view_set_hidden (ParcoursFarView *view,
                              GHashTable      *hidden)
{
  g_clear_pointer (&view->hidden, g_hash_table_unref);
  view->hidden = hidden != NULL ? g_hash_table_ref (hidden) : NULL;
  parcours_far_view_invalidate (view);
}

static gboolean
is_hidden (ParcoursFarView *view,
           guint            step)
{
  return view->hidden != NULL && g_hash_table_contains (view->hidden, GUINT_TO_POINTER (step));
}

static void
paint_link (ParcoursFarView *view,
            cairo_t         *cr,
            guint            number,
            double           scale)
{
  const ParcoursDrawnLink *link = parcours_drawing_link (view->drawing, number);

  if (!is_hidden (view, link->from) && !is_hidden (view, link->to))
    parcours_far_painter_link (view->painter, cr, &link->route, view->widths[number], link->is_jump, scale);
}

static void
paint_step (ParcoursFarView *view,
            cairo_t         *cr,
            guint            number,
            double           scale)
{
  if (!is_hidden (view, number))
    parcours_far_painter_step (view->painter, cr, parcours_drawing_step (view->drawing, number),
                               parcours_drawing_box (view->drawing, number), scale);
}

/* Paints a part of the canvas; the origin of @cr is the origin of the canvas. */
static void
paint_part (ParcoursFarView   *view,
            cairo_t           *cr,
            const ParcoursBox *part,
            double             scale)
{
  ParcoursBox around = parcours_box_grow (part, 8);

  gdk_cairo_set_source_rgba (cr, &parcours_far_painter_colors (view->painter)->canvas);
  cairo_paint (cr);
  parcours_drawing_links_in (view->drawing, &around, view->found);
  for (guint i = 0; i < view->found->len; i++)
    paint_link (view, cr, g_array_index (view->found, guint, i), scale);
  cairo_set_dash (cr, NULL, 0, 0);
  parcours_drawing_steps_in (view->drawing, &around, view->found);
  for (guint i = 0; i < view->found->len; i++)
    paint_step (view, cr, g_array_index (view->found, guint, i), scale);
}

/* A node that shows an image; both renderers keep it as it is. */
static GskRenderNode *
wrap_surface (cairo_surface_t *surface,
              double           width,
              double           height)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, surface, 0, 0);
  /* The default is many times slower where the picture is shown smaller, for a frame or two. */
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

static void
paint_tile (ParcoursFarView *view,
            TileSet         *set,
            Tile            *tile)
{
  int factor = gtk_widget_get_scale_factor (view->widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, TILE * factor, TILE * factor);
  ParcoursBox part = { tile->column * TILE / set->scale, tile->row * TILE / set->scale, TILE / set->scale,
                       TILE / set->scale };
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, factor, factor);
  cr = cairo_create (surface);
  cairo_scale (cr, set->scale, set->scale);
  cairo_translate (cr, -part.x, -part.y);
  paint_part (view, cr, &part, set->scale);
  cairo_destroy (cr);
  g_clear_pointer (&tile->node, gsk_render_node_unref);
  tile->node = wrap_surface (surface, TILE, TILE);
  tile->is_stale = FALSE;
  cairo_surface_destroy (surface);
  view->n_painted++;
}

static Tile *
find_tile (TileSet *set,
           int      column,
           int      row,
           gboolean make)
{
  gint64 key = ((gint64) column << 32) ^ (guint32) row;
  Tile *tile = g_hash_table_lookup (set->tiles, &key);

  if (tile != NULL || !make)
    return tile;
  tile = g_new0 (Tile, 1);
  *tile = (Tile) { column, row, NULL, TRUE };
  g_hash_table_insert (set->tiles, g_memdup2 (&key, sizeof key), tile);

  return tile;
}

/* Draws what there is of the set in the view, at another scale if need be. */
static void
append_set (TileSet     *set,
            GtkSnapshot *snapshot,
            double       scale,
            double       x,
            double       y,
            double       width,
            double       height)
{
  double ratio = set->scale > 0 ? scale / set->scale : 0;
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, set->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Tile *tile = data;
      double left = tile->column * TILE * ratio - x;
      double top = tile->row * TILE * ratio - y;

      if (tile->node == NULL || left >= width || top >= height || left + TILE * ratio <= 0 || top + TILE * ratio <= 0)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, top));
      if (ratio != 1)
        gtk_snapshot_scale (snapshot, ratio, ratio);
      gtk_snapshot_append_node (snapshot, tile->node);
      gtk_snapshot_restore (snapshot);
    }
}

/* Begins the overview of the drawing as it is now. */
static void
begin_overview (ParcoursFarView *view)
{
  ParcoursBox bounds = parcours_drawing_bounds (view->drawing);
  double scale;
  int width, height;

  view->next_box = parcours_box_grow (&bounds, 24);
  scale = MIN (.25, OVERVIEW_SIZE / MAX (view->next_box.width, view->next_box.height));
  width = (int) CLAMP (ceil (view->next_box.width * scale), 1, OVERVIEW_SIZE);
  height = (int) CLAMP (ceil (view->next_box.height * scale), 1, OVERVIEW_SIZE);
  view->next_overview = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_set_device_scale (view->next_overview, width / view->next_box.width, height / view->next_box.height);
  cairo_surface_set_device_offset (view->next_overview, -view->next_box.x * width / view->next_box.width,
                                   -view->next_box.y * height / view->next_box.height);
  view->n_overview_done = 0;
  view->is_overview_stale = FALSE;
}

/* Paints a slice of the overview; whether there is more to do. */
static gboolean
paint_overview (ParcoursFarView *view)
{
  guint n_links = parcours_drawing_n_links (view->drawing);
  guint n_all = n_links + parcours_drawing_n_steps (view->drawing);
  double scale, unused;
  cairo_t *cr;

  if (view->is_overview_stale)
    begin_overview (view);
  if (view->next_overview == NULL)
    return FALSE;
  cairo_surface_get_device_scale (view->next_overview, &scale, &unused);
  cr = cairo_create (view->next_overview);
  for (guint i = 0; i < SLICE && view->n_overview_done < n_all; i++, view->n_overview_done++)
    {
      if (view->n_overview_done < n_links)
        paint_link (view, cr, view->n_overview_done, scale);
      else
        paint_step (view, cr, view->n_overview_done - n_links, MIN (scale, .2));
    }
  cairo_destroy (cr);
  if (view->n_overview_done < n_all)
    return TRUE;
  g_clear_pointer (&view->overview, cairo_surface_destroy);
  view->overview = g_steal_pointer (&view->next_overview);
  view->overview_box = view->next_box;

  return FALSE;
}

static void
append_overview (ParcoursFarView *view,
                 GtkSnapshot     *snapshot,
                 double           scale,
                 double           x,
                 double           y)
{
  const ParcoursBox *box = &view->overview_box;
  cairo_t *cr;

  if (view->overview == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (box->x * scale - x, box->y * scale - y,
                                                                 box->width * scale, box->height * scale));
  cairo_translate (cr, -x, -y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, view->overview, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* The tiles of another scale become the old ones, unless they never came to be. */
static void
change_scale (ParcoursFarView *view,
              double           scale)
{
  TileSet old = view->sets[1];

  if (g_hash_table_size (view->sets[0].tiles) > 0)
    {
      view->sets[1] = view->sets[0];
      view->sets[0] = old;
    }
  clear_set (&view->sets[0]);
  view->sets[0].scale = scale;
}

typedef struct
{
  Tile *tile;
  double distance;
} Wanted;

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  double distance_a = ((const Wanted *) a)->distance;
  double distance_b = ((const Wanted *) b)->distance;

  return distance_a < distance_b ? -1 : distance_a > distance_b;
}

/* Tiles in view that have to be painted, those nearest to its middle first. */
static GArray *
list_wanted (ParcoursFarView *view,
             double           x,
             double           y,
             double           width,
             double           height)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  for (int row = (int) floor (y / TILE); row * TILE < y + height; row++)
    {
      for (int column = (int) floor (x / TILE); column * TILE < x + width; column++)
        {
          Wanted want = { find_tile (&view->sets[0], column, row, TRUE),
                          hypot ((column + .5) * TILE - x - width / 2, (row + .5) * TILE - y - height / 2) };

          if (want.tile->is_stale)
            g_array_append_val (wanted, want);
        }
    }
  g_array_sort (wanted, compare_wanted);

  return wanted;
}

static gboolean
is_out_of_view (gpointer key,
                gpointer value,
                gpointer user_data)
{
  const Tile *tile = value;
  const ParcoursBox *view = user_data;
  ParcoursBox box = { tile->column * (double) TILE, tile->row * (double) TILE, TILE, TILE };

  return !parcours_box_intersects (&box, view);
}

/* Paints what is wanted, as far as the frame has time; all of it where there is nothing else to show. */
static gboolean
paint_wanted (ParcoursFarView *view,
              double           x,
              double           y,
              double           width,
              double           height)
{
  gint64 deadline = g_get_monotonic_time () + BUDGET_US;
  gboolean has_other = view->overview != NULL || g_hash_table_size (view->sets[1].tiles) > 0 ||
                       g_hash_table_size (view->sets[0].tiles) > 0;
  g_autoptr (GArray) wanted = list_wanted (view, x, y, width, height);
  guint n = 0;

  while (n < wanted->len && (!has_other || n == 0 || g_get_monotonic_time () < deadline))
    paint_tile (view, &view->sets[0], g_array_index (wanted, Wanted, n++).tile);
  if (n < wanted->len)
    return TRUE;
  clear_set (&view->sets[1]);
  if (g_hash_table_size (view->sets[0].tiles) > MAX_TILES)
    g_hash_table_foreach_remove (view->sets[0].tiles, is_out_of_view, &(ParcoursBox) { x, y, width, height });

  return g_get_monotonic_time () >= deadline || paint_overview (view);
}

/* Whether the present tiles, shown at this scale, lie over all of the view, so that what is below need not be drawn. */
static gboolean
covers_view (ParcoursFarView *view,
             double           scale,
             double           x,
             double           y,
             double           width,
             double           height)
{
  double side = view->sets[0].scale > 0 ? TILE * scale / view->sets[0].scale : 0;

  if (side <= 0)
    return FALSE;
  for (int row = (int) floor (y / side); row * side < y + height; row++)
    {
      for (int column = (int) floor (x / side); column * side < x + width; column++)
        {
          const Tile *tile = find_tile (&view->sets[0], column, row, FALSE);

          if (tile == NULL || tile->node == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * parcours_far_view_snapshot:
 * @view: a view
 * @snapshot: a snapshot, in pixels
 * @scale: how many pixels a canvas unit has
 * @x: the left edge of the view, in pixels from the origin of the canvas
 * @y: its upper edge
 * @width: its width
 * @height: its height
 * @is_moving: whether the scale is about to change again
 *
 * Returns: whether another frame is wanted, because not all is painted yet
 */
gboolean
parcours_far_view_snapshot (ParcoursFarView *view,
                            GtkSnapshot     *snapshot,
                            double           scale,
                            double           x,
                            double           y,
                            double           width,
                            double           height,
                            gboolean         is_moving)
{
  gboolean has_any = g_hash_table_size (view->sets[0].tiles) > 0;
  gboolean is_zooming = is_moving || (view->last_scale != scale && view->last_scale > 0);
  gboolean wants_more = is_zooming;

  if (view->drawing == NULL)
    return FALSE;
  view->last_scale = scale;
  if (!is_zooming || !has_any)
    {
      if (view->sets[0].scale != scale)
        change_scale (view, scale);
      wants_more = paint_wanted (view, x, y, width, height);
    }
  if (!covers_view (view, scale, x, y, width, height))
    {
      append_overview (view, snapshot, scale, x, y);
      append_set (&view->sets[1], snapshot, scale, x, y, width, height);
    }
  append_set (&view->sets[0], snapshot, scale, x, y, width, height);

  return wants_more;
}

/**
 * parcours_far_view_draw_steps:
 * @view: a view
 * @cr: where to draw, in canvas units
 * @steps: (array length=n_steps): numbers of steps
 * @n_steps: how many
 * @scale: how many pixels a canvas unit has
 *
 * Draws single steps as they look from afar, hidden or not.
 */
void
parcours_far_view_draw_steps (ParcoursFarView *view,
                              cairo_t         *cr,
                              const guint     *steps,
                              guint            n_steps,
                              double           scale)
{
  for (guint i = 0; i < n_steps; i++)
    parcours_far_painter_step (view->painter, cr, parcours_drawing_step (view->drawing, steps[i]),
                               parcours_drawing_box (view->drawing, steps[i]), scale);
}

/**
 * parcours_far_view_get_overview:
 * @view: a view
 * @box: (out): the part of the canvas that it shows
 *
 * Returns: (transfer none) (nullable): a picture of the whole drawing, in canvas units; %NULL before it is painted
 */
cairo_surface_t *
parcours_far_view_get_overview (ParcoursFarView *view,
                                ParcoursBox     *box)
{
  *box = view->overview_box;

  return view->overview;
}

/**
 * parcours_far_view_update_overview:
 * @view: a view
 *
 * Paints a part of the picture of the whole drawing, if it is not up to date.
 *
 * Returns: whether there is more to paint
 */
gboolean
parcours_far_view_update_overview (ParcoursFarView *view)
{
  return view->drawing != NULL && paint_overview (view);
}

/**
 * parcours_far_view_n_painted:
 * @view: a view
 *
 * Returns: how many tiles have been painted so far; tests hold this low
 */
guint
parcours_far_view_n_painted (const ParcoursFarView *view)
{
  return view->n_painted;
}
