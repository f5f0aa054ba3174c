/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-matching.h"
#include "parcours-recording.h"
#include "parcours-run-plan.h"
#include "parcours-store-library.h"
#include "parcours-time.h"

/* Up to so many days the counts are kept by the hour, beyond by the day. */
#define DAYS_BY_HOUR 14

struct _ParcoursRunPlan
{
  GPtrArray *automations;      /* (owned) (element-type ParcoursAutomation) */
  ParcoursLibrary *library;    /* (owned) */
  JsonNode *settings;          /* (owned) of the workspace */
  const ParcoursZone *zone;
  ParcoursRunOptions *options; /* (owned) */
  char *automation;            /* (owned) (nullable) the slug of that in question */
  ParcoursBehaviour *behaviour; /* (owned) (nullable) instead of that of @options */
  ParcoursTimeline *timeline;  /* (owned) (nullable) */
  char *path;                  /* (owned) of the workspace */
  guint n_threads;
  guint generation;
};

/**
 * parcours_run_plan_new:
 * @project: a project
 * @slug: (nullable): an automation that takes part whether it is active or not
 * @options: what is asked for
 *
 * Returns: (transfer full): a plan
 */
ParcoursRunPlan *
parcours_run_plan_new (ParcoursProject          *project,
                       const char               *slug,
                       const ParcoursRunOptions *options)
{
  ParcoursRunPlan *plan = g_new0 (ParcoursRunPlan, 1);

  plan->automations = parcours_project_running (project, slug);
  plan->library = parcours_library_ref (parcours_project_library (project));
  plan->settings = parcours_json_take_object (parcours_json_copy_object (parcours_project_settings (project)));
  plan->zone = parcours_project_zone (project);
  plan->options = parcours_run_options_copy (options);
  plan->automation = g_strdup (slug);
  plan->generation = parcours_project_generation (project);
  plan->path = g_strdup (parcours_project_path (project));
  plan->n_threads = g_get_num_processors ();

  return plan;
}

/**
 * parcours_run_plan_free:
 * @plan: (transfer full): a plan
 */
void
parcours_run_plan_free (ParcoursRunPlan *plan)
{
  g_ptr_array_unref (plan->automations);
  parcours_library_unref (plan->library);
  json_node_unref (plan->settings);
  parcours_run_options_free (plan->options);
  g_clear_pointer (&plan->behaviour, parcours_behaviour_unref);
  g_clear_pointer (&plan->timeline, parcours_timeline_unref);
  g_free (plan->automation);
  g_free (plan->path);
  g_free (plan);
}

/**
 * parcours_run_plan_add:
 * @plan: a plan
 * @automation: an automation that takes part too, in the place of that of the same slug if there is one
 */
void
parcours_run_plan_add (ParcoursRunPlan    *plan,
                       ParcoursAutomation *automation)
{
  for (guint i = 0; i < plan->automations->len; i++)
    {
      ParcoursAutomation *other = g_ptr_array_index (plan->automations, i);

      if (g_str_equal (parcours_automation_slug (other), parcours_automation_slug (automation)))
        {
          plan->automations->pdata[i] = parcours_automation_ref (automation);
          parcours_automation_unref (other);
          return;
        }
    }
  g_ptr_array_add (plan->automations, parcours_automation_ref (automation));
}

/**
 * parcours_run_plan_n_automations:
 * @plan: a plan
 *
 * Returns: how many automations take part
 */
guint
parcours_run_plan_n_automations (const ParcoursRunPlan *plan)
{
  return plan->automations->len;
}

/**
 * parcours_run_plan_nth_automation:
 * @plan: a plan
 * @n: less than parcours_run_plan_n_automations()
 *
 * Returns: (transfer none): an automation that takes part
 */
ParcoursAutomation *
parcours_run_plan_nth_automation (const ParcoursRunPlan *plan,
                                  guint                  n)
{
  return g_ptr_array_index (plan->automations, n);
}

/**
 * parcours_run_plan_set_behaviour:
 * @plan: a plan
 * @behaviour: how people behave, instead of what the options name
 */
void
parcours_run_plan_set_behaviour (ParcoursRunPlan   *plan,
                                 ParcoursBehaviour *behaviour)
{
  g_clear_pointer (&plan->behaviour, parcours_behaviour_unref);
  plan->behaviour = parcours_behaviour_ref (behaviour);
}

/**
 * parcours_run_plan_set_timeline:
 * @plan: a plan
 * @timeline: what happens besides
 */
void
parcours_run_plan_set_timeline (ParcoursRunPlan  *plan,
                                ParcoursTimeline *timeline)
{
  g_clear_pointer (&plan->timeline, parcours_timeline_unref);
  plan->timeline = parcours_timeline_ref (timeline);
}

/**
 * parcours_run_plan_set_threads:
 * @plan: a plan
 * @n_threads: how many threads shall run, at least 1; what comes out does not depend on it
 */
void
parcours_run_plan_set_threads (ParcoursRunPlan *plan,
                               guint            n_threads)
{
  plan->n_threads = MAX (n_threads, 1);
}

/**
 * parcours_run_plan_swap:
 * @plan: a plan
 * @slug: the slug of an automation of it
 * @at: when, as in a timeline: an instant, or a duration after the beginning
 * @version: (transfer none): what takes its place then
 * @moves: (nullable): where people go whose step is gone, a step or null for out, by the id of the step
 *
 * Rehearses an edit with people inside.
 */
void
parcours_run_plan_swap (ParcoursRunPlan    *plan,
                        const char         *slug,
                        const char         *at,
                        ParcoursAutomation *version,
                        JsonObject         *moves)
{
  ParcoursTimeline *timeline = parcours_timeline_with_swap (plan->timeline, slug, at, version, moves);

  g_clear_pointer (&plan->timeline, parcours_timeline_unref);
  plan->timeline = timeline;
}

/**
 * parcours_run_plan_set_seed:
 * @plan: a plan
 * @seed: which of the possible futures
 */
void
parcours_run_plan_set_seed (ParcoursRunPlan *plan,
                            guint64          seed)
{
  plan->options->seed = seed;
}

/**
 * parcours_run_plan_set_settings:
 * @plan: a plan
 * @settings: members that stand over those of the workspace's settings
 */
void
parcours_run_plan_set_settings (ParcoursRunPlan *plan,
                                JsonObject      *settings)
{
  JsonObject *all = parcours_json_copy_object (json_node_get_object (plan->settings));

  parcours_json_add_members (all, settings);
  json_node_take_object (plan->settings, all);
}

/**
 * parcours_run_plan_set_automations:
 * @plan: a plan
 * @automations: (element-type ParcoursAutomation): which automations take part, and no others
 */
void
parcours_run_plan_set_automations (ParcoursRunPlan *plan,
                                   GPtrArray       *automations)
{
  g_ptr_array_set_size (plan->automations, 0);
  for (guint i = 0; i < automations->len; i++)
    g_ptr_array_add (plan->automations, parcours_automation_ref (g_ptr_array_index (automations, i)));
}

/**
 * parcours_run_plan_set_zone:
 * @plan: a plan
 * @zone: (transfer none): where the client is at home, instead of what the workspace says
 */
void
parcours_run_plan_set_zone (ParcoursRunPlan    *plan,
                            const ParcoursZone *zone)
{
  plan->zone = zone;
}

/**
 * parcours_run_plan_threads:
 * @plan: a plan
 *
 * Returns: how many threads shall run, as many as there are processors unless somebody said otherwise
 */
guint
parcours_run_plan_threads (const ParcoursRunPlan *plan)
{
  return plan->n_threads;
}

/**
 * parcours_run_plan_path:
 * @plan: a plan
 *
 * Returns: (transfer none): the file of the workspace
 */
const char *
parcours_run_plan_path (const ParcoursRunPlan *plan)
{
  return plan->path;
}

/**
 * parcours_run_plan_options:
 * @plan: a plan
 *
 * Returns: (transfer none): what was asked for
 */
const ParcoursRunOptions *
parcours_run_plan_options (const ParcoursRunPlan *plan)
{
  return plan->options;
}

/**
 * parcours_run_plan_library:
 * @plan: a plan
 *
 * Returns: (transfer none): what was there when it was made
 */
ParcoursLibrary *
parcours_run_plan_library (const ParcoursRunPlan *plan)
{
  return plan->library;
}

/**
 * parcours_run_plan_bucket:
 * @plan: a plan
 *
 * Returns: how fine the counts are, in seconds
 */
gint64
parcours_run_plan_bucket (const ParcoursRunPlan *plan)
{
  return plan->options->days <= DAYS_BY_HOUR ? PARCOURS_HOUR : PARCOURS_DAY;
}

/**
 * parcours_run_plan_find_behaviour:
 * @name: the slug of a behaviour of the workspace, or the name of one that comes with Parcours
 * @store: a connection to the workspace, in its thread
 * @error: return location for an error
 *
 * That of the workspace goes before one of the same name that comes with Parcours.
 *
 * Returns: (transfer full) (nullable): the behaviour
 */
ParcoursBehaviour *
parcours_run_plan_find_behaviour (const char     *name,
                                  ParcoursStore  *store,
                                  GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonObject) object = parcours_store_load_entity (store, "behaviour", name, NULL, &local_error);
  g_autoptr (JsonNode) node = NULL;
  ParcoursBehaviour *behaviour;

  if (object == NULL)
    {
      behaviour = parcours_behaviour_new_preset (name);
      if (behaviour == NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return behaviour;
    }
  node = parcours_json_take_object (g_steal_pointer (&object));
  behaviour = parcours_behaviour_new_from_json (node, error);
  if (behaviour == NULL)
    g_prefix_error (error, _("The behaviour “%s” cannot be used: "), name);

  return behaviour;
}

static gboolean
load_behaviour (const ParcoursRunPlan  *plan,
                ParcoursStore          *store,
                ParcoursBehaviour     **behaviour,
                GError                **error)
{
  const char *name = plan->options->behaviour;

  if (plan->behaviour != NULL)
    {
      *behaviour = parcours_behaviour_ref (plan->behaviour);
      return TRUE;
    }
  if (name == NULL)
    name = parcours_json_member_string (json_node_get_object (plan->settings), "behaviour");
  *behaviour = NULL;
  if (name == NULL || *name == '\0')
    return TRUE;
  *behaviour = parcours_run_plan_find_behaviour (name, store, error);

  return *behaviour != NULL;
}

/* What is written down to happen, and what happens again. */
static gboolean
load_timeline (const ParcoursRunPlan  *plan,
               ParcoursStore          *store,
               ParcoursSnapshot       *snapshot,
               ParcoursTimeline      **timeline,
               GCancellable           *cancellable,
               GError                **error)
{
  const ParcoursRecordingOptions recording = { plan->options->replay_from, plan->options->replay_to, plan->library,
                                               plan->zone, NULL };
  g_autoptr (ParcoursTimeline) replay = NULL;

  *timeline = plan->timeline != NULL ? parcours_timeline_ref (plan->timeline) : NULL;
  if (plan->options->replay_to == 0)
    return TRUE;
  replay = parcours_snapshot_replay (snapshot, &recording, store, plan->generation, cancellable, error);
  if (replay == NULL)
    return FALSE;
  if (*timeline == NULL)
    {
      *timeline = g_steal_pointer (&replay);
      return TRUE;
    }
  parcours_timeline_unref (*timeline);
  *timeline = parcours_timeline_join (plan->timeline, replay);

  return TRUE;
}

static void
read_settings (const ParcoursRunPlan *plan,
               ParcoursSettings      *settings)
{
  gint64 local = parcours_zone_to_local (plan->zone, plan->options->from);

  *settings = (ParcoursSettings){ .zone = plan->zone, .from = plan->options->from, .seed = plan->options->seed,
                                  .session_gap = PARCOURS_SESSION_GAP };
  settings->to = parcours_zone_to_utc (plan->zone, local + (gint64) plan->options->days * PARCOURS_DAY);
  parcours_settings_read (settings, json_node_get_object (plan->settings));
}

/**
 * parcours_run_plan_prepare:
 * @plan: a plan
 * @store: a connection to the workspace
 * @snapshot: what was loaded before
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Compiles the automations and loads what they ask about. To be called in the
 * thread of @store.
 *
 * Returns: (transfer full) (nullable): what can be run
 */
ParcoursSimulation *
parcours_run_plan_prepare (const ParcoursRunPlan  *plan,
                           ParcoursStore          *store,
                           ParcoursSnapshot       *snapshot,
                           GCancellable           *cancellable,
                           GError                **error)
{
  g_autoptr (ParcoursBehaviour) behaviour = NULL;
  g_autoptr (ParcoursTimeline) timeline = NULL;
  g_autoptr (ParcoursProgram) program = NULL;
  g_autoptr (ParcoursPopulation) population = NULL;
  ParcoursSettings settings;

  if (!load_behaviour (plan, store, &behaviour, error) ||
      !load_timeline (plan, store, snapshot, &timeline, cancellable, error))
    return NULL;
  read_settings (plan, &settings);
  program = parcours_program_new (plan->automations, parcours_snapshot_texts (snapshot), plan->library, behaviour, timeline,
                                  &settings, error);
  if (program == NULL)
    return NULL;
  parcours_program_settle (program);
  population = parcours_snapshot_population (snapshot, store, plan->generation, parcours_program_frame (program),
                                             cancellable, error);

  return population != NULL ? parcours_simulation_new (program, population) : NULL;
}

/**
 * parcours_run_plan_count:
 * @plan: a plan
 * @condition: a condition
 * @store: a connection to the workspace
 * @snapshot: what was loaded before
 * @total: (out): how many contacts there are
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: of how many contacts @condition is true when the simulation begins, or -1
 */
gint64
parcours_run_plan_count (const ParcoursRunPlan    *plan,
                         const ParcoursCondition  *condition,
                         ParcoursStore            *store,
                         ParcoursSnapshot         *snapshot,
                         gint64                   *total,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  const ParcoursMatchingContext context = { .snapshot = snapshot,
                                            .library = plan->library,
                                            .automation = plan->automation,
                                            .zone = plan->zone,
                                            .generation = plan->generation,
                                            .now = plan->options->from };
  guint64 n_matches = 0;
  g_autoptr (ParcoursPopulation) population =
    parcours_matching_find (&context, store, condition, NULL, &n_matches, cancellable, error);

  if (population == NULL)
    return -1;
  *total = population->n;

  return (gint64) n_matches;
}
