/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-store-bundle.h"
#include "parcours-store-entity.h"
#include "parcours-store-library.h"

/* The kinds of a bundle are plurals; these are no kind and an s. */
static const struct
{
  const char *plural;
  const char *kind;
} irregular[] = {
  { "sms", "sms" },
  { "push", "push" },
  { "categories", "category" },
};

static char *
kind_of (const char *plural)
{
  for (guint i = 0; i < G_N_ELEMENTS (irregular); i++)
    {
      if (g_str_equal (irregular[i].plural, plural))
        return g_strdup (irregular[i].kind);
    }

  return g_str_has_suffix (plural, "s") ? g_strndup (plural, strlen (plural) - 1) : NULL;
}

/* The columns without the name, which is the label. */
static JsonObject *
attributes_of (JsonObject *columns)
{
  JsonObject *attributes = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (columns);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, "name") && !g_str_equal (l->data, "label"))
        json_object_set_member (attributes, l->data, json_node_ref (json_object_get_member (columns, l->data)));
    }

  return attributes;
}

static const char *
label_of (JsonObject *columns,
          const char *slug)
{
  const char *label = parcours_json_member_string (columns, "name");

  if (label == NULL)
    label = parcours_json_member_string (columns, "label");

  return label != NULL ? label : slug;
}

/* The entity as it is in the workspace, %NULL if it is not. */
static JsonNode *
present_columns (ParcoursStore *store,
                 const char    *kind,
                 const char    *slug)
{
  g_autoptr (JsonObject) attributes = parcours_store_load_entity (store, kind, slug, NULL, NULL);

  return attributes != NULL ? parcours_json_take_object (g_steal_pointer (&attributes)) : NULL;
}

static gboolean
add_one (ParcoursStore  *store,
         const char     *kind,
         const char     *slug,
         JsonObject     *columns,
         GPtrArray      *differences,
         GPtrArray      *news,
         GError        **error)
{
  g_autoptr (JsonObject) attributes = attributes_of (columns);
  g_autoptr (JsonNode) wanted = parcours_json_take_object (parcours_json_copy_object (attributes));
  g_autoptr (JsonNode) present = present_columns (store, kind, slug);
  g_autofree char *added = NULL;

  if (present != NULL)
    {
      if (differences != NULL && !parcours_json_equal (present, wanted))
        g_ptr_array_add (differences, g_strconcat (kind, " ", slug, NULL));
      return TRUE;
    }
  added = parcours_store_add_entity (store, kind, slug, label_of (columns, slug), attributes, error);
  if (added != NULL && news != NULL)
    g_ptr_array_add (news, g_strconcat (kind, " ", slug, NULL));

  return added != NULL;
}

/* A pipeline may name its stages, which are entities of their own. */
static gboolean
add_stages (ParcoursStore  *store,
            const char     *pipeline,
            JsonObject     *columns,
            GPtrArray      *differences,
            GPtrArray      *news,
            GError        **error)
{
  JsonArray *stages = parcours_json_member_array (columns, "stages");

  for (guint i = 0; stages != NULL && i < json_array_get_length (stages); i++)
    {
      const char *name = parcours_json_string (json_array_get_element (stages, i));
      g_autofree char *slug = name != NULL ? g_strconcat (pipeline, "/", name, NULL) : NULL;
      g_autoptr (JsonObject) stage = json_object_new ();

      if (slug == NULL)
        continue;
      json_object_set_string_member (stage, "name", name);
      json_object_set_string_member (stage, "pipeline", pipeline);
      json_object_set_int_member (stage, "order", i + 1);
      if (!add_one (store, "stage", slug, stage, differences, news, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_kind (ParcoursStore  *store,
          const char     *plural,
          JsonObject     *entities,
          GPtrArray      *differences,
          GPtrArray      *news,
          GError        **error)
{
  g_autofree char *kind = kind_of (plural);
  g_autoptr (GList) slugs = entities != NULL ? json_object_get_members (entities) : NULL;

  for (GList *l = slugs; kind != NULL && l != NULL; l = l->next)
    {
      JsonObject *columns = parcours_json_member_object (entities, l->data);
      const char *channel = parcours_json_member_string (columns, "channel");

      if (columns == NULL)
        continue;
      if (!add_one (store, g_str_equal (kind, "message") ? (channel != NULL ? channel : "email") : kind, l->data, columns,
                    differences, news, error))
        return FALSE;
      if (g_str_equal (kind, "pipeline") && !add_stages (store, l->data, columns, differences, news, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_store_add_bundle:
 * @store: a workspace
 * @bundle: entities by kind and slug, `{"lists": {"newsletter": {"name": "Newsletter"}}}`
 * @differences: (nullable) (element-type utf8): takes a text, kind and slug, for each entity that is there already
 *   with other columns
 * @news: (nullable) (element-type utf8): takes such a text for each entity that was added
 * @error: return location for an error
 *
 * Adds what a file refers to. What exists already is used as it is.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_add_bundle (ParcoursStore  *store,
                           JsonObject     *bundle,
                           GPtrArray      *differences,
                           GPtrArray      *news,
                           GError        **error)
{
  g_autoptr (GList) plurals = json_object_get_members (bundle);
  gboolean ok = TRUE;

  if (!parcours_store_begin (store, error))
    return FALSE;
  for (GList *l = plurals; ok && l != NULL; l = l->next)
    ok = add_kind (store, l->data, parcours_json_member_object (bundle, l->data), differences, news, error);

  return parcours_store_end (store, ok, error);
}
