/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-graph-edits.h"

enum
{
  PROP_DOCUMENT = 1,
  PROP_PLATFORM,
  PROP_EDITABLE,
  PROP_SELECTED,
  PROP_ZOOM,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[PARCOURS_CANVAS_N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (ParcoursCanvas, parcours_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/**
 * ParcoursCanvas::selection-changed:
 * @canvas: the canvas
 *
 * Another step, other steps or none are selected now.
 */

/**
 * ParcoursCanvas::step-activated:
 * @canvas: the canvas
 * @id: the id of a step
 *
 * Somebody wants to see to the step: a double click, or Enter.
 */

/**
 * ParcoursCanvas::add-requested:
 * @canvas: the canvas
 * @from: (nullable): the id of the step behind which a step is wanted, %NULL for a trigger
 * @port: (nullable): the port of @from
 * @x: where that is, in pixels of the canvas
 * @y: where that is
 *
 * Somebody wants to choose a step; parcours_canvas_add_step() adds what was chosen.
 */

/**
 * ParcoursCanvas::message:
 * @canvas: the canvas
 * @message: a sentence for the person
 * @can_undo: whether it tells of something that may be undone
 */

/**
 * ParcoursCanvas::view-changed:
 * @canvas: the canvas
 *
 * Another part of the canvas can be seen, at another size, or the drawing has changed.
 */

/**
 * ParcoursCanvas::content-changed:
 * @canvas: the canvas
 *
 * Steps or links have changed, or what is said of them: counts, problems, names.
 */

ParcoursAutomation *
parcours_canvas_automation (ParcoursCanvas *self)
{
  return self->document != NULL ? parcours_document_automation (self->document) : NULL;
}

void
parcours_canvas_emit (ParcoursCanvas       *self,
                      ParcoursCanvasSignal  signal,
                      ...)
{
  va_list args;

  va_start (args, signal);
  g_signal_emit_valist (self, signals[signal], 0, args);
  va_end (args);
  if (signal == PARCOURS_CANVAS_SIGNAL_SELECTION_CHANGED)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Tells the person something that cannot be seen. */
void
parcours_canvas_say (ParcoursCanvas *self,
                     const char     *message)
{
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_MESSAGE, message, FALSE);
}

void
parcours_canvas_say_error (ParcoursCanvas *self,
                           const GError   *error)
{
  parcours_canvas_say (self, error->message);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

/* The step of that id, %NULL where there is none. */
ParcoursStep *
parcours_canvas_step (ParcoursCanvas *self,
                      const char     *id)
{
  return self->document != NULL && id != NULL ? parcours_automation_step (parcours_canvas_automation (self), id) : NULL;
}

/* The number of the step of that id in the drawing, -1 where there is none. */
int
parcours_canvas_find (ParcoursCanvas *self,
                      const char     *id)
{
  return self->drawing != NULL && id != NULL ? parcours_flow_find (parcours_drawing_flow (self->drawing), id) : -1;
}

const char *
parcours_canvas_nth_id (ParcoursCanvas *self,
                        guint           step)
{
  return parcours_drawing_step (self->drawing, step)->id;
}

const char *
parcours_canvas_port_name (ParcoursCanvas *self,
                           guint           step,
                           guint           port)
{
  return parcours_step_nth_port (parcours_drawing_step (self->drawing, step), port);
}

gboolean
parcours_canvas_offers_port (ParcoursCanvas *self,
                             guint           step,
                             guint           port)
{
  return parcours_graph_offers_port (parcours_canvas_automation (self), parcours_canvas_nth_id (self, step),
                                     parcours_canvas_port_name (self, step, port));
}

/* Draws the document anew, because it has changed. */
static void
redraw (ParcoursCanvas *self)
{
  ParcoursCanvasHit nothing = { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };

  g_clear_pointer (&self->drawing, parcours_drawing_free);
  self->bounds = (ParcoursBox) { 0 };
  self->hover = nothing;
  self->drop_hit = nothing;
  if (self->document != NULL)
    {
      self->drawing = parcours_drawing_new (parcours_canvas_automation (self));
      self->bounds = parcours_drawing_bounds (self->drawing);
    }
  parcours_canvas_match_cards (self);
  parcours_canvas_prune_selection (self);
  parcours_far_view_set_drawing (self->far_view, self->drawing);
  parcours_canvas_configure_view (self);
  parcours_canvas_update_actions (self);
  parcours_canvas_update_empty (self);
  parcours_canvas_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_CONTENT_CHANGED);
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_VIEW_CHANGED);
}

static void
document_changed_cb (ParcoursDocument *document,
                     gpointer          edit,
                     ParcoursCanvas   *self)
{
  parcours_canvas_stop_linking (self);
  redraw (self);
}

static void
release_document (ParcoursCanvas *self)
{
  if (self->document != NULL)
    g_clear_signal_handler (&self->document_changed_id, self->document);
  g_clear_object (&self->document);
}

static void
parcours_canvas_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  /* Children have their place from the drawing, yet GTK wants each to have been asked. */
  for (guint i = 0; i < self->shown->len; i++)
    {
      ParcoursCardSlot *slot = g_ptr_array_index (self->cards, g_array_index (self->shown, guint, i));
      int unused;

      gtk_widget_measure (slot->card, orientation, -1, &unused, NULL, NULL, NULL);
    }
  if (gtk_widget_get_child_visible (self->empty))
    gtk_widget_measure (self->empty, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) CLAMP (self->bounds.width, 200, 2000)
                                                       : (int) CLAMP (self->bounds.height, 200, 2000);
}

static void
parcours_canvas_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  if (!self->has_view && width > 1 && height > 1 && self->drawing != NULL)
    parcours_canvas_choose_view (self);
  parcours_canvas_configure_view (self);
  parcours_canvas_allocate_cards (self);
  parcours_canvas_allocate_empty (self, width, height);
  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_VIEW_CHANGED);
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
parcours_canvas_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  parcours_canvas_draw (self, snapshot);
  gtk_widget_snapshot_child (widget, self->empty, snapshot);
}

static void
parcours_canvas_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  GTK_WIDGET_CLASS (parcours_canvas_parent_class)->css_changed (widget, change);
  parcours_painter_restyle (self->painter);
  parcours_far_view_restyle (self->far_view);
  parcours_canvas_read_text_scale (self);
}

static void
parcours_canvas_direction_changed (GtkWidget        *widget,
                                   GtkTextDirection  previous)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  GTK_WIDGET_CLASS (parcours_canvas_parent_class)->direction_changed (widget, previous);
  parcours_painter_restyle (self->painter);
  gtk_widget_queue_draw (widget);
}

static void
parcours_canvas_dispose (GObject *object)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (object);

  parcours_canvas_stop_playing (self);
  if (self->update_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->update_id);
  self->update_id = 0;
  g_clear_object (&self->motion);
  release_document (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->empty, gtk_widget_unparent);
  parcours_canvas_forget_cards (self);
  parcours_canvas_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  parcours_canvas_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  G_OBJECT_CLASS (parcours_canvas_parent_class)->dispose (object);
}

static void
parcours_canvas_finalize (GObject *object)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (object);

  g_clear_pointer (&self->drawing, parcours_drawing_free);
  g_clear_pointer (&self->library, parcours_library_unref);
  g_clear_pointer (&self->counts, parcours_step_counts_unref);
  g_hash_table_unref (self->problems);
  g_hash_table_unref (self->marks);
  g_clear_pointer (&self->path, g_hash_table_unref);
  g_clear_pointer (&self->path_links, g_hash_table_unref);
  parcours_painter_free (self->painter);
  parcours_far_view_free (self->far_view);
  g_hash_table_unref (self->slots);
  g_ptr_array_unref (self->cards);
  g_array_unref (self->visible);
  g_array_unref (self->shown);
  g_array_unref (self->links);
  g_hash_table_unref (self->selection);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->band_base, g_hash_table_unref);
  g_free (self->link_from);
  g_free (self->link_port);
  g_free (self->cursor);
  g_free (self->linking_from);
  g_free (self->linking_port);

  G_OBJECT_CLASS (parcours_canvas_parent_class)->finalize (object);
}

static void
parcours_canvas_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PLATFORM:
      g_value_set_int (value, (int) parcours_canvas_get_platform (self));
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_SELECTED:
      g_value_set_string (value, parcours_canvas_get_selected (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_policy (ParcoursCanvas *self,
            GtkOrientation  orientation,
            const GValue   *value,
            GParamSpec     *pspec)
{
  GtkScrollablePolicy policy = (GtkScrollablePolicy) g_value_get_enum (value);

  if (policy == self->policies[orientation])
    return;
  self->policies[orientation] = policy;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
parcours_canvas_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      parcours_canvas_set_document (self, g_value_get_object (value));
      break;
    case PROP_PLATFORM:
      parcours_canvas_set_platform (self, (ParcoursPlatform) g_value_get_int (value));
      break;
    case PROP_EDITABLE:
      parcours_canvas_set_editable (self, g_value_get_boolean (value));
      break;
    case PROP_ZOOM:
      parcours_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_HADJUSTMENT:
      parcours_canvas_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      parcours_canvas_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      set_policy (self, GTK_ORIENTATION_HORIZONTAL, value, pspec);
      break;
    case PROP_VSCROLL_POLICY:
      set_policy (self, GTK_ORIENTATION_VERTICAL, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, PARCOURS_TYPE_DOCUMENT, flags);
  properties[PROP_PLATFORM] = g_param_spec_int ("platform", NULL, NULL, 0, PARCOURS_N_PLATFORMS - 1, 0, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  properties[PROP_SELECTED] =
    g_param_spec_string ("selected", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, PARCOURS_CANVAS_MIN_ZOOM, PARCOURS_CANVAS_MAX_ZOOM,
                                               1, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
install_signals (GType type)
{
  signals[PARCOURS_CANVAS_SIGNAL_SELECTION_CHANGED] =
    g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PARCOURS_CANVAS_SIGNAL_STEP_ACTIVATED] =
    g_signal_new ("step-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PARCOURS_CANVAS_SIGNAL_ADD_REQUESTED] =
    g_signal_new ("add-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[PARCOURS_CANVAS_SIGNAL_MESSAGE] =
    g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[PARCOURS_CANVAS_SIGNAL_VIEW_CHANGED] =
    g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PARCOURS_CANVAS_SIGNAL_CONTENT_CHANGED] =
    g_signal_new ("content-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
parcours_canvas_class_init (ParcoursCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_canvas_dispose;
  object_class->finalize = parcours_canvas_finalize;
  object_class->get_property = parcours_canvas_get_property;
  object_class->set_property = parcours_canvas_set_property;
  widget_class->measure = parcours_canvas_measure;
  widget_class->size_allocate = parcours_canvas_size_allocate;
  widget_class->snapshot = parcours_canvas_snapshot;
  widget_class->css_changed = parcours_canvas_css_changed;
  widget_class->focus = parcours_canvas_focus;
  widget_class->direction_changed = parcours_canvas_direction_changed;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  parcours_canvas_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
problem_free (gpointer data)
{
  ParcoursStepProblem *problem = data;

  g_free (problem->step);
  g_free (problem->port);
  g_free (problem);
}

static void
init_state (ParcoursCanvas *self)
{
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, problem_free);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, parcours_canvas_card_slot_free);
  self->cards = g_ptr_array_new ();
  self->visible = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->links = g_array_new (FALSE, FALSE, sizeof (guint));
  self->selection = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hover = (ParcoursCanvasHit) { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };
  self->drop_hit = self->hover;
  self->pointer_x = self->pointer_y = -1;
  self->editable = TRUE;
  self->zoom = 1;
  self->text_scale = 1;
}

static void
parcours_canvas_init (ParcoursCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  init_state (self);
  self->painter = parcours_painter_new (widget);
  self->far_view = parcours_far_view_new (widget);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps"), -1);
  parcours_canvas_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  parcours_canvas_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  parcours_canvas_add_pan (self);
  parcours_canvas_add_connect (self);
  parcours_canvas_add_move (self);
  parcours_canvas_add_select (self);
  parcours_canvas_add_hover (self);
  parcours_canvas_add_drop (self);
  parcours_canvas_add_keys (self);
  parcours_canvas_add_empty (self);
  parcours_canvas_update_actions (self);
}

/**
 * parcours_canvas_new:
 * @document: (nullable) (transfer none): what to show
 *
 * Returns: (transfer floating): a canvas
 */
GtkWidget *
parcours_canvas_new (ParcoursDocument *document)
{
  return g_object_new (PARCOURS_TYPE_CANVAS, "document", document, NULL);
}

/**
 * parcours_canvas_get_document:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): what it shows
 */
ParcoursDocument *
parcours_canvas_get_document (ParcoursCanvas *self)
{
  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), NULL);

  return self->document;
}

/**
 * parcours_canvas_set_document:
 * @self: a canvas
 * @document: (nullable) (transfer none): what to show
 *
 * Nothing is selected then, and a first view is chosen: all of it if that can be read, else its beginning.
 */
void
parcours_canvas_set_document (ParcoursCanvas   *self,
                              ParcoursDocument *document)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));
  g_return_if_fail (document == NULL || PARCOURS_IS_DOCUMENT (document));

  if (document == self->document)
    return;
  parcours_canvas_set_selection (self, NULL);
  release_document (self);
  parcours_canvas_forget_cards (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->document_changed_id = g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
    }
  self->has_view = FALSE;
  redraw (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

/**
 * parcours_canvas_get_platform:
 * @self: a canvas
 *
 * Returns: the platform whose steps are hatched where it does not offer them: that of the document, unless
 *   another was set
 */
ParcoursPlatform
parcours_canvas_get_platform (ParcoursCanvas *self)
{
  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), PARCOURS_PLATFORM_ANY);

  if (self->has_platform || self->document == NULL)
    return self->platform;

  return parcours_automation_platform (parcours_canvas_automation (self));
}

/**
 * parcours_canvas_set_platform:
 * @self: a canvas
 * @platform: the platform on which the flow is looked at
 */
void
parcours_canvas_set_platform (ParcoursCanvas   *self,
                              ParcoursPlatform  platform)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (self->has_platform && platform == self->platform)
    return;
  self->has_platform = TRUE;
  self->platform = platform;
  parcours_canvas_stale_cards (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLATFORM]);
}

/**
 * parcours_canvas_get_editable:
 * @self: a canvas
 *
 * Returns: whether the document can be edited there
 */
gboolean
parcours_canvas_get_editable (ParcoursCanvas *self)
{
  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), FALSE);

  return self->editable;
}

/**
 * parcours_canvas_set_editable:
 * @self: a canvas
 * @editable: whether the document can be edited there
 */
void
parcours_canvas_set_editable (ParcoursCanvas *self,
                              gboolean        editable)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  editable = !!editable;
  if (editable == self->editable)
    return;
  self->editable = editable;
  parcours_canvas_update_actions (self);
  parcours_canvas_update_empty (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * parcours_canvas_set_library:
 * @self: a canvas
 * @library: (nullable) (transfer none): what the lists, mails and tags of the steps are called
 */
void
parcours_canvas_set_library (ParcoursCanvas  *self,
                             ParcoursLibrary *library)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (library == self->library)
    return;
  g_clear_pointer (&self->library, parcours_library_unref);
  self->library = library != NULL ? parcours_library_ref (library) : NULL;
  parcours_canvas_stale_cards (self);
}

/**
 * parcours_canvas_set_counts:
 * @self: a canvas
 * @counts: (nullable) (transfer none): how many contacts stand where, or %NULL where nothing has run
 */
void
parcours_canvas_set_counts (ParcoursCanvas     *self,
                            ParcoursStepCounts *counts)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (counts == self->counts)
    return;
  g_clear_pointer (&self->counts, parcours_step_counts_unref);
  self->counts = counts != NULL ? parcours_step_counts_ref (counts) : NULL;
  parcours_far_view_set_counts (self->far_view, self->counts);
  parcours_canvas_stale_cards (self);
}

/**
 * parcours_canvas_set_problems:
 * @self: a canvas
 * @problems: (array length=n_problems): problems, those of a step in the order of the list
 * @n_problems: how many there are
 */
void
parcours_canvas_set_problems (ParcoursCanvas            *self,
                              const ParcoursStepProblem *problems,
                              guint                      n_problems)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  g_hash_table_remove_all (self->problems);
  for (guint i = 0; i < n_problems; i++)
    {
      ParcoursStepProblem *problem;

      if (problems[i].step == NULL || g_hash_table_contains (self->problems, problems[i].step))
        continue;
      problem = g_new (ParcoursStepProblem, 1);
      *problem = (ParcoursStepProblem) { g_strdup (problems[i].step), g_strdup (problems[i].port),
                                         problems[i].number, problems[i].is_error };
      g_hash_table_insert (self->problems, problem->step, problem);
    }
  parcours_canvas_stale_cards (self);
}

/**
 * parcours_canvas_set_mark:
 * @self: a canvas
 * @id: (nullable): the id of a step, %NULL for all
 * @mark: what to say of it
 */
void
parcours_canvas_set_mark (ParcoursCanvas *self,
                          const char     *id,
                          ParcoursCanvasMark    mark)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (id == NULL)
    {
      g_hash_table_remove_all (self->marks);
      for (guint i = 0; mark != PARCOURS_CANVAS_MARK_NONE && self->drawing != NULL && i < parcours_drawing_n_steps (self->drawing); i++)
        g_hash_table_insert (self->marks, g_strdup (parcours_canvas_nth_id (self, i)), GINT_TO_POINTER (mark));
    }
  else
    g_hash_table_insert (self->marks, g_strdup (id), GINT_TO_POINTER (mark));
  parcours_canvas_stale_cards (self);
}

/**
 * parcours_canvas_set_path:
 * @self: a canvas
 * @ids: (nullable) (array zero-terminated=1): the ids of the steps that one contact has passed, in order; %NULL
 *   where nobody is walked through
 *
 * What lies beside the path is shown faint.
 */
void
parcours_canvas_set_path (ParcoursCanvas     *self,
                          const char * const *ids)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  g_clear_pointer (&self->path, g_hash_table_unref);
  g_clear_pointer (&self->path_links, g_hash_table_unref);
  if (ids != NULL)
    {
      self->path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->path_links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; ids[i] != NULL; i++)
        {
          g_hash_table_add (self->path, g_strdup (ids[i]));
          if (i > 0)
            g_hash_table_add (self->path_links, g_strconcat (ids[i - 1], " ", ids[i], NULL));
        }
    }
  parcours_canvas_stale_cards (self);
}

/**
 * parcours_canvas_get_drawing:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): where everything stands, until the document changes
 */
ParcoursDrawing *
parcours_canvas_get_drawing (ParcoursCanvas *self)
{
  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), NULL);

  return self->drawing;
}

/**
 * parcours_canvas_apply:
 * @self: a canvas
 * @edit: (transfer full) (nullable): an edit
 *
 * Does the edit, and says so where it cannot be done.
 */
void
parcours_canvas_apply (ParcoursCanvas *self,
                       ParcoursEdit   *edit)
{
  g_autoptr (ParcoursEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (owned != NULL && self->document != NULL && !parcours_document_apply (self->document, owned, &error))
    parcours_canvas_say_error (self, error);
}
