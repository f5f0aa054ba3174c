/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-words-private.h"

static char *group_phrase (const ParcoursCondition *condition,
                           const ParcoursNames     *names);

static char *
now_phrase (const ParcoursCondition *condition)
{
  g_autofree char *moment = parcours_moment_to_words (&condition->moment);

  /* Translators: true at certain times, such as "Monday, 09:00" or "in December". */
  return parcours_phrase_fill (_("the time is: {moment}"), "moment", moment, NULL);
}

static char *
trigger_phrase (const ParcoursCondition *condition,
                const ParcoursNames     *names)
{
  g_autofree char *clauses = parcours_where_to_words (condition->where, NULL, names);

  if (*clauses == '\0')
    return g_strdup (_("entered through an event"));

  /* Translators: what let the contact in: "entered through an event where total is more than 100 €". */
  return parcours_phrase_fill (_("entered through an event where {clauses}"), "clauses", clauses, NULL);
}

static char *
leaf_phrase (const ParcoursCondition *condition,
             const ParcoursNames     *names)
{
  switch (condition->kind)
    {
    case PARCOURS_CONDITION_FIELD:
    case PARCOURS_CONDITION_SCORE:
      return parcours_words_field (condition, names, FALSE);
    case PARCOURS_CONDITION_CONSENT:
      return parcours_words_consent (condition, names);
    case PARCOURS_CONDITION_EVENT:
      return parcours_words_event (condition, names);
    case PARCOURS_CONDITION_RECORD:
      return parcours_words_record (condition, names);
    case PARCOURS_CONDITION_TRIGGER:
      return trigger_phrase (condition, names);
    case PARCOURS_CONDITION_AUTOMATION:
      return parcours_words_passage (condition, names);
    case PARCOURS_CONDITION_NOW:
      return now_phrase (condition);
    default:
      return parcours_words_membership (condition, names);
    }
}

/* "is not Paris, or is not known" before an "and" would be read wrongly. */
static gboolean
is_loose (const ParcoursCondition *condition)
{
  if (condition->kind == PARCOURS_CONDITION_EVENT)
    return parcours_comparison_test (&condition->comparison, 0.) && !parcours_words_is_never (&condition->comparison);

  return parcours_condition_is_group (condition) ||
         (condition->kind == PARCOURS_CONDITION_FIELD && parcours_op_on_missing (condition->op));
}

/* Two plain conditions need no list. */
static gboolean
is_pair (const ParcoursCondition *condition)
{
  return condition->kind == PARCOURS_CONDITION_ALL && condition->children->len == 2 &&
         !is_loose (g_ptr_array_index (condition->children, 0)) &&
         !is_loose (g_ptr_array_index (condition->children, 1));
}

static char *
phrase_of (const ParcoursCondition *condition,
           gboolean                 inside,
           const ParcoursNames     *names)
{
  g_autofree char *phrase = NULL;

  if (!parcours_condition_is_group (condition))
    return leaf_phrase (condition, names);
  phrase = group_phrase (condition, names);
  if (!inside || condition->children->len == 0 || is_pair (condition) ||
      (condition->children->len == 1 && condition->kind != PARCOURS_CONDITION_NONE))
    return g_steal_pointer (&phrase);

  /* Translators: a group of conditions inside another, in brackets to show how far it reaches. */
  return parcours_phrase_fill (C_("group inside a group", "({group})"), "group", phrase, NULL);
}

static const char *
empty_group (ParcoursConditionKind kind)
{
  return kind == PARCOURS_CONDITION_ANY ? _("is nobody") : _("is any contact");
}

static const char *
group_sentence (ParcoursConditionKind kind)
{
  switch (kind)
    {
    case PARCOURS_CONDITION_ANY:
      return _("at least one of these: {conditions}");
    case PARCOURS_CONDITION_NONE:
      return _("none of these: {conditions}");
    case PARCOURS_CONDITION_ALL:
    default:
      return _("all of these: {conditions}");
    }
}

static char *
group_phrase (const ParcoursCondition *condition,
              const ParcoursNames     *names)
{
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (condition->children->len == 0)
    return g_strdup (empty_group (condition->kind));
  if (condition->children->len == 1 && condition->kind != PARCOURS_CONDITION_NONE)
    return phrase_of (g_ptr_array_index (condition->children, 0), FALSE, names);
  for (guint i = 0; i < condition->children->len; i++)
    g_ptr_array_add (phrases, phrase_of (g_ptr_array_index (condition->children, i), TRUE, names));
  if (is_pair (condition))
    /* Translators: two conditions that must both hold. */
    return parcours_phrase_fill (_("{first} and {second}"), "first", phrases->pdata[0],
                                 "second", phrases->pdata[1], NULL);
  list = parcours_phrase_join (phrases, PARCOURS_JOIN_CLAUSES);

  return parcours_phrase_fill (group_sentence (condition->kind), "conditions", list, NULL);
}

/**
 * parcours_condition_to_phrase:
 * @condition: a condition
 * @names: (nullable): by what names it calls things
 *
 * Returns: (transfer full): the condition in the user's language, in lower case, for the middle of a
 *   sentence about a contact: "is active on the list Newsletter"
 */
char *
parcours_condition_to_phrase (const ParcoursCondition *condition,
                              const ParcoursNames     *names)
{
  return phrase_of (condition, FALSE, names);
}

/**
 * parcours_condition_to_words:
 * @condition: a condition
 * @names: (nullable): by what names it calls things
 *
 * Returns: (transfer full): the condition as a sentence in the user's language, without a full stop:
 *   "Is active on the list Newsletter"
 */
char *
parcours_condition_to_words (const ParcoursCondition *condition,
                             const ParcoursNames     *names)
{
  g_autofree char *phrase = parcours_condition_to_phrase (condition, names);

  return parcours_phrase_capitalize (phrase);
}

static char *
leaf_brief (const ParcoursCondition *condition,
            const ParcoursNames     *names)
{
  switch (condition->kind)
    {
    case PARCOURS_CONDITION_FIELD:
    case PARCOURS_CONDITION_SCORE:
      return parcours_words_field (condition, names, TRUE);
    case PARCOURS_CONDITION_EVENT:
      return parcours_words_event_brief (condition, names);
    default:
      return leaf_phrase (condition, names);
    }
}

typedef struct
{
  const ParcoursCondition *first;
  guint n;
} Leaves;

static void
count_leaf (const ParcoursCondition *leaf,
            gpointer                 user_data)
{
  Leaves *leaves = user_data;

  if (leaves->first == NULL)
    leaves->first = leaf;
  leaves->n++;
}

/**
 * parcours_condition_to_brief:
 * @condition: a condition
 * @names: (nullable): by what names it calls things
 *
 * Returns: (transfer full): the first thing that the condition asks, and how many more there are, for a
 *   card: "Opened “Welcome” +2"
 */
char *
parcours_condition_to_brief (const ParcoursCondition *condition,
                             const ParcoursNames     *names)
{
  Leaves leaves = { NULL, 0 };
  g_autofree char *phrase = NULL;
  g_autofree char *first = NULL;
  g_autofree char *more = NULL;

  parcours_condition_foreach (condition, count_leaf, &leaves);
  if (leaves.n == 0)
    return parcours_condition_to_words (condition, names);
  phrase = leaf_brief (leaves.first, names);
  if (condition->kind == PARCOURS_CONDITION_NONE)
    {
      g_autofree char *plain = g_steal_pointer (&phrase);

      /* Translators: on a card, a condition that must not hold: "Not: Opened “Welcome”". */
      phrase = parcours_phrase_fill (_("not: {condition}"), "condition", plain, NULL);
    }
  first = parcours_phrase_capitalize (phrase);
  if (leaves.n == 1)
    return g_steal_pointer (&first);
  more = g_strdup_printf ("%u", leaves.n - 1);

  /* Translators: on a card, the first of several conditions and the number of the others: "Opened “Welcome” +2". */
  return parcours_phrase_fill (_("{condition} +{n}"), "condition", first, "n", more, NULL);
}

/**
 * parcours_any_of_kind:
 * @kind: the kind of thing that a reference names, such as `list`
 *
 * Returns: (transfer none): what stands where nothing is chosen and anything will do: "any list"
 */
const char *
parcours_any_of_kind (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *any;
  } words[] = {
    { "list", N_("any list") }, { "tag", N_("any tag") }, { "group", N_("any group") },
    { "audience", N_("any audience") }, { "segment", N_("any segment") }, { "form", N_("any form") },
    { "survey", N_("any survey") }, { "field", N_("any field") }, { "deal-field", N_("any deal field") },
    { "account-field", N_("any account field") }, { "email", N_("any email") }, { "sms", N_("any SMS") },
    { "push", N_("any push notification") }, { "site-message", N_("any site message") },
    { "wallet-notification", N_("any wallet notification") }, { "wallet-campaign", N_("any wallet campaign") },
    { "sender", N_("any sender") }, { "event-name", N_("any event") }, { "conversion", N_("any conversion") },
    { "score", N_("any score") }, { "pipeline", N_("any pipeline") }, { "stage", N_("any stage") },
    { "task-type", N_("any type of task") }, { "user", N_("anybody of the team") }, { "account", N_("any account") },
    { "store", N_("any store") }, { "product", N_("any product") }, { "category", N_("any category") },
    { "collection", N_("any collection") }, { "program", N_("any loyalty programme") },
    { "balance", N_("any balance") }, { "tier", N_("any tier") }, { "meeting-type", N_("any type of meeting") },
    { "phone-line", N_("any phone line") }, { "payment-link", N_("any payment link") },
    { "live-event", N_("any event") }, { "feed", N_("any feed") }, { "automation", N_("any automation") },
    { "goal", N_("any goal") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (words[i].kind, kind) == 0)
        return _(words[i].any);
    }

  return _("anything");
}
