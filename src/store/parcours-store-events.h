/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursStoredEvent:
 * @topic: such as `email.opened`
 * @at: when, in seconds since 1970
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 *
 * Something that happened to a contact.
 */
typedef struct
{
  char *topic;
  gint64 at;
  char *subject;
  JsonObject *payload;
} ParcoursStoredEvent;

void       parcours_stored_event_free   (ParcoursStoredEvent  *event);

gboolean   parcours_store_add_event     (ParcoursStore        *store,
                                         gint64                contact,
                                         const char           *topic,
                                         gint64                at,
                                         const char           *subject,
                                         JsonObject           *payload,
                                         GError              **error);
GPtrArray *parcours_store_list_events   (ParcoursStore        *store,
                                         gint64                contact,
                                         guint                 max,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStoredEvent, parcours_stored_event_free)

G_END_DECLS
