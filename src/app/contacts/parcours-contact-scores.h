/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-contact.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_SCORES (parcours_contact_scores_get_type ())

/**
 * ParcoursContactScores:
 *
 * The scores of a contact, which a person may change, and the groups and
 * audiences it is in. Emits `set-score` (slug, value) when a person has changed
 * one, and `message` (text) when what was typed is no number.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactScores, parcours_contact_scores, PARCOURS, CONTACT_SCORES, GtkWidget)

GtkWidget *parcours_contact_scores_new (ParcoursProject       *project);
void       parcours_contact_scores_set (ParcoursContactScores *scores,
                                        const ParcoursContact *contact);

G_END_DECLS
