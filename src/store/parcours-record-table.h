/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-column.h"

G_BEGIN_DECLS

/**
 * ParcoursRecordType:
 *
 * How a column of a record is stored, and what it is in conditions.
 */
typedef enum
{
  PARCOURS_RECORD_TEXT,
  PARCOURS_RECORD_NUMBER,
  PARCOURS_RECORD_MONEY,
  PARCOURS_RECORD_INSTANT,
  PARCOURS_RECORD_DAY,
  PARCOURS_RECORD_JSON,
} ParcoursRecordType;

/**
 * ParcoursRecordColumn:
 * @key: its name in files and conditions, such as `closed-at`
 * @column: its column in the table
 * @type: its type
 */
typedef struct
{
  const char *key;
  const char *column;
  ParcoursRecordType type;
} ParcoursRecordColumn;

/**
 * ParcoursRecordTable:
 * @kind: such as `deal`
 * @table: the table
 * @columns: its columns beside id, contact and created_at
 * @n_columns: how many
 *
 * Where the records of one kind are, one table a kind (vocabulary, section 5).
 */
typedef struct
{
  const char *kind;
  const char *table;
  const ParcoursRecordColumn *columns;
  guint n_columns;
} ParcoursRecordTable;

const ParcoursRecordTable *parcours_record_table     (const char *kind);
const ParcoursRecordTable *parcours_record_nth_table (guint       n);

G_END_DECLS
