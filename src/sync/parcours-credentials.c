/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "parcours-credentials.h"
#include "parcours-remote-error.h"
#include "parcours-remote-url.h"

static const SecretSchema schema = {
  "org.parcours.Parcours.Remote", SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* Takes @local_error, and says in our words that it is the keyring that fails. */
static void
propagate (GError **error,
           GError  *local_error)
{
  g_autoptr (GError) owned = local_error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (g_error_matches (owned, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_KEYRING, NULL, 0,
                               _("The keyring is locked; unlock it, and try again"));
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_KEYRING, NULL, 0,
                               _("The keyring cannot be used: %s. Install or start GNOME Keyring, or another one"),
                               owned->message);
}

static gboolean
check (GError **error,
       GError  *local_error)
{
  if (local_error == NULL)
    return TRUE;
  propagate (error, local_error);

  return FALSE;
}

/* What the keyring's own window calls the entry. */
static char *
label_for (const char *url)
{
  g_autofree char *host = parcours_remote_url_host (url);

  return g_strdup_printf (_("Parcours token for %s"), host);
}

/**
 * parcours_credentials_store:
 * @url: the normalized address of a server
 * @token: the token for it
 * @cancellable: (nullable): stops it
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Keeps the token, in the place of an older one.
 *
 * Returns: whether it is kept
 */
gboolean
parcours_credentials_store (const char    *url,
                            const char    *token,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autofree char *label = label_for (url);
  GError *local_error = NULL;

  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, &local_error, "server",
                              url, NULL);

  return check (error, local_error);
}

/**
 * parcours_credentials_store_async:
 * @url: the normalized address of a server
 * @token: the token for it
 * @cancellable: (nullable): stops it
 * @callback: called when it is done, without a source object
 * @user_data: for @callback
 *
 * As parcours_credentials_store(), without waiting.
 */
void
parcours_credentials_store_async (const char          *url,
                                  const char          *token,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autofree char *label = label_for (url);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, callback, user_data, "server",
                         url, NULL);
}

/**
 * parcours_credentials_store_finish:
 * @result: what the callback got
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Returns: whether it is kept
 */
gboolean
parcours_credentials_store_finish (GAsyncResult  *result,
                                   GError       **error)
{
  GError *local_error = NULL;

  secret_password_store_finish (result, &local_error);

  return check (error, local_error);
}

/**
 * parcours_credentials_lookup:
 * @url: the normalized address of a server
 * @token: (out) (transfer full) (nullable): the token for it, or %NULL if there is none
 * @cancellable: (nullable): stops it
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Returns: whether the keyring could be read
 */
gboolean
parcours_credentials_lookup (const char    *url,
                             char         **token,
                             GCancellable  *cancellable,
                             GError       **error)
{
  GError *local_error = NULL;

  *token = secret_password_lookup_sync (&schema, cancellable, &local_error, "server", url, NULL);

  return check (error, local_error);
}

/**
 * parcours_credentials_lookup_async:
 * @url: the normalized address of a server
 * @cancellable: (nullable): stops it
 * @callback: called when it is done, without a source object
 * @user_data: for @callback
 *
 * As parcours_credentials_lookup(), without waiting.
 */
void
parcours_credentials_lookup_async (const char          *url,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data, "server", url, NULL);
}

/**
 * parcours_credentials_lookup_finish:
 * @result: what the callback got
 * @token: (out) (transfer full) (nullable): the token, or %NULL if there is none
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Returns: whether the keyring could be read
 */
gboolean
parcours_credentials_lookup_finish (GAsyncResult  *result,
                                    char         **token,
                                    GError       **error)
{
  GError *local_error = NULL;

  *token = secret_password_lookup_finish (result, &local_error);

  return check (error, local_error);
}

/**
 * parcours_credentials_clear:
 * @url: the normalized address of a server
 * @cancellable: (nullable): stops it
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Forgets the token, if there is one.
 *
 * Returns: whether the keyring could be used
 */
gboolean
parcours_credentials_clear (const char    *url,
                            GCancellable  *cancellable,
                            GError       **error)
{
  GError *local_error = NULL;

  secret_password_clear_sync (&schema, cancellable, &local_error, "server", url, NULL);

  return check (error, local_error);
}

/**
 * parcours_credentials_clear_async:
 * @url: the normalized address of a server
 * @cancellable: (nullable): stops it
 * @callback: called when it is done, without a source object
 * @user_data: for @callback
 *
 * As parcours_credentials_clear(), without waiting.
 */
void
parcours_credentials_clear_async (const char          *url,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  secret_password_clear (&schema, cancellable, callback, user_data, "server", url, NULL);
}

/**
 * parcours_credentials_clear_finish:
 * @result: what the callback got
 * @error: return location for %PARCOURS_REMOTE_ERROR_KEYRING
 *
 * Returns: whether the keyring could be used
 */
gboolean
parcours_credentials_clear_finish (GAsyncResult  *result,
                                   GError       **error)
{
  GError *local_error = NULL;

  secret_password_clear_finish (result, &local_error);

  return check (error, local_error);
}
