/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-json.h"
#include "parcours-layout-private.h"
#include "parcours-layout.h"

/*
 * Tidying up draws an automation in layers, top-down (the method of Sugiyama):
 * a step stands one row below the lowest that leads to it; links over several
 * rows get a lane; rows are sorted until few links cross, ports from left to
 * right; then each row is moved as near as it gets to what it is linked with.
 * Parts that do not hang together stand side by side. The result depends on the
 * links alone, and between parts and triggers on how they stood from left to
 * right, so tidying up twice changes nothing more.
 */

/* Loose steps stand in columns beside the flow. */
#define LOOSE_ROWS 8
/* Parts stand on shelves; the next one begins where a part would reach beyond this. */
#define SHELF_WIDTH (40 * PARCOURS_COLUMN_PITCH)
/* Parts whose tops differ by less stand in one row. */
#define SHELF_GAP (2 * PARCOURS_ROW_PITCH)

typedef struct
{
  const ParcoursFlow *flow;
  guint *parts;          /* (owned): by step, some step of its part (disjoint sets) */
  gboolean *is_loose;    /* (owned): by step, whether nothing hangs together with it */
  ParcoursPoint *places; /* by step */
  double top;            /* of the shelf */
  double bottom;         /* of the lowest part on it */
  double right;          /* where the next part may begin on it */
  double widest;         /* the right end of all shelves */
} Layout;

/* Steps that hang together, and where they stood. */
typedef struct
{
  GArray *steps; /* (owned) (element-type guint): in reading order */
  double row;
  double left;
} Part;

static guint
find_part (Layout *layout,
           guint   step)
{
  while (layout->parts[step] != step)
    {
      layout->parts[step] = layout->parts[layout->parts[step]];
      step = layout->parts[step];
    }

  return step;
}

static void
join_parts (Layout *layout,
            guint   a,
            guint   b)
{
  a = find_part (layout, a);
  b = find_part (layout, b);
  layout->parts[MAX (a, b)] = MIN (a, b);
}

/* What is linked hangs together, and so does a jump and where it leads. */
static void
find_parts (Layout *layout)
{
  ParcoursAutomation *automation = parcours_flow_automation (layout->flow);
  guint n_steps = parcours_flow_n_steps (layout->flow);

  for (guint i = 0; i < n_steps; i++)
    layout->parts[i] = i;
  for (guint i = 0; i < parcours_flow_n_edges (layout->flow); i++)
    join_parts (layout, parcours_flow_edge (layout->flow, i)->from, parcours_flow_edge (layout->flow, i)->to);
  for (guint i = 0; i < n_steps; i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      const char *target = NULL;
      int to;

      if (step->type != NULL && step->type->family == PARCOURS_FAMILY_JUMP)
        target = parcours_json_member_string (step->params, "step");
      to = target != NULL ? parcours_flow_find (layout->flow, target) : -1;
      if (to >= 0)
        join_parts (layout, i, (guint) to);
    }
}

/* Whether the names of the branches that leave @vertex need room below it. */
static gboolean
needs_names_below (const Layout         *layout,
                   const ParcoursLayers *layers,
                   const double         *columns,
                   guint                 vertex)
{
  const ParcoursStep *step;

  if (layers->step[vertex] == PARCOURS_LAYOUT_LANE)
    return FALSE;
  step = parcours_automation_nth_step (parcours_flow_automation (layout->flow), layers->step[vertex]);
  if (parcours_step_n_ports (step) < 2)
    return FALSE;
  for (guint i = layers->first_down[vertex]; i < layers->first_down[vertex + 1]; i++)
    {
      if (fabs (columns[layers->lower[i]] - columns[vertex]) < PARCOURS_SHORT_RUN)
        return TRUE;
    }

  return FALSE;
}

/* Where each layer begins. */
static double *
find_rows (const Layout         *layout,
           const ParcoursLayers *layers,
           const double         *columns)
{
  double *rows = g_new0 (double, layers->n_layers + 1);

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      gboolean names = FALSE;

      for (guint i = layers->first_in_layer[layer]; i < layers->first_in_layer[layer + 1]; i++)
        names = names || needs_names_below (layout, layers, columns, layers->order[i]);
      rows[layer + 1] = rows[layer] + (names ? PARCOURS_NAMED_ROW_PITCH : PARCOURS_ROW_PITCH);
    }

  return rows;
}

/* Sets the part down at the right of what stands on the shelf already, or on the next shelf. */
static void
take_places (Layout               *layout,
             const ParcoursLayers *layers,
             const double         *columns,
             const double         *rows)
{
  double left = INFINITY, right = -INFINITY;
  double shift;

  for (guint i = 0; i < layers->n; i++)
    {
      left = MIN (left, columns[i] - layers->half[i]);
      right = MAX (right, columns[i] + layers->half[i]);
    }
  if (layout->right > 0 && layout->right + right - left > SHELF_WIDTH)
    {
      layout->top = layout->bottom + SHELF_GAP;
      layout->right = 0;
    }
  shift = ceil ((layout->right - left) / PARCOURS_SNAP) * PARCOURS_SNAP;
  for (guint i = 0; i < layers->n; i++)
    {
      if (layers->step[i] != PARCOURS_LAYOUT_LANE)
        layout->places[layers->step[i]] = (ParcoursPoint) { columns[i] + shift, layout->top + rows[layers->layer[i]] };
    }
  layout->right = right + shift + PARCOURS_COLUMN_PITCH / 2;
  layout->widest = MAX (layout->widest, layout->right);
  layout->bottom = MAX (layout->bottom, layout->top + rows[layers->n_layers]);
}

static void
place_part (Layout *layout,
            GArray *steps)
{
  g_autoptr (ParcoursLayers) layers = parcours_layers_new (layout->flow, (guint *) steps->data, steps->len);
  g_autofree double *columns = NULL;
  g_autofree double *rows = NULL;

  parcours_layers_sort (layers);
  columns = parcours_layers_columns (layers);
  rows = find_rows (layout, layers, columns);
  take_places (layout, layers, columns, rows);
}

/* Steps without any link stand in columns, in reading order, so that they come back in the same order. */
static void
place_loose (Layout *layout)
{
  double x = ceil ((layout->widest + PARCOURS_COLUMN_PITCH / 2.) / PARCOURS_SNAP) * PARCOURS_SNAP;
  guint n = 0;

  for (guint i = 0; i < parcours_flow_n_steps (layout->flow); i++)
    {
      guint step = parcours_flow_nth (layout->flow, i);

      if (!layout->is_loose[step])
        continue;
      layout->places[step].x = x + n / LOOSE_ROWS * PARCOURS_COLUMN_PITCH;
      layout->places[step].y = n % LOOSE_ROWS * PARCOURS_ROW_PITCH;
      n++;
    }
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_array_unref (part->steps);
  g_free (part);
}

/* Parts stand in the order in which they stood: by rows, from left to right. */
static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const Part *part_a = *(Part **) a;
  const Part *part_b = *(Part **) b;

  if (part_a->row != part_b->row)
    return part_a->row < part_b->row ? -1 : 1;
  if (part_a->left != part_b->left)
    return part_a->left < part_b->left ? -1 : 1;

  return g_array_index (part_a->steps, guint, 0) < g_array_index (part_b->steps, guint, 0) ? -1 : 1;
}

static void
add_to_part (Layout     *layout,
             GHashTable *by_part,
             GPtrArray  *parts,
             guint       number)
{
  const ParcoursStep *step = parcours_automation_nth_step (parcours_flow_automation (layout->flow), number);
  gpointer key = GUINT_TO_POINTER (find_part (layout, number));
  Part *part = g_hash_table_lookup (by_part, key);

  if (part == NULL)
    {
      part = g_new (Part, 1);
      *part = (Part) { g_array_new (FALSE, FALSE, sizeof (guint)), INFINITY, INFINITY };
      g_hash_table_insert (by_part, key, part);
      g_ptr_array_add (parts, part);
    }
  g_array_append_val (part->steps, number);
  part->row = MIN (part->row, floor (step->y / SHELF_GAP));
  part->left = MIN (part->left, step->x);
}

static GPtrArray *
list_parts (Layout *layout)
{
  g_autoptr (GHashTable) by_part = g_hash_table_new (NULL, NULL);
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  for (guint i = 0; i < parcours_flow_n_steps (layout->flow); i++)
    add_to_part (layout, by_part, parts, parcours_flow_nth (layout->flow, i));
  g_ptr_array_sort (parts, compare_parts);

  return parts;
}

static void
place_parts (Layout *layout)
{
  g_autoptr (GPtrArray) parts = list_parts (layout);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);

      if (part->steps->len > 1)
        place_part (layout, part->steps);
      else
        layout->is_loose[g_array_index (part->steps, guint, 0)] = TRUE;
    }
  place_loose (layout);
}

/* The step that stands leftmost in the first row. */
static guint
find_first (const Layout *layout)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < parcours_flow_n_steps (layout->flow); i++)
    {
      if (layout->places[i].y == 0 && (first == G_MAXUINT || layout->places[i].x < layout->places[first].x))
        first = i;
    }

  return first;
}

/* The middle of the first row of the first part stands at 0, whatever stands beside it. */
static void
centre (Layout *layout)
{
  guint n_steps = parcours_flow_n_steps (layout->flow);
  guint first = find_first (layout);
  double left = INFINITY, right = -INFINITY;
  double shift;

  for (guint i = 0; i < n_steps; i++)
    {
      if (layout->places[i].y > 0 || find_part (layout, i) != find_part (layout, first))
        continue;
      left = MIN (left, layout->places[i].x);
      right = MAX (right, layout->places[i].x);
    }
  shift = n_steps > 0 ? parcours_snap ((left + right) / 2) : 0;
  for (guint i = 0; i < n_steps; i++)
    layout->places[i].x -= shift;
}

/**
 * parcours_layout_places:
 * @flow: a flow
 *
 * Returns: (transfer full) (array): by step, where its card stands when tidied up: the middle of its upper edge
 */
ParcoursPoint *
parcours_layout_places (const ParcoursFlow *flow)
{
  guint n_steps = parcours_flow_n_steps (flow);
  g_autofree guint *parts = g_new (guint, n_steps);
  g_autofree gboolean *is_loose = g_new0 (gboolean, n_steps);
  Layout layout = { .flow = flow, .parts = parts, .is_loose = is_loose };

  layout.places = g_new0 (ParcoursPoint, n_steps);
  find_parts (&layout);
  place_parts (&layout);
  centre (&layout);

  return layout.places;
}

/**
 * parcours_layout_tidy:
 * @automation: an automation
 *
 * Returns: (transfer full): the edit that tidies it up: moves alone, none where it is tidy already
 */
ParcoursEdit *
parcours_layout_tidy (ParcoursAutomation *automation)
{
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);
  g_autofree ParcoursPoint *places = parcours_layout_places (flow);
  ParcoursEdit *edit = parcours_edit_new (_("Tidy up"));

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      g_autoptr (JsonNode) moved = NULL;

      if (step->x == places[i].x && step->y == places[i].y)
        continue;
      moved = parcours_step_at (step, places[i].x, places[i].y);
      parcours_edit_set_step (edit, automation, step->id, moved);
    }

  return edit;
}
