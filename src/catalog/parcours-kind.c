/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-kind.h"

static const char *const editors[] = {
  [PARCOURS_KIND_FORM] = "form",
  [PARCOURS_KIND_MESSAGE] = "message",
  [PARCOURS_KIND_FEED] = "feed",
  [PARCOURS_KIND_BEHAVIOUR] = "behaviour",
};

static void
column_free (gpointer data)
{
  ParcoursKindColumn *column = data;

  parcours_param_free (column->param);
  g_free (column->editor);
  g_free (column);
}

static void
kind_free (gpointer data)
{
  ParcoursKind *kind = data;

  g_free (kind->name);
  g_free (kind->label);
  g_free (kind->new_label);
  g_free (kind->category);
  g_free (kind->icon);
  g_free (kind->parent);
  g_ptr_array_unref (kind->columns);
  g_free (kind);
}

static gboolean
read_column (ParcoursKind  *kind,
             const char    *name,
             JsonObject    *object,
             GError       **error)
{
  ParcoursParam *param = parcours_param_new_from_json (name, object, error);
  ParcoursKindColumn *column;

  if (param == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  column = g_new0 (ParcoursKindColumn, 1);
  column->param = param;
  column->is_array = parcours_json_member_boolean (object, "several", FALSE);
  column->is_fixed = parcours_json_member_boolean (object, "fixed", FALSE);
  column->editor = g_strdup (parcours_json_member_string (object, "editor"));
  g_ptr_array_add (kind->columns, column);

  if (column->is_array && param->type != PARCOURS_PARAM_TEXT)
    return parcours_catalog_fail (error, "%s: only texts can be several", name);

  return column->editor == NULL || g_str_equal (column->editor, "keys") || g_str_equal (column->editor, "actions") ||
         parcours_catalog_fail (error, "%s: there is no editor “%s”", name, column->editor);
}

static gboolean
read_editor (ParcoursKind  *kind,
             JsonObject    *object,
             GError       **error)
{
  const char *name = parcours_json_member_string (object, "editor");

  for (guint i = 0; i < G_N_ELEMENTS (editors); i++)
    {
      if (name == NULL || g_str_equal (editors[i], name))
        {
          kind->editor = (ParcoursKindEditor) i;
          return TRUE;
        }
    }

  return parcours_catalog_fail (error, "there is no editor “%s”", name);
}

static gboolean
read_kind (ParcoursKind  *kind,
           JsonObject    *object,
           GError       **error)
{
  JsonObject *params = parcours_json_member_object (object, "params");
  g_autoptr (GList) names = params != NULL ? json_object_get_members (params) : NULL;

  kind->label = g_strdup (parcours_json_member_string (object, "label"));
  kind->new_label = g_strdup (parcours_json_member_string (object, "new"));
  kind->category = g_strdup (parcours_json_member_string (object, "category"));
  kind->icon = g_strdup (parcours_json_member_string (object, "icon"));
  kind->parent = g_strdup (parcours_json_member_string (object, "parent"));
  kind->keeps = parcours_json_member_boolean (object, "keeps", FALSE);
  if (kind->label == NULL || kind->new_label == NULL || kind->category == NULL || kind->icon == NULL)
    return parcours_catalog_fail (error, "a kind has “label”, “new”, “category” and “icon”");
  if (!read_editor (kind, object, error))
    return FALSE;
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!read_column (kind, l->data, parcours_json_member_object (params, l->data), error))
        return FALSE;
    }

  return kind->parent == NULL || parcours_kind_column (kind, kind->parent) != NULL ||
         parcours_catalog_fail (error, "no column says which “%s” it is in", kind->parent);
}

/**
 * parcours_kinds_new_from_json:
 * @file: the tree of `library.json`
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursKind) (nullable): the kinds in the order of the file
 */
GPtrArray *
parcours_kinds_new_from_json (JsonNode  *file,
                              GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (file) ? json_node_get_object (file) : NULL;
  JsonObject *things = parcours_json_member_object (object, "kinds");
  g_autoptr (GList) names = things != NULL ? json_object_get_members (things) : NULL;
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (kind_free);

  if (g_strcmp0 (parcours_json_member_string (object, "format"), "parcours-library/1") != 0)
    {
      parcours_catalog_fail (error, "this is not a file of the format “parcours-library/1”");
      return NULL;
    }
  for (GList *l = names; l != NULL; l = l->next)
    {
      ParcoursKind *kind = g_new0 (ParcoursKind, 1);

      kind->name = g_strdup (l->data);
      kind->columns = g_ptr_array_new_with_free_func (column_free);
      g_ptr_array_add (kinds, kind);
      if (!read_kind (kind, parcours_json_member_object (things, l->data), error))
        {
          g_prefix_error (error, "%s: ", kind->name);
          return NULL;
        }
    }

  return g_steal_pointer (&kinds);
}

static gpointer
load_once (gpointer data)
{
  g_autoptr (JsonNode) file = parcours_catalog_load ("library.json");
  g_autoptr (GError) error = NULL;
  GPtrArray *kinds = parcours_kinds_new_from_json (file, &error);

  if (kinds == NULL)
    g_error ("The catalogue is damaged: library.json: %s", error->message);

  return kinds;
}

/**
 * parcours_kinds_get:
 *
 * Returns: (transfer none) (element-type ParcoursKind): the kinds of entities that a person keeps
 */
GPtrArray *
parcours_kinds_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_once, NULL);
}

/**
 * parcours_kind_find:
 * @name: such as `list`
 *
 * Returns: (transfer none) (nullable): the kind of that name
 */
const ParcoursKind *
parcours_kind_find (const char *name)
{
  GPtrArray *kinds = parcours_kinds_get ();

  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);

      if (g_strcmp0 (kind->name, name) == 0)
        return kind;
    }

  return NULL;
}

/**
 * parcours_kind_column:
 * @kind: a kind
 * @name: the name of a column
 *
 * Returns: (transfer none) (nullable): the column
 */
const ParcoursKindColumn *
parcours_kind_column (const ParcoursKind *kind,
                      const char         *name)
{
  for (guint i = 0; i < kind->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (kind->columns, i);

      if (g_str_equal (column->param->name, name))
        return column;
    }

  return NULL;
}
