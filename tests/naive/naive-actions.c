/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What steps do to a contact: by the name of the operation. */

#include "config.h"

#include <math.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

typedef ParcoursOutcome (*Operation) (NaiveContact *contact,
                                      NaivePassage *passage,
                                      NaiveStep    *step);

static ParcoursOutcome
outcome_of (gboolean changed)
{
  return changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;
}

static const char *
text_param (const NaiveStep *step,
            const char      *name)
{
  return parcours_json_member_string (step->params, name);
}

static gboolean
publish_effect (NaiveContact *contact,
                const char   *topic,
                const char   *subject,
                GHashTable   *payload)
{
  return subject != NULL && naive_publish (contact, topic, subject, payload, "effect", NULL, NULL);
}

/* Sets and lists */

static ParcoursOutcome
add_tag (NaiveContact *contact,
         NaivePassage *passage,
         NaiveStep    *step)
{
  return outcome_of (publish_effect (contact, "tag.added", text_param (step, "tag"), NULL));
}

static ParcoursOutcome
remove_tag (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  return outcome_of (publish_effect (contact, "tag.removed", text_param (step, "tag"), NULL));
}

static ParcoursOutcome
add_to_audience (NaiveContact *contact,
                 NaivePassage *passage,
                 NaiveStep    *step)
{
  if (!contact->has_email)
    return PARCOURS_OUTCOME_NO_ADDRESS;

  return outcome_of (publish_effect (contact, "audience.added", text_param (step, "audience"), NULL));
}

static ParcoursOutcome
remove_from_audience (NaiveContact *contact,
                      NaivePassage *passage,
                      NaiveStep    *step)
{
  if (!contact->has_email)
    return PARCOURS_OUTCOME_NO_ADDRESS;

  return outcome_of (publish_effect (contact, "audience.removed", text_param (step, "audience"), NULL));
}

static ParcoursOutcome
subscribe (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  const char *list = text_param (step, "list");
  gboolean opt_in = parcours_json_member_boolean (step->params, "opt-in", FALSE);
  guint before = contact->events->len;

  if (g_str_equal (contact->channels[PARCOURS_CHANNEL_EMAIL], "bounced") ||
      naive_value_is_text (naive_get (contact->lists, parcours_json_member_string (step->params, "list")), "bounced"))
    return PARCOURS_OUTCOME_BOUNCED;
  publish_effect (contact, opt_in ? "list.opt-in-requested" : "list.subscribed", list, NULL);

  return outcome_of (contact->events->len > before);
}

/* One list, or all in the order of their slugs. */
static ParcoursOutcome
leave_lists (NaiveContact *contact,
             NaiveStep    *step,
             const char   *topic)
{
  const char *list = text_param (step, "list");
  g_autoptr (GPtrArray) slugs = naive_keys (contact->lists);
  gboolean any = FALSE;

  if (list != NULL && !g_str_equal (list, "any"))
    return outcome_of (publish_effect (contact, topic, list, NULL));
  for (guint i = 0; i < slugs->len; i++)
    g_ptr_array_index (slugs, i) = (gpointer) naive_keep_text (g_strdup (g_ptr_array_index (slugs, i)));
  for (guint i = 0; i < slugs->len; i++)
    any |= publish_effect (contact, topic, g_ptr_array_index (slugs, i), NULL);

  return outcome_of (any);
}

static ParcoursOutcome
unsubscribe (NaiveContact *contact,
             NaivePassage *passage,
             NaiveStep    *step)
{
  return leave_lists (contact, step, "list.unsubscribed");
}

static ParcoursOutcome
remove_from_list (NaiveContact *contact,
                  NaivePassage *passage,
                  NaiveStep    *step)
{
  return leave_lists (contact, step, "list.removed");
}

static ParcoursOutcome
block (NaiveContact *contact,
       NaivePassage *passage,
       NaiveStep    *step)
{
  JsonArray *senders = parcours_json_member_array (step->params, "senders");
  gboolean transactional = g_strcmp0 (text_param (step, "scope"), "transactional") == 0;
  guint n = transactional && senders != NULL ? json_array_get_length (senders) : 0;
  gboolean any = FALSE;

  for (guint i = 0; i < MAX (n, 1); i++)
    {
      GHashTable *payload = naive_members_new ();

      naive_set (payload, "scope", naive_text (transactional ? "transactional" : "marketing"));
      if (n > 0)
        naive_set (payload, "sender", naive_text (json_array_get_string_element (senders, i)));
      any |= publish_effect (contact, "channel.blocked", "email", payload);
    }

  return outcome_of (any);
}

/* Fields and scores */

static ParcoursOutcome
set_field (NaiveContact     *contact,
           const char       *field,
           const NaiveValue *value)
{
  ParcoursLibrary *library = contact->engine->the_case->library;
  GHashTable *payload = naive_members_new ();
  g_autoptr (JsonNode) node = naive_value_to_json (value);

  if (parcours_library_lookup (library, "field", field) == NULL)
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  if (value != NULL && naive_field_value (contact->engine, "field", field, node) == NULL)
    return PARCOURS_OUTCOME_OUT_OF_RANGE;
  naive_set (payload, "to", value);

  return outcome_of (publish_effect (contact, "field.changed", field, payload));
}

static ParcoursOutcome
update_field (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step)
{
  JsonObject *owner = parcours_json_member_object (step->params, "owner");
  JsonObject *source = parcours_json_member_object (step->params, "value");
  const char *copy = parcours_json_member_string (source, "copy");
  const char *field = text_param (step, "field");
  const NaiveValue *value = NULL;

  if (owner != NULL)
    return set_field (contact, "owner", naive_text (naive_owner (step, owner)));
  if (parcours_library_lookup (contact->engine->the_case->library, "field", field) == NULL)
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  if (copy != NULL)
    value = naive_get (contact->fields, copy);
  else if (!parcours_json_member_boolean (source, "clear", FALSE))
    value = naive_field_value (contact->engine, "field", field, json_object_get_member (source, "value"));
  if (value == NULL && !parcours_json_member_boolean (source, "clear", FALSE))
    return PARCOURS_OUTCOME_NO_VALUE;

  return set_field (contact, field, value);
}

/**
 * naive_compute:
 * @step: a step that calculates
 * @is_money: whether the field holds an amount, which has four decimals
 * @before: (nullable): the number in the field
 * @operand: (nullable): the other number
 * @result: (out): what comes of it
 *
 * Returns: what prevents it, or %PARCOURS_OUTCOME_DONE
 */
ParcoursOutcome
naive_compute (NaiveStep        *step,
               gboolean          is_money,
               const NaiveValue *before,
               const NaiveValue *operand,
               double           *result)
{
  const char *operation = text_param (step, "operation");

  if (before == NULL || operand == NULL || operand->type != NAIVE_NUMBER)
    return PARCOURS_OUTCOME_NO_VALUE;
  if (g_str_equal (operation, "add"))
    *result = before->number + operand->number;
  else if (g_str_equal (operation, "subtract"))
    *result = before->number - operand->number;
  else if (g_str_equal (operation, "multiply"))
    *result = before->number * operand->number;
  else if (operand->number == 0.)
    return PARCOURS_OUTCOME_DIVISION_BY_ZERO;
  else
    *result = before->number / operand->number;
  if (is_money)
    *result = parcours_money_round (*result);

  return isfinite (*result) ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_OUT_OF_RANGE;
}

static gboolean
is_number_field (NaiveContact *contact,
                 const char   *field)
{
  const ParcoursEntity *entity = parcours_library_lookup (contact->engine->the_case->library, "field", field);
  const char *type = entity != NULL ? parcours_json_member_string (entity->attributes, "type") : NULL;

  return g_strcmp0 (type, "number") == 0 || g_strcmp0 (type, "money") == 0;
}

static ParcoursOutcome
calculate (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  JsonNode *node = json_object_get_member (step->params, "operand");
  const char *other = parcours_json_string (node);
  const char *field = text_param (step, "field");
  const NaiveValue *operand;
  ParcoursFieldType type;
  ParcoursOutcome outcome;
  double result, number;

  if (g_strcmp0 (text_param (step, "of"), "deal") == 0)
    return naive_business (contact, passage, step);
  if (!is_number_field (contact, field))
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  if (parcours_json_number (node, &number))
    operand = naive_number (number);
  else
    operand = other != NULL ? naive_get (contact->fields, other) : NULL;
  type = parcours_library_field_type (contact->engine->the_case->library, "field", field);
  outcome = naive_compute (step, type == PARCOURS_FIELD_MONEY, naive_get (contact->fields, field), operand, &result);

  return outcome == PARCOURS_OUTCOME_DONE ? set_field (contact, field, naive_number (result)) : outcome;
}

static ParcoursOutcome
adjust_score (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step)
{
  const char *score = text_param (step, "score");
  const ParcoursEntity *entity = parcours_library_lookup (contact->engine->the_case->library, "score", score);
  GHashTable *payload = naive_members_new ();
  double before;

  if (g_strcmp0 (text_param (step, "of"), "deal") == 0)
    return naive_business (contact, passage, step);
  if (entity == NULL)
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  before = naive_value_number (naive_get (contact->scores, score),
                               parcours_json_member_number (entity->attributes, "start", 0.));
  naive_set (payload, "to", naive_number (naive_adjusted (step, before, entity)));
  naive_set (payload, "of", naive_text ("contact"));

  return outcome_of (publish_effect (contact, "score.changed", score, payload));
}

/**
 * naive_adjusted:
 * @step: a step that adjusts a score
 * @before: the score
 * @entity: the score in the library
 *
 * Returns: the score after it
 */
double
naive_adjusted (NaiveStep            *step,
                double                before,
                const ParcoursEntity *entity)
{
  const char *operation = text_param (step, "operation");
  double points = parcours_json_member_number (step->params, "points", 0.);

  if (g_str_equal (operation, "add"))
    return before + points;
  if (g_str_equal (operation, "subtract"))
    return before - points;

  return g_str_equal (operation, "set") ? points : 0.;
}

static ParcoursOutcome
create_salesforce (NaiveContact *contact,
                   NaivePassage *passage,
                   NaiveStep    *step)
{
  if (!contact->has_email)
    return PARCOURS_OUTCOME_NO_ADDRESS;

  return outcome_of (publish_effect (contact, "salesforce.record-created", text_param (step, "kind"), NULL));
}

static ParcoursOutcome
record_conversion (NaiveContact *contact,
                   NaivePassage *passage,
                   NaiveStep    *step)
{
  GHashTable *payload = naive_members_from_json (step->params, naive_column_type, NULL);
  GHashTable *own = naive_members_new ();

  naive_set (own, "value", naive_get (payload, "value"));

  return outcome_of (publish_effect (contact, "conversion.recorded", text_param (step, "conversion"), own));
}

static ParcoursOutcome
delete_contact (NaiveContact *contact,
                NaivePassage *passage,
                NaiveStep    *step)
{
  naive_publish (contact, "contact.deleted", NULL, NULL, "effect", NULL, NULL);

  return PARCOURS_OUTCOME_DONE;
}

static gboolean
is_field (NaiveContact *contact,
          const char   *slug)
{
  return parcours_library_lookup (contact->engine->the_case->library, "field", slug) != NULL;
}

/* Whether the step takes a value from a field that nobody knows. */
static gboolean
copies_from_nowhere (NaiveContact *contact,
                     NaiveStep    *step)
{
  const char *copy = parcours_json_member_string (parcours_json_member_object (step->params, "value"), "copy");
  const char *from = g_str_equal (step->type->operation, "account.link") && text_param (step, "account") == NULL
                       ? text_param (step, "from") : NULL;

  return (copy != NULL && !is_field (contact, copy)) || (from != NULL && !is_field (contact, from));
}

/**
 * naive_act:
 * @contact: a contact
 * @passage: the passage that runs
 * @step: the step that acts
 *
 * Returns: what came of it
 */
ParcoursOutcome
naive_act (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  static const struct
  {
    const char *name;
    Operation operation;
  } operations[] = {
    { "message.send", naive_send },
    { "wallet.set-campaign", naive_send },
    { "list.subscribe", subscribe },
    { "list.unsubscribe", unsubscribe },
    { "list.remove", remove_from_list },
    { "tag.add", add_tag },
    { "tag.remove", remove_tag },
    { "audience.add", add_to_audience },
    { "audience.remove", remove_from_audience },
    { "channel.block", block },
    { "field.set", update_field },
    { "field.compute", calculate },
    { "score.adjust", adjust_score },
    { "salesforce.create", create_salesforce },
    { "conversion.record", record_conversion },
    { "contact.delete", delete_contact },
  };

  if (copies_from_nowhere (contact, step))
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (g_str_equal (operations[i].name, step->type->operation))
        return operations[i].operation (contact, passage, step);
    }

  return naive_business (contact, passage, step);
}

/**
 * naive_owner:
 * @step: a step with an owner rule
 * @rule: the rule
 *
 * Returns: (nullable): whose turn it is
 */
const char *
naive_owner (NaiveStep  *step,
             JsonObject *rule)
{
  JsonArray *rotate = parcours_json_member_array (rule, "rotate");

  if (rotate == NULL || json_array_get_length (rotate) == 0)
    return parcours_json_member_string (rule, "user");

  return json_array_get_string_element (rotate, step->shared->turns++ % json_array_get_length (rotate));
}
