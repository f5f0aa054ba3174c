/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-document.h"

G_BEGIN_DECLS

void parcours_note_popover_show (ParcoursDocument *document,
                                 const char       *id,
                                 GtkWidget        *card);

G_END_DECLS
