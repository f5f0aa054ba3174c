/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-step-result.h"
#include "parcours-step-words.h"

struct _ParcoursStepResult
{
  GObject parent_instance;

  char *name;                   /* (owned) */
  const ParcoursStepType *type; /* (nullable) */
  guint64 entered;
  guint64 inside;
  guint64 sent;
  guint64 all;                  /* how many have entered the automation */
  gboolean sends;
};

G_DEFINE_FINAL_TYPE (ParcoursStepResult, parcours_step_result, G_TYPE_OBJECT)

static void
parcours_step_result_finalize (GObject *object)
{
  g_free (PARCOURS_STEP_RESULT (object)->name);
  G_OBJECT_CLASS (parcours_step_result_parent_class)->finalize (object);
}

static void
parcours_step_result_class_init (ParcoursStepResultClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_step_result_finalize;
}

static void
parcours_step_result_init (ParcoursStepResult *self)
{
}

/* On one line: "Wait 2 days", "Send an email · Welcome". */
static char *
name_step (ParcoursRun        *run,
           ParcoursAutomation *automation,
           ParcoursStep       *step)
{
  return parcours_step_to_words (step, automation, parcours_run_library (run));
}

static ParcoursStepResult *
result_new (ParcoursRun *run,
            guint        automation,
            guint        number)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  ParcoursStep *step = parcours_program_nth_step (counts->program, number, NULL);
  ParcoursStepResult *self = g_object_new (PARCOURS_TYPE_STEP_RESULT, NULL);

  self->name = name_step (run, parcours_run_automation (run, automation), step);
  self->type = step->type;
  self->entered = parcours_counts_step_in (counts, number, counts->n_buckets);
  self->inside = parcours_counts_step_inside (counts, number, counts->n_buckets);
  self->sends = step->type != NULL && g_strcmp0 (step->type->operation, "message.send") == 0;
  self->sent = parcours_counts_outcome (counts, number, PARCOURS_OUTCOME_DONE);
  self->all = parcours_counts_entered (counts, automation, counts->n_buckets);

  return self;
}

/**
 * parcours_step_results_new:
 * @run: what has been simulated
 * @automation: the number of an automation of it
 *
 * Returns: (transfer full): its steps, each before those that it leads to
 */
GListModel *
parcours_step_results_new (ParcoursRun *run,
                           guint        automation)
{
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, automation);
  GListStore *results = g_list_store_new (PARCOURS_TYPE_STEP_RESULT);

  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (ParcoursStepResult) result = result_new (run, automation, g_array_index (order, guint, i));

      g_list_store_append (results, result);
    }

  return G_LIST_MODEL (results);
}

/**
 * parcours_step_result_type:
 * @self: a step in the table
 *
 * Returns: (transfer none) (nullable): its type
 */
const ParcoursStepType *
parcours_step_result_type (ParcoursStepResult *self)
{
  return self->type;
}

/**
 * parcours_step_result_is_reached:
 * @self: a step in the table
 *
 * Returns: whether anybody ever came there
 */
gboolean
parcours_step_result_is_reached (ParcoursStepResult *self)
{
  return self->entered > 0;
}

/**
 * parcours_step_result_text:
 * @self: a step in the table
 * @column: which of its figures
 *
 * Returns: (transfer full): what the table says
 */
char *
parcours_step_result_text (ParcoursStepResult   *self,
                           ParcoursResultColumn  column)
{
  switch (column)
    {
    case PARCOURS_RESULT_NAME:
      return g_strdup (self->name);
    case PARCOURS_RESULT_ENTERED:
      return parcours_count_to_words (self->entered);
    case PARCOURS_RESULT_INSIDE:
      return parcours_count_to_words (self->inside);
    case PARCOURS_RESULT_LEFT:
      return parcours_count_to_words (self->entered - self->inside);
    case PARCOURS_RESULT_SHARE:
      return self->all > 0 ? parcours_percent_to_words ((double) self->entered / (double) self->all) : g_strdup ("–");
    case PARCOURS_RESULT_SENT:
      return self->sends ? parcours_count_to_words (self->sent) : g_strdup ("");
    case PARCOURS_N_RESULT_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}
