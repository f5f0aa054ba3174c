/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-chunks.h"
#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-pairing.h"

/* The sums over all runs that a mean and a margin need. */
typedef struct
{
  double before;
  double after;
  double squares; /* of the differences */
} Sums;

struct _ParcoursPairing
{
  guint n_runs;
  GHashTable *sums; /* (owned) (element-type utf8 Sums) by path, such as `shop/steps/mail/in` */
  GPtrArray *paths; /* (owned) (element-type utf8) in the order in which they were found */
};

/**
 * parcours_pairing_new:
 *
 * Returns: (transfer full): a comparison of no runs yet
 */
ParcoursPairing *
parcours_pairing_new (void)
{
  ParcoursPairing *pairing = g_new0 (ParcoursPairing, 1);

  pairing->sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  pairing->paths = g_ptr_array_new_with_free_func (g_free);

  return pairing;
}

/**
 * parcours_pairing_free:
 * @pairing: (transfer full): a comparison
 */
void
parcours_pairing_free (ParcoursPairing *pairing)
{
  g_hash_table_unref (pairing->sums);
  g_ptr_array_unref (pairing->paths);
  g_free (pairing);
}

static Sums *
sums_of (ParcoursPairing *pairing,
         const char      *path)
{
  Sums *sums = g_hash_table_lookup (pairing->sums, path);

  if (sums == NULL)
    {
      char *owned = g_strdup (path);

      sums = g_new0 (Sums, 1);
      g_ptr_array_add (pairing->paths, owned);
      g_hash_table_insert (pairing->sums, owned, sums);
    }

  return sums;
}

/* Members of both, those of the first before those that only the second has. */
static GList *
list_members (JsonObject *one,
              JsonObject *other)
{
  GList *members = one != NULL ? json_object_get_members (one) : NULL;
  g_autoptr (GList) others = other != NULL ? json_object_get_members (other) : NULL;

  for (GList *l = others; l != NULL; l = l->next)
    {
      if (one == NULL || !json_object_has_member (one, l->data))
        members = g_list_append (members, l->data);
    }

  return members;
}

/* What only one of the two has is 0 in the other. */
static void
add_tree (ParcoursPairing *pairing,
          const char      *path,
          JsonObject      *before,
          JsonObject      *after)
{
  g_autoptr (GList) members = list_members (before, after);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *name = l->data;
      JsonNode *node = json_object_get_member (before != NULL && json_object_has_member (before, name) ? before : after, name);
      g_autofree char *inner = path != NULL ? g_strconcat (path, "/", name, NULL) : g_strdup (name);

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          add_tree (pairing, inner, parcours_json_member_object (before, name), parcours_json_member_object (after, name));
        }
      else
        {
          double one = parcours_json_member_number (before, name, 0), other = parcours_json_member_number (after, name, 0);
          Sums *sums = sums_of (pairing, inner);

          sums->before += one;
          sums->after += other;
          sums->squares += (other - one) * (other - one);
        }
    }
}

/**
 * parcours_pairing_add:
 * @pairing: a comparison
 * @before: what came of one simulation
 * @after: what came of the other one with the same seed
 *
 * Adds a run. Automations and steps are the same where their slugs and ids are.
 */
void
parcours_pairing_add (ParcoursPairing      *pairing,
                      const ParcoursCounts *before,
                      const ParcoursCounts *after)
{
  g_autoptr (JsonNode) one = parcours_counts_to_json (before);
  g_autoptr (JsonNode) other = parcours_counts_to_json (after);

  add_tree (pairing, NULL, parcours_json_member_object (json_node_get_object (one), "automations"),
            parcours_json_member_object (json_node_get_object (other), "automations"));
  pairing->n_runs++;
}

/**
 * parcours_pairing_n_runs:
 * @pairing: a comparison
 *
 * Returns: how many runs it has
 */
guint
parcours_pairing_n_runs (const ParcoursPairing *pairing)
{
  return pairing->n_runs;
}

/* The 97.5 % quantile of Student's t: a table, and beyond it the first term of its expansion around the normal one. */
static double
student_t (guint freedom)
{
  static const double table[] = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                  2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086 };
  const double normal = 1.959964;

  if (freedom <= G_N_ELEMENTS (table))
    return table[freedom - 1];

  return normal + (normal * normal * normal + normal) / (4. * freedom);
}

static ParcoursPaired
pair (const ParcoursPairing *pairing,
      const Sums            *sums)
{
  double n = MAX (pairing->n_runs, 1);
  ParcoursPaired paired = { sums->before / n, sums->after / n, (sums->after - sums->before) / n, NAN };

  if (pairing->n_runs > 1)
    {
      double variance = (sums->squares - n * paired.difference * paired.difference) / (n - 1);

      paired.margin = student_t (pairing->n_runs - 1) * sqrt (MAX (variance, 0) / n);
    }

  return paired;
}

/**
 * parcours_pairing_lookup:
 * @pairing: a comparison
 * @path: the names that lead to a count in what `simulate --json` prints, such as `shop/steps/mail/in`, with an
 *   automation's slug first
 * @paired: (out): the count, compared
 *
 * Returns: whether there was such a count in any run; if not, it is 0 in all
 */
gboolean
parcours_pairing_lookup (const ParcoursPairing *pairing,
                         const char            *path,
                         ParcoursPaired        *paired)
{
  const Sums none = { 0 };
  const Sums *sums = g_hash_table_lookup (pairing->sums, path);

  *paired = pair (pairing, sums != NULL ? sums : &none);

  return sums != NULL;
}

/**
 * parcours_pairing_differs:
 * @pairing: a comparison
 *
 * Returns: whether any count differed in any run
 */
gboolean
parcours_pairing_differs (const ParcoursPairing *pairing)
{
  GHashTableIter iter;
  gpointer sums;

  g_hash_table_iter_init (&iter, pairing->sums);
  while (g_hash_table_iter_next (&iter, NULL, &sums))
    {
      if (((const Sums *) sums)->squares > 0)
        return TRUE;
    }

  return FALSE;
}

static JsonObject *
paired_to_json (const ParcoursPaired *paired)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "before", paired->before);
  json_object_set_double_member (object, "after", paired->after);
  json_object_set_double_member (object, "difference", paired->difference);
  if (isnan (paired->margin))
    json_object_set_null_member (object, "margin");
  else
    json_object_set_double_member (object, "margin", paired->margin);

  return object;
}

/* The object at the end of all names but the last, which are made where they are missing. */
static JsonObject *
open_objects (JsonObject  *object,
              char       **names)
{
  for (guint i = 0; names[i + 1] != NULL; i++)
    {
      if (!json_object_has_member (object, names[i]))
        json_object_set_object_member (object, names[i], json_object_new ());
      object = json_object_get_object_member (object, names[i]);
    }

  return object;
}

/**
 * parcours_pairing_to_json:
 * @pairing: a comparison
 *
 * Returns: (transfer full): what `simulate --json` prints, with `before`, `after`, `difference` and `margin`
 *   instead of each number, and the number of `runs`
 */
JsonNode *
parcours_pairing_to_json (const ParcoursPairing *pairing)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *automations = json_object_new ();

  for (guint i = 0; i < pairing->paths->len; i++)
    {
      const char *path = g_ptr_array_index (pairing->paths, i);
      g_auto (GStrv) names = g_strsplit (path, "/", -1);
      ParcoursPaired paired;

      parcours_pairing_lookup (pairing, path, &paired);
      json_object_set_object_member (open_objects (automations, names), names[g_strv_length (names) - 1],
                                     paired_to_json (&paired));
    }
  json_object_set_int_member (object, "runs", pairing->n_runs);
  json_object_set_object_member (object, "automations", automations);
  json_node_take_object (node, object);

  return node;
}

/* The ways of all contacts of a simulation, a digest each; threads take chunks of contacts. */
typedef struct
{
  ParcoursSimulation *simulation;
  guint64 *names;   /* (owned) by step: a digest of the automation's slug and the step's id */
  guint64 *digests; /* (owned) by contact */
  guint n_contacts;
} Ways;

typedef struct
{
  const Ways *ways;
  guint64 digest;
} Way;

/* A #ParcoursObserver: which steps, how often, how they were left, and how it ended; not when. A sum, since what
 * happens in two automations at once may come in another order. */
static void
follow (const ParcoursObservation *observation,
        const ParcoursState       *state,
        gpointer                   user_data)
{
  Way *way = user_data;
  guint64 name = observation->step >= 0 ? way->ways->names[observation->step] : 0;

  if (observation->what == PARCOURS_WHAT_EVENT || observation->what == PARCOURS_WHAT_REFUSED ||
      observation->what == PARCOURS_WHAT_WAITING || observation->what == PARCOURS_WHAT_SWAPPED)
    return;
  way->digest += parcours_draw_mix (name ^ ((guint64) observation->enrolment << 40) ^
                                    ((guint64) observation->what << 32) ^ ((guint64) (observation->port + 1) << 16) ^
                                    (guint64) (observation->why + 1));
}

static void
follow_chunk (ParcoursRunner *runner,
              guint           chunk,
              guint           first,
              guint           end,
              gpointer        user_data)
{
  Ways *ways = user_data;
  Way way = { ways, 0 };

  parcours_runner_set_step_observer (runner, follow, &way);
  for (guint i = first; i < end; i++)
    {
      way.digest = 0;
      parcours_runner_run (runner, i);
      ways->digests[i] = way.digest;
    }
}

static guint64 *
digest_names (ParcoursProgram *program)
{
  guint n = parcours_program_n_steps (program);
  guint64 *names = g_new (guint64, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      guint automation;
      ParcoursStep *step = parcours_program_nth_step (program, i, &automation);
      const char *slug = parcours_automation_slug (parcours_program_nth_automation (program, automation));

      names[i] = parcours_draw_mix (((guint64) g_str_hash (slug) << 32) ^ g_str_hash (step->id));
    }

  return names;
}

static void
ways_clear (Ways *ways)
{
  g_free (ways->names);
  g_free (ways->digests);
}

static gboolean
find_ways (Ways          *ways,
           guint          n_threads,
           GCancellable  *cancellable,
           GError       **error)
{
  parcours_simulation_n_chunks (ways->simulation, &ways->n_contacts);
  ways->names = digest_names (parcours_simulation_program (ways->simulation));
  ways->digests = g_new0 (guint64, MAX (ways->n_contacts, 1));

  return parcours_simulation_foreach_chunk (ways->simulation, ways->n_contacts, n_threads, follow_chunk, ways, NULL, NULL,
                                            cancellable, error);
}

/**
 * parcours_pairing_find_other_ways:
 * @before: a simulation
 * @after: another one of the same people with the same seed
 * @n_contacts: how many contacts to run, from the first; %G_MAXUINT for all
 * @n_threads: how many threads shall run, at least 1; the result does not depend on it
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Who went another way: other steps, other ports, another end. Instants do not
 * matter, nor events that led nowhere.
 *
 * Returns: (transfer full) (element-type guint64): the keys of these contacts, or %NULL if it was cancelled
 */
GArray *
parcours_pairing_find_other_ways (ParcoursSimulation  *before,
                                  ParcoursSimulation  *after,
                                  guint                n_contacts,
                                  guint                n_threads,
                                  GCancellable        *cancellable,
                                  GError             **error)
{
  Ways one = { .simulation = before, .n_contacts = n_contacts };
  Ways other = { .simulation = after, .n_contacts = n_contacts };
  g_autoptr (GArray) keys = NULL;

  if (find_ways (&one, n_threads, cancellable, error) && find_ways (&other, n_threads, cancellable, error))
    {
      keys = g_array_new (FALSE, FALSE, sizeof (guint64));
      for (guint i = 0; i < one.n_contacts; i++)
        {
          guint64 key = parcours_simulation_key (before, i);
          guint place;

          if (!parcours_simulation_find (after, key, &place) || place >= other.n_contacts ||
              one.digests[i] != other.digests[place])
            g_array_append_val (keys, key);
        }
    }
  ways_clear (&one);
  ways_clear (&other);

  return g_steal_pointer (&keys);
}
