/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_FILTERS (parcours_contact_filters_get_type ())

/**
 * ParcoursContactFilters:
 *
 * The conditions that contacts have to meet, as chips: a press takes one away,
 * the last one adds a list, a segment, a tag or a status. `changed` says that
 * they are others.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactFilters, parcours_contact_filters, PARCOURS, CONTACT_FILTERS, GtkWidget)

GtkWidget *parcours_contact_filters_new       (ParcoursProject         *project);
JsonNode  *parcours_contact_filters_condition (ParcoursContactFilters  *filters);
void       parcours_contact_filters_add       (ParcoursContactFilters  *filters,
                                               JsonNode                *condition);
void       parcours_contact_filters_set       (ParcoursContactFilters  *filters,
                                               JsonNode                *condition);
guint      parcours_contact_filters_n         (ParcoursContactFilters  *filters);

G_END_DECLS
