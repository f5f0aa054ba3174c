/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-param.h"

G_BEGIN_DECLS

/**
 * ParcoursSetting:
 * @param: what it may hold
 * @place: where the document has it
 * @group: (nullable): the heading of a group that begins with it, a msgid
 *
 * A setting of automations (DESIGN section 5), as the form offers it.
 */
typedef struct
{
  ParcoursParam param;
  enum
  {
    PARCOURS_SETTING_HEAD,
    PARCOURS_SETTING_SETTINGS,
    PARCOURS_SETTING_ENTRY,
  } place;
  const char *group;
} ParcoursSetting;

const ParcoursSetting *parcours_settings_list (guint *n_settings);

G_END_DECLS
