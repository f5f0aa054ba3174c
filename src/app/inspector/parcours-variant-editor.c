/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-value-editors.h"

/* ParcoursVariantEditor: one of several kinds of values, each with an editor of its own. */

#define MAX_VARIANTS 5

/**
 * Variant:
 * @label: its name in the list, a msgid
 * @member: (nullable): the value is an object with this key, which @param edits
 * @prefix: (nullable): the value is a text that begins so, the rest of which @param edits
 * @constant: (nullable): the value, or that of @member, as JSON: nothing else to edit
 * @initial: (nullable): what @param holds at first, as JSON; without it nothing changes until it is edited
 * @wraps: whether a bare text stands for an array with it alone
 * @param: what is edited
 *
 * One kind of value.
 */
typedef struct
{
  const char *label;
  const char *member;
  const char *prefix;
  const char *constant;
  const char *initial;
  gboolean wraps;
  ParcoursParam param;
} Variant;

typedef struct
{
  guint type;
  Variant variants[MAX_VARIANTS];
} VariantSpec;

#define PARAM(NAME, TYPE, ...) { (char *) NAME, PARCOURS_FORM_TYPE (TYPE), .required = TRUE, __VA_ARGS__ }

static const VariantSpec specs[] = {
  { PARCOURS_PARAM_VALUE_SOURCE, {
      { N_("Write a value"), "value", .param = PARAM ("value", PARCOURS_PARAM_FIELD_VALUE) },
      { N_("Copy from a field"), "copy", .param = PARAM ("copy", PARCOURS_PARAM_REF, .kind = (char *) "field") },
      { N_("Clear it"), "clear", .constant = "true" } } },
  { PARCOURS_PARAM_OWNER_RULE, {
      { N_("One person"), "user", .param = PARAM ("user", PARCOURS_PARAM_REF, .kind = (char *) "user") },
      { N_("In turn"), "rotate", .param = PARAM ("rotate", PARCOURS_PARAM_REFS, .kind = (char *) "user") } } },
  { PARCOURS_PARAM_LATCH_RULE, {
      { N_("Until a date"), "at", .param = PARAM ("at", PARCOURS_PARAM_INSTANT) },
      { N_("Until so many have passed"), "passed", .initial = "100", .param = PARAM ("passed", PARCOURS_PARAM_INTEGER) },
      { N_("Until a contact meets a condition"), "if", .initial = "{\"all\": []}",
        .param = PARAM ("if", PARCOURS_PARAM_CONDITION) } } },
  { PARCOURS_FORM_AFTER, {
      { N_("On a date"), "at", .param = PARAM ("at", PARCOURS_PARAM_INSTANT) },
      { N_("After so many contacts"), "passed", .initial = "1000", .param = PARAM ("passed", PARCOURS_PARAM_INTEGER) },
      { N_("After so many successes"), "wins", .initial = "100", .param = PARAM ("wins", PARCOURS_PARAM_INTEGER) } } },
  { PARCOURS_PARAM_DUE, {
      { N_("Some time after"), .initial = "\"P1D\"", .param = PARAM ("due", PARCOURS_PARAM_DURATION) },
      { N_("On a date"), .param = PARAM ("due", PARCOURS_PARAM_INSTANT) } } },
  { PARCOURS_PARAM_OPERAND, {
      { N_("A number"), .initial = "1", .param = PARAM ("operand", PARCOURS_PARAM_NUMBER) },
      { N_("A field that holds one"), .param = PARAM ("operand", PARCOURS_PARAM_REF) } } },
  { PARCOURS_FORM_REENTRY, {
      { N_("Never"), .constant = "\"never\"" },
      { N_("Always"), .constant = "\"always\"" },
      { N_("Some time after the last time"), "after", .initial = "\"P30D\"",
        .param = PARAM ("after", PARCOURS_PARAM_DURATION) } } },
  { PARCOURS_FORM_TIME_REF, {
      { N_("Today"), .constant = "\"today\"" },
      { N_("So long before or after now"), .initial = "\"-P7D\"", .param = PARAM ("time", PARCOURS_PARAM_OFFSET) },
      { N_("On a date"), .param = PARAM ("time", PARCOURS_FORM_DATE) },
      { N_("At a date and time"), .param = PARAM ("time", PARCOURS_PARAM_INSTANT) } } },
  { PARCOURS_FORM_SINCE, {
      { N_("Since entering the automation"), .constant = "\"entry\"" },
      { N_("Since a step"), .prefix = "step:", .param = PARAM ("step", PARCOURS_PARAM_STEP) },
      { N_("Since a date"), .param = PARAM ("since", PARCOURS_FORM_TIME_REF) } } },
  { PARCOURS_FORM_SET, {
      { N_("At least one of"), "any-of", .wraps = TRUE, .param = PARAM ("any-of", PARCOURS_PARAM_REFS) },
      { N_("All of"), "all-of", .param = PARAM ("all-of", PARCOURS_PARAM_REFS) },
      { N_("None of"), "none-of", .param = PARAM ("none-of", PARCOURS_PARAM_REFS) },
      { N_("Any at all"), .constant = "\"any\"" } } },
};

struct _ParcoursVariantEditor
{
  ParcoursValueEditor parent_instance;

  const VariantSpec *spec;
  GtkWidget *modes;                            /* (unowned) */
  ParcoursParam params[MAX_VARIANTS];          /* those of the spec, with the kind of this parameter */
  ParcoursValueEditor *children[MAX_VARIANTS]; /* (unowned) (nullable) made when they are needed */
  int offered[MAX_VARIANTS];                   /* which variants the list offers, after "none" */
  guint n_offered;
  gboolean with_none;                          /* whether the list begins with "none" */
  int mode;                                    /* the variant that is shown, or -1 */
  gboolean chosen;                             /* whether a person chose the mode, and has written nothing yet */
  JsonNode *before;                            /* (owned) (nullable) the value when the mode was chosen */
};

G_DEFINE_FINAL_TYPE (ParcoursVariantEditor, parcours_variant_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_variant_editor_finalize (GObject *object)
{
  g_clear_pointer (&PARCOURS_VARIANT_EDITOR (object)->before, json_node_unref);

  G_OBJECT_CLASS (parcours_variant_editor_parent_class)->finalize (object);
}

static JsonNode *
parse (const char *text)
{
  return text != NULL ? parcours_json_parse (text, -1, NULL) : NULL;
}

static gboolean
is_same (JsonNode *a,
         JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : parcours_json_equal (a, b);
}

/* The part of @value that the variant's own editor shows, or %NULL if it is another variant's. */
static JsonNode *
part_of (const Variant *variant,
         JsonNode      *value)
{
  const char *text = parcours_json_string (value);
  g_autoptr (JsonNode) constant = parse (variant->constant);
  JsonNode *part = value;

  if (variant->wraps && text != NULL && !g_str_equal (text, "any"))
    {
      part = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (part, json_array_new ());
      json_array_add_string_element (json_node_get_array (part), text);
      return part;
    }
  if (variant->member != NULL)
    part = JSON_NODE_HOLDS_OBJECT (value) ? json_object_get_member (json_node_get_object (value), variant->member) : NULL;
  if (part == NULL || (constant != NULL && !parcours_json_equal (part, constant)))
    return NULL;
  if (variant->prefix != NULL)
    return text != NULL && g_str_has_prefix (text, variant->prefix)
             ? parcours_json_new_string (text + strlen (variant->prefix)) : NULL;
  if (variant->member == NULL && constant == NULL && !parcours_form_param_fits (&variant->param, part))
    return NULL;

  return json_node_ref (part);
}

static JsonNode *
whole_of (const Variant *variant,
          JsonNode      *part)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (part) ? json_node_get_array (part) : NULL;
  JsonNode *whole;
  g_autofree char *text = NULL;

  if (variant->prefix != NULL)
    {
      text = g_strconcat (variant->prefix, parcours_json_string (part), NULL);
      return parcours_json_new_string (text);
    }
  if (variant->wraps && array != NULL && json_array_get_length (array) == 1)
    return parcours_json_ref_element (array, 0);
  if (variant->member == NULL)
    return json_node_ref (part);
  whole = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (whole, json_object_new ());
  json_object_set_member (json_node_get_object (whole), variant->member, json_node_ref (part));

  return whole;
}

static void
child_changed_cb (ParcoursValueEditor   *child,
                  ParcoursVariantEditor *self)
{
  JsonNode *part = parcours_value_editor_value (child);

  if (self->mode < 0 || self->children[self->mode] != child)
    return;
  self->chosen = FALSE;
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self),
                              part != NULL ? whole_of (&self->spec->variants[self->mode], part) : NULL);
}

static void mode_selected_cb (ParcoursVariantEditor *self);

static void
complaint_cb (ParcoursValueEditor   *child,
              GParamSpec            *pspec,
              ParcoursVariantEditor *self)
{
  parcours_value_editor_complain (PARCOURS_VALUE_EDITOR (self), parcours_value_editor_complaint (child));
}

static ParcoursValueEditor *
child_of (ParcoursVariantEditor *self,
          int                    mode)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const Variant *variant = &self->spec->variants[mode];

  if (self->children[mode] != NULL || variant->constant != NULL)
    return self->children[mode];
  self->children[mode] = parcours_value_editor_new (parcours_value_editor_form (editor), &self->params[mode]);
  parcours_value_editor_set_title (self->children[mode], _(variant->label));
  g_signal_connect (self->children[mode], "changed", G_CALLBACK (child_changed_cb), self);
  g_signal_connect (self->children[mode], "notify::complaint", G_CALLBACK (complaint_cb), self);
  parcours_value_editor_append (editor, GTK_WIDGET (self->children[mode]));

  return self->children[mode];
}

/* What is required can be chosen, but not given up again. */
static void
offer_none (ParcoursVariantEditor *self,
            gboolean               with_none)
{
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->modes)));
  g_autofree char *none = parcours_none_label (parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self)),
                                               parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self)), NULL);
  const char *const added[] = { none, NULL };

  if (with_none == self->with_none)
    return;
  self->with_none = with_none;
  g_signal_handlers_block_by_func (self->modes, mode_selected_cb, self);
  gtk_string_list_splice (labels, 0, with_none ? 0 : 1, with_none ? added : NULL);
  g_signal_handlers_unblock_by_func (self->modes, mode_selected_cb, self);
}

static void
show_mode (ParcoursVariantEditor *self,
           int                    mode,
           JsonNode              *part)
{
  ParcoursValueEditor *child = mode >= 0 ? child_of (self, mode) : NULL;
  guint position = 0;

  self->mode = mode;
  if (child != NULL)
    parcours_value_editor_set_value (child, part, parcours_value_editor_scope (PARCOURS_VALUE_EDITOR (self)));
  for (int i = 0; i < MAX_VARIANTS; i++)
    {
      if (self->children[i] != NULL)
        gtk_widget_set_visible (GTK_WIDGET (self->children[i]), i == mode);
    }
  offer_none (self, mode < 0 || !parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self))->required);
  for (guint i = 0; i < self->n_offered; i++)
    position = self->offered[i] == mode ? i + (self->with_none ? 1 : 0) : position;
  parcours_select_quietly (GTK_DROP_DOWN (self->modes), position);
}

static void
mode_selected_cb (ParcoursVariantEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->modes));
  guint first = self->with_none ? 1 : 0;
  int mode = position >= first && position < self->n_offered + first ? self->offered[position - first] : -1;
  const Variant *variant = mode >= 0 ? &self->spec->variants[mode] : NULL;
  g_autoptr (JsonNode) part = variant != NULL ? parse (variant->constant != NULL ? variant->constant : variant->initial) : NULL;

  if (mode == self->mode)
    return;
  show_mode (self, mode, part);
  self->chosen = variant != NULL && part == NULL;
  g_clear_pointer (&self->before, json_node_unref);
  if (self->chosen)
    {
      JsonNode *value = parcours_value_editor_value (editor);

      self->before = value != NULL ? json_node_ref (value) : NULL;
      return;
    }
  parcours_value_editor_take (editor, variant != NULL ? whole_of (variant, part) : NULL);
}

/* What this kind of parameter can be here: the platform may offer less. */
static void
fill_modes (ParcoursVariantEditor *self,
            GPtrArray             *labels)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  g_auto (GStrv) modes = parcours_form_modes (parcours_value_editor_form (editor), parcours_value_editor_param (editor));

  for (int i = 0; i < MAX_VARIANTS && self->spec->variants[i].label != NULL; i++)
    {
      const Variant *variant = &self->spec->variants[i];

      if (modes != NULL && !g_strv_contains ((const char *const *) modes, variant->member))
        continue;
      self->offered[self->n_offered++] = i;
      g_ptr_array_add (labels, (gpointer) _(variant->label));
    }
}

static void
parcours_variant_editor_build (ParcoursValueEditor *editor)
{
  ParcoursVariantEditor *self = PARCOURS_VARIANT_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *none = parcours_none_label (parcours_value_editor_form (editor), param, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      if (specs[i].type == (guint) param->type)
        self->spec = &specs[i];
    }
  for (int i = 0; i < MAX_VARIANTS; i++)
    {
      self->params[i] = self->spec->variants[i].param;
      if (self->params[i].kind == NULL)
        self->params[i].kind = param->kind;
    }
  self->mode = -1;
  self->with_none = TRUE;
  g_ptr_array_add (labels, none);
  fill_modes (self, labels);
  g_ptr_array_add (labels, NULL);
  self->modes = parcours_new_drop_down ((const char *const *) labels->pdata, NULL);
  /* Where there is one way only, there is nothing to choose. */
  gtk_widget_set_visible (self->modes, self->n_offered > 1 || !param->required);
  parcours_value_editor_append (editor, self->modes);
  parcours_value_editor_set_target (editor, self->modes);
  g_signal_connect_swapped (self->modes, "notify::selected", G_CALLBACK (mode_selected_cb), self);
}

static gboolean
parcours_variant_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursVariantEditor *self = PARCOURS_VARIANT_EDITOR (editor);

  for (int i = 0; value != NULL && i < MAX_VARIANTS && self->spec->variants[i].label != NULL; i++)
    {
      g_autoptr (JsonNode) part = part_of (&self->spec->variants[i], value);

      if (part == NULL)
        continue;
      if (self->chosen && is_same (value, self->before))
        return TRUE;
      self->chosen = FALSE;
      show_mode (self, i, part);
      return TRUE;
    }
  if (!self->chosen || !is_same (value, self->before))
    show_mode (self, self->n_offered == 1 && !gtk_widget_get_visible (self->modes) ? self->offered[0] : -1, NULL);

  return value == NULL;
}

static void
parcours_variant_editor_class_init (ParcoursVariantEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_variant_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_variant_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_variant_editor_show;
}

static void
parcours_variant_editor_init (ParcoursVariantEditor *self)
{
}
