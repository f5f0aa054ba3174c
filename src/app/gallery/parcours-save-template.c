/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-blueprints.h"
#include "parcours-json.h"
#include "parcours-project-blueprints.h"
#include "parcours-save-template.h"
#include "parcours-text.h"

struct _ParcoursSaveTemplate
{
  AdwWindow parent_instance;

  ParcoursProject *project; /* (owned) */
  char *slug;               /* (owned) */

  GtkEditable *title_row;
  GtkEditable *description_row;
  GtkEditable *category_row;
  GtkWidget *save_button;
  GtkLabel *failure;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (ParcoursSaveTemplate, parcours_save_template, ADW_TYPE_WINDOW)

static ParcoursBlueprint *
save (ParcoursSaveTemplate  *self,
      GError               **error)
{
  g_autoptr (ParcoursBlueprint) made =
    parcours_project_make_blueprint (self->project, self->slug, gtk_editable_get_text (self->title_row),
                                     gtk_editable_get_text (self->description_row),
                                     gtk_editable_get_text (self->category_row), error);

  return made != NULL ? parcours_blueprints_save (made, error) : NULL;
}

static void
save_cb (ParcoursSaveTemplate *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBlueprint) saved = save (self, &error);

  gtk_widget_set_visible (GTK_WIDGET (self->failure), saved == NULL);
  if (saved == NULL)
    {
      gtk_label_set_label (self->failure, error->message);
      return;
    }
  g_signal_emit (self, saved_signal, 0, saved->title);
  gtk_window_close (GTK_WINDOW (self));
}

static void
changed_cb (ParcoursSaveTemplate *self)
{
  gtk_widget_set_sensitive (self->save_button, !parcours_text_is_blank (gtk_editable_get_text (self->title_row)));
}

static void
parcours_save_template_dispose (GObject *object)
{
  ParcoursSaveTemplate *self = PARCOURS_SAVE_TEMPLATE (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->slug, g_free);

  G_OBJECT_CLASS (parcours_save_template_parent_class)->dispose (object);
}

static void
parcours_save_template_class_init (ParcoursSaveTemplateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = parcours_save_template_dispose;

  saved_signal = g_signal_new ("saved", PARCOURS_TYPE_SAVE_TEMPLATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/gallery/save-template.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursSaveTemplate, title_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursSaveTemplate, description_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursSaveTemplate, category_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursSaveTemplate, save_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursSaveTemplate, failure);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
parcours_save_template_init (ParcoursSaveTemplate *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_save_template_new:
 * @parent: the window that it belongs to
 * @project: a project
 * @slug: an automation of it
 *
 * Returns: (transfer floating): a window, which is not shown yet
 */
GtkWidget *
parcours_save_template_new (GtkWindow       *parent,
                            ParcoursProject *project,
                            const char      *slug)
{
  ParcoursSaveTemplate *self = g_object_new (PARCOURS_TYPE_SAVE_TEMPLATE, "transient-for", parent, NULL);
  ParcoursAutomationItem *item = parcours_project_find_automation (project, slug);
  const char *description = NULL;

  self->project = g_object_ref (project);
  self->slug = g_strdup (slug);
  if (item != NULL)
    {
      description = parcours_json_member_string (
        parcours_automation_head (parcours_automation_item_automation (item)), "description");
      gtk_editable_set_text (self->title_row, parcours_automation_item_name (item));
    }
  gtk_editable_set_text (self->description_row, description != NULL ? description : "");

  return GTK_WIDGET (self);
}
