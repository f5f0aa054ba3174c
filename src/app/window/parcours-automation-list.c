/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-automation-list.h"
#include "parcours-automation-row.h"

struct _ParcoursAutomationList
{
  AdwBin parent_instance;

  GtkListView *view;
  GtkSingleSelection *selection;
  GtkWidget *menu;            /* (nullable) */

  ParcoursRun *run;           /* (owned) (nullable) */
  gint64 at;
  GPtrArray *rows;            /* (owned) (element-type ParcoursAutomationRow) that are bound */
  gboolean is_selecting;      /* not a person, but the program chooses */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursAutomationList, parcours_automation_list, ADW_TYPE_BIN)

static void
show_inside (ParcoursAutomationList *self,
             ParcoursAutomationRow  *row)
{
  ParcoursAutomationItem *item = parcours_automation_row_get_item (row);
  int automation = -1;
  double inside;

  if (item != NULL && self->run != NULL)
    automation = parcours_run_find_automation (self->run, parcours_automation_item_slug (item));
  if (automation < 0)
    {
      parcours_automation_row_set_inside (row, -1, FALSE);
      return;
    }
  inside = (double) parcours_counts_inside (parcours_run_counts (self->run), (guint) automation,
                                            parcours_run_bucket (self->run, self->at));
  parcours_automation_row_set_inside (row, (gint64) (inside * parcours_run_scale (self->run) + 0.5),
                                      parcours_run_is_sample (self->run));
}

static void
append_action (GMenu      *menu,
               const char *label,
               const char *action,
               const char *slug)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", slug);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (ParcoursAutomationItem *item)
{
  const char *slug = parcours_automation_item_slug (item);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) state = g_menu_new ();
  g_autoptr (GMenu) document = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  append_action (state, parcours_automation_item_is_ready (item) ? _("Back to _Draft") : _("Mark as _Ready"),
                 "win.toggle-ready", slug);
  append_action (state, parcours_automation_item_active_since (item) > 0 ? _("_Pause") : _("_Activate"),
                 "win.toggle-active", slug);
  append_action (state, _("P_ublish"), "win.publish-automation", slug);
  append_action (document, _("Re_name…"), "win.rename-automation", slug);
  append_action (document, _("D_uplicate"), "win.duplicate-automation", slug);
  append_action (document, _("T_ests"), "win.show-tests", slug);
  append_action (document, _("On Another P_latform…"), "win.compare-platform", slug);
  append_action (document, _("_Export…"), "win.export-automation", slug);
  append_action (document, _("Save as _Template…"), "win.save-automation-template", slug);
  append_action (end, _("De_lete"), "win.delete-automation", slug);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (state));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (document));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

/* The keyboard goes on in the list, and not behind it. */
static void
menu_closed_cb (ParcoursAutomationList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
menu_requested_cb (ParcoursAutomationRow  *row,
                   double                  x,
                   double                  y,
                   ParcoursAutomationList *self)
{
  g_autoptr (GMenuModel) menu = new_menu (parcours_automation_row_get_item (row));
  double own_x = x, own_y = y;

  gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self), x, y, &own_x, &own_y);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) own_x, (int) own_y, 1, 1 });
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          ParcoursAutomationList   *self)
{
  GtkWidget *row = parcours_automation_row_new ();

  g_signal_connect (row, "menu-requested", G_CALLBACK (menu_requested_cb), self);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         ParcoursAutomationList   *self)
{
  ParcoursAutomationRow *row = PARCOURS_AUTOMATION_ROW (gtk_list_item_get_child (list_item));

  parcours_automation_row_set_item (row, gtk_list_item_get_item (list_item));
  g_ptr_array_add (self->rows, row);
  show_inside (self, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           ParcoursAutomationList   *self)
{
  ParcoursAutomationRow *row = PARCOURS_AUTOMATION_ROW (gtk_list_item_get_child (list_item));

  g_ptr_array_remove_fast (self->rows, row);
  parcours_automation_row_set_item (row, NULL);
}

static void
selected_cb (ParcoursAutomationList *self)
{
  ParcoursAutomationItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && !self->is_selecting)
    g_signal_emit (self, signals[CHOSEN], 0, parcours_automation_item_slug (item));
}

static void
activate_cb (ParcoursAutomationList *self,
             guint                   position)
{
  g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[CHOSEN], 0, parcours_automation_item_slug (item));
}

/* The menu of the chosen row by keyboard. */
static void
show_menu (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursAutomationList *self = PARCOURS_AUTOMATION_LIST (widget);
  ParcoursAutomationItem *item = gtk_single_selection_get_selected_item (self->selection);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ParcoursAutomationRow *row = g_ptr_array_index (self->rows, i);

      if (parcours_automation_row_get_item (row) == item)
        menu_requested_cb (row, 12, gtk_widget_get_height (GTK_WIDGET (row)), self);
    }
}

static void
parcours_automation_list_size_allocate (GtkWidget *widget,
                                        int        width,
                                        int        height,
                                        int        baseline)
{
  ParcoursAutomationList *self = PARCOURS_AUTOMATION_LIST (widget);

  GTK_WIDGET_CLASS (parcours_automation_list_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
parcours_automation_list_dispose (GObject *object)
{
  ParcoursAutomationList *self = PARCOURS_AUTOMATION_LIST (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->run, parcours_run_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_AUTOMATION_LIST);
  G_OBJECT_CLASS (parcours_automation_list_parent_class)->dispose (object);
}

static void
parcours_automation_list_finalize (GObject *object)
{
  g_ptr_array_unref (PARCOURS_AUTOMATION_LIST (object)->rows);
  G_OBJECT_CLASS (parcours_automation_list_parent_class)->finalize (object);
}

static void
parcours_automation_list_class_init (ParcoursAutomationListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_automation_list_dispose;
  object_class->finalize = parcours_automation_list_finalize;
  widget_class->size_allocate = parcours_automation_list_size_allocate;

  signals[CHOSEN] = g_signal_new ("chosen", PARCOURS_TYPE_AUTOMATION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "list.menu", NULL, show_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "list.menu", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/automation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationList, view);
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationList, selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
parcours_automation_list_init (ParcoursAutomationList *self)
{
  self->rows = g_ptr_array_new ();
  self->is_selecting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_automation_list_set_project:
 * @self: a list
 * @project: the workspace
 */
void
parcours_automation_list_set_project (ParcoursAutomationList *self,
                                      ParcoursProject        *project)
{
  self->is_selecting = TRUE;
  gtk_single_selection_set_model (self->selection, parcours_project_automations (project));
  self->is_selecting = FALSE;
}

/**
 * parcours_automation_list_select:
 * @self: a list
 * @slug: (nullable): the automation that is shown, %NULL for none
 *
 * Marks it, without asking anybody to show it.
 */
void
parcours_automation_list_select (ParcoursAutomationList *self,
                                 const char             *slug)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n && slug != NULL; i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (parcours_automation_item_slug (item), slug))
        position = i;
    }
  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
}

/**
 * parcours_automation_list_set_run:
 * @self: a list
 * @run: (nullable) (transfer none): what has been simulated
 * @at: the instant that is looked at
 *
 * Says how many contacts stand in each.
 */
void
parcours_automation_list_set_run (ParcoursAutomationList *self,
                                  ParcoursRun            *run,
                                  gint64                  at)
{
  if (run != NULL)
    parcours_run_ref (run);
  g_clear_pointer (&self->run, parcours_run_unref);
  self->run = run;
  self->at = at;
  for (guint i = 0; i < self->rows->len; i++)
    show_inside (self, g_ptr_array_index (self->rows, i));
}
