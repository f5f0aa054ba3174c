/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-dialogs.h"
#include "parcours-entity-draft.h"
#include "parcours-entity-editor.h"
#include "parcours-entity-use.h"
#include "parcours-json.h"
#include "parcours-library-page.h"
#include "parcours-pick-item.h"
#include "parcours-text.h"

struct _ParcoursLibraryPage
{
  GtkWidget parent_instance;

  ParcoursProject *project;      /* (owned) */
  const ParcoursKind *kind;      /* (unowned) (nullable) */
  char *slug;                    /* (owned) (nullable) what is shown at the side */
  char *search;                  /* (owned) (nullable) as parcours_text_plain() makes it */
  GListStore *items;             /* (owned) (element-type ParcoursPickItem) */
  GtkFilter *filter;             /* (unowned) */
  GtkSingleSelection *selection; /* (unowned) */
  gboolean filling;
  GtkWidget *leaflet;
  GtkWidget *kinds;              /* GtkListBox */
  GtkWidget *entry;
  GtkWidget *add;                /* GtkMenuButton */
  GtkWidget *stack;              /* list, empty or nothing found */
  GtkWidget *empty;              /* AdwStatusPage */
  GtkWidget *editor;
  GtkWidget *detail;             /* GtkStack: editor or nothing chosen */
};

enum
{
  MESSAGE,
  EDIT_MESSAGE,
  OPEN_AUTOMATION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursLibraryPage, parcours_library_page, GTK_TYPE_WIDGET)

/* Fields that every contact has are no entities of the workspace. */
static gboolean
is_own (const ParcoursEntity *entity)
{
  return !json_object_has_member (entity->attributes, "builtin");
}

/* What tells entities of one name apart: what they belong to. */
static char *
detail_of (ParcoursLibraryPage  *self,
           const ParcoursEntity *entity)
{
  const char *parent = self->kind->parent != NULL && json_object_has_member (entity->attributes, self->kind->parent)
                         ? json_object_get_string_member (entity->attributes, self->kind->parent) : NULL;

  return parent != NULL ? g_strdup (parcours_library_label (parcours_project_library (self->project), self->kind->parent, parent))
                        : NULL;
}

static guint
find_item (ParcoursLibraryPage *self,
           const char          *slug)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; slug != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ParcoursPickItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (parcours_pick_item_id (item), slug))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
update_stack (ParcoursLibraryPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), is_empty ? _("Nothing Here Yet") : _("Nothing Found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   is_empty ? _("What you add can be chosen in steps and conditions.")
                                            : _("Try other words."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), found ? "list" : "empty");
}

static void
show_chosen (ParcoursLibraryPage *self)
{
  parcours_entity_editor_show (PARCOURS_ENTITY_EDITOR (self->editor), self->slug != NULL ? self->kind->name : NULL, self->slug);
  gtk_stack_set_visible_child_name (GTK_STACK (self->detail), self->slug != NULL ? "editor" : "nothing");
}

static gboolean
is_same_list (GListStore *old,
              GListStore *new)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (new));

  if (n != g_list_model_get_n_items (G_LIST_MODEL (old)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursPickItem) one = g_list_model_get_item (G_LIST_MODEL (old), i);
      g_autoptr (ParcoursPickItem) other = g_list_model_get_item (G_LIST_MODEL (new), i);

      if (!g_str_equal (parcours_pick_item_id (one), parcours_pick_item_id (other)) ||
          !g_str_equal (parcours_pick_item_label (one), parcours_pick_item_label (other)) ||
          g_strcmp0 (parcours_pick_item_detail (one), parcours_pick_item_detail (other)) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
replace_items (ParcoursLibraryPage *self,
               GListStore          *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (list), i));
  self->filling = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, n);
  gtk_single_selection_set_selected (self->selection, find_item (self, self->slug));
  self->filling = FALSE;
}

static void
fill (ParcoursLibraryPage *self)
{
  ParcoursLibrary *library = parcours_project_library (self->project);
  g_autoptr (GPtrArray) entities = self->kind != NULL ? parcours_library_list (library, self->kind->name) : NULL;
  g_autoptr (GListStore) list = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);

  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (entities, i);
      g_autofree char *detail = detail_of (self, entity);

      if (is_own (entity))
        parcours_pick_list_add (list, entity->slug, entity->label, detail);
    }
  if (!is_same_list (self->items, list))
    replace_items (self, list);
  if (self->slug != NULL && parcours_library_lookup (library, self->kind->name, self->slug) == NULL)
    {
      g_clear_pointer (&self->slug, g_free);
      show_chosen (self);
    }
  update_stack (self);
}

static void
choose (ParcoursLibraryPage *self,
        const char          *slug)
{
  g_autofree char *copy = g_strdup (slug);

  g_free (self->slug);
  self->slug = g_steal_pointer (&copy);
  show_chosen (self);
}

static void
selected_cb (ParcoursLibraryPage *self)
{
  ParcoursPickItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->filling && item != NULL && g_strcmp0 (parcours_pick_item_id (item), self->slug) != 0)
    choose (self, parcours_pick_item_id (item));
}

static void
activated_cb (ParcoursLibraryPage *self)
{
  selected_cb (self);
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  return parcours_pick_item_matches (item, PARCOURS_LIBRARY_PAGE (user_data)->search);
}

static void
search_cb (ParcoursLibraryPage *self)
{
  g_free (self->search);
  self->search = parcours_text_plain (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  self->filling = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, find_item (self, self->slug));
  self->filling = FALSE;
  update_stack (self);
}

static void
made_cb (ParcoursLibraryPage *self,
         const char          *slug)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  choose (self, slug);
}

/* The form for something new begins empty each time. */
static void
draft_cb (GtkMenuButton *button,
          gpointer       user_data)
{
  ParcoursLibraryPage *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *draft = parcours_entity_draft_new (self->project, self->kind, NULL, "");

  g_signal_connect_swapped (draft, "made", G_CALLBACK (made_cb), self);
  g_signal_connect_swapped (draft, "cancelled", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_popover_set_child (GTK_POPOVER (popover), draft);
  gtk_menu_button_set_popover (button, popover);
}

static void
set_kind (ParcoursLibraryPage *self,
          const ParcoursKind  *kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  g_clear_pointer (&self->slug, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_tooltip_text (self->add, _(kind->new_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->new_label), -1);
  fill (self);
  show_chosen (self);
}

static void
kind_selected_cb (ParcoursLibraryPage *self,
                  GtkListBoxRow       *row)
{
  if (row != NULL)
    set_kind (self, g_object_get_data (G_OBJECT (row), "kind"));
}

static void
kind_activated_cb (ParcoursLibraryPage *self)
{
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
add_kind (ParcoursLibraryPage *self,
          const ParcoursKind  *kind)
{
  g_autofree char *icon = g_strconcat (kind->icon, "-symbolic", NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (_(kind->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) kind);
  gtk_list_box_append (GTK_LIST_BOX (self->kinds), row);
}

static void
add_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  const ParcoursKind *kind = g_object_get_data (G_OBJECT (row), "kind");
  const ParcoursKind *above = before != NULL ? g_object_get_data (G_OBJECT (before), "kind") : NULL;
  GtkWidget *label = NULL;

  if (above == NULL || !g_str_equal (above->category, kind->category))
    {
      label = gtk_label_new (_(kind->category));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_add_css_class (label, "library-section");
    }
  gtk_list_box_row_set_header (row, label);
}

static void
message_cb (ParcoursLibraryPage *self,
            const char          *text,
            gboolean             can_undo)
{
  g_signal_emit (self, signals[MESSAGE], 0, text, can_undo);
}

static void
edit_message_cb (ParcoursLibraryPage *self,
                 const char          *kind,
                 const char          *slug)
{
  g_signal_emit (self, signals[EDIT_MESSAGE], 0, kind, slug);
}

static void
open_cb (ParcoursLibraryPage *self,
         const char          *automation,
         const char          *step,
         const char          *kind,
         const char          *slug)
{
  if (automation != NULL)
    g_signal_emit (self, signals[OPEN_AUTOMATION], 0, automation, step);
  else
    parcours_library_page_show (self, kind, slug);
}

/* What is to be deleted, while somebody thinks about it. */
typedef struct
{
  ParcoursLibraryPage *page; /* (owned) */
  char *kind;
  char *slug;
  char *label;
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->page);
  g_free (deletion->kind);
  g_free (deletion->slug);
  g_free (deletion->label);
  g_free (deletion);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (_("“%s” deleted"), deletion->label);

  if (parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    message_cb (deletion->page, text, TRUE);
  else
    message_cb (deletion->page, error->message, FALSE);
  deletion_free (deletion);
}

static void
delete_now (const char *answer,
            gpointer    user_data)
{
  Deletion *deletion = user_data;

  if (deletion->page->project != NULL && answer != NULL)
    parcours_project_delete_entity_async (deletion->page->project, deletion->kind, deletion->slug, deleted_cb, deletion);
  else
    deletion_free (deletion);
}

/* What nothing names is deleted with a toast that can undo it; else somebody is asked. */
static void
delete_cb (ParcoursLibraryPage *self,
           const char          *kind,
           const char          *slug)
{
  g_autoptr (GPtrArray) uses = parcours_project_find_uses (self->project, kind, slug);
  const char *label = parcours_library_label (parcours_project_library (self->project), kind, slug);
  const char *usual = parcours_json_member_string (parcours_project_settings (self->project), "behaviour");
  Deletion *deletion;
  g_autofree char *heading = g_strdup_printf (_("Delete “%s”?"), label);
  g_autofree char *body = NULL;

  if (g_str_equal (kind, "behaviour") && g_strcmp0 (usual, slug) == 0)
    {
      message_cb (self, _("This is the usual behaviour of the workspace: choose another one in its settings first"), FALSE);
      return;
    }
  deletion = g_new0 (Deletion, 1);
  deletion->page = g_object_ref (self);
  deletion->kind = g_strdup (kind);
  deletion->slug = g_strdup (slug);
  deletion->label = g_strdup (label);
  if (uses->len == 0)
    {
      delete_now ("", deletion);
      return;
    }
  body = g_strdup_printf (ngettext ("It is used by “%s”. What names it will have an error until you choose something else.",
                                    "It is used by “%s” and others. What names it will have an error until you choose "
                                    "something else.", uses->len),
                          ((const ParcoursEntityUse *) g_ptr_array_index (uses, 0))->name);
  parcours_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body, _("_Delete"), delete_now,
                            deletion);
}

static void
setup_item (GtkListItemFactory *factory,
            GtkListItem        *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "dim-label");
          gtk_widget_add_css_class (label, "caption");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_item (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  ParcoursPickItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  const char *detail = parcours_pick_item_detail (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), parcours_pick_item_label (item));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), detail != NULL ? detail : "");
  gtk_widget_set_visible (gtk_widget_get_last_child (box), detail != NULL);
}

static GtkWidget *
new_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
new_kinds (ParcoursLibraryPage *self)
{
  GtkWidget *scrolled;

  self->kinds = gtk_list_box_new ();
  gtk_widget_add_css_class (self->kinds, "navigation-sidebar");
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->kinds), add_header, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kinds"), -1);
  g_signal_connect_swapped (self->kinds, "row-selected", G_CALLBACK (kind_selected_cb), self);
  g_signal_connect_swapped (self->kinds, "row-activated", G_CALLBACK (kind_activated_cb), self);
  scrolled = new_scrolled (self->kinds);
  gtk_widget_set_size_request (scrolled, 216, -1);

  return scrolled;
}

static GtkWidget *
new_back (ParcoursLibraryPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (button, _("Back"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_bind_property (self->leaflet, "folded", button, "visible", G_BINDING_SYNC_CREATE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "library.back");

  return button;
}

static GtkWidget *
new_toolbar (ParcoursLibraryPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Find by name"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find by name"), -1);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), draft_cb, self, NULL);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_add_css_class (bar, "library-toolbar");
  gtk_box_append (GTK_BOX (bar), new_back (self));
  gtk_box_append (GTK_BOX (bar), self->entry);
  gtk_box_append (GTK_BOX (bar), self->add);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_cb), self);

  return bar;
}

static GtkWidget *
new_list (ParcoursLibraryPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;
  GtkWidget *view;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), self->filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_item), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item), NULL);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_widget_add_css_class (view, "navigation-sidebar");
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activated_cb), self);

  return new_scrolled (view);
}

static GtkWidget *
new_things (ParcoursLibraryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = gtk_stack_new ();
  self->empty = adw_status_page_new ();
  gtk_widget_add_css_class (self->empty, "compact");
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_box_append (GTK_BOX (box), new_toolbar (self));
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_set_size_request (box, 300, -1);
  gtk_widget_set_hexpand (box, FALSE);

  return box;
}

static GtkWidget *
new_detail (ParcoursLibraryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *nothing = adw_status_page_new ();

  self->detail = gtk_stack_new ();
  self->editor = parcours_entity_editor_new (self->project);
  g_signal_connect_swapped (self->editor, "message", G_CALLBACK (message_cb), self);
  g_signal_connect_swapped (self->editor, "edit-message", G_CALLBACK (edit_message_cb), self);
  g_signal_connect_swapped (self->editor, "delete", G_CALLBACK (delete_cb), self);
  g_signal_connect_swapped (self->editor, "open", G_CALLBACK (open_cb), self);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "view-list-bullet-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _("Nothing Selected"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing), _("Choose something to see and change it."));
  gtk_widget_add_css_class (nothing, "compact");
  gtk_stack_add_named (GTK_STACK (self->detail), nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (self->detail), self->editor, "editor");
  gtk_widget_set_vexpand (self->detail, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (box), new_back (self));
  gtk_box_append (GTK_BOX (box), self->detail);

  return box;
}

/* With a line before all but the first; the leaflet has children of its own from the start. */
static void
append_pane (ParcoursLibraryPage *self,
             GtkWidget           *pane)
{
  if (adw_leaflet_get_visible_child (ADW_LEAFLET (self->leaflet)) != NULL)
    adw_leaflet_page_set_navigatable (
      adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), pane);
}

static void
build (ParcoursLibraryPage *self)
{
  GPtrArray *kinds = parcours_kinds_get ();

  self->leaflet = adw_leaflet_new ();
  append_pane (self, new_kinds (self));
  append_pane (self, new_things (self));
  append_pane (self, new_detail (self));
  gtk_widget_set_parent (self->leaflet, GTK_WIDGET (self));
  for (guint i = 0; i < kinds->len; i++)
    add_kind (self, g_ptr_array_index (kinds, i));
  gtk_widget_set_visible (self->add, !parcours_project_is_read_only (self->project));
  gtk_list_box_select_row (GTK_LIST_BOX (self->kinds), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->kinds), 0));
}

static void
back (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  adw_leaflet_navigate (ADW_LEAFLET (PARCOURS_LIBRARY_PAGE (widget)->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

static void
parcours_library_page_dispose (GObject *object)
{
  ParcoursLibraryPage *self = PARCOURS_LIBRARY_PAGE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  self->selection = NULL;
  g_clear_pointer (&self->leaflet, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->project);
  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->search, g_free);
  G_OBJECT_CLASS (parcours_library_page_parent_class)->dispose (object);
}

static gboolean
parcours_library_page_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (PARCOURS_LIBRARY_PAGE (widget)->kinds));

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
parcours_library_page_class_init (ParcoursLibraryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_library_page_dispose;

  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_BOOLEAN);
  signals[EDIT_MESSAGE] = g_signal_new ("edit-message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_STRING, G_TYPE_STRING);
  signals[OPEN_AUTOMATION] = g_signal_new ("open-automation", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_STRING, G_TYPE_STRING);
  widget_class->grab_focus = parcours_library_page_grab_focus;
  gtk_widget_class_install_action (widget_class, "library.back", NULL, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_library_page_init (ParcoursLibraryPage *self)
{
  self->items = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);
}

/**
 * parcours_library_page_new:
 * @project: a project
 *
 * Returns: (transfer floating): its library
 */
GtkWidget *
parcours_library_page_new (ParcoursProject *project)
{
  ParcoursLibraryPage *self = g_object_new (PARCOURS_TYPE_LIBRARY_PAGE, NULL);

  self->project = g_object_ref (project);
  build (self);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * parcours_library_page_show:
 * @self: a page
 * @kind: a kind
 * @slug: (nullable): the slug of an entity, %NULL for all of that kind
 */
void
parcours_library_page_show (ParcoursLibraryPage *self,
                            const char          *kind,
                            const char          *slug)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->kinds), i)) != NULL; i++)
    {
      const ParcoursKind *one = g_object_get_data (G_OBJECT (row), "kind");

      if (g_str_equal (one->name, kind))
        gtk_list_box_select_row (GTK_LIST_BOX (self->kinds), row);
    }
  choose (self, slug);
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, find_item (self, slug));
  self->filling = FALSE;
}

/**
 * parcours_library_page_search:
 * @self: a page
 *
 * Lets a person type what they look for.
 */
void
parcours_library_page_search (ParcoursLibraryPage *self)
{
  gtk_widget_grab_focus (self->entry);
}
