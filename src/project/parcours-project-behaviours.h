/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-fit.h"
#include "parcours-job.h"
#include "parcours-project.h"

G_BEGIN_DECLS

/**
 * ParcoursFitOptions:
 * @from: the period begins with this instant, in seconds since 1970; %PARCOURS_INSTANT_MISSING for with the log
 * @to: and ends before this one; %PARCOURS_INSTANT_MISSING for after the log
 * @name: what the behaviour is to be called
 * @segments: (nullable) (array zero-terminated=1): slugs of segments of which the contacts are counted apart, the
 *   first that holds
 *
 * What a fit is to be made of.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  char *name;
  char **segments;
} ParcoursFitOptions;

/**
 * ParcoursFitting:
 * @fit: what was counted
 * @behaviour: what was made of it
 * @from: when the period begins, in seconds since 1970
 * @to: and ends
 *
 * What came of a fit.
 */
typedef struct
{
  ParcoursFit *fit;
  ParcoursBehaviour *behaviour;
  gint64 from;
  gint64 to;
} ParcoursFitting;

void               parcours_fitting_free                   (ParcoursFitting           *fitting);

char              *parcours_project_behaviour_name         (ParcoursProject           *project,
                                                            const char                *slug);
char             **parcours_project_list_behaviours        (ParcoursProject           *project);
void               parcours_project_fit_async              (ParcoursProject           *project,
                                                            const ParcoursFitOptions  *options,
                                                            ParcoursJob               *job,
                                                            GAsyncReadyCallback        callback,
                                                            gpointer                   user_data);
ParcoursFitting   *parcours_project_fit_finish             (ParcoursProject           *project,
                                                            GAsyncResult              *result,
                                                            GError                   **error);

void               parcours_project_load_behaviour_async   (ParcoursProject           *project,
                                                            const char                *name,
                                                            GCancellable              *cancellable,
                                                            GAsyncReadyCallback        callback,
                                                            gpointer                   user_data);
ParcoursBehaviour *parcours_project_load_behaviour_finish  (ParcoursProject           *project,
                                                            GAsyncResult              *result,
                                                            GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFitting, parcours_fitting_free)

G_END_DECLS
