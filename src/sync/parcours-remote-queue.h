/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-publication.h"
#include "parcours-remote-change.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_REMOTE_QUEUE (parcours_remote_queue_get_type ())

/**
 * ParcoursRemoteQueue:
 *
 * The changes that wait to be sent to one server, as a #ParcoursSender sees
 * them. Whoever keeps them implements this; all of it may take time.
 */
G_DECLARE_INTERFACE (ParcoursRemoteQueue, parcours_remote_queue, PARCOURS, REMOTE_QUEUE, GObject)

/**
 * ParcoursRemoteQueueInterface:
 * @next_async: looks for the change with the lowest row among those whose automation is not in @busy, that are
 *   the first unfinished one of their automation, and that no failure has stopped; and notes on the disk that
 *   it is being tried, so that from now on nothing replaces it
 * @next_finish: (transfer full) (nullable): returns that change, or %NULL without an error if there is none
 * @done_async: notes in one transaction that the change is finished and what the server has now
 * @done_finish: returns whether that is on the disk
 * @failed_async: notes why the change failed, and, if @stopped, that it is not to be tried again, nor any later
 *   one of its automation, before a person has decided
 * @failed_finish: returns whether that is on the disk
 */
struct _ParcoursRemoteQueueInterface
{
  GTypeInterface parent_iface;

  void                  (*next_async)    (ParcoursRemoteQueue   *queue,
                                          const char *const     *busy,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
  ParcoursRemoteChange *(*next_finish)   (ParcoursRemoteQueue   *queue,
                                          GAsyncResult          *result,
                                          GError               **error);
  void                  (*done_async)    (ParcoursRemoteQueue   *queue,
                                          ParcoursRemoteChange  *change,
                                          ParcoursPublication   *publication,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
  gboolean              (*done_finish)   (ParcoursRemoteQueue   *queue,
                                          GAsyncResult          *result,
                                          GError               **error);
  void                  (*failed_async)  (ParcoursRemoteQueue   *queue,
                                          ParcoursRemoteChange  *change,
                                          const GError          *failure,
                                          gboolean               stopped,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
  gboolean              (*failed_finish) (ParcoursRemoteQueue   *queue,
                                          GAsyncResult          *result,
                                          GError               **error);
};

void                  parcours_remote_queue_next_async    (ParcoursRemoteQueue   *queue,
                                                           const char *const     *busy,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
ParcoursRemoteChange *parcours_remote_queue_next_finish   (ParcoursRemoteQueue   *queue,
                                                           GAsyncResult          *result,
                                                           GError               **error);
void                  parcours_remote_queue_done_async    (ParcoursRemoteQueue   *queue,
                                                           ParcoursRemoteChange  *change,
                                                           ParcoursPublication   *publication,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
gboolean              parcours_remote_queue_done_finish   (ParcoursRemoteQueue   *queue,
                                                           GAsyncResult          *result,
                                                           GError               **error);
void                  parcours_remote_queue_failed_async  (ParcoursRemoteQueue   *queue,
                                                           ParcoursRemoteChange  *change,
                                                           const GError          *failure,
                                                           gboolean               stopped,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
gboolean              parcours_remote_queue_failed_finish (ParcoursRemoteQueue   *queue,
                                                           GAsyncResult          *result,
                                                           GError               **error);
void                  parcours_remote_queue_changed       (ParcoursRemoteQueue   *queue);

G_END_DECLS
