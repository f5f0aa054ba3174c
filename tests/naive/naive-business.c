/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What steps do to deals, tasks, notes and accounts. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static const char *
text_param (const NaiveStep *step,
            const char      *name)
{
  return parcours_json_member_string (step->params, name);
}

static const char *
new_id (NaiveContact *contact)
{
  return naive_keep_text (g_strdup_printf ("#%u", ++contact->n_made));
}

static ParcoursOutcome
outcome_of (gboolean changed)
{
  return changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;
}

/* What a due date says: an offset from now, or an instant. */
static const NaiveValue *
due_of (NaiveContact *contact,
        NaiveStep    *step,
        const char   *text)
{
  ParcoursDuration offset;
  gint64 at;

  if (text != NULL && parcours_offset_parse (text, &offset))
    return naive_instant (parcours_duration_add (&offset, contact->engine->now,
                                                 naive_zone_of (step->automation, contact)));

  return text != NULL && parcours_instant_parse (text, &at) ? naive_instant (at) : NULL;
}

static const NaiveValue *
owner_of (NaiveStep *step)
{
  JsonObject *rule = parcours_json_member_object (step->params, "owner");

  return rule != NULL ? naive_text (naive_owner (step, rule)) : NULL;
}

static gboolean
is_on_deal (const NaiveStep *step)
{
  return g_strcmp0 (text_param (step, "on"), "deal") == 0;
}

/* The value of a hole such as contact.first-name or deal.value, as a person reads it. */
static char *
fill_hole (NaiveContact *contact,
           NaivePassage *passage,
           const char   *of,
           const char   *name)
{
  GPtrArray *deals = g_str_equal (of, "deal") ? naive_target_records (contact, passage->event, "deal", NULL) : NULL;
  const NaiveValue *value = NULL;

  if (g_str_equal (of, "contact"))
    value = naive_get (contact->fields, name);
  else if (g_str_equal (of, "trigger") && passage->event != NULL)
    value = naive_event_lookup (passage->event, name);
  else if (deals != NULL && deals->len > 0)
    value = naive_get (((NaiveRecord *) g_ptr_array_index (deals, 0))->columns, name);
  if (value != NULL && value->type == NAIVE_NUMBER)
    return parcours_number_format (value->number);

  return g_strdup (value != NULL && value->type == NAIVE_TEXT ? value->text : "");
}

/**
 * naive_rendered:
 * @contact: a contact
 * @passage: a passage of it
 * @text: (nullable): a text with holes
 *
 * Returns: (transfer none) (nullable): the text with its holes filled
 */
const NaiveValue *
naive_rendered (NaiveContact *contact,
                NaivePassage *passage,
                const char   *text)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *rest = text, *hole;

  if (text == NULL || strstr (text, "{{") == NULL)
    return naive_text (text);
  while ((hole = strstr (rest, "{{")) != NULL && strstr (hole, "}}") != NULL)
    {
      g_autofree char *inner = g_strstrip (g_strndup (hole + 2, strstr (hole, "}}") - hole - 2));
      g_auto (GStrv) parts = g_strsplit (inner, ".", 2);
      g_autofree char *value = g_strv_length (parts) == 2 ? fill_hole (contact, passage, parts[0], parts[1]) : g_strdup ("");

      g_string_append_len (filled, rest, hole - rest);
      g_string_append (filled, value);
      rest = strstr (hole, "}}") + 2;
    }
  g_string_append (filled, rest);

  return naive_text (naive_keep_text (g_strdup (filled->str)));
}

static ParcoursOutcome
add_note (NaiveContact *contact,
          NaivePassage *passage,
          NaiveStep    *step)
{
  GPtrArray *deals = is_on_deal (step) ? naive_target_records (contact, passage->event, "deal", text_param (step, "target"))
                                       : NULL;

  if (deals != NULL && deals->len == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  for (guint i = 0; i < (deals != NULL ? deals->len : 1); i++)
    {
      GHashTable *payload = naive_members_new ();

      naive_set (payload, "on", naive_text (text_param (step, "on")));
      naive_set (payload, "text", naive_rendered (contact, passage, text_param (step, "text")));
      if (deals != NULL)
        naive_set (payload, "deal", naive_text (((NaiveRecord *) g_ptr_array_index (deals, i))->id));
      naive_publish (contact, "note.added", new_id (contact), payload, "effect", NULL, NULL);
    }

  return PARCOURS_OUTCOME_DONE;
}

static void
publish_task (NaiveContact     *contact,
              NaivePassage     *passage,
              NaiveStep        *step,
              JsonObject       *task,
              const char       *deal,
              const NaiveValue *owner)
{
  GHashTable *payload = naive_members_new ();

  naive_set (payload, "type", naive_text (parcours_json_member_string (task, "type")));
  naive_set (payload, "title", naive_rendered (contact, passage, parcours_json_member_string (task, "title")));
  naive_set (payload, "note", naive_rendered (contact, passage, parcours_json_member_string (task, "note")));
  naive_set (payload, "due", due_of (contact, step, parcours_json_member_string (task, "due")));
  naive_set (payload, "owner", owner);
  naive_set (payload, "deal", naive_text (deal));
  naive_publish (contact, "task.created", new_id (contact), payload, "effect", NULL, NULL);
}

static ParcoursOutcome
add_task (NaiveContact *contact,
          NaivePassage *passage,
          NaiveStep    *step)
{
  GPtrArray *deals;
  const char *deal = NULL;

  if (is_on_deal (step))
    {
      deals = naive_target_records (contact, passage->event, "deal", NULL);
      if (deals->len == 0)
        return PARCOURS_OUTCOME_NO_DEAL;
      deal = ((NaiveRecord *) g_ptr_array_index (deals, 0))->id;
    }
  publish_task (contact, passage, step, step->params, deal, owner_of (step));

  return PARCOURS_OUTCOME_DONE;
}

static ParcoursOutcome
add_deal (NaiveContact *contact,
          NaivePassage *passage,
          NaiveStep    *step)
{
  JsonObject *task = parcours_json_member_object (step->params, "task");
  GHashTable *params = naive_members_from_json (step->params, naive_column_type, NULL);
  static const char *keys[] = { "pipeline", "stage", "title", "value" };
  GHashTable *payload = naive_members_new ();
  const char *id = new_id (contact);
  const NaiveValue *owner = owner_of (step);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    naive_set (payload, keys[i], naive_get (params, keys[i]));
  naive_set (payload, "title", naive_rendered (contact, passage, text_param (step, "title")));
  naive_set (payload, "owner", owner);
  naive_set (payload, "status", naive_text ("open"));
  naive_publish (contact, "deal.created", id, payload, "effect", NULL, NULL);
  if (task != NULL && !contact->deleted)
    publish_task (contact, passage, step, task, id, owner);

  return PARCOURS_OUTCOME_DONE;
}

static void
copy_notes (NaiveContact *contact,
            const char   *from,
            const char   *to)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (g_str_equal (record->kind, "note") && naive_value_is_text (naive_get (record->columns, "deal"), from))
        g_ptr_array_add (notes, record);
    }
  for (guint i = 0; i < notes->len; i++)
    {
      GHashTable *columns = ((NaiveRecord *) g_ptr_array_index (notes, i))->columns;
      GHashTable *payload = naive_members_new ();

      naive_set (payload, "on", naive_text ("deal"));
      naive_set (payload, "text", naive_get (columns, "text"));
      naive_set (payload, "deal", naive_text (to));
      naive_publish (contact, "note.added", new_id (contact), payload, "effect", NULL, NULL);
    }
}

static ParcoursOutcome
duplicate_deal (NaiveContact *contact,
                NaivePassage *passage,
                NaiveStep    *step)
{
  static const char *not_copied[] = { "id", "created-at", "closed-at", "sentiment", "status" };
  GPtrArray *deals = naive_target_records (contact, passage->event, "deal", text_param (step, "target"));
  const char *prefix = text_param (step, "prefix");

  if (deals->len == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  for (guint i = 0; i < deals->len && (i == 0 || !naive_is_over_limit (contact)); i++)
    {
      NaiveRecord *deal = g_ptr_array_index (deals, i);
      GHashTable *payload = naive_members_copy (deal->columns);
      const char *title = naive_value_text (naive_get (deal->columns, "title"));
      const char *id = new_id (contact);

      for (guint j = 0; j < G_N_ELEMENTS (not_copied); j++)
        naive_set (payload, not_copied[j], NULL);
      if (prefix != NULL)
        naive_set (payload, "title",
                   naive_text (naive_keep_text (g_strconcat (prefix, title != NULL ? title : "", NULL))));
      naive_set (payload, "pipeline", naive_text (text_param (step, "pipeline")));
      naive_set (payload, "stage", naive_text (text_param (step, "stage")));
      naive_set (payload, "status", naive_text ("open"));
      naive_publish (contact, "deal.created", id, payload, "effect", NULL, NULL);
      copy_notes (contact, deal->id, id);
    }

  return PARCOURS_OUTCOME_DONE;
}

/* Deals */

static gboolean
move_deal (NaiveContact *contact,
           NaiveRecord  *deal,
           const char   *stage,
           const char   *pipeline)
{
  GHashTable *payload = naive_members_new ();
  gboolean any = FALSE;

  if (pipeline == NULL && strchr (stage, '/') != NULL)
    pipeline = naive_keep_text (g_strndup (stage, strchr (stage, '/') - stage));
  if (pipeline != NULL && !naive_value_is_text (naive_get (deal->columns, "pipeline"), pipeline))
    {
      GHashTable *to = naive_members_new ();

      naive_set (to, "to", naive_text (pipeline));
      any |= naive_publish (contact, "deal.pipeline-changed", deal->id, to, "effect", NULL, NULL);
    }
  naive_set (payload, "to", naive_text (stage));
  any |= naive_publish (contact, "deal.stage-changed", deal->id, payload, "effect", NULL, NULL);

  return any;
}

/* What a value source gives for a column of a deal or an account; FALSE where it gives nothing. */
static gboolean
source_value (NaiveContact      *contact,
              JsonObject        *source,
              const char        *kind,
              const char        *field,
              const NaiveValue **value)
{
  const char *copy = parcours_json_member_string (source, "copy");

  if (parcours_json_member_boolean (source, "clear", FALSE))
    {
      *value = NULL;
      return TRUE;
    }
  if (copy != NULL)
    *value = naive_get (contact->fields, copy);
  else if (source == NULL || !json_object_has_member (source, "value"))
    *value = NULL;
  else if (parcours_library_lookup (contact->engine->the_case->library, kind, field) != NULL)
    *value = naive_field_value (contact->engine, kind, field, json_object_get_member (source, "value"));
  else
    *value = naive_value_from_json (json_object_get_member (source, "value"), naive_column_type (field, NULL), NULL, NULL);

  return *value != NULL;
}

static gboolean
set_deal (NaiveContact     *contact,
          NaiveRecord      *deal,
          const char       *property,
          const NaiveValue *value)
{
  GHashTable *payload = naive_members_new ();

  naive_set (payload, "to", value);
  if (g_str_equal (property, "status"))
    return naive_publish (contact, "deal.status-changed", deal->id, payload, "effect", NULL, NULL);
  naive_set (payload, "field", naive_text (property));

  return naive_publish (contact, "deal.field-changed", deal->id, payload, "effect", NULL, NULL);
}

static ParcoursOutcome
update_deal (NaiveContact *contact,
             NaivePassage *passage,
             NaiveStep    *step)
{
  GPtrArray *deals = naive_target_records (contact, passage->event, "deal", text_param (step, "target"));
  const char *property = text_param (step, "property");
  const NaiveValue *value = NULL;
  gboolean any = FALSE;

  if (g_str_equal (property, "field"))
    property = text_param (step, "field");
  if (deals->len == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  if (!g_str_equal (property, "stage") &&
      !source_value (contact, parcours_json_member_object (step->params, "value"), "deal-field", property, &value))
    return PARCOURS_OUTCOME_NO_VALUE;
  for (guint i = 0; i < deals->len && !contact->deleted; i++)
    {
      NaiveRecord *deal = g_ptr_array_index (deals, i);

      any |= g_str_equal (property, "stage")
               ? move_deal (contact, deal, text_param (step, "stage"), text_param (step, "pipeline"))
               : set_deal (contact, deal, property, value);
    }

  return outcome_of (any);
}

static ParcoursOutcome
compute_deal (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step)
{
  GPtrArray *deals = naive_target_records (contact, passage->event, "deal", text_param (step, "target"));
  JsonNode *node = json_object_get_member (step->params, "operand");
  const char *field = text_param (step, "field");
  gboolean is_money = g_strcmp0 (field, "value") == 0 ||
                      parcours_library_field_type (contact->engine->the_case->library, "deal-field", field) ==
                        PARCOURS_FIELD_MONEY;
  ParcoursOutcome outcome = PARCOURS_OUTCOME_NO_DEAL;
  gboolean any = FALSE, computed = FALSE;
  double number, result;

  for (guint i = 0; i < deals->len && !contact->deleted; i++)
    {
      NaiveRecord *deal = g_ptr_array_index (deals, i);
      const NaiveValue *operand = parcours_json_number (node, &number) ? naive_number (number)
                                                                      : naive_get (deal->columns, parcours_json_string (node));

      outcome = naive_compute (step, is_money, naive_get (deal->columns, field), operand, &result);
      computed |= outcome == PARCOURS_OUTCOME_DONE;
      if (outcome == PARCOURS_OUTCOME_DONE)
        any |= set_deal (contact, deal, field, naive_number (result));
    }

  return computed ? outcome_of (any) : outcome;
}

static ParcoursOutcome
score_deal (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  GPtrArray *deals = naive_target_records (contact, passage->event, "deal", text_param (step, "target"));
  const char *score = text_param (step, "score");
  const ParcoursEntity *entity = parcours_library_lookup (contact->engine->the_case->library, "score", score);
  gboolean any = FALSE;

  if (entity == NULL)
    return PARCOURS_OUTCOME_MISSING_REFERENCE;
  if (deals->len == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  for (guint i = 0; i < deals->len && !contact->deleted; i++)
    {
      NaiveRecord *deal = g_ptr_array_index (deals, i);
      GHashTable *payload = naive_members_new ();
      double before = naive_value_number (naive_get (deal->columns, score),
                                          parcours_json_member_number (entity->attributes, "start", 0.));

      naive_set (payload, "of", naive_text ("deal"));
      naive_set (payload, "deal", naive_text (deal->id));
      naive_set (payload, "to", naive_number (naive_adjusted (step, before, entity)));
      any |= naive_publish (contact, "score.changed", score, payload, "effect", NULL, NULL);
    }

  return outcome_of (any);
}

/* Tasks */

static gboolean
is_wanted_task (const NaiveRecord *task,
                NaiveStep         *step)
{
  const char *type = text_param (step, "type");
  const char *title = text_param (step, "title");

  return (type == NULL || g_str_equal (type, "any") || naive_value_is_text (naive_get (task->columns, "type"), type)) &&
         (title == NULL || naive_text_matches (title, naive_value_text (naive_get (task->columns, "title"))));
}

/* The target is chosen among the tasks that the step is about. */
static ParcoursOutcome
complete_task (NaiveContact *contact,
               NaivePassage *passage,
               NaiveStep    *step)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GPtrArray *tasks;
  gboolean any = FALSE;

  for (guint i = contact->records->len; i > 0; i--)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i - 1);

      if (g_str_equal (record->kind, "task") && !is_wanted_task (record, step))
        g_ptr_array_add (others, g_ptr_array_remove_index (contact->records, i - 1));
    }
  tasks = naive_target_records (contact, passage->event, "task", text_param (step, "target"));
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (contact->records, g_ptr_array_index (others, i));
  if (tasks->len == 0)
    return PARCOURS_OUTCOME_NO_TASK;
  for (guint i = 0; i < tasks->len && !contact->deleted; i++)
    any |= naive_publish (contact, "task.completed", ((NaiveRecord *) g_ptr_array_index (tasks, i))->id, NULL, "effect",
                          NULL, NULL);

  return outcome_of (any);
}

/* Accounts */

static gboolean
is_linked (const NaiveRecord *record)
{
  const NaiveValue *linked = naive_get (record->columns, "linked");

  return g_str_equal (record->kind, "account") && (linked == NULL || linked->number != 0.);
}

/* The primary one, else the last linked. */
static NaiveRecord *
account_of (NaiveContact *contact)
{
  NaiveRecord *last = NULL;

  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);
      const NaiveValue *primary = naive_get (record->columns, "primary");

      if (!is_linked (record))
        continue;
      if (primary != NULL && primary->number != 0.)
        return record;
      last = record;
    }

  return last;
}

/* What a step of another contact has made of an account. */
typedef struct
{
  const char *account;
  const char *field;
  const NaiveValue *to; /* (nullable) */
} Heard;

static void
on_heard (NaiveContact *contact,
          NaiveItem    *item)
{
  const Heard *heard = item->data;
  NaiveRecord *account = naive_find_record (contact, "account", heard->account);
  GHashTable *payload = naive_members_new ();

  if (account == NULL || !is_linked (account))
    return;
  naive_set (payload, "field", naive_text (heard->field));
  naive_set (payload, "to", heard->to);
  naive_publish (contact, "account.field-changed", heard->account, payload, "derived", NULL, NULL);
}

/* The others hear of it a second later, who are linked to the account then. */
static void
tell_others (NaiveContact     *contact,
             const char       *account,
             const char       *field,
             const NaiveValue *to)
{
  NaiveEngine *engine = contact->engine;
  guint place = 0;

  g_ptr_array_find (engine->contacts, contact, &place);
  for (guint i = 0; i < engine->contacts->len; i++)
    {
      Heard *heard = naive_new (Heard);
      NaiveItem *item;

      *heard = (Heard){ account, field, to };
      if (i == place)
        continue;
      item = naive_schedule (g_ptr_array_index (engine->contacts, i), engine->now + 1, NAIVE_SHARED, on_heard, heard);
      item->rank[0] = place;
      naive_insert (item);
    }
}

static ParcoursOutcome
update_account (NaiveContact *contact,
                NaivePassage *passage,
                NaiveStep    *step)
{
  NaiveRecord *account = account_of (contact);
  const char *field = text_param (step, "field");
  GHashTable *payload = naive_members_new ();
  const NaiveValue *value;

  if (account == NULL)
    return PARCOURS_OUTCOME_NO_ACCOUNT;
  if (!source_value (contact, parcours_json_member_object (step->params, "value"), "account-field", field, &value))
    return PARCOURS_OUTCOME_NO_VALUE;
  naive_set (payload, "field", naive_text (field));
  naive_set (payload, "to", value);

  if (!naive_publish (contact, "account.field-changed", account->id, payload, "effect", NULL, NULL))
    return PARCOURS_OUTCOME_UNCHANGED;
  tell_others (contact, account->id, field, value);

  return PARCOURS_OUTCOME_DONE;
}

/* What is in the field, as a person writes it; NULL where nothing is. */
static const char *
written_in (NaiveContact *contact,
            const char   *field)
{
  const NaiveValue *value = naive_get (contact->fields, field);
  ParcoursFieldType type = parcours_library_field_type (contact->engine->the_case->library, "field", field);
  g_autoptr (JsonNode) node = NULL;

  if (value == NULL || value->type == NAIVE_LIST)
    return NULL;
  if (value->type == NAIVE_TEXT)
    return parcours_text_is_blank (value->text) ? NULL : value->text;
  if (value->type == NAIVE_NUMBER)
    return naive_keep_text (type == PARCOURS_FIELD_MONEY ? parcours_money_format (value->number)
                                                         : parcours_number_format (value->number));
  node = naive_value_to_json (value);

  return naive_keep_text (JSON_NODE_TYPE (node) == JSON_NODE_VALUE && json_node_get_value_type (node) == G_TYPE_STRING
                            ? json_node_dup_string (node) : parcours_json_to_line (node));
}

/* A field holds the name of an account, which is found, or made with a slug of its own. */
static const char *
account_named (NaiveContact *contact,
               const char   *name)
{
  g_autoptr (GPtrArray) accounts = parcours_library_list (contact->engine->the_case->library, "account");
  g_autofree char *folded = parcours_text_fold (name);

  for (guint i = 0; i < accounts->len; i++)
    {
      const ParcoursEntity *account = g_ptr_array_index (accounts, i);
      g_autofree char *label = parcours_text_fold (account->label);

      if (g_str_equal (folded, label))
        return account->slug;
    }

  return naive_keep_text (parcours_slug_from_label (name, "account"));
}

static ParcoursOutcome
link_account (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step)
{
  const char *slug = text_param (step, "account");
  const char *from = text_param (step, "from");
  const char *name = from != NULL ? written_in (contact, from) : NULL;
  NaiveRecord *account;

  if (slug == NULL && name == NULL)
    return PARCOURS_OUTCOME_NO_VALUE;
  if (slug == NULL)
    slug = account_named (contact, name);
  account = naive_find_record (contact, "account", slug);
  if (account != NULL && is_linked (account))
    return PARCOURS_OUTCOME_ALREADY_LINKED;

  return outcome_of (naive_publish (contact, "account.linked", slug, NULL, "effect", NULL, NULL));
}

/**
 * naive_business:
 * @contact: a contact
 * @passage: the passage that runs
 * @step: a step about a deal, a task, a note or an account
 *
 * Returns: what came of it
 */
ParcoursOutcome
naive_business (NaiveContact *contact,
                NaivePassage *passage,
                NaiveStep    *step)
{
  static const struct
  {
    const char *name;
    ParcoursOutcome (*operation) (NaiveContact *, NaivePassage *, NaiveStep *);
  } operations[] = {
    { "note.add", add_note },
    { "deal.create", add_deal },
    { "deal.duplicate", duplicate_deal },
    { "deal.set", update_deal },
    { "field.compute", compute_deal },
    { "score.adjust", score_deal },
    { "task.create", add_task },
    { "task.complete", complete_task },
    { "account.set", update_account },
    { "account.link", link_account },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (g_str_equal (operations[i].name, step->type->operation))
        return operations[i].operation (contact, passage, step);
    }

  return PARCOURS_OUTCOME_UNCHANGED;
}
