/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-store-remotes.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_OUTBOX_ITEM (parcours_outbox_item_get_type ())

/**
 * ParcoursOutboxItem:
 *
 * Something that a server has yet to be told, in the list of a #ParcoursRemote.
 * It never changes: a list replaces it.
 */
G_DECLARE_FINAL_TYPE (ParcoursOutboxItem, parcours_outbox_item, PARCOURS, OUTBOX_ITEM, GObject)

ParcoursOutboxItem      *parcours_outbox_item_new  (ParcoursOutboxRow  *row);
const ParcoursOutboxRow *parcours_outbox_item_row  (ParcoursOutboxItem *item);
gboolean                 parcours_outbox_item_same (ParcoursOutboxItem *item,
                                                    ParcoursOutboxItem *other);

G_END_DECLS
