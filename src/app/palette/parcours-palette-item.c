/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-palette-item.h"
#include "parcours-phrase.h"
#include "parcours-text.h"

struct _ParcoursPaletteItem
{
  GObject parent_instance;

  char *label;            /* (owned) */
  const ParcoursRow *row; /* (nullable) NULL of a category */
  GListStore *children;   /* (owned) (nullable) of a category */
  gboolean is_missing;    /* the platform does not offer it */
  char *words;            /* (owned) (nullable) by which the step is found, as parcours_text_plain() makes them */
};

G_DEFINE_FINAL_TYPE (ParcoursPaletteItem, parcours_palette_item, G_TYPE_OBJECT)

static void
parcours_palette_item_finalize (GObject *object)
{
  ParcoursPaletteItem *self = PARCOURS_PALETTE_ITEM (object);

  g_free (self->label);
  g_free (self->words);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (parcours_palette_item_parent_class)->finalize (object);
}

static void
parcours_palette_item_class_init (ParcoursPaletteItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_palette_item_finalize;
}

static void
parcours_palette_item_init (ParcoursPaletteItem *self)
{
}

static gboolean
has_all (const char  *text,
         char       **words)
{
  for (char **word = words; *word != NULL; word++)
    {
      if (strstr (text, *word) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Whether @word may be meant by what somebody typed: the longer it is, the more letters of it may be wrong. */
static gboolean
is_near (const char *word,
         const char *typed)
{
  gsize length = strlen (typed);
  guint max = length < 4 ? 0 : length < 8 ? 1 : 2;
  g_autofree char *beginning = g_strndup (word, length);

  return parcours_text_distance (word, typed, max) <= max || parcours_text_distance (beginning, typed, max) <= max;
}

static gboolean
has_near (const char *text,
          const char *typed)
{
  g_auto (GStrv) words = g_strsplit_set (text, " /-.,:;()'", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (is_near (*word, typed))
        return TRUE;
    }

  return FALSE;
}

static void
add_words (GString    *words,
           const char *text)
{
  g_autofree char *plain = text != NULL ? parcours_text_plain (text) : NULL;

  if (plain != NULL)
    g_string_append_printf (words, " %s", plain);
}

/* The words of a row in both languages, as its platform says it. */
static void
add_row_words (GString           *words,
               const ParcoursRow *row)
{
  add_words (words, row->label);
  add_words (words, row->label_fr);
  add_words (words, row->category);
  add_words (words, row->category_fr);
}

static const ParcoursRow *
find_counterpart (const ParcoursRow *row,
                  ParcoursPlatform   platform)
{
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonObject) params = parcours_row_effective_params (row, none);

  return parcours_catalog_counterpart (parcours_catalog_get (), platform, row->type->name, params);
}

/*
 * A step is found by what any platform calls it: each row of the others leads to its counterpart here. Returns by
 * row what it is found by.
 */
static GHashTable *
collect_words (ParcoursPlatform platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  GHashTable *words = g_hash_table_new_full (NULL, NULL, NULL, NULL);

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
      GString *text = g_string_new (NULL);

      add_row_words (text, row);
      add_words (text, row->type->title);
      add_words (text, _(row->type->title));
      add_words (text, parcours_row_help (row));
      g_hash_table_insert (words, (gpointer) row, text);
    }
  for (ParcoursPlatform other = 0; other < PARCOURS_N_PLATFORMS; other++)
    {
      for (guint i = 0; other != platform && i < parcours_catalog_n_rows (catalog, other); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, other, i);
          const ParcoursRow *here = find_counterpart (row, platform);
          GString *text = here != NULL ? g_hash_table_lookup (words, here) : NULL;

          if (text != NULL)
            add_row_words (text, row);
        }
    }

  return words;
}

static ParcoursPaletteItem *
find_category (GListStore *categories,
               const char *label)
{
  ParcoursPaletteItem *category;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (categories)); i++)
    {
      g_autoptr (ParcoursPaletteItem) known = g_list_model_get_item (G_LIST_MODEL (categories), i);

      if (g_str_equal (known->label, label))
        return known;
    }
  category = g_object_new (PARCOURS_TYPE_PALETTE_ITEM, NULL);
  category->label = g_strdup (label);
  category->children = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);
  g_list_store_append (categories, category);
  g_object_unref (category);

  return category;
}

/* What platforms call a step that @platform does not offer, or not as they do; %NULL if it offers it like all others. */
static char *
missing_words (const ParcoursStepType *type,
               ParcoursPlatform        platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autoptr (GString) words = g_string_new (NULL);

  for (ParcoursPlatform other = 0; other < PARCOURS_N_PLATFORMS; other++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, other); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, other, i);

          if (row->type == type && find_counterpart (row, platform) == NULL)
            add_row_words (words, row);
        }
    }
  if (words->len == 0)
    return NULL;
  add_words (words, _(type->title));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What the platform does not offer, though another one does, in a last category. */
static void
add_missing (GListStore       *categories,
             ParcoursPlatform  platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autofree char *label = parcours_phrase_fill (_("Not on {platform}"), "platform", parcours_platform_label (platform), NULL);

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, PARCOURS_PLATFORM_ANY); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, PARCOURS_PLATFORM_ANY, i);
      g_autofree char *words = missing_words (row->type, platform);
      g_autoptr (ParcoursPaletteItem) item = NULL;

      if (words == NULL)
        continue;
      item = g_object_new (PARCOURS_TYPE_PALETTE_ITEM, NULL);
      item->label = g_strdup (parcours_row_label (row));
      item->row = row;
      item->words = g_steal_pointer (&words);
      item->is_missing = TRUE;
      g_list_store_append (find_category (categories, label)->children, item);
      find_category (categories, label)->is_missing = TRUE;
    }
}

/**
 * parcours_palette_items_new:
 * @platform: a platform
 *
 * Returns: (transfer full): the categories of the platform, each with its steps; the last one may have those that
 *   only other platforms offer
 */
GListModel *
parcours_palette_items_new (ParcoursPlatform platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autoptr (GHashTable) words = collect_words (platform);
  GListStore *categories = g_list_store_new (PARCOURS_TYPE_PALETTE_ITEM);

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
      ParcoursPaletteItem *category = find_category (categories, parcours_row_category (row));
      g_autoptr (ParcoursPaletteItem) item = g_object_new (PARCOURS_TYPE_PALETTE_ITEM, NULL);

      item->label = g_strdup (parcours_row_label (row));
      item->row = row;
      item->words = g_string_free (g_hash_table_lookup (words, row), FALSE);
      g_list_store_append (category->children, item);
    }
  add_missing (categories, platform);

  return G_LIST_MODEL (categories);
}

/**
 * parcours_palette_item_label:
 * @self: a line
 *
 * Returns: (transfer none): what it is called
 */
const char *
parcours_palette_item_label (ParcoursPaletteItem *self)
{
  return self->label;
}

/**
 * parcours_palette_item_row:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the step, %NULL of a category
 */
const ParcoursRow *
parcours_palette_item_row (ParcoursPaletteItem *self)
{
  return self->row;
}

/**
 * parcours_palette_item_children:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the steps of a category
 */
GListModel *
parcours_palette_item_children (ParcoursPaletteItem *self)
{
  return self->children != NULL ? G_LIST_MODEL (self->children) : NULL;
}

/**
 * parcours_palette_item_is_missing:
 * @self: a line
 *
 * Returns: whether the platform does not offer it
 */
gboolean
parcours_palette_item_is_missing (ParcoursPaletteItem *self)
{
  return self->is_missing;
}

/**
 * parcours_palette_item_matches:
 * @self: a line
 * @words: (array zero-terminated=1): words, as parcours_text_plain() makes them
 *
 * Returns: whether it is a step that all of them fit, in any order
 */
gboolean
parcours_palette_item_matches (ParcoursPaletteItem *self,
                               char               **words)
{
  return self->words != NULL && has_all (self->words, words);
}

/**
 * parcours_palette_item_is_near:
 * @self: a line
 * @words: (array zero-terminated=1): words, as parcours_text_plain() makes them
 *
 * Returns: whether it is a step that all of them may mean, where somebody has mistyped one or the other
 */
gboolean
parcours_palette_item_is_near (ParcoursPaletteItem *self,
                               char               **words)
{
  for (char **word = words; *word != NULL; word++)
    {
      if (self->words == NULL || !has_near (self->words, *word))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_palette_item_fit:
 * @self: a line that the words match
 * @words: (array zero-terminated=1): words, as parcours_text_plain() makes them
 *
 * Returns: how well they fit it
 */
ParcoursPaletteFit
parcours_palette_item_fit (ParcoursPaletteItem *self,
                           char               **words)
{
  g_autofree char *plain = parcours_text_plain (self->label);
  g_autofree char *typed = g_strjoinv (" ", words);

  if (g_str_equal (plain, typed))
    return PARCOURS_PALETTE_FIT_NAME;

  return has_all (plain, words) ? PARCOURS_PALETTE_FIT_IN_NAME : PARCOURS_PALETTE_FIT_OTHER;
}
