/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-personalise.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/*
 * ParcoursTextEditor: one line of text, of whatever meaning. A pattern of
 * addresses can be tried out, a template takes details of the contact.
 */

struct _ParcoursTextEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *entry;     /* (unowned) */
  GtkWidget *try_entry; /* (unowned) (nullable) an address to compare with the pattern */
  GtkWidget *verdict;   /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursTextEditor, parcours_text_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
update_verdict (ParcoursTextEditor *self)
{
  const char *pattern = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *url = self->try_entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->try_entry)) : "";
  gboolean is_match;

  if (self->verdict == NULL)
    return;
  gtk_widget_remove_css_class (self->verdict, "success");
  gtk_widget_remove_css_class (self->verdict, "warning");
  if (parcours_text_is_blank (url) || parcours_text_is_blank (pattern))
    {
      gtk_label_set_label (GTK_LABEL (self->verdict), _("Type an address to see whether it fits"));
      return;
    }
  is_match = parcours_url_match (pattern, url);
  gtk_label_set_label (GTK_LABEL (self->verdict), is_match ? _("✓ It fits") : _("✗ It does not fit"));
  gtk_widget_add_css_class (self->verdict, is_match ? "success" : "warning");
}

static const char *
complaint_about (const ParcoursParam *param,
                 JsonNode            *value)
{
  return param->type == PARCOURS_PARAM_KEYWORD && value != NULL && !parcours_param_check (param, value, NULL)
           ? _("A keyword has 2 to 30 letters or digits") : NULL;
}

static gboolean
takes_several (ParcoursTextEditor *self)
{
  guint type = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self))->type;

  return type == PARCOURS_FORM_TEXTS || type == PARCOURS_FORM_HOSTS;
}

/**
 * parcours_texts_split:
 * @text: several texts on one line, with commas between them
 *
 * Returns: (transfer full): an array of them
 */
JsonNode *
parcours_texts_split (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!parcours_text_is_blank (parts[i]))
        json_array_add_string_element (json_node_get_array (node), g_strstrip (parts[i]));
    }

  return node;
}

/**
 * parcours_texts_join:
 * @value: (nullable): an array of texts
 *
 * Returns: (transfer full): them on one line, with commas between them
 */
char *
parcours_texts_join (JsonNode *value)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *line = parcours_json_string (element) == NULL ? parcours_json_to_line (element) : NULL;

      g_string_append_printf (text, i > 0 ? ", %s" : "%s", line != NULL ? line : parcours_json_string (element));
    }

  return g_string_free (text, FALSE);
}

static void
changed_cb (ParcoursTextEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (JsonNode) value = parcours_text_is_blank (text) ? NULL
                               : takes_several (self) ? parcours_texts_split (text) : parcours_json_new_string (text);
  const char *complaint = complaint_about (parcours_value_editor_param (editor), value);

  update_verdict (self);
  parcours_value_editor_take (editor, g_steal_pointer (&value));
  if (complaint != NULL)
    parcours_value_editor_complain (editor, complaint);
}

static void
add_try_out (ParcoursTextEditor *self)
{
  GtkWidget *expander = parcours_new_expander (_("Does this match?"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->try_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->try_entry), "https://shop.example/checkout/2");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->try_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Address to try out"), -1);
  self->verdict = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->verdict), 0.);
  gtk_label_set_wrap (GTK_LABEL (self->verdict), TRUE);
  gtk_widget_add_css_class (self->verdict, "caption");
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), self->try_entry);
  gtk_box_append (GTK_BOX (box), self->verdict);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_widget_add_css_class (expander, "caption");
  g_signal_connect_swapped (self->try_entry, "changed", G_CALLBACK (update_verdict), self);
  parcours_value_editor_append (PARCOURS_VALUE_EDITOR (self), expander);
  update_verdict (self);
}

static void
inserted_cb (ParcoursTextEditor *self,
             const char         *hole)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  gtk_editable_insert_text (GTK_EDITABLE (self->entry), hole, -1, &position);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
}

/* Somebody of the team stands for an address. */
static void
user_picked_cb (ParcoursTextEditor *self,
                const char         *slug)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), slug);
}

static void
fill_users_cb (ParcoursTextEditor *self,
               GListStore         *list)
{
  ParcoursLibrary *library = parcours_form_library (parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self)));
  g_autoptr (GPtrArray) users = parcours_library_list (library, "user");

  for (guint i = 0; i < users->len; i++)
    {
      const ParcoursEntity *user = g_ptr_array_index (users, i);

      parcours_pick_list_add (list, user->slug, user->label, parcours_json_member_string (user->attributes, "email"));
    }
}

static GtkWidget *
new_helper (ParcoursTextEditor *self)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  const ParcoursParam *param = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self));
  GtkWidget *picker;

  if (param->type == PARCOURS_PARAM_TEMPLATE)
    {
      picker = parcours_personalise_new (form);
      g_signal_connect_swapped (picker, "picked", G_CALLBACK (inserted_cb), self);
      return picker;
    }
  if (param->type != PARCOURS_PARAM_ADDRESS)
    return NULL;
  picker = parcours_picker_new (form);
  parcours_picker_set_icon (PARCOURS_PICKER (picker), "system-users-symbolic", "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (parcours_picker_button (PARCOURS_PICKER (picker))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose somebody of the team"), -1);
  gtk_widget_set_tooltip_text (picker, _("Choose somebody of the team"));
  g_signal_connect_swapped (picker, "fill", G_CALLBACK (fill_users_cb), self);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (user_picked_cb), self);

  return picker;
}

static const char *
placeholder_of (ParcoursForm        *form,
                const ParcoursParam *param)
{
  if (param->any && !parcours_must_choose (form, param))
    return C_("setting", "Any");
  if ((guint) param->type == PARCOURS_FORM_TEXTS)
    return _("Paris, Lyon, Nice");
  if ((guint) param->type == PARCOURS_FORM_HOSTS)
    return "shop.example, blog.example";
  switch (param->type)
    {
    case PARCOURS_PARAM_URL:
      return "https://…";
    case PARCOURS_PARAM_URL_PATTERN:
      return "shop.example/checkout*";
    case PARCOURS_PARAM_ADDRESS:
      return "name@example.org";
    default:
      return NULL;
    }
}

static void
parcours_text_editor_build (ParcoursValueEditor *editor)
{
  ParcoursTextEditor *self = PARCOURS_TEXT_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *helper = new_helper (self);
  const char *placeholder = placeholder_of (parcours_value_editor_form (editor), param);

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  if (placeholder != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  if (param->type == PARCOURS_PARAM_URL || param->type == PARCOURS_PARAM_URL_PATTERN)
    gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_URL);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (helper != NULL)
    gtk_box_append (GTK_BOX (box), helper);
  parcours_value_editor_append (editor, box);
  parcours_value_editor_set_target (editor, self->entry);
  parcours_value_editor_settle_after (editor, self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  if (param->type == PARCOURS_PARAM_URL_PATTERN)
    add_try_out (self);
}

static gboolean
parcours_text_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursTextEditor *self = PARCOURS_TEXT_EDITOR (editor);
  gboolean is_list = takes_several (self) && value != NULL && JSON_NODE_HOLDS_ARRAY (value);
  g_autofree char *list = is_list ? parcours_texts_join (value) : NULL;
  const char *text = is_list ? list : value != NULL ? parcours_json_string (value) : NULL;
  const char *shown = text != NULL ? text : "";
  g_autoptr (JsonNode) typed = takes_several (self) ? parcours_texts_split (gtk_editable_get_text (GTK_EDITABLE (self->entry))) : NULL;

  if (is_list && !parcours_value_editor_is_settling (editor) && parcours_json_equal (typed, value))
    return TRUE;
  /* What stands there already keeps its cursor. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);

  return value == NULL || text != NULL;
}

static void
parcours_text_editor_class_init (ParcoursTextEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_text_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_text_editor_show;
}

static void
parcours_text_editor_init (ParcoursTextEditor *self)
{
}
