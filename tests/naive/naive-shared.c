/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What contacts share at a step: shares with a winner, latches, whose turn it is. */

#include "config.h"

#include "naive-private.h"
#include "parcours-draw.h"
#include "parcours-json.h"

#define DEFAULT_WITHIN "P7D"

static const char *ports[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };

/* The first share whose running sum of weights is above the draw. */
static guint
draw_share (NaiveContact *contact,
            NaiveStep    *step,
            JsonArray    *weights)
{
  guint64 salt = parcours_draw_salt (contact->engine->the_case->settings.seed,
                                     parcours_automation_id (step->automation->document), step->id, "split");
  guint64 bits = parcours_draw (salt, contact->key, naive_visits (contact, step));
  guint n = json_array_get_length (weights);
  guint64 total = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    total += (guint64) json_array_get_int_element (weights, i);
  for (guint i = 0; i < n; i++)
    {
      sum += (guint64) json_array_get_int_element (weights, i);
      if ((unsigned __int128) bits * total < (unsigned __int128) sum << 64)
        return i;
    }

  return n - 1;
}

/* By share of those who passed; ties to the first. */
static int
best_port (NaiveStep *step)
{
  int best = 0;

  for (guint i = 1; i < G_N_ELEMENTS (ports); i++)
    {
      /* wins / passed > best wins / best passed */
      if ((guint64) step->shared->wins[i] * MAX (step->shared->passed_by[best], 1) >
          (guint64) step->shared->wins[best] * MAX (step->shared->passed_by[i], 1))
        best = (int) i;
    }

  return best;
}

/* An instant, a local time, or a duration from the start. */
static gboolean
read_instant (NaiveStep    *step,
              NaiveEngine  *engine,
              const char   *text,
              gint64       *at)
{
  const ParcoursZone *zone = step->automation->zone != NULL ? step->automation->zone : engine->the_case->settings.zone;

  return text != NULL && parcours_timeline_instant (text, engine->from, zone, at);
}

static JsonObject *
winner_of (NaiveStep *step)
{
  return parcours_json_member_object (step->params, "winner");
}

/**
 * naive_win_condition:
 * @step: a split with a winner
 *
 * Returns: (transfer none): what counts as a win
 */
JsonNode *
naive_win_condition (NaiveStep *step)
{
  return json_object_get_member (winner_of (step), "if");
}

static gboolean
decides_at (NaiveStep   *step,
            NaiveEngine *engine,
            gint64      *at)
{
  JsonObject *after = parcours_json_member_object (winner_of (step), "after");

  return read_instant (step, engine, parcours_json_member_string (after, "at"), at);
}

static void
decide_by_number (NaiveStep  *step,
                  const char *key,
                  guint       n)
{
  JsonObject *after = parcours_json_member_object (winner_of (step), "after");
  double wanted = parcours_json_member_number (after, key, 0.);

  if (step->shared->winner < 0 && wanted > 0. && n >= wanted)
    step->shared->winner = best_port (step);
}

static guint
total_wins (const NaiveStep *step)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (step->shared->wins); i++)
    n += step->shared->wins[i];

  return n;
}

static gboolean
is_decided (NaiveStep   *step,
            NaiveEngine *engine)
{
  gint64 at;

  if (step->shared->winner < 0 && decides_at (step, engine, &at) && engine->now >= at)
    step->shared->winner = best_port (step);

  return step->shared->winner >= 0;
}

static void
try_trial (NaiveContact *contact,
           NaiveStep    *step,
           NaiveTrial   *trial)
{
  NaiveAsker asker = naive_asker_for (contact, trial->passage);

  if (trial->contact != contact || trial->won || contact->engine->now > trial->until ||
      is_decided (step, contact->engine) || !naive_condition_test (naive_win_condition (step), &asker))
    return;
  trial->won = TRUE;
  step->shared->wins[trial->port]++;
}

/**
 * naive_try_wins:
 * @contact: a contact
 * @step: a step
 *
 * Counts what now is a win of the contact at the split; wins that come together count together.
 */
void
naive_try_wins (NaiveContact *contact,
                NaiveStep    *step)
{
  for (guint i = 0; i < step->shared->trials->len; i++)
    try_trial (contact, step, g_ptr_array_index (step->shared->trials, i));
  decide_by_number (step, "wins", total_wins (step));
}

static void
add_trial (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step,
           guint         port)
{
  const char *within = parcours_json_member_string (winner_of (step), "within");
  NaiveTrial *trial = naive_new (NaiveTrial);
  ParcoursDuration duration;

  step->shared->passed++;
  step->shared->passed_by[port]++;
  parcours_duration_parse (within != NULL ? within : DEFAULT_WITHIN, &duration);
  trial->contact = contact;
  trial->passage = passage;
  trial->port = port;
  trial->until = parcours_duration_add (&duration, contact->engine->now, naive_zone_of (step->automation, contact));
  g_ptr_array_add (step->shared->trials, trial);
  try_trial (contact, step, trial);
  decide_by_number (step, "passed", step->shared->passed);
  decide_by_number (step, "wins", total_wins (step));
}

/**
 * naive_route_random:
 * @contact: a contact
 * @passage: a passage of it
 * @step: a random split
 *
 * Returns: (transfer none): the port
 */
const char *
naive_route_random (NaiveContact *contact,
                    NaivePassage *passage,
                    NaiveStep    *step)
{
  JsonArray *weights = parcours_json_member_array (step->params, "weights");
  const char *answer = naive_answer (contact, step, naive_visits (contact, step) + 1);
  guint port;

  if (winner_of (step) != NULL && is_decided (step, contact->engine))
    return ports[step->shared->winner];
  if (answer != NULL)
    port = (guint) (*answer - 'a');
  else
    port = draw_share (contact, step, weights);
  if (winner_of (step) != NULL)
    add_trial (contact, passage, step, port);

  return ports[port];
}

/**
 * naive_route_latch:
 * @contact: a contact
 * @passage: a passage of it
 * @step: a latch
 *
 * Returns: (transfer none): the port
 */
const char *
naive_route_latch (NaiveContact *contact,
                   NaivePassage *passage,
                   NaiveStep    *step)
{
  JsonObject *until = parcours_json_member_object (step->params, "until");
  const char *text = parcours_json_member_string (until, "at");
  NaiveAsker asker = naive_asker_for (contact, passage);
  gint64 at;

  if (text != NULL)
    return read_instant (step, contact->engine, text, &at) && contact->engine->now >= at ? "b" : "a";
  if (until == NULL)
    return "a";
  if (json_object_has_member (until, "passed"))
    return step->shared->passed++ < parcours_json_member_number (until, "passed", 0.) ? "a" : "b";
  if (!step->shared->turned)
    step->shared->turned = naive_condition_test (json_object_get_member (until, "if"), &asker);

  return step->shared->turned ? "b" : "a";
}
