/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was counted becomes a behaviour. Where a message has few sends its rates
 * are drawn towards those of its channel, as if FIT_PRIOR more of them had gone as
 * those of the channel go; a message with hardly any has no rule of its own. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-fit-private.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time.h"

/* As many observations of the whole are added to those of a part. */
#define FIT_PRIOR 20.
/* A message has a rule of its own from so many sends on, and a delay of its own from so many reactions on. */
#define MIN_SENDS 30
#define MIN_DELAYS 20
/* A rule for fewer arrivals would be about chance. */
#define MIN_ARRIVALS 5
/* Fewer arrivals say nothing about hours and weekdays. */
#define MIN_PROFILE 30
#define MAX_SUBJECTS 50
#define MAX_CHOICES 24
#define MAX_PAYLOAD 8
#define N_TOTALS 10
/* One standard normal in a hundred is above. */
#define Z99 2.326348
#define DAYS_A_MONTH 30.

/* The chances of a whole, to which those of a part are drawn. */
typedef struct
{
  double chances[PARCOURS_N_REACTIONS]; /* below 0 if unknown */
  const FitReactions *reactions;        /* (nullable) */
} FitWhole;

typedef struct
{
  ParcoursFit *fit;
  ParcoursChannel channel;
  gboolean knows_delivered; /* whether the log says what was delivered */
  gboolean knows_opened;    /* whether there is a topic for opening */
  JsonArray *weekdays;      /* (owned) (nullable) */
  JsonArray *hours;         /* (owned) (nullable) */
} FitChannel;

static double
round_chance (double chance)
{
  return floor (chance * 10000. + 0.5) / 10000.;
}

static double
round_rate (double rate)
{
  double unit = rate > 0. ? pow (10., floor (log10 (rate)) - 3.) : 1.;
  g_autofree char *text = g_strdup_printf ("%.8g", floor (rate / unit + 0.5) * unit);

  return g_ascii_strtod (text, NULL);
}

static guint64
trials_of (const FitChannel   *channel,
           const FitReactions *reactions,
           ParcoursReaction    reaction)
{
  if (reaction == PARCOURS_REACTION_OPENED && !channel->knows_delivered)
    return fit_reactions_trials (reactions, PARCOURS_REACTION_DELIVERED);
  if (parcours_reaction_cause (reaction) == PARCOURS_REACTION_OPENED && !channel->knows_opened)
    return trials_of (channel, reactions, PARCOURS_REACTION_OPENED);

  return fit_reactions_trials (reactions, reaction);
}

static ParcoursFitRow *
add_row (ParcoursFit     *fit,
         ParcoursFitKind  kind,
         guint            group)
{
  ParcoursFitRow *row = g_new0 (ParcoursFitRow, 1);

  row->kind = kind;
  row->segment = g_strdup (g_array_index (fit->groups, FitGroup, group).slug);
  row->median = row->p90 = -1.;
  g_ptr_array_add (fit->rows, row);

  return row;
}

static void
set_row_delay (ParcoursFitRow  *row,
               const FitDelays *delays)
{
  if (delays == NULL || delays->n == 0)
    return;
  row->median = fit_delays_quantile (delays, 0.5);
  row->p90 = fit_delays_quantile (delays, 0.9);
}

static void
add_reaction_row (const FitChannel   *channel,
                  const FitReactions *reactions,
                  const char         *message,
                  guint               group,
                  ParcoursReaction    reaction,
                  double              fitted)
{
  static const ParcoursReaction always[] = { PARCOURS_REACTION_OPENED, PARCOURS_REACTION_CLICKED };
  guint64 trials = trials_of (channel, reactions, reaction);
  gboolean is_shown = reactions->n[reaction] > 0;
  ParcoursFitRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    is_shown |= always[i] == reaction;
  if (!is_shown || trials == 0 || (reaction == PARCOURS_REACTION_OPENED && !channel->knows_opened))
    return;
  row = add_row (channel->fit, PARCOURS_FIT_REACTION, group);
  row->channel = channel->channel;
  row->message = g_strdup (message);
  row->reaction = reaction;
  row->n = reactions->n[reaction];
  row->trials = trials;
  row->observed = row->n / (double) trials;
  row->margin = fit_margin (row->n, trials);
  row->fitted = fitted;
  set_row_delay (row, reactions->delays[reaction]);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The middles of the tenths of what orders came to. */
static JsonObject *
totals_to_json (const GArray *totals)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) totals);
  guint n = MIN (sorted->len, N_TOTALS);
  JsonObject *object = json_object_new ();

  g_array_sort (sorted, compare_doubles);
  for (guint i = 0; i < n; i++)
    {
      double total = g_array_index (sorted, double, (2 * i + 1) * sorted->len / (2 * n));
      g_autofree char *text = parcours_money_format (total);

      json_object_set_int_member (object, text, 1 + (gint64) parcours_json_member_number (object, text, 0.));
    }

  return object;
}

static void
add_details (JsonObject         *object,
             ParcoursReaction    reaction,
             const FitReactions *reactions)
{
  if (reaction == PARCOURS_REACTION_CLICKED && reactions->links->n > 0)
    json_object_set_object_member (object, "links", fit_values_to_json (reactions->links, MAX_CHOICES));
  if (reaction != PARCOURS_REACTION_BOUGHT)
    return;
  if (reactions->products->n > 0)
    json_object_set_object_member (object, "products", fit_values_to_json (reactions->products, MAX_CHOICES));
  if (reactions->totals->len > 0)
    json_object_set_object_member (object, "total", totals_to_json (reactions->totals));
}

static double
find_chance (const FitChannel   *channel,
             const FitReactions *reactions,
             const FitWhole     *whole,
             ParcoursReaction    reaction)
{
  double trials = trials_of (channel, reactions, reaction);
  double n = reactions->n[reaction];

  if (whole->chances[reaction] >= 0.)
    return round_chance ((n + FIT_PRIOR * whole->chances[reaction]) / (trials + FIT_PRIOR));

  return trials > 0. ? round_chance (n / trials) : 0.;
}

static JsonObject *
chance_to_json (const FitReactions *reactions,
                const FitWhole     *whole,
                ParcoursReaction    reaction,
                double              chance)
{
  const FitDelays *delays = reactions->delays[reaction];
  JsonObject *object = json_object_new ();
  JsonObject *delay;

  if ((delays == NULL || delays->n < MIN_DELAYS) && whole->reactions != NULL)
    delays = whole->reactions->delays[reaction];
  json_object_set_double_member (object, "chance", chance);
  delay = fit_delays_to_json (delays);
  if (delay != NULL)
    json_object_set_object_member (object, "delay", delay);
  add_details (object, reaction, reactions->n[reaction] > 0 || whole->reactions == NULL ? reactions : whole->reactions);

  return object;
}

static JsonNode *
segment_of (const ParcoursFit *fit,
            guint              group)
{
  return g_array_index (fit->groups, FitGroup, group).condition;
}

/* A rule; @chances are what it says, for those that are drawn to it. */
static JsonObject *
make_response (const FitChannel   *channel,
               const FitReactions *reactions,
               const FitWhole     *whole,
               const char         *message,
               guint               group,
               double             *chances)
{
  JsonObject *response = json_object_new ();
  JsonNode *segment = segment_of (channel->fit, group);

  json_object_set_string_member (response, "channel", parcours_channel_name (channel->channel));
  json_object_set_string_member (response, "message", message != NULL ? message : "*");
  if (segment != NULL)
    json_object_set_member (response, "segment", json_node_ref (segment));
  if (channel->weekdays != NULL)
    json_object_set_array_member (response, "weekdays", parcours_json_copy_array (channel->weekdays));
  if (channel->hours != NULL)
    json_object_set_array_member (response, "hours", parcours_json_copy_array (channel->hours));
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    {
      ParcoursReaction reaction = (ParcoursReaction) i;

      chances[i] = find_chance (channel, reactions, whole, reaction);
      if (reaction == PARCOURS_REACTION_DELIVERED && !channel->knows_delivered)
        continue;
      if (reaction == PARCOURS_REACTION_OPENED && !channel->knows_opened)
        chances[i] = 1.;
      add_reaction_row (channel, reactions, message, group, reaction, chances[i]);
      if (chances[i] > 0. || reaction == PARCOURS_REACTION_DELIVERED)
        json_object_set_object_member (response, parcours_reaction_name (reaction),
                                       chance_to_json (reactions, whole, reaction, chances[i]));
    }

  return response;
}

/* How far from its mean a square sum of so many parts may be by chance, one time in a hundred (Wilson and Hilferty). */
static double
critical_value (guint n)
{
  double k = 2. / (9. * n);

  return n * pow (1. - k + Z99 * sqrt (k), 3.);
}

/* How much better each weekday or hour is than what the messages that were sent then would make one expect; NULL
 * where it may be chance. */
static JsonArray *
make_factors (const guint64 *observed,
              const double  *expected,
              guint          n,
              double         rate)
{
  g_autoptr (JsonArray) factors = json_array_new ();
  double squares = 0.;
  guint parts = 0;

  for (guint i = 0; i < n; i++)
    {
      double difference = observed[i] - expected[i];
      double factor = (observed[i] + FIT_PRIOR) / (expected[i] + FIT_PRIOR);

      json_array_add_double_element (factors, floor (factor * 100. + 0.5) / 100.);
      if (expected[i] < 5.)
        continue;
      squares += difference * difference / (expected[i] * MAX (1. - rate, 0.01));
      parts++;
    }

  return parts > 1 && squares > critical_value (parts - 1) ? g_steal_pointer (&factors) : NULL;
}

static void
find_factors (FitChannel         *channel,
              const FitReactions *all)
{
  double weekdays[7] = { 0. }, hours[24] = { 0. };
  double rate = all->n[PARCOURS_REACTION_OPENED] / MAX (trials_of (channel, all, PARCOURS_REACTION_OPENED), 1.);

  if (!channel->knows_opened)
    return;
  for (guint i = 0; i < channel->fit->messages->len; i++)
    {
      const FitMessage *message = g_ptr_array_index (channel->fit->messages, i);
      const FitReactions *reactions = &message->reactions;
      double own = reactions->n[PARCOURS_REACTION_OPENED] / MAX (reactions->n_sent - reactions->n[PARCOURS_REACTION_BOUNCED], 1.);

      if (message->channel != channel->channel)
        continue;
      for (guint j = 0; j < 7; j++)
        weekdays[j] += own * reactions->delivered_by_weekday[j];
      for (guint j = 0; j < 24; j++)
        hours[j] += own * reactions->delivered_by_hour[j];
    }
  channel->weekdays = make_factors (all->opened_by_weekday, weekdays, 7, rate);
  channel->hours = make_factors (all->opened_by_hour, hours, 24, rate);
}

/* All sends of a channel: of a message or of all, to a group or to all. */
static void
sum_reactions (const ParcoursFit *fit,
               ParcoursChannel    channel,
               const char        *message,
               int                group,
               FitReactions      *sum)
{
  *sum = (FitReactions){ 0 };
  fit_reactions_init (sum);
  for (guint i = 0; i < fit->messages->len; i++)
    {
      const FitMessage *one = g_ptr_array_index (fit->messages, i);

      if (one->channel == channel && (group < 0 || one->group == (guint) group) &&
          (message == NULL || g_str_equal (one->message, message)))
        fit_reactions_merge (sum, &one->reactions);
    }
}

/* One rule for everybody after those for segments, each drawn to it. */
static void
add_responses (const FitChannel *channel,
               const FitWhole   *whole,
               const char       *message,
               GPtrArray        *rules,
               double           *chances)
{
  guint everybody = channel->fit->groups->len - 1;
  FitReactions all;
  FitWhole part = { .reactions = &all };
  JsonObject *rule;

  sum_reactions (channel->fit, channel->channel, message, -1, &all);
  rule = make_response (channel, &all, whole, message, everybody, part.chances);
  for (guint group = 0; group < everybody; group++)
    {
      double unused[PARCOURS_N_REACTIONS];
      FitReactions own;

      sum_reactions (channel->fit, channel->channel, message, (int) group, &own);
      if (own.n_sent >= MIN_SENDS)
        g_ptr_array_add (rules, make_response (channel, &own, &part, message, group, unused));
      fit_reactions_clear (&own);
    }
  g_ptr_array_add (rules, rule);
  memcpy (chances, part.chances, sizeof part.chances);
  fit_reactions_clear (&all);
}

static int
compare_slugs (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The messages of a channel with enough sends, by slug. */
static GPtrArray *
find_messages (const ParcoursFit *fit,
               ParcoursChannel    channel)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *slugs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer slug, n;

  for (guint i = 0; i < fit->messages->len; i++)
    {
      const FitMessage *message = g_ptr_array_index (fit->messages, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, message->message));

      if (message->channel == channel)
        g_hash_table_insert (counts, message->message, GUINT_TO_POINTER (before + (guint) message->reactions.n_sent));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &slug, &n))
    {
      if (GPOINTER_TO_UINT (n) >= MIN_SENDS)
        g_ptr_array_add (slugs, slug);
    }
  g_ptr_array_sort (slugs, compare_slugs);

  return slugs;
}

static void
add_channel (ParcoursFit     *fit,
             ParcoursChannel  number,
             JsonArray       *array,
             GPtrArray       *last)
{
  static const FitWhole nothing = { { -1., -1., -1., -1., -1., -1., -1., -1., -1., -1. }, NULL };
  FitChannel channel = { .fit = fit, .channel = number, .knows_opened = number == PARCOURS_CHANNEL_EMAIL };
  g_autoptr (GPtrArray) slugs = find_messages (fit, number);
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  FitReactions all;
  FitWhole whole = { .reactions = &all };

  sum_reactions (fit, number, NULL, -1, &all);
  if (all.n_sent > 0)
    {
      double unused[PARCOURS_N_REACTIONS];

      channel.knows_delivered = all.delays[PARCOURS_REACTION_DELIVERED] != NULL;
      find_factors (&channel, &all);
      add_responses (&channel, &nothing, NULL, last, whole.chances);
      for (guint i = 0; i < slugs->len; i++)
        add_responses (&channel, &whole, g_ptr_array_index (slugs, i), rules, unused);
      for (guint i = 0; i < rules->len; i++)
        json_array_add_object_element (array, g_ptr_array_index (rules, i));
    }
  fit_reactions_clear (&all);
  g_clear_pointer (&channel.weekdays, json_array_unref);
  g_clear_pointer (&channel.hours, json_array_unref);
}

static JsonArray *
make_responses (ParcoursFit *fit)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GPtrArray) last = g_ptr_array_new ();

  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    add_channel (fit, (ParcoursChannel) i, array, last);
  for (guint i = 0; i < last->len; i++)
    json_array_add_object_element (array, g_ptr_array_index (last, i));

  return array;
}

static JsonArray *
profile_to_json (const guint64 *counts,
                 guint          n)
{
  JsonArray *array = json_array_new ();

  /* One more each, since what has not been seen may come. */
  for (guint i = 0; i < n; i++)
    json_array_add_int_element (array, (gint64) counts[i] + 1);

  return array;
}

/* Keys that name one thing alone, or that the program makes from others. */
static gboolean
is_kept (const FitArrival *arrival,
         const char       *key)
{
  static const char *const own[] = { "id", "origin", "source", "send", "cart", "automation", "step", "transaction", NULL };
  static const char *const made[] = { "total", "name", "price", "categories", "collections", "low-stock", NULL };

  if (g_strv_contains (own, key))
    return FALSE;

  return !g_strv_contains (made, key) || (!g_hash_table_contains (arrival->payload, "items") &&
                                          !g_hash_table_contains (arrival->payload, "product"));
}

/* Keys that most of the events have, with what they mostly are. */
static JsonObject *
payload_to_json (const FitArrival *arrival)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (arrival->payload), (GCompareFunc) strcmp);
  JsonObject *object = json_object_new ();

  for (GList *l = keys; l != NULL && json_object_get_size (object) < MAX_PAYLOAD; l = l->next)
    {
      const FitValues *values = g_hash_table_lookup (arrival->payload, l->data);
      JsonObject *choice;

      if (!is_kept (arrival, l->data) || 2 * values->n < arrival->n)
        continue;
      choice = json_object_new ();
      json_object_set_object_member (choice, "any-of", fit_values_to_json (values, MAX_CHOICES));
      json_object_set_object_member (object, l->data, choice);
    }

  return object;
}

/* Who is in a segment, or in none: rules for arrivals do not exclude each other. */
static JsonNode *
who_is_in (const ParcoursFit *fit,
           guint              group)
{
  JsonObject *object = json_object_new ();
  JsonArray *others = json_array_new ();
  JsonNode *own = segment_of (fit, group);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < group; i++)
    json_array_add_element (others, json_node_ref (segment_of (fit, i)));
  json_object_set_array_member (object, "none", others);
  if (own != NULL)
    {
      JsonArray *all = json_array_new ();

      json_array_add_element (all, json_node_ref (own));
      if (json_array_get_length (others) > 0)
        json_array_add_object_element (all, object);
      else
        json_object_unref (object);
      object = json_object_new ();
      json_object_set_array_member (object, "all", all);
    }

  json_node_take_object (node, object);

  return node;
}

static JsonObject *arrival_to_json (ParcoursFit      *fit,
                                    const FitArrival *arrival,
                                    const FitArrival *parent);

static JsonArray *
follows_to_json (ParcoursFit      *fit,
                 const FitArrival *arrival)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < arrival->follows->len; i++)
    {
      const FitArrival *follow = g_ptr_array_index (arrival->follows, i);

      if (follow->n >= MIN_ARRIVALS)
        json_array_add_object_element (array, arrival_to_json (fit, follow, arrival));
    }

  return array;
}

/* How often: of a follow its chance, else a day and contact. */
static void
add_rate (ParcoursFit      *fit,
          const FitArrival *arrival,
          const FitArrival *parent,
          JsonObject       *object)
{
  ParcoursFitRow *row = add_row (fit, parent != NULL ? PARCOURS_FIT_FOLLOW : PARCOURS_FIT_ARRIVAL, arrival->group);
  double days = g_array_index (fit->groups, FitGroup, arrival->group).contact_days;

  row->topic = arrival->topic;
  row->subject = g_strdup (arrival->subject);
  row->n = arrival->n;
  if (parent != NULL)
    {
      row->trials = parent->n;
      row->observed = arrival->n / (double) MAX (parent->n, 1);
      row->margin = fit_margin (arrival->n, parent->n);
      row->fitted = round_chance (row->observed);
      set_row_delay (row, arrival->delays);
      json_object_set_double_member (object, "chance", row->fitted);
      return;
    }
  row->trials = (guint64) (days + 0.5);
  row->observed = arrival->n / MAX (days, 1.) * DAYS_A_MONTH;
  row->margin = 1.959964 * sqrt ((double) arrival->n) / MAX (days, 1.) * DAYS_A_MONTH;
  if (arrival->n < MIN_ARRIVALS)
    return;
  json_object_set_double_member (object, "per-day", MIN (round_rate (arrival->n / MAX (days, 1.)), 100.));
  row->fitted = json_object_get_double_member (object, "per-day") * DAYS_A_MONTH;
}

static JsonObject *
arrival_to_json (ParcoursFit      *fit,
                 const FitArrival *arrival,
                 const FitArrival *parent)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonObject) payload = payload_to_json (arrival);
  g_autoptr (JsonArray) follows = NULL;
  JsonObject *delay = parent != NULL ? fit_delays_to_json (arrival->delays) : NULL;

  json_object_set_string_member (object, "topic", arrival->topic->name);
  add_rate (fit, arrival, parent, object);
  if (arrival->subjects->n > 0)
    json_object_set_object_member (object, "subject", fit_values_to_json (arrival->subjects, MAX_SUBJECTS));
  if (json_object_get_size (payload) > 0)
    json_object_set_object_member (object, "payload", g_steal_pointer (&payload));
  if (delay != NULL)
    json_object_set_object_member (object, "delay", delay);
  if (parent == NULL && arrival->n >= MIN_PROFILE)
    {
      json_object_set_array_member (object, "weekdays", profile_to_json (arrival->by_weekday, 7));
      json_object_set_array_member (object, "hours", profile_to_json (arrival->by_hour, 24));
    }
  if (parent == NULL && fit->groups->len > 1)
    json_object_set_member (object, "segment", who_is_in (fit, arrival->group));
  follows = follows_to_json (fit, arrival);
  if (json_array_get_length (follows) > 0)
    json_object_set_array_member (object, "follows", g_steal_pointer (&follows));

  return object;
}

static int
compare_arrivals (gconstpointer a,
                  gconstpointer b)
{
  const FitArrival *one = *(const FitArrival *const *) a;
  const FitArrival *other = *(const FitArrival *const *) b;
  int order = one->topic->index != other->topic->index ? (one->topic->index < other->topic->index ? -1 : 1)
                                                       : g_strcmp0 (one->subject, other->subject);

  return order != 0 ? order : one->group < other->group ? -1 : one->group > other->group;
}

static JsonArray *
make_arrivals (ParcoursFit *fit)
{
  JsonArray *array = json_array_new ();

  g_ptr_array_sort (fit->arrivals, compare_arrivals);
  for (guint i = 0; i < fit->arrivals->len; i++)
    {
      const FitArrival *arrival = g_ptr_array_index (fit->arrivals, i);
      g_autoptr (JsonObject) object = arrival_to_json (fit, arrival, NULL);

      if (arrival->n >= MIN_ARRIVALS)
        json_array_add_object_element (array, g_steal_pointer (&object));
    }

  return array;
}

static JsonObject *
make_new_contacts (ParcoursFit *fit)
{
  JsonObject *object = json_object_new ();
  double days = (double) (fit->to - fit->from) / PARCOURS_DAY;
  ParcoursFitRow *row = add_row (fit, PARCOURS_FIT_NEW, fit->groups->len - 1);

  row->n = fit->n_created;
  row->trials = (guint64) (days + 0.5);
  row->observed = fit->n_created / days;
  row->margin = 1.959964 * sqrt ((double) fit->n_created) / days;
  row->fitted = round_rate (row->observed);
  json_object_set_double_member (object, "per-day", row->fitted);

  return object;
}

JsonNode *
fit_to_json (ParcoursFit *fit,
             const char  *name)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "format", PARCOURS_BEHAVIOUR_FORMAT);
  json_object_set_string_member (object, "name", name);
  json_object_set_array_member (object, "responses", make_responses (fit));
  json_object_set_array_member (object, "arrivals", make_arrivals (fit));
  json_object_set_object_member (object, "new-contacts", make_new_contacts (fit));

  return node;
}

static const char *const kind_names[] = { "reaction", "arrival", "follow", "new-contacts" };

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
row_to_json (const ParcoursFitRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind_names[row->kind]);
  if (row->kind == PARCOURS_FIT_REACTION)
    {
      json_object_set_string_member (object, "channel", parcours_channel_name (row->channel));
      json_object_set_string_member (object, "reaction", parcours_reaction_name (row->reaction));
    }
  set_text (object, "message", row->message);
  set_text (object, "segment", row->segment);
  set_text (object, "topic", row->topic != NULL ? row->topic->name : NULL);
  set_text (object, "subject", row->subject);
  json_object_set_int_member (object, "n", (gint64) row->n);
  json_object_set_int_member (object, "of", (gint64) row->trials);
  json_object_set_double_member (object, "observed", row->observed);
  json_object_set_double_member (object, "margin", row->margin);
  json_object_set_double_member (object, "fitted", row->fitted);
  if (row->median >= 0.)
    {
      json_object_set_double_member (object, "median", floor (row->median + 0.5));
      json_object_set_double_member (object, "p90", floor (row->p90 + 0.5));
    }

  return object;
}

/**
 * parcours_fit_rows_to_json:
 * @fit: a fit that is finished
 *
 * Returns: (transfer full): an array of its rows, rates of arrivals for 30 days and delays in seconds
 */
JsonNode *
parcours_fit_rows_to_json (const ParcoursFit *fit)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; i < fit->rows->len; i++)
    json_array_add_object_element (array, row_to_json (g_ptr_array_index (fit->rows, i)));

  return node;
}
