/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many messages a text takes: the lengths of 3GPP TS 23.038. */

#include "config.h"

#include "parcours-sms.h"

static void
check (const char *piece,
       guint       times,
       guint       units,
       guint       segments,
       guint       left,
       gboolean    is_unicode)
{
  GString *text = g_string_new (NULL);
  ParcoursSmsLength length;

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  length = parcours_sms_measure (text->str);
  g_assert_cmpuint (length.n_units, ==, units);
  g_assert_cmpuint (length.n_segments, ==, segments);
  g_assert_cmpuint (length.n_left, ==, left);
  g_assert_cmpint (length.is_unicode, ==, is_unicode);
  g_string_free (text, TRUE);
}

static void
test_gsm (void)
{
  check ("", 0, 0, 0, 160, FALSE);
  check ("a", 160, 160, 1, 0, FALSE);
  check ("à", 161, 161, 2, 145, FALSE);
  check ("a", 306, 306, 2, 0, FALSE);
  check ("a", 307, 307, 3, 152, FALSE);
  /* These take two. */
  check ("€", 80, 160, 1, 0, FALSE);
  check ("[", 81, 162, 2, 144, FALSE);
}

static void
test_unicode (void)
{
  check ("ê", 70, 70, 1, 0, TRUE);
  check ("ê", 71, 71, 2, 63, TRUE);
  check ("😀", 35, 70, 1, 0, TRUE);
  check ("😀", 36, 72, 2, 62, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sms/gsm", test_gsm);
  g_test_add_func ("/sms/unicode", test_unicode);

  return g_test_run ();
}
