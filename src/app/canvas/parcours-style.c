/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "parcours-style.h"

#define RESOURCES "/org/parcours/Parcours"

/* Sets the colours that the desktop asks for: light or dark, with high contrast or without. */
static void
style_changed_cb (AdwStyleManager *manager,
                  GParamSpec      *pspec,
                  GtkCssProvider  *colors)
{
  gboolean is_dark = adw_style_manager_get_dark (manager);
  gboolean is_contrast = adw_style_manager_get_high_contrast (manager);

  if (is_dark)
    gtk_css_provider_load_from_resource (colors, is_contrast ? RESOURCES "/style/dark-contrast.css"
                                                             : RESOURCES "/style/dark.css");
  else
    gtk_css_provider_load_from_resource (colors, is_contrast ? RESOURCES "/style/light-contrast.css"
                                                             : RESOURCES "/style/light.css");
}

static GtkCssProvider *
add_provider (GdkDisplay *display)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  return provider;
}

/**
 * parcours_style_install:
 * @display: a display
 *
 * Gives the widgets of Parcours their style sheet and their icons. A second call does nothing.
 */
void
parcours_style_install (GdkDisplay *display)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);
  g_autoptr (GtkCssProvider) colors = NULL;
  g_autoptr (GtkCssProvider) sheet = NULL;
  g_autoptr (GtkCssProvider) fields = NULL;

  g_return_if_fail (GDK_IS_DISPLAY (display));

  if (g_object_get_data (G_OBJECT (display), "parcours-style") != NULL)
    return;
  g_object_set_data (G_OBJECT (display), "parcours-style", manager);
  sheet = add_provider (display);
  fields = add_provider (display);
  /* Behind the sheet, so that those with high contrast may have the last word on borders too. */
  colors = add_provider (display);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), colors, 0);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), colors, 0);
  style_changed_cb (manager, NULL, colors);
  gtk_css_provider_load_from_resource (sheet, RESOURCES "/style/canvas.css");
  gtk_css_provider_load_from_resource (fields, RESOURCES "/style/inspector.css");
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), RESOURCES "/icons");
}

/**
 * parcours_style_look_up:
 * @widget: a widget
 * @name: the name of a colour of the style sheets
 *
 * Returns: the colour, or that of the text where there is none of the name
 */
GdkRGBA
parcours_style_look_up (GtkWidget  *widget,
                        const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}
