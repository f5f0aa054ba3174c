/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The tables that the catalogue is held against, tab-separated, without their
 * heads: each line is an array of texts. */
GPtrArray *table_read     (const char   *name);
char     **table_split    (const char   *cell);
void       table_assert_same (GHashTable  *found,
                              const char  *cell,
                              const char  *what);
