/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-step-counts.h"

/* How many digits of a number are worth saying that was reckoned from a sample. */
#define SAMPLE_DIGITS 2

struct _ParcoursStepCounts
{
  gatomicrefcount ref_count;
  GHashTable *steps; /* (owned) (element-type utf8 ParcoursStepCount) */
  guint64 entered;
  gboolean is_sample;
  gboolean is_whole;
};

G_DEFINE_BOXED_TYPE (ParcoursStepCounts, parcours_step_counts, parcours_step_counts_ref, parcours_step_counts_unref)

/**
 * parcours_step_counts_new:
 * @entered: how many have entered the automation
 * @is_sample: whether the numbers are reckoned from a sample
 *
 * Returns: (transfer full): counts without steps, to be filled with parcours_step_counts_set()
 */
ParcoursStepCounts *
parcours_step_counts_new (guint64  entered,
                          gboolean is_sample)
{
  ParcoursStepCounts *counts = g_new0 (ParcoursStepCounts, 1);

  g_atomic_ref_count_init (&counts->ref_count);
  counts->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  counts->entered = entered;
  counts->is_sample = is_sample;

  return counts;
}

/* A number from a sample says no more than it knows: about 8,600, not 8,640. */
static guint64
scaled (guint64 number,
        double  scale)
{
  double value = number * scale;
  double unit;

  if (scale <= 1)
    return number;
  if (value < 1)
    return 0;
  unit = pow (10, MAX (floor (log10 (value)) - SAMPLE_DIGITS + 1, 0));

  return (guint64) (round (value / unit) * unit);
}

static void
read_step (ParcoursStepCounts   *self,
           const ParcoursCounts *counts,
           const ParcoursStep   *step,
           guint                 number,
           guint                 until,
           double                scale)
{
  ParcoursStepCount count = { 0 };
  guint n_ports = MIN (parcours_step_n_ports (step), PARCOURS_MAX_PORTS);

  count.in = scaled (parcours_counts_step_in (counts, number, until), scale);
  count.inside = scaled (parcours_counts_step_inside (counts, number, until), scale);
  for (guint i = 0; i < n_ports; i++)
    count.out[i] = scaled (parcours_counts_port (counts, number, i, until), scale);
  parcours_step_counts_set (self, step->id, &count);
}

/**
 * parcours_step_counts_read:
 * @counts: what a run has added up
 * @automation: the number of an automation in its program
 * @until: up to which bucket, see parcours_counts_bucket()
 * @scale: how many contacts one that has run stands for: 1 where all have run, more for a sample
 *
 * Returns: (transfer full): the counts of that automation at that instant
 */
ParcoursStepCounts *
parcours_step_counts_read (const ParcoursCounts *counts,
                           guint                 automation,
                           guint                 until,
                           double                scale)
{
  ParcoursStepCounts *self;

  self = parcours_step_counts_new (scaled (parcours_counts_entered (counts, automation, until), scale), scale > 1);
  self->is_whole = scale <= 1 && until >= counts->n_buckets;
  for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
    {
      guint owner;
      const ParcoursStep *step = parcours_program_nth_step (counts->program, i, &owner);

      if (owner == automation)
        read_step (self, counts, step, i, until, scale);
    }

  return self;
}

/**
 * parcours_step_counts_ref:
 * @counts: counts
 *
 * Returns: (transfer full): @counts
 */
ParcoursStepCounts *
parcours_step_counts_ref (ParcoursStepCounts *counts)
{
  g_atomic_ref_count_inc (&counts->ref_count);

  return counts;
}

/**
 * parcours_step_counts_unref:
 * @counts: (transfer full): counts
 */
void
parcours_step_counts_unref (ParcoursStepCounts *counts)
{
  if (!g_atomic_ref_count_dec (&counts->ref_count))
    return;
  g_hash_table_unref (counts->steps);
  g_free (counts);
}

/**
 * parcours_step_counts_set:
 * @counts: counts that nobody shares yet
 * @id: the id of a step
 * @count: its numbers
 */
void
parcours_step_counts_set (ParcoursStepCounts      *counts,
                          const char              *id,
                          const ParcoursStepCount *count)
{
  g_hash_table_replace (counts->steps, g_strdup (id), g_memdup2 (count, sizeof *count));
}

/**
 * parcours_step_counts_get:
 * @counts: counts
 * @id: the id of a step
 *
 * Returns: (transfer none) (nullable): its numbers, %NULL where the step was not there yet
 */
const ParcoursStepCount *
parcours_step_counts_get (const ParcoursStepCounts *counts,
                          const char               *id)
{
  return g_hash_table_lookup (counts->steps, id);
}

/**
 * parcours_step_counts_entered:
 * @counts: counts
 *
 * Returns: how many have entered the automation
 */
guint64
parcours_step_counts_entered (const ParcoursStepCounts *counts)
{
  return counts->entered;
}

/**
 * parcours_step_counts_is_sample:
 * @counts: counts
 *
 * Returns: whether the numbers are reckoned from a sample, and so said with "about"
 */
gboolean
parcours_step_counts_is_sample (const ParcoursStepCounts *counts)
{
  return counts->is_sample;
}

/**
 * parcours_step_counts_is_whole:
 * @counts: counts
 *
 * Returns: whether they are of all contacts and the whole time, so that nobody comes who has not come
 */
gboolean
parcours_step_counts_is_whole (const ParcoursStepCounts *counts)
{
  return counts->is_whole;
}
