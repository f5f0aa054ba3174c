/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-generate.h"
#include "parcours-catalog.h"
#include "parcours-time.h"

G_BEGIN_DECLS

typedef struct
{
  GRand *rand;
  JsonObject *universe;
  JsonNode *universe_node; /* (nullable) (owned) where it has it for itself */
  GPtrArray *kept;        /* (element-type utf8) */
  const char *slugs[4];   /* of the automations */
  guint n_automations;
  guint n_contacts;
  guint automation;       /* the one that is being made */
  guint n_steps;          /* of it, without triggers */
  gint32 start_day;
  GPtrArray *splits;      /* (element-type utf8) random splits, as "automation/step" */
} NaiveGenerator;

/* naive-generate.c */
guint        naive_pick            (NaiveGenerator         *self,
                                    guint                   n);
gboolean     naive_chance          (NaiveGenerator         *self,
                                    guint                   percent);
const char  *naive_slug            (NaiveGenerator         *self,
                                    const char             *kind);
const char  *naive_duration        (NaiveGenerator         *self);
const char  *naive_offset          (NaiveGenerator         *self);
char        *naive_after           (NaiveGenerator         *self);
char        *naive_random_date            (NaiveGenerator         *self);
char        *naive_random_instant         (NaiveGenerator         *self);
JsonNode    *naive_field_node      (NaiveGenerator         *self,
                                    const char             *kind,
                                    const char             *slug);

const ParcoursStepType *naive_pick_type (NaiveGenerator      *self,
                                    gboolean                trigger);
JsonObject  *naive_make_step       (NaiveGenerator         *self,
                                    const ParcoursStepType *type);
JsonObject  *naive_make_settings   (NaiveGenerator         *self);
JsonObject  *naive_make_automation (NaiveGenerator         *self,
                                    guint                   number);
void         naive_add_link        (JsonArray              *links,
                                    const char             *from,
                                    const char             *port,
                                    const char             *to);

/* naive-generate-params.c */
JsonObject  *naive_params          (NaiveGenerator         *self,
                                    const ParcoursStepType *type);

/* naive-generate-condition.c */
JsonNode    *naive_condition       (NaiveGenerator         *self,
                                    guint                   depth);
JsonNode    *naive_where           (NaiveGenerator         *self,
                                    const ParcoursTopic    *topic);
const char  *naive_comparison      (NaiveGenerator         *self);
JsonNode    *naive_moment          (NaiveGenerator         *self);

/* naive-generate-events.c */
JsonNode    *naive_load_universe   (void);
const char  *naive_keep_string     (NaiveGenerator         *self,
                                    char                   *text);
const ParcoursTopic *naive_topic   (NaiveGenerator         *self);
const char  *naive_subject         (NaiveGenerator         *self,
                                    const ParcoursTopic    *topic);
JsonNode    *naive_payload_value   (NaiveGenerator         *self,
                                    const char             *key,
                                    const char             *type);
JsonObject  *naive_event           (NaiveGenerator         *self);
void         naive_add_records     (NaiveGenerator         *self,
                                    JsonObject             *contact,
                                    guint                   number);
JsonArray   *naive_timeline        (NaiveGenerator         *self);
JsonObject  *naive_behaviour       (NaiveGenerator         *self);

G_END_DECLS
