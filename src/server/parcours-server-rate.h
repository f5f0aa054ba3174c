/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursServerRate:
 *
 * How often everybody has asked lately. Each may save up requests for
 * %PARCOURS_SERVER_RATE_BURST seconds, so that a burst after a pause is no offence.
 */
typedef struct _ParcoursServerRate ParcoursServerRate;

#define PARCOURS_SERVER_RATE_BURST 10

ParcoursServerRate *parcours_server_rate_new  (guint               per_second);
void                parcours_server_rate_free (ParcoursServerRate *rate);
guint               parcours_server_rate_take (ParcoursServerRate *rate,
                                               const char         *who,
                                               gint64              now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerRate, parcours_server_rate_free)

G_END_DECLS
