/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-store.h"

G_BEGIN_DECLS

gboolean parcours_contact_set_tag        (ParcoursContact     *contact,
                                          const char          *tag,
                                          gboolean             has,
                                          gint64               at);
gboolean parcours_contact_set_status     (ParcoursContact     *contact,
                                          const char          *list,
                                          ParcoursListStatus   status,
                                          gint64               at);
gboolean parcours_store_change_contact   (ParcoursStore       *store,
                                          ParcoursContact     *contact,
                                          gint64               at,
                                          GError             **error);
gint64   parcours_store_create_contact   (ParcoursStore       *store,
                                          ParcoursContact     *contact,
                                          gint64               at,
                                          GError             **error);

G_END_DECLS
