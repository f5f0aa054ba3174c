/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-object.h"

G_BEGIN_DECLS

/**
 * ParcoursSlot:
 *
 * One value of one contact; the column says which member holds it.
 */
typedef union
{
  double number;  /* number, money, score; NAN is missing */
  gint64 at;      /* datetime; PARCOURS_INSTANT_MISSING */
  guint64 mask;   /* choices: a bit an option; 0 is missing */
  guint32 text;   /* text, choice, user; PARCOURS_TEXT_MISSING */
  gint32 day;     /* date: a day, PARCOURS_DAY_MISSING; birthday: month * 32 + day, 0 */
  gint8 boolean;  /* 0, 1, or -1 for missing */
} ParcoursSlot;

/**
 * ParcoursColumn:
 * @type: what it holds
 * @n: how many contacts
 * @numbers: for number and money
 * @instants: for datetime
 * @masks: for choices
 * @texts: for text, choice and user
 * @days: for date and birthday
 * @booleans: for bool
 * @options: (nullable) (array zero-terminated=1): for choices, the texts of the bits
 *
 * One property of all contacts, in the order of the population. Immutable once
 * its population is finished, and shared by populations.
 */
typedef struct
{
  gatomicrefcount ref_count;
  ParcoursFieldType type;
  guint n;
  union
  {
    double *numbers;
    gint64 *instants;
    guint64 *masks;
    guint32 *texts;
    gint32 *days;
    gint8 *booleans;
    gpointer data;
  };
  char **options;
} ParcoursColumn;

ParcoursColumn *parcours_column_new       (ParcoursFieldType      type,
                                           const char *const     *options);
ParcoursColumn *parcours_column_ref       (ParcoursColumn        *column);
void            parcours_column_unref     (ParcoursColumn        *column);
void            parcours_column_resize    (ParcoursColumn        *column,
                                           guint                  n);
gsize           parcours_column_width     (ParcoursFieldType      type);
void            parcours_column_permute   (ParcoursColumn        *column,
                                           const guint32         *order);
gboolean        parcours_column_set_text  (ParcoursColumn        *column,
                                           guint                  i,
                                           const char            *text,
                                           ParcoursTexts         *texts);
void            parcours_column_set_number (ParcoursColumn       *column,
                                            guint                 i,
                                            double                number);
ParcoursSlot    parcours_slot_missing     (ParcoursFieldType      type);
gboolean        parcours_slot_is_missing  (ParcoursFieldType      type,
                                           ParcoursSlot           slot);
gboolean        parcours_slot_equal       (ParcoursFieldType      type,
                                           ParcoursSlot           a,
                                           ParcoursSlot           b);
gboolean        parcours_slot_parse       (ParcoursFieldType      type,
                                           const char *const     *options,
                                           const char            *text,
                                           ParcoursTexts         *texts,
                                           ParcoursSlot          *slot);
ParcoursValue   parcours_slot_to_value    (ParcoursFieldType      type,
                                           ParcoursSlot           slot);
gboolean        parcours_slot_from_value  (ParcoursFieldType      type,
                                           ParcoursValue          value,
                                           ParcoursSlot          *slot);
char           *parcours_slot_format      (ParcoursFieldType      type,
                                           const char *const     *options,
                                           ParcoursSlot           slot,
                                           const ParcoursTexts   *texts);

static inline ParcoursSlot
parcours_column_get (const ParcoursColumn *column,
                     guint                 i)
{
  switch (column->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return (ParcoursSlot){ .number = column->numbers[i] };
    case PARCOURS_FIELD_DATETIME:
      return (ParcoursSlot){ .at = column->instants[i] };
    case PARCOURS_FIELD_CHOICES:
      return (ParcoursSlot){ .mask = column->masks[i] };
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_BIRTHDAY:
      return (ParcoursSlot){ .day = column->days[i] };
    case PARCOURS_FIELD_BOOL:
      return (ParcoursSlot){ .boolean = column->booleans[i] };
    case PARCOURS_FIELD_UNKNOWN:
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_CHOICE:
    case PARCOURS_FIELD_USER:
    default:
      return (ParcoursSlot){ .text = column->texts[i] };
    }
}

G_END_DECLS
