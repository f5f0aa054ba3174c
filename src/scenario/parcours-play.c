/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-draw.h"
#include "parcours-expectation.h"
#include "parcours-json.h"
#include "parcours-play.h"

/* The run up to an instant that somebody asks about. */
typedef struct
{
  gint64 at;
  ParcoursSimulation *simulation; /* (owned) */
  ParcoursRunner *runner;         /* (owned) */
} Moment;

struct _ParcoursPlay
{
  ParcoursCase *played;           /* (unowned) */
  ParcoursTexts *texts;           /* (owned) */
  ParcoursProgram *program;       /* (owned) */
  ParcoursSimulation *simulation; /* (owned) */
  ParcoursCounts *counts;         /* (owned) of the whole run */
  ParcoursDiary *diary;           /* (owned) */
  ParcoursOutbox *outbox;         /* (owned) */
  GPtrArray *moments;             /* (owned) (element-type Moment) */
  GPtrArray *expectations;        /* (owned) (element-type ParcoursExpectation) */
};

static void
moment_free (gpointer data)
{
  Moment *moment = data;

  parcours_runner_free (moment->runner);
  parcours_simulation_unref (moment->simulation);
  g_free (moment);
}

/**
 * parcours_play_free:
 * @self: (transfer full): a play
 */
void
parcours_play_free (ParcoursPlay *self)
{
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  g_clear_pointer (&self->expectations, g_ptr_array_unref);
  g_clear_pointer (&self->counts, parcours_counts_free);
  g_clear_pointer (&self->diary, parcours_diary_free);
  g_clear_pointer (&self->outbox, parcours_outbox_free);
  g_clear_pointer (&self->simulation, parcours_simulation_unref);
  g_clear_pointer (&self->program, parcours_program_unref);
  g_clear_pointer (&self->texts, parcours_texts_unref);
  g_free (self);
}

static gboolean
read_expectations (ParcoursPlay  *self,
                   GError       **error)
{
  ParcoursPlace head = { NULL, NULL, 0, self->played->node };
  ParcoursPlace expect = parcours_place_member (&head, "expect");
  JsonArray *array;

  if (!parcours_place_is_there (&expect))
    return TRUE;
  if (!parcours_place_array (&expect, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace place = parcours_place_element (&expect, i);
      ParcoursExpectation *expectation = parcours_expectation_new (&place, self->played, self->program, error);

      if (expectation == NULL)
        return FALSE;
      g_ptr_array_add (self->expectations, expectation);
    }

  return TRUE;
}

static ParcoursPopulation *
build_population (ParcoursPlay    *self,
                  const gboolean  *kept,
                  GError         **error)
{
  const ParcoursCase *played = self->played;

  return parcours_cast_build (played->cast, played->library, played->timeline, self->texts, played->zone,
                              played->settings.from, kept, error);
}

/* Those of the cast that meet a condition at the start. */
static ParcoursPopulation *
select_population (ParcoursPlay             *self,
                   const ParcoursPredicate  *where,
                   GError                  **error)
{
  g_autoptr (ParcoursPopulation) all = build_population (self, NULL, error);
  g_autofree gboolean *kept = NULL;
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;

  if (all == NULL || where == NULL)
    return g_steal_pointer (&all);
  kept = g_new0 (gboolean, MAX (parcours_cast_size (self->played->cast), 1));
  binding = parcours_binding_new (parcours_program_frame (self->program), all);
  state = parcours_state_new (binding);
  for (guint i = 0; i < parcours_cast_size (self->played->cast); i++)
    {
      guint contact;

      if (!parcours_population_find (all, parcours_contact_key (parcours_cast_nth (self->played->cast, i)), &contact))
        continue;
      parcours_state_load (state, contact, self->played->settings.from);
      kept[i] = parcours_predicate_test (where, state);
    }

  return build_population (self, kept, error);
}

static gboolean
compile (ParcoursPlay  *self,
         gboolean       with_expectations,
         GError       **error)
{
  const ParcoursCase *played = self->played;
  JsonNode *where = parcours_cast_where (played->cast);
  g_autoptr (ParcoursCondition) condition = where != NULL ? parcours_condition_parse (where, NULL) : NULL;
  const ParcoursPredicate *predicate = NULL;
  g_autoptr (ParcoursPopulation) population = NULL;

  self->program = parcours_program_new (played->automations, self->texts, played->library, played->behaviour,
                                        played->timeline, &played->settings, error);
  if (self->program == NULL || (with_expectations && !read_expectations (self, error)))
    return FALSE;
  self->outbox = parcours_outbox_new (self->program);
  self->diary = parcours_diary_new (self->program);
  if (condition != NULL)
    predicate = parcours_program_watch (self->program, condition, NULL);
  parcours_program_settle (self->program);
  population = select_population (self, predicate, error);
  if (population == NULL)
    return FALSE;
  self->simulation = parcours_simulation_new (self->program, population);
  self->counts = parcours_simulation_count (self->simulation, G_MAXUINT, played->settings.to - played->settings.from, 1,
                                            NULL, NULL, NULL, error);

  return self->counts != NULL;
}

/**
 * parcours_play_new:
 * @played: a case, which has to outlive the result
 * @with_expectations: whether its expectations are read too
 * @error: return location for an error, whose message names the key that is wrong
 *
 * Returns: (transfer full): the case, ready to be looked at, or %NULL
 */
ParcoursPlay *
parcours_play_new (ParcoursCase  *played,
                   gboolean       with_expectations,
                   GError       **error)
{
  g_autoptr (ParcoursPlay) self = g_new0 (ParcoursPlay, 1);

  self->played = played;
  self->texts = parcours_texts_new ();
  self->moments = g_ptr_array_new_with_free_func (moment_free);
  self->expectations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_expectation_free);

  return compile (self, with_expectations, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * parcours_play_case:
 * @self: a play
 *
 * Returns: (transfer none): what is played
 */
ParcoursCase *
parcours_play_case (ParcoursPlay *self)
{
  return self->played;
}

/**
 * parcours_play_program:
 * @self: a play
 *
 * Returns: (transfer none): its automations, compiled
 */
ParcoursProgram *
parcours_play_program (ParcoursPlay *self)
{
  return self->program;
}

/**
 * parcours_play_counts:
 * @self: a play
 *
 * Returns: (transfer none): what the whole run adds up to, in one bucket
 */
ParcoursCounts *
parcours_play_counts (ParcoursPlay *self)
{
  return self->counts;
}

static Moment *
find_moment (ParcoursPlay *self,
             gint64        at)
{
  Moment *moment;

  for (guint i = 0; i < self->moments->len; i++)
    {
      moment = g_ptr_array_index (self->moments, i);
      if (moment->at == at)
        return moment;
    }
  moment = g_new0 (Moment, 1);
  moment->at = at;
  moment->simulation = at == PARCOURS_INSTANT_NEVER ? parcours_simulation_ref (self->simulation)
                                                    : parcours_simulation_until (self->simulation, at + 1);
  moment->runner = parcours_simulation_new_runner (moment->simulation);
  g_ptr_array_add (self->moments, moment);

  return moment;
}

/**
 * parcours_play_simulation:
 * @self: a play
 * @at: an instant, or %PARCOURS_INSTANT_NEVER for the end
 *
 * Returns: (transfer none): the run up to and with that instant
 */
ParcoursSimulation *
parcours_play_simulation (ParcoursPlay *self,
                          gint64        at)
{
  return find_moment (self, at)->simulation;
}

/**
 * parcours_play_find:
 * @self: a play
 * @name: what the scenario calls a contact
 * @contact: (out): its number in the simulation
 *
 * Returns: whether there is such a contact
 */
gboolean
parcours_play_find (ParcoursPlay *self,
                    const char   *name,
                    guint        *contact)
{
  return parcours_simulation_find (self->simulation, parcours_contact_key (name), contact);
}

/**
 * parcours_play_name:
 * @self: a play
 * @contact: the number of a contact
 *
 * Returns: (transfer full): what the scenario calls it
 */
char *
parcours_play_name (ParcoursPlay *self,
                    guint         contact)
{
  guint64 key = parcours_simulation_key (self->simulation, contact);
  const char *name = parcours_cast_name (self->played->cast, key);

  for (guint i = 0; name == NULL && i < parcours_timeline_n_entries (self->played->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (self->played->timeline, i);

      if (entry->contact != NULL && parcours_contact_key (entry->contact) == key)
        name = entry->contact;
    }

  return g_strdup (name != NULL ? name : "");
}

static void
observe (const ParcoursObservation *observation,
         const ParcoursState       *state,
         gpointer                   user_data)
{
  ParcoursPlay *self = user_data;

  parcours_diary_observe (observation, state, self->diary);
  parcours_outbox_observe (observation, state, self->outbox);
}

/**
 * parcours_play_look:
 * @self: a play
 * @contact: the number of a contact
 * @at: an instant, or %PARCOURS_INSTANT_NEVER for the end
 *
 * Runs the contact up to and with that instant.
 *
 * Returns: the contact as it is then, until this is called again
 */
ParcoursPlayView
parcours_play_look (ParcoursPlay *self,
                    guint         contact,
                    gint64        at)
{
  Moment *moment = find_moment (self, at);
  ParcoursPlayView view = { parcours_runner_state (moment->runner), self->diary, self->outbox, contact };

  parcours_diary_clear (self->diary);
  parcours_outbox_clear (self->outbox);
  parcours_runner_set_observer (moment->runner, observe, self);
  parcours_runner_run (moment->runner, contact);
  view.state->now = at == PARCOURS_INSTANT_NEVER ? self->played->settings.to : at;
  view.state->trigger = NULL;
  view.state->entry_order = view.state->next_order;

  return view;
}

/**
 * parcours_play_exists:
 * @self: a play
 * @contact: the number of a contact
 * @at: an instant, or %PARCOURS_INSTANT_NEVER for the end
 *
 * Returns: whether the contact has come to be by then; those that the timeline creates are counted from the start
 */
gboolean
parcours_play_exists (ParcoursPlay *self,
                      guint         contact,
                      gint64        at)
{
  if (contact < parcours_simulation_population (self->simulation)->n)
    return TRUE;

  return parcours_diary_n_events (parcours_play_look (self, contact, at).diary, "contact.created", NULL) > 0;
}

/**
 * parcours_play_n_expectations:
 * @self: a play
 *
 * Returns: how many things the case expects
 */
guint
parcours_play_n_expectations (ParcoursPlay *self)
{
  return self->expectations->len;
}

/**
 * parcours_play_check:
 * @self: a play
 *
 * Returns: (transfer full) (element-type ParcoursFailure): the expectations that are not met, in order
 */
GPtrArray *
parcours_play_check (ParcoursPlay *self)
{
  GPtrArray *failures = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_failure_free);

  for (guint i = 0; i < self->expectations->len; i++)
    parcours_expectation_check (g_ptr_array_index (self->expectations, i), self, failures);

  return failures;
}
