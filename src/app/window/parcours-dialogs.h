/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Every dialog of the window, in one place: newer libraries have other ones.
 */

/**
 * ParcoursTextFunc:
 * @text: the path that was chosen, or the text that was entered
 * @user_data: what was given with the function
 *
 * Called when a person has answered; not at all if they cancel.
 */
typedef void (*ParcoursTextFunc) (const char *text,
                                  gpointer    user_data);

void parcours_dialogs_show_about           (GtkWindow        *parent);
void parcours_dialogs_show_help            (GtkWindow        *parent);
void parcours_dialogs_show_shortcuts       (GtkWindow        *parent);
void parcours_dialogs_show_error           (GtkWindow        *parent,
                                            const char       *heading,
                                            const char       *body);
void parcours_dialogs_choose_workspace     (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_new_workspace (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_automation    (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_timeline      (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_save_automation      (GtkWindow        *parent,
                                            const char       *name,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_behaviour     (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_save_behaviour       (GtkWindow        *parent,
                                            const char       *name,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_save_table           (GtkWindow        *parent,
                                            const char       *name,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_test          (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_save_test            (GtkWindow        *parent,
                                            const char       *name,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_choose_html          (GtkWindow        *parent,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_confirm              (GtkWindow        *parent,
                                            const char       *heading,
                                            const char       *body,
                                            const char       *answer,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);
void parcours_dialogs_ask_text             (GtkWindow        *parent,
                                            const char       *heading,
                                            const char       *body,
                                            const char       *label,
                                            const char       *text,
                                            const char       *answer,
                                            ParcoursTextFunc  done,
                                            gpointer          user_data);

G_END_DECLS
