/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-step-type.h"

static const char *kind_names[] = { "trigger", "action", "wait", "split", "goal", "flow" };
static const char *family_names[] = { "event", "date", "poll", "absence", "direct", "effect", "wait",
                                      "branch", "router", "goal", "jump", "enrol", "end" };

/**
 * parcours_step_kind_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in data files and style sheets
 */
const char *
parcours_step_kind_name (ParcoursStepKind kind)
{
  return kind_names[kind];
}

/**
 * parcours_step_family_name:
 * @family: a family
 *
 * Returns: (transfer none): its name in data files
 */
const char *
parcours_step_family_name (ParcoursStepFamily family)
{
  return family_names[family];
}

static int
find_name (const char *const *names,
           guint              n_names,
           const char        *name,
           GError           **error)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return (int) i;
    }
  parcours_catalog_fail (error, "unknown word “%s”", name != NULL ? name : "");

  return -1;
}

static gboolean
read_params (ParcoursStepType  *type,
             JsonObject        *params,
             GError           **error)
{
  g_autoptr (GList) members = params != NULL ? json_object_get_members (params) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *object = parcours_json_member_object (params, l->data);
      ParcoursParam *param;

      if (parcours_step_type_param (type, l->data) != NULL)
        continue;
      if (object == NULL)
        return parcours_catalog_fail (error, "%s: a parameter is an object", (const char *) l->data);
      param = parcours_param_new_from_json (l->data, object, error);
      if (param == NULL)
        {
          g_prefix_error (error, "%s: ", (const char *) l->data);
          return FALSE;
        }
      g_ptr_array_add (type->params, param);
    }

  return TRUE;
}

/* What all types of a kind or a family have follows a type's own parameters; the
 * type may have its own of that name instead. */
static gboolean
read_all_params (ParcoursStepType  *type,
                 JsonObject        *object,
                 JsonObject        *common,
                 GError           **error)
{
  const char *kind = kind_names[type->kind];
  const char *family = family_names[type->family];

  return read_params (type, parcours_json_member_object (object, "params"), error) &&
         read_params (type, parcours_json_member_object (common, kind), error) &&
         (g_str_equal (kind, family) ||
          read_params (type, parcours_json_member_object (common, family), error));
}

static void
sentence_free (gpointer data)
{
  ParcoursStepSentence *sentence = data;

  g_clear_pointer (&sentence->condition, json_object_unref);
  g_free (sentence->text);
  g_free (sentence);
}

static void
add_sentence (ParcoursStepType *type,
              JsonObject       *condition,
              const char       *text)
{
  ParcoursStepSentence *sentence = g_new0 (ParcoursStepSentence, 1);

  sentence->condition = condition != NULL ? parcours_json_copy_object (condition) : NULL;
  sentence->text = g_strdup (text);
  g_ptr_array_add (type->sentences, sentence);
}

/* One sentence, or several of which the first that fits is said. */
static void
read_sentences (ParcoursStepType *type,
                JsonObject       *object)
{
  const char *text = parcours_json_member_string (object, "sentence");
  JsonArray *array = parcours_json_member_array (object, "sentence");

  type->sentences = g_ptr_array_new_with_free_func (sentence_free);
  if (text != NULL)
    add_sentence (type, NULL, text);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *sentence = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      add_sentence (type, parcours_json_member_object (sentence, "if"),
                    parcours_json_member_string (sentence, "text"));
    }
}

static void
read_words (ParcoursStepType *type,
            JsonObject       *object)
{
  type->icon = g_strdup (parcours_json_member_string (object, "icon"));
  type->category = g_strdup (parcours_json_member_string (object, "category"));
  type->title = g_strdup (parcours_json_member_string (object, "title"));
  type->headline = g_strdup (parcours_json_member_string (object, "headline"));
  read_sentences (type, object);
  type->help = g_strdup (parcours_json_member_string (object, "help"));
}

/**
 * parcours_step_type_new_from_json:
 * @name: the type
 * @index: its place in the catalogue
 * @object: its description in `steps.json`
 * @common: (nullable): parameters that all types of a kind or family have, by its name
 * @error: return location for an error
 *
 * Returns: (transfer full): the type, or %NULL
 */
ParcoursStepType *
parcours_step_type_new_from_json (const char  *name,
                                  guint        index,
                                  JsonObject  *object,
                                  JsonObject  *common,
                                  GError     **error)
{
  ParcoursStepType *type;
  int kind = find_name (kind_names, G_N_ELEMENTS (kind_names),
                        parcours_json_member_string (object, "kind"), error);
  int family = kind < 0 ? -1 : find_name (family_names, G_N_ELEMENTS (family_names),
                                          parcours_json_member_string (object, "family"), error);

  if (family < 0)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  type = g_new0 (ParcoursStepType, 1);
  type->name = g_strdup (name);
  type->index = index;
  type->kind = (ParcoursStepKind) kind;
  type->family = (ParcoursStepFamily) family;
  type->operation = g_strdup (parcours_json_member_string (object, "operation"));
  type->ports = parcours_catalog_strings (object, "ports");
  type->port_labels = parcours_json_copy_member (object, "port-labels");
  type->also = parcours_catalog_strings (object, "also");
  type->params = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_param_free);
  type->fixed = parcours_json_copy_member (object, "fixed");
  type->rule = parcours_json_copy_object (object);
  read_words (type, object);
  if (!read_all_params (type, object, common, error))
    {
      g_prefix_error (error, "%s: ", name);
      g_clear_pointer (&type, parcours_step_type_free);
    }

  return type;
}

/**
 * parcours_step_type_free:
 * @type: (transfer full): a step type
 */
void
parcours_step_type_free (ParcoursStepType *type)
{
  g_free (type->name);
  g_free (type->operation);
  g_strfreev (type->ports);
  g_clear_pointer (&type->port_labels, json_object_unref);
  g_strfreev (type->also);
  g_free (type->icon);
  g_free (type->category);
  g_free (type->title);
  g_free (type->headline);
  g_ptr_array_unref (type->sentences);
  g_free (type->help);
  g_ptr_array_unref (type->params);
  g_clear_pointer (&type->fixed, json_object_unref);
  json_object_unref (type->rule);
  g_free (type);
}

/**
 * parcours_step_type_param:
 * @type: a step type
 * @name: the name of a parameter
 *
 * Returns: (transfer none) (nullable): the parameter, or %NULL if the type has none of that name
 */
const ParcoursParam *
parcours_step_type_param (const ParcoursStepType *type,
                          const char             *name)
{
  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);

      if (g_str_equal (param->name, name))
        return param;
    }

  return NULL;
}

/**
 * parcours_step_type_port:
 * @type: a step type
 * @port: the name of a port
 *
 * Returns: its place in drawing order, or -1 if the type has none of that name
 */
int
parcours_step_type_port (const ParcoursStepType *type,
                         const char             *port)
{
  for (int i = 0; type->ports[i] != NULL; i++)
    {
      if (g_str_equal (type->ports[i], port))
        return i;
    }

  return -1;
}

/**
 * parcours_step_type_sentence:
 * @type: a step type
 * @params: (nullable): the parameters of a step, presets included
 *
 * Returns: (transfer none): what a card says of the step below its title, in the user's language, with
 *   holes for parameters
 */
const char *
parcours_step_type_sentence (const ParcoursStepType *type,
                             JsonObject             *params)
{
  for (guint i = 0; i < type->sentences->len; i++)
    {
      const ParcoursStepSentence *sentence = g_ptr_array_index (type->sentences, i);

      if (parcours_params_hold (params, sentence->condition))
        return *sentence->text != '\0' ? _(sentence->text) : "";
    }

  return "";
}

/**
 * parcours_step_type_port_label:
 * @type: a step type
 * @port: one of its ports
 *
 * Returns: (transfer none) (nullable): what the port is called in the user's language, or %NULL if it
 *   needs no word, being the only one
 */
const char *
parcours_step_type_port_label (const ParcoursStepType *type,
                               const char             *port)
{
  const char *label = parcours_json_member_string (type->port_labels, port);

  return label != NULL ? _(label) : NULL;
}
