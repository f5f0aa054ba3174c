/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-check-plan.h"
#include "parcours-check-watch.h"

/* So long, in milliseconds, somebody must have changed nothing. */
#define QUIET_TIME 120

struct _ParcoursCheckWatch
{
  GObject parent_instance;

  ParcoursProject *project; /* (owned) */
  GHashTable *results;      /* (owned) (element-type utf8 GPtrArray) checks by slug */
  GHashTable *changed;      /* (owned) slugs of what is to be checked */
  char *elsewhere;          /* (owned) (nullable) what somebody else checks */
  guint timeout_id;
  gboolean is_busy;
};

enum
{
  CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursCheckWatch, parcours_check_watch, G_TYPE_OBJECT)

/* One automation that is being checked. */
typedef struct
{
  ParcoursAutomation *automation;
  ParcoursCheckPlan *plan;
  GPtrArray *checks; /* (nullable) what came of it */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  parcours_automation_unref (request->automation);
  parcours_check_plan_free (request->plan);
  g_clear_pointer (&request->checks, g_ptr_array_unref);
  g_free (request);
}

static Request *
request_new (ParcoursProject    *project,
             ParcoursAutomation *automation)
{
  Request *request = g_new0 (Request, 1);

  request->automation = parcours_automation_ref (automation);
  request->plan = parcours_check_plan_new (project, automation, parcours_automation_platform (automation));

  return request;
}

static void
check_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Request *request = task_data;

  request->checks = parcours_check_plan_run (request->plan, NULL, NULL, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void check_next (ParcoursCheckWatch *self);

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ParcoursCheckWatch *self = PARCOURS_CHECK_WATCH (source);
  Request *request = g_task_get_task_data (G_TASK (result));
  const char *slug = parcours_automation_slug (request->automation);
  ParcoursAutomationItem *item = parcours_project_find_automation (self->project, slug);

  self->is_busy = FALSE;
  /* What has been changed meanwhile is checked again; its fixes would not fit any more. */
  if (item != NULL && parcours_automation_item_automation (item) == request->automation &&
      g_strcmp0 (slug, self->elsewhere) != 0)
    parcours_check_watch_take (self, slug, request->checks);
  check_next (self);
}

static void
check_next (ParcoursCheckWatch *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->is_busy)
    return;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      ParcoursAutomationItem *item = parcours_project_find_automation (self->project, key);
      g_autoptr (GTask) task = NULL;

      g_hash_table_iter_remove (&iter);
      if (item == NULL)
        continue;
      task = g_task_new (self, NULL, checked_cb, NULL);
      g_task_set_task_data (task, request_new (self->project, parcours_automation_item_automation (item)), request_free);
      self->is_busy = TRUE;
      g_task_run_in_thread (task, check_in_thread);
      return;
    }
}

static gboolean
quiet_cb (gpointer user_data)
{
  ParcoursCheckWatch *self = user_data;

  self->timeout_id = 0;
  check_next (self);

  return G_SOURCE_REMOVE;
}

static void
queue_check (ParcoursCheckWatch     *self,
             ParcoursAutomationItem *item)
{
  if (g_strcmp0 (parcours_automation_item_slug (item), self->elsewhere) == 0)
    return;
  g_hash_table_add (self->changed, g_strdup (parcours_automation_item_slug (item)));
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (QUIET_TIME, quiet_cb, self);
}

/* Another list or library may be what any of them waits for. */
static void
check_all (ParcoursCheckWatch *self)
{
  GListModel *model = parcours_project_automations (self->project);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (model, i);

      queue_check (self, item);
    }
}

static void
parcours_check_watch_dispose (GObject *object)
{
  ParcoursCheckWatch *self = PARCOURS_CHECK_WATCH (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_hash_table_remove_all (self->changed);
  G_OBJECT_CLASS (parcours_check_watch_parent_class)->dispose (object);
}

static void
parcours_check_watch_finalize (GObject *object)
{
  ParcoursCheckWatch *self = PARCOURS_CHECK_WATCH (object);

  g_hash_table_unref (self->results);
  g_hash_table_unref (self->changed);
  g_free (self->elsewhere);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_check_watch_parent_class)->finalize (object);
}

static void
parcours_check_watch_class_init (ParcoursCheckWatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = parcours_check_watch_dispose;
  object_class->finalize = parcours_check_watch_finalize;

  signals[CHECKED] = g_signal_new ("checked", PARCOURS_TYPE_CHECK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
parcours_check_watch_init (ParcoursCheckWatch *self)
{
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * parcours_check_watch_new:
 * @project: a workspace
 *
 * Returns: (transfer full): a watch over its automations
 */
ParcoursCheckWatch *
parcours_check_watch_new (ParcoursProject *project)
{
  ParcoursCheckWatch *self = g_object_new (PARCOURS_TYPE_CHECK_WATCH, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (parcours_project_automations (project), "items-changed", G_CALLBACK (check_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (check_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "automation-changed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  check_all (self);

  return self;
}

/**
 * parcours_check_watch_lookup:
 * @self: a watch
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable) (element-type ParcoursCheck): what was found when it was checked last
 */
GPtrArray *
parcours_check_watch_lookup (ParcoursCheckWatch *self,
                             const char         *slug)
{
  return g_hash_table_lookup (self->results, slug);
}

/**
 * parcours_check_watch_leave_out:
 * @self: a watch
 * @slug: (nullable): the slug of an automation
 *
 * Leaves that one automation to somebody else, who hands in what was found by parcours_check_watch_take().
 */
void
parcours_check_watch_leave_out (ParcoursCheckWatch *self,
                                const char         *slug)
{
  g_free (self->elsewhere);
  self->elsewhere = g_strdup (slug);
}

/**
 * parcours_check_watch_take:
 * @self: a watch
 * @slug: the slug of an automation
 * @checks: (transfer none) (element-type ParcoursCheck): what was found
 */
void
parcours_check_watch_take (ParcoursCheckWatch *self,
                           const char         *slug,
                           GPtrArray          *checks)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self->project, slug);

  g_hash_table_replace (self->results, g_strdup (slug), g_ptr_array_ref (checks));
  if (item != NULL)
    parcours_automation_item_set_problems (item, parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR),
                                           parcours_checks_count (checks, PARCOURS_SEVERITY_WARNING));
  g_signal_emit (self, signals[CHECKED], 0, slug);
}
