/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursPlatform:
 *
 * Where an automation is meant to run: the place of a platform in `platforms.json`. Those that tests speak of have a
 * name here; programs know only that the first is *Any*.
 */
typedef enum
{
  PARCOURS_PLATFORM_ANY,
  PARCOURS_PLATFORM_ACTIVECAMPAIGN,
  PARCOURS_PLATFORM_MAILCHIMP,
  PARCOURS_PLATFORM_BREVO,
} ParcoursPlatform;

/* As many as the bits of the set in a recipe. */
#define PARCOURS_MAX_PLATFORMS 32
#define PARCOURS_N_PLATFORMS (parcours_n_platforms ())

guint       parcours_n_platforms         (void);
gboolean    parcours_platform_from_name  (const char       *name,
                                          ParcoursPlatform *platform);
const char *parcours_platform_name       (ParcoursPlatform  platform);
const char *parcours_platform_label      (ParcoursPlatform  platform);
char       *parcours_platform_names      (void);

G_END_DECLS
