/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "asker.h"
#include "parcours-entity-tag.h"
#include "parcours-gzip.h"
#include "parcours-json.h"

#define CREATE "If-None-Match", "*"

/* Field names and values in turn. */
#define FIELDS(...) ((const char *const[]) { __VA_ARGS__, NULL })

static Reply *
put (ServerProcess     *server,
     const char        *id,
     const char        *name,
     const char *const *fields)
{
  g_autofree char *document = make_document (id, name);
  g_autofree char *path = g_strconcat ("automations/", id, NULL);

  return ask (server, "PUT", path, fields, document);
}

/* Publishes and returns the digest. */
static char *
publish (ServerProcess *server,
         const char    *id,
         const char    *name,
         const char    *base)
{
  g_autofree char *tag = base != NULL ? parcours_entity_tag_format (base, FALSE) : NULL;
  g_autoptr (Reply) reply = put (server, id, name, base != NULL ? FIELDS ("If-Match", tag) : FIELDS (CREATE));

  g_assert_cmpuint (reply->status, ==, base != NULL ? 200 : 201);

  return g_strdup (reply_string (reply, "digest"));
}

static gint64
count_revisions (ServerProcess *server,
                 const char    *id)
{
  g_autofree char *path = g_strdup_printf ("automations/%s/revisions?limit=1000", id);
  g_autoptr (Reply) reply = ask (server, "GET", path, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (reply->json), "items"));
}

/* A request a row, in turn, to a server with a1 (revision 2, "Second") and a2, which is deleted. */
static const struct
{
  const char *method;
  const char *path;
  const char *field[4];
  const char *body;
  guint status;
  const char *problem;
} requests[] = {
  /* What is there, and what is not. */
  { "GET", "health", { "Authorization", "" }, NULL, 200, NULL },
  { "HEAD", "health", { "Authorization", "" }, NULL, 200, NULL },
  { "POST", "health", { NULL }, "{}", 405, "method-not-allowed" },
  { "GET", "", { NULL }, NULL, 404, "not-found" },
  { "GET", "automation", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations//status", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/../health", { "Authorization", "" }, NULL, 200, NULL },
  { "GET", "automations/..%2Fhealth", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/%00", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a%20b", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/.hidden", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1'%20OR%20'1'='1", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a3", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a%31", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a1", { NULL }, NULL, 200, NULL },
  { "HEAD", "automations/a1", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a2", { NULL }, NULL, 410, "gone" },
  { "GET", "automations/a1/status", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a2/status", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a3/status", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a2/revisions", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a3/revisions", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions/1", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a2/revisions/1", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a1/revisions/3", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions/0", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions/-1", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions/one", { NULL }, NULL, 404, "not-found" },
  { "GET", "automations/a1/revisions/99999999999999999999", { NULL }, NULL, 404, "not-found" },
  { "OPTIONS", "automations", { "Authorization", "" }, NULL, 204, NULL },
  { "OPTIONS", "nothing", { "Authorization", "" }, NULL, 404, "not-found" },
  { "PATCH", "automations/a1", { NULL }, "{}", 405, "method-not-allowed" },
  { "POST", "automations/a1", { NULL }, "{}", 405, "method-not-allowed" },
  { "PUT", "automations", { NULL }, "{}", 405, "method-not-allowed" },
  { "GET", "automations/a1/activate", { NULL }, NULL, 405, "method-not-allowed" },
  { "BREW", "automations/a1", { NULL }, NULL, 405, "method-not-allowed" },
  /* Who asks. */
  { "GET", "automations", { "Authorization", "" }, NULL, 401, "unauthorized" },
  { "GET", "automations", { "Authorization", "Bearer wrong" }, NULL, 401, "unauthorized" },
  { "GET", "automations", { "Authorization", "Bearer" }, NULL, 401, "unauthorized" },
  { "GET", "automations", { "Authorization", "Basic TWFyaWU6c2VjcmV0" }, NULL, 401, "unauthorized" },
  { "PUT", "automations/a1", { "Authorization", "" }, "{}", 401, "unauthorized" },
  /* What is asked for. */
  { "GET", "automations?limit=1", { NULL }, NULL, 200, NULL },
  { "GET", "automations?limit=0", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?limit=1001", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?limit=many", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?limit=", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?updated-since=2026-03-02T08:00:00Z", { NULL }, NULL, 200, NULL },
  { "GET", "automations?updated-since=yesterday", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?include-deleted=true", { NULL }, NULL, 200, NULL },
  { "GET", "automations?include-deleted=maybe", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations?cursor=", { NULL }, NULL, 400, "cursor-unknown" },
  { "GET", "automations?cursor=0123456789abcdef.1", { NULL }, NULL, 400, "cursor-unknown" },
  { "GET", "automations?something=else", { NULL }, NULL, 200, NULL },
  { "GET", "automations/a1/revisions?cursor=x", { NULL }, NULL, 400, "bad-parameter" },
  { "GET", "automations/a1/revisions?limit=0", { NULL }, NULL, 400, "bad-parameter" },
  /* Preconditions. */
  { "PUT", "automations/a1", { NULL }, "DOCUMENT", 428, "precondition-required" },
  { "PUT", "automations/a1", { CREATE }, "DOCUMENT", 412, "stale" },
  { "PUT", "automations/a1", { "If-Match", "\"other\"" }, "DOCUMENT", 412, "stale" },
  { "PUT", "automations/a1", { "If-Match", "other" }, "DOCUMENT", 412, "stale" },
  { "PUT", "automations/a1", { "If-Match", "*", CREATE }, "DOCUMENT", 412, "stale" },
  { "PUT", "automations/a3", { "If-Match", "*" }, "DOCUMENT3", 412, "stale" },
  { "PUT", "automations/a2", { "If-Match", "*" }, "DOCUMENT2", 412, "stale" },
  { "DELETE", "automations/a1", { NULL }, NULL, 428, "precondition-required" },
  { "DELETE", "automations/a1", { "If-Match", "\"other\"" }, NULL, 412, "stale" },
  { "DELETE", "automations/a2", { "If-Match", "*" }, NULL, 410, "gone" },
  { "DELETE", "automations/a3", { "If-Match", "*" }, NULL, 404, "not-found" },
  { "POST", "automations/a1/activate", { NULL }, NULL, 428, "precondition-required" },
  { "POST", "automations/a1/activate", { "If-Match", "\"other\"" }, NULL, 412, "stale" },
  { "POST", "automations/a2/activate", { "If-Match", "*" }, NULL, 410, "gone" },
  { "POST", "automations/a3/activate", { "If-Match", "*" }, NULL, 404, "not-found" },
  { "POST", "automations/a1/pause", { "If-Match", "\"other\"" }, NULL, 412, "stale" },
  { "POST", "automations/a1/pause", { NULL }, NULL, 200, NULL },
  { "POST", "automations/a2/pause", { NULL }, NULL, 410, "gone" },
  { "POST", "automations/a3/pause", { NULL }, NULL, 404, "not-found" },
  { "POST", "automations", { NULL }, "DOCUMENT3", 428, "precondition-required" },
  { "POST", "automations", { "Idempotency-Key", "k-exists" }, "DOCUMENT", 409, "exists" },
  { "POST", "automations", { "Idempotency-Key", "with space" }, "DOCUMENT", 400, "bad-parameter" },
  /* Bodies. */
  { "PUT", "automations/a1", { CREATE, "Content-Type", "text/plain" }, "{}", 415, "unsupported-type" },
  { "PUT", "automations/a1", { CREATE, "Content-Type", "" }, "{}", 415, "unsupported-type" },
  { "PUT", "automations/a1", { CREATE, "Content-Encoding", "br" }, "{}", 415, "unsupported-type" },
  { "PUT", "automations/a1", { CREATE, "Content-Encoding", "gzip" }, "{}", 400, "malformed" },
  { "PUT", "automations/a1", { CREATE, "Content-Encoding", "identity" }, "{}", 422, "invalid" },
  { "PUT", "automations/a1", { CREATE, "Content-Type", "application/json; charset=utf-8" }, "{}", 422, "invalid" },
  { "PUT", "automations/a1", { CREATE }, "", 400, "malformed" },
  { "PUT", "automations/a1", { CREATE }, "{\"a\": ", 400, "malformed" },
  { "PUT", "automations/a1", { CREATE }, "{\"a\": 1, \"a\": 2}", 400, "malformed" },
  { "PUT", "automations/a1", { CREATE }, "\xff\xfe{}", 400, "malformed" },
  { "PUT", "automations/a1", { CREATE }, "null", 422, "invalid" },
  { "PUT", "automations/a1", { CREATE }, "[]", 422, "invalid" },
  { "PUT", "automations/a1", { CREATE }, "DOCUMENT2", 422, "invalid" },
  { "PUT", "automations/a1", { CREATE }, "{\"format\": \"parcours-automation/99\", \"slug\": \"a\"}", 422, "invalid" },
  { "POST", "automations", { "Idempotency-Key", "k" },
    "{\"format\": \"parcours-automation/1\", \"id\": \"../a\", \"slug\": \"a\", \"steps\": {}, \"links\": []}", 422,
    "invalid" },
};

static char *
expand_body (const char *body)
{
  if (body != NULL && g_str_has_prefix (body, "DOCUMENT"))
    return make_document (g_str_equal (body, "DOCUMENT") ? "a1" : g_str_equal (body, "DOCUMENT2") ? "a2" : "a3", "Third");

  return g_strdup (body);
}

static void
test_requests (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *first = publish (server, "a1", "First", NULL);
  g_autofree char *second = publish (server, "a1", "Second", first);
  g_autofree char *doomed = publish (server, "a2", "Doomed", NULL);
  g_autoptr (Reply) deleted = ask (server, "DELETE", "automations/a2", FIELDS ("If-Match", "*"), NULL);

  g_assert_cmpuint (deleted->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *body = expand_body (requests[i].body);
      const char *const *fields =
        FIELDS (requests[i].field[0], requests[i].field[1], requests[i].field[2], requests[i].field[3]);
      g_autoptr (Reply) reply = ask (server, requests[i].method, requests[i].path, fields, body);

      g_test_message ("%s /%s (row %u): %u", requests[i].method, requests[i].path, i, reply->status);
      g_assert_cmpuint (reply->status, ==, requests[i].status);
      g_assert_cmpstr (reply_problem (reply), ==, requests[i].problem);
      if (requests[i].problem != NULL)
        {
          g_assert_cmpint (reply_number (reply, "status"), ==, requests[i].status);
          g_assert_nonnull (reply_string (reply, "title"));
          g_assert_cmpstr (reply_field (reply, "Content-Type"), ==, "application/problem+json");
        }
      if (requests[i].status == 401)
        g_assert_nonnull (reply_field (reply, "WWW-Authenticate"));
      if (requests[i].status == 405)
        g_assert_nonnull (strstr (reply_field (reply, "Allow"), "OPTIONS"));
    }
  /* Nothing of all that has left a trace. */
  g_assert_cmpint (count_revisions (server, "a1"), ==, 2);
  g_assert_cmpint (count_revisions (server, "a2"), ==, 1);
}

static void
test_read_only (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *token = server_process_run (server, 0, "--new-token", "Reader", "--read-only", NULL);
  g_autofree char *bearer = g_strconcat ("bearer ", g_strchomp (token), NULL);
  g_autofree char *digest = publish (server, "a1", "First", NULL);
  g_autoptr (Reply) read = ask (server, "GET", "automations/a1", FIELDS ("Authorization", bearer), NULL);
  g_autoptr (Reply) written = put (server, "a1", "Second", FIELDS ("Authorization", bearer, "If-Match", "*"));
  g_autoptr (Reply) paused = ask (server, "POST", "automations/a1/pause", FIELDS ("Authorization", bearer), NULL);

  g_assert_cmpuint (read->status, ==, 200);
  g_assert_cmpuint (written->status, ==, 403);
  g_assert_cmpstr (reply_problem (written), ==, "forbidden");
  g_assert_cmpuint (paused->status, ==, 403);
  g_free (server_process_run (server, 0, "--revoke-token", "Reader", NULL));
  {
    g_autoptr (Reply) revoked = ask (server, "GET", "automations/a1", FIELDS ("Authorization", bearer), NULL);

    g_assert_cmpuint (revoked->status, ==, 401);
  }
}

/* Who has a document is not sent it again; who changes one needs the tag of the very same. */
static void
test_entity_tags (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *digest = publish (server, "a1", "First", NULL);
  g_autofree char *tag = parcours_entity_tag_format (digest, FALSE);
  g_autofree char *gzip_tag = parcours_entity_tag_format (digest, TRUE);
  g_autofree char *weak_tag = g_strconcat ("W/", tag, NULL);
  g_autoptr (Reply) read = ask (server, "GET", "automations/a1", NULL, NULL);
  g_autofree char *actual = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, read->body);
  g_autoptr (Reply) same = ask (server, "GET", "automations/a1", FIELDS ("If-None-Match", tag), NULL);
  g_autoptr (Reply) weak = ask (server, "GET", "automations/a1", FIELDS ("If-None-Match", weak_tag), NULL);
  g_autoptr (Reply) other = ask (server, "GET", "automations/a1", FIELDS ("If-None-Match", "\"other\""), NULL);
  g_autoptr (Reply) head = ask (server, "HEAD", "automations/a1", FIELDS ("If-None-Match", gzip_tag), NULL);
  g_autoptr (Reply) refused = put (server, "a1", "Second", FIELDS ("If-Match", weak_tag));
  g_autoptr (Reply) written = put (server, "a1", "Second", FIELDS ("If-Match", gzip_tag));
  g_autoptr (Reply) list = ask (server, "GET", "automations", NULL, NULL);
  g_autoptr (Reply) list_again = ask (server, "GET", "automations", FIELDS ("If-None-Match", reply_field (list, "ETag")),
                                      NULL);

  g_assert_cmpstr (reply_field (read, "ETag"), ==, tag);
  g_assert_cmpstr (actual, ==, digest);
  g_assert_cmpstr (reply_field (read, "Parcours-Revision"), ==, "1");
  g_assert_nonnull (reply_field (read, "Last-Modified"));
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (g_bytes_get_size (same->body), ==, 0);
  g_assert_cmpstr (reply_field (same, "ETag"), ==, tag);
  g_assert_cmpuint (weak->status, ==, 304);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpuint (head->status, ==, 304);
  g_assert_cmpuint (refused->status, ==, 412);
  g_assert_cmpstr (reply_field (refused, "ETag"), ==, tag);
  g_assert_cmpstr (reply_field (refused, "Parcours-Revision"), ==, "1");
  g_assert_cmpuint (written->status, ==, 200);
  g_assert_cmpuint (list_again->status, ==, 304);
}

/* The same document again is no new revision; one that is written otherwise is kept in the canonical form,
 * and then no tag is told, as what is there is not what was sent. */
static void
test_canonical (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *line = make_document ("a1", "First");
  g_autoptr (JsonNode) node = parcours_json_parse (line, -1, NULL);
  g_autofree char *pretty = parcours_json_to_text (node);
  g_autoptr (Reply) created = ask (server, "PUT", "automations/a1", FIELDS (CREATE), pretty);
  g_autoptr (Reply) again = ask (server, "PUT", "automations/a1", FIELDS ("If-Match", "*"), line);
  g_autoptr (Reply) read = ask (server, "GET", "automations/a1", NULL, NULL);

  g_assert_cmpuint (created->status, ==, 201);
  g_assert_cmpstr (reply_field (created, "Location"), ==, "/automations/a1");
  g_assert_null (reply_field (created, "ETag"));
  g_assert_nonnull (reply_string (created, "digest"));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpint (reply_number (again, "revision"), ==, 1);
  g_assert_nonnull (reply_field (again, "ETag"));
  g_assert_cmpmem (g_bytes_get_data (read->body, NULL), g_bytes_get_size (read->body), line, strlen (line));
}

/* Keys that this version does not know are kept, wherever they stand. */
static void
test_unknown_keys (void)
{
  static const char document[] =
    "{\"format\":\"parcours-automation/1\",\"future\":{\"a\":[1.5,null]},\"id\":\"a1\","
    "\"links\":[{\"colour\":\"red\",\"from\":\"x\",\"port\":\"next\",\"to\":\"y\"}],\"name\":\"N\",\"platform\":\"brevo\","
    "\"settings\":{\"more\":true},\"slug\":\"a\",\"steps\":{\"x\":{\"at\":[0,0],\"mood\":\"good\",\"type\":\"new.type\"}}}";
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (Reply) created = ask (server, "PUT", "automations/a1", FIELDS (CREATE), document);
  g_autoptr (Reply) read = ask (server, "GET", "automations/a1", NULL, NULL);

  g_assert_cmpuint (created->status, ==, 201);
  g_assert_cmpmem (g_bytes_get_data (read->body, NULL), g_bytes_get_size (read->body), document, strlen (document));
}

static void
assert_replayed (Reply *first,
                 Reply *second)
{
  g_assert_cmpuint (first->status, ==, second->status);
  g_assert_true (g_bytes_equal (first->body, second->body));
  g_assert_cmpstr (reply_field (first, "ETag"), ==, reply_field (second, "ETag"));
  g_assert_cmpstr (reply_field (first, "Location"), ==, reply_field (second, "Location"));
  g_assert_cmpstr (reply_field (first, "Parcours-Revision"), ==, reply_field (second, "Parcours-Revision"));
  g_assert_null (reply_field (first, "Idempotent-Replayed"));
  g_assert_cmpstr (reply_field (second, "Idempotent-Replayed"), ==, "true");
}

static void
test_idempotency (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *document = make_document ("a1", "First");
  g_autoptr (Reply) created = ask (server, "POST", "automations", FIELDS ("Idempotency-Key", "k1"), document);
  g_autoptr (Reply) created_again = ask (server, "POST", "automations", FIELDS ("Idempotency-Key", "k1"), document);
  g_autofree char *tag = g_strdup (reply_field (created, "ETag"));
  g_autoptr (Reply) updated = put (server, "a1", "Second", FIELDS ("If-Match", tag, "Idempotency-Key", "k2"));
  g_autoptr (Reply) lost = put (server, "a1", "Third", FIELDS ("If-Match", tag, "Idempotency-Key", "k3"));
  g_autoptr (Reply) reused = put (server, "a1", "Third", FIELDS ("If-Match", tag, "Idempotency-Key", "k2"));
  g_autoptr (Reply) elsewhere = put (server, "a2", "Second", FIELDS ("If-Match", tag, "Idempotency-Key", "k2"));
  g_autoptr (Reply) activated = ask (server, "POST", "automations/a1/activate",
                                     FIELDS ("If-Match", "*", "Idempotency-Key", "k4"), NULL);
  g_autoptr (Reply) paused = ask (server, "POST", "automations/a1/pause", FIELDS ("Idempotency-Key", "k5"), NULL);
  g_autoptr (Reply) back = put (server, "a1", "First", FIELDS ("If-Match", reply_field (updated, "ETag")));

  assert_replayed (created, created_again);
  g_assert_cmpuint (updated->status, ==, 200);
  g_assert_cmpuint (lost->status, ==, 412);
  g_assert_cmpuint (reused->status, ==, 422);
  g_assert_cmpstr (reply_problem (reused), ==, "key-reused");
  g_assert_cmpuint (elsewhere->status, ==, 422);
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpint (count_revisions (server, "a1"), ==, 3);

  /* All of it is said again after a crash; even what was refused and would be welcome now is refused again. */
  server_process_kill (server);
  server_process_start (server);
  {
    g_autoptr (Reply) updated_again = put (server, "a1", "Second", FIELDS ("If-Match", tag, "Idempotency-Key", "k2"));
    g_autoptr (Reply) lost_again = put (server, "a1", "Third", FIELDS ("If-Match", tag, "Idempotency-Key", "k3"));
    g_autoptr (Reply) activated_again = ask (server, "POST", "automations/a1/activate",
                                             FIELDS ("If-Match", "*", "Idempotency-Key", "k4"), NULL);
    g_autoptr (Reply) status = ask (server, "GET", "automations/a1/status", NULL, NULL);

    assert_replayed (updated, updated_again);
    assert_replayed (lost, lost_again);
    assert_replayed (activated, activated_again);
    g_assert_cmpstr (reply_string (status, "state"), ==, "paused");
    g_assert_cmpint (count_revisions (server, "a1"), ==, 3);
  }
  g_assert_cmpuint (paused->status, ==, 200);
}

/* A malformed request uses up no key, and the key of one is nothing to another. */
static void
test_keys (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *token = server_process_run (server, 0, "--new-token", "Zoé", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", g_strchomp (token), NULL);
  g_autoptr (Reply) malformed = ask (server, "PUT", "automations/a1", FIELDS (CREATE, "Idempotency-Key", "k1"), "{");
  g_autoptr (Reply) hers = put (server, "a1", "First", FIELDS (CREATE, "Idempotency-Key", "k1"));
  g_autoptr (Reply) his = put (server, "a2", "First", FIELDS (CREATE, "Idempotency-Key", "k1", "Authorization", bearer));
  g_autofree char *longest = g_strnfill (255, 'k');
  g_autofree char *too_long = g_strnfill (256, 'k');
  g_autoptr (Reply) taken = put (server, "a3", "First", FIELDS (CREATE, "Idempotency-Key", longest));
  g_autoptr (Reply) refused = put (server, "a4", "First", FIELDS (CREATE, "Idempotency-Key", too_long));

  g_assert_cmpuint (malformed->status, ==, 400);
  g_assert_cmpuint (hers->status, ==, 201);
  g_assert_cmpuint (his->status, ==, 201);
  g_assert_cmpstr (reply_string (his, "by"), ==, "Zoé");
  g_assert_cmpuint (taken->status, ==, 201);
  g_assert_cmpuint (refused->status, ==, 400);
}

static void
test_states (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *digest = publish (server, "a1", "First", NULL);
  g_autofree char *tag = parcours_entity_tag_format (digest, FALSE);
  g_autoptr (Reply) active = ask (server, "POST", "automations/a1/activate", FIELDS ("If-Match", tag), NULL);
  g_autoptr (Reply) again = ask (server, "POST", "automations/a1/activate", FIELDS ("If-Match", tag), NULL);
  g_autofree char *second = publish (server, "a1", "Second", digest);
  g_autoptr (Reply) old = ask (server, "POST", "automations/a1/activate", FIELDS ("If-Match", tag), NULL);
  g_autoptr (Reply) running = ask (server, "GET", "automations/a1/status", NULL, NULL);
  g_autoptr (Reply) deleted = ask (server, "DELETE", "automations/a1", FIELDS ("If-Match", "*"), NULL);
  g_autoptr (Reply) gone = ask (server, "GET", "automations/a1/status", NULL, NULL);
  g_autoptr (Reply) reborn = put (server, "a1", "Third", FIELDS (CREATE));

  g_assert_cmpstr (reply_string (active, "state"), ==, "active");
  g_assert_nonnull (reply_string (active, "active-since"));
  g_assert_cmpstr (reply_string (again, "active-since"), ==, reply_string (active, "active-since"));
  g_assert_cmpstr (reply_string (again, "updated"), ==, reply_string (active, "updated"));
  g_assert_cmpuint (old->status, ==, 412);
  /* A new revision takes over at once. */
  g_assert_cmpstr (reply_string (running, "state"), ==, "active");
  g_assert_cmpint (reply_number (running, "revision"), ==, 2);
  g_assert_cmpuint (deleted->status, ==, 200);
  g_assert_null (reply_field (deleted, "ETag"));
  g_assert_cmpstr (reply_string (gone, "state"), ==, "paused");
  g_assert_cmpuint (reborn->status, ==, 201);
  g_assert_cmpint (reply_number (reborn, "revision"), ==, 3);
  g_assert_cmpstr (reply_string (reborn, "state"), ==, "paused");
}

/* Reads all pages from @cursor on, and returns the ids in their order; @cursor moves to the end. */
static char *
read_pages (ServerProcess  *server,
            const char     *query,
            char          **cursor)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *path = g_strdup_printf ("automations?limit=7%s%s%s", query, *cursor != NULL ? "&cursor=" : "",
                                               *cursor != NULL ? *cursor : "");
      g_autoptr (Reply) reply = ask (server, "GET", path, NULL, NULL);
      JsonArray *items;

      g_assert_cmpuint (reply->status, ==, 200);
      items = json_object_get_array_member (json_node_get_object (reply->json), "items");
      for (guint i = 0; i < json_array_get_length (items); i++)
        g_string_append_printf (ids, "%s ", json_object_get_string_member (json_array_get_object_element (items, i), "id"));
      more = json_object_get_boolean_member (json_node_get_object (reply->json), "more");
      g_assert_true (!more || json_array_get_length (items) == 7);
      g_free (*cursor);
      *cursor = g_strdup (reply_string (reply, "cursor"));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_pages (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *cursor = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *later = NULL;
  g_autofree char *never = NULL;
  g_autoptr (Reply) deleted = NULL;
  g_autofree char *end = NULL;
  g_autofree char *from_now = NULL;

  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_free (publish (server, id, "First", NULL));
    }
  first = read_pages (server, "", &cursor);
  g_assert_cmpstr (first, ==, "b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 ");
  second = read_pages (server, "", &cursor);
  g_assert_cmpstr (second, ==, "");
  /* What changes comes last, once. */
  fresh = make_document ("b3", "First");
  g_free (publish (server, "b14", "First", NULL));
  {
    g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, fresh, -1);
    g_autofree char *next = publish (server, "b3", "Second", digest);

    g_free (publish (server, "b3", "Third", next));
  }
  deleted = ask (server, "DELETE", "automations/b5", FIELDS ("If-Match", "*"), NULL);
  g_assert_cmpuint (deleted->status, ==, 200);
  third = read_pages (server, "&include-deleted=true", &cursor);
  g_assert_cmpstr (third, ==, "b14 b3 b5 ");
  whole = read_pages (server, "", &end);
  g_assert_cmpstr (whole, ==, "b0 b1 b2 b4 b6 b7 b8 b9 b10 b11 b12 b13 b14 b3 ");
  g_clear_pointer (&end, g_free);
  later = g_strconcat ("&updated-since=", reply_string (deleted, "updated"), NULL);
  from_now = read_pages (server, later, &end);
  g_assert_nonnull (strstr (from_now, "b3 "));
  g_clear_pointer (&end, g_free);
  never = read_pages (server, "&updated-since=2999-01-01T00:00:00Z", &end);
  g_assert_cmpstr (never, ==, "");
  /* The cursor outlives the process. */
  server_process_kill (server);
  server_process_start (server);
  g_free (second);
  second = read_pages (server, "&include-deleted=true", &cursor);
  g_assert_cmpstr (second, ==, "");
}

/* A cursor of another server, or from before an older copy of the file was put back, is not taken for ours. */
static void
test_foreign_cursor (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (ServerProcess) other = server_process_new (NULL);
  g_autofree char *cursor = NULL;
  g_autofree char *digest = publish (server, "a1", "First", NULL);
  g_autofree char *ids = read_pages (server, "", &cursor);
  g_autofree char *path = g_strconcat ("automations?cursor=", cursor, NULL);
  g_autofree char *beyond = g_strdup_printf ("automations?cursor=%.16s.99", cursor);
  g_autoptr (Reply) elsewhere = ask (other, "GET", path, NULL, NULL);
  g_autoptr (Reply) restored = ask (server, "GET", beyond, NULL, NULL);

  g_assert_cmpuint (elsewhere->status, ==, 400);
  g_assert_cmpstr (reply_problem (elsewhere), ==, "cursor-unknown");
  g_assert_cmpuint (restored->status, ==, 400);
  g_assert_cmpstr (reply_problem (restored), ==, "cursor-unknown");
}

static void
test_revisions (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *digest = publish (server, "a1", "Version 1", NULL);
  g_autofree char *cursor = NULL;
  gint64 expected = 20;

  for (guint i = 2; i <= 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Version %u", i);
      char *next = publish (server, "a1", name, digest);

      g_free (digest);
      digest = next;
    }
  for (guint page = 0; page < 3; page++)
    {
      g_autofree char *path = g_strdup_printf ("automations/a1/revisions?limit=8%s%s", cursor != NULL ? "&cursor=" : "",
                                               cursor != NULL ? cursor : "");
      g_autoptr (Reply) reply = ask (server, "GET", path, NULL, NULL);
      JsonObject *object = json_node_get_object (reply->json);
      JsonArray *items = json_object_get_array_member (object, "items");

      g_assert_cmpuint (json_array_get_length (items), ==, page < 2 ? 8 : 4);
      g_assert_cmpint (json_object_get_boolean_member (object, "more"), ==, page < 2);
      for (guint i = 0; i < json_array_get_length (items); i++)
        g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (items, i), "number"), ==, expected--);
      g_free (cursor);
      cursor = g_strdup (reply_string (reply, "cursor"));
    }
  {
    g_autoptr (Reply) reply = ask (server, "GET", "automations/a1/revisions/7", NULL, NULL);

    g_assert_cmpstr (reply_string (reply, "name"), ==, "Version 7");
    g_assert_cmpstr (reply_field (reply, "Parcours-Revision"), ==, "7");
  }
}

/* A document with @n steps. */
static char *
make_large_document (const char *id,
                     guint       n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{\"format\":\"parcours-automation/1\",\"id\":\"%s\",\"links\":[],\"name\":\"Large\","
                          "\"platform\":\"brevo\",\"settings\":{},\"slug\":\"large\",\"steps\":{", id);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"s%07u\":{\"at\":[0,%u],\"params\":{},\"type\":\"wait.duration\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "}}");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_gzip (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *document = make_large_document ("a1", 1000);
  g_autoptr (GBytes) plain = g_bytes_new (document, strlen (document));
  g_autoptr (GBytes) compressed = parcours_gzip (plain);
  g_autoptr (Reply) created = ask_with_bytes (server, "PUT", "automations/a1", FIELDS (CREATE, "Content-Encoding", "gzip"),
                                              compressed);
  g_autoptr (Reply) read = ask (server, "GET", "automations/a1", FIELDS ("Accept-Encoding", "gzip"), NULL);
  g_autoptr (Reply) unwanted = ask (server, "GET", "automations/a1", FIELDS ("Accept-Encoding", "gzip;q=0, deflate"), NULL);
  g_autofree char *tag = parcours_entity_tag_format (reply_string (created, "digest"), FALSE);
  g_autofree char *gzip_tag = parcours_entity_tag_format (reply_string (created, "digest"), TRUE);
  g_autoptr (Reply) same = ask (server, "GET", "automations/a1",
                                FIELDS ("Accept-Encoding", "gzip", "If-None-Match", gzip_tag), NULL);

  g_assert_cmpuint (created->status, ==, 201);
  g_assert_cmpstr (reply_field (created, "ETag"), ==, tag);
  g_assert_cmpstr (reply_field (read, "Content-Encoding"), ==, "gzip");
  g_assert_cmpstr (reply_field (read, "ETag"), ==, gzip_tag);
  g_assert_cmpint (soup_message_headers_get_content_length (read->headers), <, (goffset) strlen (document) / 5);
  g_assert_true (g_bytes_equal (read->body, plain));
  g_assert_null (reply_field (unwanted, "Content-Encoding"));
  g_assert_cmpstr (reply_field (unwanted, "ETag"), ==, tag);
  g_assert_true (g_bytes_equal (unwanted->body, plain));
  g_assert_cmpuint (same->status, ==, 304);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/requests", test_requests);
  g_test_add_func ("/protocol/read-only", test_read_only);
  g_test_add_func ("/protocol/entity-tags", test_entity_tags);
  g_test_add_func ("/protocol/canonical", test_canonical);
  g_test_add_func ("/protocol/unknown-keys", test_unknown_keys);
  g_test_add_func ("/protocol/idempotency", test_idempotency);
  g_test_add_func ("/protocol/keys", test_keys);
  g_test_add_func ("/protocol/states", test_states);
  g_test_add_func ("/protocol/pages", test_pages);
  g_test_add_func ("/protocol/foreign-cursor", test_foreign_cursor);
  g_test_add_func ("/protocol/revisions", test_revisions);
  g_test_add_func ("/protocol/gzip", test_gzip);

  return g_test_run ();
}
