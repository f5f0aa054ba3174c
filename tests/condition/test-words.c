/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-i18n.h"
#include "parcours-words.h"
#include "speech.h"

/* In French, a narrow no-break space stands before : ; ? ! and between thousands, a
 * no-break space before € and %. */
#define NN "\u202f"
#define NB "\u00a0"

typedef struct
{
  const char *condition;
  const char *english;
  const char *french;
} Said;

static ParcoursLibrary *library;

static char *
step_name (const char *step,
           gpointer    user_data)
{
  return g_str_equal (step, "hello") ? g_strdup (speech_is_french () ? "Dire bonjour" : "Say hello") : NULL;
}

static void
assert_said (const Said *said,
             char      *(*say) (const ParcoursCondition *, const ParcoursNames *))
{
  const ParcoursNames names = { library, step_name, NULL };
  g_autoptr (JsonNode) node = speech_json (said->condition);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, &error);
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  words = say (condition, &names);
  g_test_message ("%s", words);
  speech_assert (words, said->english, said->french);
}

/* The table of the vocabulary, section 4. */
static void
test_vocabulary (void)
{
  static const Said table[] = {
    { "{'field':'city','op':'is','value':'Paris'}", "City is Paris", "La ville est Paris" },
    { "{'field':'city','op':'is-not','value':'Paris'}", "City is not Paris, or is not known",
      "La ville n'est pas Paris ou n'est pas renseignée" },
    { "{'all':[{'tag':{'any-of':['vip','press']}},{'list':'newsletter'}]}",
      "Has at least one of the tags VIP, Press and is active on the list Newsletter",
      "A au moins une des balises VIP, Presse et est actif dans la liste Newsletter" },
    { "{'event':'email.opened','subject':'welcome','since':'entry'}",
      "Has opened the email Welcome since entering", "A ouvert l'e-mail Bienvenue depuis son entrée" },
    { "{'event':'email.clicked','count':'=0','within':'P30D'}",
      "Has not clicked in any email in the last 30 days",
      "N'a cliqué dans aucun e-mail au cours des 30 derniers jours" },
    { "{'event':'order.created','where':{'items':{'product':'soap','price':'>=10'}},'count':'>=2','within':'P1Y'}",
      "Has placed at least 2 orders with Soap at 10 € or more in the last year",
      "A passé au moins 2 commandes contenant Savon à 10" NB "€ ou plus depuis un an" },
    { "{'event':'order.created','sum':{'total':'>=200'},'within':'P90D'}",
      "Has ordered for 200 € or more in total in the last 90 days",
      "A commandé pour 200" NB "€ ou plus au total au cours des 90 derniers jours" },
    { "{'deal':{'status':'open','pipeline':'sales','value':'>1000'}}",
      "Has an open deal in the pipeline Sales worth more than 1,000 €",
      "A une affaire ouverte de plus de 1" NN "000" NB "€ dans le pipeline Ventes" },
    { "{'field':'renewal','op':'between','value':['today','P30D']}",
      "Renewal is between today and 30 days from now",
      "Le renouvellement tombe entre aujourd'hui et dans 30 jours" },
    { "{'field':'birthday','op':'anniversary','value':'-P7D'}", "Birthday is in 7 days",
      "L'anniversaire est dans 7 jours" },
    { "{'none':[{'event':'page.visited','subject':'shop.example/checkout*','within':'PT24H'},{'in-automation':'cart'}]}",
      "None of these: has visited shop.example/checkout* in the last 24 hours; is in the automation Cart",
      "Aucune de ces conditions" NN ": a visité shop.example/checkout* au cours des 24 dernières heures" NN
      "; est dans l'automatisation Panier" },
    { "{'any':[{'score':'lead','op':'>=','value':50},{'loyalty':{'program':'club','tier':['gold','platinum']}},"
      "{'cart':{'status':'open','updated-at':'<-PT1H'}}]}",
      "At least one of these: score Lead is 50 or more; tier in Club is Gold or Platinum; "
      "has an open cart unchanged for more than 1 hour",
      "Au moins une de ces conditions" NN ": le score Piste vaut 50 ou plus" NN "; le palier dans Club est Or ou Platine"
      NN "; a un panier ouvert inchangé depuis plus de 1 heure" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_said (&table[i], parcours_condition_to_words);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  parcours_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  library = speech_library_new ();

  g_test_add_func ("/words/vocabulary", test_vocabulary);

  result = g_test_run ();
  parcours_library_unref (library);

  return result;
}
