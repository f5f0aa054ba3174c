/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-bundle.h"
#include "parcours-backoff.h"
#include "parcours-entity-tag.h"
#include "parcours-json.h"
#include "parcours-problem.h"
#include "parcours-remote-answer.h"

G_DEFINE_BOXED_TYPE (ParcoursRemotePage, parcours_remote_page, parcours_remote_page_ref, parcours_remote_page_unref)

/**
 * parcours_remote_page_ref:
 * @page: a page
 *
 * Returns: (transfer full): @page
 */
ParcoursRemotePage *
parcours_remote_page_ref (ParcoursRemotePage *page)
{
  g_atomic_ref_count_inc (&page->ref_count);

  return page;
}

/**
 * parcours_remote_page_unref:
 * @page: (transfer full): a page
 */
void
parcours_remote_page_unref (ParcoursRemotePage *page)
{
  if (!g_atomic_ref_count_dec (&page->ref_count))
    return;
  g_ptr_array_unref (page->items);
  g_free (page->cursor);
  g_free (page);
}

static JsonNode *
parse_body (const ParcoursHttpAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);

  return data != NULL ? parcours_json_parse (data, (gssize) length, NULL) : NULL;
}

static gpointer
bad_answer (const ParcoursHttpAnswer  *answer,
            GError                   **error)
{
  parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_BAD_ANSWER, NULL, 0,
                             _("The answer of “%s” is damaged, or not that of a Parcours server; try again, or check "
                               "its address"),
                             answer->server);

  return NULL;
}

static guint
retry_after (const ParcoursHttpAnswer *answer)
{
  return parcours_retry_after_parse (soup_message_headers_get_one (answer->headers, "Retry-After"),
                                     soup_message_headers_get_one (answer->headers, "Date"),
                                     g_get_real_time () / G_USEC_PER_SEC);
}

/* What a refusal says beyond its status. */
typedef struct
{
  JsonNode *node;               /* (owned) (nullable) */
  gboolean known;               /* whether @problem holds */
  ParcoursProblem problem;
  const char *detail;           /* (unowned) (nullable) */
  ParcoursPublication *current; /* (owned) (nullable) */
} Refusal;

static void
refusal_clear (Refusal *refusal)
{
  g_clear_pointer (&refusal->node, json_node_unref);
  g_clear_pointer (&refusal->current, parcours_publication_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refusal, refusal_clear)

static void
read_refusal (const ParcoursHttpAnswer *answer,
              Refusal                  *refusal)
{
  JsonObject *object;
  JsonNode *current;

  refusal->node = parse_body (answer);
  object = refusal->node != NULL && JSON_NODE_HOLDS_OBJECT (refusal->node) ? json_node_get_object (refusal->node) : NULL;
  refusal->known = parcours_problem_from_type (parcours_json_member_string (object, "type"), &refusal->problem);
  refusal->detail = parcours_json_member_string (object, "detail");
  current = object != NULL ? json_object_get_member (object, "current") : NULL;
  refusal->current = current != NULL ? parcours_publication_new_from_summary (current) : NULL;
}

static void
set_conflict (const ParcoursHttpAnswer  *answer,
              Refusal                   *refusal,
              GError                   **error)
{
  const ParcoursPublication *current = refusal->current;

  if (current != NULL && current->deleted)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_DELETED, refusal->current, 0,
                               _("“%s” was deleted on “%s” since; publish it anew, or delete it here too"),
                               current->name, answer->server);
  else if (current != NULL)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_CONFLICT, refusal->current, 0,
                               _("“%s” has been changed on “%s” since; compare both versions and merge them"),
                               current->name, answer->server);
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_CONFLICT, NULL, 0,
                               _("The automation is not the same on “%s” any more; fetch it and compare"),
                               answer->server);
}

/* Where nothing is said about an automation, the address leads to some other server. */
static void
set_not_found (const ParcoursHttpAnswer  *answer,
               Refusal                   *refusal,
               GError                   **error)
{
  if (refusal->known)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_NOT_FOUND, NULL, 0,
                               _("“%s” does not have this automation, or not this revision of it"), answer->server);
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_ADDRESS, NULL, 0,
                               _("There is no Parcours server at this address of “%s”; check the address"),
                               answer->server);
}

static void
set_rejected (const ParcoursHttpAnswer  *answer,
              Refusal                   *refusal,
              GError                   **error)
{
  if (refusal->known && refusal->problem == PARCOURS_PROBLEM_CURSOR_UNKNOWN)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_CURSOR, NULL, 0,
                               _("“%s” does not know how far its changes were read; read them from the beginning"),
                               answer->server);
  else if (refusal->detail != NULL)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_REJECTED, NULL, 0, _("“%s” refuses it: %s"),
                               answer->server, refusal->detail);
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_REJECTED, NULL, 0,
                               _("“%s” refuses it (HTTP status %u); update Parcours or the server"), answer->server,
                               answer->status);
}

static void
set_unavailable (const ParcoursHttpAnswer  *answer,
                 GError                   **error)
{
  guint seconds = retry_after (answer);

  if (answer->status == SOUP_STATUS_SERVICE_UNAVAILABLE || answer->status == 429)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_UNAVAILABLE, NULL, seconds,
                               _("“%s” is too busy just now; try again later"), answer->server);
  else
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_UNAVAILABLE, NULL, seconds,
                               _("“%s” is out of order (HTTP status %u); try again later, or tell whoever runs it"),
                               answer->server, answer->status);
}

/* Everything but success, by status, and by the problem where one status has several. */
static gpointer
refuse (const ParcoursHttpAnswer  *answer,
        Refusal                   *refusal,
        GError                   **error)
{
  switch (answer->status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_UNAUTHORIZED, NULL, 0,
                                 _("“%s” does not know this token; ask whoever runs it for a new one"), answer->server);
      break;
    case SOUP_STATUS_FORBIDDEN:
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_FORBIDDEN, NULL, 0,
                                 _("With this token “%s” can only be read; ask whoever runs it for another one"),
                                 answer->server);
      break;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_METHOD_NOT_ALLOWED:
      set_not_found (answer, refusal, error);
      break;
    case SOUP_STATUS_CONFLICT:
    case SOUP_STATUS_GONE:
    case SOUP_STATUS_PRECONDITION_FAILED:
      set_conflict (answer, refusal, error);
      break;
    case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_TOO_LARGE, NULL, 0,
                                 _("The automation is larger than “%s” takes; ask whoever runs it to raise its limit"),
                                 answer->server);
      break;
    case 428:
      parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING, refusal->current, 0,
                                 _("“%s” has this automation already; fetch it and compare"), answer->server);
      break;
    default:
      if (SOUP_STATUS_IS_SERVER_ERROR (answer->status) || answer->status == 429)
        set_unavailable (answer, error);
      else if (SOUP_STATUS_IS_CLIENT_ERROR (answer->status))
        set_rejected (answer, refusal, error);
      else
        bad_answer (answer, error);
    }

  return NULL;
}

static gpointer
refuse_plainly (const ParcoursHttpAnswer  *answer,
                GError                   **error)
{
  g_auto (Refusal) refusal = { NULL };

  read_refusal (answer, &refusal);

  return refuse (answer, &refusal, error);
}

/* Whether a refusal tells that the change has been made all the same, by an attempt whose answer was lost
 * and whose key the server has forgotten, or by somebody else. */
static ParcoursPublication *
already_done (const ParcoursRemoteChange *change,
              const ParcoursHttpAnswer   *answer,
              const Refusal              *refusal)
{
  g_autofree char *digest = NULL;

  if (change->operation == PARCOURS_REMOTE_DELETE && refusal->known &&
      (answer->status == SOUP_STATUS_NOT_FOUND || answer->status == SOUP_STATUS_GONE))
    {
      ParcoursPublication *gone = parcours_publication_new (change->automation);

      gone->deleted = TRUE;
      gone->revision = refusal->current != NULL ? refusal->current->revision : 0;
      return gone;
    }
  if (change->operation != PARCOURS_REMOTE_PUBLISH || refusal->current == NULL || refusal->current->deleted)
    return NULL;
  digest = parcours_remote_change_digest (change);

  return g_strcmp0 (refusal->current->digest, digest) == 0 ? parcours_publication_ref (refusal->current) : NULL;
}

/**
 * parcours_remote_answer_to_change:
 * @answer: the answer to a change
 * @change: the #ParcoursRemoteChange
 * @error: return location for a #ParcoursRemoteError
 *
 * Returns: (transfer full): the #ParcoursPublication that the server has now, or %NULL
 */
gpointer
parcours_remote_answer_to_change (const ParcoursHttpAnswer  *answer,
                                  gpointer                   change,
                                  GError                   **error)
{
  const ParcoursRemoteChange *asked = change;
  g_auto (Refusal) refusal = { NULL };
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursPublication) publication = NULL;

  if (!SOUP_STATUS_IS_SUCCESSFUL (answer->status))
    {
      read_refusal (answer, &refusal);
      publication = already_done (asked, answer, &refusal);

      return publication != NULL ? g_steal_pointer (&publication) : refuse (answer, &refusal, error);
    }
  node = parse_body (answer);
  publication = node != NULL ? parcours_publication_new_from_summary (node) : NULL;
  if (publication == NULL || !g_str_equal (publication->id, asked->automation))
    return bad_answer (answer, error);

  return g_steal_pointer (&publication);
}

static ParcoursAutomation *
read_document (const ParcoursHttpAnswer  *answer,
               const char                *digest,
               JsonObject               **bundle,
               GError                   **error)
{
  g_autofree char *actual = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->body);
  g_autoptr (JsonNode) node = g_strcmp0 (actual, digest) == 0 ? parse_body (answer) : NULL;
  g_autoptr (GError) local_error = NULL;
  ParcoursAutomation *automation;

  if (node == NULL)
    return bad_answer (answer, error);
  *bundle = parcours_bundle_take (node);
  automation = parcours_automation_from_json (node, &local_error);
  if (automation == NULL)
    parcours_remote_error_set (error, PARCOURS_REMOTE_ERROR_BAD_ANSWER, NULL, 0,
                               _("“%s” has an automation that cannot be read: %s. Update Parcours"), answer->server,
                               local_error->message);

  return automation;
}

/* The instant of the revision, which HTTP tells in its own way. */
static gboolean
read_modified (const ParcoursHttpAnswer *answer,
               gint64                   *at)
{
  const char *text = soup_message_headers_get_one (answer->headers, "Last-Modified");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    *at = g_date_time_to_unix (date);

  return date != NULL;
}

/**
 * parcours_remote_answer_to_fetch:
 * @answer: the answer to asking for a document
 * @id: the id of the automation
 * @error: return location for a #ParcoursRemoteError
 *
 * Holds the document against the digest in its entity tag, so that one that has
 * come in part, or was changed on the way, is not taken for whole.
 *
 * Returns: (transfer full) (nullable): a #ParcoursPublication with its document; %NULL without an error if the
 *   one that is known is still the current one
 */
gpointer
parcours_remote_answer_to_fetch (const ParcoursHttpAnswer  *answer,
                                 gpointer                   id,
                                 GError                   **error)
{
  g_autofree char *digest = parcours_entity_tag_digest (soup_message_headers_get_one (answer->headers, "ETag"));
  const char *revision = soup_message_headers_get_one (answer->headers, "Parcours-Revision");
  g_autoptr (ParcoursPublication) publication = parcours_publication_new (id);

  if (answer->status == SOUP_STATUS_NOT_MODIFIED)
    return NULL;
  if (!SOUP_STATUS_IS_SUCCESSFUL (answer->status))
    return refuse_plainly (answer, error);
  if (revision == NULL || !g_ascii_string_to_signed (revision, 10, 1, G_MAXINT64, &publication->revision, NULL) ||
      !read_modified (answer, &publication->updated))
    return bad_answer (answer, error);
  publication->automation = read_document (answer, digest, &publication->bundle, error);
  if (publication->automation == NULL)
    return NULL;
  if (!g_str_equal (parcours_automation_id (publication->automation), id))
    return bad_answer (answer, error);
  publication->digest = g_steal_pointer (&digest);
  publication->slug = g_strdup (parcours_automation_slug (publication->automation));
  publication->name = g_strdup (parcours_automation_name (publication->automation));
  publication->platform = g_strdup (parcours_platform_name (parcours_automation_platform (publication->automation)));

  return g_steal_pointer (&publication);
}

/* @id is that of the automation whose revisions are listed, or %NULL for a list of automations. */
static ParcoursRemotePage *
read_page (JsonNode   *node,
           const char *id)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *items = parcours_json_member_array (object, "items");
  const char *cursor = parcours_json_member_string (object, "cursor");
  g_autoptr (ParcoursRemotePage) page = NULL;

  if (items == NULL || cursor == NULL)
    return NULL;
  page = g_new0 (ParcoursRemotePage, 1);
  g_atomic_ref_count_init (&page->ref_count);
  page->items = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_publication_unref);
  page->cursor = g_strdup (cursor);
  page->more = parcours_json_member_boolean (object, "more", FALSE);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      ParcoursPublication *publication = id != NULL ? parcours_publication_new_from_revision (id, item)
                                                    : parcours_publication_new_from_summary (item);

      if (publication == NULL)
        return NULL;
      g_ptr_array_add (page->items, publication);
    }

  return g_steal_pointer (&page);
}

static gpointer
answer_to_page (const ParcoursHttpAnswer  *answer,
                const char                *id,
                GError                   **error)
{
  g_autoptr (JsonNode) node = NULL;
  ParcoursRemotePage *page;

  if (!SOUP_STATUS_IS_SUCCESSFUL (answer->status))
    return refuse_plainly (answer, error);
  node = parse_body (answer);
  page = node != NULL ? read_page (node, id) : NULL;

  return page != NULL ? page : bad_answer (answer, error);
}

/**
 * parcours_remote_answer_to_list:
 * @answer: the answer to asking for a list of automations
 * @data: nothing
 * @error: return location for a #ParcoursRemoteError
 *
 * Returns: (transfer full): a #ParcoursRemotePage, or %NULL
 */
gpointer
parcours_remote_answer_to_list (const ParcoursHttpAnswer  *answer,
                                gpointer                   data,
                                GError                   **error)
{
  return answer_to_page (answer, NULL, error);
}

/**
 * parcours_remote_answer_to_revisions:
 * @answer: the answer to asking for the revisions of an automation
 * @id: its id
 * @error: return location for a #ParcoursRemoteError
 *
 * Returns: (transfer full): a #ParcoursRemotePage, or %NULL
 */
gpointer
parcours_remote_answer_to_revisions (const ParcoursHttpAnswer  *answer,
                                     gpointer                   id,
                                     GError                   **error)
{
  return answer_to_page (answer, id, error);
}
