/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_MESSAGE_BODY (parcours_message_body_get_type ())

/**
 * ParcoursMessageBody:
 *
 * The text of a message while it is written: Markdown or HTML with places for
 * values, all of them in colour, and marked where nobody knows the value. Emits
 * `changed` when a person has changed it.
 */
G_DECLARE_FINAL_TYPE (ParcoursMessageBody, parcours_message_body, PARCOURS, MESSAGE_BODY, GtkWidget)

GtkWidget *parcours_message_body_new      (ParcoursForm        *form);
void       parcours_message_body_set_text (ParcoursMessageBody *body,
                                           const char          *text,
                                           gboolean             is_html);
char      *parcours_message_body_get_text (ParcoursMessageBody *body);
char      *parcours_message_unknown_names (ParcoursLibrary     *library,
                                           const char          *text);

G_END_DECLS
