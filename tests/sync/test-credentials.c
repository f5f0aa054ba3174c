/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "parcours-credentials.h"
#include "parcours-remote-error.h"

#define URL "https://parcours.example.org/"
#define OTHER_URL "https://other.example.org/"

static char *
lookup (const char *url)
{
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  g_assert_true (parcours_credentials_lookup (url, &token, NULL, &error));
  g_assert_no_error (error);

  return token;
}

static void
assert_token (const char *url,
              const char *expected)
{
  g_autofree char *token = lookup (url);

  g_assert_cmpstr (token, ==, expected);
}

static void
test_waiting (void)
{
  g_autoptr (GError) error = NULL;

  assert_token (URL, NULL);
  g_assert_true (parcours_credentials_store (URL, "sesame", NULL, &error));
  g_assert_no_error (error);
  assert_token (URL, "sesame");
  assert_token (OTHER_URL, NULL);
  g_assert_true (parcours_credentials_store (URL, "simsim", NULL, &error));
  g_assert_true (parcours_credentials_store (OTHER_URL, "other", NULL, &error));
  assert_token (URL, "simsim");
  assert_token (OTHER_URL, "other");
  g_assert_true (parcours_credentials_clear (URL, NULL, &error));
  assert_token (URL, NULL);
  assert_token (OTHER_URL, "other");
  /* What is not there can be cleared too. */
  g_assert_true (parcours_credentials_clear (URL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (parcours_credentials_clear (OTHER_URL, NULL, &error));
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
test_calling_back (void)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) cleared = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  parcours_credentials_store_async (URL, "sesame", NULL, result_cb, &stored);
  g_assert_true (parcours_credentials_store_finish (wait_for (&stored), &error));
  parcours_credentials_lookup_async (URL, NULL, result_cb, &found);
  g_assert_true (parcours_credentials_lookup_finish (wait_for (&found), &token, &error));
  g_assert_cmpstr (token, ==, "sesame");
  parcours_credentials_clear_async (URL, NULL, result_cb, &cleared);
  g_assert_true (parcours_credentials_clear_finish (wait_for (&cleared), &error));
  g_assert_no_error (error);
  assert_token (URL, NULL);
}

/* Among bytes of which some may be nul. */
static gboolean
contains (const char *data,
          gsize       length,
          const char *text)
{
  gsize size = strlen (text);

  for (gsize i = 0; i + size <= length; i++)
    {
      if (memcmp (data + i, text, size) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The file is the keyring's, and even there the token cannot be read. */
static void
test_not_in_clear (void)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (parcours_credentials_store (URL, "sesame", NULL, NULL));
  g_assert_true (g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &bytes, &length, NULL));
  g_assert_true (length > strlen ("sesame"));
  g_assert_false (contains (bytes, length, "sesame"));
  g_assert_true (parcours_credentials_clear (URL, NULL, NULL));
}

/* In a process of its own, as the library chooses its keyring once. */
static void
test_without_keyring (void)
{
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  if (g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      g_unsetenv ("SECRET_BACKEND");
      g_assert_false (parcours_credentials_store (URL, "sesame", NULL, &error));
      g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_KEYRING);
      g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, PARCOURS_REMOTE_VERDICT_SERVER);
      g_assert_null (strstr (error->message, "sesame"));
      g_clear_error (&error);
      g_assert_false (parcours_credentials_lookup (URL, &token, NULL, &error));
      g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_KEYRING);
      g_assert_null (token);
      g_clear_error (&error);
      g_assert_false (parcours_credentials_clear (URL, NULL, &error));
      g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_KEYRING);
      g_test_message ("%s", error->message);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (parcours_credentials_lookup (URL, &token, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.keyring", NULL);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password for tests", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/waiting", test_waiting);
  g_test_add_func ("/credentials/calling-back", test_calling_back);
  g_test_add_func ("/credentials/not-in-clear", test_not_in_clear);
  g_test_add_func ("/credentials/without-keyring", test_without_keyring);
  g_test_add_func ("/credentials/cancelled", test_cancelled);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);

  return status;
}
