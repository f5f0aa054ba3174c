/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-check-context.h"
#include "parcours-check-private.h"
#include "parcours-condition.h"
#include "parcours-ways.h"

G_BEGIN_DECLS

/*
 * What the files of the checks share: the automation as one check after the other
 * looks at it. Private to this folder.
 */

/**
 * CheckedStep:
 * @step: the step
 * @row: (nullable): by which row the platform offers it
 * @basis: (nullable): the same, or where the platform does not offer it the row of *Any*; %NULL of a type
 *   that is not known
 * @params: (owned): the parameters that hold in a run
 * @asked: (owned) (nullable): the condition that it asks: its `if`, or that of its `until`
 */
typedef struct
{
  ParcoursStep *step;
  const ParcoursRow *row;
  const ParcoursRow *basis;
  JsonObject *params;
  ParcoursCondition *asked;
} CheckedStep;

typedef struct
{
  ParcoursAutomation *automation;       /* (owned) */
  ParcoursPlatform platform;
  const ParcoursCheckContext *context;
  ParcoursWays *ways;                   /* (owned) */
  CheckedStep *steps;                   /* (owned) by number */
  GArray *triggers;                     /* (owned) (element-type guint) */
  gboolean *live;                       /* (owned) whether contacts can come to a step */
  GPtrArray *checks;                    /* (owned) (element-type ParcoursCheck) */
  GHashTable *reported;                 /* (owned) code, step, port and param of each */
  GHashTable *left_out;                 /* (owned) codes */
  GHashTable *named_steps;              /* (owned) ids of steps that a parameter or setting names */
  GHashTable *next_numbers;             /* (owned) the last number of an id that fixes gave, by its name */
  GHashTable *lists;                    /* (owned) (element-type utf8 GPtrArray) what the library has, by kind */
  GHashTable *deeds;                    /* (owned) (nullable) what the workspace does: operation and slug */
  GHashTable *steps_of_row;             /* (owned) (element-type utf8 GArray) the steps of each row, by its id */
  GHashTable *features;                 /* (owned) whether a feature is there, by its name */
  guint moves_left;                     /* how many steps fixes may still move to open a gap */
  guint searches_left;                  /* how many more slips are looked up in the library */
} Checker;

/* What fixes may cost in a large automation: so many steps moved to open gaps,
 * so many searches for what may have been meant. */
#define MAX_MOVES 5000
#define MAX_SEARCHES 50

/* parcours-checker.c */
Checker       *parcours_checker_new           (ParcoursAutomation    *automation,
                                               ParcoursPlatform       platform,
                                               const ParcoursCheckContext *context);
void           parcours_checker_free          (Checker               *self);
ParcoursCheck *parcours_checker_report        (Checker               *self,
                                               const char            *code,
                                               guint                  step,
                                               const char            *port,
                                               const char            *param,
                                               char                  *message);
gboolean       parcours_checker_has_reported  (Checker               *self,
                                               const char            *code,
                                               guint                  step,
                                               const char            *param);
void           parcours_checker_leave_out     (Checker               *self,
                                               const char            *code);
void           parcours_check_set_other       (ParcoursCheck         *check,
                                               Checker               *self,
                                               guint                  other);
const char    *parcours_checker_step_name     (const Checker         *self,
                                               guint                  step);
const char    *parcours_checker_param_name    (const Checker         *self,
                                               guint                  step,
                                               const char            *param);
gboolean       parcours_checker_runs_once     (const Checker         *self);
const char    *parcours_checker_string        (const Checker         *self,
                                               guint                  step,
                                               const char            *param);
const ParcoursEntity *parcours_checker_entity (const Checker         *self,
                                               const char            *kind,
                                               const char            *slug);
gboolean       parcours_checker_is_trigger    (const Checker         *self,
                                               guint                  step);
gboolean       parcours_checker_has_operation (const Checker         *self,
                                               guint                  step,
                                               const char            *operation);
JsonObject    *parcours_checker_platform      (const Checker         *self);
gboolean       parcours_checker_holds         (const Checker         *self,
                                               guint                  step);

/* parcours-check-fixes.c */
guint          parcours_checker_target        (const Checker         *self,
                                               guint                  step,
                                               const char            *port);

/* parcours-check-deeds.c */
gboolean       parcours_checker_is_done       (Checker               *self,
                                               const char            *operation,
                                               const char            *slug);

/* parcours-check-entries.c */
const char    *parcours_checker_reentry       (const Checker         *self);

/* The checks, in the order in which they run. */
void           parcours_check_params          (Checker               *self);
void           parcours_check_references      (Checker               *self);
void           parcours_check_structure       (Checker               *self);
void           parcours_check_loops           (Checker               *self);
void           parcours_check_questions       (Checker               *self);
void           parcours_check_goals           (Checker               *self);
void           parcours_check_rules           (Checker               *self);
void           parcours_check_shares          (Checker               *self);
void           parcours_check_entities        (Checker               *self);
void           parcours_check_entries         (Checker               *self);
void           parcours_check_circles         (Checker               *self);
void           parcours_check_people          (Checker               *self);
void           parcours_check_targets         (Checker               *self);

G_END_DECLS
