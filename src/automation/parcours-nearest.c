/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-condition.h"
#include "parcours-geometry.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-nearest.h"
#include "parcours-phrase.h"

/*
 * How to build nearly the same where a platform does not offer a step: a list of
 * ways for each type, of which the first is taken whose steps the platform has.
 * Some can be carried out.
 */

typedef struct
{
  const ParcoursWays *ways;
  guint step;
  ParcoursPlatform platform;
} Place;

/* Returns: (transfer full) (nullable): the edit, %NULL where it cannot be done with the step as it is */
typedef ParcoursEdit *(*NearestFunc) (const Place *place);

typedef struct
{
  const char *types;    /* the types that it stands in for, `*` at the end for all that begin so */
  const char *needs[2]; /* the types that it takes */
  const char *sentence; /* with their names in the holes {a} and {b} */
  NearestFunc apply;    /* (nullable) */
} Nearest;

static const ParcoursStep *
step_of (const Place *place)
{
  return parcours_ways_step (place->ways, place->step);
}

static const ParcoursRow *
row_of (const Place *place,
        const char  *type)
{
  return parcours_catalog_counterpart (parcours_catalog_get (), place->platform, type, NULL);
}

static ParcoursEdit *
new_edit (const Place *place,
          const char  *type)
{
  g_autofree char *label = parcours_phrase_fill (_("Use “{step}”"), "step", parcours_row_label (row_of (place, type)), NULL);

  return parcours_edit_new (label);
}

/* The step with another type and other parameters: the rest of it stays. */
static JsonNode *
with_type (const Place *place,
           const char  *type,
           JsonObject  *params)
{
  const ParcoursStep *step = step_of (place);
  g_autoptr (JsonNode) row = parcours_json_new_string (row_of (place, type)->id);
  g_autoptr (JsonNode) name = parcours_json_new_string (type);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) typed = parcours_step_with_member (step, "type", name);
  g_autoptr (ParcoursStep) one = parcours_step_new (step->id, typed, NULL);
  g_autoptr (JsonNode) rowed = parcours_step_with_member (one, "row", row);
  g_autoptr (ParcoursStep) two = parcours_step_new (step->id, rowed, NULL);

  json_node_take_object (node, params);

  return parcours_step_with_member (two, "params", node);
}

/* Returns: (transfer full): @params is taken */
static ParcoursEdit *
replace (const Place *place,
         const char  *type,
         JsonObject  *params)
{
  ParcoursEdit *edit = new_edit (place, type);
  g_autoptr (JsonNode) node = with_type (place, type, params);

  parcours_edit_set_step (edit, place->ways->automation, step_of (place)->id, node);

  return edit;
}

static void
copy_param (const Place *place,
            const char  *name,
            JsonObject  *params,
            const char  *as)
{
  JsonNode *value = json_object_get_member (step_of (place)->params, name);

  if (value != NULL)
    json_object_set_member (params, as, json_node_copy (value));
}

/* Parameters that both types have by the same name. */
static JsonObject *
shared_params (const Place *place,
               const char  *type)
{
  const ParcoursStepType *target = parcours_catalog_type (parcours_catalog_get (), type);
  g_autoptr (GList) names = json_object_get_members (step_of (place)->params);
  JsonObject *params = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursParam *old = parcours_step_type_param (step_of (place)->type, l->data);
      const ParcoursParam *new = parcours_step_type_param (target, l->data);

      if (old != NULL && new != NULL && old->type == new->type && g_strcmp0 (old->kind, new->kind) == 0)
        copy_param (place, l->data, params, l->data);
    }

  return params;
}

static JsonNode *
take (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static JsonObject *
event_leaf (const char *topic,
            const char *count)
{
  JsonObject *leaf = json_object_new ();

  json_object_set_string_member (leaf, "event", topic);
  if (count != NULL)
    json_object_set_string_member (leaf, "count", count);

  return leaf;
}

/* Another step behind this one by `next`, in front of what followed; its id is told. */
static char *
add_behind (const Place  *place,
            ParcoursEdit *edit,
            const char   *type,
            JsonObject   *params)
{
  const ParcoursStep *step = step_of (place);
  char *id = parcours_graph_new_id (place->ways->automation, NULL, type);
  JsonObject *object = json_object_new ();
  JsonArray *at = json_array_new ();
  g_autoptr (JsonNode) node = take (object);

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "row", row_of (place, type)->id);
  json_object_set_object_member (object, "params", params);
  json_array_add_double_element (at, step->x);
  json_array_add_double_element (at, step->y + PARCOURS_ROW_PITCH);
  json_object_set_array_member (object, "at", at);
  parcours_edit_set_step (edit, place->ways->automation, id, node);
  parcours_edit_set_link (edit, place->ways->automation, step->id, "next", id);

  return id;
}

static const char *
link_from (const Place *place,
           const char  *port)
{
  const ParcoursLink *link = parcours_automation_link (place->ways->automation, step_of (place)->id, port);

  return link != NULL ? link->to : NULL;
}

/* Abandoned cart: each addition to a cart, unless the order comes within the time. */
static ParcoursEdit *
apply_cart (const Place *place)
{
  const char *after = parcours_json_member_string (step_of (place)->params, "after");
  const char *next = link_from (place, "next");
  JsonObject *params = json_object_new ();
  g_autoptr (ParcoursEdit) edit = replace (place, "trigger.cart-product-added",
                                           shared_params (place, "trigger.cart-product-added"));
  g_autofree char *wait = NULL;

  json_object_set_string_member (params, "event", "order.created");
  json_object_set_string_member (params, "limit", after != NULL ? after : "PT1H");
  wait = add_behind (place, edit, "wait.event", params);
  if (next != NULL)
    parcours_edit_set_link (edit, place->ways->automation, wait, "timeout", next);

  return g_steal_pointer (&edit);
}

/* No order for a while: looked at once a day, of those who have ordered at all. */
static ParcoursEdit *
apply_no_purchase (const Place *place)
{
  const char *after = parcours_json_member_string (step_of (place)->params, "after");
  JsonObject *params = json_object_new ();
  JsonObject *none = event_leaf ("order.created", "=0");
  JsonObject *all = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (none, "within", after != NULL ? after : "P30D");
  json_array_add_object_element (array, event_leaf ("order.created", NULL));
  json_array_add_object_element (array, none);
  json_object_set_array_member (all, "all", array);
  json_object_set_object_member (params, "if", all);

  return replace (place, "trigger.matches-conditions", params);
}

static ParcoursEdit *
apply_field_change (const Place *place)
{
  JsonNode *to = json_object_get_member (step_of (place)->params, "to");
  const char *field = parcours_json_member_string (step_of (place)->params, "field");
  JsonObject *params, *leaf;

  if (field == NULL || to == NULL || parcours_json_string (to) == NULL ||
      g_strcmp0 (parcours_json_member_string (step_of (place)->params, "of"), "deal") == 0)
    return NULL;
  params = json_object_new ();
  leaf = json_object_new ();
  json_object_set_string_member (leaf, "field", field);
  json_object_set_string_member (leaf, "op", "is");
  json_object_set_member (leaf, "value", json_node_copy (to));
  json_object_set_object_member (params, "if", leaf);

  return replace (place, "trigger.matches-conditions", params);
}

static gboolean
is_about_email (const Place *place)
{
  const char *channel = parcours_json_member_string (step_of (place)->params, "channel");

  return channel == NULL || g_str_equal (channel, "email");
}

static ParcoursEdit *
apply_subscribed (const Place *place)
{
  return is_about_email (place) ? replace (place, "trigger.list-subscribed",
                                           shared_params (place, "trigger.list-subscribed"))
                                : NULL;
}

static ParcoursEdit *
apply_unsubscribed (const Place *place)
{
  return is_about_email (place) ? replace (place, "trigger.list-unsubscribed", json_object_new ()) : NULL;
}

static ParcoursEdit *
apply_signed_up (const Place *place)
{
  JsonObject *params = shared_params (place, "trigger.channel-subscribed");

  json_object_set_string_member (params, "channel", "email");

  return replace (place, "trigger.channel-subscribed", params);
}

static ParcoursEdit *
apply_deal_created (const Place *place)
{
  return replace (place, "trigger.deal-created", shared_params (place, "trigger.deal-created"));
}

static ParcoursEdit *
apply_pipeline (const Place *place)
{
  return json_object_has_member (step_of (place)->params, "pipeline")
           ? replace (place, "trigger.pipeline-entered", shared_params (place, "trigger.pipeline-entered")) : NULL;
}

static ParcoursEdit *
apply_any_page (const Place *place)
{
  return replace (place, "trigger.page-visited", json_object_new ());
}

static ParcoursEdit *
apply_owner (const Place *place)
{
  const char *user = parcours_json_member_string (parcours_json_member_object (step_of (place)->params, "owner"), "user");
  JsonObject *params, *value;

  if (user == NULL)
    return NULL;
  params = json_object_new ();
  value = json_object_new ();
  json_object_set_string_member (value, "value", user);
  json_object_set_string_member (params, "field", "owner");
  json_object_set_object_member (params, "value", value);

  return replace (place, "action.update-field", params);
}

static ParcoursEdit *
apply_unsubscribe_all (const Place *place)
{
  const char *scope = parcours_json_member_string (step_of (place)->params, "scope");

  return g_strcmp0 (scope, "transactional") != 0 ? replace (place, "action.unsubscribe", json_object_new ()) : NULL;
}

static ParcoursEdit *
apply_unsubscribe (const Place *place)
{
  return replace (place, "action.unsubscribe", shared_params (place, "action.unsubscribe"));
}

static ParcoursEdit *
apply_remove_from_list (const Place *place)
{
  return replace (place, "action.remove-from-list", shared_params (place, "action.remove-from-list"));
}

static ParcoursEdit *
apply_add_deal (const Place *place)
{
  const char *prefix = parcours_json_member_string (step_of (place)->params, "prefix");
  JsonObject *params = shared_params (place, "action.add-deal");
  g_autofree char *title = g_strconcat (prefix != NULL ? prefix : "", "{{ deal.title }}", NULL);

  json_object_set_string_member (params, "title", title);

  return replace (place, "action.add-deal", params);
}

/* A wait for a condition that is a single event, without a count or a time of its own, is a wait for the event. */
static ParcoursEdit *
apply_wait_event (const Place *place)
{
  JsonNode *asked = json_object_get_member (step_of (place)->params, "if");
  g_autoptr (ParcoursCondition) condition = asked != NULL ? parcours_condition_parse (asked, NULL) : NULL;
  JsonObject *leaf, *params;

  if (condition == NULL || condition->kind != PARCOURS_CONDITION_EVENT || condition->has_count ||
      condition->sums != NULL || condition->window.has_within || condition->window.has_until ||
      condition->window.since == PARCOURS_SINCE_TIME)
    return NULL;
  leaf = json_node_get_object (asked);
  params = shared_params (place, "wait.event");
  json_object_set_string_member (params, "event", condition->topic);
  if (condition->subject != NULL)
    json_object_set_string_member (params, "subject", condition->subject);
  if (condition->where != NULL)
    json_object_set_member (params, "where", json_object_dup_member (leaf, "where"));

  return replace (place, "wait.event", params);
}

/* The event, from the moment on in which contacts come to the wait. */
static JsonObject *
awaited_event (const Place *place)
{
  JsonObject *params = step_of (place)->params;
  JsonObject *leaf = json_object_new ();
  g_autofree char *since = g_strconcat ("step:", step_of (place)->id, NULL);

  copy_param (place, "event", leaf, "event");
  copy_param (place, "subject", leaf, "subject");
  if (parcours_json_member_object (params, "where") != NULL)
    copy_param (place, "where", leaf, "where");
  json_object_set_string_member (leaf, "since", since);

  return leaf;
}

/* A wait for an event is a wait for the condition that it has happened; where the
 * limit has no exit of its own, the question is asked again behind it. */
static ParcoursEdit *
apply_wait_condition (const Place *place)
{
  const ParcoursRow *row = row_of (place, "wait.condition");
  const char *next = link_from (place, "next"), *timeout = link_from (place, "timeout");
  JsonObject *params;
  g_autoptr (ParcoursEdit) edit = NULL;
  g_autofree char *split = NULL;

  if (parcours_json_member_string (step_of (place)->params, "event") == NULL)
    return NULL;
  params = shared_params (place, "wait.condition");
  json_object_set_object_member (params, "if", awaited_event (place));
  edit = replace (place, "wait.condition", params);
  if (timeout == NULL || parcours_row_offers_port (row, "timeout"))
    return g_steal_pointer (&edit);
  if (row_of (place, "split.if-else") == NULL)
    return NULL;
  params = json_object_new ();
  json_object_set_object_member (params, "if", awaited_event (place));
  split = add_behind (place, edit, "split.if-else", params);
  parcours_edit_set_link (edit, place->ways->automation, step_of (place)->id, "timeout", NULL);
  parcours_edit_set_link (edit, place->ways->automation, split, "yes", next);
  parcours_edit_set_link (edit, place->ways->automation, split, "no", timeout);

  return g_steal_pointer (&edit);
}

/* Leads what enters the step to @to, or nowhere, and takes the step out. */
static ParcoursEdit *
take_out (const Place *place,
          const char  *to,
          const char  *label)
{
  const ParcoursWays *ways = place->ways;
  ParcoursEdit *edit = parcours_edit_new (label);

  for (guint i = 0; i < parcours_ways_n_in (ways, place->step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (ways, place->step, i);

      if (way->port != NULL)
        parcours_edit_set_link (edit, ways->automation, parcours_ways_step (ways, way->from)->id, way->port, to);
    }
  parcours_edit_set_step (edit, ways->automation, step_of (place)->id, NULL);

  return edit;
}

static gboolean
is_entered_by_jump (const Place *place)
{
  for (guint i = 0; i < parcours_ways_n_in (place->ways, place->step); i++)
    {
      if (parcours_ways_nth_in (place->ways, place->step, i)->port == NULL)
        return TRUE;
    }

  return FALSE;
}

static ParcoursEdit *
apply_no_end (const Place *place)
{
  if (is_entered_by_jump (place) || parcours_ways_n_out (place->ways, place->step) > 0)
    return NULL;

  return take_out (place, NULL, _("Leave the End Out"));
}

/* A jump forward is a link; a jump back is not. */
static ParcoursEdit *
apply_link (const Place *place)
{
  const char *target = parcours_json_member_string (step_of (place)->params, "step");
  guint to = target != NULL ? parcours_ways_find (place->ways, target) : PARCOURS_NO_STEP;
  const ParcoursStep *step = to != PARCOURS_NO_STEP ? parcours_ways_step (place->ways, to) : NULL;

  if (step == NULL || (step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER) || is_entered_by_jump (place) ||
      parcours_automation_reaches (place->ways->automation, target, step_of (place)->id))
    return NULL;
  /* What leads to the jump is not behind its target: that would be a circle. */
  for (guint i = 0; i < parcours_ways_n_in (place->ways, place->step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (place->ways, place->step, i);

      if (parcours_automation_reaches (place->ways->automation, target,
                                       parcours_ways_step (place->ways, way->from)->id))
        return NULL;
    }

  return take_out (place, target, _("Lead a Link There"));
}

static const Nearest table[] = {
  { "trigger.cart-abandoned", { "trigger.cart-product-added", "wait.event" },
    N_("Begin with “{a}”, wait for the order with “{b}”, and go on by No."), apply_cart },
  { "trigger.cart-abandoned", { "trigger.cart-product-added", "split.if-else" },
    N_("Begin with “{a}”, wait, and ask with “{b}” whether there was an order."), NULL },
  { "trigger.cart-product-*", { "trigger.cart-abandoned" }, N_("Begin with “{a}”, which watches carts too."), NULL },
  { "trigger.checkout-action", { "trigger.cart-abandoned" }, N_("Begin with “{a}”, which watches carts too."), NULL },
  { "trigger.checkout-action", { "trigger.order-created" }, N_("Begin with “{a}”, once the order is there."), NULL },
  { "trigger.no-purchase", { "trigger.matches-conditions" },
    N_("Begin with “{a}”, which looks once a day who has not ordered for that long."), apply_no_purchase },
  { "trigger.no-purchase", { "trigger.order-created", "wait.condition" },
    N_("Begin with “{a}”, and wait with “{b}” for the next order up to a limit."), NULL },
  { "trigger.email-clicked", { "wait.condition" }, N_("Send the email here, and wait with “{a}” for the click."), NULL },
  { "trigger.email-delivered", { "action.send-email" }, N_("Send the email here with “{a}”, and go on behind it."), NULL },
  { "trigger.email-not-*", { "split.if-else" }, N_("Behind the email, wait, and ask with “{a}” what came of it."), NULL },
  { "trigger.email-*", { "trigger.email-clicked" }, N_("Begin with “{a}”, the nearest sign of interest."), NULL },
  { "trigger.channel-subscribed", { "trigger.list-subscribed" }, N_("Begin with “{a}”."), apply_subscribed },
  { "trigger.channel-unsubscribed", { "trigger.list-unsubscribed" }, N_("Begin with “{a}”."), apply_unsubscribed },
  { "trigger.list-subscribed", { "trigger.channel-subscribed" },
    N_("Begin with “{a}”: the audience stands for the list."), apply_signed_up },
  { "trigger.list-unsubscribed", { "trigger.group-left" }, N_("Keep the list as a group, and begin with “{a}”."), NULL },
  { "trigger.form-submitted", { "trigger.channel-subscribed" },
    N_("Let the form sign people up, and begin with “{a}”."), NULL },
  { "trigger.group-joined", { "trigger.tag-added" }, N_("Keep the group as a tag, and begin with “{a}”."), NULL },
  { "trigger.group-joined", { "trigger.list-subscribed" }, N_("Keep the group as a list, and begin with “{a}”."), NULL },
  { "trigger.group-left", { "trigger.tag-removed" }, N_("Keep the group as a tag, and begin with “{a}”."), NULL },
  { "trigger.group-left", { "trigger.list-unsubscribed" }, N_("Keep the group as a list, and begin with “{a}”."), NULL },
  { "trigger.tag-added", { "trigger.list-subscribed" }, N_("Keep the tag as a list, and begin with “{a}”."), NULL },
  { "trigger.tag-removed", { "trigger.list-unsubscribed" }, N_("Keep the tag as a list, and begin with “{a}”."), NULL },
  { "trigger.tag-removed", { "trigger.group-left" }, N_("Keep the tag as a group, and begin with “{a}”."), NULL },
  { "trigger.field-changed", { "trigger.matches-conditions" },
    N_("Begin with “{a}”, which looks once a day whether the field has the value."), apply_field_change },
  { "trigger.score-crossed", { "trigger.field-changed" }, N_("Keep the score in a field, and begin with “{a}”."), NULL },
  { "trigger.score-crossed", { "trigger.matches-conditions" },
    N_("Keep the score in a field, and begin with “{a}”."), NULL },
  { "trigger.matches-conditions", { "trigger.in-segment" }, N_("Make a segment of them, and begin with “{a}”."), NULL },
  { "trigger.in-segment", { "trigger.tag-added" }, N_("Give the segment a tag, and begin with “{a}”."), NULL },
  { "trigger.matches-conditions", { "trigger.tag-added" }, N_("Give these contacts a tag, and begin with “{a}”."), NULL },
  { "trigger.manual", { "trigger.tag-added" }, N_("Give the contacts a tag by hand, and begin with “{a}”."), NULL },
  { "trigger.goal-reached", { "trigger.tag-added", "action.add-tag" },
    N_("Let the other automation add a tag with “{b}”, and begin with “{a}”."), NULL },
  { "trigger.goal-reached", { "trigger.list-subscribed", "action.subscribe" },
    N_("Let the other automation use “{b}”, and begin with “{a}”."), NULL },
  { "trigger.pipeline-entered", { "trigger.deal-created" },
    N_("Begin with “{a}” in this pipeline; deals that are moved there are not seen."), apply_deal_created },
  { "trigger.deal-created", { "trigger.pipeline-entered" }, N_("Begin with “{a}”."), apply_pipeline },
  { "trigger.deal-status-changed", { "trigger.deal-stage-changed" },
    N_("Give the status a stage of its own, and begin with “{a}”."), NULL },
  { "trigger.task-completed", { "trigger.deal-stage-changed" },
    N_("Move the deal on when the task is done, and begin with “{a}”."), NULL },
  { "trigger.meeting-started", { "trigger.meeting-booked" }, N_("Begin with “{a}”, and wait until the meeting."), NULL },
  { "trigger.page-link-clicked", { "trigger.page-visited" }, N_("Begin with “{a}” for the page behind the link."), NULL },
  { "trigger.product-viewed", { "trigger.page-visited" }, N_("Begin with “{a}” for the page of the product."), NULL },
  { "trigger.store-searched", { "trigger.page-visited" }, N_("Begin with “{a}” for the page of the results."), NULL },
  { "trigger.session-started", { "trigger.page-visited" }, N_("Begin with “{a}” for any page."), apply_any_page },
  { "trigger.survey-responded", { "trigger.form-submitted" }, N_("Ask in a form, and begin with “{a}”."), NULL },
  { "trigger.loyalty-*", { "trigger.field-changed" }, N_("Keep it in a field, and begin with “{a}”."), NULL },
  { "trigger.*", { "trigger.event-recorded" },
    N_("Let the program where it happens record an event of its own, and begin with “{a}”."), NULL },

  { "action.assign-owner", { "action.update-field" }, N_("Set the owner with “{a}”."), apply_owner },
  { "action.blocklist", { "action.unsubscribe" }, N_("Use “{a}” for all lists."), apply_unsubscribe_all },
  { "action.delete-contact", { "action.unsubscribe" }, N_("Use “{a}”: the contact stays, and hears nothing more."), NULL },
  { "action.remove-from-list", { "action.unsubscribe" }, N_("Use “{a}”: the contact leaves as if by itself."), apply_unsubscribe },
  { "action.unsubscribe", { "action.remove-from-list" },
    N_("Use “{a}”: the contact leaves, and it does not count as unsubscribing."), apply_remove_from_list },
  { "action.duplicate-deal", { "action.add-deal" },
    N_("Use “{a}”: a new deal, without the fields and notes of the old one."), apply_add_deal },
  { "action.send-push", { "action.send-sms" }, N_("Write with “{a}” instead."), NULL },
  { "action.send-site-message", { "action.send-push" }, N_("Write with “{a}” instead."), NULL },
  { "action.send-site-message", { "action.send-email" }, N_("Write with “{a}” instead."), NULL },
  { "action.send-wallet-notification", { "action.send-sms" }, N_("Write with “{a}” instead."), NULL },
  { "action.set-wallet-campaign", { "action.send-sms" }, N_("Write with “{a}” instead."), NULL },
  { "action.add-tag", { "action.subscribe" }, N_("Keep the tag as a list, with “{a}”."), NULL },
  { "action.remove-tag", { "action.remove-from-list" }, N_("Keep the tag as a list, with “{a}”."), NULL },
  { "action.add-note", { "action.add-task" }, N_("Write it into a task, with “{a}”."), NULL },
  { "action.notify-staff", { "action.add-task" }, N_("Give the team a task, with “{a}”."), NULL },
  { "action.add-to-account", { "action.update-field" }, N_("Keep the account in a field, with “{a}”."), NULL },
  { "action.adjust-score", { "action.update-field" }, N_("There are no scores: keep it in a field, with “{a}”."), NULL },
  { "action.math", { "action.update-field" }, N_("Nothing calculates there: set the field with “{a}”."), NULL },
  { "action.*", { "action.webhook" }, N_("Let another program do it, with “{a}”."), NULL },

  { "wait.condition", { "wait.event" }, N_("Wait for the event with “{a}”."), apply_wait_event },
  { "wait.event", { "wait.condition" }, N_("Wait with “{a}” until it has happened."), apply_wait_condition },
  { "wait.date", { "trigger.date" }, N_("Begin another automation with “{a}”."), NULL },
  { "wait.*", { "wait.duration" }, N_("Only “{a}” is there: it waits for a time, not for anything else."), NULL },

  { "split.if-else", { "trigger.email-opened", "trigger.email-not-opened" },
    N_("Make two automations: one begins with “{a}”, the other with “{b}”."), NULL },
  { "split.random", { "split.if-else" }, N_("Split with “{a}” by a field that is spread evenly."), NULL },
  { "split.latch", { "split.if-else" }, N_("Ask with “{a}” each contact who arrives."), NULL },
  { "goal.condition", { "split.if-else" }, N_("Ask with “{a}” where the goal stands."), NULL },
  { "goal.condition", { "trigger.order-created" }, N_("Begin another automation with “{a}”."), NULL },
  { "flow.end", { NULL }, N_("Nothing has to stand here: contacts end where no link leads on."), apply_no_end },
  { "flow.go-to", { NULL }, N_("Lead a link there, if it does not lead back."), apply_link },
};

static gboolean
is_for (const Nearest *nearest,
        const char    *type)
{
  gsize length = strcspn (nearest->types, "*");

  return nearest->types[length] == '*' ? strncmp (nearest->types, type, length) == 0
                                       : g_str_equal (nearest->types, type);
}

static const ParcoursRow *
needed_row (const Place   *place,
            const Nearest *nearest,
            guint          n)
{
  return nearest->needs[n] != NULL ? row_of (place, nearest->needs[n]) : NULL;
}

static gboolean
can_be_built (const Place   *place,
              const Nearest *nearest)
{
  for (guint i = 0; i < G_N_ELEMENTS (nearest->needs); i++)
    {
      if (nearest->needs[i] != NULL && needed_row (place, nearest, i) == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
say (const Place   *place,
     const Nearest *nearest)
{
  const ParcoursRow *a = needed_row (place, nearest, 0), *b = needed_row (place, nearest, 1);

  return parcours_phrase_fill (_(nearest->sentence), "a", a != NULL ? parcours_row_label (a) : "", "b",
                               b != NULL ? parcours_row_label (b) : "", NULL);
}

/**
 * parcours_nearest_way:
 * @ways: the ways of an automation
 * @step: the number of a step of it, of a type that is known
 * @platform: a platform that does not offer the step
 * @edit: (out) (transfer full) (nullable) (optional): what builds it so, where that can be carried out
 *
 * Returns: (transfer full) (nullable): a sentence about how to build nearly the same there, or %NULL if nothing
 *   comes near
 */
char *
parcours_nearest_way (const ParcoursWays  *ways,
                      guint                step,
                      ParcoursPlatform     platform,
                      ParcoursEdit       **edit)
{
  const char *type = parcours_ways_step (ways, step)->type_name;
  Place place = { ways, step, platform };

  if (edit != NULL)
    *edit = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const Nearest *nearest = &table[i];

      if (!is_for (nearest, type) || !can_be_built (&place, nearest) ||
          g_strcmp0 (nearest->needs[0], type) == 0)
        continue;
      if (edit != NULL && nearest->apply != NULL)
        *edit = nearest->apply (&place);
      return say (&place, nearest);
    }

  return NULL;
}
