/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-words.h"
#include "parcours-figure.h"
#include "parcours-text.h"
#include "parcours-time.h"
#include "parcours-words.h"

/**
 * parcours_when_to_words:
 * @project: whose time zone counts
 * @at: an instant
 *
 * Returns: (transfer full): its day and its time
 */
char *
parcours_when_to_words (ParcoursProject *project,
                        gint64           at)
{
  return parcours_local_to_words (parcours_zone_to_local (parcours_project_zone (project), at));
}

static char *
date_to_words (const char *value)
{
  gint32 day;

  return parcours_day_parse (value, &day) ? parcours_day_to_words (day) : g_strdup (value);
}

static char *
birthday_to_words (const char *value)
{
  int month, day;

  return parcours_birthday_parse (value, &month, &day) ? parcours_birthday_to_words (month, day) : g_strdup (value);
}

static char *
amount_to_words (ParcoursProject   *project,
                 ParcoursFieldType  type,
                 const char        *value)
{
  double number;

  if (!parcours_number_parse (value, &number))
    return g_strdup (value);
  if (type == PARCOURS_FIELD_MONEY)
    return parcours_money_to_words (number, parcours_library_currency (parcours_project_library (project)));

  return parcours_number_to_words (number);
}

/**
 * parcours_field_value_to_words:
 * @project: a project
 * @slug: the slug of a field
 * @value: its value as files spell it
 *
 * Returns: (transfer full): the value for people
 */
char *
parcours_field_value_to_words (ParcoursProject *project,
                               const char      *slug,
                               const char      *value)
{
  ParcoursFieldType type = parcours_library_field_type (parcours_project_library (project), "field", slug);
  gint64 at;

  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return amount_to_words (project, type, value);
    case PARCOURS_FIELD_DATE:
      return date_to_words (value);
    case PARCOURS_FIELD_BIRTHDAY:
      return birthday_to_words (value);
    case PARCOURS_FIELD_DATETIME:
      return parcours_instant_parse (value, &at) ? parcours_when_to_words (project, at) : g_strdup (value);
    case PARCOURS_FIELD_BOOL:
      return g_strdup (g_str_equal (value, "true") ? _("Yes") : _("No"));
    default:
      return g_strdup (value);
    }
}

/**
 * parcours_stored_event_to_words:
 * @project: a project
 * @event: something that happened
 *
 * Returns: (transfer full): what happened, beginning with a capital
 */
char *
parcours_stored_event_to_words (ParcoursProject           *project,
                                const ParcoursStoredEvent *event)
{
  ParcoursNames names = { parcours_project_library (project) };
  g_autofree char *words = parcours_topic_to_words (event->topic, event->subject, &names);

  return parcours_phrase_capitalize (words);
}

/**
 * parcours_stored_event_icon:
 * @event: something that happened
 *
 * Returns: (transfer none): the name of an icon
 */
const char *
parcours_stored_event_icon (const ParcoursStoredEvent *event)
{
  static const char *const icons[][2] = {
    { "email.opened", "parcours-mail-open-symbolic" }, { "email.", "mail-unread-symbolic" },
    { "sms.", "phone-symbolic" },                      { "push.", "parcours-push-symbolic" },
    { "tag.", "parcours-tag-symbolic" },               { "list.", "parcours-people-symbolic" },
    { "channel.", "parcours-people-symbolic" },        { "order.", "parcours-cart-symbolic" },
    { "cart.", "parcours-cart-symbolic" },             { "product.", "parcours-cart-symbolic" },
    { "score.", "parcours-score-symbolic" },           { "deal.", "parcours-deal-symbolic" },
    { "task.", "parcours-task-symbolic" },             { "note.", "parcours-note-symbolic" },
    { "form.", "document-edit-symbolic" },             { "field.", "document-edit-symbolic" },
    { "contact.", "contact-new-symbolic" },            { "loyalty.", "parcours-loyalty-symbolic" },
    { "voucher.", "parcours-voucher-symbolic" },       { "meeting.", "parcours-calendar-symbolic" },
    { "automation.", "parcours-flow-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_str_has_prefix (event->topic, icons[i][0]))
        return icons[i][1];
    }

  return "parcours-bolt-symbolic";
}

/**
 * parcours_ago_to_words:
 * @at: an instant
 * @now: the present
 *
 * Returns: (transfer full): how long ago it is, as short as can be
 */
char *
parcours_ago_to_words (gint64 at,
                       gint64 now)
{
  gint64 minutes = MAX (0, now - at) / 60;

  if (minutes < 60)
    /* Translators: so many minutes ago, in a narrow column. */
    return g_strdup_printf (_("%u min"), (guint) minutes);
  if (minutes < 48 * 60)
    /* Translators: so many hours ago, in a narrow column. */
    return g_strdup_printf (_("%u h"), (guint) (minutes / 60));

  /* Translators: so many days ago, in a narrow column. */
  return g_strdup_printf (_("%u d"), (guint) (minutes / 60 / 24));
}

/**
 * parcours_status_to_words:
 * @status: the status on a list
 *
 * Returns: (transfer none): what it is called
 */
const char *
parcours_status_to_words (ParcoursListStatus status)
{
  switch (status)
    {
    case PARCOURS_LIST_ACTIVE:
      return C_("status on a list", "Active");
    case PARCOURS_LIST_UNCONFIRMED:
      return C_("status on a list", "Unconfirmed");
    case PARCOURS_LIST_UNSUBSCRIBED:
      return C_("status on a list", "Unsubscribed");
    case PARCOURS_LIST_BOUNCED:
      return C_("status on a list", "Bounced");
    default:
      return C_("status on a list", "Not on it");
    }
}

/**
 * parcours_status_icon:
 * @status: the status on a list
 *
 * Returns: (transfer none) (nullable): the name of an icon
 */
const char *
parcours_status_icon (ParcoursListStatus status)
{
  switch (status)
    {
    case PARCOURS_LIST_ACTIVE:
      return "parcours-check-symbolic";
    case PARCOURS_LIST_UNCONFIRMED:
      return "parcours-hourglass-symbolic";
    case PARCOURS_LIST_UNSUBSCRIBED:
      return "action-unavailable-symbolic";
    case PARCOURS_LIST_BOUNCED:
      return "dialog-warning-symbolic";
    default:
      return NULL;
    }
}

/**
 * parcours_consent_to_words:
 * @consent: the status of a channel
 *
 * Returns: (transfer none): what it is called
 */
const char *
parcours_consent_to_words (ParcoursConsent consent)
{
  switch (consent)
    {
    case PARCOURS_CONSENT_SUBSCRIBED:
      return C_("status of a channel", "Subscribed");
    case PARCOURS_CONSENT_UNCONFIRMED:
      return C_("status of a channel", "Unconfirmed");
    case PARCOURS_CONSENT_UNSUBSCRIBED:
      return C_("status of a channel", "Unsubscribed");
    case PARCOURS_CONSENT_BOUNCED:
      return C_("status of a channel", "Bounced");
    case PARCOURS_CONSENT_BLOCKED:
      return C_("status of a channel", "Blocked");
    default:
      return C_("status of a channel", "None");
    }
}

/**
 * parcours_consent_as_status:
 * @consent: the status of a channel
 *
 * Returns: the status on a list that looks alike
 */
ParcoursListStatus
parcours_consent_as_status (ParcoursConsent consent)
{
  static const ParcoursListStatus statuses[] = { PARCOURS_LIST_NONE, PARCOURS_LIST_UNCONFIRMED, PARCOURS_LIST_ACTIVE,
                                                 PARCOURS_LIST_UNSUBSCRIBED, PARCOURS_LIST_BOUNCED, PARCOURS_LIST_BOUNCED };

  return statuses[consent];
}

/**
 * parcours_builtin_field_label:
 * @slug: the slug of a field
 *
 * Returns: (transfer none) (nullable): what a field that every contact has is called, or %NULL if it is another one
 */
const char *
parcours_builtin_field_label (const char *slug)
{
  static const struct
  {
    const char *slug;
    const char *label;
  } labels[] = {
    { "email", N_("Email") },
    { "phone", N_("Phone") },
    { "first-name", N_("First name") },
    { "last-name", N_("Last name") },
    { "language", N_("Language") },
    { "timezone", N_("Time zone") },
    { "owner", N_("Owner") },
    { "created-at", N_("Added") },
    { "last-activity-at", N_("Last activity") },
    { "last-order-at", N_("Last order") },
    { "order-count", N_("Orders") },
    { "total-spent", N_("Spent in total") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i].slug, slug))
        return _(labels[i].label);
    }

  return NULL;
}
