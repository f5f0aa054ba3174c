/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fit counts: delays, values, and what came of sends. */

#include "config.h"

#include <math.h>

#include "parcours-draw.h"
#include "parcours-fit-private.h"
#include "parcours-json.h"
#include "parcours-time.h"

/* More different values of one key are no choice but a number or a text of its own each time. */
#define MAX_VALUES 500
#define Z95 1.959964

FitValues *
fit_values_new (void)
{
  FitValues *values = g_new0 (FitValues, 1);

  values->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return values;
}

void
fit_values_free (FitValues *values)
{
  g_hash_table_unref (values->counts);
  g_free (values);
}

void
fit_values_add (FitValues  *values,
                const char *value)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (values->counts, value));

  values->n++;
  if (n > 0 || g_hash_table_size (values->counts) < MAX_VALUES)
    g_hash_table_insert (values->counts, g_strdup (value), GUINT_TO_POINTER (n + 1));
}

guint64
fit_values_count (const FitValues *values,
                  const char      *value)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (values->counts, value));
}

static int
compare_values (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const FitValues *values = user_data;
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  guint64 n = fit_values_count (values, one);
  guint64 m = fit_values_count (values, other);

  return n != m ? (n > m ? -1 : 1) : g_strcmp0 (one, other);
}

/* The @max most common values, the most common first. */
GPtrArray *
fit_values_common (const FitValues *values,
                   guint            max)
{
  GPtrArray *common = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, values->counts);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (common, value);
  g_ptr_array_sort_with_data (common, compare_values, (gpointer) values);
  if (common->len > max)
    g_ptr_array_set_size (common, (int) max);

  return common;
}

JsonObject *
fit_values_to_json (const FitValues *values,
                    guint            max)
{
  g_autoptr (GPtrArray) common = fit_values_common (values, max);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < common->len; i++)
    json_object_set_int_member (object, g_ptr_array_index (common, i),
                                (gint64) fit_values_count (values, g_ptr_array_index (common, i)));

  return object;
}

void
fit_delays_add (FitDelays **delays,
                gint64      seconds)
{
  guint bin = (guint) (FIT_BINS_PER_OCTAVE * log2 (1. + MAX (seconds, 0)));

  if (*delays == NULL)
    *delays = g_new0 (FitDelays, 1);
  (*delays)->bins[MIN (bin, FIT_N_BINS - 1)]++;
  (*delays)->n++;
}

void
fit_delays_merge (FitDelays       **delays,
                  const FitDelays  *other)
{
  if (other == NULL)
    return;
  if (*delays == NULL)
    *delays = g_new0 (FitDelays, 1);
  for (guint i = 0; i < FIT_N_BINS; i++)
    (*delays)->bins[i] += other->bins[i];
  (*delays)->n += other->n;
}

/* After how many seconds that share of them was over. */
double
fit_delays_quantile (const FitDelays *delays,
                     double           share)
{
  double wanted = share * delays->n, sum = 0.;

  for (guint i = 0; i < FIT_N_BINS; i++)
    {
      double n = delays->bins[i];

      if (n > 0. && sum + n >= wanted)
        return exp2 ((i + (wanted - sum) / n) / FIT_BINS_PER_OCTAVE) - 1.;
      sum += n;
    }

  return 0.;
}

static void
set_seconds (JsonObject *object,
             const char *name,
             double      seconds)
{
  ParcoursDuration duration = { .seconds = (gint64) (seconds + 0.5) };
  g_autofree char *text = parcours_duration_format (&duration);

  json_object_set_string_member (object, name, text);
}

/* As a behaviour says it; %NULL for at once. */
JsonObject *
fit_delays_to_json (const FitDelays *delays)
{
  double median = delays != NULL && delays->n > 0 ? fit_delays_quantile (delays, 0.5) : 0.;
  JsonObject *object;

  if (median < 1.)
    return NULL;
  object = json_object_new ();
  set_seconds (object, "median", median);
  set_seconds (object, "p90", MAX (fit_delays_quantile (delays, 0.9), median));

  return object;
}

void
fit_reactions_init (FitReactions *reactions)
{
  reactions->links = fit_values_new ();
  reactions->products = fit_values_new ();
  reactions->totals = g_array_new (FALSE, FALSE, sizeof (double));
}

void
fit_reactions_clear (FitReactions *reactions)
{
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    g_free (reactions->delays[i]);
  fit_values_free (reactions->links);
  fit_values_free (reactions->products);
  g_array_unref (reactions->totals);
}

static void
merge_values (FitValues       *values,
              const FitValues *other)
{
  GHashTableIter iter;
  gpointer value, n;

  g_hash_table_iter_init (&iter, other->counts);
  while (g_hash_table_iter_next (&iter, &value, &n))
    {
      guint sum = GPOINTER_TO_UINT (n) + (guint) fit_values_count (values, value);

      g_hash_table_insert (values->counts, g_strdup (value), GUINT_TO_POINTER (sum));
    }
  values->n += other->n;
}

void
fit_reactions_merge (FitReactions       *reactions,
                     const FitReactions *other)
{
  reactions->n_sent += other->n_sent;
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      reactions->n[i] += other->n[i];
      fit_delays_merge (&reactions->delays[i], other->delays[i]);
    }
  merge_values (reactions->links, other->links);
  merge_values (reactions->products, other->products);
  g_array_append_vals (reactions->totals, other->totals->data, other->totals->len);
  for (guint i = 0; i < 7; i++)
    {
      reactions->delivered_by_weekday[i] += other->delivered_by_weekday[i];
      reactions->opened_by_weekday[i] += other->opened_by_weekday[i];
    }
  for (guint i = 0; i < 24; i++)
    {
      reactions->delivered_by_hour[i] += other->delivered_by_hour[i];
      reactions->opened_by_hour[i] += other->opened_by_hour[i];
    }
}

/* What a reaction is a share of. */
guint64
fit_reactions_trials (const FitReactions *reactions,
                      ParcoursReaction    reaction)
{
  if (reaction == PARCOURS_REACTION_BOUNCED)
    return reactions->n_sent;
  if (reaction == PARCOURS_REACTION_DELIVERED)
    return reactions->n_sent - reactions->n[PARCOURS_REACTION_BOUNCED];

  return reactions->n[parcours_reaction_cause (reaction)];
}

/* Half of Wilson's interval, which says something also where nothing, or everything, was observed. */
double
fit_margin (guint64 n,
            guint64 trials)
{
  double p = trials > 0 ? n / (double) trials : 0.;
  double z = Z95 * Z95;

  if (trials == 0)
    return 1.;

  return Z95 * sqrt (p * (1. - p) / trials + z / (4. * trials * trials)) / (1. + z / trials);
}
