/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-real.h"

G_BEGIN_DECLS

gboolean naive_check  (JsonObject  *root,
                       char       **difference,
                       GError     **error);
void     naive_shrink (JsonNode    *root);

G_END_DECLS
