/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * How steps hang together: entries, links and exits.
 */

static gboolean
leads_to_step (Checker            *self,
               const ParcoursLink *link)
{
  guint to = parcours_ways_find (self->ways, link->to);

  return to != PARCOURS_NO_STEP && !parcours_checker_is_trigger (self, to);
}

static void
report_dangling (Checker            *self,
                 const ParcoursLink *link)
{
  guint from = parcours_ways_find (self->ways, link->from);
  guint to = parcours_ways_find (self->ways, link->to);
  ParcoursCheck *check;
  char *message;

  if (from == PARCOURS_NO_STEP)
    message = parcours_phrase_fill (_("A link leaves the step “{name}”, which does not exist."),
                                    "name", link->from, NULL);
  else if (to == PARCOURS_NO_STEP)
    message = parcours_phrase_fill (_("A link of “{step}” leads to the step “{name}”, which does not exist."),
                                    "step", parcours_checker_step_name (self, from), "name", link->to, NULL);
  else
    message = parcours_phrase_fill (_("A link of “{step}” leads to the trigger “{other}”. Contacts come to "
                                       "triggers from outside alone."),
                                    "step", parcours_checker_step_name (self, from),
                                    "other", parcours_checker_step_name (self, to), NULL);
  check = parcours_checker_report (self, "link-dangling", from, link->port, NULL, message);
  parcours_check_set_other (check, self, to);
  parcours_fix_link (self, check, link->from, link->port, NULL, _("Remove the Link"), TRUE);
}

static const char *
port_label (const Checker *self,
            guint          step,
            const char    *port)
{
  const ParcoursStepType *type = self->steps[step].step->type;
  const char *label = type != NULL ? parcours_step_type_port_label (type, port) : NULL;

  return label != NULL ? _(label) : port;
}

/* Where the platform has no exit for a limit, the same question can be asked again behind the wait. */
static void
fix_limit_port (Checker            *self,
                ParcoursCheck      *check,
                guint               step,
                const ParcoursLink *link)
{
  if (g_str_equal (link->port, "timeout") && parcours_checker_has_operation (self, step, "wait.condition"))
    parcours_fix_decide_after (self, check, step, _("Decide With If/Else"));
}

static void
report_port (Checker            *self,
             guint               step,
             const ParcoursLink *link)
{
  const ParcoursRow *row = self->steps[step].row;
  g_autofree char *label = parcours_phrase_fill (_("Delete “{step}”"),
                                                 "step", parcours_checker_step_name (self, step), NULL);
  gboolean has_ports = row != NULL ? row->ports[0] != NULL : parcours_step_n_ports (self->steps[step].step) > 0;
  ParcoursCheck *check;

  check = parcours_checker_report (self, "port-not-offered", step, link->port, NULL,
                                   has_ports
                                     /* Translators: a step, the name of one of its exits, a platform. */
                                     ? parcours_phrase_fill (_("“{step}” has no exit “{exit}” on the "
                                                                "platform {platform}."),
                                                             "step", parcours_checker_step_name (self, step),
                                                             "exit", port_label (self, step, link->port),
                                                             "platform", parcours_platform_label (self->platform),
                                                             NULL)
                                     : parcours_phrase_fill (_("Contacts do not go on behind “{step}”."),
                                                             "step", parcours_checker_step_name (self, step),
                                                             NULL));
  fix_limit_port (self, check, step, link);
  parcours_fix_link (self, check, link->from, link->port, NULL, _("Remove the Link"), FALSE);
  if (!has_ports)
    parcours_fix_delete (self, check, &step, 1, label, FALSE);
}

static void
report_after_delete (Checker            *self,
                     guint               step,
                     const ParcoursLink *link)
{
  g_autofree char *label = parcours_phrase_fill (_("Delete “{step}”"),
                                                 "step", parcours_checker_step_name (self, step), NULL);
  ParcoursCheck *check;

  check = parcours_checker_report (self, "nothing-after-delete", step, link->port, NULL,
                                   parcours_phrase_fill (_("“{step}” takes the contact away, so nobody is "
                                                            "left who could go on."),
                                                         "step", parcours_checker_step_name (self, step),
                                                         NULL));
  parcours_check_set_other (check, self, parcours_ways_find (self->ways, link->to));
  parcours_fix_link (self, check, link->from, link->port, NULL, _("Remove the Link"), FALSE);
  parcours_fix_delete (self, check, &step, 1, label, FALSE);
}

static gboolean
has_no_port_rule (const ParcoursRow *row)
{
  for (guint i = 0; row != NULL && row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      if (g_strcmp0 (parcours_json_member_string (json_array_get_object_element (row->constraints, i), "rule"),
                     "no-port") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
check_link (Checker            *self,
            const ParcoursLink *link)
{
  guint from = parcours_ways_find (self->ways, link->from);
  const CheckedStep *step = from != PARCOURS_NO_STEP ? &self->steps[from] : NULL;
  gboolean deletes = step != NULL && parcours_checker_has_operation (self, from, "contact.delete");

  if (step == NULL || !leads_to_step (self, link))
    {
      report_dangling (self, link);
      return;
    }
  if (deletes)
    report_after_delete (self, from, link);
  if (deletes && !has_no_port_rule (step->row))
    return;
  if (step->step->type != NULL && (parcours_step_port (step->step, link->port) < 0 ||
                                   (step->row != NULL && !parcours_row_offers_port (step->row, link->port))))
    report_port (self, from, link);
}

static gboolean
has_port (const Checker *self,
          guint          step,
          const char    *port)
{
  const CheckedStep *checked = &self->steps[step];

  return checked->row == NULL || parcours_row_offers_port (checked->row, port);
}

static gboolean
is_linked (const Checker *self,
           guint          step,
           const char    *port)
{
  return parcours_automation_link (self->automation, self->steps[step].step->id, port) != NULL;
}

/* An exit by which contacts leave: that of a limit only where there is one. */
static gboolean
is_exit (const Checker *self,
         guint          step,
         const char    *port)
{
  return has_port (self, step, port) &&
         (!g_str_equal (port, "timeout") || json_object_has_member (self->steps[step].params, "limit"));
}

static gboolean
has_expects_rule (const ParcoursRow *row,
                  const char        *port)
{
  for (guint i = 0; row != NULL && row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      if (g_strcmp0 (parcours_json_member_string (json_array_get_object_element (row->constraints, i), "port"),
                     port) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
report_open (Checker    *self,
             guint       step,
             const char *port)
{
  ParcoursCheck *check;

  check = parcours_checker_report (self, "exit-open", step, port, NULL,
                                   /* Translators: the name of an exit, and a step. */
                                   parcours_phrase_fill (_("Contacts who leave by “{exit}” stop behind "
                                                            "“{step}”, without an end."),
                                                         "exit", port_label (self, step, port),
                                                         "step", parcours_checker_step_name (self, step),
                                                         NULL));
  parcours_fix_append (self, check, step, port, "flow.end", _("Add End"), TRUE);
}

/* Some exits are linked and others not: the others may have been forgotten. */
static void
check_exits (Checker *self,
             guint    step)
{
  const ParcoursStep *known = self->steps[step].step;
  guint n_ports = parcours_step_n_ports (known);
  guint n_linked = 0;

  for (guint i = 0; i < n_ports; i++)
    n_linked += is_linked (self, step, parcours_step_nth_port (known, i));
  if (n_ports < 2 || n_linked == 0)
    return;
  for (guint i = 0; i < n_ports; i++)
    {
      const char *port = parcours_step_nth_port (known, i);

      if (is_exit (self, step, port) && !is_linked (self, step, port) &&
          !has_expects_rule (self->steps[step].row, port))
        report_open (self, step, port);
    }
}

static void
check_type (Checker *self,
            guint    step)
{
  const ParcoursStep *known = self->steps[step].step;
  g_autofree char *label = NULL;
  ParcoursCheck *check;

  if (known->type != NULL)
    return;
  label = g_strdup_printf (ngettext ("Delete the Step", "Delete the %u Steps", 1), 1u);
  check = parcours_checker_report (self, "step-type-unknown", step, NULL, NULL,
                                   parcours_phrase_fill (_("This version of Parcours does not know steps of "
                                                            "the kind “{name}”. Contacts pass by without an "
                                                            "effect."),
                                                         "name", known->type_name, NULL));
  parcours_fix_delete (self, check, &step, 1, label, FALSE);
}

/* Nobody comes here. */

typedef struct
{
  Checker *checker;
  gboolean *covered;   /* steps that were said to be out of reach, with the first of them */
  guint end_step;      /* the only step at which contacts could go on, or PARCOURS_NO_STEP */
  const char *end_port;
} Reach;

static void
find_open_end (Reach *reach)
{
  Checker *self = reach->checker;
  guint n_open = 0;

  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      const ParcoursStep *step = self->steps[i].step;

      for (guint p = 0; self->live[i] && p < parcours_step_n_ports (step); p++)
        {
          const char *port = parcours_step_nth_port (step, p);

          if (!is_exit (self, i, port) || is_linked (self, i, port))
            continue;
          reach->end_step = i;
          reach->end_port = port;
          n_open++;
        }
    }
  if (n_open != 1)
    reach->end_step = PARCOURS_NO_STEP;
}

/* Everything out of reach that hangs on @first, and whether that may lead back into the flow. */
static GArray *
cover (Reach    *reach,
       guint     first,
       gboolean *leads_back)
{
  const ParcoursWays *ways = reach->checker->ways;
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint));

  *leads_back = FALSE;
  reach->covered[first] = TRUE;
  g_array_append_val (steps, first);
  for (guint done = 0; done < steps->len; done++)
    {
      guint step = g_array_index (steps, guint, done);

      for (guint i = 0; i < parcours_ways_n_out (ways, step); i++)
        {
          const ParcoursWay *way = parcours_ways_nth_out (ways, step, i);
          guint to = way->to;

          *leads_back |= reach->checker->live[to] || reach->covered[to] || !way->taken;
          if (!way->taken || reach->checker->live[to] || reach->covered[to])
            continue;
          reach->covered[to] = TRUE;
          g_array_append_val (steps, to);
        }
    }

  return steps;
}

/* A wait whose limit is not set, if @step hangs on that alone. */
static guint
idle_limit (const Checker *self,
            guint          step)
{
  for (guint i = 0; i < parcours_ways_n_in (self->ways, step); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_in (self->ways, step, i);

      if (!way->taken && self->live[way->from])
        return way->from;
    }

  return PARCOURS_NO_STEP;
}

static void
report_unreachable (Reach *reach,
                    guint  step)
{
  Checker *self = reach->checker;
  guint wait = idle_limit (self, step);
  gboolean leads_back;
  g_autoptr (GArray) steps = cover (reach, step, &leads_back);
  g_autofree char *label = g_strdup_printf (ngettext ("Delete the Step", "Delete the %u Steps", steps->len), steps->len);
  ParcoursCheck *check;
  char *message;

  if (wait != PARCOURS_NO_STEP)
    message = parcours_phrase_fill (_("Only the limit of “{step}” leads to “{other}”, and no limit is set."),
                                    "step", parcours_checker_step_name (self, wait),
                                    "other", parcours_checker_step_name (self, step), NULL);
  else
    message = parcours_phrase_fill (_("No way leads from a trigger to “{step}”."),
                                    "step", parcours_checker_step_name (self, step), NULL);
  check = parcours_checker_report (self, "step-unreachable", step, NULL, NULL, message);
  parcours_check_set_other (check, self, wait);
  if (check != NULL && reach->end_step != PARCOURS_NO_STEP && !leads_back && wait == PARCOURS_NO_STEP)
    {
      g_autofree char *lead = parcours_phrase_fill (_("Go On Here After “{step}”"),
                                                    "step", parcours_checker_step_name (self, reach->end_step),
                                                    NULL);

      parcours_fix_link (self, check, self->steps[reach->end_step].step->id, reach->end_port,
                         self->steps[step].step->id, lead, FALSE);
    }
  parcours_fix_delete (self, check, (guint *) (gpointer) steps->data, steps->len, label, FALSE);
}

/* One finding for all that hangs together: whoever links the first step brings the others back. */
static void
check_reach (Checker *self)
{
  g_autofree gboolean *covered = g_new0 (gboolean, MAX (self->ways->n_steps, 1));
  Reach reach = { self, covered, PARCOURS_NO_STEP, NULL };
  gboolean any_live = FALSE;

  for (guint i = 0; i < self->ways->n_steps; i++)
    any_live |= self->live[i];
  if (!any_live)
    return;
  find_open_end (&reach);
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      guint step = parcours_ways_nth (self->ways, i);

      if (!self->live[step] && !covered[step])
        report_unreachable (&reach, step);
    }
}

/* Entries. */

static gboolean
starts_this (const Checker            *self,
             const ParcoursAutomation *automation)
{
  const char *slug = parcours_automation_slug (self->automation);

  if (g_strcmp0 (parcours_automation_slug (automation), slug) == 0)
    return FALSE;
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (step->type != NULL && step->type->family == PARCOURS_FAMILY_ENROL &&
          g_strcmp0 (parcours_json_member_string (step->params, "automation"), slug) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_started_elsewhere (const Checker *self)
{
  GPtrArray *automations = self->context->automations;

  for (guint i = 0; automations != NULL && i < automations->len; i++)
    {
      if (starts_this (self, g_ptr_array_index (automations, i)))
        return TRUE;
    }

  return FALSE;
}

static void
report_no_trigger (Checker *self)
{
  static const char *const types[] = { "trigger.manual", "trigger.list-subscribed" };
  guint first = self->ways->n_steps > 0 ? parcours_ways_nth (self->ways, 0) : PARCOURS_NO_STEP;
  ParcoursCheck *check;

  check = parcours_checker_report (self, "no-trigger", PARCOURS_NO_STEP, NULL, NULL,
                                   g_strdup (_("The automation has no trigger, so nobody ever enters it.")));
  for (guint i = 0; check != NULL && check->fixes->len == 0 && i < G_N_ELEMENTS (types); i++)
    {
      const ParcoursRow *row = parcours_catalog_counterpart (parcours_catalog_get (), self->platform, types[i], NULL);
      g_autofree char *label = row != NULL ? parcours_phrase_fill (_("Add “{step}”"),
                                                                   "step", parcours_row_label (row),
                                                                   NULL) : NULL;

      if (row != NULL)
        parcours_fix_add_trigger (self, check, first, types[i], label, FALSE);
    }
}

/* The steps that triggers lead to, each once. */
static GArray *
find_first_steps (const Checker *self)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->triggers->len; i++)
    {
      guint trigger = g_array_index (self->triggers, guint, i);

      for (guint e = 0; e < parcours_ways_n_out (self->ways, trigger); e++)
        {
          guint to = parcours_ways_nth_out (self->ways, trigger, e)->to;

          if (!parcours_checker_is_trigger (self, to) && g_hash_table_add (seen, GUINT_TO_POINTER (to)))
            g_array_append_val (steps, to);
        }
    }

  return steps;
}

/* Entries without a trigger begin where the triggers lead to, if that is one place. */
static void
check_start (Checker *self)
{
  const char *start = parcours_json_member_string (parcours_automation_settings (self->automation), "start");
  g_autoptr (GArray) steps = NULL;
  ParcoursCheck *check;

  if (start != NULL)
    return;
  /* Asked before all others are. */
  steps = find_first_steps (self);
  if (steps->len < 2 || !is_started_elsewhere (self))
    return;
  check = parcours_checker_report (self, "parameter-missing", PARCOURS_NO_STEP, NULL, "start",
                                   g_strdup (_("Another automation starts this one, whose triggers lead to different "
                                               "steps. It has to be said where such contacts begin.")));
  for (guint i = 0; i < MIN (steps->len, 3); i++)
    {
      guint step = g_array_index (steps, guint, i);
      g_autofree char *label = parcours_phrase_fill (_("Begin With “{step}”"),
                                                     "step", parcours_checker_step_name (self, step), NULL);
      g_autoptr (JsonNode) value = parcours_json_new_string (self->steps[step].step->id);

      parcours_fix_setting (self, check, NULL, "start", value, label, FALSE);
    }
}

static gboolean
has_link (const Checker *self,
          guint          step)
{
  for (guint i = 0; i < parcours_automation_n_links (self->automation); i++)
    {
      if (g_str_equal (parcours_automation_nth_link (self->automation, i)->from, self->steps[step].step->id))
        return TRUE;
    }

  return FALSE;
}

static void
report_leads_nowhere (Checker *self,
                      guint    trigger,
                      GArray  *first)
{
  const ParcoursStep *known = self->steps[trigger].step;
  g_autofree char *label = parcours_phrase_fill (_("Delete “{step}”"),
                                                 "step", parcours_checker_step_name (self, trigger), NULL);
  ParcoursCheck *check;

  check = parcours_checker_report (self, "trigger-leads-nowhere", trigger, NULL, NULL,
                                   parcours_phrase_fill (_("No step follows “{step}”: who enters there leaves again "
                                                           "at once."),
                                                         "step", parcours_checker_step_name (self, trigger), NULL));
  for (guint i = 0; i < MIN (first->len, 3); i++)
    {
      guint step = g_array_index (first, guint, i);
      g_autofree char *lead = parcours_phrase_fill (_("Go On With “{step}”"),
                                                    "step", parcours_checker_step_name (self, step), NULL);

      parcours_fix_link (self, check, known->id, parcours_step_nth_port (known, 0), self->steps[step].step->id, lead,
                         first->len == 1);
    }
  parcours_fix_delete (self, check, &trigger, 1, label, FALSE);
}

/* Where no trigger leads on, the steps that nobody reaches say so; of a link that leads nowhere the link itself. */
static void
check_trigger_exits (Checker *self)
{
  g_autoptr (GArray) first = find_first_steps (self);

  for (guint i = 0; first->len > 0 && i < self->triggers->len; i++)
    {
      guint trigger = g_array_index (self->triggers, guint, i);

      if (!has_link (self, trigger))
        report_leads_nowhere (self, trigger, first);
    }
}

static void
check_triggers (Checker *self)
{
  const char *start = parcours_json_member_string (parcours_automation_settings (self->automation), "start");

  if (self->triggers->len == 0 &&
      (start == NULL || (self->context->automations != NULL && !is_started_elsewhere (self))))
    report_no_trigger (self);
  check_trigger_exits (self);
  check_start (self);
}

/**
 * parcours_check_structure:
 * @self: the checker
 *
 * Reports `no-trigger`, `trigger-leads-nowhere`, `step-type-unknown`, `step-unreachable`, `link-dangling`,
 * `port-not-offered`, `nothing-after-delete` and `exit-open`.
 */
void
parcours_check_structure (Checker *self)
{
  check_triggers (self);
  for (guint i = 0; i < parcours_automation_n_links (self->automation); i++)
    check_link (self, parcours_automation_nth_link (self->automation, i));
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      check_type (self, i);
      check_exits (self, i);
    }
  check_reach (self);
}
