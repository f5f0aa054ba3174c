/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-library-maker.h"
#include "parcours-text.h"
#include "parcours-time.h"

/* The kinds of `entities`, and what a reference to one of them is called. Records are read with the contacts. */
static const struct
{
  const char *plural;
  const char *kind;
} kinds[] = {
  { "account-fields", "account-field" },
  { "accounts", "account" },
  { "audiences", "audience" },
  { "balances", "balance" },
  { "categories", "category" },
  { "collections", "collection" },
  { "conversions", "conversion" },
  { "deal-fields", "deal-field" },
  { "emails", "email" },
  { "event-names", "event-name" },
  { "feeds", "feed" },
  { "fields", "field" },
  { "forms", "form" },
  { "groups", "group" },
  { "lists", "list" },
  { "live-events", "live-event" },
  { "meeting-types", "meeting-type" },
  { "messages", "email" },
  { "payment-links", "payment-link" },
  { "phone-lines", "phone-line" },
  { "pipelines", "pipeline" },
  { "products", "product" },
  { "programs", "program" },
  { "push", "push" },
  { "scores", "score" },
  { "segments", "segment" },
  { "senders", "sender" },
  { "site-messages", "site-message" },
  { "sms", "sms" },
  { "stages", "stage" },
  { "stores", "store" },
  { "surveys", "survey" },
  { "tags", "tag" },
  { "task-types", "task-type" },
  { "tiers", "tier" },
  { "users", "user" },
  { "wallet-campaigns", "wallet-campaign" },
  { "wallet-notifications", "wallet-notification" },
};

static const char *const message_kinds[] = { "email", "sms", "push", "site-message", "wallet-notification", NULL };
static const char *const records[] = { "deals", "tasks", NULL };
/* Only a scenario that declares them has them: a default would mean nothing. */
static const char *const never_made[] = { "automation", "goal", "segment", NULL };
/* What every deal has is no field of the workspace's own. */
static const char *const deal_columns[] = { "title", "value", "owner", "status", "stage", "pipeline", "created-at",
                                            "closed-at", NULL };

/* Something that is named and may not be declared. */
typedef struct
{
  char *kind;
  char *slug;
  GPtrArray *values; /* (owned) (element-type JsonNode) of a field, values that somebody gives it */
  gboolean is_number;
  gboolean is_date;
} Need;

struct _ParcoursLibraryMaker
{
  gboolean strict;
  ParcoursLibrary *library; /* (owned) */
  GHashTable *needs;        /* (owned) (element-type utf8 Need) by kind and slug */
};

static void
need_free (gpointer data)
{
  Need *need = data;

  g_free (need->kind);
  g_free (need->slug);
  g_ptr_array_unref (need->values);
  g_free (need);
}

/**
 * parcours_library_maker_new:
 * @strict: whether what is named and not declared is an error
 *
 * Returns: (transfer full): a maker that knows only what every library knows
 */
ParcoursLibraryMaker *
parcours_library_maker_new (gboolean strict)
{
  ParcoursLibraryMaker *self = g_new0 (ParcoursLibraryMaker, 1);

  self->strict = strict;
  self->library = parcours_library_new ();
  self->needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, need_free);

  return self;
}

/**
 * parcours_library_maker_free:
 * @self: (transfer full): a maker
 */
void
parcours_library_maker_free (ParcoursLibraryMaker *self)
{
  g_clear_pointer (&self->library, parcours_library_unref);
  g_hash_table_unref (self->needs);
  g_free (self);
}

/**
 * parcours_library_singular:
 * @plural: a key of `entities`, such as `lists`
 *
 * Returns: (nullable): the kind that is declared there
 */
const char *
parcours_library_singular (const char *plural)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].plural, plural))
        return kinds[i].kind;
    }

  return NULL;
}

/**
 * parcours_library_plural:
 * @kind: a kind, such as `list`
 *
 * Returns: (nullable): the key of `entities` where it is declared, %NULL if it cannot be
 */
const char *
parcours_library_plural (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return kinds[i].plural;
    }

  return NULL;
}

static gboolean
is_kind (const char *kind)
{
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return TRUE;
    }

  return kind != NULL && g_strv_contains (message_kinds, kind);
}

/* Slugs of things that belong to another one are `other/slug`. */
static gboolean
check_slug (const ParcoursPlace  *place,
            const char           *slug,
            GError              **error)
{
  g_auto (GStrv) parts = g_strsplit (slug, "/", 2);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!parcours_slug_is_valid (parts[i]))
        return parcours_place_fail (place, error, _("a slug has only small letters, digits and hyphens"));
    }

  return TRUE;
}

/* Deal fields are told from contact fields by `of`, or by `deal/` before the slug. */
static const char *
field_kind (JsonObject  *columns,
            const char **slug)
{
  const char *of = parcours_json_member_string (columns, "of");

  if (g_str_has_prefix (*slug, "deal/") || g_strcmp0 (of, "deal") == 0)
    {
      *slug += g_str_has_prefix (*slug, "deal/") ? strlen ("deal/") : 0;
      return "deal-field";
    }
  if (g_str_has_prefix (*slug, "account/") || g_strcmp0 (of, "account") == 0)
    {
      *slug += g_str_has_prefix (*slug, "account/") ? strlen ("account/") : 0;
      return "account-field";
    }

  return "field";
}

static const char *
message_kind (JsonObject *columns)
{
  const char *channel = parcours_json_member_string (columns, "channel");

  if (channel == NULL)
    return "email";
  if (g_str_equal (channel, "wallet"))
    return "wallet-notification";

  return g_strv_contains (message_kinds, channel) ? channel : NULL;
}

static const char *
label_of (JsonObject *columns,
          const char *slug)
{
  const char *label = parcours_json_member_string (columns, "label");

  if (label == NULL)
    label = parcours_json_member_string (columns, "name");

  return label != NULL ? label : slug;
}

static void
add_part (ParcoursLibraryMaker *self,
          const char           *kind,
          const char           *whole,
          const char           *part,
          JsonObject           *columns)
{
  g_autofree char *slug = strchr (part, '/') != NULL ? g_strdup (part) : g_strconcat (whole, "/", part, NULL);

  parcours_library_add (self->library, kind, slug, columns != NULL ? label_of (columns, part) : part, columns);
}

/* Stages, balances and tiers may be listed with what they belong to, as slugs or with columns. */
static void
add_parts (ParcoursLibraryMaker *self,
           const char           *slug,
           JsonObject           *columns,
           const char           *member,
           const char           *kind)
{
  JsonArray *array = parcours_json_member_array (columns, member);
  JsonObject *object = parcours_json_member_object (columns, member);
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *part = parcours_json_string (json_array_get_element (array, i));

      if (part != NULL)
        add_part (self, kind, slug, part, NULL);
    }
  for (GList *l = members; l != NULL; l = l->next)
    add_part (self, kind, slug, l->data, parcours_json_member_object (object, l->data));
}

static gboolean
declare_one (ParcoursLibraryMaker  *self,
             const char            *kind,
             const ParcoursPlace   *place,
             GError               **error)
{
  const char *slug = place->key;
  JsonObject *columns;

  if (!parcours_place_object (place, &columns, error) || !check_slug (place, slug, error))
    return FALSE;
  if (g_str_equal (kind, "field"))
    {
      ParcoursPlace type = parcours_place_member (place, "type");

      kind = field_kind (columns, &slug);
      if (parcours_place_is_there (&type) &&
          parcours_field_type_parse (parcours_json_string (type.node)) == PARCOURS_FIELD_UNKNOWN)
        return parcours_place_fail (&type, error, _("there is no such type of fields"));
    }
  else if (g_str_equal (kind, "email"))
    {
      ParcoursPlace channel = parcours_place_member (place, "channel");

      kind = message_kind (columns);
      if (kind == NULL)
        return parcours_place_fail (&channel, error, _("there is no such channel"));
    }
  parcours_library_add (self->library, kind, slug, label_of (columns, slug), columns);
  add_parts (self, slug, columns, "stages", "stage");
  add_parts (self, slug, columns, "balances", "balance");
  add_parts (self, slug, columns, "tiers", "tier");

  return TRUE;
}

typedef struct
{
  ParcoursLibraryMaker *self;
  const char *kind;
} Declaring;

static gboolean
declare_entity (const ParcoursPlace  *place,
                gpointer              user_data,
                GError              **error)
{
  Declaring *declaring = user_data;

  return declare_one (declaring->self, declaring->kind, place, error);
}

static gboolean
declare_kind (const ParcoursPlace  *place,
              gpointer              user_data,
              GError              **error)
{
  Declaring declaring = { user_data, parcours_library_singular (place->key) };

  if (g_strv_contains (records, place->key))
    return TRUE;
  if (declaring.kind == NULL)
    return parcours_place_fail (place, error, _("there is no such kind of things"));
  if (place->node == NULL || !JSON_NODE_HOLDS_OBJECT (place->node))
    return parcours_place_fail (place, error, _("this has to be an object"));

  return parcours_place_foreach (place, declare_entity, &declaring, error);
}

/**
 * parcours_library_maker_declare:
 * @self: a maker
 * @entities: where `entities` of a scenario stands: {plural kind: {slug: columns}}
 * @error: return location for an error
 *
 * Returns: whether it could be read
 */
gboolean
parcours_library_maker_declare (ParcoursLibraryMaker  *self,
                                const ParcoursPlace   *entities,
                                GError               **error)
{
  JsonObject *object;

  return parcours_place_object (entities, &object, error) &&
         parcours_place_foreach (entities, declare_kind, self, error);
}

static Need *
note_need (ParcoursLibraryMaker *self,
           const char           *kind,
           const char           *slug)
{
  g_autofree char *key = g_strconcat (kind, " ", slug, NULL);
  Need *need = g_hash_table_lookup (self->needs, key);

  if (need != NULL)
    return need;
  need = g_new0 (Need, 1);
  need->kind = g_strdup (kind);
  need->slug = g_strdup (slug);
  need->values = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_hash_table_insert (self->needs, g_steal_pointer (&key), need);

  return need;
}

/* What a slug belongs to is needed with it. */
static gboolean
need_whole (ParcoursLibraryMaker  *self,
            const char            *kind,
            const char            *slug,
            GError               **error)
{
  const char *whole = g_str_equal (kind, "stage") ? "pipeline"
                    : g_str_equal (kind, "balance") || g_str_equal (kind, "tier") ? "program" : NULL;
  const char *slash = strchr (slug, '/');
  g_autofree char *name = slash != NULL ? g_strndup (slug, (gsize) (slash - slug)) : NULL;

  return whole == NULL || name == NULL || parcours_library_maker_need (self, whole, name, NULL, error);
}

/**
 * parcours_library_maker_need:
 * @self: a maker
 * @kind: a kind of things, such as `list`
 * @slug: (nullable): which; nothing and `any` are no thing
 * @value: (nullable): of a field, a value that somebody gives it
 * @error: return location for an error
 *
 * Returns: whether it is declared or may be made
 */
gboolean
parcours_library_maker_need (ParcoursLibraryMaker  *self,
                             const char            *kind,
                             const char            *slug,
                             JsonNode              *value,
                             GError               **error)
{
  Need *need;

  if (slug == NULL || *slug == '\0' || g_str_equal (slug, "any") || g_strv_contains (never_made, kind) ||
      (g_str_equal (kind, "deal-field") && g_strv_contains (deal_columns, slug)) ||
      parcours_library_lookup (self->library, kind, slug) != NULL)
    return TRUE;
  if (self->strict)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND,
                   _("there is no %1$s “%2$s”; a strict scenario declares all that it names"), kind, slug);
      return FALSE;
    }
  need = note_need (self, kind, slug);
  if (value != NULL && !JSON_NODE_HOLDS_NULL (value))
    g_ptr_array_add (need->values, json_node_ref (value));

  return need_whole (self, kind, slug, error);
}

static gboolean
need_all (ParcoursLibraryMaker  *self,
          const char            *kind,
          JsonArray             *slugs,
          GError               **error)
{
  for (guint i = 0; slugs != NULL && i < json_array_get_length (slugs); i++)
    {
      if (!parcours_library_maker_need (self, kind, parcours_json_string (json_array_get_element (slugs, i)), NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* A slug, or several. */
static gboolean
need_node (ParcoursLibraryMaker  *self,
           const char            *kind,
           JsonNode              *node,
           GError               **error)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return need_all (self, kind, json_node_get_array (node), error);

  return parcours_library_maker_need (self, kind, parcours_json_string (node), NULL, error);
}

/* {"user": slug} or {"rotate": [slugs]} */
static gboolean
need_owners (ParcoursLibraryMaker  *self,
             JsonObject            *rule,
             GError               **error)
{
  return need_all (self, "user", parcours_json_member_array (rule, "rotate"), error) &&
         parcours_library_maker_need (self, "user", parcours_json_member_string (rule, "user"), NULL, error);
}

static void
mark_number (ParcoursLibraryMaker *self,
             const char           *kind,
             const char           *slug)
{
  double number;

  if (slug != NULL && !parcours_number_parse (slug, &number) &&
      parcours_library_lookup (self->library, kind, slug) == NULL)
    note_need (self, kind, slug)->is_number = TRUE;
}

static gboolean
need_date (ParcoursLibraryMaker  *self,
           JsonObject            *source,
           GError               **error)
{
  const char *of = parcours_json_member_string (source, "of");
  const char *field = parcours_json_member_string (source, "field");
  const char *kind = g_strcmp0 (of, "deal") == 0 ? "deal-field" : "field";

  if (field == NULL || (of != NULL && !g_str_equal (of, "contact") && !g_str_equal (of, "deal")) ||
      (g_str_equal (kind, "deal-field") && g_strv_contains (deal_columns, field)) ||
      parcours_library_lookup (self->library, kind, field) != NULL)
    return TRUE;
  if (!parcours_library_maker_need (self, kind, field, NULL, error))
    return FALSE;
  note_need (self, kind, field)->is_date = TRUE;

  return TRUE;
}

/* A value that is written into a field, or the field from which it is copied. */
static gboolean
need_source (ParcoursLibraryMaker  *self,
             JsonObject            *params,
             JsonObject            *source,
             const char            *kind,
             GError               **error)
{
  const char *field = parcours_json_member_string (params, "field");
  JsonNode *value = source != NULL ? json_object_get_member (source, "value") : NULL;

  if (!parcours_library_maker_need (self, "field", parcours_json_member_string (source, "copy"), NULL, error) ||
      !need_owners (self, source, error))
    return FALSE;

  return field == NULL || value == NULL || parcours_library_maker_need (self, kind, field, value, error);
}

/* A stage may be named without its pipeline where that stands beside it. */
static gboolean
need_stage (ParcoursLibraryMaker  *self,
            JsonObject            *params,
            const char            *stage,
            GError               **error)
{
  const char *pipeline = parcours_json_member_string (params, "pipeline");
  g_autofree char *slug = NULL;

  if (stage != NULL && strchr (stage, '/') == NULL && pipeline != NULL && !g_str_equal (stage, "any"))
    slug = g_strconcat (pipeline, "/", stage, NULL);

  return parcours_library_maker_need (self, "stage", slug != NULL ? slug : stage, NULL, error);
}

static const char *
field_kind_of_step (const ParcoursStep *step)
{
  if (g_str_equal (step->type_name, "action.update-deal"))
    return "deal-field";

  return g_str_equal (step->type_name, "action.update-account") ? "account-field" : "field";
}

static gboolean
need_param (ParcoursLibraryMaker  *self,
            const ParcoursStep    *step,
            const ParcoursParam   *param,
            JsonNode              *value,
            GError               **error)
{
  const char *kind = parcours_param_kind (param, step->params);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  switch (param->type)
    {
    case PARCOURS_PARAM_REF:
    case PARCOURS_PARAM_REFS:
      if (g_strcmp0 (kind, "stage") == 0)
        return need_stage (self, step->params, parcours_json_string (value), error);
      if (g_str_equal (step->type_name, "action.math"))
        mark_number (self, kind, parcours_json_string (value));
      return kind == NULL || need_node (self, kind, value, error);
    case PARCOURS_PARAM_OPERAND:
      mark_number (self, kind, parcours_json_string (value));
      return TRUE;
    case PARCOURS_PARAM_FIELD_VALUE:
      kind = g_strcmp0 (parcours_json_member_string (step->params, "of"), "deal") == 0 ? "deal-field" : "field";
      return parcours_library_maker_need (self, kind, parcours_json_member_string (step->params, "field"), value, error);
    case PARCOURS_PARAM_OWNER_RULE:
      return need_owners (self, object, error);
    case PARCOURS_PARAM_VALUE_SOURCE:
      return need_source (self, step->params, object, field_kind_of_step (step), error);
    case PARCOURS_PARAM_DATE_SOURCE:
      return need_date (self, object, error);
    case PARCOURS_PARAM_TASK:
      return parcours_library_maker_need (self, "task-type", parcours_json_member_string (object, "type"), NULL, error);
    default:
      return TRUE;
    }
}

static gboolean
need_step (ParcoursLibraryMaker  *self,
           const ParcoursStep    *step,
           GError               **error)
{
  g_autoptr (GList) names = json_object_get_members (step->params);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursParam *param = step->type != NULL ? parcours_step_type_param (step->type, l->data) : NULL;
      JsonNode *value = json_object_get_member (step->params, l->data);

      if (param != NULL && !JSON_NODE_HOLDS_NULL (value) && !need_param (self, step, param, value, error))
        {
          g_prefix_error (error, _("step “%s”: "), step->id);
          return FALSE;
        }
    }

  return TRUE;
}

/* The automation itself and its goals can be named by others. */
static void
add_names (ParcoursLibraryMaker     *self,
           const ParcoursAutomation *automation)
{
  const char *slug = parcours_automation_slug (automation);

  parcours_library_add (self->library, "automation", slug, parcours_automation_name (automation), NULL);
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      const char *name = parcours_json_member_string (step->params, "name");

      if (g_str_equal (step->type_name, "goal.condition"))
        add_part (self, "goal", slug, step->id, NULL);
      if (g_str_equal (step->type_name, "goal.condition") && name != NULL)
        {
          g_autofree char *goal = g_strconcat (slug, "/", step->id, NULL);

          parcours_library_add (self->library, "goal", goal, name, NULL);
        }
    }
}

/**
 * parcours_library_maker_add_automation:
 * @self: a maker
 * @automation: an automation
 * @error: return location for an error
 *
 * Notes what the steps of the automation name.
 *
 * Returns: whether all of it is declared or may be made
 */
gboolean
parcours_library_maker_add_automation (ParcoursLibraryMaker      *self,
                                       const ParcoursAutomation  *automation,
                                       GError                   **error)
{
  add_names (self, automation);
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      if (!need_step (self, parcours_automation_nth_step (automation, i), error))
        {
          g_prefix_error (error, _("automation “%s”, "), parcours_automation_slug (automation));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
need_items (ParcoursLibraryMaker  *self,
            JsonArray             *items,
            GError               **error)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (!parcours_library_maker_need (self, "product", parcours_json_member_string (item, "product"), NULL, error) ||
          !need_all (self, "category", parcours_json_member_array (item, "categories"), error) ||
          !need_all (self, "collection", parcours_json_member_array (item, "collections"), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
need_payload_key (ParcoursLibraryMaker  *self,
                  const char            *type,
                  JsonNode              *value,
                  GError               **error)
{
  if (g_strcmp0 (type, "items") == 0)
    return need_items (self, JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL, error);
  if (g_strcmp0 (type, "categories") == 0)
    return need_node (self, "category", value, error);
  if (g_strcmp0 (type, "collections") == 0)
    return need_node (self, "collection", value, error);

  return !is_kind (type) || g_str_equal (type, "account") || need_node (self, type, value, error);
}

static gboolean
need_fields (ParcoursLibraryMaker  *self,
             JsonObject            *fields,
             GError               **error)
{
  g_autoptr (GList) slugs = fields != NULL ? json_object_get_members (fields) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (!parcours_library_maker_need (self, "field", l->data, json_object_get_member (fields, l->data), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
need_new_contact (ParcoursLibraryMaker  *self,
                  JsonObject            *payload,
                  GError               **error)
{
  JsonObject *lists = parcours_json_member_object (payload, "lists");
  g_autoptr (GList) slugs = lists != NULL ? json_object_get_members (lists) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (!parcours_library_maker_need (self, "list", l->data, NULL, error))
        return FALSE;
    }

  return need_fields (self, parcours_json_member_object (payload, "fields"), error) &&
         need_all (self, "tag", parcours_json_member_array (payload, "tags"), error);
}

/* Which field an event changes, and to what. */
static gboolean
need_changed_field (ParcoursLibraryMaker  *self,
                    const char            *topic,
                    const char            *subject,
                    JsonObject            *payload,
                    GError               **error)
{
  const char *field = parcours_json_member_string (payload, "field");
  JsonNode *to = payload != NULL ? json_object_get_member (payload, "to") : NULL;

  if (g_str_equal (topic, "field.changed"))
    return parcours_library_maker_need (self, "field", subject, to, error);
  if (g_str_equal (topic, "deal.field-changed"))
    return parcours_library_maker_need (self, "deal-field", field, to, error);
  if (g_str_equal (topic, "account.field-changed"))
    return parcours_library_maker_need (self, "account-field", field, to, error);

  return TRUE;
}

/**
 * parcours_library_maker_add_event:
 * @self: a maker
 * @topic: the topic of an event
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @error: return location for an error
 *
 * Notes what the event names.
 *
 * Returns: whether all of it is declared or may be made
 */
gboolean
parcours_library_maker_add_event (ParcoursLibraryMaker  *self,
                                  const char            *topic,
                                  const char            *subject,
                                  JsonObject            *payload,
                                  GError               **error)
{
  const ParcoursTopic *known = parcours_catalog_topic (parcours_catalog_get (), topic);
  g_autoptr (GList) keys = payload != NULL ? json_object_get_members (payload) : NULL;

  if (known == NULL)
    return TRUE;
  if (is_kind (known->subject) && !g_str_equal (known->subject, "field") &&
      !parcours_library_maker_need (self, known->subject, subject, NULL, error))
    return FALSE;
  if (!need_changed_field (self, topic, subject, payload, error))
    return FALSE;
  if (g_str_equal (topic, "contact.created"))
    return need_new_contact (self, payload, error);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *type = g_hash_table_lookup (known->payload, l->data);

      if (g_strcmp0 (type, "deal-field") != 0 && g_strcmp0 (type, "account-field") != 0 &&
          !need_payload_key (self, type, json_object_get_member (payload, l->data), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_library_maker_add_timeline:
 * @self: a maker
 * @timeline: a timeline
 * @error: return location for an error
 *
 * Notes what the entries of the timeline name.
 *
 * Returns: whether all of it is declared or may be made
 */
gboolean
parcours_library_maker_add_timeline (ParcoursLibraryMaker    *self,
                                     const ParcoursTimeline  *timeline,
                                     GError                 **error)
{
  for (guint i = 0; i < parcours_timeline_n_entries (timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (timeline, i);
      g_autoptr (ParcoursAutomation) version = entry->swap != NULL ? parcours_automation_from_json (entry->swap, error) : NULL;

      if (entry->swap != NULL &&
          (version == NULL || !parcours_library_maker_add_automation (self, version, error)))
        {
          g_prefix_error (error, "timeline[%u]: ", i);
          return FALSE;
        }
      if (entry->topic != NULL &&
          !parcours_library_maker_add_event (self, entry->topic, entry->subject, entry->payload, error))
        {
          g_prefix_error (error, "timeline[%u]: ", i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
need_arrival (ParcoursLibraryMaker   *self,
              const ParcoursArrival  *arrival,
              GError                **error)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), arrival->topic);

  for (guint i = 0; topic != NULL && arrival->subjects != NULL && i < arrival->subjects->n_values; i++)
    {
      if (is_kind (topic->subject) &&
          !parcours_library_maker_need (self, topic->subject, arrival->subjects->values[i], NULL, error))
        return FALSE;
    }
  for (guint i = 0; arrival->follows != NULL && i < arrival->follows->len; i++)
    {
      if (!need_arrival (self, g_ptr_array_index (arrival->follows, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_library_maker_add_behaviour:
 * @self: a maker
 * @behaviour: a behaviour
 * @error: return location for an error
 *
 * Notes what people do things about.
 *
 * Returns: whether all of it is declared or may be made
 */
gboolean
parcours_library_maker_add_behaviour (ParcoursLibraryMaker     *self,
                                      const ParcoursBehaviour  *behaviour,
                                      GError                  **error)
{
  for (guint i = 0; i < parcours_behaviour_n_arrivals (behaviour); i++)
    {
      if (!need_arrival (self, parcours_behaviour_nth_arrival (behaviour, i), error))
        {
          g_prefix_error (error, "behaviour: ");
          return FALSE;
        }
    }

  return TRUE;
}

static ParcoursFieldType
type_of_text (const char *text)
{
  int month, day_of_month;
  gint32 day;
  gint64 at;

  if (parcours_day_parse (text, &day))
    return PARCOURS_FIELD_DATE;
  if (parcours_birthday_parse (text, &month, &day_of_month))
    return PARCOURS_FIELD_BIRTHDAY;

  return parcours_instant_parse (text, &at) ? PARCOURS_FIELD_DATETIME : PARCOURS_FIELD_TEXT;
}

static ParcoursFieldType
type_of_value (JsonNode *value)
{
  double number;

  if (JSON_NODE_HOLDS_ARRAY (value))
    return PARCOURS_FIELD_CHOICES;
  if (parcours_json_string (value) != NULL)
    return type_of_text (parcours_json_string (value));

  return parcours_json_number (value, &number) ? PARCOURS_FIELD_NUMBER : PARCOURS_FIELD_BOOL;
}

/* The type that all values agree on; text where they do not. */
static ParcoursFieldType
guess_type (const Need *need)
{
  ParcoursFieldType type = PARCOURS_FIELD_UNKNOWN;

  for (guint i = 0; i < need->values->len; i++)
    {
      ParcoursFieldType of_value = type_of_value (g_ptr_array_index (need->values, i));

      if (type != PARCOURS_FIELD_UNKNOWN && type != of_value)
        return PARCOURS_FIELD_TEXT;
      type = of_value;
    }
  if (need->is_number)
    return PARCOURS_FIELD_NUMBER;
  if (type != PARCOURS_FIELD_UNKNOWN)
    return type;

  return need->is_date ? PARCOURS_FIELD_DATE : PARCOURS_FIELD_TEXT;
}

static JsonArray *
collect_options (const Need *need)
{
  JsonArray *options = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < need->values->len; i++)
    {
      JsonArray *values = json_node_get_array (g_ptr_array_index (need->values, i));

      for (guint j = 0; j < json_array_get_length (values); j++)
        {
          const char *option = parcours_json_string (json_array_get_element (values, j));

          if (option != NULL && g_hash_table_add (seen, (gpointer) option))
            json_array_add_string_element (options, option);
        }
    }

  return options;
}

static void
make (ParcoursLibraryMaker *self,
      const Need           *need)
{
  g_autoptr (JsonObject) attributes = json_object_new ();
  ParcoursFieldType type;

  if (g_str_has_suffix (need->kind, "field"))
    {
      type = guess_type (need);
      json_object_set_string_member (attributes, "type", parcours_field_type_name (type));
      if (type == PARCOURS_FIELD_CHOICES)
        json_object_set_array_member (attributes, "options", collect_options (need));
    }
  parcours_library_add (self->library, need->kind, need->slug, need->slug, attributes);
}

/**
 * parcours_library_maker_finish:
 * @self: a maker
 *
 * Returns: (transfer full): the library, with all that was declared and needed
 */
ParcoursLibrary *
parcours_library_maker_finish (ParcoursLibraryMaker *self)
{
  GHashTableIter iter;
  gpointer need;

  g_hash_table_iter_init (&iter, self->needs);
  while (g_hash_table_iter_next (&iter, NULL, &need))
    make (self, need);

  return parcours_library_ref (self->library);
}
