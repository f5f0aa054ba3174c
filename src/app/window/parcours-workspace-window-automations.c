/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does to whole automations: rename, copy, delete, export, import,
 * call ready, activate. How they begin stands in parcours-workspace-window-templates.c. */

#include "config.h"

#include <glib/gi18n.h>

#include "parcours-checks.h"
#include "parcours-dialogs.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-portability-dialog.h"
#include "parcours-publish.h"
#include "parcours-text.h"
#include "parcours-workspace-window-private.h"

/* What is done to one automation, while it waits for an answer. */
typedef struct
{
  ParcoursWorkspaceWindow *window; /* (owned) */
  char *slug;             /* (owned) */
} Request;

static Request *
request_new (ParcoursWorkspaceWindow *self,
             const char              *slug)
{
  Request *request = g_new0 (Request, 1);

  request->window = g_object_ref (self);
  request->slug = g_strdup (slug);

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->window);
  g_free (request->slug);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
say_error (ParcoursWorkspaceWindow *self,
           const GError            *error)
{
  parcours_workspace_window_say (self, error->message);
}

/* The automation of that slug, or without one the one that is open. */
ParcoursAutomationItem *
parcours_workspace_window_find_item (ParcoursWorkspaceWindow *self,
                                     GVariant                *parameter)
{
  ParcoursEditor *editor = parcours_design_page_get_editor (self->design);

  if (self->project == NULL)
    return NULL;
  if (parameter != NULL)
    return parcours_project_find_automation (self->project, g_variant_get_string (parameter, NULL));

  return editor != NULL ? parcours_editor_get_item (editor) : NULL;
}

static gboolean
is_taken (const char *slug,
          gpointer    project)
{
  return parcours_project_find_automation (project, slug) != NULL;
}

/* What the file means something else by than the workspace; that of the workspace stays. */
static void
say_differences (ParcoursWorkspaceWindow *self,
                 GAsyncResult            *result)
{
  g_auto (GStrv) differences = parcours_project_added_differences (result);
  guint n = g_strv_length (differences);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = g_strsplit (differences[i], " ", 2);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              parcours_library_label (parcours_project_library (self->project), parts[0], parts[1]));
    }
  if (n == 0)
    return;
  /* Translators: names of lists, messages and the like that an imported automation refers to. */
  text = parcours_phrase_fill (_("These are different in the file, and were left as they are here: {names}"), "names", names->str,
                               NULL);
  parcours_workspace_window_say (self, text);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursAutomationItem *item = parcours_project_add_automation_finish (PARCOURS_PROJECT (source), result, &error);

  if (error != NULL)
    say_error (self, error);
  if (item == NULL || self->project == NULL)
    return;
  say_differences (self, result);
  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_open (self->design, parcours_automation_item_slug (item), NULL);
}

/* Under a name and a slug of its own; what is copied or imported gets another id too. */
void
parcours_workspace_window_add_automation (ParcoursWorkspaceWindow *self,
                                          ParcoursAutomation      *automation,
                                          const char              *name)
{
  g_autofree char *wish = parcours_slug_from_label (name, "automation");
  g_autofree char *slug = parcours_slug_make_unique (wish, is_taken, self->project);
  g_autoptr (ParcoursAutomation) fresh = parcours_automation_new (name, slug, parcours_automation_platform (automation));
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);
  g_autoptr (ParcoursAutomation) copy = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "id", parcours_automation_id (fresh));
  json_object_set_string_member (object, "slug", slug);
  json_object_set_string_member (object, "name", name);
  copy = parcours_automation_from_json (node, &error);
  if (copy != NULL)
    parcours_project_add_automation_async (self->project, copy, added_cb, g_object_ref (self));
  else
    say_error (self, error);
}

static void
platform_set_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (parcours_project_set_setting_finish (PARCOURS_PROJECT (source), result, &error))
    {
      /* Translators: %s is "Mailchimp", for example. */
      g_autofree char *text = g_strdup_printf (_("New automations are drawn for %s"),
                                               parcours_platform_label (parcours_project_platform (PARCOURS_PROJECT (source))));

      parcours_workspace_window_say (self, text);
    }
  else
    say_error (self, error);
  g_object_notify (G_OBJECT (self), "workspace-platform");
}

/* New automations are for it; those that are there stay as they are drawn. */
void
parcours_workspace_window_set_platform (ParcoursWorkspaceWindow *self,
                                        const char              *name)
{
  g_autoptr (JsonNode) value = parcours_json_new_string (name);
  ParcoursPlatform platform;

  if (self->project == NULL || !parcours_platform_from_name (name, &platform) ||
      platform == parcours_project_platform (self->project))
    return;
  parcours_project_set_setting_async (self->project, "platform", value, platform_set_cb, g_object_ref (self));
}

static void
rename_document (ParcoursDocument *document,
                 const char       *name)
{
  ParcoursAutomation *automation = parcours_document_automation (document);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new (_("Rename Automation"));

  parcours_edit_set_head (edit, automation, "name", parcours_json_new_string (name));
  parcours_document_apply (document, edit, NULL);
}

static void
rename_cb (const char *name,
           gpointer    user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) document = NULL;

  if (request->window->project == NULL)
    return;
  document = parcours_project_open_document (request->window->project, request->slug, &error);
  if (document != NULL)
    rename_document (document, name);
  else
    say_error (request->window, error);
}

static void
rename_automation (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);

  if (item != NULL)
    parcours_dialogs_ask_text (GTK_WINDOW (self), _("Rename Automation"), NULL, _("Name"),
                               parcours_automation_item_name (item), _("_Rename"), rename_cb,
                               request_new (self, parcours_automation_item_slug (item)));
}

static void
duplicate_automation (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  g_autofree char *name = NULL;

  if (item == NULL)
    return;
  /* Translators: the name of a copy; %s is that of the first. */
  name = g_strdup_printf (_("%s (copy)"), parcours_automation_item_name (item));
  parcours_workspace_window_add_automation (self, parcours_automation_item_automation (item), name);
}

static void
converted_cb (ParcoursAutomation *converted,
              gboolean            is_copy,
              gpointer            user_data)
{
  const Request *request = user_data;
  ParcoursWorkspaceWindow *self = request->window;
  ParcoursEditor *editor;
  ParcoursAutomation *automation;
  g_autofree char *label = NULL;

  if (is_copy)
    {
      parcours_workspace_window_add_automation (self, converted, parcours_automation_name (converted));
      return;
    }
  parcours_design_page_open (self->design, request->slug, NULL);
  editor = parcours_design_page_get_editor (self->design);
  if (editor == NULL)
    return;
  automation = parcours_document_automation (parcours_editor_get_document (editor));
  if (parcours_automation_platform (converted) == parcours_automation_platform (automation))
    label = g_strdup (_("Replace Step"));
  else
    /* Translators: %s is "Brevo", for example. */
    label = g_strdup_printf (_("Convert to %s"), parcours_platform_label (parcours_automation_platform (converted)));
  parcours_canvas_apply (parcours_editor_get_canvas (editor), parcours_edit_between (automation, converted, label));
}

static void
compare_platform (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  Request *request;
  GtkWidget *dialog;

  if (item == NULL)
    return;
  request = request_new (self, parcours_automation_item_slug (item));
  dialog = parcours_portability_dialog_new (GTK_WINDOW (self), parcours_automation_item_automation (item),
                                            parcours_project_library (self->project),
                                            !parcours_project_is_read_only (self->project), converted_cb, request);
  g_object_set_data_full (G_OBJECT (dialog), "request", request, (GDestroyNotify) request_free);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_change_finish (PARCOURS_PROJECT (source), result, &error))
    say_error (self, error);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (parcours_project_change_finish (PARCOURS_PROJECT (source), result, &error))
    parcours_workspace_window_say_with_undo (request->window, _("Automation deleted"), "win.undelete-automation", request->slug);
  else
    say_error (request->window, error);
}

static void
delete_automation (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  const char *slug = item != NULL ? parcours_automation_item_slug (item) : NULL;

  if (slug != NULL)
    parcours_project_delete_automation_async (self->project, slug, deleted_cb, request_new (self, slug));
}

static void
undelete_automation (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (self->project != NULL)
    parcours_project_undelete_automation_async (self->project, g_variant_get_string (parameter, NULL), changed_cb,
                                                g_object_ref (self));
}

/* Only what has no errors may be called ready. */
static void
toggle_ready (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  const char *slug = item != NULL ? parcours_automation_item_slug (item) : NULL;
  GPtrArray *checks = slug != NULL ? parcours_design_page_get_checks (self->design, slug) : NULL;

  if (slug == NULL)
    return;
  if (!parcours_automation_item_is_ready (item) && checks != NULL &&
      parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR) > 0)
    {
      parcours_workspace_window_say (self, _("An automation with errors cannot be ready. The list of problems says what to mend."));
      return;
    }
  parcours_project_set_ready_async (self->project, slug, !parcours_automation_item_is_ready (item), changed_cb,
                                    g_object_ref (self));
}

static void
toggle_active (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);

  if (item != NULL)
    parcours_project_set_active_async (self->project, parcours_automation_item_slug (item),
                                       parcours_automation_item_active_since (item) == 0, changed_cb, g_object_ref (self));
}

static void
export_cb (const char *path,
           gpointer    user_data)
{
  g_autoptr (Request) request = user_data;
  ParcoursWorkspaceWindow *self = request->window;
  ParcoursAutomationItem *item =
    self->project != NULL ? parcours_project_find_automation (self->project, request->slug) : NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (item == NULL)
    return;
  node = parcours_project_bundle_automation (self->project, parcours_automation_item_automation (item));
  if (parcours_json_save (node, path, &error))
    parcours_workspace_window_say (self, _("Automation exported"));
  else
    parcours_dialogs_show_error (GTK_WINDOW (self), _("The Automation Was Not Exported"), error->message);
}

static void
export_automation (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);
  g_autofree char *name = NULL;

  if (item == NULL)
    return;
  name = g_strconcat (parcours_automation_item_slug (item), ".json", NULL);
  parcours_dialogs_save_automation (GTK_WINDOW (self), name, export_cb,
                                    request_new (self, parcours_automation_item_slug (item)));
}

static void
published_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = parcours_publish_finish (result, &error);

  if (text != NULL)
    parcours_workspace_window_say (self, text);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, error);
}

static void
publish (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursAutomationItem *item = parcours_workspace_window_find_item (self, parameter);

  if (item != NULL)
    parcours_publish_async (GTK_WINDOW (self), self->project, parcours_automation_item_slug (item), published_cb,
                            g_object_ref (self));
}

static void
import_cb (const char *path,
           gpointer    user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  parcours_workspace_window_import (user_data, file);
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  parcours_dialogs_choose_automation (GTK_WINDOW (widget), import_cb, widget);
}

void
parcours_workspace_window_install_automation_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "win.import", NULL, import },
    { "win.publish", NULL, publish },
    { "win.publish-automation", "s", publish },
    { "win.export", NULL, export_automation },
    { "win.export-automation", "s", export_automation },
    { "win.rename-automation", "s", rename_automation },
    { "win.duplicate-automation", "s", duplicate_automation },
    { "win.compare-platform", "s", compare_platform },
    { "win.delete-automation", "s", delete_automation },
    { "win.undelete-automation", "s", undelete_automation },
    { "win.toggle-ready", "s", toggle_ready },
    { "win.toggle-active", "s", toggle_active },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].func);
}

/**
 * parcours_workspace_window_import:
 * @self: a window
 * @file: an automation as JSON
 *
 * Brings it into the workspace, once that is open.
 */
void
parcours_workspace_window_import (ParcoursWorkspaceWindow *self,
                                  GFile                   *file)
{
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PARCOURS_IS_WORKSPACE_WINDOW (self));

  if (self->project == NULL)
    {
      g_set_object (&self->import, file);
      return;
    }
  automation = parcours_automation_load (g_file_peek_path (file), &error);
  if (automation != NULL)
    parcours_workspace_window_add_automation (self, automation, parcours_automation_name (automation));
  else
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *display = g_filename_display_name (name);
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Imported"), display);

      parcours_dialogs_show_error (GTK_WINDOW (self), heading, error->message);
    }
}
