/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_TAGS (parcours_contact_tags_get_type ())

/**
 * ParcoursContactTags:
 *
 * The tags of a contact as chips: a press takes one away, the last one adds
 * others, also new ones. `set-tag` (slug, has) asks for the change.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactTags, parcours_contact_tags, PARCOURS, CONTACT_TAGS, GtkWidget)

GtkWidget *parcours_contact_tags_new (ParcoursProject      *project);
void       parcours_contact_tags_set (ParcoursContactTags  *tags,
                                      GHashTable           *has);

G_END_DECLS
