/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checker.h"

G_BEGIN_DECLS

/**
 * NameVerdict:
 *
 * Whether a name resolves to something: private to this folder.
 */
typedef enum
{
  NAME_KNOWN,
  NAME_UNKNOWN,
  NAME_NOT_TOLD, /* nobody told us what there is */
} NameVerdict;

/* What the keys of a filter may be. */
typedef struct
{
  const Checker *checker;
  GPtrArray *topics;        /* (owned) (nullable) (element-type ParcoursTopic) the events whose details they are */
  const char *event_name;   /* (nullable) of custom events, the only one */
  const char *record;       /* (nullable) the kind of record whose columns they are */
} KeyScope;

NameVerdict  parcours_name_look_up     (const Checker  *self,
                                        const char     *kind,
                                        const char     *slug);
gboolean     parcours_name_is_kind     (const char     *kind);
char        *parcours_name_unknown     (const char     *kind,
                                        const char     *slug);
const ParcoursEntity *parcours_name_closest (Checker   *self,
                                        const char     *kind,
                                        const char     *slug,
                                        gboolean       *certain);
const ParcoursEntity *parcours_name_only (Checker      *self,
                                        const char     *kind);
gboolean     parcours_name_is_of_other (const Checker  *self,
                                        const ParcoursRow *row,
                                        const char     *param,
                                        const char     *kind,
                                        const char     *slug);
ParcoursAutomation *parcours_name_automation (const Checker *self,
                                        const char     *slug);

NameVerdict  parcours_key_look_up      (const KeyScope *scope,
                                        const char     *key,
                                        const char    **type);
char        *parcours_key_list         (const KeyScope *scope);
const char  *parcours_key_closest      (const KeyScope *scope,
                                        const char     *key);
NameVerdict  parcours_column_look_up   (const Checker  *self,
                                        const char     *record,
                                        const char     *key);

G_END_DECLS
