/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of a contact as a person fills them in: which widget each column gets, and how what is stored and what
 * is shown become each other. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-record-params.h"
#include "parcours-text.h"
#include "parcours-time.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

#define S(text) ((char *) text)
/* The balances of a programme are numbers of their own, under keys that begin so. */
#define BALANCE "balances/"

static const ParcoursRecordKind kinds[] = {
  { "note", N_("Notes"), N_("Note"), "parcours-note-symbolic", "text", NULL },
  { "deal", N_("Deals"), N_("Deal"), "parcours-deal-symbolic", "title", "value" },
  { "order", N_("Orders"), N_("Order"), "parcours-cart-symbolic", NULL, "total" },
  { "cart", N_("Carts"), N_("Cart"), "parcours-cart-symbolic", NULL, "total" },
  { "task", N_("Tasks"), N_("Task"), "parcours-task-symbolic", "title", NULL },
  { "meeting", N_("Meetings"), N_("Meeting"), "parcours-calendar-symbolic", "type", NULL },
  { "loyalty", N_("Loyalty"), N_("Membership"), "parcours-loyalty-symbolic", "program", NULL },
  { "voucher", N_("Vouchers"), N_("Voucher"), "parcours-voucher-symbolic", "code", NULL },
  { "conversation", N_("Conversations"), N_("Conversation"), "chat-message-new-symbolic", "channel", NULL },
  { "call", N_("Calls"), N_("Call"), "phone-symbolic", "line", NULL },
  { "payment", N_("Payments"), N_("Payment"), "parcours-cart-symbolic", "link", "amount" },
  { "ticket", N_("Tickets"), N_("Ticket"), "x-office-calendar-symbolic", "live-event", "price" },
  { "device", N_("Devices"), N_("Device"), "parcours-push-symbolic", "platform", NULL },
  { "pass", N_("Wallet Passes"), N_("Wallet Pass"), "parcours-wallet-symbolic", "campaign", NULL },
  { "salesforce", N_("Salesforce Records"), N_("Salesforce Record"), "network-server-symbolic", "kind", NULL },
};

/**
 * parcours_record_nth_kind:
 * @n: a number, from 0
 *
 * Returns: (nullable): the kind of that number in the order of the page, or %NULL after the last
 */
const ParcoursRecordKind *
parcours_record_nth_kind (guint n)
{
  return n < G_N_ELEMENTS (kinds) ? &kinds[n] : NULL;
}

/**
 * parcours_record_find_kind:
 * @kind: a kind of records
 *
 * Returns: (nullable): how it is shown
 */
const ParcoursRecordKind *
parcours_record_find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return &kinds[i];
    }

  return NULL;
}

#define CHOICES(name, ...) static char *name[] = { __VA_ARGS__, NULL }
CHOICES (sentiments, S ("positive"), S ("neutral"), S ("negative"), S ("mixed"));
CHOICES (sentiment_labels, S (N_("Positive")), S (N_("Neutral")), S (N_("Negative")), S (N_("Mixed")));
CHOICES (checkouts, S ("started"), S ("payment-submitted"), S ("completed"));
CHOICES (checkout_labels, S (N_("Started")), S (N_("Payment submitted")), S (N_("Completed")));
CHOICES (holders, S ("contact"), S ("deal"), S ("account"));
CHOICES (holder_labels, S (N_("Contact")), S (N_("Deal")), S (N_("Account")));
CHOICES (channels, S ("email"), S ("chat"));
CHOICES (channel_labels, S (N_("Email")), S (N_("Chat")));
CHOICES (talks, S ("open"), S ("ended"));
CHOICES (talk_labels, S (N_("Open")), S (N_("Ended")));
CHOICES (calls, S ("inbound"), S ("outbound"), S ("missed"));
CHOICES (call_labels, S (N_("Inbound")), S (N_("Outbound")), S (N_("Missed")));
CHOICES (tickets, S ("purchased"), S ("checked-in"));
CHOICES (ticket_labels, S (N_("Purchased")), S (N_("Checked in")));
CHOICES (systems, S ("ios"), S ("android"), S ("web"));
CHOICES (system_labels, S ("iOS"), S ("Android"), S (N_("Web")));
CHOICES (devices, S ("active"), S ("inactive"));
CHOICES (device_labels, S (N_("Active")), S (N_("Switched off")));
CHOICES (wallets, S ("apple"), S ("google"));
CHOICES (wallet_labels, S ("Apple"), S ("Google"));
CHOICES (passes, S ("installed"), S ("removed"));
CHOICES (pass_labels, S (N_("Installed")), S (N_("Removed")));
CHOICES (leads, S ("contact"), S ("lead"));
CHOICES (lead_labels, S (N_("Contact")), S (N_("Lead")));

/* What the words of conditions do not say of a column; they know the others. */
static const struct
{
  const char *kind;
  const char *key;
  ParcoursParam param;
} overrides[] = {
  { "deal", "sentiment", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Sentiment")), .choices = sentiments,
                           .choice_labels = sentiment_labels } },
  { "deal", "account", { .type = PARCOURS_PARAM_REF, .kind = S ("account"), .label = S (N_("Account")) } },
  { "task", "deal", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Id of the deal")) } },
  { "note", "text", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Text")), .required = TRUE } },
  { "note", "on", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("About")), .choices = holders,
                    .choice_labels = holder_labels } },
  { "note", "deal", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Id of the deal")) } },
  { "note", "account", { .type = PARCOURS_PARAM_REF, .kind = S ("account"), .label = S (N_("Account")) } },
  { "note", "author", { .type = PARCOURS_PARAM_REF, .kind = S ("user"), .label = S (N_("Author")) } },
  { "cart", "checkout", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Checkout")), .choices = checkouts,
                          .choice_labels = checkout_labels } },
  { "order", "cart", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Id of the cart")) } },
  { "conversation", "channel", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Channel")), .choices = channels,
                                 .choice_labels = channel_labels } },
  { "conversation", "status", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Status")), .choices = talks,
                                .choice_labels = talk_labels } },
  { "call", "line", { .type = PARCOURS_PARAM_REF, .kind = S ("phone-line"), .label = S (N_("Phone line")) } },
  { "call", "type", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Direction")), .choices = calls,
                      .choice_labels = call_labels } },
  { "call", "duration", { .type = PARCOURS_PARAM_NUMBER, .label = S (N_("Seconds")) } },
  { "payment", "link", { .type = PARCOURS_PARAM_REF, .kind = S ("payment-link"), .label = S (N_("Payment link")) } },
  { "ticket", "live-event", { .type = PARCOURS_PARAM_REF, .kind = S ("live-event"), .label = S (N_("Live event")) } },
  { "ticket", "ticket", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Ticket")) } },
  { "ticket", "status", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Status")), .choices = tickets,
                          .choice_labels = ticket_labels } },
  { "device", "platform", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("System")), .choices = systems,
                            .choice_labels = system_labels, .required = TRUE } },
  { "device", "status", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Status")), .choices = devices,
                          .choice_labels = device_labels } },
  { "pass", "wallet", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Wallet")), .choices = wallets,
                        .choice_labels = wallet_labels } },
  { "pass", "campaign", { .type = PARCOURS_PARAM_REF, .kind = S ("wallet-campaign"), .label = S (N_("Wallet campaign")) } },
  { "pass", "status", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Status")), .choices = passes,
                        .choice_labels = pass_labels } },
  { "salesforce", "kind", { .type = PARCOURS_PARAM_CHOICE, .label = S (N_("Kind")), .choices = leads,
                            .choice_labels = lead_labels } },
  { "account", "name", { .type = PARCOURS_PARAM_TEXT, .label = S (N_("Name")), .required = TRUE } },
  { "account", "url", { .type = PARCOURS_PARAM_URL, .label = S (N_("Website")) } },
};

static const ParcoursParam *
find_override (const char *kind,
               const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      if (g_str_equal (overrides[i].kind, kind) && g_str_equal (overrides[i].key, key))
        return &overrides[i].param;
    }

  return NULL;
}

/**
 * parcours_record_column_kind:
 * @kind: a kind of records
 * @key: one of its columns
 *
 * Returns: (transfer none) (nullable): the kind of what the column names, such as `program`, or %NULL if it names nothing
 */
const char *
parcours_record_column_kind (const char *kind,
                             const char *key)
{
  const ParcoursParam *param = find_override (kind, key);
  const char *type = parcours_key_type (kind, key);

  if (param != NULL)
    return param->kind;

  return type != NULL && parcours_kind_find (type) != NULL ? type : NULL;
}

static GPtrArray *
own_fields (ParcoursProject           *project,
            const ParcoursRecordTable *table)
{
  g_autofree char *kind = g_strdup_printf ("%s-field", table->kind);

  return parcours_library_list (parcours_project_library (project), kind);
}

/* The short slug of a balance, where it is one of the programme. */
static const char *
short_balance (const ParcoursEntity *balance,
               const char           *program)
{
  gsize length = program != NULL ? strlen (program) : 0;

  return length > 0 && g_str_has_prefix (balance->slug, program) && balance->slug[length] == '/'
           ? balance->slug + length + 1 : NULL;
}

static void
add_balances (ParcoursTypedFields *fields,
              ParcoursProject     *project,
              const char          *program)
{
  g_autoptr (GPtrArray) balances = parcours_library_list (parcours_project_library (project), "balance");

  for (guint i = 0; i < balances->len; i++)
    {
      const ParcoursEntity *balance = g_ptr_array_index (balances, i);
      const char *slug = short_balance (balance, program);
      g_autofree char *key = slug != NULL ? g_strconcat (BALANCE, slug, NULL) : NULL;
      const ParcoursParam param = { .type = PARCOURS_PARAM_NUMBER, .label = balance->label };

      if (key != NULL)
        parcours_typed_fields_add_param (fields, key, &param);
    }
}

/**
 * parcours_record_add_fields:
 * @fields: no fields yet
 * @project: a project
 * @table: a kind of records
 * @columns: what the record holds
 *
 * Adds a field for each column that a person can change, and for each field that the workspace has added to the kind.
 * Which products were bought is shown elsewhere.
 */
void
parcours_record_add_fields (ParcoursTypedFields       *fields,
                            ParcoursProject           *project,
                            const ParcoursRecordTable *table,
                            JsonObject                *columns)
{
  g_autofree char *kind = g_strdup_printf ("%s-field", table->kind);
  g_autoptr (GPtrArray) own = own_fields (project, table);

  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *key = table->columns[i].key;
      const ParcoursParam *param = find_override (table->kind, key);

      if (g_str_equal (key, "balances"))
        add_balances (fields, project, parcours_json_member_string (columns, "program"));
      else if (param != NULL)
        parcours_typed_fields_add_param (fields, key, param);
      else if (table->columns[i].type != PARCOURS_RECORD_JSON)
        parcours_typed_fields_add_key (fields, table->kind, key);
    }
  for (guint i = 0; i < own->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (own, i);

      parcours_typed_fields_add_field (fields, kind, field->slug, field->label);
    }
}

/* Within a membership a tier goes by its short slug. */
static char *
full_tier (JsonObject *columns,
           const char *tier)
{
  const char *program = parcours_json_member_string (columns, "program");

  return program != NULL && strchr (tier, '/') == NULL ? g_strconcat (program, "/", tier, NULL) : g_strdup (tier);
}

static JsonNode *
to_shown (ParcoursProject            *project,
          const ParcoursRecordColumn *column,
          JsonObject                 *columns)
{
  JsonNode *value = json_object_get_member (columns, column->key);
  g_autofree char *text = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return NULL;
  if (g_str_equal (column->key, "tier") && parcours_json_string (value) != NULL)
    text = full_tier (columns, parcours_json_string (value));
  else if (column->type == PARCOURS_RECORD_INSTANT)
    text = parcours_local_format (parcours_zone_to_local (parcours_project_zone (project), json_node_get_int (value)));
  else if (column->type == PARCOURS_RECORD_DAY)
    text = parcours_day_format ((gint32) json_node_get_int (value));
  else
    return json_node_ref (value);

  return parcours_json_new_string (text);
}

static void
show_balances (ParcoursTypedFields *fields,
               JsonObject          *balances)
{
  g_autoptr (GList) slugs = balances != NULL ? json_object_get_members (balances) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      g_autofree char *key = g_strconcat (BALANCE, l->data, NULL);
      /* Points that expire stand beside their lots. */
      JsonObject *with_lots = parcours_json_member_object (balances, l->data);
      g_autoptr (JsonNode) value =
        parcours_json_new_number (with_lots != NULL ? parcours_json_member_number (with_lots, "value", 0)
                                                    : parcours_json_member_number (balances, l->data, 0));

      parcours_typed_fields_set (fields, key, value);
    }
}

/**
 * parcours_record_show:
 * @fields: what parcours_record_add_fields() made
 * @project: a project
 * @table: a kind of records
 * @columns: what the record holds
 */
void
parcours_record_show (ParcoursTypedFields       *fields,
                      ParcoursProject           *project,
                      const ParcoursRecordTable *table,
                      JsonObject                *columns)
{
  g_autoptr (GPtrArray) own = own_fields (project, table);

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autoptr (JsonNode) value = to_shown (project, &table->columns[i], columns);

      parcours_typed_fields_set (fields, table->columns[i].key, value);
    }
  show_balances (fields, parcours_json_member_object (columns, "balances"));
  for (guint i = 0; i < own->len; i++)
    {
      const char *slug = ((ParcoursEntity *) own->pdata[i])->slug;

      parcours_typed_fields_set_text (fields, slug, parcours_json_member_string (columns, slug));
    }
}

static JsonNode *
to_stored (ParcoursProject            *project,
           const ParcoursRecordColumn *column,
           const char                 *text)
{
  gint64 at;
  gint32 day;
  double number;

  switch (column->type)
    {
    case PARCOURS_RECORD_INSTANT:
      return parcours_instant_parse (text, &at) ? json_node_init_int (json_node_alloc (), at) : NULL;
    case PARCOURS_RECORD_DAY:
      return parcours_day_parse (text, &day) ? json_node_init_int (json_node_alloc (), day) : NULL;
    case PARCOURS_RECORD_NUMBER:
    case PARCOURS_RECORD_MONEY:
      return parcours_number_parse (text, &number) ? json_node_init_double (json_node_alloc (), number) : NULL;
    case PARCOURS_RECORD_TEXT:
    case PARCOURS_RECORD_JSON:
    default:
      if (g_str_equal (column->key, "tier") && strchr (text, '/') != NULL)
        text = strchr (text, '/') + 1;
      return parcours_json_new_string (text);
    }
}

static void
take_balance (JsonObject *columns,
              const char *slug,
              JsonNode   *value)
{
  JsonObject *old = parcours_json_member_object (columns, "balances");
  g_autoptr (JsonNode) balances = parcours_json_with_member (old, slug, value);

  json_object_set_member (columns, "balances", g_steal_pointer (&balances));
}

/**
 * parcours_record_take:
 * @fields: what parcours_record_add_fields() made
 * @project: a project
 * @table: a kind of records
 * @columns: what the record holds, which is changed
 * @key: the key of a field
 * @value: (nullable): what a person has put there
 */
void
parcours_record_take (ParcoursTypedFields       *fields,
                      ParcoursProject           *project,
                      const ParcoursRecordTable *table,
                      JsonObject                *columns,
                      const char                *key,
                      JsonNode                  *value)
{
  g_autofree char *text = parcours_typed_fields_to_text (fields, key, value);
  JsonNode *stored = text != NULL ? parcours_json_new_string (text) : NULL;

  if (g_str_has_prefix (key, BALANCE))
    {
      take_balance (columns, key + strlen (BALANCE), value);
      g_clear_pointer (&stored, json_node_unref);
      return;
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!g_str_equal (table->columns[i].key, key))
        continue;
      g_clear_pointer (&stored, json_node_unref);
      stored = text != NULL ? to_stored (project, &table->columns[i], text) : NULL;
    }
  if (stored != NULL)
    json_object_set_member (columns, key, stored);
  else
    json_object_remove_member (columns, key);
}
