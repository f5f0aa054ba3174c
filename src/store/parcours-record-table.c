/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-record-table.h"

#define TEXT PARCOURS_RECORD_TEXT
#define NUMBER PARCOURS_RECORD_NUMBER
#define MONEY PARCOURS_RECORD_MONEY
#define INSTANT PARCOURS_RECORD_INSTANT
#define DAY PARCOURS_RECORD_DAY
#define JSON PARCOURS_RECORD_JSON

static const ParcoursRecordColumn deal_columns[] = {
  { "title", "title", TEXT },   { "pipeline", "pipeline", TEXT }, { "stage", "stage", TEXT },
  { "status", "status", TEXT }, { "value", "value", MONEY },      { "currency", "currency", TEXT },
  { "owner", "owner", TEXT },   { "closed-at", "closed_at", INSTANT }, { "sentiment", "sentiment", TEXT },
  { "account", "account", TEXT },
};

static const ParcoursRecordColumn task_columns[] = {
  { "type", "type", TEXT }, { "title", "title", TEXT }, { "note", "note", TEXT }, { "due", "due", INSTANT },
  { "owner", "owner", TEXT }, { "deal", "deal", TEXT }, { "status", "status", TEXT },
  { "completed-at", "completed_at", INSTANT },
};

static const ParcoursRecordColumn note_columns[] = {
  { "on", "\"on\"", TEXT }, { "deal", "deal", TEXT }, { "account", "account", TEXT }, { "author", "author", TEXT },
  { "text", "text", TEXT },
};

static const ParcoursRecordColumn cart_columns[] = {
  { "store", "store", TEXT }, { "items", "items", JSON }, { "total", "total", MONEY }, { "status", "status", TEXT },
  { "checkout", "checkout", TEXT }, { "updated-at", "updated_at", INSTANT },
};

static const ParcoursRecordColumn order_columns[] = {
  { "store", "store", TEXT }, { "cart", "cart", TEXT }, { "items", "items", JSON }, { "total", "total", MONEY },
  { "currency", "currency", TEXT }, { "status", "status", TEXT }, { "confirmed-at", "confirmed_at", INSTANT },
  { "shipped-at", "shipped_at", INSTANT },
};

static const ParcoursRecordColumn loyalty_columns[] = {
  { "program", "program", TEXT }, { "tier", "tier", TEXT }, { "joined-on", "joined_on", DAY },
  { "balances", "balances", JSON },
};

static const ParcoursRecordColumn voucher_columns[] = {
  { "code", "code", TEXT }, { "program", "program", TEXT }, { "expires", "expires", DAY }, { "status", "status", TEXT },
};

static const ParcoursRecordColumn meeting_columns[] = {
  { "type", "type", TEXT }, { "url", "url", TEXT }, { "starts", "starts", INSTANT }, { "status", "status", TEXT },
};

static const ParcoursRecordColumn conversation_columns[] = { { "channel", "channel", TEXT }, { "status", "status", TEXT } };

static const ParcoursRecordColumn call_columns[] = {
  { "line", "line", TEXT }, { "type", "type", TEXT }, { "duration", "duration", NUMBER },
};

static const ParcoursRecordColumn payment_columns[] = { { "link", "link", TEXT }, { "amount", "amount", MONEY } };

static const ParcoursRecordColumn ticket_columns[] = {
  { "live-event", "event", TEXT }, { "ticket", "ticket", TEXT }, { "price", "price", MONEY }, { "status", "status", TEXT },
};

static const ParcoursRecordColumn device_columns[] = { { "platform", "platform", TEXT }, { "status", "status", TEXT } };

static const ParcoursRecordColumn pass_columns[] = {
  { "wallet", "wallet", TEXT }, { "campaign", "campaign", TEXT }, { "status", "status", TEXT },
};

static const ParcoursRecordColumn salesforce_columns[] = { { "kind", "kind", TEXT } };

static const ParcoursRecordColumn account_columns[] = { { "name", "name", TEXT }, { "url", "url", TEXT } };

/* Shared by contacts, so none of those that a contact has for itself. */
static const ParcoursRecordTable accounts = { "account", "accounts", account_columns, G_N_ELEMENTS (account_columns) };

static const ParcoursRecordTable tables[] = {
  { "deal", "deals", deal_columns, G_N_ELEMENTS (deal_columns) },
  { "task", "tasks", task_columns, G_N_ELEMENTS (task_columns) },
  { "note", "notes", note_columns, G_N_ELEMENTS (note_columns) },
  { "cart", "carts", cart_columns, G_N_ELEMENTS (cart_columns) },
  { "order", "orders", order_columns, G_N_ELEMENTS (order_columns) },
  { "loyalty", "loyalty", loyalty_columns, G_N_ELEMENTS (loyalty_columns) },
  { "voucher", "vouchers", voucher_columns, G_N_ELEMENTS (voucher_columns) },
  { "meeting", "meetings", meeting_columns, G_N_ELEMENTS (meeting_columns) },
  { "conversation", "conversations", conversation_columns, G_N_ELEMENTS (conversation_columns) },
  { "call", "calls", call_columns, G_N_ELEMENTS (call_columns) },
  { "payment", "payments", payment_columns, G_N_ELEMENTS (payment_columns) },
  { "ticket", "tickets", ticket_columns, G_N_ELEMENTS (ticket_columns) },
  { "device", "devices", device_columns, G_N_ELEMENTS (device_columns) },
  { "pass", "passes", pass_columns, G_N_ELEMENTS (pass_columns) },
  { "salesforce", "salesforce", salesforce_columns, G_N_ELEMENTS (salesforce_columns) },
};

/**
 * parcours_record_table:
 * @kind: a kind of records
 *
 * Returns: (nullable): where they are, or %NULL if the workspace keeps none of that kind
 */
const ParcoursRecordTable *
parcours_record_table (const char *kind)
{
  if (g_str_equal (kind, accounts.kind))
    return &accounts;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (g_str_equal (tables[i].kind, kind))
        return &tables[i];
    }

  return NULL;
}

/**
 * parcours_record_nth_table:
 * @n: a number, from 0
 *
 * Returns: (nullable): the table of that number, or %NULL after the last
 */
const ParcoursRecordTable *
parcours_record_nth_table (guint n)
{
  return n < G_N_ELEMENTS (tables) ? &tables[n] : NULL;
}
