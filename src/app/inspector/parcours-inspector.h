/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-check.h"
#include "parcours-document.h"
#include "parcours-live.h"
#include "parcours-step-counts.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_INSPECTOR (parcours_inspector_get_type ())

/**
 * ParcoursInspector:
 *
 * What stands at the right of the canvas: the form of the chosen step, or that
 * of the automation where no step is chosen. It follows the document whoever
 * changes it, and all that it changes goes through the document.
 *
 * Properties: `document`, `step` (id, nullable), `platform`, `project`
 * (nullable: with it new lists, tags ... can be made, and its library is used),
 * `live` (nullable: with it conditions say how many contacts meet them),
 * `counts` (nullable: with them a step says how many came, and by which port
 * they left).
 *
 * Signals: `message` (text, whether it can be undone) for a toast.
 */
G_DECLARE_FINAL_TYPE (ParcoursInspector, parcours_inspector, PARCOURS, INSPECTOR, GtkWidget)

GtkWidget        *parcours_inspector_new          (void);
ParcoursDocument *parcours_inspector_get_document (ParcoursInspector *self);
void              parcours_inspector_set_document (ParcoursInspector *self,
                                                   ParcoursDocument  *document);
const char       *parcours_inspector_get_step     (ParcoursInspector *self);
void              parcours_inspector_set_step     (ParcoursInspector *self,
                                                   const char        *step);
void              parcours_inspector_set_platform (ParcoursInspector *self,
                                                   ParcoursPlatform   platform);
void              parcours_inspector_set_library  (ParcoursInspector *self,
                                                   ParcoursLibrary   *library);
void              parcours_inspector_set_project  (ParcoursInspector *self,
                                                   ParcoursProject   *project);
void              parcours_inspector_set_live     (ParcoursInspector *self,
                                                   ParcoursLive      *live);
void              parcours_inspector_set_counts   (ParcoursInspector *self,
                                                   ParcoursStepCounts *counts);
void              parcours_inspector_set_editable (ParcoursInspector *self,
                                                   gboolean           editable);
void              parcours_inspector_set_problems (ParcoursInspector *self,
                                                   GPtrArray         *checks);
GtkWidget        *parcours_inspector_get_form     (ParcoursInspector *self);
gboolean          parcours_inspector_focus_param  (ParcoursInspector *self,
                                                   const char        *param);

G_END_DECLS
