/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"
#include "parcours-store-private.h"

G_BEGIN_DECLS

gint64   parcours_store_topic_number  (ParcoursStore        *store,
                                       const char           *topic,
                                       GError              **error);
gint64   parcours_store_text_number   (ParcoursStore        *store,
                                       const char           *text,
                                       GError              **error);
gboolean parcours_store_is_repeated   (const ParcoursTopic  *topic);

G_END_DECLS
