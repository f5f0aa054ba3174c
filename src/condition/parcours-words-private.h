/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-noun.h"
#include "parcours-words.h"

G_BEGIN_DECLS

/* What the files of the plain words share. All of them return phrases that
 * begin in lower case and stand inside a sentence. */

/**
 * ParcoursWordsType:
 *
 * How what is compared is said.
 */
typedef enum
{
  PARCOURS_WORDS_UNKNOWN,  /* the literal decides */
  PARCOURS_WORDS_TEXT,
  PARCOURS_WORDS_URL,
  PARCOURS_WORDS_NUMBER,
  PARCOURS_WORDS_MONEY,
  PARCOURS_WORDS_TIME,
  PARCOURS_WORDS_BIRTHDAY,
  PARCOURS_WORDS_BOOL,
  PARCOURS_WORDS_CHOICE,
  PARCOURS_WORDS_CHOICES,
  PARCOURS_WORDS_REF,
} ParcoursWordsType;

/**
 * ParcoursSubject:
 * @noun: (owned): what is compared: "the total"
 * @type: what it holds
 * @kind: (nullable): of a reference, the kind of thing
 * @within: (nullable): of tiers and balances, the loyalty programme in which they have short names
 * @owner: (nullable): the topic or kind of record that has the key
 * @key: its name in files
 * @brief: whether what is said of missing values is left out, for a card
 * @always_there: whether it cannot be missing
 *
 * What a test is about.
 */
typedef struct
{
  ParcoursNoun *noun;
  ParcoursWordsType type;
  const char *kind;
  const char *within;
  const char *owner;
  const char *key;
  gboolean brief;
  gboolean always_there;
} ParcoursSubject;

/* parcours-words-key.c */
void        parcours_subject_init_key    (ParcoursSubject          *subject,
                                          const char               *owner,
                                          char                    **path,
                                          const ParcoursNames      *names);
void        parcours_subject_init_field  (ParcoursSubject          *subject,
                                          const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
void        parcours_subject_clear       (ParcoursSubject          *subject);
char       *parcours_words_value         (const ParcoursSubject    *subject,
                                          const char               *value,
                                          const ParcoursNames      *names);
char       *parcours_words_values        (const ParcoursSubject    *subject,
                                          const ParcoursTest       *test,
                                          ParcoursJoin              join,
                                          const ParcoursNames      *names);

/* parcours-words-time.c */
char       *parcours_words_time          (const ParcoursTimeRef    *ref);
char       *parcours_words_time_clause   (const ParcoursSubject    *subject,
                                          ParcoursOp                op,
                                          const ParcoursTimeRef    *low,
                                          const ParcoursTimeRef    *high);
char       *parcours_words_day_clause     (const ParcoursSubject    *subject,
                                          ParcoursOp                op,
                                          const char               *low,
                                          const char               *high);
char       *parcours_words_anniversary   (const ParcoursSubject    *subject,
                                          const ParcoursTimeRef    *ref);
char       *parcours_words_window        (const ParcoursWindow     *window,
                                          const ParcoursNames      *names);

/* parcours-words-count.c */
gboolean    parcours_words_is_never      (const ParcoursComparison *count);
gboolean    parcours_words_is_once       (const ParcoursComparison *count);
gulong      parcours_words_plural        (const ParcoursComparison *count);
char       *parcours_words_count         (const ParcoursComparison *count);

/* parcours-words-clause.c */
char       *parcours_words_clause        (const ParcoursSubject    *subject,
                                          const ParcoursTest       *test,
                                          const ParcoursNames      *names);
char       *parcours_words_amount        (ParcoursWordsType         type,
                                          const ParcoursComparison *comparison,
                                          const ParcoursNames      *names);

/* parcours-words-filter.c */
char       *parcours_words_clauses       (const ParcoursWhere      *where,
                                          const char               *owner,
                                          const char *const        *said,
                                          const ParcoursNames      *names);
char       *parcours_words_items         (const ParcoursWhere      *where,
                                          const char               *owner,
                                          const ParcoursNames      *names);
char       *parcours_words_labels        (const ParcoursTest       *test,
                                          const char               *kind,
                                          const ParcoursNames      *names);
const ParcoursTest *parcours_words_find_test (const ParcoursWhere *where,
                                              const char          *key);

/* The kinds of leaves */
char       *parcours_words_field         (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names,
                                          gboolean                  brief);
char       *parcours_words_membership    (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
char       *parcours_words_consent       (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
char       *parcours_words_passage       (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
char       *parcours_words_event         (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
char       *parcours_words_event_brief   (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);
char       *parcours_words_record        (const ParcoursCondition  *condition,
                                          const ParcoursNames      *names);

G_END_DECLS
