/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What would have to be different for the other verdict. Only changes of one
 * thing are looked for: "with 9 more points" helps, a recipe does not. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-noun.h"
#include "parcours-predicate-explain.h"
#include "parcours-text.h"
#include "parcours-words.h"

/* The verdict if @flipped had the other one. */
static gboolean
verdict_with (const ParcoursPredicateExplanation *explanation,
              const ParcoursPredicateExplanation *flipped)
{
  ParcoursConditionKind kind = explanation->condition->kind;
  gboolean any, all;

  if (explanation == flipped)
    return !explanation->met;
  if (explanation->children == NULL)
    return explanation->met;
  /* A saved segment is a group by how it is asked about. */
  if (kind == PARCOURS_CONDITION_SEGMENT)
    kind = explanation->condition->mode == PARCOURS_SET_ALL_OF ? PARCOURS_CONDITION_ALL
         : explanation->condition->mode == PARCOURS_SET_NONE_OF ? PARCOURS_CONDITION_NONE : PARCOURS_CONDITION_ANY;
  any = FALSE;
  all = TRUE;
  for (guint i = 0; i < explanation->children->len; i++)
    {
      gboolean met = verdict_with (g_ptr_array_index (explanation->children, i), flipped);

      any |= met;
      all &= met;
    }

  return kind == PARCOURS_CONDITION_ALL ? all : kind == PARCOURS_CONDITION_ANY ? any : !any;
}

static ParcoursOp
contrary (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_EQ:
      return PARCOURS_OP_NE;
    case PARCOURS_OP_NE:
      return PARCOURS_OP_EQ;
    case PARCOURS_OP_LT:
      return PARCOURS_OP_GE;
    case PARCOURS_OP_LE:
      return PARCOURS_OP_GT;
    case PARCOURS_OP_GT:
      return PARCOURS_OP_LE;
    case PARCOURS_OP_GE:
    default:
      return PARCOURS_OP_LT;
    }
}

/* By what numbers of this kind usually differ. */
static double
unit_of (const ParcoursPredicateExplanation *leaf)
{
  const ParcoursComparison *comparison = &leaf->comparison;
  gboolean whole = leaf->type != PARCOURS_FIELD_MONEY && comparison->low == trunc (comparison->low) &&
                   (comparison->op != PARCOURS_OP_BETWEEN || comparison->high == trunc (comparison->high)) &&
                   (isnan (leaf->number) || leaf->number == trunc (leaf->number));

  return whole ? 1. : 0.01;
}

/* The nearest number that answers the question the other way. */
static double
nearest_number (const ParcoursPredicateExplanation *leaf)
{
  const ParcoursComparison *comparison = &leaf->comparison;
  double unit = unit_of (leaf);
  double number = isnan (leaf->number) ? comparison->low : leaf->number;

  if (comparison->op == PARCOURS_OP_BETWEEN)
    {
      if (!leaf->met)
        return isnan (leaf->number) || leaf->number < comparison->low ? comparison->low : comparison->high;
      return number - comparison->low <= comparison->high - number ? comparison->low - unit : comparison->high + unit;
    }
  switch (leaf->met ? contrary (comparison->op) : comparison->op)
    {
    case PARCOURS_OP_NE:
      return number + unit;
    case PARCOURS_OP_LT:
      return comparison->low - unit;
    case PARCOURS_OP_GT:
      return comparison->low + unit;
    default:
      return comparison->low;
    }
}

static gboolean
is_named (const ParcoursPredicateExplanation *leaf)
{
  ParcoursOp op = leaf->condition->op;

  return leaf->condition->holder == PARCOURS_OF_CONTACT && leaf->condition->value != NULL &&
         JSON_NODE_HOLDS_VALUE (leaf->condition->value) && (op == PARCOURS_OP_IS || op == PARCOURS_OP_IS_NOT) &&
         (leaf->type == PARCOURS_FIELD_TEXT || leaf->type == PARCOURS_FIELD_CHOICE ||
          leaf->type == PARCOURS_FIELD_USER || leaf->type == PARCOURS_FIELD_BOOL);
}

static gboolean
is_one_member (const ParcoursCondition *condition)
{
  return condition->mode != PARCOURS_SET_ANY && g_strv_length (condition->slugs) == 1;
}

static ParcoursTurnKind
kind_of (const ParcoursPredicateExplanation *leaf)
{
  const ParcoursCondition *condition = leaf->condition;

  switch (condition->kind)
    {
    case PARCOURS_CONDITION_FIELD:
    case PARCOURS_CONDITION_SCORE:
      if (leaf->has_number)
        return PARCOURS_TURN_NUMBER;
      return is_named (leaf) ? PARCOURS_TURN_VALUE : PARCOURS_TURN_OTHER;
    case PARCOURS_CONDITION_TAG:
      return is_one_member (condition) ? PARCOURS_TURN_MEMBER : PARCOURS_TURN_OTHER;
    case PARCOURS_CONDITION_LIST:
      return is_one_member (condition) && condition->status == PARCOURS_LIST_ACTIVE ? PARCOURS_TURN_MEMBER
                                                                                    : PARCOURS_TURN_OTHER;
    case PARCOURS_CONDITION_EVENT:
      return leaf->has_number ? PARCOURS_TURN_EVENTS : PARCOURS_TURN_OTHER;
    default:
      return PARCOURS_TURN_OTHER;
    }
}

static ParcoursTurn
turn_of (const ParcoursPredicateExplanation *leaf,
         gboolean                   towards)
{
  ParcoursTurn turn = { kind_of (leaf), leaf, towards, NAN, NAN };

  if (turn.kind != PARCOURS_TURN_NUMBER && turn.kind != PARCOURS_TURN_EVENTS)
    return turn;
  turn.to = nearest_number (leaf);
  turn.by = isnan (leaf->number) ? NAN : parcours_money_round (turn.to - leaf->number);
  /* Nothing happens less often than never. */
  if (turn.kind == PARCOURS_TURN_EVENTS && (turn.to < 0. || turn.to != trunc (turn.to)))
    turn = (ParcoursTurn){ PARCOURS_TURN_OTHER, leaf, towards, NAN, NAN };

  return turn;
}

static void
look_below (const ParcoursPredicateExplanation *root,
            const ParcoursPredicateExplanation *explanation,
            ParcoursTurn              *best)
{
  ParcoursTurn turn;

  if (explanation->children != NULL)
    {
      for (guint i = 0; i < explanation->children->len; i++)
        look_below (root, g_ptr_array_index (explanation->children, i), best);
      return;
    }
  if (!explanation->known || verdict_with (root, explanation) == root->met)
    return;
  turn = turn_of (explanation, !root->met);
  if (best->leaf == NULL || turn.kind < best->kind)
    *best = turn;
}

/**
 * parcours_predicate_explanation_find_turn:
 * @explanation: an explanation
 * @turn: (out): the smallest change that would turn the verdict
 *
 * Looks at single changes; of several, numbers come first, then values and
 * memberships, then events.
 *
 * Returns: whether one change is enough
 */
gboolean
parcours_predicate_explanation_find_turn (const ParcoursPredicateExplanation *explanation,
                                ParcoursTurn              *turn)
{
  *turn = (ParcoursTurn){ PARCOURS_TURN_OTHER };
  look_below (explanation, explanation, turn);

  return turn->leaf != NULL;
}

static char *
points_words (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  double size = fabs (turn->by);
  g_autofree char *number = parcours_number_to_words (size);
  const char *score = parcours_names_label (names, "score", turn->leaf->condition->name);
  const char *pattern = turn->by > 0. ? ngettext ("with {n} more point in {score}", "with {n} more points in {score}",
                                                  (gulong) ceil (size))
                                      : ngettext ("with {n} fewer point in {score}", "with {n} fewer points in {score}",
                                                  (gulong) ceil (size));

  return parcours_phrase_fill (pattern, "n", number, "score", score, NULL);
}

static ParcoursNoun *
field_noun (const ParcoursTurn  *turn,
            const ParcoursNames *names)
{
  return parcours_noun_from_label (parcours_names_label (names, "field", turn->leaf->condition->name));
}

static char *
number_words (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  g_autoptr (ParcoursNoun) noun = NULL;
  g_autofree char *number = NULL;

  if (turn->leaf->condition->kind == PARCOURS_CONDITION_SCORE)
    return points_words (turn, names);
  noun = field_noun (turn, names);
  number = turn->leaf->type == PARCOURS_FIELD_MONEY ? parcours_names_money (names, turn->to)
                                                    : parcours_number_to_words (turn->to);

  /* Translators: what would have to be different: "if Budget were 1,000 €". */
  return parcours_phrase_fill (C_("number", "if {field} were {n}"), "field", noun->text, "n", number, NULL);
}

static char *
yes_words (const ParcoursNoun *noun,
           gboolean            yes)
{
  return parcours_phrase_fill (yes ? _("if {field} were yes") : _("if {field} were no"), "field", noun->text, NULL);
}

static char *
value_words (const ParcoursTurn  *turn,
             const ParcoursNames *names)
{
  const ParcoursPredicateExplanation *leaf = turn->leaf;
  JsonNode *node = leaf->condition->value;
  const char *text = parcours_json_string (node);
  gboolean be = (leaf->condition->op == PARCOURS_OP_IS) == !leaf->met;
  g_autoptr (ParcoursNoun) noun = field_noun (turn, names);
  g_autofree char *line = NULL;

  if (leaf->type == PARCOURS_FIELD_BOOL)
    return yes_words (noun, json_node_get_boolean (node) == be);
  line = text != NULL ? NULL : parcours_json_to_line (node);
  if (leaf->type == PARCOURS_FIELD_USER && text != NULL)
    text = parcours_names_label (names, "user", text);

  return parcours_phrase_fill (be ? _("if {field} were {value}") : _("if {field} were not {value}"),
                               "field", noun->text, "value", text != NULL ? text : line, NULL);
}

static char *
member_words (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  const ParcoursCondition *condition = turn->leaf->condition;
  gboolean be = (condition->mode != PARCOURS_SET_NONE_OF) == !turn->leaf->met;
  gboolean list = condition->kind == PARCOURS_CONDITION_LIST;
  const char *name = parcours_names_label (names, list ? "list" : "tag", condition->slugs[0]);
  const char *pattern;

  if (list)
    pattern = be ? _("with an active subscription to the list {name}")
                 : _("without an active subscription to the list {name}");
  else
    pattern = be ? _("with the tag {name}") : _("without the tag {name}");

  return parcours_phrase_fill (pattern, "name", name, NULL);
}

static char *
events_words (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  const ParcoursCondition *condition = turn->leaf->condition;
  g_autofree char *event = parcours_topic_to_words (condition->topic, condition->subject, names);
  g_autofree char *number = parcours_number_to_words (fabs (turn->by));
  gulong n = (gulong) fabs (turn->by);
  /* Translators: the event is a title such as "Email opened" or "Opened “Welcome”". */
  const char *pattern = turn->by > 0. ? ngettext ("with {n} more event like this: {event}",
                                                  "with {n} more events like this: {event}", n)
                                      : ngettext ("with {n} fewer event like this: {event}",
                                                  "with {n} fewer events like this: {event}", n);

  return parcours_phrase_fill (pattern, "n", number, "event", event, NULL);
}

static char *
other_words (const ParcoursTurn  *turn,
             const ParcoursNames *names)
{
  g_autofree char *phrase = parcours_condition_to_phrase (turn->leaf->condition, names);

  return parcours_phrase_fill (turn->leaf->met ? _("if this were not true: {condition}")
                                               : _("if this were true: {condition}"),
                               "condition", phrase, NULL);
}

static char *
change_words (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  switch (turn->kind)
    {
    case PARCOURS_TURN_NUMBER:
      return isnan (turn->by) && turn->leaf->condition->kind == PARCOURS_CONDITION_SCORE ? other_words (turn, names)
                                                                                       : number_words (turn, names);
    case PARCOURS_TURN_VALUE:
      return value_words (turn, names);
    case PARCOURS_TURN_MEMBER:
      return member_words (turn, names);
    case PARCOURS_TURN_EVENTS:
      return events_words (turn, names);
    case PARCOURS_TURN_OTHER:
    default:
      return other_words (turn, names);
    }
}

/**
 * parcours_turn_to_words:
 * @turn: a change that would turn the verdict
 * @port: (nullable): what the exit is called that the contact would have taken then
 * @names: (nullable): by what names to call things
 *
 * Returns: (transfer full): the change as a sentence without a full stop, about nobody in particular:
 *   "With 9 more points in Lead, the contact would have taken Yes"
 */
char *
parcours_turn_to_words (const ParcoursTurn  *turn,
                        const char          *port,
                        const ParcoursNames *names)
{
  g_autofree char *phrase = change_words (turn, names);
  g_autofree char *change = parcours_phrase_capitalize (phrase);

  if (port != NULL)
    return parcours_phrase_fill (_("{change}, the contact would have taken {port}"), "change", change,
                                 "port", port, NULL);

  return parcours_phrase_fill (turn->towards ? _("{change}, the condition would have been met")
                                             : _("{change}, the condition would not have been met"),
                               "change", change, NULL);
}

static JsonObject *
turn_to_json (const ParcoursTurn  *turn,
              const ParcoursNames *names)
{
  static const char *const kinds[] = { "number", "value", "member", "events", "other" };
  JsonObject *object = json_object_new ();
  g_autofree char *words = parcours_turn_to_words (turn, NULL, names);

  json_object_set_string_member (object, "kind", kinds[turn->kind]);
  json_object_set_boolean_member (object, "met", turn->towards);
  json_object_set_member (object, "condition", json_node_ref (turn->leaf->condition->node));
  if (!isnan (turn->by))
    json_object_set_double_member (object, "by", turn->by);
  if (!isnan (turn->to))
    json_object_set_double_member (object, "to", turn->to);
  json_object_set_string_member (object, "words", words);

  return object;
}

static JsonObject *
node_to_json (const ParcoursPredicateExplanation *explanation)
{
  JsonObject *object = json_object_new ();
  JsonArray *children;

  json_object_set_member (object, "condition", json_node_ref (explanation->condition->node));
  json_object_set_boolean_member (object, "met", explanation->met);
  json_object_set_string_member (object, "words", explanation->words);
  if (explanation->children == NULL)
    {
      json_object_set_boolean_member (object, "known", explanation->known);
      json_object_set_member (object, "value", explanation->value != NULL ? json_node_ref (explanation->value)
                                                                          : json_node_new (JSON_NODE_NULL));
      json_object_set_string_member (object, "value-words", explanation->value_words);
      return object;
    }
  children = json_array_new ();
  for (guint i = 0; i < explanation->children->len; i++)
    json_array_add_object_element (children, node_to_json (g_ptr_array_index (explanation->children, i)));
  json_object_set_array_member (object, "children", children);

  return object;
}

/**
 * parcours_predicate_explanation_to_json:
 * @explanation: an explanation
 * @names: (nullable): by what names to call things
 *
 * Returns: (transfer full): an object for each question with `condition`, `met`, `words`, and `known`,
 *   `value` and `value-words`, or `children`; the first has `turn` too, with `kind`, `met`, `condition`, `by`,
 *   `to` and `words`, where one change is enough
 */
JsonNode *
parcours_predicate_explanation_to_json (const ParcoursPredicateExplanation *explanation,
                              const ParcoursNames       *names)
{
  JsonObject *object = node_to_json (explanation);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  ParcoursTurn turn;

  if (parcours_predicate_explanation_find_turn (explanation, &turn))
    json_object_set_object_member (object, "turn", turn_to_json (&turn, names));
  json_node_take_object (node, object);

  return node;
}
