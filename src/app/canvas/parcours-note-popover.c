/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-note-popover.h"
#include "parcours-step-edits.h"

/* Name and note of a step, while the popover is open. */
typedef struct
{
  ParcoursDocument *document; /* (owned) */
  char *id;                   /* (owned) */
} Target;

static void
target_free (gpointer  data,
             GClosure *closure)
{
  Target *target = data;

  g_object_unref (target->document);
  g_free (target->id);
  g_free (target);
}

static Target *
target_new (ParcoursDocument *document,
            const char       *id)
{
  Target *target = g_new (Target, 1);

  *target = (Target) { g_object_ref (document), g_strdup (id) };

  return target;
}

static void
apply (const Target *target,
       ParcoursEdit *edit)
{
  g_autoptr (ParcoursEdit) owned = edit;

  /* The step may be gone meanwhile, by undo in another window: then there is nothing to name. */
  parcours_document_apply (target->document, owned, NULL);
}

static void
name_changed_cb (GtkEditable  *editable,
                 const Target *target)
{
  apply (target, parcours_step_edit_rename (parcours_document_automation (target->document), target->id,
                                            gtk_editable_get_text (editable)));
}

static void
note_changed_cb (GtkEditable  *editable,
                 const Target *target)
{
  apply (target, parcours_step_edit_note (parcours_document_automation (target->document), target->id,
                                          gtk_editable_get_text (editable)));
}

static GtkWidget *
new_entry (ParcoursDocument *document,
           const char       *id,
           const char       *title,
           const char       *text,
           GCallback         changed_cb)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  g_signal_connect_data (entry, "changed", changed_cb, target_new (document, id), target_free, 0);

  return entry;
}

static void
closed_cb (GtkPopover       *popover,
           ParcoursDocument *document)
{
  parcours_document_end_burst (document);
  /* The card that the popover belongs to gets the keyboard back before the popover goes. */
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (popover)));
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

/**
 * parcours_note_popover_show:
 * @document: an automation
 * @id: the id of a step
 * @card: its card
 *
 * Lets a person name the step and note something on it.
 */
void
parcours_note_popover_show (ParcoursDocument *document,
                            const char       *id,
                            GtkWidget        *card)
{
  const ParcoursStep *step = parcours_automation_step (parcours_document_automation (document), id);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_size_request (list, 300, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), new_entry (document, id, _("Name"), step->title, G_CALLBACK (name_changed_cb)));
  gtk_list_box_append (GTK_LIST_BOX (list), new_entry (document, id, _("Note"), step->note, G_CALLBACK (note_changed_cb)));
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_widget_set_parent (popover, card);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), document, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}
