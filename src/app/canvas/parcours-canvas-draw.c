/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-canvas-private.h"
#include "parcours-figure.h"
#include "parcours-link-spots.h"
#include "parcours-phrase.h"

#define GRID_PITCH 24
/* A link that nothing has run through, the widest and the thinnest one, and one that a row is dropped on. */
#define PLAIN_WIDTH 2
#define LEAST_WIDTH 1.5
#define BASE_WIDTH .6
#define SHARE_WIDTH 3.4
#define PATH_WIDTH 6
#define DROP_WIDTH 8
#define PLUS_SIZE 18
#define ACTIVE_PLUS_SIZE 28
/* How much larger words are from further away, so that they can be read. */
#define BRIEF_SCALE 1.4
/* From the card to the day beside it. */
#define DAY_GAP 13
/* Numbers that are reckoned from a sample. */
#define ABOUT_OPACITY .62

/* How wide a link is that so many have passed, in canvas units. */
double
parcours_canvas_link_width (ParcoursCanvas *self,
                            guint64         count)
{
  guint64 entered = self->counts != NULL ? parcours_step_counts_entered (self->counts) : 0;

  if (entered == 0)
    return PLAIN_WIDTH;

  return MAX (LEAST_WIDTH, BASE_WIDTH + SHARE_WIDTH * sqrt (MIN (1, (double) count / (double) entered)));
}

static const ParcoursStepCount *
count_of (ParcoursCanvas *self,
          guint           step)
{
  return self->counts != NULL ? parcours_step_counts_get (self->counts, parcours_canvas_nth_id (self, step)) : NULL;
}

static guint64
passed (ParcoursCanvas *self,
        guint           step,
        guint           port)
{
  const ParcoursStepCount *count = count_of (self, step);

  return count != NULL && port < PARCOURS_MAX_PORTS ? count->out[port] : 0;
}

/* All who have left a step by ports that lead on. */
static guint64
passed_by_all (ParcoursCanvas *self,
               guint           step)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  guint64 sum = 0;

  for (guint i = 0; i < parcours_flow_n_out (flow, step); i++)
    sum += passed (self, step, parcours_flow_edge (flow, parcours_flow_out (flow, step, i))->port);

  return sum;
}

static gboolean
is_selected_link (ParcoursCanvas          *self,
                  const ParcoursDrawnLink *link)
{
  if (link->link == NULL)
    return FALSE;
  if (g_hash_table_contains (self->selection, link->link->from))
    return TRUE;

  return g_strcmp0 (self->link_from, link->link->from) == 0 && g_strcmp0 (self->link_port, link->link->port) == 0;
}

static gboolean
is_walked (ParcoursCanvas          *self,
           const ParcoursDrawnLink *link)
{
  g_autofree char *key = NULL;

  if (self->path_links == NULL)
    return FALSE;
  key = g_strconcat (parcours_canvas_nth_id (self, link->from), " ", parcours_canvas_nth_id (self, link->to), NULL);

  return g_hash_table_contains (self->path_links, key);
}

static gboolean
is_drop_link (ParcoursCanvas *self,
              guint           number)
{
  return self->has_drop && (self->drop_hit.kind == PARCOURS_HIT_LINK || self->drop_hit.kind == PARCOURS_HIT_PLUS) &&
         self->drop_hit.link == number;
}

static gboolean
is_problem_link (ParcoursCanvas          *self,
                 const ParcoursDrawnLink *link)
{
  const ParcoursStepProblem *problem = g_hash_table_lookup (self->problems, parcours_canvas_nth_id (self, link->from));

  return problem != NULL && problem->is_error && link->link != NULL && g_strcmp0 (problem->port, link->link->port) == 0;
}

static const GdkRGBA *
link_color (ParcoursCanvas          *self,
            const ParcoursDrawnLink *link)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);

  if (is_walked (self, link) || is_selected_link (self, link))
    return &colors->select;
  if (is_problem_link (self, link))
    return &colors->error;

  return &colors->link;
}

/* Where links share a piece, it is as wide as all of them. */
static void
find_widths (ParcoursCanvas          *self,
             guint                    number,
             const ParcoursDrawnLink *link,
             double                  *widths)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  const ParcoursStepCount *target = count_of (self, link->to);

  widths[0] = widths[1] = widths[2] = parcours_canvas_link_width (self, passed (self, link->from, link->port));
  if (is_walked (self, link))
    widths[0] = widths[1] = widths[2] = PATH_WIDTH;
  else if (is_drop_link (self, number))
    widths[0] = widths[1] = widths[2] = DROP_WIDTH;
  else if (self->counts != NULL && !link->is_jump)
    {
      if (parcours_flow_n_out (flow, link->from) > 1)
        widths[0] = parcours_canvas_link_width (self, passed_by_all (self, link->from));
      if (parcours_flow_n_in (flow, link->to) > 1 && target != NULL)
        widths[2] = parcours_canvas_link_width (self, target->in);
    }
}

static void
draw_link (ParcoursCanvas *self,
           GtkSnapshot    *snapshot,
           guint           number)
{
  const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
  const GdkRGBA *color = link_color (self, link);
  gboolean is_faint = self->path != NULL && !is_walked (self, link);
  double widths[3];

  if (link->route.n < 2)
    return;
  find_widths (self, number, link, widths);
  if (is_faint)
    gtk_snapshot_push_opacity (snapshot, .42);
  parcours_painter_line (self->painter, snapshot, &link->route, widths, color, link->is_jump);
  parcours_painter_arrow (self->painter, snapshot, &link->route, color);
  if (is_faint)
    gtk_snapshot_pop (snapshot);
  self->n_links_drawn++;
}

/* Selected links lie above the others, so that they are whole where pieces are shared. */
static void
draw_links (ParcoursCanvas *self,
            GtkSnapshot    *snapshot)
{
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->links->len; i++)
        {
          guint number = g_array_index (self->links, guint, i);
          const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
          gboolean is_above = is_selected_link (self, link) || is_walked (self, link) || is_drop_link (self, number);

          if (is_above == (pass == 1))
            draw_link (self, snapshot, number);
        }
    }
}

static char *
share_words (ParcoursCanvas *self,
             guint           step,
             guint64         count)
{
  const ParcoursStepCount *whole = count_of (self, step);
  guint64 all = 0;

  for (guint i = 0; whole != NULL && i < PARCOURS_MAX_PORTS; i++)
    all += whole->out[i];

  return all > 0 ? parcours_percent_to_words ((double) count / (double) all) : NULL;
}

/* The signs of Yes, No and the limit of a wait; shares have letters. */
static const char *
port_icon (const char *port)
{
  if (g_str_equal (port, "yes") || g_str_equal (port, "next"))
    return "parcours-check-symbolic";
  if (g_str_equal (port, "no"))
    return "parcours-cross-symbolic";
  if (g_str_equal (port, "timeout"))
    return "appointment-soon-symbolic";

  return NULL;
}

/* A branch: the name of its port, how many took it, and which share that is; from further away the share alone. */
static void
draw_pill (ParcoursCanvas      *self,
           GtkSnapshot         *snapshot,
           guint                step,
           guint                port,
           const ParcoursPoint *at,
           gboolean             is_selected)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  guint64 count = passed (self, step, port);
  g_autofree char *number = parcours_count_to_words (count);
  g_autofree char *share = share_words (self, step, count);
  g_autofree char *text = NULL;
  ParcoursPill pill = { NULL, NULL, NULL };

  if (self->zoom >= PARCOURS_FULL_ZOOM)
    {
      pill.icon_name = port_icon (parcours_canvas_port_name (self, step, port));
      pill.word = parcours_canvas_port_label (self, step, port);
      if (share != NULL && count == 0 && parcours_step_counts_is_whole (self->counts))
        /* Translators: on a branch that nobody takes in the whole simulation. */
        text = g_strdup (C_("branch", "nobody"));
      else
        text = share != NULL ? g_strconcat (number, " · ", share, NULL)
                             : self->counts != NULL ? g_steal_pointer (&number) : NULL;
      pill.text = text;
    }
  else
    pill.text = share;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (at->x, at->y));
  if (self->zoom < PARCOURS_FULL_ZOOM)
    gtk_snapshot_scale (snapshot, BRIEF_SCALE, BRIEF_SCALE);
  parcours_painter_pill (self->painter, snapshot, &(ParcoursPoint) { 0, 0 }, &pill,
                         is_selected ? &colors->select : &colors->card_border);
  gtk_snapshot_restore (snapshot);
}

static void
draw_number (ParcoursCanvas      *self,
             GtkSnapshot         *snapshot,
             const ParcoursPoint *at,
             ParcoursLabelKind    kind,
             guint64              count)
{
  g_autofree char *number = parcours_count_to_words (count);
  gboolean is_about = parcours_step_counts_is_sample (self->counts);

  parcours_painter_text (self->painter, snapshot, at->x, at->y, kind == PARCOURS_LABEL_START ? 1 : 0, number,
                         is_about ? ABOUT_OPACITY : 1);
}

static gboolean
is_plus_active (ParcoursCanvas *self,
                guint           number)
{
  return is_drop_link (self, number) || (self->hover.kind == PARCOURS_HIT_PLUS && self->hover.link == number);
}

static void
draw_label (ParcoursCanvas *self,
            GtkSnapshot    *snapshot,
            guint           number)
{
  const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
  gboolean is_full = self->zoom >= PARCOURS_FULL_ZOOM;
  gboolean is_active = is_plus_active (self, number);
  ParcoursLinkSpots spots;

  if (link->is_jump || link->route.n < 2)
    return;
  spots = parcours_link_spots (self->drawing, number);
  if (spots.has_plus && self->editable && (is_full || is_active))
    parcours_painter_plus (self->painter, snapshot, &spots.plus, is_active ? ACTIVE_PLUS_SIZE : PLUS_SIZE, is_active);
  if (spots.label == PARCOURS_LABEL_PILL)
    draw_pill (self, snapshot, link->from, link->port, &spots.label_at,
               is_selected_link (self, link) || is_walked (self, link));
  else if (spots.label != PARCOURS_LABEL_NONE && self->counts != NULL && is_full)
    draw_number (self, snapshot, &spots.label_at, spots.label, passed (self, link->from, link->port));
  if (spots.has_total && self->counts != NULL && is_full && count_of (self, link->to) != NULL)
    draw_number (self, snapshot, &spots.total_at, PARCOURS_LABEL_END, count_of (self, link->to)->in);
}

static void
draw_open_port (ParcoursCanvas *self,
                GtkSnapshot    *snapshot,
                guint           step,
                guint           port,
                guint           n_ports)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  ParcoursRoute route = parcours_open_port_route (parcours_drawing_box (self->drawing, step), port, n_ports);
  ParcoursPoint end = route.points[route.n - 1];
  const ParcoursStepProblem *problem = g_hash_table_lookup (self->problems, parcours_canvas_nth_id (self, step));
  gboolean is_problem = problem != NULL && g_strcmp0 (problem->port, parcours_canvas_port_name (self, step, port)) == 0;
  gboolean is_active = (self->hover.kind == PARCOURS_HIT_OPEN_PLUS && self->hover.step == step && self->hover.port == port) ||
                       (self->has_drop && self->drop_hit.kind == PARCOURS_HIT_OPEN_PLUS && self->drop_hit.step == step &&
                        self->drop_hit.port == port);
  double widths[3] = { LEAST_WIDTH, LEAST_WIDTH, LEAST_WIDTH };

  parcours_painter_line (self->painter, snapshot, &route, widths, is_problem ? &colors->error : &colors->link, TRUE);
  parcours_painter_plus (self->painter, snapshot, &end, is_active ? ACTIVE_PLUS_SIZE : PLUS_SIZE, is_active);
  if (n_ports > 1)
    {
      /* On its run there is room between the rows also where another branch goes on straight below. */
      ParcoursPoint at = { end.x, route.n > 2 ? route.points[2].y : end.y + ACTIVE_PLUS_SIZE - 4 };

      draw_pill (self, snapshot, step, port, &at, is_problem);
    }
}

/* Ports that lead nowhere, so that one sees where the next step belongs. */
static void
draw_open_ports (ParcoursCanvas *self,
                 GtkSnapshot    *snapshot,
                 guint           step)
{
  const ParcoursStep *what = parcours_drawing_step (self->drawing, step);
  guint n_ports = parcours_step_n_ports (what);

  for (guint port = 0; port < n_ports; port++)
    {
      const char *name = parcours_step_nth_port (what, port);

      if (parcours_automation_link (parcours_canvas_automation (self), what->id, name) == NULL &&
          parcours_canvas_offers_port (self, step, port))
        draw_open_port (self, snapshot, step, port, n_ports);
    }
}

/* The day stands at the start side of the step, where nothing else stands. */
static void
draw_day (ParcoursCanvas *self,
          GtkSnapshot    *snapshot,
          guint           step)
{
  const ParcoursElapsed *elapsed = parcours_drawing_elapsed (self->drawing);
  const ParcoursBox *box = parcours_drawing_box (self->drawing, step);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *label = NULL;
  g_autoptr (GArray) near = NULL;
  ParcoursBox place;
  double width;

  if (!parcours_elapsed_is_new (elapsed, step))
    return;
  label = parcours_elapsed_label (elapsed, step);
  width = parcours_painter_text_width (self->painter, label);
  place = (ParcoursBox) { rtl ? box->x + box->width + DAY_GAP : box->x - DAY_GAP - width, box->y + box->height / 2 - 8,
                          width, 16 };
  near = g_array_new (FALSE, FALSE, sizeof (guint));
  parcours_drawing_steps_in (self->drawing, &place, near);
  if (near->len == 0)
    parcours_painter_text (self->painter, snapshot, place.x, place.y + 8, 0, label, 1);
}

/* Where a jump leads, at both ends of its lane. */
static void
draw_jump_names (ParcoursCanvas *self,
                 GtkSnapshot    *snapshot,
                 guint           number)
{
  const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
  const ParcoursPoint *points = link->route.points;
  g_autofree char *name = NULL;
  gboolean is_left;

  if (!link->is_jump || link->route.n < 4)
    return;
  name = parcours_canvas_sentence (self, parcours_drawing_step (self->drawing, link->from));
  is_left = points[1].x < points[0].x;
  for (guint i = 1; i < 3; i++)
    parcours_painter_text (self->painter, snapshot, points[i].x + (is_left ? -8 : 8), points[i].y, is_left ? 1 : 0, name, 1);
}

/* Handles at the foot of the card under the pointer. */
static void
draw_handles (ParcoursCanvas *self,
              GtkSnapshot    *snapshot)
{
  guint step = self->hover.step;
  const ParcoursBox *box;
  guint n_ports;

  if (!self->editable || self->is_linking || self->is_moving || self->has_drop ||
      (self->hover.kind != PARCOURS_HIT_STEP && self->hover.kind != PARCOURS_HIT_PORT))
    return;
  box = parcours_drawing_box (self->drawing, step);
  n_ports = parcours_step_n_ports (parcours_drawing_step (self->drawing, step));
  for (guint port = 0; port < n_ports; port++)
    {
      ParcoursPoint handle = parcours_port_handle (box, port, n_ports);

      if (parcours_canvas_offers_port (self, step, port))
        parcours_painter_port (self->painter, snapshot, &handle,
                               self->hover.kind == PARCOURS_HIT_PORT && self->hover.port == port);
    }
}

/* The link that is being drawn, from its port to the pointer. */
static void
draw_live_link (ParcoursCanvas *self,
                GtkSnapshot    *snapshot)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  int step = parcours_canvas_find (self, self->linking_from);
  const ParcoursStep *from;
  ParcoursRouteEnds ends = { .run = NAN, .bus = NAN };
  double widths[3] = { PLAIN_WIDTH, PLAIN_WIDTH, PLAIN_WIDTH };
  ParcoursRoute route;
  ParcoursPoint handle;

  if (!self->is_linking || self->links_by_keyboard || step < 0)
    return;
  from = parcours_drawing_step (self->drawing, (guint) step);
  handle = parcours_port_handle (parcours_drawing_box (self->drawing, (guint) step),
                                 (guint) MAX (parcours_step_port (from, self->linking_port), 0),
                                 parcours_step_n_ports (from));
  ends.from = (ParcoursBox) { handle.x, handle.y, 0, 0 };
  ends.to = (ParcoursBox) { self->linking_at.x, self->linking_at.y, 0, 0 };
  route = parcours_route_link (&ends);
  parcours_painter_line (self->painter, snapshot, &route, widths, &colors->select, FALSE);
  if (route.n > 1)
    parcours_painter_arrow (self->painter, snapshot, &route, &colors->select);
  parcours_painter_port (self->painter, snapshot, &handle, TRUE);
}

static void
draw_outline (GtkSnapshot       *snapshot,
              const ParcoursBox *box,
              double             radius,
              double             width,
              const GdkRGBA     *color)
{
  float widths[4] = { width, width, width, width };
  GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (box->x, box->y, box->width, box->height), radius);
  gtk_snapshot_append_border (snapshot, &shape, widths, colors);
}

/* Where the row that is being dragged would come to stand, and where dragged steps stood. */
static void
draw_places (ParcoursCanvas *self,
             GtkSnapshot    *snapshot)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  GHashTableIter iter;
  gpointer key;

  if (self->has_drop && self->drop_hit.kind == PARCOURS_HIT_VOID && self->drop_row != NULL)
    {
      ParcoursBox box = { self->drop_at.x - PARCOURS_CARD_WIDTH / 2., self->drop_at.y, PARCOURS_CARD_WIDTH,
                          PARCOURS_CARD_HEIGHT };

      draw_outline (snapshot, &box, 12, 2, &colors->select);
    }
  if (!self->is_moving)
    return;
  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const ParcoursStep *step = parcours_drawing_step (self->drawing, GPOINTER_TO_UINT (key));
      ParcoursBox box = parcours_step_box (step, step->x, step->y);

      draw_outline (snapshot, &box, 12, 1, &colors->link);
    }
}

static void
draw_band (ParcoursCanvas *self,
           GtkSnapshot    *snapshot)
{
  GdkRGBA fill = parcours_painter_colors (self->painter)->select;
  double line = 1 / parcours_canvas_scale (self);

  if (!self->has_band)
    return;
  draw_outline (snapshot, &self->band, 0, line, &fill);
  fill.alpha *= .14f;
  gtk_snapshot_append_color (snapshot, &fill,
                             &GRAPHENE_RECT_INIT (self->band.x, self->band.y, self->band.width, self->band.height));
}

/* From here on all is drawn in canvas units. */
static void
push_canvas (ParcoursCanvas *self,
             GtkSnapshot    *snapshot)
{
  ParcoursPoint origin = parcours_canvas_to_view (self, 0, 0);
  double scale = parcours_canvas_scale (self);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (origin.x, origin.y));
  gtk_snapshot_scale (snapshot, scale, scale);
}

static void
draw_grid (ParcoursCanvas *self,
           GtkSnapshot    *snapshot)
{
  ParcoursPoint origin = parcours_canvas_to_view (self, 0, 0);

  parcours_painter_grid (self->painter, snapshot,
                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                              gtk_widget_get_height (GTK_WIDGET (self))),
                         origin.x, origin.y, GRID_PITCH * parcours_canvas_scale (self));
}

/* A step whose card is not there yet is drawn as from afar, for a frame or two. */
static void
draw_missing_cards (ParcoursCanvas *self,
                    GtkSnapshot    *snapshot)
{
  for (guint i = 0; i < self->visible->len; i++)
    {
      guint step = g_array_index (self->visible, guint, i);
      const ParcoursBox *box = parcours_drawing_box (self->drawing, step);
      cairo_t *cr;

      if (g_ptr_array_index (self->cards, step) != NULL)
        continue;
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (box->x - 4, box->y - 4, box->width + 8, box->height + 8));
      parcours_far_view_draw_steps (self->far_view, cr, &step, 1, parcours_canvas_scale (self));
      cairo_destroy (cr);
    }
}

static void
draw_near (ParcoursCanvas *self,
           GtkSnapshot    *snapshot)
{
  ParcoursBox view = parcours_canvas_get_view (self);
  ParcoursBox around = parcours_box_grow (&view, 2 * PARCOURS_ROUTE_RADIUS);

  parcours_drawing_links_in (self->drawing, &around, self->links);
  self->n_links_drawn = 0;
  draw_grid (self, snapshot);
  push_canvas (self, snapshot);
  draw_places (self, snapshot);
  draw_links (self, snapshot);
  for (guint i = 0; self->zoom >= PARCOURS_FULL_ZOOM && i < self->visible->len; i++)
    {
      draw_day (self, snapshot, g_array_index (self->visible, guint, i));
      if (self->editable)
        draw_open_ports (self, snapshot, g_array_index (self->visible, guint, i));
    }
  for (guint i = 0; i < self->links->len; i++)
    draw_label (self, snapshot, g_array_index (self->links, guint, i));
  for (guint i = 0; self->zoom >= PARCOURS_FULL_ZOOM && i < self->links->len; i++)
    draw_jump_names (self, snapshot, g_array_index (self->links, guint, i));
  draw_missing_cards (self, snapshot);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; i < self->shown->len; i++)
    {
      ParcoursCardSlot *slot = g_ptr_array_index (self->cards, g_array_index (self->shown, guint, i));

      gtk_widget_snapshot_child (GTK_WIDGET (self), slot->card, snapshot);
    }
}

/* What is selected, dragged, focused or wrong has to be seen from afar too. */
static void
draw_far_states (ParcoursCanvas *self,
                 GtkSnapshot    *snapshot)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  double scale = parcours_canvas_scale (self);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      int step = parcours_canvas_find (self, id);
      ParcoursBox around;

      if (step < 0)
        continue;
      around = parcours_box_grow (parcours_drawing_box (self->drawing, (guint) step), 4 / scale);
      draw_outline (snapshot, &around, 4 / scale, 2 / scale, &colors->select);
    }
}

/* The links of a step that is being dragged follow it from afar too. */
static void
draw_far_links (ParcoursCanvas *self,
                GtkSnapshot    *snapshot,
                guint           step)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  guint n_in = parcours_flow_n_in (flow, step);
  double width = MAX (PLAIN_WIDTH, 1 / parcours_canvas_scale (self));
  double widths[3] = { width, width, width };

  for (guint i = 0; i < n_in + parcours_flow_n_out (flow, step); i++)
    {
      guint edge = i < n_in ? parcours_flow_in (flow, step, i) : parcours_flow_out (flow, step, i - n_in);
      const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, edge);

      parcours_painter_line (self->painter, snapshot, &link->route, widths,
                             &parcours_painter_colors (self->painter)->link, FALSE);
    }
}

static void
draw_far_moved (ParcoursCanvas *self,
                GtkSnapshot    *snapshot)
{
  GHashTableIter iter;
  gpointer key;

  if (!self->is_moving)
    return;
  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    draw_far_links (self, snapshot, GPOINTER_TO_UINT (key));
  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint step = GPOINTER_TO_UINT (key);
      const ParcoursBox *box = parcours_drawing_box (self->drawing, step);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (box->x - 4, box->y - 4, box->width + 8, box->height + 8));

      parcours_far_view_draw_steps (self->far_view, cr, &step, 1, parcours_canvas_scale (self));
      cairo_destroy (cr);
    }
}

/* Problems keep their size, so that none is overlooked. */
static void
draw_far_problems (ParcoursCanvas *self,
                   GtkSnapshot    *snapshot)
{
  const ParcoursColors *colors = parcours_painter_colors (self->painter);
  ParcoursBox view = parcours_canvas_get_view (self);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->problems);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const ParcoursStepProblem *problem = data;
      int step = parcours_canvas_find (self, problem->step);
      const GdkRGBA *color = problem->is_error ? &colors->error : &colors->warning;
      g_autofree char *number = g_strdup_printf ("%u", problem->number);
      const ParcoursBox *box;
      ParcoursPoint at;
      ParcoursPill pill = { NULL, number, NULL };

      if (step < 0)
        continue;
      box = parcours_drawing_box (self->drawing, (guint) step);
      if (!parcours_box_intersects (box, &view))
        continue;
      at = parcours_canvas_to_view (self, box->x, box->y);
      parcours_painter_pill (self->painter, snapshot, &at, &pill, color);
    }
}

static void
draw_far (ParcoursCanvas *self,
          GtkSnapshot    *snapshot)
{
  gboolean is_moving = self->motion != NULL && adw_animation_get_state (self->motion) == ADW_ANIMATION_PLAYING;
  ParcoursBox view = parcours_canvas_get_view (self);
  double scale = parcours_canvas_scale (self);

  if (parcours_far_view_snapshot (self->far_view, snapshot, scale, view.x * scale, view.y * scale,
                                  view.width * scale, view.height * scale, is_moving))
    parcours_canvas_queue_update (self);
  push_canvas (self, snapshot);
  draw_far_moved (self, snapshot);
  draw_far_states (self, snapshot);
  gtk_snapshot_restore (snapshot);
  draw_far_problems (self, snapshot);
}

void
parcours_canvas_draw (ParcoursCanvas *self,
                      GtkSnapshot    *snapshot)
{
  if (self->drawing == NULL)
    return;
  if (parcours_canvas_is_near (self))
    draw_near (self, snapshot);
  else
    draw_far (self, snapshot);
  push_canvas (self, snapshot);
  parcours_canvas_draw_dots (self, snapshot);
  if (parcours_canvas_is_near (self))
    draw_handles (self, snapshot);
  draw_live_link (self, snapshot);
  draw_band (self, snapshot);
  gtk_snapshot_restore (snapshot);
}
