/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursArena:
 *
 * Memory that is given back all at once: what one contact's run makes, or what
 * a program keeps for its whole life. Not for several threads.
 */
typedef struct _ParcoursArena ParcoursArena;

ParcoursArena *parcours_arena_new   (void);
void           parcours_arena_free  (ParcoursArena *arena);
void           parcours_arena_reset (ParcoursArena *arena);
gpointer       parcours_arena_alloc (ParcoursArena *arena,
                                     gsize          size);

#define parcours_arena_new0(arena, type, n) ((type *) parcours_arena_alloc ((arena), sizeof (type) * (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursArena, parcours_arena_free)

G_END_DECLS
