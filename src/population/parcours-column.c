/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-column.h"
#include "parcours-text.h"
#include "parcours-time.h"

#define MAX_OPTIONS 64

/**
 * parcours_column_width:
 * @type: what a column holds
 *
 * Returns: how many bytes a value of it has
 */
gsize
parcours_column_width (ParcoursFieldType type)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_CHOICES:
      return 8;
    case PARCOURS_FIELD_BOOL:
      return 1;
    default:
      return 4;
    }
}

/**
 * parcours_column_new:
 * @type: what it holds
 * @options: (nullable) (array zero-terminated=1): for choices, the options
 *
 * Returns: (transfer full): a column of no contacts
 */
ParcoursColumn *
parcours_column_new (ParcoursFieldType  type,
                     const char *const *options)
{
  ParcoursColumn *column = g_new0 (ParcoursColumn, 1);

  g_atomic_ref_count_init (&column->ref_count);
  column->type = type;
  column->options = g_strdupv ((char **) options);

  return column;
}

/**
 * parcours_column_ref:
 * @column: a column
 *
 * Returns: (transfer full): @column
 */
ParcoursColumn *
parcours_column_ref (ParcoursColumn *column)
{
  g_atomic_ref_count_inc (&column->ref_count);

  return column;
}

/**
 * parcours_column_unref:
 * @column: (transfer full): a column
 */
void
parcours_column_unref (ParcoursColumn *column)
{
  if (!g_atomic_ref_count_dec (&column->ref_count))
    return;
  g_free (column->data);
  g_strfreev (column->options);
  g_free (column);
}

static void
put (ParcoursColumn *column,
     guint           i,
     ParcoursSlot    slot)
{
  switch (parcours_column_width (column->type))
    {
    case 8:
      column->masks[i] = slot.mask;
      break;
    case 4:
      column->texts[i] = slot.text;
      break;
    default:
      column->booleans[i] = slot.boolean;
    }
}

/**
 * parcours_column_resize:
 * @column: a column that is still being filled
 * @n: how many contacts it is to have
 *
 * Makes room; the value of new contacts is missing.
 */
void
parcours_column_resize (ParcoursColumn *column,
                        guint           n)
{
  ParcoursSlot missing = parcours_slot_missing (column->type);

  column->data = g_realloc_n (column->data, MAX (n, 1), parcours_column_width (column->type));
  for (guint i = column->n; i < n; i++)
    put (column, i, missing);
  column->n = n;
}

/**
 * parcours_column_permute:
 * @column: a column that is still being filled
 * @order: (array): for each place, from which place its value comes
 */
void
parcours_column_permute (ParcoursColumn *column,
                         const guint32  *order)
{
  gsize size = parcours_column_width (column->type);
  char *data = g_malloc_n (MAX (column->n, 1), size);

  if (size == 8)
    {
      guint64 *to = (guint64 *) (void *) data;

      for (guint i = 0; i < column->n; i++)
        to[i] = column->masks[order[i]];
    }
  else if (size == 4)
    {
      guint32 *to = (guint32 *) (void *) data;

      for (guint i = 0; i < column->n; i++)
        to[i] = column->texts[order[i]];
    }
  else
    {
      for (guint i = 0; i < column->n; i++)
        data[i] = (char) column->booleans[order[i]];
    }
  g_free (column->data);
  column->data = data;
}

/**
 * parcours_slot_missing:
 * @type: the type of a field
 *
 * Returns: the value that says that there is none
 */
ParcoursSlot
parcours_slot_missing (ParcoursFieldType type)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return (ParcoursSlot){ .number = NAN };
    case PARCOURS_FIELD_DATETIME:
      return (ParcoursSlot){ .at = PARCOURS_INSTANT_MISSING };
    case PARCOURS_FIELD_DATE:
      return (ParcoursSlot){ .day = PARCOURS_DAY_MISSING };
    case PARCOURS_FIELD_BOOL:
      return (ParcoursSlot){ .boolean = -1 };
    default:
      return (ParcoursSlot){ .mask = 0 };
    }
}

/**
 * parcours_slot_is_missing:
 * @type: the type of a field
 * @slot: a value
 *
 * Returns: whether there is no value
 */
gboolean
parcours_slot_is_missing (ParcoursFieldType type,
                          ParcoursSlot      slot)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return isnan (slot.number);
    case PARCOURS_FIELD_DATETIME:
      return slot.at == PARCOURS_INSTANT_MISSING;
    case PARCOURS_FIELD_DATE:
      return slot.day == PARCOURS_DAY_MISSING;
    case PARCOURS_FIELD_BIRTHDAY:
      return slot.day == 0;
    case PARCOURS_FIELD_BOOL:
      return slot.boolean < 0;
    case PARCOURS_FIELD_CHOICES:
      return slot.mask == 0;
    default:
      return slot.text == PARCOURS_TEXT_MISSING;
    }
}

/**
 * parcours_slot_equal:
 * @type: the type of a field
 * @a: a value
 * @b: another
 *
 * Returns: whether both are the same value, or both missing
 */
gboolean
parcours_slot_equal (ParcoursFieldType type,
                     ParcoursSlot      a,
                     ParcoursSlot      b)
{
  switch (parcours_column_width (type))
    {
    case 8:
      /* The one value whose bits may differ from its equal's. */
      if (type == PARCOURS_FIELD_NUMBER || type == PARCOURS_FIELD_MONEY)
        return a.number == b.number || (isnan (a.number) && isnan (b.number));
      return a.mask == b.mask;
    case 4:
      return a.text == b.text;
    default:
      return a.boolean == b.boolean;
    }
}

static gboolean
parse_bool (const char   *text,
            ParcoursSlot *slot)
{
  static const char *const yes[] = { "true", "1", "yes", "y", "on", "oui", NULL };
  static const char *const no[] = { "false", "0", "no", "n", "off", "non", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (!g_strv_contains (yes, lower) && !g_strv_contains (no, lower))
    return FALSE;
  slot->boolean = g_strv_contains (yes, lower);

  return TRUE;
}

static gboolean
parse_choices (const char *const *options,
               const char        *text,
               ParcoursSlot      *slot)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  slot->mask = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      guint bit = 0;

      while (options != NULL && options[bit] != NULL && bit < MAX_OPTIONS && !g_str_equal (options[bit], part))
        bit++;
      if (options == NULL || options[bit] == NULL || bit == MAX_OPTIONS)
        return FALSE;
      slot->mask |= G_GUINT64_CONSTANT (1) << bit;
    }

  return TRUE;
}

/**
 * parcours_slot_parse:
 * @type: the type of a field
 * @options: (nullable) (array zero-terminated=1): for choices, the options
 * @text: a value as files spell it; of choices the options with commas between
 * @texts: the pool for texts
 * @slot: (out): the value, missing if @text is blank
 *
 * Returns: whether @text is a value of that type
 */
gboolean
parcours_slot_parse (ParcoursFieldType   type,
                     const char *const  *options,
                     const char         *text,
                     ParcoursTexts      *texts,
                     ParcoursSlot       *slot)
{
  int month, day;

  *slot = parcours_slot_missing (type);
  if (parcours_text_is_blank (text))
    return TRUE;
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return parcours_number_parse (text, &slot->number);
    case PARCOURS_FIELD_DATE:
      return parcours_day_parse (text, &slot->day);
    case PARCOURS_FIELD_DATETIME:
      return parcours_instant_parse (text, &slot->at) || parcours_local_parse (text, &slot->at);
    case PARCOURS_FIELD_BIRTHDAY:
      if (!parcours_birthday_parse (text, &month, &day))
        return FALSE;
      slot->day = month * 32 + day;
      return TRUE;
    case PARCOURS_FIELD_BOOL:
      return parse_bool (text, slot);
    case PARCOURS_FIELD_CHOICES:
      return parse_choices (options, text, slot);
    default:
      slot->text = parcours_texts_intern (texts, text);
      return TRUE;
    }
}

/**
 * parcours_slot_to_value:
 * @type: the type of a field
 * @slot: a value of that type
 *
 * Returns: the value as payloads carry it; choices and birthdays as a number
 */
ParcoursValue
parcours_slot_to_value (ParcoursFieldType type,
                        ParcoursSlot      slot)
{
  if (parcours_slot_is_missing (type, slot))
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return parcours_value_number (slot.number);
    case PARCOURS_FIELD_DATETIME:
      return parcours_value_instant (slot.at);
    case PARCOURS_FIELD_DATE:
      return parcours_value_day (slot.day);
    case PARCOURS_FIELD_BIRTHDAY:
      return parcours_value_number (slot.day);
    case PARCOURS_FIELD_BOOL:
      return parcours_value_bool (slot.boolean == 1);
    case PARCOURS_FIELD_CHOICES:
      return parcours_value_number ((double) slot.mask);
    default:
      return parcours_value_text (slot.text);
    }
}

/**
 * parcours_slot_from_value:
 * @type: the type of a field
 * @value: what parcours_slot_to_value() makes of a value of that type
 * @slot: (out): the value
 *
 * Returns: whether @value is of that type
 */
gboolean
parcours_slot_from_value (ParcoursFieldType  type,
                          ParcoursValue      value,
                          ParcoursSlot      *slot)
{
  *slot = parcours_slot_missing (type);
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      slot->number = value.number;
      return value.type == PARCOURS_VALUE_NUMBER;
    case PARCOURS_FIELD_DATETIME:
      slot->at = value.at;
      return value.type == PARCOURS_VALUE_INSTANT;
    case PARCOURS_FIELD_DATE:
      slot->day = value.day;
      return value.type == PARCOURS_VALUE_DAY;
    case PARCOURS_FIELD_BIRTHDAY:
      slot->day = value.type == PARCOURS_VALUE_NUMBER ? (gint32) value.number : 0;
      return value.type == PARCOURS_VALUE_NUMBER;
    case PARCOURS_FIELD_BOOL:
      slot->boolean = value.boolean != FALSE;
      return value.type == PARCOURS_VALUE_BOOL;
    case PARCOURS_FIELD_CHOICES:
      slot->mask = value.type == PARCOURS_VALUE_NUMBER ? (guint64) value.number : 0;
      return value.type == PARCOURS_VALUE_NUMBER;
    default:
      slot->text = value.text;
      return value.type == PARCOURS_VALUE_TEXT;
    }
}

static char *
format_choices (const char *const *options,
                guint64            mask)
{
  GString *string = g_string_new (NULL);

  for (guint bit = 0; options != NULL && options[bit] != NULL; bit++)
    {
      if (!(mask >> bit & 1))
        continue;
      if (string->len > 0)
        g_string_append (string, ", ");
      g_string_append (string, options[bit]);
    }

  return g_string_free (string, FALSE);
}

/**
 * parcours_slot_format:
 * @type: the type of a field
 * @options: (nullable) (array zero-terminated=1): for choices, the options
 * @slot: a value
 * @texts: the pool of texts
 *
 * Returns: (transfer full): what parcours_slot_parse() reads, empty if missing
 */
char *
parcours_slot_format (ParcoursFieldType    type,
                      const char *const   *options,
                      ParcoursSlot         slot,
                      const ParcoursTexts *texts)
{
  if (parcours_slot_is_missing (type, slot))
    return g_strdup ("");
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
      return parcours_number_format (slot.number);
    case PARCOURS_FIELD_MONEY:
      return parcours_money_format (slot.number);
    case PARCOURS_FIELD_DATE:
      return parcours_day_format (slot.day);
    case PARCOURS_FIELD_DATETIME:
      return parcours_instant_format (slot.at);
    case PARCOURS_FIELD_BIRTHDAY:
      return g_strdup_printf ("%02d-%02d", slot.day / 32, slot.day % 32);
    case PARCOURS_FIELD_BOOL:
      return g_strdup (slot.boolean ? "true" : "false");
    case PARCOURS_FIELD_CHOICES:
      return format_choices (options, slot.mask);
    default:
      return parcours_texts_format (texts, slot.text);
    }
}

/**
 * parcours_column_set_text:
 * @column: a column that is still being filled
 * @i: a contact
 * @text: its value as files spell it
 * @texts: the pool for texts
 *
 * Returns: whether @text is a value of the column's type; if not, the value is missing
 */
gboolean
parcours_column_set_text (ParcoursColumn *column,
                          guint           i,
                          const char     *text,
                          ParcoursTexts  *texts)
{
  ParcoursSlot slot;
  gboolean ok = parcours_slot_parse (column->type, (const char *const *) column->options, text, texts, &slot);

  put (column, i, ok ? slot : parcours_slot_missing (column->type));

  return ok;
}

/**
 * parcours_column_set_number:
 * @column: a column that is still being filled
 * @i: a contact
 * @number: its value: the number, the seconds of a datetime, the days of a date, 0 or 1 of a bool
 */
void
parcours_column_set_number (ParcoursColumn *column,
                            guint           i,
                            double          number)
{
  switch (column->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      column->numbers[i] = number;
      break;
    case PARCOURS_FIELD_DATETIME:
      column->instants[i] = (gint64) number;
      break;
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_BIRTHDAY:
      column->days[i] = (gint32) number;
      break;
    case PARCOURS_FIELD_BOOL:
      column->booleans[i] = number != 0.;
      break;
    default:
      break;
    }
}
