/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_LIBRARY_PAGE (parcours_library_page_get_type ())

/**
 * ParcoursLibraryPage:
 *
 * All that automations and conditions can name: the kinds, the entities of the
 * chosen kind with a search, and the form of the chosen one.
 *
 * Signals: `message` (text, whether it can be undone); `edit-message` (kind,
 * slug); `open-automation` (slug, step: nullable).
 */
G_DECLARE_FINAL_TYPE (ParcoursLibraryPage, parcours_library_page, PARCOURS, LIBRARY_PAGE, GtkWidget)

GtkWidget *parcours_library_page_new    (ParcoursProject     *project);
void       parcours_library_page_show   (ParcoursLibraryPage *page,
                                         const char          *kind,
                                         const char          *slug);
void       parcours_library_page_search (ParcoursLibraryPage *page);

G_END_DECLS
