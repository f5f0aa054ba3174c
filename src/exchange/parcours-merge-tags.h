/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *parcours_merge_tags_convert (const char *text);

G_END_DECLS
