/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-run.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_STUDY_DIALOG (parcours_study_dialog_get_type ())

/**
 * ParcoursStudyDialog:
 *
 * A window in which something is asked about a simulation: perhaps a form, then
 * the progress with Cancel, then what was found, and why it was so for a contact.
 */
G_DECLARE_DERIVABLE_TYPE (ParcoursStudyDialog, parcours_study_dialog, PARCOURS, STUDY_DIALOG, AdwWindow)

/**
 * ParcoursStudyDialogClass:
 * @start: begins to simulate: calls parcours_study_dialog_begin(), and in the end parcours_study_dialog_finish()
 */
struct _ParcoursStudyDialogClass
{
  AdwWindowClass parent_class;

  void (*start) (ParcoursStudyDialog *self);
};

void         parcours_study_dialog_set_title   (ParcoursStudyDialog *self,
                                                const char          *title,
                                                const char          *subtitle);
void         parcours_study_dialog_set_start   (ParcoursStudyDialog *self,
                                                const char          *label,
                                                gboolean             sensitive);
void         parcours_study_dialog_add_form    (ParcoursStudyDialog *self,
                                                GtkWidget           *widget);
void         parcours_study_dialog_start       (ParcoursStudyDialog *self);
ParcoursJob *parcours_study_dialog_begin       (ParcoursStudyDialog *self);
gboolean     parcours_study_dialog_finish      (ParcoursStudyDialog *self,
                                                const GError        *error);
void         parcours_study_dialog_add_result  (ParcoursStudyDialog *self,
                                                GtkWidget           *widget);
void         parcours_study_dialog_add_heading (ParcoursStudyDialog *self,
                                                const char          *text);
void         parcours_study_dialog_add_text    (ParcoursStudyDialog *self,
                                                const char          *text);
void         parcours_study_dialog_explain     (ParcoursStudyDialog *self,
                                                ParcoursProject     *project,
                                                guint64              key,
                                                ParcoursRun         *before,
                                                ParcoursRun         *after);

G_END_DECLS
