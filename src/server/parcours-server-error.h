/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursServerError:
 * @PARCOURS_SERVER_ERROR_BUSY: another process holds the database; trying again later helps
 * @PARCOURS_SERVER_ERROR_FULL: the disk is full
 * @PARCOURS_SERVER_ERROR_CORRUPT: the database is damaged, or no database
 * @PARCOURS_SERVER_ERROR_NEWER: the database was written by a newer server
 * @PARCOURS_SERVER_ERROR_EXISTS: the name is taken
 * @PARCOURS_SERVER_ERROR_USAGE: the command line makes no sense
 * @PARCOURS_SERVER_ERROR_FAILED: anything else; the message says what
 *
 * Errors of the server itself, not of those who ask it. Messages are translated
 * and name the file or the option.
 */
typedef enum
{
  PARCOURS_SERVER_ERROR_BUSY,
  PARCOURS_SERVER_ERROR_FULL,
  PARCOURS_SERVER_ERROR_CORRUPT,
  PARCOURS_SERVER_ERROR_NEWER,
  PARCOURS_SERVER_ERROR_EXISTS,
  PARCOURS_SERVER_ERROR_USAGE,
  PARCOURS_SERVER_ERROR_FAILED,
} ParcoursServerError;

#define PARCOURS_SERVER_ERROR (parcours_server_error_quark ())
GQuark parcours_server_error_quark (void);

G_END_DECLS
