/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-entity-tag.h"
#include "parcours-remote-client.h"
#include "parcours-remote-url.h"

struct _ParcoursRemoteClient
{
  GObject parent_instance;

  char *url;          /* (owned) */
  ParcoursHttp *http; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ParcoursRemoteClient, parcours_remote_client, G_TYPE_OBJECT)

/* What is asked, and what becomes of the answer: both forms of a call are made of this. */
typedef struct
{
  ParcoursHttpRequest *request; /* (transfer full) */
  ParcoursHttpReader reader;
  gpointer data;                /* (transfer full) */
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Question;

static void
parcours_remote_client_finalize (GObject *object)
{
  ParcoursRemoteClient *self = PARCOURS_REMOTE_CLIENT (object);

  g_clear_object (&self->http);
  g_free (self->url);

  G_OBJECT_CLASS (parcours_remote_client_parent_class)->finalize (object);
}

static void
parcours_remote_client_class_init (ParcoursRemoteClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_remote_client_finalize;
}

static void
parcours_remote_client_init (ParcoursRemoteClient *self)
{
}

/**
 * parcours_remote_client_new:
 * @url: the address of a server as a person entered it
 * @options: (nullable): what is not as usual
 * @error: return location for %PARCOURS_REMOTE_ERROR_ADDRESS
 *
 * Returns: (transfer full): a client, which has not asked anything yet, or %NULL
 */
ParcoursRemoteClient *
parcours_remote_client_new (const char                 *url,
                            const ParcoursHttpOptions  *options,
                            GError                    **error)
{
  g_autofree char *normal = parcours_remote_url_normalize (url, error);
  ParcoursRemoteClient *self;

  if (normal == NULL)
    return NULL;
  self = g_object_new (PARCOURS_TYPE_REMOTE_CLIENT, NULL);
  self->http = parcours_http_new (normal, options);
  self->url = g_steal_pointer (&normal);

  return self;
}

/**
 * parcours_remote_client_url:
 * @self: a client
 *
 * Returns: (transfer none): the normalized address of its server
 */
const char *
parcours_remote_client_url (ParcoursRemoteClient *self)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_CLIENT (self), NULL);

  return self->url;
}

/**
 * parcours_remote_client_set_token:
 * @self: a client
 * @token: (nullable): the token to show from now on
 */
void
parcours_remote_client_set_token (ParcoursRemoteClient *self,
                                  const char           *token)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_CLIENT (self));

  parcours_http_set_token (self->http, token);
}

static gpointer
ask (ParcoursRemoteClient  *self,
     Question               question,
     GCancellable          *cancellable,
     GError               **error)
{
  return parcours_http_send (self->http, question.request, question.reader, question.data, question.data_free,
                             question.result_free, cancellable, error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = parcours_http_send_finish (PARCOURS_HTTP (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_task_get_task_data (task));
}

/* The task's data is what frees its result. */
static void
ask_async (ParcoursRemoteClient *self,
           Question              question,
           gpointer              tag,
           GCancellable         *cancellable,
           GAsyncReadyCallback   callback,
           gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, question.result_free, NULL);
  parcours_http_send_async (self->http, question.request, question.reader, question.data, question.data_free,
                            question.result_free, cancellable, answered_cb, task);
}

static gpointer
finish (ParcoursRemoteClient  *self,
        GAsyncResult          *result,
        gpointer               tag,
        GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The one who pauses need not know what is there; whoever publishes on nothing says that there is nothing. */
static void
set_precondition (ParcoursHttpRequest        *request,
                  const ParcoursRemoteChange *change)
{
  if (change->base != NULL)
    request->if_match = parcours_entity_tag_format (change->base, FALSE);
  else if (change->operation == PARCOURS_REMOTE_PUBLISH)
    request->if_none_match = g_strdup ("*");
}

static Question
question_of_change (ParcoursRemoteChange *change)
{
  g_autofree char *id = g_uri_escape_string (change->automation, NULL, FALSE);
  ParcoursHttpRequest *request;

  switch (change->operation)
    {
    case PARCOURS_REMOTE_PUBLISH:
      request = parcours_http_request_new (SOUP_METHOD_PUT, "automations/%s", id);
      break;
    case PARCOURS_REMOTE_DELETE:
      request = parcours_http_request_new (SOUP_METHOD_DELETE, "automations/%s", id);
      break;
    default:
      request = parcours_http_request_new (SOUP_METHOD_POST, "automations/%s/%s", id,
                                           parcours_remote_operation_name (change->operation));
    }
  set_precondition (request, change);
  request->key = g_strdup (change->key);
  request->body = change->document != NULL ? g_bytes_ref (change->document) : NULL;

  return (Question) {
    request, parcours_remote_answer_to_change, parcours_remote_change_ref (change),
    (GDestroyNotify) parcours_remote_change_unref, (GDestroyNotify) parcours_publication_unref,
  };
}

/**
 * parcours_remote_client_send:
 * @self: a client
 * @change: the change
 * @cancellable: (nullable): stops it; the change may have been made
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Asks the server for a change. What is there already, or gone already, counts as
 * done. To send the same change again after an error is always safe.
 *
 * Returns: (transfer full): what the server has now, without the document, or %NULL
 */
ParcoursPublication *
parcours_remote_client_send (ParcoursRemoteClient  *self,
                             ParcoursRemoteChange  *change,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_CLIENT (self), NULL);

  return ask (self, question_of_change (change), cancellable, error);
}

/**
 * parcours_remote_client_send_async:
 * @self: a client
 * @change: the change
 * @cancellable: (nullable): stops it; the change may have been made
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As parcours_remote_client_send(), without waiting.
 */
void
parcours_remote_client_send_async (ParcoursRemoteClient *self,
                                   ParcoursRemoteChange *change,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_CLIENT (self));

  ask_async (self, question_of_change (change), parcours_remote_client_send_async, cancellable, callback, user_data);
}

/**
 * parcours_remote_client_send_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the server has now, without the document, or %NULL
 */
ParcoursPublication *
parcours_remote_client_send_finish (ParcoursRemoteClient  *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  return finish (self, result, parcours_remote_client_send_async, error);
}

static Question
question_of_document (const char *id,
                      gint64      revision,
                      const char *known)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  ParcoursHttpRequest *request =
    revision > 0 ? parcours_http_request_new (SOUP_METHOD_GET, "automations/%s/revisions/%" G_GINT64_FORMAT, escaped,
                                              revision)
                 : parcours_http_request_new (SOUP_METHOD_GET, "automations/%s", escaped);

  if (known != NULL)
    request->if_none_match = parcours_entity_tag_format (known, FALSE);

  return (Question) {
    request, parcours_remote_answer_to_fetch, g_strdup (id), g_free, (GDestroyNotify) parcours_publication_unref,
  };
}

/**
 * parcours_remote_client_fetch:
 * @self: a client
 * @id: the id of an automation
 * @revision: the number of a revision, or 0 for the current one
 * @known: (nullable): the digest of a document that is known and need not come again
 * @publication: (out) (transfer full) (nullable): the revision with its document, or %NULL if it is @known
 * @cancellable: (nullable): stops it
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the server had it
 */
gboolean
parcours_remote_client_fetch (ParcoursRemoteClient  *self,
                              const char            *id,
                              gint64                 revision,
                              const char            *known,
                              ParcoursPublication  **publication,
                              GCancellable          *cancellable,
                              GError               **error)
{
  GError *local_error = NULL;

  g_return_val_if_fail (PARCOURS_IS_REMOTE_CLIENT (self), FALSE);

  *publication = ask (self, question_of_document (id, revision, known), cancellable, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);

  return FALSE;
}

/**
 * parcours_remote_client_fetch_async:
 * @self: a client
 * @id: the id of an automation
 * @revision: the number of a revision, or 0 for the current one
 * @known: (nullable): the digest of a document that is known and need not come again
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As parcours_remote_client_fetch(), without waiting.
 */
void
parcours_remote_client_fetch_async (ParcoursRemoteClient *self,
                                    const char           *id,
                                    gint64                revision,
                                    const char           *known,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_CLIENT (self));

  ask_async (self, question_of_document (id, revision, known), parcours_remote_client_fetch_async, cancellable,
             callback, user_data);
}

/**
 * parcours_remote_client_fetch_finish:
 * @self: a client
 * @result: what the callback got
 * @publication: (out) (transfer full) (nullable): the revision with its document, or %NULL if it was known
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the server had it
 */
gboolean
parcours_remote_client_fetch_finish (ParcoursRemoteClient  *self,
                                     GAsyncResult          *result,
                                     ParcoursPublication  **publication,
                                     GError               **error)
{
  GError *local_error = NULL;

  *publication = finish (self, result, parcours_remote_client_fetch_async, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);

  return FALSE;
}

/* A limit of 0 leaves the size of a page to the server. */
static void
set_page (ParcoursHttpRequest *request,
          const char          *cursor,
          guint                limit,
          const char          *more)
{
  g_autoptr (GString) query = g_string_new (more);

  if (cursor != NULL)
    {
      g_string_append (query, query->len > 0 ? "&cursor=" : "cursor=");
      g_string_append_uri_escaped (query, cursor, NULL, FALSE);
    }
  if (limit > 0)
    g_string_append_printf (query, "%slimit=%u", query->len > 0 ? "&" : "", limit);
  if (query->len > 0)
    request->query = g_strdup (query->str);
}

static Question
question_of_list (const char *cursor,
                  guint       limit)
{
  ParcoursHttpRequest *request = parcours_http_request_new (SOUP_METHOD_GET, "automations");

  set_page (request, cursor, limit, "include-deleted=true");

  return (Question) {
    request, parcours_remote_answer_to_list, NULL, NULL, (GDestroyNotify) parcours_remote_page_unref,
  };
}

/**
 * parcours_remote_client_list:
 * @self: a client
 * @cursor: (nullable): where an earlier list ended; %NULL lists everything
 * @limit: how many items at most, or 0 for as many as the server likes
 * @cancellable: (nullable): stops it
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Lists what has changed since, what was deleted included, in the order of the
 * changes by the server's own count, which no clock can upset. A list with a
 * limit of 1 also shows whether address and token are right.
 *
 * Returns: (transfer full): a page, or %NULL
 */
ParcoursRemotePage *
parcours_remote_client_list (ParcoursRemoteClient  *self,
                             const char            *cursor,
                             guint                  limit,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_CLIENT (self), NULL);

  return ask (self, question_of_list (cursor, limit), cancellable, error);
}

/**
 * parcours_remote_client_list_async:
 * @self: a client
 * @cursor: (nullable): where an earlier list ended
 * @limit: how many items at most, or 0
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As parcours_remote_client_list(), without waiting.
 */
void
parcours_remote_client_list_async (ParcoursRemoteClient *self,
                                   const char           *cursor,
                                   guint                 limit,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_CLIENT (self));

  ask_async (self, question_of_list (cursor, limit), parcours_remote_client_list_async, cancellable, callback,
             user_data);
}

/**
 * parcours_remote_client_list_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a page, or %NULL
 */
ParcoursRemotePage *
parcours_remote_client_list_finish (ParcoursRemoteClient  *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  return finish (self, result, parcours_remote_client_list_async, error);
}

static Question
question_of_revisions (const char *id,
                       const char *cursor,
                       guint       limit)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  ParcoursHttpRequest *request = parcours_http_request_new (SOUP_METHOD_GET, "automations/%s/revisions", escaped);

  set_page (request, cursor, limit, NULL);

  return (Question) {
    request, parcours_remote_answer_to_revisions, g_strdup (id), g_free, (GDestroyNotify) parcours_remote_page_unref,
  };
}

/**
 * parcours_remote_client_revisions:
 * @self: a client
 * @id: the id of an automation
 * @cursor: (nullable): where an earlier page ended
 * @limit: how many revisions at most, or 0 for as many as the server likes
 * @cancellable: (nullable): stops it
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Lists the revisions of an automation, the last one first, also of one that was deleted.
 *
 * Returns: (transfer full): a page, or %NULL
 */
ParcoursRemotePage *
parcours_remote_client_revisions (ParcoursRemoteClient  *self,
                                  const char            *id,
                                  const char            *cursor,
                                  guint                  limit,
                                  GCancellable          *cancellable,
                                  GError               **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_CLIENT (self), NULL);

  return ask (self, question_of_revisions (id, cursor, limit), cancellable, error);
}

/**
 * parcours_remote_client_revisions_async:
 * @self: a client
 * @id: the id of an automation
 * @cursor: (nullable): where an earlier page ended
 * @limit: how many revisions at most, or 0
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As parcours_remote_client_revisions(), without waiting.
 */
void
parcours_remote_client_revisions_async (ParcoursRemoteClient *self,
                                        const char           *id,
                                        const char           *cursor,
                                        guint                 limit,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_CLIENT (self));

  ask_async (self, question_of_revisions (id, cursor, limit), parcours_remote_client_revisions_async, cancellable,
             callback, user_data);
}

/**
 * parcours_remote_client_revisions_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a page, or %NULL
 */
ParcoursRemotePage *
parcours_remote_client_revisions_finish (ParcoursRemoteClient  *self,
                                         GAsyncResult          *result,
                                         GError               **error)
{
  return finish (self, result, parcours_remote_client_revisions_async, error);
}
