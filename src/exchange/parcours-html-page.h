/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *parcours_html_page_to_utf8 (const char *data,
                                  gsize       length);

G_END_DECLS
