/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-outbox-item.h"

struct _ParcoursOutboxItem
{
  GObject parent_instance;

  ParcoursOutboxRow *row; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ParcoursOutboxItem, parcours_outbox_item, G_TYPE_OBJECT)

static void
parcours_outbox_item_finalize (GObject *object)
{
  parcours_outbox_row_free (PARCOURS_OUTBOX_ITEM (object)->row);
  G_OBJECT_CLASS (parcours_outbox_item_parent_class)->finalize (object);
}

static void
parcours_outbox_item_class_init (ParcoursOutboxItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_outbox_item_finalize;
}

static void
parcours_outbox_item_init (ParcoursOutboxItem *self)
{
}

/**
 * parcours_outbox_item_new:
 * @row: (transfer full): a row as the store lists it
 *
 * Returns: (transfer full): an item for it
 */
ParcoursOutboxItem *
parcours_outbox_item_new (ParcoursOutboxRow *row)
{
  ParcoursOutboxItem *self = g_object_new (PARCOURS_TYPE_OUTBOX_ITEM, NULL);

  self->row = row;

  return self;
}

/**
 * parcours_outbox_item_row:
 * @self: an item
 *
 * Returns: (transfer none): the row, without its body
 */
const ParcoursOutboxRow *
parcours_outbox_item_row (ParcoursOutboxItem *self)
{
  return self->row;
}

/**
 * parcours_outbox_item_same:
 * @self: an item
 * @other: another one
 *
 * Returns: whether both say the same
 */
gboolean
parcours_outbox_item_same (ParcoursOutboxItem *self,
                           ParcoursOutboxItem *other)
{
  return self->row->id == other->row->id && self->row->state == other->row->state && self->row->tries == other->row->tries &&
         g_strcmp0 (self->row->error, other->row->error) == 0;
}
