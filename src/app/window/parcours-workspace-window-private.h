/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-design-page.h"
#include "parcours-results-page.h"
#include "parcours-server-page.h"
#include "parcours-start-page.h"
#include "parcours-workspace-window.h"

G_BEGIN_DECLS

struct _ParcoursWorkspaceWindow
{
  AdwApplicationWindow parent_instance;

  ParcoursProject *project;   /* (owned) (nullable) */
  ParcoursDocument *followed; /* (owned) (nullable) whose undo the buttons show */
  GFile *import;              /* (owned) (nullable) what waits until the workspace is open */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  ParcoursStartPage *start;
  AdwViewStack *views;
  ParcoursDesignPage *design;
  AdwBin *contacts;           /* its page is made when somebody looks at it; so are those of the next three */
  AdwBin *results_bin;
  AdwBin *server;
  AdwBin *library;
  ParcoursResultsPage *results; /* (unowned) (nullable) in @results_bin */
  GtkMenuButton *workspace_button;
  GMenu *recent;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkRevealer *save_error;
  GtkLabel *save_error_label;
  GtkWidget *sidebar_button;
  GtkWidget *inspector_button;
  GtkWidget *find_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkStack *title;            /* of the header: the switcher of views, or the name where there is no room */
  AdwViewSwitcher *switcher;
  AdwWindowTitle *name;
  AdwViewSwitcherBar *switcher_bar;
  guint fit_id;
  int fitted;                 /* the width that the header was fitted to */
  GHashTable *templates;      /* (owned) (nullable) (element-type utf8 GStrv) what came with automations, by slug */
};

void parcours_workspace_window_install_actions            (GtkWidgetClass          *widget_class);
void parcours_workspace_window_update_actions             (ParcoursWorkspaceWindow *self);
gboolean parcours_workspace_window_uses_history           (ParcoursWorkspaceWindow *self);
void parcours_workspace_window_set_platform               (ParcoursWorkspaceWindow *self,
                                                           const char              *name);
void parcours_workspace_window_install_automation_actions (GtkWidgetClass          *widget_class);
void parcours_workspace_window_install_template_actions   (GtkWidgetClass          *widget_class);
ParcoursAutomationItem *
     parcours_workspace_window_find_item                  (ParcoursWorkspaceWindow *self,
                                                           GVariant                *parameter);
void parcours_workspace_window_add_automation             (ParcoursWorkspaceWindow *self,
                                                           ParcoursAutomation      *automation,
                                                           const char              *name);
void parcours_workspace_window_say_with_undo              (ParcoursWorkspaceWindow *self,
                                                           const char              *text,
                                                           const char              *action,
                                                           const char              *target);

G_END_DECLS
