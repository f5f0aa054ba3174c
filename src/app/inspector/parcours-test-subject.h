/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-form.h"

G_BEGIN_DECLS

/**
 * ParcoursTestSubject:
 * @type: what it holds
 * @kind: (nullable): the kind of thing that it names
 * @options: (owned) (nullable): the words that it can hold
 * @option_labels: (owned) (nullable): the same for people
 *
 * What a test is about, as far as its form is concerned.
 */
typedef struct
{
  ParcoursFieldType type;
  const char *kind;
  char **options;
  char **option_labels;
} ParcoursTestSubject;

void        parcours_test_subject_init_field (ParcoursTestSubject       *subject,
                                              ParcoursForm              *form,
                                              const char                *kind,
                                              const char                *slug);
void        parcours_test_subject_init_key   (ParcoursTestSubject       *subject,
                                              ParcoursForm              *form,
                                              const char                *owner,
                                              const char                *key);
void        parcours_test_subject_clear      (ParcoursTestSubject       *subject);
gboolean    parcours_test_subject_equal      (const ParcoursTestSubject *a,
                                              const ParcoursTestSubject *b);
const ParcoursOp *parcours_test_subject_ops  (const ParcoursTestSubject *subject,
                                              guint                     *n_ops);
const char *parcours_test_op_label           (const ParcoursTestSubject *subject,
                                              ParcoursOp                 op);
JsonNode   *parcours_test_subject_initial    (const ParcoursTestSubject *subject,
                                              ParcoursForm              *form,
                                              ParcoursOp                 op);
const char *parcours_field_kind_of           (const char                *holder);
void        parcours_test_subject_of_scope   (ParcoursTestSubject       *subject,
                                              ParcoursForm              *form,
                                              JsonObject                *scope);

G_END_DECLS
