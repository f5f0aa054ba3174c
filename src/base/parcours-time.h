/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Instants are gint64 seconds since 1970-01-01T00:00:00Z. Local times are
 * gint64 seconds on a clock that has no zone (what a wall clock shows, counted
 * as if it were UTC). Days are gint32 days since 1970-01-01 in the proleptic
 * Gregorian calendar. All are plain numbers so that columns can hold them.
 */

#define PARCOURS_MINUTE 60
#define PARCOURS_HOUR 3600
#define PARCOURS_DAY 86400

#define PARCOURS_DAY_MISSING G_MININT32
#define PARCOURS_INSTANT_MISSING G_MININT64
#define PARCOURS_INSTANT_NEVER G_MAXINT64

gint32   parcours_day_from_civil     (int         year,
                                      int         month,
                                      int         day);
void     parcours_day_to_civil       (gint32      day,
                                      int        *year,
                                      int        *month,
                                      int        *day_of_month);
int      parcours_day_weekday        (gint32      day);
int      parcours_month_length       (int         year,
                                      int         month);
gint32   parcours_day_add_months     (gint32      day,
                                      int         months);
gint32   parcours_day_recurrence     (int         month,
                                      int         day_of_month,
                                      int         year);

gint32   parcours_local_day          (gint64      local);
int      parcours_local_seconds      (gint64      local);

gboolean parcours_day_parse          (const char *text,
                                      gint32     *day);
gboolean parcours_birthday_parse     (const char *text,
                                      int        *month,
                                      int        *day_of_month);
gboolean parcours_time_of_day_parse  (const char *text,
                                      int        *seconds);
gboolean parcours_local_parse        (const char *text,
                                      gint64     *local);
gboolean parcours_instant_parse      (const char *text,
                                      gint64     *at);

char    *parcours_day_format         (gint32      day);
char    *parcours_time_of_day_format (int         seconds);
char    *parcours_local_format       (gint64      local);
char    *parcours_instant_format     (gint64      at);

G_END_DECLS
