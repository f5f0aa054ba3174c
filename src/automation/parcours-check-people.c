/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-fixes.h"
#include "parcours-check-reach.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Checks that count contacts: who would not be reached, who cannot come in.
 * Counting is dear, so the same question is asked once.
 */

typedef struct
{
  Checker *checker;
  GuardMap *map;         /* (owned) */
  GHashTable *counts;    /* (owned) (element-type utf8 guint64) what was counted, by question */
} People;

/* How many of those at a step have not what is needed. */
typedef struct
{
  guint64 n_lacking;
  guint64 n_all;
} Lack;

static JsonNode *
take (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static JsonNode *
group (const char *name,
       JsonNode   *one,
       JsonNode   *other)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  if (one != NULL)
    json_array_add_element (array, json_node_ref (one));
  if (other != NULL)
    json_array_add_element (array, json_node_ref (other));
  json_object_set_array_member (object, name, array);

  return take (object);
}

static JsonNode *
field_leaf (const char *field,
            const char *of,
            const char *op,
            const char *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", field);
  json_object_set_string_member (object, "op", op);
  if (value != NULL)
    json_object_set_string_member (object, "value", value);
  if (of != NULL && !g_str_equal (of, "contact"))
    json_object_set_string_member (object, "of", of);

  return take (object);
}

static JsonNode *
consent_leaf (const char *channel,
              const char *status,
              const char *sender)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "consent", channel);
  if (status != NULL)
    json_object_set_string_member (object, "status", status);
  if (sender != NULL)
    json_object_set_string_member (object, "sender", sender);

  return take (object);
}

/* How many of those whom @guard lets pass meet @asked, or have no @without. Guards
 * are told apart by where they stand, which spares writing their conditions out. */
static gboolean
count (People     *people,
       Guard      *guard,
       JsonNode   *asked,
       const char *without,
       guint64    *n)
{
  const ParcoursCheckContext *context = people->checker->context;
  g_autofree char *line = asked != NULL ? parcours_json_to_line (asked) : g_strdup ("");
  g_autofree char *key = g_strdup_printf ("%p %s %s", (gpointer) guard, without != NULL ? without : "", line);
  guint64 *known = g_hash_table_lookup (people->counts, key);
  JsonNode *reach = parcours_guard_condition (guard);
  g_autoptr (JsonNode) both = NULL;

  if (known != NULL)
    {
      *n = *known;
      return TRUE;
    }
  both = reach != NULL && asked != NULL ? group ("all", reach, asked) : NULL;
  if (!context->count (both != NULL ? both : asked != NULL ? asked : reach, without, n, context->count_data))
    return FALSE;
  known = g_new (guint64, 1);
  *known = *n;
  g_hash_table_insert (people->counts, g_steal_pointer (&key), known);

  return TRUE;
}

/* The condition that those meet who are counted so. */
static JsonNode *
concerned (Guard    *guard,
           JsonNode *asked)
{
  JsonNode *reach = parcours_guard_condition (guard);

  return reach != NULL ? group ("all", reach, asked) : json_node_ref (asked);
}

static void
set_counts (ParcoursCheck *check,
            const Lack    *lack,
            JsonNode      *contacts)
{
  if (check == NULL)
    return;
  check->n_contacts = (gint64) lack->n_lacking;
  check->n_all = (gint64) lack->n_all;
  if (contacts != NULL)
    check->contacts = json_node_ref (contacts);
}

/* Addresses. */

static const struct
{
  const char *has;
  const char *field; /* (nullable) */
  const char *one;
  const char *many;
  const char *fix;
} addresses[] = {
  { "email", "email",
    N_("{n} contact of the {all} who can come here has no email address, and would be passed over."),
    N_("{n} contacts of the {all} who can come here have no email address, and would be passed over."),
    N_("Only With an Address") },
  { "phone", "phone",
    N_("{n} contact of the {all} who can come here has no phone number, and would be passed over."),
    N_("{n} contacts of the {all} who can come here have no phone number, and would be passed over."),
    N_("Only With a Number") },
  { "device", NULL,
    N_("{n} contact of the {all} who can come here has no device for it, and would be passed over."),
    N_("{n} contacts of the {all} who can come here have no device for it, and would be passed over."),
    NULL },
  { "pass", NULL,
    N_("{n} contact of the {all} who can come here has no pass in a wallet, and would be passed over."),
    N_("{n} contacts of the {all} who can come here have no pass in a wallet, and would be passed over."),
    NULL },
};

/* Fills the holes {n} and {all} with numbers as the user writes them. */
static char *
fill_counts (const char *sentence,
             const Lack *lack)
{
  GString *filled = g_string_new (sentence);
  g_autofree char *n = parcours_count_to_words (lack->n_lacking);
  g_autofree char *all = parcours_count_to_words (lack->n_all);

  g_string_replace (filled, "{n}", n, 1);
  g_string_replace (filled, "{all}", all, 1);

  return g_string_free (filled, FALSE);
}

static void
check_address (People     *people,
               guint       step,
               const char *has)
{
  Checker *self = people->checker;
  Guard *guard = people->map->at[step];
  g_autoptr (JsonNode) needed = NULL;
  g_autoptr (JsonNode) lacking = NULL;
  g_autoptr (JsonNode) contacts = NULL;
  ParcoursCheck *check;
  Lack lack;
  guint i = 0;

  while (i < G_N_ELEMENTS (addresses) && !g_str_equal (addresses[i].has, has))
    i++;
  if (i == G_N_ELEMENTS (addresses))
    return;
  if (addresses[i].field != NULL)
    {
      needed = field_leaf (addresses[i].field, NULL, "not-empty", NULL);
      lacking = field_leaf (addresses[i].field, NULL, "empty", NULL);
    }
  if ((needed != NULL && parcours_guard_says (guard, needed)) ||
      !count (people, guard, NULL, has, &lack.n_lacking) || lack.n_lacking == 0 ||
      !count (people, guard, NULL, NULL, &lack.n_all))
    return;
  contacts = lacking != NULL ? concerned (guard, lacking) : NULL;
  check = parcours_checker_report (self, "recipient-without-address", step, NULL, NULL,
                                   fill_counts (ngettext (addresses[i].one, addresses[i].many, lack.n_lacking), &lack));
  set_counts (check, &lack, contacts);
  if (needed != NULL)
    parcours_fix_gate (self, check, step, needed, _(addresses[i].fix), FALSE);
}

/* Consent. */

static const ParcoursEntity *
find_message (const Checker *self,
              guint          step,
              const char    *channel)
{
  const char *kind = g_str_equal (channel, "wallet") ? "wallet-notification" : channel;

  return parcours_checker_entity (self, kind,
                                  parcours_checker_string (self, step, g_str_equal (channel, "wallet") ? "notification"
                                                                                                      : channel));
}

static JsonNode *
none_of_statuses (const char *channel,
                  const char *first,
                  const char *second,
                  const char *sender)
{
  g_autoptr (JsonNode) one = consent_leaf (channel, first, NULL);
  g_autoptr (JsonNode) other = second != NULL ? consent_leaf (channel, second, sender) : NULL;

  return group ("none", one, other);
}

static JsonNode *
list_leaf (const char *list)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "list", list != NULL ? list : "any");

  return take (object);
}

static const char *
own_list (const ParcoursEntity *message)
{
  JsonArray *lists = message != NULL ? parcours_json_member_array (message->attributes, "lists") : NULL;
  const char *list = message != NULL ? parcours_json_member_string (message->attributes, "list") : NULL;

  if (list == NULL && lists != NULL && json_array_get_length (lists) > 0)
    list = parcours_json_string (json_array_get_element (lists, 0));

  return list;
}

static gboolean
is_transactional (const Checker        *self,
                  guint                 step,
                  const ParcoursEntity *message)
{
  const char *kind = message != NULL ? parcours_json_member_string (message->attributes, "kind") : NULL;

  return g_strcmp0 (kind, "transactional") == 0 ||
         g_strcmp0 (parcours_checker_string (self, step, "kind"), "transactional") == 0;
}

/* What a contact must meet to be written to (vocabulary, section 2, "Consent"); %NULL where nothing is asked. */
static JsonNode *
consent_rule (const People *people,
              guint         step,
              const char   *channel)
{
  const Checker *self = people->checker;
  const ParcoursEntity *message = find_message (self, step, channel);
  const char *sender = message != NULL ? parcours_json_member_string (message->attributes, "sender") : NULL;
  const char *rule = parcours_json_member_string (parcours_checker_platform (self), "consent");
  gboolean transactional = is_transactional (self, step, message) || people->map->notices[step];
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (JsonNode) unsubscribed = NULL;
  JsonArray *array;

  if (!g_str_equal (channel, "email"))
    return transactional ? NULL : consent_leaf (channel, NULL, NULL);
  if (transactional)
    return none_of_statuses (channel, "bounced", sender != NULL ? "blocked" : NULL, sender);
  if (parcours_guard_has_agreed (people->map->at[step]))
    return none_of_statuses (channel, "bounced", "blocked", NULL);
  if (g_strcmp0 (rule, "list") == 0)
    return list_leaf (own_list (message));
  if (g_strcmp0 (rule, "channel") == 0)
    return consent_leaf (channel, NULL, NULL);
  refused = none_of_statuses (channel, "bounced", "blocked", NULL);
  unsubscribed = consent_leaf (channel, "unsubscribed", NULL);
  array = parcours_json_member_array (json_node_get_object (refused), "none");
  json_array_add_element (array, json_node_ref (unsubscribed));

  return g_steal_pointer (&refused);
}

static void
check_consent (People     *people,
               guint       step,
               const char *channel)
{
  Checker *self = people->checker;
  Guard *guard = people->map->at[step];
  g_autoptr (JsonNode) needed = consent_rule (people, step, channel);
  g_autoptr (JsonNode) lacking = needed != NULL ? group ("none", needed, NULL) : NULL;
  g_autoptr (JsonNode) contacts = NULL;
  ParcoursCheck *check;
  Lack lack;

  if (needed == NULL || parcours_guard_says (guard, needed) ||
      !count (people, guard, lacking, NULL, &lack.n_lacking) || lack.n_lacking == 0 ||
      !count (people, guard, NULL, NULL, &lack.n_all))
    return;
  contacts = concerned (guard, lacking);
  check = parcours_checker_report (self, "recipient-without-consent", step, NULL, NULL,
                                   fill_counts (ngettext ("{n} contact of the {all} who can come here has not agreed, "
                                                          "and would be passed over.",
                                                          "{n} contacts of the {all} who can come here have not agreed, "
                                                          "and would be passed over.", lack.n_lacking), &lack));
  set_counts (check, &lack, contacts);
  parcours_fix_gate (self, check, step, needed, _("Only With Consent"), FALSE);
}

static void
check_subscribed (People     *people,
                  guint       step,
                  const char *channel)
{
  Checker *self = people->checker;
  g_autoptr (JsonNode) consent = consent_leaf (channel, NULL, NULL);
  g_autoptr (JsonNode) lacking = group ("none", consent, NULL);
  gboolean counted;
  Lack lack = { 0, 0 };
  char *message;
  ParcoursCheck *check;

  counted = self->context->count != NULL && count (people, NULL, lacking, NULL, &lack.n_lacking) &&
            count (people, NULL, NULL, NULL, &lack.n_all);
  if (counted)
    message = fill_counts (ngettext ("Only subscribers enter here: {n} contact of {all} is none.",
                                     "Only subscribers enter here: {n} contacts of {all} are none.", lack.n_lacking), &lack);
  else
    message = parcours_phrase_fill (_("Only subscribers enter by “{step}”, whoever else buys."),
                                    "step", parcours_checker_step_name (self, step), NULL);
  check = parcours_checker_report (self, "entry-subscribed-only", step, NULL, NULL, message);
  if (counted)
    set_counts (check, &lack, lacking);
}

/* Fields and moves. */

static const char *
asked_field (const Checker  *self,
             guint           step,
             const char     *param,
             const char    **of)
{
  JsonObject *date = parcours_json_member_object (self->steps[step].params, param);

  *of = date != NULL ? parcours_json_member_string (date, "of") : "contact";
  if (date == NULL)
    return parcours_checker_string (self, step, param);

  return g_strcmp0 (*of, "contact") == 0 || g_strcmp0 (*of, "deal") == 0 ? parcours_json_member_string (date, "field")
                                                                         : NULL;
}

static void
report_lack (People     *people,
             guint       step,
             const char *param,
             const char *field,
             gboolean    future,
             const Lack *lack,
             JsonNode   *contacts)
{
  Checker *self = people->checker;
  const char *label = parcours_library_label (self->context->library, "field", field);
  g_autofree char *sentence = NULL;
  ParcoursCheck *check;

  if (lack->n_lacking == lack->n_all)
    sentence = g_strdup_printf (future ? _("Nobody has a date to come in “%s”, so nobody can enter.")
                                       : _("Nobody has anything in “%s”, so nobody can enter."), label);
  else
    sentence = g_strdup_printf (future ? ngettext ("{n} contact of {all} has no date to come in “%s”, and cannot enter.",
                                                   "{n} contacts of {all} have no date to come in “%s”, and cannot enter.",
                                                   lack->n_lacking)
                                       : ngettext ("{n} contact of {all} has nothing in “%s”, and cannot enter.",
                                                   "{n} contacts of {all} have nothing in “%s”, and cannot enter.",
                                                   lack->n_lacking), label);
  check = parcours_checker_report (self, "contact-lacks-field", step, NULL, param, fill_counts (sentence, lack));
  set_counts (check, lack, contacts);
  if (check != NULL && lack->n_lacking == lack->n_all)
    check->severity = PARCOURS_SEVERITY_WARNING;
}

static void
check_field (People     *people,
             guint       step,
             const char *param,
             gboolean    future)
{
  Checker *self = people->checker;
  const char *of;
  const char *field = asked_field (self, step, param, &of);
  g_autoptr (JsonNode) has = NULL;
  g_autoptr (JsonNode) lacking = NULL;
  Lack lack;

  if (field == NULL)
    return;
  has = future ? field_leaf (field, of, ">=", "today") : field_leaf (field, of, "not-empty", NULL);
  lacking = group ("none", has, NULL);
  if (count (people, NULL, lacking, NULL, &lack.n_lacking) && lack.n_lacking > 0 &&
      count (people, NULL, NULL, NULL, &lack.n_all))
    report_lack (people, step, param, field, future, &lack, lacking);
}

static void
check_moves (People     *people,
             guint       step,
             const char *param)
{
  Checker *self = people->checker;
  const char *list = parcours_checker_string (self, step, param);
  JsonObject *object;
  g_autoptr (JsonNode) moved = NULL;
  g_autofree char *sentence = NULL;
  ParcoursCheck *check;
  Lack lack = { 0, 0 };

  if (list == NULL || g_str_equal (list, "any"))
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "event", "list.moved");
  json_object_set_string_member (object, "subject", list);
  moved = take (object);
  if (!count (people, NULL, moved, NULL, &lack.n_lacking) || lack.n_lacking == 0)
    return;
  sentence = g_strdup_printf (ngettext ("{n} contact has been moved to the list “%s”. A move lets nobody in here.",
                                        "{n} contacts have been moved to the list “%s”. A move lets nobody in here.",
                                        lack.n_lacking), parcours_library_label (self->context->library, "list", list));
  check = parcours_checker_report (self, "moves-not-counted", step, NULL, param, fill_counts (sentence, &lack));
  set_counts (check, &lack, moved);
  if (check != NULL)
    check->n_all = -1;
}

/* The rules of a row. */

static void
check_constraint (People     *people,
                  guint       step,
                  JsonObject *constraint)
{
  static const char *const codes[] = { "recipient-without-consent", "recipient-without-address", "contact-lacks-field",
                                       "moves-not-counted", NULL };
  const char *code = parcours_json_member_string (constraint, "code");
  const char *param = parcours_json_member_string (constraint, "param");

  if (g_strcmp0 (code, "entry-subscribed-only") == 0)
    check_subscribed (people, step, parcours_json_member_string (constraint, "channel"));
  if (code == NULL || !g_strv_contains (codes, code))
    return;
  if (people->checker->context->count == NULL)
    {
      for (guint i = 0; codes[i] != NULL; i++)
        {
          if (g_str_equal (codes[i], code))
            parcours_checker_leave_out (people->checker, codes[i]);
        }
      return;
    }
  if (g_str_equal (code, "recipient-without-consent"))
    check_consent (people, step, parcours_json_member_string (constraint, "channel"));
  else if (g_str_equal (code, "recipient-without-address"))
    check_address (people, step, parcours_json_member_string (constraint, "has"));
  else if (g_str_equal (code, "contact-lacks-field"))
    check_field (people, step, param, parcours_json_member_boolean (constraint, "future", FALSE));
  else
    check_moves (people, step, param);
}

/* *Any* has no rows with rules, but messages go to people there too. */
static void
check_any_message (People *people,
                   guint   step)
{
  static const struct
  {
    const char *channel, *has;
  } needs[] = {
    { "email", "email" }, { "sms", "phone" }, { "push", "device" }, { "wallet", "pass" }, { "site-message", NULL },
  };
  const ParcoursStepType *type = people->checker->steps[step].step->type;
  const char *channel = type != NULL ? parcours_json_member_string (type->fixed, "channel") : NULL;

  for (guint i = 0; channel != NULL && i < G_N_ELEMENTS (needs); i++)
    {
      if (!g_str_equal (needs[i].channel, channel))
        continue;
      if (people->checker->context->count == NULL)
        {
          parcours_checker_leave_out (people->checker, "recipient-without-consent");
          parcours_checker_leave_out (people->checker, "recipient-without-address");
          return;
        }
      check_consent (people, step, channel);
      if (needs[i].has != NULL)
        check_address (people, step, needs[i].has);
    }
}

static void
check_step (People *people,
            guint   step)
{
  const ParcoursRow *row = people->checker->steps[step].row;

  if (row == NULL || !people->checker->live[step])
    return;
  if (row->platform == PARCOURS_PLATFORM_ANY)
    check_any_message (people, step);
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    check_constraint (people, step, json_array_get_object_element (row->constraints, i));
}

/**
 * parcours_check_people:
 * @self: the checker
 *
 * Reports `recipient-without-address`, `recipient-without-consent`, `entry-subscribed-only`,
 * `contact-lacks-field` and `moves-not-counted`.
 */
void
parcours_check_people (Checker *self)
{
  People people = { self, parcours_guard_map_new (self),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

  for (guint i = 0; i < self->ways->n_steps; i++)
    check_step (&people, i);
  g_hash_table_unref (people.counts);
  parcours_guard_map_free (people.map);
}
