/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ParcoursHttpRequest:
 * @method: the method
 * @path: behind the address of the server
 * @query: (nullable): the query
 * @if_match: (nullable): the value of that field
 * @if_none_match: (nullable): the value of that field
 * @key: (nullable): the Idempotency-Key
 * @body: (nullable): JSON
 *
 * What is asked of a server.
 */
typedef struct
{
  const char *method;
  char *path;
  char *query;
  char *if_match;
  char *if_none_match;
  char *key;
  GBytes *body;
} ParcoursHttpRequest;

/**
 * ParcoursHttpAnswer:
 * @status: an HTTP status
 * @headers: the fields
 * @body: the body, whole and decoded
 * @server: the name that people know the server by
 *
 * What it says.
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
  char *server;
} ParcoursHttpAnswer;

/**
 * ParcoursHttpReader:
 * @answer: what a server says
 * @data: what the reader was set up with
 * @error: return location for an error
 *
 * Makes something of an answer, on the thread that fetched it.
 *
 * Returns: (transfer full) (nullable): what it made, which may be %NULL without an error
 */
typedef gpointer (*ParcoursHttpReader) (const ParcoursHttpAnswer  *answer,
                                        gpointer                   data,
                                        GError                   **error);

#define PARCOURS_TYPE_HTTP (parcours_http_get_type ())

/**
 * ParcoursHttp:
 *
 * The connection to one server. Everything happens on a thread of its own:
 * compressing, waiting, checking, reading. So a large document delays no frame
 * of the window, and the caller needs no main loop to wait for an answer.
 */
G_DECLARE_FINAL_TYPE (ParcoursHttp, parcours_http, PARCOURS, HTTP, GObject)

/**
 * ParcoursHttpOptions:
 * @authority: (nullable): who is to be believed about certificates; %NULL asks the system
 * @silence: after how many seconds of silence to give up, or 0 for %PARCOURS_HTTP_SILENCE
 * @whole: after how many seconds to give up in any case, or 0 for %PARCOURS_HTTP_WHOLE
 */
typedef struct
{
  GTlsDatabase *authority;
  guint silence;
  guint whole;
} ParcoursHttpOptions;

#define PARCOURS_HTTP_SILENCE 30
#define PARCOURS_HTTP_WHOLE 300

ParcoursHttp *parcours_http_new            (const char                 *url,
                                            const ParcoursHttpOptions  *options);
void          parcours_http_set_token      (ParcoursHttp          *http,
                                            const char            *token);
void          parcours_http_send_async     (ParcoursHttp          *http,
                                            ParcoursHttpRequest   *request,
                                            ParcoursHttpReader     reader,
                                            gpointer               data,
                                            GDestroyNotify         data_free,
                                            GDestroyNotify         result_free,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
gpointer      parcours_http_send_finish    (ParcoursHttp          *http,
                                            GAsyncResult          *result,
                                            GError               **error);
gpointer      parcours_http_send           (ParcoursHttp          *http,
                                            ParcoursHttpRequest   *request,
                                            ParcoursHttpReader     reader,
                                            gpointer               data,
                                            GDestroyNotify         data_free,
                                            GDestroyNotify         result_free,
                                            GCancellable          *cancellable,
                                            GError               **error);

ParcoursHttpRequest *parcours_http_request_new  (const char          *method,
                                                 const char          *format,
                                                 ...) G_GNUC_PRINTF (2, 3);
void                 parcours_http_request_free (ParcoursHttpRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursHttpRequest, parcours_http_request_free)

G_END_DECLS
