/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands a case to the real engine, and writes down what it does. */

#include "config.h"

#include <string.h>

#include "naive-real.h"
#include "parcours-json.h"
#include "parcours-population-builder.h"
#include "parcours-text.h"

typedef struct
{
  NaiveCase *the_case;
  ParcoursPopulationBuilder *builder;
  ParcoursTexts *texts;
  gint64 from;
  GHashTable *columns; /* (element-type utf8 guint) "kind/slug" -> place */
} Loader;

/* The types of the columns of records; what is not here is as JSON says. */
static const char *column_types[][2] = {
  { "value", "money" },
  { "total", "money" },
  { "price", "money" },
  { "quantity", "integer" },
  { "created-at", "instant" },
  { "closed-at", "instant" },
  { "completed-at", "instant" },
  { "updated-at", "instant" },
  { "confirmed-at", "instant" },
  { "shipped-at", "instant" },
  { "due", "instant" },
  { "starts", "instant" },
  { "joined-on", "date" },
  { "expires", "date" },
};

static const char *
column_type (const char *key,
             gpointer    user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (column_types); i++)
    {
      if (g_str_equal (column_types[i][0], key))
        return column_types[i][1];
    }

  return NULL;
}

static const char *
payload_type (const char *key,
              gpointer    user_data)
{
  const ParcoursTopic *topic = user_data;
  const char *type = g_hash_table_lookup (topic->payload, key);

  return type != NULL ? type : column_type (key, NULL);
}

static guint
column_of (Loader     *loader,
           const char *kind,
           const char *slug)
{
  g_autofree char *name = g_strconcat (kind, "/", slug, NULL);
  gpointer place = NULL;

  return g_hash_table_lookup_extended (loader->columns, name, NULL, &place) ? GPOINTER_TO_UINT (place) : G_MAXUINT;
}

static void
remember (Loader     *loader,
          const char *kind,
          const char *slug,
          guint       place)
{
  g_hash_table_replace (loader->columns, g_strconcat (kind, "/", slug, NULL), GUINT_TO_POINTER (place));
}

static char **
options_of (const ParcoursEntity *field)
{
  JsonArray *array = parcours_json_member_array (field->attributes, "options");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

static void
declare_entity (Loader               *loader,
                const char           *kind,
                const ParcoursEntity *entity)
{
  ParcoursPopulationBuilder *builder = loader->builder;
  g_auto (GStrv) options = options_of (entity);
  guint place = 0;

  if (g_str_equal (kind, "field"))
    place = parcours_population_builder_add_field (builder, entity->slug,
                                                   parcours_library_field_type (loader->the_case->library, kind,
                                                                                entity->slug),
                                                   (const char *const *) options);
  else if (g_str_equal (kind, "score"))
    place = parcours_population_builder_add_score (builder, entity->slug);
  else if (g_str_equal (kind, "list"))
    place = parcours_population_builder_add_list (builder, entity->slug);
  else if (g_str_equal (kind, "tag"))
    place = parcours_population_builder_add_set (builder, PARCOURS_SET_TAGS, entity->slug);
  else if (g_str_equal (kind, "group"))
    place = parcours_population_builder_add_set (builder, PARCOURS_SET_GROUPS, entity->slug);
  else if (g_str_equal (kind, "audience"))
    place = parcours_population_builder_add_set (builder, PARCOURS_SET_AUDIENCES, entity->slug);
  remember (loader, kind, entity->slug, place);
}

static void
declare_all (Loader *loader)
{
  static const char *kinds[] = { "field", "score", "list", "tag", "group", "audience" };
  static const char *records[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting", "note" };
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) entities = parcours_library_list (loader->the_case->library, kinds[i]);

      for (guint j = 0; j < entities->len; j++)
        declare_entity (loader, kinds[i], g_ptr_array_index (entities, j));
    }
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    remember (loader, "record", records[i], parcours_population_builder_add_kind (loader->builder, records[i]));
  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const char *name = parcours_catalog_nth_topic (catalog, i)->name;

      remember (loader, "topic", name, parcours_population_builder_add_topic (loader->builder, name));
    }
}

static void
load_addresses (Loader     *loader,
                JsonObject *contact)
{
  JsonArray *devices = parcours_json_member_array (contact, "devices");
  JsonArray *passes = parcours_json_member_array (contact, "passes");
  guint addresses = 0;

  if (parcours_json_member_string (contact, "email") != NULL)
    addresses |= PARCOURS_ADDRESS_EMAIL;
  if (parcours_json_member_string (contact, "phone") != NULL)
    addresses |= PARCOURS_ADDRESS_PHONE;
  if (passes != NULL && json_array_get_length (passes) > 0)
    addresses |= PARCOURS_ADDRESS_PASS;
  for (guint i = 0; devices != NULL && i < json_array_get_length (devices); i++)
    {
      const char *platform = parcours_json_member_string (json_array_get_object_element (devices, i), "platform");

      addresses |= g_str_equal (platform, "ios") ? PARCOURS_ADDRESS_IOS
                 : g_str_equal (platform, "android") ? PARCOURS_ADDRESS_ANDROID : PARCOURS_ADDRESS_WEB;
    }
  parcours_population_builder_set_address (loader->builder, (ParcoursAddress) addresses);
}

static char *
field_text (JsonNode *node)
{
  const char *text = parcours_json_string (node);
  GString *joined;

  if (text != NULL)
    return g_strdup (text);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return parcours_json_to_line (node);
  joined = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "," : "",
                            json_array_get_string_element (json_node_get_array (node), i));

  return g_string_free (joined, FALSE);
}

static void
load_fields (Loader     *loader,
             JsonObject *contact)
{
  JsonObject *fields = parcours_json_member_object (contact, "fields");
  JsonObject *scores = parcours_json_member_object (contact, "scores");
  g_autoptr (GList) slugs = fields != NULL ? json_object_get_members (fields) : NULL;
  g_autoptr (GList) names = scores != NULL ? json_object_get_members (scores) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      g_autofree char *text = field_text (json_object_get_member (fields, l->data));

      parcours_population_builder_set_text (loader->builder, column_of (loader, "field", l->data), text);
    }
  for (GList *l = names; l != NULL; l = l->next)
    parcours_population_builder_set_number (loader->builder, column_of (loader, "score", l->data),
                                            parcours_json_member_number (scores, l->data, 0.));
}

static void
load_sets (Loader     *loader,
           JsonObject *contact)
{
  static const char *keys[][2] = { { "tags", "tag" }, { "groups", "group" }, { "audiences", "audience" } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonArray *slugs = parcours_json_member_array (contact, keys[i][0]);

      for (guint j = 0; slugs != NULL && j < json_array_get_length (slugs); j++)
        parcours_population_builder_add_member (loader->builder,
                                                column_of (loader, keys[i][1],
                                                           json_array_get_string_element (slugs, j)));
    }
}

/* An active list means consent to email unless the contact says otherwise. */
static void
load_consent (Loader     *loader,
              JsonObject *contact)
{
  JsonObject *lists = parcours_json_member_object (contact, "lists");
  JsonObject *consent = parcours_json_member_object (contact, "consent");
  JsonArray *senders = parcours_json_member_array (contact, "blocked-senders");
  g_autoptr (GList) slugs = lists != NULL ? json_object_get_members (lists) : NULL;
  g_autoptr (GList) channels = consent != NULL ? json_object_get_members (consent) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      ParcoursListStatus status = PARCOURS_LIST_NONE;

      parcours_list_status_parse (parcours_json_member_string (lists, l->data), &status);
      parcours_population_builder_set_list (loader->builder, column_of (loader, "list", l->data), status,
                                            loader->from - PARCOURS_DAY);
      if (status == PARCOURS_LIST_ACTIVE)
        parcours_population_builder_set_channel (loader->builder, PARCOURS_CHANNEL_EMAIL,
                                                 PARCOURS_CONSENT_SUBSCRIBED);
    }
  for (GList *l = channels; l != NULL; l = l->next)
    {
      ParcoursChannel channel = PARCOURS_CHANNEL_EMAIL;
      ParcoursConsent status = PARCOURS_CONSENT_NONE;

      parcours_channel_parse (l->data, &channel);
      parcours_consent_parse (parcours_json_member_string (consent, l->data), &status);
      parcours_population_builder_set_channel (loader->builder, channel, status);
    }
  for (guint i = 0; senders != NULL && i < json_array_get_length (senders); i++)
    parcours_population_builder_block_sender (loader->builder, json_array_get_string_element (senders, i));
}

static gint64
instant_member (Loader     *loader,
                JsonObject *object,
                const char *name,
                gint64      fallback)
{
  const char *text = parcours_json_member_string (object, name);
  gint64 at;

  if (text == NULL || !parcours_timeline_instant (text, loader->from, loader->the_case->settings.zone, &at))
    return fallback;

  return at;
}

static guint32
intern_subject (Loader              *loader,
                const ParcoursTopic *topic,
                const char          *subject)
{
  g_autofree char *url = NULL;

  if (subject == NULL)
    return PARCOURS_TEXT_MISSING;
  if (g_str_equal (topic->subject, "url"))
    url = parcours_url_normalize (subject);

  return parcours_texts_intern (loader->texts, url != NULL ? url : subject);
}

static void
load_history (Loader     *loader,
              JsonObject *contact)
{
  JsonArray *history = parcours_json_member_array (contact, "history");

  for (guint i = 0; history != NULL && i < json_array_get_length (history); i++)
    {
      JsonObject *event = json_array_get_object_element (history, i);
      const char *name = parcours_json_member_string (event, "event");
      const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), name);
      JsonObject *payload = parcours_json_member_object (event, "payload");
      ParcoursObject *object = NULL;

      if (payload != NULL)
        object = parcours_object_from_json (payload, payload_type, (gpointer) topic, loader->texts,
                                            parcours_population_builder_arena (loader->builder));
      parcours_population_builder_add_event (loader->builder, column_of (loader, "topic", name),
                                             instant_member (loader, event, "at", loader->from - 1),
                                             intern_subject (loader, topic,
                                                             parcours_json_member_string (event, "subject")),
                                             object);
    }
}

static void
load_record (Loader     *loader,
             const char *kind,
             JsonObject *columns)
{
  const char *id = parcours_json_member_string (columns, "id");
  ParcoursObject *object = parcours_object_from_json (columns, column_type, NULL, loader->texts,
                                                      parcours_population_builder_arena (loader->builder));

  parcours_population_builder_add_record (loader->builder, column_of (loader, "record", kind),
                                          parcours_texts_intern (loader->texts, id),
                                          instant_member (loader, columns, "created-at", loader->from - PARCOURS_DAY),
                                          object);
}

static void
load_records (Loader     *loader,
              JsonObject *contact)
{
  static const char *keys[][2] = {
    { "deals", "deal" }, { "orders", "order" }, { "carts", "cart" }, { "tasks", "task" }, { "accounts", "account" },
    { "loyalty", "loyalty" }, { "vouchers", "voucher" }, { "meetings", "meeting" }, { "notes", "note" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonArray *records = parcours_json_member_array (contact, keys[i][0]);

      for (guint j = 0; records != NULL && j < json_array_get_length (records); j++)
        load_record (loader, keys[i][1], json_array_get_object_element (records, j));
    }
}

static guint32
intern_member (Loader     *loader,
               JsonObject *object,
               const char *name)
{
  const char *text = parcours_json_member_string (object, name);

  return text != NULL ? parcours_texts_intern (loader->texts, text) : PARCOURS_TEXT_MISSING;
}

static void
load_passages (Loader     *loader,
               JsonObject *contact)
{
  JsonArray *passages = parcours_json_member_array (contact, "passages");

  for (guint i = 0; passages != NULL && i < json_array_get_length (passages); i++)
    {
      JsonObject *object = json_array_get_object_element (passages, i);
      ParcoursPassage passage = {
        .automation = intern_member (loader, object, "automation"),
        .trigger = intern_member (loader, object, "trigger"),
        .step = intern_member (loader, object, "step"),
        .entered = instant_member (loader, object, "entered", loader->from - PARCOURS_DAY),
        .ended = instant_member (loader, object, "ended", PARCOURS_INSTANT_NEVER),
        .completed = parcours_json_member_boolean (object, "completed", FALSE),
      };

      passage.since = instant_member (loader, object, "since", passage.entered);
      parcours_population_builder_add_passage (loader->builder, &passage);
    }
}

static void
load_contact (Loader     *loader,
              JsonObject *contact,
              gint64      id)
{
  const char *zone = parcours_json_member_string (contact, "timezone");

  parcours_population_builder_begin (loader->builder, naive_case_key (contact), id);
  if (zone != NULL)
    parcours_population_builder_set_zone (loader->builder, zone);
  load_addresses (loader, contact);
  load_fields (loader, contact);
  load_sets (loader, contact);
  load_consent (loader, contact);
  load_history (loader, contact);
  load_records (loader, contact);
  load_passages (loader, contact);
}

/**
 * naive_real_population:
 * @the_case: a case
 * @texts: (transfer none): the pool for its texts
 *
 * Returns: (transfer full): the contacts of the case as the real engine takes them, in the order of their keys
 */
ParcoursPopulation *
naive_real_population (NaiveCase     *the_case,
                       ParcoursTexts *texts)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loader loader = { the_case, parcours_population_builder_new (texts, the_case->settings.zone), texts,
                    the_case->settings.from, columns };

  declare_all (&loader);
  for (guint i = 0; i < the_case->contacts->len; i++)
    load_contact (&loader, g_ptr_array_index (the_case->contacts, i), i + 1);

  return parcours_population_builder_finish (loader.builder);
}

/* Conditions are read once for all cases; $ stands for the name. */
static void
watch (ParcoursProgram *program,
       const char      *format,
       const char      *name)
{
  static GHashTable *conditions;
  g_auto (GStrv) parts = g_strsplit (format, "$", 2);
  g_autofree char *text = g_strdelimit (g_strjoinv (name, parts), "'", '"');
  ParcoursCondition *condition;

  if (conditions == NULL)
    conditions = g_hash_table_new (g_str_hash, g_str_equal);
  condition = g_hash_table_lookup (conditions, text);
  if (condition == NULL)
    {
      g_autoptr (JsonNode) node = parcours_json_parse (text, -1, NULL);

      condition = parcours_condition_parse (node, NULL);
      g_assert_nonnull (condition);
      g_hash_table_insert (conditions, g_steal_pointer (&text), condition);
    }
  parcours_program_watch (program, condition, NULL);
}

/**
 * naive_watch_all:
 * @the_case: a case
 * @program: what runs it
 *
 * Asks about everything, so that the engine leaves nothing out that nobody reads.
 */
void
naive_watch_all (NaiveCase       *the_case,
                 ParcoursProgram *program)
{
  static const char *kinds[][2] = {
    { "field", "{'field': '$', 'op': 'empty'}" }, { "score", "{'score': '$', 'op': '>', 'value': 0}" },
    { "list", "{'list': '$', 'status': 'any'}" }, { "tag", "{'tag': '$'}" }, { "group", "{'group': '$'}" },
    { "audience", "{'audience': '$'}" },
  };
  static const char *records[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting" };
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) entities = parcours_library_list (the_case->library, kinds[i][0]);

      for (guint j = 0; j < entities->len; j++)
        watch (program, kinds[i][1], ((const ParcoursEntity *) g_ptr_array_index (entities, j))->slug);
    }
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    watch (program, "{'$': {}}", records[i]);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    watch (program, "{'consent': '$'}", parcours_channel_name (i));
  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    watch (program, "{'event': '$'}", parcours_catalog_nth_topic (catalog, i)->name);
  parcours_program_settle (program);
}

/**
 * naive_real_simulation:
 * @the_case: a case
 * @all: whether somebody asks about all data of the contacts, not only what the case reads
 * @error: return location for an error
 *
 * Returns: (transfer full): the case as the real engine runs it, or %NULL
 */
ParcoursSimulation *
naive_real_simulation (NaiveCase  *the_case,
                       gboolean    all,
                       GError    **error)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursPopulation) population = NULL;
  g_autoptr (ParcoursProgram) program =
    parcours_program_new (the_case->automations, texts, the_case->library, the_case->behaviour, the_case->timeline,
                          &the_case->settings, error);

  if (program == NULL)
    return NULL;
  for (guint i = 0; i < parcours_program_n_automations (program); i++)
    {
      const char *slug = parcours_automation_slug (parcours_program_nth_automation (program, i));

      if (!naive_case_is_active (the_case, slug))
        parcours_program_set_active (program, i, FALSE);
    }
  if (all)
    naive_watch_all (the_case, program);
  population = naive_real_population (the_case, texts);

  return parcours_simulation_new (program, population);
}

typedef struct
{
  ParcoursProgram *program;
  GPtrArray *lines;
} Listener;

static void
append_step (GString           *line,
             ParcoursProgram   *program,
             const ParcoursObservation *observation)
{
  guint automation;

  if (observation->automation >= 0)
    g_string_append_printf (line, " %s", parcours_automation_slug (
      parcours_program_nth_automation (program, (guint) observation->automation)));
  if (observation->enrolment > 0)
    g_string_append_printf (line, "#%u", observation->enrolment);
  if (observation->step >= 0)
    g_string_append_printf (line, " %s",
                            parcours_program_nth_step (program, (guint) observation->step, &automation)->id);
}

static void
add_members (JsonObject           *all,
             const ParcoursObject *object,
             ParcoursTexts        *texts)
{
  for (guint i = 0; object != NULL && i < object->n_members; i++)
    {
      const char *key = g_quark_to_string (object->members[i].key);

      if (object->members[i].value.type != PARCOURS_VALUE_MISSING)
        json_object_set_member (all, key, parcours_value_to_json (object->members[i].value, texts));
    }
}

/* All that the event carries, in whatever form the engine keeps it. */
static JsonNode *
all_members (const ParcoursEvent *event,
             ParcoursTexts       *texts)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *all = json_object_new ();

  add_members (all, event->base, texts);
  add_members (all, event->payload, texts);
  json_node_take_object (node, all);

  return node;
}

static void
append_event (GString             *line,
              const ParcoursEvent *event,
              ParcoursTexts       *texts)
{
  const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), event->topic);
  g_autofree char *subject = parcours_texts_format (texts, event->subject);
  g_autoptr (JsonNode) payload = all_members (event, texts);
  g_autofree char *text = parcours_json_to_line (payload);

  g_string_append_printf (line, " %s %s %s %s", topic->name, subject != NULL && *subject != '\0' ? subject : "-",
                          parcours_origin_name ((ParcoursOrigin) event->origin), text);
}

static const char *
why_name (const ParcoursObservation *observation)
{
  switch (observation->what)
    {
    case PARCOURS_WHAT_REFUSED:
      return parcours_refusal_name ((ParcoursRefusal) observation->why);
    case PARCOURS_WHAT_SWAPPED:
      return parcours_fate_name ((ParcoursFate) observation->why);
    case PARCOURS_WHAT_ENDED:
      return parcours_ending_name ((ParcoursEnding) observation->why);
    case PARCOURS_WHAT_PASSED:
    case PARCOURS_WHAT_SENT:
    case PARCOURS_WHAT_SKIPPED:
      return parcours_outcome_name ((ParcoursOutcome) observation->why);
    case PARCOURS_WHAT_EVENT:
    case PARCOURS_WHAT_ENTERED:
    case PARCOURS_WHAT_WAITING:
    case PARCOURS_WHAT_FAILED:
    default:
      return NULL;
    }
}

static void
on_observation (const ParcoursObservation *observation,
                const ParcoursState       *state,
                gpointer                   user_data)
{
  static const char *names[] = { "event", "refused", "entered", "passed", "waiting", "sent", "skipped", "ended",
                                 "failed", "swapped" };
  Listener *listener = user_data;
  g_autofree char *at = parcours_instant_format (state->now);
  GString *line = g_string_new (at);
  const char *why = why_name (observation);

  g_string_append_printf (line, " %s", names[observation->what]);
  append_step (line, listener->program, observation);
  if (observation->port >= 0)
    {
      guint automation;
      const ParcoursStep *step = parcours_program_nth_step (listener->program, (guint) observation->step, &automation);

      g_string_append_printf (line, " by %s", step->type->ports[observation->port]);
    }
  if (why != NULL)
    g_string_append_printf (line, " %s", why);
  if (observation->what == PARCOURS_WHAT_WAITING && observation->until != PARCOURS_INSTANT_NEVER)
    {
      g_autofree char *until = parcours_instant_format (observation->until);

      g_string_append_printf (line, " until %s", until);
    }
  if (observation->what == PARCOURS_WHAT_EVENT)
    append_event (line, observation->event, state->texts);
  g_ptr_array_add (listener->lines, g_string_free (line, FALSE));
}

/**
 * naive_real_log:
 * @simulation: a simulation
 * @contact: the place of a contact
 *
 * Returns: (transfer full) (element-type utf8): what happens to the contact, a line each
 */
GPtrArray *
naive_real_log (ParcoursSimulation *simulation,
                guint               contact)
{
  Listener listener = { parcours_simulation_program (simulation), g_ptr_array_new_with_free_func (g_free) };

  parcours_simulation_replay (simulation, contact, on_observation, &listener);

  return listener.lines;
}
