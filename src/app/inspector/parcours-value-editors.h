/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-test-subject.h"
#include "parcours-typed.h"
#include "parcours-value-editor.h"

G_BEGIN_DECLS

/*
 * The types of editors, and what they share. Which parameter gets which stands
 * in one table in parcours-value-editors.c.
 */

/*
 * What the values of parameters are made of, beside the types of the catalogue:
 * parts of compound values, and the leaves of conditions. They follow the
 * catalogue's types in the field `type` of a parameter.
 */
enum
{
  PARCOURS_FORM_DATE = 1000,
  PARCOURS_FORM_BIRTHDAY,
  PARCOURS_FORM_OPTION,
  PARCOURS_FORM_TEXTS,
  PARCOURS_FORM_HOSTS,
  PARCOURS_FORM_KEYS,
  PARCOURS_FORM_ACTIONS,
  PARCOURS_FORM_BOOL_CHOICE,
  PARCOURS_FORM_TIME_REF,
  PARCOURS_FORM_DATE_FIELD,
  PARCOURS_FORM_AFTER,
  PARCOURS_FORM_REENTRY,
  PARCOURS_FORM_QUIET_HOURS,
  PARCOURS_FORM_FREQUENCY_CAP,
  PARCOURS_FORM_ZONE,
  PARCOURS_FORM_SET,
  PARCOURS_FORM_SINCE,
  PARCOURS_FORM_SUBJECT,
  PARCOURS_FORM_COUNT,
  PARCOURS_FORM_SUMS,
  PARCOURS_FORM_TEST,
  PARCOURS_FORM_FIELD_TEST,
  PARCOURS_FORM_SCORE_TEST,
  PARCOURS_FORM_KEY_TEST,
  PARCOURS_FORM_GROUP,
  PARCOURS_FORM_LEAF,
  PARCOURS_FORM_LEAF_FIRST = 1100,
};

#define PARCOURS_FORM_TYPE(type) ((ParcoursParamType) (type))

#define PARCOURS_TYPE_BIRTHDAY_EDITOR (parcours_birthday_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursBirthdayEditor, parcours_birthday_editor, PARCOURS, BIRTHDAY_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_BOOL_EDITOR (parcours_bool_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursBoolEditor, parcours_bool_editor, PARCOURS, BOOL_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_CHOICE_EDITOR (parcours_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursChoiceEditor, parcours_choice_editor, PARCOURS, CHOICE_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_CHOICES_EDITOR (parcours_choices_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursChoicesEditor, parcours_choices_editor, PARCOURS, CHOICES_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_COMPARISON_EDITOR (parcours_comparison_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursComparisonEditor, parcours_comparison_editor, PARCOURS, COMPARISON_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_CONDITION_EDITOR (parcours_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursConditionEditor, parcours_condition_editor, PARCOURS, CONDITION_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_DURATION_EDITOR (parcours_duration_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursDurationEditor, parcours_duration_editor, PARCOURS, DURATION_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_FIELD_VALUE_EDITOR (parcours_field_value_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursFieldValueEditor, parcours_field_value_editor, PARCOURS, FIELD_VALUE_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_INSTANT_EDITOR (parcours_instant_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursInstantEditor, parcours_instant_editor, PARCOURS, INSTANT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_LONG_TEXT_EDITOR (parcours_long_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursLongTextEditor, parcours_long_text_editor, PARCOURS, LONG_TEXT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_MOMENT_EDITOR (parcours_moment_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursMomentEditor, parcours_moment_editor, PARCOURS, MOMENT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_NUMBER_EDITOR (parcours_number_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursNumberEditor, parcours_number_editor, PARCOURS, NUMBER_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_OBJECT_EDITOR (parcours_object_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursObjectEditor, parcours_object_editor, PARCOURS, OBJECT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_REF_EDITOR (parcours_ref_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursRefEditor, parcours_ref_editor, PARCOURS, REF_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_REFS_EDITOR (parcours_refs_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursRefsEditor, parcours_refs_editor, PARCOURS, REFS_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_TEXT_EDITOR (parcours_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursTextEditor, parcours_text_editor, PARCOURS, TEXT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_TIME_EDITOR (parcours_time_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursTimeEditor, parcours_time_editor, PARCOURS, TIME_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_VARIANT_EDITOR (parcours_variant_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursVariantEditor, parcours_variant_editor, PARCOURS, VARIANT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_WEIGHTS_EDITOR (parcours_weights_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursWeightsEditor, parcours_weights_editor, PARCOURS, WEIGHTS_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_WHERE_EDITOR (parcours_where_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursWhereEditor, parcours_where_editor, PARCOURS, WHERE_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_KEYS_EDITOR (parcours_keys_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursKeysEditor, parcours_keys_editor, PARCOURS, KEYS_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_ACTIONS_EDITOR (parcours_actions_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursActionsEditor, parcours_actions_editor, PARCOURS, ACTIONS_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_ZONE_EDITOR (parcours_zone_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursZoneEditor, parcours_zone_editor, PARCOURS, ZONE_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_FIELD_TEST_EDITOR (parcours_field_test_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursFieldTestEditor, parcours_field_test_editor, PARCOURS, FIELD_TEST_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_GROUP_EDITOR (parcours_group_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursGroupEditor, parcours_group_editor, PARCOURS, GROUP_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_LEAF_EDITOR (parcours_leaf_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursLeafEditor, parcours_leaf_editor, PARCOURS, LEAF_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_SUBJECT_EDITOR (parcours_subject_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursSubjectEditor, parcours_subject_editor, PARCOURS, SUBJECT_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_SUMS_EDITOR (parcours_sums_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursSumsEditor, parcours_sums_editor, PARCOURS, SUMS_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_TEST_EDITOR (parcours_test_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursTestEditor, parcours_test_editor, PARCOURS, TEST_EDITOR, ParcoursValueEditor)

#define PARCOURS_TYPE_KEY_TEST_EDITOR (parcours_key_test_editor_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursKeyTestEditor, parcours_key_test_editor, PARCOURS, KEY_TEST_EDITOR, ParcoursValueEditor)

GType       parcours_value_editor_type_for      (const ParcoursParam  *param);
JsonNode   *parcours_texts_split                (const char           *text);
char       *parcours_texts_join                 (JsonNode             *value);
gboolean    parcours_choices_have               (JsonArray            *array,
                                                 const char           *text);
gboolean    parcours_param_is_inline            (const ParcoursParam  *param);
gboolean    parcours_form_param_fits            (const ParcoursParam  *param,
                                                 JsonNode             *value);
void        parcours_test_editor_set_subject    (ParcoursTestEditor   *self,
                                                 const ParcoursTestSubject *subject);
JsonNode   *parcours_key_test_initial           (ParcoursForm         *form,
                                                 const char           *owner,
                                                 const char           *key);
void        parcours_leaf_editor_expand         (ParcoursLeafEditor   *self);
void        parcours_leaf_editor_add_remove     (ParcoursLeafEditor   *self,
                                                 GtkWidget            *button);
void        parcours_subject_param              (const ParcoursTestSubject *subject,
                                                 ParcoursOp            op,
                                                 ParcoursParam        *param);
const char *parcours_label_of                   (const ParcoursParam  *param);
gboolean    parcours_must_choose                (ParcoursForm         *form,
                                                 const ParcoursParam  *param);
char       *parcours_none_label                 (ParcoursForm         *form,
                                                 const ParcoursParam  *param,
                                                 const char           *kind);
char      **parcours_form_choices               (ParcoursForm         *form,
                                                 const ParcoursParam  *param);
char      **parcours_form_modes                 (ParcoursForm         *form,
                                                 const ParcoursParam  *param);
const char *parcours_choice_label               (const ParcoursParam  *param,
                                                 const char           *choice);
char       *parcours_number_write               (double                number);
JsonNode   *parcours_json_new_number            (double                number);
void        parcours_select_quietly             (GtkDropDown          *drop_down,
                                                 guint                 position);
void        parcours_set_name                   (GtkWidget            *widget,
                                                 const char           *title);
GtkWidget  *parcours_new_expander               (const char           *title);
GtkWidget  *parcours_new_drop_down              (const char *const    *labels,
                                                 const char           *title);

G_END_DECLS
