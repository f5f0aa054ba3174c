/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-canvas-private.h"
#include "parcours-outline-row.h"
#include "parcours-tile.h"

struct _ParcoursOutlineRow
{
  GtkBox parent_instance;

  ParcoursCanvas *canvas;    /* the outline holds it */
  ParcoursOutlineItem *item; /* (owned) (nullable) */
  gulong changed_id;
  GtkWidget *tile;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *problem;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (ParcoursOutlineRow, parcours_outline_row, GTK_TYPE_BOX)

static void
release_item (ParcoursOutlineRow *self)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->item);
}

static void
parcours_outline_row_dispose (GObject *object)
{
  release_item (PARCOURS_OUTLINE_ROW (object));

  G_OBJECT_CLASS (parcours_outline_row_parent_class)->dispose (object);
}

static void
parcours_outline_row_class_init (ParcoursOutlineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = parcours_outline_row_dispose;
}

/* What stands in a row is said by the name of the row. */
static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "xalign", 0.f,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
parcours_outline_row_init (ParcoursOutlineRow *self)
{
  GtkWidget *words = g_object_new (GTK_TYPE_BOX,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "orientation", GTK_ORIENTATION_VERTICAL,
                                   "hexpand", TRUE,
                                   "valign", GTK_ALIGN_CENTER,
                                   NULL);

  self->tile = parcours_tile_new (PARCOURS_STEP_TRIGGER, NULL);
  gtk_widget_add_css_class (self->tile, "small");
  gtk_widget_set_valign (self->tile, GTK_ALIGN_CENTER);
  self->title = new_label ("title");
  self->subtitle = new_label ("subtitle");
  self->count = new_label ("counts");
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_NONE);
  self->problem = g_object_new (GTK_TYPE_IMAGE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "icon-name", "dialog-warning-symbolic",
                                NULL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_box_append (GTK_BOX (self), self->tile);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->subtitle);
  gtk_box_append (GTK_BOX (self), words);
  gtk_box_append (GTK_BOX (self), self->problem);
  gtk_box_append (GTK_BOX (self), self->count);
}

/**
 * parcours_outline_row_new:
 * @canvas: the canvas whose steps it shows; it must outlive the row
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
parcours_outline_row_new (ParcoursCanvas *canvas)
{
  ParcoursOutlineRow *self = g_object_new (PARCOURS_TYPE_OUTLINE_ROW, NULL);

  self->canvas = canvas;

  return GTK_WIDGET (self);
}

static void
show_problem (ParcoursOutlineRow *self,
              const char         *id)
{
  const ParcoursStepProblem *problem = g_hash_table_lookup (self->canvas->problems, id);

  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_widget_remove_css_class (self->problem, "error");
  gtk_widget_remove_css_class (self->problem, "warning");
  if (problem != NULL)
    gtk_widget_add_css_class (self->problem, problem->is_error ? "error" : "warning");
}

/* The row of a list has the role and the focus; its name is what a screen reader says. */
static void
tell (ParcoursOutlineRow *self,
      const char         *id)
{
  g_autofree char *name = parcours_canvas_describe_step (self->canvas, id);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL && name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
item_changed_cb (ParcoursOutlineRow *self)
{
  const char *id = parcours_outline_item_get_id (self->item);
  const ParcoursStep *step = parcours_canvas_step (self->canvas, id);
  g_autofree char *headline = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *branch = NULL;
  g_autofree char *count = NULL;
  g_autofree char *below = NULL;

  /* The list learns of the step that is gone right after this. */
  if (step == NULL || parcours_canvas_find (self->canvas, id) < 0)
    return;
  headline = parcours_canvas_headline (self->canvas, step);
  sentence = parcours_canvas_sentence (self->canvas, step);
  branch = parcours_canvas_branch (self->canvas, id);
  count = parcours_canvas_count (self->canvas, step);
  below = branch != NULL && *sentence != '\0' ? g_strconcat (branch, " · ", sentence, NULL)
                                              : g_strdup (branch != NULL ? branch : sentence);
  parcours_tile_set_type (PARCOURS_TILE (self->tile), step->type);
  gtk_label_set_label (GTK_LABEL (self->title), headline);
  gtk_label_set_label (GTK_LABEL (self->subtitle), below);
  gtk_widget_set_visible (self->subtitle, *below != '\0');
  gtk_label_set_label (GTK_LABEL (self->count), count != NULL ? count : "");
  show_problem (self, id);
  tell (self, id);
}

/**
 * parcours_outline_row_set_item:
 * @self: a row
 * @item: (nullable) (transfer none): the step to show
 */
void
parcours_outline_row_set_item (ParcoursOutlineRow  *self,
                               ParcoursOutlineItem *item)
{
  g_return_if_fail (PARCOURS_IS_OUTLINE_ROW (self));

  release_item (self);
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), self);
  item_changed_cb (self);
}
