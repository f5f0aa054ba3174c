/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "parcours-i18n.h"

/* A program that was built and not installed finds its translations where the
 * build put them. Only such a program looks there: an installed one must not
 * read words from a folder that anybody may have made. */
static gboolean
runs_from_build (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *build = g_path_get_dirname (PARCOURS_BUILD_LOCALEDIR);
  g_autofree char *prefix = g_strconcat (build, G_DIR_SEPARATOR_S, NULL);

  return program != NULL && g_str_has_prefix (program, prefix);
}

/**
 * parcours_i18n_init:
 *
 * Speaks the user's language from here on. Every program calls it first, before
 * it makes threads and before it reads the catalogue.
 */
void
parcours_i18n_init (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, runs_from_build () ? PARCOURS_BUILD_LOCALEDIR : PARCOURS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
