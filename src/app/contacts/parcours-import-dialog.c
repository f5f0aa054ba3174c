/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-import-dialog.h"
#include "parcours-import-row.h"
#include "parcours-phrase.h"
#include "parcours-project-import.h"

/* A table of a million refused rows would be one in which nobody finds anything. */
#define MAX_REFUSED 200

struct _ParcoursImportDialog
{
  AdwWindow parent_instance;

  ParcoursProject *project;       /* (owned) */
  ParcoursImportPreview *preview; /* (owned) (nullable) */
  GCancellable *cancellable;      /* (owned) of the reading */
  ParcoursJob *job;               /* (owned) (nullable) of the import */
  GPtrArray *rows;                /* (owned) (element-type GtkWidget) a column each */

  GtkWidget *stack;
  GtkWidget *failure;             /* AdwStatusPage */
  GtkWidget *mapping;             /* GtkBox */
  GtkWidget *list;                /* AdwComboRow */
  GtkWidget *list_name;           /* AdwEntryRow, for a new list */
  GtkWidget *merge;               /* GtkSwitch */
  GtkWidget *progress;
  GtkWidget *report;              /* GtkBox */
  GtkWidget *import;              /* GtkButton */
  GtkWidget *cancel;              /* GtkButton */
};

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursImportDialog, parcours_import_dialog, ADW_TYPE_WINDOW)

static void
show_page (ParcoursImportDialog *self,
           const char           *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  gtk_widget_set_visible (self->import, g_str_equal (page, "mapping"));
  gtk_button_set_label (GTK_BUTTON (self->cancel),
                        g_str_equal (page, "report") || g_str_equal (page, "failure") ? _("Close") : _("Cancel"));
}

static void
fail (ParcoursImportDialog *self,
      const GError         *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), text);
  show_page (self, "failure");
}

static GtkWidget *
new_group (const char *title,
           const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);

  return group;
}

static char *
describe (ParcoursImport *import)
{
  g_autofree char *rows = parcours_count_to_words ((guint64) import->n_rows);

  return parcours_phrase_fill (ngettext ("{n} row, {encoding}", "{n} rows, {encoding}", (gulong) import->n_rows), "n", rows,
                               "encoding", parcours_csv_encoding (import->csv), NULL);
}

static void
add_columns (ParcoursImportDialog *self)
{
  ParcoursImport *import = self->preview->import;
  g_autofree char *description = describe (import);
  GtkWidget *group = new_group (_("Columns"), description);

  for (guint i = 0; i < import->columns->len; i++)
    {
      GtkWidget *row =
        parcours_import_row_new (parcours_project_library (self->project), g_ptr_array_index (import->columns, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (GTK_BOX (self->mapping), group);
}

/* Whether the file itself says who is on a list, or who may be written to. */
static gboolean
speaks_of_lists (const ParcoursImport *import)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      const ParcoursImportColumn *column = g_ptr_array_index (import->columns, i);

      if (column->target == PARCOURS_IMPORT_LISTS || column->target == PARCOURS_IMPORT_LIST ||
          column->target == PARCOURS_IMPORT_STATUS || column->target == PARCOURS_IMPORT_CONSENT)
        return TRUE;
    }

  return FALSE;
}

/* The last choice is a list that there is not yet. */
static gboolean
wants_new_list (ParcoursImportDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->list)) + 1 ==
         g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (self->list)));
}

static void
update_list_name (ParcoursImportDialog *self)
{
  gtk_widget_set_visible (self->list_name, wants_new_list (self));
}

/* In a workspace without lists, contacts of whom the file says nothing would be on none: then nobody gets a message
 * on platforms that write to lists. */
static void
add_list_choice (ParcoursImportDialog *self,
                 GtkWidget            *group)
{
  g_autoptr (GPtrArray) lists = parcours_library_list (parcours_project_library (self->project), "list");
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gboolean is_new = lists->len == 0 && !speaks_of_lists (self->preview->import);

  gtk_string_list_append (labels, _("As the File Says"));
  for (guint i = 0; i < lists->len; i++)
    gtk_string_list_append (labels, ((ParcoursEntity *) lists->pdata[i])->label);
  gtk_string_list_append (labels, _("New List…"));
  self->list = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list), _("Put all on the list"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->list), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->list), is_new ? 1 : 0);
  self->list_name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list_name), _("Name of the list"));
  gtk_editable_set_text (GTK_EDITABLE (self->list_name), _("Contacts"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->list_name), TRUE);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (update_list_name), self);
  update_list_name (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->list_name);
}

static void
add_choices (ParcoursImportDialog *self)
{
  GtkWidget *group = new_group (_("Contacts"), NULL);
  GtkWidget *row = adw_action_row_new ();

  add_list_choice (self, group);
  self->merge = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (self->merge), TRUE);
  gtk_widget_set_valign (self->merge, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Update contacts that are there already"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Otherwise they are left as they are"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->merge);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->merge);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (self->mapping), group);
}

static void
on_previewed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (ParcoursImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursImportPreview *preview =
    parcours_project_preview_import_finish (PARCOURS_PROJECT (source), result, &error);

  if (preview == NULL)
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        fail (self, error);
      return;
    }
  self->preview = preview;
  add_choices (self);
  add_columns (self);
  show_page (self, "mapping");
  gtk_widget_grab_focus (self->import);
}

static void
add_figure (GtkWidget  *group,
            const char *title,
            gint64      figure)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = parcours_count_to_words ((guint64) figure);
  GtkWidget *label = gtk_label_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_refused (ParcoursImportDialog       *self,
             const ParcoursImportReport *report)
{
  g_autofree char *description = NULL;
  GtkWidget *group;

  if (report->refused->len == 0)
    return;
  if (report->refused->len > MAX_REFUSED)
    {
      g_autofree char *shown = parcours_count_to_words (MAX_REFUSED);

      description = parcours_phrase_fill (_("The first {n} are shown."), "n", shown, NULL);
    }
  group = new_group (_("Refused Rows"), description);
  for (guint i = 0; i < MIN (report->refused->len, MAX_REFUSED); i++)
    {
      const ParcoursRefusedRow *refused = g_ptr_array_index (report->refused, i);
      g_autofree char *line = parcours_count_to_words ((guint64) refused->line);
      g_autofree char *title = parcours_phrase_fill (_("Line {n}"), "n", line, NULL);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refused->reason);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (GTK_BOX (self->report), group);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursImportReport) report = parcours_project_import_finish (PARCOURS_PROJECT (source), result, &error);
  GtkWidget *group;

  g_clear_object (&self->job);
  if (report == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_window_close (GTK_WINDOW (self));
      else
        fail (self, error);
      return;
    }
  group = new_group (_("Imported"), NULL);
  add_figure (group, _("New contacts"), report->n_added);
  add_figure (group, _("Updated contacts"), report->n_merged);
  if (report->n_skipped > 0)
    add_figure (group, _("Left as they are"), report->n_skipped);
  add_figure (group, _("Refused rows"), report->refused->len);
  gtk_box_append (GTK_BOX (self->report), group);
  add_refused (self, report);
  show_page (self, "report");
  g_signal_emit (self, signals[IMPORTED], 0);
}

static void
on_progress (ParcoursJob          *job,
             GParamSpec           *pspec,
             ParcoursImportDialog *self)
{
  g_autofree char *done = parcours_count_to_words ((guint64) parcours_job_done (job));
  g_autofree char *total = parcours_count_to_words ((guint64) parcours_job_total (job));
  /* Translators: how many rows of a file are read. */
  g_autofree char *text = parcours_phrase_fill (_("{done} of {total} rows"), "done", done, "total", total, NULL);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), parcours_job_fraction (job));
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
}

static void
apply_choices (ParcoursImportDialog *self)
{
  ParcoursImport *import = self->preview->import;
  g_autoptr (GPtrArray) lists = parcours_library_list (parcours_project_library (self->project), "list");
  guint list = adw_combo_row_get_selected (ADW_COMBO_ROW (self->list));

  for (guint i = 0; i < self->rows->len; i++)
    parcours_import_row_apply (self->rows->pdata[i], g_ptr_array_index (import->columns, i));
  import->merge = gtk_switch_get_active (GTK_SWITCH (self->merge));
  if (wants_new_list (self))
    {
      g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->list_name))));

      g_free (import->new_list);
      import->new_list = g_strdup (*name != '\0' ? name : _("Contacts"));
    }
  else if (list > 0 && list <= lists->len)
    {
      g_free (import->list);
      import->list = g_strdup (((ParcoursEntity *) lists->pdata[list - 1])->slug);
    }
}

static void
on_import (ParcoursImportDialog *self)
{
  apply_choices (self);
  self->job = parcours_job_new (_("Import contacts"));
  g_signal_connect_object (self->job, "notify::done", G_CALLBACK (on_progress), self, 0);
  show_page (self, "working");
  parcours_project_import_async (self->project, g_steal_pointer (&self->preview), self->job, on_imported,
                                 g_object_ref (self));
}

/* An import that goes on is cancelled; the window closes when that is done. */
static gboolean
parcours_import_dialog_close_request (GtkWindow *window)
{
  ParcoursImportDialog *self = PARCOURS_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  if (self->job != NULL)
    {
      parcours_job_cancel (self->job);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (parcours_import_dialog_parent_class)->close_request (window);
}

static void
parcours_import_dialog_dispose (GObject *object)
{
  ParcoursImportDialog *self = PARCOURS_IMPORT_DIALOG (object);

  g_clear_pointer (&self->preview, parcours_import_preview_free);
  g_clear_object (&self->job);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_import_dialog_parent_class)->dispose (object);
}

static void
parcours_import_dialog_finalize (GObject *object)
{
  ParcoursImportDialog *self = PARCOURS_IMPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (parcours_import_dialog_parent_class)->finalize (object);
}

static void
parcours_import_dialog_class_init (ParcoursImportDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_import_dialog_dispose;
  object_class->finalize = parcours_import_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = parcours_import_dialog_close_request;

  signals[IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (child, "import-page");
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static GtkWidget *
make_working (ParcoursImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *label = gtk_label_new (_("Importing Contacts…"));

  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_widget_add_css_class (label, "title-2");
  gtk_widget_add_css_class (box, "import-page");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->progress);

  return box;
}

static GtkWidget *
make_reading (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Reading the File…")));

  return box;
}

static GtkWidget *
make_bar (ParcoursImportDialog *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->cancel = gtk_button_new ();
  self->import = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_widget_add_css_class (self->import, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), self->import);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (on_import), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->import);

  return bar;
}

static void
parcours_import_dialog_init (ParcoursImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->mapping = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  self->report = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  self->failure = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->failure), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->failure), _("Nothing Was Imported"));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_reading (), "reading");
  gtk_stack_add_named (GTK_STACK (self->stack), make_scrolled (self->mapping), "mapping");
  gtk_stack_add_named (GTK_STACK (self->stack), make_working (self), "working");
  gtk_stack_add_named (GTK_STACK (self->stack), make_scrolled (self->report), "report");
  gtk_stack_add_named (GTK_STACK (self->stack), self->failure, "failure");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  show_page (self, "reading");
}

/**
 * parcours_import_dialog_new:
 * @project: a project
 * @parent: (nullable): the window that it belongs to
 * @path: a file of contacts
 *
 * Returns: (transfer full): a dialog that reads the file
 */
GtkWidget *
parcours_import_dialog_new (ParcoursProject *project,
                            GtkWindow       *parent,
                            const char      *path)
{
  ParcoursImportDialog *self = g_object_new (PARCOURS_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: the title of a window, with the name of a file. */
  g_autofree char *title = parcours_phrase_fill (_("Import {file}"), "file", name, NULL);

  self->project = g_object_ref (project);
  gtk_window_set_title (GTK_WINDOW (self), title);
  parcours_project_preview_import_async (project, path, self->cancellable, on_previewed, g_object_ref (self));

  return GTK_WIDGET (self);
}
