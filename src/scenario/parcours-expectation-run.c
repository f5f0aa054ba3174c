/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many pass a step, and what the whole run adds up to. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-expectation-private.h"
#include "parcours-json.h"

/* The counts up to the instant of the expectation. */
static ParcoursCounts *
count (const Checking *checking)
{
  ParcoursSimulation *simulation = parcours_play_simulation (checking->play, checking->expectation->at);
  gint64 length = parcours_simulation_to (simulation) - parcours_simulation_from (simulation);

  return parcours_simulation_count (simulation, G_MAXUINT, MAX (length, 1), 1, NULL, NULL, NULL, NULL);
}

static void
check_entered (const Item *item,
               Checking   *checking)
{
  g_autoptr (ParcoursCounts) counts = count (checking);

  parcours_checking_compare (checking, item, parcours_item_part (item, 0),
                             parcours_counts_step_in (counts, (guint) checking->expectation->step, G_MAXUINT));
}

static void
check_inside (const Item *item,
              Checking   *checking)
{
  g_autoptr (ParcoursCounts) counts = count (checking);

  parcours_checking_compare (checking, item, parcours_item_part (item, 0),
                             parcours_counts_step_inside (counts, (guint) checking->expectation->step, G_MAXUINT));
}

/* {port: CMP} */
static gboolean
read_ports (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  const ParcoursStep *step = parcours_program_nth_step (self->program, (guint) self->step, NULL);

  if (!parcours_item_read_comparisons (self, item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = parcours_place_member (place, part->name);

      part->number = parcours_step_port (step, part->name);
      if (part->number < 0)
        return parcours_place_fail (&member, error, _("the step has no such port"));
    }

  return TRUE;
}

static void
check_passed (const Item *item,
              Checking   *checking)
{
  g_autoptr (ParcoursCounts) counts = count (checking);

  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);

      parcours_checking_compare (checking, item, part,
                                 parcours_counts_port (counts, (guint) checking->expectation->step, (guint) part->number,
                                                       G_MAXUINT));
    }
}

static void
check_skipped (const Item *item,
               Checking   *checking)
{
  g_autoptr (ParcoursCounts) counts = count (checking);
  guint64 n = 0;

  for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
    {
      if (parcours_outcome_is_skip ((ParcoursOutcome) i))
        n += parcours_counts_outcome (counts, (guint) checking->expectation->step, (ParcoursOutcome) i);
    }
  parcours_checking_compare (checking, item, parcours_item_part (item, 0), n);
}

const ItemKind parcours_step_items[] = {
  { "entered", NULL, parcours_item_read_comparison, check_entered, FALSE },
  { "passed", NULL, read_ports, check_passed, FALSE },
  { "inside", NULL, parcours_item_read_comparison, check_inside, FALSE },
  { "skipped", NULL, parcours_item_read_comparison, check_skipped, FALSE },
  { NULL },
};

typedef guint64 (*AddFunc) (const Checking *checking,
                            gconstpointer   what);

/* Adds something up over all contacts. */
static guint64
add_up (Checking      *checking,
        AddFunc        func,
        gconstpointer  what)
{
  gint64 at = checking->expectation->at;
  guint n = parcours_simulation_n_contacts (parcours_play_simulation (checking->play, at));
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      checking->view = parcours_play_look (checking->play, i, at);
      sum += func (checking, what);
    }

  return sum;
}

static guint64
add_events (const Checking *checking,
            gconstpointer   topic)
{
  return parcours_diary_n_events (checking->view.diary, topic, NULL);
}

static guint64
add_contact (const Checking *checking,
             gconstpointer   unused)
{
  guint n = parcours_simulation_population (parcours_play_simulation (checking->play, checking->expectation->at))->n;
  gboolean born = checking->view.contact < n ||
                  parcours_diary_n_events (checking->view.diary, "contact.created", NULL) > 0;

  return born && !parcours_diary_deleted (checking->view.diary);
}

static guint64
add_errors (const Checking *checking,
            gconstpointer   unused)
{
  return parcours_diary_n_errors (checking->view.diary);
}

/* {fate: CMP} */
gboolean
parcours_item_read_fates (ParcoursExpectation  *self,
                          Item                 *item,
                          const ParcoursPlace  *place,
                          GError              **error)
{
  if (!parcours_item_read_comparisons (self, item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      Part *part = &g_array_index (item->parts, Part, i);
      ParcoursPlace member = parcours_place_member (place, part->name);

      part->number = -1;
      for (int fate = 0; fate < PARCOURS_N_FATES; fate++)
        {
          if (g_str_equal (part->name, parcours_fate_name ((ParcoursFate) fate)))
            part->number = fate;
        }
      if (part->number < 0)
        return parcours_place_fail (&member, error, _("this has to be stayed, released, moved, stranded or doubled"));
    }

  return TRUE;
}

static guint64
add_fates (const Checking *checking,
           gconstpointer   part)
{
  return parcours_diary_n_fates (checking->view.diary, -1, (ParcoursFate) ((const Part *) part)->number);
}

static void
check_swapped (const Item *item,
               Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    parcours_checking_compare (checking, item, parcours_item_part (item, i),
                               add_up (checking, add_fates, parcours_item_part (item, i)));
}

/* {topic, "sent" or "contacts": CMP} */
static gboolean
read_total (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  if (!parcours_item_read_comparisons (self, item, place, error))
    return FALSE;
  for (guint i = 0; i < item->parts->len; i++)
    {
      const char *name = parcours_item_part (item, i)->name;
      ParcoursPlace member = parcours_place_member (place, name);

      if (!g_str_equal (name, "sent") && !g_str_equal (name, "contacts") &&
          parcours_catalog_topic (parcours_catalog_get (), name) == NULL)
        return parcours_place_fail (&member, error, _("there is no such event"));
    }

  return TRUE;
}

static void
check_total (const Item *item,
             Checking   *checking)
{
  for (guint i = 0; i < item->parts->len; i++)
    {
      const Part *part = parcours_item_part (item, i);
      gboolean contacts = g_str_equal (part->name, "contacts");

      parcours_checking_compare (checking, item, part, add_up (checking, contacts ? add_contact : add_events, part->name));
    }
}

static void
check_errors (const Item *item,
              Checking   *checking)
{
  parcours_checking_compare (checking, item, parcours_item_part (item, 0), add_up (checking, add_errors, NULL));
}

/* WHERE over the rows, and beside it how many rows there shall be: at least one. */
static gboolean
read_outbox (ParcoursExpectation  *self,
             Item                 *item,
             const ParcoursPlace  *place,
             GError              **error)
{
  ParcoursPlace count_place = parcours_place_member (place->parent, "count");
  JsonObject *object;
  Part *part;

  if (!parcours_place_object (place, &object, error))
    return FALSE;
  part = parcours_item_add_part (item, NULL, place->node);
  part->comparison = (ParcoursComparison){ .op = PARCOURS_OP_GE, .low = 1., .has_number = TRUE };
  if (count_place.node != NULL &&
      (!parcours_comparison_parse_json (count_place.node, &part->comparison) || !part->comparison.has_number))
    return parcours_place_fail (&count_place, error, _("this has to be a number, or a comparison such as \">=2\""));
  part->where = parcours_where_parse (place->node, error);
  if (part->where == NULL)
    return parcours_place_prefix (place, error);
  part->filter = parcours_filter_new (part->where, parcours_program_frame (self->program)->texts);

  return TRUE;
}

static const char *
column_type (const char *key,
             gpointer    unused)
{
  return g_str_equal (key, "at") ? "instant" : NULL;
}

static ParcoursObject *
row_object (const ParcoursOutboxMessage *row,
            ParcoursState           *state)
{
  ParcoursObject *object = parcours_object_from_json (row->columns, column_type, NULL, state->texts, state->arena);

  parcours_object_set (object, g_quark_from_static_string ("at"), parcours_value_instant (row->at), state->arena);

  return object;
}

static guint64
add_rows (const Checking *checking,
          gconstpointer   filter)
{
  guint64 n = 0;

  for (guint i = 0; i < parcours_outbox_n_rows (checking->view.outbox); i++)
    {
      const ParcoursOutboxMessage *row = parcours_outbox_nth_row (checking->view.outbox, i);
      ParcoursState *state = checking->view.state;

      n += parcours_filter_test_object (filter, row_object (row, state), state->now, state->zone);
    }

  return n;
}

static void
check_outbox (const Item *item,
              Checking   *checking)
{
  const Part *part = parcours_item_part (item, 0);

  parcours_checking_compare (checking, item, part, add_up (checking, add_rows, part->filter));
}

const ItemKind parcours_run_items[] = {
  { "total", NULL, read_total, check_total, FALSE },
  { "outbox", NULL, read_outbox, check_outbox, FALSE },
  { "errors", NULL, parcours_item_read_comparison, check_errors, FALSE },
  { "swapped", NULL, parcours_item_read_fates, check_swapped, FALSE },
  { NULL },
};
