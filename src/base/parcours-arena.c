/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks of growing size in a list. A reset keeps the largest block, so that a
 * worker that runs many contacts soon allocates nothing any more. */

#include "config.h"

#include <string.h>

#include "parcours-arena.h"

#define FIRST_BLOCK_SIZE 4096
#define ALIGNMENT 16

typedef struct _Block Block;
struct _Block
{
  Block *next; /* (owned) (nullable) */
  gsize size;
  gsize used;
  /* the memory follows, aligned */
};

struct _ParcoursArena
{
  Block *block; /* (owned) the one that is filled; older ones follow */
};

#define HEADER_SIZE ((sizeof (Block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static Block *
block_new (gsize  size,
           Block *next)
{
  Block *block = g_malloc (HEADER_SIZE + size);

  block->next = next;
  block->size = size;
  block->used = 0;

  return block;
}

/**
 * parcours_arena_new:
 *
 * Returns: (transfer full): an empty arena
 */
ParcoursArena *
parcours_arena_new (void)
{
  ParcoursArena *arena = g_new0 (ParcoursArena, 1);

  arena->block = block_new (FIRST_BLOCK_SIZE, NULL);

  return arena;
}

static void
free_blocks (Block *block)
{
  while (block != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
}

/**
 * parcours_arena_free:
 * @arena: (transfer full): an arena
 */
void
parcours_arena_free (ParcoursArena *arena)
{
  free_blocks (arena->block);
  g_free (arena);
}

/**
 * parcours_arena_reset:
 * @arena: an arena
 *
 * Forgets all that was allocated.
 */
void
parcours_arena_reset (ParcoursArena *arena)
{
  free_blocks (g_steal_pointer (&arena->block->next));
  arena->block->used = 0;
}

/* Apart from what nearly every allocation does. */
static G_NO_INLINE Block *
add_block (ParcoursArena *arena,
           gsize          size)
{
  return arena->block = block_new (MAX (arena->block->size * 2, size), arena->block);
}

/**
 * parcours_arena_alloc:
 * @arena: an arena
 * @size: how many bytes
 *
 * Returns: (transfer none): memory aligned for every type and filled with zeros
 */
gpointer
parcours_arena_alloc (ParcoursArena *arena,
                      gsize          size)
{
  Block *block = arena->block;
  gsize used;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (G_UNLIKELY (block->size - block->used < size))
    block = add_block (arena, size);
  used = block->used;
  block->used = used + size;

  return memset ((char *) block + HEADER_SIZE + used, 0, size);
}
