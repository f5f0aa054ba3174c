/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-dialogs.h"
#include "parcours-text.h"

/* An answer that somebody waits for, as long as the dialog is there. */
typedef struct
{
  ParcoursTextFunc done;
  gpointer user_data;
  GtkWidget *entry; /* (nullable) */
} Answer;

static Answer *
answer_new (ParcoursTextFunc done,
            gpointer         user_data)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->done = done;
  answer->user_data = user_data;

  return answer;
}

/**
 * parcours_dialogs_show_about:
 * @parent: (nullable): over which window
 *
 * Says what Parcours is and who made it.
 */
void
parcours_dialogs_show_about (GtkWindow *parent)
{
  const char *developers[] = { "The Parcours developers", NULL };

  adw_show_about_window (parent,
                         "application-name", _("Parcours"),
                         "application-icon", PARCOURS_APPLICATION_ID,
                         "version", PARCOURS_VERSION,
                         "comments", _("Draw marketing automations and see what they would do before anybody receives anything."),
                         "developer-name", _("The Parcours developers"),
                         "developers", developers,
                         /* Translators: your names, a line each. */
                         "translator-credits", _("translator-credits"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Whether there is a program that shows pages of help, and whether ours are installed. */
static gboolean
can_show_pages (void)
{
  g_autoptr (GAppInfo) reader = g_app_info_get_default_for_uri_scheme ("help");
  const char *const *folders = g_get_system_data_dirs ();

  for (gsize i = 0; reader != NULL && folders[i] != NULL; i++)
    {
      g_autofree char *page = g_build_filename (folders[i], "help", "C", "parcours", "index.page", NULL);

      if (g_file_test (page, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }

  return FALSE;
}

/* Made when it is asked for: GTK 4.8 leads whoever reads the screen into windows that are kept hidden, and breaks there. */
static void
present (GtkWindow  *parent,
         const char *resource,
         const char *name)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (resource);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, name));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

/**
 * parcours_dialogs_show_help:
 * @parent: (nullable): over which window
 *
 * Shows the pages of help, or where nothing can show them the first steps, and the way to the pages.
 */
void
parcours_dialogs_show_help (GtkWindow *parent)
{
  if (can_show_pages ())
    {
      gtk_show_uri (parent, "help:parcours", GDK_CURRENT_TIME);
      return;
    }
  present (parent, "/org/parcours/Parcours/window/help.ui", "help");
}

/**
 * parcours_dialogs_show_shortcuts:
 * @parent: (nullable): over which window
 */
void
parcours_dialogs_show_shortcuts (GtkWindow *parent)
{
  present (parent, "/org/parcours/Parcours/window/shortcuts.ui", "help_overlay");
}

/**
 * parcours_dialogs_show_error:
 * @parent: over which window
 * @heading: what could not be done
 * @body: why, and the way out
 */
void
parcours_dialogs_show_error (GtkWindow  *parent,
                             const char *heading,
                             const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  g_autofree Answer *answer = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    answer->done (g_file_peek_path (file), answer->user_data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
choose (GtkWindow            *parent,
        const char           *title,
        GtkFileChooserAction  action,
        const char           *name,
        gboolean              is_workspace,
        ParcoursTextFunc      done,
        gpointer              user_data)
{
  const char *accept = action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open");
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept, _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (is_workspace)
    add_filter (GTK_FILE_CHOOSER (dialog), _("Workspaces of Parcours"), "*.parcours");
  else
    add_filter (GTK_FILE_CHOOSER (dialog), _("Automations as JSON"), "*.json");
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), answer_new (done, user_data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * parcours_dialogs_choose_workspace:
 * @parent: (nullable): over which window
 * @done: called with the path of a workspace
 * @user_data: for @done
 */
void
parcours_dialogs_choose_workspace (GtkWindow        *parent,
                                   ParcoursTextFunc  done,
                                   gpointer          user_data)
{
  choose (parent, _("Open a Workspace"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, TRUE, done, user_data);
}

/**
 * parcours_dialogs_choose_new_workspace:
 * @parent: (nullable): over which window
 * @done: called with the path of a workspace that is to be made
 * @user_data: for @done
 */
void
parcours_dialogs_choose_new_workspace (GtkWindow        *parent,
                                       ParcoursTextFunc  done,
                                       gpointer          user_data)
{
  choose (parent, _("New Workspace"), GTK_FILE_CHOOSER_ACTION_SAVE, _("Workspace.parcours"), TRUE, done, user_data);
}

/**
 * parcours_dialogs_choose_automation:
 * @parent: over which window
 * @done: called with the path of a file
 * @user_data: for @done
 */
void
parcours_dialogs_choose_automation (GtkWindow        *parent,
                                    ParcoursTextFunc  done,
                                    gpointer          user_data)
{
  choose (parent, _("Import an Automation"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, FALSE, done, user_data);
}

/**
 * parcours_dialogs_choose_timeline:
 * @parent: over which window
 * @done: called with the path of a file
 * @user_data: for @done
 */
void
parcours_dialogs_choose_timeline (GtkWindow        *parent,
                                  ParcoursTextFunc  done,
                                  gpointer          user_data)
{
  choose (parent, _("Choose a Timeline"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, FALSE, done, user_data);
}

/**
 * parcours_dialogs_save_automation:
 * @parent: over which window
 * @name: the name of the file that is proposed
 * @done: called with the path of the file
 * @user_data: for @done
 */
void
parcours_dialogs_save_automation (GtkWindow        *parent,
                                  const char       *name,
                                  ParcoursTextFunc  done,
                                  gpointer          user_data)
{
  choose (parent, _("Export the Automation"), GTK_FILE_CHOOSER_ACTION_SAVE, name, FALSE, done, user_data);
}

/**
 * parcours_dialogs_choose_behaviour:
 * @parent: over which window
 * @done: called with the path of a file
 * @user_data: for @done
 */
void
parcours_dialogs_choose_behaviour (GtkWindow        *parent,
                                   ParcoursTextFunc  done,
                                   gpointer          user_data)
{
  choose (parent, _("Import a Behaviour"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, FALSE, done, user_data);
}

/**
 * parcours_dialogs_save_behaviour:
 * @parent: over which window
 * @name: the name of the file that is proposed
 * @done: called with the path of the file
 * @user_data: for @done
 */
void
parcours_dialogs_save_behaviour (GtkWindow        *parent,
                                 const char       *name,
                                 ParcoursTextFunc  done,
                                 gpointer          user_data)
{
  choose (parent, _("Export the Behaviour"), GTK_FILE_CHOOSER_ACTION_SAVE, name, FALSE, done, user_data);
}

/**
 * parcours_dialogs_save_table:
 * @parent: over which window
 * @name: the name of the file that is proposed
 * @done: called with the path of the file
 * @user_data: for @done
 */
void
parcours_dialogs_save_table (GtkWindow        *parent,
                             const char       *name,
                             ParcoursTextFunc  done,
                             gpointer          user_data)
{
  choose (parent, _("Export the Table"), GTK_FILE_CHOOSER_ACTION_SAVE, name, FALSE, done, user_data);
}

/**
 * parcours_dialogs_choose_test:
 * @parent: over which window
 * @done: called with the path of a file
 * @user_data: for @done
 */
void
parcours_dialogs_choose_test (GtkWindow        *parent,
                              ParcoursTextFunc  done,
                              gpointer          user_data)
{
  choose (parent, _("Import a Test"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, FALSE, done, user_data);
}

/**
 * parcours_dialogs_save_test:
 * @parent: over which window
 * @name: the name of the file that is proposed
 * @done: called with the path of the file
 * @user_data: for @done
 */
void
parcours_dialogs_save_test (GtkWindow        *parent,
                            const char       *name,
                            ParcoursTextFunc  done,
                            gpointer          user_data)
{
  choose (parent, _("Export the Test"), GTK_FILE_CHOOSER_ACTION_SAVE, name, FALSE, done, user_data);
}

/**
 * parcours_dialogs_choose_html:
 * @parent: over which window
 * @done: called with the path of a page
 * @user_data: for @done
 */
void
parcours_dialogs_choose_html (GtkWindow        *parent,
                              ParcoursTextFunc  done,
                              gpointer          user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import HTML"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                                                              _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  add_filter (GTK_FILE_CHOOSER (dialog), _("HTML pages"), "*.[hH][tT][mM]*");
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), answer_new (done, user_data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
confirmed_cb (AdwMessageDialog *dialog,
              const char       *response,
              gpointer          user_data)
{
  g_autofree Answer *answer = user_data;

  answer->done (g_str_equal (response, "done") ? response : NULL, answer->user_data);
}

/**
 * parcours_dialogs_confirm:
 * @parent: over which window
 * @heading: what would be done
 * @body: what comes of it
 * @answer: what the button says that does it, with its mnemonic
 * @done: called with a text if it is to be done, else with %NULL
 * @user_data: for @done
 *
 * Asks before something that destroys.
 */
void
parcours_dialogs_confirm (GtkWindow        *parent,
                          const char       *heading,
                          const char       *body,
                          const char       *answer,
                          ParcoursTextFunc  done,
                          gpointer          user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "done", answer, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "done", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (confirmed_cb), answer_new (done, user_data));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
text_changed_cb (GtkEditable *editable,
                 gpointer     dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "done", !parcours_text_is_blank (gtk_editable_get_text (editable)));
}

static void
asked_cb (AdwMessageDialog *dialog,
          const char       *response,
          gpointer          user_data)
{
  g_autofree Answer *answer = user_data;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (answer->entry))));

  if (g_str_equal (response, "done"))
    answer->done (text, answer->user_data);
}

/**
 * parcours_dialogs_ask_text:
 * @parent: over which window
 * @heading: what is done
 * @body: (nullable): what there is to know about it
 * @label: what is asked for
 * @text: what stands there already
 * @answer: what the button says, with its mnemonic
 * @done: called with what was entered, which is not blank
 * @user_data: for @done
 */
void
parcours_dialogs_ask_text (GtkWindow        *parent,
                           const char       *heading,
                           const char       *body,
                           const char       *label,
                           const char       *text,
                           const char       *answer,
                           ParcoursTextFunc  done,
                           gpointer          user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  Answer *waiting = answer_new (done, user_data);

  waiting->entry = entry;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "done", answer, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "done", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "done");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (asked_cb), waiting);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  text_changed_cb (GTK_EDITABLE (entry), dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
