/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-contact-page.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_RECORDS (parcours_contact_records_get_type ())

/**
 * ParcoursContactRecords:
 *
 * What a contact has and what happened to it: passages through automations,
 * deals, orders, tasks, notes and the like, and the timeline. `more` asks for more
 * of what happened.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactRecords, parcours_contact_records, PARCOURS, CONTACT_RECORDS, GtkWidget)

GtkWidget *parcours_contact_records_new (ParcoursProject            *project);
void       parcours_contact_records_set (ParcoursContactRecords     *records,
                                         const ParcoursContactPage  *page);

G_END_DECLS
