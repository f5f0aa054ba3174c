/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-personalise.h"

static void
add_holes (GListStore      *list,
           ParcoursLibrary *library,
           const char      *kind,
           const char      *prefix,
           const char      *detail)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (library, kind);

  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);
      g_autofree char *hole = g_strdup_printf ("{{ %s.%s }}", prefix, field->slug);

      parcours_pick_list_add (list, hole, field->label, detail);
    }
}

static void
fill_cb (ParcoursForm *form,
         GListStore   *list)
{
  ParcoursLibrary *library = parcours_form_library (form);

  parcours_pick_list_add (list, "{{ contact.first-name }}", _("First name"), C_("holder", "Contact"));
  parcours_pick_list_add (list, "{{ contact.last-name }}", _("Last name"), C_("holder", "Contact"));
  parcours_pick_list_add (list, "{{ contact.email }}", _("Email"), C_("holder", "Contact"));
  add_holes (list, library, "field", "contact", C_("holder", "Contact"));
  parcours_pick_list_add (list, "{{ deal.title }}", _("Title"), C_("holder", "Deal"));
  parcours_pick_list_add (list, "{{ deal.value }}", _("Value"), C_("holder", "Deal"));
  add_holes (list, library, "deal-field", "deal", C_("holder", "Deal"));
  parcours_pick_list_add (list, "{{ account.name }}", _("Name"), C_("holder", "Account"));
  add_holes (list, library, "account-field", "account", C_("holder", "Account"));
}

/**
 * parcours_personalise_new:
 * @form: what the editors share
 *
 * Returns: (transfer full): a picker of details that a text can hold, such as `{{ contact.first-name }}`
 */
GtkWidget *
parcours_personalise_new (ParcoursForm *form)
{
  GtkWidget *picker = parcours_picker_new (form);

  parcours_picker_set_icon (PARCOURS_PICKER (picker), "contact-new-symbolic", "");
  gtk_widget_set_tooltip_text (picker, _("Insert a detail of the contact"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (parcours_picker_button (PARCOURS_PICKER (picker))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Insert a detail of the contact"), -1);
  g_signal_connect_object (picker, "fill", G_CALLBACK (fill_cb), form, G_CONNECT_SWAPPED);

  return picker;
}
