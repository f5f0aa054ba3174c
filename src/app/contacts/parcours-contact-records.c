/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-records.h"
#include "parcours-contact-words.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-time.h"

#define MAX_SHOWN 5

struct _ParcoursContactRecords
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  GtkWidget *box;
};

enum
{
  MORE,
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

static void
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

/* The kinds that people keep, what they are called, and which column says most. */
static const struct
{
  const char *kind;
  const char *title;
  const char *icon;
  const char *name;
  const char *amount;
} kinds[] = {
  { "note", N_("Notes"), "parcours-note-symbolic", "text", NULL },
  { "deal", N_("Deals"), "parcours-deal-symbolic", "title", "value" },
  { "order", N_("Orders"), "parcours-cart-symbolic", NULL, "total" },
  { "cart", N_("Carts"), "parcours-cart-symbolic", NULL, "total" },
  { "task", N_("Tasks"), "parcours-task-symbolic", "title", NULL },
  { "meeting", N_("Meetings"), "parcours-calendar-symbolic", "type", NULL },
  { "loyalty", N_("Loyalty"), "parcours-loyalty-symbolic", "program", NULL },
  { "voucher", N_("Vouchers"), "parcours-voucher-symbolic", "code", NULL },
  { "conversation", N_("Conversations"), "chat-message-new-symbolic", "channel", NULL },
  { "call", N_("Calls"), "phone-symbolic", "line", NULL },
  { "payment", N_("Payments"), "parcours-cart-symbolic", "link", "amount" },
  { "ticket", N_("Tickets"), "x-office-calendar-symbolic", "live-event", "price" },
  { "device", N_("Devices"), "parcours-push-symbolic", "platform", NULL },
  { "pass", N_("Wallet Passes"), "parcours-wallet-symbolic", "campaign", NULL },
  { "salesforce", N_("Salesforce Records"), "network-server-symbolic", "kind", NULL },
};

static void
add_record (ParcoursContactRecords     *self,
            GtkWidget                  *group,
            guint                       kind,
            const ParcoursStoredRecord *record)
{
  const char *name = kinds[kind].name != NULL ? parcours_json_member_string (record->columns, kinds[kind].name) : NULL;
  double amount = kinds[kind].amount != NULL ? parcours_json_member_number (record->columns, kinds[kind].amount, 0) : 0;
  const char *currency = parcours_json_member_string (record->columns, "currency");
  g_autofree char *when = parcours_when_to_words (self->project, record->created);
  g_autofree char *money = NULL;

  if (currency == NULL)
    currency = parcours_library_currency (parcours_project_library (self->project));
  if (amount != 0)
    money = parcours_money_to_words (amount, currency);
  add_row (group, kinds[kind].icon, name != NULL ? name : record->ident, when, money);
}

static void
add_records (ParcoursContactRecords    *self,
             const ParcoursContactPage *page)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      GtkWidget *group = NULL;
      guint n = 0;

      for (guint i = 0; i < page->records->len && n < MAX_SHOWN; i++)
        {
          const ParcoursStoredRecord *record = g_ptr_array_index (page->records, i);

          if (!g_str_equal (record->table->kind, kinds[k].kind))
            continue;
          if (n++ == 0)
            group = add_group (self, _(kinds[k].title));
          add_record (self, group, k, record);
        }
    }
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
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_records_parent_class)->dispose (object);
}

static void
parcours_contact_records_class_init (ParcoursContactRecordsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contact_records_dispose;

  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  add_records (self, page);
  add_timeline (self, page);
}
