/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Sentences are translated whole, with named holes such as {field}, so that a
 * translator can put the parts in the order of the language.
 */

/**
 * ParcoursJoin:
 * @PARCOURS_JOIN_COMMAS: a, b, c
 * @PARCOURS_JOIN_AND: a, b and c
 * @PARCOURS_JOIN_OR: a, b or c
 * @PARCOURS_JOIN_NOR: a, b nor c; a "neither" stands before it
 * @PARCOURS_JOIN_CLAUSES: a; b; c
 * @PARCOURS_JOIN_DOTS: a · b · c, for what is no sentence
 *
 * How the parts of a list are joined.
 */
typedef enum
{
  PARCOURS_JOIN_COMMAS,
  PARCOURS_JOIN_AND,
  PARCOURS_JOIN_OR,
  PARCOURS_JOIN_NOR,
  PARCOURS_JOIN_CLAUSES,
  PARCOURS_JOIN_DOTS,
} ParcoursJoin;

char *parcours_phrase_fill       (const char      *phrase,
                                  ...) G_GNUC_NULL_TERMINATED;
char *parcours_phrase_join       (const GPtrArray *parts,
                                  ParcoursJoin     join);
char *parcours_phrase_capitalize (const char      *phrase);

G_END_DECLS
