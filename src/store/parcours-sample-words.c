/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the sample in the user's language. They are English msgids in the data, which data/sample/strings.py
 * hands to the translators; names of people and brands, and everything that is looked up by its text, stay. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-sample-private.h"

static char *
translate_text (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      char *translated = g_strdup (*paragraphs[i] != '\0' ? _(paragraphs[i]) : "");

      g_free (paragraphs[i]);
      paragraphs[i] = translated;
    }

  return g_strjoinv ("\n\n", paragraphs);
}

static void
translate_members (JsonObject        *object,
                   const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = parcours_json_member_string (object, names[i]);
      g_autofree char *translated = text != NULL ? translate_text (text) : NULL;

      if (translated != NULL)
        json_object_set_string_member (object, names[i], translated);
    }
}

static void
translate_array (JsonObject *object,
                 const char *name)
{
  JsonArray *texts = parcours_json_member_array (object, name);
  g_autoptr (JsonArray) translated = json_array_new ();

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    {
      g_autofree char *text = translate_text (json_array_get_string_element (texts, i));

      json_array_add_string_element (translated, text);
    }
  if (texts != NULL)
    json_object_set_array_member (object, name, g_steal_pointer (&translated));
}

static void
translate_entity (JsonObject *entity)
{
  static const char *const words[] = { "name", "label", "category", "subject", "preheader", "body", NULL };

  translate_members (entity, words);
  translate_array (entity, "questions");
}

/* All but people, who have names of their own. */
static void
translate_entities (JsonObject *kinds)
{
  g_autoptr (GList) names = json_object_get_members (kinds);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *entities = parcours_json_member_object (kinds, l->data);
      g_autoptr (GList) all = entities != NULL ? json_object_get_values (entities) : NULL;

      for (GList *e = g_str_equal (l->data, "users") ? NULL : all; e != NULL; e = e->next)
        translate_entity (json_node_get_object (e->data));
    }
}

/* Puts what shop.json says to people into their language. */
void
sample_translate_shop (JsonObject *shop)
{
  static const char *const words[] = { "name", "subject", "body", NULL };
  JsonArray *campaigns = parcours_json_member_array (shop, "campaigns");

  translate_entities (parcours_json_member_object (shop, "entities"));
  for (guint i = 0; i < json_array_get_length (campaigns); i++)
    translate_members (json_array_get_object_element (campaigns, i), words);
}

/* The same for an automation of the sample. */
void
sample_translate_automation (JsonObject *automation)
{
  static const char *const words[] = { "name", "description", NULL };
  static const char *const step_words[] = { "title", "note", NULL };
  static const char *const param_words[] = { "name", NULL };
  g_autoptr (GList) steps = json_object_get_values (parcours_json_member_object (automation, "steps"));

  translate_members (automation, words);
  for (GList *l = steps; l != NULL; l = l->next)
    {
      JsonObject *step = json_node_get_object (l->data);

      translate_members (step, step_words);
      translate_members (parcours_json_member_object (step, "params"), param_words);
    }
}

/* The same for a test of the sample. */
void
sample_translate_test (JsonObject *test)
{
  static const char *const words[] = { "name", NULL };
  JsonArray *cases = parcours_json_member_array (test, "cases");

  translate_members (test, words);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    translate_members (json_array_get_object_element (cases, i), words);
}
