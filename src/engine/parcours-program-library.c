/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What events take from the library while a contact runs: products and forms. */

#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-text.h"

static void
set_member (ParcoursProgram *program,
            ParcoursObject  *object,
            const char      *key,
            ParcoursValue    value)
{
  if (value.type != PARCOURS_VALUE_MISSING)
    parcours_object_set (object, g_quark_from_string (key), value, program->arena);
}

static ParcoursValue
texts_member (ParcoursProgram *program,
              JsonObject      *attributes,
              const char      *name)
{
  JsonArray *json = parcours_json_member_array (attributes, name);
  ParcoursArray *array;

  if (json == NULL)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  array = parcours_arena_new0 (program->arena, ParcoursArray, 1);
  array->n_values = json_array_get_length (json);
  array->values = parcours_arena_new0 (program->arena, ParcoursValue, array->n_values);
  for (guint i = 0; i < array->n_values; i++)
    array->values[i] = parcours_value_text (parcours_texts_intern (program->texts,
                                                                   json_array_get_string_element (json, i)));

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = array } };
}

static ParcoursValue
number_member (JsonObject *attributes,
               const char *name)
{
  const char *text = parcours_json_member_string (attributes, name);
  double number;

  if (text != NULL ? parcours_number_parse (text, &number)
                   : parcours_json_number (json_object_get_member (attributes, name), &number))
    return parcours_value_number (number);

  return (ParcoursValue){ PARCOURS_VALUE_MISSING };
}

static void
compile_product (ParcoursProgram      *program,
                 const ParcoursEntity *entity)
{
  ParcoursObject *product = parcours_object_new (6, program->arena);
  ParcoursValue stock = number_member (entity->attributes, "stock");
  double low = parcours_json_member_number (entity->attributes, "low-stock-at", DEFAULT_LOW_STOCK);
  guint32 slug = parcours_texts_intern (program->texts, entity->slug);

  set_member (program, product, "name", parcours_value_text (parcours_texts_intern (program->texts, entity->label)));
  set_member (program, product, "categories", texts_member (program, entity->attributes, "categories"));
  set_member (program, product, "collections", texts_member (program, entity->attributes, "collections"));
  set_member (program, product, "price", number_member (entity->attributes, "price"));
  if (stock.type == PARCOURS_VALUE_NUMBER)
    set_member (program, product, "low-stock", parcours_value_bool (stock.number <= low));
  g_hash_table_insert (program->products, GUINT_TO_POINTER (slug), product);
}

static const ParcoursObject *
field_payload (ParcoursProgram *program,
               JsonObject      *params)
{
  JsonObject *source = parcours_json_member_object (params, "value");
  JsonNode *value = source != NULL ? json_object_get_member (source, "value") : NULL;
  ParcoursObject *payload = parcours_object_new (1, program->arena);
  g_autofree char *text = NULL;

  if (value == NULL)
    return payload;
  text = parcours_json_string (value) != NULL ? g_strdup (parcours_json_string (value)) : parcours_json_to_line (value);
  set_member (program, payload, "to", parcours_value_text (parcours_texts_intern (program->texts, text)));

  return payload;
}

/* A form's action is a step without an automation. */
static void
compile_action (ParcoursProgram      *program,
                const ParcoursEntity *form,
                GArray               *actions,
                JsonObject           *object)
{
  const ProgramTopicIds *ids = &program->ids;
  const char *type = parcours_json_member_string (object, "type");
  JsonObject *params = parcours_json_member_object (object, "params");
  gboolean opt_in = parcours_json_member_boolean (params, "opt-in",
                                                  parcours_json_member_boolean (form->attributes, "opt-in", FALSE));
  ProgramFormAction action = { 0 };
  const char *subject = NULL;

  if (g_strcmp0 (type, "action.add-tag") == 0)
    {
      action.topic = ids->tag_added;
      subject = parcours_json_member_string (params, "tag");
    }
  else if (g_strcmp0 (type, "action.subscribe") == 0 || g_strcmp0 (type, "action.unsubscribe") == 0)
    {
      gboolean joins = g_str_equal (type, "action.subscribe");

      subject = parcours_json_member_string (params, "list");
      action.asks = joins && opt_in;
      action.topic = !joins ? ids->list_unsubscribed : opt_in ? ids->list_opt_in_requested : ids->list_subscribed;
    }
  else if (g_strcmp0 (type, "action.update-field") == 0)
    {
      action.topic = ids->field_changed;
      action.payload = field_payload (program, params);
      subject = parcours_json_member_string (params, "field");
    }
  if (subject == NULL)
    return;
  parcours_compile_subject (program, parcours_catalog_nth_topic (parcours_catalog_get (), action.topic), subject);
  action.subject = parcours_texts_intern (program->texts, subject);
  if (action.topic == ids->list_opt_in_requested || action.topic == ids->list_subscribed)
    {
      ParcoursObject *payload = parcours_object_new (1, program->arena);

      set_member (program, payload, "form", parcours_value_text (parcours_texts_intern (program->texts, form->slug)));
      action.payload = payload;
    }
  g_array_append_val (actions, action);
}

static void
compile_form (ParcoursProgram      *program,
              const ParcoursEntity *entity)
{
  JsonArray *array = parcours_json_member_array (entity->attributes, "actions");
  GArray *actions = g_array_new (FALSE, FALSE, sizeof (ProgramFormAction));
  guint32 slug = parcours_texts_intern (program->texts, entity->slug);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        compile_action (program, entity, actions, json_node_get_object (node));
    }
  g_hash_table_insert (program->forms, GUINT_TO_POINTER (slug), actions);
}

/* The number of the feed, which somebody looks at. */
gint32
parcours_compile_feed (ParcoursProgram *program,
                       const char      *slug)
{
  ProgramFeed feed = { parcours_texts_intern (program->texts, slug), NULL };

  for (guint i = 0; i < program->feeds->len; i++)
    {
      if (g_array_index (program->feeds, ProgramFeed, i).slug == feed.slug)
        return (gint32) i;
    }
  feed.items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (program->feeds, feed);

  return (gint32) program->feeds->len - 1;
}

/* Items of a feed that nobody looks at are dropped. */
void
parcours_compile_feed_item (ParcoursProgram *program,
                            const char      *slug,
                            gint64           at)
{
  guint32 number = parcours_texts_find (program->texts, slug);

  for (guint i = 0; i < program->feeds->len; i++)
    {
      const ProgramFeed *feed = &g_array_index (program->feeds, ProgramFeed, i);

      if (feed->slug == number && at >= program->from)
        g_array_append_val (feed->items, at);
    }
}

static int
compare_instants (gconstpointer a,
                  gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* The library may know of items that are published during the run. */
static void
compile_feeds (ParcoursProgram *program)
{
  for (guint i = 0; i < program->feeds->len; i++)
    {
      const ProgramFeed *feed = &g_array_index (program->feeds, ProgramFeed, i);
      const char *slug = parcours_texts_get (program->texts, feed->slug);
      const ParcoursEntity *entity = parcours_library_lookup (program->library, "feed", slug);
      JsonArray *items = entity != NULL ? parcours_json_member_array (entity->attributes, "items") : NULL;

      for (guint j = 0; items != NULL && j < json_array_get_length (items); j++)
        {
          JsonNode *item = json_array_get_element (items, j);
          const char *published = JSON_NODE_HOLDS_OBJECT (item)
                                    ? parcours_json_member_string (json_node_get_object (item), "published") : NULL;
          gint64 at;

          if (published != NULL && parcours_instant_parse (published, &at))
            parcours_compile_feed_item (program, slug, at);
        }
      g_array_sort (feed->items, compare_instants);
    }
}

/* Without link tracking nobody knows who clicks, or shares by a link. */
static void
compile_emails (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) emails = parcours_library_list (program->library, "email");

  for (guint i = 0; i < emails->len; i++)
    {
      const ParcoursEntity *email = g_ptr_array_index (emails, i);

      if (parcours_json_member_boolean (email->attributes, "track-links", TRUE))
        continue;
      if (program->untracked == NULL)
        program->untracked = g_hash_table_new (NULL, NULL);
      g_hash_table_add (program->untracked, GUINT_TO_POINTER (parcours_texts_intern (program->texts, email->slug)));
    }
}

static int
find_slot (const ParcoursFrame *frame,
           const char          *slug)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (!field->is_score && g_str_equal (field->slug, slug))
        return (int) i;
    }

  return -1;
}

static gboolean
is_heard (const ParcoursProgram *program,
          guint16                topic)
{
  return program->topics[topic].listeners != NULL || program->topics[topic].has_waits ||
         program->frame->queries_by_topic[topic] != NULL || parcours_program_is_answered (program, topic);
}

/* Where the kinds and fields are that events keep up to date. */
void
parcours_compile_slots (ParcoursProgram *program)
{
  program->kinds.cart = parcours_frame_find_kind (program->frame, "cart");
  program->kinds.order = parcours_frame_find_kind (program->frame, "order");
  program->kinds.deal = parcours_frame_find_kind (program->frame, "deal");
  program->kinds.note = parcours_frame_find_kind (program->frame, "note");
  program->kinds.account = parcours_frame_find_kind (program->frame, "account");
  program->kinds.loyalty = parcours_frame_find_kind (program->frame, "loyalty");
  program->kinds.voucher = parcours_frame_find_kind (program->frame, "voucher");
  program->slots.email = parcours_texts_intern (program->texts, "email");
  program->slots.phone = parcours_texts_intern (program->texts, "phone");
  program->slots.created_at = find_slot (program->frame, "created-at");
  program->slots.last_activity_at = find_slot (program->frame, "last-activity-at");
  program->slots.last_order_at = find_slot (program->frame, "last-order-at");
  program->slots.order_count = find_slot (program->frame, "order-count");
  program->slots.total_spent = find_slot (program->frame, "total-spent");
  program->needs_turns = find_slot (program->frame, "owner") >= 0 || program->frame->kinds->len > 0;
}

/* Whether somebody looks into the payload of such events. */
static gboolean
has_filter (const ParcoursProgram *program,
            guint16                number)
{
  const ProgramTopic *topic = &program->topics[number];

  if (parcours_frame_needs_payload (program->frame, number))
    return TRUE;
  for (guint i = 0; topic->listeners != NULL && i < topic->listeners->len; i++)
    {
      if (g_array_index (topic->listeners, Listener, i).filter != NULL)
        return TRUE;
    }

  return topic->has_waits;
}

/* The kind of record that has to be known to tell whether an event changes
 * something, or what it leaves unsaid. */
static const char *
needed_kind (const ParcoursProgram *program,
             const ParcoursTopic   *topic)
{
  if (!is_heard (program, (guint16) topic->index))
    return NULL;
  switch (topic->apply)
    {
    case PARCOURS_APPLY_CART_ADD:
    case PARCOURS_APPLY_CART_REMOVE:
    case PARCOURS_APPLY_CHECKOUT:
    case PARCOURS_APPLY_ORDER_CREATED:
      return has_filter (program, (guint16) topic->index) ? "cart" : NULL;
    case PARCOURS_APPLY_ORDER_STATUS:
      return has_filter (program, (guint16) topic->index) ? "order" : NULL;
    case PARCOURS_APPLY_ACCOUNT_LINKED:
    case PARCOURS_APPLY_ACCOUNT_UNLINKED:
    case PARCOURS_APPLY_ACCOUNT_FIELD:
      return "account";
    case PARCOURS_APPLY_LOYALTY_JOINED:
    case PARCOURS_APPLY_LOYALTY_LEFT:
    case PARCOURS_APPLY_LOYALTY_TIER:
    case PARCOURS_APPLY_LOYALTY_BALANCE:
    case PARCOURS_APPLY_LOYALTY_EXPIRED:
      return "loyalty";
    case PARCOURS_APPLY_RECORD_SET:
    case PARCOURS_APPLY_DEAL_MOVED:
      return topic->record;
    default:
      return topic->state ? topic->record : NULL;
    }
}

static void
add_all_lists (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) lists = parcours_library_list (program->library, "list");

  for (guint i = 0; i < lists->len; i++)
    parcours_frame_add_list (program->frame, ((const ParcoursEntity *) g_ptr_array_index (lists, i))->slug);
}

/* Called again when somebody has asked for more. */
void
parcours_compile_records (ParcoursProgram *program)
{
  for (guint i = 0; i < program->n_topics; i++)
    {
      const char *kind = needed_kind (program, parcours_catalog_nth_topic (parcours_catalog_get (), i));

      if (kind != NULL)
        parcours_frame_add_kind (program->frame, kind);
    }
  if (is_heard (program, program->ids.balance_min_reached) || is_heard (program, program->ids.balance_max_reached) ||
      is_heard (program, program->ids.balance_expired))
    parcours_frame_add_kind (program->frame, "loyalty");
  /* What an order is taken back for may be what the order came to. */
  if (program->takes_back && find_slot (program->frame, "total-spent") >= 0)
    parcours_frame_add_kind (program->frame, "order");
  if (program->leaves_all && is_heard (program, program->ids.list_unsubscribed))
    add_all_lists (program);
}

/* Last of all: only what somebody asks about or may happen is looked up. */
void
parcours_compile_library (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) products = parcours_library_list (program->library, "product");
  g_autoptr (GPtrArray) forms = parcours_library_list (program->library, "form");

  for (guint i = 0; i < products->len; i++)
    compile_product (program, g_ptr_array_index (products, i));
  for (guint i = 0; i < forms->len; i++)
    compile_form (program, g_ptr_array_index (forms, i));
  compile_emails (program);
  compile_feeds (program);
}
