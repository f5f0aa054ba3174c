/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each leaf knows where to go on when it is true and when it is false, so AND,
 * OR and NONE cost nothing when a contact is tested. Compiling runs backwards
 * through a group, since a leaf must know the one after it. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-predicate-private.h"
#include "parcours-text.h"

/* A saved segment may name another; deeper than this they go in a circle. */
#define MAX_SEGMENT_DEPTH 16
/* Of how many texts of the pool a test for some texts keeps what it found. */
#define N_TEXT_VERDICTS 2048

typedef struct
{
  ParcoursPredicate *predicate;
  ParcoursFrame *frame;
  guint segment_depth;
} Compiler;

static Node *compile_tree (Compiler                *compiler,
                           const ParcoursCondition *condition);

static void
node_free (Node *node)
{
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static void
clear_leaf (gpointer data)
{
  Leaf *leaf = data;

  g_free (leaf->texts);
  g_free (leaf->pattern);
  g_free (leaf->verdicts);
  g_free (leaf->set_masks);
  g_free (leaf->lists);
  g_clear_pointer (&leaf->filter, parcours_filter_free);
}

static Node *
group_node (ParcoursConditionKind kind)
{
  Node *node = g_new0 (Node, 1);

  node->kind = kind;
  node->leaf = -1;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);

  return node;
}

static void
reads (Compiler *compiler,
       guint8    bit)
{
  compiler->predicate->reads |= parcours_bit (bit);
}

/* The literals of a field's value, one or several. */
static GPtrArray *
literals_of (JsonNode *value)
{
  GPtrArray *literals = g_ptr_array_new ();

  if (value != NULL && JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (literals, json_array_get_element (array, i));
    }
  else if (value != NULL)
    g_ptr_array_add (literals, value);

  return literals;
}

static gboolean
number_of (JsonNode *node,
           double   *number)
{
  const char *text = parcours_json_string (node);

  return text != NULL ? parcours_number_parse (text, number) : parcours_json_number (node, number);
}

static gboolean
is_negative (ParcoursOp op)
{
  return op == PARCOURS_OP_IS_NOT || op == PARCOURS_OP_NE || op == PARCOURS_OP_NONE_OF ||
         op == PARCOURS_OP_NOT_CONTAINS;
}

static ParcoursOp
comparison_op (ParcoursOp op)
{
  if (op == PARCOURS_OP_IS)
    return PARCOURS_OP_EQ;

  return op == PARCOURS_OP_IS_NOT ? PARCOURS_OP_NE : op;
}

static gboolean
compile_number (Leaf            *leaf,
                const GPtrArray *literals)
{
  ParcoursComparison *comparison = &leaf->comparison;

  leaf->op = LEAF_NUMBER;
  comparison->op = comparison_op (leaf->test);
  comparison->has_number = TRUE;
  if (comparison->op < PARCOURS_OP_EQ || comparison->op > PARCOURS_OP_BETWEEN || literals->len == 0)
    return FALSE;

  return number_of (literals->pdata[0], &comparison->low) &&
         (comparison->op != PARCOURS_OP_BETWEEN ||
          (literals->len == 2 && number_of (literals->pdata[1], &comparison->high)));
}

static gboolean
compile_time (Leaf            *leaf,
              const GPtrArray *literals)
{
  ParcoursComparison *comparison = &leaf->comparison;
  const char *low = literals->len > 0 ? parcours_json_string (literals->pdata[0]) : NULL;
  const char *high = literals->len > 1 ? parcours_json_string (literals->pdata[1]) : NULL;

  leaf->op = leaf->type == PARCOURS_FIELD_DATETIME ? LEAF_INSTANT : LEAF_DAY;
  comparison->op = leaf->test == PARCOURS_OP_ANNIVERSARY ? PARCOURS_OP_ANNIVERSARY : comparison_op (leaf->test);
  comparison->has_time = TRUE;
  if (low == NULL || !parcours_time_ref_parse (low, &comparison->low_time))
    return FALSE;
  leaf->timed = leaf->test == PARCOURS_OP_ANNIVERSARY || !parcours_time_ref_is_fixed (&comparison->low_time);
  if (leaf->test != PARCOURS_OP_BETWEEN)
    return TRUE;
  if (high == NULL || !parcours_time_ref_parse (high, &comparison->high_time))
    return FALSE;
  leaf->timed |= !parcours_time_ref_is_fixed (&comparison->high_time);

  return TRUE;
}

/* A birthday is compared with days of the year; the anniversary is the usual question. */
static gboolean
compile_birthday (Leaf            *leaf,
                  const GPtrArray *literals)
{
  const char *text = literals->len > 0 ? parcours_json_string (literals->pdata[0]) : NULL;
  int month, day;

  leaf->op = LEAF_BIRTHDAY;
  if (leaf->test == PARCOURS_OP_ANNIVERSARY)
    return compile_time (leaf, literals) && (leaf->op = LEAF_BIRTHDAY);
  if (text == NULL || !parcours_birthday_parse (text, &month, &day))
    return FALSE;
  leaf->comparison.op = comparison_op (leaf->test);
  leaf->comparison.low = month * 32 + day;
  leaf->comparison.high = leaf->comparison.low;
  text = literals->len > 1 ? parcours_json_string (literals->pdata[1]) : NULL;
  if (text != NULL && parcours_birthday_parse (text, &month, &day))
    leaf->comparison.high = month * 32 + day;

  return TRUE;
}

static void
keep_verdicts (Leaf  *leaf,
               guint  n)
{
  leaf->n_verdicts = n;
  leaf->verdicts = g_new0 (guint8, n);
}

static void
compile_texts (Compiler        *compiler,
               Leaf            *leaf,
               const GPtrArray *literals)
{
  leaf->op = LEAF_TEXT_IS;
  leaf->n_texts = literals->len;
  leaf->texts = g_new0 (guint32, MAX (literals->len, 1));
  for (guint i = 0; i < literals->len; i++)
    {
      const char *text = parcours_json_string (literals->pdata[i]);
      g_autofree char *line = text == NULL ? parcours_json_to_line (literals->pdata[i]) : NULL;
      guint32 number = parcours_texts_intern (compiler->frame->texts, text != NULL ? text : line);

      leaf->texts[i] = parcours_texts_fold (compiler->frame->texts, number);
    }
  leaf->negate = is_negative (leaf->test);
  /* Texts that many contacts share come early into the pool. */
  keep_verdicts (leaf, N_TEXT_VERDICTS);
}

static gboolean
compile_text (Compiler        *compiler,
              Leaf            *leaf,
              const GPtrArray *literals)
{
  const char *text = literals->len > 0 ? parcours_json_string (literals->pdata[0]) : NULL;

  switch (leaf->test)
    {
    case PARCOURS_OP_IS:
    case PARCOURS_OP_IS_NOT:
    case PARCOURS_OP_ONE_OF:
    case PARCOURS_OP_NONE_OF:
    case PARCOURS_OP_EQ:
    case PARCOURS_OP_NE:
      compile_texts (compiler, leaf, literals);
      return TRUE;
    case PARCOURS_OP_CONTAINS:
    case PARCOURS_OP_NOT_CONTAINS:
    case PARCOURS_OP_STARTS:
    case PARCOURS_OP_ENDS:
    case PARCOURS_OP_MATCHES:
      break;
    default:
      return FALSE;
    }
  if (text == NULL)
    return FALSE;
  leaf->op = LEAF_TEXT;
  leaf->pattern = parcours_text_fold (text);
  keep_verdicts (leaf, parcours_texts_n_texts (compiler->frame->texts));

  return TRUE;
}

static gboolean
compile_choices (const ParcoursFrameField *field,
                 Leaf                     *leaf,
                 const GPtrArray          *literals)
{
  leaf->op = LEAF_CHOICES;
  for (guint i = 0; i < literals->len; i++)
    {
      const char *text = parcours_json_string (literals->pdata[i]);
      guint bit = 0;

      while (text != NULL && field->options[bit] != NULL && !g_str_equal (field->options[bit], text))
        bit++;
      if (text == NULL || field->options[bit] == NULL || bit >= 64)
        continue;
      leaf->mask |= G_GUINT64_CONSTANT (1) << bit;
    }

  return leaf->test == PARCOURS_OP_ALL_OF || leaf->test == PARCOURS_OP_ANY_OF || leaf->test == PARCOURS_OP_NONE_OF;
}

static gboolean
compile_bool (Leaf            *leaf,
              const GPtrArray *literals)
{
  JsonNode *node = literals->len > 0 ? literals->pdata[0] : NULL;

  leaf->op = LEAF_BOOL;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  leaf->status = json_node_get_boolean (node);
  leaf->negate = is_negative (leaf->test);

  return leaf->test == PARCOURS_OP_IS || leaf->test == PARCOURS_OP_IS_NOT;
}

static gboolean
compile_value (Compiler                 *compiler,
               const ParcoursFrameField *field,
               Leaf                     *leaf)
{
  g_autoptr (GPtrArray) literals = literals_of (leaf->condition->value);

  if (leaf->test == PARCOURS_OP_EMPTY || leaf->test == PARCOURS_OP_NOT_EMPTY)
    {
      leaf->op = LEAF_MISSING;
      leaf->negate = leaf->test == PARCOURS_OP_NOT_EMPTY;
      return TRUE;
    }
  switch (field->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return compile_number (leaf, literals);
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
      return compile_time (leaf, literals);
    case PARCOURS_FIELD_BIRTHDAY:
      return compile_birthday (leaf, literals);
    case PARCOURS_FIELD_BOOL:
      return compile_bool (leaf, literals);
    case PARCOURS_FIELD_CHOICES:
      return compile_choices (field, leaf, literals);
    default:
      return compile_text (compiler, leaf, literals);
    }
}

/* What a deal that was never scored has. */
static double
start_of (const Compiler          *compiler,
          const ParcoursCondition *condition)
{
  const ParcoursEntity *score = condition->kind == PARCOURS_CONDITION_SCORE
                                  ? parcours_library_lookup (compiler->frame->library, "score", condition->name) : NULL;

  return score != NULL ? parcours_json_member_number (score->attributes, "start", 0.) : 0.;
}

/* Fields and scores of deals and accounts are columns of records: the same
 * question as {"deal": {slug: test}} about the deal that is meant. */
static void
compile_holder_field (Compiler *compiler,
                      Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;
  g_autoptr (JsonObject) where = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *test = json_object_new ();
  JsonNode *value = json_object_get_member (json_node_get_object (condition->node), "value");
  g_autoptr (ParcoursWhere) parsed = NULL;
  g_autofree char *key = NULL;
  const char *kind = condition->holder == PARCOURS_OF_DEAL ? "deal" : "account";

  key = condition->kind == PARCOURS_CONDITION_SCORE ? g_strconcat ("score:", condition->name, NULL)
                                                     : g_strdup (condition->name);
  json_object_set_string_member (test, "op", parcours_op_name (condition->op));
  if (value != NULL)
    json_object_set_member (test, "value", json_node_ref (value));
  json_object_set_object_member (where, key, test);
  json_node_take_object (node, g_steal_pointer (&where));
  parsed = parcours_where_parse (node, NULL);
  if (parsed == NULL)
    return;
  leaf->op = LEAF_RECORD;
  leaf->slot = (guint16) parcours_frame_add_kind (compiler->frame, kind);
  leaf->filter = parcours_filter_new (parsed, compiler->frame->texts);
  leaf->comparison = (ParcoursComparison){ .op = PARCOURS_OP_GE, .low = 1., .has_number = TRUE };
  leaf->status = PARCOURS_TARGET_MEANT;
  leaf->column = g_quark_from_string (key);
  leaf->start = start_of (compiler, condition);
  leaf->timed = parcours_where_is_timed (parsed);
  leaf->entity_key = g_quark_from_string (kind);
  reads (compiler, ((ParcoursFrameKind *) g_ptr_array_index (compiler->frame->kinds, leaf->slot))->bit);
  g_ptr_array_add (compiler->predicate->wheres, g_steal_pointer (&parsed));
}

static void
compile_field (Compiler *compiler,
               Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;
  const ParcoursFrameField *field;
  int slot;

  if (condition->holder != PARCOURS_OF_CONTACT)
    {
      compile_holder_field (compiler, leaf);
      return;
    }
  slot = parcours_frame_add_field (compiler->frame, condition->name);
  if (slot < 0)
    return;
  field = parcours_frame_field (compiler->frame, (guint) slot);
  leaf->slot = (guint16) slot;
  leaf->type = field->type;
  leaf->test = condition->op;
  reads (compiler, field->bit);
  if (!compile_value (compiler, field, leaf))
    leaf->op = LEAF_FALSE;
}

static void
compile_score (Compiler *compiler,
               Leaf     *leaf)
{
  int slot;

  if (leaf->condition->holder != PARCOURS_OF_CONTACT)
    {
      compile_holder_field (compiler, leaf);
      return;
    }
  slot = parcours_frame_add_score (compiler->frame, leaf->condition->name);
  if (slot < 0)
    return;
  leaf->op = LEAF_NUMBER;
  leaf->type = PARCOURS_FIELD_NUMBER;
  leaf->slot = (guint16) slot;
  leaf->comparison = leaf->condition->comparison;
  reads (compiler, parcours_frame_field (compiler->frame, (guint) slot)->bit);
}

/* What the library does not know makes its leaf false, whatever is asked of it. */
static gboolean
all_known (Compiler   *compiler,
           const char *kind,
           char      **slugs)
{
  for (guint i = 0; slugs[i] != NULL; i++)
    {
      if (parcours_library_lookup (compiler->frame->library, kind, slugs[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
add_to_mask (Leaf *leaf,
             guint number)
{
  SetMask *mask = NULL;

  for (guint i = 0; i < leaf->n_set_masks; i++)
    {
      if (leaf->set_masks[i].word == number / 64)
        mask = &leaf->set_masks[i];
    }
  if (mask == NULL)
    {
      leaf->set_masks = g_renew (SetMask, leaf->set_masks, leaf->n_set_masks + 1);
      mask = &leaf->set_masks[leaf->n_set_masks++];
      *mask = (SetMask){ number / 64, 0 };
    }
  mask->mask |= G_GUINT64_CONSTANT (1) << (number % 64);
}

static void
compile_set (Compiler        *compiler,
             Leaf            *leaf,
             ParcoursSetKind  kind)
{
  const ParcoursCondition *condition = leaf->condition;

  leaf->mode = condition->mode;
  leaf->slot = (guint16) kind;
  if (condition->mode == PARCOURS_SET_ANY)
    {
      leaf->op = LEAF_ANY_SET;
      reads (compiler, compiler->frame->any_set_bits[kind]);
      return;
    }
  if (!all_known (compiler, parcours_set_kind_name (kind), condition->slugs))
    return;
  leaf->op = LEAF_SET;
  for (guint i = 0; condition->slugs[i] != NULL; i++)
    {
      guint number = parcours_frame_add_set (compiler->frame, kind, condition->slugs[i]);

      add_to_mask (leaf, number);
      reads (compiler, parcours_frame_set (compiler->frame, number)->bit);
    }
}

static void
add_list (Compiler   *compiler,
          Leaf       *leaf,
          const char *slug)
{
  guint16 number = (guint16) parcours_frame_add_list (compiler->frame, slug);

  leaf->lists = g_renew (guint16, leaf->lists, leaf->n_lists + 1);
  leaf->lists[leaf->n_lists++] = number;
  reads (compiler, parcours_frame_list (compiler->frame, number)->bit);
}

static void
compile_list (Compiler *compiler,
              Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;

  leaf->mode = condition->mode;
  leaf->status = condition->status;
  if (condition->mode != PARCOURS_SET_ANY && !all_known (compiler, "list", condition->slugs))
    return;
  leaf->op = LEAF_LIST;
  if (condition->mode != PARCOURS_SET_ANY)
    {
      for (guint i = 0; condition->slugs[i] != NULL; i++)
        add_list (compiler, leaf, condition->slugs[i]);
    }
  else if (condition->status == PARCOURS_LIST_ACTIVE)
    {
      leaf->op = LEAF_ANY_LIST;
      reads (compiler, compiler->frame->any_list_bit);
    }
  else
    {
      g_autoptr (GPtrArray) lists = parcours_library_list (compiler->frame->library, "list");

      leaf->mode = PARCOURS_SET_ANY_OF;
      for (guint i = 0; i < lists->len; i++)
        add_list (compiler, leaf, ((ParcoursEntity *) g_ptr_array_index (lists, i))->slug);
    }
}

static void
compile_consent (Compiler *compiler,
                 Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;

  if (condition->name != NULL && parcours_library_lookup (compiler->frame->library, "sender", condition->name) == NULL)
    return;
  reads (compiler, compiler->frame->channel_bits[condition->channel]);
  leaf->op = LEAF_CONSENT;
  leaf->slot = (guint16) condition->channel;
  leaf->status = condition->status;
  if (condition->name != NULL && condition->status == PARCOURS_CONSENT_BLOCKED)
    {
      leaf->op = LEAF_SENDER;
      leaf->slot = (guint16) parcours_frame_add_sender (compiler->frame, condition->name);
    }
}

static gboolean
window_is_timed (const ParcoursWindow *window)
{
  return window->has_within ||
         (window->since == PARCOURS_SINCE_TIME && !parcours_time_ref_is_fixed (&window->since_time)) ||
         window->has_until;
}

static void
compile_event (Compiler *compiler,
               Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;
  int query = parcours_frame_add_query (compiler->frame, condition);

  if (query < 0)
    return;
  leaf->op = LEAF_EVENT;
  leaf->slot = (guint16) query;
  leaf->comparison = condition->comparison;
  leaf->n_sums = condition->sums != NULL ? condition->sums->len : 0;
  leaf->timed = window_is_timed (&condition->window);
  if (condition->window.since == PARCOURS_SINCE_STEP)
    leaf->mark = (int) parcours_frame_add_mark (compiler->frame, compiler->predicate->automation,
                                                condition->window.since_step);
  reads (compiler, parcours_frame_query (compiler->frame, (guint) query)->bit);
}

static void
compile_record (Compiler *compiler,
                Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;

  leaf->op = LEAF_RECORD;
  leaf->slot = (guint16) parcours_frame_add_kind (compiler->frame, condition->name);
  leaf->filter = parcours_filter_new (condition->where, compiler->frame->texts);
  leaf->comparison = condition->comparison;
  leaf->status = condition->target;
  /* Whether a meeting is still to come is a matter of time too. */
  leaf->timed = (condition->where != NULL && parcours_where_is_timed (condition->where)) ||
                (condition->target == PARCOURS_TARGET_LATEST_OPEN && g_str_equal (condition->name, "meeting"));
  leaf->entity_key = g_quark_from_string (condition->name);
  reads (compiler, ((ParcoursFrameKind *) g_ptr_array_index (compiler->frame->kinds, leaf->slot))->bit);
}

static void
compile_automation (Compiler *compiler,
                    Leaf     *leaf)
{
  const ParcoursCondition *condition = leaf->condition;

  if (parcours_library_lookup (compiler->frame->library, "automation", condition->name) == NULL)
    return;
  leaf->op = LEAF_AUTOMATION;
  leaf->automation = parcours_texts_intern (compiler->frame->texts, condition->name);
  leaf->step = parcours_texts_intern (compiler->frame->texts, condition->step);
  leaf->timed = window_is_timed (&condition->window);
  compiler->frame->needs_passages = TRUE;
  compiler->frame->needs_places |= condition->step != NULL;
  reads (compiler, compiler->frame->passages_bit);
}

static void
compile_leaf (Compiler *compiler,
              Leaf     *leaf)
{
  switch (leaf->condition->kind)
    {
    case PARCOURS_CONDITION_FIELD:
      compile_field (compiler, leaf);
      break;
    case PARCOURS_CONDITION_SCORE:
      compile_score (compiler, leaf);
      break;
    case PARCOURS_CONDITION_TAG:
      compile_set (compiler, leaf, PARCOURS_SET_TAGS);
      break;
    case PARCOURS_CONDITION_GROUP:
      compile_set (compiler, leaf, PARCOURS_SET_GROUPS);
      break;
    case PARCOURS_CONDITION_AUDIENCE:
      compile_set (compiler, leaf, PARCOURS_SET_AUDIENCES);
      break;
    case PARCOURS_CONDITION_LIST:
      compile_list (compiler, leaf);
      break;
    case PARCOURS_CONDITION_CONSENT:
      compile_consent (compiler, leaf);
      break;
    case PARCOURS_CONDITION_EVENT:
      compile_event (compiler, leaf);
      break;
    case PARCOURS_CONDITION_RECORD:
      compile_record (compiler, leaf);
      break;
    case PARCOURS_CONDITION_TRIGGER:
      leaf->op = LEAF_TRIGGER;
      leaf->timed = parcours_where_is_timed (leaf->condition->where);
      leaf->filter = parcours_filter_new (leaf->condition->where, compiler->frame->texts);
      break;
    case PARCOURS_CONDITION_AUTOMATION:
      compile_automation (compiler, leaf);
      break;
    case PARCOURS_CONDITION_NOW:
      leaf->op = LEAF_NOW;
      leaf->timed = TRUE;
      break;
    default:
      g_assert_not_reached ();
    }
}

static Node *
add_leaf (Compiler                *compiler,
          const ParcoursCondition *condition,
          gboolean                 known)
{
  Node *node = g_new0 (Node, 1);
  Leaf leaf = { .op = LEAF_FALSE, .condition = condition, .mark = -1 };

  leaf.workspace_zone = compiler->segment_depth > 0;
  if (known)
    compile_leaf (compiler, &leaf);
  compiler->predicate->timed |= leaf.timed;
  node->kind = condition->kind;
  node->condition = condition;
  node->leaf = (int) compiler->predicate->leaves->len;
  g_array_append_val (compiler->predicate->leaves, leaf);

  return node;
}

static Node *
compile_segment (Compiler                *compiler,
                 const ParcoursCondition *condition,
                 const char              *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (compiler->frame->library, "segment", slug);
  JsonNode *json = entity != NULL ? json_object_get_member (entity->attributes, "condition") : NULL;
  ParcoursCondition *segment;
  Node *node;

  if (json == NULL || compiler->segment_depth >= MAX_SEGMENT_DEPTH)
    return add_leaf (compiler, condition, FALSE);
  segment = parcours_condition_parse (json, NULL);
  if (segment == NULL)
    return add_leaf (compiler, condition, FALSE);
  g_ptr_array_add (compiler->predicate->conditions, segment);
  compiler->segment_depth++;
  node = compile_tree (compiler, segment);
  compiler->segment_depth--;

  return node;
}

static Node *
compile_segments (Compiler                *compiler,
                  const ParcoursCondition *condition)
{
  static const ParcoursConditionKind kinds[] = {
    [PARCOURS_SET_ANY] = PARCOURS_CONDITION_ANY,
    [PARCOURS_SET_ALL_OF] = PARCOURS_CONDITION_ALL,
    [PARCOURS_SET_ANY_OF] = PARCOURS_CONDITION_ANY,
    [PARCOURS_SET_NONE_OF] = PARCOURS_CONDITION_NONE,
  };
  Node *group;

  if (condition->mode != PARCOURS_SET_ANY && !all_known (compiler, "segment", condition->slugs))
    return add_leaf (compiler, condition, FALSE);
  group = group_node (kinds[condition->mode]);
  group->condition = condition;
  if (condition->mode == PARCOURS_SET_ANY)
    {
      g_autoptr (GPtrArray) segments = parcours_library_list (compiler->frame->library, "segment");

      for (guint i = 0; i < segments->len; i++)
        g_ptr_array_add (group->children,
                         compile_segment (compiler, condition,
                                          ((ParcoursEntity *) g_ptr_array_index (segments, i))->slug));
      return group;
    }
  for (guint i = 0; condition->slugs[i] != NULL; i++)
    g_ptr_array_add (group->children, compile_segment (compiler, condition, condition->slugs[i]));

  return group;
}

static Node *
compile_tree (Compiler                *compiler,
              const ParcoursCondition *condition)
{
  Node *node;

  if (condition->kind == PARCOURS_CONDITION_SEGMENT)
    return compile_segments (compiler, condition);
  if (!parcours_condition_is_group (condition))
    return add_leaf (compiler, condition, TRUE);
  node = group_node (condition->kind);
  node->condition = condition;
  for (guint i = 0; i < condition->children->len; i++)
    g_ptr_array_add (node->children, compile_tree (compiler, g_ptr_array_index (condition->children, i)));

  return node;
}

/* Where the test of @node begins, given where it goes on. */
static int
thread_jumps (ParcoursPredicate *predicate,
              const Node        *node,
              int                on_true,
              int                on_false)
{
  int next;

  if (node->children == NULL)
    {
      Leaf *leaf = &g_array_index (predicate->leaves, Leaf, node->leaf);

      leaf->on_true = (gint16) on_true;
      leaf->on_false = (gint16) on_false;
      return node->leaf;
    }
  next = node->kind == PARCOURS_CONDITION_ANY ? on_false : on_true;
  for (guint i = node->children->len; i > 0; i--)
    {
      const Node *child = g_ptr_array_index (node->children, i - 1);

      if (node->kind == PARCOURS_CONDITION_ALL)
        next = thread_jumps (predicate, child, next, on_false);
      else if (node->kind == PARCOURS_CONDITION_ANY)
        next = thread_jumps (predicate, child, on_true, next);
      else
        next = thread_jumps (predicate, child, on_false, next);
    }

  return next;
}

/**
 * parcours_predicate_new:
 * @condition: a condition
 * @frame: a frame that no state was made from yet; what the condition reads is added to it
 * @automation: (nullable): the slug of the automation in which it stands
 * @zone: (nullable): the automation's zone, %NULL for that of the contact
 *
 * What the condition names and the library does not know is false, however it
 * is asked (vocabulary, section 4).
 *
 * Returns: (transfer full): the predicate
 */
ParcoursPredicate *
parcours_predicate_new (const ParcoursCondition *condition,
                        ParcoursFrame           *frame,
                        const char              *automation,
                        const ParcoursZone      *zone)
{
  ParcoursPredicate *predicate = g_new0 (ParcoursPredicate, 1);
  Compiler compiler = { predicate, frame, 0 };

  predicate->frame = parcours_frame_ref (frame);
  predicate->automation = g_strdup (automation);
  predicate->zone = zone;
  predicate->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_condition_unref);
  predicate->wheres = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_where_free);
  predicate->leaves = g_array_new (FALSE, TRUE, sizeof (Leaf));
  g_array_set_clear_func (predicate->leaves, clear_leaf);
  g_ptr_array_add (predicate->conditions, parcours_condition_ref ((ParcoursCondition *) condition));
  predicate->root = compile_tree (&compiler, condition);
  predicate->entry = thread_jumps (predicate, predicate->root, JUMP_TRUE, JUMP_FALSE);
  parcours_predicate_pack (predicate);

  return predicate;
}

/**
 * parcours_predicate_free:
 * @predicate: (transfer full): a predicate
 */
void
parcours_predicate_free (ParcoursPredicate *predicate)
{
  node_free (predicate->root);
  g_free (predicate->quick);
  g_array_unref (predicate->leaves);
  g_ptr_array_unref (predicate->wheres);
  g_ptr_array_unref (predicate->conditions);
  g_free (predicate->automation);
  parcours_frame_unref (predicate->frame);
  g_free (predicate);
}

/**
 * parcours_predicate_reads:
 * @predicate: a predicate
 *
 * Returns: the bits of the frame's parts that it reads
 */
guint64
parcours_predicate_reads (const ParcoursPredicate *predicate)
{
  return predicate->reads;
}

/**
 * parcours_predicate_is_timed:
 * @predicate: a predicate
 *
 * Returns: whether it may become true or false only because time passes
 */
gboolean
parcours_predicate_is_timed (const ParcoursPredicate *predicate)
{
  return predicate->timed;
}
