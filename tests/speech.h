/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-names.h"

G_BEGIN_DECLS

gboolean         speech_is_french   (void);
JsonNode        *speech_json        (const char      *text);
ParcoursLibrary *speech_library_new (void);
void             speech_assert      (const char      *said,
                                     const char      *english,
                                     const char      *french);
void             speech_assert_well_said (const char *text);

G_END_DECLS
