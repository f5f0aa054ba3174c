/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"

G_BEGIN_DECLS

/**
 * ParcoursSeverity:
 * @PARCOURS_SEVERITY_ERROR: the automation cannot be made ready or published with it
 * @PARCOURS_SEVERITY_WARNING: it works, and hardly as it was meant
 * @PARCOURS_SEVERITY_NOTE: something to know; it is not counted as a problem
 *
 * How bad a finding is. No finding ever changes or stops a run.
 */
typedef enum
{
  PARCOURS_SEVERITY_ERROR,
  PARCOURS_SEVERITY_WARNING,
  PARCOURS_SEVERITY_NOTE,
} ParcoursSeverity;

#define PARCOURS_N_SEVERITIES 3

/**
 * ParcoursFix:
 * @label: what its button says, in the user's language: "Insert Wait 1 Day"
 * @edit: what it does to the automation that was checked
 * @only_answer: whether nobody would want another answer, so that it may be applied without asking
 *
 * A way to mend what a check found.
 */
typedef struct
{
  char *label;
  ParcoursEdit *edit;
  gboolean only_answer;
} ParcoursFix;

/**
 * ParcoursCheck:
 * @code: which check it is, such as `exit-open`
 * @severity: how bad it is
 * @title: what is wrong in a few words of the user's language: "This exit leads nowhere"
 * @message: the same in a sentence or two, with the names of what is concerned
 * @step: (nullable): the id of the step concerned, %NULL for the whole automation
 * @other: (nullable): the id of the other step concerned
 * @port: (nullable): the port of @step concerned
 * @param: (nullable): the parameter of @step concerned, or the setting of the automation
 * @n_contacts: how many contacts are concerned, or -1 where contacts are not counted
 * @n_all: of how many, or -1
 * @contacts: (nullable): a condition that those who are concerned meet, as far as a condition can say it
 * @fixes: (element-type ParcoursFix): ways to mend it, the likeliest first; may be empty
 *
 * Something that a check found in an automation, immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  const char *code;
  ParcoursSeverity severity;
  const char *title;
  char *message;
  char *step;
  char *other;
  char *port;
  char *param;
  gint64 n_contacts;
  gint64 n_all;
  JsonNode *contacts;
  GPtrArray *fixes;
} ParcoursCheck;

ParcoursCheck *parcours_check_ref           (ParcoursCheck       *check);
void           parcours_check_unref         (ParcoursCheck       *check);
JsonNode      *parcours_check_to_json       (const ParcoursCheck *check);

const char    *parcours_severity_name       (ParcoursSeverity     severity);
gboolean       parcours_check_code_is_known (const char          *code);
const char   **parcours_check_codes         (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCheck, parcours_check_unref)

G_END_DECLS
