/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for changes: what the server lists is fetched in a thread; each
 * document is then taken, put aside or left in the thread of the project, where
 * documents live; and what came of it is written down in one transaction.
 *
 * Each step can be done again: where the program ends in between, the next time
 * finds a document that is what the server has, and writes that down. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"
#include "parcours-store-library.h"

#define PAGE_LENGTH 200

/* What is asked of the server, and what it has said. */
typedef struct
{
  ParcoursRemoteClient *client; /* (owned) */
  gboolean list;                /* whether to look for changes, and not only fetch what is wanted */
  char *cursor;                 /* (owned) (nullable) from which on */
  GHashTable *known;            /* (owned) (element-type utf8 utf8) the digests of what is known, by id */
  GPtrArray *wanted;            /* (owned) (element-type utf8) ids of what is to be fetched in any case */
  GPtrArray *found;             /* (owned) (element-type ParcoursPublication) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->client);
  g_free (question->cursor);
  g_hash_table_unref (question->known);
  g_ptr_array_unref (question->wanted);
  g_ptr_array_unref (question->found);
  g_free (question);
}

typedef enum
{
  TAKEN_ADDED,    /* it is new here */
  TAKEN_SAME,     /* ours is what the server has */
  TAKEN_UPDATED,  /* ours was made that */
  TAKEN_CONFLICT, /* a person has to decide */
  TAKEN_DELETED,  /* the server has it no more */
} TakenKind;

/* What becomes of something that was found. */
typedef struct
{
  TakenKind kind;
  gboolean decided;               /* whether something was to be decided that no longer is */
  char *slug;                     /* (owned) (nullable) */
  int revision;
  char *etag;                     /* (owned) */
  ParcoursAutomation *automation; /* (owned) (nullable) under our slug, but for what is new */
  JsonObject *bundle;             /* (owned) (nullable) what came with it */
} Taken;

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_free (taken->slug);
  g_free (taken->etag);
  g_clear_pointer (&taken->automation, parcours_automation_unref);
  g_clear_pointer (&taken->bundle, json_object_unref);
  g_free (taken);
}

/* What is to be written down, shared by two threads one after the other. */
typedef struct
{
  char *remote;
  char *url;
  JsonObject *attributes;   /* (owned) (nullable) with the new cursor */
  GPtrArray *taken;         /* (owned) (element-type Taken) */
  GPtrArray *infos;         /* (owned) (element-type ParcoursAutomationInfo) of what was added */
  GPtrArray *automations;   /* (owned) (element-type ParcoursAutomation) the same */
  ParcoursRemoteNews news;
} Outcome;

static void
outcome_clear (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->remote);
  g_free (outcome->url);
  g_clear_pointer (&outcome->attributes, json_object_unref);
  g_ptr_array_unref (outcome->taken);
  g_ptr_array_unref (outcome->infos);
  g_ptr_array_unref (outcome->automations);
}

static void
outcome_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, outcome_clear);
}

/* A document that is gone by now will be listed again as deleted. */
static gboolean
fetch (Question      *question,
       const char    *id,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (GError) local_error = NULL;

  if (parcours_remote_client_fetch (question->client, id, 0, NULL, &publication, cancellable, &local_error))
    {
      if (publication != NULL)
        g_ptr_array_add (question->found, g_steal_pointer (&publication));
      return TRUE;
    }
  if (g_error_matches (local_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_NOT_FOUND) ||
      g_error_matches (local_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_DELETED) ||
      g_error_matches (local_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
take_page (Question            *question,
           ParcoursRemotePage  *page,
           GCancellable        *cancellable,
           GError             **error)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      ParcoursPublication *item = g_ptr_array_index (page->items, i);
      const char *known = g_hash_table_lookup (question->known, item->id);

      if (item->deleted)
        g_ptr_array_add (question->found, parcours_publication_ref (item));
      else if (g_strcmp0 (known, item->digest) != 0 && !fetch (question, item->id, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* A server that was restored from a copy does not know how far it was read. */
static gboolean
list (Question      *question,
      GCancellable  *cancellable,
      GError       **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (ParcoursRemotePage) page =
        parcours_remote_client_list (question->client, question->cursor, PAGE_LENGTH, cancellable, &local_error);

      if (page == NULL && question->cursor != NULL &&
          g_error_matches (local_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CURSOR))
        {
          g_clear_pointer (&question->cursor, g_free);
          continue;
        }
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!take_page (question, page, cancellable, error))
        return FALSE;
      g_free (question->cursor);
      question->cursor = g_strdup (page->cursor);
      more = page->more;
    }

  return TRUE;
}

static void
ask_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < question->wanted->len; i++)
    ok = fetch (question, g_ptr_array_index (question->wanted, i), cancellable, &error);
  if (ok && question->list)
    ok = list (question, cancellable, &error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static ParcoursAutomationItem *
find_item_with_id (ParcoursRemote *self,
                   const char     *id)
{
  GListModel *items = parcours_project_automations (self->project);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (parcours_automation_id (parcours_automation_item_automation (item)), id))
        return item;
    }

  return NULL;
}

/* The same automation may have different slugs in different workspaces; it is the id that names it. */
static ParcoursAutomation *
with_slug (ParcoursAutomation *automation,
           const char         *slug)
{
  g_autoptr (JsonNode) node = NULL;

  if (g_str_equal (parcours_automation_slug (automation), slug))
    return parcours_automation_ref (automation);
  node = parcours_automation_to_json (automation);
  json_object_set_string_member (json_node_get_object (node), "slug", slug);

  return parcours_automation_from_json (node, NULL);
}

/* What stands in the queue for an automation. */
static void
look_at_rows (ParcoursRemote *self,
              const char     *slug,
              gboolean       *waits,
              gboolean       *stopped)
{
  *waits = *stopped = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->waiting)); i++)
    {
      g_autoptr (ParcoursOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);
      const ParcoursOutboxRow *row = parcours_outbox_item_row (item);

      if (!g_str_equal (row->automation, slug))
        continue;
      *waits = TRUE;
      *stopped |= row->state == PARCOURS_OUTBOX_CONFLICT || row->state == PARCOURS_OUTBOX_REFUSED;
    }
}

/* Makes ours what the server has, as an edit that can be undone. */
static gboolean
update_document (ParcoursRemote         *self,
                 ParcoursAutomationItem *item,
                 ParcoursAutomation     *theirs)
{
  g_autoptr (ParcoursDocument) document =
    parcours_project_open_document (self->project, parcours_automation_item_slug (item), NULL);
  g_autoptr (ParcoursEdit) edit = NULL;

  if (document == NULL)
    return FALSE;
  edit = parcours_edit_between (parcours_document_automation (document), theirs,
                                /* Translators: what Undo takes back. */
                                _("Take Changes from the Server"));

  return parcours_document_apply (document, edit, NULL);
}

static TakenKind
decide_deleted (ParcoursRemote         *self,
                ParcoursAutomationItem *item,
                gboolean                stopped,
                gboolean               *leave)
{
  const ParcoursPublicationInfo *known = g_hash_table_lookup (self->publications, parcours_automation_item_slug (item));
  g_autofree char *digest = parcours_automation_digest (parcours_automation_item_automation (item));

  if (stopped || parcours_remote_find_conflict (self, parcours_automation_item_slug (item)) != NULL)
    return TAKEN_CONFLICT;
  *leave = known == NULL;

  return known != NULL && g_str_equal (digest, known->digest) ? TAKEN_DELETED : TAKEN_CONFLICT;
}

static TakenKind
decide (ParcoursRemote            *self,
        ParcoursAutomationItem    *item,
        const ParcoursPublication *found,
        ParcoursAutomation        *theirs,
        gboolean                   stopped,
        gboolean                  *leave)
{
  const ParcoursPublicationInfo *known = g_hash_table_lookup (self->publications, parcours_automation_item_slug (item));
  g_autofree char *ours = parcours_automation_digest (parcours_automation_item_automation (item));
  g_autofree char *digest = parcours_automation_digest (theirs);

  if (g_str_equal (ours, digest))
    return TAKEN_SAME;
  if (stopped || parcours_remote_find_conflict (self, parcours_automation_item_slug (item)) != NULL)
    return TAKEN_CONFLICT;
  *leave = known != NULL && (g_strcmp0 (known->etag, found->digest) == 0 || found->revision <= known->revision);
  if (*leave || known == NULL || !g_str_equal (ours, known->digest) || !update_document (self, item, theirs))
    return TAKEN_CONFLICT;

  return TAKEN_UPDATED;
}

/* Looks at one thing that was found. What is on its way to the server is left: the server will say whether it
 * fits, and what was found is found again. */
static void
take (ParcoursRemote            *self,
      const ParcoursPublication *found,
      Outcome                   *outcome,
      gboolean                  *again)
{
  ParcoursAutomationItem *item = find_item_with_id (self, found->id);
  const char *slug = item != NULL ? parcours_automation_item_slug (item) : NULL;
  g_autoptr (ParcoursAutomation) theirs = NULL;
  gboolean waits = FALSE, stopped = FALSE, leave = FALSE;
  Taken *taken;
  TakenKind kind = TAKEN_ADDED;

  if (item == NULL && found->deleted)
    return;
  if (item != NULL)
    look_at_rows (self, slug, &waits, &stopped);
  if (waits && !stopped)
    {
      *again = TRUE;
      return;
    }
  if (!found->deleted)
    theirs = with_slug (found->automation, item != NULL ? slug : parcours_automation_slug (found->automation));
  if (item != NULL && found->deleted)
    kind = decide_deleted (self, item, stopped, &leave);
  else if (item != NULL)
    kind = decide (self, item, found, theirs, stopped, &leave);
  if (leave)
    return;
  taken = g_new0 (Taken, 1);
  taken->kind = kind;
  taken->decided = stopped || (slug != NULL && parcours_remote_find_conflict (self, slug) != NULL);
  taken->slug = g_strdup (slug);
  taken->revision = (int) found->revision;
  taken->etag = g_strdup (found->digest);
  taken->automation = g_steal_pointer (&theirs);
  taken->bundle = found->bundle != NULL ? parcours_json_copy_object (found->bundle) : NULL;
  g_ptr_array_add (outcome->taken, taken);
}

static char *
document_of (const ParcoursAutomation *automation)
{
  g_autoptr (JsonNode) node = automation != NULL ? parcours_automation_to_json (automation) : NULL;

  return node != NULL ? parcours_json_to_text (node) : NULL;
}

static gboolean
add_info (ParcoursStore  *store,
          Outcome        *outcome,
          const char     *slug,
          GError        **error)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_automations (store, error);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      ParcoursAutomationInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->slug, slug))
        g_ptr_array_add (outcome->infos, g_ptr_array_steal_index (infos, i));
    }

  return infos != NULL;
}

/* What was deleted here stays deleted. */
static gboolean
write_added (ParcoursStore  *store,
             Outcome        *outcome,
             const Taken    *taken,
             GError        **error)
{
  g_autofree char *present = parcours_store_automation_with_id (store, parcours_automation_id (taken->automation));
  g_autoptr (ParcoursAutomation) automation = present == NULL ? parcours_store_fit_automation (store, taken->automation) : NULL;
  g_autofree char *document = document_of (automation);
  const char *slug;

  if (present != NULL)
    return TRUE;
  slug = parcours_automation_slug (automation);
  if (!parcours_store_add_automation (store, automation, error) || !add_info (store, outcome, slug, error))
    return FALSE;
  g_ptr_array_add (outcome->automations, parcours_automation_ref (automation));
  outcome->news.n_added++;

  return parcours_store_record_revision (store, outcome->remote, slug, taken->revision, taken->etag, document, error) &&
         parcours_store_log_sync (store, outcome->remote, slug, "added", NULL, error);
}

static gboolean
write_conflict (ParcoursStore  *store,
                Outcome        *outcome,
                const Taken    *taken,
                GError        **error)
{
  g_autofree char *document = document_of (taken->automation);
  g_autoptr (GPtrArray) conflicts = parcours_store_list_conflicts (store, outcome->remote, error);
  const ParcoursConflictInfo conflict = {
    taken->slug, taken->revision, taken->etag, document, document == NULL, 0,
  };
  gboolean is_new = TRUE;

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    is_new &= !g_str_equal (((ParcoursConflictInfo *) g_ptr_array_index (conflicts, i))->automation, taken->slug);
  outcome->news.n_conflicts++;

  return conflicts != NULL && parcours_store_put_conflict (store, outcome->remote, &conflict, error) &&
         (!is_new || parcours_store_log_sync (store, outcome->remote, taken->slug, "conflict", NULL, error));
}

/* Ours is what the server has: whatever was to be decided is decided. */
static gboolean
write_same (ParcoursStore  *store,
            Outcome        *outcome,
            const Taken    *taken,
            GError        **error)
{
  g_autofree char *document = document_of (taken->automation);
  const ParcoursConflictInfo conflict = { taken->slug, taken->revision, taken->etag, document, FALSE, 0 };

  if (!taken->decided)
    return parcours_store_record_revision (store, outcome->remote, taken->slug, taken->revision, taken->etag, document, error);

  return parcours_store_put_conflict (store, outcome->remote, &conflict, error) &&
         parcours_store_resolve_conflict (store, outcome->remote, taken->slug, error);
}

static gboolean
log_entities (ParcoursStore  *store,
              const Outcome  *outcome,
              const char     *slug,
              const char     *what,
              GPtrArray      *entities,
              GError        **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (entities->len == 0)
    return TRUE;
  for (guint i = 0; i < entities->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (entities, i), " ", 2);
      g_autofree char *label = NULL;
      g_autoptr (JsonObject) attributes = parcours_store_load_entity (store, parts[0], parts[1], &label, NULL);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", label != NULL ? label : parts[1]);
    }

  return parcours_store_log_sync (store, outcome->remote, slug, what, names->str, error);
}

/* Whether what came with a document is wanted: not where ours is the same, and what was deleted here stays so. */
static gboolean
wants_bundle (ParcoursStore *store,
              const Taken   *taken)
{
  g_autofree char *present = NULL;

  if (taken->bundle == NULL || taken->kind == TAKEN_SAME)
    return FALSE;
  present = parcours_store_automation_with_id (store, parcours_automation_id (taken->automation));

  return taken->kind != TAKEN_ADDED || present == NULL;
}

/* What came with a document and is not here is added; what is here stays as it is, and is told where it differs. */
static gboolean
write_bundle (ParcoursStore  *store,
              Outcome        *outcome,
              const Taken    *taken,
              GError        **error)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  const char *slug;

  if (!wants_bundle (store, taken) || !parcours_project_write_bundle (store, taken->bundle, differences, news))
    return TRUE;
  slug = taken->slug != NULL ? taken->slug : parcours_automation_slug (taken->automation);
  outcome->news.n_entities += news->len;
  outcome->news.n_differences += differences->len;

  return log_entities (store, outcome, slug, "brought", news, error) &&
         log_entities (store, outcome, slug, "differs", differences, error);
}

static gboolean
write_kind (ParcoursStore  *store,
            Outcome        *outcome,
            const Taken    *taken,
            GError        **error)
{
  switch (taken->kind)
    {
    case TAKEN_ADDED:
      return write_added (store, outcome, taken, error);
    case TAKEN_SAME:
      return write_same (store, outcome, taken, error);
    case TAKEN_UPDATED:
      outcome->news.n_updated++;
      return write_same (store, outcome, taken, error) &&
             parcours_store_log_sync (store, outcome->remote, taken->slug, "updated", NULL, error);
    case TAKEN_DELETED:
      outcome->news.n_deleted++;
      return parcours_store_forget_publication (store, outcome->remote, taken->slug, error) &&
             parcours_store_log_sync (store, outcome->remote, taken->slug, "deleted-there", NULL, error);
    case TAKEN_CONFLICT:
      return write_conflict (store, outcome, taken, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
write_taken (ParcoursStore  *store,
             Outcome        *outcome,
             const Taken    *taken,
             GError        **error)
{
  return write_bundle (store, outcome, taken, error) && write_kind (store, outcome, taken, error);
}

static gpointer
write_outcome (ParcoursStore  *store,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  Outcome *outcome = data;
  gboolean ok = TRUE;

  if (!parcours_store_begin (store, error))
    return NULL;
  for (guint i = 0; ok && i < outcome->taken->len; i++)
    ok = write_taken (store, outcome, g_ptr_array_index (outcome->taken, i), error);
  if (ok && outcome->attributes != NULL)
    ok = parcours_store_set_remote (store, outcome->remote, outcome->url, "parcours", outcome->attributes, error);

  return GINT_TO_POINTER (parcours_store_end (store, ok, error));
}

static void
finish (GTask  *task,
        GError *error)
{
  ParcoursRemote *self = g_task_get_source_object (task);
  Outcome *outcome = g_task_get_task_data (task);

  parcours_remote_set_checking (self, FALSE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memdup2 (&outcome->news, sizeof outcome->news), g_free);
  g_object_unref (task);
}

static void
on_read_after (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;

  parcours_remote_read_finish (PARCOURS_REMOTE (source), result, &error);
  finish (user_data, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  Outcome *outcome = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      finish (user_data, error);
      return;
    }
  if (self->project != NULL && outcome->news.n_entities > 0)
    parcours_project_people_changed (self->project);
  for (guint i = 0; self->project != NULL && i < outcome->infos->len; i++)
    parcours_project_insert_automation (self->project, g_ptr_array_index (outcome->infos, i),
                                        g_ptr_array_index (outcome->automations, i));
  parcours_remote_read_async (self, on_read_after, user_data);
}

/* What was done to documents is on the disk: now it may be written down that they are what the server has. */
static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursRemote *self = g_task_get_source_object (user_data);
  Outcome *outcome = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (parcours_project_settle_finish (PARCOURS_PROJECT (source), result, &error))
    parcours_remote_work_async (self, write_outcome, g_atomic_rc_box_acquire (outcome), outcome_unref, NULL, on_written,
                                user_data);
  else
    finish (user_data, error);
}

static JsonObject *
with_cursor (JsonObject *attributes,
             const char *cursor)
{
  g_autoptr (JsonNode) node = parcours_json_take_object (parcours_json_copy_object (attributes));
  g_autofree char *line = parcours_json_to_line (node);
  g_autoptr (JsonNode) copy = parcours_json_parse (line, -1, NULL);

  json_object_set_string_member (json_node_get_object (copy), "cursor", cursor);

  return parcours_json_copy_object (json_node_get_object (copy));
}

static gboolean
is_taken (const Outcome *outcome,
          const char    *slug)
{
  for (guint i = 0; i < outcome->taken->len; i++)
    {
      if (g_strcmp0 (((const Taken *) g_ptr_array_index (outcome->taken, i))->slug, slug) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Where somebody has made by hand what the server has, there is nothing left to decide. */
static void
take_equal (ParcoursRemote   *self,
            ParcoursConflict *conflict,
            Outcome          *outcome)
{
  const char *slug = parcours_conflict_slug (conflict);
  ParcoursAutomationItem *item = parcours_project_find_automation (self->project, slug);
  ParcoursAutomation *theirs = parcours_conflict_theirs (conflict);
  g_autofree char *digest = theirs != NULL ? parcours_automation_digest (theirs) : NULL;
  g_autofree char *ours = item != NULL ? parcours_automation_digest (parcours_automation_item_automation (item)) : NULL;
  Taken *taken;

  if (digest == NULL || g_strcmp0 (digest, ours) != 0 || is_taken (outcome, slug))
    return;
  taken = g_new0 (Taken, 1);
  taken->kind = TAKEN_SAME;
  taken->decided = TRUE;
  taken->slug = g_strdup (slug);
  taken->revision = parcours_conflict_revision (conflict);
  taken->etag = g_strdup (parcours_conflict_etag (conflict));
  taken->automation = parcours_automation_ref (theirs);
  g_ptr_array_add (outcome->taken, taken);
}

/* What the workspace says and what the server says are both known. */
static void
take_all (GTask    *task,
          Question *question)
{
  ParcoursRemote *self = g_task_get_source_object (task);
  Outcome *outcome = g_task_get_task_data (task);
  gboolean again = FALSE;

  for (guint i = 0; i < question->found->len; i++)
    take (self, g_ptr_array_index (question->found, i), outcome, &again);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    {
      g_autoptr (ParcoursConflict) conflict = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      take_equal (self, conflict, outcome);
    }
  if (question->list && !again && question->cursor != NULL)
    outcome->attributes = with_cursor (self->attributes, question->cursor);
  parcours_project_settle_async (self->project, on_settled, task);
}

/* A check and what it has found. */
typedef struct
{
  GTask *task;
  GTask *answer;
} Answered;

static void
on_read_before_taking (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  Answered *answered = user_data;
  g_autoptr (GTask) answer = answered->answer;
  GTask *task = answered->task;
  GError *error = NULL;

  g_free (answered);
  if (!parcours_remote_read_finish (self, result, &error))
    finish (task, error);
  else if (self->project == NULL)
    finish (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace has been closed")));
  else
    take_all (task, g_task_get_task_data (answer));
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ParcoursRemote *self = g_task_get_source_object (user_data);
  Answered *answered;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      finish (user_data, error);
      return;
    }
  answered = g_new0 (Answered, 1);
  answered->task = user_data;
  answered->answer = g_object_ref (G_TASK (result));
  parcours_remote_read_async (self, on_read_before_taking, answered);
}

static Question *
new_question (ParcoursRemote *self,
              gboolean        list_too)
{
  Question *question = g_new0 (Question, 1);
  GListModel *items = parcours_project_automations (self->project);

  question->client = g_object_ref (self->client);
  question->list = list_too;
  question->cursor = g_strdup (parcours_json_member_string (self->attributes, "cursor"));
  question->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  question->wanted = g_ptr_array_new_with_free_func (g_free);
  question->found = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_publication_unref);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);
      const char *slug = parcours_automation_item_slug (item);
      const char *id = parcours_automation_id (parcours_automation_item_automation (item));
      const ParcoursPublicationInfo *known = g_hash_table_lookup (self->publications, slug);
      ParcoursConflict *conflict = parcours_remote_find_conflict (self, slug);

      if (known != NULL && conflict == NULL)
        g_hash_table_replace (question->known, g_strdup (id), g_strdup (known->etag));
      if (conflict != NULL && !parcours_conflict_is_fetched (conflict))
        g_ptr_array_add (question->wanted, g_strdup (id));
    }

  return question;
}

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  GTask *task = user_data;
  gboolean list_too = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "list"));
  g_autoptr (GTask) asking = NULL;
  GError *error = NULL;

  if (parcours_remote_load_token_finish (self, result, &error) && self->project == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace has been closed"));
  if (error != NULL)
    {
      finish (task, error);
      return;
    }
  /* The thread must not be the last to let go of the server. */
  asking = g_task_new (NULL, g_task_get_cancellable (task), on_answered, task);
  g_task_set_task_data (asking, new_question (self, list_too), question_free);
  g_task_run_in_thread (asking, ask_in_thread);
}

static void
begin (ParcoursRemote *self,
       GTask          *task,
       gboolean        list_too)
{
  Outcome *outcome = g_atomic_rc_box_new0 (Outcome);

  outcome->remote = g_strdup (self->name);
  outcome->url = g_strdup (self->url);
  outcome->taken = g_ptr_array_new_with_free_func (taken_free);
  outcome->infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_info_free);
  outcome->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  g_task_set_task_data (task, outcome, outcome_unref);
  g_object_set_data (G_OBJECT (task), "list", GINT_TO_POINTER (list_too));
  parcours_remote_set_checking (self, TRUE);
  parcours_remote_load_token_async (self, on_token, task);
}

static void
on_conflicts_fetched (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  g_autoptr (GError) error = NULL;

  if (!parcours_remote_check_finish (self, result, NULL, &error))
    g_debug ("%s", error->message);
}

static void
on_read_before_fetching (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  ParcoursRemote *self = PARCOURS_REMOTE (source);
  g_autoptr (GError) error = NULL;
  gboolean wanted = FALSE;

  if (!parcours_remote_read_finish (self, result, &error) || self->checking || self->project == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    {
      g_autoptr (ParcoursConflict) conflict = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      wanted |= !parcours_conflict_is_fetched (conflict);
    }
  if (wanted)
    {
      GTask *task = g_task_new (self, NULL, on_conflicts_fetched, NULL);

      g_task_set_source_tag (task, parcours_remote_check_async);
      begin (self, task, FALSE);
    }
}

/* Fetches what the server has where that is to be compared and not there yet. */
void
parcours_remote_fetch_conflicts (ParcoursRemote *self)
{
  if (!self->checking)
    parcours_remote_read_async (self, on_read_before_fetching, NULL);
}

/**
 * parcours_remote_check_async:
 * @self: a server
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when all that is new there is here
 * @user_data: for @callback
 *
 * Looks for what has changed on the server. What is new becomes an automation here, what is unchanged here
 * follows, as an edit that can be undone, and what was changed on both sides waits for a decision.
 */
void
parcours_remote_check_async (ParcoursRemote      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, parcours_remote_check_async);
  if (self->checking || self->project == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, _("“%s” is being asked for changes already"), self->name);
  else if (self->project->read_only)
    g_task_return_new_error (task, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY,
                             _("Nothing can be fetched into a workspace that is open for reading only"));
  else
    begin (self, g_steal_pointer (&task), TRUE);
}

/**
 * parcours_remote_check_finish:
 * @self: a server
 * @result: what the callback was given
 * @news: (out caller-allocates) (optional): what came of it
 * @error: return location for an error
 *
 * Returns: whether the server was asked
 */
gboolean
parcours_remote_check_finish (ParcoursRemote      *self,
                              GAsyncResult        *result,
                              ParcoursRemoteNews  *news,
                              GError             **error)
{
  g_autofree ParcoursRemoteNews *found = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_remote_check_async), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL && news != NULL)
    *news = *found;

  return found != NULL;
}

/**
 * parcours_remote_check:
 * @self: a server
 * @news: (out caller-allocates) (optional): what came of it
 * @error: return location for an error
 *
 * As parcours_remote_check_async(), for a program without a window.
 *
 * Returns: whether the server was asked
 */
gboolean
parcours_remote_check (ParcoursRemote      *self,
                       ParcoursRemoteNews  *news,
                       GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* Something else may just be fetching what is to be compared. */
  while (self->checking)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  parcours_remote_check_async (self, NULL, parcours_remote_keep_result, &result);

  return parcours_remote_check_finish (self, parcours_remote_wait (&result), news, error);
}
