/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-counts.h"
#include "parcours-program-private.h"

/* Whole arrays are added and cleared, so they are kept in one list. */
#define N_ARRAYS 5

typedef struct
{
  guint32 **array;
  gsize length;
} Array;

static void
list_arrays (ParcoursCounts *counts,
             Array           arrays[N_ARRAYS])
{
  const ParcoursProgram *program = counts->program;

  arrays[0] = (Array){ &counts->rows, (gsize) counts->width * counts->n_buckets };
  arrays[1] = (Array){ &counts->outcomes, (gsize) program->n_steps * PARCOURS_N_OUTCOMES };
  arrays[2] = (Array){ &counts->failed, program->n_steps };
  arrays[3] = (Array){ &counts->endings, (gsize) program->n_automations * PARCOURS_N_ENDINGS };
  arrays[4] = (Array){ &counts->refusals, (gsize) program->n_steps * PARCOURS_N_REFUSALS };
}

/**
 * parcours_counts_new:
 * @program: (transfer none): a program
 * @from: the first instant of the run
 * @to: the end of the run
 * @bucket: how many seconds a bucket shall have
 *
 * Returns: (transfer full): counts that are all 0
 */
ParcoursCounts *
parcours_counts_new (ParcoursProgram *program,
                     gint64           from,
                     gint64           to,
                     gint64           bucket)
{
  ParcoursCounts *counts = g_new0 (ParcoursCounts, 1);
  Array arrays[N_ARRAYS];

  counts->program = parcours_program_ref (program);
  counts->from = from;
  counts->bucket = bucket;
  counts->n_buckets = (guint) MAX ((to - from + bucket - 1) / bucket, 1);
  counts->out = program_out_place (program, 0);
  counts->ports = program_port_place (program, 0);
  counts->reactions = program_message_place (program, 0);
  counts->entered = program_message_place (program, program->messages->len);
  counts->width = counts->entered + program->n_automations;
  list_arrays (counts, arrays);
  for (guint i = 0; i < N_ARRAYS; i++)
    *arrays[i].array = g_new0 (guint32, arrays[i].length + 1);
  counts->revenue = g_new0 (guint64, program->messages->len + 1);

  return counts;
}

/**
 * parcours_counts_free:
 * @counts: (transfer full): counts
 */
void
parcours_counts_free (ParcoursCounts *counts)
{
  Array arrays[N_ARRAYS];

  list_arrays (counts, arrays);
  for (guint i = 0; i < N_ARRAYS; i++)
    g_free (*arrays[i].array);
  g_free (counts->revenue);
  parcours_program_unref (counts->program);
  g_free (counts);
}

/**
 * parcours_counts_clear:
 * @counts: counts
 *
 * Sets all to 0.
 */
void
parcours_counts_clear (ParcoursCounts *counts)
{
  Array arrays[N_ARRAYS];

  list_arrays (counts, arrays);
  for (guint i = 0; i < N_ARRAYS; i++)
    memset (*arrays[i].array, 0, arrays[i].length * sizeof (guint32));
  memset (counts->revenue, 0, counts->program->messages->len * sizeof (guint64));
  counts->n_contacts = 0;
  counts->n_steps_run = 0;
}

/* Numbers wrap, so that adding the greatest takes away 1. */
static void
add_times (ParcoursCounts       *counts,
           const ParcoursCounts *more,
           guint32               factor)
{
  Array to[N_ARRAYS], from[N_ARRAYS];

  list_arrays (counts, to);
  list_arrays ((ParcoursCounts *) more, from);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      guint32 *sum = *to[i].array;
      const guint32 *term = *from[i].array;

      for (gsize j = 0; j < to[i].length; j++)
        sum[j] += term[j] * factor;
    }
  for (guint i = 0; i < counts->program->messages->len; i++)
    counts->revenue[i] += more->revenue[i] * (guint64) (gint32) factor;
}

/**
 * parcours_counts_add:
 * @counts: counts
 * @more: counts of other contacts, of the same program and period
 */
void
parcours_counts_add (ParcoursCounts       *counts,
                     const ParcoursCounts *more)
{
  add_times (counts, more, 1);
  counts->n_contacts += more->n_contacts;
  counts->n_steps_run += more->n_steps_run;
}

/**
 * parcours_counts_subtract:
 * @counts: counts
 * @less: counts of some of the contacts that are counted there
 */
void
parcours_counts_subtract (ParcoursCounts       *counts,
                          const ParcoursCounts *less)
{
  add_times (counts, less, G_MAXUINT32);
  counts->n_contacts -= less->n_contacts;
  counts->n_steps_run -= less->n_steps_run;
}

/**
 * parcours_counts_bucket:
 * @counts: counts
 * @at: an instant
 *
 * Returns: how many buckets lie wholly or partly before @at, for the `until` of the other functions
 */
guint
parcours_counts_bucket (const ParcoursCounts *counts,
                        gint64                at)
{
  gint64 n = at <= counts->from ? 0 : (at - counts->from + counts->bucket - 1) / counts->bucket;

  return (guint) MIN (n, (gint64) counts->n_buckets);
}

static guint64
sum_of (const ParcoursCounts *counts,
        guint                 column,
        guint                 until)
{
  guint64 sum = 0;

  for (guint i = 0; i < MIN (until, counts->n_buckets); i++)
    sum += counts->rows[(gsize) i * counts->width + column];

  return sum;
}

/* The first of the steps that are counted as one: @step, or the twins of it where versions are swapped. */
static gint32
first_twin (const ParcoursCounts *counts,
            guint                 step)
{
  return (gint32) program_known_step (counts->program, step);
}

static gint32
next_twin (const ParcoursCounts *counts,
           gint32                step)
{
  return counts->program->twins != NULL ? counts->program->twins[step].after : NO_STEP;
}

static guint64
arrived_at (const ParcoursCounts *counts,
            guint                 step,
            guint                 until)
{
  const ParcoursProgram *program = counts->program;
  guint64 sum = sum_of (counts, step, until);

  for (guint i = program->first_source[step]; i < program->first_source[step + 1]; i++)
    sum += sum_of (counts, counts->ports + program->sources[i], until);

  return sum;
}

static guint64
inside_of (const ParcoursCounts *counts,
           guint                 step,
           guint                 until)
{
  const ProgramStep *at = &counts->program->steps[step];
  guint64 inside = arrived_at (counts, step, until) - sum_of (counts, counts->out + step, until);

  for (guint i = 0; i < at->n_ports; i++)
    inside -= sum_of (counts, counts->ports + at->first_port + i, until);

  return inside;
}

static guint64
failed_at (const ParcoursCounts *counts,
           guint                 step,
           guint                 until)
{
  return counts->failed[step];
}

/* Adds up what is counted of a step in all versions; that of one alone may be below 0. */
static guint64
sum_twins (const ParcoursCounts *counts,
           guint                 step,
           guint                 until,
           guint64             (*count) (const ParcoursCounts *counts,
                                         guint                 step,
                                         guint                 until))
{
  guint64 sum = 0;

  for (gint32 twin = first_twin (counts, step); twin != NO_STEP; twin = next_twin (counts, twin))
    sum += count (counts, (guint) twin, until);

  return sum;
}

/* The automation after @automation that is another version of it, or the number of all. */
static guint
next_version (const ParcoursCounts *counts,
              guint                 automation)
{
  const ParcoursProgram *program = counts->program;
  guint next = automation + 1;

  return next < program->n_automations && program->automations[next].base == program->automations[automation].base
           ? next : program->n_automations;
}

/**
 * parcours_counts_step_in:
 * @counts: counts
 * @step: a step of the program
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how often somebody arrived at the step, in all versions of its automation
 */
guint64
parcours_counts_step_in (const ParcoursCounts *counts,
                         guint                 step,
                         guint                 until)
{
  return sum_twins (counts, step, until, arrived_at);
}

/**
 * parcours_counts_step_inside:
 * @counts: counts
 * @step: a step of the program
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how many are at the step at the end of that time
 */
guint64
parcours_counts_step_inside (const ParcoursCounts *counts,
                             guint                 step,
                             guint                 until)
{
  return sum_twins (counts, step, until, inside_of);
}

/**
 * parcours_counts_port:
 * @counts: counts
 * @step: a step of the program
 * @port: the place of a port, in drawing order
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how often somebody left by the port
 */
guint64
parcours_counts_port (const ParcoursCounts *counts,
                      guint                 step,
                      guint                 port,
                      guint                 until)
{
  const ProgramStep *steps = counts->program->steps;
  const char *name;
  guint64 sum = 0;

  if (counts->program->twins == NULL)
    return sum_of (counts, counts->ports + steps[step].first_port + port, until);
  name = parcours_step_nth_port (steps[step].step, port);
  for (gint32 twin = first_twin (counts, step); twin != NO_STEP; twin = next_twin (counts, twin))
    {
      int place = parcours_step_port (steps[twin].step, name);

      if (place >= 0)
        sum += sum_of (counts, counts->ports + steps[twin].first_port + (guint) place, until);
    }

  return sum;
}

/**
 * parcours_counts_entered:
 * @counts: counts
 * @automation: an automation of the program
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how often somebody entered
 */
guint64
parcours_counts_entered (const ParcoursCounts *counts,
                         guint                 automation,
                         guint                 until)
{
  guint64 sum = 0;

  for (guint i = counts->program->automations[automation].base; i < counts->program->n_automations;
       i = next_version (counts, i))
    sum += sum_of (counts, counts->entered + i, until);

  return sum;
}

/**
 * parcours_counts_inside:
 * @counts: counts
 * @automation: an automation of the program
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how many passages are open at the end of that time
 */
guint64
parcours_counts_inside (const ParcoursCounts *counts,
                        guint                 automation,
                        guint                 until)
{
  const ParcoursProgram *program = counts->program;
  guint64 inside = 0;

  for (guint i = program->automations[automation].base; i < program->n_automations; i = next_version (counts, i))
    {
      const ProgramAutomation *in = &program->automations[i];

      for (guint j = in->first_step; j < in->first_step + in->n_steps; j++)
        inside += inside_of (counts, j, until);
    }

  return inside;
}

/**
 * parcours_counts_ended:
 * @counts: counts
 * @automation: an automation of the program
 * @ending: a reason
 *
 * Returns: how many passages ended for that reason
 */
guint64
parcours_counts_ended (const ParcoursCounts *counts,
                       guint                 automation,
                       ParcoursEnding        ending)
{
  guint64 sum = 0;

  for (guint i = counts->program->automations[automation].base; i < counts->program->n_automations;
       i = next_version (counts, i))
    sum += counts->endings[i * PARCOURS_N_ENDINGS + ending];

  return sum;
}

/* Who left a step that acts by its port, and nothing else came of it. */
static guint64
count_done (const ParcoursCounts *counts,
            guint                 step)
{
  const ProgramStep *at = &counts->program->steps[step];
  const guint32 *outcomes = counts->outcomes + step * PARCOURS_N_OUTCOMES;
  guint64 done = outcomes[PARCOURS_OUTCOME_DONE];

  if (!program_step_acts (at))
    return done;
  done += sum_of (counts, counts->ports + at->first_port, G_MAXUINT);
  for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
    {
      if (i != PARCOURS_OUTCOME_DONE && i != PARCOURS_OUTCOME_DELAYED)
        done -= outcomes[i];
    }

  return done;
}

/**
 * parcours_counts_outcome:
 * @counts: counts
 * @step: a step of the program that acts
 * @outcome: an outcome
 *
 * Returns: how often the step had that outcome
 */
guint64
parcours_counts_outcome (const ParcoursCounts *counts,
                         guint                 step,
                         ParcoursOutcome       outcome)
{
  guint64 sum = 0;

  for (gint32 twin = first_twin (counts, step); twin != NO_STEP; twin = next_twin (counts, twin))
    {
      sum += outcome == PARCOURS_OUTCOME_DONE ? count_done (counts, (guint) twin)
                                              : counts->outcomes[(guint) twin * PARCOURS_N_OUTCOMES + outcome];
    }

  return sum;
}

/**
 * parcours_counts_refused:
 * @counts: counts
 * @step: a trigger of the program
 * @refusal: a reason
 *
 * Returns: how many firings were refused for that reason
 */
guint64
parcours_counts_refused (const ParcoursCounts *counts,
                         guint                 step,
                         ParcoursRefusal       refusal)
{
  guint64 sum = 0;

  for (gint32 twin = first_twin (counts, step); twin != NO_STEP; twin = next_twin (counts, twin))
    sum += counts->refusals[(guint) twin * PARCOURS_N_REFUSALS + refusal];

  return sum;
}

/**
 * parcours_counts_sent:
 * @counts: counts
 * @bucket: a bucket
 *
 * Returns: how many messages were sent in it
 */
guint64
parcours_counts_sent (const ParcoursCounts *counts,
                      guint                 bucket)
{
  guint64 sum = 0;
  const guint32 *row = counts->rows + (gsize) bucket * counts->width + counts->reactions;

  for (guint i = 0; i < counts->program->messages->len; i++)
    sum += row[i * PARCOURS_N_COUNTED];

  return sum;
}

/**
 * parcours_counts_message:
 * @counts: counts
 * @message: a message of the program
 * @which: 0 for how often it was sent, 1 and a #ParcoursReaction for how often people did that about it
 * @until: of how many buckets, from the first; %G_MAXUINT for all
 *
 * Returns: how often that happened, whichever step has sent it
 */
guint64
parcours_counts_message (const ParcoursCounts *counts,
                         guint                 message,
                         guint                 which,
                         guint                 until)
{
  return sum_of (counts, counts->reactions + message * PARCOURS_N_COUNTED + which, until);
}

/**
 * parcours_counts_revenue:
 * @counts: counts
 * @message: a message of the program
 *
 * Returns: for how much people ordered because of the message, by the rules of the behaviour
 */
double
parcours_counts_revenue (const ParcoursCounts *counts,
                         guint                 message)
{
  return (double) counts->revenue[message] / 100.;
}

static JsonObject *
ports_to_json (const ParcoursCounts *counts,
               guint                 step)
{
  JsonObject *ports = json_object_new ();
  const ProgramStep *in = &counts->program->steps[step];

  for (guint i = 0; i < in->n_ports; i++)
    json_object_set_int_member (ports, parcours_step_nth_port (in->step, i),
                                (gint64) parcours_counts_port (counts, step, i, G_MAXUINT));

  return ports;
}

static JsonObject *
outcomes_to_json (const ParcoursCounts *counts,
                  guint                 step)
{
  JsonObject *outcomes = json_object_new ();

  for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
    {
      guint64 n = parcours_counts_outcome (counts, step, (ParcoursOutcome) i);

      if (n > 0 && i != PARCOURS_OUTCOME_DONE)
        json_object_set_int_member (outcomes, parcours_outcome_name ((ParcoursOutcome) i), (gint64) n);
    }

  return outcomes;
}

static JsonObject *
refusals_to_json (const ParcoursCounts *counts,
                  guint                 step)
{
  JsonObject *refusals = json_object_new ();

  for (guint i = 0; i < PARCOURS_N_REFUSALS; i++)
    {
      guint64 n = parcours_counts_refused (counts, step, (ParcoursRefusal) i);

      if (n > 0)
        json_object_set_int_member (refusals, parcours_refusal_name ((ParcoursRefusal) i), (gint64) n);
    }

  return refusals;
}

static void
set_unless_empty (JsonObject *object,
                  const char *name,
                  JsonObject *value)
{
  if (json_object_get_size (value) > 0)
    json_object_set_object_member (object, name, value);
  else
    json_object_unref (value);
}

static JsonObject *
step_to_json (const ParcoursCounts *counts,
              guint                 step)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "in", (gint64) parcours_counts_step_in (counts, step, G_MAXUINT));
  json_object_set_int_member (object, "inside", (gint64) parcours_counts_step_inside (counts, step, G_MAXUINT));
  json_object_set_int_member (object, "failed", (gint64) sum_twins (counts, step, G_MAXUINT, failed_at));
  json_object_set_object_member (object, "ports", ports_to_json (counts, step));
  set_unless_empty (object, "outcomes", outcomes_to_json (counts, step));
  set_unless_empty (object, "refused", refusals_to_json (counts, step));

  return object;
}

static JsonObject *
automation_to_json (const ParcoursCounts *counts,
                    guint                 automation)
{
  const ParcoursProgram *program = counts->program;
  JsonObject *object = json_object_new ();
  JsonObject *ended = json_object_new ();
  JsonObject *steps = json_object_new ();

  json_object_set_int_member (object, "entered", (gint64) parcours_counts_entered (counts, automation, G_MAXUINT));
  json_object_set_int_member (object, "inside", (gint64) parcours_counts_inside (counts, automation, G_MAXUINT));
  for (guint i = 0; i < PARCOURS_N_ENDINGS; i++)
    {
      guint64 n = parcours_counts_ended (counts, automation, (ParcoursEnding) i);

      if (n > 0)
        json_object_set_int_member (ended, parcours_ending_name ((ParcoursEnding) i), (gint64) n);
    }
  for (guint i = automation; i < program->n_automations; i = next_version (counts, i))
    {
      const ProgramAutomation *in = &program->automations[i];

      for (guint j = in->first_step; j < in->first_step + in->n_steps; j++)
        json_object_set_object_member (steps, program->steps[j].step->id, step_to_json (counts, j));
    }
  json_object_set_object_member (object, "ended", ended);
  json_object_set_object_member (object, "steps", steps);

  return object;
}

/**
 * parcours_counts_to_json:
 * @counts: counts
 *
 * Returns: (transfer full): what `simulate --json` prints (DESIGN section 9)
 */
JsonNode *
parcours_counts_to_json (const ParcoursCounts *counts)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *automations = json_object_new ();

  for (guint i = 0; i < counts->program->n_automations; i++)
    {
      if (!parcours_program_is_version (counts->program, i))
        json_object_set_object_member (automations,
                                       parcours_automation_slug (counts->program->automations[i].automation),
                                       automation_to_json (counts, i));
    }
  json_object_set_object_member (object, "automations", automations);
  json_object_set_int_member (object, "contacts", counts->n_contacts);
  json_node_take_object (node, object);

  return node;
}
