/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursWorker:
 *
 * A thread that owns one connection to a workspace and does one piece of work
 * after the other, in the order in which they were asked for.
 */
typedef struct _ParcoursWorker ParcoursWorker;

/**
 * ParcoursWork:
 * @store: the connection
 * @data: what the work is about
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * A piece of work, called in the worker's thread.
 *
 * Returns: (nullable): what came of it
 */
typedef gpointer (*ParcoursWork) (ParcoursStore  *store,
                                  gpointer        data,
                                  GCancellable   *cancellable,
                                  GError        **error);

ParcoursWorker *parcours_worker_new        (ParcoursStore        *store,
                                            const char           *name);
void            parcours_worker_free       (ParcoursWorker       *worker);
void            parcours_worker_run_task   (ParcoursWorker       *worker,
                                            ParcoursWork          work,
                                            gpointer              data,
                                            GDestroyNotify        free_data,
                                            GDestroyNotify        free_result,
                                            GTask                *task);
void            parcours_worker_run_async  (ParcoursWorker       *worker,
                                            ParcoursWork          work,
                                            gpointer              data,
                                            GDestroyNotify        free_data,
                                            GDestroyNotify        free_result,
                                            gpointer              source_object,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gpointer        parcours_worker_run_finish (GAsyncResult         *result,
                                            GError              **error);
gpointer        parcours_worker_run        (ParcoursWorker       *worker,
                                            ParcoursWork          work,
                                            gpointer              data,
                                            GCancellable         *cancellable,
                                            GError              **error);

void            parcours_worker_wait       (ParcoursWorker       *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursWorker, parcours_worker_free)

G_END_DECLS
