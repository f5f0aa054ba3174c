/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People of whom nobody has written anything: a spread over what the scenario
 * declares, the same for the same seed. */

#include "config.h"

#include "parcours-cast-private.h"
#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-library.h"
#include "parcours-time.h"

typedef struct
{
  guint64 seed;
  guint contact;
  JsonObject *to;
} Generator;

/* The same for a contact and a thing, whatever else is declared. */
static guint64
draw (const Generator *generator,
      const char      *kind,
      const char      *slug)
{
  return parcours_draw (parcours_draw_salt (generator->seed, "generate", slug, kind), generator->contact, 0);
}

static void
add_list (const Generator *generator,
          const char      *slug)
{
  guint32 percent = parcours_draw_below (draw (generator, "list", slug), 100);
  const char *status = percent < 60 ? "active" : percent < 70 ? "unsubscribed" : percent < 75 ? "unconfirmed" : NULL;

  if (status != NULL)
    json_object_set_string_member (parcours_json_member_object (generator->to, "lists"), slug, status);
}

static void
add_tag (const Generator *generator,
         const char      *slug)
{
  if (parcours_draw_below (draw (generator, "tag", slug), 4) == 0)
    json_array_add_string_element (parcours_json_member_array (generator->to, "tags"), slug);
}

static void
add_score (const Generator *generator,
           const char      *slug)
{
  json_object_set_int_member (parcours_json_member_object (generator->to, "scores"), slug,
                              parcours_draw_below (draw (generator, "score", slug), 101));
}

static JsonNode *
new_date (guint64  bits,
          gboolean birthday)
{
  g_autofree char *day = parcours_day_format (parcours_day_from_civil (1950, 1, 1) +
                                              (gint32) parcours_draw_below (bits, 70 * 365));

  return parcours_json_new_string (birthday ? day + 5 : day);
}

static JsonNode *
new_value (guint64           bits,
           ParcoursFieldType type,
           JsonArray        *options)
{
  JsonArray *chosen;

  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return json_node_init_int (json_node_alloc (), parcours_draw_below (bits, 1000));
    case PARCOURS_FIELD_BOOL:
      return json_node_init_boolean (json_node_alloc (), parcours_draw_below (bits, 2) == 1);
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_BIRTHDAY:
      return new_date (bits, type == PARCOURS_FIELD_BIRTHDAY);
    case PARCOURS_FIELD_CHOICE:
    case PARCOURS_FIELD_CHOICES:
      if (options == NULL || json_array_get_length (options) == 0)
        return NULL;
      chosen = json_array_new ();
      json_array_add_element (chosen, parcours_json_ref_element (options,
                                                              parcours_draw_below (bits, json_array_get_length (options))));
      if (type == PARCOURS_FIELD_CHOICE)
        {
          JsonNode *node = parcours_json_ref_element (chosen, 0);

          json_array_unref (chosen);
          return node;
        }
      return parcours_json_take_array (chosen);
    default:
      return NULL;
    }
}

/* One in five has no value. */
static void
add_field (const Generator *generator,
           const char      *slug,
           JsonObject      *columns)
{
  guint64 bits = draw (generator, "field", slug);
  JsonNode *value;

  if (columns == NULL || parcours_json_member_string (columns, "of") != NULL || bits % 5 == 0)
    return;
  value = new_value (bits, parcours_field_type_parse (parcours_json_member_string (columns, "type")),
                     parcours_json_member_array (columns, "options"));
  if (value != NULL)
    json_object_set_member (parcours_json_member_object (generator->to, "fields"), slug, value);
}

static void
add_kind (const Generator     *generator,
          const ParcoursPlace *entities,
          const char          *plural)
{
  ParcoursPlace kind = parcours_place_member (entities, plural);
  JsonObject *object = kind.node != NULL && JSON_NODE_HOLDS_OBJECT (kind.node) ? json_node_get_object (kind.node) : NULL;
  g_autoptr (GList) slugs = object != NULL ? parcours_json_sorted_members (object) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (g_str_equal (plural, "lists"))
        add_list (generator, l->data);
      else if (g_str_equal (plural, "tags"))
        add_tag (generator, l->data);
      else if (g_str_equal (plural, "scores"))
        add_score (generator, l->data);
      else
        add_field (generator, l->data, parcours_json_member_object (object, l->data));
    }
}

/* An array of contacts as a person would write them. */
JsonNode *
parcours_cast_generate (guint                n,
                        guint64              seed,
                        const ParcoursPlace *entities)
{
  static const char *const plurals[] = { "lists", "tags", "scores", "fields" };
  JsonArray *people = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonObject *contact = json_object_new ();
      g_autofree char *email = g_strdup_printf ("contact%u@example.org", i + 1);
      Generator generator = { seed, i, contact };

      json_object_set_string_member (contact, "email", email);
      json_object_set_object_member (contact, "lists", json_object_new ());
      json_object_set_object_member (contact, "scores", json_object_new ());
      json_object_set_object_member (contact, "fields", json_object_new ());
      json_object_set_array_member (contact, "tags", json_array_new ());
      for (guint j = 0; j < G_N_ELEMENTS (plurals); j++)
        add_kind (&generator, entities, plurals[j]);
      json_array_add_object_element (people, contact);
    }

  return parcours_json_take_array (people);
}
