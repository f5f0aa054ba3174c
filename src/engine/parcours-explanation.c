/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To explain a contact is to run it again and to keep what decided. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-explanation-private.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-predicate-explain.h"
#include "parcours-predicate-private.h"
#include "parcours-words.h"

static void
happening_free (gpointer data)
{
  ParcoursHappening *happening = data;

  g_free (happening->subject);
  g_clear_pointer (&happening->payload, json_node_unref);
  g_clear_pointer (&happening->condition, json_node_unref);
  g_clear_pointer (&happening->decided, json_node_unref);
  g_free (happening->values);
  g_free (happening->lacking);
  g_free (happening);
}

/* What the event carries; what every event about its subject does comes after its own. */
static JsonNode *
payload_to_json (const ParcoursEvent *event,
                 const ParcoursTexts *texts)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const ParcoursObject *parts[] = { event->base, event->payload };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      for (guint j = 0; parts[i] != NULL && j < parts[i]->n_members; j++)
        {
          if (parts[i]->members[j].value.type != PARCOURS_VALUE_MISSING)
            json_object_set_member (object, g_quark_to_string (parts[i]->members[j].key),
                                    parcours_value_to_json (parts[i]->members[j].value, texts));
        }
    }
  json_object_set_string_member (object, "origin", parcours_origin_name ((ParcoursOrigin) event->origin));
  json_node_take_object (node, object);

  return node;
}

/* What each question of the condition found; of a single one without the question. */
static void
add_values (const ParcoursPredicateExplanation *decided,
            gboolean                            with_words,
            GPtrArray                          *values)
{
  for (guint i = 0; decided->children != NULL && i < decided->children->len; i++)
    add_values (g_ptr_array_index (decided->children, i), TRUE, values);
  if (decided->value_words == NULL || (decided->children != NULL && decided->children->len > 0))
    return;
  g_ptr_array_add (values, with_words ? parcours_phrase_fill (_("{question}: {answer}"), "question", decided->words,
                                                              "answer", decided->value_words, NULL)
                                      : g_strdup (decided->value_words));
}

/* Which of the things that a condition asks for together were not so. */
static char *
lacking_words (const ParcoursPredicateExplanation *decided,
               const ParcoursNames                *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (decided->met || decided->condition->kind != PARCOURS_CONDITION_ALL || decided->children == NULL)
    return NULL;
  for (guint i = 0; i < decided->children->len; i++)
    {
      const ParcoursPredicateExplanation *child = g_ptr_array_index (decided->children, i);

      if (!child->met)
        g_ptr_array_add (words, parcours_condition_to_words (child->condition, names));
    }

  return words->len > 0 ? parcours_phrase_join (words, PARCOURS_JOIN_AND) : NULL;
}

/* The values that decided, as they were then. */
static void
keep_values (ParcoursExplanation     *explanation,
             ParcoursHappening       *happening,
             const ParcoursPredicate *predicate,
             const ParcoursState     *state)
{
  ParcoursNames names = { explanation->program->library };
  g_autoptr (ParcoursPredicateExplanation) decided = parcours_predicate_explain (predicate, state, &names);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  happening->decided = parcours_predicate_explanation_to_json (decided, &names);
  happening->lacking = lacking_words (decided, &names);
  add_values (decided, FALSE, values);
  if (values->len == 0)
    return;
  g_ptr_array_add (values, NULL);
  happening->values = g_strjoinv ("; ", (char **) values->pdata);
}

static void
keep (const ParcoursObservation *observation,
      const ParcoursState       *state,
      gpointer                   user_data)
{
  ParcoursExplanation *explanation = user_data;
  ParcoursHappening *happening;

  if (explanation->automation >= 0 && observation->automation >= 0 &&
      observation->automation != explanation->automation)
    return;
  happening = g_new0 (ParcoursHappening, 1);
  happening->at = state->now;
  happening->what = observation->what;
  happening->automation = observation->automation;
  happening->enrolment = observation->enrolment;
  happening->step = observation->step;
  happening->port = observation->port;
  happening->why = observation->why;
  happening->until = observation->until;
  if (observation->event != NULL)
    {
      happening->topic = parcours_catalog_nth_topic (parcours_catalog_get (), observation->event->topic);
      if (observation->event->subject != PARCOURS_TEXT_MISSING)
        happening->subject = parcours_texts_format (state->texts, observation->event->subject);
      happening->payload = payload_to_json (observation->event, state->texts);
    }
  if (observation->predicate != NULL)
    {
      const ParcoursCondition *condition = g_ptr_array_index (observation->predicate->conditions, 0);

      happening->condition = json_node_ref (condition->node);
      happening->verdict = parcours_predicate_test (observation->predicate, state);
      keep_values (explanation, happening, observation->predicate, state);
    }
  g_ptr_array_add (explanation->happenings, happening);
}

/**
 * parcours_happening_is_news:
 * @happening: something that happened
 *
 * Returns: whether it says anything to people who are also told what happens at steps: that a contact entered or
 *   left is said there, and the event of it repeats it
 */
gboolean
parcours_happening_is_news (const ParcoursHappening *happening)
{
  return happening->what != PARCOURS_WHAT_EVENT || (!g_str_equal (happening->topic->name, "automation.entered") &&
                                                    !g_str_equal (happening->topic->name, "automation.ended"));
}

/**
 * parcours_explain_contact:
 * @simulation: (transfer none): a simulation; see parcours_simulation_learn()
 * @contact: the number of a contact
 * @automation: (nullable): the slug of the automation to explain, %NULL for all
 *
 * Returns: (transfer full): why the contact went where it went
 */
ParcoursExplanation *
parcours_explain_contact (ParcoursSimulation *simulation,
                          guint               contact,
                          const char         *automation)
{
  ParcoursExplanation *explanation = g_new0 (ParcoursExplanation, 1);
  g_autoptr (ParcoursRunner) runner = parcours_simulation_new_runner (simulation);

  explanation->simulation = parcours_simulation_ref (simulation);
  explanation->program = parcours_simulation_program (simulation);
  explanation->automation = automation != NULL ? parcours_program_find_automation (explanation->program, automation) : -1;
  explanation->happenings = g_ptr_array_new_with_free_func (happening_free);
  parcours_runner_set_observer (runner, keep, explanation);
  parcours_runner_run (runner, contact);
  explanation->zone = parcours_runner_state (runner)->zone;

  return explanation;
}

/**
 * parcours_explanation_free:
 * @explanation: (transfer full): an explanation
 */
void
parcours_explanation_free (ParcoursExplanation *explanation)
{
  g_ptr_array_unref (explanation->happenings);
  parcours_simulation_unref (explanation->simulation);
  g_free (explanation);
}

/**
 * parcours_explanation_n:
 * @explanation: an explanation
 *
 * Returns: how many things happened
 */
guint
parcours_explanation_n (const ParcoursExplanation *explanation)
{
  return explanation->happenings->len;
}

/**
 * parcours_explanation_nth:
 * @explanation: an explanation
 * @n: a number below parcours_explanation_n()
 *
 * Returns: (transfer none): what happened, in order
 */
const ParcoursHappening *
parcours_explanation_nth (const ParcoursExplanation *explanation,
                          guint                      n)
{
  return g_ptr_array_index (explanation->happenings, n);
}

/**
 * parcours_explanation_zone:
 * @explanation: an explanation
 *
 * Returns: (transfer none): the zone of the contact
 */
const ParcoursZone *
parcours_explanation_zone (const ParcoursExplanation *explanation)
{
  return explanation->zone;
}

/**
 * parcours_explanation_has_reached:
 * @explanation: an explanation
 * @step: a step of the program
 *
 * Returns: whether the contact came to it, or entered by it
 */
gboolean
parcours_explanation_has_reached (const ParcoursExplanation *explanation,
                                  guint                      step)
{
  for (guint i = 0; i < explanation->happenings->len; i++)
    {
      const ParcoursHappening *happening = g_ptr_array_index (explanation->happenings, i);

      if (happening->step == (int) step && happening->what != PARCOURS_WHAT_REFUSED)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_explanation_has_entered:
 * @explanation: an explanation
 * @automation: an automation of the program
 *
 * Returns: whether the contact entered it, or was in it from the start
 */
gboolean
parcours_explanation_has_entered (const ParcoursExplanation *explanation,
                                  guint                      automation)
{
  for (guint i = 0; i < explanation->happenings->len; i++)
    {
      const ParcoursHappening *happening = g_ptr_array_index (explanation->happenings, i);

      if (happening->automation == (int) automation && happening->enrolment > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_explanation_nearest:
 * @explanation: an explanation
 * @automation: an automation of the program
 *
 * The rules of entry are asked in an order (vocabulary, section 6); the firing
 * that got furthest in it came nearest to letting the contact in.
 *
 * Returns: (transfer none) (nullable): the refusal that came nearest, the last of equals, or %NULL if nothing
 *   was ever refused
 */
const ParcoursHappening *
parcours_explanation_nearest (const ParcoursExplanation *explanation,
                              guint                      automation)
{
  const ParcoursHappening *nearest = NULL;

  for (guint i = 0; i < explanation->happenings->len; i++)
    {
      const ParcoursHappening *happening = g_ptr_array_index (explanation->happenings, i);

      if (happening->what == PARCOURS_WHAT_REFUSED && happening->automation == (int) automation &&
          (nearest == NULL || happening->why >= nearest->why))
        nearest = happening;
    }

  return nearest;
}

static void
set_string (JsonObject *object,
            const char *name,
            const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
set_instant (JsonObject *object,
             const char *name,
             gint64      at)
{
  g_autofree char *text = parcours_instant_format (at);

  json_object_set_string_member (object, name, text);
}

static JsonObject *
event_to_json (const ParcoursHappening *happening)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "topic", happening->topic->name);
  set_string (object, "subject", happening->subject);
  json_object_set_member (object, "payload", json_node_ref (happening->payload));

  return object;
}

static JsonObject *
happening_to_json (const ParcoursExplanation *explanation,
                   const ParcoursHappening   *happening)
{
  const ParcoursProgram *program = explanation->program;
  ParcoursStep *step = happening->step >= 0 ? program->steps[happening->step].step : NULL;
  JsonObject *object = json_object_new ();

  set_instant (object, "at", happening->at);
  json_object_set_string_member (object, "what", parcours_what_name (happening->what));
  if (happening->automation >= 0)
    json_object_set_string_member (object, "automation",
                                   parcours_automation_slug (program->automations[happening->automation].automation));
  if (happening->enrolment > 0)
    json_object_set_int_member (object, "enrolment", happening->enrolment);
  if (step != NULL)
    json_object_set_string_member (object, "step", step->id);
  if (step != NULL && happening->port >= 0 && happening->port < (int) parcours_step_n_ports (step))
    json_object_set_string_member (object, "port", parcours_step_nth_port (step, (guint) happening->port));
  set_string (object, "why", parcours_what_why (happening->what, happening->why));
  if (happening->what == PARCOURS_WHAT_WAITING && happening->until != PARCOURS_INSTANT_NEVER)
    set_instant (object, "until", happening->until);
  if (happening->topic != NULL)
    json_object_set_object_member (object, "event", event_to_json (happening));
  if (happening->condition != NULL)
    {
      json_object_set_member (object, "condition", json_node_ref (happening->condition));
      json_object_set_boolean_member (object, "verdict", happening->verdict);
      json_object_set_member (object, "decided", json_node_ref (happening->decided));
    }

  return object;
}

/* What came nearest to letting the contact in, for each automation that it never entered. */
static JsonObject *
outside_to_json (const ParcoursExplanation *explanation)
{
  JsonObject *outside = json_object_new ();

  for (guint i = 0; i < explanation->program->n_automations; i++)
    {
      const ParcoursHappening *nearest = parcours_explanation_nearest (explanation, i);
      JsonObject *object;

      if (parcours_explanation_has_entered (explanation, i) ||
          (explanation->automation >= 0 && explanation->automation != (int) i))
        continue;
      object = nearest != NULL ? happening_to_json (explanation, nearest) : json_object_new ();
      if (nearest == NULL)
        json_object_set_string_member (object, "why", parcours_refusal_name (PARCOURS_REFUSAL_NOT_TRIGGERED));
      json_object_set_object_member (outside,
                                     parcours_automation_slug (explanation->program->automations[i].automation), object);
    }

  return outside;
}

/**
 * parcours_explanation_to_json:
 * @explanation: an explanation
 *
 * Returns: (transfer full): an object: `happened`, an array in order, and `never-entered`, by automation what
 *   came nearest to letting the contact in
 */
JsonNode *
parcours_explanation_to_json (const ParcoursExplanation *explanation)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *happened = json_array_new ();

  for (guint i = 0; i < explanation->happenings->len; i++)
    json_array_add_object_element (happened,
                                   happening_to_json (explanation, g_ptr_array_index (explanation->happenings, i)));
  json_object_set_array_member (object, "happened", happened);
  json_object_set_object_member (object, "never-entered", outside_to_json (explanation));
  json_node_take_object (node, object);

  return node;
}
