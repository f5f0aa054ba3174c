/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-error.h"
#include "parcours-gzip.h"

/* Bytes that compress as well as @kind says: 0 not at all, 1 somewhat, 2 to nearly nothing. */
static GBytes *
make_bytes (gsize size,
            int   kind)
{
  guint8 *data = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    data[i] = kind == 0 ? (guint8) g_test_rand_int () : kind == 1 ? (guint8) (i * i >> 8) : 'x';

  return g_bytes_new_take (data, size);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 100, 65535, 65536, 65537, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      for (int kind = 0; kind < 3; kind++)
        {
          g_autoptr (GBytes) plain = make_bytes (sizes[i], kind);
          g_autoptr (GBytes) compressed = parcours_gzip (plain);
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) back = parcours_gunzip (compressed, sizes[i], &error);

          g_assert_no_error (error);
          g_assert_true (g_bytes_equal (plain, back));
          if (kind == 2 && sizes[i] > 1000)
            g_assert_cmpuint (g_bytes_get_size (compressed), <, sizes[i] / 50);
        }
    }
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) plain = make_bytes (10000000, 2);
  g_autoptr (GBytes) compressed = parcours_gzip (plain);
  g_autoptr (GError) error = NULL;

  g_assert_null (parcours_gunzip (compressed, 9999999, &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "10.0"));
}

/* Every single way to cut it short, and every single changed byte, is noticed; what stands in the header
 * (time, system) means nothing. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) plain = make_bytes (300, 1);
  g_autoptr (GBytes) compressed = parcours_gzip (plain);
  gsize size;
  const guint8 *data = g_bytes_get_data (compressed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_gunzip (cut, 10000, &error));
      g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
    }
  for (gsize i = 10; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) out = NULL;

      copy[i] ^= 0x55;
      changed = g_bytes_new (copy, size);
      out = parcours_gunzip (changed, 10000, NULL);
      g_assert_null (out);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gzip/round-trip", test_round_trip);
  g_test_add_func ("/gzip/too-large", test_too_large);
  g_test_add_func ("/gzip/damaged", test_damaged);

  return g_test_run ();
}
