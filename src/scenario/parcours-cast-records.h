/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-cast-private.h"
#include "parcours-population-builder.h"

G_BEGIN_DECLS

/*
 * The records of the people: deals, tasks, orders, carts ... Private to this folder.
 */
typedef struct
{
  const ParcoursCast *cast;
  const ParcoursLibrary *library;
  ParcoursPopulationBuilder *builder;
  const ParcoursZone *zone;
  gint64 from;
  GHashTable *kinds;     /* (owned) (element-type utf8 guint) */
} RecordWriter;

void     parcours_cast_init_records  (RecordWriter              *writer,
                                      const ParcoursCast        *cast,
                                      const ParcoursLibrary     *library,
                                      ParcoursPopulationBuilder *builder,
                                      const ParcoursZone        *zone,
                                      gint64                     from);
void     parcours_cast_clear_records (RecordWriter              *writer);
gboolean parcours_cast_add_records   (RecordWriter              *writer,
                                      const Actor               *actor,
                                      const ParcoursPlace       *contact,
                                      GError                   **error);

G_END_DECLS
