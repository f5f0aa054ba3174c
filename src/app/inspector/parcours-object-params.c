/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-object-params.h"
#include "parcours-value-editors.h"

#define S(text) ((char *) text)

static char *overs[] = { S ("delay"), S ("skip"), NULL };
static char *over_labels[] = { S (N_("Send them later")), S (N_("Do not send them")), NULL };
static char *holders[] = { S ("contact"), S ("deal"), S ("loyalty"), S ("voucher"), NULL };
static char *holder_labels[] = { S (N_("The contact")), S (N_("A deal")), S (N_("A loyalty programme")), S (N_("A voucher")),
                                 NULL };

static const ParcoursParam send_limit[] = {
  { S ("messages"), PARCOURS_PARAM_INTEGER, .label = S (N_("At most so many messages")), .required = TRUE },
  { S ("within"), PARCOURS_PARAM_DURATION, .label = S (N_("Within")), .required = TRUE },
  { S ("over"), PARCOURS_PARAM_CHOICE, .label = S (N_("What is over the limit")), .required = TRUE, .choices = overs,
    .choice_labels = over_labels },
};

static const ParcoursParam quiet_hours[] = {
  { S ("from"), PARCOURS_PARAM_TIME_OF_DAY, .label = S (N_("From")), .required = TRUE },
  { S ("to"), PARCOURS_PARAM_TIME_OF_DAY, .label = S (N_("Until")), .required = TRUE },
  { S ("over"), PARCOURS_PARAM_CHOICE, .label = S (N_("Messages of that time")), .required = TRUE, .choices = overs,
    .choice_labels = over_labels },
};

static char *channels[] = { S ("email"), S ("sms"), S ("push"), S ("site-message"), S ("wallet"), NULL };
static char *channel_labels[] = { S (N_("Emails")), S (N_("SMS")), S (N_("Push notifications")), S (N_("Site messages")),
                                  S (N_("Wallet notifications")), NULL };

static const ParcoursParam frequency_cap[] = {
  { S ("messages"), PARCOURS_PARAM_INTEGER, .label = S (N_("At most so many messages")), .required = TRUE },
  { S ("within"), PARCOURS_PARAM_DURATION, .label = S (N_("Within")), .required = TRUE },
  { S ("over"), PARCOURS_PARAM_CHOICE, .label = S (N_("What is over the limit")), .required = TRUE, .choices = overs,
    .choice_labels = over_labels },
  { S ("channels"), PARCOURS_PARAM_CHOICES, .label = S (N_("Messages that count")), .choices = channels,
    .choice_labels = channel_labels },
};

static const ParcoursParam task[] = {
  { S ("type"), PARCOURS_PARAM_REF, .kind = S ("task-type"), .label = S (N_("Type of task")), .required = TRUE },
  { S ("title"), PARCOURS_PARAM_TEMPLATE, .label = S (N_("Title")), .required = TRUE },
  { S ("due"), PARCOURS_PARAM_DUE, .label = S (N_("Due date")) },
};

static const ParcoursParam winner[] = {
  { S ("if"), PARCOURS_PARAM_CONDITION, .label = S (N_("A success is a contact who")), .required = TRUE },
  { S ("within"), PARCOURS_PARAM_DURATION, .label = S (N_("So long after passing")) },
  { S ("after"), PARCOURS_FORM_TYPE (PARCOURS_FORM_AFTER), .label = S (N_("The winner is decided")), .required = TRUE },
};

static const ParcoursParam date_source[] = {
  { S ("of"), PARCOURS_PARAM_CHOICE, .label = S (N_("A date of")), .required = TRUE, .choices = holders,
    .choice_labels = holder_labels },
  { S ("field"), PARCOURS_FORM_TYPE (PARCOURS_FORM_DATE_FIELD), .label = S (N_("Field")), .required = TRUE },
};

static void
adapt_date_source (ParcoursForm *form,
                   const char   *member,
                   JsonObject   *object)
{
  /* The dates of a deal are not those of a contact. */
  if (g_str_equal (member, "of"))
    json_object_remove_member (object, "field");
}

static const ParcoursObjectSpec specs[] = {
  { PARCOURS_PARAM_SEND_LIMIT, send_limit, G_N_ELEMENTS (send_limit),
    "{\"messages\": 1000, \"within\": \"P1D\", \"over\": \"delay\"}", N_("Set a Limit") },
  { PARCOURS_FORM_QUIET_HOURS, quiet_hours, G_N_ELEMENTS (quiet_hours),
    "{\"from\": \"21:00\", \"to\": \"08:00\", \"over\": \"delay\"}", N_("Set Quiet Hours") },
  { PARCOURS_FORM_FREQUENCY_CAP, frequency_cap, G_N_ELEMENTS (frequency_cap),
    "{\"messages\": 3, \"within\": \"P7D\", \"over\": \"delay\", \"channels\": [\"email\", \"sms\", \"push\"]}",
    N_("Set a Limit") },
  { PARCOURS_PARAM_TASK, task, G_N_ELEMENTS (task), NULL, N_("Add a Task") },
  { PARCOURS_PARAM_WINNER_RULE, winner, G_N_ELEMENTS (winner),
    "{\"if\": {\"event\": \"email.clicked\"}, \"within\": \"P7D\", \"after\": {\"passed\": 1000}}", N_("Choose a Winner") },
  { PARCOURS_PARAM_DATE_SOURCE, date_source, G_N_ELEMENTS (date_source), "{\"of\": \"contact\"}", NULL, adapt_date_source },
};

/**
 * parcours_object_spec_for:
 * @type: the type of a parameter
 *
 * Returns: (transfer none) (nullable): of what its values are made
 */
const ParcoursObjectSpec *
parcours_object_spec_for (guint type)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      if (specs[i].type == type)
        return &specs[i];
    }

  return parcours_leaf_spec_for (type);
}
