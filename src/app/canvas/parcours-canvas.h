/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-document.h"
#include "parcours-drawing.h"
#include "parcours-library.h"
#include "parcours-step-counts.h"

G_BEGIN_DECLS

#define PARCOURS_CANVAS_MIN_ZOOM 0.1
#define PARCOURS_CANVAS_MAX_ZOOM 4.0

/**
 * ParcoursCanvasMark:
 * @PARCOURS_CANVAS_MARK_NONE: nothing
 * @PARCOURS_CANVAS_MARK_NEW: it is only in this version
 * @PARCOURS_CANVAS_MARK_CHANGED: it is another one in the other version
 * @PARCOURS_CANVAS_MARK_CONFLICT: both versions have changed it
 * @PARCOURS_CANVAS_MARK_UNCHANGED: it is the same in both
 *
 * What is said of a step where two versions are compared.
 */
typedef enum
{
  PARCOURS_CANVAS_MARK_NONE,
  PARCOURS_CANVAS_MARK_NEW,
  PARCOURS_CANVAS_MARK_CHANGED,
  PARCOURS_CANVAS_MARK_CONFLICT,
  PARCOURS_CANVAS_MARK_UNCHANGED,
} ParcoursCanvasMark;

/**
 * ParcoursStepProblem:
 * @step: the id of the step
 * @port: (nullable): the port concerned
 * @number: its number in the list, from 1
 * @is_error: whether it is an error, and not a warning
 *
 * A problem as the canvas shows it.
 */
typedef struct
{
  char *step;
  char *port;
  guint number;
  gboolean is_error;
} ParcoursStepProblem;

#define PARCOURS_TYPE_CANVAS (parcours_canvas_get_type ())

/**
 * ParcoursCanvas:
 *
 * The steps of an automation and the links between them, to be looked at and to
 * be edited: every edit goes to the document, and what is shown is the document.
 *
 * Its CSS name is `canvas`, that of its steps `step`. Put it into a
 * GtkScrolledWindow for scroll bars. All that it does has an action, so that
 * buttons, menus and keys are one; see parcours-canvas-actions.c for the list.
 */
G_DECLARE_FINAL_TYPE (ParcoursCanvas, parcours_canvas, PARCOURS, CANVAS, GtkWidget)

GtkWidget         *parcours_canvas_new             (ParcoursDocument          *document);
ParcoursDocument  *parcours_canvas_get_document    (ParcoursCanvas            *canvas);
void               parcours_canvas_set_document    (ParcoursCanvas            *canvas,
                                                    ParcoursDocument          *document);
ParcoursPlatform   parcours_canvas_get_platform    (ParcoursCanvas            *canvas);
void               parcours_canvas_set_platform    (ParcoursCanvas            *canvas,
                                                    ParcoursPlatform           platform);
gboolean           parcours_canvas_get_editable    (ParcoursCanvas            *canvas);
void               parcours_canvas_set_editable    (ParcoursCanvas            *canvas,
                                                    gboolean                   editable);
void               parcours_canvas_set_library     (ParcoursCanvas            *canvas,
                                                    ParcoursLibrary           *library);
void               parcours_canvas_set_counts      (ParcoursCanvas            *canvas,
                                                    ParcoursStepCounts        *counts);
void               parcours_canvas_set_problems    (ParcoursCanvas            *canvas,
                                                    const ParcoursStepProblem *problems,
                                                    guint                      n_problems);
void               parcours_canvas_set_mark        (ParcoursCanvas            *canvas,
                                                    const char                *id,
                                                    ParcoursCanvasMark               mark);
void               parcours_canvas_set_path        (ParcoursCanvas            *canvas,
                                                    const char * const        *ids);
void               parcours_canvas_set_playing     (ParcoursCanvas            *canvas,
                                                    gboolean                   playing);
ParcoursDrawing   *parcours_canvas_get_drawing     (ParcoursCanvas            *canvas);

const char        *parcours_canvas_get_selected    (ParcoursCanvas            *canvas);
char             **parcours_canvas_get_selection   (ParcoursCanvas            *canvas);
void               parcours_canvas_set_selection   (ParcoursCanvas            *canvas,
                                                    const char * const        *ids);
void               parcours_canvas_show_step       (ParcoursCanvas            *canvas,
                                                    const char                *id);
char              *parcours_canvas_describe_step   (ParcoursCanvas            *canvas,
                                                    const char                *id);

double             parcours_canvas_get_zoom        (ParcoursCanvas            *canvas);
void               parcours_canvas_set_zoom        (ParcoursCanvas            *canvas,
                                                    double                     zoom);
void               parcours_canvas_zoom_by         (ParcoursCanvas            *canvas,
                                                    int                        steps);
void               parcours_canvas_zoom_to_fit     (ParcoursCanvas            *canvas);
ParcoursBox        parcours_canvas_get_view        (ParcoursCanvas            *canvas);
void               parcours_canvas_centre_on       (ParcoursCanvas            *canvas,
                                                    double                     x,
                                                    double                     y);

gboolean           parcours_canvas_add_step        (ParcoursCanvas            *canvas,
                                                    const ParcoursRow         *row,
                                                    const char                *from,
                                                    const char                *port);
void               parcours_canvas_apply           (ParcoursCanvas            *canvas,
                                                    ParcoursEdit              *edit);

G_END_DECLS
