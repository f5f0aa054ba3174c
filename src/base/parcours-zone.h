/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-time.h"

G_BEGIN_DECLS

/**
 * ParcoursZone:
 *
 * A time zone of the IANA database, immutable and never freed.
 */
typedef struct _ParcoursZone ParcoursZone;

const ParcoursZone *parcours_zone_lookup        (const char         *name);
const ParcoursZone *parcours_zone_utc           (void);
const char         *parcours_zone_name          (const ParcoursZone *zone);
gint64              parcours_zone_to_local      (const ParcoursZone *zone,
                                                 gint64              at);
gint64              parcours_zone_to_utc        (const ParcoursZone *zone,
                                                 gint64              local);
gint64              parcours_zone_next_change   (const ParcoursZone *zone,
                                                 gint64              at);
gint64              parcours_zone_next_midnight (const ParcoursZone *zone,
                                                 gint64              at);
int                 parcours_zone_span          (const ParcoursZone *zone,
                                                 gint64              at,
                                                 gint64             *from,
                                                 gint64             *until);

G_END_DECLS
