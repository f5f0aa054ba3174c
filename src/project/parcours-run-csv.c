/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <csv.h>
#include <string.h>

#include "parcours-run-csv.h"
#include "parcours-text.h"
#include "parcours-time.h"

static void
add_text (GString    *csv,
          const char *text)
{
  gsize length = strlen (text), before;

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  before = csv->len;
  g_string_set_size (csv, before + 2 * length + 2);
  g_string_truncate (csv, before + csv_write (csv->str + before, 2 * length + 2, text, length));
}

static void
add_count (GString *csv,
           guint64  count)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, count);
  add_text (csv, text);
}

static void
end_row (GString *csv)
{
  g_string_append (csv, "\r\n");
}

static void
add_steps (GString                        *csv,
           const ParcoursReportAutomation *automation)
{
  const char *titles[] = { "step", "name", "entered", "inside", "left", "sent", "port", "left-by-port" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_text (csv, titles[i]);
  end_row (csv);
  for (guint i = 0; i < automation->steps->len; i++)
    {
      const ParcoursReportStep *step = g_ptr_array_index (automation->steps, i);

      for (guint j = 0; j < MAX (step->ports->len, 1); j++)
        {
          const ParcoursReportPort *port = j < step->ports->len ? g_ptr_array_index (step->ports, j) : NULL;

          add_text (csv, step->id);
          add_text (csv, step->name);
          add_count (csv, step->entered);
          add_count (csv, step->inside);
          add_count (csv, step->entered - step->inside);
          if (step->sends)
            add_count (csv, step->sent);
          else
            add_text (csv, "");
          add_text (csv, port != NULL ? port->name : "");
          if (port != NULL)
            add_count (csv, port->n);
          else
            add_text (csv, "");
          end_row (csv);
        }
    }
}

static const ParcoursReportMessage *
nth_message (const ParcoursRunReport        *report,
             const ParcoursReportAutomation *automation,
             guint                           n)
{
  return g_ptr_array_index (report->messages, g_array_index (automation->messages, guint, n));
}

static void
add_messages (GString                        *csv,
              const ParcoursRunReport        *report,
              const ParcoursReportAutomation *automation)
{
  add_text (csv, "kind");
  add_text (csv, "message");
  add_text (csv, "name");
  add_text (csv, "sent");
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    add_text (csv, parcours_reaction_name ((ParcoursReaction) i));
  add_text (csv, "revenue");
  end_row (csv);
  for (guint i = 0; i < automation->messages->len; i++)
    {
      const ParcoursReportMessage *message = nth_message (report, automation, i);
      g_autofree char *revenue = parcours_money_format (message->revenue);

      add_text (csv, message->kind);
      add_text (csv, message->slug);
      add_text (csv, message->name);
      for (guint j = 0; j < PARCOURS_N_COUNTED; j++)
        add_count (csv, message->counted[j]);
      add_text (csv, revenue);
      end_row (csv);
    }
}

static void
add_days (GString                        *csv,
          const ParcoursRunReport        *report,
          const ParcoursReportAutomation *automation)
{
  add_text (csv, "day");
  add_text (csv, "entered");
  add_text (csv, "inside");
  for (guint i = 0; i < automation->messages->len; i++)
    {
      const ParcoursReportMessage *message = nth_message (report, automation, i);
      g_autofree char *title = g_strconcat (message->kind, "/", message->slug, NULL);

      add_text (csv, title);
    }
  end_row (csv);
  for (guint i = 0; i < automation->days->len; i++)
    {
      const ParcoursReportDay *day = &g_array_index (automation->days, ParcoursReportDay, i);
      g_autofree char *date = parcours_day_format (report->first_day + (gint32) i);

      add_text (csv, date);
      add_count (csv, day->entered);
      add_count (csv, day->inside);
      for (guint j = 0; j < automation->messages->len; j++)
        {
          const GArray *days = nth_message (report, automation, j)->days;

          add_count (csv, i < days->len ? g_array_index (days, guint64, i) : 0);
        }
      end_row (csv);
    }
}

/**
 * parcours_run_report_to_csv:
 * @report: a report
 * @automation: the number of an automation in it
 * @table: which of its tables
 *
 * Names and figures are those of files, not of a language: a script can read them.
 *
 * Returns: (transfer full): the table, with a line of titles
 */
char *
parcours_run_report_to_csv (const ParcoursRunReport *report,
                            guint                    automation,
                            ParcoursRunTable         table)
{
  const ParcoursReportAutomation *of = g_ptr_array_index (report->automations, automation);
  GString *csv = g_string_new (NULL);

  switch (table)
    {
    case PARCOURS_RUN_TABLE_MESSAGES:
      add_messages (csv, report, of);
      break;
    case PARCOURS_RUN_TABLE_DAYS:
      add_days (csv, report, of);
      break;
    case PARCOURS_RUN_TABLE_STEPS:
    default:
      add_steps (csv, of);
      break;
    }

  return g_string_free (csv, FALSE);
}
