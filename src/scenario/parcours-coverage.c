/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "parcours-coverage.h"
#include "parcours-json.h"

struct _ParcoursCoverage
{
  GHashTable *taken; /* (owned) (element-type utf8 guint) how often, by `automation/step port` */
};

/**
 * parcours_coverage_new:
 *
 * Returns: (transfer full): a coverage of nothing
 */
ParcoursCoverage *
parcours_coverage_new (void)
{
  ParcoursCoverage *self = g_new0 (ParcoursCoverage, 1);

  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * parcours_coverage_free:
 * @self: (transfer full): a coverage
 */
void
parcours_coverage_free (ParcoursCoverage *self)
{
  g_hash_table_unref (self->taken);
  g_free (self);
}

/* Whether anybody could ever leave by the port: a limit that is not set is never
 * reached, a share that is not given gets nobody, and a platform may not offer it. */
static gboolean
can_be_taken (const ParcoursAutomation *automation,
              const ParcoursStep       *step,
              guint                     port)
{
  const ParcoursRow *row = parcours_step_row (step, parcours_automation_platform (automation));
  const char *name = parcours_step_nth_port (step, port);
  JsonArray *weights = parcours_json_member_array (step->params, "weights");

  if (row != NULL && !parcours_row_offers_port (row, name))
    return FALSE;
  if (g_str_equal (name, "timeout"))
    return parcours_json_member_string (step->params, "limit") != NULL;

  return weights == NULL || port < json_array_get_length (weights);
}

static void
add_step (ParcoursCoverage         *self,
          const ParcoursCounts     *counts,
          const ParcoursAutomation *automation,
          const ParcoursStep       *step,
          guint                     number)
{
  gboolean is_later =
    parcours_program_find_step (counts->program, parcours_automation_slug (automation), step->id) != (int) number;

  for (guint port = 0; port < parcours_step_n_ports (step); port++)
    {
      g_autofree char *key = NULL;
      guint before;

      if (!can_be_taken (automation, step, port))
        continue;
      key = g_strdup_printf ("%s/%s %s", parcours_automation_slug (automation), step->id,
                             parcours_step_nth_port (step, port));
      /* The counts of a step are those of all versions that have it. */
      if (is_later && g_hash_table_contains (self->taken, key))
        continue;
      before = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, key));
      g_hash_table_replace (self->taken, g_steal_pointer (&key),
                            GUINT_TO_POINTER (before + (guint) parcours_counts_port (counts, number, port, G_MAXUINT)));
    }
}

/**
 * parcours_coverage_add:
 * @self: a coverage
 * @counts: what a run adds up to
 */
void
parcours_coverage_add (ParcoursCoverage     *self,
                       const ParcoursCounts *counts)
{
  for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
    {
      guint automation;
      const ParcoursStep *step = parcours_program_nth_step (counts->program, i, &automation);

      add_step (self, counts, parcours_program_nth_automation (counts->program, automation), step, i);
    }
}

/**
 * parcours_coverage_merge:
 * @self: a coverage
 * @other: another one
 *
 * Adds what was taken in other runs.
 */
void
parcours_coverage_merge (ParcoursCoverage       *self,
                         const ParcoursCoverage *other)
{
  GHashTableIter iter;
  gpointer name, taken;

  g_hash_table_iter_init (&iter, other->taken);
  while (g_hash_table_iter_next (&iter, &name, &taken))
    {
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, name));

      g_hash_table_replace (self->taken, g_strdup (name), GUINT_TO_POINTER (before + GPOINTER_TO_UINT (taken)));
    }
}

/**
 * parcours_coverage_n_ports:
 * @self: a coverage
 *
 * Returns: how many ports there are
 */
guint
parcours_coverage_n_ports (const ParcoursCoverage *self)
{
  return g_hash_table_size (self->taken);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * parcours_coverage_never:
 * @self: a coverage
 *
 * Returns: (transfer full) (array zero-terminated=1): the ports that nobody ever took, as `automation/step port`
 */
char **
parcours_coverage_never (const ParcoursCoverage *self)
{
  g_autoptr (GPtrArray) never = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, taken;

  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, &name, &taken))
    {
      if (taken == NULL)
        g_ptr_array_add (never, name);
    }
  g_ptr_array_sort (never, compare_names);
  g_ptr_array_add (never, NULL);

  return g_strdupv ((char **) never->pdata);
}

/**
 * parcours_coverage_names:
 * @self: a coverage
 *
 * Returns: (transfer full) (array zero-terminated=1): all ports by name, as `automation/step port`
 */
char **
parcours_coverage_names (const ParcoursCoverage *self)
{
  guint n;
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (self->taken, &n);

  qsort (names, n, sizeof *names, compare_names);

  return g_strdupv (names);
}

/**
 * parcours_coverage_has:
 * @self: a coverage
 * @name: a port, as `automation/step port`
 *
 * Returns: whether anybody could ever take it
 */
gboolean
parcours_coverage_has (const ParcoursCoverage *self,
                       const char             *name)
{
  return g_hash_table_contains (self->taken, name);
}

/**
 * parcours_coverage_times:
 * @self: a coverage
 * @name: one of parcours_coverage_names()
 *
 * Returns: how often the port was taken
 */
guint
parcours_coverage_times (const ParcoursCoverage *self,
                         const char             *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, name));
}

/**
 * parcours_coverage_n_taken:
 * @self: a coverage
 *
 * Returns: how many ports somebody has taken
 */
guint
parcours_coverage_n_taken (const ParcoursCoverage *self)
{
  g_auto (GStrv) never = parcours_coverage_never (self);

  return parcours_coverage_n_ports (self) - g_strv_length (never);
}

/**
 * parcours_coverage_to_json:
 * @self: a coverage
 *
 * Returns: (transfer full): {"ports", "taken", "never": [...], "times": {port: n}}
 */
JsonNode *
parcours_coverage_to_json (const ParcoursCoverage *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *times = json_object_new ();
  JsonArray *array = json_array_new ();
  g_auto (GStrv) names = parcours_coverage_names (self);
  g_auto (GStrv) never = parcours_coverage_never (self);

  for (guint i = 0; never[i] != NULL; i++)
    json_array_add_string_element (array, never[i]);
  for (guint i = 0; names[i] != NULL; i++)
    json_object_set_int_member (times, names[i], parcours_coverage_times (self, names[i]));
  json_object_set_object_member (object, "times", times);
  json_object_set_int_member (object, "ports", parcours_coverage_n_ports (self));
  json_object_set_int_member (object, "taken", parcours_coverage_n_taken (self));
  json_object_set_array_member (object, "never", array);
  json_node_take_object (node, object);

  return node;
}
