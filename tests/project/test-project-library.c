/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to the library: what they write, who names what, and how they are undone. */

#include "config.h"

#include <string.h>

#include "parcours-contact-page.h"
#include "parcours-entity-use.h"
#include "parcours-json.h"
#include "parcours-project-contacts.h"
#include "parcours-uses.h"
#include "people.h"

static gboolean
finish (People        *people,
        GAsyncResult **place,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = people_wait (place);

  *place = NULL;

  return parcours_project_entity_finish (people->project, result, error);
}

/* The library is read again after the answer. */
static const ParcoursEntity *
settled (People     *people,
         const char *kind,
         const char *slug,
         guint       generation)
{
  while (parcours_project_generation (people->project) == generation)
    g_main_context_iteration (NULL, TRUE);

  return parcours_library_lookup (parcours_project_library (people->project), kind, slug);
}

static void
add (People     *people,
     const char *kind,
     const char *label)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = NULL;
  guint generation = parcours_project_generation (people->project);

  parcours_project_add_entity_async (people->project, kind, label, NULL, people_keep_result, &result);
  slug = parcours_project_add_entity_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (settled (people, kind, slug, generation));
}

static const ParcoursEntity *
set_body (People     *people,
          const char *slug,
          const char *body)
{
  GAsyncResult *result = NULL;
  g_autoptr (JsonObject) columns = json_object_new ();
  guint generation = parcours_project_generation (people->project);

  json_object_set_string_member (columns, "body", body);
  parcours_project_set_entity_async (people->project, "email", slug, NULL, columns, people_keep_result, &result);
  g_assert_true (finish (people, &result, NULL));

  return settled (people, "email", slug, generation);
}

static const ParcoursEntity *
step (People     *people,
      gboolean    undoes,
      const char *kind,
      const char *slug)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  guint generation = parcours_project_generation (people->project);

  if (undoes)
    parcours_project_undo_library_async (people->project, people_keep_result, &result);
  else
    parcours_project_redo_library_async (people->project, people_keep_result, &result);
  g_assert_true (finish (people, &result, &error));
  g_assert_no_error (error);

  return settled (people, kind, slug, generation);
}

static const char *
body_of (const ParcoursEntity *entity)
{
  return parcours_json_member_string (entity->attributes, "body");
}

static void
test_bursts (People        *people,
             gconstpointer  unused)
{
  ParcoursLibraryHistory *history = parcours_project_history (people->project);

  add (people, "email", "Hello");
  parcours_library_history_end_burst (history);
  set_body (people, "hello", "H");
  g_assert_cmpstr (body_of (set_body (people, "hello", "Hi")), ==, "Hi");
  parcours_library_history_end_burst (history);
  set_body (people, "hello", "Hi there");

  g_assert_cmpstr (body_of (step (people, TRUE, "email", "hello")), ==, "Hi");
  /* What was typed in one go is undone in one go. */
  g_assert_cmpstr (body_of (step (people, TRUE, "email", "hello")), ==, NULL);
  g_assert_null (step (people, TRUE, "email", "hello"));
  g_assert_false (parcours_library_history_can_undo (history));
  step (people, FALSE, "email", "hello");
  step (people, FALSE, "email", "hello");
  g_assert_cmpstr (body_of (step (people, FALSE, "email", "hello")), ==, "Hi there");
  g_assert_false (parcours_library_history_can_redo (history));
}

static void
test_members (People        *people,
              gconstpointer  unused)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = people_find (people, "person007@example.org");
  g_autoptr (ParcoursContactPage) page = NULL;
  GAsyncResult *result = NULL;
  guint generation;

  add (people, "tag", "Loyal");
  g_array_append_val (ids, id);
  generation = parcours_project_generation (people->project);
  parcours_project_set_contacts_tag_async (people->project, ids, "loyal", TRUE, people_keep_result, &result);
  g_assert_true (parcours_project_contacts_finish (people->project, people_wait (&result), NULL));
  g_clear_object (&result);
  g_assert_nonnull (settled (people, "tag", "loyal", generation));
  generation = parcours_project_generation (people->project);
  parcours_project_delete_entity_async (people->project, "tag", "loyal", people_keep_result, &result);
  g_assert_true (finish (people, &result, NULL));
  g_assert_null (settled (people, "tag", "loyal", generation));
  g_assert_nonnull (step (people, TRUE, "tag", "loyal"));
  parcours_project_load_contact_async (people->project, id, 1, NULL, people_keep_result, &result);
  page = parcours_project_load_contact_finish (people->project, people_wait (&result), NULL);
  g_assert_true (g_hash_table_contains (page->contact->sets[PARCOURS_SET_TAGS], "loyal"));
  g_object_unref (result);
}

static void
test_refused (People        *people,
              gconstpointer  unused)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_delete_entity_async (people->project, "tag", "nobody", people_keep_result, &result);
  g_assert_false (finish (people, &result, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_assert_false (parcours_library_history_can_undo (parcours_project_history (people->project)));
}

static void
test_uses (People        *people,
           gconstpointer  unused)
{
  g_autoptr (JsonNode) condition = parcours_json_parse ("{\"condition\": {\"any\": [{\"tag\": {\"any-of\": [\"a\", \"loyal\"]}}]}}",
                                                        -1, NULL);
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GPtrArray) none = NULL;
  GAsyncResult *result = NULL;
  guint generation;

  add (people, "tag", "Loyal");
  add (people, "segment", "The loyal ones");
  generation = parcours_project_generation (people->project);
  parcours_project_set_entity_async (people->project, "segment", "the-loyal-ones", NULL, json_node_get_object (condition),
                                     people_keep_result, &result);
  g_assert_true (finish (people, &result, NULL));
  settled (people, "segment", "the-loyal-ones", generation);
  uses = parcours_project_find_uses (people->project, "tag", "loyal");
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpstr (((const ParcoursEntityUse *) g_ptr_array_index (uses, 0))->name, ==, "The loyal ones");
  /* A list of the same slug is something else. */
  none = parcours_project_find_uses (people->project, "list", "loyal");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
set_setting (People     *people,
             const char *name,
             const char *line)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) value = line != NULL ? parcours_json_parse (line, -1, NULL) : NULL;
  guint generation = parcours_project_generation (people->project);

  parcours_project_set_setting_async (people->project, name, value, people_keep_result, &result);
  g_assert_true (parcours_project_set_setting_finish (people->project, people_wait (&result), &error));
  g_assert_no_error (error);
  settled (people, "tag", "none", generation);
}

/* A behaviour names what people do something with; the workspace names its usual behaviour. */
static void
test_behaviour_uses (People        *people,
                     gconstpointer  unused)
{
  g_autoptr (JsonNode) behaviour = parcours_json_parse ("{\"arrivals\": [{\"topic\": \"form.submitted\", \"subject\": "
                                                        "{\"newsletter\": 3}, \"segment\": {\"tag\": \"loyal\"}}]}", -1, NULL);
  JsonObject *columns = json_node_get_object (behaviour);
  g_autoptr (GPtrArray) none = parcours_project_find_uses (people->project, "behaviour", "spring");
  g_autoptr (GPtrArray) uses = NULL;

  g_assert_true (parcours_columns_use (columns, "form", "newsletter"));
  g_assert_true (parcours_columns_use (columns, "tag", "loyal"));
  g_assert_false (parcours_columns_use (columns, "list", "newsletter"));
  g_assert_cmpuint (none->len, ==, 0);
  set_setting (people, "behaviour", "\"spring\"");
  uses = parcours_project_find_uses (people->project, "behaviour", "spring");
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_null (((const ParcoursEntityUse *) g_ptr_array_index (uses, 0))->automation);
}

static void
assert_setting (People     *people,
                const char *name,
                const char *line)
{
  JsonNode *value = json_object_get_member (parcours_project_settings (people->project), name);
  g_autofree char *now = value != NULL ? parcours_json_to_line (value) : NULL;

  g_assert_cmpstr (now, ==, line);
}

static void
test_settings (People        *people,
               gconstpointer  unused)
{
  ParcoursLibraryHistory *history = parcours_project_history (people->project);
  g_autofree char *label = NULL;

  set_setting (people, "currency", "\"USD\"");
  g_assert_cmpstr (parcours_library_currency (parcours_project_library (people->project)), ==, "USD");
  parcours_library_history_end_burst (history);
  set_setting (people, "plan", "\"plus\"");
  set_setting (people, "plan", "\"starter\"");
  set_setting (people, "name", "\"Atelier\"");
  g_assert_cmpstr (parcours_project_name (people->project), ==, "Atelier");
  label = parcours_library_history_undo_label (history);
  g_assert_cmpstr (label, ==, "Change “Name of the workspace”");

  step (people, TRUE, "tag", "none");
  g_assert_cmpstr (parcours_project_name (people->project), !=, "Atelier");
  /* Changes to one setting without a pause are one step. */
  step (people, TRUE, "tag", "none");
  assert_setting (people, "plan", NULL);
  step (people, FALSE, "tag", "none");
  assert_setting (people, "plan", "\"starter\"");
  assert_setting (people, "currency", "\"USD\"");

  /* They are on the disk. */
  people_reopen (people, PARCOURS_STORE_WRITE);
  assert_setting (people, "plan", "\"starter\"");
  assert_setting (people, "name", NULL);
  set_setting (people, "plan", NULL);
  assert_setting (people, "plan", NULL);
}

/* Where nothing can be written the setting stays, and the error says why. */
static void
test_setting_refused (People        *people,
                      gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) value = parcours_json_new_string ("plus");

  people_reopen (people, PARCOURS_STORE_READ);
  parcours_project_set_setting_async (people->project, "plan", value, people_keep_result, &result);
  g_assert_false (parcours_project_set_setting_finish (people->project, people_wait (&result), &error));
  g_assert_nonnull (error);
  assert_setting (people, "plan", NULL);
  g_assert_false (parcours_library_history_can_undo (parcours_project_history (people->project)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/project-library/bursts", People, NULL, people_set_up, test_bursts, people_tear_down);
  g_test_add ("/project-library/members", People, NULL, people_set_up, test_members, people_tear_down);
  g_test_add ("/project-library/refused", People, NULL, people_set_up, test_refused, people_tear_down);
  g_test_add ("/project-library/settings", People, NULL, people_set_up, test_settings, people_tear_down);
  g_test_add ("/project-library/setting-refused", People, NULL, people_set_up, test_setting_refused, people_tear_down);
  g_test_add ("/project-library/behaviour-uses", People, NULL, people_set_up, test_behaviour_uses, people_tear_down);
  g_test_add ("/project-library/uses", People, NULL, people_set_up, test_uses, people_tear_down);

  return g_test_run ();
}
