/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-remote-queue.h"

G_BEGIN_DECLS

#define TYPE_MEMORY_QUEUE (memory_queue_get_type ())

/**
 * MemoryQueue:
 *
 * A queue as the workspace keeps it, without the disk.
 */
G_DECLARE_FINAL_TYPE (MemoryQueue, memory_queue, MEMORY, QUEUE, GObject)

typedef enum
{
  ROW_WAITING,
  ROW_TRIED,
  ROW_STOPPED,
  ROW_DONE,
} RowState;

/* A change, and what has become of it. */
typedef struct
{
  ParcoursRemoteChange *change;     /* (owned) */
  RowState state;
  guint n_tries;
  guint n_failures;
  ParcoursPublication *publication; /* (owned) (nullable) */
  GError *error;                    /* (owned) (nullable) the last failure */
} Row;

MemoryQueue *memory_queue_new       (void);
Row         *memory_queue_add       (MemoryQueue             *queue,
                                     ParcoursRemoteOperation  operation,
                                     const char              *automation,
                                     const char              *name);
void         memory_queue_break     (MemoryQueue             *queue,
                                     gboolean                 broken);
void         memory_queue_let_go    (MemoryQueue             *queue,
                                     Row                     *row);
guint        memory_queue_count     (MemoryQueue             *queue,
                                     RowState                 state);

G_END_DECLS
