/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-contact.h"
#include "parcours-store-events.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_ITEM (parcours_contact_item_get_type ())

/**
 * ParcoursContactItem:
 *
 * A contact in a list of them. It is there before its data is: `notify::contact`
 * says when that has come, and when it has changed.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactItem, parcours_contact_item, PARCOURS, CONTACT_ITEM, GObject)

ParcoursContactItem       *parcours_contact_item_new        (gint64                id);
gint64                     parcours_contact_item_id         (ParcoursContactItem  *item);
ParcoursContact           *parcours_contact_item_contact    (ParcoursContactItem  *item);
const ParcoursStoredEvent *parcours_contact_item_last_event (ParcoursContactItem  *item);
gboolean                   parcours_contact_item_is_gone    (ParcoursContactItem  *item);
gboolean                   parcours_contact_item_is_watched (ParcoursContactItem  *item);
void                       parcours_contact_item_set        (ParcoursContactItem  *item,
                                                             ParcoursContact      *contact,
                                                             ParcoursStoredEvent  *last_event);
char                      *parcours_contact_item_name       (ParcoursContactItem  *item);

char                      *parcours_contact_name            (ParcoursContact      *contact);

G_END_DECLS
