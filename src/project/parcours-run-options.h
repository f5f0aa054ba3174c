/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "parcours-zone.h"

G_BEGIN_DECLS

/* Nothing is simulated for longer. */
#define PARCOURS_RUN_MAX_DAYS 3650

/**
 * ParcoursRunOptions:
 * @from: when the simulation begins, in seconds since 1970
 * @days: for how many days it goes on, 1 to %PARCOURS_RUN_MAX_DAYS
 * @seed: which of the possible futures; the same seed gives the same one
 * @behaviour: (nullable): how people behave: the slug of a behaviour of the workspace or the name of one that comes
 *   with Parcours, an empty string for people who do nothing by themselves, %NULL for what the workspace is set to
 * @limit: how many contacts at most, 0 for all
 * @replay_from: what has happened from then on happens again from @from on, in seconds since 1970
 * @replay_to: until this instant, 0 if nothing happens again
 *
 * What a simulation is made with, besides automations and contacts.
 */
typedef struct
{
  gint64 from;
  guint days;
  guint64 seed;
  char *behaviour;
  guint limit;
  gint64 replay_from;
  gint64 replay_to;
} ParcoursRunOptions;

#define PARCOURS_TYPE_RUN_OPTIONS (parcours_run_options_get_type ())

GType               parcours_run_options_get_type (void);
ParcoursRunOptions *parcours_run_options_new      (const ParcoursZone       *zone);
ParcoursRunOptions *parcours_run_options_copy     (const ParcoursRunOptions *options);
void                parcours_run_options_free     (ParcoursRunOptions       *options);
gboolean            parcours_run_options_equal    (const ParcoursRunOptions *options,
                                                   const ParcoursRunOptions *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunOptions, parcours_run_options_free)

G_END_DECLS
