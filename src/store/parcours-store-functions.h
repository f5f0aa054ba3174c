/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

void parcours_store_add_functions (sqlite3 *db);

G_END_DECLS
