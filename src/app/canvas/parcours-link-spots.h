/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-drawing.h"

G_BEGIN_DECLS

/**
 * ParcoursLabelKind:
 * @PARCOURS_LABEL_NONE: no room, or nothing to say
 * @PARCOURS_LABEL_PILL: in the middle of the spot, in a pill: port, count and share
 * @PARCOURS_LABEL_END: plain, from the spot to the right
 * @PARCOURS_LABEL_START: plain, from the spot to the left
 *
 * How the count of a link is written.
 */
typedef enum
{
  PARCOURS_LABEL_NONE,
  PARCOURS_LABEL_PILL,
  PARCOURS_LABEL_END,
  PARCOURS_LABEL_START,
} ParcoursLabelKind;

/**
 * ParcoursLinkSpots:
 * @has_plus: whether there is room for the button that inserts a step
 * @plus: its middle
 * @label: how the count is written
 * @label_at: where
 * @has_total: whether the count of all who join belongs above the card that is entered
 * @total_at: where, to the right
 */
typedef struct
{
  gboolean has_plus;
  ParcoursPoint plus;
  ParcoursLabelKind label;
  ParcoursPoint label_at;
  gboolean has_total;
  ParcoursPoint total_at;
} ParcoursLinkSpots;

ParcoursLinkSpots parcours_link_spots (const ParcoursDrawing *drawing,
                                       guint                  link);
ParcoursRoute     parcours_open_port_route (const ParcoursBox *card,
                                            guint              port,
                                            guint              n_ports);
ParcoursPoint     parcours_port_handle     (const ParcoursBox *card,
                                            guint              port,
                                            guint              n_ports);

G_END_DECLS
