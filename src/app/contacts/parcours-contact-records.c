/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-records.h"
#include "parcours-contact-words.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-picker.h"
#include "parcours-record-params.h"
#include "parcours-time.h"

#define MAX_SHOWN 5

struct _ParcoursContactRecords
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursForm *form;       /* (owned) */
  GtkWidget *box;
};

enum
{
  MORE,
  EDIT_RECORD,
  JOIN_ACCOUNT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactRecords, parcours_contact_records, GTK_TYPE_WIDGET)

static GtkWidget *
add_group (ParcoursContactRecords *self,
           const char             *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static GtkWidget *
add_row (GtkWidget  *group,
         const char *icon,
         const char *title,
         const char *subtitle,
         const char *end)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (end);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
add_passages (ParcoursContactRecords    *self,
              const ParcoursContactPage *page)
{
  GtkWidget *group;

  if (page->passages->len == 0)
    return;
  group = add_group (self, _("Automations"));
  for (guint i = 0; i < MIN (page->passages->len, MAX_SHOWN); i++)
    {
      const ParcoursStoredPassage *passage = g_ptr_array_index (page->passages, i);
      ParcoursAutomationItem *item = parcours_project_find_automation (self->project, passage->automation);
      g_autofree char *when = parcours_when_to_words (self->project, passage->ended != 0 ? passage->ended : passage->entered);
      /* Translators: when a contact entered an automation, or left it. */
      g_autofree char *subtitle = parcours_phrase_fill (passage->ended != 0 ? _("Ended {when}") : _("Inside since {when}"),
                                                        "when", when, NULL);

      add_row (group, "parcours-flow-symbolic", item != NULL ? parcours_automation_item_name (item) : passage->automation,
               subtitle, NULL);
    }
}

static void
on_record (GtkWidget              *row,
           ParcoursContactRecords *self)
{
  g_signal_emit (self, signals[EDIT_RECORD], 0, g_object_get_data (G_OBJECT (row), "kind"),
                 g_object_get_data (G_OBJECT (row), "ident"));
}

static void
make_editable (ParcoursContactRecords     *self,
               GtkWidget                  *row,
               const ParcoursStoredRecord *record)
{
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) record->table->kind);
  g_object_set_data_full (G_OBJECT (row), "ident", g_strdup (record->ident), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect (row, "activated", G_CALLBACK (on_record), self);
}

/* What a column that names something says: a programme, a phone line. */
static char *
name_of (ParcoursContactRecords     *self,
         const ParcoursRecordKind   *kind,
         const ParcoursStoredRecord *record)
{
  const char *text = kind->name != NULL ? parcours_json_member_string (record->columns, kind->name) : NULL;
  const char *type = kind->name != NULL ? parcours_record_column_kind (kind->kind, kind->name) : NULL;

  if (text == NULL)
    return g_strdup (record->ident);

  return g_strdup (type != NULL ? parcours_library_label (parcours_project_library (self->project), type, text) : text);
}

static void
add_record (ParcoursContactRecords     *self,
            GtkWidget                  *group,
            const ParcoursRecordKind   *kind,
            const ParcoursStoredRecord *record)
{
  double amount = kind->amount != NULL ? parcours_json_member_number (record->columns, kind->amount, 0) : 0;
  const char *currency = parcours_json_member_string (record->columns, "currency");
  g_autofree char *name = name_of (self, kind, record);
  g_autofree char *when = parcours_when_to_words (self->project, record->created);
  g_autofree char *money = NULL;

  if (currency == NULL)
    currency = parcours_library_currency (parcours_project_library (self->project));
  if (amount != 0)
    money = parcours_money_to_words (amount, currency);
  make_editable (self, add_row (group, kind->icon, name, when, money), record);
}

static void
add_records (ParcoursContactRecords    *self,
             const ParcoursContactPage *page)
{
  const ParcoursRecordKind *kind;

  for (guint k = 0; (kind = parcours_record_nth_kind (k)) != NULL; k++)
    {
      GtkWidget *group = NULL;
      guint n = 0;

      for (guint i = 0; i < page->records->len && n < MAX_SHOWN; i++)
        {
          const ParcoursStoredRecord *record = g_ptr_array_index (page->records, i);

          if (!g_str_equal (record->table->kind, kind->kind))
            continue;
          if (n++ == 0)
            group = add_group (self, _(kind->title));
          add_record (self, group, kind, record);
        }
    }
}

static void
on_account_picked (ParcoursContactRecords *self,
                   const char             *slug)
{
  g_signal_emit (self, signals[JOIN_ACCOUNT], 0, slug);
}

static void
fill_accounts (ParcoursContactRecords *self,
               GListStore             *list)
{
  g_autoptr (GPtrArray) accounts = parcours_library_list (parcours_project_library (self->project), "account");

  for (guint i = 0; i < accounts->len; i++)
    {
      const ParcoursEntity *account = g_ptr_array_index (accounts, i);

      parcours_pick_list_add (list, account->slug, account->label, parcours_json_member_string (account->attributes, "url"));
    }
}

static GtkWidget *
new_account_adder (ParcoursContactRecords *self)
{
  GtkWidget *picker = parcours_picker_new (self->form);

  parcours_picker_set_icon (PARCOURS_PICKER (picker), "list-add-symbolic", "");
  parcours_picker_set_new_kind (PARCOURS_PICKER (picker), "account", NULL);
  gtk_widget_set_tooltip_text (picker, _("Add to an Account"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (parcours_picker_button (PARCOURS_PICKER (picker))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add to an Account"), -1);
  g_signal_connect_swapped (picker, "fill", G_CALLBACK (fill_accounts), self);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (on_account_picked), self);

  return picker;
}

/* The fields of an account in one line: "Sector: Hotel". */
static char *
describe_account (ParcoursContactRecords     *self,
                  const ParcoursStoredRecord *account)
{
  ParcoursLibrary *library = parcours_project_library (self->project);
  g_autoptr (GPtrArray) fields = parcours_library_list (library, "account-field");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);
      const char *value = parcours_json_member_string (account->columns, field->slug);

      if (value != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", field->label, value);
    }

  return g_string_free (text, FALSE);
}

static void
add_accounts (ParcoursContactRecords    *self,
              const ParcoursContactPage *page)
{
  GtkWidget *group = add_group (self, _("Accounts"));

  if (!parcours_project_is_read_only (self->project))
    adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), new_account_adder (self));
  for (guint i = 0; i < page->accounts->len; i++)
    {
      const ParcoursStoredRecord *account = g_ptr_array_index (page->accounts, i);
      g_autofree char *fields = describe_account (self, account);

      make_editable (self, add_row (group, "parcours-deal-symbolic", parcours_json_member_string (account->columns, "name"),
                                    *fields != '\0' ? fields : NULL, NULL), account);
    }
}

/* What can be added by hand, in the order in which it is shown. */
static void
add_adder (ParcoursContactRecords *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  const ParcoursRecordKind *kind;

  for (guint k = 0; (kind = parcours_record_nth_kind (k)) != NULL; k++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(kind->single), NULL);

      g_menu_item_set_action_and_target (item, "records.add", "s", kind->kind);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Add a Record"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
add_new_record (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[EDIT_RECORD], 0, g_variant_get_string (parameter, NULL), NULL);
}

static GtkWidget *
add_day (ParcoursContactRecords *self,
         gint32                  day)
{
  g_autofree char *title = parcours_day_to_words (day);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *group = adw_preferences_group_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static void
on_more (ParcoursContactRecords *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
add_timeline (ParcoursContactRecords    *self,
              const ParcoursContactPage *page)
{
  const ParcoursZone *zone = parcours_project_zone (self->project);
  gint32 last = G_MININT32;
  GtkWidget *group = NULL;
  GtkWidget *more;

  if (page->events->len > 0)
    add_group (self, _("Timeline"));
  for (guint i = 0; i < page->events->len; i++)
    {
      const ParcoursStoredEvent *event = g_ptr_array_index (page->events, i);
      gint64 local = parcours_zone_to_local (zone, event->at);
      g_autofree char *words = parcours_stored_event_to_words (self->project, event);
      g_autofree char *time = parcours_time_of_day_to_words (parcours_local_seconds (local) / 60 * 60);

      if (parcours_local_day (local) != last)
        group = add_day (self, last = parcours_local_day (local));
      add_row (group, parcours_stored_event_icon (event), words, NULL, time);
    }
  if (!page->has_more)
    return;
  more = gtk_button_new_with_label (_("Show Earlier"));
  gtk_widget_set_halign (more, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (more, "clicked", G_CALLBACK (on_more), self);
  gtk_box_append (GTK_BOX (self->box), more);
}

static void
parcours_contact_records_dispose (GObject *object)
{
  ParcoursContactRecords *self = PARCOURS_CONTACT_RECORDS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_records_parent_class)->dispose (object);
}

static void
parcours_contact_records_class_init (ParcoursContactRecordsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contact_records_dispose;

  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_RECORD] = g_signal_new ("edit-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[JOIN_ACCOUNT] = g_signal_new ("join-account", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "records.add", "s", add_new_record);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_contact_records_init (ParcoursContactRecords *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * parcours_contact_records_new:
 * @project: a project
 *
 * Returns: (transfer floating): nothing yet
 */
GtkWidget *
parcours_contact_records_new (ParcoursProject *project)
{
  ParcoursContactRecords *self = g_object_new (PARCOURS_TYPE_CONTACT_RECORDS, NULL);

  self->project = g_object_ref (project);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_records_set:
 * @self: the records
 * @page: what is known of a contact
 */
void
parcours_contact_records_set (ParcoursContactRecords    *self,
                              const ParcoursContactPage *page)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_passages (self, page);
  add_accounts (self, page);
  add_records (self, page);
  if (!parcours_project_is_read_only (self->project))
    add_adder (self);
  add_timeline (self, page);
}
