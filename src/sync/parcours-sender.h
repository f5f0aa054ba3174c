/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-remote-client.h"
#include "parcours-remote-queue.h"

G_BEGIN_DECLS

/**
 * ParcoursSenderState:
 * @PARCOURS_SENDER_STOPPED: it was not started, or stopped
 * @PARCOURS_SENDER_IDLE: nothing waits that could be sent
 * @PARCOURS_SENDER_SENDING: at least one change is under way
 * @PARCOURS_SENDER_OFFLINE: there is no network
 * @PARCOURS_SENDER_WAITING: something failed that may pass by itself; it is tried again at `retry-at`
 * @PARCOURS_SENDER_BLOCKED: a person has to see to the server or the token; then parcours_sender_retry()
 *
 * What a sender is doing.
 */
typedef enum
{
  PARCOURS_SENDER_STOPPED,
  PARCOURS_SENDER_IDLE,
  PARCOURS_SENDER_SENDING,
  PARCOURS_SENDER_OFFLINE,
  PARCOURS_SENDER_WAITING,
  PARCOURS_SENDER_BLOCKED,
} ParcoursSenderState;

#define PARCOURS_TYPE_SENDER_STATE (parcours_sender_state_get_type ())
GType parcours_sender_state_get_type (void);

#define PARCOURS_TYPE_SENDER (parcours_sender_get_type ())

/**
 * ParcoursSender:
 *
 * Sends the changes that wait for one server: several at a time, but those of
 * one automation one after the other. What fails for a passing reason is tried
 * again after ever longer pauses, at once when the network comes back. What the
 * server refuses is handed to the queue and holds up its own automation alone.
 */
G_DECLARE_FINAL_TYPE (ParcoursSender, parcours_sender, PARCOURS, SENDER, GObject)

ParcoursSender      *parcours_sender_new       (ParcoursRemoteClient *client,
                                                ParcoursRemoteQueue  *queue,
                                                GNetworkMonitor      *monitor);
void                 parcours_sender_set_pause (ParcoursSender       *sender,
                                                guint                 first_ms);
void                 parcours_sender_start     (ParcoursSender       *sender);
void                 parcours_sender_stop      (ParcoursSender       *sender);
void                 parcours_sender_retry     (ParcoursSender       *sender);

ParcoursSenderState  parcours_sender_state     (ParcoursSender       *sender);
const GError        *parcours_sender_error     (ParcoursSender       *sender);
gint64               parcours_sender_retry_at  (ParcoursSender       *sender);
guint                parcours_sender_n_sending (ParcoursSender       *sender);

G_END_DECLS
