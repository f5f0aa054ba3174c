/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "parcours-draw.h"
#include "parcours-store-bulk.h"
#include "parcours-store-changes.h"
#include "parcours-store-numbers.h"

static void
add_library (ParcoursStore *store)
{
  static const char *const fields[][2] = {
    { "City", "{'type': 'text'}" },       { "Age", "{'type': 'number'}" },     { "Spent", "{'type': 'money'}" },
    { "Since", "{'type': 'date'}" },      { "Seen", "{'type': 'datetime'}" },  { "Birthday", "{'type': 'birthday'}" },
    { "Adult", "{'type': 'bool'}" },      { "Plan", "{'type': 'choice', 'options': ['Free', 'Pro']}" },
    { "Hobbies", "{'type': 'choices', 'options': ['Reading', 'Sport', 'Cooking']}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (add_entity (store, "field", fields[i][0], fields[i][1]));
  g_free (add_entity (store, "tag", "VIP", NULL));
  g_free (add_entity (store, "tag", "Press", NULL));
  g_free (add_entity (store, "group", "Soaps", NULL));
  g_free (add_entity (store, "audience", "Lookalike", NULL));
  g_free (add_entity (store, "list", "Newsletter", NULL));
  g_free (add_entity (store, "list", "Club", NULL));
  g_free (add_entity (store, "score", "Lead", NULL));
  g_free (add_entity (store, "sender", "Shop", NULL));
}

static ParcoursContact *
new_ada (void)
{
  static const char *const values[][2] = {
    { "first-name", "Ada" },  { "phone", "+33612345678" },       { "timezone", "Europe/Paris" },
    { "city", "Paris" },      { "age", "36" },                   { "spent", "19.99" },
    { "since", "2024-02-29" }, { "seen", "2026-03-02T09:00:00Z" }, { "birthday", "12-10" },
    { "adult", "true" },      { "plan", "Pro" },                 { "hobbies", "Reading, Cooking" },
    { "created-at", "2025-01-01T00:00:00Z" }, { "order-count", "3" }, { "total-spent", "120.50" },
  };
  ParcoursContact *contact = parcours_contact_new ("Ada@Example.org");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    parcours_contact_set_field (contact, values[i][0], values[i][1]);
  parcours_contact_set_score (contact, "lead", 42);
  parcours_contact_set_list (contact, "newsletter", PARCOURS_LIST_ACTIVE, 1000, "import");
  parcours_contact_set_list (contact, "club", PARCOURS_LIST_UNSUBSCRIBED, 2000, NULL);
  parcours_contact_add_member (contact, PARCOURS_SET_TAGS, "vip", 3000);
  parcours_contact_add_member (contact, PARCOURS_SET_GROUPS, "soaps", 0);
  parcours_contact_add_member (contact, PARCOURS_SET_AUDIENCES, "lookalike", 0);
  g_hash_table_add (contact->blocked_senders, g_strdup ("shop"));
  contact->channels[PARCOURS_CHANNEL_SMS] = PARCOURS_CONSENT_UNSUBSCRIBED;

  return contact;
}

static void
assert_same_table (GHashTable *a,
                   GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_cmpstr (g_hash_table_lookup (b, key), ==, value);
}

static void
assert_is_ada (ParcoursContact *loaded)
{
  g_autoptr (ParcoursContact) ada = new_ada ();
  ParcoursSubscription *newsletter = g_hash_table_lookup (loaded->lists, "newsletter");

  assert_same_table (ada->fields, loaded->fields);
  g_assert_cmpfloat (*(double *) g_hash_table_lookup (loaded->scores, "lead"), ==, 42);
  g_assert_cmpint (newsletter->status, ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (newsletter->since, ==, 1000);
  g_assert_cmpstr (newsletter->source, ==, "import");
  g_assert_cmpuint (g_hash_table_size (loaded->lists), ==, 2);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (loaded->sets[PARCOURS_SET_TAGS], "vip"), ==, 3000);
  g_assert_cmpuint (g_hash_table_size (loaded->sets[PARCOURS_SET_TAGS]), ==, 1);
  g_assert_true (g_hash_table_contains (loaded->sets[PARCOURS_SET_GROUPS], "soaps"));
  g_assert_true (g_hash_table_contains (loaded->sets[PARCOURS_SET_AUDIENCES], "lookalike"));
  g_assert_true (g_hash_table_contains (loaded->blocked_senders, "shop"));
  g_assert_cmpint (loaded->channels[PARCOURS_CHANNEL_SMS], ==, PARCOURS_CONSENT_UNSUBSCRIBED);
  /* Who is active on a list has consented to email. */
  g_assert_cmpint (loaded->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_SUBSCRIBED);
}

static void
test_round (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) ada = new_ada ();
  g_autoptr (ParcoursContact) loaded = NULL;
  gint64 id;

  add_library (fixture->store);
  id = parcours_store_add_contact (fixture->store, ada, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ada->key, ==, parcours_contact_key ("ada@example.org"));
  fixture_reopen (fixture);
  g_assert_cmpint (parcours_store_find_contact (fixture->store, "ADA@example.ORG", &error), ==, id);
  g_assert_cmpint (parcours_store_find_contact (fixture->store, "phone:+33612345678", &error), ==, id);
  g_assert_cmpint (parcours_store_find_key (fixture->store, ada->key, &error), ==, id);
  g_assert_cmpint (parcours_store_find_contact (fixture->store, "bo@example.org", &error), ==, 0);
  loaded = parcours_store_load_contact (fixture->store, id, &error);
  g_assert_no_error (error);
  assert_is_ada (loaded);

  /* Saving what was loaded changes nothing. */
  g_assert_true (parcours_store_update_contact (fixture->store, loaded, &error));
  g_clear_pointer (&loaded, parcours_contact_free);
  loaded = parcours_store_load_contact (fixture->store, id, &error);
  assert_is_ada (loaded);
}

static void
test_update (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) ada = new_ada ();
  g_autoptr (ParcoursContact) loaded = NULL;
  guint64 key;

  add_library (fixture->store);
  parcours_store_add_contact (fixture->store, ada, &error);
  key = ada->key;
  parcours_contact_set_field (ada, "email", "ada@lovelace.example.org");
  parcours_contact_set_field (ada, "city", NULL);
  parcours_contact_set_field (ada, "age", "37");
  g_hash_table_remove (ada->scores, "lead");
  parcours_contact_set_list (ada, "newsletter", PARCOURS_LIST_NONE, 0, NULL);
  g_hash_table_remove_all (ada->sets[PARCOURS_SET_TAGS]);
  parcours_contact_add_member (ada, PARCOURS_SET_TAGS, "press", 0);
  g_assert_true (parcours_store_update_contact (fixture->store, ada, &error));
  g_assert_no_error (error);

  loaded = parcours_store_load_contact (fixture->store, ada->id, &error);
  g_assert_cmpuint (loaded->key, ==, key);
  assert_same_table (ada->fields, loaded->fields);
  g_assert_cmpuint (g_hash_table_size (loaded->scores), ==, 0);
  g_assert_false (g_hash_table_contains (loaded->lists, "newsletter"));
  g_assert_false (g_hash_table_contains (loaded->sets[PARCOURS_SET_TAGS], "vip"));
  g_assert_true (g_hash_table_contains (loaded->sets[PARCOURS_SET_TAGS], "press"));
}

/* The address of somebody who has another one now is free, but not the key. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) ada = parcours_contact_new ("ada@example.org");
  g_autoptr (ParcoursContact) other = parcours_contact_new ("ada@example.org");
  g_autoptr (ParcoursContact) nameless = parcours_contact_new (NULL);

  parcours_store_add_contact (fixture->store, ada, &error);
  parcours_contact_set_field (ada, "email", "ada@lovelace.example.org");
  g_assert_true (parcours_store_update_contact (fixture->store, ada, &error));
  g_assert_cmpint (parcours_store_add_contact (fixture->store, other, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (other->key, !=, ada->key);
  g_assert_cmpint (parcours_store_add_contact (fixture->store, nameless, &error), >, 0);
  g_assert_cmpuint (nameless->key, !=, 0);
  g_assert_cmpint (parcours_store_count_contacts (fixture->store, &error), ==, 3);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    const char *slug;
    const char *value;
    ParcoursStoreError code;
  } cases[] = {
    { "email", "ADA@example.org", PARCOURS_STORE_ERROR_CONSTRAINT },
    { "email", "no address", PARCOURS_STORE_ERROR_INVALID },
    { "age", "many", PARCOURS_STORE_ERROR_INVALID },
    { "since", "2024-02-30", PARCOURS_STORE_ERROR_INVALID },
    { "hobbies", "Chess", PARCOURS_STORE_ERROR_INVALID },
    { "unheard-of", "1", PARCOURS_STORE_ERROR_NOT_FOUND },
  };
  g_autoptr (ParcoursContact) ada = new_ada ();

  add_library (fixture->store);
  parcours_store_add_contact (fixture->store, ada, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ParcoursContact) contact = parcours_contact_new ("bo@example.org");
      g_autoptr (GError) error = NULL;

      parcours_contact_set_field (contact, cases[i].slug, cases[i].value);
      parcours_contact_add_member (contact, PARCOURS_SET_TAGS, "vip", 0);
      g_assert_cmpint (parcours_store_add_contact (fixture->store, contact, &error), ==, 0);
      g_assert_error (error, PARCOURS_STORE_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].code == PARCOURS_STORE_ERROR_NOT_FOUND ? cases[i].slug
                                                                                              : cases[i].value));
      g_assert_cmpint (parcours_store_count_contacts (fixture->store, NULL), ==, 1);
    }
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) ada = new_ada ();
  g_autoptr (ParcoursContact) again = new_ada ();
  g_autoptr (ParcoursContact) loaded = NULL;
  g_autoptr (GPtrArray) events = NULL;
  gint64 id;

  add_library (fixture->store);
  id = parcours_store_add_contact (fixture->store, ada, &error);
  parcours_store_add_event (fixture->store, id, "email.opened", 5000, "welcome", NULL, &error);
  g_assert_true (parcours_store_delete_contact (fixture->store, id, &error));
  g_assert_no_error (error);
  g_assert_null (parcours_store_load_contact (fixture->store, id, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (parcours_store_delete_contact (fixture->store, id, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  events = parcours_store_list_events (fixture->store, id, 10, &error);
  g_assert_cmpuint (events->len, ==, 0);
  /* Nothing of the first one is left to be in the way. */
  id = parcours_store_add_contact (fixture->store, again, &error);
  g_assert_no_error (error);
  loaded = parcours_store_load_contact (fixture->store, id, &error);
  assert_is_ada (loaded);
}

static void
test_events (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) ada = parcours_contact_new ("ada@example.org");
  g_autoptr (JsonObject) payload = parse_object ("{'total': '19.90', 'items': [{'product': 'soap', 'quantity': 2}]}");
  g_autoptr (GPtrArray) events = NULL;
  static const char *const expected[] = { "order.created n-17", "page.visited shop.example.org/soap", "email.opened welcome",
                                          "email.opened welcome" };
  gint64 id = parcours_store_add_contact (fixture->store, ada, &error);

  g_assert_true (parcours_store_add_event (fixture->store, id, "email.opened", 1000, "welcome", NULL, &error));
  g_assert_true (parcours_store_add_event (fixture->store, id, "email.opened", 1000, "welcome", NULL, &error));
  g_assert_true (parcours_store_add_event (fixture->store, id, "order.created", 3000, "n-17", payload, &error));
  g_assert_true (parcours_store_add_event (fixture->store, id, "page.visited", 2000, "https://shop.example.org/soap#top", NULL,
                                           &error));
  g_assert_no_error (error);
  g_assert_false (parcours_store_add_event (fixture->store, id, "email.eaten", 1000, "welcome", NULL, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID);
  g_clear_error (&error);
  events = parcours_store_list_events (fixture->store, id, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < events->len; i++)
    {
      const ParcoursStoredEvent *event = g_ptr_array_index (events, i);
      g_autofree char *words = g_strjoin (" ", event->topic, event->subject, NULL);

      g_assert_cmpstr (words, ==, expected[i]);
    }
  g_assert_true (json_object_has_member (((ParcoursStoredEvent *) g_ptr_array_index (events, 0))->payload, "items"));
  g_assert_null (((ParcoursStoredEvent *) g_ptr_array_index (events, 1))->payload);
}

/* More than is kept back, all of one contact and in one second: none is lost,
 * and they stay in the order in which they came. */
static void
test_bulk_events (Fixture       *fixture,
                  gconstpointer  unused)
{
  const guint n = 600000;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ParcoursStoreBulk *bulk;
  gint64 contact, topic, found, last;

  parcours_store_begin (fixture->store, &error);
  g_assert_no_error (error);
  topic = parcours_store_topic_number (fixture->store, "page.visited", &error);
  bulk = parcours_store_bulk_new (fixture->store, columns, &error);
  g_assert_no_error (error);
  contact = parcours_store_bulk_add_contact (bulk, 1, &error);
  for (guint i = 0; i < n && error == NULL; i++)
    parcours_store_bulk_add_event (bulk, topic, contact, 1000, i + 1, NULL, NULL, &error);
  g_assert_no_error (error);
  parcours_store_bulk_finish (bulk, &error);
  g_assert_no_error (error);
  parcours_store_bulk_free (bulk);
  parcours_store_end (fixture->store, TRUE, &error);
  g_assert_no_error (error);

  parcours_store_get_integer (fixture->store, "SELECT count (*) FROM events", &found, &error);
  parcours_store_get_integer (fixture->store, "SELECT subject FROM events ORDER BY n DESC LIMIT 1", &last, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, n);
  g_assert_cmpint (last, ==, n);
}

/* What somebody else has changed since is not lost by taking back what was before. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (ParcoursContact) contact = parcours_contact_new ("ada@example.org");
  g_autoptr (ParcoursContact) now = NULL;
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursRecording *recording;

  g_assert_cmpint (parcours_store_add_contact (fixture->store, contact, NULL), >, 0);
  recording = parcours_recording_start (fixture->store);
  g_assert_null (parcours_recording_end (recording));
  recording = parcours_recording_start (fixture->store);
  parcours_contact_set_field (contact, "first-name", "Ada");
  g_assert_true (parcours_store_update_contact (fixture->store, contact, NULL));
  changes = parcours_recording_end (recording);
  g_assert_nonnull (changes);
  parcours_contact_set_field (contact, "first-name", "Augusta");
  g_assert_true (parcours_store_update_contact (fixture->store, contact, NULL));

  g_assert_false (parcours_store_apply_changes (fixture->store, changes, TRUE, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID);
  now = parcours_store_load_contact (fixture->store, contact->id, NULL);
  g_assert_cmpstr (parcours_contact_field (now, "first-name"), ==, "Augusta");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/contacts/round", Fixture, NULL, fixture_set_up, test_round, fixture_tear_down);
  g_test_add ("/contacts/update", Fixture, NULL, fixture_set_up, test_update, fixture_tear_down);
  g_test_add ("/contacts/keys", Fixture, NULL, fixture_set_up, test_keys, fixture_tear_down);
  g_test_add ("/contacts/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/contacts/delete", Fixture, NULL, fixture_set_up, test_delete, fixture_tear_down);
  g_test_add ("/contacts/changes", Fixture, NULL, fixture_set_up, test_changes, fixture_tear_down);
  g_test_add ("/contacts/events", Fixture, NULL, fixture_set_up, test_events, fixture_tear_down);
  g_test_add ("/contacts/bulk-events", Fixture, NULL, fixture_set_up, test_bulk_events, fixture_tear_down);

  return g_test_run ();
}
