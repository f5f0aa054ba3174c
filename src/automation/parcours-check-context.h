/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-library.h"

G_BEGIN_DECLS

/**
 * ParcoursCountFunc:
 * @condition: (nullable): a condition, %NULL for every contact
 * @without: (nullable): if not %NULL, only those count who have no `email`, `phone`, `device` or `pass`
 * @n_contacts: (out): how many contacts they are
 * @user_data: what was given with the function
 *
 * Counts contacts, as the workspace has them now. The conditions ask about
 * nothing that happens inside an automation.
 *
 * Returns: whether it could be counted; if not, what needs it is left out
 */
typedef gboolean (*ParcoursCountFunc) (JsonNode   *condition,
                                       const char *without,
                                       guint64    *n_contacts,
                                       gpointer    user_data);

/**
 * ParcoursCheckContext:
 * @library: (nullable): what references resolve to
 * @features: (nullable) (array zero-terminated=1): what is there of the platform's features, %NULL if not
 *   known: then nothing is said about them
 * @plan: (nullable): the plan that is paid for, %NULL if not known
 * @automations: (nullable) (element-type ParcoursAutomation): all automations of the workspace; the one that
 *   is checked takes the place of the one with its slug
 * @tracked_domains: (nullable) (array zero-terminated=1): the websites that are tracked, none for any
 * @count: (nullable): counts contacts
 * @count_data: for @count
 *
 * What checks have to know of the world around an automation. Higher layers fill
 * it in; a check that needs what is not there is left out, and named.
 */
typedef struct
{
  ParcoursLibrary *library;
  const char *const *features;
  const char *plan;
  GPtrArray *automations;
  const char *const *tracked_domains;
  ParcoursCountFunc count;
  gpointer count_data;
} ParcoursCheckContext;

G_END_DECLS
