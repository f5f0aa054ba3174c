/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-store.h"

G_BEGIN_DECLS

/* So many runs are kept; the oldest goes when another one comes. */
#define PARCOURS_STORE_RUNS_MOST 50

/**
 * ParcoursSavedRun:
 * @id: its number
 * @name: what people call it
 * @at: when it was made, in seconds since 1970
 * @settings: (owned): what was run
 * @results: (owned): what came of it
 *
 * A simulation as it stands in the workspace.
 */
typedef struct
{
  gint64 id;
  char *name;
  gint64 at;
  JsonNode *settings;
  JsonNode *results;
} ParcoursSavedRun;

void       parcours_saved_run_free       (ParcoursSavedRun        *run);

GPtrArray *parcours_store_load_runs      (ParcoursStore           *store,
                                          GError                 **error);
gboolean   parcours_store_save_run       (ParcoursStore           *store,
                                          const ParcoursSavedRun  *run,
                                          GError                 **error);
gboolean   parcours_store_delete_run     (ParcoursStore           *store,
                                          gint64                   id,
                                          GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursSavedRun, parcours_saved_run_free)

G_END_DECLS
