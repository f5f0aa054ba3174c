/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-error.h"

G_DEFINE_QUARK (parcours-server-error-quark, parcours_server_error)
