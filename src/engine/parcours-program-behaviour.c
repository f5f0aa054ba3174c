/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-json.h"
#include "parcours-program-private.h"

static const char *
text_member (JsonObject *attributes,
             const char *name,
             const char *fallback)
{
  const char *text = parcours_json_member_string (attributes, name);

  return text != NULL ? text : fallback;
}

static ParcoursValue
texts_value (ParcoursProgram *program,
             JsonArray       *array)
{
  ParcoursArray *texts = parcours_arena_new0 (program->arena, ParcoursArray, 1);

  texts->n_values = json_array_get_length (array);
  texts->values = parcours_arena_new0 (program->arena, ParcoursValue, texts->n_values);
  for (guint i = 0; i < texts->n_values; i++)
    texts->values[i] = parcours_value_text (
      parcours_texts_intern (program->texts, parcours_json_string (json_array_get_element (array, i))));

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = texts } };
}

/* What every event about the message carries. */
static const ParcoursObject *
message_base (ParcoursProgram *program,
              JsonObject      *attributes)
{
  ParcoursObject *base = parcours_object_new (4, program->arena);
  JsonArray *lists = parcours_json_member_array (attributes, "lists");
  JsonArray *tags = parcours_json_member_array (attributes, "tags");
  guint32 kind = parcours_texts_intern (program->texts, text_member (attributes, "kind", "automation"));

  parcours_object_set (base, g_quark_from_static_string ("kind"), parcours_value_text (kind), program->arena);
  if (lists != NULL && json_array_get_length (lists) > 0)
    {
      guint32 list = parcours_texts_intern (program->texts, json_array_get_string_element (lists, 0));

      parcours_object_set (base, g_quark_from_static_string ("list"), parcours_value_text (list), program->arena);
    }
  if (tags != NULL)
    parcours_object_set (base, g_quark_from_static_string ("tags"), texts_value (program, tags), program->arena);

  return base;
}

static guint16
reaction_topic (const char       *kind,
                ParcoursReaction  reaction)
{
  g_autofree char *name = g_strconcat (kind, ".", parcours_reaction_name (reaction), NULL);
  const ParcoursTopic *topic;

  if (reaction == PARCOURS_REACTION_BOUGHT)
    return parcours_compile_topic ("order.created");
  if (g_str_equal (kind, "sms") && reaction == PARCOURS_REACTION_BOUNCED)
    return parcours_compile_topic ("sms.failed");
  topic = parcours_catalog_topic (parcours_catalog_get (), name);

  return topic != NULL ? (guint16) topic->index : G_MAXUINT16;
}

/* The message of that kind and slug, compiled once. */
gint32
parcours_compile_message (ProgramCompiler *compiler,
                          const char      *kind,
                          const char      *slug)
{
  ParcoursProgram *program = compiler->program;
  guint32 number = parcours_texts_intern (program->texts, slug);
  ProgramMessage message = { .slug = number };
  JsonObject *attributes;
  JsonArray *lists;
  const char *sender;

  parcours_channel_parse (g_str_equal (kind, "wallet-notification") ? "wallet" : kind, &message.channel);
  for (guint i = 0; i < program->messages->len; i++)
    {
      const ProgramMessage *known = program_message (program, i);

      if (known->slug == number && known->channel == message.channel)
        return (gint32) i;
    }
  message.entity = parcours_library_lookup (program->library, kind, slug);
  attributes = message.entity != NULL ? message.entity->attributes : NULL;
  message.is_transactional = g_strcmp0 (parcours_json_member_string (attributes, "kind"), "transactional") == 0;
  message.track_links = parcours_json_member_boolean (attributes, "track-links", TRUE);
  message.base = message_base (program, attributes);
  lists = parcours_json_member_array (attributes, "lists");
  if (lists != NULL && json_array_get_length (lists) > 0)
    message.lists = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; message.lists != NULL && i < json_array_get_length (lists); i++)
    {
      guint list = (guint) parcours_frame_add_list (program->frame, json_array_get_string_element (lists, i));

      g_array_append_val (message.lists, list);
    }
  sender = parcours_json_member_string (attributes, "sender");
  /* A message without a sender has one that is only blocked with all others. */
  message.sender = parcours_frame_add_sender (program->frame, sender != NULL ? sender : "*");
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    message.topics[i] = reaction_topic (kind, (ParcoursReaction) i);
  message.responses = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_array_append_val (program->messages, message);

  return (gint32) program->messages->len - 1;
}

/* All senders that a contact may block. */
void
parcours_compile_senders (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) senders = parcours_library_list (program->library, "sender");

  for (guint i = 0; i < senders->len; i++)
    parcours_frame_add_sender (program->frame, ((const ParcoursEntity *) g_ptr_array_index (senders, i))->slug);
}

/* What an event may change has to be in the frame, or nobody could tell whether it changes. */
void
parcours_compile_subject (ParcoursProgram     *program,
                          const ParcoursTopic *topic,
                          const char          *slug)
{
  if (g_str_equal (topic->subject, "list"))
    parcours_frame_add_list (program->frame, slug);
  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      if (g_str_equal (topic->subject, parcours_set_kind_name ((ParcoursSetKind) kind)))
        parcours_frame_add_set (program->frame, (ParcoursSetKind) kind, slug);
    }
  program->leaves_all |= topic->apply == PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED;
  program->takes_back |= topic->apply == PARCOURS_APPLY_ORDER_STATUS;
  if (topic->apply == PARCOURS_APPLY_CHANNEL_BLOCKED || topic->apply == PARCOURS_APPLY_CHANNEL_UNBLOCKED)
    parcours_compile_senders (program);
  if (topic->apply == PARCOURS_APPLY_FIELD)
    parcours_frame_add_field (program->frame, slug);
  if (topic->apply == PARCOURS_APPLY_SCORE)
    {
      /* It may be the score of a deal. */
      parcours_frame_add_score (program->frame, slug);
      parcours_frame_add_kind (program->frame, "deal");
    }
}

/* The reactions that have a chance, each after its cause. */
static void
plan_reactions (ProgramResponse *response)
{
  static const ParcoursReaction order[PARCOURS_N_REACTIONS] = {
    PARCOURS_REACTION_BOUNCED, PARCOURS_REACTION_DELIVERED, PARCOURS_REACTION_OPENED, PARCOURS_REACTION_CLICKED,
    PARCOURS_REACTION_BOUGHT, PARCOURS_REACTION_REPLIED, PARCOURS_REACTION_FORWARDED, PARCOURS_REACTION_SHARED,
    PARCOURS_REACTION_UNSUBSCRIBED, PARCOURS_REACTION_COMPLAINED,
  };
  int places[PARCOURS_N_REACTIONS];

  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      const ParcoursChance *chance = &response->rule->reactions[order[i]];
      ParcoursReaction cause = parcours_reaction_cause (order[i]);
      ProgramReaction *planned = &response->reactions[response->n_reactions];

      places[order[i]] = -1;
      if (chance->chance <= 0. || (order[i] > PARCOURS_REACTION_DELIVERED && places[cause] < 0))
        continue;
      planned->reaction = (guint8) order[i];
      planned->cause = order[i] <= PARCOURS_REACTION_DELIVERED ? -1 : (gint8) places[cause];
      planned->chance = (guint64) ceil (chance->chance * 0x1p53);
      planned->delay = chance->delay;
      places[order[i]] = (int) response->n_reactions++;
    }
}

static void
compile_response (ProgramCompiler *compiler,
                  guint            n)
{
  ParcoursProgram *program = compiler->program;
  const ParcoursResponse *rule = parcours_behaviour_nth_response (program->behaviour, n);
  ProgramResponse response = { .rule = rule, .is_timed = rule->hours != NULL || rule->weekdays != NULL };
  guint16 number = (guint16) program->responses->len;

  if (rule->segment != NULL)
    response.segment = parcours_predicate_new (rule->segment, program->frame, NULL, NULL);
  if (rule->products != NULL)
    {
      response.products = g_new (guint32, rule->products->n_values);
      for (guint i = 0; i < rule->products->n_values; i++)
        response.products[i] = parcours_texts_intern (program->texts, rule->products->values[i]);
    }
  if (rule->links != NULL)
    {
      response.links = g_new (guint32, rule->links->n_values);
      for (guint i = 0; i < rule->links->n_values; i++)
        response.links[i] = parcours_texts_intern (program->texts, rule->links->values[i]);
    }
  plan_reactions (&response);
  program->leaves_all |= rule->reactions[PARCOURS_REACTION_UNSUBSCRIBED].chance > 0.;
  g_array_append_val (program->responses, response);
  for (guint i = 0; i < program->messages->len; i++)
    {
      ProgramMessage *message = &g_array_index (program->messages, ProgramMessage, i);

      if ((rule->channel < 0 || rule->channel == (int) message->channel) &&
          (g_str_equal (rule->message, "*") ||
           message->slug == parcours_texts_intern (program->texts, rule->message)))
        g_array_append_val (message->responses, number);
    }
}

static const char *
payload_type (const char *key,
              gpointer    user_data)
{
  const ParcoursTopic *topic = user_data;

  return g_hash_table_lookup (topic->payload, key);
}

static void
add_lists (ParcoursProgram      *program,
           const ParcoursChoice *choice)
{
  for (guint i = 0; i < choice->n_values; i++)
    parcours_frame_add_list (program->frame, choice->values[i]);
}

/* Every value that may be drawn, as the payload will carry it. */
static void
compile_payload (ParcoursProgram     *program,
                 ProgramArrival      *arrival,
                 const ParcoursTopic *topic)
{
  const GPtrArray *choices = arrival->rule->payload;

  arrival->n_payload = choices->len;
  arrival->payload = g_new0 (ProgramPayload, choices->len);
  for (guint i = 0; i < choices->len; i++)
    {
      const ParcoursPayloadChoice *choice = g_ptr_array_index (choices, i);
      ProgramPayload *payload = &arrival->payload[i];

      payload->key = g_quark_from_string (choice->key);
      payload->choice = choice->values;
      payload->values = g_new0 (ParcoursValue, choice->values->n_values);
      if (topic->apply == PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED && g_str_equal (choice->key, "list"))
        add_lists (program, choice->values);
      for (guint j = 0; j < choice->values->n_values; j++)
        {
          g_autoptr (JsonObject) json = json_object_new ();
          g_autoptr (JsonNode) parsed = parcours_json_parse (choice->values->values[j], -1, NULL);
          ParcoursObject *object;

          if (parsed != NULL)
            json_object_set_member (json, choice->key, g_steal_pointer (&parsed));
          else
            json_object_set_string_member (json, choice->key, choice->values->values[j]);
          object = parcours_object_from_json (json, payload_type, (gpointer) topic, program->texts, program->arena);
          payload->values[j] = object->members[0].value;
        }
    }
}

static gboolean
is_record (const char *kind)
{
  static const char *const records[] = { "cart", "order", "deal", "task", "meeting", "conversation", "call", NULL };

  return g_strv_contains (records, kind);
}

static void
compile_arrival (ProgramCompiler        *compiler,
                 const ParcoursTimeline *timeline,
                 const ParcoursArrival  *rule,
                 guint16                 parent)
{
  ParcoursProgram *program = compiler->program;
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), rule->topic);
  ProgramArrival arrival = { .rule = rule, .parent = parent };
  guint16 number = (guint16) program->arrivals->len;
  guint first;

  if (topic == NULL || !topic->behaviour || parcours_timeline_replaces (timeline, rule->topic))
    return;
  arrival.topic = (guint16) topic->index;
  arrival.salt = parcours_draw_salt (program->seed, "arrival", rule->name, rule->topic);
  arrival.mean = rule->per_day * ARRIVAL_BLOCK_DAYS;
  arrival.none = exp (-arrival.mean);
  /* Where the chance is next to 1 the count is found to be 0 in the long way. */
  arrival.none_bits = MIN ((guint64) ceil (arrival.none * 0x1p53), CERTAIN_CHANCE - 1) << 11;
  if (rule->segment != NULL)
    arrival.segment = parcours_predicate_new (rule->segment, program->frame, NULL, NULL);
  if (rule->subjects != NULL)
    {
      arrival.subjects = g_new (guint32, rule->subjects->n_values);
      arrival.bases = g_new (const ParcoursObject *, rule->subjects->n_values);
      for (guint i = 0; i < rule->subjects->n_values; i++)
        {
          arrival.subjects[i] = parcours_event_intern_subject (topic, rule->subjects->values[i], program->texts);
          arrival.bases[i] = parcours_compile_message_base (program, topic, rule->subjects->values[i]);
          parcours_compile_subject (program, topic, rule->subjects->values[i]);
        }
    }
  arrival.makes_record = is_record (topic->subject);
  arrival.is_cart = g_str_equal (topic->subject, "cart");
  arrival.shares_subject = parent != G_MAXUINT16 &&
    g_str_equal (parcours_catalog_nth_topic (parcours_catalog_get (),
                                             g_array_index (program->arrivals, ProgramArrival, parent).topic)->subject,
                 topic->subject);
  compile_payload (program, &arrival, topic);
  g_array_append_val (program->arrivals, arrival);
  first = program->arrivals->len;
  for (guint i = 0; rule->follows != NULL && i < rule->follows->len; i++)
    compile_arrival (compiler, timeline, g_ptr_array_index (rule->follows, i), number);
  g_array_index (program->arrivals, ProgramArrival, number).first_follow = (guint16) first;
  g_array_index (program->arrivals, ProgramArrival, number).n_follows = (guint16) (program->arrivals->len - first);
}

/* Who comes new joins the lists on which others are, also where nobody asks who is on them. */
static void
compile_new_contacts (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) lists = NULL;

  if (parcours_behaviour_new_contacts (program->behaviour) <= 0.)
    return;
  lists = parcours_library_list (program->library, "list");
  for (guint i = 0; i < lists->len; i++)
    parcours_frame_add_list (program->frame, ((const ParcoursEntity *) g_ptr_array_index (lists, i))->slug);
}

/* After the steps: only now all messages are known. */
void
parcours_compile_behaviour (ParcoursProgram        *program,
                            const ParcoursTimeline *timeline)
{
  ProgramCompiler compiler = { program, NULL, 0, NULL, NULL };

  if (program->behaviour == NULL)
    return;
  for (guint i = 0; i < parcours_behaviour_n_responses (program->behaviour); i++)
    compile_response (&compiler, i);
  for (guint i = 0; i < parcours_behaviour_n_arrivals (program->behaviour); i++)
    compile_arrival (&compiler, timeline, parcours_behaviour_nth_arrival (program->behaviour, i), G_MAXUINT16);
  compile_new_contacts (program);
}
