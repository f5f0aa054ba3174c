/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-document.h"
#include "parcours-library.h"

G_BEGIN_DECLS

JsonNode         *fixture_json     (const char         *text);
ParcoursLibrary  *fixture_library  (void);
ParcoursDocument *fixture_document (ParcoursPlatform    platform);
char             *fixture_add_row  (ParcoursDocument   *document,
                                    const ParcoursRow  *row,
                                    const char         *params);

G_END_DECLS
