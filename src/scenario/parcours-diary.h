/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursVisit:
 * @step: a step of the program
 * @over: whether the contact has left it
 * @outcomes: what came of it: a bit a #ParcoursOutcome
 *
 * A stay at a step.
 */
typedef struct
{
  int step;
  gboolean over;
  guint32 outcomes;
} ParcoursVisit;

/**
 * ParcoursStay:
 * @automation: an automation of the program
 * @enrolment: which passage of the contact through it, from 1
 * @trigger: the trigger by which it entered, or -1
 * @entered: whether it entered during the run, and not before
 * @visits: (element-type ParcoursVisit): the steps in order, the trigger first
 * @waiting: the step at which it waits, or -1
 * @ending: why it ended, or -1 while it is open
 *
 * One passage of a contact as it was lived.
 */
typedef struct
{
  int automation;
  guint enrolment;
  int trigger;
  gboolean entered;
  GArray *visits;
  int waiting;
  int ending;
} ParcoursStay;

/**
 * ParcoursDiary:
 *
 * What happened to one contact, as expectations ask about it. A diary is filled
 * by an observer and used again for the next contact.
 */
typedef struct _ParcoursDiary ParcoursDiary;

ParcoursDiary       *parcours_diary_new       (ParcoursProgram           *program);
void                 parcours_diary_free      (ParcoursDiary             *self);
void                 parcours_diary_clear     (ParcoursDiary             *self);
void                 parcours_diary_observe   (const ParcoursObservation *observation,
                                               const ParcoursState       *state,
                                               gpointer                   self);
guint                parcours_diary_n_entered (const ParcoursDiary       *self,
                                               int                        automation);
const ParcoursStay  *parcours_diary_stay      (const ParcoursDiary       *self,
                                               int                        automation,
                                               guint                      n);
int                  parcours_diary_refusal   (const ParcoursDiary       *self,
                                               int                        automation);
guint                parcours_diary_n_fates   (const ParcoursDiary       *self,
                                               int                        automation,
                                               ParcoursFate               fate);
guint                parcours_diary_n_events  (const ParcoursDiary       *self,
                                               const char                *topic,
                                               const char                *subject);
guint                parcours_diary_n_sent    (const ParcoursDiary       *self,
                                               const char                *message);
guint                parcours_diary_most      (const ParcoursDiary       *self,
                                               const char                *topic,
                                               gint64                     within);
guint                parcours_diary_least     (const ParcoursDiary       *self,
                                               const char                *topic,
                                               gint64                     within,
                                               gint64                     from,
                                               gint64                     to);
gboolean             parcours_diary_deleted   (const ParcoursDiary       *self);
guint                parcours_diary_n_errors  (const ParcoursDiary       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursDiary, parcours_diary_free)

G_END_DECLS
