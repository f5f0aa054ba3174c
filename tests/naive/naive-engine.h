/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-case.h"

G_BEGIN_DECLS

/**
 * NaiveEngine:
 *
 * The second engine: slow, plain, and written from the rules alone
 * (src/README.md, "The rules of one instant"). One list holds what is due for all
 * contacts, in order; conditions are asked about whole histories each time;
 * what contacts share is a plain counter.
 */
typedef struct _NaiveEngine NaiveEngine;

NaiveEngine *naive_engine_new    (NaiveCase   *the_case);
void         naive_engine_free   (NaiveEngine *self);
gboolean     naive_engine_run    (NaiveEngine *self);
GPtrArray   *naive_engine_log    (NaiveEngine *self,
                                  guint        contact);
gboolean     naive_engine_test   (NaiveEngine *self,
                                  guint        contact,
                                  JsonNode    *condition,
                                  gint64       now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaiveEngine, naive_engine_free)

G_END_DECLS
