/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-behaviour.h"
#include "parcours-log.h"

G_BEGIN_DECLS

/* What comes of a message is known so many seconds later: younger sends are not counted, if there are older ones; and
 * so long after a click an order is put down to it. */
#define PARCOURS_FIT_WINDOW (5 * PARCOURS_DAY)

/**
 * ParcoursFit:
 *
 * A behaviour learned from what has happened: how often messages were opened, clicked ... and how long after, and what
 * people did by themselves. It is told the past of one contact after the other and keeps counts alone.
 */
typedef struct _ParcoursFit ParcoursFit;

/**
 * ParcoursFitKind:
 * @PARCOURS_FIT_REACTION: how many of those who could did something about a message
 * @PARCOURS_FIT_ARRIVAL: how often a contact does something by itself in 30 days
 * @PARCOURS_FIT_FOLLOW: how often something follows from an arrival
 * @PARCOURS_FIT_NEW: how many contacts come new in a day
 */
typedef enum
{
  PARCOURS_FIT_REACTION,
  PARCOURS_FIT_ARRIVAL,
  PARCOURS_FIT_FOLLOW,
  PARCOURS_FIT_NEW,
} ParcoursFitKind;

/**
 * ParcoursFitRow:
 * @kind: what kind of a number it is
 * @channel: of reactions, the channel
 * @message: (nullable): of reactions, the slug of the message, %NULL for all of the channel
 * @segment: (nullable): the slug of a segment, %NULL for all others or all
 * @reaction: of reactions, which
 * @topic: (nullable): of arrivals, the topic
 * @subject: (nullable): of arrivals, about what, %NULL for several things
 * @n: how often it was observed
 * @trials: of reactions and what follows, of how many; else over how many days (of contacts)
 * @observed: the rate that was observed
 * @margin: half of its 95 % confidence interval
 * @fitted: the rate of the behaviour
 * @median: after how many seconds in the middle, or -1 where there is no delay
 * @p90: after how many seconds nine of ten
 *
 * What was observed beside what was made of it.
 */
typedef struct
{
  ParcoursFitKind kind;
  ParcoursChannel channel;
  char *message;
  char *segment;
  ParcoursReaction reaction;
  const ParcoursTopic *topic;
  char *subject;
  guint64 n;
  guint64 trials;
  double observed;
  double margin;
  double fitted;
  double median;
  double p90;
} ParcoursFitRow;

ParcoursFit          *parcours_fit_new          (gint64                    from,
                                                 gint64                    to,
                                                 gint64                    last);
void                  parcours_fit_free         (ParcoursFit              *fit);
void                  parcours_fit_add_segment  (ParcoursFit              *fit,
                                                 const char               *slug,
                                                 JsonNode                 *condition,
                                                 const guint64            *bits,
                                                 gint64                    n_bits);
void                  parcours_fit_add_contact  (const ParcoursLogContact *contact,
                                                 gpointer                  fit);
ParcoursBehaviour    *parcours_fit_finish       (ParcoursFit              *fit,
                                                 const char               *name,
                                                 GError                  **error);
guint64               parcours_fit_n_events     (const ParcoursFit        *fit);
guint                 parcours_fit_n_rows       (const ParcoursFit        *fit);
const ParcoursFitRow *parcours_fit_nth_row      (const ParcoursFit        *fit,
                                                 guint                     n);
JsonNode             *parcours_fit_rows_to_json (const ParcoursFit        *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFit, parcours_fit_free)

G_END_DECLS
