/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-row.h"

/*
 * Which events let contacts in at a step, and which events a step causes: the
 * two ends by which automations hang together.
 */

static gboolean
row_shows (const ParcoursRow *row,
           const char        *name)
{
  const ParcoursParam *param = parcours_step_type_param (row->type, name);

  return param != NULL && parcours_row_shows_param (row, param);
}

/* Of no step in particular: whether a step of the row could have these values. */
static gboolean
may_hold (const ParcoursRow *row,
          JsonObject        *condition)
{
  g_autoptr (JsonObject) params = parcours_row_effective_params (row, NULL);
  g_autoptr (GList) members = condition != NULL ? json_object_get_members (condition) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strndup (l->data, strcspn (l->data, "."));
      g_autoptr (JsonObject) one = json_object_new ();

      json_object_set_member (one, l->data, parcours_json_ref_member (condition, l->data));
      if (!row_shows (row, name) && !parcours_params_hold (params, one))
        return FALSE;
    }

  return TRUE;
}

static gboolean
holds (const ParcoursRow *row,
       JsonObject        *effective,
       JsonObject        *condition)
{
  return effective != NULL ? parcours_params_hold (effective, condition) : may_hold (row, condition);
}

static void
add_topic (GPtrArray  *topics,
           const char *topic)
{
  if (topic != NULL && !g_ptr_array_find_with_equal_func (topics, topic, g_str_equal, NULL))
    g_ptr_array_add (topics, g_strdup (topic));
}

static char **
finish (GPtrArray *topics)
{
  g_ptr_array_add (topics, NULL);

  return (char **) g_ptr_array_free (topics, FALSE);
}

static void
add_entries (const ParcoursRow *row,
             JsonObject        *effective,
             const char        *name,
             GPtrArray         *topics)
{
  JsonArray *array = parcours_json_member_array (row->type->rule, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);

      if (holds (row, effective, parcours_json_member_object (entry, "if")))
        add_topic (topics, parcours_json_member_string (entry, "topic"));
    }
}

/**
 * parcours_row_listens:
 * @row: a row
 * @params: (nullable): the parameters of a step made from it, or %NULL for any step
 *
 * Returns: (transfer full): the topics that admit contacts at the step, or arm or disarm it
 */
char **
parcours_row_listens (const ParcoursRow *row,
                      JsonObject        *params)
{
  g_autoptr (JsonObject) effective = params != NULL ? parcours_row_effective_params (row, params) : NULL;
  GPtrArray *topics = g_ptr_array_new ();

  add_entries (row, effective, "events", topics);
  add_entries (row, effective, "arm", topics);
  add_entries (row, effective, "disarm", topics);
  add_topic (topics, parcours_json_member_string (row->type->rule, "topic"));
  if (row->type->family == PARCOURS_FAMILY_DIRECT)
    add_topic (topics, "automation.enrol-requested");

  return finish (topics);
}

/* A topic that is published only where a parameter is there, or has a value. */
static gboolean
is_published (const ParcoursRow *row,
              JsonObject        *effective,
              const char        *topic)
{
  JsonObject *conditions = parcours_json_member_object (row->type->rule, "publishes-if");
  const char *param = parcours_json_member_string (conditions, topic);

  if (param == NULL)
    return holds (row, effective, parcours_json_member_object (conditions, topic));

  return effective != NULL ? json_object_has_member (effective, param) : row_shows (row, param);
}

/**
 * parcours_row_publishes:
 * @row: a row
 * @params: (nullable): the parameters of a step made from it, or %NULL for any step
 *
 * Returns: (transfer full): the topics that the step may publish
 */
char **
parcours_row_publishes (const ParcoursRow *row,
                        JsonObject        *params)
{
  g_autoptr (JsonObject) effective = params != NULL ? parcours_row_effective_params (row, params) : NULL;
  g_auto (GStrv) all = parcours_catalog_strings (row->type->rule, "publishes");
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (is_published (row, effective, all[i]))
        add_topic (topics, all[i]);
    }

  return finish (topics);
}
