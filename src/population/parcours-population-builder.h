/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-population.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursPopulationBuilder:
 *
 * Fills a population contact by contact: declare what it holds, then for each
 * contact call parcours_population_builder_begin() and the setters, in any
 * order, and finish.
 */
typedef struct _ParcoursPopulationBuilder ParcoursPopulationBuilder;

ParcoursPopulationBuilder *parcours_population_builder_new         (ParcoursTexts              *texts,
                                                                    const ParcoursZone         *zone);
void                       parcours_population_builder_free        (ParcoursPopulationBuilder  *builder);
ParcoursPopulation        *parcours_population_builder_finish      (ParcoursPopulationBuilder  *builder);
ParcoursTexts             *parcours_population_builder_texts       (ParcoursPopulationBuilder  *builder);
ParcoursArena             *parcours_population_builder_arena       (ParcoursPopulationBuilder  *builder);

guint                      parcours_population_builder_add_field   (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *slug,
                                                                    ParcoursFieldType           type,
                                                                    const char *const          *options);
guint                      parcours_population_builder_add_score   (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *slug);
guint                      parcours_population_builder_add_list    (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *slug);
guint                      parcours_population_builder_add_set     (ParcoursPopulationBuilder  *builder,
                                                                    ParcoursSetKind             kind,
                                                                    const char                 *slug);
guint                      parcours_population_builder_add_topic   (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *topic);
guint                      parcours_population_builder_add_kind    (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *kind);

guint                      parcours_population_builder_begin       (ParcoursPopulationBuilder  *builder,
                                                                    guint64                     key,
                                                                    gint64                      id);
void                       parcours_population_builder_seek        (ParcoursPopulationBuilder  *builder,
                                                                    guint                       contact);
void                       parcours_population_builder_set_address (ParcoursPopulationBuilder  *builder,
                                                                    ParcoursAddress             addresses);
gboolean                   parcours_population_builder_set_zone    (ParcoursPopulationBuilder  *builder,
                                                                    const char                 *name);
void                       parcours_population_builder_set_channel (ParcoursPopulationBuilder  *builder,
                                                                    ParcoursChannel             channel,
                                                                    ParcoursConsent             consent);
gboolean                   parcours_population_builder_set_text    (ParcoursPopulationBuilder  *builder,
                                                                    guint                       column,
                                                                    const char                 *text);
void                       parcours_population_builder_set_number  (ParcoursPopulationBuilder  *builder,
                                                                    guint                       column,
                                                                    double                      number);
void                       parcours_population_builder_set_list    (ParcoursPopulationBuilder  *builder,
                                                                    guint                       list,
                                                                    ParcoursListStatus          status,
                                                                    gint64                      since);
void                       parcours_population_builder_add_member  (ParcoursPopulationBuilder  *builder,
                                                                    guint                       set);
void                       parcours_population_builder_count_members (ParcoursPopulationBuilder *builder,
                                                                    ParcoursSetKind             kind,
                                                                    guint                       n);
void                       parcours_population_builder_count_lists (ParcoursPopulationBuilder  *builder,
                                                                    guint                       n_active);
void                       parcours_population_builder_add_active_list (ParcoursPopulationBuilder *builder);
void                       parcours_population_builder_add_other_member (ParcoursPopulationBuilder *builder,
                                                                    ParcoursSetKind             kind);
void                       parcours_population_builder_block_sender (ParcoursPopulationBuilder *builder,
                                                                    const char                 *sender);
void                       parcours_population_builder_add_event   (ParcoursPopulationBuilder  *builder,
                                                                    guint                       topic,
                                                                    gint64                      at,
                                                                    guint32                     subject,
                                                                    const ParcoursObject       *payload);
void                       parcours_population_builder_add_record  (ParcoursPopulationBuilder  *builder,
                                                                    guint                       kind,
                                                                    guint32                     id,
                                                                    gint64                      created,
                                                                    ParcoursObject             *columns);
void                       parcours_population_builder_add_passage (ParcoursPopulationBuilder  *builder,
                                                                    const ParcoursPassage      *passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPopulationBuilder, parcours_population_builder_free)

G_END_DECLS
