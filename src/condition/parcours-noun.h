/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursNoun:
 * @text: a name as it stands inside a sentence, with its article where the language wants one
 * @feminine: whether what is said of it takes the feminine
 *
 * What a sentence is about, such as "the city".
 */
typedef struct
{
  char *text;
  gboolean feminine;
} ParcoursNoun;

ParcoursNoun *parcours_noun_from_label  (const char         *label);
ParcoursNoun *parcours_noun_from_phrase (const char         *phrase);
ParcoursNoun *parcours_noun_with_text   (const ParcoursNoun *noun,
                                         char               *text);
void          parcours_noun_free        (ParcoursNoun       *noun);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursNoun, parcours_noun_free)

G_END_DECLS
