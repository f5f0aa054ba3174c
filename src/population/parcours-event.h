/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-object.h"
#include "parcours-topic.h"

G_BEGIN_DECLS

/**
 * ParcoursOrigin:
 *
 * Who published an event (vocabulary, section 1, column "by").
 */
typedef enum
{
  PARCOURS_ORIGIN_OUTSIDE,
  PARCOURS_ORIGIN_IMPORT,
  PARCOURS_ORIGIN_BEHAVIOUR,
  PARCOURS_ORIGIN_EFFECT,
  PARCOURS_ORIGIN_CLOCK,
  PARCOURS_ORIGIN_DERIVED,
} ParcoursOrigin;

#define PARCOURS_N_ORIGINS 6

/* Of what admits a contact without an event: the date of a record. */
#define PARCOURS_TOPIC_NONE G_MAXUINT16

/**
 * ParcoursEvent:
 * @topic: the topic, by its place in the catalogue, or %PARCOURS_TOPIC_NONE
 * @origin: a #ParcoursOrigin
 * @was_opened: of a click: the message is known to have been opened before
 * @was_active: of leaving a list: the contact was active on it
 * @order: how many events of this contact's run were published before
 * @send: the send it is about, from 1, or 0
 * @at: when
 * @subject: of what, a number of the pool of texts
 * @payload: (nullable): what only this event carries
 * @base: (nullable): what every event about the subject carries, such as the lists of a message
 *
 * Something that happened to a contact.
 */
typedef struct
{
  guint16 topic;
  guint8 origin;
  guint8 was_opened;
  guint8 was_active;
  guint32 order;
  guint32 send;
  gint64 at;
  guint32 subject;
  const ParcoursObject *payload;
  const ParcoursObject *base;
} ParcoursEvent;

guint32       parcours_event_intern_subject (const ParcoursTopic *topic,
                                             const char          *subject,
                                             ParcoursTexts       *texts);
const ParcoursObject *parcours_event_read_payload (const ParcoursTopic *topic,
                                             JsonObject          *payload,
                                             ParcoursTexts       *texts,
                                             ParcoursArena       *arena);
ParcoursValue parcours_event_get    (const ParcoursEvent *event,
                                     GQuark               key);
ParcoursValue parcours_event_lookup (gconstpointer        event,
                                     GQuark               key);
const char   *parcours_origin_name  (ParcoursOrigin       origin);
gboolean      parcours_origin_parse (const char          *name,
                                     ParcoursOrigin      *origin);

G_END_DECLS
