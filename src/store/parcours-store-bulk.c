/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts come one after the other, but the large tables are in the order of
 * sets and topics. So what goes there is kept back and written in that order,
 * some hundred thousand rows at a time: each part of a table then grows at one
 * place. Where there are no contacts yet, their indexes are made at the end,
 * which takes half the time. */

#include "config.h"

#include <string.h>

#include "parcours-store-bulk.h"

#define MAX_ROWS 500000

static const char drop_indexes[] = "DROP INDEX contacts_key; DROP INDEX contacts_email; DROP INDEX contacts_phone;";

typedef struct
{
  gint64 set;
  gint64 contact;
  gint64 since;
} Member;

typedef struct
{
  gint64 list;
  gint64 contact;
  gint64 since;
  const char *source; /* (unowned) (nullable) static */
  ParcoursListStatus status;
} Subscription;

typedef struct
{
  gint64 topic;
  gint64 contact;
  gint64 at;
  gint64 subject;
  const char *id;      /* (nullable) in the strings */
  const char *payload; /* (nullable) in the strings */
  guint order;         /* as it was added */
} Event;

struct _ParcoursStoreBulk
{
  ParcoursStore *store;
  ParcoursStatement *contact;      /* (owned) */
  ParcoursStatement *member;       /* (owned) */
  ParcoursStatement *subscription; /* (owned) */
  ParcoursStatement *event;        /* (owned) */
  GPtrArray *indexes;              /* (owned) (nullable) (element-type utf8) how to make those that were dropped */
  GArray *members;                 /* (owned) (element-type Member) */
  GArray *subscriptions;           /* (owned) (element-type Subscription) */
  GArray *events;                  /* (owned) (element-type Event) */
  GStringChunk *strings;           /* (owned) of the events */
  gint64 next_id;
};

static gboolean
set_aside_indexes (ParcoursStoreBulk  *bulk,
                   GError            **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (bulk->store,
                          "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'contacts' AND sql IS NOT NULL", "");

  bulk->indexes = g_ptr_array_new_with_free_func (g_free);
  while (parcours_statement_next (rows))
    g_ptr_array_add (bulk->indexes, g_strdup (parcours_statement_text (rows, 0)));
  if (!parcours_statement_end (rows, error))
    return FALSE;
  g_clear_pointer (&rows, parcours_statement_free);

  return parcours_store_exec (bulk->store, drop_indexes, error);
}

static void
prepare (ParcoursStoreBulk *bulk,
         GPtrArray         *columns)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO contacts (id, key");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, ", %s", (const char *) columns->pdata[i]);
  g_string_append (sql, ") VALUES (?, ?");
  for (guint i = 0; i < columns->len; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  bulk->contact = parcours_store_query (bulk->store, sql->str, "");
  bulk->member = parcours_store_query (bulk->store, "INSERT OR IGNORE INTO memberships (entity, contact, since) "
                                                    "VALUES (?, ?, ?)", "");
  bulk->subscription = parcours_store_query (bulk->store, "INSERT INTO subscriptions "
                                                          "(list, contact, since, source, status) VALUES (?, ?, ?, ?, ?) "
                                                          "ON CONFLICT DO UPDATE SET since = excluded.since, "
                                                          "source = excluded.source, status = excluded.status "
                                                          "WHERE excluded.status > subscriptions.status", "");
  bulk->event = parcours_store_query (bulk->store, "INSERT INTO events (topic, contact, at, n, subject, payload) "
                                                   "VALUES (?, ?, ?, ?, ?, ?)", "");
}

/**
 * parcours_store_bulk_new:
 * @store: a workspace, in a transaction
 * @columns: (element-type utf8): the columns of contacts that will be bound, beside their number and key
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what takes the contacts
 */
ParcoursStoreBulk *
parcours_store_bulk_new (ParcoursStore  *store,
                         GPtrArray      *columns,
                         GError        **error)
{
  g_autoptr (ParcoursStoreBulk) bulk = g_new0 (ParcoursStoreBulk, 1);
  gint64 last;

  g_return_val_if_fail (store->depth > 0, NULL);

  bulk->store = store;
  bulk->members = g_array_new (FALSE, FALSE, sizeof (Member));
  bulk->subscriptions = g_array_new (FALSE, FALSE, sizeof (Subscription));
  bulk->events = g_array_new (FALSE, FALSE, sizeof (Event));
  bulk->strings = g_string_chunk_new (64 * 1024);
  if (!parcours_store_get_integer (store, "SELECT ifnull (max (id), 0) FROM contacts", &last, error))
    return NULL;
  bulk->next_id = last + 1;
  if (last == 0 && !set_aside_indexes (bulk, error))
    return NULL;
  prepare (bulk, columns);
  if (!parcours_statement_end (bulk->contact, error) || !parcours_statement_end (bulk->event, error))
    return NULL;

  return g_steal_pointer (&bulk);
}

/**
 * parcours_store_bulk_free:
 * @bulk: (transfer full): contacts, written or not
 */
void
parcours_store_bulk_free (ParcoursStoreBulk *bulk)
{
  g_clear_pointer (&bulk->contact, parcours_statement_free);
  g_clear_pointer (&bulk->member, parcours_statement_free);
  g_clear_pointer (&bulk->subscription, parcours_statement_free);
  g_clear_pointer (&bulk->event, parcours_statement_free);
  g_clear_pointer (&bulk->indexes, g_ptr_array_unref);
  g_array_unref (bulk->members);
  g_array_unref (bulk->subscriptions);
  g_array_unref (bulk->events);
  g_string_chunk_free (bulk->strings);
  g_free (bulk);
}

/**
 * parcours_store_bulk_contact:
 * @bulk: many contacts
 *
 * Returns: (transfer none): the statement to which the next contact's columns are to be bound, from 3 on
 */
sqlite3_stmt *
parcours_store_bulk_contact (ParcoursStoreBulk *bulk)
{
  return bulk->contact->stmt;
}

/**
 * parcours_store_bulk_next_contact:
 * @bulk: many contacts
 *
 * Returns: the number that the next contact will have
 */
gint64
parcours_store_bulk_next_contact (ParcoursStoreBulk *bulk)
{
  return bulk->next_id;
}

static gboolean
step (ParcoursStatement  *statement,
      GError            **error)
{
  parcours_statement_next (statement);
  sqlite3_reset (statement->stmt);

  return parcours_statement_end (statement, error);
}

/**
 * parcours_store_bulk_add_contact:
 * @bulk: many contacts
 * @key: the key of the contact whose columns are bound
 * @error: return location for an error
 *
 * Returns: the number of the contact, or 0 with an error
 */
gint64
parcours_store_bulk_add_contact (ParcoursStoreBulk  *bulk,
                                 guint64             key,
                                 GError            **error)
{
  sqlite3_bind_int64 (bulk->contact->stmt, 1, bulk->next_id);
  sqlite3_bind_int64 (bulk->contact->stmt, 2, (gint64) key);

  return step (bulk->contact, error) ? bulk->next_id++ : 0;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *one = a;
  const Member *other = b;

  if (one->set != other->set)
    return one->set < other->set ? -1 : 1;

  return one->contact < other->contact ? -1 : one->contact > other->contact;
}

static gboolean
flush_members (ParcoursStoreBulk  *bulk,
               GError            **error)
{
  sqlite3_stmt *stmt = bulk->member->stmt;

  g_array_sort (bulk->members, compare_members);
  for (guint i = 0; i < bulk->members->len; i++)
    {
      const Member *member = &g_array_index (bulk->members, Member, i);

      sqlite3_bind_int64 (stmt, 1, member->set);
      sqlite3_bind_int64 (stmt, 2, member->contact);
      sqlite3_bind_int64 (stmt, 3, member->since);
      if (!step (bulk->member, error))
        return FALSE;
    }
  g_array_set_size (bulk->members, 0);

  return TRUE;
}

/* Subscriptions begin as members do. */
G_STATIC_ASSERT (G_STRUCT_OFFSET (Subscription, list) == G_STRUCT_OFFSET (Member, set));
G_STATIC_ASSERT (G_STRUCT_OFFSET (Subscription, contact) == G_STRUCT_OFFSET (Member, contact));

static gboolean
flush_subscriptions (ParcoursStoreBulk  *bulk,
                     GError            **error)
{
  sqlite3_stmt *stmt = bulk->subscription->stmt;

  g_array_sort (bulk->subscriptions, compare_members);
  for (guint i = 0; i < bulk->subscriptions->len; i++)
    {
      const Subscription *subscription = &g_array_index (bulk->subscriptions, Subscription, i);

      sqlite3_bind_int64 (stmt, 1, subscription->list);
      sqlite3_bind_int64 (stmt, 2, subscription->contact);
      sqlite3_bind_int64 (stmt, 3, subscription->since);
      sqlite3_bind_text (stmt, 4, subscription->source, -1, SQLITE_STATIC);
      sqlite3_bind_int (stmt, 5, subscription->status);
      if (!step (bulk->subscription, error))
        return FALSE;
    }
  g_array_set_size (bulk->subscriptions, 0);

  return TRUE;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const Event *one = a;
  const Event *other = b;

  if (one->topic != other->topic)
    return one->topic < other->topic ? -1 : 1;
  if (one->contact != other->contact)
    return one->contact < other->contact ? -1 : 1;
  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;

  return one->order < other->order ? -1 : 1;
}

static gboolean
write_event (ParcoursStoreBulk  *bulk,
             const Event        *event,
             int                 n,
             GError            **error)
{
  sqlite3_stmt *stmt = bulk->event->stmt;

  sqlite3_bind_int64 (stmt, 1, event->topic);
  sqlite3_bind_int64 (stmt, 2, event->contact);
  sqlite3_bind_int64 (stmt, 3, event->at);
  sqlite3_bind_int (stmt, 4, n);
  if (event->subject != 0)
    sqlite3_bind_int64 (stmt, 5, event->subject);
  else
    sqlite3_bind_text (stmt, 5, event->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 6, event->payload, -1, SQLITE_STATIC);

  return step (bulk->event, error);
}

static gboolean
flush_events (ParcoursStoreBulk  *bulk,
              GError            **error)
{
  int n = 0;

  g_array_sort (bulk->events, compare_events);
  for (guint i = 0; i < bulk->events->len; i++)
    {
      const Event *event = &g_array_index (bulk->events, Event, i);

      if (i > 0 && memcmp (event, event - 1, G_STRUCT_OFFSET (Event, subject)) == 0)
        n++;
      else
        n = 0;
      if (!write_event (bulk, event, n, error))
        return FALSE;
    }
  g_array_set_size (bulk->events, 0);
  g_string_chunk_clear (bulk->strings);

  return TRUE;
}

/**
 * parcours_store_bulk_add_member:
 * @bulk: many contacts
 * @entity: the number of a tag, a group or an audience
 * @contact: the number of a contact
 * @since: from when on
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_bulk_add_member (ParcoursStoreBulk  *bulk,
                                gint64              entity,
                                gint64              contact,
                                gint64              since,
                                GError            **error)
{
  Member member = { entity, contact, since };

  g_array_append_val (bulk->members, member);

  return bulk->members->len < MAX_ROWS || flush_members (bulk, error);
}

/**
 * parcours_store_bulk_add_subscription:
 * @bulk: many contacts
 * @list: the number of a list
 * @contact: the number of a contact
 * @status: the status on it
 * @since: from when on
 * @source: (nullable): where it came from, a static string
 * @error: return location for an error
 *
 * Where the contact is on the list already, the stricter status stays: active before unconfirmed, unsubscribed before
 * active, bounced before all.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_bulk_add_subscription (ParcoursStoreBulk   *bulk,
                                      gint64               list,
                                      gint64               contact,
                                      ParcoursListStatus   status,
                                      gint64               since,
                                      const char          *source,
                                      GError             **error)
{
  Subscription subscription = { list, contact, since, source, status };

  g_array_append_val (bulk->subscriptions, subscription);

  return bulk->subscriptions->len < MAX_ROWS || flush_subscriptions (bulk, error);
}

/**
 * parcours_store_bulk_add_event:
 * @bulk: many contacts
 * @topic: the number of a topic
 * @contact: the number of a contact of @bulk
 * @at: when
 * @subject: the number of its subject, or 0
 * @id: (nullable): its subject where that has no number
 * @payload: (nullable): with what, as JSON
 * @error: return location for an error
 *
 * Events of a contact have to come without those of others between them.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_bulk_add_event (ParcoursStoreBulk  *bulk,
                               gint64              topic,
                               gint64              contact,
                               gint64              at,
                               gint64              subject,
                               const char         *id,
                               const char         *payload,
                               GError            **error)
{
  Event event = { topic, contact, at, subject, NULL, NULL, 0 };

  /* Never amid a contact: events of one second are numbered among those that are written together. */
  if (bulk->events->len >= MAX_ROWS &&
      g_array_index (bulk->events, Event, bulk->events->len - 1).contact != contact && !flush_events (bulk, error))
    return FALSE;
  event.order = bulk->events->len;
  if (id != NULL)
    event.id = g_string_chunk_insert (bulk->strings, id);
  if (payload != NULL)
    event.payload = g_string_chunk_insert (bulk->strings, payload);
  g_array_append_val (bulk->events, event);

  return TRUE;
}

/**
 * parcours_store_bulk_finish:
 * @bulk: many contacts
 * @error: return location for an error
 *
 * Writes what is left, and the indexes.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_bulk_finish (ParcoursStoreBulk  *bulk,
                            GError            **error)
{
  if (!flush_members (bulk, error) || !flush_subscriptions (bulk, error) || !flush_events (bulk, error))
    return FALSE;
  for (guint i = 0; bulk->indexes != NULL && i < bulk->indexes->len; i++)
    {
      if (!parcours_store_exec (bulk->store, g_ptr_array_index (bulk->indexes, i), error))
        return FALSE;
    }

  return TRUE;
}
