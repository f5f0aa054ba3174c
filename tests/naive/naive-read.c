/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the structs of the naive engine from a case. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static const char *channel_names[PARCOURS_N_CHANNELS] = { "email", "sms", "push", "site-message", "wallet" };

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

/**
 * naive_column_type:
 * @key: a column of a record
 * @user_data: not used
 *
 * Returns: (nullable): its type
 */
const char *
naive_column_type (const char *key,
                   gpointer    user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (column_types); i++)
    {
      if (g_str_equal (column_types[i][0], key))
        return column_types[i][1];
    }

  return NULL;
}

/**
 * naive_payload_type:
 * @key: a key of a payload
 * @topic: (type ParcoursTopic): the topic
 *
 * Returns: (nullable): its declared type
 */
const char *
naive_payload_type (const char *key,
                    gpointer    topic)
{
  const char *type = g_hash_table_lookup (((const ParcoursTopic *) topic)->payload, key);

  return type != NULL ? type : naive_column_type (key, NULL);
}

static const NaiveValue *
choices_from_json (JsonNode   *node,
                   JsonObject *attributes)
{
  JsonArray *options = parcours_json_member_array (attributes, "options");
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *items = naive_items_new ();

  for (guint i = 0; array != NULL && options != NULL && i < json_array_get_length (options); i++)
    {
      const char *option = json_array_get_string_element (options, i);

      for (guint j = 0; j < json_array_get_length (array); j++)
        {
          if (g_str_equal (json_array_get_string_element (array, j), option))
            {
              g_ptr_array_add (items, (gpointer) naive_text (option));
              break;
            }
        }
    }

  return items->len > 0 ? naive_list (items) : NULL;
}

static const NaiveValue *
birthday_from_text (const char *text)
{
  int month, day;

  return parcours_birthday_parse (text, &month, &day) ? naive_text (naive_keep_text (g_strdup_printf ("%02d-%02d", month, day)))
                                                      : NULL;
}

static const NaiveValue *
value_of_type (ParcoursFieldType type,
               JsonNode         *node)
{
  const char *text = parcours_json_string (node);
  double number;
  gint64 at;
  gint32 day;

  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      if (parcours_json_number (node, &number) || (text != NULL && parcours_number_parse (text, &number)))
        return naive_number (number);
      return NULL;
    case PARCOURS_FIELD_DATE:
      return text != NULL && parcours_day_parse (text, &day) ? naive_day (day) : NULL;
    case PARCOURS_FIELD_DATETIME:
      return text != NULL && (parcours_instant_parse (text, &at) || parcours_local_parse (text, &at)) ? naive_instant (at)
                                                                                                   : NULL;
    case PARCOURS_FIELD_BIRTHDAY:
      return text != NULL ? birthday_from_text (text) : NULL;
    case PARCOURS_FIELD_BOOL:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
               ? naive_bool (json_node_get_boolean (node)) : NULL;
    case PARCOURS_FIELD_UNKNOWN:
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_CHOICE:
    case PARCOURS_FIELD_CHOICES:
    case PARCOURS_FIELD_USER:
    default:
      return naive_text (text);
    }
}

/**
 * naive_field_value:
 * @self: an engine
 * @kind: `field`, `deal-field` or `account-field`
 * @slug: a field
 * @node: (nullable): a value as files spell it
 *
 * Returns: (transfer none) (nullable): the value, typed as the field is
 */
const NaiveValue *
naive_field_value (NaiveEngine *self,
                   const char  *kind,
                   const char  *slug,
                   JsonNode    *node)
{
  const ParcoursEntity *field = parcours_library_lookup (self->the_case->library, kind, slug);
  ParcoursFieldType type = parcours_library_field_type (self->the_case->library, kind, slug);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (field != NULL && type == PARCOURS_FIELD_CHOICES)
    return choices_from_json (node, field->attributes);

  return value_of_type (type, node);
}

/**
 * naive_zone_of:
 * @automation: (nullable): an automation
 * @contact: a contact
 *
 * Returns: the zone in which the automation counts days for the contact
 */
const ParcoursZone *
naive_zone_of (NaiveAutomation *automation,
               NaiveContact    *contact)
{
  return automation != NULL && automation->zone != NULL ? automation->zone : contact->zone;
}

/* Automations */

static void
read_entry_policy (NaiveAutomation *automation,
                   JsonObject      *settings)
{
  JsonObject *preset = parcours_catalog_platform (parcours_catalog_get (),
                                                  parcours_automation_platform (automation->document));
  JsonObject *preset_entry = parcours_json_member_object (preset, "entry");
  JsonObject *entry = parcours_json_member_object (settings, "entry");
  JsonObject *cap = parcours_json_member_object (preset, "cap");
  JsonNode *reentry = entry != NULL ? json_object_get_member (entry, "reentry") : NULL;
  const char *parallel = parcours_json_member_string (entry, "parallel");

  if (reentry == NULL)
    reentry = json_object_get_member (preset_entry, "reentry");
  automation->never_again = g_strcmp0 (parcours_json_string (reentry), "never") == 0;
  if (JSON_NODE_HOLDS_OBJECT (reentry))
    automation->has_gap = parcours_duration_parse (parcours_json_member_string (json_node_get_object (reentry), "after"),
                                                   &automation->gap);
  automation->parallel = parallel != NULL ? parallel : parcours_json_member_string (preset_entry, "parallel");
  automation->consent = parcours_json_member_string (preset, "consent");
  if (cap != NULL)
    {
      automation->cap = (guint) parcours_json_member_number (cap, "entries", 0.);
      parcours_duration_parse (parcours_json_member_string (cap, "within"), &automation->cap_within);
    }
}

static NaiveStep *
step_new (NaiveAutomation *automation,
          ParcoursStep    *document)
{
  NaiveStep *step = naive_new (NaiveStep);
  const ParcoursRow *row;

  step->automation = automation;
  step->document = document;
  step->id = document->id;
  step->type = document->type;
  step->row = parcours_step_row (document, parcours_automation_platform (automation->document));
  /* A step that the platform does not offer has at least the defaults of its type. */
  row = step->row != NULL || step->type == NULL ? step->row
                                                : parcours_catalog_row (parcours_catalog_get (), step->type->name);
  step->params = row != NULL ? parcours_row_effective_params (row, document->params)
                             : json_object_ref (document->params);
  naive_keep (step->params, (GDestroyNotify) json_object_unref);
  step->shared = naive_new (NaiveShared);
  step->shared->winner = -1;
  step->shared->trials = naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  step->shared->places = naive_keep (g_array_new (FALSE, FALSE, sizeof (gint64)), (GDestroyNotify) g_array_unref);

  return step;
}

/**
 * naive_read_automation:
 * @self: an engine
 * @document: (transfer none): an automation, which must live as long
 *
 * Returns: (transfer none): the automation, which does not run yet
 */
NaiveAutomation *
naive_read_automation (NaiveEngine        *self,
                       ParcoursAutomation *document)
{
  NaiveAutomation *automation = naive_new (NaiveAutomation);
  JsonObject *settings = parcours_automation_settings (document);
  const char *zone = parcours_json_member_string (settings, "timezone");

  automation->document = document;
  automation->slug = parcours_automation_slug (document);
  automation->zone = zone != NULL && !g_str_equal (zone, "contact") ? parcours_zone_lookup (zone) : NULL;
  automation->steps = naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  automation->quiet = parcours_json_member_object (settings, "quiet-hours");
  if (automation->quiet == NULL)
    automation->quiet = self->the_case->settings.quiet_hours;
  if (parcours_json_member_object (settings, "exit") != NULL)
    automation->exit = json_object_get_member (settings, "exit");
  read_entry_policy (automation, settings);
  for (guint i = 0; i < parcours_automation_n_steps (document); i++)
    {
      NaiveStep *step = step_new (automation, parcours_automation_nth_step (document, i));

      g_ptr_array_add (automation->steps, step);
    }
  g_ptr_array_add (self->versions, automation);

  return automation;
}

/* Contacts */

static GHashTable *
set_new (void)
{
  return naive_keep (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                     (GDestroyNotify) g_hash_table_unref);
}

static GPtrArray *
array_new (void)
{
  return naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_set (GHashTable *set,
          JsonArray  *slugs)
{
  for (guint i = 0; slugs != NULL && i < json_array_get_length (slugs); i++)
    g_hash_table_add (set, g_strdup (json_array_get_string_element (slugs, i)));
}

static void
read_fields (NaiveContact *contact,
             JsonObject   *object)
{
  JsonObject *fields = parcours_json_member_object (object, "fields");
  g_autoptr (GList) slugs = fields != NULL ? json_object_get_members (fields) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    naive_set (contact->fields, l->data,
               naive_field_value (contact->engine, "field", l->data, json_object_get_member (fields, l->data)));
}

/* An active list means consent to email, unless the contact says otherwise. */
static void
read_consent (NaiveContact *contact,
              JsonObject   *object)
{
  JsonObject *consent = parcours_json_member_object (object, "consent");

  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      const char *status = parcours_json_member_string (consent, channel_names[i]);

      contact->channels[i] = status != NULL ? status : "none";
      if (i == PARCOURS_CHANNEL_EMAIL && status == NULL && naive_has_active_list (contact))
        contact->channels[i] = "subscribed";
    }
}

static void
read_devices (NaiveContact *contact,
              JsonObject   *object)
{
  JsonArray *devices = parcours_json_member_array (object, "devices");
  JsonArray *passes = parcours_json_member_array (object, "passes");

  for (guint i = 0; devices != NULL && i < json_array_get_length (devices); i++)
    g_hash_table_add (contact->devices,
                      g_strdup (parcours_json_member_string (json_array_get_object_element (devices, i), "platform")));
  for (guint i = 0; passes != NULL && i < json_array_get_length (passes); i++)
    g_hash_table_add (contact->passes, g_strdup_printf ("%u", i));
}

static gint64
instant_member (NaiveContact *contact,
                JsonObject   *object,
                const char   *name,
                gint64        fallback)
{
  const char *text = parcours_json_member_string (object, name);
  gint64 at;

  if (text == NULL ||
      !parcours_timeline_instant (text, contact->engine->from, contact->engine->the_case->settings.zone, &at))
    return fallback;

  return at;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const NaiveEvent *one = *(const NaiveEvent *const *) a, *other = *(const NaiveEvent *const *) b;

  return one->at < other->at ? -1 : one->at > other->at;
}

static void
read_history (NaiveContact *contact,
              JsonObject   *object)
{
  JsonArray *history = parcours_json_member_array (object, "history");

  for (guint i = 0; history != NULL && i < json_array_get_length (history); i++)
    {
      JsonObject *json = json_array_get_object_element (history, i);
      NaiveEvent *event = naive_new (NaiveEvent);
      const char *subject = parcours_json_member_string (json, "subject");

      event->topic = parcours_catalog_topic (parcours_catalog_get (), parcours_json_member_string (json, "event"));
      event->subject = subject != NULL && g_str_equal (event->topic->subject, "url")
                         ? naive_keep_text (parcours_url_normalize (subject)) : subject;
      event->origin = "outside";
      event->payload = naive_members_from_json (parcours_json_member_object (json, "payload"), naive_payload_type,
                                                (gpointer) event->topic);
      event->at = instant_member (contact, json, "at", contact->engine->from - 1);
      if (event->at < contact->engine->from)
        g_ptr_array_add (contact->events, event);
    }
  g_ptr_array_sort (contact->events, compare_events);
}

static void
read_records (NaiveContact *contact,
              JsonObject   *object)
{
  static const char *keys[][2] = {
    { "deals", "deal" }, { "orders", "order" }, { "carts", "cart" }, { "tasks", "task" }, { "accounts", "account" },
    { "loyalty", "loyalty" }, { "vouchers", "voucher" }, { "meetings", "meeting" }, { "notes", "note" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonArray *records = parcours_json_member_array (object, keys[i][0]);

      for (guint j = 0; records != NULL && j < json_array_get_length (records); j++)
        {
          JsonObject *columns = json_array_get_object_element (records, j);
          NaiveRecord *record = naive_new (NaiveRecord);

          record->kind = keys[i][1];
          record->id = parcours_json_member_string (columns, "id");
          record->created = instant_member (contact, columns, "created-at", contact->engine->from - PARCOURS_DAY);
          record->columns = naive_members_from_json (columns, naive_column_type, NULL);
          naive_read_lots (contact, record, parcours_json_member_array (columns, "lots"));
          g_ptr_array_add (contact->records, record);
        }
    }
}

static NaiveAutomation *
find_automation (NaiveEngine *self,
                 const char  *slug)
{
  for (guint i = 0; i < self->automations->len; i++)
    {
      NaiveAutomation *automation = g_ptr_array_index (self->automations, i);

      if (g_strcmp0 (automation->slug, slug) == 0)
        return automation;
    }

  return NULL;
}

static void
read_passages (NaiveContact *contact,
               JsonObject   *object)
{
  JsonArray *passages = parcours_json_member_array (object, "passages");

  for (guint i = 0; passages != NULL && i < json_array_get_length (passages); i++)
    {
      JsonObject *json = json_array_get_object_element (passages, i);
      NaivePassage *passage = naive_new (NaivePassage);

      passage->slug = parcours_json_member_string (json, "automation");
      passage->automation = find_automation (contact->engine, passage->slug);
      passage->trigger = parcours_json_member_string (json, "trigger");
      passage->step = parcours_json_member_string (json, "step");
      passage->entered = instant_member (contact, json, "entered", contact->engine->from - PARCOURS_DAY);
      passage->ended = instant_member (contact, json, "ended", PARCOURS_INSTANT_NEVER);
      passage->completed = parcours_json_member_boolean (json, "completed", FALSE);
      passage->since = instant_member (contact, json, "since", passage->entered);
      passage->recorded = TRUE;
      passage->state = NAIVE_ENDED;
      passage->goals = naive_keep (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                                   (GDestroyNotify) g_hash_table_unref);
      for (guint j = 0; j < contact->passages->len; j++)
        passage->enrolment += g_str_equal (((NaivePassage *) g_ptr_array_index (contact->passages, j))->slug, passage->slug);
      passage->enrolment++;
      g_ptr_array_add (contact->passages, passage);
      passage->number = contact->passages->len;
    }
}

static void
read_scores (NaiveContact *contact,
             JsonObject   *object)
{
  JsonObject *scores = parcours_json_member_object (object, "scores");
  g_autoptr (GList) slugs = scores != NULL ? json_object_get_members (scores) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    naive_set (contact->scores, l->data, naive_number (parcours_json_member_number (scores, l->data, 0.)));
}

static NaiveContact *
contact_new (NaiveEngine *self,
             JsonObject  *object)
{
  NaiveContact *contact = naive_new (NaiveContact);
  const char *zone = parcours_json_member_string (object, "timezone");

  contact->engine = self;
  contact->address = naive_case_address (object);
  contact->key = naive_case_key (object);
  contact->zone = zone != NULL ? parcours_zone_lookup (zone) : self->the_case->settings.zone;
  contact->unborn = parcours_json_member_boolean (object, "unborn", FALSE);
  contact->born = self->from;
  if (json_object_has_member (object, "like"))
    {
      contact->model = g_ptr_array_index (self->contacts, (guint) json_object_get_int_member (object, "like"));
      parcours_instant_parse (parcours_json_member_string (object, "born"), &contact->born);
    }
  contact->has_email = !contact->unborn && parcours_json_member_string (object, "email") != NULL;
  contact->has_phone = parcours_json_member_string (object, "phone") != NULL;
  contact->devices = set_new ();
  contact->passes = set_new ();
  contact->blocked_senders = set_new ();
  contact->salesforce = set_new ();
  contact->paused = set_new ();
  contact->refused_for_good = set_new ();
  contact->fired = naive_members_new ();
  contact->delivered = set_new ();
  contact->done = set_new ();
  contact->done_before = set_new ();
  for (guint i = 0; i < G_N_ELEMENTS (contact->sets); i++)
    contact->sets[i] = set_new ();
  contact->fields = naive_members_new ();
  contact->scores = naive_members_new ();
  contact->lists = naive_members_new ();
  contact->opt_in_forms = naive_members_new ();
  contact->visits = naive_members_new ();
  contact->marks = naive_members_new ();
  contact->scripted = naive_members_new ();
  contact->events = array_new ();
  contact->sends = array_new ();
  contact->records = array_new ();
  contact->passages = array_new ();
  contact->absences = array_new ();
  contact->outbox = array_new ();
  contact->site_messages = array_new ();
  contact->queue = naive_keep (g_queue_new (), (GDestroyNotify) g_queue_free);
  contact->log = naive_keep (g_ptr_array_new_with_free_func (g_free), (GDestroyNotify) g_ptr_array_unref);
  contact->last_activity = PARCOURS_INSTANT_MISSING;
  contact->next_order = 1;

  return contact;
}

static void
read_contact (NaiveEngine *self,
              JsonObject  *object)
{
  static const char *set_names[] = { "tags", "groups", "audiences" };
  NaiveContact *contact = contact_new (self, object);

  contact->index = self->contacts->len;
  read_set (contact->paused, parcours_json_member_array (self->the_case->root, "paused"));
  g_ptr_array_add (self->contacts, contact);
  for (guint i = 0; i < G_N_ELEMENTS (set_names); i++)
    read_set (contact->sets[i], parcours_json_member_array (object, set_names[i]));
  read_set (contact->blocked_senders, parcours_json_member_array (object, "blocked-senders"));
  contact->lists = naive_members_from_json (parcours_json_member_object (object, "lists"), NULL, NULL);
  read_fields (contact, object);
  read_scores (contact, object);
  read_consent (contact, object);
  read_devices (contact, object);
  read_history (contact, object);
  read_records (contact, object);
  read_passages (contact, object);
  contact->first_fields = naive_members_copy (contact->fields);
  contact->first_lists = naive_members_copy (contact->lists);
  memcpy (contact->first_channels, contact->channels, sizeof contact->channels);
}

/**
 * naive_read_all:
 * @self: an engine with a case
 *
 * Fills the engine with the automations and contacts of its case.
 */
void
naive_read_all (NaiveEngine *self)
{
  self->automations = array_new ();
  self->steps = array_new ();
  self->versions = array_new ();
  self->arrivals = naive_members_new ();
  self->swaps = array_new ();
  self->contacts = array_new ();
  for (guint i = 0; i < self->the_case->automations->len; i++)
    g_ptr_array_add (self->automations,
                     naive_read_automation (self, g_ptr_array_index (self->the_case->automations, i)));
  naive_read_swaps (self);
  for (guint i = 0; i < self->the_case->contacts->len; i++)
    read_contact (self, g_ptr_array_index (self->the_case->contacts, i));
}
