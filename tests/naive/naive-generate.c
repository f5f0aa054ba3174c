/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random cases: people, what happens to them, and automations of all step types. The parameters of a step and the
 * payload of an event follow from their types in the catalogue, so that what is added there is tried here. */

#include "config.h"

#include <string.h>

#include "naive-generate-private.h"
#include "parcours-catalog.h"
#include "parcours-json.h"

#define MAX_STEPS 12

static const char *platforms[] = { "any", "activecampaign", "mailchimp", "brevo" };
static const char *zones[] = { "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC",
                               "Pacific/Apia", "America/Sao_Paulo" };
/* Weeks in which clocks change, years end, and February is short or long. */
static const char *starts[] = { "2026-03-02T09:00", "2026-03-27T22:30", "2026-10-23T01:00", "2026-12-28T12:00",
                                "2028-02-27T08:00", "2026-02-26T09:00", "2026-04-03T00:00", "2026-11-01T00:30" };
static const char *periods[] = { "P2D", "P5D", "P9D", "P20D", "P45D", "P400D" };
static const char *statuses[] = { "active", "unconfirmed", "unsubscribed", "bounced" };
static const char *consents[] = { "none", "unconfirmed", "subscribed", "unsubscribed", "bounced", "blocked" };
static const char *channels[] = { "email", "sms", "push", "site-message", "wallet" };

guint
naive_pick (NaiveGenerator *self,
            guint           n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

gboolean
naive_chance (NaiveGenerator *self,
              guint           percent)
{
  return naive_pick (self, 100) < percent;
}

/* The universe: what can be named */

const char *
naive_slug (NaiveGenerator *self,
            const char     *kind)
{
  g_autofree char *plural = g_str_has_suffix (kind, "s") ? g_strdup (kind)
                            : g_str_has_suffix (kind, "y") ? g_strdup_printf ("%.*sies", (int) strlen (kind) - 1, kind)
                            : g_str_equal (kind, "push") ? g_strdup ("pushes") : g_strconcat (kind, "s", NULL);
  JsonObject *entities = parcours_json_member_object (self->universe, plural);
  g_autoptr (GList) slugs = NULL;
  const char *slug;

  if (g_str_equal (kind, "automation"))
    return self->slugs[naive_pick (self, self->n_automations)];
  if (entities == NULL || naive_chance (self, 2))
    return "unheard-of";
  slugs = json_object_get_members (entities);
  slug = g_list_nth_data (slugs, naive_pick (self, g_list_length (slugs)));

  return g_str_equal (slug, "secret") ? "city" : slug;
}

const char *
naive_duration (NaiveGenerator *self)
{
  static const char *durations[] = { "PT1H", "PT30M", "P1D", "P2D", "PT24H", "P7D", "PT90M", "P1M", "P1W", "PT1M", "P1DT6H" };

  return durations[naive_pick (self, G_N_ELEMENTS (durations))];
}

const char *
naive_offset (NaiveGenerator *self)
{
  static const char *offsets[] = { "P0D", "-P1D", "P1D", "P7D", "-PT2H", "-P1M", "PT36H" };

  return offsets[naive_pick (self, G_N_ELEMENTS (offsets))];
}

/* An hour or two apart from everything else, so that much happens at the same instant. */
char *
naive_after (NaiveGenerator *self)
{
  static const char *hours[] = { "", "T1H", "T2H", "T24H", "T30M", "T9H", "T15H" };

  return g_strdup_printf ("P%uD%s", naive_pick (self, 9), hours[naive_pick (self, G_N_ELEMENTS (hours))]);
}

char *
naive_random_date (NaiveGenerator *self)
{
  gint32 day = self->start_day + g_rand_int_range (self->rand, -40, 40);

  return parcours_day_format (day);
}

char *
naive_random_instant (NaiveGenerator *self)
{
  return parcours_instant_format ((gint64) (self->start_day + g_rand_int_range (self->rand, -5, 20)) * PARCOURS_DAY +
                                  naive_pick (self, 24) * PARCOURS_HOUR);
}

static char *
birthday (NaiveGenerator *self)
{
  int month, day;

  if (naive_chance (self, 15))
    return g_strdup ("02-29");
  parcours_day_to_civil (self->start_day + g_rand_int_range (self->rand, -3, 20), NULL, &month, &day);

  return g_strdup_printf ("%02d-%02d", month, day);
}

static JsonNode *
text_node (char *text)
{
  JsonNode *node = parcours_json_new_string (text);

  g_free (text);

  return node;
}

static JsonNode *
some_of (NaiveGenerator    *self,
         const char *const *texts,
         guint              n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      if (naive_chance (self, 50))
        json_array_add_string_element (array, texts[i]);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
choices_node (NaiveGenerator *self)
{
  static const char *const options[] = { "art", "bio", "car" };

  return some_of (self, options, G_N_ELEMENTS (options));
}

/* A value of a field, typed as the universe says. */
JsonNode *
naive_field_node (NaiveGenerator *self,
                  const char     *kind,
                  const char     *slug)
{
  static const char *texts[] = { "Paris", "lyon", "Łódź", "paris", "New York" };
  static const char *plans[] = { "free", "pro", "team" };
  static const char *users[] = { "lea", "max" };
  g_autofree char *plural = g_strconcat (kind, "s", NULL);
  JsonObject *field = slug != NULL ? parcours_json_member_object (parcours_json_member_object (self->universe, plural), slug)
                                   : NULL;
  const char *type = parcours_json_member_string (field, "type");

  if (type == NULL || g_str_equal (type, "text"))
    return parcours_json_new_string (texts[naive_pick (self, G_N_ELEMENTS (texts))]);
  if (g_str_equal (type, "choice"))
    return parcours_json_new_string (plans[naive_pick (self, G_N_ELEMENTS (plans))]);
  if (g_str_equal (type, "user"))
    return parcours_json_new_string (users[naive_pick (self, G_N_ELEMENTS (users))]);
  if (g_str_equal (type, "choices"))
    return choices_node (self);
  if (g_str_equal (type, "number") || g_str_equal (type, "money"))
    return json_node_init_double (json_node_alloc (), naive_pick (self, 30) - 4.);
  if (g_str_equal (type, "bool"))
    return json_node_init_boolean (json_node_alloc (), naive_chance (self, 50));
  if (g_str_equal (type, "date"))
    return text_node (naive_random_date (self));
  if (g_str_equal (type, "birthday"))
    return text_node (birthday (self));

  return text_node (naive_random_instant (self));
}

/* Contacts */

static void
add_fields (NaiveGenerator *self,
            JsonObject     *contact)
{
  g_autoptr (GList) slugs = json_object_get_members (parcours_json_member_object (self->universe, "fields"));
  JsonObject *fields = json_object_new ();

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (naive_chance (self, 55))
        json_object_set_member (fields, l->data, naive_field_node (self, "field", l->data));
    }
  json_object_set_object_member (contact, "fields", fields);
}

static void
add_sets (NaiveGenerator *self,
          JsonObject     *contact)
{
  static const char *const tags[] = { "vip", "cold", "lead", "reader" };
  static const char *const groups[] = { "blue", "red" };
  static const char *const audiences[] = { "lookalike" };
  static const char *const senders[] = { "billing", "sales" };

  json_object_set_member (contact, "tags", some_of (self, tags, G_N_ELEMENTS (tags)));
  json_object_set_member (contact, "groups", some_of (self, groups, G_N_ELEMENTS (groups)));
  json_object_set_member (contact, "audiences", some_of (self, audiences, G_N_ELEMENTS (audiences)));
  if (naive_chance (self, 20))
    json_object_set_member (contact, "blocked-senders", some_of (self, senders, G_N_ELEMENTS (senders)));
}

static void
add_consent (NaiveGenerator *self,
             JsonObject     *contact)
{
  g_autoptr (GList) lists = json_object_get_members (parcours_json_member_object (self->universe, "lists"));
  JsonObject *on = json_object_new ();
  JsonObject *consent = json_object_new ();

  for (GList *l = lists; l != NULL; l = l->next)
    {
      if (naive_chance (self, 55))
        json_object_set_string_member (on, l->data,
                                       statuses[naive_chance (self, 60) ? 0 : naive_pick (self, G_N_ELEMENTS (statuses))]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (naive_chance (self, i == 0 ? 20 : 60))
        json_object_set_string_member (consent, channels[i],
                                       consents[naive_chance (self, 60) ? 2 : naive_pick (self, G_N_ELEMENTS (consents))]);
    }
  json_object_set_object_member (contact, "lists", on);
  json_object_set_object_member (contact, "consent", consent);
}

static void
add_devices (NaiveGenerator *self,
             JsonObject     *contact)
{
  static const char *kinds[] = { "ios", "android", "web" };
  JsonArray *devices = json_array_new ();
  JsonArray *passes = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (naive_chance (self, 30))
        {
          JsonObject *device = json_object_new ();

          json_object_set_string_member (device, "platform", kinds[i]);
          json_array_add_object_element (devices, device);
        }
    }
  if (naive_chance (self, 40))
    {
      JsonObject *pass = json_object_new ();

      json_object_set_string_member (pass, "wallet", "apple");
      json_object_set_string_member (pass, "campaign", "gold-pass");
      json_array_add_object_element (passes, pass);
    }
  json_object_set_array_member (contact, "devices", devices);
  json_object_set_array_member (contact, "passes", passes);
}

static void
add_scores (NaiveGenerator *self,
            JsonObject     *contact)
{
  JsonObject *scores = json_object_new ();

  if (naive_chance (self, 50))
    json_object_set_int_member (scores, "lead", naive_pick (self, 20));
  if (naive_chance (self, 50))
    json_object_set_int_member (scores, "heat", naive_pick (self, 20));
  json_object_set_object_member (contact, "scores", scores);
}

static void
add_history (NaiveGenerator *self,
             JsonObject     *contact)
{
  JsonArray *history = json_array_new ();

  for (guint i = naive_pick (self, 7); i > 0; i--)
    {
      JsonObject *event = naive_event (self);

      json_object_set_string_member (event, "at", naive_keep_string (self, g_strdup_printf ("-P%uDT%uH", naive_pick (self, 20),
                                                                                          1 + naive_pick (self, 23))));
      json_array_add_object_element (history, event);
    }
  json_object_set_array_member (contact, "history", history);
}

static void
add_passages (NaiveGenerator *self,
              JsonObject     *contact)
{
  JsonArray *passages = json_array_new ();

  while (naive_chance (self, 25))
    {
      JsonObject *passage = json_object_new ();
      guint days = 1 + naive_pick (self, 12);

      json_object_set_string_member (passage, "automation", naive_slug (self, "automation"));
      if (naive_chance (self, 70))
        json_object_set_string_member (passage, "trigger", "t0");
      json_object_set_string_member (passage, "step", "s1");
      json_object_set_string_member (passage, "entered", naive_keep_string (self, g_strdup_printf ("-P%uD", days)));
      json_object_set_string_member (passage, "ended", naive_keep_string (self, g_strdup_printf ("-P%uDT1H", days - 1)));
      json_object_set_boolean_member (passage, "completed", naive_chance (self, 60));
      json_array_add_object_element (passages, passage);
    }
  json_object_set_array_member (contact, "passages", passages);
}

static JsonObject *
make_contact (NaiveGenerator *self,
              guint           number)
{
  JsonObject *contact = json_object_new ();

  if (naive_chance (self, 90))
    json_object_set_string_member (contact, "email", naive_keep_string (self, g_strdup_printf ("c%u@example.org", number)));
  if (!json_object_has_member (contact, "email") || naive_chance (self, 50))
    json_object_set_string_member (contact, "phone", naive_keep_string (self, g_strdup_printf ("+3360000%04u", number)));
  if (naive_chance (self, 60))
    json_object_set_string_member (contact, "timezone", zones[naive_pick (self, G_N_ELEMENTS (zones))]);
  add_fields (self, contact);
  add_sets (self, contact);
  add_consent (self, contact);
  add_devices (self, contact);
  add_scores (self, contact);
  add_history (self, contact);
  naive_add_records (self, contact, number);
  add_passages (self, contact);

  return contact;
}

/* Automations */

/**
 * naive_make_settings:
 * @self: a generator
 *
 * Returns: (transfer full): settings of an automation
 */
JsonObject *
naive_make_settings (NaiveGenerator *self)
{
  static const char *parallels[] = { "no", "other-triggers", "yes" };
  static const char *reentries[] = { "never", "always" };
  JsonObject *settings = json_object_new ();
  JsonObject *entry = json_object_new ();

  if (naive_chance (self, 60))
    json_object_set_string_member (entry, "parallel", parallels[naive_pick (self, G_N_ELEMENTS (parallels))]);
  if (naive_chance (self, 20))
    {
      JsonObject *after = json_object_new ();

      json_object_set_string_member (after, "after", naive_duration (self));
      json_object_set_object_member (entry, "reentry", after);
    }
  else if (naive_chance (self, 70))
    json_object_set_string_member (entry, "reentry", reentries[naive_chance (self, 75)]);
  json_object_set_object_member (settings, "entry", entry);
  if (naive_chance (self, 30))
    json_object_set_string_member (settings, "timezone", zones[naive_pick (self, G_N_ELEMENTS (zones))]);
  if (naive_chance (self, 30))
    json_object_set_member (settings, "exit", naive_condition (self, 2));
  if (naive_chance (self, 20))
    {
      JsonObject *quiet = json_object_new ();

      json_object_set_string_member (quiet, "from", naive_chance (self, 50) ? "20:00" : "09:00");
      json_object_set_string_member (quiet, "to", naive_chance (self, 50) ? "08:00" : "10:30");
      json_object_set_string_member (quiet, "over", naive_chance (self, 50) ? "delay" : "skip");
      json_object_set_object_member (settings, "quiet-hours", quiet);
    }

  return settings;
}

/**
 * naive_pick_type:
 * @self: a generator
 * @trigger: whether a trigger is wanted
 *
 * Returns: (transfer none): a type of step; those that people wait or part at are common
 */
const ParcoursStepType *
naive_pick_type (NaiveGenerator *self,
                 gboolean        trigger)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (;;)
    {
      const ParcoursStepType *type = parcours_catalog_nth_type (catalog,
                                                                naive_pick (self, parcours_catalog_n_types (catalog)));
      gboolean common = type->kind == PARCOURS_STEP_WAIT || type->kind == PARCOURS_STEP_SPLIT ||
                        g_str_equal (type->name, "action.send-email");

      if ((type->kind == PARCOURS_STEP_TRIGGER) != trigger)
        continue;
      if (trigger || common || naive_chance (self, 35))
        return type;
    }
}

/**
 * naive_make_step:
 * @self: a generator
 * @type: a type of step
 *
 * Returns: (transfer full): a step of it
 */
JsonObject *
naive_make_step (NaiveGenerator         *self,
                 const ParcoursStepType *type)
{
  JsonObject *step = json_object_new ();
  JsonObject *params;

  json_object_set_string_member (step, "type", type->name);
  params = naive_params (self, type);
  if ((g_str_equal (type->name, "action.unsubscribe") || g_str_equal (type->name, "action.remove-from-list")) &&
      !json_object_has_member (params, "list"))
    json_object_set_string_member (params, "list", "shop");
  json_object_set_object_member (step, "params", params);

  return step;
}

/**
 * naive_add_link:
 * @links: where to add it
 * @from: a step
 * @port: a port of it
 * @to: where it leads
 */
void
naive_add_link (JsonArray  *links,
                const char *from,
                const char *port,
                const char *to)
{
  JsonObject *link = json_object_new ();

  json_object_set_string_member (link, "from", from);
  json_object_set_string_member (link, "port", port);
  json_object_set_string_member (link, "to", to);
  json_array_add_object_element (links, link);
}

/* Links lead forward; mostly to the next step, so that long ways are common. */
static void
link_step (NaiveGenerator         *self,
           JsonArray              *links,
           const ParcoursStepType *type,
           const char             *id,
           guint                   next)
{
  for (guint i = 0; type->ports[i] != NULL && next < self->n_steps; i++)
    {
      guint to = naive_chance (self, 70) ? next : next + naive_pick (self, self->n_steps - next);
      g_autofree char *target = g_strdup_printf ("s%u", to);

      if (naive_chance (self, 92))
        naive_add_link (links, id, type->ports[i], target);
    }
}

/**
 * naive_make_automation:
 * @self: a generator
 * @number: the place of its slug
 *
 * Returns: (transfer full): an automation
 */
JsonObject *
naive_make_automation (NaiveGenerator *self,
                       guint           number)
{
  JsonObject *automation = json_object_new ();
  JsonObject *steps = json_object_new ();
  JsonArray *links = json_array_new ();
  guint n_triggers = 1 + naive_pick (self, 3);

  self->automation = number;
  self->n_steps = 1 + naive_pick (self, MAX_STEPS);
  json_object_set_string_member (automation, "format", "parcours-automation/1");
  json_object_set_string_member (automation, "id", self->slugs[number]);
  json_object_set_string_member (automation, "slug", self->slugs[number]);
  json_object_set_string_member (automation, "name", self->slugs[number]);
  json_object_set_string_member (automation, "platform", platforms[naive_pick (self, G_N_ELEMENTS (platforms))]);
  json_object_set_object_member (automation, "settings", naive_make_settings (self));
  for (guint i = 0; i < n_triggers; i++)
    {
      const ParcoursStepType *type = naive_pick_type (self, TRUE);
      g_autofree char *id = g_strdup_printf ("t%u", i);

      json_object_set_object_member (steps, id, naive_make_step (self, type));
      link_step (self, links, type, id, 0);
    }
  for (guint i = 0; i < self->n_steps; i++)
    {
      const ParcoursStepType *type = naive_pick_type (self, FALSE);
      g_autofree char *id = g_strdup_printf ("s%u", i);

      json_object_set_object_member (steps, id, naive_make_step (self, type));
      if (g_str_equal (type->name, "split.random"))
        g_ptr_array_add (self->splits, g_strdup_printf ("%s/%s", self->slugs[number], id));
      link_step (self, links, type, id, i + 1);
    }
  json_object_set_object_member (automation, "steps", steps);
  json_object_set_array_member (automation, "links", links);

  return automation;
}

/* The case */

static void
add_head (NaiveGenerator *self,
          JsonObject     *root)
{
  const char *from = starts[naive_pick (self, G_N_ELEMENTS (starts))];
  gint64 local = 0;

  parcours_local_parse (from, &local);
  self->start_day = parcours_local_day (local);
  json_object_set_string_member (root, "format", "parcours-scenario/1");
  json_object_set_string_member (root, "from", from);
  json_object_set_string_member (root, "timezone", zones[naive_pick (self, G_N_ELEMENTS (zones))]);
  json_object_set_string_member (root, "for", periods[naive_chance (self, 95) ? naive_pick (self, 4) : 4 + naive_pick (self, 2)]);
  json_object_set_int_member (root, "seed", naive_pick (self, 1000));
  if (naive_chance (self, 20))
    {
      JsonObject *cap = json_object_new ();

      json_object_set_int_member (cap, "messages", 1 + naive_pick (self, 3));
      json_object_set_string_member (cap, "within", naive_duration (self));
      json_object_set_string_member (cap, "over", naive_chance (self, 50) ? "delay" : "skip");
      if (naive_chance (self, 50))
        json_object_set_member (cap, "channels", some_of (self, channels, G_N_ELEMENTS (channels)));
      json_object_set_object_member (root, "frequency-cap", cap);
    }
}

static void
add_automations (NaiveGenerator *self,
                 JsonObject     *root)
{
  JsonArray *automations = json_array_new ();
  JsonArray *paused = json_array_new ();

  for (guint i = 0; i < self->n_automations; i++)
    {
      json_array_add_object_element (automations, naive_make_automation (self, i));
      if (naive_chance (self, 4))
        json_array_add_string_element (paused, self->slugs[i]);
    }
  json_object_set_array_member (root, "automations", automations);
  json_object_set_array_member (root, "paused", paused);
}

/**
 * naive_generate:
 * @seed: a seed
 *
 * Returns: (transfer full): a random case, always the same for a seed
 */
JsonObject *
naive_generate (guint32 seed)
{
  g_autoptr (JsonNode) universe = naive_load_universe ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) splits = g_ptr_array_new_with_free_func (g_free);
  NaiveGenerator self = { .rand = g_rand_new_with_seed (seed), .universe = json_node_get_object (universe),
                          .slugs = { "alpha", "beta", "gamma", "delta" }, .kept = kept, .splits = splits };
  JsonObject *root = json_object_new ();
  JsonArray *contacts = json_array_new ();

  self.n_automations = 1 + naive_pick (&self, 4);
  self.n_contacts = 1 + naive_pick (&self, 5);
  add_head (&self, root);
  for (guint i = 0; i < self.n_contacts; i++)
    json_array_add_object_element (contacts, make_contact (&self, i));
  json_object_set_array_member (root, "contacts", contacts);
  add_automations (&self, root);
  json_object_set_array_member (root, "timeline", naive_timeline (&self));
  if (naive_chance (&self, 35))
    json_object_set_object_member (root, "behaviour", naive_behaviour (&self));
  g_rand_free (self.rand);

  return root;
}
