/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Problem documents (RFC 9457) say what went wrong by a URI that begins like this; none can be opened. */
#define PARCOURS_PROBLEM_PREFIX "tag:parcours.org,2026:problem/"
#define PARCOURS_PROBLEM_CONTENT_TYPE "application/problem+json"

/**
 * ParcoursProblem:
 * @PARCOURS_PROBLEM_MALFORMED: the body is no JSON, or damaged
 * @PARCOURS_PROBLEM_BAD_PARAMETER: a header or a part of the query makes no sense
 * @PARCOURS_PROBLEM_CURSOR_UNKNOWN: the cursor is not from this server, or from before it was restored
 * @PARCOURS_PROBLEM_UNAUTHORIZED: no token, or not one that is known
 * @PARCOURS_PROBLEM_FORBIDDEN: the token may only read
 * @PARCOURS_PROBLEM_NOT_FOUND: there is no such thing
 * @PARCOURS_PROBLEM_METHOD_NOT_ALLOWED: the thing cannot do that
 * @PARCOURS_PROBLEM_EXISTS: what was to be created exists
 * @PARCOURS_PROBLEM_GONE: it was deleted
 * @PARCOURS_PROBLEM_STALE: it has changed since, or exists, or is gone: the precondition failed
 * @PARCOURS_PROBLEM_TOO_LARGE: the body is larger than the server takes
 * @PARCOURS_PROBLEM_UNSUPPORTED_TYPE: the body is not JSON by its type, or coded in an unknown way
 * @PARCOURS_PROBLEM_INVALID: the body is JSON but no automation, or one with another id
 * @PARCOURS_PROBLEM_KEY_REUSED: the Idempotency-Key belongs to another request
 * @PARCOURS_PROBLEM_PRECONDITION_REQUIRED: a change has to say what it is based on
 * @PARCOURS_PROBLEM_TOO_MANY_REQUESTS: later
 * @PARCOURS_PROBLEM_HEADERS_TOO_LARGE: there are too many header fields
 * @PARCOURS_PROBLEM_FAILED: the server is at fault
 * @PARCOURS_PROBLEM_UNAVAILABLE: the server is busy, or stopping
 * @PARCOURS_PROBLEM_FULL: the server's disk is full
 *
 * What a server of Parcours may say instead of doing what it was asked to do.
 */
typedef enum
{
  PARCOURS_PROBLEM_MALFORMED,
  PARCOURS_PROBLEM_BAD_PARAMETER,
  PARCOURS_PROBLEM_CURSOR_UNKNOWN,
  PARCOURS_PROBLEM_UNAUTHORIZED,
  PARCOURS_PROBLEM_FORBIDDEN,
  PARCOURS_PROBLEM_NOT_FOUND,
  PARCOURS_PROBLEM_METHOD_NOT_ALLOWED,
  PARCOURS_PROBLEM_EXISTS,
  PARCOURS_PROBLEM_GONE,
  PARCOURS_PROBLEM_STALE,
  PARCOURS_PROBLEM_TOO_LARGE,
  PARCOURS_PROBLEM_UNSUPPORTED_TYPE,
  PARCOURS_PROBLEM_INVALID,
  PARCOURS_PROBLEM_KEY_REUSED,
  PARCOURS_PROBLEM_PRECONDITION_REQUIRED,
  PARCOURS_PROBLEM_TOO_MANY_REQUESTS,
  PARCOURS_PROBLEM_HEADERS_TOO_LARGE,
  PARCOURS_PROBLEM_FAILED,
  PARCOURS_PROBLEM_UNAVAILABLE,
  PARCOURS_PROBLEM_FULL,
} ParcoursProblem;

guint       parcours_problem_status    (ParcoursProblem  problem);
const char *parcours_problem_name      (ParcoursProblem  problem);
const char *parcours_problem_title     (ParcoursProblem  problem);
gboolean    parcours_problem_from_type (const char      *type,
                                        ParcoursProblem *problem);

G_END_DECLS
