/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-object.h"

G_BEGIN_DECLS

gboolean parcours_lots_read (JsonNode       *node,
                             ParcoursTexts  *texts,
                             ParcoursArena  *arena,
                             ParcoursObject *columns);

G_END_DECLS
