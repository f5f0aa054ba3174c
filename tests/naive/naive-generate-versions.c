/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random edits with people inside: versions that take the place of an automation in mid-run. */

#include "config.h"

#include <string.h>

#include "naive-generate-private.h"
#include "parcours-json.h"

#define MAX_CHANGES 4
#define MAX_STEPS 12
#define FIRST_HOLD 20

static JsonObject *
steps_of (JsonObject *version)
{
  return parcours_json_member_object (version, "steps");
}

static JsonArray *
links_of (JsonObject *version)
{
  return parcours_json_member_array (version, "links");
}

static const char *
pick_id (NaiveGenerator *self,
         JsonObject     *version)
{
  g_autoptr (GList) ids = json_object_get_members (steps_of (version));

  return ids != NULL ? g_list_nth_data (ids, naive_pick (self, g_list_length (ids))) : NULL;
}

/* Where the first link from the step leads. */
static const char *
step_after (JsonObject *version,
            const char *id)
{
  for (guint i = 0; i < json_array_get_length (links_of (version)); i++)
    {
      JsonObject *link = json_array_get_object_element (links_of (version), i);

      if (g_str_equal (parcours_json_member_string (link, "from"), id))
        return parcours_json_member_string (link, "to");
    }

  return NULL;
}

/* Takes out a step, mostly one at which people hold. What led to it leads on, or is taken out too. */
static void
lose_step (NaiveGenerator *self,
           JsonObject     *version)
{
  JsonArray *links = links_of (version);
  JsonArray *left = json_array_new ();
  g_autofree char *hold = g_strdup_printf ("n%u", FIRST_HOLD + naive_pick (self, 4));
  g_autofree char *id = g_strdup (json_object_has_member (steps_of (version), hold) ? hold : pick_id (self, version));
  const char *next = naive_chance (self, 60) ? step_after (version, id) : NULL;

  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      g_autoptr (JsonNode) link = json_node_copy (json_array_get_element (links, i));
      gboolean leads_here = g_str_equal (parcours_json_member_string (json_node_get_object (link), "to"), id);

      if (g_str_equal (parcours_json_member_string (json_node_get_object (link), "from"), id) || (leads_here && next == NULL))
        continue;
      if (leads_here)
        json_object_set_string_member (json_node_get_object (link), "to", next);
      json_array_add_element (left, g_steal_pointer (&link));
    }
  json_object_remove_member (steps_of (version), id);
  json_object_set_array_member (version, "links", left);
}

/* A step gets other parameters or becomes one of another type, to whose ports the old links may not belong. */
static void
change_step (NaiveGenerator *self,
             JsonObject     *version)
{
  const char *id = pick_id (self, version);
  JsonObject *step = parcours_json_member_object (steps_of (version), id);
  const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), parcours_json_member_string (step, "type"));
  JsonArray *links = links_of (version);
  JsonArray *left = json_array_new ();

  if (naive_chance (self, 30))
    type = naive_pick_type (self, *id == 't');
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      if (!g_str_equal (parcours_json_member_string (link, "from"), id) ||
          g_strv_contains ((const char *const *) type->ports, parcours_json_member_string (link, "port")))
        json_array_add_element (left, json_node_copy (json_array_get_element (links, i)));
    }
  json_object_set_array_member (version, "links", left);
  json_object_set_object_member (steps_of (version), naive_keep_string (self, g_strdup (id)),
                                 naive_make_step (self, type));
}

/* A wait is common and what people are at; only its parameters change. */
static void
change_wait (NaiveGenerator *self,
             JsonObject     *version)
{
  g_autoptr (GList) ids = json_object_get_members (steps_of (version));

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *type = parcours_json_member_string (parcours_json_member_object (steps_of (version), l->data), "type");

      if (!g_str_has_prefix (type, "wait.") || naive_chance (self, 40))
        continue;
      json_object_set_object_member (steps_of (version), naive_keep_string (self, g_strdup (l->data)),
                                     naive_make_step (self, parcours_catalog_type (parcours_catalog_get (), type)));
      return;
    }
}

/* A new step stands on the link. */
static void
insert_step (NaiveGenerator         *self,
             JsonObject             *version,
             JsonObject             *link,
             const ParcoursStepType *type,
             guint                   number)
{
  g_autofree char *id = g_strdup_printf ("n%u", number);

  if (json_object_has_member (steps_of (version), id))
    return;
  json_object_set_object_member (steps_of (version), id, naive_make_step (self, type));
  if (type->ports[0] != NULL)
    naive_add_link (links_of (version), id, type->ports[0], parcours_json_member_string (link, "to"));
  json_object_set_string_member (link, "to", id);
}

/* One more trigger, by which everybody enters now and then: most random triggers hardly let anybody in. */
static void
let_people_in (NaiveGenerator *self,
               JsonObject     *root,
               JsonObject     *automation)
{
  JsonNode *step = json_from_string ("{\"type\": \"trigger.event-recorded\", \"params\": {\"runs\": \"multiple\"}}", NULL);
  JsonArray *links = links_of (automation);
  guint n = json_array_get_length (links);
  JsonObject *link = n > 0 ? json_array_get_object_element (links, naive_pick (self, n)) : NULL;
  JsonObject *entry = json_object_new ();
  g_autofree char *at = naive_after (self);

  if (link != NULL)
    naive_add_link (links, "t9", "next", parcours_json_member_string (link, "to"));
  json_object_set_member (steps_of (automation), "t9", step);
  json_object_set_string_member (entry, "at", at);
  json_object_set_string_member (entry, "contact", "*");
  json_object_set_string_member (entry, "event", "event.recorded");
  json_object_set_string_member (entry, "subject", naive_slug (self, "event-name"));
  if (naive_chance (self, 40))
    json_object_set_string_member (entry, "every", naive_chance (self, 50) ? "P1D" : "PT36H");
  json_array_add_object_element (parcours_json_member_array (root, "timeline"), entry);
}

/* Who enters holds at once, at something that mostly takes days: else few people would be inside. */
static void
hold_people (NaiveGenerator *self,
             JsonObject     *automation)
{
  static const char *holds[] = { "wait.duration", "wait.condition", "wait.event", "wait.moment", "wait.date",
                                 "goal.condition" };
  JsonArray *links = links_of (automation);
  guint n = json_array_get_length (links);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);
      const char *type = holds[naive_chance (self, 50) ? 0 : naive_pick (self, G_N_ELEMENTS (holds))];

      if (*parcours_json_member_string (link, "from") == 't' && naive_chance (self, 75))
        insert_step (self, automation, link, parcours_catalog_type (parcours_catalog_get (), type), FIRST_HOLD + i);
    }
}

/* A link leads to another step: one that lies behind where it began, by its number. */
static void
lead_elsewhere (NaiveGenerator *self,
                JsonObject     *version)
{
  guint n = json_array_get_length (links_of (version));
  JsonObject *link = n > 0 ? json_array_get_object_element (links_of (version), naive_pick (self, n)) : NULL;
  const char *from = parcours_json_member_string (link, "from");
  const char *to = pick_id (self, version);

  if (from == NULL || *from == 'n' || *to != 's' ||
      (*from == 's' && g_ascii_strtoull (to + 1, NULL, 10) <= g_ascii_strtoull (from + 1, NULL, 10)))
    return;
  json_object_set_string_member (link, "to", naive_keep_string (self, g_strdup (to)));
}

/* By a trigger that is new people may come to what they have done before. */
static void
add_trigger (NaiveGenerator *self,
             JsonObject     *version)
{
  guint n = json_array_get_length (links_of (version));
  JsonObject *link = n > 0 ? json_array_get_object_element (links_of (version), naive_pick (self, n)) : NULL;

  if (link == NULL || json_object_has_member (steps_of (version), "t8"))
    return;
  naive_add_link (links_of (version), "t8", "next", parcours_json_member_string (link, "to"));
  json_object_set_object_member (steps_of (version), "t8",
                                 naive_make_step (self, parcours_catalog_type (parcours_catalog_get (),
                                                                               "trigger.event-recorded")));
}

static void
change_something (NaiveGenerator *self,
                  JsonObject     *version,
                  guint           number)
{
  static const char *platforms[] = { "any", "activecampaign", "mailchimp", "brevo" };

  guint n = json_array_get_length (links_of (version));
  guint place = n > 0 ? naive_pick (self, n) : 0;

  if (pick_id (self, version) == NULL)
    return;
  switch (naive_pick (self, 15))
    {
    case 0:
    case 1:
    case 2:
      lose_step (self, version);
      break;
    case 3:
    case 4:
    case 5:
      change_step (self, version);
      break;
    case 6:
    case 7:
    case 8:
      change_wait (self, version);
      break;
    case 9:
    case 10:
      if (n > 0)
        insert_step (self, version, json_array_get_object_element (links_of (version), place),
                     naive_pick_type (self, FALSE), number);
      break;
    case 11:
      lead_elsewhere (self, version);
      break;
    case 12:
      add_trigger (self, version);
      break;
    case 13:
      json_object_set_object_member (version, "settings", naive_make_settings (self));
      break;
    default:
      json_object_set_string_member (version, "platform", platforms[naive_pick (self, G_N_ELEMENTS (platforms))]);
    }
}

/* Now and then it is said where people go whose step is gone. */
static void
add_moves (NaiveGenerator *self,
           JsonObject     *entry,
           JsonObject     *before,
           JsonObject     *version)
{
  g_autoptr (GList) ids = json_object_get_members (steps_of (before));
  JsonObject *moves = json_object_new ();

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *to = pick_id (self, version);

      if (*(const char *) l->data == 't' || json_object_has_member (steps_of (version), l->data) || naive_chance (self, 40))
        continue;
      if (to == NULL || *to == 't')
        json_object_set_null_member (moves, l->data);
      else
        json_object_set_string_member (moves, l->data, to);
    }
  json_object_set_object_member (entry, "move", moves);
}

static JsonObject *
add_version (NaiveGenerator *self,
             JsonObject     *root,
             JsonObject     *before,
             guint           number,
             const char     *at)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), before);
  g_autofree char *text = parcours_json_to_line (node);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);
  JsonObject *version = naive_chance (self, 10) ? naive_make_automation (self, number)
                                                : json_object_ref (json_node_get_object (copy));
  JsonObject *entry = json_object_new ();

  for (guint i = 1 + naive_pick (self, MAX_CHANGES); i > 0; i--)
    change_something (self, version, i);
  json_object_set_string_member (entry, "at", at);
  json_object_set_string_member (entry, "for", parcours_json_member_string (before, "slug"));
  json_object_set_object_member (entry, "swap", version);
  if (naive_chance (self, 60))
    add_moves (self, entry, before, version);
  json_array_add_object_element (parcours_json_member_array (root, "timeline"), entry);
  json_node_free (node);

  return version;
}

/* A generator for a case that was made before. */
static void
open_generator (NaiveGenerator *self,
                JsonObject     *root,
                guint32         seed)
{
  gint64 local = 0;

  parcours_local_parse (parcours_json_member_string (root, "from"), &local);
  *self = (NaiveGenerator){ .rand = g_rand_new_with_seed (seed), .slugs = { "alpha", "beta", "gamma", "delta" },
                            .n_steps = MAX_STEPS, .start_day = parcours_local_day (local) };
  self->universe_node = naive_load_universe ();
  self->universe = json_node_get_object (self->universe_node);
  self->kept = g_ptr_array_new_with_free_func (g_free);
  self->splits = g_ptr_array_new_with_free_func (g_free);
  self->n_automations = json_array_get_length (parcours_json_member_array (root, "automations"));
  self->n_contacts = json_array_get_length (parcours_json_member_array (root, "contacts"));
}

static void
close_generator (NaiveGenerator *self)
{
  json_node_unref (self->universe_node);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->splits);
  g_rand_free (self->rand);
}

/* Lets more people into the automations, and has them hold there. */
static void
enliven (JsonObject *root,
         guint32     seed)
{
  JsonArray *automations = parcours_json_member_array (root, "automations");
  NaiveGenerator self;

  open_generator (&self, root, seed);
  for (guint i = 0; i < self.n_automations; i++)
    {
      let_people_in (&self, root, json_array_get_object_element (automations, i));
      hold_people (&self, json_array_get_object_element (automations, i));
    }
  close_generator (&self);
}

/**
 * naive_generate_lively:
 * @seed: a seed
 *
 * Returns: (transfer full): a random case in which people are inside, always the same for a seed
 */
JsonObject *
naive_generate_lively (guint32 seed)
{
  JsonObject *root = naive_generate (seed);

  enliven (root, seed);

  return root;
}

/**
 * naive_add_unreached:
 * @root: a case
 * @seed: a seed
 *
 * Adds steps to which nothing leads, at both ends of the order of steps: of all types but triggers, and goals, to which
 * people jump.
 */
void
naive_add_unreached (JsonObject *root,
                     guint32     seed)
{
  static const char *ids[] = { "aa", "zz" };
  JsonArray *automations = parcours_json_member_array (root, "automations");
  NaiveGenerator self;

  open_generator (&self, root, seed);
  for (guint i = 0; i < 2 * self.n_automations; i++)
    {
      const ParcoursStepType *type = naive_pick_type (&self, FALSE);

      while (type->kind == PARCOURS_STEP_TRIGGER || g_str_equal (type->name, "goal.condition"))
        type = naive_pick_type (&self, FALSE);
      json_object_set_object_member (steps_of (json_array_get_object_element (automations, i / 2)), ids[i % 2],
                                     naive_make_step (&self, type));
    }
  close_generator (&self);
}

/**
 * naive_add_versions:
 * @root: a case
 * @seed: a seed
 *
 * Replaces some of its automations by edited ones while people are inside, always the same for a seed.
 */
void
naive_add_versions (JsonObject *root,
                    guint32     seed)
{
  static const char *hours[] = { "T0H", "T1H", "T9H", "T15H", "T17H30M" };
  JsonArray *automations = parcours_json_member_array (root, "automations");
  NaiveGenerator self;

  open_generator (&self, root, seed);
  for (guint i = 0; i < self.n_automations; i++)
    {
      guint day = naive_pick (&self, 6);
      const char *hour = hours[naive_pick (&self, G_N_ELEMENTS (hours))];
      g_autofree char *at = g_strdup_printf ("P%uD%s", day, hour);
      g_autofree char *later = g_strdup_printf ("P%uD%s", day + naive_pick (&self, 3), hour);
      JsonObject *version;

      if (naive_chance (&self, 35))
        continue;
      version = add_version (&self, root, json_array_get_object_element (automations, i), i, at);
      if (naive_chance (&self, 20))
        add_version (&self, root, version, i, later);
    }
  close_generator (&self);
}
