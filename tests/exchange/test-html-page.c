/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-html-page.h"

typedef struct
{
  const char *data;
  const char *page; /* (nullable): no text */
} Case;

static const Case cases[] = {
  { "<p>é</p>", "<p>é</p>" },
  { "\xef\xbb\xbf<p>é</p>", "<p>é</p>" },
  { "", "" },
  /* Nothing said: western Europe, with the euro of Windows. */
  { "<p>\xe9t\xe9, 5 \x80</p>", "<p>été, 5 €</p>" },
  { "<meta charset=\"iso-8859-1\"><p>\xe9 \x80</p>", "<meta charset=\"utf-8\"><p>é €</p>" },
  { "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-15'><p>\xa4</p>",
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=utf-8'><p>€</p>" },
  { "<meta charset=koi8-r><p>\xc4\xc1</p>", "<meta charset=utf-8><p>да</p>" },
  /* What is said is not true, or means nothing. */
  { "<meta charset=utf-8><p>\xe9</p>", "<meta charset=utf-8><p>é</p>" },
  { "<meta charset=klingon><p>\xe9</p>", "<meta charset=utf-8><p>é</p>" },
  { "<meta charset=iso-8859-1><p>é</p>", "<meta charset=utf-8><p>é</p>" },
  { "<p>\x81</p>", "<p>\xc2\x81</p>" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = parcours_html_page_to_utf8 (cases[i].data, strlen (cases[i].data));

      g_assert_cmpstr (page, ==, cases[i].page);
    }
}

static void
test_utf16 (void)
{
  const char wide[] = "\xff\xfe<\0p\0>\0\xe9\0";
  g_autofree char *page = parcours_html_page_to_utf8 (wide, sizeof wide - 1);

  g_assert_cmpstr (page, ==, "<p>é");
}

static void
test_no_text (void)
{
  const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR<>";
  const char half[] = "\xff\xfe<";
  g_autofree char *page = parcours_html_page_to_utf8 (picture, sizeof picture - 1);
  g_autofree char *wide = parcours_html_page_to_utf8 (half, sizeof half - 1);

  g_assert_null (page);
  g_assert_null (wide);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html-page/cases", test_cases);
  g_test_add_func ("/html-page/utf-16", test_utf16);
  g_test_add_func ("/html-page/no-text", test_no_text);

  return g_test_run ();
}
