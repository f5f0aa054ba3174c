/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-coverage.h"
#include "parcours-json.h"
#include "parcours-run-report.h"
#include "parcours-step-words.h"
#include "parcours-time.h"

static void
port_free (gpointer data)
{
  ParcoursReportPort *port = data;

  g_free (port->name);
  g_free (port->label);
  g_free (port);
}

static void
step_free (gpointer data)
{
  ParcoursReportStep *step = data;

  g_free (step->id);
  g_free (step->name);
  g_ptr_array_unref (step->ports);
  g_free (step);
}

static void
automation_free (gpointer data)
{
  ParcoursReportAutomation *automation = data;

  g_free (automation->slug);
  g_free (automation->name);
  g_array_unref (automation->days);
  g_ptr_array_unref (automation->steps);
  g_array_unref (automation->messages);
  g_free (automation);
}

static void
message_free (gpointer data)
{
  ParcoursReportMessage *message = data;

  g_free (message->kind);
  g_free (message->slug);
  g_free (message->name);
  g_array_unref (message->days);
  g_free (message);
}

static ParcoursReportStep *
step_new (void)
{
  ParcoursReportStep *step = g_new0 (ParcoursReportStep, 1);

  step->ports = g_ptr_array_new_with_free_func (port_free);

  return step;
}

static ParcoursReportAutomation *
automation_new (const char *slug,
                const char *name)
{
  ParcoursReportAutomation *automation = g_new0 (ParcoursReportAutomation, 1);

  automation->slug = g_strdup (slug);
  automation->name = g_strdup (name);
  automation->days = g_array_new (FALSE, FALSE, sizeof (ParcoursReportDay));
  automation->steps = g_ptr_array_new_with_free_func (step_free);
  automation->messages = g_array_new (FALSE, FALSE, sizeof (guint));

  return automation;
}

static ParcoursReportMessage *
message_new (const char *kind,
             const char *slug,
             const char *name)
{
  ParcoursReportMessage *message = g_new0 (ParcoursReportMessage, 1);

  message->kind = g_strdup (kind);
  message->slug = g_strdup (slug);
  message->name = g_strdup (name);
  message->days = g_array_new (FALSE, FALSE, sizeof (guint64));

  return message;
}

static ParcoursRunReport *
report_new (void)
{
  ParcoursRunReport *report = g_new0 (ParcoursRunReport, 1);

  report->automations = g_ptr_array_new_with_free_func (automation_free);
  report->messages = g_ptr_array_new_with_free_func (message_free);

  return report;
}

/**
 * parcours_run_report_free:
 * @report: (transfer full): a report
 */
void
parcours_run_report_free (ParcoursRunReport *report)
{
  g_ptr_array_unref (report->automations);
  g_ptr_array_unref (report->messages);
  g_free (report->currency);
  g_free (report->pressure);
  g_free (report);
}

/* Of a run. */

/* Until the end of a day, counted from the first instant of the run. */
static guint
end_of_day (const ParcoursCounts *counts,
            guint                 day)
{
  return (guint) MIN ((gint64) (day + 1) * PARCOURS_DAY / counts->bucket, (gint64) counts->n_buckets);
}

/* Whether the report has it already: a message may be sent by several steps. */
static void
add_number (GArray *numbers,
            guint   number)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      if (g_array_index (numbers, guint, i) == number)
        return;
    }
  g_array_append_val (numbers, number);
}

static void
add_ports (ParcoursReportStep     *report,
           const ParcoursCoverage *coverage,
           const char             *slug,
           const ParcoursStep     *step)
{
  guint n_ports = parcours_step_n_ports (step);

  for (guint i = 0; i < n_ports; i++)
    {
      const char *name = parcours_step_nth_port (step, i);
      g_autofree char *key = g_strdup_printf ("%s/%s %s", slug, step->id, name);
      ParcoursReportPort *port;

      if (!parcours_coverage_has (coverage, key))
        continue;
      port = g_new0 (ParcoursReportPort, 1);
      port->name = g_strdup (name);
      port->label = n_ports > 1 ? g_strdup (parcours_step_port_label (step, i)) : NULL;
      port->n = parcours_coverage_times (coverage, key);
      g_ptr_array_add (report->ports, port);
    }
}

static void
add_step (ParcoursReportAutomation *to,
          ParcoursRun              *run,
          const ParcoursCoverage   *coverage,
          guint                     number,
          const int                *places)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  guint automation;
  ParcoursStep *step = parcours_program_nth_step (counts->program, number, &automation);
  int message = parcours_program_step_message (counts->program, number);
  ParcoursReportStep *report = step_new ();

  report->id = g_strdup (step->id);
  report->name = parcours_step_to_words (step, parcours_run_automation (run, automation), parcours_run_library (run));
  report->type = step->type;
  report->entered = parcours_counts_step_in (counts, number, G_MAXUINT);
  report->inside = parcours_counts_step_inside (counts, number, G_MAXUINT);
  report->sends = message >= 0;
  report->sent = report->sends ? parcours_counts_outcome (counts, number, PARCOURS_OUTCOME_DONE) : 0;
  add_ports (report, coverage, to->slug, step);
  if (message >= 0 && places[message] >= 0)
    add_number (to->messages, (guint) places[message]);
  g_ptr_array_add (to->steps, report);
}

static void
add_automation (ParcoursRunReport      *report,
                ParcoursRun            *run,
                const ParcoursCoverage *coverage,
                guint                   number,
                const int              *places)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  ParcoursAutomation *of = parcours_run_automation (run, number);
  ParcoursReportAutomation *automation = automation_new (parcours_automation_slug (of), parcours_automation_name (of));
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, number);
  guint64 before = 0;

  automation->entered = parcours_counts_entered (counts, number, G_MAXUINT);
  automation->inside = parcours_counts_inside (counts, number, G_MAXUINT);
  for (guint i = 0; i < parcours_run_options (run)->days; i++)
    {
      guint64 entered = parcours_counts_entered (counts, number, end_of_day (counts, i));
      ParcoursReportDay day = { entered - before, parcours_counts_inside (counts, number, end_of_day (counts, i)) };

      before = entered;
      g_array_append_val (automation->days, day);
    }
  for (guint i = 0; i < order->len; i++)
    add_step (automation, run, coverage, g_array_index (order, guint, i), places);
  g_ptr_array_add (report->automations, automation);
}

static void
add_message (ParcoursRunReport    *report,
             ParcoursRun          *run,
             guint                 number,
             const ParcoursEntity *entity)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  ParcoursReportMessage *message = message_new (entity->kind, entity->slug, entity->label);
  guint64 before = 0;

  for (guint i = 0; i < PARCOURS_N_COUNTED; i++)
    message->counted[i] = parcours_counts_message (counts, number, i, G_MAXUINT);
  message->revenue = parcours_counts_revenue (counts, number);
  for (guint i = 0; i < parcours_run_options (run)->days; i++)
    {
      guint64 until = parcours_counts_message (counts, number, 0, end_of_day (counts, i));
      guint64 sent = until - before;

      before = until;
      g_array_append_val (message->days, sent);
    }
  g_ptr_array_add (report->messages, message);
}

static void
add_cap (ParcoursRunReport      *report,
         const ParcoursSettings *settings)
{
  const ParcoursDuration *within = &settings->cap_within;

  report->cap_messages = settings->cap_messages;
  if (settings->cap_messages > 0 && within->months == 0)
    report->cap_days = within->seconds == 0 ? (guint) within->days
                       : within->days == 0 && within->seconds % PARCOURS_DAY == 0 ? (guint) (within->seconds / PARCOURS_DAY) : 0;
}

/**
 * parcours_run_report_new:
 * @run: a run of all its contacts
 * @zone: in which its first day begins
 *
 * Returns: (transfer full): what it comes to, without the pressure
 */
ParcoursRunReport *
parcours_run_report_new (ParcoursRun        *run,
                         const ParcoursZone *zone)
{
  ParcoursProgram *program = parcours_run_counts (run)->program;
  ParcoursRunReport *report = report_new ();
  guint n_messages = parcours_program_n_messages (program);
  g_autofree int *places = g_new (int, n_messages + 1);
  g_autoptr (ParcoursCoverage) coverage = parcours_coverage_new ();

  parcours_coverage_add (coverage, parcours_run_counts (run));
  report->n_contacts = parcours_run_n_contacts (run);
  report->n_new = parcours_run_n_new (run);
  report->first_day = parcours_local_day (parcours_zone_to_local (zone, parcours_run_options (run)->from));
  report->currency = g_strdup (parcours_library_currency (parcours_run_library (run)));
  add_cap (report, parcours_program_settings (program));
  for (guint i = 0; i < n_messages; i++)
    {
      const ParcoursEntity *entity = parcours_program_nth_message (program, i);

      places[i] = entity != NULL ? (int) report->messages->len : -1;
      if (entity != NULL)
        add_message (report, run, i, entity);
    }
  for (guint i = 0; i < parcours_run_n_automations (run); i++)
    {
      if (!parcours_program_is_version (program, i))
        add_automation (report, run, coverage, i, places);
    }

  return report;
}

/**
 * parcours_run_report_set_pressure:
 * @report: a report
 * @pressure: what was found by looking at each contact of the run
 */
void
parcours_run_report_set_pressure (ParcoursRunReport      *report,
                                  const ParcoursPressure *pressure)
{
  ParcoursReportPressure *summary = g_new0 (ParcoursReportPressure, 1);

  for (guint i = 0; i <= PARCOURS_PRESSURE_MOST; i++)
    {
      summary->in_day[i] = parcours_pressure_n_in_day (pressure, i);
      summary->in_week[i] = parcours_pressure_n_in_week (pressure, i);
    }
  summary->n_collisions = parcours_pressure_collisions (pressure)->len;
  summary->n_circles = parcours_pressure_circles (pressure)->len;
  g_free (report->pressure);
  report->pressure = summary;
}

/* As JSON: what a workspace keeps. */

static void
set_number (JsonObject *object,
            const char *name,
            guint64     number)
{
  json_object_set_int_member (object, name, (gint64) number);
}

static guint64
number_of (JsonObject *object,
           const char *name)
{
  return (guint64) MAX (parcours_json_member_number (object, name, 0.), 0.);
}

static guint64
element_of (JsonArray *array,
            guint      n)
{
  double number = 0.;

  if (array != NULL && n < json_array_get_length (array))
    parcours_json_number (json_array_get_element (array, n), &number);

  return (guint64) MAX (number, 0.);
}

static JsonArray *
shares_to_json (const guint *shares)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i <= PARCOURS_PRESSURE_MOST; i++)
    json_array_add_int_element (array, shares[i]);

  return array;
}

static JsonObject *
step_to_json (const ParcoursReportStep *step)
{
  JsonObject *object = json_object_new ();
  JsonArray *ports = json_array_new ();

  json_object_set_string_member (object, "id", step->id);
  json_object_set_string_member (object, "name", step->name);
  if (step->type != NULL)
    json_object_set_string_member (object, "type", step->type->name);
  set_number (object, "entered", step->entered);
  set_number (object, "inside", step->inside);
  if (step->sends)
    set_number (object, "sent", step->sent);
  for (guint i = 0; i < step->ports->len; i++)
    {
      const ParcoursReportPort *port = g_ptr_array_index (step->ports, i);
      JsonObject *to = json_object_new ();

      json_object_set_string_member (to, "port", port->name);
      if (port->label != NULL)
        json_object_set_string_member (to, "label", port->label);
      set_number (to, "n", port->n);
      json_array_add_object_element (ports, to);
    }
  json_object_set_array_member (object, "ports", ports);

  return object;
}

static JsonObject *
automation_to_json (const ParcoursReportAutomation *automation)
{
  JsonObject *object = json_object_new ();
  JsonArray *entered = json_array_new (), *inside = json_array_new (), *steps = json_array_new (), *messages = json_array_new ();

  json_object_set_string_member (object, "slug", automation->slug);
  json_object_set_string_member (object, "name", automation->name);
  set_number (object, "entered", automation->entered);
  set_number (object, "inside", automation->inside);
  for (guint i = 0; i < automation->days->len; i++)
    {
      json_array_add_int_element (entered, (gint64) g_array_index (automation->days, ParcoursReportDay, i).entered);
      json_array_add_int_element (inside, (gint64) g_array_index (automation->days, ParcoursReportDay, i).inside);
    }
  for (guint i = 0; i < automation->steps->len; i++)
    json_array_add_object_element (steps, step_to_json (g_ptr_array_index (automation->steps, i)));
  for (guint i = 0; i < automation->messages->len; i++)
    json_array_add_int_element (messages, g_array_index (automation->messages, guint, i));
  json_object_set_array_member (object, "days-entered", entered);
  json_object_set_array_member (object, "days-inside", inside);
  json_object_set_array_member (object, "steps", steps);
  json_object_set_array_member (object, "messages", messages);

  return object;
}

static JsonObject *
message_to_json (const ParcoursReportMessage *message)
{
  JsonObject *object = json_object_new ();
  JsonArray *days = json_array_new ();

  json_object_set_string_member (object, "kind", message->kind);
  json_object_set_string_member (object, "slug", message->slug);
  json_object_set_string_member (object, "name", message->name);
  set_number (object, "sent", message->counted[0]);
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    set_number (object, parcours_reaction_name ((ParcoursReaction) i), message->counted[i + 1]);
  json_object_set_double_member (object, "revenue", message->revenue);
  for (guint i = 0; i < message->days->len; i++)
    json_array_add_int_element (days, (gint64) g_array_index (message->days, guint64, i));
  json_object_set_array_member (object, "days", days);

  return object;
}

static JsonObject *
pressure_to_json (const ParcoursReportPressure *pressure)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "in-24-hours", shares_to_json (pressure->in_day));
  json_object_set_array_member (object, "in-7-days", shares_to_json (pressure->in_week));
  set_number (object, "collisions", pressure->n_collisions);
  set_number (object, "circles", pressure->n_circles);

  return object;
}

/**
 * parcours_run_report_to_json:
 * @report: a report
 *
 * Returns: (transfer full): all of it
 */
JsonObject *
parcours_run_report_to_json (const ParcoursRunReport *report)
{
  JsonObject *object = json_object_new ();
  JsonArray *automations = json_array_new (), *messages = json_array_new ();

  set_number (object, "contacts", report->n_contacts);
  set_number (object, "new", report->n_new);
  json_object_set_int_member (object, "first-day", report->first_day);
  if (report->currency != NULL)
    json_object_set_string_member (object, "currency", report->currency);
  set_number (object, "cap-messages", report->cap_messages);
  set_number (object, "cap-days", report->cap_days);
  for (guint i = 0; i < report->automations->len; i++)
    json_array_add_object_element (automations, automation_to_json (g_ptr_array_index (report->automations, i)));
  for (guint i = 0; i < report->messages->len; i++)
    json_array_add_object_element (messages, message_to_json (g_ptr_array_index (report->messages, i)));
  json_object_set_array_member (object, "automations", automations);
  json_object_set_array_member (object, "messages", messages);
  if (report->pressure != NULL)
    json_object_set_object_member (object, "pressure", pressure_to_json (report->pressure));

  return object;
}

static const char *
text_of (JsonObject *object,
         const char *name)
{
  const char *text = parcours_json_member_string (object, name);

  return text != NULL ? text : "";
}

/* The nth of an array of objects; an empty one where it is something else. */
static JsonObject *
dup_nth_object (JsonArray *array,
                guint      n)
{
  JsonNode *node = json_array_get_element (array, n);

  return JSON_NODE_HOLDS_OBJECT (node) ? parcours_json_copy_object (json_node_get_object (node)) : json_object_new ();
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static ParcoursReportStep *
read_step (JsonObject *object)
{
  ParcoursReportStep *step = step_new ();
  JsonArray *ports = parcours_json_member_array (object, "ports");
  const char *type = parcours_json_member_string (object, "type");

  step->id = g_strdup (text_of (object, "id"));
  step->name = g_strdup (text_of (object, "name"));
  step->type = type != NULL ? parcours_catalog_type (parcours_catalog_get (), type) : NULL;
  step->entered = number_of (object, "entered");
  step->inside = number_of (object, "inside");
  step->sends = json_object_has_member (object, "sent");
  step->sent = number_of (object, "sent");
  for (guint i = 0; i < length_of (ports); i++)
    {
      g_autoptr (JsonObject) from = dup_nth_object (ports, i);
      ParcoursReportPort *port = g_new0 (ParcoursReportPort, 1);

      port->name = g_strdup (text_of (from, "port"));
      port->label = g_strdup (parcours_json_member_string (from, "label"));
      port->n = number_of (from, "n");
      g_ptr_array_add (step->ports, port);
    }

  return step;
}

static ParcoursReportAutomation *
read_automation (JsonObject *object,
                 guint       n_messages)
{
  ParcoursReportAutomation *automation = automation_new (text_of (object, "slug"), text_of (object, "name"));
  JsonArray *entered = parcours_json_member_array (object, "days-entered");
  JsonArray *inside = parcours_json_member_array (object, "days-inside");
  JsonArray *steps = parcours_json_member_array (object, "steps");
  JsonArray *messages = parcours_json_member_array (object, "messages");

  automation->entered = number_of (object, "entered");
  automation->inside = number_of (object, "inside");
  for (guint i = 0; i < length_of (entered); i++)
    {
      ParcoursReportDay day = { element_of (entered, i), element_of (inside, i) };

      g_array_append_val (automation->days, day);
    }
  for (guint i = 0; i < length_of (steps); i++)
    {
      g_autoptr (JsonObject) step = dup_nth_object (steps, i);

      g_ptr_array_add (automation->steps, read_step (step));
    }
  for (guint i = 0; i < length_of (messages); i++)
    {
      guint number = (guint) element_of (messages, i);

      if (number < n_messages)
        add_number (automation->messages, number);
    }

  return automation;
}

static ParcoursReportMessage *
read_message (JsonObject *object)
{
  ParcoursReportMessage *message = message_new (text_of (object, "kind"), text_of (object, "slug"), text_of (object, "name"));
  JsonArray *days = parcours_json_member_array (object, "days");

  message->counted[0] = number_of (object, "sent");
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    message->counted[i + 1] = number_of (object, parcours_reaction_name ((ParcoursReaction) i));
  message->revenue = parcours_json_member_number (object, "revenue", 0.);
  for (guint i = 0; i < length_of (days); i++)
    {
      guint64 n = element_of (days, i);

      g_array_append_val (message->days, n);
    }

  return message;
}

static ParcoursReportPressure *
read_pressure (JsonObject *object)
{
  ParcoursReportPressure *pressure = g_new0 (ParcoursReportPressure, 1);

  for (guint i = 0; i <= PARCOURS_PRESSURE_MOST; i++)
    {
      pressure->in_day[i] = (guint) element_of (parcours_json_member_array (object, "in-24-hours"), i);
      pressure->in_week[i] = (guint) element_of (parcours_json_member_array (object, "in-7-days"), i);
    }
  pressure->n_collisions = (guint) number_of (object, "collisions");
  pressure->n_circles = (guint) number_of (object, "circles");

  return pressure;
}

/**
 * parcours_run_report_new_from_json:
 * @object: what parcours_run_report_to_json() made
 *
 * What is not there counts as 0.
 *
 * Returns: (transfer full): the report
 */
ParcoursRunReport *
parcours_run_report_new_from_json (JsonObject *object)
{
  ParcoursRunReport *report = report_new ();
  JsonArray *automations = parcours_json_member_array (object, "automations");
  JsonArray *messages = parcours_json_member_array (object, "messages");
  JsonObject *pressure = parcours_json_member_object (object, "pressure");

  report->n_contacts = (guint) number_of (object, "contacts");
  report->n_new = (guint) number_of (object, "new");
  report->first_day = (gint32) parcours_json_member_number (object, "first-day", 0.);
  report->currency = g_strdup (parcours_json_member_string (object, "currency"));
  report->cap_messages = (guint) number_of (object, "cap-messages");
  report->cap_days = (guint) number_of (object, "cap-days");
  for (guint i = 0; i < length_of (messages); i++)
    {
      g_autoptr (JsonObject) message = dup_nth_object (messages, i);

      g_ptr_array_add (report->messages, read_message (message));
    }
  for (guint i = 0; i < length_of (automations); i++)
    {
      g_autoptr (JsonObject) automation = dup_nth_object (automations, i);

      g_ptr_array_add (report->automations, read_automation (automation, report->messages->len));
    }
  if (pressure != NULL)
    report->pressure = read_pressure (pressure);

  return report;
}

/**
 * parcours_run_report_find:
 * @report: a report
 * @slug: (nullable): the slug of an automation
 *
 * Returns: its number in the report, or -1 if it took no part
 */
int
parcours_run_report_find (const ParcoursRunReport *report,
                          const char              *slug)
{
  for (guint i = 0; i < report->automations->len; i++)
    {
      if (g_strcmp0 (((const ParcoursReportAutomation *) g_ptr_array_index (report->automations, i))->slug, slug) == 0)
        return (int) i;
    }

  return -1;
}

/**
 * parcours_report_n_untaken:
 * @automation: an automation in a report
 * @n_ports: (out): by how many ways its steps could be left
 *
 * Returns: how many of these nobody took
 */
guint
parcours_report_n_untaken (const ParcoursReportAutomation *automation,
                           guint                          *n_ports)
{
  guint n = 0;

  *n_ports = 0;
  for (guint i = 0; i < automation->steps->len; i++)
    {
      const ParcoursReportStep *step = g_ptr_array_index (automation->steps, i);

      for (guint j = 0; j < step->ports->len; j++)
        {
          n += ((const ParcoursReportPort *) g_ptr_array_index (step->ports, j))->n == 0;
          (*n_ports)++;
        }
    }

  return n;
}

/**
 * parcours_report_n_unreached:
 * @automation: an automation in a report
 *
 * Returns: to how many of its steps nobody came
 */
guint
parcours_report_n_unreached (const ParcoursReportAutomation *automation)
{
  guint n = 0;

  for (guint i = 0; i < automation->steps->len; i++)
    n += ((const ParcoursReportStep *) g_ptr_array_index (automation->steps, i))->entered == 0;

  return n;
}
