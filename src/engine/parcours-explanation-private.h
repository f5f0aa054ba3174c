/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-explanation.h"
#include "parcours-program-private.h"

G_BEGIN_DECLS

struct _ParcoursExplanation
{
  ParcoursSimulation *simulation; /* (owned) */
  ParcoursProgram *program;  /* (unowned) of the simulation */
  int automation;            /* the only one that it is about, or -1 */
  const ParcoursZone *zone;  /* of the contact */
  GPtrArray *happenings;     /* (owned) (element-type ParcoursHappening) */
};

G_END_DECLS
