/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog-private.h"
#include "parcours-json.h"

/*
 * Whether a step type of steps.json holds together with the topics and with
 * itself, so that who adds one by hand is told what is wrong and where.
 */

static const char *const port_names[] = { "next", "yes", "no", "timeout", "a", "b", "c", "d",
                                          "e", "f", "g", "h", "i", "j", NULL };

static const char *const operations[] = {
  "message.send", "list.subscribe", "list.unsubscribe", "list.remove", "tag.add", "tag.remove",
  "audience.add", "audience.remove", "channel.block", "field.set", "field.compute", "score.adjust",
  "note.add", "deal.create", "deal.duplicate", "deal.set", "task.create", "task.complete", "account.set",
  "account.link", "conversion.record", "salesforce.create", "contact.delete", "wallet.set-campaign",
  "wait.duration", "wait.moment", "wait.date", "wait.condition", "wait.event", "branch.if",
  "route.random", "route.latch", "goal", "jump", "enrol", "flow.end", "flow.end-other", NULL,
};

/* Without one of these the type of the parameter decides how it matches. */
static const char *const match_ops[] = { "source", "none-of", "<", "<=", ">", ">=", NULL };

/* What a cart's record can be asked when an absence fires. */
static const char *const cart_keys[] = { "items", "total", "status", "checkout", "updated-at", "store", NULL };

static gboolean
names_params (const ParcoursStepType  *type,
              JsonObject              *condition,
              GError                 **error)
{
  g_autoptr (GList) members = condition != NULL ? json_object_get_members (condition) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strndup (l->data, strcspn (l->data, "."));

      if (parcours_step_type_param (type, name) == NULL)
        return parcours_catalog_fail (error, "there is no parameter “%s”", name);
    }

  return TRUE;
}

static gboolean
check_holes (const ParcoursStepType  *type,
             const char              *text,
             GError                 **error)
{
  while ((text = strchr (text, '{')) != NULL)
    {
      gsize length = strcspn (text + 1, "}");
      g_autofree char *name = g_strndup (text + 1, length);

      if (parcours_step_type_param (type, name) == NULL)
        return parcours_catalog_fail (error, "the sentence names “%s”, which is no parameter", name);
      text += length;
    }

  return TRUE;
}

/* Every step has its sentence: the last is for all that the others are not for. */
static gboolean
check_sentences (const ParcoursStepType  *type,
                 GError                 **error)
{
  for (guint i = 0; i < type->sentences->len; i++)
    {
      const ParcoursStepSentence *sentence = g_ptr_array_index (type->sentences, i);

      if (sentence->text == NULL || (sentence->condition == NULL) != (i + 1 == type->sentences->len))
        return parcours_catalog_fail (error, "of several sentences, each but the last has a condition");
      if (!check_holes (type, sentence->text, error) || !names_params (type, sentence->condition, error))
        return FALSE;
    }

  return type->headline == NULL || check_holes (type, type->headline, error);
}

static gboolean
check_words (const ParcoursStepType  *type,
             GError                 **error)
{
  if (type->title == NULL || type->sentences->len == 0 || type->help == NULL || type->icon == NULL ||
      type->category == NULL)
    return parcours_catalog_fail (error, "title, sentence, help, icon or category is missing");

  return check_sentences (type, error);
}

/* One port needs no word, several do. */
static gboolean
check_ports (const ParcoursStepType  *type,
             GError                 **error)
{
  guint n_labels = type->port_labels != NULL ? json_object_get_size (type->port_labels) : 0;
  guint n_ports = g_strv_length (type->ports);

  for (guint i = 0; i < n_ports; i++)
    {
      if (!g_strv_contains (port_names, type->ports[i]) ||
          parcours_step_type_port (type, type->ports[i]) != (int) i)
        return parcours_catalog_fail (error, "the port “%s” is unknown or there twice", type->ports[i]);
      if (n_ports > 1 && parcours_json_member_string (type->port_labels, type->ports[i]) == NULL)
        return parcours_catalog_fail (error, "the port “%s” has no label", type->ports[i]);
    }

  return n_labels <= n_ports || parcours_catalog_fail (error, "there are more labels than ports");
}

static gboolean
check_params (const ParcoursStepType  *type,
              GError                 **error)
{
  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);

      if (!names_params (type, param->condition, error))
        return FALSE;
      if (param->kind != NULL && param->kind[0] == '*' &&
          parcours_step_type_param (type, param->kind + 1) == NULL)
        return parcours_catalog_fail (error, "there is no parameter “%s”", param->kind + 1);
    }

  return TRUE;
}

static gboolean
check_key (const ParcoursTopic  *topic,
           JsonNode             *key,
           GError              **error)
{
  const char *text = key != NULL ? parcours_json_string (key) : NULL;
  g_autofree char *name = text != NULL ? g_strndup (text, strcspn (text, ".")) : NULL;
  gboolean known = name != NULL && (topic != NULL ? parcours_topic_has_key (topic, name)
                                                  : g_strv_contains (cart_keys, name));

  return known || parcours_catalog_fail (error, "%s has no key “%s”", topic != NULL ? topic->name : "a cart",
                                         text != NULL ? text : "");
}

/* A key, or an array of keys of which any may match. */
static gboolean
check_keys (const ParcoursTopic  *topic,
            JsonNode             *keys,
            GError              **error)
{
  JsonArray *array;

  if (keys == NULL || !JSON_NODE_HOLDS_ARRAY (keys))
    return check_key (topic, keys, error);
  array = json_node_get_array (keys);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!check_key (topic, json_array_get_element (array, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_match (const ParcoursStepType  *type,
             const ParcoursTopic     *topic,
             JsonNode                *node,
             GError                 **error)
{
  JsonObject *match = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *param = parcours_json_member_string (match, "param");
  const char *op = parcours_json_member_string (match, "op");

  if (match == NULL || param == NULL || parcours_step_type_param (type, param) == NULL)
    return parcours_catalog_fail (error, "a match names no parameter of the type: “%s”",
                                  param != NULL ? param : "");
  if (op != NULL && !g_strv_contains (match_ops, op))
    return parcours_catalog_fail (error, "unknown operator “%s”", op);

  return check_keys (topic, json_object_get_member (match, "key"), error);
}

static gboolean check_where (const ParcoursTopic  *topic,
                             JsonNode             *node,
                             GError              **error);

static gboolean
check_group (const ParcoursTopic  *topic,
             JsonNode             *group,
             GError              **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (group) ? json_node_get_array (group) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!check_where (topic, json_array_get_element (array, i), error))
        return FALSE;
    }

  return array != NULL || parcours_catalog_fail (error, "a group in a filter is an array");
}

static gboolean
check_where (const ParcoursTopic  *topic,
             JsonNode             *node,
             GError              **error)
{
  static const char *const groups[] = { "all", "any", "none", NULL };
  JsonObject *where = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) members = where != NULL ? json_object_get_members (where) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autoptr (JsonNode) key = parcours_json_new_string (l->data);

      if (!(g_strv_contains (groups, l->data)
              ? check_group (topic, json_object_get_member (where, l->data), error)
              : check_key (topic, key, error)))
        return FALSE;
    }

  return where != NULL || parcours_catalog_fail (error, "a filter is an object");
}

/* One entry of `events`, `arm`, `disarm` (with a topic) or `fires` (on the cart). */
static gboolean
check_entry (const ParcoursStepType  *type,
             const ParcoursTopic     *topic,
             JsonObject              *entry,
             GError                 **error)
{
  JsonArray *matches = parcours_json_member_array (entry, "match");
  const char *refuse = parcours_json_member_string (entry, "refuse");

  if (refuse != NULL && !g_str_equal (refuse, "unconfirmed"))
    return parcours_catalog_fail (error, "unknown refusal “%s”", refuse);
  if (!names_params (type, parcours_json_member_object (entry, "if"), error))
    return FALSE;
  for (guint i = 0; matches != NULL && i < json_array_get_length (matches); i++)
    {
      if (!check_match (type, topic, json_array_get_element (matches, i), error))
        return FALSE;
    }

  return !json_object_has_member (entry, "where") ||
         check_where (topic, json_object_get_member (entry, "where"), error);
}

static gboolean
check_topic_entry (const ParcoursStepType  *type,
                   const ParcoursCatalog   *catalog,
                   JsonObject              *entry,
                   GError                 **error)
{
  const char *name = parcours_json_member_string (entry, "topic");
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (catalog, name) : NULL;

  if (topic == NULL)
    return parcours_catalog_fail (error, "there is no topic “%s”", name != NULL ? name : "");

  return check_entry (type, topic, entry, error);
}

static gboolean
check_node (const ParcoursStepType  *type,
            const ParcoursCatalog   *catalog,
            const char              *name,
            JsonNode                *node,
            GError                 **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return parcours_catalog_fail (error, "an entry is an object");

  return g_str_equal (name, "fires") ? check_entry (type, NULL, json_node_get_object (node), error)
                                     : check_topic_entry (type, catalog, json_node_get_object (node), error);
}

static gboolean
check_entries (const ParcoursStepType  *type,
               const ParcoursCatalog   *catalog,
               const char              *name,
               gboolean                 required,
               GError                 **error)
{
  JsonArray *array = parcours_json_member_array (type->rule, name);

  if (required && (array == NULL || json_array_get_length (array) == 0))
    return parcours_catalog_fail (error, "%s: there is none", name);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!check_node (type, catalog, name, json_array_get_element (array, i), error))
        {
          g_prefix_error (error, "%s: ", name);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
has_word (const ParcoursStepType   *type,
          const char               *name,
          const char *const        *words,
          GError                  **error)
{
  const char *word = parcours_json_member_string (type->rule, name);

  return (word != NULL && g_strv_contains (words, word)) ||
         parcours_catalog_fail (error, "%s: unknown word “%s”", name, word != NULL ? word : "");
}

static gboolean
check_absence (const ParcoursStepType  *type,
               const ParcoursCatalog   *catalog,
               GError                 **error)
{
  static const char *const keys[] = { "send", "cart", "contact", NULL };

  if (parcours_step_type_param (type, "after") == NULL)
    return parcours_catalog_fail (error, "it has no parameter “after”");

  return has_word (type, "key", keys, error) && check_entries (type, catalog, "arm", TRUE, error) &&
         check_entries (type, catalog, "disarm", FALSE, error) &&
         check_entries (type, catalog, "fires", FALSE, error);
}

static gboolean
check_family (const ParcoursStepType  *type,
              const ParcoursCatalog   *catalog,
              GError                 **error)
{
  static const char *const polls[] = { "condition", "segment", "feed", NULL };
  static const char *const vias[] = { "manual", "api", NULL };

  switch (type->family)
    {
    case PARCOURS_FAMILY_EVENT:
      return check_entries (type, catalog, "events", TRUE, error);
    case PARCOURS_FAMILY_ABSENCE:
      return check_absence (type, catalog, error);
    case PARCOURS_FAMILY_POLL:
      return has_word (type, "poll", polls, error);
    case PARCOURS_FAMILY_DIRECT:
      return has_word (type, "via", vias, error);
    case PARCOURS_FAMILY_DATE:
      return parcours_step_type_param (type, "date") != NULL ||
             parcours_catalog_fail (error, "it has no parameter “date”");
    default:
      return has_word (type, "operation", operations, error);
    }
}

static gboolean
check_publishes (const ParcoursStepType  *type,
                 const ParcoursCatalog   *catalog,
                 GError                 **error)
{
  g_auto (GStrv) topics = parcours_catalog_strings (type->rule, "publishes");
  JsonObject *conditions = parcours_json_member_object (type->rule, "publishes-if");
  g_autoptr (GList) members = conditions != NULL ? json_object_get_members (conditions) : NULL;

  for (guint i = 0; topics[i] != NULL; i++)
    {
      if (parcours_catalog_topic (catalog, topics[i]) == NULL)
        return parcours_catalog_fail (error, "there is no topic “%s”", topics[i]);
    }
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *param = parcours_json_member_string (conditions, l->data);

      if (!g_strv_contains ((const char *const *) topics, l->data))
        return parcours_catalog_fail (error, "it does not publish “%s”", (const char *) l->data);
      if (param != NULL ? parcours_step_type_param (type, param) == NULL
                        : !names_params (type, parcours_json_member_object (conditions, l->data), error))
        return param == NULL ? FALSE : parcours_catalog_fail (error, "there is no parameter “%s”", param);
    }

  return TRUE;
}

static gboolean
check_also (const ParcoursStepType  *type,
            const ParcoursCatalog   *catalog,
            GError                 **error)
{
  for (guint i = 0; type->also[i] != NULL; i++)
    {
      if (parcours_catalog_type (catalog, type->also[i]) == NULL)
        return parcours_catalog_fail (error, "there is no step type “%s”", type->also[i]);
    }

  return TRUE;
}

/**
 * parcours_step_type_check:
 * @type: a step type
 * @catalog: a catalogue whose topics and types are there
 * @error: return location for an error
 *
 * Returns: whether everything that @type names exists
 */
gboolean
parcours_step_type_check (const ParcoursStepType  *type,
                          const ParcoursCatalog   *catalog,
                          GError                 **error)
{
  if (check_words (type, error) && check_ports (type, error) && check_params (type, error) &&
      check_family (type, catalog, error) && check_publishes (type, catalog, error) &&
      check_also (type, catalog, error))
    return TRUE;
  g_prefix_error (error, "%s: ", type->name);

  return FALSE;
}
