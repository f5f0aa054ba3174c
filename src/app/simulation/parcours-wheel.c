/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-wheel.h"

/**
 * parcours_wheel_set_taken:
 * @scrolled: a scrolled window inside another
 * @taken: whether it is scrolled by the wheel
 *
 * GTK 4.8 keeps the wheel from the outer window also where the inner one is as high as what is in it.
 */
void
parcours_wheel_set_taken (GtkWidget *scrolled,
                          gboolean   taken)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scrolled);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, taken ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
    }
}
