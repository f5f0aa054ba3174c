/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-figure.h"
#include "parcours-names.h"
#include "parcours-phrase.h"

/**
 * parcours_names_label:
 * @names: (nullable): names
 * @kind: such as `list`
 * @slug: a slug
 *
 * Returns: (transfer none): what people call it, or @slug itself
 */
const char *
parcours_names_label (const ParcoursNames *names,
                      const char          *kind,
                      const char          *slug)
{
  return parcours_library_label (names != NULL ? names->library : NULL, kind, slug);
}

/**
 * parcours_names_labels:
 * @names: (nullable): names
 * @kind: such as `list`
 * @slugs: (array zero-terminated=1): slugs
 *
 * Returns: (transfer full): what people call them, with commas
 */
char *
parcours_names_labels (const ParcoursNames *names,
                       const char          *kind,
                       char               **slugs)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; slugs[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) parcours_names_label (names, kind, slugs[i]));

  return parcours_phrase_join (labels, PARCOURS_JOIN_COMMAS);
}

/**
 * parcours_names_step:
 * @names: (nullable): names
 * @step: the id of a step
 *
 * Returns: (transfer full): what people call the step, or its id
 */
char *
parcours_names_step (const ParcoursNames *names,
                     const char          *step)
{
  char *name = names != NULL && names->step_name != NULL ? names->step_name (step, names->user_data) : NULL;

  return name != NULL ? name : g_strdup (step);
}

/**
 * parcours_names_money:
 * @names: (nullable): names
 * @amount: an amount in the workspace's currency, in major units
 *
 * Returns: (transfer full): it as the user's language writes it
 */
char *
parcours_names_money (const ParcoursNames *names,
                      double               amount)
{
  return parcours_money_to_words (amount, parcours_library_currency (names != NULL ? names->library : NULL));
}
