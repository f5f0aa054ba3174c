/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the calendar says, mostly without asking it: the offset of a zone is the
 * same for months, and inside such a span a day has 86,400 seconds. */

#include "config.h"

#include "parcours-runner-private.h"

/* No offset differs from another by more. */
#define MAX_TURN (2 * PARCOURS_DAY)

/* From when on a local time of the span was not one before it already: the first
 * of two is meant. A moment that the jump leaves out is in the first minute after it.
 * Where jumps follow each other in days that is left to the calendar. */
static gint64
find_calm (const Steady *steady)
{
  gint64 from, until;
  int before;

  if (steady->from == G_MININT64)
    return G_MININT64;
  before = parcours_zone_span (steady->zone, steady->from - 1, &from, &until);
  if (from > until - MAX_TURN)
    return steady->from + MAX_TURN;

  return steady->from + MAX (before - steady->offset, PARCOURS_MINUTE);
}

static G_NO_INLINE const Steady *
add_steady (ParcoursRunner     *self,
            const ParcoursZone *zone,
            gint64              at)
{
  Steady *steady = &self->steadies[self->n_steadies++ % N_STEADY];

  steady->zone = zone;
  steady->offset = parcours_zone_span (zone, at, &steady->from, &steady->until);
  steady->calm_from = find_calm (steady);
  steady->local_shift = steady->offset + FAR_DAYS * PARCOURS_DAY;

  return self->steady = steady;
}

/* The spans that were asked for last are kept: in a run contact after contact asks for the same. */
const Steady *
parcours_runner_find_steady (ParcoursRunner     *self,
                             const ParcoursZone *zone,
                             gint64              at)
{
  for (const Steady *steady = self->steadies, *end = steady + N_STEADY; steady < end; steady++)
    {
      if (steady->zone == zone && at >= steady->from && at < steady->until)
        return self->steady = steady;
    }

  return add_steady (self, zone, at);
}

/* Whether the local time of @at means @at, by the offset of @steady alone. */
static gboolean
is_inside (const Steady *steady,
           gint64        at)
{
  return at >= steady->calm_from && at < steady->until;
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
  then += offset - after->offset;
  if (duration->months == 0 && is_inside (after, then))
    return then + duration->seconds;

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
  gint64 since, next;

  if (!parcours_moment_is_daily (moment) || !is_inside (steady, now))
    return parcours_moment_next (moment, now, zone);
  since = (now + steady->offset - (moment->hour * PARCOURS_HOUR + moment->minute * PARCOURS_MINUTE)) % PARCOURS_DAY;
  if (since < 0)
    since += PARCOURS_DAY;

  next = since < PARCOURS_MINUTE ? now : now + PARCOURS_DAY - since;

  return is_inside (steady, next) ? next : parcours_moment_next (moment, now, zone);
}
