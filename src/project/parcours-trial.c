/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-project-private.h"
#include "parcours-store-population.h"
#include "parcours-trial.h"

/* What is asked, and about whom. */
typedef struct
{
  ParcoursLibrary *library;     /* (owned) */
  ParcoursCondition *condition; /* (owned) */
  char *automation;             /* (owned) (nullable) */
  const ParcoursZone *zone;
  gint64 contact;
  gint64 now;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  parcours_library_unref (trial->library);
  parcours_condition_unref (trial->condition);
  g_free (trial->automation);
  g_free (trial);
}

static gboolean
find_contact (const ParcoursPopulation  *population,
              gint64                     id,
              guint                     *place,
              GError                   **error)
{
  for (guint i = 0; i < population->n; i++)
    {
      if (population->ids[i] != id)
        continue;
      *place = i;
      return TRUE;
    }
  g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("This contact has been deleted."));

  return FALSE;
}

static gpointer
try_in_thread (ParcoursStore  *store,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  const Trial *trial = data;
  const ParcoursNames names = { trial->library };
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (texts, trial->library);
  g_autoptr (ParcoursPredicate) predicate = parcours_predicate_new (trial->condition, frame, trial->automation, trial->zone);
  g_autoptr (ParcoursPopulation) population = parcours_store_load_population (store, frame, texts, cancellable, error);
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;
  guint place;

  if (population == NULL || !find_contact (population, trial->contact, &place, error))
    return NULL;
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  parcours_state_load (state, place, trial->now);

  return parcours_predicate_explain (predicate, state, &names);
}

/**
 * parcours_project_try_condition_async:
 * @self: a project
 * @automation: (nullable): the slug of the automation whose condition it is
 * @condition: a condition
 * @contact: the number of a contact
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: for @callback
 *
 * Asks the condition about the contact as it is stored now.
 */
void
parcours_project_try_condition_async (ParcoursProject     *self,
                                      const char          *automation,
                                      JsonNode            *condition,
                                      gint64               contact,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  g_autoptr (ParcoursCondition) parsed = parcours_condition_parse (condition, &error);
  Trial *trial;

  g_task_set_source_tag (task, parcours_project_try_condition_async);
  if (parsed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!parcours_project_check_open (self, task))
    return;
  trial = g_new0 (Trial, 1);
  trial->library = parcours_library_ref (self->library);
  trial->condition = g_steal_pointer (&parsed);
  trial->automation = g_strdup (automation);
  trial->zone = parcours_project_zone (self);
  trial->contact = contact;
  trial->now = g_get_real_time () / G_USEC_PER_SEC;
  parcours_worker_run_task (self->reader, try_in_thread, trial, trial_free, (GDestroyNotify) parcours_predicate_explanation_free,
                            g_steal_pointer (&task));
}

/**
 * parcours_project_try_condition_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): whether the contact meets the condition, and why
 */
ParcoursPredicateExplanation *
parcours_project_try_condition_finish (ParcoursProject  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_try_condition_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
