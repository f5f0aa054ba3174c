/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-template.h"
#include "parcours-text.h"
#include "parcours-uses.h"

/* What is looked for. */
typedef struct
{
  const char *kind;
  const char *slug;
} Wanted;

/* Keys of conditions and values that name a kind under another word. A field is one of contacts, deals or accounts. */
static const struct
{
  const char *key;
  const char *kind;
} keys[] = {
  { "copy", "field" },
  { "rotate", "user" },
  { "owner", "user" },
  { "author", "user" },
  { "lists", "list" },
  { "tags", "tag" },
  { "categories", "category" },
  { "collections", "collection" },
  { "products", "product" },
  { "from-pipeline", "pipeline" },
  { "in-automation", "automation" },
};

static gboolean value_uses (JsonNode     *value,
                            const char   *kind,
                            const Wanted *wanted);

static const char *
kind_of_key (const char *key,
             JsonObject *object)
{
  const char *of = parcours_json_member_string (object, "of");

  if (g_str_equal (key, "field") && g_strcmp0 (of, "deal") == 0)
    return "deal-field";
  if (g_str_equal (key, "field") && g_strcmp0 (of, "account") == 0)
    return "account-field";
  if (g_str_equal (key, "subject"))
    {
      const char *asked = parcours_json_member_string (object, "event");
      /* What people do by themselves is said of a topic, with the same subject. */
      const char *event = asked != NULL ? asked : parcours_json_member_string (object, "topic");
      const ParcoursTopic *topic = event != NULL ? parcours_catalog_topic (parcours_catalog_get (), event) : NULL;

      return topic != NULL && topic->subject != NULL ? topic->subject : key;
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].key, key))
        return keys[i].kind;
    }

  return key;
}

/* A set such as {"any-of": [...]} speaks of what its own key names. */
static gboolean
is_set_word (const char *key)
{
  static const char *const words[] = { "all-of", "any-of", "none-of", "is", "is-not", "one-of", "value", NULL };

  return g_strv_contains (words, key);
}

static gboolean
object_uses (JsonObject   *object,
             const char   *kind,
             const Wanted *wanted)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *inner = is_set_word (l->data) && kind != NULL ? kind : kind_of_key (l->data, object);

      if (value_uses (json_object_get_member (object, l->data), inner, wanted))
        return TRUE;
    }

  return FALSE;
}

/* A place for a value, such as {{ contact.city }}. */
static gboolean
text_shows (const char   *text,
            const Wanted *wanted)
{
  const char *owner = g_str_equal (wanted->kind, "field") || g_str_equal (wanted->kind, "score") ? "contact"
                      : g_str_equal (wanted->kind, "deal-field") ? "deal"
                      : g_str_equal (wanted->kind, "account-field") ? "account" : NULL;
  g_autofree char *hole = owner != NULL ? g_strconcat (owner, ".", wanted->slug, NULL) : NULL;
  g_autoptr (ParcoursTemplate) template = NULL;

  if (hole == NULL || strstr (text, "{{") == NULL)
    return FALSE;
  template = parcours_template_new (text);
  for (guint i = 0; i < parcours_template_n_holes (template); i++)
    {
      if (g_str_equal (parcours_template_nth_hole (template, i), hole))
        return TRUE;
    }

  return FALSE;
}

static gboolean
value_uses (JsonNode     *value,
            const char   *kind,
            const Wanted *wanted)
{
  const char *text = parcours_json_string (value);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (text != NULL)
    return (g_strcmp0 (kind, wanted->kind) == 0 && g_str_equal (text, wanted->slug)) || text_shows (text, wanted);
  /* Several are named by the keys of an object, with a weight or a state for each. */
  if (JSON_NODE_HOLDS_OBJECT (value))
    return (g_strcmp0 (kind, wanted->kind) == 0 && json_object_has_member (json_node_get_object (value), wanted->slug)) ||
           object_uses (json_node_get_object (value), kind, wanted);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (value_uses (json_array_get_element (array, i), kind, wanted))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_step_uses:
 * @step: a step
 * @kind: the kind of an entity
 * @slug: its slug
 *
 * Returns: whether a parameter of the step names the entity, also in a condition or a text
 */
gboolean
parcours_step_uses (const ParcoursStep *step,
                    const char         *kind,
                    const char         *slug)
{
  const Wanted wanted = { kind, slug };
  g_autoptr (GList) members = json_object_get_members (step->params);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const ParcoursParam *param = step->type != NULL ? parcours_step_type_param (step->type, l->data) : NULL;
      const char *of = param != NULL ? parcours_param_kind (param, step->params) : NULL;

      if (value_uses (json_object_get_member (step->params, l->data), of != NULL ? of : kind_of_key (l->data, step->params),
                      &wanted))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_automation_uses:
 * @automation: an automation
 * @kind: the kind of an entity
 * @slug: its slug
 *
 * Returns: (transfer full) (element-type ParcoursStep) (nullable): the steps that name the entity, none of them where
 *   only the settings of the automation do; %NULL if nothing names it
 */
GPtrArray *
parcours_automation_uses (const ParcoursAutomation *automation,
                          const char               *kind,
                          const char               *slug)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  JsonObject *settings = parcours_automation_settings (automation);

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (parcours_step_uses (step, kind, slug))
        g_ptr_array_add (steps, (gpointer) step);
    }
  if (steps->len == 0 && (settings == NULL || !parcours_columns_use (settings, kind, slug)))
    return NULL;

  return g_steal_pointer (&steps);
}

/**
 * parcours_columns_use:
 * @columns: the columns of an entity, or the settings of an automation
 * @kind: the kind of another entity
 * @slug: its slug
 *
 * Returns: whether they name that entity
 */
gboolean
parcours_columns_use (JsonObject *columns,
                      const char *kind,
                      const char *slug)
{
  const Wanted wanted = { kind, slug };

  return object_uses (columns, NULL, &wanted);
}
