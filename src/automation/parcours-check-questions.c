/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * "Has she opened it?" asked in the instant in which the message leaves: the
 * answer is always no. Which messages have been sent since the last wait is
 * carried along the flow, a bit a message that somebody asks about.
 */

/* How far the sending step is looked for, to name it. */
#define MAX_STEPS_BACK 256

typedef struct
{
  Checker *checker;
  GHashTable *numbers;   /* (owned) the bit of each message asked about: kind and slug, or the kind for any */
  guint n_words;         /* 64-bit words a step */
  guint64 *sent;         /* (owned) what was sent when contacts arrive at a step, a row of words a step */
} Messages;

/* What asks for an answer of a person. */
static gboolean
is_answer (const char *topic)
{
  const char *dot = strchr (topic, '.');
  static const char *const kinds[] = { "email", "sms", "push", "site-message", NULL };
  static const char *const answers[] = { "opened", "clicked", "replied", "forwarded", "shared", NULL };
  g_autofree char *kind = dot != NULL ? g_strndup (topic, (gsize) (dot - topic)) : NULL;

  return kind != NULL && g_strv_contains (kinds, kind) && g_strv_contains (answers, dot + 1);
}

static char *
message_key (const char *topic,
             const char *subject)
{
  g_autofree char *kind = g_strndup (topic, strcspn (topic, "."));

  return subject != NULL && strchr (subject, '*') == NULL ? g_strconcat (kind, " ", subject, NULL)
                                                          : g_steal_pointer (&kind);
}

static void
note_question (const ParcoursCondition *leaf,
               gpointer                 user_data)
{
  Messages *messages = user_data;
  g_autofree char *key = NULL;

  if (leaf->kind != PARCOURS_CONDITION_EVENT || !is_answer (leaf->topic))
    return;
  key = message_key (leaf->topic, leaf->subject);
  if (!g_hash_table_contains (messages->numbers, key))
    g_hash_table_insert (messages->numbers, g_steal_pointer (&key),
                         GUINT_TO_POINTER (g_hash_table_size (messages->numbers)));
}

/* Splits decide when contacts arrive; waits and goals keep asking. */
static gboolean
asks_on_arrival (const Checker *self,
                 guint          step)
{
  return self->steps[step].asked != NULL && self->steps[step].step->type->kind == PARCOURS_STEP_SPLIT;
}

static void
set_bit (Messages   *messages,
         guint64    *words,
         const char *key)
{
  gpointer number;

  if (g_hash_table_lookup_extended (messages->numbers, key, NULL, &number))
    words[GPOINTER_TO_UINT (number) / 64] |= G_GUINT64_CONSTANT (1) << (GPOINTER_TO_UINT (number) % 64);
}

/* The message that a step sends, as a kind and a slug. */
static const char *
sent_message (const Checker  *self,
              guint           step,
              const char    **kind)
{
  JsonObject *fixed = self->steps[step].step->type != NULL ? self->steps[step].step->type->fixed : NULL;

  *kind = parcours_json_member_string (fixed, "channel");
  if (*kind == NULL || !parcours_checker_has_operation (self, step, "message.send"))
    return NULL;

  return parcours_checker_string (self, step, *kind);
}

/* What has been sent when contacts leave @step. */
static void
leave (Messages *messages,
       guint     step,
       guint64  *words)
{
  const char *kind;
  const char *slug = sent_message (messages->checker, step, &kind);
  g_autofree char *key = slug != NULL ? g_strconcat (kind, " ", slug, NULL) : NULL;

  if (parcours_checker_holds (messages->checker, step))
    memset (words, 0, messages->n_words * sizeof (guint64));
  else
    memcpy (words, messages->sent + (gsize) step * messages->n_words, messages->n_words * sizeof (guint64));
  if (slug == NULL)
    return;
  set_bit (messages, words, key);
  set_bit (messages, words, kind);
}

static gboolean
carry (Messages *messages,
       guint     step,
       guint64  *words)
{
  const ParcoursWays *ways = messages->checker->ways;
  gboolean changed = FALSE;

  leave (messages, step, words);
  for (guint i = 0; i < parcours_ways_n_out (ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_out (ways, step, i);
      guint64 *there = messages->sent + (gsize) way->to * messages->n_words;

      for (guint w = 0; w < messages->n_words; w++)
        {
          changed |= way->taken && (words[w] & ~there[w]) != 0 && parcours_ways_place (ways, way->to) <= parcours_ways_place (ways, step);
          there[w] |= way->taken ? words[w] : 0;
        }
    }

  return changed;
}

/* In the order of the flow once, and again while something is carried back by a
 * jump: as often as jumps follow each other, which is not often. */
static void
carry_all (Messages *messages)
{
  const ParcoursWays *ways = messages->checker->ways;
  g_autofree guint64 *words = g_new0 (guint64, messages->n_words);
  gboolean again = TRUE;

  for (guint round = 0; again && round < 8; round++)
    {
      again = FALSE;
      for (guint i = 0; i < ways->n_steps; i++)
        again |= carry (messages, parcours_ways_nth (ways, i), words);
    }
}

/* The nearest step before @step that sends such a message, if it is not far. */
static guint
find_sender (Checker    *self,
             guint       step,
             const char *wanted)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (steps, step);
  for (guint done = 0; done < steps->len && done < MAX_STEPS_BACK; done++)
    {
      guint here = g_array_index (steps, guint, done);
      const char *kind;
      const char *slug = sent_message (self, here, &kind);
      g_autofree char *key = slug != NULL ? g_strconcat (kind, " ", slug, NULL) : NULL;

      if (slug != NULL && (g_str_equal (key, wanted) || g_str_equal (kind, wanted)))
        return here;
      if (here != step && parcours_checker_holds (self, here))
        continue;
      for (guint i = 0; i < parcours_ways_n_in (self->ways, here); i++)
        {
          guint from = parcours_ways_nth_in (self->ways, here, i)->from;

          if (g_hash_table_add (seen, GUINT_TO_POINTER (from)))
            g_array_append_val (steps, from);
        }
    }

  return PARCOURS_NO_STEP;
}

/* The first message asked about that has only just been sent. */
typedef struct
{
  Messages *messages;
  guint step;
  const ParcoursCondition *leaf;
} Question;

static void
find_hasty (const ParcoursCondition *leaf,
            gpointer                 user_data)
{
  Question *question = user_data;
  const Messages *messages = question->messages;
  g_autofree char *key = NULL;
  guint number;

  if (question->leaf != NULL || leaf->kind != PARCOURS_CONDITION_EVENT || !is_answer (leaf->topic))
    return;
  key = message_key (leaf->topic, leaf->subject);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (messages->numbers, key));
  if (messages->sent[(gsize) question->step * messages->n_words + number / 64] >> (number % 64) & 1)
    question->leaf = leaf;
}

/* Waits for the answer as long as for a day: for the whole condition where the
 * platform can, else for the event alone. */
static void
fix_wait_for_answer (Checker        *self,
                     ParcoursCheck  *check,
                     const Question *question)
{
  JsonObject *params = json_object_new ();
  gboolean for_condition = parcours_fix_offers (self, "wait.condition");

  if (for_condition)
    json_object_set_member (params, "if", json_node_ref (question->leaf->node));
  else
    {
      json_object_set_string_member (params, "event", question->leaf->topic);
      if (question->leaf->subject != NULL)
        json_object_set_string_member (params, "subject", question->leaf->subject);
    }
  json_object_set_string_member (params, "limit", "P1D");
  parcours_fix_insert_before (self, check, question->step, for_condition ? "wait.condition" : "wait.event", params,
                              NULL, _("Wait for It up to 1 Day"), FALSE);
}

static void
report_hasty (Checker        *self,
              const Question *question)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), question->leaf->topic);
  g_autofree char *key = message_key (question->leaf->topic, question->leaf->subject);
  guint sender = find_sender (self, question->step, key);
  JsonObject *params = json_object_new ();
  ParcoursCheck *check;

  check = parcours_checker_report (self, "test-before-wait", question->step, NULL, NULL,
                                   /* Translators: the first %s is what happens to a message: "Email opened". */
                                   parcours_phrase_fill (_("“{name}” is asked in the moment the message "
                                                            "leaves, when nobody can have done it."),
                                                         "name", topic != NULL ? _(topic->label) : question->leaf->topic,
                                                         NULL));
  parcours_check_set_other (check, self, sender);
  json_object_set_string_member (params, "for", "P1D");
  parcours_fix_insert_before (self, check, question->step, "wait.duration", params, NULL, _("Insert Wait 1 Day"), FALSE);
  fix_wait_for_answer (self, check, question);
}

/**
 * parcours_check_questions:
 * @self: the checker
 *
 * Reports `test-before-wait`.
 */
void
parcours_check_questions (Checker *self)
{
  Messages messages = { self, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0, NULL };

  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      if (asks_on_arrival (self, i))
        parcours_condition_foreach (self->steps[i].asked, note_question, &messages);
    }
  messages.n_words = (g_hash_table_size (messages.numbers) + 63) / 64;
  if (messages.n_words > 0)
    {
      messages.sent = g_new0 (guint64, (gsize) messages.n_words * self->ways->n_steps);
      carry_all (&messages);
      for (guint i = 0; i < self->ways->n_steps; i++)
        {
          Question question = { &messages, i, NULL };

          if (asks_on_arrival (self, i))
            parcours_condition_foreach (self->steps[i].asked, find_hasty, &question);
          if (question.leaf != NULL)
            report_hasty (self, &question);
        }
    }
  g_hash_table_unref (messages.numbers);
  g_free (messages.sent);
}
