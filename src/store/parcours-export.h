/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store.h"

G_BEGIN_DECLS

gboolean parcours_store_export (ParcoursStore          *store,
                                const char             *path,
                                GArray                 *ids,
                                ParcoursStoreProgress   progress,
                                gpointer                user_data,
                                GCancellable           *cancellable,
                                GError                **error);

G_END_DECLS
