/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

/* Nobody looks through more of them. */
#define PARCOURS_VERSIONS_MOST 50

/**
 * ParcoursVersion:
 * @n: its number, from 1, or 0 if it is none of the workspace
 * @name: (nullable): what a person called it
 * @reason: why it was cut, see #ParcoursVersionInfo
 * @at: when
 * @automation: as it was then
 *
 * An earlier version of an automation.
 */
typedef struct
{
  int n;
  char *name;
  char *reason;
  gint64 at;
  ParcoursAutomation *automation;
} ParcoursVersion;

ParcoursVersion *parcours_version_new_unnumbered  (ParcoursAutomation   *automation,
                                                   const char           *name);
void       parcours_version_free                  (ParcoursVersion      *version);
char      *parcours_version_to_words              (const ParcoursVersion *version,
                                                   const ParcoursZone   *zone);

void       parcours_project_load_versions_async   (ParcoursProject      *self,
                                                   const char           *slug,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GPtrArray *parcours_project_load_versions_finish  (ParcoursProject      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
