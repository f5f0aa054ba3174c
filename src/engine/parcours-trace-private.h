/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-tape.h"
#include "parcours-trace.h"

G_BEGIN_DECLS

/* What a code stands for, see parcours-tape.h */
typedef struct
{
  ParcoursTraceRow row;     /* all that the code says */
} TraceCode;

typedef struct
{
  GArray *codes;            /* (owned) (element-type TraceCode) */
  guint *first_of_automation; /* (owned) (array) an automation each */
  guint first_of_topic;
} TraceCodes;

typedef struct
{
  const guint8 *bytes;      /* (unowned) in a reel */
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
  GPtrArray *reels;         /* (owned) (element-type guint8) of the tapes on which the rows were written */
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
