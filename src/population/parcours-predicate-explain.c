/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same leaves that decide say what they saw. Nothing here decides anything
 * by itself, so an explanation cannot disagree with a run. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-predicate-explain.h"
#include "parcours-predicate-private.h"
#include "parcours-words.h"

typedef struct
{
  const ParcoursPredicate *predicate;
  const ParcoursState *state;
  const ParcoursNames *names;
} Explainer;

/**
 * parcours_predicate_explanation_free:
 * @explanation: (transfer full): an explanation
 */
void
parcours_predicate_explanation_free (ParcoursPredicateExplanation *explanation)
{
  parcours_condition_unref (explanation->condition);
  g_clear_pointer (&explanation->children, g_ptr_array_unref);
  g_free (explanation->words);
  g_clear_pointer (&explanation->value, json_node_unref);
  g_free (explanation->value_words);
  g_free (explanation);
}

static JsonNode *
number_node (double number)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  if (number == trunc (number) && fabs (number) < 0x1p53)
    json_node_set_int (node, (gint64) number);
  else
    json_node_set_double (node, number);

  return node;
}

static JsonNode *
bool_node (gboolean value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, value);

  return node;
}

static JsonNode *
object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static char *
yes_or_no (gboolean value)
{
  return g_strdup (value ? C_("value", "yes") : C_("value", "no"));
}

static char *
instant_words (const Explainer *explainer,
               const Leaf      *leaf,
               gint64           at)
{
  const ParcoursZone *zone = parcours_leaf_zone (explainer->predicate, leaf, explainer->state);

  return parcours_local_to_words (parcours_zone_to_local (zone, at));
}

static JsonNode *
instant_node (gint64 at)
{
  g_autofree char *text = at != PARCOURS_INSTANT_MISSING ? parcours_instant_format (at) : NULL;

  return parcours_json_new_string (text);
}

/* The options of a field for several choices that the contact has. */
static void
explain_choices (ParcoursPredicateExplanation      *explanation,
                 const ParcoursFrameField *field,
                 guint64                   mask)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GPtrArray) options = g_ptr_array_new ();

  for (guint i = 0; i < 64 && field->options[i] != NULL; i++)
    {
      if (!(mask >> i & 1))
        continue;
      json_array_add_string_element (array, field->options[i]);
      g_ptr_array_add (options, field->options[i]);
    }
  explanation->value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (explanation->value, array);
  explanation->value_words = parcours_phrase_join (options, PARCOURS_JOIN_AND);
}

static char *
slot_words (const Explainer   *explainer,
            const Leaf        *leaf,
            ParcoursFieldType  type,
            ParcoursSlot       slot)
{
  g_autofree char *text = NULL;

  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
      return parcours_number_to_words (slot.number);
    case PARCOURS_FIELD_MONEY:
      return parcours_names_money (explainer->names, slot.number);
    case PARCOURS_FIELD_DATE:
      return parcours_day_to_words (slot.day);
    case PARCOURS_FIELD_DATETIME:
      return instant_words (explainer, leaf, slot.at);
    case PARCOURS_FIELD_BIRTHDAY:
      return parcours_birthday_to_words (slot.day / 32, slot.day % 32);
    case PARCOURS_FIELD_BOOL:
      return yes_or_no (slot.boolean == 1);
    case PARCOURS_FIELD_USER:
      text = parcours_texts_format (explainer->state->texts, slot.text);
      return g_strdup (parcours_names_label (explainer->names, "user", text));
    default:
      return parcours_texts_format (explainer->state->texts, slot.text);
    }
}

static JsonNode *
slot_node (const Explainer   *explainer,
           ParcoursFieldType  type,
           ParcoursSlot       slot)
{
  g_autofree char *text = NULL;

  if (type == PARCOURS_FIELD_NUMBER || type == PARCOURS_FIELD_MONEY)
    return number_node (slot.number);
  if (type == PARCOURS_FIELD_BOOL)
    return bool_node (slot.boolean == 1);
  text = parcours_slot_format (type, NULL, slot, explainer->state->texts);

  return parcours_json_new_string (text);
}

static void
explain_slot (const Explainer     *explainer,
              ParcoursPredicateExplanation *explanation,
              const Leaf          *leaf)
{
  const ParcoursFrameField *field = parcours_frame_field (explainer->predicate->frame, leaf->slot);
  ParcoursSlot slot = explainer->state->slots[leaf->slot];

  explanation->type = field->type;
  if (field->type == PARCOURS_FIELD_NUMBER || field->type == PARCOURS_FIELD_MONEY)
    {
      explanation->has_number = leaf->op == LEAF_NUMBER;
      explanation->number = slot.number;
      explanation->comparison = leaf->comparison;
    }
  if (parcours_slot_is_missing (field->type, slot))
    {
      explanation->value_words = g_strdup (C_("value", "not known"));
      return;
    }
  if (field->type == PARCOURS_FIELD_CHOICES)
    {
      explain_choices (explanation, field, slot.mask);
      return;
    }
  explanation->value = slot_node (explainer, field->type, slot);
  explanation->value_words = slot_words (explainer, leaf, field->type, slot);
}

/* Which of the names that are asked about the contact has. */
static void
explain_set (const Explainer     *explainer,
             ParcoursPredicateExplanation *explanation,
             const Leaf          *leaf)
{
  ParcoursSetKind kind = (ParcoursSetKind) leaf->slot;
  JsonArray *array = json_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  char **slugs = leaf->condition->slugs;

  for (guint i = 0; slugs[i] != NULL; i++)
    {
      guint32 text = parcours_texts_find (explainer->state->texts, slugs[i]);
      int number = parcours_frame_find_set (explainer->predicate->frame, kind, text);

      if (number < 0 || !parcours_state_has (explainer->state, (guint) number))
        continue;
      json_array_add_string_element (array, slugs[i]);
      g_ptr_array_add (labels, (gpointer) parcours_names_label (explainer->names, parcours_set_kind_name (kind), slugs[i]));
    }
  explanation->value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (explanation->value, array);
  explanation->value_words = labels->len > 0 ? parcours_phrase_join (labels, PARCOURS_JOIN_COMMAS)
                                             : g_strdup (C_("value", "none of them"));
}

static void
explain_count (ParcoursPredicateExplanation *explanation,
               guint                n)
{
  explanation->value = number_node (n);
  explanation->value_words = parcours_count_to_words (n);
}

static const char *
list_status_words (ParcoursListStatus status)
{
  switch (status)
    {
    case PARCOURS_LIST_UNCONFIRMED:
      return C_("list status", "unconfirmed");
    case PARCOURS_LIST_ACTIVE:
      return C_("list status", "active");
    case PARCOURS_LIST_UNSUBSCRIBED:
      return C_("list status", "unsubscribed");
    case PARCOURS_LIST_BOUNCED:
      return C_("list status", "bounced");
    case PARCOURS_LIST_NONE:
    case PARCOURS_LIST_ANY:
    default:
      return C_("list status", "not on it");
    }
}

static void
explain_lists (const Explainer     *explainer,
               ParcoursPredicateExplanation *explanation,
               const Leaf          *leaf)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < leaf->n_lists; i++)
    {
      const ParcoursFrameList *list = parcours_frame_list (explainer->predicate->frame, leaf->lists[i]);
      ParcoursListStatus status = explainer->state->lists[leaf->lists[i]].status;
      const char *label = parcours_names_label (explainer->names, "list", list->slug);
      const char *words = list_status_words (status);

      json_object_set_string_member (object, list->slug, parcours_list_status_name (status));
      /* Translators: a list and the status on it: "Newsletter: active". */
      g_ptr_array_add (parts, leaf->n_lists == 1 ? g_strdup (words)
                              : parcours_phrase_fill (_("{list}: {status}"), "list", label, "status", words, NULL));
    }
  explanation->value = object_node (object);
  explanation->value_words = parcours_phrase_join (parts, PARCOURS_JOIN_CLAUSES);
}

static const char *
consent_words (ParcoursConsent consent)
{
  switch (consent)
    {
    case PARCOURS_CONSENT_UNCONFIRMED:
      return C_("consent", "unconfirmed");
    case PARCOURS_CONSENT_SUBSCRIBED:
      return C_("consent", "subscribed");
    case PARCOURS_CONSENT_UNSUBSCRIBED:
      return C_("consent", "unsubscribed");
    case PARCOURS_CONSENT_BOUNCED:
      return C_("consent", "bounced");
    case PARCOURS_CONSENT_BLOCKED:
      return C_("consent", "blocked");
    case PARCOURS_CONSENT_NONE:
    default:
      return C_("consent", "undecided");
    }
}

static char *
event_words (const Explainer *explainer,
             const Leaf      *leaf,
             guint            count,
             gint64           last)
{
  g_autofree char *number = parcours_count_to_words (count);
  g_autofree char *time = last != PARCOURS_INSTANT_MISSING ? instant_words (explainer, leaf, last) : NULL;

  if (count == 0)
    return g_strdup (C_("events", "never"));

  return parcours_phrase_fill (ngettext ("{n} time, on {time}", "{n} times, last on {time}", count), "n", number,
                               "time", time, NULL);
}

static JsonObject *
sums_object (const Leaf   *leaf,
             const double *sums)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < leaf->n_sums; i++)
    {
      const ParcoursSum *sum = &g_array_index (leaf->condition->sums, ParcoursSum, i);

      json_object_set_member (object, sum->key, number_node (sums[i]));
    }

  return object;
}

static void
explain_event (const Explainer     *explainer,
               ParcoursPredicateExplanation *explanation,
               const Leaf          *leaf)
{
  g_autofree double *sums = g_new0 (double, leaf->n_sums + 1);
  JsonObject *object = json_object_new ();
  g_autofree char *times = NULL;
  g_autofree char *sum = NULL;
  guint count;
  gint64 last;

  parcours_leaf_count_events (explainer->predicate, leaf, explainer->state, &count, &last, sums);
  json_object_set_int_member (object, "count", count);
  json_object_set_member (object, "last", instant_node (last));
  if (leaf->n_sums > 0)
    json_object_set_object_member (object, "sum", sums_object (leaf, sums));
  explanation->value = object_node (object);
  explanation->has_number = leaf->n_sums == 0;
  explanation->number = count;
  explanation->comparison = leaf->comparison;
  times = event_words (explainer, leaf, count, last);
  if (leaf->n_sums == 0)
    {
      explanation->value_words = g_steal_pointer (&times);
      return;
    }
  sum = parcours_names_money (explainer->names, sums[0]);
  /* Translators: how often something happened and what it adds up to: "2 times, last on 4 March 2026: 80 € in total". */
  explanation->value_words = parcours_phrase_fill (_("{times}: {sum} in total"), "times", times, "sum", sum, NULL);
}

static char *
value_words (const Explainer *explainer,
             const Leaf      *leaf,
             ParcoursValue    value)
{
  g_autoptr (JsonNode) node = NULL;

  switch (value.type)
    {
    case PARCOURS_VALUE_MISSING:
      return g_strdup (C_("value", "not known"));
    case PARCOURS_VALUE_NUMBER:
      return parcours_number_to_words (value.number);
    case PARCOURS_VALUE_TEXT:
      return parcours_texts_format (explainer->state->texts, value.text);
    case PARCOURS_VALUE_BOOL:
      return yes_or_no (value.boolean);
    case PARCOURS_VALUE_INSTANT:
      return instant_words (explainer, leaf, value.at);
    case PARCOURS_VALUE_DAY:
      return parcours_day_to_words (value.day);
    case PARCOURS_VALUE_OBJECT:
    case PARCOURS_VALUE_ARRAY:
    default:
      node = parcours_value_to_json (value, explainer->state->texts);
      return parcours_json_to_line (node);
    }
}

/* A field of the deal or the account that is meant. */
static void
explain_column (const Explainer     *explainer,
                ParcoursPredicateExplanation *explanation,
                const Leaf          *leaf)
{
  const ParcoursState *state = explainer->state;
  int record = parcours_state_target (state, leaf->slot, (ParcoursTarget) leaf->status, 0);
  ParcoursValue value;

  if (record < 0)
    {
      explanation->value_words = g_strdup (leaf->condition->holder == PARCOURS_OF_DEAL ? C_("value", "no open deal")
                                                                                       : C_("value", "no account"));
      return;
    }
  value = parcours_object_get (state->records[leaf->slot].records[record].columns,
                               g_quark_from_string (leaf->condition->name));
  if (value.type != PARCOURS_VALUE_MISSING)
    explanation->value = parcours_value_to_json (value, state->texts);
  explanation->value_words = value_words (explainer, leaf, value);
}

static void
explain_records (const Explainer     *explainer,
                 ParcoursPredicateExplanation *explanation,
                 const Leaf          *leaf)
{
  guint n = explainer->state->records[leaf->slot].n;
  guint matching = parcours_leaf_count_records (explainer->predicate, leaf, explainer->state);
  JsonObject *object;
  g_autofree char *part = parcours_count_to_words (matching);
  g_autofree char *all = parcours_count_to_words (n);

  if (leaf->condition->kind != PARCOURS_CONDITION_RECORD)
    {
      explain_column (explainer, explanation, leaf);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "matching", matching);
  json_object_set_int_member (object, "of", n);
  explanation->value = object_node (object);
  if (n == 0)
    explanation->value_words = g_strdup (C_("records", "none at all"));
  else
    /* Translators: how many of a contact's deals, orders ... are like that: "1 of 3". */
    explanation->value_words = parcours_phrase_fill (_("{n} of {all}"), "n", part, "all", all, NULL);
}

/* What the event that let the contact in says of the keys asked about. */
static void
explain_trigger (const Explainer     *explainer,
                 ParcoursPredicateExplanation *explanation,
                 const Leaf          *leaf)
{
  const ParcoursWhere *where = leaf->condition->where;
  JsonObject *object;
  g_autoptr (GPtrArray) parts = NULL;

  if (explainer->state->trigger == NULL)
    {
      explanation->value_words = g_strdup (C_("value", "no event"));
      return;
    }
  object = json_object_new ();
  parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; where != NULL && where->kind == PARCOURS_WHERE_ALL && i < where->children->len; i++)
    {
      const ParcoursWhere *child = g_ptr_array_index (where->children, i);
      ParcoursValue value;

      if (child->kind != PARCOURS_WHERE_KEY)
        continue;
      value = parcours_event_get (explainer->state->trigger, g_quark_from_string (child->path[0]));
      json_object_set_member (object, child->path[0], parcours_value_to_json (value, explainer->state->texts));
      g_ptr_array_add (parts, value_words (explainer, leaf, value));
    }
  explanation->value = object_node (object);
  explanation->value_words = parcours_phrase_join (parts, PARCOURS_JOIN_COMMAS);
}

static const char *
passage_state (const ParcoursPassage *passage)
{
  if (passage->ended == PARCOURS_INSTANT_NEVER)
    return "inside";

  return passage->completed ? "completed" : "exited";
}

static char *
passage_words (const Explainer       *explainer,
               const Leaf            *leaf,
               const ParcoursPassage *passage)
{
  gboolean inside = passage->ended == PARCOURS_INSTANT_NEVER;
  g_autofree char *time = instant_words (explainer, leaf, inside ? passage->entered : passage->ended);

  return parcours_phrase_fill (inside ? _("inside since {time}")
                               : passage->completed ? _("completed on {time}") : _("left early on {time}"),
                               "time", time, NULL);
}

static void
explain_automation (const Explainer     *explainer,
                    ParcoursPredicateExplanation *explanation,
                    const Leaf          *leaf)
{
  const ParcoursState *state = explainer->state;
  const ParcoursPassage *last = NULL;
  JsonObject *object = json_object_new ();
  guint n = 0;

  for (guint i = 0; i < state->n_passages; i++)
    {
      if (state->passages[i].automation != leaf->automation)
        continue;
      n++;
      last = &state->passages[i];
    }
  json_object_set_int_member (object, "passages", n);
  if (last != NULL)
    {
      json_object_set_string_member (object, "state", passage_state (last));
      json_object_set_member (object, "entered", instant_node (last->entered));
      if (last->ended != PARCOURS_INSTANT_NEVER)
        json_object_set_member (object, "ended", instant_node (last->ended));
    }
  explanation->value = object_node (object);
  explanation->value_words = last != NULL ? passage_words (explainer, leaf, last)
                                          : g_strdup (C_("automation", "never entered"));
}

static void
explain_now (const Explainer     *explainer,
             ParcoursPredicateExplanation *explanation,
             const Leaf          *leaf)
{
  const ParcoursZone *zone = parcours_leaf_zone (explainer->predicate, leaf, explainer->state);
  gint64 local = parcours_zone_to_local (zone, explainer->state->now);
  g_autofree char *text = parcours_local_format (local);

  explanation->value = parcours_json_new_string (text);
  explanation->value_words = parcours_local_to_words (local);
}

static void
explain_value (const Explainer     *explainer,
               ParcoursPredicateExplanation *explanation,
               const Leaf          *leaf)
{
  const ParcoursState *state = explainer->state;

  switch (leaf->op)
    {
    case LEAF_FALSE:
      explanation->known = FALSE;
      explanation->value_words = g_strdup (C_("value", "cannot be asked: something in it does not exist"));
      break;
    case LEAF_SET:
      explain_set (explainer, explanation, leaf);
      break;
    case LEAF_ANY_SET:
      explain_count (explanation, state->set_sizes[leaf->slot]);
      break;
    case LEAF_LIST:
      explain_lists (explainer, explanation, leaf);
      break;
    case LEAF_ANY_LIST:
      explain_count (explanation, state->n_active_lists);
      break;
    case LEAF_CONSENT:
      explanation->value = parcours_json_new_string (parcours_consent_name (state->channels[leaf->slot]));
      explanation->value_words = g_strdup (consent_words (state->channels[leaf->slot]));
      break;
    case LEAF_SENDER:
      explanation->value = bool_node (state->blocked_senders >> leaf->slot & 1);
      explanation->value_words = yes_or_no (state->blocked_senders >> leaf->slot & 1);
      break;
    case LEAF_EVENT:
      explain_event (explainer, explanation, leaf);
      break;
    case LEAF_RECORD:
      explain_records (explainer, explanation, leaf);
      break;
    case LEAF_TRIGGER:
      explain_trigger (explainer, explanation, leaf);
      break;
    case LEAF_AUTOMATION:
      explain_automation (explainer, explanation, leaf);
      break;
    case LEAF_NOW:
      explain_now (explainer, explanation, leaf);
      break;
    default:
      explain_slot (explainer, explanation, leaf);
      break;
    }
}

/* What is asked of the parts; a saved segment is called by its name. */
static char *
group_words (const ParcoursCondition *condition,
             const ParcoursNames     *names)
{
  gboolean two = condition->children != NULL && condition->children->len == 2;

  switch (condition->kind)
    {
    case PARCOURS_CONDITION_ALL:
      return g_strdup (two ? _("Both have to be true") : _("All have to be true"));
    case PARCOURS_CONDITION_ANY:
      return g_strdup (_("At least one has to be true"));
    case PARCOURS_CONDITION_NONE:
      return g_strdup (_("None may be true"));
    default:
      return parcours_condition_to_words (condition, names);
    }
}

static gboolean
group_is_met (const Node      *node,
              const GPtrArray *children)
{
  for (guint i = 0; i < children->len; i++)
    {
      const ParcoursPredicateExplanation *child = g_ptr_array_index (children, i);

      if (node->kind == PARCOURS_CONDITION_ALL && !child->met)
        return FALSE;
      if (node->kind != PARCOURS_CONDITION_ALL && child->met)
        return node->kind == PARCOURS_CONDITION_ANY;
    }

  return node->kind != PARCOURS_CONDITION_ANY;
}

static ParcoursPredicateExplanation *
explain_node (const Explainer *explainer,
              const Node      *node)
{
  ParcoursPredicateExplanation *explanation = g_new0 (ParcoursPredicateExplanation, 1);
  const Leaf *leaf;

  explanation->condition = parcours_condition_ref ((ParcoursCondition *) node->condition);
  explanation->known = TRUE;
  explanation->number = NAN;
  if (node->children == NULL)
    {
      leaf = &g_array_index (explainer->predicate->leaves, Leaf, node->leaf);
      explanation->met = parcours_leaf_test (explainer->predicate, leaf, explainer->state);
      explanation->words = parcours_condition_to_words (node->condition, explainer->names);
      explain_value (explainer, explanation, leaf);
      return explanation;
    }
  explanation->words = group_words (node->condition, explainer->names);
  explanation->children = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_predicate_explanation_free);
  for (guint i = 0; i < node->children->len; i++)
    g_ptr_array_add (explanation->children, explain_node (explainer, g_ptr_array_index (node->children, i)));
  explanation->met = group_is_met (node, explanation->children);

  return explanation;
}

/**
 * parcours_predicate_explain:
 * @predicate: a predicate
 * @state: a contact, at an instant
 * @names: (nullable): by what names to call things
 *
 * Returns: (transfer full): why parcours_predicate_test() says what it says of @state
 */
ParcoursPredicateExplanation *
parcours_predicate_explain (const ParcoursPredicate *predicate,
                            const ParcoursState     *state,
                            const ParcoursNames     *names)
{
  const Explainer explainer = { predicate, state, names };

  return explain_node (&explainer, predicate->root);
}
