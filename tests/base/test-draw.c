/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-draw.h"

#define N_CONTACTS 100000

/* The numbers below were computed by another program from the description in the
 * header. A change of one of them changes the luck of every saved run. */
static void
test_known_hashes (void)
{
  static const struct
  {
    const char *text;
    guint64 hash;
  } cases[] = {
    { "", G_GUINT64_CONSTANT (0xf52a15e9a9b5e89b) },
    { "a", G_GUINT64_CONSTANT (0x02c0bdbf481420f8) },
    { "ada@example.org", G_GUINT64_CONSTANT (0xb2f6c96ec22bac39) },
    { "phone:+33123456789", G_GUINT64_CONSTANT (0x29e3312dab1d90f7) },
    { "été", G_GUINT64_CONSTANT (0xd85b56784b41d016) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (parcours_hash_string (cases[i].text), ==, cases[i].hash);
}

static void
test_contact_key (void)
{
  static const struct
  {
    const char *address;
    guint64 key;
  } cases[] = {
    { "ada@example.org", G_GUINT64_CONSTANT (0xb2f6c96ec22bac39) },
    { "Ada@Example.ORG", G_GUINT64_CONSTANT (0xb2f6c96ec22bac39) },
    { "INFO@example.org", G_GUINT64_CONSTANT (0xbf65de51ed4e9428) },
    { "info@example.org", G_GUINT64_CONSTANT (0xbf65de51ed4e9428) },
    { "ÉTÉ@example.org", G_GUINT64_CONSTANT (0xcaf2985428e0a7c3) },
    { "été@example.org", G_GUINT64_CONSTANT (0xcaf2985428e0a7c3) },
    { "phone:+33123456789", G_GUINT64_CONSTANT (0x29e3312dab1d90f7) },
  };
  static const char *broken[] = { "\xc3", "ada\xf0", "\xff\xfe", "a\xe2\x82" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (parcours_contact_key (cases[i].address), ==, cases[i].key);
  /* On copies, so that valgrind sees a step too far. */
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *copy = g_strdup (broken[i]);

      g_assert_cmphex (parcours_contact_key (copy), !=, 0);
    }
}

static void
test_known_draws (void)
{
  static const struct
  {
    guint64 seed;
    const char *automation, *step, *purpose;
    guint64 salt;
  } salts[] = {
    { 0, "", "", "", G_GUINT64_CONSTANT (0x53cc797554cfb48a) },
    { 1, "auto", "step", "open", G_GUINT64_CONSTANT (0xdb19771e5cb9626d) },
    { 2, "auto", "step", "open", G_GUINT64_CONSTANT (0x4e1ef376daa8bbe2) },
    { G_MAXUINT64, "auto", "step", "open", G_GUINT64_CONSTANT (0xe46dc18568973b67) },
    { 1, "autos", "tep", "open", G_GUINT64_CONSTANT (0x0396101c28018c6d) },
    { 1, "auto", "step", "click", G_GUINT64_CONSTANT (0x3b30b47799b96fe7) },
    { 1, "5b0c", "opened", "open", G_GUINT64_CONSTANT (0xba2fd9f954853896) },
  };
  static const struct
  {
    guint32 n;
    guint64 bits;
  } draws[] = {
    { 0, G_GUINT64_CONSTANT (0x786a9d917e448c4e) },
    { 1, G_GUINT64_CONSTANT (0xc844fe4995e9ff64) },
    { 2, G_GUINT64_CONSTANT (0xb1d5a6a502ae8909) },
    { 1000000, G_GUINT64_CONSTANT (0x27da6b1032346823) },
    { G_MAXUINT32, G_GUINT64_CONSTANT (0x6121caa1de8b105c) },
  };
  guint64 salt = parcours_draw_salt (1, "5b0c", "opened", "open");
  guint64 key = parcours_contact_key ("ada@example.org");

  for (gsize i = 0; i < G_N_ELEMENTS (salts); i++)
    g_assert_cmphex (parcours_draw_salt (salts[i].seed, salts[i].automation, salts[i].step, salts[i].purpose), ==,
                     salts[i].salt);
  for (gsize i = 0; i < G_N_ELEMENTS (draws); i++)
    g_assert_cmphex (parcours_draw (salt, key, draws[i].n), ==, draws[i].bits);
  /* With nothing to hash this is the first number of SplitMix64 from seed 0. */
  g_assert_cmphex (parcours_draw (0, 0, 0), ==, G_GUINT64_CONSTANT (0xe220a8397b1dcdaf));
}

static void
test_ranges (void)
{
  g_assert_true (parcours_draw_uniform (0) == 0.);
  g_assert_true (parcours_draw_uniform (G_GUINT64_CONSTANT (1) << 63) == 0.5);
  g_assert_true (parcours_draw_uniform (G_MAXUINT64) < 1.);
  g_assert_true (parcours_draw_uniform (G_MAXUINT64) == 1. - 0x1p-53);
  g_assert_cmpuint (parcours_draw_below (0, 10), ==, 0);
  g_assert_cmpuint (parcours_draw_below (G_MAXUINT64, 10), ==, 9);
  g_assert_cmpuint (parcours_draw_below (G_MAXUINT64, 1), ==, 0);
  g_assert_cmpuint (parcours_draw_below (G_GUINT64_CONSTANT (1) << 63, 10), ==, 5);
  g_assert_cmpuint (parcours_draw_below (G_MAXUINT64, G_MAXUINT32), ==, G_MAXUINT32 - 1);
}

/* Fails beyond five standard deviations: with all seeds fixed, always or never. */
static void
assert_even (const guint *counts,
             guint        n)
{
  double expected = 0.;
  double chi_square = 0.;

  for (guint i = 0; i < n; i++)
    expected += counts[i] / (double) n;
  for (guint i = 0; i < n; i++)
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  g_test_message ("%u cells: %.1f", n, chi_square);
  g_assert_cmpfloat (chi_square, <, n - 1 + 5. * sqrt (2. * (n - 1)));
  g_assert_cmpfloat (chi_square, >, n - 1 - 5. * sqrt (2. * (n - 1)));
}

static guint64
key_of (guint i)
{
  g_autofree char *address = g_strdup_printf ("contact-%u@example.org", i);

  return parcours_contact_key (address);
}

static void
test_uniform (void)
{
  static const guint64 seeds[] = { 0, 1, 2, 42, G_MAXUINT64 };

  for (gsize s = 0; s < G_N_ELEMENTS (seeds); s++)
    {
      guint64 salt = parcours_draw_salt (seeds[s], "welcome", "split-random", "share");
      guint hashed[100] = { 0 };
      guint counted[100] = { 0 };
      guint repeated[100] = { 0 };

      for (guint i = 0; i < N_CONTACTS; i++)
        {
          hashed[(int) (parcours_draw_uniform (parcours_draw (salt, key_of (i), 0)) * 100.)]++;
          /* Keys that are no hashes, and one contact many times. */
          counted[(int) (parcours_draw_uniform (parcours_draw (salt, i, 0)) * 100.)]++;
          repeated[(int) (parcours_draw_uniform (parcours_draw (salt, key_of (0), i)) * 100.)]++;
        }
      assert_even (hashed, 100);
      assert_even (counted, 100);
      assert_even (repeated, 100);
    }
}

static void
test_below (void)
{
  static const guint32 bounds[] = { 2, 3, 7, 10, 100, 256 };
  guint64 salt = parcours_draw_salt (7, "welcome", "split-random", "share");

  for (gsize b = 0; b < G_N_ELEMENTS (bounds); b++)
    {
      guint counts[256] = { 0 };

      for (guint i = 0; i < N_CONTACTS; i++)
        counts[parcours_draw_below (parcours_draw (salt, key_of (i), 0), bounds[b])]++;
      assert_even (counts, bounds[b]);
    }
}

static void
test_bits (void)
{
  guint64 salt = parcours_draw_salt (1, "welcome", "opened", "open");
  guint ones[64] = { 0 };

  for (guint i = 0; i < N_CONTACTS; i++)
    {
      guint64 bits = parcours_draw (salt, key_of (i), 0);

      for (int j = 0; j < 64; j++)
        ones[j] += (bits >> j) & 1;
    }
  /* Five standard deviations again. */
  for (int j = 0; j < 64; j++)
    g_assert_cmpfloat (fabs (ones[j] - N_CONTACTS / 2.), <, 5. * sqrt (N_CONTACTS / 4.));
}

/* Two draws that differ in one thing say nothing about each other: of 16 x 16 cells
 * for what both fall into, none is fuller than another. */
static void
test_independence (void)
{
  static const struct
  {
    const char *what;
    guint64 seed;
    const char *automation, *step, *purpose;
    guint32 n;
    guint next; /* how many contacts further */
  } others[] = {
    { "seed", 2, "welcome", "opened", "open", 0, 0 },
    { "seed, one bit", 3, "welcome", "opened", "open", 0, 0 },
    { "automation", 1, "welcomf", "opened", "open", 0, 0 },
    { "step", 1, "welcome", "opened-2", "open", 0, 0 },
    { "split of names", 1, "welcomeo", "pened", "open", 0, 0 },
    { "purpose", 1, "welcome", "opened", "click", 0, 0 },
    { "names exchanged", 1, "opened", "welcome", "open", 0, 0 },
    { "n", 1, "welcome", "opened", "open", 1, 0 },
    { "n, far", 1, "welcome", "opened", "open", 65536, 0 },
    { "contact", 1, "welcome", "opened", "open", 0, 1 },
    { "contact, and n", 1, "welcome", "opened", "open", 1, 1 },
  };
  guint64 salt = parcours_draw_salt (1, "welcome", "opened", "open");

  for (gsize o = 0; o < G_N_ELEMENTS (others); o++)
    {
      guint64 other = parcours_draw_salt (others[o].seed, others[o].automation, others[o].step, others[o].purpose);
      guint high[256] = { 0 };
      guint low[256] = { 0 };
      guint counted[256] = { 0 };

      g_test_message ("%s", others[o].what);
      for (guint i = 0; i < N_CONTACTS; i++)
        {
          guint64 a = parcours_draw (salt, key_of (i), 0);
          guint64 b = parcours_draw (other, key_of (i + others[o].next), others[o].n);

          high[a >> 60 << 4 | b >> 60]++;
          low[(a & 15) << 4 | (b & 15)]++;
          counted[parcours_draw (salt, i, 0) >> 60 << 4 |
                  parcours_draw (other, i + others[o].next, others[o].n) >> 60]++;
        }
      assert_even (high, 256);
      assert_even (low, 256);
      assert_even (counted, 256);
    }
}

/* A draw depends on its arguments only, in whatever order draws are made. */
static void
test_order (void)
{
  guint64 salt = parcours_draw_salt (1, "welcome", "opened", "open");
  g_autofree guint64 *forward = g_new (guint64, 1000);

  for (guint i = 0; i < 1000; i++)
    forward[i] = parcours_draw (salt, key_of (i), i % 3);
  for (guint i = 1000; i-- > 0;)
    g_assert_cmphex (parcours_draw (salt, key_of (i), i % 3), ==, forward[i]);
  g_assert_cmphex (parcours_draw_salt (1, "welcome", "opened", "open"), ==, salt);
}

static void
test_no_collisions (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < 300000; i++)
    {
      guint64 key = key_of (i);

      g_assert_true (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)));
    }
}

static void
test_normal_quantile (void)
{
  static const struct
  {
    double p, z;
  } cases[] = {
    { 0x1p-54, -8.292361075813595 },
    { 1e-12, -7.034483825301132 },
    { 1e-9, -5.9978070150076865 },
    { 1e-6, -4.753424308822899 },
    { 0.001, -3.090232306167813 },
    { 0.02425, -1.9729610513118845 },
    { 0.025, -1.9599639845400538 },
    { 0.05, -1.6448536269514726 },
    { 0.1, -1.2815515655446008 },
    { 0.25, -0.6744897501960817 },
    { 0.5, 0. },
    { 0.75, 0.6744897501960817 },
    { 0.9, 1.2815515655446008 },
    { 0.975, 1.9599639845400536 },
    { 0.99, 2.3263478740408408 },
    { 0.999, 3.090232306167813 },
    { 1. - 1e-9, 5.997807019601638 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (parcours_normal_quantile (cases[i].p), cases[i].z, 1.2e-8);
  for (int i = 1; i < 100000; i++)
    {
      double p = i / 100000.;
      double z = parcours_normal_quantile (p);

      /* It undoes the distribution, rises, and is odd. */
      g_assert_cmpfloat_with_epsilon (0.5 * erfc (-z / M_SQRT2), p, 1e-9);
      g_assert_cmpfloat (parcours_normal_quantile (p + 0.5e-5), >, z);
      g_assert_cmpfloat_with_epsilon (parcours_normal_quantile (1. - p), -z, 1e-8);
    }
}

static void
test_normal_quantile_wrong (void)
{
  static const double wrong[] = { 0., 1., -0.5, 1.5, NAN };

  if (g_test_subprocess ())
    {
      g_log_set_always_fatal (0);
      for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        g_assert_cmpfloat (parcours_normal_quantile (wrong[i]), ==, 0.);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*CRITICAL*parcours_normal_quantile*CRITICAL*parcours_normal_quantile*");
}

/* Mean, spread and tails of draws through the quantile are those of the normal. */
static void
test_normal_draws (void)
{
  guint64 salt = parcours_draw_salt (1, "welcome", "opened", "delay");
  double sum = 0., squares = 0.;
  int beyond_two = 0;

  for (guint i = 0; i < N_CONTACTS; i++)
    {
      double z = parcours_normal_quantile (parcours_draw_uniform (parcours_draw (salt, key_of (i), 0)) + 0x1p-54);

      sum += z;
      squares += z * z;
      beyond_two += fabs (z) > 2.;
    }
  g_assert_cmpfloat (fabs (sum / N_CONTACTS), <, 5. / sqrt (N_CONTACTS));
  g_assert_cmpfloat (fabs (squares / N_CONTACTS - 1.), <, 5. * sqrt (2. / N_CONTACTS));
  g_assert_cmpfloat (fabs (beyond_two / (double) N_CONTACTS - 0.0455), <, 5. * sqrt (0.0455 / N_CONTACTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draw/known-hashes", test_known_hashes);
  g_test_add_func ("/draw/contact-key", test_contact_key);
  g_test_add_func ("/draw/known-draws", test_known_draws);
  g_test_add_func ("/draw/ranges", test_ranges);
  g_test_add_func ("/draw/uniform", test_uniform);
  g_test_add_func ("/draw/below", test_below);
  g_test_add_func ("/draw/bits", test_bits);
  g_test_add_func ("/draw/independence", test_independence);
  g_test_add_func ("/draw/order", test_order);
  g_test_add_func ("/draw/no-collisions", test_no_collisions);
  g_test_add_func ("/draw/normal-quantile", test_normal_quantile);
  g_test_add_func ("/draw/normal-quantile-wrong", test_normal_quantile_wrong);
  g_test_add_func ("/draw/normal-draws", test_normal_draws);

  return g_test_run ();
}
