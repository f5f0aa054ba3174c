/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-settings-params.h"
#include "parcours-value-editors.h"

static char *parallels[] = { (char *) "no", (char *) "other-triggers", (char *) "yes", NULL };
static char *parallel_labels[] = { (char *) N_("Not while they are inside"), (char *) N_("By another trigger"),
                                   (char *) N_("As often as they like"), NULL };

static char *zones[] = { (char *) "contact", NULL };
static char *zone_labels[] = { (char *) N_("That of each contact"), NULL };

static const ParcoursSetting settings[] = {
  { { (char *) "name", PARCOURS_PARAM_TEXT, .label = (char *) N_("Name"), .required = TRUE }, PARCOURS_SETTING_HEAD },
  { { (char *) "description", PARCOURS_PARAM_TEXT, .label = (char *) N_("Description") }, PARCOURS_SETTING_HEAD },
  { { (char *) "reentry", PARCOURS_FORM_TYPE (PARCOURS_FORM_REENTRY), .label = (char *) N_("Enter again"), .required = TRUE,
      .help = (char *) N_("Whether contacts who have been through may enter another time.") },
    PARCOURS_SETTING_ENTRY, N_("Who may enter") },
  { { (char *) "parallel", PARCOURS_PARAM_CHOICE, .label = (char *) N_("Enter while inside"), .required = TRUE,
      .choices = parallels, .choice_labels = parallel_labels,
      .help = (char *) N_("Whether contacts who are inside may enter a second time.") }, PARCOURS_SETTING_ENTRY },
  { { (char *) "start", PARCOURS_PARAM_STEP, .label = (char *) N_("First step without a trigger"),
      .help = (char *) N_("Where contacts begin whom another automation, a person or the API lets in.") },
    PARCOURS_SETTING_SETTINGS },
  { { (char *) "quiet-hours", PARCOURS_FORM_TYPE (PARCOURS_FORM_QUIET_HOURS), .label = (char *) N_("Quiet hours"),
      .help = (char *) N_("In that time nothing is sent.") }, PARCOURS_SETTING_SETTINGS, N_("Messages and times") },
  { { (char *) "timezone", PARCOURS_FORM_TYPE (PARCOURS_FORM_ZONE), .label = (char *) N_("Time zone"), .choices = zones,
      .choice_labels = zone_labels, .help = (char *) N_("Whose clocks waits and times of day go by.") },
    PARCOURS_SETTING_SETTINGS },
  { { (char *) "exit", PARCOURS_PARAM_CONDITION, .label = (char *) N_("Contacts leave as soon as"),
      .help = (char *) N_("Wherever they are, they leave at the moment the condition holds. Who meets it at the "
                          "beginning leaves at once.") },
    PARCOURS_SETTING_SETTINGS, N_("Leaving early") },
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
