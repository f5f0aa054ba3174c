/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "parcours-remote-error.h"
#include "parcours-remote-url.h"

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    const char *url;
  } cases[] = {
    { "https://parcours.example.org/", "https://parcours.example.org/" },
    { "https://parcours.example.org", "https://parcours.example.org/" },
    { "parcours.example.org", "https://parcours.example.org/" },
    { "  parcours.example.org\n", "https://parcours.example.org/" },
    { "parcours.example.org:8443", "https://parcours.example.org:8443/" },
    { "https://parcours.example.org:443/", "https://parcours.example.org/" },
    { "HTTPS://Parcours.Example.ORG/Team", "https://parcours.example.org/Team/" },
    { "https://example.org/team//", "https://example.org/team/" },
    { "https://example.org/a%2Fb/", "https://example.org/a%2Fb/" },
    { "https://example.org/?a=b#c", "https://example.org/" },
    { "http://127.0.0.1:8787/", "http://127.0.0.1:8787/" },
    { "http://127.1.2.3:8787", "http://127.1.2.3:8787/" },
    { "http://localhost:8787", "http://localhost:8787/" },
    { "http://[::1]:8787/", "http://[::1]:8787/" },
    { "https://[2001:db8::1]/", "https://[2001:db8::1]/" },
    /* Anybody on the way could read the token. */
    { "http://parcours.example.org/", NULL },
    { "http://192.168.0.10:8787/", NULL },
    { "http://localhost.example.org/", NULL },
    { "http://[2001:db8::1]/", NULL },
    { "http://0.0.0.0/", NULL },
    /* No address of a server. */
    { "", NULL },
    { " ", NULL },
    { "https://", NULL },
    { "https:///automations", NULL },
    { "ftp://example.org/", NULL },
    { "file:///etc/passwd", NULL },
    { "https://example.org:port/", NULL },
    { "https://exa mple.org/", NULL },
    { "https://marie:secret@example.org/", NULL },
    { "https://token@example.org/", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = parcours_remote_url_normalize (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (url, ==, cases[i].url);
      if (cases[i].url == NULL)
        g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_ADDRESS);
      else
        g_assert_no_error (error);
    }
}

/* What is normal stays as it is, and a password never stands in a message. */
static void
test_stable (void)
{
  g_autofree char *url = parcours_remote_url_normalize ("Example.org/a", NULL);
  g_autofree char *again = parcours_remote_url_normalize (url, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (url, ==, again);
  g_assert_null (parcours_remote_url_normalize ("https://marie:sesame@example.org/", &error));
  g_assert_null (strstr (error->message, "sesame"));
}

static void
test_parts (void)
{
  g_autofree char *host = parcours_remote_url_host ("https://parcours.example.org:8443/team/");
  g_autofree char *plain = parcours_remote_url_build ("https://example.org/team/", "automations/a", NULL);
  g_autofree char *query = parcours_remote_url_build ("https://example.org/", "automations", "limit=1");

  g_assert_cmpstr (host, ==, "parcours.example.org");
  g_assert_cmpstr (plain, ==, "https://example.org/team/automations/a");
  g_assert_cmpstr (query, ==, "https://example.org/automations?limit=1");
  g_assert_true (parcours_remote_url_is_local ("http://127.0.0.1:8787/"));
  g_assert_true (parcours_remote_url_is_local ("https://localhost/"));
  g_assert_false (parcours_remote_url_is_local ("https://parcours.example.org/"));
}

static void
test_same_server (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "https://example.org/a", "https://example.org/b?c", TRUE },
    { "https://example.org/", "https://Example.ORG:443/", TRUE },
    { "https://example.org/", "http://example.org/", FALSE },
    { "https://example.org/", "https://example.org:8443/", FALSE },
    { "https://example.org/", "https://www.example.org/", FALSE },
    { "https://example.org/", "https://example.org.evil.example/", FALSE },
    { "https://example.org/", "https://example.org@evil.example/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) a = g_uri_parse (cases[i].a, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (GUri) b = g_uri_parse (cases[i].b, SOUP_HTTP_URI_FLAGS, NULL);

      g_assert_cmpint (parcours_remote_url_same_server (a, b), ==, cases[i].same);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote-url/normalize", test_normalize);
  g_test_add_func ("/remote-url/stable", test_stable);
  g_test_add_func ("/remote-url/parts", test_parts);
  g_test_add_func ("/remote-url/same-server", test_same_server);

  return g_test_run ();
}
