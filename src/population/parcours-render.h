/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-state.h"
#include "parcours-template.h"

G_BEGIN_DECLS

/*
 * Templates filled with a contact's data: `contact.` a field or score, `deal.`,
 * `account.` and other records by their columns, `trigger.` the payload of the
 * event that admitted (vocabulary, section 3).
 */
void  parcours_render_prepare (const ParcoursTemplate *template,
                               ParcoursFrame          *frame);
char *parcours_render         (const ParcoursTemplate *template,
                               const ParcoursState    *state);

G_END_DECLS
