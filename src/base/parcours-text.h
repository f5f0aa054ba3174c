/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Slugs: [a-z0-9][a-z0-9-]*, unique per kind, "any" and "none" reserved. */
gboolean parcours_slug_is_valid     (const char *slug);
char    *parcours_slug_from_label   (const char *label,
                                     const char *fallback);
typedef gboolean (*ParcoursTakenFunc) (const char *name,
                                       gpointer    user_data);
char    *parcours_slug_make_unique  (const char       *slug,
                                     ParcoursTakenFunc taken,
                                     gpointer          user_data);

gboolean parcours_text_is_blank     (const char *text);
char    *parcours_text_fold         (const char *text);
char    *parcours_text_plain        (const char *text);
guint    parcours_text_distance     (const char *a,
                                     const char *b,
                                     guint       max);
gboolean parcours_text_is_email     (const char *text);
gboolean parcours_pattern_match     (const char *pattern,
                                     const char *text);

char    *parcours_url_normalize     (const char *url);
gboolean parcours_url_match         (const char *pattern,
                                     const char *url);

gboolean parcours_number_parse      (const char *text,
                                     double     *number);
char    *parcours_number_format     (double      number);
char    *parcours_money_format      (double      amount);
double   parcours_money_round       (double      amount);

G_END_DECLS
