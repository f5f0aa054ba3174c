/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-event.h"

static const char *origin_names[PARCOURS_N_ORIGINS] = { "outside", "import", "behaviour", "effect", "clock", "derived" };

/**
 * parcours_origin_name:
 * @origin: an origin
 *
 * Returns: (transfer none): its name in payloads
 */
const char *
parcours_origin_name (ParcoursOrigin origin)
{
  return origin_names[origin];
}

/**
 * parcours_origin_parse:
 * @name: (nullable): a name
 * @origin: (out): the origin
 *
 * Returns: whether @name is an origin
 */
gboolean
parcours_origin_parse (const char     *name,
                       ParcoursOrigin *origin)
{
  for (guint i = 0; name != NULL && i < PARCOURS_N_ORIGINS; i++)
    {
      if (g_str_equal (origin_names[i], name))
        {
          *origin = (ParcoursOrigin) i;
          return TRUE;
        }
    }

  return FALSE;
}

static GQuark
subject_quark (void)
{
  return g_quark_from_static_string ("subject");
}

/**
 * parcours_event_get:
 * @event: an event
 * @key: a key of its payload, or `subject`
 *
 * Returns: the value, missing if the event has none
 */
ParcoursValue
parcours_event_get (const ParcoursEvent *event,
                    GQuark               key)
{
  ParcoursValue value = parcours_object_get (event->payload, key);

  if (value.type == PARCOURS_VALUE_MISSING)
    value = parcours_object_get (event->base, key);
  if (value.type == PARCOURS_VALUE_MISSING && key == subject_quark ())
    value = parcours_value_text (event->subject);

  return value;
}

/**
 * parcours_event_lookup:
 * @event: (type ParcoursEvent): an event
 * @key: a key of its payload, or `subject`
 *
 * parcours_event_get() as a #ParcoursLookup.
 *
 * Returns: the value, missing if the event has none
 */
ParcoursValue
parcours_event_lookup (gconstpointer event,
                       GQuark        key)
{
  return parcours_event_get (event, key);
}
