/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-step-type.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CARD (parcours_card_get_type ())

/**
 * ParcoursCard:
 *
 * A step as it stands on the canvas: its tile, its name and what it says, and at
 * its corners how many wait there, the number of its problem, and what else is
 * to be known of it. Its states are classes of the style sheet.
 */
G_DECLARE_FINAL_TYPE (ParcoursCard, parcours_card, PARCOURS, CARD, GtkWidget)

GtkWidget *parcours_card_new          (void);
void       parcours_card_set_type     (ParcoursCard           *card,
                                       const ParcoursStepType *type);
void       parcours_card_set_words    (ParcoursCard           *card,
                                       const char             *headline,
                                       const char             *sentence,
                                       const char             *brief);
void       parcours_card_set_is_brief (ParcoursCard           *card,
                                       gboolean                is_brief);
void       parcours_card_set_queue    (ParcoursCard           *card,
                                       const char             *number);
void       parcours_card_set_problem  (ParcoursCard           *card,
                                       guint                   number,
                                       gboolean                is_error);
void       parcours_card_set_tag      (ParcoursCard           *card,
                                       const char             *text);
void       parcours_card_set_mark     (ParcoursCard           *card,
                                       const char             *icon_name);
gboolean   parcours_card_is_cut       (ParcoursCard           *card);

G_END_DECLS
