/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-entity-draft.h"
#include "parcours-json.h"
#include "parcours-picker.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

struct _ParcoursPicker
{
  GtkWidget parent_instance;

  ParcoursForm *form;       /* (owned) */
  GtkWidget *button;        /* (owned) */
  GtkWidget *label;         /* (unowned) (nullable) of the button */
  GtkWidget *warning;       /* (unowned) (nullable) */
  GtkWidget *stack;         /* (unowned) (nullable) once it has been opened: the list, or something new */
  GtkWidget *search;        /* (unowned) (nullable) */
  GtkWidget *nothing;       /* (unowned) (nullable) said where the search finds nothing */
  GtkWidget *add;           /* (unowned) (nullable) */
  GtkWidget *draft;         /* (unowned) (nullable) of something new */
  GListStore *items;        /* (owned) */
  GtkFilter *filter;        /* (owned) */
  GtkSingleSelection *selection; /* (unowned) (nullable) */
  GtkWidget *list;          /* (unowned) (nullable) */
  char *wanted;             /* (owned) (nullable) what is searched */
  char *kind;               /* (owned) (nullable) what can be made new */
  JsonObject *given;        /* (owned) (nullable) what is known of it */
};

typedef enum
{
  SIGNAL_FILL,
  SIGNAL_PICKED,
} ParcoursPickerSignal;

static guint signals[SIGNAL_PICKED + 1];

G_DEFINE_FINAL_TYPE (ParcoursPicker, parcours_picker, GTK_TYPE_WIDGET)

static void
parcours_picker_dispose (GObject *object)
{
  ParcoursPicker *self = PARCOURS_PICKER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->form);
  g_clear_object (&self->items);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (parcours_picker_parent_class)->dispose (object);
}

static void
parcours_picker_finalize (GObject *object)
{
  ParcoursPicker *self = PARCOURS_PICKER (object);

  g_free (self->wanted);
  g_free (self->kind);
  g_clear_pointer (&self->given, json_object_unref);

  G_OBJECT_CLASS (parcours_picker_parent_class)->finalize (object);
}

static void
parcours_picker_class_init (ParcoursPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_picker_dispose;
  object_class->finalize = parcours_picker_finalize;

  signals[SIGNAL_FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_LIST_STORE);
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "picker");
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  ParcoursPicker *self = user_data;

  return parcours_pick_item_matches (item, self->wanted);
}

static void
items_changed_cb (ParcoursPicker *self)
{
  guint n_items = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  gtk_widget_set_visible (self->nothing, n_items == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (self->list), n_items > 0);
}

static void
search_changed_cb (GtkEditable    *search,
                   ParcoursPicker *self)
{
  g_free (self->wanted);
  self->wanted = parcours_text_plain (gtk_editable_get_text (search));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  items_changed_cb (self);
}

static void
pick (ParcoursPicker *self,
      const char     *id)
{
  g_autofree char *copy = g_strdup (id);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, copy);
}

static void
activate_cb (GtkListView    *view,
             guint           position,
             ParcoursPicker *self)
{
  g_autoptr (ParcoursPickItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    pick (self, parcours_pick_item_id (item));
}

static void
made_cb (ParcoursPicker *self,
         const char     *slug)
{
  pick (self, slug);
}

static void
drop_draft (ParcoursPicker *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  if (self->draft != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), self->draft);
  self->draft = NULL;
}

static void
cancelled_cb (ParcoursPicker *self)
{
  drop_draft (self);
  gtk_widget_grab_focus (self->search);
}

static void
start_new (ParcoursPicker *self)
{
  self->draft = parcours_entity_draft_new (parcours_form_project (self->form), parcours_kind_find (self->kind), self->given,
                                           gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_signal_connect_swapped (self->draft, "made", G_CALLBACK (made_cb), self);
  g_signal_connect_swapped (self->draft, "cancelled", G_CALLBACK (cancelled_cb), self);
  gtk_stack_add_named (GTK_STACK (self->stack), self->draft, "new");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "new");
  gtk_widget_grab_focus (self->draft);
}

/* Enter takes the first that is found; where nothing is, what was typed is to be made. */
static void
search_activate_cb (GtkWidget      *search,
                    ParcoursPicker *self)
{
  ParcoursPickItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    pick (self, parcours_pick_item_id (item));
  else if (gtk_widget_get_visible (self->add))
    start_new (self);
}

/* Down goes from the search to the list. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ParcoursPicker        *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;

  return gtk_widget_grab_focus (self->list);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
    }
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  ParcoursPickItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *detail = gtk_widget_get_next_sibling (label);
  const char *text = parcours_pick_item_detail (item);

  gtk_label_set_label (GTK_LABEL (label), parcours_pick_item_label (item));
  gtk_label_set_label (GTK_LABEL (detail), text != NULL ? text : "");
  gtk_widget_set_visible (detail, text != NULL);
}

static GtkWidget *
new_list (ParcoursPicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                                            g_object_ref (self->filter));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);

  return scrolled;
}

static GtkWidget *
new_list_page (ParcoursPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  parcours_set_name (self->search, _("Find by name"));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect (self->search, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  self->nothing = gtk_label_new (_("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_margin_top (self->nothing, 12);
  gtk_widget_set_margin_bottom (self->nothing, 12);
  self->add = gtk_button_new ();
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (start_new), self);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), new_list (self));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), self->add);

  return box;
}

/* The list is as it is now, not as it was when it was opened before. */
static void
show_cb (GtkWidget      *popover,
         ParcoursPicker *self)
{
  gboolean can_add = parcours_form_can_add (self->form, self->kind);

  g_list_store_remove_all (self->items);
  g_signal_emit (self, signals[SIGNAL_FILL], 0, self->items);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_label_set_label (GTK_LABEL (self->nothing), g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0
                                                    ? _("There is none yet") : _("Nothing found"));
  gtk_widget_set_visible (self->add, can_add);
  if (can_add)
    gtk_button_set_label (GTK_BUTTON (self->add), _(parcours_kind_find (self->kind)->new_label));
  drop_draft (self);
  items_changed_cb (self);
  gtk_widget_grab_focus (self->search);
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  ParcoursPicker *self = user_data;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list_page (self), "list");
  gtk_widget_set_size_request (self->stack, 264, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), self->stack);
  g_signal_connect (popover, "show", G_CALLBACK (show_cb), self);
  gtk_menu_button_set_popover (button, popover);
}

static void
parcours_picker_init (ParcoursPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->items = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->warning, "error");
  gtk_widget_set_visible (self->warning, FALSE);
  gtk_box_append (GTK_BOX (box), self->warning);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  /* What is chosen begins where texts in entries begin, not in the middle of the button. */
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * parcours_picker_new:
 * @form: what the editors share
 *
 * Returns: (transfer full): a picker that offers nothing yet
 */
GtkWidget *
parcours_picker_new (ParcoursForm *form)
{
  ParcoursPicker *self = g_object_new (PARCOURS_TYPE_PICKER, NULL);

  self->form = g_object_ref (form);

  return GTK_WIDGET (self);
}

/**
 * parcours_picker_button:
 * @self: a picker
 *
 * Returns: (transfer none): what takes the focus
 */
GtkWidget *
parcours_picker_button (ParcoursPicker *self)
{
  return self->button;
}

/**
 * parcours_picker_set_label:
 * @self: a picker
 * @label: what is chosen, or what stands there instead
 * @is_chosen: whether something is chosen
 */
void
parcours_picker_set_label (ParcoursPicker *self,
                           const char     *label,
                           gboolean        is_chosen)
{
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
  if (is_chosen)
    gtk_widget_remove_css_class (self->label, "dim-label");
  else
    gtk_widget_add_css_class (self->label, "dim-label");
}

/**
 * parcours_picker_set_missing:
 * @self: a picker
 * @is_missing: whether what is chosen does not exist
 */
void
parcours_picker_set_missing (ParcoursPicker *self,
                             gboolean        is_missing)
{
  gtk_widget_set_visible (self->warning, is_missing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), is_missing ? _("It is not in this workspace") : NULL);
}

/**
 * parcours_picker_set_icon:
 * @self: a picker
 * @icon_name: what stands before the label
 * @label: what the button says
 *
 * For a button that adds something rather than showing what is chosen.
 */
void
parcours_picker_set_icon (ParcoursPicker *self,
                          const char     *icon_name,
                          const char     *label)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->warning), icon_name);
  gtk_widget_remove_css_class (self->warning, "error");
  gtk_widget_set_visible (self->warning, TRUE);
  gtk_widget_set_hexpand (self->label, FALSE);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  if (*label != '\0')
    parcours_set_name (self->button, label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_halign (gtk_menu_button_get_child (GTK_MENU_BUTTON (self->button)), GTK_ALIGN_CENTER);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
}

/**
 * parcours_picker_set_new_kind:
 * @self: a picker
 * @kind: (nullable): what can be made new, such as `tag`
 * @given: (nullable) (transfer full): what is known of it, as parcours_entity_draft_new() takes it
 */
void
parcours_picker_set_new_kind (ParcoursPicker *self,
                              const char     *kind,
                              JsonObject     *given)
{
  g_free (self->kind);
  g_clear_pointer (&self->given, json_object_unref);
  self->kind = g_strdup (kind);
  self->given = given;
}
