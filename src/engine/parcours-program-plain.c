/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Most steps of most automations change nothing that anybody hears of. What
 * these need is packed side by side, so that the loop of the runner finds in one
 * cache line what to do, what to count and where to go on. */

#include "config.h"

#include "parcours-predicate-quick.h"
#include "parcours-tape.h"

/* A wait of no time is left to the long way, which counts its steps of one instant. */
static PlainOp
find_wait_op (const ParcoursDuration *duration)
{
  if (duration->months != 0 || duration->days < 0 || duration->seconds < 0 ||
      (duration->days == 0 && duration->seconds == 0))
    return PLAIN_WAIT_DURATION;

  return duration->days > 0 ? PLAIN_WAIT_DAYS : PLAIN_WAIT_ELAPSED;
}

/* A condition that is one comparison; beside an empty group even that may not be asked, or whatever it says is the same. */
static PlainOp
find_if_op (const ParcoursPredicate *predicate)
{
  if (predicate->leaves->len != 1 || predicate->entry != 0 || predicate->quick->on_true == predicate->quick->on_false)
    return PLAIN_IF;
  switch ((QuickOp) predicate->quick->op)
    {
    case QUICK_NUMBER:
      return PLAIN_IF_NUMBER;
    case QUICK_SET:
      return PLAIN_IF_SET;
    case QUICK_EVENT:
      return PLAIN_IF_EVENT;
    case QUICK_TEXT:
    case QUICK_NOT:
    default:
      return PLAIN_IF;
    }
}

static PlainOp
find_goal_op (const ParcoursPredicate *predicate)
{
  return find_if_op (predicate) == PLAIN_IF_EVENT && predicate->quick->on_true == JUMP_FALSE ? PLAIN_GOAL_EVENT : PLAIN_GOAL;
}

/* Whether a goal of the automation is reached from above alone: who goes elsewhere is asked about it. */
static gboolean
has_goal_below (const ParcoursProgram *program,
                guint                  automation)
{
  const ProgramAutomation *in = &program->automations[automation];

  for (guint i = 0; i < in->n_steps; i++)
    {
      if (program->steps[in->first_step + i].data->above != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The step as a plain one. Quiet hours and caps delay; goals and waits whose
 * conditions change by time alone are watched; answers of the timeline and marks
 * that somebody asks about take more than a draw. */
static PlainOp
find_plain_op (const ParcoursProgram *program,
               const ProgramStep     *step)
{
  StepData *data = step->data;

  if (step->mark >= 0 || (data->has_moment && step->op < OP_WAIT_DURATION))
    return PLAIN_NOT;
  switch (step->op)
    {
    case OP_IF:
      return find_if_op (data->predicate);
    case OP_WAIT_DURATION:
      return find_wait_op (&data->duration);
    case OP_WAIT_MOMENT:
      return parcours_moment_is_daily (&data->moment) ? PLAIN_WAIT_DAILY : PLAIN_WAIT_MOMENT;
    case OP_WAIT_CONDITION:
      return data->has_limit && !parcours_predicate_is_timed (data->predicate) ? PLAIN_WAIT_CONDITION : PLAIN_NOT;
    case OP_RANDOM:
      if (program->answers->len > 0 || data->n_shares == 0)
        return PLAIN_NOT;
      return data->threshold < 0 ? PLAIN_RANDOM : PLAIN_SHARED;
    case OP_GOAL:
      return data->unmet == GOAL_CONTINUE && !program->topics[program->ids.goal_skipped].is_heard
               ? find_goal_op (data->predicate) : PLAIN_NOT;
    case OP_SET_ADD:
      return data->is_silent && data->addresses == 0 ? PLAIN_SET_ADD : PLAIN_NOT;
    case OP_SCORE_ADJUST:
    case OP_FIELD_COMPUTE:
      return data->is_silent && (data->operation == MATH_ADD || data->operation == MATH_SUBTRACT) &&
             data->source_slot < 0 && data->number != 0. && data->type != PARCOURS_FIELD_MONEY ? PLAIN_SLOT_ADD
                                                                                               : PLAIN_NOT;
    case OP_FIELD_SET:
      if (!data->is_silent || data->source_slot >= 0 || data->n_owners > 0 || data->clear ||
          parcours_slot_is_missing (data->type, data->value))
        return PLAIN_NOT;
      return parcours_column_width (data->type) == sizeof data->value.text ? PLAIN_TEXT_FILL : PLAIN_SLOT_FILL;
    case OP_SEND:
      return data->is_silent && !data->is_limited && data->channel != PARCOURS_CHANNEL_SITE_MESSAGE &&
             !program->keeps_sends && program->settings.cap_messages == 0 &&
             !program->automations[step->automation].has_quiet_hours &&
             program_message (program, (guint) data->message)->always != NULL ? PLAIN_SEND : PLAIN_NOT;
    case OP_GO_TO:
      return data->target_step != NO_STEP && !has_goal_below (program, step->automation) ? PLAIN_GO_TO : PLAIN_NOT;
    case OP_END:
      return PLAIN_END;
    default:
      return PLAIN_NOT;
    }
}

/* Which steps change nothing that anybody hears of or watches. */
static void
find_silent_steps (ParcoursProgram *program)
{
  const ParcoursFrame *frame = program->frame;

  for (guint i = 0; i < program->n_steps; i++)
    {
      StepData *data = program->steps[i].data;
      guint64 bits = 0;

      switch (program->steps[i].op)
        {
        case OP_SET_ADD:
        case OP_SET_REMOVE:
          data->set_kind = (guint8) parcours_frame_set (frame, (guint) data->set)->kind;
          bits = parcours_bit (parcours_frame_set (frame, (guint) data->set)->bit) |
                 parcours_bit (frame->any_set_bits[data->set_kind]);
          break;
        case OP_FIELD_SET:
        case OP_FIELD_COMPUTE:
        case OP_SCORE_ADJUST:
          bits = parcours_bit (parcours_frame_field (frame, (guint) data->slot)->bit);
          break;
        case OP_SEND:
          data->to = program_message (program, (guint) data->message);
          break;
        default:
          continue;
        }
      data->is_silent = !program->topics[data->topic].is_heard && !(program->watched_bits & bits);
    }
}

/* With which consent a message goes out whatever else is known of the contact; the rest is asked in the long way. */
static guint8
find_consents (ConsentRule rule)
{
  guint8 consents = 0;

  for (guint consent = PARCOURS_CONSENT_NONE; consent < PARCOURS_CONSENT_UNSUBSCRIBED; consent++)
    {
      if (rule == CONSENT_TRANSACTIONAL || rule == CONSENT_NOT_OPTED_OUT ||
          (rule == CONSENT_CHANNEL && consent == PARCOURS_CONSENT_SUBSCRIBED))
        consents |= (guint8) (1 << consent);
    }

  return consents;
}

/* Shares follow what they are shares of, so what does not happen is skipped with all of them. */
static void
chain_reactions (PlainSend *send)
{
  for (guint i = 0; i < send->n_reactions; i++)
    {
      PlainReaction *reaction = &send->reactions[i];
      guint after = i + 1;
      guint family = reaction->bit;

      while (after < send->n_reactions && (family >> send->reactions[after].cause & 1))
        family |= send->reactions[after++].bit;
      if (i + 1 < send->n_reactions && reaction->reaction != PARCOURS_REACTION_BOUNCED)
        reaction->if_so = reaction + 1;
      if (after < send->n_reactions)
        reaction->if_not = &send->reactions[after];
    }
}

static const PlainSend *
pack_send (const ParcoursProgram *program,
           const StepData        *data)
{
  const ProgramMessage *message = data->to;
  const ProgramResponse *response = message->always;
  PlainSend *send = parcours_arena_alloc (program->arena, sizeof (PlainSend) +
                                                            response->n_reactions * sizeof (PlainReaction));
  guint place = program_message_place (program, (guint) data->message);

  send->addresses = data->addresses != 0 ? data->addresses : PLAIN_ANY_ADDRESS;
  send->channel = (guint8) data->channel;
  send->consents = find_consents (data->consent);
  /* Senders are blocked for transactional mails alone. */
  send->sender = data->consent == CONSENT_TRANSACTIONAL && data->channel == PARCOURS_CHANNEL_EMAIL
                   ? G_GUINT64_CONSTANT (1) << message->sender : 0;
  send->visit = (guint16) data->visit;
  send->place = place;
  send->n_reactions = (guint8) response->n_reactions;
  for (guint i = 0; i < response->n_reactions; i++)
    {
      const ProgramReaction *planned = &response->reactions[i];
      PlainReaction *reaction = &send->reactions[i];

      reaction->number = (guint8) (i + 1);
      reaction->bit = (guint16) (1u << reaction->number);
      reaction->cause = (guint8) (planned->cause + 1);
      reaction->reaction = planned->reaction;
      reaction->delay = planned->delay;
      reaction->salt = data->reaction_salts[planned->reaction];
      reaction->is_certain = planned->chance >= CERTAIN_CHANCE;
      reaction->chance = planned->chance << 11;
      if (message->has[planned->reaction] && message->is_silent[planned->reaction])
        reaction->place = place + planned->reaction + 1;
      else
        send->heard |= reaction->bit;
    }
  chain_reactions (send);

  return send;
}

/* What a trace says of the plain step beside the port by which it is left. */
static guint
find_other_code (PlainOp op)
{
  switch (op)
    {
    case PLAIN_SEND:
      return CODE_SENT;
    case PLAIN_GOAL:
    case PLAIN_GOAL_EVENT:
    case PLAIN_SET_ADD:
    case PLAIN_TEXT_FILL:
    case PLAIN_SLOT_FILL:
      return CODE_OUTCOME + PARCOURS_OUTCOME_UNCHANGED;
    default:
      return CODE_WAITING;
    }
}

static void
pack_action (const ParcoursProgram *program,
             const StepData        *data,
             PlainStep             *plain)
{
  plain->outcomes = plain->number * PARCOURS_N_OUTCOMES;
  switch ((PlainOp) plain->op)
    {
    case PLAIN_SET_ADD:
      plain->detail = data->set_kind;
      plain->slot = (guint16) (data->set >> 6);
      plain->with.bits = G_GUINT64_CONSTANT (1) << (data->set & 63);
      break;
    case PLAIN_SLOT_ADD:
      plain->slot = (guint16) data->slot;
      plain->with.number = data->operation == MATH_SUBTRACT ? -data->number : data->number;
      break;
    case PLAIN_TEXT_FILL:
    case PLAIN_SLOT_FILL:
      plain->slot = (guint16) data->slot;
      plain->with.value = data->value;
      break;
    case PLAIN_SEND:
    default:
      plain->with.send = pack_send (program, data);
    }
}

static void
pack_step (const ParcoursProgram *program,
           const StepData        *data,
           PlainStep             *plain)
{
  switch ((PlainOp) plain->op)
    {
    case PLAIN_WAIT_DAYS:
      if (data->duration.seconds == 0 && data->duration.days <= G_MAXUINT16)
        plain->slot = (guint16) data->duration.days;
      G_GNUC_FALLTHROUGH;
    case PLAIN_WAIT_ELAPSED:
      plain->with.seconds = data->duration.days * PARCOURS_DAY + data->duration.seconds;
      break;
    case PLAIN_WAIT_DAILY:
      plain->with.seconds = data->moment.hour * PARCOURS_HOUR + data->moment.minute * PARCOURS_MINUTE;
      break;
    case PLAIN_IF_NUMBER:
    case PLAIN_IF_SET:
    case PLAIN_IF_EVENT:
      plain->with.predicate = data->predicate;
      plain->detail = data->predicate->quick->on_true == JUMP_TRUE;
      break;
    case PLAIN_IF:
      plain->with.predicate = data->predicate;
      break;
    case PLAIN_WAIT_CONDITION:
      plain->with.predicate = data->predicate;
      plain->detail = data->limit_port;
      plain->slot = find_wait_op (&data->limit) != PLAIN_WAIT_DURATION;
      break;
    case PLAIN_RANDOM:
    case PLAIN_SHARED:
      plain->with.bits = data->salt;
      plain->slot = (guint16) data->visit;
      plain->detail = (guint8) (data->n_shares - 1);
      break;
    case PLAIN_GOAL:
    case PLAIN_GOAL_EVENT:
      plain->with.predicate = data->predicate;
      plain->detail = (guint8) data->goal;
      break;
    case PLAIN_SET_ADD:
    case PLAIN_SLOT_ADD:
    case PLAIN_TEXT_FILL:
    case PLAIN_SLOT_FILL:
    case PLAIN_SEND:
      pack_action (program, data, plain);
      break;
    default:
      break;
    }
}

static guint
count_ways (const ProgramStep *step,
            PlainOp            op)
{
  return op == PLAIN_GO_TO ? 1 : op == PLAIN_END ? 0 : step->n_ports;
}

/* A jump is like a port, but counted as leaving otherwise. */
static void
find_ways (ParcoursProgram *program,
           guint            number)
{
  const ProgramStep *step = &program->steps[number];
  PlainStep *plain = program->plain[number];
  guint n = count_ways (step, (PlainOp) plain->op);

  for (guint i = 0; i < n; i++)
    {
      PlainWay *way = &plain->ways[i];
      gint32 target = plain->op == PLAIN_GO_TO ? step->data->target_step : program->targets[step->first_port + i];

      way->place = plain->op == PLAIN_GO_TO ? program_out_place (program, number)
                                            : program_port_place (program, step->first_port + i);
      way->word = tape_word (program_first_code (program, number) +
                             (plain->op == PLAIN_GO_TO ? CODE_NO_PORT : CODE_PORT + i));
      if (target != NO_STEP)
        {
          way->next = program->plain[target];
        }
      else
        {
          PlainStep *nowhere = parcours_arena_new0 (program->arena, PlainStep, 1);

          nowhere->op = PLAIN_NOWHERE;
          nowhere->number = number;
          way->next = nowhere;
        }
    }
}

/* A wait for some time ends the instant. */
static gboolean
ends_instant (const PlainStep *step)
{
  return step->op == PLAIN_WAIT_DAYS || step->op == PLAIN_WAIT_ELAPSED || step->op == PLAIN_NOT ||
         step->op == PLAIN_NOWHERE;
}

/* Where a step may come again in one instant somebody has to count. */
static void
mark_way_back (ParcoursProgram *program,
               PlainWay        *way)
{
  PlainStep *again = parcours_arena_alloc (program->arena, sizeof (PlainStep) + sizeof (PlainWay));

  again->op = PLAIN_AGAIN;
  again->number = way->next->number;
  again->ways[0].next = way->next;
  way->next = again;
}

/* How many plain steps may be done in one instant from the step on, but by a way back. @depths: of each step, 0
 * where it is not known yet, or %ON_THE_WAY. */
#define ON_THE_WAY G_MAXUINT16

static guint
measure_depth (ParcoursProgram *program,
               guint            number,
               guint16         *depths)
{
  PlainStep *step = program->plain[number];
  guint n = ends_instant (step) ? 0 : count_ways (&program->steps[number], (PlainOp) step->op);
  guint deepest = 0;

  if (depths[number] != 0)
    return depths[number];
  depths[number] = ON_THE_WAY;
  for (guint i = 0; i < n; i++)
    {
      PlainWay *way = &step->ways[i];

      if (way->next->op == PLAIN_NOWHERE)
        continue;
      if (depths[way->next->number] == ON_THE_WAY)
        mark_way_back (program, way);
      else
        deepest = MAX (deepest, measure_depth (program, way->next->number, depths));
    }
  depths[number] = (guint16) MIN (deepest + 1, STEP_LIMIT + 1);

  return depths[number];
}

static void
find_ways_back (ParcoursProgram *program)
{
  g_autofree guint16 *depths = g_new0 (guint16, program->n_steps + 1);

  for (guint i = 0; i < program->n_steps; i++)
    program->longest_plain = MAX (program->longest_plain, measure_depth (program, i, depths));
}

/* Who waits is not concerned by what is only kept. */
static void
find_only_kept (ParcoursProgram *program,
                guint            number)
{
  ProgramTopic *topic = &program->topics[number];
  const GArray *queries = program->frame->queries_by_topic[number];

  topic->is_only_kept = !topic->has_waits && topic->listeners == NULL &&
                        (topic->apply == PARCOURS_APPLY_NOTHING || topic->apply == PARCOURS_APPLY_OPENED ||
                         topic->apply == PARCOURS_APPLY_CLICKED);
  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      const ParcoursQuery *query = parcours_frame_query (program->frame, g_array_index (queries, guint16, i));

      if (program->watched_bits & parcours_bit (query->bit))
        topic->is_only_kept = FALSE;
    }
}

/*
 * parcours_compile_plain:
 * @program: a program that knows who hears of what
 *
 * Finds the steps that can be done in the short way, and packs them.
 */
void
parcours_compile_plain (ParcoursProgram *program)
{
  find_silent_steps (program);
  for (guint i = 0; i < program->n_topics; i++)
    find_only_kept (program, i);
  program->plain = parcours_arena_new0 (program->arena, PlainStep *, program->n_steps);
  for (guint i = 0; i < program->n_steps; i++)
    {
      PlainOp op = find_plain_op (program, &program->steps[i]);
      gsize size = sizeof (PlainStep) + count_ways (&program->steps[i], op) * sizeof (PlainWay);
      PlainStep *plain = program->plain[i] = parcours_arena_alloc (program->arena, size);

      plain->number = i;
      plain->op = (guint8) op;
      plain->word = tape_word (program_first_code (program, i) + find_other_code (op));
      plain->data = program->steps[i].data;
      pack_step (program, plain->data, plain);
    }
  for (guint i = 0; i < program->n_steps; i++)
    find_ways (program, i);
  find_ways_back (program);
}
