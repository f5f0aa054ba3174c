/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-absences.h"
#include "parcours-run.h"

G_BEGIN_DECLS

/**
 * ParcoursWhy:
 *
 * Why a contact went where it went in a run, or why others did not come to a
 * step, with the names of the contacts that are spoken of. Immutable.
 */
typedef struct _ParcoursWhy ParcoursWhy;

void                       parcours_why_step_async    (ParcoursRun         *run,
                                                       const char          *path,
                                                       guint                step,
                                                       ParcoursJob         *job,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
void                       parcours_why_contact_async (ParcoursRun         *run,
                                                       const char          *path,
                                                       guint                contact,
                                                       ParcoursJob         *job,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
ParcoursWhy               *parcours_why_finish        (GAsyncResult        *result,
                                                       GError             **error);
void                       parcours_why_free          (ParcoursWhy         *why);
ParcoursRun               *parcours_why_run           (ParcoursWhy         *why);
const ParcoursAbsences    *parcours_why_absences      (const ParcoursWhy   *why);
const ParcoursExplanation *parcours_why_explanation   (const ParcoursWhy   *why);
const char                *parcours_why_name          (const ParcoursWhy   *why,
                                                       guint                contact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursWhy, parcours_why_free)

G_END_DECLS
