/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-step-result.h"

struct _ParcoursStepResult
{
  GObject parent_instance;

  char *id;                     /* (owned) */
  char *name;                   /* (owned) */
  const ParcoursStepType *type; /* (nullable) */
  guint64 entered;
  guint64 inside;
  guint64 sent;
  guint64 all;                  /* how many have entered the automation */
  gboolean sends;
  char *untaken;                /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursStepResult, parcours_step_result, G_TYPE_OBJECT)

static void
parcours_step_result_finalize (GObject *object)
{
  ParcoursStepResult *self = PARCOURS_STEP_RESULT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->untaken);
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

/* The ways out that nobody took, of a step to which somebody came; %NULL if there is none. */
static char *
name_untaken (const ParcoursReportStep *step)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *ports = NULL;

  for (guint i = 0; i < step->ports->len; i++)
    {
      const ParcoursReportPort *port = g_ptr_array_index (step->ports, i);

      if (port->n == 0 && port->label != NULL)
        g_ptr_array_add (names, port->label);
    }
  if (names->len == 0)
    return NULL;
  ports = parcours_phrase_join (names, PARCOURS_JOIN_OR);

  /* Translators: {ports} are ways out of a step, such as "No". */
  return parcours_phrase_fill (_("Nobody by {ports}"), "ports", ports, NULL);
}

static ParcoursStepResult *
result_new (const ParcoursReportStep       *step,
            const ParcoursReportAutomation *automation)
{
  ParcoursStepResult *self = g_object_new (PARCOURS_TYPE_STEP_RESULT, NULL);

  self->id = g_strdup (step->id);
  self->name = g_strdup (step->name);
  self->type = step->type;
  self->entered = step->entered;
  self->inside = step->inside;
  self->sends = step->sends;
  self->sent = step->sent;
  self->all = automation->entered;
  self->untaken = step->entered == 0 ? g_strdup (_("Nobody")) : name_untaken (step);

  return self;
}

/**
 * parcours_step_results_new:
 * @automation: what is reported of an automation
 *
 * Returns: (transfer full): its steps, each before those that it leads to
 */
GListModel *
parcours_step_results_new (const ParcoursReportAutomation *automation)
{
  GListStore *results = g_list_store_new (PARCOURS_TYPE_STEP_RESULT);

  for (guint i = 0; i < automation->steps->len; i++)
    {
      g_autoptr (ParcoursStepResult) result = result_new (g_ptr_array_index (automation->steps, i), automation);

      g_list_store_append (results, result);
    }

  return G_LIST_MODEL (results);
}

/**
 * parcours_step_result_id:
 * @self: a step in the table
 *
 * Returns: (transfer none): its name in the document
 */
const char *
parcours_step_result_id (ParcoursStepResult *self)
{
  return self->id;
}

/**
 * parcours_step_result_untaken:
 * @self: a step in the table
 *
 * Returns: (transfer none) (nullable): that nobody came, or by which ways nobody left; %NULL if each was taken
 */
const char *
parcours_step_result_untaken (ParcoursStepResult *self)
{
  return self->untaken;
}

/**
 * parcours_step_result_share:
 * @self: a step in the table
 *
 * Returns: how many came of all who entered the automation, 0 to 1; more where they come again and again
 */
double
parcours_step_result_share (ParcoursStepResult *self)
{
  return self->all > 0 ? (double) self->entered / (double) self->all : 0.;
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
      return self->all > 0 ? parcours_percent_to_words (parcours_step_result_share (self)) : g_strdup ("–");
    case PARCOURS_RESULT_SENT:
      return self->sends ? parcours_count_to_words (self->sent) : g_strdup ("");
    case PARCOURS_N_RESULT_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}
