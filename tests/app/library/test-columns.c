/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns of the library that are more than one value: what a form does, what comes with an event of one's own. */

#include "config.h"

#include <adwaita.h>

#include "parcours-entity-editor.h"
#include "parcours-json.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"
#include "shop.h"

typedef struct
{
  Shop shop;
  GtkWidget *window;
  GtkWidget *editor;
  const char *kind;
  const char *slug;
  const char *column;
  const char *line; /* what is waited for */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  shop_open (&fixture->shop, 20);
  fixture->window = gtk_window_new ();
  fixture->editor = parcours_entity_editor_new (fixture->shop.project);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  gpointer editor = fixture->editor;

  g_object_add_weak_pointer (G_OBJECT (fixture->editor), &editor);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (editor != NULL)
    g_main_context_iteration (NULL, TRUE);
  shop_close (&fixture->shop);
}

static void
show (Fixture    *fixture,
      const char *kind,
      const char *slug,
      const char *column)
{
  fixture->kind = kind;
  fixture->slug = slug;
  fixture->column = column;
  parcours_entity_editor_show (PARCOURS_ENTITY_EDITOR (fixture->editor), kind, slug);
}

static gboolean
is_stored (gpointer user_data)
{
  const Fixture *fixture = user_data;
  const ParcoursEntity *entity = parcours_library_lookup (parcours_project_library (fixture->shop.project), fixture->kind,
                                                          fixture->slug);
  JsonNode *value = json_object_get_member (entity->attributes, fixture->column);
  g_autofree char *line = value != NULL ? parcours_json_to_line (value) : g_strdup ("nothing");

  return g_str_equal (line, fixture->line);
}

static void
wait_for (Fixture    *fixture,
          const char *line)
{
  fixture->line = line;
  shop_wait (is_stored, fixture, line);
}

static gpointer
find_nth (GtkWidget *widget,
          GType      type,
          guint     *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_nth (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gpointer
find (GtkWidget *widget,
      GType      type,
      guint      n)
{
  return find_nth (widget, type, &n);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  unused)
{
  GtkWidget *keys;

  show (fixture, "event-name", "quiz-finished", "keys");
  keys = find (fixture->editor, PARCOURS_TYPE_KEYS_EDITOR, 0);
  g_assert_nonnull (keys);
  g_assert_true (parcours_value_editor_fits (PARCOURS_VALUE_EDITOR (keys)));
  g_signal_emit_by_name (parcours_value_editor_target (PARCOURS_VALUE_EDITOR (keys)), "clicked");
  gtk_editable_set_text (GTK_EDITABLE ((GtkWidget *) find (keys, GTK_TYPE_ENTRY, 2)), "finished-at");
  gtk_drop_down_set_selected (GTK_DROP_DOWN ((GtkWidget *) find (keys, GTK_TYPE_DROP_DOWN, 2)), 4);
  wait_for (fixture, "{\"finished-at\":\"instant\",\"points\":\"number\",\"result\":\"text\"}");
  /* A second one of the same name is no detail. */
  gtk_editable_set_text (GTK_EDITABLE ((GtkWidget *) find (keys, GTK_TYPE_ENTRY, 2)), "points");
  g_assert_nonnull (parcours_value_editor_complaint (PARCOURS_VALUE_EDITOR (keys)));
  gtk_editable_set_text (GTK_EDITABLE ((GtkWidget *) find (keys, GTK_TYPE_ENTRY, 2)), "day");
  gtk_drop_down_set_selected (GTK_DROP_DOWN ((GtkWidget *) find (keys, GTK_TYPE_DROP_DOWN, 2)), 3);
  wait_for (fixture, "{\"day\":\"date\",\"points\":\"number\",\"result\":\"text\"}");
  parcours_library_history_end_burst (parcours_project_history (fixture->shop.project));
  parcours_project_undo_library_async (fixture->shop.project, NULL, NULL);
  wait_for (fixture, "{\"points\":\"number\",\"result\":\"text\"}");
}

static void
test_actions (Fixture       *fixture,
              gconstpointer  unused)
{
  GtkWidget *actions;
  ParcoursValueField *field;

  show (fixture, "form", "wholesale-enquiry", "actions");
  actions = find (fixture->editor, PARCOURS_TYPE_ACTIONS_EDITOR, 0);
  g_assert_nonnull (actions);
  gtk_widget_activate_action (actions, "actions.add", "s", "action.update-field");
  field = find (actions, PARCOURS_TYPE_VALUE_FIELD, 2);
  parcours_value_editor_take (parcours_value_field_editor (field), parcours_json_new_string ("city"));
  field = find (actions, PARCOURS_TYPE_VALUE_FIELD, 3);
  parcours_value_editor_take (parcours_value_field_editor (field), parcours_json_new_string ("Lyon"));
  wait_for (fixture, "[{\"params\":{\"list\":\"wholesale\"},\"type\":\"action.subscribe\"},"
                     "{\"params\":{\"field\":\"city\",\"value\":{\"value\":\"Lyon\"}},\"type\":\"action.update-field\"}]");
  g_signal_emit_by_name (find (actions, GTK_TYPE_BUTTON, 0), "clicked");
  wait_for (fixture, "[{\"params\":{\"field\":\"city\",\"value\":{\"value\":\"Lyon\"}},\"type\":\"action.update-field\"}]");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/columns/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/columns/actions", Fixture, NULL, set_up, test_actions, tear_down);

  return g_test_run ();
}
