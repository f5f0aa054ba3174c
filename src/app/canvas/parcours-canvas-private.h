/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-canvas.h"
#include "parcours-far-view.h"
#include "parcours-painter.h"

G_BEGIN_DECLS

/* From here on steps are widgets; below they are drawn. */
#define PARCOURS_NEAR_ZOOM 0.5
/* From here on they say all that they have to say. */
#define PARCOURS_FULL_ZOOM 0.75
/* How long what moves by itself takes. */
#define PARCOURS_MOTION_MS 200
#define PARCOURS_NOTHING PARCOURS_DRAWING_NOTHING

/**
 * ParcoursCanvasHitKind:
 * @PARCOURS_HIT_VOID: nothing
 * @PARCOURS_HIT_STEP: a card
 * @PARCOURS_HIT_PORT: the handle of a port
 * @PARCOURS_HIT_PLUS: the button of a link
 * @PARCOURS_HIT_OPEN_PLUS: the button of a port that leads nowhere
 * @PARCOURS_HIT_LINK: a link
 *
 * What is under the pointer.
 */
typedef enum
{
  PARCOURS_HIT_VOID,
  PARCOURS_HIT_STEP,
  PARCOURS_HIT_PORT,
  PARCOURS_HIT_PLUS,
  PARCOURS_HIT_OPEN_PLUS,
  PARCOURS_HIT_LINK,
} ParcoursCanvasHitKind;

/**
 * ParcoursCanvasHit:
 * @kind: what it is
 * @step: the number of its step, or of the step that the link or port leaves
 * @port: the place of the port
 * @link: the number of the link
 */
typedef struct
{
  ParcoursCanvasHitKind kind;
  guint step;
  guint port;
  guint link;
} ParcoursCanvasHit;

/* A card and what it shows, kept once it has come near. */
typedef struct
{
  GtkWidget *card;
  guint64 seen;       /* the last update that showed it */
  gboolean is_stale;  /* whether its words have to be read again */
  gboolean is_told;   /* whether a screen reader knows where it leads */
} ParcoursCardSlot;

/* Zoom and the place of the canvas that stands in the upper left corner of the view, in pixels. */
typedef struct
{
  double zoom;
  double x;
  double y;
} ParcoursViewport;

struct _ParcoursCanvas
{
  GtkWidget parent_instance;

  ParcoursDocument *document;       /* (owned) (nullable) */
  gulong document_changed_id;
  ParcoursDrawing *drawing;         /* (owned) (nullable) */
  ParcoursBox bounds;               /* of the drawing */
  ParcoursLibrary *library;         /* (owned) (nullable) */
  ParcoursStepCounts *counts;       /* (owned) (nullable) */
  GHashTable *problems;             /* (owned) (element-type utf8 ParcoursStepProblem): the first of each step */
  GHashTable *marks;                /* (owned) (element-type utf8 ParcoursCanvasMark) */
  GHashTable *path;                 /* (owned) (nullable) (element-type utf8): the steps of a walk */
  GHashTable *path_links;           /* (owned) (nullable) (element-type utf8): `from to` of its links */
  ParcoursPlatform platform;
  gboolean has_platform;            /* whether it is another than the document's */
  gboolean editable;

  /* What can be seen. */
  GtkAdjustment *adjustments[2];    /* (owned) (nullable): by GtkOrientation */
  GtkScrollablePolicy policies[2];
  int width;                        /* of the widget, when it was last placed */
  int height;
  double zoom;
  double text_scale;
  gboolean has_view;                /* whether a first view has been chosen */
  AdwAnimation *motion;             /* (owned) (nullable) */
  ParcoursViewport motion_from;
  ParcoursViewport motion_to;
  guint update_id;                  /* the tick that brings cards up to date */

  /* How it is drawn. */
  ParcoursPainter *painter;         /* (owned) */
  ParcoursFarView *far_view;        /* (owned) */
  GHashTable *slots;                /* (owned) (element-type utf8 ParcoursCardSlot) */
  GPtrArray *cards;                 /* (owned) (element-type ParcoursCardSlot): by step, %NULL where it was never near */
  GArray *visible;                  /* (owned) (element-type guint): steps in view */
  GArray *shown;                    /* (owned) (element-type guint): those whose cards are shown */
  GArray *links;                    /* (owned) (element-type guint): links in view */
  guint64 n_updates;
  guint n_cards_built;
  guint n_links_drawn;

  /* What the person does. */
  GHashTable *selection;            /* (owned) (element-type utf8) */
  char *link_from;                  /* (owned) (nullable): the selected link */
  char *link_port;                  /* (owned) (nullable) */
  char *cursor;                     /* (owned) (nullable): the step that has the keyboard */
  ParcoursCanvasHit hover;
  double pointer_x;                 /* in view pixels, negative outside */
  double pointer_y;
  GtkWidget *menu;                  /* (owned) (nullable) */
  gboolean space_held;

  /* A drag of steps, in canvas units. */
  gboolean is_moving;
  ParcoursPoint grabbed;
  ParcoursPoint shift;
  GHashTable *moved;                /* (owned) (nullable) (element-type guint): steps that are being dragged */

  /* A link that is being drawn: from a port to the pointer or, by keyboard, to the cursor. */
  gboolean is_linking;
  gboolean links_by_keyboard;
  char *linking_from;               /* (owned) (nullable) */
  char *linking_port;               /* (owned) (nullable) */
  ParcoursPoint linking_at;
  GHashTable *targets;              /* (owned) (nullable) (element-type utf8): where it may lead */

  /* A band that is being drawn around steps, in canvas units. */
  gboolean has_band;
  ParcoursBox band;
  GHashTable *band_base;            /* (owned) (nullable) (element-type utf8): what was selected before */

  /* A row of the palette that is being dragged over the canvas. */
  gboolean has_drop;
  const ParcoursRow *drop_row;
  ParcoursCanvasHit drop_hit;
  ParcoursPoint drop_at;

  gboolean is_playing;
  guint play_id;

  GtkWidget *empty;                 /* (owned): what to do where there are no steps */
};

typedef enum
{
  PARCOURS_CANVAS_SIGNAL_SELECTION_CHANGED,
  PARCOURS_CANVAS_SIGNAL_STEP_ACTIVATED,
  PARCOURS_CANVAS_SIGNAL_ADD_REQUESTED,
  PARCOURS_CANVAS_SIGNAL_MESSAGE,
  PARCOURS_CANVAS_SIGNAL_VIEW_CHANGED,
  PARCOURS_CANVAS_SIGNAL_CONTENT_CHANGED,
} ParcoursCanvasSignal;

#define PARCOURS_CANVAS_N_SIGNALS (PARCOURS_CANVAS_SIGNAL_CONTENT_CHANGED + 1)

/* parcours-canvas.c */
ParcoursAutomation *parcours_canvas_automation      (ParcoursCanvas     *self);
void                parcours_canvas_emit            (ParcoursCanvas     *self,
                                                     ParcoursCanvasSignal signal,
                                                     ...);
void                parcours_canvas_say             (ParcoursCanvas     *self,
                                                     const char         *message);
void                parcours_canvas_say_error       (ParcoursCanvas     *self,
                                                     const GError       *error);
ParcoursStep       *parcours_canvas_step            (ParcoursCanvas     *self,
                                                     const char         *id);
int                 parcours_canvas_find            (ParcoursCanvas     *self,
                                                     const char         *id);
const char         *parcours_canvas_nth_id          (ParcoursCanvas     *self,
                                                     guint               step);
const char         *parcours_canvas_port_name       (ParcoursCanvas     *self,
                                                     guint               step,
                                                     guint               port);
gboolean            parcours_canvas_offers_port     (ParcoursCanvas     *self,
                                                     guint               step,
                                                     guint               port);

/* parcours-canvas-view.c */
double              parcours_canvas_scale           (ParcoursCanvas     *self);
ParcoursPoint       parcours_canvas_to_view         (ParcoursCanvas     *self,
                                                     double              x,
                                                     double              y);
ParcoursPoint       parcours_canvas_from_view       (ParcoursCanvas     *self,
                                                     double              x,
                                                     double              y);
void                parcours_canvas_set_adjustment  (ParcoursCanvas     *self,
                                                     GtkOrientation      orientation,
                                                     GtkAdjustment      *adjustment);
void                parcours_canvas_configure_view  (ParcoursCanvas     *self);
void                parcours_canvas_choose_view     (ParcoursCanvas     *self);
void                parcours_canvas_zoom_at         (ParcoursCanvas     *self,
                                                     double              zoom,
                                                     double              x,
                                                     double              y,
                                                     gboolean            animate);
void                parcours_canvas_scroll_by       (ParcoursCanvas     *self,
                                                     double              dx,
                                                     double              dy);
void                parcours_canvas_scroll_to_box   (ParcoursCanvas     *self,
                                                     const ParcoursBox  *box);
void                parcours_canvas_read_text_scale (ParcoursCanvas     *self);
gboolean            parcours_canvas_is_near         (ParcoursCanvas     *self);

/* parcours-canvas-cards.c */
void                parcours_canvas_queue_update    (ParcoursCanvas     *self);
void                parcours_canvas_forget_cards    (ParcoursCanvas     *self);
void                parcours_canvas_match_cards     (ParcoursCanvas     *self);
void                parcours_canvas_stale_cards     (ParcoursCanvas     *self);
void                parcours_canvas_restyle_cards   (ParcoursCanvas     *self);
void                parcours_canvas_allocate_cards  (ParcoursCanvas     *self);
GtkWidget          *parcours_canvas_card            (ParcoursCanvas     *self,
                                                     const char         *id);
void                parcours_canvas_card_slot_free  (gpointer            data);

/* parcours-canvas-draw.c */
void                parcours_canvas_draw            (ParcoursCanvas     *self,
                                                     GtkSnapshot        *snapshot);
double              parcours_canvas_link_width      (ParcoursCanvas     *self,
                                                     guint64             count);

/* parcours-canvas-words.c */
char               *parcours_canvas_headline        (ParcoursCanvas     *self,
                                                     const ParcoursStep *step);
char               *parcours_canvas_brief           (ParcoursCanvas     *self,
                                                     const ParcoursStep *step);
char               *parcours_canvas_branch          (ParcoursCanvas     *self,
                                                     const char         *id);
char               *parcours_canvas_count           (ParcoursCanvas     *self,
                                                     const ParcoursStep *step);
char               *parcours_canvas_sentence        (ParcoursCanvas     *self,
                                                     const ParcoursStep *step);
char               *parcours_canvas_tooltip         (ParcoursCanvas     *self,
                                                     const ParcoursStep *step);
const char         *parcours_canvas_port_label      (ParcoursCanvas     *self,
                                                     guint               step,
                                                     guint               port);

/* parcours-canvas-hover.c */
ParcoursCanvasHit         parcours_canvas_hit             (ParcoursCanvas     *self,
                                                     double              x,
                                                     double              y);
void                parcours_canvas_add_hover       (ParcoursCanvas     *self);
void                parcours_canvas_set_hover       (ParcoursCanvas     *self,
                                                     const ParcoursCanvasHit  *hit);

/* parcours-canvas-select.c */
void                parcours_canvas_select          (ParcoursCanvas     *self,
                                                     const char         *id,
                                                     gboolean            extend);
void                parcours_canvas_select_link     (ParcoursCanvas     *self,
                                                     guint               link);
void                parcours_canvas_prune_selection (ParcoursCanvas     *self);
void                parcours_canvas_set_cursor      (ParcoursCanvas     *self,
                                                     const char         *id,
                                                     gboolean            grab);
void                parcours_canvas_add_select      (ParcoursCanvas     *self);

/* one gesture a file */
void                parcours_canvas_add_pan         (ParcoursCanvas     *self);
void                parcours_canvas_add_move        (ParcoursCanvas     *self);
void                parcours_canvas_start_moving    (ParcoursCanvas     *self,
                                                     const char         *id);
void                parcours_canvas_place_moved     (ParcoursCanvas     *self,
                                                     const ParcoursPoint *shift);
void                parcours_canvas_stop_moving     (ParcoursCanvas     *self);
void                parcours_canvas_add_connect     (ParcoursCanvas     *self);
void                parcours_canvas_start_linking   (ParcoursCanvas     *self,
                                                     const char         *from,
                                                     const char         *port);
void                parcours_canvas_stop_linking    (ParcoursCanvas     *self);
gboolean            parcours_canvas_finish_linking  (ParcoursCanvas     *self,
                                                     const char         *to);
void                parcours_canvas_add_drop        (ParcoursCanvas     *self);
void                parcours_canvas_add_keys        (ParcoursCanvas     *self);
gboolean            parcours_canvas_focus           (GtkWidget          *widget,
                                                     GtkDirectionType    direction);
void                parcours_canvas_popup_menu      (ParcoursCanvas     *self,
                                                     double              x,
                                                     double              y);
void                parcours_canvas_request_step    (ParcoursCanvas     *self,
                                                     const char         *from,
                                                     const char         *port,
                                                     double              x,
                                                     double              y);

/* parcours-canvas-actions.c */
void                parcours_canvas_install_actions (GtkWidgetClass     *widget_class);
void                parcours_canvas_update_actions  (ParcoursCanvas     *self);

/* parcours-canvas-empty.c */
void                parcours_canvas_add_empty       (ParcoursCanvas     *self);
void                parcours_canvas_update_empty    (ParcoursCanvas     *self);
void                parcours_canvas_allocate_empty  (ParcoursCanvas     *self,
                                                     int                 width,
                                                     int                 height);
gboolean            parcours_canvas_focus_empty     (ParcoursCanvas     *self);

/* parcours-canvas-play.c */
void                parcours_canvas_stop_playing    (ParcoursCanvas     *self);
void                parcours_canvas_draw_dots       (ParcoursCanvas     *self,
                                                     GtkSnapshot        *snapshot);

G_END_DECLS
