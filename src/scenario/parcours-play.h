/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-case.h"
#include "parcours-diary.h"
#include "parcours-outbox.h"

G_BEGIN_DECLS

/**
 * ParcoursPlay:
 *
 * A case on stage: its automations compiled, its people in a population, ready
 * to run as often as somebody asks what happens. Belongs to one thread.
 */
typedef struct _ParcoursPlay ParcoursPlay;

/**
 * ParcoursPlayView:
 * @state: the contact as it is at the instant
 * @diary: what happened to it until then
 * @outbox: what it would have been sent until then
 * @contact: the number of the contact in the simulation
 *
 * One contact at an instant, until the next one is asked for.
 */
typedef struct
{
  ParcoursState *state;
  const ParcoursDiary *diary;
  const ParcoursOutbox *outbox;
  guint contact;
} ParcoursPlayView;

ParcoursPlay       *parcours_play_new        (ParcoursCase      *played,
                                              gboolean           with_expectations,
                                              GError           **error);
void                parcours_play_free       (ParcoursPlay      *self);
ParcoursCase       *parcours_play_case       (ParcoursPlay      *self);
ParcoursProgram    *parcours_play_program    (ParcoursPlay      *self);
ParcoursSimulation *parcours_play_simulation (ParcoursPlay      *self,
                                              gint64             at);
ParcoursCounts     *parcours_play_counts     (ParcoursPlay      *self);
gboolean            parcours_play_find       (ParcoursPlay      *self,
                                              const char        *name,
                                              guint             *contact);
char               *parcours_play_name       (ParcoursPlay      *self,
                                              guint              contact);
gboolean            parcours_play_exists     (ParcoursPlay      *self,
                                              guint              contact,
                                              gint64             at);
ParcoursPlayView    parcours_play_look       (ParcoursPlay      *self,
                                              guint              contact,
                                              gint64             at);
GPtrArray          *parcours_play_check      (ParcoursPlay      *self);
guint               parcours_play_n_expectations (ParcoursPlay  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPlay, parcours_play_free)

G_END_DECLS
