/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-split.h"

/* Below these widths a pane leaves no room for the content. */
#define START_NEEDS 960
#define END_NEEDS 1200
/* What can be taken hold of between a pane and the content. */
#define HANDLE_WIDTH 8
/* What of the content stays in sight beside a pane that lies over it. */
#define CONTENT_LEFT 44

typedef enum
{
  START,
  END,
  N_PANES,
} Side;

typedef struct
{
  GtkWidget *child;      /* (nullable) */
  GtkWidget *handle;
  int width;
  gboolean show;         /* where there is room */
  gboolean peek;         /* where there is none */
  gboolean is_collapsed;
} Pane;

struct _ParcoursSplit
{
  GtkWidget parent_instance;

  GtkWidget *content;    /* (nullable) */
  GtkWidget *shade;      /* over the content while a pane lies over it */
  Pane panes[N_PANES];
  guint collapse_id;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_CONTENT,
  PROP_END,
  PROP_SHOW_START,
  PROP_SHOW_END,
  PROP_START_WIDTH,
  PROP_END_WIDTH,
  PROP_START_OPEN,
  PROP_END_OPEN,
  PROP_START_COLLAPSED,
  PROP_END_COLLAPSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void parcours_split_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ParcoursSplit, parcours_split, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, parcours_split_buildable_init))

static gboolean
is_open (const Pane *pane)
{
  return pane->child != NULL && (pane->is_collapsed ? pane->peek : pane->show);
}

static gboolean
lies_over (const Pane *pane)
{
  return is_open (pane) && pane->is_collapsed;
}

static void
notify_open (ParcoursSplit *self,
             Side           side)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[side == START ? PROP_START_OPEN : PROP_END_OPEN]);
}

static void
set_show (ParcoursSplit *self,
          Side           side,
          gboolean       show)
{
  Pane *pane = &self->panes[side];

  if (pane->show == show)
    return;
  pane->show = show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[side == START ? PROP_SHOW_START : PROP_SHOW_END]);
  if (!pane->is_collapsed)
    notify_open (self, side);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Of two panes over the content only one is open. */
static void
set_peek (ParcoursSplit *self,
          Side           side,
          gboolean       peek)
{
  Pane *pane = &self->panes[side];
  Pane *other = &self->panes[side == START ? END : START];

  if (pane->peek == peek)
    return;
  if (peek && other->peek)
    set_peek (self, side == START ? END : START, FALSE);
  pane->peek = peek;
  if (pane->is_collapsed)
    notify_open (self, side);
  if (peek && pane->child != NULL)
    gtk_widget_child_focus (pane->child, GTK_DIR_TAB_FORWARD);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_open (ParcoursSplit *self,
          Side           side,
          gboolean       open)
{
  if (self->panes[side].is_collapsed)
    set_peek (self, side, open);
  else
    set_show (self, side, open);
}

static void
set_width (ParcoursSplit *self,
           Side           side,
           int            width)
{
  if (self->panes[side].width == width)
    return;
  self->panes[side].width = width;
  g_object_notify_by_pspec (G_OBJECT (self), properties[side == START ? PROP_START_WIDTH : PROP_END_WIDTH]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_child (ParcoursSplit  *self,
           GtkWidget     **place,
           GtkWidget      *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  /* The shade and the panes come after the content, so they are drawn above it. */
  if (child != NULL && place == &self->content)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), self->shade);
}

static int
natural_minimum (GtkWidget      *child,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int minimum = 0;

  if (child != NULL && gtk_widget_get_visible (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Panes can always give way, so the content alone decides; in height all have a say. */
static void
parcours_split_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  ParcoursSplit *self = PARCOURS_SPLIT (widget);

  *minimum = natural_minimum (self->content, orientation, -1);
  for (Side side = START; side < N_PANES; side++)
    {
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = MAX (*minimum, natural_minimum (self->panes[side].child, orientation, -1));
    }
  *natural = *minimum;
}

static gboolean
collapse_cb (gpointer user_data)
{
  ParcoursSplit *self = user_data;

  self->collapse_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START_COLLAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END_COLLAPSED]);
  notify_open (self, START);
  notify_open (self, END);

  return G_SOURCE_REMOVE;
}

/* Who follows the state may ask for another size, which must wait until this one is given. */
static void
update_collapsed (ParcoursSplit *self,
                  int            width)
{
  static const int needs[N_PANES] = { START_NEEDS, END_NEEDS };

  for (Side side = START; side < N_PANES; side++)
    {
      Pane *pane = &self->panes[side];
      gboolean is_collapsed = width < needs[side];

      if (pane->is_collapsed == is_collapsed)
        continue;
      pane->is_collapsed = is_collapsed;
      pane->peek = FALSE;
      if (self->collapse_id == 0)
        self->collapse_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, collapse_cb, self, NULL);
    }
}

static int
pane_width (const Pane *pane,
            int         available)
{
  int minimum = natural_minimum (pane->child, GTK_ORIENTATION_HORIZONTAL, -1);
  int most = pane->is_collapsed ? available - CONTENT_LEFT : available / 2;

  return MAX (minimum, MIN (pane->width, most));
}

/* Places by the reading direction: @x counts from the start side. */
static void
place (GtkWidget *widget,
       GtkWidget *child,
       int        x,
       int        width,
       int        total,
       int        height)
{
  GtkAllocation allocation = { x, 0, width, height };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    allocation.x = total - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_pane (ParcoursSplit *self,
            Side           side,
            int            pane_size,
            int            width,
            int            height)
{
  Pane *pane = &self->panes[side];
  int x = side == START ? 0 : width - pane_size;
  int edge = side == START ? pane_size : x;
  gboolean has_handle = is_open (pane) && !pane->is_collapsed;

  if (pane->child != NULL)
    gtk_widget_set_child_visible (pane->child, is_open (pane));
  gtk_widget_set_child_visible (pane->handle, has_handle);
  if (is_open (pane))
    place (GTK_WIDGET (self), pane->child, x, pane_size, width, height);
  if (has_handle)
    place (GTK_WIDGET (self), pane->handle, edge - HANDLE_WIDTH / 2, HANDLE_WIDTH, width, height);
}

static void
parcours_split_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  ParcoursSplit *self = PARCOURS_SPLIT (widget);
  int sizes[N_PANES], left = 0, right = 0;
  gboolean has_shade;

  update_collapsed (self, width);
  for (Side side = START; side < N_PANES; side++)
    sizes[side] = is_open (&self->panes[side]) ? pane_width (&self->panes[side], width) : 0;
  if (!lies_over (&self->panes[START]))
    left = sizes[START];
  if (!lies_over (&self->panes[END]))
    right = sizes[END];
  has_shade = lies_over (&self->panes[START]) || lies_over (&self->panes[END]);
  gtk_widget_set_child_visible (self->shade, has_shade);
  if (self->content != NULL)
    place (widget, self->content, left, width - left - right, width, height);
  if (has_shade)
    place (widget, self->shade, 0, width, width, height);
  for (Side side = START; side < N_PANES; side++)
    place_pane (self, side, sizes[side], width, height);
}

static gboolean
close_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  ParcoursSplit *self = PARCOURS_SPLIT (widget);

  if (!lies_over (&self->panes[START]) && !lies_over (&self->panes[END]))
    return FALSE;
  parcours_split_close (self);

  return TRUE;
}

static void
shade_pressed_cb (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  ParcoursSplit   *self)
{
  parcours_split_close (self);
}

static Side
side_of (ParcoursSplit *self,
         GtkGesture    *gesture)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  return handle == self->panes[START].handle ? START : END;
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               ParcoursSplit  *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ParcoursSplit  *self)
{
  Side side = side_of (self, GTK_GESTURE (gesture));
  Pane *pane = &self->panes[side];
  double x, y, start_x, start_y;
  int moved;

  /* The handle follows the pointer, so the way is measured on the whole. */
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  gtk_widget_translate_coordinates (pane->handle, GTK_WIDGET (self), start_x + dx, start_y + dy, &x, &y);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  moved = side == START ? (int) x : gtk_widget_get_width (GTK_WIDGET (self)) - (int) x;
  set_width (self, side, CLAMP (moved, 200, 600));
}

static GtkWidget *
new_handle (ParcoursSplit *self)
{
  GtkWidget *handle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_cursor_from_name (handle, "col-resize");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (handle, GTK_WIDGET (self));

  return handle;
}

static void
parcours_split_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  ParcoursSplit *self = PARCOURS_SPLIT (object);
  const Pane *panes = self->panes;

  switch (id)
    {
    case PROP_START:
    case PROP_END:
      g_value_set_object (value, panes[id == PROP_START ? START : END].child);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SHOW_START:
    case PROP_SHOW_END:
      g_value_set_boolean (value, panes[id == PROP_SHOW_START ? START : END].show);
      break;
    case PROP_START_WIDTH:
    case PROP_END_WIDTH:
      g_value_set_int (value, panes[id == PROP_START_WIDTH ? START : END].width);
      break;
    case PROP_START_OPEN:
    case PROP_END_OPEN:
      g_value_set_boolean (value, is_open (&panes[id == PROP_START_OPEN ? START : END]));
      break;
    case PROP_START_COLLAPSED:
    case PROP_END_COLLAPSED:
      g_value_set_boolean (value, panes[id == PROP_START_COLLAPSED ? START : END].is_collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_split_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  ParcoursSplit *self = PARCOURS_SPLIT (object);

  switch (id)
    {
    case PROP_START:
    case PROP_END:
      set_child (self, &self->panes[id == PROP_START ? START : END].child, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SHOW_START:
    case PROP_SHOW_END:
      set_show (self, id == PROP_SHOW_START ? START : END, g_value_get_boolean (value));
      break;
    case PROP_START_WIDTH:
    case PROP_END_WIDTH:
      set_width (self, id == PROP_START_WIDTH ? START : END, g_value_get_int (value));
      break;
    case PROP_START_OPEN:
    case PROP_END_OPEN:
      set_open (self, id == PROP_START_OPEN ? START : END, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_split_dispose (GObject *object)
{
  ParcoursSplit *self = PARCOURS_SPLIT (object);

  g_clear_handle_id (&self->collapse_id, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  for (Side side = START; side < N_PANES; side++)
    {
      g_clear_pointer (&self->panes[side].child, gtk_widget_unparent);
      g_clear_pointer (&self->panes[side].handle, gtk_widget_unparent);
    }
  G_OBJECT_CLASS (parcours_split_parent_class)->dispose (object);
}

static void
parcours_split_class_init (ParcoursSplitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = parcours_split_get_property;
  object_class->set_property = parcours_split_set_property;
  object_class->dispose = parcours_split_dispose;
  widget_class->measure = parcours_split_measure;
  widget_class->size_allocate = parcours_split_size_allocate;

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SHOW_START] = g_param_spec_boolean ("show-start", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_END] = g_param_spec_boolean ("show-end", NULL, NULL, TRUE, flags);
  properties[PROP_START_WIDTH] = g_param_spec_int ("start-width", NULL, NULL, 0, G_MAXINT, 256, flags);
  properties[PROP_END_WIDTH] = g_param_spec_int ("end-width", NULL, NULL, 0, G_MAXINT, 344, flags);
  properties[PROP_START_OPEN] = g_param_spec_boolean ("start-open", NULL, NULL, TRUE, flags);
  properties[PROP_END_OPEN] = g_param_spec_boolean ("end-open", NULL, NULL, TRUE, flags);
  properties[PROP_START_COLLAPSED] = g_param_spec_boolean ("start-collapsed", NULL, NULL, FALSE, readable);
  properties[PROP_END_COLLAPSED] = g_param_spec_boolean ("end-collapsed", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "split");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
parcours_split_init (ParcoursSplit *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->shade = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->shade, "shade");
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
  self->panes[START] = (Pane) { .width = 256, .show = TRUE };
  self->panes[END] = (Pane) { .width = 344, .show = TRUE };
  for (Side side = START; side < N_PANES; side++)
    self->panes[side].handle = new_handle (self);
}

static void
parcours_split_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  if (g_strcmp0 (type, "start") == 0 || g_strcmp0 (type, "end") == 0)
    g_object_set (buildable, type, child, NULL);
  else
    g_object_set (buildable, "content", child, NULL);
}

static void
parcours_split_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = parcours_split_add_child;
}

/**
 * parcours_split_new:
 *
 * Returns: (transfer floating): an empty split
 */
GtkWidget *
parcours_split_new (void)
{
  return g_object_new (PARCOURS_TYPE_SPLIT, NULL);
}

/**
 * parcours_split_close:
 * @self: a split
 *
 * Closes the panes that lie over the content.
 */
void
parcours_split_close (ParcoursSplit *self)
{
  g_return_if_fail (PARCOURS_IS_SPLIT (self));

  for (Side side = START; side < N_PANES; side++)
    set_peek (self, side, FALSE);
}
