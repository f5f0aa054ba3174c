/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carts, orders, deals, tasks, notes, accounts, meetings, loyalty and vouchers: the records of a contact. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"

#define DEFAULT_LOW_STOCK 5.

/**
 * naive_find_record:
 * @contact: a contact
 * @kind: a kind of records
 * @id: (nullable): an id
 *
 * Returns: (nullable): the record
 */
NaiveRecord *
naive_find_record (NaiveContact *contact,
                   const char   *kind,
                   const char   *id)
{
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (g_str_equal (record->kind, kind) && g_strcmp0 (record->id, id) == 0)
        return record;
    }

  return NULL;
}

/**
 * naive_add_record:
 * @contact: a contact
 * @kind: a kind of records
 * @id: its id
 *
 * Returns: the record, made now
 */
NaiveRecord *
naive_add_record (NaiveContact *contact,
                  const char   *kind,
                  const char   *id)
{
  NaiveRecord *record = naive_new (NaiveRecord);

  record->kind = kind;
  record->id = id;
  record->created = contact->engine->now;
  record->columns = naive_members_new ();
  naive_set (record->columns, "id", naive_text (id));
  naive_set (record->columns, "created-at", naive_instant (contact->engine->now));
  g_ptr_array_add (contact->records, record);

  return record;
}

static NaiveRecord *
need_record (NaiveContact *contact,
             const char   *kind,
             const char   *id)
{
  NaiveRecord *record = naive_find_record (contact, kind, id);

  return record != NULL ? record : naive_add_record (contact, kind, id);
}

static void
add_to_field (NaiveContact *contact,
              const char   *slug,
              double        amount)
{
  if (parcours_library_lookup (contact->engine->the_case->library, "field", slug) == NULL)
    return;
  naive_set (contact->fields, slug, naive_number (naive_value_number (naive_get (contact->fields, slug), 0.) + amount));
}

/* Carts */

static GPtrArray *
items_of (GHashTable *members)
{
  const NaiveValue *items = naive_get (members, "items");
  GPtrArray *copy = naive_items_new ();

  for (guint i = 0; items != NULL && items->type == NAIVE_LIST && i < items->items->len; i++)
    {
      const NaiveValue *item = g_ptr_array_index (items->items, i);

      if (item != NULL && item->type == NAIVE_OBJECT)
        g_ptr_array_add (copy, (gpointer) naive_object (naive_members_copy (item->members)));
    }

  return copy;
}

static double
sum_of (GPtrArray *items)
{
  double total = 0.;

  for (guint i = 0; i < items->len; i++)
    {
      GHashTable *item = ((NaiveValue *) g_ptr_array_index (items, i))->members;

      total += naive_value_number (naive_get (item, "price"), 0.) * naive_value_number (naive_get (item, "quantity"), 1.);
    }

  return total;
}

static const ParcoursEntity *
product_of (NaiveContact *contact,
            GHashTable   *members)
{
  const char *slug = naive_value_text (naive_get (members, "product"));

  return slug != NULL ? parcours_library_lookup (contact->engine->the_case->library, "product", slug) : NULL;
}

/* What the library knows of a product, where the event does not say it. */
static void
add_product (NaiveContact *contact,
             GHashTable   *members)
{
  static const char *keys[] = { "categories", "collections", "price" };
  const ParcoursEntity *product = product_of (contact, members);
  GHashTable *known;

  if (product == NULL)
    return;
  known = naive_members_from_json (product->attributes, naive_column_type, NULL);
  naive_set_default (members, "name", naive_text (product->label));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    naive_set_default (members, keys[i], naive_get (known, keys[i]));
}

/**
 * naive_complete_product:
 * @contact: a contact
 * @event: about a product, its subject
 *
 * Adds what the library knows of the product.
 */
void
naive_complete_product (NaiveContact *contact,
                        NaiveEvent   *event)
{
  GHashTable *members = naive_members_new ();
  static const char *keys[] = { "name", "categories", "collections", "price" };

  naive_set (members, "product", naive_text (event->subject));
  add_product (contact, members);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    naive_set_default (event->payload, keys[i], naive_get (members, keys[i]));
}

static gboolean
is_low (NaiveContact *contact,
        GHashTable   *members)
{
  return naive_is_low (contact, product_of (contact, members));
}

static int
find_item (GPtrArray        *items,
           const NaiveValue *product)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (naive_value_equal (naive_get (((NaiveValue *) g_ptr_array_index (items, i))->members, "product"), product))
        return (int) i;
    }

  return -1;
}

static void
add_item (GPtrArray  *items,
          GHashTable *payload)
{
  static const char *keys[] = { "product", "name", "categories", "collections", "price", "quantity" };
  int found = find_item (items, naive_get (payload, "product"));
  GHashTable *item;

  if (naive_get (payload, "product") == NULL)
    return;
  if (found >= 0)
    {
      item = ((NaiveValue *) g_ptr_array_index (items, (guint) found))->members;
      naive_set (item, "quantity", naive_number (naive_value_number (naive_get (item, "quantity"), 1.) +
                                                 naive_value_number (naive_get (payload, "quantity"), 1.)));
      return;
    }
  item = naive_members_new ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    naive_set (item, keys[i], naive_get (payload, keys[i]));
  naive_set_default (item, "quantity", naive_number (1.));
  g_ptr_array_add (items, (gpointer) naive_object (item));
}

/* All of the product, unless the event says how many and some are left. */
static void
remove_item (GPtrArray  *items,
             GHashTable *payload)
{
  int found = find_item (items, naive_get (payload, "product"));
  const NaiveValue *quantity = naive_get (payload, "quantity");
  GHashTable *item;
  double left;

  if (found < 0)
    return;
  item = ((NaiveValue *) g_ptr_array_index (items, (guint) found))->members;
  left = naive_value_number (naive_get (item, "quantity"), 1.) - naive_value_number (quantity, G_MAXDOUBLE);
  if (left > 0.)
    naive_set (item, "quantity", naive_number (left));
  else
    g_ptr_array_remove_index (items, (guint) found);
}

static gboolean
apply_cart (NaiveContact *contact,
            NaiveEvent   *event,
            gboolean      add)
{
  NaiveRecord *cart;
  const NaiveValue *given = naive_get (event->payload, "items");
  GPtrArray *items;

  add_product (contact, event->payload);
  naive_set_default (event->payload, "low-stock", naive_bool (is_low (contact, event->payload)));
  if (event->subject == NULL)
    return TRUE;
  cart = need_record (contact, "cart", event->subject);
  if (given != NULL && (given->type != NAIVE_LIST || given->items->len == 0))
    given = NULL;
  items = items_of (given != NULL ? event->payload : cart->columns);
  if (given == NULL)
    {
      if (add)
        add_item (items, event->payload);
      else
        remove_item (items, event->payload);
    }
  naive_set_default (event->payload, "total", naive_number (sum_of (items)));
  naive_set (event->payload, "items", naive_list (items));
  naive_set (cart->columns, "items", naive_list (items));
  naive_set (cart->columns, "total", naive_get (event->payload, "total"));
  naive_set (cart->columns, "status", naive_text (add || items->len > 0 ? "open" : "emptied"));
  naive_set (cart->columns, "updated-at", naive_instant (contact->engine->now));
  naive_set_default (cart->columns, "store", naive_get (event->payload, "store"));

  return TRUE;
}

static gboolean
apply_checkout (NaiveContact *contact,
                NaiveEvent   *event)
{
  NaiveRecord *cart;

  if (event->subject == NULL)
    return TRUE;
  cart = need_record (contact, "cart", event->subject);
  naive_set_default (cart->columns, "status", naive_text ("open"));
  naive_set_default (cart->columns, "store", naive_get (event->payload, "store"));
  naive_set_default (cart->columns, "total", naive_get (event->payload, "total"));
  naive_set (cart->columns, "checkout", naive_text (event->topic->status));
  naive_set (cart->columns, "updated-at", naive_instant (contact->engine->now));

  return TRUE;
}

/* Orders */

/* The cart that the order names, else the latest open one of its store. */
static NaiveRecord *
cart_of_order (NaiveContact *contact,
               NaiveEvent   *event)
{
  const char *named = naive_value_text (naive_get (event->payload, "cart"));
  const NaiveValue *store = naive_get (event->payload, "store");
  NaiveRecord *latest = NULL;

  if (named != NULL)
    return naive_find_record (contact, "cart", named);
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (!g_str_equal (record->kind, "cart") || !naive_value_is_text (naive_get (record->columns, "status"), "open") ||
          (store != NULL && naive_get (record->columns, "store") != NULL &&
           !naive_value_equal (naive_get (record->columns, "store"), store)))
        continue;
      if (latest == NULL || naive_is_later (record, latest))
        latest = record;
    }

  return latest;
}

static void
order_cart (NaiveContact *contact,
            NaiveEvent   *event)
{
  NaiveRecord *cart = cart_of_order (contact, event);

  if (cart == NULL)
    return;
  naive_set (event->payload, "cart", naive_text (cart->id));
  naive_set (cart->columns, "status", naive_text ("ordered"));
}

static void
complete_items (NaiveContact *contact,
                NaiveEvent   *event)
{
  GPtrArray *items = items_of (event->payload);

  if (naive_get (event->payload, "items") == NULL)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      GHashTable *item = ((NaiveValue *) g_ptr_array_index (items, i))->members;

      add_product (contact, item);
      naive_set_default (item, "quantity", naive_number (1.));
    }
  naive_set (event->payload, "items", naive_list (items));
  naive_set_default (event->payload, "total", naive_number (sum_of (items)));
}

static gboolean
apply_order (NaiveContact *contact,
             NaiveEvent   *event)
{
  static const char *keys[] = { "items", "total", "currency", "status", "store", "cart" };
  gboolean failed = naive_value_is_text (naive_get (event->payload, "status"), "failed");
  NaiveRecord *order;

  complete_items (contact, event);
  order_cart (contact, event);
  if (event->subject != NULL)
    {
      order = need_record (contact, "order", event->subject);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (naive_get (event->payload, keys[i]) != NULL)
          naive_set (order->columns, keys[i], naive_get (event->payload, keys[i]));
      naive_set_default (order->columns, "status", naive_text ("pending"));
    }
  if (failed)
    return TRUE;
  add_to_field (contact, "order-count", 1.);
  add_to_field (contact, "total-spent", naive_value_number (naive_get (event->payload, "total"), 0.));
  if (parcours_library_lookup (contact->engine->the_case->library, "field", "last-order-at") != NULL)
    naive_set (contact->fields, "last-order-at", naive_instant (contact->engine->now));

  return TRUE;
}

/* What the event does not say of the record that it is about. */
static void
complete_from_record (NaiveEvent        *event,
                      const NaiveRecord *record)
{
  static const char *keys[] = { "type", "title", "due", "owner", "deal", "note", "program", "code", "expires", "starts",
                                "url", "store", "total", "items", "currency", "cart", "status", "channel", "value",
                                "pipeline", "stage" };

  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (keys); i++)
    naive_set_default (event->payload, keys[i], naive_get (record->columns, keys[i]));
}

static gboolean
apply_order_status (NaiveContact *contact,
                    NaiveEvent   *event)
{
  const char *status = event->topic->status;
  NaiveRecord *order = need_record (contact, "order", event->subject);
  double total = naive_value_number (naive_get (event->payload, "total"),
                                     order != NULL ? naive_value_number (naive_get (order->columns, "total"), 0.) : 0.);

  if (order != NULL && (g_str_equal (status, "shipped") || g_str_equal (status, "confirmed")))
    naive_set (order->columns, g_str_equal (status, "shipped") ? "shipped-at" : "confirmed-at",
               naive_instant (contact->engine->now));
  else if (order != NULL)
    naive_set (order->columns, "status", naive_text (status));
  complete_from_record (event, order);
  if (g_str_equal (status, "cancelled"))
    add_to_field (contact, "total-spent", -total);
  else if (g_str_equal (status, "refunded"))
    add_to_field (contact, "total-spent", -naive_value_number (naive_get (event->payload, "amount"), total));

  return TRUE;
}

/* Records in general */

static const char *
owner_of_slug (const char *slug)
{
  const char *slash = slug != NULL ? strchr (slug, '/') : NULL;

  return slash != NULL ? naive_keep_text (g_strndup (slug, slash - slug)) : NULL;
}

static void
set_created_columns (NaiveContact *contact,
                     NaiveEvent   *event,
                     NaiveRecord  *record)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, event->payload);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (!g_str_equal (key, "origin") && !g_str_equal (key, "source"))
        naive_set (record->columns, key, value);
    }
  if (event->topic->status != NULL)
    naive_set (record->columns, "status", naive_text (event->topic->status));
  else
    naive_set_default (record->columns, "status", naive_text ("open"));
}

static gboolean
apply_created (NaiveContact *contact,
               NaiveEvent   *event)
{
  const char *kind = event->topic->record;

  if (event->subject == NULL || (event->topic->state && naive_find_record (contact, kind, event->subject) != NULL))
    return !event->topic->state;
  if (g_str_equal (kind, "deal"))
    {
      naive_set_default (event->payload, "pipeline",
                         naive_text (owner_of_slug (naive_value_text (naive_get (event->payload, "stage")))));
      naive_set_default (event->payload, "status", naive_text ("open"));
    }
  set_created_columns (contact, event, need_record (contact, kind, event->subject));

  return TRUE;
}

static gboolean
set_column (NaiveEvent       *event,
            NaiveRecord      *record,
            const char       *column,
            const NaiveValue *to)
{
  const NaiveValue *before = naive_get (record->columns, column);

  if (naive_value_equal (before, to))
    return FALSE;
  naive_set (record->columns, column, to);
  naive_set (event->payload, "from", before);
  naive_set (event->payload, "to", to);

  return TRUE;
}

static gboolean
apply_deal_set (NaiveContact *contact,
                NaiveEvent   *event)
{
  NaiveRecord *deal = need_record (contact, "deal", event->subject);
  const char *field = naive_value_text (naive_get (event->payload, "field"));
  const char *column = event->topic->status != NULL ? event->topic->status : field;
  const NaiveValue *to = naive_get (event->payload, "to");

  if (column == NULL)
    column = "title";
  complete_from_record (event, deal);
  if (!set_column (event, deal, column, to))
    return FALSE;
  if (g_str_equal (column, "status"))
    naive_set (deal->columns, "closed-at",
               naive_value_is_text (to, "won") || naive_value_is_text (to, "lost") ? naive_instant (contact->engine->now)
                                                                                : NULL);

  return TRUE;
}

/* A change of pipeline publishes both topics, in this order. */
static gboolean
apply_moved (NaiveContact *contact,
             NaiveEvent   *event)
{
  gboolean to_stage = g_str_equal (event->topic->name, "deal.stage-changed");
  NaiveRecord *deal = need_record (contact, "deal", event->subject);
  const NaiveValue *to = naive_get (event->payload, "to");
  const NaiveValue *before;
  const NaiveValue *pipeline = to_stage ? naive_text (owner_of_slug (naive_value_text (to))) : to;

  before = naive_get (deal->columns, "pipeline");
  naive_set (event->payload, "from-pipeline", before);
  naive_set (event->payload, "pipeline", pipeline);
  complete_from_record (event, deal);
  if (!set_column (event, deal, to_stage ? "stage" : "pipeline", to))
    return FALSE;
  if (pipeline != NULL)
    naive_set (deal->columns, "pipeline", pipeline);

  return TRUE;
}

static gboolean
apply_status (NaiveContact *contact,
              NaiveEvent   *event)
{
  NaiveRecord *record = need_record (contact, event->topic->record, event->subject);

  if (event->topic->state && naive_value_is_text (naive_get (record->columns, "status"), event->topic->status))
    return FALSE;
  naive_set (record->columns, "status", naive_text (event->topic->status));
  complete_from_record (event, record);
  if (g_strcmp0 (event->topic->record, "task") == 0)
    {
      naive_set (record->columns, "completed-at", naive_instant (contact->engine->now));
      naive_set (event->payload, "completed", naive_instant (contact->engine->now));
    }

  return TRUE;
}

/* Accounts */

static gboolean
apply_account (NaiveContact *contact,
               NaiveEvent   *event,
               gboolean      link)
{
  NaiveRecord *account = naive_find_record (contact, "account", event->subject);
  const NaiveValue *linked = account != NULL ? naive_get (account->columns, "linked") : NULL;
  gboolean is_linked = account != NULL && (linked == NULL || linked->number != 0.);

  if (is_linked == link)
    return FALSE;
  account = need_record (contact, "account", event->subject);
  naive_set (account->columns, "linked", naive_bool (link));
  naive_set_default (account->columns, "primary", naive_get (event->payload, "primary"));

  return TRUE;
}

static gboolean
apply_account_field (NaiveContact *contact,
                     NaiveEvent   *event)
{
  NaiveRecord *account = naive_find_record (contact, "account", event->subject);
  const char *field = naive_value_text (naive_get (event->payload, "field"));

  return account != NULL && field != NULL && set_column (event, account, field, naive_get (event->payload, "to"));
}

/* Loyalty: a membership is a record; each of its balances is another one, with the same columns and its value. */

static NaiveRecord *
need_membership (NaiveContact *contact,
                 const char   *program,
                 const char   *id)
{
  NaiveRecord *record = naive_find_record (contact, "loyalty", id);
  NaiveRecord *membership = naive_find_record (contact, "loyalty", program);

  if (record == NULL)
    {
      record = naive_add_record (contact, "loyalty", id);
      if (membership != NULL)
        record->columns = naive_members_copy (membership->columns);
      else
        naive_set (record->columns, "member", naive_bool (TRUE));
    }
  naive_set (record->columns, "program", naive_text (program));

  return record;
}

static gboolean
set_membership (NaiveContact     *contact,
                const char       *program,
                const char       *column,
                const NaiveValue *value)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (!g_str_equal (record->kind, "loyalty") ||
          !naive_value_is_text (naive_get (record->columns, "program"), program) ||
          naive_value_equal (naive_get (record->columns, column), value))
        continue;
      naive_set (record->columns, column, value);
      changed = TRUE;
    }

  return changed;
}

/**
 * naive_is_member:
 * @membership: (nullable): a membership
 *
 * Returns: whether it lasts: who has one is a member, until it says otherwise
 */
gboolean
naive_is_member (const NaiveRecord *membership)
{
  const NaiveValue *member = membership != NULL ? naive_get (membership->columns, "member") : NULL;

  return membership != NULL && (member == NULL || member->number != 0.);
}

static gboolean
apply_membership (NaiveContact *contact,
                  NaiveEvent   *event,
                  gboolean      joins)
{
  gint32 today = parcours_local_day (parcours_zone_to_local (contact->zone, contact->engine->now));

  if (naive_is_member (naive_find_record (contact, "loyalty", event->subject)) == joins)
    return FALSE;
  need_membership (contact, event->subject, event->subject);
  set_membership (contact, event->subject, "member", naive_bool (joins));
  if (joins)
    set_membership (contact, event->subject, "joined-on", naive_day (today));

  return TRUE;
}

/* Tiers and balances are known by their full slug, and inside their programme by the last part. */
static const NaiveValue *
both_slugs (const NaiveValue *value)
{
  const char *text = naive_value_text (value);
  const char *slash = text != NULL ? strchr (text, '/') : NULL;
  GPtrArray *items = naive_items_new ();

  if (slash == NULL)
    return value;
  g_ptr_array_add (items, (gpointer) value);
  g_ptr_array_add (items, (gpointer) naive_text (slash + 1));

  return naive_list (items);
}

static gboolean
apply_tier (NaiveContact *contact,
            NaiveEvent   *event)
{
  const NaiveValue *to = naive_get (event->payload, "to");
  NaiveRecord *membership = need_membership (contact, event->subject, event->subject);
  const NaiveValue *before = naive_get (membership->columns, "tier-slug");

  if (naive_value_equal (before, to))
    return FALSE;
  naive_set_default (event->payload, "from", before);
  set_membership (contact, event->subject, "tier-slug", to);
  set_membership (contact, event->subject, "tier", both_slugs (to));

  return TRUE;
}

static double
balance_after (NaiveEvent *event,
               double      before,
               gboolean    expired)
{
  double value = naive_value_number (naive_get (event->payload, "value"), 0.);
  const NaiveValue *to = naive_get (event->payload, "to");
  const NaiveValue *transaction = naive_get (event->payload, "transaction");

  if (to != NULL && to->type == NAIVE_NUMBER)
    return to->number;
  if (expired || naive_value_is_text (transaction, "redeemed"))
    return before - value;

  return naive_value_is_text (transaction, "earned") ? before + value : value;
}

static void
follow_limit (NaiveEvent *event,
              const char *topic,
              double      limit)
{
  GHashTable *payload = naive_members_copy (event->payload);

  naive_set (payload, "limit", naive_number (limit));
  naive_follow (event, topic, event->subject, payload, NULL);
}

/* Once for each crossing: from > min >= to, from < max <= to. */
static void
follow_limits (NaiveContact *contact,
               NaiveEvent   *event,
               double        from,
               double        to)
{
  const ParcoursEntity *balance = parcours_library_lookup (contact->engine->the_case->library, "balance",
                                                           event->subject);
  double min = balance != NULL ? parcours_json_member_number (balance->attributes, "min", NAN) : NAN;
  double max = balance != NULL ? parcours_json_member_number (balance->attributes, "max", NAN) : NAN;

  if (from > min && min >= to)
    follow_limit (event, "loyalty.balance-min-reached", min);
  if (from < max && max <= to)
    follow_limit (event, "loyalty.balance-max-reached", max);
}

static gboolean
apply_balance (NaiveContact *contact,
               NaiveEvent   *event,
               gboolean      expired)
{
  const char *program;
  NaiveRecord *record;
  double before, after;

  naive_set_default (event->payload, "program", naive_text (owner_of_slug (event->subject)));
  program = naive_value_text (naive_get (event->payload, "program"));
  if (program == NULL)
    return FALSE;
  record = need_membership (contact, program, event->subject);
  before = naive_value_number (naive_get (record->columns, "value"), 0.);
  after = balance_after (event, before, expired);
  if (after == before)
    return FALSE;
  naive_set (event->payload, "from", naive_number (before));
  naive_set (event->payload, "to", naive_number (after));
  naive_set_default (event->payload, "value", naive_number (fabs (after - before)));
  naive_set (record->columns, "balance", both_slugs (naive_text (event->subject)));
  naive_set (record->columns, "value", naive_number (after));
  naive_change_lots (contact, record, after, after - before, naive_get (event->payload, "expires"));
  follow_limits (contact, event, before, after);

  return TRUE;
}

/**
 * naive_apply_record:
 * @contact: a contact
 * @event: an event that is being published
 *
 * Returns: whether it changed anything, for topics that are about the state of the data
 */
gboolean
naive_apply_record (NaiveContact *contact,
                    NaiveEvent   *event)
{
  switch (event->topic->apply)
    {
    case PARCOURS_APPLY_CART_ADD:
    case PARCOURS_APPLY_CART_REMOVE:
      return apply_cart (contact, event, event->topic->apply == PARCOURS_APPLY_CART_ADD);
    case PARCOURS_APPLY_CHECKOUT:
      return apply_checkout (contact, event);
    case PARCOURS_APPLY_ORDER_CREATED:
      return apply_order (contact, event);
    case PARCOURS_APPLY_ORDER_STATUS:
      return apply_order_status (contact, event);
    case PARCOURS_APPLY_RECORD_CREATED:
      return apply_created (contact, event);
    case PARCOURS_APPLY_RECORD_SET:
      return g_str_equal (event->topic->record, "deal") ? apply_deal_set (contact, event) : apply_status (contact, event);
    case PARCOURS_APPLY_DEAL_MOVED:
      return apply_moved (contact, event);
    case PARCOURS_APPLY_ACCOUNT_LINKED:
    case PARCOURS_APPLY_ACCOUNT_UNLINKED:
      return apply_account (contact, event, event->topic->apply == PARCOURS_APPLY_ACCOUNT_LINKED);
    case PARCOURS_APPLY_ACCOUNT_FIELD:
      return apply_account_field (contact, event);
    case PARCOURS_APPLY_LOYALTY_JOINED:
    case PARCOURS_APPLY_LOYALTY_LEFT:
      return apply_membership (contact, event, event->topic->apply == PARCOURS_APPLY_LOYALTY_JOINED);
    case PARCOURS_APPLY_LOYALTY_TIER:
      return apply_tier (contact, event);
    case PARCOURS_APPLY_LOYALTY_BALANCE:
    case PARCOURS_APPLY_LOYALTY_EXPIRED:
      return apply_balance (contact, event, event->topic->apply == PARCOURS_APPLY_LOYALTY_EXPIRED);
    default:
      return TRUE;
    }
}
