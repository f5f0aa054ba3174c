/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-program-private.h"
#include "parcours-runner.h"

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
  PENDING_DATE,      /* timers */
  PENDING_ABSENCE,
  PENDING_POLL,
  PENDING_FLIP,      /* a condition may have become true as time passed */
  PENDING_WAIT,      /* a wait or its limit is over */
} PendingKind;

typedef struct
{
  gint64 at;
  guint64 rank;
  PendingKind kind;
  guint32 who;       /* an enrolment, trigger or rule */
  guint32 epoch;     /* of the enrolment's wait; another one makes it void */
  guint32 key;       /* of an absence: what armed it */
  const ParcoursEvent *event; /* (nullable) */
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
  EnrolmentStatus status;
  guint16 automation;
  gint32 step;
  gint32 trigger;         /* the trigger that admitted, or -1 */
  guint32 number;         /* which passage through the automation, from 1 */
  guint32 epoch;
  gboolean acting;        /* waits to act later: a send that was delayed */
  gboolean arrived;       /* arrived at its step by a goal's jump */
  gint32 jump;            /* a goal to jump to before the next step, or NO_STEP */
  int doom;               /* an ending to obey before the next step, or -1 */
  gint64 entered;
  gint64 flip_at;         /* the earliest flip that is pending */
  guint64 reached;        /* a bit a goal */
  guint32 entry_order;
  guint passage;
  gboolean has_event;
  ParcoursEvent event;    /* what admitted it */
} Enrolment;

/* What is kept of a contact's entries by one trigger. */
typedef struct
{
  guint32 n;
  gint64 last[MAX_CAP];   /* a ring of the last entries */
} TriggerHistory;

/* And of its entries into one automation. */
typedef struct
{
  guint32 n;
  gint64 last;
} AutomationHistory;

struct _ParcoursRunner
{
  ParcoursProgram *program;   /* (owned) */
  ParcoursState *state;       /* (owned) */
  gint64 from;
  gint64 to;
  ParcoursCounts *counts;     /* (unowned) (nullable) */
  ParcoursObserver observer;
  gpointer observer_data;

  guint bucket;               /* of now */
  guint64 rank;               /* of what is being done */
  gboolean deleted;
  gint32 running;             /* the enrolment that runs, or -1 */
  guint32 n_sends;
  guint32 n_serials;          /* records made in the run */
  guint depth;                /* of events that cause events */
  guint steps_in_instant;
  gint64 instant;

  Enrolment *enrolments;      /* (owned) */
  guint n_enrolments;
  guint size_enrolments;
  GArray *open;               /* (owned) (element-type guint32) by automation and number */
  GArray *ready;              /* (owned) (element-type guint32) the queue of the instant */
  guint ready_head;
  Pending *pending;           /* (owned) the next one last */
  guint n_pending;
  guint size_pending;
  TriggerHistory *triggers;   /* (owned) a trigger each */
  AutomationHistory *histories; /* (owned) an automation each */
  guint16 *visits;            /* (owned) a counter of draws each */
  gint64 *poll_at;            /* (owned) a trigger each: when it is polled next, or PARCOURS_INSTANT_NEVER */
  GArray *message_times;      /* (owned) (element-type gint64) of what counts for the frequency cap */
  guint64 date_bits;          /* what dates hang on */
  guint64 poll_bits;          /* what polls read */
};

/* parcours-runner.c */
void     parcours_runner_schedule      (ParcoursRunner      *self,
                                        const Pending       *pending);
void     parcours_runner_unschedule    (ParcoursRunner      *self,
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
void     parcours_runner_ask           (ParcoursRunner      *self,
                                        const Enrolment     *enrolment);
void     parcours_runner_make_ready    (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_end           (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursEnding       ending);
void     parcours_runner_take_out      (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursEnding       ending);
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
void     parcours_runner_begin_watch   (ParcoursRunner      *self,
                                        guint32              number);
gboolean parcours_runner_is_heard      (const ParcoursRunner *self,
                                        guint16              topic);
guint32  parcours_runner_new_serial    (ParcoursRunner      *self);

/* parcours-runner-apply.c */
gboolean parcours_runner_apply         (ParcoursRunner      *self,
                                        ParcoursEvent       *event);
void     parcours_runner_derive        (ParcoursRunner      *self,
                                        const ParcoursEvent *event);

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
gint32   parcours_runner_direct_trigger (ParcoursRunner     *self,
                                        guint16              automation,
                                        const ParcoursEvent *event);
void     parcours_runner_offer_triggers (ParcoursRunner     *self,
                                        const ParcoursEvent *event);
void     parcours_runner_plan_triggers (ParcoursRunner      *self);
void     parcours_runner_replan        (ParcoursRunner      *self,
                                        guint64              dirty);
void     parcours_runner_fire_date     (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_fire_poll     (ParcoursRunner      *self,
                                        guint16              trigger);
void     parcours_runner_fire_absence  (ParcoursRunner      *self,
                                        const Pending       *pending);

/* parcours-runner-steps.c */
void     parcours_runner_execute       (ParcoursRunner      *self,
                                        guint32              number);
void     parcours_runner_time_is_up    (ParcoursRunner      *self,
                                        guint32              number);

/* parcours-runner-send.c */
gboolean parcours_runner_send          (ParcoursRunner      *self,
                                        guint32              number,
                                        ParcoursOutcome     *outcome,
                                        gint64              *later);
void     parcours_runner_react         (ParcoursRunner      *self,
                                        const Pending       *pending);

/* parcours-runner-arrivals.c */
void     parcours_runner_plan_arrivals (ParcoursRunner      *self);
void     parcours_runner_arrival       (ParcoursRunner      *self,
                                        const Pending       *pending);

static inline Enrolment *
runner_enrolment (ParcoursRunner *self,
                  guint32         number)
{
  return &self->enrolments[number];
}

static inline const ParcoursZone *
runner_zone (const ParcoursRunner *self,
             guint                 automation)
{
  const ParcoursZone *zone = self->program->automations[automation].zone;

  return zone != NULL ? zone : self->state->zone;
}

G_END_DECLS
