/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People call their fields what they like: "Ville", "Date de naissance". In
 * English such a label can begin a sentence. Other languages want an article
 * before it and words that agree with it, "La ville n'est pas renseignée", so
 * their translation carries a list of the nouns that labels usually begin with.
 * What is not on the list is called "the field so-and-so", which is always right. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-noun.h"
#include "parcours-phrase.h"
#include "parcours-text.h"

/* What the translation says of some nouns: "feminine la l'" */
typedef struct
{
  gboolean feminine;
  char *article;         /* (owned) with its space */
  char *elided;          /* (owned) (nullable) before a vowel */
} Article;

typedef struct
{
  GHashTable *articles;  /* (owned) (element-type utf8 Article) by the folded noun */
} Lexicon;

static void
read_group (Lexicon    *lexicon,
            const char *group)
{
  g_auto (GStrv) sides = g_strsplit (group, ":", 2);
  g_auto (GStrv) head = NULL;
  g_auto (GStrv) nouns = NULL;

  if (g_strv_length (sides) != 2)
    return;
  head = g_strsplit (g_strstrip (sides[0]), " ", -1);
  nouns = g_strsplit_set (sides[1], " ,", -1);
  if (g_strv_length (head) < 2)
    return;
  for (guint i = 0; nouns[i] != NULL; i++)
    {
      Article *article;

      if (*nouns[i] == '\0')
        continue;
      article = g_new0 (Article, 1);
      article->feminine = g_str_equal (head[0], "feminine");
      article->article = g_strconcat (head[1], " ", NULL);
      article->elided = g_strdup (head[2]);
      g_hash_table_insert (lexicon->articles, parcours_text_fold (nouns[i]), article);
    }
}

/* The language does not change while a program runs, but tests speak several. */
static const Lexicon *
get_lexicon (void)
{
  static GHashTable *lexicons;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  /* Translators: leave this alone if a label such as "City" can begin a sentence of your language as it
     is. If it needs an article, or if what is said of it must agree with it, list here, in small letters, the
     nouns with which people usually begin the names of fields: "masculine le l': abonnement, code; feminine
     la l': adresse, ville" gives "le code postal", "l'abonnement" and "la ville". The second article is
     for nouns that begin with a vowel or a silent h. Without "feminine" there is one gender. */
  const char *text = C_("articles of nouns", "none");
  Lexicon *lexicon;
  g_auto (GStrv) groups = NULL;

  if (lexicons == NULL)
    lexicons = g_hash_table_new (g_str_hash, g_str_equal);
  lexicon = g_hash_table_lookup (lexicons, text);
  if (lexicon != NULL)
    return lexicon;
  lexicon = g_new0 (Lexicon, 1);
  lexicon->articles = g_hash_table_new (g_str_hash, g_str_equal);
  groups = g_strsplit (text, ";", -1);
  for (guint i = 0; groups[i] != NULL; i++)
    read_group (lexicon, groups[i]);
  g_hash_table_insert (lexicons, g_strdup (text), lexicon);

  return lexicon;
}

static gboolean
begins_with_vowel (const char *folded)
{
  g_autofree char *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);

  return strchr ("aeiouh", plain[0]) != NULL && plain[0] != '\0';
}

static const Article *
find_article (const char  *label,
              char       **first)
{
  const Lexicon *lexicon = get_lexicon ();
  g_autofree char *word = g_strndup (label, strcspn (label, " '"));

  *first = parcours_text_fold (word);

  return g_hash_table_lookup (lexicon->articles, *first);
}

/* "Ville de naissance" inside a sentence; a name like "NPS" stays. */
static char *
lower_first (const char *label)
{
  const char *rest = *label != '\0' ? g_utf8_next_char (label) : label;
  char letter[6];

  if (*label == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (label);

  return g_strdup_printf ("%.*s%s", g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (label)), letter),
                          letter, rest);
}

static ParcoursNoun *
noun_new (char     *text,
          gboolean  feminine)
{
  ParcoursNoun *noun = g_new0 (ParcoursNoun, 1);

  noun->text = text;
  noun->feminine = feminine;

  return noun;
}

/**
 * parcours_noun_from_label:
 * @label: what people call a field
 *
 * Returns: (transfer full): it as the subject of a sentence
 */
ParcoursNoun *
parcours_noun_from_label (const char *label)
{
  g_autofree char *first = NULL;
  g_autofree char *lower = NULL;
  const Article *article = find_article (label, &first);
  gboolean elide;

  if (article == NULL)
    /* Translators: a field that people named so; "the field {label}" where a name cannot begin a sentence. */
    return noun_new (parcours_phrase_fill (C_("field in a sentence", "{label}"), "label", label, NULL), FALSE);
  lower = lower_first (label);
  elide = article->elided != NULL && begins_with_vowel (first);

  return noun_new (g_strconcat (elide ? article->elided : article->article, lower, NULL), article->feminine);
}

/**
 * parcours_noun_from_phrase:
 * @phrase: a translated noun that has its article already: "the tier in Club"
 *
 * Returns: (transfer full): it as the subject of a sentence; its gender is that of the noun after the
 *   first space or apostrophe
 */
ParcoursNoun *
parcours_noun_from_phrase (const char *phrase)
{
  const char *noun = phrase + strcspn (phrase, " '");
  g_autofree char *first = NULL;
  const Article *article = *noun != '\0' ? find_article (noun + 1, &first) : NULL;

  return noun_new (g_strdup (phrase), article != NULL && article->feminine);
}

/**
 * parcours_noun_with_text:
 * @noun: a noun
 * @text: (transfer full): it with something behind it: "the city of the account"
 *
 * Returns: (transfer full): a noun of the same gender
 */
ParcoursNoun *
parcours_noun_with_text (const ParcoursNoun *noun,
                         char               *text)
{
  return noun_new (text, noun->feminine);
}

/**
 * parcours_noun_free:
 * @noun: (transfer full): a noun
 */
void
parcours_noun_free (ParcoursNoun *noun)
{
  g_free (noun->text);
  g_free (noun);
}
