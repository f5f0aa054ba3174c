/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-phrase.h"

#define MAX_HOLES 16

typedef struct
{
  const char *name;
  const char *value;
} Hole;

/* The hole that begins at @at, if it is one of @holes. */
static const Hole *
find_hole (const char  *at,
           const char **end,
           const Hole  *holes,
           guint        n_holes)
{
  *end = strchr (at, '}');
  for (guint i = 0; *end != NULL && i < n_holes; i++)
    {
      gsize length = strlen (holes[i].name);

      if ((gsize) (*end - at - 1) == length && memcmp (at + 1, holes[i].name, length) == 0)
        return &holes[i];
    }

  return NULL;
}

/* Nothing in a hole leaves no second space behind, and none before a comma or the end. */
static const char *
close_gap (GString    *string,
           const char *rest)
{
  gboolean after_space = string->len == 0 || string->str[string->len - 1] == ' ';

  if (after_space && *rest == ' ')
    return rest + 1;
  if (after_space && string->len > 0 && strchr (",.;)", *rest) != NULL)
    g_string_truncate (string, string->len - 1);

  return rest;
}

static char *
fill (const char *phrase,
      const Hole *holes,
      guint       n_holes)
{
  GString *string = g_string_new (NULL);

  while (*phrase != '\0')
    {
      const char *end;
      const Hole *hole = *phrase == '{' ? find_hole (phrase, &end, holes, n_holes) : NULL;

      if (hole == NULL)
        {
          g_string_append_c (string, *phrase++);
          continue;
        }
      phrase = end + 1;
      if (hole->value == NULL || *hole->value == '\0')
        phrase = close_gap (string, phrase);
      else
        g_string_append (string, hole->value);
    }

  return g_string_free (string, FALSE);
}

/**
 * parcours_phrase_fill:
 * @phrase: a translated phrase with holes, such as "{field} is {value}"
 * @...: (nullable): the name of a hole, what goes into it, %NULL for nothing, and so on; a %NULL name ends it
 *
 * Values are copied as they are, braces included. A hole that is left empty
 * takes one of the spaces around it away.
 *
 * Returns: (transfer full): the phrase
 */
char *
parcours_phrase_fill (const char *phrase,
                      ...)
{
  Hole holes[MAX_HOLES];
  guint n_holes = 0;
  const char *name;
  va_list args;

  va_start (args, phrase);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      g_return_val_if_fail (n_holes < MAX_HOLES, NULL);
      holes[n_holes++] = (Hole){ name, va_arg (args, const char *) };
    }
  va_end (args);

  return fill (phrase, holes, n_holes);
}

static const char *
separator (ParcoursJoin join)
{
  switch (join)
    {
    case PARCOURS_JOIN_NOR:
      /* Translators: between the parts of "neither a, b nor c" but the last two. */
      return C_("neither nor", ", ");
    case PARCOURS_JOIN_CLAUSES:
      /* Translators: between conditions that are listed behind a colon. */
      return C_("clauses", "; ");
    case PARCOURS_JOIN_DOTS:
      return " · ";
    case PARCOURS_JOIN_COMMAS:
    case PARCOURS_JOIN_AND:
    case PARCOURS_JOIN_OR:
    default:
      /* Translators: between the parts of a list. */
      return C_("list", ", ");
    }
}

static const char *
last_separator (ParcoursJoin join,
                guint        n_parts)
{
  switch (join)
    {
    case PARCOURS_JOIN_AND:
      /* Translators: before the last part of a list, spaces included. */
      return C_("list", " and ");
    case PARCOURS_JOIN_OR:
      /* Translators: before the last part of a list, spaces included. */
      return C_("list", " or ");
    case PARCOURS_JOIN_NOR:
      /* Translators: between the two parts of "neither a nor b". */
      return n_parts == 2 ? C_("neither nor, two", " nor ")
      /* Translators: before the last part of "neither a, b nor c". */
                          : C_("neither nor, more", " nor ");
    case PARCOURS_JOIN_COMMAS:
    case PARCOURS_JOIN_CLAUSES:
    case PARCOURS_JOIN_DOTS:
    default:
      return separator (join);
    }
}

/**
 * parcours_phrase_join:
 * @parts: (element-type utf8): the parts of a list
 * @join: how to join them
 *
 * Returns: (transfer full): the list in the user's language
 */
char *
parcours_phrase_join (const GPtrArray *parts,
                      ParcoursJoin     join)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      if (i > 0)
        g_string_append (string, i + 1 < parts->len ? separator (join) : last_separator (join, parts->len));
      g_string_append (string, g_ptr_array_index (parts, i));
    }

  return g_string_free (string, FALSE);
}

/**
 * parcours_phrase_capitalize:
 * @phrase: a phrase in lower case
 *
 * A word that is written like iPhone or eBay stays as it is.
 *
 * Returns: (transfer full): the phrase as the beginning of a sentence
 */
char *
parcours_phrase_capitalize (const char *phrase)
{
  gunichar first = g_utf8_get_char (phrase);
  const char *rest = *phrase != '\0' ? g_utf8_next_char (phrase) : phrase;
  char letter[6];

  if (*phrase == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (phrase);

  return g_strdup_printf ("%.*s%s", g_unichar_to_utf8 (g_unichar_totitle (first), letter), letter, rest);
}
