/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-store-error.h"

G_BEGIN_DECLS

/**
 * ParcoursStore:
 *
 * One connection to a workspace, the SQLite file that holds all of one client's
 * data. It belongs to one thread; others open their own. All calls block; what
 * changes something happens in a transaction and wholly or not at all.
 */
typedef struct _ParcoursStore ParcoursStore;

/**
 * ParcoursStoreMode:
 * @PARCOURS_STORE_READ: for reading, beside a writer of this or another process
 * @PARCOURS_STORE_WRITE: for writing, which one process at a time can do; read-only where nobody can write
 * @PARCOURS_STORE_CREATE: the same, and makes the file if there is none
 *
 * What a connection is for.
 */
typedef enum
{
  PARCOURS_STORE_READ,
  PARCOURS_STORE_WRITE,
  PARCOURS_STORE_CREATE,
} ParcoursStoreMode;

/**
 * ParcoursStoreProgress:
 * @done: how much is done
 * @total: of how much
 * @user_data: what the caller gave
 *
 * Called now and then by what takes long, in the thread that does it.
 */
typedef void (*ParcoursStoreProgress) (gint64   done,
                                       gint64   total,
                                       gpointer user_data);

ParcoursStore *parcours_store_open         (const char         *path,
                                            ParcoursStoreMode   mode,
                                            GError            **error);
void           parcours_store_close        (ParcoursStore      *store);
void           parcours_store_remove       (const char         *path);
const char    *parcours_store_path         (ParcoursStore      *store);
gboolean       parcours_store_is_read_only (ParcoursStore      *store);
const char    *parcours_store_notice       (ParcoursStore      *store);
guint64        parcours_store_generation   (ParcoursStore      *store);

gboolean       parcours_store_begin        (ParcoursStore      *store,
                                            GError            **error);
gboolean       parcours_store_end          (ParcoursStore      *store,
                                            gboolean            ok,
                                            GError            **error);
gboolean       parcours_store_begin_read   (ParcoursStore      *store,
                                            GError            **error);
void           parcours_store_end_read     (ParcoursStore      *store);

gboolean       parcours_store_copy         (ParcoursStore      *store,
                                            const char         *path,
                                            GCancellable       *cancellable,
                                            GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStore, parcours_store_close)

G_END_DECLS
