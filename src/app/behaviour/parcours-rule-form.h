/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RULE_FORM (parcours_rule_form_get_type ())

/**
 * ParcoursRuleForm:
 *
 * Shows one rule of a behaviour and writes what a person changes into it: what people do about messages (a response),
 * or what they do by themselves (an arrival). Emits `changed`. What it does not show stays as it is.
 */
G_DECLARE_FINAL_TYPE (ParcoursRuleForm, parcours_rule_form, PARCOURS, RULE_FORM, AdwBin)

GtkWidget *parcours_rule_form_new       (ParcoursForm     *form,
                                         JsonNode         *node);
gboolean   parcours_rule_is_response    (JsonObject       *rule);
char      *parcours_rule_title          (JsonObject       *rule,
                                         ParcoursLibrary  *library);
char      *parcours_rule_subtitle       (JsonObject       *rule);

G_END_DECLS
