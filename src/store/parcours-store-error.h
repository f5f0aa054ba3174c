/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursStoreError:
 * @PARCOURS_STORE_ERROR_NOT_A_WORKSPACE: the file is something else
 * @PARCOURS_STORE_ERROR_TOO_NEW: a newer Parcours wrote the file
 * @PARCOURS_STORE_ERROR_LOCKED: another process writes to the file
 * @PARCOURS_STORE_ERROR_READ_ONLY: the file, its folder or its disk cannot be written to
 * @PARCOURS_STORE_ERROR_CORRUPT: the file is damaged
 * @PARCOURS_STORE_ERROR_FULL: there is no room left on the disk
 * @PARCOURS_STORE_ERROR_CONSTRAINT: what was to be written breaks a rule, such as an address that exists already
 * @PARCOURS_STORE_ERROR_NOT_FOUND: what was named is not in the workspace, or there is no such file
 * @PARCOURS_STORE_ERROR_INVALID: what was to be read or written is malformed
 * @PARCOURS_STORE_ERROR_FAILED: anything else; the message says what
 *
 * Errors of the workspace. Their messages are translated, name the file and say
 * the way out. Whatever the error, what was in the file before is still there.
 */
typedef enum
{
  PARCOURS_STORE_ERROR_NOT_A_WORKSPACE,
  PARCOURS_STORE_ERROR_TOO_NEW,
  PARCOURS_STORE_ERROR_LOCKED,
  PARCOURS_STORE_ERROR_READ_ONLY,
  PARCOURS_STORE_ERROR_CORRUPT,
  PARCOURS_STORE_ERROR_FULL,
  PARCOURS_STORE_ERROR_CONSTRAINT,
  PARCOURS_STORE_ERROR_NOT_FOUND,
  PARCOURS_STORE_ERROR_INVALID,
  PARCOURS_STORE_ERROR_FAILED,
} ParcoursStoreError;

#define PARCOURS_STORE_ERROR (parcours_store_error_quark ())
GQuark parcours_store_error_quark (void);

G_END_DECLS
