/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-population-builder.h"
#include "reference.h"

/**
 * reference_library_new:
 *
 * Returns: (transfer full): what the flow refers to
 */
ParcoursLibrary *
reference_library_new (void)
{
  static const char *const tags[] = { "new", "abroad", "vip", "hot", "done" };
  static const char *const emails[] = { "welcome", "reminder", "offer-a", "offer-b", "news", "thanks" };
  ParcoursLibrary *library = parcours_library_new ();
  g_autoptr (JsonNode) text = json_from_string ("{\"type\": \"text\"}", NULL);
  g_autoptr (JsonNode) number = json_from_string ("{\"type\": \"number\"}", NULL);
  g_autoptr (JsonNode) date = json_from_string ("{\"type\": \"date\"}", NULL);

  parcours_library_add (library, "score", "lead", NULL, NULL);
  parcours_library_add (library, "field", "country", NULL, json_node_get_object (text));
  parcours_library_add (library, "field", "plan", NULL, json_node_get_object (text));
  parcours_library_add (library, "field", "age", NULL, json_node_get_object (number));
  parcours_library_add (library, "field", "rounds", NULL, json_node_get_object (number));
  parcours_library_add (library, "field", "joined", NULL, json_node_get_object (date));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    parcours_library_add (library, "tag", tags[i], NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (emails); i++)
    parcours_library_add (library, "email", emails[i], NULL, NULL);

  return library;
}

static ParcoursPopulation *
make_population (ParcoursTexts     *texts,
                 guint              n,
                 const char *const *zones)
{
  static const char *const countries[] = { "France", "Belgium", "Germany", "Italy" };
  char days[32][11];
  ParcoursPopulationBuilder *builder = parcours_population_builder_new (texts, parcours_zone_lookup ("Europe/Paris"));
  guint country = parcours_population_builder_add_field (builder, "country", PARCOURS_FIELD_TEXT, NULL);
  guint plan = parcours_population_builder_add_field (builder, "plan", PARCOURS_FIELD_TEXT, NULL);
  guint age = parcours_population_builder_add_field (builder, "age", PARCOURS_FIELD_NUMBER, NULL);
  guint rounds = parcours_population_builder_add_field (builder, "rounds", PARCOURS_FIELD_NUMBER, NULL);
  guint joined = parcours_population_builder_add_field (builder, "joined", PARCOURS_FIELD_DATE, NULL);
  guint vip = parcours_population_builder_add_set (builder, PARCOURS_SET_TAGS, "vip");
  guint lead = parcours_population_builder_add_score (builder, "lead");
  guint n_zones = zones != NULL ? g_strv_length ((char **) zones) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_snprintf (days[i], sizeof days[i], "2026-03-%02u", 3 + i % 28);
  for (guint i = 0; i < n; i++)
    {
      guint64 key = parcours_draw_mix (i + 1);

      parcours_population_builder_begin (builder, key, i);
      if (n_zones > 0)
        parcours_population_builder_set_zone (builder, zones[i % n_zones]);
      parcours_population_builder_set_address (builder, PARCOURS_ADDRESS_EMAIL);
      parcours_population_builder_set_text (builder, country, countries[key % 4]);
      parcours_population_builder_set_text (builder, plan, "free");
      parcours_population_builder_set_number (builder, age, 18 + (double) (key >> 8 & 63));
      parcours_population_builder_set_number (builder, lead, (double) (key >> 16 & 7));
      parcours_population_builder_set_number (builder, rounds, 0.);
      parcours_population_builder_set_text (builder, joined, days[key >> 32 & 31]);
      if ((key >> 24 & 15) == 0)
        parcours_population_builder_add_member (builder, vip);
    }

  return parcours_population_builder_finish (builder);
}

static JsonNode *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_load (path, &error);

  if (node == NULL)
    g_error ("%s", error->message);

  return node;
}

static JsonObject *
params_of (JsonNode   *flow,
           const char *step)
{
  JsonObject *steps = json_object_get_object_member (json_node_get_object (flow), "steps");

  return json_object_get_object_member (json_object_get_object_member (steps, step), "params");
}

/* The flow on a population made here, over 90 days of spring. */
static ParcoursSimulation *
simulate (JsonNode          *rules,
          JsonNode          *flow,
          guint              n,
          const char *const *zones)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursLibrary) library = reference_library_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = parcours_behaviour_new_from_json (rules, NULL);
  g_autoptr (GPtrArray) automations = g_ptr_array_new ();
  g_autoptr (ParcoursProgram) program = NULL;
  g_autoptr (ParcoursPopulation) population = make_population (texts, n, zones);
  ParcoursSettings settings = { .zone = parcours_zone_lookup ("Europe/Paris"), .seed = 1, .session_gap = 1800 };

  automation = parcours_automation_from_json (flow, &error);
  g_assert_no_error (error);
  parcours_instant_parse ("2026-03-02T08:00:00Z", &settings.from);
  settings.to = settings.from + 90 * PARCOURS_DAY;
  g_ptr_array_add (automations, automation);
  program = parcours_program_new (automations, texts, library, behaviour, NULL, &settings, &error);
  g_assert_no_error (error);

  return parcours_simulation_new (program, population);
}

/**
 * reference_simulation_new:
 * @folder: where the flow is
 * @n: how many contacts
 * @zones: (nullable) (array zero-terminated=1): their zones in turn, %NULL for Paris
 * @winner_after: after how many who passed its split all go one way, so that people share it; 0 for never
 *
 * Returns: (transfer full): the reference flow on a population made here, over 90 days of spring
 */
ParcoursSimulation *
reference_simulation_new (const char        *folder,
                          guint              n,
                          const char *const *zones,
                          guint              winner_after)
{
  g_autoptr (JsonNode) flow = load (folder, "reference-flow.json");
  g_autoptr (JsonNode) rules = load (folder, "reference-behaviour.json");

  if (winner_after > 0)
    {
      g_autofree char *json = g_strdup_printf ("{\"if\": {\"tag\": \"hot\"}, \"within\": \"P7D\", "
                                               "\"after\": {\"passed\": %u}}", winner_after);

      json_object_set_member (params_of (flow, "ab"), "winner", json_from_string (json, NULL));
    }

  return simulate (rules, flow, n, zones);
}

/**
 * reference_simulation_new_endless:
 * @folder: where the flow is
 * @n: how many contacts
 *
 * Returns: (transfer full): the reference flow, but that its loop has no wait and is never left
 */
ParcoursSimulation *
reference_simulation_new_endless (const char *folder,
                                  guint       n)
{
  g_autoptr (JsonNode) flow = load (folder, "reference-flow.json");
  g_autoptr (JsonNode) rules = load (folder, "reference-behaviour.json");
  JsonObject *condition = json_object_get_object_member (params_of (flow, "again"), "if");

  json_object_set_int_member (condition, "value", 100000);
  json_object_set_string_member (params_of (flow, "once-more"), "step", "round");

  return simulate (rules, flow, n, NULL);
}

/**
 * reference_simulation_new_arriving:
 * @folder: where the flow is
 * @n: how many contacts
 * @segment: a condition
 *
 * Returns: (transfer full): the reference flow, but that who is in @segment orders a good deal more
 */
ParcoursSimulation *
reference_simulation_new_arriving (const char *folder,
                                   guint       n,
                                   const char *segment)
{
  g_autoptr (JsonNode) flow = load (folder, "reference-flow.json");
  g_autoptr (JsonNode) rules = load (folder, "reference-behaviour.json");
  g_autofree char *json = g_strdup_printf ("{\"topic\": \"order.created\", \"payload\": {\"total\": \"5.00\"}, "
                                           "\"per-day\": 0.2, \"segment\": %s}", segment);

  json_array_add_element (json_object_get_array_member (json_node_get_object (rules), "arrivals"),
                          json_from_string (json, NULL));

  return simulate (rules, flow, n, NULL);
}
