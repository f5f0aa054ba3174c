/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store.h"

G_BEGIN_DECLS

/* How many contacts a sample has where nobody says otherwise. */
#define PARCOURS_SAMPLE_CONTACTS 5000

/* And how many at most. */
#define PARCOURS_SAMPLE_MAX_CONTACTS 10000000

gboolean parcours_sample_fill (ParcoursStore          *store,
                               guint64                 seed,
                               guint                   n_contacts,
                               gint64                  until,
                               ParcoursStoreProgress   progress,
                               gpointer                user_data,
                               GCancellable           *cancellable,
                               GError                **error);

G_END_DECLS
