/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/* Contacts are told apart by up to so many messages; who gets more counts here too. */
#define PARCOURS_PRESSURE_MOST 10
/* So many are named. */
#define PARCOURS_PRESSURE_NAMED 20

/**
 * ParcoursPressed:
 * @key: a contact
 * @day: how many messages it gets within 24 hours at most
 * @week: how many within 7 days at most
 * @total: how many in all
 * @since: when the most pressed 7 days begin: with a message
 */
typedef struct
{
  guint64 key;
  guint day;
  guint week;
  guint total;
  gint64 since;
} ParcoursPressed;

/**
 * ParcoursCollision:
 * @is_list: whether it is a list, and not a field
 * @slug: of the field or list
 * @one: an automation of the program
 * @other: another one
 * @n_contacts: how many contacts both wrote it for
 * @last: the key of the last of these
 * @named: (element-type ParcoursCollided): the first of these
 *
 * Two automations wrote the same field, or list, of the same contact.
 */
typedef struct
{
  gboolean is_list;
  char *slug;
  int one;
  int other;
  guint n_contacts;
  guint64 last;
  GArray *named;
} ParcoursCollision;

/**
 * ParcoursCollided:
 * @key: a contact
 * @first_step: the step that wrote first
 * @first_at: when
 * @step: the step of the other automation that wrote next
 * @at: when
 */
typedef struct
{
  guint64 key;
  int first_step;
  gint64 first_at;
  int step;
  gint64 at;
} ParcoursCollided;

/**
 * ParcoursCircle:
 * @automations: (element-type int): automations of the program, each of which let the contact into the next one, and the
 *   last into the first
 * @n_laps: how often that happened
 * @n_contacts: to how many contacts
 * @last: the key of the last of these
 * @named: (element-type guint64): the keys of the first of these
 */
typedef struct
{
  GArray *automations;
  guint64 n_laps;
  guint n_contacts;
  guint64 last;
  GArray *named;
} ParcoursCircle;

/**
 * ParcoursPressure:
 *
 * What several automations do to the same people: how many messages they get,
 * what is written twice, and who is sent round in circles. Immutable.
 */
typedef struct _ParcoursPressure ParcoursPressure;

ParcoursPressure *parcours_pressure_new        (ParcoursSimulation     *simulation,
                                                guint                   n_contacts,
                                                guint                   n_threads,
                                                ParcoursProgress        progress,
                                                gpointer                user_data,
                                                GCancellable           *cancellable,
                                                GError                **error);
void              parcours_pressure_free       (ParcoursPressure       *self);
guint64           parcours_pressure_n_messages (const ParcoursPressure *self);
guint             parcours_pressure_n_in_day   (const ParcoursPressure *self,
                                                guint                   n_messages);
guint             parcours_pressure_n_in_week  (const ParcoursPressure *self,
                                                guint                   n_messages);
const GArray     *parcours_pressure_most       (const ParcoursPressure *self);
const GPtrArray  *parcours_pressure_collisions (const ParcoursPressure *self);
const GPtrArray  *parcours_pressure_circles    (const ParcoursPressure *self);
JsonNode         *parcours_pressure_to_json    (const ParcoursPressure *self,
                                                char                 *(*name) (guint64  key,
                                                                               gpointer user_data),
                                                gpointer                user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPressure, parcours_pressure_free)

G_END_DECLS
