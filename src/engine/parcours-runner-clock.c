/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the calendar says, mostly without asking it: the offset of a zone is the
 * same for months, and inside such a span a day has 86,400 seconds. */

#include "config.h"

#include "parcours-runner-private.h"

/* The spans that were asked for last are kept: in a run contact after contact asks for the same. */
const Steady *
parcours_runner_find_steady (ParcoursRunner     *self,
                             const ParcoursZone *zone,
                             gint64              at)
{
  Steady *steady;

  for (guint i = 0; i < N_STEADY; i++)
    {
      steady = &self->steadies[i];
      if (steady->zone == zone && at >= steady->from && at < steady->until)
        return self->steady = steady;
    }
  steady = &self->steadies[self->n_steadies++ % N_STEADY];
  steady->zone = zone;
  steady->offset = parcours_zone_span (zone, at, &steady->from, &steady->until);

  return self->steady = steady;
}

/* Whether local time does not jump within a day of @at, which is inside @steady. */
static gboolean
is_inside (const Steady *steady,
           gint64        at)
{
  return at >= steady->from + STEADY_SLACK && at < steady->until - STEADY_SLACK;
}

/* Now and a duration later; days are added without the calendar unless they end near a jump. */
gint64
parcours_runner_add (ParcoursRunner         *self,
                     const ParcoursDuration *duration,
                     const ParcoursZone     *zone)
{
  gint64 now = self->state->now;
  gint64 then = now + (gint64) duration->days * PARCOURS_DAY;
  const Steady *after;
  int offset;

  if (duration->months == 0 && duration->days == 0)
    return now + duration->seconds;
  /* Another span may take the place of the one found first. */
  offset = runner_steady_at (self, zone, now)->offset;
  after = runner_steady_at (self, zone, then);
  if (duration->months == 0 && is_inside (after, then))
    return then + offset - after->offset + duration->seconds;

  return parcours_duration_add (duration, now, zone);
}

/* A local time as an instant; without the calendar, unless local time jumps near it. */
gint64
parcours_runner_to_utc (ParcoursRunner     *self,
                        const ParcoursZone *zone,
                        gint64              local)
{
  const Steady *steady = runner_steady_at (self, zone, local - self->steady->offset);
  gint64 at = local - steady->offset;

  return is_inside (steady, at) ? at : parcours_zone_to_utc (zone, local);
}

/* When the moment is there; one of every day without the calendar, unless local time jumps near it. */
gint64
parcours_runner_next_moment (ParcoursRunner       *self,
                             const ParcoursMoment *moment,
                             const ParcoursZone   *zone)
{
  gint64 now = self->state->now;
  const Steady *steady = runner_steady_at (self, zone, now);
  gint64 since;

  if (!parcours_moment_is_daily (moment) || !is_inside (steady, now))
    return parcours_moment_next (moment, now, zone);
  since = (now + steady->offset - (moment->hour * PARCOURS_HOUR + moment->minute * PARCOURS_MINUTE)) % PARCOURS_DAY;
  if (since < 0)
    since += PARCOURS_DAY;

  return since < PARCOURS_MINUTE ? now : now + PARCOURS_DAY - since;
}

void
parcours_runner_set_now (ParcoursRunner *self,
                         gint64          now)
{
  self->state->now = now;
  self->step_limit = self->n_steps_run + STEP_LIMIT;
  if (now >= self->bucket_end)
    runner_set_bucket (self, now);
}
