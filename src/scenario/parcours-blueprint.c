/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-blueprint.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-library-maker.h"
#include "parcours-scenario.h"

/* Whose pages the templates of the program name. */
#define EXAMPLE_HOST "www.example.com"

/**
 * parcours_blueprint_ref:
 * @blueprint: a template
 *
 * Returns: (transfer full): @blueprint
 */
ParcoursBlueprint *
parcours_blueprint_ref (ParcoursBlueprint *blueprint)
{
  g_atomic_ref_count_inc (&blueprint->ref_count);

  return blueprint;
}

/**
 * parcours_blueprint_unref:
 * @blueprint: (transfer full): a template
 */
void
parcours_blueprint_unref (ParcoursBlueprint *blueprint)
{
  if (!g_atomic_ref_count_dec (&blueprint->ref_count))
    return;
  g_free (blueprint->name);
  g_clear_pointer (&blueprint->node, json_node_unref);
  g_free (blueprint->title);
  g_free (blueprint->description);
  g_free (blueprint->category);
  g_clear_pointer (&blueprint->automation, parcours_automation_unref);
  g_clear_pointer (&blueprint->entities, json_object_unref);
  g_clear_pointer (&blueprint->scenarios, json_array_unref);
  g_free (blueprint);
}

static gboolean
check_format (JsonNode *node,
              GError  **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *format = parcours_json_member_string (object, "format");

  if (g_strcmp0 (format, PARCOURS_BLUEPRINT_FORMAT) == 0)
    return TRUE;
  if (format != NULL && g_str_has_prefix (format, "parcours-template/"))
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_UNKNOWN_VERSION,
                         _("This template was written by a newer Parcours"));
  else
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("This is not a template of Parcours"));

  return FALSE;
}

static gboolean
read_text (const ParcoursPlace *head,
           const char          *key,
           char               **text,
           GError             **error)
{
  ParcoursPlace place = parcours_place_member (head, key);
  const char *value = "";

  if (parcours_place_is_there (&place) && !parcours_place_string (&place, &value, error))
    return FALSE;
  *text = g_strdup (value);

  return TRUE;
}

/* A flow that this Parcours cannot draw is no beginning. */
static gboolean
check_steps (const ParcoursPlace      *place,
             const ParcoursAutomation *automation,
             GError                  **error)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      ParcoursPlace steps = parcours_place_member (place, "steps");
      ParcoursPlace one = parcours_place_member (&steps, step->id);
      g_autofree char *message = NULL;

      if (step->type != NULL)
        continue;
      message = g_strdup_printf (_("there is no type of steps “%s”"), step->type_name);
      return parcours_place_fail (&one, error, message);
    }

  return TRUE;
}

static gboolean
read_automation (ParcoursBlueprint   *self,
                 const ParcoursPlace *head,
                 GError             **error)
{
  ParcoursPlace place = parcours_place_member (head, "automation");
  JsonObject *object;

  if (!parcours_place_object (&place, &object, error))
    return FALSE;
  self->automation = parcours_automation_from_json (place.node, error);
  if (self->automation == NULL)
    return parcours_place_prefix (&place, error);

  return check_steps (&place, self->automation, error);
}

static const char *const records[] = { "deals", "tasks" };

/* What cannot be declared in a scenario cannot stand in a template. */
static gboolean
read_entities (ParcoursBlueprint   *self,
               const ParcoursPlace *head,
               GError             **error)
{
  g_autoptr (ParcoursLibraryMaker) maker = parcours_library_maker_new (FALSE);
  ParcoursPlace place = parcours_place_member (head, "entities");

  if (!parcours_place_is_there (&place))
    {
      self->entities = json_object_new ();
      return TRUE;
    }
  if (!parcours_library_maker_declare (maker, &place, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      ParcoursPlace record = parcours_place_member (&place, records[i]);

      if (parcours_place_is_there (&record))
        return parcours_place_fail (&record, error, _("these belong to contacts, and stand in a scenario"));
    }
  self->entities = parcours_json_copy_object (json_node_get_object (place.node));

  return TRUE;
}

static gboolean
check_scenario (const ParcoursPlace *place,
                gpointer             user_data,
                GError             **error)
{
  JsonObject *object;

  return parcours_place_object (place, &object, error);
}

static gboolean
read_scenarios (ParcoursBlueprint   *self,
                const ParcoursPlace *head,
                GError             **error)
{
  ParcoursPlace place = parcours_place_member (head, "scenarios");
  JsonArray *array;

  if (!parcours_place_is_there (&place))
    {
      self->scenarios = json_array_new ();
      return TRUE;
    }
  if (!parcours_place_array (&place, &array, error) || !parcours_place_foreach (&place, check_scenario, NULL, error))
    return FALSE;
  self->scenarios = parcours_json_copy_array (array);

  return TRUE;
}

/**
 * parcours_blueprint_new_from_json:
 * @name: its name in commands
 * @is_own: whether a person saved it
 * @node: (transfer none): a template
 * @error: return location for an error, whose message names the key that is wrong
 *
 * Returns: (transfer full): the template, or %NULL
 */
ParcoursBlueprint *
parcours_blueprint_new_from_json (const char *name,
                                  gboolean    is_own,
                                  JsonNode   *node,
                                  GError    **error)
{
  g_autoptr (ParcoursBlueprint) self = g_new0 (ParcoursBlueprint, 1);
  ParcoursPlace head = { NULL, NULL, 0, node };
  ParcoursPlace title = parcours_place_member (&head, "title");
  const char *text;

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->is_own = is_own;
  self->node = json_node_ref (node);
  if (!check_format (node, error) || !parcours_place_string (&title, &text, error) ||
      !read_text (&head, "description", &self->description, error) ||
      !read_text (&head, "category", &self->category, error) || !read_automation (self, &head, error) ||
      !read_entities (self, &head, error) || !read_scenarios (self, &head, error))
    return NULL;
  self->title = g_strdup (text);

  return g_steal_pointer (&self);
}

/**
 * parcours_blueprint_new:
 * @title: what people call it
 * @description: what it is good for
 * @category: what it stands under in a list
 * @automation: the flow
 * @entities: what the flow refers to, see parcours_blueprint_collect()
 * @scenarios: its tests
 * @error: return location for an error
 *
 * Returns: (transfer full): a template of a person's own, or %NULL if it could not be read again
 */
ParcoursBlueprint *
parcours_blueprint_new (const char         *title,
                        const char         *description,
                        const char         *category,
                        ParcoursAutomation *automation,
                        JsonObject         *entities,
                        JsonArray          *scenarios,
                        GError            **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "format", PARCOURS_BLUEPRINT_FORMAT);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "description", description);
  json_object_set_string_member (object, "category", category);
  json_object_set_member (object, "automation", parcours_automation_to_json (automation));
  json_object_set_object_member (object, "entities", parcours_json_copy_object (entities));
  json_object_set_array_member (object, "scenarios", parcours_json_copy_array (scenarios));

  return parcours_blueprint_new_from_json (parcours_automation_slug (automation), TRUE, node, error);
}

/**
 * parcours_blueprint_scenario:
 * @blueprint: a template
 * @n: which of its scenarios
 *
 * Returns: (transfer full): the scenario as it would stand in a file of its own
 */
JsonNode *
parcours_blueprint_scenario (const ParcoursBlueprint *blueprint,
                             guint                    n)
{
  g_autoptr (JsonArray) automations = json_array_new ();

  json_array_add_element (automations, parcours_automation_to_json (blueprint->automation));

  return parcours_scenario_complete (json_array_get_object_element (blueprint->scenarios, n), automations, blueprint->entities);
}

/**
 * parcours_blueprint_with_host:
 * @blueprint: a template
 * @host: (nullable): a host of the workspace's own, such as the first domain that it tracks
 *
 * The templates of the program name pages of an example. Where the workspace has a domain, its pages are meant.
 *
 * Returns: (transfer full): the template with @host in the place of the example's
 */
ParcoursBlueprint *
parcours_blueprint_with_host (ParcoursBlueprint *blueprint,
                              const char        *host)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;
  ParcoursBlueprint *changed;

  if (blueprint->is_own || host == NULL || strpbrk (host, "\"\\/ ") != NULL)
    return parcours_blueprint_ref (blueprint);
  line = parcours_json_to_line (blueprint->node);
  text = g_string_new (line);
  g_string_replace (text, EXAMPLE_HOST, host, 0);
  node = parcours_json_parse (text->str, (gssize) text->len, NULL);
  changed = node != NULL ? parcours_blueprint_new_from_json (blueprint->name, FALSE, node, NULL) : NULL;

  return changed != NULL ? changed : parcours_blueprint_ref (blueprint);
}
