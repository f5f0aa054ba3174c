/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-value-editors.h"

/* ParcoursWeightsEditor: 2 to 10 shares in percent that add up to 100. */
#define MAX_WEIGHTS 10

struct _ParcoursWeightsEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *box;                  /* (unowned) */
  GtkWidget *lines[MAX_WEIGHTS];   /* (unowned) */
  GtkWidget *entries[MAX_WEIGHTS]; /* (unowned) */
  guint n_weights;
  GtkWidget *total;                /* (unowned) */
  GtkWidget *add;                  /* (unowned) */
  GtkWidget *remove;               /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursWeightsEditor, parcours_weights_editor, PARCOURS_TYPE_VALUE_EDITOR)

static gboolean
read_weights (ParcoursWeightsEditor *self,
              double                *weights,
              double                *total)
{
  gboolean is_valid = TRUE;

  *total = 0.;
  for (guint i = 0; i < self->n_weights; i++)
    {
      weights[i] = 0.;
      is_valid &= parcours_number_read (gtk_editable_get_text (GTK_EDITABLE (self->entries[i])), &weights[i]) &&
                  weights[i] >= 0. && weights[i] == trunc (weights[i]);
      *total += weights[i];
    }

  return is_valid;
}

static JsonNode *
to_json (const double *weights,
         guint         n_weights)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_weights; i++)
    json_array_add_int_element (array, (gint64) weights[i]);
  json_node_take_array (node, array);

  return node;
}

static void
update_total (ParcoursWeightsEditor *self)
{
  double weights[MAX_WEIGHTS], total;
  gboolean is_valid = read_weights (self, weights, &total);
  g_autofree char *sum = g_strdup_printf ("%.0f", total);
  g_autofree char *missing = g_strdup_printf ("%.0f", fabs (100. - total));
  g_autofree char *words = NULL;

  gtk_widget_remove_css_class (self->total, "error");
  if (!is_valid)
    words = g_strdup (_("Shares are whole numbers"));
  else if (total == 100.)
    words = g_strdup (_("They add up to 100 %"));
  else if (total < 100.)
    words = parcours_phrase_fill (_("They add up to {sum} %: {missing} are missing"), "sum", sum, "missing", missing, NULL);
  else
    words = parcours_phrase_fill (_("They add up to {sum} %: {missing} too many"), "sum", sum, "missing", missing, NULL);
  if (!is_valid || total != 100.)
    gtk_widget_add_css_class (self->total, "error");
  gtk_label_set_label (GTK_LABEL (self->total), words);
  gtk_widget_set_sensitive (self->add, self->n_weights < MAX_WEIGHTS);
  gtk_widget_set_sensitive (self->remove, self->n_weights > 2);
}

/* Shares that do not add up yet are no value; the document keeps the last that did. */
static void
changed_cb (ParcoursWeightsEditor *self)
{
  double weights[MAX_WEIGHTS], total;

  if (read_weights (self, weights, &total) && total == 100.)
    parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), to_json (weights, self->n_weights));
  update_total (self);
}

static void
add_line (ParcoursWeightsEditor *self)
{
  guint i = self->n_weights++;
  char letter[2] = { (char) ('A' + i), '\0' };
  g_autofree char *title = parcours_phrase_fill (_("Share of {way} in percent"), "way", letter, NULL);

  self->lines[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->entries[i] = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[i]), 4);
  gtk_widget_set_hexpand (self->entries[i], TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entries[i]), GTK_INPUT_PURPOSE_DIGITS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (self->lines[i]), gtk_label_new (letter));
  gtk_box_append (GTK_BOX (self->lines[i]), self->entries[i]);
  gtk_box_append (GTK_BOX (self->lines[i]), gtk_label_new ("%"));
  gtk_box_append (GTK_BOX (self->box), self->lines[i]);
  g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (changed_cb), self);
}

static void
show_weights (ParcoursWeightsEditor *self,
              const double          *weights,
              guint                  n_weights)
{
  double old[MAX_WEIGHTS], total;

  while (self->n_weights > n_weights)
    gtk_box_remove (GTK_BOX (self->box), self->lines[--self->n_weights]);
  while (self->n_weights < n_weights)
    add_line (self);
  read_weights (self, old, &total);
  for (guint i = 0; i < n_weights; i++)
    {
      g_autofree char *text = parcours_number_write (weights[i]);

      if (old[i] != weights[i] || *gtk_editable_get_text (GTK_EDITABLE (self->entries[i])) == '\0')
        gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), text);
    }
  update_total (self);
}

/* Equal shares; what does not divide goes to the first. */
static void
share (ParcoursWeightsEditor *self,
       guint                  n_weights)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  double weights[MAX_WEIGHTS];

  for (guint i = 0; i < n_weights; i++)
    weights[i] = 100 / n_weights + (i < 100 % n_weights ? 1 : 0);
  parcours_value_editor_take (editor, to_json (weights, n_weights));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

/* A button that can do no more gives the focus to its neighbour. */
static void
add_cb (ParcoursWeightsEditor *self)
{
  share (self, MIN (self->n_weights + 1, MAX_WEIGHTS));
  if (self->n_weights == MAX_WEIGHTS)
    gtk_widget_grab_focus (self->remove);
}

static void
remove_cb (ParcoursWeightsEditor *self)
{
  share (self, MAX (self->n_weights - 1, 2));
  if (self->n_weights == 2)
    gtk_widget_grab_focus (self->add);
}

static void
equal_cb (ParcoursWeightsEditor *self)
{
  share (self, self->n_weights);
}

static GtkWidget *
new_button (ParcoursWeightsEditor *self,
            const char            *icon_name,
            const char            *title,
            GCallback              clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (button, "clicked", clicked_cb, self);

  return button;
}

static void
parcours_weights_editor_build (ParcoursValueEditor *editor)
{
  ParcoursWeightsEditor *self = PARCOURS_WEIGHTS_EDITOR (editor);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *equal = gtk_button_new_with_label (_("Share Equally"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->total = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->total), 0.);
  gtk_label_set_wrap (GTK_LABEL (self->total), TRUE);
  gtk_widget_add_css_class (self->total, "caption");
  self->add = new_button (self, "list-add-symbolic", _("Add a way"), G_CALLBACK (add_cb));
  self->remove = new_button (self, "list-remove-symbolic", _("Remove the last way"), G_CALLBACK (remove_cb));
  gtk_widget_set_hexpand (equal, TRUE);
  gtk_widget_set_halign (equal, GTK_ALIGN_END);
  g_signal_connect_swapped (equal, "clicked", G_CALLBACK (equal_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->add);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (buttons), equal);
  parcours_value_editor_append (editor, self->box);
  parcours_value_editor_append (editor, self->total);
  parcours_value_editor_append (editor, buttons);
  add_line (self);
  parcours_value_editor_set_target (editor, self->box);
}

static gboolean
parcours_weights_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursWeightsEditor *self = PARCOURS_WEIGHTS_EDITOR (editor);
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  guint n_weights = array != NULL ? json_array_get_length (array) : 0;
  double weights[MAX_WEIGHTS] = { 50., 50. };

  if (n_weights > MAX_WEIGHTS || n_weights < 2)
    {
      show_weights (self, weights, 2);
      return value == NULL;
    }
  for (guint i = 0; i < n_weights; i++)
    {
      if (!parcours_json_number (json_array_get_element (array, i), &weights[i]))
        weights[i] = 0.;
    }
  show_weights (self, weights, n_weights);

  return TRUE;
}

static void
parcours_weights_editor_class_init (ParcoursWeightsEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_weights_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_weights_editor_show;
}

static void
parcours_weights_editor_init (ParcoursWeightsEditor *self)
{
}
