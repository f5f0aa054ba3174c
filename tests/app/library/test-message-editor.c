/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor of messages and the page of the library, without a person: what they show, write and refuse. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "parcours-entity-draft.h"
#include "parcours-project-behaviours.h"
#include "parcours-entity-editor.h"
#include "parcours-json.h"
#include "parcours-library-page.h"
#include "parcours-message-body.h"
#include "parcours-message-editor.h"
#include "parcours-message-preview.h"

typedef struct
{
  char *folder;
  ParcoursProject *project;
  GtkWidget *window;
  GtkWidget *content;
  char *said; /* what the editor said last */
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

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
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

static const char *
stored (Fixture    *fixture,
        const char *column)
{
  const ParcoursEntity *email = parcours_library_lookup (parcours_project_library (fixture->project), "email", "welcome");

  return parcours_json_member_string (email->attributes, column);
}

static void
wait_until_stored (Fixture    *fixture,
                   const char *column,
                   const char *text)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_strcmp0 (stored (fixture, column), text) != 0)
    {
      if (g_get_monotonic_time () > end)
        g_error ("%s is not “%s”", column, text);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
said_cb (Fixture    *fixture,
         const char *text)
{
  g_free (fixture->said);
  fixture->said = g_strdup (text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new (NULL);
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-message-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "shop.parcours", NULL);
  fixture->project = parcours_project_new_sample (path, 100, 1, job, &error);
  g_assert_no_error (error);
  fixture->content = what == NULL ? parcours_message_editor_new (fixture->project, "email", "welcome")
                                  : parcours_library_page_new (fixture->project);
  g_signal_connect_swapped (fixture->content, "message", G_CALLBACK (said_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->content);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  what)
{
  gpointer content = fixture->content;
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_object_add_weak_pointer (G_OBJECT (fixture->content), &content);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (content != NULL)
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
  g_free (fixture->said);
}

static GtkTextBuffer *
buffer_in (Fixture *fixture,
           GType    type)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_type (find_type (fixture->content, type), GTK_TYPE_TEXT_VIEW)));
}

static char *
text_in (Fixture *fixture,
         GType    type)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = buffer_in (fixture, type);

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
wait_for_preview (Fixture    *fixture,
                  const char *text)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *shown = text_in (fixture, PARCOURS_TYPE_MESSAGE_PREVIEW);

      if (strstr (shown, text) != NULL && strstr (shown, "{{") == NULL)
        return;
      if (g_get_monotonic_time () > end)
        g_error ("the preview says “%s”, not “%s”", shown, text);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_writing (Fixture       *fixture,
              gconstpointer  what)
{
  const char *text = "Hello {{ contact.last-name }} of {{ nobody.knows }}, [look](https://shop.example/new-soaps).";

  gtk_text_buffer_set_text (buffer_in (fixture, PARCOURS_TYPE_MESSAGE_BODY), text, -1);
  wait_for (fixture->content, "Nobody knows nobody.knows");
  wait_for (fixture->content, "https://shop.example/new-soaps");
  wait_for_preview (fixture, " of , look.");
  wait_until_stored (fixture, "body", text);
  g_assert_cmpstr (parcours_json_member_string (
                     parcours_json_member_object (parcours_library_lookup (parcours_project_library (fixture->project), "email",
                                                                           "welcome")->attributes, "links"), "new-soaps"),
                   ==, "https://shop.example/new-soaps");
}

static void
test_html (Fixture       *fixture,
           gconstpointer  what)
{
  const char *from_mailchimp = "<h1>Dear *|EMAIL|*</h1><p>read <a href='https://shop.example/a'>this</a></p>";
  const char *page = "<h1>Dear {{ contact.email }}</h1><p>read <a href='https://shop.example/a'>this</a></p>";
  const char *bad[] = { "no tags at all", "\xff\xfe<p>\xff", "" };
  g_autofree char *before = g_strdup (stored (fixture, "body"));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_clear_pointer (&fixture->said, g_free);
      parcours_message_editor_import_html (PARCOURS_MESSAGE_EDITOR (fixture->content), bad[i], strlen (bad[i]));
      g_assert_nonnull (fixture->said);
      g_assert_cmpstr (stored (fixture, "body"), ==, before);
    }
  parcours_message_editor_import_html (PARCOURS_MESSAGE_EDITOR (fixture->content), from_mailchimp, strlen (from_mailchimp));
  wait_until_stored (fixture, "format", "html");
  g_assert_cmpstr (stored (fixture, "body"), ==, page);
  wait_for_preview (fixture, "read this");
  wait_for (fixture->content, "https://shop.example/a");
  parcours_message_editor_to_text (PARCOURS_MESSAGE_EDITOR (fixture->content));
  wait_until_stored (fixture, "format", NULL);
  g_assert_cmpstr (stored (fixture, "body"), ==, "Dear {{ contact.email }}\n\nread this");
}

static void
test_page (Fixture       *fixture,
           gconstpointer  what)
{
  GPtrArray *kinds = parcours_kinds_get ();

  /* Every kind has a form for each of its things. */
  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);
      g_autoptr (GPtrArray) entities = parcours_library_list (parcours_project_library (fixture->project), kind->name);

      for (guint j = 0; j < entities->len; j++)
        parcours_library_page_show (PARCOURS_LIBRARY_PAGE (fixture->content), kind->name,
                                    ((const ParcoursEntity *) g_ptr_array_index (entities, j))->slug);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  parcours_library_page_show (PARCOURS_LIBRARY_PAGE (fixture->content), "email", "cart-reminder");
  wait_for (fixture->content, "Abandoned Cart");
  parcours_library_page_show (PARCOURS_LIBRARY_PAGE (fixture->content), "stage", "wholesale/enquiry");
  wait_for (fixture->content, "Place among the stages");
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static guint
count_behaviours (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = parcours_library_list (parcours_project_library (fixture->project), "behaviour");

  return all->len;
}

static void
wait_for_behaviours (Fixture *fixture,
                     guint    n)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (count_behaviours (fixture) != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
assert_is_behaviour (Fixture    *fixture,
                     const char *slug)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = NULL;

  parcours_project_load_behaviour_async (fixture->project, slug, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  behaviour = parcours_project_load_behaviour_finish (fixture->project, result, &error);
  g_assert_no_error (error);
}

/* A behaviour is made on the page of the library, copied and deleted; what it says is edited in its own window. */
static void
test_behaviours (Fixture       *fixture,
                 gconstpointer  what)
{
  GtkWidget *draft = g_object_ref_sink (parcours_entity_draft_new (fixture->project, parcours_kind_find ("behaviour"), NULL, ""));
  guint before = count_behaviours (fixture);

  gtk_editable_set_text (GTK_EDITABLE (find_type (draft, GTK_TYPE_ENTRY)), "Night owls");
  g_signal_emit_by_name (find_button (draft, "C_reate"), "clicked");
  wait_for_behaviours (fixture, before + 1);
  g_object_unref (draft);
  assert_is_behaviour (fixture, "night-owls");
  parcours_library_page_show (PARCOURS_LIBRARY_PAGE (fixture->content), "behaviour", "night-owls");
  wait_for (fixture->content, "Edit Behaviour…");
  g_assert_false (says (fixture->content, "parcours-behaviour/1"));
  g_signal_emit_by_name (find_button (fixture->content, "D_uplicate"), "clicked");
  wait_for_behaviours (fixture, before + 2);
  wait_for (fixture->content, "Night owls (copy)");
  assert_is_behaviour (fixture, "night-owls-copy");
}

static GtkWidget *
new_draft (Fixture    *fixture,
           const char *kind,
           const char *given)
{
  g_autoptr (JsonNode) columns = parcours_json_parse (given, -1, NULL);

  return g_object_ref_sink (parcours_entity_draft_new (fixture->project, parcours_kind_find (kind), json_node_get_object (columns),
                                                       "Brand new"));
}

static void
keep_slug (char      **slug,
           const char *made)
{
  *slug = g_strdup (made);
}

/* Presses Create; what is made then. */
static const ParcoursEntity *
create (Fixture    *fixture,
        GtkWidget  *draft,
        const char *kind)
{
  g_autofree char *slug = NULL;

  g_signal_connect_swapped (draft, "made", G_CALLBACK (keep_slug), &slug);
  g_signal_emit_by_name (find_button (draft, "C_reate"), "clicked");
  while (slug == NULL || parcours_library_lookup (parcours_project_library (fixture->project), kind, slug) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return parcours_library_lookup (parcours_project_library (fixture->project), kind, slug);
}

/* What is needed at a place is made such that it fits there: what is known is not asked, what does not fit not offered. */
static void
test_drafts (Fixture       *fixture,
             gconstpointer  what)
{
  GtkWidget *draft = new_draft (fixture, "score", "{\"of\": \"deal\"}");
  GtkDropDown *types;

  g_assert_null (find_type (draft, GTK_TYPE_DROP_DOWN));
  g_assert_cmpstr (parcours_json_member_string (create (fixture, draft, "score")->attributes, "of"), ==, "deal");
  g_object_unref (draft);

  draft = new_draft (fixture, "field", "{\"type\": [\"date\", \"birthday\"]}");
  types = GTK_DROP_DOWN (find_type (draft, GTK_TYPE_DROP_DOWN));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (types)), ==, 2);
  g_assert_cmpstr (parcours_json_member_string (create (fixture, draft, "field")->attributes, "type"), ==, "date");
  g_object_unref (draft);

  /* Choices are asked where there are some. */
  draft = new_draft (fixture, "field", "{}");
  types = GTK_DROP_DOWN (find_type (draft, GTK_TYPE_DROP_DOWN));
  g_assert_false (says (draft, "Separate them with commas."));
  gtk_drop_down_set_selected (types, 8);
  g_assert_true (says (draft, "Separate them with commas."));
  g_assert_cmpstr (parcours_json_member_string (create (fixture, draft, "field")->attributes, "type"), ==, "choice");
  g_object_unref (draft);

  /* What must be there is asked before. */
  draft = new_draft (fixture, "segment", "{}");
  g_assert_false (gtk_widget_get_sensitive (find_button (draft, "C_reate")));
  g_assert_true (says (draft, "Add Condition"));
  g_object_unref (draft);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/message-editor/writing", Fixture, NULL, set_up, test_writing, tear_down);
  g_test_add ("/message-editor/html", Fixture, NULL, set_up, test_html, tear_down);
  g_test_add ("/library-page/kinds", Fixture, "page", set_up, test_page, tear_down);

  g_test_add ("/library-page/drafts", Fixture, "page", set_up, test_drafts, tear_down);
  g_test_add ("/library-page/behaviours", Fixture, "page", set_up, test_behaviours, tear_down);

  return g_test_run ();
}
