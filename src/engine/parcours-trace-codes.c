/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-trace-private.h"

static void
add (TraceCodes       *codes,
     ParcoursTraceRow  row,
     ParcoursWhat      what,
     int               port,
     int               why)
{
  TraceCode code = { row };

  code.row.what = what;
  code.row.port = port;
  code.row.why = why;
  g_array_append_val (codes->codes, code);
}

static void
add_entry (TraceCodes       *codes,
           ParcoursTraceRow  row)
{
  add (codes, row, PARCOURS_WHAT_ENTERED, -1, 0);
  for (int i = 0; i < PARCOURS_N_REFUSALS; i++)
    add (codes, row, PARCOURS_WHAT_REFUSED, -1, i);
}

static void
add_step (TraceCodes            *codes,
          const ParcoursProgram *program,
          guint                  number)
{
  const ProgramStep *step = &program->steps[number];
  ParcoursTraceRow row = { .automation = step->automation, .step = (int) number };

  add_entry (codes, row);
  add (codes, row, PARCOURS_WHAT_WAITING, -1, 0);
  row.subject = step->op == OP_SEND ? step->data->subject : PARCOURS_TEXT_MISSING;
  add (codes, row, PARCOURS_WHAT_SENT, -1, 0);
  row.subject = PARCOURS_TEXT_MISSING;
  add (codes, row, PARCOURS_WHAT_FAILED, -1, PARCOURS_ENDING_STEP_LIMIT);
  for (int i = 0; i < PARCOURS_N_ENDINGS; i++)
    add (codes, row, PARCOURS_WHAT_ENDED, -1, i);
  for (int i = 0; i < PARCOURS_N_FATES; i++)
    add (codes, row, PARCOURS_WHAT_SWAPPED, -1, i);
  for (int i = 0; i < PARCOURS_N_OUTCOMES; i++)
    add (codes, row, PARCOURS_WHAT_PASSED, 0, i);
  for (int i = -1; i < step->n_ports; i++)
    add (codes, row, PARCOURS_WHAT_PASSED, i, PARCOURS_OUTCOME_DONE);
}

void
parcours_trace_codes_init (TraceCodes      *codes,
                           ParcoursProgram *program)
{
  codes->codes = g_array_new (FALSE, TRUE, sizeof (TraceCode));
  codes->first_of_automation = g_new (guint, program->n_automations + 1);
  for (guint i = 0; i < program->n_steps; i++)
    add_step (codes, program, i);
  for (guint i = 0; i < program->n_automations; i++)
    {
      codes->first_of_automation[i] = codes->codes->len;
      add_entry (codes, (ParcoursTraceRow){ .automation = (int) i, .step = -1 });
    }
  codes->first_of_topic = codes->codes->len;
  for (guint i = 0; i < program->n_topics; i++)
    add (codes, (ParcoursTraceRow){ .automation = -1, .step = -1, .topic = (guint16) i }, PARCOURS_WHAT_EVENT, -1, 0);
}

void
parcours_trace_codes_clear (TraceCodes *codes)
{
  g_clear_pointer (&codes->codes, g_array_unref);
  g_free (codes->first_of_automation);
}

static guint
code_at_step (const ParcoursObservation *observation)
{
  switch (observation->what)
    {
    case PARCOURS_WHAT_ENTERED:
      return CODE_ENTERED;
    case PARCOURS_WHAT_REFUSED:
      return CODE_REFUSED + (guint) observation->why;
    case PARCOURS_WHAT_WAITING:
      return CODE_WAITING;
    case PARCOURS_WHAT_SENT:
      return CODE_SENT;
    case PARCOURS_WHAT_FAILED:
      return CODE_FAILED;
    case PARCOURS_WHAT_ENDED:
      return CODE_ENDED + (guint) observation->why;
    case PARCOURS_WHAT_SWAPPED:
      return CODE_SWAPPED + (guint) observation->why;
    case PARCOURS_WHAT_PASSED:
    default:
      return observation->why != PARCOURS_OUTCOME_DONE ? CODE_OUTCOME + (guint) observation->why
                                                       : CODE_NO_PORT + (guint) (observation->port + 1);
    }
}

/* The number of what has happened. */
guint
parcours_trace_codes_find (const TraceCodes          *codes,
                           const ParcoursProgram     *program,
                           const ParcoursObservation *observation)
{
  if (observation->what == PARCOURS_WHAT_EVENT)
    return codes->first_of_topic + observation->event->topic;
  if (observation->step < 0)
    return codes->first_of_automation[observation->automation] + code_at_step (observation);

  return program_first_code (program, (guint) observation->step) + code_at_step (observation);
}
