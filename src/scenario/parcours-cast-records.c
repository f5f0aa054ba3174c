/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-lots.h"
#include "parcours-object.h"
#include "parcours-cast-records.h"

#define KEY(name) g_quark_from_static_string (name)

/* The arrays of a contact that are records, with the status that they have unless it is said. */
static const struct
{
  const char *member;
  const char *kind;
  const char *status;
} arrays[] = {
  { "carts", "cart", "open" },
  { "deals", "deal", "open" },
  { "meetings", "meeting", "booked" },
  { "notes", "note", NULL },
  { "orders", "order", "pending" },
  { "tasks", "task", "open" },
  { "vouchers", "voucher", "valid" },
};

/* Columns that no event carries (vocabulary, section 5). */
static const struct
{
  const char *column;
  const char *type;
} column_types[] = {
  { "closed-at", "instant" },    { "completed-at", "instant" }, { "confirmed-at", "instant" },
  { "created-at", "instant" },   { "price", "money" },          { "shipped-at", "instant" },
  { "updated-at", "instant" },
};

typedef struct
{
  const RecordWriter *writer;
  const char *kind;
} Columns;

/* What a column of a record is: as the events about such records declare it, or as a custom field. */
static const char *
column_type (const char *key,
             gpointer    user_data)
{
  const Columns *columns = user_data;
  g_autofree char *field_kind = g_strconcat (columns->kind, "-field", NULL);
  const ParcoursEntity *field = parcours_library_lookup (columns->writer->library, field_kind, key);
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  if (field != NULL)
    return parcours_json_member_string (field->attributes, "type");
  for (guint i = 0; i < G_N_ELEMENTS (column_types); i++)
    {
      if (g_str_equal (column_types[i].column, key))
        return column_types[i].type;
    }
  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);
      const char *type = g_strcmp0 (topic->record, columns->kind) == 0 || g_str_equal (topic->subject, columns->kind)
                           ? g_hash_table_lookup (topic->payload, key) : NULL;

      if (type != NULL)
        return type;
    }

  return NULL;
}

static guint
kind_number (RecordWriter *writer,
             const char   *kind)
{
  gpointer found = g_hash_table_lookup (writer->kinds, kind);
  guint number;

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  number = parcours_population_builder_add_kind (writer->builder, kind);
  g_hash_table_insert (writer->kinds, g_strdup (kind), GUINT_TO_POINTER (number + 1));

  return number;
}

static ParcoursValue
text_value (RecordWriter *writer,
            const char   *text)
{
  return parcours_value_text (parcours_texts_intern (parcours_population_builder_texts (writer->builder), text));
}

static void
set (RecordWriter   *writer,
     ParcoursObject *columns,
     GQuark          key,
     ParcoursValue   value)
{
  parcours_object_set (columns, key, value, parcours_population_builder_arena (writer->builder));
}

static void
set_default (RecordWriter   *writer,
             ParcoursObject *columns,
             GQuark          key,
             ParcoursValue   value)
{
  if (parcours_object_get (columns, key).type == PARCOURS_VALUE_MISSING)
    set (writer, columns, key, value);
}

static ParcoursObject *
read_columns (RecordWriter *writer,
              const char   *kind,
              JsonObject   *json)
{
  Columns columns = { writer, kind };

  return parcours_object_from_json (json, column_type, &columns,
                                    parcours_population_builder_texts (writer->builder),
                                    parcours_population_builder_arena (writer->builder));
}

/* A stage alone names its pipeline, and a pipeline that of a stage without one. */
static void
complete_stage (RecordWriter   *writer,
                ParcoursObject *columns,
                JsonObject     *json)
{
  const char *pipeline = parcours_json_member_string (json, "pipeline");
  const char *stage = parcours_json_member_string (json, "stage");
  const char *slash = stage != NULL ? strchr (stage, '/') : NULL;
  g_autofree char *full = NULL;
  g_autofree char *of_stage = NULL;

  if (stage != NULL && slash == NULL && pipeline != NULL)
    {
      full = g_strconcat (pipeline, "/", stage, NULL);
      set (writer, columns, KEY ("stage"), text_value (writer, full));
    }
  if (slash != NULL && pipeline == NULL)
    {
      of_stage = g_strndup (stage, (gsize) (slash - stage));
      set (writer, columns, KEY ("pipeline"), text_value (writer, of_stage));
    }
}

/* The scores of a deal are columns of it. */
static void
add_deal_scores (RecordWriter   *writer,
                 ParcoursObject *columns,
                 JsonObject     *json)
{
  JsonObject *scores = parcours_json_member_object (json, "scores");
  g_autoptr (GList) slugs = scores != NULL ? json_object_get_members (scores) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      g_autofree char *column = g_strconcat ("score:", (char *) l->data, NULL);

      set (writer, columns, g_quark_from_string (column),
           parcours_value_number (parcours_json_member_number (scores, l->data, 0.)));
    }
}

static gboolean
add_record (RecordWriter         *writer,
            const char           *kind,
            const char           *status,
            const char           *id,
            const ParcoursPlace  *place,
            GError              **error)
{
  ParcoursPlace created = parcours_place_member (place, "created-at");
  JsonObject *json;
  ParcoursObject *columns;
  ParcoursValue number;
  gint64 at = writer->from;

  if (!parcours_place_object (place, &json, error))
    return FALSE;
  if (parcours_place_is_there (&created) &&
      (parcours_json_string (created.node) == NULL ||
       !parcours_timeline_instant (parcours_json_string (created.node), writer->from, writer->zone, &at)))
    return parcours_place_fail (&created, error, _("this is neither a time nor a duration from the start"));
  columns = read_columns (writer, kind, json);
  number = text_value (writer, id);
  set (writer, columns, KEY ("id"), number);
  set (writer, columns, KEY ("created-at"), parcours_value_instant (at));
  if (status != NULL)
    set_default (writer, columns, KEY ("status"), text_value (writer, status));
  if (g_str_equal (kind, "deal"))
    {
      complete_stage (writer, columns, json);
      add_deal_scores (writer, columns, json);
    }
  if (g_str_equal (kind, "cart"))
    set_default (writer, columns, KEY ("updated-at"), parcours_value_instant (at));
  parcours_population_builder_add_record (writer->builder, kind_number (writer, kind), number.text, at, columns);

  return TRUE;
}

static gboolean
add_array (RecordWriter         *writer,
           const Actor          *actor,
           const ParcoursPlace  *contact,
           guint                 which,
           GError              **error)
{
  ParcoursPlace place = parcours_place_member (contact, arrays[which].member);
  JsonArray *array;

  if (!parcours_place_is_there (&place))
    return TRUE;
  if (!parcours_place_array (&place, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursPlace element = parcours_place_element (&place, i);
      JsonObject *json = JSON_NODE_HOLDS_OBJECT (element.node) ? json_node_get_object (element.node) : NULL;
      const char *id = parcours_json_member_string (json, "id");
      g_autofree char *made = NULL;

      if (id == NULL)
        id = parcours_json_member_string (json, "number");
      if (id == NULL)
        made = g_strdup_printf ("%s-%s-%u", actor->name, arrays[which].kind, i + 1);
      if (!add_record (writer, arrays[which].kind, arrays[which].status, id != NULL ? id : made, &element, error))
        return FALSE;
    }

  return TRUE;
}

/* Deals and tasks that stand among the entities are their contact's. */
static gboolean
add_owned (RecordWriter  *writer,
           const Actor   *actor,
           GError       **error)
{
  ParcoursPlace root = { 0 };
  ParcoursPlace entities = { &root, "entities", 0, writer->cast->entities };

  for (guint i = 0; i < writer->cast->records->len; i++)
    {
      const OwnedRecord *record = &g_array_index (writer->cast->records, OwnedRecord, i);
      ParcoursPlace kind = parcours_place_member (&entities, record->plural);
      ParcoursPlace place = parcours_place_member (&kind, record->id);

      if (record->owner == actor->key && !add_record (writer, record->kind, "open", record->id, &place, error))
        return FALSE;
    }

  return TRUE;
}

/* The first account is the primary one. */
static void
add_accounts (RecordWriter        *writer,
              const ParcoursPlace *contact)
{
  ParcoursPlace place = parcours_place_member (contact, "accounts");

  for (guint i = 0; parcours_place_is_there (&place) && i < json_array_get_length (json_node_get_array (place.node)); i++)
    {
      const char *slug = json_array_get_string_element (json_node_get_array (place.node), i);
      const ParcoursEntity *entity = parcours_library_lookup (writer->library, "account", slug);
      g_autoptr (JsonObject) none = json_object_new ();
      ParcoursObject *columns = read_columns (writer, "account", entity != NULL ? entity->attributes : none);
      ParcoursValue id = text_value (writer, slug);

      set (writer, columns, KEY ("id"), id);
      set (writer, columns, KEY ("linked"), parcours_value_bool (TRUE));
      set (writer, columns, KEY ("primary"), parcours_value_bool (i == 0));
      parcours_population_builder_add_record (writer->builder, kind_number (writer, "account"), id.text,
                                              writer->from, columns);
    }
}

static char *
full_slug (const char *program,
           const char *slug)
{
  return strchr (slug, '/') != NULL ? g_strdup (slug) : g_strconcat (program, "/", slug, NULL);
}

/* A slug below a programme may be asked for with and without it. */
static ParcoursValue
both_slugs (RecordWriter *writer,
            const char   *full)
{
  ParcoursArena *arena = parcours_population_builder_arena (writer->builder);
  ParcoursArray *both = parcours_arena_new0 (arena, ParcoursArray, 1);

  both->n_values = 2;
  both->values = parcours_arena_new0 (arena, ParcoursValue, 2);
  both->values[0] = text_value (writer, strchr (full, '/') + 1);
  both->values[1] = text_value (writer, full);

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = both } };
}

static ParcoursObject *
new_membership (RecordWriter *writer,
                const char   *program,
                JsonObject   *json,
                gint32        joined_on)
{
  ParcoursObject *columns = parcours_object_new (8, parcours_population_builder_arena (writer->builder));
  const char *tier = parcours_json_member_string (json, "tier");
  g_autofree char *full = tier != NULL ? full_slug (program, tier) : NULL;

  set (writer, columns, KEY ("program"), text_value (writer, program));
  set (writer, columns, KEY ("member"),
       parcours_value_bool (parcours_json_member_boolean (json, "member", TRUE)));
  if (joined_on != PARCOURS_DAY_MISSING)
    set (writer, columns, KEY ("joined-on"), parcours_value_day (joined_on));
  if (full != NULL)
    {
      set (writer, columns, KEY ("tier-slug"), text_value (writer, full));
      set (writer, columns, KEY ("tier"), both_slugs (writer, full));
    }

  return columns;
}

static const char *const membership_keys[] = { "balances", "joined-on", "member", "tier", NULL };

/* A membership, and one record more for each balance, as the engine keeps them. */
static gboolean
add_membership (const ParcoursPlace  *place,
                gpointer              user_data,
                GError              **error)
{
  RecordWriter *writer = user_data;
  ParcoursPlace joined = parcours_place_member (place, "joined-on");
  ParcoursPlace balances = parcours_place_member (place, "balances");
  guint kind = kind_number (writer, "loyalty");
  gint32 day = PARCOURS_DAY_MISSING;
  ParcoursObject *columns;
  g_autoptr (GList) names = NULL;

  if (!parcours_place_check_keys (place, membership_keys, error))
    return FALSE;
  if (parcours_place_is_there (&joined) &&
      (parcours_json_string (joined.node) == NULL || !parcours_day_parse (parcours_json_string (joined.node), &day)))
    return parcours_place_fail (&joined, error, _("this has to be a date such as 2026-03-02"));
  columns = new_membership (writer, place->key, json_node_get_object (place->node), day);
  parcours_population_builder_add_record (writer->builder, kind, text_value (writer, place->key).text, writer->from,
                                          columns);
  if (!parcours_place_is_there (&balances))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (balances.node))
    return parcours_place_fail (&balances, error, _("this has to be an object"));
  names = parcours_json_sorted_members (json_node_get_object (balances.node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      ParcoursPlace balance = parcours_place_member (&balances, l->data);
      g_autofree char *full = full_slug (place->key, l->data);
      ParcoursObject *of_balance = parcours_object_copy (columns, parcours_population_builder_arena (writer->builder));

      if (!parcours_lots_read (balance.node, parcours_population_builder_texts (writer->builder),
                               parcours_population_builder_arena (writer->builder), of_balance))
        return parcours_place_fail (&balance, error, _("this has to be a number"));
      set (writer, of_balance, KEY ("balance"), both_slugs (writer, full));
      parcours_population_builder_add_record (writer->builder, kind, text_value (writer, full).text, writer->from,
                                              of_balance);
    }

  return TRUE;
}

void
parcours_cast_init_records (RecordWriter              *writer,
                            const ParcoursCast        *cast,
                            const ParcoursLibrary     *library,
                            ParcoursPopulationBuilder *builder,
                            const ParcoursZone        *zone,
                            gint64                     from)
{
  *writer = (RecordWriter){ cast, library, builder, zone, from };
  writer->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
parcours_cast_clear_records (RecordWriter *writer)
{
  g_hash_table_unref (writer->kinds);
}

/* Adds all records of the contact that has just been begun. */
gboolean
parcours_cast_add_records (RecordWriter         *writer,
                           const Actor          *actor,
                           const ParcoursPlace  *contact,
                           GError              **error)
{
  ParcoursPlace loyalty = parcours_place_member (contact, "loyalty");

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      if (!add_array (writer, actor, contact, i, error))
        return FALSE;
    }
  add_accounts (writer, contact);

  return add_owned (writer, actor, error) &&
         (!parcours_place_is_there (&loyalty) || parcours_place_foreach (&loyalty, add_membership, writer, error));
}
