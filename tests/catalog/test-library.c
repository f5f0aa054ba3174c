/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of the library, data/catalog/library.json: what can be wrong with them is found, and what the steps and the
 * sample refer to is among them. */

#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-kind.h"

static JsonNode *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_load (path, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_broken (void)
{
  static const struct
  {
    const char *file;
    const char *error;
  } cases[] = {
    { "{}", "format" },
    { "{'format': 'parcours-library/2', 'kinds': {}}", "format" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'Tags'}}}", "icon" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'T', 'new': 'N', 'category': 'C', 'icon': 'i', "
      "'editor': 'hammer'}}}", "hammer" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'T', 'new': 'N', 'category': 'C', 'icon': 'i', "
      "'parent': 'list'}}}", "list" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'T', 'new': 'N', 'category': 'C', 'icon': 'i', "
      "'params': {'x': {'type': 'nothing', 'label': 'X'}}}}}", "x" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'T', 'new': 'N', 'category': 'C', 'icon': 'i', "
      "'params': {'x': {'type': 'number', 'label': 'X', 'several': true}}}}}", "only texts" },
    { "{'format': 'parcours-library/1', 'kinds': {'tag': {'label': 'T', 'new': 'N', 'category': 'C', 'icon': 'i', "
      "'params': {'x': {'type': 'text', 'label': 'X', 'editor': 'saw'}}}}}", "saw" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].file), "'", '"');
      g_autoptr (JsonNode) node = parcours_json_parse (text, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (node);
      g_assert_null (parcours_kinds_new_from_json (node, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].error) == NULL)
        g_error ("“%s” does not name %s", error->message, cases[i].error);
    }
}

/* What is named by references without being kept in the library, and who knows it. */
static gboolean
is_elsewhere (const char *kind)
{
  static const char *const kinds[] = { "step", "automation", "goal", "topic", "email-link", "page", "channel",
                                       NULL };

  return g_strv_contains (kinds, kind);
}

static void
check_reference (const char *where,
                 const char *kind)
{
  if (kind != NULL && *kind != '*' && !is_elsewhere (kind) && parcours_kind_find (kind) == NULL)
    g_error ("%s refers to a %s, which nobody can make", where, kind);
}

/* Whatever a step or a column refers to can be made in the library. */
static void
test_references (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  GPtrArray *kinds = parcours_kinds_get ();
  guint n = 0;

  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);

      for (guint p = 0; p < type->params->len; p++, n++)
        check_reference (type->name, ((ParcoursParam *) type->params->pdata[p])->kind);
    }
  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);

      for (guint c = 0; c < kind->columns->len; c++)
        check_reference (kind->name, ((ParcoursKindColumn *) kind->columns->pdata[c])->param->kind);
    }
  g_assert_cmpuint (n, >, 150);
}

/* Each kind has an icon of ours, or one that every theme has; categories are not many. */
static void
test_icons (void)
{
  GPtrArray *kinds = parcours_kinds_get ();
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);
      g_autofree char *file = g_strconcat (kind->icon, "-symbolic.svg", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", "symbolic", file, NULL);

      g_hash_table_add (categories, kind->category);
      if (g_str_has_prefix (kind->icon, "parcours-") && !g_file_test (path, G_FILE_TEST_EXISTS))
        g_error ("%s has no icon %s", kind->name, path);
    }
  g_assert_cmpuint (g_hash_table_size (categories), <, 10);
}

static char *
singular (const char *plural)
{
  if (g_str_has_suffix (plural, "ies"))
    return g_strdup_printf ("%.*sy", (int) strlen (plural) - 3, plural);
  if (g_str_equal (plural, "sms") || !g_str_has_suffix (plural, "s"))
    return g_strdup (plural);

  return g_strndup (plural, strlen (plural) - 1);
}

/* What the sample says of an entity, a person can say too. */
static void
test_sample (void)
{
  g_autoptr (JsonNode) shop = load ("sample", "shop.json");
  JsonObject *entities = parcours_json_member_object (json_node_get_object (shop), "entities");
  g_autoptr (GList) plurals = json_object_get_members (entities);

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      g_autofree char *name = singular (l->data);
      const ParcoursKind *kind = parcours_kind_find (name);
      JsonObject *things = json_object_get_object_member (entities, l->data);
      g_autoptr (GList) slugs = json_object_get_members (things);

      if (kind == NULL)
        g_error ("%s are not in the library", (char *) l->data);
      for (GList *s = slugs; s != NULL; s = s->next)
        {
          g_autoptr (GList) keys = json_object_get_members (json_object_get_object_member (things, s->data));

          for (GList *k = keys; k != NULL; k = k->next)
            {
              static const char *const common[] = { "name", "label", "links", "format", NULL };

              if (!g_strv_contains (common, k->data) && parcours_kind_column (kind, k->data) == NULL)
                g_error ("“%s” of the %s %s cannot be edited", (char *) k->data, name, (char *) s->data);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library/broken", test_broken);
  g_test_add_func ("/library/references", test_references);
  g_test_add_func ("/library/icons", test_icons);
  g_test_add_func ("/library/sample", test_sample);

  return g_test_run ();
}
