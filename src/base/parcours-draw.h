/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Seeded chance without a state. A draw hashes what it is about: the seed, the
 * automation, the step and the purpose (together the salt, computed once), the
 * contact key, and the how-manieth draw of that kind it is. So a draw does not
 * depend on the order in which contacts run, on threads, or on edits elsewhere
 * (DESIGN section 7).
 */

guint64 parcours_hash_string        (const char *text);
guint64 parcours_contact_key        (const char *address);
guint64 parcours_draw_salt          (guint64     seed,
                                     const char *automation,
                                     const char *step,
                                     const char *purpose);

/* The finaliser of SplitMix64: every bit of the input reaches every bit of the result. */
static inline guint64
parcours_draw_mix (guint64 x)
{
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return x ^ (x >> 31);
}

/**
 * parcours_draw:
 * @salt: from parcours_draw_salt()
 * @key: the contact key
 * @n: which draw of that kind for the contact, from 0
 *
 * Returns: 64 random bits, always the same for the same arguments
 */
static inline guint64
parcours_draw (guint64 salt,
               guint64 key,
               guint32 n)
{
  return parcours_draw_mix ((key ^ salt) + (n + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

/**
 * parcours_draw_uniform:
 * @bits: 64 random bits
 *
 * Returns: a number in [0, 1)
 */
static inline double
parcours_draw_uniform (guint64 bits)
{
  return (bits >> 11) * 0x1.0p-53;
}

/**
 * parcours_draw_below:
 * @bits: 64 random bits
 * @n: a bound, not 0
 *
 * Returns: a whole number in [0, @n)
 */
static inline guint32
parcours_draw_below (guint64 bits,
                     guint32 n)
{
  return (guint32) (((bits >> 32) * n) >> 32);
}

double  parcours_normal_quantile    (double      p);

G_END_DECLS
