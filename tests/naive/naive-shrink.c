/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leaves out of a case what the disagreement does not need. */

#include "config.h"

#include <string.h>

#include "naive-check.h"
#include "parcours-catalog.h"
#include "parcours-json.h"

/* A case is as small as so many tries make it, in no more than so many seconds. */
#define MAX_TRIES 20000
#define MAX_SECONDS 30

/* Without these a document cannot be read, or says something else; parameters are left as they are. */
static const char *kept[] = { "format", "slug", "name", "type", "from", "email", "event",
                              "subject", "at", "topic", "op", "list", "automation", "trigger", "after", "ended", "step", "entered", "id", "reentry", "to", "payload", "if",
                              "steps", "links", "message", "on", "contact",
                              "port", "platform" };

/* Whether a step says all that its form asks for: without it each engine may do nothing in its own way. */
static gboolean
is_complete (JsonObject *step)
{
  const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), parcours_json_member_string (step, "type"));
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *params = parcours_json_member_object (step, "params");

  for (guint i = 0; type != NULL && i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);

      if (param->required && param->fallback == NULL && parcours_param_is_shown (param, params != NULL ? params : none) &&
          (params == NULL || !json_object_has_member (params, param->name)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
all_complete (JsonObject *root)
{
  JsonArray *automations = parcours_json_member_array (root, "automations");

  for (guint i = 0; automations != NULL && i < json_array_get_length (automations); i++)
    {
      JsonObject *steps = parcours_json_member_object (json_array_get_object_element (automations, i), "steps");
      g_autoptr (GList) all = steps != NULL ? json_object_get_values (steps) : NULL;

      for (GList *l = all; l != NULL; l = l->next)
        {
          if (!is_complete (json_node_get_object (l->data)))
            return FALSE;
        }
    }

  return TRUE;
}

/* What one engine says first that the other does not: without times, contacts and numbers. */
static char *
kind_of_line (const char *difference,
              const char *start)
{
  const char *line = strstr (difference, start);
  g_auto (GStrv) words = line != NULL ? g_strsplit_set (line + strlen (start), " \n", 5) : NULL;

  if (words == NULL || g_strv_length (words) < 3)
    return g_strdup ("");
  if (g_str_equal (words[1], "event"))
    return g_strconcat (words[1], " ", words[2], NULL);

  return g_strdup (words[1]);
}

static char *
kind_of (const char *difference)
{
  g_autofree char *naive = kind_of_line (difference, "- naive ");
  g_autofree char *real = kind_of_line (difference, "+ real  ");

  return g_strconcat (naive, "|", real, NULL);
}

/* The kind of difference that the case is shrunk to, and whether the steps have to be as complete as they were. */
static char *wanted;
static gboolean was_complete;

/* How many tries are left, and until when: a case in which thousands of things happen takes long each time. */
static guint n_left;
static gint64 deadline;

static gboolean
still_differs (JsonNode *root)
{
  g_autofree char *difference = NULL;
  g_autofree char *kind = NULL;

  if (n_left == 0 || g_get_monotonic_time () > deadline)
    return FALSE;
  n_left--;
  if ((was_complete && !all_complete (json_node_get_object (root))) ||
      !naive_check (json_node_get_object (root), &difference, NULL) || difference == NULL)
    return FALSE;
  kind = kind_of (difference);

  return wanted == NULL || g_str_equal (kind, wanted);
}

static gboolean
is_kept (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      if (g_str_equal (kept[i], name))
        return TRUE;
    }

  return FALSE;
}

/* Copies, because removing a member frees its name. */
static char **
member_names (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);

  return g_strv_builder_end (builder);
}

static gboolean shrink_node (JsonNode *node,
                             JsonNode *root);

/* The members of an object; their order may be part of the disagreement. */
static JsonObject *
copy_members (JsonObject *object,
              char      **names)
{
  JsonObject *copy = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (json_object_has_member (object, names[i]))
        json_object_set_member (copy, names[i], json_object_dup_member (object, names[i]));
    }

  return copy;
}

static void
put_back (JsonObject *object,
          JsonObject *old,
          char      **names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!json_object_has_member (old, names[i]))
        continue;
      if (json_object_has_member (object, names[i]))
        json_object_remove_member (object, names[i]);
      json_object_set_member (object, names[i], json_object_dup_member (old, names[i]));
    }
}

static gboolean
shrink_object (JsonObject *object,
               JsonNode   *root)
{
  g_auto (GStrv) names = member_names (object);
  gboolean changed = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (JsonObject) old = copy_members (object, names);

      if (g_str_equal (names[i], "params") || g_str_equal (names[i], "subject") || g_str_equal (names[i], "balance"))
        continue;
      if (!is_kept (names[i]))
        {
          json_object_remove_member (object, names[i]);
          if (still_differs (root))
            {
              changed = TRUE;
              continue;
            }
          put_back (object, old, names);
        }
      changed |= shrink_node (json_object_get_member (object, names[i]), root);
    }

  return changed;
}

/* Whole runs of elements first, then halves of them. */
static gboolean
shrink_array (JsonArray *array,
              JsonNode  *root)
{
  gboolean changed = FALSE;

  for (guint n = MAX (json_array_get_length (array) / 2, 1); n > 0; n /= 2)
    {
      for (guint i = 0; i + n <= json_array_get_length (array);)
        {
          g_autoptr (JsonArray) old = json_array_new ();
          guint length = json_array_get_length (array);

          for (guint j = 0; j < length; j++)
            json_array_add_element (old, json_array_dup_element (array, j));
          for (guint j = 0; j < n; j++)
            json_array_remove_element (array, i);
          if (still_differs (root))
            {
              changed = TRUE;
              continue;
            }
          while (json_array_get_length (array) > 0)
            json_array_remove_element (array, 0);
          for (guint j = 0; j < length; j++)
            json_array_add_element (array, json_array_dup_element (old, j));
          i += n;
        }
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    changed |= shrink_node (json_array_get_element (array, i), root);

  return changed;
}

/* A group of conditions may do with one of them. */
static gboolean
shrink_group (JsonNode *node,
              JsonNode *root)
{
  static const char *groups[] = { "all", "any" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (JsonObject) object = json_object_ref (json_node_get_object (node));
      JsonArray *array = parcours_json_member_array (object, groups[i]);

      for (guint j = 0; array != NULL && j < json_array_get_length (array); j++)
        {
          json_node_set_object (node, json_array_get_object_element (array, j));
          if (still_differs (root))
            return TRUE;
          json_node_set_object (node, object);
        }
    }

  return FALSE;
}

static gboolean
shrink_node (JsonNode *node,
             JsonNode *root)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return shrink_array (json_node_get_array (node), root);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  return shrink_object (json_node_get_object (node), root);
}

/* Takes a step out and leads what led to it to where its first link leads. */
static void
take_out (JsonObject *automation,
          const char *id)
{
  JsonArray *links = parcours_json_member_array (automation, "links");
  JsonArray *others = json_array_new ();
  const char *to = NULL;

  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      if (to == NULL && g_str_equal (parcours_json_member_string (link, "from"), id))
        to = parcours_json_member_string (link, "to");
    }
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      g_autoptr (JsonNode) link = json_node_copy (json_array_get_element (links, i));
      JsonObject *object = json_node_get_object (link);
      gboolean leads_here = g_str_equal (parcours_json_member_string (object, "to"), id);

      if (g_str_equal (parcours_json_member_string (object, "from"), id) || (leads_here && to == NULL))
        continue;
      if (leads_here)
        json_object_set_string_member (object, "to", to);
      json_array_add_element (others, json_node_copy (link));
    }
  json_object_remove_member (parcours_json_member_object (automation, "steps"), id);
  json_object_set_array_member (automation, "links", others);
}

static gboolean
shrink_steps (JsonNode *root,
              guint     place)
{
  JsonArray *automations = parcours_json_member_array (json_node_get_object (root), "automations");
  JsonObject *automation = json_array_get_object_element (automations, place);
  JsonObject *steps = parcours_json_member_object (automation, "steps");
  g_auto (GStrv) ids = steps != NULL ? member_names (steps) : NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL && json_object_has_member (automation, "links"); i++)
    {
      g_autofree char *text = parcours_json_to_line (root);
      g_autoptr (JsonNode) old = json_from_string (text, NULL);

      take_out (automation, ids[i]);
      if (still_differs (root))
        return TRUE;
      json_node_set_object (root, json_node_get_object (old));
      automations = parcours_json_member_array (json_node_get_object (root), "automations");
      automation = json_array_get_object_element (automations, place);
    }

  return FALSE;
}

static gboolean
shrink_groups (JsonNode *node,
               JsonNode *root)
{
  gboolean changed = FALSE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        changed |= shrink_groups (json_array_get_element (json_node_get_array (node), i), root);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = NULL;

      changed = shrink_group (node, root);
      members = json_object_get_values (json_node_get_object (node));
      for (GList *l = members; l != NULL; l = l->next)
        changed |= shrink_groups (l->data, root);
    }

  return changed;
}

/**
 * naive_shrink:
 * @root: a case on which the engines disagree; it is made smaller as long as they still do
 */
void
naive_shrink (JsonNode *root)
{
  g_autofree char *difference = NULL;
  gboolean changed = TRUE;

  n_left = MAX_TRIES;
  deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC;
  was_complete = all_complete (json_node_get_object (root));
  naive_check (json_node_get_object (root), &difference, NULL);
  g_free (wanted);
  wanted = difference != NULL ? kind_of (difference) : NULL;
  while (changed)
    {
      JsonArray *automations;
      guint n;

      changed = shrink_node (root, root);
      automations = parcours_json_member_array (json_node_get_object (root), "automations");
      n = automations != NULL ? json_array_get_length (automations) : 0;
      for (guint i = 0; i < n; i++)
        {
          while (shrink_steps (root, i))
            changed = TRUE;
        }
      changed |= shrink_groups (root, root);
    }
}
