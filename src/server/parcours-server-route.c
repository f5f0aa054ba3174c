/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-route.h"

/* All there is, in the order of data/api/parcours.yaml, which a test holds this against. */
static const ParcoursServerRoute routes[] = {
  { "/health", "GET", parcours_server_read_health, .is_public = TRUE },
  { "/automations", "GET", parcours_server_list },
  { "/automations", "POST", parcours_server_create, .writes = TRUE, .has_body = TRUE },
  { "/automations/{id}", "GET", parcours_server_read },
  { "/automations/{id}", "PUT", parcours_server_publish, .writes = TRUE, .has_body = TRUE },
  { "/automations/{id}", "DELETE", parcours_server_delete, .writes = TRUE },
  { "/automations/{id}/status", "GET", parcours_server_read_status },
  { "/automations/{id}/activate", "POST", parcours_server_activate, .writes = TRUE },
  { "/automations/{id}/pause", "POST", parcours_server_pause, .writes = TRUE },
  { "/automations/{id}/revisions", "GET", parcours_server_list_revisions },
  { "/automations/{id}/revisions/{number}", "GET", parcours_server_read_revision },
};

/* Whether the segments have the form of @pattern; takes over what stands in the place of its holes. */
static gboolean
match (const char            *pattern,
       char                 **segments,
       ParcoursServerRequest *request)
{
  g_auto (GStrv) holes = g_strsplit (pattern, "/", -1);
  guint n = g_strv_length (holes);

  if (g_strv_length (segments) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (*holes[i] != '{' && !g_str_equal (holes[i], segments[i]))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      char **hole = g_str_equal (holes[i], "{id}") ? &request->id
                    : g_str_equal (holes[i], "{number}") ? &request->number
                                                         : NULL;

      if (hole != NULL)
        {
          g_free (*hole);
          *hole = g_strdup (segments[i]);
        }
    }

  return request->id == NULL || parcours_server_id_is_valid (request->id);
}

/* The segments of a path, decoded one by one, as a slash may stand coded in one; %NULL if that fails. */
static char **
split (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *decoded = g_uri_unescape_string (segments[i], NULL);

      if (decoded == NULL)
        return NULL;
      g_free (segments[i]);
      segments[i] = decoded;
    }

  return g_steal_pointer (&segments);
}

static ParcoursServerReply *
reply_allowed (const ParcoursServerRequest *request,
               GString                     *allowed)
{
  ParcoursServerReply *reply;

  if (allowed->len == 0)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_NOT_FOUND, NULL, "There is nothing at this address");
  g_string_append (allowed, ", OPTIONS");
  reply = request->method == SOUP_METHOD_OPTIONS
            ? parcours_server_reply_new (SOUP_STATUS_NO_CONTENT)
            : parcours_server_reply_new_problem (PARCOURS_PROBLEM_METHOD_NOT_ALLOWED, NULL, NULL);
  reply->allow = g_strdup (allowed->str);

  return reply;
}

/**
 * parcours_server_route_find:
 * @request: a request, which takes over what the path says
 * @refusal: (out) (transfer full): what to answer if %NULL is returned
 *
 * Returns: (transfer none) (nullable): who answers the request
 */
const ParcoursServerRoute *
parcours_server_route_find (ParcoursServerRequest  *request,
                            ParcoursServerReply   **refusal)
{
  g_auto (GStrv) segments = split (request->path);
  g_autoptr (GString) allowed = g_string_new (g_str_equal (request->path, "*") ? "GET, HEAD, POST, PUT, DELETE" : NULL);

  for (guint i = 0; segments != NULL && i < G_N_ELEMENTS (routes); i++)
    {
      if (!match (routes[i].path, segments, request))
        continue;
      if (g_str_equal (routes[i].method, request->method))
        return &routes[i];
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);
      if (g_str_equal (routes[i].method, "GET"))
        g_string_append (allowed, ", HEAD");
    }
  *refusal = reply_allowed (request, allowed);

  return NULL;
}
