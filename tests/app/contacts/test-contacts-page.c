/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of contacts, without a person: it fills, filters, follows changes, and lets go of all it holds. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "parcours-contact-filters.h"
#include "parcours-contact-list.h"
#include "parcours-contact-pane.h"
#include "parcours-contact-table.h"
#include "parcours-contacts-page.h"
#include "parcours-import-dialog.h"
#include "parcours-json.h"
#include "parcours-project-contacts.h"
#include "parcours-sample.h"

#define N 300

typedef struct
{
  char *folder;
  ParcoursProject *project;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Whether a label that can be seen says something that begins so. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (says (child, text))
        return TRUE;
    }

  return FALSE;
}

static void
wait_for (GtkWidget  *widget,
          const char *text)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!says (widget, text))
    {
      if (g_get_monotonic_time () > end)
        g_error ("nothing says “%s”", text);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-page-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "shop.parcours", NULL);
  store = parcours_store_open (path, PARCOURS_STORE_CREATE, &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_UINT (n) > 0)
    g_assert_true (parcours_sample_fill (store, 1, GPOINTER_TO_UINT (n), 1767225600, NULL, NULL, NULL, &error));
  g_clear_pointer (&store, parcours_store_close);
  fixture->project = parcours_project_open (path, PARCOURS_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->page = parcours_contacts_page_new (fixture->project);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  n)
{
  gpointer page = fixture->page;
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  parcours_project_close (fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->project);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  n)
{
  g_autoptr (JsonNode) nobody = parcours_json_parse ("{\"none\": [{\"all\": []}]}", -1, NULL);
  g_autoptr (JsonNode) list = parcours_json_parse ("{\"list\": \"newsletter\"}", -1, NULL);

  wait_for (fixture->page, "300 contacts");
  parcours_contacts_page_filter (PARCOURS_CONTACTS_PAGE (fixture->page), list);
  wait_for (fixture->page, "Is active on the list Newsletter");
  while (!says (fixture->page, "2"))
    g_main_context_iteration (NULL, TRUE);
  parcours_contacts_page_filter (PARCOURS_CONTACTS_PAGE (fixture->page), nobody);
  wait_for (fixture->page, "Nobody Matches");
  parcours_contacts_page_filter (PARCOURS_CONTACTS_PAGE (fixture->page), NULL);
  wait_for (fixture->page, "300 contacts");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  n)
{
  wait_for (fixture->page, "No Contacts Yet");
  wait_for (fixture->page, "Nobody Selected");
}

static void
test_contact (Fixture       *fixture,
              gconstpointer  n)
{
  GtkWidget *pane = find_type (fixture->page, PARCOURS_TYPE_CONTACT_PANE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 5;

  parcours_contacts_page_show (PARCOURS_CONTACTS_PAGE (fixture->page), id);
  g_assert_cmpint (parcours_contact_pane_contact (PARCOURS_CONTACT_PANE (pane)), ==, id);
  wait_for (pane, "Timeline");
  wait_for (fixture->page, "1 selected");
  parcours_project_set_contact_field_async (fixture->project, id, "first-name", "Philippine", NULL, NULL);
  wait_for (pane, "Philippine");
  g_array_append_val (ids, id);
  parcours_project_delete_contacts_async (fixture->project, ids, NULL, NULL);
  wait_for (pane, "Not There Any More");
  wait_for (fixture->page, "299 contacts");
}

static void
test_import (Fixture       *fixture,
             gconstpointer  n)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", "brevo.csv", NULL);
  g_autofree char *missing = g_test_build_filename (G_TEST_DIST, "data", "csv", "not-there.csv", NULL);
  GtkWidget *dialog = parcours_import_dialog_new (fixture->project, NULL, path);
  GtkWidget *failed = parcours_import_dialog_new (fixture->project, NULL, missing);

  gtk_window_present (GTK_WINDOW (failed));
  wait_for (failed, "Nothing Was Imported");
  gtk_window_destroy (GTK_WINDOW (failed));
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for (dialog, "Put all on the list");
  wait_for (dialog, "PRENOM");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  wait_for (dialog, "New contacts");
  wait_for (fixture->page, "303 contacts");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Who is on no list gets nothing on some platforms, so a first import offers a list. */
static void
test_first_import (Fixture       *fixture,
                   gconstpointer  n)
{
  g_autofree char *path = g_build_filename (fixture->folder, "people.csv", NULL);
  g_autoptr (GPtrArray) lists = NULL;
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, "Email,City\nada@example.org,Paris\n", -1, NULL));
  dialog = parcours_import_dialog_new (fixture->project, NULL, path);
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for (dialog, "Name of the list");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  wait_for (dialog, "New contacts");
  /* The library is read again after the import. */
  while (parcours_library_lookup (parcours_project_library (fixture->project), "list", "contacts") == NULL)
    g_main_context_iteration (NULL, TRUE);
  lists = parcours_library_list (parcours_project_library (fixture->project), "list");
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpstr (((ParcoursEntity *) lists->pdata[0])->label, ==, "Contacts");
  wait_for (fixture->page, "1 contact");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The panes at the sides give way, so the page fits a small screen. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  n)
{
  int minimum;

  wait_for (fixture->page, "300 contacts");
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 640);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, n, func) g_test_add ("/app/contacts/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("filter", N, test_filter);
  ADD ("empty", 0, test_empty);
  ADD ("contact", N, test_contact);
  ADD ("import", N, test_import);
  ADD ("first-import", 0, test_first_import);
  ADD ("narrow", N, test_narrow);

  return g_test_run ();
}
