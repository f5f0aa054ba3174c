/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-frame.h"
#include "parcours-population-builder.h"
#include "parcours-store-private.h"

G_BEGIN_DECLS

#define PARCOURS_STORE_NOWHERE G_MAXUINT32

/**
 * ParcoursStoreLoader:
 *
 * What the parts of loading a population share.
 */
typedef struct
{
  ParcoursStore *store;
  ParcoursFrame *frame;
  ParcoursPopulationBuilder *builder; /* (owned) (nullable) */
  GArray *ids;                        /* (owned) (element-type gint64) the contacts, ascending */
  GArray *addresses;                  /* (owned) (element-type guint8) a #ParcoursAddress each */
  guint32 *places;                    /* (owned) (nullable) by number, from the first on, where numbers are dense */
  guint64 n_places;
} ParcoursStoreLoader;

guint32  parcours_store_loader_place    (ParcoursStoreLoader  *loader,
                                         gint64                id);
gboolean parcours_store_load_events     (ParcoursStoreLoader  *loader,
                                         GError              **error);
gboolean parcours_store_load_records    (ParcoursStoreLoader  *loader,
                                         GError              **error);
gboolean parcours_store_load_passages   (ParcoursStoreLoader  *loader,
                                         GError              **error);

/**
 * parcours_store_loader_seek:
 * @loader: a loader
 * @id: the number of a contact
 *
 * Returns: whether there is one, which is the builder's current contact now
 */
static inline gboolean
parcours_store_loader_seek (ParcoursStoreLoader *loader,
                            gint64               id)
{
  guint32 place = parcours_store_loader_place (loader, id);

  if (place == PARCOURS_STORE_NOWHERE)
    return FALSE;
  parcours_population_builder_seek (loader->builder, place);

  return TRUE;
}

G_END_DECLS
