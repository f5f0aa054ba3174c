/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursTemplate:
 *
 * A text with personalisation, such as "Hello {{ contact.first-name }}"
 * (vocabulary, section 3). Immutable.
 */
typedef struct _ParcoursTemplate ParcoursTemplate;

/**
 * ParcoursTemplateFunc:
 * @name: what stands between the braces, such as `contact.first-name`
 * @user_data: user data
 *
 * Returns: (transfer full) (nullable): what to put there, %NULL for nothing
 */
typedef char *(*ParcoursTemplateFunc) (const char *name,
                                       gpointer    user_data);

ParcoursTemplate *parcours_template_new      (const char             *text);
void              parcours_template_free     (ParcoursTemplate       *self);
guint             parcours_template_n_holes  (const ParcoursTemplate *self);
const char       *parcours_template_nth_hole (const ParcoursTemplate *self,
                                              guint                   n);
char             *parcours_template_fill     (const ParcoursTemplate *self,
                                              ParcoursTemplateFunc    func,
                                              gpointer                user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursTemplate, parcours_template_free)

G_END_DECLS
