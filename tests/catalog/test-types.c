/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "table.h"

/* The step types against types.tsv, which is taken from the vocabulary, and each
 * against what every form, card and run expects of it. */

static const ParcoursCatalog *catalog;

static const ParcoursStepType *
get_type (const char *name)
{
  const ParcoursStepType *type = parcours_catalog_type (catalog, name);

  if (type == NULL)
    g_error ("there is no type %s", name);

  return type;
}

static void
add_all (GHashTable *set,
         char      **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (texts[i]));
}

static char *
join_members (JsonObject *object,
              const char *name)
{
  JsonArray *array = parcours_json_member_array (object, name);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, (gpointer) json_array_get_string_element (array, i));
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (",", (char **) texts->pdata);
}

/* The second column is a family for triggers and the operation for the rest; waits
 * and branches name their family alone. */
static void
assert_via (const ParcoursStepType *type,
            char                  **vias)
{
  const char *family = parcours_step_family_name (type->family);

  if (!g_strv_contains ((const char *const *) vias, family) &&
      !g_strv_contains ((const char *const *) vias, type->operation != NULL ? type->operation : ""))
    g_error ("%s is carried by %s, %s", type->name, family, type->operation);
}

static void
test_vocabulary (void)
{
  g_autoptr (GPtrArray) table = table_read ("types.tsv");
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_auto (GStrv) types = table_split (cells[0]);
      g_auto (GStrv) vias = table_split (cells[1]);
      g_autoptr (GHashTable) published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      add_all (names, types);
      for (guint j = 0; types[j] != NULL; j++)
        {
          const ParcoursStepType *type = get_type (types[j]);
          g_autofree char *topics = join_members (type->rule, "publishes");
          g_auto (GStrv) each = table_split (topics);

          assert_via (type, vias);
          add_all (published, each);
        }
      table_assert_same (published, cells[2], cells[0]);
    }
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    g_assert_true (g_hash_table_contains (names, parcours_catalog_nth_type (catalog, i)->name));
  g_assert_cmpuint (parcours_catalog_n_types (catalog), ==, 120);
}

static void
assert_plain (const ParcoursStepType *type,
              const char             *text,
              gboolean                sentence)
{
  gsize length = strlen (text);

  if (length == 0 || g_ascii_islower (text[0]) || text[length - 1] == ' ' ||
      (text[length - 1] == '.') != sentence)
    g_error ("%s says “%s”", type->name, text);
}

static void
test_words (void)
{
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);

      assert_plain (type, type->title, FALSE);
      assert_plain (type, type->help, TRUE);
      g_hash_table_add (categories, type->category);
      if (!g_hash_table_add (titles, type->title))
        g_error ("two types are called “%s”", type->title);
      for (guint j = 0; j < type->params->len; j++)
        {
          const ParcoursParam *param = g_ptr_array_index (type->params, j);

          assert_plain (type, param->label, FALSE);
          if (param->help != NULL)
            assert_plain (type, param->help, TRUE);
        }
    }
  g_assert_cmpuint (g_hash_table_size (categories), <=, 12);
}

static void
assert_holes (const ParcoursStepType *type,
              const char             *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "{", -1);

  for (guint i = 1; pieces[0] != NULL && pieces[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (pieces[i], strcspn (pieces[i], "}"));

      g_assert_nonnull (parcours_step_type_param (type, name));
    }
}

static void
test_holes (void)
{
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);

      for (guint j = 0; j < type->sentences->len; j++)
        assert_holes (type, ((ParcoursStepSentence *) g_ptr_array_index (type->sentences, j))->text);
      if (type->headline != NULL)
        assert_holes (type, type->headline);
    }
}

static const char *
sentence_of (const char *type,
             const char *params)
{
  g_autoptr (JsonNode) node = json_from_string (params, NULL);

  return parcours_step_type_sentence (get_type (type), json_node_get_object (node));
}

static void
test_sentences (void)
{
  g_assert_cmpstr (sentence_of ("action.add-tag", "{}"), ==, "{tag}");
  g_assert_cmpstr (sentence_of ("action.adjust-score", "{\"operation\": \"add\"}"), ==, "{score} +{points}");
  g_assert_cmpstr (sentence_of ("action.adjust-score", "{\"operation\": \"reset\"}"), ==, "{score} reset to zero");
  g_assert_cmpstr (sentence_of ("trigger.field-changed", "{\"to\": \"gold\"}"), ==, "{field}: → {to}");
  g_assert_cmpstr (sentence_of ("trigger.field-changed", "{\"from\": \"silver\", \"to\": \"gold\"}"), ==,
                   "{field}: {from} → {to}");
  g_assert_cmpstr (sentence_of ("flow.end", "{}"), ==, "");
}

/* What is said of an event is said of its contrary too, and of one subject as of any. */
static void
test_topic_words (void)
{
  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);

      g_test_message ("%s", topic->name);
      g_assert_true (g_unichar_isupper (g_utf8_get_char (topic->label)));
      g_assert_true (g_str_has_prefix (topic->has_any, "has "));
      g_assert_true (g_str_has_prefix (topic->has_not_any, "has not "));
      g_assert_true ((topic->has == NULL) == (topic->has_not == NULL));
      g_assert_true (topic->has == NULL || strstr (topic->has, "{subject}") != NULL);
      g_assert_true (topic->has_not == NULL || strstr (topic->has_not, "{subject}") != NULL);
      g_assert_true (topic->brief == NULL || (topic->has != NULL && strstr (topic->brief, "{subject}") != NULL));
      for (guint j = 0; topic->has_n != NULL && topic->has_n[j] != NULL; j++)
        g_assert_nonnull (strstr (topic->has_n[j], "{n}"));
    }
}

static void
test_ports (void)
{
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);

      if (type->kind == PARCOURS_STEP_TRIGGER)
        g_assert_true (g_strv_equal ((const char *const *) type->ports, (const char *[]) { "next", NULL }));
      for (guint j = 0; type->ports[j] != NULL; j++)
        {
          g_assert_cmpint (parcours_step_type_port (type, type->ports[j]), ==, (int) j);
          g_assert_true (type->ports[1] == NULL || parcours_step_type_port_label (type, type->ports[j]) != NULL);
        }
    }
  g_assert_cmpint (parcours_step_type_port (get_type ("split.random"), "j"), ==, 9);
  g_assert_cmpint (parcours_step_type_port (get_type ("split.latch"), "c"), ==, -1);
  g_assert_cmpstr (parcours_step_type_port_label (get_type ("wait.event"), "timeout"), ==, "No");
  g_assert_null (parcours_step_type_port_label (get_type ("goal.condition"), "next"));
  g_assert_null (get_type ("action.delete-contact")->ports[0]);
  g_assert_null (get_type ("flow.go-to")->ports[0]);
  g_assert_null (get_type ("flow.end")->ports[0]);
}

/* Every trigger can be narrowed, every event by what it carries. */
static void
test_common_params (void)
{
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);
      gboolean is_trigger = type->kind == PARCOURS_STEP_TRIGGER;

      g_assert_true ((parcours_step_type_param (type, "runs") != NULL) == is_trigger);
      g_assert_true ((parcours_step_type_param (type, "entry-segment") != NULL) == is_trigger);
      if (type->family == PARCOURS_FAMILY_EVENT)
        g_assert_nonnull (parcours_step_type_param (type, "where"));
    }
}

static void
test_sending (void)
{
  static const char *const channels[] = { "email", "sms", "push", "site-message", "wallet", NULL };

  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);
      const char *channel = parcours_json_member_string (type->fixed, "channel");
      gboolean sends = g_strcmp0 (type->operation, "message.send") == 0;
      gboolean to_contact = channel != NULL && g_strv_contains (channels, channel);

      g_assert_true (sends == (channel != NULL));
      g_assert_true ((parcours_step_type_param (type, "send-limit") != NULL) == to_contact);
    }
}

/* Whatever a form offers first is right, and what is required can be left out nowhere. */
static void
test_params (void)
{
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog, i);

      for (guint j = 0; j < type->params->len; j++)
        {
          const ParcoursParam *param = g_ptr_array_index (type->params, j);
          g_autoptr (GError) error = NULL;

          if (param->required && param->any)
            g_error ("%s: %s is required and any", type->name, param->name);
          if (param->fallback != NULL)
            parcours_param_check (param, param->fallback, &error);
          g_assert_no_error (error);
          g_assert_true (parcours_step_type_param (type, param->name) == param);
        }
    }
}

static void
test_hold (void)
{
  static const struct
  {
    const char *params, *condition;
    gboolean holds;
  } cases[] = {
    { "{}", "{}", TRUE },
    { "{\"a\": 1}", "{\"a\": 1}", TRUE },
    { "{\"a\": 1}", "{\"a\": 2}", FALSE },
    { "{}", "{\"a\": 1}", FALSE },
    { "{\"a\": \"x\"}", "{\"a\": [\"w\", \"x\"]}", TRUE },
    { "{\"a\": \"y\"}", "{\"a\": [\"w\", \"x\"]}", FALSE },
    { "{}", "{\"a\": [\"w\", \"x\"]}", FALSE },
    { "{}", "{\"a\": null}", TRUE },
    { "{\"a\": null}", "{\"a\": null}", TRUE },
    { "{\"a\": 0}", "{\"a\": null}", FALSE },
    { "{\"a\": {\"b\": \"x\"}}", "{\"a.b\": \"x\"}", TRUE },
    { "{\"a\": {\"b\": \"x\"}}", "{\"a.c\": \"x\"}", FALSE },
    { "{\"a\": \"x\"}", "{\"a.b\": \"x\"}", FALSE },
    { "{\"a\": 1, \"b\": 2}", "{\"a\": 1, \"b\": 3}", FALSE },
    { "{\"a\": {\"c\": 1, \"b\": 2}}", "{\"a\": {\"b\": 2, \"c\": 1}}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) params = parcours_json_parse (cases[i].params, -1, NULL);
      g_autoptr (JsonNode) condition = parcours_json_parse (cases[i].condition, -1, NULL);

      if (parcours_params_hold (json_node_get_object (params), json_node_get_object (condition)) != cases[i].holds)
        g_error ("%s and %s", cases[i].params, cases[i].condition);
    }
  g_assert_true (parcours_params_hold (NULL, NULL));
}

static void
test_shown_if (void)
{
  const ParcoursStepType *type = get_type ("action.add-to-account");
  const ParcoursParam *account = parcours_step_type_param (type, "account");
  const ParcoursParam *from = parcours_step_type_param (type, "from");
  g_autoptr (JsonObject) params = json_object_new ();

  g_assert_true (parcours_param_is_shown (account, params));
  g_assert_true (parcours_param_is_shown (from, params));
  json_object_set_string_member (params, "from", "company");
  g_assert_false (parcours_param_is_shown (account, params));
  g_assert_true (parcours_param_is_shown (from, params));
}

static void
test_kinds (void)
{
  const ParcoursParam *field = parcours_step_type_param (get_type ("trigger.field-changed"), "field");
  const ParcoursParam *tag = parcours_step_type_param (get_type ("action.add-tag"), "tag");
  g_autoptr (JsonObject) params = json_object_new ();

  g_assert_cmpstr (parcours_param_kind (tag, NULL), ==, "tag");
  g_assert_cmpstr (parcours_param_kind (field, NULL), ==, "field");
  json_object_set_string_member (params, "of", "deal");
  g_assert_cmpstr (parcours_param_kind (field, params), ==, "deal-field");
  json_object_set_string_member (params, "of", "account");
  g_assert_cmpstr (parcours_param_kind (field, params), ==, "account-field");
}

static void
test_values (void)
{
  static const struct
  {
    const char *type, *param, *value;
    gboolean valid;
  } cases[] = {
    { "action.math", "operand", "2.5", TRUE },
    { "action.math", "operand", "\"bonus\"", TRUE },
    { "action.math", "operand", "{}", FALSE },
    { "action.update-field", "value", "{\"value\": null}", TRUE },
    { "action.update-field", "value", "{\"copy\": \"city\"}", TRUE },
    { "action.update-field", "value", "{\"clear\": true}", TRUE },
    { "action.update-field", "value", "{\"clear\": false}", FALSE },
    { "action.update-field", "value", "{\"value\": 1, \"clear\": true}", FALSE },
    { "action.update-field", "value", "\"Paris\"", FALSE },
    { "trigger.list-subscribed", "list", "[\"a\", \"b\"]", FALSE },
    { "trigger.list-subscribed", "list", "\"a\"", TRUE },
    { "trigger.sms-received", "keyword", "\"WIN10\"", TRUE },
    { "trigger.sms-received", "keyword", "\"W\"", FALSE },
    { "split.random", "weights", "[60, 30, 10]", TRUE },
    { "split.random", "weights", "[60, 30]", FALSE },
    { "action.send-email", "email", "\" \"", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ParcoursParam *param = parcours_step_type_param (get_type (cases[i].type), cases[i].param);
      g_autoptr (JsonNode) value = parcours_json_parse (cases[i].value, -1, NULL);
      g_autoptr (GError) error = NULL;

      if (parcours_param_check (param, value, &error) != cases[i].valid)
        g_error ("%s: %s %s", cases[i].type, cases[i].param, cases[i].value);
      g_assert_true ((error == NULL) == cases[i].valid);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalog = parcours_catalog_get ();

  g_test_add_func ("/types/vocabulary", test_vocabulary);
  g_test_add_func ("/types/words", test_words);
  g_test_add_func ("/types/holes", test_holes);
  g_test_add_func ("/types/sentences", test_sentences);
  g_test_add_func ("/types/topic-words", test_topic_words);
  g_test_add_func ("/types/ports", test_ports);
  g_test_add_func ("/types/common-params", test_common_params);
  g_test_add_func ("/types/sending", test_sending);
  g_test_add_func ("/types/params", test_params);
  g_test_add_func ("/types/hold", test_hold);
  g_test_add_func ("/types/shown-if", test_shown_if);
  g_test_add_func ("/types/kinds", test_kinds);
  g_test_add_func ("/types/values", test_values);

  return g_test_run ();
}
