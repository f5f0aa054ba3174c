/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-kept-rows.h"
#include "parcours-step-edits.h"
#include "parcours-value-editors.h"

/*
 * What a step holds that its form does not offer: parameters that nobody knows,
 * or that the platform hides. They are shown as they are written, and kept
 * until somebody takes them away.
 */

static void
remove_cb (GtkWidget    *button,
           ParcoursForm *form)
{
  const char *name = g_object_get_data (G_OBJECT (button), "param");
  ParcoursDocument *document = parcours_form_document (form);
  g_autoptr (ParcoursEdit) edit = parcours_step_edit_param (parcours_document_automation (document),
                                                            parcours_form_step (form), name, NULL);

  parcours_document_end_burst (document);
  parcours_document_apply (document, edit, NULL);
}

/* Whether the form has a field for @name, or the row fixes just that value. */
static gboolean
is_offered (const ParcoursRow *row,
            const char        *name,
            JsonNode          *value)
{
  const ParcoursParam *param = row != NULL ? parcours_step_type_param (row->type, name) : NULL;
  JsonNode *fixed = row != NULL ? parcours_row_fixed (row, name) : NULL;

  if (JSON_NODE_HOLDS_NULL (value) || (fixed != NULL && parcours_json_equal (fixed, value)))
    return TRUE;

  return param != NULL && parcours_row_shows_param (row, param);
}

static void
add_row (GtkWidget         *list,
         ParcoursForm      *form,
         const ParcoursRow *row,
         const char        *name,
         JsonNode          *value)
{
  const ParcoursParam *param = row != NULL ? parcours_step_type_param (row->type, name) : NULL;
  g_autofree char *line = parcours_json_to_line (value);
  GtkWidget *action_row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (action_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action_row), param != NULL ? parcours_label_of (param) : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (action_row), line);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (action_row), 3);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  g_object_set_data_full (G_OBJECT (button), "param", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), form);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action_row), button);
  gtk_list_box_append (GTK_LIST_BOX (list), action_row);
}

/**
 * parcours_kept_rows_new:
 * @form: what the editors share
 *
 * Returns: (transfer full): rows of a step that has nothing unknown
 */
GtkWidget *
parcours_kept_rows_new (ParcoursForm *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("Also stored in this step"));
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.);
  gtk_widget_add_css_class (title, "field-title");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), list);
  g_object_set_data_full (G_OBJECT (box), "form", g_object_ref (form), g_object_unref);

  return box;
}

/**
 * parcours_kept_rows_refresh:
 * @rows: rows
 * @step: a step
 * @row: (nullable): the row that decides what its form offers
 */
void
parcours_kept_rows_refresh (GtkWidget          *rows,
                            const ParcoursStep *step,
                            const ParcoursRow  *row)
{
  GtkWidget *list = gtk_widget_get_last_child (rows);
  g_autoptr (GList) names = parcours_json_sorted_members (step->params);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (step->params, l->data);

      if (!is_offered (row, l->data, value))
        add_row (list, g_object_get_data (G_OBJECT (rows), "form"), row, l->data, value);
    }
  gtk_widget_set_visible (rows, gtk_widget_get_first_child (list) != NULL);
}
