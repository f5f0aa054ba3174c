/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

/**
 * Shop:
 * @folder: a folder of its own, deleted at the end
 * @project: the sample workspace in it
 */
typedef struct
{
  char *folder;
  ParcoursProject *project;
} Shop;

void shop_open  (Shop  *shop,
                 guint  n_contacts);
void shop_close (Shop  *shop);
void shop_wait  (gboolean (*holds) (gpointer user_data),
                 gpointer     user_data,
                 const char  *what);

G_END_DECLS
