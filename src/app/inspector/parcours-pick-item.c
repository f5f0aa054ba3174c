/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-pick-item.h"
#include "parcours-text.h"

struct _ParcoursPickItem
{
  GObject parent_instance;

  char *id;     /* (owned) */
  char *label;  /* (owned) */
  char *detail; /* (owned) (nullable) */
  char *plain;  /* (owned) what a search looks in */
};

G_DEFINE_FINAL_TYPE (ParcoursPickItem, parcours_pick_item, G_TYPE_OBJECT)

static void
parcours_pick_item_finalize (GObject *object)
{
  ParcoursPickItem *self = PARCOURS_PICK_ITEM (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->detail);
  g_free (self->plain);

  G_OBJECT_CLASS (parcours_pick_item_parent_class)->finalize (object);
}

static void
parcours_pick_item_class_init (ParcoursPickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_pick_item_finalize;
}

static void
parcours_pick_item_init (ParcoursPickItem *self)
{
}

/**
 * parcours_pick_item_new:
 * @id: what it stands for
 * @label: its name for people
 * @detail: (nullable): what kind of thing it is, or where it belongs
 *
 * Returns: (transfer full): an item
 */
ParcoursPickItem *
parcours_pick_item_new (const char *id,
                        const char *label,
                        const char *detail)
{
  ParcoursPickItem *self = g_object_new (PARCOURS_TYPE_PICK_ITEM, NULL);
  g_autofree char *all = g_strjoin (" ", label, id, detail, NULL);

  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  self->plain = parcours_text_plain (all);

  return self;
}

/**
 * parcours_pick_item_id:
 * @self: an item
 *
 * Returns: (transfer none): what it stands for
 */
const char *
parcours_pick_item_id (ParcoursPickItem *self)
{
  return self->id;
}

/**
 * parcours_pick_item_label:
 * @self: an item
 *
 * Returns: (transfer none): its name for people
 */
const char *
parcours_pick_item_label (ParcoursPickItem *self)
{
  return self->label;
}

/**
 * parcours_pick_item_detail:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what kind of thing it is
 */
const char *
parcours_pick_item_detail (ParcoursPickItem *self)
{
  return self->detail;
}

/**
 * parcours_pick_item_matches:
 * @self: an item
 * @plain: (nullable): what somebody searches, as parcours_text_plain() makes it
 *
 * Returns: whether the item has all words of @plain in its name or its detail
 */
gboolean
parcours_pick_item_matches (ParcoursPickItem *self,
                            const char       *plain)
{
  g_auto (GStrv) words = g_strsplit (plain != NULL ? plain : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (self->plain, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_pick_list_add:
 * @list: (element-type ParcoursPickItem): a list
 * @id: what the item stands for
 * @label: its name for people
 * @detail: (nullable): what kind of thing it is
 */
void
parcours_pick_list_add (GListStore *list,
                        const char *id,
                        const char *label,
                        const char *detail)
{
  g_autoptr (ParcoursPickItem) item = parcours_pick_item_new (id, label, detail);

  g_list_store_append (list, item);
}
