/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-draw.h"
#include "parcours-i18n.h"
#include "parcours-json.h"
#include "parcours-population-builder.h"
#include "parcours-predicate-explain.h"
#include "speech.h"

#define N_CONTACTS 60
#define N_CONDITIONS 400

static ParcoursLibrary *library;
static ParcoursTexts *texts;
static gint64 now;

/* A base of people of whom some things are known. */
typedef struct
{
  ParcoursPopulationBuilder *builder;
  guint city, age, budget, renewal, birthday, terms, colours, score, newsletter, club, vip, press, opened, orders, deals;
} Columns;

static void
declare (Columns *columns)
{
  static const char *const options[] = { "red", "blue", NULL };
  ParcoursPopulationBuilder *builder = parcours_population_builder_new (texts, parcours_zone_lookup ("Europe/Paris"));

  columns->builder = builder;
  columns->city = parcours_population_builder_add_field (builder, "city", PARCOURS_FIELD_TEXT, NULL);
  columns->age = parcours_population_builder_add_field (builder, "age", PARCOURS_FIELD_NUMBER, NULL);
  columns->budget = parcours_population_builder_add_field (builder, "budget", PARCOURS_FIELD_MONEY, NULL);
  columns->renewal = parcours_population_builder_add_field (builder, "renewal", PARCOURS_FIELD_DATE, NULL);
  columns->birthday = parcours_population_builder_add_field (builder, "birthday", PARCOURS_FIELD_BIRTHDAY, NULL);
  columns->terms = parcours_population_builder_add_field (builder, "terms", PARCOURS_FIELD_BOOL, NULL);
  columns->colours = parcours_population_builder_add_field (builder, "colours", PARCOURS_FIELD_CHOICES, options);
  columns->score = parcours_population_builder_add_score (builder, "lead");
  columns->newsletter = parcours_population_builder_add_list (builder, "newsletter");
  columns->club = parcours_population_builder_add_list (builder, "club");
  columns->vip = parcours_population_builder_add_set (builder, PARCOURS_SET_TAGS, "vip");
  columns->press = parcours_population_builder_add_set (builder, PARCOURS_SET_TAGS, "press");
  columns->opened = parcours_population_builder_add_topic (builder, "email.opened");
  columns->orders = parcours_population_builder_add_topic (builder, "order.created");
  columns->deals = parcours_population_builder_add_kind (builder, "deal");
}

static int
draw (int n)
{
  return g_test_rand_int_range (0, n);
}

static void
add_texts (const Columns *columns)
{
  static const char *const cities[] = { "Paris", "Lyon", "" };
  static const char *const days[] = { "2026-02-20", "2026-03-02", "2026-03-20" };

  parcours_population_builder_set_text (columns->builder, columns->city, cities[draw (3)]);
  if (draw (3) > 0)
    parcours_population_builder_set_number (columns->builder, columns->age, 18 + draw (5));
  if (draw (3) > 0)
    parcours_population_builder_set_number (columns->builder, columns->budget, draw (4) * 49.9);
  if (draw (3) > 0)
    parcours_population_builder_set_text (columns->builder, columns->renewal, days[draw (3)]);
  if (draw (2) > 0)
    parcours_population_builder_set_text (columns->builder, columns->birthday, "03-09");
  if (draw (2) > 0)
    parcours_population_builder_set_text (columns->builder, columns->terms, draw (2) ? "true" : "false");
  if (draw (2) > 0)
    parcours_population_builder_set_text (columns->builder, columns->colours, "red");
  if (draw (2) > 0)
    parcours_population_builder_set_number (columns->builder, columns->score, draw (40));
}

static void
add_past (const Columns *columns)
{
  ParcoursArena *arena = parcours_population_builder_arena (columns->builder);

  for (int i = draw (4); i > 0; i--)
    parcours_population_builder_add_event (columns->builder, columns->opened, now - i * PARCOURS_DAY,
                                           parcours_texts_intern (texts, "welcome"), NULL);
  for (int i = draw (3); i > 0; i--)
    {
      ParcoursObject *payload = parcours_object_new (1, arena);

      parcours_object_set (payload, g_quark_from_static_string ("total"), parcours_value_number (draw (5) * 50), arena);
      parcours_population_builder_add_event (columns->builder, columns->orders, now - i * 10 * PARCOURS_DAY,
                                             parcours_texts_intern (texts, "o1"), payload);
    }
  for (int i = draw (3); i > 0; i--)
    {
      g_autofree char *id = g_strdup_printf ("d%d", i);
      ParcoursObject *deal = parcours_object_new (2, arena);
      guint32 status = parcours_texts_intern (texts, draw (2) ? "open" : "won");

      parcours_object_set (deal, g_quark_from_static_string ("status"), parcours_value_text (status), arena);
      parcours_object_set (deal, g_quark_from_static_string ("source"),
                           parcours_value_text (parcours_texts_intern (texts, "web")), arena);
      parcours_population_builder_add_record (columns->builder, columns->deals, parcours_texts_intern (texts, id),
                                              now - i * PARCOURS_DAY, deal);
    }
}

static void
add_passages (const Columns *columns)
{
  ParcoursPassage passage = { .automation = parcours_texts_intern (texts, "cart"), .since = now - PARCOURS_DAY,
                              .entered = now - PARCOURS_DAY, .ended = PARCOURS_INSTANT_NEVER };

  if (draw (3) == 0)
    return;
  if (draw (2) == 0)
    {
      passage.ended = now - PARCOURS_HOUR;
      passage.completed = draw (2);
    }
  parcours_population_builder_add_passage (columns->builder, &passage);
}

static ParcoursPopulation *
make_population (void)
{
  Columns columns;

  declare (&columns);
  for (guint i = 0; i < N_CONTACTS; i++)
    {
      g_autofree char *email = g_strdup_printf ("contact%u@example.org", i);

      parcours_population_builder_begin (columns.builder, parcours_contact_key (email), i);
      add_texts (&columns);
      if (draw (2))
        parcours_population_builder_set_list (columns.builder, columns.newsletter, draw (5), 0);
      if (draw (2))
        parcours_population_builder_set_list (columns.builder, columns.club, draw (5), 0);
      if (draw (2))
        parcours_population_builder_add_member (columns.builder, columns.vip);
      if (draw (2))
        parcours_population_builder_add_member (columns.builder, columns.press);
      parcours_population_builder_set_channel (columns.builder, PARCOURS_CHANNEL_EMAIL, draw (6));
      add_past (&columns);
      add_passages (&columns);
    }

  return parcours_population_builder_finish (columns.builder);
}

/* Leaves of every kind; the numbers in them vary. */
static const char *const leaves[] = {
  "{'field':'city','op':'is','value':'Paris'}", "{'field':'city','op':'is-not','value':'Paris'}",
  "{'field':'city','op':'contains','value':'a'}", "{'field':'city','op':'empty'}", "{'field':'city','op':'none-of','value':['Lyon']}",
  "{'field':'age','op':'>','value':20}", "{'field':'age','op':'<=','value':19}", "{'field':'age','op':'!=','value':20}",
  "{'field':'age','op':'=','value':20}", "{'field':'age','op':'between','value':[19,20]}", "{'field':'age','op':'not-empty'}",
  "{'field':'budget','op':'<','value':'100'}", "{'field':'budget','op':'>=','value':49.9}",
  "{'field':'renewal','op':'<','value':'today'}", "{'field':'renewal','op':'!=','value':'2026-03-02'}",
  "{'field':'birthday','op':'anniversary','value':'-P7D'}",
  "{'field':'terms','op':'is','value':true}", "{'field':'terms','op':'is','value':false}",
  "{'field':'terms','op':'is-not','value':true}",
  "{'field':'colours','op':'any-of','value':['red']}", "{'field':'colours','op':'none-of','value':['red']}",
  "{'field':'nowhere','op':'is','value':'x'}", "{'field':'source','op':'is','value':'web','of':'deal'}",
  "{'score':'lead','op':'>','value':20}", "{'score':'lead','op':'<=','value':12}", "{'score':'lead','op':'=','value':0}",
  "{'tag':'vip'}", "{'tag':{'none-of':['press']}}", "{'tag':{'all-of':['vip','press']}}", "{'tag':'any'}", "{'tag':'gone'}",
  "{'list':'newsletter'}", "{'list':{'none-of':['club']}}", "{'list':{'any-of':['newsletter','club']},'status':'any'}",
  "{'list':'any'}", "{'list':'any','status':'bounced'}", "{'consent':'email'}", "{'consent':'email','status':'bounced'}",
  "{'event':'email.opened','subject':'welcome'}", "{'event':'email.opened','count':'>=2','within':'P2D'}",
  "{'event':'email.opened','count':'=0'}", "{'event':'email.opened','count':'<2'}",
  "{'event':'order.created','sum':{'total':'>=100'}}", "{'event':'order.created','where':{'total':'>=100'},'count':2}",
  "{'deal':{'status':'open'}}", "{'deal':{'status':'won'},'count':'=0'}", "{'deal':{'status':'open'},'target':'latest'}",
  "{'segment':'grown-up'}", "{'segment':{'none-of':['grown-up']}}",
  "{'automation':'cart','state':'never'}", "{'automation':'cart','state':'completed'}", "{'in-automation':'cart'}",
  "{'now':{'weekday':['mon']}}", "{'trigger':{'total':'>10'}}",
};

static void
append_condition (GString *string,
                  int      depth)
{
  static const char *const groups[] = { "all", "any", "none" };

  if (depth == 0 || draw (3) == 0)
    {
      g_string_append (string, leaves[draw (G_N_ELEMENTS (leaves))]);
      return;
    }
  g_string_append_printf (string, "{'%s':[", groups[draw (3)]);
  for (int i = draw (4); i > 0; i--)
    {
      append_condition (string, depth - 1);
      g_string_append (string, i > 1 ? "," : "");
    }
  g_string_append (string, "]}");
}

typedef struct
{
  ParcoursPredicate *predicate;
  ParcoursBinding *binding;
  ParcoursState *state;
} Asked;

static Asked
ask (const char         *text,
     ParcoursPopulation *population)
{
  g_autoptr (JsonNode) node = speech_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, &error);
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (texts, library);
  Asked asked;

  g_assert_no_error (error);
  asked.predicate = parcours_predicate_new (condition, frame, NULL, NULL);
  asked.binding = parcours_binding_new (frame, population);
  asked.state = parcours_state_new (asked.binding);

  return asked;
}

static void
asked_clear (Asked *asked)
{
  parcours_state_free (asked->state);
  parcours_binding_unref (asked->binding);
  parcours_predicate_free (asked->predicate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static void
assert_complete (const ParcoursPredicateExplanation *explanation)
{
  g_assert_cmpstr (explanation->words, !=, "");
  g_assert_null (strpbrk (explanation->words, "{}"));
  if (explanation->children == NULL)
    {
      g_assert_cmpstr (explanation->value_words, !=, NULL);
      g_assert_null (strstr (explanation->value_words, "{"));
      g_assert_true (explanation->known || !explanation->met);
      return;
    }
  for (guint i = 0; i < explanation->children->len; i++)
    assert_complete (g_ptr_array_index (explanation->children, i));
}

/* Every leaf whose text or number would have to change has one slot here. */
static gboolean
change_number (ParcoursState      *state,
               const ParcoursTurn *turn)
{
  const char *name = turn->leaf->condition->name;

  for (guint i = 0; i < state->frame->fields->len; i++)
    {
      if (g_str_equal (parcours_frame_field (state->frame, i)->slug, name))
        {
          state->slots[i].number = turn->to;
          return TRUE;
        }
    }

  return FALSE;
}

/* A number that stands in several places of a condition may turn others too. */
static gboolean
is_asked_once (const char *text,
               const char *name)
{
  g_autofree char *quoted = g_strdup_printf ("'%s'", name);
  const char *first = strstr (text, quoted);

  return first != NULL && strstr (first + 1, quoted) == NULL && strstr (text, "'segment'") == NULL;
}

static guint
check_turn (const Asked               *asked,
            const ParcoursPredicateExplanation *explanation,
            const char                *text)
{
  ParcoursTurn turn;
  g_autofree char *words = NULL;
  g_autofree char *taken = NULL;

  if (!parcours_predicate_explanation_find_turn (explanation, &turn))
    return 0;
  words = parcours_turn_to_words (&turn, NULL, &(ParcoursNames){ library });
  taken = parcours_turn_to_words (&turn, "Yes", &(ParcoursNames){ library });
  g_assert_null (strpbrk (words, "{}"));
  g_assert_null (strpbrk (taken, "{}"));
  g_assert_true (turn.towards != explanation->met);
  if (turn.kind != PARCOURS_TURN_NUMBER || !is_asked_once (text, turn.leaf->condition->name) ||
      !change_number (asked->state, &turn))
    return 0;
  g_test_message ("%s: %s", text, words);
  g_assert_true (parcours_predicate_test (asked->predicate, asked->state) == turn.towards);

  return 1;
}

static void
test_verdicts (void)
{
  g_autoptr (ParcoursPopulation) population = make_population ();
  const ParcoursNames names = { library };
  guint n_turned = 0, n_met = 0;

  for (guint i = 0; i < N_CONDITIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (Asked) asked = { NULL };

      append_condition (text, 3);
      asked = ask (text->str, population);
      for (guint contact = 0; contact < N_CONTACTS; contact++)
        {
          g_autoptr (ParcoursPredicateExplanation) explanation = NULL;

          parcours_state_load (asked.state, contact, now);
          explanation = parcours_predicate_explain (asked.predicate, asked.state, &names);
          g_assert_true (explanation->met == parcours_predicate_test (asked.predicate, asked.state));
          n_met += explanation->met;
          assert_complete (explanation);
          n_turned += check_turn (&asked, explanation, text->str);
        }
    }
  /* Both verdicts, and changes that were tried. */
  g_assert_cmpuint (n_met, >, N_CONDITIONS * N_CONTACTS / 10);
  g_assert_cmpuint (n_met, <, N_CONDITIONS * N_CONTACTS * 9 / 10);
  g_assert_cmpuint (n_turned, >, 100);
}

/* One contact of whom all is known. */
static ParcoursPopulation *
make_ines (void)
{
  Columns columns;
  ParcoursPassage passage = { .automation = parcours_texts_intern (texts, "cart"), .since = now - PARCOURS_DAY,
                              .entered = now - PARCOURS_DAY, .ended = PARCOURS_INSTANT_NEVER };
  ParcoursArena *arena;
  ParcoursObject *payload;

  declare (&columns);
  arena = parcours_population_builder_arena (columns.builder);
  parcours_population_builder_begin (columns.builder, 1, 1);
  parcours_population_builder_set_text (columns.builder, columns.city, "Lyon");
  parcours_population_builder_set_number (columns.builder, columns.budget, 1250.);
  parcours_population_builder_set_text (columns.builder, columns.renewal, "2026-03-01");
  parcours_population_builder_set_text (columns.builder, columns.terms, "true");
  parcours_population_builder_set_text (columns.builder, columns.colours, "red");
  parcours_population_builder_set_number (columns.builder, columns.score, 12);
  parcours_population_builder_set_list (columns.builder, columns.newsletter, PARCOURS_LIST_UNSUBSCRIBED, 0);
  parcours_population_builder_add_member (columns.builder, columns.press);
  parcours_population_builder_set_channel (columns.builder, PARCOURS_CHANNEL_EMAIL, PARCOURS_CONSENT_SUBSCRIBED);
  parcours_population_builder_add_event (columns.builder, columns.opened, now - PARCOURS_DAY,
                                         parcours_texts_intern (texts, "welcome"), NULL);
  payload = parcours_object_new (1, arena);
  parcours_object_set (payload, g_quark_from_static_string ("total"), parcours_value_number (80), arena);
  parcours_population_builder_add_event (columns.builder, columns.orders, now - PARCOURS_DAY,
                                         parcours_texts_intern (texts, "o1"), payload);
  parcours_population_builder_add_passage (columns.builder, &passage);

  return parcours_population_builder_finish (columns.builder);
}

typedef struct
{
  const char *condition;
  const char *value;          /* JSON, with single quotes */
  const char *english;        /* what the contact has */
  const char *french;
  const char *turn_english;   /* (nullable) what would turn it */
  const char *turn_french;
} Case;

static const Case cases[] = {
  { "{'score':'lead','op':'>','value':20}", "12", "12", "12",
    "With 9 more points in Lead, the contact would have taken Yes",
    "Avec 9 points de plus pour Piste, le contact aurait pris la sortie Yes" },
  { "{'score':'lead','op':'<','value':12}", "12", "12", "12",
    "With 1 fewer point in Lead, the contact would have taken Yes",
    "Avec 1 point de moins pour Piste, le contact aurait pris la sortie Yes" },
  { "{'field':'age','op':'>=','value':18}", "null", "not known", "non renseigné",
    "If Age were 18, the contact would have taken Yes", "Si l'âge valait 18, le contact aurait pris la sortie Yes" },
  { "{'field':'budget','op':'>','value':2000}", "1250", "1,250 €", "1\u202f250\u00a0€",
    "If Budget were 2,000.01 €, the contact would have taken Yes",
    "Si le budget valait 2\u202f000,01\u00a0€, le contact aurait pris la sortie Yes" },
  { "{'field':'city','op':'is','value':'Paris'}", "'Lyon'", "Lyon", "Lyon",
    "If City were Paris, the contact would have taken Yes", "Si la ville était Paris, le contact aurait pris la sortie Yes" },
  { "{'field':'city','op':'is-not','value':'Lyon'}", "'Lyon'", "Lyon", "Lyon",
    "If City were not Lyon, the contact would have taken Yes",
    "Si la ville n'était pas Lyon, le contact aurait pris la sortie Yes" },
  { "{'field':'terms','op':'is','value':false}", "true", "yes", "oui",
    "If Terms accepted were no, the contact would have taken Yes",
    "Si le champ Conditions acceptées valait non, le contact aurait pris la sortie Yes" },
  { "{'field':'renewal','op':'>','value':'today'}", "'2026-03-01'", "1 March 2026", "1er mars 2026",
    "If this were true: Renewal is after today, the contact would have taken Yes",
    "Si ceci était vrai\u202f: le renouvellement tombe après aujourd'hui, le contact aurait pris la sortie Yes" },
  { "{'field':'colours','op':'any-of','value':['blue']}", "['red']", "red", "red", NULL, NULL },
  { "{'tag':'vip'}", "[]", "none of them", "aucune",
    "With the tag VIP, the contact would have taken Yes", "Avec la balise VIP, le contact aurait pris la sortie Yes" },
  { "{'tag':{'none-of':['press']}}", "['press']", "Press", "Presse",
    "Without the tag Press, the contact would have taken Yes", "Sans la balise Presse, le contact aurait pris la sortie Yes" },
  { "{'list':'newsletter'}", "{'newsletter':'unsubscribed'}", "unsubscribed", "désabonné",
    "With an active subscription to the list Newsletter, the contact would have taken Yes",
    "Avec un abonnement actif à la liste Newsletter, le contact aurait pris la sortie Yes" },
  { "{'list':{'all-of':['newsletter','club']}}", "{'club':'none','newsletter':'unsubscribed'}",
    "Newsletter: unsubscribed; Club: not on it", "Newsletter\u202f: désabonné\u202f; Club\u202f: absent", NULL, NULL },
  { "{'consent':'email','status':'bounced'}", "'subscribed'", "subscribed", "abonné", NULL, NULL },
  { "{'event':'email.opened','subject':'welcome','count':'>=3'}", "{'count':1,'last':'2026-03-01T09:00:00Z'}",
    "1 time, on 1 March 2026, 10:00", "1 fois, le 1er mars 2026 à 10:00",
    "With 2 more events like this: Opened “Welcome”, the contact would have taken Yes",
    "Avec 2 événements de plus comme celui-ci\u202f: A ouvert «\u00a0Bienvenue\u00a0», le contact aurait pris la sortie Yes" },
  { "{'event':'email.clicked'}", "{'count':0,'last':null}", "never", "jamais",
    "With 1 more event like this: Email link clicked, the contact would have taken Yes",
    "Avec 1 événement de plus comme celui-ci\u202f: Lien d'e-mail cliqué, le contact aurait pris la sortie Yes" },
  { "{'event':'order.created','sum':{'total':'>100'}}", "{'count':1,'last':'2026-03-01T09:00:00Z','sum':{'total':80}}",
    "1 time, on 1 March 2026, 10:00: 80 € in total", "1 fois, le 1er mars 2026 à 10:00\u202f: 80\u00a0€ au total", NULL, NULL },
  { "{'deal':{'status':'open'}}", "{'matching':0,'of':0}", "none at all", "aucun", NULL, NULL },
  { "{'automation':'cart','state':'never'}", "{'entered':'2026-03-01T09:00:00Z','passages':1,'state':'inside'}",
    "inside since 1 March 2026, 10:00", "à l'intérieur depuis le 1er mars 2026 à 10:00", NULL, NULL },
  { "{'now':{'hour':3}}", "'2026-03-02T10:00'", "2 March 2026, 10:00", "2 mars 2026 à 10:00", NULL, NULL },
  { "{'tag':'gone'}", "null", "cannot be asked: something in it does not exist",
    "question impossible\u202f: ce dont elle parle n'existe pas", "", "" },
};

static void
test_values (void)
{
  g_autoptr (ParcoursPopulation) population = make_ines ();
  const ParcoursNames names = { library };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Asked) asked = ask (cases[i].condition, population);
      g_autoptr (ParcoursPredicateExplanation) explanation = NULL;
      g_autofree char *expected = g_strdelimit (g_strdup (cases[i].value), "'", '"');
      g_autofree char *value = NULL;
      g_autofree char *words = NULL;
      ParcoursTurn turn;
      gboolean turns;

      parcours_state_load (asked.state, 0, now);
      explanation = parcours_predicate_explain (asked.predicate, asked.state, &names);
      g_assert_false (explanation->met);
      value = explanation->value != NULL ? parcours_json_to_line (explanation->value) : g_strdup ("null");
      g_assert_cmpstr (value, ==, expected);
      speech_assert (explanation->value_words, cases[i].english, cases[i].french);
      turns = parcours_predicate_explanation_find_turn (explanation, &turn);
      g_assert_true (turns == (g_strcmp0 (cases[i].turn_english, "") != 0));
      if (!turns || cases[i].turn_english == NULL)
        continue;
      words = parcours_turn_to_words (&turn, "Yes", &names);
      speech_assert (words, cases[i].turn_english, cases[i].turn_french);
    }
}

/* What is easiest to change comes first, and only what is enough by itself. */
static void
test_turns (void)
{
  static const struct
  {
    const char *condition;
    const char *english;
    const char *french;
  } turns[] = {
    { "{'any':[{'now':{'hour':3}},{'tag':'vip'},{'score':'lead','op':'>=','value':13}]}",
      "With 1 more point in Lead, the condition would have been met",
      "Avec 1 point de plus pour Piste, la condition aurait été remplie" },
    { "{'all':[{'field':'city','op':'is','value':'Lyon'},{'tag':'vip'}]}",
      "With the tag VIP, the condition would have been met", "Avec la balise VIP, la condition aurait été remplie" },
    { "{'all':[{'tag':'press'},{'none':[{'tag':'vip'}]}]}",
      "Without the tag Press, the condition would not have been met",
      "Sans la balise Presse, la condition n'aurait pas été remplie" },
    { "{'all':[{'tag':'vip'},{'list':'club'}]}", NULL, NULL },
    { "{'all':[]}", NULL, NULL },
    { "{'segment':'grown-up'}", "If Age were 18, the condition would have been met",
      "Si l'âge valait 18, la condition aurait été remplie" },
  };
  g_autoptr (ParcoursPopulation) population = make_ines ();
  const ParcoursNames names = { library };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_auto (Asked) asked = ask (turns[i].condition, population);
      g_autoptr (ParcoursPredicateExplanation) explanation = NULL;
      g_autofree char *words = NULL;
      ParcoursTurn turn;

      parcours_state_load (asked.state, 0, now);
      explanation = parcours_predicate_explain (asked.predicate, asked.state, &names);
      if (parcours_predicate_explanation_find_turn (explanation, &turn))
        words = parcours_turn_to_words (&turn, NULL, &names);
      speech_assert (words, turns[i].english, turns[i].french);
    }
}

static void
test_json (void)
{
  g_autoptr (ParcoursPopulation) population = make_ines ();
  const ParcoursNames names = { library };
  g_auto (Asked) asked = ask ("{'all':[{'tag':'press'},{'score':'lead','op':'>','value':20}]}", population);
  g_autoptr (ParcoursPredicateExplanation) explanation = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *turn;
  JsonArray *children;

  parcours_state_load (asked.state, 0, now);
  explanation = parcours_predicate_explain (asked.predicate, asked.state, &names);
  node = parcours_predicate_explanation_to_json (explanation, &names);
  object = json_node_get_object (node);
  children = parcours_json_member_array (object, "children");
  turn = parcours_json_member_object (object, "turn");
  g_assert_false (json_object_get_boolean_member (object, "met"));
  g_assert_cmpuint (json_array_get_length (children), ==, 2);
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (children, 0), "met"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (children, 1), "value"), ==, 12);
  g_assert_cmpstr (parcours_json_member_string (turn, "kind"), ==, "number");
  g_assert_cmpfloat (parcours_json_member_number (turn, "by", 0), ==, 9);
  g_assert_cmpfloat (parcours_json_member_number (turn, "to", 0), ==, 21);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (JsonNode) segment = NULL;
  int result;

  parcours_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  texts = parcours_texts_new ();
  library = speech_library_new ();
  segment = speech_json ("{'condition': {'field':'age','op':'>=','value':18}}");
  parcours_library_add (library, "segment", "grown-up", speech_is_french () ? "Majeurs" : "Grown-ups",
                        json_node_get_object (segment));
  g_assert_true (parcours_instant_parse ("2026-03-02T09:00:00Z", &now));

  g_test_add_func ("/explain/verdicts", test_verdicts);
  g_test_add_func ("/explain/values", test_values);
  g_test_add_func ("/explain/turns", test_turns);
  g_test_add_func ("/explain/json", test_json);

  result = g_test_run ();
  parcours_library_unref (library);
  parcours_texts_unref (texts);

  return result;
}
