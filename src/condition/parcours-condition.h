/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-moment.h"
#include "parcours-where.h"

G_BEGIN_DECLS

/**
 * ParcoursConditionKind:
 *
 * What a node of a condition is (vocabulary, section 4).
 */
typedef enum
{
  PARCOURS_CONDITION_ALL,
  PARCOURS_CONDITION_ANY,
  PARCOURS_CONDITION_NONE,
  PARCOURS_CONDITION_FIELD,
  PARCOURS_CONDITION_SCORE,
  PARCOURS_CONDITION_TAG,
  PARCOURS_CONDITION_GROUP,
  PARCOURS_CONDITION_AUDIENCE,
  PARCOURS_CONDITION_SEGMENT,
  PARCOURS_CONDITION_LIST,
  PARCOURS_CONDITION_CONSENT,
  PARCOURS_CONDITION_EVENT,
  PARCOURS_CONDITION_RECORD,
  PARCOURS_CONDITION_TRIGGER,
  PARCOURS_CONDITION_AUTOMATION,
  PARCOURS_CONDITION_NOW,
} ParcoursConditionKind;

/**
 * ParcoursHolder:
 *
 * Whose field or score is asked about.
 */
typedef enum
{
  PARCOURS_OF_CONTACT,
  PARCOURS_OF_DEAL,
  PARCOURS_OF_ACCOUNT,
} ParcoursHolder;

/**
 * ParcoursSetMode:
 *
 * How the members of a SET are asked about.
 */
typedef enum
{
  PARCOURS_SET_ANY,
  PARCOURS_SET_ALL_OF,
  PARCOURS_SET_ANY_OF,
  PARCOURS_SET_NONE_OF,
} ParcoursSetMode;

/**
 * ParcoursListStatus:
 *
 * The status of a contact on a list; 0 where it is not on it.
 */
typedef enum
{
  PARCOURS_LIST_NONE,
  PARCOURS_LIST_UNCONFIRMED,
  PARCOURS_LIST_ACTIVE,
  PARCOURS_LIST_UNSUBSCRIBED,
  PARCOURS_LIST_BOUNCED,
  PARCOURS_LIST_ANY,
} ParcoursListStatus;

/**
 * ParcoursChannel:
 *
 * The channels on which consent is given.
 */
typedef enum
{
  PARCOURS_CHANNEL_EMAIL,
  PARCOURS_CHANNEL_SMS,
  PARCOURS_CHANNEL_PUSH,
  PARCOURS_CHANNEL_SITE_MESSAGE,
  PARCOURS_CHANNEL_WALLET,
} ParcoursChannel;

#define PARCOURS_N_CHANNELS 5

/**
 * ParcoursConsent:
 *
 * The status of a channel.
 */
typedef enum
{
  PARCOURS_CONSENT_NONE,
  PARCOURS_CONSENT_UNCONFIRMED,
  PARCOURS_CONSENT_SUBSCRIBED,
  PARCOURS_CONSENT_UNSUBSCRIBED,
  PARCOURS_CONSENT_BOUNCED,
  PARCOURS_CONSENT_BLOCKED,
} ParcoursConsent;

/**
 * ParcoursTarget:
 *
 * Which record is meant (vocabulary, section 5); %PARCOURS_TARGET_MEANT is what holds where nothing is said: the
 * trigger's record, else the latest open one; of accounts the primary one, else the last linked.
 */
typedef enum
{
  PARCOURS_TARGET_ANY,
  PARCOURS_TARGET_TRIGGER,
  PARCOURS_TARGET_LATEST_OPEN,
  PARCOURS_TARGET_LATEST,
  PARCOURS_TARGET_ALL,
  PARCOURS_TARGET_MEANT,
} ParcoursTarget;

/**
 * ParcoursPassageState:
 *
 * What is asked about a contact's passages through an automation.
 */
typedef enum
{
  PARCOURS_PASSAGE_INSIDE,
  PARCOURS_PASSAGE_NEVER,
  PARCOURS_PASSAGE_ENTERED,
  PARCOURS_PASSAGE_COMPLETED,
  PARCOURS_PASSAGE_EXITED,
} ParcoursPassageState;

/**
 * ParcoursWindow:
 * @has_within: whether only (now - @within, now] counts
 * @within: how far back
 * @since: from when on
 * @since_step: for %PARCOURS_SINCE_STEP, the step
 * @since_time: for %PARCOURS_SINCE_TIME, the time
 * @has_until: whether only what happened up to @until counts
 * @until: the end
 *
 * WINDOW of the vocabulary, section 4; without any part the whole history counts.
 */
typedef struct
{
  gboolean has_within;
  ParcoursDuration within;
  enum
  {
    PARCOURS_SINCE_EVER,
    PARCOURS_SINCE_ENTRY,
    PARCOURS_SINCE_STEP,
    PARCOURS_SINCE_TIME,
  } since;
  char *since_step;
  ParcoursTimeRef since_time;
  gboolean has_until;
  ParcoursTimeRef until;
} ParcoursWindow;

/**
 * ParcoursSum:
 * @key: a number or an amount of the payload
 * @comparison: what its sum over the matching events must pass
 */
typedef struct
{
  char *key;
  ParcoursComparison comparison;
} ParcoursSum;

/**
 * ParcoursCondition:
 * @kind: what the node is
 * @node: the JSON that it was read from, kept so that nothing is lost
 * @children: (element-type ParcoursCondition): of a group
 * @name: of a leaf, the slug asked about: field, score, list, automation, or the entity
 * @holder: of a field or score, whose
 * @op: of a field or score, the operator
 * @value: (nullable): of a field, what it is compared with
 * @comparison: of a score and of counts, what the number must pass
 * @mode: of a SET, how
 * @slugs: (nullable) (array zero-terminated=1): of a SET, the members
 * @status: of a list or of consent, the status asked for
 * @channel: of consent, the channel
 * @topic: of an event, the topic
 * @subject: (nullable): of an event, the slug or pattern of its subject
 * @where: (nullable): of an event, a record or a trigger, the filter
 * @sums: (nullable) (element-type ParcoursSum): of an event
 * @window: of an event or an automation, from when to when
 * @target: of a record, which
 * @state: of an automation, what is asked
 * @step: (nullable): of an automation, the step
 * @moment: of NOW, the moment
 *
 * A condition over a contact's data and events: a tree, immutable. It evaluates
 * nothing; `population` compiles it.
 */
typedef struct _ParcoursCondition ParcoursCondition;
struct _ParcoursCondition
{
  gatomicrefcount ref_count;
  ParcoursConditionKind kind;
  JsonNode *node;
  GPtrArray *children;
  char *name;
  ParcoursHolder holder;
  ParcoursOp op;
  JsonNode *value;
  ParcoursComparison comparison;
  gboolean has_count;
  ParcoursSetMode mode;
  char **slugs;
  int status;
  ParcoursChannel channel;
  char *topic;
  char *subject;
  ParcoursWhere *where;
  GArray *sums;
  ParcoursWindow window;
  ParcoursTarget target;
  ParcoursPassageState state;
  char *step;
  ParcoursMoment moment;
};

ParcoursCondition *parcours_condition_parse     (JsonNode                *node,
                                                 GError                 **error);
ParcoursCondition *parcours_condition_new_empty (void);
ParcoursCondition *parcours_condition_ref       (ParcoursCondition       *condition);
void               parcours_condition_unref     (ParcoursCondition       *condition);
gboolean           parcours_condition_is_group  (const ParcoursCondition *condition);

typedef void     (*ParcoursConditionFunc)       (const ParcoursCondition *leaf,
                                                 gpointer                 user_data);
void               parcours_condition_foreach   (const ParcoursCondition *condition,
                                                 ParcoursConditionFunc    func,
                                                 gpointer                 user_data);
gboolean           parcours_condition_is_of_way (const ParcoursCondition *condition);

const char        *parcours_channel_name        (ParcoursChannel          channel);
gboolean           parcours_channel_parse       (const char              *name,
                                                 ParcoursChannel         *channel);
const char        *parcours_consent_name        (ParcoursConsent          consent);
gboolean           parcours_consent_parse       (const char              *name,
                                                 ParcoursConsent         *consent);
const char        *parcours_list_status_name    (ParcoursListStatus       status);
gboolean           parcours_list_status_parse   (const char              *name,
                                                 ParcoursListStatus      *status);
gboolean           parcours_target_parse        (const char              *name,
                                                 ParcoursTarget          *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCondition, parcours_condition_unref)

G_END_DECLS
