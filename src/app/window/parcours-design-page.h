/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-editor.h"
#include "parcours-live.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_DESIGN_PAGE (parcours_design_page_get_type ())

/**
 * ParcoursDesignPage:
 *
 * Where automations are drawn: the list of them and the palette at the start, a
 * tab for each that is open, inspector and problems at the end, the clock below.
 * Emits `message` with a text and whether Undo belongs to it.
 *
 * Properties: `editor` (the one that is seen, nullable), `sidebar-open`,
 * `inspector-open`.
 */
G_DECLARE_FINAL_TYPE (ParcoursDesignPage, parcours_design_page, PARCOURS, DESIGN_PAGE, AdwBin)

void            parcours_design_page_set_project   (ParcoursDesignPage *page,
                                                    ParcoursProject    *project);
ParcoursEditor *parcours_design_page_get_editor    (ParcoursDesignPage *page);
ParcoursLive   *parcours_design_page_get_live      (ParcoursDesignPage *page);
GPtrArray      *parcours_design_page_get_checks    (ParcoursDesignPage *page,
                                                    const char         *slug);
void            parcours_design_page_open          (ParcoursDesignPage *page,
                                                    const char         *slug,
                                                    const char         *step);
void            parcours_design_page_close_tab     (ParcoursDesignPage *page);
void            parcours_design_page_find          (ParcoursDesignPage *page);
void            parcours_design_page_show_problems (ParcoursDesignPage *page);
void            parcours_design_page_toggle_play   (ParcoursDesignPage *page);
void            parcours_design_page_set_clock     (ParcoursDesignPage *page,
                                                    gint64              at);
void            parcours_design_page_step_clock    (ParcoursDesignPage *page,
                                                    int                 buckets);
char          **parcours_design_page_open_slugs    (ParcoursDesignPage *page);

G_END_DECLS
