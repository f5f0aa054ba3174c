/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-canvas-private.h"

G_BEGIN_DECLS

/**
 * Stage:
 *
 * A window with a canvas, frame by frame, for tests and benchmarks.
 */
typedef struct
{
  GtkWidget *window;
  ParcoursCanvas *canvas;
  ParcoursDocument *document;
  gulong before_id;
  gulong after_id;
  guint n_frames;
  gint64 began;
  double paint_ms; /* of the last frame: layout, drawing, and putting it on the display */
} Stage;

/* What a person does in one frame; @i counts from 0. */
typedef void (*StageFunc) (Stage *stage,
                           guint  i);

gboolean stage_init       (void);
Stage   *stage_new        (ParcoursAutomation *automation,
                           ParcoursStepCounts *counts);
void     stage_free       (Stage              *stage);
void     stage_frame      (Stage              *stage);
void     stage_settle     (Stage              *stage);
GArray  *stage_run        (Stage              *stage,
                           guint               n_frames,
                           StageFunc           func);
guint    stage_n_nodes    (Stage              *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS
