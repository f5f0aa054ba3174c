/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-duration.h"
#include "parcours-figure.h"
#include "parcours-i18n.h"
#include "parcours-json.h"
#include "parcours-moment.h"
#include "speech.h"

#define NN "\u202f"
#define NB "\u00a0"

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *english;
    const char *french;
  } table[] = {
    { 0., "0", "0" },
    { 7., "7", "7" },
    { -12., "-12", "-12" },
    { 999., "999", "999" },
    { 1000., "1,000", "1" NN "000" },
    { -123456., "-123,456", "-123" NN "456" },
    { 1234567.5, "1,234,567.5", "1" NN "234" NN "567,5" },
    { 0.1, "0.1", "0,1" },
    { 19.99, "19.99", "19,99" },
    { 1e300, "1e+300", "1e+300" },
    { 1e-9, "1e-09", "1e-09" },
  };
  g_autofree char *count = parcours_count_to_words (G_MAXUINT64);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = parcours_number_to_words (table[i].number);

      speech_assert (words, table[i].english, table[i].french);
    }
  speech_assert (count, "18,446,744,073,709,551,615", "18" NN "446" NN "744" NN "073" NN "709" NN "551" NN "615");
}

static void
test_percents (void)
{
  static const struct
  {
    double share;
    const char *english;
    const char *french;
  } table[] = {
    { 0., "0 %", "0" NB "%" },
    { 1., "100 %", "100" NB "%" },
    { 0.374, "37 %", "37" NB "%" },
    { 0.004, "0.4 %", "0,4" NB "%" },
    { 0.0094, "0.9 %", "0,9" NB "%" },
    { 0.0096, "1 %", "1" NB "%" },
    { 0.000001, "0.0001 %", "0,0001" NB "%" },
    { 1. / 5000., "0.02 %", "0,02" NB "%" },
    { 4999. / 5000., "99.98 %", "99,98" NB "%" },
    { 0.9999999999, "99.999999 %", "99,999999" NB "%" },
    { 0.994, "99 %", "99" NB "%" },
    { 12.3456, "1,235 %", "1" NN "235" NB "%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = parcours_percent_to_words (table[i].share);

      speech_assert (words, table[i].english, table[i].french);
    }
}

static void
test_money (void)
{
  static const struct
  {
    double amount;
    const char *currency;
    const char *english;
    const char *french;
  } table[] = {
    { 1000., "EUR", "1,000 €", "1" NN "000" NB "€" },
    { 49.9, "EUR", "49.90 €", "49,90" NB "€" },
    { -0.125, "EUR", "-0.125 €", "-0,125" NB "€" },
    { 10., "USD", "$10", "10" NB "$" },
    { 10.5, "GBP", "£10.50", "10,50" NB "£" },
    { 10., "CHF", "CHF 10", "10 CHF" },
    { 10., "SEK", "10 SEK", "10 SEK" },
    { 10., NULL, "10", "10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = parcours_money_to_words (table[i].amount, table[i].currency);

      speech_assert (words, table[i].english, table[i].french);
    }
}

static void
test_times (void)
{
  gint64 local;
  g_autofree char *first = NULL;
  g_autofree char *day = NULL;
  g_autofree char *birthday = NULL;
  g_autofree char *time = NULL;

  g_assert_true (parcours_local_parse ("2026-08-24T09:05", &local));
  first = parcours_day_to_words (parcours_day_from_civil (2026, 3, 1));
  day = parcours_local_to_words (local);
  birthday = parcours_birthday_to_words (2, 29);
  time = parcours_time_of_day_to_words (23 * PARCOURS_HOUR + 59 * PARCOURS_MINUTE + 59);
  speech_assert (first, "1 March 2026", "1er mars 2026");
  speech_assert (day, "24 August 2026, 09:05", "24 août 2026 à 09:05");
  speech_assert (birthday, "29 February", "29 février");
  speech_assert (time, "23:59", "23:59");
  speech_assert (parcours_month_name (12), "December", "décembre");
  speech_assert (parcours_weekday_name (7), "Sunday", "dimanche");
}

static void
test_durations (void)
{
  static const char *const table[][3] = {
    { "P0D", "no time", "aucune durée" },
    { "P1Y", "1 year", "1 an" },
    { "P1Y6M", "1 year and 6 months", "1 an et 6 mois" },
    { "P7D", "7 days", "7 jours" },
    { "PT1H", "1 hour", "1 heure" },
    { "-P1D", "1 day", "1 jour" },
    { "PT90M", "1 hour and 30 minutes", "1 heure et 30 minutes" },
    { "P1DT2H30M", "1 day, 2 hours and 30 minutes", "1 jour, 2 heures et 30 minutes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ParcoursDuration duration;
      g_autofree char *words = NULL;

      g_assert_true (parcours_offset_parse (table[i][0], &duration));
      words = parcours_duration_to_words (&duration);
      speech_assert (words, table[i][1], table[i][2]);
    }
}

static void
test_moments (void)
{
  static const char *const table[][3] = {
    { "{}", "any time", "n'importe quand" },
    { "{'weekday':['mon'],'hour':9,'minute':0}", "Monday, 09:00", "lundi à 09:00" },
    { "{'hour':9}", "between 09:00 and 09:59", "entre 09:00 et 09:59" },
    { "{'day':1,'month':5}", "1 May", "1er mai" },
    { "{'day':13,'weekday':'fri'}", "Friday, when it is day 13 of the month", "vendredi, quand c'est le 13 du mois" },
    { "{'month':12}", "in December", "en décembre" },
    { "{'weekday':['mon','tue'],'month':3}", "Monday or Tuesday in March", "lundi ou mardi en mars" },
    { "{'date':'2026-12-24','hour':9}", "24 December 2026, between 09:00 and 09:59",
      "24 décembre 2026, entre 09:00 et 09:59" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (JsonNode) node = speech_json (table[i][0]);
      ParcoursMoment moment;
      g_autofree char *words = NULL;

      g_assert_true (parcours_moment_parse (node, &moment, NULL));
      words = parcours_moment_to_words (&moment);
      speech_assert (words, table[i][1], table[i][2]);
    }
}

int
main (int   argc,
      char *argv[])
{
  parcours_i18n_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure/numbers", test_numbers);
  g_test_add_func ("/figure/percents", test_percents);
  g_test_add_func ("/figure/money", test_money);
  g_test_add_func ("/figure/times", test_times);
  g_test_add_func ("/figure/durations", test_durations);
  g_test_add_func ("/figure/moments", test_moments);

  return g_test_run ();
}
