/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-i18n.h"
#include "parcours-noun.h"
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
static gboolean plain;

static char *
step_name (const ParcoursNames *names,
           const char          *step)
{
  return g_str_equal (step, "hello") ? g_strdup (speech_is_french () ? "Dire bonjour" : "Say hello") : NULL;
}

/* Elsewhere plain spaces are enough; tests/po.py looks after the others. */
static char *
plain_spaces (char *words)
{
  g_autofree char *narrow = words;
  g_auto (GStrv) parts = g_strsplit (words, NN, -1);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_auto (GStrv) more = g_strsplit (joined, NB, -1);

  return g_strjoinv (" ", more);
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
  if (plain)
    words = plain_spaces (words);
  g_test_message ("%s", words);
  speech_assert (words, said->english, said->french);
}

static void
assert_table (const Said *table,
              guint       n,
              char      *(*say) (const ParcoursCondition *, const ParcoursNames *))
{
  plain = TRUE;
  for (guint i = 0; i < n; i++)
    assert_said (&table[i], say);
  plain = FALSE;
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

static void
test_fields (void)
{
  static const Said table[] = {
    { "{'field':'city','op':'contains','value':'Par'}",
      "City contains “Par”",
      "La ville contient « Par »" },
    { "{'field':'city','op':'not-contains','value':'Par'}",
      "City does not contain “Par”, or is not known",
      "La ville ne contient pas « Par » ou n'est pas renseignée" },
    { "{'field':'city','op':'starts','value':'Par'}",
      "City starts with “Par”",
      "La ville commence par « Par »" },
    { "{'field':'city','op':'ends','value':'is'}",
      "City ends with “is”",
      "La ville se termine par « is »" },
    { "{'field':'city','op':'matches','value':'P*s'}",
      "City looks like P*s",
      "La ville ressemble à P*s" },
    { "{'field':'city','op':'one-of','value':['Paris','Lyon','Lille']}",
      "City is Paris, Lyon or Lille",
      "La ville est Paris, Lyon ou Lille" },
    { "{'field':'country','op':'none-of','value':['France','Spain']}",
      "Country is neither France nor Spain, or is not known",
      "Le pays n'est ni France ni Spain ou n'est pas renseigné" },
    { "{'field':'country','op':'none-of','value':['France','Spain','Italy']}",
      "Country is neither France, Spain nor Italy, or is not known",
      "Le pays n'est ni France, ni Spain, ni Italy ou n'est pas renseigné" },
    { "{'field':'city','op':'empty'}",
      "City is not known",
      "La ville n'est pas renseignée" },
    { "{'field':'city','op':'not-empty'}",
      "City is known",
      "La ville est renseignée" },
    { "{'field':'city','op':'one-of','value':[]}",
      "City is one of nothing",
      "La ville ne peut rien être" },
    { "{'field':'age','op':'=','value':50}",
      "Age is 50",
      "L'âge vaut 50" },
    { "{'field':'age','op':'!=','value':50}",
      "Age is not 50, or is not known",
      "L'âge ne vaut pas 50 ou n'est pas renseigné" },
    { "{'field':'age','op':'is-not','value':50}",
      "Age is not 50, or is not known",
      "L'âge ne vaut pas 50 ou n'est pas renseigné" },
    { "{'field':'age','op':'<','value':1234.5}",
      "Age is less than 1,234.5",
      "L'âge vaut moins de 1 234,5" },
    { "{'field':'age','op':'between','value':[18,30]}",
      "Age is between 18 and 30",
      "L'âge vaut entre 18 et 30" },
    { "{'field':'budget','op':'>','value':1000000}",
      "Budget is more than 1,000,000 €",
      "Le budget vaut plus de 1 000 000 €" },
    { "{'field':'budget','op':'>=','value':'49.90'}",
      "Budget is 49.90 € or more",
      "Le budget vaut 49,90 € ou plus" },
    { "{'field':'terms','op':'is','value':true}",
      "Terms accepted is yes",
      "Le champ Conditions acceptées vaut oui" },
    { "{'field':'terms','op':'is','value':false}",
      "Terms accepted is no, or is not known",
      "Le champ Conditions acceptées vaut non ou n'est pas renseigné" },
    { "{'field':'terms','op':'is-not','value':true}",
      "Terms accepted is no, or is not known",
      "Le champ Conditions acceptées vaut non ou n'est pas renseigné" },
    { "{'field':'colours','op':'all-of','value':['red','blue']}",
      "Colours contains red and blue",
      "Le champ Couleurs contient red et blue" },
    { "{'field':'colours','op':'any-of','value':['red','blue']}",
      "Colours contains red or blue",
      "Le champ Couleurs contient red ou blue" },
    { "{'field':'colours','op':'none-of','value':['red','blue']}",
      "Colours contains neither red nor blue, or is not known",
      "Le champ Couleurs ne contient ni red ni blue ou n'est pas renseigné" },
    { "{'field':'source','op':'is','value':'web','of':'deal'}",
      "Source of the deal is web",
      "La source de l'affaire est web" },
    { "{'field':'size','op':'>','value':10,'of':'account'}",
      "Size of the account is more than 10",
      "La taille du compte vaut plus de 10" },
    { "{'field':'owner','op':'is','value':'lea'}",
      "Owner is Léa",
      "Le propriétaire est Léa" },
    { "{'field':'nowhere','op':'is','value':'x'}",
      "Nowhere is x",
      "Le champ nowhere est x" },
    { "{'field':'nowhere','op':'>','value':3}",
      "Nowhere is more than 3",
      "Le champ nowhere vaut plus de 3" },
    { "{'score':'lead','op':'!=','value':3}",
      "Score Lead is not 3",
      "Le score Piste ne vaut pas 3" },
    { "{'score':'lead','op':'between','value':[3,8],'of':'deal'}",
      "Score Lead of the deal is between 3 and 8",
      "Le score Piste de l'affaire vaut entre 3 et 8" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_times (void)
{
  static const Said table[] = {
    { "{'field':'renewal','op':'=','value':'2026-03-01'}",
      "Renewal is on 1 March 2026",
      "Le renouvellement tombe le 1er mars 2026" },
    { "{'field':'renewal','op':'!=','value':'2026-03-02'}",
      "Renewal is not on 2 March 2026, or is not known",
      "Le renouvellement ne tombe pas le 2 mars 2026 ou n'est pas renseigné" },
    { "{'field':'renewal','op':'<','value':'2026-03-02'}",
      "Renewal is before 2 March 2026",
      "Le renouvellement tombe avant le 2 mars 2026" },
    { "{'field':'renewal','op':'<=','value':'2026-03-02'}",
      "Renewal is on 2 March 2026 or before",
      "Le renouvellement tombe le 2 mars 2026 ou avant" },
    { "{'field':'renewal','op':'>=','value':'2026-03-02T10:00:00Z'}",
      "Renewal is on 2 March 2026, 10:00 UTC or after",
      "Le renouvellement tombe le 2 mars 2026 à 10:00 UTC ou après" },
    { "{'field':'renewal','op':'<','value':'today'}",
      "Renewal is before today",
      "Le renouvellement tombe avant aujourd'hui" },
    { "{'field':'renewal','op':'=','value':'today'}",
      "Renewal is today",
      "Le renouvellement tombe aujourd'hui" },
    { "{'field':'renewal','op':'!=','value':'today'}",
      "Renewal is not today, or is not known",
      "Le renouvellement ne tombe pas aujourd'hui ou n'est pas renseigné" },
    { "{'field':'renewal','op':'>','value':'-P30D'}",
      "Renewal is less than 30 days ago, or still to come",
      "Le renouvellement remonte à moins de 30 jours ou est à venir" },
    { "{'field':'renewal','op':'<','value':'-P30D'}",
      "Renewal is more than 30 days ago",
      "Le renouvellement remonte à plus de 30 jours" },
    { "{'field':'renewal','op':'<=','value':'P1M'}",
      "Renewal is at most 1 month from now, or in the past",
      "Le renouvellement tombe dans 1 mois au plus ou appartient au passé" },
    { "{'field':'renewal','op':'>=','value':'P1M'}",
      "Renewal is at least 1 month from now",
      "Le renouvellement tombe dans 1 mois au moins" },
    { "{'field':'renewal','op':'!=','value':'P1D'}",
      "Renewal is not 1 day from now, or is not known",
      "Le renouvellement ne tombe pas dans 1 jour ou n'est pas renseigné" },
    { "{'field':'renewal','op':'between','value':['2026-03-01','2026-03-31']}",
      "Renewal is between 1 March 2026 and 31 March 2026",
      "Le renouvellement tombe entre le 1er mars 2026 et le 31 mars 2026" },
    { "{'field':'renewal','op':'anniversary','value':'today'}",
      "Renewal has its anniversary today",
      "Le renouvellement a son anniversaire aujourd'hui" },
    { "{'field':'renewal','op':'anniversary','value':'P1D'}",
      "Renewal had its anniversary 1 day ago",
      "Le renouvellement a eu son anniversaire il y a 1 jour" },
    { "{'field':'renewal','op':'anniversary','value':'-P1D'}",
      "Renewal has its anniversary in 1 day",
      "Le renouvellement a son anniversaire dans 1 jour" },
    { "{'field':'birthday','op':'is','value':'07-14'}",
      "Birthday is on 14 July",
      "L'anniversaire tombe le 14 juillet" },
    { "{'field':'birthday','op':'between','value':['03-01','03-31']}",
      "Birthday is between 1 March and 31 March",
      "L'anniversaire tombe entre le 1er mars et le 31 mars" },
    { "{'field':'birthday','op':'anniversary','value':'today'}",
      "Birthday is today",
      "L'anniversaire est aujourd'hui" },
    { "{'field':'birthday','op':'anniversary','value':'P1D'}",
      "Birthday was 1 day ago",
      "L'anniversaire remonte à 1 jour" },
    { "{'now':{'weekday':['mon','tue'],'hour':9,'minute':0}}",
      "The time is: Monday or Tuesday, 09:00",
      "Le moment est : lundi ou mardi à 09:00" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_memberships (void)
{
  static const Said table[] = {
    { "{'tag':'any'}",
      "Has any tag",
      "A au moins une balise" },
    { "{'tag':'vip'}",
      "Has the tag VIP",
      "A la balise VIP" },
    { "{'tag':{'none-of':['vip']}}",
      "Does not have the tag VIP",
      "N'a pas la balise VIP" },
    { "{'tag':{'none-of':['vip','press']}}",
      "Has none of the tags VIP, Press",
      "N'a aucune des balises VIP, Presse" },
    { "{'tag':{'all-of':['vip','press']}}",
      "Has all of the tags VIP, Press",
      "A toutes les balises VIP, Presse" },
    { "{'group':'g'}",
      "Is in the group g",
      "Est dans le groupe g" },
    { "{'audience':{'any-of':['a','b']}}",
      "Is in at least one of the audiences a, b",
      "Est dans au moins une des audiences a, b" },
    { "{'segment':'big'}",
      "Is in the segment Big spenders",
      "Est dans le segment Gros acheteurs" },
    { "{'list':'newsletter','status':'unconfirmed'}",
      "Is unconfirmed on the list Newsletter",
      "Est en attente de confirmation dans la liste Newsletter" },
    { "{'list':'any','status':'unsubscribed'}",
      "Is unsubscribed from any list",
      "Est désabonné d'au moins une liste" },
    { "{'list':{'none-of':['newsletter','club']},'status':'any'}",
      "Is on none of the lists Newsletter, Club, whatever the status",
      "N'est dans aucune des listes Newsletter, Club, quel que soit le statut" },
    { "{'list':{'all-of':['newsletter','club']},'status':'bounced'}",
      "Has bounced on all of the lists Newsletter, Club",
      "Est rejeté dans toutes les listes Newsletter, Club" },
    { "{'consent':'email'}",
      "Is subscribed to emails",
      "Est abonné aux e-mails" },
    { "{'consent':'sms','status':'none'}",
      "Has never decided about text messages",
      "Ne s'est jamais prononcé sur les SMS" },
    { "{'consent':'push','status':'unconfirmed'}",
      "Has not yet confirmed the subscription to push notifications",
      "N'a pas encore confirmé son abonnement aux notifications push" },
    { "{'consent':'site-message','status':'unsubscribed'}",
      "Is unsubscribed from site messages",
      "Est désabonné des messages du site" },
    { "{'consent':'wallet','status':'bounced'}",
      "Can no longer be reached by wallet notifications, which bounce",
      "N'est plus joignable par les notifications wallet (rejet définitif)" },
    { "{'consent':'email','status':'blocked'}",
      "Is blocked for emails",
      "Est bloqué pour les e-mails" },
    { "{'consent':'email','status':'blocked','sender':'news'}",
      "Is blocked for emails of the sender news@example.org",
      "Est bloqué pour les e-mails de l'expéditeur news@example.org" },
    { "{'automation':'cart','state':'never'}",
      "Has never entered the automation Cart",
      "N'est jamais entré dans l'automatisation Panier" },
    { "{'automation':'cart','state':'never','within':'P1M'}",
      "Has not entered the automation Cart in the last month",
      "N'est pas entré dans l'automatisation Panier depuis un mois" },
    { "{'automation':'cart','state':'entered','within':'P30D'}",
      "Has entered the automation Cart in the last 30 days",
      "Est entré dans l'automatisation Panier au cours des 30 derniers jours" },
    { "{'automation':'cart','state':'completed'}",
      "Has completed the automation Cart",
      "A terminé l'automatisation Panier" },
    { "{'automation':'cart','state':'exited','step':'hello'}",
      "Has left the automation Cart early, at the step Say hello",
      "A quitté l'automatisation Panier avant la fin, à l'étape Dire bonjour" },
    { "{'automation':'cart','state':'inside','step':'hello'}",
      "Is at the step Say hello of the automation Cart",
      "Est à l'étape Dire bonjour de l'automatisation Panier" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_events (void)
{
  static const Said table[] = {
    { "{'event':'email.opened','subject':'welcome','count':'>=3'}",
      "Has opened the email Welcome at least 3 times",
      "A ouvert l'e-mail Bienvenue au moins 3 fois" },
    { "{'event':'email.opened','count':'<3','within':'P7D'}",
      "Has opened any email fewer than 3 times in the last 7 days, or not at all",
      "A ouvert un e-mail moins de 3 fois au cours des 7 derniers jours, ou pas du tout" },
    { "{'event':'email.opened','subject':'welcome','count':'=0'}",
      "Has not opened the email Welcome",
      "N'a pas ouvert l'e-mail Bienvenue" },
    { "{'event':'email.opened','count':'!=2'}",
      "Has opened any email anything but 2 times, or not at all",
      "A ouvert un e-mail tout sauf 2 fois, ou pas du tout" },
    { "{'event':'email.opened','count':'2..5'}",
      "Has opened any email 2 to 5 times",
      "A ouvert un e-mail 2 à 5 fois" },
    { "{'event':'email.delivered','count':'<=3','within':'P7D'}",
      "Has received at most 3 emails in the last 7 days, or not at all",
      "A reçu au plus 3 e-mails au cours des 7 derniers jours, ou pas du tout" },
    { "{'event':'email.clicked','subject':'welcome','where':{'url':'shop.example/*'},'since':'step:hello'}",
      "Has clicked in the email Welcome where address looks like shop.example/* since the step Say hello",
      "A cliqué dans l'e-mail Bienvenue dont l'adresse ressemble à shop.example/* depuis l'étape Dire bonjour" },
    { "{'event':'email.opened','where':{'kind':['campaign','automation'],'list':'newsletter'},'since':'2026-03-01','until':'today'}",
      "Has opened any email where kind is campaign or automation and list is Newsletter since 1 March 2026 up to the end of today",
      "A ouvert un e-mail dont le type est « campagne » ou « automatisation » et la liste est Newsletter depuis le 1er mars 2026 jusqu'à la fin de la journée" },
    { "{'event':'order.created','count':'=0','within':'P1M'}",
      "Has not placed any order in the last month",
      "N'a passé aucune commande depuis un mois" },
    { "{'event':'order.created','where':{'total':'50..100','status':'paid'}}",
      "Has placed an order where status is paid and total is between 50 € and 100 €",
      "A passé une commande dont le statut est « payée » et le total vaut entre 50 € et 100 €" },
    { "{'event':'order.created','where':{'items':{'categories':'gifts','quantity':'>=2'}},'count':1,'within':'PT30M'}",
      "Has placed exactly 1 order with a product of the category Gifts (where quantity is 2 or more) in the last 30 minutes",
      "A passé exactement 1 commande contenant un produit de la catégorie Cadeaux (dont la quantité vaut 2 ou plus) au cours des 30 dernières minutes" },
    { "{'event':'order.created','count':'>=2','sum':{'total':'>=200'}}",
      "Has placed at least 2 orders for 200 € or more in total",
      "A passé au moins 2 commandes pour 200 € ou plus au total" },
    { "{'event':'cart.product-added','where':{'product':'soap','low-stock':true},'sum':{'price':'>100'}}",
      "Has added a product to a cart where low stock is yes and product is Soap with price adding up to more than 100 €",
      "A ajouté un produit au panier dont le stock faible vaut oui et le produit est Savon pour un cumul de plus de 100 € (le prix)" },
    { "{'event':'loyalty.balance-changed','subject':'club/points','where':{'transaction':'earned','value':'>=100'}}",
      "Has had the balance Points change where transaction is earned and value is 100 or more",
      "A vu changer le solde Points dont la transaction est « gain » et la valeur vaut 100 ou plus" },
    { "{'event':'form.submitted','where':{'answers':{'color':'red','size':'>=3'}}}",
      "Has submitted any form where “color” is red and “size” is 3 or more",
      "A envoyé un formulaire dont « color » est red et « size » vaut 3 ou plus" },
    { "{'event':'form.submitted','where':{'any':[{'kind':'sign-up'},{'none':[{'kind':'unsubscription'}]}]}}",
      "Has submitted any form where (at least one of these: kind is sign-up; (none of these: kind is unsubscription))",
      "A envoyé un formulaire dont (au moins une de ces conditions : le type est « inscription » ; (aucune de ces conditions : le type est « désabonnement »))" },
    { "{'event':'store.searched','subject':'lavender'}",
      "Has searched for “lavender”",
      "A recherché « lavender »" },
    { "{'event':'channel.subscribed','subject':'sms','within':'P1DT2H'}",
      "Has subscribed to text messages in the last 1 day and 2 hours",
      "S'est abonné aux SMS depuis 1 jour et 2 heures" },
    { "{'event':'order.created','subject':'o17'}",
      "Has placed an order (o17)",
      "A passé une commande (o17)" },
    { "{'event':'score.changed','subject':'lead','where':{'to':'>=50'}}",
      "Has had the score Lead change where new value is 50 or more",
      "A vu changer le score Piste dont la nouvelle valeur vaut 50 ou plus" },
    { "{'event':'something.else','count':'=0'}",
      "“something.else” has not happened",
      "« something.else » n'a pas eu lieu" },
    { "{'trigger':{'total':'>100'}}",
      "Entered through an event where total is more than 100 €",
      "Est entré par un événement dont le total vaut plus de 100 €" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_records (void)
{
  static const Said table[] = {
    { "{'deal':{}}",
      "Has a deal",
      "A une affaire" },
    { "{'deal':{'status':'won'},'count':'>=2'}",
      "Has at least 2 won deals",
      "A au moins 2 affaires gagnées" },
    { "{'deal':{'status':'open'},'count':'=0'}",
      "Has no open deal",
      "N'a aucune affaire ouverte" },
    { "{'deal':{'stage':'sales/new','title':'Spa*','owner':'lea','source':'web'}}",
      "Has a deal at the stage New whose owner is Léa, Source is web and title looks like Spa*",
      "A une affaire à l'étape Nouvelle dont le propriétaire est Léa, la source est web et le titre ressemble à Spa*" },
    { "{'deal':{'value':'>1000','status':'open'},'target':'trigger'}",
      "For the deal that let the contact in, status is open and value is more than 1,000 €",
      "Pour l'affaire qui a fait entrer le contact, le statut est « ouverte » et la valeur vaut plus de 1 000 €" },
    { "{'deal':{},'target':'latest'}",
      "Has a deal",
      "A une affaire" },
    { "{'order':{'status':'paid','total':'>=100','items':{'product':['soap','candle'],'price':'10..20'}},'target':'latest'}",
      "For the latest order, with Soap or Candle at 10 € to 20 €, where status is paid and total is 100 € or more",
      "Pour la commande la plus récente, contenant Savon ou Bougie entre 10 € et 20 €, dont le statut est « payée » et le total vaut 100 € ou plus" },
    { "{'order':{'created-at':'>-P30D'},'count':'>3'}",
      "Has more than 3 orders whose creation date is less than 30 days ago, or still to come",
      "A plus de 3 commandes dont la date de création remonte à moins de 30 jours ou est à venir" },
    { "{'order':{'status':'refunded'},'count':'!=2'}",
      "Has anything but 2 orders whose status is refunded",
      "A tout sauf 2 commandes dont le statut est « remboursée »" },
    { "{'cart':{'status':'open','items':{'product':'soap'},'total':'>50','updated-at':'>-P1D'}}",
      "Has an open cart with Soap worth more than 50 € changed less than 1 day ago",
      "A un panier ouvert contenant Savon de plus de 50 € modifié il y a moins de 1 jour" },
    { "{'task':{'status':'open','due':'<today'}}",
      "Has an open task whose due date is before today",
      "A une tâche à faire dont l'échéance tombe avant aujourd'hui" },
    { "{'task':{'type':'call'},'target':'all'}",
      "For all tasks, type is call",
      "Pour toutes les tâches, le type est call" },
    { "{'account':{'name':'Acme*','size':'>10'}}",
      "Belongs to an account whose name looks like Acme* and Size is more than 10",
      "Est rattaché à un compte dont le nom ressemble à Acme* et la taille vaut plus de 10" },
    { "{'voucher':{'status':'valid','expires':'<P7D'}}",
      "Has a valid voucher whose expiry date is less than 7 days from now, or in the past",
      "A un bon de réduction valable dont la date d'expiration tombe dans moins de 7 jours ou appartient au passé" },
    { "{'meeting':{'status':'booked','starts':'>today'}}",
      "Has a booked meeting whose beginning is after today",
      "A un rendez-vous réservé dont le début tombe après aujourd'hui" },
    { "{'loyalty':{'program':'club'}}",
      "Is a member of Club",
      "Est membre de Club" },
    { "{'loyalty':{'program':'club','balance':'points','value':'>=100','joined-on':'<-P1Y'}}",
      "Balance Points in Club is 100 or more and date of joining Club is more than 1 year ago",
      "Le solde Points dans Club vaut 100 ou plus et la date d'adhésion à Club remonte à plus de 1 an" },
    { "{'loyalty':{'member':false,'program':'club'}}",
      "Is not a member of Club",
      "N'est pas membre de Club" },
    { "{'loyalty':{'tier':{'op':'is-not','value':'gold'}}}",
      "Is a member of a loyalty programme whose tier is not gold, or is not known",
      "Est membre d'un programme de fidélité dont le palier n'est pas gold ou n'est pas renseigné" },
    { "{'loyalty':{},'count':'=0'}",
      "Is a member of no loyalty programme",
      "N'est membre d'aucun programme de fidélité" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_groups (void)
{
  static const Said table[] = {
    { "{'all':[]}",
      "Is any contact",
      "Est un contact quelconque" },
    { "{'any':[]}",
      "Is nobody",
      "N'est personne" },
    { "{'all':[{'tag':'vip'}]}",
      "Has the tag VIP",
      "A la balise VIP" },
    { "{'all':[{'tag':'vip'},{'list':'club'},{'field':'city','op':'is','value':'Paris'}]}",
      "All of these: has the tag VIP; is active on the list Club; City is Paris",
      "Toutes ces conditions : a la balise VIP ; est actif dans la liste Club ; la ville est Paris" },
    { "{'all':[{'tag':'vip'},{'field':'city','op':'is-not','value':'Paris'}]}",
      "All of these: has the tag VIP; City is not Paris, or is not known",
      "Toutes ces conditions : a la balise VIP ; la ville n'est pas Paris ou n'est pas renseignée" },
    { "{'all':[{'tag':'vip'},{'any':[{'list':'club'},{'list':'newsletter'}]}]}",
      "All of these: has the tag VIP; (at least one of these: is active on the list Club; is active on the list Newsletter)",
      "Toutes ces conditions : a la balise VIP ; (au moins une de ces conditions : est actif dans la liste Club ; est actif dans la liste Newsletter)" },
    { "{'any':[{'all':[{'tag':'vip'},{'list':'club'}]},{'none':[{'list':'newsletter'}]}]}",
      "At least one of these: has the tag VIP and is active on the list Club; (none of these: is active on the list Newsletter)",
      "Au moins une de ces conditions : a la balise VIP et est actif dans la liste Club ; (aucune de ces conditions : est actif dans la liste Newsletter)" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_words);
}

static void
test_brief (void)
{
  static const Said table[] = {
    { "{'all':[{'event':'email.opened','subject':'welcome'},{'tag':'vip'},{'list':'club'}]}",
      "Opened “Welcome” +2",
      "A ouvert « Bienvenue » +2" },
    { "{'none':[{'event':'email.opened','subject':'welcome'}]}",
      "Not: Opened “Welcome”",
      "Non : A ouvert « Bienvenue »" },
    { "{'field':'city','op':'not-contains','value':'Par'}",
      "City does not contain “Par”",
      "La ville ne contient pas « Par »" },
    { "{'field':'country','op':'none-of','value':['France','Spain']}",
      "Country is neither France nor Spain",
      "Le pays n'est ni France ni Spain" },
    { "{'field':'age','op':'!=','value':50}",
      "Age is not 50",
      "L'âge ne vaut pas 50" },
    { "{'field':'renewal','op':'!=','value':'today'}",
      "Renewal is not today",
      "Le renouvellement ne tombe pas aujourd'hui" },
    { "{'field':'terms','op':'is','value':false}",
      "Terms accepted is no",
      "Le champ Conditions acceptées vaut non" },
    { "{'field':'colours','op':'none-of','value':['red','blue']}",
      "Colours contains neither red nor blue",
      "Le champ Couleurs ne contient ni red ni blue" },
    { "{'event':'email.opened','subject':'welcome','count':'>=3'}",
      "Opened “Welcome” at least 3 times",
      "A ouvert « Bienvenue » au moins 3 fois" },
    { "{'event':'email.opened','count':'<3','within':'P7D'}",
      "Email opened fewer than 3 times",
      "E-mail ouvert moins de 3 fois" },
    { "{'event':'email.opened','subject':'welcome','count':'=0'}",
      "Has not opened the email Welcome",
      "N'a pas ouvert l'e-mail Bienvenue" },
    { "{'event':'order.created','where':{'total':'50..100','status':'paid'}}",
      "Order placed",
      "Commande passée" },
    { "{'event':'loyalty.balance-changed','subject':'club/points','where':{'transaction':'earned','value':'>=100'}}",
      "Loyalty balance changed: Points",
      "Solde de fidélité modifié : Points" },
    { "{'event':'something.else','count':'=0'}",
      "“something.else” has not happened",
      "« something.else » n'a pas eu lieu" },
    { "{'tag':'vip'}",
      "Has the tag VIP",
      "A la balise VIP" },
    { "{'deal':{'status':'won'},'count':'>=2'}",
      "Has at least 2 won deals",
      "A au moins 2 affaires gagnées" },
    { "{'all':[]}",
      "Is any contact",
      "Est un contact quelconque" },
    { "{'all':[{'tag':'vip'},{'list':'club'},{'field':'city','op':'is','value':'Paris'}]}",
      "Has the tag VIP +2",
      "A la balise VIP +2" },
    { "{'any':[{'all':[{'tag':'vip'},{'list':'club'}]},{'none':[{'list':'newsletter'}]}]}",
      "Has the tag VIP +2",
      "A la balise VIP +2" },
  };

  assert_table (table, G_N_ELEMENTS (table), parcours_condition_to_brief);
}

static void
say_leaf (const char *format,
          const char *topic)
{
  const ParcoursNames names = { library };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursCondition) condition = NULL;
  g_autofree char *words = NULL;
  g_autofree char *brief = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, topic);
#pragma GCC diagnostic pop
  node = speech_json (text);
  condition = parcours_condition_parse (node, NULL);
  words = parcours_condition_to_words (condition, &names);
  brief = parcours_condition_to_brief (condition, &names);
  speech_assert_well_said (words);
  speech_assert_well_said (brief);
}

/* Every event in every form. */
static void
test_all_topics (void)
{
  static const char *const forms[] = {
    "{'event': '%s'}", "{'event': '%s', 'subject': 'xyz'}", "{'event': '%s', 'count': '=0'}",
    "{'event': '%s', 'subject': 'xyz', 'count': '=0'}", "{'event': '%s', 'count': '>=2', 'within': 'P30D'}",
    "{'event': '%s', 'subject': 'xyz', 'count': 1, 'since': '-P1M', 'until': 'P1D'}", "{'event': '%s', 'count': '<=3'}",
    "{'event': '%s', 'sum': {'total': '>=10'}}", "{'event': '%s', 'sum': {'amount': '1..2', 'value': '<5'}, 'count': '>2'}",
  };
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (forms); j++)
        say_leaf (forms[j], parcours_catalog_nth_topic (catalog, i)->name);
    }
}

static const char *
sample_of (const char *type)
{
  if (g_str_equal (type, "money") || g_str_equal (type, "number") || g_str_equal (type, "integer"))
    return "'>=10'";
  if (g_str_equal (type, "instant") || g_str_equal (type, "date"))
    return "'<-P7D'";
  if (g_str_equal (type, "bool"))
    return "true";
  if (g_str_equal (type, "items"))
    return "{'product': 'soap', 'categories': 'gifts', 'price': '<5', 'quantity': 2}";
  if (g_str_equal (type, "object"))
    return "{'xyz': 'abc'}";

  return "'xyz'";
}

/* Every key of every payload. */
static void
test_all_keys (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);
      GHashTableIter iter;
      gpointer key, type;

      g_hash_table_iter_init (&iter, topic->payload);
      while (g_hash_table_iter_next (&iter, &key, &type))
        {
          g_autofree char *form = g_strdup_printf ("{'event': '%%s', 'where': {'%s': %s}}", (char *) key, sample_of (type));

          say_leaf (form, topic->name);
        }
    }
}

/* The words of closed lists, with the key that holds them. */
static void
test_choices (void)
{
  static const struct
  {
    const char *owner;
    const char *key;
    const char *value;
    const char *english;
    const char *french;
  } table[] = {
    { "order", "status", "paid", "paid", "payée" },
    { "order.created", "status", "paid", "paid", "payée" },
    { "deal", "status", "open", "open", "ouverte" },
    { "cart", "status", "open", "open", "ouvert" },
    { "task", "status", "open", "open", "à faire" },
    { "deal.status-changed", "to", "won", "won", "gagnée" },
    { "list.removed", "from", "active", "active", "actif" },
    { "email.opened", "kind", "campaign", "campaign", "campagne" },
    { "form.submitted", "kind", "sign-up", "sign-up", "inscription" },
    { "automation.ended", "reason", "goal-unmet", "a goal was not met", "un objectif n'était pas atteint" },
    { "loyalty.left", "reason", "revoked", "revoked", "révocation" },
    { "conversation.message-received", "from", "staff", "the team", "l'équipe" },
    { "email.opened", "kind", "unheard-of", "unheard-of", "unheard-of" },
    { NULL, "kind", "campaign", "campaign", "campagne" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    speech_assert (parcours_choice_to_words (table[i].owner, table[i].key, table[i].value),
                   table[i].english, table[i].french);
}

static void
test_comparisons (void)
{
  static const struct
  {
    const char *text;
    gboolean money;
    const char *english;
    const char *french;
  } table[] = {
    { ">=10", TRUE, "10 € or more", "10" NB "€ ou plus" },
    { "<1000", FALSE, "less than 1,000", "moins de 1" NN "000" },
    { "1..5", FALSE, "1 to 5", "1 à 5" },
    { "!=3", FALSE, "other than 3", "tout sauf 3" },
    { "=0", FALSE, "0", "0" },
    { ">today", FALSE, "after today", "après aujourd'hui" },
    { "<=2026-03-01", FALSE, "1 March 2026 or before", "le 1er mars 2026 ou avant" },
    { "today..P7D", FALSE, "between today and 7 days from now", "entre aujourd'hui et dans 7 jours" },
  };
  const ParcoursNames names = { library };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ParcoursComparison comparison;
      g_autofree char *words = NULL;

      g_assert_true (parcours_comparison_parse (table[i].text, &comparison));
      words = parcours_comparison_to_words (&comparison, table[i].money, &names);
      speech_assert (words, table[i].english, table[i].french);
    }
}

/* Whatever is asked of whatever, also what nobody would ask, has words. */
static void
test_odd_questions (void)
{
  static const char *const fields[] = { "city", "country", "age", "budget", "renewal", "birthday", "terms", "colours",
                                        "owner", "created-at", "nowhere" };
  static const char *const values[] = { "'Paris'", "''", "5", "-1.5", "true", "null", "'2026-03-02'", "'-P7D'", "'03-09'",
                                        "['a', 'b', 'c']", "[]", "[1, 'x', true]", "[null]", "{'a': 1}", "['today', 'P1D']" };
  static const char *const records[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting" };
  const ParcoursNames names = { library };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      for (ParcoursOp op = 0; op <= PARCOURS_OP_NOT_EMPTY; op++)
        {
          for (guint j = 0; j < G_N_ELEMENTS (values); j++)
            {
              g_autofree char *text = g_strdup_printf ("{'field': '%s', 'op': '%s', 'value': %s}", fields[i],
                                                       parcours_op_name (op), values[j]);
              g_autoptr (JsonNode) node = speech_json (text);
              g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, NULL);
              g_autofree char *words = parcours_condition_to_words (condition, &names);

              g_test_message ("%s: %s", text, words);
              g_assert_true (g_utf8_validate (words, -1, NULL));
              g_assert_nonnull (strchr (words, ' '));
            }
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *form = g_strdup_printf ("{'%s': {'status': %s, 'items': {'price': %s}, 'program': %s, 'x': %s}}",
                                                   records[i], values[j], values[j], values[j], values[j]);
          g_autoptr (JsonNode) node = speech_json (form);
          g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, NULL);
          g_autofree char *words = condition != NULL ? parcours_condition_to_words (condition, &names) : g_strdup ("–");

          g_test_message ("%s: %s", form, words);
          g_assert_true (g_utf8_validate (words, -1, NULL));
        }
    }
}

/* Without a library everything is called by its slug. */
static void
test_no_names (void)
{
  static const Said table[] = {
    { "{'list': 'newsletter'}", "Is active on the list newsletter", "Est actif dans la liste newsletter" },
    { "{'field': 'city', 'op': 'is', 'value': 'Paris'}", "City is Paris", "Le champ city est Paris" },
    { "{'deal': {'value': '>=5'}}", "Has a deal worth 5 € or more", "A une affaire de 5 € ou plus" },
    { "{'event': 'email.opened', 'subject': 'hi', 'since': 'step:x'}", "Has opened the email hi since the step x",
      "A ouvert l'e-mail hi depuis l'étape x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (JsonNode) node = speech_json (table[i].condition);
      g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, NULL);
      char *words = parcours_condition_to_words (condition, NULL);

      words = plain_spaces (words);
      speech_assert (words, table[i].english, table[i].french);
      g_free (words);
    }
}

/* How a label stands in a sentence. */
static void
test_nouns (void)
{
  static const struct
  {
    const char *label;
    const char *french;
    gboolean feminine;
  } table[] = {
    { "Ville de livraison", "la ville de livraison", TRUE },
    { "Adresse e-mail", "l'adresse e-mail", TRUE },
    { "Hauteur", "la hauteur", TRUE },
    { "E-mail", "l'e-mail", FALSE },
    { "Âge", "l'âge", FALSE },
    { "Dernière commande", "la dernière commande", TRUE },
    { "SIRET", "le SIRET", FALSE },
    { "NPS", "le champ NPS", FALSE },
    { "Fromage préféré", "le champ Fromage préféré", FALSE },
    { "", "le champ", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ParcoursNoun) noun = parcours_noun_from_label (table[i].label);

      speech_assert (noun->text, table[i].label, table[i].french);
      g_assert_true (noun->feminine == (speech_is_french () && table[i].feminine));
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

  g_test_add_func ("/words/vocabulary", test_vocabulary);
  g_test_add_func ("/words/fields", test_fields);
  g_test_add_func ("/words/times", test_times);
  g_test_add_func ("/words/memberships", test_memberships);
  g_test_add_func ("/words/events", test_events);
  g_test_add_func ("/words/records", test_records);
  g_test_add_func ("/words/groups", test_groups);
  g_test_add_func ("/words/brief", test_brief);
  g_test_add_func ("/words/all-topics", test_all_topics);
  g_test_add_func ("/words/all-keys", test_all_keys);
  g_test_add_func ("/words/choices", test_choices);
  g_test_add_func ("/words/comparisons", test_comparisons);
  g_test_add_func ("/words/odd-questions", test_odd_questions);
  g_test_add_func ("/words/no-names", test_no_names);
  g_test_add_func ("/words/nouns", test_nouns);

  result = g_test_run ();
  parcours_library_unref (library);

  return result;
}
