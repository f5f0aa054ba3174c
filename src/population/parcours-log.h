/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursLogEvent:
 * @topic: what happened
 * @at: when, in seconds since 1970
 * @subject: (nullable): of what
 * @payload: (nullable): with what, a JSON object on one line
 */
typedef struct
{
  const ParcoursTopic *topic;
  gint64 at;
  char *subject;
  char *payload;
} ParcoursLogEvent;

/**
 * ParcoursLogContact:
 * @id: its number
 * @email: (nullable): its address
 * @phone: (nullable): its telephone number
 * @zone: its zone, that of the workspace if it has none
 * @created: when it came, in seconds since 1970
 * @events: (element-type ParcoursLogEvent): what happened to it, in order
 */
typedef struct
{
  gint64 id;
  const char *email;
  const char *phone;
  const ParcoursZone *zone;
  gint64 created;
  const GArray *events;
} ParcoursLogContact;

/**
 * ParcoursLogFunc:
 * @contact: a contact with its past, for the length of the call
 * @user_data: what the caller gave
 */
typedef void (*ParcoursLogFunc) (const ParcoursLogContact *contact,
                                 gpointer                  user_data);

G_END_DECLS
