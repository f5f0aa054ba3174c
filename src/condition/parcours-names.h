/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"

G_BEGIN_DECLS

/**
 * ParcoursStepNameFunc:
 * @step: the id of a step
 * @user_data: of the #ParcoursNames
 *
 * Returns: (transfer full) (nullable): what people call the step, or %NULL if it is not there
 */
typedef char *(*ParcoursStepNameFunc) (const char *step,
                                       gpointer    user_data);

/**
 * ParcoursNames:
 * @library: (nullable): what slugs are called
 * @step_name: (nullable): what the steps of the automation in question are called
 * @user_data: for @step_name
 *
 * By what names the plain words call things. What has no name there is called
 * by its slug, so that nothing is hidden. `&(ParcoursNames){ library }` is
 * enough where no steps are named.
 */
typedef struct
{
  const ParcoursLibrary *library;
  ParcoursStepNameFunc step_name;
  gpointer user_data;
} ParcoursNames;

const char *parcours_names_label  (const ParcoursNames *names,
                                   const char          *kind,
                                   const char          *slug);
char       *parcours_names_labels (const ParcoursNames *names,
                                   const char          *kind,
                                   char               **slugs);
char       *parcours_names_step   (const ParcoursNames *names,
                                   const char          *step);
char       *parcours_names_money  (const ParcoursNames *names,
                                   double               amount);

G_END_DECLS
