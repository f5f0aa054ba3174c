/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a scenario expects of a step and of the run, asked of the naive engine (vocabulary, section 7). */

#include "config.h"

#include <string.h>

#include "naive-judge.h"
#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

typedef struct
{
  NaiveEngine *engine;
  GString *failures;
} Judging;

static void
judge_number (Judging    *judging,
              JsonNode   *wanted,
              const char *what,
              double      number)
{
  g_autofree char *text = parcours_number_format (number);

  if (!naive_compare_node (wanted, number))
    g_string_append_printf (judging->failures, "%s is %s, which is not as expected\n", what, text);
}

/* {name: CMP}, of each of which @count says how many there are. */
static void
judge_numbers (Judging    *judging,
               JsonObject *wanted,
               const char *about,
               guint     (*count) (Judging *, const char *, const char *))
{
  g_autoptr (GList) names = json_object_get_members (wanted);

  for (GList *l = names; l != NULL; l = l->next)
    judge_number (judging, json_object_get_member (wanted, l->data), l->data, count (judging, about, l->data));
}

/* How many lines of all logs begin, after the time, with @start and end with @end; @start goes as far as a sign for the
 * number of the passage, after which comes @middle. */
static guint
count_lines (Judging    *judging,
             const char *start,
             const char *middle,
             const char *end)
{
  guint n = 0;

  for (guint i = 0; i < judging->engine->contacts->len; i++)
    {
      GPtrArray *log = naive_engine_log (judging->engine, i);

      for (guint j = 0; j < log->len; j++)
        {
          const char *line = strchr (g_ptr_array_index (log, j), ' ') + 1;
          const char *rest = g_str_has_prefix (line, start) ? strchr (line + strlen (start), ' ') : NULL;

          n += rest != NULL && g_str_has_prefix (rest, middle) && strstr (rest + strlen (middle) - 1, end) != NULL;
        }
    }

  return n;
}

/* Steps */

/* The automation and the step of a name; a step without an automation is of the first one that has it. */
static NaiveStep *
find_step (Judging    *judging,
           const char *name)
{
  const char *slash = strchr (name, '/');

  for (guint i = 0; i < judging->engine->versions->len; i++)
    {
      NaiveAutomation *automation = g_ptr_array_index (judging->engine->versions, i);
      gboolean is_meant = slash == NULL || (strlen (automation->slug) == (gsize) (slash - name) &&
                                            g_str_has_prefix (name, automation->slug));
      NaiveStep *step = is_meant ? naive_find_step (automation, slash != NULL ? slash + 1 : name) : NULL;

      if (step != NULL)
        return step;
    }

  return NULL;
}

static guint
count_passes (Judging    *judging,
              const char *step,
              const char *port)
{
  g_auto (GStrv) parts = g_strsplit (step, "/", 2);
  g_autofree char *start = g_strconcat ("passed ", parts[0], "#", NULL);
  g_autofree char *middle = g_strconcat (" ", parts[1], " ", NULL);
  g_autofree char *end = g_strconcat (" by ", port, " ", NULL);

  return count_lines (judging, start, middle, end);
}

static guint
count_inside (Judging         *judging,
              const NaiveStep *step)
{
  guint n = 0;

  for (guint i = 0; i < judging->engine->contacts->len; i++)
    {
      NaiveContact *contact = g_ptr_array_index (judging->engine->contacts, i);

      for (guint j = 0; j < contact->passages->len; j++)
        {
          const NaivePassage *passage = g_ptr_array_index (contact->passages, j);

          n += !passage->recorded && passage->state != NAIVE_ENDED && g_strcmp0 (passage->step, step->id) == 0 &&
               g_str_equal (passage->slug, step->automation->slug);
        }
    }

  return n;
}

static void
judge_step (Judging    *judging,
            JsonObject *expectation)
{
  NaiveStep *step = find_step (judging, parcours_json_member_string (expectation, "step"));
  JsonObject *passed = parcours_json_member_object (expectation, "passed");
  g_autofree char *name = step != NULL ? g_strconcat (step->automation->slug, "/", step->id, NULL) : NULL;
  g_autofree char *skipped = step != NULL ? g_strconcat ("skipped ", step->automation->slug, "#", NULL) : NULL;
  g_autofree char *middle = step != NULL ? g_strconcat (" ", step->id, " ", NULL) : NULL;

  if (step == NULL)
    {
      g_string_append (judging->failures, "there is no such step\n");
      return;
    }
  if (json_object_has_member (expectation, "entered"))
    judge_number (judging, json_object_get_member (expectation, "entered"), "entered",
                  naive_value_number (naive_get (judging->engine->arrivals, name), 0.));
  if (json_object_has_member (expectation, "inside"))
    judge_number (judging, json_object_get_member (expectation, "inside"), "inside", count_inside (judging, step));
  if (json_object_has_member (expectation, "skipped"))
    judge_number (judging, json_object_get_member (expectation, "skipped"), "skipped",
                  count_lines (judging, skipped, middle, ""));
  if (passed != NULL)
    judge_numbers (judging, passed, name, count_passes);
}

/* The run */

static gboolean
is_sending (const char *topic)
{
  return g_str_has_suffix (topic, ".sent") ? !g_str_has_prefix (topic, "notification.")
                                           : g_str_equal (topic, "site-message.queued") ||
                                               g_str_equal (topic, "wallet.notification-sent");
}

static guint
count_events (Judging    *judging,
              const char *unused,
              const char *name)
{
  guint n = 0;

  for (guint i = 0; i < judging->engine->contacts->len; i++)
    {
      NaiveContact *contact = g_ptr_array_index (judging->engine->contacts, i);

      if (g_str_equal (name, "contacts"))
        n += !contact->unborn && !contact->deleted;
      for (guint j = 0; j < contact->events->len; j++)
        {
          const NaiveEvent *event = g_ptr_array_index (contact->events, j);

          n += event->order > 0 && (g_str_equal (name, "sent") ? is_sending (event->topic->name)
                                                               : g_str_equal (name, event->topic->name));
        }
    }

  return n;
}

static guint
count_fates (Judging    *judging,
             const char *unused,
             const char *fate)
{
  g_autofree char *end = g_strconcat (" ", fate, NULL);

  return count_lines (judging, "swapped ", " ", end);
}

static void
judge_outbox (Judging    *judging,
              JsonObject *expectation)
{
  JsonNode *where = json_object_get_member (expectation, "outbox");
  JsonNode *wanted = json_object_get_member (expectation, "count");
  guint n = 0;

  for (guint i = 0; i < judging->engine->contacts->len; i++)
    {
      NaiveContact *contact = g_ptr_array_index (judging->engine->contacts, i);

      for (guint j = 0; j < contact->outbox->len; j++)
        n += naive_where_test_members (where, g_ptr_array_index (contact->outbox, j), judging->engine->now, contact->zone);
    }
  if (wanted != NULL)
    judge_number (judging, wanted, "outbox", n);
  else if (n == 0)
    g_string_append (judging->failures, "the outbox has no such row\n");
}

/**
 * naive_judge_run:
 * @engine: an engine that has run up to and with the instant of the expectation
 * @expectation: an expectation that is not about a contact
 * @now: that instant
 * @failures: where to write what is not as expected
 */
void
naive_judge_run (NaiveEngine *engine,
                 JsonObject  *expectation,
                 gint64       now,
                 GString     *failures)
{
  Judging judging = { engine, failures };
  JsonObject *total = parcours_json_member_object (expectation, "total");
  JsonObject *swapped = parcours_json_member_object (expectation, "swapped");

  engine->now = now;
  if (json_object_has_member (expectation, "step"))
    judge_step (&judging, expectation);
  if (total != NULL)
    judge_numbers (&judging, total, NULL, count_events);
  if (swapped != NULL)
    judge_numbers (&judging, swapped, NULL, count_fates);
  if (json_object_has_member (expectation, "outbox"))
    judge_outbox (&judging, expectation);
  if (json_object_has_member (expectation, "errors"))
    judge_number (&judging, json_object_get_member (expectation, "errors"), "errors",
                  count_lines (&judging, "failed ", " ", ""));
}
