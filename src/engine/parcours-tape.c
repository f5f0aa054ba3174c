/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A trace of many contacts is as much memory as all else together, each byte of
 * it written once: getting it from the system takes a good part of the time
 * unless it comes in large pages. */

#include "config.h"

#include <sys/mman.h>

#include "parcours-tape.h"

#define LARGE_PAGE (2 << 20)
/* Some ten thousand contacts; what is not written takes no memory. */
#define REEL_SIZE (4 * LARGE_PAGE)
#define QUICK_TIME (1u << 28)

void
parcours_tape_init (ParcoursTape *tape)
{
  *tape = (ParcoursTape){ .reels = g_ptr_array_new_with_free_func (g_aligned_free) };
}

/* What was written is kept in @reels. */
void
parcours_tape_clear (ParcoursTape *tape,
                     GPtrArray    *reels)
{
  g_ptr_array_extend_and_steal (reels, g_steal_pointer (&tape->reels));
}

/* Begins another reel with what has to be in one piece. */
static void
make_room (ParcoursTape *tape)
{
  gsize n = tape_size (tape);
  gsize size = MAX (REEL_SIZE, 2 * n);
  guint8 *reel = g_aligned_alloc (1, size, LARGE_PAGE);

#ifdef MADV_HUGEPAGE
  /* Where the system does not, it takes longer. */
  madvise (reel, size, MADV_HUGEPAGE);
#endif
  if (n > 0)
    memcpy (reel, tape->begin, n);
  g_ptr_array_add (tape->reels, reel);
  tape->begin = reel;
  tape->at = reel + n;
  tape->end = reel + size - ROW_SIZE;
}

/* The same as tape_put(), in one go, of a number below %QUICK_TIME: eight years of seconds. */
static inline guint8 *
tape_put_quickly (guint8  *at,
                  guint32  v)
{
  guint32 spread = (v & 0x7fu) | (v << 1 & 0x7f00u) | (v << 2 & 0x7f0000u) | (v << 3 & 0x7f000000u);
  /* Each byte below the highest that is not zero is followed by another. */
  guint32 more = 0x80808080u & ((1u << ((31 - __builtin_clz (spread | 1)) & 24)) - 1);

  return tape_put_word (at, spread | more);
}

/* Writes a row of a passage at any instant. */
void
parcours_tape_write_any (ParcoursTape *tape,
                         guint32       word,
                         guint32       enrolment,
                         gint64        now)
{
  guint64 elapsed = (guint64) (now - tape->last);

  if (tape->at >= tape->end)
    make_room (tape);
  tape->at = tape_put_word (tape->at,
                            word | (enrolment != 0 ? ROW_HAS_ENROLMENT : 0) | (elapsed > 0 ? ROW_HAS_TIME : 0));
  if (enrolment != 0)
    tape->at = tape_put (tape->at, enrolment);
  if (elapsed > 0)
    tape->at = tape_put (tape->at, elapsed);
  tape->last = now;
  tape->plain_end = tape->enrolment != 0 ? NULL : tape->end;
}

/* The same of the passage that runs, mostly some time after the row before. */
void
parcours_tape_write_late (ParcoursTape *tape,
                          guint32       word,
                          gint64        now)
{
  guint64 elapsed = (guint64) (now - tape->last);

  if (G_UNLIKELY (tape->enrolment != 0 || elapsed - 1 >= QUICK_TIME - 1 || tape->at >= tape->end))
    {
      parcours_tape_write_any (tape, word, tape->enrolment, now);
      return;
    }
  tape->at = tape_put_quickly (tape_put_word (tape->at, word | ROW_HAS_TIME), (guint32) elapsed);
  tape->last = now;
  tape->plain_end = tape->end;
}
