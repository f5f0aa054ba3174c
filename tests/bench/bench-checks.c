/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-checks.h"
#include "parcours-json.h"

/* How long the checks take on one automation of ten thousand steps: as they are
 * drawn, and with as many mistakes as a broken import can hold. */

#define N_STEPS 10000
#define N_RUNS 5

typedef enum
{
  CLEAN,     /* a long series with branches, nothing wrong */
  BROKEN,    /* each step has a mistake, and each mistake a fix */
  HASTY,     /* messages and questions without a wait */
  LOOPS,     /* jumps back everywhere */
  N_SHAPES,
} Shape;

static const char *const names[N_SHAPES] = { "clean", "broken", "hasty", "loops" };

static void
add_step (GString *json,
          guint    i,
          Shape    shape)
{
  static const char *const clean[] = {
    "'action.send-email', 'row': 'ac.send-email', 'params': {'email': 'e%u'}",
    "'wait.duration', 'row': 'ac.wait-timed', 'params': {'for': 'P1D'}",
    "'split.if-else', 'row': 'ac.if-else', 'params': {'if': {'all': [{'tag': 't%u'}, {'field': 'language', 'op': 'is', 'value': 'fr'}]}}",
    "'action.add-tag', 'row': 'ac.add-tag', 'params': {'tag': 't%u'}",
  };
  static const char *const broken[] = {
    "'action.send-email', 'row': 'ac.send-email', 'params': {'email': ['e%u', 'e1'], 'at': {'hour': 9}}",
    "'wait.duration', 'row': 'ac.wait-timed', 'params': {'for': 'soon'}",
    "'split.if-else', 'row': 'ac.if-else', 'params': {'if': {'tag': 'gone%u'}}",
    "'action.add-tag', 'row': 'ac.add-tag', 'params': {}",
  };
  static const char *const hasty[] = {
    "'action.send-email', 'row': 'ac.send-email', 'params': {'email': 'e%u'}",
    "'split.if-else', 'row': 'ac.if-else', 'params': {'if': {'event': 'email.opened', 'subject': 'e%u'}}",
    "'action.send-email', 'row': 'ac.send-email', 'params': {'email': 'e%u'}",
    "'split.if-else', 'row': 'ac.if-else', 'params': {'if': {'event': 'email.clicked', 'subject': 'e1'}}",
  };
  static const char *const loops[] = {
    "'action.send-email', 'row': 'ac.send-email', 'params': {'email': 'e%u'}",
    "'split.if-else', 'row': 'ac.if-else', 'params': {'if': {'tag': 't%u'}}",
    "'flow.go-to', 'row': 'ac.go-to', 'params': {'step': 's1'}",
    "'action.add-tag', 'row': 'ac.add-tag', 'params': {'tag': 't%u'}",
  };
  static const char *const *const shapes[] = { clean, broken, hasty, loops };
  g_autofree char *number = g_strdup_printf ("%u", i / 4 * 4);
  g_autoptr (GString) step = g_string_new (shapes[shape][i % 4]);

  g_string_replace (step, "%u", number, 0);
  g_string_append_printf (json, ", 's%u': {'type': %s, 'at': [0, %u]}", i, step->str, i * 84);
}

static void
add_links (GString *json,
           guint    i)
{
  if (i % 4 == 2)
    g_string_append_printf (json, ", {'from': 's%u', 'port': 'yes', 'to': 's%u'}, {'from': 's%u', 'port': 'no', 'to': 's%u'}",
                            i, i + 1, i, i + 2);
  else
    g_string_append_printf (json, ", {'from': 's%u', 'port': 'next', 'to': 's%u'}", i, i + 1);
}

static ParcoursAutomation *
make_automation (Shape shape)
{
  g_autoptr (GString) steps = g_string_new ("'t': {'type': 'trigger.list-subscribed', 'params': {}}");
  g_autoptr (GString) links = g_string_new ("{'from': 't', 'port': 'next', 'to': 's0'}");
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation;

  for (guint i = 0; i < N_STEPS; i++)
    {
      add_step (steps, i, shape);
      if (i + 2 < N_STEPS)
        add_links (links, i);
    }
  json = g_strdup_printf ("{'format': 'parcours-automation/1', 'slug': 'long', 'platform': 'activecampaign', "
                          "'settings': {}, 'steps': {%s}, 'links': [%s]}", steps->str, links->str);
  g_strdelimit (json, "'", '"');
  node = parcours_json_parse (json, -1, &error);
  g_assert_no_error (error);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);

  return automation;
}

static gboolean
count_some (JsonNode   *condition,
            const char *without,
            guint64    *n_contacts,
            gpointer    user_data)
{
  *n_contacts = condition == NULL && without == NULL ? 5000 : 0;

  return TRUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

/* In milliseconds, the median. */
static double
measure (ParcoursAutomation         *automation,
         const ParcoursCheckContext *context,
         guint                      *n_checks)
{
  gint64 times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GPtrArray) checks = parcours_check_automation (automation, PARCOURS_PLATFORM_ACTIVECAMPAIGN, context, NULL);

      times[i] = g_get_monotonic_time () - begin;
      *n_checks = checks->len;
    }
  qsort (times, N_RUNS, sizeof (gint64), compare_times);

  return times[N_RUNS / 2] / 1000.;
}

int
main (void)
{
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();
  g_autoptr (GPtrArray) automations = g_ptr_array_new ();
  ParcoursCheckContext context = { .library = library, .automations = automations, .count = count_some };

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *email = g_strdup_printf ("e%u", i);
      g_autofree char *tag = g_strdup_printf ("t%u", i);

      parcours_library_add (library, "email", email, NULL, NULL);
      parcours_library_add (library, "tag", tag, NULL, NULL);
    }
  for (Shape shape = 0; shape < N_SHAPES; shape++)
    {
      g_autoptr (ParcoursAutomation) automation = make_automation (shape);
      guint n_checks = 0;
      double ms = measure (automation, &context, &n_checks);

      g_print ("bench checks.%s_ms.%u %.1f\n", names[shape], N_STEPS, ms);
      g_print ("bench checks.%s_found.%u %u\n", names[shape], N_STEPS, n_checks);
    }

  return 0;
}
