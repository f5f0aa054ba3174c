/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-catalog.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-timeline.h"

struct _ParcoursTimeline
{
  gatomicrefcount ref_count;
  GPtrArray *entries;       /* (owned) (element-type ParcoursTimelineEntry) which timelines may share */
  char **replaces;          /* (owned) (nullable) topics that nobody is to draw besides */
  const ParcoursZone *zone; /* (nullable) */
};

static void
entry_clear (gpointer data)
{
  ParcoursTimelineEntry *entry = data;

  g_free (entry->at);
  g_free (entry->every);
  g_free (entry->until);
  g_free (entry->contact);
  g_clear_pointer (&entry->who, parcours_condition_unref);
  g_free (entry->topic);
  g_free (entry->subject);
  g_clear_pointer (&entry->payload, json_object_unref);
  g_free (entry->on_topic);
  g_free (entry->on_subject);
  g_free (entry->step);
  g_free (entry->port);
  g_free (entry->automation);
  g_clear_pointer (&entry->swap, json_node_unref);
  g_clear_pointer (&entry->moves, json_object_unref);
}

static void
entry_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, entry_clear);
}

static gpointer
share_entry (gconstpointer entry,
             gpointer      unused)
{
  return g_atomic_rc_box_acquire ((gpointer) entry);
}

static gboolean
fail (GError     **error,
      guint        place,
      const char  *what)
{
  /* Translators: %u is the number of an entry of a timeline, from 1, %s says what is wrong with it. */
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Timeline, entry %u: %s"), place, what);

  return FALSE;
}

/**
 * parcours_timeline_instant:
 * @text: a local time, an instant, or a duration after @from
 * @from: where the run begins
 * @zone: the zone of local times
 * @at: (out): the instant
 *
 * Returns: whether @text is one of these
 */
gboolean
parcours_timeline_instant (const char         *text,
                           gint64              from,
                           const ParcoursZone *zone,
                           gint64             *at)
{
  ParcoursDuration offset;
  gint64 local;

  if (parcours_offset_parse (text, &offset))
    {
      *at = parcours_duration_add (&offset, from, zone);
      return TRUE;
    }
  if (parcours_instant_parse (text, at))
    return TRUE;
  if (!parcours_local_parse (text, &local))
    return FALSE;
  *at = parcours_zone_to_utc (zone, local);

  return TRUE;
}

static gboolean
is_instant (const char *text)
{
  gint64 at;

  return text != NULL && parcours_timeline_instant (text, 0, parcours_zone_utc (), &at);
}

static gboolean
read_contact (ParcoursTimelineEntry  *entry,
              JsonObject             *object,
              guint                   place,
              GError                **error)
{
  JsonNode *node = json_object_get_member (object, "contact");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      entry->who = parcours_condition_parse (node, error);
      return entry->who != NULL;
    }
  entry->contact = g_strdup (parcours_json_string (node));

  return entry->contact != NULL || fail (error, place, _("the contact is neither an address, nor *, nor a condition"));
}

static gboolean
read_event (ParcoursTimelineEntry  *entry,
            JsonObject             *object,
            guint                   place,
            GError                **error)
{
  JsonObject *payload = parcours_json_member_object (object, "payload");
  const char *topic = parcours_json_member_string (object, "event");
  const ParcoursTopic *known = topic != NULL ? parcours_catalog_topic (parcours_catalog_get (), topic) : NULL;
  g_autofree char *message = NULL;

  if (known == NULL)
    {
      message = g_strdup_printf (_("there is no event “%s”"), topic != NULL ? topic : "");
      return fail (error, place, message);
    }
  if (!known->outside)
    {
      message = g_strdup_printf (_("“%s” cannot happen from outside"), topic);
      return fail (error, place, message);
    }
  entry->topic = g_strdup (topic);
  entry->subject = g_strdup (parcours_json_member_string (object, "subject"));
  entry->payload = payload != NULL ? parcours_json_copy_object (payload) : NULL;

  return TRUE;
}

/* What a response is about follows from its cause only where both are about the same kind of thing. */
static gboolean
has_subject (const ParcoursTimelineEntry  *entry,
             guint                         place,
             GError                      **error)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const ParcoursTopic *topic = parcours_catalog_topic (catalog, entry->topic);
  const ParcoursTopic *on = parcours_catalog_topic (catalog, entry->on_topic);

  return entry->subject != NULL || *topic->subject == '\0' || g_str_equal (topic->subject, "contact") ||
         g_str_equal (topic->subject, on->subject) ||
         fail (error, place, _("“subject” is missing, and “on” is about something else"));
}

static gboolean
read_response (ParcoursTimelineEntry  *entry,
               JsonObject             *object,
               guint                   place,
               GError                **error)
{
  JsonObject *on = parcours_json_member_object (object, "on");
  const char *after = parcours_json_member_string (object, "after");
  const char *topic = parcours_json_member_string (on, "event");

  entry->kind = PARCOURS_TIMELINE_RESPONSE;
  if (topic == NULL || parcours_catalog_topic (parcours_catalog_get (), topic) == NULL)
    return fail (error, place, _("“on” names no event"));
  if (after != NULL && !parcours_duration_parse (after, &entry->after))
    return fail (error, place, _("“after” is no duration"));
  entry->on_topic = g_strdup (topic);
  entry->on_subject = g_strdup (parcours_json_member_string (on, "subject"));
  entry->nth = (guint) MAX (parcours_json_member_number (on, "nth", 0.), 0.);

  return read_event (entry, object, place, error) && has_subject (entry, place, error);
}

static gboolean
read_answer (ParcoursTimelineEntry  *entry,
             JsonObject             *object,
             guint                   place,
             GError                **error)
{
  entry->kind = PARCOURS_TIMELINE_ANSWER;
  entry->step = g_strdup (parcours_json_member_string (object, "step"));
  entry->visit = (guint) MAX (parcours_json_member_number (object, "visit", 1.), 1.);
  entry->port = g_strdup (parcours_json_member_string (object, "port"));

  return (entry->step != NULL && entry->port != NULL) || fail (error, place, _("an answer names a step and a port"));
}

static gboolean
read_change (ParcoursTimelineEntry  *entry,
             JsonObject             *object,
             guint                   place,
             GError                **error)
{
  JsonNode *active = json_object_get_member (object, "active");

  entry->kind = PARCOURS_TIMELINE_CHANGE;
  entry->at = g_strdup (parcours_json_member_string (object, "at"));
  entry->automation = g_strdup (parcours_json_member_string (object, "for"));
  entry->active = parcours_json_member_boolean (object, "active", TRUE);
  if (json_object_has_member (object, "swap"))
    entry->swap = parcours_json_ref_member (object, "swap");
  entry->moves = parcours_json_copy_member (object, "move");
  if (entry->automation == NULL || !is_instant (entry->at))
    return fail (error, place, _("a change names an automation and a time"));

  return entry->swap != NULL || (active != NULL && json_node_get_value_type (active) == G_TYPE_BOOLEAN) ||
         fail (error, place, _("a change says whether the automation is active, or what replaces it"));
}

static gboolean
read_timed_event (ParcoursTimelineEntry  *entry,
                  JsonObject             *object,
                  guint                   place,
                  GError                **error)
{
  ParcoursDuration every;

  entry->kind = PARCOURS_TIMELINE_EVENT;
  entry->at = g_strdup (parcours_json_member_string (object, "at"));
  entry->every = g_strdup (parcours_json_member_string (object, "every"));
  entry->until = g_strdup (parcours_json_member_string (object, "until"));
  if (!is_instant (entry->at))
    return fail (error, place, _("“at” is neither a time nor a duration after the start"));
  if (entry->every != NULL && (!parcours_duration_parse (entry->every, &every) ||
                               parcours_duration_approximate (&every) < PARCOURS_MINUTE))
    return fail (error, place, _("“every” is no duration of at least a minute"));
  if (entry->until != NULL && !is_instant (entry->until))
    return fail (error, place, _("“until” is neither a time nor a duration after the start"));

  return read_event (entry, object, place, error);
}

/* A slip in a key would make an entry say something else. */
static gboolean
check_keys (JsonObject  *object,
            guint        place,
            GError     **error)
{
  static const char *const keys[] = { "active", "after", "at", "contact", "event", "every", "for", "move", "note", "on",
                                      "payload", "port", "step", "subject", "swap", "until", "visit", NULL };
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *message = NULL;

      if (g_strv_contains (keys, l->data))
        continue;
      message = g_strdup_printf (_("there is no key “%s” here"), (const char *) l->data);
      return fail (error, place, message);
    }

  return TRUE;
}

static gboolean
read_entry (ParcoursTimeline  *timeline,
            JsonNode          *node,
            GError           **error)
{
  ParcoursTimelineEntry *entry = g_atomic_rc_box_new0 (ParcoursTimelineEntry);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint place = timeline->entries->len + 1;

  g_ptr_array_add (timeline->entries, entry);
  if (object == NULL)
    return fail (error, place, _("it is no object"));
  if (!check_keys (object, place, error) || !read_contact (entry, object, place, error))
    return FALSE;
  if (json_object_has_member (object, "on"))
    return read_response (entry, object, place, error);
  if (json_object_has_member (object, "for"))
    return read_change (entry, object, place, error);
  if (json_object_has_member (object, "step") || json_object_has_member (object, "port"))
    return read_answer (entry, object, place, error);

  return read_timed_event (entry, object, place, error);
}

/**
 * parcours_timeline_new_from_array:
 * @events: (nullable): the entries
 * @zone: (nullable): the zone of local times, %NULL for the workspace's
 * @error: return location for an error
 *
 * Returns: (transfer full): the timeline, or %NULL
 */
ParcoursTimeline *
parcours_timeline_new_from_array (JsonArray           *events,
                                  const ParcoursZone  *zone,
                                  GError             **error)
{
  g_autoptr (ParcoursTimeline) timeline = g_new0 (ParcoursTimeline, 1);

  g_atomic_ref_count_init (&timeline->ref_count);
  timeline->entries = g_ptr_array_new_with_free_func (entry_release);
  timeline->zone = zone;
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      if (!read_entry (timeline, json_array_get_element (events, i), error))
        return NULL;
    }

  return g_steal_pointer (&timeline);
}

static gboolean
read_replaces (ParcoursTimeline  *timeline,
               JsonObject        *object,
               GError           **error)
{
  JsonArray *array = parcours_json_member_array (object, "replaces");
  g_autoptr (GStrvBuilder) replaces = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *topic = parcours_json_string (json_array_get_element (array, i));

      if (topic == NULL || parcours_catalog_topic (parcours_catalog_get (), topic) == NULL)
        {
          g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Timeline: “replaces” names no event “%s”"),
                       topic != NULL ? topic : "");
          return FALSE;
        }
      g_strv_builder_add (replaces, topic);
    }
  timeline->replaces = g_strv_builder_end (replaces);

  return TRUE;
}

/**
 * parcours_timeline_new_from_json:
 * @node: a timeline file (DESIGN section 9)
 * @error: return location for an error
 *
 * Returns: (transfer full): the timeline, or %NULL
 */
ParcoursTimeline *
parcours_timeline_new_from_json (JsonNode  *node,
                                 GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = parcours_json_member_string (object, "timezone");
  const ParcoursZone *zone = parcours_zone_lookup (name);
  g_autoptr (ParcoursTimeline) timeline = NULL;

  if (g_strcmp0 (parcours_json_member_string (object, "format"), PARCOURS_TIMELINE_FORMAT) != 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("This is not a timeline of Parcours"));
      return NULL;
    }
  if (name != NULL && zone == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("There is no time zone “%s”"), name);
      return NULL;
    }

  timeline = parcours_timeline_new_from_array (parcours_json_member_array (object, "events"), zone, error);
  if (timeline == NULL || !read_replaces (timeline, object, error))
    return NULL;

  return g_steal_pointer (&timeline);
}

/**
 * parcours_timeline_join:
 * @timeline: a timeline
 * @other: another one, whose times say themselves by when they are
 *
 * Returns: (transfer full): a timeline with the entries of both, and with the zone of @timeline, so that entries of
 *   @other have to be durations or instants
 */
ParcoursTimeline *
parcours_timeline_join (const ParcoursTimeline *timeline,
                        const ParcoursTimeline *other)
{
  const ParcoursTimeline *both[] = { timeline, other };
  ParcoursTimeline *joined = g_new0 (ParcoursTimeline, 1);
  g_autoptr (GStrvBuilder) replaces = g_strv_builder_new ();

  g_atomic_ref_count_init (&joined->ref_count);
  joined->entries = g_ptr_array_new_with_free_func (entry_release);
  joined->zone = timeline->zone;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_ptr_array_extend (joined->entries, both[i]->entries, share_entry, NULL);
      if (both[i]->replaces != NULL)
        g_strv_builder_addv (replaces, (const char **) both[i]->replaces);
    }
  joined->replaces = g_strv_builder_end (replaces);

  return joined;
}

/**
 * parcours_timeline_replaces:
 * @timeline: (nullable): a timeline
 * @topic: a topic
 *
 * Returns: whether the timeline tells all of what people do by themselves on that topic, so that a behaviour's own
 *   arrivals of it do not happen
 */
gboolean
parcours_timeline_replaces (const ParcoursTimeline *timeline,
                            const char             *topic)
{
  return timeline != NULL && timeline->replaces != NULL &&
         g_strv_contains ((const char *const *) timeline->replaces, topic);
}

/**
 * parcours_timeline_read_swaps:
 * @timeline: a timeline that nobody else has yet
 * @folder: (nullable): where the files lie that it names, %NULL for the current folder
 * @platform: (nullable): the name of a platform that all automations shall have
 * @error: return location for an error
 *
 * Puts the documents in the place of the names of files that are to be swapped in.
 *
 * Returns: whether all of them could be read
 */
gboolean
parcours_timeline_read_swaps (ParcoursTimeline  *timeline,
                              const char        *folder,
                              const char        *platform,
                              GError           **error)
{
  for (guint i = 0; i < timeline->entries->len; i++)
    {
      ParcoursTimelineEntry *entry = g_ptr_array_index (timeline->entries, i);
      const char *name = entry->swap != NULL ? parcours_json_string (entry->swap) : NULL;
      g_autofree char *path = name != NULL && folder != NULL && !g_path_is_absolute (name)
                                ? g_build_filename (folder, name, NULL) : g_strdup (name);
      JsonNode *node = path != NULL ? parcours_json_load (path, error) : NULL;

      if (path != NULL && node == NULL)
        {
          g_prefix_error (error, _("Timeline, entry %u: "), i + 1);
          return FALSE;
        }
      if (node != NULL)
        {
          json_node_unref (entry->swap);
          entry->swap = node;
        }
      if (entry->swap != NULL && platform != NULL && JSON_NODE_HOLDS_OBJECT (entry->swap))
        {
          g_autoptr (JsonNode) value = parcours_json_new_string (platform);
          JsonNode *adapted = parcours_json_with_member (json_node_get_object (entry->swap), "platform", value);

          json_node_unref (entry->swap);
          entry->swap = adapted;
        }
    }

  return TRUE;
}

/**
 * parcours_timeline_with_swap:
 * @timeline: (nullable): a timeline
 * @slug: the slug of an automation
 * @at: an instant, as in a timeline
 * @version: (transfer none): what takes its place then
 * @moves: (nullable): where people go whose step is gone, see #ParcoursTimelineEntry
 *
 * Returns: (transfer full): a timeline that says this too
 */
ParcoursTimeline *
parcours_timeline_with_swap (ParcoursTimeline   *timeline,
                             const char         *slug,
                             const char         *at,
                             ParcoursAutomation *version,
                             JsonObject         *moves)
{
  ParcoursTimeline *with = g_new0 (ParcoursTimeline, 1);
  ParcoursTimelineEntry *entry = g_atomic_rc_box_new0 (ParcoursTimelineEntry);

  g_atomic_ref_count_init (&with->ref_count);
  with->entries = g_ptr_array_new_with_free_func (entry_release);
  if (timeline != NULL)
    {
      with->replaces = g_strdupv (timeline->replaces);
      with->zone = timeline->zone;
      g_ptr_array_extend (with->entries, timeline->entries, share_entry, NULL);
    }
  entry->kind = PARCOURS_TIMELINE_CHANGE;
  entry->at = g_strdup (at);
  entry->automation = g_strdup (slug);
  entry->active = TRUE;
  entry->swap = parcours_automation_to_json (version);
  entry->moves = moves != NULL ? parcours_json_copy_object (moves) : NULL;
  g_ptr_array_add (with->entries, entry);

  return with;
}

/**
 * parcours_timeline_load:
 * @path: the name of a file
 * @error: return location for an error, whose message names the file
 *
 * Returns: (transfer full): the timeline, with the files beside it that it swaps in, or %NULL
 */
ParcoursTimeline *
parcours_timeline_load (const char  *path,
                        GError     **error)
{
  g_autoptr (JsonNode) node = parcours_json_load (path, error);
  g_autoptr (ParcoursTimeline) timeline = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  if (node == NULL)
    return NULL;
  timeline = parcours_timeline_new_from_json (node, error);
  if (timeline == NULL || !parcours_timeline_read_swaps (timeline, folder, NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  return g_steal_pointer (&timeline);
}

/**
 * parcours_timeline_ref:
 * @timeline: a timeline
 *
 * Returns: (transfer full): @timeline
 */
ParcoursTimeline *
parcours_timeline_ref (ParcoursTimeline *timeline)
{
  g_atomic_ref_count_inc (&timeline->ref_count);

  return timeline;
}

/**
 * parcours_timeline_unref:
 * @timeline: (transfer full): a timeline
 */
void
parcours_timeline_unref (ParcoursTimeline *timeline)
{
  if (!g_atomic_ref_count_dec (&timeline->ref_count))
    return;
  g_ptr_array_unref (timeline->entries);
  g_strfreev (timeline->replaces);
  g_free (timeline);
}

/**
 * parcours_timeline_n_entries:
 * @timeline: a timeline
 *
 * Returns: how many entries it has
 */
guint
parcours_timeline_n_entries (const ParcoursTimeline *timeline)
{
  return timeline->entries->len;
}

/**
 * parcours_timeline_nth_entry:
 * @timeline: a timeline
 * @n: a number below parcours_timeline_n_entries()
 *
 * Returns: (transfer none): the entry
 */
const ParcoursTimelineEntry *
parcours_timeline_nth_entry (const ParcoursTimeline *timeline,
                             guint                   n)
{
  return g_ptr_array_index (timeline->entries, n);
}

/**
 * parcours_timeline_zone:
 * @timeline: a timeline
 *
 * Returns: (transfer none) (nullable): the zone of its local times, %NULL for the workspace's
 */
const ParcoursZone *
parcours_timeline_zone (const ParcoursTimeline *timeline)
{
  return timeline->zone;
}
