/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-automation.h"
#include "parcours-condition.h"

G_BEGIN_DECLS

#define PARCOURS_TIMELINE_FORMAT "parcours-timeline/1"

/**
 * ParcoursTimelineKind:
 * @PARCOURS_TIMELINE_EVENT: something happens at a given time
 * @PARCOURS_TIMELINE_RESPONSE: something happens after something else
 * @PARCOURS_TIMELINE_ANSWER: a random split is decided
 * @PARCOURS_TIMELINE_CHANGE: an automation is activated, paused or exchanged
 *
 * The forms of entries (vocabulary, section 7).
 */
typedef enum
{
  PARCOURS_TIMELINE_EVENT,
  PARCOURS_TIMELINE_RESPONSE,
  PARCOURS_TIMELINE_ANSWER,
  PARCOURS_TIMELINE_CHANGE,
} ParcoursTimelineKind;

/**
 * ParcoursTimelineEntry:
 * @kind: its form
 * @at: of events and changes, when, as written
 * @every: (nullable): of events, how often again, as written
 * @until: (nullable): of events, until when again, as written
 * @contact: (nullable): the address of the contact, or `*` for all
 * @who: (nullable): instead of @contact, a condition
 * @topic: of events and responses, the topic
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @on_topic: of responses, to what
 * @on_subject: (nullable): to what about
 * @nth: of responses, only to which one, from 1, or 0 for all
 * @after: of responses, how long after
 * @step: of answers, `step` or `automation/step`
 * @visit: of answers, which passage of the contact, from 1
 * @port: of answers, the port
 * @automation: of changes, the slug
 * @active: of changes, whether it is active from then on
 * @swap: (nullable): of changes, the file or document that replaces it
 * @moves: (nullable): with @swap, where people go whose step is gone: a step or null for out, by the id of the step
 */
typedef struct
{
  ParcoursTimelineKind kind;
  char *at;
  char *every;
  char *until;
  char *contact;
  ParcoursCondition *who;
  char *topic;
  char *subject;
  JsonObject *payload;
  char *on_topic;
  char *on_subject;
  guint nth;
  ParcoursDuration after;
  char *step;
  guint visit;
  char *port;
  char *automation;
  gboolean active;
  JsonNode *swap;
  JsonObject *moves;
} ParcoursTimelineEntry;

/**
 * ParcoursTimeline:
 *
 * What a person wrote down to happen. Immutable.
 */
typedef struct _ParcoursTimeline ParcoursTimeline;

ParcoursTimeline            *parcours_timeline_new_from_json (JsonNode                *node,
                                                              GError                 **error);
ParcoursTimeline            *parcours_timeline_new_from_array (JsonArray              *events,
                                                              const ParcoursZone      *zone,
                                                              GError                 **error);
ParcoursTimeline            *parcours_timeline_load          (const char              *path,
                                                              GError                 **error);
gboolean                     parcours_timeline_read_swaps    (ParcoursTimeline        *timeline,
                                                              const char              *folder,
                                                              const char              *platform,
                                                              GError                 **error);
ParcoursTimeline            *parcours_timeline_with_swap     (ParcoursTimeline        *timeline,
                                                              const char              *slug,
                                                              const char              *at,
                                                              ParcoursAutomation      *version,
                                                              JsonObject              *moves);
ParcoursTimeline            *parcours_timeline_ref           (ParcoursTimeline        *timeline);
void                         parcours_timeline_unref         (ParcoursTimeline        *timeline);
gboolean                     parcours_timeline_replaces      (const ParcoursTimeline  *timeline,
                                                              const char              *topic);
ParcoursTimeline            *parcours_timeline_join          (const ParcoursTimeline  *timeline,
                                                              const ParcoursTimeline  *other);
guint                        parcours_timeline_n_entries     (const ParcoursTimeline  *timeline);
const ParcoursTimelineEntry *parcours_timeline_nth_entry     (const ParcoursTimeline  *timeline,
                                                              guint                    n);
const ParcoursZone          *parcours_timeline_zone          (const ParcoursTimeline  *timeline);
gboolean                     parcours_timeline_instant       (const char              *text,
                                                              gint64                   from,
                                                              const ParcoursZone      *zone,
                                                              gint64                  *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursTimeline, parcours_timeline_unref)

G_END_DECLS
