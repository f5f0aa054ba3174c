/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-explanation.h"
#include "parcours-project.h"
#include "parcours-scenario-result.h"

G_BEGIN_DECLS

/**
 * ParcoursWorkspaceTest:
 * @slug: its name in files
 * @label: its name for people
 * @document: the scenario as it is stored: its `automations` are slugs or whole documents
 * @automation: (nullable): the slug of the first automation that it tests
 * @result: (nullable): what came of it, if it ran
 * @error: (nullable): why it could not run
 *
 * A scenario of the workspace.
 */
typedef struct
{
  char *slug;
  char *label;
  JsonObject *document;
  char *automation;
  ParcoursScenarioResult *result;
  GError *error;
} ParcoursWorkspaceTest;

/**
 * ParcoursTestWay:
 *
 * What happens to one contact of a scenario, and why.
 */
typedef struct _ParcoursTestWay ParcoursTestWay;

void                       parcours_workspace_test_free        (ParcoursWorkspaceTest        *test);
gboolean                   parcours_workspace_test_passed      (const ParcoursWorkspaceTest  *test);
ParcoursCoverage          *parcours_tests_coverage             (GPtrArray                    *tests,
                                                                const char                   *automation);
void                       parcours_project_load_tests_async   (ParcoursProject              *project,
                                                                GCancellable                 *cancellable,
                                                                GAsyncReadyCallback           callback,
                                                                gpointer                      user_data);
void                       parcours_project_run_tests_async    (ParcoursProject              *project,
                                                                const char                   *slug,
                                                                ParcoursJob                  *job,
                                                                GAsyncReadyCallback           callback,
                                                                gpointer                      user_data);
GPtrArray                 *parcours_project_tests_finish       (ParcoursProject              *project,
                                                                GAsyncResult                 *result,
                                                                GError                      **error);
JsonNode                  *parcours_project_complete_test      (ParcoursProject              *project,
                                                                const ParcoursWorkspaceTest  *test,
                                                                GError                      **error);
void                       parcours_project_import_test_async  (ParcoursProject              *project,
                                                                const char                   *path,
                                                                GAsyncReadyCallback           callback,
                                                                gpointer                      user_data);
char                      *parcours_project_import_test_finish (ParcoursProject              *project,
                                                                GAsyncResult                 *result,
                                                                GError                      **error);
void                       parcours_test_way_async             (ParcoursProject              *project,
                                                                const char                   *slug,
                                                                guint                         n,
                                                                const char                   *contact,
                                                                GCancellable                 *cancellable,
                                                                GAsyncReadyCallback           callback,
                                                                gpointer                      user_data);
ParcoursTestWay           *parcours_test_way_finish            (GAsyncResult                 *result,
                                                                GError                      **error);
void                       parcours_test_way_free              (ParcoursTestWay              *way);
const ParcoursExplanation *parcours_test_way_explanation       (const ParcoursTestWay        *way);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursWorkspaceTest, parcours_workspace_test_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursTestWay, parcours_test_way_free)

G_END_DECLS
