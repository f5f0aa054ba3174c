/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-conflict-view.h"
#include "parcours-connect-dialog.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-server-page.h"

/* More rows than anybody reads are not made. */
#define MAX_ROWS 100

struct _ParcoursServerPage
{
  AdwBin parent_instance;

  ParcoursProject *project;          /* (owned) (nullable) */
  ParcoursRemote *remote;            /* (owned) (nullable) the one that is shown */
  GtkFilterListModel *shown_waiting; /* (owned) (nullable) what waits, without conflicts */
  guint tick_id;                     /* while it counts the seconds until the next try */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *name_label;
  GtkLabel *url_label;
  GtkDropDown *remotes;
  GtkSpinner *spinner;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  GtkWidget *retry_button;
  GtkWidget *conflicts_group;
  GtkListBox *conflicts;
  GtkWidget *waiting_group;
  GtkListBox *waiting;
  GtkWidget *log_group;
  GtkListBox *log;
  ParcoursConflictView *conflict_view;
};

G_DEFINE_FINAL_TYPE (ParcoursServerPage, parcours_server_page, ADW_TYPE_BIN)

static void
say (ParcoursServerPage *self,
     const char         *text)
{
  AdwToast *toast;
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  toast = adw_toast_new (escaped);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const char *
name_of (ParcoursServerPage *self,
         const char         *slug)
{
  ParcoursAutomationItem *item = slug != NULL ? parcours_project_find_automation (self->project, slug) : NULL;

  return item != NULL ? parcours_automation_item_name (item) : slug;
}

static char *
describe_wait (ParcoursRemote *remote)
{
  gint64 seconds = (parcours_remote_retry_at (remote) - g_get_real_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *n = parcours_count_to_words ((guint64) MAX (seconds, 1));

  return parcours_phrase_fill (ngettext ("Trying again in {n} second", "Trying again in {n} seconds",
                                         (gulong) MAX (seconds, 1)),
                               "n", n, NULL);
}

static char *
describe_idle (ParcoursRemote *remote)
{
  guint n = parcours_remote_n_conflicts (remote);
  g_autofree char *count = parcours_count_to_words (n);

  if (n == 0)
    return g_strdup (_("Everything that was published is on the server"));

  return parcours_phrase_fill (ngettext ("{n} automation needs a decision", "{n} automations need a decision", n), "n", count,
                               NULL);
}

static char *
describe_state (ParcoursRemote  *remote,
                const char     **icon)
{
  switch (parcours_remote_state (remote))
    {
    case PARCOURS_SENDER_SENDING:
      *icon = "emblem-synchronizing-symbolic";
      return g_strdup (_("Sending"));
    case PARCOURS_SENDER_OFFLINE:
      *icon = "action-unavailable-symbolic";
      return g_strdup (_("Offline. What you publish is sent once there is a network"));
    case PARCOURS_SENDER_WAITING:
      *icon = "appointment-soon-symbolic";
      return describe_wait (remote);
    case PARCOURS_SENDER_BLOCKED:
      *icon = "dialog-error-symbolic";
      return g_strdup (_("Nothing can be sent"));
    case PARCOURS_SENDER_STOPPED:
      *icon = "network-server-symbolic";
      return g_strdup (_("Not connected"));
    default:
      *icon = parcours_remote_n_conflicts (remote) > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic";
      return describe_idle (remote);
    }
}

static void
show_state (ParcoursServerPage *self)
{
  const GError *error;
  const char *icon = NULL;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  ParcoursSenderState state;

  if (self->remote == NULL)
    return;
  state = parcours_remote_state (self->remote);
  error = state != PARCOURS_SENDER_IDLE ? parcours_remote_error (self->remote) : NULL;
  words = describe_state (self->remote, &icon);
  title = g_markup_escape_text (words, -1);
  subtitle = g_markup_escape_text (error != NULL ? error->message : "", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), title);
  adw_action_row_set_subtitle (self->state_row, subtitle);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_widget_set_visible (self->retry_button,
                          state == PARCOURS_SENDER_WAITING || state == PARCOURS_SENDER_BLOCKED ||
                          state == PARCOURS_SENDER_STOPPED);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_state (user_data);

  return G_SOURCE_CONTINUE;
}

static void
on_retry_at (ParcoursServerPage *self)
{
  gboolean waits = self->remote != NULL && parcours_remote_retry_at (self->remote) != 0;

  if (waits && self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  else if (!waits)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  show_state (self);
}

/* What waits for a decision stands in its own list. */
static gboolean
is_no_conflict (gpointer item,
                gpointer user_data)
{
  return parcours_outbox_item_row (item)->state != PARCOURS_OUTBOX_CONFLICT;
}

static void
show_lists (ParcoursServerPage *self)
{
  gtk_widget_set_visible (self->conflicts_group,
                          g_list_model_get_n_items (parcours_remote_conflicts (self->remote)) > 0);
  gtk_widget_set_visible (self->waiting_group, g_list_model_get_n_items (G_LIST_MODEL (self->shown_waiting)) > 0);
  gtk_widget_set_visible (self->log_group, g_list_model_get_n_items (parcours_remote_log (self->remote)) > 0);
  show_state (self);
}

static void
on_checking (ParcoursServerPage *self)
{
  gboolean checking = self->remote != NULL && parcours_remote_is_checking (self->remote);

  gtk_spinner_set_spinning (self->spinner, checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.check", self->remote != NULL && !checking);
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static char *
local_words (ParcoursServerPage *self,
             gint64              at)
{
  return parcours_local_to_words (parcours_zone_to_local (parcours_project_zone (self->project), at));
}

static void
compare_cb (GtkButton          *button,
            ParcoursServerPage *self)
{
  parcours_server_page_show_conflict (self, g_object_get_data (G_OBJECT (button), "slug"));
}

static GtkWidget *
new_conflict_row (gpointer item,
                  gpointer user_data)
{
  ParcoursServerPage *self = user_data;
  ParcoursConflict *conflict = item;
  const char *name = name_of (self, parcours_conflict_slug (conflict));
  GtkWidget *row = new_row (name, parcours_conflict_is_deleted (conflict)
                                    ? _("Changed here, deleted on the server")
                                    : parcours_conflict_is_fetched (conflict)
                                        ? _("Changed here and on the server")
                                        : _("Changed here and on the server, whose version could not be fetched yet"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("C_ompare…"));
  g_autofree char *label = parcours_phrase_fill (_("Compare both versions of “{automation}”"), "automation", name, NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, parcours_conflict_is_fetched (conflict));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "slug", g_strdup (parcours_conflict_slug (conflict)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (compare_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return row;
}

static const char *
describe_operation (const ParcoursOutboxRow *row)
{
  if (g_str_equal (row->operation, "delete"))
    return _("To be deleted on the server");
  if (g_str_equal (row->operation, "activate"))
    return _("To be activated");
  if (g_str_equal (row->operation, "pause"))
    return _("To be paused");

  return row->state == PARCOURS_OUTBOX_SENDING ? _("Being published") : _("To be published");
}

static void
on_dropped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursServerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_remote_change_finish (PARCOURS_REMOTE (source), result, &error))
    say (self, error->message);
}

static void
drop_cb (GtkButton          *button,
         ParcoursServerPage *self)
{
  const gint64 *row = g_object_get_data (G_OBJECT (button), "row");

  parcours_remote_drop_async (self->remote, *row, on_dropped, g_object_ref (self));
}

static GtkWidget *
new_waiting_row (gpointer item,
                 gpointer user_data)
{
  ParcoursServerPage *self = user_data;
  const ParcoursOutboxRow *row = parcours_outbox_item_row (item);
  gboolean refused = row->state == PARCOURS_OUTBOX_REFUSED;
  const char *name = name_of (self, row->automation);
  GtkWidget *widget = new_row (name, refused && row->error != NULL ? row->error : describe_operation (row));
  GtkWidget *button;
  g_autofree char *label = NULL;

  if (!refused)
    return widget;
  button = gtk_button_new_with_mnemonic (_("Do _Not Send"));
  label = parcours_phrase_fill (_("Do not send “{automation}”"), "automation", name, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "row", g_memdup2 (&row->id, sizeof row->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (drop_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), gtk_image_new_from_icon_name ("dialog-error-symbolic"));

  return widget;
}

static GtkWidget *
new_log_row (gpointer item,
             gpointer user_data)
{
  ParcoursServerPage *self = user_data;
  const ParcoursSyncEntry *entry = parcours_sync_item_entry (item);
  g_autofree char *words = parcours_sync_item_words (item, name_of (self, entry->automation));
  g_autofree char *at = local_words (self, entry->at);

  return new_row (words, at);
}

static void
bind (ParcoursServerPage         *self,
      GtkListBox                 *list,
      GListModel                 *model,
      GtkListBoxCreateWidgetFunc  create)
{
  g_autoptr (GtkSliceListModel) slice = gtk_slice_list_model_new (g_object_ref (model), 0, MAX_ROWS);

  gtk_list_box_bind_model (list, G_LIST_MODEL (slice), create, self, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (show_lists), self, G_CONNECT_SWAPPED);
}

static void
unbind (ParcoursServerPage *self)
{
  GListModel *models[] = { parcours_remote_conflicts (self->remote), parcours_remote_log (self->remote) };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_handlers_disconnect_by_data (models[i], self);
  g_signal_handlers_disconnect_by_data (self->remote, self);
  gtk_list_box_bind_model (self->conflicts, NULL, NULL, NULL, NULL);
  gtk_list_box_bind_model (self->waiting, NULL, NULL, NULL, NULL);
  gtk_list_box_bind_model (self->log, NULL, NULL, NULL, NULL);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->shown_waiting);
  g_clear_object (&self->remote);
}

static void
set_remote (ParcoursServerPage *self,
            ParcoursRemote     *remote)
{
  if (remote == self->remote)
    return;
  if (self->remote != NULL)
    unbind (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.disconnect", remote != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.enter-token", remote != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.retry", remote != NULL);
  gtk_stack_set_visible_child_name (self->stack, remote != NULL ? "remote" : "empty");
  if (remote != NULL)
    {
      self->remote = g_object_ref (remote);
      gtk_label_set_label (self->name_label, parcours_remote_name (remote));
      gtk_label_set_label (self->url_label, parcours_remote_url (remote));
      bind (self, self->conflicts, parcours_remote_conflicts (remote), new_conflict_row);
      self->shown_waiting =
        gtk_filter_list_model_new (g_object_ref (parcours_remote_waiting (remote)),
                                   GTK_FILTER (gtk_custom_filter_new (is_no_conflict, NULL, NULL)));
      bind (self, self->waiting, G_LIST_MODEL (self->shown_waiting), new_waiting_row);
      bind (self, self->log, parcours_remote_log (remote), new_log_row);
      g_signal_connect_object (remote, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (remote, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (remote, "notify::n-conflicts", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (remote, "notify::retry-at", G_CALLBACK (on_retry_at), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (remote, "notify::checking", G_CALLBACK (on_checking), self, G_CONNECT_SWAPPED);
      show_lists (self);
      on_retry_at (self);
    }
  on_checking (self);
}

static void
selected_cb (ParcoursServerPage *self)
{
  set_remote (self, gtk_drop_down_get_selected_item (self->remotes));
}

static void
on_remotes_changed (ParcoursServerPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remotes),
                          g_list_model_get_n_items (parcours_project_remotes (self->project)) > 1);
  selected_cb (self);
}

static char *
describe_news (const ParcoursRemoteNews *news)
{
  guint n = news->n_added + news->n_updated + news->n_deleted;
  g_autofree char *count = parcours_count_to_words (n);
  g_autofree char *to_decide = parcours_count_to_words (news->n_conflicts);

  if (news->n_conflicts > 0)
    return parcours_phrase_fill (ngettext ("{n} automation was changed on both sides",
                                           "{n} automations were changed on both sides", news->n_conflicts),
                                 "n", to_decide, NULL);
  if (n == 0)
    return g_strdup (_("Nothing has changed on the server"));

  return parcours_phrase_fill (ngettext ("{n} automation has changed on the server",
                                         "{n} automations have changed on the server", n), "n", count, NULL);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursServerPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ParcoursRemoteNews news;

  if (parcours_remote_check_finish (PARCOURS_REMOTE (source), result, &news, &error))
    words = describe_news (&news);
  say (self, error != NULL ? error->message : words);
}

static void
check_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  ParcoursServerPage *self = PARCOURS_SERVER_PAGE (widget);

  parcours_remote_check_async (self->remote, NULL, on_checked, g_object_ref (self));
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  parcours_remote_retry (PARCOURS_SERVER_PAGE (widget)->remote);
}

static void
on_connected (ParcoursConnectDialog *dialog,
              ParcoursRemote        *remote,
              const GError          *keyring_error,
              ParcoursServerPage    *self)
{
  guint n = g_list_model_get_n_items (parcours_project_remotes (self->project));
  g_autofree char *words = NULL;

  if (remote == NULL)
    return;
  gtk_drop_down_set_selected (self->remotes, n - 1);
  words = keyring_error != NULL
            ? parcours_phrase_fill (_("The token is known only until the workspace is closed: {reason}"), "reason",
                                    keyring_error->message, NULL)
            : parcours_phrase_fill (_("“{server}” is connected"), "server", parcours_remote_name (remote), NULL);
  say (self, words);
}

static void
on_token_entered (ParcoursConnectDialog *dialog,
                  ParcoursRemote        *remote,
                  const GError          *keyring_error,
                  ParcoursServerPage    *self)
{
  if (keyring_error != NULL)
    say (self, keyring_error->message);
}

static GtkWindow *
window_of (ParcoursServerPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
connect_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  ParcoursServerPage *self = PARCOURS_SERVER_PAGE (widget);
  GtkWidget *dialog = parcours_connect_dialog_new (window_of (self), self->project);

  g_signal_connect_object (dialog, "done", G_CALLBACK (on_connected), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
enter_token_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ParcoursServerPage *self = PARCOURS_SERVER_PAGE (widget);
  GtkWidget *dialog = parcours_connect_dialog_new_token (window_of (self), self->project, self->remote);

  g_signal_connect_object (dialog, "done", G_CALLBACK (on_token_entered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursServerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_remove_remote_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, error->message);
}

/* What waits would be lost without a word. */
static void
disconnect_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ParcoursServerPage *self = PARCOURS_SERVER_PAGE (widget);

  if (g_list_model_get_n_items (parcours_remote_waiting (self->remote)) > 0 ||
      parcours_remote_n_conflicts (self->remote) > 0)
    say (self, _("Something still waits for this server, or needs a decision; see to that first"));
  else
    parcours_project_remove_remote_async (self->project, parcours_remote_name (self->remote), on_removed,
                                          g_object_ref (self));
}

static void
on_resolved (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursServerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  say (self, parcours_remote_change_finish (PARCOURS_REMOTE (source), result, &error)
               ? _("Decided. The other version stays in the history") : error->message);
}

static void
decided_cb (ParcoursServerPage *self,
            int                 resolution)
{
  gtk_stack_set_visible_child_name (self->stack, self->remote != NULL ? "remote" : "empty");
  if (resolution >= 0 && self->remote != NULL)
    parcours_remote_resolve_async (self->remote, parcours_conflict_view_slug (self->conflict_view),
                                   (ParcoursResolution) resolution, on_resolved, g_object_ref (self));
}

static void
parcours_server_page_dispose (GObject *object)
{
  ParcoursServerPage *self = PARCOURS_SERVER_PAGE (object);

  if (self->remote != NULL)
    unbind (self);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (parcours_project_remotes (self->project), self);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_server_page_parent_class)->dispose (object);
}

static void
parcours_server_page_class_init (ParcoursServerPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_server_page_dispose;

  g_type_ensure (PARCOURS_TYPE_CONFLICT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/server/server-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, url_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, remotes);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, conflicts_group);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, waiting_group);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, log_group);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, log);
  gtk_widget_class_bind_template_child (widget_class, ParcoursServerPage, conflict_view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);

  gtk_widget_class_install_action (widget_class, "server.connect", NULL, connect_cb);
  gtk_widget_class_install_action (widget_class, "server.disconnect", NULL, disconnect_cb);
  gtk_widget_class_install_action (widget_class, "server.enter-token", NULL, enter_token_cb);
  gtk_widget_class_install_action (widget_class, "server.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "server.retry", NULL, retry_cb);
}

static char *
remote_label (ParcoursRemote *remote)
{
  return remote != NULL ? g_strdup (parcours_remote_name (remote)) : NULL;
}

static void
parcours_server_page_init (ParcoursServerPage *self)
{
  g_autoptr (GtkExpression) expression =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (remote_label), NULL, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->remotes, expression);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * parcours_server_page_new:
 * @project: (nullable): the project
 *
 * Returns: (transfer none): the page
 */
GtkWidget *
parcours_server_page_new (ParcoursProject *project)
{
  GtkWidget *page = g_object_new (PARCOURS_TYPE_SERVER_PAGE, NULL);

  parcours_server_page_set_project (PARCOURS_SERVER_PAGE (page), project);

  return page;
}

/**
 * parcours_server_page_set_project:
 * @self: a page
 * @project: (nullable): the project
 *
 * Shows the servers of the project, and has them told what waits.
 */
void
parcours_server_page_set_project (ParcoursServerPage *self,
                                  ParcoursProject    *project)
{
  if (project == self->project)
    return;
  set_remote (self, NULL);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (parcours_project_remotes (self->project), self);
  g_set_object (&self->project, project);
  gtk_drop_down_set_model (self->remotes, project != NULL ? parcours_project_remotes (project) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.connect",
                                 project != NULL && !parcours_project_is_read_only (project));
  if (project == NULL)
    return;
  g_signal_connect_object (parcours_project_remotes (project), "items-changed", G_CALLBACK (on_remotes_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_remotes_changed (self);
  parcours_project_start_remotes (project);
}

/**
 * parcours_server_page_show_conflict:
 * @self: a page of a project
 * @slug: the slug of an automation that was changed on both sides
 *
 * Shows both versions side by side.
 */
void
parcours_server_page_show_conflict (ParcoursServerPage *self,
                                    const char         *slug)
{
  ParcoursConflict *conflict = self->remote != NULL ? parcours_remote_find_conflict (self->remote, slug) : NULL;

  if (conflict == NULL || !parcours_conflict_is_fetched (conflict) ||
      parcours_project_find_automation (self->project, slug) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "conflict");
  parcours_conflict_view_show (self->conflict_view, self->project, self->remote, conflict);
}
