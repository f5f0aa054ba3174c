/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Interning happens while a population is filled or a program compiled; reading
 * happens all the time, from several threads. So the entries stand in chunks
 * that never move, behind a table of chunks of fixed size, and only interning
 * takes the lock. A million addresses fit in 16 MB of entries beside the bytes
 * of the texts. */

#include "config.h"

#include <string.h>

#include "parcours-text.h"
#include "parcours-texts.h"

#define CHUNK_BITS 14
#define CHUNK_SIZE (1u << CHUNK_BITS)
#define MAX_CHUNKS 8192 /* 134 million texts */

typedef struct
{
  const char *text; /* (owned by the string chunk) */
  guint32 folded;   /* the number of the folded text, 0 as long as nobody asked */
} Entry;

struct _ParcoursTexts
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GHashTable *numbers;   /* (owned) (element-type utf8 guint32) */
  GStringChunk *strings; /* (owned) */
  guint32 n_texts;
  Entry *chunks[MAX_CHUNKS]; /* (owned) */
};

static Entry *
entry_at (const ParcoursTexts *texts,
          guint32              number)
{
  return &texts->chunks[number >> CHUNK_BITS][number & (CHUNK_SIZE - 1)];
}

/**
 * parcours_texts_new:
 *
 * Returns: (transfer full): an empty pool
 */
ParcoursTexts *
parcours_texts_new (void)
{
  ParcoursTexts *texts = g_new0 (ParcoursTexts, 1);

  g_atomic_ref_count_init (&texts->ref_count);
  g_mutex_init (&texts->mutex);
  texts->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  texts->strings = g_string_chunk_new (64 * 1024);
  texts->chunks[0] = g_new0 (Entry, CHUNK_SIZE);
  texts->chunks[0][0].text = "";
  texts->n_texts = 1;

  return texts;
}

/**
 * parcours_texts_ref:
 * @texts: a pool
 *
 * Returns: (transfer full): @texts
 */
ParcoursTexts *
parcours_texts_ref (ParcoursTexts *texts)
{
  g_atomic_ref_count_inc (&texts->ref_count);

  return texts;
}

/**
 * parcours_texts_unref:
 * @texts: (transfer full): a pool
 */
void
parcours_texts_unref (ParcoursTexts *texts)
{
  if (!g_atomic_ref_count_dec (&texts->ref_count))
    return;
  g_hash_table_unref (texts->numbers);
  g_string_chunk_free (texts->strings);
  for (guint i = 0; i < MAX_CHUNKS && texts->chunks[i] != NULL; i++)
    g_free (texts->chunks[i]);
  g_mutex_clear (&texts->mutex);
  g_free (texts);
}

static guint32
append (ParcoursTexts *texts,
        const char    *text)
{
  guint32 number = texts->n_texts;
  Entry *entry;

  if ((number & (CHUNK_SIZE - 1)) == 0)
    {
      g_assert (number >> CHUNK_BITS < MAX_CHUNKS);
      texts->chunks[number >> CHUNK_BITS] = g_new0 (Entry, CHUNK_SIZE);
    }
  entry = entry_at (texts, number);
  entry->text = g_string_chunk_insert (texts->strings, text);
  g_hash_table_insert (texts->numbers, (gpointer) entry->text, GUINT_TO_POINTER (number));
  texts->n_texts = number + 1;

  return number;
}

static guint32
intern_locked (ParcoursTexts *texts,
               const char    *text)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (texts->numbers, text));

  return number != 0 ? number : append (texts, text);
}

/**
 * parcours_texts_intern:
 * @texts: a pool
 * @text: (nullable): a text
 *
 * Returns: the number of @text, %PARCOURS_TEXT_MISSING if it is blank
 */
guint32
parcours_texts_intern (ParcoursTexts *texts,
                       const char    *text)
{
  guint32 number;

  if (parcours_text_is_blank (text))
    return PARCOURS_TEXT_MISSING;
  g_mutex_lock (&texts->mutex);
  number = intern_locked (texts, text);
  g_mutex_unlock (&texts->mutex);

  return number;
}

/**
 * parcours_texts_find:
 * @texts: a pool
 * @text: (nullable): a text
 *
 * Returns: the number of @text, or %PARCOURS_TEXT_MISSING if the pool does not hold it
 */
guint32
parcours_texts_find (ParcoursTexts *texts,
                     const char    *text)
{
  guint32 number;

  if (text == NULL)
    return PARCOURS_TEXT_MISSING;
  g_mutex_lock (&texts->mutex);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (texts->numbers, text));
  g_mutex_unlock (&texts->mutex);

  return number;
}

/**
 * parcours_texts_n_texts:
 * @texts: a pool
 *
 * Returns: one more than the greatest number given so far
 */
guint32
parcours_texts_n_texts (const ParcoursTexts *texts)
{
  return texts->n_texts;
}

/**
 * parcours_texts_get:
 * @texts: a pool
 * @number: a number below %PARCOURS_TEXT_SERIAL from this pool
 *
 * Returns: (transfer none): the text, empty for the missing one
 */
const char *
parcours_texts_get (const ParcoursTexts *texts,
                    guint32              number)
{
  return entry_at (texts, number)->text;
}

/**
 * parcours_texts_fold:
 * @texts: a pool
 * @number: a number from this pool, or a serial number, which is its own
 *
 * Returns: the number of the folded text: texts are the same to a condition if these are equal
 */
guint32
parcours_texts_fold (ParcoursTexts *texts,
                     guint32        number)
{
  Entry *entry;
  guint32 folded;

  if (number == PARCOURS_TEXT_MISSING || number >= PARCOURS_TEXT_SERIAL)
    return number;
  entry = entry_at (texts, number);
  folded = g_atomic_int_get (&entry->folded);
  if (folded == 0)
    {
      g_autofree char *text = parcours_text_fold (entry->text);

      folded = parcours_texts_intern (texts, text);
      g_atomic_int_set (&entry->folded, folded);
    }

  return folded;
}

/**
 * parcours_texts_get_folded:
 * @texts: a pool
 * @number: a number from this pool
 *
 * Returns: (transfer none): the folded text, empty for serial numbers
 */
const char *
parcours_texts_get_folded (ParcoursTexts *texts,
                           guint32        number)
{
  if (number >= PARCOURS_TEXT_SERIAL)
    return "";

  return parcours_texts_get (texts, parcours_texts_fold (texts, number));
}

/**
 * parcours_texts_format:
 * @texts: a pool
 * @number: a number
 *
 * Returns: (transfer full): the text, or `#` and the serial number
 */
char *
parcours_texts_format (const ParcoursTexts *texts,
                       guint32              number)
{
  if (number >= PARCOURS_TEXT_SERIAL)
    return g_strdup_printf ("#%u", number - PARCOURS_TEXT_SERIAL);

  return g_strdup (parcours_texts_get (texts, number));
}
