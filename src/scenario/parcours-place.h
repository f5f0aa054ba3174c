/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursPlace:
 * @parent: (nullable): what it is a part of
 * @key: (nullable): its key, if it is a member of an object
 * @index: its number, if it is an element of an array
 * @node: (nullable): what stands there, %NULL for nothing
 *
 * A place in a JSON document, so that a message can name it:
 * `contacts[0].lists.newsletter`. Places live on the stack of who reads.
 */
typedef struct _ParcoursPlace ParcoursPlace;
struct _ParcoursPlace
{
  const ParcoursPlace *parent;
  const char *key;
  guint index;
  JsonNode *node;
};

ParcoursPlace parcours_place_member      (const ParcoursPlace     *place,
                                          const char              *key);
ParcoursPlace parcours_place_element     (const ParcoursPlace     *place,
                                          guint                    index);
char         *parcours_place_path        (const ParcoursPlace     *place);
gboolean      parcours_place_fail        (const ParcoursPlace     *place,
                                          GError                 **error,
                                          const char              *message);
gboolean      parcours_place_prefix      (const ParcoursPlace     *place,
                                          GError                 **error);
gboolean      parcours_place_is_there    (const ParcoursPlace     *place);
gboolean      parcours_place_check_keys  (const ParcoursPlace     *place,
                                          const char *const       *keys,
                                          GError                 **error);
gboolean      parcours_place_object      (const ParcoursPlace     *place,
                                          JsonObject             **object,
                                          GError                 **error);
gboolean      parcours_place_array       (const ParcoursPlace     *place,
                                          JsonArray              **array,
                                          GError                 **error);
gboolean      parcours_place_string      (const ParcoursPlace     *place,
                                          const char             **text,
                                          GError                 **error);
gboolean      parcours_place_boolean     (const ParcoursPlace     *place,
                                          gboolean                *value,
                                          GError                 **error);
gboolean      parcours_place_integer     (const ParcoursPlace     *place,
                                          int                      minimum,
                                          gint64                  *value,
                                          GError                 **error);

typedef gboolean (*ParcoursPlaceFunc)    (const ParcoursPlace     *place,
                                          gpointer                 user_data,
                                          GError                 **error);
gboolean      parcours_place_foreach     (const ParcoursPlace     *place,
                                          ParcoursPlaceFunc        func,
                                          gpointer                 user_data,
                                          GError                 **error);

G_END_DECLS
