/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-page.h"
#include "parcours-project-private.h"
#include "parcours-store-contacts.h"

#define MAX_RECORDS 200

/**
 * parcours_contact_page_free:
 * @page: (transfer full): a page
 */
void
parcours_contact_page_free (ParcoursContactPage *page)
{
  g_clear_pointer (&page->contact, parcours_contact_free);
  g_clear_pointer (&page->records, g_ptr_array_unref);
  g_clear_pointer (&page->accounts, g_ptr_array_unref);
  g_clear_pointer (&page->passages, g_ptr_array_unref);
  g_clear_pointer (&page->events, g_ptr_array_unref);
  g_free (page);
}

static gboolean
read_past (ParcoursContactPage  *page,
           ParcoursStore        *store,
           gint64                id,
           guint                 max_events,
           GError              **error)
{
  page->records = parcours_store_list_records (store, id, MAX_RECORDS, error);
  if (page->records == NULL)
    return FALSE;
  page->accounts = parcours_store_list_accounts (store, id, error);
  if (page->accounts == NULL)
    return FALSE;
  page->passages = parcours_store_list_passages (store, id, MAX_RECORDS, error);
  if (page->passages == NULL)
    return FALSE;
  page->events = parcours_store_list_events (store, id, max_events + 1, error);
  if (page->events == NULL)
    return FALSE;
  page->has_more = page->events->len > max_events;
  if (page->has_more)
    g_ptr_array_set_size (page->events, (int) max_events);

  return TRUE;
}

/**
 * parcours_contact_page_new:
 * @store: a workspace
 * @id: the number of a contact
 * @max_events: how much of what happened, the newest
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all that there is to be said of the contact
 */
ParcoursContactPage *
parcours_contact_page_new (ParcoursStore  *store,
                           gint64          id,
                           guint           max_events,
                           GError        **error)
{
  g_autoptr (ParcoursContactPage) page = g_new0 (ParcoursContactPage, 1);
  gboolean ok;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  page->contact = parcours_store_load_contact (store, id, error);
  ok = page->contact != NULL && read_past (page, store, id, max_events, error);
  parcours_store_end_read (store);

  return ok ? g_steal_pointer (&page) : NULL;
}

typedef struct
{
  gint64 id;
  guint max_events;
} Request;

static gpointer
load_in_thread (ParcoursStore  *store,
                gpointer        data,
                GCancellable   *cancellable,
                GError        **error)
{
  const Request *request = data;

  return parcours_contact_page_new (store, request->id, request->max_events, error);
}

/**
 * parcours_project_load_contact_async:
 * @self: a project
 * @id: the number of a contact
 * @max_events: how much of what happened, the newest
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is read
 * @user_data: for @callback
 *
 * Reads all that there is to be said of a contact. It is an error if it is not there any more.
 */
void
parcours_project_load_contact_async (ParcoursProject     *self,
                                     gint64               id,
                                     guint                max_events,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request;

  g_task_set_source_tag (task, parcours_project_load_contact_async);
  if (!parcours_project_check_open (self, task))
    return;
  request = g_new (Request, 1);
  *request = (Request) { id, max_events };
  parcours_worker_run_task (self->reader, load_in_thread, request, g_free, (GDestroyNotify) parcours_contact_page_free,
                            g_steal_pointer (&task));
}

/**
 * parcours_project_load_contact_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all that there is to be said of the contact
 */
ParcoursContactPage *
parcours_project_load_contact_finish (ParcoursProject  *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
