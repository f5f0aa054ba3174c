/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-entity-tag.h"

#define GZIP_SUFFIX "-gzip"

/**
 * parcours_entity_tag_format:
 * @digest: a digest
 * @gzip: whether the representation is compressed
 *
 * Returns: (transfer full): the strong entity tag of the representation
 */
char *
parcours_entity_tag_format (const char *digest,
                            gboolean    gzip)
{
  return g_strdup_printf ("\"%s%s\"", digest, gzip ? GZIP_SUFFIX : "");
}

/* What stands between the quotes from @begin, without the suffix; moves @end behind them. */
static char *
read_opaque (const char  *begin,
             const char **end)
{
  const char *close = *begin == '"' ? strchr (begin + 1, '"') : NULL;
  gsize length;

  if (close == NULL)
    return NULL;
  *end = close + 1;
  length = (gsize) (close - begin - 1);
  if (length > strlen (GZIP_SUFFIX) && g_str_has_prefix (close - strlen (GZIP_SUFFIX), GZIP_SUFFIX))
    length -= strlen (GZIP_SUFFIX);

  return g_strndup (begin + 1, length);
}

/**
 * parcours_entity_tag_digest:
 * @tag: (nullable): the value of an `ETag` field
 *
 * Returns: (transfer full) (nullable): the digest in it, or %NULL if this is no strong entity tag
 */
char *
parcours_entity_tag_digest (const char *tag)
{
  const char *end = NULL;
  g_autofree char *digest = tag != NULL ? read_opaque (tag, &end) : NULL;

  return digest != NULL && *end == '\0' ? g_steal_pointer (&digest) : NULL;
}

/**
 * parcours_entity_tag_matches:
 * @list: the value of an `If-Match` or `If-None-Match` field: tags with commas between them, or `*`
 * @digest: (nullable): the digest of what exists, or %NULL if nothing does
 * @weak: whether weak tags count, as they do in `If-None-Match`
 *
 * Returns: whether one of the tags is that of what exists. What is malformed matches nothing.
 */
gboolean
parcours_entity_tag_matches (const char *list,
                             const char *digest,
                             gboolean    weak)
{
  if (digest == NULL)
    return FALSE;
  if (g_str_equal (list, "*"))
    return TRUE;

  for (const char *c = list; *c != '\0';)
    {
      gboolean is_weak = g_str_has_prefix (c, "W/");
      const char *end = NULL;
      g_autofree char *opaque = read_opaque (is_weak ? c + 2 : c, &end);

      if (opaque == NULL)
        return FALSE;
      if ((weak || !is_weak) && g_str_equal (opaque, digest))
        return TRUE;
      c = end + strspn (end, " \t,");
    }

  return FALSE;
}
