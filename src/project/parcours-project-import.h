/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-import.h"
#include "parcours-project.h"

G_BEGIN_DECLS

/**
 * ParcoursImportPreview:
 * @import: what is to be imported, as proposed; may be changed
 * @rows: (element-type GStrv): the first rows of the file, a value a column
 *
 * A file of contacts before it is imported.
 */
typedef struct
{
  ParcoursImport *import;
  GPtrArray *rows;
} ParcoursImportPreview;

void                   parcours_import_preview_free           (ParcoursImportPreview  *preview);

void                   parcours_project_preview_import_async  (ParcoursProject        *project,
                                                               const char             *path,
                                                               GCancellable           *cancellable,
                                                               GAsyncReadyCallback     callback,
                                                               gpointer                user_data);
ParcoursImportPreview *parcours_project_preview_import_finish (ParcoursProject        *project,
                                                               GAsyncResult           *result,
                                                               GError                **error);
void                   parcours_project_import_async          (ParcoursProject        *project,
                                                               ParcoursImportPreview  *preview,
                                                               ParcoursJob            *job,
                                                               GAsyncReadyCallback     callback,
                                                               gpointer                user_data);
ParcoursImportReport  *parcours_project_import_finish         (ParcoursProject        *project,
                                                               GAsyncResult           *result,
                                                               GError                **error);
void                   parcours_project_export_async          (ParcoursProject        *project,
                                                               const char             *path,
                                                               GArray                 *ids,
                                                               ParcoursJob            *job,
                                                               GAsyncReadyCallback     callback,
                                                               gpointer                user_data);
gboolean               parcours_project_export_finish         (ParcoursProject        *project,
                                                               GAsyncResult           *result,
                                                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursImportPreview, parcours_import_preview_free)

G_END_DECLS
