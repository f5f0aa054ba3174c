/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to contacts, what they leave in the past, and what refuses them. */

#include "config.h"

#include <string.h>

#include "parcours-contact-page.h"
#include "parcours-json.h"
#include "parcours-project-contacts.h"
#include "parcours-trial.h"
#include "people.h"

static ParcoursContactPage *
load (People *people,
      gint64  id,
      guint   max_events)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursContactPage *page;

  parcours_project_load_contact_async (people->project, id, max_events, NULL, people_keep_result, &result);
  page = parcours_project_load_contact_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);

  return page;
}

static void
finish (People        *people,
        GAsyncResult **place)
{
  g_autoptr (GAsyncResult) result = people_wait (place);
  g_autoptr (GError) error = NULL;

  *place = NULL;
  g_assert_true (parcours_project_contacts_finish (people->project, result, &error));
  g_assert_no_error (error);
}

static void
finish_with (People              *people,
             GAsyncResult       **place,
             ParcoursStoreError   code,
             const char          *word)
{
  g_autoptr (GAsyncResult) result = people_wait (place);
  g_autoptr (GError) error = NULL;

  *place = NULL;
  g_assert_false (parcours_project_contacts_finish (people->project, result, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, (int) code);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
}

static GArray *
one (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);

  return ids;
}

static const ParcoursStoredEvent *
nth_event (ParcoursContactPage *page,
           guint                n)
{
  g_assert_cmpuint (n, <, page->events->len);

  return g_ptr_array_index (page->events, n);
}

static gboolean
has_event (ParcoursContactPage *page,
           const char          *topic,
           const char          *subject)
{
  for (guint i = 0; i < page->events->len; i++)
    {
      if (g_str_equal (nth_event (page, i)->topic, topic) && g_strcmp0 (nth_event (page, i)->subject, subject) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_field (People        *people,
            gconstpointer  unused)
{
  gint64 id = people_find (people, "person003@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;
  const ParcoursStoredEvent *event;

  parcours_project_set_contact_field_async (people->project, id, "city", "Nîmes", people_keep_result, &result);
  finish (people, &result);
  parcours_project_set_contact_field_async (people->project, id, "city", "Nîmes", people_keep_result, &result);
  finish (people, &result);
  parcours_project_set_contact_score_async (people->project, id, "lead", 42, people_keep_result, &result);
  finish (people, &result);
  page = load (people, id, 10);
  g_assert_cmpstr (parcours_contact_field (page->contact, "city"), ==, "Nîmes");
  g_assert_cmpfloat (*(double *) g_hash_table_lookup (page->contact->scores, "lead"), ==, 42);
  /* Set to what it was already, nothing happened. */
  g_assert_cmpuint (page->events->len, ==, 1);
  event = nth_event (page, 0);
  g_assert_cmpstr (event->topic, ==, "field.changed");
  g_assert_cmpstr (event->subject, ==, "city");
  g_assert_cmpstr (parcours_json_member_string (event->payload, "to"), ==, "Nîmes");
  g_assert_true (json_object_get_null_member (event->payload, "from"));
}

static void
test_field_refused (People        *people,
                    gconstpointer  unused)
{
  gint64 id = people_find (people, "person003@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;

  parcours_project_set_contact_field_async (people->project, id, "email", "not an address", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_INVALID, "not an address");
  parcours_project_set_contact_field_async (people->project, id, "email", "PERSON004@example.org", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_CONSTRAINT, "PERSON004@example.org");
  parcours_project_set_contact_field_async (people->project, id, "last-order-at", "yesterday", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_INVALID, "yesterday");
  parcours_project_set_contact_field_async (people->project, id, "shoe-size", "42", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_NOT_FOUND, "shoe-size");
  page = load (people, id, 10);
  g_assert_cmpstr (parcours_contact_field (page->contact, "email"), ==, "person003@example.org");
  g_assert_cmpuint (page->events->len, ==, 0);
}

static void
test_tag (People        *people,
          gconstpointer  unused)
{
  g_autoptr (GArray) ids = one (people_find (people, "person005@example.org"));
  gint64 other = people_find (people, "person006@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;
  g_autoptr (ParcoursContactPage) second = NULL;
  g_autoptr (ParcoursContactPage) third = NULL;

  g_array_append_val (ids, other);
  parcours_project_set_contacts_tag_async (people->project, ids, "vip", TRUE, people_keep_result, &result);
  finish (people, &result);
  page = load (people, g_array_index (ids, gint64, 0), 10);
  second = load (people, other, 10);
  /* The first has had it already. */
  g_assert_cmpuint (page->events->len, ==, 0);
  g_assert_true (g_hash_table_contains (second->contact->sets[PARCOURS_SET_TAGS], "vip"));
  g_assert_true (has_event (second, "tag.added", "vip"));
  parcours_project_set_contacts_tag_async (people->project, ids, "vip", FALSE, people_keep_result, &result);
  finish (people, &result);
  third = load (people, other, 10);
  g_assert_false (g_hash_table_contains (third->contact->sets[PARCOURS_SET_TAGS], "vip"));
  g_assert_true (has_event (third, "tag.removed", "vip"));
  parcours_project_set_contacts_tag_async (people->project, ids, "no-such-tag", TRUE, people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_NOT_FOUND, "no-such-tag");
}

static void
test_list (People        *people,
           gconstpointer  unused)
{
  g_autoptr (GArray) ids = one (people_find (people, "person001@example.org"));
  gint64 id = g_array_index (ids, gint64, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;
  g_autoptr (ParcoursContactPage) off = NULL;

  parcours_project_set_contacts_list_async (people->project, ids, "club", PARCOURS_LIST_ACTIVE, people_keep_result, &result);
  finish (people, &result);
  page = load (people, id, 10);
  g_assert_true (has_event (page, "list.subscribed", "club"));
  g_assert_true (has_event (page, "channel.subscribed", "email"));
  g_assert_cmpint (page->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_SUBSCRIBED);
  parcours_project_set_contacts_list_async (people->project, ids, "club", PARCOURS_LIST_UNSUBSCRIBED, people_keep_result,
                                            &result);
  finish (people, &result);
  parcours_project_set_contacts_list_async (people->project, ids, "club", PARCOURS_LIST_NONE, people_keep_result, &result);
  finish (people, &result);
  off = load (people, id, 10);
  g_assert_true (has_event (off, "list.unsubscribed", "club"));
  g_assert_true (has_event (off, "list.removed", "club"));
  g_assert_cmpint (off->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_UNSUBSCRIBED);
  g_assert_cmpuint (g_hash_table_size (off->contact->lists), ==, 0);
}

static void
test_note (People        *people,
           gconstpointer  unused)
{
  gint64 id = people_find (people, "person001@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;
  const ParcoursStoredRecord *note;

  parcours_project_add_contact_note_async (people->project, id, "Called: “yes, but…”\nagain", people_keep_result, &result);
  finish (people, &result);
  parcours_project_add_contact_note_async (people->project, id, " \n", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_INVALID, "note");
  parcours_project_add_contact_note_async (people->project, 123456, "Who?", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_NOT_FOUND, "contact");
  page = load (people, id, 10);
  g_assert_cmpuint (page->records->len, ==, 1);
  note = g_ptr_array_index (page->records, 0);
  g_assert_cmpstr (note->table->kind, ==, "note");
  g_assert_cmpstr (parcours_json_member_string (note->columns, "text"), ==, "Called: “yes, but…”\nagain");
  g_assert_true (has_event (page, "note.added", note->ident));
}

static void
test_add (People        *people,
          gconstpointer  unused)
{
  ParcoursContact *contact = parcours_contact_new ("new@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) twice = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  parcours_contact_add_member (contact, PARCOURS_SET_TAGS, "press", 5);
  parcours_project_add_contact_async (people->project, contact, people_keep_result, &result);
  id = parcours_project_add_contact_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);
  while (parcours_project_n_contacts (people->project) != N_PEOPLE + 1)
    g_main_context_iteration (NULL, TRUE);
  page = load (people, id, 10);
  g_assert_true (has_event (page, "contact.created", NULL));
  g_assert_true (has_event (page, "tag.added", "press"));
  g_assert_nonnull (parcours_contact_field (page->contact, "created-at"));
  parcours_project_add_contact_async (people->project, parcours_contact_new ("NEW@example.org"), people_keep_result, &twice);
  g_assert_cmpint (parcours_project_add_contact_finish (people->project, people_wait (&twice), &error), ==, 0);
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_CONSTRAINT);
}

/* One that is not there any more, and the others stay. */
static void
test_delete (People        *people,
             gconstpointer  unused)
{
  g_autoptr (GArray) ids = one (people_find (people, "person001@example.org"));
  gint64 id = g_array_index (ids, gint64, 0), gone = 99999;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, gone);
  parcours_project_delete_contacts_async (people->project, ids, people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_NOT_FOUND, "contact");
  g_assert_cmpint (people_find (people, "person001@example.org"), ==, id);
  g_array_set_size (ids, 1);
  parcours_project_delete_contacts_async (people->project, ids, people_keep_result, &result);
  finish (people, &result);
  g_assert_cmpint (people_find (people, "person001@example.org"), ==, 0);
  parcours_project_load_contact_async (people->project, id, 10, NULL, people_keep_result, &read);
  g_assert_null (parcours_project_load_contact_finish (people->project, people_wait (&read), &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  parcours_project_set_contact_field_async (people->project, id, "city", "Lyon", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_NOT_FOUND, "contact");
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* All that the workspace says of a contact. */
static char *
describe (People *people,
          gint64  id)
{
  g_autoptr (ParcoursContactPage) page = load (people, id, 1000);
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, page->contact->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (lines, g_strdup_printf ("%s=%s", (char *) key, (char *) value));
  g_hash_table_iter_init (&iter, page->contact->sets[PARCOURS_SET_TAGS]);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (lines, g_strdup_printf ("tag %s", (char *) key));
  g_hash_table_iter_init (&iter, page->contact->lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (lines, g_strdup_printf ("list %s %d", (char *) key, ((ParcoursSubscription *) value)->status));
  for (guint i = 0; i < page->events->len; i++)
    g_ptr_array_add (lines, g_strdup_printf ("event %s", nth_event (page, i)->topic));
  for (guint i = 0; i < page->records->len; i++)
    g_ptr_array_add (lines, g_strdup (((ParcoursStoredRecord *) page->records->pdata[i])->ident));
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);

  return g_string_free (text, FALSE);
}

static void
step (People   *people,
      gboolean  undoes)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) owned = NULL;
  g_autoptr (GError) error = NULL;

  if (undoes)
    parcours_project_undo_library_async (people->project, people_keep_result, &result);
  else
    parcours_project_redo_library_async (people->project, people_keep_result, &result);
  owned = people_wait (&result);
  parcours_project_entity_finish (people->project, owned, &error);
  g_assert_no_error (error);
}

static void
do_nth (People        *people,
        guint          n,
        gint64         id,
        GAsyncResult **result)
{
  g_autoptr (GArray) ids = one (id);

  if (n == 0)
    parcours_project_set_contact_field_async (people->project, id, "city", "Ys", people_keep_result, result);
  else if (n == 1)
    parcours_project_set_contacts_tag_async (people->project, ids, "vip", TRUE, people_keep_result, result);
  else if (n == 2)
    parcours_project_set_contacts_list_async (people->project, ids, "newsletter", PARCOURS_LIST_UNSUBSCRIBED,
                                              people_keep_result, result);
  else if (n == 3)
    parcours_project_add_contact_note_async (people->project, id, "Called", people_keep_result, result);
  else
    parcours_project_set_contacts_tag_async (people->project, ids, "vip", FALSE, people_keep_result, result);
}

/* Each change is taken back and made again as it was, in any number. */
static void
test_undo (People        *people,
           gconstpointer  unused)
{
  gint64 id = people_find (people, "person004@example.org");
  g_autoptr (GArray) ids = one (id);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autofree char *label = NULL;

  g_ptr_array_add (states, describe (people, id));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      do_nth (people, i, id, &result);
      finish (people, &result);
      g_ptr_array_add (states, describe (people, id));
      g_assert_cmpstr (states->pdata[i], !=, states->pdata[i + 1]);
    }
  parcours_project_delete_contacts_async (people->project, ids, people_keep_result, &deleted);
  finish (people, &deleted);
  label = parcours_library_history_undo_label (parcours_project_history (people->project));
  g_assert_cmpstr (label, ==, "Delete Contacts");
  step (people, TRUE);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 5; i > 0; i--)
        {
          g_autofree char *now = describe (people, id);

          g_assert_cmpstr (now, ==, states->pdata[i]);
          step (people, TRUE);
        }
      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *now = describe (people, id);

          g_assert_cmpstr (now, ==, states->pdata[i]);
          step (people, FALSE);
        }
    }
  step (people, FALSE);
  g_assert_cmpint (people_find (people, "person004@example.org"), ==, 0);
}

/* Who was added is gone, and comes back as the same. */
static void
test_undo_add (People        *people,
               gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  parcours_project_add_contact_async (people->project, parcours_contact_new ("new@example.org"), people_keep_result, &result);
  id = parcours_project_add_contact_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);
  step (people, TRUE);
  g_assert_cmpint (people_find (people, "new@example.org"), ==, 0);
  step (people, FALSE);
  g_assert_cmpint (people_find (people, "new@example.org"), ==, id);
}

static ParcoursPredicateExplanation *
try_condition (People     *people,
               gint64      id,
               const char *text,
               GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) condition = parcours_json_parse (text, -1, NULL);

  parcours_project_try_condition_async (people->project, NULL, condition, id, NULL, people_keep_result, &result);

  return parcours_project_try_condition_finish (people->project, people_wait (&result), error);
}

/* A condition is asked about one contact, with what is stored of it. */
static void
test_trial (People        *people,
            gconstpointer  unused)
{
  gint64 id = people_find (people, "person003@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursPredicateExplanation) met = NULL;
  g_autoptr (ParcoursPredicateExplanation) not_met = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_set_contact_field_async (people->project, id, "city", "Ys", people_keep_result, &result);
  finish (people, &result);
  met = try_condition (people, id, "{\"field\": \"city\", \"op\": \"is\", \"value\": \"Ys\"}", &error);
  g_assert_no_error (error);
  g_assert_true (met->met);
  g_assert_cmpstr (met->value_words, ==, "Ys");
  not_met = try_condition (people, id, "{\"all\": [{\"field\": \"city\", \"op\": \"is\", \"value\": \"Paris\"}]}", &error);
  g_assert_no_error (error);
  g_assert_false (not_met->met);
  g_assert_null (try_condition (people, 99999, "{\"all\": []}", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (try_condition (people, id, "{\"nothing\": 1}", &error));
  g_assert_nonnull (error);
}

static void
test_events_paged (People        *people,
                   gconstpointer  unused)
{
  gint64 id = people_find (people, "person003@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) some = NULL;
  g_autoptr (ParcoursContactPage) all = NULL;

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *city = g_strdup_printf ("City %u", i);

      parcours_project_set_contact_field_async (people->project, id, "city", city, people_keep_result, &result);
      finish (people, &result);
    }
  some = load (people, id, 5);
  g_assert_cmpuint (some->events->len, ==, 5);
  g_assert_true (some->has_more);
  g_assert_cmpstr (parcours_json_member_string (nth_event (some, 0)->payload, "to"), ==, "City 6");
  all = load (people, id, 7);
  g_assert_cmpuint (all->events->len, ==, 7);
  g_assert_false (all->has_more);
}

static void
test_closed (People        *people,
             gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_close (people->project);
  parcours_project_set_contact_field_async (people->project, 1, "city", "Lyon", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_FAILED, "closed");
  parcours_project_load_contact_async (people->project, 1, 10, NULL, people_keep_result, &read);
  g_assert_null (parcours_project_load_contact_finish (people->project, people_wait (&read), &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED);
  g_clear_error (&error);
  parcours_project_add_contact_async (people->project, parcours_contact_new ("a@example.org"), people_keep_result, &added);
  g_assert_cmpint (parcours_project_add_contact_finish (people->project, people_wait (&added), &error), ==, 0);
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED);
}

static void
test_read_only (People        *people,
                gconstpointer  unused)
{
  gint64 id = people_find (people, "person003@example.org");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursContactPage) page = NULL;

  people_reopen (people, PARCOURS_STORE_READ);
  parcours_project_set_contact_field_async (people->project, id, "city", "Lyon", people_keep_result, &result);
  finish_with (people, &result, PARCOURS_STORE_ERROR_READ_ONLY, "people.parcours");
  page = load (people, id, 10);
  g_assert_cmpstr (parcours_contact_field (page->contact, "email"), ==, "person003@example.org");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/project/contacts/" name, People, NULL, people_set_up, func, people_tear_down)
  ADD ("field", test_field);
  ADD ("field-refused", test_field_refused);
  ADD ("tag", test_tag);
  ADD ("list", test_list);
  ADD ("note", test_note);
  ADD ("add", test_add);
  ADD ("delete", test_delete);
  ADD ("undo", test_undo);
  ADD ("undo-add", test_undo_add);
  ADD ("trial", test_trial);
  ADD ("events-paged", test_events_paged);
  ADD ("closed", test_closed);
  ADD ("read-only", test_read_only);

  return g_test_run ();
}
