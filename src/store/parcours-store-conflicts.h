/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursConflictInfo:
 * @automation: the slug of an automation
 * @revision: the number of the server's revision, 0 if it is not known
 * @etag: (nullable): what the server calls it
 * @document: (nullable): the document as the server has it, under our slug; %NULL until it was fetched, or if it was deleted
 * @deleted: whether it was deleted on the server
 * @at: since when, in seconds since 1970
 *
 * What a server has where both sides have changed an automation.
 */
typedef struct
{
  char *automation;
  int revision;
  char *etag;
  char *document;
  gboolean deleted;
  gint64 at;
} ParcoursConflictInfo;

void       parcours_conflict_info_free        (ParcoursConflictInfo        *info);

GPtrArray *parcours_store_list_conflicts      (ParcoursStore               *store,
                                               const char                  *remote,
                                               GError                     **error);
gboolean   parcours_store_put_conflict        (ParcoursStore               *store,
                                               const char                  *remote,
                                               const ParcoursConflictInfo  *conflict,
                                               GError                     **error);
gboolean   parcours_store_resolve_conflict    (ParcoursStore               *store,
                                               const char                  *remote,
                                               const char                  *automation,
                                               GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursConflictInfo, parcours_conflict_info_free)

G_END_DECLS
