/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for a server, as the sender sees it: rows of the workspace, handed
 * out and marked by the thread that writes. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"

/* What is asked of the thread that writes, or told to it. */
typedef struct
{
  char *remote;
  char **busy;                      /* (nullable) ids */
  ParcoursRemoteChange *change;     /* (nullable) */
  ParcoursPublication *publication; /* (nullable) what the server has now */
  GError *failure;                  /* (nullable) or why it has not */
  gboolean stopped;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->remote);
  g_strfreev (note->busy);
  g_clear_pointer (&note->change, parcours_remote_change_unref);
  g_clear_pointer (&note->publication, parcours_publication_unref);
  g_clear_error (&note->failure);
  g_free (note);
}

static Note *
note_new (ParcoursRemote       *self,
          ParcoursRemoteChange *change)
{
  Note *note = g_new0 (Note, 1);

  note->remote = g_strdup (self->name);
  note->change = change != NULL ? parcours_remote_change_ref (change) : NULL;

  return note;
}

/* What is sent is the canonical form, the digest of which is the server's entity tag. */
static GBytes *
canonical_body (const ParcoursOutboxRow  *row,
                GError                  **error)
{
  g_autoptr (JsonNode) node = parcours_json_parse (row->body, -1, error);
  char *line = node != NULL ? parcours_json_to_line (node) : NULL;

  return line != NULL ? g_bytes_new_take (line, strlen (line)) : NULL;
}

static ParcoursRemoteChange *
make_change (const ParcoursOutboxRow  *row,
             GError                  **error)
{
  ParcoursRemoteOperation operation;
  g_autoptr (GBytes) body = NULL;

  if (row->uuid == NULL || !parcours_remote_operation_from_name (row->operation, &operation))
    {
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_REJECTED, NULL, 0,
                                 _("There is no automation “%s” any more of which the server could be told"), row->automation);
      return NULL;
    }
  if (row->body != NULL)
    {
      body = canonical_body (row, error);
      if (body == NULL)
        return NULL;
    }

  return parcours_remote_change_new (row->id, operation, row->uuid, row->base_etag, row->key, body);
}

/* A row that cannot be sent is refused, and the next one is looked for. */
static gboolean
take_next (ParcoursStore         *store,
           const Note            *note,
           ParcoursRemoteChange **change,
           gboolean              *more,
           GError               **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (ParcoursOutboxRow) row =
    parcours_store_next_outbox (store, note->remote, (const char *const *) note->busy, G_MAXINT64, &local_error);

  *more = FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row == NULL)
    return TRUE;
  *change = make_change (row, &local_error);
  if (*change != NULL)
    return parcours_store_begin_try (store, row->id, error);
  *more = TRUE;

  return parcours_store_record_failure (store, row->id, PARCOURS_OUTBOX_REFUSED, local_error->message, 0, error);
}

static gpointer
next (ParcoursStore  *store,
      gpointer        data,
      GCancellable   *cancellable,
      GError        **error)
{
  g_autoptr (ParcoursRemoteChange) change = NULL;
  gboolean more = TRUE;
  gboolean ok = TRUE;

  if (!parcours_store_begin (store, error))
    return NULL;
  while (ok && more)
    ok = take_next (store, data, &change, &more, error);

  return parcours_store_end (store, ok, error) ? g_steal_pointer (&change) : NULL;
}

static void
next_async (ParcoursRemoteQueue *queue,
            const char *const   *busy,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (queue);
  Note *note = note_new (self, NULL);

  note->busy = g_strdupv ((char **) busy);
  parcours_remote_work_async (self, next, note, note_free, (GDestroyNotify) parcours_remote_change_unref, callback, user_data);
}

static ParcoursRemoteChange *
next_finish (ParcoursRemoteQueue  *queue,
             GAsyncResult         *result,
             GError              **error)
{
  ParcoursRemoteChange *change = g_task_propagate_pointer (G_TASK (result), error);

  if (change != NULL)
    parcours_remote_read_soon (PARCOURS_REMOTE (queue));

  return change;
}

/* The document of a publication is known by its digest. To start or to stop an automation
 * makes no revision, and says nothing about a document that we may not have seen. */
static gpointer
done (ParcoursStore  *store,
      gpointer        data,
      GCancellable   *cancellable,
      GError        **error)
{
  const Note *note = data;
  g_autofree char *digest = note->change->operation == PARCOURS_REMOTE_PUBLISH ? parcours_remote_change_digest (note->change)
                                                                               : NULL;

  return GINT_TO_POINTER (parcours_store_record_answer (store, note->change->row, (int) note->publication->revision, digest,
                                                        error));
}

static void
done_async (ParcoursRemoteQueue  *queue,
            ParcoursRemoteChange *change,
            ParcoursPublication  *publication,
            GAsyncReadyCallback   callback,
            gpointer              user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (queue);
  Note *note = note_new (self, change);

  note->publication = parcours_publication_ref (publication);
  parcours_remote_work_async (self, done, note, note_free, NULL, callback, user_data);
}

static gboolean
note_finish (ParcoursRemoteQueue  *queue,
             GAsyncResult         *result,
             GError              **error)
{
  parcours_remote_read_soon (PARCOURS_REMOTE (queue));

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* Whether a person has to choose between two versions. */
static gboolean
is_conflict (const GError *failure)
{
  return g_error_matches (failure, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT) ||
         g_error_matches (failure, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_DELETED) ||
         g_error_matches (failure, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING);
}

static gboolean
put_conflict (ParcoursStore  *store,
              const Note     *note,
              const char     *automation,
              GError        **error)
{
  const ParcoursPublication *current = parcours_remote_error_get_current (note->failure);
  ParcoursConflictInfo conflict = { (char *) automation };

  if (current != NULL)
    {
      conflict.revision = (int) current->revision;
      conflict.etag = current->digest;
    }
  conflict.deleted = g_error_matches (note->failure, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_DELETED);

  return parcours_store_put_conflict (store, note->remote, &conflict, error);
}

static gboolean
stop (ParcoursStore  *store,
      const Note     *note,
      GError        **error)
{
  gboolean conflict = is_conflict (note->failure);
  g_autofree char *automation = parcours_store_automation_with_id (store, note->change->automation);

  return parcours_store_record_failure (store, note->change->row,
                                        conflict ? PARCOURS_OUTBOX_CONFLICT : PARCOURS_OUTBOX_REFUSED, note->failure->message,
                                        0, error) &&
         (!conflict || automation == NULL || put_conflict (store, note, automation, error)) &&
         parcours_store_log_sync (store, note->remote, automation, conflict ? "conflict" : "refused", note->failure->message,
                                  error);
}

static gpointer
failed (ParcoursStore  *store,
        gpointer        data,
        GCancellable   *cancellable,
        GError        **error)
{
  const Note *note = data;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return NULL;
  if (note->stopped)
    ok = stop (store, note, error);
  else
    ok = parcours_store_record_failure (store, note->change->row, PARCOURS_OUTBOX_WAITING, note->failure->message, 0, error);

  return GINT_TO_POINTER (parcours_store_end (store, ok, error));
}

static void
failed_async (ParcoursRemoteQueue  *queue,
              ParcoursRemoteChange *change,
              const GError         *failure,
              gboolean              stopped,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (queue);
  Note *note = note_new (self, change);

  note->failure = g_error_copy (failure);
  note->stopped = stopped;
  parcours_remote_work_async (self, failed, note, note_free, NULL, callback, user_data);
}

static gboolean
failed_finish (ParcoursRemoteQueue  *queue,
               GAsyncResult         *result,
               GError              **error)
{
  ParcoursRemote *self = PARCOURS_REMOTE (queue);

  if (!note_finish (queue, result, error))
    return FALSE;
  parcours_remote_fetch_conflicts (self);

  return TRUE;
}

void
parcours_remote_rows_iface_init (ParcoursRemoteQueueInterface *iface)
{
  iface->next_async = next_async;
  iface->next_finish = next_finish;
  iface->done_async = done_async;
  iface->done_finish = note_finish;
  iface->failed_async = failed_async;
  iface->failed_finish = failed_finish;
}
