/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-behaviour.h"
#include "parcours-predicate.h"
#include "parcours-settings.h"
#include "parcours-timeline.h"

G_BEGIN_DECLS

/**
 * ParcoursProgram:
 *
 * Some automations and a behaviour, compiled: topics, operations, ports and
 * references are numbers, conditions are predicates of one frame. Immutable and
 * shared by threads.
 */
typedef struct _ParcoursProgram ParcoursProgram;

ParcoursProgram *parcours_program_new          (GPtrArray               *automations,
                                                ParcoursTexts           *texts,
                                                ParcoursLibrary         *library,
                                                const ParcoursBehaviour *behaviour,
                                                const ParcoursTimeline  *timeline,
                                                const ParcoursSettings  *settings,
                                                GError                 **error);
ParcoursProgram *parcours_program_ref          (ParcoursProgram         *program);
void             parcours_program_unref        (ParcoursProgram         *program);
const ParcoursPredicate *parcours_program_watch (ParcoursProgram        *program,
                                                const ParcoursCondition *condition,
                                                const char              *automation);
void             parcours_program_settle       (ParcoursProgram         *program);
ParcoursFrame   *parcours_program_frame        (const ParcoursProgram   *program);
const ParcoursSettings *parcours_program_settings (const ParcoursProgram *program);

guint            parcours_program_n_automations (const ParcoursProgram  *program);
ParcoursAutomation *parcours_program_nth_automation (const ParcoursProgram *program,
                                                guint                    n);
int              parcours_program_find_automation (const ParcoursProgram *program,
                                                const char              *slug);
guint            parcours_program_n_steps      (const ParcoursProgram   *program);
int              parcours_program_find_step    (const ParcoursProgram   *program,
                                                const char              *automation,
                                                const char              *step);
ParcoursStep    *parcours_program_nth_step     (const ParcoursProgram   *program,
                                                guint                    n,
                                                guint                   *automation);
guint            parcours_program_n_messages   (const ParcoursProgram   *program);
const ParcoursEntity *parcours_program_nth_message (const ParcoursProgram *program,
                                                guint                    n);
int              parcours_program_step_message (const ParcoursProgram   *program,
                                                guint                    step);
ParcoursLibrary *parcours_program_library      (const ParcoursProgram   *program);
gboolean         parcours_program_is_version   (const ParcoursProgram   *program,
                                                guint                    n);
void             parcours_program_set_active   (ParcoursProgram         *program,
                                                guint                    automation,
                                                gboolean                 active);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursProgram, parcours_program_unref)

G_END_DECLS
