/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what a person of the sample has and has done into the workspace: the
 * row of the contact, its lists, and its records. */

#include "config.h"

#include <math.h>

#include "parcours-sample-private.h"
#include "parcours-store-field.h"

/* The columns of a contact, in the order in which bind_contact() binds them. */
static const struct
{
  const char *kind;
  const char *slug;
} columns[] = {
  { "field", "email" },       { "field", "phone" },         { "field", "first-name" },    { "field", "last-name" },
  { "field", "language" },    { "field", "timezone" },      { "field", "owner" },         { "field", "created-at" },
  { "field", "last-activity-at" }, { "field", "last-order-at" }, { "field", "order-count" }, { "field", "total-spent" },
  { "field", "city" },        { "field", "country" },       { "field", "plan" },          { "field", "birthday" },
  { "field", "company" },     { "field", "favourite" },     { "field", "satisfaction" },  { "field", "joined-club" },
  { "field", "gifts-for-others" }, { "score", "engagement" }, { "score", "lead" },
};

ParcoursStoreBulk *
sample_new_bulk (Sample  *sample,
                 GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (parcours_store_fields (sample->store, error) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_ptr_array_add (names, parcours_store_find_field (sample->store, columns[i].kind, columns[i].slug)->column);
  g_ptr_array_add (names, (char *) "consent_email");
  g_ptr_array_add (names, (char *) "consent_sms");
  g_ptr_array_add (names, (char *) "consent_push");

  return parcours_store_bulk_new (sample->store, names, error);
}

static void
bind_text (sqlite3_stmt *stmt,
           int          *i,
           const char   *text)
{
  sqlite3_bind_text (stmt, (*i)++, text, -1, SQLITE_STATIC);
}

static void
bind_number (sqlite3_stmt *stmt,
             int          *i,
             double        number,
             gboolean      present)
{
  if (present)
    sqlite3_bind_double (stmt, *i, number);
  else
    sqlite3_bind_null (stmt, *i);
  (*i)++;
}

static void
bind_contact (SamplePerson *person,
              sqlite3_stmt *stmt)
{
  static const char *const favourites[] = { "Soap", "Oil", "Home scent", "Bath" };
  gboolean is_trade = person->source == SOURCE_WHOLESALE;
  int i = 3;

  bind_text (stmt, &i, person->email);
  bind_text (stmt, &i, person->phone);
  bind_text (stmt, &i, person->first_name);
  bind_text (stmt, &i, person->last_name);
  bind_text (stmt, &i, person->country->language);
  bind_text (stmt, &i, person->country->timezone);
  bind_text (stmt, &i, is_trade ? (person->number % 2 ? "lea" : "hugo") : NULL);
  bind_number (stmt, &i, (double) person->created, TRUE);
  bind_number (stmt, &i, (double) person->active, TRUE);
  bind_number (stmt, &i, (double) person->last_order, person->n_orders > 0);
  bind_number (stmt, &i, person->n_orders, TRUE);
  bind_number (stmt, &i, round (person->spent * 100.) / 100., TRUE);
  bind_text (stmt, &i, person->city);
  bind_text (stmt, &i, person->country->name);
  bind_text (stmt, &i, person->joined_club != 0 ? "club" : "free");
  bind_number (stmt, &i, person->birthday, person->birthday != 0);
  bind_text (stmt, &i, person->company);
  bind_text (stmt, &i, person->n_soaps >= 2 ? "Soap" : sample_chance (person, 0.4) ? favourites[person->number % 4] : NULL);
  bind_number (stmt, &i, 1 + floor (10. * sqrt (sample_uniform (person)) * 0.999), sample_chance (person, 0.18));
  bind_number (stmt, &i, parcours_local_day (person->joined_club), person->joined_club != 0);
  bind_number (stmt, &i, sample_chance (person, 0.5), person->n_orders > 0);
  bind_number (stmt, &i, person->engagement, TRUE);
  bind_number (stmt, &i, floor (sample_uniform (person) * 38.), is_trade);
  sqlite3_bind_int (stmt, i++, person->consent);
  sqlite3_bind_int (stmt, i++, person->phone != NULL && sample_chance (person, 0.55) ? PARCOURS_CONSENT_SUBSCRIBED
                                                                                      : PARCOURS_CONSENT_NONE);
}

/* A custom field of an account or a deal. */
static void
set_field (Sample     *sample,
           const char *kind,
           const char *slug,
           const char *ident,
           const char *value)
{
  const ParcoursStoreField *field = parcours_store_find_field (sample->store, kind, slug);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ? WHERE ident = ?",
                                          g_str_has_prefix (kind, "account") ? "accounts" : "deals", field->column);

  if (sample->error == NULL)
    parcours_store_run (sample->store, &sample->error, sql, "ss", value, ident);
}

static void
write_lists (Sample       *sample,
             SamplePerson *person)
{
  for (guint i = 0; i < N_LISTS; i++)
    {
      if (person->lists[i] != PARCOURS_LIST_NONE && sample->error == NULL)
        parcours_store_bulk_add_subscription (sample->bulk, sample->lists[i], person->id, person->lists[i], person->since[i],
                                              person->source == SOURCE_FAIR ? "import" : NULL, &sample->error);
    }
}

static void
write_orders (Sample       *sample,
              SamplePerson *person)
{
  for (guint i = 0; i < person->orders->len && sample->error == NULL; i++)
    {
      const SampleOrder *order = &g_array_index (person->orders, SampleOrder, i);
      g_autofree char *cart = g_strdup_printf ("C-%u", order->number);
      g_autofree char *id = g_strdup_printf ("ML-%u", order->number);
      double total = round (order->total * 100.) / 100.;

      parcours_store_run (sample->store, &sample->error,
                          "INSERT INTO carts (ident, contact, created_at, store, items, total, status, checkout, updated_at) "
                          "VALUES (?, ?, ?, 'boutique', ?, ?, ?, ?, ?)", "sllsdssl", cart, person->id, order->created,
                          order->items, total, order->ordered ? "ordered" : "open", order->ordered ? "started" : NULL,
                          order->updated);
      if (!order->ordered || sample->error != NULL)
        continue;
      parcours_store_run (sample->store, &sample->error,
                          "INSERT INTO orders (ident, contact, created_at, store, cart, items, total, currency, status, "
                          "confirmed_at, shipped_at) VALUES (?1, ?2, ?3, 'boutique', ?4, ?5, ?6, 'EUR', 'paid', ?3, "
                          "CASE WHEN ?3 + 172800 < ?7 THEN ?3 + 172800 END)", "sllssdl", id, person->id, order->updated, cart,
                          order->items, total, sample->until);
    }
}

static void
write_club (Sample       *sample,
            SamplePerson *person)
{
  static const char *const tiers[] = { "sprig", "bouquet", "field" };
  guint points = (guint) MIN (person->spent, 990.);
  g_autofree char *balances = g_strdup_printf ("{\"points\":%u}", points);

  if (person->joined_club == 0 || sample->error != NULL)
    return;
  parcours_store_run (sample->store, &sample->error,
                      "INSERT INTO loyalty (ident, contact, created_at, program, tier, joined_on, balances) "
                      "VALUES ('club', ?, ?, 'club', ?, ?, ?)", "llsis", person->id, person->joined_club,
                      tiers[points < 100 ? 0 : points < 300 ? 1 : 2],
                      parcours_local_day (parcours_zone_to_local (sample->zone, person->joined_club)), balances);
}

/* A shop that buys from us: an account, most often a deal, and something to do. */
static void
write_trade (Sample       *sample,
             SamplePerson *person)
{
  static const char *const sectors[] = { "Concept store", "Spa", "Hotel", "Pharmacy" };
  static const char *const stages[] = { "wholesale/enquiry", "wholesale/samples", "wholesale/quote", "wholesale/first-order" };
  g_autofree char *account = g_strdup_printf ("account-%u", (guint) person->number);
  g_autofree char *deal = g_strdup_printf ("D-%u", ++sample->n_deals);
  g_autofree char *task = g_strdup_printf ("T-%u", sample->n_deals);
  g_autofree char *note = g_strdup_printf ("N-%u", sample->n_deals);
  g_autofree char *payload = g_strdup_printf ("{\"pipeline\":\"wholesale\",\"stage\":\"wholesale/enquiry\",\"title\":\"%s\"}",
                                              person->company);
  const char *owner = person->number % 2 ? "lea" : "hugo";
  gboolean is_old = person->created < sample->until - 60 * PARCOURS_DAY;
  guint stage = is_old ? (guint) (sample_next (person) % 4) : 0;
  const char *status = !is_old ? "open" : stage == 3 ? "won" : sample_chance (person, 0.5) ? "lost" : "open";
  double value = 150. + (double) (sample_next (person) % 60) * 25.;

  if (sample->error != NULL ||
      !parcours_store_run (sample->store, &sample->error,
                           "INSERT INTO accounts (ident, name, url, created_at) VALUES (?, ?, NULL, ?)", "ssl", account,
                           person->company, person->created) ||
      !parcours_store_run (sample->store, &sample->error,
                           "INSERT INTO account_contacts (contact, account, is_primary, since) "
                           "SELECT ?, id, 1, created_at FROM accounts WHERE ident = ?", "ls", person->id, account))
    return;
  set_field (sample, "account-field", "sector", account, sectors[sample_next (person) % 4]);
  if (!sample_chance (person, 0.75) ||
      !parcours_store_run (sample->store, &sample->error,
                           "INSERT INTO deals (ident, contact, created_at, title, pipeline, stage, status, value, currency, "
                           "owner, closed_at, account) VALUES (?1, ?2, ?3, ?4, 'wholesale', ?5, ?6, ?7, 'EUR', ?8, "
                           "CASE WHEN ?6 <> 'open' THEN ?3 + 3456000 END, ?9)", "sllsssdss", deal, person->id,
                           person->created + 600, person->company, stages[stage], status, value, owner, account) ||
      !parcours_store_bulk_add_event (sample->bulk, sample->topics[TOPIC_DEAL_CREATED], person->id, person->created + 600, 0,
                                      deal, payload, &sample->error))
    return;
  parcours_store_run (sample->store, &sample->error,
                      "INSERT INTO tasks (ident, contact, created_at, type, title, due, owner, deal, status, completed_at) "
                      "VALUES (?1, ?2, ?3, 'call', ?4, ?3 + 172800, ?5, ?6, iif (?7, 'done', 'open'), "
                      "iif (?7, ?3 + 90000, NULL))", "sllsssi", task, person->id, person->created + 700,
                      person->first_name, owner, deal, is_old || sample_chance (person, 0.4));
  if (sample->error == NULL && sample_chance (person, 0.5))
    parcours_store_run (sample->store, &sample->error,
                        "INSERT INTO notes (ident, contact, created_at, \"on\", deal, author, text) "
                        "VALUES (?, ?, ?, 'deal', ?, ?, ?)", "sllsss", note, person->id, person->created + 90000, deal, owner,
                        "Would like to try the small boxes first.");
}

static void
write_device (Sample       *sample,
              SamplePerson *person)
{
  static const char *const platforms[] = { "ios", "android", "web" };
  g_autofree char *ident = g_strdup_printf ("device-%u", (guint) person->number);

  if (sample->error == NULL)
    parcours_store_run (sample->store, &sample->error,
                        "INSERT INTO devices (ident, contact, created_at, platform, status) VALUES (?, ?, ?, ?, 'active')",
                        "slls", ident, person->id, person->created, platforms[sample_next (person) % 3]);
}

/* Those who came since the series is active have passed it, or are inside. */
static void
write_passages (Sample       *sample,
                SamplePerson *person)
{
  gint64 age = sample->until - person->welcomed;
  gboolean is_over = age > 6 * PARCOURS_DAY;

  if (person->welcomed == 0 || age > 365 * PARCOURS_DAY || sample->error != NULL)
    return;
  parcours_store_run (sample->store, &sample->error,
                      "INSERT INTO enrolments (automation, contact, trigger, step, since, entered, ended, reason) "
                      "VALUES ('welcome-series', ?, ?, ?, ?, ?, nullif (?, 0), ?)", "lssllls", person->id,
                      person->source == SOURCE_GIFT_GUIDE ? "guide" : "joined",
                      is_over ? "end" : age > 2 * PARCOURS_DAY ? "click" : "pause",
                      person->welcomed + (is_over ? 5 : age > 2 * PARCOURS_DAY ? 2 : 0) * PARCOURS_DAY, person->welcomed,
                      is_over ? person->welcomed + 5 * PARCOURS_DAY : 0, is_over ? "end-step" : NULL);
}

/* Writes what the person is at the end. */
void
sample_write_person (Sample       *sample,
                     SamplePerson *person)
{
  sqlite3_stmt *stmt = parcours_store_bulk_contact (sample->bulk);
  gboolean has_device = sample_chance (person, 0.07);

  bind_contact (person, stmt);
  sqlite3_bind_int (stmt, sqlite3_bind_parameter_count (stmt),
                    has_device ? PARCOURS_CONSENT_SUBSCRIBED : PARCOURS_CONSENT_NONE);
  if (sample->error == NULL)
    parcours_store_bulk_add_contact (sample->bulk, parcours_contact_key (person->email), &sample->error);
  write_lists (sample, person);
  write_orders (sample, person);
  write_club (sample, person);
  write_passages (sample, person);
  if (person->source == SOURCE_WHOLESALE)
    write_trade (sample, person);
  if (has_device)
    write_device (sample, person);
}
