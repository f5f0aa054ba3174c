/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-merge-tags.h"

/* What ActiveCampaign, Mailchimp and Brevo call the fields that every contact has; Brevo also in French. */
static const struct
{
  const char *tag;
  const char *field;
} tags[] = {
  { "FNAME", "first-name" }, { "FIRSTNAME", "first-name" }, { "PRENOM", "first-name" },
  { "LNAME", "last-name" }, { "LASTNAME", "last-name" }, { "NOM", "last-name" },
  { "EMAIL", "email" }, { "PHONE", "phone" }, { "SMS", "phone" },
};

static gboolean
replace_tag (const GMatchInfo *match,
             GString          *result,
             gpointer          unused)
{
  g_autofree char *whole = g_match_info_fetch (match, 0);
  g_autofree char *tag = g_match_info_fetch_named (match, "tag");

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (g_str_equal (tags[i].tag, tag))
        {
          g_string_append_printf (result, "{{ contact.%s }}", tags[i].field);
          return FALSE;
        }
    }
  g_string_append (result, whole);

  return FALSE;
}

/**
 * parcours_merge_tags_convert:
 * @text: a text that was written for another platform
 *
 * A message that comes from ActiveCampaign (`%FIRSTNAME%`), Mailchimp (`*|FNAME|*`) or Brevo (`{{ contact.FIRSTNAME }}`)
 * addresses its readers here too. Tags of other fields stay: nobody but the account knows what they mean.
 *
 * Returns: (transfer full): @text with holes of our own in the place of tags
 */
char *
parcours_merge_tags_convert (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\*\\|(?<tag>[A-Z]+)\\|\\*|%(?<tag>[A-Z]+)%|\\{\\{ *contact\\.(?<tag>[A-Z]+) *\\}\\}",
                                          G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, replace_tag, NULL, NULL);
}
