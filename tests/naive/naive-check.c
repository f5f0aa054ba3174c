/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a case on both engines and says where they part. */

#include "config.h"

#include <string.h>

#include "naive-check.h"
#include "naive-engine.h"
#include "parcours-program-private.h"

/* How many lines before the first that differs are told. */
#define BEFORE 12

static void
tally (GHashTable      *counts,
       guint64     n,
       const char *format,
       ...) G_GNUC_PRINTF (3, 4);

static void
tally (GHashTable      *counts,
       guint64     n,
       const char *format,
       ...)
{
  char *key;
  va_list args;

  if (n == 0)
    return;
  va_start (args, format);
  key = g_strdup_vprintf (format, args);
  va_end (args);
  n += GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key));
  g_hash_table_replace (counts, key, GSIZE_TO_POINTER (n));
}

/* Counts what a line of a log tells: "AT entered alpha#1 t0", "AT passed alpha#1 s0 by next done" ... */
static void
tally_line (GHashTable      *counts,
            const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 0);
  guint n = g_strv_length (words);

  if (n > 2 && strchr (words[2], '#') != NULL)
    *strchr (words[2], '#') = '\0';
  if (g_str_equal (words[1], "entered"))
    {
      tally (counts, 1, "entered %s", words[2]);
      if (n == 4)
        tally (counts, 1, "passed %s %s by next", words[2], words[3]);
    }
  else if (g_str_equal (words[1], "ended"))
    tally (counts, 1, "ended %s %s", words[2], words[n - 1]);
  else if (g_str_equal (words[1], "failed"))
    {
      tally (counts, 1, "failed %s %s", words[2], words[n - 1]);
      tally (counts, 1, "ended %s step-limit", words[2]);
    }
  else if (g_str_equal (words[1], "refused") && n == 5)
    tally (counts, 1, "refused %s %s %s", words[2], words[3], words[4]);
  else if (g_str_equal (words[1], "passed") && n == 7)
    tally (counts, 1, "passed %s %s by %s", words[2], words[3], words[5]);
}

/* Who was inside when the run began is counted as entered, without a line that says so. */
static void
tally_log (GHashTable *counts,
           GPtrArray  *log)
{
  g_autoptr (GHashTable) passages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < log->len; i++)
    {
      const char *line = g_ptr_array_index (log, i);
      g_auto (GStrv) words = g_strsplit (line, " ", 4);
      const char *sign = g_strv_length (words) > 2 ? strchr (words[2], '#') : NULL;

      if (sign != NULL && !g_str_equal (words[1], "event") &&
          g_hash_table_add (passages, g_strdup (words[2])) && !g_str_equal (words[1], "entered"))
        tally (counts, 1, "entered %.*s", (int) (sign - words[2]), words[2]);
      tally_line (counts, line);
    }
}

static void
tally_step (GHashTable                *tallied,
            const ParcoursCounts *counts,
            guint                 number)
{
  guint automation;
  const ParcoursStep *step = parcours_program_nth_step (counts->program, number, &automation);
  const char *slug = parcours_automation_slug (parcours_program_nth_automation (counts->program, automation));

  for (guint i = 0; i < counts->program->steps[number].n_ports; i++)
    tally (tallied, parcours_counts_port (counts, number, i, G_MAXUINT), "passed %s %s by %s", slug, step->id,
           step->type->ports[i]);
  for (guint i = 1; i < PARCOURS_N_REFUSALS; i++)
    tally (tallied, parcours_counts_refused (counts, number, i), "refused %s %s %s", slug, step->id,
           parcours_refusal_name (i));
  for (gint32 twin = (gint32) number; twin != NO_STEP; twin = counts->program->twins != NULL
                                                                ? counts->program->twins[twin].after : NO_STEP)
    tally (tallied, counts->failed[twin], "failed %s %s", slug, step->id);
}

static GHashTable *
tally_counts (const ParcoursCounts *counts)
{
  GHashTable *tallied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
    {
      if (program_known_step (counts->program, i) == i)
        tally_step (tallied, counts, i);
    }
  for (guint i = 0; i < parcours_program_n_automations (counts->program); i++)
    {
      const char *slug = parcours_automation_slug (parcours_program_nth_automation (counts->program, i));

      if (counts->program->automations[i].base != i)
        continue;
      tally (tallied, parcours_counts_entered (counts, i, G_MAXUINT), "entered %s", slug);
      for (guint j = 0; j < PARCOURS_N_ENDINGS; j++)
        tally (tallied, parcours_counts_ended (counts, i, j), "ended %s %s", slug, parcours_ending_name (j));
    }

  return tallied;
}

/* What one of the two has and the other has not, or not as often. */
static void
compare_tallies (GHashTable      *one,
                 GHashTable      *other,
                 const char *sign,
                 GString    *text)
{
  GHashTableIter iter;
  gpointer key, n;

  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &key, &n))
    {
      gpointer m = g_hash_table_lookup (other, key);

      if (n != m)
        g_string_append_printf (text, "%s %s: %" G_GSIZE_FORMAT " instead of %" G_GSIZE_FORMAT "\n", sign,
                                (char *) key, GPOINTER_TO_SIZE (n), GPOINTER_TO_SIZE (m));
    }
}

static char *
compare_counts (GHashTable *naive,
                GHashTable *real)
{
  g_autoptr (GString) text = g_string_new (NULL);

  compare_tallies (naive, real, "- naive", text);
  compare_tallies (real, naive, "+ real ", text);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static const char *
line_of (GPtrArray *log,
         guint      i)
{
  return i < log->len ? g_ptr_array_index (log, i) : "(nothing more)";
}

/* What an event carries is told but not compared: where it matters, something else differs too. */
static gboolean
is_same_line (const char *one,
              const char *other)
{
  gsize n = strcspn (one, "{");

  return n == strcspn (other, "{") && strncmp (one, other, n) == 0;
}

static char *
compare_logs (const char *name,
              GPtrArray  *naive,
              GPtrArray  *real)
{
  GString *text;
  guint i = 0;

  while (i < naive->len && i < real->len && is_same_line (line_of (naive, i), line_of (real, i)))
    i++;
  if (i == naive->len && i == real->len)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s, line %u:\n", name, i);
  for (guint j = i > BEFORE ? i - BEFORE : 0; j < i; j++)
    g_string_append_printf (text, "  %s\n", line_of (real, j));
  for (guint j = 0; j < 4; j++)
    g_string_append_printf (text, "- naive %s\n", line_of (naive, i + j));
  for (guint j = 0; j < 4; j++)
    g_string_append_printf (text, "+ real  %s\n", line_of (real, i + j));

  return g_string_free (text, FALSE);
}

/**
 * naive_compare_engines:
 * @the_case: a case
 * @engine: the naive engine, which has run it
 * @lean: the real one that loads only what the case reads, for counts
 * @full: the real one that knows everything, for what happens to each contact
 *
 * Returns: (nullable): where they part
 */
char *
naive_compare_engines (NaiveCase          *the_case,
                       NaiveEngine        *engine,
                       ParcoursSimulation *lean,
                       ParcoursSimulation *full)
{
  g_autoptr (GHashTable) naive = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) real = NULL;
  g_autoptr (ParcoursCounts) counts =
    parcours_simulation_count (lean, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL, NULL, NULL);

  parcours_simulation_learn (full, 1, NULL, NULL);
  for (guint i = 0; i < the_case->contacts->len; i++)
    {
      GPtrArray *log = naive_engine_log (engine, i);
      g_autoptr (GPtrArray) real_log = naive_real_log (full, i);
      char *difference = compare_logs (naive_case_address (g_ptr_array_index (the_case->contacts, i)), log, real_log);

      if (difference != NULL)
        return difference;
      tally_log (naive, log);
    }
  real = tally_counts (counts);

  return compare_counts (naive, real);
}

/**
 * naive_check:
 * @root: a case
 * @difference: (out) (nullable): where the engines part, for a person to read, or %NULL if they agree
 * @error: return location for an error
 *
 * Runs the case on both engines; the real one on both of its ways, for counts and for an observer. A case in which
 * so much happens that the naive one gives up is passed over.
 *
 * Returns: whether the case could be run at all
 */
gboolean
naive_check (JsonObject  *root,
             char       **difference,
             GError     **error)
{
  g_autoptr (NaiveCase) the_case = naive_case_new (root, error);
  g_autoptr (ParcoursSimulation) lean = NULL;
  g_autoptr (ParcoursSimulation) full = NULL;
  g_autoptr (NaiveEngine) engine = NULL;

  *difference = NULL;
  if (the_case == NULL)
    return FALSE;
  lean = naive_real_simulation (the_case, FALSE, error);
  full = lean != NULL ? naive_real_simulation (the_case, TRUE, error) : NULL;
  if (full == NULL)
    return FALSE;
  engine = naive_engine_new (the_case);
  if (naive_engine_run (engine))
    *difference = naive_compare_engines (the_case, engine, lean, full);

  return TRUE;
}
