/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-change.h"
#include "parcours-project-contacts.h"
#include "parcours-project-private.h"
#include "parcours-store-contacts.h"
#include "parcours-store-records.h"

typedef struct _Change Change;

/* Does one change to one contact; whether it went well. */
typedef gboolean (*ChangeFunc) (ParcoursStore  *store,
                                const Change   *change,
                                gint64          id,
                                GError        **error);

/* A change to one or more contacts, for the thread that makes it. */
struct _Change
{
  ChangeFunc func;
  GArray *ids;               /* (owned) (element-type gint64) */
  ParcoursContact *contact;  /* (owned) (nullable) one to add */
  char *slug;                /* (owned) (nullable) of a field, a score, a tag or a list */
  char *text;                /* (owned) (nullable) */
  double number;
  gboolean has;
  ParcoursListStatus status;
  gint64 at;
};

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->ids, g_array_unref);
  g_clear_pointer (&change->contact, parcours_contact_free);
  g_free (change->slug);
  g_free (change->text);
  g_free (change);
}

static Change *
change_new (ChangeFunc  func,
            GArray     *ids,
            const char *slug)
{
  Change *change = g_new0 (Change, 1);

  change->func = func;
  change->ids = ids != NULL ? g_array_copy (ids) : NULL;
  change->slug = g_strdup (slug);
  change->at = g_get_real_time () / G_USEC_PER_SEC;

  return change;
}

static Change *
change_new_of_one (ChangeFunc  func,
                   gint64      id,
                   const char *slug)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);

  return change_new (func, ids, slug);
}

static gboolean
set_field (ParcoursStore  *store,
           const Change   *change,
           gint64          id,
           GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  if (contact == NULL)
    return FALSE;
  parcours_contact_set_field (contact, change->slug, change->text);

  return parcours_store_change_contact (store, contact, change->at, error);
}

static gboolean
set_score (ParcoursStore  *store,
           const Change   *change,
           gint64          id,
           GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  if (contact == NULL)
    return FALSE;
  parcours_contact_set_score (contact, change->slug, change->number);

  return parcours_store_change_contact (store, contact, change->at, error);
}

static gboolean
set_tag (ParcoursStore  *store,
         const Change   *change,
         gint64          id,
         GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  return contact != NULL && (!parcours_contact_set_tag (contact, change->slug, change->has, change->at) ||
                             parcours_store_change_contact (store, contact, change->at, error));
}

static gboolean
set_list (ParcoursStore  *store,
          const Change   *change,
          gint64          id,
          GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  return contact != NULL && (!parcours_contact_set_status (contact, change->slug, change->status, change->at) ||
                             parcours_store_change_contact (store, contact, change->at, error));
}

static gboolean
add_note (ParcoursStore  *store,
          const Change   *change,
          gint64          id,
          GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);
  g_autofree char *ident = contact != NULL ? parcours_store_add_note (store, id, change->text, change->at, error) : NULL;

  return ident != NULL;
}

static gboolean
delete_one (ParcoursStore  *store,
            const Change   *change,
            gint64          id,
            GError        **error)
{
  return parcours_store_delete_contact (store, id, error);
}

/* All of them or none. */
static gpointer
do_change (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  const Change *change = data;
  gboolean ok = TRUE;

  if (!parcours_store_begin (store, error))
    return NULL;
  for (guint i = 0; ok && i < change->ids->len; i++)
    ok = change->func (store, change, g_array_index (change->ids, gint64, i), error);

  return GINT_TO_POINTER (parcours_store_end (store, ok, error));
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (parcours_worker_run_finish (result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_people_changed (PARCOURS_PROJECT (source));
  g_task_return_boolean (task, TRUE);
}

static void
run_change (ParcoursProject     *self,
            Change              *change,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, parcours_project_contacts_finish);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->writer, do_change, change, change_free, NULL, self, NULL, on_changed,
                               g_steal_pointer (&task));
  else
    change_free (change);
}

/**
 * parcours_project_contacts_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether all of it was changed; if not, nothing was
 */
gboolean
parcours_project_contacts_finish (ParcoursProject  *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_contacts_finish), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
do_add (ParcoursStore  *store,
        gpointer        data,
        GCancellable   *cancellable,
        GError        **error)
{
  Change *change = data;
  gint64 id = parcours_store_create_contact (store, change->contact, change->at, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree gint64 *id = parcours_worker_run_finish (result, &error);

  if (id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_people_changed (PARCOURS_PROJECT (source));
  g_task_return_pointer (task, g_steal_pointer (&id), g_free);
}

/**
 * parcours_project_add_contact_async:
 * @self: a project
 * @contact: (transfer full): a contact from parcours_contact_new()
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 */
void
parcours_project_add_contact_async (ParcoursProject     *self,
                                    ParcoursContact     *contact,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Change *change = change_new (NULL, NULL, NULL);

  change->contact = contact;
  g_task_set_source_tag (task, parcours_project_add_contact_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->writer, do_add, change, change_free, g_free, self, NULL, on_added,
                               g_steal_pointer (&task));
  else
    change_free (change);
}

/**
 * parcours_project_add_contact_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: the number of the contact, or 0 with an error
 */
gint64
parcours_project_add_contact_finish (ParcoursProject  *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_autofree gint64 *id = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_add_contact_async), 0);

  id = g_task_propagate_pointer (G_TASK (result), error);

  return id != NULL ? *id : 0;
}

/**
 * parcours_project_set_contact_field_async:
 * @self: a project
 * @id: the number of a contact
 * @field: the slug of a field
 * @value: (nullable): its value as files spell it, or %NULL for none
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_field_async (ParcoursProject     *self,
                                          gint64               id,
                                          const char          *field,
                                          const char          *value,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  Change *change = change_new_of_one (set_field, id, field);

  change->text = g_strdup (value);
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contact_score_async:
 * @self: a project
 * @id: the number of a contact
 * @score: the slug of a score
 * @value: its value
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_score_async (ParcoursProject     *self,
                                          gint64               id,
                                          const char          *score,
                                          double               value,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  Change *change = change_new_of_one (set_score, id, score);

  change->number = value;
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contacts_tag_async:
 * @self: a project
 * @ids: (element-type gint64): the numbers of contacts
 * @tag: the slug of a tag
 * @has: whether they are to have it
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contacts_tag_async (ParcoursProject     *self,
                                         GArray              *ids,
                                         const char          *tag,
                                         gboolean             has,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  Change *change = change_new (set_tag, ids, tag);

  change->has = has;
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contacts_list_async:
 * @self: a project
 * @ids: (element-type gint64): the numbers of contacts
 * @list: the slug of a list
 * @status: their status on it; %PARCOURS_LIST_NONE takes them off
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contacts_list_async (ParcoursProject     *self,
                                          GArray              *ids,
                                          const char          *list,
                                          ParcoursListStatus   status,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  Change *change = change_new (set_list, ids, list);

  change->status = status;
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_add_contact_note_async:
 * @self: a project
 * @id: the number of a contact
 * @text: what is to be kept in mind
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_add_contact_note_async (ParcoursProject     *self,
                                         gint64               id,
                                         const char          *text,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  Change *change = change_new_of_one (add_note, id, NULL);

  change->text = g_strdup (text);
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_delete_contacts_async:
 * @self: a project
 * @ids: (element-type gint64): the numbers of contacts
 * @callback: (scope async): called when they are gone
 * @user_data: for @callback
 *
 * Deletes contacts with their past and their records.
 */
void
parcours_project_delete_contacts_async (ParcoursProject     *self,
                                        GArray              *ids,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  run_change (self, change_new (delete_one, ids, NULL), callback, user_data);
}
