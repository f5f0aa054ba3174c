/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * JSON as Parcours reads and writes it. json-glib alone accepts what would hurt
 * later, so every text is scanned first: UTF-8, nesting up to
 * PARCOURS_JSON_MAX_DEPTH, size up to PARCOURS_JSON_MAX_SIZE, no key twice, whole
 * numbers within ±2^53. Errors name line and column.
 *
 * Trees that several threads know are shared by their nodes, whose references
 * json-glib counts with atomics; those of objects and arrays it does not.
 */
#define PARCOURS_JSON_MAX_DEPTH 64
#define PARCOURS_JSON_MAX_SIZE (64 * 1024 * 1024)

gboolean     parcours_json_scan            (const char  *data,
                                            gsize        length,
                                            GError     **error);
JsonNode    *parcours_json_parse           (const char  *data,
                                            gssize       length,
                                            GError     **error);
JsonNode    *parcours_json_load            (const char  *path,
                                            GError     **error);
gboolean     parcours_json_save            (JsonNode    *node,
                                            const char  *path,
                                            GError     **error);

char        *parcours_json_to_text         (JsonNode    *node);
char        *parcours_json_to_line         (JsonNode    *node);
char        *parcours_json_digest          (JsonNode    *node);
gboolean     parcours_json_equal           (JsonNode    *a,
                                            JsonNode    *b);

const char  *parcours_json_string          (JsonNode    *node);
gboolean     parcours_json_number          (JsonNode    *node,
                                            double      *number);
const char  *parcours_json_member_string   (JsonObject  *object,
                                            const char  *name);
gboolean     parcours_json_member_boolean  (JsonObject  *object,
                                            const char  *name,
                                            gboolean     fallback);
double       parcours_json_member_number   (JsonObject  *object,
                                            const char  *name,
                                            double       fallback);
JsonObject  *parcours_json_member_object   (JsonObject  *object,
                                            const char  *name);
JsonArray   *parcours_json_member_array    (JsonObject  *object,
                                            const char  *name);
GList       *parcours_json_sorted_members  (JsonObject  *object);
JsonNode    *parcours_json_new_string      (const char  *text);
JsonNode    *parcours_json_take_object     (JsonObject  *object);
JsonNode    *parcours_json_take_array      (JsonArray   *array);
JsonNode    *parcours_json_ref_member      (JsonObject  *object,
                                            const char  *name);
JsonNode    *parcours_json_ref_element     (JsonArray   *array,
                                            guint        n);
JsonObject  *parcours_json_copy_object     (JsonObject  *object);
JsonObject  *parcours_json_copy_member     (JsonObject  *object,
                                            const char  *name);
void         parcours_json_add_members     (JsonObject  *object,
                                            JsonObject  *other);
JsonArray   *parcours_json_copy_array      (JsonArray   *array);
gboolean     parcours_json_array_has       (JsonArray   *array,
                                            const char  *text);
JsonNode    *parcours_json_with_member     (JsonObject  *object,
                                            const char  *name,
                                            JsonNode    *value);

G_END_DECLS
