/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Smaller bodies gain nothing: they fit into one packet as they are. */
#define PARCOURS_GZIP_MIN_SIZE 1024

GBytes *parcours_gzip   (GBytes  *plain);
GBytes *parcours_gunzip (GBytes  *compressed,
                         gsize    limit,
                         GError **error);

G_END_DECLS
