/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-play.h"

G_BEGIN_DECLS

/**
 * ParcoursFailure:
 * @path: which expectation, such as `expect[2].tags.reader`
 * @contact: (nullable): about whom
 * @expected: what was expected, as it was written
 * @actual: what was the case, as it could have been written
 * @reasons: (array zero-terminated=1): why, in sentences of the user's language; may be empty
 *
 * An expectation that was not met.
 */
typedef struct
{
  char *path;
  char *contact;
  char *expected;
  char *actual;
  char **reasons;
} ParcoursFailure;

/**
 * ParcoursExpectation:
 *
 * Something that a case expects: about a contact, a step, or the whole run
 * (vocabulary, section 7).
 */
typedef struct _ParcoursExpectation ParcoursExpectation;

ParcoursExpectation *parcours_expectation_new   (const ParcoursPlace        *place,
                                                 ParcoursCase               *expecting,
                                                 ParcoursProgram            *program,
                                                 GError                    **error);
void                 parcours_expectation_free  (ParcoursExpectation        *self);
void                 parcours_expectation_check (const ParcoursExpectation  *self,
                                                 ParcoursPlay               *play,
                                                 GPtrArray                  *failures);
void                 parcours_failure_free      (ParcoursFailure            *failure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursExpectation, parcours_expectation_free)

G_END_DECLS
