/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-cast-private.h"
#include "parcours-condition.h"
#include "parcours-draw.h"
#include "parcours-json.h"

static const char *const contact_keys[] = {
  "accounts", "audiences", "blocked-senders", "carts", "consent", "created-at", "deals", "devices", "email", "fields",
  "groups", "history", "inside", "language", "lists", "loyalty", "meetings", "notes", "orders", "owner", "passes",
  "phone", "scores", "tags", "tasks", "timezone", "vouchers", NULL
};
static const char *const source_keys[] = { "csv", "generate", "seed", "where", "workspace", NULL };

static void
actor_free (gpointer data)
{
  Actor *actor = data;

  g_free (actor->name);
  g_free (actor);
}

static void
clear_record (gpointer data)
{
  OwnedRecord *record = data;

  g_free (record->plural);
  g_free (record->id);
}

/**
 * parcours_cast_free:
 * @self: (transfer full): a cast
 */
void
parcours_cast_free (ParcoursCast *self)
{
  g_clear_pointer (&self->people, json_node_unref);
  g_clear_pointer (&self->entities, json_node_unref);
  g_clear_pointer (&self->where, json_node_unref);
  g_ptr_array_unref (self->actors);
  g_array_unref (self->records);
  g_hash_table_unref (self->by_key);
  g_free (self);
}

static gboolean
add_actor (const ParcoursPlace  *place,
           gpointer              user_data,
           GError              **error)
{
  ParcoursCast *self = user_data;
  ParcoursPlace email = parcours_place_member (place, "email");
  ParcoursPlace phone = parcours_place_member (place, "phone");
  g_autofree char *name = NULL;
  const char *text;
  Actor *actor;
  guint64 key;

  if (!parcours_place_check_keys (place, contact_keys, error))
    return FALSE;
  if (parcours_place_is_there (&email))
    {
      if (!parcours_place_string (&email, &text, error))
        return FALSE;
      name = g_strdup (text);
    }
  else if (parcours_place_is_there (&phone))
    {
      if (!parcours_place_string (&phone, &text, error))
        return FALSE;
      name = g_strconcat ("phone:", text, NULL);
    }
  else
    return parcours_place_fail (place, error, _("a contact has an email address or a phone number"));
  key = parcours_contact_key (name);
  if (g_hash_table_contains (self->by_key, &key))
    return parcours_place_fail (place, error, _("there is another contact of this address"));
  actor = g_new0 (Actor, 1);
  *actor = (Actor){ g_steal_pointer (&name), key, self->actors->len };
  g_ptr_array_add (self->actors, actor);
  g_hash_table_insert (self->by_key, &actor->key, actor);

  return TRUE;
}

static gboolean
generate (ParcoursCast         *self,
          const ParcoursPlace  *place,
          const ParcoursPlace  *entities,
          GError              **error)
{
  ParcoursPlace how_many = parcours_place_member (place, "generate");
  ParcoursPlace seed = parcours_place_member (place, "seed");
  gint64 n, number = 1;

  if (!parcours_place_integer (&how_many, 0, &n, error) ||
      (parcours_place_is_there (&seed) && !parcours_place_integer (&seed, 0, &number, error)))
    return FALSE;
  if (n > 10000000)
    return parcours_place_fail (&how_many, error, _("these are too many contacts"));
  self->people = parcours_cast_generate ((guint) n, (guint64) number, entities);

  return TRUE;
}

/* The file lies where the scenario lies. */
static gboolean
read_file (ParcoursCast         *self,
           const ParcoursPlace  *place,
           const char           *folder,
           gboolean              is_csv,
           GError              **error)
{
  const char *name;
  g_autofree char *path = NULL;

  if (!parcours_place_string (place, &name, error))
    return FALSE;
  path = folder != NULL && !g_path_is_absolute (name) ? g_build_filename (folder, name, NULL) : g_strdup (name);
  self->people = is_csv ? parcours_cast_read_csv (path, error) : parcours_cast_read_workspace (path, error);

  return self->people != NULL || parcours_place_prefix (place, error);
}

/* {"generate": n, "seed": n}, {"csv": file} or {"workspace": file}, each with "where": condition */
static gboolean
read_source (ParcoursCast         *self,
             const ParcoursPlace  *place,
             const ParcoursPlace  *entities,
             const char           *folder,
             GError              **error)
{
  ParcoursPlace csv = parcours_place_member (place, "csv");
  ParcoursPlace workspace = parcours_place_member (place, "workspace");
  ParcoursPlace where = parcours_place_member (place, "where");
  gboolean is_csv = parcours_place_is_there (&csv);

  if (!parcours_place_check_keys (place, source_keys, error))
    return FALSE;
  if (parcours_place_is_there (&where))
    {
      g_autoptr (ParcoursCondition) condition = parcours_condition_parse (where.node, error);

      if (condition == NULL)
        return parcours_place_prefix (&where, error);
      self->where = json_node_ref (where.node);
    }
  self->generated = TRUE;
  if (is_csv || parcours_place_is_there (&workspace))
    return read_file (self, is_csv ? &csv : &workspace, folder, is_csv, error);

  return generate (self, place, entities, error);
}

/* Whose a deal or a task is: the first of its contacts, or that of its deal. */
static gboolean
find_owner (ParcoursCast         *self,
            const ParcoursPlace  *place,
            OwnedRecord          *record,
            GError              **error)
{
  ParcoursPlace contacts = parcours_place_member (place, "contacts");
  ParcoursPlace contact = parcours_place_member (place, "contact");
  const char *deal = parcours_json_member_string (json_node_get_object (place->node), "deal");
  const char *name = parcours_json_string (contact.node);
  g_autofree char *message = NULL;

  if (contacts.node != NULL && JSON_NODE_HOLDS_ARRAY (contacts.node) &&
      json_array_get_length (json_node_get_array (contacts.node)) > 0)
    name = parcours_json_string (json_array_get_element (json_node_get_array (contacts.node), 0));
  for (guint i = 0; name == NULL && deal != NULL && i < self->records->len; i++)
    {
      const OwnedRecord *known = &g_array_index (self->records, OwnedRecord, i);

      if (g_str_equal (known->kind, "deal") && g_str_equal (known->id, deal))
        {
          record->owner = known->owner;
          return TRUE;
        }
    }
  if (name == NULL)
    return parcours_place_fail (place, error, _("it belongs to no contact"));
  record->owner = parcours_contact_key (name);
  if (g_hash_table_contains (self->by_key, &record->owner))
    return TRUE;
  message = g_strdup_printf (_("there is no contact “%s”"), name);

  return parcours_place_fail (place, error, message);
}

typedef struct
{
  ParcoursCast *self;
  const char *kind;
} RecordKind;

static gboolean
add_record (const ParcoursPlace  *place,
            gpointer              user_data,
            GError              **error)
{
  const RecordKind *kind = user_data;
  OwnedRecord record = { .kind = kind->kind };
  JsonObject *columns;

  if (!parcours_place_object (place, &columns, error) || !find_owner (kind->self, place, &record, error))
    return FALSE;
  record.plural = g_strdup (place->parent->key);
  record.id = g_strdup (place->key);
  g_array_append_val (kind->self->records, record);

  return TRUE;
}

/* Deals before tasks, which may belong to them. */
static gboolean
read_records (ParcoursCast         *self,
              const ParcoursPlace  *entities,
              GError              **error)
{
  static const char *const plurals[][2] = { { "deals", "deal" }, { "tasks", "task" } };

  for (guint i = 0; i < G_N_ELEMENTS (plurals); i++)
    {
      ParcoursPlace records = parcours_place_member (entities, plurals[i][0]);
      RecordKind kind = { self, plurals[i][1] };

      if (parcours_place_is_there (&records) && !parcours_place_foreach (&records, add_record, &kind, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_cast_new:
 * @contacts: where `contacts` of a scenario stands
 * @entities: where its `entities` stand, with the deals and tasks that are theirs
 * @folder: (nullable): where the files that it names lie
 * @error: return location for an error, which names the key that is wrong
 *
 * Returns: (transfer full): the cast, or %NULL
 */
ParcoursCast *
parcours_cast_new (const ParcoursPlace  *contacts,
                   const ParcoursPlace  *entities,
                   const char           *folder,
                   GError              **error)
{
  g_autoptr (ParcoursCast) self = g_new0 (ParcoursCast, 1);
  ParcoursPlace people;

  self->actors = g_ptr_array_new_with_free_func (actor_free);
  self->records = g_array_new (FALSE, FALSE, sizeof (OwnedRecord));
  g_array_set_clear_func (self->records, clear_record);
  self->by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->entities = entities->node != NULL ? json_node_ref (entities->node) : NULL;
  if (contacts->node == NULL)
    self->people = parcours_json_take_array (json_array_new ());
  else if (JSON_NODE_HOLDS_OBJECT (contacts->node) ? !read_source (self, contacts, entities, folder, error) : FALSE)
    return NULL;
  else if (!self->generated)
    self->people = json_node_ref (contacts->node);

  people = (ParcoursPlace){ contacts->parent, contacts->key, 0, self->people };
  if (!JSON_NODE_HOLDS_ARRAY (people.node))
    {
      parcours_place_fail (&people, error, _("this has to be an array, or an object that says where contacts come from"));
      return NULL;
    }
  if (!parcours_place_foreach (&people, add_actor, self, error))
    return NULL;
  if (entities->node != NULL && !read_records (self, entities, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * parcours_cast_size:
 * @self: a cast
 *
 * Returns: how many people there are
 */
guint
parcours_cast_size (const ParcoursCast *self)
{
  return self->actors->len;
}

/**
 * parcours_cast_nth:
 * @self: a cast
 * @n: a number below parcours_cast_size()
 *
 * Returns: (transfer none): the name of the contact
 */
const char *
parcours_cast_nth (const ParcoursCast *self,
                   guint               n)
{
  return ((const Actor *) g_ptr_array_index (self->actors, n))->name;
}

/**
 * parcours_cast_name:
 * @self: a cast
 * @key: a contact key
 *
 * Returns: (transfer none) (nullable): what the scenario calls the contact, %NULL if it is none of the cast
 */
const char *
parcours_cast_name (const ParcoursCast *self,
                    guint64             key)
{
  const Actor *actor = g_hash_table_lookup (self->by_key, &key);

  return actor != NULL ? actor->name : NULL;
}

/**
 * parcours_cast_where:
 * @self: a cast
 *
 * Returns: (transfer none) (nullable): the condition that the people have to meet at the start
 */
JsonNode *
parcours_cast_where (const ParcoursCast *self)
{
  return self->where;
}

typedef struct
{
  ParcoursLibraryMaker *maker;
  const char *kind;
} Needing;

static gboolean
need_key (const ParcoursPlace  *place,
          gpointer              user_data,
          GError              **error)
{
  const Needing *needing = user_data;
  gboolean is_field = g_str_equal (needing->kind, "field");

  return parcours_library_maker_need (needing->maker, needing->kind, place->key, is_field ? place->node : NULL, error) ||
         parcours_place_prefix (place, error);
}

static gboolean
need_element (const ParcoursPlace  *place,
              gpointer              user_data,
              GError              **error)
{
  const Needing *needing = user_data;
  const char *slug;

  return parcours_place_string (place, &slug, error) &&
         (parcours_library_maker_need (needing->maker, needing->kind, slug, NULL, error) ||
          parcours_place_prefix (place, error));
}

/* Members whose keys, or whose elements, are slugs of a kind. */
static const struct
{
  const char *member;
  const char *kind;
  gboolean is_array;
} slug_members[] = {
  { "fields", "field", FALSE },
  { "lists", "list", FALSE },
  { "scores", "score", FALSE },
  { "loyalty", "program", FALSE },
  { "tags", "tag", TRUE },
  { "groups", "group", TRUE },
  { "audiences", "audience", TRUE },
  { "blocked-senders", "sender", TRUE },
  { "accounts", "account", TRUE },
};

static gboolean
check_form (const ParcoursPlace  *place,
            gboolean              is_array,
            GError              **error)
{
  JsonArray *array;
  JsonObject *object;

  return is_array ? parcours_place_array (place, &array, error) : parcours_place_object (place, &object, error);
}

static gboolean
need_event (const ParcoursPlace  *place,
            gpointer              user_data,
            GError              **error)
{
  const Needing *needing = user_data;
  JsonObject *event;
  const char *topic;

  if (!parcours_place_object (place, &event, error))
    return FALSE;
  topic = parcours_json_member_string (event, "event");

  return topic == NULL ||
         parcours_library_maker_add_event (needing->maker, topic, parcours_json_member_string (event, "subject"),
                                           parcours_json_member_object (event, "payload"), error) ||
         parcours_place_prefix (place, error);
}

static gboolean
need_parts (ParcoursLibraryMaker  *maker,
            const ParcoursPlace   *program,
            GError               **error)
{
  JsonObject *membership;
  JsonObject *balances;
  const char *tier;
  g_autofree char *tier_slug = NULL;
  g_autoptr (GList) names = NULL;

  if (!parcours_place_object (program, &membership, error))
    return FALSE;
  tier = parcours_json_member_string (membership, "tier");
  balances = parcours_json_member_object (membership, "balances");
  if (tier != NULL)
    tier_slug = strchr (tier, '/') != NULL ? g_strdup (tier) : g_strconcat (program->key, "/", tier, NULL);
  if (!parcours_library_maker_need (maker, "tier", tier_slug, NULL, error))
    return parcours_place_prefix (program, error);
  names = balances != NULL ? json_object_get_members (balances) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *slug = strchr (l->data, '/') != NULL ? g_strdup (l->data)
                                                            : g_strconcat (program->key, "/", (char *) l->data, NULL);

      if (!parcours_library_maker_need (maker, "balance", slug, NULL, error))
        return parcours_place_prefix (program, error);
    }

  return TRUE;
}

static gboolean
need_program (const ParcoursPlace  *place,
              gpointer              user_data,
              GError              **error)
{
  return need_parts (((const Needing *) user_data)->maker, place, error);
}

static gboolean
need_contact (const ParcoursPlace  *place,
              gpointer              user_data,
              GError              **error)
{
  Needing needing = { user_data, NULL };
  ParcoursPlace owner = parcours_place_member (place, "owner");
  ParcoursPlace history = parcours_place_member (place, "history");
  ParcoursPlace loyalty = parcours_place_member (place, "loyalty");

  for (guint i = 0; i < G_N_ELEMENTS (slug_members); i++)
    {
      ParcoursPlace member = parcours_place_member (place, slug_members[i].member);

      needing.kind = slug_members[i].kind;
      if (parcours_place_is_there (&member) &&
          (!check_form (&member, slug_members[i].is_array, error) ||
           !parcours_place_foreach (&member, slug_members[i].is_array ? need_element : need_key, &needing, error)))
        return FALSE;
    }
  if (!parcours_library_maker_need (needing.maker, "user", parcours_json_string (owner.node), NULL, error))
    return parcours_place_prefix (&owner, error);

  return (!parcours_place_is_there (&loyalty) || parcours_place_foreach (&loyalty, need_program, &needing, error)) &&
         (!parcours_place_is_there (&history) || parcours_place_foreach (&history, need_event, &needing, error));
}

/* What deals name that stand among the entities. */
static gboolean
need_record (const ParcoursPlace  *place,
             gpointer              user_data,
             GError              **error)
{
  static const char *const refs[][2] = { { "pipeline", "pipeline" }, { "owner", "user" }, { "type", "task-type" } };
  ParcoursLibraryMaker *maker = user_data;
  JsonObject *columns = json_node_get_object (place->node);
  const char *stage = parcours_json_member_string (columns, "stage");

  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      if (!parcours_library_maker_need (maker, refs[i][1], parcours_json_member_string (columns, refs[i][0]), NULL, error))
        return parcours_place_prefix (place, error);
    }

  return stage == NULL || strchr (stage, '/') == NULL ||
         parcours_library_maker_need (maker, "stage", stage, NULL, error) || parcours_place_prefix (place, error);
}

/**
 * parcours_cast_need:
 * @self: a cast
 * @maker: what makes the library
 * @error: return location for an error
 *
 * Notes what the people have and are in.
 *
 * Returns: whether all of it is declared or may be made
 */
gboolean
parcours_cast_need (const ParcoursCast    *self,
                    ParcoursLibraryMaker  *maker,
                    GError               **error)
{
  ParcoursPlace root = { 0 };
  ParcoursPlace people = { &root, "contacts", 0, self->people };
  ParcoursPlace entities = { &root, "entities", 0, self->entities };
  ParcoursPlace deals = parcours_place_member (&entities, "deals");
  ParcoursPlace tasks = parcours_place_member (&entities, "tasks");

  return parcours_place_foreach (&people, need_contact, maker, error) &&
         (!parcours_place_is_there (&deals) || parcours_place_foreach (&deals, need_record, maker, error)) &&
         (!parcours_place_is_there (&tasks) || parcours_place_foreach (&tasks, need_record, maker, error));
}
