/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a contact has, was sent and has done. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-expectation-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static ParcoursFrame *
frame_of (const ParcoursExpectation *self)
{
  return parcours_program_frame (self->program);
}

static const char *
yes_or_no (gboolean yes)
{
  return yes ? "true" : "false";
}

/* Each member of the object becomes a part with its name. */
static gboolean
read_members (Item                 *item,
              const ParcoursPlace  *place,
              GError              **error)
{
  JsonObject *object;
  g_autoptr (GList) names = NULL;

  if (!parcours_place_object (place, &object, error))
    return FALSE;
  names = parcours_json_sorted_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    parcours_item_add_part (item, l->data, json_object_get_member (object, l->data));

  return TRUE;
}

static ParcoursPlace
place_of (const ParcoursPlace *place,
          const Item          *item,
          guint                n)
{
  return parcours_place_member (place, parcours_item_part (item, n)->name);
}

static gboolean
is_nothing (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node));
}

static ParcoursSetKind
set_kind (const Item *item)
{
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    {
      if (g_str_equal (parcours_set_kind_name ((ParcoursSetKind) i), item->kind->about))
        return (ParcoursSetKind) i;
    }
  g_assert_not_reached ();
}

/* {slug: bool or null} */
static gboolean
read_sets (ParcoursExpectation  *self,
           Item                 *item,
           const ParcoursPlace  *place,
           GError              **error)
{
  if (!read_members (item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = place_of (place, item, i);
      gboolean has;

      if (!JSON_NODE_HOLDS_NULL (part->node) && !parcours_place_boolean (&member, &has, error))
        return FALSE;
      part->number = (int) parcours_frame_add_set (frame_of (self), set_kind (item), part->name);
    }

  return TRUE;
}

static void
check_sets (const Item *item,
            Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      gboolean has = parcours_state_has (checking->view.state, (guint) part->number);

      if (has == is_nothing (part->node))
        parcours_checking_fail (checking, item, part, yes_or_no (has), -1);
    }
}

/* {slug: status or null} */
static gboolean
read_lists (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  if (!read_members (item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = place_of (place, item, i);
      ParcoursListStatus status = PARCOURS_LIST_NONE;
      const char *text;

      if (!JSON_NODE_HOLDS_NULL (part->node) &&
          (!parcours_place_string (&member, &text, error) ||
           ((!parcours_list_status_parse (text, &status) || status == PARCOURS_LIST_ANY) &&
            !parcours_place_fail (&member, error, _("a status on a list is active, unconfirmed, unsubscribed or bounced")))))
        return FALSE;
      part->comparison.low = status;
      part->number = (int) parcours_frame_add_list (frame_of (self), part->name);
    }

  return TRUE;
}

static void
check_lists (const Item *item,
             Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      ParcoursListStatus status = checking->view.state->lists[part->number].status;
      g_autofree char *actual = NULL;

      if (status == (ParcoursListStatus) part->comparison.low)
        continue;
      actual = status == PARCOURS_LIST_NONE ? g_strdup ("null")
                                            : g_strdup_printf ("\"%s\"", parcours_list_status_name (status));
      parcours_checking_fail (checking, item, part, actual, -1);
    }
}

/* {channel: status} */
static gboolean
read_consent (ParcoursExpectation  *self,
              Item                 *item,
              const ParcoursPlace  *place,
              GError              **error)
{
  if (!read_members (item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = place_of (place, item, i);
      ParcoursChannel channel;
      ParcoursConsent consent;
      const char *text;

      if (!parcours_channel_parse (part->name, &channel))
        return parcours_place_fail (&member, error, _("there is no such channel"));
      if (!parcours_place_string (&member, &text, error))
        return FALSE;
      if (!parcours_consent_parse (text, &consent))
        return parcours_place_fail (&member, error,
                                    _("consent is none, unconfirmed, subscribed, unsubscribed, bounced or blocked"));
      part->number = (int) channel;
      part->comparison.low = consent;
    }

  return TRUE;
}

static void
check_consent (const Item *item,
               Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      ParcoursConsent consent = (ParcoursConsent) checking->view.state->channels[part->number];
      g_autofree char *actual = NULL;

      if (consent == (ParcoursConsent) part->comparison.low)
        continue;
      actual = g_strdup_printf ("\"%s\"", parcours_consent_name (consent));
      parcours_checking_fail (checking, item, part, actual, -1);
    }
}

static JsonNode *
object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static gboolean
read_where (ParcoursExpectation  *self,
            Part                 *part,
            JsonNode             *node,
            const ParcoursPlace  *place,
            GError              **error)
{
  part->where = parcours_where_parse (node, error);
  if (part->where == NULL)
    return parcours_place_prefix (place, error);
  part->filter = parcours_filter_new (part->where, frame_of (self)->texts);

  return TRUE;
}

/* The value of a field as a test asks about it: {"value": TEST}; null means that there is none. */
static gboolean
read_value_test (ParcoursExpectation  *self,
                 Part                 *part,
                 const ParcoursPlace  *place,
                 GError              **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = object_node (object);

  if (JSON_NODE_HOLDS_NULL (part->node))
    {
      JsonObject *empty = json_object_new ();

      json_object_set_string_member (empty, "op", "empty");
      json_object_set_object_member (object, "value", empty);
    }
  else
    json_object_set_member (object, "value", json_node_ref (part->node));

  return read_where (self, part, node, place, error);
}

static gboolean
read_slots (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  gboolean scores = g_str_equal (item->kind->about, "score");

  if (!read_members (item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = place_of (place, item, i);

      part->number = scores ? parcours_frame_add_score (frame_of (self), part->name)
                            : parcours_frame_add_field (frame_of (self), part->name);
      if (part->number < 0)
        return parcours_place_fail (&member, error, scores ? _("there is no such score") : _("there is no such field"));
      if (!read_value_test (self, part, &member, error))
        return FALSE;
    }

  return TRUE;
}

/* Several options are an array of texts. */
static ParcoursValue
choices_value (const ParcoursFrameField *field,
               ParcoursSlot              slot,
               ParcoursTexts            *texts,
               ParcoursArena            *arena)
{
  ParcoursArray *array = parcours_arena_new0 (arena, ParcoursArray, 1);

  array->values = parcours_arena_new0 (arena, ParcoursValue, 64);
  for (guint i = 0; i < 64 && field->options[i] != NULL; i++)
    {
      if (slot.mask >> i & 1)
        array->values[array->n_values++] = parcours_value_text (parcours_texts_intern (texts, field->options[i]));
    }

  return (ParcoursValue){ array->n_values > 0 ? PARCOURS_VALUE_ARRAY : PARCOURS_VALUE_MISSING, { .array = array } };
}

/* The value of a field as files spell it. */
static ParcoursValue
slot_value (const ParcoursFrameField *field,
            ParcoursSlot              slot,
            ParcoursState            *state)
{
  g_autofree char *text = NULL;

  if (field->type == PARCOURS_FIELD_CHOICES)
    return choices_value (field, slot, state->texts, state->arena);
  if (field->type != PARCOURS_FIELD_BIRTHDAY)
    return parcours_slot_to_value (field->type, slot);
  text = parcours_slot_format (field->type, NULL, slot, state->texts);

  return parcours_value_text (parcours_texts_intern (state->texts, text));
}

static void
check_slots (const Item *item,
             Checking   *checking)
{
  ParcoursState *state = checking->view.state;

  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      const ParcoursFrameField *field = parcours_frame_field (state->frame, (guint) part->number);
      ParcoursObject *object = parcours_object_new (1, state->arena);
      ParcoursValue value = slot_value (field, state->slots[part->number], state);
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *actual = NULL;

      parcours_object_set (object, g_quark_from_static_string ("value"), value, state->arena);
      if (parcours_filter_test_object (part->filter, object, state->now, state->zone))
        continue;
      node = parcours_value_to_json (value, state->texts);
      actual = parcours_json_to_line (node);
      parcours_checking_fail (checking, item, part, actual, -1);
    }
}

/* [WHERE]: at least these records, each another one. */
static gboolean
read_records (ParcoursExpectation  *self,
              Item                 *item,
              const ParcoursPlace  *place,
              GError              **error)
{
  JsonArray *array;
  guint kind = parcours_frame_add_kind (frame_of (self), item->kind->about);

  if (!parcours_place_array (place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (place, i);
      JsonObject *object;
      Part *part;

      if (!parcours_place_object (&element, &object, error))
        return FALSE;
      part = parcours_item_add_part (item, NULL, element.node);
      part->number = (int) kind;
      if (!read_where (self, part, element.node, &element, error))
        return FALSE;
    }

  return TRUE;
}

/* Finds a record for what is wanted, taking it away from another one that can do with something else. */
static gboolean
find_record (const gboolean *fits,
             guint           n_records,
             int            *taken_by,
             gboolean       *tried,
             guint           wanted)
{
  for (guint i = 0; i < n_records; i++)
    {
      if (!fits[wanted * n_records + i] || tried[i])
        continue;
      tried[i] = TRUE;
      if (taken_by[i] < 0 || find_record (fits, n_records, taken_by, tried, (guint) taken_by[i]))
        {
          taken_by[i] = (int) wanted;
          return TRUE;
        }
    }

  return FALSE;
}

static char *
records_text (const ParcoursRecordList *list,
              const ParcoursTexts      *texts)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->n; i++)
    json_array_add_element (array, parcours_object_to_json (list->records[i].columns, texts));
  json_node_take_array (node, array);

  return parcours_json_to_line (node);
}

/* An account from which the contact was unlinked is its no more. */
static gboolean
is_there (const ParcoursRecord *record)
{
  ParcoursValue linked = parcours_object_get (record->columns, g_quark_from_static_string ("linked"));

  return linked.type != PARCOURS_VALUE_BOOL || linked.boolean;
}

static void
check_records (const Item *item,
               Checking   *checking)
{
  ParcoursState *state = checking->view.state;
  const ParcoursRecordList *list;
  g_autofree gboolean *fits = NULL;
  g_autofree int *taken_by = NULL;

  if (item->parts->len == 0)
    return;
  list = &state->records[parcours_item_part (item, 0)->number];
  fits = g_new0 (gboolean, item->parts->len * list->n + 1);
  taken_by = g_new (int, list->n + 1);
  for (guint i = 0; i < list->n; i++)
    {
      taken_by[i] = -1;
      for (guint j = 0; j < item->parts->len; j++)
        fits[j * list->n + i] = is_there (&list->records[i]) &&
                                parcours_filter_test_object (parcours_item_part (item, j)->filter,
                                                             list->records[i].columns, state->now, state->zone);
    }
  for (guint j = 0; j < item->parts->len; j++)
    {
      g_autofree gboolean *tried = g_new0 (gboolean, list->n + 1);
      g_autofree char *actual = NULL;

      if (find_record (fits, list->n, taken_by, tried, j))
        continue;
      actual = records_text (list, state->texts);
      parcours_checking_fail (checking, item, parcours_item_part (item, j), actual, -1);
    }
}

/* How often the same leaf stands in the list up to @n. */
static guint
count_same (JsonArray *array,
            guint      n)
{
  guint same = 0;

  for (guint i = 0; i <= n; i++)
    same += parcours_json_equal (json_array_get_element (array, i), json_array_get_element (array, n));

  return same;
}

/* [event leaf]: each has happened; one that is written twice, twice. */
static gboolean
read_events (ParcoursExpectation  *self,
             Item                 *item,
             const ParcoursPlace  *place,
             GError              **error)
{
  JsonArray *array;

  if (!parcours_place_array (place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (place, i);
      g_autoptr (ParcoursCondition) leaf = parcours_condition_parse (element.node, error);
      Part *part;

      if (leaf == NULL)
        return parcours_place_prefix (&element, error);
      if (leaf->kind != PARCOURS_CONDITION_EVENT)
        return parcours_place_fail (&element, error, _("this has to be a condition about an event"));
      if (!leaf->has_count)
        leaf->comparison = (ParcoursComparison){ .op = PARCOURS_OP_GE, .low = count_same (array, i), .has_number = TRUE };
      part = parcours_item_add_part (item, NULL, element.node);
      part->predicate = parcours_program_watch (self->program, leaf, NULL);
    }

  return TRUE;
}

static gboolean
read_condition (ParcoursExpectation  *self,
                Item                 *item,
                const ParcoursPlace  *place,
                GError              **error)
{
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (place->node, error);
  const ParcoursAutomation *automation = self->automation >= 0
    ? parcours_program_nth_automation (self->program, (guint) self->automation) : NULL;

  if (condition == NULL)
    return parcours_place_prefix (place, error);
  parcours_item_add_part (item, NULL, place->node)->predicate =
    parcours_program_watch (self->program, condition, automation != NULL ? parcours_automation_slug (automation) : NULL);

  return TRUE;
}

static void
check_conditions (const Item *item,
                  Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);

      if (!parcours_predicate_test (part->predicate, checking->view.state))
        parcours_checking_fail (checking, item, part, "false", -1);
    }
}

static void
check_sent (const Item *item,
            Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);

      parcours_checking_compare (checking, item, part, parcours_diary_n_sent (checking->view.diary, part->name));
    }
}

static gboolean
read_messages (ParcoursExpectation  *self,
               Item                 *item,
               const ParcoursPlace  *place,
               GError              **error)
{
  JsonArray *array;

  if (!parcours_place_array (place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (place, i);
      const char *slug;

      if (!parcours_place_string (&element, &slug, error))
        return FALSE;
      parcours_item_add_part (item, slug, element.node);
    }

  return TRUE;
}

static void
check_not_sent (const Item *item,
                Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      guint n = parcours_diary_n_sent (checking->view.diary, part->name);
      g_autofree char *actual = NULL;

      if (n == 0)
        continue;
      actual = g_strdup_printf (ngettext ("sent once", "sent %u times", n), n);
      parcours_checking_fail (checking, item, part, actual, -1);
    }
}

static gboolean
is_counted (const char *name)
{
  return g_str_equal (name, "sent") || parcours_catalog_topic (parcours_catalog_get (), name) != NULL;
}

/* {topic or "sent": n, ..., "within": duration} */
static gboolean
read_windows (ParcoursExpectation  *self,
              Item                 *item,
              const ParcoursPlace  *place,
              GError              **error)
{
  ParcoursPlace within = parcours_place_member (place, "within");
  ParcoursDuration duration;
  const char *text;

  if (!read_members (item, place, error))
    return FALSE;
  if (parcours_place_is_there (&within))
    {
      if (!parcours_place_string (&within, &text, error))
        return FALSE;
      if (!parcours_duration_parse (text, &duration))
        return parcours_place_fail (&within, error, _("this has to be a duration such as P7D"));
      item->within = parcours_duration_approximate (&duration);
    }
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = place_of (place, item, i);
      gint64 n = 0;

      if (g_str_equal (part->name, "within"))
        continue;
      if (!is_counted (part->name))
        return parcours_place_fail (&member, error, _("there is no such event"));
      if (!parcours_place_integer (&member, 0, &n, error))
        return FALSE;
      part->number = (int) n;
    }

  return TRUE;
}

static void
check_windows (const Item *item,
               Checking   *checking,
               gboolean    at_most)
{
  const ParcoursSettings *settings = &checking->expectation->expecting->settings;
  gint64 at = checking->expectation->at;
  gint64 to = at == PARCOURS_INSTANT_NEVER ? settings->to : at + 1;

  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      g_autofree char *actual = NULL;
      guint n;

      if (g_str_equal (part->name, "within"))
        continue;
      n = at_most ? parcours_diary_most (checking->view.diary, part->name, item->within)
                  : parcours_diary_least (checking->view.diary, part->name, item->within, settings->from, to);
      if (at_most ? n <= (guint) part->number : n >= (guint) part->number)
        continue;
      actual = g_strdup_printf ("%u", n);
      parcours_checking_fail (checking, item, part, actual, -1);
    }
}

static void
check_at_most (const Item *item,
               Checking   *checking)
{
  check_windows (item, checking, TRUE);
}

static void
check_at_least (const Item *item,
                Checking   *checking)
{
  check_windows (item, checking, FALSE);
}

static gboolean
read_truth (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  gboolean value;

  if (!parcours_place_boolean (place, &value, error))
    return FALSE;
  parcours_item_add_part (item, NULL, place->node)->number = value;

  return TRUE;
}

static void
check_deleted (const Item *item,
               Checking   *checking)
{
  gboolean deleted = parcours_diary_deleted (checking->view.diary);

  if (deleted != (parcours_item_part (item, 0)->number != 0))
    parcours_checking_fail (checking, item, NULL, yes_or_no (deleted), -1);
}

const ItemKind parcours_data_items[] = {
  { "sent", NULL, parcours_item_read_comparisons, check_sent, FALSE },
  { "not-sent", NULL, read_messages, check_not_sent, FALSE },
  { "tags", "tag", read_sets, check_sets, FALSE },
  { "groups", "group", read_sets, check_sets, FALSE },
  { "audiences", "audience", read_sets, check_sets, FALSE },
  { "lists", NULL, read_lists, check_lists, FALSE },
  { "consent", NULL, read_consent, check_consent, FALSE },
  { "fields", "field", read_slots, check_slots, FALSE },
  { "scores", "score", read_slots, check_slots, FALSE },
  { "deals", "deal", read_records, check_records, FALSE },
  { "tasks", "task", read_records, check_records, FALSE },
  { "notes", "note", read_records, check_records, FALSE },
  { "orders", "order", read_records, check_records, FALSE },
  { "carts", "cart", read_records, check_records, FALSE },
  { "vouchers", "voucher", read_records, check_records, FALSE },
  { "meetings", "meeting", read_records, check_records, FALSE },
  { "accounts", "account", read_records, check_records, FALSE },
  { "loyalty", "loyalty", read_records, check_records, FALSE },
  { "events", NULL, read_events, check_conditions, FALSE },
  { "meets", NULL, read_condition, check_conditions, FALSE },
  { "at-most", NULL, read_windows, check_at_most, FALSE },
  { "at-least", NULL, read_windows, check_at_least, FALSE },
  { "deleted", NULL, read_truth, check_deleted, FALSE },
  { NULL },
};
