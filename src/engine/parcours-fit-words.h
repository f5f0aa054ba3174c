/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-fit.h"
#include "parcours-library.h"

G_BEGIN_DECLS

const char *parcours_reaction_to_words         (ParcoursReaction      reaction);
const char *parcours_channel_messages_to_words (ParcoursChannel       channel);
char       *parcours_fit_row_to_words          (const ParcoursFitRow *row,
                                                ParcoursLibrary      *library);
const char *parcours_fit_row_unit_to_words     (const ParcoursFitRow *row);

G_END_DECLS
