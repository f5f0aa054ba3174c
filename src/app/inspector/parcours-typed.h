/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What people type: numbers, amounts of time, days and times of day, in English
 * and in their own language.
 */

/* The units of ISO 8601, in its order. */
#define PARCOURS_N_UNITS 7

/**
 * ParcoursAmounts:
 *
 * How much there is of each unit of time, as people say it: weeks stay weeks.
 */
typedef struct
{
  double of[PARCOURS_N_UNITS];
} ParcoursAmounts;

gboolean    parcours_number_read   (const char            *text,
                                    double                *number);

const char *parcours_unit_label    (guint                  unit);
void        parcours_amounts_parse (const char            *text,
                                    ParcoursAmounts       *amounts);
char       *parcours_amounts_format (const ParcoursAmounts *amounts);
const char *parcours_amounts_add   (ParcoursAmounts       *amounts,
                                    const char            *text,
                                    guint                  unit);

gboolean    parcours_time_read     (const char            *text,
                                    int                   *seconds);
char       *parcours_time_write    (int                    seconds);
gboolean    parcours_day_read      (const char            *text,
                                    gint32                *day);

G_END_DECLS
