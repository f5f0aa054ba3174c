/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_START_PAGE (parcours_start_page_get_type ())

/**
 * ParcoursStartPage:
 *
 * What a window shows until its workspace is open: that it is being opened, how
 * far the sample workspace is, or why it cannot be opened and what can be done.
 * It emits `opened` with the #ParcoursProject.
 */
G_DECLARE_FINAL_TYPE (ParcoursStartPage, parcours_start_page, PARCOURS, START_PAGE, AdwBin)

void     parcours_start_page_open        (ParcoursStartPage *page,
                                          const char        *path,
                                          ParcoursStoreMode  mode);
void     parcours_start_page_make_sample (ParcoursStartPage *page,
                                          const char        *path);
gboolean parcours_start_page_is_busy     (ParcoursStartPage *page);
void     parcours_start_page_cancel      (ParcoursStartPage *page);

G_END_DECLS
