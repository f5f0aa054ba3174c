/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ParcoursCsv:
 *
 * A table in a text file, as other programs export it: its encoding and its
 * separator are found out, not asked.
 */
typedef struct _ParcoursCsv ParcoursCsv;

/**
 * ParcoursCsvRow:
 * @line: the line of the file in which it begins, from 1
 * @values: (array length=n_values): its values, in UTF-8
 * @n_values: how many
 *
 * One row, until the next is read.
 */
typedef struct
{
  gint64 line;
  const char **values;
  guint n_values;
} ParcoursCsvRow;

/**
 * ParcoursCsvFunc:
 * @row: a row
 * @user_data: user data
 *
 * Returns: whether to go on
 */
typedef gboolean (*ParcoursCsvFunc) (const ParcoursCsvRow *row,
                                     gpointer              user_data);

ParcoursCsv *parcours_csv_new       (const char       *path,
                                     GError          **error);
void         parcours_csv_free      (ParcoursCsv      *csv);
const char  *parcours_csv_encoding  (ParcoursCsv      *csv);
char         parcours_csv_separator (ParcoursCsv      *csv);
gsize        parcours_csv_length    (ParcoursCsv      *csv);
gsize        parcours_csv_position  (ParcoursCsv      *csv);
gboolean     parcours_csv_read      (ParcoursCsv      *csv,
                                     ParcoursCsvFunc   func,
                                     gpointer          user_data,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCsv, parcours_csv_free)

G_END_DECLS
