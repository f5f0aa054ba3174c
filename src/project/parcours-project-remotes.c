/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The servers of a project. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-credentials.h"
#include "parcours-error.h"
#include "parcours-project-private.h"
#include "parcours-remote-private.h"
#include "parcours-remote-url.h"

/* Reads what the workspace says of all its servers. */
GPtrArray *
parcours_project_load_remotes (ParcoursStore  *store,
                               GError        **error)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_remotes (store, error);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) remote_state_free);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      RemoteState *state = parcours_remote_state_load (store, g_steal_pointer (&g_ptr_array_index (infos, i)), error);

      if (state == NULL)
        {
          for (guint j = i + 1; j < infos->len; j++)
            parcours_remote_info_free (g_ptr_array_index (infos, j));
          g_ptr_array_set_free_func (infos, NULL);
          return NULL;
        }
      g_ptr_array_add (states, state);
    }
  if (infos == NULL)
    return NULL;
  g_ptr_array_set_free_func (infos, NULL);

  return g_steal_pointer (&states);
}

void
parcours_project_add_remotes (ParcoursProject *self,
                              GPtrArray       *states)
{
  for (guint i = 0; i < states->len; i++)
    {
      g_autoptr (ParcoursRemote) remote = parcours_remote_new (self, g_ptr_array_index (states, i));

      g_list_store_append (self->remotes, remote);
    }
  parcours_project_follow_remotes (self);
}

void
parcours_project_close_remotes (ParcoursProject *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->remotes)); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

      parcours_remote_close (remote);
    }
}

/* "Changed" is about the first server that has the automation. */
static const char *
find_published (ParcoursProject *self,
                const char      *slug)
{
  const char *digest = NULL;

  for (guint i = 0; digest == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->remotes)); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

      digest = parcours_remote_published (remote, slug);
    }

  return digest;
}

/* Tells the items of the automations what servers have. */
void
parcours_project_follow_remotes (ParcoursProject *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->automations)); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (G_LIST_MODEL (self->automations), i);
      const char *digest = find_published (self, parcours_automation_item_slug (item));

      if (g_strcmp0 (digest, parcours_automation_item_published (item)) != 0)
        parcours_automation_item_set_published (item, digest);
    }
}

/**
 * parcours_project_remotes:
 * @self: a project
 *
 * Returns: (transfer none): the servers that it is synchronised to, a list of #ParcoursRemote
 */
GListModel *
parcours_project_remotes (ParcoursProject *self)
{
  return G_LIST_MODEL (self->remotes);
}

static guint
find (ParcoursProject *self,
      const char      *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->remotes)); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

      if (g_str_equal (parcours_remote_name (remote), name))
        return i;
    }

  return G_MAXUINT;
}

/**
 * parcours_project_find_remote:
 * @self: a project
 * @name: what people call a server
 *
 * Returns: (transfer none) (nullable): the server
 */
ParcoursRemote *
parcours_project_find_remote (ParcoursProject *self,
                              const char      *name)
{
  guint i = find (self, name);
  g_autoptr (ParcoursRemote) remote = NULL;

  if (i == G_MAXUINT)
    return NULL;
  remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

  return remote;
}

/**
 * parcours_project_start_remotes:
 * @self: a project
 *
 * Has all servers told what waits for them, from now on.
 */
void
parcours_project_start_remotes (ParcoursProject *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->remotes)); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

      parcours_remote_start (remote);
    }
}

/* A server that is being added. */
typedef struct
{
  char *name;
  char *token;
  ParcoursRemoteClient *client;
  GError *keyring_error; /* (nullable) */
} Addition;

static void
addition_clear (gpointer data)
{
  Addition *addition = data;

  g_free (addition->name);
  g_free (addition->token);
  g_clear_object (&addition->client);
  g_clear_error (&addition->keyring_error);
}

static void
addition_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, addition_clear);
}

static gpointer
add (ParcoursStore  *store,
     gpointer        data,
     GCancellable   *cancellable,
     GError        **error)
{
  const Addition *addition = data;
  const char *url = parcours_remote_client_url (addition->client);
  ParcoursRemoteInfo *info;

  if (!parcours_store_set_remote (store, addition->name, url, "parcours", NULL, error))
    return NULL;
  info = g_new0 (ParcoursRemoteInfo, 1);
  info->name = g_strdup (addition->name);
  info->url = g_strdup (url);
  info->kind = g_strdup ("parcours");
  info->attributes = json_object_new ();

  return parcours_remote_state_load (store, info, error);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  const Addition *addition = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RemoteState) state = parcours_worker_run_finish (result, &error);
  ParcoursRemote *remote;

  if (state == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  remote = parcours_remote_new (self, state);
  parcours_remote_set_token (remote, addition->token);
  g_list_store_append (self->remotes, remote);
  g_task_return_pointer (task, remote, g_object_unref);
}

static void
on_token_stored (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = g_task_get_source_object (task);
  Addition *addition = g_task_get_task_data (task);

  parcours_credentials_store_finish (result, &addition->keyring_error);
  if (self->writer == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace has been closed"));
      return;
    }
  parcours_worker_run_async (self->writer, add, g_atomic_rc_box_acquire (addition), addition_unref,
                             (GDestroyNotify) remote_state_free, self, NULL, on_added, g_steal_pointer (&task));
}

/* The server has answered with a list: it is one of Parcours, and knows the token. */
static void
on_tried (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  const Addition *addition = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ParcoursRemotePage) page = parcours_remote_client_list_finish (PARCOURS_REMOTE_CLIENT (source), result, &error);

  if (page != NULL)
    {
      parcours_credentials_store_async (parcours_remote_client_url (addition->client), addition->token,
                                        g_task_get_cancellable (task), on_token_stored, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
may_add (ParcoursProject  *self,
         const char       *name,
         const char       *token,
         GError          **error)
{
  if (self->read_only)
    g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY,
                         _("No server can be added to a workspace that is open for reading only"));
  else if (*name == '\0')
    g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("The server needs a name"));
  else if (find (self, name) != G_MAXUINT)
    g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                 _("There is a server “%s” in this workspace already; choose another name"), name);
  else if (*token == '\0')
    g_set_error_literal (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_UNAUTHORIZED,
                         _("The server needs a token; whoever runs it can give you one"));
  else
    return TRUE;

  return FALSE;
}

/**
 * parcours_project_add_remote_async:
 * @self: a project
 * @name: what people call the server
 * @url: its address, as a person entered it
 * @token: the token for it, which goes into the keyring
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is there, or cannot be reached
 * @user_data: for @callback
 *
 * Adds a server that answers and knows the token.
 */
void
parcours_project_add_remote_async (ParcoursProject     *self,
                                   const char          *name,
                                   const char          *url,
                                   const char          *token,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Addition *addition = g_atomic_rc_box_new0 (Addition);
  GError *error = NULL;

  g_task_set_source_tag (task, parcours_project_add_remote_async);
  g_task_set_task_data (task, addition, addition_unref);
  addition->name = g_strstrip (g_strdup (name));
  addition->token = g_strstrip (g_strdup (token));
  if (may_add (self, addition->name, addition->token, &error))
    addition->client = parcours_remote_client_new (url, NULL, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_remote_client_set_token (addition->client, addition->token);
  parcours_remote_client_list_async (addition->client, NULL, 1, cancellable, on_tried, g_steal_pointer (&task));
}

/**
 * parcours_project_add_remote_finish:
 * @self: a project
 * @result: what the callback was given
 * @keyring_error: (optional): return location for why the token is known only until the project is closed; set
 *   beside a server that was added
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the server, which has not been started
 */
ParcoursRemote *
parcours_project_add_remote_finish (ParcoursProject  *self,
                                    GAsyncResult     *result,
                                    GError          **keyring_error,
                                    GError          **error)
{
  Addition *addition = g_task_get_task_data (G_TASK (result));
  g_autoptr (ParcoursRemote) remote = g_task_propagate_pointer (G_TASK (result), error);

  if (remote != NULL && addition->keyring_error != NULL)
    g_propagate_error (keyring_error, g_steal_pointer (&addition->keyring_error));

  return remote;
}

/**
 * parcours_project_add_remote:
 * @self: a project
 * @name: what people call the server
 * @url: its address, as a person entered it
 * @token: the token for it, which goes into the keyring
 * @keyring_error: (optional): see parcours_project_add_remote_finish()
 * @error: return location for an error
 *
 * As parcours_project_add_remote_async(), for a program without a window.
 *
 * Returns: (transfer none) (nullable): the server, which has not been started
 */
ParcoursRemote *
parcours_project_add_remote (ParcoursProject  *self,
                             const char       *name,
                             const char       *url,
                             const char       *token,
                             GError          **keyring_error,
                             GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_add_remote_async (self, name, url, token, NULL, parcours_remote_keep_result, &result);

  return parcours_project_add_remote_finish (self, parcours_remote_wait (&result), keyring_error, error);
}

static gpointer
delete (ParcoursStore  *store,
        gpointer        name,
        GCancellable   *cancellable,
        GError        **error)
{
  return GINT_TO_POINTER (parcours_store_delete_remote (store, name, error));
}

static void
on_token_cleared (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* Without a keyring there is no token in it. */
  if (!parcours_credentials_clear_finish (result, &error))
    g_debug ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static gboolean
has_other_remote (ParcoursProject *self,
                  const char      *url)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->remotes)); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (G_LIST_MODEL (self->remotes), i);

      if (g_str_equal (parcours_remote_url (remote), url))
        return TRUE;
    }

  return FALSE;
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *self = PARCOURS_PROJECT (source);
  guint i = find (self, g_task_get_task_data (task));
  g_autoptr (ParcoursRemote) remote = i != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (self->remotes), i) : NULL;
  GError *error = NULL;

  if (parcours_worker_run_finish (result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (remote == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  parcours_remote_close (remote);
  g_list_store_remove (self->remotes, i);
  parcours_project_follow_remotes (self);
  if (has_other_remote (self, parcours_remote_url (remote)))
    g_task_return_boolean (task, TRUE);
  else
    parcours_credentials_clear_async (parcours_remote_url (remote), NULL, on_token_cleared, g_steal_pointer (&task));
}

/**
 * parcours_project_remove_remote_async:
 * @self: a project
 * @name: what people call a server
 * @callback: (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Forgets a server, what was to be sent to it and its token. What it has stays there.
 */
void
parcours_project_remove_remote_async (ParcoursProject     *self,
                                      const char          *name,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, parcours_project_remove_remote_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  parcours_worker_run_async (self->writer, delete, g_strdup (name), g_free, NULL, self, NULL, on_deleted, task);
}

/**
 * parcours_project_remove_remote_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
parcours_project_remove_remote_finish (ParcoursProject  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * parcours_project_remove_remote:
 * @self: a project
 * @name: what people call a server
 * @error: return location for an error
 *
 * As parcours_project_remove_remote_async(), for a program without a window.
 *
 * Returns: whether it is gone
 */
gboolean
parcours_project_remove_remote (ParcoursProject  *self,
                                const char       *name,
                                GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_remove_remote_async (self, name, parcours_remote_keep_result, &result);

  return parcours_project_remove_remote_finish (self, parcours_remote_wait (&result), error);
}
