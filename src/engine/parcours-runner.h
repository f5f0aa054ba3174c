/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-counts.h"

G_BEGIN_DECLS

/**
 * ParcoursRunner:
 *
 * Runs one contact after the other through a period: the pure function
 * (program, contact, seed) -> what happened. A thread has one. What is done with
 * what happened is up to the counts and the observer.
 */
typedef struct _ParcoursRunner ParcoursRunner;

/**
 * ParcoursWhat:
 *
 * What an observation is about (DESIGN section 9, the trace).
 */
typedef enum
{
  PARCOURS_WHAT_EVENT,
  PARCOURS_WHAT_REFUSED,
  PARCOURS_WHAT_ENTERED,
  PARCOURS_WHAT_PASSED,
  PARCOURS_WHAT_WAITING,
  PARCOURS_WHAT_SENT,
  PARCOURS_WHAT_SKIPPED,
  PARCOURS_WHAT_ENDED,
  PARCOURS_WHAT_FAILED,
  PARCOURS_WHAT_SWAPPED,
} ParcoursWhat;

/**
 * ParcoursObservation:
 * @what: what happened
 * @step: the step of the program at which, or -1
 * @automation: the automation of the program, or -1
 * @enrolment: which passage of the contact through the automation, from 1, or 0
 * @port: the place of the port by which it was left, or -1
 * @why: an outcome, a refusal, an ending or a fate, by @what
 * @until: of a wait, when it ends at the latest
 * @event: (nullable): the event that it is about
 * @predicate: (nullable): the condition that decided
 *
 * Something that happened to the contact that runs. The instant and all data are in the state.
 */
typedef struct
{
  ParcoursWhat what;
  int step;
  int automation;
  guint enrolment;
  int port;
  int why;
  gint64 until;
  const ParcoursEvent *event;
  const ParcoursPredicate *predicate;
} ParcoursObservation;

/**
 * ParcoursThresholds:
 *
 * When what contacts share at steps is reached: the ledger of a run.
 */
typedef struct _ParcoursThresholds ParcoursThresholds;

typedef void  (*ParcoursObserver)     (const ParcoursObservation *observation,
                                       const ParcoursState       *state,
                                       gpointer                   user_data);

ParcoursRunner *parcours_runner_new   (ParcoursProgram           *program,
                                       ParcoursBinding           *binding);
void            parcours_runner_free  (ParcoursRunner            *runner);
void            parcours_runner_set_counts   (ParcoursRunner     *runner,
                                              ParcoursCounts     *counts);
void            parcours_runner_set_observer (ParcoursRunner     *runner,
                                              ParcoursObserver    observer,
                                              gpointer            user_data);
void            parcours_runner_set_step_observer (ParcoursRunner *runner,
                                              ParcoursObserver    observer,
                                              gpointer            user_data);
void            parcours_runner_run   (ParcoursRunner            *runner,
                                       guint                      contact);
ParcoursState  *parcours_runner_state (ParcoursRunner            *runner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunner, parcours_runner_free)

G_END_DECLS
