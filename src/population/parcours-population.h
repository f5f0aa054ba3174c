/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-column.h"
#include "parcours-condition.h"
#include "parcours-object.h"

G_BEGIN_DECLS

/**
 * ParcoursAddress:
 *
 * What a contact can be reached by; bits.
 */
typedef enum
{
  PARCOURS_ADDRESS_EMAIL = 1 << 0,
  PARCOURS_ADDRESS_PHONE = 1 << 1,
  PARCOURS_ADDRESS_IOS = 1 << 2,
  PARCOURS_ADDRESS_ANDROID = 1 << 3,
  PARCOURS_ADDRESS_WEB = 1 << 4,
  PARCOURS_ADDRESS_PASS = 1 << 5,
} ParcoursAddress;

/**
 * ParcoursSetKind:
 *
 * What a contact can be a member of without a status.
 */
typedef enum
{
  PARCOURS_SET_TAGS,
  PARCOURS_SET_GROUPS,
  PARCOURS_SET_AUDIENCES,
} ParcoursSetKind;

#define PARCOURS_N_SET_KINDS 3

/**
 * ParcoursListColumn:
 * @statuses: (array): a #ParcoursListStatus a contact
 * @since: (array): from when on, in seconds since 1970
 */
typedef struct
{
  guint8 *statuses;
  guint32 *since;
} ParcoursListColumn;

/**
 * ParcoursHistory:
 * @offsets: (array): where a contact's events begin; one more than there are contacts
 * @at: (array): when, in seconds since 1970, by contact and then by time
 * @subjects: (array): of what
 * @payloads: (nullable) (array): with what; %NULL where no event has any
 *
 * The past events of one topic.
 */
typedef struct
{
  guint32 *offsets;
  guint32 *at;
  guint32 *subjects;
  const ParcoursObject **payloads;
} ParcoursHistory;

/**
 * ParcoursRecord:
 * @id: its number in the pool of texts
 * @created: when it was made
 * @columns: its columns (vocabulary, section 5)
 *
 * A deal, a task, a cart, an order ... of one contact.
 */
typedef struct
{
  guint32 id;
  gint64 created;
  ParcoursObject *columns;
} ParcoursRecord;

typedef struct
{
  guint32 *offsets;
  ParcoursRecord *records;
} ParcoursRecords;

/**
 * ParcoursPassage:
 * @automation: the automation, by its slug's number in the pool of texts
 * @trigger: the trigger that admitted, by its id's number, or missing
 * @step: where the contact is, or where it ended
 * @since: since when it has been there
 * @entered: when it entered
 * @ended: when it ended, or %PARCOURS_INSTANT_NEVER
 * @completed: whether it ended by reaching an end, and not by being taken out
 *
 * One passage of a contact through an automation, recorded or simulated.
 */
typedef struct
{
  guint32 automation;
  guint32 trigger;
  guint32 step;
  gint64 since;
  gint64 entered;
  gint64 ended;
  gboolean completed;
} ParcoursPassage;

/**
 * ParcoursPopulation:
 *
 * A contact base in columns: what a run, a count and an explanation read. It
 * holds what somebody asked for when it was built, in the order of the contact
 * keys, which is a random one, so that any first part of it is a fair sample.
 * Immutable and shared by threads.
 */
typedef struct _ParcoursPopulation ParcoursPopulation;
struct _ParcoursPopulation
{
  gatomicrefcount ref_count;
  guint n;
  guint64 *keys;           /* (owned) (array length=n) ascending */
  gint64 *ids;             /* (owned) (array length=n) the store's numbers */
  guint8 *addresses;       /* (owned) (array length=n) #ParcoursAddress */
  guint16 *zones;          /* (owned) (array length=n) places in zone_table */
  GPtrArray *zone_table;   /* (owned) (element-type ParcoursZone) the first is the workspace's */
  guint8 *channels[PARCOURS_N_CHANNELS]; /* (owned) (array length=n) #ParcoursConsent */
  guint8 *n_active_lists;  /* (owned) (array length=n) on how many lists the contact is active */
  guint16 *set_sizes[PARCOURS_N_SET_KINDS]; /* (owned) (array length=n) */
  GHashTable *fields;      /* (owned) (element-type utf8 ParcoursColumn) */
  GHashTable *scores;      /* (owned) (element-type utf8 ParcoursColumn) */
  GHashTable *lists;       /* (owned) (element-type utf8 ParcoursListColumn) */
  GHashTable *sets[PARCOURS_N_SET_KINDS]; /* (owned) (element-type utf8 guint64*) a bit a contact */
  GHashTable *blocked_senders; /* (owned) (element-type utf8 guint64*) a bit a contact */
  GHashTable *histories;   /* (owned) (element-type utf8 ParcoursHistory) by topic */
  GHashTable *records;     /* (owned) (element-type utf8 ParcoursRecords) by kind */
  guint32 *passage_offsets; /* (owned) (array length=n+1) */
  ParcoursPassage *passages; /* (owned) (array length=n_passages) */
  guint n_passages;
  ParcoursTexts *texts;    /* (owned) */
  ParcoursArena *arena;    /* (owned) payloads and records */
};

ParcoursPopulation *parcours_population_ref   (ParcoursPopulation       *population);
void                parcours_population_unref (ParcoursPopulation       *population);
gboolean            parcours_population_find  (const ParcoursPopulation *population,
                                               guint64                   key,
                                               guint                    *i);
const char         *parcours_set_kind_name    (ParcoursSetKind           kind);

static inline gboolean
parcours_bits_get (const guint64 *bits,
                   guint          i)
{
  return bits[i >> 6] >> (i & 63) & 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPopulation, parcours_population_unref)

G_END_DECLS
