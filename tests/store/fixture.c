/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "fixture.h"
#include "parcours-json.h"
#include "parcours-time.h"

/* A workspace of a test, in a folder of its own. */
void
fixture_set_up (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = fixture_file (fixture, "test.parcours");
  fixture->store = parcours_store_open (fixture->path, PARCOURS_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static void
delete_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (child);

      g_assert_true (g_file_delete (file, NULL, NULL));
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_clear_pointer (&fixture->store, parcours_store_close);
  delete_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* As after a restart of the program. */
void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, parcours_store_close);
  fixture->store = parcours_store_open (fixture->path, PARCOURS_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_null (parcours_store_notice (fixture->store));
}

char *
fixture_file (Fixture    *fixture,
              const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
fixture_write (Fixture       *fixture,
               const char    *name,
               gconstpointer  content,
               gssize         length)
{
  g_autofree char *path = fixture_file (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

/* JSON with ' for ", so that it can be read in a string of C. */
JsonNode *
parse_json (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return node;
}

JsonObject *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = parse_json (text);

  return json_object_ref (json_node_get_object (node));
}

char *
add_entity (ParcoursStore *store,
            const char    *kind,
            const char    *label,
            const char    *attributes)
{
  g_autoptr (JsonObject) object = attributes != NULL ? parse_object (attributes) : NULL;
  g_autoptr (GError) error = NULL;
  char *slug = parcours_store_add_entity (store, kind, NULL, label, object, &error);

  g_assert_no_error (error);

  return slug;
}

gint64
instant (const char *text)
{
  gint64 at;

  g_assert_true (parcours_instant_parse (text, &at));

  return at;
}
