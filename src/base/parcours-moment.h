/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursMoment:
 * @date: a fixed day, or %PARCOURS_DAY_MISSING
 * @month: 1 to 12, or 0 for any
 * @day: 1 to 31, or 0 for any
 * @weekdays: bit n set for ISO weekday n (1 = Monday), or 0 for any
 * @hour: 0 to 23, or -1 for any
 * @minute: 0 to 59, or -1 for any
 *
 * A pattern of local times (vocabulary, section 3). A missing key means any,
 * so a moment with an hour alone lasts that whole hour. A fixed day without an
 * hour begins at its midnight.
 */
typedef struct
{
  gint32 date;
  gint8 month;
  gint8 day;
  guint8 weekdays;
  gint8 hour;
  gint8 minute;
} ParcoursMoment;

gboolean  parcours_moment_parse     (JsonNode             *node,
                                     ParcoursMoment       *moment,
                                     GError              **error);
JsonNode *parcours_moment_to_json   (const ParcoursMoment *moment);
char     *parcours_moment_to_words  (const ParcoursMoment *moment);
gboolean  parcours_moment_contains  (const ParcoursMoment *moment,
                                     gint64                local);
gint64    parcours_moment_next      (const ParcoursMoment *moment,
                                     gint64                at,
                                     const ParcoursZone   *zone);
gint64    parcours_moment_next_change (const ParcoursMoment *moment,
                                       gint64                at,
                                       const ParcoursZone   *zone);

/* Whether the moment is there every day, for a minute. */
static inline gboolean
parcours_moment_is_daily (const ParcoursMoment *moment)
{
  return moment->date == PARCOURS_DAY_MISSING && moment->month == 0 && moment->day == 0 && moment->weekdays == 0 &&
         moment->hour >= 0 && moment->minute >= 0;
}

G_END_DECLS
