/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-program-private.h"

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
 *
 * The codes of a step, in this order: what happens at triggers; what happens at
 * all steps; what else comes of those that act; by which port they are left,
 * beginning with none.
 */
enum
{
  CODE_ENTERED,
  CODE_REFUSED,
  CODE_WAITING = CODE_REFUSED + PARCOURS_N_REFUSALS,
  CODE_SENT,
  CODE_FAILED,
  CODE_ENDED,
  CODE_SWAPPED = CODE_ENDED + PARCOURS_N_ENDINGS,
  CODE_OUTCOME = CODE_SWAPPED + PARCOURS_N_FATES,
  CODE_NO_PORT = CODE_OUTCOME + PARCOURS_N_OUTCOMES,
  CODE_PORT,
};

/* Of the first byte of a row. */
#define ROW_HAS_TIME 1u
#define ROW_HAS_ENROLMENT 2u
/* No row has more bytes. */
#define ROW_SIZE 40

/**
 * ParcoursTape:
 *
 * Rows of a trace while they are written, by one thread.
 */
typedef struct
{
  guint8 *bytes;            /* (owned) */
  gsize n;
  gsize size;
  gint64 last;              /* when the row before happened */
  guint32 enrolment;        /* the number of the passage that runs plainly */
  guint8 why;               /* the #ParcoursOutcome of the plain step that is done */
} ParcoursTape;

/* The first code of a step: each has as many of its own as it has ports. */
static inline guint
program_first_code (const ParcoursProgram *program,
                    guint                  step)
{
  return step * CODE_PORT + program->steps[step].first_port;
}

static inline guint8 *
tape_put (guint8  *at,
          guint64  value)
{
  while (value > 127)
    {
      *at++ = (guint8) (value | 128);
      value >>= 7;
    }
  *at++ = (guint8) value;

  return at;
}

static inline void
tape_make_room (ParcoursTape *tape)
{
  if (G_LIKELY (tape->n + ROW_SIZE <= tape->size))
    return;
  tape->size = MAX (tape->size * 2, 65536);
  tape->bytes = g_realloc (tape->bytes, tape->size);
}

/* Writes a row, and leaves room for a subject. */
static inline void
tape_write (ParcoursTape *tape,
            guint         code,
            guint32       enrolment,
            gint64        now)
{
  guint64 elapsed = (guint64) (now - tape->last);
  gboolean numbered = enrolment > 1;
  guint8 *at;

  tape_make_room (tape);
  at = tape_put (tape->bytes + tape->n,
                 (guint64) code << 2 | (numbered ? ROW_HAS_ENROLMENT : 0) | (elapsed > 0 ? ROW_HAS_TIME : 0));
  if (numbered)
    at = tape_put (at, enrolment);
  if (elapsed > 0)
    at = tape_put (at, elapsed);
  tape->last = now;
  tape->n = (gsize) (at - tape->bytes);
}

G_END_DECLS
