/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a scenario as the naive engine takes them (vocabulary, sections 5 and 7): each record with an id, a
 * status and an instant at which it was made. */

#include "config.h"

#include <string.h>

#include "naive-cast.h"
#include "parcours-cast-private.h"
#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-text.h"

typedef struct
{
  ParcoursCase *scenario;
  const Actor *actor;
  JsonObject *from;
  JsonObject *to;
} Casting;

/* The arrays of a contact that are records, and the status that they have unless it is said. */
static const char *arrays[][3] = {
  { "carts", "cart", "open" },   { "deals", "deal", "open" },       { "meetings", "meeting", "booked" },
  { "notes", "note", NULL },     { "orders", "order", "pending" },  { "tasks", "task", "open" },
  { "vouchers", "voucher", "valid" },
};

static JsonObject *
copy_members (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_object_dup_member (object, l->data));

  return copy;
}

static void
set_instant (JsonObject *object,
             const char *name,
             gint64      at)
{
  g_autofree char *text = parcours_instant_format (at);

  json_object_set_string_member (object, name, text);
}

static gint64
instant_of (const Casting *casting,
            JsonObject    *object,
            const char    *name)
{
  const ParcoursSettings *settings = &casting->scenario->settings;
  const char *text = parcours_json_member_string (object, name);
  gint64 at = settings->from;

  if (text != NULL)
    parcours_timeline_instant (text, settings->from, settings->zone, &at);

  return at;
}

static void
set_missing (JsonObject *object,
             const char *name,
             const char *value)
{
  if (value != NULL && !json_object_has_member (object, name))
    json_object_set_string_member (object, name, value);
}

/* A stage alone names its pipeline, and a pipeline that of a stage without one; scores of a deal are columns of it. */
static void
complete_deal (JsonObject *deal)
{
  const char *pipeline = parcours_json_member_string (deal, "pipeline");
  const char *stage = parcours_json_member_string (deal, "stage");
  const char *slash = stage != NULL ? strchr (stage, '/') : NULL;
  g_autofree char *full = stage != NULL ? g_strconcat (pipeline, "/", stage, NULL) : NULL;
  g_autofree char *of_stage = slash != NULL ? g_strndup (stage, slash - stage) : NULL;
  JsonObject *scores = parcours_json_member_object (deal, "scores");
  g_autoptr (GList) slugs = scores != NULL ? json_object_get_members (scores) : NULL;

  if (stage != NULL && slash == NULL && pipeline != NULL)
    json_object_set_string_member (deal, "stage", full);
  set_missing (deal, "pipeline", of_stage);
  for (GList *l = slugs; l != NULL; l = l->next)
    {
      g_autofree char *column = g_strconcat ("score:", l->data, NULL);

      json_object_set_member (deal, column, json_object_dup_member (scores, l->data));
    }
}

static JsonArray *
need_array (JsonObject *contact,
            const char *name)
{
  if (parcours_json_member_array (contact, name) == NULL)
    json_object_set_array_member (contact, name, json_array_new ());

  return parcours_json_member_array (contact, name);
}

static void
add_record (Casting    *casting,
            const char *plural,
            const char *kind,
            const char *status,
            const char *id,
            JsonObject *columns)
{
  JsonObject *record = copy_members (columns);
  gint64 at = instant_of (casting, columns, "created-at");

  json_object_set_string_member (record, "id", id);
  set_instant (record, "created-at", at);
  set_missing (record, "status", status);
  if (g_str_equal (kind, "deal"))
    complete_deal (record);
  if (g_str_equal (kind, "cart") && !json_object_has_member (record, "updated-at"))
    set_instant (record, "updated-at", at);
  json_array_add_object_element (need_array (casting->to, plural), record);
}

static void
add_arrays (Casting *casting)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      JsonArray *array = parcours_json_member_array (casting->from, arrays[i][0]);

      json_object_remove_member (casting->to, arrays[i][0]);
      for (guint j = 0; array != NULL && j < json_array_get_length (array); j++)
        {
          JsonObject *columns = json_array_get_object_element (array, j);
          const char *id = parcours_json_member_string (columns, "id");
          g_autofree char *made = g_strdup_printf ("%s-%s-%u", casting->actor->name, arrays[i][1], j + 1);

          if (id == NULL)
            id = parcours_json_member_string (columns, "number");
          add_record (casting, arrays[i][0], arrays[i][1], arrays[i][2], id != NULL ? id : made, columns);
        }
    }
}

/* Deals and tasks that stand among the entities belong to the first contact that they name. */
static void
add_owned (Casting *casting)
{
  const GArray *records = casting->scenario->cast->records;
  JsonNode *entities = casting->scenario->cast->entities;

  for (guint i = 0; i < records->len; i++)
    {
      const OwnedRecord *record = &g_array_index (records, OwnedRecord, i);
      JsonObject *all = parcours_json_member_object (json_node_get_object (entities), record->plural);

      if (record->owner == casting->actor->key)
        add_record (casting, record->plural, record->kind, "open", record->id,
                    parcours_json_member_object (all, record->id));
    }
}

/* The first account is the primary one. */
static void
add_accounts (Casting *casting)
{
  JsonArray *slugs = parcours_json_member_array (casting->from, "accounts");

  json_object_remove_member (casting->to, "accounts");
  for (guint i = 0; slugs != NULL && i < json_array_get_length (slugs); i++)
    {
      const char *slug = json_array_get_string_element (slugs, i);
      const ParcoursEntity *account = parcours_library_lookup (casting->scenario->library, "account", slug);
      JsonObject *record = copy_members (account != NULL ? account->attributes : NULL);

      json_object_set_string_member (record, "id", slug);
      json_object_set_boolean_member (record, "linked", TRUE);
      json_object_set_boolean_member (record, "primary", i == 0);
      set_instant (record, "created-at", casting->scenario->settings.from);
      json_array_add_object_element (need_array (casting->to, "accounts"), record);
    }
}

/* The slug with and without its programme. */
static JsonArray *
both_slugs (const char *program,
            const char *slug)
{
  JsonArray *both = json_array_new ();
  g_autofree char *full = strchr (slug, '/') != NULL ? g_strdup (slug) : g_strconcat (program, "/", slug, NULL);

  json_array_add_string_element (both, full);
  json_array_add_string_element (both, strchr (full, '/') + 1);

  return both;
}

static JsonObject *
membership_new (Casting    *casting,
                const char *program,
                JsonObject *from)
{
  JsonObject *membership = json_object_new ();
  const char *joined = parcours_json_member_string (from, "joined-on");
  const char *tier = parcours_json_member_string (from, "tier");

  json_object_set_string_member (membership, "id", program);
  json_object_set_string_member (membership, "program", program);
  json_object_set_boolean_member (membership, "member", parcours_json_member_boolean (from, "member", TRUE));
  set_instant (membership, "created-at", casting->scenario->settings.from);
  set_missing (membership, "joined-on", joined);
  if (tier != NULL)
    {
      JsonArray *both = both_slugs (program, tier);

      json_object_set_string_member (membership, "tier-slug", json_array_get_string_element (both, 0));
      json_object_set_array_member (membership, "tier", both);
    }

  return membership;
}

static void
add_balance (Casting    *casting,
             JsonObject *membership,
             const char *program,
             const char *slug,
             JsonNode   *value)
{
  JsonObject *balance = copy_members (membership);
  JsonArray *both = both_slugs (program, slug);

  json_object_set_string_member (balance, "id", json_array_get_string_element (both, 0));
  json_object_set_array_member (balance, "balance", both);
  if (JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonObject *object = json_node_get_object (value);

      json_object_set_double_member (balance, "value", parcours_json_member_number (object, "value", 0.));
      if (json_object_has_member (object, "lots"))
        json_object_set_member (balance, "lots", json_object_dup_member (object, "lots"));
    }
  else
    json_object_set_member (balance, "value", json_node_copy (value));
  json_array_add_object_element (need_array (casting->to, "loyalty"), balance);
}

static void
add_loyalty (Casting *casting)
{
  JsonObject *programs = parcours_json_member_object (casting->from, "loyalty");
  g_autoptr (GList) slugs = programs != NULL ? json_object_get_members (programs) : NULL;

  json_object_remove_member (casting->to, "loyalty");
  for (GList *l = slugs; l != NULL; l = l->next)
    {
      JsonObject *from = parcours_json_member_object (programs, l->data);
      JsonObject *membership = membership_new (casting, l->data, from);
      JsonObject *balances = parcours_json_member_object (from, "balances");
      g_autoptr (GList) names = balances != NULL ? parcours_json_sorted_members (balances) : NULL;

      json_array_add_object_element (need_array (casting->to, "loyalty"), json_object_ref (membership));
      for (GList *n = names; n != NULL; n = n->next)
        add_balance (casting, membership, l->data, n->data, json_object_get_member (balances, n->data));
      json_object_unref (membership);
    }
}

static void
add_lists (Casting *casting)
{
  JsonObject *lists = copy_members (parcours_json_member_object (casting->from, "lists"));
  g_autoptr (GList) slugs = json_object_get_members (lists);

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      JsonObject *object = parcours_json_member_object (lists, l->data);
      g_autofree char *status = g_strdup (parcours_json_member_string (object, "status"));

      if (object != NULL)
        json_object_set_string_member (lists, l->data, status);
    }
  json_object_set_object_member (casting->to, "lists", lists);
}

/* Who has a device or a pass has agreed to what comes there, unless it is said otherwise. */
static void
add_consent (Casting *casting)
{
  static const char *channels[][2] = { { "devices", "push" }, { "passes", "wallet" } };
  JsonObject *consent = copy_members (parcours_json_member_object (casting->from, "consent"));

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      JsonArray *array = parcours_json_member_array (casting->from, channels[i][0]);

      if (array != NULL && json_array_get_length (array) > 0)
        set_missing (consent, channels[i][1], "subscribed");
    }
  json_object_set_object_member (casting->to, "consent", consent);
}

static void
count_orders (Casting    *casting,
              JsonObject *fields)
{
  JsonArray *orders = parcours_json_member_array (casting->from, "orders");
  double total = 0.;
  guint n = 0;

  if (orders == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (orders); i++)
    {
      JsonObject *order = json_array_get_object_element (orders, i);
      const char *text = parcours_json_member_string (order, "total");
      double number = parcours_json_member_number (order, "total", 0.);

      if (g_strcmp0 (parcours_json_member_string (order, "status"), "failed") == 0)
        continue;
      n++;
      if (text != NULL)
        parcours_number_parse (text, &number);
      total += number;
    }
  if (!json_object_has_member (fields, "order-count"))
    json_object_set_int_member (fields, "order-count", n);
  if (!json_object_has_member (fields, "total-spent"))
    json_object_set_double_member (fields, "total-spent", total);
}

/* The columns that every contact has are fields like others. */
static void
add_fields (Casting *casting)
{
  static const char *own[] = { "email", "phone", "timezone", "language", "owner" };
  JsonObject *fields = copy_members (parcours_json_member_object (casting->from, "fields"));

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    set_missing (fields, own[i], parcours_json_member_string (casting->from, own[i]));
  if (json_object_has_member (casting->from, "created-at"))
    set_instant (fields, "created-at", instant_of (casting, casting->from, "created-at"));
  count_orders (casting, fields);
  json_object_set_object_member (casting->to, "fields", fields);
}

static void
add_passages (Casting *casting)
{
  JsonObject *inside = parcours_json_member_object (casting->from, "inside");
  g_autoptr (GList) slugs = inside != NULL ? json_object_get_members (inside) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      JsonObject *passage = copy_members (parcours_json_member_object (inside, l->data));
      gint64 since = instant_of (casting, passage, "since");

      json_object_set_string_member (passage, "automation", l->data);
      set_instant (passage, "since", since);
      if (!json_object_has_member (passage, "entered"))
        set_instant (passage, "entered", since);
      if (!json_object_has_member (passage, "completed"))
        json_object_set_boolean_member (passage, "completed", TRUE);
      json_array_add_object_element (need_array (casting->to, "passages"), passage);
    }
}

static void
add_past_event (Casting                     *casting,
                const ParcoursTimelineEntry *entry,
                gint64                       at)
{
  JsonObject *event = json_object_new ();

  set_instant (event, "at", at);
  json_object_set_string_member (event, "event", entry->topic);
  set_missing (event, "subject", entry->subject);
  if (entry->payload != NULL)
    json_object_set_object_member (event, "payload", json_object_ref (entry->payload));
  json_array_add_object_element (need_array (casting->to, "history"), event);
}

/* What the timeline says of the time before the start is history. */
static void
add_past (Casting *casting)
{
  const ParcoursSettings *settings = &casting->scenario->settings;
  ParcoursTimeline *timeline = casting->scenario->timeline;

  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);
      gint64 at = settings->from, until = settings->from - 1;
      ParcoursDuration every;

      if (entry->kind != PARCOURS_TIMELINE_EVENT || entry->contact == NULL ||
          (!g_str_equal (entry->contact, "*") && parcours_contact_key (entry->contact) != casting->actor->key))
        continue;
      parcours_timeline_instant (entry->at, settings->from, settings->zone, &at);
      if (entry->until != NULL)
        parcours_timeline_instant (entry->until, settings->from, settings->zone, &until);
      for (guint n = 0; at < settings->from && (n == 0 || at <= until); n++)
        {
          add_past_event (casting, entry, at);
          if (entry->every == NULL || !parcours_duration_parse (entry->every, &every))
            break;
          at = parcours_duration_add (&every, at, settings->zone);
        }
    }
}

static JsonObject *
cast_one (ParcoursCase *scenario,
          const Actor  *actor,
          JsonObject   *person)
{
  Casting casting = { scenario, actor, person, copy_members (person) };

  add_fields (&casting);
  add_lists (&casting);
  add_consent (&casting);
  add_arrays (&casting);
  add_accounts (&casting);
  add_owned (&casting);
  add_loyalty (&casting);
  add_passages (&casting);
  add_past (&casting);

  return casting.to;
}

static int
compare_slugs (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (parcours_automation_slug (*(ParcoursAutomation *const *) a),
                    parcours_automation_slug (*(ParcoursAutomation *const *) b));
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 one = naive_case_key (*(JsonObject *const *) a);
  guint64 other = naive_case_key (*(JsonObject *const *) b);

  return one < other ? -1 : one > other;
}

static void
add_newcomer (JsonArray  *contacts,
              GPtrArray  *newcomers,
              JsonObject *contact)
{
  json_object_set_boolean_member (contact, "unborn", TRUE);
  json_array_add_object_element (contacts, contact);
  g_ptr_array_add (newcomers, contact);
}

/* So many a day, whole ones for sure, the rest by chance, each like one of the base. */
static void
draw_newcomers (NaiveCase *self,
                JsonArray *contacts,
                GPtrArray *newcomers)
{
  double per_day = self->behaviour != NULL ? parcours_behaviour_new_contacts (self->behaviour) : 0.;
  guint64 salt = parcours_draw_salt (self->settings.seed, "", "", "new-contacts");
  guint number = 0;

  for (gint64 day = self->settings.from; self->contacts->len > 0 && day < self->settings.to; day += PARCOURS_DAY)
    {
      guint n = (guint) per_day;

      n += (double) (parcours_draw (salt, (guint64) day, 0) >> 11) / 0x1p53 < per_day - n;
      for (guint i = 0; i < n; i++)
        {
          JsonObject *contact = json_object_new ();
          g_autofree char *address = g_strdup_printf ("new-%u@new.invalid", ++number);
          guint64 key = parcours_contact_key (address);

          json_object_set_string_member (contact, "email", address);
          set_instant (contact, "born", day + parcours_draw_below (parcours_draw (salt, key, 1), PARCOURS_DAY));
          json_object_set_int_member (contact, "like",
                                      parcours_draw_below (parcours_draw (salt, key, 2), self->contacts->len));
          add_newcomer (contacts, newcomers, contact);
        }
    }
}

/* Those whom the timeline creates follow the others, by key. */
static void
add_newcomers (NaiveCase    *self,
               ParcoursCase *scenario,
               JsonArray    *contacts)
{
  g_autoptr (GPtrArray) newcomers = g_ptr_array_new ();

  for (guint i = 0; i < parcours_timeline_n_entries (scenario->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (scenario->timeline, i);
      JsonObject *contact;

      if (g_strcmp0 (entry->topic, "contact.created") != 0 || entry->contact == NULL ||
          parcours_cast_name (scenario->cast, parcours_contact_key (entry->contact)) != NULL)
        continue;
      contact = json_object_new ();
      json_object_set_string_member (contact, "email", entry->contact);
      add_newcomer (contacts, newcomers, contact);
    }
  draw_newcomers (self, contacts, newcomers);
  g_ptr_array_sort (newcomers, compare_keys);
  g_ptr_array_extend (self->contacts, newcomers, NULL, NULL);
}

/**
 * naive_case_from_scenario:
 * @scenario: a case of a scenario
 *
 * Returns: (transfer full): the same as a case for both engines; documents are shared, people are read anew
 */
NaiveCase *
naive_case_from_scenario (ParcoursCase *scenario)
{
  NaiveCase *self = g_new0 (NaiveCase, 1);
  const GPtrArray *actors = scenario->cast->actors;
  JsonArray *people = json_node_get_array (scenario->cast->people);
  JsonArray *contacts = json_array_new ();

  self->root = json_object_new ();
  self->universe = json_node_init_null (json_node_alloc ());
  self->settings = scenario->settings;
  self->library = parcours_library_ref (scenario->library);
  self->timeline = parcours_timeline_ref (scenario->timeline);
  self->behaviour = scenario->behaviour != NULL ? parcours_behaviour_ref (scenario->behaviour) : NULL;
  self->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  for (guint i = 0; i < scenario->automations->len; i++)
    g_ptr_array_add (self->automations, parcours_automation_ref (g_ptr_array_index (scenario->automations, i)));
  g_ptr_array_sort (self->automations, compare_slugs);
  self->contacts = g_ptr_array_new ();
  for (guint i = 0; i < actors->len; i++)
    {
      JsonObject *contact = cast_one (scenario, g_ptr_array_index (actors, i), json_array_get_object_element (people, i));

      json_array_add_object_element (contacts, contact);
      g_ptr_array_add (self->contacts, contact);
    }
  g_ptr_array_sort (self->contacts, compare_keys);
  add_newcomers (self, scenario, contacts);
  json_object_set_array_member (self->root, "contacts", contacts);

  return self;
}
