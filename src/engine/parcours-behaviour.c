/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-behaviour.h"
#include "parcours-draw.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-text.h"

/* 90 of 100 lie below 1.2816 standard deviations above the mean. */
#define Z90 1.2815515655446004
/* Nobody waits longer than ten years for anybody. */
#define MAX_DELAY (3660 * (double) PARCOURS_DAY)
/* No hour or weekday is better by more than this. */
#define MAX_FACTOR 100.

struct _ParcoursBehaviour
{
  gatomicrefcount ref_count;
  char *name;           /* (owned) */
  JsonNode *node;       /* (owned) what it was read from */
  GPtrArray *responses; /* (owned) (element-type ParcoursResponse) */
  GPtrArray *arrivals;  /* (owned) (element-type ParcoursArrival) */
  double new_contacts;  /* a day */
};

static const char *reaction_names[PARCOURS_N_REACTIONS] = {
  [PARCOURS_REACTION_BOUNCED] = "bounced",
  [PARCOURS_REACTION_DELIVERED] = "delivered",
  [PARCOURS_REACTION_OPENED] = "opened",
  [PARCOURS_REACTION_CLICKED] = "clicked",
  [PARCOURS_REACTION_REPLIED] = "replied",
  [PARCOURS_REACTION_FORWARDED] = "forwarded",
  [PARCOURS_REACTION_SHARED] = "shared",
  [PARCOURS_REACTION_UNSUBSCRIBED] = "unsubscribed",
  [PARCOURS_REACTION_COMPLAINED] = "complained",
  [PARCOURS_REACTION_BOUGHT] = "bought",
};

/**
 * parcours_reaction_name:
 * @reaction: a reaction
 *
 * Returns: (transfer none): its key in files
 */
const char *
parcours_reaction_name (ParcoursReaction reaction)
{
  return reaction_names[reaction];
}

/**
 * parcours_reaction_cause:
 * @reaction: a reaction
 *
 * Returns: what has to happen before, and what its chance is a share of: opening is a share of the delivered,
 *   buying of those who clicked, everything else of those who opened
 */
ParcoursReaction
parcours_reaction_cause (ParcoursReaction reaction)
{
  switch (reaction)
    {
    case PARCOURS_REACTION_BOUNCED:
    case PARCOURS_REACTION_DELIVERED:
      return PARCOURS_REACTION_BOUNCED;
    case PARCOURS_REACTION_OPENED:
      return PARCOURS_REACTION_DELIVERED;
    case PARCOURS_REACTION_BOUGHT:
      return PARCOURS_REACTION_CLICKED;
    default:
      return PARCOURS_REACTION_OPENED;
    }
}

/**
 * parcours_choice_draw:
 * @choice: a choice
 * @bits: 64 random bits
 *
 * Returns: the number of the value drawn
 */
guint
parcours_choice_draw (const ParcoursChoice *choice,
                      guint64               bits)
{
  double u = parcours_draw_uniform (bits);
  guint i = 0;

  while (i + 1 < choice->n_values && u >= choice->weights[i])
    i++;

  return i;
}

/**
 * parcours_response_open_chance:
 * @response: a rule
 * @local: when a message is sent, in the contact's own time
 *
 * Returns: the chance that a delivered message is opened, 0 to 1, as far as it depends on when it was sent
 */
double
parcours_response_open_chance (const ParcoursResponse *response,
                               gint64                  local)
{
  double chance = response->reactions[PARCOURS_REACTION_OPENED].chance;

  if (response->weekdays != NULL)
    chance *= response->weekdays[parcours_day_weekday (parcours_local_day (local)) - 1];
  if (response->hours != NULL)
    chance *= response->hours[parcours_local_seconds (local) / PARCOURS_HOUR];

  return MIN (chance, 1.);
}

static void
choice_free (ParcoursChoice *choice)
{
  g_strfreev (choice->values);
  g_free (choice->weights);
  g_free (choice);
}

static void
payload_choice_free (gpointer data)
{
  ParcoursPayloadChoice *payload = data;

  g_free (payload->key);
  choice_free (payload->values);
  g_free (payload);
}

static void
response_free (gpointer data)
{
  ParcoursResponse *response = data;

  g_free (response->message);
  g_clear_pointer (&response->segment, parcours_condition_unref);
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    g_free (response->reactions[i].delay);
  g_clear_pointer (&response->links, choice_free);
  g_clear_pointer (&response->products, choice_free);
  g_clear_pointer (&response->totals, choice_free);
  g_free (response->weekdays);
  g_free (response->hours);
  g_free (response);
}

static void
arrival_free (gpointer data)
{
  ParcoursArrival *arrival = data;

  g_free (arrival->name);
  g_free (arrival->topic);
  g_clear_pointer (&arrival->subjects, choice_free);
  g_clear_pointer (&arrival->payload, g_ptr_array_unref);
  g_clear_pointer (&arrival->segment, parcours_condition_unref);
  g_clear_pointer (&arrival->follows, g_ptr_array_unref);
  g_free (arrival->delay);
  g_free (arrival);
}

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *where)
{
  /* Translators: the first %s is a key of a behaviour file, the second where it stands. */
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Behaviour: “%s” of “%s” cannot be read"), what, where);

  return FALSE;
}

static gboolean
read_seconds (JsonObject *object,
              const char *name,
              double     *seconds)
{
  const char *text = parcours_json_member_string (object, name);
  ParcoursDuration duration;

  if (text == NULL || !parcours_duration_parse (text, &duration))
    return FALSE;
  *seconds = (double) parcours_duration_approximate (&duration);

  return TRUE;
}

/* {"median": "PT3H", "p90": "P1D"}; a median alone gives a moderate spread. */
static gboolean
read_delay (JsonObject     *object,
            ParcoursDelay **delay)
{
  double median, p90, sigma;

  if (object == NULL)
    return TRUE;
  if (!read_seconds (object, "median", &median) || median < 1.)
    return FALSE;
  if (!read_seconds (object, "p90", &p90))
    p90 = json_object_has_member (object, "p90") ? 0. : median * 4.;
  if (p90 < median)
    return FALSE;
  sigma = log (p90 / median) / Z90;
  *delay = g_new (ParcoursDelay, 1);
  for (guint i = 0; i <= PARCOURS_DELAY_STEPS; i++)
    {
      double p = CLAMP (i / (double) PARCOURS_DELAY_STEPS, 1. / 2048., 1. - 1. / 2048.);
      double seconds = median * exp (sigma * parcours_normal_quantile (p));

      (*delay)->quantiles[i] = (gint32) (MIN (seconds, MAX_DELAY) + 0.5);
    }

  return TRUE;
}

/* {"value": weight, ...} */
static gboolean
read_choice (JsonObject      *object,
             ParcoursChoice **choice)
{
  g_autoptr (GList) members = NULL;
  double total = 0., running = 0.;
  ParcoursChoice *values;
  guint n = 0;

  if (object == NULL || json_object_get_size (object) == 0)
    return TRUE;
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      double weight = parcours_json_member_number (object, l->data, -1.);

      if (weight < 0.)
        return FALSE;
      total += weight;
    }
  if (total <= 0.)
    return FALSE;
  values = g_new0 (ParcoursChoice, 1);
  values->n_values = g_list_length (members);
  values->values = g_new0 (char *, values->n_values + 1);
  values->weights = g_new0 (double, values->n_values);
  for (GList *l = members; l != NULL; l = l->next, n++)
    {
      running += parcours_json_member_number (object, l->data, 0.);
      values->values[n] = g_strdup (l->data);
      values->weights[n] = running / total;
    }
  *choice = values;

  return TRUE;
}

static ParcoursChoice *
single_choice (char *value)
{
  ParcoursChoice *choice = g_new0 (ParcoursChoice, 1);

  choice->n_values = 1;
  choice->values = g_new0 (char *, 2);
  choice->values[0] = value;
  choice->weights = g_new (double, 1);
  choice->weights[0] = 1.;

  return choice;
}

static gboolean
read_segment (JsonObject         *object,
              ParcoursCondition **segment,
              GError            **error)
{
  JsonNode *node = json_object_get_member (object, "segment");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  *segment = parcours_condition_parse (node, error);

  return *segment != NULL;
}

/* What an order comes to: one amount, or {"19.90": weight, ...}. */
static gboolean
read_totals (ParcoursResponse *response,
             JsonNode         *node)
{
  g_autoptr (JsonObject) single = NULL;
  double amount;

  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      if (!read_choice (json_node_get_object (node), &response->totals))
        return FALSE;
    }
  else if (parcours_json_number (node, &amount))
    response->totals = single_choice (parcours_number_format (amount));
  for (guint i = 0; response->totals != NULL && i < response->totals->n_values; i++)
    {
      if (!parcours_number_parse (response->totals->values[i], &amount) || amount < 0.)
        return FALSE;
    }

  return response->totals != NULL;
}

static gboolean
read_reaction (ParcoursResponse  *response,
               ParcoursReaction   reaction,
               JsonObject        *object,
               GError           **error)
{
  JsonNode *node = json_object_get_member (object, reaction_names[reaction]);
  ParcoursChance *chance = &response->reactions[reaction];
  JsonObject *details;

  chance->chance = reaction == PARCOURS_REACTION_DELIVERED ? 1. : 0.;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return (parcours_json_number (node, &chance->chance) && chance->chance >= 0. && chance->chance <= 1.) ||
           fail (error, reaction_names[reaction], response->message);
  details = json_node_get_object (node);
  chance->chance = parcours_json_member_number (details, "chance", chance->chance);
  if (chance->chance < 0. || chance->chance > 1. ||
      !read_delay (parcours_json_member_object (details, "delay"), &chance->delay))
    return fail (error, reaction_names[reaction], response->message);
  if (reaction == PARCOURS_REACTION_CLICKED)
    return read_choice (parcours_json_member_object (details, "links"), &response->links) ||
           fail (error, "links", response->message);
  if (reaction == PARCOURS_REACTION_BOUGHT)
    return (read_choice (parcours_json_member_object (details, "products"), &response->products) ||
            fail (error, "products", response->message)) &&
           (read_totals (response, json_object_get_member (details, "total")) ||
            fail (error, "total", response->message));

  return TRUE;
}

/* Factors, of which 1 is as usual. */
static gboolean
read_factors (JsonObject  *object,
              const char  *name,
              guint        n,
              double     **factors)
{
  JsonArray *array = parcours_json_member_array (object, name);

  if (!json_object_has_member (object, name))
    return TRUE;
  if (array == NULL || json_array_get_length (array) != n)
    return FALSE;
  *factors = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      if (!parcours_json_number (json_array_get_element (array, i), &(*factors)[i]) || (*factors)[i] < 0. ||
          (*factors)[i] > MAX_FACTOR)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_channel (ParcoursResponse *response,
              JsonObject       *object)
{
  const char *name = parcours_json_member_string (object, "channel");
  ParcoursChannel channel;

  response->channel = -1;
  if (!json_object_has_member (object, "channel"))
    return TRUE;
  if (name == NULL || !parcours_channel_parse (name, &channel))
    return FALSE;
  response->channel = (int) channel;

  return TRUE;
}

static gboolean
read_response (ParcoursBehaviour  *behaviour,
               JsonObject         *object,
               GError            **error)
{
  ParcoursResponse *response = g_new0 (ParcoursResponse, 1);
  const char *message = parcours_json_member_string (object, "message");

  g_ptr_array_add (behaviour->responses, response);
  response->message = g_strdup (message != NULL ? message : "*");
  if (!read_segment (object, &response->segment, error))
    return FALSE;
  if (!read_channel (response, object))
    return fail (error, "channel", response->message);
  if (!read_factors (object, "weekdays", 7, &response->weekdays))
    return fail (error, "weekdays", response->message);
  if (!read_factors (object, "hours", 24, &response->hours))
    return fail (error, "hours", response->message);
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      if (!read_reaction (response, (ParcoursReaction) i, object, error))
        return FALSE;
    }

  return TRUE;
}

/* @n weights become running sums from 0 to 1; without any, all weigh the same. */
static gboolean
read_weights (JsonArray *array,
              guint      n,
              double    *sums)
{
  double total = 0.;

  if (array != NULL && json_array_get_length (array) != n)
    return FALSE;
  sums[0] = 0.;
  for (guint i = 0; i < n; i++)
    {
      double weight = 1.;

      if (array != NULL && (!parcours_json_number (json_array_get_element (array, i), &weight) || weight < 0.))
        return FALSE;
      total += weight;
      sums[i + 1] = total;
    }
  if (total <= 0.)
    return FALSE;
  for (guint i = 0; i <= n; i++)
    sums[i] /= total;

  return TRUE;
}

/* A value, or {"any-of": {value: weight}}. */
static gboolean
read_payload (ParcoursArrival *arrival,
              JsonObject      *object)
{
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  arrival->payload = g_ptr_array_new_with_free_func (payload_choice_free);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      ParcoursPayloadChoice *payload;
      ParcoursChoice *values = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          if (!read_choice (parcours_json_member_object (json_node_get_object (node), "any-of"), &values) ||
              values == NULL)
            return FALSE;
        }
      else
        {
          const char *text = parcours_json_string (node);

          values = single_choice (text != NULL ? g_strdup (text) : parcours_json_to_line (node));
        }
      payload = g_new0 (ParcoursPayloadChoice, 1);
      payload->key = g_strdup (l->data);
      payload->values = values;
      g_ptr_array_add (arrival->payload, payload);
    }

  return TRUE;
}

static ParcoursArrival *read_arrival (JsonObject  *object,
                                      const char  *name,
                                      guint        depth,
                                      GError     **error);

static gboolean
read_follows (ParcoursArrival  *arrival,
              JsonArray        *array,
              guint             depth,
              GError          **error)
{
  arrival->follows = g_ptr_array_new_with_free_func (arrival_free);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *name = g_strdup_printf ("%s/%u", arrival->name, i);
      ParcoursArrival *follow;

      if (!JSON_NODE_HOLDS_OBJECT (node) || depth > 8)
        return fail (error, "follows", arrival->topic);
      follow = read_arrival (json_node_get_object (node), name, depth + 1, error);
      if (follow == NULL)
        return FALSE;
      g_ptr_array_add (arrival->follows, follow);
    }

  return TRUE;
}

static ParcoursArrival *
read_arrival (JsonObject  *object,
              const char  *name,
              guint        depth,
              GError     **error)
{
  ParcoursArrival *arrival = g_new0 (ParcoursArrival, 1);
  const char *topic = parcours_json_member_string (object, "topic");
  gboolean ok;

  arrival->topic = g_strdup (topic != NULL ? topic : "");
  arrival->name = g_strconcat (name, ":", arrival->topic, NULL);
  arrival->per_day = parcours_json_member_number (object, "per-day", 0.);
  arrival->chance = parcours_json_member_number (object, "chance", 1.);
  if (topic == NULL)
    ok = fail (error, "topic", name);
  else if (!read_choice (parcours_json_member_object (object, "subject"), &arrival->subjects))
    ok = fail (error, "subject", topic);
  else if (!read_payload (arrival, parcours_json_member_object (object, "payload")))
    ok = fail (error, "payload", topic);
  else if (arrival->per_day < 0. || arrival->per_day > 100.)
    ok = fail (error, "per-day", topic);
  else if (!read_weights (parcours_json_member_array (object, "weekdays"), 7, arrival->weekdays))
    ok = fail (error, "weekdays", topic);
  else if (!read_weights (parcours_json_member_array (object, "hours"), 24, arrival->hours))
    ok = fail (error, "hours", topic);
  else if (!read_delay (parcours_json_member_object (object, "delay"), &arrival->delay))
    ok = fail (error, "delay", topic);
  else
    ok = read_segment (object, &arrival->segment, error) &&
         read_follows (arrival, parcours_json_member_array (object, "follows"), depth, error);
  if (!ok)
    g_clear_pointer (&arrival, arrival_free);

  return arrival;
}

static gboolean
read_rules (ParcoursBehaviour  *behaviour,
            JsonObject         *object,
            GError            **error)
{
  JsonArray *responses = parcours_json_member_array (object, "responses");
  JsonArray *arrivals = parcours_json_member_array (object, "arrivals");

  if (json_object_has_member (object, "responses") && responses == NULL)
    return fail (error, "responses", behaviour->name), FALSE;
  if (json_object_has_member (object, "arrivals") && arrivals == NULL)
    return fail (error, "arrivals", behaviour->name), FALSE;
  for (guint i = 0; responses != NULL && i < json_array_get_length (responses); i++)
    {
      JsonNode *node = json_array_get_element (responses, i);

      if (!JSON_NODE_HOLDS_OBJECT (node) || !read_response (behaviour, json_node_get_object (node), error))
        return FALSE;
    }
  for (guint i = 0; arrivals != NULL && i < json_array_get_length (arrivals); i++)
    {
      JsonNode *node = json_array_get_element (arrivals, i);
      g_autofree char *name = g_strdup_printf ("%u", i);
      ParcoursArrival *arrival = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        arrival = read_arrival (json_node_get_object (node), name, 0, error);
      if (arrival == NULL)
        return FALSE;
      g_ptr_array_add (behaviour->arrivals, arrival);
    }
  behaviour->new_contacts =
    parcours_json_member_number (parcours_json_member_object (object, "new-contacts"), "per-day", 0.);

  return TRUE;
}

/**
 * parcours_behaviour_new_from_json:
 * @node: a behaviour (DESIGN section 9)
 * @error: return location for an error
 *
 * Returns: (transfer full): the behaviour, or %NULL
 */
ParcoursBehaviour *
parcours_behaviour_new_from_json (JsonNode  *node,
                                  GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = parcours_json_member_string (object, "name");
  g_autoptr (ParcoursBehaviour) behaviour = NULL;

  if (g_strcmp0 (parcours_json_member_string (object, "format"), PARCOURS_BEHAVIOUR_FORMAT) != 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("This is not a behaviour of Parcours"));
      return NULL;
    }
  behaviour = g_new0 (ParcoursBehaviour, 1);
  g_atomic_ref_count_init (&behaviour->ref_count);
  behaviour->name = g_strdup (name != NULL ? name : "");
  behaviour->node = json_node_ref (node);
  behaviour->responses = g_ptr_array_new_with_free_func (response_free);
  behaviour->arrivals = g_ptr_array_new_with_free_func (arrival_free);
  if (!read_rules (behaviour, object, error))
    {
      if (error != NULL && *error == NULL)
        fail (error, "responses", name != NULL ? name : "");
      return NULL;
    }

  return g_steal_pointer (&behaviour);
}

/**
 * parcours_behaviour_ref:
 * @behaviour: a behaviour
 *
 * Returns: (transfer full): @behaviour
 */
ParcoursBehaviour *
parcours_behaviour_ref (ParcoursBehaviour *behaviour)
{
  g_atomic_ref_count_inc (&behaviour->ref_count);

  return behaviour;
}

/**
 * parcours_behaviour_unref:
 * @behaviour: (transfer full): a behaviour
 */
void
parcours_behaviour_unref (ParcoursBehaviour *behaviour)
{
  if (!g_atomic_ref_count_dec (&behaviour->ref_count))
    return;
  g_free (behaviour->name);
  json_node_unref (behaviour->node);
  g_ptr_array_unref (behaviour->responses);
  g_ptr_array_unref (behaviour->arrivals);
  g_free (behaviour);
}

/**
 * parcours_behaviour_to_json:
 * @behaviour: a behaviour
 *
 * Returns: (transfer full): what it was read from
 */
JsonNode *
parcours_behaviour_to_json (const ParcoursBehaviour *behaviour)
{
  return json_node_ref (behaviour->node);
}

/**
 * parcours_behaviour_name:
 * @behaviour: a behaviour
 *
 * Returns: (transfer none): its name for people, which may be empty
 */
const char *
parcours_behaviour_name (const ParcoursBehaviour *behaviour)
{
  return behaviour->name;
}

/**
 * parcours_behaviour_n_responses:
 * @behaviour: a behaviour
 *
 * Returns: how many rules for responses it has
 */
guint
parcours_behaviour_n_responses (const ParcoursBehaviour *behaviour)
{
  return behaviour->responses->len;
}

/**
 * parcours_behaviour_nth_response:
 * @behaviour: a behaviour
 * @n: a number below parcours_behaviour_n_responses()
 *
 * Returns: (transfer none): the rule; the first whose segment holds counts
 */
const ParcoursResponse *
parcours_behaviour_nth_response (const ParcoursBehaviour *behaviour,
                                 guint                    n)
{
  return g_ptr_array_index (behaviour->responses, n);
}

/**
 * parcours_behaviour_n_arrivals:
 * @behaviour: a behaviour
 *
 * Returns: how many rules for arrivals it has
 */
guint
parcours_behaviour_n_arrivals (const ParcoursBehaviour *behaviour)
{
  return behaviour->arrivals->len;
}

/**
 * parcours_behaviour_nth_arrival:
 * @behaviour: a behaviour
 * @n: a number below parcours_behaviour_n_arrivals()
 *
 * Returns: (transfer none): the rule
 */
const ParcoursArrival *
parcours_behaviour_nth_arrival (const ParcoursBehaviour *behaviour,
                                guint                    n)
{
  return g_ptr_array_index (behaviour->arrivals, n);
}

/**
 * parcours_behaviour_new_contacts:
 * @behaviour: a behaviour
 *
 * Returns: how many contacts come new a day on average
 */
double
parcours_behaviour_new_contacts (const ParcoursBehaviour *behaviour)
{
  return behaviour->new_contacts;
}
