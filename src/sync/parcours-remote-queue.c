/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-remote-queue.h"

G_DEFINE_INTERFACE (ParcoursRemoteQueue, parcours_remote_queue, G_TYPE_OBJECT)

static guint changed_signal;

/**
 * ParcoursRemoteQueue::changed:
 * @queue: the queue
 *
 * There may be a change that can be tried, one that was not there before or was stopped.
 */

static void
parcours_remote_queue_default_init (ParcoursRemoteQueueInterface *iface)
{
  changed_signal = g_signal_new ("changed", PARCOURS_TYPE_REMOTE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

/**
 * parcours_remote_queue_next_async:
 * @queue: a queue
 * @busy: (array zero-terminated=1): the ids of automations of which a change is under way; whoever needs
 *   them after this call copies them
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for the next change to try.
 */
void
parcours_remote_queue_next_async (ParcoursRemoteQueue *queue,
                                  const char *const   *busy,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue));

  PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->next_async (queue, busy, callback, user_data);
}

/**
 * parcours_remote_queue_next_finish:
 * @queue: a queue
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the change, or %NULL without an error if there is none
 */
ParcoursRemoteChange *
parcours_remote_queue_next_finish (ParcoursRemoteQueue  *queue,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue), NULL);

  return PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->next_finish (queue, result, error);
}

/**
 * parcours_remote_queue_done_async:
 * @queue: a queue
 * @change: a change that the server has made
 * @publication: what the server has now
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Notes that a change is finished.
 */
void
parcours_remote_queue_done_async (ParcoursRemoteQueue  *queue,
                                  ParcoursRemoteChange *change,
                                  ParcoursPublication  *publication,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue));

  PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->done_async (queue, change, publication, callback, user_data);
}

/**
 * parcours_remote_queue_done_finish:
 * @queue: a queue
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is on the disk
 */
gboolean
parcours_remote_queue_done_finish (ParcoursRemoteQueue  *queue,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue), FALSE);

  return PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->done_finish (queue, result, error);
}

/**
 * parcours_remote_queue_failed_async:
 * @queue: a queue
 * @change: a change that was not made, as far as is known
 * @failure: why
 * @stopped: whether it waits for a person now
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Notes that a change has failed.
 */
void
parcours_remote_queue_failed_async (ParcoursRemoteQueue  *queue,
                                    ParcoursRemoteChange *change,
                                    const GError         *failure,
                                    gboolean              stopped,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue));

  PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->failed_async (queue, change, failure, stopped, callback, user_data);
}

/**
 * parcours_remote_queue_failed_finish:
 * @queue: a queue
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is on the disk
 */
gboolean
parcours_remote_queue_failed_finish (ParcoursRemoteQueue  *queue,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_return_val_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue), FALSE);

  return PARCOURS_REMOTE_QUEUE_GET_IFACE (queue)->failed_finish (queue, result, error);
}

/**
 * parcours_remote_queue_changed:
 * @queue: a queue
 *
 * Tells whoever sends that there may be something to send. For those who implement queues.
 */
void
parcours_remote_queue_changed (ParcoursRemoteQueue *queue)
{
  g_return_if_fail (PARCOURS_IS_REMOTE_QUEUE (queue));

  g_signal_emit (queue, changed_signal, 0);
}
