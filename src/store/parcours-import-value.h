/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursDateOrder:
 *
 * How a column of a file writes dates.
 */
typedef enum
{
  PARCOURS_DATE_YMD,
  PARCOURS_DATE_DMY,
  PARCOURS_DATE_MDY,
} ParcoursDateOrder;

#define PARCOURS_N_DATE_ORDERS 3

/**
 * ParcoursValueStyle:
 * @order: of dates
 * @decimal_comma: whether a comma stands before the decimals
 */
typedef struct
{
  ParcoursDateOrder order;
  gboolean decimal_comma;
} ParcoursValueStyle;

/**
 * ParcoursValueGuess:
 *
 * What the values of a column can be, as far as they are seen.
 */
typedef struct
{
  guint n_values;
  guint n_placeholders;
  guint not_numbers;
  guint not_bools;
  guint not_birthdays;
  guint not_dates[PARCOURS_N_DATE_ORDERS];
  guint with_time;
  guint with_comma;
  guint with_point;
} ParcoursValueGuess;

void              parcours_value_guess_see    (ParcoursValueGuess        *guess,
                                               const char                *text);
ParcoursFieldType parcours_value_guess_type   (const ParcoursValueGuess  *guess,
                                               ParcoursValueStyle        *style);
gboolean          parcours_import_says_none   (const char                *text);
gboolean          parcours_import_number      (const char                *text,
                                               gboolean                   decimal_comma,
                                               double                    *number);
gboolean          parcours_import_instant     (const char                *text,
                                               ParcoursDateOrder          order,
                                               const ParcoursZone        *zone,
                                               gint64                    *at);
char             *parcours_import_normalize   (const char                *text,
                                               ParcoursFieldType          type,
                                               const ParcoursValueStyle  *style,
                                               const ParcoursZone        *zone);

G_END_DECLS
