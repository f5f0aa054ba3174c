/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-duration.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/* A session on a site or in an app ends after so many seconds without activity (vocabulary, sessions). */
#define PARCOURS_SESSION_GAP (30 * 60)

/**
 * ParcoursSettings:
 * @zone: the workspace's zone
 * @from: the first instant
 * @to: the end, which does not belong to the period
 * @seed: the seed of all draws
 * @cap_messages: the workspace's frequency cap: how many messages a contact may get, 0 for no cap
 * @cap_within: in which sliding time
 * @cap_skips: whether a message over the cap is skipped, and not delayed
 * @cap_channels: which channels count, a bit each
 * @quiet_hours: (nullable) (unowned): the quiet hours of automations that have none of their own, as in an
 *   automation; read while a program is compiled
 * @session_gap: after how many seconds without activity a session ends
 *
 * When a run takes place, and what holds in the workspace.
 */
typedef struct
{
  const ParcoursZone *zone;
  gint64 from;
  gint64 to;
  guint64 seed;
  guint cap_messages;
  ParcoursDuration cap_within;
  gboolean cap_skips;
  guint cap_channels;
  JsonObject *quiet_hours;
  gint64 session_gap;
} ParcoursSettings;

void parcours_settings_read (ParcoursSettings *settings,
                             JsonObject       *object);

G_END_DECLS
