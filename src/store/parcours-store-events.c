/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-store-events.h"
#include "parcours-store-numbers.h"
#include "parcours-text.h"

/**
 * parcours_stored_event_free:
 * @event: (transfer full): an event
 */
void
parcours_stored_event_free (ParcoursStoredEvent *event)
{
  g_free (event->topic);
  g_free (event->subject);
  g_clear_pointer (&event->payload, json_object_unref);
  g_free (event);
}

static gint64
number_of (ParcoursStore  *store,
           const char     *find,
           const char     *add,
           const char     *text,
           GError        **error)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (store, find, "s", text);

  if (parcours_statement_next (row))
    return parcours_statement_integer (row, 0);
  if (!parcours_statement_end (row, error) || !parcours_store_run (store, error, add, "s", text))
    return 0;

  return sqlite3_last_insert_rowid (store->db);
}

/**
 * parcours_store_topic_number:
 * @store: a workspace
 * @topic: the name of a topic
 * @error: return location for an error
 *
 * Returns: its number in the workspace, given now if it has none, or 0 with an error
 */
gint64
parcours_store_topic_number (ParcoursStore  *store,
                             const char     *topic,
                             GError        **error)
{
  return number_of (store, "SELECT id FROM topics WHERE name = ?", "INSERT INTO topics (name) VALUES (?)", topic, error);
}

/**
 * parcours_store_text_number:
 * @store: a workspace
 * @text: a subject
 * @error: return location for an error
 *
 * Returns: its number in the workspace, given now if it has none, or 0 with an error
 */
gint64
parcours_store_text_number (ParcoursStore  *store,
                            const char     *text,
                            GError        **error)
{
  return number_of (store, "SELECT id FROM texts WHERE text = ?", "INSERT INTO texts (text) VALUES (?)", text, error);
}

/**
 * parcours_store_is_repeated:
 * @topic: a topic
 *
 * Returns: whether many of its events have the same subject, so that it is kept once and numbered; ids of records
 *   repeat little and stand in the events themselves
 */
gboolean
parcours_store_is_repeated (const ParcoursTopic *topic)
{
  static const char *const records[] = { "cart", "order", "deal", "task", "note", "meeting", "conversation", "call",
                                         "voucher", "contact", "text", NULL };

  return !g_strv_contains (records, topic->subject);
}

static gboolean
bind_subject (ParcoursStore        *store,
              ParcoursStatement    *insert,
              const ParcoursTopic  *topic,
              const char           *subject,
              GError              **error)
{
  g_autofree char *url = NULL;
  gint64 number;

  if (subject == NULL || !parcours_store_is_repeated (topic))
    return sqlite3_bind_text (insert->stmt, 4, subject, -1, SQLITE_TRANSIENT) == SQLITE_OK;
  if (g_str_equal (topic->subject, "url"))
    url = parcours_url_normalize (subject);
  number = parcours_store_text_number (store, url != NULL ? url : subject, error);

  return number != 0 && sqlite3_bind_int64 (insert->stmt, 4, number) == SQLITE_OK;
}

static gboolean
insert_event (ParcoursStore        *store,
              gint64                contact,
              const ParcoursTopic  *topic,
              gint64                at,
              const char           *subject,
              const char           *payload,
              GError              **error)
{
  gint64 number = parcours_store_topic_number (store, topic->name, error);
  g_autoptr (ParcoursStatement) insert = NULL;

  if (number == 0)
    return FALSE;
  insert = parcours_store_query (store,
                                 "INSERT INTO events (topic, contact, at, n, subject, payload) SELECT ?1, ?2, ?3, "
                                 "ifnull (max (n), -1) + 1, ?4, ?5 FROM events WHERE topic = ?1 AND contact = ?2 AND at = ?3",
                                 "lll", number, contact, at);
  if (!parcours_statement_end (insert, error) || !bind_subject (store, insert, topic, subject, error))
    return FALSE;
  sqlite3_bind_text (insert->stmt, 5, payload, -1, SQLITE_TRANSIENT);
  parcours_statement_next (insert);

  return parcours_statement_end (insert, error);
}

/**
 * parcours_store_add_event:
 * @store: a workspace
 * @contact: the number of a contact
 * @topic: a topic of the catalogue
 * @at: when, in seconds since 1970
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @error: return location for an error
 *
 * Writes down something that happened. It changes nothing else of the contact.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_add_event (ParcoursStore  *store,
                          gint64          contact,
                          const char     *topic,
                          gint64          at,
                          const char     *subject,
                          JsonObject     *payload,
                          GError        **error)
{
  const ParcoursTopic *known = parcours_catalog_topic (parcours_catalog_get (), topic);
  g_autoptr (JsonNode) node = payload != NULL ? parcours_json_take_object (parcours_json_copy_object (payload)) : NULL;
  g_autofree char *line = node != NULL ? parcours_json_to_line (node) : NULL;

  if (known == NULL)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("There is no event “%s”"), topic);
      return FALSE;
    }
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, insert_event (store, contact, known, at, subject, line, error), error);
}

static ParcoursStoredEvent *
read_event (ParcoursStatement *row)
{
  ParcoursStoredEvent *event = g_new0 (ParcoursStoredEvent, 1);
  g_autoptr (JsonNode) payload = parcours_statement_json (row, 3);

  event->topic = g_strdup (parcours_statement_text (row, 0));
  event->at = parcours_statement_integer (row, 1);
  event->subject = g_strdup (parcours_statement_text (row, 2));
  if (payload != NULL && JSON_NODE_HOLDS_OBJECT (payload))
    event->payload = parcours_json_copy_object (json_node_get_object (payload));

  return event;
}

/**
 * parcours_store_list_events:
 * @store: a workspace
 * @contact: the number of a contact
 * @max: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursStoredEvent) (nullable): what happened to the contact, the newest first
 */
GPtrArray *
parcours_store_list_events (ParcoursStore  *store,
                            gint64          contact,
                            guint           max,
                            GError        **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_stored_event_free);
  /* A look into each topic: few are in use, and the order of the table is by topic. */
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store,
                          "SELECT t.name, e.at, iif (typeof (e.subject) = 'integer', x.text, e.subject), e.payload "
                          "FROM topics t CROSS JOIN events e ON e.topic = t.id AND e.contact = ? "
                          "LEFT JOIN texts x ON typeof (e.subject) = 'integer' AND x.id = e.subject "
                          "ORDER BY e.at DESC, t.id DESC, e.n DESC LIMIT ?", "ll", contact, (gint64) max);

  while (parcours_statement_next (rows))
    g_ptr_array_add (events, read_event (rows));

  return parcours_statement_end (rows, error) ? g_steal_pointer (&events) : NULL;
}
