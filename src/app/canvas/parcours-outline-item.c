/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-outline-item.h"

struct _ParcoursOutlineItem
{
  GObject parent_instance;

  char *id; /* (owned) */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ParcoursOutlineItem, parcours_outline_item, G_TYPE_OBJECT)

/**
 * ParcoursOutlineItem::changed:
 * @item: the item
 *
 * What the step says may be another thing.
 */

static void
parcours_outline_item_finalize (GObject *object)
{
  g_free (PARCOURS_OUTLINE_ITEM (object)->id);

  G_OBJECT_CLASS (parcours_outline_item_parent_class)->finalize (object);
}

static void
parcours_outline_item_class_init (ParcoursOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_outline_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
parcours_outline_item_init (ParcoursOutlineItem *self)
{
}

/**
 * parcours_outline_item_new:
 * @id: the id of a step
 *
 * Returns: (transfer full): an item
 */
ParcoursOutlineItem *
parcours_outline_item_new (const char *id)
{
  ParcoursOutlineItem *self = g_object_new (PARCOURS_TYPE_OUTLINE_ITEM, NULL);

  self->id = g_strdup (id);

  return self;
}

/**
 * parcours_outline_item_get_id:
 * @self: an item
 *
 * Returns: the id of its step
 */
const char *
parcours_outline_item_get_id (ParcoursOutlineItem *self)
{
  g_return_val_if_fail (PARCOURS_IS_OUTLINE_ITEM (self), NULL);

  return self->id;
}

/**
 * parcours_outline_item_changed:
 * @self: an item
 *
 * Lets the row that shows the item read its step again.
 */
void
parcours_outline_item_changed (ParcoursOutlineItem *self)
{
  g_return_if_fail (PARCOURS_IS_OUTLINE_ITEM (self));

  g_signal_emit (self, changed_signal, 0);
}
