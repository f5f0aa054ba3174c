/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-csv.h"
#include "parcours-import-value.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursImportTarget:
 * @PARCOURS_IMPORT_IGNORE: nothing
 * @PARCOURS_IMPORT_FIELD: a field of the workspace, by its slug
 * @PARCOURS_IMPORT_NEW_FIELD: a field that is made, with the header as its name and the type that its values have
 * @PARCOURS_IMPORT_SCORE: a score of the workspace, by its slug
 * @PARCOURS_IMPORT_TAGS: tags, by name; those that are not there are made
 * @PARCOURS_IMPORT_GROUPS: groups, likewise
 * @PARCOURS_IMPORT_AUDIENCES: audiences, likewise
 * @PARCOURS_IMPORT_LISTS: lists, by name, on which the contact is; made likewise
 * @PARCOURS_IMPORT_LIST: the status on the list of that slug
 * @PARCOURS_IMPORT_LIST_SINCE: since when, on the list of that slug
 * @PARCOURS_IMPORT_STATUS: the status on all lists of the row
 * @PARCOURS_IMPORT_SINCE: since when, on all lists of the row
 * @PARCOURS_IMPORT_CONSENT: the status of the channel of that name
 * @PARCOURS_IMPORT_BLOCKED: yes where the channel of that name is blocked
 * @PARCOURS_IMPORT_BLOCKED_SENDERS: senders that are blocked, by slug
 * @PARCOURS_IMPORT_KEY: the contact key, from our own export
 *
 * What a column of a file becomes.
 */
typedef enum
{
  PARCOURS_IMPORT_IGNORE,
  PARCOURS_IMPORT_FIELD,
  PARCOURS_IMPORT_NEW_FIELD,
  PARCOURS_IMPORT_SCORE,
  PARCOURS_IMPORT_TAGS,
  PARCOURS_IMPORT_GROUPS,
  PARCOURS_IMPORT_AUDIENCES,
  PARCOURS_IMPORT_LISTS,
  PARCOURS_IMPORT_LIST,
  PARCOURS_IMPORT_LIST_SINCE,
  PARCOURS_IMPORT_STATUS,
  PARCOURS_IMPORT_SINCE,
  PARCOURS_IMPORT_CONSENT,
  PARCOURS_IMPORT_BLOCKED,
  PARCOURS_IMPORT_BLOCKED_SENDERS,
  PARCOURS_IMPORT_KEY,
} ParcoursImportTarget;

/**
 * ParcoursImportColumn:
 * @header: what the file calls it
 * @target: what it becomes
 * @slug: (nullable): of a field, a score or a list its slug; of consent the channel
 * @type: what its values are
 * @style: how it writes them
 * @n_values: how many rows have a value
 * @samples: (array zero-terminated=1): some of its values
 *
 * A column of a file; @target, @slug and @type may be changed before the import.
 */
typedef struct
{
  char *header;
  ParcoursImportTarget target;
  char *slug;
  ParcoursFieldType type;
  ParcoursValueStyle style;
  guint n_values;
  char **samples;
} ParcoursImportColumn;

/**
 * ParcoursImport:
 * @csv: the file
 * @source: the program that has exported it: `activecampaign`, `mailchimp`, `brevo`, `parcours`, or empty
 * @columns: (element-type ParcoursImportColumn): what becomes of its columns
 * @n_rows: how many rows it has, without the header
 * @list: (nullable): the slug of a list on which all are put, or %NULL
 * @new_list: (nullable): the name of a list on which all are put, made if there is none; @list goes first
 * @status: the status that they get there and, of a Mailchimp export, on the channel email
 * @tag: (nullable): the slug of a tag that all get, or %NULL
 * @merge: whether contacts that are there already take over the values of the file; if not, they are left alone
 *
 * What is to be imported, as proposed; everything but @csv may be changed before the import.
 */
typedef struct
{
  ParcoursCsv *csv;
  const char *source;
  GPtrArray *columns;
  gint64 n_rows;
  char *list;
  char *new_list;
  ParcoursListStatus status;
  char *tag;
  gboolean merge;
} ParcoursImport;

/**
 * ParcoursRefusedRow:
 * @line: the line of the file in which it begins
 * @reason: why, for people
 */
typedef struct
{
  gint64 line;
  char *reason;
} ParcoursRefusedRow;

/**
 * ParcoursImportReport:
 * @n_added: how many contacts are new
 * @n_merged: how many rows went into contacts that were there
 * @n_skipped: how many rows were left out because the contact was there
 * @refused: (element-type ParcoursRefusedRow): the rows that could not be read, in the order of the file
 * @made: (element-type utf8): what was made for the import, kind and slug
 *
 * What came of an import.
 */
typedef struct
{
  gint64 n_added;
  gint64 n_merged;
  gint64 n_skipped;
  GPtrArray *refused;
  GPtrArray *made;
} ParcoursImportReport;

ParcoursImport       *parcours_import_new         (ParcoursStore          *store,
                                                   const char             *path,
                                                   GCancellable           *cancellable,
                                                   GError                **error);
void                  parcours_import_free        (ParcoursImport         *import);
ParcoursImportColumn *parcours_import_column      (ParcoursImport         *import,
                                                   const char             *header);
ParcoursImportReport *parcours_store_import       (ParcoursStore          *store,
                                                   ParcoursImport         *import,
                                                   ParcoursStoreProgress   progress,
                                                   gpointer                user_data,
                                                   GCancellable           *cancellable,
                                                   GError                **error);
void                  parcours_import_report_free (ParcoursImportReport   *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursImport, parcours_import_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursImportReport, parcours_import_report_free)

G_END_DECLS
