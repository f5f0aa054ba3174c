/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursRehearsed:
 * @at: when it was told
 * @key: of which contact
 * @automation: an automation of the program
 * @enrolment: which passage of the contact through it
 * @step: where it stood; of who is doubled, what was done a second time
 * @fate: what became of it
 *
 * What a swap of versions made of one passage.
 */
typedef struct
{
  gint64 at;
  guint64 key;
  int automation;
  guint enrolment;
  int step;
  ParcoursFate fate;
} ParcoursRehearsed;

/**
 * ParcoursRehearsal:
 *
 * Who was inside when a version took the place of another one, and what became
 * of them (DESIGN rule 15). Immutable.
 */
typedef struct _ParcoursRehearsal ParcoursRehearsal;

ParcoursRehearsal *parcours_rehearsal_new     (ParcoursSimulation      *simulation,
                                               guint                    n_contacts,
                                               guint                    n_threads,
                                               ParcoursProgress         progress,
                                               gpointer                 user_data,
                                               GCancellable            *cancellable,
                                               GError                 **error);
void               parcours_rehearsal_free    (ParcoursRehearsal       *self);
const GArray      *parcours_rehearsal_rows    (const ParcoursRehearsal *self);
guint              parcours_rehearsal_count   (const ParcoursRehearsal *self,
                                               int                      step,
                                               ParcoursFate             fate);
guint              parcours_rehearsal_n_swaps (const ParcoursRehearsal *self);
int                parcours_rehearsal_swapped (const ParcoursRehearsal *self,
                                               guint                    swap,
                                               gint64                  *at);
GArray            *parcours_rehearsal_steps   (const ParcoursRehearsal *self,
                                               int                      automation);
int                parcours_rehearsal_refuge  (const ParcoursRehearsal *self,
                                               int                      step);
JsonNode          *parcours_rehearsal_to_json (const ParcoursRehearsal *self,
                                               char                  *(*name) (guint64  key,
                                                                               gpointer user_data),
                                               gpointer                 user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRehearsal, parcours_rehearsal_free)

G_END_DECLS
