/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-blueprint.h"
#include "parcours-catalog.h"
#include "parcours-json.h"

/*
 * The words of the templates that come with the program. They are English
 * msgids in the data, which data/templates/strings.py hands to the translators:
 * titles, notes, names, and the texts of messages by paragraph. Slugs stay, so
 * that a template finds what it has brought in another language.
 */
static const char *const head_words[] = { "title", "description", "category", NULL };
static const char *const automation_words[] = { "name", "description", NULL };
static const char *const step_words[] = { "title", "note", NULL };
static const char *const entity_words[] = { "name", "label", "subject", "preheader", "body", NULL };
static const char *const task_words[] = { "title", NULL };
static const char *const goal_words[] = { "name", NULL };

static char *
translate_text (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      char *translated = *paragraphs[i] != '\0' ? g_strdup (_(paragraphs[i])) : g_strdup ("");

      g_free (paragraphs[i]);
      paragraphs[i] = translated;
    }

  return g_strjoinv ("\n\n", paragraphs);
}

static void
translate_members (JsonObject        *object,
                   const char *const *names)
{
  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    {
      const char *text = parcours_json_member_string (object, names[i]);
      g_autofree char *translated = text != NULL ? translate_text (text) : NULL;

      if (translated != NULL)
        json_object_set_string_member (object, names[i], translated);
    }
}

static void
translate_step (JsonObject *step)
{
  const char *name = parcours_json_member_string (step, "type");
  const ParcoursStepType *type = name != NULL ? parcours_catalog_type (parcours_catalog_get (), name) : NULL;
  JsonObject *params = parcours_json_member_object (step, "params");

  translate_members (step, step_words);
  if (type == NULL || params == NULL)
    return;
  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);
      const char *const words[] = { param->name, NULL };

      if (param->type == PARCOURS_PARAM_TEMPLATE)
        translate_members (params, words);
      else if (param->type == PARCOURS_PARAM_TASK)
        translate_members (parcours_json_member_object (params, param->name), task_words);
    }
  if (type->kind == PARCOURS_STEP_GOAL)
    translate_members (params, goal_words);
}

static void
translate_entities (JsonObject *kinds)
{
  g_autoptr (GList) names = json_object_get_members (kinds);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *kind = parcours_json_member_object (kinds, l->data);
      g_autoptr (GList) slugs = kind != NULL ? json_object_get_members (kind) : NULL;

      for (GList *s = slugs; s != NULL; s = s->next)
        translate_members (parcours_json_member_object (kind, s->data), entity_words);
    }
}

/**
 * parcours_blueprint_translate:
 * @node: a template that comes with the program, read for this alone: it is changed
 *
 * Puts its words into the user's language.
 */
void
parcours_blueprint_translate (JsonNode *node)
{
  JsonObject *head = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *automation = parcours_json_member_object (head, "automation");
  JsonObject *steps = automation != NULL ? parcours_json_member_object (automation, "steps") : NULL;
  JsonObject *entities = parcours_json_member_object (head, "entities");
  g_autoptr (GList) ids = steps != NULL ? json_object_get_members (steps) : NULL;

  translate_members (head, head_words);
  translate_members (automation, automation_words);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *step = parcours_json_member_object (steps, l->data);

      if (step != NULL)
        translate_step (step);
    }
  if (entities != NULL)
    translate_entities (entities);
}
