/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "parcours-json.h"

/**
 * fixture_json:
 * @text: JSON with apostrophes for quotation marks
 *
 * Returns: (transfer full): it, read
 */
JsonNode *
fixture_json (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (quoted, -1, &error);

  g_assert_no_error (error);

  return node;
}

/* The kinds of the sample shop stand there in the plural. */
static char *
singular (const char *plural)
{
  if (g_str_has_suffix (plural, "ies"))
    return g_strdup_printf ("%.*sy", (int) strlen (plural) - 3, plural);
  if (g_str_equal (plural, "sms") || !g_str_has_suffix (plural, "s"))
    return g_strdup (plural);

  return g_strndup (plural, strlen (plural) - 1);
}

/**
 * fixture_library:
 *
 * Returns: (transfer full): the library of the sample shop
 */
ParcoursLibrary *
fixture_library (void)
{
  ParcoursLibrary *library = parcours_library_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "shop.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) shop = parcours_json_load (path, &error);
  JsonObject *kinds;
  g_autoptr (GList) names = NULL;

  g_assert_no_error (error);
  kinds = parcours_json_member_object (json_node_get_object (shop), "entities");
  names = json_object_get_members (kinds);
  parcours_library_set_currency (library, "EUR");
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *entities = parcours_json_member_object (kinds, l->data);
      g_autoptr (GList) slugs = entities != NULL ? json_object_get_members (entities) : NULL;
      g_autofree char *kind = singular (l->data);

      for (GList *s = slugs; s != NULL; s = s->next)
        {
          JsonObject *columns = json_object_get_object_member (entities, s->data);
          const char *label = parcours_json_member_string (columns, "label");

          parcours_library_add (library, kind, s->data, label != NULL ? label : parcours_json_member_string (columns, "name"),
                                columns);
        }
    }

  return library;
}

/**
 * fixture_document:
 * @platform: a platform
 *
 * Returns: (transfer full): a document with nothing in it
 */
ParcoursDocument *
fixture_document (ParcoursPlatform platform)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_new ("Test", "test", platform);

  return parcours_document_new (automation);
}

/**
 * fixture_add_row:
 * @document: a document
 * @row: a row of the catalogue
 * @params: (nullable): its parameters, with apostrophes for quotation marks
 *
 * Adds a step of the row.
 *
 * Returns: (transfer full): its id
 */
char *
fixture_add_row (ParcoursDocument  *document,
                 const ParcoursRow *row,
                 const char        *params)
{
  ParcoursAutomation *automation = parcours_document_automation (document);
  char *id = g_strdup_printf ("s%u", parcours_automation_n_steps (automation));
  g_autofree char *text = g_strdup_printf ("{'type': '%s', 'row': '%s', 'params': %s, 'at': [0, 0]}", row->type->name, row->id,
                                           params != NULL ? params : "{}");
  g_autoptr (JsonNode) node = fixture_json (text);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Add");
  g_autoptr (GError) error = NULL;

  parcours_edit_set_step (edit, automation, id, node);
  g_assert_true (parcours_document_apply (document, edit, &error));
  g_assert_no_error (error);

  return id;
}
