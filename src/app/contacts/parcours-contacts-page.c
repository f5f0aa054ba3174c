/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-dialogs.h"
#include "parcours-contact-filters.h"
#include "parcours-contact-pane.h"
#include "parcours-contact-table.h"
#include "parcours-contacts-page.h"
#include "parcours-contacts-sidebar.h"
#include "parcours-figure.h"
#include "parcours-import-dialog.h"
#include "parcours-phrase.h"
#include "parcours-project-contacts.h"
#include "parcours-project-import.h"
#include "parcours-split.h"
#include "parcours-style.h"
#include "parcours-tag-popover.h"
#include "parcours-text.h"

#define SEARCH_DELAY 150
#define SIDEBAR_WIDTH 200

struct _ParcoursContactsPage
{
  GtkWidget parent_instance;

  ParcoursProject *project;  /* (owned) */
  ParcoursContactList *list; /* (owned) */
  guint search_id;
  gint64 to_select;          /* a contact to be selected when it is in the list, or 0 */

  GtkWidget *split;
  GtkWidget *sidebar;
  GtkWidget *search;
  GtkWidget *filters;
  GtkWidget *matching;       /* GtkLabel */
  GtkWidget *share;          /* GtkProgressBar */
  GtkWidget *spinner;
  GtkWidget *stack;
  GtkWidget *failure;        /* AdwStatusPage */
  GtkWidget *table;
  GtkWidget *actions;        /* GtkActionBar */
  GtkWidget *selected;       /* GtkLabel */
  GtkWidget *pane;
};

enum
{
  MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactsPage, parcours_contacts_page, GTK_TYPE_WIDGET)

static void
say (ParcoursContactsPage *self,
     const char           *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, FALSE);
}

static void
say_done (ParcoursContactsPage *self,
          const char           *message,
          gboolean              can_undo)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static gboolean
is_filtered (ParcoursContactsPage *self)
{
  return parcours_contact_filters_n (PARCOURS_CONTACT_FILTERS (self->filters)) > 0 ||
         !parcours_text_is_blank (parcours_contact_list_search (self->list));
}

static void
show_matching (ParcoursContactsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gint64 total = parcours_project_n_contacts (self->project);
  g_autofree char *matches = parcours_count_to_words (n);
  g_autofree char *all = parcours_count_to_words ((guint64) total);
  g_autofree char *percent = parcours_percent_to_words (total > 0 ? (double) n / (double) total : 0);
  g_autofree char *text = NULL;

  if (is_filtered (self))
    text = parcours_phrase_fill (ngettext ("{n} of {total} contacts matches · {percent}",
                                           "{n} of {total} contacts match · {percent}", n),
                                 "n", matches, "total", all, "percent", percent, NULL);
  else
    text = parcours_phrase_fill (ngettext ("{n} contact", "{n} contacts", n), "n", matches, NULL);
  gtk_label_set_label (GTK_LABEL (self->matching), text);
  gtk_widget_set_visible (self->share, is_filtered (self));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->share), total > 0 ? (double) n / (double) total : 0);
}

static void
show_stack (ParcoursContactsPage *self)
{
  const GError *error = parcours_contact_list_error (self->list);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  g_autofree char *text = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;

  if (error != NULL)
    adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), text);
  if (error != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
  else if (any)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "table");
  else if (!parcours_contact_list_is_busy (self->list))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_filtered (self) ? "nobody" : "empty");
}

static void
on_list_changed (ParcoursContactsPage *self)
{
  gboolean busy = parcours_contact_list_is_busy (self->list);

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  if (busy)
    return;
  show_matching (self);
  show_stack (self);
  if (self->to_select != 0 && parcours_contact_list_find (self->list, self->to_select) != G_MAXUINT)
    {
      parcours_contact_table_select (PARCOURS_CONTACT_TABLE (self->table), self->to_select);
      self->to_select = 0;
    }
}

static void
on_selection_changed (ParcoursContactsPage *self)
{
  guint n = parcours_contact_table_n_selected (PARCOURS_CONTACT_TABLE (self->table));
  g_autofree char *number = parcours_count_to_words (n);
  g_autofree char *text = parcours_phrase_fill (ngettext ("{n} selected", "{n} selected", n), "n", number, NULL);
  g_autoptr (GArray) ids = NULL;

  gtk_label_set_label (GTK_LABEL (self->selected), text);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->actions), n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.delete", n > 0 && !parcours_project_is_read_only (self->project));
  if (n == 0)
    return;
  ids = parcours_contact_table_selected (PARCOURS_CONTACT_TABLE (self->table));
  parcours_contact_pane_set_contact (PARCOURS_CONTACT_PANE (self->pane), g_array_index (ids, gint64, 0));
}

static gboolean
search_now (gpointer data)
{
  ParcoursContactsPage *self = data;

  self->search_id = 0;
  parcours_contact_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)));

  return G_SOURCE_REMOVE;
}

static void
on_search_changed (ParcoursContactsPage *self)
{
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY, search_now, self);
}

static void
on_filters_changed (ParcoursContactsPage *self)
{
  g_autoptr (JsonNode) condition = parcours_contact_filters_condition (PARCOURS_CONTACT_FILTERS (self->filters));
  g_autoptr (GError) error = NULL;

  if (!parcours_contact_list_set_condition (self->list, condition, &error))
    say (self, error->message);
  if (condition == NULL)
    parcours_contacts_sidebar_select (PARCOURS_CONTACTS_SIDEBAR (self->sidebar), NULL, NULL);
}

static void
on_chosen (ParcoursContactsPage *self,
           const char           *kind,
           const char           *slug)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (kind != NULL)
    {
      object = json_object_new ();
      json_object_set_string_member (object, kind, slug);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, object);
    }
  parcours_contact_filters_set (PARCOURS_CONTACT_FILTERS (self->filters), node);
}

/* What is done to contacts of the selection, and how many they are. */
typedef struct
{
  ParcoursContactsPage *page; /* (owned) */
  guint n;
  gboolean deletes;
} Request;

static Request *
request_new (ParcoursContactsPage *page,
             guint                 n,
             gboolean              deletes)
{
  Request *request = g_new0 (Request, 1);

  request->page = g_object_ref (page);
  request->n = n;
  request->deletes = deletes;

  return request;
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (ParcoursContactsPage) self = request->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = parcours_count_to_words (request->n);
  g_autofree char *text =
    parcours_phrase_fill (request->deletes ? ngettext ("{n} contact deleted", "{n} contacts deleted", request->n)
                                           : ngettext ("{n} contact changed", "{n} contacts changed", request->n),
                          "n", number, NULL);

  if (parcours_project_contacts_finish (PARCOURS_PROJECT (source), result, &error))
    say_done (self, text, request->n <= PARCOURS_MAX_UNDONE_CONTACTS);
  else
    say (self, error->message);
}

static void
on_tag_chosen (ParcoursContactsPage *self,
               const char           *slug)
{
  g_autoptr (GArray) ids = parcours_contact_table_selected (PARCOURS_CONTACT_TABLE (self->table));

  parcours_project_set_contacts_tag_async (self->project, ids, slug, TRUE, on_changed,
                                           request_new (self, ids->len, FALSE));
}

static void
add_to_list (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursContactsPage *self = PARCOURS_CONTACTS_PAGE (widget);
  g_autoptr (GArray) ids = parcours_contact_table_selected (PARCOURS_CONTACT_TABLE (self->table));

  parcours_project_set_contacts_list_async (self->project, ids, g_variant_get_string (parameter, NULL), PARCOURS_LIST_ACTIVE,
                                            on_changed, request_new (self, ids->len, FALSE));
}

static void
on_delete_confirmed (gpointer data)
{
  ParcoursContactsPage *self = data;
  g_autoptr (GArray) ids = parcours_contact_table_selected (PARCOURS_CONTACT_TABLE (self->table));

  parcours_contact_pane_set_contact (PARCOURS_CONTACT_PANE (self->pane), 0);
  parcours_project_delete_contacts_async (self->project, ids, on_changed, request_new (self, ids->len, TRUE));
}

static void
delete_selected (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ParcoursContactsPage *self = PARCOURS_CONTACTS_PAGE (widget);
  guint n = parcours_contact_table_n_selected (PARCOURS_CONTACT_TABLE (self->table));

  /* What can be brought back is not asked about. */
  if (n <= PARCOURS_MAX_UNDONE_CONTACTS)
    on_delete_confirmed (self);
  else
    parcours_confirm_delete_contacts (widget, n, on_delete_confirmed, self);
}

static void
on_import_chosen (GtkFileChooserNative *chooser,
                  int                   response,
                  ParcoursContactsPage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    parcours_contacts_page_import (self, path);
  g_object_unref (chooser);
}

static void
choose_import (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *chooser = parcours_choose_csv (widget, GTK_FILE_CHOOSER_ACTION_OPEN);

  g_signal_connect (chooser, "response", G_CALLBACK (on_import_chosen), widget);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursContactsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (parcours_project_export_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, _("Contacts Exported"));
  else
    say (self, error->message);
}

/* Those that are selected; where fewer than two are, all that are shown. */
static GArray *
ids_to_export (ParcoursContactsPage *self)
{
  if (parcours_contact_table_n_selected (PARCOURS_CONTACT_TABLE (self->table)) > 1)
    return parcours_contact_table_selected (PARCOURS_CONTACT_TABLE (self->table));

  return parcours_contact_list_ids (self->list);
}

static void
on_export_chosen (GtkFileChooserNative *chooser,
                  int                   response,
                  ParcoursContactsPage *self)
{
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Export contacts"));
  g_autoptr (GArray) ids = ids_to_export (self);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    parcours_project_export_async (self->project, path, ids, job, on_exported, g_object_ref (self));
  g_object_unref (chooser);
}

static void
choose_export (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *chooser = parcours_choose_csv (widget, GTK_FILE_CHOOSER_ACTION_SAVE);

  g_signal_connect (chooser, "response", G_CALLBACK (on_export_chosen), widget);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursContactsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = parcours_project_add_contact_finish (PARCOURS_PROJECT (source), result, &error);

  if (id != 0)
    parcours_contacts_page_show (self, id);
  else
    say (self, error->message);
}

static void
on_address_given (const char *address,
                  gpointer    data)
{
  ParcoursContactsPage *self = data;

  parcours_project_add_contact_async (self->project, parcours_contact_new (address), on_added, g_object_ref (self));
}

static void
add_contact (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  parcours_ask_for_address (widget, on_address_given, widget);
}

static void
focus_search (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_grab_focus (PARCOURS_CONTACTS_PAGE (widget)->search);
}

static GtkWidget *
new_button (const char *icon,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

/* Where a pane has no room of its own, a button opens it. */
static GtkWidget *
new_pane_button (ParcoursContactsPage *self,
                 const char           *icon,
                 const char           *tooltip,
                 const char           *side)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *collapsed = g_strconcat (side, "-collapsed", NULL);
  g_autofree char *open = g_strconcat (side, "-open", NULL);

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_object_bind_property (self->split, collapsed, button, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->split, open, button, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return button;
}

static GtkWidget *
make_toolbar (ParcoursContactsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *import = new_button ("document-open-symbolic", _("Import…"), "contacts.import");
  GtkWidget *add = gtk_button_new_from_icon_name ("contact-new-symbolic");

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Name, email, phone…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find contacts"), -1);
  gtk_widget_set_size_request (self->search, 216, -1);
  gtk_widget_set_valign (self->search, GTK_ALIGN_START);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "contacts.add");
  gtk_widget_set_tooltip_text (add, _("Add a contact"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a contact"), -1);
  gtk_widget_set_hexpand (self->filters, TRUE);
  gtk_widget_set_valign (add, GTK_ALIGN_START);
  gtk_widget_set_valign (import, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), new_pane_button (self, "sidebar-show-symbolic", _("Show the lists"), "start"));
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->filters);
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), import);
  gtk_box_append (GTK_BOX (box), new_pane_button (self, "sidebar-show-right-symbolic", _("Show the contact"), "end"));
  gtk_widget_add_css_class (box, "contacts-toolbar");

  return box;
}

/* A double click or Enter on a contact shows the pane that may be out of sight. */
static void
on_activated (ParcoursContactsPage *self)
{
  g_object_set (self->split, "end-open", TRUE, NULL);
}

static void
toggle_pane (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursContactsPage *self = PARCOURS_CONTACTS_PAGE (widget);
  const char *property = g_str_equal (name, "contacts.show-sidebar") ? "start-open" : "end-open";
  gboolean is_open;

  g_object_get (self->split, property, &is_open, NULL);
  g_object_set (self->split, property, !is_open, NULL);
}

static GtkWidget *
make_figures (ParcoursContactsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->share = gtk_progress_bar_new ();
  self->matching = gtk_label_new (NULL);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_valign (self->share, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->share, 216, -1);
  gtk_widget_add_css_class (self->matching, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Share of all contacts"), -1);
  gtk_box_append (GTK_BOX (box), self->share);
  gtk_box_append (GTK_BOX (box), self->matching);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_widget_add_css_class (box, "contacts-figures");

  return box;
}

static GtkWidget *
add_status (ParcoursContactsPage *self,
            const char           *name,
            const char           *icon,
            const char           *title,
            const char           *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_stack_add_named (GTK_STACK (self->stack), page, name);

  return page;
}

static void
make_stack (ParcoursContactsPage *self)
{
  GtkWidget *empty;
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *import = gtk_button_new_with_mnemonic (_("_Import…"));
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add a Contact"));

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->table, "table");
  empty = add_status (self, "empty", "system-users-symbolic", _("No Contacts Yet"),
                      _("Bring them in from a CSV file, such as an export of ActiveCampaign, Mailchimp or Brevo."));
  add_status (self, "nobody", "edit-find-symbolic", _("Nobody Matches"), _("Take a filter away, or look for something else."));
  self->failure = add_status (self, "failure", "dialog-warning-symbolic", _("The Contacts Cannot Be Shown"), NULL);
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_widget_add_css_class (import, "pill");
  gtk_widget_add_css_class (add, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "contacts.import");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "contacts.add");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), import);
  gtk_box_append (GTK_BOX (buttons), add);
  adw_status_page_set_child (ADW_STATUS_PAGE (empty), buttons);
}

static void
fill_list_menu (ParcoursContactsPage *self,
                GtkMenuButton        *button)
{
  g_autoptr (GPtrArray) lists = parcours_library_list (parcours_project_library (self->project), "list");
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < lists->len; i++)
    {
      const ParcoursEntity *list = g_ptr_array_index (lists, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (list->label, NULL);

      g_menu_item_set_action_and_target (item, "contacts.add-to-list", "s", list->slug);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
on_library_changed (ParcoursContactsPage *self)
{
  fill_list_menu (self, g_object_get_data (G_OBJECT (self), "to-list"));
}

static void
make_actions (ParcoursContactsPage *self)
{
  GtkWidget *tag = gtk_menu_button_new ();
  GtkWidget *to_list = gtk_menu_button_new ();
  GtkWidget *popover = parcours_tag_popover_new (self->project);
  gboolean writable = !parcours_project_is_read_only (self->project);

  self->actions = gtk_action_bar_new ();
  self->selected = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->selected, "numeric");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (tag), _("Add Tag"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (tag), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (to_list), _("Add to List"));
  gtk_widget_set_sensitive (tag, writable);
  gtk_widget_set_sensitive (to_list, writable);
  g_object_set_data (G_OBJECT (self), "to-list", to_list);
  fill_list_menu (self, GTK_MENU_BUTTON (to_list));
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (on_tag_chosen), self);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (self->actions), self->selected);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (self->actions), tag);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (self->actions), to_list);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (self->actions),
                             new_button ("document-save-symbolic", _("Export…"), "contacts.export"));
  gtk_action_bar_pack_end (GTK_ACTION_BAR (self->actions),
                           new_button ("user-trash-symbolic", _("Delete"), "contacts.delete"));
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->actions), FALSE);
}

static void
put_together (ParcoursContactsPage *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (middle), make_toolbar (self));
  gtk_box_append (GTK_BOX (middle), make_figures (self));
  gtk_box_append (GTK_BOX (middle), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (middle), self->stack);
  gtk_box_append (GTK_BOX (middle), self->actions);
  gtk_widget_add_css_class (self->sidebar, "side-pane");
  gtk_widget_add_css_class (self->sidebar, "start");
  gtk_widget_add_css_class (self->pane, "side-pane");
  gtk_widget_add_css_class (self->pane, "end");
  g_object_set (self->split, "start", self->sidebar, "content", middle, "end", self->pane, "start-width", SIDEBAR_WIDTH, NULL);
}

static void
parcours_contacts_page_dispose (GObject *object)
{
  ParcoursContactsPage *self = PARCOURS_CONTACTS_PAGE (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contacts_page_parent_class)->dispose (object);
}

static void
parcours_contacts_page_class_init (ParcoursContactsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_contacts_page_dispose;

  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (widget_class, "contacts.import", NULL, choose_import);
  gtk_widget_class_install_action (widget_class, "contacts.export", NULL, choose_export);
  gtk_widget_class_install_action (widget_class, "contacts.add", NULL, add_contact);
  gtk_widget_class_install_action (widget_class, "contacts.delete", NULL, delete_selected);
  gtk_widget_class_install_action (widget_class, "contacts.search", NULL, focus_search);
  gtk_widget_class_install_action (widget_class, "contacts.show-sidebar", NULL, toggle_pane);
  gtk_widget_class_install_action (widget_class, "contacts.show-inspector", NULL, toggle_pane);
  gtk_widget_class_install_action (widget_class, "contacts.add-to-list", "s", add_to_list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "contacts.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "contacts.delete", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contactspage");
}

/* Once for each display. */
static void
install_style (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) sheet = NULL;

  parcours_style_install (display);
  if (g_object_get_data (G_OBJECT (display), "parcours-contacts-style") != NULL)
    return;
  g_object_set_data (G_OBJECT (display), "parcours-contacts-style", display);
  sheet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheet, "/org/parcours/Parcours/style/contacts.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
parcours_contacts_page_init (ParcoursContactsPage *self)
{
  install_style (gtk_widget_get_display (GTK_WIDGET (self)));
  self->split = parcours_split_new ();
  gtk_widget_set_parent (self->split, GTK_WIDGET (self));
}

static void
follow (ParcoursContactsPage *self)
{
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (on_filters_changed), self);
  g_signal_connect_swapped (self->sidebar, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect_swapped (self->table, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->pane, "message", G_CALLBACK (say_done), self);
  g_signal_connect_swapped (self->list, "notify::busy", G_CALLBACK (on_list_changed), self);
  g_signal_connect_swapped (self->list, "notify::error", G_CALLBACK (on_list_changed), self);
  g_signal_connect_object (self->project, "notify::n-contacts", G_CALLBACK (on_list_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::library", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
}

/**
 * parcours_contacts_page_new:
 * @project: a project
 *
 * Returns: (transfer floating): its contacts
 */
GtkWidget *
parcours_contacts_page_new (ParcoursProject *project)
{
  ParcoursContactsPage *self = g_object_new (PARCOURS_TYPE_CONTACTS_PAGE, NULL);
  gboolean writable = !parcours_project_is_read_only (project);

  self->project = g_object_ref (project);
  self->list = parcours_contact_list_new (project);
  self->sidebar = parcours_contacts_sidebar_new (project);
  self->filters = parcours_contact_filters_new (project);
  self->table = parcours_contact_table_new (self->list);
  self->pane = parcours_contact_pane_new (project);
  make_stack (self);
  make_actions (self);
  put_together (self);
  follow (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.import", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.delete", FALSE);
  on_list_changed (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contacts_page_show:
 * @self: a page
 * @contact: the number of a contact
 *
 * Shows the contact at the side, and selects it once it is in the table.
 */
void
parcours_contacts_page_show (ParcoursContactsPage *self,
                             gint64                contact)
{
  self->to_select = contact;
  parcours_contact_pane_set_contact (PARCOURS_CONTACT_PANE (self->pane), contact);
  on_list_changed (self);
}

/**
 * parcours_contacts_page_filter:
 * @self: a page
 * @condition: (nullable): the condition that contacts have to meet, %NULL for all contacts
 */
void
parcours_contacts_page_filter (ParcoursContactsPage *self,
                               JsonNode             *condition)
{
  parcours_contact_filters_set (PARCOURS_CONTACT_FILTERS (self->filters), condition);
}

/**
 * parcours_contacts_page_import:
 * @self: a page
 * @path: a file of contacts
 *
 * Opens the dialog that imports the file.
 */
void
parcours_contacts_page_import (ParcoursContactsPage *self,
                               const char           *path)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = parcours_import_dialog_new (self->project, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, path);

  gtk_window_present (GTK_WINDOW (dialog));
}
