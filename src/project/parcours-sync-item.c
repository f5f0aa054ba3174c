/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-phrase.h"
#include "parcours-sync-item.h"

struct _ParcoursSyncItem
{
  GObject parent_instance;

  ParcoursSyncEntry *entry; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ParcoursSyncItem, parcours_sync_item, G_TYPE_OBJECT)

/* What the log calls things, and what people read. */
static const struct
{
  const char *what;
  const char *words;
} sentences[] = {
  { "publish", N_("“{automation}” was published") },
  { "activate", N_("“{automation}” was activated on the server") },
  { "pause", N_("“{automation}” was paused on the server") },
  { "delete", N_("“{automation}” was deleted on the server") },
  { "added", N_("“{automation}” came from the server") },
  { "updated", N_("“{automation}” took over changes from the server") },
  { "deleted-there", N_("“{automation}” was deleted on the server by somebody else") },
  { "conflict", N_("“{automation}” has been changed here and on the server") },
  { "refused", N_("“{automation}” was refused by the server") },
  { "kept-ours", N_("Of “{automation}”, the version of this workspace was kept") },
  { "brought", N_("“{automation}” brought what it refers to and was missing here: {details}") },
  { "differs", N_("“{automation}” refers to things that are different here, and were left as they are: {details}") },
  { "took-theirs", N_("Of “{automation}”, the version of the server was taken") },
};

static void
parcours_sync_item_finalize (GObject *object)
{
  parcours_sync_entry_free (PARCOURS_SYNC_ITEM (object)->entry);
  G_OBJECT_CLASS (parcours_sync_item_parent_class)->finalize (object);
}

static void
parcours_sync_item_class_init (ParcoursSyncItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_sync_item_finalize;
}

static void
parcours_sync_item_init (ParcoursSyncItem *self)
{
}

/**
 * parcours_sync_item_new:
 * @entry: (transfer full): something that happened
 *
 * Returns: (transfer full): an item for it
 */
ParcoursSyncItem *
parcours_sync_item_new (ParcoursSyncEntry *entry)
{
  ParcoursSyncItem *self = g_object_new (PARCOURS_TYPE_SYNC_ITEM, NULL);

  self->entry = entry;

  return self;
}

/**
 * parcours_sync_item_entry:
 * @self: an item
 *
 * Returns: (transfer none): what happened
 */
const ParcoursSyncEntry *
parcours_sync_item_entry (ParcoursSyncItem *self)
{
  return self->entry;
}

/**
 * parcours_sync_item_words:
 * @self: an item
 * @name: (nullable): what people call the automation
 *
 * Returns: (transfer full): what happened, as a sentence in the user's language
 */
char *
parcours_sync_item_words (ParcoursSyncItem *self,
                          const char       *name)
{
  const ParcoursSyncEntry *entry = self->entry;
  const char *called = name != NULL ? name : entry->automation;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (g_str_equal (sentences[i].what, entry->what))
        return parcours_phrase_fill (_(sentences[i].words), "automation", called != NULL ? called : "", "details",
                                     entry->details != NULL ? entry->details : "", NULL);
    }

  return g_strdup (entry->what);
}
