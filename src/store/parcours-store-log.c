/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The past of all contacts, one contact after the other. It lies in the file
 * topic by topic, each by contact and time, so it is read with one cursor a
 * topic: no sorting, and no more in memory than one contact's events. */

#include "config.h"

#include "parcours-store-log.h"
#include "parcours-store-private.h"
#include "parcours-store-settings.h"

/* So many contacts lie between two reports. */
#define REPORT_EVERY 256

typedef struct
{
  const ParcoursTopic *topic;
  ParcoursStatement *rows; /* (owned) */
  gboolean has_row;
} LogCursor;

static void
cursor_clear (gpointer data)
{
  LogCursor *cursor = data;

  parcours_statement_free (cursor->rows);
}

static void
event_clear (gpointer data)
{
  ParcoursLogEvent *event = data;

  g_free (event->subject);
  g_free (event->payload);
}

/**
 * parcours_store_log_span:
 * @store: a workspace
 * @first: (out): when the first event was
 * @last: (out): when the last event was
 * @error: return location for an error
 *
 * Returns: whether it went well; if there are no events, @first is later than @last
 */
gboolean
parcours_store_log_span (ParcoursStore  *store,
                         gint64         *first,
                         gint64         *last,
                         GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, "SELECT ifnull (min (at), 1), ifnull (max (at), 0) FROM events", "");

  if (parcours_statement_next (row))
    {
      *first = parcours_statement_integer (row, 0);
      *last = parcours_statement_integer (row, 1);
    }

  return parcours_statement_end (row, error);
}

/**
 * parcours_store_log_topics:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type ParcoursTopic) (nullable): the topics of which anything has ever
 *   happened, by name
 */
GPtrArray *
parcours_store_log_topics (ParcoursStore  *store,
                           GError        **error)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT name FROM topics t WHERE EXISTS (SELECT 1 FROM events WHERE topic = t.id) "
                                 "ORDER BY name", "");

  while (parcours_statement_next (rows))
    {
      const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), parcours_statement_text (rows, 0));

      if (topic != NULL)
        g_ptr_array_add (topics, (gpointer) topic);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&topics) : NULL;
}

static GArray *
find_topics (ParcoursStore  *store,
             GError        **error)
{
  g_autoptr (ParcoursStatement) rows = parcours_store_query (store, "SELECT name, id FROM topics", "");
  GArray *cursors = g_array_new (FALSE, FALSE, sizeof (LogCursor));
  gint64 *numbers = g_new0 (gint64, parcours_catalog_n_topics (parcours_catalog_get ()));

  g_array_set_clear_func (cursors, cursor_clear);
  while (parcours_statement_next (rows))
    {
      const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), parcours_statement_text (rows, 0));

      if (topic != NULL)
        numbers[topic->index] = parcours_statement_integer (rows, 1);
    }
  /* In the order of the catalogue, which is that of events at one instant. */
  for (guint i = 0; i < parcours_catalog_n_topics (parcours_catalog_get ()); i++)
    {
      LogCursor cursor = { parcours_catalog_nth_topic (parcours_catalog_get (), i), NULL, FALSE };

      if (numbers[i] == 0)
        continue;
      cursor.rows =
        parcours_store_query (store,
                              "SELECT e.contact, e.at, iif (typeof (e.subject) = 'integer', "
                              "(SELECT text FROM texts WHERE id = e.subject), e.subject), e.payload "
                              "FROM events e WHERE e.topic = ? ORDER BY e.contact, e.at, e.n", "l", numbers[i]);
      cursor.has_row = parcours_statement_next (cursor.rows);
      g_array_append_val (cursors, cursor);
    }
  g_free (numbers);
  if (parcours_statement_end (rows, error))
    return cursors;
  g_array_unref (cursors);

  return NULL;
}

/* What the cursor has of the contact; rows of contacts that are no more are passed over. */
static void
take_events (LogCursor *cursor,
             gint64     contact,
             gint64     from,
             gint64     to,
             GArray    *events)
{
  while (cursor->has_row && parcours_statement_integer (cursor->rows, 0) <= contact)
    {
      gint64 at = parcours_statement_integer (cursor->rows, 1);

      if (parcours_statement_integer (cursor->rows, 0) == contact && at >= from && at < to)
        {
          ParcoursLogEvent event = { cursor->topic, at, g_strdup (parcours_statement_text (cursor->rows, 2)),
                                     g_strdup (parcours_statement_text (cursor->rows, 3)) };

          g_array_append_val (events, event);
        }
      cursor->has_row = parcours_statement_next (cursor->rows);
    }
}

/* g_array_sort() keeps the order of what compares equal. */
static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const ParcoursLogEvent *one = a;
  const ParcoursLogEvent *other = b;

  return one->at < other->at ? -1 : one->at > other->at;
}

typedef struct
{
  GArray *cursors; /* (element-type LogCursor) */
  gint64 from;
  gint64 to;
  ParcoursLogFunc func;
  gpointer func_data;
} LogReader;

static void
read_contact (const LogReader *reader,
              ParcoursStore   *store,
              sqlite3_stmt    *row)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (ParcoursLogEvent));
  const char *zone = (const char *) sqlite3_column_text (row, 4);
  ParcoursLogContact contact = { .id = sqlite3_column_int64 (row, 0),
                                 .email = (const char *) sqlite3_column_text (row, 1),
                                 .phone = (const char *) sqlite3_column_text (row, 2),
                                 .created = sqlite3_column_int64 (row, 3),
                                 .zone = zone != NULL ? parcours_zone_lookup (zone) : NULL,
                                 .events = events };

  g_array_set_clear_func (events, event_clear);
  for (guint i = 0; i < reader->cursors->len; i++)
    take_events (&g_array_index (reader->cursors, LogCursor, i), contact.id, reader->from, reader->to, events);
  g_array_sort (events, compare_events);
  if (contact.zone == NULL)
    contact.zone = parcours_store_zone (store);
  reader->func (&contact, reader->func_data);
}

static gboolean
read_all (const LogReader        *reader,
          ParcoursStore          *store,
          ParcoursStoreProgress   progress,
          gpointer                progress_data,
          GError                **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT id, email, phone, ifnull (created_at, 0), timezone FROM contacts ORDER BY id", "");
  gint64 n_contacts = 0, done = 0;

  if (!parcours_store_get_integer (store, "SELECT count (*) FROM contacts", &n_contacts, error))
    return FALSE;
  while (parcours_statement_next (rows))
    {
      read_contact (reader, store, rows->stmt);
      if (++done % REPORT_EVERY == 0 && progress != NULL)
        progress (done, n_contacts, progress_data);
    }
  for (guint i = 0; i < reader->cursors->len; i++)
    {
      if (!parcours_statement_end (g_array_index (reader->cursors, LogCursor, i).rows, error))
        return FALSE;
    }

  return parcours_statement_end (rows, error);
}

/**
 * parcours_store_read_log:
 * @store: a workspace
 * @from: events from this instant on, in seconds since 1970
 * @to: events before this instant
 * @func: (scope call): called for each contact, also for one to whom nothing happened
 * @func_data: for @func
 * @progress: (nullable) (scope call): called now and then with how many contacts are done
 * @progress_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Reads what happened to all contacts, as it is at one instant, contact by contact in the order of their numbers.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_read_log (ParcoursStore          *store,
                         gint64                  from,
                         gint64                  to,
                         ParcoursLogFunc         func,
                         gpointer                func_data,
                         ParcoursStoreProgress   progress,
                         gpointer                progress_data,
                         GCancellable           *cancellable,
                         GError                **error)
{
  g_autoptr (GArray) cursors = NULL;
  gboolean ok = FALSE;

  if (!parcours_store_begin_read (store, error))
    return FALSE;
  if (parcours_store_watch (store, cancellable, error))
    cursors = find_topics (store, error);
  if (cursors != NULL)
    {
      LogReader reader = { cursors, from, to, func, func_data };

      ok = read_all (&reader, store, progress, progress_data, error);
    }
  g_clear_pointer (&cursors, g_array_unref);
  parcours_store_watch (store, NULL, NULL);
  parcours_store_end_read (store);

  return ok;
}
