/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-problem.h"

/* Titles are part of the protocol and stay English; what a person reads is made by the client. */
static const struct
{
  guint status;
  const char *name;
  const char *title;
} problems[] = {
  [PARCOURS_PROBLEM_MALFORMED] = { 400, "malformed", "The body cannot be read" },
  [PARCOURS_PROBLEM_BAD_PARAMETER] = { 400, "bad-parameter", "A header or a part of the query makes no sense" },
  [PARCOURS_PROBLEM_CURSOR_UNKNOWN] = { 400, "cursor-unknown", "The cursor is not from this server" },
  [PARCOURS_PROBLEM_UNAUTHORIZED] = { 401, "unauthorized", "A known token is needed" },
  [PARCOURS_PROBLEM_FORBIDDEN] = { 403, "forbidden", "The token may only read" },
  [PARCOURS_PROBLEM_NOT_FOUND] = { 404, "not-found", "There is no such thing" },
  [PARCOURS_PROBLEM_METHOD_NOT_ALLOWED] = { 405, "method-not-allowed", "The thing cannot do that" },
  [PARCOURS_PROBLEM_EXISTS] = { 409, "exists", "The automation exists already" },
  [PARCOURS_PROBLEM_GONE] = { 410, "gone", "The automation was deleted" },
  [PARCOURS_PROBLEM_STALE] = { 412, "stale", "The automation has changed" },
  [PARCOURS_PROBLEM_TOO_LARGE] = { 413, "too-large", "The body is too large" },
  [PARCOURS_PROBLEM_UNSUPPORTED_TYPE] = { 415, "unsupported-type", "The body is of an unknown type" },
  [PARCOURS_PROBLEM_INVALID] = { 422, "invalid", "The body is no such automation" },
  [PARCOURS_PROBLEM_KEY_REUSED] = { 422, "key-reused", "The Idempotency-Key belongs to another request" },
  [PARCOURS_PROBLEM_PRECONDITION_REQUIRED] = { 428, "precondition-required", "A precondition is needed" },
  [PARCOURS_PROBLEM_TOO_MANY_REQUESTS] = { 429, "too-many-requests", "Too many requests" },
  [PARCOURS_PROBLEM_HEADERS_TOO_LARGE] = { 431, "headers-too-large", "Too many header fields" },
  [PARCOURS_PROBLEM_FAILED] = { 500, "failed", "The server failed" },
  [PARCOURS_PROBLEM_UNAVAILABLE] = { 503, "unavailable", "The server is busy" },
  [PARCOURS_PROBLEM_FULL] = { 507, "full", "The server has no room left" },
};

/**
 * parcours_problem_status:
 * @problem: a problem
 *
 * Returns: the HTTP status it comes with
 */
guint
parcours_problem_status (ParcoursProblem problem)
{
  return problems[problem].status;
}

/**
 * parcours_problem_name:
 * @problem: a problem
 *
 * Returns: (transfer none): what stands behind %PARCOURS_PROBLEM_PREFIX
 */
const char *
parcours_problem_name (ParcoursProblem problem)
{
  return problems[problem].name;
}

/**
 * parcours_problem_title:
 * @problem: a problem
 *
 * Returns: (transfer none): a few English words
 */
const char *
parcours_problem_title (ParcoursProblem problem)
{
  return problems[problem].title;
}

/**
 * parcours_problem_from_type:
 * @type: (nullable): the `type` of a problem document
 * @problem: (out): the problem
 *
 * Returns: whether it is one of these
 */
gboolean
parcours_problem_from_type (const char      *type,
                            ParcoursProblem *problem)
{
  if (type == NULL || !g_str_has_prefix (type, PARCOURS_PROBLEM_PREFIX))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if (g_str_equal (type + sizeof PARCOURS_PROBLEM_PREFIX - 1, problems[i].name))
        {
          *problem = (ParcoursProblem) i;
          return TRUE;
        }
    }

  return FALSE;
}
