/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-form.h"

G_BEGIN_DECLS

/**
 * ParcoursObjectSpec:
 * @type: the type of parameter whose values are these objects
 * @members: (array length=n_members): its members, in the order of the form; one without a name edits several
 * @n_members: how many they are
 * @initial: (nullable): what it holds when it is added, as JSON
 * @add_label: (nullable): what the button says that adds it, a msgid
 * @adapt: (nullable): mends the other members after a person has changed one
 * @applies: (nullable): whether a member is shown, given the others
 *
 * A kind of compound value.
 */
typedef struct
{
  guint type;
  const ParcoursParam *members;
  guint n_members;
  const char *initial;
  const char *add_label;
  void (*adapt) (ParcoursForm *form,
                 const char   *member,
                 JsonObject   *object);
  gboolean (*applies) (const char *member,
                       JsonObject *object);
} ParcoursObjectSpec;

const ParcoursObjectSpec *parcours_object_spec_for (guint type);
const ParcoursObjectSpec *parcours_leaf_spec_for   (guint type);

G_END_DECLS
