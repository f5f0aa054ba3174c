/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people see of Markdown and HTML, and where its links lead. */

#include "config.h"

#include "parcours-rich-text.h"

static const ParcoursRichPiece *
find (GPtrArray  *pieces,
      const char *text)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const ParcoursRichPiece *piece = g_ptr_array_index (pieces, i);

      if (g_str_equal (piece->text, text))
        return piece;
    }
  g_error ("nothing says “%s”", text);
}

static void
test_markdown (void)
{
  g_autoptr (GPtrArray) pieces = parcours_rich_text_from_markdown (
    "# Hello\n\nDear **Ada**,\n[have\na look](https://shop.example/new) and `CODE`.\n\n- one\n- two\n\n> said\n\n"
    "![A field](https://shop.example/f.jpg) [again](https://shop.example/new) <script>x</script>\n");
  g_autofree char *plain = parcours_rich_text_to_plain (pieces);
  g_auto (GStrv) links = parcours_rich_text_links (pieces);

  g_assert_cmpstr (plain, ==, "Hello\n\nDear Ada,\nhave\na look and CODE.\n\n• one\n• two\n\nsaid\n\n▣ A field again x");
  g_assert_cmpuint (find (pieces, "Hello")->heading, ==, 1);
  g_assert_cmpuint (find (pieces, "Ada")->style, ==, PARCOURS_RICH_BOLD);
  g_assert_cmpuint (find (pieces, "CODE")->style, ==, PARCOURS_RICH_CODE);
  g_assert_cmpuint (find (pieces, "two")->indent, ==, 1);
  g_assert_cmpuint (find (pieces, "said")->style, ==, PARCOURS_RICH_QUOTE);
  g_assert_cmpstr (find (pieces, "a look")->url, ==, "https://shop.example/new");
  g_assert_cmpuint (g_strv_length (links), ==, 1);
}

static void
test_html (void)
{
  g_autoptr (GPtrArray) pieces = parcours_rich_text_from_html (
    "<html><head><title>no</title><style>p {}</style></head><body><h1>Hello</h1><p>Dear <b>Ada</b>,\n  you&nbsp;&amp; me"
    "<p><a href='https://shop.example/a'>go <i>there</i></a><br>now<ul><li>one<li>two</ul><img src=x alt='A field'>");
  g_autofree char *plain = parcours_rich_text_to_plain (pieces);
  g_auto (GStrv) links = parcours_rich_text_links (pieces);

  g_assert_cmpstr (plain, ==, "Hello\n\nDear Ada, you\u00a0& me\n\ngo there\nnow\n\n• one\n• two\n\n▣ A field");
  g_assert_cmpstr (links[0], ==, "https://shop.example/a");
  g_assert_cmpuint (find (pieces, "there")->style, ==, PARCOURS_RICH_ITALIC);
}

/* What can be clicked and is no page is not counted among the links. */
static void
test_pages (void)
{
  g_autoptr (GPtrArray) pieces = parcours_rich_text_from_html (
    "<a href='JavaScript:alert(1)'>a</a><a href=' javascript:x()'>a</a><a href='mailto:a@b.example'>b</a><a href='#top'>c</a>"
    "<a href='tel:+331'>d</a><a href='HTTPS://shop.example/a'>e</a><a href='shop.example:80/b'>f</a>"
    "<a href='{{ unsubscribe }}'>g</a>");
  g_auto (GStrv) links = parcours_rich_text_links (pieces);
  const char *expected[] = { "HTTPS://shop.example/a", "shop.example:80/b", "{{ unsubscribe }}", NULL };

  g_assert_cmpstrv (links, expected);
}

/* Whatever is pasted is read. */
static void
test_damaged (void)
{
  const char *texts[] = { "", "<", "<p><b>open", "\xff\xfe", "[x](", "</p></p>", "<a href=>x</a>", "{{ contact." };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) markdown = parcours_rich_text_from_markdown (texts[i]);
      g_autoptr (GPtrArray) html = parcours_rich_text_from_html (texts[i]);
      g_auto (GStrv) links = parcours_rich_text_links (html);

      g_assert_nonnull (markdown);
      g_assert_cmpuint (g_strv_length (links), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rich-text/markdown", test_markdown);
  g_test_add_func ("/rich-text/html", test_html);
  g_test_add_func ("/rich-text/pages", test_pages);
  g_test_add_func ("/rich-text/damaged", test_damaged);

  return g_test_run ();
}
