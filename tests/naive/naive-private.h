/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-engine.h"
#include "naive-value.h"
#include "parcours-refusal.h"

G_BEGIN_DECLS

typedef struct _NaiveAutomation NaiveAutomation;
typedef struct _NaiveContact NaiveContact;
typedef struct _NaivePassage NaivePassage;
typedef struct _NaiveStep NaiveStep;

/* A message that was sent in the run. */
typedef struct
{
  guint number; /* from 1 */
  const char *kind; /* such as "email" */
  const char *message;
  GHashTable *base; /* what every event about it carries */
  NaiveStep *step; /* that sent it */
  guint visit; /* how often the contact had passed the step before */
  gint64 at;
  gboolean opened;
} NaiveSend;

typedef struct
{
  const ParcoursTopic *topic;
  const char *subject; /* (nullable) */
  const char *origin;
  GHashTable *payload;
  NaiveSend *send; /* (nullable) */
  GHashTable *base; /* (nullable) what the message it is about makes it carry, where there is no send */
  gint64 at;
  guint order; /* of history 0, from 1 on of what is published */
  GPtrArray *derived; /* (nullable) (element-type NaiveDerived) what follows from it */
} NaiveEvent;

typedef struct
{
  const char *topic;
  const char *subject;
  GHashTable *payload;
  const char *origin;
  NaiveSend *send;
} NaiveDerived;

/* Points that expire, by the last day on which they can be spent. */
typedef struct
{
  gint32 day;
  double left;
} NaiveLot;

/* A deal, a cart, an order ... */
typedef struct
{
  const char *kind;
  const char *id;
  gint64 created;
  GHashTable *columns;
  GArray *lots; /* (nullable) (element-type NaiveLot) of a balance: */
} NaiveRecord;

struct _NaiveAutomation
{
  ParcoursAutomation *document;
  const char *slug;
  const ParcoursZone *zone; /* (nullable) of its settings; %NULL for the contact's */
  const char *parallel;
  gboolean never_again;
  gboolean has_gap;
  ParcoursDuration gap;
  guint cap; /* entries, 0 for no cap */
  ParcoursDuration cap_within;
  const char *consent;
  JsonNode *exit;        /* (nullable) */
  JsonObject *quiet;     /* (nullable) */
  GPtrArray *steps;      /* (element-type NaiveStep) by id */
  guint index;           /* the same for all versions */
  NaiveAutomation *before; /* (nullable) the version that it replaces */
  NaiveAutomation *after;  /* (nullable) the one that replaces it */
};

/* Another version takes the place of an automation. */
typedef struct
{
  gint64 at;
  guint place; /* in the timeline */
  NaiveAutomation *from;
  NaiveAutomation *to;
  JsonObject *moves; /* (nullable) */
} NaiveSwap;

/* One contact that passed a split whose winner is decided by wins. */
typedef struct
{
  NaiveContact *contact;
  NaivePassage *passage;
  gint64 until;
  guint port;
  guint serial;
  gboolean won;
} NaiveTrial;

/* What contacts share at a step, in all versions in which it is the same. */
typedef struct
{
  guint turns;
  guint passed;
  guint passed_by[10];
  guint wins[10];
  int winner; /* a port, or -1 */
  gboolean turned;
  GPtrArray *trials; /* (element-type NaiveTrial) */
  GArray *places; /* (element-type gint64) that its limit has given away, in order */
} NaiveShared;

struct _NaiveStep
{
  NaiveAutomation *automation;
  const char *id;
  ParcoursStep *document;
  const ParcoursStepType *type;
  const ParcoursRow *row;
  JsonObject *params; /* the effective ones */
  guint index;        /* among all steps, by automation and id; the same in all versions */
  NaiveShared *shared;
};

typedef enum
{
  NAIVE_QUEUED,
  NAIVE_RUNNING,
  NAIVE_WAITING,
  NAIVE_ENDED,
} NaiveState;

struct _NaivePassage
{
  NaiveAutomation *automation; /* (nullable) of a recorded one that does not run */
  const char *slug;
  const char *trigger; /* (nullable) the id of the trigger */
  const char *step;    /* (nullable) the id of where it is, or where it ended */
  guint number;        /* among those of the contact, from 1 */
  guint enrolment;     /* among those of the contact in this automation, recorded ones included, from 1 */
  gboolean recorded;
  gboolean completed;
  gint64 entered;
  gint64 ended; /* %PARCOURS_INSTANT_NEVER while it is open */
  gint64 since; /* when it arrived where it is */
  /* Of this run alone */
  NaiveEvent *event; /* (nullable) what admitted it */
  guint entry_order;
  NaiveState state;
  NaiveStep *at;   /* (nullable) */
  gboolean begun;  /* its exit and its goals are watched */
  gboolean held;   /* arrived at a step that it has not done yet: delayed, or at a moment */
  gboolean granted; /* has a place among those that the limit of the step lets send */
  gboolean exits;  /* has met the exit while it ran */
  NaiveStep *jump; /* (nullable) the goal that it has met while it ran */
  gboolean arrived; /* stands at a goal that it has met */
  const char *from; /* (nullable) where it stood then */
  gboolean watched; /* waits for a condition or an event */
  gint64 limit;
  guint wait_order; /* events from this one on count for a wait for an event */
  guint serial;    /* of the wait, so that old timers are known */
  GHashTable *goals; /* ids of goals reached */
  gboolean notice;   /* entered by a notice of an order */
  NaiveStep *stood;  /* (nullable) where it stood when its automation was replaced */
};

/* What is waited for in vain: an armed trigger. */
typedef struct
{
  NaiveStep *trigger;
  const char *key;
  NaiveEvent *event;
  guint serial;
} NaiveAbsence;

struct _NaiveContact
{
  NaiveEngine *engine;
  guint index;
  const char *address;
  guint64 key;
  const ParcoursZone *zone;
  gboolean has_email;
  gboolean has_phone;
  gboolean deleted;
  gboolean unborn; /* the timeline has not created it yet */
  gint64 born;
  GHashTable *first_fields; /* as they were at the start, like the two that follow */
  GHashTable *first_lists;
  const char *first_channels[PARCOURS_N_CHANNELS];
  NaiveContact *model; /* (nullable) of an unborn one: like whom it will be */
  GHashTable *devices; /* platforms */
  GHashTable *passes;
  GHashTable *fields;  /* (element-type utf8 NaiveValue) */
  GHashTable *scores;
  GHashTable *sets[3]; /* tags, groups, audiences: slugs */
  GHashTable *lists;   /* (element-type utf8 NaiveValue) slug -> status */
  const char *channels[PARCOURS_N_CHANNELS];
  GHashTable *blocked_senders;
  const char *wallet_campaign; /* (nullable) */
  GHashTable *salesforce;
  GPtrArray *events;   /* (element-type NaiveEvent) */
  GPtrArray *sends;    /* (element-type NaiveSend) */
  GPtrArray *records;  /* (element-type NaiveRecord) */
  GPtrArray *passages; /* (element-type NaivePassage) */
  GPtrArray *absences; /* (element-type NaiveAbsence) */
  GPtrArray *site_messages; /* (element-type NaiveEvent) queued ones */
  GHashTable *opt_in_forms; /* list -> form that asked */
  GHashTable *visits;  /* "automation/step" -> NaiveValue */
  GHashTable *marks;   /* "automation/step" -> NaiveValue: order of the last leaving */
  GHashTable *done;    /* "automation/step" of actions, in the version that runs */
  GHashTable *done_before; /* and in versions before, of those that are still there */
  GHashTable *paused;  /* slugs of automations that let nobody in */
  GHashTable *refused_for_good; /* poll triggers that need not be asked again */
  GHashTable *fired;   /* birthdays that do not repeat and have been, by trigger and record */
  GHashTable *delivered; /* ids of events of the timeline that have come */
  GHashTable *scripted; /* place in the timeline -> how often its cause happened */
  GQueue *queue;       /* (element-type NaivePassage) */
  gint64 last_activity;
  guint next_order;
  guint n_serials;
  guint generation; /* of the flips planned */
  guint n_made; /* records that steps made */
  guint n_done; /* steps and responses of the timeline at @done_at */
  gint64 done_at;
  GPtrArray *outbox;   /* (element-type GHashTable) the columns of what steps have sent */
  GPtrArray *log;      /* (element-type utf8) */
};

/* The groups of the rules of one instant, in their order. */
typedef enum
{
  NAIVE_CHANGE,
  NAIVE_SWAP,
  NAIVE_SCRIPT,
  NAIVE_ARRIVAL,
  NAIVE_RESPONSE,
  NAIVE_SCRIPTED_RESPONSE,
  NAIVE_SHARED,
  NAIVE_CLOCK,
  NAIVE_DATE,
  NAIVE_ABSENCE,
  NAIVE_POLL,
  NAIVE_FLIP,
  NAIVE_WIN,
  NAIVE_WAIT,
} NaiveTurn;

typedef struct _NaiveItem NaiveItem;
typedef void (*NaiveFunc) (NaiveContact *contact,
                           NaiveItem    *item);

/* Something due for a contact; ordered by all members down to @serial. */
struct _NaiveItem
{
  gint64 at;
  NaiveContact *contact;
  NaiveTurn turn;
  gint64 rank[3];
  const char *text;
  guint64 serial;
  NaiveFunc func;
  gpointer data;
};

struct _NaiveEngine
{
  NaiveCase *the_case;
  gint64 now;
  gint64 from;
  gint64 to;
  GPtrArray *automations; /* (element-type NaiveAutomation) the versions that run, by slug */
  GPtrArray *steps;       /* (element-type NaiveStep) all of theirs, by automation and id */
  GPtrArray *versions;    /* (element-type NaiveAutomation) those that ever run, in no order */
  GPtrArray *swaps;       /* (element-type NaiveSwap) by time and place */
  GPtrArray *contacts;    /* (element-type NaiveContact) by key */
  GSequence *items;       /* (element-type NaiveItem) */
  guint64 n_items;
  guint64 n_looks; /* at events and the like, by conditions */
  guint64 n_lines; /* of all logs */
  GHashTable *arrivals; /* "automation/step" -> NaiveValue: how often somebody came to it */
};

/* Who asks a condition. */
typedef struct
{
  NaiveContact *contact;
  NaiveAutomation *automation; /* (nullable) */
  gint64 now;
  const ParcoursZone *zone;
  const NaiveEvent *trigger; /* (nullable) */
  guint entry_order; /* "since entry" counts from this event on */
  guint order_limit; /* events from this one on do not count; %G_MAXUINT for none */
} NaiveAsker;

/* naive-read.c */
void               naive_read_all            (NaiveEngine        *self);
NaiveAutomation   *naive_read_automation     (NaiveEngine        *self,
                                              ParcoursAutomation *document);
const char        *naive_column_type         (const char         *key,
                                              gpointer            user_data);
const char        *naive_payload_type        (const char         *key,
                                              gpointer            topic);
const NaiveValue  *naive_field_value         (NaiveEngine        *self,
                                              const char         *kind,
                                              const char         *slug,
                                              JsonNode           *node);
const ParcoursZone *naive_zone_of            (NaiveAutomation    *automation,
                                              NaiveContact       *contact);

/* naive-where.c */
typedef const NaiveValue *(*NaiveLookup)     (gconstpointer       source,
                                              const char         *key);
gboolean           naive_where_test          (JsonNode           *where,
                                              gconstpointer       source,
                                              NaiveLookup         lookup,
                                              gint64              now,
                                              const ParcoursZone *zone);
gboolean           naive_where_test_members  (JsonNode           *where,
                                              GHashTable         *members,
                                              gint64              now,
                                              const ParcoursZone *zone);
gboolean           naive_test_op             (const NaiveValue   *value,
                                              const char         *op,
                                              JsonNode           *literal,
                                              gint64              now,
                                              const ParcoursZone *zone);
gboolean           naive_compare             (const char         *comparison,
                                              double              number);
gboolean           naive_compare_node        (JsonNode           *comparison,
                                              double              number);
gboolean           naive_test_comparison     (const NaiveValue   *value,
                                              const char         *text,
                                              gint64              now,
                                              const ParcoursZone *zone);
gboolean           naive_time                (const char         *text,
                                              gint64              now,
                                              const ParcoursZone *zone,
                                              gint64             *start,
                                              gint64             *end);
gboolean           naive_subject_matches     (const ParcoursTopic *topic,
                                              const char         *pattern,
                                              const char         *subject);
gboolean           naive_text_matches        (const char         *pattern,
                                              const char         *text);

/* naive-condition.c */
gboolean           naive_condition_test      (JsonNode           *condition,
                                              const NaiveAsker   *asker);
NaiveAsker         naive_asker_for           (NaiveContact       *contact,
                                              NaivePassage       *passage);
const NaiveValue  *naive_event_lookup        (gconstpointer       event,
                                              const char         *key);
gboolean           naive_is_later            (const NaiveRecord  *one,
                                              const NaiveRecord  *other);
gboolean           naive_record_is_open      (const NaiveRecord  *record,
                                              gint64              now);
const char        *naive_trigger_record      (const NaiveEvent   *trigger,
                                              const char         *kind);
GPtrArray         *naive_target_records      (NaiveContact       *contact,
                                              const NaiveEvent   *trigger,
                                              const char         *kind,
                                              const char         *target);
gboolean           naive_asks_about_passages (JsonNode           *condition,
                                              ParcoursLibrary    *library);
GArray            *naive_candidates          (JsonNode           *condition,
                                              const NaiveAsker   *asker,
                                              gint64              until);

/* naive-queue.c */
NaiveItem         *naive_schedule            (NaiveContact       *contact,
                                              gint64              at,
                                              NaiveTurn           turn,
                                              NaiveFunc           func,
                                              gpointer            data);
void               naive_insert              (NaiveItem          *item);
void               naive_log                 (NaiveContact       *contact,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (2, 3);
gboolean           naive_is_tired            (NaiveEngine        *self);

/* naive-publish.c */
void               naive_offer_place         (NaiveContact       *contact);
gboolean           naive_publish             (NaiveContact       *contact,
                                              const char         *topic,
                                              const char         *subject,
                                              GHashTable         *payload,
                                              const char         *origin,
                                              NaiveSend          *send,
                                              NaiveEvent        **event);
void               naive_watch_flips         (NaiveContact       *contact);

/* naive-apply.c, naive-records.c */
gboolean           naive_form_asks           (NaiveContact       *contact,
                                              const char         *form,
                                              JsonObject         *params);
gboolean           naive_apply               (NaiveContact       *contact,
                                              NaiveEvent         *event);
gboolean           naive_apply_record        (NaiveContact       *contact,
                                              NaiveEvent         *event);
void               naive_derive              (NaiveContact       *contact,
                                              NaiveEvent         *event);
void               naive_follow              (NaiveEvent         *event,
                                              const char         *topic,
                                              const char         *subject,
                                              GHashTable         *payload,
                                              NaiveSend          *send);
void               naive_complete_product    (NaiveContact       *contact,
                                              NaiveEvent         *event);
gboolean           naive_is_member           (const NaiveRecord  *membership);
NaiveRecord       *naive_find_record         (NaiveContact       *contact,
                                              const char         *kind,
                                              const char         *id);
NaiveRecord       *naive_add_record          (NaiveContact       *contact,
                                              const char         *kind,
                                              const char         *id);
gboolean           naive_has_active_list     (NaiveContact       *contact);

/* naive-birth.c */
gboolean           naive_be_born             (NaiveContact       *contact,
                                              NaiveEvent         *event);
void               naive_grow_up             (NaiveContact       *contact,
                                              const NaiveEvent   *event);
JsonObject        *naive_created_payload     (const ParcoursTimelineEntry *entry);

void               naive_plan_birth          (NaiveContact       *contact);

/* naive-broadcast.c */
void               naive_plan_feed           (NaiveContact       *contact,
                                              NaiveStep          *trigger);
gboolean           naive_is_low              (NaiveContact       *contact,
                                              const ParcoursEntity *product);
void               naive_on_stock            (NaiveContact       *contact,
                                              NaiveItem          *item);

/* naive-lots.c */
void               naive_read_lots           (NaiveContact       *contact,
                                              NaiveRecord        *balance,
                                              JsonArray          *lots);
void               naive_change_lots         (NaiveContact       *contact,
                                              NaiveRecord        *balance,
                                              double              after,
                                              double              change,
                                              const NaiveValue   *expires);
void               naive_expire_lots         (NaiveContact       *contact,
                                              gint32              yesterday);

/* naive-match.c */
gboolean           naive_entry_fits          (NaiveContact       *contact,
                                              NaiveStep          *trigger,
                                              JsonObject         *entry,
                                              gconstpointer       source,
                                              NaiveLookup         lookup);
JsonObject        *naive_find_entry          (NaiveContact       *contact,
                                              NaiveStep          *trigger,
                                              const char         *member,
                                              const NaiveEvent   *event,
                                              gboolean           *happened);

/* naive-entry.c, naive-absence.c, naive-plan.c */
void               naive_offer_to_triggers   (NaiveContact       *contact,
                                              NaiveEvent         *event);
void               naive_offer_to_absence    (NaiveContact       *contact,
                                              NaiveStep          *trigger,
                                              NaiveEvent         *event);
void               naive_enrol               (NaiveContact       *contact,
                                              NaiveEvent         *request);
gboolean           naive_fire                (NaiveContact       *contact,
                                              NaiveStep          *trigger,
                                              NaiveEvent         *event,
                                              gboolean            yearly);
void               naive_refuse              (NaiveContact       *contact,
                                              NaiveAutomation    *automation,
                                              NaiveStep          *trigger,
                                              ParcoursRefusal     refusal);
gint64             naive_date_instant        (NaiveContact       *contact,
                                              const NaiveEvent   *event,
                                              JsonObject         *params,
                                              const ParcoursZone *zone);
void               naive_plan_trigger        (NaiveContact       *contact,
                                              NaiveStep          *trigger);
void               naive_plan_triggers       (NaiveContact       *contact);
void               naive_rearm               (NaiveContact       *contact,
                                              NaiveAutomation    *automation);

/* naive-swap.c */
void               naive_read_swaps          (NaiveEngine        *self);
void               naive_plan_swaps          (NaiveContact       *contact);
NaiveStep         *naive_running             (NaiveContact       *contact,
                                              NaiveStep          *trigger);
const NaiveStep   *naive_first_version       (const NaiveStep    *step);
void               naive_note_done           (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);

/* naive-outbox.c */
GHashTable        *naive_outbox_row          (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step,
                                              const char         *topic,
                                              const char         *subject);

/* naive-steps.c */
void               naive_count_arrival       (NaiveContact       *contact,
                                              const NaiveStep    *step);
gboolean           naive_is_over_limit       (NaiveContact       *contact);
void               naive_run_queue           (NaiveContact       *contact);
void               naive_queue               (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_move                (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
void               naive_wait_anew           (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_tell_fate           (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              const char         *step,
                                              ParcoursFate        fate);
void               naive_begin_watch         (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_resume              (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_begin               (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_end_passage         (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              ParcoursEnding      why);
gboolean           naive_is_goal             (const NaiveStep    *step);
void               naive_test_exit           (NaiveContact       *contact,
                                              NaivePassage       *passage);
gboolean           naive_test_goal           (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *goal);
void               naive_test_goals          (NaiveContact       *contact,
                                              NaivePassage       *passage);
void               naive_test_wait           (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveEvent         *event);
void               naive_leave               (NaiveContact       *contact,
                                              NaiveStep          *step);
guint              naive_visits              (NaiveContact       *contact,
                                              const NaiveStep    *step);
NaiveStep         *naive_find_step           (NaiveAutomation    *automation,
                                              const char         *id);
NaiveStep         *naive_next_step           (NaiveStep          *step,
                                              const char         *port);

/* naive-shared.c */
const char        *naive_route_random        (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
const char        *naive_route_latch         (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
JsonNode          *naive_win_condition       (NaiveStep          *step);
void               naive_try_wins            (NaiveContact       *contact,
                                              NaiveStep          *step);

/* naive-actions.c, naive-send.c, naive-business.c */
ParcoursOutcome    naive_act                 (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
gboolean           naive_is_notice           (const NaiveStep    *trigger);
gint64             naive_send_later          (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
GHashTable        *naive_message_base        (NaiveContact       *contact,
                                              const char         *kind,
                                              const char         *message);
gboolean           naive_is_queued           (NaiveContact       *contact,
                                              const char         *site_message);
void               naive_apply_sent          (NaiveContact       *contact,
                                              NaiveEvent         *event);
ParcoursOutcome    naive_send                (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
ParcoursOutcome    naive_business            (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              NaiveStep          *step);
const NaiveValue  *naive_rendered            (NaiveContact       *contact,
                                              NaivePassage       *passage,
                                              const char         *text);
const char        *naive_owner               (NaiveStep          *step,
                                              JsonObject         *rule);
ParcoursOutcome    naive_compute             (NaiveStep          *step,
                                              gboolean            is_money,
                                              const NaiveValue   *before,
                                              const NaiveValue   *operand,
                                              double             *result);
double             naive_adjusted            (NaiveStep          *step,
                                              double              before,
                                              const ParcoursEntity *entity);

/* naive-behaviour.c, naive-timeline.c */
const ParcoursResponse *naive_find_response  (NaiveContact       *contact,
                                              const NaiveSend    *send);
void               naive_plan_reactions      (NaiveContact       *contact,
                                              const NaiveEvent   *event,
                                              const ParcoursResponse *response);
gboolean           naive_settles_delivery    (NaiveContact       *contact,
                                              const NaiveEvent   *event);
void               naive_plan_arrivals       (NaiveContact       *contact);
void               naive_plan_scripts        (NaiveContact       *contact);
void               naive_plan_responses      (NaiveContact       *contact,
                                              NaiveEvent         *event);
const char        *naive_normal_subject      (const ParcoursTopic *topic,
                                              const char         *subject);
const char        *naive_answer              (NaiveContact       *contact,
                                              NaiveStep          *step,
                                              guint               visit);

G_END_DECLS
