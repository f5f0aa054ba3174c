/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-document.h"

/* Nobody goes back further, and the log is cut there too. */
#define MAX_UNDO 500

struct _ParcoursDocument
{
  GObject parent_instance;

  ParcoursAutomation *automation; /* (owned) */
  GQueue done;                    /* (owned) (element-type ParcoursEdit) the last one at the tail */
  GQueue undone;                  /* (owned) (element-type ParcoursEdit) the next to redo at the tail */
  gboolean in_burst;              /* whether the next edit may become one with the last */
};

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
} ParcoursDocumentProperty;

static GParamSpec *properties[PROP_CAN_REDO + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_EDITED,
} ParcoursDocumentSignal;

static guint signals[SIGNAL_EDITED + 1];

G_DEFINE_FINAL_TYPE (ParcoursDocument, parcours_document, G_TYPE_OBJECT)

/**
 * ParcoursDocument::changed:
 * @document: the document
 * @edit: (type gpointer): the #ParcoursEdit that was applied, undone or redone, in the direction it took
 *
 * The automation is another one now.
 */

/**
 * ParcoursDocument::edited:
 * @document: the document
 * @action: what happened: `do`, `extend` (the last edit became larger), `undo` or `redo`
 * @edit: (type gpointer): the #ParcoursEdit as it stands on its stack
 *
 * What somebody who keeps a log has to write.
 */

static void
clear_queue (GQueue *queue)
{
  g_queue_clear_full (queue, (GDestroyNotify) parcours_edit_unref);
}

static void
parcours_document_finalize (GObject *object)
{
  ParcoursDocument *self = PARCOURS_DOCUMENT (object);

  clear_queue (&self->done);
  clear_queue (&self->undone);
  g_clear_pointer (&self->automation, parcours_automation_unref);

  G_OBJECT_CLASS (parcours_document_parent_class)->finalize (object);
}

static void
parcours_document_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  ParcoursDocument *self = PARCOURS_DOCUMENT (object);

  switch ((ParcoursDocumentProperty) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, parcours_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, parcours_document_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_document_class_init (ParcoursDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = parcours_document_finalize;
  object_class->get_property = parcours_document_get_property;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
parcours_document_init (ParcoursDocument *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/**
 * parcours_document_new:
 * @automation: (transfer none): an automation
 *
 * Returns: (transfer full): a document in which nothing has been edited yet
 */
ParcoursDocument *
parcours_document_new (ParcoursAutomation *automation)
{
  ParcoursDocument *self = g_object_new (PARCOURS_TYPE_DOCUMENT, NULL);

  self->automation = parcours_automation_ref (automation);

  return self;
}

/**
 * parcours_document_automation:
 * @self: a document
 *
 * Returns: (transfer none): the automation as it is now; keep a reference to keep that form
 */
ParcoursAutomation *
parcours_document_automation (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), NULL);

  return self->automation;
}

static void
take_automation (ParcoursDocument   *self,
                 ParcoursAutomation *automation,
                 ParcoursEdit       *edit)
{
  parcours_automation_unref (self->automation);
  self->automation = automation;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, edit);
}

/* Whether @edit continues the last one, as a letter continues a word. */
static gboolean
continues_burst (ParcoursDocument *self,
                 ParcoursEdit     *edit)
{
  ParcoursEdit *last = g_queue_peek_tail (&self->done);

  return self->in_burst && last != NULL && parcours_edit_merge_key (edit) != NULL &&
         g_strcmp0 (parcours_edit_merge_key (edit), parcours_edit_merge_key (last)) == 0;
}

/**
 * parcours_document_apply:
 * @self: a document
 * @edit: (transfer none): an edit
 * @error: return location for an error
 *
 * Applies the edit, unless it changes nothing. What had been undone cannot be redone any more.
 *
 * Returns: whether the edit could be applied
 */
gboolean
parcours_document_apply (ParcoursDocument  *self,
                         ParcoursEdit      *edit,
                         GError           **error)
{
  ParcoursAutomation *automation;
  ParcoursEdit *kept;
  gboolean extends;

  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), FALSE);

  if (parcours_edit_is_empty (edit))
    return TRUE;
  automation = parcours_edit_apply (edit, self->automation, error);
  if (automation == NULL)
    return FALSE;

  extends = continues_burst (self, edit);
  if (extends)
    {
      g_autoptr (ParcoursEdit) last = g_queue_pop_tail (&self->done);

      kept = parcours_edit_combine (last, edit);
    }
  else
    kept = parcours_edit_ref (edit);
  g_queue_push_tail (&self->done, kept);
  if (g_queue_get_length (&self->done) > MAX_UNDO)
    parcours_edit_unref (g_queue_pop_head (&self->done));
  clear_queue (&self->undone);
  self->in_burst = TRUE;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, extends ? "extend" : "do", kept);
  take_automation (self, automation, edit);

  return TRUE;
}

static gboolean
move_edit (ParcoursDocument *self,
           GQueue           *from,
           GQueue           *to,
           gboolean          invert)
{
  ParcoursEdit *edit = g_queue_peek_tail (from);
  g_autoptr (ParcoursEdit) directed = NULL;
  ParcoursAutomation *automation;

  if (edit == NULL)
    return FALSE;
  directed = invert ? parcours_edit_invert (edit) : parcours_edit_ref (edit);
  automation = parcours_edit_apply (directed, self->automation, NULL);
  if (automation == NULL)
    return FALSE;
  g_queue_push_tail (to, g_queue_pop_tail (from));
  self->in_burst = FALSE;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, invert ? "undo" : "redo", edit);
  take_automation (self, automation, directed);

  return TRUE;
}

/**
 * parcours_document_undo:
 * @self: a document
 *
 * Returns: whether there was something to undo
 */
gboolean
parcours_document_undo (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), FALSE);

  return move_edit (self, &self->done, &self->undone, TRUE);
}

/**
 * parcours_document_redo:
 * @self: a document
 *
 * Returns: whether there was something to redo
 */
gboolean
parcours_document_redo (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), FALSE);

  return move_edit (self, &self->undone, &self->done, FALSE);
}

/**
 * parcours_document_can_undo:
 * @self: a document
 *
 * Returns: whether there is something to undo
 */
gboolean
parcours_document_can_undo (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), FALSE);

  return !g_queue_is_empty (&self->done);
}

/**
 * parcours_document_can_redo:
 * @self: a document
 *
 * Returns: whether there is something to redo
 */
gboolean
parcours_document_can_redo (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), FALSE);

  return !g_queue_is_empty (&self->undone);
}

/**
 * parcours_document_undo_label:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what undoing would undo
 */
const char *
parcours_document_undo_label (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), NULL);

  return g_queue_is_empty (&self->done) ? NULL : parcours_edit_label (g_queue_peek_tail (&self->done));
}

/**
 * parcours_document_redo_label:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what redoing would redo
 */
const char *
parcours_document_redo_label (ParcoursDocument *self)
{
  g_return_val_if_fail (PARCOURS_IS_DOCUMENT (self), NULL);

  return g_queue_is_empty (&self->undone) ? NULL : parcours_edit_label (g_queue_peek_tail (&self->undone));
}

/**
 * parcours_document_end_burst:
 * @self: a document
 *
 * Lets the next edit stand alone, because the person paused or went elsewhere.
 */
void
parcours_document_end_burst (ParcoursDocument *self)
{
  g_return_if_fail (PARCOURS_IS_DOCUMENT (self));

  self->in_burst = FALSE;
}

static void
fill_queue (GQueue    *queue,
            GPtrArray *edits)
{
  clear_queue (queue);
  for (guint i = 0; edits != NULL && i < edits->len; i++)
    g_queue_push_tail (queue, parcours_edit_ref (g_ptr_array_index (edits, i)));
}

/**
 * parcours_document_restore:
 * @self: a document
 * @done: (element-type ParcoursEdit): what can be undone, the last edit last
 * @undone: (element-type ParcoursEdit): what can be redone, the next one last
 *
 * Takes over the stacks of an earlier run of the program.
 */
void
parcours_document_restore (ParcoursDocument *self,
                           GPtrArray        *done,
                           GPtrArray        *undone)
{
  g_return_if_fail (PARCOURS_IS_DOCUMENT (self));

  fill_queue (&self->done, done);
  fill_queue (&self->undone, undone);
  self->in_burst = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}
