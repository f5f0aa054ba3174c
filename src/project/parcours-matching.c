/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-matching.h"
#include "parcours-predicate.h"

/**
 * parcours_matching_free:
 * @matching: (transfer full): a matching
 */
void
parcours_matching_free (ParcoursMatching *matching)
{
  g_free (matching->bits);
  g_free (matching);
}

/* The numbers of contacts are given one after the other: an array of bits is dense. */
static ParcoursMatching *
by_number (ParcoursPopulation *population,
           const guint64      *places)
{
  ParcoursMatching *matching = g_new0 (ParcoursMatching, 1);

  for (guint i = 0; i < population->n; i++)
    matching->n_bits = MAX (matching->n_bits, population->ids[i] + 1);
  matching->bits = g_new0 (guint64, (gsize) matching->n_bits / 64 + 1);
  matching->total = population->n;
  for (guint i = 0; i < population->n; i++)
    {
      gint64 id = population->ids[i];

      if (!parcours_bits_get (places, i))
        continue;
      matching->bits[id >> 6] |= G_GUINT64_CONSTANT (1) << (id & 63);
      matching->n_matches++;
    }

  return matching;
}

/**
 * parcours_matching_find:
 * @context: what is asked about
 * @store: the connection to load with, in its thread
 * @condition: a condition
 * @places: (out) (optional) (transfer full): a bit a contact of the population, set where the condition is met
 * @n_matches: (out) (optional): by how many contacts it is met
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the contacts that were asked
 */
ParcoursPopulation *
parcours_matching_find (const ParcoursMatchingContext  *context,
                        ParcoursStore                  *store,
                        const ParcoursCondition        *condition,
                        guint64                       **places,
                        guint64                        *n_matches,
                        GCancellable                   *cancellable,
                        GError                        **error)
{
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (parcours_snapshot_texts (context->snapshot), context->library);
  g_autoptr (ParcoursPredicate) predicate =
    parcours_predicate_new (condition, frame, context->automation, context->zone);
  g_autoptr (ParcoursPopulation) population =
    parcours_snapshot_population (context->snapshot, store, context->generation, frame, cancellable, error);
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;
  guint64 n;

  if (population == NULL)
    return NULL;
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  if (places != NULL)
    *places = g_new0 (guint64, population->n / 64 + 1);
  n = parcours_predicate_count (predicate, state, 0, population->n, context->now, places != NULL ? *places : NULL);
  if (n_matches != NULL)
    *n_matches = n;

  return g_steal_pointer (&population);
}

/**
 * parcours_matching_new:
 * @context: what is asked about
 * @store: the connection to load with, in its thread
 * @condition: a condition
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): which contacts meet the condition
 */
ParcoursMatching *
parcours_matching_new (const ParcoursMatchingContext  *context,
                       ParcoursStore                  *store,
                       const ParcoursCondition        *condition,
                       GCancellable                   *cancellable,
                       GError                        **error)
{
  g_autofree guint64 *places = NULL;
  g_autoptr (ParcoursPopulation) population =
    parcours_matching_find (context, store, condition, &places, NULL, cancellable, error);

  return population != NULL ? by_number (population, places) : NULL;
}
