/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "parcours-json.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"
#include "parcours-sample.h"
#include "parcours-store-contacts.h"
#include "parcours-store-library.h"
#include "parcours-store-settings.h"

enum
{
  PROP_0,
  PROP_NAME,
  PROP_LIBRARY,
  PROP_N_CONTACTS,
  PROP_SAVE_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint automation_changed_signal;

G_DEFINE_FINAL_TYPE (ParcoursProject, parcours_project, G_TYPE_OBJECT)

static void
opened_free (Opened *opened)
{
  g_clear_pointer (&opened->reader, parcours_store_close);
  g_clear_pointer (&opened->writer, parcours_store_close);
  g_clear_pointer (&opened->library, parcours_library_unref);
  g_clear_pointer (&opened->settings, json_node_unref);
  g_clear_pointer (&opened->infos, g_ptr_array_unref);
  g_clear_pointer (&opened->automations, g_ptr_array_unref);
  g_clear_pointer (&opened->remotes, g_ptr_array_unref);
  g_free (opened);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static void
parcours_project_dispose (GObject *object)
{
  parcours_project_close (PARCOURS_PROJECT (object));
  G_OBJECT_CLASS (parcours_project_parent_class)->dispose (object);
}

static void
parcours_project_finalize (GObject *object)
{
  ParcoursProject *self = PARCOURS_PROJECT (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->notice);
  parcours_library_unref (self->library);
  g_object_unref (self->history);
  json_node_unref (self->settings);
  g_object_unref (self->automations);
  g_object_unref (self->remotes);
  g_clear_object (&self->runs);
  g_clear_error (&self->save_error);
  G_OBJECT_CLASS (parcours_project_parent_class)->finalize (object);
}

static void
parcours_project_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ParcoursProject *self = PARCOURS_PROJECT (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_LIBRARY:
      g_value_set_pointer (value, self->library);
      break;
    case PROP_N_CONTACTS:
      g_value_set_int64 (value, self->n_contacts);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_boxed (value, self->save_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_project_class_init (ParcoursProjectClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = parcours_project_dispose;
  object_class->finalize = parcours_project_finalize;
  object_class->get_property = parcours_project_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_LIBRARY] = g_param_spec_pointer ("library", NULL, NULL, flags);
  properties[PROP_N_CONTACTS] = g_param_spec_int64 ("n-contacts", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SAVE_ERROR] = g_param_spec_boxed ("save-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  automation_changed_signal = g_signal_new ("automation-changed", PARCOURS_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, PARCOURS_TYPE_AUTOMATION_ITEM);
}

/* What an automation does or whether it takes part is otherwise. */
void
parcours_project_automation_changed (ParcoursProject        *self,
                                     GParamSpec             *pspec,
                                     ParcoursAutomationItem *item)
{
  g_signal_emit (self, automation_changed_signal, 0, item);
}

static void
parcours_project_init (ParcoursProject *self)
{
  self->history = parcours_library_history_new ();
  self->automations = g_list_store_new (PARCOURS_TYPE_AUTOMATION_ITEM);
  self->remotes = g_list_store_new (PARCOURS_TYPE_REMOTE);
  g_queue_init (&self->unsaved);
}

static gboolean
read_people (ParcoursStore  *store,
             Opened         *opened,
             GError        **error)
{
  opened->library = parcours_store_load_library (store, error);
  opened->n_contacts = opened->library != NULL ? parcours_store_count_contacts (store, error) : -1;

  return opened->n_contacts >= 0;
}

static gboolean
read_automations (ParcoursStore  *store,
                  Opened         *opened,
                  GError        **error)
{
  opened->infos = parcours_store_list_automations (store, error);
  opened->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  for (guint i = 0; opened->infos != NULL && i < opened->infos->len; i++)
    {
      const ParcoursAutomationInfo *info = g_ptr_array_index (opened->infos, i);
      ParcoursAutomation *automation = parcours_store_load_automation (store, info->slug, error);

      if (automation == NULL)
        return FALSE;
      g_ptr_array_add (opened->automations, automation);
    }

  return opened->infos != NULL;
}

static Opened *
open_store (const char         *path,
            ParcoursStoreMode   mode,
            GError            **error)
{
  g_autoptr (Opened) opened = g_new0 (Opened, 1);

  opened->writer = parcours_store_open (path, mode, error);
  if (opened->writer == NULL)
    return NULL;
  opened->reader = parcours_store_open (path, PARCOURS_STORE_READ, error);
  if (opened->reader == NULL || !read_people (opened->writer, opened, error) ||
      !read_automations (opened->writer, opened, error))
    return NULL;
  opened->settings = parcours_store_load_settings (opened->writer, error);
  if (opened->settings != NULL)
    opened->remotes = parcours_project_load_remotes (opened->writer, error);

  return opened->remotes != NULL ? g_steal_pointer (&opened) : NULL;
}

typedef struct
{
  guint n_contacts;
  guint64 seed;
} SampleSize;

/* What an earlier try has left under that name is of no use. */
static ParcoursStore *
open_part (const char  *part,
           GError     **error)
{
  ParcoursStore *store = parcours_store_open (part, PARCOURS_STORE_CREATE, error);

  if (store == NULL || parcours_store_count_contacts (store, NULL) == 0)
    return store;
  parcours_store_close (store);
  parcours_store_remove (part);

  return parcours_store_open (part, PARCOURS_STORE_CREATE, error);
}

static gboolean
fill_part (const char       *part,
           const SampleSize *size,
           ParcoursJob      *job,
           GError          **error)
{
  gint64 until = g_get_real_time () / G_USEC_PER_SEC;
  ParcoursStore *store = open_part (part, error);
  gboolean ok;

  if (store == NULL)
    return FALSE;
  ok = parcours_sample_fill (store, size->seed, size->n_contacts, until, parcours_job_report, job,
                             parcours_job_cancellable (job), error);
  parcours_store_close (store);

  return ok;
}

/* Half a sample is none: it is made under another name and gets its own when it
 * is whole, so that nobody takes for it what kill -9 or a full disk has left. */
static Opened *
make_sample (const char       *path,
             const SampleSize *size,
             ParcoursJob      *job,
             GError          **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) local_error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("There is a file “%s” already. Choose another name."), path);
      return NULL;
    }
  if (fill_part (part, size, job, &local_error))
    {
      if (g_rename (part, path) == 0)
        return open_store (path, PARCOURS_STORE_WRITE, error);
      g_set_error (&local_error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED, _("“%s” cannot be written: %s"), path,
                   g_strerror (errno));
    }
  /* What is locked is being made by another process. */
  if (!g_error_matches (local_error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_LOCKED))
    parcours_store_remove (part);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static char *
name_of (JsonNode   *settings,
         const char *path)
{
  const char *name = parcours_json_member_string (json_node_get_object (settings), "name");
  g_autofree char *file = NULL;
  char *dot;

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  file = g_path_get_basename (path);
  dot = strrchr (file, '.');
  if (dot != NULL && dot != file)
    *dot = '\0';

  return g_filename_display_name (file);
}

static ParcoursProject *
project_new (Opened *opened)
{
  ParcoursProject *self = g_object_new (PARCOURS_TYPE_PROJECT, NULL);

  self->path = g_strdup (parcours_store_path (opened->writer));
  self->name = name_of (opened->settings, self->path);
  self->notice = g_strdup (parcours_store_notice (opened->writer));
  self->read_only = parcours_store_is_read_only (opened->writer);
  self->library = g_steal_pointer (&opened->library);
  self->settings = g_steal_pointer (&opened->settings);
  self->n_contacts = opened->n_contacts;
  parcours_project_add_items (self, opened);
  parcours_project_add_remotes (self, opened->remotes);
  self->writer = parcours_worker_new (g_steal_pointer (&opened->writer), "workspace-writer");
  self->reader = parcours_worker_new (g_steal_pointer (&opened->reader), "workspace-reader");

  return self;
}

/**
 * parcours_project_open:
 * @path: the file of a workspace
 * @mode: what for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the project
 */
ParcoursProject *
parcours_project_open (const char         *path,
                       ParcoursStoreMode   mode,
                       GError            **error)
{
  g_autoptr (Opened) opened = open_store (path, mode, error);

  return opened != NULL ? project_new (opened) : NULL;
}

/**
 * parcours_project_new_sample:
 * @path: where no file is yet
 * @n_contacts: how many contacts there shall be, %PARCOURS_SAMPLE_CONTACTS usually
 * @seed: which of the possible shops
 * @job: told how far it is; may be cancelled
 * @error: return location for an error
 *
 * Makes a workspace with a shop to try things on. Where that fails, no file is left.
 *
 * Returns: (transfer full) (nullable): the project
 */
ParcoursProject *
parcours_project_new_sample (const char   *path,
                             guint         n_contacts,
                             guint64       seed,
                             ParcoursJob  *job,
                             GError      **error)
{
  const SampleSize size = { n_contacts, seed };
  g_autoptr (Opened) opened = make_sample (path, &size, job, error);

  return opened != NULL ? project_new (opened) : NULL;
}

typedef struct
{
  char *path;
  ParcoursStoreMode mode;
  ParcoursJob *sample; /* (owned) (nullable) */
  SampleSize size;     /* of a sample */
} OpenRequest;

static void
open_request_free (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->path);
  g_clear_object (&request->sample);
  g_free (request);
}

static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const OpenRequest *request = task_data;
  GError *error = NULL;
  Opened *opened = request->sample != NULL ? make_sample (request->path, &request->size, request->sample, &error)
                                           : open_store (request->path, request->mode, &error);

  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify) opened_free);
  else
    g_task_return_error (task, error);
}

static void
open_async (const char          *path,
            ParcoursStoreMode    mode,
            ParcoursJob         *sample,
            const SampleSize    *size,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenRequest *request = g_new0 (OpenRequest, 1);

  request->path = g_strdup (path);
  request->mode = mode;
  if (sample != NULL)
    {
      request->sample = g_object_ref (sample);
      request->size = *size;
    }
  g_task_set_source_tag (task, parcours_project_open_async);
  g_task_set_task_data (task, request, open_request_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * parcours_project_open_async:
 * @path: the file of a workspace
 * @mode: what for
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is open, or cannot be opened
 * @user_data: for @callback
 */
void
parcours_project_open_async (const char          *path,
                             ParcoursStoreMode    mode,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  open_async (path, mode, NULL, NULL, cancellable, callback, user_data);
}

/**
 * parcours_project_new_sample_async:
 * @path: where no file is yet
 * @n_contacts: how many contacts there shall be, %PARCOURS_SAMPLE_CONTACTS usually
 * @seed: which of the possible shops
 * @job: told how far it is; may be cancelled
 * @callback: (scope async): called when it is open, or cannot be made
 * @user_data: for @callback
 *
 * See parcours_project_new_sample(); ends with parcours_project_open_finish().
 */
void
parcours_project_new_sample_async (const char          *path,
                                   guint                n_contacts,
                                   guint64              seed,
                                   ParcoursJob         *job,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  const SampleSize size = { n_contacts, seed };

  open_async (path, PARCOURS_STORE_CREATE, job, &size, parcours_job_cancellable (job), callback, user_data);
}

/**
 * parcours_project_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the project
 */
ParcoursProject *
parcours_project_open_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (Opened) opened = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_open_async), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);

  return opened != NULL ? project_new (opened) : NULL;
}

/**
 * parcours_project_default_path:
 *
 * Returns: (transfer full): where the workspace lies that is made at the first start
 */
char *
parcours_project_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "parcours", "maison-lavande.parcours", NULL);
}

/**
 * parcours_project_close:
 * @self: a project
 *
 * Waits until all is on the disk and closes the file. Nothing can be done with the project from then on.
 */
void
parcours_project_close (ParcoursProject *self)
{
  g_autoptr (GError) error = NULL;

  if (self->writer == NULL)
    return;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  parcours_project_close_remotes (self);
  if (!parcours_project_flush (self, &error))
    g_warning ("%s", error->message);
  parcours_project_clear_unsaved (self);
  g_clear_pointer (&self->reader, parcours_worker_free);
  g_clear_pointer (&self->writer, parcours_worker_free);
}

/* What is asked of a closed project fails with an error that can be shown; @task
 * has it then. */
gboolean
parcours_project_check_open (ParcoursProject *self,
                             GTask           *task)
{
  if (self->writer != NULL)
    return TRUE;
  g_task_return_new_error (task, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED, _("“%s” is closed"), self->name);

  return FALSE;
}

/**
 * parcours_project_path:
 * @self: a project
 *
 * Returns: (transfer none): its file
 */
const char *
parcours_project_path (ParcoursProject *self)
{
  return self->path;
}

/**
 * parcours_project_name:
 * @self: a project
 *
 * Returns: (transfer none): what people call the workspace
 */
const char *
parcours_project_name (ParcoursProject *self)
{
  return self->name;
}

void
parcours_project_name_changed (ParcoursProject *self)
{
  g_free (self->name);
  self->name = name_of (self->settings, self->path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * parcours_project_is_read_only:
 * @self: a project
 *
 * Returns: whether nothing can be changed in it
 */
gboolean
parcours_project_is_read_only (ParcoursProject *self)
{
  return self->read_only;
}

/**
 * parcours_project_notice:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): what people have to be told about the way it was opened
 */
const char *
parcours_project_notice (ParcoursProject *self)
{
  return self->notice;
}

/**
 * parcours_project_save_error:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): why the last edits are not on the disk yet, %NULL if all is well
 */
const GError *
parcours_project_save_error (ParcoursProject *self)
{
  return self->save_error;
}

void
parcours_project_set_save_error (ParcoursProject *self,
                                 GError          *error)
{
  if (error == NULL && self->save_error == NULL)
    return;
  g_clear_error (&self->save_error);
  self->save_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_ERROR]);
}

/**
 * parcours_project_n_contacts:
 * @self: a project
 *
 * Returns: how many contacts it has
 */
gint64
parcours_project_n_contacts (ParcoursProject *self)
{
  return self->n_contacts;
}

/**
 * parcours_project_library:
 * @self: a project
 *
 * Returns: (transfer none): what references resolve to; it never changes, `notify::library` says when there is another
 */
ParcoursLibrary *
parcours_project_library (ParcoursProject *self)
{
  return self->library;
}

/**
 * parcours_project_settings:
 * @self: a project
 *
 * Returns: (transfer none): the settings of the workspace by name, see parcours_store_load_settings()
 */
JsonObject *
parcours_project_settings (ParcoursProject *self)
{
  return json_node_get_object (self->settings);
}

/**
 * parcours_project_zone:
 * @self: a project
 *
 * Returns: (transfer none): the time zone of the workspace
 */
const ParcoursZone *
parcours_project_zone (ParcoursProject *self)
{
  const ParcoursZone *zone = parcours_zone_lookup (parcours_json_member_string (parcours_project_settings (self),
                                                                                "timezone"));

  return zone != NULL ? zone : parcours_zone_utc ();
}

/**
 * parcours_project_generation:
 * @self: a project
 *
 * Returns: a number that is another one after each change to contacts, to what belongs to them or to the library
 */
guint
parcours_project_generation (ParcoursProject *self)
{
  return self->generation;
}

static gpointer
read_again (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (Opened) opened = g_new0 (Opened, 1);

  return read_people (store, opened, error) ? g_steal_pointer (&opened) : NULL;
}

static void
on_read_again (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  ParcoursProject *self = PARCOURS_PROJECT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Opened) opened = parcours_worker_run_finish (result, &error);

  if (opened == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  self->n_contacts = opened->n_contacts;
  parcours_library_unref (self->library);
  self->library = g_steal_pointer (&opened->library);
  self->generation++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIBRARY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CONTACTS]);
}

/**
 * parcours_project_people_changed:
 * @self: a project
 *
 * Reads the library and the number of contacts again, after something has changed them, and raises the generation.
 */
void
parcours_project_people_changed (ParcoursProject *self)
{
  if (self->writer != NULL)
    parcours_worker_run_async (self->writer, read_again, NULL, NULL, (GDestroyNotify) opened_free, self, NULL,
                               on_read_again, NULL);
}
