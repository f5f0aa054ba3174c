/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_FEED_PREVIEW (parcours_feed_preview_get_type ())

/**
 * ParcoursFeedPreview:
 *
 * What stands in a feed now. It is fetched when a person asks for it.
 */
G_DECLARE_FINAL_TYPE (ParcoursFeedPreview, parcours_feed_preview, PARCOURS, FEED_PREVIEW, GtkWidget)

GtkWidget *parcours_feed_preview_new     (void);
void       parcours_feed_preview_set_url (ParcoursFeedPreview *preview,
                                          const char          *url);

G_END_DECLS
