/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <stdarg.h>

#include "parcours-remote-error.h"

typedef struct
{
  ParcoursPublication *current; /* (owned) (nullable) */
  guint retry_after;
} ParcoursRemoteErrorPrivate;

static void
parcours_remote_error_private_init (ParcoursRemoteErrorPrivate *priv)
{
}

static void
parcours_remote_error_private_copy (const ParcoursRemoteErrorPrivate *source,
                                    ParcoursRemoteErrorPrivate       *target)
{
  target->current = source->current != NULL ? parcours_publication_ref (source->current) : NULL;
  target->retry_after = source->retry_after;
}

static void
parcours_remote_error_private_clear (ParcoursRemoteErrorPrivate *priv)
{
  g_clear_pointer (&priv->current, parcours_publication_unref);
}

G_DEFINE_EXTENDED_ERROR (ParcoursRemoteError, parcours_remote_error)

/**
 * parcours_remote_error_set:
 * @error: return location for an error
 * @code: what is wrong
 * @current: (nullable): what is on the server
 * @retry_after: after how many seconds the server wants to be asked again, or 0
 * @format: the translated message
 * @...: what stands in its holes
 *
 * Sets an error that also carries what a conflict or a refusal tells.
 */
void
parcours_remote_error_set (GError              **error,
                           ParcoursRemoteError   code,
                           ParcoursPublication  *current,
                           guint                 retry_after,
                           const char           *format,
                           ...)
{
  ParcoursRemoteErrorPrivate *priv;
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (PARCOURS_REMOTE_ERROR, (int) code, format, arguments);
  va_end (arguments);
  priv = parcours_remote_error_get_private (*error);
  priv->current = current != NULL ? parcours_publication_ref (current) : NULL;
  priv->retry_after = retry_after;
}

/**
 * parcours_remote_error_get_verdict:
 * @error: an error of sending a change
 *
 * Networks that want a login first answer in the place of the server: with a
 * page, a redirection, a certificate of their own. That passes by itself, so it
 * is tried again; so is whatever is not an error of ours.
 *
 * Returns: what it means for the changes that wait
 */
ParcoursRemoteVerdict
parcours_remote_error_get_verdict (const GError *error)
{
  if (error->domain != PARCOURS_REMOTE_ERROR)
    return PARCOURS_REMOTE_VERDICT_RETRY;

  switch ((ParcoursRemoteError) error->code)
    {
    case PARCOURS_REMOTE_ERROR_OFFLINE:
    case PARCOURS_REMOTE_ERROR_TIMEOUT:
    case PARCOURS_REMOTE_ERROR_LOST:
    case PARCOURS_REMOTE_ERROR_UNAVAILABLE:
    case PARCOURS_REMOTE_ERROR_BAD_ANSWER:
    case PARCOURS_REMOTE_ERROR_CERTIFICATE:
    case PARCOURS_REMOTE_ERROR_REDIRECTED:
      return PARCOURS_REMOTE_VERDICT_RETRY;

    case PARCOURS_REMOTE_ERROR_ADDRESS:
    case PARCOURS_REMOTE_ERROR_UNAUTHORIZED:
    case PARCOURS_REMOTE_ERROR_FORBIDDEN:
    case PARCOURS_REMOTE_ERROR_KEYRING:
      return PARCOURS_REMOTE_VERDICT_SERVER;

    default:
      return PARCOURS_REMOTE_VERDICT_CHANGE;
    }
}

/**
 * parcours_remote_error_get_current:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what is on the server, with its digest and its revision, where a
 *   conflict told
 */
ParcoursPublication *
parcours_remote_error_get_current (const GError *error)
{
  ParcoursRemoteErrorPrivate *priv = parcours_remote_error_get_private (error);

  return priv != NULL ? priv->current : NULL;
}

/**
 * parcours_remote_error_get_retry_after:
 * @error: an error
 *
 * Returns: after how many seconds the server wants to be asked again; 0 if it did not say
 */
guint
parcours_remote_error_get_retry_after (const GError *error)
{
  ParcoursRemoteErrorPrivate *priv = parcours_remote_error_get_private (error);

  return priv != NULL ? priv->retry_after : 0;
}
