/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-tile.h"

/* Of the size of the tile: its corners, the corners of a bowl, a diamond's side, the ring of a goal. */
#define CORNER .25f
#define BOWL_CORNER .44f
#define DIAMOND .76f
#define RING .0625f

struct _ParcoursTile
{
  GtkWidget parent_instance;

  ParcoursStepKind kind;
  GtkWidget *image; /* (owned) */
};

typedef enum
{
  PROP_KIND = 1,
  PROP_ICON_NAME,
} ParcoursTileProperty;

static GParamSpec *properties[PROP_ICON_NAME + 1];

G_DEFINE_FINAL_TYPE (ParcoursTile, parcours_tile, GTK_TYPE_WIDGET)

static void
fill_rounded (GtkSnapshot          *snapshot,
              const GskRoundedRect *shape,
              const GdkRGBA        *color)
{
  gtk_snapshot_push_rounded_clip (snapshot, shape);
  gtk_snapshot_append_color (snapshot, color, &shape->bounds);
  gtk_snapshot_pop (snapshot);
}

static void
fill_corners (GtkSnapshot           *snapshot,
              const graphene_rect_t *bounds,
              float                  top,
              float                  bottom,
              const GdkRGBA         *color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init (&shape, bounds, &GRAPHENE_SIZE_INIT (top, top), &GRAPHENE_SIZE_INIT (top, top),
                         &GRAPHENE_SIZE_INIT (bottom, bottom), &GRAPHENE_SIZE_INIT (bottom, bottom));
  fill_rounded (snapshot, &shape, color);
}

static void
fill_diamond (GtkSnapshot           *snapshot,
              const graphene_rect_t *bounds,
              const GdkRGBA         *color)
{
  float side = bounds->size.width * DIAMOND;
  graphene_point_t centre;

  graphene_rect_get_center (bounds, &centre);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &centre);
  gtk_snapshot_rotate (snapshot, 45);
  fill_corners (snapshot, &GRAPHENE_RECT_INIT (-side / 2, -side / 2, side, side), side / 5, side / 5, color);
  gtk_snapshot_restore (snapshot);
}

static void
fill_ringed_disc (GtkSnapshot           *snapshot,
                  const graphene_rect_t *bounds,
                  const GdkRGBA         *color)
{
  float width = bounds->size.width * RING;
  float widths[4] = { width, width, width, width };
  GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect ring;
  graphene_rect_t disc;

  gsk_rounded_rect_init_from_rect (&ring, bounds, bounds->size.width / 2);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
  graphene_rect_inset_r (bounds, 2 * width, 2 * width, &disc);
  fill_corners (snapshot, &disc, disc.size.width / 2, disc.size.width / 2, color);
}

static void
parcours_tile_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ParcoursTile *self = PARCOURS_TILE (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float size = MIN (width, height);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  parcours_tile_snapshot_shape (snapshot, self->kind,
                                &GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size), &color);
  gtk_widget_snapshot_child (widget, self->image, snapshot);
}

static void
parcours_tile_dispose (GObject *object)
{
  ParcoursTile *self = PARCOURS_TILE (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);

  G_OBJECT_CLASS (parcours_tile_parent_class)->dispose (object);
}

static void
parcours_tile_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ParcoursTile *self = PARCOURS_TILE (object);

  switch ((ParcoursTileProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, (int) self->kind);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->image)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_tile_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ParcoursTile *self = PARCOURS_TILE (object);

  switch ((ParcoursTileProperty) prop_id)
    {
    case PROP_KIND:
      parcours_tile_set (self, (ParcoursStepKind) g_value_get_int (value),
                         gtk_image_get_icon_name (GTK_IMAGE (self->image)));
      break;
    case PROP_ICON_NAME:
      parcours_tile_set (self, self->kind, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_tile_class_init (ParcoursTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_tile_dispose;
  object_class->get_property = parcours_tile_get_property;
  object_class->set_property = parcours_tile_set_property;
  widget_class->snapshot = parcours_tile_snapshot;

  properties[PROP_KIND] =
    g_param_spec_int ("kind", NULL, NULL, 0, PARCOURS_STEP_FLOW, PARCOURS_STEP_TRIGGER,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] =
    g_param_spec_string ("icon-name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_tile_init (ParcoursTile *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_halign (self->image, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->image, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), parcours_step_kind_name (self->kind));
}

/**
 * parcours_tile_new:
 * @kind: the kind of step
 * @icon_name: (nullable): the icon, with `-symbolic`
 *
 * Returns: (transfer floating): a tile
 */
GtkWidget *
parcours_tile_new (ParcoursStepKind  kind,
                   const char       *icon_name)
{
  return g_object_new (PARCOURS_TYPE_TILE, "kind", (int) kind, "icon-name", icon_name, NULL);
}

/**
 * parcours_tile_set:
 * @self: a tile
 * @kind: the kind of step
 * @icon_name: (nullable): the icon, with `-symbolic`
 */
void
parcours_tile_set (ParcoursTile     *self,
                   ParcoursStepKind  kind,
                   const char       *icon_name)
{
  g_return_if_fail (PARCOURS_IS_TILE (self));

  if (kind != self->kind)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), parcours_step_kind_name (self->kind));
      self->kind = kind;
      gtk_widget_add_css_class (GTK_WIDGET (self), parcours_step_kind_name (kind));
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    }
  if (g_strcmp0 (icon_name, gtk_image_get_icon_name (GTK_IMAGE (self->image))) != 0)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
    }
}

/**
 * parcours_tile_set_type:
 * @self: a tile
 * @type: (nullable): a step type, or %NULL for one that is not known
 *
 * Shows kind and icon of @type.
 */
void
parcours_tile_set_type (ParcoursTile           *self,
                        const ParcoursStepType *type)
{
  g_autofree char *icon_name = type != NULL ? g_strconcat (type->icon, "-symbolic", NULL) : NULL;

  parcours_tile_set (self, type != NULL ? type->kind : PARCOURS_STEP_FLOW,
                     icon_name != NULL ? icon_name : "dialog-warning-symbolic");
}

/**
 * parcours_tile_get_kind:
 * @self: a tile
 *
 * Returns: the kind of step it shows
 */
ParcoursStepKind
parcours_tile_get_kind (ParcoursTile *self)
{
  g_return_val_if_fail (PARCOURS_IS_TILE (self), PARCOURS_STEP_FLOW);

  return self->kind;
}

/**
 * parcours_tile_snapshot_shape:
 * @snapshot: a snapshot
 * @kind: a kind of step
 * @bounds: a square
 * @color: the colour
 *
 * Draws the shape of the kind: circle for triggers and flow, rounded square, bowl, diamond, ringed disc.
 */
void
parcours_tile_snapshot_shape (GtkSnapshot           *snapshot,
                              ParcoursStepKind       kind,
                              const graphene_rect_t *bounds,
                              const GdkRGBA         *color)
{
  float size = bounds->size.width;

  switch (kind)
    {
    case PARCOURS_STEP_ACTION:
      fill_corners (snapshot, bounds, size * CORNER, size * CORNER, color);
      break;
    case PARCOURS_STEP_WAIT:
      fill_corners (snapshot, bounds, size * CORNER / 2, size * BOWL_CORNER, color);
      break;
    case PARCOURS_STEP_SPLIT:
      fill_diamond (snapshot, bounds, color);
      break;
    case PARCOURS_STEP_GOAL:
      fill_ringed_disc (snapshot, bounds, color);
      break;
    case PARCOURS_STEP_TRIGGER:
    case PARCOURS_STEP_FLOW:
    default:
      fill_corners (snapshot, bounds, size / 2, size / 2, color);
    }
}
