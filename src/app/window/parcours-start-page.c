/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-sample.h"
#include "parcours-start-page.h"

struct _ParcoursStartPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *sample;
  AdwStatusPage *failure;
  GtkProgressBar *progress;
  GtkWidget *retry;

  char *path;                /* (owned) (nullable) */
  ParcoursStoreMode mode;
  ParcoursJob *job;          /* (owned) (nullable) the making of the sample */
  GCancellable *cancellable; /* (owned) (nullable) while something is being opened */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursStartPage, parcours_start_page, ADW_TYPE_BIN)

static void
show_failure (ParcoursStartPage *self,
              const GError      *error)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *title = g_strdup_printf (_("“%s” Cannot Be Opened"), name);
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (title);
      title = g_strdup (_("No Workspace"));
      g_free (description);
      description = g_strdup (_("Making the sample workspace was cancelled. Nothing was left behind."));
    }
  adw_status_page_set_title (self->failure, title);
  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  gtk_widget_grab_focus (self->retry);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursStartPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursProject) project = parcours_project_open_finish (result, &error);
  gboolean is_wanted = gtk_widget_get_root (GTK_WIDGET (self)) != NULL;

  if (self->job != NULL)
    parcours_job_finish (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  if (project != NULL && is_wanted)
    g_signal_emit (self, signals[OPENED], 0, project);
  else if (project != NULL)
    parcours_project_close (project);
  else if (is_wanted)
    show_failure (self, error);
}

static void
progress_cb (ParcoursJob       *job,
             GParamSpec        *pspec,
             ParcoursStartPage *self)
{
  gtk_progress_bar_set_fraction (self->progress, parcours_job_fraction (job));
}

static void
retry (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  ParcoursStartPage *self = PARCOURS_START_PAGE (widget);
  g_autofree char *path = g_strdup (self->path);

  if (self->mode == PARCOURS_STORE_CREATE && !g_file_test (path, G_FILE_TEST_EXISTS))
    parcours_start_page_make_sample (self, path);
  else
    parcours_start_page_open (self, path, self->mode);
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  parcours_start_page_cancel (PARCOURS_START_PAGE (widget));
}

static void
parcours_start_page_dispose (GObject *object)
{
  ParcoursStartPage *self = PARCOURS_START_PAGE (object);

  g_clear_pointer (&self->path, g_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_START_PAGE);
  G_OBJECT_CLASS (parcours_start_page_parent_class)->dispose (object);
}

static void
parcours_start_page_class_init (ParcoursStartPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_start_page_dispose;

  signals[OPENED] = g_signal_new ("opened", PARCOURS_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, PARCOURS_TYPE_PROJECT);

  gtk_widget_class_install_action (widget_class, "start.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "start.cancel", NULL, cancel);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursStartPage, sample);
  gtk_widget_class_bind_template_child (widget_class, ParcoursStartPage, failure);
  gtk_widget_class_bind_template_child (widget_class, ParcoursStartPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ParcoursStartPage, retry);
}

static void
parcours_start_page_init (ParcoursStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is opened or made is never cut off in the middle of a write, so it is let end and then closed. */
static void
begin (ParcoursStartPage *self,
       const char        *path,
       ParcoursStoreMode  mode,
       const char        *page)
{
  g_autofree char *copy = g_strdup (path);

  g_free (self->path);
  self->path = g_steal_pointer (&copy);
  self->mode = mode;
  gtk_stack_set_visible_child_name (self->stack, page);
}

/**
 * parcours_start_page_open:
 * @self: a page
 * @path: the file of a workspace
 * @mode: what for
 */
void
parcours_start_page_open (ParcoursStartPage *self,
                          const char        *path,
                          ParcoursStoreMode  mode)
{
  g_return_if_fail (PARCOURS_IS_START_PAGE (self));

  begin (self, path, mode, "opening");
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  parcours_project_open_async (path, mode, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * parcours_start_page_make_sample:
 * @self: a page
 * @path: where no file is yet
 *
 * Makes the sample workspace and opens it.
 */
void
parcours_start_page_make_sample (ParcoursStartPage *self,
                                 const char        *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_return_if_fail (PARCOURS_IS_START_PAGE (self));

  g_mkdir_with_parents (folder, 0700);
  begin (self, path, PARCOURS_STORE_CREATE, "sample");
  gtk_progress_bar_set_fraction (self->progress, 0);
  g_clear_object (&self->job);
  self->job = parcours_job_new (_("Making a sample shop"));
  g_signal_connect_object (self->job, "notify::done", G_CALLBACK (progress_cb), self, 0);
  parcours_project_new_sample_async (path, PARCOURS_SAMPLE_CONTACTS, 1, self->job, opened_cb, g_object_ref (self));
}

/**
 * parcours_start_page_is_busy:
 * @self: a page
 *
 * Returns: whether something is being opened
 */
gboolean
parcours_start_page_is_busy (ParcoursStartPage *self)
{
  return self->job != NULL || self->cancellable != NULL;
}

/**
 * parcours_start_page_cancel:
 * @self: a page
 *
 * Asks for an end of what is being opened or made.
 */
void
parcours_start_page_cancel (ParcoursStartPage *self)
{
  if (self->job != NULL)
    parcours_job_cancel (self->job);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
