/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-automation.h"
#include "parcours-entity-tag.h"
#include "parcours-json.h"
#include "parcours-server-automations.h"
#include "parcours-server-registry.h"
#include "parcours-time.h"

/* A document as it was received: what is kept of it, and what is said about it. */
typedef struct
{
  ParcoursAutomation *automation; /* (owned) */
  char *text;                     /* (owned) the canonical form on one line */
  char *digest;                   /* (owned) */
  gboolean unchanged;             /* whether the form that was received is the canonical one */
} Document;

static void
document_clear (Document *document)
{
  g_clear_pointer (&document->automation, parcours_automation_unref);
  g_clear_pointer (&document->text, g_free);
  g_clear_pointer (&document->digest, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static ParcoursServerReply *
refuse_invalid (const char *detail)
{
  return parcours_server_reply_new_problem (PARCOURS_PROBLEM_INVALID, NULL, detail);
}

/* Keeps the JSON as it was sent, keys that this version does not know included. What it reads of it
 * only has to be an automation; whether that is any good is for those who draw it. */
static ParcoursServerReply *
read_document (const ParcoursServerRequest *request,
               Document                    *document)
{
  gsize length;
  const char *data = g_bytes_get_data (request->body, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (data != NULL ? data : "", (gssize) length, &error);

  if (node == NULL)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_MALFORMED, NULL, error->message);
  document->automation = parcours_automation_from_json (node, &error);
  if (document->automation == NULL)
    return refuse_invalid (error->message);
  if (!parcours_server_id_is_valid (parcours_automation_id (document->automation)))
    return refuse_invalid ("An id is up to 64 letters, digits, points, underscores and hyphens");
  if (request->id != NULL && !g_str_equal (request->id, parcours_automation_id (document->automation)))
    return refuse_invalid ("The document has another id than the address");
  document->text = parcours_json_to_line (node);
  document->digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, document->text, -1);
  document->unchanged = length == strlen (document->text) && memcmp (data, document->text, length) == 0;

  return NULL;
}

static ParcoursServerReply *
reply_entry (guint                      status,
             const ParcoursServerEntry *entry,
             gboolean                   with_tag)
{
  g_autoptr (JsonNode) node = parcours_server_entry_to_json (entry);
  ParcoursServerReply *reply = parcours_server_reply_new_json (status, node);

  reply->revision = entry->revision;
  reply->digest = with_tag ? g_strdup (entry->digest) : NULL;

  return reply;
}

static void
take_text (char       **where,
           const char  *text)
{
  g_free (*where);
  *where = g_strdup (text);
}

/* Writes the document as the next revision of @entry. The tag may only be told where the document is
 * kept exactly as it was sent (RFC 9110, section 9.3.4). */
static ParcoursServerReply *
add_revision (ParcoursServerDatabase       *database,
              const ParcoursServerRequest  *request,
              ParcoursServerEntry          *entry,
              const Document               *document,
              guint                         status,
              GError                      **error)
{
  ParcoursServerReply *reply;

  take_text (&entry->slug, parcours_automation_slug (document->automation));
  take_text (&entry->name, parcours_automation_name (document->automation));
  take_text (&entry->platform, parcours_platform_name (parcours_automation_platform (document->automation)));
  take_text (&entry->digest, document->digest);
  take_text (&entry->by, request->token->name);
  entry->revision++;
  entry->deleted = FALSE;
  entry->updated = g_get_real_time () / G_USEC_PER_SEC;
  if (!parcours_server_registry_save (database, entry, error) ||
      !parcours_server_registry_add_revision (database, entry, document->text, error))
    return NULL;
  reply = reply_entry (status, entry, document->unchanged);
  if (status == SOUP_STATUS_CREATED)
    reply->location = g_strconcat ("/automations/", entry->id, NULL);

  return reply;
}

static ParcoursServerReply *
add_first_revision (ParcoursServerDatabase       *database,
                    const ParcoursServerRequest  *request,
                    ParcoursServerEntry          *deleted,
                    const Document               *document,
                    GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;

  if (deleted != NULL)
    return add_revision (database, request, deleted, document, SOUP_STATUS_CREATED, error);
  entry = g_new0 (ParcoursServerEntry, 1);
  entry->id = g_strdup (parcours_automation_id (document->automation));
  entry->active_since = PARCOURS_INSTANT_MISSING;

  return add_revision (database, request, entry, document, SOUP_STATUS_CREATED, error);
}

/**
 * parcours_server_create:
 * @database: the database
 * @request: a request with a document
 * @error: return location for a #ParcoursServerError
 *
 * Creates an automation under the id in its document. As nothing else would
 * tell a second one from a repetition, an Idempotency-Key is required.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
ParcoursServerReply *
parcours_server_create (ParcoursServerDatabase       *database,
                        const ParcoursServerRequest  *request,
                        GError                      **error)
{
  g_auto (Document) document = { NULL };
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *refusal;

  if (request->key == NULL)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_PRECONDITION_REQUIRED, NULL,
                                              "Send an Idempotency-Key, or PUT with “If-None-Match: *”");
  refusal = read_document (request, &document);
  if (refusal != NULL)
    return refusal;
  if (!parcours_server_registry_find (database, parcours_automation_id (document.automation), &entry, error))
    return NULL;
  if (entry != NULL && !entry->deleted)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_EXISTS, entry, NULL);

  return add_first_revision (database, request, entry, &document, error);
}

static gboolean
precondition_holds (const ParcoursServerRequest *request,
                    const char                  *digest)
{
  if (request->if_match != NULL && !parcours_entity_tag_matches (request->if_match, digest, FALSE))
    return FALSE;

  return request->if_none_match == NULL || !parcours_entity_tag_matches (request->if_none_match, digest, TRUE);
}

/* What to answer where the request does not say, or says wrongly, what it is based on; or %NULL. */
static ParcoursServerReply *
check_precondition (const ParcoursServerRequest *request,
                    const ParcoursServerEntry   *entry)
{
  if (request->if_match == NULL && request->if_none_match == NULL)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_PRECONDITION_REQUIRED, entry,
                                              "Send If-Match with the entity tag of what you have seen, or "
                                              "“If-None-Match: *” to create");
  if (!precondition_holds (request, entry != NULL && !entry->deleted ? entry->digest : NULL))
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_STALE, entry, NULL);

  return NULL;
}

/**
 * parcours_server_publish:
 * @database: the database
 * @request: a request with a document
 * @error: return location for a #ParcoursServerError
 *
 * Makes the document the next revision, or the first one. The same document
 * again changes nothing.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
ParcoursServerReply *
parcours_server_publish (ParcoursServerDatabase       *database,
                         const ParcoursServerRequest  *request,
                         GError                      **error)
{
  g_auto (Document) document = { NULL };
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *refusal = read_document (request, &document);

  if (refusal != NULL)
    return refusal;
  if (!parcours_server_registry_find (database, request->id, &entry, error))
    return NULL;
  refusal = check_precondition (request, entry);
  if (refusal != NULL)
    return refusal;
  if (entry == NULL || entry->deleted)
    return add_first_revision (database, request, entry, &document, error);
  if (g_str_equal (entry->digest, document.digest))
    return reply_entry (SOUP_STATUS_OK, entry, document.unchanged);

  return add_revision (database, request, entry, &document, SOUP_STATUS_OK, error);
}

/* The entry that the request is about, unless there is none or it is another than the request says. */
static gboolean
find_for_change (ParcoursServerDatabase       *database,
                 const ParcoursServerRequest  *request,
                 gboolean                      needs_precondition,
                 ParcoursServerEntry         **entry,
                 ParcoursServerReply         **refusal,
                 GError                      **error)
{
  if (!parcours_server_registry_find (database, request->id, entry, error))
    return FALSE;
  if (*entry == NULL)
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_NOT_FOUND, NULL, NULL);
  else if ((*entry)->deleted)
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_GONE, *entry, NULL);
  else if (needs_precondition || request->if_match != NULL || request->if_none_match != NULL)
    *refusal = check_precondition (request, *entry);

  return TRUE;
}

static ParcoursServerReply *
save_change (ParcoursServerDatabase       *database,
             const ParcoursServerRequest  *request,
             ParcoursServerEntry          *entry,
             GError                      **error)
{
  take_text (&entry->by, request->token->name);
  entry->updated = g_get_real_time () / G_USEC_PER_SEC;

  return parcours_server_registry_save (database, entry, error) ? reply_entry (SOUP_STATUS_OK, entry, TRUE) : NULL;
}

/**
 * parcours_server_delete:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Deletes an automation. Its revisions stay readable, and lists can show that it is gone.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
ParcoursServerReply *
parcours_server_delete (ParcoursServerDatabase       *database,
                        const ParcoursServerRequest  *request,
                        GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *reply = NULL;

  if (!find_for_change (database, request, TRUE, &entry, &reply, error) || reply != NULL)
    return reply;
  entry->deleted = TRUE;
  entry->active_since = PARCOURS_INSTANT_MISSING;
  reply = save_change (database, request, entry, error);
  if (reply != NULL)
    g_clear_pointer (&reply->digest, g_free);

  return reply;
}

/**
 * parcours_server_activate:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Activates the revision that the precondition names: nobody shall start what he has not seen.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
ParcoursServerReply *
parcours_server_activate (ParcoursServerDatabase       *database,
                          const ParcoursServerRequest  *request,
                          GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *refusal = NULL;

  if (!find_for_change (database, request, TRUE, &entry, &refusal, error) || refusal != NULL)
    return refusal;
  if (entry->active_since != PARCOURS_INSTANT_MISSING)
    return reply_entry (SOUP_STATUS_OK, entry, TRUE);
  entry->active_since = g_get_real_time () / G_USEC_PER_SEC;

  return save_change (database, request, entry, error);
}

/**
 * parcours_server_pause:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Pauses an automation. A precondition counts, but none is required: to stop
 * something must not fail because somebody else has just changed it.
 *
 * Returns: (transfer full): the reply, or %NULL
 */
ParcoursServerReply *
parcours_server_pause (ParcoursServerDatabase       *database,
                       const ParcoursServerRequest  *request,
                       GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *refusal = NULL;

  if (!find_for_change (database, request, FALSE, &entry, &refusal, error) || refusal != NULL)
    return refusal;
  if (entry->active_since == PARCOURS_INSTANT_MISSING)
    return reply_entry (SOUP_STATUS_OK, entry, TRUE);
  entry->active_since = PARCOURS_INSTANT_MISSING;

  return save_change (database, request, entry, error);
}
