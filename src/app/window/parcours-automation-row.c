/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-automation-row.h"
#include "parcours-figure.h"

struct _ParcoursAutomationRow
{
  AdwBin parent_instance;

  ParcoursAutomationItem *item; /* (owned) (nullable) */
  gint64 n_inside;              /* -1 while that is not known */
  gboolean is_sample;

  GtkLabel *name;
  GtkLabel *details;
  GtkWidget *badge;
  GtkImage *badge_icon;
  GtkLabel *badge_label;
};

enum
{
  MENU_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursAutomationRow, parcours_automation_row, ADW_TYPE_BIN)

/* The states that a badge can say, the gravest first. */
typedef struct
{
  const char *style;
  const char *icon;
  char *text;
} Badge;

static Badge
choose_badge (ParcoursAutomationItem *item)
{
  guint n = parcours_automation_item_n_problems (item);

  if (n > 0)
    return (Badge) { parcours_automation_item_n_errors (item) > 0 ? "errors" : "warnings", "dialog-warning-symbolic",
                     g_strdup_printf (ngettext ("%u problem", "%u problems", n), n) };
  if (parcours_automation_item_is_changed (item))
    return (Badge) { "changed", "emblem-synchronizing-symbolic", g_strdup (_("Changed")) };
  if (parcours_automation_item_active_since (item) > 0)
    return (Badge) { "ready", "media-playback-start-symbolic", g_strdup (C_("automation", "Active")) };
  if (parcours_automation_item_is_ready (item))
    return (Badge) { "ready", "parcours-check-symbolic", g_strdup (_("Ready")) };

  return (Badge) { "draft", "document-edit-symbolic", g_strdup (_("Draft")) };
}

static void
update_badge (ParcoursAutomationRow *self)
{
  static const char *styles[] = { "errors", "warnings", "changed", "ready", "draft" };
  Badge badge = choose_badge (self->item);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->badge, styles[i]);
  gtk_widget_add_css_class (self->badge, badge.style);
  gtk_image_set_from_icon_name (self->badge_icon, badge.icon);
  gtk_label_set_label (self->badge_label, badge.text);
  g_free (badge.text);
}

static char *
describe (ParcoursAutomationRow *self)
{
  guint n = parcours_automation_n_steps (parcours_automation_item_automation (self->item));
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step", "%u steps", n), n);
  g_autofree char *figure = NULL;

  if (n == 0)
    return g_strdup (_("Empty"));
  if (self->n_inside < 0)
    return g_steal_pointer (&steps);
  figure = parcours_count_to_words ((guint64) self->n_inside);

  /* Translators: an automation, such as "14 steps · 392 inside": so many contacts stand in it. */
  return g_strdup_printf (self->is_sample ? _("%s · about %s inside") : _("%s · %s inside"), steps, figure);
}

static void
update (ParcoursAutomationRow *self)
{
  g_autofree char *details = NULL;

  if (self->item == NULL)
    return;
  details = describe (self);
  gtk_label_set_label (self->name, parcours_automation_item_name (self->item));
  gtk_label_set_label (self->details, details);
  update_badge (self);
}

static void
pressed_cb (ParcoursAutomationRow *self,
            int                    n_press,
            double                 x,
            double                 y,
            GtkGesture            *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU_REQUESTED], 0, x, y);
}

static void
parcours_automation_row_dispose (GObject *object)
{
  ParcoursAutomationRow *self = PARCOURS_AUTOMATION_ROW (object);

  parcours_automation_row_set_item (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_AUTOMATION_ROW);
  G_OBJECT_CLASS (parcours_automation_row_parent_class)->dispose (object);
}

static void
parcours_automation_row_class_init (ParcoursAutomationRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_automation_row_dispose;

  signals[MENU_REQUESTED] = g_signal_new ("menu-requested", PARCOURS_TYPE_AUTOMATION_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/automation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationRow, name);
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationRow, details);
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationRow, badge);
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationRow, badge_icon);
  gtk_widget_class_bind_template_child (widget_class, ParcoursAutomationRow, badge_label);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
parcours_automation_row_init (ParcoursAutomationRow *self)
{
  self->n_inside = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_automation_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
parcours_automation_row_new (void)
{
  return g_object_new (PARCOURS_TYPE_AUTOMATION_ROW, NULL);
}

/**
 * parcours_automation_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows and follows from here on
 */
void
parcours_automation_row_set_item (ParcoursAutomationRow  *self,
                                  ParcoursAutomationItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  self->n_inside = -1;
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * parcours_automation_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
ParcoursAutomationItem *
parcours_automation_row_get_item (ParcoursAutomationRow *self)
{
  return self->item;
}

/**
 * parcours_automation_row_set_inside:
 * @self: a row
 * @n_inside: how many contacts stand in the automation now, -1 if that is not known
 * @is_sample: whether that is reckoned from a sample
 */
void
parcours_automation_row_set_inside (ParcoursAutomationRow *self,
                                    gint64                 n_inside,
                                    gboolean               is_sample)
{
  if (self->n_inside == n_inside && self->is_sample == is_sample)
    return;
  self->n_inside = n_inside;
  self->is_sample = is_sample;
  update (self);
}
