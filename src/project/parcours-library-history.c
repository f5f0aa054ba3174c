/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-library-history.h"

/* More than anybody wants to go back; a message may be long. */
#define MAX_CHANGES 200

struct _ParcoursLibraryHistory
{
  GObject parent_instance;

  GQueue done;       /* (element-type ParcoursLibraryChange) the last one at the tail */
  GQueue undone;     /* (element-type ParcoursLibraryChange) the next one at the tail */
  gboolean is_burst; /* whether a change to the same entity belongs to the last one */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ParcoursLibraryHistory, parcours_library_history, G_TYPE_OBJECT)

static void
state_clear (ParcoursEntityState *state)
{
  g_clear_pointer (&state->label, g_free);
  g_clear_pointer (&state->attributes, json_object_unref);
}

/**
 * parcours_library_change_free:
 * @change: (transfer full): a change
 */
void
parcours_library_change_free (ParcoursLibraryChange *change)
{
  g_free (change->kind);
  g_free (change->slug);
  state_clear (&change->before);
  state_clear (&change->after);
  g_clear_pointer (&change->changes, g_bytes_unref);
  g_free (change);
}

static void
clear (GQueue *changes)
{
  g_queue_clear_full (changes, (GDestroyNotify) parcours_library_change_free);
}

static void
parcours_library_history_finalize (GObject *object)
{
  ParcoursLibraryHistory *self = PARCOURS_LIBRARY_HISTORY (object);

  clear (&self->done);
  clear (&self->undone);
  G_OBJECT_CLASS (parcours_library_history_parent_class)->finalize (object);
}

static void
parcours_library_history_class_init (ParcoursLibraryHistoryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_library_history_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
parcours_library_history_init (ParcoursLibraryHistory *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/**
 * parcours_library_history_new:
 *
 * Returns: (transfer full): a history in which nothing has happened
 */
ParcoursLibraryHistory *
parcours_library_history_new (void)
{
  return g_object_new (PARCOURS_TYPE_LIBRARY_HISTORY, NULL);
}

/**
 * parcours_library_history_can_undo:
 * @self: a history
 *
 * Returns: whether there is something to undo
 */
gboolean
parcours_library_history_can_undo (ParcoursLibraryHistory *self)
{
  return !g_queue_is_empty (&self->done);
}

/**
 * parcours_library_history_can_redo:
 * @self: a history
 *
 * Returns: whether there is something to do again
 */
gboolean
parcours_library_history_can_redo (ParcoursLibraryHistory *self)
{
  return !g_queue_is_empty (&self->undone);
}

static char *
describe (const ParcoursLibraryChange *change)
{
  if (change == NULL)
    return NULL;
  if (change->changes != NULL)
    return g_strdup (change->after.label);
  if (change->before.label == NULL)
    return g_strdup_printf (C_("thing that can be undone", "Add “%s”"), change->after.label);
  if (change->after.label == NULL)
    return g_strdup_printf (C_("thing that can be undone", "Delete “%s”"), change->before.label);
  if (!g_str_equal (change->before.label, change->after.label))
    return g_strdup_printf (C_("thing that can be undone", "Rename “%s”"), change->before.label);

  return g_strdup_printf (C_("thing that can be undone", "Change “%s”"), change->after.label);
}

/**
 * parcours_library_history_undo_label:
 * @self: a history
 *
 * Returns: (transfer full) (nullable): what would be undone, for people
 */
char *
parcours_library_history_undo_label (ParcoursLibraryHistory *self)
{
  return describe (g_queue_peek_tail (&self->done));
}

/**
 * parcours_library_history_redo_label:
 * @self: a history
 *
 * Returns: (transfer full) (nullable): what would be done again, for people
 */
char *
parcours_library_history_redo_label (ParcoursLibraryHistory *self)
{
  return describe (g_queue_peek_tail (&self->undone));
}

/**
 * parcours_library_history_end_burst:
 * @self: a history
 *
 * From now on a change is one of its own, though it is to the same entity as the last one.
 */
void
parcours_library_history_end_burst (ParcoursLibraryHistory *self)
{
  self->is_burst = FALSE;
}

/* Whoever types changes the same entity again and again. */
static gboolean
belongs_to (const ParcoursLibraryChange *change,
            const ParcoursLibraryChange *last)
{
  return last != NULL && g_str_equal (last->kind, change->kind) && g_str_equal (last->slug, change->slug) &&
         last->before.label != NULL && last->after.label != NULL && change->after.label != NULL &&
         g_str_equal (last->before.label, change->after.label);
}

/**
 * parcours_library_history_push:
 * @self: a history
 * @change: (transfer full): what has been done
 */
void
parcours_library_history_push (ParcoursLibraryHistory *self,
                               ParcoursLibraryChange  *change)
{
  ParcoursLibraryChange *last = g_queue_peek_tail (&self->done);

  clear (&self->undone);
  if (self->is_burst && belongs_to (change, last))
    {
      state_clear (&last->after);
      last->after = change->after;
      change->after = (ParcoursEntityState) { NULL, NULL };
      parcours_library_change_free (change);
    }
  else
    g_queue_push_tail (&self->done, change);
  self->is_burst = TRUE;
  if (g_queue_get_length (&self->done) > MAX_CHANGES)
    parcours_library_change_free (g_queue_pop_head (&self->done));
  g_signal_emit (self, changed_signal, 0);
}

/**
 * parcours_library_history_take:
 * @self: a history
 * @undone: whether it is one that was undone
 *
 * Returns: (transfer full) (nullable): the change that is next, which is in the history no more
 */
ParcoursLibraryChange *
parcours_library_history_take (ParcoursLibraryHistory *self,
                               gboolean                undone)
{
  ParcoursLibraryChange *change = g_queue_pop_tail (undone ? &self->undone : &self->done);

  self->is_burst = FALSE;
  if (change != NULL)
    g_signal_emit (self, changed_signal, 0);

  return change;
}

/**
 * parcours_library_history_give:
 * @self: a history
 * @change: (transfer full): what was taken
 * @undone: whether it is undone now
 */
void
parcours_library_history_give (ParcoursLibraryHistory *self,
                               ParcoursLibraryChange  *change,
                               gboolean                undone)
{
  g_queue_push_tail (undone ? &self->undone : &self->done, change);
  g_signal_emit (self, changed_signal, 0);
}
