/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-server-rate.h"

typedef struct
{
  double saved;    /* requests that may still be made at @at */
  gint64 at;       /* microseconds */
} Account;

struct _ParcoursServerRate
{
  guint per_second;     /* 0 for any number */
  GHashTable *accounts; /* (owned) (element-type utf8 Account) */
};

/**
 * parcours_server_rate_new:
 * @per_second: how many requests a second are welcome on average, or 0 for any number
 *
 * Returns: (transfer full): a memory in which nobody has asked yet
 */
ParcoursServerRate *
parcours_server_rate_new (guint per_second)
{
  ParcoursServerRate *rate = g_new0 (ParcoursServerRate, 1);

  rate->per_second = per_second;
  rate->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return rate;
}

/**
 * parcours_server_rate_free:
 * @rate: (transfer full): a memory
 */
void
parcours_server_rate_free (ParcoursServerRate *rate)
{
  g_hash_table_unref (rate->accounts);
  g_free (rate);
}

/**
 * parcours_server_rate_take:
 * @rate: a memory
 * @who: the name of a token
 * @now: microseconds on a clock that never goes back
 *
 * Returns: 0 if one more request is welcome, else after how many seconds one will be
 */
guint
parcours_server_rate_take (ParcoursServerRate *rate,
                           const char         *who,
                           gint64              now)
{
  Account *account = g_hash_table_lookup (rate->accounts, who);
  double most = (double) rate->per_second * PARCOURS_SERVER_RATE_BURST;

  if (rate->per_second == 0)
    return 0;
  if (account == NULL)
    {
      account = g_new (Account, 1);
      account->saved = most;
      account->at = now;
      g_hash_table_insert (rate->accounts, g_strdup (who), account);
    }
  account->saved = MIN (account->saved + (now - account->at) / 1e6 * rate->per_second, most);
  account->at = now;
  if (account->saved < 1)
    return (guint) ceil ((1 - account->saved) / rate->per_second);
  account->saved--;

  return 0;
}
