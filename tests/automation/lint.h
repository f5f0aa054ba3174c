/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checks.h"

G_BEGIN_DECLS

/* A workspace with one of everything, in which nobody lacks anything unless a
 * test says so. */
typedef struct
{
  ParcoursCheckContext context;
  guint64 n_all;       /* how many contacts there are */
  guint64 n_without;   /* how many of them lack the address that is asked for */
  guint64 n_none;      /* how many meet a condition that begins with none, or ends with it */
  guint64 n_event;     /* how many meet a condition about a single event */
  guint64 n_tag;       /* how many have a tag */
  guint n_asked;       /* how often contacts were counted */
} LintWorkspace;

LintWorkspace      *lint_workspace_new   (void);
void                lint_workspace_free  (LintWorkspace       *workspace);
void                lint_add_automation  (LintWorkspace       *workspace,
                                          ParcoursAutomation  *automation);

ParcoursAutomation *lint_automation      (const char          *platform,
                                          const char          *settings,
                                          const char          *steps,
                                          const char          *links);
ParcoursCheck      *lint_find            (GPtrArray           *checks,
                                          const char          *code,
                                          const char          *step);
GPtrArray          *lint_check           (ParcoursAutomation  *automation,
                                          const ParcoursCheckContext *context);
void                lint_assert          (ParcoursAutomation  *automation,
                                          const ParcoursCheckContext *context,
                                          const char          *code,
                                          const char          *step,
                                          gboolean             reported);
void                lint_assert_fixes    (ParcoursAutomation  *automation,
                                          const ParcoursCheckContext *context,
                                          const ParcoursCheck *check);
guint               lint_count           (GPtrArray           *checks,
                                          ParcoursSeverity     severity);
guint               lint_count_apart     (GPtrArray           *checks,
                                          ParcoursSeverity     severity);
void                lint_print           (GPtrArray           *checks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LintWorkspace, lint_workspace_free)

G_END_DECLS
