/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-store-private.h"
#include "parcours-store-settings.h"

/**
 * parcours_store_get_setting:
 * @store: a workspace
 * @name: the name of a setting
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its value, or %NULL if there is none or with an error
 */
JsonNode *
parcours_store_get_setting (ParcoursStore  *store,
                            const char     *name,
                            GError        **error)
{
  g_autoptr (ParcoursStatement) statement = parcours_store_query (store, "SELECT value FROM settings WHERE name = ?",
                                                                  "s", name);
  g_autoptr (JsonNode) value = NULL;

  if (parcours_statement_next (statement))
    value = parcours_statement_json (statement, 0);

  return parcours_statement_end (statement, error) ? g_steal_pointer (&value) : NULL;
}

/**
 * parcours_store_set_setting:
 * @store: a workspace
 * @name: the name of a setting
 * @value: (nullable): its value, or %NULL for none
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_setting (ParcoursStore  *store,
                            const char     *name,
                            JsonNode       *value,
                            GError        **error)
{
  g_autofree char *line = value != NULL ? parcours_json_to_line (value) : NULL;

  if (line == NULL)
    return parcours_store_run (store, error, "DELETE FROM settings WHERE name = ?", "s", name);

  return parcours_store_run (store, error, "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", "ss",
                             name, line);
}

/**
 * parcours_store_get_text:
 * @store: a workspace
 * @name: the name of a setting that is a text
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if there is none or with an error
 */
char *
parcours_store_get_text (ParcoursStore  *store,
                         const char     *name,
                         GError        **error)
{
  g_autoptr (JsonNode) value = parcours_store_get_setting (store, name, error);

  return value != NULL ? g_strdup (parcours_json_string (value)) : NULL;
}

/**
 * parcours_store_set_text:
 * @store: a workspace
 * @name: the name of a setting that is a text
 * @text: (nullable): the text, or %NULL for none
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_text (ParcoursStore  *store,
                         const char     *name,
                         const char     *text,
                         GError        **error)
{
  g_autoptr (JsonNode) value = text != NULL ? parcours_json_new_string (text) : NULL;

  return parcours_store_set_setting (store, name, value, error);
}

/**
 * parcours_store_load_settings:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an object with all settings, or %NULL with an error
 */
JsonNode *
parcours_store_load_settings (ParcoursStore  *store,
                              GError        **error)
{
  g_autoptr (ParcoursStatement) statement = parcours_store_query (store, "SELECT name, value FROM settings", "");
  g_autoptr (JsonObject) settings = json_object_new ();

  while (parcours_statement_next (statement))
    {
      JsonNode *value = parcours_statement_json (statement, 1);

      if (value != NULL)
        json_object_set_member (settings, parcours_statement_text (statement, 0), value);
    }
  if (!parcours_statement_end (statement, error))
    return NULL;

  return parcours_json_take_object (g_steal_pointer (&settings));
}

/**
 * parcours_store_zone:
 * @store: a workspace
 *
 * Returns: (transfer none): its time zone, UTC if it names none that exists
 */
const ParcoursZone *
parcours_store_zone (ParcoursStore *store)
{
  g_autofree char *name = parcours_store_get_text (store, "timezone", NULL);
  const ParcoursZone *zone = name != NULL ? parcours_zone_lookup (name) : NULL;

  return zone != NULL ? zone : parcours_zone_utc ();
}
