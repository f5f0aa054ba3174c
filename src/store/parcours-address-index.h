/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store-private.h"

G_BEGIN_DECLS

/**
 * ParcoursAddressIndex:
 *
 * Who has which address, in memory, for imports. A million addresses take 32 MB.
 */
typedef struct _ParcoursAddressIndex ParcoursAddressIndex;

ParcoursAddressIndex *parcours_address_index_new      (ParcoursStore         *store,
                                                       GError               **error);
void                  parcours_address_index_free     (ParcoursAddressIndex  *index);
gint64                parcours_address_index_find     (ParcoursAddressIndex  *index,
                                                       const char            *email,
                                                       const char            *phone);
guint64               parcours_address_index_make_key (ParcoursAddressIndex  *index,
                                                       const char            *email,
                                                       const char            *phone,
                                                       guint64                wanted);
void                  parcours_address_index_add      (ParcoursAddressIndex  *index,
                                                       gint64                 id,
                                                       guint64                key,
                                                       const char            *email,
                                                       const char            *phone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursAddressIndex, parcours_address_index_free)

G_END_DECLS
