/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-document.h"
#include "parcours-live.h"
#include "parcours-names.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_FORM (parcours_form_get_type ())

/**
 * ParcoursForm:
 *
 * What the editors of a form share: which automation and step they are about,
 * what references resolve to, who counts contacts. Emits `library-changed` when
 * names may have become others.
 */
G_DECLARE_FINAL_TYPE (ParcoursForm, parcours_form, PARCOURS, FORM, GObject)

ParcoursForm      *parcours_form_new            (void);
ParcoursDocument  *parcours_form_document       (ParcoursForm          *form);
void               parcours_form_set_document   (ParcoursForm          *form,
                                                 ParcoursDocument      *document);
const char        *parcours_form_step           (ParcoursForm          *form);
void               parcours_form_set_step       (ParcoursForm          *form,
                                                 const char            *step);
ParcoursPlatform   parcours_form_platform       (ParcoursForm          *form);
void               parcours_form_set_platform   (ParcoursForm          *form,
                                                 ParcoursPlatform       platform);
const ParcoursRow *parcours_form_row            (ParcoursForm          *form);
gboolean           parcours_form_is_offered     (ParcoursForm          *form);
ParcoursLibrary   *parcours_form_library        (ParcoursForm          *form);
void               parcours_form_set_library    (ParcoursForm          *form,
                                                 ParcoursLibrary       *library);
ParcoursProject   *parcours_form_project        (ParcoursForm          *form);
void               parcours_form_set_project    (ParcoursForm          *form,
                                                 ParcoursProject       *project);
ParcoursLive      *parcours_form_live           (ParcoursForm          *form);
void               parcours_form_set_live       (ParcoursForm          *form,
                                                 ParcoursLive          *live);
ParcoursNames      parcours_form_names          (ParcoursForm          *form);

gboolean           parcours_form_can_add        (ParcoursForm          *form,
                                                 const char            *kind);

G_END_DECLS
