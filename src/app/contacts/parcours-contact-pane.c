/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-fields.h"
#include "parcours-contact-item.h"
#include "parcours-contact-page.h"
#include "parcours-contact-pane.h"
#include "parcours-contact-records.h"
#include "parcours-contact-scores.h"
#include "parcours-contact-tags.h"
#include "parcours-contact-words.h"
#include "parcours-project-contacts.h"
#include "parcours-record-dialog.h"
#include "parcours-time.h"

#define FIRST_EVENTS 30
#define WIDTH 330

struct _ParcoursContactPane
{
  GtkWidget parent_instance;

  ParcoursProject *project;    /* (owned) */
  gint64 id;                   /* 0 for nobody */
  guint n_events;              /* how many are asked for */
  GCancellable *cancellable;   /* (owned) (nullable) of the reading */
  ParcoursContactPage *page;   /* (owned) (nullable) what is shown */
  gboolean filling;
  gint64 shown;                /* the contact that the rows are for */

  GtkWidget *stack;
  GtkWidget *content;
  GtkWidget *scrolled;
  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *address;
  GtkWidget *why;
  GtkWidget *save_test;
  GtkWidget *fields;
  GtkWidget *tags;
  GtkWidget *lists;            /* AdwPreferencesGroup */
  GHashTable *statuses;        /* (owned) (element-type utf8 GtkWidget) of lists, by slug */
  GtkWidget *scores;
  GtkWidget *note;             /* AdwEntryRow */
  GtkWidget *records;
};

enum
{
  MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const ParcoursListStatus shown_statuses[] = { PARCOURS_LIST_NONE, PARCOURS_LIST_ACTIVE, PARCOURS_LIST_UNCONFIRMED,
                                                     PARCOURS_LIST_UNSUBSCRIBED, PARCOURS_LIST_BOUNCED };

G_DEFINE_FINAL_TYPE (ParcoursContactPane, parcours_contact_pane, GTK_TYPE_WIDGET)

static void load (ParcoursContactPane *self);

static void
say (ParcoursContactPane *self,
     const char          *message,
     gboolean             can_undo)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static void
say_error (ParcoursContactPane *self,
           const char          *message)
{
  say (self, message, FALSE);
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursContactPane) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = parcours_project_contacts_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->stack == NULL)
    return;
  say (self, ok ? _("Contact changed") : error->message, ok);
  if (!ok)
    load (self);
}

static void
on_fields_changed (ParcoursContactFields *fields,
                   const char            *message,
                   gboolean               is_written,
                   ParcoursContactPane   *self)
{
  say (self, message, is_written);
  if (!is_written)
    load (self);
}

static void
on_status_selected (AdwComboRow         *row,
                    GParamSpec          *pspec,
                    ParcoursContactPane *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *slug = g_object_get_data (G_OBJECT (row), "slug");

  if (self->filling || self->id == 0)
    return;
  g_array_append_val (ids, self->id);
  parcours_project_set_contacts_list_async (self->project, ids, slug, shown_statuses[adw_combo_row_get_selected (row)],
                                            on_changed, g_object_ref (self));
}

static void
on_tag (ParcoursContactTags *tags,
        const char          *slug,
        gboolean             has,
        ParcoursContactPane *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, self->id);
  parcours_project_set_contacts_tag_async (self->project, ids, slug, has, on_changed, g_object_ref (self));
}

static void
on_score (ParcoursContactScores *scores,
          const char            *slug,
          double                 value,
          ParcoursContactPane   *self)
{
  parcours_project_set_contact_score_async (self->project, self->id, slug, value, on_changed, g_object_ref (self));
}

static void
on_note_applied (AdwEntryRow         *row,
                 ParcoursContactPane *self)
{
  parcours_project_add_contact_note_async (self->project, self->id, gtk_editable_get_text (GTK_EDITABLE (row)), on_changed,
                                           g_object_ref (self));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
on_record_changed (ParcoursContactPane *self,
                   const char          *message)
{
  say (self, message, TRUE);
}

static const ParcoursStoredRecord *
find_record (GPtrArray  *records,
             const char *kind,
             const char *ident)
{
  for (guint i = 0; i < records->len; i++)
    {
      const ParcoursStoredRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->table->kind, kind) && g_strcmp0 (record->ident, ident) == 0)
        return record;
    }

  return NULL;
}

static void
on_edit_record (ParcoursContactPane *self,
                const char          *kind,
                const char          *ident)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GPtrArray *records = g_str_equal (kind, "account") ? self->page->accounts : self->page->records;
  const ParcoursStoredRecord *record = find_record (records, kind, ident);
  GtkWidget *dialog;

  if (ident != NULL && record == NULL)
    return;
  dialog = parcours_record_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->project, self->id, kind, record);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_record_changed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_join_account (ParcoursContactPane *self,
                 const char          *slug)
{
  parcours_project_link_account_async (self->project, self->id, slug, TRUE, on_changed, g_object_ref (self));
}

static void
on_more (ParcoursContactPane *self)
{
  self->n_events *= 4;
  load (self);
}

static void
make_list_rows (ParcoursContactPane *self)
{
  g_autoptr (GPtrArray) lists = parcours_library_list (parcours_project_library (self->project), "list");

  for (guint i = 0; i < lists->len; i++)
    {
      const ParcoursEntity *list = g_ptr_array_index (lists, i);
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
      GtkWidget *row;

      if (g_hash_table_contains (self->statuses, list->slug))
        continue;
      for (guint s = 0; s < G_N_ELEMENTS (shown_statuses); s++)
        gtk_string_list_append (names, parcours_status_to_words (shown_statuses[s]));
      row = adw_combo_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), list->label);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
      gtk_widget_set_sensitive (row, !parcours_project_is_read_only (self->project));
      g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (list->slug), g_free);
      g_signal_connect (row, "notify::selected", G_CALLBACK (on_status_selected), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->lists), row);
      g_hash_table_insert (self->statuses, g_strdup (list->slug), row);
    }
}

static void
fill_lists (ParcoursContactPane *self)
{
  GHashTableIter iter;
  gpointer slug, row;

  self->filling = TRUE;
  g_hash_table_iter_init (&iter, self->statuses);
  while (g_hash_table_iter_next (&iter, &slug, &row))
    {
      const ParcoursSubscription *subscription = g_hash_table_lookup (self->page->contact->lists, slug);
      ParcoursListStatus status = subscription != NULL ? subscription->status : PARCOURS_LIST_NONE;

      for (guint s = 0; s < G_N_ELEMENTS (shown_statuses); s++)
        {
          if (shown_statuses[s] == status)
            adw_combo_row_set_selected (ADW_COMBO_ROW (row), s);
        }
    }
  self->filling = FALSE;
}

static void
fill_head (ParcoursContactPane *self)
{
  ParcoursContact *contact = self->page->contact;
  g_autofree char *name = parcours_contact_name (contact);
  const char *email = parcours_contact_field (contact, "email");
  const char *phone = parcours_contact_field (contact, "phone");

  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->address), email != NULL ? email : phone != NULL ? phone : "");
}

static void
fill (ParcoursContactPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  fill_head (self);
  make_list_rows (self);
  parcours_contact_fields_set (PARCOURS_CONTACT_FIELDS (self->fields), self->page->contact);
  fill_lists (self);
  parcours_contact_tags_set (PARCOURS_CONTACT_TAGS (self->tags), self->page->contact->sets[PARCOURS_SET_TAGS]);
  parcours_contact_scores_set (PARCOURS_CONTACT_SCORES (self->scores), self->page->contact);
  parcours_contact_records_set (PARCOURS_CONTACT_RECORDS (self->records), self->page);
  if (self->shown != self->id)
    gtk_adjustment_set_value (adjustment, 0);
  self->shown = self->id;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "contact");
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursContactPane) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursContactPage *page = parcours_project_load_contact_finish (PARCOURS_PROJECT (source), result, &error);

  if (page == NULL)
    {
      if (g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND))
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "gone");
      return;
    }
  if (page->contact->id != self->id || self->stack == NULL)
    {
      parcours_contact_page_free (page);
      return;
    }
  g_clear_pointer (&self->page, parcours_contact_page_free);
  self->page = page;
  fill (self);
}

static void
load (ParcoursContactPane *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nobody");
      return;
    }
  self->cancellable = g_cancellable_new ();
  parcours_project_load_contact_async (self->project, self->id, self->n_events, self->cancellable, on_loaded,
                                       g_object_ref (self));
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");

  return label;
}

static GtkWidget *
make_head (ParcoursContactPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->avatar = adw_avatar_new (52, NULL, TRUE);
  self->name = gtk_label_new (NULL);
  self->address = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->name, "title-3");
  gtk_widget_add_css_class (self->address, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (self->address), TRUE);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? self->name : self->address;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), self->avatar);
  gtk_box_append (GTK_BOX (box), lines);

  return box;
}

/* A button for what a window does with the contact that is shown. */
static GtkWidget *
make_contact_button (const char *label,
                     const char *words,
                     const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static GtkWidget *
make_contact_buttons (ParcoursContactPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->why = make_contact_button (_("Why?"), _("What Happens to This Contact, and Why"), "win.why-contact");
  self->save_test = make_contact_button (_("Save as a _Test"), _("Save This Contact as a Test"), "win.save-contact-test");
  gtk_widget_set_visible (self->save_test, !parcours_project_is_read_only (self->project));
  gtk_box_append (GTK_BOX (box), self->why);
  gtk_box_append (GTK_BOX (box), self->save_test);

  return box;
}

static GtkWidget *
make_note (ParcoursContactPane *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->note = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note), _("Add a note"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->note), TRUE);
  g_signal_connect (self->note, "apply", G_CALLBACK (on_note_applied), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->note);

  return group;
}

static void
make_contact (ParcoursContactPane *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->fields = parcours_contact_fields_new (self->project);
  self->lists = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->lists), _("Lists"));
  self->tags = parcours_contact_tags_new (self->project);
  self->scores = parcours_contact_scores_new (self->project);
  self->records = parcours_contact_records_new (self->project);
  g_signal_connect (self->scores, "set-score", G_CALLBACK (on_score), self);
  g_signal_connect_swapped (self->scores, "message", G_CALLBACK (say_error), self);
  g_signal_connect (self->fields, "changed", G_CALLBACK (on_fields_changed), self);
  g_signal_connect (self->tags, "set-tag", G_CALLBACK (on_tag), self);
  g_signal_connect_swapped (self->records, "more", G_CALLBACK (on_more), self);
  g_signal_connect_swapped (self->records, "edit-record", G_CALLBACK (on_edit_record), self);
  g_signal_connect_swapped (self->records, "join-account", G_CALLBACK (on_join_account), self);
  gtk_widget_add_css_class (self->content, "contact-pane");
  gtk_box_append (GTK_BOX (self->content), make_head (self));
  gtk_box_append (GTK_BOX (self->content), make_contact_buttons (self));
  gtk_box_append (GTK_BOX (self->content), make_heading (_("Tags")));
  gtk_box_append (GTK_BOX (self->content), self->tags);
  gtk_box_append (GTK_BOX (self->content), self->fields);
  gtk_box_append (GTK_BOX (self->content), self->lists);
  gtk_box_append (GTK_BOX (self->content), self->scores);
  gtk_box_append (GTK_BOX (self->content), make_note (self));
  gtk_box_append (GTK_BOX (self->content), self->records);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->content);
  gtk_stack_add_named (GTK_STACK (self->stack), self->scrolled, "contact");
}

static void
add_status (ParcoursContactPane *self,
            const char          *name,
            const char          *icon,
            const char          *title,
            const char          *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  gtk_stack_add_named (GTK_STACK (self->stack), page, name);
}

static void
parcours_contact_pane_dispose (GObject *object)
{
  ParcoursContactPane *self = PARCOURS_CONTACT_PANE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_pane_parent_class)->dispose (object);
}

static void
parcours_contact_pane_finalize (GObject *object)
{
  ParcoursContactPane *self = PARCOURS_CONTACT_PANE (object);

  g_clear_pointer (&self->page, parcours_contact_page_free);
  g_hash_table_unref (self->statuses);
  G_OBJECT_CLASS (parcours_contact_pane_parent_class)->finalize (object);
}

static void
parcours_contact_pane_class_init (ParcoursContactPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_contact_pane_dispose;
  object_class->finalize = parcours_contact_pane_finalize;

  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contactpane");
}

static void
parcours_contact_pane_init (ParcoursContactPane *self)
{
  self->n_events = FIRST_EVENTS;
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stack = gtk_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH, -1);
}

/**
 * parcours_contact_pane_new:
 * @project: a project
 *
 * Returns: (transfer floating): a pane that shows nobody
 */
GtkWidget *
parcours_contact_pane_new (ParcoursProject *project)
{
  ParcoursContactPane *self = g_object_new (PARCOURS_TYPE_CONTACT_PANE, NULL);

  self->project = g_object_ref (project);
  add_status (self, "nobody", "system-users-symbolic", _("Nobody Selected"), _("Select a contact to see what is known."));
  add_status (self, "gone", "edit-delete-symbolic", _("Not There Any More"), _("This contact has been deleted."));
  make_contact (self);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_pane_contact:
 * @self: a pane
 *
 * Returns: the number of the contact that it is about, or 0
 */
gint64
parcours_contact_pane_contact (ParcoursContactPane *self)
{
  return self->id;
}

/**
 * parcours_contact_pane_set_contact:
 * @self: a pane
 * @id: the number of a contact, or 0 for nobody
 */
void
parcours_contact_pane_set_contact (ParcoursContactPane *self,
                                   gint64               id)
{
  if (self->id == id)
    return;
  self->id = id;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->save_test), "x", id);
  self->n_events = FIRST_EVENTS;
  load (self);
}
