/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-chooser.h"
#include "parcours-phrase.h"
#include "parcours-trial.h"
#include "parcours-try-button.h"

struct _ParcoursTryButton
{
  GtkWidget parent_instance;

  ParcoursForm *form;        /* (owned) */
  JsonNode *condition;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of what is being asked */
  GtkWidget *button;         /* (owned) GtkMenuButton */
  GtkWidget *chooser;        /* (unowned) (nullable) once it has been opened */
  GtkWidget *answer;         /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursTryButton, parcours_try_button, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* A mark and words, so that nothing hangs on the colour. */
static void
add_leaf (ParcoursTryButton                  *self,
          const ParcoursPredicateExplanation *leaf)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (leaf->met ? "parcours-check-symbolic" : "parcours-cross-symbolic");
  const char *verdict = leaf->met ? C_("verdict on a condition", "Met") : C_("verdict on a condition", "Not met");

  gtk_widget_add_css_class (icon, leaf->met ? "success" : "error");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (icon, verdict);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, verdict, -1);
  add_label (lines, leaf->words, NULL);
  if (leaf->value_words != NULL)
    {
      /* Translators: what a contact has where a condition asks about it, such as "Here: 12". */
      g_autofree char *here = parcours_phrase_fill (_("Here: {value}"), "value", leaf->value_words, NULL);

      gtk_widget_add_css_class (add_label (lines, here, "caption"), "dim-label");
    }
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (self->answer), row);
}

static void
add_leaves (ParcoursTryButton                  *self,
            const ParcoursPredicateExplanation *explanation)
{
  if (explanation->children == NULL || explanation->children->len == 0)
    {
      add_leaf (self, explanation);
      return;
    }
  for (guint i = 0; i < explanation->children->len; i++)
    add_leaves (self, g_ptr_array_index (explanation->children, i));
}

static void
clear_answer (ParcoursTryButton *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->answer)) != NULL)
    gtk_box_remove (GTK_BOX (self->answer), child);
}

static void
show_answer (ParcoursTryButton                  *self,
             const ParcoursPredicateExplanation *explanation)
{
  const ParcoursNames names = { parcours_form_library (self->form) };
  ParcoursTurn turn;

  clear_answer (self);
  add_label (self->answer, explanation->met ? _("This contact meets the condition") : _("This contact does not meet it"),
             "heading");
  add_leaves (self, explanation);
  if (parcours_predicate_explanation_find_turn (explanation, &turn))
    {
      g_autofree char *words = parcours_turn_to_words (&turn, NULL, &names);

      if (words != NULL)
        add_label (self->answer, words, "caption");
    }
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursTryButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPredicateExplanation) explanation =
    parcours_project_try_condition_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->form == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (explanation != NULL)
    {
      show_answer (self, explanation);
      return;
    }
  clear_answer (self);
  add_label (self->answer, error->message, "error");
}

static void
stop (ParcoursTryButton *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
chosen_cb (ParcoursTryButton *self)
{
  parcours_try_button_try (self, parcours_contact_chooser_get_id (PARCOURS_CONTACT_CHOOSER (self->chooser)));
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  ParcoursTryButton *self = user_data;
  GtkWidget *popover, *box, *scrolled;

  if (self->answer != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  scrolled = gtk_scrolled_window_new ();
  self->chooser = parcours_contact_chooser_new (parcours_form_project (self->form));
  self->answer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->answer);
  gtk_widget_set_size_request (box, 300, -1);
  gtk_box_append (GTK_BOX (box), self->chooser);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (chosen_cb), self);
}

static void
parcours_try_button_dispose (GObject *object)
{
  ParcoursTryButton *self = PARCOURS_TRY_BUTTON (object);

  stop (self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->condition, json_node_unref);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (parcours_try_button_parent_class)->dispose (object);
}

static void
parcours_try_button_class_init (ParcoursTryButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_try_button_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_try_button_init (ParcoursTryButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Try It on a Contact"));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * parcours_try_button_new:
 * @form: what the editors share
 *
 * Returns: (transfer floating): a button without a condition, which is hidden
 */
GtkWidget *
parcours_try_button_new (ParcoursForm *form)
{
  ParcoursTryButton *self = g_object_new (PARCOURS_TYPE_TRY_BUTTON, "visible", FALSE, NULL);

  self->form = g_object_ref (form);

  return GTK_WIDGET (self);
}

/**
 * parcours_try_button_set_condition:
 * @self: a button
 * @condition: (nullable): what is to be asked, %NULL to hide the button
 */
void
parcours_try_button_set_condition (ParcoursTryButton *self,
                                   JsonNode          *condition)
{
  g_clear_pointer (&self->condition, json_node_unref);
  self->condition = condition != NULL ? json_node_ref (condition) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), condition != NULL && parcours_form_project (self->form) != NULL);
}

/**
 * parcours_try_button_try:
 * @self: a button with a condition
 * @contact: the number of a contact, or 0 for nobody
 *
 * Asks the condition about the contact. The answer is shown where the button opens.
 */
void
parcours_try_button_try (ParcoursTryButton *self,
                         gint64             contact)
{
  ParcoursDocument *document = parcours_form_document (self->form);
  const char *automation = document != NULL ? parcours_automation_slug (parcours_document_automation (document)) : NULL;

  stop (self);
  create_popover_cb (GTK_MENU_BUTTON (self->button), self);
  if (contact == 0 || self->condition == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  parcours_project_try_condition_async (parcours_form_project (self->form), automation, self->condition, contact,
                                        self->cancellable, tried_cb, g_object_ref (self));
}
