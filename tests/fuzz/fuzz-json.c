/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for any bytes that are given to us as JSON: either they are refused
 * with a reason, or json-glib reads them too, and what we write of them reads back
 * as the same tree and is written as the same bytes.
 *
 * As a test, this runs over corpus/json/ and over many small changes of what is
 * there. To let libFuzzer look for more, with clang:
 *
 *   CC=clang meson setup build-fuzz -Dapp=disabled -Dtests=false -Db_lundef=false \
 *     -Db_sanitize=address,undefined -Dc_args=-fsanitize=fuzzer-no-link
 *   ninja -C build-fuzz src/libparcours-core.a
 *   clang -g -fsanitize=fuzzer,address,undefined -DLIBFUZZER -Isrc/base tests/fuzz/fuzz-json.c \
 *     build-fuzz/src/libparcours-core.a $(pkg-config --cflags --libs json-glib-1.0 gio-2.0) -lm \
 *     -o build-fuzz/fuzz-json
 *   mkdir build-fuzz/found
 *   build-fuzz/fuzz-json -max_len=4096 build-fuzz/found tests/fuzz/corpus/json
 *
 * What it finds goes into corpus/json/, under a name that says what it is. */

#include <stdint.h>
#include <string.h>

#include "parcours-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
check_tree (JsonNode *node)
{
  g_autofree char *text = parcours_json_to_text (node);
  g_autofree char *line = parcours_json_to_line (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) again = parcours_json_parse (text, -1, &error);
  g_autofree char *text_again = NULL;
  g_autoptr (JsonNode) from_line = NULL;

  g_assert_no_error (error);
  text_again = parcours_json_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
  from_line = parcours_json_parse (line, -1, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_json_equal (again, from_line));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *) data;
  gboolean has_mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  g_autoptr (GError) scan_error = NULL;
  g_autoptr (GError) parse_error = NULL;
  gboolean scanned = parcours_json_scan (has_mark ? text + 3 : text, has_mark ? size - 3 : size, &scan_error);
  g_autoptr (JsonNode) node = parcours_json_parse (text, (gssize) size, &parse_error);

  g_assert_cmpint (scanned, ==, scan_error == NULL);
  g_assert_cmpint (scanned, ==, node != NULL);
  g_assert_cmpint (scanned, ==, parse_error == NULL);
  if (node != NULL)
    check_tree (node);
  else
    g_assert_cmpstr (scan_error->message, ==, parse_error->message);

  return 0;
}

#ifndef LIBFUZZER

#define MUTATIONS 1000

/* On copies of their very size, so that valgrind and ASan see a step too far. */
static void
run_on (const GByteArray *input)
{
  g_autofree uint8_t *copy = g_malloc (MAX (input->len, 1));

  if (input->len > 0)
    memcpy (copy, input->data, input->len);
  LLVMFuzzerTestOneInput (copy, input->len);
}

static void
mutate (GByteArray *input)
{
  static const char alphabet[] = "{}[]\",:0123456789.eE+-\\u tfnal/*\n\xc3\xa9\xff";
  uint8_t byte = (uint8_t) alphabet[g_test_rand_int_range (0, sizeof alphabet)];
  guint at = (guint) g_test_rand_int_range (0, (int) input->len + 1);
  guint length = (guint) g_test_rand_int_range (1, 9);

  if (at == input->len)
    g_byte_array_append (input, &byte, 1);
  else if (g_test_rand_bit ())
    input->data[at] = byte;
  else
    g_byte_array_remove_range (input, at, MIN (length, input->len - at));
}

static void
test_file (gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) seed = g_byte_array_new ();

  g_file_get_contents (data, &contents, &length, &error);
  g_assert_no_error (error);
  g_byte_array_append (seed, (const uint8_t *) contents, (guint) length);
  run_on (seed);
  for (int i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();

      g_byte_array_append (input, seed->data, seed->len);
      for (int j = g_test_rand_int_range (1, 5); j > 0; j--)
        mutate (input);
      run_on (input);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "json", NULL);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/fuzz/json/", name, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file, g_free);
    }

  return g_test_run ();
}

#endif
