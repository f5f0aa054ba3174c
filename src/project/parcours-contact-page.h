/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-project.h"
#include "parcours-store-events.h"
#include "parcours-store-records.h"

G_BEGIN_DECLS

/**
 * ParcoursContactPage:
 * @contact: the contact: fields, scores, lists, tags, groups, audiences, consent
 * @records: (element-type ParcoursStoredRecord): deals, tasks, notes, orders ..., kind by kind, the newest first
 * @accounts: (element-type ParcoursStoredRecord): the accounts that the contact belongs to, the primary one first
 * @passages: (element-type ParcoursStoredPassage): recorded passages through automations, the newest first
 * @events: (element-type ParcoursStoredEvent): what happened, the newest first
 * @has_more: whether more happened than @events says
 *
 * All that there is to be said of one contact.
 */
typedef struct
{
  ParcoursContact *contact;
  GPtrArray *records;
  GPtrArray *accounts;
  GPtrArray *passages;
  GPtrArray *events;
  gboolean has_more;
} ParcoursContactPage;

ParcoursContactPage *parcours_contact_page_new            (ParcoursStore        *store,
                                                           gint64                id,
                                                           guint                 max_events,
                                                           GError              **error);
void                 parcours_contact_page_free           (ParcoursContactPage  *page);

void                 parcours_project_load_contact_async  (ParcoursProject      *project,
                                                           gint64                id,
                                                           guint                 max_events,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
ParcoursContactPage *parcours_project_load_contact_finish (ParcoursProject      *project,
                                                           GAsyncResult         *result,
                                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursContactPage, parcours_contact_page_free)

G_END_DECLS
