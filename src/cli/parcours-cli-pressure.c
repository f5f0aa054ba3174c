/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `simulate --pressure`: what several automations do to the same people. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-output.h"
#include "parcours-cli-rehearse.h"
#include "parcours-time.h"

/* So many contacts are named; JSON has more. */
#define MAX_NAMED 10

static const char *
name_automation (const ParcoursRunStudy *study,
                 int                     automation)
{
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (parcours_run_study_run (study)));

  return parcours_automation_name (parcours_program_nth_automation (program, (guint) automation));
}

static char *
format_instant (gint64              at,
                const ParcoursZone *zone)
{
  return parcours_local_format (parcours_zone_to_local (zone, at));
}

static void
add_row (GPtrArray  *rows,
         char       *first,
         char       *second,
         char       *third,
         char       *fourth,
         char       *fifth)
{
  char *cells[] = { first, second, third, fourth, fifth, NULL };

  g_ptr_array_add (rows, g_strdupv (cells));
  for (guint i = 0; cells[i] != NULL; i++)
    g_free (cells[i]);
}

static void
print_shares (const ParcoursPressure *pressure)
{
  static const gboolean to_the_right[] = { FALSE, TRUE, TRUE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint most = PARCOURS_PRESSURE_MOST;

  while (most > 0 && parcours_pressure_n_in_week (pressure, most) == 0)
    most--;
  add_row (rows, g_strdup (_("Messages at most")), g_strdup (_("In 24 hours")), g_strdup (_("In 7 days")), NULL, NULL);
  for (guint i = 0; i <= most; i++)
    add_row (rows, i < PARCOURS_PRESSURE_MOST ? g_strdup_printf ("%u", i) : g_strdup_printf (_("%u and more"), i),
             parcours_cli_number (parcours_pressure_n_in_day (pressure, i)),
             parcours_cli_number (parcours_pressure_n_in_week (pressure, i)), NULL, NULL);
  printf ("\n%s\n", _("How many contacts get how many messages"));
  parcours_cli_print_table (rows, to_the_right);
}

static void
print_most (const ParcoursRunStudy *study,
            const ParcoursZone     *zone)
{
  static const gboolean to_the_right[] = { FALSE, TRUE, TRUE, TRUE, FALSE };
  const GArray *most = parcours_pressure_most (parcours_run_study_pressure (study));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (most->len == 0)
    return;
  add_row (rows, g_strdup (_("Contact")), g_strdup (_("In 24 hours")), g_strdup (_("In 7 days")), g_strdup (_("In all")),
           g_strdup (_("The 7 days begin")));
  for (guint i = 0; i < MIN (most->len, MAX_NAMED); i++)
    {
      const ParcoursPressed *pressed = &g_array_index (most, ParcoursPressed, i);

      add_row (rows, parcours_run_study_name (study, pressed->key), parcours_cli_number (pressed->day),
               parcours_cli_number (pressed->week), parcours_cli_number (pressed->total),
               format_instant (pressed->since, zone));
    }
  printf ("\n%s\n", _("Who gets most"));
  parcours_cli_print_table (rows, to_the_right);
}

static void
print_collisions (const ParcoursRunStudy *study,
                  const ParcoursZone     *zone)
{
  const GPtrArray *collisions = parcours_pressure_collisions (parcours_run_study_pressure (study));

  printf ("\n");
  if (collisions->len == 0)
    printf ("%s\n", _("No two automations write the same field or list of a contact."));
  for (guint i = 0; i < collisions->len; i++)
    {
      const ParcoursCollision *collision = g_ptr_array_index (collisions, i);
      g_autofree char *n = parcours_cli_number (collision->n_contacts);

      printf (collision->is_list
                ? ngettext ("“%1$s” and “%2$s” both change the list “%3$s” of %4$s contact:",
                            "“%1$s” and “%2$s” both change the list “%3$s” of %4$s contacts:", collision->n_contacts)
                : ngettext ("“%1$s” and “%2$s” both write the field “%3$s” of %4$s contact:",
                            "“%1$s” and “%2$s” both write the field “%3$s” of %4$s contacts:", collision->n_contacts),
              name_automation (study, collision->one), name_automation (study, collision->other), collision->slug, n);
      printf ("\n");
      for (guint j = 0; j < MIN (collision->named->len, MAX_NAMED); j++)
        {
          const ParcoursCollided *collided = &g_array_index (collision->named, ParcoursCollided, j);
          g_autofree char *name = parcours_run_study_name (study, collided->key);
          g_autofree char *first = format_instant (collided->first_at, zone);
          g_autofree char *then = format_instant (collided->at, zone);

          /* Translators: a contact, and the instants of two changes. */
          printf (_("  %1$s: %2$s, then %3$s"), name, first, then);
          printf ("\n");
        }
    }
}

static void
print_circles (const ParcoursRunStudy *study)
{
  const GPtrArray *circles = parcours_pressure_circles (parcours_run_study_pressure (study));

  if (circles->len == 0)
    printf ("%s\n", _("No automations let people into each other in circles."));
  for (guint i = 0; i < circles->len; i++)
    {
      const ParcoursCircle *circle = g_ptr_array_index (circles, i);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *laps = parcours_cli_number (circle->n_laps);
      g_autofree char *n = parcours_cli_number (circle->n_contacts);

      for (guint j = 0; j < circle->automations->len; j++)
        g_string_append_printf (names, "“%s” → ", name_automation (study, g_array_index (circle->automations, int, j)));
      g_string_append_printf (names, "“%s”", name_automation (study, g_array_index (circle->automations, int, 0)));
      printf (ngettext ("In a circle, %2$s laps by %3$s contact: %1$s", "In a circle, %2$s laps by %3$s contacts: %1$s",
                        circle->n_contacts), names->str, laps, n);
      printf ("\n");
    }
}

/**
 * parcours_cli_print_pressure:
 * @study: a study with pressure
 * @zone: the workspace's zone
 *
 * Prints how many messages people get, what is written twice, and who goes in circles.
 */
void
parcours_cli_print_pressure (const ParcoursRunStudy *study,
                             const ParcoursZone     *zone)
{
  print_shares (parcours_run_study_pressure (study));
  print_most (study, zone);
  print_collisions (study, zone);
  print_circles (study);
}
