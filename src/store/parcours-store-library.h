/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/*
 * Entities: all that has a slug and a name in a workspace. A slug is made once, from the first name, and stays; so
 * does that of a deleted entity, which nothing else gets.
 */
ParcoursLibrary *parcours_store_load_entities (ParcoursStore  *store,
                                               GError        **error);
ParcoursLibrary *parcours_store_load_library  (ParcoursStore  *store,
                                               GError        **error);
ParcoursLibrary *parcours_store_load_scenarios (ParcoursStore *store,
                                               GError        **error);
char            *parcours_store_add_entity    (ParcoursStore  *store,
                                               const char     *kind,
                                               const char     *slug,
                                               const char     *label,
                                               JsonObject     *attributes,
                                               GError        **error);
gboolean         parcours_store_set_entity    (ParcoursStore  *store,
                                               const char     *kind,
                                               const char     *slug,
                                               const char     *label,
                                               JsonObject     *attributes,
                                               GError        **error);
gboolean         parcours_store_delete_entity (ParcoursStore  *store,
                                               const char     *kind,
                                               const char     *slug,
                                               GError        **error);
JsonObject      *parcours_store_load_entity   (ParcoursStore  *store,
                                               const char     *kind,
                                               const char     *slug,
                                               char          **label,
                                               GError        **error);

G_END_DECLS
