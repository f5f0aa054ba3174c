/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_MESSAGE_PREVIEW (parcours_message_preview_get_type ())

/**
 * ParcoursMessagePreview:
 *
 * A message as one contact would see it. Which contact, a person chooses.
 */
G_DECLARE_FINAL_TYPE (ParcoursMessagePreview, parcours_message_preview, PARCOURS, MESSAGE_PREVIEW, GtkWidget)

GtkWidget *parcours_message_preview_new  (ParcoursProject        *project);
void       parcours_message_preview_show (ParcoursMessagePreview *preview,
                                          const char             *sender,
                                          const char             *subject,
                                          const char             *preheader,
                                          const char             *body,
                                          gboolean                is_html);

G_END_DECLS
