/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a contact belongs to: tags, groups, audiences, segments and lists, what
 * it has agreed to, and the automations it has been through. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-words-private.h"

/* How the members of a set are asked about; one alone needs no "at least one of". */
typedef enum
{
  SET_ANY,
  SET_ONE,
  SET_NOT_ONE,
  SET_ANY_OF,
  SET_ALL_OF,
  SET_NONE_OF,
  N_SET_FORMS,
} SetForm;

/* {name} is one name, {names} are several with commas. */
static const char *const tag_forms[N_SET_FORMS] = {
  N_("has any tag"), N_("has the tag {name}"), N_("does not have the tag {name}"),
  N_("has at least one of the tags {names}"), N_("has all of the tags {names}"), N_("has none of the tags {names}"),
};
static const char *const group_forms[N_SET_FORMS] = {
  N_("is in any group"), N_("is in the group {name}"), N_("is not in the group {name}"),
  N_("is in at least one of the groups {names}"), N_("is in all of the groups {names}"),
  N_("is in none of the groups {names}"),
};
static const char *const audience_forms[N_SET_FORMS] = {
  N_("is in any audience"), N_("is in the audience {name}"), N_("is not in the audience {name}"),
  N_("is in at least one of the audiences {names}"), N_("is in all of the audiences {names}"),
  N_("is in none of the audiences {names}"),
};
static const char *const segment_forms[N_SET_FORMS] = {
  N_("is in any segment"), N_("is in the segment {name}"), N_("is not in the segment {name}"),
  N_("is in at least one of the segments {names}"), N_("is in all of the segments {names}"),
  N_("is in none of the segments {names}"),
};
static const char *const list_forms[][N_SET_FORMS] = {
  [PARCOURS_LIST_UNCONFIRMED] = {
    N_("is unconfirmed on any list"), N_("is unconfirmed on the list {name}"),
    N_("is not unconfirmed on the list {name}"), N_("is unconfirmed on at least one of the lists {names}"),
    N_("is unconfirmed on all of the lists {names}"), N_("is unconfirmed on none of the lists {names}"),
  },
  [PARCOURS_LIST_ACTIVE] = {
    N_("is active on any list"), N_("is active on the list {name}"), N_("is not active on the list {name}"),
    N_("is active on at least one of the lists {names}"), N_("is active on all of the lists {names}"),
    N_("is active on none of the lists {names}"),
  },
  [PARCOURS_LIST_UNSUBSCRIBED] = {
    N_("is unsubscribed from any list"), N_("is unsubscribed from the list {name}"),
    N_("is not unsubscribed from the list {name}"), N_("is unsubscribed from at least one of the lists {names}"),
    N_("is unsubscribed from all of the lists {names}"), N_("is unsubscribed from none of the lists {names}"),
  },
  [PARCOURS_LIST_BOUNCED] = {
    N_("has bounced on any list"), N_("has bounced on the list {name}"), N_("has not bounced on the list {name}"),
    N_("has bounced on at least one of the lists {names}"), N_("has bounced on all of the lists {names}"),
    N_("has bounced on none of the lists {names}"),
  },
  [PARCOURS_LIST_ANY] = {
    N_("is on any list, whatever the status"), N_("is on the list {name}, whatever the status"),
    N_("is not on the list {name}, whatever the status"),
    N_("is on at least one of the lists {names}, whatever the status"),
    N_("is on all of the lists {names}, whatever the status"),
    N_("is on none of the lists {names}, whatever the status"),
  },
};

static SetForm
form_of (const ParcoursCondition *condition)
{
  gboolean one = g_strv_length (condition->slugs) == 1;

  switch (condition->mode)
    {
    case PARCOURS_SET_ANY:
      return SET_ANY;
    case PARCOURS_SET_ALL_OF:
      return one ? SET_ONE : SET_ALL_OF;
    case PARCOURS_SET_NONE_OF:
      return one ? SET_NOT_ONE : SET_NONE_OF;
    case PARCOURS_SET_ANY_OF:
    default:
      return one ? SET_ONE : SET_ANY_OF;
    }
}

/**
 * parcours_words_membership:
 * @condition: a leaf about tags, groups, audiences, segments or lists
 * @names: (nullable): names
 *
 * Returns: (transfer full): "has at least one of the tags VIP, Press"
 */
char *
parcours_words_membership (const ParcoursCondition *condition,
                           const ParcoursNames     *names)
{
  const char *const *forms;
  const char *kind;
  g_autofree char *labels = NULL;

  switch (condition->kind)
    {
    case PARCOURS_CONDITION_TAG:
      forms = tag_forms;
      kind = "tag";
      break;
    case PARCOURS_CONDITION_GROUP:
      forms = group_forms;
      kind = "group";
      break;
    case PARCOURS_CONDITION_AUDIENCE:
      forms = audience_forms;
      kind = "audience";
      break;
    case PARCOURS_CONDITION_SEGMENT:
      forms = segment_forms;
      kind = "segment";
      break;
    case PARCOURS_CONDITION_LIST:
    default:
      forms = list_forms[condition->status];
      kind = "list";
      break;
    }
  labels = parcours_names_labels (names, kind, condition->slugs);

  return parcours_phrase_fill (_(forms[form_of (condition)]), "name", labels, "names", labels, NULL);
}

/**
 * parcours_channel_to_words:
 * @channel: a channel
 *
 * Returns: (transfer none): what comes through it, in the plural: "emails"
 */
const char *
parcours_channel_to_words (ParcoursChannel channel)
{
  switch (channel)
    {
    case PARCOURS_CHANNEL_SMS:
      return C_("channel", "text messages");
    case PARCOURS_CHANNEL_PUSH:
      return C_("channel", "push notifications");
    case PARCOURS_CHANNEL_SITE_MESSAGE:
      return C_("channel", "site messages");
    case PARCOURS_CHANNEL_WALLET:
      return C_("channel", "wallet notifications");
    case PARCOURS_CHANNEL_EMAIL:
    default:
      return C_("channel", "emails");
    }
}

static const char *
consent_sentence (const ParcoursCondition *condition)
{
  switch ((ParcoursConsent) condition->status)
    {
    case PARCOURS_CONSENT_NONE:
      return _("has never decided about {channel}");
    case PARCOURS_CONSENT_UNCONFIRMED:
      return _("has not yet confirmed the subscription to {channel}");
    case PARCOURS_CONSENT_UNSUBSCRIBED:
      return _("is unsubscribed from {channel}");
    case PARCOURS_CONSENT_BOUNCED:
      return _("can no longer be reached by {channel}, which bounce");
    case PARCOURS_CONSENT_BLOCKED:
      return condition->name != NULL ? _("is blocked for {channel} of the sender {sender}")
                                     : _("is blocked for {channel}");
    case PARCOURS_CONSENT_SUBSCRIBED:
    default:
      /* Translators: {channel} is in the plural: "emails". */
      return _("is subscribed to {channel}");
    }
}

/**
 * parcours_words_consent:
 * @condition: a leaf about consent
 * @names: (nullable): names
 *
 * Returns: (transfer full): "is subscribed to emails"
 */
char *
parcours_words_consent (const ParcoursCondition *condition,
                        const ParcoursNames     *names)
{
  const char *sender = condition->name != NULL ? parcours_names_label (names, "sender", condition->name) : NULL;

  return parcours_phrase_fill (consent_sentence (condition), "channel", parcours_channel_to_words (condition->channel),
                               "sender", sender, NULL);
}

static const char *
passage_sentence (const ParcoursCondition *condition,
                  gboolean                 has_window)
{
  switch (condition->state)
    {
    case PARCOURS_PASSAGE_NEVER:
      if (condition->step != NULL)
        return _("has not come as far as the step {step} of the automation {automation}");
      return has_window ? _("has not entered the automation {automation}")
                        : _("has never entered the automation {automation}");
    case PARCOURS_PASSAGE_ENTERED:
      return condition->step != NULL ? _("has come as far as the step {step} of the automation {automation}")
                                     : _("has entered the automation {automation}");
    case PARCOURS_PASSAGE_COMPLETED:
      return condition->step != NULL ? _("has completed the automation {automation} at the step {step}")
                                     : _("has completed the automation {automation}");
    case PARCOURS_PASSAGE_EXITED:
      return condition->step != NULL ? _("has left the automation {automation} early, at the step {step}")
                                     : _("has left the automation {automation} early");
    case PARCOURS_PASSAGE_INSIDE:
    default:
      return condition->step != NULL ? _("is at the step {step} of the automation {automation}")
                                     : _("is in the automation {automation}");
    }
}

/**
 * parcours_words_passage:
 * @condition: a leaf about an automation
 * @names: (nullable): names
 *
 * Returns: (transfer full): "has completed the automation Welcome in the last 30 days"
 */
char *
parcours_words_passage (const ParcoursCondition *condition,
                        const ParcoursNames     *names)
{
  g_autofree char *window = parcours_words_window (&condition->window, names);
  g_autofree char *step = condition->step != NULL ? parcours_names_step (names, condition->step) : NULL;
  g_autofree char *passage = NULL;

  passage = parcours_phrase_fill (passage_sentence (condition, *window != '\0'),
                                  "automation", parcours_names_label (names, "automation", condition->name),
                                  "step", step, NULL);

  /* Translators: what happened, and when, which may be empty. */
  return parcours_phrase_fill (C_("automation", "{passage} {window}"), "passage", passage,
                               "window", condition->state != PARCOURS_PASSAGE_INSIDE ? window : NULL, NULL);
}
