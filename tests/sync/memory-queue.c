/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "memory-queue.h"
#include "server-process.h"

struct _MemoryQueue
{
  GObject parent_instance;

  GPtrArray *rows;   /* (owned) (element-type Row) in order */
  GHashTable *heads; /* (owned) (element-type utf8 utf8) the digest that the next change of an automation is based on */
  gboolean broken;   /* whether everything fails */
};

static void memory_queue_iface_init (ParcoursRemoteQueueInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MemoryQueue, memory_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PARCOURS_TYPE_REMOTE_QUEUE, memory_queue_iface_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  parcours_remote_change_unref (row->change);
  g_clear_pointer (&row->publication, parcours_publication_unref);
  g_clear_error (&row->error);
  g_free (row);
}

static Row *
row_of (MemoryQueue          *self,
        ParcoursRemoteChange *change)
{
  return g_ptr_array_index (self->rows, change->row);
}

/* The first unfinished change of its automation may go, unless a failure has stopped it. */
static Row *
find_next (MemoryQueue       *self,
           const char *const *busy)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->state == ROW_DONE || !g_hash_table_add (seen, row->change->automation))
        continue;
      if (row->state != ROW_STOPPED && !g_strv_contains (busy, row->change->automation))
        return row;
    }

  return NULL;
}

static gboolean
return_in_idle_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_task_get_task_data (task), NULL);

  return G_SOURCE_REMOVE;
}

/* Answers later, as a disk does; @value is what the finish function gets. */
static void
answer_later (MemoryQueue         *self,
              gpointer             value,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, value, NULL);
  if (self->broken)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full");
      g_object_unref (task);
    }
  else
    g_idle_add (return_in_idle_cb, task);
}

static void
next_async (ParcoursRemoteQueue *queue,
            const char *const   *busy,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  MemoryQueue *self = MEMORY_QUEUE (queue);
  Row *row = self->broken ? NULL : find_next (self, busy);

  if (row != NULL)
    {
      row->state = ROW_TRIED;
      row->n_tries++;
    }
  answer_later (self, row, callback, user_data);
}

static ParcoursRemoteChange *
next_finish (ParcoursRemoteQueue  *queue,
             GAsyncResult         *result,
             GError              **error)
{
  Row *row = g_task_propagate_pointer (G_TASK (result), error);

  return row != NULL ? parcours_remote_change_ref (row->change) : NULL;
}

static void
done_async (ParcoursRemoteQueue  *queue,
            ParcoursRemoteChange *change,
            ParcoursPublication  *publication,
            GAsyncReadyCallback   callback,
            gpointer              user_data)
{
  MemoryQueue *self = MEMORY_QUEUE (queue);
  Row *row = row_of (self, change);

  if (!self->broken)
    {
      g_assert_cmpint (row->state, ==, ROW_TRIED);
      row->state = ROW_DONE;
      row->publication = parcours_publication_ref (publication);
    }
  answer_later (self, self, callback, user_data);
}

static void
failed_async (ParcoursRemoteQueue  *queue,
              ParcoursRemoteChange *change,
              const GError         *failure,
              gboolean              stopped,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  MemoryQueue *self = MEMORY_QUEUE (queue);
  Row *row = row_of (self, change);

  if (!self->broken)
    {
      g_assert_cmpint (row->state, ==, ROW_TRIED);
      row->n_failures++;
      g_clear_error (&row->error);
      row->error = g_error_copy (failure);
      if (stopped)
        row->state = ROW_STOPPED;
    }
  answer_later (self, self, callback, user_data);
}

static gboolean
note_finish (ParcoursRemoteQueue  *queue,
             GAsyncResult         *result,
             GError              **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static void
memory_queue_iface_init (ParcoursRemoteQueueInterface *iface)
{
  iface->next_async = next_async;
  iface->next_finish = next_finish;
  iface->done_async = done_async;
  iface->done_finish = note_finish;
  iface->failed_async = failed_async;
  iface->failed_finish = note_finish;
}

static void
memory_queue_finalize (GObject *object)
{
  MemoryQueue *self = MEMORY_QUEUE (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->heads);

  G_OBJECT_CLASS (memory_queue_parent_class)->finalize (object);
}

static void
memory_queue_class_init (MemoryQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = memory_queue_finalize;
}

static void
memory_queue_init (MemoryQueue *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

MemoryQueue *
memory_queue_new (void)
{
  return g_object_new (TYPE_MEMORY_QUEUE, NULL);
}

/* Adds a change that is based on the last one of its automation, sent or not. */
Row *
memory_queue_add (MemoryQueue             *self,
                  ParcoursRemoteOperation  operation,
                  const char              *automation,
                  const char              *name)
{
  const char *base = g_hash_table_lookup (self->heads, automation);
  Row *row = g_new0 (Row, 1);
  g_autoptr (GBytes) document = NULL;

  if (operation == PARCOURS_REMOTE_PUBLISH)
    {
      g_autoptr (ParcoursAutomation) made = make_automation (automation, name);
      g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (made, NULL);

      document = g_bytes_ref (change->document);
    }
  row->change = parcours_remote_change_new (self->rows->len, operation, automation, base, NULL, document);
  g_ptr_array_add (self->rows, row);
  g_hash_table_replace (self->heads, g_strdup (automation), parcours_remote_change_digest (row->change));
  parcours_remote_queue_changed (PARCOURS_REMOTE_QUEUE (self));

  return row;
}

/* A broken queue fails at everything, as a full disk does. */
void
memory_queue_break (MemoryQueue *self,
                    gboolean     broken)
{
  self->broken = broken;
}

/* A person has decided that a stopped change need not be made. */
void
memory_queue_let_go (MemoryQueue *self,
                     Row         *row)
{
  g_assert_cmpint (row->state, ==, ROW_STOPPED);
  row->state = ROW_DONE;
  parcours_remote_queue_changed (PARCOURS_REMOTE_QUEUE (self));
}

guint
memory_queue_count (MemoryQueue *self,
                    RowState     state)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((Row *) g_ptr_array_index (self->rows, i))->state == state;

  return n;
}
