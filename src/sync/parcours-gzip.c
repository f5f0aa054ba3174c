/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-gzip.h"

#define CHUNK_SIZE 65536

/* Runs @bytes through @converter; %NULL without an error where more than @limit bytes come out. */
static GBytes *
convert (GConverter  *converter,
         GBytes      *bytes,
         gsize        limit,
         GError     **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize left;
  const guint8 *in = g_bytes_get_data (bytes, &left);
  GConverterResult result;

  do
    {
      guint8 chunk[CHUNK_SIZE];
      gsize n_read, n_written;

      result = g_converter_convert (converter, in, left, chunk, sizeof chunk, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      if (n_written > limit - out->len)
        return NULL;
      g_byte_array_append (out, chunk, (guint) n_written);
      in += n_read;
      left -= n_read;
    }
  while (result != G_CONVERTER_FINISHED);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * parcours_gzip:
 * @plain: some bytes
 *
 * Returns: (transfer full): them, compressed
 */
GBytes *
parcours_gzip (GBytes *plain)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);

  return convert (G_CONVERTER (compressor), plain, G_MAXUINT, NULL);
}

/**
 * parcours_gunzip:
 * @compressed: compressed bytes
 * @limit: how many bytes may come out; a few compressed ones can hold very many
 * @error: return location for a #ParcoursError
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
parcours_gunzip (GBytes  *compressed,
                 gsize    limit,
                 GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) local_error = NULL;
  GBytes *plain = convert (G_CONVERTER (decompressor), compressed, limit, &local_error);

  if (plain == NULL && local_error == NULL)
    {
      g_autofree char *size = g_format_size (limit);

      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE,
                   _("The compressed data holds more than %s"), size);
    }
  else if (plain == NULL)
    g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("The compressed data is damaged"));

  return plain;
}
