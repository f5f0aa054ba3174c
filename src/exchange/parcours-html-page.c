/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-html-page.h"

/*
 * Pages of HTML as files hold them: in UTF-8, in what they declare, or in what
 * programs wrote when they declared nothing.
 */

/* Declarations stand at the head, as HTML itself asks for. */
#define HEAD 4096

/* In a page, what is declared as its encoding: the length of the name is that of the match. */
static gboolean
find_charset (const char *page,
              gsize       length,
              int        *start,
              int        *end)
{
  g_autoptr (GRegex) regex = g_regex_new ("<meta\\b[^>]*\\bcharset\\s*=\\s*[\"']?\\s*([\\w:.-]+)",
                                          G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match_full (regex, page, (gssize) MIN (length, HEAD), 0, 0, &match, NULL) &&
         g_match_info_fetch_pos (match, 1, start, end);
}

/* What people call Latin-1 is that of Windows, as browsers read it too. */
static const char *
real_charset (const char *name)
{
  static const char *const latin[] = { "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "utf-8", "utf8" };

  for (guint i = 0; i < G_N_ELEMENTS (latin); i++)
    {
      if (g_ascii_strcasecmp (name, latin[i]) == 0)
        return "WINDOWS-1252";
    }

  return name;
}

static char *
convert (const char *data,
         gsize       length)
{
  g_autofree char *name = NULL;
  char *page = NULL;
  int start, end;

  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return g_convert (data, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);
  if (memchr (data, '\0', length) != NULL)
    return NULL;
  if (find_charset (data, length, &start, &end))
    name = g_strndup (data + start, (gsize) (end - start));
  page = g_convert (data, (gssize) length, "UTF-8", real_charset (name != NULL ? name : "latin1"), NULL, NULL, NULL);
  /* Five bytes mean nothing to Windows; Latin-1 has something for each. */
  if (page == NULL)
    page = g_convert (data, (gssize) length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  return page;
}

/* A page that goes on declaring what it was in would be read wrongly by whoever gets it. */
static char *
declare_utf8 (const char *page)
{
  int start, end;

  if (!find_charset (page, strlen (page), &start, &end))
    return g_strdup (page);

  return g_strdup_printf ("%.*sutf-8%s", start, page, page + end);
}

/**
 * parcours_html_page_to_utf8:
 * @data: a page of HTML, or a part of one, in any encoding
 * @length: how many bytes
 *
 * Reads what is valid as UTF-8 so, and all else in the encoding that it declares, or in that of western Europe.
 *
 * Returns: (transfer full) (nullable): the page in UTF-8, which it declares too where it declares anything; %NULL if
 *   it is no text
 */
char *
parcours_html_page_to_utf8 (const char *data,
                            gsize       length)
{
  g_autofree char *page = NULL;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  page = g_utf8_validate (data, (gssize) length, NULL) ? g_strndup (data, length) : convert (data, length);
  if (page == NULL || !g_utf8_validate (page, -1, NULL))
    return NULL;

  return declare_utf8 (page);
}
