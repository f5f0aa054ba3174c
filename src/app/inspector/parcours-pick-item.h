/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_PICK_ITEM (parcours_pick_item_get_type ())

/**
 * ParcoursPickItem:
 *
 * Something that a picker offers. Immutable.
 */
G_DECLARE_FINAL_TYPE (ParcoursPickItem, parcours_pick_item, PARCOURS, PICK_ITEM, GObject)

ParcoursPickItem *parcours_pick_item_new     (const char       *id,
                                              const char       *label,
                                              const char       *detail);
const char       *parcours_pick_item_id      (ParcoursPickItem *item);
const char       *parcours_pick_item_label   (ParcoursPickItem *item);
const char       *parcours_pick_item_detail  (ParcoursPickItem *item);
gboolean          parcours_pick_item_matches (ParcoursPickItem *item,
                                              const char       *plain);
void              parcours_pick_list_add     (GListStore       *list,
                                              const char       *id,
                                              const char       *label,
                                              const char       *detail);

G_END_DECLS
