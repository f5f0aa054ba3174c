/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-words.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-project-contacts.h"
#include "parcours-record-dialog.h"
#include "parcours-record-params.h"
#include "parcours-style.h"

struct _ParcoursRecordDialog
{
  AdwWindow parent_instance;

  ParcoursProject *project;         /* (owned) */
  ParcoursForm *form;               /* (owned) */
  gint64 contact;
  const ParcoursRecordTable *table;
  char *ident;                      /* (owned) (nullable) %NULL for a new record */
  JsonObject *columns;              /* (owned) as a person has changed them */
  GtkWidget *box;                   /* (unowned) */
  ParcoursTypedFields *fields;      /* (unowned) */
  GtkWidget *error;                 /* (unowned) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursRecordDialog, parcours_record_dialog, ADW_TYPE_WINDOW)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return;
  if (parcours_project_contacts_finish (PARCOURS_PROJECT (source), result, &error))
    {
      g_signal_emit (self, signals[CHANGED], 0, _("Contact changed"));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (GTK_LABEL (self->error), error->message);
  gtk_widget_set_visible (self->error, TRUE);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursRecordDialog *self = PARCOURS_RECORD_DIALOG (widget);

  parcours_typed_fields_flush (self->fields);
  parcours_project_set_contact_record_async (self->project, self->contact, self->table->kind, self->ident, self->columns,
                                             written_cb, g_object_ref (self));
}

/* An account is not deleted from the page of a contact, who only leaves it. */
static void
delete (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ParcoursRecordDialog *self = PARCOURS_RECORD_DIALOG (widget);

  if (g_str_equal (self->table->kind, "account"))
    parcours_project_link_account_async (self->project, self->contact, self->ident, FALSE, written_cb, g_object_ref (self));
  else
    parcours_project_set_contact_record_async (self->project, self->contact, self->table->kind, self->ident, NULL, written_cb,
                                               g_object_ref (self));
}

static void
changed_cb (ParcoursTypedFields  *fields,
            const char           *key,
            JsonNode             *value,
            ParcoursRecordDialog *self)
{
  parcours_record_take (fields, self->project, self->table, self->columns, key, value);
}

static void
parcours_record_dialog_dispose (GObject *object)
{
  ParcoursRecordDialog *self = PARCOURS_RECORD_DIALOG (object);

  g_clear_pointer (&self->columns, json_object_unref);
  g_clear_pointer (&self->ident, g_free);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_record_dialog_parent_class)->dispose (object);
}

static void
parcours_record_dialog_class_init (ParcoursRecordDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_record_dialog_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "record.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_record_dialog_init (ParcoursRecordDialog *self)
{
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_default_size (GTK_WINDOW (self), 420, 560);
}

static GtkWidget *
new_header (ParcoursRecordDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *confirm = gtk_button_new_with_mnemonic (self->ident != NULL ? _("_Save") : _("_Add"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (confirm), "record.save");
  gtk_widget_add_css_class (confirm, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), confirm);

  return header;
}

static char *
describe_item (ParcoursProject *project,
               JsonObject      *item)
{
  const char *product = parcours_json_member_string (item, "product");
  const char *name = parcours_json_member_string (item, "name");
  double price = parcours_json_member_number (item, "price", 0);
  g_autofree char *quantity = g_strdup_printf ("%d", (int) parcours_json_member_number (item, "quantity", 1));
  g_autofree char *amount = parcours_money_to_words (price, parcours_library_currency (parcours_project_library (project)));

  if (name == NULL && product != NULL)
    name = parcours_library_label (parcours_project_library (project), "product", product);

  /* Translators: a product that was bought, such as "2 × Lavender soap, 6.50 €". */
  return parcours_phrase_fill (_("{quantity} × {product}, {amount}"), "quantity", quantity, "product",
                               name != NULL ? name : "", "amount", amount, NULL);
}

/* What was bought is a fact, which is read. */
static void
add_items (ParcoursRecordDialog *self)
{
  JsonArray *items = parcours_json_member_array (self->columns, "items");

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      g_autofree char *line = JSON_NODE_HOLDS_OBJECT (node) ? describe_item (self->project, json_node_get_object (node)) : NULL;
      GtkWidget *label = gtk_label_new (line);

      gtk_label_set_xalign (GTK_LABEL (label), 0.);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (self->box), label);
    }
}

static void
add_delete (ParcoursRecordDialog *self)
{
  gboolean is_account = g_str_equal (self->table->kind, "account");
  GtkWidget *button = gtk_button_new_with_mnemonic (is_account ? _("_Leave This Account") : _("_Delete"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.delete");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
build (ParcoursRecordDialog *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->error = gtk_label_new (NULL);
  self->fields = PARCOURS_TYPED_FIELDS (parcours_typed_fields_new (self->form));
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0.);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_add_css_class (self->box, "library-form");
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->fields));
  add_items (self);
  if (self->ident != NULL && !parcours_project_is_read_only (self->project))
    add_delete (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (content), new_header (self));
  gtk_box_append (GTK_BOX (content), scrolled);
  adw_window_set_content (ADW_WINDOW (self), content);
  parcours_record_add_fields (self->fields, self->project, self->table, self->columns);
  parcours_record_show (self->fields, self->project, self->table, self->columns);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), parcours_typed_fields_n (self->fields) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.save", !parcours_project_is_read_only (self->project));
  g_signal_connect (self->fields, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * parcours_record_dialog_new:
 * @parent: (nullable): over which window
 * @project: a project
 * @contact: the number of a contact
 * @kind: a kind of records, or `account`
 * @record: (nullable): one of the contact's, %NULL for a new one
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
parcours_record_dialog_new (GtkWindow                  *parent,
                            ParcoursProject            *project,
                            gint64                      contact,
                            const char                 *kind,
                            const ParcoursStoredRecord *record)
{
  ParcoursRecordDialog *self = g_object_new (PARCOURS_TYPE_RECORD_DIALOG, "transient-for", parent, "modal", parent != NULL,
                                             "destroy-with-parent", TRUE, NULL);
  const ParcoursRecordKind *shown = parcours_record_find_kind (kind);

  self->project = g_object_ref (project);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  self->contact = contact;
  self->table = parcours_record_table (kind);
  self->ident = record != NULL ? g_strdup (record->ident) : NULL;
  self->columns = record != NULL ? parcours_json_copy_object (record->columns) : json_object_new ();
  gtk_window_set_title (GTK_WINDOW (self), shown != NULL ? _(shown->single) : _("Account"));
  build (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_record_dialog_fields:
 * @self: a dialog
 *
 * Returns: (transfer none): its fields
 */
ParcoursTypedFields *
parcours_record_dialog_fields (ParcoursRecordDialog *self)
{
  return self->fields;
}
