/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-figure.h"
#include "parcours-words-private.h"

/**
 * parcours_words_is_never:
 * @count: how many are asked for
 *
 * Returns: whether none is the only answer that passes
 */
gboolean
parcours_words_is_never (const ParcoursComparison *count)
{
  return (count->op == PARCOURS_OP_EQ && count->low == 0.) || (count->op == PARCOURS_OP_LT && count->low == 1.) ||
         (count->op == PARCOURS_OP_LE && count->low == 0.);
}

/**
 * parcours_words_is_once:
 * @count: how many are asked for
 *
 * Returns: whether one is enough and no more is said
 */
gboolean
parcours_words_is_once (const ParcoursComparison *count)
{
  return (count->op == PARCOURS_OP_GE && count->low == 1.) || (count->op == PARCOURS_OP_GT && count->low == 0.) ||
         (count->op == PARCOURS_OP_NE && count->low == 0.);
}

/**
 * parcours_words_plural:
 * @count: how many are asked for
 *
 * Returns: the number that decides between one thing and many
 */
gulong
parcours_words_plural (const ParcoursComparison *count)
{
  return (gulong) MAX (ceil (count->op == PARCOURS_OP_BETWEEN ? count->high : count->low), 0.);
}

/**
 * parcours_words_count:
 * @count: how many are asked for
 *
 * Returns: (transfer full): it before a noun: "at least 2"
 */
char *
parcours_words_count (const ParcoursComparison *count)
{
  g_autofree char *low = parcours_number_to_words (count->low);
  g_autofree char *high = parcours_number_to_words (count->high);
  const char *pattern;

  switch (count->op)
    {
    case PARCOURS_OP_NE:
      pattern = C_("count", "anything but {n}");
      break;
    case PARCOURS_OP_LT:
      pattern = C_("count", "fewer than {n}");
      break;
    case PARCOURS_OP_LE:
      pattern = C_("count", "at most {n}");
      break;
    case PARCOURS_OP_GT:
      pattern = C_("count", "more than {n}");
      break;
    case PARCOURS_OP_GE:
      pattern = C_("count", "at least {n}");
      break;
    case PARCOURS_OP_BETWEEN:
      pattern = C_("count", "{n} to {high}");
      break;
    default:
      pattern = C_("count", "exactly {n}");
      break;
    }

  return parcours_phrase_fill (pattern, "n", low, "high", high, NULL);
}
