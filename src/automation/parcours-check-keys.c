/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-check-names.h"
#include "parcours-json.h"

/*
 * What filters can ask: the details of an event, from the catalogue and, of
 * custom events, as the workspace declares them, and the columns of records
 * (vocabulary, section 5).
 */

typedef struct
{
  const char *key;
  const char *type;
} Column;

static const Column deal_columns[] = {
  { "id", "text" }, { "title", "text" }, { "pipeline", "pipeline" }, { "stage", "stage" }, { "status", "choice" },
  { "value", "money" }, { "currency", "text" }, { "owner", "user" }, { "created-at", "instant" },
  { "closed-at", "instant" }, { "sentiment", "choice" }, { "account", "account" }, { NULL },
};
static const Column order_columns[] = {
  { "id", "text" }, { "number", "text" }, { "store", "store" }, { "items", "items" }, { "total", "money" },
  { "currency", "text" }, { "status", "choice" }, { "confirmed-at", "instant" }, { "shipped-at", "instant" },
  { "created-at", "instant" }, { "cart", "text" }, { NULL },
};
static const Column cart_columns[] = {
  { "id", "text" }, { "store", "store" }, { "items", "items" }, { "total", "money" }, { "status", "choice" },
  { "checkout", "choice" }, { "created-at", "instant" }, { "updated-at", "instant" }, { NULL },
};
static const Column task_columns[] = {
  { "id", "text" }, { "type", "task-type" }, { "title", "text" }, { "due", "instant" }, { "owner", "user" },
  { "note", "text" }, { "status", "choice" }, { "completed-at", "instant" }, { "created-at", "instant" },
  { "deal", "text" }, { NULL },
};
static const Column account_columns[] = {
  { "id", "text" }, { "name", "text" }, { "url", "url" }, { "primary", "bool" }, { NULL },
};
static const Column loyalty_columns[] = {
  { "program", "program" }, { "balance", "part" }, { "value", "number" }, { "tier", "part" }, { "member", "bool" },
  { "joined-on", "date" }, { NULL },
};
static const Column voucher_columns[] = {
  { "id", "text" }, { "code", "text" }, { "program", "program" }, { "expires", "date" }, { "status", "choice" },
  { "created-at", "instant" }, { NULL },
};
static const Column meeting_columns[] = {
  { "id", "text" }, { "type", "meeting-type" }, { "url", "url" }, { "starts", "instant" }, { "status", "choice" },
  { NULL },
};
static const Column item_columns[] = {
  { "product", "product" }, { "name", "text" }, { "categories", "category" }, { "collections", "collection" },
  { "price", "money" }, { "quantity", "integer" }, { NULL },
};

static const struct
{
  const char *record;
  const Column *columns;
  const char *fields; /* the kind of the fields that are columns too */
} records[] = {
  { "deal", deal_columns, "deal-field" },
  { "order", order_columns, NULL },
  { "cart", cart_columns, NULL },
  { "task", task_columns, NULL },
  { "account", account_columns, "account-field" },
  { "loyalty", loyalty_columns, NULL },
  { "voucher", voucher_columns, NULL },
  { "meeting", meeting_columns, NULL },
  { "items", item_columns, NULL },
};

static const char *
find_column (const Column *columns,
             const char   *key)
{
  for (guint i = 0; columns[i].key != NULL; i++)
    {
      if (g_str_equal (columns[i].key, key))
        return columns[i].type;
    }

  return NULL;
}

static guint
find_record (const char *record)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (records) && !g_str_equal (records[i].record, record))
    i++;

  return i;
}

static NameVerdict
look_up_column (const Checker  *self,
                const char     *record,
                const char     *key,
                const char    **type)
{
  guint i = find_record (record);

  if (i == G_N_ELEMENTS (records))
    return NAME_KNOWN;
  *type = find_column (records[i].columns, key);
  if (*type != NULL)
    return NAME_KNOWN;
  if (records[i].fields == NULL)
    return NAME_UNKNOWN;
  *type = "value";

  return parcours_name_look_up (self, records[i].fields, key);
}

/**
 * parcours_column_look_up:
 * @self: the checker
 * @record: a kind of records, such as `deal`
 * @key: a name
 *
 * Returns: whether it is a column of such records, one of the workspace's own included
 */
NameVerdict
parcours_column_look_up (const Checker *self,
                         const char    *record,
                         const char    *key)
{
  const char *type = NULL;

  return look_up_column (self, record, key, &type);
}

/* The keys of a custom event: an array of names, or an object of types by name. */
static NameVerdict
look_up_declared (const ParcoursEntity  *event,
                  const char            *key,
                  const char           **type)
{
  JsonObject *types = parcours_json_member_object (event->attributes, "keys");
  JsonArray *names = parcours_json_member_array (event->attributes, "keys");

  if (types == NULL && names == NULL)
    return NAME_NOT_TOLD;
  *type = parcours_json_member_string (types, key);
  if (types != NULL && json_object_has_member (types, key))
    return NAME_KNOWN;
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      if (g_strcmp0 (parcours_json_string (json_array_get_element (names, i)), key) == 0)
        return NAME_KNOWN;
    }

  return NAME_UNKNOWN;
}

static NameVerdict
look_up_topic_key (const KeyScope       *scope,
                   const ParcoursTopic  *topic,
                   const char           *key,
                   const char          **type)
{
  const ParcoursEntity *event;

  *type = g_hash_table_lookup (topic->payload, key);
  if (parcours_topic_has_key (topic, key))
    return NAME_KNOWN;
  if (!g_str_equal (topic->name, "event.recorded"))
    return NAME_UNKNOWN;
  event = parcours_checker_entity (scope->checker, "event-name", scope->event_name);

  return event != NULL ? look_up_declared (event, key, type) : NAME_NOT_TOLD;
}

/**
 * parcours_key_look_up:
 * @scope: what the keys may be
 * @key: a key
 * @type: (out) (nullable): its declared type
 *
 * Returns: whether one of the events declares the key, or the records have such a column
 */
NameVerdict
parcours_key_look_up (const KeyScope  *scope,
                      const char      *key,
                      const char     **type)
{
  NameVerdict best = NAME_UNKNOWN;

  *type = NULL;
  if (scope->record != NULL)
    return look_up_column (scope->checker, scope->record, key, type);
  for (guint i = 0; scope->topics != NULL && i < scope->topics->len; i++)
    {
      NameVerdict verdict = look_up_topic_key (scope, g_ptr_array_index (scope->topics, i), key, type);

      if (verdict == NAME_KNOWN)
        return NAME_KNOWN;
      if (verdict == NAME_NOT_TOLD)
        best = NAME_NOT_TOLD;
    }

  return scope->topics == NULL || scope->topics->len == 0 ? NAME_NOT_TOLD : best;
}

/* Returns: (transfer container): all keys, by name */
static GList *
all_keys (const KeyScope *scope)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint record = scope->record != NULL ? find_record (scope->record) : G_N_ELEMENTS (records);

  for (guint i = 0; record < G_N_ELEMENTS (records) && records[record].columns[i].key != NULL; i++)
    g_hash_table_add (keys, (gpointer) records[record].columns[i].key);
  for (guint i = 0; scope->topics != NULL && i < scope->topics->len; i++)
    {
      const ParcoursTopic *topic = g_ptr_array_index (scope->topics, i);
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, topic->payload);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (keys, key);
    }

  return g_list_sort (g_hash_table_get_keys (keys), (GCompareFunc) strcmp);
}

/**
 * parcours_key_list:
 * @scope: what the keys may be
 *
 * Returns: (transfer full): the keys that every workspace has, for people to read
 */
char *
parcours_key_list (const KeyScope *scope)
{
  g_autoptr (GList) keys = all_keys (scope);
  GString *list = g_string_new (NULL);

  for (GList *l = keys; l != NULL; l = l->next)
    /* Translators: between the members of a list. */
    g_string_append_printf (list, "%s%s", l != keys ? C_("list", ", ") : "", (const char *) l->data);

  return g_string_free (list, FALSE);
}

/* Whether one of the two is the other with a letter or two more at its end. */
static gboolean
is_like (const char *a,
         const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b);

  return MAX (length_a, length_b) - MIN (length_a, length_b) <= 2 && MIN (length_a, length_b) >= 3 &&
         g_ascii_strncasecmp (a, b, MIN (length_a, length_b)) == 0;
}

/**
 * parcours_key_closest:
 * @scope: what the keys may be
 * @key: what somebody wrote
 *
 * Returns: (transfer none) (nullable): the key that may be meant, such as `total` for `totals`
 */
const char *
parcours_key_closest (const KeyScope *scope,
                      const char     *key)
{
  g_autoptr (GList) keys = all_keys (scope);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (is_like (l->data, key))
        return l->data;
    }

  return NULL;
}
