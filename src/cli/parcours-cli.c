/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-i18n.h"

static const struct
{
  const char *name;
  const char *summary;
  int (*run) (int    argc,
              char **argv);
} commands[] = {
  { "catalog", N_("List every trigger, action and rule"), parcours_cli_catalog },
  { "contacts", N_("Import, export, list and count contacts"), parcours_cli_contacts },
  { "check", N_("Say what is wrong with automations"), parcours_cli_check },
  { "compare-platform", N_("Say how automations would do on another platform"), parcours_cli_compare_platform },
  { "convert", N_("Make a copy of an automation for another platform"), parcours_cli_convert },
  { "sample", N_("Make a workspace to try things on"), parcours_cli_sample },
  { "explain", N_("Say why contacts went where they went"), parcours_cli_explain },
  { "fit", N_("Learn how people behave from what has happened"), parcours_cli_fit },
  { "record", N_("Write what has happened as a timeline"), parcours_cli_record },
  { "simulate", N_("Run automations over contacts"), parcours_cli_simulate },
  { "sync", N_("Keep automations and a server the same"), parcours_cli_sync },
  { "template", N_("List, use and save templates of automations"), parcours_cli_template },
  { "test", N_("Run tests for automations"), parcours_cli_test },
};

static void
print_usage (FILE *out)
{
  fprintf (out, "%s\n\n%s\n", _("Usage: parcours-cli COMMAND [OPTION…]"), _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %-16s %s\n", commands[i].name, _(commands[i].summary));
  fprintf (out, "\n%s\n", _("“parcours-cli COMMAND --help” tells more about a command."));
}

/* What was printed may not have arrived: on a full disk a script must not go on with half of it. */
static int
finish (int status)
{
  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  return parcours_cli_fail (_("The output cannot be written: %s"), g_strerror (errno != 0 ? errno : EIO));
}

int
main (int   argc,
      char *argv[])
{
  parcours_i18n_init ();

  if (argc < 2)
    {
      print_usage (stderr);
      return PARCOURS_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_usage (stdout);
      return finish (PARCOURS_EXIT_DONE);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      printf ("parcours-cli %s\n", PARCOURS_VERSION);
      return finish (PARCOURS_EXIT_DONE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (argv[1], commands[i].name))
        return finish (commands[i].run (argc - 1, argv + 1));
    }

  return parcours_cli_fail (_("There is no command “%s”; parcours-cli --help lists them"), argv[1]);
}
