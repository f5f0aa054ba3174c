/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The zones that people choose from, as the tables of the IANA database name them. */

#include "config.h"

#include "parcours-zone-names.h"

#define FOLDER "/usr/share/zoneinfo"

/* `zone.tab` has a line for each: countries, place, name, perhaps a remark. */
static void
read_table (const char *text,
            GPtrArray  *names)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = **line != '#' ? g_strsplit (*line, "\t", 4) : NULL;

      if (columns != NULL && g_strv_length (columns) >= 3)
        g_ptr_array_add (names, g_strdup (columns[2]));
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * parcours_zone_names:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the time zones that this machine knows, sorted;
 *   `UTC` alone where it has no table of them
 */
char **
parcours_zone_names (void)
{
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : FOLDER, "zone.tab", NULL);
  g_autofree char *text = NULL;
  GPtrArray *names = g_ptr_array_new ();

  g_ptr_array_add (names, g_strdup ("UTC"));
  if (g_file_get_contents (path, &text, NULL, NULL))
    read_table (text, names);
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * parcours_zone_offset_to_words:
 * @name: the name of a time zone
 * @at: an instant, in seconds since 1970
 *
 * Returns: (transfer full) (nullable): how far its clocks are from UTC at that instant, such as `UTC+05:30`; %NULL
 *   if there is no such zone
 */
char *
parcours_zone_offset_to_words (const char *name,
                               gint64      at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  gint32 offset;

  if (zone == NULL)
    return NULL;
  offset = g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at));
  if (offset == 0)
    return g_strdup ("UTC");

  return g_strdup_printf ("UTC%s%02d:%02d", offset < 0 ? "−" : "+", ABS (offset) / 3600, ABS (offset) / 60 % 60);
}
