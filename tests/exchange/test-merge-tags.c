/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-merge-tags.h"

/* A message that was written for another platform addresses its readers here too. */

static const struct
{
  const char *name;
  const char *before, *after;
} cases[] = {
  { "mailchimp", "<p>Dear *|FNAME|* *|LNAME|*</p>", "<p>Dear {{ contact.first-name }} {{ contact.last-name }}</p>" },
  { "activecampaign", "Hi %FIRSTNAME%, %EMAIL%", "Hi {{ contact.first-name }}, {{ contact.email }}" },
  { "brevo", "{{ contact.FIRSTNAME }}{{contact.NOM}}", "{{ contact.first-name }}{{ contact.last-name }}" },
  { "phones", "%PHONE% *|PHONE|* {{ contact.SMS }}", "{{ contact.phone }} {{ contact.phone }} {{ contact.phone }}" },
  { "own", "{{ contact.first-name }}", "{{ contact.first-name }}" },
  { "other-fields", "*|MMERGE5|* %CITY% {{ contact.VIP }} *|UNSUB|*", "*|MMERGE5|* %CITY% {{ contact.VIP }} *|UNSUB|*" },
  { "no-tags", "100 % EMAIL, 5%, a*|b|*, https://x.example/%C3%A9?FNAME", "100 % EMAIL, 5%, a*|b|*, https://x.example/%C3%A9?FNAME" },
  { "torn", "*|FNAME|%FIRSTNAME {{ contact.EMAIL }", "*|FNAME|%FIRSTNAME {{ contact.EMAIL }" },
  { "empty", "", "" },
};

static void
test_convert (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *after = parcours_merge_tags_convert (cases[i].before);

  g_assert_cmpstr (after, ==, cases[i].after);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/merge-tags/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_convert);
    }

  return g_test_run ();
}
