/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every run, tried on random cases. */

#include "config.h"

#include "naive-properties.h"

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  naive_add_properties ();
  naive_add_swaps ();

  return g_test_run ();
}
