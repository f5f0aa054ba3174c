/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-population.h"

/**
 * parcours_set_kind_name:
 * @kind: a kind of set
 *
 * Returns: (transfer none): the kind of its members in a library: `tag`, `group` or `audience`
 */
const char *
parcours_set_kind_name (ParcoursSetKind kind)
{
  static const char *const names[PARCOURS_N_SET_KINDS] = { "tag", "group", "audience" };

  return names[kind];
}

/**
 * parcours_population_ref:
 * @population: a population
 *
 * Returns: (transfer full): @population
 */
ParcoursPopulation *
parcours_population_ref (ParcoursPopulation *population)
{
  g_atomic_ref_count_inc (&population->ref_count);

  return population;
}

/**
 * parcours_population_unref:
 * @population: (transfer full): a population
 */
void
parcours_population_unref (ParcoursPopulation *population)
{
  if (!g_atomic_ref_count_dec (&population->ref_count))
    return;
  g_free (population->keys);
  g_free (population->ids);
  g_free (population->addresses);
  g_free (population->zones);
  g_ptr_array_unref (population->zone_table);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    g_free (population->channels[i]);
  g_free (population->n_active_lists);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    {
      g_free (population->set_sizes[i]);
      g_hash_table_unref (population->sets[i]);
    }
  g_hash_table_unref (population->fields);
  g_hash_table_unref (population->scores);
  g_hash_table_unref (population->lists);
  g_hash_table_unref (population->blocked_senders);
  g_hash_table_unref (population->histories);
  g_hash_table_unref (population->records);
  g_free (population->passage_offsets);
  g_free (population->passages);
  parcours_texts_unref (population->texts);
  parcours_arena_free (population->arena);
  g_free (population);
}

/**
 * parcours_population_find:
 * @population: a population
 * @key: a contact key
 * @i: (out): its place
 *
 * Returns: whether the contact is in the population
 */
gboolean
parcours_population_find (const ParcoursPopulation *population,
                          guint64                   key,
                          guint                    *i)
{
  guint low = 0, high = population->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (population->keys[middle] < key)
        low = middle + 1;
      else
        high = middle;
    }
  *i = low;

  return low < population->n && population->keys[low] == key;
}
