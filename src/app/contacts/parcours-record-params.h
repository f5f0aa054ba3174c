/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-record-table.h"
#include "parcours-typed-fields.h"

G_BEGIN_DECLS

/**
 * ParcoursRecordKind:
 * @kind: a kind of records, such as `deal`
 * @title: what people call those of a contact
 * @single: what people call one of them, as a thing that can be added
 * @icon: an icon
 * @name: (nullable): the column that says most
 * @amount: (nullable): the column that is an amount of money
 *
 * A kind of records as the page of a contact shows it.
 */
typedef struct
{
  const char *kind;
  const char *title;
  const char *single;
  const char *icon;
  const char *name;
  const char *amount;
} ParcoursRecordKind;

const ParcoursRecordKind *parcours_record_nth_kind   (guint                       n);
const ParcoursRecordKind *parcours_record_find_kind  (const char                 *kind);
const char               *parcours_record_column_kind (const char                *kind,
                                                      const char                 *key);
void                      parcours_record_add_fields (ParcoursTypedFields        *fields,
                                                      ParcoursProject            *project,
                                                      const ParcoursRecordTable  *table,
                                                      JsonObject                 *columns);
void                      parcours_record_show       (ParcoursTypedFields        *fields,
                                                      ParcoursProject            *project,
                                                      const ParcoursRecordTable  *table,
                                                      JsonObject                 *columns);
void                      parcours_record_take       (ParcoursTypedFields        *fields,
                                                      ParcoursProject            *project,
                                                      const ParcoursRecordTable  *table,
                                                      JsonObject                 *columns,
                                                      const char                 *key,
                                                      JsonNode                   *value);

G_END_DECLS
