/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-outline-item.h"
#include "parcours-outline-row.h"
#include "parcours-outline.h"

struct _ParcoursOutline
{
  GtkWidget parent_instance;

  ParcoursCanvas *canvas;        /* (owned) (nullable) */
  gulong content_changed_id;
  gulong selection_changed_id;
  GListStore *items;             /* (owned) (element-type ParcoursOutlineItem): in flow order */
  GtkMultiSelection *selection;  /* (owned) */
  GtkWidget *scrolled;           /* (owned) */
  GtkWidget *list;
  gboolean is_following;         /* whether the selection is being taken over from the canvas */
};

enum
{
  PROP_CANVAS = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (ParcoursOutline, parcours_outline, GTK_TYPE_WIDGET)

static guint
n_steps (ParcoursOutline *self)
{
  return self->canvas != NULL && self->canvas->drawing != NULL ? parcours_drawing_n_steps (self->canvas->drawing) : 0;
}

/* The id of the step at a place of the order. */
static const char *
nth_id (ParcoursOutline *self,
        guint            place)
{
  return parcours_canvas_nth_id (self->canvas, parcours_flow_nth (parcours_drawing_flow (self->canvas->drawing), place));
}

static gboolean
has_id (ParcoursOutline *self,
        guint            place,
        const char      *id)
{
  g_autoptr (ParcoursOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), place);

  return g_str_equal (parcours_outline_item_get_id (item), id);
}

/* Replaces the part of the list that is another one now, so that the rest keeps focus and place. */
static void
follow_steps (ParcoursOutline *self)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_new = n_steps (self);
  guint n_same = MIN (n_old, n_new);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = 0, end = 0;

  while (start < n_same && has_id (self, start, nth_id (self, start)))
    start++;
  while (end < n_same - start && has_id (self, n_old - 1 - end, nth_id (self, n_new - 1 - end)))
    end++;
  for (guint i = start; i < n_new - end; i++)
    g_ptr_array_add (added, parcours_outline_item_new (nth_id (self, i)));
  if (n_old - end > start || added->len > 0)
    g_list_store_splice (self->items, start, n_old - end - start, added->pdata, added->len);
}

static void
canvas_selection_changed_cb (ParcoursOutline *self)
{
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n_steps (self));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_auto (GStrv) ids = NULL;

  if (self->canvas == NULL || self->is_following)
    return;
  ids = parcours_canvas_get_selection (self->canvas);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      int step = parcours_canvas_find (self->canvas, ids[i]);

      if (step >= 0)
        gtk_bitset_add (selected, parcours_flow_place (parcours_drawing_flow (self->canvas->drawing), (guint) step));
    }
  self->is_following = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  self->is_following = FALSE;
}

static void
content_changed_cb (ParcoursOutline *self)
{
  guint n;

  /* Rows that are gone go with their selection, which is the canvas's own affair. */
  self->is_following = TRUE;
  follow_steps (self);
  self->is_following = FALSE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      parcours_outline_item_changed (item);
    }
  canvas_selection_changed_cb (self);
}

/* What is selected in the list is selected on the canvas, and one alone is shown there. */
static void
list_selection_changed_cb (ParcoursOutline *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GtkBitsetIter iter;
  guint place;

  if (self->is_following || self->canvas == NULL)
    return;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &place); more; more = gtk_bitset_iter_next (&iter, &place))
    g_ptr_array_add (ids, (gpointer) nth_id (self, place));
  g_ptr_array_add (ids, NULL);
  self->is_following = TRUE;
  if (ids->len == 2)
    parcours_canvas_show_step (self->canvas, g_ptr_array_index (ids, 0));
  else
    parcours_canvas_set_selection (self->canvas, (const char * const *) ids->pdata);
  self->is_following = FALSE;
}

static void
activate_cb (GtkListView     *list,
             guint            place,
             ParcoursOutline *self)
{
  if (self->canvas != NULL && place < n_steps (self))
    parcours_canvas_emit (self->canvas, PARCOURS_CANVAS_SIGNAL_STEP_ACTIVATED, nth_id (self, place));
}

/* Keys that the list itself has no use for do here what they do on the canvas. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                ParcoursOutline       *self)
{
  if (self->canvas == NULL || keyval == GDK_KEY_space || keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;

  return gtk_event_controller_key_forward (controller, GTK_WIDGET (self->canvas));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          ParcoursOutline          *self)
{
  gtk_list_item_set_child (list_item, parcours_outline_row_new (self->canvas));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         ParcoursOutline          *self)
{
  parcours_outline_row_set_item (PARCOURS_OUTLINE_ROW (gtk_list_item_get_child (list_item)),
                                 gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           ParcoursOutline          *self)
{
  parcours_outline_row_set_item (PARCOURS_OUTLINE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
release_canvas (ParcoursOutline *self)
{
  if (self->canvas == NULL)
    return;
  g_clear_signal_handler (&self->content_changed_id, self->canvas);
  g_clear_signal_handler (&self->selection_changed_id, self->canvas);
  self->is_following = TRUE;
  g_list_store_remove_all (self->items);
  self->is_following = FALSE;
  g_clear_object (&self->canvas);
}

static void
parcours_outline_dispose (GObject *object)
{
  ParcoursOutline *self = PARCOURS_OUTLINE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  release_canvas (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (parcours_outline_parent_class)->dispose (object);
}

static void
parcours_outline_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (prop_id == PROP_CANVAS)
    g_value_set_object (value, PARCOURS_OUTLINE (object)->canvas);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
parcours_outline_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (prop_id == PROP_CANVAS)
    parcours_outline_set_canvas (PARCOURS_OUTLINE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
parcours_outline_class_init (ParcoursOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_outline_dispose;
  object_class->get_property = parcours_outline_get_property;
  object_class->set_property = parcours_outline_set_property;

  properties[PROP_CANVAS] =
    g_param_spec_object ("canvas", NULL, NULL, PARCOURS_TYPE_CANVAS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "outline-view");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_outline_init (ParcoursOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->items = g_list_store_new (PARCOURS_TYPE_OUTLINE_ITEM);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (list_selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps in their order"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/**
 * parcours_outline_new:
 * @canvas: (nullable) (transfer none): the canvas whose steps it lists
 *
 * Returns: (transfer floating): an outline
 */
GtkWidget *
parcours_outline_new (ParcoursCanvas *canvas)
{
  return g_object_new (PARCOURS_TYPE_OUTLINE, "canvas", canvas, NULL);
}

/**
 * parcours_outline_get_canvas:
 * @self: an outline
 *
 * Returns: (transfer none) (nullable): the canvas whose steps it lists
 */
ParcoursCanvas *
parcours_outline_get_canvas (ParcoursOutline *self)
{
  g_return_val_if_fail (PARCOURS_IS_OUTLINE (self), NULL);

  return self->canvas;
}

/**
 * parcours_outline_set_canvas:
 * @self: an outline
 * @canvas: (nullable) (transfer none): the canvas whose steps to list
 */
void
parcours_outline_set_canvas (ParcoursOutline *self,
                             ParcoursCanvas  *canvas)
{
  g_return_if_fail (PARCOURS_IS_OUTLINE (self));
  g_return_if_fail (canvas == NULL || PARCOURS_IS_CANVAS (canvas));

  if (canvas == self->canvas)
    return;
  release_canvas (self);
  if (canvas != NULL)
    {
      self->canvas = g_object_ref (canvas);
      self->content_changed_id = g_signal_connect_swapped (canvas, "content-changed", G_CALLBACK (content_changed_cb), self);
      self->selection_changed_id =
        g_signal_connect_swapped (canvas, "selection-changed", G_CALLBACK (canvas_selection_changed_cb), self);
      content_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANVAS]);
}

/**
 * parcours_outline_get_model:
 * @self: an outline
 *
 * Returns: (transfer none): the #ParcoursOutlineItem of every step, in flow order
 */
GListModel *
parcours_outline_get_model (ParcoursOutline *self)
{
  g_return_val_if_fail (PARCOURS_IS_OUTLINE (self), NULL);

  return G_LIST_MODEL (self->items);
}
