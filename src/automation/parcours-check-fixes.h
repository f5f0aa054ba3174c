/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checker.h"

G_BEGIN_DECLS

/*
 * Ways to mend what a check found. Each takes the finding, or %NULL where it had
 * been reported before, and adds nothing where the platform lacks a step that the
 * fix needs. Labels are in the user's language. No fix closes a circle, puts two
 * links on a port or leaves a name without the step it names.
 */

void     parcours_fix_param         (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *param,
                                     JsonNode      *value,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_text          (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *param,
                                     const char    *text,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_each_value    (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *param,
                                     JsonArray     *values,
                                     const char    *label);
void     parcours_fix_setting       (Checker       *self,
                                     ParcoursCheck *check,
                                     const char    *group,
                                     const char    *name,
                                     JsonNode      *value,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_link          (Checker       *self,
                                     ParcoursCheck *check,
                                     const char    *from,
                                     const char    *port,
                                     const char    *to,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_insert_before (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *type,
                                     JsonObject    *params,
                                     const char    *leave_out,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_insert_after  (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *type,
                                     JsonObject    *params,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_gate          (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     JsonNode      *condition,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_decide_after  (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *label);
void     parcours_fix_append        (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          step,
                                     const char    *port,
                                     const char    *type,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_add_trigger   (Checker       *self,
                                     ParcoursCheck *check,
                                     guint          first,
                                     const char    *type,
                                     const char    *label,
                                     gboolean       only_answer);
void     parcours_fix_jump          (Checker                *self,
                                     ParcoursCheck          *check,
                                     const ParcoursWay *way,
                                     const char             *label,
                                     gboolean                only_answer);
void     parcours_fix_delete        (Checker       *self,
                                     ParcoursCheck *check,
                                     const guint   *steps,
                                     guint          n_steps,
                                     const char    *label,
                                     gboolean       only_answer);
gboolean parcours_fix_offers        (const Checker *self,
                                     const char    *type);

G_END_DECLS
