/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-matching.h"
#include "parcours-store.h"
#include "parcours-timeline.h"

G_BEGIN_DECLS

/**
 * ParcoursRecordingOptions:
 * @from: what happened from this instant on, in seconds since 1970
 * @to: and before this one
 * @library: what the messages of the workspace are
 * @zone: the zone of the workspace
 * @who: (nullable): to whom, %NULL for everybody
 *
 * What is to be recorded.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  ParcoursLibrary *library;
  const ParcoursZone *zone;
  const ParcoursMatching *who;
} ParcoursRecordingOptions;

JsonNode         *parcours_recording_make          (const ParcoursRecordingOptions  *options,
                                                    ParcoursStore                   *store,
                                                    ParcoursStoreProgress            progress,
                                                    gpointer                         progress_data,
                                                    guint                           *n_without_address,
                                                    GCancellable                    *cancellable,
                                                    GError                         **error);
ParcoursTimeline *parcours_snapshot_replay         (ParcoursSnapshot                *snapshot,
                                                    const ParcoursRecordingOptions  *options,
                                                    ParcoursStore                   *store,
                                                    guint                            generation,
                                                    GCancellable                    *cancellable,
                                                    GError                         **error);

G_END_DECLS
