/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reference flow the way campaign servers run one: what is due stands in a
 * table, a worker asks for it tick by tick, and every step is an UPDATE of where
 * the contact stands and a row of a log. One transaction a tick of an hour.
 * bench-sqlite-steps FILE [CONTACTS] prints lines "bench NAME VALUE". */

#include "config.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "parcours-draw.h"
#include "parcours-zone.h"

#define TICK PARCOURS_HOUR
#define N_DAYS 90
#define ORDERS_A_DAY 0.003

typedef enum
{
  TAG_NEW, WELCOME, WAIT_DAY, IS_FRENCH, SCORE_FRENCH, TAG_ABROAD, WAIT_OPEN, SCORE_OPEN, REMIND, WAIT_TWO, AB, OFFER_A,
  OFFER_B, MORNING, IS_HOT, TAG_HOT, COOL, WAIT_WEEK, PLAN, CLICKED, THANKS, WAIT_MORE, BOUGHT, ROUND, AGAIN, ONCE_MORE,
  CUSTOMER, END,
} Step;

enum
{
  MAIL_WELCOME, MAIL_OTHER,
};

/* The statements, prepared once. */
typedef enum
{
  FIND_DUE, FIND_HAPPENING, GO_ON, LOG, ADD_TAG, HAS_TAG, ADD_LEAD, GET_CONTACT, SET_PLAN, ADD_ROUND, ADD_EVENT,
  HAS_OPENED, HAS_CLICKED, LEAVE, MEET_GOAL, PASS_WAIT, N_STATEMENTS,
} Statement;

static const char *const sql[N_STATEMENTS] = {
  [FIND_DUE] = "SELECT contact, step, due, held FROM enrolments WHERE due <= ? ORDER BY due LIMIT 1000",
  [FIND_HAPPENING] = "SELECT at, contact, topic, subject FROM events WHERE at > ? AND at <= ? AND topic IN ('opened', 'ordered') ORDER BY at",
  [GO_ON] = "UPDATE enrolments SET step = ?, due = ?, held = ? WHERE contact = ?",
  [LOG] = "INSERT INTO log(contact, step, at) VALUES(?, ?, ?)",
  [ADD_TAG] = "INSERT OR IGNORE INTO tags(contact, tag) VALUES(?, ?)",
  [HAS_TAG] = "SELECT 1 FROM tags WHERE contact = ? AND tag = ?",
  [ADD_LEAD] = "UPDATE contacts SET lead = lead + ? WHERE id = ?",
  [GET_CONTACT] = "SELECT country, age, lead, rounds FROM contacts WHERE id = ?",
  [SET_PLAN] = "UPDATE contacts SET plan = 'warm' WHERE id = ?",
  [ADD_ROUND] = "UPDATE contacts SET rounds = rounds + 1 WHERE id = ?",
  [ADD_EVENT] = "INSERT INTO events(contact, at, topic, subject) VALUES(?, ?, ?, ?)",
  [HAS_OPENED] = "SELECT 1 FROM events WHERE contact = ? AND topic = 'opened' AND subject = 0 AND at <= ?",
  [HAS_CLICKED] = "SELECT 1 FROM events WHERE contact = ? AND topic = 'clicked' AND at > ? AND at <= ?",
  [LEAVE] = "DELETE FROM enrolments WHERE contact = ?",
  [MEET_GOAL] = "UPDATE enrolments SET step = 22, due = ?, held = 0, reached = 1 WHERE contact = ? AND reached = 0 AND begun = 1",
  [PASS_WAIT] = "UPDATE enrolments SET step = 7, due = ?, held = 0 WHERE contact = ? AND step = 6 AND held = 1",
};

static const char schema[] =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
  "CREATE TABLE contacts(id INTEGER PRIMARY KEY, country TEXT, age REAL, lead REAL, plan TEXT, rounds INTEGER DEFAULT 0);"
  "CREATE TABLE tags(contact INTEGER, tag TEXT, PRIMARY KEY(contact, tag)) WITHOUT ROWID;"
  "CREATE TABLE enrolments(contact INTEGER PRIMARY KEY, step INTEGER, due INTEGER, held INTEGER DEFAULT 0,"
  "                        reached INTEGER DEFAULT 0, begun INTEGER DEFAULT 1);"
  "CREATE INDEX enrolments_due ON enrolments(due);"
  "CREATE TABLE events(contact INTEGER, at INTEGER, topic TEXT, subject INTEGER);"
  "CREATE INDEX events_at ON events(at);"
  "CREATE INDEX events_contact ON events(contact, topic, at);"
  "CREATE TABLE log(contact INTEGER, step INTEGER, at INTEGER);";

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS];
  const ParcoursZone *zone;
  guint64 n_steps;
  guint64 n_draws;
} Server;

static double
draw (Server *server)
{
  return parcours_draw_uniform (parcours_draw (1, server->n_draws++, 0));
}

static gint64
draw_delay (Server *server,
            double  median,
            double  p90)
{
  double sigma = log (p90 / median) / 1.2815515655446004;

  return (gint64) (median * exp (sigma * parcours_normal_quantile (CLAMP (draw (server), 1e-9, 1. - 1e-9))));
}

static void
execute (Server     *server,
         const char *text)
{
  if (sqlite3_exec (server->db, text, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (server->db));
}

/* Runs a statement with some whole numbers; returns whether it gave a row. */
static gboolean
ask (Server      *server,
     Statement    which,
     guint        n,
     const gint64 *values)
{
  sqlite3_stmt *statement = server->statements[which];
  gboolean found;

  sqlite3_reset (statement);
  for (guint i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, (int) i + 1, values[i]);
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (!found)
    sqlite3_reset (statement);

  return found;
}

#define ASK(server, which, ...) \
  ask (server, which, G_N_ELEMENTS (((gint64[]) { __VA_ARGS__ })), (gint64[]) { __VA_ARGS__ })

static void
add_event (Server     *server,
           gint64      contact,
           gint64      at,
           const char *topic,
           gint64      subject)
{
  sqlite3_stmt *statement = server->statements[ADD_EVENT];

  sqlite3_reset (statement);
  sqlite3_bind_text (statement, 3, topic, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 1, contact);
  sqlite3_bind_int64 (statement, 2, at);
  sqlite3_bind_int64 (statement, 4, subject);
  sqlite3_step (statement);
  sqlite3_reset (statement);
}

static void
add_tag (Server     *server,
         gint64      contact,
         const char *tag)
{
  sqlite3_bind_text (server->statements[ADD_TAG], 2, tag, -1, SQLITE_STATIC);
  ASK (server, ADD_TAG, contact);
}

static void
send (Server *server,
      gint64  contact,
      gint64  now,
      gint64  mail)
{
  gint64 at;

  add_event (server, contact, now, "sent", mail);
  if (draw (server) < 0.01 || draw (server) >= 0.42)
    return;
  at = now + draw_delay (server, 3 * 3600, 86400);
  add_event (server, contact, at, "opened", mail);
  if (draw (server) < 0.2)
    add_event (server, contact, at + draw_delay (server, 120, 3600), "clicked", mail);
}

static gboolean
is_hot (Server *server,
        gint64  contact)
{
  gboolean hot;

  ASK (server, GET_CONTACT, contact);
  hot = sqlite3_column_double (server->statements[GET_CONTACT], 2) >= 10.;
  sqlite3_reset (server->statements[GET_CONTACT]);
  sqlite3_bind_text (server->statements[HAS_TAG], 2, "vip", -1, SQLITE_STATIC);
  hot = hot || ASK (server, HAS_TAG, contact);
  sqlite3_reset (server->statements[HAS_TAG]);

  return hot;
}

static gboolean
is_french (Server *server,
           gint64  contact)
{
  sqlite3_stmt *statement = server->statements[GET_CONTACT];
  gboolean french;

  ASK (server, GET_CONTACT, contact);
  french = g_str_equal (sqlite3_column_text (statement, 0), "France") && sqlite3_column_double (statement, 1) > 30.;
  sqlite3_reset (statement);

  return french;
}

static gboolean
has_another_round (Server *server,
                   gint64  contact)
{
  gboolean another;

  ASK (server, GET_CONTACT, contact);
  another = sqlite3_column_int (server->statements[GET_CONTACT], 3) < 3;
  sqlite3_reset (server->statements[GET_CONTACT]);

  return another;
}

static gint64
next_morning (Server *server,
              gint64  now)
{
  gint32 day = parcours_local_day (parcours_zone_to_local (server->zone, now));
  gint64 at = parcours_zone_to_utc (server->zone, day * PARCOURS_DAY + 9 * PARCOURS_HOUR);

  return at >= now ? at : parcours_zone_to_utc (server->zone, (day + 1) * PARCOURS_DAY + 9 * PARCOURS_HOUR);
}

/* Until when a step holds, or @now. */
static gint64
hold (Server *server,
      gint64  contact,
      Step    step,
      gint64  now)
{
  switch (step)
    {
    case WAIT_DAY:
      return now + PARCOURS_DAY;
    case WAIT_OPEN:
      return ASK (server, HAS_OPENED, contact, now) ? now : now + 3 * PARCOURS_DAY;
    case WAIT_TWO:
      return now + 2 * PARCOURS_DAY;
    case MORNING:
      return next_morning (server, now);
    case WAIT_WEEK:
      return now + 7 * PARCOURS_DAY;
    case WAIT_MORE:
      return now + 5 * PARCOURS_DAY;
    default:
      return now;
    }
}

/* Does a step and says where it leads. */
static Step
act (Server *server,
     gint64  contact,
     Step    step,
     gint64  now)
{
  switch (step)
    {
    case TAG_NEW:
      add_tag (server, contact, "new");
      return WELCOME;
    case WELCOME:
      send (server, contact, now, MAIL_WELCOME);
      return WAIT_DAY;
    case IS_FRENCH:
      return is_french (server, contact) ? SCORE_FRENCH : TAG_ABROAD;
    case SCORE_FRENCH:
      ASK (server, ADD_LEAD, 5, contact);
      return WAIT_OPEN;
    case TAG_ABROAD:
      add_tag (server, contact, "abroad");
      return WAIT_OPEN;
    case WAIT_OPEN:
      return ASK (server, HAS_OPENED, contact, now) ? SCORE_OPEN : REMIND;
    case SCORE_OPEN:
      ASK (server, ADD_LEAD, 10, contact);
      return WAIT_TWO;
    case AB:
      return draw (server) < 0.5 ? OFFER_A : OFFER_B;
    case REMIND:
    case OFFER_A:
    case OFFER_B:
    case THANKS:
      send (server, contact, now, MAIL_OTHER);
      return step == REMIND ? WAIT_TWO : step == THANKS ? BOUGHT : MORNING;
    case IS_HOT:
      return is_hot (server, contact) ? TAG_HOT : COOL;
    case TAG_HOT:
      add_tag (server, contact, "hot");
      return WAIT_WEEK;
    case COOL:
      ASK (server, ADD_LEAD, -1, contact);
      return WAIT_WEEK;
    case PLAN:
      ASK (server, SET_PLAN, contact);
      return CLICKED;
    case CLICKED:
      return ASK (server, HAS_CLICKED, contact, now - 14 * PARCOURS_DAY, now) ? THANKS : WAIT_MORE;
    case ROUND:
      ASK (server, ADD_ROUND, contact);
      return AGAIN;
    case AGAIN:
      return has_another_round (server, contact) ? ONCE_MORE : CUSTOMER;
    case ONCE_MORE:
      return WAIT_TWO;
    case CUSTOMER:
      add_tag (server, contact, "done");
      return END;
    default:
      return (Step) (step + 1);
    }
}

/* Takes a contact from step to step until it waits or ends; each step is written. */
static void
advance (Server   *server,
         gint64    contact,
         Step      step,
         gint64    now,
         gboolean  held)
{
  for (;;)
    {
      gint64 until = held ? now : hold (server, contact, step, now);

      if (until > now)
        {
          ASK (server, GO_ON, step, until, 1, contact);
          return;
        }
      held = FALSE;
      server->n_steps++;
      ASK (server, LOG, contact, step, now);
      if (step == END)
        {
          ASK (server, LEAVE, contact);
          return;
        }
      step = act (server, contact, step, now);
      ASK (server, GO_ON, step, now, 0, contact);
    }
}

typedef struct
{
  gint64 at;
  gint64 contact;
  int what; /* a step and whether it is held, or what happened */
  int held;
} Due;

static GArray *
find (Server    *server,
      Statement  which,
      gint64     from,
      gint64     until)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Due));
  sqlite3_stmt *statement = server->statements[which];
  gboolean more = which == FIND_DUE ? ASK (server, which, until) : ASK (server, which, from, until);

  for (; more; more = sqlite3_step (statement) == SQLITE_ROW)
    {
      Due due;

      if (which == FIND_DUE)
        due = (Due){ sqlite3_column_int64 (statement, 2), sqlite3_column_int64 (statement, 0),
                     sqlite3_column_int (statement, 1), sqlite3_column_int (statement, 3) };
      else
        due = (Due){ sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                     g_str_equal (sqlite3_column_text (statement, 2), "ordered"), sqlite3_column_int (statement, 3) };
      g_array_append_val (found, due);
    }
  sqlite3_reset (statement);

  return found;
}

static void
tick (Server *server,
      gint64  from,
      gint64  until)
{
  g_autoptr (GArray) happened = NULL;
  gboolean more = TRUE;

  execute (server, "BEGIN");
  happened = find (server, FIND_HAPPENING, from, until);
  for (guint i = 0; i < happened->len; i++)
    {
      const Due *due = &g_array_index (happened, Due, i);

      if (due->what == TRUE)
        ASK (server, MEET_GOAL, due->at, due->contact);
      else if (due->held == MAIL_WELCOME)
        ASK (server, PASS_WAIT, due->at, due->contact);
    }
  while (more)
    {
      g_autoptr (GArray) dues = find (server, FIND_DUE, 0, until);

      for (guint i = 0; i < dues->len; i++)
        {
          const Due *due = &g_array_index (dues, Due, i);

          advance (server, due->contact, (Step) due->what, due->at, due->held);
        }
      more = dues->len > 0;
    }
  execute (server, "COMMIT");
}

/* Contacts join on 28 days at eight, as in the flow, and order by chance. */
static void
fill (Server *server,
      guint   n,
      gint64  from)
{
  static const char *const countries[] = { "France", "Belgium", "Germany", "Italy" };

  execute (server, "BEGIN");
  for (guint i = 0; i < n; i++)
    {
      guint64 key = parcours_draw_mix (i + 1);
      gint64 entry = parcours_zone_to_utc (server->zone, (parcours_local_day (from) + 1 + (gint64) ((key >> 32 & 31) % 28)) *
                                                           PARCOURS_DAY + 8 * PARCOURS_HOUR);
      g_autofree char *contact = g_strdup_printf ("INSERT INTO contacts(id, country, age, lead) VALUES(%u, '%s', %u, %u);"
                                                  "INSERT INTO enrolments(contact, step, due) VALUES(%u, 0, %"
                                                  G_GINT64_FORMAT ")", i, countries[key % 4],
                                                  (guint) (18 + (key >> 8 & 63)), (guint) (key >> 16 & 7), i, entry);

      execute (server, contact);
      if ((key >> 24 & 15) == 0)
        add_tag (server, i, "vip");
      for (gint64 at = entry + 1; at < from + N_DAYS * PARCOURS_DAY; at += PARCOURS_DAY)
        {
          if (draw (server) < ORDERS_A_DAY)
            add_event (server, i, at + (gint64) (draw (server) * PARCOURS_DAY), "ordered", 0);
        }
    }
  execute (server, "COMMIT");
}

int
main (int   argc,
      char *argv[])
{
  Server server = { .zone = parcours_zone_lookup ("Europe/Paris") };
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 1000;
  gint64 from, begin;

  g_assert_cmpint (argc, >, 1);
  parcours_instant_parse ("2026-03-02T08:00:00Z", &from);
  if (sqlite3_open_v2 (argv[1], &server.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (server.db));
  execute (&server, schema);
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      if (sqlite3_prepare_v2 (server.db, sql[i], -1, &server.statements[i], NULL) != SQLITE_OK)
        g_error ("%s", sqlite3_errmsg (server.db));
    }
  fill (&server, n, from);
  begin = g_get_monotonic_time ();
  for (gint64 at = from; at < from + N_DAYS * PARCOURS_DAY; at += TICK)
    tick (&server, at, at + TICK);
  printf ("bench sqlite.steps_per_s %.0f\n", server.n_steps * 1e6 / (g_get_monotonic_time () - begin));
  printf ("bench sqlite.steps_per_contact %.2f\n", server.n_steps / (double) n);
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (server.statements[i]);
  sqlite3_close (server.db);

  return 0;
}
