/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-backoff.h"

#define LEAST G_GUINT64_CONSTANT (0)
#define MOST G_MAXUINT64

static void
test_delay (void)
{
  static const struct
  {
    guint n_failures;
    guint least;
    guint most;
  } cases[] = {
    { 0, 500, 1000 },
    { 1, 500, 1000 },
    { 2, 1000, 2000 },
    { 3, 2000, 4000 },
    { 10, 256000, 512000 },
    { 11, PARCOURS_BACKOFF_MAX_MS / 2, PARCOURS_BACKOFF_MAX_MS },
    { 12, PARCOURS_BACKOFF_MAX_MS / 2, PARCOURS_BACKOFF_MAX_MS },
    { 1000, PARCOURS_BACKOFF_MAX_MS / 2, PARCOURS_BACKOFF_MAX_MS },
    { G_MAXUINT, PARCOURS_BACKOFF_MAX_MS / 2, PARCOURS_BACKOFF_MAX_MS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (parcours_backoff_delay (1000, cases[i].n_failures, 0, LEAST), ==, cases[i].least);
      g_assert_cmpuint (parcours_backoff_delay (1000, cases[i].n_failures, 0, MOST), <=, cases[i].most);
      g_assert_cmpuint (parcours_backoff_delay (1000, cases[i].n_failures, 0, MOST), >=, cases[i].most - 1);
    }
}

/* Those who were stopped together come back spread over the second half of the pause. */
static void
test_jitter (void)
{
  guint counts[10] = { 0 };

  for (guint i = 0; i < 10000; i++)
    {
      guint64 bits = ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();
      guint delay = parcours_backoff_delay (2000, 1, 0, bits);

      g_assert_cmpuint (delay, >=, 1000);
      g_assert_cmpuint (delay, <, 2000);
      counts[(delay - 1000) / 100]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 800);
      g_assert_cmpuint (counts[i], <, 1200);
    }
}

static void
test_retry_after (void)
{
  /* Never sooner than the server wants, and not to the second. */
  g_assert_cmpuint (parcours_backoff_delay (1000, 1, 30, LEAST), ==, 30050);
  g_assert_cmpuint (parcours_backoff_delay (1000, 1, 30, MOST), >=, 30099);
  /* But later where one has failed often. */
  g_assert_cmpuint (parcours_backoff_delay (1000, 9, 30, LEAST), ==, 128000);
  /* A server that is out of its mind does not stop us for ever. */
  g_assert_cmpuint (parcours_backoff_delay (1000, 1, G_MAXUINT, LEAST), ==, PARCOURS_RETRY_AFTER_MAX * 1000 + 50);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *value;
    const char *date;
    guint seconds;
  } cases[] = {
    { NULL, NULL, 0 },
    { "0", NULL, 0 },
    { "120", NULL, 120 },
    { "999999999999", NULL, PARCOURS_RETRY_AFTER_MAX },
    { "99999999999999999999999999", NULL, 0 },
    { "-5", NULL, 0 },
    { "soon", NULL, 0 },
    { "", NULL, 0 },
    { "12.5", NULL, 0 },
    /* By our clock. */
    { "Mon, 02 Mar 2026 08:01:00 GMT", NULL, 60 },
    { "Mon, 02 Mar 2026 07:59:00 GMT", NULL, 0 },
    { "Mon, 02 Mar 2099 07:59:00 GMT", NULL, PARCOURS_RETRY_AFTER_MAX },
    /* By the server's, which is ten minutes ahead, or behind. */
    { "Mon, 02 Mar 2026 08:11:00 GMT", "Mon, 02 Mar 2026 08:10:00 GMT", 60 },
    { "Mon, 02 Mar 2026 07:51:00 GMT", "Mon, 02 Mar 2026 07:50:00 GMT", 60 },
    { "120", "Mon, 02 Mar 2026 07:50:00 GMT", 120 },
    { "Mon, 02 Mar 2026 08:01:00 GMT", "nonsense", 60 },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 2, 8, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (parcours_retry_after_parse (cases[i].value, cases[i].date, g_date_time_to_unix (now)), ==,
                      cases[i].seconds);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backoff/delay", test_delay);
  g_test_add_func ("/backoff/jitter", test_jitter);
  g_test_add_func ("/backoff/retry-after", test_retry_after);
  g_test_add_func ("/backoff/parse", test_parse);

  return g_test_run ();
}
