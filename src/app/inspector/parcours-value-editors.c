/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>

#include "parcours-comparison.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* Which editor a type of parameter gets. */
static const struct
{
  guint type;
  GType (*editor) (void);
} editors[] = {
  { PARCOURS_PARAM_TEXT, parcours_text_editor_get_type },
  { PARCOURS_PARAM_TEMPLATE, parcours_text_editor_get_type },
  { PARCOURS_PARAM_NUMBER, parcours_number_editor_get_type },
  { PARCOURS_PARAM_INTEGER, parcours_number_editor_get_type },
  { PARCOURS_PARAM_MONEY, parcours_number_editor_get_type },
  { PARCOURS_PARAM_BOOL, parcours_bool_editor_get_type },
  { PARCOURS_PARAM_CHOICE, parcours_choice_editor_get_type },
  { PARCOURS_PARAM_CHOICES, parcours_choices_editor_get_type },
  { PARCOURS_PARAM_ADDRESS, parcours_text_editor_get_type },
  { PARCOURS_PARAM_URL, parcours_text_editor_get_type },
  { PARCOURS_PARAM_KEYWORD, parcours_text_editor_get_type },
  { PARCOURS_PARAM_URL_PATTERN, parcours_text_editor_get_type },
  { PARCOURS_PARAM_TEXT_PATTERN, parcours_text_editor_get_type },
  { PARCOURS_PARAM_DURATION, parcours_duration_editor_get_type },
  { PARCOURS_PARAM_OFFSET, parcours_duration_editor_get_type },
  { PARCOURS_PARAM_TIME_OF_DAY, parcours_time_editor_get_type },
  { PARCOURS_PARAM_INSTANT, parcours_instant_editor_get_type },
  { PARCOURS_PARAM_MOMENT, parcours_moment_editor_get_type },
  { PARCOURS_PARAM_DATE_SOURCE, parcours_object_editor_get_type },
  { PARCOURS_PARAM_REF, parcours_ref_editor_get_type },
  { PARCOURS_PARAM_REFS, parcours_refs_editor_get_type },
  { PARCOURS_PARAM_STEP, parcours_ref_editor_get_type },
  { PARCOURS_PARAM_TOPIC, parcours_ref_editor_get_type },
  { PARCOURS_PARAM_CONDITION, parcours_condition_editor_get_type },
  { PARCOURS_PARAM_WHERE, parcours_where_editor_get_type },
  { PARCOURS_PARAM_COUNT_TEST, parcours_comparison_editor_get_type },
  { PARCOURS_PARAM_FIELD_VALUE, parcours_field_value_editor_get_type },
  { PARCOURS_PARAM_VALUE_SOURCE, parcours_variant_editor_get_type },
  { PARCOURS_PARAM_OWNER_RULE, parcours_variant_editor_get_type },
  { PARCOURS_PARAM_TARGET, parcours_choice_editor_get_type },
  { PARCOURS_PARAM_WEIGHTS, parcours_weights_editor_get_type },
  { PARCOURS_PARAM_WINNER_RULE, parcours_object_editor_get_type },
  { PARCOURS_PARAM_LATCH_RULE, parcours_variant_editor_get_type },
  { PARCOURS_PARAM_SEND_LIMIT, parcours_object_editor_get_type },
  { PARCOURS_PARAM_DUE, parcours_variant_editor_get_type },
  { PARCOURS_PARAM_TASK, parcours_object_editor_get_type },
  { PARCOURS_PARAM_OPERAND, parcours_variant_editor_get_type },
  { PARCOURS_FORM_DATE, parcours_instant_editor_get_type },
  { PARCOURS_FORM_BIRTHDAY, parcours_birthday_editor_get_type },
  { PARCOURS_FORM_OPTION, parcours_choice_editor_get_type },
  { PARCOURS_FORM_TEXTS, parcours_text_editor_get_type },
  { PARCOURS_FORM_HOSTS, parcours_text_editor_get_type },
  { PARCOURS_FORM_KEYS, parcours_keys_editor_get_type },
  { PARCOURS_FORM_ACTIONS, parcours_actions_editor_get_type },
  { PARCOURS_FORM_BOOL_CHOICE, parcours_choice_editor_get_type },
  { PARCOURS_FORM_TIME_REF, parcours_variant_editor_get_type },
  { PARCOURS_FORM_DATE_FIELD, parcours_ref_editor_get_type },
  { PARCOURS_FORM_AFTER, parcours_variant_editor_get_type },
  { PARCOURS_FORM_REENTRY, parcours_variant_editor_get_type },
  { PARCOURS_FORM_QUIET_HOURS, parcours_object_editor_get_type },
  { PARCOURS_FORM_FREQUENCY_CAP, parcours_object_editor_get_type },
  { PARCOURS_FORM_ZONE, parcours_zone_editor_get_type },
  { PARCOURS_FORM_SET, parcours_variant_editor_get_type },
  { PARCOURS_FORM_SINCE, parcours_variant_editor_get_type },
  { PARCOURS_FORM_SUBJECT, parcours_subject_editor_get_type },
  { PARCOURS_FORM_COUNT, parcours_comparison_editor_get_type },
  { PARCOURS_FORM_SUMS, parcours_sums_editor_get_type },
  { PARCOURS_FORM_TEST, parcours_test_editor_get_type },
  { PARCOURS_FORM_FIELD_TEST, parcours_field_test_editor_get_type },
  { PARCOURS_FORM_SCORE_TEST, parcours_field_test_editor_get_type },
  { PARCOURS_FORM_KEY_TEST, parcours_key_test_editor_get_type },
  { PARCOURS_FORM_GROUP, parcours_group_editor_get_type },
  { PARCOURS_FORM_LEAF, parcours_leaf_editor_get_type },
};

/**
 * parcours_value_editor_type_for:
 * @param: a parameter
 *
 * Returns: the type of the editor for it
 */
GType
parcours_value_editor_type_for (const ParcoursParam *param)
{
  static const char *const long_texts[] = { "body", "text", "note", "description", NULL };

  if ((param->type == PARCOURS_PARAM_TEMPLATE || param->type == PARCOURS_PARAM_TEXT) &&
      g_strv_contains (long_texts, param->name))
    return parcours_long_text_editor_get_type ();
  for (guint i = 0; i < G_N_ELEMENTS (editors); i++)
    {
      if (editors[i].type == (guint) param->type)
        return editors[i].editor ();
    }
  if ((guint) param->type >= PARCOURS_FORM_LEAF_FIRST)
    return PARCOURS_TYPE_OBJECT_EDITOR;

  g_return_val_if_reached (PARCOURS_TYPE_TEXT_EDITOR);
}

/**
 * parcours_form_param_fits:
 * @param: a parameter
 * @value: a value
 *
 * Returns: whether an editor of the parameter can show the value
 */
gboolean
parcours_form_param_fits (const ParcoursParam *param,
                          JsonNode            *value)
{
  const char *text = parcours_json_string (value);
  ParcoursTimeRef time;
  int month, day_of_month;
  double number;
  gint32 day;

  switch ((guint) param->type)
    {
    case PARCOURS_FORM_DATE:
      return text != NULL && parcours_day_parse (text, &day);
    case PARCOURS_FORM_BIRTHDAY:
      return text != NULL && parcours_birthday_parse (text, &month, &day_of_month);
    case PARCOURS_FORM_TIME_REF:
      return text != NULL && parcours_time_ref_parse (text, &time);
    case PARCOURS_PARAM_NUMBER:
      return text != NULL ? parcours_number_parse (text, &number) : parcours_json_number (value, &number);
    default:
      return parcours_param_check (param, value, NULL);
    }
}

/**
 * parcours_param_is_inline:
 * @param: a parameter
 *
 * Returns: whether its editor stands beside its name rather than below it
 */
gboolean
parcours_param_is_inline (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_BOOL;
}

/**
 * parcours_label_of:
 * @param: a parameter
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
parcours_label_of (const ParcoursParam *param)
{
  return _(param->label);
}

/**
 * parcours_must_choose:
 * @form: what the editors share
 * @param: a parameter
 *
 * Returns: whether something must be chosen, be it by the platform
 */
gboolean
parcours_must_choose (ParcoursForm        *form,
                      const ParcoursParam *param)
{
  const ParcoursRow *row = parcours_form_row (form);

  return param->required || (row != NULL && parcours_step_type_param (row->type, param->name) == param &&
                             parcours_row_requires_param (row, param));
}

/**
 * parcours_none_label:
 * @form: what the editors share
 * @param: a parameter
 * @kind: (nullable): for a reference, the kind of thing
 *
 * Returns: (transfer full): what stands where nothing is chosen
 */
char *
parcours_none_label (ParcoursForm        *form,
                     const ParcoursParam *param,
                     const char          *kind)
{
  if (param->any && !parcours_must_choose (form, param))
    return parcours_phrase_capitalize (parcours_any_of_kind (kind));
  if (param->type == PARCOURS_PARAM_TARGET)
    return g_strdup (_("The trigger's, else the latest open one"));

  return g_strdup (parcours_must_choose (form, param) ? C_("setting", "Choose…") : C_("setting", "None"));
}

/**
 * parcours_form_choices:
 * @form: what the editors share
 * @param: a parameter
 *
 * Returns: (transfer full) (nullable): the choices that are offered: those of the platform's row, where the
 *   parameter is the row's
 */
char **
parcours_form_choices (ParcoursForm        *form,
                       const ParcoursParam *param)
{
  const ParcoursRow *row = parcours_form_row (form);

  if (row != NULL && parcours_step_type_param (row->type, param->name) == param)
    return parcours_row_choices (row, param);

  return g_strdupv (param->choices);
}

/**
 * parcours_form_modes:
 * @form: what the editors share
 * @param: a parameter
 *
 * Returns: (transfer full) (nullable): the keys that the platform lets a value have, %NULL for all
 */
char **
parcours_form_modes (ParcoursForm        *form,
                     const ParcoursParam *param)
{
  const ParcoursRow *row = parcours_form_row (form);
  JsonObject *change = row != NULL && parcours_step_type_param (row->type, param->name) == param
                         ? g_hash_table_lookup (row->params, param->name) : NULL;
  JsonArray *modes = change != NULL ? parcours_json_member_array (change, "modes") : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (modes == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (modes); i++)
    g_strv_builder_add (builder, json_array_get_string_element (modes, i));

  return g_strv_builder_end (builder);
}

/**
 * parcours_choice_label:
 * @param: a parameter with choices
 * @choice: one of them
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
parcours_choice_label (const ParcoursParam *param,
                       const char          *choice)
{
  for (guint i = 0; param->choices != NULL && param->choices[i] != NULL; i++)
    {
      if (g_str_equal (param->choices[i], choice) && param->choice_labels != NULL)
        return _(param->choice_labels[i]);
    }

  return choice;
}

/**
 * parcours_number_write:
 * @number: a number
 *
 * Returns: (transfer full): the number as somebody types it: no groups, the decimal sign of the language
 */
char *
parcours_number_write (double number)
{
  g_autofree char *text = parcours_number_format (number);

  return g_strdelimit (g_steal_pointer (&text), ".", *localeconv ()->decimal_point);
}

/**
 * parcours_json_new_number:
 * @number: a number
 *
 * Returns: (transfer full): it as JSON, whole numbers as integers
 */
JsonNode *
parcours_json_new_number (double number)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  if (number == trunc (number) && fabs (number) < 9007199254740992.)
    json_node_set_int (node, (gint64) number);
  else
    json_node_set_double (node, number);

  return node;
}

/**
 * parcours_select_quietly:
 * @drop_down: a list
 * @position: an item
 *
 * Selects it, unless it is selected.
 */
void
parcours_select_quietly (GtkDropDown *drop_down,
                         guint        position)
{
  if (gtk_drop_down_get_selected (drop_down) != position)
    gtk_drop_down_set_selected (drop_down, position);
}

static void
setup_label_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_label_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* The focus is on the button in it, which a screen reader would name by its class, and say nothing of what is chosen. */
static void
describe_cb (GtkDropDown *drop_down)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop_down);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    chosen != NULL ? gtk_string_object_get_string (chosen) : "", -1);
}

/**
 * parcours_set_name:
 * @widget: what takes the focus, or a list whose button does
 * @title: what a screen reader calls it
 */
void
parcours_set_name (GtkWidget  *widget,
                   const char *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (GTK_IS_DROP_DOWN (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/*
 * GTK offers the focus also to what is folded away, which is in no window then,
 * and complains about that. So an expander has its child while it is open.
 */
static void
keep_child_cb (GtkExpander *expander)
{
  GtkWidget *child = gtk_expander_get_child (expander);

  if (gtk_expander_get_expanded (expander) && child == NULL)
    gtk_expander_set_child (expander, g_object_get_data (G_OBJECT (expander), "folded"));
  else if (!gtk_expander_get_expanded (expander) && child != NULL)
    {
      g_object_set_data_full (G_OBJECT (expander), "folded", g_object_ref (child), g_object_unref);
      gtk_expander_set_child (expander, NULL);
    }
}

/**
 * parcours_new_expander:
 * @title: what stands beside the arrow
 *
 * Returns: (transfer full): an expander that has its title for a name, which those of GTK have not
 */
GtkWidget *
parcours_new_expander (const char *title)
{
  GtkWidget *expander = gtk_expander_new (title);

  parcours_set_name (expander, title);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (keep_child_cb), NULL);
  g_signal_connect (expander, "notify::child", G_CALLBACK (keep_child_cb), NULL);

  return expander;
}

/**
 * parcours_new_drop_down:
 * @labels: (nullable) (array zero-terminated=1): its items
 * @title: (nullable): what a screen reader calls it
 *
 * Returns: (transfer full): a list that cuts what is too long for a narrow pane
 */
GtkWidget *
parcours_new_drop_down (const char *const *labels,
                        const char        *title)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (labels)), NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list_factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_label_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  g_signal_connect (list_factory, "setup", G_CALLBACK (setup_label_cb), NULL);
  g_signal_connect (list_factory, "bind", G_CALLBACK (bind_label_cb), NULL);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), list_factory);
  if (title != NULL)
    parcours_set_name (drop_down, title);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (describe_cb), NULL);
  describe_cb (GTK_DROP_DOWN (drop_down));

  return drop_down;
}
