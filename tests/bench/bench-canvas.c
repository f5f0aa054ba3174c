/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-layout.h"
#include "sample.h"
#include "stage.h"

/*
 * How long a frame of the canvas takes while a person pans, zooms and drags, from
 * the beginning of its layout until it is on the display, and how long it takes
 * to open, to tidy up and to read automations. Frames are drawn without a
 * graphics card, where that is how the display works.
 */

#define N_WARM 10
#define N_FRAMES 120
#define N_RUNS 5

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double time_a = *(const double *) a, time_b = *(const double *) b;

  return time_a < time_b ? -1 : time_a > time_b;
}

static double
percentile (GArray *times,
            double  part)
{
  g_array_sort (times, compare_times);

  return g_array_index (times, double, (guint) (part * (times->len - 1)));
}

static void
pan (Stage *stage,
     guint  i)
{
  parcours_canvas_scroll_by (stage->canvas, i / 20 % 2 == 0 ? 12 : -12, i / 40 % 2 == 0 ? 9 : -9);
}

static void
zoom (Stage *stage,
      guint  i)
{
  parcours_canvas_zoom_at (stage->canvas, parcours_canvas_get_zoom (stage->canvas) * (i / 30 % 2 == 0 ? 1.03 : 1 / 1.03),
                           400, 300, FALSE);
}

static void
drag (Stage *stage,
      guint  i)
{
  parcours_canvas_place_moved (stage->canvas, &(ParcoursPoint) { 12 * (i % 20), 12 * (i / 6) });
}

static void
report (Stage      *stage,
        const char *what,
        guint       n_steps,
        StageFunc   func)
{
  g_autoptr (GArray) warm = stage_run (stage, N_WARM, func);
  g_autoptr (GArray) times = stage_run (stage, N_FRAMES, func);
  double p95 = percentile (times, .95);

  g_print ("bench canvas.%s_p95_ms.%u %.1f\n", what, n_steps, p95);
  g_print ("bench canvas.%s_median_ms.%u %.1f\n", what, n_steps, percentile (times, .5));
}

static void
bench_drag (Stage      *stage,
            const char *what,
            guint       n_steps)
{
  ParcoursBox view = parcours_canvas_get_view (stage->canvas);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));

  parcours_drawing_steps_in (stage->canvas->drawing, &view, steps);
  parcours_canvas_start_moving (stage->canvas, parcours_canvas_nth_id (stage->canvas,
                                                                       g_array_index (steps, guint, steps->len / 2)));
  report (stage, what, n_steps, drag);
  parcours_canvas_place_moved (stage->canvas, &(ParcoursPoint) { 0, 0 });
  parcours_canvas_stop_moving (stage->canvas);
  stage_settle (stage);
}

/* Near by, where steps are widgets, and with all in view, where they are drawn. */
static void
bench_frames (ParcoursAutomation *automation,
              guint               n_steps)
{
  g_autoptr (ParcoursStepCounts) counts = sample_flow (automation, 80000);
  g_autoptr (Stage) stage = stage_new (automation, counts);

  stage_settle (stage);
  report (stage, "pan", n_steps, pan);
  report (stage, "zoom", n_steps, zoom);
  parcours_canvas_set_zoom (stage->canvas, 1);
  stage_settle (stage);
  bench_drag (stage, "drag", n_steps);
  parcours_canvas_zoom_to_fit (stage->canvas);
  stage_settle (stage);
  report (stage, "fit_pan", n_steps, pan);
  report (stage, "fit_zoom", n_steps, zoom);
  parcours_canvas_zoom_to_fit (stage->canvas);
  stage_settle (stage);
  bench_drag (stage, "fit_drag", n_steps);
}

/* From the document until its first frame is on the display. */
static void
bench_open (ParcoursAutomation *automation,
            guint               n_steps)
{
  g_autoptr (ParcoursStepCounts) counts = sample_flow (automation, 80000);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (Stage) stage = stage_new (automation, counts);
      double ms = (double) (g_get_monotonic_time () - began) / 1000;

      g_array_append_val (times, ms);
    }
  g_print ("bench canvas.open_ms.%u %.1f\n", n_steps, percentile (times, .5));
}

static void
bench_tidy (guint n_steps)
{
  g_autoptr (ParcoursAutomation) automation = sample_large (n_steps);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (ParcoursEdit) edit = parcours_layout_tidy (automation);
      double ms = (double) (g_get_monotonic_time () - began) / 1000;

      g_array_append_val (times, ms);
    }
  g_print ("bench canvas.tidy_ms.%u %.1f\n", n_steps, percentile (times, .5));
}

/* Reading has to grow with the number of steps, not with its square. */
static void
bench_read (guint n_steps)
{
  g_autoptr (ParcoursAutomation) automation = sample_large (n_steps);
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (ParcoursAutomation) copy = parcours_automation_from_json (node, NULL);
      double ms = (double) (g_get_monotonic_time () - began) / 1000;

      g_array_append_val (times, ms);
    }
  g_print ("bench canvas.read_ms.%u %.1f\n", n_steps, percentile (times, .5));
}

int
main (int   argc,
      char *argv[])
{
  static const guint sizes[] = { 100, 1000, 2000, 10000 };
  /* With a number, only flows of that many steps. */
  guint only = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;

  bench_tidy (2000);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    bench_read (sizes[i]);
  if (!stage_init ())
    {
      g_printerr ("There is no display; the frames of the canvas were not measured\n");
      return 77;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ParcoursAutomation) automation = NULL;

      if (only != 0 && only != sizes[i])
        continue;
      automation = sample_large (sizes[i]);
      bench_open (automation, sizes[i]);
      bench_frames (automation, sizes[i]);
    }

  return 0;
}
