/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-frame.h"

G_BEGIN_DECLS

/**
 * ParcoursBinding:
 *
 * A frame laid on a population: for each part of the frame the column that holds
 * it, or none. Immutable and shared by threads.
 */
typedef struct _ParcoursBinding ParcoursBinding;

ParcoursBinding *parcours_binding_new        (ParcoursFrame      *frame,
                                              ParcoursPopulation *population);
ParcoursBinding *parcours_binding_ref        (ParcoursBinding    *binding);
void             parcours_binding_unref      (ParcoursBinding    *binding);

/* How a slot is filled from a column. */
typedef struct
{
  gconstpointer data;               /* of the column */
  guint16 slot;
} ParcoursSlotLoad;

/* Columns are loaded by the bytes of a value; who has no score has its start. */
typedef enum
{
  PARCOURS_LOAD_NOTHING,            /* there is no column */
  PARCOURS_LOAD_TEXTS,
  PARCOURS_LOAD_NUMBERS,
  PARCOURS_LOAD_BYTES,
  PARCOURS_LOAD_SCORES,
} ParcoursLoadKind;

#define PARCOURS_N_LOAD_KINDS 5

struct _ParcoursBinding
{
  gatomicrefcount ref_count;
  ParcoursFrame *frame;             /* (owned) */
  ParcoursPopulation *population;   /* (owned) */
  const ParcoursColumn **columns;   /* (owned) a field each, (nullable) elements */
  ParcoursSlot *missing;            /* (owned) a field each: what stands for no value */
  ParcoursSlotLoad *loads;          /* (owned) a field each, by kind */
  ParcoursSlotLoad *load_ends[PARCOURS_N_LOAD_KINDS]; /* (unowned) in @loads, where those of a kind end */
  const guint64 **sets;             /* (owned) a set each, (nullable) elements */
  guint16 *known_sets;              /* (owned) (array length=n_known_sets) those of which somebody is a member */
  guint n_known_sets;
  const ParcoursListColumn **lists; /* (owned) a list each, (nullable) elements */
  const guint64 **senders;          /* (owned) a sender each, (nullable) elements */
  gboolean has_senders;             /* somebody has blocked one */
  const ParcoursHistory **histories; /* (owned) a query each, (nullable) elements */
  gboolean has_histories;           /* of some query */
  const ParcoursRecords **records;  /* (owned) a kind each, (nullable) elements */
};

typedef struct
{
  gint64 at;
  guint32 order;
} ParcoursHit;

/**
 * ParcoursHits:
 * @hits: (array length=n): the events that a query is about, oldest first
 * @sums: (array): for each of them the values of the query's keys
 */
typedef struct
{
  ParcoursHit *hits;
  double *sums;
  guint n;
  guint size;
} ParcoursHits;

typedef struct
{
  ParcoursListStatus status;
  gint64 since;
} ParcoursListState;

typedef struct
{
  ParcoursRecord *records;
  guint n;
  guint size;
} ParcoursRecordList;

/**
 * ParcoursState:
 *
 * The working copy of one contact: what conditions are tested on and what
 * effects change. A thread has one and loads contact after contact into it.
 */
typedef struct _ParcoursState ParcoursState;
struct _ParcoursState
{
  ParcoursBinding *binding;           /* (owned) */
  const ParcoursFrame *frame;
  ParcoursTexts *texts;
  ParcoursArena *arena;               /* (owned) of this contact */
  guint contact;
  guint64 key;
  const ParcoursZone *zone;           /* the contact's */
  const ParcoursZone *workspace_zone;
  gint64 now;
  guint64 dirty;                      /* the bits of what changed since somebody last looked */

  ParcoursSlot *slots;                /* (owned) a field each */
  guint64 *sets;                      /* (owned) a bit a set */
  guint n_set_words;
  guint set_sizes[PARCOURS_N_SET_KINDS];
  ParcoursListState *lists;           /* (owned) a list each */
  guint n_active_lists;
  guint8 channels[PARCOURS_N_CHANNELS];
  guint64 blocked_senders;            /* a bit a sender of the frame */
  guint8 addresses;
  ParcoursHits *hits;                 /* (owned) a query each */
  ParcoursRecordList *records;        /* (owned) a kind each */
  ParcoursPassage *passages;          /* (owned) */
  guint n_passages;
  guint size_passages;
  guint32 *marks;                     /* (owned) a mark each: the order of the last passing + 1, or 0 */

  /* Who asks: set by the engine before a test, see parcours_state_ask() */
  const ParcoursEvent *trigger;       /* (nullable) the event that admitted the enrolment */
  guint32 entry_order;                /* what "since entry" counts from */
  guint32 order_limit;                /* events from this one on are not counted yet */
  guint32 next_order;                 /* the order of the next event */
};

ParcoursState  *parcours_state_new           (ParcoursBinding     *binding);
void            parcours_state_free          (ParcoursState       *state);
void            parcours_state_load          (ParcoursState       *state,
                                              guint                contact,
                                              gint64               now);
void            parcours_state_load_blank    (ParcoursState       *state,
                                              guint64              key,
                                              gint64               now);
void            parcours_state_keep_event    (ParcoursState       *state,
                                              const ParcoursEvent *event);
ParcoursRecord *parcours_state_add_record    (ParcoursState       *state,
                                              guint                kind,
                                              guint32              id,
                                              ParcoursObject      *columns);
ParcoursRecord *parcours_state_find_record   (ParcoursState       *state,
                                              guint                kind,
                                              guint32              id);
guint           parcours_state_add_passage   (ParcoursState       *state,
                                              ParcoursPassage      passage);
gboolean        parcours_state_is_open       (const ParcoursState *state,
                                              guint                kind,
                                              const ParcoursRecord *record);
gboolean        parcours_state_is_later      (const ParcoursState *state,
                                              const ParcoursRecord *record,
                                              const ParcoursRecord *other);
int             parcours_state_target        (const ParcoursState *state,
                                              guint                kind,
                                              ParcoursTarget       target,
                                              guint                from);
guint32         parcours_state_trigger_record (const ParcoursState *state,
                                              const char          *kind);

static inline gboolean
parcours_state_has (const ParcoursState *state,
                    guint                set)
{
  return state->sets[set >> 6] >> (set & 63) & 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursBinding, parcours_binding_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursState, parcours_state_free)

G_END_DECLS
