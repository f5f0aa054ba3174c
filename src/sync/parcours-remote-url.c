/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-remote-error.h"
#include "parcours-remote-url.h"

static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_ascii_strcasecmp (host, "localhost") == 0;
}

/* A token over plain HTTP is everybody's on the way. On this machine there is no way. */
static gboolean
check (const char  *text,
       GUri        *uri,
       GError     **error)
{
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  /* GLib takes a space in a name for part of it. */
  if (host == NULL || *host == '\0' || host[strcspn (host, " \t\r\n")] != '\0' ||
      (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_ADDRESS, NULL, 0,
                               _("“%s” is not the address of a server; it looks like https://parcours.example.org/"),
                               text);
  else if (g_uri_get_userinfo (uri) != NULL)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_ADDRESS, NULL, 0,
                               _("The address of “%s” has a name or a password in it; enter the token by itself"),
                               host);
  else if (g_str_equal (scheme, "http") && !is_local_host (host))
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_ADDRESS, NULL, 0,
                               _("Over plain HTTP anybody on the way could read the token for “%s”; use https://"),
                               host);
  else
    return TRUE;

  return FALSE;
}

/* The path of a folder, so that more can be put behind it. */
static char *
folder_of (const char *path)
{
  gsize length = strlen (path);

  while (length > 0 && path[length - 1] == '/')
    length--;

  return g_strdup_printf ("%.*s/", (int) length, path);
}

/**
 * parcours_remote_url_normalize:
 * @text: what a person entered
 * @error: return location for %PARCOURS_REMOTE_ERROR_ADDRESS
 *
 * Takes an address as people write it, with or without `https://`, and makes it
 * the name under which the server is known everywhere: in lists, in the keyring.
 *
 * Returns: (transfer full): the address, which ends with a slash, or %NULL
 */
char *
parcours_remote_url_normalize (const char  *text,
                               GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *full = strstr (stripped, "://") != NULL ? g_strdup (stripped) : g_strconcat ("https://", stripped, NULL);
  g_autoptr (GUri) uri = g_uri_parse (full, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autofree char *host = NULL;
  g_autofree char *folder = NULL;

  if (!check (stripped, uri, error))
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  folder = folder_of (g_uri_get_path (uri));

  return g_uri_join (G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL, host,
                     g_uri_get_port (uri), folder, NULL, NULL);
}

/**
 * parcours_remote_url_is_local:
 * @url: a normalized address
 *
 * Returns: whether the server is on this machine, so that it needs no network
 */
gboolean
parcours_remote_url_is_local (const char *url)
{
  g_autofree char *host = parcours_remote_url_host (url);

  return is_local_host (host);
}

/**
 * parcours_remote_url_host:
 * @url: a normalized address
 *
 * Returns: (transfer full): the name that people know the server by
 */
char *
parcours_remote_url_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL ? g_uri_get_host (uri) : url);
}

/**
 * parcours_remote_url_build:
 * @url: a normalized address
 * @path: a path in it, without a slash before it
 * @query: (nullable): a query
 *
 * Returns: (transfer full): the address of the thing
 */
char *
parcours_remote_url_build (const char *url,
                           const char *path,
                           const char *query)
{
  return g_strconcat (url, path, query != NULL ? "?" : NULL, query, NULL);
}

/**
 * parcours_remote_url_same_server:
 * @a: an address
 * @b: another
 *
 * Returns: whether both lead to the same port of the same machine in the same way, so that the token may
 *   go to both
 */
gboolean
parcours_remote_url_same_server (GUri *a,
                                 GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 && g_uri_get_port (a) == g_uri_get_port (b);
}
