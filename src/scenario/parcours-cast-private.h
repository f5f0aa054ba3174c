/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-cast.h"

G_BEGIN_DECLS

/* One of the people. */
typedef struct
{
  char *name;            /* (owned) the address, or phone: and the number */
  guint64 key;
  guint place;           /* which of @people */
} Actor;

/* A record of `entities`, and whose it is. */
typedef struct
{
  const char *kind;      /* deal or task */
  char *plural;          /* (owned) */
  char *id;              /* (owned) */
  guint64 owner;
} OwnedRecord;

struct _ParcoursCast
{
  JsonNode *people;      /* (owned) an array of contacts */
  JsonNode *entities;    /* (owned) (nullable) */
  JsonNode *where;       /* (owned) (nullable) */
  gboolean generated;
  GPtrArray *actors;     /* (owned) (element-type Actor) */
  GHashTable *by_key;    /* (owned) (element-type guint64 Actor) */
  GArray *records;       /* (owned) (element-type OwnedRecord) */
};

JsonNode *parcours_cast_generate (guint                n,
                                  guint64              seed,
                                  const ParcoursPlace *entities);
JsonNode *parcours_cast_read_workspace (const char     *path,
                                        GError        **error);
JsonNode *parcours_cast_read_csv (const char           *path,
                                  GError              **error);

G_END_DECLS
