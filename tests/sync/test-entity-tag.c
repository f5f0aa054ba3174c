/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-entity-tag.h"

static void
test_format (void)
{
  g_autofree char *plain = parcours_entity_tag_format ("abc", FALSE);
  g_autofree char *gzip = parcours_entity_tag_format ("abc", TRUE);

  g_assert_cmpstr (plain, ==, "\"abc\"");
  g_assert_cmpstr (gzip, ==, "\"abc-gzip\"");
}

static void
test_digest (void)
{
  static const struct
  {
    const char *tag;
    const char *digest;
  } cases[] = {
    { "\"abc\"", "abc" },
    { "\"abc-gzip\"", "abc" },
    { "\"-gzip\"", "-gzip" },
    { "\"\"", "" },
    { "W/\"abc\"", NULL },
    { "abc", NULL },
    { "\"abc", NULL },
    { "\"abc\" ", NULL },
    { "\"abc\", \"def\"", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *digest = parcours_entity_tag_digest (cases[i].tag);

      g_assert_cmpstr (digest, ==, cases[i].digest);
    }
}

static void
test_matches (void)
{
  static const struct
  {
    const char *list;
    const char *digest;
    gboolean weak;
    gboolean matches;
  } cases[] = {
    { "*", "abc", FALSE, TRUE },
    { "*", NULL, FALSE, FALSE },
    { "\"abc\"", "abc", FALSE, TRUE },
    { "\"abc\"", NULL, FALSE, FALSE },
    { "\"abc-gzip\"", "abc", FALSE, TRUE },
    { "\"abd\"", "abc", FALSE, FALSE },
    { "\"x\", \"abc\"", "abc", FALSE, TRUE },
    { "\"x\",\"y\" , \"abc\"", "abc", FALSE, TRUE },
    { "\"x\", \"y\"", "abc", FALSE, FALSE },
    { "\"a,b\", \"abc\"", "abc", FALSE, TRUE },
    /* Weak tags count for those who have a copy, not for those who want to change something. */
    { "W/\"abc\"", "abc", FALSE, FALSE },
    { "W/\"abc\"", "abc", TRUE, TRUE },
    { "W/\"x\", \"abc\"", "abc", FALSE, TRUE },
    /* Malformed. */
    { "abc", "abc", TRUE, FALSE },
    { "\"abc", "abc", TRUE, FALSE },
    { "", "abc", TRUE, FALSE },
    { "**", "abc", TRUE, FALSE },
    { "x, \"abc\"", "abc", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (parcours_entity_tag_matches (cases[i].list, cases[i].digest, cases[i].weak), ==,
                     cases[i].matches);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entity-tag/format", test_format);
  g_test_add_func ("/entity-tag/digest", test_digest);
  g_test_add_func ("/entity-tag/matches", test_matches);

  return g_test_run ();
}
