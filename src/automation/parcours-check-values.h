/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checker.h"

G_BEGIN_DECLS

/* What can be said of the value of a parameter by itself: private to this folder. */
gboolean parcours_value_is_nothing    (JsonNode             *value);
gboolean parcours_value_means_any     (const ParcoursParam  *param,
                                       JsonNode             *value);
gboolean parcours_value_is_several    (const ParcoursParam  *param,
                                       JsonNode             *value);
gboolean parcours_value_can_be_read   (const ParcoursParam  *param,
                                       JsonNode             *value,
                                       GError              **error);
gboolean parcours_value_fits_field    (const ParcoursEntity *field,
                                       JsonNode             *value);
gboolean parcours_setting_can_be_read (const char           *name,
                                       JsonNode             *value,
                                       GError              **error);

G_END_DECLS
