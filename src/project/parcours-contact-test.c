/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-blueprint.h"
#include "parcours-contact-page.h"
#include "parcours-contact-test.h"
#include "parcours-diary.h"
#include "parcours-duration.h"
#include "parcours-error.h"
#include "parcours-explanation.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-project-private.h"

/* Who stands for the contact. */
#define ADDRESS "ada@example.org"
#define PHONE "+33600000001"

/* What happened longer ago decides nothing that a person would want to read. */
#define MAX_PAST 500

/* Kinds of records, and under which key a scenario has them. */
static const char *const records[][2] = {
  { "cart", "carts" },   { "deal", "deals" },  { "device", "devices" }, { "meeting", "meetings" },
  { "order", "orders" }, { "pass", "passes" }, { "task", "tasks" },     { "voucher", "vouchers" },
};

typedef struct
{
  ParcoursRun *run;                  /* (owned) */
  char *path;                        /* (owned) of the workspace */
  const ParcoursZone *zone;          /* of the workspace */
  JsonNode *cap;                     /* (owned) (nullable) how many messages a contact may get */
  guint contact;                     /* its number in the run */
  ParcoursContactPage *page;         /* (owned) (nullable) */
  ParcoursExplanation *explanation;  /* (owned) (nullable) */
  ParcoursDiary *diary;              /* (owned) (nullable) */
  GArray *order;                     /* (owned) (nullable) (element-type guint) the automations, those entered first */
  char *said;                        /* (owned) (nullable) all that the automations say, and what they refer to */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  parcours_run_unref (saving->run);
  g_free (saving->path);
  g_clear_pointer (&saving->cap, json_node_unref);
  g_clear_pointer (&saving->page, parcours_contact_page_free);
  g_clear_pointer (&saving->explanation, parcours_explanation_free);
  g_clear_pointer (&saving->diary, parcours_diary_free);
  g_clear_pointer (&saving->order, g_array_unref);
  g_free (saving->said);
  g_free (saving);
}

static gboolean
has_entered (const Saving *saving,
             guint         automation)
{
  return parcours_diary_stay (saving->diary, (int) automation, 1) != NULL;
}

/* A test belongs to its first automation. */
static GArray *
find_order (const Saving *saving)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int entered = TRUE; entered >= FALSE; entered--)
    {
      for (guint i = 0; i < parcours_run_n_automations (saving->run); i++)
        {
          if (has_entered (saving, i) == entered)
            g_array_append_val (order, i);
        }
    }

  return order;
}

/* What decides */

static char *
find_said (ParcoursRun *run)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < parcours_run_n_automations (run); i++)
    {
      ParcoursAutomation *automation = parcours_run_automation (run, i);
      g_autoptr (JsonNode) document = parcours_automation_to_json (automation);
      g_autoptr (JsonNode) entities =
        parcours_json_take_object (parcours_blueprint_collect (automation, parcours_run_library (run)));
      g_autofree char *one = parcours_json_to_line (document);
      g_autofree char *other = parcours_json_to_line (entities);

      g_string_append_printf (said, "%s\n%s\n", one, other);
    }

  return g_string_free (said, FALSE);
}

/* Whether a condition asks about a field, or a step or a message names it. */
static gboolean
is_named (const Saving *saving,
          const char   *field)
{
  g_autofree char *quoted = g_strconcat ("\"", field, "\"", NULL);
  g_autofree char *hole = g_strconcat ("contact.", field, NULL);

  return strstr (saving->said, quoted) != NULL || strstr (saving->said, hole) != NULL;
}

static gboolean
is_asked (const Saving *saving,
          const char   *field)
{
  g_autofree char *question = g_strconcat ("\"field\":\"", field, "\"", NULL);

  return strstr (saving->said, question) != NULL;
}

/* The contact as it is at the start */

/* Names and addresses are nobody's, except where the automations ask for them; fields that nobody names are left out. */
static JsonObject *
make_fields (const Saving *saving,
             JsonObject   *fields)
{
  static const char *const names[][2] = { { "first-name", "Ada" }, { "last-name", "Example" } };
  JsonObject *kept = json_object_new ();
  g_autoptr (GList) slugs = json_object_get_members (fields);

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (is_named (saving, l->data) && !g_str_equal (l->data, "timezone"))
        json_object_set_member (kept, l->data, parcours_json_ref_member (fields, l->data));
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (json_object_has_member (kept, names[i][0]) && !is_asked (saving, names[i][0]))
        json_object_set_string_member (kept, names[i][0], names[i][1]);
    }

  return kept;
}

static JsonNode *
column_to_json (const ParcoursRecordTable *table,
                const char                *key,
                JsonNode                  *value)
{
  g_autofree char *text = NULL;
  double number;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!g_str_equal (table->columns[i].key, key) || !parcours_json_number (value, &number))
        continue;
      if (table->columns[i].type == PARCOURS_RECORD_INSTANT)
        text = parcours_instant_format ((gint64) number);
      else if (table->columns[i].type == PARCOURS_RECORD_DAY)
        text = parcours_day_format ((gint32) number);
    }

  return text != NULL ? parcours_json_new_string (text) : json_node_ref (value);
}

static JsonObject *
record_to_json (const ParcoursStoredRecord *record)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GList) keys = json_object_get_members (record->columns);
  g_autofree char *created = parcours_instant_format (record->created);

  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (object, l->data,
                            column_to_json (record->table, l->data, json_object_get_member (record->columns, l->data)));
  json_object_set_string_member (object, "id", record->ident);
  json_object_set_string_member (object, "created-at", created);

  return object;
}

static void
add_records (const Saving *saving,
             JsonObject   *contact)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (JsonArray) array = json_array_new ();

      for (guint j = 0; j < saving->page->records->len; j++)
        {
          const ParcoursStoredRecord *record = g_ptr_array_index (saving->page->records, j);

          if (g_str_equal (record->table->kind, records[i][0]) && strstr (saving->said, records[i][0]) != NULL)
            json_array_add_object_element (array, record_to_json (record));
        }
      if (json_array_get_length (array) > 0)
        json_object_set_array_member (contact, records[i][1], g_steal_pointer (&array));
    }
}

static JsonObject *
copy_payload (JsonObject *payload)
{
  static const char *const own[] = { "automation", "kind", "origin", "send", "step", NULL };
  JsonObject *copy = parcours_json_copy_object (payload);

  for (guint i = 0; own[i] != NULL; i++)
    json_object_remove_member (copy, own[i]);

  return copy;
}

static JsonObject *
event_to_json (const char *at,
               const char *topic,
               const char *subject,
               JsonObject *payload)
{
  JsonObject *event = json_object_new ();
  g_autoptr (JsonObject) copy = payload != NULL ? copy_payload (payload) : NULL;

  json_object_set_string_member (event, "at", at);
  json_object_set_string_member (event, "event", topic);
  if (subject != NULL)
    json_object_set_string_member (event, "subject", subject);
  if (copy != NULL && json_object_get_size (copy) > 0)
    json_object_set_object_member (event, "payload", g_steal_pointer (&copy));

  return event;
}

/* What conditions may ask about, the oldest first. */
static JsonArray *
make_history (const Saving *saving)
{
  GPtrArray *events = saving->page->events;
  JsonArray *history = json_array_new ();

  for (guint i = events->len; i > 0; i--)
    {
      const ParcoursStoredEvent *event = g_ptr_array_index (events, i - 1);
      g_autofree char *quoted = g_strconcat ("\"", event->topic, "\"", NULL);
      g_autofree char *at = parcours_instant_format (event->at);

      if (event->at < parcours_run_options (saving->run)->from && strstr (saving->said, quoted) != NULL)
        json_array_add_object_element (history, event_to_json (at, event->topic, event->subject, event->payload));
    }

  return history;
}

/* The last passage through each automation, which decides about the next one. */
static JsonObject *
make_passages (const Saving *saving)
{
  JsonObject *inside = json_object_new ();

  for (guint i = 0; i < saving->page->passages->len; i++)
    {
      const ParcoursStoredPassage *passage = g_ptr_array_index (saving->page->passages, i);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autofree char *entered = parcours_instant_format (passage->entered);
      g_autofree char *ended = passage->ended != 0 ? parcours_instant_format (passage->ended) : NULL;

      if (passage->step == NULL || json_object_has_member (inside, passage->automation) ||
          parcours_run_find_automation (saving->run, passage->automation) < 0)
        continue;
      json_object_set_string_member (object, "step", passage->step);
      json_object_set_string_member (object, "since", entered);
      if (ended != NULL)
        json_object_set_string_member (object, "ended", ended);
      json_object_set_object_member (inside, passage->automation, g_steal_pointer (&object));
    }

  return inside;
}

static void
set_unless_empty (JsonObject *object,
                  const char *name,
                  JsonNode   *value)
{
  gboolean is_empty = JSON_NODE_HOLDS_OBJECT (value) ? json_object_get_size (json_node_get_object (value)) == 0
                                                     : json_array_get_length (json_node_get_array (value)) == 0;

  if (!is_empty)
    json_object_set_member (object, name, value);
  else
    json_node_unref (value);
}

static JsonObject *
make_contact (const Saving *saving)
{
  static const char *const kept[] = { "consent", "groups", "lists", "scores", "tags", NULL };
  g_autoptr (JsonNode) node = parcours_contact_to_json (saving->page->contact);
  JsonObject *whole = json_node_get_object (node);
  JsonObject *fields = json_object_get_object_member (whole, "fields");
  const char *zone = parcours_json_member_string (fields, "timezone");
  JsonObject *contact = json_object_new ();

  json_object_set_string_member (contact, "email", ADDRESS);
  if (json_object_has_member (whole, "phone"))
    json_object_set_string_member (contact, "phone",
                                   is_asked (saving, "phone") ? parcours_json_member_string (whole, "phone") : PHONE);
  if (zone != NULL)
    json_object_set_string_member (contact, "timezone", zone);
  set_unless_empty (contact, "fields", parcours_json_take_object (make_fields (saving, fields)));
  for (guint i = 0; kept[i] != NULL; i++)
    set_unless_empty (contact, kept[i], parcours_json_ref_member (whole, kept[i]));
  add_records (saving, contact);
  set_unless_empty (contact, "history", parcours_json_take_array (make_history (saving)));
  set_unless_empty (contact, "inside", parcours_json_take_object (make_passages (saving)));

  return contact;
}

/* What happens */

/* What people and the shop do; the rest follows from it, and messages arrive by themselves. */
static gboolean
comes_from_outside (const ParcoursHappening *happening)
{
  static const char *const origins[] = { "outside", "behaviour", NULL };
  const char *origin = happening->payload != NULL
                         ? parcours_json_member_string (json_node_get_object (happening->payload), "origin") : NULL;

  return happening->what == PARCOURS_WHAT_EVENT && happening->topic->outside && origin != NULL &&
         g_strv_contains (origins, origin) && !g_str_has_suffix (happening->topic->name, ".delivered");
}

static char *
local_text (const Saving *saving,
            gint64        at)
{
  return parcours_local_format (parcours_zone_to_local (saving->zone, at));
}

/* The sending at this very instant that an event about a message answers, and how many of that message there were: a
 * time of the day would put the answer before it. */
static const ParcoursHappening *
find_cause (const Saving *saving,
            guint         place,
            guint        *nth)
{
  const ParcoursHappening *answer = parcours_explanation_nth (saving->explanation, place);
  const ParcoursHappening *cause = NULL;

  *nth = 0;
  for (guint i = 0; i < place; i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (saving->explanation, i);

      if (happening->what != PARCOURS_WHAT_EVENT || !g_str_has_suffix (happening->topic->name, ".sent") ||
          g_strcmp0 (happening->topic->subject, answer->topic->subject) != 0 ||
          g_strcmp0 (happening->subject, answer->subject) != 0)
        continue;
      cause = happening;
      *nth += 1;
    }

  return cause != NULL && cause->at == answer->at ? cause : NULL;
}

static JsonObject *
make_entry (const Saving *saving,
            guint         place)
{
  const ParcoursHappening *happening = parcours_explanation_nth (saving->explanation, place);
  g_autofree char *at = local_text (saving, happening->at);
  JsonObject *entry = event_to_json (at, happening->topic->name, happening->subject, json_node_get_object (happening->payload));
  guint nth;
  const ParcoursHappening *cause = find_cause (saving, place, &nth);
  JsonObject *on;

  json_object_set_string_member (entry, "contact", ADDRESS);
  if (cause == NULL)
    return entry;
  on = json_object_new ();
  json_object_set_string_member (on, "event", cause->topic->name);
  json_object_set_string_member (on, "subject", cause->subject);
  json_object_set_int_member (on, "nth", nth);
  json_object_remove_member (entry, "at");
  json_object_remove_member (entry, "subject");
  json_object_set_object_member (entry, "on", on);
  json_object_set_string_member (entry, "after", "PT0S");

  return entry;
}

/* What fell by lot would fall another way for somebody else. */
static JsonObject *
make_answer (const Saving            *saving,
             const ParcoursHappening *happening,
             const ParcoursStep      *step,
             guint                    visit)
{
  JsonObject *answer = json_object_new ();
  g_autofree char *name =
    g_strdup_printf ("%s/%s", parcours_automation_slug (parcours_run_automation (saving->run, (guint) happening->automation)),
                     step->id);

  json_object_set_string_member (answer, "contact", ADDRESS);
  json_object_set_string_member (answer, "step", name);
  json_object_set_string_member (answer, "port", parcours_step_nth_port (step, (guint) happening->port));
  if (visit > 1)
    json_object_set_int_member (answer, "visit", visit);

  return answer;
}

static JsonArray *
make_timeline (const Saving *saving)
{
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (saving->run));
  g_autoptr (GHashTable) visits = g_hash_table_new (NULL, NULL);
  JsonArray *timeline = json_array_new ();

  for (guint i = 0; i < parcours_explanation_n (saving->explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (saving->explanation, i);
      const ParcoursStep *step =
        happening->step >= 0 ? parcours_program_nth_step (program, (guint) happening->step, NULL) : NULL;

      if (comes_from_outside (happening))
        json_array_add_object_element (timeline, make_entry (saving, i));
      else if (happening->what == PARCOURS_WHAT_PASSED && step != NULL && happening->port >= 0 &&
               g_str_equal (step->type_name, "split.random"))
        {
          gpointer key = GINT_TO_POINTER (happening->step);
          guint visit = GPOINTER_TO_UINT (g_hash_table_lookup (visits, key)) + 1;

          g_hash_table_insert (visits, key, GUINT_TO_POINTER (visit));
          json_array_add_object_element (timeline, make_answer (saving, happening, step, visit));
        }
    }

  return timeline;
}

/* What forms do follows from them, whether or not an automation names them: these and what they refer to in turn. */
static JsonObject *
make_entities (const Saving *saving)
{
  g_autoptr (JsonNode) node = parcours_json_parse (
    "{\"format\": \"parcours-automation/1\", \"id\": \"forms\", \"slug\": \"forms\", \"name\": \"Forms\","
    " \"platform\": \"any\", \"settings\": {}, \"links\": []}", -1, NULL);
  JsonObject *steps = json_object_new ();
  g_autoptr (ParcoursAutomation) forms = NULL;

  for (guint i = 0; i < parcours_explanation_n (saving->explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (saving->explanation, i);
      g_autofree char *id = g_strdup_printf ("form-%u", i);
      JsonObject *step, *params;

      if (!comes_from_outside (happening) || !g_str_equal (happening->topic->name, "form.submitted"))
        continue;
      step = json_object_new ();
      params = json_object_new ();
      json_object_set_string_member (params, "form", happening->subject);
      json_object_set_string_member (step, "type", "trigger.form-submitted");
      json_object_set_object_member (step, "params", params);
      json_object_set_object_member (steps, id, step);
    }
  json_object_set_object_member (json_node_get_object (node), "steps", steps);
  forms = parcours_automation_from_json (node, NULL);

  return parcours_blueprint_collect (forms, parcours_run_library (saving->run));
}

/* What shall come of it */

static JsonObject *
new_expectation (const Saving *saving,
                 guint         automation)
{
  JsonObject *expectation = json_object_new ();

  json_object_set_string_member (expectation, "contact", ADDRESS);
  json_object_set_string_member (expectation, "automation",
                                 parcours_automation_slug (parcours_run_automation (saving->run, automation)));

  return expectation;
}

static void
expect_stay (const Saving       *saving,
             JsonArray          *expect,
             const ParcoursStay *stay,
             guint               n)
{
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (saving->run));
  JsonObject *expectation = new_expectation (saving, (guint) stay->automation);
  JsonArray *path = json_array_new ();

  for (guint i = 0; i < stay->visits->len; i++)
    {
      int step = g_array_index (stay->visits, ParcoursVisit, i).step;

      json_array_add_string_element (path, parcours_program_nth_step (program, (guint) step, NULL)->id);
    }
  if (n > 1)
    json_object_set_int_member (expectation, "enrolment", n);
  json_object_set_array_member (expectation, "path", path);
  json_array_add_object_element (expect, expectation);
}

/* How often each message is sent. */
static JsonObject *
make_sent (const Saving *saving)
{
  static const char *const topics[] = { "email.sent", "sms.sent", "push.sent", "site-message.queued",
                                        "wallet.notification-sent", NULL };
  JsonObject *sent = json_object_new ();

  for (guint i = 0; i < parcours_explanation_n (saving->explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (saving->explanation, i);

      if (happening->what == PARCOURS_WHAT_EVENT && happening->subject != NULL &&
          g_strv_contains (topics, happening->topic->name))
        json_object_set_int_member (sent, happening->subject,
                                    parcours_diary_n_sent (saving->diary, happening->subject));
    }

  return sent;
}

static JsonArray *
make_expectations (const Saving *saving)
{
  JsonArray *expect = json_array_new ();
  g_autoptr (JsonObject) sent = make_sent (saving);
  const ParcoursStay *stay;

  for (guint i = 0; i < saving->order->len; i++)
    {
      guint automation = g_array_index (saving->order, guint, i);
      JsonObject *never;

      for (guint n = 1; (stay = parcours_diary_stay (saving->diary, (int) automation, n)) != NULL; n++)
        expect_stay (saving, expect, stay, n);
      if (has_entered (saving, automation))
        continue;
      never = new_expectation (saving, automation);
      json_object_set_boolean_member (never, "not-entered", TRUE);
      json_array_add_object_element (expect, never);
    }
  if (json_object_get_size (sent) > 0)
    {
      JsonObject *expectation = json_object_new ();

      json_object_set_string_member (expectation, "contact", ADDRESS);
      json_object_set_object_member (expectation, "sent", g_steal_pointer (&sent));
      json_array_add_object_element (expect, expectation);
    }

  return expect;
}

/* All of it */

static JsonArray *
make_automations (const Saving *saving)
{
  JsonArray *automations = json_array_new ();

  for (guint i = 0; i < saving->order->len; i++)
    json_array_add_string_element (automations, parcours_automation_slug (
                                                  parcours_run_automation (saving->run, g_array_index (saving->order, guint, i))));

  return automations;
}

static char *
make_name (const Saving *saving)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < parcours_run_n_automations (saving->run); i++)
    {
      if (has_entered (saving, i))
        g_ptr_array_add (names, g_strdup (parcours_automation_name (parcours_run_automation (saving->run, i))));
    }
  if (names->len == 0)
    return g_strdup (_("A contact who enters nowhere"));
  joined = parcours_phrase_join (names, PARCOURS_JOIN_AND);

  /* Translators: the name of a test; {automations} are names of automations. */
  return parcours_phrase_fill (_("A contact in {automations}"), "automations", joined, NULL);
}

static JsonObject *
make_document (const Saving *saving)
{
  const ParcoursRunOptions *options = parcours_run_options (saving->run);
  JsonObject *document = json_object_new ();
  JsonArray *contacts = json_array_new ();
  g_autofree char *from = local_text (saving, options->from);
  g_autofree char *length = g_strdup_printf ("P%uD", options->days);
  g_autofree char *name = make_name (saving);

  json_array_add_object_element (contacts, make_contact (saving));
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "from", from);
  json_object_set_string_member (document, "timezone", parcours_zone_name (saving->zone));
  json_object_set_string_member (document, "for", length);
  json_object_set_array_member (document, "contacts", contacts);
  json_object_set_array_member (document, "automations", make_automations (saving));
  set_unless_empty (document, "entities", parcours_json_take_object (make_entities (saving)));
  json_object_set_array_member (document, "timeline", make_timeline (saving));
  json_object_set_array_member (document, "expect", make_expectations (saving));
  if (saving->cap != NULL)
    json_object_set_member (document, "frequency-cap", json_node_ref (saving->cap));

  return document;
}

static gboolean
look (Saving        *saving,
      ParcoursStore *store,
      GCancellable  *cancellable,
      GError       **error)
{
  ParcoursSimulation *simulation = parcours_run_simulation (saving->run);
  const ParcoursPopulation *population = parcours_simulation_population (simulation);
  g_autoptr (ParcoursRunner) runner = NULL;

  if (saving->contact >= population->n)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("This contact only comes during the simulation. Save one that is in the workspace."));
      return FALSE;
    }
  saving->page = parcours_contact_page_new (store, population->ids[saving->contact], MAX_PAST, error);
  if (saving->page == NULL || !parcours_simulation_learn (simulation, 1, cancellable, error))
    return FALSE;
  saving->explanation = parcours_explain_contact (simulation, saving->contact, NULL);
  saving->diary = parcours_diary_new (parcours_simulation_program (simulation));
  runner = parcours_simulation_new_runner (simulation);
  parcours_runner_set_observer (runner, parcours_diary_observe, saving->diary);
  parcours_runner_run (runner, saving->contact);
  saving->order = find_order (saving);
  saving->said = find_said (saving->run);

  return TRUE;
}

static void
make_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Saving *saving = task_data;
  GError *error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (saving->path, PARCOURS_STORE_READ, &error);

  if (store != NULL && look (saving, store, cancellable, &error))
    g_task_return_pointer (task, make_document (saving), (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) document = g_task_propagate_pointer (G_TASK (result), &error);

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_add_scenario (PARCOURS_PROJECT (source), parcours_json_member_string (document, "name"), document,
                                 g_steal_pointer (&task));
}

/**
 * parcours_project_add_contact_test_async:
 * @self: a project
 * @run: a run of it
 * @contact: the number of a contact in @run
 * @callback: (scope async): called when the test is there
 * @user_data: for @callback
 *
 * Makes a test of what happens to a contact in a run. Its address and its names are replaced, and of its fields
 * those alone are kept that the automations name.
 */
void
parcours_project_add_contact_test_async (ParcoursProject     *self,
                                         ParcoursRun         *run,
                                         guint                contact,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) making = g_task_new (self, NULL, made_cb, task);
  Saving *saving = g_new0 (Saving, 1);
  JsonObject *settings = parcours_project_settings (self);

  saving->run = parcours_run_ref (run);
  saving->path = g_strdup (parcours_project_path (self));
  saving->zone = parcours_project_zone (self);
  saving->cap = json_object_has_member (settings, "frequency-cap") ? parcours_json_ref_member (settings, "frequency-cap") : NULL;
  saving->contact = contact;
  g_task_set_source_tag (task, parcours_project_add_contact_test_async);
  g_task_set_task_data (making, saving, saving_free);
  g_task_run_in_thread (making, make_in_thread);
}

/**
 * parcours_project_add_contact_test_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the slug of the test
 */
char *
parcours_project_add_contact_test_finish (ParcoursProject  *self,
                                          GAsyncResult     *result,
                                          GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_add_contact_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
