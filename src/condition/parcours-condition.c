/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-condition.h"
#include "parcours-error.h"
#include "parcours-json.h"

static const char *channel_names[] = { "email", "sms", "push", "site-message", "wallet" };
static const char *consent_names[] = { "none", "unconfirmed", "subscribed", "unsubscribed", "bounced", "blocked" };
static const char *list_status_names[] = { "none", "unconfirmed", "active", "unsubscribed", "bounced", "any" };
static const char *target_names[] = { "any", "trigger", "latest-open", "latest", "all" };
static const char *state_names[] = { "inside", "never", "entered", "completed", "exited" };
static const char *holder_names[] = { "contact", "deal", "account" };
static const char *record_names[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting" };

static int
find_name (const char *const *names,
           guint              n_names,
           const char        *name)
{
  for (guint i = 0; name != NULL && i < n_names; i++)
    {
      if (g_str_equal (names[i], name))
        return (int) i;
    }

  return -1;
}

/**
 * parcours_channel_name:
 * @channel: a channel
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_channel_name (ParcoursChannel channel)
{
  return channel_names[channel];
}

/**
 * parcours_channel_parse:
 * @name: (nullable): a name
 * @channel: (out): the channel
 *
 * Returns: whether @name is a channel
 */
gboolean
parcours_channel_parse (const char      *name,
                        ParcoursChannel *channel)
{
  int i = find_name (channel_names, G_N_ELEMENTS (channel_names), name);

  *channel = (ParcoursChannel) MAX (i, 0);

  return i >= 0;
}

/**
 * parcours_consent_name:
 * @consent: a status
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_consent_name (ParcoursConsent consent)
{
  return consent_names[consent];
}

/**
 * parcours_consent_parse:
 * @name: (nullable): a name
 * @consent: (out): the status
 *
 * Returns: whether @name is a status of a channel
 */
gboolean
parcours_consent_parse (const char      *name,
                        ParcoursConsent *consent)
{
  int i = find_name (consent_names, G_N_ELEMENTS (consent_names), name);

  *consent = (ParcoursConsent) MAX (i, 0);

  return i >= 0;
}

/**
 * parcours_list_status_name:
 * @status: a status
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_list_status_name (ParcoursListStatus status)
{
  return list_status_names[status];
}

/**
 * parcours_list_status_parse:
 * @name: (nullable): a name
 * @status: (out): the status
 *
 * Returns: whether @name is a status on a list
 */
gboolean
parcours_list_status_parse (const char         *name,
                            ParcoursListStatus *status)
{
  int i = find_name (list_status_names, G_N_ELEMENTS (list_status_names), name);

  *status = (ParcoursListStatus) MAX (i, 0);

  return i >= 0;
}

/**
 * parcours_target_parse:
 * @name: (nullable): a name
 * @target: (out): the target
 *
 * Returns: whether @name is a target
 */
gboolean
parcours_target_parse (const char     *name,
                       ParcoursTarget *target)
{
  int i = find_name (target_names, G_N_ELEMENTS (target_names), name);

  *target = (ParcoursTarget) MAX (i, 0);

  return i >= 0;
}

static gboolean
fail (GError     **error,
      const char  *format,
      const char  *what)
{
  g_autofree char *line = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  line = g_strdup_printf (format, what);
#pragma GCC diagnostic pop
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, line);

  return FALSE;
}

static gboolean
parse_set (ParcoursCondition  *condition,
           JsonNode           *value,
           const char         *leaf,
           GError            **error)
{
  static const char *const modes[] = { "", "all-of", "any-of", "none-of" };
  const char *slug = parcours_json_string (value);
  JsonArray *array = NULL;
  g_autoptr (GStrvBuilder) slugs = g_strv_builder_new ();

  if (slug != NULL)
    {
      condition->mode = g_str_equal (slug, "any") ? PARCOURS_SET_ANY : PARCOURS_SET_ANY_OF;
      g_strv_builder_add (slugs, slug);
      condition->slugs = g_strv_builder_end (slugs);
      return TRUE;
    }
  for (guint i = 1; i < G_N_ELEMENTS (modes) && JSON_NODE_HOLDS_OBJECT (value); i++)
    {
      JsonArray *members = parcours_json_member_array (json_node_get_object (value), modes[i]);

      if (members != NULL)
        {
          condition->mode = (ParcoursSetMode) i;
          array = members;
        }
    }
  if (array == NULL)
    return fail (error, _("“%s” takes a name, “any”, or a list under all-of, any-of or none-of"), leaf);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      slug = parcours_json_string (json_array_get_element (array, i));
      if (slug == NULL)
        return fail (error, _("“%s” takes names"), leaf);
      g_strv_builder_add (slugs, slug);
    }
  condition->slugs = g_strv_builder_end (slugs);

  return TRUE;
}

static gboolean
parse_duration_member (JsonObject        *object,
                       const char        *name,
                       gboolean          *present,
                       ParcoursDuration  *duration,
                       GError           **error)
{
  const char *text = parcours_json_member_string (object, name);

  *present = json_object_has_member (object, name);
  if (!*present)
    return TRUE;

  return (text != NULL && parcours_duration_parse (text, duration)) ||
         fail (error, _("“%s” takes a duration such as P30D"), name);
}

static gboolean
parse_since (ParcoursWindow  *window,
             JsonObject      *object,
             GError         **error)
{
  const char *since = parcours_json_member_string (object, "since");

  if (!json_object_has_member (object, "since"))
    return TRUE;
  if (since != NULL && g_str_equal (since, "entry"))
    window->since = PARCOURS_SINCE_ENTRY;
  else if (since != NULL && g_str_has_prefix (since, "step:"))
    {
      window->since = PARCOURS_SINCE_STEP;
      window->since_step = g_strdup (since + strlen ("step:"));
    }
  else
    window->since = PARCOURS_SINCE_TIME;

  return window->since != PARCOURS_SINCE_TIME ||
         (since != NULL && parcours_time_ref_parse (since, &window->since_time)) ||
         fail (error, _("“%s” takes entry, step: and a step, a date, or a duration"), "since");
}

static gboolean
parse_window (ParcoursWindow  *window,
              JsonObject      *object,
              GError         **error)
{
  const char *until = parcours_json_member_string (object, "until");

  window->has_until = json_object_has_member (object, "until");
  if (window->has_until && (until == NULL || !parcours_time_ref_parse (until, &window->until)))
    return fail (error, _("“%s” takes a date, an instant or a duration"), "until");

  return parse_duration_member (object, "within", &window->has_within, &window->within, error) &&
         parse_since (window, object, error);
}

static gboolean
parse_where (ParcoursCondition  *condition,
             JsonNode           *node,
             GError            **error)
{
  condition->where = node != NULL ? parcours_where_parse (node, error) : NULL;

  return node == NULL || condition->where != NULL;
}

static gboolean
parse_count (ParcoursCondition  *condition,
             JsonObject         *object,
             GError            **error)
{
  JsonNode *count = json_object_get_member (object, "count");

  condition->has_count = count != NULL;
  condition->comparison = (ParcoursComparison){ .op = PARCOURS_OP_GE, .low = 1., .has_number = TRUE };
  if (count == NULL)
    return TRUE;

  return (parcours_comparison_parse_json (count, &condition->comparison) && condition->comparison.has_number) ||
         fail (error, _("“%s” takes a comparison such as >=2"), "count");
}

static void
clear_sum (gpointer data)
{
  ParcoursSum *sum = data;

  g_free (sum->key);
}

static gboolean
parse_sums (ParcoursCondition  *condition,
            JsonObject         *object,
            GError            **error)
{
  JsonObject *sums = parcours_json_member_object (object, "sum");
  g_autoptr (GList) members = sums != NULL ? parcours_json_sorted_members (sums) : NULL;

  if (sums == NULL)
    return TRUE;
  condition->sums = g_array_new (FALSE, FALSE, sizeof (ParcoursSum));
  g_array_set_clear_func (condition->sums, clear_sum);
  for (GList *l = members; l != NULL; l = l->next)
    {
      ParcoursSum sum = { NULL };

      if (!parcours_comparison_parse_json (json_object_get_member (sums, l->data), &sum.comparison) ||
          !sum.comparison.has_number)
        return fail (error, _("“%s” takes a comparison such as >=2"), l->data);
      sum.key = g_strdup (l->data);
      g_array_append_val (condition->sums, sum);
    }

  return TRUE;
}

static gboolean
parse_holder (ParcoursCondition  *condition,
              JsonObject         *object,
              GError            **error)
{
  const char *of = parcours_json_member_string (object, "of");
  int holder = of != NULL ? find_name (holder_names, G_N_ELEMENTS (holder_names), of) : 0;

  if (holder < 0)
    return fail (error, _("“%s” is no holder of fields; there are contact, deal and account"), of);
  condition->holder = (ParcoursHolder) holder;

  return TRUE;
}

static gboolean
parse_field (ParcoursCondition  *condition,
             JsonObject         *object,
             GError            **error)
{
  const char *op = parcours_json_member_string (object, "op");
  gboolean needs_value;

  condition->kind = PARCOURS_CONDITION_FIELD;
  condition->name = g_strdup (parcours_json_member_string (object, "field"));
  if (condition->name == NULL)
    return fail (error, _("“%s” takes a name"), "field");
  if (!parcours_op_parse (op, &condition->op))
    return fail (error, _("“%s” is no operator"), op != NULL ? op : "");
  needs_value = condition->op != PARCOURS_OP_EMPTY && condition->op != PARCOURS_OP_NOT_EMPTY;
  if (needs_value && !json_object_has_member (object, "value"))
    return fail (error, _("The test of “%s” has no value"), condition->name);
  if (needs_value)
    condition->value = parcours_json_ref_member (object, "value");

  return parse_holder (condition, object, error);
}

static gboolean
parse_score (ParcoursCondition  *condition,
             JsonObject         *object,
             GError            **error)
{
  const char *op = parcours_json_member_string (object, "op");
  JsonNode *value = json_object_get_member (object, "value");
  JsonArray *range = parcours_json_member_array (object, "value");
  ParcoursComparison *comparison = &condition->comparison;
  gboolean has_value;

  condition->kind = PARCOURS_CONDITION_SCORE;
  condition->name = g_strdup (parcours_json_member_string (object, "score"));
  if (condition->name == NULL)
    return fail (error, _("“%s” takes a name"), "score");
  if (!parcours_op_parse (op, &condition->op) || condition->op < PARCOURS_OP_EQ ||
      condition->op > PARCOURS_OP_BETWEEN)
    return fail (error, _("“%s” is no operator for numbers"), op != NULL ? op : "");
  comparison->op = condition->op;
  comparison->has_number = TRUE;
  if (condition->op == PARCOURS_OP_BETWEEN)
    has_value = range != NULL && json_array_get_length (range) == 2 &&
                parcours_json_number (json_array_get_element (range, 0), &comparison->low) &&
                parcours_json_number (json_array_get_element (range, 1), &comparison->high);
  else
    has_value = parcours_json_number (value, &comparison->low);
  if (!has_value)
    return fail (error, _("The test of “%s” has no value"), condition->name);

  return parse_holder (condition, object, error);
}

static gboolean
parse_list (ParcoursCondition  *condition,
            JsonObject         *object,
            GError            **error)
{
  const char *status = parcours_json_member_string (object, "status");
  ParcoursListStatus wanted = PARCOURS_LIST_ACTIVE;

  condition->kind = PARCOURS_CONDITION_LIST;
  if (status != NULL && (!parcours_list_status_parse (status, &wanted) || wanted == PARCOURS_LIST_NONE))
    return fail (error, _("“%s” is no status on a list"), status);
  condition->status = wanted;

  return parse_set (condition, json_object_get_member (object, "list"), "list", error);
}

static gboolean
parse_consent (ParcoursCondition  *condition,
               JsonObject         *object,
               GError            **error)
{
  const char *channel = parcours_json_member_string (object, "consent");
  const char *status = parcours_json_member_string (object, "status");
  ParcoursConsent wanted = PARCOURS_CONSENT_SUBSCRIBED;

  condition->kind = PARCOURS_CONDITION_CONSENT;
  if (!parcours_channel_parse (channel, &condition->channel))
    return fail (error, _("“%s” is no channel"), channel != NULL ? channel : "");
  if (status != NULL && !parcours_consent_parse (status, &wanted))
    return fail (error, _("“%s” is no status of a channel"), status);
  condition->status = wanted;
  condition->name = g_strdup (parcours_json_member_string (object, "sender"));

  return TRUE;
}

static gboolean
parse_event (ParcoursCondition  *condition,
             JsonObject         *object,
             GError            **error)
{
  condition->kind = PARCOURS_CONDITION_EVENT;
  condition->topic = g_strdup (parcours_json_member_string (object, "event"));
  condition->subject = g_strdup (parcours_json_member_string (object, "subject"));
  if (condition->topic == NULL)
    return fail (error, _("“%s” takes a name"), "event");

  return parse_where (condition, json_object_get_member (object, "where"), error) &&
         parse_count (condition, object, error) &&
         parse_sums (condition, object, error) &&
         parse_window (&condition->window, object, error);
}

static gboolean
parse_record (ParcoursCondition  *condition,
              const char         *entity,
              JsonObject         *object,
              GError            **error)
{
  const char *target = parcours_json_member_string (object, "target");

  condition->kind = PARCOURS_CONDITION_RECORD;
  condition->name = g_strdup (entity);
  if (target != NULL && !parcours_target_parse (target, &condition->target))
    return fail (error, _("“%s” is no target"), target);

  return parse_where (condition, json_object_get_member (object, entity), error) &&
         parse_count (condition, object, error);
}

static gboolean
parse_automation (ParcoursCondition  *condition,
                  JsonObject         *object,
                  GError            **error)
{
  const char *state = parcours_json_member_string (object, "state");
  int i = find_name (state_names, G_N_ELEMENTS (state_names), state);

  condition->kind = PARCOURS_CONDITION_AUTOMATION;
  condition->name = g_strdup (parcours_json_member_string (object, "automation"));
  condition->step = g_strdup (parcours_json_member_string (object, "step"));
  if (condition->name == NULL)
    return fail (error, _("“%s” takes a name"), "automation");
  if (i < 0)
    return fail (error, _("“%s” is nothing that can be asked about an automation"), state != NULL ? state : "");
  condition->state = (ParcoursPassageState) i;

  return parse_window (&condition->window, object, error);
}

static gboolean
parse_in_automation (ParcoursCondition  *condition,
                     JsonObject         *object,
                     GError            **error)
{
  condition->kind = PARCOURS_CONDITION_AUTOMATION;
  condition->state = PARCOURS_PASSAGE_INSIDE;
  condition->name = g_strdup (parcours_json_member_string (object, "in-automation"));

  return condition->name != NULL || fail (error, _("“%s” takes a name"), "in-automation");
}

static gboolean
parse_group (ParcoursCondition      *condition,
             ParcoursConditionKind   kind,
             JsonNode               *value,
             GError                **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (array == NULL)
    return fail (error, _("“%s” takes a list of conditions"),
                 kind == PARCOURS_CONDITION_ALL ? "all" : kind == PARCOURS_CONDITION_ANY ? "any" : "none");
  condition->kind = kind;
  condition->children = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_condition_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursCondition *child = parcours_condition_parse (json_array_get_element (array, i), error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (condition->children, child);
    }

  return TRUE;
}

static gboolean
parse_named_set (ParcoursCondition      *condition,
                 ParcoursConditionKind   kind,
                 JsonObject             *object,
                 const char             *name,
                 GError                **error)
{
  condition->kind = kind;

  return parse_set (condition, json_object_get_member (object, name), name, error);
}

/* A leaf is known by the one key that only its kind has. */
static gboolean
parse_leaf (ParcoursCondition  *condition,
            JsonObject         *object,
            GError            **error)
{
  if (json_object_has_member (object, "field"))
    return parse_field (condition, object, error);
  if (json_object_has_member (object, "score"))
    return parse_score (condition, object, error);
  if (json_object_has_member (object, "tag"))
    return parse_named_set (condition, PARCOURS_CONDITION_TAG, object, "tag", error);
  if (json_object_has_member (object, "group"))
    return parse_named_set (condition, PARCOURS_CONDITION_GROUP, object, "group", error);
  if (json_object_has_member (object, "audience"))
    return parse_named_set (condition, PARCOURS_CONDITION_AUDIENCE, object, "audience", error);
  if (json_object_has_member (object, "segment"))
    return parse_named_set (condition, PARCOURS_CONDITION_SEGMENT, object, "segment", error);
  if (json_object_has_member (object, "list"))
    return parse_list (condition, object, error);
  if (json_object_has_member (object, "consent"))
    return parse_consent (condition, object, error);
  if (json_object_has_member (object, "event"))
    return parse_event (condition, object, error);
  if (json_object_has_member (object, "automation"))
    return parse_automation (condition, object, error);
  if (json_object_has_member (object, "in-automation"))
    return parse_in_automation (condition, object, error);
  if (json_object_has_member (object, "now"))
    {
      condition->kind = PARCOURS_CONDITION_NOW;
      return parcours_moment_parse (json_object_get_member (object, "now"), &condition->moment, error);
    }
  if (json_object_has_member (object, "trigger"))
    {
      condition->kind = PARCOURS_CONDITION_TRIGGER;
      return parse_where (condition, json_object_get_member (object, "trigger"), error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (record_names); i++)
    {
      if (json_object_has_member (object, record_names[i]))
        return parse_record (condition, record_names[i], object, error);
    }

  return fail (error, "%s", _("The condition asks about nothing that Parcours knows"));
}

/**
 * parcours_condition_parse:
 * @node: a condition in JSON
 * @error: return location for an error
 *
 * Returns: (transfer full): the tree, or %NULL
 */
ParcoursCondition *
parcours_condition_parse (JsonNode  *node,
                          GError   **error)
{
  g_autoptr (ParcoursCondition) condition = g_new0 (ParcoursCondition, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean ok;

  g_atomic_ref_count_init (&condition->ref_count);
  condition->node = json_node_ref (node);
  if (object == NULL)
    ok = fail (error, "%s", _("A condition is an object"));
  else if (json_object_has_member (object, "all"))
    ok = parse_group (condition, PARCOURS_CONDITION_ALL, json_object_get_member (object, "all"), error);
  else if (json_object_has_member (object, "any"))
    ok = parse_group (condition, PARCOURS_CONDITION_ANY, json_object_get_member (object, "any"), error);
  else if (json_object_has_member (object, "none"))
    ok = parse_group (condition, PARCOURS_CONDITION_NONE, json_object_get_member (object, "none"), error);
  else
    ok = parse_leaf (condition, object, error);

  return ok ? g_steal_pointer (&condition) : NULL;
}

/**
 * parcours_condition_new_empty:
 *
 * Returns: (transfer full): a condition that everybody meets
 */
ParcoursCondition *
parcours_condition_new_empty (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"all\": []}", NULL);

  return parcours_condition_parse (node, NULL);
}

/**
 * parcours_condition_ref:
 * @condition: a condition
 *
 * Returns: (transfer full): @condition
 */
ParcoursCondition *
parcours_condition_ref (ParcoursCondition *condition)
{
  g_atomic_ref_count_inc (&condition->ref_count);

  return condition;
}

/**
 * parcours_condition_unref:
 * @condition: (transfer full): a condition
 */
void
parcours_condition_unref (ParcoursCondition *condition)
{
  if (!g_atomic_ref_count_dec (&condition->ref_count))
    return;
  json_node_unref (condition->node);
  g_clear_pointer (&condition->children, g_ptr_array_unref);
  g_free (condition->name);
  g_clear_pointer (&condition->value, json_node_unref);
  g_strfreev (condition->slugs);
  g_free (condition->topic);
  g_free (condition->subject);
  g_clear_pointer (&condition->where, parcours_where_free);
  g_clear_pointer (&condition->sums, g_array_unref);
  g_free (condition->window.since_step);
  g_free (condition->step);
  g_free (condition);
}

/**
 * parcours_condition_is_group:
 * @condition: a condition
 *
 * Returns: whether it has children
 */
gboolean
parcours_condition_is_group (const ParcoursCondition *condition)
{
  return condition->kind <= PARCOURS_CONDITION_NONE;
}

/**
 * parcours_condition_foreach:
 * @condition: a condition
 * @func: (scope call): called for each leaf, in the order written
 * @user_data: for @func
 */
void
parcours_condition_foreach (const ParcoursCondition *condition,
                            ParcoursConditionFunc    func,
                            gpointer                 user_data)
{
  if (!parcours_condition_is_group (condition))
    {
      func (condition, user_data);
      return;
    }
  for (guint i = 0; i < condition->children->len; i++)
    parcours_condition_foreach (g_ptr_array_index (condition->children, i), func, user_data);
}

static void
find_way (const ParcoursCondition *leaf,
          gpointer                 user_data)
{
  gboolean *found = user_data;

  switch (leaf->kind)
    {
    case PARCOURS_CONDITION_TRIGGER:
    case PARCOURS_CONDITION_AUTOMATION:
      *found = TRUE;
      break;
    case PARCOURS_CONDITION_EVENT:
      *found = *found || leaf->window.since == PARCOURS_SINCE_ENTRY || leaf->window.since == PARCOURS_SINCE_STEP;
      break;
    case PARCOURS_CONDITION_RECORD:
      *found = *found || leaf->target == PARCOURS_TARGET_TRIGGER;
      break;
    default:
      break;
    }
}

/**
 * parcours_condition_is_of_way:
 * @condition: a condition
 *
 * What began a contact's way through an automation, and what has happened since
 * then or since a step of it, has no answer before the contact is on that way.
 *
 * Returns: whether any of its leaves asks about that
 */
gboolean
parcours_condition_is_of_way (const ParcoursCondition *condition)
{
  gboolean found = FALSE;

  parcours_condition_foreach (condition, find_way, &found);

  return found;
}
