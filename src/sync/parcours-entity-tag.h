/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Strong entity tags (RFC 9110, section 8.8.3). The tag of a document is the
 * SHA-256 of its canonical form in quotes, so whoever holds a document knows its
 * tag, and whoever receives one can tell whether it arrived whole. A compressed
 * answer is another representation and says so: its tag ends with "-gzip".
 * Between the quotes and the suffix stands the digest; the code passes that
 * around and leaves the quoting to these functions.
 */
char     *parcours_entity_tag_format  (const char *digest,
                                       gboolean    gzip);
char     *parcours_entity_tag_digest  (const char *tag);
gboolean  parcours_entity_tag_matches (const char *list,
                                       const char *digest,
                                       gboolean    weak);

G_END_DECLS
