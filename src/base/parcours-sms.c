/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-sms.h"

/* The alphabet of GSM; those of the second table take two units. */
#define ALPHABET "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" \
                 "abcdefghijklmnopqrstuvwxyzäöñüà"
#define EXTENSION "\f^{}\\[~]|€"

static gboolean
count_gsm (const char *text,
           guint      *n)
{
  *n = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_utf8_strchr (ALPHABET, -1, character) != NULL)
        *n += 1;
      else if (g_utf8_strchr (EXTENSION, -1, character) != NULL)
        *n += 2;
      else
        return FALSE;
    }

  return TRUE;
}

static guint
count_utf16 (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    n += g_utf8_get_char (c) > 0xffff ? 2 : 1;

  return n;
}

/**
 * parcours_sms_measure:
 * @text: a text
 *
 * Returns: how much of SMS it takes
 */
ParcoursSmsLength
parcours_sms_measure (const char *text)
{
  ParcoursSmsLength length = { 0 };
  guint single, part;

  length.is_unicode = !count_gsm (text, &length.n_units);
  if (length.is_unicode)
    length.n_units = count_utf16 (text);
  single = length.is_unicode ? 70 : 160;
  part = length.is_unicode ? 67 : 153;
  if (length.n_units <= single)
    {
      length.n_segments = length.n_units > 0;
      length.n_left = single - length.n_units;
      return length;
    }
  length.n_segments = (length.n_units + part - 1) / part;
  length.n_left = length.n_segments * part - length.n_units;

  return length;
}
