/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-condition.h"
#include "parcours-json.h"
#include "parcours-leaf-params.h"
#include "parcours-value-editors.h"

/* What the leaves of conditions are made of (vocabulary, section 4). */

#define S(text) ((char *) text)
#define T(type) PARCOURS_FORM_TYPE (type)

static char *holders[] = { S ("contact"), S ("deal"), S ("account"), NULL };
static char *holder_labels[] = { S (N_("The contact")), S (N_("A deal")), S (N_("An account")), NULL };
static char *list_statuses[] = { S ("active"), S ("unconfirmed"), S ("unsubscribed"), S ("bounced"), S ("any"), NULL };
static char *list_status_labels[] = { S (N_("Active")), S (N_("Unconfirmed")), S (N_("Unsubscribed")), S (N_("Bounced")),
                                      S (N_("Whatever the status")), NULL };
static char *channels[] = { S ("email"), S ("sms"), S ("push"), S ("site-message"), S ("wallet"), NULL };
static char *channel_labels[] = { S (N_("Email")), S (N_("SMS")), S (N_("Push notifications")), S (N_("Site messages")),
                                  S (N_("Wallet")), NULL };
static char *consents[] = { S ("subscribed"), S ("none"), S ("unconfirmed"), S ("unsubscribed"), S ("bounced"), S ("blocked"),
                            NULL };
static char *consent_labels[] = { S (N_("Subscribed")), S (N_("None")), S (N_("Unconfirmed")), S (N_("Unsubscribed")),
                                  S (N_("Bounced")), S (N_("Blocked")), NULL };
static char *states[] = { S ("inside"), S ("never"), S ("entered"), S ("completed"), S ("exited"), NULL };
static char *state_labels[] = { S (N_("Is inside")), S (N_("Has never been inside")), S (N_("Has entered")),
                                S (N_("Has completed it")), S (N_("Has left it early")), NULL };
static char *targets[] = { S ("any"), S ("trigger"), S ("latest-open"), S ("latest"), S ("all"), NULL };
static char *target_labels[] = { S (N_("Any of them")), S (N_("The one that let the contact in")), S (N_("The latest open one")),
                                 S (N_("The latest one")), S (N_("All of them")), NULL };

#define WINDOW                                                                                                  \
  { S ("within"), PARCOURS_PARAM_DURATION, .label = S (N_("In the last")) },                                  \
  { S ("since"), T (PARCOURS_FORM_SINCE), .label = S (N_("Since")) },                                         \
  { S ("until"), T (PARCOURS_FORM_TIME_REF), .label = S (N_("Until")) }

static const ParcoursParam field[] = {
  { S ("of"), T (PARCOURS_FORM_OPTION), .label = S (N_("Field of")), .choices = holders, .choice_labels = holder_labels },
  { S ("field"), PARCOURS_PARAM_REF, .kind = S ("*of"), .label = S (N_("Field")), .required = TRUE },
  { S (""), T (PARCOURS_FORM_FIELD_TEST), .label = S (N_("Its value")), .required = TRUE },
};

static const ParcoursParam score[] = {
  { S ("score"), PARCOURS_PARAM_REF, .kind = S ("score"), .label = S (N_("Score")), .required = TRUE },
  { S ("of"), T (PARCOURS_FORM_OPTION), .label = S (N_("Score of")), .choices = holders, .choice_labels = holder_labels },
  { S (""), T (PARCOURS_FORM_SCORE_TEST), .label = S (N_("Its value")), .required = TRUE },
};

static const ParcoursParam tag[] = {
  { S ("tag"), T (PARCOURS_FORM_SET), .kind = S ("tag"), .label = S (N_("Tags")), .required = TRUE },
};

static const ParcoursParam group[] = {
  { S ("group"), T (PARCOURS_FORM_SET), .kind = S ("group"), .label = S (N_("Groups")), .required = TRUE },
};

static const ParcoursParam audience[] = {
  { S ("audience"), T (PARCOURS_FORM_SET), .kind = S ("audience"), .label = S (N_("Audiences")), .required = TRUE },
};

static const ParcoursParam segment[] = {
  { S ("segment"), T (PARCOURS_FORM_SET), .kind = S ("segment"), .label = S (N_("Segments")), .required = TRUE },
};

static const ParcoursParam list[] = {
  { S ("list"), T (PARCOURS_FORM_SET), .kind = S ("list"), .label = S (N_("Lists")), .required = TRUE },
  { S ("status"), T (PARCOURS_FORM_OPTION), .label = S (N_("Status")), .choices = list_statuses,
    .choice_labels = list_status_labels },
};

static const ParcoursParam consent[] = {
  { S ("consent"), PARCOURS_PARAM_CHOICE, .label = S (N_("Channel")), .required = TRUE, .choices = channels,
    .choice_labels = channel_labels },
  { S ("status"), T (PARCOURS_FORM_OPTION), .label = S (N_("Status")), .choices = consents,
    .choice_labels = consent_labels },
  { S ("sender"), PARCOURS_PARAM_REF, .kind = S ("sender"), .label = S (N_("Sender")) },
};

static const ParcoursParam event[] = {
  { S ("event"), PARCOURS_PARAM_TOPIC, .label = S (N_("Event")), .required = TRUE },
  { S ("subject"), T (PARCOURS_FORM_SUBJECT), .label = S (N_("About")), .any = TRUE },
  { S ("count"), T (PARCOURS_FORM_COUNT), .label = S (N_("How often")) },
  { S ("sum"), T (PARCOURS_FORM_SUMS), .label = S (N_("In total")) },
  { S ("where"), PARCOURS_PARAM_WHERE, .label = S (N_("Only events where")) },
  WINDOW,
};

static const ParcoursParam trigger[] = {
  { S ("trigger"), PARCOURS_PARAM_WHERE, .label = S (N_("What let the contact in")), .required = TRUE },
};

static const ParcoursParam automation[] = {
  { S ("automation"), PARCOURS_PARAM_REF, .kind = S ("automation"), .label = S (N_("Automation")), .required = TRUE },
  { S ("state"), PARCOURS_PARAM_CHOICE, .label = S (N_("State")), .required = TRUE, .choices = states,
    .choice_labels = state_labels },
  { S ("step"), PARCOURS_PARAM_TEXT, .label = S (N_("At the step")) },
  WINDOW,
};

static const ParcoursParam in_automation[] = {
  { S ("in-automation"), PARCOURS_PARAM_REF, .kind = S ("automation"), .label = S (N_("Automation")), .required = TRUE },
};

static const ParcoursParam now[] = {
  { S ("now"), PARCOURS_PARAM_MOMENT, .label = S (N_("It is now")), .required = TRUE },
};

#define RECORD(NAME, KEY, LABEL)                                                                                     \
  static const ParcoursParam NAME[] = {                                                                              \
    { S (KEY), PARCOURS_PARAM_WHERE, .label = S (LABEL), .required = TRUE },                                        \
    { S ("target"), T (PARCOURS_FORM_OPTION), .label = S (N_("Which one")), .choices = targets,                        \
      .choice_labels = target_labels },                                                                             \
    { S ("count"), T (PARCOURS_FORM_COUNT), .label = S (N_("How many")) },                                          \
  }

RECORD (deal, "deal", N_("A deal where"));
RECORD (order, "order", N_("An order where"));
RECORD (cart, "cart", N_("A cart where"));
RECORD (task, "task", N_("A task where"));
RECORD (account, "account", N_("An account where"));
RECORD (loyalty, "loyalty", N_("A loyalty membership where"));
RECORD (voucher, "voucher", N_("A voucher where"));
RECORD (meeting, "meeting", N_("A meeting where"));

/* Another field may be of another type: then it is tested in another way. */
static void
adapt_field (ParcoursForm *form,
             const char   *member,
             JsonObject   *object)
{
  ParcoursTestSubject subject;
  ParcoursOp op;
  const ParcoursOp *ops;
  guint n_ops;
  g_autoptr (JsonNode) value = NULL;

  if (g_str_equal (member, "of"))
    json_object_set_string_member (object, "field", "");
  else if (!g_str_equal (member, "field"))
    return;
  parcours_test_subject_init_field (&subject, form, parcours_field_kind_of (parcours_json_member_string (object, "of")),
                                    parcours_json_member_string (object, "field"));
  ops = parcours_test_subject_ops (&subject, &n_ops);
  op = ops[0];
  value = parcours_test_subject_initial (&subject, form, op);
  json_object_set_string_member (object, "op", parcours_op_name (op));
  json_object_set_member (object, "value", g_steal_pointer (&value));
  parcours_test_subject_clear (&subject);
}

/* What an event is about, and its keys, are those of its topic. */
static void
adapt_event (ParcoursForm *form,
             const char   *member,
             JsonObject   *object)
{
  if (!g_str_equal (member, "event"))
    return;
  json_object_remove_member (object, "subject");
  json_object_remove_member (object, "where");
  json_object_remove_member (object, "sum");
}

static gboolean
event_applies (const char *member,
               JsonObject *object)
{
  const char *name = parcours_json_member_string (object, "event");
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;

  if (g_str_equal (member, "sum"))
    return json_object_has_member (object, "sum") || (topic != NULL && topic->sums != NULL);
  if (g_str_equal (member, "subject"))
    /* Nobody names an order by its number. */
    return json_object_has_member (object, "subject") || topic == NULL || topic->has != NULL;

  return TRUE;
}

#define LEAF(n, NAME, ...) { PARCOURS_FORM_LEAF_FIRST + n, NAME, G_N_ELEMENTS (NAME), __VA_ARGS__ }

static const ParcoursObjectSpec specs[] = {
  LEAF (0, field, .adapt = adapt_field), LEAF (1, score), LEAF (2, tag), LEAF (3, group), LEAF (4, audience), LEAF (5, segment),
  LEAF (6, list), LEAF (7, consent), LEAF (8, event, .adapt = adapt_event, .applies = event_applies), LEAF (9, trigger),
  LEAF (10, automation), LEAF (11, in_automation), LEAF (12, now), LEAF (13, deal), LEAF (14, order), LEAF (15, cart),
  LEAF (16, task), LEAF (17, account), LEAF (18, loyalty), LEAF (19, voucher), LEAF (20, meeting),
};

#define KIND(n, KEY) { S (KEY), T (PARCOURS_FORM_LEAF_FIRST + n), .required = TRUE }

/* By which key a leaf is known. "field" may hold an "of", "event" anything. */
static const ParcoursParam leaves[] = {
  KIND (0, "field"), KIND (1, "score"), KIND (2, "tag"), KIND (3, "group"), KIND (4, "audience"), KIND (5, "segment"),
  KIND (6, "list"), KIND (7, "consent"), KIND (8, "event"), KIND (9, "trigger"), KIND (10, "automation"),
  KIND (11, "in-automation"), KIND (12, "now"), KIND (13, "deal"), KIND (14, "order"), KIND (15, "cart"), KIND (16, "task"),
  KIND (17, "account"), KIND (18, "loyalty"), KIND (19, "voucher"), KIND (20, "meeting"),
};

/**
 * parcours_leaf_spec_for:
 * @type: the type of a parameter
 *
 * Returns: (transfer none) (nullable): of what such leaves of conditions are made
 */
const ParcoursObjectSpec *
parcours_leaf_spec_for (guint type)
{
  return type >= PARCOURS_FORM_LEAF_FIRST && type < PARCOURS_FORM_LEAF_FIRST + G_N_ELEMENTS (specs)
           ? &specs[type - PARCOURS_FORM_LEAF_FIRST] : NULL;
}

/**
 * parcours_leaf_param:
 * @leaf: a leaf of a condition
 *
 * Returns: (transfer none) (nullable): a parameter whose editor is the form of such leaves, or %NULL if nobody
 *   knows what the leaf asks
 */
const ParcoursParam *
parcours_leaf_param (JsonObject *leaf)
{
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      if (json_object_has_member (leaf, leaves[i].name))
        return &leaves[i];
    }

  return NULL;
}

/**
 * parcours_where_owner:
 * @form: what the editors share
 * @scope: (nullable): the values beside a filter
 *
 * Returns: (transfer none) (nullable): whose keys the filter tests: a topic or a kind of record
 */
const char *
parcours_where_owner (ParcoursForm *form,
                      JsonObject   *scope)
{
  static const char *const records[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting", NULL };
  JsonObject *date = parcours_json_member_object (scope, "date");
  const ParcoursRow *row = parcours_form_row (form);
  const char *event_name = parcours_json_member_string (scope, "event");
  g_auto (GStrv) topics = NULL;
  const ParcoursTopic *topic;

  if (date != NULL && parcours_json_member_string (date, "of") != NULL)
    return parcours_json_member_string (date, "of");
  topic = event_name != NULL ? parcours_catalog_topic (parcours_catalog_get (), event_name) : NULL;
  if (topic != NULL)
    return topic->name;
  for (guint i = 0; scope != NULL && records[i] != NULL; i++)
    {
      if (parcours_json_member_object (scope, records[i]) != NULL)
        return records[i];
    }
  topics = row != NULL && row->type->kind == PARCOURS_STEP_TRIGGER ? parcours_row_listens (row, scope) : NULL;
  topic = topics != NULL && topics[0] != NULL ? parcours_catalog_topic (parcours_catalog_get (), topics[0]) : NULL;

  return topic != NULL ? topic->name : NULL;
}
