/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-fit-words.h"
#include "parcours-phrase.h"

/**
 * parcours_reaction_to_words:
 * @reaction: a reaction
 *
 * Returns: (transfer none): what it is called, beside a number
 */
const char *
parcours_reaction_to_words (ParcoursReaction reaction)
{
  static const char *const words[PARCOURS_N_REACTIONS] = {
    [PARCOURS_REACTION_BOUNCED] = NC_ ("reaction", "Bounced"),
    [PARCOURS_REACTION_DELIVERED] = NC_ ("reaction", "Delivered"),
    [PARCOURS_REACTION_OPENED] = NC_ ("reaction", "Opened"),
    [PARCOURS_REACTION_CLICKED] = NC_ ("reaction", "Clicked"),
    [PARCOURS_REACTION_REPLIED] = NC_ ("reaction", "Replied"),
    [PARCOURS_REACTION_FORWARDED] = NC_ ("reaction", "Forwarded"),
    [PARCOURS_REACTION_SHARED] = NC_ ("reaction", "Shared"),
    [PARCOURS_REACTION_UNSUBSCRIBED] = NC_ ("reaction", "Unsubscribed"),
    [PARCOURS_REACTION_COMPLAINED] = NC_ ("reaction", "Complained"),
    [PARCOURS_REACTION_BOUGHT] = NC_ ("reaction", "Bought"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "reaction", words[reaction]);
}

/**
 * parcours_channel_messages_to_words:
 * @channel: a channel
 *
 * Returns: (transfer none): what all its messages are called
 */
const char *
parcours_channel_messages_to_words (ParcoursChannel channel)
{
  switch (channel)
    {
    case PARCOURS_CHANNEL_SMS:
      return _("All SMS");
    case PARCOURS_CHANNEL_PUSH:
      return _("All push notifications");
    case PARCOURS_CHANNEL_SITE_MESSAGE:
      return _("All site messages");
    case PARCOURS_CHANNEL_WALLET:
      return _("All wallet notifications");
    case PARCOURS_CHANNEL_EMAIL:
    default:
      return _("All emails");
    }
}

static char *
subject_of (const ParcoursFitRow *row,
            ParcoursLibrary      *library)
{
  const char *label = *row->topic->subject != '\0' ? parcours_library_label (library, row->topic->subject, row->subject) : NULL;

  return g_strdup (label != NULL ? label : row->subject);
}

static char *
thing_of (const ParcoursFitRow *row,
          ParcoursLibrary      *library)
{
  g_autofree char *subject = NULL;

  if (row->kind == PARCOURS_FIT_NEW)
    return g_strdup (_("New contacts a day"));
  if (row->kind == PARCOURS_FIT_REACTION)
    {
      const char *label = row->message != NULL
                            ? parcours_library_label (library, parcours_channel_name (row->channel), row->message) : NULL;

      return g_strdup (row->message == NULL ? parcours_channel_messages_to_words (row->channel)
                                            : label != NULL ? label : row->message);
    }
  if (row->subject == NULL)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, row->topic->label));
  subject = subject_of (row, library);

  /* Translators: an event and what it is about, such as "Form submitted: Newsletter". */
  return parcours_phrase_fill (_("{event}: {subject}"), "event", g_dgettext (GETTEXT_PACKAGE, row->topic->label),
                               "subject", subject, NULL);
}

/**
 * parcours_fit_row_to_words:
 * @row: a row of a fit
 * @library: what slugs are called
 *
 * Returns: (transfer full): what its numbers are about, such as "Welcome" or "Page visited"
 */
char *
parcours_fit_row_to_words (const ParcoursFitRow *row,
                           ParcoursLibrary      *library)
{
  g_autofree char *thing = thing_of (row, library);
  const char *segment = row->segment != NULL ? parcours_library_label (library, "segment", row->segment) : NULL;

  if (row->segment == NULL)
    return g_steal_pointer (&thing);

  /* Translators: something people do, and who they are, such as "All emails (VIPs)". */
  return parcours_phrase_fill (_("{what} ({segment})"), "what", thing, "segment",
                               segment != NULL ? segment : row->segment, NULL);
}

/**
 * parcours_fit_row_unit_to_words:
 * @row: a row of a fit
 *
 * Returns: (transfer none): what its rates are rates of
 */
const char *
parcours_fit_row_unit_to_words (const ParcoursFitRow *row)
{
  switch (row->kind)
    {
    case PARCOURS_FIT_REACTION:
      return parcours_reaction_to_words (row->reaction);
    case PARCOURS_FIT_FOLLOW:
      return _("Follows");
    case PARCOURS_FIT_ARRIVAL:
      return _("A contact, in 30 days");
    case PARCOURS_FIT_NEW:
    default:
      return _("A day");
    }
}
