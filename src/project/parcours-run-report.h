/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-pressure.h"
#include "parcours-run.h"

G_BEGIN_DECLS

/**
 * ParcoursReportPort:
 * @name: such as `yes`
 * @label: (nullable): what people call it, %NULL for the one way on
 * @n: how often somebody left by it
 *
 * A way by which a step can be left.
 */
typedef struct
{
  char *name;
  char *label;
  guint64 n;
} ParcoursReportPort;

/**
 * ParcoursReportStep:
 * @id: its name in the document
 * @name: what people call it
 * @type: (nullable): its type
 * @entered: how often somebody came
 * @inside: how many stand there at the end
 * @sent: how often it sent its message
 * @sends: whether it sends one
 * @ports: (element-type ParcoursReportPort): by which somebody could leave it
 */
typedef struct
{
  char *id;
  char *name;
  const ParcoursStepType *type;
  guint64 entered;
  guint64 inside;
  guint64 sent;
  gboolean sends;
  GPtrArray *ports;
} ParcoursReportStep;

/**
 * ParcoursReportDay:
 * @entered: how many entered on the day
 * @inside: how many were inside at its end
 */
typedef struct
{
  guint64 entered;
  guint64 inside;
} ParcoursReportDay;

/**
 * ParcoursReportAutomation:
 * @slug: its slug
 * @name: its name
 * @entered: how often somebody entered
 * @inside: how many are inside at the end
 * @days: (element-type ParcoursReportDay): day by day
 * @steps: (element-type ParcoursReportStep): each before those that it leads to
 * @messages: (element-type guint): which messages its steps send, in their order
 */
typedef struct
{
  char *slug;
  char *name;
  guint64 entered;
  guint64 inside;
  GArray *days;
  GPtrArray *steps;
  GArray *messages;
} ParcoursReportAutomation;

/**
 * ParcoursReportMessage:
 * @kind: such as `email`
 * @slug: its slug
 * @name: its name
 * @counted: how often it was sent, and how often people did each #ParcoursReaction, as in parcours_counts_message()
 * @revenue: for how much people ordered because of it
 * @days: (element-type guint64): how often it was sent, day by day
 */
typedef struct
{
  char *kind;
  char *slug;
  char *name;
  guint64 counted[PARCOURS_N_COUNTED];
  double revenue;
  GArray *days;
} ParcoursReportMessage;

/**
 * ParcoursReportPressure:
 * @in_day: how many contacts get so many messages within 24 hours at most; the last counts more too
 * @in_week: within 7 days
 * @n_collisions: how many fields and lists two automations write for the same contact
 * @n_circles: how many circles there are of automations that let contacts into each other
 */
typedef struct
{
  guint in_day[PARCOURS_PRESSURE_MOST + 1];
  guint in_week[PARCOURS_PRESSURE_MOST + 1];
  guint n_collisions;
  guint n_circles;
} ParcoursReportPressure;

/**
 * ParcoursRunReport:
 * @n_contacts: how many contacts it is about
 * @n_new: how many of these come during the run
 * @first_day: the first day, in days since 1970
 * @currency: (nullable): of @revenue
 * @cap_messages: the frequency cap of the workspace, 0 for none
 * @cap_days: within so many days, 0 where it is no whole number of them
 * @automations: (element-type ParcoursReportAutomation): those that took part
 * @messages: (element-type ParcoursReportMessage): those that could be sent
 * @pressure: (nullable): known once each contact has been looked at
 *
 * What a run comes to, as people read it: what the page of results shows, what
 * is exported, and what a workspace keeps of a run.
 */
typedef struct
{
  guint n_contacts;
  guint n_new;
  gint32 first_day;
  char *currency;
  guint cap_messages;
  guint cap_days;
  GPtrArray *automations;
  GPtrArray *messages;
  ParcoursReportPressure *pressure;
} ParcoursRunReport;

ParcoursRunReport *parcours_run_report_new           (ParcoursRun             *run,
                                                      const ParcoursZone      *zone);
ParcoursRunReport *parcours_run_report_new_from_json (JsonObject              *object);
void               parcours_run_report_free          (ParcoursRunReport       *report);
void               parcours_run_report_set_pressure  (ParcoursRunReport       *report,
                                                      const ParcoursPressure  *pressure);
JsonObject        *parcours_run_report_to_json       (const ParcoursRunReport *report);
int                parcours_run_report_find          (const ParcoursRunReport *report,
                                                      const char              *slug);
guint              parcours_report_n_untaken         (const ParcoursReportAutomation *automation,
                                                      guint                   *n_ports);
guint              parcours_report_n_unreached       (const ParcoursReportAutomation *automation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunReport, parcours_run_report_free)

G_END_DECLS
