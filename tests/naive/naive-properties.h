/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void naive_add_properties (void);
void naive_add_swaps      (void);

G_END_DECLS
