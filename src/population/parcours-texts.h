/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursTexts:
 *
 * A pool of texts, each with a number, so that columns, events and programs
 * compare numbers. It only grows; all threads may add to it and read it.
 *
 * Number 0 is the missing text. Numbers from %PARCOURS_TEXT_SERIAL on are no
 * texts but the serial numbers of records that a run makes (an order that a
 * simulated contact places), which nobody ever spelled.
 */
typedef struct _ParcoursTexts ParcoursTexts;

#define PARCOURS_TEXT_MISSING 0u
#define PARCOURS_TEXT_SERIAL 0x80000000u

ParcoursTexts *parcours_texts_new        (void);
ParcoursTexts *parcours_texts_ref        (ParcoursTexts       *texts);
void           parcours_texts_unref      (ParcoursTexts       *texts);

guint32        parcours_texts_intern     (ParcoursTexts       *texts,
                                          const char          *text);
guint32        parcours_texts_find       (ParcoursTexts       *texts,
                                          const char          *text);
guint32        parcours_texts_n_texts    (const ParcoursTexts *texts);
const char    *parcours_texts_get        (const ParcoursTexts *texts,
                                          guint32              number);
guint32        parcours_texts_fold       (ParcoursTexts       *texts,
                                          guint32              number);
const char    *parcours_texts_get_folded (ParcoursTexts       *texts,
                                          guint32              number);
char          *parcours_texts_format     (const ParcoursTexts *texts,
                                          guint32              number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursTexts, parcours_texts_unref)

G_END_DECLS
