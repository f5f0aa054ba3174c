/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened to a contact, in sentences. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-explanation-private.h"
#include "parcours-figure.h"
#include "parcours-step-words.h"
#include "parcours-words.h"

/* Each is a whole sentence about a trigger. */
static const char *const refusal_sentences[PARCOURS_N_REFUSALS] = {
  [PARCOURS_REFUSAL_NONE] = N_("“{step}” let the contact in"),
  [PARCOURS_REFUSAL_INACTIVE] = N_("“{step}” let nobody in: the automation was paused"),
  [PARCOURS_REFUSAL_FILTER] = N_("“{step}” did not let the contact in: what happened is not what it asks for ({event})"),
  [PARCOURS_REFUSAL_UNCONFIRMED] = N_("“{step}” did not let the contact in: the subscription is not confirmed"),
  [PARCOURS_REFUSAL_ENTRY_SEGMENT] = N_("“{step}” did not let the contact in, who was not among those it is for: {condition}"),
  [PARCOURS_REFUSAL_RUNS_ONCE] = N_("“{step}” did not let the contact in again: it runs once for each contact"),
  [PARCOURS_REFUSAL_REENTRY] = N_("“{step}” did not let the contact in, who has entered before"),
  [PARCOURS_REFUSAL_PARALLEL] = N_("“{step}” did not let the contact in, who was inside already"),
  [PARCOURS_REFUSAL_ENTRY_CAP] = N_("“{step}” did not let the contact in: it had done so too often within a short time"),
  [PARCOURS_REFUSAL_NO_DATE] = N_("“{step}” cannot let the contact in, who has no such date"),
  [PARCOURS_REFUSAL_DISARMED] = N_("“{step}” did not let the contact in: they ordered, opened or clicked in time"),
  [PARCOURS_REFUSAL_DELETED] = N_("“{step}” did not let the contact in, who was deleted"),
  [PARCOURS_REFUSAL_NOT_TRIGGERED] = N_("Nothing triggered “{step}”"),
};

/* Each is a whole sentence about an action. */
static const char *const skip_sentences[PARCOURS_N_OUTCOMES] = {
  [PARCOURS_OUTCOME_DONE] = N_("“{step}” was done"),
  [PARCOURS_OUTCOME_UNCHANGED] = N_("“{step}” changed nothing"),
  [PARCOURS_OUTCOME_DELAYED] = N_("“{step}” was put off"),
  [PARCOURS_OUTCOME_NO_ADDRESS] = N_("“{step}” was skipped: the contact has no address for it"),
  [PARCOURS_OUTCOME_BOUNCED] = N_("“{step}” was skipped: the address of the contact bounces"),
  [PARCOURS_OUTCOME_BLOCKED] = N_("“{step}” was skipped: the contact has blocked such messages"),
  [PARCOURS_OUTCOME_NO_CONSENT] = N_("“{step}” was skipped: the contact has not agreed to such messages"),
  [PARCOURS_OUTCOME_NO_DEVICE] = N_("“{step}” was skipped: the contact has no such device"),
  [PARCOURS_OUTCOME_NO_PASS] = N_("“{step}” was skipped: the contact has no pass in a wallet"),
  [PARCOURS_OUTCOME_QUIET_HOURS] = N_("“{step}” was skipped: it was within the quiet hours"),
  [PARCOURS_OUTCOME_FREQUENCY_CAP] = N_("“{step}” was skipped: the contact has had as many messages as the frequency cap allows"),
  [PARCOURS_OUTCOME_SEND_LIMIT] = N_("“{step}” was skipped: as many of these messages were sent as its limit allows"),
  [PARCOURS_OUTCOME_NO_DEAL] = N_("“{step}” was skipped: the contact has no such deal"),
  [PARCOURS_OUTCOME_NO_TASK] = N_("“{step}” was skipped: the contact has no such task"),
  [PARCOURS_OUTCOME_NO_ACCOUNT] = N_("“{step}” was skipped: the contact belongs to no account"),
  [PARCOURS_OUTCOME_ALREADY_LINKED] = N_("“{step}” was skipped: the contact belongs to this account already"),
  [PARCOURS_OUTCOME_NO_VALUE] = N_("“{step}” was skipped: a value that it needs is empty"),
  [PARCOURS_OUTCOME_DIVISION_BY_ZERO] = N_("“{step}” was skipped: it would divide by zero"),
  [PARCOURS_OUTCOME_OUT_OF_RANGE] = N_("“{step}” was skipped: the value does not fit the field"),
  [PARCOURS_OUTCOME_MISSING_REFERENCE] = N_("“{step}” was skipped: something that it names is missing"),
  [PARCOURS_OUTCOME_DELETED] = N_("“{step}” was skipped: the contact was deleted"),
};

/* Each is a whole sentence about a passage. */
static const char *const ending_sentences[PARCOURS_N_ENDINGS] = {
  [PARCOURS_ENDING_COMPLETED] = N_("Came to the end of “{automation}” after “{step}”"),
  [PARCOURS_ENDING_END_STEP] = N_("Came to the end of “{automation}” at “{step}”"),
  [PARCOURS_ENDING_EXIT_CONDITION] = N_("Left “{automation}” at “{step}”: its exit condition was met"),
  [PARCOURS_ENDING_ENDED_BY] = N_("Was taken out of “{automation}” at “{step}” by another automation"),
  [PARCOURS_ENDING_GOAL_UNMET] = N_("Left “{automation}” at the goal “{step}” without meeting it"),
  [PARCOURS_ENDING_DELETED] = N_("Left “{automation}” at “{step}”: the contact was deleted"),
  [PARCOURS_ENDING_STEP_LIMIT] = N_("Was taken out of “{automation}” at “{step}”, where steps go in a circle without a wait"),
};

/* The parts that sentences are filled with. */
typedef struct
{
  char *step;
  char *automation;
  char *event;
  char *condition;
  char *port;
  char *until;
} Parts;

/* The person's own name for a step, else what the card says; several that send or let in differ by the second line. */
static char *
step_name (const ParcoursProgram *program,
           guint                  step)
{
  const ParcoursStep *named = program->steps[step].step;
  const ParcoursAutomation *automation = program->automations[program->steps[step].automation].automation;

  if (named->title != NULL)
    return g_strdup (named->title);
  if (named->type != NULL && (named->type->kind == PARCOURS_STEP_TRIGGER || named->type->kind == PARCOURS_STEP_ACTION))
    return parcours_step_to_words (named, automation, program->library);

  return parcours_step_headline (named, automation, program->library);
}

/* A condition names the steps of its own automation. */
typedef struct
{
  const ParcoursProgram *program;
  guint automation;
} StepNames;

static char *
name_step (const ParcoursNames *names,
           const char          *step)
{
  const StepNames *where = names->user_data;
  const char *slug = parcours_automation_slug (where->program->automations[where->automation].automation);
  int number = parcours_program_find_step (where->program, slug, step);

  return number >= 0 ? step_name (where->program, (guint) number) : NULL;
}

static char *
condition_words (const ParcoursExplanation *explanation,
                 const ParcoursHappening   *happening)
{
  StepNames step_names = { explanation->program, happening->automation >= 0 ? (guint) happening->automation : 0 };
  ParcoursNames names = { explanation->program->library, happening->automation >= 0 ? name_step : NULL, &step_names };
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (happening->condition, NULL);

  return condition != NULL ? parcours_condition_to_words (condition, &names) : NULL;
}

static char *
port_words (const ParcoursStep *step,
            int                 port)
{
  if (port < 0 || port >= (int) parcours_step_n_ports (step))
    return NULL;

  return g_strdup (parcours_step_port_label (step, (guint) port));
}

static Parts
make_parts (const ParcoursExplanation *explanation,
            const ParcoursHappening   *happening)
{
  const ParcoursProgram *program = explanation->program;
  const ParcoursStep *step = happening->step >= 0 ? program->steps[happening->step].step : NULL;
  ParcoursNames names = { program->library };
  Parts parts = { 0 };

  if (happening->automation >= 0)
    parts.automation = g_strdup (parcours_automation_name (program->automations[happening->automation].automation));
  parts.step = step != NULL ? step_name (program, (guint) happening->step) : g_strdup (parts.automation);
  if (happening->topic != NULL)
    parts.event = parcours_topic_to_words (happening->topic->name, happening->subject, &names);
  if (happening->condition != NULL)
    parts.condition = condition_words (explanation, happening);
  if (step != NULL)
    parts.port = port_words (step, happening->port);
  if (happening->until != 0 && happening->until != PARCOURS_INSTANT_NEVER)
    parts.until = parcours_local_to_words (parcours_zone_to_local (explanation->zone, happening->until));

  return parts;
}

/* The same without what differs from contact to contact: of whom, until when, of what exactly. */
static Parts
make_general_parts (const ParcoursExplanation *explanation,
                    const ParcoursHappening   *happening)
{
  Parts parts = make_parts (explanation, happening);
  ParcoursNames names = { explanation->program->library };

  g_clear_pointer (&parts.until, g_free);
  if (happening->topic != NULL)
    {
      g_free (parts.event);
      parts.event = parcours_topic_to_words (happening->topic->name, NULL, &names);
    }
  if (happening->lacking != NULL)
    {
      g_free (parts.condition);
      parts.condition = g_strdup (happening->lacking);
    }

  return parts;
}

static void
clear_parts (Parts *parts)
{
  g_free (parts->step);
  g_free (parts->automation);
  g_free (parts->event);
  g_free (parts->condition);
  g_free (parts->port);
  g_free (parts->until);
}

static const char *
entered_sentence (const ParcoursHappening *happening)
{
  if (happening->step < 0)
    return _("Was let into “{automation}” by another automation");

  return happening->topic != NULL ? _("Entered “{automation}” by “{step}”: {event}")
                                  : _("Entered “{automation}” by “{step}”");
}

static const char *
passed_sentence (const ParcoursExplanation *explanation,
                 const ParcoursHappening   *happening)
{
  gboolean splits = parcours_step_n_ports (explanation->program->steps[happening->step].step) > 1;

  if (happening->why != PARCOURS_OUTCOME_DONE)
    return _(skip_sentences[happening->why]);
  if (!splits)
    return _("Passed “{step}”");
  if (happening->condition == NULL)
    return _("Took {port} at “{step}”");

  return happening->verdict ? _("Took {port} at “{step}”; true was: {condition}")
                            : _("Took {port} at “{step}”; not true was: {condition}");
}

/* What became of who was inside when another version took the place of the automation. */
static const char *fate_sentences[PARCOURS_N_FATES] = {
  [PARCOURS_FATE_STAYED] = N_("The automation was edited; goes on waiting at “{step}”"),
  [PARCOURS_FATE_RELEASED] = N_("The automation was edited; has waited long enough at “{step}” now"),
  [PARCOURS_FATE_MOVED] = N_("The automation was edited; “{step}” is gone, so goes to the next step"),
  [PARCOURS_FATE_STRANDED] = N_("The automation was edited; “{step}” is gone, and so is all that came after it"),
  [PARCOURS_FATE_DOUBLED] = N_("Did “{step}” a second time, because the automation was edited"),
};

static const char *
sentence (const ParcoursExplanation *explanation,
          const ParcoursHappening   *happening)
{
  switch (happening->what)
    {
    case PARCOURS_WHAT_EVENT:
      return "{event}";
    case PARCOURS_WHAT_REFUSED:
      return _(refusal_sentences[happening->why]);
    case PARCOURS_WHAT_ENTERED:
      return entered_sentence (happening);
    case PARCOURS_WHAT_WAITING:
      return happening->until == PARCOURS_INSTANT_NEVER ? _("Waits at “{step}”") : _("Waits at “{step}” until {until}");
    case PARCOURS_WHAT_SENT:
      return _("“{step}” sent its message");
    case PARCOURS_WHAT_SKIPPED:
      return _(skip_sentences[happening->why]);
    case PARCOURS_WHAT_ENDED:
    case PARCOURS_WHAT_FAILED:
      return _(ending_sentences[happening->why]);
    case PARCOURS_WHAT_SWAPPED:
      return _(fate_sentences[happening->why]);
    case PARCOURS_WHAT_PASSED:
    default:
      return passed_sentence (explanation, happening);
    }
}

/**
 * parcours_explanation_to_words:
 * @explanation: an explanation
 * @happening: something in it
 *
 * Returns: (transfer full): a sentence about it in the user's language
 */
char *
parcours_explanation_to_words (const ParcoursExplanation *explanation,
                               const ParcoursHappening   *happening)
{
  Parts parts = make_parts (explanation, happening);
  g_autofree char *words = parcours_phrase_fill (sentence (explanation, happening), "step", parts.step, "automation",
                                                 parts.automation, "event", parts.event, "condition", parts.condition,
                                                 "port", parts.port, "until", parts.until, NULL);

  clear_parts (&parts);
  if (happening->values == NULL)
    return g_steal_pointer (&words);

  return parcours_phrase_fill (_("{sentence}; the contact had: {values}"), "sentence", words, "values",
                               happening->values, NULL);
}

/* One that many share. */
static char *
general_words (const ParcoursExplanation *explanation,
               const ParcoursHappening   *happening)
{
  Parts parts = make_general_parts (explanation, happening);
  const char *text = happening->what == PARCOURS_WHAT_WAITING ? _("Waits at “{step}”") : sentence (explanation, happening);
  char *words = parcours_phrase_fill (text, "step", parts.step, "automation", parts.automation, "event", parts.event,
                                      "condition", parts.condition, "port", parts.port, NULL);

  clear_parts (&parts);

  return words;
}

static char *
untriggered_words (const ParcoursExplanation *explanation,
                   guint                      automation)
{
  const ParcoursProgram *program = explanation->program;
  const ProgramAutomation *in = &program->automations[automation];
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *triggers = NULL;

  if (in->n_triggers == 0)
    return parcours_phrase_fill (_("“{automation}” has no trigger"), "automation",
                                 parcours_automation_name (in->automation), NULL);
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = in->first_trigger; i < in->first_trigger + in->n_triggers; i++)
    {
      g_autofree char *name = step_name (program, program_trigger (program, i)->step);

      g_ptr_array_add (names, parcours_phrase_fill (_("“{step}”"), "step", name, NULL));
    }
  triggers = parcours_phrase_join (names, PARCOURS_JOIN_OR);

  return parcours_phrase_fill (_("Nothing triggered {triggers}"), "triggers", triggers, NULL);
}

/**
 * parcours_explanation_entry_words:
 * @explanation: an explanation
 * @automation: an automation of the program that the contact never entered
 *
 * Returns: (transfer full): a sentence about the trigger that came nearest, and what was missing
 */
char *
parcours_explanation_entry_words (const ParcoursExplanation *explanation,
                                  guint                      automation)
{
  const ParcoursHappening *nearest = parcours_explanation_nearest (explanation, automation);

  return nearest != NULL ? parcours_explanation_to_words (explanation, nearest) : untriggered_words (explanation, automation);
}

/* What was the last that happened to the contact in the automation. */
static const ParcoursHappening *
find_last (const ParcoursExplanation *explanation,
           guint                      automation)
{
  for (guint i = explanation->happenings->len; i > 0; i--)
    {
      const ParcoursHappening *happening = g_ptr_array_index (explanation->happenings, i - 1);

      if (happening->automation == (int) automation && happening->what != PARCOURS_WHAT_REFUSED)
        return happening;
    }

  return NULL;
}

static gboolean
leads_to (const ParcoursAutomation *automation,
          const char               *from,
          const char               *to)
{
  return g_str_equal (from, to) || parcours_automation_reaches (automation, from, to);
}

/* Where the contact took another way: the last step with several ports that it passed on the way. */
static const ParcoursHappening *
find_fork (const ParcoursExplanation *explanation,
           guint                      automation,
           const char                *step)
{
  const ParcoursAutomation *in = explanation->program->automations[automation].automation;

  for (guint i = explanation->happenings->len; i > 0; i--)
    {
      const ParcoursHappening *happening = g_ptr_array_index (explanation->happenings, i - 1);
      const ProgramStep *passed;
      gint32 target;

      if (happening->automation != (int) automation || happening->what != PARCOURS_WHAT_PASSED)
        continue;
      passed = &explanation->program->steps[happening->step];
      if (passed->n_ports < 2 || happening->port < 0 || !parcours_automation_reaches (in, passed->step->id, step))
        continue;
      target = explanation->program->targets[passed->first_port + (guint) happening->port];
      if (target == NO_STEP || !leads_to (in, explanation->program->steps[target].step->id, step))
        return happening;
    }

  return NULL;
}

/* What decided that the contact never came to the step: %NULL where nothing ever happened. */
static const ParcoursHappening *
find_absence (const ParcoursExplanation *explanation,
              guint                      step)
{
  const ParcoursProgram *program = explanation->program;
  guint automation = program->steps[step].automation;
  const ParcoursHappening *last = find_last (explanation, automation);
  const ParcoursHappening *fork = last != NULL ? find_fork (explanation, automation, program->steps[step].step->id) : NULL;

  if (last == NULL)
    return parcours_explanation_nearest (explanation, automation);

  return fork != NULL ? fork : last;
}

/**
 * parcours_explanation_absence_words:
 * @explanation: an explanation
 * @step: a step of the program that the contact never came to
 *
 * Returns: (transfer full): sentences about why it did not: what kept it out of the automation, where it took
 *   another way, or where it is
 */
char *
parcours_explanation_absence_words (const ParcoursExplanation *explanation,
                                    guint                      step)
{
  const ParcoursProgram *program = explanation->program;
  const ParcoursHappening *what = find_absence (explanation, step);
  g_autofree char *name = step_name (program, step);
  g_autofree char *never = parcours_phrase_fill (_("Never came to “{step}”"), "step", name, NULL);
  g_autofree char *why = what != NULL ? parcours_explanation_to_words (explanation, what)
                                      : untriggered_words (explanation, program->steps[step].automation);

  return parcours_phrase_fill (_("{what}. {why}"), "what", never, "why", why, NULL);
}

/**
 * parcours_explanation_absence_reason:
 * @explanation: an explanation
 * @step: a step of the program that the contact never came to
 *
 * Returns: (transfer full): a sentence about why it did not, the same for all whom the same kept away
 */
char *
parcours_explanation_absence_reason (const ParcoursExplanation *explanation,
                                     guint                      step)
{
  const ParcoursHappening *what = find_absence (explanation, step);

  return what != NULL ? general_words (explanation, what)
                      : untriggered_words (explanation, explanation->program->steps[step].automation);
}
