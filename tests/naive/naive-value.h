/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NaiveType:
 *
 * What a value is. A value that is missing is %NULL.
 */
typedef enum
{
  NAIVE_NUMBER,
  NAIVE_TEXT,
  NAIVE_BOOL,
  NAIVE_INSTANT,
  NAIVE_DAY,
  NAIVE_LIST,
  NAIVE_OBJECT,
} NaiveType;

/**
 * NaiveValue:
 * @type: what it is
 * @number: the number, the seconds of an instant, the days of a day, or 0 or 1 of a bool
 * @text: the text
 * @items: (element-type NaiveValue): of a list
 * @members: (element-type utf8 NaiveValue): of an object
 *
 * A value of a field, a payload or a record, never changed. All values of a case
 * live until naive_pool_clear().
 */
typedef struct
{
  NaiveType type;
  double number;
  const char *text;
  GPtrArray *items;
  GHashTable *members;
} NaiveValue;

/**
 * NaiveTypes:
 * @key: a key
 * @user_data: user data
 *
 * Returns: (nullable): the declared type of the key, such as `money`
 */
typedef const char *(*NaiveTypes) (const char *key,
                                   gpointer    user_data);

gpointer          naive_keep              (gpointer          data,
                                           GDestroyNotify    free_func);
#define naive_new(type) ((type *) naive_keep (g_new0 (type, 1), g_free))
const char       *naive_keep_text         (char             *text);
void              naive_pool_clear        (void);

const NaiveValue *naive_number            (double            number);
const NaiveValue *naive_text              (const char       *text);
const NaiveValue *naive_bool              (gboolean          boolean);
const NaiveValue *naive_instant           (gint64            at);
const NaiveValue *naive_day               (gint32            day);
const NaiveValue *naive_list              (GPtrArray        *items);
const NaiveValue *naive_object            (GHashTable       *members);
const NaiveValue *naive_value_from_json   (JsonNode         *node,
                                           const char       *type,
                                           NaiveTypes        types,
                                           gpointer          user_data);
gboolean          naive_value_equal       (const NaiveValue *a,
                                           const NaiveValue *b);
gboolean          naive_value_is_text     (const NaiveValue *value,
                                           const char       *text);
double            naive_value_number      (const NaiveValue *value,
                                           double            fallback);
const char       *naive_value_text        (const NaiveValue *value);
JsonNode         *naive_value_to_json     (const NaiveValue *value);

GPtrArray        *naive_items_new         (void);
GHashTable       *naive_members_new       (void);
GHashTable       *naive_members_copy      (GHashTable       *members);
GHashTable       *naive_members_from_json (JsonObject       *object,
                                           NaiveTypes        types,
                                           gpointer          user_data);
const NaiveValue *naive_get               (GHashTable       *members,
                                           const char       *key);
void              naive_set               (GHashTable       *members,
                                           const char       *key,
                                           const NaiveValue *value);
void              naive_set_default       (GHashTable       *members,
                                           const char       *key,
                                           const NaiveValue *value);
GPtrArray        *naive_keys              (GHashTable       *table);

G_END_DECLS
