/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-message-button.h"

/**
 * parcours_param_is_message:
 * @param: a parameter
 *
 * Returns: whether it says which message
 */
gboolean
parcours_param_is_message (const ParcoursParam *param)
{
  const ParcoursKind *kind = param->type == PARCOURS_PARAM_REF && param->kind != NULL ? parcours_kind_find (param->kind) : NULL;

  return kind != NULL && kind->editor == PARCOURS_KIND_MESSAGE;
}

/**
 * parcours_message_button_new:
 * @param: a parameter that says which message
 *
 * Returns: (transfer floating): a button that is hidden as long as there is no message
 */
GtkWidget *
parcours_message_button_new (const ParcoursParam *param)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Edit Message…"));

  gtk_widget_set_visible (button, FALSE);
  g_object_set_data (G_OBJECT (button), "param", (gpointer) param);

  return button;
}

/**
 * parcours_message_button_refresh:
 * @button: a button
 * @form: what the editors share
 * @params: the parameters of the step
 *
 * Is there if the message that the step names is.
 */
void
parcours_message_button_refresh (GtkWidget    *button,
                                 ParcoursForm *form,
                                 JsonObject   *params)
{
  const ParcoursParam *param = g_object_get_data (G_OBJECT (button), "param");
  const char *slug = parcours_json_member_string (params, param->name);
  gboolean is_there = parcours_form_project (form) != NULL &&
                      parcours_library_lookup (parcours_form_library (form), param->kind, slug) != NULL;

  if (is_there)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", param->kind, slug);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.edit-message");
    }
  gtk_widget_set_visible (button, is_there);
}
