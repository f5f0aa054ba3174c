/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursEntity:
 * @kind: such as `list`
 * @slug: its name in files, never changed
 * @label: its name for people
 * @attributes: its columns (vocabulary, section 5), such as `double-opt-in` of a list
 *
 * Something that a reference can name, immutable.
 */
typedef struct
{
  char *kind;
  char *slug;
  char *label;
  JsonObject *attributes;
} ParcoursEntity;

/**
 * ParcoursFieldType:
 *
 * The types of fields (vocabulary, section 5).
 */
typedef enum
{
  PARCOURS_FIELD_UNKNOWN,
  PARCOURS_FIELD_TEXT,
  PARCOURS_FIELD_NUMBER,
  PARCOURS_FIELD_MONEY,
  PARCOURS_FIELD_DATE,
  PARCOURS_FIELD_DATETIME,
  PARCOURS_FIELD_BIRTHDAY,
  PARCOURS_FIELD_BOOL,
  PARCOURS_FIELD_CHOICE,
  PARCOURS_FIELD_CHOICES,
  PARCOURS_FIELD_USER,
} ParcoursFieldType;

/**
 * ParcoursLibrary:
 *
 * What the references of automations and conditions resolve to: the lists,
 * tags, messages, fields, segments ... of a workspace, a scenario or the bundle
 * of a file. Filled once, then shared and never changed.
 */
typedef struct _ParcoursLibrary ParcoursLibrary;

ParcoursLibrary      *parcours_library_new        (void);
ParcoursLibrary      *parcours_library_ref        (ParcoursLibrary       *library);
void                  parcours_library_unref      (ParcoursLibrary       *library);

const char           *parcours_library_currency   (const ParcoursLibrary *library);
void                  parcours_library_set_currency (ParcoursLibrary     *library,
                                                     const char          *currency);

void                  parcours_library_add        (ParcoursLibrary       *library,
                                                   const char            *kind,
                                                   const char            *slug,
                                                   const char            *label,
                                                   JsonObject            *attributes);
const ParcoursEntity *parcours_library_lookup     (const ParcoursLibrary *library,
                                                   const char            *kind,
                                                   const char            *slug);
const char           *parcours_library_label      (const ParcoursLibrary *library,
                                                   const char            *kind,
                                                   const char            *slug);
GPtrArray            *parcours_library_list       (const ParcoursLibrary *library,
                                                   const char            *kind);

ParcoursFieldType     parcours_field_type_parse   (const char            *name);
const char           *parcours_field_type_name    (ParcoursFieldType      type);
ParcoursFieldType     parcours_library_field_type (const ParcoursLibrary *library,
                                                   const char            *kind,
                                                   const char            *slug);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursLibrary, parcours_library_unref)

G_END_DECLS
