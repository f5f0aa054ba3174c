/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a case. What a key means to the engines is not decided here. */

#include "config.h"

#include "naive-case.h"
#include "naive-generate-private.h"
#include "parcours-draw.h"
#include "parcours-error.h"
#include "parcours-json.h"

#define SESSION_GAP 1800

/* The plural under which entities stand, and the kind of each. */
static const char *kinds[][2] = {
  { "fields", "field" },
  { "deal-fields", "deal-field" },
  { "account-fields", "account-field" },
  { "lists", "list" },
  { "tags", "tag" },
  { "groups", "group" },
  { "audiences", "audience" },
  { "segments", "segment" },
  { "forms", "form" },
  { "surveys", "survey" },
  { "emails", "email" },
  { "sms", "sms" },
  { "pushes", "push" },
  { "site-messages", "site-message" },
  { "wallet-notifications", "wallet-notification" },
  { "wallet-campaigns", "wallet-campaign" },
  { "senders", "sender" },
  { "event-names", "event-name" },
  { "conversions", "conversion" },
  { "scores", "score" },
  { "pipelines", "pipeline" },
  { "stages", "stage" },
  { "task-types", "task-type" },
  { "users", "user" },
  { "accounts", "account" },
  { "stores", "store" },
  { "products", "product" },
  { "categories", "category" },
  { "collections", "collection" },
  { "programs", "program" },
  { "balances", "balance" },
  { "tiers", "tier" },
  { "meeting-types", "meeting-type" },
  { "phone-lines", "phone-line" },
  { "payment-links", "payment-link" },
  { "live-events", "live-event" },
  { "feeds", "feed" },
};

static gboolean
fail (GError     **error,
      const char  *key)
{
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, "“%s” cannot be read", key);

  return FALSE;
}

static gboolean
read_cap (ParcoursSettings  *settings,
          JsonObject        *cap,
          GError           **error)
{
  JsonArray *channels = parcours_json_member_array (cap, "channels");
  const char *within = parcours_json_member_string (cap, "within");

  if (cap == NULL)
    return TRUE;
  settings->cap_messages = (guint) parcours_json_member_number (cap, "messages", 0.);
  settings->cap_skips = g_strcmp0 (parcours_json_member_string (cap, "over"), "skip") == 0;
  settings->cap_channels = channels == NULL ? (1 << PARCOURS_N_CHANNELS) - 1 : 0;
  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      ParcoursChannel channel;

      if (!parcours_channel_parse (json_array_get_string_element (channels, i), &channel))
        return fail (error, "channels");
      settings->cap_channels |= 1u << channel;
    }

  return (within != NULL && parcours_duration_parse (within, &settings->cap_within)) || fail (error, "within");
}

static gboolean
read_settings (NaiveCase  *self,
               GError    **error)
{
  const char *zone = parcours_json_member_string (self->root, "timezone");
  const char *from = parcours_json_member_string (self->root, "from");
  const char *period = parcours_json_member_string (self->root, "for");
  ParcoursSettings *settings = &self->settings;
  ParcoursDuration duration;
  gint64 local;

  settings->zone = zone != NULL ? parcours_zone_lookup (zone) : parcours_zone_utc ();
  settings->seed = (guint64) parcours_json_member_number (self->root, "seed", 1.);
  settings->session_gap = SESSION_GAP;
  if (settings->zone == NULL)
    return fail (error, "timezone");
  if (from == NULL || !parcours_local_parse (from, &local))
    return fail (error, "from");
  if (!parcours_duration_parse (period != NULL ? period : "P30D", &duration))
    return fail (error, "for");
  settings->from = parcours_zone_to_utc (settings->zone, local);
  settings->to = parcours_duration_add (&duration, settings->from, settings->zone);

  return read_cap (settings, parcours_json_member_object (self->root, "frequency-cap"), error);
}

static void
add_entities (ParcoursLibrary *library,
              const char      *kind,
              JsonObject      *object)
{
  g_autoptr (GList) slugs = json_object_get_members (object);

  for (GList *l = slugs; l != NULL; l = l->next)
    parcours_library_add (library, kind, l->data, l->data, parcours_json_member_object (object, l->data));
}

static void
read_library (NaiveCase *self)
{
  JsonObject *entities = json_node_get_object (self->universe);

  self->library = parcours_library_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      JsonObject *object = parcours_json_member_object (entities, kinds[i][0]);

      if (object != NULL)
        add_entities (self->library, kinds[i][1], object);
    }
  for (guint i = 0; i < self->automations->len; i++)
    {
      const char *slug = parcours_automation_slug (g_ptr_array_index (self->automations, i));

      parcours_library_add (self->library, "automation", slug, slug, NULL);
    }
}

static int
compare_slugs (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (parcours_automation_slug (*(ParcoursAutomation *const *) a),
                    parcours_automation_slug (*(ParcoursAutomation *const *) b));
}

static gboolean
read_automations (NaiveCase  *self,
                  GError    **error)
{
  JsonArray *array = parcours_json_member_array (self->root, "automations");

  self->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      ParcoursAutomation *automation = parcours_automation_from_json (json_array_get_element (array, i), error);

      if (automation == NULL)
        return FALSE;
      g_ptr_array_add (self->automations, automation);
    }
  g_ptr_array_sort (self->automations, compare_slugs);

  return TRUE;
}

/**
 * naive_case_address:
 * @contact: a contact of a case
 *
 * Returns: (transfer none): what names it: the email address, or the phone number
 */
const char *
naive_case_address (JsonObject *contact)
{
  const char *email = parcours_json_member_string (contact, "email");

  return email != NULL ? email : parcours_json_member_string (contact, "phone");
}

/**
 * naive_case_key:
 * @contact: a contact of a case
 *
 * Returns: its contact key
 */
guint64
naive_case_key (JsonObject *contact)
{
  const char *email = parcours_json_member_string (contact, "email");
  g_autofree char *address = email != NULL ? g_strdup (email)
                                           : g_strconcat ("phone:", naive_case_address (contact), NULL);

  return parcours_contact_key (address);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 one = naive_case_key (*(JsonObject *const *) a);
  guint64 other = naive_case_key (*(JsonObject *const *) b);

  return one < other ? -1 : one > other;
}

static gboolean
read_contacts (NaiveCase  *self,
               GError    **error)
{
  JsonArray *array = parcours_json_member_array (self->root, "contacts");

  self->contacts = g_ptr_array_new ();
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *contact = json_array_get_object_element (array, i);

      if (contact == NULL || naive_case_address (contact) == NULL)
        return fail (error, "contacts");
      g_ptr_array_add (self->contacts, contact);
    }
  g_ptr_array_sort (self->contacts, compare_keys);

  return TRUE;
}

/* Whether entities declare what a contact has under @name: an object of slugs, or an array of them. */
static gboolean
are_declared (NaiveCase   *self,
              JsonObject  *contact,
              const char  *name,
              const char  *kind,
              GError     **error)
{
  JsonNode *node = json_object_get_member (contact, name);
  g_autoptr (GList) slugs = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    slugs = json_object_get_members (json_node_get_object (node));
  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    slugs = g_list_prepend (slugs, (gpointer) json_array_get_string_element (json_node_get_array (node), i));
  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (parcours_library_lookup (self->library, kind, l->data) == NULL)
        return fail (error, l->data);
    }

  return TRUE;
}

static gboolean
check_contacts (NaiveCase  *self,
                GError    **error)
{
  static const char *names[][2] = { { "fields", "field" }, { "scores", "score" }, { "lists", "list" },
                                    { "tags", "tag" }, { "groups", "group" }, { "audiences", "audience" } };

  for (guint i = 0; i < self->contacts->len; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          if (!are_declared (self, g_ptr_array_index (self->contacts, i), names[j][0], names[j][1], error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_behaviour (NaiveCase  *self,
                GError    **error)
{
  JsonNode *node = json_object_get_member (self->root, "behaviour");

  if (node == NULL)
    return TRUE;
  self->behaviour = parcours_behaviour_new_from_json (node, error);

  return self->behaviour != NULL;
}

static gboolean
read_timeline (NaiveCase  *self,
               GError    **error)
{
  JsonArray *array = parcours_json_member_array (self->root, "timeline");

  self->timeline = parcours_timeline_new_from_array (array, NULL, error);

  return self->timeline != NULL;
}

/**
 * naive_case_new:
 * @root: (transfer none): a document
 * @error: return location for an error
 *
 * Returns: (transfer full): the case, or %NULL
 */
NaiveCase *
naive_case_new (JsonObject  *root,
                GError     **error)
{
  g_autoptr (NaiveCase) self = g_new0 (NaiveCase, 1);

  self->root = json_object_ref (root);
  self->universe = naive_load_universe ();
  if (!read_settings (self, error) || !read_automations (self, error) || !read_contacts (self, error) ||
      !read_behaviour (self, error) || !read_timeline (self, error))
    return NULL;
  read_library (self);
  if (!check_contacts (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * naive_case_free:
 * @self: (transfer full): a case
 */
void
naive_case_free (NaiveCase *self)
{
  json_object_unref (self->root);
  json_node_unref (self->universe);
  g_clear_pointer (&self->library, parcours_library_unref);
  g_clear_pointer (&self->automations, g_ptr_array_unref);
  g_clear_pointer (&self->behaviour, parcours_behaviour_unref);
  g_clear_pointer (&self->timeline, parcours_timeline_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_free (self);
}

/**
 * naive_case_is_active:
 * @self: a case
 * @automation: the slug of an automation
 *
 * Returns: whether it lets contacts in from the start; `paused` of the case lists those that do not
 */
gboolean
naive_case_is_active (NaiveCase  *self,
                      const char *automation)
{
  JsonArray *paused = parcours_json_member_array (self->root, "paused");

  for (guint i = 0; paused != NULL && i < json_array_get_length (paused); i++)
    {
      if (g_str_equal (json_array_get_string_element (paused, i), automation))
        return FALSE;
    }

  return TRUE;
}
