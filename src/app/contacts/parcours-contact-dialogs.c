/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-dialogs.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-text.h"

typedef struct
{
  ParcoursConfirmFunc confirm;
  ParcoursAddressFunc address;
  gpointer user_data;
  GtkWidget *entry; /* (nullable) */
} Question;

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (g_str_equal (response, "delete"))
    question->confirm (question->user_data);
  else if (g_str_equal (response, "add"))
    question->address (gtk_editable_get_text (GTK_EDITABLE (question->entry)), question->user_data);
}

static void
free_question (gpointer  question,
               GClosure *closure)
{
  g_free (question);
}

/**
 * parcours_confirm_delete_contacts:
 * @parent: what asks
 * @n: how many contacts
 * @func: called if they are to be deleted
 * @user_data: for @func
 */
void
parcours_confirm_delete_contacts (GtkWidget           *parent,
                                  guint                n,
                                  ParcoursConfirmFunc  func,
                                  gpointer             user_data)
{
  g_autofree char *number = parcours_count_to_words (n);
  g_autofree char *heading = parcours_phrase_fill (ngettext ("Delete {n} Contact?", "Delete {n} Contacts?", n), "n", number,
                                                   NULL);
  GtkWidget *dialog = adw_message_dialog_new (window_of (parent), heading,
                                              _("All that is known of them is deleted too. This cannot be undone."));
  Question *question = g_new0 (Question, 1);

  question->confirm = func;
  question->user_data = user_data;
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "delete", _("_Delete"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_address_changed (GtkEditable      *entry,
                    AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "add", parcours_text_is_email (gtk_editable_get_text (entry)));
}

/**
 * parcours_ask_for_address:
 * @parent: what asks
 * @func: called with the address of a new contact
 * @user_data: for @func
 */
void
parcours_ask_for_address (GtkWidget           *parent,
                          ParcoursAddressFunc  func,
                          gpointer             user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (parent), _("New Contact"), NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();
  Question *question = g_new0 (Question, 1);

  question->address = func;
  question->user_data = user_data;
  question->entry = entry;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Email"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "add", _("_Add"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "add", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (on_address_changed), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * parcours_choose_csv:
 * @parent: what asks
 * @action: to open or to save
 *
 * Returns: (transfer full): a chooser of a file, not shown yet
 */
GtkFileChooserNative *
parcours_choose_csv (GtkWidget            *parent,
                     GtkFileChooserAction  action)
{
  gboolean saves = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (saves ? _("Export Contacts") : _("Import Contacts"), window_of (parent), action,
                                 saves ? _("_Export") : _("_Import"), _("_Cancel"));
  g_autoptr (GtkFileFilter) csv = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (csv, _("Tables of text (CSV)"));
  gtk_file_filter_add_mime_type (csv, "text/csv");
  gtk_file_filter_add_mime_type (csv, "text/plain");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), csv);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  if (saves)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("contacts.csv"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  return chooser;
}
