/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **parcours_zone_names           (void);
char  *parcours_zone_offset_to_words (const char *name,
                                      gint64      at);

G_END_DECLS
