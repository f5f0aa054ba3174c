/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/* ParcoursNumberEditor: a number, a whole number, or an amount of money with its currency. */

struct _ParcoursNumberEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *entry;    /* (unowned) */
  GtkWidget *currency; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursNumberEditor, parcours_number_editor, PARCOURS_TYPE_VALUE_EDITOR)

static JsonNode *
to_json (const ParcoursParam *param,
         double               number)
{
  g_autofree char *amount = NULL;

  if (param->type != PARCOURS_PARAM_MONEY)
    return parcours_json_new_number (number);
  amount = parcours_money_format (number);

  return parcours_json_new_string (amount);
}

static void
changed_cb (ParcoursNumberEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double number;

  if (parcours_text_is_blank (text))
    parcours_value_editor_take (editor, NULL);
  else if (!parcours_number_read (text, &number))
    parcours_value_editor_complain (editor, _("This is no number"));
  else if (param->type == PARCOURS_PARAM_INTEGER && number != trunc (number))
    parcours_value_editor_complain (editor, _("It takes a whole number"));
  else
    parcours_value_editor_take (editor, to_json (param, number));
}

static gboolean
number_of (JsonNode *value,
           double   *number)
{
  const char *text = parcours_json_string (value);

  return text != NULL ? parcours_number_parse (text, number) : value != NULL && parcours_json_number (value, number);
}

static void
step (ParcoursNumberEditor *self,
      double                by)
{
  double number = 0.;
  g_autofree char *text = NULL;

  parcours_number_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &number);
  text = parcours_number_write (number + by);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* Up and Down count, as in a spin button, without the room that one takes. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ParcoursNumberEditor  *self)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return FALSE;
  step (self, key == GDK_KEY_Up ? 1. : -1.);

  return TRUE;
}

static void
parcours_number_editor_build (ParcoursValueEditor *editor)
{
  ParcoursNumberEditor *self = PARCOURS_NUMBER_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (self->entry, "numeric");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (param->type == PARCOURS_PARAM_MONEY)
    {
      self->currency = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->currency, "dim-label");
      gtk_box_append (GTK_BOX (box), self->currency);
    }
  parcours_value_editor_append (editor, box);
  parcours_value_editor_set_target (editor, self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_settle_after (editor, self->entry);
}

static gboolean
parcours_number_editor_show (ParcoursValueEditor *editor,
                             JsonNode            *value,
                             JsonObject          *scope)
{
  ParcoursNumberEditor *self = PARCOURS_NUMBER_EDITOR (editor);
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double number = 0., old;
  gboolean is_number = number_of (value, &number);
  g_autofree char *text = is_number ? parcours_number_write (number) : g_strdup ("");

  if (self->currency != NULL)
    {
      ParcoursLibrary *library = parcours_form_library (parcours_value_editor_form (editor));

      gtk_label_set_label (GTK_LABEL (self->currency), library != NULL ? parcours_library_currency (library) : "");
    }
  /* "2." is on its way to "2.5", and stays. */
  if (!is_number || parcours_value_editor_is_settling (editor) || !parcours_number_read (shown, &old) || old != number)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);

  return value == NULL || is_number;
}

static void
parcours_number_editor_class_init (ParcoursNumberEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_number_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_number_editor_show;
}

static void
parcours_number_editor_init (ParcoursNumberEditor *self)
{
}
