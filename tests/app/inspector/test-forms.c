/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A walk over the forms of all rows of all platforms: each parameter has the widget of its type, each widget a name, and
 * a new step can be seen as a whole. */

#include "config.h"

#include <adwaita.h>
#include <gtk/gtk.h>
#include <string.h>

#include "fixture.h"
#include "parcours-inspector.h"
#include "parcours-json.h"
#include "parcours-step-form.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

/* What is left for the inspector in a window of 900 pixels: header and clock are 47 and 88 high. */
#define ROOM (900 - 47 - 88)
/* Its usual width. */
#define WIDTH 344

typedef struct
{
  ParcoursDocument *document;
  GtkWidget *window;
  GtkWidget *inspector;
} Shown;

static void
show (Shown             *shown,
      const ParcoursRow *row)
{
  g_autoptr (ParcoursLibrary) library = fixture_library ();
  g_autofree char *id = NULL;

  shown->document = fixture_document (row->platform);
  id = fixture_add_row (shown->document, row, NULL);
  shown->inspector = parcours_inspector_new ();
  shown->window = gtk_window_new ();
  parcours_inspector_set_library (PARCOURS_INSPECTOR (shown->inspector), library);
  parcours_inspector_set_document (PARCOURS_INSPECTOR (shown->inspector), shown->document);
  parcours_inspector_set_step (PARCOURS_INSPECTOR (shown->inspector), id);
  gtk_window_set_child (GTK_WINDOW (shown->window), shown->inspector);
}

static void
finish (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (shown->document);
}

/* What may be typed as it is: all else is chosen, picked or put together. */
static gboolean
is_typed (const ParcoursParam *param)
{
  switch ((guint) param->type)
    {
    case PARCOURS_PARAM_TEXT:
    case PARCOURS_PARAM_TEMPLATE:
    case PARCOURS_PARAM_ADDRESS:
    case PARCOURS_PARAM_URL:
    case PARCOURS_PARAM_KEYWORD:
    case PARCOURS_PARAM_URL_PATTERN:
    case PARCOURS_PARAM_TEXT_PATTERN:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What a step cannot have is not there, its name neither, also where it stands folded behind it. */
static void
check_folded (const ParcoursRow *row,
              Shown             *shown)
{
  g_autoptr (JsonObject) effective = parcours_row_effective_params (row, NULL);
  GtkWidget *form = parcours_inspector_get_form (PARCOURS_INSPECTOR (shown->inspector));

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);

      if (parcours_param_is_shown (param, effective))
        continue;
      for (GtkWidget *child = gtk_widget_get_first_child (form); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          if (GTK_IS_EXPANDER (child) && gtk_widget_get_visible (child) &&
              g_strcmp0 (gtk_expander_get_label (GTK_EXPANDER (child)), param->label) == 0)
            g_error ("%s: %s does not apply, and is shown", row->id, param->name);
        }
    }
}

static void
check_editors (const ParcoursRow *row,
               Shown             *shown)
{
  GtkWidget *form = parcours_inspector_get_form (PARCOURS_INSPECTOR (shown->inspector));

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      GtkWidget *field = parcours_step_form_field (PARCOURS_STEP_FORM (form), param->name);
      ParcoursValueEditor *editor;

      if (!parcours_row_shows_param (row, param))
        continue;
      if (field == NULL)
        g_error ("%s: %s has no field", row->id, param->name);
      editor = parcours_value_field_editor (PARCOURS_VALUE_FIELD (field));
      if ((PARCOURS_IS_TEXT_EDITOR (editor) || PARCOURS_IS_LONG_TEXT_EDITOR (editor)) && !is_typed (param))
        g_error ("%s: %s is typed as text", row->id, param->name);
      if (!parcours_value_editor_fits (editor))
        g_error ("%s: what %s is by itself does not fit", row->id, param->name);
      if (param->type == PARCOURS_PARAM_URL_PATTERN && param->help == NULL && parcours_value_editor_target (editor) == NULL)
        g_error ("%s: %s cannot be tried out", row->id, param->name);
      /* In a workspace that is only read nothing takes the focus. */
      gtk_widget_set_sensitive (GTK_WIDGET (editor), FALSE);
      g_assert_false (gtk_widget_grab_focus (GTK_WIDGET (editor)));
      gtk_widget_set_sensitive (GTK_WIDGET (editor), TRUE);
    }
}

static gboolean
has_words (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (tooltip != NULL && *tooltip != '\0')
    return TRUE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (has_words (child))
        return TRUE;
    }

  return FALSE;
}

/* Names come from a label of its own, from another widget, or from the words in it. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean is_entry = GTK_IS_EDITABLE (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget);

  /* Of a label that somebody put into a button nothing is heard. */
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_TOGGLE_BUTTON (widget))
    return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         (!is_entry && !GTK_IS_EXPANDER (widget) && has_words (widget));
}

/* The focus is on the button in a drop-down, which must have its name and say what is chosen. */
static gboolean
is_named_inside (GtkWidget *widget)
{
  GtkAccessible *button = GTK_ACCESSIBLE (gtk_widget_get_first_child (widget));

  return gtk_test_accessible_has_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL) &&
         gtk_test_accessible_has_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static gboolean
needs_name (GtkWidget *widget)
{
  return (GTK_IS_EXPANDER (widget) || GTK_IS_ENTRY (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
          GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget)) && gtk_widget_get_focusable (widget);
}

/* A drop-down speaks for the button in it, a menu button too. */
static gboolean
speaks_for_children (GtkWidget *widget)
{
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_POPOVER (widget);
}

static void
check_names (const ParcoursRow *row,
             GtkWidget         *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if ((needs_name (widget) || GTK_IS_MENU_BUTTON (widget)) && !has_name (widget))
    g_error ("%s: a %s in a %s has no name", row->id, G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (GTK_IS_DROP_DOWN (widget) && !is_named_inside (widget))
    g_error ("%s: what takes the focus in a drop-down has no name", row->id);
  if (speaks_for_children (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_names (row, child);
}

static int
height_of (Shown *shown)
{
  GtkWidget *column = parcours_inspector_get_form (PARCOURS_INSPECTOR (shown->inspector));
  int natural;

  column = gtk_widget_get_parent (column);
  gtk_widget_measure (column, GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &natural, NULL, NULL);

  return natural;
}

static void
test_forms (gconstpointer user_data)
{
  ParcoursPlatform platform = (ParcoursPlatform) GPOINTER_TO_UINT (user_data);
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n_scrolled = 0;

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
      Shown shown;
      int height;

      show (&shown, row);
      check_editors (row, &shown);
      check_folded (row, &shown);
      check_names (row, shown.inspector);
      height = height_of (&shown);
      if (height > ROOM)
        {
          g_test_message ("%s needs %d", row->id, height);
          n_scrolled++;
        }
      finish (&shown);
    }
  g_assert_cmpuint (n_scrolled, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_data_func ("/forms/activecampaign", GUINT_TO_POINTER (PARCOURS_PLATFORM_ACTIVECAMPAIGN), test_forms);
  g_test_add_data_func ("/forms/mailchimp", GUINT_TO_POINTER (PARCOURS_PLATFORM_MAILCHIMP), test_forms);
  g_test_add_data_func ("/forms/brevo", GUINT_TO_POINTER (PARCOURS_PLATFORM_BREVO), test_forms);

  return g_test_run ();
}
