/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-references.h"
#include "parcours-value-editors.h"

/* ParcoursRefsEditor: several things that are named, each on a line that can be taken away. */
struct _ParcoursRefsEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *box;    /* (unowned) */
  GtkWidget *picker; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursRefsEditor, parcours_refs_editor, PARCOURS_TYPE_VALUE_EDITOR)

static const char *
kind_of (ParcoursRefsEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  return parcours_reference_kind (parcours_value_editor_form (editor), parcours_value_editor_param (editor),
                                  parcours_value_editor_scope (editor));
}

static JsonArray *
array_of (ParcoursRefsEditor *self)
{
  JsonNode *value = parcours_value_editor_value (PARCOURS_VALUE_EDITOR (self));

  return value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
}

/* The list without @removed, with @added; an empty list is none. */
static void
change (ParcoursRefsEditor *self,
        const char         *removed,
        const char         *added)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  JsonArray *old = array_of (self);
  JsonArray *array = json_array_new ();
  JsonNode *value = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    {
      const char *slug = parcours_json_string (json_array_get_element (old, i));

      if (slug == NULL || (g_strcmp0 (slug, removed) != 0 && g_strcmp0 (slug, added) != 0))
        json_array_add_element (array, parcours_json_ref_element (old, i));
    }
  if (added != NULL)
    json_array_add_string_element (array, added);
  json_node_take_array (value, array);
  if (json_array_get_length (array) == 0)
    g_clear_pointer (&value, json_node_unref);
  parcours_value_editor_take (editor, value);
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
remove_cb (GtkWidget          *button,
           ParcoursRefsEditor *self)
{
  g_autofree char *slug = g_strdup (g_object_get_data (G_OBJECT (button), "slug"));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  change (self, slug, NULL);
}

static void
fill_cb (ParcoursRefsEditor *self,
         GListStore         *list)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  parcours_references_fill (parcours_value_editor_form (editor), parcours_value_editor_param (editor), kind_of (self),
                            parcours_value_editor_scope (editor), list);
}

static void
picked_cb (ParcoursRefsEditor *self,
           const char         *slug)
{
  change (self, NULL, slug);
}

static GtkWidget *
new_line (ParcoursRefsEditor *self,
          const char         *slug)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean is_missing;
  g_autofree char *text = parcours_reference_label (parcours_value_editor_form (editor), parcours_value_editor_param (editor),
                                                    kind_of (self), slug, &is_missing);
  g_autofree char *title = parcours_phrase_fill (_("Remove {name}"), "name", text, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (line, "chip");
  if (is_missing)
    {
      GtkWidget *warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (warning, "error");
      gtk_widget_set_tooltip_text (warning, _("It is not in this workspace"));
      gtk_box_append (GTK_BOX (line), warning);
    }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (button), "slug", g_strdup (slug), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);

  return line;
}

static void
parcours_refs_editor_build (ParcoursValueEditor *editor)
{
  ParcoursRefsEditor *self = PARCOURS_REFS_EDITOR (editor);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->picker = parcours_picker_new (parcours_value_editor_form (editor));
  parcours_picker_set_icon (PARCOURS_PICKER (self->picker), "list-add-symbolic", _("Add"));
  g_signal_connect_swapped (self->picker, "fill", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  parcours_value_editor_append (editor, self->box);
  parcours_value_editor_append (editor, self->picker);
  parcours_value_editor_set_target (editor, parcours_picker_button (PARCOURS_PICKER (self->picker)));
}

static gboolean
parcours_refs_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursRefsEditor *self = PARCOURS_REFS_EDITOR (editor);
  JsonArray *array = array_of (self);
  GtkWidget *child;

  parcours_references_set_new (PARCOURS_PICKER (self->picker), parcours_value_editor_form (editor),
                               parcours_value_editor_param (editor), kind_of (self), scope);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *slug = parcours_json_string (json_array_get_element (array, i));

      if (slug != NULL)
        gtk_box_append (GTK_BOX (self->box), new_line (self, slug));
    }

  return value == NULL || array != NULL;
}

static void
parcours_refs_editor_class_init (ParcoursRefsEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_refs_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_refs_editor_show;
}

static void
parcours_refs_editor_init (ParcoursRefsEditor *self)
{
}
