/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-check-plan.h"
#include "parcours-live.h"
#include "parcours-run-private.h"
#include "parcours-worker.h"

/* At most so often the counts on the screen change while a run goes on. */
#define SHOW_USEC (G_USEC_PER_SEC / 60)

struct _ParcoursLive
{
  GObject parent_instance;

  ParcoursProject *project;       /* (owned) */
  char *automation;               /* (owned) (nullable) */
  ParcoursRunOptions *options;    /* (owned) */
  ParcoursRun *run;               /* (owned) (nullable) */
  GPtrArray *checks;              /* (owned) (nullable) (element-type ParcoursCheck) */
  GError *error;                  /* (owned) (nullable) */

  ParcoursWorker *worker;         /* (owned) (nullable) */
  ParcoursSnapshot *snapshot;     /* (owned) used by the thread of @worker alone */
  GCancellable *cancellable;      /* (owned) (nullable) of the run that goes on */
  gboolean again;                 /* something has changed since it began */
  guint start_id;
};

enum
{
  PROP_0,
  PROP_AUTOMATION,
  PROP_OPTIONS,
  PROP_RUN,
  PROP_CHECKS,
  PROP_BUSY,
  PROP_FRACTION,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ParcoursLive, parcours_live, G_TYPE_OBJECT)

static void start (ParcoursLive *self);

/* One round, in the thread of the worker. */
typedef struct
{
  GWeakRef live;
  GMainContext *context;          /* (owned) that of the live */
  ParcoursRunPlan *plan;          /* (owned) */
  ParcoursCheckPlan *check_plan;  /* (owned) (nullable) */
  ParcoursSnapshot *snapshot;     /* (unowned) */
  GCancellable *cancellable;      /* (owned) */
  ParcoursSimulation *simulation; /* (owned) (nullable) */
  gint64 shown_at;
} Round;

/* Something of a round that has to be shown. */
typedef struct
{
  GWeakRef live;
  ParcoursRun *run;               /* (owned) (nullable) */
  GPtrArray *checks;              /* (owned) (nullable) */
  GCancellable *cancellable;      /* (owned) of the round */
} Showing;

static void
round_free (gpointer data)
{
  Round *round = data;

  g_weak_ref_clear (&round->live);
  g_main_context_unref (round->context);
  parcours_run_plan_free (round->plan);
  g_clear_pointer (&round->check_plan, parcours_check_plan_free);
  g_object_unref (round->cancellable);
  g_clear_pointer (&round->simulation, parcours_simulation_unref);
  g_free (round);
}

static void
showing_free (gpointer data)
{
  Showing *showing = data;

  g_weak_ref_clear (&showing->live);
  g_clear_pointer (&showing->run, parcours_run_unref);
  g_clear_pointer (&showing->checks, g_ptr_array_unref);
  g_object_unref (showing->cancellable);
  g_free (showing);
}

static void
take_run (ParcoursLive *self,
          ParcoursRun  *run)
{
  if (run == self->run)
    return;
  g_clear_pointer (&self->run, parcours_run_unref);
  self->run = run != NULL ? parcours_run_ref (run) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
take_checks (ParcoursLive *self,
             GPtrArray    *checks)
{
  if (checks == self->checks)
    return;
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = checks != NULL ? g_ptr_array_ref (checks) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKS]);
}

static void
take_error (ParcoursLive *self,
            GError       *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What comes after an edit has cancelled the round is about how things were. */
static gboolean
show_cb (gpointer data)
{
  Showing *showing = data;
  g_autoptr (ParcoursLive) self = g_weak_ref_get (&showing->live);

  if (self == NULL || g_cancellable_is_cancelled (showing->cancellable))
    return G_SOURCE_REMOVE;
  if (showing->run != NULL)
    take_run (self, showing->run);
  if (showing->checks != NULL)
    take_checks (self, showing->checks);

  return G_SOURCE_REMOVE;
}

static void
show (Round       *round,
      ParcoursRun *run,
      GPtrArray   *checks)
{
  Showing *showing = g_new0 (Showing, 1);
  g_autoptr (ParcoursLive) live = g_weak_ref_get (&round->live);

  g_weak_ref_init (&showing->live, live);
  showing->run = run;
  showing->checks = checks;
  showing->cancellable = g_object_ref (round->cancellable);
  g_main_context_invoke_full (round->context, G_PRIORITY_DEFAULT, show_cb, showing, showing_free);
}

static void
show_counts (Round          *round,
             ParcoursCounts *counts)
{
  round->shown_at = g_get_monotonic_time ();
  show (round, parcours_run_new (round->plan, round->simulation, counts), NULL);
}

static void
on_progress (guint                 done,
             guint                 total,
             const ParcoursCounts *counts,
             gpointer              data)
{
  Round *round = data;
  ParcoursCounts *so_far;

  if (counts == NULL || done == total || g_get_monotonic_time () < round->shown_at + SHOW_USEC)
    return;
  so_far = parcours_counts_new (counts->program, counts->from, parcours_simulation_to (round->simulation), counts->bucket);
  parcours_counts_add (so_far, counts);
  show_counts (round, so_far);
}

/* A chunk first, which one thread runs within a few milliseconds. */
static gboolean
count_sample (Round   *round,
              guint    n,
              GError **error)
{
  ParcoursCounts *counts;

  if (n <= PARCOURS_CHUNK)
    return TRUE;
  counts = parcours_simulation_count (round->simulation, PARCOURS_CHUNK, parcours_run_plan_bucket (round->plan), 1, NULL,
                                      NULL, round->cancellable, error);
  if (counts != NULL)
    show_counts (round, counts);

  return counts != NULL;
}

static ParcoursRun *
count_all (Round   *round,
           guint    n,
           GError **error)
{
  ParcoursCounts *counts =
    parcours_simulation_count (round->simulation, n, parcours_run_plan_bucket (round->plan),
                               parcours_run_plan_threads (round->plan), on_progress, round, round->cancellable, error);

  return counts != NULL ? parcours_run_new (round->plan, round->simulation, counts) : NULL;
}

/* A sample first, then all, then the checks, which may have to load more. What
 * cannot be run is checked all the same: that says why. */
static gpointer
work_round (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  Round *round = data;
  ParcoursRun *run = NULL;
  guint n;

  round->simulation = parcours_run_plan_prepare (round->plan, store, round->snapshot, cancellable, error);
  n = round->simulation != NULL ? parcours_run_n_wanted (round->plan, round->simulation) : 0;
  if (round->simulation != NULL && count_sample (round, n, error))
    run = count_all (round, n, error);
  if (run != NULL)
    show (round, parcours_run_ref (run), NULL);
  if (round->check_plan != NULL && !g_cancellable_is_cancelled (cancellable))
    show (round, NULL, parcours_check_plan_run (round->check_plan, store, round->snapshot, cancellable, NULL));

  return run;
}

static void
on_round_over (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (ParcoursLive) self = PARCOURS_LIVE (g_object_ref (source));
  GError *error = NULL;
  ParcoursRun *run = parcours_worker_run_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (self->again)
    {
      g_clear_error (&error);
      start (self);
    }
  else
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      if (run != NULL)
        take_run (self, run);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      take_error (self, error);
    }
  g_clear_pointer (&run, parcours_run_unref);
}

static gboolean
open_worker (ParcoursLive *self)
{
  GError *error = NULL;
  ParcoursStore *store;

  if (self->worker != NULL)
    return TRUE;
  store = parcours_store_open (parcours_project_path (self->project), PARCOURS_STORE_READ, &error);
  if (store == NULL)
    {
      take_error (self, error);
      return FALSE;
    }
  self->worker = parcours_worker_new (store, "live-counts");

  return TRUE;
}

static void
start (ParcoursLive *self)
{
  ParcoursAutomationItem *item;
  Round *round;

  self->again = FALSE;
  if (self->automation == NULL || !open_worker (self))
    return;
  round = g_new0 (Round, 1);
  g_weak_ref_init (&round->live, self);
  round->context = g_main_context_ref_thread_default ();
  round->plan = parcours_run_plan_new (self->project, self->automation, self->options);
  item = parcours_project_find_automation (self->project, self->automation);
  if (item != NULL)
    round->check_plan = parcours_check_plan_new (self->project, parcours_automation_item_automation (item),
                                                 parcours_automation_item_platform (item));
  /* One processor is left to the window. */
  parcours_run_plan_set_threads (round->plan, parcours_run_plan_threads (round->plan) - 1);
  round->snapshot = self->snapshot;
  round->cancellable = g_cancellable_new ();
  self->cancellable = g_object_ref (round->cancellable);
  parcours_worker_run_async (self->worker, work_round, round, round_free, (GDestroyNotify) parcours_run_unref, self,
                             self->cancellable, on_round_over, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
start_cb (gpointer user_data)
{
  ParcoursLive *self = user_data;

  self->start_id = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

/* Several changes at once, as an undo makes them, are one. */
static void
restart (ParcoursLive *self)
{
  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
  else if (self->start_id == 0)
    {
      self->start_id = g_idle_add_full (G_PRIORITY_DEFAULT, start_cb, self, NULL);
    }
}

static void
parcours_live_dispose (GObject *object)
{
  ParcoursLive *self = PARCOURS_LIVE (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  self->again = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->worker, parcours_worker_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_live_parent_class)->dispose (object);
}

static void
parcours_live_finalize (GObject *object)
{
  ParcoursLive *self = PARCOURS_LIVE (object);

  g_clear_pointer (&self->snapshot, parcours_snapshot_free);
  g_clear_pointer (&self->run, parcours_run_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_error (&self->error);
  g_free (self->automation);
  G_OBJECT_CLASS (parcours_live_parent_class)->finalize (object);
}

static void
parcours_live_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ParcoursLive *self = PARCOURS_LIVE (object);

  switch (id)
    {
    case PROP_AUTOMATION:
      g_value_set_string (value, self->automation);
      break;
    case PROP_OPTIONS:
      g_value_set_boxed (value, self->options);
      break;
    case PROP_RUN:
      g_value_set_boxed (value, self->run);
      break;
    case PROP_CHECKS:
      g_value_set_boxed (value, self->checks);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, parcours_live_is_busy (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, parcours_live_fraction (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_live_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ParcoursLive *self = PARCOURS_LIVE (object);

  switch (id)
    {
    case PROP_AUTOMATION:
      parcours_live_set_automation (self, g_value_get_string (value));
      break;
    case PROP_OPTIONS:
      parcours_live_set_options (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_live_class_init (ParcoursLiveClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = parcours_live_dispose;
  object_class->finalize = parcours_live_finalize;
  object_class->get_property = parcours_live_get_property;
  object_class->set_property = parcours_live_set_property;

  properties[PROP_AUTOMATION] = g_param_spec_string ("automation", NULL, NULL, NULL, writable);
  properties[PROP_OPTIONS] = g_param_spec_boxed ("options", NULL, NULL, PARCOURS_TYPE_RUN_OPTIONS, writable);
  properties[PROP_RUN] = g_param_spec_boxed ("run", NULL, NULL, PARCOURS_TYPE_RUN, readable);
  properties[PROP_CHECKS] = g_param_spec_boxed ("checks", NULL, NULL, G_TYPE_PTR_ARRAY, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0., 1., 0., readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
parcours_live_init (ParcoursLive *self)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();

  self->snapshot = parcours_snapshot_new (texts);
}

/**
 * parcours_live_new:
 * @project: a project
 *
 * Returns: (transfer full): live counts of no automation yet
 */
ParcoursLive *
parcours_live_new (ParcoursProject *project)
{
  ParcoursLive *self = g_object_new (PARCOURS_TYPE_LIVE, NULL);

  self->project = g_object_ref (project);
  self->options = parcours_run_options_new (parcours_project_zone (project));
  g_signal_connect_object (parcours_project_automations (project), "items-changed", G_CALLBACK (restart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "automation-changed", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * parcours_live_automation:
 * @self: live counts
 *
 * Returns: (transfer none) (nullable): the slug of the automation in question
 */
const char *
parcours_live_automation (ParcoursLive *self)
{
  return self->automation;
}

/**
 * parcours_live_set_automation:
 * @self: live counts
 * @slug: (nullable): the slug of an automation, %NULL to rest
 */
void
parcours_live_set_automation (ParcoursLive *self,
                              const char   *slug)
{
  if (g_strcmp0 (self->automation, slug) == 0)
    return;
  g_free (self->automation);
  self->automation = g_strdup (slug);
  take_run (self, NULL);
  take_checks (self, NULL);
  take_error (self, NULL);
  restart (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTOMATION]);
}

/**
 * parcours_live_options:
 * @self: live counts
 *
 * Returns: (transfer none): what is asked for
 */
const ParcoursRunOptions *
parcours_live_options (ParcoursLive *self)
{
  return self->options;
}

/**
 * parcours_live_set_options:
 * @self: live counts
 * @options: what is asked for
 */
void
parcours_live_set_options (ParcoursLive             *self,
                           const ParcoursRunOptions *options)
{
  if (parcours_run_options_equal (self->options, options))
    return;
  parcours_run_options_free (self->options);
  self->options = parcours_run_options_copy (options);
  restart (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONS]);
}

/**
 * parcours_live_run:
 * @self: live counts
 *
 * Returns: (transfer none) (nullable): what is known so far
 */
ParcoursRun *
parcours_live_run (ParcoursLive *self)
{
  return self->run;
}

/**
 * parcours_live_checks:
 * @self: live counts
 *
 * Returns: (transfer none) (nullable) (element-type ParcoursCheck): what is wrong with the automation, %NULL as
 *   long as that is not known
 */
GPtrArray *
parcours_live_checks (ParcoursLive *self)
{
  return self->checks;
}

/**
 * parcours_live_is_busy:
 * @self: live counts
 *
 * Returns: whether a run goes on
 */
gboolean
parcours_live_is_busy (ParcoursLive *self)
{
  return self->cancellable != NULL;
}

/**
 * parcours_live_fraction:
 * @self: live counts
 *
 * Returns: of how many of the contacts the counts are, 0 to 1
 */
double
parcours_live_fraction (ParcoursLive *self)
{
  return self->run != NULL ? 1. / parcours_run_scale (self->run) : 0.;
}

/**
 * parcours_live_error:
 * @self: live counts
 *
 * Returns: (transfer none) (nullable): why the last run has failed
 */
const GError *
parcours_live_error (ParcoursLive *self)
{
  return self->error;
}

/* A question, answered between two rounds. */
typedef struct
{
  ParcoursRunPlan *plan;        /* (owned) */
  ParcoursCondition *condition; /* (owned) */
  ParcoursSnapshot *snapshot;   /* (unowned) */
} Question;

typedef struct
{
  gint64 matches;
  gint64 total;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  parcours_run_plan_free (question->plan);
  parcours_condition_unref (question->condition);
  g_free (question);
}

static gpointer
work_question (ParcoursStore  *store,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  const Question *question = data;
  g_autofree Answer *answer = g_new0 (Answer, 1);

  answer->matches = parcours_run_plan_count (question->plan, question->condition, store, question->snapshot,
                                             &answer->total, cancellable, error);

  return answer->matches >= 0 ? g_steal_pointer (&answer) : NULL;
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Answer *answer = parcours_worker_run_finish (result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_live_count_async:
 * @self: live counts
 * @condition: a condition, as in a document
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Counts for how many contacts a condition is true when the simulation begins. A
 * run that goes on steps aside for it.
 */
void
parcours_live_count_async (ParcoursLive        *self,
                           JsonNode            *condition,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  ParcoursCondition *parsed = parcours_condition_parse (condition, &error);
  Question *question;

  g_task_set_source_tag (task, parcours_live_count_async);
  if (parsed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!open_worker (self))
    {
      parcours_condition_unref (parsed);
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  question = g_new0 (Question, 1);
  question->plan = parcours_run_plan_new (self->project, self->automation, self->options);
  question->condition = parsed;
  question->snapshot = self->snapshot;
  if (self->cancellable != NULL)
    restart (self);
  parcours_worker_run_async (self->worker, work_question, question, question_free, g_free, self, cancellable, on_answered,
                             g_steal_pointer (&task));
}

/**
 * parcours_live_count_finish:
 * @self: live counts
 * @result: what the callback was given
 * @matches: (out): for how many contacts the condition is true
 * @total: (out): how many there are
 * @error: return location for an error
 *
 * Returns: whether that is known
 */
gboolean
parcours_live_count_finish (ParcoursLive  *self,
                            GAsyncResult  *result,
                            gint64        *matches,
                            gint64        *total,
                            GError       **error)
{
  g_autofree Answer *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *matches = answer->matches;
  *total = answer->total;

  return TRUE;
}
