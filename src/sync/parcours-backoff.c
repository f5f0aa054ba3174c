/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "parcours-backoff.h"
#include "parcours-draw.h"

/**
 * parcours_backoff_delay:
 * @first_ms: how long the first pause is about, in milliseconds
 * @n_failures: how many attempts have failed in a row, from 1
 * @retry_after: how many seconds the server wants to be left alone, or 0
 * @bits: 64 random bits
 *
 * Each pause is twice as long as the one before, up to
 * %PARCOURS_BACKOFF_MAX_MS, and between half and all of that, so that those whom
 * the same failure has stopped do not come back at the same moment. What the
 * server wants is never undercut.
 *
 * Returns: how long to wait, in milliseconds
 */
guint
parcours_backoff_delay (guint   first_ms,
                        guint   n_failures,
                        guint   retry_after,
                        guint64 bits)
{
  guint doublings = MIN (n_failures > 0 ? n_failures - 1 : 0, 31);
  guint64 full = MIN ((guint64) first_ms << doublings, PARCOURS_BACKOFF_MAX_MS);
  guint64 pause = full / 2 + (guint64) (parcours_draw_uniform (bits) * (double) (full - full / 2));
  guint64 asked = MIN (retry_after, PARCOURS_RETRY_AFTER_MAX) * G_GUINT64_CONSTANT (1000);

  return (guint) (asked > 0 ? MAX (pause, asked + pause / 10) : pause);
}

static gboolean
parse_date (const char *text,
            gint64     *at)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL)
    return FALSE;
  *at = g_date_time_to_unix (date);

  return TRUE;
}

/**
 * parcours_retry_after_parse:
 * @value: (nullable): the value of a `Retry-After` field: seconds, or a date
 * @date: (nullable): the value of the `Date` field that came with it
 * @now: the instant by the clock of this machine
 *
 * A date is counted from the server's own, as the two clocks may differ.
 *
 * Returns: how many seconds to wait, at most %PARCOURS_RETRY_AFTER_MAX; 0 if nothing sensible is said
 */
guint
parcours_retry_after_parse (const char *value,
                            const char *date,
                            gint64      now)
{
  guint64 seconds;
  gint64 at;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (guint) MIN (seconds, PARCOURS_RETRY_AFTER_MAX);
  if (!parse_date (value, &at))
    return 0;
  parse_date (date, &now);

  return (guint) CLAMP (at - now, 0, PARCOURS_RETRY_AFTER_MAX);
}
