/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-column.h"
#include "parcours-store-private.h"

G_BEGIN_DECLS

/**
 * ParcoursStoreField:
 * @kind: `field`, `score`, `deal-field`, `deal-score` or `account-field`
 * @slug: its name in files
 * @column: its column in the table of contacts, deals or accounts
 * @type: its type
 * @options: (nullable) (array zero-terminated=1): for choices, the options
 * @builtin: whether every contact has it
 *
 * A column of a table that a reference can name.
 */
typedef struct
{
  char *kind;
  char *slug;
  char *column;
  ParcoursFieldType type;
  char **options;
  gboolean builtin;
} ParcoursStoreField;

GPtrArray                *parcours_store_fields       (ParcoursStore             *store,
                                                       GError                   **error);
const ParcoursStoreField *parcours_store_find_field   (ParcoursStore             *store,
                                                       const char                *kind,
                                                       const char                *slug);
void                      parcours_store_forget_fields (ParcoursStore            *store);
gboolean                  parcours_store_bind_slot    (sqlite3_stmt              *stmt,
                                                       int                        i,
                                                       const ParcoursStoreField  *field,
                                                       const char                *text);
char                     *parcours_store_format_slot  (sqlite3_stmt              *stmt,
                                                       int                        column,
                                                       const ParcoursStoreField  *field);

G_END_DECLS
