/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-trace.h"
#include "play.h"

/* More people than one chunk holds, who behave, and share a split and an owner. */
#define CROWD "'contacts': {'generate': 6000, 'seed': 3}, 'behaviour': 'retail-season', 'for': 'P20D', 'expect': []," \
              "'timeline': [{'at': 'PT1H', 'contact': '*', 'event': 'tag.added', 'subject': 'vip'}," \
              "             {'at': 'P3D', 'contact': '*', 'event': 'tag.added', 'subject': 'press'}]"

static char *
name_contact (guint    contact,
              guint64  key,
              gpointer user_data)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", key);
}

static GBytes *
write_trace (ParcoursSimulation *simulation,
             guint               n_threads)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTrace) trace = parcours_simulation_trace (simulation, G_MAXUINT, TRUE, n_threads, NULL, NULL, NULL,
                                                               &error);

  g_assert_no_error (error);
  g_assert_true (parcours_trace_write (trace, stream, name_contact, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
trace_of (const char *changes,
          guint       n_threads)
{
  g_autoptr (ParcoursCase) played = scenario_case (changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPlay) play = parcours_play_new (played, FALSE, &error);

  g_assert_no_error (error);

  return write_trace (parcours_play_simulation (play, PARCOURS_INSTANT_NEVER), n_threads);
}

static void
test_threads (void)
{
  g_autoptr (GBytes) one = trace_of ("{" CROWD "}", 1);
  g_autoptr (GBytes) two = trace_of ("{" CROWD "}", 2);
  g_autoptr (GBytes) three = trace_of ("{" CROWD "}", 3);

  g_assert_cmpuint (g_bytes_get_size (one), >, 6000 * 100);
  g_assert_true (g_bytes_equal (one, two));
  g_assert_true (g_bytes_equal (one, three));
}

static void
test_seed (void)
{
  g_autoptr (GBytes) one = trace_of ("{" CROWD ", 'seed': 1}", 2);
  g_autoptr (GBytes) same = trace_of ("{" CROWD ", 'seed': 1}", 1);
  g_autoptr (GBytes) other = trace_of ("{" CROWD ", 'seed': 2}", 2);

  g_assert_true (g_bytes_equal (one, same));
  g_assert_false (g_bytes_equal (one, other));
}

/* Each line is an object; time never goes back, and at one instant contacts follow their keys. Line by line: splitting
 * the whole text at once is quadratic where strstr() is checked. */
static void
test_order (void)
{
  g_autoptr (GBytes) bytes = trace_of ("{" CROWD "}", 2);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (memory);
  g_autoptr (JsonNode) last = parcours_json_parse ("{\"at\": \"\", \"contact\": \"\"}", -1, NULL);
  g_autoptr (GError) error = NULL;
  char *line;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error)) != NULL)
    {
      g_autofree char *owned = line;
      g_autoptr (JsonNode) node = parcours_json_parse (owned, -1, &error);
      JsonObject *before = json_node_get_object (last), *object;
      int order;

      g_assert_no_error (error);
      object = json_node_get_object (node);
      order = g_strcmp0 (json_object_get_string_member (before, "at"), json_object_get_string_member (object, "at"));
      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpstr (json_object_get_string_member (before, "contact"), <=,
                         json_object_get_string_member (object, "contact"));
      g_assert_true (json_object_has_member (object, "what"));
      json_node_unref (last);
      last = g_steal_pointer (&node);
    }
  g_assert_no_error (error);
}

static gboolean
count_row (const ParcoursTraceRow *row,
           gpointer                user_data)
{
  guint *n = user_data;

  (*n)++;

  return TRUE;
}

/* Who is where at an instant is what the counts say. */
static void
test_inside (void)
{
  g_autoptr (ParcoursCase) played = scenario_case ("{" CROWD "}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPlay) play = parcours_play_new (played, FALSE, &error);
  ParcoursSimulation *simulation = parcours_play_simulation (play, PARCOURS_INSTANT_NEVER);
  g_autoptr (ParcoursTrace) trace = parcours_simulation_trace (simulation, G_MAXUINT, FALSE, 2, NULL, NULL, NULL, &error);
  gint64 from = parcours_simulation_from (simulation);
  guint before = 0, inside = 0, after = 0;

  g_assert_no_error (error);
  parcours_trace_foreach_inside (trace, from + PARCOURS_MINUTE, count_row, &before);
  parcours_trace_foreach_inside (trace, from + 12 * PARCOURS_HOUR, count_row, &inside);
  parcours_trace_foreach_inside (trace, from + 10 * PARCOURS_DAY, count_row, &after);
  g_assert_cmpuint (before, ==, 0);
  g_assert_cmpuint (inside, ==, 6000);
  g_assert_cmpuint (after, ==, 0);
}

static void
test_cancel (void)
{
  g_autoptr (ParcoursCase) played = scenario_case ("{" CROWD "}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPlay) play = parcours_play_new (played, FALSE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (parcours_simulation_trace (parcours_play_simulation (play, PARCOURS_INSTANT_NEVER), G_MAXUINT, TRUE, 2,
                                            NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scenario/trace/threads", test_threads);
  g_test_add_func ("/scenario/trace/seed", test_seed);
  g_test_add_func ("/scenario/trace/order", test_order);
  g_test_add_func ("/scenario/trace/inside", test_inside);
  g_test_add_func ("/scenario/trace/cancel", test_cancel);

  return g_test_run ();
}
