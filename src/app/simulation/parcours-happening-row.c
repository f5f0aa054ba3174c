/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-figure.h"
#include "parcours-happening-row.h"

/**
 * parcours_happening_row_new:
 * @explanation: an explanation
 * @happening: something in it
 *
 * Returns: (transfer floating): a row that says what happened, and when, by the clock of the contact
 */
GtkWidget *
parcours_happening_row_new (const ParcoursExplanation *explanation,
                            const ParcoursHappening   *happening)
{
  g_autofree char *words = parcours_explanation_to_words (explanation, happening);
  g_autofree char *at = parcours_local_to_words (parcours_zone_to_local (parcours_explanation_zone (explanation), happening->at));

  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", words, "title-lines", 0, "subtitle", at, NULL);
}
