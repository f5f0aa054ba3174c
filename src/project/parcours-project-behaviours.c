/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-matching.h"
#include "parcours-phrase.h"
#include "parcours-project-behaviours.h"
#include "parcours-project-private.h"
#include "parcours-run-plan.h"
#include "parcours-store-log.h"
#include "parcours-time.h"

/* What a fit depends on, for the thread that makes it. */
typedef struct
{
  ParcoursFitOptions options; /* (owned) */
  ParcoursLibrary *library;   /* (owned) */
  const ParcoursZone *zone;
  char *path;                 /* (owned) of the workspace */
  guint generation;
  ParcoursJob *job;           /* (owned) */
} FitRequest;

static void
fit_request_free (gpointer data)
{
  FitRequest *request = data;

  g_free (request->options.name);
  g_strfreev (request->options.segments);
  parcours_library_unref (request->library);
  g_free (request->path);
  g_object_unref (request->job);
  g_free (request);
}

/**
 * parcours_fitting_free:
 * @fitting: (transfer full): what came of a fit
 */
void
parcours_fitting_free (ParcoursFitting *fitting)
{
  g_clear_pointer (&fitting->fit, parcours_fit_free);
  g_clear_pointer (&fitting->behaviour, parcours_behaviour_unref);
  g_free (fitting);
}

static char *
day_of (const FitRequest *request,
        gint64            at)
{
  return parcours_day_format (parcours_local_day (parcours_zone_to_local (request->zone, at)));
}

/* The period that is asked for, as far as the log goes. */
static gboolean
find_period (const FitRequest  *request,
             gint64             first,
             gint64             last,
             gint64            *from,
             gint64            *to,
             GError           **error)
{
  g_autofree char *first_day = day_of (request, first);
  g_autofree char *last_day = day_of (request, last);
  g_autofree char *message = NULL;

  *from = request->options.from != PARCOURS_INSTANT_MISSING ? request->options.from : first;
  *to = request->options.to != PARCOURS_INSTANT_MISSING ? request->options.to : last + 1;
  if (first > last)
    message = g_strdup (_("Nothing has happened in this workspace yet, so there is nothing to learn from."));
  else if (*to <= first || *from > last)
    message = parcours_phrase_fill (_("Nothing has happened in this period: what is known goes from {first} to {last}."),
                                    "first", first_day, "last", last_day, NULL);
  else if (*from >= *to)
    message = g_strdup (_("The period ends before it begins."));
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return FALSE;
}

static gboolean
add_segment (const FitRequest  *request,
             ParcoursStore     *store,
             ParcoursSnapshot  *snapshot,
             const char        *slug,
             gint64             now,
             ParcoursFit       *fit,
             GError           **error)
{
  const ParcoursMatchingContext context = { snapshot, request->library, NULL, request->zone, request->generation, now };
  g_autofree char *json = NULL;
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) name = parcours_json_new_string (slug);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursCondition) condition = NULL;
  g_autoptr (ParcoursMatching) matching = NULL;

  if (parcours_library_lookup (request->library, "segment", slug) == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no segment “%s” in this workspace."), slug);
      return FALSE;
    }
  quoted = parcours_json_to_line (name);
  json = g_strdup_printf ("{\"segment\": %s}", quoted);
  node = parcours_json_parse (json, -1, error);
  condition = node != NULL ? parcours_condition_parse (node, error) : NULL;
  if (condition == NULL)
    return FALSE;
  matching = parcours_matching_new (&context, store, condition, parcours_job_cancellable (request->job), error);
  if (matching == NULL)
    return FALSE;
  parcours_fit_add_segment (fit, slug, node, matching->bits, matching->n_bits);

  return TRUE;
}

static ParcoursFitting *
fit_log (const FitRequest  *request,
         GError           **error)
{
  GCancellable *cancellable = parcours_job_cancellable (request->job);
  g_autoptr (ParcoursStore) store = parcours_store_open (request->path, PARCOURS_STORE_READ, error);
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  g_autoptr (ParcoursFitting) fitting = g_new0 (ParcoursFitting, 1);
  gint64 first, last;

  if (store == NULL || !parcours_store_log_span (store, &first, &last, error) ||
      !find_period (request, first, last, &fitting->from, &fitting->to, error))
    return NULL;
  fitting->fit = parcours_fit_new (fitting->from, fitting->to, last);
  for (char **slug = request->options.segments; slug != NULL && *slug != NULL; slug++)
    {
      if (!add_segment (request, store, snapshot, *slug, last + 1, fitting->fit, error))
        return NULL;
    }
  if (!parcours_store_read_log (store, fitting->from - PARCOURS_FIT_WINDOW, last + 1, parcours_fit_add_contact,
                                fitting->fit, parcours_job_report, request->job, cancellable, error))
    return NULL;
  fitting->behaviour = parcours_fit_finish (fitting->fit, request->options.name, error);

  return fitting->behaviour != NULL ? g_steal_pointer (&fitting) : NULL;
}

static void
fit_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  ParcoursFitting *fitting = fit_log (task_data, &error);

  if (fitting != NULL)
    g_task_return_pointer (task, fitting, (GDestroyNotify) parcours_fitting_free);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_project_fit_async:
 * @self: a project
 * @options: what it is to be made of
 * @job: told how far it is; may be cancelled
 * @callback: (scope async): called when it is done, or has failed
 * @user_data: for @callback
 *
 * Learns a behaviour from what has happened in the workspace, as it is on the disk, in a thread of its own. Changes
 * nothing.
 */
void
parcours_project_fit_async (ParcoursProject          *self,
                            const ParcoursFitOptions *options,
                            ParcoursJob              *job,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (self, parcours_job_cancellable (job), callback, user_data);
  FitRequest *request = g_new0 (FitRequest, 1);

  request->options = *options;
  request->options.name = g_strdup (options->name);
  request->options.segments = g_strdupv (options->segments);
  request->library = parcours_library_ref (parcours_project_library (self));
  request->zone = parcours_project_zone (self);
  request->path = g_strdup (parcours_project_path (self));
  request->generation = parcours_project_generation (self);
  request->job = g_object_ref (job);
  g_task_set_source_tag (task, parcours_project_fit_async);
  g_task_set_task_data (task, request, fit_request_free);
  g_task_run_in_thread (task, fit_in_thread);
}

/**
 * parcours_project_fit_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursFitting *
parcours_project_fit_finish (ParcoursProject  *self,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_fit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_project_behaviour_name:
 * @self: a project
 * @slug: the slug of a behaviour of the workspace, or the name of one that comes with Parcours
 *
 * Returns: (transfer full): what people call it
 */
char *
parcours_project_behaviour_name (ParcoursProject *self,
                                 const char      *slug)
{
  const ParcoursEntity *own = parcours_library_lookup (parcours_project_library (self), "behaviour", slug);
  g_autoptr (ParcoursBehaviour) preset = own == NULL ? parcours_behaviour_new_preset (slug) : NULL;

  if (own != NULL)
    return g_strdup (own->label);

  return g_strdup (preset != NULL && parcours_behaviour_name (preset) != NULL ? _(parcours_behaviour_name (preset)) : slug);
}

/**
 * parcours_project_list_behaviours:
 * @self: a project
 *
 * Returns: (transfer full): the slugs of the behaviours of the workspace, and the names of those that come with
 *   Parcours and that none of them stands for
 */
char **
parcours_project_list_behaviours (ParcoursProject *self)
{
  ParcoursLibrary *library = parcours_project_library (self);
  g_autoptr (GPtrArray) own = parcours_library_list (library, "behaviour");
  g_autoptr (GStrvBuilder) slugs = g_strv_builder_new ();

  for (guint i = 0; i < own->len; i++)
    g_strv_builder_add (slugs, ((const ParcoursEntity *) g_ptr_array_index (own, i))->slug);
  for (const char *const *preset = parcours_behaviour_presets (); *preset != NULL; preset++)
    {
      if (parcours_library_lookup (library, "behaviour", *preset) == NULL)
        g_strv_builder_add (slugs, *preset);
    }

  return g_strv_builder_end (slugs);
}

static gpointer
load_in_thread (ParcoursStore  *store,
                gpointer        name,
                GCancellable   *cancellable,
                GError        **error)
{
  return parcours_run_plan_find_behaviour (name, store, error);
}

/**
 * parcours_project_load_behaviour_async:
 * @self: a project
 * @name: the slug of a behaviour of the workspace, or the name of one that comes with Parcours
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 */
void
parcours_project_load_behaviour_async (ParcoursProject     *self,
                                       const char          *name,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, parcours_project_load_behaviour_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_task (self->reader, load_in_thread, g_strdup (name), g_free, (GDestroyNotify) parcours_behaviour_unref,
                              g_steal_pointer (&task));
}

/**
 * parcours_project_load_behaviour_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the behaviour
 */
ParcoursBehaviour *
parcours_project_load_behaviour_finish (ParcoursProject  *self,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_load_behaviour_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
