/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-run-options.h"
#include "parcours-time.h"

#define DEFAULT_DAYS 90
#define DEFAULT_SEED 1

G_DEFINE_BOXED_TYPE (ParcoursRunOptions, parcours_run_options, parcours_run_options_copy, parcours_run_options_free)

/**
 * parcours_run_options_new:
 * @zone: the workspace's zone
 *
 * Returns: (transfer full): ninety days from the last midnight on
 */
ParcoursRunOptions *
parcours_run_options_new (const ParcoursZone *zone)
{
  ParcoursRunOptions *options = g_new0 (ParcoursRunOptions, 1);
  gint64 local = parcours_zone_to_local (zone, g_get_real_time () / G_USEC_PER_SEC);

  options->from = parcours_zone_to_utc (zone, (gint64) parcours_local_day (local) * PARCOURS_DAY);
  options->days = DEFAULT_DAYS;
  options->seed = DEFAULT_SEED;

  return options;
}

/**
 * parcours_run_options_copy:
 * @options: options
 *
 * Returns: (transfer full): the same
 */
ParcoursRunOptions *
parcours_run_options_copy (const ParcoursRunOptions *options)
{
  ParcoursRunOptions *copy = g_memdup2 (options, sizeof *options);

  copy->behaviour = g_strdup (options->behaviour);

  return copy;
}

/**
 * parcours_run_options_free:
 * @options: (transfer full): options
 */
void
parcours_run_options_free (ParcoursRunOptions *options)
{
  g_free (options->behaviour);
  g_free (options);
}

/**
 * parcours_run_options_equal:
 * @options: options
 * @other: others
 *
 * Returns: whether a run with either comes to the same
 */
gboolean
parcours_run_options_equal (const ParcoursRunOptions *options,
                            const ParcoursRunOptions *other)
{
  return options->from == other->from && options->days == other->days && options->seed == other->seed &&
         options->limit == other->limit && options->replay_from == other->replay_from &&
         options->replay_to == other->replay_to && g_strcmp0 (options->behaviour, other->behaviour) == 0;
}
