/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursServerEntry:
 * @id: the id of the automation
 * @slug: its name in the workspace it comes from
 * @name: its name for people
 * @platform: the name of its platform
 * @digest: of its current document
 * @by: the name of the token with which it was changed last
 * @revision: the number of its current revision, from 1
 * @change: the number of its last change, which no other automation's has
 * @updated: the instant of that change
 * @active_since: the instant from which it is active, or %PARCOURS_INSTANT_MISSING while it is paused
 * @deleted: whether it was deleted; its revisions can still be read
 *
 * What the server says of an automation without its document.
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
  gint64 change;
  gint64 updated;
  gint64 active_since;
  gboolean deleted;
} ParcoursServerEntry;

void      parcours_server_entry_free    (ParcoursServerEntry       *entry);
JsonNode *parcours_server_entry_to_json (const ParcoursServerEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerEntry, parcours_server_entry_free)

G_END_DECLS
