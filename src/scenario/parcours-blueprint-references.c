/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-blueprint.h"
#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-library-maker.h"
#include "parcours-template.h"

/*
 * Which entities of a workspace an automation refers to, and they in turn: the
 * condition of a segment, the actions of a form, the fields in the text of a
 * message. Parameters say the kind of what they name; inside conditions, filters
 * and rules it follows from the key that a name stands under.
 */
typedef struct
{
  const ParcoursLibrary *library;
  JsonObject *entities;
} Collecting;

static void collect_node (Collecting *self,
                          const char *key,
                          JsonObject *beside,
                          JsonNode   *node);

/* What belongs to a whole comes with it. */
static void take_parts (Collecting *self,
                        const char *kind,
                        const char *whole);

static void
take (Collecting *self,
      const char *kind,
      const char *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (self->library, kind, slug);
  const char *plural = parcours_library_plural (kind);
  g_autoptr (JsonObject) columns = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (entity == NULL || plural == NULL || parcours_json_member_boolean (entity->attributes, "builtin", FALSE))
    return;
  if (!json_object_has_member (self->entities, plural))
    json_object_set_object_member (self->entities, plural, json_object_new ());
  if (json_object_has_member (parcours_json_member_object (self->entities, plural), slug))
    return;
  columns = parcours_json_copy_object (entity->attributes);
  json_object_set_string_member (columns, "name", entity->label);
  json_object_set_object_member (parcours_json_member_object (self->entities, plural), slug, g_steal_pointer (&columns));
  node = parcours_json_take_object (parcours_json_copy_object (entity->attributes));
  collect_node (self, NULL, NULL, node);
  take_parts (self, kind, slug);
}

static void
take_all_of (Collecting *self,
             const char *kind,
             const char *whole)
{
  g_autofree char *prefix = g_strconcat (whole, "/", NULL);
  g_autoptr (GPtrArray) parts = parcours_library_list (self->library, kind);

  for (guint i = 0; i < parts->len; i++)
    {
      const ParcoursEntity *part = g_ptr_array_index (parts, i);

      if (g_str_has_prefix (part->slug, prefix))
        take (self, kind, part->slug);
    }
}

static void
take_parts (Collecting *self,
            const char *kind,
            const char *slug)
{
  const char *slash = strchr (slug, '/');
  g_autofree char *whole = slash != NULL ? g_strndup (slug, (gsize) (slash - slug)) : NULL;

  if (g_str_equal (kind, "pipeline"))
    take_all_of (self, "stage", slug);
  else if (g_str_equal (kind, "program"))
    {
      take_all_of (self, "balance", slug);
      take_all_of (self, "tier", slug);
    }
  else if (whole != NULL)
    take (self, g_str_equal (kind, "stage") ? "pipeline" : "program", whole);
}

static const char *
field_kind (JsonObject *beside)
{
  const char *of = beside != NULL ? parcours_json_member_string (beside, "of") : NULL;

  if (g_strcmp0 (of, "deal") == 0)
    return "deal-field";

  return g_strcmp0 (of, "account") == 0 ? "account-field" : "field";
}

/* The kinds of what stands under a key that is not the name of its kind. */
static const struct
{
  const char *key;
  const char *kind;
} keys[] = {
  { "rotate", "user" },
  { "owner", "user" },
  { "copy", "field" },
  { "type", "task-type" },
  { "type", "meeting-type" },
  { "notification", "push" },
  { "notification", "wallet-notification" },
};

static void
take_named (Collecting *self,
            const char *key,
            JsonObject *beside,
            const char *slug)
{
  const char *event = beside != NULL ? parcours_json_member_string (beside, "event") : NULL;
  const char *singular = parcours_library_singular (key);
  const ParcoursTopic *topic;

  if (g_str_equal (key, "field"))
    take (self, field_kind (beside), slug);
  else if (g_str_equal (key, "subject") && event != NULL)
    {
      topic = parcours_catalog_topic (parcours_catalog_get (), event);
      if (topic != NULL && topic->subject != NULL)
        take (self, topic->subject, slug);
    }
  else
    take (self, singular != NULL ? singular : key, slug);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].key, key))
        take (self, keys[i].kind, slug);
    }
}

/* {{ contact.first-name }} */
static void
take_placeholders (Collecting *self,
                   const char *text)
{
  static const struct
  {
    const char *prefix;
    const char *kind;
  } holders[] = { { "contact.", "field" }, { "deal.", "deal-field" }, { "account.", "account-field" } };
  g_autoptr (ParcoursTemplate) parsed = parcours_template_new (text);

  for (guint i = 0; i < parcours_template_n_holes (parsed); i++)
    {
      const char *hole = parcours_template_nth_hole (parsed, i);

      for (guint j = 0; j < G_N_ELEMENTS (holders); j++)
        {
          if (g_str_has_prefix (hole, holders[j].prefix))
            take (self, holders[j].kind, hole + strlen (holders[j].prefix));
        }
    }
}

/* A name that stands in a SET is of the kind that the set is of. */
static gboolean
is_set_key (const char *key)
{
  return g_str_equal (key, "all-of") || g_str_equal (key, "any-of") || g_str_equal (key, "none-of");
}

static void
collect_node (Collecting *self,
              const char *key,
              JsonObject *beside,
              JsonNode   *node)
{
  const char *text = parcours_json_string (node);

  if (text != NULL)
    {
      if (key != NULL)
        take_named (self, key, beside, text);
      if (strstr (text, "{{") != NULL)
        take_placeholders (self, text);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_node (self, key, beside, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        collect_node (self, is_set_key (l->data) && key != NULL ? key : l->data, object,
                      json_object_get_member (object, l->data));
    }
}

static void
collect_step (Collecting         *self,
              const ParcoursStep *step)
{
  g_autoptr (GList) names = json_object_get_members (step->params);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursParam *param = step->type != NULL ? parcours_step_type_param (step->type, l->data) : NULL;
      const char *kind = param != NULL ? parcours_param_kind (param, step->params) : NULL;

      collect_node (self, kind != NULL ? kind : l->data, step->params, json_object_get_member (step->params, l->data));
    }
}

/**
 * parcours_blueprint_collect:
 * @automation: an automation
 * @library: what its references name
 *
 * Other automations that it names are not among it: each is a template of its own.
 *
 * Returns: (transfer full): what it refers to, as `entities` of a scenario
 */
JsonObject *
parcours_blueprint_collect (const ParcoursAutomation *automation,
                            const ParcoursLibrary    *library)
{
  Collecting collecting = { library, json_object_new () };
  JsonObject *settings = parcours_automation_settings (automation);
  g_autoptr (JsonNode) node = settings != NULL ? parcours_json_take_object (parcours_json_copy_object (settings)) : NULL;

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    collect_step (&collecting, parcours_automation_nth_step (automation, i));
  if (node != NULL)
    collect_node (&collecting, NULL, NULL, node);

  return collecting.entities;
}
