/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-project.h"
#include "parcours-store-events.h"

G_BEGIN_DECLS

/*
 * What the pages of contacts say, in the user's language.
 */
char       *parcours_field_value_to_words (ParcoursProject           *project,
                                           const char                *slug,
                                           const char                *value);
char       *parcours_stored_event_to_words (ParcoursProject          *project,
                                           const ParcoursStoredEvent *event);
const char *parcours_stored_event_icon    (const ParcoursStoredEvent *event);
char       *parcours_ago_to_words         (gint64                     at,
                                           gint64                     now);
char       *parcours_when_to_words        (ParcoursProject           *project,
                                           gint64                     at);
const char *parcours_status_to_words      (ParcoursListStatus         status);
const char *parcours_status_icon          (ParcoursListStatus         status);
const char *parcours_consent_to_words     (ParcoursConsent            consent);
ParcoursListStatus parcours_consent_as_status (ParcoursConsent        consent);
const char *parcours_builtin_field_label  (const char                *slug);

G_END_DECLS
