/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursStoreLock:
 *
 * The right of one process to write to a workspace, held for as long as its
 * writing connection is open.
 */
typedef struct _ParcoursStoreLock ParcoursStoreLock;

ParcoursStoreLock *parcours_store_lock_new  (const char         *path,
                                             GError            **error);
void               parcours_store_lock_free (ParcoursStoreLock  *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStoreLock, parcours_store_lock_free)

G_END_DECLS
