/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * @folder: an empty folder
 * @path: the file of the workspace in it
 * @project: the sample workspace, open for writing
 */
typedef struct
{
  char *folder;
  char *path;
  ParcoursProject *project;
} Fixture;

void              fixture_set_up    (Fixture       *fixture,
                                     gconstpointer  unused);
void              fixture_tear_down (Fixture       *fixture,
                                     gconstpointer  unused);
void              fixture_reopen    (Fixture       *fixture);
ParcoursDocument *fixture_open      (Fixture       *fixture,
                                     const char    *slug);
void              rename_step       (ParcoursDocument *document,
                                     const char       *step,
                                     const char       *title);
void              keep_result       (GObject       *source,
                                     GAsyncResult  *result,
                                     gpointer       place);
void              wait_for_result   (GAsyncResult **place);

G_END_DECLS
