/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

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
  GPtrArray *reels;         /* (owned) (element-type guint8) the memory, in pieces */
  guint8 *begin;            /* (nullable) of what has to be in one piece */
  guint8 *at;               /* (nullable) where the next row is written */
  guint8 *end;              /* before it there is room for a row */
  guint8 *plain_end;        /* (nullable) the same, or %NULL where the next row says more than its word */
  gint64 last;              /* when the row before happened */
  guint32 enrolment;        /* the number of the passage that runs plainly, 0 where rows need not say it */
} ParcoursTape;

/* The first code of a step: each has as many of its own as it has ports. */
static inline guint
program_first_code (const ParcoursProgram *program,
                    guint                  step)
{
  return step * CODE_PORT + program->steps[step].first_port;
}

/* What a row says of the number of a passage: most contacts have one, which is not said. */
static inline guint32
tape_enrolment (guint32 number)
{
  return number > 1 ? number : 0;
}

static inline guint32
tape_size (const ParcoursTape *tape)
{
  return (guint32) (tape->at - tape->begin);
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

/* The first byte or bytes of a row, to be written as one word: all that it has where nothing else is unusual. */
static inline guint32
tape_word (guint code)
{
  guint8 bytes[8] = { 0 };

  g_assert (code < 1u << 26);
  tape_put (bytes, (guint64) code << 2);

  return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

/* Writes four bytes of which the first ones count, and returns where these end: at the first without its highest bit. */
static inline guint8 *
tape_put_word (guint8  *at,
               guint32  word)
{
  guint32 bytes = GUINT32_TO_LE (word);

  memcpy (at, &bytes, sizeof bytes);

  return at + ((guint) __builtin_ctz (~word & 0x80808080u) >> 3) + 1;
}

void parcours_tape_init       (ParcoursTape *tape);
void parcours_tape_clear      (ParcoursTape *tape,
                               GPtrArray    *reels);
void parcours_tape_write_any  (ParcoursTape *tape,
                               guint32       word,
                               guint32       enrolment,
                               gint64        now);
void parcours_tape_write_late (ParcoursTape *tape,
                               guint32       word,
                               gint64        now);

/* The next row says what it has to: another passage runs, or it is later. */
static inline void
tape_turn (ParcoursTape *tape)
{
  tape->plain_end = NULL;
}

/* Writes a row of the passage that runs, which since tape_turn() has stayed the same, as has the time. */
static inline void
tape_write (ParcoursTape *tape,
            guint32       word,
            gint64        now)
{
  if (G_UNLIKELY (tape->at >= tape->plain_end))
    parcours_tape_write_late (tape, word, now);
  else
    tape->at = tape_put_word (tape->at, word);
}

G_END_DECLS
