/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-arena.h"
#include "parcours-texts.h"

G_BEGIN_DECLS

/**
 * ParcoursValueType:
 *
 * What a value of a payload or a record is.
 */
typedef enum
{
  PARCOURS_VALUE_MISSING,
  PARCOURS_VALUE_NUMBER,
  PARCOURS_VALUE_TEXT,
  PARCOURS_VALUE_BOOL,
  PARCOURS_VALUE_INSTANT,
  PARCOURS_VALUE_DAY,
  PARCOURS_VALUE_OBJECT,
  PARCOURS_VALUE_ARRAY,
} ParcoursValueType;

/* The number of a key that is written here, looked up once. */
#define PARCOURS_KEY(name)                            \
  (G_GNUC_EXTENSION ({                                \
    static GQuark key_of_name = 0;                    \
                                                      \
    if (G_UNLIKELY (key_of_name == 0))                \
      key_of_name = g_quark_from_static_string (name); \
    key_of_name;                                      \
  }))

typedef struct _ParcoursObject ParcoursObject;
typedef struct _ParcoursArray ParcoursArray;

/**
 * ParcoursValue:
 *
 * A value of a payload or a record. Objects and arrays belong to an arena.
 */
typedef struct
{
  ParcoursValueType type;
  union
  {
    double number;
    guint32 text;
    gboolean boolean;
    gint64 at;
    gint32 day;
    const ParcoursObject *object;
    const ParcoursArray *array;
  };
} ParcoursValue;

typedef struct
{
  GQuark key;
  ParcoursValue value;
} ParcoursMember;

/**
 * ParcoursObject:
 * @n_members: how many members there are
 * @size: for how many there is room
 * @members: in no order; payloads have few keys
 *
 * A payload, or the columns of a record.
 */
struct _ParcoursObject
{
  guint n_members;
  guint size;
  ParcoursMember *members;
};

struct _ParcoursArray
{
  guint n_values;
  ParcoursValue *values;
};

/**
 * ParcoursKeyTypes:
 *
 * Tells the declared type of a key, such as `money`, or %NULL.
 */
typedef const char *(*ParcoursKeyTypes) (const char *key,
                                         gpointer    user_data);

ParcoursObject      *parcours_object_from_json (JsonObject           *json,
                                                ParcoursKeyTypes      types,
                                                gpointer              user_data,
                                                ParcoursTexts        *texts,
                                                ParcoursArena        *arena);
ParcoursObject      *parcours_object_new       (guint                 size,
                                                ParcoursArena        *arena);
ParcoursObject      *parcours_object_copy      (const ParcoursObject *object,
                                                ParcoursArena        *arena);
void                 parcours_object_set       (ParcoursObject       *object,
                                                GQuark                key,
                                                ParcoursValue         value,
                                                ParcoursArena        *arena);
JsonNode            *parcours_object_to_json   (const ParcoursObject *object,
                                                const ParcoursTexts  *texts);
JsonNode            *parcours_value_to_json    (ParcoursValue         value,
                                                const ParcoursTexts  *texts);
gboolean             parcours_value_equal      (ParcoursValue         a,
                                                ParcoursValue         b);

static inline ParcoursValue
parcours_value_number (double number)
{
  return (ParcoursValue){ PARCOURS_VALUE_NUMBER, { .number = number } };
}

static inline ParcoursValue
parcours_value_text (guint32 text)
{
  return (ParcoursValue){ text != PARCOURS_TEXT_MISSING ? PARCOURS_VALUE_TEXT : PARCOURS_VALUE_MISSING,
                          { .text = text } };
}

static inline ParcoursValue
parcours_value_bool (gboolean boolean)
{
  return (ParcoursValue){ PARCOURS_VALUE_BOOL, { .boolean = boolean } };
}

static inline ParcoursValue
parcours_value_instant (gint64 at)
{
  return (ParcoursValue){ PARCOURS_VALUE_INSTANT, { .at = at } };
}

static inline ParcoursValue
parcours_value_day (gint32 day)
{
  return (ParcoursValue){ PARCOURS_VALUE_DAY, { .day = day } };
}

/**
 * parcours_object_get:
 * @object: (nullable): an object
 * @key: a key
 *
 * Returns: the member's value, missing if there is none
 */
static inline ParcoursValue
parcours_object_get (const ParcoursObject *object,
                     GQuark                key)
{
  for (guint i = 0; object != NULL && i < object->n_members; i++)
    {
      if (object->members[i].key == key)
        return object->members[i].value;
    }

  return (ParcoursValue){ PARCOURS_VALUE_MISSING };
}

G_END_DECLS
