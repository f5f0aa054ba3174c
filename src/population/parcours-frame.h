/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"
#include "parcours-event.h"
#include "parcours-filter.h"
#include "parcours-population.h"

G_BEGIN_DECLS

/**
 * ParcoursFrame:
 *
 * Which parts of a contact some conditions and programs read or write, each
 * with a number: the layout of a #ParcoursState, and the list of what a
 * population has to load. It grows while conditions are compiled and is fixed
 * from the first state on.
 *
 * Each part has a bit of 64, shared where there are more; a watched condition
 * is tested again only when a bit of it is dirty.
 */
typedef struct _ParcoursFrame ParcoursFrame;

typedef struct
{
  char *slug;
  guint32 text;
  ParcoursFieldType type;
  char **options;
  gboolean is_score;
  double start; /* of a score: what a contact without one has */
  guint8 bit;
} ParcoursFrameField;

typedef struct
{
  ParcoursSetKind kind;
  char *slug;
  guint32 text;
  guint8 bit;
} ParcoursFrameSet;

typedef struct
{
  char *slug;
  guint32 text;
  gboolean double_opt_in;
  guint8 bit;
} ParcoursFrameList;

/**
 * ParcoursQuery:
 *
 * A question about past events: which of them are kept for a contact.
 */
typedef struct
{
  const ParcoursTopic *topic;
  char *subject;            /* (nullable) a slug or a pattern, folded; of URLs as written */
  guint32 subject_text;     /* its number, where it is no pattern */
  ParcoursFilter *filter;   /* (nullable) */
  JsonNode *where;          /* (nullable) what the filter was made of, to find it again */
  ParcoursCondition *owner; /* keeps the filter's literals alive */
  GQuark *sums;             /* the payload keys whose values are kept */
  guint n_sums;
  guint8 bit;
} ParcoursQuery;

typedef struct
{
  char *kind;
  guint8 bit;
} ParcoursFrameKind;

/**
 * ParcoursMark:
 *
 * A step whose last passing somebody asks about.
 */
typedef struct
{
  char *automation; /* (nullable) */
  char *step;
} ParcoursMark;

struct _ParcoursFrame
{
  gatomicrefcount ref_count;
  ParcoursTexts *texts;      /* (owned) */
  ParcoursLibrary *library;  /* (owned) */
  GPtrArray *fields;         /* (owned) (element-type ParcoursFrameField) */
  GPtrArray *sets;           /* (owned) (element-type ParcoursFrameSet) */
  GPtrArray *lists;          /* (owned) (element-type ParcoursFrameList) */
  GPtrArray *senders;        /* (owned) (element-type utf8) */
  GPtrArray *queries;        /* (owned) (element-type ParcoursQuery) */
  GPtrArray *kinds;          /* (owned) (element-type ParcoursFrameKind) */
  GPtrArray *marks;          /* (owned) (element-type ParcoursMark) */
  GArray **queries_by_topic; /* (owned) (array) (element-type guint16) */
  guint n_topics;
  gboolean needs_passages;
  gboolean needs_places;     /* somebody asks at which step a passage is */
  guint8 channel_bits[PARCOURS_N_CHANNELS];
  guint8 any_list_bit;
  guint8 any_set_bits[PARCOURS_N_SET_KINDS];
  guint8 passages_bit;
  guint n_bits;
};

ParcoursFrame *parcours_frame_new          (ParcoursTexts           *texts,
                                            ParcoursLibrary         *library);
ParcoursFrame *parcours_frame_ref          (ParcoursFrame           *frame);
void           parcours_frame_unref        (ParcoursFrame           *frame);

int            parcours_frame_add_field    (ParcoursFrame           *frame,
                                            const char              *slug);
int            parcours_frame_add_score    (ParcoursFrame           *frame,
                                            const char              *slug);
guint          parcours_frame_add_set      (ParcoursFrame           *frame,
                                            ParcoursSetKind          kind,
                                            const char              *slug);
guint          parcours_frame_add_list     (ParcoursFrame           *frame,
                                            const char              *slug);
guint          parcours_frame_add_sender   (ParcoursFrame           *frame,
                                            const char              *slug);
guint          parcours_frame_add_kind     (ParcoursFrame           *frame,
                                            const char              *kind);
guint          parcours_frame_add_mark     (ParcoursFrame           *frame,
                                            const char              *automation,
                                            const char              *step);
int            parcours_frame_add_query    (ParcoursFrame           *frame,
                                            const ParcoursCondition *condition);

int            parcours_frame_find_set     (const ParcoursFrame     *frame,
                                            ParcoursSetKind          kind,
                                            guint32                  text);
int            parcours_frame_find_list    (const ParcoursFrame     *frame,
                                            guint32                  text);
int            parcours_frame_find_kind    (const ParcoursFrame     *frame,
                                            const char              *kind);
gboolean       parcours_frame_needs_payload (const ParcoursFrame    *frame,
                                            guint                    topic);
gboolean       parcours_frame_covers       (const ParcoursFrame     *frame,
                                            const ParcoursFrame     *other);
void           parcours_frame_add_frame    (ParcoursFrame           *frame,
                                            const ParcoursFrame     *other);
gboolean       parcours_query_is_about     (const ParcoursQuery     *query,
                                            guint32                  subject,
                                            ParcoursTexts           *texts);
gboolean       parcours_query_matches      (const ParcoursQuery     *query,
                                            const ParcoursEvent     *event,
                                            ParcoursTexts           *texts,
                                            const ParcoursZone      *zone);

static inline const ParcoursFrameField *
parcours_frame_field (const ParcoursFrame *frame,
                      guint                i)
{
  return g_ptr_array_index (frame->fields, i);
}

static inline const ParcoursFrameSet *
parcours_frame_set (const ParcoursFrame *frame,
                    guint                i)
{
  return g_ptr_array_index (frame->sets, i);
}

static inline const ParcoursFrameList *
parcours_frame_list (const ParcoursFrame *frame,
                     guint                i)
{
  return g_ptr_array_index (frame->lists, i);
}

static inline const ParcoursQuery *
parcours_frame_query (const ParcoursFrame *frame,
                      guint                i)
{
  return g_ptr_array_index (frame->queries, i);
}

static inline guint64
parcours_bit (guint8 bit)
{
  return G_GUINT64_CONSTANT (1) << bit;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFrame, parcours_frame_unref)

G_END_DECLS
