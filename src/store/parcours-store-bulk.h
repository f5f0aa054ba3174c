/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-store-private.h"

G_BEGIN_DECLS

/**
 * ParcoursStoreBulk:
 *
 * Many new contacts at once, inside a transaction of the caller.
 */
typedef struct _ParcoursStoreBulk ParcoursStoreBulk;

ParcoursStoreBulk *parcours_store_bulk_new              (ParcoursStore       *store,
                                                         GPtrArray           *columns,
                                                         GError             **error);
void               parcours_store_bulk_free             (ParcoursStoreBulk   *bulk);
sqlite3_stmt      *parcours_store_bulk_contact          (ParcoursStoreBulk   *bulk);
gint64             parcours_store_bulk_next_contact     (ParcoursStoreBulk   *bulk);
gint64             parcours_store_bulk_add_contact      (ParcoursStoreBulk   *bulk,
                                                         guint64              key,
                                                         GError             **error);
gboolean           parcours_store_bulk_add_member       (ParcoursStoreBulk   *bulk,
                                                         gint64               entity,
                                                         gint64               contact,
                                                         gint64               since,
                                                         GError             **error);
gboolean           parcours_store_bulk_add_subscription (ParcoursStoreBulk   *bulk,
                                                         gint64               list,
                                                         gint64               contact,
                                                         ParcoursListStatus   status,
                                                         gint64               since,
                                                         const char          *source,
                                                         GError             **error);
gboolean           parcours_store_bulk_add_event        (ParcoursStoreBulk   *bulk,
                                                         gint64               topic,
                                                         gint64               contact,
                                                         gint64               at,
                                                         gint64               subject,
                                                         const char          *id,
                                                         const char          *payload,
                                                         GError             **error);
gboolean           parcours_store_bulk_finish           (ParcoursStoreBulk   *bulk,
                                                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStoreBulk, parcours_store_bulk_free)

G_END_DECLS
