/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How each event of a contact's past is explained: as the sending of a message,
 * as what the contact did about one, as what followed from something else, or as
 * something done unprompted. Each is counted once. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-fit-private.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time.h"

/* What comes of an event is written down within so many seconds. */
#define AT_ONCE (5 * PARCOURS_MINUTE)
/* What a new contact does at first belongs to its coming. */
#define COMING PARCOURS_HOUR
/* What follows from something unprompted follows within this time, and is looked for among so many events. */
#define FOLLOW_WINDOW (60 * PARCOURS_DAY)
#define FOLLOW_EVENTS 500

#define NEVER PARCOURS_INSTANT_MISSING

/* A message that the contact was sent, and when it did what about it. */
typedef struct
{
  FitMessage *message;
  gint64 at;
  gint64 when[PARCOURS_N_REACTIONS];
  guint implied; /* a bit for each that nobody wrote down */
} FitSend;

/* What is known of one event of the contact. */
typedef struct
{
  gboolean is_explained; /* by a message, or by an event at about the same time */
  FitArrival *counted;   /* (nullable) as which it was counted */
  int cause;             /* the event that it follows, or -1 */
} FitNote;

typedef struct
{
  ParcoursFit *fit;
  const ParcoursLogContact *contact;
  guint group;
  GArray *sends;         /* (element-type FitSend) */
  FitNote *notes;        /* an event each */
  int clicked;           /* the last send in which something was clicked, or -1 */
  gint64 clicked_at;
} FitPast;

static void
arrival_free (gpointer data)
{
  FitArrival *arrival = data;

  g_free (arrival->subject);
  fit_values_free (arrival->subjects);
  g_hash_table_unref (arrival->payload);
  g_free (arrival->delays);
  g_ptr_array_unref (arrival->follows);
  g_free (arrival);
}

static FitArrival *
arrival_new (const ParcoursTopic *topic,
             const char          *subject,
             guint                group)
{
  FitArrival *arrival = g_new0 (FitArrival, 1);

  arrival->topic = topic;
  arrival->subject = g_strdup (subject);
  arrival->group = group;
  arrival->subjects = fit_values_new ();
  arrival->payload = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fit_values_free);
  arrival->follows = g_ptr_array_new_with_free_func (arrival_free);

  return arrival;
}

static void
message_free (gpointer data)
{
  FitMessage *message = data;

  g_free (message->message);
  fit_reactions_clear (&message->reactions);
  g_free (message);
}

static void
row_free (gpointer data)
{
  ParcoursFitRow *row = data;

  g_free (row->message);
  g_free (row->segment);
  g_free (row->subject);
  g_free (row);
}

static void
group_clear (gpointer data)
{
  FitGroup *group = data;

  g_free (group->slug);
  g_clear_pointer (&group->condition, json_node_unref);
  g_free (group->bits);
}

/**
 * parcours_fit_new:
 * @from: what happened from this instant on is counted, in seconds since 1970
 * @to: and what happened before this instant
 * @last: when the log ends
 *
 * Returns: (transfer full): a fit that knows nothing yet
 */
ParcoursFit *
parcours_fit_new (gint64 from,
                  gint64 to,
                  gint64 last)
{
  ParcoursFit *fit = g_new0 (ParcoursFit, 1);
  FitGroup everybody = { 0 };

  fit->from = from;
  fit->to = to;
  fit->sends_to = MIN (to, last + 1 - PARCOURS_FIT_WINDOW);
  if (fit->sends_to <= from)
    fit->sends_to = to;
  fit->groups = g_array_new (FALSE, TRUE, sizeof (FitGroup));
  g_array_set_clear_func (fit->groups, group_clear);
  g_array_append_val (fit->groups, everybody);
  fit->messages = g_ptr_array_new_with_free_func (message_free);
  fit->by_message = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fit->arrivals = g_ptr_array_new_with_free_func (arrival_free);
  fit->by_arrival = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fit->rows = g_ptr_array_new_with_free_func (row_free);

  return fit;
}

/**
 * parcours_fit_free:
 * @fit: (transfer full): a fit
 */
void
parcours_fit_free (ParcoursFit *fit)
{
  g_array_unref (fit->groups);
  g_hash_table_unref (fit->by_message);
  g_hash_table_unref (fit->by_arrival);
  g_ptr_array_unref (fit->messages);
  g_ptr_array_unref (fit->arrivals);
  g_ptr_array_unref (fit->rows);
  g_free (fit);
}

/**
 * parcours_fit_add_segment:
 * @fit: a fit that has not been told of any contact
 * @slug: what it is called
 * @condition: the condition of the segment
 * @bits: a bit for each number of a contact, set where the contact is in the segment
 * @n_bits: how many
 *
 * Has the contacts of a segment counted apart. A contact is counted in the first segment that it is in.
 */
void
parcours_fit_add_segment (ParcoursFit   *fit,
                          const char    *slug,
                          JsonNode      *condition,
                          const guint64 *bits,
                          gint64         n_bits)
{
  FitGroup group = { g_strdup (slug), json_node_ref (condition),
                     g_memdup2 (bits, (gsize) (n_bits / 64 + 1) * sizeof *bits), n_bits, 0., 0 };

  g_array_insert_val (fit->groups, fit->groups->len - 1, group);
}

static guint
find_group (const ParcoursFit *fit,
            gint64             contact)
{
  for (guint i = 0; i + 1 < fit->groups->len; i++)
    {
      const FitGroup *group = &g_array_index (fit->groups, FitGroup, i);

      if (contact < group->n_bits && (group->bits[contact >> 6] >> (contact & 63) & 1))
        return i;
    }

  return fit->groups->len - 1;
}

static FitMessage *
find_message (ParcoursFit     *fit,
              ParcoursChannel  channel,
              guint            group,
              const char      *slug)
{
  g_autofree char *key = g_strdup_printf ("%d %u %s", (int) channel, group, slug);
  FitMessage *message = g_hash_table_lookup (fit->by_message, key);

  if (message != NULL)
    return message;
  message = g_new0 (FitMessage, 1);
  message->message = g_strdup (slug);
  message->channel = channel;
  message->group = group;
  fit_reactions_init (&message->reactions);
  g_ptr_array_add (fit->messages, message);
  g_hash_table_insert (fit->by_message, g_steal_pointer (&key), message);

  return message;
}

static const ParcoursLogEvent *
nth_event (const FitPast *past,
           guint          i)
{
  return &g_array_index (past->contact->events, ParcoursLogEvent, i);
}

static JsonObject *
parse_payload (const ParcoursLogEvent *event)
{
  g_autoptr (JsonNode) node = event->payload != NULL ? parcours_json_parse (event->payload, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? parcours_json_copy_object (json_node_get_object (node)) : NULL;
}

/* The channel of a topic about a message, or FALSE. */
static gboolean
channel_of (const ParcoursTopic *topic,
            ParcoursChannel     *channel)
{
  static const char *const channels[] = { "email", "sms", "push", "site-message", NULL };

  return g_strv_contains (channels, topic->subject) && parcours_channel_parse (topic->subject, channel);
}

static gboolean
is_sending (const ParcoursTopic *topic)
{
  return g_str_has_suffix (topic->name, ".sent") || g_str_equal (topic->name, "site-message.queued");
}

static int
reaction_of (const ParcoursTopic *topic)
{
  const char *what = strchr (topic->name, '.') + 1;

  if (g_str_equal (topic->name, "sms.failed"))
    return PARCOURS_REACTION_BOUNCED;
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      if (g_str_equal (what, parcours_reaction_name ((ParcoursReaction) i)))
        return (int) i;
    }

  return -1;
}

static int
find_send (const FitPast   *past,
           ParcoursChannel  channel,
           const char      *slug)
{
  for (guint i = past->sends->len; i > 0; i--)
    {
      const FitSend *send = &g_array_index (past->sends, FitSend, i - 1);

      if (send->message->channel == channel && g_str_equal (send->message->message, slug))
        return (int) i - 1;
    }

  return -1;
}

static void
add_send (FitPast                *past,
          const ParcoursLogEvent *event,
          ParcoursChannel         channel)
{
  FitSend send = { find_message (past->fit, channel, past->group, event->subject), event->at };

  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    send.when[i] = NEVER;
  g_array_append_val (past->sends, send);
}

static void
keep_link (FitSend                *send,
           const ParcoursLogEvent *event)
{
  g_autoptr (JsonObject) payload = parse_payload (event);
  const char *link = parcours_json_member_string (payload, "link");

  if (link == NULL)
    link = parcours_json_member_string (payload, "url");
  if (link != NULL)
    fit_values_add (send->message->reactions.links, link);
}

/* The first time counts. Whoever clicks has opened, and whoever opens has got the message. */
static void
add_reaction (FitPast                *past,
              const ParcoursLogEvent *event,
              ParcoursChannel         channel,
              ParcoursReaction        reaction)
{
  int n = find_send (past, channel, event->subject);
  FitSend *send = n >= 0 ? &g_array_index (past->sends, FitSend, n) : NULL;

  if (send == NULL || send->when[reaction] != NEVER)
    return;
  if (reaction == PARCOURS_REACTION_CLICKED)
    {
      past->clicked = n;
      past->clicked_at = event->at;
      keep_link (send, event);
    }
  send->when[reaction] = event->at;
  for (ParcoursReaction cause = parcours_reaction_cause (reaction);
       cause > PARCOURS_REACTION_BOUNCED && send->when[cause] == NEVER; cause = parcours_reaction_cause (cause))
    {
      send->when[cause] = event->at;
      send->implied |= 1u << cause;
    }
}

static void
keep_order (FitReactions *reactions,
            JsonObject   *payload)
{
  JsonArray *items = parcours_json_member_array (payload, "items");
  double total = parcours_json_member_number (payload, "total", -1.);

  if (total < 0. && parcours_json_member_string (payload, "total") != NULL &&
      !parcours_number_parse (parcours_json_member_string (payload, "total"), &total))
    total = -1.;
  if (total >= 0.)
    g_array_append_val (reactions->totals, total);
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      const char *product =
        JSON_NODE_HOLDS_OBJECT (item) ? parcours_json_member_string (json_node_get_object (item), "product") : NULL;

      if (product != NULL)
        fit_values_add (reactions->products, product);
    }
}

/* An order soon after a click is put down to the message, and so is what was done with its cart. */
static void
add_order (FitPast *past,
           guint    place)
{
  const ParcoursLogEvent *event = nth_event (past, place);
  FitSend *send = past->clicked >= 0 ? &g_array_index (past->sends, FitSend, past->clicked) : NULL;
  g_autoptr (JsonObject) payload = NULL;
  const char *cart;

  if (send == NULL || event->at - past->clicked_at > PARCOURS_FIT_WINDOW ||
      send->when[PARCOURS_REACTION_BOUGHT] != NEVER)
    return;
  payload = parse_payload (event);
  cart = parcours_json_member_string (payload, "cart");
  send->when[PARCOURS_REACTION_BOUGHT] = event->at;
  past->notes[place].is_explained = TRUE;
  if (send->at >= past->fit->from && send->at < past->fit->sends_to)
    keep_order (&send->message->reactions, payload);
  for (guint i = 0; cart != NULL && i < place; i++)
    {
      const ParcoursLogEvent *earlier = nth_event (past, i);

      if (g_str_equal (earlier->topic->subject, "cart") && g_strcmp0 (earlier->subject, cart) == 0)
        past->notes[i].is_explained = TRUE;
    }
}

/* How long after what it is a share of, where both are known. */
static void
count_delay (FitReactions     *reactions,
             const FitSend    *send,
             ParcoursReaction  reaction)
{
  ParcoursReaction cause = parcours_reaction_cause (reaction);
  gboolean is_first = cause <= PARCOURS_REACTION_DELIVERED &&
                      (reaction <= PARCOURS_REACTION_DELIVERED || (send->implied >> cause & 1));

  if (send->implied >> reaction & 1 || (!is_first && (send->implied >> cause & 1)))
    return;
  fit_delays_add (&reactions->delays[reaction], send->when[reaction] - (is_first ? send->at : send->when[cause]));
}

static void
count_send (const FitPast *past,
            const FitSend *send)
{
  FitReactions *reactions = &send->message->reactions;
  gint64 local = parcours_zone_to_local (past->contact->zone, send->at);
  guint weekday = (guint) parcours_day_weekday (parcours_local_day (local)) - 1;
  guint hour = (guint) (parcours_local_seconds (local) / PARCOURS_HOUR);

  reactions->n_sent++;
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      if (send->when[i] == NEVER)
        continue;
      reactions->n[i]++;
      count_delay (reactions, send, (ParcoursReaction) i);
    }
  if (send->when[PARCOURS_REACTION_BOUNCED] != NEVER)
    return;
  reactions->delivered_by_weekday[weekday]++;
  reactions->delivered_by_hour[hour]++;
  if (send->when[PARCOURS_REACTION_OPENED] == NEVER)
    return;
  reactions->opened_by_weekday[weekday]++;
  reactions->opened_by_hour[hour]++;
}

static void
count_messages (ParcoursFit *fit,
                FitPast     *past)
{
  for (guint i = 0; i < past->contact->events->len; i++)
    {
      const ParcoursLogEvent *event = nth_event (past, i);
      ParcoursChannel channel;
      int reaction;

      if (g_str_equal (event->topic->name, "order.created"))
        add_order (past, i);
      if (!channel_of (event->topic, &channel) || event->subject == NULL)
        continue;
      past->notes[i].is_explained = TRUE;
      reaction = reaction_of (event->topic);
      if (is_sending (event->topic))
        add_send (past, event, channel);
      else if (reaction >= 0)
        add_reaction (past, event, channel, (ParcoursReaction) reaction);
    }
  for (guint i = 0; i < past->sends->len; i++)
    {
      const FitSend *send = &g_array_index (past->sends, FitSend, i);

      if (send->at >= fit->from && send->at < fit->sends_to)
        count_send (past, send);
    }
}

/* What the left comes of at once by what the right names: the program that wrote the log did it, or Parcours does. */
static const struct
{
  const char *topic;
  const char *causes[6];
} consequences[] = {
  { "list.subscribed", { "form.submitted", "list.opt-in-confirmed" } },
  { "list.opt-in-requested", { "form.submitted" } },
  { "list.unsubscribed", { "email.unsubscribed", "email.complained", "email.bounced", "sms.received", "channel.unsubscribed" } },
  { "channel.subscribed", { "list.subscribed", "form.submitted", "list.opt-in-confirmed" } },
  { "channel.unsubscribed", { "email.unsubscribed", "list.unsubscribed", "sms.received" } },
  { "channel.blocked", { "email.complained", "email.bounced" } },
};

static gboolean
is_one_of (const char        *name,
           const char *const *names,
           guint              n)
{
  for (guint i = 0; i < n && names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_near (const FitPast     *past,
          guint              place,
          const char *const *causes,
          guint              n_causes)
{
  gint64 at = nth_event (past, place)->at;

  for (guint i = place; i > 0 && nth_event (past, i - 1)->at >= at - AT_ONCE; i--)
    {
      if (is_one_of (nth_event (past, i - 1)->topic->name, causes, n_causes))
        return TRUE;
    }
  for (guint i = place + 1; i < past->contact->events->len && nth_event (past, i)->at == at; i++)
    {
      if (is_one_of (nth_event (past, i)->topic->name, causes, n_causes))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_consequence (const FitPast *past,
                guint          place)
{
  const char *topic = nth_event (past, place)->topic->name;

  for (guint i = 0; i < G_N_ELEMENTS (consequences); i++)
    {
      if (g_str_equal (consequences[i].topic, topic))
        return has_near (past, place, consequences[i].causes, G_N_ELEMENTS (consequences[i].causes));
    }

  return FALSE;
}

static gboolean
is_record (const ParcoursTopic *topic)
{
  static const char *const kinds[] = { "cart", "order", "meeting", "conversation", "call", "live-event", NULL };

  return g_strv_contains (kinds, topic->subject);
}

/* Whether such an event may be the first one about its record. */
static gboolean
makes_record (const ParcoursTopic *topic)
{
  return topic->apply == PARCOURS_APPLY_CART_ADD || topic->apply == PARCOURS_APPLY_ORDER_CREATED ||
         topic->apply == PARCOURS_APPLY_RECORD_CREATED;
}

/* What a shop counts as a success is told of right after it. */
static gboolean
is_success (const ParcoursLogEvent *event)
{
  static const char *const topics[] = { "order.created", "payment.made", "form.submitted", "meeting.booked", NULL };

  return g_strv_contains (topics, event->topic->name);
}

/* Whether @event may have come of @earlier; @cart is the cart of an order. */
static gboolean
may_follow (const ParcoursLogEvent *event,
            const ParcoursLogEvent *earlier,
            const char             *cart)
{
  if (g_str_equal (event->topic->name, "list.opt-in-confirmed"))
    return g_str_equal (earlier->topic->name, "form.submitted") ||
           (g_str_equal (earlier->topic->name, "list.opt-in-requested") &&
            g_strcmp0 (earlier->subject, event->subject) == 0);
  if (g_str_equal (event->topic->name, "conversion.recorded"))
    return is_success (earlier) && event->at - earlier->at <= AT_ONCE;
  if (cart != NULL && g_str_equal (earlier->topic->subject, "cart"))
    return g_strcmp0 (earlier->subject, cart) == 0;

  return is_record (event->topic) && !makes_record (event->topic) && earlier->topic != event->topic &&
         g_str_equal (earlier->topic->subject, event->topic->subject) && earlier->subject != NULL &&
         g_strcmp0 (earlier->subject, event->subject) == 0;
}

/* The event that this one follows, or -1. A request to opt in that a form made leads back to the form. */
static int
find_cause (const FitPast *past,
            guint          place,
            JsonObject    *payload)
{
  const ParcoursLogEvent *event = nth_event (past, place);
  const char *cart =
    g_str_equal (event->topic->name, "order.created") ? parcours_json_member_string (payload, "cart") : NULL;
  int found = -1;

  for (guint i = place; i > 0 && place - i < FOLLOW_EVENTS; i--)
    {
      const ParcoursLogEvent *earlier = nth_event (past, i - 1);

      if (event->at - earlier->at > FOLLOW_WINDOW)
        break;
      if (!may_follow (event, earlier, cart))
        continue;
      found = (int) i - 1;
      if (!g_str_equal (earlier->topic->name, "list.opt-in-requested"))
        break;
    }

  return found;
}

/* Whether something else of the kind has followed from the same cause before. */
static gboolean
has_followed (const FitPast *past,
              guint          place,
              int            cause)
{
  for (guint i = (guint) cause + 1; i < place; i++)
    {
      if (past->notes[i].cause == cause && past->notes[i].counted != NULL &&
          nth_event (past, i)->topic == nth_event (past, place)->topic)
        return TRUE;
    }

  return FALSE;
}

static FitArrival *
find_follow (FitArrival          *parent,
             const ParcoursTopic *topic)
{
  FitArrival *follow;

  for (guint i = 0; i < parent->follows->len; i++)
    {
      follow = g_ptr_array_index (parent->follows, i);
      if (follow->topic == topic)
        return follow;
    }
  follow = arrival_new (topic, NULL, parent->group);
  g_ptr_array_add (parent->follows, follow);

  return follow;
}

/* Of most kinds each thing has a rule of its own; pages and products are too many, and people look at several. */
static FitArrival *
find_arrival (ParcoursFit            *fit,
              const ParcoursLogEvent *event,
              guint                   group)
{
  static const char *const apart[] = { "form", "event-name", "conversion", "list", "survey", "balance", NULL };
  const char *subject = g_strv_contains (apart, event->topic->subject) ? event->subject : NULL;
  g_autofree char *key = g_strdup_printf ("%u %s %s", group, event->topic->name, subject != NULL ? subject : "");
  FitArrival *arrival = g_hash_table_lookup (fit->by_arrival, key);

  if (arrival == NULL)
    {
      arrival = arrival_new (event->topic, subject, group);
      g_ptr_array_add (fit->arrivals, arrival);
      g_hash_table_insert (fit->by_arrival, g_steal_pointer (&key), arrival);
    }

  return arrival;
}

/* As a choice of a behaviour names it: a text as it is, unless it would be read as something else. */
static char *
name_value (JsonNode *value)
{
  const char *text = parcours_json_string (value);
  g_autoptr (JsonNode) other = text != NULL ? parcours_json_parse (text, -1, NULL) : NULL;

  return text != NULL && other == NULL ? g_strdup (text) : parcours_json_to_line (value);
}

static void
keep_payload (FitArrival *arrival,
              JsonObject *payload)
{
  g_autoptr (GList) keys = payload != NULL ? json_object_get_members (payload) : NULL;

  for (GList *l = keys; l != NULL; l = l->next)
    {
      FitValues *values = g_hash_table_lookup (arrival->payload, l->data);
      g_autofree char *value = name_value (json_object_get_member (payload, l->data));

      if (values == NULL)
        {
          values = fit_values_new ();
          g_hash_table_insert (arrival->payload, g_strdup (l->data), values);
        }
      fit_values_add (values, value);
    }
}

static void
keep_arrival (const FitPast *past,
              guint          place,
              FitArrival    *arrival,
              JsonObject    *payload)
{
  const ParcoursLogEvent *event = nth_event (past, place);
  gint64 local = parcours_zone_to_local (past->contact->zone, event->at);

  arrival->n++;
  arrival->by_weekday[parcours_day_weekday (parcours_local_day (local)) - 1]++;
  arrival->by_hour[parcours_local_seconds (local) / PARCOURS_HOUR]++;
  if (past->notes[place].cause >= 0)
    fit_delays_add (&arrival->delays, event->at - nth_event (past, (guint) past->notes[place].cause)->at);
  if (event->subject != NULL && !is_record (event->topic))
    fit_values_add (arrival->subjects, event->subject);
  keep_payload (arrival, payload);
  past->notes[place].counted = arrival;
}

/* Whether somebody did it, rather than a program. */
static gboolean
is_unprompted (const FitPast *past,
               guint          place,
               JsonObject    *payload)
{
  static const char *const others[] = { "import", "effect", "clock", "derived", NULL };
  const ParcoursLogEvent *event = nth_event (past, place);
  const char *origin = parcours_json_member_string (payload, "origin");

  return event->at >= past->fit->from && event->at < past->fit->to && event->at >= past->contact->created + COMING &&
         (origin == NULL || !g_strv_contains (others, origin)) && !is_consequence (past, place);
}

static void
count_arrival (ParcoursFit *fit,
               FitPast     *past,
               guint        place)
{
  const ParcoursLogEvent *event = nth_event (past, place);
  FitNote *note = &past->notes[place];
  g_autoptr (JsonObject) payload = NULL;
  FitArrival *parent;

  if (note->is_explained || !event->topic->behaviour || g_str_equal (event->topic->name, "contact.created"))
    return;
  payload = parse_payload (event);
  note->cause = find_cause (past, place, payload);
  if (!is_unprompted (past, place, payload))
    return;
  if (note->cause < 0)
    {
      keep_arrival (past, place, find_arrival (fit, event, past->group), payload);
      return;
    }
  parent = past->notes[note->cause].counted;
  if (parent != NULL && !has_followed (past, place, note->cause))
    keep_arrival (past, place, find_follow (parent, event->topic), payload);
}

/**
 * parcours_fit_add_contact:
 * @contact: a contact, with what happened to it from five days before the period on
 * @fit: (type ParcoursFit): a fit
 *
 * Counts what happened to a contact.
 */
void
parcours_fit_add_contact (const ParcoursLogContact *contact,
                          gpointer                  fit)
{
  ParcoursFit *self = fit;
  gint64 since = MAX (self->from, contact->created + COMING);
  g_autoptr (GArray) sends = g_array_new (FALSE, FALSE, sizeof (FitSend));
  g_autofree FitNote *notes = g_new0 (FitNote, MAX (contact->events->len, 1));
  FitPast past = { self, contact, find_group (self, contact->id), sends, notes, -1, 0 };
  FitGroup *group = &g_array_index (self->groups, FitGroup, past.group);

  group->n_contacts++;
  if (since < self->to)
    group->contact_days += (double) (self->to - since) / PARCOURS_DAY;
  if (contact->created >= self->from && contact->created < self->to)
    self->n_created++;
  for (guint i = 0; i < contact->events->len; i++)
    {
      gint64 at = nth_event (&past, i)->at;

      notes[i].cause = -1;
      self->n_events += at >= self->from && at < self->to;
    }
  count_messages (self, &past);
  for (guint i = 0; i < contact->events->len; i++)
    count_arrival (self, &past, i);
}

/**
 * parcours_fit_finish:
 * @fit: a fit that has been told of all contacts
 * @name: what the behaviour is to be called
 * @error: return location for an error
 *
 * Returns: (transfer full): the behaviour, or %NULL if nothing has happened in the period
 */
ParcoursBehaviour *
parcours_fit_finish (ParcoursFit  *fit,
                     const char   *name,
                     GError      **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (fit->n_events == 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("Nothing has happened in this period."));
      return NULL;
    }
  g_ptr_array_set_size (fit->rows, 0);
  node = fit_to_json (fit, name);

  return parcours_behaviour_new_from_json (node, error);
}

/**
 * parcours_fit_n_events:
 * @fit: a fit
 *
 * Returns: how many events of the period it has been told
 */
guint64
parcours_fit_n_events (const ParcoursFit *fit)
{
  return fit->n_events;
}

/**
 * parcours_fit_n_rows:
 * @fit: a fit that is finished
 *
 * Returns: how many rows there are
 */
guint
parcours_fit_n_rows (const ParcoursFit *fit)
{
  return fit->rows->len;
}

/**
 * parcours_fit_nth_row:
 * @fit: a fit that is finished
 * @n: less than parcours_fit_n_rows()
 *
 * Returns: (transfer none): what was observed beside what was made of it
 */
const ParcoursFitRow *
parcours_fit_nth_row (const ParcoursFit *fit,
                      guint              n)
{
  return g_ptr_array_index (fit->rows, n);
}
