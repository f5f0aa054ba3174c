/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as the three platforms export them, through the project as the window and
 * the command line do it: preview, import, report, cancelling, export. */

#include "config.h"

#include <string.h>

#include "parcours-contact-page.h"
#include "parcours-json.h"
#include "parcours-project-import.h"
#include "people.h"

static char *
sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "csv", name, NULL);
}

static ParcoursImportPreview *
preview (People      *people,
         const char  *path,
         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_preview_import_async (people->project, path, NULL, people_keep_result, &result);

  return parcours_project_preview_import_finish (people->project, people_wait (&result), error);
}

static ParcoursImportPreview *
preview_sample (People     *people,
                const char *name)
{
  g_autofree char *path = sample (name);
  g_autoptr (GError) error = NULL;
  ParcoursImportPreview *read = preview (people, path, &error);

  g_assert_no_error (error);

  return read;
}

static ParcoursImportReport *
run (People                *people,
     ParcoursImportPreview *read)
{
  g_autoptr (ParcoursJob) job = parcours_job_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursImportReport *report;

  parcours_project_import_async (people->project, read, job, people_keep_result, &result);
  report = parcours_project_import_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (parcours_job_is_over (job));

  return report;
}

static ParcoursContactPage *
load (People     *people,
      const char *email)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursContactPage *page;

  parcours_project_load_contact_async (people->project, people_find (people, email), 10, NULL, people_keep_result, &result);
  page = parcours_project_load_contact_finish (people->project, people_wait (&result), &error);
  g_assert_no_error (error);

  return page;
}

static ParcoursListStatus
status_on (ParcoursContactPage *page,
           const char          *list)
{
  const ParcoursSubscription *subscription = g_hash_table_lookup (page->contact->lists, list);

  return subscription != NULL ? subscription->status : PARCOURS_LIST_NONE;
}

static void
assert_field (ParcoursContactPage *page,
              const char          *slug,
              const char          *value)
{
  g_assert_cmpstr (parcours_contact_field (page->contact, slug), ==, value);
}

static void
test_mailchimp (People        *people,
                gconstpointer  unused)
{
  ParcoursImportPreview *read = preview_sample (people, "mailchimp-subscribed.csv");
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (ParcoursContactPage) ines = NULL;
  g_autoptr (ParcoursContactPage) camille = NULL;
  const ParcoursRefusedRow *refused;

  g_assert_cmpstr (read->import->source, ==, "mailchimp");
  g_assert_cmpint (read->import->n_rows, ==, 3);
  g_assert_cmpuint (read->rows->len, ==, 3);
  g_assert_cmpstr (((char **) read->rows->pdata[0])[1], ==, "Inès");
  g_assert_cmpint (read->import->status, ==, PARCOURS_LIST_ACTIVE);
  g_free (read->import->list);
  read->import->list = g_strdup ("newsletter");
  report = run (people, read);
  g_assert_cmpint (report->n_added, ==, 2);
  g_assert_cmpuint (report->refused->len, ==, 1);
  refused = g_ptr_array_index (report->refused, 0);
  /* The note of the row before has two lines. */
  g_assert_cmpint (refused->line, ==, 5);
  g_assert_nonnull (strstr (refused->reason, "not an address"));
  ines = load (people, "ines.moreau@example.org");
  assert_field (ines, "first-name", "Inès");
  assert_field (ines, "birthday", "06-14");
  assert_field (ines, "phone", "+33612345678");
  assert_field (ines, "timezone", "Europe/Paris");
  assert_field (ines, "member-rating", "4");
  g_assert_true (g_hash_table_contains (ines->contact->sets[PARCOURS_SET_TAGS], "vip"));
  g_assert_true (g_hash_table_contains (ines->contact->sets[PARCOURS_SET_TAGS], "gift-guide"));
  g_assert_cmpint (status_on (ines, "newsletter"), ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (ines->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_SUBSCRIBED);
  camille = load (people, "camille.lefevre@example.org");
  assert_field (camille, "last-name", "Lefèvre");
  assert_field (camille, "notes", "Met at the fair.\nWants the \"large\" catalogue.");
}

static void
test_mailchimp_gone (People        *people,
                     gconstpointer  unused)
{
  g_autoptr (ParcoursImportReport) unsubscribed = NULL;
  g_autoptr (ParcoursImportReport) cleaned = NULL;
  g_autoptr (ParcoursContactPage) hugo = NULL;
  g_autoptr (ParcoursContactPage) lucas = NULL;
  ParcoursImportPreview *read = preview_sample (people, "mailchimp-unsubscribed.csv");

  g_assert_cmpint (read->import->status, ==, PARCOURS_LIST_UNSUBSCRIBED);
  read->import->list = g_strdup ("newsletter");
  unsubscribed = run (people, read);
  read = preview_sample (people, "mailchimp-cleaned.csv");
  g_assert_cmpint (read->import->status, ==, PARCOURS_LIST_BOUNCED);
  read->import->list = g_strdup ("newsletter");
  cleaned = run (people, read);
  hugo = load (people, "hugo.bertrand@example.org");
  g_assert_cmpint (status_on (hugo, "newsletter"), ==, PARCOURS_LIST_UNSUBSCRIBED);
  g_assert_cmpint (hugo->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_UNSUBSCRIBED);
  lucas = load (people, "lucas.perrin@example.org");
  g_assert_cmpint (status_on (lucas, "newsletter"), ==, PARCOURS_LIST_BOUNCED);
  g_assert_cmpint (lucas->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_BOUNCED);
}

/* The same people, in UTF-8 and in Latin-1. */
static void
test_activecampaign (People        *people,
                     gconstpointer  file)
{
  ParcoursImportPreview *read = preview_sample (people, file);
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (ParcoursContactPage) lea = NULL;
  g_autoptr (ParcoursContactPage) noah = NULL;

  g_assert_cmpstr (read->import->source, ==, "activecampaign");
  report = run (people, read);
  g_assert_cmpint (report->n_added, ==, 2);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_cmpint (((ParcoursRefusedRow *) report->refused->pdata[0])->line, ==, 4);
  lea = load (people, "lea.fontaine@example.org");
  assert_field (lea, "first-name", "Léa");
  assert_field (lea, "city", "Nîmes");
  assert_field (lea, "renewal", "2026-05-01");
  assert_field (lea, "organization", "Savons du Midi");
  g_assert_true (g_hash_table_contains (lea->contact->sets[PARCOURS_SET_TAGS], "soap-lover"));
  g_assert_cmpint (status_on (lea, "newsletter"), ==, PARCOURS_LIST_ACTIVE);
  g_assert_cmpint (status_on (lea, "club-lavande"), ==, PARCOURS_LIST_ACTIVE);
  noah = load (people, "noah.chevalier@example.org");
  assert_field (noah, "city", "Besançon");
  g_assert_cmpint (status_on (noah, "newsletter"), ==, PARCOURS_LIST_UNSUBSCRIBED);
}

static void
test_brevo (People        *people,
            gconstpointer  file)
{
  ParcoursImportPreview *read = preview_sample (people, file);
  g_autoptr (ParcoursImportReport) report = NULL;
  g_autoptr (ParcoursContactPage) manon = NULL;
  g_autoptr (ParcoursContactPage) gabriel = NULL;
  g_autoptr (ParcoursContactPage) zoe = NULL;

  g_assert_cmpstr (read->import->source, ==, "brevo");
  g_assert_cmpint (parcours_csv_separator (read->import->csv), ==, ';');
  report = run (people, read);
  g_assert_cmpint (report->n_added, ==, 3);
  g_assert_cmpuint (report->refused->len, ==, 0);
  manon = load (people, "manon.dupuis@example.org");
  assert_field (manon, "first-name", "Manon");
  assert_field (manon, "ville", "Orléans");
  assert_field (manon, "solde", "12.5");
  assert_field (manon, "phone", "33698765432");
  gabriel = load (people, "gabriel.renaud@example.org");
  assert_field (gabriel, "ville", "Aix; en Provence");
  assert_field (gabriel, "solde", "1250");
  g_assert_cmpint (gabriel->contact->channels[PARCOURS_CHANNEL_EMAIL], ==, PARCOURS_CONSENT_BLOCKED);
  zoe = load (people, "zoe.marchand@example.org");
  assert_field (zoe, "first-name", "Zoé");
  assert_field (zoe, "ville", "Ligne une\r\nLigne deux");
  g_assert_cmpint (zoe->contact->channels[PARCOURS_CHANNEL_SMS], ==, PARCOURS_CONSENT_BLOCKED);
}

static void
test_refused_files (People        *people,
                    gconstpointer  unused)
{
  static const struct
  {
    const char *name;
    const char *word;
  } cases[] = {
    { "no-address.csv", "Name, City" },
    { "blank.csv", "blank.csv" },
    { "not-there.csv", "not-there.csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = sample (cases[i].name);
      g_autoptr (GError) error = NULL;

      g_assert_null (preview (people, path, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].word) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].word);
    }
}

static char *
big_file (People *people)
{
  g_autoptr (GString) text = g_string_new ("email,city\n");
  char *path = people_file (people, "big.csv");

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "big%u@example.org,Lyon\n", i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));

  return path;
}

static void
test_cancelled (People        *people,
                gconstpointer  unused)
{
  g_autofree char *path = big_file (people);
  g_autoptr (ParcoursJob) job = parcours_job_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursImportPreview *read = preview (people, path, &error);

  g_assert_no_error (error);
  parcours_project_import_async (people->project, read, job, people_keep_result, &result);
  while (result == NULL && parcours_job_done (job) == 0)
    g_main_context_iteration (NULL, TRUE);
  parcours_job_cancel (job);
  g_assert_null (parcours_project_import_finish (people->project, people_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (people_find (people, "big0@example.org"), ==, 0);
  g_assert_true (parcours_job_is_over (job));
}

static void
test_progress (People        *people,
               gconstpointer  unused)
{
  g_autofree char *path = big_file (people);
  g_autoptr (ParcoursJob) job = parcours_job_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;
  double before = 0;
  guint n = 0;

  parcours_project_import_async (people->project, preview (people, path, &error), job, people_keep_result, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpfloat (parcours_job_fraction (job), >=, before);
      n += parcours_job_fraction (job) > before;
      before = parcours_job_fraction (job);
    }
  report = parcours_project_import_finish (people->project, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_added, ==, 50000);
  g_assert_cmpuint (n, >=, 2);
  while (parcours_project_n_contacts (people->project) != N_PEOPLE + 50000)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_read_only (People        *people,
                gconstpointer  unused)
{
  g_autofree char *path = sample ("brevo.csv");
  g_autoptr (ParcoursJob) job = parcours_job_new ("Import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  people_reopen (people, PARCOURS_STORE_READ);
  parcours_project_import_async (people->project, preview (people, path, &error), job, people_keep_result, &result);
  g_assert_null (parcours_project_import_finish (people->project, people_wait (&result), &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY);
}

static void
test_closed (People        *people,
             gconstpointer  unused)
{
  g_autoptr (ParcoursJob) job = parcours_job_new ("Export");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_close (people->project);
  g_assert_null (preview (people, "/nowhere.csv", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED);
  g_clear_error (&error);
  parcours_project_export_async (people->project, "/nowhere.csv", NULL, job, people_keep_result, &result);
  g_assert_false (parcours_project_export_finish (people->project, people_wait (&result), &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED);
}

static gboolean
export_to (People      *people,
           const char  *path,
           GArray      *ids,
           GError     **error)
{
  g_autoptr (ParcoursJob) job = parcours_job_new ("Export");
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_export_async (people->project, path, ids, job, people_keep_result, &result);

  return parcours_project_export_finish (people->project, people_wait (&result), error);
}

/* What was exported imports equal. */
static void
test_round (People        *people,
            gconstpointer  unused)
{
  g_autofree char *first = people_file (people, "first.csv");
  g_autofree char *second = people_file (people, "second.csv");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;

  g_assert_true (export_to (people, first, NULL, &error));
  g_assert_no_error (error);
  report = run (people, preview (people, first, &error));
  g_assert_cmpint (report->n_merged, ==, N_PEOPLE);
  g_assert_cmpuint (report->made->len, ==, 0);
  g_assert_true (export_to (people, second, NULL, &error));
  g_assert_true (g_file_get_contents (first, &before, NULL, NULL));
  g_assert_true (g_file_get_contents (second, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  g_assert_false (export_to (people, "/no/such/folder/x.csv", NULL, &error));
  g_assert_nonnull (strstr (error->message, "/no/such/folder/x.csv"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) g_test_add ("/project/import/" name, People, data, people_set_up, func, people_tear_down)
  ADD ("mailchimp", NULL, test_mailchimp);
  ADD ("mailchimp-gone", NULL, test_mailchimp_gone);
  ADD ("activecampaign", "activecampaign.csv", test_activecampaign);
  ADD ("activecampaign-latin-1", "activecampaign-latin-1.csv", test_activecampaign);
  ADD ("brevo", "brevo.csv", test_brevo);
  ADD ("brevo-latin-1", "brevo-latin-1.csv", test_brevo);
  ADD ("refused-files", NULL, test_refused_files);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("progress", NULL, test_progress);
  ADD ("read-only", NULL, test_read_only);
  ADD ("closed", NULL, test_closed);
  ADD ("round", NULL, test_round);

  return g_test_run ();
}
