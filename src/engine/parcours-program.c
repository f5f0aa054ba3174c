/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-program-private.h"

static void
clear_feed (gpointer data)
{
  ProgramFeed *feed = data;

  g_array_unref (feed->items);
}

static void
clear_trigger (gpointer data)
{
  ProgramTrigger *trigger = data;

  g_clear_pointer (&trigger->segment, parcours_predicate_free);
  g_clear_pointer (&trigger->poll, parcours_predicate_free);
  g_clear_pointer (&trigger->fires, parcours_filter_free);
  g_clear_pointer (&trigger->record_filter, parcours_filter_free);
  g_clear_pointer (&trigger->audience, parcours_predicate_free);
}

static void
clear_message (gpointer data)
{
  ProgramMessage *message = data;

  g_clear_pointer (&message->lists, g_array_unref);
  g_clear_pointer (&message->responses, g_array_unref);
}

static void
clear_response (gpointer data)
{
  ProgramResponse *response = data;

  g_clear_pointer (&response->segment, parcours_predicate_free);
  g_free (response->links);
  g_free (response->products);
}

static void
clear_arrival (gpointer data)
{
  ProgramArrival *arrival = data;

  g_clear_pointer (&arrival->segment, parcours_predicate_free);
  g_free (arrival->subjects);
  g_free (arrival->bases);
  for (guint i = 0; i < arrival->n_payload; i++)
    g_free (arrival->payload[i].values);
  g_free (arrival->payload);
}

static void
clear_threshold (gpointer data)
{
  ProgramThreshold *threshold = data;

  g_clear_pointer (&threshold->win, parcours_predicate_free);
}

static GArray *
new_array (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (array, clear);

  return array;
}

static void
clear_swap (gpointer data)
{
  ProgramSwap *swap = data;

  parcours_automation_unref (swap->automation);
  g_clear_pointer (&swap->moves, json_object_unref);
}

static void
step_data_free (StepData *data)
{
  g_clear_pointer (&data->predicate, parcours_predicate_free);
  g_clear_pointer (&data->filter, parcours_filter_free);
  g_free (data->share_ends);
  g_free (data->above);
  g_free (data->text);
  g_free (data->text2);
  g_clear_pointer (&data->title, parcours_template_free);
  g_clear_pointer (&data->task, parcours_template_free);
  g_clear_pointer (&data->note, parcours_template_free);
  g_free (data->owners);
  g_free (data);
}

/**
 * parcours_program_ref:
 * @program: a program
 *
 * Returns: (transfer full): @program
 */
ParcoursProgram *
parcours_program_ref (ParcoursProgram *program)
{
  g_atomic_ref_count_inc (&program->ref_count);

  return program;
}

static void
free_automations (ParcoursProgram *program)
{
  for (guint i = 0; i < program->n_automations; i++)
    {
      ProgramAutomation *automation = &program->automations[i];

      g_clear_pointer (&automation->exit, parcours_predicate_free);
      g_clear_pointer (&automation->goals, g_array_unref);
      g_free (automation->reaches);
      parcours_automation_unref (automation->automation);
    }
  g_free (program->automations);
}

/**
 * parcours_program_unref:
 * @program: (transfer full): a program
 */
void
parcours_program_unref (ParcoursProgram *program)
{
  if (!g_atomic_ref_count_dec (&program->ref_count))
    return;
  free_automations (program);
  for (guint i = 0; i < program->n_steps; i++)
    {
      step_data_free (program->steps[i].data);
      parcours_step_unref (program->steps[i].step);
    }
  g_free (program->steps);
  g_free (program->targets);
  g_free (program->sources);
  g_free (program->first_source);
  for (guint i = 0; i < program->n_topics; i++)
    g_clear_pointer (&program->topics[i].listeners, g_array_unref);
  g_free (program->topics);
  g_array_unref (program->triggers);
  g_array_unref (program->messages);
  g_array_unref (program->responses);
  g_array_unref (program->arrivals);
  g_array_unref (program->scripts);
  g_array_unref (program->scripted_responses);
  g_array_unref (program->answers);
  g_array_unref (program->changes);
  g_array_unref (program->swaps);
  g_free (program->twins);
  g_array_unref (program->thresholds);
  g_array_unref (program->feeds);
  g_array_unref (program->stocks);
  g_hash_table_unref (program->products);
  g_clear_pointer (&program->account_names, g_hash_table_unref);
  g_clear_pointer (&program->untracked, g_hash_table_unref);
  g_array_unref (program->lists_by_slug);
  g_hash_table_unref (program->forms);
  g_ptr_array_unref (program->predicates);
  g_ptr_array_unref (program->wheres);
  g_ptr_array_unref (program->conditions);
  g_clear_pointer (&program->behaviour, parcours_behaviour_unref);
  parcours_frame_unref (program->frame);
  parcours_library_unref (program->library);
  parcours_texts_unref (program->texts);
  parcours_arena_free (program->arena);
  g_free (program);
}

ParcoursPredicate *
parcours_compile_condition (ProgramCompiler *compiler,
                            JsonNode        *node)
{
  ParcoursCondition *condition;
  const ProgramAutomation *automation = compiler->automation;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  condition = parcours_condition_parse (node, NULL);
  if (condition == NULL)
    return NULL;
  g_ptr_array_add (compiler->program->conditions, condition);

  return parcours_predicate_new (condition, compiler->program->frame,
                                 automation != NULL ? parcours_automation_slug (automation->automation) : NULL,
                                 automation != NULL ? automation->zone : NULL);
}

ParcoursFilter *
parcours_compile_where (ParcoursProgram *program,
                        JsonNode        *node)
{
  ParcoursWhere *where;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  where = parcours_where_parse (node, NULL);
  if (where == NULL)
    return NULL;
  g_ptr_array_add (program->wheres, where);

  return parcours_filter_new (where, program->texts);
}

static int
compare_slugs (gconstpointer a,
               gconstpointer b)
{
  const ParcoursAutomation *one = *(ParcoursAutomation *const *) a;
  const ParcoursAutomation *other = *(ParcoursAutomation *const *) b;

  return strcmp (parcours_automation_slug (one), parcours_automation_slug (other));
}

static gboolean
check_slugs (GPtrArray  *automations,
             GError    **error)
{
  for (guint i = 1; i < automations->len; i++)
    {
      const char *slug = parcours_automation_slug (g_ptr_array_index (automations, i));

      if (!g_str_equal (slug, parcours_automation_slug (g_ptr_array_index (automations, i - 1))))
        continue;
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Two automations are called “%s”"), slug);
      return FALSE;
    }

  return TRUE;
}

static void
read_reentry (ProgramAutomation *automation,
              JsonNode          *node)
{
  const char *name = parcours_json_string (node);
  const char *after;

  automation->reentry = REENTRY_NEVER;
  if (g_strcmp0 (name, "always") == 0)
    automation->reentry = REENTRY_ALWAYS;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  after = parcours_json_member_string (json_node_get_object (node), "after");
  if (after != NULL && parcours_duration_parse (after, &automation->reentry_after))
    automation->reentry = REENTRY_AFTER;
}

static void
read_entry (ProgramAutomation *automation)
{
  JsonObject *preset = parcours_catalog_platform (parcours_catalog_get (), automation->platform);
  JsonObject *preset_entry = parcours_json_member_object (preset, "entry");
  JsonObject *cap = parcours_json_member_object (preset, "cap");
  JsonObject *entry = parcours_json_member_object (parcours_automation_settings (automation->automation), "entry");
  JsonNode *reentry = entry != NULL ? json_object_get_member (entry, "reentry") : NULL;
  const char *parallel = parcours_json_member_string (entry, "parallel");
  const char *within = parcours_json_member_string (cap, "within");
  ParcoursDuration duration;

  read_reentry (automation, reentry != NULL ? reentry : json_object_get_member (preset_entry, "reentry"));
  if (parallel == NULL)
    parallel = parcours_json_member_string (preset_entry, "parallel");
  automation->parallel = g_strcmp0 (parallel, "yes") == 0 ? PARALLEL_YES
                       : g_strcmp0 (parallel, "other-triggers") == 0 ? PARALLEL_OTHER_TRIGGERS : PARALLEL_NO;
  automation->cap_entries = (guint) CLAMP (parcours_json_member_number (cap, "entries", 0.), 0., MAX_CAP);
  if (within != NULL && parcours_duration_parse (within, &duration))
    automation->cap_seconds = parcours_duration_approximate (&duration);
}

static void
read_quiet_hours (const ParcoursProgram *program,
                  ProgramAutomation     *automation)
{
  JsonObject *own = parcours_json_member_object (parcours_automation_settings (automation->automation), "quiet-hours");
  JsonObject *quiet = own != NULL ? own : program->settings.quiet_hours;
  const char *from = parcours_json_member_string (quiet, "from");
  const char *to = parcours_json_member_string (quiet, "to");

  automation->has_quiet_hours = from != NULL && to != NULL &&
                                parcours_time_of_day_parse (from, &automation->quiet_from) &&
                                parcours_time_of_day_parse (to, &automation->quiet_to) &&
                                automation->quiet_from != automation->quiet_to;
  automation->quiet_skips = g_strcmp0 (parcours_json_member_string (quiet, "over"), "skip") == 0;
}

static void
setup_automation (ParcoursProgram    *program,
                  guint               i,
                  ParcoursAutomation *source)
{
  ProgramAutomation *automation = &program->automations[i];
  const char *zone = parcours_json_member_string (parcours_automation_settings (source), "timezone");

  automation->automation = parcours_automation_ref (source);
  automation->slug = parcours_texts_intern (program->texts, parcours_automation_slug (source));
  automation->base = i > 0 && program->automations[i - 1].slug == automation->slug ? program->automations[i - 1].base
                                                                                   : (guint16) i;
  automation->platform = parcours_automation_platform (source);
  automation->zone = zone != NULL ? parcours_zone_lookup (zone) : NULL;
  automation->first_step = program->n_steps;
  automation->n_steps = parcours_automation_n_steps (source);
  automation->goals = g_array_new (FALSE, FALSE, sizeof (guint32));
  automation->active = TRUE;
  read_entry (automation);
  read_quiet_hours (program, automation);
  program->n_steps += automation->n_steps;
}

static void
setup_steps (ParcoursProgram *program)
{
  program->steps = g_new0 (ProgramStep, MAX (program->n_steps, 1));
  for (guint a = 0; a < program->n_automations; a++)
    {
      const ProgramAutomation *automation = &program->automations[a];

      for (guint i = 0; i < automation->n_steps; i++)
        {
          ProgramStep *step = &program->steps[automation->first_step + i];

          step->step = parcours_step_ref (parcours_automation_nth_step (automation->automation, i));
          step->automation = (guint16) a;
          step->id = parcours_texts_intern (program->texts, step->step->id);
          step->mark = -1;
          step->first_port = program->n_ports;
          step->n_ports = (guint8) parcours_step_n_ports (step->step);
          step->data = g_new0 (StepData, 1);
          program->n_ports += step->n_ports;
        }
    }
}

/* The step of that id in the automation, of whatever version that is, or NO_STEP. */
gint32
parcours_compile_find_step (const ParcoursProgram *program,
                            guint                  automation,
                            const char            *id)
{
  const ProgramAutomation *in = &program->automations[automation];
  guint low = 0, high = in->n_steps;

  while (id != NULL && low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (program->steps[in->first_step + middle].step->id, id);

      if (order == 0)
        return (gint32) (in->first_step + middle);
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NO_STEP;
}

/* Who arrives by a port is counted there alone. */
static void
find_sources (ParcoursProgram *program)
{
  guint n = 0;

  program->sources = g_new (guint32, MAX (program->n_ports, 1));
  program->first_source = g_new (guint32, program->n_steps + 1);
  for (guint step = 0; step < program->n_steps; step++)
    {
      program->first_source[step] = n;
      for (guint port = 0; port < program->n_ports; port++)
        {
          if (program->targets[port] == (gint32) step)
            program->sources[n++] = port;
        }
    }
  program->first_source[program->n_steps] = n;
}

static void
setup_links (ParcoursProgram *program)
{
  program->targets = g_new (gint32, MAX (program->n_ports, 1));
  for (guint i = 0; i < program->n_ports; i++)
    program->targets[i] = NO_STEP;
  for (guint a = 0; a < program->n_automations; a++)
    {
      const ParcoursAutomation *automation = program->automations[a].automation;

      for (guint i = 0; i < parcours_automation_n_links (automation); i++)
        {
          const ParcoursLink *link = parcours_automation_nth_link (automation, i);
          gint32 from = parcours_compile_find_step (program, a, link->from);
          int port = from >= 0 ? parcours_step_port (program->steps[from].step, link->port) : -1;

          if (port >= 0)
            program->targets[program->steps[from].first_port + (guint) port] = parcours_compile_find_step (program, a, link->to);
        }
    }
  find_sources (program);
}

/* What the step has, over it what its row and type fix, under it the defaults. */
static void
begin_step (ProgramCompiler *compiler,
            ParcoursStep    *step)
{
  const ParcoursRow *row = parcours_step_row (step, compiler->automation->platform);

  compiler->step = step;
  if (row == NULL)
    row = parcours_catalog_row (parcours_catalog_get (), step->type_name);
  compiler->params = row != NULL ? parcours_row_effective_params (row, step->params) : parcours_json_copy_object (step->params);
}

static void
end_step (ProgramCompiler *compiler)
{
  g_clear_pointer (&compiler->params, json_object_unref);
  compiler->step = NULL;
}

static void
compile_steps (ProgramCompiler *compiler)
{
  ParcoursProgram *program = compiler->program;
  ProgramAutomation *automation = compiler->automation;

  automation->first_trigger = (guint16) program->triggers->len;
  for (guint i = 0; i < automation->n_steps; i++)
    {
      ProgramStep *step = &program->steps[automation->first_step + i];

      begin_step (compiler, step->step);
      if (step->step->type != NULL && step->step->type->kind == PARCOURS_STEP_TRIGGER)
        {
          step->op = OP_TRIGGER;
          parcours_compile_trigger (compiler, automation->first_step + i);
        }
      else
        parcours_compile_step (compiler, step);
      end_step (compiler);
    }
  automation->n_triggers = (guint16) (program->triggers->len - automation->first_trigger);
}

/* Where triggers lead; if to different steps, the setting decides. */
static gint32
find_start (ProgramCompiler *compiler)
{
  const ParcoursProgram *program = compiler->program;
  const ProgramAutomation *automation = compiler->automation;
  JsonObject *settings = parcours_automation_settings (automation->automation);
  gint32 start = parcours_compile_find_step (program, compiler->automation_index, parcours_json_member_string (settings, "start"));

  for (guint i = 0; i < automation->n_triggers && start == NO_STEP; i++)
    start = program_trigger (program, automation->first_trigger + i)->first_step;

  return start;
}

/* The steps from which links lead to a goal that is reached only from above. */
static void
find_above (ProgramCompiler *compiler,
            guint            goal)
{
  ParcoursProgram *program = compiler->program;
  const ProgramAutomation *automation = compiler->automation;
  StepData *data = program->steps[goal].data;

  data->above = g_new0 (guint64, automation->n_steps / 64 + 1);
  for (guint i = 0; i < automation->n_steps; i++)
    {
      if (parcours_automation_reaches (automation->automation, program->steps[automation->first_step + i].step->id,
                                       program->steps[goal].step->id))
        data->above[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

static void
finish_automation (ProgramCompiler *compiler)
{
  ParcoursProgram *program = compiler->program;
  ProgramAutomation *automation = compiler->automation;
  JsonObject *settings = parcours_automation_settings (automation->automation);

  automation->start = find_start (compiler);
  automation->exit = parcours_compile_condition (compiler, settings != NULL ? json_object_get_member (settings, "exit")
                                                                            : NULL);
  if (automation->exit != NULL)
    {
      automation->watches |= parcours_predicate_reads (automation->exit);
      automation->is_timed |= parcours_predicate_is_timed (automation->exit);
    }
  for (guint i = 0; i < automation->n_steps; i++)
    {
      guint32 number = automation->first_step + i;
      ProgramStep *step = &program->steps[number];

      if (step->op != OP_GOAL || step->data->predicate == NULL || automation->goals->len == MAX_GOALS)
        continue;
      step->data->goal = automation->goals->len;
      if (step->data->reach_above)
        find_above (compiler, number);
      g_array_append_val (automation->goals, number);
      automation->watches |= parcours_predicate_reads (step->data->predicate);
      automation->is_timed |= parcours_predicate_is_timed (step->data->predicate);
    }
}

/* Between two steps any event may be the one at which somebody asks where the passage is. */
static void
finish_topic (ParcoursProgram *program,
              guint            i)
{
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), i);
  static const char *const messages[] = { "email", "sms", "push", "site-message", NULL };
  ProgramTopic *finished = &program->topics[i];

  finished->apply = topic->apply;
  finished->is_state = topic->state;
  finished->kept = program->frame->queries_by_topic[i] != NULL;
  finished->is_heard = finished->kept || finished->has_waits || finished->listeners != NULL ||
                       program->frame->needs_places ||
                       parcours_program_is_answered (program, (guint16) i) ||
                       (program->frame->needs_passages &&
                        (i == program->ids.automation_entered || i == program->ids.automation_ended));
  finished->is_about_message = g_strv_contains (messages, topic->subject);
  finished->set_kind = -1;
  for (int kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      if (g_str_equal (topic->subject, parcours_set_kind_name ((ParcoursSetKind) kind)))
        finished->set_kind = kind;
    }
}

/* Whether somebody hears of a reaction to this message. */
static gboolean
is_heard_of (const ParcoursProgram *program,
             guint16                number,
             const ProgramMessage  *message)
{
  const ProgramTopic *topic = &program->topics[number];
  const GArray *queries = program->frame->queries_by_topic[number];

  if (topic->has_waits || topic->listeners != NULL || parcours_program_is_answered (program, number))
    return TRUE;
  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      if (parcours_query_is_about (parcours_frame_query (program->frame, g_array_index (queries, guint16, i)),
                                   message->slug, program->texts))
        return TRUE;
    }

  return FALSE;
}

/* Whether a reaction to the message is only to be counted. A click that is heard
 * asks whether the message was opened: only a timeline asks before that is known. */
static gboolean
is_silent (const ParcoursProgram *program,
           const ProgramMessage  *message,
           guint16                number)
{
  const ProgramTopicIds *ids = &program->ids;

  if (number == G_MAXUINT16 || is_heard_of (program, number, message))
    return FALSE;
  switch (program->topics[number].apply)
    {
    case PARCOURS_APPLY_NOTHING:
      return TRUE;
    case PARCOURS_APPLY_OPENED:
      return program->scripts->len == 0 || !program->topics[ids->email_clicked].is_heard;
    case PARCOURS_APPLY_CLICKED:
      return !is_heard_of (program, ids->email_opened, message);
    default:
      return FALSE;
    }
}

/* A reaction that changes the contact, or that somebody hears, has to happen;
 * of the others only the number matters. A contact that may be deleted is one
 * who may not react any more. */
static void
finish_messages (ParcoursProgram *program)
{
  gboolean may_delete = FALSE;

  for (guint i = 0; i < program->n_steps; i++)
    may_delete |= program->steps[i].op == OP_DELETE;
  for (guint i = 0; i < program->messages->len; i++)
    {
      ProgramMessage *message = &g_array_index (program->messages, ProgramMessage, i);

      for (guint j = 0; j < PARCOURS_N_REACTIONS; j++)
        {
          gboolean is_link = j == PARCOURS_REACTION_CLICKED || j == PARCOURS_REACTION_SHARED;

          message->has[j] = message->topics[j] != G_MAXUINT16 && (message->track_links || !is_link);
          message->is_silent[j] = !may_delete && is_silent (program, message, message->topics[j]);
        }
      if (message->responses->len > 0)
        {
          const ProgramResponse *first = &g_array_index (program->responses, ProgramResponse,
                                                         g_array_index (message->responses, guint16, 0));

          message->always = first->segment == NULL && !first->is_timed ? first : NULL;
        }
    }
}

static guint64
watched_bits (const ParcoursProgram *program)
{
  guint64 bits = 0;

  for (guint i = 0; i < program->n_automations; i++)
    bits |= program->automations[i].watches;
  for (guint i = 0; i < program->n_steps; i++)
    {
      if (program->steps[i].op == OP_WAIT_CONDITION)
        bits |= parcours_predicate_reads (program->steps[i].data->predicate);
    }
  for (guint i = 0; i < program->triggers->len; i++)
    {
      const ProgramTrigger *trigger = program_trigger (program, i);

      bits |= program_date_bits (program, &trigger->date);
      if (trigger->poll != NULL)
        bits |= parcours_predicate_reads (trigger->poll);
    }
  for (guint i = 0; i < program->thresholds->len; i++)
    {
      const ProgramThreshold *threshold = &g_array_index (program->thresholds, ProgramThreshold, i);

      if (threshold->win != NULL)
        bits |= parcours_predicate_reads (threshold->win);
    }

  return bits;
}

/* Where a passage stands may change without a word. */
static void
find_waking_bits (ParcoursProgram *program)
{
  for (guint i = 0; i < program->arrivals->len; i++)
    {
      ProgramArrival *arrival = &g_array_index (program->arrivals, ProgramArrival, i);
      guint64 reads = arrival->segment != NULL ? parcours_predicate_reads (arrival->segment) : 0;

      if (arrival->parent != G_MAXUINT16 || reads == 0 || parcours_predicate_is_timed (arrival->segment) ||
          (reads & parcours_bit (program->frame->passages_bit)))
        continue;
      arrival->wakes = reads;
      program->waking_bits |= reads;
    }
}

static void
mark_steps (ParcoursProgram *program)
{
  for (guint i = 0; i < program->frame->marks->len; i++)
    {
      const ParcoursMark *mark = g_ptr_array_index (program->frame->marks, i);
      gint32 step = parcours_program_find_step (program, mark->automation != NULL ? mark->automation : "", mark->step);

      for (; step >= 0; step = program->twins != NULL ? program->twins[step].after : NO_STEP)
        program->steps[step].mark = (gint16) i;
    }
  for (guint i = 0; i < program->n_topics; i++)
    finish_topic (program, i);
  finish_messages (program);
  find_waking_bits (program);
  program->watched_bits = watched_bits (program) | program->waking_bits;
  program->keeps_sends = program->scripts->len > 0 || program->scripted_responses->len > 0;
  for (guint i = 0; i < program->arrivals->len; i++)
    program->keeps_sends |= program->topics[g_array_index (program->arrivals, ProgramArrival, i).topic].is_about_message;
  parcours_compile_plain (program);
  for (guint i = 0; i < program->triggers->len; i++)
    program->has_timed_triggers |= program_trigger (program, i)->family == PARCOURS_FAMILY_DATE ||
                                   program_trigger (program, i)->poll != NULL || program_trigger (program, i)->feed >= 0;
}

static ParcoursProgram *
program_new (ParcoursTexts          *texts,
             ParcoursLibrary        *library,
             const ParcoursSettings *settings)
{
  ParcoursProgram *program = g_new0 (ParcoursProgram, 1);

  g_atomic_ref_count_init (&program->ref_count);
  program->texts = parcours_texts_ref (texts);
  program->library = parcours_library_ref (library);
  program->frame = parcours_frame_new (texts, library);
  program->arena = parcours_arena_new ();
  program->settings = *settings;
  program->seed = settings->seed;
  program->from = settings->from;
  program->to = settings->to;
  program->n_topics = parcours_catalog_n_topics (parcours_catalog_get ());
  program->topics = g_new0 (ProgramTopic, program->n_topics);
  program->triggers = new_array (sizeof (ProgramTrigger), clear_trigger);
  program->messages = new_array (sizeof (ProgramMessage), clear_message);
  program->responses = new_array (sizeof (ProgramResponse), clear_response);
  program->arrivals = new_array (sizeof (ProgramArrival), clear_arrival);
  program->wheres = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_where_free);
  program->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_condition_unref);
  program->scripts = new_array (sizeof (ProgramScript), NULL);
  program->scripted_responses = new_array (sizeof (ProgramScriptedResponse), NULL);
  program->answers = new_array (sizeof (ProgramAnswer), NULL);
  program->changes = new_array (sizeof (ProgramChange), NULL);
  program->swaps = new_array (sizeof (ProgramSwap), clear_swap);
  program->thresholds = new_array (sizeof (ProgramThreshold), clear_threshold);
  program->feeds = new_array (sizeof (ProgramFeed), clear_feed);
  program->stocks = new_array (sizeof (ProgramStock), NULL);
  program->products = g_hash_table_new (NULL, NULL);
  program->lists_by_slug = g_array_new (FALSE, FALSE, sizeof (guint));
  program->forms = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  program->predicates = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_predicate_free);
  program->n_visits = 1;
  parcours_compile_words (program);

  return program;
}

/**
 * parcours_program_new:
 * @automations: (element-type ParcoursAutomation): what runs, in any order
 * @texts: (transfer none): the pool of the population that it will run on
 * @library: (transfer none): what slugs mean
 * @behaviour: (nullable): how contacts behave; without one messages are delivered and nothing else happens
 * @timeline: (nullable): what is written down to happen
 * @settings: when the run takes place, and what holds in the workspace
 * @error: return location for an error
 *
 * A step that is incomplete or unknown is compiled as one that does nothing:
 * naming it is the task of the checks, and a run of the rest is still useful.
 *
 * Returns: (transfer full): the program, or %NULL
 */
ParcoursProgram *
parcours_program_new (GPtrArray               *automations,
                      ParcoursTexts           *texts,
                      ParcoursLibrary         *library,
                      const ParcoursBehaviour *behaviour,
                      const ParcoursTimeline  *timeline,
                      const ParcoursSettings  *settings,
                      GError                 **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (automations, NULL, NULL);
  g_autoptr (ParcoursProgram) program = NULL;

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_slugs);
  if (!check_slugs (sorted, error))
    return NULL;

  program = program_new (texts, library, settings);
  program->behaviour = behaviour != NULL ? parcours_behaviour_ref ((ParcoursBehaviour *) behaviour) : NULL;
  if (timeline != NULL && !parcours_compile_versions (program, sorted, timeline, error))
    return NULL;
  program->n_automations = sorted->len;
  program->automations = g_new0 (ProgramAutomation, MAX (sorted->len, 1));
  for (guint i = 0; i < sorted->len; i++)
    setup_automation (program, i, g_ptr_array_index (sorted, i));
  setup_steps (program);
  setup_links (program);
  for (guint i = 0; i < sorted->len; i++)
    {
      ProgramCompiler compiler = { program, &program->automations[i], i, NULL, NULL };

      compile_steps (&compiler);
      finish_automation (&compiler);
    }
  if (!parcours_compile_swaps (program, error))
    return NULL;
  parcours_compile_behaviour (program, timeline);
  if (timeline != NULL && !parcours_compile_timeline (program, timeline, error))
    return NULL;
  parcours_compile_library (program);
  parcours_program_settle (program);

  return g_steal_pointer (&program);
}

/**
 * parcours_program_watch:
 * @program: a program from which no simulation was made yet
 * @condition: a question that somebody has about its contacts
 * @automation: (nullable): the slug of the automation that the question is about
 *
 * What the condition reads is followed in every run. parcours_program_settle()
 * has to be called after the last of them.
 *
 * Returns: (transfer none): the condition, to be tested on the states of a run
 */
const ParcoursPredicate *
parcours_program_watch (ParcoursProgram         *program,
                        const ParcoursCondition *condition,
                        const char              *automation)
{
  ParcoursPredicate *predicate = parcours_predicate_new (condition, program->frame, automation, NULL);

  g_ptr_array_add (program->predicates, predicate);

  return predicate;
}

static int
compare_lists (gconstpointer a,
               gconstpointer b,
               gpointer      frame)
{
  return strcmp (parcours_frame_list (frame, *(const guint *) a)->slug,
                 parcours_frame_list (frame, *(const guint *) b)->slug);
}

/* All lists means one after the other by slug, whoever names them first. */
static void
sort_lists (ParcoursProgram *program)
{
  g_array_set_size (program->lists_by_slug, 0);
  for (guint i = 0; i < program->frame->lists->len; i++)
    g_array_append_val (program->lists_by_slug, i);
  g_array_sort_with_data (program->lists_by_slug, compare_lists, program->frame);
}

/**
 * parcours_program_settle:
 * @program: a program from which no simulation was made yet
 *
 * To be called after something was added to parcours_program_frame() that
 * somebody wants to know of the contacts.
 */
void
parcours_program_settle (ParcoursProgram *program)
{
  parcours_compile_records (program);
  parcours_compile_slots (program);
  sort_lists (program);
  mark_steps (program);
}

/**
 * parcours_program_frame:
 * @program: a program
 *
 * Returns: (transfer none): which parts of contacts it reads and writes: what a population for it must hold
 */
ParcoursFrame *
parcours_program_frame (const ParcoursProgram *program)
{
  return program->frame;
}

/**
 * parcours_program_settings:
 * @program: a program
 *
 * Returns: (transfer none): what it was compiled with
 */
const ParcoursSettings *
parcours_program_settings (const ParcoursProgram *program)
{
  return &program->settings;
}

/**
 * parcours_program_n_automations:
 * @program: a program
 *
 * Returns: how many automations run
 */
guint
parcours_program_n_automations (const ParcoursProgram *program)
{
  return program->n_automations;
}

/**
 * parcours_program_nth_automation:
 * @program: a program
 * @n: a number below parcours_program_n_automations(); they are in the order of their slugs
 *
 * Returns: (transfer none): the automation
 */
ParcoursAutomation *
parcours_program_nth_automation (const ParcoursProgram *program,
                                 guint                  n)
{
  return program->automations[n].automation;
}

/**
 * parcours_program_find_automation:
 * @program: a program
 * @slug: the slug of an automation
 *
 * Returns: its number, or -1 if it does not run; the first version of one that is swapped
 */
int
parcours_program_find_automation (const ParcoursProgram *program,
                                  const char            *slug)
{
  for (guint i = 0; i < program->n_automations; i++)
    {
      if (g_str_equal (parcours_automation_slug (program->automations[i].automation), slug))
        return (int) i;
    }

  return -1;
}

/**
 * parcours_program_n_steps:
 * @program: a program
 *
 * Returns: how many steps its automations have together
 */
guint
parcours_program_n_steps (const ParcoursProgram *program)
{
  return program->n_steps;
}

/**
 * parcours_program_find_step:
 * @program: a program
 * @automation: the slug of an automation
 * @step: the id of a step of it
 *
 * Returns: the number of the step in the program, or -1; of an automation that is swapped, in the first version that
 *   has the step
 */
int
parcours_program_find_step (const ParcoursProgram *program,
                            const char            *automation,
                            const char            *step)
{
  int i = parcours_program_find_automation (program, automation);
  gint32 found = i >= 0 ? parcours_compile_find_step (program, (guint) i, step) : NO_STEP;

  for (guint version = (guint) i + 1;
       found == NO_STEP && i >= 0 && version < program->n_automations && program->automations[version].base == i; version++)
    found = parcours_compile_find_step (program, version, step);

  return found;
}

/**
 * parcours_program_nth_step:
 * @program: a program
 * @n: a number below parcours_program_n_steps()
 * @automation: (out) (optional): the number of its automation
 *
 * Returns: (transfer none): the step
 */
ParcoursStep *
parcours_program_nth_step (const ParcoursProgram *program,
                           guint                  n,
                           guint                 *automation)
{
  if (automation != NULL)
    *automation = program->steps[n].automation;

  return program->steps[n].step;
}

/**
 * parcours_program_library:
 * @program: a program
 *
 * Returns: (transfer none): what its names refer to
 */
ParcoursLibrary *
parcours_program_library (const ParcoursProgram *program)
{
  return program->library;
}

/**
 * parcours_program_n_messages:
 * @program: a program
 *
 * Returns: how many messages it may send, or has people react to
 */
guint
parcours_program_n_messages (const ParcoursProgram *program)
{
  return program->messages->len;
}

/**
 * parcours_program_nth_message:
 * @program: a program
 * @n: a number below parcours_program_n_messages()
 *
 * Returns: (transfer none) (nullable): the message in the library, %NULL if it is not there
 */
const ParcoursEntity *
parcours_program_nth_message (const ParcoursProgram *program,
                              guint                  n)
{
  return program_message (program, n)->entity;
}

/**
 * parcours_program_step_message:
 * @program: a program
 * @step: a step of it
 *
 * Returns: the number of the message that it sends, or -1
 */
int
parcours_program_step_message (const ParcoursProgram *program,
                               guint                  step)
{
  const StepData *data = program->steps[step].data;

  return data != NULL && data->to != NULL ? (int) data->message : -1;
}

/**
 * parcours_program_is_version:
 * @program: a program
 * @n: a number below parcours_program_n_automations()
 *
 * Returns: whether it is a later version, which the timeline puts in the place of the one before it
 */
gboolean
parcours_program_is_version (const ParcoursProgram *program,
                             guint                  n)
{
  return program->automations[n].base != n;
}

/**
 * parcours_program_set_active:
 * @program: a program that does not run yet
 * @automation: the number of an automation
 * @active: whether it lets contacts in; one that does not keeps those who are inside
 */
void
parcours_program_set_active (ParcoursProgram *program,
                             guint            automation,
                             gboolean         active)
{
  program->automations[automation].active = active;
}
