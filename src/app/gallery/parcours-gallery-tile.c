/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "parcours-blueprint-preview.h"
#include "parcours-gallery-tile.h"
#include "parcours-text.h"

struct _ParcoursGalleryTile
{
  GtkFlowBoxChild parent_instance;

  ParcoursBlueprint *blueprint; /* (owned) (nullable) */
  char *folded;                 /* (owned) all its words, to be searched */
  GtkWidget *platform;          /* (nullable) says where the template runs */
};

G_DEFINE_FINAL_TYPE (ParcoursGalleryTile, parcours_gallery_tile, GTK_TYPE_FLOW_BOX_CHILD)

static void
parcours_gallery_tile_finalize (GObject *object)
{
  ParcoursGalleryTile *self = PARCOURS_GALLERY_TILE (object);

  g_clear_pointer (&self->blueprint, parcours_blueprint_unref);
  g_free (self->folded);

  G_OBJECT_CLASS (parcours_gallery_tile_parent_class)->finalize (object);
}

static void
parcours_gallery_tile_class_init (ParcoursGalleryTileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_gallery_tile_finalize;
}

static void
parcours_gallery_tile_init (ParcoursGalleryTile *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "template");
}

static GtkWidget *
new_label (const char *text,
           const char *css_class,
           int         lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_picture (ParcoursGalleryTile *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *sign;

  gtk_overlay_set_child (GTK_OVERLAY (overlay),
                         parcours_blueprint_preview_new (self->blueprint != NULL ? self->blueprint->automation : NULL));
  if (self->blueprint != NULL)
    return overlay;
  sign = gtk_image_new_from_icon_name ("list-add-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (sign), 32);
  gtk_widget_add_css_class (sign, "dim-label");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), sign);

  return overlay;
}

/**
 * parcours_gallery_tile_new:
 * @blueprint: (nullable): a template, or %NULL for the empty automation
 *
 * Returns: (transfer floating): a tile
 */
GtkWidget *
parcours_gallery_tile_new (ParcoursBlueprint *blueprint)
{
  ParcoursGalleryTile *self = g_object_new (PARCOURS_TYPE_GALLERY_TILE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *title = blueprint != NULL ? blueprint->title : _("Empty automation");
  const char *text = blueprint != NULL ? blueprint->description : _("Begin with a trigger of your own.");
  const char *category = blueprint != NULL ? blueprint->category : "";
  const char *platform =
    blueprint != NULL ? parcours_platform_label (parcours_automation_platform (blueprint->automation)) : "";
  g_autofree char *words = g_strjoin ("\n", title, text, category, platform, NULL);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, text);

  self->blueprint = blueprint != NULL ? parcours_blueprint_ref (blueprint) : NULL;
  self->folded = parcours_text_plain (words);
  gtk_box_append (GTK_BOX (box), new_picture (self));
  gtk_box_append (GTK_BOX (box), new_label (title, "heading", 1));
  if (blueprint != NULL && blueprint->is_own)
    gtk_box_append (GTK_BOX (box), new_label (_("Your template"), "accent", 1));
  if (blueprint != NULL)
    {
      self->platform = new_label (platform, "dim-label", 1);
      gtk_widget_add_css_class (self->platform, "caption");
      gtk_box_append (GTK_BOX (box), self->platform);
    }
  gtk_box_append (GTK_BOX (box), new_label (text, "caption", 6));
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

/**
 * parcours_gallery_tile_blueprint:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): its template, %NULL for the empty automation
 */
ParcoursBlueprint *
parcours_gallery_tile_blueprint (ParcoursGalleryTile *self)
{
  g_return_val_if_fail (PARCOURS_IS_GALLERY_TILE (self), NULL);

  return self->blueprint;
}

/**
 * parcours_gallery_tile_show_platform:
 * @self: a tile
 * @show: whether it says where its template runs
 *
 * Templates of several platforms bear the same name.
 */
void
parcours_gallery_tile_show_platform (ParcoursGalleryTile *self,
                                     gboolean             show)
{
  g_return_if_fail (PARCOURS_IS_GALLERY_TILE (self));

  if (self->platform != NULL)
    gtk_widget_set_visible (self->platform, show);
}

/**
 * parcours_gallery_tile_matches:
 * @self: a tile
 * @folded: what a person looks for, see parcours_text_plain()
 *
 * Returns: whether each of its words stands in the template's own
 */
gboolean
parcours_gallery_tile_matches (ParcoursGalleryTile *self,
                               const char          *folded)
{
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);

  g_return_val_if_fail (PARCOURS_IS_GALLERY_TILE (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (self->folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
