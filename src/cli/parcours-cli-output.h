/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursExit:
 * @PARCOURS_EXIT_DONE: it was done, or the answer is yes
 * @PARCOURS_EXIT_NO: the answer is no: checks or tests failed
 * @PARCOURS_EXIT_USAGE: wrong usage, or input that cannot be read
 *
 * What the program says to its caller.
 */
typedef enum
{
  PARCOURS_EXIT_DONE = 0,
  PARCOURS_EXIT_NO = 1,
  PARCOURS_EXIT_USAGE = 2,
} ParcoursExit;

int      parcours_cli_fail        (const char          *format,
                                   ...) G_GNUC_PRINTF (1, 2);
int      parcours_cli_no_platform (const char         *name);
int      parcours_cli_fail_with   (GError              *error);
gboolean parcours_cli_parse       (int                 *argc,
                                   char              ***argv,
                                   const char          *parameters,
                                   const char          *summary,
                                   const GOptionEntry  *entries,
                                   int                 *status);
void     parcours_cli_print_json  (JsonNode            *node);
void     parcours_cli_print_table (GPtrArray           *rows,
                                   const gboolean      *to_the_right);
char    *parcours_cli_number      (guint64              number);
char    *parcours_cli_percent     (guint64              part,
                                   guint64              whole);
char    *parcours_cli_shorten     (const char          *name);
JsonNode *parcours_cli_parse_condition (const char     *text,
                                   GError             **error);

/**
 * ParcoursCliBar:
 *
 * A progress bar on standard error, shown only where that is a terminal.
 */
typedef struct
{
  gboolean is_terminal;
  int shown; /* percent, -1 before the first */
} ParcoursCliBar;

void     parcours_cli_bar_begin   (ParcoursCliBar      *bar);
void     parcours_cli_bar_move    (ParcoursCliBar      *bar,
                                   guint64              done,
                                   guint64              total);
void     parcours_cli_bar_end     (ParcoursCliBar      *bar);

G_END_DECLS
