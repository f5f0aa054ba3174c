/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *parcours_app_settings_get      (void);
void       parcours_app_settings_remember (const char *path);
char      *parcours_app_settings_last     (void);

G_END_DECLS
