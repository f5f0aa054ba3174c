/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What events do to the records of a contact: carts, orders, deals, tasks ...
 * Only kinds that the frame names are kept. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-runner-private.h"
#include "parcours-text.h"

static ParcoursValue
text_value (ParcoursRunner *self,
            const char     *text)
{
  return parcours_value_text (parcours_texts_intern (self->program->texts, text));
}

static void
set (ParcoursRunner *self,
     ParcoursObject *object,
     GQuark          key,
     ParcoursValue   value)
{
  parcours_object_set (object, key, value, self->state->arena);
}

static void
set_default (ParcoursRunner *self,
             ParcoursObject *object,
             GQuark          key,
             ParcoursValue   value)
{
  if (value.type != PARCOURS_VALUE_MISSING && parcours_object_get (object, key).type == PARCOURS_VALUE_MISSING)
    set (self, object, key, value);
}

static void
touch_kind (ParcoursRunner *self,
            guint           kind)
{
  const ParcoursFrameKind *touched = g_ptr_array_index (self->program->frame->kinds, kind);

  self->state->dirty |= parcours_bit (touched->bit);
}

/* The payload, so that keys can be added to it. */
static ParcoursObject *
own_payload (ParcoursRunner *self,
             ParcoursEvent  *event)
{
  ParcoursObject *payload = parcours_object_copy (event->payload, self->state->arena);

  event->payload = payload;

  return payload;
}

static double
number_of (const ParcoursObject *object,
           GQuark                key,
           double                fallback)
{
  ParcoursValue value = parcours_object_get (object, key);

  return value.type == PARCOURS_VALUE_NUMBER ? value.number : fallback;
}

/* A product that is looked at brings what the library knows of it. */
void
parcours_runner_complete_product (ParcoursRunner *self,
                                  ParcoursEvent  *event)
{
  const ParcoursObject *known = g_hash_table_lookup (self->program->products, GUINT_TO_POINTER (event->subject));
  ParcoursObject *payload;

  if (known == NULL || !parcours_runner_is_heard (self, event->topic))
    return;
  payload = own_payload (self, event);
  for (guint i = 0; i < known->n_members; i++)
    {
      if (known->members[i].key != program_keys.low_stock)
        set_default (self, payload, known->members[i].key, known->members[i].value);
    }
}

/* What the library knows of a product, where the event does not say it. */
static void
complete_item (ParcoursRunner *self,
               ParcoursObject *item)
{
  ParcoursValue product = parcours_object_get (item, program_keys.product);
  const ParcoursObject *known;

  if (product.type != PARCOURS_VALUE_TEXT)
    return;
  known = g_hash_table_lookup (self->program->products, GUINT_TO_POINTER (product.text));
  for (guint i = 0; known != NULL && i < known->n_members; i++)
    set_default (self, item, known->members[i].key, known->members[i].value);
}

static ParcoursArray *
array_of (ParcoursRunner       *self,
          const ParcoursObject *object,
          GQuark                key,
          guint                 n_more)
{
  ParcoursValue value = parcours_object_get (object, key);
  guint n = value.type == PARCOURS_VALUE_ARRAY ? value.array->n_values : 0;
  ParcoursArray *array = parcours_arena_new0 (self->state->arena, ParcoursArray, 1);

  array->values = parcours_arena_new0 (self->state->arena, ParcoursValue, n + n_more);
  array->n_values = n;
  if (n > 0)
    memcpy (array->values, value.array->values, n * sizeof (ParcoursValue));

  return array;
}

static double
sum_items (const ParcoursArray *items)
{
  double total = 0.;

  for (guint i = 0; i < items->n_values; i++)
    {
      const ParcoursObject *item = items->values[i].type == PARCOURS_VALUE_OBJECT ? items->values[i].object : NULL;

      total += number_of (item, program_keys.price, 0.) * number_of (item, program_keys.quantity, 1.);
    }

  return parcours_money_round (total);
}

/* The record @id of @kind, made if the contact has none of that id. */
static ParcoursRecord *
need_record (ParcoursRunner *self,
             int             kind,
             guint32         id,
             gboolean       *is_new)
{
  ParcoursRecord *record = parcours_state_find_record (self->state, (guint) kind, id);

  *is_new = record == NULL;
  if (record == NULL)
    {
      record = parcours_state_add_record (self->state, (guint) kind, id, parcours_object_new (8, self->state->arena));
      set (self, record->columns, program_keys.id, parcours_value_text (id));
      set (self, record->columns, program_keys.created_at, parcours_value_instant (self->state->now));
    }

  return record;
}

static int
find_item (const ParcoursArray *items,
           ParcoursValue        product)
{
  for (guint i = 0; i < items->n_values; i++)
    {
      if (items->values[i].type == PARCOURS_VALUE_OBJECT &&
          parcours_value_equal (parcours_object_get (items->values[i].object, program_keys.product), product))
        return (int) i;
    }

  return -1;
}

static void
change_quantity (ParcoursRunner *self,
                 ParcoursArray  *items,
                 guint           i,
                 double          by)
{
  ParcoursObject *item = parcours_object_copy (items->values[i].object, self->state->arena);

  set (self, item, program_keys.quantity, parcours_value_number (number_of (item, program_keys.quantity, 1.) + by));
  items->values[i].object = item;
}

static void
add_item (ParcoursRunner       *self,
          ParcoursArray        *items,
          const ParcoursObject *payload)
{
  const GQuark keys[] = { program_keys.product, program_keys.name, program_keys.categories, program_keys.collections,
                          program_keys.price, program_keys.quantity };
  ParcoursValue product = parcours_object_get (payload, program_keys.product);
  int found = find_item (items, product);
  ParcoursObject *item;

  if (product.type == PARCOURS_VALUE_MISSING)
    return;
  if (found >= 0)
    {
      change_quantity (self, items, (guint) found, number_of (payload, program_keys.quantity, 1.));
      return;
    }
  item = parcours_object_new (G_N_ELEMENTS (keys), self->state->arena);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    set_default (self, item, keys[i], parcours_object_get (payload, keys[i]));
  set_default (self, item, program_keys.quantity, parcours_value_number (1.));
  items->values[items->n_values++] = (ParcoursValue){ PARCOURS_VALUE_OBJECT, { .object = item } };
}

static void
remove_item (ParcoursRunner       *self,
             ParcoursArray        *items,
             const ParcoursObject *payload)
{
  ParcoursValue quantity = parcours_object_get (payload, program_keys.quantity);
  int found = find_item (items, parcours_object_get (payload, program_keys.product));

  if (found < 0)
    return;
  if (quantity.type == PARCOURS_VALUE_NUMBER &&
      quantity.number < number_of (items->values[found].object, program_keys.quantity, 1.))
    {
      change_quantity (self, items, (guint) found, -quantity.number);
      return;
    }
  memmove (&items->values[found], &items->values[found + 1],
           (items->n_values - (guint) found - 1) * sizeof (ParcoursValue));
  items->n_values--;
}

/* The timeline may tell how many there are by now. */
static void
complete_stock (ParcoursRunner *self,
                ParcoursObject *payload)
{
  ParcoursValue product = parcours_object_get (payload, program_keys.product);
  gboolean is_low;

  if (product.type == PARCOURS_VALUE_TEXT && self->program->stocks->len > 0 &&
      parcours_program_is_low (self->program, product.text, self->state->now, &is_low))
    set_default (self, payload, program_keys.low_stock, parcours_value_bool (is_low));
}

/* The event names the items and the total after it, so that filters can ask about them. */
static void
change_cart (ParcoursRunner *self,
             ParcoursEvent  *event,
             gboolean        add)
{
  int kind = self->program->kinds.cart;
  ParcoursObject *payload = own_payload (self, event);
  ParcoursRecord *cart;
  ParcoursValue given; /* what is in the cart by the event itself */
  ParcoursArray *items;
  gboolean is_new;

  complete_stock (self, payload);
  complete_item (self, payload);
  set_default (self, payload, program_keys.low_stock, parcours_value_bool (FALSE));
  if (kind < 0)
    return;
  cart = need_record (self, kind, event->subject, &is_new);
  given = parcours_object_get (payload, program_keys.items);
  items = array_of (self, cart->columns, program_keys.items, 1);
  if (given.type == PARCOURS_VALUE_ARRAY && given.array->n_values > 0)
    items = array_of (self, payload, program_keys.items, 0);
  else if (add)
    add_item (self, items, payload);
  else
    remove_item (self, items, payload);
  set_default (self, payload, program_keys.total, parcours_value_number (sum_items (items)));
  set (self, payload, program_keys.items, (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = items } });
  set (self, cart->columns, program_keys.items, (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = items } });
  set (self, cart->columns, program_keys.total, parcours_object_get (payload, program_keys.total));
  set (self, cart->columns, program_keys.status, parcours_value_text (add || items->n_values > 0
                                                   ? self->program->words.open : self->program->words.emptied));
  set (self, cart->columns, program_keys.updated_at, parcours_value_instant (self->state->now));
  set_default (self, cart->columns, program_keys.store, parcours_object_get (payload, program_keys.store));
  touch_kind (self, (guint) kind);
}

static void
apply_checkout (ParcoursRunner      *self,
                const ParcoursEvent *event,
                const char          *step)
{
  int kind = self->program->kinds.cart;
  ParcoursRecord *cart;
  gboolean is_new;

  if (kind < 0)
    return;
  cart = need_record (self, kind, event->subject, &is_new);
  set_default (self, cart->columns, program_keys.status, parcours_value_text (self->program->words.open));
  set_default (self, cart->columns, program_keys.store, parcours_event_get (event, program_keys.store));
  set_default (self, cart->columns, program_keys.total, parcours_event_get (event, program_keys.total));
  set (self, cart->columns, program_keys.checkout, text_value (self, step));
  set (self, cart->columns, program_keys.updated_at, parcours_value_instant (self->state->now));
  touch_kind (self, (guint) kind);
}

static void
add_to_field (ParcoursRunner *self,
              int             slot,
              double          number)
{
  const ParcoursFrameField *field;
  double before;

  if (slot < 0)
    return;
  field = parcours_frame_field (self->program->frame, (guint) slot);
  before = self->state->slots[slot].number;
  self->state->slots[slot].number = parcours_money_round ((isnan (before) ? 0. : before) + number);
  self->state->dirty |= parcours_bit (field->bit);
}

static void
set_instant_field (ParcoursRunner *self,
                   int             slot)
{
  if (slot < 0)
    return;
  self->state->slots[slot].at = self->state->now;
  self->state->dirty |= parcours_bit (parcours_frame_field (self->program->frame, (guint) slot)->bit);
}

/* Something that a contact does of its own accord. */
void
parcours_runner_touch_activity (ParcoursRunner *self)
{
  set_instant_field (self, self->program->slots.last_activity_at);
}

static gboolean
is_open_cart (const ParcoursRunner *self,
              const ParcoursRecord *cart,
              ParcoursValue         store)
{
  ParcoursValue status = parcours_object_get (cart->columns, program_keys.status);
  ParcoursValue of = parcours_object_get (cart->columns, program_keys.store);

  return parcours_value_equal (status, parcours_value_text (self->program->words.open)) &&
         (store.type == PARCOURS_VALUE_MISSING || of.type == PARCOURS_VALUE_MISSING || parcours_value_equal (of, store));
}

gboolean
parcours_runner_is_open_cart (const ParcoursRunner *self,
                              const ParcoursRecord *cart)
{
  return is_open_cart (self, cart, (ParcoursValue){ PARCOURS_VALUE_MISSING });
}

/* The latest cart that is open, or missing. */
guint32
parcours_runner_open_cart (ParcoursRunner *self)
{
  int kind = self->program->kinds.cart;
  const ParcoursRecord *open = NULL;

  for (guint i = 0; kind >= 0 && i < self->state->records[kind].n; i++)
    {
      const ParcoursRecord *cart = &self->state->records[kind].records[i];

      if (parcours_runner_is_open_cart (self, cart) && (open == NULL || parcours_state_is_later (self->state, cart, open)))
        open = cart;
    }

  return open != NULL ? open->id : PARCOURS_TEXT_MISSING;
}

/* The cart that is ordered: the one named, else the latest open one of the store. */
static void
order_cart (ParcoursRunner *self,
            ParcoursObject *payload)
{
  int kind = self->program->kinds.cart;
  ParcoursValue named = parcours_object_get (payload, program_keys.cart);
  ParcoursValue store = parcours_object_get (payload, program_keys.store);
  ParcoursRecordList *carts;
  ParcoursRecord *ordered = NULL;

  if (kind < 0)
    return;
  carts = &self->state->records[kind];
  for (guint i = 0; i < carts->n; i++)
    {
      ParcoursRecord *cart = &carts->records[i];

      if (named.type == PARCOURS_VALUE_TEXT ? cart->id != named.text : !is_open_cart (self, cart, store))
        continue;
      if (ordered == NULL || parcours_state_is_later (self->state, cart, ordered))
        ordered = cart;
    }
  if (ordered == NULL)
    return;
  set (self, payload, program_keys.cart, parcours_value_text (ordered->id));
  set (self, ordered->columns, program_keys.status, parcours_value_text (self->program->words.ordered));
  touch_kind (self, (guint) kind);
}

static void
complete_items (ParcoursRunner *self,
                ParcoursObject *payload)
{
  ParcoursArray *items = array_of (self, payload, program_keys.items, 0);

  if (items->n_values == 0)
    return;
  for (guint i = 0; i < items->n_values; i++)
    {
      ParcoursObject *item;

      if (items->values[i].type != PARCOURS_VALUE_OBJECT)
        continue;
      item = parcours_object_copy (items->values[i].object, self->state->arena);
      complete_item (self, item);
      set_default (self, item, program_keys.quantity, parcours_value_number (1.));
      items->values[i].object = item;
    }
  set (self, payload, program_keys.items, (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = items } });
  set_default (self, payload, program_keys.total, parcours_value_number (sum_items (items)));
}

static gboolean
apply_order_created (ParcoursRunner *self,
                     ParcoursEvent  *event)
{
  int kind = self->program->kinds.order;
  ParcoursObject *payload = own_payload (self, event);
  ParcoursValue status;
  double total;

  complete_items (self, payload);
  order_cart (self, payload);
  status = parcours_object_get (payload, program_keys.status);
  total = number_of (payload, program_keys.total, 0.);
  if (kind >= 0)
    {
      gboolean is_new;
      ParcoursRecord *order = need_record (self, kind, event->subject, &is_new);

      for (guint i = 0; i < payload->n_members; i++)
        set (self, order->columns, payload->members[i].key, payload->members[i].value);
      set_default (self, order->columns, program_keys.status, parcours_value_text (self->program->words.pending));
      touch_kind (self, (guint) kind);
    }
  if (!parcours_value_equal (status, parcours_value_text (self->program->words.failed)))
    {
      add_to_field (self, self->program->slots.order_count, 1.);
      add_to_field (self, self->program->slots.total_spent, total);
      set_instant_field (self, self->program->slots.last_order_at);
    }
  parcours_runner_touch_activity (self);

  return TRUE;
}

/* What the deal, task or order is like, for filters on the event. */
static void
complete_from_record (ParcoursRunner       *self,
                      ParcoursObject       *payload,
                      const ParcoursObject *columns)
{
  const GQuark keys[] = { program_keys.pipeline, program_keys.stage, program_keys.value, program_keys.title,
                          program_keys.owner, program_keys.status, program_keys.type, program_keys.due,
                          program_keys.deal, program_keys.starts, program_keys.url, program_keys.program,
                          program_keys.code, program_keys.expires, program_keys.channel, program_keys.store,
                          program_keys.total, program_keys.items, program_keys.currency, program_keys.cart };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    set_default (self, payload, keys[i], parcours_object_get (columns, keys[i]));
}

static gboolean
apply_order_status (ParcoursRunner *self,
                    ParcoursEvent  *event,
                    const char     *status)
{
  int kind = self->program->kinds.order;
  double total = number_of (event->payload, program_keys.total, 0.);
  ParcoursRecord *order = NULL;
  gboolean is_new;

  if (kind >= 0)
    {
      order = need_record (self, kind, event->subject, &is_new);
      total = number_of (event->payload, program_keys.total, number_of (order->columns, program_keys.total, 0.));
      if (g_str_equal (status, "confirmed") || g_str_equal (status, "shipped"))
        set (self, order->columns, g_str_equal (status, "shipped") ? program_keys.shipped_at : program_keys.confirmed_at,
             parcours_value_instant (self->state->now));
      else
        set (self, order->columns, program_keys.status, text_value (self, status));
      complete_from_record (self, own_payload (self, event), order->columns);
      touch_kind (self, (guint) kind);
    }
  if (g_str_equal (status, "cancelled"))
    add_to_field (self, self->program->slots.total_spent, -total);
  else if (g_str_equal (status, "refunded"))
    add_to_field (self, self->program->slots.total_spent, -number_of (event->payload, program_keys.amount, total));

  return TRUE;
}

/* The pipeline of a stage stands in its slug: `pipeline/stage`. */
static ParcoursValue
pipeline_of (ParcoursRunner *self,
             ParcoursValue   stage)
{
  const char *slug, *slash;
  g_autofree char *pipeline = NULL;

  if (stage.type != PARCOURS_VALUE_TEXT || stage.text >= PARCOURS_TEXT_SERIAL)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  slug = parcours_texts_get (self->program->texts, stage.text);
  slash = strchr (slug, '/');
  if (slash == NULL)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  pipeline = g_strndup (slug, slash - slug);

  return text_value (self, pipeline);
}

static gboolean
apply_record_created (ParcoursRunner      *self,
                      ParcoursEvent       *event,
                      const ParcoursTopic *topic)
{
  int kind = parcours_frame_find_kind (self->program->frame, topic->record);
  gboolean is_deal = g_str_equal (topic->record, "deal");
  ParcoursRecord *record;
  gboolean is_new;

  if (is_deal)
    {
      ParcoursObject *payload = own_payload (self, event);

      set_default (self, payload, program_keys.pipeline, pipeline_of (self, parcours_object_get (payload, program_keys.stage)));
      set_default (self, payload, program_keys.status, parcours_value_text (self->program->words.open));
    }
  if (kind < 0)
    return TRUE;
  record = need_record (self, kind, event->subject, &is_new);
  if (!is_new && topic->state)
    return FALSE;
  for (guint i = 0; event->payload != NULL && i < event->payload->n_members; i++)
    set (self, record->columns, event->payload->members[i].key, event->payload->members[i].value);
  if (topic->status != NULL)
    set (self, record->columns, program_keys.status, text_value (self, topic->status));
  else
    set_default (self, record->columns, program_keys.status, parcours_value_text (self->program->words.open));
  touch_kind (self, (guint) kind);
  if (g_str_equal (topic->record, "voucher"))
    parcours_runner_plan_expiry (self, record);

  return TRUE;
}

/* Sets a column; the payload gets `from`. Returns FALSE if it had that value. */
static gboolean
set_column (ParcoursRunner *self,
            ParcoursEvent  *event,
            guint           kind,
            ParcoursRecord *record,
            GQuark          column,
            ParcoursValue   to)
{
  ParcoursValue before = parcours_object_get (record->columns, column);
  ParcoursObject *payload;

  if (parcours_value_equal (before, to))
    return FALSE;
  payload = own_payload (self, event);
  set (self, payload, program_keys.from, before);
  set (self, payload, program_keys.to, to);
  complete_from_record (self, payload, record->columns);
  set (self, record->columns, column, to);
  touch_kind (self, kind);

  return TRUE;
}

static gboolean
is_text (ParcoursValue value,
         guint32       text)
{
  return value.type == PARCOURS_VALUE_TEXT && value.text == text;
}

static gboolean
set_deal (ParcoursRunner      *self,
          ParcoursEvent       *event,
          const ParcoursTopic *topic,
          guint                kind,
          ParcoursRecord      *deal)
{
  ParcoursValue to = parcours_event_get (event, program_keys.to);
  ParcoursValue field = parcours_event_get (event, program_keys.field);
  GQuark column = topic->status != NULL ? g_quark_from_string (topic->status) : program_keys.title;

  if (topic->status == NULL && field.type == PARCOURS_VALUE_TEXT && field.text < PARCOURS_TEXT_SERIAL)
    column = g_quark_from_string (parcours_texts_get (self->program->texts, field.text));
  if (!set_column (self, event, kind, deal, column, to))
    return FALSE;
  if (column == program_keys.status)
    set (self, deal->columns, program_keys.closed_at,
         is_text (to, self->program->words.won) || is_text (to, self->program->words.lost) ? parcours_value_instant (self->state->now)
                                                                  : (ParcoursValue){ PARCOURS_VALUE_MISSING });

  return TRUE;
}

static gboolean
apply_record_set (ParcoursRunner      *self,
                  ParcoursEvent       *event,
                  const ParcoursTopic *topic)
{
  int kind = parcours_frame_find_kind (self->program->frame, topic->record);
  ParcoursRecord *record;
  ParcoursObject *payload;
  gboolean is_new;

  if (kind < 0)
    return TRUE;
  record = need_record (self, kind, event->subject, &is_new);
  if (g_str_equal (topic->record, "deal"))
    return set_deal (self, event, topic, (guint) kind, record);
  if (topic->state && parcours_value_equal (parcours_object_get (record->columns, program_keys.status), text_value (self, topic->status)))
    return FALSE;
  payload = own_payload (self, event);
  complete_from_record (self, payload, record->columns);
  set (self, record->columns, program_keys.status, text_value (self, topic->status));
  if (g_str_equal (topic->record, "task"))
    {
      set (self, record->columns, program_keys.completed_at, parcours_value_instant (self->state->now));
      set (self, payload, program_keys.completed, parcours_value_instant (self->state->now));
    }
  touch_kind (self, (guint) kind);

  return TRUE;
}

static gboolean
apply_deal_moved (ParcoursRunner *self,
                  ParcoursEvent  *event)
{
  int kind = self->program->kinds.deal;
  gboolean is_stage = event->topic == self->program->ids.deal_stage_changed;
  ParcoursValue to = parcours_event_get (event, program_keys.to);
  ParcoursRecord *deal;
  ParcoursObject *payload = own_payload (self, event);
  ParcoursValue pipeline;
  gboolean is_new;

  if (kind < 0)
    {
      set_default (self, payload, program_keys.pipeline, is_stage ? pipeline_of (self, to) : to);
      set_default (self, payload, program_keys.from_pipeline, parcours_object_get (payload, program_keys.pipeline));
      return TRUE;
    }
  deal = need_record (self, kind, event->subject, &is_new);
  pipeline = parcours_object_get (deal->columns, program_keys.pipeline);
  set (self, payload, program_keys.from_pipeline, pipeline);
  set (self, payload, program_keys.pipeline, is_stage ? pipeline_of (self, to) : to);
  if (!set_column (self, event, (guint) kind, deal, is_stage ? program_keys.stage : program_keys.pipeline, to))
    return FALSE;
  if (is_stage && pipeline_of (self, to).type != PARCOURS_VALUE_MISSING)
    set (self, deal->columns, program_keys.pipeline, pipeline_of (self, to));

  return TRUE;
}

/* The score of a deal. */
gboolean
parcours_runner_apply_deal_score (ParcoursRunner *self,
                                  ParcoursEvent  *event,
                                  guint           kind,
                                  ParcoursRecord *deal)
{
  g_autofree char *slug = parcours_texts_format (self->program->texts, event->subject);
  g_autofree char *column = g_strconcat ("score:", slug, NULL);
  const ParcoursEntity *entity = parcours_library_lookup (self->program->library, "score", slug);
  GQuark key = g_quark_from_string (column);
  double start = entity != NULL ? parcours_json_member_number (entity->attributes, "start", 0.) : 0.;

  if (parcours_object_get (deal->columns, key).type == PARCOURS_VALUE_MISSING)
    set (self, deal->columns, key, parcours_value_number (start));

  return set_column (self, event, kind, deal, key, parcours_event_get (event, program_keys.to));
}

/* Links the contact to an account, or ends that. */
static gboolean
apply_account_link (ParcoursRunner *self,
                    ParcoursEvent  *event,
                    gboolean        link)
{
  int kind = self->program->kinds.account;
  ParcoursRecord *account;
  ParcoursValue linked;
  gboolean is_new;

  if (kind < 0)
    return TRUE;
  if (!link && parcours_state_find_record (self->state, (guint) kind, event->subject) == NULL)
    return FALSE;
  account = need_record (self, kind, event->subject, &is_new);
  linked = parcours_object_get (account->columns, program_keys.linked);
  if ((!is_new && (linked.type != PARCOURS_VALUE_BOOL || linked.boolean)) == link)
    return FALSE;
  set (self, account->columns, program_keys.linked, parcours_value_bool (link));
  set_default (self, account->columns, program_keys.primary, parcours_event_get (event, program_keys.primary));
  if (is_new && self->program->shares_accounts)
    parcours_runner_plan_account (self, event->subject);
  touch_kind (self, (guint) kind);

  return TRUE;
}

static gboolean
apply_account_field (ParcoursRunner *self,
                     ParcoursEvent  *event)
{
  int kind = self->program->kinds.account;
  ParcoursValue field = parcours_event_get (event, program_keys.field);
  ParcoursRecord *account = kind >= 0 ? parcours_state_find_record (self->state, (guint) kind, event->subject) : NULL;

  if (kind < 0)
    return TRUE;
  if (account == NULL || field.type != PARCOURS_VALUE_TEXT || field.text >= PARCOURS_TEXT_SERIAL)
    return FALSE;

  return set_column (self, event, (guint) kind, account,
                     g_quark_from_string (parcours_texts_get (self->program->texts, field.text)),
                     parcours_event_get (event, program_keys.to));
}

/* A slug below another one may stand for itself: `club/gold` is also `gold`. */
static ParcoursValue
short_and_long (ParcoursRunner *self,
                ParcoursValue   value)
{
  const char *text = value.type == PARCOURS_VALUE_TEXT && value.text < PARCOURS_TEXT_SERIAL
                       ? parcours_texts_get (self->program->texts, value.text) : "";
  const char *slash = strchr (text, '/');
  ParcoursArray *both;

  if (slash == NULL)
    return value;
  both = parcours_arena_new0 (self->state->arena, ParcoursArray, 1);
  both->values = parcours_arena_new0 (self->state->arena, ParcoursValue, 2);
  both->n_values = 2;
  both->values[0] = text_value (self, slash + 1);
  both->values[1] = value;

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = both } };
}

/* A membership is a record; each of its balances is another one, with the same columns and its value. */
static ParcoursRecord *
need_membership (ParcoursRunner *self,
                 int             kind,
                 ParcoursValue   program,
                 guint32         id)
{
  gboolean is_new;
  ParcoursRecord *record = need_record (self, kind, id, &is_new);
  ParcoursRecord *membership = parcours_state_find_record (self->state, (guint) kind, program.text);

  if (is_new && membership != NULL && membership != record)
    record->columns = parcours_object_copy (membership->columns, self->state->arena);
  else if (is_new)
    set (self, record->columns, program_keys.member, parcours_value_bool (TRUE));
  set (self, record->columns, program_keys.program, program);

  return record;
}

/* Sets a column of the membership and of all its balances. */
static gboolean
set_membership (ParcoursRunner *self,
                guint           kind,
                ParcoursValue   program,
                GQuark          column,
                ParcoursValue   value)
{
  ParcoursRecordList *list = &self->state->records[kind];
  gboolean changed = FALSE;

  for (guint i = 0; i < list->n; i++)
    {
      ParcoursObject *columns = list->records[i].columns;

      if (!parcours_value_equal (parcours_object_get (columns, program_keys.program), program) ||
          parcours_value_equal (parcours_object_get (columns, column), value))
        continue;
      set (self, columns, column, value);
      changed = TRUE;
    }
  if (changed)
    touch_kind (self, kind);

  return changed;
}

/* Who has a membership is a member, until it says otherwise. */
static gboolean
is_member (ParcoursRunner *self,
           guint           kind,
           guint32         program)
{
  const ParcoursRecord *membership = parcours_state_find_record (self->state, kind, program);
  ParcoursValue member;

  if (membership == NULL)
    return FALSE;
  member = parcours_object_get (membership->columns, program_keys.member);

  return member.type != PARCOURS_VALUE_BOOL || member.boolean;
}

static gboolean
apply_membership (ParcoursRunner      *self,
                  const ParcoursEvent *event,
                  gboolean             joins)
{
  int kind = self->program->kinds.loyalty;
  ParcoursValue program = parcours_value_text (event->subject);
  gint32 today = parcours_local_day (parcours_zone_to_local (self->state->zone, self->state->now));

  if (kind < 0)
    return TRUE;
  if (is_member (self, (guint) kind, event->subject) == joins)
    return FALSE;
  need_membership (self, kind, program, event->subject);
  set_membership (self, (guint) kind, program, program_keys.member, parcours_value_bool (joins));
  if (joins)
    set_membership (self, (guint) kind, program, program_keys.joined_on, parcours_value_day (today));

  return TRUE;
}

static gboolean
apply_tier (ParcoursRunner *self,
            ParcoursEvent  *event)
{
  int kind = self->program->kinds.loyalty;
  ParcoursValue program = parcours_value_text (event->subject);
  ParcoursValue to = parcours_event_get (event, program_keys.to);
  ParcoursRecord *membership;
  ParcoursObject *payload;

  if (kind < 0)
    return TRUE;
  membership = need_membership (self, kind, program, event->subject);
  if (parcours_value_equal (parcours_object_get (membership->columns, program_keys.tier_slug), to))
    return FALSE;
  payload = own_payload (self, event);
  set_default (self, payload, program_keys.from, parcours_object_get (membership->columns, program_keys.tier_slug));
  set_membership (self, (guint) kind, program, program_keys.tier_slug, to);
  set_membership (self, (guint) kind, program, program_keys.tier, short_and_long (self, to));

  return TRUE;
}

static double
balance_after (const ParcoursEvent *event,
               double               before,
               gboolean             expired,
               ParcoursRunner      *self)
{
  double value = number_of (event->payload, program_keys.value, 0.);
  ParcoursValue to = parcours_event_get (event, program_keys.to);
  ParcoursValue transaction = parcours_event_get (event, program_keys.transaction);

  if (to.type == PARCOURS_VALUE_NUMBER)
    return to.number;
  if (expired || is_text (transaction, self->program->words.redeemed))
    return before - value;

  return is_text (transaction, self->program->words.earned) ? before + value : value;
}

static gboolean
apply_balance (ParcoursRunner *self,
               ParcoursEvent  *event,
               gboolean        expired)
{
  int kind = self->program->kinds.loyalty;
  ParcoursValue balance = parcours_value_text (event->subject);
  ParcoursValue program = parcours_event_get (event, program_keys.program);
  ParcoursObject *payload = own_payload (self, event);
  ParcoursRecord *record;
  double before, after;

  if (program.type == PARCOURS_VALUE_MISSING)
    program = pipeline_of (self, balance);
  set_default (self, payload, program_keys.program, program);
  if (kind < 0)
    return TRUE;
  if (program.type != PARCOURS_VALUE_TEXT)
    return FALSE;
  record = need_membership (self, kind, program, event->subject);
  before = number_of (record->columns, program_keys.value, 0.);
  after = balance_after (event, before, expired, self);
  if (after == before)
    return FALSE;
  set (self, payload, program_keys.from, parcours_value_number (before));
  set (self, payload, program_keys.to, parcours_value_number (after));
  set_default (self, payload, program_keys.value, parcours_value_number (fabs (after - before)));
  set (self, record->columns, program_keys.balance, short_and_long (self, balance));
  set (self, record->columns, program_keys.value, parcours_value_number (after));
  parcours_runner_change_lots (self, record, after - before, parcours_event_get (event, program_keys.expires));
  touch_kind (self, (guint) kind);

  return TRUE;
}

static void
publish_limit (ParcoursRunner      *self,
               const ParcoursEvent *event,
               guint16              topic,
               double               limit)
{
  ParcoursObject *payload = parcours_object_copy (event->payload, self->state->arena);

  set (self, payload, program_keys.limit, parcours_value_number (limit));
  parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_DERIVED, event->subject, payload);
}

/* The limits of a balance are told once for each crossing: from > min >= to, from < max <= to. */
void
parcours_runner_derive_limits (ParcoursRunner      *self,
                               const ParcoursEvent *event)
{
  g_autofree char *slug = parcours_texts_format (self->program->texts, event->subject);
  const ParcoursEntity *entity = parcours_library_lookup (self->program->library, "balance", slug);
  double from = number_of (event->payload, program_keys.from, NAN);
  double to = number_of (event->payload, program_keys.to, NAN);
  double min, max;

  if (entity == NULL || isnan (from) || isnan (to))
    return;
  min = parcours_json_member_number (entity->attributes, "min", NAN);
  max = parcours_json_member_number (entity->attributes, "max", NAN);
  if (from > min && min >= to)
    publish_limit (self, event, self->program->ids.balance_min_reached, min);
  if (from < max && max <= to && !self->deleted)
    publish_limit (self, event, self->program->ids.balance_max_reached, max);
}

/* Changes the records of the contact as the event says; see parcours_runner_apply(). */
gboolean
parcours_runner_apply_record (ParcoursRunner      *self,
                              ParcoursEvent       *event,
                              const ParcoursTopic *topic)
{
  switch (topic->apply)
    {
    case PARCOURS_APPLY_CART_ADD:
    case PARCOURS_APPLY_CART_REMOVE:
      change_cart (self, event, topic->apply == PARCOURS_APPLY_CART_ADD);
      parcours_runner_touch_activity (self);
      return TRUE;
    case PARCOURS_APPLY_CHECKOUT:
      apply_checkout (self, event, topic->status);
      parcours_runner_touch_activity (self);
      return TRUE;
    case PARCOURS_APPLY_ORDER_CREATED:
      return apply_order_created (self, event);
    case PARCOURS_APPLY_ORDER_STATUS:
      return apply_order_status (self, event, topic->status);
    case PARCOURS_APPLY_RECORD_CREATED:
      return apply_record_created (self, event, topic);
    case PARCOURS_APPLY_RECORD_SET:
      return apply_record_set (self, event, topic);
    case PARCOURS_APPLY_ACCOUNT_LINKED:
    case PARCOURS_APPLY_ACCOUNT_UNLINKED:
      return apply_account_link (self, event, topic->apply == PARCOURS_APPLY_ACCOUNT_LINKED);
    case PARCOURS_APPLY_ACCOUNT_FIELD:
      return apply_account_field (self, event);
    case PARCOURS_APPLY_LOYALTY_JOINED:
    case PARCOURS_APPLY_LOYALTY_LEFT:
      return apply_membership (self, event, topic->apply == PARCOURS_APPLY_LOYALTY_JOINED);
    case PARCOURS_APPLY_LOYALTY_TIER:
      return apply_tier (self, event);
    case PARCOURS_APPLY_LOYALTY_BALANCE:
    case PARCOURS_APPLY_LOYALTY_EXPIRED:
      return apply_balance (self, event, topic->apply == PARCOURS_APPLY_LOYALTY_EXPIRED);
    case PARCOURS_APPLY_DEAL_MOVED:
    default:
      return apply_deal_moved (self, event);
    }
}

static gint64
expiry_of (const ParcoursRunner *self,
           const ParcoursRecord *voucher)
{
  ParcoursValue expires = parcours_object_get (voucher->columns, program_keys.expires);

  if (expires.type != PARCOURS_VALUE_DAY)
    return PARCOURS_INSTANT_NEVER;

  return parcours_zone_to_utc (self->state->zone, ((gint64) expires.day + 1) * PARCOURS_DAY);
}

/* A voucher expires at 00:00 after its last day, if it is still valid. */
void
parcours_runner_plan_expiry (ParcoursRunner       *self,
                             const ParcoursRecord *voucher)
{
  const ParcoursRecordList *list = &self->state->records[self->program->kinds.voucher];
  Pending pending = { .at = expiry_of (self, voucher), .kind = PENDING_CLOCK, .who = voucher->id,
                      .rank = PENDING_RANK (PENDING_CLOCK, 0, (guint) (voucher - list->records)) };

  if (pending.at >= self->state->now && pending.at != PARCOURS_INSTANT_NEVER)
    parcours_runner_schedule (self, &pending);
}

void
parcours_runner_plan_clock (ParcoursRunner *self)
{
  int kind = self->program->kinds.voucher;

  for (guint i = 0; kind >= 0 && i < self->state->records[kind].n; i++)
    parcours_runner_plan_expiry (self, &self->state->records[kind].records[i]);
  kind = self->program->kinds.loyalty;
  for (guint i = 0; kind >= 0 && i < self->state->records[kind].n; i++)
    parcours_runner_plan_lots (self, &self->state->records[kind].records[i]);
}

void
parcours_runner_strike (ParcoursRunner *self,
                        const Pending  *pending)
{
  int kind = self->program->kinds.voucher;
  ParcoursRecord *voucher;

  if (pending->key != 0)
    {
      parcours_runner_expire_lot (self, pending);
      return;
    }
  voucher = kind >= 0 ? parcours_state_find_record (self->state, (guint) kind, pending->who) : NULL;
  if (voucher == NULL || expiry_of (self, voucher) != self->state->now ||
      !is_text (parcours_object_get (voucher->columns, program_keys.status), self->program->words.valid))
    return;
  parcours_runner_publish_topic (self, self->program->ids.voucher_expired, PARCOURS_ORIGIN_CLOCK, pending->who, NULL);
}
