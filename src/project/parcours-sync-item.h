/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-store-remotes.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_SYNC_ITEM (parcours_sync_item_get_type ())

/**
 * ParcoursSyncItem:
 *
 * Something that happened between the workspace and a server, in the list of a
 * #ParcoursRemote. It never changes.
 */
G_DECLARE_FINAL_TYPE (ParcoursSyncItem, parcours_sync_item, PARCOURS, SYNC_ITEM, GObject)

ParcoursSyncItem        *parcours_sync_item_new   (ParcoursSyncEntry *entry);
const ParcoursSyncEntry *parcours_sync_item_entry (ParcoursSyncItem  *item);
char                    *parcours_sync_item_words (ParcoursSyncItem  *item,
                                                   const char        *name);

G_END_DECLS
