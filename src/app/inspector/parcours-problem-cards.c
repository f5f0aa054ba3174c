/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-problem-cards.h"

/* A button of a card: which fix, and who applies it. */
typedef struct
{
  ParcoursCheck *check; /* (owned) */
  const ParcoursFix *fix;
  ParcoursFixFunc func;
  gpointer user_data;
} FixButton;

static void
fix_button_free (gpointer  data,
                 GClosure *closure)
{
  FixButton *button = data;

  parcours_check_unref (button->check);
  g_free (button);
}

static void
clicked_cb (GtkButton *widget,
            FixButton *button)
{
  g_autoptr (ParcoursCheck) check = parcours_check_ref (button->check);

  /* The fix changes the automation, and with it the cards. */
  button->func (button->fix, button->user_data);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static const char *
icon_of (ParcoursSeverity severity)
{
  return severity == PARCOURS_SEVERITY_ERROR ? "dialog-error-symbolic"
       : severity == PARCOURS_SEVERITY_WARNING ? "dialog-warning-symbolic" : "dialog-information-symbolic";
}

static GtkWidget *
new_button (ParcoursCheck     *check,
            const ParcoursFix *fix,
            ParcoursFixFunc    func,
            gpointer           user_data)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (fix->label);
  FixButton *data = g_new (FixButton, 1);

  *data = (FixButton){ parcours_check_ref (check), fix, func, user_data };
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), data, fix_button_free, 0);

  return button;
}

/* An icon, and beside it a column for words and buttons. */
static GtkWidget *
new_frame (const ParcoursCheck  *check,
           int                   spacing,
           GtkWidget           **icon,
           GtkWidget           **column)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing);

  *icon = gtk_image_new_from_icon_name (icon_of (check->severity));
  *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_valign (*icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (frame), *icon);
  gtk_box_append (GTK_BOX (frame), *column);

  return frame;
}

/* The field says which setting of which step it is. */
static const char *
words_at_field (const ParcoursCheck *check)
{
  return g_str_equal (check->code, "parameter-missing") ? _("Still empty") : check->message;
}

/**
 * parcours_problem_line_new:
 * @check: what a check found about a parameter
 * @fix_func: who applies a fix
 * @user_data: for @fix_func
 *
 * Returns: (transfer full): what stands below the field of the parameter: what is wrong, with a button for each fix
 */
GtkWidget *
parcours_problem_line_new (ParcoursCheck   *check,
                           ParcoursFixFunc  fix_func,
                           gpointer         user_data)
{
  GtkWidget *icon, *column;
  GtkWidget *line = new_frame (check, 6, &icon, &column);
  GtkWidget *words = new_label (words_at_field (check), "caption");

  gtk_widget_add_css_class (icon, parcours_severity_name (check->severity));
  gtk_widget_add_css_class (words, parcours_severity_name (check->severity));
  gtk_box_append (GTK_BOX (column), words);
  for (guint i = 0; check->fixes != NULL && i < check->fixes->len; i++)
    {
      GtkWidget *button = new_button (check, g_ptr_array_index (check->fixes, i), fix_func, user_data);

      gtk_widget_add_css_class (button, "fix");
      gtk_box_append (GTK_BOX (column), button);
    }

  return line;
}

/**
 * parcours_problem_card_new:
 * @check: what a check found
 * @fix_func: who applies a fix
 * @user_data: for @fix_func
 *
 * Returns: (transfer full): a card that says what is wrong, with a button for each fix, the likeliest first
 */
GtkWidget *
parcours_problem_card_new (ParcoursCheck   *check,
                           ParcoursFixFunc  fix_func,
                           gpointer         user_data)
{
  GtkWidget *icon, *column;
  GtkWidget *card = new_frame (check, 9, &icon, &column);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "problem");
  gtk_widget_add_css_class (card, parcours_severity_name (check->severity));
  gtk_box_append (GTK_BOX (column), new_label (check->title, "heading"));
  gtk_box_append (GTK_BOX (column), new_label (check->message, "caption"));
  for (guint i = 0; check->fixes != NULL && i < check->fixes->len; i++)
    {
      GtkWidget *button = new_button (check, g_ptr_array_index (check->fixes, i), fix_func, user_data);

      if (i == 0)
        {
          gtk_widget_set_margin_top (button, 6);
          gtk_widget_add_css_class (button, "suggested-action");
        }
      gtk_box_append (GTK_BOX (column), button);
    }

  return card;
}
