/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TAG_POPOVER (parcours_tag_popover_get_type ())

/**
 * ParcoursTagPopover:
 *
 * Chooses a tag: those there are, found by typing, or a new one, which is made.
 * `chosen` says its slug.
 */
G_DECLARE_FINAL_TYPE (ParcoursTagPopover, parcours_tag_popover, PARCOURS, TAG_POPOVER, GtkPopover)

GtkWidget *parcours_tag_popover_new (ParcoursProject *project);

G_END_DECLS
