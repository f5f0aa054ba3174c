/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scenarios of a workspace. They are entities; what they test and what it refers to stands beside them in the
 * workspace, and is put in when they run. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-blueprint.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-project-tests.h"
#include "parcours-store-library.h"

/* What scenarios refer to, as it is now, for the thread that runs them. */
typedef struct
{
  GPtrArray *automations;   /* (owned) (element-type ParcoursAutomation) */
  ParcoursLibrary *library; /* (owned) */
  char *path;               /* (owned) of the workspace */
  char *slug;               /* (owned) (nullable) of the only scenario that is meant */
  ParcoursJob *job;         /* (owned) (nullable) */
  guint n;                  /* which case */
  char *contact;            /* (owned) (nullable) whose way is asked for */
} Stage;

struct _ParcoursTestWay
{
  ParcoursScenario *scenario;       /* (owned) */
  ParcoursPlay *play;               /* (owned) */
  ParcoursExplanation *explanation; /* (owned) */
};

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  g_ptr_array_unref (stage->automations);
  parcours_library_unref (stage->library);
  g_free (stage->path);
  g_free (stage->slug);
  g_clear_object (&stage->job);
  g_free (stage->contact);
  g_free (stage);
}

static Stage *
stage_new (ParcoursProject *self,
           const char      *slug)
{
  Stage *stage = g_new0 (Stage, 1);
  GListModel *items = parcours_project_automations (self);

  stage->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (stage->automations, parcours_automation_ref (parcours_automation_item_automation (item)));
    }
  stage->library = parcours_library_ref (parcours_project_library (self));
  stage->path = g_strdup (parcours_project_path (self));
  stage->slug = g_strdup (slug);

  return stage;
}

/**
 * parcours_workspace_test_free:
 * @test: (transfer full): a scenario of the workspace
 */
void
parcours_workspace_test_free (ParcoursWorkspaceTest *test)
{
  g_free (test->slug);
  g_free (test->label);
  g_clear_pointer (&test->document, json_object_unref);
  g_free (test->automation);
  g_clear_pointer (&test->result, parcours_scenario_result_free);
  g_clear_error (&test->error);
  g_free (test);
}

/**
 * parcours_workspace_test_passed:
 * @test: a scenario that ran
 *
 * Returns: whether all its cases hold
 */
gboolean
parcours_workspace_test_passed (const ParcoursWorkspaceTest *test)
{
  for (guint i = 0; test->result != NULL && i < test->result->cases->len; i++)
    {
      if (!parcours_case_result_passed (g_ptr_array_index (test->result->cases, i)))
        return FALSE;
    }

  return test->result != NULL;
}

/**
 * parcours_tests_coverage:
 * @tests: (element-type ParcoursWorkspaceTest): scenarios that ran
 * @automation: (nullable): the slug of an automation, or %NULL for all scenarios
 *
 * Returns: (transfer full): which ports those take together that test @automation first
 */
ParcoursCoverage *
parcours_tests_coverage (GPtrArray  *tests,
                         const char *automation)
{
  ParcoursCoverage *all = parcours_coverage_new ();

  for (guint i = 0; i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      if (test->result != NULL && (automation == NULL || g_strcmp0 (test->automation, automation) == 0))
        parcours_coverage_merge (all, test->result->coverage);
    }

  return all;
}

/* Putting together what runs */

static ParcoursAutomation *
find_automation (const Stage *stage,
                 const char  *slug)
{
  for (guint i = 0; i < stage->automations->len; i++)
    {
      ParcoursAutomation *automation = g_ptr_array_index (stage->automations, i);

      if (g_strcmp0 (parcours_automation_slug (automation), slug) == 0)
        return automation;
    }

  return NULL;
}

static void
join (JsonObject *entities,
      JsonObject *more)
{
  g_autoptr (GList) plurals = json_object_get_members (more);

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      JsonObject *from = json_object_get_object_member (more, l->data);
      JsonObject *to = parcours_json_member_object (entities, l->data);

      if (to == NULL)
        {
          to = json_object_new ();
          json_object_set_object_member (entities, l->data, to);
        }
      parcours_json_add_members (to, from);
    }
}

static gboolean
add_automation (const Stage  *stage,
                JsonNode     *element,
                JsonArray    *automations,
                JsonObject   *entities,
                GError      **error)
{
  const char *slug = parcours_json_string (element);
  ParcoursAutomation *automation = slug != NULL ? find_automation (stage, slug) : NULL;
  g_autoptr (JsonObject) collected = NULL;

  if (slug == NULL)
    {
      json_array_add_element (automations, json_node_ref (element));
      return TRUE;
    }
  if (automation == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no automation “%s” in this workspace."), slug);
      return FALSE;
    }
  json_array_add_element (automations, parcours_automation_to_json (automation));
  collected = parcours_blueprint_collect (automation, stage->library);
  join (entities, collected);

  return TRUE;
}

static JsonNode *
complete (const Stage   *stage,
          const char    *label,
          JsonObject    *document,
          GError       **error)
{
  JsonArray *tested = parcours_json_member_array (document, "automations");
  g_autoptr (JsonArray) automations = json_array_new ();
  g_autoptr (JsonObject) entities = json_object_new ();
  JsonNode *node;

  for (guint i = 0; tested != NULL && i < json_array_get_length (tested); i++)
    {
      if (!add_automation (stage, json_array_get_element (tested, i), automations, entities, error))
        return NULL;
    }
  node = parcours_scenario_complete (document, automations, entities);
  json_object_set_string_member (json_node_get_object (node), "name", label);

  return node;
}

/* Files that a scenario names lie beside the workspace. */
static ParcoursScenario *
open_scenario (const Stage  *stage,
               const char   *label,
               JsonObject   *document,
               GError      **error)
{
  g_autoptr (JsonNode) node = complete (stage, label, document, error);
  g_autofree char *folder = g_path_get_dirname (stage->path);

  return node != NULL ? parcours_scenario_new_from_json (node, folder, error) : NULL;
}

/**
 * parcours_project_complete_test:
 * @self: a project
 * @test: a scenario of it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the scenario with all that it refers to, as a file that says everything
 */
JsonNode *
parcours_project_complete_test (ParcoursProject     *self,
                                const ParcoursWorkspaceTest  *test,
                                GError             **error)
{
  Stage *stage = stage_new (self, NULL);
  JsonNode *node = complete (stage, test->label, test->document, error);

  stage_free (stage);

  return node;
}

/* Loading and running */

static char *
first_automation (JsonObject *document)
{
  JsonArray *automations = parcours_json_member_array (document, "automations");
  JsonNode *first = automations != NULL && json_array_get_length (automations) > 0 ? json_array_get_element (automations, 0)
                                                                                    : NULL;

  if (first != NULL && JSON_NODE_HOLDS_OBJECT (first))
    return g_strdup (parcours_json_member_string (json_node_get_object (first), "slug"));

  return first != NULL ? g_strdup (parcours_json_string (first)) : NULL;
}

static GPtrArray *
load_tests (ParcoursStore  *store,
            const char     *slug,
            GError        **error)
{
  g_autoptr (ParcoursLibrary) library = parcours_store_load_scenarios (store, error);
  g_autoptr (GPtrArray) entities = library != NULL ? parcours_library_list (library, "scenario") : NULL;
  GPtrArray *tests;

  if (entities == NULL)
    return NULL;
  tests = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_workspace_test_free);
  for (guint i = 0; i < entities->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (entities, i);
      ParcoursWorkspaceTest *test;

      if (slug != NULL && !g_str_equal (entity->slug, slug))
        continue;
      test = g_new0 (ParcoursWorkspaceTest, 1);
      test->slug = g_strdup (entity->slug);
      test->label = g_strdup (entity->label);
      test->document = parcours_json_copy_object (entity->attributes);
      test->automation = first_automation (test->document);
      g_ptr_array_add (tests, test);
    }

  return tests;
}

static gpointer
load_work (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  return load_tests (store, NULL, error);
}

/**
 * parcours_project_load_tests_async:
 * @self: a project
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when they are there; parcours_project_tests_finish() gives them
 * @user_data: for @callback
 *
 * Loads the scenarios of the workspace, by name.
 */
void
parcours_project_load_tests_async (ParcoursProject     *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (parcours_project_check_open (self, task))
    parcours_worker_run_task (self->reader, load_work, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                              g_steal_pointer (&task));
}

static void
run_test (const Stage  *stage,
          ParcoursWorkspaceTest *test)
{
  g_autoptr (ParcoursScenario) scenario = open_scenario (stage, test->label, test->document, &test->error);

  if (scenario != NULL)
    test->result = parcours_scenario_run (scenario);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Stage *stage = task_data;
  GError *error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (stage->path, PARCOURS_STORE_READ, &error);
  g_autoptr (GPtrArray) tests = store != NULL ? load_tests (store, stage->slug, &error) : NULL;

  for (guint i = 0; tests != NULL && i < tests->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, &error))
        break;
      run_test (stage, g_ptr_array_index (tests, i));
      parcours_job_report (i + 1, tests->len, stage->job);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&tests), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * parcours_project_run_tests_async:
 * @self: a project
 * @slug: (nullable): one scenario, or %NULL for all of them
 * @job: told how far it is; may be cancelled between two scenarios
 * @callback: (scope async): called when they ran; parcours_project_tests_finish() gives them with their results
 * @user_data: for @callback
 *
 * Runs scenarios of the workspace on its automations as they are now, in a thread of its own.
 */
void
parcours_project_run_tests_async (ParcoursProject     *self,
                                  const char          *slug,
                                  ParcoursJob         *job,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, parcours_job_cancellable (job), callback, user_data);
  Stage *stage = stage_new (self, slug);

  stage->job = g_object_ref (job);
  g_task_set_task_data (task, stage, stage_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * parcours_project_tests_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursWorkspaceTest) (nullable): the scenarios, by name
 */
GPtrArray *
parcours_project_tests_finish (ParcoursProject  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The way of one contact */

/**
 * parcours_test_way_free:
 * @way: (transfer full): the way of a contact
 */
void
parcours_test_way_free (ParcoursTestWay *way)
{
  g_clear_pointer (&way->explanation, parcours_explanation_free);
  g_clear_pointer (&way->play, parcours_play_free);
  g_clear_pointer (&way->scenario, parcours_scenario_free);
  g_free (way);
}

static ParcoursTestWay *
find_way (const Stage  *stage,
          ParcoursWorkspaceTest *test,
          GError      **error)
{
  g_autoptr (ParcoursTestWay) way = g_new0 (ParcoursTestWay, 1);
  guint contact;

  way->scenario = open_scenario (stage, test->label, test->document, error);
  if (way->scenario == NULL)
    return NULL;
  if (stage->n < parcours_scenario_n_cases (way->scenario))
    way->play = parcours_play_new (parcours_scenario_nth_case (way->scenario, stage->n), FALSE, error);
  if (way->play == NULL || !parcours_play_find (way->play, stage->contact, &contact))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no contact “%s” in this test."),
                     stage->contact);
      return NULL;
    }
  way->explanation = parcours_explain_contact (parcours_play_simulation (way->play, PARCOURS_INSTANT_NEVER), contact, NULL);

  return g_steal_pointer (&way);
}

static void
way_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Stage *stage = task_data;
  GError *error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (stage->path, PARCOURS_STORE_READ, &error);
  g_autoptr (GPtrArray) tests = store != NULL ? load_tests (store, stage->slug, &error) : NULL;
  ParcoursTestWay *way = tests != NULL && tests->len > 0 ? find_way (stage, g_ptr_array_index (tests, 0), &error) : NULL;

  if (way != NULL)
    g_task_return_pointer (task, way, (GDestroyNotify) parcours_test_way_free);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no test “%s” in this workspace."),
                             stage->slug);
}

/**
 * parcours_test_way_async:
 * @self: a project
 * @slug: a scenario of it
 * @n: which of its cases
 * @contact: the address of a contact
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Runs a case again and looks at one of its contacts.
 */
void
parcours_test_way_async (ParcoursProject     *self,
                         const char          *slug,
                         guint                n,
                         const char          *contact,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Stage *stage = stage_new (self, slug);

  stage->n = n;
  stage->contact = g_strdup (contact);
  g_task_set_source_tag (task, parcours_test_way_async);
  g_task_set_task_data (task, stage, stage_free);
  g_task_run_in_thread (task, way_in_thread);
}

/**
 * parcours_test_way_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the way of the contact
 */
ParcoursTestWay *
parcours_test_way_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_test_way_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_test_way_explanation:
 * @way: the way of a contact
 *
 * Returns: (transfer none): what happens to it, and why
 */
const ParcoursExplanation *
parcours_test_way_explanation (const ParcoursTestWay *way)
{
  return way->explanation;
}

/* A file becomes a scenario of the workspace */

/* An automation that the workspace has is meant by its slug; any other comes along. */
static JsonNode *
import_automation (const Stage  *stage,
                   JsonNode     *element,
                   const char   *folder,
                   GError      **error)
{
  const char *name = parcours_json_string (element);
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *slug;

  if (name != NULL && find_automation (stage, name) != NULL)
    return json_node_ref (element);
  if (name != NULL)
    {
      path = g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (folder, name, NULL);
      node = parcours_json_load (path, error);
    }
  else
    node = json_node_ref (element);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  slug = parcours_json_member_string (json_node_get_object (node), "slug");

  return slug != NULL && find_automation (stage, slug) != NULL ? parcours_json_new_string (slug) : g_steal_pointer (&node);
}

static JsonObject *
import_document (const Stage  *stage,
                 JsonObject   *file,
                 const char   *folder,
                 GError      **error)
{
  g_autoptr (JsonObject) document = parcours_json_copy_object (file);
  JsonArray *automations = parcours_json_member_array (file, "automations");
  JsonArray *imported = json_array_new ();

  json_object_remove_member (document, "format");
  json_object_set_array_member (document, "automations", imported);
  for (guint i = 0; automations != NULL && i < json_array_get_length (automations); i++)
    {
      JsonNode *node = import_automation (stage, json_array_get_element (automations, i), folder, error);

      if (node == NULL)
        return NULL;
      json_array_add_element (imported, node);
    }

  return g_steal_pointer (&document);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Stage *stage = task_data;
  GError *error = NULL;
  g_autofree char *folder = g_path_get_dirname (stage->path);
  g_autoptr (JsonNode) node = parcours_json_load (stage->path, &error);
  g_autoptr (ParcoursScenario) scenario = node != NULL ? parcours_scenario_new_from_json (node, folder, &error) : NULL;
  JsonObject *document = NULL;

  if (scenario != NULL)
    document = import_document (stage, json_node_get_object (node), folder, &error);
  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (slug != NULL)
    g_task_return_pointer (task, slug, g_free);
  else
    g_task_return_error (task, error);
}

/* Adds a scenario, and returns its slug as what comes of @task (transfer full). */
void
parcours_project_add_scenario (ParcoursProject *self,
                               const char      *name,
                               JsonObject      *document,
                               GTask           *task)
{
  parcours_project_add_entity_async (self, "scenario", name, document, added_cb, task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) document = g_task_propagate_pointer (G_TASK (result), &error);
  const char *name;
  g_autofree char *file = NULL;

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  file = g_path_get_basename (g_task_get_task_data (task));
  name = parcours_json_member_string (document, "name");
  parcours_project_add_scenario (PARCOURS_PROJECT (source), name != NULL ? name : file, document, g_steal_pointer (&task));
}

/**
 * parcours_project_import_test_async:
 * @self: a project
 * @path: a file with a scenario
 * @callback: (scope async): called when it is in the workspace
 * @user_data: for @callback
 *
 * Adds the scenario of a file. Automations that the workspace has, by their slug, are those that it tests from then on;
 * others come with it.
 */
void
parcours_project_import_test_async (ParcoursProject     *self,
                                    const char          *path,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (self, NULL, read_cb, task);
  Stage *stage = stage_new (self, NULL);

  g_free (stage->path);
  stage->path = g_strdup (path);
  g_task_set_source_tag (task, parcours_project_import_test_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_task_data (reading, stage, stage_free);
  g_task_run_in_thread (reading, import_in_thread);
}

/**
 * parcours_project_import_test_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the slug of the scenario
 */
char *
parcours_project_import_test_finish (ParcoursProject  *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_import_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
