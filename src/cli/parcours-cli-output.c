/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parcours-cli-output.h"
#include "parcours-condition.h"
#include "parcours-json.h"
#include "parcours-platform.h"
#include "parcours-text.h"

#define BAR_WIDTH 40

/* Wider names would push the figures off a terminal. */
#define MAX_NAME 56

/* One clear line: what was made of several becomes one. */
static void
print_line (const char *message)
{
  g_autofree char *line = g_strdelimit (g_strdup (message), "\n\r", ' ');

  fprintf (stderr, "parcours-cli: %s\n", g_strstrip (line));
}

/**
 * parcours_cli_fail:
 * @format: what is wrong, in the user's language
 * @...: for @format
 *
 * Returns: the status for wrong usage
 */
int
parcours_cli_fail (const char *format,
                   ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  print_line (message);

  return PARCOURS_EXIT_USAGE;
}

/**
 * parcours_cli_no_platform:
 * @name: what somebody took for a platform
 *
 * Says which there are.
 *
 * Returns: the status for wrong usage
 */
int
parcours_cli_no_platform (const char *name)
{
  g_autofree char *names = parcours_platform_names ();

  /* Translators: the second is a list: "any, activecampaign, mailchimp, brevo". */
  return parcours_cli_fail (_("There is no platform “%s”; there are %s"), name, names);
}

/**
 * parcours_cli_fail_with:
 * @error: what went wrong
 *
 * Returns: the status for input that cannot be read
 */
int
parcours_cli_fail_with (GError *error)
{
  print_line (error->message);

  return PARCOURS_EXIT_USAGE;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  fputs (help, stdout);
}

/**
 * parcours_cli_parse:
 * @argc: (inout): how many words there are
 * @argv: (inout): the words; options are taken out
 * @parameters: what follows the options, for the help: "FILE…"
 * @summary: what the command does
 * @entries: its options
 * @status: (out): how to end, if it is to end
 *
 * Returns: whether to go on
 */
gboolean
parcours_cli_parse (int                 *argc,
                    char              ***argv,
                    const char          *parameters,
                    const char          *summary,
                    const GOptionEntry  *entries,
                    int                 *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *name = g_strconcat ("parcours-cli ", (*argv)[0], NULL);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry help_entry[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL }
  };

  /* The help begins with it, so that what it says can be typed. */
  g_set_prgname (name);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entry, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = parcours_cli_fail_with (error);
      return FALSE;
    }
  if (help)
    {
      print_help (context);
      *status = PARCOURS_EXIT_DONE;
      return FALSE;
    }

  return TRUE;
}

/**
 * parcours_cli_print_json:
 * @node: a tree
 */
void
parcours_cli_print_json (JsonNode *node)
{
  g_autofree char *text = parcours_json_to_text (node);

  fputs (text, stdout);
}

static gsize
width_of (const char *text)
{
  gsize width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static void
print_spaces (gsize n)
{
  while (n-- > 0)
    fputc (' ', stdout);
}

/**
 * parcours_cli_print_table:
 * @rows: (element-type GStrv): the rows, all with as many cells as the first
 * @to_the_right: (array): which columns are numbers
 */
void
parcours_cli_print_table (GPtrArray      *rows,
                          const gboolean *to_the_right)
{
  guint n_columns = rows->len > 0 ? g_strv_length (g_ptr_array_index (rows, 0)) : 0;
  g_autofree gsize *widths = g_new0 (gsize, n_columns);

  for (guint i = 0; i < rows->len; i++)
    {
      for (guint j = 0; j < n_columns; j++)
        widths[j] = MAX (widths[j], width_of (((char **) g_ptr_array_index (rows, i))[j]));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < n_columns; j++)
        {
          gsize space = widths[j] - width_of (cells[j]);

          if (j > 0)
            fputs ("  ", stdout);
          if (to_the_right[j])
            print_spaces (space);
          fputs (cells[j], stdout);
          if (!to_the_right[j] && j + 1 < n_columns)
            print_spaces (space);
        }
      fputc ('\n', stdout);
    }
}

/**
 * parcours_cli_number:
 * @number: a number
 *
 * Returns: (transfer full): it with the separators of the user's language
 */
char *
parcours_cli_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

/**
 * parcours_cli_percent:
 * @part: a part
 * @whole: of what
 *
 * Returns: (transfer full): the share in percent, or nothing of nothing
 */
char *
parcours_cli_percent (guint64 part,
                      guint64 whole)
{
  if (whole == 0)
    return g_strdup ("");

  /* Translators: a share, such as "12.5 %". */
  return g_strdup_printf (_("%.1f %%"), 100. * part / whole);
}

/**
 * parcours_cli_shorten:
 * @name: a name
 *
 * Returns: (transfer full): as much of it as leaves room for figures on a terminal
 */
char *
parcours_cli_shorten (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, MAX_NAME - 1);

  return g_strconcat (g_strchomp (start), "…", NULL);
}

/**
 * parcours_cli_bar_begin:
 * @bar: (out caller-allocates): a bar
 */
void
parcours_cli_bar_begin (ParcoursCliBar *bar)
{
  bar->is_terminal = isatty (STDERR_FILENO);
  bar->shown = -1;
}

/**
 * parcours_cli_bar_move:
 * @bar: a bar
 * @done: how much is done
 * @total: of how much
 */
void
parcours_cli_bar_move (ParcoursCliBar *bar,
                       guint64         done,
                       guint64         total)
{
  int percent = total > 0 ? (int) (done * 100 / total) : 100;
  int filled = percent * BAR_WIDTH / 100;

  if (!bar->is_terminal || percent == bar->shown)
    return;
  bar->shown = percent;
  fputs ("\r[", stderr);
  for (int i = 0; i < BAR_WIDTH; i++)
    fputc (i < filled ? '#' : ' ', stderr);
  fprintf (stderr, "] %3d %%", percent);
}

/**
 * parcours_cli_bar_end:
 * @bar: a bar
 *
 * Takes the bar away.
 */
void
parcours_cli_bar_end (ParcoursCliBar *bar)
{
  if (bar->is_terminal && bar->shown >= 0)
    fputs ("\r\033[K", stderr);
}

/**
 * parcours_cli_parse_condition:
 * @text: a condition as JSON, or @ and the name of a file with one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the condition, which is one
 */
JsonNode *
parcours_cli_parse_condition (const char  *text,
                              GError     **error)
{
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursCondition) condition = NULL;

  if (*text == '@' && !g_file_get_contents (text + 1, &content, NULL, error))
    return NULL;
  node = parcours_json_parse (content != NULL ? content : text, -1, error);
  condition = node != NULL ? parcours_condition_parse (node, error) : NULL;
  if (condition != NULL)
    return g_steal_pointer (&node);
  /* Translators: what a person typed where a condition is expected; what is wrong follows. */
  g_prefix_error (error, _("“%s” is no condition: "), text);

  return NULL;
}
