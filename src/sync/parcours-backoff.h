/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When to try again. Pure functions: the same arguments, the same answer.
 */

#define PARCOURS_BACKOFF_FIRST_MS 1000
#define PARCOURS_BACKOFF_MAX_MS (15 * 60 * 1000)
#define PARCOURS_RETRY_AFTER_MAX (24 * 60 * 60)

guint parcours_backoff_delay      (guint       first_ms,
                                   guint       n_failures,
                                   guint       retry_after,
                                   guint64     bits);
guint parcours_retry_after_parse  (const char *value,
                                   const char *date,
                                   gint64      now);

G_END_DECLS
