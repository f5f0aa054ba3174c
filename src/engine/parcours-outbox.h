/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursOutboxMessage:
 * @at: when
 * @key: the contact key
 * @columns: `contact`, `automation`, `step`, `channel` (email, sms, push, site-message, wallet, staff, webhook or
 *   salesforce), `topic`, `to`, `message`, `subject`, `body`, `url`, `status`; what there is none of is left out
 *
 * Something that would have left the machine, rendered with the contact's data.
 */
typedef struct
{
  gint64 at;
  guint64 key;
  JsonObject *columns;
} ParcoursOutboxMessage;

/**
 * ParcoursOutbox:
 *
 * What a run would have sent (DESIGN rule 14). It is filled by an observer, so it
 * belongs to one thread.
 */
typedef struct _ParcoursOutbox ParcoursOutbox;

ParcoursOutbox          *parcours_outbox_new     (ParcoursProgram           *program);
void                     parcours_outbox_free    (ParcoursOutbox            *self);
void                     parcours_outbox_observe (const ParcoursObservation *observation,
                                                  const ParcoursState       *state,
                                                  gpointer                   self);
void                     parcours_outbox_clear   (ParcoursOutbox            *self);
guint                    parcours_outbox_n_rows  (const ParcoursOutbox      *self);
const ParcoursOutboxMessage *parcours_outbox_nth_row (const ParcoursOutbox      *self,
                                                  guint                      n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursOutbox, parcours_outbox_free)

G_END_DECLS
