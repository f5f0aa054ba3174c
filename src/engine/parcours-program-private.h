/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-counts.h"
#include "parcours-draw.h"
#include "parcours-template.h"

G_BEGIN_DECLS

/*
 * How a program is laid out. Steps of all automations stand in one array,
 * automations by slug and steps by id, so that the place of a step is also its
 * rank among what happens at one instant. Ports of all steps stand in another.
 */

#define NO_STEP -1
/* Steps in one instant after which an enrolment ends with an error (DESIGN rule 11). */
#define STEP_LIMIT 1000
#define MAX_GOALS 64
/* ActiveCampaign's cap looks at the last ten entries. */
#define MAX_CAP 16
/* What counts as few of a product, unless it says so itself. */
#define DEFAULT_LOW_STOCK 5.

typedef enum
{
  OP_NOTHING,        /* an unknown or incomplete step: contacts pass by `next` */
  OP_SET_ADD,
  OP_SET_REMOVE,
  OP_LIST_SUBSCRIBE,
  OP_LIST_UNSUBSCRIBE,
  OP_LIST_REMOVE,
  OP_CHANNEL_BLOCK,
  OP_FIELD_SET,
  OP_FIELD_COMPUTE,
  OP_SCORE_ADJUST,
  OP_SEND,
  OP_SEND_OUT,       /* staff, webhook */
  OP_WALLET_CAMPAIGN,
  OP_NOTE_ADD,
  OP_DEAL_CREATE,
  OP_DEAL_DUPLICATE,
  OP_DEAL_SET,
  OP_DEAL_COMPUTE,
  OP_DEAL_SCORE,
  OP_TASK_CREATE,
  OP_TASK_COMPLETE,
  OP_ACCOUNT_SET,
  OP_ACCOUNT_LINK,
  OP_CONVERSION,
  OP_SALESFORCE,
  OP_DELETE,
  OP_WAIT_DURATION,
  OP_WAIT_MOMENT,
  OP_WAIT_DATE,
  OP_WAIT_CONDITION,
  OP_WAIT_EVENT,
  OP_IF,
  OP_RANDOM,
  OP_LATCH,
  OP_GOAL,
  OP_GO_TO,
  OP_ENROL,
  OP_END,
  OP_END_OTHER,
  OP_TRIGGER,        /* never executed: enrolments begin at what it leads to */
} ProgramOp;

typedef enum
{
  CONSENT_NOT_OPTED_OUT,
  CONSENT_LIST,
  CONSENT_CHANNEL,
  CONSENT_TRANSACTIONAL,
} ConsentRule;

/* What happens to who arrives at a goal and has not met it. */
typedef enum
{
  GOAL_WAIT,
  GOAL_CONTINUE,
  GOAL_END,
} GoalUnmet;

/* Where a date stands: in a field of the contact, or in a column of its records. */
typedef struct
{
  gint32 slot;               /* of the frame, or -1 */
  gint32 kind;               /* of the frame, or -1 */
  GQuark column;             /* of records of @kind */
  GQuark kind_key;           /* what @kind is called */
} ProgramDate;

/* What a step does, by its op. */
typedef struct
{
  /* references */
  guint16 topic;             /* the event it publishes */
  gint32 slot;               /* a field or score of the frame, or -1 */
  gint32 set;                /* a set of the frame, or -1 */
  guint8 set_kind;
  gboolean is_silent;        /* nobody hears or watches what it does */
  gint32 list;               /* a list of the frame, or -1 for all */
  guint32 subject;           /* the number of the slug */
  gint32 target_step;        /* of a jump */
  gint32 target_automation;  /* of an enrolment, or -1 for all others */
  /* values */
  ParcoursFieldType type;
  ParcoursSlot value;
  gint32 source_slot;        /* where the value is copied from, or -1 */
  gboolean clear;
  ParcoursOp comparison;     /* of arithmetic: an operation, see OperationKind */
  int operation;
  double number;
  gboolean flag;
  /* time */
  ParcoursDuration duration;
  gboolean has_limit;
  ParcoursDuration limit;
  guint8 limit_port;         /* where the limit leads: `timeout`, or `next` where the row lacks it */
  ParcoursMoment moment;
  gboolean has_moment;
  ProgramDate date;
  int at;                    /* seconds since midnight */
  /* conditions */
  ParcoursPredicate *predicate; /* (owned) (nullable) */
  ParcoursFilter *filter;       /* (owned) (nullable) */
  /* shares */
  int threshold;             /* of the program, or -1 */
  guint64 *share_ends;       /* (owned) (nullable) running sums of 2^64 */
  guint n_shares;
  guint64 salt;
  /* goals */
  gboolean reach_above;
  int unmet;                 /* a #GoalUnmet */
  guint goal;                /* its number in the automation */
  guint64 *above;            /* (owned) (nullable) a bit a step of the automation */
  guint32 goal_subject;      /* `automation/step` */
  /* messages */
  gint32 message;
  const struct _ProgramMessage *to; /* the message */
  ParcoursChannel channel;
  ConsentRule consent;
  guint8 addresses;          /* #ParcoursAddress: one of these is needed; 0 for none */
  const ParcoursObject *base; /* what the events of its sends carry */
  guint64 reaction_salts[PARCOURS_N_REACTIONS];
  guint visit;               /* the counter of its draws, or 0 */
  gboolean is_limited;       /* by @threshold, over people */
  guint attempt;             /* the counter of its attempts to send, where it is limited */
  /* texts */
  char *text;                /* (owned) (nullable) the name of a column */
  char *text2;               /* (owned) (nullable) */
  ParcoursTemplate *title;   /* (owned) (nullable) of what is made, the text of a note, or what goes before a title */
  ParcoursTemplate *task;    /* (owned) (nullable) the title of the task beside a deal */
  ParcoursTemplate *note;    /* (owned) (nullable) of a task */
  /* records */
  gint32 kind;               /* of the frame */
  ParcoursTarget target;
  guint32 pipeline;
  guint32 stage;
  guint32 task_type;
  gint64 due_at;             /* or PARCOURS_INSTANT_MISSING: after @duration */
  double start;
  ParcoursValue literal;
  guint32 *owners;           /* (owned) (nullable) (array length=n_owners) */
  guint n_owners;
} StepData;

enum
{
  MATH_ADD,
  MATH_SUBTRACT,
  MATH_MULTIPLY,
  MATH_DIVIDE,
  MATH_SET,
  MATH_RESET,
};

typedef struct
{
  guint8 op;             /* a #ProgramOp */
  guint8 n_ports;
  guint16 automation;
  gint16 mark;           /* a mark of the frame, or -1 */
  guint32 first_port;    /* among the ports of the program */
  guint32 id;            /* the number of its id */
  StepData *data;        /* (owned) */
  ParcoursStep *step;    /* (owned) */
} ProgramStep;

/* How a step is done where nobody listens: without a call. */
typedef enum
{
  PLAIN_NOT,
  PLAIN_IF,
  PLAIN_IF_NUMBER,      /* the same, of one comparison */
  PLAIN_IF_SET,
  PLAIN_IF_EVENT,
  PLAIN_WAIT_ELAPSED,   /* some seconds */
  PLAIN_WAIT_DAYS,      /* some days, and seconds */
  PLAIN_WAIT_DURATION,
  PLAIN_WAIT_DAILY,     /* until the same time of every day */
  PLAIN_WAIT_MOMENT,
  PLAIN_WAIT_CONDITION,
  PLAIN_RANDOM,
  PLAIN_SHARED,         /* the same, where people decide together which share wins */
  PLAIN_GOAL,
  PLAIN_GOAL_EVENT,     /* the same, of one event */
  PLAIN_SET_ADD,
  PLAIN_SLOT_ADD,
  PLAIN_TEXT_FILL,
  PLAIN_SLOT_FILL,
  PLAIN_SEND,
  PLAIN_GO_TO,
  PLAIN_AGAIN,          /* no step: on the way back to a step that may have been done already in this instant */
  PLAIN_END,
  PLAIN_NOWHERE,        /* no step: where a way leads that leads nowhere */
} PlainOp;

/* An address that everybody has. */
#define PLAIN_ANY_ADDRESS 0x80

/* What people do about a message that a plain step sends. */
typedef struct _PlainReaction PlainReaction;
struct _PlainReaction
{
  guint64 salt;
  guint64 chance;               /* of 2^64 */
  const ParcoursDelay *delay;   /* (nullable) */
  guint32 place;                /* of its count in a row, 0 where it is not only counted */
  guint16 bit;                  /* that it has happened */
  guint8 number;                /* in the list, from 1 */
  guint8 cause;                 /* the number of what it is a share of, 0 for the sending */
  guint8 reaction;              /* a #ParcoursReaction */
  gboolean is_certain;
  const PlainReaction *if_so;   /* (nullable) what may happen next if it happens */
  const PlainReaction *if_not;  /* (nullable) and if it does not: what is no share of it */
};

typedef struct
{
  guint64 sender;               /* the bit of its sender, or 0 */
  guint8 addresses;             /* #ParcoursAddress: one of these is needed, or %PLAIN_ANY_ADDRESS */
  guint8 channel;
  guint8 consents;              /* a bit a #ParcoursConsent with which nothing else is asked */
  guint8 n_reactions;
  guint16 visit;                /* the counter of its draws */
  guint16 heard;                /* the bits of reactions that are not only counted */
  guint32 place;                /* of the count of sendings in a row */
  PlainReaction reactions[];
} PlainSend;

typedef struct _PlainStep PlainStep;

/* Where a port of a plain step leads, or its jump. */
typedef struct
{
  const PlainStep *next;        /* one of its own that is nowhere, where it leads to no step */
  guint32 place;                /* of its count in a row */
  guint32 word;                 /* of its row in a trace, see tape_word() */
} PlainWay;

/* All that a plain step needs, in one cache line unless it has many ports. */
struct _PlainStep
{
  guint8 op;                    /* a #PlainOp */
  guint8 detail;                /* a kind of sets, number of the last share, goal, port to which a limit leads, or the port
                                 * by which who does not compare is left */
  guint16 slot;                 /* a field, word of sets, counter of draws, whole days of a wait, or whether a limit
                                 * is so many seconds */
  guint32 number;               /* of the step */
  guint32 outcomes;             /* the place of its outcomes among those of all steps */
  guint32 word;                 /* of another row in a trace: that it waits, has sent or has changed nothing */
  const StepData *data;
  union
  {
    gint64 seconds;             /* of a wait; or a time of day */
    guint64 bits;               /* of a set in its word; or a salt */
    double number;
    ParcoursSlot value;
    const ParcoursPredicate *predicate;
    const PlainSend *send;
  } with;
  PlainWay ways[];              /* a port each */
};

/* What the timeline publishes in a feed. */
typedef struct
{
  guint32 slug;
  GArray *items;              /* (owned) (element-type gint64) when, ascending */
} ProgramFeed;

/* The stock of a product from an instant on. */
typedef struct
{
  guint32 product;
  gint64 at;
  guint number;               /* its place in the timeline */
  double from;                /* NAN if the timeline does not say it */
  double to;
  double low_at;              /* at or below this it is low */
  const ParcoursObject *payload; /* (nullable) */
} ProgramStock;

enum
{
  EVERY_DAY,
  EVERY_HOUR,
  EVERY_WEEK,
  EVERY_MONTH,
};

/* One way to enter. */
typedef struct
{
  guint32 step;
  guint16 automation;
  ParcoursStepFamily family;
  gboolean once;
  ParcoursPredicate *segment; /* (owned) (nullable) */
  gint32 first_step;          /* where entries by it begin, or NO_STEP */
  /* date */
  ProgramDate date;
  gboolean is_plain_date;     /* one day of the contact, once, some days off */
  gboolean is_of_open;        /* records that are closed have no date any more */
  ParcoursFilter *record_filter; /* (owned) (nullable) on the records whose date it is */
  ParcoursDuration offset;
  int at;
  gboolean yearly;
  /* poll */
  ParcoursPredicate *poll;    /* (owned) (nullable) */
  gint32 feed;                /* of the program, or -1 */
  int every;                  /* how often: EVERY_* */
  guint min_items;
  ParcoursPredicate *audience; /* (owned) (nullable) who it is for, %NULL for everybody */
  /* absence */
  ParcoursDuration after;
  int key;                    /* what arms and disarms belong to: ABSENCE_* */
  gboolean rearm;
  ParcoursFilter *fires;      /* (owned) (nullable) on the cart */
  /* direct */
  guint8 via;
  gboolean transactional;     /* mails to who enters by it need no consent */
} ProgramTrigger;

enum
{
  ABSENCE_CONTACT,
  ABSENCE_SEND,
  ABSENCE_CART,
};

enum
{
  VIA_NONE,
  VIA_MANUAL,
  VIA_API,
};

typedef enum
{
  LISTEN_ENTER,
  LISTEN_REFUSE,  /* the event is a refused firing */
  LISTEN_ARM,
  LISTEN_DISARM,
} ListenKind;

/* A trigger listens to a topic. */
typedef struct
{
  ListenKind kind;
  guint16 trigger;
  guint8 reason;
  ParcoursFilter *filter; /* (owned) (nullable) */
} Listener;

typedef struct
{
  ParcoursTopicApply apply;
  gboolean is_state;
  int set_kind;           /* a #ParcoursSetKind, or -1 */
  gboolean is_heard;      /* somebody listens, waits or asks */
  GArray *listeners;      /* (owned) (nullable) (element-type Listener) by trigger */
  gboolean has_waits;     /* some wait.event is about it */
  gboolean kept;          /* some query is about it */
  gboolean is_about_message; /* its subject is a message, so that it is about a send */
  gboolean is_only_kept;  /* it changes nothing, and only conditions ask about it that nobody watches */
} ProgramTopic;

typedef enum
{
  REENTRY_ALWAYS,
  REENTRY_NEVER,
  REENTRY_AFTER,
} ReentryRule;

typedef enum
{
  PARALLEL_NO,
  PARALLEL_OTHER_TRIGGERS,
  PARALLEL_YES,
} ParallelRule;

typedef struct
{
  ParcoursAutomation *automation; /* (owned) */
  guint32 slug;                   /* its number */
  ParcoursPlatform platform;
  guint32 first_step;
  guint32 n_steps;
  guint16 first_trigger;
  guint16 n_triggers;
  const ParcoursZone *zone;       /* (nullable) the contact's */
  ReentryRule reentry;
  ParcoursDuration reentry_after;
  ParallelRule parallel;
  guint cap_entries;              /* or 0 */
  gint64 cap_seconds;
  ParcoursPredicate *exit;        /* (owned) (nullable) */
  GArray *goals;                  /* (owned) (element-type guint32) steps */
  guint64 watches;                /* the bits that its exit and goals read */
  gboolean is_timed;              /* some of these may change by time alone */
  gint32 start;                   /* where entries without a trigger begin, or NO_STEP */
  gboolean has_quiet_hours;
  int quiet_from;                 /* seconds since midnight */
  int quiet_to;
  gboolean quiet_skips;
  gboolean active;
  guint16 base;                   /* the first version of it, mostly itself */
  gboolean same_watch;            /* of a later version: its exit and goals are those of the version before */
  gboolean same_entry;            /* and so is its entry policy */
  guint64 *reaches;               /* (owned) (nullable) of one that is replaced: a row of bits a step */
} ProgramAutomation;

/* Draws of one send: whether, after how long, and what. */
#define DRAW_CHANCE 0
#define DRAW_DELAY 1
#define DRAW_DETAIL 2
#define N_DRAWS 3

/* A chance of 1. */
#define CERTAIN_CHANCE (G_GUINT64_CONSTANT (1) << 53)

/* A reaction that a rule gives a chance to. */
typedef struct
{
  guint8 reaction;             /* a #ParcoursReaction */
  gint8 cause;                 /* which of the list has to happen before, or -1 for the sending */
  guint64 chance;              /* of 2^53 */
  const ParcoursDelay *delay;  /* (nullable) */
} ProgramReaction;

/* What a response rule does to a message. */
typedef struct
{
  ProgramReaction reactions[PARCOURS_N_REACTIONS]; /* in the order in which they are planned */
  guint n_reactions;
  ParcoursPredicate *segment;  /* (owned) (nullable) */
  const ParcoursResponse *rule;
  guint32 *links;              /* (owned) (nullable) the numbers of the links */
  guint32 *products;           /* (owned) (nullable) and of the products that are bought */
  gboolean is_timed;           /* whether somebody opens depends on when it was sent */
} ProgramResponse;

typedef struct _ProgramMessage
{
  const ParcoursEntity *entity; /* (nullable) */
  guint32 slug;
  ParcoursChannel channel;
  GArray *lists;                /* (owned) (nullable) (element-type guint) its own lists */
  guint sender;                 /* a sender of the frame */
  gboolean track_links;
  gboolean is_transactional;
  const ParcoursObject *base;   /* what its events carry */
  guint16 topics[PARCOURS_N_REACTIONS]; /* of its reactions, G_MAXUINT16 for none */
  gboolean has[PARCOURS_N_REACTIONS]; /* there is such a reaction to it */
  gboolean is_silent[PARCOURS_N_REACTIONS]; /* the reaction changes nothing and nobody hears it */
  GArray *responses;            /* (owned) (element-type guint16) rules that may apply, in order */
  const ProgramResponse *always; /* (nullable) the first of them, if it is for everybody, at all times */
} ProgramMessage;

typedef struct
{
  GQuark key;
  const ParcoursChoice *choice;
  ParcoursValue *values;        /* (owned) one a choice */
} ProgramPayload;

typedef struct
{
  const ParcoursArrival *rule;
  guint16 topic;
  guint16 parent;               /* of a following event, G_MAXUINT16 for none */
  guint64 salt;
  double none;                  /* the chance that a block has none */
  guint64 none_bits;            /* the same, of 2^64 */
  double mean;                  /* a block */
  ParcoursPredicate *segment;   /* (owned) (nullable) */
  guint64 wakes;                /* what has to change before somebody comes to be in the segment; 0 where time may do it */
  guint32 *subjects;            /* (owned) (nullable) */
  const ParcoursObject **bases; /* (owned) (nullable) what the message carries that is the subject; one each, nullable */
  gboolean makes_record;        /* its subject is a record of its own */
  gboolean is_cart;             /* or the cart that is open */
  gboolean shares_subject;      /* as a following event it is about the same thing */
  ProgramPayload *payload;      /* (owned) (array length=n_payload) */
  guint n_payload;
  guint16 first_follow;
  guint16 n_follows;
} ProgramArrival;

/* Something of the timeline that happens at an instant. */
typedef struct
{
  gint64 at;
  guint number;                 /* its place in the timeline */
  guint64 key;                  /* to whom, or 0 */
  gboolean everybody;           /* to all, or all who meet @who then */
  gboolean by_record;           /* to whom the record belongs that is its subject; for everybody: who is linked to it */
  gint16 wanted;                /* to whom this query found something, or -1 */
  gint16 bought;                /* later than this one */
  const ParcoursPredicate *who; /* (nullable) */
  ParcoursEvent event;
} ProgramScript;

/* Something of the timeline that follows something else. */
typedef struct
{
  guint64 key;                  /* whose, or 0 for everybody's */
  guint16 on_topic;
  guint32 on_subject;           /* or 0 for any */
  guint nth;                    /* or 0 for each */
  ParcoursDuration after;
  gboolean has_subject;         /* else its subject is that of the other */
  ParcoursEvent event;
} ProgramScriptedResponse;

/* A random split that the timeline decides. */
typedef struct
{
  guint64 key;
  gint32 step;
  guint visit;                  /* from 1 */
  guint8 port;
} ProgramAnswer;

typedef struct
{
  gint64 at;
  guint16 automation;
  gboolean active;
} ProgramChange;

/* From an instant on, another version of an automation runs in its place (DESIGN rule 15). */
typedef struct
{
  gint64 at;
  guint number;                 /* its place in the timeline */
  guint16 from;                 /* the version that ran until then; the new one comes next among the automations */
  guint16 to;
  ParcoursAutomation *automation; /* (owned) the new version */
  JsonObject *moves;            /* (owned) (nullable) where people go whose step is gone, by its id */
} ProgramSwap;

/* What a step is in the version before and after its own: the step of the same id, or NO_STEP. */
typedef struct
{
  gint32 before;
  gint32 after;
  guint32 first;                /* the first of that id: by this one it is known to who looks on */
  gint32 refuge;                /* of a step that the next version has not: where people go, or NO_STEP */
  gboolean same;                /* does as the one before */
} ProgramTwin;

/*
 * What people share at a step: until something is reached, contacts are treated
 * one way, then another. Contacts run one after the other all the same: a pass
 * that assumes that nothing is reached tells exactly when the first of these
 * things is; with that known the next pass tells the next, and so on. So K of
 * them cost at most K + 1 passes.
 */
typedef enum
{
  THRESHOLD_LATCH_AT,      /* known beforehand */
  THRESHOLD_LATCH_PASSED,
  THRESHOLD_LATCH_IF,
  THRESHOLD_WINNER_AT,
  THRESHOLD_WINNER_PASSED,
  THRESHOLD_WINNER_WINS,
  THRESHOLD_ROTATION,      /* whose turn it is, see parcours-runner-shared.c */
  THRESHOLD_LIMIT,         /* how many messages a step may send, over people */
} ThresholdKind;

typedef struct
{
  ThresholdKind kind;
  guint32 step;
  guint n;
  gint64 at;
  ParcoursPredicate *win;       /* (owned) (nullable) what counts as a win */
  ParcoursDuration within;      /* how long after passing it counts, or for how long a message does */
  gboolean skips;               /* of a limit: what is too much is left out, not delayed */
} ProgramThreshold;

/* The topics that the engine itself knows. */
typedef struct
{
  guint16 list_subscribed, list_opt_in_requested, list_opt_in_confirmed, list_unsubscribed, list_removed, list_moved;
  guint16 form_submitted, form_confirmed;
  guint16 tag_added, tag_removed, audience_added, audience_removed;
  guint16 channel_subscribed, channel_unsubscribed, channel_blocked;
  guint16 field_changed, score_changed;
  guint16 email_sent, email_delivered, email_bounced, email_opened, email_clicked, email_shared;
  guint16 site_message_queued, site_message_shown, session_started, page_visited, push_clicked;
  guint16 notification_sent, webhook_called;
  guint16 deal_created, deal_field_changed, deal_status_changed, deal_stage_changed, deal_pipeline_changed;
  guint16 task_created, task_completed, note_added, conversion_recorded, salesforce_created;
  guint16 account_field_changed, account_linked, wallet_campaign_changed, wallet_notification_sent;
  guint16 enrol_requested, automation_entered, automation_ended, goal_achieved, goal_skipped;
  guint16 contact_created, contact_deleted, cart_product_added, order_created, voucher_expired;
  guint16 balance_expired, balance_min_reached, balance_max_reached;
  guint16 sms_sent, sms_delivered, sms_failed, push_sent, push_delivered, product_viewed;
  guint16 feed_item_published, product_stock_changed, product_back_in_stock;
} ProgramTopicIds;

/* Fields that events keep up to date; -1 where nobody asks. Of addresses the slug: whether there is one is known of
 * everybody, and which one only where somebody asks. */
typedef struct
{
  guint32 email;
  guint32 phone;
  int created_at;
  int last_activity_at;
  int last_order_at;
  int order_count;
  int total_spent;
} ProgramSlots;

/* Kinds of records that the engine itself knows; -1 where nobody asks. */
typedef struct
{
  int cart;
  int order;
  int deal;
  int note;
  int account;
  int loyalty;
  int voucher;
} ProgramKinds;

/* Keys of payloads and records, and values of them, that the engine itself knows. */
typedef struct
{
  GQuark subject, send, from, to, field, of, on, text, hard, confirmed, scope, sender, list, form, page, view, channel,
    status, store, cart, items, product, name, categories, collections, price, quantity, total, low_stock, currency,
    amount, checkout, updated_at, created_at, completed_at, completed, confirmed_at, shipped_at, closed_at, id, pipeline,
    from_pipeline, stage, title, value, owner, type, due, deal, starts, url, link, program, code, expires, primary,
    linked, member, joined_on, tier, tier_slug, balance, transaction, limit, via, reason, enrolment, trigger, origin;
} ProgramKeys;

typedef struct
{
  guint32 open, emptied, ordered, pending, failed, won, lost, valid, earned, redeemed, email, sms, web, automation,
    contact, deal, marketing, transactional;
} ProgramWords;

extern ProgramKeys program_keys;

/* What a form does when it is sent in. */
typedef struct
{
  guint16 topic;
  guint32 subject;
  const ParcoursObject *payload; /* (nullable) */
  gboolean asks;                 /* for confirmation */
} ProgramFormAction;

struct _ParcoursProgram
{
  gatomicrefcount ref_count;
  ParcoursTexts *texts;        /* (owned) */
  ParcoursLibrary *library;    /* (owned) */
  ParcoursFrame *frame;        /* (owned) */
  ParcoursBehaviour *behaviour; /* (owned) (nullable) */
  ParcoursArena *arena;        /* (owned) objects of the program */
  ParcoursSettings settings;
  guint64 seed;

  ProgramAutomation *automations; /* (owned) */
  guint n_automations;
  ProgramStep *steps;          /* (owned) */
  guint n_steps;
  gint32 *targets;             /* (owned) a port each: the step it leads to, or NO_STEP */
  guint32 *sources;            /* (owned) the ports that lead to a step, step by step */
  guint32 *first_source;       /* (owned) a step each, and one more: where its sources begin */
  guint n_ports;
  PlainStep **plain;           /* (array) a step each, of the arena */
  guint longest_plain;         /* how many of them may be done in one instant without coming back to one */
  GArray *triggers;            /* (owned) (element-type ProgramTrigger) by step */
  ProgramTopic *topics;        /* (owned) a topic of the catalogue each */
  guint n_topics;
  GArray *messages;            /* (owned) (element-type ProgramMessage) */
  GArray *responses;           /* (owned) (element-type ProgramResponse) */
  GArray *arrivals;            /* (owned) (element-type ProgramArrival) */
  guint n_visits;              /* counters of draws, the first is unused */
  gint64 from;
  gint64 to;
  GArray *scripts;             /* (owned) (element-type ProgramScript) by contact, those for everybody last */
  guint first_for_everybody;
  GArray *scripted_responses;  /* (owned) (element-type ProgramScriptedResponse) */
  GArray *answers;             /* (owned) (element-type ProgramAnswer) */
  GArray *changes;             /* (owned) (element-type ProgramChange) by time */
  GArray *swaps;               /* (owned) (element-type ProgramSwap) by time */
  ProgramTwin *twins;          /* (owned) (nullable) a step each, where there are swaps */
  GArray *thresholds;          /* (owned) (element-type ProgramThreshold) */
  gboolean shares_accounts;    /* steps change accounts, which reaches others */
  GPtrArray *predicates;       /* (owned) (element-type ParcoursPredicate) of scripts */
  GPtrArray *wheres;           /* (owned) (element-type ParcoursWhere) keep filters alive */
  GPtrArray *conditions;       /* (owned) (element-type ParcoursCondition) keep predicates alive */
  GHashTable *products;        /* (owned) (element-type guint32 ParcoursObject) by slug */
  GArray *stocks;              /* (owned) (element-type ProgramStock) by product and time */
  GArray *feeds;               /* (owned) (element-type ProgramFeed) */
  GHashTable *account_names;   /* (owned) (nullable) (element-type utf8 guint32) accounts by folded name */
  GHashTable *untracked;       /* (owned) (nullable) (element-type guint32) emails whose links nobody follows */
  gboolean takes_back;         /* orders may be cancelled or refunded */
  gboolean leaves_all;         /* somebody may unsubscribe from whatever lists there are */
  GArray *lists_by_slug;       /* (owned) (element-type guint) the lists of the frame */
  GHashTable *forms;           /* (owned) (element-type guint32 GArray<ProgramFormAction>) by slug */
  ProgramSlots slots;
  ProgramKinds kinds;
  ProgramWords words;
  ProgramTopicIds ids;
  gboolean needs_turns;        /* somebody asks who owns what: rotation has to be exact */
  guint64 watched_bits;        /* what anybody watches */
  guint64 waking_bits;         /* what segments of arrivals watch */
  gboolean keeps_sends;        /* events may come that name a message and no send */
  gboolean has_timed_triggers; /* some trigger fires by date or poll */
  gboolean has_polls;
};

/* What is counted of an instant lies in a row, see #ParcoursCounts: who arrives
 * otherwise than by a port, by step, who leaves otherwise than by a port, by step,
 * ports, messages. */
static inline guint
program_out_place (const ParcoursProgram *program,
                   guint                  step)
{
  return program->n_steps + step;
}

static inline guint
program_port_place (const ParcoursProgram *program,
                    guint                  port)
{
  return program_out_place (program, program->n_steps) + port;
}

static inline guint
program_message_place (const ParcoursProgram *program,
                       guint                  message)
{
  return program_port_place (program, program->n_ports) + message * PARCOURS_N_COUNTED;
}

/* Whether something comes of the step, after which it is left by its port. */
static inline gboolean
program_step_acts (const ProgramStep *step)
{
  return step->n_ports > 0 &&
         (step->op < OP_DELETE || step->op == OP_ENROL || step->op == OP_END_OTHER);
}

/* How events are drawn that are not a step's: see parcours-runner-arrivals.c */
#define ARRIVAL_BLOCK_DAYS 28

static inline const ProgramTrigger *
program_trigger (const ParcoursProgram *program,
                 guint                  i)
{
  return &g_array_index (program->triggers, ProgramTrigger, i);
}

static inline const ProgramMessage *
program_message (const ParcoursProgram *program,
                 guint                  i)
{
  return &g_array_index (program->messages, ProgramMessage, i);
}

static inline const ProgramSwap *
program_swap (const ParcoursProgram *program,
              guint                  i)
{
  return &g_array_index (program->swaps, ProgramSwap, i);
}

/* The step by which @step is known to who looks on: the first version that has one of its id. */
static inline guint
program_known_step (const ParcoursProgram *program,
                    guint                  step)
{
  return program->twins != NULL ? program->twins[step].first : step;
}

/* Whether people can stand at the step, which may be none. */
static inline gboolean
program_has_place (const ParcoursProgram *program,
                   gint32                 step)
{
  return step != NO_STEP && program->steps[step].op != OP_TRIGGER;
}

/* Whether steps of one id in two versions are of the same type; else the one takes the place of the other. */
static inline gboolean
program_is_of_a_kind (const ParcoursProgram *program,
                      guint                  before,
                      guint                  after)
{
  return g_str_equal (program->steps[before].step->type_name, program->steps[after].step->type_name);
}

/* What a date hangs on. */
static inline guint64
program_date_bits (const ParcoursProgram *program,
                   const ProgramDate     *date)
{
  if (date->slot >= 0)
    return parcours_bit (parcours_frame_field (program->frame, (guint) date->slot)->bit);
  if (date->kind >= 0)
    return parcours_bit (((const ParcoursFrameKind *) g_ptr_array_index (program->frame->kinds, date->kind))->bit);

  return 0;
}

/* Between the files of the compiler. */
typedef struct
{
  ParcoursProgram *program;
  ProgramAutomation *automation; /* that is being compiled */
  guint automation_index;
  ParcoursStep *step;            /* that is being compiled */
  JsonObject *params;            /* (owned) its parameters with presets and defaults */
} ProgramCompiler;

void               parcours_compile_plain     (ParcoursProgram *program);
void               parcours_compile_step      (ProgramCompiler *compiler,
                                               ProgramStep     *step);
void               parcours_compile_trigger   (ProgramCompiler *compiler,
                                               guint            step);
gboolean           parcours_compile_date      (ProgramCompiler *compiler,
                                               ProgramDate     *date);
gboolean           parcours_program_is_low    (const ParcoursProgram *program,
                                               guint32          product,
                                               gint64           at,
                                               gboolean        *is_low);
gint32             parcours_compile_feed      (ParcoursProgram *program,
                                               const char      *slug);
void               parcours_compile_feed_item (ParcoursProgram *program,
                                               const char      *slug,
                                               gint64           at);
void               parcours_compile_behaviour (ParcoursProgram *program,
                                               const ParcoursTimeline *timeline);
void               parcours_compile_subject   (ParcoursProgram *program,
                                               const ParcoursTopic *topic,
                                               const char      *slug);
gint32             parcours_compile_message   (ProgramCompiler *compiler,
                                               const char      *kind,
                                               const char      *slug);
gboolean           parcours_compile_versions  (ParcoursProgram *program,
                                               GPtrArray       *automations,
                                               const ParcoursTimeline *timeline,
                                               GError         **error);
gint32             parcours_compile_find_step (const ParcoursProgram *program,
                                               guint            automation,
                                               const char      *id);
gboolean           parcours_compile_swaps     (ParcoursProgram *program,
                                               GError         **error);
gboolean           parcours_compile_timeline  (ParcoursProgram *program,
                                               const ParcoursTimeline *timeline,
                                               GError         **error);
void               parcours_compile_rotation  (ProgramCompiler *compiler,
                                               StepData        *data);
void               parcours_compile_library   (ParcoursProgram *program);
void               parcours_compile_records   (ParcoursProgram *program);
void               parcours_compile_slots     (ParcoursProgram *program);
ParcoursPredicate *parcours_compile_condition (ProgramCompiler *compiler,
                                               JsonNode        *node);
ParcoursFilter    *parcours_compile_where     (ParcoursProgram *program,
                                               JsonNode        *node);
guint16            parcours_compile_topic     (const char      *name);
void               parcours_compile_words     (ParcoursProgram *program);
void     parcours_compile_senders      (ParcoursProgram      *program);
gboolean parcours_program_is_answered (const ParcoursProgram *program,
                                       guint16                topic);
const ParcoursObject *parcours_compile_message_base (ParcoursProgram      *program,
                                                     const ParcoursTopic  *topic,
                                                     const char           *slug);
const ParcoursObject *parcours_compile_send_base (ProgramCompiler *compiler,
                                               const ProgramMessage *message);

/* parcours-program-business.c */
void               parcours_compile_task_create    (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_task_complete  (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_note           (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_deal_create    (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_deal_duplicate (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_deal_set       (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_deal_compute   (ProgramCompiler *compiler,
                                                    ProgramStep     *step,
                                                    int              operation);
void               parcours_compile_deal_score     (ProgramCompiler *compiler,
                                                    ProgramStep     *step,
                                                    int              operation);
void               parcours_compile_account_set    (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_account_link   (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_conversion     (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_salesforce     (ProgramCompiler *compiler,
                                                    ProgramStep     *step);
void               parcours_compile_send_out       (ProgramCompiler *compiler,
                                                    ProgramStep     *step,
                                                    gboolean         is_webhook);

G_END_DECLS
