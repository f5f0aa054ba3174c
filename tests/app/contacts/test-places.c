/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a workspace holds has a place where a person sees it, and mostly changes it: the page of the library, the page
 * of a contact, its records, its past. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "parcours-contact-fields.h"
#include "parcours-contact-page.h"
#include "parcours-contact-pane.h"
#include "parcours-contact-words.h"
#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-project-contacts.h"
#include "parcours-record-dialog.h"
#include "parcours-record-params.h"
#include "parcours-value-editors.h"
#include "shop.h"

typedef struct
{
  Shop shop;
  ParcoursProject *project; /* (unowned) */
  gint64 id;                /* of a contact */
  GtkWidget *window;
  GtkWidget *pane;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  shop_open (&fixture->shop, 40);
  fixture->project = fixture->shop.project;
  fixture->id = 7;
  fixture->window = gtk_window_new ();
  fixture->pane = parcours_contact_pane_new (fixture->project);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->pane);
  gtk_window_present (GTK_WINDOW (fixture->window));
  parcours_contact_pane_set_contact (PARCOURS_CONTACT_PANE (fixture->pane), fixture->id);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  gpointer pane = fixture->pane;

  g_object_add_weak_pointer (G_OBJECT (fixture->pane), &pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (pane != NULL)
    g_main_context_iteration (NULL, TRUE);
  shop_close (&fixture->shop);
}

/* What issue and vocabulary name, and where it is. */
static const struct
{
  const char *data;
  const char *library; /* (nullable) a kind of the library page */
  const char *record;  /* (nullable) a kind of records on the page of a contact */
  const char *field;   /* (nullable) a field on the page of a contact */
  const char *topic;   /* (nullable) a topic in the past of a contact */
} places[] = {
  { "emails", "email", NULL, NULL, "email.opened" },
  { "SMS", "sms", NULL, NULL, "sms.received" },
  { "forms", "form", NULL, NULL, "form.submitted" },
  { "surveys", "survey", NULL, NULL, "survey.responded" },
  { "lists", "list", NULL, NULL, "list.subscribed" },
  { "tags", "tag", NULL, NULL, "tag.added" },
  { "groups", "group", NULL, "groups", "group.joined" },
  { "custom audiences", "audience", NULL, "audiences", "audience.added" },
  { "segments", "segment", NULL, NULL, NULL },
  { "fields", "field", NULL, "city", "field.changed" },
  { "site messages", "site-message", NULL, "site-message", "site-message.shown" },
  { "page visits", NULL, NULL, NULL, "page.visited" },
  { "links on pages", NULL, NULL, NULL, "page.link-clicked" },
  { "custom events", "event-name", NULL, NULL, "event.recorded" },
  { "scores", "score", NULL, NULL, "score.changed" },
  { "accounts", "account", "account", NULL, "account.linked" },
  { "fields of accounts", "account-field", "account", NULL, "account.field-changed" },
  { "pipelines", "pipeline", NULL, NULL, "deal.pipeline-changed" },
  { "stages", "stage", NULL, NULL, "deal.stage-changed" },
  { "deals", NULL, "deal", NULL, "deal.created" },
  { "fields of deals", "deal-field", "deal", NULL, "deal.field-changed" },
  { "sentiment", NULL, "deal", NULL, "deal.sentiment-changed" },
  { "tasks", "task-type", "task", NULL, "task.completed" },
  { "notes", NULL, "note", NULL, "note.added" },
  { "conversions", "conversion", NULL, NULL, "conversion.recorded" },
  { "carts", NULL, "cart", NULL, "cart.product-added" },
  { "orders", NULL, "order", NULL, "order.created" },
  { "products", "product", NULL, NULL, "product.viewed" },
  { "stock", "product", NULL, NULL, "product.back-in-stock" },
  { "categories", "category", NULL, NULL, NULL },
  { "collections", "collection", NULL, NULL, NULL },
  { "stores", "store", NULL, NULL, "store.searched" },
  { "live events", "live-event", "ticket", NULL, "ticket.purchased" },
  { "feeds", "feed", NULL, NULL, NULL },
  { "loyalty programmes", "program", "loyalty", NULL, "loyalty.joined" },
  { "balances", "balance", "loyalty", NULL, "loyalty.balance-changed" },
  { "tiers", "tier", "loyalty", NULL, "loyalty.tier-changed" },
  { "vouchers", NULL, "voucher", NULL, "voucher.created" },
  { "meetings", "meeting-type", "meeting", NULL, "meeting.booked" },
  { "calls", "phone-line", "call", NULL, "call.ended" },
  { "conversations", NULL, "conversation", NULL, "conversation.started" },
  { "payments", "payment-link", "payment", NULL, "payment.made" },
  { "push subscriptions", "push", "device", "push", "push.clicked" },
  { "sessions", NULL, NULL, NULL, "session.started" },
  { "wallet passes", "wallet-campaign", "pass", "wallet", "wallet.pass-installed" },
  { "wallet notifications", "wallet-notification", NULL, "wallet", "wallet.notification-sent" },
  { "blocklists", "sender", NULL, "blocked-senders", "channel.blocked" },
  { "owners", "user", NULL, "owner", NULL },
  { "behaviours", "behaviour", NULL, NULL, NULL },
  { "Salesforce", NULL, "salesforce", NULL, "salesforce.record-created" },
};

static gpointer
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_fields (gpointer user_data)
{
  ParcoursContactFields *fields = user_data;

  return parcours_typed_fields_find (parcours_contact_fields_own (fields), "email") != NULL;
}

static ParcoursContactFields *
fields_of (Fixture *fixture)
{
  ParcoursContactFields *fields = find_type (fixture->pane, PARCOURS_TYPE_CONTACT_FIELDS);

  shop_wait (has_fields, fields, "the contact");

  return fields;
}

static gboolean
is_on_page (ParcoursContactFields *fields,
            const char            *key)
{
  return parcours_typed_fields_find (parcours_contact_fields_own (fields), key) != NULL ||
         parcours_typed_fields_find (parcours_contact_fields_more (fields), key) != NULL;
}

static void
test_table (Fixture       *fixture,
            gconstpointer  unused)
{
  ParcoursContactFields *fields = fields_of (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_test_message ("%s", places[i].data);
      if (places[i].library != NULL)
        g_assert_nonnull (parcours_kind_find (places[i].library));
      if (places[i].record != NULL)
        g_assert_nonnull (parcours_record_table (places[i].record));
      if (places[i].field != NULL)
        g_assert_true (is_on_page (fields, places[i].field));
      if (places[i].topic != NULL)
        g_assert_nonnull (parcours_catalog_topic (parcours_catalog_get (), places[i].topic));
    }
}

static gboolean
is_in_table (const char *kind,
             gboolean    is_record)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_strcmp0 (is_record ? places[i].record : places[i].library, kind) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Nothing that the program knows is missing in the table above. */
static void
test_complete (void)
{
  GPtrArray *kinds = parcours_kinds_get ();
  const ParcoursRecordTable *table;

  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);

      if (!is_in_table (kind->name, FALSE))
        g_error ("the kind %s has no place", kind->name);
    }
  for (guint i = 0; (table = parcours_record_nth_table (i)) != NULL; i++)
    {
      if (!is_in_table (table->kind, TRUE) || parcours_record_find_kind (table->kind) == NULL)
        g_error ("records of the kind %s have no place", table->kind);
    }
  for (guint i = 0; parcours_record_nth_kind (i) != NULL; i++)
    g_assert_nonnull (parcours_record_table (parcours_record_nth_kind (i)->kind));
}

/* Whatever happens can be read in the past of a contact. */
static void
test_topics (Fixture       *fixture,
             gconstpointer  unused)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autoptr (JsonObject) payload = json_object_new ();

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);
      ParcoursStoredEvent event = { .topic = topic->name, .subject = (char *) "something", .payload = payload };
      g_autofree char *words = parcours_stored_event_to_words (fixture->project, &event);

      g_assert_nonnull (words);
      if (*words == '\0' || strcmp (words, topic->name) == 0)
        g_error ("%s has no words", topic->name);
      g_assert_nonnull (parcours_stored_event_icon (&event));
    }
}

static const char *
editor_of (ParcoursTypedFields *fields,
           const char          *key)
{
  ParcoursValueField *field = parcours_typed_fields_find (fields, key);

  return field != NULL ? G_OBJECT_TYPE_NAME (parcours_value_field_editor (field)) : NULL;
}

/* Every column of every kind of records can be changed, with the widget of its type; what was bought is read. */
static void
test_records (Fixture       *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    const char *kind;
    const char *key;
    const char *editor;
  } typed[] = {
    { "deal", "pipeline", "ParcoursRefEditor" },   { "deal", "status", "ParcoursChoiceEditor" },
    { "deal", "value", "ParcoursNumberEditor" },   { "deal", "closed-at", "ParcoursInstantEditor" },
    { "deal", "owner", "ParcoursRefEditor" },      { "deal", "sentiment", "ParcoursChoiceEditor" },
    { "deal", "yearly-volume", "ParcoursNumberEditor" },   { "task", "due", "ParcoursInstantEditor" },
    { "task", "status", "ParcoursChoiceEditor" },  { "note", "text", "ParcoursLongTextEditor" },
    { "order", "total", "ParcoursNumberEditor" },  { "voucher", "expires", "ParcoursInstantEditor" },
    { "loyalty", "tier", "ParcoursRefEditor" },    { "call", "duration", "ParcoursNumberEditor" },
    { "device", "platform", "ParcoursChoiceEditor" }, { "account", "url", "ParcoursTextEditor" },
  };
  const ParcoursRecordTable *table;

  for (guint i = 0; (table = parcours_record_nth_table (i)) != NULL; i++)
    {
      GtkWidget *dialog = parcours_record_dialog_new (NULL, fixture->project, fixture->id, table->kind, NULL);
      ParcoursTypedFields *fields = parcours_record_dialog_fields (PARCOURS_RECORD_DIALOG (dialog));

      for (guint c = 0; c < table->n_columns; c++)
        {
          if (table->columns[c].type != PARCOURS_RECORD_JSON && editor_of (fields, table->columns[c].key) == NULL)
            g_error ("%s of %s cannot be changed", table->columns[c].key, table->kind);
        }
      for (guint t = 0; t < G_N_ELEMENTS (typed); t++)
        {
          if (g_str_equal (typed[t].kind, table->kind))
            g_assert_cmpstr (editor_of (fields, typed[t].key), ==, typed[t].editor);
        }
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

typedef struct
{
  Fixture *fixture;
  const char *field;
  const char *text; /* (nullable) */
} Awaited;

static ParcoursContactPage *
load (Fixture *fixture)
{
  g_autoptr (ParcoursStore) store = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursContactPage *page;

  store = parcours_store_open (parcours_project_path (fixture->project), PARCOURS_STORE_READ, &error);
  g_assert_no_error (error);
  page = parcours_contact_page_new (store, fixture->id, 10, &error);
  g_assert_no_error (error);

  return page;
}

static gboolean
is_stored (gpointer user_data)
{
  const Awaited *awaited = user_data;
  g_autoptr (ParcoursContactPage) page = load (awaited->fixture);

  return g_strcmp0 (parcours_contact_field (page->contact, awaited->field), awaited->text) == 0;
}

static gboolean
has_happened (gpointer user_data)
{
  const Awaited *awaited = user_data;
  g_autofree char *label = parcours_library_history_undo_label (parcours_project_history (awaited->fixture->project));

  return g_strcmp0 (label, awaited->text) == 0;
}

/* What is on the disk is in the history a moment later. */
static void
undo (Fixture    *fixture,
      const char *what)
{
  Awaited awaited = { fixture, NULL, what };

  shop_wait (has_happened, &awaited, what);
  parcours_project_undo_library_async (fixture->project, NULL, NULL);
}

static void
add_field (Fixture    *fixture,
           const char *label,
           const char *attributes)
{
  g_autoptr (JsonNode) node = parcours_json_parse (attributes, -1, NULL);

  parcours_project_add_entity_async (fixture->project, "field", label, json_node_get_object (node), NULL, NULL);
}

static gboolean
has_typed_fields (gpointer user_data)
{
  return parcours_typed_fields_find (user_data, "note-of-type-choices") != NULL;
}

/* One field of each type: its widget, what it writes, and how that is taken back. */
static void
test_field_types (Fixture       *fixture,
                  gconstpointer  unused)
{
  static const struct
  {
    const char *attributes;
    const char *slug;
    const char *editor;
    const char *value;  /* what is chosen */
    const char *stored; /* as files spell it */
  } types[] = {
    { "{\"type\": \"text\"}", "text", "ParcoursTextEditor", "\"Blue\"", "Blue" },
    { "{\"type\": \"number\"}", "number", "ParcoursNumberEditor", "2.5", "2.5" },
    { "{\"type\": \"money\"}", "money", "ParcoursNumberEditor", "\"12.50\"", "12.50" },
    { "{\"type\": \"date\"}", "date", "ParcoursInstantEditor", "\"2026-03-02\"", "2026-03-02" },
    { "{\"type\": \"datetime\"}", "datetime", "ParcoursInstantEditor", "\"2026-03-02T09:00\"", "2026-03-02T08:00:00Z" },
    { "{\"type\": \"birthday\"}", "birthday", "ParcoursBirthdayEditor", "\"02-29\"", "02-29" },
    { "{\"type\": \"bool\"}", "bool", "ParcoursChoiceEditor", "true", "true" },
    { "{\"type\": \"choice\", \"options\": [\"red\", \"green\"]}", "choice", "ParcoursChoiceEditor", "\"green\"", "green" },
    { "{\"type\": \"user\"}", "user", "ParcoursRefEditor", "\"marie\"", "marie" },
    { "{\"type\": \"choices\", \"options\": [\"a\", \"b\", \"c\"]}", "choices", "ParcoursChoicesEditor", "[\"a\", \"c\"]",
      "a, c" },
  };
  ParcoursTypedFields *fields = parcours_contact_fields_own (fields_of (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *label = g_strdup_printf ("Note of type %s", types[i].slug);

      add_field (fixture, label, types[i].attributes);
    }
  shop_wait (has_typed_fields, fields, "the fields");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *slug = g_strdup_printf ("note-of-type-%s", types[i].slug);
      Awaited awaited = { fixture, slug, types[i].stored };
      JsonNode *value = parcours_json_parse (types[i].value, -1, NULL);

      g_test_message ("%s", slug);
      g_assert_cmpstr (editor_of (fields, slug), ==, types[i].editor);
      parcours_value_editor_take (parcours_value_field_editor (parcours_typed_fields_find (fields, slug)), value);
      parcours_typed_fields_flush (fields);
      shop_wait (is_stored, &awaited, slug);
      undo (fixture, "Change a Field");
      awaited.text = NULL;
      shop_wait (is_stored, &awaited, "the undo");
    }
}

static gboolean
has_deal (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (ParcoursContactPage) page = load (fixture);

  for (guint i = 0; i < page->records->len; i++)
    {
      const ParcoursStoredRecord *record = g_ptr_array_index (page->records, i);

      if (g_str_equal (record->table->kind, "deal") && parcours_json_member_number (record->columns, "value", 0) == 99. &&
          g_strcmp0 (parcours_json_member_string (record->columns, "yearly-volume"), "3.00") == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
lacks_deal (gpointer user_data)
{
  return !has_deal (user_data);
}

/* A record is added by hand, changed, and both are taken back. */
static void
test_record_round (Fixture       *fixture,
                   gconstpointer  unused)
{
  GtkWidget *dialog = parcours_record_dialog_new (NULL, fixture->project, fixture->id, "deal", NULL);
  ParcoursTypedFields *fields = parcours_record_dialog_fields (PARCOURS_RECORD_DIALOG (dialog));
  g_autoptr (ParcoursContactPage) page = NULL;
  gboolean created = FALSE;

  parcours_value_editor_take (parcours_value_field_editor (parcours_typed_fields_find (fields, "value")),
                              parcours_json_new_number (99.));
  parcours_value_editor_take (parcours_value_field_editor (parcours_typed_fields_find (fields, "yearly-volume")),
                              parcours_json_new_number (3.));
  gtk_widget_activate_action (dialog, "record.save", NULL);
  shop_wait (has_deal, fixture, "the deal");
  page = load (fixture);
  for (guint i = 0; i < page->events->len; i++)
    created |= g_str_equal (((ParcoursStoredEvent *) page->events->pdata[i])->topic, "deal.created");
  g_assert_true (created);
  undo (fixture, "Add a Record");
  shop_wait (lacks_deal, fixture, "the undo");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/places/complete", test_complete);
  g_test_add ("/places/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/places/topics", Fixture, NULL, set_up, test_topics, tear_down);
  g_test_add ("/places/records", Fixture, NULL, set_up, test_records, tear_down);
  g_test_add ("/places/record-round", Fixture, NULL, set_up, test_record_round, tear_down);
  g_test_add ("/places/field-types", Fixture, NULL, set_up, test_field_types, tear_down);

  return g_test_run ();
}
