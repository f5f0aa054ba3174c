/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-cast.h"
#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursCase:
 * @name: what it is called
 * @folder: (nullable): where the files that it names lie
 * @node: all its keys: those of the scenario, overridden by its own
 * @zone: the workspace's zone
 * @settings: when it takes place, and what holds in the workspace
 * @strict: whether a slug that is not declared is an error
 * @automations: (element-type ParcoursAutomation): what runs
 * @timeline: what is written down to happen
 * @behaviour: (nullable): how people behave besides
 * @cast: the people
 * @library: what slugs mean
 * @features: (nullable) (array zero-terminated=1): the features of the workspace, %NULL where nothing is said
 * @plan: (nullable): the plan of the workspace
 * @tracked_domains: (nullable) (array zero-terminated=1): the websites that are tracked
 *
 * One case of a scenario, read and checked. Immutable.
 */
typedef struct
{
  char *name;
  char *folder;
  JsonNode *node;
  const ParcoursZone *zone;
  ParcoursSettings settings;
  gboolean strict;
  GPtrArray *automations;
  ParcoursTimeline *timeline;
  ParcoursBehaviour *behaviour;
  ParcoursCast *cast;
  ParcoursLibrary *library;
  char **features;
  char *plan;
  char **tracked_domains;
} ParcoursCase;

ParcoursCase *parcours_case_new  (JsonNode      *node,
                                  const char    *folder,
                                  GError       **error);
void          parcours_case_free (ParcoursCase  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCase, parcours_case_free)

G_END_DECLS
