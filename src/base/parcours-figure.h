/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Numbers, amounts and dates for people. They follow the language that
 * Parcours speaks, not LC_NUMERIC and LC_TIME: they stand inside its sentences,
 * and "moins de 1,000 € avant le 2 March" helps nobody. So they also come out
 * right where a system has the language but not its locale.
 */

char       *parcours_number_to_words      (double      number);
char       *parcours_count_to_words       (guint64     count);
char       *parcours_percent_to_words     (double      share);
char       *parcours_money_to_words       (double      amount,
                                           const char *currency);

const char *parcours_month_name           (int         month);
const char *parcours_weekday_name         (int         weekday);
char       *parcours_day_to_words         (gint32      day);
char       *parcours_birthday_to_words    (int         month,
                                           int         day_of_month);
char       *parcours_time_of_day_to_words (int         seconds);
char       *parcours_local_to_words       (gint64      local);

G_END_DECLS
