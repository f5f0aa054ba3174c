/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-param.h"

G_BEGIN_DECLS

/**
 * ParcoursKindColumn:
 * @param: what it may hold, as a parameter of a step says it
 * @is_array: whether it holds several of that, where @param is a text
 * @is_fixed: whether it is chosen once, when the entity is made
 * @editor: (nullable): what it is edited with where @param does not say it: `keys` (names with types) or `actions`
 *   (what a form does)
 *
 * A column of the entities of one kind.
 */
typedef struct
{
  ParcoursParam *param;
  gboolean is_array;
  gboolean is_fixed;
  char *editor;
} ParcoursKindColumn;

/**
 * ParcoursKindEditor:
 * @PARCOURS_KIND_FORM: a form of the columns
 * @PARCOURS_KIND_MESSAGE: the editor of messages
 * @PARCOURS_KIND_FEED: a form, and a look at what the feed holds
 * @PARCOURS_KIND_BEHAVIOUR: the window of behaviours
 *
 * With what entities of a kind are edited.
 */
typedef enum
{
  PARCOURS_KIND_FORM,
  PARCOURS_KIND_MESSAGE,
  PARCOURS_KIND_FEED,
  PARCOURS_KIND_BEHAVIOUR,
} ParcoursKindEditor;

/**
 * ParcoursKind:
 * @name: such as `list`
 * @label: what several are called in English, a msgid
 * @new_label: what a button says that makes one, in English, a msgid
 * @category: what it stands among, in English, a msgid
 * @icon: the name of a symbol without `-symbolic`
 * @editor: with what they are edited
 * @parent: (nullable): the kind within which they are named; the column of that name says which
 * @keeps: whether they cannot be deleted
 * @columns: (element-type ParcoursKindColumn): the columns in the order of the form
 *
 * A kind of entities that a person keeps in the library, immutable.
 */
typedef struct
{
  char *name;
  char *label;
  char *new_label;
  char *category;
  char *icon;
  ParcoursKindEditor editor;
  char *parent;
  gboolean keeps;
  GPtrArray *columns;
} ParcoursKind;

GPtrArray                *parcours_kinds_new_from_json (JsonNode           *file,
                                                        GError            **error);
GPtrArray                *parcours_kinds_get           (void);
const ParcoursKind       *parcours_kind_find           (const char         *name);
const ParcoursKindColumn *parcours_kind_column         (const ParcoursKind *kind,
                                                        const char         *name);

G_END_DECLS
