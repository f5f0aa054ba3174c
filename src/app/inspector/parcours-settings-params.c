/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-settings-params.h"

static char *parallels[] = { (char *) "no", (char *) "other-triggers", (char *) "yes", NULL };
static char *parallel_labels[] = { (char *) N_("Not while they are inside"), (char *) N_("By another trigger"),
                                   (char *) N_("As often as they like"), NULL };

static const ParcoursSetting settings[] = {
  { { (char *) "name", PARCOURS_PARAM_TEXT, .label = (char *) N_("Name"), .required = TRUE }, PARCOURS_SETTING_HEAD },
  { { (char *) "description", PARCOURS_PARAM_TEXT, .label = (char *) N_("Description") }, PARCOURS_SETTING_HEAD },
  { { (char *) "parallel", PARCOURS_PARAM_CHOICE, .label = (char *) N_("Enter while inside"), .required = TRUE,
      .choices = parallels, .choice_labels = parallel_labels,
      .help = (char *) N_("Whether a contact who is inside may enter a second time.") }, PARCOURS_SETTING_ENTRY },
  { { (char *) "start", PARCOURS_PARAM_STEP, .label = (char *) N_("First step without a trigger"),
      .help = (char *) N_("Where contacts begin whom another automation, a person or the API lets in.") },
    PARCOURS_SETTING_SETTINGS },
};

/**
 * parcours_settings_list:
 * @n_settings: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_settings): the settings in the order of the form
 */
const ParcoursSetting *
parcours_settings_list (guint *n_settings)
{
  *n_settings = G_N_ELEMENTS (settings);

  return settings;
}
