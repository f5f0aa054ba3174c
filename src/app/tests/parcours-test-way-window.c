/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-happening-row.h"
#include "parcours-project-tests.h"
#include "parcours-style.h"
#include "parcours-test-way-window.h"

struct _ParcoursTestWayWindow
{
  AdwWindow parent_instance;

  GCancellable *cancellable; /* (owned) */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (ParcoursTestWayWindow, parcours_test_way_window, ADW_TYPE_WINDOW)

static void
add_row (GtkWidget *group,
         const char *words)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", words, "title-lines", 0, NULL));
}

static void
show_way (ParcoursTestWayWindow *self,
          const ParcoursTestWay *way)
{
  const ParcoursExplanation *explanation = parcours_test_way_explanation (way);
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  for (guint i = 0; i < parcours_explanation_n (explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (explanation, i);

      if (!parcours_happening_is_news (happening))
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), parcours_happening_row_new (explanation, happening));
      n++;
    }
  if (n == 0)
    add_row (group, _("Nothing happens to this contact"));
  if (!parcours_explanation_has_entered (explanation, 0))
    {
      g_autofree char *words = parcours_explanation_entry_words (explanation, 0);

      add_row (group, words);
    }
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursTestWayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTestWay) way = parcours_test_way_finish (result, &error);
  GtkWidget *label;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (way != NULL)
    {
      show_way (self, way);
      return;
    }
  label = gtk_label_new (error->message);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
parcours_test_way_window_dispose (GObject *object)
{
  g_cancellable_cancel (PARCOURS_TEST_WAY_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (parcours_test_way_window_parent_class)->dispose (object);
}

static void
parcours_test_way_window_finalize (GObject *object)
{
  g_object_unref (PARCOURS_TEST_WAY_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (parcours_test_way_window_parent_class)->finalize (object);
}

static void
parcours_test_way_window_class_init (ParcoursTestWayWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_test_way_window_dispose;
  G_OBJECT_CLASS (class)->finalize = parcours_test_way_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_test_way_window_init (ParcoursTestWayWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_object_set (self->box, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), scrolled);
  adw_window_set_content (ADW_WINDOW (self), content);
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 600);
}

/**
 * parcours_test_way_window_new:
 * @parent: (nullable): over which window
 * @project: a project
 * @slug: a scenario of it
 * @n: which of its cases
 * @contact: the address of a contact
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
parcours_test_way_window_new (GtkWindow       *parent,
                              ParcoursProject *project,
                              const char      *slug,
                              guint            n,
                              const char      *contact)
{
  ParcoursTestWayWindow *self = g_object_new (PARCOURS_TYPE_TEST_WAY_WINDOW, "transient-for", parent, "modal", parent != NULL,
                                              "destroy-with-parent", TRUE, "title", contact, NULL);

  parcours_test_way_async (project, slug, n, contact, self->cancellable, found_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
