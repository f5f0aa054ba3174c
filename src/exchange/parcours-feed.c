/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <libxml/parser.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-feed.h"
#include "parcours-text.h"

/* Feeds are some hundred kilobytes; more than this is something else. */
#define MAX_BYTES (16 * 1024 * 1024)
#define PATIENCE_SECONDS 20

static void
item_free (gpointer data)
{
  ParcoursFeedItem *item = data;

  g_free (item->title);
  g_free (item->url);
  g_free (item);
}

/**
 * parcours_feed_free:
 * @feed: (transfer full): a feed
 */
void
parcours_feed_free (ParcoursFeed *feed)
{
  g_free (feed->title);
  g_ptr_array_unref (feed->items);
  g_free (feed);
}

static gboolean
is_called (const xmlNode *node,
           const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static char *
text_of (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));

  xmlFree (content);

  return text;
}

/* The text of the child of that name, %NULL if there is none. */
static char *
child_text (xmlNode    *node,
            const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (is_called (child, name))
        return text_of (child);
    }

  return NULL;
}

/* Atom has links as attributes, of which the one without a relation leads to the item. */
static char *
find_link (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      xmlChar *href = is_called (child, "link") ? xmlGetProp (child, (const xmlChar *) "href") : NULL;
      xmlChar *rel = href != NULL ? xmlGetProp (child, (const xmlChar *) "rel") : NULL;
      char *url = href != NULL && (rel == NULL || strcmp ((const char *) rel, "alternate") == 0)
                    ? g_strdup ((const char *) href) : NULL;

      if (href == NULL && is_called (child, "link"))
        url = text_of (child);
      xmlFree (href);
      xmlFree (rel);
      if (url != NULL)
        return url;
    }

  return NULL;
}

/* RSS writes dates like mails, Atom and Dublin Core like ISO 8601. */
static gint64
find_date (xmlNode *node)
{
  static const char *const names[] = { "pubDate", "published", "date", "updated" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = child_text (node, names[i]);
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

      if (date == NULL && text != NULL)
        date = soup_date_time_new_from_http_string (text);
      if (date != NULL)
        return g_date_time_to_unix (date);
    }

  return 0;
}

static void
read_items (ParcoursFeed *feed,
            xmlNode      *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      ParcoursFeedItem *item;

      if (!is_called (node, "item") && !is_called (node, "entry"))
        continue;
      item = g_new0 (ParcoursFeedItem, 1);
      item->title = child_text (node, "title");
      item->url = find_link (node);
      item->published = find_date (node);
      g_ptr_array_add (feed->items, item);
    }
}

static xmlNode *
find_channel (xmlNode *root)
{
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      if (is_called (node, "channel"))
        return node;
    }

  return NULL;
}

static ParcoursFeed *
read_document (xmlDoc *document)
{
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *channel = root != NULL ? find_channel (root) : NULL;
  ParcoursFeed *feed;

  if (root == NULL || (channel == NULL && !is_called (root, "feed")))
    return NULL;
  feed = g_new0 (ParcoursFeed, 1);
  feed->items = g_ptr_array_new_with_free_func (item_free);
  feed->title = child_text (channel != NULL ? channel : root, "title");
  if (channel != NULL)
    read_items (feed, channel);
  /* RSS 1.0 has its items beside the channel. */
  read_items (feed, root);

  return feed;
}

/**
 * parcours_feed_parse:
 * @data: an RSS (0.9 to 2.0) or Atom feed
 * @length: how many bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what it holds
 */
ParcoursFeed *
parcours_feed_parse (const char  *data,
                     gsize        length,
                     GError     **error)
{
  xmlDoc *document = length <= MAX_BYTES
                       ? xmlReadMemory (data, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                       : NULL;
  ParcoursFeed *feed;

  if (document == NULL)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("This is no feed: it cannot be read as XML. Check the address."));
      return NULL;
    }
  feed = read_document (document);
  xmlFreeDoc (document);
  if (feed == NULL)
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                         _("This is XML, and neither RSS nor Atom. Check the address."));

  return feed;
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GBytes *bytes = g_object_get_data (G_OBJECT (task), "bytes");
  GError *error = NULL;
  ParcoursFeed *feed = parcours_feed_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

  if (feed != NULL)
    g_task_return_pointer (task, feed, (GDestroyNotify) parcours_feed_free);
  else
    g_task_return_error (task, error);
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SoupSession *session = SOUP_SESSION (source);
  SoupMessage *message = soup_session_get_async_result_message (session, result);
  GError *error = NULL;
  GBytes *bytes = soup_session_send_and_read_finish (session, result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "bytes", bytes, (GDestroyNotify) g_bytes_unref);
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    {
      g_task_return_new_error (task, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                               /* Translators: an HTTP status and its English name, such as 404 Not Found. */
                               _("The server says %u %s. Check the address."), soup_message_get_status (message),
                               soup_message_get_reason_phrase (message));
      return;
    }
  g_task_run_in_thread (task, parse_in_thread);
}

/**
 * parcours_feed_fetch_async:
 * @url: an address
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the feed is there
 * @user_data: for @callback
 *
 * Fetches a feed and reads it.
 */
void
parcours_feed_fetch_async (const char          *url,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", PATIENCE_SECONDS, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupMessage) message = NULL;

  g_task_set_source_tag (task, parcours_feed_fetch_async);
  if (uri == NULL || parcours_text_is_blank (g_uri_get_host (uri)) || !g_str_has_prefix (g_uri_get_scheme (uri), "http"))
    {
      g_task_return_new_error (task, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                               _("“%s” is no address of a feed: it begins with https:// or http://"), url);
      return;
    }
  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, cancellable, on_fetched, g_steal_pointer (&task));
}

/**
 * parcours_feed_fetch_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the feed holds
 */
ParcoursFeed *
parcours_feed_fetch_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
