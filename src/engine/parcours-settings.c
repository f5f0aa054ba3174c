/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-condition.h"
#include "parcours-json.h"
#include "parcours-settings.h"

#define MAX_CAP 1000000.

static guint
read_channels (JsonArray *array)
{
  guint channels = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *name = parcours_json_string (json_array_get_element (array, i));
      ParcoursChannel channel;

      if (name != NULL && parcours_channel_parse (name, &channel))
        channels |= 1u << channel;
    }

  return channels;
}

static void
read_cap (ParcoursSettings *settings,
          JsonObject       *cap)
{
  const char *within = parcours_json_member_string (cap, "within");
  JsonArray *channels = parcours_json_member_array (cap, "channels");

  settings->cap_messages = 0;
  if (within == NULL || !parcours_duration_parse (within, &settings->cap_within))
    return;
  settings->cap_messages = (guint) CLAMP (parcours_json_member_number (cap, "messages", 0.), 0., MAX_CAP);
  settings->cap_skips = g_strcmp0 (parcours_json_member_string (cap, "over"), "skip") == 0;
  settings->cap_channels = channels != NULL ? read_channels (channels) : (1u << PARCOURS_N_CHANNELS) - 1;
}

/**
 * parcours_settings_read:
 * @settings: settings
 * @object: the settings of a workspace, or the head of a scenario; has to live until programs are compiled
 *
 * Reads what holds for all automations: `frequency-cap` and `quiet-hours`. What
 * is no such thing counts as not being there.
 */
void
parcours_settings_read (ParcoursSettings *settings,
                        JsonObject       *object)
{
  JsonObject *cap = parcours_json_member_object (object, "frequency-cap");

  settings->quiet_hours = parcours_json_member_object (object, "quiet-hours");
  if (cap != NULL)
    read_cap (settings, cap);
}
