/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-error.h"

G_DEFINE_QUARK (parcours-error-quark, parcours_error)
