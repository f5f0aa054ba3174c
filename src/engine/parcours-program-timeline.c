/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the timeline holds becomes events with an instant: by contact, for who is
 * named, and in one list for all others, who decide for themselves whether they
 * are meant (vocabulary, section 5, fan-out). */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
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
  guint n_scripts;
} TimelineCompiler;

/* A new contact has the address by which the timeline calls it. */
static JsonObject *
complete_created (const ParcoursTimelineEntry *entry)
{
  JsonObject *payload = parcours_json_copy_object (entry->payload);
  JsonObject *fields = parcours_json_copy_object (parcours_json_member_object (entry->payload, "fields"));

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

/* What every event about a message carries, whoever has sent it. */
const ParcoursObject *
parcours_compile_message_base (ParcoursProgram     *program,
                               const ParcoursTopic *topic,
                               const char          *slug)
{
  static const char *const kinds[] = { "email", "sms", "push", "site-message", NULL };
  ProgramCompiler compiler = { program, NULL, 0, NULL, NULL };

  if (slug == NULL || !g_strv_contains (kinds, topic->subject) ||
      parcours_library_lookup (program->library, topic->subject, slug) == NULL)
    return NULL;

  return program_message (program, (guint) parcours_compile_message (&compiler, topic->subject, slug))->base;
}

static ParcoursEvent
compile_event (TimelineCompiler            *compiler,
               const ParcoursTimelineEntry *entry)
{
  ParcoursProgram *program = compiler->program;
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
  ParcoursEvent event = { .topic = (guint16) topic->index, .origin = PARCOURS_ORIGIN_OUTSIDE };
  g_autoptr (JsonObject) payload = entry->payload != NULL ? parcours_json_copy_object (entry->payload) : NULL;
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
  if (topic->apply == PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED && parcours_json_member_string (payload, "list") != NULL)
    parcours_frame_add_list (program->frame, parcours_json_member_string (payload, "list"));
  event.base = parcours_compile_message_base (program, topic, entry->subject);

  return event;
}

static guint64
contact_key (const char *contact)
{
  return g_str_equal (contact, "*") ? 0 : parcours_contact_key (contact);
}

static double
number_of (const ParcoursEvent *event,
           GQuark               key)
{
  ParcoursValue value = parcours_event_get (event, key);

  return value.type == PARCOURS_VALUE_NUMBER ? value.number : NAN;
}

static void
add_stock (TimelineCompiler    *compiler,
           const ProgramScript *script)
{
  ParcoursProgram *program = compiler->program;
  ProgramStock stock = { script->event.subject, script->at, script->number, number_of (&script->event, program_keys.from),
                         number_of (&script->event, program_keys.to), DEFAULT_LOW_STOCK, script->event.payload };
  const ParcoursEntity *entity;

  if (stock.product == PARCOURS_TEXT_MISSING || isnan (stock.to))
    return;
  entity = parcours_library_lookup (program->library, "product", parcours_texts_get (program->texts, stock.product));
  if (entity != NULL)
    stock.low_at = parcours_json_member_number (entity->attributes, "low-stock-at", DEFAULT_LOW_STOCK);
  g_array_append_val (program->stocks, stock);
}

/* What concerns nobody in particular is known before the run, and no event of anybody. */
static void
add_script (TimelineCompiler *compiler,
            ProgramScript    *script)
{
  ParcoursProgram *program = compiler->program;

  script->number = compiler->n_scripts++;
  if (script->event.topic == program->ids.product_stock_changed)
    add_stock (compiler, script);
  else if (script->event.topic != program->ids.feed_item_published)
    g_array_append_val (program->scripts, *script);
  else if (script->event.subject != PARCOURS_TEXT_MISSING)
    parcours_compile_feed_item (program, parcours_texts_get (program->texts, script->event.subject), script->at);
}

static int
compare_stocks (gconstpointer a,
                gconstpointer b)
{
  const ProgramStock *one = a;
  const ProgramStock *other = b;

  if (one->product != other->product)
    return one->product < other->product ? -1 : 1;
  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

/* How many there were before a change that does not say it. */
static double
stock_before (const ParcoursProgram *program,
              guint                  i)
{
  const ProgramStock *stock = &g_array_index (program->stocks, ProgramStock, i);
  const ProgramStock *before = i > 0 ? &g_array_index (program->stocks, ProgramStock, i - 1) : NULL;
  const ParcoursEntity *entity;

  if (!isnan (stock->from))
    return stock->from;
  if (before != NULL && before->product == stock->product)
    return before->to;
  entity = parcours_library_lookup (program->library, "product", parcours_texts_get (program->texts, stock->product));

  return entity != NULL ? parcours_json_member_number (entity->attributes, "stock", NAN) : NAN;
}

static gint16
add_query (ParcoursProgram *program,
           const char      *head,
           const char      *product,
           const char      *tail)
{
  g_autofree char *json = g_strconcat (head, product, tail, NULL);
  g_autoptr (JsonNode) node = parcours_json_parse (json, -1, NULL);
  ParcoursCondition *condition = node != NULL ? parcours_condition_parse (node, NULL) : NULL;

  g_assert (condition != NULL);
  g_ptr_array_add (program->conditions, condition);

  return (gint16) parcours_frame_add_query (program->frame, condition);
}

/* A product that is there again is an event for who put it into a cart while
 * there were few, and has not ordered it since (vocabulary, section 5). */
static void
compile_stocks (ParcoursProgram *program)
{
  g_array_sort (program->stocks, compare_stocks);
  for (guint i = 0; i < program->stocks->len; i++)
    {
      const ProgramStock *stock = &g_array_index (program->stocks, ProgramStock, i);
      const char *product = parcours_texts_get (program->texts, stock->product);
      ProgramScript script = { .at = stock->at, .number = stock->number, .everybody = TRUE };

      if (stock_before (program, i) != 0. || stock->to <= 0.)
        continue;
      script.event.topic = program->ids.product_back_in_stock;
      script.event.origin = PARCOURS_ORIGIN_DERIVED;
      script.event.subject = stock->product;
      script.event.payload = stock->payload;
      script.wanted = add_query (program, "{\"event\": \"cart.product-added\", \"where\": {\"product\": \"", product,
                                 "\", \"low-stock\": true}}");
      script.bought = add_query (program, "{\"event\": \"order.created\", \"where\": {\"items\": {\"product\": \"",
                                 product, "\"}}}");
      g_array_append_val (program->scripts, script);
    }
}

/* Whether there are few of the product at that time, if the timeline tells it. */
gboolean
parcours_program_is_low (const ParcoursProgram *program,
                         guint32                product,
                         gint64                 at,
                         gboolean              *is_low)
{
  gboolean known = FALSE;

  for (guint i = 0; i < program->stocks->len; i++)
    {
      const ProgramStock *stock = &g_array_index (program->stocks, ProgramStock, i);

      if (stock->product != product || stock->at > at)
        continue;
      *is_low = stock->to <= stock->low_at;
      known = TRUE;
    }

  return known;
}

/* An event about a record that names nobody is its owner's; one about an account everybody's who is linked to it. */
static void
set_record (TimelineCompiler *compiler,
            ProgramScript    *script)
{
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), script->event.topic);
  gboolean is_account = g_str_equal (topic->subject, "account");

  script->by_record = is_account || topic->record != NULL;
  script->everybody = is_account;
  if (script->by_record)
    parcours_frame_add_kind (compiler->program->frame, is_account ? "account" : topic->record);
}

static gboolean
compile_timed_event (TimelineCompiler             *compiler,
                     const ParcoursTimelineEntry  *entry,
                     guint                         place,
                     GError                      **error)
{
  ProgramScript script = { .event = compile_event (compiler, entry), .wanted = -1, .bought = -1 };
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
  if (entry->contact == NULL && entry->who == NULL)
    set_record (compiler, &script);
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

/* Whether something of the timeline follows an event of that topic. */
gboolean
parcours_program_is_answered (const ParcoursProgram *program,
                              guint16                topic)
{
  for (guint i = 0; i < program->scripted_responses->len; i++)
    {
      if (g_array_index (program->scripted_responses, ProgramScriptedResponse, i).on_topic == topic)
        return TRUE;
    }

  return FALSE;
}

static void
compile_response (TimelineCompiler            *compiler,
                  const ParcoursTimelineEntry *entry)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), entry->topic);
  const ParcoursTopic *on = parcours_catalog_topic (parcours_catalog_get (), entry->on_topic);
  ProgramScriptedResponse response = { .event = compile_event (compiler, entry), .on_topic = (guint16) on->index,
                                       .nth = entry->nth, .after = entry->after };

  response.key = entry->contact != NULL ? contact_key (entry->contact) : 0;
  response.on_subject = parcours_event_intern_subject (on, entry->on_subject, compiler->program->texts);
  response.has_subject = entry->subject != NULL || !g_str_equal (topic->subject, on->subject);
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

  /* The other version has been compiled before: see parcours_compile_versions(). */
  if (entry->swap != NULL)
    return TRUE;
  if (automation < 0)
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

/* What came already under the same `id` is the same event delivered again: an integration repeats what it is not sure
 * of. The scripts are in order, so the first delivery is the one that stays. */
static void
drop_repeated (ParcoursProgram *program)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < program->scripts->len; i++)
    {
      ProgramScript *script = &g_array_index (program->scripts, ProgramScript, i);
      ParcoursValue id = script->event.payload != NULL ? parcours_object_get (script->event.payload, program_keys.id)
                                                       : (ParcoursValue){ PARCOURS_VALUE_MISSING };

      if (id.type == PARCOURS_VALUE_TEXT &&
          !g_hash_table_add (seen, g_strdup_printf ("%d %" G_GUINT64_FORMAT " %u", script->everybody, script->key, id.text)))
        continue;
      g_array_index (program->scripts, ProgramScript, n++) = *script;
    }
  g_array_set_size (program->scripts, n);
}

/* After the steps: answers name steps. */
gboolean
parcours_compile_timeline (ParcoursProgram         *program,
                           const ParcoursTimeline  *timeline,
                           GError                 **error)
{
  TimelineCompiler compiler = { program, timeline, parcours_timeline_zone (timeline), program->from, 0 };

  if (compiler.zone == NULL)
    compiler.zone = program->settings.zone;
  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      if (!compile_entry (&compiler, i, error))
        return FALSE;
    }
  compile_stocks (program);
  g_array_sort (program->scripts, compare_scripts);
  drop_repeated (program);
  g_array_sort (program->changes, compare_changes);
  program->first_for_everybody = program->scripts->len;
  for (guint i = program->scripts->len; i > 0 && g_array_index (program->scripts, ProgramScript, i - 1).everybody; i--)
    program->first_for_everybody = i - 1;

  return TRUE;
}
