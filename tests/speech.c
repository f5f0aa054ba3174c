/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of plain words share. They run once in English and once in French;
 * see tests/meson.build. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "parcours-json.h"
#include "speech.h"

gboolean
speech_is_french (void)
{
  return g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "fr");
}

/* JSON that is written with single quotes, so that C can be read. */
JsonNode *
speech_json (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return node;
}

/* The things of vocabulary, section 4, as a French or an English shop calls them. */
ParcoursLibrary *
speech_library_new (void)
{
  static const struct
  {
    const char *kind;
    const char *slug;
    const char *english;
    const char *french;
    const char *attributes;
  } things[] = {
    { "field", "city", "City", "Ville", "{'type': 'text'}" },
    { "field", "country", "Country", "Pays", "{'type': 'choice', 'options': ['France', 'Spain']}" },
    { "field", "age", "Age", "Âge", "{'type': 'number'}" },
    { "field", "budget", "Budget", "Budget", "{'type': 'money'}" },
    { "field", "renewal", "Renewal", "Renouvellement", "{'type': 'date'}" },
    { "field", "birthday", "Birthday", "Anniversaire", "{'type': 'birthday'}" },
    { "field", "terms", "Terms accepted", "Conditions acceptées", "{'type': 'bool'}" },
    { "field", "colours", "Colours", "Couleurs", "{'type': 'choices', 'options': ['red', 'blue']}" },
    { "deal-field", "source", "Source", "Source", "{'type': 'text'}" },
    { "account-field", "size", "Size", "Taille", "{'type': 'number'}" },
    { "tag", "vip", "VIP", "VIP", NULL },
    { "tag", "press", "Press", "Presse", NULL },
    { "list", "newsletter", "Newsletter", "Newsletter", NULL },
    { "list", "club", "Club", "Club", NULL },
    { "segment", "big", "Big spenders", "Gros acheteurs", NULL },
    { "email", "welcome", "Welcome", "Bienvenue", NULL },
    { "product", "soap", "Soap", "Savon", NULL },
    { "product", "candle", "Candle", "Bougie", NULL },
    { "category", "gifts", "Gifts", "Cadeaux", NULL },
    { "pipeline", "sales", "Sales", "Ventes", NULL },
    { "stage", "sales/new", "New", "Nouvelle", NULL },
    { "automation", "cart", "Cart", "Panier", NULL },
    { "automation", "welcome", "Welcome", "Bienvenue", NULL },
    { "score", "lead", "Lead", "Piste", NULL },
    { "program", "club", "Club", "Club", NULL },
    { "tier", "club/gold", "Gold", "Or", NULL },
    { "tier", "club/platinum", "Platinum", "Platine", NULL },
    { "balance", "club/points", "Points", "Points", NULL },
    { "user", "lea", "Léa", "Léa", NULL },
    { "user", "tom", "Tom", "Tom", NULL },
    { "store", "shop", "Shop", "Boutique", NULL },
    { "sender", "news", "news@example.org", "news@example.org", NULL },
  };
  ParcoursLibrary *library = parcours_library_new ();

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (JsonNode) node = things[i].attributes != NULL ? speech_json (things[i].attributes) : NULL;

      parcours_library_add (library, things[i].kind, things[i].slug,
                            speech_is_french () ? things[i].french : things[i].english,
                            node != NULL ? json_node_get_object (node) : NULL);
    }

  return library;
}

void
speech_assert (const char *said,
               const char *english,
               const char *french)
{
  g_assert_cmpstr (said, ==, speech_is_french () ? french : english);
}

/* Words that no French sentence has; names in the library are none of them. */
static const char *const english_words[] = {
  "the", "is", "are", "has", "have", "not", "and", "any", "with", "without", "who", "of", "chosen", "yet", "set",
  "after", "before", "until", "at", "most", "within", "ago", "time", "times", "once", "every", "yes", "no", NULL,
};

static void
assert_french (const char *text)
{
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}-]+", text, 0, 0);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (english_words, words[i]))
        g_error ("“%s” is not French", text);
    }
}

/* Whole, filled, and in one language. */
void
speech_assert_well_said (const char *text)
{
  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (strpbrk (text, "{}") != NULL || strstr (text, "  ") != NULL || strstr (text, "(null)") != NULL ||
      g_str_has_prefix (text, " ") || g_str_has_suffix (text, " "))
    g_error ("“%s” has something left over", text);
  if (speech_is_french ())
    assert_french (text);
}
