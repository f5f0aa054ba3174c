/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People who are not written down in the scenario: those of a workspace, or of a
 * file as other programs export it. */

#include "config.h"

#include <glib/gstdio.h>

#include "parcours-cast-private.h"
#include "parcours-contact-query.h"
#include "parcours-import.h"
#include "parcours-json.h"
#include "parcours-store-contacts.h"
#include "parcours-store-library.h"
#include "parcours-text.h"

/* What a scenario writes beside the fields of a contact. */
static const char *const own_members[] = { "created-at", "email", "language", "owner", "phone", "timezone", NULL };

/* What the workspace counts and notes by itself; the run does so too. */
static const char *const left_out[] = { "last-activity-at", "last-order-at", "order-count", "total-spent", NULL };

static JsonNode *
value_node (ParcoursLibrary *library,
            const char      *slug,
            const char      *text)
{
  const ParcoursEntity *field = parcours_library_lookup (library, "field", slug);
  const char *type = field != NULL ? parcours_json_member_string (field->attributes, "type") : NULL;
  double number;

  if ((g_strcmp0 (type, "number") == 0 || g_strcmp0 (type, "money") == 0) && parcours_number_parse (text, &number))
    return json_node_init_double (json_node_alloc (), number);
  if (g_strcmp0 (type, "bool") == 0)
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));

  return json_node_init_string (json_node_alloc (), text);
}

static void
add_fields (JsonObject      *person,
            ParcoursLibrary *library,
            GHashTable      *values)
{
  JsonObject *fields = json_object_new ();
  GHashTableIter iter;
  gpointer slug, text;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &slug, &text))
    {
      if (g_strv_contains (own_members, slug))
        json_object_set_string_member (person, slug, text);
      else if (!g_strv_contains (left_out, slug))
        json_object_set_member (fields, slug, value_node (library, slug, text));
    }
  json_object_set_object_member (person, "fields", fields);
}

static void
add_members (JsonObject *person,
             const char *name,
             GHashTable *set)
{
  JsonArray *slugs = json_array_new ();
  GHashTableIter iter;
  gpointer slug;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    json_array_add_string_element (slugs, slug);
  json_object_set_array_member (person, name, slugs);
}

static void
add_statuses (JsonObject      *person,
              ParcoursContact *contact)
{
  JsonObject *lists = json_object_new ();
  JsonObject *consent = json_object_new ();
  JsonObject *scores = json_object_new ();
  GHashTableIter iter;
  gpointer slug, value;

  g_hash_table_iter_init (&iter, contact->lists);
  while (g_hash_table_iter_next (&iter, &slug, &value))
    json_object_set_string_member (lists, slug, parcours_list_status_name (((ParcoursSubscription *) value)->status));
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    json_object_set_string_member (consent, parcours_channel_name ((ParcoursChannel) i),
                                   parcours_consent_name (contact->channels[i]));
  g_hash_table_iter_init (&iter, contact->scores);
  while (g_hash_table_iter_next (&iter, &slug, &value))
    json_object_set_double_member (scores, slug, *(double *) value);
  json_object_set_object_member (person, "lists", lists);
  json_object_set_object_member (person, "consent", consent);
  json_object_set_object_member (person, "scores", scores);
}

static JsonObject *
describe (ParcoursContact *contact,
          ParcoursLibrary *library)
{
  JsonObject *person = json_object_new ();

  add_fields (person, library, contact->fields);
  add_statuses (person, contact);
  add_members (person, "tags", contact->sets[PARCOURS_SET_TAGS]);
  add_members (person, "groups", contact->sets[PARCOURS_SET_GROUPS]);
  add_members (person, "audiences", contact->sets[PARCOURS_SET_AUDIENCES]);

  return person;
}

static JsonNode *
read_people (ParcoursStore  *store,
             GError        **error)
{
  const ParcoursContactQuery all = { .status = PARCOURS_LIST_ANY };
  g_autoptr (ParcoursLibrary) library = parcours_store_load_library (store, error);
  g_autoptr (GArray) ids = library != NULL ? parcours_store_query_contacts (store, &all, NULL, error) : NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  JsonArray *people;

  if (ids == NULL)
    return NULL;
  contacts = parcours_store_load_contacts (store, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (contacts == NULL)
    return NULL;
  people = json_array_sized_new (contacts->len);
  for (guint i = 0; i < contacts->len; i++)
    json_array_add_object_element (people, describe (g_ptr_array_index (contacts, i), library));

  return parcours_json_take_array (people);
}

static JsonNode *
read_file (ParcoursStore  *store,
           const char     *path,
           GError        **error)
{
  g_autoptr (ParcoursImport) import = parcours_import_new (store, path, NULL, error);
  g_autoptr (ParcoursImportReport) report = NULL;

  if (import == NULL)
    return NULL;
  report = parcours_store_import (store, import, NULL, NULL, NULL, error);

  return report != NULL ? read_people (store, error) : NULL;
}

/* The people of a workspace as it is now, in the form that scenarios have. */
JsonNode *
parcours_cast_read_workspace (const char  *path,
                              GError     **error)
{
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_READ, error);

  return store != NULL ? read_people (store, error) : NULL;
}

/* The people of a CSV file, as an import into an empty workspace would read them. */
JsonNode *
parcours_cast_read_csv (const char  *path,
                        GError     **error)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-scenario-XXXXXX", error);
  g_autofree char *workspace = folder != NULL ? g_build_filename (folder, "contacts.parcours", NULL) : NULL;
  ParcoursStore *store;
  JsonNode *people = NULL;

  if (workspace == NULL)
    return NULL;
  store = parcours_store_open (workspace, PARCOURS_STORE_CREATE, error);
  if (store != NULL)
    {
      people = read_file (store, path, error);
      parcours_store_close (store);
      parcours_store_remove (workspace);
    }
  g_rmdir (folder);

  return people;
}
