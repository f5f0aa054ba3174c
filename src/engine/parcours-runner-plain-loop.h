/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The loop of parcours-runner-plain.c, which includes this for each TAPE. What
 * publishes events is plain only where that is QUIET: nobody wants to know of them. From a
 * step it goes to the next without a detour: a switch would cost as much as most
 * steps do. What is no more than a step leaves by a port; waits and sendings may
 * also end the passage's turn. Nobody counts how many steps an instant has had but
 * at the beginning, and where a way leads back: see find_ways_back().
 */

#define LEAVE(port) G_STMT_START {                \
    step = leave_by (self, row, step, (port), TAPE); \
    n++;                                          \
    goto *ops[step->op];                          \
  } G_STMT_END

#define LEAVE_HAVING(done) G_STMT_START {                  \
    step = leave_having (self, row, step, (done), TAPE); \
    n++;                                                 \
    goto *ops[step->op];                                 \
  } G_STMT_END

static gboolean
RUN_PLAINLY (ParcoursRunner *self,
             guint32         number)
{
  static const void *const ops[] = {
    [PLAIN_NOT] = &&not_plain,
    [PLAIN_IF] = &&branch,
    [PLAIN_IF_NUMBER] = &&branch_by_number,
    [PLAIN_IF_SET] = &&branch_by_set,
    [PLAIN_IF_EVENT] = &&branch_by_event,
    [PLAIN_WAIT_ELAPSED] = &&elapsed,
    [PLAIN_WAIT_DAYS] = &&days,
    [PLAIN_WAIT_DURATION] = &&otherwise,
    [PLAIN_WAIT_DAILY] = &&daily,
    [PLAIN_WAIT_MOMENT] = &&otherwise,
    [PLAIN_WAIT_CONDITION] = &&otherwise,
    [PLAIN_RANDOM] = &&split,
    [PLAIN_SHARED] = &&split_shared,
    [PLAIN_GOAL] = QUIET ? &&goal : &&not_plain,
    [PLAIN_GOAL_EVENT] = QUIET ? &&goal_event : &&not_plain,
    [PLAIN_SET_ADD] = QUIET ? &&set_add : &&not_plain,
    [PLAIN_SLOT_ADD] = QUIET ? &&slot_add : &&not_plain,
    [PLAIN_TEXT_FILL] = QUIET ? &&text_fill : &&not_plain,
    [PLAIN_SLOT_FILL] = QUIET ? &&slot_fill : &&not_plain,
    [PLAIN_SEND] = QUIET ? &&send : &&not_plain,
    [PLAIN_GO_TO] = &&jump,
    [PLAIN_AGAIN] = &&again,
    [PLAIN_END] = &&end,
    [PLAIN_NOWHERE] = &&end,
  };
  const PlainStep *step = self->program->plain[runner_enrolment (self, number)->step];
  guint n = self->n_steps_run;
  ParcoursState *const state = self->state;
  Enrolment *enrolment;
  guint32 *row;
  SendResult sent;
  int port;

  if (step->op == PLAIN_NOT || n + self->program->longest_plain > self->step_limit)
    return TRUE;
  enrolment = prepare (self, number, TAPE);
  row = self->row;
  goto *ops[step->op];

branch:
  LEAVE (parcours_predicate_port_quickly (step->with.predicate, state));
branch_by_number:
  LEAVE (parcours_quick_in_range (step->with.predicate->quick, state) ^ step->detail);
branch_by_set:
  LEAVE (parcours_quick_has_bits (step->with.predicate->quick, state) ^ step->detail);
branch_by_event:
  LEAVE (branch_by_event (step, state));
split:
  LEAVE (draw_share (self, state, step));
split_shared:
  LEAVE (draw_shared (self, number, step));
set_add:
  LEAVE_HAVING (add_to_set (self, state, step));
slot_add:
  if (!add_to_slot (state, step))
    goto not_plain;
  LEAVE (0);
text_fill:
  LEAVE_HAVING (fill_slot (self, state, step, TRUE));
slot_fill:
  LEAVE_HAVING (fill_slot (self, state, step, FALSE));
goal_event:
  /* Mostly nothing of the kind has happened. */
  if (!enrolment->arrived && state->hits[step->with.predicate->quick->slot].n == 0)
    LEAVE_HAVING (enrolment->reached >> step->detail & 1);
goal:
  if (stops_at_goal (state, enrolment, step))
    goto not_plain;
  LEAVE_HAVING (enrolment->reached >> step->detail & 1);
elapsed:
  if (wait_elapsed (self, number, step, n, TAPE) == HELD)
    goto held;
  row = self->row;
  LEAVE (0);
days:
  if (wait_days (self, number, enrolment, step, n, TAPE) == HELD)
    goto held;
  row = self->row;
  LEAVE (0);
daily:
  if (wait_daily (self, number, enrolment, step, n, TAPE) == HELD)
    goto held;
  row = self->row;
  LEAVE (0);
otherwise:
  port = wait_otherwise (self, number, enrolment, step, n, TAPE);
  if (port == HELD)
    goto held;
  row = self->row;
  LEAVE ((guint) port);
send:
  sent = send_plainly (self, enrolment, step, TAPE);
  if (sent == SEND_SKIPPED)
    {
      row[step->ways[0].place]++;
      step = step->ways[0].next;
      n++;
      goto *ops[step->op];
    }
  if (sent == SEND_HEARD)
    {
      /* The contact may have been let in elsewhere, or deleted. */
      enrolment = runner_enrolment (self, number);
      runner_ask (self, enrolment);
      look_around (self);
      if (enrolment->urgent || self->deleted)
        return leave_urgently (self, number, step, n + 1, TAPE);
    }
  LEAVE (0);
jump:
  step = jump (self, row, step, TAPE);
  n++;
  goto *ops[step->op];
again:
  step = step->ways[0].next;
  if (G_UNLIKELY (n + self->program->longest_plain > self->step_limit))
    goto not_plain;
  goto *ops[step->op];
held:
  return stop (self, number, step, n + 1, FALSE);
end:
  return end (self, number, step, n);
not_plain:
  return stop (self, number, step, n, TRUE);
}

#undef LEAVE
#undef LEAVE_HAVING
