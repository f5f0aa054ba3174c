/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the keys of payloads and the columns of records are called (vocabulary,
 * sections 1 and 5), and the words that they hold. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-words-private.h"

/* Nouns in small letters; other languages put their article before them. */
static const struct
{
  const char *owner; /* (nullable) a topic, a kind of record, or any */
  const char *key;
  const char *noun;
} key_nouns[] = {
  { "sms.received", "to", NC_("key", "number called") },
  { "conversation.message-received", "from", NC_("key", "author") },
  { "list.moved", "from", NC_("key", "previous list") },
  { "list.subscribed", "from", NC_("key", "previous status") },
  { "list.unsubscribed", "from", NC_("key", "previous status") },
  { "list.removed", "from", NC_("key", "previous status") },
  { "loyalty.tier-changed", "from", NC_("key", "previous tier") },
  { "loyalty.tier-changed", "to", NC_("key", "new tier") },
  { "deal.stage-changed", "from", NC_("key", "previous stage") },
  { "deal.stage-changed", "to", NC_("key", "new stage") },
  { "deal.pipeline-changed", "from", NC_("key", "previous pipeline") },
  { "deal.pipeline-changed", "to", NC_("key", "new pipeline") },
  { "site-message.shown", "view", NC_("key", "number of times shown") },
  { NULL, "from", NC_("key", "previous value") },
  { NULL, "to", NC_("key", "new value") },
  { NULL, "send", NC_("key", "sending") },
  { NULL, "kind", NC_("key", "kind") },
  { NULL, "list", NC_("key", "list") },
  { NULL, "tags", NC_("key", "a tag") },
  { NULL, "automation", NC_("key", "automation") },
  { NULL, "step", NC_("key", "step") },
  { NULL, "url", NC_("key", "address") },
  { NULL, "link", NC_("key", "link") },
  { NULL, "text", NC_("key", "text") },
  { NULL, "network", NC_("key", "social network") },
  { NULL, "reason", NC_("key", "reason") },
  { NULL, "hard", NC_("key", "permanent bounce") },
  { NULL, "message", NC_("key", "message") },
  { NULL, "form", NC_("key", "form") },
  { NULL, "confirmed", NC_("key", "confirmation") },
  { NULL, "subtype", NC_("key", "subscription") },
  { NULL, "scope", NC_("key", "scope") },
  { NULL, "sender", NC_("key", "sender") },
  { NULL, "campaign", NC_("key", "campaign") },
  { NULL, "platform", NC_("key", "platform") },
  { NULL, "attribution", NC_("key", "attribution") },
  { NULL, "channel", NC_("key", "channel") },
  { NULL, "notification", NC_("key", "notification") },
  { NULL, "page", NC_("key", "page") },
  { NULL, "view", NC_("key", "number of times shown") },
  { NULL, "wallet", NC_("key", "wallet") },
  { NULL, "status", NC_("key", "status") },
  { NULL, "name", NC_("key", "name") },
  { NULL, "referrer", NC_("key", "referring page") },
  { NULL, "value", NC_("key", "value") },
  { NULL, "store", NC_("key", "store") },
  { NULL, "categories", NC_("key", "a category") },
  { NULL, "collections", NC_("key", "a collection") },
  { NULL, "product", NC_("key", "product") },
  { NULL, "price", NC_("key", "price") },
  { NULL, "quantity", NC_("key", "quantity") },
  { NULL, "low-stock", NC_("key", "low stock") },
  { NULL, "total", NC_("key", "total") },
  { NULL, "currency", NC_("key", "currency") },
  { NULL, "cart", NC_("key", "cart") },
  { NULL, "amount", NC_("key", "amount") },
  { NULL, "pipeline", NC_("key", "pipeline") },
  { NULL, "from-pipeline", NC_("key", "previous pipeline") },
  { NULL, "stage", NC_("key", "stage") },
  { NULL, "owner", NC_("key", "owner") },
  { NULL, "title", NC_("key", "title") },
  { NULL, "email", NC_("key", "email") },
  { NULL, "field", NC_("key", "field") },
  { NULL, "of", NC_("key", "holder") },
  { NULL, "deal", NC_("key", "deal") },
  { NULL, "type", NC_("key", "type") },
  { NULL, "due", NC_("key", "due date") },
  { NULL, "completed", NC_("key", "completion date") },
  { NULL, "note", NC_("key", "note") },
  { NULL, "on", NC_("key", "holder") },
  { NULL, "primary", NC_("key", "primary account") },
  { NULL, "starts", NC_("key", "beginning") },
  { NULL, "line", NC_("key", "phone line") },
  { NULL, "duration", NC_("key", "duration in seconds") },
  { NULL, "payment", NC_("key", "payment") },
  { NULL, "ticket", NC_("key", "ticket") },
  { NULL, "program", NC_("key", "loyalty programme") },
  { NULL, "transaction", NC_("key", "transaction") },
  { NULL, "limit", NC_("key", "limit") },
  { NULL, "code", NC_("key", "code") },
  { NULL, "expires", NC_("key", "expiry date") },
  { NULL, "via", NC_("key", "way in") },
  { NULL, "by", NC_("key", "author") },
  { NULL, "trigger", NC_("key", "trigger") },
  { NULL, "enrolment", NC_("key", "passage number") },
  { NULL, "published", NC_("key", "publication date") },
  { NULL, "subject", NC_("key", "subject") },
  { NULL, "origin", NC_("key", "origin") },
  { NULL, "source", NC_("key", "source") },
  { NULL, "id", NC_("key", "identifier") },
  { NULL, "number", NC_("key", "number") },
  { NULL, "sentiment", NC_("key", "sentiment") },
  { NULL, "created-at", NC_("key", "creation date") },
  { NULL, "closed-at", NC_("key", "closing date") },
  { NULL, "confirmed-at", NC_("key", "confirmation date") },
  { NULL, "shipped-at", NC_("key", "shipping date") },
  { NULL, "updated-at", NC_("key", "last change") },
  { NULL, "completed-at", NC_("key", "completion date") },
  { NULL, "checkout", NC_("key", "checkout step") },
  { NULL, "joined-on", NC_("key", "joining date") },
  { NULL, "items", NC_("key", "a product") },
  { NULL, "tier", NC_("key", "tier") },
  { NULL, "balance", NC_("key", "balance") },
  { NULL, "member", NC_("key", "membership") },
  { NULL, "answers", NC_("key", "answers") },
};

/* The columns of records; payloads say their types in the catalogue. */
static const struct
{
  const char *owner;
  const char *key;
  const char *type;
} columns[] = {
  { "deal", "title", "text" }, { "deal", "pipeline", "pipeline" }, { "deal", "stage", "stage" },
  { "deal", "status", "choice" }, { "deal", "value", "money" }, { "deal", "currency", "text" },
  { "deal", "owner", "user" }, { "deal", "sentiment", "choice" }, { "deal", "created-at", "instant" },
  { "deal", "closed-at", "instant" },
  { "order", "total", "money" }, { "order", "currency", "text" }, { "order", "status", "choice" },
  { "order", "store", "store" }, { "order", "number", "text" }, { "order", "created-at", "instant" },
  { "order", "confirmed-at", "instant" }, { "order", "shipped-at", "instant" }, { "order", "items", "items" },
  { "cart", "total", "money" }, { "cart", "status", "choice" }, { "cart", "checkout", "choice" },
  { "cart", "store", "store" }, { "cart", "updated-at", "instant" }, { "cart", "items", "items" },
  { "task", "type", "task-type" }, { "task", "title", "text" }, { "task", "due", "instant" },
  { "task", "owner", "user" }, { "task", "note", "text" }, { "task", "status", "choice" },
  { "task", "completed-at", "instant" }, { "task", "created-at", "instant" },
  { "account", "name", "text" }, { "account", "url", "url" },
  { "voucher", "code", "text" }, { "voucher", "program", "program" }, { "voucher", "expires", "date" },
  { "voucher", "status", "choice" },
  { "meeting", "type", "meeting-type" }, { "meeting", "url", "url" }, { "meeting", "starts", "instant" },
  { "meeting", "status", "choice" },
  { "loyalty", "program", "program" }, { "loyalty", "tier", "tier" }, { "loyalty", "balance", "balance" },
  { "loyalty", "value", "number" }, { "loyalty", "member", "bool" }, { "loyalty", "joined-on", "date" },
  { NULL, "product", "product" }, { NULL, "name", "text" }, { NULL, "categories", "categories" },
  { NULL, "collections", "collections" }, { NULL, "price", "money" }, { NULL, "quantity", "integer" },
  { NULL, "total", "money" }, { NULL, "amount", "money" },
};

/* The words of closed lists. An owner is a topic, or a kind of record, which
 * its topics share; without one a word means the same everywhere. */
static const struct
{
  const char *owner;
  const char *key; /* (nullable) any */
  const char *value;
  const char *context;
  const char *word;
} choices[] = {
  { "order", NULL, "pending", "order", NC_("order", "pending") },
  { "order", NULL, "paid", "order", NC_("order", "paid") },
  { "order", NULL, "failed", "order", NC_("order", "failed") },
  { "order", NULL, "cancelled", "order", NC_("order", "cancelled") },
  { "order", NULL, "refunded", "order", NC_("order", "refunded") },
  { "deal", NULL, "open", "deal", NC_("deal", "open") },
  { "deal", NULL, "won", "deal", NC_("deal", "won") },
  { "deal", NULL, "lost", "deal", NC_("deal", "lost") },
  { "cart", NULL, "open", "cart", NC_("cart", "open") },
  { "cart", NULL, "ordered", "cart", NC_("cart", "ordered") },
  { "cart", NULL, "emptied", "cart", NC_("cart", "emptied") },
  { "cart", "checkout", "started", "checkout", NC_("checkout", "started") },
  { "cart", "checkout", "payment-submitted", "checkout", NC_("checkout", "payment details sent") },
  { "cart", "checkout", "completed", "checkout", NC_("checkout", "completed") },
  { "task", NULL, "open", "task", NC_("task", "open") },
  { "task", NULL, "done", "task", NC_("task", "done") },
  { "voucher", NULL, "valid", "voucher", NC_("voucher", "valid") },
  { "voucher", NULL, "redeemed", "voucher", NC_("voucher", "redeemed") },
  { "voucher", NULL, "expired", "voucher", NC_("voucher", "expired") },
  { "voucher", NULL, "revoked", "voucher", NC_("voucher", "revoked") },
  { "meeting", NULL, "booked", "meeting", NC_("meeting", "booked") },
  { "meeting", NULL, "started", "meeting", NC_("meeting", "started") },
  { "meeting", NULL, "cancelled", "meeting", NC_("meeting", "cancelled") },
  { "conversation", "from", "contact", "author", NC_("author", "the contact") },
  { "conversation", "from", "staff", "author", NC_("author", "the team") },
  { "loyalty", "reason", "own", "leaving", NC_("leaving", "of one's own accord") },
  { "loyalty", "reason", "revoked", "leaving", NC_("leaving", "revoked") },
  { NULL, "kind", "campaign", "email", NC_("email", "campaign") },
  { NULL, "kind", "automation", "email", NC_("email", "automation") },
  { NULL, "kind", "one-to-one", "email", NC_("email", "one-to-one") },
  { NULL, "kind", "transactional", "email", NC_("email", "transactional") },
  { NULL, "kind", "promotional", "email", NC_("email", "promotional") },
  { NULL, "kind", "sign-up", "form", NC_("form", "sign-up") },
  { NULL, "kind", "unsubscription", "form", NC_("form", "unsubscription") },
  { NULL, "kind", "profile-update", "form", NC_("form", "profile update") },
  { "list", "from", "none", "list status", NC_("list status", "none") },
  { "list", "from", "unconfirmed", "list status", NC_("list status", "unconfirmed") },
  { "list", "from", "active", "list status", NC_("list status", "active") },
  { "list", "from", "unsubscribed", "list status", NC_("list status", "unsubscribed") },
  { "list", "from", "bounced", "list status", NC_("list status", "bounced") },
  { NULL, NULL, "positive", "sentiment", NC_("sentiment", "positive") },
  { NULL, NULL, "negative", "sentiment", NC_("sentiment", "negative") },
  { NULL, NULL, "neutral", "sentiment", NC_("sentiment", "neutral") },
  { NULL, NULL, "mixed", "sentiment", NC_("sentiment", "mixed") },
  { NULL, "subtype", "new", "subscription", NC_("subscription", "new") },
  { NULL, "subtype", "soft", "subscription", NC_("subscription", "display switched on or off") },
  { NULL, "subtype", "invalidated", "subscription", NC_("subscription", "device gone for good") },
  { NULL, "scope", "marketing", "scope", NC_("scope", "marketing") },
  { NULL, "scope", "transactional", "scope", NC_("scope", "transactional") },
  { NULL, "channel", "email", "channel", NC_("channel", "email") },
  { NULL, "channel", "chat", "channel", NC_("channel", "chat") },
  { NULL, "channel", "web", "channel", NC_("channel", "website") },
  { NULL, "channel", "app", "channel", NC_("channel", "app") },
  { NULL, "platform", "ios", "platform", NC_("platform", "iOS") },
  { NULL, "platform", "android", "platform", NC_("platform", "Android") },
  { NULL, "platform", "web", "platform", NC_("platform", "web") },
  { NULL, "wallet", "apple", "wallet", NC_("wallet", "Apple") },
  { NULL, "wallet", "google", "wallet", NC_("wallet", "Google") },
  { NULL, "type", "inbound", "call", NC_("call", "inbound") },
  { NULL, "type", "outbound", "call", NC_("call", "outbound") },
  { NULL, "type", "missed", "call", NC_("call", "missed") },
  { NULL, "via", "manual", "way in", NC_("way in", "by hand") },
  { NULL, "via", "api", "way in", NC_("way in", "by API") },
  { NULL, "via", "automation", "way in", NC_("way in", "by another automation") },
  { NULL, "transaction", "earned", "transaction", NC_("transaction", "earned") },
  { NULL, "transaction", "redeemed", "transaction", NC_("transaction", "redeemed") },
  { NULL, "of", "contact", "holder", NC_("holder", "the contact") },
  { NULL, "of", "deal", "holder", NC_("holder", "the deal") },
  { NULL, "on", "contact", "holder", NC_("holder", "the contact") },
  { NULL, "on", "deal", "holder", NC_("holder", "the deal") },
  { NULL, "on", "account", "holder", NC_("holder", "the account") },
  { NULL, "origin", "outside", "origin", NC_("origin", "recorded") },
  { NULL, "origin", "import", "origin", NC_("origin", "an import") },
  { NULL, "origin", "behaviour", "origin", NC_("origin", "the behaviour of the simulation") },
  { NULL, "origin", "effect", "origin", NC_("origin", "a step") },
  { NULL, "origin", "clock", "origin", NC_("origin", "the clock") },
  { NULL, "origin", "derived", "origin", NC_("origin", "another event") },
  { "salesforce", NULL, "contact", "Salesforce", NC_("Salesforce", "a contact") },
  { "salesforce", NULL, "lead", "Salesforce", NC_("Salesforce", "a lead") },
  { "automation", "reason", "completed", "end", NC_("end", "the last step was reached") },
  { "automation", "reason", "end-step", "end", NC_("end", "an end step was reached") },
  { "automation", "reason", "exit-condition", "end", NC_("end", "the exit condition was met") },
  { "automation", "reason", "ended-by", "end", NC_("end", "another automation ended it") },
  { "automation", "reason", "goal-unmet", "end", NC_("end", "a goal was not met") },
  { "automation", "reason", "deleted", "end", NC_("end", "the contact was deleted") },
  { "automation", "reason", "step-limit", "end", NC_("end", "too many steps in one instant") },
};

/* What belongs to every topic of a record belongs to `order.created` too. */
static gboolean
owner_is (const char *wanted,
          const char *owner)
{
  gsize length = wanted != NULL ? strlen (wanted) : 0;

  if (wanted == NULL)
    return TRUE;

  return owner != NULL && strncmp (owner, wanted, length) == 0 && (owner[length] == '\0' || owner[length] == '.');
}

static const char *
find_noun (const char *owner,
           const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_nouns); i++)
    {
      if (owner_is (key_nouns[i].owner, owner) && g_str_equal (key_nouns[i].key, key))
        return g_dpgettext2 (GETTEXT_PACKAGE, "key", key_nouns[i].noun);
    }

  return NULL;
}

/* The type of a payload key or a column, as the catalogue names it. */
static const char *
find_type (const char *owner,
           const char *key)
{
  const ParcoursTopic *topic = owner != NULL ? parcours_catalog_topic (parcours_catalog_get (), owner) : NULL;
  const char *type = topic != NULL ? g_hash_table_lookup (topic->payload, key) : NULL;

  if (type == NULL && topic != NULL && g_str_equal (key, "subject"))
    return topic->subject;
  for (guint i = 0; type == NULL && i < G_N_ELEMENTS (columns); i++)
    {
      if (owner_is (columns[i].owner, owner) && g_str_equal (columns[i].key, key))
        type = columns[i].type;
    }

  return type;
}

static void
set_type (ParcoursSubject *subject,
          const char      *type)
{
  static const struct
  {
    const char *name;
    ParcoursWordsType type;
  } types[] = {
    { "text", PARCOURS_WORDS_TEXT }, { "texts", PARCOURS_WORDS_TEXT }, { "url", PARCOURS_WORDS_URL },
    { "address", PARCOURS_WORDS_TEXT }, { "number", PARCOURS_WORDS_NUMBER }, { "integer", PARCOURS_WORDS_NUMBER },
    { "money", PARCOURS_WORDS_MONEY }, { "instant", PARCOURS_WORDS_TIME }, { "date", PARCOURS_WORDS_TIME },
    { "bool", PARCOURS_WORDS_BOOL }, { "choice", PARCOURS_WORDS_CHOICE }, { "channel", PARCOURS_WORDS_CHOICE },
    { "value", PARCOURS_WORDS_UNKNOWN }, { "object", PARCOURS_WORDS_UNKNOWN }, { "items", PARCOURS_WORDS_UNKNOWN },
  };

  subject->type = type != NULL ? PARCOURS_WORDS_REF : PARCOURS_WORDS_UNKNOWN;
  subject->kind = type;
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].name, type))
        subject->type = types[i].type;
    }
  if (g_strcmp0 (type, "categories") == 0)
    subject->kind = "category";
  else if (g_strcmp0 (type, "collections") == 0)
    subject->kind = "collection";
}

static ParcoursWordsType
type_of_field (ParcoursFieldType type)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
      return PARCOURS_WORDS_NUMBER;
    case PARCOURS_FIELD_MONEY:
      return PARCOURS_WORDS_MONEY;
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
      return PARCOURS_WORDS_TIME;
    case PARCOURS_FIELD_BIRTHDAY:
      return PARCOURS_WORDS_BIRTHDAY;
    case PARCOURS_FIELD_BOOL:
      return PARCOURS_WORDS_BOOL;
    case PARCOURS_FIELD_CHOICES:
      return PARCOURS_WORDS_CHOICES;
    case PARCOURS_FIELD_USER:
      return PARCOURS_WORDS_REF;
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_CHOICE:
      return PARCOURS_WORDS_TEXT;
    case PARCOURS_FIELD_UNKNOWN:
    default:
      return PARCOURS_WORDS_UNKNOWN;
    }
}

static void
init_from_field (ParcoursSubject     *subject,
                 const char          *field_kind,
                 const char          *slug,
                 const ParcoursNames *names)
{
  const ParcoursLibrary *library = names != NULL ? names->library : NULL;
  const ParcoursEntity *entity = parcours_library_lookup (library, field_kind, slug);

  subject->noun = parcours_noun_from_label (entity != NULL ? entity->label : slug);
  subject->type = type_of_field (parcours_library_field_type (library, field_kind, slug));
  subject->kind = subject->type == PARCOURS_WORDS_REF ? "user" : NULL;
  subject->key = slug;
}

/* Deals and accounts have fields of their own. */
static const char *
field_kind_of (const char          *owner,
               const char          *key,
               const ParcoursNames *names)
{
  const char *kind = owner_is ("deal", owner) ? "deal-field" : owner_is ("account", owner) ? "account-field" : NULL;

  return kind != NULL && parcours_library_lookup (names != NULL ? names->library : NULL, kind, key) != NULL ? kind : NULL;
}

/**
 * parcours_subject_init_key:
 * @subject: (out caller-allocates): a subject
 * @owner: (nullable): a topic or a kind of record
 * @path: (array zero-terminated=1): a key of its payload or a column, and the keys below
 * @names: (nullable): names
 */
void
parcours_subject_init_key (ParcoursSubject      *subject,
                           const char           *owner,
                           char                **path,
                           const ParcoursNames  *names)
{
  const char *key = path[MAX (g_strv_length (path), 1) - 1];
  const char *field_kind = field_kind_of (owner, key, names);
  const char *noun = find_noun (owner, key);
  g_autofree char *unknown = NULL;

  *subject = (ParcoursSubject){ .owner = owner, .key = key };
  set_type (subject, find_type (owner, key));
  if (noun != NULL && (field_kind == NULL || subject->type != PARCOURS_WORDS_UNKNOWN))
    {
      subject->noun = parcours_noun_from_phrase (noun);
      return;
    }
  if (field_kind != NULL)
    {
      init_from_field (subject, field_kind, key, names);
      return;
    }
  /* Translators: a key of an event that Parcours does not know, such as “color”. */
  unknown = parcours_phrase_fill (C_("key", "“{key}”"), "key", key, NULL);
  subject->noun = parcours_noun_from_phrase (unknown);
}

static const char *
pattern_of_holder (ParcoursHolder holder)
{
  return holder == PARCOURS_OF_DEAL ? C_("field of a deal", "{field} of the deal")
                                    : C_("field of an account", "{field} of the account");
}

/**
 * parcours_subject_init_field:
 * @subject: (out caller-allocates): a subject
 * @condition: a leaf about a field or a score
 * @names: (nullable): names
 */
void
parcours_subject_init_field (ParcoursSubject          *subject,
                             const ParcoursCondition  *condition,
                             const ParcoursNames      *names)
{
  static const char *const kinds[] = { "field", "deal-field", "account-field" };
  g_autofree char *score = NULL;
  ParcoursNoun *noun;

  *subject = (ParcoursSubject){ .key = condition->name };
  if (condition->kind == PARCOURS_CONDITION_SCORE)
    {
      score = parcours_phrase_fill (C_("noun", "score {score}"), "score",
                                    parcours_names_label (names, "score", condition->name), NULL);
      subject->noun = parcours_noun_from_phrase (score);
      subject->type = PARCOURS_WORDS_NUMBER;
      subject->always_there = TRUE;
    }
  else
    init_from_field (subject, kinds[condition->holder], condition->name, names);
  if (condition->holder == PARCOURS_OF_CONTACT)
    return;
  noun = parcours_noun_with_text (subject->noun,
                                  parcours_phrase_fill (pattern_of_holder (condition->holder),
                                                        "field", subject->noun->text, NULL));
  parcours_noun_free (subject->noun);
  subject->noun = noun;
}

/**
 * parcours_subject_clear:
 * @subject: a subject
 */
void
parcours_subject_clear (ParcoursSubject *subject)
{
  g_clear_pointer (&subject->noun, parcours_noun_free);
}

/**
 * parcours_choice_to_words:
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys
 * @value: what it holds, of a closed list
 *
 * Returns: (transfer none): the word for it, or @value itself
 */
const char *
parcours_choice_to_words (const char *owner,
                          const char *key,
                          const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (g_str_equal (choices[i].value, value) && owner_is (choices[i].owner, owner) &&
          (choices[i].key == NULL || g_strcmp0 (choices[i].key, key) == 0))
        return g_dpgettext2 (GETTEXT_PACKAGE, choices[i].context, choices[i].word);
    }

  return value;
}

/* Tiers and balances are `program/tier`, but inside a question about a
 * programme the short name stands for it (vocabulary, section 8). */
static const char *
label_of (const ParcoursSubject *subject,
          const char            *slug,
          const ParcoursNames   *names)
{
  const ParcoursLibrary *library = names != NULL ? names->library : NULL;
  g_autofree char *whole = subject->within != NULL ? g_strconcat (subject->within, "/", slug, NULL) : NULL;

  if (whole != NULL && parcours_library_lookup (library, subject->kind, whole) != NULL)
    return parcours_names_label (names, subject->kind, whole);

  return parcours_names_label (names, subject->kind, slug);
}

/**
 * parcours_words_value:
 * @subject: what is tested
 * @value: a literal as it was written
 * @names: (nullable): names
 *
 * Returns: (transfer full): what people call it
 */
char *
parcours_words_value (const ParcoursSubject *subject,
                      const char            *value,
                      const ParcoursNames   *names)
{
  if (subject->type == PARCOURS_WORDS_REF)
    return g_strdup (label_of (subject, value, names));
  if (subject->type == PARCOURS_WORDS_CHOICE)
    /* Translators: a word of a closed list inside a sentence: "status is paid". Quote it where the word agrees
       with something that the sentence does not name. */
    return parcours_phrase_fill (C_("choice in a sentence", "{choice}"), "choice",
                                 parcours_choice_to_words (subject->owner, subject->key, value), NULL);

  return *value != '\0' ? g_strdup (value) : g_strdup (C_("text", "“”"));
}

/**
 * parcours_words_values:
 * @subject: what is tested
 * @test: a test
 * @join: how its literals are joined
 * @names: (nullable): names
 *
 * Returns: (transfer full): what people call the literals
 */
char *
parcours_words_values (const ParcoursSubject *subject,
                       const ParcoursTest    *test,
                       ParcoursJoin           join,
                       const ParcoursNames   *names)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < test->n_literals; i++)
    g_ptr_array_add (values, parcours_words_value (subject, test->written[i], names));

  return parcours_phrase_join (values, join);
}

static void
add_fields (GPtrArray             *keys,
            const char            *owner,
            const ParcoursLibrary *library)
{
  const char *kind = owner_is ("deal", owner) ? "deal-field" : owner_is ("account", owner) ? "account-field" : NULL;
  g_autoptr (GPtrArray) fields = kind != NULL ? parcours_library_list (library, kind) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    g_ptr_array_add (keys, g_strdup (((const ParcoursEntity *) g_ptr_array_index (fields, i))->slug));
}

/**
 * parcours_keys_of:
 * @owner: a topic or a kind of record; `items` for what orders and carts hold
 * @library: (nullable): for the fields of deals and accounts
 *
 * Returns: (transfer full): what can be asked about it: the keys of its payload, or its columns
 */
char **
parcours_keys_of (const char            *owner,
                  const ParcoursLibrary *library)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), owner);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GList) names = topic != NULL ? g_hash_table_get_keys (topic->payload) : NULL;

  names = g_list_sort (g_steal_pointer (&names), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    g_ptr_array_add (keys, g_strdup (l->data));
  for (guint i = 0; topic == NULL && i < G_N_ELEMENTS (columns); i++)
    {
      gboolean is_item = columns[i].owner == NULL && !g_str_equal (columns[i].key, "total") &&
                         !g_str_equal (columns[i].key, "amount");

      if (g_str_equal (owner, "items") ? is_item : g_strcmp0 (columns[i].owner, owner) == 0)
        g_ptr_array_add (keys, g_strdup (columns[i].key));
    }
  if (topic == NULL)
    add_fields (keys, owner, library);
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

/**
 * parcours_key_label:
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys
 * @library: (nullable): for the fields of deals and accounts
 *
 * Returns: (transfer full): what people call the key, as a label of its own: "Total"
 */
char *
parcours_key_label (const char            *owner,
                    const char            *key,
                    const ParcoursLibrary *library)
{
  const ParcoursNames names = { library };
  const char *noun = find_noun (owner, key);
  const char *kind = field_kind_of (owner, key, &names);

  if (kind != NULL)
    return g_strdup (parcours_library_label (library, kind, key));

  return noun != NULL ? parcours_phrase_capitalize (noun) : g_strdup (key);
}

/**
 * parcours_key_type:
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys
 *
 * Returns: (transfer none) (nullable): what it holds: `text`, `number`, `money`, `instant`, `date`, `bool`, `choice`,
 *   `items`, the kind of thing that it names, or %NULL if that is not declared
 */
const char *
parcours_key_type (const char *owner,
                   const char *key)
{
  return find_type (owner, key);
}

/**
 * parcours_key_choices:
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys, of a closed list
 *
 * Returns: (transfer full): the words that it can hold, see parcours_choice_to_words()
 */
char **
parcours_key_choices (const char *owner,
                      const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (owner_is (choices[i].owner, owner) && (choices[i].key == NULL || g_str_equal (choices[i].key, key)) &&
          (choices[i].owner != NULL || choices[i].key != NULL || g_str_equal (choices[i].context, key)))
        g_strv_builder_add (builder, choices[i].value);
    }

  return g_strv_builder_end (builder);
}
