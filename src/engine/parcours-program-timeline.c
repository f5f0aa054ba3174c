/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the timeline holds becomes events with an instant: by contact, for who is
 * named, and in one list for all others, who decide for themselves whether they
 * are meant (vocabulary, section 5, fan-out). */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-timeline.h"

/* An event every minute for a year; more is a slip of the hand. */
#define MAX_REPETITIONS (366 * 24 * 60)

typedef struct
{
  ParcoursProgram *program;
  const ParcoursTimeline *timeline;
  const ParcoursZone *zone;
  gint64 from;
} TimelineCompiler;

/* A new contact has the address by which the timeline calls it. */
static JsonObject *
complete_created (const ParcoursTimelineEntry *entry)
{
  JsonObject *payload = json_object_new ();
  JsonObject *fields = json_object_new ();
  JsonObject *given = parcours_json_member_object (entry->payload, "fields");
  g_autoptr (GList) keys = entry->payload != NULL ? json_object_get_members (entry->payload) : NULL;
  g_autoptr (GList) slugs = given != NULL ? json_object_get_members (given) : NULL;

  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (payload, l->data, json_object_dup_member (entry->payload, l->data));
  for (GList *l = slugs; l != NULL; l = l->next)
    json_object_set_member (fields, l->data, json_object_dup_member (given, l->data));
  if (entry->contact != NULL && g_str_has_prefix (entry->contact, "phone:"))
    json_object_set_string_member (fields, "phone", entry->contact + strlen ("phone:"));
  else if (entry->contact != NULL)
    json_object_set_string_member (fields, "email", entry->contact);
  json_object_set_object_member (payload, "fields", fields);

  return payload;
}

/* What the parts of a new contact change has to be in the frame. */
static void
compile_created (ParcoursProgram *program,
                 JsonObject      *payload)
{
  JsonArray *tags = parcours_json_member_array (payload, "tags");
  JsonObject *lists = parcours_json_member_object (payload, "lists");
  g_autoptr (GList) slugs = json_object_get_members (parcours_json_member_object (payload, "fields"));
  g_autoptr (GList) list_slugs = lists != NULL ? json_object_get_members (lists) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    parcours_frame_add_field (program->frame, l->data);
  for (GList *l = list_slugs; l != NULL; l = l->next)
    parcours_frame_add_list (program->frame, l->data);
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    parcours_frame_add_set (program->frame, PARCOURS_SET_TAGS, json_array_get_string_element (tags, i));
}

static ParcoursEvent
compile_event (TimelineCompiler            *compiler,
               const ParcoursTimelineEntry *entry)
{
  ParcoursProgram *program = compiler->program;
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
  ParcoursEvent event = { .topic = (guint16) topic->index, .origin = PARCOURS_ORIGIN_OUTSIDE };
  g_autoptr (JsonObject) payload = entry->payload != NULL ? json_object_ref (entry->payload) : NULL;
  ParcoursOrigin origin;

  event.subject = parcours_event_intern_subject (topic, entry->subject, program->texts);
  if (topic->apply == PARCOURS_APPLY_CONTACT_CREATED)
    {
      g_clear_pointer (&payload, json_object_unref);
      payload = complete_created (entry);
      compile_created (program, payload);
    }
  if (payload != NULL)
    {
      event.payload = parcours_event_read_payload (topic, payload, program->texts, program->arena);
      if (parcours_origin_parse (parcours_json_member_string (payload, "origin"), &origin))
        event.origin = (guint8) origin;
    }
  if (entry->subject != NULL)
    parcours_compile_subject (program, topic, entry->subject);

  return event;
}

static guint64
contact_key (const char *contact)
{
  return g_str_equal (contact, "*") ? 0 : parcours_contact_key (contact);
}

/* What concerns nobody in particular is known before the run, and no event of anybody. */
static void
add_script (TimelineCompiler *compiler,
            ProgramScript    *script)
{
  if (script->event.topic == compiler->program->ids.feed_item_published)
    {
      if (script->event.subject != PARCOURS_TEXT_MISSING)
        parcours_compile_feed_item (compiler->program,
                                    parcours_texts_get (compiler->program->texts, script->event.subject), script->at);
      return;
    }
  script->number = compiler->program->scripts->len;
  g_array_append_val (compiler->program->scripts, *script);
}

static gboolean
compile_timed_event (TimelineCompiler             *compiler,
                     const ParcoursTimelineEntry  *entry,
                     guint                         place,
                     GError                      **error)
{
  ProgramScript script = { .event = compile_event (compiler, entry) };
  ParcoursDuration every = { 0 };
  gint64 until = PARCOURS_INSTANT_NEVER;
  guint n = 0;

  parcours_timeline_instant (entry->at, compiler->from, compiler->zone, &script.at);
  if (entry->every != NULL)
    parcours_duration_parse (entry->every, &every);
  if (entry->until != NULL)
    parcours_timeline_instant (entry->until, compiler->from, compiler->zone, &until);
  script.everybody = entry->contact != NULL && g_str_equal (entry->contact, "*");
  script.key = entry->contact != NULL ? contact_key (entry->contact) : 0;
  if (entry->who != NULL)
    {
      script.everybody = TRUE;
      script.who = parcours_predicate_new (entry->who, compiler->program->frame, NULL, NULL);
      g_ptr_array_add (compiler->program->predicates, (gpointer) script.who);
    }
  script.by_record = entry->contact == NULL && entry->who == NULL;
  add_script (compiler, &script);
  while (entry->every != NULL && (entry->until != NULL || n < MAX_REPETITIONS))
    {
      script.at = parcours_duration_add (&every, script.at, compiler->zone);
      if (script.at > until || script.at >= compiler->program->to)
        break;
      if (++n > MAX_REPETITIONS)
        {
          g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                       _("Timeline, entry %u: %s"), place, _("it happens too often"));
          return FALSE;
        }
      add_script (compiler, &script);
    }

  return TRUE;
}

static void
compile_response (TimelineCompiler            *compiler,
                  const ParcoursTimelineEntry *entry)
{
  const ParcoursTopic *on = parcours_catalog_topic (parcours_catalog_get (), entry->on_topic);
  ProgramScriptedResponse response = { .event = compile_event (compiler, entry), .on_topic = (guint16) on->index,
                                       .nth = entry->nth, .after = entry->after };

  response.key = entry->contact != NULL ? contact_key (entry->contact) : 0;
  response.on_subject = parcours_event_intern_subject (on, entry->on_subject, compiler->program->texts);
  response.has_subject = entry->subject != NULL;
  g_array_append_val (compiler->program->scripted_responses, response);
}

static gint32
find_step (const ParcoursProgram *program,
           const char            *name)
{
  const char *slash = strchr (name, '/');
  g_autofree char *automation = slash != NULL ? g_strndup (name, slash - name) : NULL;

  if (automation != NULL)
    return parcours_program_find_step (program, automation, slash + 1);
  for (guint i = 0; i < program->n_automations; i++)
    {
      gint32 step = parcours_program_find_step (program,
                                                parcours_automation_slug (program->automations[i].automation), name);

      if (step >= 0)
        return step;
    }

  return NO_STEP;
}

static gboolean
compile_answer (TimelineCompiler             *compiler,
                const ParcoursTimelineEntry  *entry,
                guint                         place,
                GError                      **error)
{
  ParcoursProgram *program = compiler->program;
  ProgramAnswer answer = { .step = find_step (program, entry->step), .visit = entry->visit };
  int port = answer.step >= 0 ? parcours_step_port (program->steps[answer.step].step, entry->port) : -1;

  if (port < 0)
    {
      g_autofree char *message = g_strdup_printf (_("there is no port “%s” of a step “%s”"), entry->port, entry->step);

      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Timeline, entry %u: %s"), place, message);
      return FALSE;
    }
  answer.port = (guint8) port;
  answer.key = entry->contact != NULL ? contact_key (entry->contact) : 0;
  g_array_append_val (program->answers, answer);

  return TRUE;
}

static gboolean
compile_change (TimelineCompiler             *compiler,
                const ParcoursTimelineEntry  *entry,
                guint                         place,
                GError                      **error)
{
  ProgramChange change = { .active = entry->active };
  int automation = parcours_program_find_automation (compiler->program, entry->automation);

  if (automation < 0 || entry->swap != NULL)
    {
      g_autofree char *message = g_strdup_printf (_("there is no automation “%s”"), entry->automation);

      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Timeline, entry %u: %s"), place, message);
      return FALSE;
    }
  change.automation = (guint16) automation;
  parcours_timeline_instant (entry->at, compiler->from, compiler->zone, &change.at);
  g_array_append_val (compiler->program->changes, change);

  return TRUE;
}

static gboolean
compile_entry (TimelineCompiler  *compiler,
               guint              i,
               GError           **error)
{
  const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (compiler->timeline, i);

  switch (entry->kind)
    {
    case PARCOURS_TIMELINE_EVENT:
      return compile_timed_event (compiler, entry, i + 1, error);
    case PARCOURS_TIMELINE_RESPONSE:
      compile_response (compiler, entry);
      return TRUE;
    case PARCOURS_TIMELINE_ANSWER:
      return compile_answer (compiler, entry, i + 1, error);
    case PARCOURS_TIMELINE_CHANGE:
    default:
      return compile_change (compiler, entry, i + 1, error);
    }
}

static int
compare_scripts (gconstpointer a,
                 gconstpointer b)
{
  const ProgramScript *one = a;
  const ProgramScript *other = b;

  if (one->everybody != other->everybody)
    return one->everybody ? 1 : -1;
  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const ProgramChange *one = a;
  const ProgramChange *other = b;

  return one->at < other->at ? -1 : one->at > other->at;
}

/* After the steps: answers name steps. */
gboolean
parcours_compile_timeline (ParcoursProgram         *program,
                           const ParcoursTimeline  *timeline,
                           GError                 **error)
{
  TimelineCompiler compiler = { program, timeline, parcours_timeline_zone (timeline), program->from };

  if (compiler.zone == NULL)
    compiler.zone = program->settings.zone;
  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      if (!compile_entry (&compiler, i, error))
        return FALSE;
    }
  g_array_sort (program->scripts, compare_scripts);
  g_array_sort (program->changes, compare_changes);
  program->first_for_everybody = program->scripts->len;
  for (guint i = program->scripts->len; i > 0 && g_array_index (program->scripts, ProgramScript, i - 1).everybody; i--)
    program->first_for_everybody = i - 1;

  return TRUE;
}
