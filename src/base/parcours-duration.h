/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursDuration:
 * @months: calendar months (a year is 12)
 * @days: calendar days (a week is 7)
 * @seconds: elapsed seconds
 *
 * An ISO 8601 duration. Months and days step on the calendar of a zone, hours,
 * minutes and seconds are elapsed time (DESIGN rule 5). An offset may be
 * negative: then no part is positive.
 */
typedef struct
{
  gint32 months;
  gint32 days;
  gint64 seconds;
} ParcoursDuration;

gboolean parcours_duration_parse         (const char             *text,
                                          ParcoursDuration       *duration);
gboolean parcours_offset_parse           (const char             *text,
                                          ParcoursDuration       *duration);
char    *parcours_duration_format        (const ParcoursDuration *duration);
char    *parcours_duration_to_words      (const ParcoursDuration *duration);
gint64   parcours_duration_add           (const ParcoursDuration *duration,
                                          gint64                  at,
                                          const ParcoursZone     *zone);
gint64   parcours_duration_subtract      (const ParcoursDuration *duration,
                                          gint64                  at,
                                          const ParcoursZone     *zone);
gint32   parcours_duration_add_to_day    (const ParcoursDuration *duration,
                                          gint32                  day);
gint64   parcours_duration_next_crossing (const ParcoursDuration *duration,
                                          gint64                  edge,
                                          gint64                  at,
                                          const ParcoursZone     *zone);
gint64   parcours_duration_approximate   (const ParcoursDuration *duration);
gboolean parcours_duration_is_elapsed    (const ParcoursDuration *duration);

G_END_DECLS
