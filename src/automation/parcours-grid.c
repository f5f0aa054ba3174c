/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-grid.h"

/*
 * Cells of this size hold a dozen cards; a window shows some twenty of them at
 * 100 %. They are made when something comes to lie in them, so that an automation
 * may be as wide as it likes. Looking is frequent (each motion of the pointer,
 * each frame), moving is rare and short, so a cell is a plain array.
 */
#define CELL 512

/* A box over more cells than this is looked for in all that there are, and what lies in it is found everywhere. */
#define MAX_CELLS 4096

/* No coordinate of a document is larger; beyond, all lie in the last cell. */
#define MAX_CELL_NUMBER 1000000

struct _ParcoursGrid
{
  GHashTable *cells; /* (owned) (element-type gint64 GArray) */
  GArray *large;     /* (owned) (element-type guint): what lies in too many cells */
  guint *stamps;     /* (owned): by thing, the last search that met it */
  guint n;
  guint stamp;
};

typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
} Cells;

static int
cell_of (double place)
{
  return (int) CLAMP (floor (place / CELL), -MAX_CELL_NUMBER, MAX_CELL_NUMBER);
}

static Cells
cells_of (const ParcoursBox *box)
{
  return (Cells) { cell_of (box->x), cell_of (box->y), cell_of (box->x + box->width), cell_of (box->y + box->height) };
}

static gint64
count_cells (const Cells *cells)
{
  return ((gint64) cells->right - cells->left + 1) * ((gint64) cells->bottom - cells->top + 1);
}

static gint64
cell_key (int column,
          int row)
{
  return (gint64) column * (4 * MAX_CELL_NUMBER) + row;
}

static void
add_to_cell (ParcoursGrid *grid,
             int           column,
             int           row,
             guint         thing)
{
  gint64 key = cell_key (column, row);
  GArray *cell = g_hash_table_lookup (grid->cells, &key);

  if (cell == NULL)
    {
      cell = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (grid->cells, g_memdup2 (&key, sizeof key), cell);
    }
  g_array_append_val (cell, thing);
}

static GArray *
find_cell (ParcoursGrid *grid,
           int           column,
           int           row)
{
  gint64 key = cell_key (column, row);

  return g_hash_table_lookup (grid->cells, &key);
}

/**
 * parcours_grid_new:
 * @n: how many things there can be, numbered from 0
 *
 * Returns: (transfer full): an empty grid
 */
ParcoursGrid *
parcours_grid_new (guint n)
{
  ParcoursGrid *grid = g_new0 (ParcoursGrid, 1);

  grid->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  grid->large = g_array_new (FALSE, FALSE, sizeof (guint));
  grid->stamps = g_new0 (guint, n);
  grid->n = n;

  return grid;
}

/**
 * parcours_grid_free:
 * @grid: (transfer full): a grid
 */
void
parcours_grid_free (ParcoursGrid *grid)
{
  g_hash_table_unref (grid->cells);
  g_array_unref (grid->large);
  g_free (grid->stamps);
  g_free (grid);
}

/**
 * parcours_grid_add:
 * @grid: a grid
 * @thing: the number of a thing
 * @box: where it lies
 */
void
parcours_grid_add (ParcoursGrid      *grid,
                   guint              thing,
                   const ParcoursBox *box)
{
  Cells cells = cells_of (box);

  g_return_if_fail (thing < grid->n);

  if (count_cells (&cells) > MAX_CELLS)
    {
      g_array_append_val (grid->large, thing);
      return;
    }
  for (int row = cells.top; row <= cells.bottom; row++)
    {
      for (int column = cells.left; column <= cells.right; column++)
        add_to_cell (grid, column, row, thing);
    }
}

static void
remove_from_cell (GArray *cell,
                  guint   thing)
{
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      if (g_array_index (cell, guint, i) != thing)
        continue;
      g_array_remove_index_fast (cell, i);
      return;
    }
}

/**
 * parcours_grid_remove:
 * @grid: a grid
 * @thing: the number of a thing
 * @box: where it was added
 */
void
parcours_grid_remove (ParcoursGrid      *grid,
                      guint              thing,
                      const ParcoursBox *box)
{
  Cells cells = cells_of (box);

  if (count_cells (&cells) > MAX_CELLS)
    {
      remove_from_cell (grid->large, thing);
      return;
    }
  for (int row = cells.top; row <= cells.bottom; row++)
    {
      for (int column = cells.left; column <= cells.right; column++)
        remove_from_cell (find_cell (grid, column, row), thing);
    }
}

static void
collect (ParcoursGrid *grid,
         GArray       *cell,
         GArray       *things)
{
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      guint thing = g_array_index (cell, guint, i);

      if (grid->stamps[thing] == grid->stamp)
        continue;
      grid->stamps[thing] = grid->stamp;
      g_array_append_val (things, thing);
    }
}

static void
collect_all (ParcoursGrid *grid,
             GArray       *things)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, grid->cells);
  while (g_hash_table_iter_next (&iter, NULL, &cell))
    collect (grid, cell, things);
}

/**
 * parcours_grid_find:
 * @grid: a grid
 * @box: where to look
 * @things: (element-type guint): return location for the things in the cells that @box touches, in no order;
 *   some may lie just beside @box. What it held is dropped.
 */
void
parcours_grid_find (ParcoursGrid      *grid,
                    const ParcoursBox *box,
                    GArray            *things)
{
  Cells cells = cells_of (box);

  g_array_set_size (things, 0);
  grid->stamp++;
  collect (grid, grid->large, things);
  if (count_cells (&cells) > MIN (MAX_CELLS, g_hash_table_size (grid->cells)))
    {
      collect_all (grid, things);
      return;
    }
  for (int row = cells.top; row <= cells.bottom; row++)
    {
      for (int column = cells.left; column <= cells.right; column++)
        collect (grid, find_cell (grid, column, row), things);
    }
}
