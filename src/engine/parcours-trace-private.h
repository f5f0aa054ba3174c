/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-program-private.h"
#include "parcours-trace.h"

G_BEGIN_DECLS

/*
 * What can happen in a program, numbered: at a step, to an automation, and every
 * topic. A row of a trace is such a number, and, where they are not what they
 * usually are, the time since the row before and the number of the passage:
 *
 *   code << 2 | has enrolment << 1 | has time,  [enrolment],  [seconds],  [subject of an event]
 *
 * each written in groups of seven bits, the lowest first. A skipped step is one
 * row and is told as two: skipped, and passed.
 */
typedef struct
{
  ParcoursTraceRow row;     /* all that the code says */
} TraceCode;

typedef struct
{
  GArray *codes;            /* (owned) (element-type TraceCode) */
  guint *first_of_step;     /* (owned) (array) a step each */
  guint *first_of_automation; /* (owned) (array) an automation each */
  guint first_of_topic;
} TraceCodes;

typedef struct
{
  guint8 *bytes;            /* (owned) */
  guint32 *offsets;         /* (owned) (array) where a contact begins; one more than there are contacts */
  guint n;
} TraceChunk;

struct _ParcoursTrace
{
  ParcoursSimulation *simulation; /* (owned) */
  ParcoursProgram *program; /* (unowned) of the simulation */
  TraceCodes codes;
  TraceChunk *chunks;       /* (owned) (array length=n_chunks) PARCOURS_CHUNK contacts each */
  guint n_chunks;
  guint n_contacts;
};

void  parcours_trace_codes_init  (TraceCodes                *codes,
                                  ParcoursProgram           *program);
void  parcours_trace_codes_clear (TraceCodes                *codes);
guint parcours_trace_codes_find  (const TraceCodes          *codes,
                                  const ParcoursProgram     *program,
                                  const ParcoursObservation *observation);

static inline const TraceCode *
trace_code (const TraceCodes *codes,
            guint             code)
{
  return &g_array_index (codes->codes, TraceCode, code);
}

G_END_DECLS
