/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-case.h"
#include "parcours-draw.h"
#include "parcours-error.h"
#include "parcours-json.h"

#define DEFAULT_SEED 1

#define LONGEST (100 * 366 * (gint64) PARCOURS_DAY)

static const char *const case_keys[] = {
  "automations", "behaviour", "cases", "contacts", "description", "entities", "expect", "features", "for", "format",
  "frequency-cap", "from", "name", "plan", "platform", "quiet-hours", "seed", "strict", "timeline", "timezone",
  "tracked-domains", NULL
};
static const char *const cap_keys[] = { "messages", "within", "over", "channels", NULL };
static const char *const quiet_keys[] = { "from", "to", "over", NULL };

/**
 * parcours_case_free:
 * @self: (transfer full): a case
 */
void
parcours_case_free (ParcoursCase *self)
{
  g_free (self->name);
  g_free (self->folder);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->automations, g_ptr_array_unref);
  g_clear_pointer (&self->timeline, parcours_timeline_unref);
  g_clear_pointer (&self->behaviour, parcours_behaviour_unref);
  g_clear_pointer (&self->cast, parcours_cast_free);
  g_clear_pointer (&self->library, parcours_library_unref);
  g_strfreev (self->features);
  g_free (self->plan);
  g_strfreev (self->tracked_domains);
  g_free (self);
}

static gboolean
read_zone (ParcoursCase         *self,
           const ParcoursPlace  *head,
           GError              **error)
{
  ParcoursPlace zone = parcours_place_member (head, "timezone");
  const char *name = "UTC";
  g_autofree char *message = NULL;

  if (parcours_place_is_there (&zone) && !parcours_place_string (&zone, &name, error))
    return FALSE;
  self->zone = parcours_zone_lookup (name);
  if (self->zone != NULL)
    return TRUE;
  message = g_strdup_printf (_("there is no time zone “%s”"), name);

  return parcours_place_fail (&zone, error, message);
}

/* The start is a local time in the zone, the end a duration after it. */
static gboolean
read_period (ParcoursCase         *self,
             const ParcoursPlace  *head,
             GError              **error)
{
  ParcoursPlace from = parcours_place_member (head, "from");
  ParcoursPlace length = parcours_place_member (head, "for");
  ParcoursDuration duration = { 0, 30, 0 };
  const char *text;
  gint64 local;

  if (!parcours_place_string (&from, &text, error))
    return FALSE;
  if (!parcours_local_parse (text, &local))
    return parcours_place_fail (&from, error, _("this has to be a local time such as 2026-03-02T09:00"));
  self->settings.from = parcours_zone_to_utc (self->zone, local);
  if (parcours_place_is_there (&length))
    {
      if (!parcours_place_string (&length, &text, error))
        return FALSE;
      if (!parcours_duration_parse (text, &duration))
        return parcours_place_fail (&length, error, _("this has to be a duration such as P30D"));
    }
  self->settings.to = parcours_duration_add (&duration, self->settings.from, self->zone);
  if (self->settings.to <= self->settings.from || self->settings.to > self->settings.from + LONGEST)
    return parcours_place_fail (&length, error, _("a scenario lasts at least a second and at most a hundred years"));

  return TRUE;
}

static gboolean
check_channel (const ParcoursPlace  *place,
               gpointer              user_data,
               GError              **error)
{
  ParcoursChannel channel;
  const char *name;

  if (!parcours_place_string (place, &name, error))
    return FALSE;

  return parcours_channel_parse (name, &channel) || parcours_place_fail (place, error, _("there is no such channel"));
}

/* {"messages", "within", "over", "channels"} */
static gboolean
check_cap (const ParcoursPlace  *head,
           GError              **error)
{
  ParcoursPlace cap = parcours_place_member (head, "frequency-cap");
  ParcoursPlace messages = parcours_place_member (&cap, "messages");
  ParcoursPlace within = parcours_place_member (&cap, "within");
  ParcoursPlace over = parcours_place_member (&cap, "over");
  ParcoursPlace channels = parcours_place_member (&cap, "channels");
  ParcoursDuration duration;
  const char *text;
  gint64 n;

  if (!parcours_place_is_there (&cap))
    return TRUE;
  if (!parcours_place_check_keys (&cap, cap_keys, error) || !parcours_place_integer (&messages, 1, &n, error) ||
      !parcours_place_string (&within, &text, error))
    return FALSE;
  if (!parcours_duration_parse (text, &duration))
    return parcours_place_fail (&within, error, _("this has to be a duration such as P7D"));
  if (parcours_place_is_there (&over) && !parcours_place_string (&over, &text, error))
    return FALSE;
  if (parcours_place_is_there (&over) && !g_str_equal (text, "skip") && !g_str_equal (text, "delay"))
    return parcours_place_fail (&over, error, _("this has to be delay or skip"));

  return !parcours_place_is_there (&channels) || parcours_place_foreach (&channels, check_channel, NULL, error);
}

static gboolean
read_strings (const ParcoursPlace   *place,
              char                ***strings,
              GError               **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!parcours_place_is_there (place))
    return TRUE;
  if (!parcours_place_array (place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (place, i);
      const char *text;

      if (!parcours_place_string (&element, &text, error))
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  *strings = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_head (ParcoursCase         *self,
           const ParcoursPlace  *head,
           GError              **error)
{
  ParcoursPlace seed = parcours_place_member (head, "seed");
  ParcoursPlace strict = parcours_place_member (head, "strict");
  ParcoursPlace features = parcours_place_member (head, "features");
  ParcoursPlace domains = parcours_place_member (head, "tracked-domains");
  ParcoursPlace plan = parcours_place_member (head, "plan");
  const char *text;
  gint64 number = DEFAULT_SEED;

  if (!parcours_place_check_keys (head, case_keys, error) || !read_zone (self, head, error) ||
      !read_period (self, head, error) ||
      (parcours_place_is_there (&seed) && !parcours_place_integer (&seed, 0, &number, error)) ||
      (parcours_place_is_there (&strict) && !parcours_place_boolean (&strict, &self->strict, error)) ||
      !check_cap (head, error) || !read_strings (&features, &self->features, error) ||
      !read_strings (&domains, &self->tracked_domains, error))
    return FALSE;
  if (parcours_place_is_there (&plan))
    {
      if (!parcours_place_string (&plan, &text, error))
        return FALSE;
      self->plan = g_strdup (text);
    }
  parcours_settings_read (&self->settings, json_node_get_object (self->node));
  self->settings.zone = self->zone;
  self->settings.seed = (guint64) number;
  self->settings.session_gap = PARCOURS_SESSION_GAP;

  return TRUE;
}

static char *
path_of (const ParcoursCase *self,
         const char         *name)
{
  return self->folder != NULL && !g_path_is_absolute (name) ? g_build_filename (self->folder, name, NULL)
                                                            : g_strdup (name);
}

/* The head may name another platform. */
static JsonNode *
adapt_automation (const ParcoursPlace *head,
                  JsonNode            *node)
{
  JsonObject *object = json_node_get_object (node);
  ParcoursPlace platform = parcours_place_member (head, "platform");
  JsonObject *changed = parcours_json_copy_object (object);

  if (parcours_place_is_there (&platform))
    json_object_set_member (changed, "platform", json_node_ref (platform.node));

  return parcours_json_take_object (changed);
}

static gboolean
check_settings (const ParcoursPlace  *head,
                GError              **error)
{
  ParcoursPlace platform = parcours_place_member (head, "platform");
  ParcoursPlace quiet = parcours_place_member (head, "quiet-hours");
  ParcoursPlace from = parcours_place_member (&quiet, "from");
  ParcoursPlace to = parcours_place_member (&quiet, "to");
  ParcoursPlatform known;
  const char *text;
  int seconds;

  if (parcours_place_is_there (&platform))
    {
      if (!parcours_place_string (&platform, &text, error))
        return FALSE;
      if (!parcours_platform_from_name (text, &known))
        return parcours_place_fail (&platform, error, _("there is no such platform"));
    }
  if (!parcours_place_is_there (&quiet))
    return TRUE;
  if (!parcours_place_check_keys (&quiet, quiet_keys, error) || !parcours_place_string (&from, &text, error))
    return FALSE;
  if (!parcours_time_of_day_parse (text, &seconds))
    return parcours_place_fail (&from, error, _("this has to be a time of day such as 21:00"));
  if (!parcours_place_string (&to, &text, error))
    return FALSE;

  return parcours_time_of_day_parse (text, &seconds) ||
         parcours_place_fail (&to, error, _("this has to be a time of day such as 21:00"));
}

typedef struct
{
  ParcoursCase *self;
  const ParcoursPlace *head;
} Reading;

/* The name of a file, or a document. */
static gboolean
read_automation (const ParcoursPlace  *place,
                 gpointer              user_data,
                 GError              **error)
{
  const Reading *reading = user_data;
  const char *name = parcours_json_string (place->node);
  g_autofree char *path = name != NULL ? path_of (reading->self, name) : NULL;
  g_autoptr (JsonNode) node = path != NULL ? parcours_json_load (path, error) : json_node_ref (place->node);
  g_autoptr (JsonNode) adapted = NULL;
  g_autoptr (ParcoursAutomation) automation = NULL;

  if (node == NULL)
    return parcours_place_prefix (place, error);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return parcours_place_fail (place, error, _("this has to be the name of a file, or an automation"));
  adapted = adapt_automation (reading->head, node);
  automation = parcours_automation_from_json (adapted, error);
  if (automation == NULL)
    return parcours_place_prefix (place, error);
  g_ptr_array_add (reading->self->automations, g_steal_pointer (&automation));

  return TRUE;
}

static gboolean
read_automations (ParcoursCase         *self,
                  const ParcoursPlace  *head,
                  GError              **error)
{
  ParcoursPlace automations = parcours_place_member (head, "automations");
  Reading reading = { self, head };
  JsonArray *array;

  self->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);

  return check_settings (head, error) &&
         (!parcours_place_is_there (&automations) ||
          (parcours_place_array (&automations, &array, error) &&
           parcours_place_foreach (&automations, read_automation, &reading, error)));
}

static gboolean
read_timeline (ParcoursCase         *self,
               const ParcoursPlace  *head,
               GError              **error)
{
  ParcoursPlace timeline = parcours_place_member (head, "timeline");
  ParcoursPlace platform = parcours_place_member (head, "platform");
  JsonArray *array = NULL;

  if (parcours_place_is_there (&timeline) && !parcours_place_array (&timeline, &array, error))
    return FALSE;
  self->timeline = parcours_timeline_new_from_array (array, self->zone, error);

  return self->timeline != NULL &&
         parcours_timeline_read_swaps (self->timeline, self->folder, parcours_json_string (platform.node), error);
}

static gboolean
is_new_contact (const ParcoursCase *self,
                const char         *contact)
{
  for (guint i = 0; i < parcours_timeline_n_entries (self->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (self->timeline, i);

      if (g_strcmp0 (entry->topic, "contact.created") == 0 && g_strcmp0 (entry->contact, contact) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Who is named in the timeline has to be there, or nothing would happen to anybody. */
static gboolean
check_timeline (const ParcoursCase  *self,
                GError             **error)
{
  for (guint i = 0; i < parcours_timeline_n_entries (self->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (self->timeline, i);

      if (entry->contact == NULL || g_str_equal (entry->contact, "*") ||
          parcours_cast_name (self->cast, parcours_contact_key (entry->contact)) != NULL ||
          is_new_contact (self, entry->contact))
        continue;
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("timeline[%1$u]: there is no contact “%2$s”"), i,
                   entry->contact);
      return FALSE;
    }

  return TRUE;
}

/* The name of a preset, of a file, or an object. */
static gboolean
read_behaviour (ParcoursCase         *self,
                const ParcoursPlace  *head,
                GError              **error)
{
  ParcoursPlace behaviour = parcours_place_member (head, "behaviour");
  const char *name = parcours_json_string (behaviour.node);
  g_autofree char *path = NULL;

  if (!parcours_place_is_there (&behaviour))
    return TRUE;
  if (name == NULL)
    self->behaviour = parcours_behaviour_new_from_json (behaviour.node, error);
  else
    {
      path = g_strv_contains (parcours_behaviour_presets (), name) ? g_strdup (name) : path_of (self, name);
      self->behaviour = parcours_behaviour_load (path, error);
    }

  return self->behaviour != NULL || parcours_place_prefix (&behaviour, error);
}

static gboolean
make_library (ParcoursCase         *self,
              const ParcoursPlace  *head,
              GError              **error)
{
  g_autoptr (ParcoursLibraryMaker) maker = parcours_library_maker_new (self->strict);
  ParcoursPlace entities = parcours_place_member (head, "entities");

  if (parcours_place_is_there (&entities) && !parcours_library_maker_declare (maker, &entities, error))
    return FALSE;
  for (guint i = 0; i < self->automations->len; i++)
    {
      if (!parcours_library_maker_add_automation (maker, g_ptr_array_index (self->automations, i), error))
        return FALSE;
    }
  if (!parcours_cast_need (self->cast, maker, error) ||
      !parcours_library_maker_add_timeline (maker, self->timeline, error) ||
      (self->behaviour != NULL && !parcours_library_maker_add_behaviour (maker, self->behaviour, error)))
    return FALSE;
  self->library = parcours_library_maker_finish (maker);

  return TRUE;
}

/**
 * parcours_case_new:
 * @node: the keys of the case, an object
 * @folder: (nullable): where the files that it names lie
 * @error: return location for an error, whose message names the key that is wrong
 *
 * Returns: (transfer full): the case, or %NULL
 */
ParcoursCase *
parcours_case_new (JsonNode    *node,
                   const char  *folder,
                   GError     **error)
{
  g_autoptr (ParcoursCase) self = g_new0 (ParcoursCase, 1);
  ParcoursPlace head = { NULL, NULL, 0, node };
  ParcoursPlace contacts = parcours_place_member (&head, "contacts");
  ParcoursPlace entities = parcours_place_member (&head, "entities");
  ParcoursPlace name = parcours_place_member (&head, "name");

  self->node = json_node_ref (node);
  self->folder = g_strdup (folder);
  self->name = g_strdup (parcours_json_string (name.node));
  contacts.parent = &head;
  if (!read_head (self, &head, error) || !read_automations (self, &head, error) || !read_timeline (self, &head, error) ||
      !read_behaviour (self, &head, error))
    return NULL;
  self->cast = parcours_cast_new (&contacts, &entities, self->folder, error);
  if (self->cast == NULL || !check_timeline (self, error) || !make_library (self, &head, error))
    return NULL;

  return g_steal_pointer (&self);
}
