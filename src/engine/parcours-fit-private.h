/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-fit.h"

G_BEGIN_DECLS

/* Sixteen bins an octave, so that a quantile is exact to one or two of a hundred. */
#define FIT_BINS_PER_OCTAVE 16
#define FIT_N_BINS (30 * FIT_BINS_PER_OCTAVE)

/* How often each delay was seen, by the logarithm of its seconds. */
typedef struct
{
  guint32 bins[FIT_N_BINS];
  guint64 n;
} FitDelays;

/* How often each value was seen. */
typedef struct
{
  GHashTable *counts; /* (owned) (element-type utf8 guint) */
  guint64 n;
} FitValues;

/* What came of some sends. The delivered are those not known to have bounced. */
typedef struct
{
  guint64 n_sent;
  guint64 n[PARCOURS_N_REACTIONS];
  FitDelays *delays[PARCOURS_N_REACTIONS]; /* (owned) (nullable) after what it is a share of */
  FitValues *links;                        /* (owned) */
  FitValues *products;                     /* (owned) */
  GArray *totals;                          /* (owned) (element-type double) */
  guint64 delivered_by_weekday[7];
  guint64 opened_by_weekday[7];
  guint64 delivered_by_hour[24];
  guint64 opened_by_hour[24];
} FitReactions;

/* The sends of one message to the contacts of one group. */
typedef struct
{
  char *message;            /* (owned) */
  ParcoursChannel channel;
  guint group;
  FitReactions reactions;
} FitMessage;

/* Something people do by themselves, or what follows from it. */
typedef struct _FitArrival FitArrival;
struct _FitArrival
{
  const ParcoursTopic *topic;
  char *subject;            /* (owned) (nullable) the only one; %NULL if there are several, or none */
  guint group;
  guint64 n;
  guint64 by_weekday[7];
  guint64 by_hour[24];
  FitValues *subjects;      /* (owned) */
  GHashTable *payload;      /* (owned) (element-type utf8 FitValues) by key */
  FitDelays *delays;        /* (owned) of what follows */
  GPtrArray *follows;       /* (owned) (element-type FitArrival) */
};

/* Some of the contacts; each is in the first group whose segment holds, the last group has no segment. */
typedef struct
{
  char *slug;               /* (owned) (nullable) */
  JsonNode *condition;      /* (owned) (nullable) */
  guint64 *bits;            /* (owned) (nullable) a bit for each number of a contact */
  gint64 n_bits;
  double contact_days;
  guint n_contacts;
} FitGroup;

struct _ParcoursFit
{
  gint64 from;
  gint64 to;
  gint64 sends_to;          /* later sends are too young */
  GArray *groups;           /* (owned) (element-type FitGroup) */
  GPtrArray *messages;      /* (owned) (element-type FitMessage) */
  GHashTable *by_message;   /* (owned) (element-type utf8 FitMessage) */
  GPtrArray *arrivals;      /* (owned) (element-type FitArrival) */
  GHashTable *by_arrival;   /* (owned) (element-type utf8 FitArrival) */
  guint64 n_events;         /* in the period */
  guint64 n_created;
  GPtrArray *rows;          /* (owned) (element-type ParcoursFitRow) */
};

FitValues  *fit_values_new       (void);
void        fit_values_free      (FitValues        *values);
void        fit_values_add       (FitValues        *values,
                                  const char       *value);
GPtrArray  *fit_values_common    (const FitValues  *values,
                                  guint             max);
guint64     fit_values_count     (const FitValues  *values,
                                  const char       *value);
JsonObject *fit_values_to_json   (const FitValues  *values,
                                  guint             max);
void        fit_delays_add       (FitDelays       **delays,
                                  gint64            seconds);
void        fit_delays_merge     (FitDelays       **delays,
                                  const FitDelays  *other);
double      fit_delays_quantile  (const FitDelays  *delays,
                                  double            share);
JsonObject *fit_delays_to_json   (const FitDelays  *delays);
void        fit_reactions_init   (FitReactions     *reactions);
void        fit_reactions_clear  (FitReactions     *reactions);
void        fit_reactions_merge  (FitReactions       *reactions,
                                  const FitReactions *other);
guint64     fit_reactions_trials (const FitReactions *reactions,
                                  ParcoursReaction    reaction);
double      fit_margin           (guint64           n,
                                  guint64           trials);

/* parcours-fit-document.c */
JsonNode   *fit_to_json          (ParcoursFit      *fit,
                                  const char       *name);

G_END_DECLS
