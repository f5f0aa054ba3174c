/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-blueprint.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_GALLERY (parcours_gallery_get_type ())

/**
 * ParcoursGallery:
 *
 * Where a new automation begins: empty, or from a template. The signal `chosen`
 * (name, template or %NULL) says what a person wants; then it is closed.
 */
G_DECLARE_FINAL_TYPE (ParcoursGallery, parcours_gallery, PARCOURS, GALLERY, AdwWindow)

GtkWidget       *parcours_gallery_new      (GtkWindow        *parent,
                                            ParcoursPlatform  platform);
ParcoursPlatform parcours_gallery_platform (ParcoursGallery  *self);
void             parcours_gallery_select   (ParcoursGallery  *self,
                                            const char       *name);

G_END_DECLS
