/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Templates and a workspace: an automation made from one with what it refers
 * to, and an automation made into one. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-library-maker.h"
#include "parcours-project-blueprints.h"
#include "parcours-project-private.h"
#include "parcours-scenario.h"
#include "parcours-store-bundle.h"
#include "parcours-store-library.h"

#define SCENARIO "scenario"

/* A template on its way into the workspace. */
typedef struct
{
  ParcoursBlueprint *blueprint;         /* (owned) */
  char *name;                     /* (owned) (nullable) what a person calls the automation */
  ParcoursAutomation *automation; /* (owned) (nullable) as it is in the workspace */
  ParcoursAutomationInfo *info;   /* (owned) (nullable) */
  GPtrArray *news;                /* (owned) (element-type utf8) kind and slug of what was added */
} Adding;

static void
adding_clear (gpointer data)
{
  Adding *adding = data;

  parcours_blueprint_unref (adding->blueprint);
  g_free (adding->name);
  g_clear_pointer (&adding->automation, parcours_automation_unref);
  g_clear_pointer (&adding->info, parcours_automation_info_free);
  g_ptr_array_unref (adding->news);
}

static void
adding_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, adding_clear);
}

/* The flow under a name, a slug and an id of its own. */
static ParcoursAutomation *
copy_automation (ParcoursStore *store,
                 const Adding  *adding,
                 GError       **error)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (adding->blueprint->automation);
  JsonObject *head = json_node_get_object (node);
  const char *name = adding->name != NULL ? adding->name : parcours_automation_name (adding->blueprint->automation);
  g_autofree char *slug = parcours_store_automation_slug (store, name);
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (head, "name", name);
  json_object_set_string_member (head, "slug", slug);
  json_object_set_string_member (head, "id", id);

  return parcours_automation_from_json (node, error);
}

/* A scenario of the workspace says by its slug which automation it tests. */
static gboolean
add_scenario (ParcoursStore *store,
              Adding        *adding,
              guint          n,
              GError       **error)
{
  g_autoptr (JsonNode) node = parcours_scenario_rename (json_array_get_element (adding->blueprint->scenarios, n),
                                                        parcours_automation_slug (adding->blueprint->automation),
                                                        parcours_automation_slug (adding->automation));
  JsonObject *object = json_node_get_object (node);
  const char *label = parcours_json_member_string (object, "name");
  JsonArray *automations = json_array_new ();
  g_autofree char *slug = NULL;

  json_array_add_string_element (automations, parcours_automation_slug (adding->automation));
  json_object_set_array_member (object, "automations", automations);
  slug = parcours_store_add_entity (store, SCENARIO, NULL, label != NULL ? label : adding->blueprint->title, object,
                                    error);
  if (slug == NULL)
    return FALSE;
  g_ptr_array_add (adding->news, g_strconcat (SCENARIO " ", slug, NULL));

  return TRUE;
}

static gboolean
add_all (ParcoursStore *store,
         Adding        *adding,
         GError       **error)
{
  if (!parcours_store_add_bundle (store, adding->blueprint->entities, NULL, adding->news, error))
    return FALSE;
  adding->automation = copy_automation (store, adding, error);
  if (adding->automation == NULL || !parcours_store_add_automation (store, adding->automation, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (adding->blueprint->scenarios); i++)
    {
      if (!add_scenario (store, adding, i, error))
        return FALSE;
    }
  adding->info = parcours_project_load_info (store, parcours_automation_slug (adding->automation), error);

  return adding->info != NULL;
}

static gpointer
add_blueprint (ParcoursStore *store,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Adding *adding = data;

  if (!parcours_store_begin (store, error))
    return NULL;

  return parcours_store_end (store, add_all (store, adding, error), error) ? g_atomic_rc_box_acquire (adding) : NULL;
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  GError *error = NULL;
  Adding *adding = parcours_worker_run_finish (result, &error);

  if (adding == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_insert_automation (self, adding->info, adding->automation);
  parcours_project_people_changed (self);
  g_task_return_pointer (task, adding, adding_unref);
}

/**
 * parcours_project_add_blueprint_async:
 * @self: a project
 * @blueprint: a template
 * @name: (nullable): what the automation is to be called, or %NULL for its name in the template
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 *
 * Makes an automation of a template, with its scenarios, and adds what it refers to. What the workspace has
 * already, by its slug, is used as it is. Pages of the example become pages of the first domain that the workspace
 * tracks. All of it is written or nothing. `notify::library` follows.
 */
void
parcours_project_add_blueprint_async (ParcoursProject    *self,
                                      ParcoursBlueprint  *blueprint,
                                      const char         *name,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Adding *adding = g_atomic_rc_box_new0 (Adding);
  JsonArray *domains = parcours_json_member_array (parcours_project_settings (self), "tracked-domains");
  gboolean has_domain = domains != NULL && json_array_get_length (domains) > 0;

  adding->blueprint = parcours_blueprint_with_host (
    blueprint, has_domain ? parcours_json_string (json_array_get_element (domains, 0)) : NULL);
  adding->name = g_strdup (name);
  adding->news = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, parcours_project_add_blueprint_async);
  parcours_worker_run_async (self->writer, add_blueprint, adding, adding_unref, adding_unref, self, NULL, on_added,
                             task);
}

/**
 * parcours_project_add_blueprint_finish:
 * @self: a project
 * @result: what the callback was given
 * @news: (out) (optional) (array zero-terminated=1): kind and slug of each thing that was added besides
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): its item in the list
 */
ParcoursAutomationItem *
parcours_project_add_blueprint_finish (ParcoursProject *self,
                                       GAsyncResult    *result,
                                       char          ***news,
                                       GError         **error)
{
  ParcoursAutomationItem *item;
  Adding *adding;

  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_add_blueprint_async), NULL);

  adding = g_task_propagate_pointer (G_TASK (result), error);
  if (adding == NULL)
    return NULL;
  item = parcours_project_find_automation (self, parcours_automation_slug (adding->automation));
  if (news != NULL)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint i = 0; i < adding->news->len; i++)
        g_strv_builder_add (builder, g_ptr_array_index (adding->news, i));
      *news = g_strv_builder_end (builder);
    }
  adding_unref (adding);

  return item;
}

/* Undoing. */
typedef struct
{
  char *slug;
  char **news;
} Removing;

static void
removing_free (gpointer data)
{
  Removing *removing = data;

  g_free (removing->slug);
  g_strfreev (removing->news);
  g_free (removing);
}

static void
collect_of (ParcoursStore         *store,
            const ParcoursLibrary *library,
            const char            *slug,
            GHashTable            *used)
{
  g_autoptr (ParcoursAutomation) automation = parcours_store_load_automation (store, slug, NULL);
  g_autoptr (JsonObject) entities = automation != NULL ? parcours_blueprint_collect (automation, library) : NULL;
  g_autoptr (GList) plurals = entities != NULL ? json_object_get_members (entities) : NULL;

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      g_autoptr (GList) slugs = json_object_get_members (json_object_get_object_member (entities, l->data));

      for (GList *s = slugs; s != NULL; s = s->next)
        g_hash_table_add (used, g_strconcat (parcours_library_singular (l->data), " ", s->data, NULL));
    }
}

/* What automations refer to, kind and slug. */
static GHashTable *
find_used (ParcoursStore *store,
           GError       **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ParcoursLibrary) library = parcours_store_load_library (store, error);
  g_autoptr (GPtrArray) infos = library != NULL ? parcours_store_list_automations (store, error) : NULL;

  if (infos == NULL)
    return NULL;
  for (guint i = 0; i < infos->len; i++)
    collect_of (store, library, ((const ParcoursAutomationInfo *) g_ptr_array_index (infos, i))->slug, used);

  return g_steal_pointer (&used);
}

static gboolean
remove_all (ParcoursStore  *store,
            const Removing *removing,
            GError        **error)
{
  g_autoptr (GHashTable) used = NULL;

  if (!parcours_store_delete_automation (store, removing->slug, error))
    return FALSE;
  used = find_used (store, error);
  for (guint i = 0; used != NULL && removing->news[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (removing->news[i], " ", 2);

      if (!g_hash_table_contains (used, removing->news[i]) &&
          !parcours_store_delete_entity (store, parts[0], parts[1], error))
        return FALSE;
    }

  return used != NULL;
}

static gpointer
remove_blueprint (ParcoursStore *store,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (!parcours_store_begin (store, error))
    return NULL;

  return parcours_store_end (store, remove_all (store, data, error), error) ? g_strdup ("") : NULL;
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  GError *error = NULL;
  g_autofree char *done = parcours_worker_run_finish (result, &error);

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_drop_automation (self, g_task_get_task_data (task));
  parcours_project_people_changed (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * parcours_project_remove_blueprint_async:
 * @self: a project
 * @slug: an automation that was made of a template
 * @news: (array zero-terminated=1): what was added with it
 * @callback: (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Undoes parcours_project_add_blueprint_async(). What another automation has come to refer to stays.
 */
void
parcours_project_remove_blueprint_async (ParcoursProject    *self,
                                         const char         *slug,
                                         const char *const  *news,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Removing *removing = g_new0 (Removing, 1);

  removing->slug = g_strdup (slug);
  removing->news = g_strdupv ((char **) news);
  g_task_set_source_tag (task, parcours_project_remove_blueprint_async);
  g_task_set_task_data (task, g_strdup (slug), g_free);
  parcours_worker_run_async (self->writer, remove_blueprint, removing, removing_free, g_free, self, NULL, on_removed,
                             task);
}

/**
 * parcours_project_remove_blueprint_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
parcours_project_remove_blueprint_finish (ParcoursProject *self,
                                          GAsyncResult    *result,
                                          GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_remove_blueprint_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Making one. */

static gboolean
tests_only (JsonObject *scenario,
            const char *slug)
{
  JsonArray *automations = parcours_json_member_array (scenario, "automations");

  return automations != NULL && json_array_get_length (automations) == 1 &&
         g_strcmp0 (parcours_json_string (json_array_get_element (automations, 0)), slug) == 0;
}

/* Contacts that are written into a scenario are made up; those of a workspace or a table stay where they are. */
static gboolean
brings_own_contacts (JsonObject *scenario)
{
  JsonObject *contacts = parcours_json_member_object (scenario, "contacts");

  return contacts == NULL || json_object_has_member (contacts, "generate");
}

static gpointer
load_scenarios (ParcoursStore *store,
                gpointer       slug,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (ParcoursLibrary) library = parcours_store_load_scenarios (store, error);
  g_autoptr (GPtrArray) all = library != NULL ? parcours_library_list (library, SCENARIO) : NULL;
  JsonArray *scenarios;

  if (all == NULL)
    return NULL;
  scenarios = json_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *scenario = ((const ParcoursEntity *) g_ptr_array_index (all, i))->attributes;

      if (!tests_only (scenario, slug) || !brings_own_contacts (scenario))
        continue;
      json_object_remove_member (scenario, "automations");
      json_array_add_object_element (scenarios, parcours_json_copy_object (scenario));
    }

  return scenarios;
}

/**
 * parcours_project_make_blueprint:
 * @self: a project
 * @slug: an automation of it
 * @title: what the template is called
 * @description: what it is good for
 * @category: what it stands under in a list
 * @error: return location for an error
 *
 * Makes a template of an automation as it is now: with what it refers to, and its scenarios, without contacts.
 *
 * Returns: (transfer full) (nullable): the template, which is not saved yet
 */
ParcoursBlueprint *
parcours_project_make_blueprint (ParcoursProject *self,
                                 const char      *slug,
                                 const char      *title,
                                 const char      *description,
                                 const char      *category,
                                 GError         **error)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (self, slug);
  g_autoptr (JsonArray) scenarios = NULL;
  g_autoptr (JsonObject) entities = NULL;

  if (item == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no automation “%s” in this workspace."),
                   slug);
      return NULL;
    }
  scenarios = parcours_worker_run (self->reader, load_scenarios, (gpointer) slug, NULL, error);
  if (scenarios == NULL)
    return NULL;
  entities = parcours_blueprint_collect (parcours_automation_item_automation (item), self->library);

  return parcours_blueprint_new (title, description, category, parcours_automation_item_automation (item), entities,
                                 scenarios, error);
}
