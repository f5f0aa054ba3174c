/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as ActiveCampaign, Mailchimp and Brevo export them, files as people make
 * them, and files as nobody should. */

#include "config.h"

#include "fixture.h"
#include "parcours-draw.h"
#include "parcours-export.h"
#include "parcours-import.h"
#include "parcours-json.h"
#include "parcours-time.h"

static ParcoursImport *
plan (Fixture    *fixture,
      const char *name,
      const char *content,
      gssize      length)
{
  g_autofree char *path = fixture_file (fixture, name);
  g_autoptr (GError) error = NULL;
  ParcoursImport *import;

  fixture_write (fixture, name, content, length);
  import = parcours_import_new (fixture->store, path, NULL, &error);
  g_assert_no_error (error);

  return import;
}

static ParcoursImportReport *
run (Fixture        *fixture,
     ParcoursImport *import)
{
  g_autoptr (GError) error = NULL;
  ParcoursImportReport *report = parcours_store_import (fixture->store, import, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return report;
}

static ParcoursImportReport *
import_text (Fixture    *fixture,
             const char *name,
             const char *content)
{
  g_autoptr (ParcoursImport) import = plan (fixture, name, content, -1);

  return run (fixture, import);
}

static ParcoursContact *
contact (Fixture    *fixture,
         const char *email)
{
  g_autoptr (GError) error = NULL;
  gint64 id = parcours_store_find_contact (fixture->store, email, &error);
  ParcoursContact *found;

  g_assert_cmpint (id, >, 0);
  found = parcours_store_load_contact (fixture->store, id, &error);
  g_assert_no_error (error);

  return found;
}

static ParcoursListStatus
status_on (ParcoursContact *found,
           const char      *list)
{
  const ParcoursSubscription *subscription = g_hash_table_lookup (found->lists, list);

  return subscription != NULL ? subscription->status : PARCOURS_LIST_NONE;
}

static void
assert_refused (ParcoursImportReport *report,
                guint                 i,
                gint64                line,
                const char           *word)
{
  const ParcoursRefusedRow *row;

  g_assert_cmpuint (i, <, report->refused->len);
  row = g_ptr_array_index (report->refused, i);
  g_assert_cmpint (row->line, ==, line);
  if (strstr (row->reason, word) == NULL)
    g_error ("“%s” does not say “%s”", row->reason, word);
}

static void
test_mailchimp (Fixture       *fixture,
                gconstpointer  unused)
{
  static const char subscribed[] =
    "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,"
    "CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\r\n"
    "ada@example.org,Ada,Lovelace,\"12 Rue de la Paix  Paris 75002\",,12/10,4,\"2024-03-05 09:12:44\",203.0.113.9,"
    "\"2024-03-05 09:14:02\",203.0.113.9,48.8688000,2.3310000,1,2,Europe/Paris,FR,75,\"2025-01-07 10:00:00\",512345678,"
    "ab12cd34ef,,\"\"\"VIP\"\",\"\"Spring, early\"\"\"\r\n"
    "bo@example.org,Bo,,,\"+46701234567\",01/31,2,\"2024-04-01 00:00:00\",,\"2024-04-01 00:00:00\",,,,,,,SE,,"
    "\"2025-02-07 10:00:00\",512345679,ab12cd34eg,,\r\n";
  static const char unsubscribed[] =
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,"
    "UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
    "cy@example.org,Cy,,1,\"2023-01-01 10:00:00\",\"2023-01-01 10:00:00\",\"2024-06-01 08:00:00\",Spring,77,"
    "\"No longer interested\",,\"2024-06-01 08:00:00\",512345680,ab12cd34eh,,\n"
    "ada@example.org,Ada,,1,\"2023-01-01 10:00:00\",\"2023-01-01 10:00:00\",\"2025-06-01 08:00:00\",Spring,77,,,"
    "\"2024-06-01 08:00:00\",512345681,ab12cd34ei,,\n";
  g_autofree char *list = add_entity (fixture->store, "list", "Newsletter", NULL);
  g_autoptr (ParcoursImport) import = plan (fixture, "subscribed_members_export_1.csv", subscribed, -1);
  g_autoptr (ParcoursImport) gone = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (ParcoursImportReport) second = NULL;
  g_autoptr (ParcoursContact) ada = NULL;
  g_autoptr (ParcoursContact) bo = NULL;
  g_autoptr (ParcoursContact) cy = NULL;

  g_assert_cmpstr (import->source, ==, "mailchimp");
  g_assert_cmpint (import->n_rows, ==, 2);
  g_assert_cmpint (parcours_import_column (import, "Birthday")->type, ==, PARCOURS_FIELD_BIRTHDAY);
  g_assert_cmpint (parcours_import_column (import, "LEID")->target, ==, PARCOURS_IMPORT_IGNORE);
  g_assert_cmpint (parcours_import_column (import, "NOTES")->target, ==, PARCOURS_IMPORT_IGNORE);
  g_assert_cmpint (parcours_import_column (import, "TAGS")->target, ==, PARCOURS_IMPORT_TAGS);
  g_assert_cmpstr (parcours_import_column (import, "MEMBER_RATING")->samples[0], ==, "4");
  import->list = g_strdup (list);
  report = run (fixture, import);
  g_assert_cmpint (report->n_added, ==, 2);
  g_assert_cmpuint (report->refused->len, ==, 0);
  ada = contact (fixture, "ada@example.org");
  g_assert_cmpstr (parcours_contact_field (ada, "last-name"), ==, "Lovelace");
  g_assert_cmpstr (parcours_contact_field (ada, "timezone"), ==, "Europe/Paris");
  g_assert_cmpstr (parcours_contact_field (ada, "birthday"), ==, "12-10");
  g_assert_cmpstr (parcours_contact_field (ada, "member-rating"), ==, "4");
  g_assert_cmpstr (parcours_contact_field (ada, "country"), ==, "FR");
  g_assert_cmpstr (parcours_contact_field (ada, "region"), ==, "75");
  g_assert_cmpint (status_on (ada, "newsletter"), ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (((ParcoursSubscription *) g_hash_table_lookup (ada->lists, "newsletter"))->since, ==,
                   instant ("2024-03-05T09:14:02Z"));
  g_assert_cmpint (ada->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_SUBSCRIBED);
  g_assert_true (g_hash_table_contains (ada->sets[PARCOURS_SET_TAGS], "vip"));
  g_assert_true (g_hash_table_contains (ada->sets[PARCOURS_SET_TAGS], "spring-early"));
  bo = contact (fixture, "bo@example.org");
  g_assert_cmpstr (parcours_contact_field (bo, "phone"), ==, "+46701234567");

  /* Who unsubscribed is unsubscribed, whatever was imported before. */
  gone = plan (fixture, "unsubscribed_members_export_1.csv", unsubscribed, -1);
  g_assert_cmpint (gone->status, ==, PARCOURS_LIST_UNSUBSCRIBED);
  gone->list = g_strdup (list);
  second = run (fixture, gone);
  g_assert_cmpint (second->n_added, ==, 1);
  g_assert_cmpint (second->n_merged, ==, 1);
  cy = contact (fixture, "cy@example.org");
  g_assert_cmpint (status_on (cy, "newsletter"), ==, PARCOURS_LIST_UNSUBSCRIBED);
  g_assert_cmpint (cy->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_UNSUBSCRIBED);
  g_clear_pointer (&ada, parcours_contact_free);
  ada = contact (fixture, "ada@example.org");
  g_assert_cmpint (status_on (ada, "newsletter"), ==, PARCOURS_LIST_UNSUBSCRIBED);
  g_assert_cmpstr (parcours_contact_field (ada, "last-name"), ==, "Lovelace");
}

static void
test_activecampaign (Fixture       *fixture,
                     gconstpointer  unused)
{
  static const char text[] =
    "Contact ID,Email,First Name,Last Name,Phone,Date Created,Status,Tags,Lists,Plan,Monthly Spend\n"
    "1,ada@example.org,Ada,Lovelace,+33612345678,2024-03-05 09:12:44,Active,\"vip, press\",Newsletter,Pro,19.99\n"
    "2,bo@example.org,Bo,Ek,,2024-03-06 09:12:44,Unsubscribed,,\"Newsletter, Club\",Free,0\n"
    "3,cy@example.org,Cy,,,2024-03-07 09:12:44,Unconfirmed,,Club,,7\n"
    "4,dee@example.org,Dee,,,2024-03-07 09:12:44,Maybe,,Club,,7\n";
  g_autoptr (ParcoursImportReport) report = import_text (fixture, "ac.csv", text);
  g_autoptr (ParcoursContact) ada = contact (fixture, "ada@example.org");
  g_autoptr (ParcoursContact) bo = contact (fixture, "bo@example.org");
  g_autoptr (ParcoursContact) cy = contact (fixture, "cy@example.org");

  g_assert_cmpint (report->n_added, ==, 3);
  assert_refused (report, 0, 5, "Maybe");
  g_assert_cmpstr (parcours_contact_field (ada, "created-at"), ==, "2024-03-05T09:12:44Z");
  g_assert_cmpstr (parcours_contact_field (ada, "monthly-spend"), ==, "19.99");
  g_assert_cmpuint (g_hash_table_size (ada->sets[PARCOURS_SET_TAGS]), ==, 2);
  g_assert_cmpint (status_on (ada, "newsletter"), ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (status_on (bo, "newsletter"), ==, PARCOURS_LIST_UNSUBSCRIBED);
  g_assert_cmpint (status_on (bo, "club"), ==, PARCOURS_LIST_UNSUBSCRIBED);
  g_assert_cmpint (bo->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_UNSUBSCRIBED);
  g_assert_cmpint (status_on (cy, "club"), ==, PARCOURS_LIST_UNCONFIRMED);
}

static void
test_brevo (Fixture       *fixture,
            gconstpointer  unused)
{
  /* With a byte order mark, semicolons, and days before months. */
  static const char text[] =
    "\xef\xbb\xbf" "CONTACT ID;EMAIL;NOM;PRENOM;SMS;BLOCKLISTED;SMS BLOCKLISTED;ADDED_TIME;MODIFIED_TIME;VILLE;SOLDE\r\n"
    "17;ines@example.org;Moreau;In\xc3\xa8s;33612345678;no;yes;25-12-2024 10:00:00;01-01-2025 10:00:00;Lyon;12,50\r\n"
    "18;hugo@example.org;Bertrand;Hugo;;yes;no;01-02-2025 10:00:00;01-01-2025 10:00:00;Paris;-3,25\r\n";
  g_autoptr (ParcoursImport) import = plan (fixture, "brevo.csv", text, -1);
  g_autoptr (ParcoursImportReport) report = run (fixture, import);
  g_autoptr (ParcoursContact) ines = contact (fixture, "ines@example.org");
  g_autoptr (ParcoursContact) hugo = contact (fixture, "hugo@example.org");

  g_assert_cmpstr (import->source, ==, "brevo");
  g_assert_cmpint (parcours_csv_separator (import->csv), ==, ';');
  g_assert_cmpint (report->n_added, ==, 2);
  g_assert_cmpstr (parcours_contact_field (ines, "first-name"), ==, "Inès");
  g_assert_cmpstr (parcours_contact_field (ines, "solde"), ==, "12.5");
  g_assert_cmpstr (parcours_contact_field (ines, "created-at"), ==, "2024-12-25T10:00:00Z");
  g_assert_cmpint (ines->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_NONE);
  g_assert_cmpint (ines->channels[PARCOURS_CHANNEL_SMS], ==, PARCOURS_CONSENT_BLOCKED);
  g_assert_cmpint (hugo->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_BLOCKED);
  /* February: the other column has a 25th, but each column is read for itself. */
  g_assert_cmpstr (parcours_contact_field (hugo, "created-at"), ==, "2025-02-01T10:00:00Z");
}

static void
test_encodings (Fixture       *fixture,
                gconstpointer  unused)
{
  static const struct
  {
    const char *encoding;
    const char *found;
  } cases[] = {
    { "UTF-8", "UTF-8" },
    { "ISO-8859-1", "WINDOWS-1252" },
    { "WINDOWS-1252", "WINDOWS-1252" },
    { "UTF-16", "UTF-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *town = g_str_equal (cases[i].encoding, "ISO-8859-1") ? "Orléans" : "Orléans “sur Loire” 5 €";
      g_autofree char *utf8 = g_strdup_printf ("email;ville\nuser%u@example.org;%s\n", i, town);
      g_autofree char *email = g_strdup_printf ("user%u@example.org", i);
      g_autoptr (ParcoursImport) import = NULL;
      g_autoptr (ParcoursImportReport) report = NULL;
      g_autoptr (ParcoursContact) found = NULL;
      gsize written;
      g_autofree char *text = g_convert (utf8, -1, cases[i].encoding, "UTF-8", NULL, &written, NULL);

      import = plan (fixture, "file.csv", text, (gssize) written);
      g_assert_cmpstr (parcours_csv_encoding (import->csv), ==, cases[i].found);
      report = run (fixture, import);
      g_assert_cmpint (report->n_added, ==, 1);
      found = contact (fixture, email);
      g_assert_cmpstr (parcours_contact_field (found, "ville"), ==, town);
    }
}

static void
test_separators (Fixture       *fixture,
                 gconstpointer  unused)
{
  static const char separators[] = ",;\t|";

  for (guint i = 0; separators[i] != '\0'; i++)
    {
      g_autofree char *text = g_strdup ("name_email\"one_more\"_city\nx_user@example.org_Paris\n");
      g_autoptr (ParcoursImport) import = NULL;

      g_strdelimit (text, "_", separators[i]);
      import = plan (fixture, "file.csv", text, -1);
      g_assert_cmpint (parcours_csv_separator (import->csv), ==, separators[i]);
    }
}

static void
test_types (Fixture       *fixture,
            gconstpointer  unused)
{
  static const struct
  {
    const char *values;
    ParcoursFieldType type;
  } cases[] = {
    { "1|2|-3.5|1000000", PARCOURS_FIELD_NUMBER },
    { "1,5|2,25|3", PARCOURS_FIELD_NUMBER },
    { "1,234.50|12", PARCOURS_FIELD_NUMBER },
    { "1 234,50|12,5|1\302\240234\302\240567,00", PARCOURS_FIELD_NUMBER },
    { "612 345 678|1 234", PARCOURS_FIELD_TEXT },
    { "01200|75001", PARCOURS_FIELD_TEXT },
    { "12345678901234567|1", PARCOURS_FIELD_TEXT },
    { "+33612345678|1", PARCOURS_FIELD_TEXT },
    { "1e5|2", PARCOURS_FIELD_TEXT },
    { "yes|no|YES", PARCOURS_FIELD_BOOL },
    { "oui|non", PARCOURS_FIELD_BOOL },
    { "0|1", PARCOURS_FIELD_NUMBER },
    { "2024-02-29|2025-01-01", PARCOURS_FIELD_DATE },
    { "31/12/2024|01/02/2025", PARCOURS_FIELD_DATE },
    { "12/31/2024|01/02/2025", PARCOURS_FIELD_DATE },
    { "31/12/2024|12/31/2024", PARCOURS_FIELD_TEXT },
    { "31/12/2024|2025-01-02", PARCOURS_FIELD_DATE },
    { "1.2.99|31.12.2001", PARCOURS_FIELD_DATE },
    { "00/00/0000|31/12/2024|N/A", PARCOURS_FIELD_DATE },
    { "0000-00-00 00:00:00|2024-02-29 08:00", PARCOURS_FIELD_DATETIME },
    { "-|12|null", PARCOURS_FIELD_NUMBER },
    { "-|n/a", PARCOURS_FIELD_TEXT },
    { "000|1", PARCOURS_FIELD_TEXT },
    { "2024-02-30|2025-01-01", PARCOURS_FIELD_TEXT },
    { "2024-02-29 08:00|2025-01-01T23:59:59Z", PARCOURS_FIELD_DATETIME },
    { "12/31/2024 11:59 PM|01/02/2025 12:00 AM", PARCOURS_FIELD_DATETIME },
    { "2024-01-01T00:00:00+02:00|2024-01-01 00:00:00 UTC", PARCOURS_FIELD_DATETIME },
    { "2024-01-01 25:00|2024-01-01", PARCOURS_FIELD_TEXT },
    { "02/29|12/31", PARCOURS_FIELD_BIRTHDAY },
    { "Paris|1", PARCOURS_FIELD_TEXT },
    { "|", PARCOURS_FIELD_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) values = g_strsplit (cases[i].values, "|", -1);
      ParcoursValueGuess guess = { 0 };
      ParcoursValueStyle style;

      for (guint j = 0; values[j] != NULL; j++)
        parcours_value_guess_see (&guess, values[j]);
      if (parcours_value_guess_type (&guess, &style) != cases[i].type)
        g_error ("%s: %d", cases[i].values, parcours_value_guess_type (&guess, &style));
      /* What is taken for a type is a value of it, all of them. */
      for (guint j = 0; values[j] != NULL && cases[i].type != PARCOURS_FIELD_UNKNOWN; j++)
        {
          g_autofree char *normal = parcours_import_normalize (values[j], cases[i].type, &style, parcours_zone_utc ());

          g_assert_true (normal != NULL || parcours_import_says_none (values[j]));
        }
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    ParcoursFieldType type;
    ParcoursValueStyle style;
    const char *expected;
  } cases[] = {
    { "1.234,5", PARCOURS_FIELD_NUMBER, { .decimal_comma = TRUE }, NULL },
    { "1234,5", PARCOURS_FIELD_NUMBER, { .decimal_comma = TRUE }, "1234.5" },
    { "1,234,567", PARCOURS_FIELD_NUMBER, { 0 }, "1234567" },
    { "1 234\342\200\257567,5", PARCOURS_FIELD_NUMBER, { .decimal_comma = TRUE }, "1234567.5" },
    { "12 34,5", PARCOURS_FIELD_NUMBER, { .decimal_comma = TRUE }, NULL },
    { "-1,234.5", PARCOURS_FIELD_NUMBER, { 0 }, "-1234.5" },
    { "12 €", PARCOURS_FIELD_NUMBER, { 0 }, NULL },
    { "nan", PARCOURS_FIELD_NUMBER, { 0 }, NULL },
    { "03/04/2025", PARCOURS_FIELD_DATE, { PARCOURS_DATE_DMY }, "2025-04-03" },
    { "03/04/2025", PARCOURS_FIELD_DATE, { PARCOURS_DATE_MDY }, "2025-03-04" },
    { "2025/3/4", PARCOURS_FIELD_DATE, { PARCOURS_DATE_YMD }, "2025-03-04" },
    { "3/4/70", PARCOURS_FIELD_DATE, { PARCOURS_DATE_DMY }, "1970-04-03" },
    { "3/4/69", PARCOURS_FIELD_DATE, { PARCOURS_DATE_DMY }, "2069-04-03" },
    { "2025-03-04x", PARCOURS_FIELD_DATE, { PARCOURS_DATE_YMD }, NULL },
    { "2025-07-01 12:00", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_YMD }, "2025-07-01T10:00:00Z" },
    { "2025-07-01 12:00:05.123", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_YMD }, "2025-07-01T10:00:05Z" },
    { "2025-07-01T12:00Z", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_YMD }, "2025-07-01T12:00:00Z" },
    { "2025-07-01T12:00-0330", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_YMD }, "2025-07-01T15:30:00Z" },
    { "7/1/2025 12:30 am", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_MDY }, "2025-06-30T22:30:00Z" },
    { "7/1/2025 12:30 pm", PARCOURS_FIELD_DATETIME, { PARCOURS_DATE_MDY }, "2025-07-01T10:30:00Z" },
    { "1991-06-14", PARCOURS_FIELD_BIRTHDAY, { PARCOURS_DATE_YMD }, "06-14" },
    { "14/06", PARCOURS_FIELD_BIRTHDAY, { PARCOURS_DATE_DMY }, "06-14" },
    { "Reading;Sport", PARCOURS_FIELD_CHOICES, { 0 }, "Reading, Sport" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = parcours_import_normalize (cases[i].text, cases[i].type, &cases[i].style,
                                                           parcours_zone_lookup ("Europe/Paris"));

      if (g_strcmp0 (normal, cases[i].expected) != 0)
        g_error ("%s: %s", cases[i].text, normal);
    }
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  static const char text[] =
    "Email,Phone,Age,Seen\n"
    "ada@example.org,,36,2024-01-01\n"
    "not an address,,1,\n"
    "\n"
    "bo@example.org,\"two\nlines\",40,\n"
    ",,5,2024-01-02\n"
    "cy@example.org,,many,\n"
    ",+4670,12,\n"
    "dee@example.org,,1,2024-01-01,too,many\n"
    "eve@example.org,,1,2024-01-01,,\n"
    "fay@example.org\n"
    "ADA@example.org,,37,";
  g_autofree char *age = add_entity (fixture->store, "field", "Age", "{'type': 'number'}");
  g_autoptr (ParcoursImportReport) report = import_text (fixture, "file.csv", text);
  g_autoptr (ParcoursContact) ada = contact (fixture, "ada@example.org");
  g_autoptr (ParcoursContact) bo = contact (fixture, "bo@example.org");
  g_autoptr (ParcoursContact) phone = contact (fixture, "phone:+4670");

  g_assert_cmpint (report->n_added, ==, 5);
  g_assert_cmpint (report->n_merged, ==, 1);
  g_assert_cmpuint (report->refused->len, ==, 4);
  assert_refused (report, 0, 3, "not an address");
  assert_refused (report, 1, 7, "neither");
  assert_refused (report, 2, 8, "many");
  assert_refused (report, 3, 10, "6 values");
  g_assert_cmpstr (parcours_contact_field (ada, "age"), ==, "37");
  g_assert_cmpstr (parcours_contact_field (ada, "email"), ==, "ada@example.org");
  g_assert_cmpstr (parcours_contact_field (bo, "phone"), ==, "two\nlines");
  g_assert_cmpstr (parcours_contact_field (phone, "age"), ==, "12");
}

/* What people keep in spreadsheets: signs for “nothing”, two ways to write a date, and no word about lists. */
static void
test_messy (Fixture       *fixture,
            gconstpointer  unused)
{
  static const char text[] =
    "Adresse e-mail ;Téléphone mobile;Date de naissance;Remarque;Last order date;Total spent\r\n"
    "ada@example.org;06 12 34 56 78;14/06/1991;-;26/02/2026;a lot\r\n"
    "bo@example.org;;00/00/0000;N/A;N/A;12\r\n"
    "cy@example.org;;1991-06-30;;;\r\n";
  g_autoptr (ParcoursImport) import = plan (fixture, "messy.csv", text, -1);
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (ParcoursContact) ada = NULL;
  g_autoptr (ParcoursContact) bo = NULL;
  g_autoptr (ParcoursContact) cy = NULL;

  import->new_list = g_strdup ("Spring fair");
  report = run (fixture, import);
  g_assert_cmpuint (report->refused->len, ==, 0);
  ada = contact (fixture, "ada@example.org");
  bo = contact (fixture, "bo@example.org");
  cy = contact (fixture, "cy@example.org");
  g_assert_cmpstr (parcours_contact_field (ada, "phone"), ==, "06 12 34 56 78");
  g_assert_cmpstr (parcours_contact_field (ada, "date-de-naissance"), ==, "1991-06-14");
  g_assert_null (parcours_contact_field (bo, "date-de-naissance"));
  g_assert_cmpstr (parcours_contact_field (cy, "date-de-naissance"), ==, "1991-06-30");
  g_assert_nonnull (parcours_contact_field (ada, "last-order-at"));
  g_assert_null (parcours_contact_field (bo, "last-order-at"));
  /* What is no sum is not taken for one. */
  g_assert_cmpstr (parcours_import_column (import, "Total spent")->slug, !=, "total-spent");
  g_assert_cmpstr (parcours_contact_field (ada, parcours_import_column (import, "Total spent")->slug), ==, "a lot");
  /* In a text they may mean something. */
  g_assert_cmpstr (parcours_contact_field (ada, "remarque"), ==, "-");
  g_assert_cmpint (status_on (ada, "spring-fair"), ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (status_on (bo, "spring-fair"), ==, PARCOURS_LIST_ACTIVE);
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr (ParcoursImportReport) first = import_text (fixture, "a.csv", "email,city,plan\nada@example.org,Paris,Pro\n");
  g_autoptr (ParcoursImport) import = plan (fixture, "b.csv", "email,city,plan\nada@example.org,Lyon,\nbo@example.org,Nice,\n",
                                            -1);
  g_autoptr (ParcoursImportReport) skipped = NULL;
  g_autoptr (ParcoursImportReport) merged = NULL;
  g_autoptr (ParcoursContact) before = NULL;
  g_autoptr (ParcoursContact) after = NULL;

  import->merge = FALSE;
  skipped = run (fixture, import);
  g_assert_cmpint (skipped->n_skipped, ==, 1);
  g_assert_cmpint (skipped->n_added, ==, 1);
  before = contact (fixture, "ada@example.org");
  g_assert_cmpstr (parcours_contact_field (before, "city"), ==, "Paris");
  import->merge = TRUE;
  merged = run (fixture, import);
  g_assert_cmpint (merged->n_merged, ==, 2);
  after = contact (fixture, "ada@example.org");
  g_assert_cmpstr (parcours_contact_field (after, "city"), ==, "Lyon");
  /* What the file leaves blank stays. */
  g_assert_cmpstr (parcours_contact_field (after, "plan"), ==, "Pro");
  g_assert_cmpuint (after->key, ==, before->key);
}

static void
assert_bad (Fixture    *fixture,
            const char *content,
            gssize      length,
            const char *word)
{
  g_autofree char *path = fixture_file (fixture, "bad.csv");
  g_autoptr (GError) error = NULL;

  fixture_write (fixture, "bad.csv", content, length);
  g_assert_null (parcours_import_new (fixture->store, path, NULL, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "bad.csv"));
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
}

static void
test_bad_files (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GString) unclosed = g_string_new ("email,city\nada@example.org,\"Paris\nbo@example.org,Lyon\n");
  g_autofree char *missing = fixture_file (fixture, "missing.csv");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (unclosed, "user%u@example.org,Nice\n", i);
  assert_bad (fixture, "", 0, "empty");
  assert_bad (fixture, "\n\n\r\n", -1, "blank");
  assert_bad (fixture, "name,city\nAda,Paris\n", -1, "name, city");
  assert_bad (fixture, "ada@example.org,Ada\nbo@example.org,Bo\n", -1, "names");
  assert_bad (fixture, "email\0\1\2\3", 9, "no table");
  assert_bad (fixture, unclosed->str, -1, "line 2");
  assert_bad (fixture, "email,city\nada@example.org,\"Paris\nbo@example.org,Lyon\n", -1, "line 2");
  assert_bad (fixture, "email,city\nada@example.org,Paris\nbo@example.org,\"", -1, "line 3");
  assert_bad (fixture, "\xff\xfe" "a", 3, "damaged");
  assert_bad (fixture, "\xff\xfe" "a\0", 4, "no column");
  g_assert_null (parcours_import_new (fixture->store, missing, NULL, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (parcours_store_count_contacts (fixture->store, NULL), ==, 0);
}

/* A file without a heading for it is read by what stands in its columns. */
static void
test_found_column (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (ParcoursImport) import = plan (fixture, "file.csv", "who,where\nAda,ada@example.org\nBo,bo@example.org\n", -1);

  g_assert_cmpstr (parcours_import_column (import, "where")->slug, ==, "email");
  g_assert_cmpint (parcours_import_column (import, "who")->target, ==, PARCOURS_IMPORT_NEW_FIELD);
}

static void
count_cb (gint64   done,
          gint64   total,
          gpointer user_data)
{
  GCancellable *cancellable = user_data;

  g_assert_cmpint (done, <=, total);
  if (done >= 6000)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GString) text = g_string_new ("email,tags,score\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ParcoursImport) import = NULL;
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "user%u@example.org,new,%u\n", i, i);
  import = plan (fixture, "file.csv", text->str, -1);
  g_assert_null (parcours_store_import (fixture->store, import, count_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (parcours_store_count_contacts (fixture->store, NULL), ==, 0);
  library = parcours_store_load_library (fixture->store, NULL);
  g_assert_null (parcours_library_lookup (library, "tag", "new"));
  g_assert_null (parcours_library_lookup (library, "field", "score"));
}

/* --- What was exported imports equal --- */

static void
add_library (ParcoursStore *store)
{
  g_free (add_entity (store, "field", "Note, with “signs”", "{'type': 'text'}"));
  g_free (add_entity (store, "field", "Amount", "{'type': 'money'}"));
  g_free (add_entity (store, "field", "Day", "{'type': 'date'}"));
  g_free (add_entity (store, "field", "Seen", "{'type': 'datetime'}"));
  g_free (add_entity (store, "field", "Birthday", "{'type': 'birthday'}"));
  g_free (add_entity (store, "field", "Yes", "{'type': 'bool'}"));
  g_free (add_entity (store, "field", "Likes", "{'type': 'choices', 'options': ['A', 'B b', 'C']}"));
  g_free (add_entity (store, "score", "Lead", NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("N %u", i);

      g_free (add_entity (store, "tag", name, NULL));
      g_free (add_entity (store, "group", name, NULL));
      g_free (add_entity (store, "audience", name, NULL));
      g_free (add_entity (store, "list", name, NULL));
      g_free (add_entity (store, "sender", name, NULL));
    }
}

static guint64
draw (guint i,
      guint n)
{
  return parcours_draw (parcours_draw_salt (9, "round", "", ""), i, n);
}

static ParcoursContact *
random_contact (guint i)
{
  static const char *const notes[] = { "plain", "with, comma", "with \"quotes\"", "two\nlines", " spaces ", "é\tè;|", "=1+1",
                                       "Zürich" };
  guint64 bits = draw (i, 0);
  g_autofree char *email = g_strdup_printf ("User.%u@example.org", i);
  g_autofree char *phone = g_strdup_printf ("+33%u", i);
  g_autofree char *amount = g_strdup_printf ("%u.%02u", (guint) (bits >> 8 & 0xffff), (guint) (bits >> 24) % 100);
  g_autofree char *day = g_strdup_printf ("20%02u-0%u-1%u", (guint) (bits >> 8) % 26, (guint) (bits >> 16) % 9 + 1,
                                          (guint) (bits >> 20) % 10);
  g_autofree char *seen = g_strdup_printf ("%sT0%u:59:07Z", day, (guint) (bits >> 30) % 10);
  ParcoursContact *made = parcours_contact_new (bits & 7 ? email : NULL);

  parcours_contact_set_field (made, "phone", phone);
  if (bits >> 32 & 1)
    parcours_contact_set_field (made, "note-with-signs", notes[bits >> 33 & 7]);
  if (bits >> 36 & 1)
    parcours_contact_set_field (made, "amount", amount);
  if (bits >> 37 & 1)
    parcours_contact_set_field (made, "day", day);
  if (bits >> 38 & 1)
    parcours_contact_set_field (made, "seen", seen);
  if (bits >> 39 & 1)
    parcours_contact_set_field (made, "birthday", day + 5);
  if (bits >> 40 & 1)
    parcours_contact_set_field (made, "yes", bits >> 41 & 1 ? "true" : "false");
  if (bits >> 42 & 1)
    parcours_contact_set_field (made, "likes", bits >> 43 & 1 ? "A, C" : "B b");
  if (bits >> 44 & 1)
    parcours_contact_set_field (made, "created-at", seen);
  if (bits >> 45 & 1)
    parcours_contact_set_score (made, "lead", (double) (bits >> 46 & 63) / 4);
  for (guint n = 0; n < 3; n++)
    {
      g_autofree char *slug = g_strdup_printf ("n-%u", n);
      guint64 more = draw (i, n + 1);

      for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
        {
          if (more >> kind & 1)
            parcours_contact_add_member (made, (ParcoursSetKind) kind, slug, 0);
        }
      if (more >> 4 & 1)
        parcours_contact_set_list (made, slug, (ParcoursListStatus) (1 + (more >> 5) % 4), (gint64) (more >> 20 & 0xffffff),
                                   NULL);
      if (more >> 10 & 1)
        g_hash_table_add (made->blocked_senders, g_strdup (slug));
      made->channels[n + 1] = (ParcoursConsent) ((more >> 11) % 6);
    }

  return made;
}

static void
assert_same_keys (GHashTable *a,
                  GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (g_hash_table_contains (b, key));
}

static void
assert_same_contact (ParcoursContact *a,
                     ParcoursContact *b)
{
  GHashTableIter iter;
  gpointer key, value;

  g_assert_cmpuint (a->key, ==, b->key);
  g_hash_table_iter_init (&iter, a->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *stripped = g_strstrip (g_strdup (value));

      g_assert_cmpstr (g_hash_table_lookup (b->fields, key), ==, stripped);
    }
  g_assert_cmpuint (g_hash_table_size (a->fields), ==, g_hash_table_size (b->fields));
  assert_same_keys (a->scores, b->scores);
  assert_same_keys (a->blocked_senders, b->blocked_senders);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    assert_same_keys (a->sets[i], b->sets[i]);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    g_assert_cmpint (a->channels[i], ==, b->channels[i]);
  assert_same_keys (a->lists, b->lists);
  g_hash_table_iter_init (&iter, a->lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const ParcoursSubscription *one = value;
      const ParcoursSubscription *other = g_hash_table_lookup (b->lists, key);

      g_assert_cmpint (one->status, ==, other->status);
      g_assert_cmpint (one->since, ==, other->since);
    }
}

static void
test_round (Fixture       *fixture,
            gconstpointer  unused)
{
  Fixture other;
  g_autofree char *path = fixture_file (fixture, "export.csv");
  g_autoptr (ParcoursImport) import = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&other, NULL);
  add_library (fixture->store);
  add_library (other.store);
  for (guint i = 1; i <= 300; i++)
    {
      g_autoptr (ParcoursContact) made = random_contact (i);

      parcours_store_add_contact (fixture->store, made, &error);
      if (i % 5 == 0)
        {
          /* Another address now, the same key. */
          parcours_contact_set_field (made, "email", "");
          parcours_contact_set_field (made, "phone", "+1");
          parcours_store_update_contact (fixture->store, made, &error);
          parcours_contact_set_field (made, "phone", NULL);
          parcours_store_delete_contact (fixture->store, made->id, &error);
        }
      else if (i % 7 == 0)
        {
          g_autofree char *email = g_strdup_printf ("moved.%u@example.org", i);

          parcours_contact_set_field (made, "email", email);
          parcours_store_update_contact (fixture->store, made, &error);
        }
      g_assert_no_error (error);
    }
  g_assert_true (parcours_store_export (fixture->store, path, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  import = parcours_import_new (other.store, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (import->source, ==, "parcours");
  report = parcours_store_import (other.store, import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (report->made->len, ==, 0);
  g_assert_cmpint (report->n_added, ==, parcours_store_count_contacts (fixture->store, &error));
  for (gint64 id = 1; id <= 300; id++)
    {
      g_autoptr (ParcoursContact) one = parcours_store_load_contact (fixture->store, id, NULL);
      g_autoptr (ParcoursContact) same = NULL;

      if (one == NULL)
        continue;
      same = parcours_store_load_contact (other.store, parcours_store_find_key (other.store, one->key, NULL), &error);
      g_assert_no_error (error);
      assert_same_contact (one, same);
    }
  fixture_tear_down (&other, NULL);
}

static void
test_export_some (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *path = fixture_file (fixture, "export.csv");
  g_autofree char *nowhere = fixture_file (fixture, "no/export.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (gint64 i = 1; i <= 10; i++)
    {
      g_autofree char *email = g_strdup_printf ("user%d@example.org", (int) i);
      g_autoptr (ParcoursContact) made = parcours_contact_new (email);

      parcours_store_add_contact (fixture->store, made, NULL);
      if (i == 3 || i == 8)
        g_array_prepend_val (ids, i);
    }
  g_assert_true (parcours_store_export (fixture->store, path, ids, NULL, NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[1], "user3@"));
  g_assert_nonnull (strstr (lines[2], "user8@"));

  /* Cancelled, the file that was there stays. */
  g_cancellable_cancel (cancellable);
  g_assert_false (parcours_store_export (fixture->store, path, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_free (text);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "user8@"));
  g_assert_false (parcours_store_export (fixture->store, nowhere, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no/export.csv"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/import/mailchimp", Fixture, NULL, fixture_set_up, test_mailchimp, fixture_tear_down);
  g_test_add ("/import/activecampaign", Fixture, NULL, fixture_set_up, test_activecampaign, fixture_tear_down);
  g_test_add ("/import/brevo", Fixture, NULL, fixture_set_up, test_brevo, fixture_tear_down);
  g_test_add ("/import/encodings", Fixture, NULL, fixture_set_up, test_encodings, fixture_tear_down);
  g_test_add ("/import/separators", Fixture, NULL, fixture_set_up, test_separators, fixture_tear_down);
  g_test_add ("/import/types", Fixture, NULL, fixture_set_up, test_types, fixture_tear_down);
  g_test_add_func ("/import/values", test_values);
  g_test_add ("/import/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/import/duplicates", Fixture, NULL, fixture_set_up, test_duplicates, fixture_tear_down);
  g_test_add ("/import/messy", Fixture, NULL, fixture_set_up, test_messy, fixture_tear_down);
  g_test_add ("/import/bad-files", Fixture, NULL, fixture_set_up, test_bad_files, fixture_tear_down);
  g_test_add ("/import/found-column", Fixture, NULL, fixture_set_up, test_found_column, fixture_tear_down);
  g_test_add ("/import/cancelled", Fixture, NULL, fixture_set_up, test_cancelled, fixture_tear_down);
  g_test_add ("/import/round", Fixture, NULL, fixture_set_up, test_round, fixture_tear_down);
  g_test_add ("/import/export-some", Fixture, NULL, fixture_set_up, test_export_some, fixture_tear_down);

  return g_test_run ();
}
