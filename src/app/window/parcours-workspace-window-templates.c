/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How automations begin: empty, or from a template; and how they become one. */

#include "config.h"

#include <glib/gi18n.h>

#include "parcours-gallery.h"
#include "parcours-project-blueprints.h"
#include "parcours-save-template.h"
#include "parcours-workspace-window-private.h"

/* Kept until the window is closed, so that it can be taken back. */
static void
keep_news (ParcoursWorkspaceWindow  *self,
           const char               *slug,
           char                    **news)
{
  if (self->templates == NULL)
    self->templates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_hash_table_insert (self->templates, g_strdup (slug), news);
}

static char *
say_news (const char         *name,
          const char *const  *news)
{
  guint n = 0;

  for (guint i = 0; news[i] != NULL; i++)
    n += g_str_has_prefix (news[i], "scenario ") ? 0 : 1;
  if (n == 0)
    return g_strdup_printf (_("“%s” added; it uses what the workspace has"), name);

  /* Translators: the name of an automation; messages, lists, tags ... that it refers to. */
  return g_strdup_printf (ngettext ("“%s” added, with %u thing that it uses", "“%s” added, with %u things that it uses", n),
                          name, n);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  char **news = NULL;
  ParcoursAutomationItem *item =
    parcours_project_add_blueprint_finish (PARCOURS_PROJECT (source), result, &news, &error);
  g_autofree char *text = NULL;
  const char *slug;

  if (item == NULL)
    {
      parcours_workspace_window_say (self, error->message);
      return;
    }
  slug = parcours_automation_item_slug (item);
  text = say_news (parcours_automation_item_name (item), (const char *const *) news);
  keep_news (self, slug, news);
  if (self->project == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_open (self->design, slug, NULL);
  parcours_workspace_window_say_with_undo (self, text, "win.take-back-template", slug);
}

static void
chosen_cb (ParcoursGallery         *gallery,
           const char              *name,
           ParcoursBlueprint       *blueprint,
           ParcoursWorkspaceWindow *self)
{
  g_autoptr (ParcoursAutomation) empty = NULL;
  ParcoursPlatform platform;

  if (self->project == NULL)
    return;
  if (blueprint != NULL)
    {
      parcours_project_add_blueprint_async (self->project, blueprint, name, added_cb, g_object_ref (self));
      return;
    }
  /* Who looked at the templates of one platform means that one. */
  platform = parcours_gallery_platform (gallery);
  if (platform == PARCOURS_PLATFORM_ANY)
    platform = parcours_project_platform (self->project);
  empty = parcours_automation_new (name, "automation", platform);
  parcours_workspace_window_add_automation (self, empty, name);
}

static void
new_automation (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  GtkWidget *gallery = parcours_gallery_new (GTK_WINDOW (self), parcours_project_platform (self->project));

  g_signal_connect_object (gallery, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (gallery));
  if (parameter != NULL)
    parcours_gallery_select (PARCOURS_GALLERY (gallery), g_variant_get_string (parameter, NULL));
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_remove_blueprint_finish (PARCOURS_PROJECT (source), result, &error))
    parcours_workspace_window_say (self, error->message);
}

static void
take_back (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  const char *slug = g_variant_get_string (parameter, NULL);
  const char *const *news = self->templates != NULL ? g_hash_table_lookup (self->templates, slug) : NULL;

  if (self->project == NULL || news == NULL)
    return;
  parcours_project_remove_blueprint_async (self->project, slug, news, taken_back_cb, g_object_ref (self));
  g_hash_table_remove (self->templates, slug);
}

static void
saved_cb (ParcoursSaveTemplate    *dialog,
          const char              *title,
          ParcoursWorkspaceWindow *self)
{
  g_autofree char *text = g_strdup_printf (_("“%s” saved; New Automation offers it in every workspace"), title);

  parcours_workspace_window_say (self, text);
}

static void
save_template (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  GtkWidget *dialog;

  if (item == NULL)
    return;
  dialog = parcours_save_template_new (GTK_WINDOW (self), self->project, parcours_automation_item_slug (item));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
parcours_workspace_window_install_template_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-automation", NULL, new_automation);
  gtk_widget_class_install_action (widget_class, "win.new-from-template", "s", new_automation);
  gtk_widget_class_install_action (widget_class, "win.take-back-template", "s", take_back);
  gtk_widget_class_install_action (widget_class, "win.save-template", NULL, save_template);
  gtk_widget_class_install_action (widget_class, "win.save-automation-template", "s", save_template);
}
