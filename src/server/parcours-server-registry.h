/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-database.h"
#include "parcours-server-entry.h"

G_BEGIN_DECLS

/*
 * The automations in the database. Whoever writes does so between
 * parcours_server_database_begin() and parcours_server_database_commit().
 */

/**
 * ParcoursServerRevision:
 * @number: from 1
 * @digest: of the document
 * @name: what the automation was called
 * @by: the name of the token with which it was published
 * @published: the instant of that
 */
typedef struct
{
  gint64 number;
  char *digest;
  char *name;
  char *by;
  gint64 published;
} ParcoursServerRevision;

/**
 * ParcoursServerFilter:
 * @after: only changes after this one
 * @since: only what was updated at this instant or later
 * @deleted: also what was deleted
 * @limit: how many at most
 */
typedef struct
{
  gint64 after;
  gint64 since;
  gboolean deleted;
  gint64 limit;
} ParcoursServerFilter;

gboolean   parcours_server_registry_find          (ParcoursServerDatabase      *database,
                                                   const char                  *id,
                                                   ParcoursServerEntry        **entry,
                                                   GError                     **error);
gboolean   parcours_server_registry_save          (ParcoursServerDatabase      *database,
                                                   ParcoursServerEntry         *entry,
                                                   GError                     **error);
GPtrArray *parcours_server_registry_list          (ParcoursServerDatabase      *database,
                                                   const ParcoursServerFilter  *filter,
                                                   GError                     **error);

gboolean   parcours_server_registry_add_revision  (ParcoursServerDatabase      *database,
                                                   const ParcoursServerEntry   *entry,
                                                   const char                  *document,
                                                   GError                     **error);
gboolean   parcours_server_registry_read_revision (ParcoursServerDatabase      *database,
                                                   const char                  *id,
                                                   gint64                       number,
                                                   ParcoursServerRevision     **revision,
                                                   GBytes                     **document,
                                                   GError                     **error);
GPtrArray *parcours_server_registry_revisions     (ParcoursServerDatabase      *database,
                                                   const char                  *id,
                                                   gint64                       before,
                                                   gint64                       limit,
                                                   GError                     **error);

void       parcours_server_revision_free          (ParcoursServerRevision      *revision);
JsonNode  *parcours_server_revision_to_json       (const ParcoursServerRevision *revision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerRevision, parcours_server_revision_free)

G_END_DECLS
