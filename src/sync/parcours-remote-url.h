/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *parcours_remote_url_normalize    (const char  *text,
                                            GError     **error);
gboolean  parcours_remote_url_is_local     (const char  *url);
char     *parcours_remote_url_host         (const char  *url);
char     *parcours_remote_url_build        (const char  *url,
                                            const char  *path,
                                            const char  *query);
gboolean  parcours_remote_url_same_server  (GUri        *a,
                                            GUri        *b);

G_END_DECLS
