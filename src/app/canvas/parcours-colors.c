/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-colors.h"

static void
read_color (GtkStyleContext *context,
            const char      *name,
            const char      *suffix,
            GdkRGBA         *color)
{
  g_autofree char *full_name = g_strconcat ("parcours_", name, suffix, NULL);

  /* Without the style sheet there is at least something to see. */
  if (!gtk_style_context_lookup_color (context, full_name, color))
    *color = (GdkRGBA) { .5f, .5f, .5f, 1.f };
}

/**
 * parcours_colors_read:
 * @colors: (out): return location for the colours
 * @widget: a widget
 *
 * Looks the colours up in the style of @widget.
 */
void
parcours_colors_read (ParcoursColors *colors,
                      GtkWidget      *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  read_color (context, "canvas", "", &colors->canvas);
  read_color (context, "grid", "", &colors->grid);
  read_color (context, "link", "", &colors->link);
  read_color (context, "text", "", &colors->text);
  read_color (context, "dim", "", &colors->dim);
  read_color (context, "card", "", &colors->card);
  read_color (context, "card_border", "", &colors->card_border);
  read_color (context, "select", "", &colors->select);
  read_color (context, "error", "", &colors->error);
  read_color (context, "warning", "", &colors->warning);
  read_color (context, "tile_icon", "", &colors->tile_icon);
  for (guint i = 0; i < PARCOURS_N_KINDS; i++)
    {
      const char *kind = parcours_step_kind_name ((ParcoursStepKind) i);

      read_color (context, kind, "", &colors->kind[i]);
      read_color (context, kind, "_body", &colors->body[i]);
      read_color (context, kind, "_border", &colors->border[i]);
    }
}
