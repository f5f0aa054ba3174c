/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-recording.h"
#include "parcours-snapshot.h"
#include "parcours-store-population.h"

struct _ParcoursSnapshot
{
  ParcoursTexts *texts;           /* (owned) */
  ParcoursFrame *frame;           /* (owned) (nullable) what @population was loaded for */
  ParcoursPopulation *population; /* (owned) (nullable) */
  guint generation;               /* of the workspace when it was loaded */
  ParcoursTimeline *replay;       /* (owned) (nullable) a past period, as it was last asked for */
  gint64 replay_from;
  gint64 replay_to;
  guint replay_generation;
};

/**
 * parcours_snapshot_new:
 * @texts: (transfer none): the pool of all programs and populations of the workspace
 *
 * Returns: (transfer full): a snapshot in which nothing is loaded yet
 */
ParcoursSnapshot *
parcours_snapshot_new (ParcoursTexts *texts)
{
  ParcoursSnapshot *snapshot = g_new0 (ParcoursSnapshot, 1);

  snapshot->texts = parcours_texts_ref (texts);

  return snapshot;
}

/**
 * parcours_snapshot_free:
 * @snapshot: (transfer full): a snapshot
 */
void
parcours_snapshot_free (ParcoursSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->frame, parcours_frame_unref);
  g_clear_pointer (&snapshot->population, parcours_population_unref);
  g_clear_pointer (&snapshot->replay, parcours_timeline_unref);
  parcours_texts_unref (snapshot->texts);
  g_free (snapshot);
}

/**
 * parcours_snapshot_texts:
 * @snapshot: a snapshot
 *
 * Returns: (transfer none): the pool of all that is used with it
 */
ParcoursTexts *
parcours_snapshot_texts (ParcoursSnapshot *snapshot)
{
  return snapshot->texts;
}

/* What was asked about before will be asked about again: an edit that is undone
 * does not load anew. */
static ParcoursFrame *
widen (const ParcoursSnapshot *snapshot,
       gboolean                is_current,
       ParcoursFrame          *frame)
{
  ParcoursFrame *wide = parcours_frame_new (snapshot->texts, frame->library);

  parcours_frame_add_frame (wide, frame);
  if (is_current)
    parcours_frame_add_frame (wide, snapshot->frame);

  return wide;
}

/**
 * parcours_snapshot_population:
 * @snapshot: a snapshot
 * @store: the connection to load with
 * @generation: of the workspace, see parcours_project_generation()
 * @frame: what has to be loaded
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a population that holds at least what @frame names, loaded only if that
 *   of before does not
 */
ParcoursPopulation *
parcours_snapshot_population (ParcoursSnapshot  *snapshot,
                              ParcoursStore     *store,
                              guint              generation,
                              ParcoursFrame     *frame,
                              GCancellable      *cancellable,
                              GError           **error)
{
  gboolean is_current = snapshot->population != NULL && snapshot->generation == generation;
  g_autoptr (ParcoursFrame) wide = NULL;
  ParcoursPopulation *population;

  if (is_current && parcours_frame_covers (snapshot->frame, frame))
    return parcours_population_ref (snapshot->population);
  wide = widen (snapshot, is_current, frame);
  population = parcours_store_load_population (store, wide, snapshot->texts, cancellable, error);
  if (population == NULL)
    return NULL;
  g_clear_pointer (&snapshot->frame, parcours_frame_unref);
  g_clear_pointer (&snapshot->population, parcours_population_unref);
  snapshot->frame = g_steal_pointer (&wide);
  snapshot->population = parcours_population_ref (population);
  snapshot->generation = generation;

  return population;
}

/**
 * parcours_snapshot_replay:
 * @snapshot: a snapshot
 * @options: which period, of everybody
 * @store: the connection to load with
 * @generation: of the workspace, see parcours_project_generation()
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what happened in the period, to happen again, read only if that was not asked
 *   for before
 */
ParcoursTimeline *
parcours_snapshot_replay (ParcoursSnapshot                *snapshot,
                          const ParcoursRecordingOptions  *options,
                          ParcoursStore                   *store,
                          guint                            generation,
                          GCancellable                    *cancellable,
                          GError                         **error)
{
  g_autoptr (JsonNode) node = NULL;
  ParcoursTimeline *replay;

  if (snapshot->replay != NULL && snapshot->replay_generation == generation && snapshot->replay_from == options->from &&
      snapshot->replay_to == options->to)
    return parcours_timeline_ref (snapshot->replay);
  node = parcours_recording_make (options, store, NULL, NULL, NULL, cancellable, error);
  replay = node != NULL ? parcours_timeline_new_from_json (node, error) : NULL;
  if (replay == NULL)
    return NULL;
  g_clear_pointer (&snapshot->replay, parcours_timeline_unref);
  snapshot->replay = parcours_timeline_ref (replay);
  snapshot->replay_generation = generation;
  snapshot->replay_from = options->from;
  snapshot->replay_to = options->to;

  return replay;
}
