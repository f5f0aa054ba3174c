/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-i18n.h"
#include "parcours-phrase.h"
#include "speech.h"

static void
test_fill (void)
{
  static const struct
  {
    const char *phrase;
    const char *a;
    const char *b;
    const char *filled;
  } table[] = {
    { "{a} is {b}", "x", "y", "x is y" },
    { "{b}{a}", "x", "y", "yx" },
    { "{a} {a}", "x", "y", "x x" },
    { "", "x", "y", "" },
    { "no hole", "x", "y", "no hole" },
    /* Holes that nobody fills stay, to be seen; what goes into a hole is no phrase. */
    { "{c} is {b}", "x", "y", "{c} is y" },
    { "{a", "x", "y", "{a" },
    { "a} {", "x", "y", "a} {" },
    { "{}", "x", "y", "{}" },
    { "{a} and {b}", "{b}", "{a}", "{b} and {a}" },
    { "{{a}}", "x", "y", "{x}" },
    /* What is empty leaves no space behind. */
    { "{a} {b} c", "", "y", "y c" },
    { "{a} {b} c", "x", NULL, "x c" },
    { "{a} {b}", "x", "", "x" },
    { "{a} {b}", "", "", "" },
    { "c {a}, d", "", "y", "c, d" },
    { "({a} {b})", "x", "", "(x)" },
    { "c {a} d", " ", "y", "c   d" },
    { "x · {a}", "é", NULL, "x · é" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *filled = parcours_phrase_fill (table[i].phrase, "a", table[i].a, "b", table[i].b, NULL);

      g_assert_cmpstr (filled, ==, table[i].filled);
    }
}

static char *
name_hole (const char *hole,
           gboolean    at_start,
           gpointer    user_data)
{
  guint *n_holes = user_data;

  (*n_holes)++;

  return g_str_equal (hole, "left") ? NULL : g_strconcat (at_start ? "^" : "", hole, NULL);
}

static void
test_fill_with (void)
{
  guint n_holes = 0;
  g_autofree char *filled = parcours_phrase_fill_with ("{one} {left} {two}", name_hole, &n_holes);

  g_assert_cmpstr (filled, ==, "^one {left} two");
  g_assert_cmpuint (n_holes, ==, 3);
}

static void
test_join (void)
{
  static const struct
  {
    const char *parts;
    ParcoursJoin join;
    const char *english;
    const char *french;
  } table[] = {
    { "", PARCOURS_JOIN_AND, "", "" },
    { "a", PARCOURS_JOIN_OR, "a", "a" },
    { "a|b", PARCOURS_JOIN_AND, "a and b", "a et b" },
    { "a|b|c", PARCOURS_JOIN_AND, "a, b and c", "a, b et c" },
    { "a|b|c", PARCOURS_JOIN_OR, "a, b or c", "a, b ou c" },
    { "a|b", PARCOURS_JOIN_NOR, "a nor b", "a ni b" },
    { "a|b|c", PARCOURS_JOIN_NOR, "a, b nor c", "a, ni b, ni c" },
    { "a|b|c", PARCOURS_JOIN_COMMAS, "a, b, c", "a, b, c" },
    { "a|b", PARCOURS_JOIN_CLAUSES, "a; b", "a\u202f; b" },
    { "a|b", PARCOURS_JOIN_DOTS, "a · b", "a · b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) parts = g_strsplit (table[i].parts, "|", -1);
      g_autoptr (GPtrArray) array = g_ptr_array_new ();
      g_autofree char *joined = NULL;

      for (guint j = 0; parts[j] != NULL; j++)
        g_ptr_array_add (array, parts[j]);
      joined = parcours_phrase_join (array, table[i].join);
      speech_assert (joined, table[i].english, table[i].french);
    }
}

static void
test_capitalize (void)
{
  static const char *const table[][2] = {
    { "", "" }, { "has", "Has" }, { "État", "État" }, { "état", "État" }, { "l'âge", "L'âge" }, { "iPhone", "iPhone" },
    { "3 days", "3 days" }, { "a", "A" }, { "“x”", "“x”" }, { "ǆungla", "ǅungla" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *capital = parcours_phrase_capitalize (table[i][0]);

      g_assert_cmpstr (capital, ==, table[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  parcours_i18n_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phrase/fill", test_fill);
  g_test_add_func ("/phrase/fill-with", test_fill_with);
  g_test_add_func ("/phrase/join", test_join);
  g_test_add_func ("/phrase/capitalize", test_capitalize);

  return g_test_run ();
}
