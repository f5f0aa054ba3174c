/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursContactQuery:
 * @search: (nullable): words that are each in the name, the address or the phone number, however they are written
 * @list: (nullable): the slug of a list
 * @status: the status on @list, %PARCOURS_LIST_ANY for whoever has one
 * @tag: (nullable): the slug of a tag
 * @allowed: (nullable) (array): a bit for each number of a contact; only those whose bit is set
 * @n_allowed: how many bits @allowed has
 * @sort: (nullable): `name`, the slug of a field, or `score:` and the slug of a score; %NULL for as they were added
 * @descending: whether the greatest, or what was added last, comes first; those without a value come last in any case
 * @max: how many contacts at most, 0 for all
 *
 * Which contacts, and in which order.
 */
typedef struct
{
  const char *search;
  const char *list;
  ParcoursListStatus status;
  const char *tag;
  const guint64 *allowed;
  gint64 n_allowed;
  const char *sort;
  gboolean descending;
  guint max;
} ParcoursContactQuery;

GArray    *parcours_store_query_contacts (ParcoursStore               *store,
                                          const ParcoursContactQuery  *query,
                                          GCancellable                *cancellable,
                                          GError                     **error);
GPtrArray *parcours_store_load_contacts  (ParcoursStore               *store,
                                          const gint64                *ids,
                                          guint                        n,
                                          GError                     **error);

G_END_DECLS
