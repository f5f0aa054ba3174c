/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-program-private.h"
#include "parcours-runner.h"
#include "parcours-tape.h"

G_BEGIN_DECLS

/*
 * The order of one instant (DESIGN section 7): scripted and broadcast events,
 * arrivals and responses, timers, then what they cause. What is pending is
 * ranked by that and, where still equal, by step and passage, so that the order
 * does not depend on when something was planned.
 */
typedef enum
{
  PENDING_ARRIVAL,   /* arrivals and responses */
  PENDING_RESPONSE,
  PENDING_SCRIPTED,  /* a response of the timeline */
  PENDING_BIRTH,     /* a contact comes to be */
  PENDING_SHARED,    /* somebody else has changed an account */
  PENDING_CLOCK,     /* timers: something expires */
  PENDING_DATE,
  PENDING_ABSENCE,
  PENDING_POLL,
  PENDING_FLIP,      /* a condition may have become true as time passed */
  PENDING_WIN,       /* the same of what counts as a win */
  PENDING_WAIT,      /* a wait or its limit is over */
} PendingKind;

typedef struct
{
  gint64 at;
  guint64 rank;
  const ParcoursEvent *event; /* (nullable) */
  guint32 who;       /* an enrolment, trigger or rule */
  guint32 epoch;     /* of the enrolment's wait; another one makes it void */
  guint32 key;       /* of an absence: what armed it */
  guint8 kind;       /* a #PendingKind */
} Pending;

#define PENDING_RANK(kind, place, number) \
  ((guint64) (kind) << 56 | (guint64) (place) << 32 | (guint64) (number))

typedef enum
{
  ENROLMENT_READY,   /* in the queue of the instant */
  ENROLMENT_RUNNING,
  ENROLMENT_WAITING,
  ENROLMENT_ENDED,
} EnrolmentStatus;

typedef struct
{
  guint8 status;          /* an #EnrolmentStatus */
  guint8 transactional;   /* mails to who entered by that need no consent */
  guint8 acting;          /* waits to act later: a send that was delayed */
  guint8 granted;         /* waits for the instant at which the limit of the step lets it send */
  guint8 entering;        /* is let in, or gets into another version, just now: its exit and its goals are not asked yet */
  guint8 arrived;         /* arrived at its step by a goal's jump */
  guint8 urgent;          /* has a jump or a doom to obey before the next step */
  guint8 has_event;
  guint16 automation;
  gint16 doom;            /* an ending, or -1 */
  gint32 step;
  const ParcoursZone *zone; /* of the automation's clock for the contact */
  gint32 trigger;         /* the trigger that admitted, or -1 */
  guint32 number;         /* which passage through the automation, from 1 */
  guint32 epoch;
  gint32 left;            /* where it stood before it arrived by a jump */
  gint32 jump;            /* a goal to jump to, or NO_STEP */
  guint32 entry_order;
  gint64 entered;
  gint64 flip_at;         /* the earliest flip that is pending */
  guint64 reached;        /* a bit a goal */
  guint passage;
  ParcoursEvent event;    /* what admitted it */
} Enrolment;

/* What is kept of a contact's entries by one trigger. */
typedef struct
{
  guint32 n;
  gint64 last[MAX_CAP];   /* a ring of the last entries */
  gint64 polled;          /* when its condition was tested last */
} TriggerHistory;

/* A birthday that does not repeat, of the contact or of a record, has come at a date trigger. */
typedef struct
{
  guint32 step;               /* the trigger, in its first version */
  guint32 record;
  int month;
  int day;
} Birthday;

/* And of its entries into one automation. */
typedef struct
{
  guint32 n;
  gint64 last;
} AutomationHistory;

/* Somebody passed a split whose wins are counted. */
typedef struct
{
  guint16 threshold;
  guint16 visit;              /* the slot of the split's visits */
  guint8 share;
  gint64 until;
  gint64 flip_at;
  guint32 enrolment;          /* for which it is asked */
} WinWatch;

/* What of an enrolment time alone makes true at an instant. */
typedef struct
{
  guint32 enrolment;
  gboolean exit;
  gboolean wait;
  guint64 goals;              /* a bit a goal */
} WatchDue;

/* A step of one contact has changed an account: it reaches the others who are linked to it a second later. */
typedef struct
{
  guint32 account;
  gint64 at;
  guint64 key;                /* whose step it was */
  guint32 number;             /* which change of that contact */
  guint32 order;              /* among all changes, by instant, contact and number */
  guint32 field;
  ParcoursValue to;           /* no array or object */
} AccountChange;

/* What is reached when, as far as it is known. It is filled before others see it, then never changed. */
struct _ParcoursThresholds
{
  gatomicrefcount ref_count;
  guint n;
  struct
  {
    gboolean known;
    gint64 at;
    guint64 key;
    guint32 visit;
    guint8 winner;
    GArray *turns;            /* (owned) (nullable) (element-type ThresholdMark) in order, of the pass before */
    GArray *slots;            /* (owned) (nullable) (element-type gint64) of a limit: what it makes of each turn */
  } *states;                  /* (owned) (array length=n) */
  GArray *changes;            /* (owned) (nullable) (element-type AccountChange) by account, then time, of the pass before */
};

/* Who comes to be during the run: by the timeline, or because new contacts come like those who are there. */
typedef struct
{
  guint64 key;
  gint64 at;                  /* not of the timeline: when */
  guint model;                /* not of the timeline: like whom; else G_MAXUINT */
  guint number;               /* not of the timeline: which of them, from 1 */
  guint32 address;            /* not of the timeline: the number of its address */
} Newcomer;

/* What newcomers are told by, as keys and numbers of texts. */
typedef struct
{
  GQuark *fields;             /* (owned) of each field of the frame, 0 where it is not taken from the model */
  GQuark *lists;              /* (owned) of each list of the frame */
  GQuark channels[PARCOURS_N_CHANNELS];
  guint32 active;
  guint32 unconfirmed;
  guint32 subscribed;
  guint32 phone;
  const ParcoursZone *zone;   /* (nullable) the last one */
  guint32 zone_name;
} BirthWords;

/* An arrival or a win at a threshold. */
typedef struct
{
  gint64 at;
  guint64 key;
  guint32 visit;              /* of a split with a winner twice the visit, and 1 more for what follows it */
  guint8 share;
  guint8 kind;                /* MARK_* */
} ThresholdMark;

enum
{
  MARK_ARRIVAL,
  MARK_WIN,
};

/* A few numbers, in order. */
typedef struct
{
  guint32 *items; /* (owned) */
  guint n;
  guint size;
} Numbers;

/* A zone has one offset in [from, until). */
typedef struct
{
  const ParcoursZone *zone;
  gint64 from;
  gint64 until;
  gint64 calm_from;           /* since when a local time is not also one before @from, or one left out */
  gint64 local_shift;         /* from an instant to local time, and as many days as make it positive */
  int offset;                 /* seconds ahead of UTC */
} Steady;

/* What is kept of a passage for the case that its automation is replaced. */
typedef struct
{
  gint64 since;               /* when it began to wait where it is */
  gint32 stood;               /* where it stood when the version was swapped, or NO_STEP if it entered afterwards */
} Placed;

/* What is kept of a contact where versions of automations are swapped. */
typedef struct
{
  gboolean *runs;             /* (owned) a version each: whether it is the one that runs */
  guint next;                 /* of the program's swaps */
  guint64 *done;              /* (owned) a bit a step: the contact has done it */
  guint64 *before;            /* (owned) the same, under a version before */
  gsize size;                 /* of each of these, in words */
  GArray *placed;             /* (owned) (element-type Placed) an enrolment each */
} Swapping;

#define N_STEADY 4
/* Makes the local times of all years positive. */
#define FAR_DAYS (G_GINT64_CONSTANT (1) << 32)

struct _ParcoursRunner
{
  ParcoursProgram *program;   /* (owned) */
  ParcoursState *state;       /* (owned) */
  gint64 from;
  gint64 to;
  ParcoursCounts *counts;     /* (unowned) */
  ParcoursCounts *own_counts; /* (owned) where nobody else counts */
  guint32 *row;               /* of @counts, for now */
  gint64 bucket_end;
  gsize day_rows;             /* how much further the row of a day later is; 0 where buckets do not make up days */
  ParcoursObserver observer;
  gpointer observer_data;
  gboolean steps_only;        /* the observer wants to know of no events */
  gboolean quiet;             /* nobody observes events or asks for steps, and the timeline follows nothing */
  gboolean plain;             /* and nobody but a tape observes steps, or asks where passages are */
  ParcoursTape *tape;         /* (unowned) (nullable) what the observer writes, which plain steps write themselves */

  const Steady *steady;       /* of @steadies, the one last asked for */
  Steady steadies[N_STEADY];
  guint n_steadies;
  gint64 calm;                /* of a plain passage, see look_ahead() in parcours-runner-plain.c */
  gint64 calm_days;
  gint64 steady_until;
  gint64 local_shift;         /* of a #Steady */

  const ParcoursZone *block_zone; /* whose blocks of arrivals these are */
  gint64 block_from;          /* and from when on */
  gint32 first_block;
  gint32 last_block;

  guint64 rank;               /* how far the instant has come: the highest of what has been done in it */
  gboolean deleted;
  gint32 running;             /* the enrolment that runs, or -1 */
  guint32 n_sends;
  guint32 n_serials;          /* records made in the run */
  guint32 *asked_forms;       /* of @tallies, a list each: the form that asked for confirmation */
  GArray *sends;              /* (owned) (element-type ParcoursEvent) */
  Numbers opened_sends;       /* by runner_message_key() */
  guint32 wallet_campaign;    /* that the run moved the contact to, or missing */
  guint32 salesforce[2];      /* what was created there: contact, lead */
  guint n_salesforce;
  GArray *queued;             /* (owned) (element-type ParcoursEvent) site messages that wait for a visit */
  gint64 last_active;         /* or PARCOURS_INSTANT_MISSING */
  guint depth;                /* of events that cause events */
  guint n_steps_run;          /* by the contact */
  guint step_limit;           /* how many these may be by the end of the instant */
  gint64 instant;

  Enrolment *enrolments;      /* (owned) */
  guint n_enrolments;
  guint size_enrolments;
  Numbers open;               /* enrolments by automation and number */
  Numbers ready;              /* enrolments: the queue of the instant */
  guint ready_head;
  Pending *pending;           /* (owned) the next one last */
  guint n_pending;
  guint size_pending;
  TriggerHistory *triggers;   /* (owned) a trigger each */
  guint8 *tallies;            /* (owned) what begins at 0 with every contact */
  gsize size_tallies;         /* bytes */
  AutomationHistory *histories; /* of @tallies, an automation each */
  guint16 *visits;            /* of @tallies, a counter of draws each */
  gint64 *poll_at;            /* (owned) a trigger each: when it is polled next, or PARCOURS_INSTANT_NEVER */
  GArray *message_times;      /* (owned) (element-type gint64) of what counts for the frequency cap */
  GArray *birthdays;          /* (owned) (element-type Birthday) those that do not repeat and have come */
  gboolean has_scripts;
  guint next_script;          /* of the contact's own */
  guint end_script;
  guint next_for_everybody;
  const GArray *newcomers;    /* (unowned) (nullable) (element-type Newcomer) contacts that come to be, by key */
  const Newcomer *newcomer;   /* (nullable) the contact, if it is one of them */
  ParcoursState *model;       /* (owned) (nullable) the one whom a new contact is like */
  BirthWords *birth_words;    /* (owned) (nullable) */
  GArray *key_numbers;        /* (owned) (element-type guint32) by key, the number of its text, 0 where nobody has asked */
  gboolean unborn;            /* the contact has not come to be yet */
  const GArray *record_scripts; /* (unowned) (nullable) (element-type RecordScript) by key */
  guint next_record_script;
  guint32 *response_counts;   /* of @tallies, a scripted response each */
  guint8 *asleep;             /* of @tallies, an arrival each: it is not planned before the contact is in its segment */
  ParcoursThresholds *thresholds; /* (owned) (nullable) */
  GArray **threshold_marks;   /* (unowned) (nullable) (element-type ThresholdMark) a threshold each */
  GArray *changes;            /* (unowned) (nullable) (element-type AccountChange) that the pass makes */
  guint32 n_changes;          /* of accounts, that the contact has made */
  gboolean shares;            /* what the contact did may hang on what others do */
  GArray *win_watches;        /* (owned) (element-type WinWatch) */
  GArray *due;                /* (owned) (element-type WatchDue) until its turn comes */
  gint64 wins_flip_at;        /* the first flip of them that is pending */
  guint64 win_bits;           /* what wins read */
  guint64 date_bits;          /* what dates hang on */
  guint64 poll_bits;          /* what polls read */
  Swapping *swapping;         /* (owned) (nullable) where the program swaps versions */
};

/* parcours-runner-loop.c */
void     parcours_runner_run_ready     (ParcoursRunner      *self);

/* parcours-runner-plain.c */
gboolean parcours_runner_run_plainly   (ParcoursRunner      *self,
                                        guint32              number);

/* parcours-runner-clock.c */
gint64   parcours_runner_add           (ParcoursRunner      *self,
                                        const ParcoursDuration *duration,
                                        const ParcoursZone  *zone);
gint64   parcours_runner_next_moment   (ParcoursRunner      *self,
                                        const ParcoursMoment *moment,
                                        const ParcoursZone  *zone);
gint64   parcours_runner_to_utc        (ParcoursRunner      *self,
                                        const ParcoursZone  *zone,
                                        gint64               local);
const Steady *parcours_runner_find_steady (ParcoursRunner   *self,
                                        const ParcoursZone  *zone,
                                        gint64               at);

/* parcours-runner.c */
void     parcours_runner_dispatch      (ParcoursRunner      *self,
                                        const Pending       *pending);
void     parcours_runner_set_doom      (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursEnding       ending);
void     parcours_runner_set_tape      (ParcoursRunner      *self,
                                        ParcoursTape        *tape,
                                        gboolean             with_events,
                                        ParcoursObserver     observer,
                                        gpointer             user_data);
void     parcours_runner_schedule      (ParcoursRunner      *self,
                                        const Pending       *pending);
gboolean parcours_runner_is_scheduled  (const ParcoursRunner *self,
                                        PendingKind           kind,
                                        guint32               who,
                                        guint32               key);
gboolean parcours_runner_unschedule    (ParcoursRunner      *self,
                                        PendingKind          kind,
                                        guint32              who,
                                        guint32              key,
                                        gboolean             any_key);
gboolean parcours_runner_publish       (ParcoursRunner      *self,
                                        ParcoursEvent       *event);
gboolean parcours_runner_publish_topic (ParcoursRunner      *self,
                                        guint16              topic,
                                        ParcoursOrigin       origin,
                                        guint32              subject,
                                        const ParcoursObject *payload);
void     parcours_runner_observe       (ParcoursRunner      *self,
                                        const ParcoursObservation *observation);
void     parcours_runner_make_ready    (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_end           (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursEnding       ending);
void     parcours_runner_take_out      (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursEnding       ending);
void     parcours_runner_stand         (ParcoursRunner      *self,
                                        Enrolment           *enrolment,
                                        gint32               step);
void     parcours_runner_arrive        (ParcoursRunner      *self,
                                        Enrolment           *enrolment,
                                        gint32               step);
void     parcours_runner_leave         (ParcoursRunner      *self,
                                        guint32              number,
                                        int                  port,
                                        int                  why,
                                        const ParcoursPredicate *predicate);
void     parcours_runner_watch         (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_note_flips    (ParcoursRunner      *self);
void     parcours_runner_flip          (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_offer_place   (ParcoursRunner      *self);
void     parcours_runner_offer         (ParcoursRunner      *self,
                                        const ParcoursEvent *event);
void     parcours_runner_test_goals    (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_begin_watch   (ParcoursRunner      *self,
                                        guint32              number);
guint32  parcours_runner_new_serial    (ParcoursRunner      *self);
void     parcours_runner_set_thresholds (ParcoursRunner     *self,
                                        ParcoursThresholds  *thresholds);
void     parcours_runner_begin_life    (ParcoursRunner      *self);

/* parcours-runner-apply.c */
gboolean parcours_runner_apply         (ParcoursRunner      *self,
                                        ParcoursEvent       *event);
void     parcours_runner_derive        (ParcoursRunner      *self,
                                        const ParcoursEvent *event);

/* parcours-runner-birth.c */
gboolean parcours_runner_apply_created (ParcoursRunner      *self,
                                        const ParcoursEvent *event);
void     parcours_runner_derive_created (ParcoursRunner     *self,
                                        const ParcoursEvent *event);
char    *parcours_newcomer_address     (guint                number);
void     parcours_birth_words_free     (BirthWords          *words);
void     parcours_runner_plan_birth    (ParcoursRunner      *self);
void     parcours_runner_be_born       (ParcoursRunner      *self);

/* parcours-runner-entry.c */
gboolean parcours_runner_try_trigger   (ParcoursRunner      *self,
                                        guint16              trigger,
                                        const ParcoursEvent *event,
                                        ParcoursRefusal     *refusal);
void     parcours_runner_refuse        (ParcoursRunner      *self,
                                        guint16              trigger,
                                        ParcoursRefusal      refusal,
                                        const ParcoursEvent *event);
gboolean parcours_runner_enrol         (ParcoursRunner      *self,
                                        guint16              automation,
                                        gint32               trigger,
                                        const ParcoursEvent *event,
                                        ParcoursRefusal     *refusal);
void     parcours_runner_answer_request (ParcoursRunner     *self,
                                        const ParcoursEvent *event);
void     parcours_runner_offer_triggers (ParcoursRunner     *self,
                                        const ParcoursEvent *event);
void     parcours_runner_plan_triggers (ParcoursRunner      *self);
void     parcours_runner_restore       (ParcoursRunner      *self);
void     parcours_runner_replan        (ParcoursRunner      *self,
                                        guint64              dirty);
void     parcours_runner_fire_absence  (ParcoursRunner      *self,
                                        const Pending       *pending);

/* parcours-runner-dates.c */
void     parcours_runner_plan_date     (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_replan_date   (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_fire_date     (ParcoursRunner      *self,
                                        const Pending       *pending);
gint64   parcours_runner_date_wait     (ParcoursRunner      *self,
                                        guint32              number,
                                        const StepData      *data);

/* parcours-runner-polls.c */
void     parcours_runner_plan_poll     (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_replan_poll   (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_fire_poll     (ParcoursRunner      *self,
                                        guint16              trigger);

/* parcours-runner-scripts.c */
void     parcours_runner_plan_scripts  (ParcoursRunner      *self);
gint64   parcours_runner_next_script   (const ParcoursRunner *self);
void     parcours_runner_run_scripts   (ParcoursRunner      *self);
void     parcours_runner_respond       (ParcoursRunner      *self,
                                        const ParcoursEvent *event);
void     parcours_runner_follow_script (ParcoursRunner      *self,
                                        const Pending       *pending);
gboolean parcours_runner_has_answer    (const ParcoursRunner *self,
                                        gint32               step,
                                        guint                visit,
                                        guint               *port);
gboolean parcours_runner_is_linked     (ParcoursRunner      *self,
                                        const ParcoursEvent *event);
gboolean parcours_runner_is_active     (const ParcoursRunner *self,
                                        guint16              automation);
void     parcours_runner_tell_sent     (ParcoursRunner       *self,
                                        const Enrolment      *enrolment,
                                        ParcoursEvent        *sent);
gboolean parcours_runner_is_queued     (const ParcoursRunner *self,
                                        guint32               site_message);
gboolean parcours_runner_delivers      (const ParcoursRunner *self,
                                        const ParcoursEvent *sent);

/* parcours-runner-swap.c */
Swapping *parcours_swapping_new        (const ParcoursProgram *program);
void     parcours_swapping_free        (Swapping            *swapping);
void     parcours_runner_reset_swaps   (ParcoursRunner      *self);
gint64   parcours_runner_next_swap     (const ParcoursRunner *self);
void     parcours_runner_run_swaps     (ParcoursRunner      *self);
void     parcours_runner_note_hold     (ParcoursRunner      *self,
                                        guint32              number,
                                        gint64               since);
void     parcours_runner_note_done     (ParcoursRunner      *self,
                                        guint32              number,
                                        gint32               step);
guint16  parcours_runner_version       (const ParcoursRunner *self,
                                        guint16              automation);
void     parcours_runner_observe_version (ParcoursRunner    *self,
                                        const ParcoursObservation *observation);

/* parcours-runner-records.c */
gboolean parcours_runner_apply_record  (ParcoursRunner      *self,
                                        ParcoursEvent       *event,
                                        const ParcoursTopic *topic);
void     parcours_runner_complete_product (ParcoursRunner   *self,
                                        ParcoursEvent       *event);
gboolean parcours_runner_is_open_cart  (const ParcoursRunner *self,
                                        const ParcoursRecord *cart);
guint32  parcours_runner_open_cart     (ParcoursRunner      *self);
void     parcours_runner_touch_activity (ParcoursRunner     *self);
void     parcours_runner_plan_expiry   (ParcoursRunner      *self,
                                        const ParcoursRecord *voucher);
void     parcours_runner_plan_clock    (ParcoursRunner      *self);
void     parcours_runner_strike        (ParcoursRunner      *self,
                                        const Pending       *pending);

gboolean parcours_runner_apply_deal_score (ParcoursRunner   *self,
                                        ParcoursEvent       *event,
                                        guint                kind,
                                        ParcoursRecord      *deal);
void     parcours_runner_derive_limits (ParcoursRunner      *self,
                                        const ParcoursEvent *event);

/* parcours-runner-lots.c */
void     parcours_runner_plan_lots     (ParcoursRunner       *self,
                                        ParcoursRecord       *balance);
void     parcours_runner_change_lots   (ParcoursRunner       *self,
                                        ParcoursRecord       *balance,
                                        double                change,
                                        ParcoursValue         expires);
void     parcours_runner_expire_lot    (ParcoursRunner       *self,
                                        const Pending        *pending);

/* parcours-runner-business.c */
ParcoursOutcome parcours_runner_do_business (ParcoursRunner *self,
                                             guint32         number,
                                             ProgramOp       op,
                                             const StepData *data);

/* parcours-runner-shared.c */
ParcoursThresholds *parcours_thresholds_new (guint           n);
ParcoursThresholds *parcours_thresholds_copy (const ParcoursThresholds *thresholds);
void     parcours_thresholds_unref     (ParcoursThresholds  *thresholds);
int      parcours_threshold_mark_compare (const ThresholdMark *mark,
                                        gint64               at,
                                        guint64              key,
                                        guint32              visit);
guint    parcours_runner_turn          (ParcoursRunner      *self,
                                        const StepData      *data);
gint64   parcours_runner_slot          (ParcoursRunner      *self,
                                        const StepData      *data);
int      parcours_account_change_compare (const AccountChange *one,
                                          const AccountChange *other);
void     parcours_account_changes_number (GArray              *changes);
void     parcours_runner_tell_others   (ParcoursRunner      *self,
                                        guint32              account,
                                        const char          *field,
                                        ParcoursValue        to);
void     parcours_runner_plan_account  (ParcoursRunner      *self,
                                        guint32              account);
void     parcours_runner_plan_accounts (ParcoursRunner      *self);
void     parcours_runner_hear_of_account (ParcoursRunner    *self,
                                          const Pending     *pending);
guint    parcours_runner_latch         (ParcoursRunner      *self,
                                        guint32              number,
                                        const StepData      *data);
guint    parcours_runner_share         (ParcoursRunner      *self,
                                        const StepData      *data,
                                        guint                drawn,
                                        guint                visit);
void     parcours_runner_passed_share  (ParcoursRunner      *self,
                                        guint32              number,
                                        const StepData      *data,
                                        guint                share);
void     parcours_runner_test_wins     (ParcoursRunner      *self,
                                        guint64              dirty);
void     parcours_runner_flip_wins     (ParcoursRunner      *self);

/* parcours-runner-steps.c */
double   parcours_runner_calculate     (int                  operation,
                                        double               value,
                                        double               operand,
                                        double               start);
void     parcours_runner_stay          (ParcoursRunner      *self,
                                        guint32              number,
                                        gint64               until);
void     parcours_runner_hold          (ParcoursRunner      *self,
                                        guint32              number,
                                        gint64               until);
void     parcours_runner_execute       (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_time_is_up    (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_resume        (ParcoursRunner      *self,
                                        guint32              number,
                                        gint64               since);

/* parcours-runner-send.c */
ParcoursOutcome parcours_runner_check_consent (const ParcoursRunner *self,
                                        const Enrolment     *enrolment,
                                        const StepData      *data);
void     parcours_runner_plan_heard    (ParcoursRunner      *self,
                                        const StepData      *data,
                                        const PlainReaction *reaction,
                                        guint                visit,
                                        gint64               at);
gboolean parcours_runner_send          (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursOutcome     *outcome,
                                        gint64              *later);
gboolean parcours_runner_is_only_kept  (const ParcoursRunner *self,
                                        const Pending       *pending);
void     parcours_runner_react         (ParcoursRunner      *self,
                                        const Pending       *pending);

/* parcours-runner-arrivals.c */
void     parcours_runner_plan_arrivals (ParcoursRunner      *self);
void     parcours_runner_wake_arrivals (ParcoursRunner      *self,
                                        guint64              dirty);
void     parcours_runner_arrival       (ParcoursRunner      *self,
                                        const Pending       *pending);

/* A script that is about a record, and the contact to whom that belongs. */
typedef struct
{
  guint64 key;
  guint script;
} RecordScript;

static inline void
numbers_insert (Numbers *numbers,
                guint    at,
                guint32  number)
{
  if (numbers->n == numbers->size)
    {
      numbers->size = MAX (8, numbers->size * 2);
      numbers->items = g_renew (guint32, numbers->items, numbers->size);
    }
  for (guint i = numbers->n++; i > at; i--)
    numbers->items[i] = numbers->items[i - 1];
  numbers->items[at] = number;
}

static inline void
numbers_remove (Numbers *numbers,
                guint    at)
{
  numbers->n--;
  for (guint i = at; i < numbers->n; i++)
    numbers->items[i] = numbers->items[i + 1];
}

static inline Enrolment *
runner_enrolment (ParcoursRunner *self,
                  guint32         number)
{
  return &self->enrolments[number];
}

/* The span around @at in which the zone has one offset. */
static inline const Steady *
runner_steady_at (ParcoursRunner     *self,
                  const ParcoursZone *zone,
                  gint64              at)
{
  const Steady *steady = self->steady;

  return G_LIKELY (zone == steady->zone && at >= steady->from && at < steady->until)
           ? steady
           : parcours_runner_find_steady (self, zone, at);
}

/* The number of the bucket in which @at lies. */
static inline guint
runner_bucket (const ParcoursRunner *self,
               gint64                at)
{
  return (guint) ((guint64) (at - self->from) / (guint64) self->counts->bucket);
}

/* From now on, until the end of the bucket in which @now lies, its row is counted in. */
static inline void
runner_set_bucket (ParcoursRunner *self,
                   gint64          now)
{
  const ParcoursCounts *counts = self->counts;
  guint64 since = (guint64) (now - self->from);
  guint64 bucket = since / (guint64) counts->bucket;

  self->bucket_end = now + counts->bucket - (gint64) (since % (guint64) counts->bucket);
  self->row = counts->rows + bucket * counts->width;
}

static inline void
runner_set_now (ParcoursRunner *self,
                gint64          now)
{
  self->state->now = now;
  self->step_limit = self->n_steps_run + STEP_LIMIT;
  if (now >= self->bucket_end)
    runner_set_bucket (self, now);
}

/* Counts at a place of the row of an instant that is now or to come. */
static inline void
runner_count_at (ParcoursRunner *self,
                 guint           place,
                 gint64          at)
{
  const ParcoursCounts *counts = self->counts;
  guint32 *row = at < self->bucket_end ? self->row : counts->rows + (gsize) runner_bucket (self, at) * counts->width;

  row[place]++;
}

static inline void
runner_count_outcome (ParcoursRunner  *self,
                      gint32           step,
                      ParcoursOutcome  outcome)
{
  self->counts->outcomes[(guint) step * PARCOURS_N_OUTCOMES + outcome]++;
}

/* Conditions are asked on behalf of an enrolment: what admitted it counts. */
static inline void
runner_ask (ParcoursRunner  *self,
            const Enrolment *enrolment)
{
  self->state->trigger = enrolment->has_event ? &enrolment->event : NULL;
  self->state->entry_order = enrolment->entry_order;
}

/* What an event about a message is about: a send, or a message that was never sent here. */
static inline guint32
runner_message_key (const ParcoursEvent *event)
{
  return event->send != 0 ? event->send : event->subject | PARCOURS_TEXT_SERIAL;
}

/* The step is passed now, for conditions that count events since then. */
static inline void
runner_mark_step (ParcoursRunner *self,
                  gint32          step)
{
  gint16 mark = self->program->steps[step].mark;

  if (G_UNLIKELY (mark >= 0))
    self->state->marks[mark] = self->state->next_order + 1;
}

/* Somebody leaves a step otherwise than by a port. */
static inline void
runner_count_out (ParcoursRunner *self,
                  gint32          step)
{
  if (step >= 0)
    self->row[self->counts->out + (guint) step]++;
}

/* Whether an event may go unpublished: nobody hears it. */
static inline gboolean
runner_is_silent (const ParcoursRunner *self,
                  guint16               topic)
{
  return self->quiet && !self->program->topics[topic].is_heard;
}

/* Whether somebody wants to know of events of the topic. */
static inline gboolean
parcours_runner_is_heard (const ParcoursRunner *self,
                          guint16               topic)
{
  return self->program->topics[topic].is_heard || (self->observer != NULL && !self->steps_only);
}

/* Whether the instant has room for something more that counts like a step, which it then does. */
static inline gboolean
runner_may_do_more (ParcoursRunner *self)
{
  if (self->n_steps_run >= self->step_limit)
    return FALSE;
  self->step_limit--;

  return TRUE;
}

/* Whether the automation is not one whose version is not due yet, or has been replaced. */
static inline gboolean
runner_runs (const ParcoursRunner *self,
             guint16               automation)
{
  return G_LIKELY (self->swapping == NULL) || self->swapping->runs[automation];
}

static inline const ParcoursZone *
runner_zone (const ParcoursRunner *self,
             guint                 automation)
{
  const ParcoursZone *zone = self->program->automations[automation].zone;

  return zone != NULL ? zone : self->state->zone;
}

G_END_DECLS
