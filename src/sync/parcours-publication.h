/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PUBLICATION (parcours_publication_get_type ())

/**
 * ParcoursPublication:
 * @id: the id of the automation
 * @slug: (nullable): its name in the workspace it comes from
 * @name: (nullable): its name for people
 * @platform: (nullable): the name of its platform
 * @digest: (nullable): of its document; the entity tag is made of it, so it is what a change is based on
 * @by: (nullable): who published it: the name of a token
 * @revision: the number of the revision, from 1; 0 if it is not known
 * @updated: the instant of the last change by the server's clock, or %PARCOURS_INSTANT_MISSING
 * @active_since: the instant from which it is active, or %PARCOURS_INSTANT_MISSING
 * @deleted: whether it was deleted
 * @automation: (nullable): the document, if that was asked for
 * @bundle: (nullable): what came with it: entities by plural and slug, to which it refers
 *
 * What a server knows of an automation. It never changes, and may be read on any thread.
 */
typedef struct
{
  char *id;
  char *slug;
  char *name;
  char *platform;
  char *digest;
  char *by;
  gint64 revision;
  gint64 updated;
  gint64 active_since;
  gboolean deleted;
  ParcoursAutomation *automation;
  JsonObject *bundle;

  /*< private >*/
  gatomicrefcount ref_count;
} ParcoursPublication;

GType                parcours_publication_get_type          (void);
ParcoursPublication *parcours_publication_new               (const char           *id);
ParcoursPublication *parcours_publication_new_from_summary  (JsonNode             *node);
ParcoursPublication *parcours_publication_new_from_revision (const char           *id,
                                                             JsonNode             *node);
ParcoursPublication *parcours_publication_ref               (ParcoursPublication  *publication);
void                 parcours_publication_unref             (ParcoursPublication  *publication);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPublication, parcours_publication_unref)

G_END_DECLS
