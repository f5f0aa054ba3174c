/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * ParcoursServerDatabase:
 *
 * The one SQLite file of a server. What a transaction has committed survives a
 * power cut: the journal is a write-ahead log that is synchronised at each
 * commit. Statements are prepared once and kept.
 */
typedef struct _ParcoursServerDatabase ParcoursServerDatabase;

ParcoursServerDatabase *parcours_server_database_open      (const char              *path,
                                                            GError                 **error);
void                    parcours_server_database_close     (ParcoursServerDatabase  *database);
const char             *parcours_server_database_identity  (ParcoursServerDatabase  *database);

sqlite3_stmt           *parcours_server_database_query     (ParcoursServerDatabase  *database,
                                                            GError                 **error,
                                                            const char              *sql,
                                                            const char              *types,
                                                            ...);
gboolean                parcours_server_database_step      (ParcoursServerDatabase  *database,
                                                            sqlite3_stmt            *statement,
                                                            gboolean                *has_row,
                                                            GError                 **error);
gboolean                parcours_server_database_run       (ParcoursServerDatabase  *database,
                                                            GError                 **error,
                                                            const char              *sql,
                                                            const char              *types,
                                                            ...);
int                     parcours_server_database_n_changed (ParcoursServerDatabase  *database);

gboolean                parcours_server_database_begin     (ParcoursServerDatabase  *database,
                                                            GError                 **error);
gboolean                parcours_server_database_commit    (ParcoursServerDatabase  *database,
                                                            GError                 **error);
void                    parcours_server_database_rollback  (ParcoursServerDatabase  *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerDatabase, parcours_server_database_close)

G_END_DECLS
