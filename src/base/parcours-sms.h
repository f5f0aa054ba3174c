/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursSmsLength:
 * @n_units: how long the text is, in what a segment is counted in
 * @n_segments: how many messages it takes, 0 for no text
 * @n_left: how many units are left in the last of them
 * @is_unicode: whether a character is in it that the alphabet of GSM has not, so that segments are shorter
 *
 * How much of SMS a text takes (3GPP TS 23.038: 160 units in one segment of the
 * alphabet of GSM, 153 in each of several; 70 and 67 of UTF-16).
 */
typedef struct
{
  guint n_units;
  guint n_segments;
  guint n_left;
  gboolean is_unicode;
} ParcoursSmsLength;

ParcoursSmsLength parcours_sms_measure (const char *text);

G_END_DECLS
