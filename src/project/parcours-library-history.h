/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursEntityState:
 * @label: (nullable): its name for people, %NULL where it is not there
 * @attributes: (nullable): its columns, %NULL where it is not there
 *
 * An entity of the library at some time.
 */
typedef struct
{
  char *label;
  JsonObject *attributes;
} ParcoursEntityState;

/**
 * ParcoursLibraryChange:
 * @kind: such as `list`
 * @slug: its name in files
 * @before: what was
 * @after: what is
 * @changes: (nullable): what was changed of contacts, for parcours_store_apply_changes(); what was done is then the
 *   label of @after
 *
 * A change to one entity of the library, to one setting of the workspace or to contacts.
 */
typedef struct
{
  char *kind;
  char *slug;
  ParcoursEntityState before;
  ParcoursEntityState after;
  GBytes *changes;
} ParcoursLibraryChange;

void parcours_library_change_free (ParcoursLibraryChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursLibraryChange, parcours_library_change_free)

#define PARCOURS_TYPE_LIBRARY_HISTORY (parcours_library_history_get_type ())

/**
 * ParcoursLibraryHistory:
 *
 * What was done to the library, the settings and the contacts of a workspace since it was opened, so that it
 * can be undone and done again. Emits `changed` when there is something else to
 * undo or redo.
 */
G_DECLARE_FINAL_TYPE (ParcoursLibraryHistory, parcours_library_history, PARCOURS, LIBRARY_HISTORY, GObject)

ParcoursLibraryHistory *parcours_library_history_new        (void);
gboolean                parcours_library_history_can_undo   (ParcoursLibraryHistory *history);
gboolean                parcours_library_history_can_redo   (ParcoursLibraryHistory *history);
char                   *parcours_library_history_undo_label (ParcoursLibraryHistory *history);
char                   *parcours_library_history_redo_label (ParcoursLibraryHistory *history);
void                    parcours_library_history_end_burst  (ParcoursLibraryHistory *history);

/* For the project. */
void                    parcours_library_history_push       (ParcoursLibraryHistory *history,
                                                             ParcoursLibraryChange  *change);
ParcoursLibraryChange  *parcours_library_history_take       (ParcoursLibraryHistory *history,
                                                             gboolean                undone);
void                    parcours_library_history_give       (ParcoursLibraryHistory *history,
                                                             ParcoursLibraryChange  *change,
                                                             gboolean                undone);

G_END_DECLS
