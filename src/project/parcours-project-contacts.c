/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-change.h"
#include "parcours-json.h"
#include "parcours-project-contacts.h"
#include "parcours-project-private.h"
#include "parcours-store-changes.h"
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
  char *slug;                /* (owned) (nullable) of a field, a score, a tag, a list, an account or a kind of records */
  char *text;                /* (owned) (nullable) */
  double number;
  gboolean has;
  ParcoursListStatus status;
  guint number_of;           /* of a kind of sets, or a channel */
  ParcoursConsent consent;
  char **slugs;              /* (owned) (nullable) */
  JsonObject *columns;       /* (owned) (nullable) of a record, %NULL to delete it */
  gint64 at;
  char *label;               /* (owned) what is done, for people */
};

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->ids, g_array_unref);
  g_clear_pointer (&change->contact, parcours_contact_free);
  g_free (change->slug);
  g_free (change->text);
  g_free (change->label);
  g_strfreev (change->slugs);
  g_clear_pointer (&change->columns, json_object_unref);
  g_free (change);
}

static Change *
change_new (ChangeFunc  func,
            GArray     *ids,
            const char *slug,
            const char *label)
{
  Change *change = g_new0 (Change, 1);

  change->func = func;
  change->ids = ids != NULL ? g_array_copy (ids) : NULL;
  change->slug = g_strdup (slug);
  change->label = g_strdup (label);
  change->at = g_get_real_time () / G_USEC_PER_SEC;

  return change;
}

static Change *
change_new_of_one (ChangeFunc  func,
                   gint64      id,
                   const char *slug,
                   const char *label)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);

  return change_new (func, ids, slug, label);
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
set_members (ParcoursStore  *store,
             const Change   *change,
             gint64          id,
             GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);
  g_autoptr (GHashTable) before = NULL;

  if (contact == NULL)
    return FALSE;
  before = g_steal_pointer (&contact->sets[change->number_of]);
  contact->sets[change->number_of] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; change->slugs[i] != NULL; i++)
    {
      const gint64 *since = g_hash_table_lookup (before, change->slugs[i]);

      parcours_contact_add_member (contact, (ParcoursSetKind) change->number_of, change->slugs[i],
                                   since != NULL ? *since : change->at);
    }

  return parcours_store_change_contact (store, contact, change->at, error);
}

static gboolean
set_consent (ParcoursStore  *store,
             const Change   *change,
             gint64          id,
             GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  if (contact == NULL)
    return FALSE;
  contact->channels[change->number_of] = change->consent;

  return parcours_store_change_contact (store, contact, change->at, error);
}

static gboolean
set_blocked (ParcoursStore  *store,
             const Change   *change,
             gint64          id,
             GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_store_load_contact (store, id, error);

  if (contact == NULL)
    return FALSE;
  g_hash_table_remove_all (contact->blocked_senders);
  for (guint i = 0; change->slugs[i] != NULL; i++)
    g_hash_table_add (contact->blocked_senders, g_strdup (change->slugs[i]));

  return parcours_store_change_contact (store, contact, change->at, error);
}

static gboolean
set_record (ParcoursStore  *store,
            const Change   *change,
            gint64          id,
            GError        **error)
{
  g_autofree char *ident = parcours_store_set_record (store, id, change->slug, change->text, change->columns, change->at,
                                                      error);

  return ident != NULL;
}

static gboolean
link_account (ParcoursStore  *store,
              const Change   *change,
              gint64          id,
              GError        **error)
{
  return parcours_store_link_account (store, id, change->slug, change->has, change->at, error);
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
static gboolean
change_all (ParcoursStore  *store,
            const Change   *change,
            GError        **error)
{
  gboolean ok = TRUE;

  if (!parcours_store_begin (store, error))
    return FALSE;
  for (guint i = 0; ok && i < change->ids->len; i++)
    ok = change->func (store, change, g_array_index (change->ids, gint64, i), error);

  return parcours_store_end (store, ok, error);
}

static ParcoursLibraryChange *
done_new (const Change      *change,
          ParcoursRecording *recording)
{
  ParcoursLibraryChange *done = g_new0 (ParcoursLibraryChange, 1);

  done->kind = g_strdup (PARCOURS_CONTACTS);
  done->slug = g_strdup ("");
  done->after.label = g_strdup (change->label);
  done->changes = recording != NULL ? parcours_recording_end (recording) : NULL;

  return done;
}

/* Recording looks at every row, which a hundred thousand contacts would feel. */
static gpointer
do_change (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  const Change *change = data;
  ParcoursRecording *recording = change->ids->len <= PARCOURS_MAX_UNDONE_CONTACTS ? parcours_recording_start (store) : NULL;
  gboolean ok = change_all (store, change, error);
  g_autoptr (ParcoursLibraryChange) done = done_new (change, recording);

  return ok ? g_steal_pointer (&done) : NULL;
}

static void
keep (ParcoursProject       *self,
      ParcoursLibraryChange *done)
{
  parcours_project_people_changed (self);
  if (done->changes != NULL)
    parcours_library_history_push (self->history, done);
  else
    parcours_library_change_free (done);
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ParcoursLibraryChange *done = parcours_worker_run_finish (result, &error);

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  keep (PARCOURS_PROJECT (source), done);
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
    parcours_worker_run_async (self->writer, do_change, change, change_free,
                               (GDestroyNotify) parcours_library_change_free, self, NULL, on_changed,
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
  const Change *change = data;
  ParcoursRecording *recording = parcours_recording_start (store);
  gint64 id = parcours_store_create_contact (store, change->contact, change->at, error);
  g_autoptr (ParcoursLibraryChange) done = done_new (change, recording);

  g_free (done->slug);
  done->slug = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return id != 0 ? g_steal_pointer (&done) : NULL;
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ParcoursLibraryChange *done = parcours_worker_run_finish (result, &error);
  gint64 id;

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  id = g_ascii_strtoll (done->slug, NULL, 10);
  keep (PARCOURS_PROJECT (source), done);
  g_task_return_pointer (task, g_memdup2 (&id, sizeof id), g_free);
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
  Change *change = change_new (NULL, NULL, NULL, C_("thing that can be undone", "Add a Contact"));

  change->contact = contact;
  g_task_set_source_tag (task, parcours_project_add_contact_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->writer, do_add, change, change_free,
                               (GDestroyNotify) parcours_library_change_free, self, NULL, on_added,
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
  Change *change = change_new_of_one (set_field, id, field, C_("thing that can be undone", "Change a Field"));

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
  Change *change = change_new_of_one (set_score, id, score, C_("thing that can be undone", "Change a Score"));

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
  Change *change = change_new (set_tag, ids, tag, has ? C_("thing that can be undone", "Add a Tag")
                                                   : C_("thing that can be undone", "Remove a Tag"));

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
  Change *change = change_new (set_list, ids, list, C_("thing that can be undone", "Change a Subscription"));

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
  Change *change = change_new_of_one (add_note, id, NULL, C_("thing that can be undone", "Add a Note"));

  change->text = g_strdup (text);
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contact_members_async:
 * @self: a project
 * @id: the number of a contact
 * @kind: tags, groups or audiences
 * @slugs: (array zero-terminated=1): those that the contact is to have; any other it loses
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_members_async (ParcoursProject     *self,
                                            gint64               id,
                                            ParcoursSetKind      kind,
                                            const char *const   *slugs,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  Change *change = change_new_of_one (set_members, id, NULL, C_("thing that can be undone", "Change Memberships"));

  change->number_of = kind;
  change->slugs = g_strdupv ((char **) slugs);
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contact_consent_async:
 * @self: a project
 * @id: the number of a contact
 * @channel: a channel
 * @consent: its status
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_consent_async (ParcoursProject     *self,
                                            gint64               id,
                                            ParcoursChannel      channel,
                                            ParcoursConsent      consent,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  Change *change = change_new_of_one (set_consent, id, NULL, C_("thing that can be undone", "Change a Channel"));

  change->number_of = channel;
  change->consent = consent;
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contact_blocked_async:
 * @self: a project
 * @id: the number of a contact
 * @senders: (array zero-terminated=1): the senders whose transactional mails the contact does not get
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_blocked_async (ParcoursProject     *self,
                                            gint64               id,
                                            const char *const   *senders,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  Change *change = change_new_of_one (set_blocked, id, NULL, C_("thing that can be undone", "Change Blocked Senders"));

  change->slugs = g_strdupv ((char **) senders);
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_set_contact_record_async:
 * @self: a project
 * @id: the number of a contact
 * @kind: a kind of records, or `account`
 * @ident: (nullable): the id of a record, %NULL for a new one
 * @columns: (nullable): what it is to hold, see parcours_store_set_record(); %NULL to delete it
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_set_contact_record_async (ParcoursProject     *self,
                                           gint64               id,
                                           const char          *kind,
                                           const char          *ident,
                                           JsonObject          *columns,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  Change *change = change_new_of_one (set_record, id, kind,
                                      columns == NULL ? C_("thing that can be undone", "Delete a Record")
                                      : ident == NULL ? C_("thing that can be undone", "Add a Record")
                                                      : C_("thing that can be undone", "Change a Record"));

  change->text = g_strdup (ident);
  change->columns = columns != NULL ? parcours_json_copy_object (columns) : NULL;
  run_change (self, change, callback, user_data);
}

/**
 * parcours_project_link_account_async:
 * @self: a project
 * @id: the number of a contact
 * @account: the slug of an account
 * @linked: whether the contact is to belong to it
 * @callback: (scope async): called when it is written
 * @user_data: for @callback
 */
void
parcours_project_link_account_async (ParcoursProject     *self,
                                     gint64               id,
                                     const char          *account,
                                     gboolean             linked,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Change *change = change_new_of_one (link_account, id, account, C_("thing that can be undone", "Change Accounts"));

  change->has = linked;
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
  run_change (self, change_new (delete_one, ids, NULL, C_("thing that can be undone", "Delete Contacts")), callback, user_data);
}
