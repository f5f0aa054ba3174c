/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What would leave the machine: the columns of a row of the outbox (vocabulary, section 8, 24). */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"

static const struct
{
  const char *topic;
  const char *channel;
  const char *kind;    /* (nullable) of the message in the library */
  const char *param;   /* (nullable) the parameter that names it */
  const char *address; /* (nullable) the field that says to whom */
} kinds[] = {
  { "email.sent", "email", "email", "email", "email" },
  { "sms.sent", "sms", "sms", "sms", "phone" },
  { "push.sent", "push", "push", "push", NULL },
  { "site-message.queued", "site-message", "site-message", "site-message", NULL },
  { "wallet.notification-sent", "wallet", "wallet-notification", "notification", NULL },
  { "notification.sent", "staff", NULL, NULL, NULL },
  { "webhook.called", "webhook", NULL, NULL, NULL },
};

static JsonObject *
texts_of (NaiveContact *contact,
          NaiveStep    *step,
          guint         kind)
{
  const ParcoursEntity *message;
  const char *slug;

  if (kinds[kind].kind == NULL)
    return step->params;
  slug = parcours_json_member_string (step->params, kinds[kind].param);
  message = slug != NULL ? parcours_library_lookup (contact->engine->the_case->library, kinds[kind].kind, slug) : NULL;

  return message != NULL ? message->attributes : NULL;
}

static const NaiveValue *
address_of (NaiveContact *contact)
{
  const NaiveValue *email = naive_get (contact->fields, "email");

  return email != NULL ? email : naive_get (contact->fields, "phone");
}

/* Somebody of the team is named by a slug, others by their address. */
static const char *
staff_address (NaiveContact *contact,
               const char   *to)
{
  const ParcoursEntity *user = to != NULL ? parcours_library_lookup (contact->engine->the_case->library, "user", to) : NULL;
  const char *email = user != NULL ? parcours_json_member_string (user->attributes, "email") : NULL;

  return email != NULL ? email : to;
}

/**
 * naive_outbox_row:
 * @contact: a contact
 * @passage: the passage that runs
 * @step: the step that sends
 * @topic: what it publishes
 * @subject: (nullable): and of what
 *
 * Returns: (transfer none): the columns of what it sends, as the contact is now
 */
GHashTable *
naive_outbox_row (NaiveContact *contact,
                  NaivePassage *passage,
                  NaiveStep    *step,
                  const char   *topic,
                  const char   *subject)
{
  GHashTable *row = naive_members_new ();
  JsonObject *texts;
  guint kind = 0;

  while (!g_str_equal (kinds[kind].topic, topic))
    kind++;
  texts = texts_of (contact, step, kind);
  naive_set (row, "at", naive_instant (contact->engine->now));
  naive_set (row, "contact", address_of (contact));
  naive_set (row, "automation", naive_text (step->automation->slug));
  naive_set (row, "step", naive_text (step->id));
  naive_set (row, "channel", naive_text (kinds[kind].channel));
  naive_set (row, "topic", naive_text (topic));
  naive_set (row, kinds[kind].kind != NULL ? "message" : g_str_equal (topic, "webhook.called") ? "url" : "to",
             naive_text (subject));
  if (kinds[kind].address != NULL)
    naive_set (row, "to", naive_get (contact->fields, kinds[kind].address));
  if (g_str_equal (topic, "notification.sent"))
    naive_set (row, "to", naive_rendered (contact, passage, staff_address (contact, parcours_json_member_string (texts, "to"))));
  naive_set (row, "subject", naive_rendered (contact, passage, parcours_json_member_string (texts, "subject")));
  naive_set (row, "body", naive_rendered (contact, passage, parcours_json_member_string (texts, "body")));
  naive_set (row, "status", g_str_equal (topic, "site-message.queued") ? naive_text ("queued")
                            : kinds[kind].kind == NULL                  ? naive_number (200.)
                                                                        : naive_text ("sent"));

  return row;
}
