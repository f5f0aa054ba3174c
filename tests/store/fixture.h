/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-store-automations.h"
#include "parcours-store-contacts.h"
#include "parcours-store-events.h"
#include "parcours-store-library.h"
#include "parcours-store-population.h"
#include "parcours-store-settings.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * @folder: a folder of its own, deleted at the end
 * @path: of the workspace in it
 * @store: the workspace, open for writing
 */
typedef struct
{
  char *folder;
  char *path;
  ParcoursStore *store;
} Fixture;

void          fixture_set_up     (Fixture            *fixture,
                                  gconstpointer       unused);
void          fixture_tear_down  (Fixture            *fixture,
                                  gconstpointer       unused);
void          fixture_reopen     (Fixture            *fixture);
char         *fixture_file       (Fixture            *fixture,
                                  const char         *name);
void          fixture_write      (Fixture            *fixture,
                                  const char         *name,
                                  gconstpointer       content,
                                  gssize              length);

JsonNode     *parse_json         (const char         *text);
JsonObject   *parse_object       (const char         *text);
char         *add_entity         (ParcoursStore      *store,
                                  const char         *kind,
                                  const char         *label,
                                  const char         *attributes);
gint64        instant            (const char         *text);

G_END_DECLS
