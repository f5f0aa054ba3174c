/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-application.h"
#include "parcours-i18n.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ParcoursApplication) application = NULL;

  parcours_i18n_init ();
  g_set_application_name (_("Parcours"));
  application = parcours_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
