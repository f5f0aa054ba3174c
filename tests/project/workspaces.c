/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "parcours-json.h"
#include "parcours-store-library.h"
#include "workspaces.h"

/* An automation without errors in a workspace of workspace_create(). */
ParcoursAutomation *
workspace_automation (const char *id,
                      const char *slug,
                      const char *name)
{
  static const char text[] =
    "{\"format\": \"parcours-automation/1\", \"platform\": \"any\", \"settings\": {},"
    " \"steps\": {\"joined\": {\"type\": \"trigger.list-subscribed\", \"params\": {\"list\": \"newsletter\"}, \"at\": [0, 0]},"
    " \"tagged\": {\"type\": \"action.add-tag\", \"params\": {\"tag\": \"reader\"}, \"at\": [0, 84]}},"
    " \"links\": [{\"from\": \"joined\", \"port\": \"next\", \"to\": \"tagged\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, &error);
  ParcoursAutomation *automation;

  g_assert_no_error (error);
  json_object_set_string_member (json_node_get_object (node), "id", id);
  json_object_set_string_member (json_node_get_object (node), "slug", slug);
  json_object_set_string_member (json_node_get_object (node), "name", name);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);

  return automation;
}

/* A workspace with automations called "Flow 1" and so on, under slugs "flow-1" and so on. */
void
workspace_create (const char *path,
                  guint       n_automations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_CREATE, &error);
  g_autofree char *list = NULL;
  g_autofree char *tag = NULL;

  g_assert_no_error (error);
  list = parcours_store_add_entity (store, "list", "newsletter", "Newsletter", NULL, &error);
  tag = parcours_store_add_entity (store, "tag", "reader", "Reader", NULL, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= n_automations; i++)
    {
      g_autofree char *id = g_strdup_printf ("5b0c6f2e-8d41-4d52-9f0e-%012u", i);
      g_autofree char *slug = g_strdup_printf ("flow-%u", i);
      g_autofree char *name = g_strdup_printf ("Flow %u", i);
      g_autoptr (ParcoursAutomation) automation = workspace_automation (id, slug, name);

      parcours_store_add_automation (store, automation, &error);
      g_assert_no_error (error);
    }
}

ParcoursProject *
workspace_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  ParcoursProject *project = parcours_project_open (path, PARCOURS_STORE_WRITE, &error);

  g_assert_no_error (error);

  return project;
}

/* Tasks that have just ended may hold the project for a moment more. */
void
workspace_close (ParcoursProject **project)
{
  if (*project != NULL)
    parcours_project_close (*project);
  g_clear_object (project);
}

/* As a person edits the document. */
void
workspace_rename (ParcoursProject *project,
                  const char      *slug,
                  const char      *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) document = parcours_project_open_document (project, slug, &error);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Rename");
  g_autoptr (JsonNode) value = parcours_json_new_string (name);

  g_assert_no_error (error);
  parcours_edit_set_head (edit, parcours_document_automation (document), "name", value);
  parcours_document_apply (document, edit, &error);
  g_assert_no_error (error);
}

const char *
workspace_name (ParcoursProject *project,
                const char      *slug)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (project, slug);

  return item != NULL ? parcours_automation_item_name (item) : NULL;
}

void
workspace_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}
