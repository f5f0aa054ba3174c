/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursRemoteInfo:
 * @name: what people call it, unique
 * @url: where it is
 * @kind: what it speaks, such as `parcours`
 * @attributes: what else is known of it, such as `publish-by-itself`; never a token
 *
 * A server that automations are synchronised to.
 */
typedef struct
{
  char *name;
  char *url;
  char *kind;
  JsonObject *attributes;
} ParcoursRemoteInfo;

/**
 * ParcoursPublicationInfo:
 * @automation: the slug of an automation
 * @revision: its number on the server
 * @etag: what the server calls this revision
 * @digest: of the document
 * @version: (nullable): the number of the version it came from, 0 for none
 * @document: (nullable): the document as the server has it, the base of a merge; a list leaves it out
 * @at: when the server confirmed it, in seconds since 1970
 *
 * What a server is known to have of an automation.
 */
typedef struct
{
  char *automation;
  int revision;
  char *etag;
  char *digest;
  int version;
  char *document;
  gint64 at;
} ParcoursPublicationInfo;

/**
 * ParcoursOutboxState:
 * @PARCOURS_OUTBOX_WAITING: to be sent, or sent again
 * @PARCOURS_OUTBOX_SENDING: on its way; after a crash nobody knows whether it arrived, so it is sent again
 * @PARCOURS_OUTBOX_CONFLICT: the server has something newer; a person has to look
 * @PARCOURS_OUTBOX_REFUSED: the server will not have it; sending it again would change nothing
 * @PARCOURS_OUTBOX_DONE: the server has confirmed it
 */
typedef enum
{
  PARCOURS_OUTBOX_WAITING,
  PARCOURS_OUTBOX_SENDING,
  PARCOURS_OUTBOX_CONFLICT,
  PARCOURS_OUTBOX_REFUSED,
  PARCOURS_OUTBOX_DONE,
} ParcoursOutboxState;

/**
 * ParcoursOutboxRow:
 * @id: its number; rows of one automation go in this order
 * @remote: the name of the server
 * @automation: the slug of the automation
 * @uuid: (nullable): its id, for servers
 * @operation: `publish`, `activate`, `pause` or `delete`
 * @version: of a publication, the number of the version, else 0
 * @body: (nullable): what is sent; never changes; a list leaves it out
 * @base_etag: (nullable): the revision it is based on, %NULL for none
 * @key: the Idempotency-Key; never changes
 * @state: how far it is
 * @tries: how often it has left the machine
 * @error: (nullable): what went wrong last, for people
 * @created_at: when it was written, in seconds since 1970
 * @next_try: not before, in seconds since 1970
 *
 * Something that a server has to be told.
 */
typedef struct
{
  gint64 id;
  char *remote;
  char *automation;
  char *uuid;
  char *operation;
  int version;
  char *body;
  char *base_etag;
  char *key;
  ParcoursOutboxState state;
  int tries;
  char *error;
  gint64 created_at;
  gint64 next_try;
} ParcoursOutboxRow;

/**
 * ParcoursSyncEntry:
 * @at: when, in seconds since 1970
 * @remote: the name of the server
 * @automation: (nullable): the slug of the automation
 * @what: what happened, such as `published`
 * @details: (nullable): more of it, for people
 */
typedef struct
{
  gint64 at;
  char *remote;
  char *automation;
  char *what;
  char *details;
} ParcoursSyncEntry;

void       parcours_remote_info_free          (ParcoursRemoteInfo       *info);
void       parcours_publication_info_free     (ParcoursPublicationInfo  *info);
void       parcours_outbox_row_free           (ParcoursOutboxRow        *row);
void       parcours_sync_entry_free           (ParcoursSyncEntry        *entry);

GPtrArray *parcours_store_list_remotes        (ParcoursStore            *store,
                                               GError                  **error);
gboolean   parcours_store_set_remote          (ParcoursStore            *store,
                                               const char               *name,
                                               const char               *url,
                                               const char               *kind,
                                               JsonObject               *attributes,
                                               GError                  **error);
gboolean   parcours_store_delete_remote       (ParcoursStore            *store,
                                               const char               *name,
                                               GError                  **error);

gint64     parcours_store_publish             (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               JsonObject               *bundle,
                                               GError                  **error);
gint64     parcours_store_queue               (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               const char               *operation,
                                               GError                  **error);
GPtrArray *parcours_store_list_outbox         (ParcoursStore            *store,
                                               GError                  **error);
GPtrArray *parcours_store_list_outbox_of      (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               GError                  **error);
ParcoursOutboxRow *parcours_store_next_outbox (ParcoursStore            *store,
                                               const char               *remote,
                                               const char *const        *busy,
                                               gint64                    now,
                                               GError                  **error);
gboolean   parcours_store_begin_try           (ParcoursStore            *store,
                                               gint64                    row,
                                               GError                  **error);
gboolean   parcours_store_record_answer       (ParcoursStore            *store,
                                               gint64                    row,
                                               int                       revision,
                                               const char               *etag,
                                               GError                  **error);
gboolean   parcours_store_record_failure      (ParcoursStore            *store,
                                               gint64                    row,
                                               ParcoursOutboxState       state,
                                               const char               *message,
                                               gint64                    next_try,
                                               GError                  **error);
gboolean   parcours_store_resume_outbox       (ParcoursStore            *store,
                                               const char               *remote,
                                               GError                  **error);
gboolean   parcours_store_drop_outbox         (ParcoursStore            *store,
                                               gint64                    row,
                                               GError                  **error);
gboolean   parcours_store_drop_refused        (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               GError                  **error);

ParcoursPublicationInfo *parcours_store_find_publication (ParcoursStore *store,
                                               const char               *remote,
                                               const char               *automation,
                                               GError                  **error);
GPtrArray *parcours_store_list_publications   (ParcoursStore            *store,
                                               const char               *remote,
                                               GError                  **error);
gboolean   parcours_store_record_revision     (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               int                       revision,
                                               const char               *etag,
                                               const char               *document,
                                               GError                  **error);

gboolean   parcours_store_forget_publication  (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               GError                  **error);

gboolean   parcours_store_log_sync            (ParcoursStore            *store,
                                               const char               *remote,
                                               const char               *automation,
                                               const char               *what,
                                               const char               *details,
                                               GError                  **error);
GPtrArray *parcours_store_list_sync_log       (ParcoursStore            *store,
                                               const char               *remote,
                                               guint                     max,
                                               GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRemoteInfo, parcours_remote_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPublicationInfo, parcours_publication_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursOutboxRow, parcours_outbox_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursSyncEntry, parcours_sync_entry_free)

G_END_DECLS
