/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Points that expire: each balance keeps what is left of every lot. */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"

static int
compare_lots (gconstpointer a,
              gconstpointer b)
{
  const NaiveLot *one = a, *other = b;

  return one->day < other->day ? -1 : one->day > other->day;
}

static void
add_lot (NaiveContact *contact,
         NaiveRecord  *balance,
         gint32        day,
         double        value)
{
  NaiveLot lot = { day, value };

  if (value <= 0. || day < parcours_local_day (parcours_zone_to_local (contact->zone, contact->engine->now)))
    return;
  if (balance->lots == NULL)
    balance->lots = naive_keep (g_array_new (FALSE, FALSE, sizeof (NaiveLot)), (GDestroyNotify) g_array_unref);
  g_array_append_val (balance->lots, lot);
  g_array_sort (balance->lots, compare_lots);
}

static void
spend (NaiveRecord *balance,
       double       value)
{
  for (guint i = 0; balance->lots != NULL && i < balance->lots->len; i++)
    {
      NaiveLot *lot = &g_array_index (balance->lots, NaiveLot, i);
      double taken = CLAMP (value, 0., lot->left);

      lot->left -= taken;
      value -= taken;
    }
}

/**
 * naive_read_lots:
 * @contact: a contact
 * @balance: a balance of it
 * @lots: (nullable): the lots that it has at the start; where they are more than it holds, the rest has been spent
 */
void
naive_read_lots (NaiveContact *contact,
                 NaiveRecord  *balance,
                 JsonArray    *lots)
{
  double sum = 0.;

  for (guint i = 0; lots != NULL && i < json_array_get_length (lots); i++)
    {
      JsonObject *lot = json_array_get_object_element (lots, i);
      const char *expires = parcours_json_member_string (lot, "expires");
      gint32 day;

      if (expires != NULL && parcours_day_parse (expires, &day))
        add_lot (contact, balance, day, parcours_json_member_number (lot, "value", 0.));
    }
  for (guint i = 0; balance->lots != NULL && i < balance->lots->len; i++)
    sum += g_array_index (balance->lots, NaiveLot, i).left;
  spend (balance, sum - naive_value_number (naive_get (balance->columns, "value"), 0.));
}

/**
 * naive_change_lots:
 * @contact: a contact
 * @balance: a balance of it
 * @after: what it holds now
 * @change: how much more than before
 * @expires: (nullable): the last day of what was earned
 */
void
naive_change_lots (NaiveContact     *contact,
                   NaiveRecord      *balance,
                   double            after,
                   double            change,
                   const NaiveValue *expires)
{
  if (change < 0.)
    spend (balance, -change);
  else if (expires != NULL && expires->type == NAIVE_DAY)
    add_lot (contact, balance, (gint32) expires->number, MIN (change, after));
}

/**
 * naive_expire_lots:
 * @contact: a contact
 * @yesterday: the day that is over
 *
 * What nobody has spent of the lots of that day expires.
 */
void
naive_expire_lots (NaiveContact *contact,
                   gint32        yesterday)
{
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *balance = g_ptr_array_index (contact->records, i);
      GHashTable *payload = naive_members_new ();
      double left = 0.;

      for (guint j = 0; balance->lots != NULL && j < balance->lots->len; j++)
        {
          const NaiveLot *lot = &g_array_index (balance->lots, NaiveLot, j);

          left += lot->day == yesterday ? lot->left : 0.;
        }
      if (left <= 0.)
        continue;
      naive_set (payload, "value", naive_number (left));
      naive_publish (contact, "loyalty.balance-expired", balance->id, payload, "clock", NULL, NULL);
    }
}
