/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

#define N_PEOPLE 500

/**
 * People:
 * @folder: a folder of its own, deleted at the end
 * @path: of the workspace in it
 * @project: the workspace, with %N_PEOPLE contacts, open for writing
 */
typedef struct
{
  char *folder;
  char *path;
  ParcoursProject *project;
} People;

void          people_set_up      (People               *people,
                                  gconstpointer         unused);
void          people_tear_down   (People               *people,
                                  gconstpointer         unused);
void          people_reopen      (People               *people,
                                  ParcoursStoreMode     mode);
char         *people_file        (People               *people,
                                  const char           *name);
gint64        people_find        (People               *people,
                                  const char           *email);
void          people_keep_result (GObject              *source,
                                  GAsyncResult         *result,
                                  gpointer              place);
GAsyncResult *people_wait        (GAsyncResult        **place);

G_END_DECLS
