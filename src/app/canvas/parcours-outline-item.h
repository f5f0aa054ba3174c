/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_OUTLINE_ITEM (parcours_outline_item_get_type ())

/**
 * ParcoursOutlineItem:
 *
 * A step in a list: its id. It says "changed" when what the step says may be another thing.
 */
G_DECLARE_FINAL_TYPE (ParcoursOutlineItem, parcours_outline_item, PARCOURS, OUTLINE_ITEM, GObject)

ParcoursOutlineItem *parcours_outline_item_new     (const char          *id);
const char          *parcours_outline_item_get_id  (ParcoursOutlineItem *item);
void                 parcours_outline_item_changed (ParcoursOutlineItem *item);

G_END_DECLS
