/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursError:
 * @PARCOURS_ERROR_INVALID: what was read is malformed or breaks a rule
 * @PARCOURS_ERROR_TOO_LARGE: what was read is larger than Parcours accepts
 * @PARCOURS_ERROR_NOT_FOUND: what was named does not exist
 * @PARCOURS_ERROR_UNKNOWN_VERSION: written by a newer Parcours
 * @PARCOURS_ERROR_FAILED: anything else; the message says what
 *
 * Errors of the layers that work in memory. Their messages are translated and
 * name the thing that failed.
 */
typedef enum
{
  PARCOURS_ERROR_INVALID,
  PARCOURS_ERROR_TOO_LARGE,
  PARCOURS_ERROR_NOT_FOUND,
  PARCOURS_ERROR_UNKNOWN_VERSION,
  PARCOURS_ERROR_FAILED,
} ParcoursError;

#define PARCOURS_ERROR (parcours_error_quark ())
GQuark parcours_error_quark (void);

G_END_DECLS
