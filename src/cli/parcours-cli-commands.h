/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The commands. Each gets the words after its name, its own name first, and
 * returns the exit status of the program.
 */
int parcours_cli_catalog  (int    argc,
                           char **argv);
int parcours_cli_check    (int    argc,
                           char **argv);
int parcours_cli_compare_platform (int    argc,
                                   char **argv);
int parcours_cli_contacts (int    argc,
                           char **argv);
int parcours_cli_convert  (int    argc,
                           char **argv);
int parcours_cli_sample   (int    argc,
                           char **argv);
int parcours_cli_explain  (int    argc,
                           char **argv);
int parcours_cli_fit      (int    argc,
                           char **argv);
int parcours_cli_record   (int    argc,
                           char **argv);
int parcours_cli_simulate (int    argc,
                           char **argv);
int parcours_cli_sync     (int    argc,
                           char **argv);
int parcours_cli_template (int    argc,
                           char **argv);
int parcours_cli_test     (int    argc,
                           char **argv);

G_END_DECLS
