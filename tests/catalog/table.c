/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "table.h"

GPtrArray *
table_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "catalog", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_ptr_array_add (table, g_strsplit (lines[i], "\t", -1));

  return table;
}

/* A cell that is a list: none of an empty one. */
char **
table_split (const char *cell)
{
  return cell[0] != '\0' ? g_strsplit (cell, ",", -1) : g_new0 (char *, 1);
}

/* Whether the keys of @found are those that @cell lists, whatever the order. */
void
table_assert_same (GHashTable *found,
                   const char *cell,
                   const char *what)
{
  g_auto (GStrv) wanted = table_split (cell);
  g_autoptr (GList) keys = g_hash_table_get_keys (found);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (!g_hash_table_contains (found, wanted[i]))
        g_error ("%s: %s is missing", what, wanted[i]);
    }
  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (!g_strv_contains ((const char *const *) wanted, l->data))
        g_error ("%s: %s is too much", what, (const char *) l->data);
    }
}
