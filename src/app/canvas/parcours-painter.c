/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-painter.h"

/* Text of labels, in canvas units. */
#define TEXT_SIZE 12
#define PILL_HEIGHT 20
#define PILL_PADDING 8
#define PILL_ICON 12
#define PILL_GAP 4
#define ARROW_WIDTH 10
#define ARROW_HEIGHT 7
#define DASH 4
#define PORT_SIZE 10
#define DOT_SIZE 1.5
/* When more looks have been kept than fit on many screens, all are made anew. */
#define MAX_KEPT 4000

/* A node that is drawn around its own 0,0. */
typedef struct
{
  GskRenderNode *node; /* (owned) (nullable) */
  double width;
} Kept;

struct _ParcoursPainter
{
  GtkWidget *widget;
  ParcoursColors colors;
  PangoFontDescription *font;      /* (owned) (nullable) */
  PangoAttrList *figures;          /* (owned): digits of one width */
  GHashTable *kept;                /* (owned) (element-type utf8 Kept) */
  guint n_built;
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->node, gsk_render_node_unref);
  g_free (kept);
}

/**
 * parcours_painter_new:
 * @widget: (transfer none): the widget on which is drawn; it must outlive the painter
 *
 * Returns: (transfer full): a painter
 */
ParcoursPainter *
parcours_painter_new (GtkWidget *widget)
{
  ParcoursPainter *painter = g_new0 (ParcoursPainter, 1);

  painter->widget = widget;
  painter->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  painter->figures = pango_attr_list_new ();
  pango_attr_list_insert (painter->figures, pango_attr_font_features_new ("tnum=1"));
  parcours_painter_restyle (painter);

  return painter;
}

/**
 * parcours_painter_free:
 * @painter: (transfer full): a painter
 */
void
parcours_painter_free (ParcoursPainter *painter)
{
  g_clear_pointer (&painter->font, pango_font_description_free);
  pango_attr_list_unref (painter->figures);
  g_hash_table_unref (painter->kept);
  g_free (painter);
}

/**
 * parcours_painter_restyle:
 * @painter: a painter
 *
 * Reads colours and font anew, because the style of the widget has changed.
 */
void
parcours_painter_restyle (ParcoursPainter *painter)
{
  PangoContext *context = gtk_widget_get_pango_context (painter->widget);

  parcours_colors_read (&painter->colors, painter->widget);
  g_clear_pointer (&painter->font, pango_font_description_free);
  painter->font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_absolute_size (painter->font, TEXT_SIZE * PANGO_SCALE);
  g_hash_table_remove_all (painter->kept);
}

/**
 * parcours_painter_colors:
 * @painter: a painter
 *
 * Returns: (transfer none): the colours of the style sheet
 */
const ParcoursColors *
parcours_painter_colors (ParcoursPainter *painter)
{
  return &painter->colors;
}

/**
 * parcours_painter_n_built:
 * @painter: a painter
 *
 * Returns: how many render nodes it has had to build so far; tests hold this low
 */
guint
parcours_painter_n_built (ParcoursPainter *painter)
{
  return painter->n_built;
}

/* Takes the drawing in @snapshot, and @key. */
static const Kept *
keep (ParcoursPainter *painter,
      char            *key,
      GtkSnapshot     *snapshot,
      double           width)
{
  Kept *kept = g_new (Kept, 1);

  if (g_hash_table_size (painter->kept) >= MAX_KEPT)
    g_hash_table_remove_all (painter->kept);
  kept->node = gtk_snapshot_free_to_node (snapshot);
  kept->width = width;
  g_hash_table_replace (painter->kept, key, kept);
  painter->n_built++;

  return kept;
}

static void
append_kept (GtkSnapshot *snapshot,
             const Kept  *kept,
             double       x,
             double       y)
{
  if (kept->node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (snapshot, kept->node);
  gtk_snapshot_restore (snapshot);
}

static void
append_piece (GtkSnapshot   *snapshot,
              double         x1,
              double         y1,
              double         x2,
              double         y2,
              double         width,
              const GdkRGBA *color)
{
  graphene_rect_t rect;

  if (x1 == x2)
    graphene_rect_init (&rect, x1 - width / 2, MIN (y1, y2), width, fabs (y2 - y1));
  else
    graphene_rect_init (&rect, MIN (x1, x2), y1 - width / 2, fabs (x2 - x1), width);
  gtk_snapshot_append_color (snapshot, color, &rect);
}

static void
append_dashes (GtkSnapshot              *snapshot,
               const ParcoursRoutePiece *piece,
               double                    width,
               const GdkRGBA            *color)
{
  double length = hypot (piece->to.x - piece->from.x, piece->to.y - piece->from.y);
  double dx = length > 0 ? (piece->to.x - piece->from.x) / length : 0;
  double dy = length > 0 ? (piece->to.y - piece->from.y) / length : 0;
  graphene_rect_t area, dash;

  if (length <= 0)
    return;
  graphene_rect_init (&area, MIN (piece->from.x, piece->to.x) - (dy != 0 ? width / 2 : 0),
                      MIN (piece->from.y, piece->to.y) - (dx != 0 ? width / 2 : 0),
                      dx != 0 ? length : width, dy != 0 ? length : width);
  graphene_rect_init (&dash, area.origin.x, area.origin.y, dx != 0 ? DASH : width, dy != 0 ? DASH : width);
  gtk_snapshot_push_repeat (snapshot, &area,
                            &GRAPHENE_RECT_INIT (area.origin.x, area.origin.y, dx != 0 ? 2 * DASH : width,
                                                 dy != 0 ? 2 * DASH : width));
  gtk_snapshot_append_color (snapshot, color, &dash);
  gtk_snapshot_pop (snapshot);
}

/*
 * A quarter of a ring is the corner of a border of which only two sides have a
 * width. The corner of the route lies outside of the bend; the outer edge of the
 * border is half a line's width beyond it.
 */
static void
append_corner (GtkSnapshot              *snapshot,
               const ParcoursRoutePiece *piece,
               double                    width,
               const GdkRGBA            *color)
{
  double radius = MAX (fabs (piece->to.x - piece->from.x), fabs (piece->to.y - piece->from.y));
  float outer = (float) (radius + width / 2);
  /* The point of the bend that is not the corner, the middle of the circle. */
  double middle_x = piece->from.x + piece->to.x - piece->corner.x;
  double middle_y = piece->from.y + piece->to.y - piece->corner.y;
  gboolean is_left = piece->corner.x < middle_x;
  gboolean is_top = piece->corner.y < middle_y;
  float widths[4] = { is_top ? width : 0, is_left ? 0 : width, is_top ? 0 : width, is_left ? width : 0 };
  GdkRGBA colors[4] = { *color, *color, *color, *color };
  graphene_size_t none = GRAPHENE_SIZE_INIT (0, 0);
  graphene_size_t round = GRAPHENE_SIZE_INIT (outer, outer);
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline,
                         &GRAPHENE_RECT_INIT (is_left ? middle_x - outer : middle_x, is_top ? middle_y - outer : middle_y,
                                              outer, outer),
                         is_top && is_left ? &round : &none, is_top && !is_left ? &round : &none,
                         !is_top && !is_left ? &round : &none, !is_top && is_left ? &round : &none);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/**
 * parcours_painter_line:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @route: where the line runs
 * @widths: (array fixed-size=3): its width where it leaves its card, between, and where it enters the other
 * @color: its colour
 * @is_dashed: whether it is dashed
 */
void
parcours_painter_line (ParcoursPainter     *painter,
                       GtkSnapshot         *snapshot,
                       const ParcoursRoute *route,
                       const double        *widths,
                       const GdkRGBA       *color,
                       gboolean             is_dashed)
{
  ParcoursRoutePiece pieces[PARCOURS_ROUTE_MAX_PIECES];
  guint n = parcours_route_pieces (route, pieces);

  for (guint i = 0; i < n; i++)
    {
      const ParcoursRoutePiece *piece = &pieces[i];
      double width = n == 1 ? widths[1] : i == 0 ? widths[0] : i + 1 == n ? widths[2] : widths[1];

      if (piece->is_corner)
        append_corner (snapshot, piece, width, color);
      else if (is_dashed)
        append_dashes (snapshot, piece, width, color);
      else
        append_piece (snapshot, piece->from.x, piece->from.y, piece->to.x, piece->to.y, width, color);
    }
}

static const Kept *
arrow_node (ParcoursPainter *painter,
            const GdkRGBA   *color)
{
  g_autofree char *name = gdk_rgba_to_string (color);
  g_autofree char *key = g_strconcat ("arrow ", name, NULL);
  const Kept *kept = g_hash_table_lookup (painter->kept, key);
  GtkSnapshot *snapshot;
  cairo_t *cr;

  if (kept != NULL)
    return kept;
  snapshot = gtk_snapshot_new ();
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-ARROW_WIDTH / 2 - 1, -ARROW_HEIGHT - 1,
                                                                 ARROW_WIDTH + 2, ARROW_HEIGHT + 2));
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, -ARROW_WIDTH / 2., -ARROW_HEIGHT);
  cairo_line_to (cr, ARROW_WIDTH / 2., -ARROW_HEIGHT);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);

  return keep (painter, g_steal_pointer (&key), snapshot, ARROW_WIDTH);
}

/**
 * parcours_painter_arrow:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @route: a route of two points or more
 * @color: its colour
 *
 * Draws the tip at the end of the route.
 */
void
parcours_painter_arrow (ParcoursPainter     *painter,
                        GtkSnapshot         *snapshot,
                        const ParcoursRoute *route,
                        const GdkRGBA       *color)
{
  const ParcoursPoint *last = &route->points[route->n - 1];
  const ParcoursPoint *before = &route->points[route->n - 2];
  const Kept *kept = arrow_node (painter, color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (last->x, last->y));
  if (before->y == last->y)
    gtk_snapshot_rotate (snapshot, before->x < last->x ? -90 : 90);
  gtk_snapshot_append_node (snapshot, kept->node);
  gtk_snapshot_restore (snapshot);
}

static PangoLayout *
layout_text (ParcoursPainter *painter,
             const char      *word,
             const char      *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (painter->widget, NULL);
  g_autofree char *whole = word != NULL && text != NULL ? g_strconcat (word, "  ", text, NULL)
                                                        : g_strdup (word != NULL ? word : text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (painter->figures);

  if (word != NULL)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->end_index = (guint) strlen (word);
      pango_attr_list_insert (attributes, bold);
    }
  pango_layout_set_font_description (layout, painter->font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, whole, -1);

  return layout;
}

/* @size is the size of the square with its middle at @x and @y. */
static void
append_icon (ParcoursPainter *painter,
             GtkSnapshot     *snapshot,
             const char      *icon_name,
             double           x,
             double           y,
             double           size,
             const GdkRGBA   *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (painter->widget));
  /* Some icons of themes have a second colour; here all is ink. */
  GdkRGBA colors[4] = { *color, *color, *color, *color };
  g_autoptr (GtkIconPaintable) icon = NULL;

  icon = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, (int) size, 2,
                                     gtk_widget_get_direction (painter->widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - size / 2, y - size / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, colors,
                                            G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

static void
append_capsule (GtkSnapshot           *snapshot,
                const graphene_rect_t *bounds,
                const GdkRGBA         *fill,
                const GdkRGBA         *border)
{
  float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA colors[4] = { *border, *border, *border, *border };
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, bounds, bounds->size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, fill, bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &shape, widths, colors);
}

static const Kept *
pill_node (ParcoursPainter    *painter,
           const ParcoursPill *pill,
           const GdkRGBA      *border)
{
  g_autofree char *color = gdk_rgba_to_string (border);
  g_autofree char *key = g_strjoin ("|", "pill", color, pill->icon_name != NULL ? pill->icon_name : "",
                                    pill->word != NULL ? pill->word : "", pill->text != NULL ? pill->text : "", NULL);
  const Kept *kept = g_hash_table_lookup (painter->kept, key);
  g_autoptr (PangoLayout) layout = NULL;
  GtkSnapshot *snapshot;
  int text_width, text_height;
  double icon, width;

  if (kept != NULL)
    return kept;
  layout = layout_text (painter, pill->word, pill->text);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  icon = pill->icon_name != NULL ? PILL_ICON + PILL_GAP : 0;
  width = text_width + icon + 2 * PILL_PADDING;
  snapshot = gtk_snapshot_new ();
  append_capsule (snapshot, &GRAPHENE_RECT_INIT (-width / 2, -PILL_HEIGHT / 2, width, PILL_HEIGHT),
                  &painter->colors.card, border);
  if (pill->icon_name != NULL)
    append_icon (painter, snapshot, pill->icon_name, -width / 2 + PILL_PADDING + PILL_ICON / 2., 0, PILL_ICON,
                 &painter->colors.text);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-width / 2 + PILL_PADDING + icon, -text_height / 2.));
  gtk_snapshot_append_layout (snapshot, layout, &painter->colors.text);

  return keep (painter, g_steal_pointer (&key), snapshot, width);
}

/**
 * parcours_painter_pill:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @middle: its middle
 * @pill: what it says
 * @border: the colour of its edge
 */
void
parcours_painter_pill (ParcoursPainter     *painter,
                       GtkSnapshot         *snapshot,
                       const ParcoursPoint *middle,
                       const ParcoursPill  *pill,
                       const GdkRGBA       *border)
{
  if (pill->word != NULL || pill->text != NULL)
    append_kept (snapshot, pill_node (painter, pill, border), middle->x, middle->y);
}

static const Kept *
text_node (ParcoursPainter *painter,
           const char      *text)
{
  g_autofree char *key = g_strconcat ("text ", text, NULL);
  const Kept *kept = g_hash_table_lookup (painter->kept, key);
  g_autoptr (PangoLayout) layout = NULL;
  GtkSnapshot *snapshot;
  int width, height;

  if (kept != NULL)
    return kept;
  layout = layout_text (painter, NULL, text);
  pango_layout_get_pixel_size (layout, &width, &height);
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, -height / 2.));
  gtk_snapshot_append_layout (snapshot, layout, &painter->colors.dim);

  return keep (painter, g_steal_pointer (&key), snapshot, width);
}

/**
 * parcours_painter_text:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @x: where it stands
 * @y: the middle of its line
 * @align: how much of it stands to the left of @x: 0 for none, 1 for all
 * @text: a few words
 * @opacity: how strong it is, up to 1
 */
void
parcours_painter_text (ParcoursPainter *painter,
                       GtkSnapshot     *snapshot,
                       double           x,
                       double           y,
                       double           align,
                       const char      *text,
                       double           opacity)
{
  const Kept *kept = text_node (painter, text);

  if (opacity < 1)
    gtk_snapshot_push_opacity (snapshot, opacity);
  append_kept (snapshot, kept, x - align * kept->width, y);
  if (opacity < 1)
    gtk_snapshot_pop (snapshot);
}

/**
 * parcours_painter_text_width:
 * @painter: a painter
 * @text: a few words
 *
 * Returns: how wide they are, in canvas units
 */
double
parcours_painter_text_width (ParcoursPainter *painter,
                             const char      *text)
{
  return text_node (painter, text)->width;
}

static const Kept *
plus_node (ParcoursPainter *painter,
           double           size,
           gboolean         is_active)
{
  const ParcoursColors *colors = &painter->colors;
  g_autofree char *key = g_strdup_printf ("plus %d %d", (int) size, is_active);
  const Kept *kept = g_hash_table_lookup (painter->kept, key);
  const GdkRGBA *ink = is_active ? &colors->tile_icon : &colors->dim;
  const GdkRGBA *fill = is_active ? &colors->select : &colors->card;
  double arm = size * .28;
  double thick = MAX (size / 14, 1.4);
  GtkSnapshot *snapshot;

  if (kept != NULL)
    return kept;
  snapshot = gtk_snapshot_new ();
  append_capsule (snapshot, &GRAPHENE_RECT_INIT (-size / 2, -size / 2, size, size), fill,
                  is_active ? &colors->select : &colors->card_border);
  append_piece (snapshot, -arm, 0, arm, 0, thick, ink);
  append_piece (snapshot, 0, -arm, 0, arm, thick, ink);

  return keep (painter, g_steal_pointer (&key), snapshot, size);
}

/**
 * parcours_painter_plus:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @middle: its middle
 * @size: its diameter
 * @is_active: whether the pointer is on it, or something is about to be dropped there
 *
 * Draws the button that inserts a step.
 */
void
parcours_painter_plus (ParcoursPainter     *painter,
                       GtkSnapshot         *snapshot,
                       const ParcoursPoint *middle,
                       double               size,
                       gboolean             is_active)
{
  append_kept (snapshot, plus_node (painter, size, is_active), middle->x, middle->y);
}

/**
 * parcours_painter_port:
 * @painter: a painter
 * @snapshot: a snapshot, in canvas units
 * @middle: its middle
 * @is_active: whether the pointer is on it
 *
 * Draws the handle from which a link is drawn.
 */
void
parcours_painter_port (ParcoursPainter     *painter,
                       GtkSnapshot         *snapshot,
                       const ParcoursPoint *middle,
                       gboolean             is_active)
{
  const ParcoursColors *colors = &painter->colors;
  double size = is_active ? PORT_SIZE + 4 : PORT_SIZE;

  append_capsule (snapshot, &GRAPHENE_RECT_INIT (middle->x - size / 2, middle->y - size / 2, size, size),
                  is_active ? &colors->select : &colors->card, &colors->select);
}

/**
 * parcours_painter_grid:
 * @painter: a painter
 * @snapshot: a snapshot, in pixels
 * @view: what is to be covered
 * @x: where one of the dots stands
 * @y: where it stands
 * @pitch: from dot to dot
 */
void
parcours_painter_grid (ParcoursPainter       *painter,
                       GtkSnapshot           *snapshot,
                       const graphene_rect_t *view,
                       double                 x,
                       double                 y,
                       double                 pitch)
{
  double left = x - floor (x / pitch) * pitch - pitch / 2;
  double top = y - floor (y / pitch) * pitch - pitch / 2;

  gtk_snapshot_push_repeat (snapshot, view, &GRAPHENE_RECT_INIT (left, top, pitch, pitch));
  gtk_snapshot_append_color (snapshot, &painter->colors.grid,
                             &GRAPHENE_RECT_INIT (round (left + pitch / 2 - DOT_SIZE / 2),
                                                  round (top + pitch / 2 - DOT_SIZE / 2), DOT_SIZE, DOT_SIZE));
  gtk_snapshot_pop (snapshot);
}
