/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursTrace:
 *
 * All that happened to the contacts of a run, in about three bytes a step.
 * Immutable; all threads may read it.
 */
typedef struct _ParcoursTrace ParcoursTrace;

/**
 * ParcoursTraceRow:
 * @at: when
 * @contact: the number of the contact in the simulation
 * @what: what happened
 * @automation: the automation of the program, or -1
 * @enrolment: which passage of the contact through the automation, from 1, or 0
 * @step: the step of the program, or -1
 * @port: the place of the port by which it was left, or -1
 * @why: an outcome, a refusal or an ending, by @what
 * @topic: of an event, its topic
 * @subject: of an event or a message, of what, a number of the pool of texts, or missing
 *
 * One thing that happened (DESIGN section 9, the trace).
 */
typedef struct
{
  gint64 at;
  guint contact;
  ParcoursWhat what;
  int automation;
  guint enrolment;
  int step;
  int port;
  int why;
  guint16 topic;
  guint32 subject;
} ParcoursTraceRow;

/**
 * ParcoursTraceFunc:
 * @row: what happened
 * @user_data: user data
 *
 * Returns: whether to go on
 */
typedef gboolean (*ParcoursTraceFunc) (const ParcoursTraceRow *row,
                                       gpointer                user_data);

/**
 * ParcoursContactNameFunc:
 * @contact: the number of a contact in the simulation
 * @key: its contact key
 * @user_data: user data
 *
 * Returns: (transfer full) (nullable): what files call the contact, such as its address, or %NULL for its key
 */
typedef char *(*ParcoursContactNameFunc) (guint    contact,
                                          guint64  key,
                                          gpointer user_data);

const char    *parcours_what_name           (ParcoursWhat              what);
const char    *parcours_what_why            (ParcoursWhat              what,
                                             int                       why);

ParcoursTrace *parcours_simulation_trace    (ParcoursSimulation       *self,
                                             guint                     n_contacts,
                                             gboolean                  with_events,
                                             guint                     n_threads,
                                             ParcoursProgress          progress,
                                             gpointer                  user_data,
                                             GCancellable             *cancellable,
                                             GError                  **error);
void           parcours_trace_free          (ParcoursTrace            *trace);
gsize          parcours_trace_size          (const ParcoursTrace      *trace);

void           parcours_trace_foreach       (const ParcoursTrace      *trace,
                                             ParcoursTraceFunc         func,
                                             gpointer                  user_data);
void           parcours_trace_foreach_of    (const ParcoursTrace      *trace,
                                             guint                     contact,
                                             ParcoursTraceFunc         func,
                                             gpointer                  user_data);
void           parcours_trace_foreach_in_time (const ParcoursTrace    *trace,
                                             ParcoursTraceFunc         func,
                                             gpointer                  user_data);
void           parcours_trace_foreach_inside (const ParcoursTrace     *trace,
                                             gint64                    at,
                                             ParcoursTraceFunc         func,
                                             gpointer                  user_data);
gboolean       parcours_trace_write         (const ParcoursTrace      *trace,
                                             GOutputStream            *stream,
                                             ParcoursContactNameFunc   name,
                                             gpointer                  user_data,
                                             GCancellable             *cancellable,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursTrace, parcours_trace_free)

G_END_DECLS
