/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-record-table.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursStoredRecord:
 * @table: what it is
 * @ident: the id by which events and people name it
 * @created: when it was made, in seconds since 1970
 * @columns: its columns by key; instants as seconds since 1970, days as days since 1970, fields of the workspace's
 *   own as files spell them
 *
 * A deal, a task, a note, an order ... of one contact, for the hands of a person.
 */
typedef struct
{
  const ParcoursRecordTable *table;
  char *ident;
  gint64 created;
  JsonObject *columns;
} ParcoursStoredRecord;

/**
 * ParcoursStoredPassage:
 * @automation: the slug of the automation
 * @step: (nullable): the id of the step where the contact is or was last
 * @entered: when it entered, in seconds since 1970
 * @ended: when it ended, or 0
 * @reason: (nullable): why it ended
 *
 * A recorded passage of a contact through an automation.
 */
typedef struct
{
  char *automation;
  char *step;
  gint64 entered;
  gint64 ended;
  char *reason;
} ParcoursStoredPassage;

void       parcours_stored_record_free  (ParcoursStoredRecord   *record);
void       parcours_stored_passage_free (ParcoursStoredPassage  *passage);
GPtrArray *parcours_store_list_records  (ParcoursStore          *store,
                                         gint64                  contact,
                                         guint                   max,
                                         GError                **error);
GPtrArray *parcours_store_list_passages (ParcoursStore          *store,
                                         gint64                  contact,
                                         guint                   max,
                                         GError                **error);
GPtrArray *parcours_store_list_accounts (ParcoursStore          *store,
                                         gint64                  contact,
                                         GError                **error);
ParcoursStoredRecord *
           parcours_store_load_record   (ParcoursStore          *store,
                                         gint64                  contact,
                                         const char             *kind,
                                         const char             *ident,
                                         GError                **error);
GPtrArray *parcours_record_fields       (ParcoursStore          *store,
                                         const ParcoursRecordTable *table,
                                         GError                **error);
char      *parcours_store_set_record    (ParcoursStore          *store,
                                         gint64                  contact,
                                         const char             *kind,
                                         const char             *ident,
                                         JsonObject             *columns,
                                         gint64                  at,
                                         GError                **error);
gboolean   parcours_store_link_account  (ParcoursStore          *store,
                                         gint64                  contact,
                                         const char             *account,
                                         gboolean                linked,
                                         gint64                  at,
                                         GError                **error);
char      *parcours_store_add_note      (ParcoursStore          *store,
                                         gint64                  contact,
                                         const char             *text,
                                         gint64                  at,
                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStoredRecord, parcours_stored_record_free)

G_END_DECLS
