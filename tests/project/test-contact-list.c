/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of contacts: what it holds, in which order, and that it follows changes. */

#include "config.h"

#include <string.h>

#include "parcours-contact-list.h"
#include "parcours-json.h"
#include "parcours-project-contacts.h"
#include "parcours-text.h"
#include "people.h"

static void
settle (ParcoursContactList *list)
{
  while (parcours_contact_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

static ParcoursContactList *
new_list (People *people)
{
  ParcoursContactList *list = parcours_contact_list_new (people->project);

  settle (list);
  g_assert_no_error (parcours_contact_list_error (list));

  return list;
}

/* A page may still be on its way; then the list goes. */
static void
close_list (ParcoursContactList *list)
{
  gpointer place = list;

  g_object_add_weak_pointer (G_OBJECT (list), &place);
  g_object_unref (list);
  while (place != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static guint
n_items (ParcoursContactList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static ParcoursContactItem *
loaded_item (ParcoursContactList *list,
             guint                position)
{
  ParcoursContactItem *item = g_list_model_get_item (G_LIST_MODEL (list), position);

  while (parcours_contact_item_contact (item) == NULL && !parcours_contact_item_is_gone (item))
    g_main_context_iteration (NULL, TRUE);

  return item;
}

static void
set_condition (ParcoursContactList *list,
               const char          *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (parcours_contact_list_set_condition (list, node, &error));
  g_assert_no_error (error);
  settle (list);
  g_assert_no_error (parcours_contact_list_error (list));
}

static void
test_all (People        *people,
          gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);

  g_assert_cmpuint (n_items (list), ==, N_PEOPLE);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (ParcoursContactItem) item = loaded_item (list, i);
      g_autoptr (ParcoursContactItem) same = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *email = g_strdup_printf ("person%03u@example.org", N_PEOPLE - 1 - i);

      g_assert_true (item == same);
      g_assert_cmpint (parcours_contact_item_id (item), ==, parcours_contact_list_nth_id (list, i));
      g_assert_cmpstr (parcours_contact_field (parcours_contact_item_contact (item), "email"), ==, email);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), N_PEOPLE));
  close_list (list);
}

/* What a column holds, as the order sees it; NULL for nothing. */
static char *
key_of (ParcoursContactItem *item,
        const char          *column)
{
  ParcoursContact *contact = parcours_contact_item_contact (item);
  const char *value;
  const double *score;

  if (g_str_equal (column, "score:lead"))
    {
      score = g_hash_table_lookup (contact->scores, "lead");
      return score != NULL ? g_strdup_printf ("%03.0f", *score) : NULL;
    }
  if (g_str_equal (column, "name"))
    {
      const char *first = parcours_contact_field (contact, "first-name");
      const char *last = parcours_contact_field (contact, "last-name");
      g_autofree char *name = g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : "");

      return *g_strstrip (name) != '\0' ? parcours_text_plain (name) : NULL;
    }
  value = parcours_contact_field (contact, column);

  return value != NULL ? parcours_text_plain (value) : NULL;
}

static void
test_sort (People        *people,
           gconstpointer  unused)
{
  static const char *const columns[] = { "name", "city", "email", "score:lead", "first-name" };
  ParcoursContactList *list = new_list (people);

  for (guint c = 0; c < 2 * G_N_ELEMENTS (columns); c++)
    {
      const char *column = columns[c / 2];
      gboolean descending = c % 2;
      g_autofree char *before = NULL;
      gboolean seen_null = FALSE;

      parcours_contact_list_set_sort (list, column, descending);
      settle (list);
      g_assert_cmpuint (n_items (list), ==, N_PEOPLE);
      for (guint i = 0; i < N_PEOPLE; i++)
        {
          g_autoptr (ParcoursContactItem) item = loaded_item (list, i);
          g_autofree char *key = key_of (item, column);

          /* Those without a value come last, whichever way. */
          g_assert_false (seen_null && key != NULL);
          seen_null |= key == NULL;
          if (before != NULL && key != NULL)
            g_assert_cmpint (strcmp (before, key) * (descending ? -1 : 1), <=, 0);
          g_free (before);
          before = g_steal_pointer (&key);
        }
    }
  close_list (list);
}

static void
test_search (People        *people,
             gconstpointer  unused)
{
  static const struct
  {
    const char *search;
    guint n;
  } cases[] = {
    { "person123", 1 }, { "PERSON123@EXAMPLE.ORG", 1 }, { "  ", N_PEOPLE }, { "nobody", 0 }, { "%", 0 }, { "'; drop", 0 },
    { "", N_PEOPLE }, { "person12", 10 }, { "12 person", 15 },
  };
  ParcoursContactList *list = new_list (people);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      parcours_contact_list_set_search (list, cases[i].search);
      settle (list);
      g_assert_cmpuint (n_items (list), ==, cases[i].n);
    }
  /* Without the accents, and the words in any order. */
  parcours_contact_list_set_search (list, "lefevre eloise");
  settle (list);
  for (guint i = 0; i < N_PEOPLE; i++)
    n += i % 7 > 1 && i % 5 == 1 && i % 4 == 1;
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n_items (list), ==, n);
  close_list (list);
}

static void
test_condition (People        *people,
                gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);
  g_autoptr (JsonNode) broken = parcours_json_parse ("{\"nonsense\": 1}", -1, NULL);
  g_autoptr (GError) error = NULL;

  set_condition (list, "{'tag': 'vip'}");
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE / 5);
  set_condition (list, "{'tag': {'none-of': ['vip']}}");
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE - N_PEOPLE / 5);
  set_condition (list, "{'list': 'newsletter', 'status': 'any'}");
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE / 2);
  set_condition (list, "{'list': 'newsletter', 'status': 'unsubscribed'}");
  g_assert_cmpuint (n_items (list), ==, (N_PEOPLE + 5) / 6);
  set_condition (list, "{'all': [{'list': 'newsletter', 'status': 'any'}, {'tag': 'vip'}]}");
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE / 10);
  parcours_contact_list_set_search (list, "person49");
  settle (list);
  g_assert_cmpuint (n_items (list), ==, 1);
  set_condition (list, "{'tag': 'never-heard-of'}");
  g_assert_cmpuint (n_items (list), ==, 0);
  g_assert_false (parcours_contact_list_set_condition (list, broken, &error));
  g_assert_nonnull (error);
  g_assert_true (parcours_contact_list_set_condition (list, NULL, NULL));
  parcours_contact_list_set_search (list, NULL);
  settle (list);
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE);
  close_list (list);
}

typedef struct
{
  guint n_emissions;
  guint position;
  guint removed;
  guint added;
} Emissions;

static void
count_emission (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                gpointer    user_data)
{
  Emissions *emissions = user_data;

  emissions->n_emissions++;
  emissions->position = position;
  emissions->removed = removed;
  emissions->added = added;
}

static void
wait_for_changes (People              *people,
                  ParcoursContactList *list,
                  guint                generation)
{
  while (parcours_project_generation (people->project) == generation || parcours_contact_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_follows (People        *people,
              gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);
  g_autoptr (ParcoursContactItem) item = loaded_item (list, 3);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Emissions emissions = { 0 };
  guint generation = parcours_project_generation (people->project);
  gint64 id = parcours_contact_list_nth_id (list, 7);
  gulong handler = g_signal_connect (item, "notify::contact", G_CALLBACK (g_object_get_type), NULL);

  g_signal_connect (list, "items-changed", G_CALLBACK (count_emission), &emissions);
  parcours_project_set_contact_field_async (people->project, parcours_contact_item_id (item), "city", "Nantes",
                                            people_keep_result, &result);
  g_assert_true (parcours_project_contacts_finish (people->project, people_wait (&result), &error));
  g_assert_no_error (error);
  wait_for_changes (people, list, generation);
  /* The order is the same: the row fills anew, and nothing moves. */
  while (g_strcmp0 (parcours_contact_field (parcours_contact_item_contact (item), "city"), "Nantes") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (emissions.n_emissions, ==, 0);
  g_assert_cmpstr (parcours_contact_item_last_event (item)->topic, ==, "field.changed");

  generation = parcours_project_generation (people->project);
  g_array_append_val (ids, id);
  parcours_project_delete_contacts_async (people->project, ids, people_keep_result, &deleted);
  g_assert_true (parcours_project_contacts_finish (people->project, people_wait (&deleted), &error));
  wait_for_changes (people, list, generation);
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE - 1);
  g_assert_cmpuint (emissions.n_emissions, ==, 1);
  g_assert_cmpuint (emissions.position, ==, 7);
  g_assert_cmpuint (emissions.removed, ==, 1);
  g_assert_cmpuint (emissions.added, ==, 0);
  g_signal_handler_disconnect (item, handler);
  g_clear_object (&item);
  close_list (list);
}

/* Deleted by somebody else between the search and the look. */
static void
test_deleted (People        *people,
              gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = parcours_contact_list_nth_id (list, 400);
  g_autoptr (ParcoursContactItem) item = NULL;

  g_array_append_val (ids, id);
  parcours_project_delete_contacts_async (people->project, ids, people_keep_result, &result);
  people_wait (&result);
  item = loaded_item (list, parcours_contact_list_find (list, id) != G_MAXUINT ? parcours_contact_list_find (list, id) : 0);
  g_assert_true (parcours_contact_item_is_gone (item) || parcours_contact_item_id (item) != id);
  while (parcours_contact_list_find (list, id) != G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE - 1);
  g_clear_object (&item);
  close_list (list);
}

static void
test_closed (People        *people,
             gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);
  g_autoptr (ParcoursContactItem) item = NULL;

  parcours_project_close (people->project);
  parcours_contact_list_set_search (list, "person12");
  settle (list);
  g_assert_cmpuint (n_items (list), ==, N_PEOPLE);
  item = g_list_model_get_item (G_LIST_MODEL (list), 5);
  g_assert_null (parcours_contact_item_contact (item));
  g_clear_object (&item);
  close_list (list);
}

/* Whoever types fast, or leaves, has no search of before come back. */
static void
test_hurry (People        *people,
            gconstpointer  unused)
{
  ParcoursContactList *list = new_list (people);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *search = g_strdup_printf ("person%u", i);

      parcours_contact_list_set_search (list, search);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  settle (list);
  g_assert_cmpuint (n_items (list), ==, 1);
  parcours_contact_list_set_search (list, "");
  g_main_context_iteration (NULL, FALSE);
  close_list (list);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/project/contact-list/" name, People, NULL, people_set_up, func, people_tear_down)
  ADD ("all", test_all);
  ADD ("sort", test_sort);
  ADD ("search", test_search);
  ADD ("condition", test_condition);
  ADD ("follows", test_follows);
  ADD ("deleted", test_deleted);
  ADD ("closed", test_closed);
  ADD ("hurry", test_hurry);

  return g_test_run ();
}
