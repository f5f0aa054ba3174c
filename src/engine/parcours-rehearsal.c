/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-chunks.h"
#include "parcours-program-private.h"
#include "parcours-rehearsal.h"
#include "parcours-time.h"

struct _ParcoursRehearsal
{
  ParcoursProgram *program; /* (owned) */
  GArray *rows;             /* (owned) (element-type ParcoursRehearsed) by contact as they run, then time */
  guint *counts;            /* (owned) by step and fate */
  guint totals[PARCOURS_N_FATES];
};

typedef struct
{
  ParcoursSimulation *simulation;
  GArray **rows; /* (owned) a chunk each */
} Gathering;

typedef struct
{
  GArray *rows;
  guint64 key;
} Place;

static void
follow (const ParcoursObservation *observation,
        const ParcoursState       *state,
        gpointer                   user_data)
{
  Place *place = user_data;
  ParcoursRehearsed row = { state->now, place->key, observation->automation, observation->enrolment, observation->step,
                            (ParcoursFate) observation->why };

  if (observation->what == PARCOURS_WHAT_SWAPPED)
    g_array_append_val (place->rows, row);
}

static void
rehearse_chunk (ParcoursRunner *runner,
                guint           chunk,
                guint           first,
                guint           end,
                gpointer        user_data)
{
  Gathering *gathering = user_data;
  Place place = { g_array_new (FALSE, FALSE, sizeof (ParcoursRehearsed)), 0 };

  gathering->rows[chunk] = place.rows;
  parcours_runner_set_step_observer (runner, follow, &place);
  for (guint i = first; i < end; i++)
    {
      place.key = parcours_simulation_key (gathering->simulation, i);
      parcours_runner_run (runner, i);
    }
}

static void
add_rows (ParcoursRehearsal *self,
          const GArray      *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ParcoursRehearsed *row = &g_array_index (rows, ParcoursRehearsed, i);

      g_array_append_vals (self->rows, row, 1);
      self->counts[(guint) row->step * PARCOURS_N_FATES + row->fate]++;
      self->totals[row->fate]++;
    }
}

/**
 * parcours_rehearsal_new:
 * @simulation: a simulation in which versions are swapped
 * @n_contacts: how many contacts to run, from the first; %G_MAXUINT for all
 * @n_threads: how many threads shall run, at least 1; the result does not depend on it
 * @progress: (nullable) (scope call): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): what became of who was inside, or %NULL if it was cancelled
 */
ParcoursRehearsal *
parcours_rehearsal_new (ParcoursSimulation  *simulation,
                        guint                n_contacts,
                        guint                n_threads,
                        ParcoursProgress     progress,
                        gpointer             user_data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  guint n_chunks = parcours_simulation_n_chunks (simulation, &n_contacts);
  g_autofree GArray **rows = g_new0 (GArray *, n_chunks + 1);
  Gathering gathering = { simulation, rows };
  g_autoptr (ParcoursRehearsal) self = g_new0 (ParcoursRehearsal, 1);
  gboolean done = parcours_simulation_foreach_chunk (simulation, n_contacts, n_threads, rehearse_chunk, &gathering, progress,
                                                     user_data, cancellable, error);

  self->program = parcours_program_ref (parcours_simulation_program (simulation));
  self->rows = g_array_new (FALSE, FALSE, sizeof (ParcoursRehearsed));
  self->counts = g_new0 (guint, self->program->n_steps * PARCOURS_N_FATES + 1);
  for (guint i = 0; i < n_chunks; i++)
    {
      if (rows[i] != NULL)
        add_rows (self, rows[i]);
      g_clear_pointer (&rows[i], g_array_unref);
    }

  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * parcours_rehearsal_free:
 * @self: (transfer full): a rehearsal
 */
void
parcours_rehearsal_free (ParcoursRehearsal *self)
{
  g_array_unref (self->rows);
  g_free (self->counts);
  parcours_program_unref (self->program);
  g_free (self);
}

/**
 * parcours_rehearsal_rows:
 * @self: a rehearsal
 *
 * Returns: (transfer none) (element-type ParcoursRehearsed): each passage that was inside, and each thing done twice
 */
const GArray *
parcours_rehearsal_rows (const ParcoursRehearsal *self)
{
  return self->rows;
}

/**
 * parcours_rehearsal_count:
 * @self: a rehearsal
 * @step: a step of the program, or -1 for all
 * @fate: what may become of a passage
 *
 * Returns: how often that happened to who stood there
 */
guint
parcours_rehearsal_count (const ParcoursRehearsal *self,
                          int                      step,
                          ParcoursFate             fate)
{
  return step < 0 ? self->totals[fate] : self->counts[(guint) step * PARCOURS_N_FATES + fate];
}

/**
 * parcours_rehearsal_n_swaps:
 * @self: a rehearsal
 *
 * Returns: how many versions took the place of another one
 */
guint
parcours_rehearsal_n_swaps (const ParcoursRehearsal *self)
{
  return self->program->swaps->len;
}

/**
 * parcours_rehearsal_swapped:
 * @self: a rehearsal
 * @swap: a number below parcours_rehearsal_n_swaps(), in the order of time
 * @at: (out): when
 *
 * Returns: of which automation of the program
 */
int
parcours_rehearsal_swapped (const ParcoursRehearsal *self,
                            guint                    swap,
                            gint64                  *at)
{
  *at = program_swap (self->program, swap)->at;

  return self->program->automations[program_swap (self->program, swap)->from].base;
}

/**
 * parcours_rehearsal_steps:
 * @self: a rehearsal
 * @automation: an automation of the program
 *
 * Returns: (transfer full) (element-type int): the steps of all its versions to which something happened
 */
GArray *
parcours_rehearsal_steps (const ParcoursRehearsal *self,
                          int                      automation)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) self->program->n_steps; i++)
    {
      guint n = 0;

      for (guint fate = 0; fate < PARCOURS_N_FATES; fate++)
        n += parcours_rehearsal_count (self, i, (ParcoursFate) fate);
      if (n > 0 && self->program->automations[self->program->steps[i].automation].base == automation)
        g_array_append_val (steps, i);
    }

  return steps;
}

/**
 * parcours_rehearsal_refuge:
 * @self: a rehearsal
 * @step: a step of the program
 *
 * Returns: the step to which people go when @step is gone, or -1: nothing is left, or it is still there
 */
int
parcours_rehearsal_refuge (const ParcoursRehearsal *self,
                           int                      step)
{
  const ProgramTwin *twins = self->program->twins;
  int last = step;

  while (twins != NULL && twins[last].after != NO_STEP)
    last = twins[last].after;

  return twins != NULL && twins[last].refuge != NO_STEP ? (int) program_known_step (self->program, (guint) twins[last].refuge)
                                                        : -1;
}

static JsonObject *
fates_to_json (const ParcoursRehearsal *self,
               int                      step)
{
  JsonObject *object = json_object_new ();

  for (guint fate = 0; fate < PARCOURS_N_FATES; fate++)
    json_object_set_int_member (object, parcours_fate_name ((ParcoursFate) fate),
                                parcours_rehearsal_count (self, step, (ParcoursFate) fate));

  return object;
}

static JsonObject *
step_to_json (const ParcoursRehearsal *self,
              int                      step)
{
  JsonObject *object = fates_to_json (self, step);
  int refuge = parcours_rehearsal_refuge (self, step);

  if (parcours_rehearsal_count (self, step, PARCOURS_FATE_MOVED) > 0 && refuge >= 0)
    json_object_set_string_member (object, "to", self->program->steps[refuge].step->id);

  return object;
}

static JsonObject *
swap_to_json (const ParcoursRehearsal *self,
              guint                    swap)
{
  JsonObject *object = json_object_new ();
  JsonObject *steps = json_object_new ();
  gint64 at;
  int automation = parcours_rehearsal_swapped (self, swap, &at);
  g_autoptr (GArray) numbers = parcours_rehearsal_steps (self, automation);
  g_autofree char *instant = parcours_instant_format (at);

  json_object_set_string_member (object, "at", instant);
  json_object_set_string_member (object, "automation",
                                 parcours_automation_slug (self->program->automations[automation].automation));
  for (guint i = 0; i < numbers->len; i++)
    {
      int step = g_array_index (numbers, int, i);

      json_object_set_object_member (steps, self->program->steps[step].step->id, step_to_json (self, step));
    }
  json_object_set_object_member (object, "steps", steps);

  return object;
}

/**
 * parcours_rehearsal_to_json:
 * @self: a rehearsal
 * @name: (scope call): what a contact is called, to be freed
 * @user_data: for @name
 *
 * Returns: (transfer full): the totals, what became of people at each step of each automation, and who was moved,
 *   released, stranded or doubled
 */
JsonNode *
parcours_rehearsal_to_json (const ParcoursRehearsal *self,
                            char                  *(*name) (guint64  key,
                                                            gpointer user_data),
                            gpointer                 user_data)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = fates_to_json (self, -1);
  JsonArray *swaps = json_array_new ();
  JsonArray *contacts = json_array_new ();

  for (guint i = 0; i < self->program->swaps->len; i++)
    json_array_add_object_element (swaps, swap_to_json (self, i));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ParcoursRehearsed *row = &g_array_index (self->rows, ParcoursRehearsed, i);
      JsonObject *contact;
      g_autofree char *text = NULL;

      if (row->fate == PARCOURS_FATE_STAYED)
        continue;
      contact = json_object_new ();
      text = name (row->key, user_data);
      json_object_set_string_member (contact, "contact", text);
      json_object_set_string_member (contact, "automation",
                                     parcours_automation_slug (self->program->automations[row->automation].automation));
      json_object_set_string_member (contact, "step", self->program->steps[row->step].step->id);
      json_object_set_string_member (contact, "fate", parcours_fate_name (row->fate));
      json_array_add_object_element (contacts, contact);
    }
  json_object_set_array_member (object, "swaps", swaps);
  json_object_set_array_member (object, "contacts", contacts);
  json_node_take_object (node, object);

  return node;
}
