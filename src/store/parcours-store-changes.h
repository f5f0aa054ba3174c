/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store.h"

G_BEGIN_DECLS

typedef struct _ParcoursRecording ParcoursRecording;

ParcoursRecording *parcours_recording_start     (ParcoursStore      *store);
GBytes            *parcours_recording_end       (ParcoursRecording  *recording);
gboolean           parcours_store_apply_changes (ParcoursStore      *store,
                                                 GBytes             *changes,
                                                 gboolean            backwards,
                                                 GError            **error);

G_END_DECLS
