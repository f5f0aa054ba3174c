/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checker.h"

G_BEGIN_DECLS

/**
 * Guard:
 * @parent: (nullable): what is known before it, %NULL for nothing
 * @condition: (owned) (nullable): what holds for whoever comes past it
 * @agreed: whether who comes past it has just agreed to emails
 * @depth: how many guards stand before it
 * @line: (owned) (nullable): @condition as text, to compare it by
 * @node: (owned) (nullable): it and all before it as one condition, once it was asked for
 *
 * What is known of the contacts who come to a step: conditions that all of them
 * met on the way. Guards form a tree; where ways join, what they have in common
 * is known. Private to this folder.
 */
typedef struct _Guard Guard;
struct _Guard
{
  Guard *parent;
  JsonNode *condition;
  gboolean agreed;
  guint depth;
  char *line;
  JsonNode *node;
};

/**
 * GuardMap:
 * @guards: (owned) (element-type Guard): all of them
 * @at: (owned) (array): for each step what is known of who arrives there
 * @notices: (owned) (array): for each step whether all who arrive there came in by the news of an order, after
 *   which Mailchimp asks for no consent
 */
typedef struct
{
  GPtrArray *guards;
  GHashTable *by_key;   /* (owned) (element-type utf8 Guard) by parent, agreement and condition */
  Guard **at;
  gboolean *notices;
} GuardMap;

GuardMap *parcours_guard_map_new      (const Checker *self);
void      parcours_guard_map_free     (GuardMap      *map);
JsonNode *parcours_guard_condition    (Guard         *guard);
gboolean  parcours_guard_has_agreed   (const Guard   *guard);
gboolean  parcours_guard_says         (const Guard   *guard,
                                       JsonNode      *condition);

G_END_DECLS
