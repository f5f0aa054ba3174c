/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-runner.h"

G_BEGIN_DECLS

/* Contacts are run in chunks; any first number of chunks is a fair sample. */
#define PARCOURS_CHUNK 4096

/**
 * ParcoursProgress:
 * @done: how many contacts have run
 * @total: how many will
 * @counts: (nullable): what has been counted so far, to look at before returning
 * @user_data: user data
 *
 * Called now and then from one of the threads that run.
 */
typedef void (*ParcoursProgress) (guint                 done,
                                  guint                 total,
                                  const ParcoursCounts *counts,
                                  gpointer              user_data);

/**
 * ParcoursSimulation:
 *
 * A program on a population for a period: what a run, a sample and a replay have
 * in common. Immutable; the functions below may be called from any thread.
 */
typedef struct _ParcoursSimulation ParcoursSimulation;

ParcoursSimulation *parcours_simulation_new      (ParcoursProgram     *program,
                                                  ParcoursPopulation  *population);
ParcoursSimulation *parcours_simulation_until    (ParcoursSimulation  *self,
                                                  gint64               to);
ParcoursSimulation *parcours_simulation_ref      (ParcoursSimulation  *self);
void                parcours_simulation_unref    (ParcoursSimulation  *self);
ParcoursProgram    *parcours_simulation_program  (ParcoursSimulation  *self);
ParcoursPopulation *parcours_simulation_population (ParcoursSimulation *self);
gint64              parcours_simulation_from     (ParcoursSimulation  *self);
gint64              parcours_simulation_to       (ParcoursSimulation  *self);
guint               parcours_simulation_n_contacts (ParcoursSimulation *self);
guint64             parcours_simulation_key      (ParcoursSimulation  *self,
                                                  guint                contact);
char               *parcours_simulation_new_address (ParcoursSimulation *self,
                                                  guint                contact);
gboolean            parcours_simulation_find     (ParcoursSimulation  *self,
                                                  guint64              key,
                                                  guint               *contact);

ParcoursCounts     *parcours_simulation_count    (ParcoursSimulation  *self,
                                                  guint                n_contacts,
                                                  gint64               bucket,
                                                  guint                n_threads,
                                                  ParcoursProgress     progress,
                                                  gpointer             user_data,
                                                  GCancellable        *cancellable,
                                                  GError             **error);
gboolean            parcours_simulation_learn    (ParcoursSimulation  *self,
                                                  guint                n_threads,
                                                  GCancellable        *cancellable,
                                                  GError             **error);
ParcoursRunner     *parcours_simulation_new_runner (ParcoursSimulation *self);
void                parcours_simulation_replay   (ParcoursSimulation  *self,
                                                  guint                contact,
                                                  ParcoursObserver     observer,
                                                  gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursSimulation, parcours_simulation_unref)

G_END_DECLS
