/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-palette-item.h"
#include "parcours-palette-row.h"
#include "parcours-palette.h"
#include "parcours-row-value.h"
#include "parcours-text.h"

struct _ParcoursPalette
{
  AdwBin parent_instance;

  ParcoursPlatform platform;
  ParcoursPaletteScope scope;
  GListModel *categories;    /* (owned) (nullable) all of the platform */
  gboolean is_flat;          /* what is shown has no categories */

  GtkLabel *platform_label;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *view;
  GtkSingleSelection *selection;
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursPalette, parcours_palette, ADW_TYPE_BIN)

static gboolean
is_in_scope (ParcoursPalette   *self,
             const ParcoursRow *row)
{
  gboolean is_trigger = row->type->kind == PARCOURS_STEP_TRIGGER;

  return self->scope == PARCOURS_PALETTE_ALL || is_trigger == (self->scope == PARCOURS_PALETTE_TRIGGERS);
}

typedef gboolean (*FitsFunc) (ParcoursPaletteItem *item, char **words);

/* The steps of a category that fit scope and words. */
static void
add_steps (ParcoursPalette     *self,
           ParcoursPaletteItem *category,
           FitsFunc             fits,
           char               **words,
           GListStore          *found)
{
  GListModel *children = parcours_palette_item_children (category);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (ParcoursPaletteItem) item = g_list_model_get_item (children, i);

      if (is_in_scope (self, parcours_palette_item_row (item)) && fits (item, words))
        g_list_store_append (found, item);
    }
}

static GListModel *
list_steps (ParcoursPalette     *self,
            ParcoursPaletteItem *category)
{
  char *no_words[] = { NULL };
  GListStore *found = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);

  add_steps (self, category, parcours_palette_item_matches, no_words, found);

  return G_LIST_MODEL (found);
}

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  return parcours_palette_item_children (item) != NULL ? list_steps (user_data, item) : NULL;
}

static GListModel *
list_categories (ParcoursPalette *self)
{
  GListStore *found = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (self->categories); i++)
    {
      g_autoptr (ParcoursPaletteItem) category = g_list_model_get_item (self->categories, i);
      g_autoptr (GListModel) steps = list_steps (self, category);

      if (g_list_model_get_n_items (steps) > 0)
        g_list_store_append (found, category);
    }

  return G_LIST_MODEL (found);
}

/* Those of @all that the words fit so well, offered by the platform or not. */
static void
append_fitting (GListStore         *all,
                char              **words,
                ParcoursPaletteFit  fit,
                gboolean            is_missing,
                GListStore         *found)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (all)); i++)
    {
      g_autoptr (ParcoursPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (all), i);

      if (parcours_palette_item_fit (item, words) == fit && parcours_palette_item_is_missing (item) == is_missing)
        g_list_store_append (found, item);
    }
}

static GListStore *
find_steps (ParcoursPalette  *self,
            FitsFunc          fits,
            char            **words)
{
  GListStore *all = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (self->categories); i++)
    {
      g_autoptr (ParcoursPaletteItem) category = g_list_model_get_item (self->categories, i);

      add_steps (self, category, fits, words, all);
    }

  return all;
}

/* Those that have the words; where none has, those that may be meant. What is called just so comes first, what the
 * platform does not offer last. */
static GListModel *
list_matches (ParcoursPalette  *self,
              char            **words)
{
  GListStore *found = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);
  g_autoptr (GListStore) all = find_steps (self, parcours_palette_item_matches, words);

  append_fitting (all, words, PARCOURS_PALETTE_FIT_NAME, FALSE, found);
  append_fitting (all, words, PARCOURS_PALETTE_FIT_NAME, TRUE, found);
  for (gboolean is_missing = FALSE; is_missing <= TRUE; is_missing++)
    {
      append_fitting (all, words, PARCOURS_PALETTE_FIT_IN_NAME, is_missing, found);
      append_fitting (all, words, PARCOURS_PALETTE_FIT_OTHER, is_missing, found);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (found)) > 0)
    return G_LIST_MODEL (found);
  g_object_unref (found);

  return G_LIST_MODEL (find_steps (self, parcours_palette_item_is_near, words));
}

/* What is typed is searched at once; without words all categories are there. */
static void
update (ParcoursPalette *self)
{
  g_autofree char *plain = parcours_text_plain (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (plain), " ", -1);
  GListModel *roots;
  g_autoptr (GtkTreeListModel) tree = NULL;

  if (self->categories == NULL)
    return;
  self->is_flat = *plain != '\0';
  roots = self->is_flat ? list_matches (self, words) : list_categories (self);
  tree = gtk_tree_list_model_new (roots, FALSE, self->scope != PARCOURS_PALETTE_ALL, create_children, self, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  /* Otherwise the mark would stand as far down as it did before. */
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (roots) > 0 ? "steps" : "nothing");
}

/* How many the platform offers. */
static guint
count_steps (ParcoursPalette *self)
{
  guint sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->categories); i++)
    {
      g_autoptr (ParcoursPaletteItem) category = g_list_model_get_item (self->categories, i);
      g_autoptr (GListModel) steps = list_steps (self, category);

      sum += parcours_palette_item_is_missing (category) ? 0 : g_list_model_get_n_items (steps);
    }

  return sum;
}

static void
update_placeholder (ParcoursPalette *self)
{
  guint n = count_steps (self);
  g_autofree char *text = g_strdup_printf (ngettext ("Search %u step", "Search %u steps", n), n);

  g_object_set (self->search, "placeholder-text", text, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          ParcoursPalette          *self)
{
  gtk_list_item_set_child (list_item, parcours_palette_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         ParcoursPalette          *self)
{
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  g_autoptr (ParcoursPaletteItem) item = gtk_tree_list_row_get_item (list_row);
  g_autoptr (GListModel) steps = create_children (item, self);

  parcours_palette_row_set_list_row (PARCOURS_PALETTE_ROW (gtk_list_item_get_child (list_item)), list_row,
                                     steps != NULL ? g_list_model_get_n_items (steps) : 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           ParcoursPalette          *self)
{
  parcours_palette_row_set_list_row (PARCOURS_PALETTE_ROW (gtk_list_item_get_child (list_item)), NULL, 0);
}

static void
activate_cb (ParcoursPalette *self,
             guint            position)
{
  g_autoptr (GtkTreeListRow) list_row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (ParcoursPaletteItem) item = list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;

  if (item == NULL)
    return;
  if (parcours_palette_item_row (item) != NULL)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, parcours_palette_item_row (item));
  else
    gtk_tree_list_row_set_expanded (list_row, !gtk_tree_list_row_get_expanded (list_row));
}

/* Enter in the search takes what is marked, the first at first. */
static void
search_activate_cb (ParcoursPalette *self)
{
  if (self->is_flat)
    activate_cb (self, gtk_single_selection_get_selected (self->selection));
}

/* The search keeps Escape for itself; where there is nothing to forget, it is meant for what the palette is shown in. */
static void
stop_search_cb (ParcoursPalette *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL && parcours_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->search))))
    gtk_popover_popdown (GTK_POPOVER (popover));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
move_selection (ParcoursPalette *self,
                int              by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  int selected = (int) gtk_single_selection_get_selected (self->selection) + by;

  if (n == 0)
    return;
  selected = CLAMP (selected, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) selected);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", (guint) selected);
}

/* The arrows move through the list while one types. */
static gboolean
key_pressed_cb (ParcoursPalette *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return FALSE;
  if (!self->is_flat && keyval == GDK_KEY_Down)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    move_selection (self, keyval == GDK_KEY_Down ? 1 : -1);

  return TRUE;
}

static void
parcours_palette_dispose (GObject *object)
{
  ParcoursPalette *self = PARCOURS_PALETTE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_PALETTE);
  g_clear_object (&self->categories);
  G_OBJECT_CLASS (parcours_palette_parent_class)->dispose (object);
}

static void
parcours_palette_class_init (ParcoursPaletteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_palette_dispose;

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", PARCOURS_TYPE_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, PARCOURS_TYPE_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/palette/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursPalette, platform_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPalette, search);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPalette, view);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPalette, selection);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
parcours_palette_init (ParcoursPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_palette_new:
 *
 * Returns: (transfer floating): a palette without a platform
 */
GtkWidget *
parcours_palette_new (void)
{
  return g_object_new (PARCOURS_TYPE_PALETTE, NULL);
}

/**
 * parcours_palette_set_platform:
 * @self: a palette
 * @platform: whose steps it offers
 */
void
parcours_palette_set_platform (ParcoursPalette  *self,
                               ParcoursPlatform  platform)
{
  g_return_if_fail (PARCOURS_IS_PALETTE (self));

  if (self->categories != NULL && self->platform == platform)
    return;
  self->platform = platform;
  g_clear_object (&self->categories);
  self->categories = parcours_palette_items_new (platform);
  gtk_label_set_label (self->platform_label, parcours_platform_label (platform));
  update_placeholder (self);
  update (self);
}

/**
 * parcours_palette_set_scope:
 * @self: a palette that has a platform
 * @scope: which steps it offers
 */
void
parcours_palette_set_scope (ParcoursPalette      *self,
                            ParcoursPaletteScope  scope)
{
  g_return_if_fail (PARCOURS_IS_PALETTE (self));

  self->scope = scope;
  update_placeholder (self);
  update (self);
}

/**
 * parcours_palette_clear_search:
 * @self: a palette
 *
 * Forgets what was looked for last time, which may be nothing that is offered now.
 */
void
parcours_palette_clear_search (ParcoursPalette *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/**
 * parcours_palette_focus_search:
 * @self: a palette
 *
 * Lets a person type what to look for.
 */
void
parcours_palette_focus_search (ParcoursPalette *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
