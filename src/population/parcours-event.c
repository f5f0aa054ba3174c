/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-event.h"
#include "parcours-text.h"

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

/**
 * parcours_event_intern_subject:
 * @topic: the topic of an event
 * @subject: (nullable): its subject as files spell it
 * @texts: the pool of texts
 *
 * Returns: the subject's number in the form in which events carry it: URLs without scheme, of a text message the
 *   first word in capitals
 */
guint32
parcours_event_intern_subject (const ParcoursTopic *topic,
                               const char          *subject,
                               ParcoursTexts       *texts)
{
  g_autofree char *normal = NULL;

  if (subject == NULL)
    return PARCOURS_TEXT_MISSING;
  if (g_str_equal (topic->subject, "url"))
    normal = parcours_url_normalize (subject);
  else if (g_str_equal (topic->name, "sms.received"))
    normal = g_ascii_strup (subject, (gssize) strcspn (subject, " "));

  return parcours_texts_intern (texts, normal != NULL ? normal : subject);
}

static const char *
payload_type (const char *key,
              gpointer    user_data)
{
  const ParcoursTopic *topic = user_data;
  const char *type = g_hash_table_lookup (topic->payload, key);

  /* The columns of items are money and numbers wherever they stand. */
  if (type == NULL && (g_str_equal (key, "price") || g_str_equal (key, "total")))
    return "money";

  return type;
}

/**
 * parcours_event_read_payload:
 * @topic: the topic of an event
 * @payload: (nullable): its payload as files spell it
 * @texts: the pool of texts
 * @arena: what the result will belong to
 *
 * Returns: (transfer none) (nullable): the payload, its keys read as the topic declares them
 */
const ParcoursObject *
parcours_event_read_payload (const ParcoursTopic *topic,
                             JsonObject          *payload,
                             ParcoursTexts       *texts,
                             ParcoursArena       *arena)
{
  if (payload == NULL)
    return NULL;

  return parcours_object_from_json (payload, payload_type, (gpointer) topic, texts, arena);
}

static GQuark
subject_quark (void)
{
  return PARCOURS_KEY ("subject");
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
