/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-log.h"
#include "parcours-store.h"

G_BEGIN_DECLS

gboolean parcours_store_log_span (ParcoursStore          *store,
                                  gint64                 *first,
                                  gint64                 *last,
                                  GError                **error);
GPtrArray *parcours_store_log_topics (ParcoursStore        *store,
                                  GError                **error);
gboolean parcours_store_read_log (ParcoursStore          *store,
                                  gint64                  from,
                                  gint64                  to,
                                  ParcoursLogFunc         func,
                                  gpointer                func_data,
                                  ParcoursStoreProgress   progress,
                                  gpointer                progress_data,
                                  GCancellable           *cancellable,
                                  GError                **error);

G_END_DECLS
