/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "parcours-text.h"

static void
test_slug_is_valid (void)
{
  static const char *good[] = { "a", "0", "welcome-series", "a-", "a--b", "2026", "none-of-these", "any-1", "f17" };
  static const char *bad[] = { "", "-", "-a", "A", "a_b", "a b", "é", "a.b", "any", "none", "a/b", "a\n", " a", "a " };

  g_assert_false (parcours_slug_is_valid (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (parcours_slug_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_slug_is_valid (bad[i]));
    }
}

static void
test_slug_from_label (void)
{
  static const struct
  {
    const char *label;
    const char *slug;
  } cases[] = {
    { "Welcome series", "welcome-series" },
    { "Été à la plage", "ete-a-la-plage" },
    { "L'été", "lete" },
    { "Straße, Œuvre & Ærø", "strasse-oeuvre-aeroe" },
    { "  VIP!!  ", "vip" },
    { "--a--b--", "a-b" },
    { "50 % off / today", "50-off-today" },
    { "a_b.c@d", "a-b-c-d" },
    { "Why? Because", "why-because" },
    { "already-a-slug", "already-a-slug" },
    { "", "tag" },
    { "---", "tag" },
    { "日本", "tag" },
    { "😀", "tag" },
    { "日本 2026", "2026" },
    { "Any", "tag" },
    { "NONE", "tag" },
    { "none!", "tag" },
    { "Any one", "any-one" },
    /* 63 characters at most, and no dash at the cut. */
    { "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg",
      "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg" },
    { "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgg gggg",
      "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgg" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = parcours_slug_from_label (cases[i].label, "tag");

      g_assert_cmpstr (slug, ==, cases[i].slug);
      g_assert_true (parcours_slug_is_valid (slug));
    }
}

static char *
random_text (const char *alphabet,
             int         max_length)
{
  glong n = g_utf8_strlen (alphabet, -1);
  GString *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, max_length + 1); i > 0; i--)
    {
      const char *c = g_utf8_offset_to_pointer (alphabet, g_test_rand_int_range (0, (int) n));

      g_string_append_unichar (text, g_utf8_get_char (c));
    }

  return g_string_free (text, FALSE);
}

static void
test_slug_from_any_label (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *label = random_text ("aAzZ09-_ .'?!éÉßœñ日😀\t\n", 100);
      g_autofree char *slug = parcours_slug_from_label (label, "thing");
      g_autofree char *again = parcours_slug_from_label (slug, "other");

      g_assert_true (parcours_slug_is_valid (slug));
      g_assert_cmpuint (strlen (slug), <=, 63);
      g_assert_cmpstr (again, ==, slug);
    }
}

static gboolean
is_taken (const char *name,
          gpointer    user_data)
{
  return g_hash_table_contains (user_data, name);
}

static void
test_slug_make_unique (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *label = g_strnfill (63, 'x');
  static const char *expected[] = { "vip", "vip-2", "vip-3", "vip-4" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      char *slug = parcours_slug_make_unique ("vip", is_taken, names);

      g_assert_cmpstr (slug, ==, expected[i]);
      g_hash_table_add (names, slug);
    }
  for (int i = 0; i < 2000; i++)
    {
      char *slug = parcours_slug_make_unique (label, is_taken, names);

      g_assert_true (parcours_slug_is_valid (slug));
      g_assert_cmpuint (strlen (slug), <=, 63);
      g_assert_true (g_hash_table_add (names, slug));
    }
}

static void
test_is_blank (void)
{
  static const char *blank[] = { "", " ", " \t\r\n", "\xc2\xa0", "\xe3\x80\x80 ", "\xe2\x80\x83" };
  static const char *seen[] = { "a", " a ", "0", "-", "\xe2\x80\x8b", " \xc3", "\xff" };

  g_assert_true (parcours_text_is_blank (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_true (parcours_text_is_blank (blank[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      g_autofree char *exact = g_strdup (seen[i]);

      g_assert_false (parcours_text_is_blank (exact));
    }
}

static void
test_fold (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } cases[] = {
    { "paris", "PARIS", TRUE },
    { "Été", "éTÉ", TRUE },
    { "e\xcc\x81t\xc3\xa9", "ÉTÉ", TRUE },
    { "Straße", "STRASSE", TRUE },
    { "ΣΑΣ", "σας", TRUE },
    { "É", "e", FALSE },
    { "été", "ete", FALSE },
    { "a", "a ", FALSE },
    { "ﬁ", "FI", TRUE },
    { "Å", "\xe2\x84\xab", TRUE },
    { "", "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = parcours_text_fold (cases[i].a);
      g_autofree char *b = parcours_text_fold (cases[i].b);
      g_autofree char *again = parcours_text_fold (a);

      g_test_message ("“%s” and “%s”", cases[i].a, cases[i].b);
      g_assert_cmpint (g_str_equal (a, b), ==, cases[i].equal);
      g_assert_cmpstr (again, ==, a);
    }
}

/* What is not UTF-8 is read no further than its end, and gives some UTF-8. */
static void
test_fold_garbage (void)
{
  for (int i = 0; i < 10000; i++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 12);
      g_autofree char *text = g_malloc (length + 1);
      g_autofree char *folded = NULL;

      for (gsize j = 0; j < length; j++)
        text[j] = (char) g_test_rand_int_range (g_test_rand_bit () ? 0x80 : 1, 256);
      text[length] = '\0';
      folded = parcours_text_fold (text);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
    }
}

static void
test_distance (void)
{
  g_assert_cmpuint (parcours_text_distance ("cart", "cart", 2), ==, 0);
  g_assert_cmpuint (parcours_text_distance ("cart", "card", 2), ==, 1);
  g_assert_cmpuint (parcours_text_distance ("cart", "carts", 2), ==, 1);
  g_assert_cmpuint (parcours_text_distance ("art", "cart", 2), ==, 1);
  g_assert_cmpuint (parcours_text_distance ("", "ab", 2), ==, 2);
  g_assert_cmpuint (parcours_text_distance ("cart", "trac", 4), ==, 4);
  g_assert_cmpuint (parcours_text_distance ("cart", "cartography", 2), >, 2);
}

static void
test_is_email (void)
{
  static const char *good[] = { "ada@example.org", "a@b.c", "Ada.Lovelace+news@mail.example.co.uk", "é@exämple.fr",
                                "a'b@example.org", "a..b@example.org", "1@1.2", "a@xn--exmple-cua.fr" };
  static const char *bad[] = { "", "@", "a@", "@b.c", "a@b", "a@b.", "a@.b", "a@.b.c", "a@b..c", "a@b.c.", "a b@c.d",
                               "a@b c.d", "a@b@c.d", "a@b.c\n", "a\t@b.c", "<a@b.c>", "a@b.c,d@e.f", "a;b@c.d",
                               "\"a\"@b.c", "a(b)@c.d", "a@[1.2.3.4]", "a.b.c", "a\x7f@b.c", "ada@example" };
  g_autofree char *local = g_strnfill (242, 'a');
  g_autofree char *longest = g_strconcat (local, "@example.org", NULL);
  g_autofree char *too_long = g_strconcat ("a", longest, NULL);

  g_assert_false (parcours_text_is_email (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("“%s”", good[i]);
      g_assert_true (parcours_text_is_email (good[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_text_is_email (bad[i]));
    }
  g_assert_true (parcours_text_is_email (longest));
  g_assert_false (parcours_text_is_email (too_long));
}

/* The slow and simple model. */
static gboolean
model_match (const char *pattern,
             const char *text)
{
  if (*pattern == '\0')
    return *text == '\0';
  if (*pattern == '*')
    return model_match (pattern + 1, text) || (*text != '\0' && model_match (pattern, text + 1));

  return *pattern == *text && model_match (pattern + 1, text + 1);
}

static void
test_pattern (void)
{
  static const struct
  {
    const char *pattern, *text;
    gboolean matches;
  } cases[] = {
    { "", "", TRUE },
    { "", "a", FALSE },
    { "*", "", TRUE },
    { "*", "anything", TRUE },
    { "**", "", TRUE },
    { "a", "a", TRUE },
    { "a", "", FALSE },
    { "a", "A", FALSE },
    { "a*", "abc", TRUE },
    { "*c", "abc", TRUE },
    { "a*c", "ac", TRUE },
    { "a*c", "abcbc", TRUE },
    { "a*c", "abcb", FALSE },
    { "*b*", "abc", TRUE },
    { "*b*", "ac", FALSE },
    { "a*b*c", "aXbYbZc", TRUE },
    { "a?c", "abc", FALSE },
    { "[a]", "a", FALSE },
    { "é*", "été", TRUE },
    { "a*", "*", FALSE },
    { "*", "*", TRUE },
    { "a\\*", "a\\b", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s” and “%s”", cases[i].pattern, cases[i].text);
      g_assert_cmpint (parcours_pattern_match (cases[i].pattern, cases[i].text), ==, cases[i].matches);
    }
}

static void
test_pattern_against_model (void)
{
  int matched = 0;

  for (int i = 0; i < 200000; i++)
    {
      g_autofree char *pattern = random_text ("ab*", 8);
      g_autofree char *text = random_text ("ab", 10);
      gboolean expected = model_match (pattern, text);

      g_assert_cmpint (parcours_pattern_match (pattern, text), ==, expected);
      matched += expected;
    }
  g_assert_cmpint (matched, >, 2000);
}

/* Where a recursive matcher would still be at it tomorrow. */
static void
test_pattern_is_not_exponential (void)
{
  g_autofree char *text = g_strnfill (20000, 'a');
  g_autoptr (GString) pattern = g_string_new (NULL);

  for (int i = 0; i < 50; i++)
    g_string_append (pattern, "a*");
  g_string_append (pattern, "b");
  g_assert_false (parcours_pattern_match (pattern->str, text));
}

static void
test_url_normalize (void)
{
  static const struct
  {
    const char *url, *normal;
  } cases[] = {
    { "https://Shop.Example/A/b?C=d#e", "shop.example/A/b?C=d" },
    { "http://shop.example", "shop.example/" },
    { "HTTPS://SHOP.EXAMPLE", "shop.example/" },
    { "shop.example", "shop.example/" },
    { "shop.example/", "shop.example/" },
    { "shop.example?a=1", "shop.example/?a=1" },
    { "shop.example#top", "shop.example/" },
    { "https://shop.example?a=1#top", "shop.example/?a=1" },
    { "shop.example/a#b?c", "shop.example/a" },
    { "shop.example/a?b=c/d", "shop.example/a?b=c/d" },
    { "localhost:8080/x", "localhost:8080/x" },
    { "Shop.Example:8080", "shop.example:8080/" },
    { "app://settings/Mail", "settings/Mail" },
    /* Another URL inside this one is no scheme of this one. */
    { "shop.example/go?to=https://Other.example/", "shop.example/go?to=https://Other.example/" },
    { "https://shop.example/go?to=https://Other.example/", "shop.example/go?to=https://Other.example/" },
    { "shop.example?to=https://other.example", "shop.example/?to=https://other.example" },
    { "web.example/save/https://other.example/", "web.example/save/https://other.example/" },
    { "shop.example#http://x", "shop.example/" },
    { "", "/" },
    { "/path", "/path" },
    { "https://", "/" },
    { "#", "/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = parcours_url_normalize (cases[i].url);
      g_autofree char *again = parcours_url_normalize (normal);

      g_assert_cmpstr (normal, ==, cases[i].normal);
      g_assert_cmpstr (again, ==, normal);
    }
}

static void
test_url_match (void)
{
  static const struct
  {
    const char *pattern, *url;
    gboolean matches;
  } cases[] = {
    /* As capabilities.md has it. */
    { "shop.example/*", "shop.example", TRUE },
    { "shop.example/*", "shop.example/a", TRUE },
    { "shop.example/*", "shop.example/a/b/test.php", TRUE },
    { "shop.example/*", "other.example/a", FALSE },
    { "shop.example/*/test.php", "shop.example", FALSE },
    { "shop.example/*/test.php", "shop.example/a", FALSE },
    { "shop.example/*/test.php", "shop.example/a/b/test.php", TRUE },
    { "shop.example/*/test.php", "other.example/a/b/test.php", FALSE },
    /* Whole URLs, from end to end. */
    { "shop.example/a", "shop.example/a", TRUE },
    { "shop.example/a", "shop.example/a/", FALSE },
    { "shop.example/a", "shop.example/ab", FALSE },
    { "example/a", "shop.example/a", FALSE },
    { "", "shop.example/", FALSE },
    { "*", "shop.example/a?b", TRUE },
    { "*", "shop.example", TRUE },
    { "*checkout*", "shop.example/checkout/2", TRUE },
    { "*checkout*", "checkout.example", TRUE },
    { "*checkout*", "shop.example/cart", FALSE },
    { "*.pdf", "shop.example/a/b.pdf", TRUE },
    { "*.pdf", "shop.example/a/b.pdf?page=2", TRUE },
    { "*.pdf", "shop.example/a/b.pdf/c", FALSE },
    /* An empty path is a slash, on both sides. */
    { "shop.example", "shop.example", TRUE },
    { "shop.example", "shop.example/a", FALSE },
    { "shop.example/", "shop.example", TRUE },
    { "shop.example", "https://shop.example/#top", TRUE },
    { "*.example", "shop.example", TRUE },
    { "*.example", "shop.example/a", FALSE },
    { "*.example/", "shop.example", TRUE },
    { "shop.*", "shop.example", TRUE },
    { "shop.*", "shop.example/a", TRUE },
    { "shop.example?a=*", "shop.example?a=1", TRUE },
    { "shop.example/?a=*", "shop.example?a=1", TRUE },
    { "shop.example/a", "shop.example/a?b=c", TRUE },
    /* Without ? in the pattern the query is ignored, with one it is not. */
    { "shop.example", "shop.example?a=1", TRUE },
    { "shop.example/a*", "shop.example/a?b=c", TRUE },
    { "shop.example/*c", "shop.example/a?b=c", FALSE },
    { "shop.example/a?b=c", "shop.example/a?b=c", TRUE },
    { "shop.example/a?b=c", "shop.example/a", FALSE },
    { "shop.example/a?b=c", "shop.example/a?b=d", FALSE },
    { "shop.example/a?*", "shop.example/a?b=d", TRUE },
    { "shop.example/a?*", "shop.example/a", FALSE },
    { "shop.example/*?*utm_source=mail*", "shop.example/a?x=1&utm_source=mail&y=2", TRUE },
    { "*?a=1", "shop.example?a=1", TRUE },
    /* The case of the host is ignored, that of the path is not. */
    { "Shop.Example/a", "SHOP.example/a", TRUE },
    { "shop.example/A", "shop.example/a", FALSE },
    { "shop.example/A", "shop.example/A", TRUE },
    { "*.EXAMPLE", "shop.example", TRUE },
    { "*Shop*", "shop.example/cart", TRUE },
    { "*Cart*", "shop.example/cart", FALSE },
    { "*Cart*", "shop.example/Cart", TRUE },
    { "*/Cart", "shop.example/Cart", TRUE },
    { "*/cart", "shop.example/Cart", FALSE },
    /* Scheme and fragment are of no importance. */
    { "https://shop.example/*", "http://shop.example/a", TRUE },
    { "https://*", "shop.example/a", TRUE },
    { "*://shop.example/*", "https://shop.example/a", TRUE },
    { "shop.example/a#top", "shop.example/a#bottom", TRUE },
    { "shop.example/a#top?x", "shop.example/a?b", TRUE },
    { "shop.example/go?to=https://*", "shop.example/go?to=https://other.example/", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = parcours_url_normalize (cases[i].url);

      g_test_message ("“%s” and “%s”", cases[i].pattern, cases[i].url);
      g_assert_cmpint (parcours_url_match (cases[i].pattern, url), ==, cases[i].matches);
    }
}

/* The rules one after the other, on copies: upper case in the pattern may stand for
 * lower in the host, so each way to lower the pattern's letters is tried that the
 * place of the host's end allows. */
static gboolean
model_match_host (const char *pattern,
                  const char *text,
                  gsize       host)
{
  if (*pattern == '\0')
    return *text == '\0';
  if (*pattern == '*')
    return model_match_host (pattern + 1, text, host) ||
           (*text != '\0' && model_match_host (pattern, text + 1, host > 0 ? host - 1 : 0));
  if ((host > 0 ? g_ascii_tolower (*pattern) : *pattern) != *text)
    return FALSE;

  return model_match_host (pattern + 1, text + 1, host > 0 ? host - 1 : 0);
}

static gboolean
model_url_match (const char *pattern,
                 const char *url)
{
  gsize host = strcspn (url, "/");
  g_auto (GStrv) parts = g_strsplit (url, "?", 2);
  g_autofree char *query = NULL;
  g_autofree char *with_slash = NULL;
  g_autofree char *without = NULL;

  query = strchr (pattern, '?') != NULL && parts[1] != NULL ? g_strconcat ("?", parts[1], NULL) : g_strdup ("");
  with_slash = g_strconcat (parts[0], query, NULL);
  if (parts[0][host + 1] == '\0')
    without = g_strdup_printf ("%.*s%s", (int) host, parts[0], query);

  return model_match_host (pattern, with_slash, host) ||
         (without != NULL && model_match_host (pattern, without, host));
}

static void
test_url_against_model (void)
{
  int matched = 0;

  for (int i = 0; i < 200000; i++)
    {
      g_autofree char *pattern = random_text ("aA.*/?", 7);
      g_autofree char *raw = random_text ("aA./?", 7);
      g_autofree char *url = parcours_url_normalize (raw);
      gboolean expected = model_url_match (pattern, url);

      g_assert_cmpint (parcours_url_match (pattern, url), ==, expected);
      matched += expected;
    }
  g_assert_cmpint (matched, >, 2000);
}

static void
test_number_parse (void)
{
  static const struct
  {
    const char *text;
    double number;
  } good[] = {
    { "0", 0. },
    { "-12.50", -12.5 },
    { "+3", 3. },
    { ".5", 0.5 },
    { "5.", 5. },
    { "007", 7. },
    { "1e3", 1000. },
    { "1E-2", 0.01 },
    { "999999999999999", 999999999999999. },
    { "1000000000000001", 1000000000000001. },
    { "9007199254740993", 9007199254740992. },
    { "0000000000000000000042", 42. },
  };
  static const char *bad[] = { "", " ", "-", "+", ".", "e", "1e", "1e+", "1.2.3", "1,5", "1 000", " 1", "1 ", "1-",
                               "--1", "+-1", "0x10", "inf", "nan", "NaN", "Infinity", "1e309", "-1e999", "1f", "１",
                               "1e1.5", "1\n", "$1" };
  double number;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (parcours_number_parse (good[i].text, &number));
      g_assert_cmpfloat (number, ==, good[i].number);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_number_parse (bad[i], &number));
    }
}

static void
test_number_format (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { 0., "0" },
    { -0., "0" },
    { 1., "1" },
    { -12.5, "-12.5" },
    { 19.99, "19.99" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1. / 3., "0.3333333333333333" },
    { 100., "100" },
    { 999999999999999., "999999999999999" },
    { -999999999999999., "-999999999999999" },
    { 1e15, "1e+15" },
    { 0x1p53, "9007199254740992" },
    { 0x1p53 + 2., "9.007199254740994e+15" },
    { -0x1p53 - 2., "-9.007199254740994e+15" },
    { 12345678901234567890., "1.2345678901234567e+19" },
    { 0.0001, "0.0001" },
    { 0.00001, "1e-05" },
    { 1e23, "1e+23" },
    { DBL_MAX, "1.7976931348623157e+308" },
    { DBL_MIN, "2.2250738585072014e-308" },
    { 5e-324, "5e-324" },
    { 1.5e-323, "1.5e-323" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = parcours_number_format (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  for (int i = 0; i < 100000; i++)
    {
      double number = ldexp (g_test_rand_double_range (-1., 1.), g_test_rand_int_range (-1080, 1024));
      g_autofree char *text = parcours_number_format (number);
      double back;

      g_assert_true (parcours_number_parse (text, &back));
      g_assert_true (back == number);
    }
}

static void
test_money (void)
{
  static const struct
  {
    double amount;
    const char *text;
  } cases[] = {
    { 0., "0.00" },
    { -0., "0.00" },
    { 49.9, "49.90" },
    { 19.99, "19.99" },
    { 5., "5.00" },
    { -5.5, "-5.50" },
    { 0.125, "0.125" },
    { 0.1234, "0.1234" },
    { 0.12345, "0.1235" },
    { 0.00004, "0.00" },
    { -0.00004, "0.00" },
    { 0.1 + 0.2, "0.30" },
    { 1.1 * 3., "3.30" },
    { 4.35 * 100., "435.00" },
    { 1e6, "1000000.00" },
    { 123456789012.34, "123456789012.34" },
    { 1e22, "10000000000000000000000.00" },
    { -1e40, "-10000000000000000303786028427003666890752.00" },
  };
  g_autofree char *largest = parcours_money_format (-DBL_MAX);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = parcours_money_format (cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpuint (strlen (largest), ==, 1 + 309 + 3);
  g_assert_true (parcours_money_round (DBL_MAX) == DBL_MAX);
}

/* A sum of amounts in cents is exact if it is rounded after each step. */
static void
test_money_sums (void)
{
  for (int i = 0; i < 200; i++)
    {
      double sum = 0.;
      gint64 cents = 0;
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;

      for (int j = 0; j < 1000; j++)
        {
          int item = g_test_rand_int_range (-100000, 1000000);

          sum = parcours_money_round (sum + item / 100.);
          cents += item;
        }
      text = parcours_money_format (sum);
      expected = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", cents < 0 ? "-" : "", ABS (cents) / 100,
                                  (int) (ABS (cents) % 100));
      g_assert_cmpstr (text, ==, expected);
    }
  for (int i = 0; i < 100000; i++)
    {
      double amount = ldexp (g_test_rand_double_range (-1., 1.), g_test_rand_int_range (-20, 60));
      double once = parcours_money_round (amount);

      g_assert_true (parcours_money_round (once) == once);
      g_assert_cmpfloat (fabs (once - amount), <=, 0.00005 + fabs (amount) * DBL_EPSILON);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/slug-is-valid", test_slug_is_valid);
  g_test_add_func ("/text/slug-from-label", test_slug_from_label);
  g_test_add_func ("/text/slug-from-any-label", test_slug_from_any_label);
  g_test_add_func ("/text/slug-make-unique", test_slug_make_unique);
  g_test_add_func ("/text/is-blank", test_is_blank);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-garbage", test_fold_garbage);
  g_test_add_func ("/text/distance", test_distance);
  g_test_add_func ("/text/is-email", test_is_email);
  g_test_add_func ("/text/pattern", test_pattern);
  g_test_add_func ("/text/pattern-against-model", test_pattern_against_model);
  g_test_add_func ("/text/pattern-is-not-exponential", test_pattern_is_not_exponential);
  g_test_add_func ("/text/url-normalize", test_url_normalize);
  g_test_add_func ("/text/url-match", test_url_match);
  g_test_add_func ("/text/url-against-model", test_url_against_model);
  g_test_add_func ("/text/number-parse", test_number_parse);
  g_test_add_func ("/text/number-format", test_number_format);
  g_test_add_func ("/text/money", test_money);
  g_test_add_func ("/text/money-sums", test_money_sums);

  return g_test_run ();
}
