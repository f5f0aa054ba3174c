/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parcours-text.h"

#define MAX_SLUG_LENGTH 63

/**
 * parcours_slug_is_valid:
 * @slug: (nullable): a text
 *
 * Returns: whether @slug can name something: `[a-z0-9][a-z0-9-]*`, not `any`, not `none`
 */
gboolean
parcours_slug_is_valid (const char *slug)
{
  if (slug == NULL || *slug == '-' || *slug == '\0')
    return FALSE;
  if (g_str_equal (slug, "any") || g_str_equal (slug, "none"))
    return FALSE;

  return strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (slug);
}

/**
 * parcours_slug_from_label:
 * @label: what a person called the thing
 * @fallback: a slug for labels without any Latin letter or digit
 *
 * Returns: (transfer full): a valid slug, not yet unique
 */
char *
parcours_slug_from_label (const char *label,
                          const char *fallback)
{
  g_autofree char *ascii = g_str_to_ascii (label, "C");
  GString *slug = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && slug->len < MAX_SLUG_LENGTH; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (slug, g_ascii_tolower (*c));
      else if (*c != '\'' && *c != '?' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (!parcours_slug_is_valid (slug->str))
    g_string_assign (slug, fallback);

  return g_string_free (slug, FALSE);
}

/**
 * parcours_slug_make_unique:
 * @slug: the slug wished for
 * @taken: (scope call): tells whether a slug is in use
 * @user_data: for @taken
 *
 * Returns: (transfer full): @slug, or it with the first number from 2 on that is free
 */
char *
parcours_slug_make_unique (const char       *slug,
                           ParcoursTakenFunc taken,
                           gpointer          user_data)
{
  g_autofree char *candidate = g_strdup (slug);

  for (guint i = 2; taken (candidate, user_data); i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%.*s-%u", MAX_SLUG_LENGTH - 7, slug, i);
    }

  return g_steal_pointer (&candidate);
}

/**
 * parcours_text_is_blank:
 * @text: (nullable): a text
 *
 * Returns: whether nothing can be seen of @text; blank text counts as a missing value
 */
gboolean
parcours_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  if (g_ascii_isgraph (*text))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isspace (g_utf8_get_char (text)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_plain_lower (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 0x80 || g_ascii_isupper (*text))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_text_fold:
 * @text: a text
 *
 * What is not UTF-8 in @text is replaced.
 *
 * Returns: (transfer full): what texts are compared by: NFC, case folded; accents stay
 */
char *
parcours_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;

  if (is_plain_lower (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  return g_utf8_casefold (normal, -1);
}

/**
 * parcours_text_plain:
 * @text: a text
 *
 * What people look for and put in order: "eloise" finds "Éloïse", which stands between "Eloi" and "Elsa". What is not
 * UTF-8 in @text is replaced.
 *
 * Returns: (transfer full): @text in lower case and without accents
 */
char *
parcours_text_plain (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *apart = NULL;
  GString *plain;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  valid = g_utf8_make_valid (text, -1);
  apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  plain = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (plain, g_utf8_get_char (p));
    }
  g_free (apart);
  apart = g_string_free (plain, FALSE);

  return g_utf8_casefold (apart, -1);
}

/**
 * parcours_text_distance:
 * @a: a text
 * @b: another one
 * @max: from how many on nobody wants to know how many
 *
 * Returns: how many bytes have to be put in, taken out or changed to make @b of @a; where that is more than @max,
 *   any number that is
 */
guint
parcours_text_distance (const char *a,
                        const char *b,
                        guint       max)
{
  gsize length_a = strlen (a), length_b = strlen (b);
  g_autofree guint *row = NULL;

  if (MAX (length_a, length_b) - MIN (length_a, length_b) > max)
    return G_MAXUINT;
  row = g_new (guint, length_b + 1);
  for (gsize j = 0; j <= length_b; j++)
    row[j] = (guint) j;
  for (gsize i = 1; i <= length_a; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= length_b; j++)
        {
          guint above = row[j];
          guint changed = diagonal + (a[i - 1] != b[j - 1]);

          row[j] = MIN (changed, MIN (above, row[j - 1]) + 1);
          diagonal = above;
        }
    }

  return row[length_b];
}

/**
 * parcours_text_is_email:
 * @text: (nullable): a text
 *
 * Asks for what every address has, not for all of RFC 5322: one `@`, something
 * before it, two names or more joined by dots after it, and no spaces or control
 * characters.
 *
 * Returns: whether @text may be an email address
 */
gboolean
parcours_text_is_email (const char *text)
{
  const char *at;

  if (text == NULL || strlen (text) > 254)
    return FALSE;
  at = strchr (text, '@');
  if (at == NULL || at == text || strchr (at + 1, '@') != NULL)
    return FALSE;
  if (at[1] == '.' || strchr (at, '.') == NULL || strstr (at, "..") != NULL || g_str_has_suffix (at, "."))
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    {
      if ((guchar) *c <= ' ' || *c == 0x7f || strchr ("<>,;\"()[]", *c) != NULL)
        return FALSE;
    }

  return TRUE;
}

/* Whether the text from @text to @end matches the pattern from @pattern to
 * @pattern_end. Before @host_end, upper case in the pattern stands for lower. */
static gboolean
match (const char *pattern,
       const char *pattern_end,
       const char *text,
       const char *end,
       const char *host_end)
{
  const char *star = NULL;
  const char *resume = NULL;

  while (text < end)
    {
      if (pattern < pattern_end && *pattern == '*')
        {
          star = pattern++;
          resume = text;
        }
      else if (pattern < pattern_end &&
               (text < host_end ? g_ascii_tolower (*pattern) : *pattern) == *text)
        {
          pattern++;
          text++;
        }
      else if (star != NULL)
        {
          pattern = star + 1;
          text = ++resume;
        }
      else
        return FALSE;
    }
  while (pattern < pattern_end && *pattern == '*')
    pattern++;

  return pattern == pattern_end;
}

/**
 * parcours_pattern_match:
 * @pattern: a pattern in which `*` stands for any text
 * @text: the whole text to match
 *
 * Compares bytes; fold both first where case does not matter. Takes time linear
 * in the lengths for one `*`, and at worst their product.
 *
 * Returns: whether @text matches
 */
gboolean
parcours_pattern_match (const char *pattern,
                        const char *text)
{
  return match (pattern, pattern + strlen (pattern), text, text + strlen (text), text);
}

/* What stands behind the scheme. A `://` in a path or a query belongs to another URL. */
static const char *
skip_scheme (const char *url)
{
  const char *scheme = strstr (url, "://");

  return scheme != NULL && url + strcspn (url, "/?#") == scheme + 1 ? scheme + 3 : url;
}

/**
 * parcours_url_normalize:
 * @url: a URL as a browser shows it, with or without scheme
 *
 * Returns: (transfer full): the URL as events carry it: without scheme and
 *   fragment, host in lower case, the empty path as `/`
 */
char *
parcours_url_normalize (const char *url)
{
  const char *start = skip_scheme (url);
  gsize length = strcspn (start, "#");
  gsize host = strcspn (start, "/?#");
  g_autofree char *rest = g_strndup (start + host, length - host);
  GString *normal = g_string_new_len (start, (gssize) host);

  g_string_ascii_down (normal);
  if (*rest != '/')
    g_string_append_c (normal, '/');
  g_string_append (normal, rest);

  return g_string_free (normal, FALSE);
}

/* @url is a home page, but for a query. A pattern may leave out its path. */
static gboolean
match_without_path (const char *pattern,
                    const char *pattern_end,
                    const char *url,
                    const char *url_end,
                    gsize       host)
{
  g_autoptr (GString) bare = g_string_new_len (url, url_end - url);

  g_string_erase (bare, (gssize) host, 1);

  return match (pattern, pattern_end, bare->str, bare->str + bare->len, bare->str + host);
}

/**
 * parcours_url_match:
 * @pattern: a URL pattern: `*` stands for any text; a scheme and a fragment are ignored
 * @url: a URL from parcours_url_normalize()
 *
 * A pattern without `?` ignores the query of @url, the case of the host is
 * ignored (vocabulary, section 3), and an empty path counts as `/`: a pattern
 * that ends with the host means the home page.
 *
 * Returns: whether @url matches
 */
gboolean
parcours_url_match (const char *pattern,
                    const char *url)
{
  const char *start = skip_scheme (pattern);
  const char *pattern_end = start + strcspn (start, "#");
  gsize host = strcspn (url, "/?");
  gsize path_end = host + strcspn (url + host, "?");
  gboolean with_query = memchr (start, '?', pattern_end - start) != NULL;
  const char *url_end = with_query ? url + strlen (url) : url + path_end;

  if (match (start, pattern_end, url, url_end, url + host))
    return TRUE;

  return path_end == host + 1 && match_without_path (start, pattern_end, url, url_end, host);
}

/* Up to 15 digits and nothing else: a double holds every such number, and there is no need to look further. */
static gboolean
parse_whole (const char *text,
             double     *number)
{
  gint64 whole = 0;
  guint n = 0;

  for (; n <= 15 && g_ascii_isdigit (text[n]); n++)
    whole = whole * 10 + (text[n] - '0');
  if (n == 0 || n > 15 || text[n] != '\0')
    return FALSE;
  *number = (double) whole;

  return TRUE;
}

/**
 * parcours_number_parse:
 * @text: a decimal number with a point, such as `-12.50`
 * @number: (out): its value
 *
 * Returns: whether the whole of @text is a finite decimal number
 */
gboolean
parcours_number_parse (const char *text,
                       double     *number)
{
  char *end;

  if (parse_whole (text, number))
    return TRUE;
  if (strspn (text, "+-.0123456789eE") != strlen (text) || *text == '\0')
    return FALSE;
  *number = g_ascii_strtod (text, &end);

  return *end == '\0' && isfinite (*number);
}

/* As "%" G_GINT64_FORMAT does, in a tenth of the time: an import writes millions of them. */
static char *
format_whole (gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits - 1;
  guint64 rest = (guint64) ABS (number);

  *at = '\0';
  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0)
    *--at = '-';

  return g_strdup (at);
}

/**
 * parcours_number_format:
 * @number: a finite number
 *
 * Whole numbers past 2^53 have an exponent, as without one they would be taken
 * for integers that no double holds. Some powers of two get 17 digits
 * where 16 would read back equal.
 *
 * Returns: (transfer full): the shortest decimal that reads back equal, without
 *   an exponent up to 15 digits
 */
char *
parcours_number_format (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == 0.)
    return g_strdup ("0");
  if (fabs (number) < 1e15 && number == trunc (number))
    return format_whole ((gint64) number);
  /* 15 digits are exact, and %g drops their last zeros; only below DBL_MIN there are fewer. */
  for (int digits = fabs (number) < DBL_MIN ? 1 : 15; digits <= 17; digits++)
    {
      char format[8];

      if (digits > 15 && fabs (number) > 0x1p53)
        g_snprintf (format, sizeof format, "%%.%de", digits - 1);
      else
        g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }

  return g_strdup (buffer);
}

/**
 * parcours_money_format:
 * @amount: an amount in major units
 *
 * Returns: (transfer full): it with two decimals, or up to four where they are needed
 */
char *
parcours_money_format (double amount)
{
  char buffer[DBL_MAX_10_EXP + 8]; /* a sign, the digits, a point and four decimals */
  gsize length;

  g_ascii_formatd (buffer, sizeof buffer, "%.4f", parcours_money_round (amount));
  length = strlen (buffer);
  for (int i = 0; i < 2 && buffer[length - 1] == '0'; i++)
    buffer[--length] = '\0';

  return g_strdup (buffer);
}

/**
 * parcours_money_round:
 * @amount: an amount in major units
 *
 * Sums of decimal fractions drift in binary; an amount is rounded to four
 * decimals after each operation, and no currency has more.
 *
 * Returns: the nearest amount with four decimals
 */
double
parcours_money_round (double amount)
{
  /* From 2^37 on, doubles are too far apart for the fourth decimal. Adding 0 makes -0 a plain 0. */
  return fabs (amount) < 0x1p37 ? round (amount * 10000.) / 10000. + 0. : amount;
}
