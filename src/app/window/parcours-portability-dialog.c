/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-platform-edits.h"
#include "parcours-portability-dialog.h"

/* How an automation would do on another platform, step by step, and the two ways to have it there. */
struct _ParcoursPortabilityDialog
{
  AdwWindow parent_instance;

  ParcoursAutomation *automation; /* (owned) */
  ParcoursLibrary *library;       /* (owned) (nullable) */
  ParcoursPortability *shown;     /* (owned) (nullable) */
  ParcoursPortabilityFunc done;
  gpointer user_data;

  AdwWindowTitle *title;
  GtkDropDown *platforms;
  GtkLabel *summary;
  AdwPreferencesGroup *entry;
  AdwPreferencesGroup *steps;
  GtkWidget *change_button;
  GtkWidget *copy_button;
  GPtrArray *rows; /* (owned) (element-type GtkWidget) */
  gboolean is_editable;
};

G_DEFINE_FINAL_TYPE (ParcoursPortabilityDialog, parcours_portability_dialog, ADW_TYPE_WINDOW)

/* The platforms but the automation's own, in their order. */
static ParcoursPlatform
nth_platform (ParcoursPortabilityDialog *self,
              guint                      n)
{
  guint own = parcours_automation_platform (self->automation);

  return (ParcoursPlatform) (n < own ? n : n + 1);
}

static const char *
icon_of (ParcoursVerdict verdict)
{
  switch (verdict)
    {
    case PARCOURS_VERDICT_SAME:
      return "parcours-check-symbolic";
    case PARCOURS_VERDICT_DIFFERENT:
      return "document-edit-symbolic";
    case PARCOURS_VERDICT_REPLACED:
      return "emblem-synchronizing-symbolic";
    case PARCOURS_VERDICT_BY_HAND:
      return "dialog-warning-symbolic";
    case PARCOURS_VERDICT_MISSING:
    default:
      return "action-unavailable-symbolic";
    }
}

static GtkWidget *
new_difference_row (const ParcoursDifference *difference)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_markup_escape_text (difference->message, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (difference->is_kept)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Stays as it is: the converted automation says so."));

  return row;
}

static void
add_icon (GtkWidget         *row,
          const ParcoursFit *fit)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (fit->verdict));

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  parcours_verdict_words (fit->verdict), -1);
  gtk_widget_set_tooltip_text (icon, parcours_verdict_words (fit->verdict));
  if (fit->verdict > PARCOURS_VERDICT_REPLACED)
    gtk_widget_add_css_class (icon, fit->verdict == PARCOURS_VERDICT_BY_HAND ? "warning" : "error");
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static char *
subtitle_of (const ParcoursFit *fit)
{
  const char *label = fit->there != NULL ? parcours_row_label (fit->there) : NULL;

  if (fit->way != NULL)
    return g_markup_escape_text (fit->way, -1);

  return label != NULL && !g_str_equal (label, fit->name) ? g_markup_escape_text (label, -1) : g_strdup ("");
}

static void platform_cb (ParcoursPortabilityDialog *self);

static void
apply_cb (GtkButton                 *button,
          ParcoursPortabilityDialog *self)
{
  ParcoursPlatform platform = nth_platform (self, gtk_drop_down_get_selected (self->platforms));
  g_autoptr (ParcoursAutomation) built =
    parcours_platform_build_step (self->automation, platform, g_object_get_data (G_OBJECT (button), "step"));

  if (built == NULL)
    return;
  self->done (built, FALSE, self->user_data);
  parcours_automation_unref (self->automation);
  self->automation = g_steal_pointer (&built);
  platform_cb (self);
}

/* One step can be replaced before anybody decides about the platform. */
static void
add_apply (ParcoursPortabilityDialog *self,
           GtkWidget                 *row,
           const ParcoursFit         *fit)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Apply"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Build this in place of the step"));
  g_object_set_data_full (G_OBJECT (button), "step", g_strdup (fit->step), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (apply_cb), self);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
new_step_row (ParcoursPortabilityDialog *self,
              const ParcoursFit         *fit)
{
  GtkWidget *row = fit->differences->len > 0 ? adw_expander_row_new () : adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (fit->name, -1);
  g_autofree char *subtitle = subtitle_of (fit);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  add_icon (row, fit);
  if (fit->verdict == PARCOURS_VERDICT_REPLACED && self->is_editable)
    add_apply (self, row, fit);
  if (!ADW_IS_EXPANDER_ROW (row))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      return row;
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < fit->differences->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_difference_row (g_ptr_array_index (fit->differences, i)));

  return row;
}

static char *
describe (const ParcoursPortability *portability)
{
  guint as_is = portability->n[PARCOURS_VERDICT_SAME] + portability->n[PARCOURS_VERDICT_DIFFERENT];
  guint by_hand = portability->n[PARCOURS_VERDICT_BY_HAND] + portability->n[PARCOURS_VERDICT_MISSING];
  guint replaced = portability->n[PARCOURS_VERDICT_REPLACED];
  g_autofree char *first = g_strdup_printf (ngettext ("%u step is offered there.", "%u steps are offered there.", as_is), as_is);
  g_autofree char *second = g_strdup_printf (ngettext ("%u is replaced by something near it.",
                                                       "%u are replaced by something near them.", replaced), replaced);
  g_autofree char *third = g_strdup_printf (ngettext ("%u needs your hand.", "%u need your hand.", by_hand), by_hand);

  return g_strjoin (" ", first, replaced > 0 ? second : "", by_hand > 0 ? third : "", NULL);
}

static void
clear_rows (ParcoursPortabilityDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (ParcoursPortabilityDialog *self,
         AdwPreferencesGroup       *group,
         GtkWidget                 *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_rows (ParcoursPortabilityDialog *self)
{
  const ParcoursFit *head = g_ptr_array_index (self->shown->fits, 0);

  clear_rows (self);
  for (guint i = 0; i < head->differences->len; i++)
    add_row (self, self->entry, new_difference_row (g_ptr_array_index (head->differences, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->entry), head->differences->len > 0);
  for (guint i = 1; i < self->shown->fits->len; i++)
    add_row (self, self->steps, new_step_row (self, g_ptr_array_index (self->shown->fits, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->steps), self->shown->fits->len > 1);
}

static void
platform_cb (ParcoursPortabilityDialog *self)
{
  ParcoursPlatform platform;
  const ParcoursCheckContext context = { .library = self->library };
  g_autofree char *title = NULL, *summary = NULL;

  if (self->automation == NULL)
    return;
  platform = nth_platform (self, gtk_drop_down_get_selected (self->platforms));
  g_clear_pointer (&self->shown, parcours_portability_free);
  self->shown = parcours_portability_new (self->automation, platform, &context);
  /* Translators: the title of a dialog; %s is "Brevo", for example. */
  title = g_strdup_printf (_("This Flow on %s"), parcours_platform_label (platform));
  summary = describe (self->shown);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_label_set_label (self->summary, summary);
  show_rows (self);
}

static void
finish (ParcoursPortabilityDialog *self,
        gboolean                   is_copy)
{
  g_autoptr (ParcoursAutomation) converted = is_copy ? parcours_platform_copy (self->automation, self->shown->converted)
                                                     : parcours_automation_ref (self->shown->converted);

  if (converted != NULL)
    self->done (converted, is_copy, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
change_cb (ParcoursPortabilityDialog *self)
{
  finish (self, FALSE);
}

static void
copy_cb (ParcoursPortabilityDialog *self)
{
  finish (self, TRUE);
}

static void
parcours_portability_dialog_dispose (GObject *object)
{
  ParcoursPortabilityDialog *self = PARCOURS_PORTABILITY_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_PORTABILITY_DIALOG);
  g_clear_pointer (&self->shown, parcours_portability_free);
  g_clear_pointer (&self->automation, parcours_automation_unref);
  g_clear_pointer (&self->library, parcours_library_unref);
  G_OBJECT_CLASS (parcours_portability_dialog_parent_class)->dispose (object);
}

static void
parcours_portability_dialog_class_init (ParcoursPortabilityDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_portability_dialog_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/portability-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, platforms);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, change_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPortabilityDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, platform_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
parcours_portability_dialog_init (ParcoursPortabilityDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_platforms (ParcoursPortabilityDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < PARCOURS_N_PLATFORMS - 1; i++)
    {
      gtk_string_list_append (names, parcours_platform_label (nth_platform (self, i)));
      /* Rather a platform than any. */
      if (nth_platform (self, i) == PARCOURS_PLATFORM_ANY)
        chosen = i + 1;
    }
  gtk_drop_down_set_model (self->platforms, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->platforms, chosen);
}

/**
 * parcours_portability_dialog_new:
 * @parent: the window
 * @automation: an automation
 * @library: (nullable): what it refers to
 * @is_editable: whether anything can be changed
 * @done: called when a person wants the converted automation
 * @user_data: for @done
 *
 * Returns: (transfer floating): a dialog that compares @automation with other platforms
 */
GtkWidget *
parcours_portability_dialog_new (GtkWindow               *parent,
                                 ParcoursAutomation      *automation,
                                 ParcoursLibrary         *library,
                                 gboolean                 is_editable,
                                 ParcoursPortabilityFunc  done,
                                 gpointer                 user_data)
{
  ParcoursPortabilityDialog *self = g_object_new (PARCOURS_TYPE_PORTABILITY_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->automation = parcours_automation_ref (automation);
  self->library = library != NULL ? parcours_library_ref (library) : NULL;
  self->done = done;
  self->user_data = user_data;
  self->is_editable = is_editable;
  gtk_widget_set_sensitive (self->change_button, is_editable);
  gtk_widget_set_sensitive (self->copy_button, is_editable);
  fill_platforms (self);
  platform_cb (self);

  return GTK_WIDGET (self);
}
