/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a contact has: deals, orders, carts ... Each kind of record has a
 * sentence of its own for what people usually ask; the rest is said as clauses. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-figure.h"
#include "parcours-words-private.h"

/* What may be said of a record apart from its kind; nothing where it is not asked. */
typedef struct
{
  char *has;      /* "has an open deal" */
  char *items;    /* "with Soap" */
  char *place;    /* "in the pipeline Sales" */
  char *worth;    /* "worth more than 1,000 €" */
  char *changed;  /* "unchanged for more than 1 hour" */
  const char *said[8];
  guint n_said;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_free (parts->has);
  g_free (parts->items);
  g_free (parts->place);
  g_free (parts->worth);
  g_free (parts->changed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
say (Parts      *parts,
     const char *key)
{
  parts->said[parts->n_said++] = key;
}

/* Sentences by kind and status: one record, none, and a number of them. */
static const char *
has_deal (const char *status,
          gboolean    none,
          gulong      n)
{
  if (g_strcmp0 (status, "open") == 0)
    return none ? _("has no open deal") : n == 0 ? _("has an open deal")
           : ngettext ("has {n} open deal", "has {n} open deals", n);
  if (g_strcmp0 (status, "won") == 0)
    return none ? _("has no won deal") : n == 0 ? _("has a won deal")
           : ngettext ("has {n} won deal", "has {n} won deals", n);
  if (g_strcmp0 (status, "lost") == 0)
    return none ? _("has no lost deal") : n == 0 ? _("has a lost deal")
           : ngettext ("has {n} lost deal", "has {n} lost deals", n);

  return none ? _("has no deal") : n == 0 ? _("has a deal") : ngettext ("has {n} deal", "has {n} deals", n);
}

static const char *
has_order (const char *status,
           gboolean    none,
           gulong      n)
{
  if (g_strcmp0 (status, "paid") == 0)
    return none ? _("has no paid order") : n == 0 ? _("has a paid order")
           : ngettext ("has {n} paid order", "has {n} paid orders", n);

  return none ? _("has no order") : n == 0 ? _("has an order") : ngettext ("has {n} order", "has {n} orders", n);
}

static const char *
has_cart (const char *status,
          gboolean    none,
          gulong      n)
{
  if (g_strcmp0 (status, "open") == 0)
    return none ? _("has no open cart") : n == 0 ? _("has an open cart")
           : ngettext ("has {n} open cart", "has {n} open carts", n);

  return none ? _("has no cart") : n == 0 ? _("has a cart") : ngettext ("has {n} cart", "has {n} carts", n);
}

static const char *
has_task (const char *status,
          gboolean    none,
          gulong      n)
{
  if (g_strcmp0 (status, "open") == 0)
    return none ? _("has no open task") : n == 0 ? _("has an open task")
           : ngettext ("has {n} open task", "has {n} open tasks", n);
  if (g_strcmp0 (status, "done") == 0)
    return none ? _("has no completed task") : n == 0 ? _("has a completed task")
           : ngettext ("has {n} completed task", "has {n} completed tasks", n);

  return none ? _("has no task") : n == 0 ? _("has a task") : ngettext ("has {n} task", "has {n} tasks", n);
}

static const char *
has_voucher (const char *status,
             gboolean    none,
             gulong      n)
{
  if (g_strcmp0 (status, "valid") == 0)
    return none ? _("has no valid voucher") : n == 0 ? _("has a valid voucher")
           : ngettext ("has {n} valid voucher", "has {n} valid vouchers", n);

  return none ? _("has no voucher") : n == 0 ? _("has a voucher")
         : ngettext ("has {n} voucher", "has {n} vouchers", n);
}

static const char *
has_meeting (const char *status,
             gboolean    none,
             gulong      n)
{
  if (g_strcmp0 (status, "booked") == 0)
    return none ? _("has no booked meeting") : n == 0 ? _("has a booked meeting")
           : ngettext ("has {n} booked meeting", "has {n} booked meetings", n);

  return none ? _("has no meeting") : n == 0 ? _("has a meeting")
         : ngettext ("has {n} meeting", "has {n} meetings", n);
}

static const char *
has_account (const char *status,
             gboolean    none,
             gulong      n)
{
  return none ? _("belongs to no account") : n == 0 ? _("belongs to an account")
         : ngettext ("belongs to {n} account", "belongs to {n} accounts", n);
}

static const char *
has_loyalty (const char *status,
             gboolean    none,
             gulong      n)
{
  return none ? _("is a member of no loyalty programme") : n == 0 ? _("is a member of a loyalty programme")
         : ngettext ("is a member of {n} loyalty programme", "is a member of {n} loyalty programmes", n);
}

typedef const char *(*HasFunc) (const char *status,
                                gboolean    none,
                                gulong      n);

static const struct
{
  const char *entity;
  HasFunc has;
  const char *statuses[3]; /* those with sentences of their own */
} entities[] = {
  { "deal", has_deal, { "open", "won", "lost" } },
  { "order", has_order, { "paid" } },
  { "cart", has_cart, { "open" } },
  { "task", has_task, { "open", "done" } },
  { "voucher", has_voucher, { "valid" } },
  { "meeting", has_meeting, { "booked" } },
  { "account", has_account },
  { "loyalty", has_loyalty },
};

static guint
find_entity (const char *name)
{
  guint i = 0;

  while (!g_str_equal (entities[i].entity, name))
    i++;

  return i;
}

/* What is asked of the place in the pipeline, if it is a plain name. */
static void
read_place (Parts               *parts,
            const ParcoursWhere *where,
            const ParcoursNames *names)
{
  const ParcoursTest *stage = parcours_words_find_test (where, "stage");
  const ParcoursTest *pipeline = parcours_words_find_test (where, "pipeline");
  g_autofree char *stages = stage != NULL ? parcours_words_labels (stage, "stage", names) : NULL;
  g_autofree char *pipelines = pipeline != NULL ? parcours_words_labels (pipeline, "pipeline", names) : NULL;

  if ((stage != NULL && stages == NULL) || (pipeline != NULL && pipelines == NULL))
    return;
  if (stages != NULL && pipelines != NULL)
    parts->place = parcours_phrase_fill (_("at the stage {stage} of the pipeline {pipeline}"),
                                         "stage", stages, "pipeline", pipelines, NULL);
  else if (stages != NULL)
    parts->place = parcours_phrase_fill (_("at the stage {stage}"), "stage", stages, NULL);
  else if (pipelines != NULL)
    parts->place = parcours_phrase_fill (_("in the pipeline {pipeline}"), "pipeline", pipelines, NULL);
  say (parts, "stage");
  say (parts, "pipeline");
}

static void
read_worth (Parts               *parts,
            const ParcoursWhere *where,
            const char          *key,
            const ParcoursNames *names)
{
  const ParcoursTest *test = parcours_words_find_test (where, key);
  g_autofree char *amount = NULL;

  if (test == NULL || !test->has_comparison || !test->comparison.has_number)
    return;
  amount = parcours_words_amount (PARCOURS_WORDS_MONEY, &test->comparison, names);
  /* Translators: behind a deal, an order or a cart: "worth more than 1,000 €". */
  parts->worth = parcours_phrase_fill (_("worth {amount}"), "amount", amount, NULL);
  say (parts, key);
}

/* How long ago the last change of a cart was, where that is what is asked. */
static void
read_changed (Parts               *parts,
              const ParcoursWhere *where)
{
  const ParcoursTest *test = parcours_words_find_test (where, "updated-at");
  const ParcoursComparison *comparison = test != NULL ? &test->comparison : NULL;
  g_autofree char *duration = NULL;
  gint64 length;

  if (test == NULL || !test->has_comparison || !comparison->has_time ||
      comparison->low_time.kind != PARCOURS_TIME_RELATIVE)
    return;
  length = parcours_duration_approximate (&comparison->low_time.offset);
  if (length >= 0 || (comparison->op != PARCOURS_OP_LT && comparison->op != PARCOURS_OP_GT))
    return;
  duration = parcours_duration_to_words (&comparison->low_time.offset);
  parts->changed = parcours_phrase_fill (comparison->op == PARCOURS_OP_LT
                                           ? C_("cart", "unchanged for more than {duration}")
                                           : C_("cart", "changed less than {duration} ago"),
                                         "duration", duration, NULL);
  say (parts, "updated-at");
}

/* The status, if the record has a sentence for it. */
static const char *
read_status (Parts               *parts,
             guint                entity,
             const ParcoursWhere *where)
{
  const ParcoursTest *test = parcours_words_find_test (where, "status");

  if (test == NULL || test->n_literals != 1 || test->op != PARCOURS_OP_IS || test->is_pattern)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entities[entity].statuses); i++)
    {
      if (g_strcmp0 (entities[entity].statuses[i], test->written[0]) == 0)
        {
          say (parts, "status");
          return entities[entity].statuses[i];
        }
    }

  return NULL;
}

static void
read_parts (Parts                   *parts,
            const ParcoursCondition *condition,
            const ParcoursNames     *names)
{
  const ParcoursWhere *where = condition->where;
  const ParcoursComparison *count = &condition->comparison;
  guint entity = find_entity (condition->name);
  const char *status = read_status (parts, entity, where);
  gboolean none = parcours_words_is_never (count);
  gboolean once = parcours_words_is_once (count);
  g_autofree char *number = parcours_words_count (count);

  parts->has = parcours_phrase_fill (entities[entity].has (status, none,
                                                           once ? 0 : MAX (parcours_words_plural (count), 1)),
                                     "n", number, NULL);
  if (g_str_equal (condition->name, "deal"))
    {
      read_place (parts, where, names);
      read_worth (parts, where, "value", names);
    }
  if (g_str_equal (condition->name, "order") || g_str_equal (condition->name, "cart"))
    {
      parts->items = parcours_words_items (where, condition->name, names);
      if (parts->items != NULL)
        say (parts, "items");
      read_worth (parts, where, "total", names);
      read_changed (parts, where);
    }
}

static char *
any_record (const ParcoursCondition *condition,
            const ParcoursNames     *names)
{
  g_auto (Parts) parts = { NULL };
  g_autofree char *clauses = NULL;
  g_autofree char *whose = NULL;

  read_parts (&parts, condition, names);
  clauses = parcours_words_clauses (condition->where, condition->name, parts.said, names);
  if (*clauses != '\0')
    /* Translators: behind a record: "has a deal whose title is Spa and owner is Lea". */
    whose = parcours_phrase_fill (_("whose {clauses}"), "clauses", clauses, NULL);

  /* Translators: what a contact has, what it holds, where it stands, what it is worth, when it changed, and the
     rest; all but the first may be empty: "has an open deal in the pipeline Sales worth more than 1,000 €". */
  return parcours_phrase_fill (C_("record", "{has} {items} {place} {worth} {changed} {whose}"), "has", parts.has,
                               "items", parts.items, "place", parts.place, "worth", parts.worth,
                               "changed", parts.changed, "whose", whose, NULL);
}

/* The one record that is meant. */
static const char *
target_noun (const char     *entity,
             ParcoursTarget  target)
{
  static const struct
  {
    const char *entity;
    const char *nouns[4]; /* trigger, latest open, latest, all */
  } nouns[] = {
    { "deal", { N_("the deal that let the contact in"), N_("the latest open deal"), N_("the latest deal"), N_("all deals") } },
    { "order", { N_("the order that let the contact in"), N_("the latest open order"), N_("the latest order"), N_("all orders") } },
    { "cart", { N_("the cart that let the contact in"), N_("the latest open cart"), N_("the latest cart"), N_("all carts") } },
    { "task", { N_("the task that let the contact in"), N_("the latest open task"), N_("the latest task"), N_("all tasks") } },
    { "voucher", { N_("the voucher that let the contact in"), N_("the latest valid voucher"), N_("the latest voucher"), N_("all vouchers") } },
    { "meeting", { N_("the meeting that let the contact in"), N_("the next meeting"), N_("the latest meeting"), N_("all meetings") } },
    { "account", { N_("the account that let the contact in"), N_("the primary account"), N_("the latest account"), N_("all accounts") } },
    { "loyalty", { N_("the loyalty programme that let the contact in"), N_("the latest loyalty programme"), N_("the latest loyalty programme"), N_("all loyalty programmes") } },
  };
  guint i = 0;

  while (!g_str_equal (nouns[i].entity, entity))
    i++;

  return _(nouns[i].nouns[target - PARCOURS_TARGET_TRIGGER]);
}

static char *
meant_record (const ParcoursCondition *condition,
              const ParcoursNames     *names)
{
  const char *record = target_noun (condition->name, condition->target);
  g_autofree char *clauses = parcours_where_to_words (condition->where, condition->name, names);

  if (*clauses == '\0')
    /* Translators: the record is like "the latest open deal" or "the deal that let the contact in". */
    return parcours_phrase_fill (_("{record} exists"), "record", record, NULL);

  /* Translators: the record is like "the latest open deal" or "all deals". */
  return parcours_phrase_fill (_("for {record}, {clauses}"), "record", record, "clauses", clauses, NULL);
}

/* One question about a membership, with a noun that names the programme. */
static void
add_loyalty_clause (GPtrArray           *clauses,
                    const ParcoursTest  *test,
                    ParcoursWordsType    type,
                    const char          *program,
                    char                *phrase,
                    const ParcoursNames *names)
{
  ParcoursSubject subject = { .type = type, .kind = "tier", .within = program, .owner = "loyalty" };

  subject.noun = parcours_noun_from_phrase (phrase);
  g_ptr_array_add (clauses, parcours_words_clause (&subject, test, names));
  parcours_subject_clear (&subject);
  g_free (phrase);
}

static char *
balance_phrase (const ParcoursTest  *balance,
                const char          *slug,
                const char          *program,
                const ParcoursNames *names)
{
  const ParcoursSubject subject = { .type = PARCOURS_WORDS_REF, .kind = "balance", .within = slug };
  g_autofree char *label = balance != NULL ? parcours_words_values (&subject, balance, PARCOURS_JOIN_OR, names) : NULL;

  if (label == NULL)
    return parcours_phrase_fill (C_("noun", "balance in {program}"), "program", program, NULL);

  return parcours_phrase_fill (C_("noun", "balance {balance} in {program}"), "balance", label, "program", program, NULL);
}

static GPtrArray *
loyalty_clauses (const ParcoursWhere *where,
                 const char          *slug,
                 const char          *program,
                 const ParcoursNames *names)
{
  static const char *const said[] = { "program", "tier", "balance", "value", "member", "joined-on", NULL };
  GPtrArray *clauses = g_ptr_array_new_with_free_func (g_free);
  const ParcoursTest *tier = parcours_words_find_test (where, "tier");
  const ParcoursTest *value = parcours_words_find_test (where, "value");
  const ParcoursTest *member = parcours_words_find_test (where, "member");
  const ParcoursTest *joined = parcours_words_find_test (where, "joined-on");
  g_autofree char *rest = parcours_words_clauses (where, "loyalty", said, names);

  if (member != NULL)
    g_ptr_array_add (clauses, parcours_phrase_fill (member->boolean ? _("is a member of {program}")
                                                                    : _("is not a member of {program}"),
                                                    "program", program, NULL));
  if (tier != NULL)
    add_loyalty_clause (clauses, tier, PARCOURS_WORDS_REF, slug,
                        parcours_phrase_fill (C_("noun", "tier in {program}"), "program", program, NULL), names);
  if (value != NULL)
    add_loyalty_clause (clauses, value, PARCOURS_WORDS_NUMBER, slug,
                        balance_phrase (parcours_words_find_test (where, "balance"), slug, program, names), names);
  if (joined != NULL)
    add_loyalty_clause (clauses, joined, PARCOURS_WORDS_TIME, slug,
                        parcours_phrase_fill (C_("noun", "date of joining {program}"), "program", program, NULL), names);
  if (*rest != '\0')
    g_ptr_array_add (clauses, g_steal_pointer (&rest));

  return clauses;
}

/* People ask about one programme, and what they ask is true of its members alone. */
static char *
membership_words (const ParcoursCondition *condition,
                  const ParcoursNames     *names)
{
  const ParcoursTest *test = parcours_words_find_test (condition->where, "program");
  g_autofree char *program = parcours_words_labels (test, "program", names);
  g_autoptr (GPtrArray) clauses = NULL;

  if (program == NULL || test->n_literals != 1 || !parcours_words_is_once (&condition->comparison))
    return NULL;
  clauses = loyalty_clauses (condition->where, test->written[0], program, names);
  if (clauses->len == 0)
    return parcours_phrase_fill (_("is a member of {program}"), "program", program, NULL);

  return parcours_phrase_join (clauses, PARCOURS_JOIN_AND);
}

/**
 * parcours_words_record:
 * @condition: a leaf about records
 * @names: (nullable): names
 *
 * Returns: (transfer full): "has an open deal in the pipeline Sales worth more than 1,000 €"
 */
char *
parcours_words_record (const ParcoursCondition *condition,
                       const ParcoursNames     *names)
{
  gboolean all = condition->target == PARCOURS_TARGET_ALL;
  gboolean empty = parcours_where_is_empty (condition->where);
  char *words = NULL;

  if (g_str_equal (condition->name, "loyalty"))
    words = membership_words (condition, names);
  if (words != NULL)
    return words;
  /* Whoever has one has a latest one, and of all of them only some can be counted. */
  if (condition->target == PARCOURS_TARGET_ANY || (all && condition->has_count) ||
      (empty && (all || condition->target == PARCOURS_TARGET_LATEST)))
    return any_record (condition, names);

  return meant_record (condition, names);
}
