/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint naive_first_seed     (void);
guint naive_n_cases        (guint usual);
void  naive_add_properties (void);
void  naive_add_swaps      (void);

G_END_DECLS
