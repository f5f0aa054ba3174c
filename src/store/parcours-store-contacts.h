/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-store.h"

G_BEGIN_DECLS

gint64           parcours_store_add_contact    (ParcoursStore    *store,
                                                ParcoursContact  *contact,
                                                GError          **error);
gboolean         parcours_store_update_contact (ParcoursStore    *store,
                                                ParcoursContact  *contact,
                                                GError          **error);
gboolean         parcours_store_delete_contact (ParcoursStore    *store,
                                                gint64            id,
                                                GError          **error);
ParcoursContact *parcours_store_load_contact   (ParcoursStore    *store,
                                                gint64            id,
                                                GError          **error);
gint64           parcours_store_find_contact   (ParcoursStore    *store,
                                                const char       *address,
                                                GError          **error);
gint64           parcours_store_find_key       (ParcoursStore    *store,
                                                guint64           key,
                                                GError          **error);
char            *parcours_store_load_address   (ParcoursStore    *store,
                                                gint64            id,
                                                GError          **error);
gint64           parcours_store_count_contacts (ParcoursStore    *store,
                                                GError          **error);

G_END_DECLS
