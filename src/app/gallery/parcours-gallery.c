/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-blueprints.h"
#include "parcours-gallery-tile.h"
#include "parcours-gallery.h"
#include "parcours-text.h"

struct _ParcoursGallery
{
  AdwWindow parent_instance;

  ParcoursBlueprint *deleted; /* (owned) (nullable) what can be brought back */
  char *searched;             /* (owned) (nullable) what is looked for, folded */
  gboolean named;             /* whether a person has named the automation */
  gboolean naming;            /* whether it is being named after the template */

  AdwToastOverlay *toasts;
  GtkDropDown *platforms;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkFlowBox *tiles;
  GtkLabel *unreadable;
  GtkEditable *name_entry;
  GtkWidget *delete_button;
  GtkWidget *create_button;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (ParcoursGallery, parcours_gallery, ADW_TYPE_WINDOW)

static ParcoursGalleryTile *
selected_tile (ParcoursGallery *self)
{
  g_autoptr (GList) selected = gtk_flow_box_get_selected_children (self->tiles);

  return selected != NULL ? selected->data : NULL;
}

static ParcoursGalleryTile *
nth_tile (ParcoursGallery *self,
          int              n)
{
  return (ParcoursGalleryTile *) gtk_flow_box_get_child_at_index (self->tiles, n);
}

/* A person's own are offered wherever they work; the others where they can be drawn. */
static gboolean
is_shown (GtkFlowBoxChild *child,
          gpointer         user_data)
{
  ParcoursGallery *self = user_data;
  ParcoursGalleryTile *tile = PARCOURS_GALLERY_TILE (child);
  const ParcoursBlueprint *blueprint = parcours_gallery_tile_blueprint (tile);
  ParcoursPlatform platform = parcours_gallery_platform (self);

  if (self->searched != NULL && !parcours_gallery_tile_matches (tile, self->searched))
    return FALSE;

  return blueprint == NULL || blueprint->is_own || platform == PARCOURS_PLATFORM_ANY ||
         parcours_automation_platform (blueprint->automation) == platform;
}

static void
update_bar (ParcoursGallery *self)
{
  ParcoursGalleryTile *tile = selected_tile (self);
  const ParcoursBlueprint *blueprint = tile != NULL ? parcours_gallery_tile_blueprint (tile) : NULL;

  gtk_widget_set_visible (self->delete_button, blueprint != NULL && blueprint->is_own);
  gtk_widget_set_sensitive (self->create_button, tile != NULL && !parcours_text_is_blank (gtk_editable_get_text (self->name_entry)));
}

/* Until a person names the automation, it is called as the template. */
static void
selected_cb (ParcoursGallery *self)
{
  ParcoursGalleryTile *tile = selected_tile (self);
  const ParcoursBlueprint *blueprint = tile != NULL ? parcours_gallery_tile_blueprint (tile) : NULL;

  if (tile != NULL && !self->named)
    {
      self->naming = TRUE;
      gtk_editable_set_text (self->name_entry,
                             blueprint != NULL ? parcours_automation_name (blueprint->automation) : _("Untitled automation"));
      self->naming = FALSE;
    }
  update_bar (self);
}

static void
name_changed_cb (ParcoursGallery *self)
{
  if (!self->naming)
    self->named = !parcours_text_is_blank (gtk_editable_get_text (self->name_entry));
  update_bar (self);
}

static void
create_cb (ParcoursGallery *self)
{
  ParcoursGalleryTile *tile = selected_tile (self);
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->name_entry));

  if (tile == NULL || parcours_text_is_blank (name))
    return;
  g_signal_emit (self, chosen_signal, 0, g_strstrip (name), parcours_gallery_tile_blueprint (tile));
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (ParcoursGallery *self,
              GtkFlowBoxChild *child)
{
  gtk_flow_box_select_child (self->tiles, child);
  create_cb (self);
}

/* The first that is left is chosen, so that Enter is enough. */
static void
filter (ParcoursGallery *self)
{
  ParcoursGalleryTile *selected = selected_tile (self);
  ParcoursGalleryTile *first = NULL;

  gtk_flow_box_invalidate_filter (self->tiles);
  for (int i = 0; nth_tile (self, i) != NULL; i++)
    {
      ParcoursGalleryTile *tile = nth_tile (self, i);

      parcours_gallery_tile_show_platform (tile, parcours_gallery_platform (self) == PARCOURS_PLATFORM_ANY);
      if (first == NULL && is_shown (GTK_FLOW_BOX_CHILD (tile), self))
        first = tile;
    }
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "tiles" : "nothing");
  if (first == NULL)
    gtk_flow_box_unselect_all (self->tiles);
  else if (selected == NULL || self->searched != NULL || !is_shown (GTK_FLOW_BOX_CHILD (selected), self))
    gtk_flow_box_select_child (self->tiles, GTK_FLOW_BOX_CHILD (first));
  update_bar (self);
}

static void
search_changed_cb (ParcoursGallery *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->searched, g_free);
  if (!parcours_text_is_blank (text))
    self->searched = parcours_text_plain (text);
  filter (self);
}

static void
platform_changed_cb (ParcoursGallery *self)
{
  filter (self);
}

static void
clear_search_cb (ParcoursGallery *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
fill (ParcoursGallery *self)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (errors);
  g_autofree char *lines = NULL;

  while (nth_tile (self, 0) != NULL)
    gtk_flow_box_remove (self->tiles, GTK_WIDGET (nth_tile (self, 0)));
  gtk_flow_box_insert (self->tiles, parcours_gallery_tile_new (NULL), -1);
  for (guint i = 0; i < blueprints->len; i++)
    gtk_flow_box_insert (self->tiles, parcours_gallery_tile_new (g_ptr_array_index (blueprints, i)), -1);
  g_ptr_array_add (errors, NULL);
  lines = g_strjoinv ("\n", (char **) errors->pdata);
  gtk_label_set_label (self->unreadable, lines);
  gtk_widget_set_visible (GTK_WIDGET (self->unreadable), *lines != '\0');
  filter (self);
}

static void
undelete (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ParcoursGallery *self = PARCOURS_GALLERY (widget);
  g_autoptr (ParcoursBlueprint) restored =
    self->deleted != NULL ? parcours_blueprints_save (self->deleted, NULL) : NULL;

  if (restored == NULL)
    return;
  g_clear_pointer (&self->deleted, parcours_blueprint_unref);
  fill (self);
  parcours_gallery_select (self, restored->name);
}

static void
delete_cb (ParcoursGallery *self)
{
  ParcoursGalleryTile *tile = selected_tile (self);
  ParcoursBlueprint *blueprint = tile != NULL ? parcours_gallery_tile_blueprint (tile) : NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (blueprint == NULL || !blueprint->is_own)
    return;
  if (!parcours_blueprints_delete (blueprint->name, &error))
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
      return;
    }
  g_clear_pointer (&self->deleted, parcours_blueprint_unref);
  self->deleted = parcours_blueprint_ref (blueprint);
  fill (self);
  toast = adw_toast_new (_("Template deleted"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "gallery.undelete");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
parcours_gallery_finalize (GObject *object)
{
  ParcoursGallery *self = PARCOURS_GALLERY (object);

  g_clear_pointer (&self->deleted, parcours_blueprint_unref);
  g_free (self->searched);

  G_OBJECT_CLASS (parcours_gallery_parent_class)->finalize (object);
}

static void
parcours_gallery_class_init (ParcoursGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = parcours_gallery_finalize;

  chosen_signal = g_signal_new ("chosen", PARCOURS_TYPE_GALLERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "gallery.undelete", NULL, undelete);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/gallery/gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, toasts);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, platforms);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, search);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, scroller);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, tiles);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, unreadable);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, name_entry);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, delete_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursGallery, create_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, platform_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
add_platforms (ParcoursGallery *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    gtk_string_list_append (labels, i == PARCOURS_PLATFORM_ANY ? _("All platforms") : parcours_platform_label (i));
  gtk_drop_down_set_model (self->platforms, G_LIST_MODEL (labels));
}

static void
parcours_gallery_init (ParcoursGallery *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->scroller));
  gtk_flow_box_set_filter_func (self->tiles, is_shown, self, NULL);
  add_platforms (self);
}

/**
 * parcours_gallery_new:
 * @parent: the window that it belongs to
 * @platform: the platform whose templates are shown first
 *
 * Returns: (transfer floating): a window, which is not shown yet
 */
GtkWidget *
parcours_gallery_new (GtkWindow        *parent,
                      ParcoursPlatform  platform)
{
  ParcoursGallery *self = g_object_new (PARCOURS_TYPE_GALLERY, "transient-for", parent, NULL);

  gtk_drop_down_set_selected (self->platforms, platform);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_gallery_platform:
 * @self: a gallery
 *
 * Returns: the platform whose templates are shown, %PARCOURS_PLATFORM_ANY for those of all
 */
ParcoursPlatform
parcours_gallery_platform (ParcoursGallery *self)
{
  guint selected = gtk_drop_down_get_selected (self->platforms);

  return selected < PARCOURS_N_PLATFORMS ? (ParcoursPlatform) selected : PARCOURS_PLATFORM_ANY;
}

/**
 * parcours_gallery_select:
 * @self: a gallery
 * @name: the name of a template
 *
 * Shows and chooses a template, whatever its platform.
 */
void
parcours_gallery_select (ParcoursGallery *self,
                         const char      *name)
{
  g_return_if_fail (PARCOURS_IS_GALLERY (self));

  for (int i = 0; nth_tile (self, i) != NULL; i++)
    {
      ParcoursGalleryTile *tile = nth_tile (self, i);
      const ParcoursBlueprint *blueprint = parcours_gallery_tile_blueprint (tile);

      if (blueprint == NULL || !g_str_equal (blueprint->name, name))
        continue;
      if (!blueprint->is_own)
        gtk_drop_down_set_selected (self->platforms, parcours_automation_platform (blueprint->automation));
      gtk_flow_box_select_child (self->tiles, GTK_FLOW_BOX_CHILD (tile));
      gtk_widget_grab_focus (GTK_WIDGET (tile));
    }
}
