/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-i18n.h"
#include "parcours-json.h"
#include "parcours-param-words.h"
#include "parcours-step-words.h"
#include "speech.h"

/* What each type of parameter may hold. */
static const struct
{
  ParcoursParamType type;
  const char *value;
} samples[] = {
  { PARCOURS_PARAM_TEXT, "'Summer'" },
  { PARCOURS_PARAM_TEMPLATE, "'Bonjour {{ contact.city }}'" },
  { PARCOURS_PARAM_NUMBER, "1250.5" },
  { PARCOURS_PARAM_INTEGER, "3" },
  { PARCOURS_PARAM_MONEY, "'49.90'" },
  { PARCOURS_PARAM_BOOL, "true" },
  { PARCOURS_PARAM_ADDRESS, "'lea'" },
  { PARCOURS_PARAM_URL, "'https://shop.example/hook'" },
  { PARCOURS_PARAM_KEYWORD, "'SPA'" },
  { PARCOURS_PARAM_URL_PATTERN, "'shop.example/*'" },
  { PARCOURS_PARAM_TEXT_PATTERN, "'SPA*'" },
  { PARCOURS_PARAM_DURATION, "'P2DT3H'" },
  { PARCOURS_PARAM_OFFSET, "'-P7D'" },
  { PARCOURS_PARAM_TIME_OF_DAY, "'09:00'" },
  { PARCOURS_PARAM_INSTANT, "'2026-03-01T09:00'" },
  { PARCOURS_PARAM_MOMENT, "{'weekday': ['mon'], 'hour': 9, 'minute': 0}" },
  { PARCOURS_PARAM_DATE_SOURCE, "{'of': 'contact', 'field': 'renewal'}" },
  { PARCOURS_PARAM_REFS, "['soap', 'candle']" },
  { PARCOURS_PARAM_STEP, "'hello'" },
  { PARCOURS_PARAM_TOPIC, "'order.created'" },
  { PARCOURS_PARAM_CONDITION, "{'all': [{'field': 'city', 'op': 'is', 'value': 'Paris'}, {'tag': 'vip'}]}" },
  { PARCOURS_PARAM_WHERE, "{'total': '>=100'}" },
  { PARCOURS_PARAM_COUNT_TEST, "'>=100'" },
  { PARCOURS_PARAM_FIELD_VALUE, "'Gold'" },
  { PARCOURS_PARAM_VALUE_SOURCE, "{'copy': 'city'}" },
  { PARCOURS_PARAM_OWNER_RULE, "{'rotate': ['lea', 'tom']}" },
  { PARCOURS_PARAM_WEIGHTS, "[50, 30, 20]" },
  { PARCOURS_PARAM_WINNER_RULE, "{'if': {'tag': 'vip'}, 'after': {'passed': 1000}}" },
  { PARCOURS_PARAM_LATCH_RULE, "{'passed': 100}" },
  { PARCOURS_PARAM_SEND_LIMIT, "{'messages': 500, 'within': 'PT1H', 'over': 'delay'}" },
  { PARCOURS_PARAM_DUE, "'P2D'" },
  { PARCOURS_PARAM_TASK, "{'type': 'call', 'title': 'Tel', 'due': 'P1D'}" },
  { PARCOURS_PARAM_OPERAND, "5" },
};

static ParcoursLibrary *library;

static JsonNode *
sample_for (const ParcoursParam *param)
{
  g_autofree char *choice = NULL;

  if (param->type == PARCOURS_PARAM_CHOICE || param->type == PARCOURS_PARAM_TARGET)
    choice = g_strdup_printf ("'%s'", param->choices[0]);
  else if (param->type == PARCOURS_PARAM_CHOICES)
    choice = g_strdup_printf ("['%s']", param->choices[0]);
  else if (param->type == PARCOURS_PARAM_REF)
    choice = g_strdup ("'newsletter'");
  if (choice != NULL)
    return speech_json (choice);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      if (samples[i].type == param->type)
        return speech_json (samples[i].value);
    }
  g_error ("no sample of the type %s", parcours_param_type_name (param->type));
}

static JsonObject *
sample_params (const ParcoursStepType *type)
{
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);

      json_object_set_member (params, param->name, sample_for (param));
    }

  return params;
}

static ParcoursStep *
make_step (const ParcoursRow *row,
           JsonObject        *params,
           const char        *title)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) error = NULL;
  ParcoursStep *step;

  json_object_set_string_member (object, "type", row->type->name);
  json_object_set_string_member (object, "row", row->id);
  json_object_set_object_member (object, "params", json_object_ref (params));
  if (title != NULL)
    json_object_set_string_member (object, "title", title);
  json_node_set_object (node, object);
  step = parcours_step_new ("step", node, &error);
  g_assert_no_error (error);

  return step;
}

static void
say_step (const ParcoursRow *row,
          JsonObject        *params)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_new ("Test", "test", row->platform);
  g_autoptr (ParcoursStep) step = make_step (row, params, NULL);
  g_autofree char *headline = parcours_step_headline (step, automation, library);
  g_autofree char *sentence = parcours_step_sentence (step, automation, library);
  g_autofree char *line = parcours_step_to_words (step, automation, library);

  g_assert_cmpstr (headline, !=, "");
  speech_assert_well_said (headline);
  speech_assert_well_said (sentence);
  speech_assert_well_said (line);
}

static void
say_params (const ParcoursRow *row,
            JsonObject        *params)
{
  const ParcoursNames names = { library };

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      g_autofree char *words = parcours_param_to_words (row->type, param, params, &names);

      g_assert_cmpstr (words, !=, "");
      speech_assert_well_said (words);
    }
}

/* Every row with all that can be set, with nothing set, and with each thing in turn left out. */
static void
test_rows (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n_rows = 0;

  for (guint platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
          g_autoptr (JsonObject) params = sample_params (row->type);
          g_autoptr (JsonObject) none = json_object_new ();

          g_test_message ("%s", row->id);
          n_rows += platform != PARCOURS_PLATFORM_ANY;
          say_step (row, params);
          say_params (row, params);
          say_step (row, none);
          say_params (row, none);
          for (guint j = 0; j < row->type->params->len; j++)
            {
              const ParcoursParam *param = g_ptr_array_index (row->type->params, j);
              g_autoptr (JsonObject) fewer = sample_params (row->type);

              json_object_remove_member (fewer, param->name);
              say_step (row, fewer);
            }
        }
    }
  g_assert_cmpuint (n_rows, ==, 181);
}

typedef struct
{
  const char *type;
  const char *params;
  const char *english;
  const char *french;
} Card;

static const char *welcome =
  "{'format': 'parcours-automation/1', 'id': 'w', 'slug': 'w', 'name': 'W', 'platform': 'any', 'settings': {},"
  " 'steps': {'hello': {'type': 'action.send-email', 'params': {'email': 'welcome'}},"
  "           'named': {'type': 'action.send-email', 'params': {'email': 'welcome'}, 'title': 'Relance'},"
  "           'back': {'type': 'flow.go-to', 'params': {'step': 'back'}}},"
  " 'links': []}";

static void
test_cards (void)
{
  static const Card cards[] = {
    { "action.send-email", "{'email': 'welcome'}", "Send an email: Welcome", "Envoyer un e-mail\u202f: Bienvenue" },
    { "action.send-email", "{}", "Send an email: Email not chosen yet", "Envoyer un e-mail\u202f: E-mail à choisir" },
    { "wait.duration", "{'for': 'P2D'}", "Wait 2 days", "Attendre 2 jours" },
    { "wait.moment", "{'moment': {'weekday': ['mon'], 'hour': 9, 'minute': 0}}", "Wait until Monday, 09:00",
      "Attendre jusqu'à lundi à 09:00" },
    { "split.if-else", "{'if': {'all': [{'event': 'email.opened', 'subject': 'welcome'}, {'tag': 'vip'}, {'list': 'club'}]}}",
      "If/Else: Opened “Welcome” +2", "Si/sinon\u202f: A ouvert «\u00a0Bienvenue\u00a0» +2" },
    { "split.random", "{'weights': [50, 50]}", "Split at random: 50 / 50", "Répartition aléatoire\u202f: 50 / 50" },
    { "action.adjust-score", "{'score': 'lead', 'operation': 'add', 'points': 10}", "Adjust a score: Lead +10",
      "Ajuster un score\u202f: Piste +10" },
    { "action.adjust-score", "{'score': 'lead', 'operation': 'reset'}", "Adjust a score: Lead reset to zero",
      "Ajuster un score\u202f: Piste remis à zéro" },
    { "trigger.date", "{'date': {'of': 'contact', 'field': 'birthday'}, 'offset': '-P7D', 'repeat': 'yearly'}",
      "Date is reached: 7 days before Birthday, 09:00 · every year",
      "Une date arrive\u202f: 7 jours avant l'anniversaire, à 09:00 · chaque année" },
    { "trigger.field-changed", "{'field': 'city', 'from': 'Paris', 'to': 'Lyon'}", "Field changes: City: Paris → Lyon",
      "Un champ change\u202f: Ville\u202f: Paris → Lyon" },
    { "action.assign-owner", "{'owner': {'rotate': ['lea', 'tom']}}", "Assign an owner: Léa and Tom in turn",
      "Attribuer un propriétaire\u202f: Léa et Tom à tour de rôle" },
    { "action.update-deal", "{'property': 'status', 'value': {'value': 'won'}}", "Update a deal: Status: won",
      "Mettre à jour une affaire\u202f: Statut\u202f: gagnée" },
    { "action.add-task", "{'type': 'call', 'title': 'Call {{ contact.city }}', 'due': 'P2D'}",
      "Add a task: Call [City] · in 2 days", "Ajouter une tâche\u202f: Call [Ville] · sous 2 jours" },
    { "wait.event", "{'event': 'email.opened', 'subject': 'welcome', 'limit': 'P3D'}",
      "Wait until an event happens: Opened “Welcome”, at most 3 days",
      "Attendre un événement\u202f: A ouvert «\u00a0Bienvenue\u00a0», 3 jours au plus" },
    { "trigger.payment-made", "{'amount': '>=100'}", "Pays through a link: Any payment link · 100 € or more",
      "Paie par un lien\u202f: N'importe quel lien de paiement · 100\u00a0€ ou plus" },
    { "flow.go-to", "{'step': 'hello'}", "Go to: Send an email: Welcome", "Aller à\u202f: Envoyer un e-mail\u202f: Bienvenue" },
    { "flow.go-to", "{'step': 'named'}", "Go to: Relance", "Aller à\u202f: Relance" },
    { "flow.go-to", "{'step': 'back'}", "Go to: Go to: back", "Aller à\u202f: Aller à\u202f: back" },
    { "flow.go-to", "{'step': 'gone'}", "Go to: gone", "Aller à\u202f: gone" },
    { "flow.end", "{}", "End this automation", "Terminer cette automatisation" },
  };
  g_autoptr (JsonNode) node = speech_json (welcome);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) automation = parcours_automation_from_json (node, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), cards[i].type);
      g_autoptr (JsonNode) params = speech_json (cards[i].params);
      g_autoptr (ParcoursStep) step = make_step (row, json_node_get_object (params), NULL);
      g_autofree char *line = parcours_step_to_words (step, automation, library);

      speech_assert (line, cards[i].english, cards[i].french);
    }
}

/* What somebody called a step comes first, and hides nothing. */
static void
test_titles (void)
{
  const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), "wait.duration");
  g_autoptr (JsonNode) params = speech_json ("{'for': 'P1D'}");
  g_autoptr (ParcoursStep) step = make_step (row, json_node_get_object (params), "Ouf");
  g_autofree char *headline = parcours_step_headline (step, NULL, library);
  g_autofree char *sentence = parcours_step_sentence (step, NULL, library);

  g_assert_cmpstr (headline, ==, "Ouf");
  speech_assert (sentence, "Wait 1 day", "Attendre 1 jour");
}

static void
test_runs (void)
{
  const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), "ac.subscribes-to-list");
  g_autoptr (ParcoursAutomation) automation = parcours_automation_new ("A", "a", PARCOURS_PLATFORM_ACTIVECAMPAIGN);
  g_autoptr (JsonNode) once = speech_json ("{'list': 'newsletter'}");
  g_autoptr (JsonNode) often = speech_json ("{'runs': 'multiple'}");
  g_autoptr (ParcoursStep) first = make_step (row, json_node_get_object (once), NULL);
  g_autoptr (ParcoursStep) second = make_step (row, json_node_get_object (often), NULL);
  g_autofree char *one = parcours_step_sentence (first, automation, library);
  g_autofree char *other = parcours_step_sentence (second, automation, library);

  speech_assert (one, "Newsletter · once", "Newsletter · une seule fois");
  speech_assert (other, "Any list · every time", "N'importe quelle liste · à chaque fois");
}

static void
test_unknown (void)
{
  g_autoptr (JsonNode) node = speech_json ("{'type': 'action.teleport', 'params': {'to': 'moon'}}");
  g_autoptr (ParcoursStep) step = parcours_step_new ("x", node, NULL);
  g_autofree char *line = parcours_step_to_words (step, NULL, NULL);

  speech_assert (line, "action.teleport: This version of Parcours does not know this step",
                 "action.teleport\u202f: Cette version de Parcours ne connaît pas cette étape");
}

/* What cannot be read is said to be so. */
static void
test_unreadable (void)
{
  static const Card cards[] = {
    { "split.if-else", "{'if': {'field': 'city'}}", "If/Else: A condition that cannot be read",
      "Si/sinon\u202f: Une condition illisible" },
    { "wait.duration", "{'for': 'soon'}", "Wait soon", "Attendre soon" },
    { "trigger.date", "{'date': 3, 'offset': 'x'}", "Date is reached: X, 09:00", "Une date arrive\u202f: X, à 09:00" },
    { "split.random", "{'weights': 'x'}", "Split at random: Shares not chosen yet",
      "Répartition aléatoire\u202f: Parts à choisir" },
    { "action.assign-owner", "{'owner': 'x'}", "Assign an owner: Owner not chosen yet",
      "Attribuer un propriétaire\u202f: Propriétaire à choisir" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), cards[i].type);
      g_autoptr (JsonNode) params = speech_json (cards[i].params);
      g_autoptr (ParcoursStep) step = make_step (row, json_node_get_object (params), NULL);
      g_autofree char *line = parcours_step_to_words (step, NULL, library);

      speech_assert (line, cards[i].english, cards[i].french);
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  parcours_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  library = speech_library_new ();

  g_test_add_func ("/step-words/rows", test_rows);
  g_test_add_func ("/step-words/cards", test_cards);
  g_test_add_func ("/step-words/titles", test_titles);
  g_test_add_func ("/step-words/runs", test_runs);
  g_test_add_func ("/step-words/unknown", test_unknown);
  g_test_add_func ("/step-words/unreadable", test_unreadable);

  result = g_test_run ();
  parcours_library_unref (library);

  return result;
}
