/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-store-automations.h"
#include "parcours-store-private.h"

G_BEGIN_DECLS

gboolean parcours_store_insert_automation (ParcoursStore       *store,
                                           ParcoursAutomation  *automation,
                                           gint64               at,
                                           GError             **error);
gboolean parcours_store_add_automations (ParcoursStore    *store,
                                         ParcoursLibrary  *library,
                                         GError          **error);

G_END_DECLS
