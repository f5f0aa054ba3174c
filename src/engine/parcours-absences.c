/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-absences.h"

/* Between two looks at the cancellable and two reports. */
#define N_AT_ONCE 64

struct _ParcoursAbsences
{
  guint n_contacts;
  guint n_reached;
  GPtrArray *absences; /* (owned) (element-type ParcoursAbsence) most first */
};

static void
absence_free (gpointer data)
{
  ParcoursAbsence *absence = data;

  g_free (absence->why);
  g_free (absence);
}

/* Most first; of equals those who were inside. */
static gint
compare (gconstpointer a,
         gconstpointer b)
{
  const ParcoursAbsence *one = *(ParcoursAbsence *const *) a;
  const ParcoursAbsence *other = *(ParcoursAbsence *const *) b;

  if (one->has_entered != other->has_entered)
    return one->has_entered ? -1 : 1;
  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;

  return g_strcmp0 (one->why, other->why);
}

static void
add (ParcoursAbsences *self,
     GHashTable       *by_reason,
     char             *why,
     gboolean          has_entered,
     guint             contact)
{
  ParcoursAbsence *absence = g_hash_table_lookup (by_reason, why);

  if (absence == NULL)
    {
      absence = g_new0 (ParcoursAbsence, 1);
      absence->why = why;
      absence->has_entered = has_entered;
      g_ptr_array_add (self->absences, absence);
      g_hash_table_insert (by_reason, absence->why, absence);
    }
  else
    {
      g_free (why);
    }
  if (absence->n < PARCOURS_N_EXAMPLES)
    absence->examples[absence->n] = contact;
  absence->n++;
}

static void
look_at (ParcoursAbsences   *self,
         GHashTable         *by_reason,
         ParcoursSimulation *simulation,
         guint               step,
         guint               contact)
{
  ParcoursProgram *program = parcours_simulation_program (simulation);
  guint automation;
  g_autoptr (ParcoursExplanation) explanation = NULL;

  parcours_program_nth_step (program, step, &automation);
  explanation = parcours_explain_contact (simulation, contact,
                                          parcours_automation_slug (parcours_program_nth_automation (program, automation)));
  if (parcours_explanation_has_reached (explanation, step))
    self->n_reached++;
  else
    add (self, by_reason, parcours_explanation_absence_reason (explanation, step),
         parcours_explanation_has_entered (explanation, automation), contact);
}

/**
 * parcours_absences_find:
 * @simulation: (transfer none): a simulation; see parcours_simulation_learn()
 * @step: a step of its program
 * @n_contacts: how many contacts to look at, the first ones; more than there are for all
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Runs each contact once more, and sorts those who never come to @step by what
 * kept them away: a refusal at a trigger, the way that they took at the last
 * fork before which the step was still ahead, or where they are.
 *
 * Returns: (transfer full) (nullable): the reasons, or %NULL if somebody cancelled
 */
ParcoursAbsences *
parcours_absences_find (ParcoursSimulation  *simulation,
                        guint                step,
                        guint                n_contacts,
                        ParcoursProgress     progress,
                        gpointer             user_data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autoptr (ParcoursAbsences) self = g_new0 (ParcoursAbsences, 1);
  g_autoptr (GHashTable) by_reason = g_hash_table_new (g_str_hash, g_str_equal);

  self->n_contacts = MIN (n_contacts, parcours_simulation_n_contacts (simulation));
  self->absences = g_ptr_array_new_with_free_func (absence_free);
  for (guint i = 0; i < self->n_contacts; i++)
    {
      if (i % N_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (i % N_AT_ONCE == 0 && progress != NULL)
        progress (i, self->n_contacts, NULL, user_data);
      look_at (self, by_reason, simulation, step, i);
    }
  g_ptr_array_sort (self->absences, compare);

  return g_steal_pointer (&self);
}

/**
 * parcours_absences_free:
 * @self: (transfer full): absences
 */
void
parcours_absences_free (ParcoursAbsences *self)
{
  g_ptr_array_unref (self->absences);
  g_free (self);
}

/**
 * parcours_absences_n_contacts:
 * @self: absences
 *
 * Returns: how many contacts have been looked at
 */
guint
parcours_absences_n_contacts (const ParcoursAbsences *self)
{
  return self->n_contacts;
}

/**
 * parcours_absences_n_reached:
 * @self: absences
 *
 * Returns: how many of them came to the step
 */
guint
parcours_absences_n_reached (const ParcoursAbsences *self)
{
  return self->n_reached;
}

/**
 * parcours_absences_n:
 * @self: absences
 *
 * Returns: how many different reasons there are
 */
guint
parcours_absences_n (const ParcoursAbsences *self)
{
  return self->absences->len;
}

/**
 * parcours_absences_nth:
 * @self: absences
 * @n: a number below parcours_absences_n()
 *
 * Returns: (transfer none): the contacts of one reason; first those who were inside, of these the reason of
 *   most first
 */
const ParcoursAbsence *
parcours_absences_nth (const ParcoursAbsences *self,
                       guint                   n)
{
  return g_ptr_array_index (self->absences, n);
}
