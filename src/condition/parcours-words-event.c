/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has happened to a contact: the words of the topic from the catalogue,
 * what the event was like, how often and when. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-words-private.h"

/* How many events are asked for. */
typedef enum
{
  OFTEN_ONCE,   /* it has happened */
  OFTEN_NEVER,  /* it has not */
  OFTEN_COUNT,  /* a number of times */
  OFTEN_SUM,    /* only what they add up to */
} Often;

static Often
how_often (const ParcoursCondition *condition)
{
  if (condition->sums != NULL && !condition->has_count)
    return OFTEN_SUM;
  if (parcours_words_is_never (&condition->comparison))
    return OFTEN_NEVER;

  return parcours_words_is_once (&condition->comparison) ? OFTEN_ONCE : OFTEN_COUNT;
}

static const ParcoursTopic *
topic_of (const char *name)
{
  return parcours_catalog_topic (parcours_catalog_get (), name);
}

static char *
field_label (const ParcoursNames *names,
             const char          *slug)
{
  static const char *const kinds[] = { "field", "deal-field", "account-field" };

  for (guint i = 0; names != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (parcours_library_lookup (names->library, kinds[i], slug) != NULL)
        return g_strdup (parcours_names_label (names, kinds[i], slug));
    }

  return g_strdup (slug);
}

/* What the subject of an event is called: a label, a word, or as it was written. */
static char *
subject_words (const ParcoursTopic *topic,
               const char          *subject,
               gboolean             quoted,
               const ParcoursNames *names)
{
  ParcoursChannel channel;

  if (g_str_equal (topic->subject, "channel") && parcours_channel_parse (subject, &channel))
    return g_strdup (parcours_channel_to_words (channel));
  if (g_str_equal (topic->subject, "choice"))
    return g_strdup (parcours_choice_to_words (topic->name, "subject", subject));
  if (g_str_equal (topic->subject, "field"))
    return field_label (names, subject);
  if (g_str_equal (topic->subject, "text") && quoted)
    return parcours_phrase_fill (C_("text", "“{text}”"), "text", subject, NULL);

  return g_strdup (parcours_names_label (names, topic->subject, subject));
}

/**
 * parcours_times_to_words:
 * @count: a comparison with a number of times
 *
 * Returns: (transfer full): such as "exactly 2 times" or "at least 2 times"
 */
char *
parcours_times_to_words (const ParcoursComparison *count)
{
  g_autofree char *number = parcours_words_count (count);

  /* Translators: {n} is like "at least 2". */
  return parcours_phrase_fill (ngettext ("{n} time", "{n} times", parcours_words_plural (count)), "n", number, NULL);
}

/* Events that people count, "at least 2 orders", rather than how often they happened. */
static char *
counted_words (const ParcoursTopic     *topic,
               const ParcoursCondition *condition)
{
  g_autofree char *number = NULL;

  if (topic->has_n == NULL || condition->subject != NULL)
    return NULL;
  number = parcours_words_count (&condition->comparison);

  return parcours_phrase_fill (g_dngettext (GETTEXT_PACKAGE, topic->has_n[0], topic->has_n[1],
                                            parcours_words_plural (&condition->comparison)), "n", number, NULL);
}

static char *
happened_words (const ParcoursTopic     *topic,
                const ParcoursCondition *condition,
                gboolean                 never,
                const ParcoursNames     *names)
{
  const char *one = never ? topic->has_not : topic->has;
  const char *any = never ? topic->has_not_any : topic->has_any;
  g_autofree char *subject = NULL;

  if (condition->subject == NULL)
    return g_strdup (_(any));
  subject = subject_words (topic, condition->subject, TRUE, names);
  if (one != NULL)
    return parcours_phrase_fill (_(one), "subject", subject, NULL);

  /* Translators: what happened, and the number of the order or the like that it happened to. */
  return parcours_phrase_fill (_("{event} ({subject})"), "event", _(any), "subject", subject, NULL);
}

static char *
sum_figure (const ParcoursTopic *topic,
            const ParcoursSum   *sum,
            const ParcoursNames *names)
{
  const char *type = g_hash_table_lookup (topic->payload, sum->key);

  return parcours_words_amount (g_strcmp0 (type, "money") == 0 ? PARCOURS_WORDS_MONEY : PARCOURS_WORDS_NUMBER,
                                &sum->comparison, names);
}

/* The one sum that the topic has words of its own for, "has ordered for 200 € in total". */
static char *
own_sum_words (const ParcoursTopic     *topic,
               const ParcoursCondition *condition,
               const ParcoursNames     *names)
{
  const ParcoursSum *sum = &g_array_index (condition->sums, ParcoursSum, 0);
  const char *pattern = condition->sums->len == 1 ? parcours_json_member_string (topic->sums, sum->key) : NULL;
  g_autofree char *figure = sum_figure (topic, sum, names);

  return pattern != NULL ? parcours_phrase_fill (_(pattern), "sum", figure, NULL) : NULL;
}

/* What the events add up to, behind how many they are. */
static char *
sums_words (const ParcoursTopic     *topic,
            const ParcoursCondition *condition,
            const ParcoursNames     *names)
{
  const ParcoursSum *first = &g_array_index (condition->sums, ParcoursSum, 0);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *total = sum_figure (topic, first, names);

  if (condition->sums->len == 1 && parcours_json_member_string (topic->sums, first->key) != NULL)
    /* Translators: behind a number of events: "has placed at least 2 orders for 200 € or more in total". */
    return parcours_phrase_fill (_("for {sum} in total"), "sum", total, NULL);
  for (guint i = 0; i < condition->sums->len; i++)
    {
      const ParcoursSum *sum = &g_array_index (condition->sums, ParcoursSum, i);
      char *path[] = { sum->key, NULL };
      g_autofree char *figure = sum_figure (topic, sum, names);
      ParcoursSubject subject;

      parcours_subject_init_key (&subject, topic->name, path, names);
      /* Translators: behind an event: "has added a product to a cart, with price adding up to 200 € or more". */
      g_ptr_array_add (parts, parcours_phrase_fill (_("with {key} adding up to {sum}"), "key", subject.noun->text,
                                                    "sum", figure, NULL));
      parcours_subject_clear (&subject);
    }

  return parcours_phrase_join (parts, PARCOURS_JOIN_AND);
}

/* What the events were like: "with Soap at 10 € or more", "where kind is campaign". */
static char *
filter_words (const ParcoursCondition *condition,
              const ParcoursNames     *names)
{
  static const char *const said[] = { "items", NULL };
  g_autofree char *items = parcours_words_items (condition->where, condition->topic, names);
  g_autofree char *clauses = parcours_words_clauses (condition->where, condition->topic, items != NULL ? said : NULL,
                                                     names);
  g_autofree char *where = NULL;

  if (*clauses != '\0')
    /* Translators: behind an event: "has opened any email where kind is campaign". */
    where = parcours_phrase_fill (_("where {clauses}"), "clauses", clauses, NULL);

  /* Translators: behind an event: "with Soap at 10 € or more", "where total is more than 100 €"; either may be empty. */
  return parcours_phrase_fill (C_("event", "{items} {where}"), "items", items, "where", where, NULL);
}

/* A number of times that includes none at all; people would not expect it. */
static gboolean
includes_never (const ParcoursCondition *condition,
                Often                    often)
{
  return often == OFTEN_COUNT && parcours_comparison_test (&condition->comparison, 0.);
}

static char *
known_event (const ParcoursTopic     *topic,
             const ParcoursCondition *condition,
             const ParcoursNames     *names)
{
  Often often = how_often (condition);
  g_autofree char *event = NULL;
  g_autofree char *times = NULL;
  g_autofree char *sums = NULL;
  g_autofree char *filter = filter_words (condition, names);
  g_autofree char *window = parcours_words_window (&condition->window, names);
  const char *sentence;

  if (often == OFTEN_SUM)
    event = own_sum_words (topic, condition, names);
  else if (often == OFTEN_COUNT)
    event = counted_words (topic, condition);
  if (condition->sums != NULL && !(often == OFTEN_SUM && event != NULL))
    sums = sums_words (topic, condition, names);
  if (event == NULL)
    {
      event = happened_words (topic, condition, often == OFTEN_NEVER, names);
      times = often == OFTEN_COUNT ? parcours_times_to_words (&condition->comparison) : NULL;
    }
  /* Translators: what happened, what it was like, how often, and when; all but the event may be empty: "has
     placed an order with Soap at least 2 times in the last year, or not at all". */
  sentence = includes_never (condition, often) ? _("{event} {filter} {sums} {times} {window}, or not at all")
                                               : C_("event", "{event} {filter} {sums} {times} {window}");

  return parcours_phrase_fill (sentence, "event", event, "filter", filter, "sums", sums, "times", times,
                               "window", window, NULL);
}

/**
 * parcours_words_event:
 * @condition: a leaf about events
 * @names: (nullable): names
 *
 * Returns: (transfer full): "has opened the email Welcome since entering"
 */
char *
parcours_words_event (const ParcoursCondition *condition,
                      const ParcoursNames     *names)
{
  const ParcoursTopic *topic = topic_of (condition->topic);

  if (topic != NULL)
    return known_event (topic, condition, names);

  /* Translators: an event that this Parcours does not know. */
  return parcours_phrase_fill (how_often (condition) == OFTEN_NEVER ? _("“{event}” has not happened")
                                                                    : _("“{event}” has happened"),
                               "event", condition->topic, NULL);
}

/**
 * parcours_words_event_brief:
 * @condition: a leaf about events
 * @names: (nullable): names
 *
 * Returns: (transfer full): what happened alone, for a card: "Opened “Welcome”"
 */
char *
parcours_words_event_brief (const ParcoursCondition *condition,
                            const ParcoursNames     *names)
{
  const ParcoursTopic *topic = topic_of (condition->topic);
  Often often = how_often (condition);
  g_autofree char *event = NULL;
  g_autofree char *times = NULL;

  if (topic == NULL)
    return parcours_words_event (condition, names);
  if (often == OFTEN_NEVER)
    return happened_words (topic, condition, TRUE, names);
  if (often == OFTEN_SUM && (event = own_sum_words (topic, condition, names)) != NULL)
    return g_steal_pointer (&event);
  event = parcours_topic_to_words (condition->topic, condition->subject, names);
  times = often == OFTEN_COUNT ? parcours_times_to_words (&condition->comparison) : NULL;

  /* Translators: on a card: "Opened “Welcome” at least 2 times". */
  return parcours_phrase_fill (C_("card", "{event} {times}"), "event", event, "times", times, NULL);
}

/**
 * parcours_topic_to_words:
 * @name: a topic
 * @subject: (nullable): a slug or a pattern of its subject, %NULL for any
 * @names: (nullable): names
 *
 * Returns: (transfer full): the event as a title: "Email opened", "Opened “Welcome”"
 */
char *
parcours_topic_to_words (const char          *name,
                         const char          *subject,
                         const ParcoursNames *names)
{
  const ParcoursTopic *topic = topic_of (name);
  g_autofree char *label = NULL;

  if (topic == NULL)
    return g_strdup (name);
  if (subject == NULL)
    return g_strdup (_(topic->label));
  label = subject_words (topic, subject, FALSE, names);
  if (topic->brief != NULL)
    return parcours_phrase_fill (_(topic->brief), "subject", label, NULL);

  /* Translators: an event and what it is about: "List joined: Newsletter". */
  return parcours_phrase_fill (_("{event}: {subject}"), "event", _(topic->label), "subject", label, NULL);
}
