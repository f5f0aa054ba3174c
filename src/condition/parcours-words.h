/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-names.h"
#include "parcours-phrase.h"

G_BEGIN_DECLS

/*
 * Conditions in the user's language (vocabulary, section 4). A sentence says
 * all that the condition says: counts, windows, and what a missing value does.
 * Nothing here asks about a contact, so the words are neither his nor hers.
 */

char *parcours_condition_to_words   (const ParcoursCondition  *condition,
                                     const ParcoursNames      *names);
char *parcours_condition_to_phrase  (const ParcoursCondition  *condition,
                                     const ParcoursNames      *names);
char *parcours_condition_to_brief   (const ParcoursCondition  *condition,
                                     const ParcoursNames      *names);

char *parcours_where_to_words       (const ParcoursWhere      *where,
                                     const char               *owner,
                                     const ParcoursNames      *names);
char *parcours_comparison_to_words  (const ParcoursComparison *comparison,
                                     gboolean                  money,
                                     const ParcoursNames      *names);
char *parcours_times_to_words       (const ParcoursComparison *count);
char *parcours_topic_to_words       (const char               *topic,
                                     const char               *subject,
                                     const ParcoursNames      *names);
const char *parcours_choice_to_words (const char              *owner,
                                      const char              *key,
                                      const char              *value);
const char *parcours_any_of_kind    (const char               *kind);
const char *parcours_channel_to_words (ParcoursChannel         channel);

char       **parcours_keys_of         (const char               *owner,
                                       const ParcoursLibrary    *library);
char        *parcours_key_label       (const char               *owner,
                                       const char               *key,
                                       const ParcoursLibrary    *library);
const char  *parcours_key_type        (const char               *owner,
                                       const char               *key);
char       **parcours_key_choices     (const char               *owner,
                                       const char               *key);

G_END_DECLS
