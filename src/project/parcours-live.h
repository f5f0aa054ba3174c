/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_LIVE (parcours_live_get_type ())

/**
 * ParcoursLive:
 *
 * Keeps simulating one automation, with those that are active beside it, while
 * it is edited: after each change a sample of the contacts first, then all of
 * them, in threads of its own. `run` is what is known so far: it is replaced, and
 * notified, at most sixty times a second. All its functions are for the thread of
 * the project.
 *
 * It also checks the automation: `checks` is what is wrong with it.
 *
 * Properties: `automation` (slug), `options`, `run` (nullable), `checks`
 * (GPtrArray of ParcoursCheck, nullable before the first), `busy`,
 * `fraction` (0 to 1, of the contacts), `error` (GError, nullable; while it is
 * set, `run` is still the last one that worked).
 */
G_DECLARE_FINAL_TYPE (ParcoursLive, parcours_live, PARCOURS, LIVE, GObject)

ParcoursLive             *parcours_live_new            (ParcoursProject          *project);
const char               *parcours_live_automation     (ParcoursLive             *live);
void                      parcours_live_set_automation (ParcoursLive             *live,
                                                        const char               *slug);
const ParcoursRunOptions *parcours_live_options        (ParcoursLive             *live);
void                      parcours_live_set_options    (ParcoursLive             *live,
                                                        const ParcoursRunOptions *options);
ParcoursRun              *parcours_live_run            (ParcoursLive             *live);
GPtrArray                *parcours_live_checks         (ParcoursLive             *live);
gboolean                  parcours_live_is_busy        (ParcoursLive             *live);
double                    parcours_live_fraction       (ParcoursLive             *live);
const GError             *parcours_live_error          (ParcoursLive             *live);

void                      parcours_live_count_async    (ParcoursLive             *live,
                                                        JsonNode                 *condition,
                                                        GCancellable             *cancellable,
                                                        GAsyncReadyCallback       callback,
                                                        gpointer                  user_data);
gboolean                  parcours_live_count_finish   (ParcoursLive             *live,
                                                        GAsyncResult             *result,
                                                        gint64                   *matches,
                                                        gint64                   *total,
                                                        GError                  **error);

G_END_DECLS
