/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-draw.h"

/* FNV-1a, whose low bits are good and whose high bits are not until mixed. */
#define FNV_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

static guint64
hash_more (guint64     hash,
           const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * FNV_PRIME;

  return hash;
}

/**
 * parcours_hash_string:
 * @text: a text
 *
 * Returns: 64 bits that depend on every byte of @text, the same on every machine
 */
guint64
parcours_hash_string (const char *text)
{
  return parcours_draw_mix (hash_more (FNV_BASIS, text));
}

/* g_utf8_strdown() would lower by the rules of the user's language: in Turkish an
 * address would have another key. */
static char *
to_lower (const char *text)
{
  GString *lower;

  if (!g_utf8_validate (text, -1, NULL))
    return g_ascii_strdown (text, -1);
  lower = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (lower, g_unichar_tolower (g_utf8_get_char (text)));

  return g_string_free (lower, FALSE);
}

/**
 * parcours_contact_key:
 * @address: an email address, or `phone:` and a number
 *
 * The key on which a contact's luck hangs (DESIGN section 4). It is made once,
 * when the contact is, and kept when the address changes.
 *
 * Returns: the key, never 0
 */
guint64
parcours_contact_key (const char *address)
{
  guint64 key = FNV_BASIS;
  const char *at = address;

  /* Addresses are ASCII but for very few. */
  for (; *at != '\0' && (guchar) *at < 0x80; at++)
    key = (key ^ (guchar) g_ascii_tolower (*at)) * FNV_PRIME;
  if (*at == '\0')
    {
      key = parcours_draw_mix (key);
    }
  else
    {
      g_autofree char *lower = to_lower (address);

      key = parcours_hash_string (lower);
    }

  return key != 0 ? key : 1;
}

/**
 * parcours_draw_salt:
 * @seed: the seed of the run
 * @automation: the id of the automation, or the name of what draws instead
 * @step: the id of the step
 * @purpose: what is drawn, such as `open`
 *
 * Returns: the part of a draw that is the same for all contacts
 */
guint64
parcours_draw_salt (guint64     seed,
                    const char *automation,
                    const char *step,
                    const char *purpose)
{
  guint64 hash = hash_more (FNV_BASIS ^ parcours_draw_mix (seed + 1), automation);

  /* A byte that no UTF-8 text holds keeps "ab", "c" and "a", "bc" apart. */
  hash = hash_more ((hash ^ 0xff) * FNV_PRIME, step);
  hash = hash_more ((hash ^ 0xff) * FNV_PRIME, purpose);

  return parcours_draw_mix (hash);
}

static double
polynomial (const double *coefficients,
            guint         n,
            double        x)
{
  double value = coefficients[0];

  for (guint i = 1; i < n; i++)
    value = value * x + coefficients[i];

  return value;
}

/**
 * parcours_normal_quantile:
 * @p: a probability, 0 < @p < 1
 *
 * The inverse of the normal distribution by Acklam's rational approximation,
 * right to nine digits: enough for delays in whole seconds.
 *
 * Returns: how many standard deviations from the mean @p of all values lie below
 */
double
parcours_normal_quantile (double p)
{
  static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                              1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00 };
  static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                              6.680131188771972e+01, -1.328068155288572e+01, 1. };
  static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                              -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00 };
  static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                              3.754408661907416e+00, 1. };
  const double tail = 0.02425;
  double q;

  g_return_val_if_fail (p > 0. && p < 1., 0.);

  if (p > 1. - tail)
    return -parcours_normal_quantile (1. - p);
  if (p < tail)
    {
      q = sqrt (-2. * log (p));
      return polynomial (c, G_N_ELEMENTS (c), q) / polynomial (d, G_N_ELEMENTS (d), q);
    }
  q = p - 0.5;

  return q * polynomial (a, G_N_ELEMENTS (a), q * q) / polynomial (b, G_N_ELEMENTS (b), q * q);
}
