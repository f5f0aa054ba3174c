/* SPDX-License-Identifier: GPL-3.0-or-later */

/* WHERE in words: what payloads and records must be like. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-words-private.h"

static char *clause_of (const ParcoursWhere *where,
                        const char          *owner,
                        const char *const   *said,
                        const ParcoursNames *names);

/**
 * parcours_words_find_test:
 * @where: (nullable): a filter
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the test that every record must pass on the key itself
 */
const ParcoursTest *
parcours_words_find_test (const ParcoursWhere *where,
                          const char          *key)
{
  for (guint i = 0; where != NULL && where->kind == PARCOURS_WHERE_ALL && i < where->children->len; i++)
    {
      const ParcoursWhere *child = g_ptr_array_index (where->children, i);

      if (child->kind == PARCOURS_WHERE_KEY && child->path[1] == NULL && g_str_equal (child->path[0], key))
        return &child->test;
    }

  return NULL;
}

/* "is not paid, or is not known" before an "and" would be read wrongly. */
static gboolean
is_loose (const ParcoursWhere *where)
{
  return where->kind == PARCOURS_WHERE_KEY && where->test.where == NULL && where->test.op != PARCOURS_OP_EMPTY &&
         parcours_op_on_missing (where->test.op);
}

static GPtrArray *
clauses_of (const ParcoursWhere *where,
            const char          *owner,
            const char *const   *said,
            const ParcoursNames *names)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (g_free);
  gboolean listed = where->kind != PARCOURS_WHERE_ALL || where->children->len == 1;

  for (guint i = 0; i < where->children->len; i++)
    {
      const ParcoursWhere *child = g_ptr_array_index (where->children, i);
      g_autofree char *clause = clause_of (child, owner, said, names);

      if (clause != NULL && is_loose (child) && !listed)
        g_ptr_array_add (clauses, parcours_phrase_fill (C_("group inside a group", "({group})"), "group", clause, NULL));
      else if (clause != NULL)
        g_ptr_array_add (clauses, g_steal_pointer (&clause));
    }

  return clauses;
}

/* A group inside a clause stands in brackets, so that it is clear how far it
 * reaches; what is joined by "and" needs none. */
static char *
group_clause (const ParcoursWhere *where,
              const char          *owner,
              const char *const   *said,
              const ParcoursNames *names)
{
  g_autoptr (GPtrArray) clauses = clauses_of (where, owner, said, names);
  g_autofree char *list = NULL;

  if (clauses->len == 0)
    return where->kind == PARCOURS_WHERE_ANY ? g_strdup (_("(something impossible)")) : NULL;
  if (where->kind == PARCOURS_WHERE_ALL)
    return parcours_phrase_join (clauses, PARCOURS_JOIN_AND);
  if (clauses->len == 1 && where->kind == PARCOURS_WHERE_ANY)
    return g_strdup (clauses->pdata[0]);
  list = parcours_phrase_join (clauses, PARCOURS_JOIN_CLAUSES);

  return parcours_phrase_fill (where->kind == PARCOURS_WHERE_ANY ? _("(at least one of these: {clauses})")
                                                                 : _("(none of these: {clauses})"),
                               "clauses", list, NULL);
}

static char *
key_clause (const ParcoursWhere *where,
            const char          *owner,
            const ParcoursNames *names)
{
  ParcoursSubject subject;
  char *clause;

  if (where->test.where != NULL)
    return group_clause (where->test.where, NULL, NULL, names);
  parcours_subject_init_key (&subject, owner, where->path, names);
  clause = parcours_words_clause (&subject, &where->test, names);
  parcours_subject_clear (&subject);

  return clause;
}

/* %NULL for what another part of the sentence says. */
static char *
clause_of (const ParcoursWhere *where,
           const char          *owner,
           const char *const   *said,
           const ParcoursNames *names)
{
  if (where->kind != PARCOURS_WHERE_KEY)
    return group_clause (where, owner, said, names);
  if (said != NULL && g_strv_contains (said, where->path[0]))
    return NULL;

  return key_clause (where, owner, names);
}

/**
 * parcours_words_clauses:
 * @where: (nullable): a filter
 * @owner: (nullable): the topic or kind of record that it is about
 * @said: (nullable) (array zero-terminated=1): keys that are said elsewhere
 * @names: (nullable): names
 *
 * Returns: (transfer full): the clauses, nothing if there are none: "total is more than 100 € and status is paid"
 */
char *
parcours_words_clauses (const ParcoursWhere *where,
                        const char          *owner,
                        const char *const   *said,
                        const ParcoursNames *names)
{
  char *clause = where != NULL ? clause_of (where, owner, said, names) : NULL;

  return clause != NULL ? clause : g_strdup ("");
}

/**
 * parcours_words_labels:
 * @test: (nullable): a test of a reference
 * @kind: the kind of thing
 * @names: (nullable): names
 *
 * Returns: (transfer full) (nullable): what the things are called that the test names, "Soap or Candle", or
 *   %NULL if it does something else than naming things
 */
char *
parcours_words_labels (const ParcoursTest  *test,
                       const char          *kind,
                       const ParcoursNames *names)
{
  const ParcoursSubject subject = { .type = PARCOURS_WORDS_REF, .kind = kind };

  if (test == NULL || test->n_literals == 0 || test->is_pattern ||
      (test->op != PARCOURS_OP_IS && test->op != PARCOURS_OP_ONE_OF && test->op != PARCOURS_OP_ANY_OF))
    return NULL;

  return parcours_words_values (&subject, test, PARCOURS_JOIN_OR, names);
}

static char *
price_words (const ParcoursTest  *test,
             const ParcoursNames *names)
{
  const ParcoursComparison *comparison = &test->comparison;
  g_autofree char *amount = parcours_words_amount (PARCOURS_WORDS_MONEY, comparison, names);
  g_autofree char *low = parcours_names_money (names, comparison->low);
  g_autofree char *high = parcours_names_money (names, comparison->high);

  if (comparison->op == PARCOURS_OP_BETWEEN)
    return parcours_phrase_fill (C_("price", "at {low} to {high}"), "low", low, "high", high, NULL);

  /* Translators: the price of a product: "at 10 € or more". */
  return parcours_phrase_fill (C_("price", "at {amount}"), "amount", amount, NULL);
}

static char *
item_words (const ParcoursWhere *item,
            const char          *owner,
            const ParcoursNames *names)
{
  const ParcoursTest *product = parcours_words_find_test (item, "product");
  const ParcoursTest *category = parcours_words_find_test (item, "categories");
  const ParcoursTest *price = parcours_words_find_test (item, "price");
  const char *said[4] = { NULL };
  guint n_said = 0;
  g_autofree char *products = parcours_words_labels (product, "product", names);
  g_autofree char *labels = parcours_words_labels (category, "category", names);
  g_autofree char *categories = NULL;
  g_autofree char *at = NULL;
  g_autofree char *clauses = NULL;
  g_autofree char *whose = NULL;

  if (products != NULL)
    said[n_said++] = "product";
  if (labels != NULL)
    {
      /* Translators: behind a product: "with a product of the category Gifts". */
      categories = parcours_phrase_fill (_("of the category {category}"), "category", labels, NULL);
      said[n_said++] = "categories";
    }
  if (price != NULL && price->has_comparison && price->comparison.has_number)
    {
      at = price_words (price, names);
      said[n_said++] = "price";
    }
  clauses = parcours_words_clauses (item, owner, said, names);
  if (*clauses != '\0')
    whose = parcours_phrase_fill (_("(where {clauses})"), "clauses", clauses, NULL);

  /* Translators: what an order or a cart holds: "with Soap at 10 € or more". All parts but the product may
     be empty. */
  return parcours_phrase_fill (C_("items", "with {product} {category} {price} {whose}"),
                               "product", products != NULL ? products : C_("items", "a product"),
                               "category", categories, "price", at, "whose", whose, NULL);
}

/**
 * parcours_words_items:
 * @where: (nullable): a filter of an order or a cart
 * @owner: the topic or the kind of record
 * @names: (nullable): names
 *
 * Returns: (transfer full) (nullable): what it asks of the items, %NULL for nothing: "with Soap at 10 € or more"
 */
char *
parcours_words_items (const ParcoursWhere *where,
                      const char          *owner,
                      const ParcoursNames *names)
{
  const ParcoursTest *items = parcours_words_find_test (where, "items");

  return items != NULL && items->where != NULL ? item_words (items->where, owner, names) : NULL;
}

/**
 * parcours_where_to_words:
 * @where: (nullable): a filter
 * @owner: (nullable): the topic or kind of record that it is about
 * @names: (nullable): names
 *
 * Returns: (transfer full): the filter in the user's language, nothing if it lets everything pass:
 *   "total is more than 100 € and status is paid"
 */
char *
parcours_where_to_words (const ParcoursWhere *where,
                         const char          *owner,
                         const ParcoursNames *names)
{
  static const char *const said[] = { "items", NULL };
  g_autofree char *items = parcours_words_items (where, owner, names);
  g_autofree char *clauses = parcours_words_clauses (where, owner, items != NULL ? said : NULL, names);

  if (items == NULL)
    return g_steal_pointer (&clauses);
  if (*clauses == '\0')
    return g_steal_pointer (&items);

  /* Translators: as in "with Soap at 10 € or more, where total is more than 100 €". */
  return parcours_phrase_fill (_("{items}, where {clauses}"), "items", items, "clauses", clauses, NULL);
}
