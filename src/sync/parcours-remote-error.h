/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-publication.h"

G_BEGIN_DECLS

/**
 * ParcoursRemoteError:
 * @PARCOURS_REMOTE_ERROR_ADDRESS: this is not the address of a server, or an unsafe one
 * @PARCOURS_REMOTE_ERROR_OFFLINE: the server cannot be reached
 * @PARCOURS_REMOTE_ERROR_TIMEOUT: the server took too long
 * @PARCOURS_REMOTE_ERROR_LOST: the connection ended early; nobody knows whether the change was made
 * @PARCOURS_REMOTE_ERROR_UNAVAILABLE: the server says that it is busy or broken
 * @PARCOURS_REMOTE_ERROR_BAD_ANSWER: what came is damaged, or not from a server of Parcours
 * @PARCOURS_REMOTE_ERROR_CERTIFICATE: the server cannot prove who it is
 * @PARCOURS_REMOTE_ERROR_REDIRECTED: the server sends on to another one
 * @PARCOURS_REMOTE_ERROR_UNAUTHORIZED: the server does not know the token
 * @PARCOURS_REMOTE_ERROR_FORBIDDEN: the token may only read
 * @PARCOURS_REMOTE_ERROR_CONFLICT: the automation on the server is not the one that the change is based on
 * @PARCOURS_REMOTE_ERROR_DELETED: the automation was deleted on the server
 * @PARCOURS_REMOTE_ERROR_NOT_FOUND: the server has no such automation or revision
 * @PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING: the server wants to know what the change is based on
 * @PARCOURS_REMOTE_ERROR_TOO_LARGE: the document is larger than the server, or Parcours, takes
 * @PARCOURS_REMOTE_ERROR_REJECTED: the server refuses the document or the request
 * @PARCOURS_REMOTE_ERROR_CURSOR: the list of changes has to be read from its beginning
 * @PARCOURS_REMOTE_ERROR_KEYRING: the keyring cannot be used
 *
 * Errors of synchronising. Their messages are translated, name the server and say what to do.
 */
typedef enum
{
  PARCOURS_REMOTE_ERROR_ADDRESS,
  PARCOURS_REMOTE_ERROR_OFFLINE,
  PARCOURS_REMOTE_ERROR_TIMEOUT,
  PARCOURS_REMOTE_ERROR_LOST,
  PARCOURS_REMOTE_ERROR_UNAVAILABLE,
  PARCOURS_REMOTE_ERROR_BAD_ANSWER,
  PARCOURS_REMOTE_ERROR_CERTIFICATE,
  PARCOURS_REMOTE_ERROR_REDIRECTED,
  PARCOURS_REMOTE_ERROR_UNAUTHORIZED,
  PARCOURS_REMOTE_ERROR_FORBIDDEN,
  PARCOURS_REMOTE_ERROR_CONFLICT,
  PARCOURS_REMOTE_ERROR_DELETED,
  PARCOURS_REMOTE_ERROR_NOT_FOUND,
  PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING,
  PARCOURS_REMOTE_ERROR_TOO_LARGE,
  PARCOURS_REMOTE_ERROR_REJECTED,
  PARCOURS_REMOTE_ERROR_CURSOR,
  PARCOURS_REMOTE_ERROR_KEYRING,
} ParcoursRemoteError;

/**
 * ParcoursRemoteVerdict:
 * @PARCOURS_REMOTE_VERDICT_RETRY: trying the same again later may help by itself
 * @PARCOURS_REMOTE_VERDICT_SERVER: nothing can be sent to this server before a person sees to it
 * @PARCOURS_REMOTE_VERDICT_CHANGE: this change cannot be made; others may
 *
 * What an error means for changes that wait.
 */
typedef enum
{
  PARCOURS_REMOTE_VERDICT_RETRY,
  PARCOURS_REMOTE_VERDICT_SERVER,
  PARCOURS_REMOTE_VERDICT_CHANGE,
} ParcoursRemoteVerdict;

#define PARCOURS_REMOTE_ERROR (parcours_remote_error_quark ())
GQuark                 parcours_remote_error_quark           (void);

void                   parcours_remote_error_set             (GError               **error,
                                                              ParcoursRemoteError    code,
                                                              ParcoursPublication   *current,
                                                              guint                  retry_after,
                                                              const char            *format,
                                                              ...) G_GNUC_PRINTF (5, 6);
ParcoursRemoteVerdict  parcours_remote_error_get_verdict     (const GError          *error);
ParcoursPublication   *parcours_remote_error_get_current     (const GError          *error);
guint                  parcours_remote_error_get_retry_after (const GError          *error);

G_END_DECLS
